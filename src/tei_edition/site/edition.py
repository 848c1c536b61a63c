"""What the site knows of an edition, and what its families of pages make of it: data only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from gzip import GzipFile, decompress
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei_edition.appearances import Appearance
from tei_edition.cards import Cards
from tei_edition.config import Config
from tei_edition.datable import When
from tei_edition.records import Record
from tei_edition.shelf import Shelf
from tei_edition.site.entities import Entities
from tei_edition.site.published import SiteDocument
from tei_edition.site.usage import Usage

GZIP = b"\x1f\x8b"  # what squeezed bytes begin with


@dataclass(frozen=True, slots=True)
class Head:
    """What links and long lists say of a document: a small part of its record."""

    slug: str
    title: str
    genre: str
    language: str
    archive: str  # who keeps the original
    when: When

    @property
    def page(self) -> str:
        """The address of its page, seen from the index."""
        return f"doc/{self.slug}.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the edition with its address."""

    document: SiteDocument
    record: Record
    slug: str

    @property
    def head(self) -> Head:
        """What links and long lists say of it."""
        record, described = self.record, self.record.description
        archive = described.holding.repository or described.holding.institution
        return Head(self.slug, record.title, record.genre, described.language, archive, record.when)

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
    """The documents in the order of time, and the settings of the edition (without those of single documents).

    There may be very many documents: whoever keeps some of them keeps their places in that order.
    """

    config: Config
    entries: Sequence[Entry]
    out: Path = field(default=Path())
    usage: Usage = field(default_factory=Usage)  # the TEI that the documents use together
    made: Mapping[str, int] = field(default_factory=dict)  # address → bytes of what there is already beside doc/
    appearances: Sequence[Sequence[Appearance]] = ()  # who is named or takes part in each document

    @cached_property
    def heads(self) -> Sequence[Head]:
        """The documents as links and long lists name them."""
        return Shelf(entry.head for entry in self.entries)

    @cached_property
    def by_ident(self) -> Mapping[str, int]:
        """The places of the documents by the stem of their TEI files."""
        return Cards((entry.record.ident, at) for at, entry in enumerate(self.entries))

    @cached_property
    def people(self) -> frozenset[str]:
        """The ids of the persons who take part or are mentioned in any document."""
        return frozenset(person for entry in self.entries for person in entry.record.people)

    @cached_property
    def entities(self) -> Entities:
        """The people, organisations and places that appear in the documents."""
        return Entities.of(self.appearances)

    def with_made(self, made: Mapping[str, int]) -> Edition:
        """The same edition, of which these files stand there by now; what is known of it stays known."""
        edition = replace(self, made=made)
        vars(edition).update({name: value for name, value in vars(self).items() if name not in ("made",)})
        return edition


class Page(NamedTuple):
    """A page of the site: its address seen from the index, the stylesheet in xslt/site/, and its input as XML, which
    is squeezed where it is long."""

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
    names: bytes  # in lines, squeezed


class Fault(NamedTuple):
    """What a family could not make, in a sentence for the editor; the rest of the site is made all the same."""

    sentence: str


class Stream(NamedTuple):
    """A file that is written piece by piece while it is made, for it tells of every document."""

    path: str
    pieces: Iterable[bytes]


Made = Page | File | Zip | Stream
Group = tuple[etree._Element, Iterable[etree._Element]]


def page(path: str, sheet: str, source: etree._Element) -> Page:
    """A page whose input is an element."""
    return Page(path, sheet, etree.tostring(source, encoding="utf-8"))


def long_page(path: str, sheet: str, source: etree._Element, groups: Iterable[Group]) -> Page:
    """A page whose input is an element with groups at its end; what is in these never stands in memory together."""
    squeezed = BytesIO()
    with (
        GzipFile(fileobj=squeezed, mode="wb", compresslevel=1, mtime=0) as data,
        etree.xmlfile(data, encoding="utf-8") as file,
        file.element(source.tag, source.attrib),
    ):
        for each in source:
            file.write(each)
        for group, elements in groups:
            with file.element(group.tag, group.attrib):
                file.write(group.text or "")
                for each in chain(group, elements):
                    file.write(each)
    return Page(path, sheet, squeezed.getvalue())


def squeezed(lines: Iterable[str]) -> bytes:
    """Very many lines in few bytes."""
    data = BytesIO()
    with GzipFile(fileobj=data, mode="wb", compresslevel=1, mtime=0) as file:
        file.writelines(f"{line}\n".encode() for line in lines)
    return data.getvalue()


def lines_of(data: bytes) -> Iterator[str]:
    """The lines again, one after the other."""
    with GzipFile(fileobj=BytesIO(data)) as file:
        yield from (line.decode().removesuffix("\n") for line in file)


def input_of(made: Page) -> bytes:
    """The input of a page as XML."""
    return decompress(made.source) if made.source.startswith(GZIP) else made.source


def child(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new element at the end of another, with those of the attributes that have a value."""
    element = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value:
            element.set(name, value)
    if text:
        element.text = text
    return element
