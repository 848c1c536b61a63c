"""Many documents: the settings they belong to, and the results in their order, by one process or several."""

from __future__ import annotations

import gc
import glob
import os
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import tee
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tei_edition.bounds import Lost, Why
from tei_edition.config import Config, Limits, find_config, load_config
from tei_edition.errors import WrongUse
from tei_edition.jobs import Job
from tei_edition.model import Conversion, Finding, Place, Severity, Source
from tei_edition.ordinary import is_folder
from tei_edition.remote import Origin, begin_anew, is_url, local_path
from tei_edition.runner import ONE_PROCESS, UNKNOWN, Here, Way, runner
from tei_edition.statements import DocumentConfig

if TYPE_CHECKING:
    from tei_edition.pipeline import Workshop

T = TypeVar("T")


def config_for(sources: Sequence[str], stated: Path | None) -> Config:
    """The settings: the file that the editor named, else the edition.yaml in or above the sources.

    Without one, the folder of the first source is the edition; that of a URL is the working folder, but what lies
    there is none of its captures. Raises BadConfiguration; WrongUse if the sources belong to several editions.
    """
    if stated is not None:
        return load_config(stated)
    sources = tuple(map(local_path, sources))
    folders = [folder_of(source) for source in sources] or [Path()]
    editions = {file: None for folder in dict.fromkeys(folders) if (file := find_config(folder))}
    if len(editions) > 1:
        names = " and ".join(str(_near(file)) for file in list(editions)[:2])
        raise WrongUse(
            f"the captures belong to several editions: {names}",
            remedy="build one edition after the other, or say with --config whose settings are meant",
        )
    if editions:
        return load_config(_near(next(iter(editions))))
    config = load_config(folders[0] if is_folder(folders[0]) else None)
    return replace(config, captures=()) if any(map(is_url, sources)) else config


def folder_of(source: str) -> Path:
    """The folder of a source; of a pattern, the folder above its first wildcard; of a URL, the working folder."""
    if is_url(source := local_path(source)):
        return Path()
    path = Path(source)
    if glob.has_magic(source) and not os.path.lexists(source):
        wild = next(at for at, part in enumerate(path.parts) if glob.has_magic(part))
        return Path(*path.parts[:wild])
    return path if is_folder(path) else path.parent


def _near(path: Path) -> Path:
    """The path as seen from the working folder, if it is below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


# --- converting -----------------------------------------------------------------------------------------------


class Task(NamedTuple):
    """What a worker needs to know of a capture."""

    job: Job
    stated: DocumentConfig


def convert_all(
    todo: Iterable[Job], config: Config, *, way: Way = ONE_PROCESS, encoding: str | None = None
) -> Generator[Conversion]:
    """The conversions in the order of the jobs, whoever carries them out.

    One for which there is no result, because it takes too long or its process died, is a conversion with that finding.
    """
    run = os.urandom(8).hex()
    if length_hint(todo, UNKNOWN) == 1 and not (way.scheduler or way.executor):
        from tei_edition.checks.schema import compile_meanwhile

        compile_meanwhile()
    _open(config, run)  # a broken configuration is one message here, not one from every process
    general = replace(config, documents={}, bare_names={})  # a worker is told of each document what is stated of it
    ours, theirs = tee(todo)
    tasks = (Task(job, config.document(str(job.path))) for job in theirs)
    with runner(way, length_hint(todo, UNKNOWN), _open, general, run) as carried:
        results = carried.each(partial(_convert, encoding=encoding), tasks, config.limits.bounds)
        for job, result in zip(ours, results, strict=False):
            yield _in_place(job, _lost(job, result, config.limits) if isinstance(result, Lost) else result)


def convert_here(line: Callable[[Source], Conversion], source: Source, limits: Limits) -> Conversion:
    """The conversion of a source that is no file, by this process."""
    (result,) = Here().each(line, (source,), limits.bounds)
    return _lost(Job(Path("-"), source.ident), result, limits) if isinstance(result, Lost) else result


_workshop: Workshop | None = None  # of this process
_opened_for = ""  # the run for which it is open: until the next, its files may change


def _open(config: Config, run: str) -> None:
    """Open the workshop for a run, unless it is open: a process may be a copy of the one that has opened it.

    It is there to stay: the search for garbage need not look through 10,000 names each time.
    """
    from tei_edition.pipeline import open_workshop

    global _workshop, _opened_for
    if _opened_for != run:
        begin_anew()
        _workshop, _opened_for = open_workshop(config), run
        gc.freeze()


def _convert(task: Task, encoding: str | None) -> Conversion:
    assert _workshop is not None
    from tei_edition.pipeline import convert_file, unreadable

    job = task.job
    if job.fault is not None:
        return unreadable(job.path, job.fault)
    return convert_file(job.path, _workshop, stated=task.stated, encoding=encoding, ident=job.ident)


def _in_place(job: Job, conversion: Conversion) -> Conversion:
    return replace(conversion, ident=job.ident, findings=(*job.findings, *conversion.findings))


# --- what is told of a document for which there is no result ----------------------------------------------------


class _Complaint(NamedTuple):
    code: str
    message: str
    hint: str


LOST: dict[Why, _Complaint] = {
    "failed": _Complaint(
        "E901",
        "tei-edition itself failed on this document: {words}",
        "{fate}; please report this with the capture and the words that -v adds",
    ),
    "unreadable": _Complaint("C101", "{words}; {fate}", "correct the file, or let it be made anew"),
    "died": _Complaint(
        "E902",
        "this document ends the process that works on it ({words}); {fate}",
        "if the machine has too little memory, try fewer processes (-j); else please report it with the capture",
    ),
    "slow": _Complaint(
        "E903",
        "this document takes more than {limits.max_seconds:,} seconds; {fate}",
        "if it is one document, raise limits: max_seconds in edition.yaml; else please report it with the capture",
    ),
    "memory": _Complaint(
        "E904",
        "this document needs more than {limits.max_memory:,} bytes of memory; {fate}",
        "if it is one document, raise limits: max_memory in edition.yaml; else please report it with the capture",
    ),
}


NOT_WRITTEN = "nothing was written for it"
NOT_SHOWN = "the edition has no page of it"


def complaint(lost: Lost, path: Origin, limits: Limits, fate: str = NOT_WRITTEN) -> Finding:
    """What is told of a document for which there is no result."""
    code, *sentences = LOST[lost.why]
    known = {"words": lost.words or "nobody knows how", "limits": limits, "fate": fate}
    message, hint = (sentence.format(**known) for sentence in sentences)
    return Finding(code, Severity.ERROR, message, hint=hint, capture=Place(str(path), 1, 1), raw=lost.raw)


def _lost(job: Job, lost: Lost, limits: Limits) -> Conversion:
    return Conversion(job.ident, job.path.name, None, None, (complaint(lost, job.path, limits),))
