"""A card index is a dictionary, however many cards there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition import cards
from tei_edition.cards import Cards, Drawers

NAMES = st.sampled_from(["a", "b", "ä", "a\0b", "\udcff", "\n", ""])
STEPS = st.lists(st.tuples(st.sampled_from(["put", "take", "default"]), NAMES, st.integers(0, 9)), max_size=30)


@given(STEPS, st.sampled_from([0, 2, 1000]))
def test_many_cards_are_found_as_few_are(steps: list[tuple[str, str, int]], few: int) -> None:
    expected: dict[str, int] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "FEW", few)
        there = Cards[int]()
        for step, name, value in steps:
            if step == "put":
                there[name] = expected[name] = value
            elif step == "take":
                assert there.pop(name, None) == expected.pop(name, None)
            else:
                assert there.setdefault(name, value) == expected.setdefault(name, value)
            assert (name in there) == (name in expected)
        assert (list(there.items()), len(there)) == (list(expected.items()), len(expected))


def test_what_is_on_no_card_is_no_card_however_many_there_are() -> None:
    for number in (1, 2000):
        there = Cards((str(each), f"word {each}") for each in range(number))
        assert there["0"] == "word 0"
        assert (there.get("x"), 0 in there) == (None, False)
        with pytest.raises(KeyError):
            there["x"]
        with pytest.raises(KeyError):
            del there["x"]


def test_a_drawer_holds_its_places_in_their_order() -> None:
    there = Drawers()
    for at, name in enumerate("abab"):
        there.put(name, at)
    assert (list(there.get("a")), list(there.get("b")), list(there.get("c"))) == ([0, 2], [1, 3], [])
