"""Ways to fewer documents without script: a page for each type, language and archive, and all titles from A to Z."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from lxml import etree

from tei_edition.records import slugs
from tei_edition.settings import GENRES
from tei_edition.shelf import places, sorted_by
from tei_edition.site.edition import Edition, Group, Head, Page, long_page
from tei_edition.site.entries import entries, short_entry
from tei_edition.transliteration import ascii_slug

ARTICLES = re.compile(r"\A(?:the|a|an)-")  # before a title in English


class Way(NamedTuple):
    """A quality by which documents can be chosen: what it is called, where its pages stand, what a document has."""

    kind: str
    folder: str
    value: Callable[[Head], str]


WAYS = (
    Way("type", "types", attrgetter("genre")),
    Way("language", "languages", attrgetter("language")),
    Way("archive", "archives", attrgetter("archive")),
)


class Choice(NamedTuple):
    """What one value of a way leads to."""

    way: Way
    value: str
    address: str
    documents: int


def pages(edition: Edition) -> Iterator[Page]:
    """`types/letter.html`, `languages/en.html`, `archives/SLUG.html`, `titles.html`."""
    for way in WAYS:
        found = _grouped(edition.heads, way)
        for choice in choices(edition, way):
            documents = found[choice.value]
            listed = etree.Element("list", kind=way.kind, name=choice.value, count=str(len(documents)))
            yield long_page(choice.address, "list.xsl", listed, _by_year(documents, edition))
    if edition.entries:
        listed = etree.Element("list", kind="titles", count=str(len(edition.entries)))
        yield long_page("titles.html", "list.xsl", listed, _titles(edition))


def choices(edition: Edition, way: Way) -> Iterator[Choice]:
    """The values of a way: types in our order, the others by how many documents have them."""
    counts = Counter(value for each in edition.heads if (value := way.value(each)))
    order = {genre: n for n, genre in enumerate(GENRES)}
    names = slugs((value, ascii_slug(value) or "other") for value in counts)
    for value in sorted(counts, key=lambda value: (order.get(value, len(order)), -counts[value], value)):
        yield Choice(way, value, f"{way.folder}/{names[value]}.html", counts[value])


def _grouped(heads: Sequence[Head], way: Way) -> Mapping[str, Sequence[int]]:
    """The places of the documents by what they have."""
    found: dict[str, array[int]] = defaultdict(places)
    for at, each in enumerate(heads):
        found[way.value(each)].append(at)
    return found


def _by_year(documents: Sequence[int], edition: Edition) -> Iterator[Group]:
    elements = entries(documents, edition)
    for year, group in groupby(elements, key=lambda element: element.get("year", "")):
        yield etree.Element("group", year=year or "undated"), group


def _titles(edition: Edition) -> Iterator[Group]:
    """All documents in the order of their titles, one line each."""
    ordered = sorted_by((_key(each), each.slug, at) for at, each in enumerate(edition.heads))
    for letter, group in groupby(ordered, key=lambda row: _initial(row[0])):
        made = etree.Element("group")
        if letter:
            made.set("letter", letter)
        yield made, (short_entry(edition.heads[at]) for _, _, at in group)


def _key(of: Head) -> str:
    """A title in the order of the alphabet: ASCII, in English without its article."""
    title = ascii_slug(of.title)
    return ARTICLES.sub("", title) if of.language.startswith("en") else title


def _initial(key: str) -> str:
    """A to Z; 0 for digits; nothing where there is no title."""
    return "0" if key[:1].isdecimal() else key[:1].upper()
