"""Marks of several scanners become one tree: nothing crosses, the outer stands before the inner."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.model import Mark, Span
from tei_edition.nesting import FORBIDDEN, ONE_STRING, RANKS, nest


def mark(element: str, start: int, end: int, *, rule: str = "", inner: tuple[int, int] | None = None) -> Mark:
    return Mark(Span(start, end), element, (), rule, Span(*inner) if inner else None)


UNENCODABLE = Mark(Span(4, 5), "gap", (("reason", "unencodable"),), "character that XML cannot carry")


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        # the words of editors come before what is read: [Kim] Il Sung
        ([mark("supplied", 0, 5, inner=(1, 4)), mark("persName", 1, 12)], ["supplied"]),
        ([mark("persName", 0, 10), mark("gap", 6, 16)], ["gap"]),
        # a name inside a bracket stands in its inner part
        ([mark("supplied", 0, 5, inner=(1, 4)), mark("persName", 1, 4)], ["supplied", "persName"]),
        ([mark("persName", 0, 5), mark("supplied", 0, 5, inner=(1, 4))], ["supplied"]),
        # a signature's name comes before a quotation that crosses it
        ([mark("q", 0, 6), mark("persName", 4, 9, rule="signature")], ["persName"]),
        # quotations hold names and dates, but no quotations
        ([mark("q", 0, 20), mark("date", 2, 6), mark("persName", 8, 12), mark("q", 14, 18)], ["q", "date", "persName"]),
        # an office holds the body that it belongs to, not the person
        ([mark("roleName", 0, 20), mark("orgName", 10, 20)], ["roleName", "orgName"]),
        ([mark("roleName", 0, 20), mark("persName", 10, 20)], ["roleName"]),
        # what is written as one string is given up for a character that XML cannot carry; a note goes around it
        ([mark("gap", 0, 9), UNENCODABLE], ["gap"]),
        ([mark("note", 0, 9), UNENCODABLE], ["note", "gap"]),
        ([mark("persName", 0, 9), UNENCODABLE], ["persName", "gap"]),
        # a doubt about the last word of a name or date is a doubt about the whole
        ([mark("persName", 0, 9), mark("sic", 5, 15, rule="bracket: sic", inner=(5, 9))], ["sic", "persName"]),
        ([mark("date", 0, 9), mark("unclear", 5, 13, rule="bracket: doubtful word", inner=(5, 9))],
         ["unclear", "date"]),
        ([mark("orgName", 0, 9), mark("sic", 5, 9, rule="bracket: sic")], ["sic", "orgName"]),
        ([mark("q", 0, 9), mark("sic", 5, 9, rule="bracket: sic")], ["sic", "q"]),
        ([mark("persName", 5, 9), mark("sic", 5, 15, rule="bracket: sic", inner=(5, 9))], ["sic", "persName"]),
    ],
)  # fmt: skip
def test_of_two_marks_that_clash_the_stronger_stays(marks: list[Mark], kept: list[str]) -> None:
    for order in itertools.permutations(marks):
        assert [each.element for each in nest(order)] == kept


def test_the_gap_that_stays_is_the_character_that_xml_cannot_carry() -> None:
    assert nest([mark("gap", 0, 9), UNENCODABLE]) == (UNENCODABLE,)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    element = draw(st.sampled_from(sorted(RANKS)))
    start = draw(st.integers(0, 20))
    end = draw(st.integers(start + 1, 24))
    has_delimiters = element in ("supplied", "sic", "unclear") and end - start > 2 and draw(st.booleans())
    inner = (start + (element == "supplied"), end - 1) if has_delimiters else None
    about_word = {"sic": ("bracket: sic",), "unclear": ("bracket: doubtful word",)}.get(element, ())
    rule = draw(st.sampled_from(("", "signature", *about_word)))
    made = mark(element, start, end, rule=rule, inner=inner)
    return draw(st.sampled_from((made, made, made, UNENCODABLE)))


@given(st.lists(marks(), max_size=16))
def test_the_result_never_crosses_and_the_outer_stands_before_the_inner(found: list[Mark]) -> None:
    kept = nest(found)
    assert [each.span for each in kept] == sorted(
        (each.span for each in kept), key=lambda span: (span.start, -span.end)
    )
    for outer, inner in itertools.combinations(kept, 2):
        if outer.span.end <= inner.span.start:
            continue
        room = outer.inner or outer.span
        assert room.start <= inner.span.start
        assert inner.span.end <= room.end
        if inner.get("reason") == "unencodable":
            assert outer.element not in ONE_STRING
        else:
            assert inner.element not in FORBIDDEN.get(outer.element, ())


@given(st.lists(marks(), max_size=16))
def test_what_is_nested_stays_so_and_no_mark_is_invented(found: list[Mark]) -> None:
    kept = nest(found)
    assert nest(kept) == kept
    assert {(each.element, each.span.end) for each in kept} <= {(each.element, each.span.end) for each in found}


structural = marks().filter(lambda each: not each.rule.startswith("bracket"))


@given(st.lists(structural, max_size=10, unique_by=lambda each: each.span), st.randoms())
def test_the_order_in_which_marks_were_found_does_not_matter(found: list[Mark], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert nest(shuffled) == nest(found)


@given(st.lists(marks(), min_size=1, max_size=16))
def test_a_character_that_xml_cannot_carry_always_has_its_gap(found: list[Mark]) -> None:
    assert UNENCODABLE in nest([*found, UNENCODABLE])
