"""Files that can be read to their end: nobody waits for a pipe at which nobody speaks, or reads a device for ever."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

OF_THE_SHELL = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")  # pipes that are connected: `validate <(…)`
PIECE = 1 << 26
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def is_file(path: Path | str) -> bool:
    """Whether a file is there that can be read to its end; under a name that no system takes there is none."""
    return os.path.isfile(path)  # noqa: PTH113 (which asks Path, and that fails)


def is_folder(path: Path | str) -> bool:
    """Whether a folder is there."""
    return os.path.isdir(path)  # noqa: PTH112


def opened(path: Path | str | bytes) -> int:
    """The descriptor of a file; raises OSError for what is none, such as folders, pipes and devices."""
    if os.fsdecode(path).startswith(OF_THE_SHELL):
        return os.open(path, os.O_RDONLY)
    descriptor = os.open(path, _FLAGS)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "this is a folder", os.fsdecode(path))
    raise OSError(errno.EINVAL, "this is no ordinary file", os.fsdecode(path))


def read(path: Path | str, most_bytes: int | None = None) -> bytes:
    """The bytes of a file, not many more than `most_bytes` of one that grows meanwhile. Raises OSError."""
    with os.fdopen(opened(path), "rb", buffering=0) as file:
        if most_bytes is None:
            return file.readall()
        pieces: list[bytes] = []
        while sum(map(len, pieces)) <= most_bytes and (piece := file.read(PIECE)):
            pieces.append(piece)
        return b"".join(pieces)
