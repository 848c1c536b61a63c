"""The heading that a page shows as part of the text: an article's headline, the title of minutes."""

from __future__ import annotations

from dataclasses import dataclass

from tei_edition.genres.reading import Reading
from tei_edition.model import Head, Line, Span, Zone
from tei_edition.source import normalised

AGAIN_WITHIN = 3  # lines after the headline in which its repetition is page furniture


@dataclass(frozen=True, slots=True)
class Headed:
    """The headline, the lines below it, and a repetition of it that is left out."""

    head: Head | None
    lines: tuple[Line, ...]
    dropped: tuple[Zone, ...] = ()


def split_headline(reading: Reading, lines: tuple[Line, ...]) -> Headed:
    """The headline, if the layout found one and there is text below it."""
    if len(lines) < 2:
        return Headed(None, lines)
    first = Span(lines[0].start, lines[0].end)
    if not any(zone.reason == "headline" and zone.span == first for zone in reading.capture.zones):
        return Headed(None, lines)
    words = normalised(reading.of(first))
    again = [line for line in lines[1 : 1 + AGAIN_WITHIN] if normalised(reading.of(line)) == words]
    return Headed(
        Head(first, "headline"),
        tuple(line for line in lines[1:] if line not in again),
        tuple(Zone(Span(line.start, line.end), "chrome", "repeated-headline") for line in again),
    )
