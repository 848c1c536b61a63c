"""Files written whole or not at all."""

from __future__ import annotations

import filecmp
import os
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tei_edition.errors import UnwritableOutput

REMEDY = "choose another folder with -o, or free the file"
UNDISTURBED = threading.RLock()
"""Held while a file is written: who ends a process from another thread waits for it, and no half file is left."""


def write(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; a file that has these bytes already is left alone (False).

    Raises UnwritableOutput.
    """
    if not _is_plain(path):
        if _is_device(path):
            return write_pieces(path, (data,))
        path = _followed(path)
    with _beside(path) as beside:
        if _has(path, data):
            return False
        try:
            beside.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        beside.replace(path)
    return True


def remove(path: Path) -> None:
    """Remove a file, if it is there. Raises UnwritableOutput."""
    with UNDISTURBED:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UnwritableOutput(f"{path}: cannot be removed: {error.strerror or error}", remedy=REMEDY) from error


def _is_plain(path: Path) -> bool:
    """Whether there is nothing under a name yet, or a file like any other."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return True


def _has(path: Path, data: bytes) -> bool:
    """Whether a file is there and has these bytes."""
    try:
        return path.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def write_pieces(path: Path, pieces: Iterable[bytes]) -> bool:
    """The same for a file that need not fit into memory; an error of whoever makes the pieces is not ours."""
    if _is_device(path):
        with _beside(path), path.open("wb") as device:
            device.writelines(pieces)
        return True
    path = _followed(path)
    with _beside(path) as beside:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        if path.is_file() and filecmp.cmp(beside, path, shallow=False):
            beside.unlink()
            return False
        beside.replace(path)
    return True


def _is_device(path: Path) -> bool:
    """Whether somebody names a device or a pipe, which is written to and never replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _followed(path: Path) -> Path:
    """The file that a symbolic link leads to: it is written, and the link stays."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name for a temporary file beside a file; whatever happens, none is left behind. Raises UnwritableOutput."""
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}.tmp")
    is_done = False
    with UNDISTURBED:
        try:
            yield beside
            is_done = True
        except OSError as error:
            raise UnwritableOutput(f"{path}: cannot be written: {error.strerror or error}", remedy=REMEDY) from error
        finally:
            if not is_done:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)


def check_folder(folder: Path) -> None:
    """Raise UnwritableOutput if nothing could be written into a folder, whether it is there yet or not."""
    try:
        there = next((place for place in (folder, *folder.absolute().parents) if os.path.lexists(place)), folder)
        if not there.is_dir():
            raise UnwritableOutput(
                f"{folder}: {_shown(there, folder)} is a file, not a folder", remedy="choose another folder with -o"
            )
        if not os.access(there, os.W_OK | os.X_OK):
            raise UnwritableOutput(
                f"{folder}: cannot be written: {_shown(there, folder)} is read-only",
                remedy="choose another folder with -o, or ask for the right to write there",
            )
    except OSError as error:
        raise UnwritableOutput(f"{folder}: cannot be written: {error.strerror or error}", remedy=REMEDY) from error


def _shown(there: Path, folder: Path) -> str:
    return "this" if there == folder else str(there)
