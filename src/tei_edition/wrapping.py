"""Lines that a page broke and that belong together: hard-wrapped paragraphs, a sentence over a page's end, brackets.

A joined `Line` runs over the line ends of the capture; nothing is taken out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tei_edition.model import Finding, Line, Severity, Span
from tei_edition.patterns import late

WIDEST, NARROWEST = 120, 36  # columns of a hard-wrapped text; longer lines are paragraphs as they are
DEEPEST = 10  # columns by which the first line of a paragraph is indented at most
MANY = 8  # lines of a double-spaced capture
FEWEST = 3  # full lines that show wrapping
RAGGED = 0.15  # how much shorter than the longest a full line may be
MOST_IN_BRACKETS = 800  # characters of a bracket that runs over line ends
ENDS = late(r"[.!?:;…][”\"’')\]]*\d{0,2}\Z")
BULLET = late(r"[•▪◦*]\s")
BEGINS = late(r"[-–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[^:]{1,50}:\s|\[\d{1,3}\]\s")
# a dateline has a line of its own
DATED = re.compile(r"(?![a-zà-ÿ]).{0,30}\b\d{1,2}\b.{0,16}\b(?:1[4-9]|20)\d\d[\s.,]{0,2}")
HYPHENATED = re.compile(r"[a-zà-ÿ]-\Z")
CAPITALS_HYPHENATED = re.compile(r"[A-ZÀ-Þ]{2}-\Z")
PAGE_MARK = re.compile(r"\[(?:page\b.{0,12}|p\.\s?\d{1,4})\]|[-–—]\s?\d{1,4}\s?[-–—]", re.IGNORECASE)
SOFT_BREAK = re.compile(r"(?<=[^\W\d_])-[ \t]*(?P<space>\r\n?|\n)[ \t]*(?=[^\W\d_])")


class Joined(NamedTuple):
    """The lines after joining, and the note about it for the editor, if lines were joined."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()


Alone = Callable[[str], bool]


def joined(text: str, lines: tuple[Line, ...], is_alone: Alone) -> Joined:
    """The lines of a capture, those that belong together as one; `is_alone` says which never go on another."""
    spacing, least = _spacing(text, lines)
    kept: list[Line] = []
    at = wrapped = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines):
            step = _goes_on(text, lines, at, end, (spacing, least), is_alone)
            if not step:
                break
            wrapped += least > 0 and step == 1
            end += step
        first = lines[at]
        kept.append(Line(first.start, lines[end - 1].end, first.indent, first.blanks))
        at = end
    if len(kept) == len(lines):
        return Joined(lines)
    return Joined(tuple(kept), _note(text, lines, wrapped))


def _note(text: str, lines: tuple[Line, ...], wrapped: int) -> tuple[Finding, ...]:
    hyphens = len(SOFT_BREAK.findall(text))
    if not wrapped and not hyphens:
        return ()
    words = f"; {hyphens} words are hyphenated at line ends, the hyphens are kept" if hyphens else ""
    finding = Finding(
        "C204",
        Severity.NOTE,
        f"the capture breaks its lines: {wrapped} line ends were taken as spaces inside paragraphs{words}",
        hint="if lines of their own were joined, put an empty line between them in the capture",
        span=Span(lines[0].start, lines[0].end),
    )
    return (finding,)


# --- hard-wrapped text ----------------------------------------------------------------------------------------


def _spacing(text: str, lines: Sequence[Line]) -> tuple[int, int]:
    """How many empty lines stand between two lines of a paragraph (1 in a double-spaced capture), and how long a full
    line is at least; 0 for the latter if the capture breaks no lines.
    """
    single = _least_length(text, lines, 0)
    if single or len(lines) < MANY or sum(line.blanks == 1 for line in lines) * 5 < len(lines) * 3:
        return 0, single
    return 1, _least_length(text, lines, 1)


def _least_length(text: str, lines: Sequence[Line], spacing: int) -> int:
    """From how many columns on a line is full, the next line's first word counted; 0 if the capture breaks no lines.

    Shown by lines that a line follows at once: nearly all as long as the words of the next allow, and sentences that
    run on over their ends.
    """
    pairs = [(line, following) for line, following in pairwise(lines) if following.blanks <= spacing]
    lengths = [_length(line) for line, _ in pairs if _length(line) <= WIDEST]
    if len(lengths) < FEWEST or 10 * len(lengths) < 9 * len(pairs) or max(lengths) < NARROWEST:
        return 0
    width = max(lengths)
    running = sorted(
        _with_next_word(text, line, following)
        for line, following in pairs
        if not ENDS.search(_of(text, line)) and text[following.start].islower()
    )
    if len(running) < FEWEST:
        return 0
    # as ragged as nine in ten of the lines in the middle of a sentence are
    least = max(min(width + 1, running[len(running) // 10]), width - int(width * RAGGED))
    full = sum(_with_next_word(text, line, following) >= least for line, following in pairs)
    if spacing and 2 * len(running) < len(pairs):  # paragraphs of one line have empty lines between them, too
        return 0
    is_wrapped = 5 * full >= 2 * len(pairs) and 5 * sum(length >= least for length in running) >= 2 * full
    return least if is_wrapped else 0


def _length(line: Line) -> int:
    return line.indent + line.end - line.start


def _of(text: str, line: Line) -> str:
    return text[line.start : line.end]


FIRST_WORD = re.compile(r"\S+")


def _with_next_word(text: str, line: Line, following: Line) -> int:
    """How long the line would be with the next line's first word."""
    word = FIRST_WORD.match(text, following.start, following.end)
    return _length(line) + 1 + (word.end() - word.start() if word else 0)


# --- what goes on ---------------------------------------------------------------------------------------------


def _goes_on(text: str, lines: Sequence[Line], at: int, end: int, shape: tuple[int, int], is_alone: Alone) -> int:
    """How many lines from `end` on belong to what begins at `at`: 0, 1, or 2 with a page mark between."""
    spacing, least = shape
    last, following = lines[end - 1], lines[end]
    if end + 1 < len(lines) and _is_over_page(text, last, following, lines[end + 1]):
        return 2
    if following.blanks > spacing:
        return 0
    if text[last.end - 1] == "-" and _is_hyphenated(text, last, following):
        return 1
    if _is_in_bracket(text, lines[at].start, last, following):
        return 1
    if not least or _with_next_word(text, last, following) < least:
        return 0
    above, below = _of(text, last), _of(text, following)
    if (
        abs(last.indent - following.indent) > DEEPEST
        or BULLET.match(below)
        or DATED.fullmatch(below)
        or is_alone(below)
    ):
        return 0
    if ENDS.search(above):  # a new paragraph, a turn or an item may begin without an empty line
        return int(following.indent <= last.indent and not BEGINS.match(below))
    return 1


def _is_hyphenated(text: str, last: Line, following: Line) -> bool:
    """Whether a word is divided between two lines, in small letters or in capitals."""
    above, below = _of(text, last), _of(text, following)
    if HYPHENATED.search(above[-2:]) and below[0].islower():
        return True
    return CAPITALS_HYPHENATED.search(above[-3:]) is not None and below[:2].isupper()


def _is_over_page(text: str, last: Line, mark: Line, following: Line) -> bool:
    """A sentence that a page mark with a line to itself interrupts."""
    return (
        mark.end - mark.start <= 16
        and PAGE_MARK.fullmatch(_of(text, mark)) is not None
        and not ENDS.search(_of(text, last))
        and last.end - last.start > NARROWEST
        and text[following.start].islower()
    )


def _is_in_bracket(text: str, start: int, last: Line, following: Line) -> bool:
    """Whether a square bracket that was opened since `start` is closed only in the next lines."""
    opened = text.rfind("[", max(start, last.end - MOST_IN_BRACKETS), last.end)
    if opened == -1 or text.find("]", opened, last.end) != -1:
        return False
    closed = text.find("]", last.end, opened + MOST_IN_BRACKETS)
    blank = re.compile(r"\n[ \t\xa0]*\r?\n").search(text, last.end, max(closed, last.end))
    return closed != -1 and blank is None and text.find("[", last.end, closed) == -1


# --- the text as it reads -------------------------------------------------------------------------------------


def as_read(text: str, lines: Sequence[Line]) -> str:
    """The text with a space for each line end inside a joined line: as long as the text, so that positions agree."""
    parts, at = [], 0
    for line in lines:
        inside = text[line.start : line.end]
        if "\n" in inside or "\r" in inside:
            parts += [text[at : line.start], inside.replace("\r", " ").replace("\n", " ")]
            at = line.end
    return "".join([*parts, text[at:]]) if parts else text


def soft_breaks(text: str, lines: Sequence[Line]) -> list[Span]:
    """The line ends inside joined lines that cut a word in two, its hyphen kept before them."""
    return [
        Span(match.start() + 1, match.end())
        for line in lines
        if text.find("\n", line.start, line.end) != -1 or text.find("\r", line.start, line.end) != -1
        for match in SOFT_BREAK.finditer(text, line.start, line.end)
    ]


def page_numbers(text: str, lines: Sequence[Line]) -> list[tuple[Span, str]]:
    """Page numbers that have a line to themselves inside a joined line: "– 3 –" in the middle of a sentence."""
    pattern = re.compile(r"(?<=\n)[ \t]*(?P<mark>[-–—]\s?(?P<n>\d{1,4})\s?[-–—])[ \t]*(?=[\r\n])")
    return [
        (Span(*match.span("mark")), match["n"])
        for line in lines
        if text.find("\n", line.start, line.end) != -1
        for match in pattern.finditer(text, line.start, line.end)
    ]
