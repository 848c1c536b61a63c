"""Values on the disk: the file of a shelf, which is loaded only where there are more values than a few."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Any

from tei_edition.errors import UnwritableOutput

IN_MEMORY = 1 << 17  # bytes that need no file


class Pile:
    """Values in a temporary file; memory holds only where each of them begins. Raises UnwritableOutput."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (it goes with the pile)
        self._begin, self._size = array("Q"), array("L")
        self._end = 0

    def __del__(self) -> None:
        self._file.close()

    def append(self, value: object) -> None:
        """Put one more value at the end."""
        begin, size = self._put(value)
        self._begin.append(begin)
        self._size.append(size)

    def __setitem__(self, at: int, value: object) -> None:
        self._begin[at], self._size[at] = self._put(value)

    def _put(self, value: object) -> tuple[int, int]:
        data, begin = _as_bytes(value), self._end
        with _room():
            self._file.seek(begin)
            self._file.write(data)
        self._end += len(data)
        return begin, len(data)

    def __len__(self) -> int:
        return len(self._begin)

    def __getitem__(self, at: int) -> Any:
        with _room():
            self._file.seek(self._begin[at])
            data = self._file.read(self._size[at])
        return pickle.loads(data)  # our own file, which has no name


def _as_bytes(value: object) -> bytes:
    data = BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(value)
    return data.getvalue()


class _Pickler(pickle.Pickler):
    """Takes of a frozen dataclass with slots only the values of its fields: so it comes back in a third of the time."""

    def reducer_override(self, value: object) -> Any:
        """How a value is made again; whatever has no such fields goes as it usually does."""
        kind = type(value)
        fields = getattr(kind, "__slots__", None)
        if not fields or fields != tuple(getattr(kind, "__dataclass_fields__", ())):
            return NotImplemented
        return kind, tuple([getattr(value, name) for name in fields])


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnwritableOutput(
            f"{gettempdir()}: cannot be written: {error.strerror or error}",
            remedy="free some room there, or name another folder for temporary files (TMPDIR)",
        ) from error
