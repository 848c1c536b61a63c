"""What the pages of an edition say of a document without its text, and its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tei_edition.cards import Cards
from tei_edition.datable import When
from tei_edition.description import Description, describe_header
from tei_edition.name_forms import family_name
from tei_edition.named import Named
from tei_edition.shelf import sorted_by
from tei_edition.teifile import XML_ID, elements, values, words_on
from tei_edition.transliteration import ascii_slug

SLUG_LENGTH = 72
"""Easy to read, and with `doc/` and `.html` far from the 255 bytes that file systems allow."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the pages of an edition say of a document without its text."""

    ident: str
    description: Description
    parties: tuple[str, ...]  # who names the document in its address, in short forms
    spoken: tuple[tuple[str, int], ...]  # the id of each speaker and the turns that are theirs
    notes: int
    gaps: int
    answers: tuple[str, ...] = ()  # the TEI files of the letters that it answers
    words: int = 0  # of the text with its notes: about how long it is

    @property
    def order(self) -> tuple[str, str]:
        """Documents stand in the order of time, undated ones last."""
        return (self.when.iso or "~", self.ident)

    @property
    def title(self) -> str:
        """The main title."""
        return self.description.title

    @property
    def genre(self) -> str:
        """letter, minutes, …; empty in foreign files."""
        return self.description.genre

    @property
    def when(self) -> When:
        """The date of the document."""
        return self.description.when

    @property
    def sender(self) -> str:
        """The senders, as the header names them."""
        return _joined(self.description.senders)

    @property
    def receiver(self) -> str:
        """The addressees, as the header names them."""
        return _joined(self.description.recipients)

    @property
    def place(self) -> str:
        """Where it was written or sent from."""
        place = self.description.place or self.description.sent_from
        return place.text if place else ""

    @property
    def summary(self) -> str:
        """The beginning of the summary."""
        return shortened(self.description.abstract)

    @property
    def people(self) -> frozenset[str]:
        """The ids of the persons who take part or are mentioned."""
        listed = (*self.description.participants, *self.description.mentioned)
        return frozenset(named.ref for named in listed if named.ref)

    @property
    def is_translation(self) -> bool:
        """Whether somebody translated it."""
        return bool(self.description.translators)


# --- the record of a document -----------------------------------------------------------------------------


def record(tree: etree._ElementTree, ident: str = "") -> Record:
    """The record of a TEI file; a foreign file gives what it has."""
    root = tree.getroot()
    description = describe_header(root, ident)
    spoken = _spoken(root)
    return Record(
        ident=ident or description.ident,
        description=description,
        parties=_parties(root, description, spoken),
        spoken=tuple(spoken.items()),
        notes=len(elements(root, "t:text//t:note")),
        gaps=len(elements(root, "t:text//t:gap")),
        answers=tuple(values(root, "t:teiHeader//t:correspContext/t:ref[@type='prev']/@target")),
        words=len(words_on(root, "t:text").split()),
    )


def shortened(text: str, length: int = 240) -> str:
    """The beginning of a text, cut between words; what shows the cut is two characters more."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _joined(agents: Sequence[Named]) -> str:
    return ", ".join(agent.text for agent in agents)


def _spoken(root: etree._Element) -> Counter[str]:
    """The turns of each speaker, by id; a turn of several counts for the first."""
    return Counter(ref.removeprefix("#") for who in values(root, "t:text//t:sp/@who") for ref in who.split()[:1])


# --- parties and slugs ------------------------------------------------------------------------------------


def _parties(root: etree._Element, description: Description, spoken: Counter[str]) -> tuple[str, ...]:
    """Sender and addressee; of a conversation the main speaker of each side; else nobody."""
    sides = [agents[-1] for agents in (description.senders, description.recipients) if agents]
    if sides:
        return tuple(family_name(agent.text) if agent.kind == "person" else short_body(agent.text) for agent in sides)
    return tuple(map(family_name, _main_speakers(root, spoken)))


def _main_speakers(root: etree._Element, spoken: Counter[str]) -> list[str]:
    sides = elements(root, "t:teiHeader//t:particDesc//t:listPerson[@type='side']")
    busiest = [best for side in sides if (best := _busiest(elements(side, "t:person"), spoken)) is not None]
    everybody = (person for person in elements(root, "t:teiHeader//t:particDesc//t:person") if _turns(person, spoken))
    top = sorted(everybody, key=lambda person: -_turns(person, spoken))[:2]
    chosen = busiest[:3] if len(busiest) > 1 else top
    return [name for person in chosen if (name := words_on(person, "t:persName"))]


def _busiest(persons: Sequence[etree._Element], spoken: Counter[str]) -> etree._Element | None:
    speakers = [person for person in persons if _turns(person, spoken)]
    return max(speakers, key=lambda person: _turns(person, spoken), default=None)


def _turns(person: etree._Element, spoken: Counter[str]) -> int:
    return spoken[person.get(XML_ID, "")]


def short_body(name: str) -> str:
    """ "Central Committee of the Albanian Labor Party" → "Albanian Labor Party"."""
    return name.rsplit(" of the ", 1)[-1]


_LITTLE = frozenset(
    ["a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


def slug(record: Record) -> str:
    """The document in addresses: date, type, parties or the title's words (`1964-11-25-minutes-hoxha-ri`)."""
    named = [part for party in record.parties if (part := _word(party))]
    title = [word for word in _word(record.title).split("-") if word and word not in _LITTLE][:8]
    date = _word(record.when.iso.split("T")[0]) or "undated"
    parts = [date, _word(record.genre), *(named or title or [_word(record.ident)])]
    return _bounded("-".join(filter(None, parts)))


def _word(text: str) -> str:
    """A party or a word of the title as it stands in an address: Hoxha’s is one word."""
    return ascii_slug(text.replace("'", "").replace("’", ""))


def _bounded(name: str) -> str:
    """Not longer than SLUG_LENGTH, cut between words."""
    return name if len(name) <= SLUG_LENGTH else name[: SLUG_LENGTH + 1].rsplit("-", 1)[0][:SLUG_LENGTH]


def slugs(wanted: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """(ident, slug) pairs → for each ident a slug of its own, in whatever order they come."""
    given, taken, last = Cards[str](), Cards[int](), Cards[int]()
    for ident, name in sorted_by(wanted):
        number = last.get(name, 0) + 1
        while (free := _numbered(name, number)) in taken:
            number += 1
        given[ident], taken[free], last[name] = free, number, number
    return given


def _numbered(name: str, number: int) -> str:
    """name, name-2, name-3, …; `NAME-source.html` is the page of the capture of `NAME`."""
    return f"{name}-{max(number, 2)}" if number > 1 or name.endswith("-source") else name
