"""What tells one state of the program from another: its version, its own files, and the libraries that it stands on."""

from __future__ import annotations

import os
import platform
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256

from tei_edition import __version__
from tei_edition.assets import asset

# what installers leave beside a library: a folder with its name and version, `lxml-6.0.2.dist-info`
INSTALLED = re.compile(r"(?:lxml|anyascii|pyyaml|xmlschema|pagefind)-\d.*\.(?:dist|egg)-info", re.IGNORECASE)
BYTECODE = "__pycache__"


@cache
def program() -> str:
    """The program but for its stylesheets: `0.4.0 1f3a…`; every document depends on it."""
    files = [*_below(os.path.dirname(__file__), but="xslt"), *_below(str(asset("schemas")))]  # noqa: PTH120
    return f"{__version__} {_digest(files)}"


@cache
def looks() -> str:
    """The stylesheets, words and scripts of the pages."""
    return _digest(_below(str(asset("xslt"))))


def _below(folder: str, but: str = "") -> Iterator[tuple[str, str]]:
    """Name and path of each file that is read, in the same order everywhere."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_file():
                yield entry.name, entry.path
            elif entry.name not in (but, BYTECODE):
                yield from _below(entry.path)


def _digest(files: Iterable[tuple[str, str]]) -> str:
    digest = sha256(" ".join((platform.python_version(), unicodedata.unidata_version, *_libraries())).encode())
    for name, path in files:
        with open(path, "rb") as file:  # noqa: PTH123 (some hundred files)
            data = file.read()
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:32]


def _libraries() -> list[str]:
    """The libraries with their versions; `importlib.metadata` would tell the same, but takes as long as a document."""
    return sorted({name for place in sys.path for name in _names_in(place) if INSTALLED.fullmatch(name)})


def _names_in(place: str) -> list[str]:
    try:
        return os.listdir(place or ".")  # noqa: PTH208
    except OSError:  # no folder: a zip file, or nothing
        return []
