"""Values for which a large corpus has no room in memory: they stand on the disk until somebody asks for them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from tei_edition.pile import Pile

V = TypeVar("V")

FEW = 1_000  # values of a shelf that need no file
AT_ONCE = 5_000  # values that are sorted in memory
TOGETHER = 25  # of these that are put away as one


class Shelf(Sequence[V], Generic[V]):
    """A list whose values stand in a temporary file if they are more than a few.

    None is changed once it is there. Raises UnwritableOutput if there is no room for another.
    """

    def __init__(self, values: Iterable[V] = ()) -> None:
        self._values: list[V] | Pile = []
        self.extend(values)

    def append(self, value: V) -> None:
        """Put one more value at the end."""
        if isinstance(self._values, list) and len(self._values) == FEW:
            self._values = _piled(self._values)
        self._values.append(value)

    def extend(self, values: Iterable[V]) -> None:
        """Put more values at the end."""
        for value in values:
            self.append(value)

    def __setitem__(self, at: int, value: V) -> None:
        self._values[at] = value

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, at: int) -> V: ...

    @overload
    def __getitem__(self, at: slice) -> list[V]: ...

    def __getitem__(self, at: int | slice) -> V | list[V]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        value: V = self._values[at]
        return value

    def __iter__(self) -> Iterator[V]:
        return (self[at] for at in range(len(self)))


def _piled(values: Iterable[object]) -> Pile:
    from tei_edition.pile import Pile

    pile = Pile()
    for value in values:
        pile.append(value)
    return pile


class Chosen(Sequence[V], Generic[V]):
    """Some values of a list, or all in another order, by their places; each comes from there when somebody asks."""

    def __init__(self, values: Sequence[V], places: Sequence[int]) -> None:
        self._values, self._places = values, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> V: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...

    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        if isinstance(at, slice):
            return Chosen(self._values, self._places[at])
        return self._values[self._places[at]]


def places() -> array[int]:
    """A row for places in lists, of which there may be very many."""
    return array("I")


class Sorter(Generic[V]):
    """Values that come in any order and go in theirs; of very many only some stand in memory."""

    def __init__(self, key: Callable[[V], Any] | None = None, at_once: int = AT_ONCE) -> None:
        self._key, self._at_once = key, at_once
        self._waiting: list[V] = []
        self._away: Pile | None = None
        self._runs: list[range] = []  # of what is away: each is sorted

    def add(self, value: V) -> None:
        """One more value."""
        self._waiting.append(value)
        if len(self._waiting) >= self._at_once:
            self._away = self._put_away(self._away or _piled(()))

    def _put_away(self, pile: Pile) -> Pile:
        values, begin = self._sorted(), len(pile)
        for at in range(0, len(values), TOGETHER):
            pile.append(values[at : at + TOGETHER])
        self._runs.append(range(begin, len(pile)))
        self._waiting.clear()
        return pile

    def _run(self, pile: Pile, run: range) -> Iterator[V]:
        return (value for at in run for value in pile[at])

    def __iter__(self) -> Iterator[V]:
        """What `sorted` gives."""
        if self._away is None:
            return iter(self._sorted())
        parts = (self._run(self._away, run) for run in self._runs)
        return merge(*parts, self._sorted(), key=self._key)  # type: ignore[arg-type]

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
