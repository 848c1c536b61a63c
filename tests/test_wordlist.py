"""The words of a document are counted once, by quicker ways than a regular expression, and with its result."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tei_edition.mentions import CAPITAL
from tei_edition.names import canonical, heads_among, own_names
from tei_edition.wordlist import CAPITALISED, WordList, counted

TEXT = st.text(st.one_of(st.characters(), st.sampled_from("aAzZ09_ .:-'’“”—\n\t\xa0éÉßłŁжЖ۳漢")))


@given(TEXT)
def test_the_words_of_any_text_are_those_of_the_regular_expression(text: str) -> None:
    assert counted(text) == Counter(re.findall(r"\w+", text))


@given(TEXT)
def test_the_capitals_of_any_text_are_found_whatever_stands_before_them(text: str) -> None:
    assert [m.span() for m in CAPITALISED.finditer(text)] == [m.span() for m in CAPITAL.finditer(text)]


@given(st.lists(st.sampled_from("the road is long The Road 31st may".split()), max_size=12), st.data())
def test_a_part_has_the_words_that_stand_in_it(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2)))
    start = len(" ".join(words[:first]))
    end = max(start, len(" ".join(words[:last])))
    part = WordList(text).between(start, end)
    assert {word for word in set(words) if word in part} == set(text[start:end].split())


@given(TEXT)
def test_figures_are_found_wherever_they_stand(text: str) -> None:
    assert WordList(text).numbers == tuple(match.span() for match in re.finditer(r"\d+", text))


@given(st.lists(st.sampled_from("Party of Harbour _Party Party’s Party5".split())))
def test_bodies_are_found_by_the_words_as_by_the_text(words: list[str]) -> None:
    text = " ".join(words)
    assert list(own_names(text, heads_among(WordList(canonical(text)), text, 0))) == list(own_names(text))


def test_numbers_stand_where_their_figures_do_in_every_script() -> None:
    assert WordList("in 1970 and 31st").numbers == ((3, 7), (12, 14))
    assert WordList("in ۱۹۷۰").numbers == ((3, 7),)
    assert WordList("no number").numbers == ()


def test_letters_beside_figures_are_words_too() -> None:
    assert WordList("on 5May and 31st").beside_figures == Counter(May=1, st=1)
