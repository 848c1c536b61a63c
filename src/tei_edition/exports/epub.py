"""`epub`: the edition as one e-book, for reading devices and apps."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.errors import UnreadableInput
from tei_edition.exports.ebook import Chapter, chapter, edition_book, rendered
from tei_edition.exports.table import Corpus, File
from tei_edition.model import Finding, Place, Severity


def files(corpus: Corpus) -> Iterator[File]:
    """The one file; its chapters stand in the order of the documents."""
    yield File("edition.epub", edition_book(_chapters(corpus), corpus.config))


def _chapters(corpus: Corpus) -> Iterator[tuple[Chapter, bytes]]:
    for part in corpus:
        of = part.description
        try:
            data = chapter(rendered(part.root.getroottree(), part.slug, corpus.config))
        except UnreadableInput as fault:
            corpus.report(_left_out(of.file, fault))
            corpus.left_out.add(part.slug)
            continue
        yield Chapter(part.slug, of.title, of.when, of.language), data


def _left_out(file: str, fault: UnreadableInput) -> Finding:
    return Finding(
        "X126",
        Severity.WARNING,
        "the document is left out of the e-book: its chapter could not be made",
        hint="tei-edition validate finds what is unusual in it",
        tei=Place(f"{file}.xml", 1, 1),
        raw=fault.message,
    )
