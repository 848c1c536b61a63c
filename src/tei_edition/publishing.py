"""`-o s3://bucket/edition`: the output is made in a folder of this machine, and then brought to where it shall stand.

That folder, the staging folder, keeps what later runs need to know. What is elsewhere has a MANIFEST.sha256 exactly as
long as all of it is there: it goes before the first file changes, and comes back last. Meanwhile another list stands
there, of what was on its way; by it the next run finishes what was interrupted, whoever starts it.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tei_edition.commands import Run, build_edition
from tei_edition.depot import MANY, UPLOADING, Depot
from tei_edition.errors import WrongUse
from tei_edition.fixity import MANIFEST, UNKNOWN, digest_of
from tei_edition.journal import FOLDER, checksum, escaped_name, line, named, rows
from tei_edition.lock import locked
from tei_edition.manner import Manner
from tei_edition.outcome import counted
from tei_edition.remote import shown

NOT_OF_THE_EDITION = ("timings.json",)  # different each time


def published(command: Callable[[Run], int], run: Run, url: str, staging: Path | None) -> int:
    """What a command makes, brought to a URL; returns its exit code.

    Whether anything can be written there is asked first. Raises WrongUse, MissingExtra, UnwritableOutput.
    """
    if url.lower().endswith(".xml"):
        raise WrongUse(f"-o {shown(url)} names one file", remedy="name a folder there")
    if run.part and command is build_edition:
        raise WrongUse(
            f"--part: the parts of an edition cannot be made at {shown(url)}",
            remedy="name a folder with -o that all tasks see; the build that makes one of them can write to a URL",
        )
    depot = Depot.to_write(url)
    folder = staging or usual_staging(url)
    code = command(replace(run, output=folder))
    if not run.dry_run and folder.is_dir():
        with locked(folder):
            run.manner.say(bring(run.manner, folder, depot))
    return code


def usual_staging(url: str) -> Path:
    """The staging folder of a URL: always the same, below the folder of this user for what can be made again."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", shown(url).rstrip("/")).strip("-")[-40:]
    return _caches() / "tei-edition" / f"{name}-{hashlib.sha256(url.rstrip('/').encode()).hexdigest()[:12]}"


def _caches() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


# --- what is brought --------------------------------------------------------------------------------------------


class Change(NamedTuple):
    """A file that is not the same here and there; one that is not here is gone."""

    name: str
    is_here: bool


def bring(manner: Manner, folder: Path, depot: Depot) -> str:
    """Bring what is new or changed in a folder to a depot, and remove what is gone; returns what was done, in words.

    Raises UnwritableOutput, UnreadableInput.
    """
    if (folder / FOLDER).exists():
        return f"nothing was uploaded to {shown(depot.url)}: the run stopped before its end"
    with TemporaryDirectory() as place:
        here, there = Path(place) / "here", Path(place) / "there"
        _list_here(folder, here)
        last = _list_there(depot, there)
        number = sum(1 for _ in changes(there, here))
        if last == MANIFEST and not number:
            return f"nothing to upload; everything is there → {shown(depot.url)}"
        _put_lines(Path(place) / "begun", _of_both(there, here))
        depot.put([(Path(place) / "begun", UPLOADING)])
        depot.remove([MANIFEST])
        with manner.progress_of(number, "uploading") as advance:
            same = depot.md5s() if last == UPLOADING else {}
            sent, gone = _carried_out(folder, depot, changes(there, here), same, advance)
        depot.put([(here, MANIFEST)])
        depot.remove([UPLOADING])
    removed = f", {counted(gone, 'file')} removed" if gone else ""
    return f"{counted(sent, 'file')} uploaded{removed} → {shown(depot.url)}"


def _list_here(folder: Path, into: Path) -> None:
    """The manifest of what stands here; where a command writes none, made from the files themselves."""
    if (folder / MANIFEST).is_file():
        into.write_bytes((folder / MANIFEST).read_bytes())
        return
    paths = ((os.fsencode(path.relative_to(folder).as_posix()), path) for path in folder.rglob("*") if path.is_file())
    ours = (found for found in paths if not found[0].startswith(b".") and b"/." not in found[0])
    counting = (line(digest_of(path), name) for name, path in ours if path.name not in NOT_OF_THE_EDITION)
    _put_lines(into, sorted(counting, key=escaped_name))


def _list_there(depot: Depot, into: Path) -> str:
    """The list of what stands there, and its name: the manifest of a whole edition, or what was on its way."""
    for name in (MANIFEST, UPLOADING):
        if (data := depot.read(name)) is not None:
            into.write_bytes(data)
            return name
    into.touch()
    return ""


def _put_lines(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(lines)


def changes(there: Path, here: Path) -> Iterator[Change]:
    """What two lists do not have in common, by name."""
    for name, sums in _compared(there, here):
        if len(sums) == 1 or sums[False] != sums[True] or UNKNOWN.encode() in sums.values():
            yield Change(os.fsdecode(name), True in sums)


def _compared(there: Path, here: Path) -> Iterator[tuple[bytes, dict[bool, bytes]]]:
    """Each name of two lists, which are sorted, with its checksums there (False) and here (True)."""
    both = merge(((row, False) for row in rows(there)), ((row, True) for row in rows(here)), key=_by_name)
    for _, group in groupby(both, _by_name):
        found = list(group)
        yield named(found[0][0]), {is_here: checksum(row) for row, is_here in found}


def _by_name(row: tuple[bytes, bool]) -> bytes:
    return escaped_name(row[0])


def _of_both(there: Path, here: Path) -> Iterator[bytes]:
    """The list of what stands there while files are on their way: what may have changed has no known checksum."""
    for name, sums in _compared(there, here):
        known = set(sums.values()) if len(sums) == 2 else set()
        yield line(known.pop().decode() if len(known) == 1 else UNKNOWN, name)


def _carried_out(
    folder: Path, depot: Depot, wanted: Iterable[Change], same: dict[str, str], advance: Callable[..., None]
) -> tuple[int, int]:
    """Send and remove; how many of each. What is known to be the `same` there is left alone."""
    sent = gone = 0
    wanted = iter(wanted)
    while batch := list(islice(wanted, MANY)):
        new = [each.name for each in batch if each.is_here and not _is_same(folder / each.name, same.get(each.name))]
        old = [each.name for each in batch if not each.is_here]
        if new:
            depot.put([(folder / name, name) for name in new])
        depot.remove(old)
        sent, gone = sent + len(new), gone + len(old)
        for _ in batch:
            advance()
    return sent, gone


def _is_same(path: Path, md5: str | None) -> bool:
    return bool(md5) and hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() == md5
