"""The e-book of the whole edition, put together from the chapters in the e-books of its documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zipfile import ZipFile

from tei_edition.exports.ebook import Chapter, chapter_in, edition_book
from tei_edition.files import write_pieces
from tei_edition.packing import Weighed
from tei_edition.site.edition import Edition, Entry
from tei_edition.site.published import Written

BOOK = "edition.epub"


def made_of(edition: Edition, written: Mapping[str, str]) -> Iterator[str]:
    """What the book is made of besides the settings: the contents, and the checksums of the books of the documents."""
    for entry in edition.entries:
        yield from (entry.slug, entry.record.title, repr(entry.record.when), entry.record.description.language)
        yield written[entry.book]


def write_book(edition: Edition) -> Written:
    """`edition.epub`, written one chapter after the other; the books of the documents must be there.

    Raises UnwritableOutput.
    """
    chapters = ((_described(entry), _chapter(edition, entry)) for entry in edition.entries)
    book = Weighed(edition_book(chapters, edition.config))
    is_new = write_pieces(edition.out / BOOK, book)
    return Written(BOOK, book.sha256, book.size, is_new)


def _described(entry: Entry) -> Chapter:
    record = entry.record
    return Chapter(entry.slug, record.title, record.when, record.description.language)


def _chapter(edition: Edition, entry: Entry) -> bytes:
    with ZipFile(edition.out / entry.book) as book:
        return chapter_in(book, entry.slug)
