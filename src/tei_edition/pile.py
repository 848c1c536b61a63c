"""Values on the disk: the file of a shelf, which is loaded only where there are more values than a few."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from struct import Struct
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any

from tei_edition.errors import UnwritableOutput

PLACE = Struct("=QI")  # where a value begins, and how long it is


class Pile:
    """Values in a temporary file, and in another where each of them stands. Raises UnwritableOutput."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (it goes with the pile)
        self._places: IO[bytes] = TemporaryFile()  # noqa: SIM115
        self._end = self._number = 0

    def __del__(self) -> None:
        self._file.close()
        self._places.close()

    def append(self, value: object) -> None:
        """Put one more value at the end."""
        self._put(self._number, value)
        self._number += 1

    def __setitem__(self, at: int, value: object) -> None:
        self._put(self._checked(at), value)

    def _put(self, at: int, value: object) -> None:
        data = _as_bytes(value)
        with _room():
            self._file.seek(self._end)
            self._file.write(data)
            self._places.seek(at * PLACE.size)
            self._places.write(PLACE.pack(self._end, len(data)))
        self._end += len(data)

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, at: int) -> Any:
        at = self._checked(at)
        with _room():
            self._places.seek(at * PLACE.size)
            begin, size = PLACE.unpack(self._places.read(PLACE.size))
            self._file.seek(begin)
            data = self._file.read(size)
        return pickle.loads(data)  # our own file, which has no name

    def _checked(self, at: int) -> int:
        """A place from the beginning. Raises IndexError."""
        if not -self._number <= at < self._number:
            raise IndexError(at)
        return at % self._number


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
