"""Which captures are meant, in which order, and under which names their files are written."""

from __future__ import annotations

import glob
import os
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tei_edition.capture_lists import is_list, named_in
from tei_edition.cards import Cards
from tei_edition.config import Config, capture_files, load_config
from tei_edition.errors import UnreadableInput
from tei_edition.listing import closed_folders, matching
from tei_edition.model import Finding, Place, Severity
from tei_edition.ordinary import is_file, is_folder
from tei_edition.remote import Origin, Remote, begin_anew, deeper, files_at, has_magic, is_url, local_path
from tei_edition.settings import EDITION_FILE
from tei_edition.shelf import Chosen, Shelf, places
from tei_edition.transliteration import id_of_name

if TYPE_CHECKING:
    pass

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
    known = Cards[int]()
    for key, each in found:
        if key not in known:
            known[key] = 1
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
    captures = capture_files(config)
    if len(captures) == len(todo) and all(map(_is_of, todo, captures)):
        return todo, ()
    asked = Cards((_whole(job.path), at) for at, job in enumerate(todo))
    # where they stand among all, and where the others do
    there, others = array("q", [-1]) * len(todo), places()

    def every() -> Iterator[Job]:
        number = count()
        for path in _once((_whole(path), path) for path in captures):
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
    wanted = places()
    wanted.extend(at for at in there if at >= 0)  # of two of one path the last
    return Chosen(named, wanted), Chosen(named, others)


def _is_of(job: Job, path: Path) -> bool:
    return not job.fault and _whole(job.path) == _whole(path)


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
        self._keys = Cards[int]()  # with 1 for each, and so the ids
        self._ids = Cards[int]()
        self._last = Cards[int]()  # id or name → the number that was tried last

    def take(self, name: str) -> tuple[str, str]:
        """The name, or the next one with a number that is free, and why it has one."""
        free = portable = _portable(name)
        why = "on Windows this is the name of a device" if free != name else ""
        counter = id_of_name(name) or _key(name)
        while (key := _key(free)) in self._keys or id_of_name(free) in self._ids:
            why = "another capture has the same name" if key in self._keys else why or "another capture has the same id"
            self._last[counter] = self._last.get(counter, 1) + 1
            free = f"{portable}-{self._last[counter]}"
        self._keys[key] = 1
        if ident := id_of_name(free):
            self._ids[ident] = 1
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
