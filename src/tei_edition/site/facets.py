"""`js/documents.js`: what the script of lists chooses by; it is loaded when a reader begins to choose.

A script and not JSON, for a page opened from the disk may load scripts but fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from tei_edition.datable import When
from tei_edition.named import Named
from tei_edition.shelf import Shelf
from tei_edition.site.edition import Edition, Entry, Stream

SUMMARIES = 2_000
"""An edition of more documents keeps their summaries for their own pages: the list would be too heavy."""

# the columns of a document in the order of js/facets.js; those of lists hold places in the list of that name
COLUMNS = (
    "slug title date words summary type place language archive from to speaker named notes gaps translation shelfmark"
).split()


def files(edition: Edition) -> Iterator[Stream]:
    """The documents as one value, `teiDocuments`."""
    yield Stream("js/documents.js", _pieces(edition))


def _pieces(edition: Edition) -> Iterator[bytes]:
    """The lists are full when all rows are made, and stand before them."""
    values, with_summary = _Values(), len(edition.entries) <= SUMMARIES
    rows = Shelf(_json(_row(each, values, with_summary)) for each in edition.entries)
    head = _json({"base": edition.config.base_url or "", "columns": COLUMNS, **values.lists})
    yield f'const teiDocuments={head[:-1]},"documents":['.encode()
    for comma, row in zip(chain(("",), repeat(",")), rows, strict=False):
        yield f"{comma}{row}".encode()
    yield b"]}\n"


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Values:
    """The values of each list, by number: a name that a thousand documents have stands there once."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {
            key: {} for key in ("types", "people", "places", "languages", "archives")
        }
        self._names: dict[str, str] = {}

    def number(self, kind: str, value: str) -> int:
        """The place of a value in its list; -1 for none."""
        if not value:
            return -1
        numbers = self._numbers[kind]
        return numbers.setdefault(value, len(numbers))

    def people(self, named: Iterable[Named]) -> list[int]:
        """The places of people in their list."""
        found = {each.ref or each.main: each.main for each in named if not each.is_unknown}
        for key, name in found.items():
            self._names.setdefault(key, name)
        return [self.number("people", key) for key in found]

    @property
    def lists(self) -> dict[str, list[str] | list[tuple[str, str]]]:
        """The lists; people with their ids and names."""
        lists: dict[str, list[str] | list[tuple[str, str]]] = {}
        lists.update((kind, list(numbers)) for kind, numbers in self._numbers.items())
        lists["people"] = [(key, self._names[key]) for key in self._numbers["people"]]
        return lists


def _row(of: Entry, values: _Values, with_summary: bool) -> list[object]:
    record, described, head = of.record, of.record.description, of.head
    spoke = {who for who, _ in record.spoken}
    speakers = [each for each in described.participants if each.ref in spoke]
    active = {each.ref for each in (*described.participants, *described.senders, *described.recipients)}
    return [
        of.slug,
        record.title,
        span(record.when),
        record.words,
        record.summary if with_summary else "",
        values.number("types", record.genre),
        values.number("places", record.place),
        values.number("languages", head.language),
        values.number("archives", head.archive),
        values.people(described.senders),
        values.people(described.recipients),
        values.people(speakers),
        values.people(each for each in described.mentioned if each.ref not in active),
        record.notes,
        record.gaps,
        int(record.is_translation),
        described.holding.shelfmark,
    ]


def span(when: When) -> str:
    """A date in few signs: 1964-11-25, 1964/1966, 1964..1966, 1964.., ..1966; 1973-08? without its day; =words."""
    stated = dict(when.attributes)
    if day := stated.get("when"):
        return f"{day}?" if len(day) == 7 and "[illegible" in when.words else day
    if "from" in stated and "to" in stated:
        return f"{stated['from']}/{stated['to']}"
    if when.earliest or when.latest:
        return f"{when.earliest}..{when.latest}"
    return when.words and f"={when.words}"
