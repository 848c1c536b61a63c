"""Where in a capture a finding lies, and how that line is shown to people.

A capture is foreign text: its control characters and bidirectional marks are shown as code points, so that it
can neither drive a terminal nor make a line read differently from what it says.
"""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from tei_edition.legible import visible
from tei_edition.model import Finding, Place, Span
from tei_edition.source import line_starts

EXCERPT_WIDTH = 90
SURROUNDING = 3 * EXCERPT_WIDTH  # as much of a line on each side as an excerpt can need: a whole page may be one line


def locate(findings: Iterable[Finding], source_text: str, file: str) -> tuple[Finding, ...]:
    """The findings with their place in the capture and an excerpt of it, where they know their span.

    The excerpt is the line of the capture as shown to people and, below it, carets under the span.
    """
    lines = _Lines(source_text)
    return tuple(
        finding if finding.span is None else _located(finding, finding.span, lines, file) for finding in findings
    )


def _located(finding: Finding, span: Span, lines: _Lines, file: str) -> Finding:
    start = min(max(span.start, 0), len(lines.text))
    number = lines.number(start)
    begin, end = lines.bounds(number)
    start = min(start, end)  # a span that begins inside a line end belongs to the line before
    column = start - begin
    begin, end = max(begin, start - SURROUNDING), min(end, start + SURROUNDING)
    stretch = Stretch(lines.text[begin:end], start - begin, max(min(span.end, end) - begin, start - begin + 1))
    return replace(finding, capture=Place(file, number + 1, column + 1), excerpt=cut(stretch, EXCERPT_WIDTH))


class _Lines:
    """Where the lines of a text begin and end; \\n, \\r\\n and a lone \\r end a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = line_starts(text)

    def number(self, offset: int) -> int:
        """The line, counted from 0, in which an offset lies."""
        return bisect.bisect_right(self._starts, offset) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a line begins and ends, without its line end."""
        begin, *following = self._starts[number : number + 2]
        if not following:
            return begin, len(self.text)
        end = following[0]
        return begin, end - (2 if self.text[end - 2 : end] == "\r\n" else 1)


# --- excerpts -----------------------------------------------------------------------------------------------


class Stretch(NamedTuple):
    """A line and the stretch of it that a finding is about, in code points of the line."""

    line: str
    start: int
    end: int


def cut(stretch: Stretch, width: int) -> str:
    """The line, cut to a window around its stretch, above a line of carets."""
    first, last = _window(stretch, width)
    line = stretch.line
    before = ("… " if first else "") + visible(line[first : stretch.start])
    marked = visible(line[stretch.start : min(stretch.end, last)])
    after = visible(line[min(stretch.end, last) : last]) + (" …" if last < len(line) else "")
    return f"{before}{marked}{after}\n{' ' * columns(before)}{'^' * max(columns(marked), 1)}"


def _window(stretch: Stretch, width: int) -> tuple[int, int]:
    """What part of a line to show, cut between words where there is one to cut at."""
    length = len(stretch.line)
    if length <= width:
        return 0, length
    room = width - 4  # for "… " and " …"
    centre = (stretch.start + min(stretch.end, stretch.start + room)) // 2
    first = max(min(centre - room // 2, length - room), 0)
    last = min(first + room, length)
    return _word_start(stretch, first), _word_end(stretch, last)


def _word_start(stretch: Stretch, first: int) -> int:
    space = stretch.line.find(" ", first, min(first + 15, stretch.start))
    return first if first == 0 or space < 0 else space + 1


def _word_end(stretch: Stretch, last: int) -> int:
    space = stretch.line.rfind(" ", max(last - 15, stretch.end), last)
    return last if last == len(stretch.line) or space < 0 else space


def stretch_of(excerpt: str) -> Stretch:
    """The line of an excerpt and what its carets mark, to cut it again for a narrower window."""
    line, _, carets = excerpt.partition("\n")
    padding, end = len(carets) - len(carets.lstrip()), len(carets)
    return Stretch(line, _index_at(line, padding), max(_index_at(line, end), _index_at(line, padding) + 1))


def _index_at(line: str, column: int) -> int:
    """The character of a line that stands at a column of the terminal."""
    return next((index for index in range(len(line)) if columns(line[:index]) >= column), len(line))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fitting(text: str, width: int) -> str:
    """The text, cut with “…” to so many columns."""
    if columns(text) <= width:
        return text
    while columns(text) >= width:
        text = text[: min(len(text) - 1, width)]
    return f"{text}…"
