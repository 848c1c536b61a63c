"""Telegrams, cables and greeting messages: like letters, with a head of their own."""

from __future__ import annotations

from tei_edition.genres.letter import parse_correspondence
from tei_edition.genres.reading import Reading, speaks, weigh
from tei_edition.genres.structure import Structure
from tei_edition.model import Evidence, Line

GENRE = "telegram"
EVIDENCE = (
    speaks("title", r"^(?:\d+\. )?(?:\w+ ){0,4}(?:telegram|telegraph|cable|cablegram|airgram)\b", 6),
    speaks("title", r"\b(?:telegram|cable|ciphered telegram)\b", 3),
    speaks("type", r"^(?:telegram|cable)", 4),
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for a telegram: the title and the archive's document type."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The telegram's head, text and signature; who sent it to whom."""
    return parse_correspondence(reading, lines, "telegram")
