"""Footnotes: the notes printed at the end of a capture, and the marks in the text that call them."""

from __future__ import annotations

import re

from tei_edition.genres.reading import Reading
from tei_edition.model import Finding, Footnote, Line, Mark, P, Severity, Span

NOTE_LINE = re.compile(r"(?P<label>\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)]?)\s+(?=\S)")
HEADING = re.compile(r"(?:Foot|End)?notes?:?", re.IGNORECASE)
# "mud5." but not CO2, No5, MiG21, 6-700,000: a word in lower case, perhaps its punctuation, a number, and then no word
GLUED = re.compile(r"(?<![^\W_])[a-zà-ÿ][a-zà-ÿ’'-]{2,}[.,;:!?”\")]{0,2}(?P<n>\d{1,2})(?=[\s.,;:!?)”\"]|\Z)")
BRACKETED = "[{}]"


def footnotes(reading: Reading, lines: tuple[Line, ...]) -> tuple[tuple[Footnote, ...], tuple[Line, ...]]:
    """The notes at the end, and the lines above them.

    A numbered line is a note only if the numbers ascend one by one to the last line and the text above has a mark for
    most of them: other numbered lines are paragraphs or lists.
    """
    first = len(lines)
    expected: int | None = None
    while first:
        match = NOTE_LINE.match(reading.of(lines[first - 1]))
        if match is None:
            break
        number = int(match["a"] or match["b"])
        if expected is not None and number != expected:
            break
        first, expected = first - 1, number - 1
    if first == len(lines):
        return (), lines
    above = reading.text[lines[0].start : lines[first].start]
    found = [_footnote(reading, line) for line in lines[first:]]
    marked = sum(_has_mark(above, note.number) for note in found)
    headed = first > 0 and HEADING.fullmatch(reading.of(lines[first - 1])) is not None
    if not headed and marked * 2 < len(found) + 1:
        return (), lines
    return tuple(found), lines[:first]


def _footnote(reading: Reading, line: Line) -> Footnote:
    match = NOTE_LINE.match(reading.of(line))
    assert match is not None
    label = Span(line.start, line.start + len(match["label"]))
    return Footnote(label, match["a"] or match["b"], (P(Span(line.start + match.end(), line.end), "note text"),))


def _has_mark(text: str, number: str) -> bool:
    return BRACKETED.format(number) in text or _glued_mark(text, number, 0) is not None


def _glued_mark(text: str, number: str, start: int) -> int | None:
    """Where the number stands glued to a word or its punctuation, from a position on."""
    at = text.find(number, start)
    while at != -1:
        before, after = text[at - 1 : at], text[at + len(number) : at + len(number) + 1]
        is_glued = bool(before) and (before.isalpha() or before in ".,;:!?”\"’')]")
        # "1589.2": a mark after a full stop; "14.58" could be either, so it needs another sign than a figure before
        inside_figure = before in ".,:" and text[at - 2 : at - 1].isdigit()
        if is_glued and not inside_figure and not after.isalnum():
            return at
        at = text.find(number, at + 1)
    return None


def note_marks(
    reading: Reading, lines: tuple[Line, ...], notes: tuple[Footnote, ...]
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """The marks that call notes. With notes in the capture, their numbers in order; without, only "mud5"."""
    if not lines:
        return (), ()
    start, end = lines[0].start, lines[-1].end
    if not notes:
        marks = tuple(_marker(Span(*match.span("n")), match["n"]) for match in GLUED.finditer(reading.text, start, end))
        return marks, ()
    body = reading.text[start:end]
    marks_found: list[Mark] = []
    findings: list[Finding] = []
    at = 0
    for note in notes:
        if BRACKETED.format(note.number) in body:
            continue  # the editorial scanner has it
        found = _glued_mark(body, note.number, at)
        if found is None:
            findings.append(_uncalled(note))
            continue
        at = found + len(note.number)
        marks_found.append(_marker(Span(start + found, start + at), note.number))
    return tuple(marks_found), tuple(findings)


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
