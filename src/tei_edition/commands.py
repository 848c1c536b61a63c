"""What the commands do: many documents read, converted, checked, written and reported."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei_edition.assets import asset
from tei_edition.corpus import Job, config_for, convert_all, find_captures, jobs
from tei_edition.errors import UnreadableInput, WrongUse
from tei_edition.files import OutputFolder, write
from tei_edition.model import Conversion, Finding, Place, Severity
from tei_edition.report import in_order, render_json

if TYPE_CHECKING:
    from tei_edition.cli import Manner
    from tei_edition.config import Config

SCHEMA = "tei_edition.rng"
SLOW = 1.0  # seconds after which a progress bar appears


@dataclass(frozen=True, slots=True)
class Run:
    """A request to convert captures."""

    manner: Manner
    sources: tuple[str, ...]
    output: Path
    config_file: Path | None
    encoding: str | None
    jobs: int
    dry_run: bool
    fail_fast: bool


@dataclass(slots=True)
class Outcome:
    """What a run did, document by document."""

    documents: list[Conversion]
    findings: list[Finding]
    seconds: float = 0.0

    def code(self, *, strict: bool) -> int:
        """The exit code: 4 if an input could not be read, 1 if a document has an error (or a warning), else 0."""
        if any(document.unreadable for document in self.documents):
            return 4
        severities = {finding.severity for finding in self.findings}
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return 1 if severities & failing else 0


# --- build and convert ----------------------------------------------------------------------------------------


def build_edition(run: Run) -> int:
    """Captures → TEI, ledgers, report and reading edition below the output folder; returns the exit code."""
    from tei_edition.site import SiteDocument, build_site

    sources = run.sources or (".",)
    config = config_for(sources, run.config_file)
    tei = run.output / "tei"
    outcome = _convert(run, sources, config, tei)
    index = run.output / "html" / "index.html"
    if not run.dry_run:
        documents = [
            SiteDocument(document.ident, tei / f"{document.ident}.xml", config.document(document.name).id or "")
            for document in outcome.documents
            if document.is_publishable
        ]
        if documents:
            build_site(
                documents,
                run.output / "html",
                title=config.site.title,
                lang=config.site.language,
                base_url=config.base_url or "",
                stylesheet=config.site.stylesheet,
            )
        write(run.output / "report.json", report_json(outcome).encode())
    _report(run, outcome, config, "built", index)
    if not run.dry_run and outcome.code(strict=False) == 0:
        run.manner.say(f"next: open {index} in a browser, or see why: tei-edition explain {_first(outcome, sources)}")
    return outcome.code(strict=run.manner.strict or config.check.strict)


def convert_captures(run: Run) -> int:
    """Captures → TEI and ledgers in the output folder, or standard input → standard output; returns the exit code."""
    if "-" in run.sources:
        return _convert_stdin(run)
    config = config_for(run.sources, run.config_file)
    outcome = _convert(run, run.sources, config, run.output)
    _report(run, outcome, config, "converted", run.output)
    if not run.dry_run and outcome.code(strict=False) == 0:
        run.manner.say(f"next: tei-edition render {run.output} -o html")
    return outcome.code(strict=run.manner.strict or config.check.strict)


def _convert_stdin(run: Run) -> int:
    from tei_edition.pipeline import convert, open_workshop, unreadable
    from tei_edition.source import decode

    if len(run.sources) > 1:
        raise WrongUse("standard input (-) cannot be mixed with files", remedy="name either - or files")
    config = config_for((), run.config_file)
    workshop = open_workshop(config)
    try:
        source, findings = decode(sys.stdin.buffer.read(), "stdin.txt", encoding=run.encoding, shown_as="-")
        conversion = convert(source, workshop, None, findings, shown_as="-")
    except UnreadableInput as error:
        conversion = unreadable(Path("-"), error)
    if conversion.tei is not None and not run.dry_run:
        sys.stdout.buffer.write(conversion.tei)
    outcome = Outcome([conversion], list(conversion.findings))
    run.manner.show(outcome.findings, ["-"])
    return outcome.code(strict=run.manner.strict)


def _convert(run: Run, sources: Sequence[str], config: Config, folder: Path) -> Outcome:
    started = time.perf_counter()
    todo, findings = jobs(find_captures(sources), config)
    outcome = Outcome([], list(findings))
    output = OutputFolder(folder)
    conversions = convert_all(todo, config, processes=run.jobs, encoding=run.encoding)
    with _progress(run.manner, len(todo)) as advance:
        for job, conversion in zip(todo, conversions, strict=False):
            selected = tuple(_selected(conversion.findings, config))
            conversion = replace(conversion, findings=selected)
            if not run.dry_run:
                conversion = _write(output, job, conversion)
            outcome.findings += conversion.findings
            outcome.documents.append(replace(conversion, tei=conversion.tei and b"written", ledger=None))
            advance()
            if run.fail_fast and not conversion.is_publishable:
                break
    if not run.dry_run and any(document.tei for document in outcome.documents):
        write(folder / SCHEMA, asset("schemas", SCHEMA).read_bytes())
        output.close()
    outcome.seconds = time.perf_counter() - started
    return outcome


def _selected(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """The findings that the edition wants to see; errors are always among them."""
    check = config.check
    for finding in findings:
        is_wanted = not check.select or any(finding.code.startswith(code) for code in check.select)
        is_ignored = any(finding.code.startswith(code) for code in check.ignore)
        if finding.severity is Severity.ERROR or (is_wanted and not is_ignored):
            yield finding


def _write(output: OutputFolder, job: Job, conversion: Conversion) -> Conversion:
    """Write the TEI and its ledger; a TEI file that somebody edited stays, and the new one stands beside it."""
    if conversion.tei is None or conversion.ledger is None:
        return conversion
    name = f"{conversion.ident}.xml"
    path = output.put(name, conversion.tei)
    ledger = conversion.ident if path.name == name else path.stem
    write(output.folder / f"{ledger}.ledger.json", conversion.ledger)
    if path.name == name:
        return conversion
    finding = Finding(
        "E201",
        Severity.WARNING,
        f"{name} was edited by hand and is kept; the new conversion is {path.name} beside it",
        hint="compare the two, keep one, and delete the other",
        capture=Place(str(job.path), 1, 1),
    )
    return replace(conversion, findings=(*conversion.findings, finding))


# --- validate -------------------------------------------------------------------------------------------------


def validate_files(manner: Manner, paths: tuple[Path, ...], rng: bool, xsd: bool, schema: Path | None) -> int:
    """Check TEI files; returns the exit code. Raises UnreadableInput when there is nothing to check."""
    files = list(_tei_files(paths))
    findings: list[Finding] = []
    for file in files:
        found = _validate(file, rng=rng, xsd=xsd, schema=schema)
        findings += _in_capture(found, file)
    manner.show(findings, [str(file) for file in files])
    failing = {Severity.ERROR, Severity.WARNING} if manner.strict else {Severity.ERROR}
    faulty = {place.file for f in findings if f.severity in failing and (place := f.tei or f.capture)}
    manner.say(f"{_count(len(files), 'file')} checked · {len(files) - len(faulty)} valid{_tally(findings)}")
    return 1 if faulty else 0


def _tei_files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*.xml") if file.is_file())
            if not found:
                raise UnreadableInput(f"{path}: there are no TEI files (*.xml) in this folder", remedy="name another")
            yield from found
        elif path.is_file():
            yield path
        else:
            raise UnreadableInput(f"{path}: there is no such file or folder", remedy="check the name")


def _validate(file: Path, *, rng: bool, xsd: bool, schema: Path | None) -> tuple[Finding, ...]:
    from tei_edition.checks.rules import check_rules
    from tei_edition.checks.schema import check_rng, check_with, check_xsd, explain_xsd
    from tei_edition.checks.wellformed import parse_tei

    tree = parse_tei(file)
    if isinstance(tree, Finding):
        return (tree,)
    name = str(file)
    if schema is not None:
        return check_with(tree, schema, name)
    grammar = check_xsd(tree, name)
    if grammar and xsd:
        grammar = explain_xsd(tree, name)
    if rng:
        grammar += check_rng(tree, name)
    return (*grammar, *check_rules(tree, file=name))


def _in_capture(findings: tuple[Finding, ...], file: Path) -> Iterator[Finding]:
    """The findings with their line in the capture too, where a ledger stands beside the TEI."""
    beside = file.with_name(f"{file.stem}.ledger.json")
    try:
        ledger = json.loads(beside.read_bytes()) if findings else {}
        homes = {target: span["start"] for span in reversed(ledger.get("spans", ())) for target in span["targets"]}
        lines, capture = ledger.get("lines", [0]), str(ledger.get("source", {}).get("file", ""))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        yield from findings
        return
    from bisect import bisect_right

    for finding in findings:
        start = homes.get(finding.xml_id or "")
        if start is None or not capture:
            yield finding
            continue
        line = bisect_right(lines, start)
        yield replace(finding, capture=Place(capture, line, start - lines[line - 1] + 1))


# --- render and explain ---------------------------------------------------------------------------------------


def render_files(manner: Manner, sources: tuple[Path, ...], output: Path, stylesheet: Path | None, lang: str) -> int:
    """TEI files → HTML pages with their style sheet; returns the exit code."""
    from tei_edition.errors import BadConfiguration
    from tei_edition.render import read_tei, render_document
    from tei_edition.site import write_css

    if stylesheet is not None and not stylesheet.is_file():
        raise BadConfiguration(f"{stylesheet}: there is no such stylesheet", remedy="check the name")
    findings = []
    files = list(_tei_files(sources))
    for file in files:
        try:
            page = render_document(
                read_tei(file), params={"lang": lang, "css": "css/edition.css"}, stylesheet=stylesheet
            )
            write(output / f"{file.stem}.html", page)
        except UnreadableInput as error:
            message = error.message.removeprefix(f"{file}: ")
            findings.append(Finding("W101", Severity.ERROR, message, hint=error.remedy, tei=Place(str(file), 1, 1)))
    write_css(output)
    manner.show(findings, [str(file) for file in files])
    manner.say(f"{_count(len(files) - len(findings), 'page')} → {output}")
    return 4 if findings else 0


def explain_subject(subject: str, config_file: Path | None) -> str:
    """The text that explains a capture, an element of it, a finding's code, or the layouts."""
    from tei_edition.codes import codes, explain_code
    from tei_edition.config import load_config
    from tei_edition.pipeline import open_workshop

    path, _, ident = subject.partition("#")
    if Path(subject).is_file():
        path, ident = subject, ""
    if Path(path).is_file():
        from tei_edition.explain import explain_capture

        return explain_capture(Path(path), open_workshop(config_for((path,), config_file)), ident)
    if subject == "layouts":
        workshop = open_workshop(load_config(config_file) if config_file else config_for((".",), None))
        return "".join(f"{profile.name:<16} {profile.about}\n" for profile in workshop.profiles)
    text = explain_code(subject)
    if text is not None:
        return text
    raise UnreadableInput(
        f"{subject}: neither a capture nor the code of a finding",
        remedy=f"name a .txt file, `layouts`, or one of: {', '.join(codes())}",
    )


# --- reporting ------------------------------------------------------------------------------------------------


def report_json(outcome: Outcome) -> str:
    """What a build did, for machines: every document with its layout, genre and totals, and all findings.

    There is no time and no path of the machine in it: the same captures give the same bytes.
    """
    findings = json.loads(render_json(in_order(outcome.findings)))
    documents = [
        {
            "ident": document.ident,
            "capture": document.name,
            "written": document.tei is not None,
            "published": document.is_publishable,
            "layout": document.layout,
            "genre": document.genre,
            "characters": dict(document.totals),
            "findings": dict(sorted(Counter(finding.code for finding in document.findings).items())),
        }
        for document in outcome.documents
    ]
    return json.dumps({**findings, "documents": documents}, ensure_ascii=False, indent=1) + "\n"


def _report(run: Run, outcome: Outcome, config: Config, done: str, target: Path) -> None:
    run.manner.show(outcome.findings, [document.name for document in outcome.documents])
    clean = sum(not document.findings for document in outcome.documents)
    count = len(outcome.documents)
    refused = sum(document.tei is None for document in outcome.documents)
    parts = [_count(count, "document"), f"{clean} clean"]
    if refused:
        parts.append(f"{refused} not written")
    where = " (dry run: nothing written)" if run.dry_run else f" → {target}"
    run.manner.say(f"{' · '.join(parts)}{_tally(outcome.findings)} · {done} in {outcome.seconds:.1f} s{where}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _tally(findings: Sequence[Finding]) -> str:
    """ " · 1 error · 2 warnings"; empty without findings."""
    counts = Counter(finding.severity for finding in findings)
    return "".join(f" · {_count(counts[severity], severity.value)}" for severity in Severity if counts[severity])


def _first(outcome: Outcome, sources: Sequence[str]) -> str:
    found = next((job for job in find_captures(sources)), None)
    return str(found) if found else "CAPTURE"


@contextmanager
def _progress(manner: Manner, total: int) -> Iterator[Callable[[], None]]:
    """A function to call after each document; draws a bar on a terminal if the run takes longer than a moment."""
    if not (manner.progress and not manner.quiet and manner.format == "human" and sys.stderr.isatty()) or total < 20:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("converting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
