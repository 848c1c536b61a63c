"""What is put away on the disk comes back as it was, and sorted as in memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition import pile
from tei_edition.cards import Cards
from tei_edition.errors import UnwritableOutput
from tei_edition.model import Conversion, Finding, Place, Severity
from tei_edition.outcome import Document
from tei_edition.packed import packed, unpacked
from tei_edition.records import record
from tei_edition.render import read_tei
from tei_edition.shelf import FEW, Again, Chosen, Shelf, Sorter, sorted_by

LETTER = Path(__file__).parent / "samples" / "pages" / "letter.xml"


class Pair(NamedTuple):
    """Something with names and no slots of its own."""

    one: int
    other: str


def _cards(names: Iterator[str]) -> Cards[int]:
    return Cards((name, 1) for name in names)


def some(number: int) -> list[object]:
    finding = Finding("C101", Severity.NOTE, "x" * number, capture=Place("a", 1, 2))
    document = Document(Path("\udcff.txt"), Conversion("a", "b", b"written", None, (finding,)), "new", ("1", "2"))
    return [document, Pair(number, "b"), Path("a/b"), {"a": (1, None)}, number]


def test_values_come_back_as_they_were_whatever_came_after_them() -> None:
    values = [value for number in range(300) for value in some(number)]
    there = Shelf(values)
    assert len(values) > FEW
    assert list(there) == values
    assert (there[-1], there[3:5], len(there)) == (values[-1], values[3:5], len(values))
    assert type(there[0]) is Document
    assert type(there[1]) is Pair
    for at, value in enumerate(there):
        there[at] = [value]
    assert list(there) == [[value] for value in values]


@pytest.mark.parametrize(("number", "files"), [(FEW, 0), (FEW + 1, 1)])
def test_a_few_values_need_no_file(number: int, files: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[pile.Pile] = []

    class Counted(pile.Pile):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(pile, "Pile", Counted)
    there = Shelf(str(each) for each in range(number))
    there[0] = "first"
    assert list(there) == ["first", *map(str, range(1, number))]
    assert len(made) == files


def test_values_that_are_chosen_by_their_places_come_in_the_order_of_these() -> None:
    chosen = Chosen("abcd", [3, 0, 2])
    assert (len(chosen), chosen[0], chosen[-1], list(chosen), list(chosen[1:])) == (
        3,
        "d",
        "c",
        ["d", "a", "c"],
        ["a", "c"],
    )


def test_what_can_be_gone_through_again_begins_again() -> None:
    again = Again(lambda: iter("ab"))
    assert (list(again), list(again)) == (["a", "b"], ["a", "b"])


@given(st.lists(st.tuples(st.integers(0, 5), st.text(max_size=2))), st.integers(1, 9))
def test_many_values_are_sorted_as_few_are(values: list[tuple[int, str]], at_once: int) -> None:
    whole, by_number = Sorter[tuple[int, str]](at_once=at_once), Sorter[tuple[int, str]](lambda each: each[0], at_once)
    for value in values:
        whole.add(value)
        by_number.add(value)
    assert list(whole) == list(whole) == sorted(values)
    assert list(by_number) == sorted(values, key=lambda each: each[0])  # those that are equal in their order


def test_a_disk_without_room_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(pile, "TemporaryFile", Full)
    with pytest.raises(UnwritableOutput, match="No space left on device"):
        Shelf(range(FEW + 1))


def test_sorted_values_are_asked_for_one_after_the_other() -> None:
    def numbers() -> Iterator[int]:
        yield from (3, 1, 2)

    assert list(sorted_by(numbers())) == [1, 2, 3]


@pytest.mark.parametrize("kind", [Shelf, sorted_by, _cards])
def test_the_memory_for_very_many_values_is_that_for_many(kind: Callable[[Iterator[str]], object]) -> None:
    def taken(number: int) -> int:
        tracemalloc.start()
        kept = kind(f"{each:0100}" for each in range(number))
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        del kept
        return size

    taken(2_000)  # what is loaded for it
    assert taken(22_000) < taken(12_000) + 100_000


def test_a_record_comes_back_from_the_state() -> None:
    found = record(read_tei(LETTER.read_bytes(), "letter"), "letter")
    assert unpacked(type(found), packed(found)) == found
