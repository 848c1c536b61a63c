"""The captures of an edition and the names by which the editor may call them."""

from __future__ import annotations

import glob
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

from tei_edition.shapes import did_you_mean
from tei_edition.shelf import Shelf, sorted_by


def name_key(name: str) -> str:
    """A file name in the one form that is compared: with "/" and composed letters (macOS has them apart)."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")


def endings(name: str) -> Iterator[str]:
    """The path and each shorter ending of it: a/b/c.txt, b/c.txt, c.txt."""
    parts = name_key(name).split("/")
    return ("/".join(parts[n:]) for n in range(len(parts)))


def captures_in(folder: Path, patterns: Iterable[str]) -> Sequence[str]:
    """The captures that the patterns name, by path in the folder, sorted; only *.txt, nothing in hidden folders."""
    named = sorted_by(name for pattern in patterns for name in _named_by(folder, pattern))
    return Shelf(name for name, _ in groupby(named))


def _named_by(folder: Path, pattern: str) -> Iterator[str]:
    for path in folder.glob(_expanded(folder, pattern)):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") and part != ".." for part in relative.parts)
        if not hidden and path.suffix.lower() == ".txt" and path.is_file():
            yield relative.as_posix()


def matching(pattern: str, closed: list[str]) -> list[str]:
    """What a pattern names, sorted; `**` enters no folder behind a symbolic link, which may lead back to itself.

    Folders that cannot be read are added to the `closed` ones.
    """
    first, *further = re.split(r"(?:\A|(?<=/))(?:\*\*(?:/|\Z))+", pattern.replace(os.sep, "/"))
    places = set(glob.glob(first)) if first else {""}  # noqa: PTH207 (Path takes no absolute ones)
    for each in further:
        folders = {folder for place in places for folder in _folders(place, closed)}
        places = {match for folder in folders for match in glob.glob(f"{glob.escape(folder)}{each or '*'}")}  # noqa: PTH207
    return sorted(places)


def closed_folders(folder: Path) -> list[str]:
    """The folders in a folder that cannot be read."""
    closed: list[str] = []
    for _ in _folders(str(folder), closed):
        pass
    return closed


def _folders(top: str, closed: list[str]) -> Iterator[str]:
    """A folder and those below it, with a slash at their ends, without the hidden ones."""
    for folder, inner, _ in os.walk(top or ".", onerror=lambda error: closed.append(str(error.filename))):
        inner[:] = [name for name in inner if not name.startswith(".")]
        whole = os.path.join(folder, "")  # noqa: PTH118
        yield whole if top else whole.removeprefix(os.path.join(".", ""))  # noqa: PTH118


def _expanded(folder: Path, pattern: str) -> str:
    """A folder means all that is in it; a file pattern finds A.TXT too."""
    if (folder / pattern).is_dir():
        pattern = f"{pattern.rstrip('/')}/**/*.txt"
    return re.sub(r"\.txt$", ".[tT][xX][tT]", pattern, flags=re.IGNORECASE)


class Listing:
    """The captures of the edition by every ending of their paths; looks into the folder only when asked."""

    def __init__(self, folder: Path, patterns: tuple[str, ...]) -> None:
        self._folder, self._patterns = folder, patterns
        self._hints = 5  # looking for a near miss among 100,000 names takes a second

    @cached_property
    def _known(self) -> dict[str, list[str]]:
        known: dict[str, list[str]] = {}
        for path in captures_in(self._folder, self._patterns):
            for ending in endings(path):
                known.setdefault(ending, []).append(name_key(path))
        return known

    def path(self, name: str) -> str:
        """The path of the one capture that has the name (if it is a path, only that one); else the name."""
        found = self._known.get(name_key(name), [])
        return found[0] if len(found) == 1 else name_key(name)

    def fault(self, name: str) -> str:
        """Why a name does not name exactly one capture."""
        found = self._known.get(name_key(name), [])
        if len(found) > 1 and name_key(name) not in found:
            return f"{len(found)} captures have that name ({', '.join(found)}); write the folder too"
        return "" if found else f"there is no such capture{self._near(name_key(name))}"

    def _near(self, name: str) -> str:
        self._hints -= 1
        likely = (each for each in self._known if abs(len(each) - len(name)) <= 2)
        return did_you_mean(name, likely) if self._hints >= 0 else ""
