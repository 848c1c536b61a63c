"""The e-book of the whole edition, put together from the chapters in the e-books of its documents."""

from __future__ import annotations

from zipfile import ZipFile

from tei_edition.exports.ebook import Chapter, chapter_in, edition_book
from tei_edition.files import write_pieces
from tei_edition.site.edition import Edition, Entry

BOOK = "edition.epub"


def write_book(edition: Edition) -> bool:
    """Write `edition.epub`, one chapter after the other; returns whether it had to be written.

    The books of the documents must be there. Raises UnwritableOutput.
    """
    chapters = ((_described(entry), _chapter(edition, entry)) for entry in edition.entries)
    return write_pieces(edition.out / BOOK, edition_book(chapters, edition.config))


def _described(entry: Entry) -> Chapter:
    record = entry.record
    return Chapter(entry.slug, record.title, record.when, record.description.language)


def _chapter(edition: Edition, entry: Entry) -> bytes:
    with ZipFile(edition.out / entry.book) as book:
        return chapter_in(book, entry.slug)
