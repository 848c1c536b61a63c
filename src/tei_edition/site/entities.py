"""The people, organisations and places of an edition: who appears in which documents, and what is known of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tei_edition.appearances import Appearance
from tei_edition.authorities import Kind
from tei_edition.datable import When
from tei_edition.exports.bibliographic import person
from tei_edition.identifiers import scheme_of, stated_identifier
from tei_edition.listed import Listed, Office
from tei_edition.records import slugs
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


@dataclass(frozen=True, eq=False)
class Entity:
    """A person, an organisation or a place with all its documents, in the order of time."""

    kind: Kind
    ref: str
    id: str  # of its page
    seen: tuple[Seen, ...]

    @property
    def href(self) -> str:
        """The address of its page, seen from the index."""
        return f"{FOLDERS[self.kind]}/{self.id}.html"

    @cached_property
    def name(self) -> str:
        """The main form: what most lists have first, else the commonest form of the texts."""
        listed = Counter(names[0] for names in self._listed_names())
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
    def forms(self) -> Counter[str]:
        """Its names as the texts have them."""
        found = Counter[str]()
        for _, appearance in self.seen:
            found.update(dict(appearance.forms))
        return found

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The names that only the lists have."""
        listed = dict.fromkeys(name for names in self._listed_names() for name in names)
        return tuple(name for name in listed if name != self.name and name not in self.forms)

    @cached_property
    def times(self) -> int:
        """How often the texts name it."""
        return sum(appearance.times for _, appearance in self.seen)

    @cached_property
    def certs(self) -> Counter[str]:
        """How often it is said how certain it is that it is meant."""
        found = Counter[str]()
        for _, appearance in self.seen:
            found.update(dict(appearance.certs))
            if appearance.listed and appearance.listed.cert:  # holds wherever the text itself says nothing
                unsaid = appearance.times - sum(count for _, count in appearance.certs)
                found[appearance.listed.cert] += unsaid or not appearance.times
        return +found

    @cached_property
    def born(self) -> When | None:
        """The first date of birth that is stated."""
        return next((listed.born for listed in self._listed() if listed.born), None)

    @cached_property
    def died(self) -> When | None:
        """The first date of death that is stated."""
        return next((listed.died for listed in self._listed() if listed.died), None)

    @cached_property
    def type(self) -> str:
        """Of a place: country, settlement, …"""
        return next((listed.type for listed in self._listed() if listed.type), "")

    @cached_property
    def offices(self) -> Counter[Office]:
        """Offices and memberships, with the number of documents that give them."""
        return Counter(office for listed in self._listed() for office in dict.fromkeys(listed.offices))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the lists note of it, each once."""
        return tuple(dict.fromkeys(note for listed in self._listed() for note in listed.notes))

    @cached_property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Its identifiers in authority files, each once."""
        own = (stated_identifier(self.ref),) if is_address(self.ref) else ()
        stated = (each for listed in self._listed() for each in listed.identifiers)
        return tuple(dict.fromkeys((*own, *stated)))

    @cached_property
    def responsible(self) -> tuple[str, ...]:
        """Who says who it is."""
        return tuple(dict.fromkeys(listed.resp for listed in self._listed() if listed.resp))

    @cached_property
    def is_identified(self) -> bool:
        """Whether a list or an address says who or what it is."""
        return is_address(self.ref) or any(not listed.is_unidentified for listed in self._listed())

    def _listed(self) -> Iterator[Listed]:
        return (appearance.listed for _, appearance in self.seen if appearance.listed)

    def _listed_names(self) -> Iterator[tuple[str, ...]]:
        return (listed.names for listed in self._listed() if listed.names)


@dataclass(frozen=True, eq=False)
class Entities:
    """All of them, found by kind and reference."""

    by_key: dict[tuple[Kind, str], Entity]
    _documents: tuple[dict[Kind, list[Entity]], ...]  # who appears in each, at most MOST_TOGETHER of a kind

    @classmethod
    def of(cls, documents: Iterable[Sequence[Appearance]]) -> Entities:
        """Those who appear in some documents, which come in the order of time."""
        seen: dict[tuple[Kind, str], list[Seen]] = {}
        for at, appearances in enumerate(documents):
            for appearance in appearances:
                seen.setdefault((appearance.kind, appearance.ref), []).append(Seen(at, appearance))
        ids = {kind: _ids([ref for of, ref in seen if of == kind]) for kind in FOLDERS}
        by_key = {(kind, ref): Entity(kind, ref, ids[kind][ref], tuple(all_)) for (kind, ref), all_ in seen.items()}
        return cls(by_key, tuple(_together(by_key)))

    def kind(self, kind: Kind) -> list[Entity]:
        """The entities of a kind in the order of an index."""
        return sorted((each for each in self.by_key.values() if each.kind == kind), key=lambda each: each.order)

    def get(self, appearance: Appearance) -> Entity:
        """Who appears."""
        return self.by_key[appearance.kind, appearance.ref]

    def together(self, kind: Kind, at: int) -> Sequence[Entity]:
        """Who of a kind appears in the document at a place in the order of time; of very many only the first."""
        return self._documents[at].get(kind, ())

    @cached_property
    def members(self) -> dict[str, list[Entity]]:
        """For each body that an office names, who held it, in the order of their names."""
        found: dict[str, dict[str, Entity]] = {}
        for entity in self.kind("person"):
            for body in (body for office in entity.offices for body in office.bodies):
                found.setdefault(body, {})[entity.ref] = entity
        return {body: list(people.values()) for body, people in found.items()}


def _together(by_key: Mapping[tuple[Kind, str], Entity]) -> Iterator[dict[Kind, list[Entity]]]:
    """For each document those who appear in it, by kind."""
    documents: dict[int, dict[Kind, list[Entity]]] = {}
    for entity in by_key.values():
        for at, _ in entity.seen:
            here = documents.setdefault(at, {}).setdefault(entity.kind, [])
            if len(here) < MOST_TOGETHER:
                here.append(entity)
    return (documents.get(at, {}) for at in range(max(documents, default=-1) + 1))


def _ids(refs: list[str]) -> dict[str, str]:
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
