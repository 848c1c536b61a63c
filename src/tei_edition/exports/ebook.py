"""E-books (EPUB 3): a document or an edition as XHTML, with contents and a description, in one file."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from tempfile import SpooledTemporaryFile
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree

from tei_edition import __version__
from tei_edition.assets import asset
from tei_edition.config import Config
from tei_edition.datable import When
from tei_edition.description import Description
from tei_edition.exports.opf import Agent, Item, Metadata, package
from tei_edition.packing import zip_member
from tei_edition.render import transform, transformed

IN_MEMORY = 8_000_000  # bytes of a book that are held; a larger one is put together in a temporary file
CHAPTERS = "EPUB/doc/"
XHTML = "{http://www.w3.org/1999/xhtml}"
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
UNPUBLISHED = "unpublished"  # what stands for the publisher if the edition names none
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Member(NamedTuple):
    """A file of a book: its path in it, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the contents of a book say of a document."""

    slug: str
    title: str
    when: When
    language: str

    @property
    def href(self) -> str:
        """Its file, seen from the package."""
        return f"doc/{self.slug}.xhtml"


# --- chapters -----------------------------------------------------------------------------------------------------


def rendered(tree: etree._ElementTree, slug: str, config: Config) -> etree._ElementTree:
    """A document as its page has it, but for what leads to others: chapters are made of it. Raises UnreadableInput."""
    return transformed(tree, "epub.xsl", params={**_frame(config), "self": f"doc/{slug}.html"})


def chapter(document: etree._ElementTree) -> bytes:
    """A chapter (XHTML) of what `rendered` gives; the same in its own book and in that of the edition.

    Raises UnreadableInput.
    """
    return bytes(_chapter(document))


def _chapter(document: etree._ElementTree) -> etree._XSLTResultTree:
    return transformed(document, "epub", "xhtml.xsl")


def chapter_in(book: ZipFile, slug: str) -> bytes:
    """The chapter of a document out of its own book."""
    return book.read(f"{CHAPTERS}{slug}.xhtml")


def _frame(config: Config) -> dict[str, str]:
    """What all pages of a book share, as parameters of the stylesheets."""
    return {
        "lang": config.site.language,
        "edition-title": config.site.title,
        "publisher": config.publisher,
        "published": config.date or "",
        "licence": config.licence.target if config.licence else "",
        "licence-words": config.licence.text if config.licence else "",
        "base-url": config.base_url or "",
        "generator": f"tei-edition {__version__}",
    }


# --- the book of a document ---------------------------------------------------------------------------------------


def document_book(document: etree._ElementTree, of: Description, slug: str, config: Config) -> bytes:
    """A document as an e-book, of what `rendered` gives. Raises UnreadableInput."""
    made = _chapter(document)
    root = made.getroot()
    one = Chapter(slug, root.findtext(f".//{XHTML}title", ""), of.when, of.language)
    contents = etree.Element("document", title=one.title, href=one.href)
    contents.extend(_sections(root, one.href))
    items = (Item("nav.xhtml", "nav", properties="nav", is_read=False), Item(one.href, "d1"))
    members = (
        Member(f"EPUB/{one.href}", bytes(made)),
        Member("EPUB/nav.xhtml", _page("contents.xsl", contents, config)),
        Member("EPUB/package.opf", package(_of_document(one, of, config), items)),
    )
    return b"".join(packed(members))


def _sections(chapter: etree._Element, href: str) -> Iterator[etree._Element]:
    """The parts of a chapter for its contents: sections by their headings, in the text the headings of the document."""
    for part in chapter.iterfind(f".//{XHTML}article/*[@id]"):
        heading = next(part.iter(f"{XHTML}h1", f"{XHTML}h2"), None)
        made = etree.Element("section", id=part.get("id", ""), href=f"{href}#{part.get('id')}")
        if part.get("id") == "text":
            heads = (head for head in part.iter(*(f"{XHTML}h{n}" for n in range(2, 7))) if head.get("id"))
            for head in heads:
                _child(made, "section", _words(head), id=head.get("id", ""), href=f"{href}#{head.get('id')}")
        elif heading is not None:
            made.set("title", _words(heading))
        yield made


def _of_document(one: Chapter, of: Description, config: Config) -> Metadata:
    authors = [Agent(named.main, "aut") for named in of.authors or of.senders if not named.is_unknown]
    translators = [Agent(name, "trl") for name in of.translators]
    editors = [Agent(name, "edt") for name in config.editors]
    source = "; ".join(filter(None, (", ".join(of.holding.parts), of.url)))
    return Metadata(
        identifier=identifier(config, f"doc/{one.slug}.html"),
        title=one.title,
        languages=(language(of.language),),
        creators=tuple(authors),
        contributors=(*translators, *editors),
        publisher=_publisher(config),
        modified=modified(config.date, of.published),
        published=config.date or "",
        created=of.when.iso if DAY.fullmatch(of.when.iso) else "",
        rights=" ".join(filter(None, (of.licence.text if of.licence else "", of.rights))),
        source=source,
        description=of.abstract,
        collection=config.site.title,
    )


# --- the book of an edition ---------------------------------------------------------------------------------------


def edition_book(chapters: Iterable[tuple[Chapter, bytes]], config: Config) -> Iterator[bytes]:
    """An edition as an e-book, in pieces; of its chapters, which come in the order of time, one is held at a time."""
    return packed(_members(chapters, config))


def _members(chapters: Iterable[tuple[Chapter, bytes]], config: Config) -> Iterator[Member]:
    seen: list[Chapter] = []
    for one, data in chapters:
        seen.append(one)
        yield Member(f"EPUB/{one.href}", data)
    book = _contents(seen, config)
    yield Member("EPUB/title.xhtml", _page("title.xsl", book, config))
    yield Member("EPUB/nav.xhtml", _page("contents.xsl", book, config))
    yield Member("EPUB/colophon.xhtml", _page("colophon.xsl", book, config))
    items = (
        Item("title.xhtml", "title"),
        Item("nav.xhtml", "nav", properties="nav"),
        *(Item(one.href, f"d{n}") for n, one in enumerate(seen, 1)),
        Item("colophon.xhtml", "colophon"),
    )
    yield Member("EPUB/package.opf", package(_of_edition(seen, config), items))


def _contents(chapters: list[Chapter], config: Config) -> etree._Element:
    """The chapters by year, with what the edition says of itself: input of the stylesheets of xslt/epub/."""
    years = sorted(one.when.year for one in chapters if one.when.year)
    book = etree.Element("edition", documents=str(len(chapters)))
    if years:
        book.attrib.update({"first-year": years[0], "last-year": years[-1]})
    if config.site.statement:
        _child(book, "statement", config.site.statement)
    for name in config.editors:
        _child(book, "editor", name)
    for year, group in groupby(chapters, key=lambda one: one.when.year):
        part = etree.SubElement(book, "year", n=year)
        for one in group:
            _child(part, "chapter", one.title, href=one.href, date=one.when.iso)
    return book


def _of_edition(chapters: list[Chapter], config: Config) -> Metadata:
    languages = [each for each, _ in Counter(language(one.language) for one in chapters).most_common()]
    return Metadata(
        identifier=identifier(config, ""),
        title=config.site.title,
        languages=tuple(languages) or (language(config.site.language),),
        creators=tuple(Agent(name, "edt") for name in config.editors),
        publisher=_publisher(config),
        modified=modified(config.date),
        published=config.date or "",
        rights=config.licence.text if config.licence else "",
        source=config.base_url or "",
        description=config.site.statement,
    )


# --- what both say of themselves ----------------------------------------------------------------------------------


def identifier(config: Config, path: str) -> str:
    """The web address of what a book holds; without one a number made of the edition's title and the path."""
    if config.base_url:
        return f"{config.base_url}{path}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{config.title}\n{path}").urn


def modified(*days: str | None) -> str:
    """The first day that is known, as a book states when it was changed; the clock is never asked."""
    day = next((day for day in days if day and DAY.fullmatch(day)), "1980")
    return f"{day}{'-01-01'[len(day) - 4 :] if len(day) < 10 else ''}T00:00:00Z"


def language(code: str) -> str:
    """A language as books may state it (BCP 47); `und` if that is none."""
    return code if LANGUAGE.fullmatch(code) else "und"


def _publisher(config: Config) -> str:
    return "" if config.publisher == UNPUBLISHED else config.publisher


def _page(sheet: str, source: etree._Element, config: Config) -> bytes:
    return transform(etree.ElementTree(source), "epub", sheet, params=_frame(config))


def _child(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = text


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


# --- the file -----------------------------------------------------------------------------------------------------


def packed(members: Iterable[Member]) -> Iterator[bytes]:
    """An EPUB in pieces: the type first and as it is, everything else compressed."""
    style = Member("EPUB/epub.css", asset("xslt", "css", "epub.css").read_bytes())
    with SpooledTemporaryFile(IN_MEMORY) as store:
        with ZipFile(store, "w") as book:
            book.writestr(zip_member("mimetype", ZIP_STORED), b"application/epub+zip")
            for member in chain((Member("META-INF/container.xml", CONTAINER), style), members):
                book.writestr(zip_member(member.path, ZIP_DEFLATED), member.data)
        store.seek(0)
        yield from iter(lambda: store.read(1 << 16), b"")
