"""Annexes and enclosures: what a heading of their own parts from the document."""

from __future__ import annotations

import re

from tei_edition.genres.datelines import dateline
from tei_edition.genres.opening_lines import is_salute
from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading
from tei_edition.model import Div, Head, Line, Span

HEADING = re.compile(
    r"\[?(?:Enclosure|Attachment|Annex|Appendix|Addendum|Tab|ENCLOSURE|ATTACHMENT|ANNEX|APPENDIX|ADDENDUM|TAB)"
    r"(?: (?:[A-Z]|[IVX]{1,4}|(?:No\. ?)?\d{1,2}|\d{0,2} ?in No\. ?\d{1,3}))?\]?[:.]?(?:\d{1,2}|\[\d{1,3}\])?"
)


def split_enclosures(reading: Reading, lines: tuple[Line, ...]) -> tuple[tuple[Div, ...], tuple[Line, ...]]:
    """The enclosures with their headings, and the document's own lines above them."""
    heads = [
        index
        for index, line in enumerate(lines)
        if index and index + 1 < len(lines) and (_is_heading(reading, line) or _begins_letter(reading, lines, index))
    ]
    if not heads:
        return (), lines
    ends = [*heads[1:], len(lines)]
    found = tuple(
        _enclosure(reading, lines[start:end]) for start, end in zip(heads, ends, strict=True) if end - start > 1
    )
    if len(found) < len(heads):  # one heading right below another: rather no enclosures than a wrong one
        return (), lines
    return found, lines[: heads[0]]


def _is_heading(reading: Reading, line: Line) -> bool:
    return line.end - line.start <= 40 and HEADING.fullmatch(reading.of(line)) is not None


# "Reply of the Rev. Josiah Pell to Mr. Amos Thorne", "Copy of a letter from X to Y": another letter in the same capture
LETTER = re.compile(
    r"(?:Reply|Answer|Copy of (?:an? |the )?(?:letter|telegram|note|reply)|Letter|Telegram|Note) (?:of|from|to) "
    r"(?=.{0,100} (?:to|from) )[^.!?]{5,120}\.?"
)


def _begins_letter(reading: Reading, lines: tuple[Line, ...], index: int) -> bool:
    """Whether a line is the heading of a further letter: below it stand a dateline or a salutation."""
    line = lines[index]
    if index < 2 or line.end - line.start > 140 or LETTER.fullmatch(reading.of(line)) is None:
        return False
    below = lines[index + 1 : index + 4]
    return any(is_salute(reading.of(one)) or dateline(reading, one) is not None for one in below)


def _enclosure(reading: Reading, lines: tuple[Line, ...]) -> Div:
    head = Head(Span(lines[0].start, lines[0].end), "heading of an enclosure")
    return Div("enclosure", (head, *paragraph_blocks(reading, lines[1:])))
