"""`feed.xml`: news of the edition, for feed readers (Atom, RFC 4287).

Atom asks for addresses that last and for a date: a feed is made if edition.yaml states `base_url` and `date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nlargest
from typing import Any

from lxml import etree

from tei_edition.config import Config
from tei_edition.site.edition import Edition, Entry, File
from tei_edition.site.frame import GENERATOR, address
from tei_edition.teifile import XML_LANG

ATOM = "http://www.w3.org/2005/Atom"
NSMAP: Any = {None: ATOM}  # the stubs of lxml know no default namespace
NAME = "feed.xml"
MOST_ENTRIES = 50
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def files(edition: Edition) -> Iterator[File]:
    """The documents that were published last; of one day, the youngest first."""
    config = edition.config
    if not (config.base_url and config.date):
        return
    newest = nlargest(MOST_ENTRIES, edition.entries, key=lambda entry: _age(entry, config))
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=NSMAP)
    root.set(XML_LANG, config.site.language)
    _add(root, "id", address(config, NAME))
    _add(root, "title", config.site.title)
    if config.site.statement:
        _add(root, "subtitle", config.site.statement)
    _add(root, "updated", _instant(max([config.date, *(_published(entry, config) for entry in newest)])))
    for name in config.editors or (config.publisher,):
        _author(root, name)
    _add(root, "link", rel="self", type="application/atom+xml", href=address(config, NAME))
    _add(root, "link", rel="alternate", type="text/html", href=address(config, "index.html"))
    if config.licence:
        _add(root, "rights", config.licence.text)
    _add(root, "generator", GENERATOR)
    for entry in newest:
        _entry(root, entry, config)
    yield File(NAME, etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")


def _age(entry: Entry, config: Config) -> tuple[str, str, str]:
    """What is greater is newer: published later, then written later; the undated are the oldest."""
    return (_published(entry, config), entry.record.when.iso, entry.slug)


def _published(entry: Entry, config: Config) -> str:
    """The day on which the document was published, else the edition."""
    stated = entry.record.description.published
    return stated if _DAY.fullmatch(stated) else config.date or ""


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def _entry(root: etree._Element, found: Entry, config: Config) -> None:
    record = found.record
    entry = _add(root, "entry")
    _add(entry, "id", address(config, found.page))
    _add(entry, "title", record.title or found.slug)
    _add(entry, "updated", _instant(_published(found, config)))
    for author in record.description.authors:
        if not author.is_unknown:
            _author(entry, author.main)
    _add(entry, "link", rel="alternate", type="text/html", href=address(config, found.page))
    if record.genre:
        _add(entry, "category", term=record.genre)
    if record.summary:
        _add(entry, "summary", record.summary)


def _author(parent: etree._Element, name: str) -> None:
    _add(_add(parent, "author"), "name", name)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element
