"""The people, organisations and places of an edition: who appears in which documents, and what is known of them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tei_edition.appearances import Appearance
from tei_edition.authorities import Kind
from tei_edition.datable import When
from tei_edition.exports.bibliographic import person
from tei_edition.identifiers import scheme_of, stated_identifier
from tei_edition.listed import Listed, Office
from tei_edition.records import slugs
from tei_edition.shelf import Shelf
from tei_edition.teifile import is_address
from tei_edition.transliteration import ascii_slug

FOLDERS: dict[Kind, str] = {"person": "people", "organisation": "orgs", "place": "places"}
LONGEST_ID = 100
MOST_TOGETHER = 60  # of a document that are looked at for who is named together
ARTICLES = ("The ", "the ", "A ", "An ")


class Seen(NamedTuple):
    """An appearance in the document at a place in the order of time."""

    at: int
    appearance: Appearance


@dataclass(eq=False)
class Entity:
    """A person, an organisation or a place with all its documents, in the order of time."""

    kind: Kind
    ref: str
    number: int  # in the order in which they appear first
    _shelf: Shelf[Appearance]  # where its appearances stand, and those of others
    id: str = ""  # of its page
    forms: Counter[str] = field(default_factory=Counter)  # its names as the texts have them
    times: int = 0  # the texts name it
    listed: Counter[Listed] = field(default_factory=Counter)  # what lists say of it, and in how many documents
    places: array[int] = field(default_factory=lambda: array("I"))  # of its documents in the order of time
    _rows: array[int] = field(default_factory=lambda: array("I"))  # on the shelf
    _certs: Counter[str] = field(default_factory=Counter)

    def add(self, at: int, appearance: Appearance) -> None:
        """It appears in one more document."""
        self.places.append(at)
        self._rows.append(len(self._shelf))
        self._shelf.append(appearance)
        self.forms.update(dict(appearance.forms))
        self.times += appearance.times
        self._certs.update(dict(appearance.certs))
        if listed := appearance.listed:
            self.listed[listed] += 1
            if listed.cert:  # holds wherever the text itself says nothing
                unsaid = appearance.times - sum(count for _, count in appearance.certs)
                self._certs[listed.cert] += unsaid or not appearance.times

    @property
    def documents(self) -> int:
        """In how many documents it appears."""
        return len(self.places)

    @property
    def certs(self) -> Counter[str]:
        """How often it is said how certain it is that it is meant."""
        return +self._certs

    @property
    def seen(self) -> Sequence[Seen]:
        """Its appearances."""
        return Shelf(Seen(at, self._shelf[row]) for at, row in zip(self.places, self._rows, strict=True))

    @property
    def href(self) -> str:
        """The address of its page, seen from the index."""
        return f"{FOLDERS[self.kind]}/{self.id}.html"

    @cached_property
    def name(self) -> str:
        """The main form: what most lists have first, else the commonest form of the texts."""
        listed = Counter[str]()
        for each, documents in self.listed.items():
            listed.update(dict.fromkeys(each.names[:1], documents))
        found = listed or self.forms or Counter([self.ref.partition(":")[2] or self.ref.removeprefix("#")])
        return found.most_common(1)[0][0]

    @cached_property
    def filed(self) -> str:
        """The name as it stands in an index: "Hoxha, Enver", "Kim Il Sung"; without an article."""
        if self.kind == "person":
            parts = person(self.name)
            return self.name if parts.family and self.name.startswith(f"{parts.family} ") else parts.inverted
        article = next((article for article in ARTICLES if self.name.startswith(article)), "")
        return self.name.removeprefix(article)

    @cached_property
    def order(self) -> tuple[str, str, str]:
        """Sorts an index."""
        return ascii_slug(self.filed), self.filed, self.ref

    @property
    def letter(self) -> str:
        """Where it stands in an index: A to Z, empty for all else."""
        first = self.order[0][:1]
        return first.upper() if first.isalpha() else ""

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The names that only the lists have."""
        listed = dict.fromkeys(name for each in self.listed for name in each.names)
        return tuple(name for name in listed if name != self.name and name not in self.forms)

    @cached_property
    def born(self) -> When | None:
        """The first date of birth that is stated."""
        return next((listed.born for listed in self.listed if listed.born), None)

    @cached_property
    def died(self) -> When | None:
        """The first date of death that is stated."""
        return next((listed.died for listed in self.listed if listed.died), None)

    @cached_property
    def type(self) -> str:
        """Of a place: country, settlement, …"""
        return next((listed.type for listed in self.listed if listed.type), "")

    @cached_property
    def offices(self) -> Counter[Office]:
        """Offices and memberships, with the number of documents that give them."""
        offices = Counter[Office]()
        for each, documents in self.listed.items():
            offices.update(dict.fromkeys(each.offices, documents))
        return offices

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the lists note of it, each once."""
        return tuple(dict.fromkeys(note for listed in self.listed for note in listed.notes))

    @cached_property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Its identifiers in authority files, each once."""
        own = (stated_identifier(self.ref),) if is_address(self.ref) else ()
        stated = (each for listed in self.listed for each in listed.identifiers)
        return tuple(dict.fromkeys((*own, *stated)))

    @cached_property
    def responsible(self) -> tuple[str, ...]:
        """Who says who it is."""
        return tuple(dict.fromkeys(listed.resp for listed in self.listed if listed.resp))

    @cached_property
    def is_identified(self) -> bool:
        """Whether a list or an address says who or what it is."""
        return is_address(self.ref) or any(not listed.is_unidentified for listed in self.listed)


@dataclass(frozen=True, eq=False)
class Entities:
    """All of them, found by kind and reference."""

    by_key: dict[tuple[Kind, str], Entity]
    _documents: Shelf[dict[Kind, list[int]]]  # who appears in each, at most MOST_TOGETHER of a kind, by number

    @classmethod
    def of(cls, documents: Iterable[Sequence[Appearance]]) -> Entities:
        """Those who appear in some documents, which come in the order of time."""
        by_key: dict[tuple[Kind, str], Entity] = {}
        together, shelf = Shelf[dict[Kind, list[int]]](), Shelf[Appearance]()
        for at, appearances in enumerate(documents):
            here: list[Entity] = []
            for appearance in appearances:
                key = (appearance.kind, appearance.ref)
                entity = by_key.get(key)
                if entity is None:
                    entity = by_key[key] = Entity(*key, len(by_key), shelf)
                entity.add(at, appearance)
                here.append(entity)
            together.append(_first(here))
        for kind in FOLDERS:
            for ref, ident in _ids([ref for of, ref in by_key if of == kind]).items():
                by_key[kind, ref].id = ident
        return cls(by_key, together)

    def kind(self, kind: Kind) -> list[Entity]:
        """The entities of a kind in the order of an index."""
        return sorted((each for each in self.by_key.values() if each.kind == kind), key=lambda each: each.order)

    def get(self, appearance: Appearance) -> Entity:
        """Who appears."""
        return self.by_key[appearance.kind, appearance.ref]

    def together(self, kind: Kind, at: int) -> Sequence[Entity]:
        """Who of a kind appears in the document at a place in the order of time; of very many only the first."""
        return [self._by_number[number] for number in self._documents[at].get(kind, ())]

    @cached_property
    def _by_number(self) -> list[Entity]:
        return list(self.by_key.values())

    @cached_property
    def members(self) -> dict[str, list[Entity]]:
        """For each body that an office names, who held it, in the order of their names."""
        found: dict[str, dict[str, Entity]] = {}
        for entity in self.kind("person"):
            for body in (body for office in entity.offices for body in office.bodies):
                found.setdefault(body, {})[entity.ref] = entity
        return {body: list(people.values()) for body, people in found.items()}


def _first(here: Iterable[Entity]) -> dict[Kind, list[int]]:
    """The numbers of those who appear in a document by kind, at most MOST_TOGETHER of each."""
    found: dict[Kind, list[int]] = {}
    for entity in sorted(here, key=lambda each: each.number):
        of_kind = found.setdefault(entity.kind, [])
        if len(of_kind) < MOST_TOGETHER:
            of_kind.append(entity.number)
    return found


def _ids(refs: list[str]) -> Mapping[str, str]:
    """For each reference the name of a page of its own."""
    return slugs((ref, _id(ref)) for ref in refs)


def _id(ref: str) -> str:
    wanted = ref.removeprefix("#")
    if is_address(ref):
        scheme, identifier = stated_identifier(ref)
        wanted = f"{scheme}-{identifier}" if scheme_of(scheme) and scheme != "uri" else ref.partition("//")[2]
    elif not ref.startswith("#"):
        wanted = ref.partition(":")[2]
    name = ascii_slug(wanted)[:LONGEST_ID].strip("-") or "name"
    return f"{name}-1" if name == "index" else name
