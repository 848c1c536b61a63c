"""News reports and press statements: a headline and paragraphs."""

from __future__ import annotations

from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading, speaks, weigh
from tei_edition.genres.structure import Structure
from tei_edition.model import Evidence, Line

GENRE = "article"
EVIDENCE = (
    speaks("title", r"\b(?:press (?:statement|release|conference)|communiqué|news)\b", 3),
    speaks("type", r"^(?:article|press)", 4),
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for an article: a page of news, a headline, the document type."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    if reading.capture.genre_hint == GENRE:
        score, reasons = score + 8, (*reasons, f"pages of the layout {reading.capture.layout} hold articles")
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The paragraphs; the headline has been read before (`headline.py`)."""
    return Structure(blocks=paragraph_blocks(reading, lines))
