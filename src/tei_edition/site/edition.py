"""What the site knows of an edition, and what its families of pages make of it: data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei_edition.config import Config
from tei_edition.records import Record
from tei_edition.site.entities import Entities
from tei_edition.site.published import SiteDocument
from tei_edition.site.usage import Usage


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the edition with its address."""

    document: SiteDocument
    record: Record
    slug: str

    @property
    def page(self) -> str:
        """The address of its page, seen from the index."""
        return f"doc/{self.slug}.html"

    @property
    def book(self) -> str:
        """The address of its e-book, seen from the index."""
        return f"doc/{self.slug}.epub"


@dataclass(frozen=True)
class Edition:
    """The documents in the order of time, and the settings of the edition (without those of single documents)."""

    config: Config
    entries: tuple[Entry, ...]
    out: Path = field(default=Path())
    usage: Usage = field(default_factory=Usage)  # the TEI that the documents use together
    made: Mapping[str, int] = field(default_factory=dict)  # address → bytes of what there is already beside doc/

    @cached_property
    def by_ident(self) -> dict[str, Entry]:
        """The documents by the stem of their TEI files."""
        return {entry.record.ident: entry for entry in self.entries}

    @cached_property
    def entities(self) -> Entities:
        """The people, organisations and places that appear in the documents."""
        return Entities.of(entry.record.appearances for entry in self.entries)

    def with_made(self, made: Mapping[str, int]) -> Edition:
        """The same edition, of which these files stand there by now; what is known of it stays known."""
        edition = replace(self, made=made)
        vars(edition).update({name: value for name, value in vars(self).items() if name not in ("made",)})
        return edition


class Page(NamedTuple):
    """A page of the site: its address seen from the index, the stylesheet in xslt/site/, and its input as XML."""

    path: str
    sheet: str
    source: bytes


class File(NamedTuple):
    """Any other file of the site."""

    path: str
    data: bytes


class Zip(NamedTuple):
    """Files of the site in one; it is written piece by piece, for a large edition fills the memory."""

    path: str
    folder: Path
    names: tuple[str, ...]


class Fault(NamedTuple):
    """What a family could not make, in a sentence for the editor; the rest of the site is made all the same."""

    sentence: str


Made = Page | File | Zip


def page(path: str, sheet: str, source: etree._Element) -> Page:
    """A page whose input is an element."""
    return Page(path, sheet, etree.tostring(source, encoding="utf-8"))


def child(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new element at the end of another, with those of the attributes that have a value."""
    element = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value:
            element.set(name, value)
    if text:
        element.text = text
    return element
