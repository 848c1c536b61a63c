"""Files written whole or not at all."""

from __future__ import annotations

import errno
import filecmp
import hashlib
import os
import stat
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path

from tei_edition.errors import UnwritableOutput
from tei_edition.journal import note, note_checksum
from tei_edition.ordinary import read

PATIENCE, GLANCE = 3.0, 0.05  # seconds
AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # not on Windows
REMEDY = "choose another folder with -o, or free the file"
UNDISTURBED = threading.RLock()
"""Held while a file is written: who ends a process from another thread waits for it, and no half file is left."""


def write(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; a file that has these bytes already is left alone (False).

    Raises UnwritableOutput.
    """
    shown, there = path, _standing(path)
    if there is not None and not stat.S_ISREG(there.st_mode):
        if _is_device(path):
            return write_pieces(path, (data,))
        path = _followed(path)
        there = _standing(path)
    with _beside(path) as beside:
        note(shown, data)
        if there is not None and there.st_size == len(data) and _has(path, data):
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


def _standing(path: Path) -> os.stat_result | None:
    """What stands under a name, which may be a link; nothing if there is nothing yet."""
    try:
        return os.lstat(path)
    except (OSError, ValueError):
        return None


def _has(path: Path, data: bytes) -> bool:
    """Whether a file is there and has these bytes."""
    try:
        return read(path) == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def write_pieces(path: Path, pieces: Iterable[bytes]) -> bool:
    """The same for a file that need not fit into memory; an error of whoever makes the pieces is not ours."""
    if _is_device(path):
        with _beside(path), os.fdopen(_listened_to(path), "wb") as device:
            device.writelines(pieces)
        return True
    shown, path, digest = path, _followed(path), hashlib.sha256()
    with _beside(path) as beside:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
        note_checksum(shown, digest.hexdigest())
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


def _listened_to(path: Path) -> int:
    """The descriptor of a device or pipe to write to; who reads from a pipe may take a moment to begin with it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | AT_ONCE)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > until:
                raise OSError(errno.ENXIO, "this is a pipe from which nobody reads") from error
            time.sleep(GLANCE)
            continue
        if AT_ONCE:
            os.set_blocking(descriptor, True)
        return descriptor


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


@contextmanager
def faults_at(folder: Path) -> Iterator[None]:
    """An error of the system in a folder in our words. Raises UnwritableOutput."""
    try:
        yield
    except OSError as error:
        raise UnwritableOutput(f"{folder}: cannot be written: {error.strerror or error}", remedy=REMEDY) from error


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


# --- on the disk, not only in the memory of the system ----------------------------------------------------------

FEW = 20  # files that are cheaper to bring to the disk one by one than with everything that the system holds


def write_for_good(path: Path, data: bytes) -> bool:
    """The same as `write`, and when it returns, not even a power cut can take it away. Raises UnwritableOutput."""
    is_new = write(path, data)
    bring_to_disk([path, path.parent])
    return is_new


def bring_to_disk(paths: Iterable[Path]) -> None:
    """Wait until files stand on the disk: each of a few, and of many everything that the system has not written yet.

    To do so after each file would take three to six times as long as to write it, and protect nothing more: what a
    power cut takes from a run that is not done, the next one makes again. Raises UnwritableOutput.
    """
    paths = iter(paths)
    some = list(islice(paths, FEW + 1))
    if len(some) > FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in chain(some, paths):
        _sync(path)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows opens no folders, and needs not
        return
    try:
        descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    except OSError:  # gone meanwhile, or nothing that we may read
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EROFS, errno.EBADF):
            raise UnwritableOutput(f"{path}: cannot be written: {error.strerror or error}", remedy=REMEDY) from error
    finally:
        os.close(descriptor)
