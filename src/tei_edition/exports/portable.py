"""File names that every file system, every archive and every checker of bags takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePosixPath

MOST_BYTES = 150
"""Of one part of a path: with the folders above and a number far below the 255 that file systems allow."""

SIGNS = frozenset(" ()+,-._")
"""Besides letters and digits. No “%”: BagIt wants it encoded in manifests, and no checker of bags decodes it
(LibraryOfCongress/bagit-python, issue 157)."""

DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself, with any ending."""


def portable(name: str) -> str:
    """A file name as all systems take it; one that they take already stays as it is."""
    plain = "".join(sign if _is_plain(sign) else "_" for sign in unicodedata.normalize("NFC", name))
    short = _shortened(plain.strip(" ").rstrip(". "))
    return f"_{short}" if not short or short.startswith(".") or DEVICES.match(short) else short


def _is_plain(sign: str) -> bool:
    return sign in SIGNS or (unicodedata.category(sign)[0] in "LMN" and ord(sign) < 0xE0000)


def _shortened(name: str) -> str:
    """Cut to MOST_BYTES, the ending kept."""
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending.encode()) <= 16 else ""
    stem = name.removesuffix(ending).encode()
    return stem[: MOST_BYTES - len(ending.encode())].decode(errors="ignore").rstrip(". ") + ending


class Names:
    """The names of a folder: each is given once, also for systems that know neither case nor ways to write a letter."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._files = set(map(_key, reserved))
        self._folders: set[str] = set()
        self._numbers: dict[str, Iterator[int]] = {}  # that were not tried yet, by what was wanted

    def free(self, path: str) -> str:
        """The path in portable parts; with a number if another has it already."""
        parts = [portable(part) for part in path.split("/")]
        if any(_key(folder) in self._files for folder in _folders(parts)):
            parts = [portable("_".join(parts))]
        wanted = "/".join(parts)
        numbers = self._numbers.setdefault(_key(wanted), count(2))
        found = next(name for name in _numbered(wanted, numbers) if not self._has(_key(name)))
        self._files.add(_key(found))
        self._folders.update(map(_key, _folders(parts)))
        return found

    def _has(self, key: str) -> bool:
        return key in self._files or key in self._folders


def _folders(parts: list[str]) -> Iterator[str]:
    return ("/".join(parts[:n]) for n in range(1, len(parts)))


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())


def _numbered(path: str, numbers: Iterable[int]) -> Iterator[str]:
    """letter.txt, letter-2.txt, letter-3.txt …"""
    yield path
    ending = PurePosixPath(path).suffix
    yield from (f"{path.removesuffix(ending)}-{n}{ending}" for n in numbers)
