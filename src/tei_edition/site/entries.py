"""A document as lists show it: input of xslt/site/entries.xsl, for every page that lists documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

from lxml import etree

from tei_edition.config import Config
from tei_edition.datable import When
from tei_edition.site.edition import Edition, Entry, Head, child
from tei_edition.site.zotero import item_type
from tei_edition.teifile import TEI

MANY = 200
"""A list of more documents has one line for each."""


def entries(places: Sequence[int], edition: Edition) -> Iterator[etree._Element]:
    """The documents of one list."""
    return listed(places, edition, len(places))


def listed(places: Iterable[int], edition: Edition, number: int) -> Iterator[etree._Element]:
    """Some documents of a list of so many."""
    if number <= MANY:
        return (entry(edition.entries[at], edition.config) for at in places)
    return (short_entry(edition.heads[at]) for at in places)


def entry(of: Entry, config: Config) -> etree._Element:
    """A document with all that a list can say of it."""
    record = of.record
    element = short_entry(of.head)
    del element.attrib["brief"]
    element.set("notes", str(int(bool(record.notes))))
    element.set("gaps", str(int(bool(record.gaps))))
    element.set("translation", str(int(record.is_translation)))
    element.set("coins", coins(of, config))
    stated = (("from", record.sender), ("to", record.receiver), ("place", record.place), ("summary", record.summary))
    for tag, text in stated:
        if text:
            child(element, tag, text)
    return element


def short_entry(of: Head) -> etree._Element:
    """A document in a list of very many: date, title, type; `href` counts from the index."""
    element = etree.Element("document", href=of.page, year=of.when.year, genre=of.genre, brief="1")
    element.set("month", month(of.when.iso))
    child(element, "title", of.title)
    date(element, of.when)
    return element


def date(parent: etree._Element, when: When) -> None:
    """The date of a document as its header has it; nothing if it has none."""
    if when.words or when.attributes:
        child(parent, f"{{{TEI}}}date", when.words, **dict(when.attributes))


def month(iso: str) -> str:
    """01 to 12, or nothing."""
    return iso[5:7] if iso[5:7].isascii() and iso[5:7].isdecimal() and 1 <= int(iso[5:7]) <= 12 else ""


def coins(of: Entry, config: Config) -> str:
    """A context object in a span (COinS): how Zotero reads many documents from one page."""
    d = of.record.description
    stated: Iterable[tuple[str, str]] = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", item_type(d.genre)),
        ("rft.title", d.title),
        *(("rft.creator", agent.main) for agent in d.senders or d.authors if not agent.is_unknown),
        ("rft.date", d.when.iso.partition("T")[0]),
        ("rft.source", ", ".join(d.holding.parts)),
        ("rft.language", d.language),
        ("rft.identifier", f"{config.base_url}{of.page}" if config.base_url else ""),
    )
    return urlencode([(key, value) for key, value in stated if value])
