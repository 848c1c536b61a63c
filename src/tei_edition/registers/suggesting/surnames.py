"""Surnames that the texts have outside the markup, of people who are listed or named in full: who may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from tei_edition.authorities import form_key
from tei_edition.name_forms import family_names_that_stand_first, parts_of
from tei_edition.outcome import counted
from tei_edition.registers.register import ADDRESSED, Entity, Known
from tei_edition.registers.suggesting.candidates import Search, Sighting
from tei_edition.registers.suggesting.capitals import is_no_name, is_office

SHORTEST = 4  # letters of a surname that stands without a title

Bearers = Mapping[str, Collection[str]]  # surname → ids


class Surname(NamedTuple):
    """A surname as it stands in the texts, who may be meant, and the forms that would say so, if it is one person."""

    words: str
    bearers: tuple[str, ...]
    forms: tuple[str, ...]
    sightings: tuple[Sighting, ...]
    counts: str

    @property
    def weight(self) -> tuple[int, str]:
        """Sorts what is more frequent to the front."""
        return (-sum(seen.count for seen in self.sightings), self.words)


def surnames_of(names: Iterable[str]) -> Iterator[str]:
    """The surnames in full names of a person, each as a single word stands for it: Charles de Gaulle is Gaulle."""
    for name in names:
        parts = None if is_office(name) else parts_of(name)
        if parts is not None:
            yield parts.family.split()[-1]


def listed_surnames(known: Known) -> frozenset[str]:
    """The surnames of all who stand in authorities.yaml."""
    people = (entry for entry in known.authorities.values() if entry.kind == "person")
    return frozenset(surname for entry in people for surname in surnames_of(entry.names))


def bearers(entities: Iterable[Entity], known: Known) -> Bearers:
    """Who has a surname: the people of authorities.yaml and, of those whom the TEI files name, the `entities`."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    named = [(entry.id, entry.kind, entry.names) for entry in known.authorities.values()]
    named += [(entity.id, entity.kind, tuple(entity.every_name())) for entity in entities]
    for ident, kind, names in named:
        for surname in surnames_of(names) if kind == "person" else ():
            found[surname][ident] = None
    return {surname: tuple(ids) for surname, ids in found.items()}


def unlinked_surnames(search: Search, bearers: Bearers, taken: Collection[str]) -> list[Surname]:
    """The surnames outside the markup that may be somebody, unless they are `taken`: a form of an entry already."""
    found = (_surname(word, tuple(ids), search, taken) for word, ids in bearers.items() if form_key(word) not in taken)
    return sorted(filter(None, found), key=lambda surname: surname.weight)


def _surname(word: str, ids: tuple[str, ...], search: Search, taken: Collection[str]) -> Surname | None:
    titled, alone = search.people.often.get(word), search.words.often.get(word)
    if alone is not None and not _stands_alone(word, search):
        alone = None
    titles = dict(titled.titles.most_common()) if titled else {}
    full = {f"{title} {word}": count for title, count in titles.items() if form_key(f"{title} {word}") not in taken}
    seen = tuple(filter(None, (titled if full else None, alone)))
    if not seen:
        return None
    counts = full | ({word: alone.count} if alone else {})
    words = ", ".join(f"“{form}” {counted(count, 'time')}" for form, count in counts.items())
    forms = () if _are_of_two_people(titles) else tuple(full) or (word,)
    return Surname(word, ids, forms, seen, words)


def _stands_alone(word: str, search: Search) -> bool:
    """Whether a word without a title can be a surname: no word that is written small elsewhere, no Kim."""
    return not (
        len(word) < SHORTEST or word in search.small or word in family_names_that_stand_first() or is_no_name(word)
    )


def _are_of_two_people(titles: Iterable[str]) -> bool:
    """Whether titles are those of a man and of a woman: Mr. Hall is not Mrs. Hall."""
    said = (ADDRESSED.match(f"{title} ") for title in titles)
    return {match.lastgroup for match in said if match} == {"he", "she"}
