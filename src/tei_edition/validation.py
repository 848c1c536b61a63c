"""`tei-edition validate`: is it good TEI?  Any TEI file; with a ledger, in the capture's lines too."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei_edition.bounds import UNBOUND, Bounds, Lost, Why, attempt
from tei_edition.errors import UnreadableInput
from tei_edition.folders import OutputFolder
from tei_edition.manner import Manner, quoted
from tei_edition.model import Digest, Finding, Place, Severity
from tei_edition.ordinary import read
from tei_edition.outcome import counted, failing, tally

if TYPE_CHECKING:
    from lxml import etree


class Grammars(NamedTuple):
    """What a file is checked against besides the shipped XSD and the rules; an own `schema` instead of them."""

    rng: bool = False
    xsd: bool = False
    schema: Path | None = None


def validate_files(manner: Manner, paths: Sequence[Path], grammars: Grammars) -> int:
    """Check TEI files and show what is wrong; returns the exit code. Raises UnreadableInput if there is none."""
    files, faults = tei_files(paths)
    findings: list[Finding] = []
    unreadable = list(faults)
    digests: list[tuple[str, Digest]] = []
    for file in files:
        seen = attempt(partial(_seen, grammars=grammars), file)
        if isinstance(seen, UnreadableInput):
            unreadable.append((file, seen))
        elif isinstance(seen, Lost):
            findings.append(without_result(file, seen))
        else:
            findings += seen.findings
            digests += [(str(file.with_suffix("")), seen.digest)] if seen.digest else []
    findings += _between(digests)
    findings += [cannot_read(path, error) for path, error in unreadable]
    checked = [*files, *(path for path, _ in faults)]
    manner.show(findings, [str(file) for file in checked])
    failed = [finding for finding in findings if finding.severity in failing(strict=manner.strict)]
    faulty = {place.file for finding in failed if (place := _file(finding))}
    valid = len(checked) - len(faulty)
    found = tally(findings, hides_notes=manner.hides_notes)
    manner.say(f"{counted(len(checked) - len(unreadable), 'file')} checked · {valid} valid{found}")
    if not faulty:
        manner.next(f"tei-edition render {quoted(paths[0])} -o html")
    return 4 if unreadable else 1 if faulty else 0


def _file(finding: Finding) -> Place | None:
    return finding.tei or finding.capture


def tei_files(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, UnreadableInput]]]:
    """The TEI files that paths and folders name, and the paths that name none; raises it if that is all."""
    found: dict[Path, None] = {}
    faults: list[tuple[Path, UnreadableInput]] = []
    for path in paths:
        try:
            found.update(dict.fromkeys(_tei_files(path)))
        except UnreadableInput as fault:
            faults.append((path, fault))
    if not found and len(faults) == 1:
        raise faults[0][1]
    return list(found), faults


def _tei_files(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.xml") if file.is_file() and not _is_beside(file))
            if not files:
                raise UnreadableInput(
                    f"{path}: there are no TEI files (*.xml) in this folder",
                    remedy="make them first (tei-edition convert), or name another folder",
                )
            return files
        if path.exists():
            return [path]
    except OSError as error:
        raise UnreadableInput(
            f"{path}: cannot be read: {error.strerror or error}", remedy="check the name and the permissions"
        ) from error
    raise UnreadableInput(f"{path}: there is no such file or folder", remedy="check the name")


def _is_beside(file: Path) -> bool:
    """Whether this is NAME.new.xml, which a run wrote beside an edited file; it waits for the editor to compare."""
    edited = file.with_name(f"{file.name.removesuffix('.new.xml')}.xml")
    return file.name.endswith(".new.xml") and edited.is_file() and not OutputFolder(file.parent).knows(file.name)


def cannot_read(path: Path, error: UnreadableInput) -> Finding:
    """A file that cannot be read, as a finding, so that the others go on."""
    message = error.message.removeprefix(f"{path}: ")
    return Finding("C101", Severity.ERROR, message, hint=error.remedy, tei=Place(str(path), 1, 1))


def is_unreadable(finding: Finding) -> bool:
    """Whether it says that a file cannot be read."""
    return finding.code == "C101"


WITHOUT_RESULT: dict[Why, tuple[str, str]] = {
    "failed": ("E901", "tei-edition itself failed on this file: {words}"),
    "unreadable": ("C101", "{words}"),
    "died": ("E902", "this file ends the process that works on it ({words})"),
    "slow": ("E903", "this file takes more than {bounds.seconds:,} seconds"),
    "memory": ("E904", "this file needs more memory than there is for it"),
}


def without_result(path: Path, lost: Lost, bounds: Bounds = UNBOUND) -> Finding:
    """What is told of a file on which the work was given up, so that the others go on."""
    code, words = WITHOUT_RESULT[lost.why]
    message = words.format(words=lost.words, bounds=bounds)
    return Finding(code, Severity.ERROR, message, hint=REPORT_IT, tei=Place(str(path), 1, 1), raw=lost.raw)


REPORT_IT = "please report it with the file and the words that -v adds"


# --- one file -------------------------------------------------------------------------------------------------


def validated(file: Path, grammars: Grammars, name: str = "") -> tuple[Finding, ...]:
    """What is wrong with a TEI file, called `name` in the findings. Raises UnreadableInput, BadConfiguration."""
    return looked_at(file, grammars, name or str(file)).findings


def _seen(file: Path, grammars: Grammars) -> Looked | UnreadableInput:
    try:
        return looked_at(file, grammars, str(file))
    except UnreadableInput as error:
        return error


class Looked(NamedTuple):
    """What was found in a file, and what is needed to compare it with the others; nothing under another schema."""

    findings: tuple[Finding, ...]
    digest: Digest | None = None


def looked_at(file: Path, grammars: Grammars, name: str) -> Looked:
    """What is wrong with a TEI file, and what others know it by. Raises UnreadableInput, BadConfiguration."""
    from tei_edition.checks.wellformed import parse_tei
    from tei_edition.digests import digest

    tree = parse_tei(file)
    if isinstance(tree, Finding):
        place = tree.tei or Place("", 1, 1)
        return Looked((replace(tree, tei=place._replace(file=name)),))
    found = tuple(_in_capture(_checked(tree, grammars, name), file))
    return Looked(found, digest(tree.getroot()) if grammars.schema is None else None)


def _between(digests: Sequence[tuple[str, Digest]]) -> Iterator[Finding]:
    """What is wrong between the files, told at the later one of a pair."""
    from tei_edition.checks.edition import check_edition

    for name, findings in check_edition(digests).items():
        yield from (replace(finding, tei=Place(f"{name}.xml", 1, 1)) for finding in findings)


def _checked(tree: etree._ElementTree, grammars: Grammars, name: str) -> tuple[Finding, ...]:
    from tei_edition.checks.rules import check_rules
    from tei_edition.checks.schema import check_rng, check_with, check_xsd, explain_xsd

    if grammars.schema is not None:
        return check_with(tree, grammars.schema, name)
    found = check_xsd(tree, name)
    if found and grammars.xsd:
        found = explain_xsd(tree, name)
    if not found and grammars.rng:
        found = check_rng(tree, name)
    return (*found, *check_rules(tree, file=name))


def _in_capture(findings: tuple[Finding, ...], file: Path) -> Iterator[Finding]:
    """The findings with their line in the capture too, where a ledger stands beside the TEI."""
    ledger = _ledger(file) if findings else None
    for finding in findings:
        yield ledger.located(finding) if ledger else finding


class _Ledger(NamedTuple):
    capture: str
    lines: list[int]
    homes: dict[str, int]  # id → where its first words stand

    def located(self, finding: Finding) -> Finding:
        start = self.homes.get(finding.xml_id or "")
        if start is None:
            return finding
        line = bisect_right(self.lines, start)
        return replace(finding, capture=Place(self.capture, line, start - self.lines[line - 1] + 1))


def _ledger(file: Path) -> _Ledger | None:
    """The ledger beside a TEI file; nothing if there is none, or one that cannot be used."""
    try:
        ledger = json.loads(read(file.with_name(f"{file.stem}.ledger.json")))
        homes = {target: int(span["start"]) for span in reversed(ledger["spans"]) for target in span["targets"]}
        return _Ledger(str(ledger["source"]["file"]), [int(line) for line in ledger["lines"]] or [0], homes)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
