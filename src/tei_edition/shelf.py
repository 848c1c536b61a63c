"""Values for which a large corpus has no room in memory: they stand on the disk until somebody asks for them."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from heapq import merge
from io import BytesIO
from itertools import chain
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Any, Generic, TypeVar, overload

from tei_edition.errors import UnwritableOutput

V = TypeVar("V")

IN_MEMORY = 1 << 17  # bytes of a shelf that needs no file
AT_ONCE = 5_000  # values that are sorted in memory
TOGETHER = 100  # of these that are put away as one


class Shelf(Sequence[V], Generic[V]):
    """A list whose values stand in a temporary file; memory holds only where each of them begins.

    A value is what it was when it was put there. Raises UnwritableOutput if there is no room for another.
    """

    def __init__(self, values: Iterable[V] = ()) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (it goes with the shelf)
        self._begin, self._size = array("Q"), array("L")
        self._end = 0
        self.extend(values)

    def __del__(self) -> None:
        self._file.close()

    def append(self, value: V) -> None:
        """Put one more value at the end."""
        begin, size = self._put(value)
        self._begin.append(begin)
        self._size.append(size)

    def extend(self, values: Iterable[V]) -> None:
        """Put more values at the end."""
        for value in values:
            self.append(value)

    def __setitem__(self, at: int, value: V) -> None:
        self._begin[at], self._size[at] = self._put(value)

    def _put(self, value: V) -> tuple[int, int]:
        data, begin = _as_bytes(value), self._end
        with _room():
            self._file.seek(begin)
            self._file.write(data)
        self._end += len(data)
        return begin, len(data)

    def __len__(self) -> int:
        return len(self._begin)

    @overload
    def __getitem__(self, at: int) -> V: ...

    @overload
    def __getitem__(self, at: slice) -> list[V]: ...

    def __getitem__(self, at: int | slice) -> V | list[V]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        with _room():
            self._file.seek(self._begin[at])
            data = self._file.read(self._size[at])
        value: V = pickle.loads(data)  # our own file, which has no name
        return value

    def __iter__(self) -> Iterator[V]:
        return (self[at] for at in range(len(self)))


class Put(Sequence[V], Generic[V]):
    """A row of values that stands on a shelf of rows, and comes from there each time that somebody asks."""

    def __init__(self, shelf: Shelf[Sequence[V]], at: int) -> None:
        self._shelf, self._at = shelf, at

    def __len__(self) -> int:
        return len(self._shelf[self._at])

    def __iter__(self) -> Iterator[V]:
        return iter(self._shelf[self._at])

    @overload
    def __getitem__(self, at: int) -> V: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...

    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        return self._shelf[self._at][at]


class Sorter(Generic[V]):
    """Values that come in any order and go in theirs; of very many only some stand in memory."""

    def __init__(self, key: Callable[[V], Any] | None = None, at_once: int = AT_ONCE) -> None:
        self._key, self._at_once = key, at_once
        self._waiting: list[V] = []
        self._away: list[Shelf[list[V]]] = []

    def add(self, value: V) -> None:
        """One more value."""
        self._waiting.append(value)
        if len(self._waiting) >= self._at_once:
            values = self._sorted()
            self._away.append(Shelf(values[at : at + TOGETHER] for at in range(0, len(values), TOGETHER)))
            self._waiting.clear()

    def __iter__(self) -> Iterator[V]:
        """What `sorted` gives."""
        if not self._away:
            return iter(self._sorted())
        parts = [*map(chain.from_iterable, self._away), iter(self._sorted())]
        return merge(*parts, key=self._key)  # type: ignore[arg-type]

    def _sorted(self) -> list[V]:
        return sorted(self._waiting, key=self._key)  # type: ignore[type-var, arg-type]


def sorted_by(values: Iterable[V], key: Callable[[V], Any] | None = None) -> Iterator[V]:
    """What `sorted` gives, one value after the other; of very many only some stand in memory."""
    sorter = Sorter(key)
    for value in values:
        sorter.add(value)
    return iter(sorter)


class Again(Generic[V]):
    """Values that are made anew each time that somebody goes through them."""

    def __init__(self, made: Callable[[], Iterator[V]]) -> None:
        self._made = made

    def __iter__(self) -> Iterator[V]:
        return self._made()


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
