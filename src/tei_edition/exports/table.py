"""The table of exports: the name that `tei-edition export` takes, what it makes, and the function that makes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei_edition.config import Config
from tei_edition.description import Description
from tei_edition.model import Finding
from tei_edition.reading_text import reading_text


class Part(NamedTuple):
    """A document of the edition, read: its tree, what its header says, and its address in the reading edition."""

    root: etree._Element
    data: bytes  # of the TEI file
    description: Description
    slug: str  # the page is doc/SLUG.html, the TEI doc/SLUG.xml, below the address of the edition
    path: Path = Path()  # of the TEI file
    text: str | None = None  # its words, if somebody has read them already
    rendered: etree._ElementTree | None = None  # what its chapter is made of, if somebody has made that already

    def words(self) -> str:
        """The document as plain text."""
        return reading_text(self.root) if self.text is None else self.text


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of an edition; each walk over them reads them again, so they never stand in memory together."""

    config: Config
    walk: Callable[[], Iterator[Part]]
    report: Callable[[Finding], None]  # tells the editor what could not be exported as it should
    left_out: set[str] = field(default_factory=set)  # the slugs of documents that the format has no place for

    def __iter__(self) -> Iterator[Part]:
        return self.walk()

    def url(self, part: Part) -> str:
        """The web address of a document's page; empty if the edition states no base_url."""
        return f"{self.config.base_url}doc/{part.slug}.html" if self.config.base_url else ""


def untold(_: Finding) -> None:
    """For a corpus whose faults are told when the edition is exported, and not here."""


class File(NamedTuple):
    """A file to write: its name (with slashes for folders) and its bytes in pieces."""

    name: str
    pieces: Iterable[bytes]


Maker = Callable[[Corpus], Iterator[File]]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: `module` of this package has `files(corpus)`, which yields what is to be written.

    `file` is the name of its one file; empty for a format of many files, which go into a folder of the format's name.
    A format `as_whole` is a folder that stands there complete or not at all; its module has `kept(folder)` too, which
    says why one that is there may not be replaced.
    """

    name: str
    about: str
    module: str
    file: str = ""
    as_whole: bool = False

    def files(self, corpus: Corpus) -> Iterator[File]:
        """The files of the export. Raises MissingExtra if it needs a library that is not installed."""
        maker: Maker = importlib.import_module(f"tei_edition.exports.{self.module}").files
        return maker(corpus)

    def kept(self, folder: Path) -> str:
        """Why a folder that is there may not be replaced by this export; empty if it may."""
        why: Callable[[Path], str] = importlib.import_module(f"tei_edition.exports.{self.module}").kept
        return why(folder)


EXPORTS = (
    #      name        what it is                                                            module    its one file
    Export("csv", "a row a document, for spreadsheets and data frames", "spreadsheet", "edition.csv"),
    Export("txt", "the words of each document, as plain text", "plain_text"),
    Export("jsonl", "a line of JSON a document: its description and its text", "jsonl", "edition.jsonl"),
    Export("bibtex", "a bibliography for LaTeX (BibTeX, biblatex)", "bibtex", "edition.bib"),
    Export("ris", "a bibliography for Zotero, EndNote and Citavi", "ris", "edition.ris"),
    Export("csl-json", "a bibliography for Pandoc, Zotero and citation processors", "csl_json", "edition.csl.json"),
    Export("dc", "simple Dublin Core (oai_dc) of each document, for aggregators", "dublin_core"),
    Export("cmif", "letters and telegrams for correspSearch (CMIF 1.1)", "cmif", "cmif.xml"),
    Export("tei-corpus", "one teiCorpus; what the headers have in common stands once", "tei_corpus", "corpus.xml"),
    Export("parlamint", "documents with turns, as ParlaMint encodes debates (u, seg)", "parlamint"),
    Export("epub", "the edition as an e-book (EPUB 3), for reading devices and apps", "epub", "edition.epub"),
    Export("deposit", "a folder for a repository: BagIt, RO-Crate, captures, TEI, pages", "deposit", as_whole=True),
)
