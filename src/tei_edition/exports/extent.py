"""How much an edition holds: the figures and words by which a repository describes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_edition.description import Description

MOST_KEYWORDS = 100
"""Of places and keywords: a record is read by people; all of them stand in the TEI."""


@dataclass(slots=True)
class Extent:
    """What has been counted so far."""

    documents: int = 0
    words: int = 0
    genres: Counter[str] = field(default_factory=Counter)
    years: set[str] = field(default_factory=set)  # of four digits
    languages: Counter[str] = field(default_factory=Counter)
    keywords: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    translators: Counter[str] = field(default_factory=Counter)

    def count(self, document: Description) -> None:
        """Add a document."""
        self.documents += 1
        self.words += document.words
        self.genres[document.genre or "other"] += 1
        self.years.update(filter(None, (document.when.year,)))
        self.languages.update(filter(None, (document.language,)))
        self.keywords.update(document.keywords)
        self.places.update(place.main for place in (document.place,) if place)
        self.translators.update(document.translators)

    @property
    def period(self) -> str:
        """The years of the documents, `1964/2021` as ISO 8601 has it; empty if none is dated."""
        return "/".join(dict.fromkeys((min(self.years), max(self.years)))) if self.years else ""

    @property
    def language(self) -> str:
        """The language of all documents; empty if they differ."""
        return next(iter(self.languages)) if len(self.languages) == 1 else ""

    @property
    def sentence(self) -> str:
        """ "5 documents (letter: 2, minutes: 1) of the years 1964–2021, 3,508 words"."""
        kinds = ", ".join(f"{genre}: {number:,}" for genre, number in _often(self.genres))
        years = f" of the years {self.period.replace('/', '–')}" if self.period else ""
        noun = "document" if self.documents == 1 else "documents"
        return f"{self.documents:,} {noun} ({kinds}){years}, {self.words:,} words"


def often(words: Counter[str]) -> Sequence[str]:
    """The words that occur most, the commonest first, words of one number in the order of the alphabet."""
    return [word for word, _ in _often(words)[:MOST_KEYWORDS]]


def _often(words: Counter[str]) -> list[tuple[str, int]]:
    return sorted(words.items(), key=lambda each: (-each[1], each[0]))
