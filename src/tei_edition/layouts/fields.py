"""Fields that a page states above or below a document, a label and a value in each line: "Sender: Lina Prifti"."""

from __future__ import annotations

from typing import NamedTuple

from tei_edition.layouts.words import INLINE, fact_of_label
from tei_edition.model import Line, Span

# what only a page says of a document; a memorandum has a date and a subject of its own
OF_PAGES = frozenset(
    """
    sender recipient repository collection shelfmark originalLanguage recordId rights publisher citation translator url
    sourceNote uploaded captured published abstract series funder
    """.split()
)
MEMORANDUM = frozenset("to from re cc through via von an à de betreff objet".split())  # labels of the document itself
HIGHEST, FEWEST, LONGEST = 6, 2, 300  # lines above the first field; fields in a row; characters of one


class Stated(NamedTuple):
    """A line that states a fact: its label with the colon, and its value."""

    line: Line
    fact: str
    label: Span
    value: Span


def stated_above(text: str, lines: tuple[Line, ...]) -> tuple[Stated, ...]:
    """The fields in the first lines of a document, if they are a page's: two in a row, one of them a page's own."""
    for at in range(min(HIGHEST, len(lines))):
        found = _in_a_row(text, lines[at:])
        if found:
            return found if len(found) >= FEWEST and any(each.fact in OF_PAGES for each in found) else ()
    return ()


def _in_a_row(text: str, lines: tuple[Line, ...]) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for line in lines:
        words = text[line.start : line.end]
        match = INLINE.fullmatch(words) if len(words) <= LONGEST else None
        label = match["label"].strip().casefold() if match else ""
        if match is None or label in MEMORANDUM:
            break
        fact = fact_of_label(label)
        if not fact:
            break
        start = line.start + match.start("value")
        found.append(Stated(line, fact, Span(line.start, start), Span(start, line.end)))
    return tuple(found)
