"""Parts of a text under headings of their own: "Article 1", "II. The Harbour", a line in capitals."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tei_edition.genres.opening_lines import CLASSIFICATION
from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading
from tei_edition.model import Block, Div, Head, Line, Span
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER

LONGEST, FEWEST = 90, 2  # characters of a heading; headings of one kind
KINDS = {
    "article": late(
        r"(?:ARTICLE|Article|Art\.|SECTION|Section|CHAPTER|Chapter|PART|Part|Artikel|Artículo|ARTÍCULO|Capítulo|Članek"
        r"|Статья|СТАТЬЯ|Глава|§)\s?(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])\b[.:]?(?:\s?[–—-]?\s?[^\s].{0,70})?"
    ),
    "roman": late(rf"[IVXL]{{1,6}}\.?|[IVXL]{{1,6}}\.\s(?=[{UPPER}]).{{3,80}}(?<![.,:;!?])"),
    "numbered": late(rf"\d{{1,2}}\.\s(?=[{UPPER}]).{{3,60}}(?<![.,:;!?])"),
    "capitals": late(rf"(?=(?:.*[{UPPER}]){{4}})[{UPPER}\d][{UPPER}\d ,’'&()–-]{{3,80}}"),
}


def sectioned(reading: Reading, lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """The lines as paragraphs, or, where headings of one kind part them, as divisions with a head each."""
    heads = _headings(reading, lines)
    if not heads:
        return paragraph_blocks(reading, lines)
    above = paragraph_blocks(reading, lines[: heads[0]])
    return (*above, *(_section(reading, lines[start:end]) for start, end in pairwise([*heads, len(lines)])))


def _section(reading: Reading, lines: tuple[Line, ...]) -> Div:
    head = Head(Span(lines[0].start, lines[0].end), "heading of a section")
    return Div("section", (head, *paragraph_blocks(reading, lines[1:])))


def _headings(reading: Reading, lines: tuple[Line, ...]) -> list[int]:
    """Where headings stand, of the kind that most have; none if one of them has no text below it."""
    kinds = {at: kind for at, line in enumerate(lines) if (kind := _kind(reading.of(line)))}
    counts = Counter(kinds.values())
    if not counts:
        return []
    kind, number = min(counts.items(), key=lambda counted: (-counted[1], list(KINDS).index(counted[0])))
    heads = [at for at, found in kinds.items() if found == kind]
    has_text = all(end - start > 1 for start, end in pairwise([*heads, len(lines)]))
    if number < FEWEST or not has_text:
        return []
    if kind == "article":
        return heads
    # a line in capitals or with a number may be a letterhead or an item of a list: a section has a paragraph
    below = [lines[at + 1].end - lines[at + 1].start for at in heads]
    return heads if min(below) > LONGEST and (kind != "numbered" or _ascends(reading, lines, heads)) else []


def _kind(text: str) -> str | None:
    if len(text) > LONGEST or CLASSIFICATION.fullmatch(text):
        return None
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(text)), None)


def _ascends(reading: Reading, lines: tuple[Line, ...], heads: list[int]) -> bool:
    """1, 2, 3 …"""
    numbers = [int(reading.of(lines[at]).partition(".")[0]) for at in heads]
    return numbers == list(range(1, len(numbers) + 1))
