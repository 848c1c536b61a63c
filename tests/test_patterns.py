"""Patterns that are made late, and tables of words that are asked instead of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import tei_edition.genres
from tei_edition.genres.labels import is_office_alone, is_office_called
from tei_edition.names import honorific_end, split_title, title_end, without_honorific
from tei_edition.patterns import _Beginning, beginning, first_words, late
from tei_edition.vocabulary import KINDS, Forms, forms_of, listed

PARSER: Any = import_module("re._parser")  # what `re` itself reads patterns with
GUARDED = {
    f"{found.name}.{name}": value
    for found in iter_modules(tei_edition.genres.__path__)
    for name, value in vars(import_module(f"tei_edition.genres.{found.name}")).items()
    if isinstance(value, _Beginning)
}


def test_a_pattern_is_made_when_it_is_first_asked() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.match("")


def test_a_text_that_begins_with_another_word_needs_no_pattern() -> None:
    broken = beginning(first_words(["Dear"]), "(")
    assert broken.match("Dearest friend") is None
    assert broken.fullmatch("") is None
    with pytest.raises(re.error):
        broken.match("DEAR friend")


def test_a_pattern_with_first_words_can_be_asked_in_the_middle_of_a_text() -> None:
    dear = beginning(first_words(["Dear"]), "Dear .")
    assert dear.match("My Dear A", 3)
    assert dear.match("My Dear A", 3, 8) is None


@pytest.mark.parametrize("name", sorted(GUARDED))
def test_what_a_pattern_matches_begins_with_its_words(name: str) -> None:
    guarded = GUARDED[name]
    found = first_words(begun(PARSER.parse(guarded.pattern, guarded._flags)))
    assert found - guarded._words == set()


def begun(pattern: Iterable[Any], before: str = "") -> Iterator[str]:
    """The letters with which a match of a parsed pattern may begin, as far as they are the same in all matches."""
    items = list(pattern)
    is_word = before[-1:].isalnum()
    if not items or before[-1:].isspace() or (is_word and str(items[0][1]) == "AT_BOUNDARY"):
        yield before
        return
    (kind, value), rest = items[0], items[1:]
    if str(kind) == "LITERAL":
        yield from begun(rest, before + chr(value))
    elif str(kind) == "BRANCH":
        for way in value[1]:
            yield from begun([*way, *rest], before)
    elif str(kind) == "SUBPATTERN":
        yield from begun([*value[3], *rest], before)
    elif str(kind) == "MAX_REPEAT":
        least, _, inner = value
        yield from begun([*inner, *rest], before)
        if not least:
            yield from begun(rest, before)
    elif str(kind) == "IN" and all(str(sign) == "LITERAL" for sign, _ in value):
        for _, sign in value:
            yield from begun(rest, before + chr(sign))
    elif str(kind) in ("AT", "ASSERT", "ASSERT_NOT"):
        yield from begun(rest, before)
    elif not is_word:
        yield before


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_of_a_list_is_found_in_the_table_of_its_kind(kind: str) -> None:
    assert [word for word in listed(kind) if next(forms_of(kind).ends(word, 0), 0) != len(word)] == []


def test_the_longest_form_is_found_first_and_none_within_a_word() -> None:
    ends = Forms(["prime", "prime minister", "prim"]).ends
    assert [*ends("the prime\xa0minister", 4)] == [18, 9]
    assert [*ends("prime ministers", 0)] == [5]
    assert [*ends("minister", 0)] == []


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Acting Secretary Ball", "Acting Secretary"),
        ("The Prime Minister Dahl", "The Prime Minister"),
        ("Deputy Vice Dahl", ""),
        ("Deputy Vice Chairman Dahl", "Deputy Vice Chairman"),
        ("Secretary of State for Foreign Affairs Dahl", "Secretary of State for Foreign Affairs"),
        ("President General Prifti", "President General"),
        ("Presidents Dahl", ""),
        ("MINISTER DAHL", "MINISTER"),
        ("Dahl", ""),
    ],
)
def test_a_title_is_parted_from_the_name_behind_it(words: str, title: str) -> None:
    assert split_title(words) == (title, words[len(title) :].strip())


def test_a_title_of_endless_qualities_is_read_to_its_end() -> None:
    words = "Acting " * 5000
    assert title_end(words) == 0
    assert title_end(f"{words}Secretary") == len(words) + len("Secretary")


def test_honorifics_end_behind_the_space_that_follows_them() -> None:
    assert honorific_end("Mr.  Dahl") == 5
    assert honorific_end("HERR DR. Dahl") == 9
    assert honorific_end("Mr.") == 0
    assert without_honorific("Comrade Ri Jong-ok") == "Ri Jong-ok"


def test_an_office_stands_alone_however_it_is_written() -> None:
    assert is_office_alone("The Deputy Prime Minister of Trade and Industry")
    assert is_office_alone("AUSSENMINISTER")
    assert not is_office_alone("The Minister spoke")
    assert is_office_called("El president de la Mesa d’Edat")
