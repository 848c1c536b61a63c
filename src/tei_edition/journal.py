"""What a run has written so far, with checksums: for the manifest, and for the next run if this one is cut short.

Each process of the run notes what it is about to write in a file of its own, in a hidden folder of the output. Where
that is stands in the environment, which processes inherit however they are started.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = ".tei-edition.journal"
ROW = re.compile(rb"\\?[0-9a-f]{64} [ *][^\n]+\n")  # a checksum and a name, as `sha256sum -c` reads them
PLACE = "TEI_EDITION_JOURNAL"  # in the environment: the folder that the run writes into

_sink: tuple[tuple[str, int], int] | None = None  # (folder, process) → where this process writes


@contextmanager
def journal(folder: Path) -> Iterator[None]:
    """Note everything that is written below a folder meanwhile, unless a folder above it has a journal by now.

    What an earlier run noted and did not finish stays until `forget`.
    """
    root = _full(folder)
    if is_below(root, os.environ.get(PLACE, "")):
        yield
        return
    before = os.environ.get(PLACE)
    os.environ[PLACE] = root
    try:
        yield
    finally:
        _close()
        if before is None:
            del os.environ[PLACE]
        else:
            os.environ[PLACE] = before


def note(path: Path, data: bytes) -> None:
    """Tell that a file is going to have these bytes. Before it has: nothing may be there that nobody knows."""
    if name := _name(path):
        os.write(_descriptor(), line(hashlib.sha256(data).hexdigest(), name))


def note_checksum(path: Path, sha256: str) -> None:
    """The same of a file whose bytes never stand in memory together."""
    if name := _name(path):
        os.write(_descriptor(), line(sha256, name))


def notes(folder: Path) -> list[Path]:
    """The files of a journal, that of the first run first."""
    return sorted((folder / FOLDER).glob("*.txt"))


def unfinished(folder: Path) -> dict[str, list[str]]:
    """What runs that were cut short meant to write into a folder: names and checksums; of it and of the one above."""
    found: dict[str, list[str]] = {}
    for place, prefix in ((folder, ""), (folder.parent, f"{folder.name}/")):
        for each in (row for path in notes(place) for row in rows(path)):
            name = os.fsdecode(named(each))
            if name.startswith(prefix) and "/" not in name.removeprefix(prefix):
                found.setdefault(name.removeprefix(prefix), []).append(checksum(each).decode())
    return found


def forget(folder: Path) -> None:
    """The run is over, and everything it wrote is known elsewhere."""
    _close()
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


# --- the lines, as sha256sum writes them ------------------------------------------------------------------------


def line(sha256: str, name: bytes) -> bytes:
    """`CHECKSUM  NAME`; with a backslash before it if there are signs in the name that must be escaped."""
    shown = escaped(name)
    return b"%s%s  %s\n" % (b"" if shown == name else b"\\", sha256.encode(), shown)


def escaped(name: bytes) -> bytes:
    """A name without the signs that would break its line."""
    return name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def checksum(row: bytes) -> bytes:
    """The checksum of a line."""
    return row.removeprefix(b"\\")[:64]


def escaped_name(row: bytes) -> bytes:
    """The name of a line as it stands there, by which lines are sorted."""
    return row.removeprefix(b"\\")[66:].rstrip(b"\n")


def named(row: bytes) -> bytes:
    """The name of a file as the system knows it."""
    name = escaped_name(row)
    if not row.startswith(b"\\"):
        return name
    parts = name.split(b"\\\\")
    return b"\\".join(part.replace(b"\\n", b"\n").replace(b"\\r", b"\r") for part in parts)


def rows(path: Path) -> Iterator[bytes]:
    """The whole lines of a file of checksums; the last one of a journal may be cut short."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        yield from _whole(file)


def _whole(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (each for each in lines if is_row(each))


def is_row(row: bytes) -> bool:
    """Whether this is a checksum with a name."""
    return ROW.fullmatch(row) is not None


# --- where it stands --------------------------------------------------------------------------------------------


def _full(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 (keeps symbolic links)


def is_below(path: str, root: str) -> bool:
    """Whether a path is that of a folder or of something in it."""
    return bool(root) and (path == root or path.startswith(root.rstrip(os.sep) + os.sep))


def _name(path: Path) -> bytes:
    """The name of a file as seen from the folder of the run; empty if it does not count."""
    root = os.environ.get(PLACE)
    if not root:
        return b""
    full = _full(path)
    if full == root or not is_below(full, root):
        return b""
    name = full[len(root) :].strip(os.sep).replace(os.sep, "/")
    return b"" if name.startswith(".") or "/." in name else os.fsencode(name)


def _descriptor() -> int:
    """Where this process writes its notes; a process that was forked from another one has its own."""
    global _sink
    here = (os.environ[PLACE], os.getpid())
    if _sink is None or _sink[0] != here:
        _sink = (here, _opened(Path(here[0]) / FOLDER))
    return _sink[1]


def _opened(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    number = max((int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9].*.txt")), default=0) + 1
    path = folder / f"{number:04}.{os.getpid()}.txt"
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)


def _close() -> None:
    global _sink
    if _sink is not None and _sink[0][1] == os.getpid():
        os.close(_sink[1])
    _sink = None
