"""The blocks of running text: paragraphs, lists, tables, quotations, section breaks, page numbers and stamps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei_edition.editorial import has_signs
from tei_edition.genres.reading import Reading
from tei_edition.model import (
    Figure,
    Flow,
    Item,
    ItemList,
    Line,
    Milestone,
    P,
    PageBreak,
    Quote,
    Span,
    Table,
)
from tei_edition.patterns import late

SECTION_BREAK = late(r"(?:\*\s?){3,10}|(?:[-–—_]\s?){3,60}|\*")
PAGE_NUMBER = late(r"(?:[-–—]\s?(?P<a>\d{1,4})\s?[-–—]|\[?[Pp]age (?P<b>\d{1,4})(?: of \d{1,4})?\]?)")
STAMP = re.compile(r"\[(?:[^\[\]]{0,60}\b)?(?P<kind>stamp|seal|coat of arms)\b[^\[\]]{0,600}\]", re.IGNORECASE)
BULLET = re.compile(r"[•▪◦‣·*]\s+|[-–—]\s+")
NUMBERED = re.compile(r"\(?(?P<n>\d{1,3}|[a-z])[.)]\s+")
OPENS_QUOTATION = ("“", "«", "„", '"')


MOST_QUOTED = 40  # paragraphs of a block quotation


def words(text: str) -> int:
    """How many words a line has."""
    return len(text.split())


def paragraph_blocks(reading: Reading, lines: tuple[Line, ...]) -> tuple[Flow, ...]:
    """The lines as paragraphs, lists, block quotations, section breaks, page numbers and stamps."""
    return tuple(_blocks(reading, lines))


def _blocks(reading: Reading, lines: tuple[Line, ...]) -> Iterator[Flow]:
    at = 0
    while at < len(lines):
        line = lines[at]
        text, span = reading.of(line), Span(line.start, line.end)
        first = text[0]
        if first in "*-–—_[Pp" and (block := sign(text, span)):
            yield block
            at += 1
            continue
        if _may_have_cells(text) and CELLS.search(text) and (rows := _rows(reading, lines, at)):
            yield _table(reading, rows)
            at += len(rows)
            continue
        if (BULLET.match(text) or NUMBERED.match(text)) and (members := _list_members(reading, lines, at)):
            yield _list(reading, lines[at : at + members])
            at += members
            continue
        if first in OPENS_QUOTATION and at and (paragraphs := _quoted(reading, lines, at)):
            yield Quote(tuple(P(Span(one.start, one.end), "quoted paragraph") for one in lines[at : at + paragraphs]))
            at += paragraphs
            continue
        yield P(span)
        at += 1


def sign(text: str, span: Span) -> Milestone | PageBreak | Figure | None:
    """Asterisks, a page number or a stamp, if a line is nothing else."""
    if len(text) <= 60 and SECTION_BREAK.fullmatch(text):
        return Milestone(span)
    if len(text) <= 18 and (match := PAGE_NUMBER.fullmatch(text)):
        return PageBreak(span, match["a"] or match["b"])
    if text[0] == "[" and (match := STAMP.fullmatch(text)) and not has_signs(text):  # `figDesc` holds no gap or `del`
        return Figure(span, "seal" if match["kind"].lower() == "seal" else "stamp")
    return None


# --- columns --------------------------------------------------------------------------------------------------

CELLS = re.compile(r"(?:\t[ \t\xa0]*|[ \xa0]{2,}[ \t\xa0]*)(?=\S)")  # what parts two cells
FEWEST_ROWS, LONGEST_CELL = 3, 60
FIGURES = late(r"[\d.,%$£ –-]+")


def _may_have_cells(text: str) -> bool:
    """Whether a line has two spaces, a tab or a no-break space: most have none."""
    return "  " in text or "\t" in text or "\xa0" in text


def _rows(reading: Reading, lines: tuple[Line, ...], at: int) -> list[tuple[Span, ...]]:
    """The cells of each line of a table that begins here: at least three lines in the same number of columns."""
    rows: list[tuple[Span, ...]] = []
    for line in map(lines.__getitem__, range(at, len(lines))):  # a slice would copy all that follows, at each line
        cells = _cells(reading, line)
        if len(cells) < 2 or (rows and (line.blanks or len(cells) != len(rows[0]))):
            break
        rows.append(cells)
    return rows if len(rows) >= FEWEST_ROWS else []


def _cells(reading: Reading, line: Line) -> tuple[Span, ...]:
    """The cells of a line; none if one is as long as a sentence."""
    text = reading.of(line)
    gaps = [match.span() for match in CELLS.finditer(text)]
    edges = zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)], strict=True)
    cells = tuple(Span(line.start + start, line.start + end) for start, end in edges)
    return cells if all(cell.end - cell.start <= LONGEST_CELL for cell in cells) else ()


def _table(reading: Reading, rows: list[tuple[Span, ...]]) -> Table:
    """The table; its first row names the columns if only the rows below have figures."""
    figures = [any(FIGURES.fullmatch(reading.of(cell)) for cell in row) for row in rows]
    return Table(tuple(rows), has_labels=not figures[0] and all(figures[1:]))


# --- lists and quotations -------------------------------------------------------------------------------------


def _list_members(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """How many lines from here on are members of one list: at least 3, each of at most 25 words; else 0."""
    bulleted = BULLET.match(reading.of(lines[at])) is not None
    count, expected = 0, None
    for index in range(at, len(lines)):
        text = reading.of(lines[index])
        match = (BULLET if bulleted else NUMBERED).match(text)
        if match is None or words(text) > 26:
            break
        if not bulleted:
            marker = match["n"]
            if expected is None and marker not in ("1", "a"):
                return 0
            if expected is not None and marker != expected:
                break
            expected = str(int(marker) + 1) if marker.isdigit() else chr(ord(marker) + 1)
        count += 1
    return count if count >= 3 else 0


def _list(reading: Reading, lines: tuple[Line, ...]) -> ItemList:
    bulleted = BULLET.match(reading.of(lines[0])) is not None
    items = []
    for line in lines:
        text = reading.of(line)
        match = (BULLET if bulleted else NUMBERED).match(text)
        assert match is not None
        items.append(Item(Span(line.start, line.end), Span(line.start, line.start + len(match.group().rstrip()))))
    return ItemList(tuple(items), "bulleted" if bulleted else "numbered")


def _quoted(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """How many paragraphs a block quotation has that a colon introduces.

    Each begins with a quotation mark, or the first does and the last ends with one: a telegram in a telegram.
    """
    if not reading.of(lines[at - 1]).endswith(":"):
        return 0
    return _marked_each(reading, lines, at) or _marked_at_ends(reading, lines, at)


def _marked_at_ends(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    opening = reading.of(lines[at])[0]
    closing = {"“": "”", "«": "»"}.get(opening)
    if closing is None:
        return 0
    depth = 0
    for count, line in enumerate(lines[at : at + MOST_QUOTED], 1):
        text = reading.of(line)
        depth += text.count(opening) - text.count(closing)
        if depth <= 0:
            return count if count > 1 and text.rstrip(".,;").endswith(closing) else 0
    return 0


def _marked_each(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    mark = reading.of(lines[at])[0]
    closing = {"“": "”", "«": "»", "„": "“", '"': '"'}[mark]
    for count, line in enumerate(lines[at : at + MOST_QUOTED], 1):
        text = reading.of(line)
        if text[0] != mark:
            return 0
        if closing in text[1:]:
            # words after the closing mark belong to the sentence around it, so this is no block quotation
            return count if len(text) - text.rindex(closing) <= 3 else 0
    return 0
