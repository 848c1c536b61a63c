"""The e-book of the whole edition, put together from the chapters in the e-books of its documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

from tei_edition.config import Config
from tei_edition.exports.ebook import Chapter, chapter_in, edition_book
from tei_edition.files import write_pieces
from tei_edition.packed import packed, unpacked
from tei_edition.packing import Weighed
from tei_edition.site.edition import Edition, Entry, lines_of, squeezed
from tei_edition.site.published import Written

BOOK = "edition.epub"


def made_of(edition: Edition, written: Mapping[str, str]) -> Iterator[str]:
    """What the book is made of besides the settings: the contents, and the checksums of the books of the documents."""
    for entry in edition.entries:
        yield from (entry.slug, entry.record.title, repr(entry.record.when), entry.record.description.language)
        yield written[entry.book]


def contents(edition: Edition) -> bytes:
    """What the contents of the book say of each document, in lines, squeezed."""
    return squeezed(packed(_described(entry)).decode() for entry in edition.entries)


def _described(entry: Entry) -> Chapter:
    record = entry.record
    return Chapter(entry.slug, record.title, record.when, record.description.language)


def write_book(contents: bytes, *, out: Path, config: Config) -> Written:
    """`edition.epub`, written one chapter after the other; the books of the documents must be there.

    Its contents take memory for each document, so this is the work of another process. Raises UnwritableOutput.
    """
    chapters = (unpacked(Chapter, line.encode()) for line in lines_of(contents))
    book = Weighed(edition_book(((each, _chapter(out, each.slug)) for each in chapters), config))
    is_new = write_pieces(out / BOOK, book)
    return Written(BOOK, book.sha256, book.size, is_new)


def _chapter(out: Path, slug: str) -> bytes:
    with ZipFile(out / "doc" / f"{slug}.epub") as book:
        return chapter_in(book, slug)
