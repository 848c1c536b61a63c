"""The e-book of the whole edition, put together from the chapters in the e-books of its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from tei_edition.exports.ebook import Chapter, chapter_in, edition_book
from tei_edition.files import write_pieces
from tei_edition.site.edition import Edition, Entry, Written

BOOK = "edition.epub"


def write_book(edition: Edition) -> Written:
    """`edition.epub`, written one chapter after the other; the books of the documents must be there.

    Raises UnwritableOutput.
    """
    chapters = ((_described(entry), _chapter(edition, entry)) for entry in edition.entries)
    scale = _Scale(edition_book(chapters, edition.config))
    is_new = write_pieces(edition.out / BOOK, scale)
    return Written(BOOK, scale.digest.hexdigest(), scale.size, is_new)


class _Scale:
    """The pieces of a file, weighed while they pass."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.digest, self.size = hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.digest.update(piece)
            self.size += len(piece)
            yield piece


def _described(entry: Entry) -> Chapter:
    record = entry.record
    return Chapter(entry.slug, record.title, record.when, record.description.language)


def _chapter(edition: Edition, entry: Entry) -> bytes:
    with ZipFile(edition.out / entry.book) as book:
        return chapter_in(book, entry.slug)
