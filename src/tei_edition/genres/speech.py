"""Speeches, addresses, statements and remarks by one speaker: paragraphs, with who speaks."""

from __future__ import annotations

from tei_edition.genres.correspondence import agent
from tei_edition.genres.reading import Reading, speaks, title_of, weigh
from tei_edition.genres.report import parse as parse_report
from tei_edition.genres.structure import Structure
from tei_edition.model import Evidence, Line, Person
from tei_edition.names import split_title
from tei_edition.patterns import late

GENRE = "speech"
EVIDENCE = (
    speaks(
        "title",
        r"^(?:\d+\. )?(?:\w+ ){0,4}(?:speech|address|statement|remarks|radio address|lecture|sermon|oration)\b",
        5,
    ),
    speaks("type", r"^(?:speech|statement|remarks|address)", 4),
)
SPEAKER = late(
    r"\b(?:by|of) (?:the )?(?P<who>[A-Z].{2,100}?)"
    r"(?= (?:[Tt]o|[Aa]t|[Oo]n|[Bb]efore|[Ii]n|[Ff]or|[Dd]elivered|[Mm]ade)\b|,|\Z)"
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for a speech: the title and the archive's document type."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The speech's head, paragraphs and notes; its speaker, as the title names him."""
    structure = parse_report(reading, lines)
    match = SPEAKER.search(title_of(reading.capture))
    if match is None:
        return structure
    speaker = agent(reading, split_title(match["who"])[1] or match["who"])
    people = (Person(speaker.ref, (speaker.text,), ("speaker",)),) if speaker.element == "persName" else ()
    return structure._replace(authors=(speaker,), participants=people)
