"""The scanner of editorial marks: where they lie, and what it reports (what they mean stands in conventions.md)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captures import BRACKETS, prose
from tei_edition.editorial import CLOSED, CONVENTIONS, OPENED, QUANTITY, ROUND, SQUARE, find_editorial


def wordings(text: str) -> list[tuple[str, str]]:
    return [(mark.element, text[mark.span.start : mark.span.end]) for mark in find_editorial(text)[0]]


@pytest.mark.parametrize(
    ("wording", "number", "unit"),
    [
        ("one word", "one", "word"),
        ("3 lines not declassified", "3", "line"),
        ("page cut: 12 letters missing", "12", "letter"),
        ("2 paragraphs (20 lines) not declassified", "20", "line"),
        ("less than 1 line", None, None),
        ("about two words", None, None),
        ("at least 3 words", None, None),
        ("1-1/2 lines", None, None),
        ("1½ lines", None, None),
        ("2.5 lines", None, None),
        ("someone words", None, None),
    ],
)
def test_only_an_exact_number_is_a_quantity(wording: str, number: str | None, unit: str | None) -> None:
    match = QUANTITY.search(wording)
    assert (match and match["number"], match and match["unit"]) == (number, unit)


@pytest.mark.parametrize(
    "text",
    ["the party (of labour)", "in 1956 (see 5)", "(a) first", "he (Kim) said", "(the whole page is torn from it)",
     "CO2", "6-700,000", "a... b… c", "x ~ y ~~ z", "[]", "[ ]", "[=]", "a [ b", "c ] d"],
)  # fmt: skip
def test_what_only_looks_like_a_mark_stays_text(text: str) -> None:
    assert wordings(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a [=] b", ["[=]"]),
        ("a [] b", ["[]"]),
        ("a [b c", ["["]),
        ("a b] c", ["]"]),
        ("[a [b c] d]", ["[", "]"]),
        ("[[a b]] [not] (sic)", []),
        ("[a b] and [c d]", []),
        ("[a\nb]", []),
        ("[a\n \nb]", ["[", "]"]),
        ("the [illegible\n\nword] stays", ["[illegible", "]"]),
    ],
)
def test_a_bracket_that_nobody_explains_is_reported_at_its_place(text: str, places: list[str]) -> None:
    found = find_editorial(text)[1]
    assert {finding.code for finding in found} <= {"N301"}
    assert [text[slice(*finding.span)] for finding in found if finding.span] == places


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("the [illegible word", ("gap", "[illegible")),
        ("the [two words illegible) and", ("gap", "[two words illegible)")),
        ("the three lines illegible] and", ("gap", "three lines illegible]")),
        ("of [torn\n\nand", ("gap", "[torn")),
        ("fir [sic\n\nand", ("sic", "fir")),
        ("fir [? and", ("unclear", "fir [?")),
    ],
)
def test_an_editors_mark_with_one_bracket_is_still_a_mark_and_is_reported(text: str, mark: tuple[str, str]) -> None:
    assert wordings(text) == [mark]
    (finding,) = find_editorial(text)[1]
    assert "wants a bracket" in finding.message


@pytest.mark.parametrize("text", ["[unclear: a b", "[illegibly a", "[torno", "sic] a", "unillegible]", "a [page torn"])
def test_one_bracket_beside_other_words_makes_no_mark(text: str) -> None:
    assert wordings(text) == []


def test_the_word_that_sic_is_about_ends_at_brackets_and_at_the_line() -> None:
    assert wordings("fir [sic]") == [("sic", "fir [sic]")]
    assert wordings("(fir [sic])") == [("sic", "fir [sic]")]
    assert wordings("“fir [sic]") == [("sic", "fir [sic]")]
    assert wordings("fir\n[sic]") == [("sic", "[sic]")]
    assert wordings("[not] [sic]") == [("supplied", "[not]"), ("sic", "[sic]")]
    assert wordings("… [sic]") == [("sic", "[sic]")]
    assert wordings("Hoxha: [sic]") == [("sic", "[sic]")]


def test_the_white_space_before_sic_may_be_wider_than_one_space() -> None:
    (mark,) = find_editorial("fir \xa0[sic]")[0]
    assert mark.inner is not None
    assert mark.get("rend") is None


def test_every_pattern_is_free_of_nested_quantifiers() -> None:
    """A quantifier on a group whose content is itself unbounded makes the time grow with more than the text."""
    nested = re.compile(r"\([^()]*[*+]\)[*+]|\([^()]*[*+]\)\{\d*,\}")
    patterns = [row.pattern.pattern for row in CONVENTIONS]
    patterns += [pattern.pattern for pattern in (SQUARE, ROUND, OPENED, CLOSED, QUANTITY)]
    assert [pattern for pattern in patterns if nested.search(pattern)] == []


@given(
    st.one_of(
        prose(40), st.text(), st.lists(st.sampled_from((*BRACKETS, "[", "]", "(", ")", "~~", "?", " "))).map("".join)
    )
)
def test_the_marks_of_any_text_lie_in_it_in_order(text: str) -> None:
    marks, findings = find_editorial(text)
    assert [mark.span for mark in marks] == sorted(
        (mark.span for mark in marks), key=lambda span: (span.start, -span.end)
    )
    for mark in marks:
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        assert len(dict(mark.attributes)) == len(mark.attributes)
        if mark.inner:
            assert mark.span.start <= mark.inner.start < mark.inner.end <= mark.span.end
            assert mark.get("rend") != "verbatim"
    for finding in findings:
        assert finding.span
        assert {*"[]"} & {text[finding.span.start], text[finding.span.end - 1]}


@given(prose(40))
def test_each_square_bracket_is_in_a_mark_or_reported(text: str) -> None:
    marks, findings = find_editorial(text)
    spans = [mark.span for mark in marks] + [finding.span for finding in findings if finding.span]
    # "(sic)" and "[Sic!]" stay as text behind the word that they are about
    spans += [match.span() for match in re.finditer(r"\[\s*sic[!.]*\s*\]", text, re.IGNORECASE)]  # type: ignore[misc]
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, sign in enumerate(text) if sign in "[]"} <= covered


@pytest.mark.parametrize("mark", ["sic", "?"])
def test_a_mark_inside_a_passage_nobody_could_read_stands_alone(mark: str) -> None:
    marks, _ = find_editorial(f"in August [two words illegible [{mark}]], 1973")
    spans = [(found.span.start, found.span.end) for found in marks]
    assert len(spans) == 2
    assert spans[0][1] <= spans[1][0]
