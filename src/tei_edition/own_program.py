"""What tells one state of the program from another: its version, its own files, and the libraries that it stands on."""

from __future__ import annotations

import platform
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tei_edition import __version__
from tei_edition.assets import asset

LIBRARIES = ("lxml", "anyascii", "PyYAML", "charset-normalizer", "xmlschema", "pagefind")


@cache
def program() -> str:
    """The program but for its stylesheets: `0.4.0 1f3a…`; every document depends on it."""
    files = [*_below(Path(__file__).parent, but="xslt"), *_below(asset("schemas"))]
    return f"{__version__} {_digest(files)}"


@cache
def looks() -> str:
    """The stylesheets, words and scripts of the pages."""
    return _digest(_below(asset("xslt")))


def _below(folder: Path, but: str = "") -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sorted(path for path in found if path.relative_to(folder).parts[0] != but)


def _digest(files: list[Path]) -> str:
    digest = sha256(" ".join((platform.python_version(), unicodedata.unidata_version, *_libraries())).encode())
    for path in files:
        data = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:32]


def _libraries() -> list[str]:
    return [f"{name} {_version(name)}" for name in LIBRARIES]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
