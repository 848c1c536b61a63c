"""What a run did: its exit code, its summary in one line, and its report for machines."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, reduce
from pathlib import Path

from tei_edition.model import Conversion, Finding, Severity
from tei_edition.remote import Origin
from tei_edition.report import PROGRAM, as_object, in_order
from tei_edition.shelf import Again, Shelf

Named = Callable[[Origin], str]
"""How a capture is called."""

OUR_FAULTS = frozenset({"E901", "E902"})  # the program failed, or its process died


@dataclass(frozen=True, slots=True)
class Document:
    """What became of one capture; the TEI itself is on the disk by now, or nowhere."""

    path: Origin  # the capture
    conversion: Conversion
    why: str = ""  # it was made again; empty if it stood there as it should be
    checksums: tuple[str, ...] = ()  # of the capture and of the files that stand there now, if they are ours

    @property
    def file(self) -> str:
        """The capture as it was named."""
        return str(self.path)

    @property
    def worst(self) -> Severity | None:
        """The severity that it is counted under; notes do not count."""
        found = {finding.severity for finding in self.conversion.findings}
        return next((severity for severity in (Severity.ERROR, Severity.WARNING) if severity in found), None)


@dataclass(slots=True)
class Tally:
    """The documents of a run, counted."""

    documents: int = 0
    written: int = 0
    published: int = 0
    unreadable: int = 0
    worst: Counter[Severity | None] = field(default_factory=Counter)  # documents by their worst findings
    found: Counter[tuple[Severity | None, Severity]] = field(default_factory=Counter)  # findings: also by the worst
    codes: Counter[str] = field(default_factory=Counter)
    layouts: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Tally:
        """Some documents, counted."""
        tally = cls()
        for document in documents:
            tally.add(document)
        return tally

    def add(self, document: Document) -> None:
        """Count one more."""
        conversion, worst = document.conversion, document.worst
        self.documents += 1
        self.written += conversion.tei is not None
        self.published += conversion.is_publishable
        self.unreadable += conversion.unreadable
        self.worst[worst] += 1
        for finding in conversion.findings:
            self.found[worst, finding.severity] += 1
            self.codes[finding.code] += 1
        self.layouts[conversion.layout] += 1
        self.genres[conversion.genre] += 1
        for zone, number in conversion.totals:
            self.characters[zone] += number

    def findings(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(count for (_, of), count in self.found.items() if of is severity)


@dataclass
class Outcome:
    """What a run did, document by document; `skipped` were not looked at (--fail-fast)."""

    documents: Shelf[Document] = field(default_factory=Shelf)
    skipped: int = 0
    seconds: float = 0.0
    further: list[Finding] = field(default_factory=list)  # about files that are none of these documents
    kept: tuple[str, ...] = ()  # documents of the edition that this run was not asked for, by the names of their TEI
    removed: tuple[str, ...] = ()  # files of the site that belong to nothing any more
    withdrawn: list[str] = field(default_factory=list)  # documents whose TEI was taken away, by its name
    left: list[str] = field(default_factory=list)  # files of the TEI that are of no capture any more
    unchanged: int = 0  # documents that stood there as they should be
    stages: dict[str, float] = field(default_factory=dict)  # what took how many seconds
    _since: float = field(default_factory=time.perf_counter, compare=False, repr=False)

    def lap(self, stage: str) -> None:
        """A stage of the run is done: it took the time since the stage before it."""
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._since
        self._since = now

    @cached_property
    def tally(self) -> Tally:
        """The documents, counted when all of them are there."""
        return Tally.of(self.documents)

    @property
    def findings(self) -> Iterable[Finding]:
        """All findings, in the order of the documents."""
        return Again(self._findings)

    def _findings(self) -> Iterator[Finding]:
        for document in self.documents:
            yield from document.conversion.findings
        yield from self.further

    @property
    def files(self) -> Iterable[str]:
        """The captures as they were named."""
        return Again(lambda: (document.file for document in self.documents))

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return self.tally.findings(severity) + sum(finding.severity is severity for finding in self.further)

    def code(self, *, strict: bool) -> int:
        """The exit code: 70 after an internal fault, 4 if an input was unreadable, 1 if a document has an error
        (with `strict` also a warning), else 0."""
        if not OUR_FAULTS.isdisjoint((*self.tally.codes, *(finding.code for finding in self.further))):
            return 70
        if self.tally.unreadable:
            return 4
        return int(any(self.count(severity) for severity in failing(strict=strict)))


def failing(*, strict: bool) -> frozenset[Severity]:
    """Of which severity a single finding makes a run fail."""
    return frozenset((Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,))


# --- for people -----------------------------------------------------------------------------------------------


def summary(outcome: Outcome, done: str, where: str, notes: str = "") -> str:
    """`5 documents · 4 clean · 1 with 2 warnings · built in 0.8 s → output/html/index.html`; `notes` as counted."""
    tally = outcome.tally
    parts = [counted(tally.documents, "document"), f"{tally.worst[None]} clean"]
    parts += [_with(tally, severity) for severity in (Severity.WARNING, Severity.ERROR)]
    if unwritten := tally.documents - tally.written:
        parts.append(f"{unwritten} not written")
    if outcome.skipped:
        parts.append(f"stopped at the first error, {outcome.skipped} not looked at")
    if outcome.kept:
        parts.append(
            f"{counted(len(outcome.kept), 'other')} kept as {'it was' if len(outcome.kept) == 1 else 'they were'}"
        )
    if outcome.unchanged:
        parts.append(f"{outcome.unchanged:,} unchanged")
    if outcome.withdrawn:
        parts.append(f"{counted(len(outcome.withdrawn), 'TEI file')} removed")
    if pages := sum(name.endswith(".html") for name in outcome.removed):
        parts.append(f"{counted(pages, 'page')} removed")
    parts.append(notes)
    parts.append(f"{done} in {outcome.seconds:.1f} s{where}")
    return " · ".join(filter(None, parts))


def _with(tally: Tally, severity: Severity) -> str:
    """ "1 with 2 warnings": the documents for which this is the worst, and how often it was found in them."""
    documents, found = tally.worst[severity], tally.found[severity, severity]
    return f"{documents:,} with {counted(found, severity.value)}" if documents else ""


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 document", "2,000 documents", with a plural of its own "3 entries"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def went_to(target: object, *, dry_run: bool = False) -> str:
    """ " → output/html", or that nothing was written; empty if there is nothing to name."""
    return " (dry run: nothing written)" if dry_run else f" → {target}" if target else ""


def tally(findings: Sequence[Finding], *, hides_notes: bool = False) -> str:
    """ " · 1 error · 2 warnings"; empty without findings."""
    counts = Counter(finding.severity for finding in findings)
    graver = [counted(counts[each], each.value) for each in (Severity.ERROR, Severity.WARNING) if counts[each]]
    parts = [*graver, counted_notes(findings, hidden=hides_notes)]
    return "".join(f" · {part}" for part in parts if part)


def counted_notes(findings: Iterable[Finding], *, hidden: bool) -> str:
    """ "3 notes", and if they are hidden, what shows them; empty without notes."""
    return told_notes(sum(finding.severity is Severity.NOTE for finding in findings), hidden=hidden)


def told_notes(number: int, *, hidden: bool) -> str:
    """The same of so many notes."""
    how = f", -v shows {'it' if number == 1 else 'them'}" if hidden else ""
    return counted(number, Severity.NOTE.value) + how if number else ""


# --- for machines ---------------------------------------------------------------------------------------------


def report_json(outcome: Outcome, folder: Path) -> Iterator[bytes]:
    """What a build did: counts, every document with its layout, genre and totals, all findings, what stayed and went.

    It comes piece by piece. There is no time in it and no path of the machine: captures are named as seen from the
    edition's `folder`, so the same captures give the same bytes. How long it took stands in a file of its own
    (`timings_json`).
    """
    named = names_in(folder, Again(lambda: (document.path for document in outcome.documents)))
    tally = outcome.tally
    report: dict[str, object] = {
        "program": PROGRAM,
        "counts": {severity.value: outcome.count(severity) for severity in Severity},
        "findings": (as_object(each) for each in in_order(_found(outcome, named))),
        "codes": dict(sorted((tally.codes + Counter(finding.code for finding in outcome.further)).items())),
        "totals": _totals(tally),
        "documents": (_as_object(document, named(document.path)) for document in outcome.documents),
        "kept": outcome.kept,
        "removed": outcome.removed,
    }
    for piece in _json(report):
        yield piece.encode("utf-8", "backslashreplace")


def _json(report: Mapping[str, object]) -> Iterator[str]:
    """An object as JSON with a space for each step inwards; a row of values may be long, and comes one by one."""
    begin = "{\n"
    for key, value in report.items():
        yield f"{begin} {json.dumps(key)}: "
        yield from (_indented(value, 1),) if isinstance(value, str | dict) else _rows(iter(value))  # type: ignore[call-overload]
        begin = ",\n"
    yield "\n}\n"


def _rows(values: Iterator[object]) -> Iterator[str]:
    begin = "[\n"
    for value in values:
        yield f"{begin}  {_indented(value, 2)}"
        begin = ",\n"
    yield "[]" if begin == "[\n" else "\n ]"


def _indented(value: object, depth: int) -> str:
    """What `json` makes of a value, in much less time: of values without parts it makes them at once."""
    if not value or not isinstance(value, dict | list):
        return _plain(value)
    room = "\n" + " " * (depth + 1)
    inner = ("," + room).join(
        [f"{_plain(key)}: {_indented(each, depth + 1)}" for key, each in value.items()]
        if isinstance(value, dict)
        else [_indented(each, depth + 1) for each in value]
    )
    begin, end = "{}" if isinstance(value, dict) else "[]"
    return f"{begin}{room}{inner}{room[:-1]}{end}"


_plain = json.JSONEncoder(ensure_ascii=False).encode


def _totals(tally: Tally) -> dict[str, object]:
    """The documents counted: by what became of them, by layout and genre; and their characters."""
    return {
        "documents": tally.documents,
        "written": tally.written,
        "published": tally.published,
        "clean": tally.worst[None],
        "layouts": dict(sorted(tally.layouts.items())),
        "genres": dict(sorted(tally.genres.items())),
        "characters": dict(sorted(tally.characters.items())),
    }


def timings_json(outcome: Outcome, jobs: int) -> str:
    """How long a build took, by stage, and how much it did in a second; different each time, so in no manifest."""
    seconds = max(outcome.seconds, 0.001)
    timings = {
        "seconds": round(seconds, 3),
        "stages": {stage: round(took, 3) for stage, took in outcome.stages.items()},
        "processes": jobs,
        "documents": outcome.tally.documents,
        "documents_per_second": round(outcome.tally.documents / seconds, 1),
        "characters_per_second": round(outcome.tally.characters.total() / seconds),
    }
    return json.dumps(timings, indent=1) + "\n"


def _as_object(document: Document, name: str) -> dict[str, object]:
    conversion = document.conversion
    return {
        "ident": conversion.ident,
        "capture": name,
        "written": conversion.tei is not None,
        "published": conversion.is_publishable,
        "layout": conversion.layout,
        "genre": conversion.genre,
        "characters": dict(conversion.totals),
        "findings": dict(sorted(Counter(finding.code for finding in conversion.findings).items())),
    }


def _found(outcome: Outcome, named: Named) -> Iterator[Finding]:
    """All findings, with the captures as the report names them."""
    for document in outcome.documents:
        for finding in document.conversion.findings:
            yield _renamed(finding, document.path, named)
    files = {finding.capture.file for finding in outcome.further if finding.capture}
    captures = {each.file: each.path for each in outcome.documents if each.file in files} if files else {}
    for finding in outcome.further:
        path = captures.get(finding.capture.file) if finding.capture else None
        yield _renamed(finding, path, named) if path else finding


def _renamed(finding: Finding, path: Origin, named: Named) -> Finding:
    place = finding.capture
    return replace(finding, capture=place._replace(file=named(path))) if place and place.file == str(path) else finding


def names_in(folder: Path, paths: Iterable[Origin]) -> Named:
    """How each capture is called as seen from the folder; if one lies outside it, as seen from the folder that all have
    in common. What lies elsewhere keeps its URL.

    The captures are gone through twice.
    """
    here = Again(lambda: (os.path.abspath(path) for path in paths if isinstance(path, Path)))  # noqa: PTH100
    root = os.path.join(os.path.abspath(folder), "")  # noqa: PTH100, PTH118 (keeps symbolic links; very many)
    if not all(path.startswith(root) for path in here):
        try:
            root = os.path.join(reduce(_in_common, map(os.path.dirname, here)), "")  # noqa: PTH118
        except ValueError:  # on two drives
            return lambda path: path.name if isinstance(path, Path) else str(path)
    return partial(_seen_from, root)


def _in_common(one: str, other: str) -> str:
    return os.path.commonpath((one, other))


def _seen_from(root: str, path: Origin) -> str:
    if not isinstance(path, Path):
        return str(path)
    return os.path.abspath(path)[len(root) :].replace(os.sep, "/")  # noqa: PTH100
