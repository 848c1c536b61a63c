"""Ways to fewer documents without script: a page for each type, language and archive, and all titles from A to Z."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from tei_edition.records import slugs
from tei_edition.settings import GENRES
from tei_edition.site.edition import Edition, Entry, Page, child, page
from tei_edition.site.entries import entries, short_entry
from tei_edition.transliteration import ascii_slug

ARTICLES = re.compile(r"\A(?:the|a|an)-")  # before a title in English


class Way(NamedTuple):
    """A quality by which documents can be chosen: what it is called, where its pages stand, what a document has."""

    kind: str
    folder: str
    value: Callable[[Entry], str]


def archive(of: Entry) -> str:
    """Who keeps the original."""
    holding = of.record.description.holding
    return holding.repository or holding.institution


def language(of: Entry) -> str:
    """The language of the text."""
    return of.record.description.language


WAYS = (
    Way("type", "types", lambda of: of.record.genre),
    Way("language", "languages", language),
    Way("archive", "archives", archive),
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
        found = _grouped(edition.entries, way)
        for choice in choices(edition, way):
            documents = found[choice.value]
            listed = etree.Element("list", kind=way.kind, name=choice.value, count=str(len(documents)))
            _by_year(listed, documents, edition)
            yield page(choice.address, "list.xsl", listed)
    if edition.entries:
        yield page("titles.html", "list.xsl", _titles(edition))


def choices(edition: Edition, way: Way) -> Iterator[Choice]:
    """The values of a way: types in our order, the others by how many documents have them."""
    counts = Counter(value for each in edition.entries if (value := way.value(each)))
    order = {genre: n for n, genre in enumerate(GENRES)}
    names = slugs((value, ascii_slug(value) or "other") for value in counts)
    for value in sorted(counts, key=lambda value: (order.get(value, len(order)), -counts[value], value)):
        yield Choice(way, value, f"{way.folder}/{names[value]}.html", counts[value])


def _grouped(documents: Sequence[Entry], way: Way) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for each in documents:
        found[way.value(each)].append(each)
    return found


def _by_year(listed: etree._Element, documents: Sequence[Entry], edition: Edition) -> None:
    elements = entries(documents, edition.config)
    for year, group in groupby(elements, key=lambda element: element.get("year", "")):
        child(listed, "group", year=year or "undated").extend(group)


def _titles(edition: Edition) -> etree._Element:
    """All documents in the order of their titles, one line each."""
    listed = etree.Element("list", kind="titles", count=str(len(edition.entries)))
    ordered = sorted((_key(each), each.slug, each) for each in edition.entries)
    for letter, group in groupby(ordered, key=lambda row: _initial(row[0])):
        child(listed, "group", letter=letter).extend(short_entry(each) for _, _, each in group)
    return listed


def _key(of: Entry) -> str:
    """A title in the order of the alphabet: ASCII, in English without its article."""
    title = ascii_slug(of.record.title)
    return ARTICLES.sub("", title) if language(of).startswith("en") else title


def _initial(key: str) -> str:
    """A to Z; 0 for digits; nothing where there is no title."""
    return "0" if key[:1].isdecimal() else key[:1].upper()
