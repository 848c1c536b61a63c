"""Marks that several scanners found, brought into one tree: none crosses another, none stands where TEI forbids it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_edition.model import Mark, Span

# of two marks that cross, the one with the lower rank stays: the words of editors and the structure before what is read
RANKS = {
    "gap": 0,
    "space": 0,
    "supplied": 0,
    "sic": 0,
    "unclear": 0,
    "note": 0,
    "del": 0,
    "add": 0,
    "email": 0,
    "pb": 0,
    "lb": 0,
    "stage": 0,
    "ref": 1,
    "roleName": 1,
    "said": 3,
    "q": 3,
    "date": 4,
    "persName": 5,
    "orgName": 5,
    "placeName": 5,
}
NAMES = frozenset({"persName", "orgName", "placeName"})
# what may not stand inside what, beyond what crossing already excludes (guidelines §7, §8)
FORBIDDEN = {
    "persName": NAMES | {"date", "roleName", "q", "said", "stage"},
    "orgName": NAMES | {"date", "roleName", "q", "said", "stage"},
    "placeName": NAMES | {"date", "roleName", "q", "said", "stage"},
    "roleName": frozenset({"persName", "roleName", "q", "said", "stage"}),
    "date": NAMES | {"date", "ref", "q", "said", "stage"},
    "gap": frozenset(RANKS),
    "space": frozenset(RANKS),
    "ref": frozenset(RANKS),
    "pb": frozenset(RANKS),
    "lb": frozenset(RANKS),
    "note": frozenset({"note", "supplied", "unclear", "gap", "said", "q", "stage", "roleName", "ref"}),
    "stage": frozenset(RANKS),
    "q": frozenset({"q", "said"}),
    "said": frozenset({"q", "said"}),
    "email": frozenset(RANKS) - {"gap"},
    "idno": frozenset(RANKS),
}
# their captured wording is written as one string, which no element can interrupt
ONE_STRING = frozenset({"gap", "space", "ref", "pb", "idno"})
WHOLES = NAMES | {"date", "roleName", "q", "said"}
ABOUT_THE_WORD_BEFORE = frozenset({"bracket: sic", "bracket: doubtful word"})
STRUCTURE = frozenset({"signature", "participant", "addressee", "name in a speaker’s label", "place of the dateline"})


def nest(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that can stand together, outer before inner, in source order."""
    ordered = sorted(_widened(tuple(marks)), key=lambda mark: (mark.span.start, -mark.span.end, _rank(mark)))
    kept: list[Mark | None] = []
    open_marks: list[int] = []  # indexes in `kept`
    for mark in ordered:
        while open_marks and _at(kept, open_marks[-1]).span.end <= mark.span.start:
            open_marks.pop()
        if open_marks and not _fits(mark, kept, open_marks):
            continue
        open_marks.append(len(kept))
        kept.append(mark)
    return tuple(mark for mark in kept if mark is not None)


def _widened(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """A doubt about the last word of a name, date or quotation is about the whole: "Kim Il Sung [sic]"."""
    starts: dict[int, int] = {}
    for mark in marks:
        if mark.element in WHOLES:
            starts[mark.span.end] = min(mark.span.start, starts.get(mark.span.end, mark.span.start))
    for mark in marks:
        word = (mark.inner or mark.span) if mark.rule in ABOUT_THE_WORD_BEFORE else None
        start = starts.get(word.end, word.start) if word else 0
        if word is None or start >= word.start:
            yield mark
        else:
            yield mark._replace(span=Span(start, mark.span.end), inner=mark.inner and Span(start, word.end))


def _rank(mark: Mark) -> int:
    if mark.element == "gap" and mark.get("reason") == "unencodable":  # no XML without it
        return -1
    return 1 if mark.rule in STRUCTURE else RANKS.get(mark.element, 2)


def _fits(mark: Mark, kept: list[Mark | None], open_marks: list[int]) -> bool:
    """Whether the mark may stand inside the open ones; those that it crosses but outranks are given up for it."""
    given_up = []
    for place, index in enumerate(open_marks):
        outer = _at(kept, index)
        if _clashes(mark, outer):
            if _rank(mark) >= _rank(outer):
                return False
            given_up.append(place)
    for place in reversed(given_up):
        kept[open_marks.pop(place)] = None
    return True


def _clashes(mark: Mark, outer: Mark) -> bool:
    if mark.span.end > outer.span.end or _cuts_delimiter(mark, outer):
        return True
    if mark.element == "gap" and mark.get("reason") == "unencodable":
        return outer.element in ONE_STRING
    return mark.element in FORBIDDEN.get(outer.element, ())


def _cuts_delimiter(mark: Mark, outer: Mark) -> bool:
    """Delimiters that the markup regenerates cannot hold an element: it stands in the inner part or not at all."""
    inner = outer.inner
    return inner is not None and not (inner.start <= mark.span.start and mark.span.end <= inner.end)


def _at(kept: list[Mark | None], index: int) -> Mark:
    mark = kept[index]
    assert mark is not None
    return mark
