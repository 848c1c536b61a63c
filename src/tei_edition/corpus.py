"""Many documents: what is to be converted, and the results in its order, by one process or several."""

from __future__ import annotations

import gc
import glob
import os
import re
import unicodedata
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import chain, count, tee
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tei_edition.bounds import Lost, Why
from tei_edition.capture_lists import is_list, named_in
from tei_edition.config import Config, Limits, capture_files, find_config, load_config
from tei_edition.errors import UnreadableInput, WrongUse
from tei_edition.listing import closed_folders, matching
from tei_edition.model import Conversion, Finding, Place, Severity, Source
from tei_edition.ordinary import is_file, is_folder
from tei_edition.remote import Origin, Remote, begin_anew, deeper, files_at, has_magic, is_url, local_path
from tei_edition.runner import ONE_PROCESS, UNKNOWN, Here, Way, runner
from tei_edition.settings import EDITION_FILE
from tei_edition.shelf import Chosen, Shelf, places
from tei_edition.statements import DocumentConfig
from tei_edition.transliteration import id_of_name

if TYPE_CHECKING:
    from tei_edition.pipeline import Workshop

T = TypeVar("T")

LONGEST_NAME = 180  # bytes; file systems allow 255, ids 200
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
NO_CAPTURES = (
    # what somebody names instead of a capture    what to do with it
    (".xml", "check a TEI file with `tei-edition validate`, make a page of it with `tei-edition render`"),
    (".html .htm .xhtml", "open the page in a browser, copy its text into a .txt file, and name that"),
    (".docx .odt .rtf .doc .pdf .epub", "copy the text into a .txt file and save it as UTF-8"),
    (".yaml .yml .csv .json .xsl .rng .xsd .css", "name the captures (*.txt), or the folder they are in"),
)


NO_CAPTURE_THERE = "put the captures there as .txt files, or name another folder"


@dataclass(frozen=True, slots=True)
class Job:
    """A capture and the name under which its files are written; with a `fault` there is nothing to convert."""

    path: Origin
    ident: str = ""
    findings: tuple[Finding, ...] = ()
    fault: UnreadableInput | None = None


# --- what is to be converted ----------------------------------------------------------------------------------


def find_jobs(sources: Sequence[str]) -> Sequence[Job]:
    """The captures that editions, folders, files, patterns, URLs and lists of these name, each once and with a name
    of its own.

    A source that holds none is a job with that fault, so that the others go on; raises it if there are no others.
    """
    begin_anew()
    found = _named(_once(_jobs(sources)))
    fault = found[0].fault if len(found) == 1 else None
    if fault:
        raise fault
    return found


def _jobs(sources: Sequence[str]) -> Iterator[tuple[str, Job]]:
    """The jobs with what tells each from all others."""
    for source in _listed(sources):
        if isinstance(source, Job):
            yield str(source.path), source
            continue
        try:
            for path in _captures(source):
                yield _whole(path), Job(path)
        except UnreadableInput as fault:
            yield f"{source}\0", Job(_origin(source), fault=fault)


def _once(found: Iterable[tuple[str, T]]) -> Iterator[T]:
    """The first of what has the same key."""
    known = set[str]()
    for key, each in found:
        if key not in known:
            known.add(key)
            yield each


def _listed(sources: Iterable[str]) -> Iterator[str | Job]:
    """The sources with those that lists name in the place of the lists; a list that cannot be read is a fault."""
    for source in map(local_path, sources):
        if not is_list(source):
            yield source
            continue
        try:
            yield from named_in(source)
        except UnreadableInput as fault:
            yield Job(_origin(source), fault=fault)


def _origin(source: str) -> Origin:
    return Remote(source) if is_url(source) else Path(source)


def _whole(path: Origin) -> str:
    """What tells a capture from all others."""
    return str(path) if isinstance(path, Remote) else os.path.abspath(path)  # noqa: PTH100 (keeps symbolic links)


def in_edition(todo: Sequence[Job], config: Config) -> tuple[Sequence[Job], Sequence[Job]]:
    """The jobs under the names that they have when the whole edition is built, and those of its other captures."""
    asked = {_whole(job.path): at for at, job in enumerate(todo)}
    there, others = [-1] * len(todo), places()  # where they stand among all, and where the others do

    def every() -> Iterator[Job]:
        number = count()
        for path in _once((_whole(path), path) for path in capture_files(config)):
            at = asked.pop(_whole(path), None)
            if at is None:
                others.append(next(number))
                yield Job(path)
            else:
                there[at] = next(number)
                yield todo[at]
        for at in asked.values():
            there[at] = next(number)
            yield todo[at]

    named = _named(every())
    return Chosen(named, [at for at in there if at >= 0]), Chosen(named, others)  # of two of one path the last


def in_part(todo: Sequence[Job], number: int, of: int) -> Sequence[Job]:
    """The jobs of one part of so many: each job is in one of them, by its name, whatever other jobs there are.

    A source that names no capture is told of in the first part. Raises UnreadableInput if there is nothing to do.
    """
    found = Shelf(job for job in todo if _part(job, of) == number)
    if not found:
        raise UnreadableInput(
            f"--part {number}/{of}: none of the {len(todo):,} captures falls into this part",
            remedy="make fewer parts",
        )
    return found


def _part(job: Job, of: int) -> int:
    """The number of the part in which a job is."""
    if job.fault:
        return 1
    checksum = sha256(_key(job.ident).encode("utf-8", "surrogateescape")).digest()
    return 1 + int.from_bytes(checksum) % of


def _captures(source: str) -> Iterable[Origin]:
    """The captures that a source names; a folder's edition.yaml says which they are. Raises UnreadableInput."""
    if not source:
        raise UnreadableInput("an empty name is no name of a capture", remedy="name a file, a folder or a pattern")
    if is_url(source):
        return _elsewhere(source)
    path = Path(source)
    try:
        if is_folder(path) or path.name == EDITION_FILE:
            return _of_edition(path)
        if path.exists():
            return [of_right_kind(path)]
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            f"{source}: cannot be read: {getattr(error, 'strerror', None) or error}",
            remedy="check the name and the permissions of the file",
        ) from error
    return _matching(source)


def _of_edition(path: Path) -> Iterator[Path]:
    """The captures of an edition, then the fault of folders that cannot be read, if there are any."""
    config = load_config(path)
    try:
        captures = capture_files(config)
    except OSError as error:
        raise UnreadableInput(
            f"{path}: cannot be read: {error.strerror or error}",
            remedy="check the rights to its folders; if one was removed meanwhile, build again",
        ) from error
    _refuse_closed([] if os.access(config.folder, os.R_OK | os.X_OK) else [str(config.folder)])
    if not captures:
        deeper = next(config.folder.rglob("*.[tT][xX][tT]"), None)
        remedy = f'name them with a pattern: "{config.folder.as_posix()}/**/*.txt"' if deeper else NO_CAPTURE_THERE
        raise UnreadableInput(f"{path}: there are no captures here ({', '.join(config.captures)})", remedy=remedy)
    yield from captures
    _refuse_closed(closed_folders(config.folder) if any("**" in each for each in config.captures) else ())


def _refuse_closed(folders: Sequence[str]) -> None:
    if folders:
        raise UnreadableInput(
            f"{folders[0]}: this folder cannot be read" + (f", nor {len(folders) - 1:,} others" if folders[1:] else ""),
            remedy="ask for the right to read it, or name the captures without it",
        )


def _elsewhere(url: str) -> list[Origin]:
    found = files_at(url)
    if found:
        return [of_right_kind(each) for each in found]
    if has_magic(url):
        raise UnreadableInput(
            f"{url}: no capture matches this pattern",
            remedy="check it against the names of the files; ** stands for any folders",
        )
    raise UnreadableInput(
        f"{url}: there are no captures here (captures/**/*.txt, *.txt)",
        remedy=f'name them with a pattern: "{deeper(url)}"',
    )


def of_right_kind(path: Origin) -> Origin:
    """A path that is none of a file that cannot be a capture. Raises UnreadableInput."""
    remedy = next((remedy for endings, remedy in NO_CAPTURES if path.suffix.lower() in endings.split()), "")
    if remedy:
        raise UnreadableInput(f"{path}: this is a {path.suffix.lower()} file, not a capture", remedy=remedy)
    return path


def _matching(pattern: str) -> Iterator[Path]:
    """The captures that match, then the fault of folders that cannot be read, if there are any."""
    if not glob.has_magic(pattern):
        raise UnreadableInput(
            f"{pattern}: there is no such file or folder",
            remedy='check the name; a pattern such as "captures/*.txt" is possible too',
        )
    closed: list[str] = []
    matches = [Path(match) for match in matching(pattern, closed)]
    files = [path for path in matches if is_file(path) and path.suffix.lower() in (".txt", "")]
    if not files and not closed:
        other = f" ({len(matches)} other files match; only *.txt are captures)" if matches else ""
        raise UnreadableInput(
            f"{pattern}: no capture matches this pattern{other}",
            remedy="check it against the names of the files; ** stands for any folders",
        )
    yield from files
    _refuse_closed(closed)


def _named(todo: Iterable[Job]) -> Sequence[Job]:
    """Each job with a name and an id of its own: two files of one stem would overwrite each other.

    The second one gets a number, also if the ids that are made of both names would be the same. What is no capture
    takes no name from one.
    """
    jobs, names = Shelf(todo), _Names()
    captures = ((at, job) for at, job in enumerate(jobs) if not job.fault)
    faults = ((at, job) for at, job in enumerate(jobs) if job.fault)
    for at, job in chain(captures, faults):
        name = _short(job.path.stem or job.path.name)
        free, why = names.take(name)
        findings = (_renamed(job.path, why, free),) if why and not job.fault else ()
        jobs[at] = replace(job, ident=free, findings=findings)
    return jobs


class _Names:
    """The names that captures have, as file systems and ids tell them apart."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._ids: set[str] = set()
        self._last: dict[str, int] = {}  # id or name → the number that was tried last

    def take(self, name: str) -> tuple[str, str]:
        """The name, or the next one with a number that is free, and why it has one."""
        free = portable = _portable(name)
        why = "on Windows this is the name of a device" if free != name else ""
        counter = id_of_name(name) or _key(name)
        while (key := _key(free)) in self._keys or id_of_name(free) in self._ids:
            why = "another capture has the same name" if key in self._keys else why or "another capture has the same id"
            self._last[counter] = self._last.get(counter, 1) + 1
            free = f"{portable}-{self._last[counter]}"
        self._keys.add(key)
        if ident := id_of_name(free):
            self._ids.add(ident)
        return free, why


def _portable(name: str) -> str:
    """A name under which Windows can keep a file: CON.xml would be a device there."""
    return f"{name}-1" if DEVICE.match(name) else name


def _short(name: str) -> str:
    """A name that leaves room for `.ledger.json`; of a longer one the beginning, and what tells it from its like."""
    data = os.fsencode(name)
    if len(data) <= LONGEST_NAME:
        return name
    return f"{data[: LONGEST_NAME - 20].decode('utf-8', 'ignore')}-{sha256(data).hexdigest()[:16]}"


def _key(name: str) -> str:
    """A file name as file systems compare it that know neither case nor ways to compose a letter."""
    return unicodedata.normalize("NFC", name).casefold()


def _renamed(path: Origin, why: str, ident: str) -> Finding:
    return Finding(
        "C103",
        Severity.WARNING,
        f"{why}; this one is written as {ident}.xml",
        hint="give the files different names, of letters and digits",
        capture=Place(str(path), 1, 1),
    )


# --- the edition they belong to -------------------------------------------------------------------------------


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
