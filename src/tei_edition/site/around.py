"""What surrounds a document in its edition: its neighbours, its correspondence, what was written near to it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice, zip_longest

from lxml import etree

from tei_edition.cards import Drawers
from tei_edition.named import Named
from tei_edition.records import Record
from tei_edition.shelf import places
from tei_edition.site.edition import Edition, Head, child
from tei_edition.site.named import entities_of

MOST_NEARBY = 5
"""So many documents of a kind are named as near; a longer list would be an index."""

NEAR_IN_TIME = 30  # days
SHARED_NAMES = 3  # so many persons named in both make two documents near
RAREST_NAMES, LOOKED_AT = 32, 24  # names by which, and documents of each among which, such documents are looked for

Parties = frozenset[frozenset[str]]


class Surroundings:
    """What the page of each document says of the others; the cost for a document does not grow with the edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._heads = edition.heads
        self._by_ident = edition.by_ident
        self._people = _People()
        self._dated = places()  # in the order of time, of those whose month is known
        self._days = places()
        self._letters = Drawers()
        self._answered_by = Drawers()
        for at, entry in enumerate(edition.entries):
            self._add(at, entry.record)

    def _add(self, at: int, record: Record) -> None:
        if day := day_of(record.when.iso):
            self._dated.append(at)
            self._days.append(day)
        if between := parties(record):
            self._letters.put(_key(between), at)
        self._people.add(record.people)
        for file in dict.fromkeys(record.answers):
            self._answered_by.put(file.removesuffix(".xml"), at)

    def of(self, at: int) -> etree._Element:
        """The `context` of the document at a place in the order of time: input of xslt/edition.xsl."""
        record = self._edition.entries[at].record
        context = etree.Element("context")
        if record.when.iso:
            _neighbours(context, "time", self._heads, at)
        letters = self._correspondence(record)
        if len(letters) > 1:
            here = bisect_left(letters, at)
            first = max(here - 1, 0)
            adjoining = [self._heads[place] for place in letters[first : here + 2]]
            _neighbours(context, "correspondence", adjoining, here - first)
        for file in dict.fromkeys(record.answers):
            if (letter := self._by_ident.get(file.removesuffix(".xml"))) is not None:
                _link(context, "answers", self._heads[letter], file=file)
        for letter in self._answered_by.get(record.ident):
            _link(context, "answered-by", self._heads[letter])
        for why, near in self._nearby(at, record):
            for place in sorted(islice(near, MOST_NEARBY)):
                _link(context, "nearby", self._heads[place], why=why)
        context.extend(entities_of(self._edition, at))
        return context

    def _correspondence(self, record: Record) -> Sequence[int]:
        return self._letters.get(_key(parties(record)))

    def _nearby(self, at: int, record: Record) -> Iterator[tuple[str, Iterable[int]]]:
        """For each reason the places of the documents that are near, the nearest first."""
        yield "time", self._at_that_time(at, day_of(record.when.iso))
        yield "correspondents", _outwards(self._correspondence(record), at)
        yield "names", self._people.sharing(at, record.people)

    def _at_that_time(self, at: int, day: int | None) -> Iterator[int]:
        if day is None:
            return
        nearest = islice(_outwards(self._dated, at), 2 * MOST_NEARBY)
        apart = {place: abs(self._days[bisect_left(self._dated, place)] - day) for place in nearest}
        yield from (place for place in sorted(apart, key=apart.__getitem__) if apart[place] <= NEAR_IN_TIME)


class _People:
    """Who is named or takes part in which documents: numbers, for of a large edition there are very many."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._naming: list[array[int]] = []  # of each person the places
        self._named, self._ends = places(), array("Q")  # of all documents the persons, and where each one's end

    def add(self, people: Iterable[str]) -> None:
        """The people of one more document."""
        for person in people:
            number = self._numbers.setdefault(person, len(self._numbers))
            if number == len(self._naming):
                self._naming.append(places())
            self._naming[number].append(len(self._ends))
            self._named.append(number)
        self._ends.append(len(self._named))

    def _of(self, at: int) -> array[int]:
        return self._named[self._ends[at - 1] if at else 0 : self._ends[at]]

    def sharing(self, at: int, people: Iterable[str]) -> list[int]:
        """The documents that share most people with one in which these are, the nearest first."""
        number, here = self._numbers.__getitem__, frozenset(self._of(at))
        rare = sorted(people, key=lambda person: (len(self._naming[number(person)]), person))[:RAREST_NAMES]
        found = (islice(_outwards(self._naming[number(person)], at), LOOKED_AT) for person in rare)
        shared = {place: len(here.intersection(self._of(place))) for place in set(chain.from_iterable(found))}
        near = [place for place, names in shared.items() if names >= SHARED_NAMES]
        return sorted(near, key=lambda place: (-shared[place], abs(place - at), place))


def _outwards(places: Sequence[int], at: int) -> Iterator[int]:
    """The others of some places in ascending order, alternately before and after one of them."""
    here = bisect_left(places, at)
    after = here + (here < len(places) and places[here] == at)
    before = (places[n] for n in range(here - 1, -1, -1))
    behind = (places[n] for n in range(after, len(places)))
    return (place for pair in zip_longest(before, behind) for place in pair if place is not None)


def day_of(iso: str) -> int | None:
    """The number of the day as which a date is sorted; none if not even the month is known."""
    try:
        year, month, *days = (int(part) for part in iso.partition("T")[0].split("-"))
        return date(year, month, *days[:1] or [1]).toordinal()
    except (ValueError, OverflowError):  # no day of the calendar
        return None


def parties(record: Record) -> Parties:
    """Between whom a letter went, whoever wrote it: by ids where there are ids, else by names."""
    sides = (record.description.senders, record.description.recipients)
    if not all(sides) or any(agent.is_unknown for side in sides for agent in side):
        return frozenset()
    return frozenset(frozenset(map(_who, side)) for side in sides)


def _who(agent: Named) -> str:
    return agent.ref or agent.text.casefold()


def _key(parties: Parties) -> str:
    return repr(sorted(map(sorted, parties)))


def _neighbours(context: etree._Element, row: str, heads: Sequence[Head], at: int) -> None:
    """The one before and the one after, in time or in a correspondence."""
    if at:
        _link(context, "neighbour", heads[at - 1], way="prev", **{"in": row})
    if at + 1 < len(heads):
        _link(context, "neighbour", heads[at + 1], way="next", **{"in": row})


def _link(parent: etree._Element, tag: str, to: Head, **attributes: str) -> None:
    """A document as pages of documents name it: address, title, date."""
    child(parent, tag, to.title, href=f"{to.slug}.html", date=to.when.iso, genre=to.genre, **attributes)
