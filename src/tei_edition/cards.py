"""A card index: dictionaries for which a large corpus has no room in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from tei_edition.errors import UnwritableOutput
from tei_edition.shelf import FEW, places

if TYPE_CHECKING:
    from sqlite3 import Connection

V = TypeVar("V", str, int)


class Cards(MutableMapping[str, V]):
    """Names with a word or a number for each, in the order in which they came: a dictionary whose entries stand in a
    temporary file if they are more than a few. Raises UnwritableOutput if there is no room for another.
    """

    def __init__(self, cards: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._few: dict[str, V] | None = {}
        self._table: Connection
        self.update(cards)

    def __setitem__(self, name: str, value: V) -> None:
        if self._few is not None:
            self._few[name] = value
            if len(self._few) > FEW:
                self._put_away(self._few)
            return
        with _room():
            changed = self._table.execute("UPDATE card SET value = ? WHERE name = ?", (_plain(value), _plain(name)))
            if not changed.rowcount:
                self._table.execute("INSERT INTO card VALUES (?, ?)", (_plain(name), _plain(value)))

    def _put_away(self, cards: Mapping[str, V]) -> None:
        from sqlite3 import connect

        with _room():
            self._table = connect("", isolation_level=None, check_same_thread=False)  # a file without a name
            self._table.execute("PRAGMA cache_size = -1000")  # KB of it in memory
            self._table.execute("BEGIN")  # never ended: nobody else reads it
            self._table.execute("CREATE TABLE card (name BLOB UNIQUE, value)")
            rows = ((_plain(name), _plain(value)) for name, value in cards.items())
            self._table.executemany("INSERT INTO card VALUES (?, ?)", rows)
        self._few = None

    def __getitem__(self, name: str) -> V:
        if self._few is not None:
            return self._few[name]
        for (value,) in self._asked("SELECT value FROM card WHERE name = ?", _plain(name)):
            found: V = _named(value)
            return found
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        if self._few is not None:
            return name in self._few
        return isinstance(name, str) and any(self._asked("SELECT 1 FROM card WHERE name = ?", _plain(name)))

    def __delitem__(self, name: str) -> None:
        if self._few is not None:
            del self._few[name]
        elif not self._table.execute("DELETE FROM card WHERE name = ?", (_plain(name),)).rowcount:
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        if self._few is not None:
            return iter(self._few)
        return (_named(name) for (name,) in self._asked("SELECT name FROM card ORDER BY rowid"))

    def __len__(self) -> int:
        if self._few is not None:
            return len(self._few)
        return sum(number for (number,) in self._asked("SELECT count(*) FROM card"))

    def _asked(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with _room():
            yield from self._table.execute(question, values)


class Drawers:
    """The places of documents in drawers, of which each has a name; what is in one is in the order in which it came."""

    def __init__(self) -> None:
        self._numbers = Cards[int]()
        self._drawers: list[array[int]] = []

    def put(self, name: str, at: int) -> None:
        """Put a place into a drawer."""
        number = self._numbers.setdefault(name, len(self._drawers))
        if number == len(self._drawers):
            self._drawers.append(places())
        self._drawers[number].append(at)

    def get(self, name: str) -> Sequence[int]:
        """What is in a drawer."""
        number = self._numbers.get(name)
        return () if number is None else self._drawers[number]


def _plain(value: str | int) -> bytes | int:
    """Names of files may be no text; blobs are anything."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _named(value: Any) -> Any:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


@contextmanager
def _room() -> Iterator[None]:
    from sqlite3 import Error

    try:
        yield
    except Error as error:
        raise UnwritableOutput(
            f"a temporary file cannot be written: {error}",
            remedy="free some room, or name another folder for temporary files (TMPDIR)",
        ) from error
