"""A capture as a layout profile reads it: its document and its facts, for the tests to compare."""

from __future__ import annotations

from tei_edition.model import Capture, Source
from tei_edition.source import decode


def source(text: str, name: str = "capture.txt") -> Source:
    """The source that a file of that name with this text is."""
    return decode(text.encode(), name)[0]


def document(capture: Capture) -> list[str]:
    """The lines of the document, in their order."""
    return [capture.source.text[line.start : line.end] for line in capture.lines]


def facts(capture: Capture) -> dict[str, list[str]]:
    """The values of each fact that the page tells, in the order of the page."""
    found: dict[str, list[str]] = {}
    for fact in capture.facts:
        found.setdefault(fact.name, []).append(fact.value)
    return found
