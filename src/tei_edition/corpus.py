"""Many documents: what is to be converted, and the results in its order, by one process or several."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tei_edition.config import Config, capture_files, find_config, load_config
from tei_edition.errors import UnreadableInput
from tei_edition.model import Conversion, Finding, Place, Severity
from tei_edition.pipeline import Workshop, convert_file, open_workshop

FEW = 24  # documents for which a second process costs more than it gives


@dataclass(frozen=True, slots=True)
class Job:
    """A capture and the name under which its files are written."""

    path: Path
    ident: str


def find_captures(sources: Sequence[str]) -> list[Path]:
    """The captures that files, folders and patterns name; a folder with edition.yaml says itself which they are.

    Raises UnreadableInput when a source is not there or holds no capture.
    """
    found: list[Path] = []
    for source in sources:
        path = Path(source)
        if path.is_dir():
            captures = list(capture_files(load_config(path)))
            if not captures:
                raise UnreadableInput(
                    f"{source}: there are no captures (*.txt) in this folder",
                    remedy="put the captures there as .txt files, or name another folder",
                )
            found += captures
        elif path.exists():
            found.append(path)
        else:
            matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []  # noqa: PTH207
            if not matches:
                raise UnreadableInput(
                    f"{source}: there is no such file or folder",
                    remedy="check the name; a pattern such as captures/*.txt is possible too",
                )
            found += [Path(match) for match in matches if Path(match).is_file()]
    return list(dict.fromkeys(found))


def config_for(sources: Sequence[str], stated: Path | None) -> Config:
    """The settings: the file that the editor named, else the edition.yaml in or above the first source."""
    if stated is not None:
        return load_config(stated)
    first = Path(sources[0]) if sources else Path()
    if first.is_dir():
        return load_config(find_config(first) or first)
    found = find_config(first.parent) if first.exists() else None
    return load_config(found)


def jobs(paths: Sequence[Path], config: Config) -> tuple[list[Job], list[Finding]]:
    """Each capture with a name of its own: two files of one stem would overwrite each other, so one gets a number."""
    taken: Counter[str] = Counter()
    found: list[Job] = []
    findings: list[Finding] = []
    for path in paths:
        name = path.stem or path.name
        key = name.casefold()
        taken[key] += 1
        ident = name
        while taken[key] > 1 and (ident := f"{name}-{taken[key]}").casefold() in taken:
            taken[key] += 1
        if ident != name:
            taken[ident.casefold()] += 1
            findings.append(_same_name(path, ident))
        found.append(Job(path, ident))
    return found, findings


def _same_name(path: Path, ident: str) -> Finding:
    return Finding(
        "C103",
        Severity.WARNING,
        f"another capture has the same name; this one is written as {ident}.xml",
        hint="give the files different names",
        capture=Place(str(path), 1, 1),
    )


def convert_all(
    todo: Sequence[Job], config: Config, *, processes: int = 1, encoding: str | None = None
) -> Iterator[Conversion]:
    """The conversions in the order of the jobs; with several processes the order stays."""
    if processes <= 1 or len(todo) < FEW:
        workshop = open_workshop(config)
        for job in todo:
            yield _convert(job, workshop, encoding)
        return
    open_workshop(config)  # a broken configuration is one message here, not one from every process
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(processes, initializer=_start, initargs=(config,)))
        chunk = max(1, min(50, len(todo) // (processes * 4)))
        yield from pool.map(partial(_convert_here, encoding=encoding), todo, chunksize=chunk)


_workshop: Workshop | None = None  # of a worker process, opened once


def _start(config: Config) -> None:
    global _workshop
    _workshop = open_workshop(config)


def _convert_here(job: Job, encoding: str | None) -> Conversion:
    assert _workshop is not None
    return _convert(job, _workshop, encoding)


def _convert(job: Job, workshop: Workshop, encoding: str | None) -> Conversion:
    try:
        conversion = convert_file(job.path, workshop, encoding=encoding)
    except Exception as error:  # one document must never stop the others
        conversion = _fault(job, error)
    return replace(conversion, ident=job.ident)


def _fault(job: Job, error: Exception) -> Conversion:
    finding = Finding(
        "E901",
        Severity.ERROR,
        f"tei-edition itself failed on this document: {type(error).__name__}: {error}",
        hint="nothing was written for it; please report this with the capture",
        capture=Place(str(job.path), 1, 1),
    )
    return Conversion(job.ident, job.path.name, None, None, (finding,))
