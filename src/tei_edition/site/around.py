"""What surrounds a document in its edition: its neighbours, its correspondence, what was written near to it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice, zip_longest

from lxml import etree

from tei_edition.named import Named
from tei_edition.records import Record
from tei_edition.site.edition import Edition, Entry, child
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
        self._entries = edition.entries
        self._by_ident = edition.by_ident
        self._people = [entry.record.people for entry in edition.entries]
        self._dated: list[int] = []  # places in the order of time, of those whose month is known
        self._days: list[int] = []
        self._letters = defaultdict[Parties, list[int]](list)
        self._naming = defaultdict[str, list[int]](list)
        self._answered_by = defaultdict[str, list[Entry]](list)
        for at, entry in enumerate(edition.entries):
            self._add(at, entry)

    def _add(self, at: int, entry: Entry) -> None:
        record = entry.record
        if day := day_of(record.when.iso):
            self._dated.append(at)
            self._days.append(day)
        if between := parties(record):
            self._letters[between].append(at)
        for person in self._people[at]:
            self._naming[person].append(at)
        for file in dict.fromkeys(record.answers):
            self._answered_by[file.removesuffix(".xml")].append(entry)

    def of(self, at: int) -> etree._Element:
        """The `context` of the document at a place in the order of time: input of xslt/edition.xsl."""
        record = self._entries[at].record
        context = etree.Element("context")
        if record.when.iso:
            _neighbours(context, "time", self._entries, at)
        letters = self._correspondence(record)
        if len(letters) > 1:
            here = bisect_left(letters, at)
            first = max(here - 1, 0)
            near = [self._entries[place] for place in letters[first : here + 2]]
            _neighbours(context, "correspondence", near, here - first)
        for file in dict.fromkeys(record.answers):
            if letter := self._by_ident.get(file.removesuffix(".xml")):
                _link(context, "answers", letter, file=file)
        for letter in self._answered_by.get(record.ident, ()):
            _link(context, "answered-by", letter)
        for why, places in self._nearby(at):
            for place in sorted(islice(places, MOST_NEARBY)):
                _link(context, "nearby", self._entries[place], why=why)
        context.extend(entities_of(self._edition, at))
        return context

    def _correspondence(self, record: Record) -> Sequence[int]:
        return self._letters.get(parties(record), ())

    def _nearby(self, at: int) -> Iterator[tuple[str, Iterable[int]]]:
        """For each reason the places of the documents that are near, the nearest first."""
        yield "time", self._at_that_time(at)
        yield "correspondents", _outwards(self._correspondence(self._entries[at].record), at)
        yield "names", self._sharing_names(at)

    def _at_that_time(self, at: int) -> Iterator[int]:
        day = day_of(self._entries[at].record.when.iso)
        if day is None:
            return
        nearest = islice(_outwards(self._dated, at), 2 * MOST_NEARBY)
        apart = {place: abs(self._days[bisect_left(self._dated, place)] - day) for place in nearest}
        yield from (place for place in sorted(apart, key=apart.__getitem__) if apart[place] <= NEAR_IN_TIME)

    def _sharing_names(self, at: int) -> list[int]:
        people = self._people[at]
        rare = sorted(people, key=lambda person: (len(self._naming[person]), person))[:RAREST_NAMES]
        found = (islice(_outwards(self._naming[person], at), LOOKED_AT) for person in rare)
        shared = Counter({place: len(people & self._people[place]) for place in set(chain.from_iterable(found))})
        near = [place for place, names in shared.items() if names >= SHARED_NAMES]
        return sorted(near, key=lambda place: (-shared[place], abs(place - at), place))


def _outwards(places: Sequence[int], at: int) -> Iterator[int]:
    """The others of some places in ascending order, alternately before and after one of them."""
    here = bisect_left(places, at)
    after = here + (places[here : here + 1] == [at])
    before = (places[n] for n in range(here - 1, -1, -1))
    behind = (places[n] for n in range(after, len(places)))
    return (place for pair in zip_longest(before, behind) for place in pair if place is not None)


def day_of(iso: str) -> int | None:
    """The number of the day as which a date is sorted; none if not even the month is known."""
    try:
        year, month, *days = (int(part) for part in iso.partition("T")[0].split("-"))
        return date(year, month, *days[:1] or [1]).toordinal()
    except ValueError:
        return None


def parties(record: Record) -> Parties:
    """Between whom a letter went, whoever wrote it: by ids where there are ids, else by names."""
    sides = (record.description.senders, record.description.recipients)
    if not all(sides) or any(agent.is_unknown for side in sides for agent in side):
        return frozenset()
    return frozenset(frozenset(map(_who, side)) for side in sides)


def _who(agent: Named) -> str:
    return agent.ref or agent.text.casefold()


def _neighbours(context: etree._Element, row: str, entries: Sequence[Entry], at: int) -> None:
    """The one before and the one after, in time or in a correspondence."""
    if at:
        _link(context, "neighbour", entries[at - 1], way="prev", **{"in": row})
    if at + 1 < len(entries):
        _link(context, "neighbour", entries[at + 1], way="next", **{"in": row})


def _link(parent: etree._Element, tag: str, to: Entry, **attributes: str) -> None:
    """A document as pages of documents name it: address, title, date."""
    record = to.record
    child(parent, tag, record.title, href=f"{to.slug}.html", date=record.when.iso, genre=record.genre, **attributes)
