"""What a run did: its exit code, its summary in one line, and its report for machines."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tei_edition.model import Conversion, Finding, Severity
from tei_edition.remote import Origin, Remote
from tei_edition.report import in_order, render_json

OUR_FAULTS = frozenset({"E901", "E902"})  # the program failed, or its process died


@dataclass(frozen=True, slots=True)
class Document:
    """What became of one capture; the TEI itself is on the disk by now, or nowhere."""

    path: Origin
    conversion: Conversion

    @property
    def worst(self) -> Severity | None:
        """The severity that it is counted under; notes do not count."""
        found = {finding.severity for finding in self.conversion.findings}
        return next((severity for severity in (Severity.ERROR, Severity.WARNING) if severity in found), None)


@dataclass(slots=True)
class Outcome:
    """What a run did, document by document; `skipped` were not looked at (--fail-fast)."""

    documents: list[Document] = field(default_factory=list)
    skipped: int = 0
    seconds: float = 0.0
    further: list[Finding] = field(default_factory=list)  # about files that are none of these documents
    kept: tuple[str, ...] = ()  # documents of the edition that this run was not asked for, by the names of their TEI
    removed: tuple[str, ...] = ()  # files of the site that belong to nothing any more
    withdrawn: list[str] = field(default_factory=list)  # documents whose TEI was taken away, by its name
    unchanged: int = 0  # documents that stood there as they should be
    why: dict[str, str] = field(default_factory=dict)  # for what the others were made again
    checksums: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of what a document is written into
    stages: dict[str, float] = field(default_factory=dict)  # what took how many seconds
    _since: float = field(default_factory=time.perf_counter, compare=False, repr=False)

    def lap(self, stage: str) -> None:
        """A stage of the run is done: it took the time since the stage before it."""
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._since
        self._since = now

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order of the documents."""
        return [finding for document in self.documents for finding in document.conversion.findings] + self.further

    @property
    def files(self) -> list[str]:
        """The captures as they were named."""
        return [str(document.path) for document in self.documents]

    def code(self, *, strict: bool) -> int:
        """The exit code: 70 after an internal fault, 4 if an input was unreadable, 1 if a document has an error
        (with `strict` also a warning), else 0."""
        if any(finding.code in OUR_FAULTS for finding in self.findings):
            return 70
        if any(document.conversion.unreadable for document in self.documents):
            return 4
        is_failing = any(document.worst in failing(strict=strict) for document in self.documents)
        return int(is_failing or any(finding.severity in failing(strict=strict) for finding in self.further))


def failing(*, strict: bool) -> frozenset[Severity]:
    """Of which severity a single finding makes a run fail."""
    return frozenset((Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,))


# --- for people -----------------------------------------------------------------------------------------------


def summary(outcome: Outcome, done: str, where: str, notes: str = "") -> str:
    """`5 documents · 4 clean · 1 with 2 warnings · built in 0.8 s → output/html/index.html`; `notes` as counted."""
    clean = sum(document.worst is None for document in outcome.documents)
    parts = [counted(len(outcome.documents), "document"), f"{clean} clean"]
    parts += [_with(outcome, severity) for severity in (Severity.WARNING, Severity.ERROR)]
    unwritten = sum(document.conversion.tei is None for document in outcome.documents)
    if unwritten:
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


def _with(outcome: Outcome, severity: Severity) -> str:
    """ "1 with 2 warnings": the documents for which this is the worst, and how often it was found in them."""
    documents = [document for document in outcome.documents if document.worst is severity]
    found = sum(f.severity is severity for document in documents for f in document.conversion.findings)
    return f"{len(documents):,} with {counted(found, severity.value)}" if documents else ""


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
    number = sum(finding.severity is Severity.NOTE for finding in findings)
    how = f", -v shows {'it' if number == 1 else 'them'}" if hidden else ""
    return counted(number, Severity.NOTE.value) + how if number else ""


# --- for machines ---------------------------------------------------------------------------------------------


def report_json(outcome: Outcome, folder: Path) -> str:
    """What a build did: counts, every document with its layout, genre and totals, all findings, what stayed and went.

    There is no time in it and no path of the machine: captures are named as seen from the edition's `folder`, so the
    same captures give the same bytes. How long it took stands in a file of its own (`timings_json`).
    """
    names = names_in(folder, [document.path for document in outcome.documents])
    findings = [_renamed(finding, names) for finding in outcome.findings]
    documents = [_as_object(document, names[str(document.path)]) for document in outcome.documents]
    others = {"kept": list(outcome.kept), "removed": list(outcome.removed)}
    found = json.loads(render_json(in_order(findings)))
    report = {**found, "codes": _codes(findings), "totals": _totals(outcome), "documents": documents, **others}
    return json.dumps(report, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


def _codes(findings: Iterable[Finding]) -> dict[str, int]:
    """How often each code was found."""
    return dict(sorted(Counter(finding.code for finding in findings).items()))


def _totals(outcome: Outcome) -> dict[str, object]:
    """The documents counted: by what became of them, by layout and genre; and their characters."""
    conversions = [document.conversion for document in outcome.documents]
    characters: Counter[str] = Counter()
    for conversion in conversions:
        characters.update(dict(conversion.totals))
    return {
        "documents": len(conversions),
        "written": sum(conversion.tei is not None for conversion in conversions),
        "published": sum(conversion.is_publishable for conversion in conversions),
        "clean": sum(document.worst is None for document in outcome.documents),
        "layouts": dict(sorted(Counter(conversion.layout for conversion in conversions).items())),
        "genres": dict(sorted(Counter(conversion.genre for conversion in conversions).items())),
        "characters": dict(sorted(characters.items())),
    }


def timings_json(outcome: Outcome, jobs: int) -> str:
    """How long a build took, by stage, and how much it did in a second; different each time, so in no manifest."""
    seconds = max(outcome.seconds, 0.001)
    characters = sum(number for document in outcome.documents for _, number in document.conversion.totals)
    timings = {
        "seconds": round(seconds, 3),
        "stages": {stage: round(took, 3) for stage, took in outcome.stages.items()},
        "processes": jobs,
        "documents": len(outcome.documents),
        "documents_per_second": round(len(outcome.documents) / seconds, 1),
        "characters_per_second": round(characters / seconds),
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


def _renamed(finding: Finding, names: Mapping[str, str]) -> Finding:
    place = finding.capture
    return replace(finding, capture=place._replace(file=names.get(place.file, place.file))) if place else finding


def names_in(folder: Path, paths: Sequence[Origin]) -> dict[str, str]:
    """Each path as seen from the folder; if one lies outside it, as seen from the folder that all have in common.

    What lies elsewhere keeps its URL.
    """
    urls = {str(path): str(path) for path in paths if isinstance(path, Remote)}
    return urls | _seen_from(folder, [path for path in paths if isinstance(path, Path)])


def _seen_from(folder: Path, paths: Sequence[Path]) -> dict[str, str]:
    full = {str(path): os.path.abspath(path) for path in paths}  # noqa: PTH100 (keeps symbolic links)
    root = os.path.abspath(folder)  # noqa: PTH100
    if not all(Path(path).is_relative_to(root) for path in full.values()):
        try:
            root = os.path.commonpath([str(Path(path).parent) for path in full.values()])
        except ValueError:  # on two drives
            return {path: Path(path).name for path in full}
    return {path: Path(place).relative_to(root).as_posix() for path, place in full.items()}
