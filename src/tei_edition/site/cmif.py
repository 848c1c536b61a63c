"""`cmif.xml`: the letters and telegrams for correspSearch, wherever the edition states what harvesters ask for."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.errors import BadConfiguration
from tei_edition.exports import cmif as export
from tei_edition.exports.table import Corpus, Part, untold
from tei_edition.site.edition import Edition, File
from tei_edition.teifile import T


def files(edition: Edition) -> Iterator[File]:
    """The file of `tei-edition export cmif`, which tells what is missing; none if there is nothing to describe."""
    corpus = Corpus(edition.config, lambda: _described(edition), untold)
    try:
        (made,) = export.files(corpus)
    except BadConfiguration:
        return
    if len(corpus.left_out) < len(edition.entries):
        yield File(made.name, b"".join(made.pieces))


def _described(edition: Edition) -> Iterator[Part]:
    """The documents without their texts: CMIF asks for descriptions only, and these are known."""
    empty = etree.Element(T + "TEI")
    return (Part(empty, b"", entry.record.description, entry.slug) for entry in edition.entries)
