"""`txt`: the words of each document as plain text, for readers and for programs that count words."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.exports.table import Corpus, File


def files(corpus: Corpus) -> Iterator[File]:
    """A file for each document, in UTF-8, with nothing in it that the document does not say."""
    for part in corpus:
        yield File(f"{part.slug}.txt", (f"{part.words()}\n".encode(),))
