"""The heading that a page shows as part of the text: an article's headline, the title of minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tei_edition.genres.datelines import dateline
from tei_edition.genres.openers import CLASSIFICATION
from tei_edition.genres.reading import Reading, title_of
from tei_edition.model import Fact, Head, Line, Span, Zone
from tei_edition.names import looks_like_person
from tei_edition.source import normalised
from tei_edition.vocabulary import title_words, titles_of_letters

GENRES = ("letter", "telegram", "minutes", "report", "speech")
AGAIN_WITHIN = 3  # lines after the headline in which its repetition is page furniture


@dataclass(frozen=True, slots=True)
class Headed:
    """The headline, the lines below it, and a repetition of it that is left out."""

    head: Head | None
    lines: tuple[Line, ...]
    dropped: tuple[Zone, ...] = ()


# the end of a sentence somewhere, a bracket, a bullet
NO_HEADLINE = re.compile(r".*(?:[.,:;!?][”\"’')]?\d{0,3}\Z|[a-z)][.!?]\d{0,2} [A-Z])|[(\[•*–—-]", re.DOTALL)
SHORTEST, LONGEST = 8, 200


def with_title(reading: Reading) -> Reading:
    """The reading of a document whose page states no title, with its first line as title if its words are a title's:

    "Brief von X an Y", "Acta de la reunión".
    """
    if title_of(reading.capture) or len(reading.lines) < 2:
        return reading
    text = reading.of(reading.lines[0])
    is_title = len(text) <= LONGEST and (
        any(pattern.fullmatch(text) for pattern in titles_of_letters())
        or (not NO_HEADLINE.match(text) and any(words.match(text) for words in map(title_words, GENRES) if words))
    )
    return _headed(reading) if is_title else reading


def with_headline(reading: Reading) -> Reading:
    """The reading of a document without any title, with its first line as headline if it reads like one.

    That is a line of some words without a final stop, an empty line below it, that is no date and no person's name.
    """
    lines = reading.lines
    if title_of(reading.capture) or len(lines) < 2 or not lines[1].blanks:
        return reading
    text = reading.of(lines[0])
    if not SHORTEST <= len(text) <= LONGEST or NO_HEADLINE.match(text) or len(text.split()) < 2:
        return reading
    if CLASSIFICATION.fullmatch(text) or dateline(reading, lines[0]) or looks_like_person(text):
        return reading
    return _headed(reading)


def _headed(reading: Reading) -> Reading:
    """The reading with its first line as the document's headline and title."""
    capture = reading.capture
    first = Span(reading.lines[0].start, reading.lines[0].end)
    zones = tuple(replace(zone, reason="headline") if zone.span == first else zone for zone in capture.zones)
    title = Fact("title", reading.words_of(first), first)
    return replace(reading, capture=replace(capture, zones=zones, facts=(*capture.facts, title)))


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
