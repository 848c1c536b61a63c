"""`tei-edition verify`: is everything that a build wrote still there as it was? By its MANIFEST.sha256."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tei_edition.errors import UnreadableInput
from tei_edition.fixity import MANIFEST, digest_of
from tei_edition.journal import FOLDER, checksum, escaped, escaped_name, is_row, named
from tei_edition.manner import Manner
from tei_edition.model import Finding, Place, Severity
from tei_edition.outcome import counted, failing, tally

BUILD = "tei-edition build writes it, and makes again what is missing"


def verify(manner: Manner, output: Path) -> int:
    """Compare an output folder with its manifest; returns the exit code. Raises UnreadableInput without a manifest."""
    manifest = output / MANIFEST if output.is_dir() or not output.name.endswith(".sha256") else output
    findings: list[Finding] = []
    checked = unreadable = 0
    with _mapped(manifest) as lines, manner.progress_of(_count(lines), "checking") as advance:
        if (manifest.parent / FOLDER).exists():
            findings.append(_unfinished(manifest))
        for number, row in enumerate(iter(lines.readline, b""), 1):
            found = _looked_at(manifest, number, row)
            unreadable += bool(found and found.code == "C101")
            checked += 1
            findings += [found] if found else []
            advance([found] if found else [])
        findings += sorted(_extra(manifest.parent, lines), key=lambda finding: finding.tei or ())
    manner.show(findings, [finding.tei.file for finding in findings if finding.tei])
    good = checked - sum(finding.code in ("E203", "E204", "E206", "C101") for finding in findings)
    manner.say(f"{counted(checked, 'file')} checked · {good:,} as they were written{tally(findings)}")
    if unreadable:
        return 4
    return int(any(finding.severity in failing(strict=manner.strict) for finding in findings))


def _mapped(manifest: Path) -> closing[mmap.mmap]:
    """The manifest as bytes that need not all stand in memory. Raises UnreadableInput."""
    try:
        with manifest.open("rb") as file:
            return closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError as error:
        raise UnreadableInput(f"{manifest.parent}: there is no {MANIFEST} here", remedy=BUILD) from error
    except ValueError as error:
        raise UnreadableInput(f"{manifest}: there is nothing in it", remedy=BUILD) from error
    except OSError as error:
        raise UnreadableInput(f"{manifest}: cannot be read: {error.strerror or error}", remedy=BUILD) from error


def _count(lines: mmap.mmap) -> int:
    number = sum(1 for _ in iter(lines.readline, b""))
    lines.seek(0)
    return number


def _looked_at(manifest: Path, number: int, row: bytes) -> Finding | None:
    """What is wrong with the file of a line."""
    if not is_row(row):
        return _finding("E206", manifest, f"line {number} of the manifest is damaged", number)
    name = os.fsdecode(named(row))
    try:
        # no Path: there are many, and it would keep every name for good
        is_same = digest_of(f"{manifest.parent}{os.sep}{name}") == checksum(row).decode()
    except (FileNotFoundError, NotADirectoryError):
        return _finding("E204", manifest.parent / name, "the file is missing")
    except OSError as error:
        return _finding("C101", manifest.parent / name, f"cannot be read: {error.strerror or error}")
    return None if is_same else _finding("E203", manifest.parent / name, "the file is not as it was written")


def _extra(root: Path, lines: mmap.mmap) -> Iterator[Finding]:
    """The files in the folders of the edition that the manifest does not name; hidden ones do not count."""
    for folder in ("html", "tei"):
        for name in _files(root, folder) if (root / folder).is_dir() else ():
            if not _is_listed(lines, os.fsencode(name)):
                yield _finding("E205", root / name, "the file is none that a build wrote", severity=Severity.WARNING)


def _files(root: Path, folder: str) -> Iterator[str]:
    """The files below a folder, one by one: there may be too many in a single folder to list them all."""
    with os.scandir(f"{root}{os.sep}{folder}") as entries:
        for entry in entries:
            name = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, name)
            else:
                yield name


def _is_listed(lines: mmap.mmap, name: bytes) -> bool:
    """Whether the manifest, which is sorted, has a line for a file."""
    wanted = escaped(name)
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.find(b"\n", start) + 1 or len(lines)
        found = escaped_name(lines[start:end])
        if found == wanted:
            return True
        low, high = (end, high) if found < wanted else (low, start)
    return False


def _unfinished(manifest: Path) -> Finding:
    message = "the last build into this folder has not ended, so the manifest is older than some files"
    return _finding("E207", manifest, message)


def _finding(code: str, path: Path, message: str, row: int = 1, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, severity, message, hint=HINTS.get(code, ""), tei=Place(str(path), row, 1))


HINTS = {
    "C101": "check the permissions of the file",
    "E203": "build again, or take the file from a copy whose manifest is right; an edited TEI file may stay",
    "E204": "tei-edition build makes it again",
    "E205": "delete it, or keep what is yours outside tei/ and html/",
    "E206": "delete the manifest and build again",
    "E207": "let it end, or build again",
}
