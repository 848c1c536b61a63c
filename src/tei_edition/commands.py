"""What the commands do: many documents read, converted, checked, written and reported."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tei_edition.assets import asset
from tei_edition.corpus import NOT_SHOWN, complaint, config_for, convert_all, convert_here
from tei_edition.earlier import NEW, UNCHANGED, Earlier
from tei_edition.errors import UnreadableInput, WrongUse
from tei_edition.files import check_folder, write, write_pieces
from tei_edition.fixity import seal
from tei_edition.folders import OutputFolder
from tei_edition.jobs import Job, find_jobs, in_edition, in_part
from tei_edition.journal import journal
from tei_edition.lock import locked
from tei_edition.manner import Manner, quoted
from tei_edition.model import Severity
from tei_edition.ordinary import is_folder
from tei_edition.outcome import Document, Outcome, report_json, summary, timings_json, told_notes
from tei_edition.parts import folder_of_part, folders_of_parts, join
from tei_edition.progress import Counted
from tei_edition.remote import Origin
from tei_edition.runner import Way, enough_to_be_apart, runner
from tei_edition.settings import EDITION_FILE
from tei_edition.shelf import Shelf
from tei_edition.state import State
from tei_edition.writing import (
    Documents,
    Kept,
    kept,
    of_captures_that_are_gone,
    of_documents_to_begin_with,
    of_what_the_site_lacks,
    selected,
    withdraw,
)

if TYPE_CHECKING:
    from tei_edition.config import Config
    from tei_edition.model import Conversion, Finding
    from tei_edition.site import Built

SCHEMA = "tei_edition.rng"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """A request to convert captures."""

    manner: Manner
    sources: tuple[str, ...]
    output: Path
    config_file: Path | None = None
    encoding: str | None = None
    jobs: int = 1
    dry_run: bool = False
    fail_fast: bool = False
    force: bool = False
    scheduler: str = ""
    part: tuple[int, int] | None = None  # the number of the part that is wanted, and of how many

    @property
    def way(self) -> Way:
        """Who carries it out."""
        return Way(self.jobs, self.scheduler)


def _alone(command: Callable[[Run], T]) -> Callable[[Run], T]:
    """Nobody else writes into the output folder of a command meanwhile, and what it writes is noted."""

    @wraps(command)
    def guarded(run: Run) -> T:
        if run.dry_run or "-" in run.sources:
            return command(run)
        folder = run.output.parent if _is_file(run.output) else run.output
        with locked(folder, "tei", "html"), journal(folder):
            return command(run)

    return guarded


def _is_file(output: Path) -> bool:
    """Whether `-o` names one TEI file, not a folder."""
    return output.suffix.lower() == ".xml" and not is_folder(output)


# --- build ----------------------------------------------------------------------------------------------------


def build_edition(run: Run) -> int:
    """Captures → TEI, ledgers, report and reading edition below the output folder; returns the exit code."""
    if run.part:
        return build_part(run)
    outcome, config, index = built_edition(run)
    if not (run.dry_run or outcome.skipped):
        write(run.output / "timings.json", timings_json(outcome, run.jobs).encode())
    code = _told(run, outcome, config, "built", index)
    if index and code == 0:
        why = quoted(outcome.documents[0].file)
        run.manner.next(f"open {quoted(index)} in a browser, or see why: tei-edition explain {why}")
    return code


def rebuilt(run: Run) -> Outcome:
    """The same for a run that is not the last one: tells what was found, and returns it."""
    outcome, config, index = built_edition(run)
    _told(run, outcome, config, "built", index)
    return outcome


def named(run: Run) -> tuple[str, ...]:
    """The sources that a build takes: those that are named, else the edition of the settings or of this folder."""
    return run.sources or ((str(run.config_file.parent),) if run.config_file else (".",))


@_alone
def built_edition(run: Run) -> tuple[Outcome, Config, Path | None]:
    """What came of a build, by which settings, and the index of the pages if there are any."""
    sources = named(run)
    config = config_for(sources, run.config_file)
    started = time.perf_counter()
    todo, others = in_edition(find_jobs(sources), config)
    folder = run.output / "tei"
    index = None
    with _state(run, folder) as state:
        earlier = _earlier(run, state, folder, config)
        if not run.dry_run:
            _join_parts(run, todo, earlier, config)
        beside = kept(others, folder, earlier)
        outcome = _convert(run, todo, config, earlier, beside, is_whole=True)
        outcome.lap("convert")
        site = None if run.dry_run or outcome.skipped else _write_site(outcome, beside, config, run, state)
    if not (run.dry_run or outcome.skipped):
        outcome.lap("pages")
        outcome.further += _further(outcome, config, run.output, site)
        outcome.further += (fault for each in beside for fault in each.faults)
        if site:
            index, outcome.removed = site.index, site.removed
        if site and len(beside) == len(others):  # what is missing is not only not built yet
            outcome.further += of_documents_to_begin_with(site.not_there, config)
        write_pieces(run.output / "report.json", report_json(outcome, config.folder))
        outcome.lap("report")
        seal(run.output)
        outcome.lap("manifest")
    outcome.seconds = time.perf_counter() - started
    return outcome, config, index


def build_part(run: Run) -> int:
    """One part of the captures of an edition, into a folder of its own below the output; returns the exit code."""
    assert run.part
    outcome, config = _built_part(replace(run, output=folder_of_part(run.output, *run.part)))
    code = _told(run, outcome, config, "converted", folder_of_part(run.output, *run.part))
    if code == 0 and not run.dry_run:
        sources = "".join(f"{quoted(source)} " for source in run.sources)
        run.manner.next(f"tei-edition build {sources}-o {quoted(run.output)} (when all parts are done)")
    return code


@_alone
def _built_part(run: Run) -> tuple[Outcome, Config]:
    assert run.part
    sources = named(run)
    config = config_for(sources, run.config_file)
    todo, _ = in_edition(find_jobs(sources), config)
    with _state(run, run.output) as state:
        return _convert(run, in_part(todo, *run.part), config, _earlier(run, state, run.output, config)), config


def _join_parts(run: Run, todo: Sequence[Job], whole: Earlier, config: Config) -> None:
    """Take over what tasks of an array job have done."""
    for folder in folders_of_parts(run.output):
        with State(folder) as state:
            join(_earlier(run, state, folder, config), whole, todo)


def _further(outcome: Outcome, config: Config, output: Path, site: Built | None) -> Iterator[Finding]:
    """What is to be told besides the documents of the run."""
    not_shown = site.lost if site else {}
    captures = {
        document.conversion.ident: document.path
        for document in (outcome.documents if not_shown else ())
        if document.conversion.ident in not_shown
    }
    for ident, lost in not_shown.items():
        yield complaint(lost, captures.get(ident, Path(ident)), config.limits, NOT_SHOWN)
    yield from of_what_the_site_lacks(site.not_made if site else (), config, output / "html")
    yield from of_captures_that_are_gone(outcome.left, config, output / "tei")


def _to_publish(outcome: Outcome, beside: Iterable[Kept]) -> Iterator[tuple[str, Origin, tuple[str, ...]]]:
    """The documents without an error, of this run and of earlier ones: the names of their TEI, their captures, and the
    checksums of their files, as far as they are known."""
    for document in outcome.documents:
        if document.conversion.is_publishable:
            yield document.conversion.ident, document.path, document.checksums
    for each in beside:
        if not each.faults:
            yield each.job.ident, each.job.path, ()


def _write_site(outcome: Outcome, beside: Iterable[Kept], config: Config, run: Run, state: State) -> Built | None:
    """The reading edition of what can be published; None if that is nothing."""
    from tei_edition.site import SiteDocument, build_site
    from tei_edition.site.standing import of_checksums

    tei = run.output / "tei"
    documents = Shelf(
        SiteDocument(
            ident,
            tei / f"{ident}.xml",
            config.document(str(capture)).id or "",
            capture=capture,
            ledger=tei / f"{ident}.ledger.json",
            made_of=of_checksums(*checksums) if len(checksums) == 3 else "",
        )
        for ident, capture, checksums in _to_publish(outcome, beside)
    )
    if not documents:
        return None
    number = enough_to_be_apart(len(documents)) if config.site.stylesheet else len(documents)
    with (
        runner(run.way, number) as each,
        run.manner.progress_of(len(documents), "making pages") as advance,
    ):
        carried = Counted(each, advance, passes=2)
        return build_site(documents, run.output / "html", config, run=carried, state=state, forced=run.force)


# --- convert --------------------------------------------------------------------------------------------------


@_alone
def convert_captures(run: Run) -> int:
    """Captures → TEI and ledgers in the output folder, or standard input → standard output; returns the exit code."""
    if "-" in run.sources:
        return _convert_stdin(run)
    config = config_for(run.sources, run.config_file)
    todo = find_jobs(run.sources)
    if run.part:
        todo = in_part(todo, *run.part)
    folder = run.output
    if _is_file(folder):
        todo, folder = [_as_named(todo, run.output)], run.output.parent
    with State(None) if folder != run.output else _state(run, folder) as state:
        outcome = _convert(run, todo, config, _earlier(run, state, folder, config))
    code = _told(run, outcome, config, "converted", run.output if outcome.tally.written else None)
    if code == 0 and not run.dry_run:
        run.manner.next(f"tei-edition render {quoted(run.output)} -o html")
    return code


def _as_named(todo: Sequence[Job], file: Path) -> Job:
    """The one capture, to be written under the name of the file that -o gives."""
    if len(todo) > 1:
        raise WrongUse(f"-o {file} names one file, but there are {len(todo)} captures", remedy="name a folder with -o")
    return replace(todo[0], ident=file.stem)


def _convert_stdin(run: Run) -> int:
    from tei_edition.pipeline import convert, open_workshop, unreadable
    from tei_edition.source import decode

    if len(run.sources) > 1:
        raise WrongUse("standard input (-) cannot be mixed with files", remedy="name either - or files")
    if run.manner.format != "human" and not run.dry_run:
        raise WrongUse(
            f"standard output carries the TEI, so the findings cannot go there as {run.manner.format}",
            remedy="write them into a file with --report FILE, or leave the TEI out with --dry-run",
        )
    workshop = open_workshop(config_for((), run.config_file))
    try:
        data = _standard_input(run.manner, workshop.config.limits.max_bytes)
        source, findings = decode(data, "stdin.txt", encoding=run.encoding, shown_as="-")
        line = partial(convert, workshop=workshop, findings=findings, shown_as="-")
        conversion = convert_here(line, source, workshop.config.limits)
    except UnreadableInput as error:
        conversion = unreadable(Path("-"), error)
    if conversion.tei is not None and not run.dry_run:
        sys.stdout.buffer.write(conversion.tei)
        sys.stdout.flush()
    conversion = replace(conversion, findings=tuple(selected(conversion.findings, workshop.config)))
    outcome = Outcome(Shelf([Document(Path("-"), conversion)]))
    run.manner.show(outcome.findings, outcome.files)
    if run.manner.hides_notes and (notes := _notes(run.manner, outcome)):
        run.manner.say(notes)
    return outcome.code(strict=run.manner.strict or workshop.config.check.strict)


def _standard_input(manner: Manner, most_bytes: int) -> bytes:
    if sys.stdin.isatty():
        manner.say("reading a capture from the keyboard; end it with Ctrl-D (on Windows Ctrl-Z and Enter)")
    data = sys.stdin.buffer.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise UnreadableInput(
            f"-: there are more than {most_bytes:,} bytes",
            remedy=f"if it is one document, raise limits: max_bytes in {EDITION_FILE}",
        )
    return data


# --- what both do ---------------------------------------------------------------------------------------------


def _state(run: Run, folder: Path) -> State:
    """What earlier runs remember of a folder; a dry run asks nobody."""
    return State(None if run.dry_run else folder)


def _earlier(run: Run, state: State, folder: Path, config: Config) -> Earlier:
    return Earlier(state, folder, config, run.encoding, forced=run.force, sources=run.sources)


def _convert(
    run: Run,
    todo: Sequence[Job],
    config: Config,
    earlier: Earlier,
    beside: Sequence[Kept] = (),
    *,
    is_whole: bool = False,
) -> Outcome:
    """Convert, check and write every document that is not done; the output folder is looked at before all."""
    started = time.perf_counter()
    folder = earlier.folder
    if not run.dry_run:
        check_folder(folder)
    outcome = Outcome(kept=tuple(each.job.ident for each in beside))
    convert = partial(convert_all, config=config, way=run.way, encoding=run.encoding)
    looks = Shelf(earlier.look(job) for job in todo)
    wanted = Shelf(job for job, look in zip(todo, looks, strict=True) if look.why)
    with (
        closing(convert(wanted) if wanted else _none()) as conversions,
        run.manner.progress_of(len(todo)) as advance,
        nullcontext() if run.dry_run else OutputFolder(folder) as output,
    ):
        documents = Documents(outcome, config, output, earlier, beside)
        for job, look in zip(todo, looks, strict=True):
            if not look.why and (taken := earlier.taken_over(job, look.row)):
                conversion = taken.conversion
                documents.take_over(job, look, taken)
            else:
                conversion = next(conversions if look.why else convert([job]))
                documents.add(job, look, conversion)
            advance(conversion.findings)
            if run.fail_fast and not conversion.is_publishable:
                outcome.skipped = len(todo) - len(outcome.documents)
                break
        if run.part:
            documents.leave_open()
        else:
            documents.finish(convert)
        if output is not None and outcome.tally.written:
            write(folder / SCHEMA, asset("schemas", SCHEMA).read_bytes())
        if output is not None and not outcome.skipped:
            withdraw(outcome, output, earlier, whole=is_whole)
    outcome.seconds = time.perf_counter() - started
    return outcome


def _none() -> Generator[Conversion]:
    """No conversions, for nothing has to be done again."""
    yield from ()


def _told(run: Run, outcome: Outcome, config: Config, done: str, target: Path | None) -> int:
    """Show the findings and the summary; returns the exit code."""
    run.manner.show(outcome.findings, outcome.files)
    if run.manner.verbose and run.manner.format == "human":
        for document in outcome.documents:
            run.manner.say(_account(document))
        for ident in outcome.withdrawn:
            run.manner.say(f"{ident}.xml: removed, for there is no such document any more")
    where = " (dry run: nothing written)" if run.dry_run else f" → {target}" if target else ""
    run.manner.say(summary(outcome, done, where, _notes(run.manner, outcome)))
    return outcome.code(strict=run.manner.strict or config.check.strict)


def _notes(manner: Manner, outcome: Outcome) -> str:
    return told_notes(outcome.count(Severity.NOTE), hidden=manner.hides_notes)


def _account(document: Document) -> str:
    """What became of a document, and why it was made again."""
    conversion = document.conversion
    if not conversion.layout:
        return f"{document.file}: not converted"
    fate = f"{conversion.ident}.xml" if conversion.tei else "not written"
    reason = "" if document.why == NEW else f"; {document.why or UNCHANGED}"
    return f"{document.file} → {fate}  (layout {conversion.layout}, genre {conversion.genre}{reason})"
