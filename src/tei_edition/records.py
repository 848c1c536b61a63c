"""What the site says of each document without its text: the record that the index shows, and its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from tei_edition.name_forms import family_name
from tei_edition.teifile import TEI, XML_ID, elements, text_of, values, words_on
from tei_edition.transliteration import ascii_slug

SLUG_LENGTH = 72
"""Easy to read, and with `doc/` and `.html` far from the 255 bytes that file systems allow."""

AGENTS = frozenset(f"{{{TEI}}}{name}" for name in ("persName", "orgName", "name"))
DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter", "cert")


@dataclass(frozen=True, slots=True)
class When:
    """The date of a document as its header states it: words and the attributes of the TEI date."""

    words: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def iso(self) -> str:
        """The earliest day, month or year that is meant; empty for undated documents."""
        stated = dict(self.attributes)
        return stated.get("when") or stated.get("from") or stated.get("notBefore") or ""

    @property
    def earliest(self) -> str:
        """Where a span of time begins; empty for one date."""
        stated = dict(self.attributes)
        return stated.get("from") or stated.get("notBefore") or ""

    @property
    def latest(self) -> str:
        """Where a span of time ends; empty for one date."""
        stated = dict(self.attributes)
        return stated.get("to") or stated.get("notAfter") or ""

    @property
    def cert(self) -> str:
        """high, medium or low; empty if the document itself says so."""
        return dict(self.attributes).get("cert", "")

    @property
    def year(self) -> str:
        """Four digits, or nothing."""
        year = self.iso[:4]
        return year if len(year) == 4 and year.isdecimal() else ""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the index: what a reader wants to know before opening the document."""

    ident: str
    title: str
    genre: str
    when: When
    sender: str
    receiver: str
    place: str
    summary: str
    parties: tuple[str, ...]  # who names the document in its address, in short forms
    people: frozenset[str]  # ids of the persons who take part or are mentioned
    turns: int
    has_notes: bool
    has_gaps: bool
    is_translation: bool
    answers: tuple[str, ...] = ()  # the TEI files of the letters that it answers

    @property
    def order(self) -> tuple[str, str]:
        """Documents stand in the order of time, undated ones last."""
        return (self.when.iso or "~", self.ident)


# --- the record of a document -----------------------------------------------------------------------------


def record(tree: etree._ElementTree, ident: str = "") -> Record:
    """What the index says about a TEI file; a foreign file gives what it has."""
    root = tree.getroot()
    genre = (values(root, "t:teiHeader//t:textClass/t:catRef/@target") or [""])[0].removeprefix("#genre-")
    sent, received = _agents(root, "sent"), _agents(root, "received")
    return Record(
        ident=ident or root.get(XML_ID, ""),
        title=words_on(root, "t:teiHeader//t:titleStmt/t:title[not(@type='sub')]"),
        genre=genre,
        when=_when(root),
        sender=", ".join(sent),
        receiver=", ".join(received),
        place=words_on(
            root,
            "t:teiHeader//t:creation/t:placeName | t:teiHeader//t:correspAction[@type='sent']/t:placeName",
        ),
        summary=_shortened(words_on(root, "t:teiHeader/t:profileDesc/t:abstract")),
        parties=_parties(root, sent, received),
        people=frozenset(values(root, "(t:teiHeader|t:standOff)//t:person/@xml:id")),
        turns=len(elements(root, "t:text//t:sp")),
        has_notes=bool(elements(root, "(t:text//t:note)[1]")),
        has_gaps=bool(elements(root, "(t:text//t:gap)[1]")),
        is_translation=bool(elements(root, "t:teiHeader//t:respStmt[t:resp/@key='trl']")),
        answers=tuple(values(root, "t:teiHeader//t:correspContext/t:ref[@type='prev']/@target")),
    )


def _shortened(text: str, length: int = 240) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _agents(root: etree._Element, action: str) -> list[str]:
    found = elements(root, f"t:teiHeader//t:correspAction[@type='{action}']/*")
    return [text_of(agent) for agent in found if agent.tag in AGENTS]


def _when(root: etree._Element) -> When:
    """The date of creation, else of sending, else the one that the archive gives."""
    return when_on(
        root,
        "t:teiHeader/t:profileDesc/t:creation/t:date",
        "t:teiHeader//t:correspAction[@type='sent']/t:date",
        "t:teiHeader//t:sourceDesc/t:bibl/t:date[@type='document']",
    )


def when_on(root: etree._Element, *paths: str) -> When:
    """The first date on the paths, in their order."""
    for path in paths:
        for date in elements(root, path)[:1]:
            stated = ((name, date.get(name, "")) for name in DATE_ATTRIBUTES)
            return When(text_of(date), tuple((name, value) for name, value in stated if value))
    return When()


# --- parties and slugs ------------------------------------------------------------------------------------


def _parties(root: etree._Element, sent: Sequence[str], received: Sequence[str]) -> tuple[str, ...]:
    """Sender and addressee; of a conversation the main speaker of each side; else nobody."""
    if sent or received:
        persons = set(map(text_of, elements(root, "t:teiHeader//t:correspAction/t:persName")))
        return tuple(
            family_name(names[-1]) if names[-1] in persons else short_body(names[-1])
            for names in (sent, received)
            if names
        )
    return tuple(map(family_name, _main_speakers(root)))


def _main_speakers(root: etree._Element) -> list[str]:
    turns = Counter(ref for who in values(root, "t:text//t:sp/@who") for ref in who.split()[:1])
    lists = elements(root, "t:teiHeader//t:particDesc//t:listPerson[@type='side']")
    sides = [best for side in lists if (best := _busiest(elements(side, "t:person"), turns)) is not None]
    everybody = elements(root, "t:teiHeader//t:particDesc//t:person")
    spoke = [person for person in everybody if turns[f"#{person.get(XML_ID)}"]]
    top = sorted(spoke, key=lambda person: -turns[f"#{person.get(XML_ID)}"])[:2]
    chosen = sides[:3] if len(sides) > 1 else top
    return [name for person in chosen if (name := words_on(person, "t:persName"))]


def _busiest(persons: Sequence[etree._Element], turns: Counter[str]) -> etree._Element | None:
    spoke = [person for person in persons if turns[f"#{person.get(XML_ID)}"]]
    return max(spoke, key=lambda person: turns[f"#{person.get(XML_ID)}"], default=None)


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


def slugs(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """(ident, slug) pairs → for each ident a slug of its own, in whatever order they come."""
    taken: set[str] = set()
    given: dict[str, str] = {}
    following: dict[str, Iterator[str]] = {}
    for ident, name in sorted(wanted):
        names = following.setdefault(name, _numbered(name))
        given[ident] = next(free for free in names if free not in taken)
        taken.add(given[ident])
    return given


def _numbered(name: str) -> Iterator[str]:
    """name, name-2, name-3, …"""
    yield name
    for n in count(2):
        yield f"{name}-{n}"
