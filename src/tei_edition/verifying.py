"""`tei-edition verify`: is everything that a build wrote still there as it was? By its MANIFEST.sha256."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from tei_edition.depot import Depot, manifest_of
from tei_edition.errors import UnreadableInput
from tei_edition.fixity import MANIFEST, digest_of
from tei_edition.journal import FOLDER, checksum, escaped, escaped_name, is_row, named
from tei_edition.manner import Manner
from tei_edition.model import Finding, Place, Severity
from tei_edition.ordinary import opened
from tei_edition.outcome import counted, failing, tally

BUILD = "tei-edition build writes it, and makes again what is missing"


class Folder:
    """An output folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = f"{root}{os.sep}"  # no Path: there are many files, and it would keep every name for good

    @property
    def is_unfinished(self) -> bool:
        """Whether the last run that wrote here has not ended."""
        return Path(self._root, FOLDER).exists()

    def shown(self, name: str) -> str:
        """The name of a file as it is told."""
        return str(Path(self._root, name))

    def digest(self, name: str) -> str:
        """The SHA-256 of a file. Raises OSError."""
        return digest_of(f"{self._root}{name}")

    def files(self, folder: str) -> Iterator[str]:
        """The files below a folder, one by one: there may be too many in a single folder to list them all."""
        if Path(self._root, folder).is_dir():
            yield from self._below(folder)

    def _below(self, folder: str) -> Iterator[str]:
        with os.scandir(f"{self._root}{folder}") as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from self._below(name)
                else:
                    yield name


def verify(manner: Manner, output: Path | str) -> int:
    """Compare an output folder, or what stands at a URL, with its manifest; returns the exit code.

    Raises UnreadableInput without a manifest.
    """
    if isinstance(output, str):
        depot = Depot(output)
        return _verified(manner, depot, MANIFEST, _in_memory(manifest_of(depot, MANIFEST)))
    manifest = output / MANIFEST if output.is_dir() or not output.name.endswith(".sha256") else output
    return _verified(manner, Folder(manifest.parent), manifest.name, _mapped(manifest))


def _verified(manner: Manner, place: Folder | Depot, manifest: str, mapped: closing[mmap.mmap]) -> int:
    findings: list[Finding] = []
    checked = unreadable = 0
    with mapped as lines, manner.progress_of(_count(lines), "checking") as advance:
        if place.is_unfinished:
            findings.append(_unfinished(place.shown(manifest)))
        for number, row in enumerate(iter(lines.readline, b""), 1):
            found = _looked_at(place, manifest, number, row)
            unreadable += bool(found and found.code == "C101")
            checked += 1
            findings += [found] if found else []
            advance([found] if found else [])
        findings += sorted(_extra(place, lines), key=lambda finding: finding.tei or ())
    manner.show(findings, [finding.tei.file for finding in findings if finding.tei])
    good = checked - sum(finding.code in ("E203", "E204", "E206", "C101") for finding in findings)
    manner.say(f"{counted(checked, 'file')} checked · {good:,} as they were written{tally(findings)}")
    if unreadable:
        return 4
    return int(any(finding.severity in failing(strict=manner.strict) for finding in findings))


def _mapped(manifest: Path) -> closing[mmap.mmap]:
    """The manifest as bytes that need not all stand in memory. Raises UnreadableInput."""
    try:
        with os.fdopen(opened(manifest), "rb") as file:
            return closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError as error:
        raise UnreadableInput(f"{manifest.parent}: there is no {MANIFEST} here", remedy=BUILD) from error
    except ValueError as error:
        raise UnreadableInput(f"{manifest}: there is nothing in it", remedy=BUILD) from error
    except OSError as error:
        raise UnreadableInput(f"{manifest}: cannot be read: {error.strerror or error}", remedy=BUILD) from error


def _in_memory(data: bytes) -> closing[mmap.mmap]:
    """The same of a manifest that is no file of this machine."""
    lines = mmap.mmap(-1, max(1, len(data)))
    lines.write(data)
    lines.seek(0)
    return closing(lines)


def _count(lines: mmap.mmap) -> int:
    number = sum(1 for _ in iter(lines.readline, b""))
    lines.seek(0)
    return number


def _looked_at(place: Folder | Depot, manifest: str, number: int, row: bytes) -> Finding | None:
    """What is wrong with the file of a line."""
    if not is_row(row):
        return _finding("E206", place.shown(manifest), f"line {number} of the manifest is damaged", number)
    name = os.fsdecode(named(row))
    try:
        is_same = place.digest(name) == checksum(row).decode()
    except (FileNotFoundError, NotADirectoryError):
        return _finding("E204", place.shown(name), "the file is missing")
    except OSError as error:
        return _finding("C101", place.shown(name), f"cannot be read: {error.strerror or error}")
    return None if is_same else _finding("E203", place.shown(name), "the file is not as it was written")


def _extra(place: Folder | Depot, lines: mmap.mmap) -> Iterator[Finding]:
    """The files in the folders of the edition that the manifest does not name; hidden ones do not count."""
    for name in chain(place.files("html"), place.files("tei")):
        if not _is_listed(lines, os.fsencode(name)):
            yield _finding("E205", place.shown(name), "the file is none that a build wrote", severity=Severity.WARNING)


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


def _unfinished(manifest: str) -> Finding:
    message = "the last build into this folder has not ended, so the manifest is older than some files"
    return _finding("E207", manifest, message)


def _finding(code: str, path: str, message: str, row: int = 1, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, severity, message, hint=HINTS.get(code, ""), tei=Place(path, row, 1))


HINTS = {
    "C101": "check the permissions of the file",
    "E203": "build again, or take the file from a copy whose manifest is right; an edited TEI file may stay",
    "E204": "tei-edition build makes it again",
    "E205": "delete it, or keep what is yours outside tei/ and html/",
    "E206": "delete the manifest and build again",
    "E207": "let it end, or build again",
}
