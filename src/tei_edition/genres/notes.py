"""Footnotes: the notes printed at the end of a capture, and the marks in the text that call them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei_edition.genres.reading import Reading
from tei_edition.model import Finding, Footnote, Head, Line, Mark, P, Severity, Span
from tei_edition.patterns import late

NOTE_LINE = re.compile(r"(?P<label>\[(?P<a>\d{1,3}|[ivxl]{1,6})\]|(?P<b>\d{1,3})[.)]?)\s+(?=[^\s–—-])")
BRACKETED = re.compile(r"\[(\w{1,6})\]")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
HEADING = re.compile(r"(?:Foot|End)?notes?:?", re.IGNORECASE)
# "mud5." but not CO2, No5, MiG21, 6-700,000: a word in lower case, perhaps its punctuation, a number, and then no word
BEFORE = r"[a-zà-ÿ’'.,;:!?”\")-]"
GLUED = late(rf"\d{{1,2}}(?=[\s.,;:!?)”\"]|\Z)(?:(?<={BEFORE}\d)|(?<={BEFORE}\d\d))")
GLUED_TO = late(r"(?<![^\W_])[a-zà-ÿ][a-zà-ÿ’'-]{2,}[.,;:!?”\")]{0,2}\Z")
LONGEST_WORD = 80  # characters before the number


class Notes(NamedTuple):
    """The notes at the end, the lines above them, and the heading "Notes" between."""

    notes: tuple[Footnote, ...]
    above: tuple[Line, ...]
    head: Head | None = None


def footnotes(reading: Reading, lines: tuple[Line, ...]) -> Notes:
    """The notes at the end, and the lines above them.

    A numbered line is a note only if the numbers ascend one by one to the last line and the text above has a mark for
    most of them (or the layout knows that notes stand here): other numbered lines are paragraphs or lists.
    """
    first = len(lines)
    expected: int | None = None
    while first:
        match = NOTE_LINE.match(reading.of(lines[first - 1]))
        if match is None:
            break
        number = _value(match["a"] or match["b"])
        if expected is not None and number != expected:
            break
        first, expected = first - 1, number - 1
    if first == len(lines) or first == 0:
        return Notes((), lines)
    found = [_footnote(reading, line) for line in lines[first:]]
    known = any(zone.reason == "footnote" and zone.span.start == lines[-1].start for zone in reading.capture.zones)
    headed = HEADING.fullmatch(reading.of(lines[first - 1])) is not None
    if not known and not headed:
        above = reading.text[lines[0].start : lines[first].start]
        bracketed = set(BRACKETED.findall(above))
        marked = sum(note.number in bracketed for note in found) + len(_chain(above, [n.number for n in found]))
        if marked * 2 < len(found):
            return Notes((), lines)
    if not headed or first == 1:
        return Notes(tuple(found), lines[:first])
    heading = Head(Span(lines[first - 1].start, lines[first - 1].end), "heading of the notes")
    return Notes(tuple(found), lines[: first - 1], heading)


def _value(label: str) -> int:
    """The number that a label writes, Roman or not."""
    if label.isdigit():
        return int(label)
    digits = [ROMAN[letter] for letter in label]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _footnote(reading: Reading, line: Line) -> Footnote:
    match = NOTE_LINE.match(reading.of(line))
    assert match is not None
    label = Span(line.start, line.start + len(match["label"]))
    return Footnote(label, match["a"] or match["b"], (P(Span(line.start + match.end(), line.end), "note text"),))


# --- marks ----------------------------------------------------------------------------------------------------

# a number glued to a word or its punctuation: "mud5.", "Congress.7", "NATO3"
# (what stands before it is asked behind its first figure, so that the search skips from figure to figure)
STRONG = late(r"\d(?<=[^\W\d_]\d|[.,;:!?”\"’')\]]\d)(?<!\d[.,:]\d)\d{0,2}(?![\w%]|[.,:]\d)")
# a number that only the order of the notes can tell from the figure it is glued to: "1957,2", "1589.2", "19572"


def _chain(text: str, numbers: list[str]) -> dict[str, int]:
    """Where the marks of the notes stand: the longest run of marks whose numbers and places both ascend.

    What is missing in it is sought between its neighbours, glued to figures too.
    """
    order = {number: rank for rank, number in enumerate(numbers)}
    candidates = [(order[m.group()], m.start()) for m in STRONG.finditer(text) if m.group() in order]
    places = dict(_ascending(candidates))
    for rank, number in enumerate(numbers):
        if rank in places:
            continue
        after = max((place for other, place in places.items() if other < rank), default=0)
        before = min((place for other, place in places.items() if other > rank), default=len(text))
        place = _weak_mark(text, number, after, before)
        if place is not None:
            places[rank] = place
    return {numbers[rank]: place for rank, place in sorted(places.items())}


def _ascending(candidates: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection in which rank and place both ascend (the earliest places win), in n log n."""
    tails: list[int] = []  # the smallest last place of a selection of each length
    chosen: list[int] = []  # index in `ordered` of that last member
    before: list[int | None] = []
    ordered = sorted(candidates, key=lambda candidate: (candidate[0], -candidate[1]))
    for index, (_, place) in enumerate(ordered):
        at = bisect_left(tails, place)
        before.append(chosen[at - 1] if at else None)
        if at == len(tails):
            tails.append(place)
            chosen.append(index)
        else:
            tails[at], chosen[at] = place, index
    selection: list[tuple[int, int]] = []
    link: int | None = chosen[-1] if chosen else None
    while link is not None:
        selection.append(ordered[link])
        link = before[link]
    return selection[::-1]


def _weak_mark(text: str, number: str, after: int, before: int) -> int | None:
    at = text.find(number, after + 1, before)
    while at != -1:
        glued = text[at - 1 : at]
        following = text[at + len(number) : at + len(number) + 2]
        is_end = not following[:1].isalnum() and not (following[:1] in ".,:" and following[1:].isdigit())
        # "19572": behind a figure of at least two digits; "1589.2", "5, 1957,2": behind its punctuation
        if is_end and ((glued.isdigit() and text[at - 2 : at - 1].isdigit()) or glued in ".,;:)”’"):
            return at
        at = text.find(number, at + 1, before)
    return None


def note_marks(
    reading: Reading, lines: tuple[Line, ...], notes: tuple[Footnote, ...], numbers: Sequence[Span] = ()
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """The marks that call notes. With notes in the capture, their numbers in order; without, only "mud5".

    None stands in the `numbers` of the document itself, whose figures they would be.
    """
    if not lines:
        return (), ()
    start = lines[0].start
    end = notes[0].label.start if notes else lines[-1].end
    if not notes:
        return tuple(_glued(reading, start, end)), ()
    body = reading.text[start:end]
    bracketed = set(BRACKETED.findall(body))
    unbracketed = [note for note in notes if note.number not in bracketed]  # the editorial scanner has the others
    chain = _chain(body, [note.number for note in unbracketed])
    places = {number: at for number, at in chain.items() if not any(a <= start + at < b for a, b in numbers)}
    marks_found = tuple(
        _marker(Span(start + place, start + place + len(number)), number) for number, place in places.items()
    )
    return marks_found, tuple(_uncalled(note) for note in unbracketed if note.number not in places)


def _glued(reading: Reading, start: int, end: int) -> Iterator[Mark]:
    """The numbers that are glued to a word."""
    text = reading.text
    for at, _ in reading.words.numbers:
        number = GLUED.match(text, at, end) if start <= at < end and text[at - 1 : at] != " " else None
        if number and GLUED_TO.search(text, max(start, at - LONGEST_WORD), at):
            yield _marker(Span(*number.span()), number.group())


def _marker(span: Span, number: str) -> Mark:
    return Mark(span, "ref", (("type", "noteMarker"), ("n", number), ("cert", "high")), "note mark glued to a word")


def _uncalled(note: Footnote) -> Finding:
    return Finding(
        "N202",
        Severity.WARNING,
        f"note {note.number} is called by no mark in the text",
        hint="the note is kept at the end; compare the source for the place of its mark",
        span=note.label,
    )
