"""Names that the texts have outside the markup: people by a title or by a full name that recurs, bodies, abbreviations.

A capital proves little: sentences, headings, months and adjectives have it too. So a word counts as part of a name only
if the corpus never writes it small, unless a title stands before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tei_edition.authorities import Kind
from tei_edition.names import looks_like_person, own_names
from tei_edition.registers.register import Document, Evidence
from tei_edition.registers.suggesting.capitals import (
    FUNCTION_WORDS,
    HONORIFIC,
    INITIAL,
    NOT_IN_NAMES,
    SALUTATIONS,
    Capitals,
    bare_words,
    is_heading,
    is_no_name,
    runs,
)
from tei_edition.running_text import MASK, RunningText, lines_of

FEWEST = 2  # times that a full name without a title, or the name of a body, must stand there
FEWEST_OF_ABBREVIATION = 3
SMALL_WORD = re.compile(r"(?<![\w’'-])[^\W\d_A-Z]\w+")
# alone: not in "POL 33–6", "KOR N–US", "DEAR HAROLD"
ABBREVIATION = re.compile(r"(?<![\w./&–-])(?<![A-Z] )[A-Z]{3,7}(?![\w./&–-])(?! [A-Z\d]{2}| \d| [A-Z]\b)")
NUMERAL = re.compile(r"[IVXLCDM]+")


@dataclass(slots=True)
class Sighting:
    """A name that the markup does not have, as often as it was seen."""

    evidence: Evidence
    documents: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    at_starts: int = 0  # of sentences

    def add(self, file: str, title: str, *, begins: bool) -> None:
        """Count the name once more."""
        self.documents[file] += 1
        self.at_starts += begins
        if title:
            self.titles[title] += 1

    @property
    def count(self) -> int:
        """How often it was seen."""
        return sum(self.documents.values())

    @property
    def title(self) -> str:
        """What most often stands before it."""
        return min(self.titles, key=lambda title: (-self.titles[title], title), default="")


class Glimpse(NamedTuple):
    """The file of a name that was seen once, and whether a sentence begins with it."""

    file: str
    begins: bool


@dataclass(slots=True)
class Sightings:
    """The names of one sort. Most stand in the texts only once, which proves nothing: of those hardly more is kept."""

    often: dict[str, Sighting] = field(default_factory=dict)
    once: dict[str, Glimpse] = field(default_factory=dict)

    def count(self, name: str) -> int:
        """How often a name was seen."""
        return self.often[name].count if name in self.often else int(name in self.once)

    def see(self, name: str, spot: _Spot, title: str = "", *, begins: bool = False, suffices: bool = False) -> None:
        """Count a name; with a title, or if once `suffices`, it is kept from its first place on, with its sentence."""
        seen = self.often.get(name)
        if seen is None:
            first = self.once.pop(name, None)
            if first is None and not title and not suffices:
                self.once[name] = Glimpse(spot.file, begins)
                return
            seen = self.often[name] = Sighting(spot.evidence(name))
            if first is not None:
                seen.add(first.file, "", begins=first.begins)
        seen.add(spot.file, title, begins=begins)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a person should look at, and why."""

    kind: Kind
    name: str
    sighting: Sighting
    why: str

    @property
    def weight(self) -> tuple[int, int, str]:
        """Sorts what is in more documents, then what is more frequent, to the front."""
        return (-len(self.sighting.documents), -self.sighting.count, self.name)


@dataclass(slots=True)
class Search:
    """What was seen in the texts so far; only when all are read can it be judged."""

    surnames: frozenset[str] = frozenset()  # of those who are listed: they count alone, and seen once
    people: Sightings = field(default_factory=Sightings)
    words: Sightings = field(default_factory=Sightings)  # with a capital, alone
    bodies: Sightings = field(default_factory=Sightings)
    abbreviations: Sightings = field(default_factory=Sightings)
    small: set[str] = field(default_factory=set)  # words that the corpus writes small, with a capital

    def add(self, document: Document) -> None:
        """Look through a document."""
        _, text, file = document
        for at, line in lines_of(text.masked):
            if is_heading(line):
                continue
            self.small.update(word.capitalize() for word in SMALL_WORD.findall(line))
            for run in runs(line):
                self._see_run(run, _Spot(text, file, at + run.start))
            for found in ABBREVIATION.finditer(line):
                self.abbreviations.see(found[0], _Spot(text, file, at + found.start()))
            for own in own_names(line):
                name = line[own.span.start : own.span.end]
                if own.element == "orgName" and MASK not in name:
                    self.bodies.see(name, _Spot(text, file, at + own.span.start))

    def _see_run(self, run: Capitals, spot: _Spot) -> None:
        if run.title in SALUTATIONS:
            return
        if run.title or " " in run.name:
            self.people.see(run.name, spot, run.title, begins=run.begins, suffices=_has_initials(run.name))
        first, _, word = run.name.rpartition(" ")  # "But Nixon": the first word begins the sentence only
        if not run.title and (not first or first.lower() in FUNCTION_WORDS):
            self.words.see(word, spot, begins=run.begins, suffices=word in self.surnames)

    def unlinked(self, name: str) -> int:
        """How often a name stands in the texts outside the markup."""
        alone = 0 if name in self.small else self.words.count(name)
        return max(self.people.count(name) + alone, self.bodies.count(name), self.abbreviations.count(name))

    def judged(self) -> Iterator[Candidate]:
        """The names that a person should look at."""
        for name, seen in self.people.often.items():
            if why := self._looks_like_person(name, seen):
                yield Candidate("person", name, seen, why)
        for name, seen in self.bodies.often.items():
            if seen.count >= FEWEST:
                yield Candidate("organisation", name, seen, "the full name of a body")
        for name, seen in self.abbreviations.often.items():
            if self._is_abbreviation(name, seen):
                yield Candidate("organisation", name, seen, "an abbreviation: say what it stands for")

    def _looks_like_person(self, name: str, seen: Sighting) -> str:
        """Why this looks like a person; empty if it does not."""
        words = bare_words(name)
        if not words or any(map(is_no_name, words)) or INITIAL.fullmatch(name.split()[-1]):
            return ""
        small = [word in self.small for word in words]
        if seen.titles and (not any(small) or (HONORIFIC.fullmatch(seen.title) and seen.count >= FEWEST)):
            return f"after “{seen.title}”"
        if not looks_like_person(name) or seen.at_starts == seen.count:
            return ""
        if _has_initials(name) and not all(small) and not (small[-1] and len(words) > 2):
            return "a name with initials"
        return "a full name that recurs" if seen.count >= FEWEST and not any(small) else ""

    def _is_abbreviation(self, name: str, seen: Sighting) -> bool:
        return (
            seen.count >= FEWEST_OF_ABBREVIATION
            and NUMERAL.fullmatch(name) is None
            and name.capitalize() not in self.small | NOT_IN_NAMES
        )


def _has_initials(name: str) -> bool:
    return any(map(INITIAL.fullmatch, name.split()))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a document, at which something is seen."""

    text: RunningText
    file: str
    at: int

    def evidence(self, name: str) -> Evidence:
        """The sentence around a name."""
        return Evidence(self.file, self.text.place(self.at), self.text.sentence(self.at, self.at + len(name)))
