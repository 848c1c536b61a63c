"""News reports and press statements: a headline and paragraphs."""

from __future__ import annotations

from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading, speaks, weigh
from tei_edition.genres.structure import Structure
from tei_edition.model import Block, Evidence, Head, Line, Span, Zone
from tei_edition.source import normalised

GENRE = "article"
EVIDENCE = (
    speaks("title", r"\b(?:press (?:statement|release|conference)|communiqué|news)\b", 3),
    speaks("type", r"^(?:article|press)", 4),
)
HEADLINE_AGAIN_WITHIN = 3  # lines after the headline in which its repetition is page furniture


def evidence(reading: Reading) -> Evidence:
    """What speaks for an article: a page of news, a headline, the document type."""
    score, reasons = weigh(reading, EVIDENCE)
    if reading.capture.genre_hint == GENRE:
        score, reasons = score + 8, (*reasons, f"pages of the layout {reading.capture.layout} hold articles")
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The headline, if the page shows one as part of the text, and the paragraphs."""
    headline = _headline(reading, lines)
    dropped: list[Zone] = []
    blocks: list[Block] = []
    if headline is not None:
        blocks.append(Head(Span(headline.start, headline.end), "headline"))
        lines = lines[1:]
        words = normalised(reading.of(headline))
        again = [line for line in lines[:HEADLINE_AGAIN_WITHIN] if normalised(reading.of(line)) == words]
        dropped = [Zone(Span(line.start, line.end), "chrome", "repeated-headline") for line in again]
        lines = tuple(line for line in lines if line not in again)
    blocks += paragraph_blocks(reading, lines)
    return Structure(blocks=tuple(blocks), dropped=tuple(dropped))


def _headline(reading: Reading, lines: tuple[Line, ...]) -> Line | None:
    if not lines or len(lines) < 2:
        return None
    first = Span(lines[0].start, lines[0].end)
    is_headline = any(zone.reason == "headline" and zone.span == first for zone in reading.capture.zones)
    return lines[0] if is_headline else None
