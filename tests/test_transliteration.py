"""Other letters in ASCII."""

from __future__ import annotations

import pytest
from anyascii import anyascii

from tei_edition.transliteration import ascii_slug, in_ascii


def test_a_letter_with_an_accent_is_what_the_tables_of_all_scripts_say() -> None:
    latin = [chr(code) for code in range(0xC0, 0x250)]
    assert [letter for letter in latin if in_ascii(letter) != anyascii(letter)] == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Łódź", "lodz"), ("São Tomé", "sao-tome"), ("Иван Петров", "ivan-petrov"), ("毛泽东", "mao-ze-dong")],
)
def test_a_name_becomes_words_of_an_address(text: str, slug: str) -> None:
    assert ascii_slug(text) == slug
