"""What a reader can take away of a document: the table of formats, each made as `tei-edition export` makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tei_edition.exports import bibtex, csl_json, plain_text, ris
from tei_edition.exports.ebook import document_book, rendered
from tei_edition.exports.table import Corpus, Maker, Part
from tei_edition.site.document_json import document_json
from tei_edition.site.edition import File

Make = Callable[[Corpus, Part], bytes]


class Download(NamedTuple):
    """A format; its label and what is said of it stand in xslt/labels.xml."""

    format: str  # how its name ends: doc/SLUG.FORMAT
    group: str  # under which heading it stands: text, citation
    rel: str  # what it is to the page (https://signposting.org): item, its content; describedby, what is said of it
    type: str  # media type
    make: Make


def _tei(_: Corpus, part: Part) -> bytes:
    """The TEI file."""
    return part.data


def _epub(corpus: Corpus, part: Part) -> bytes:
    """Its e-book."""
    document = part.rendered
    if document is None:
        document = rendered(part.root.getroottree(), part.slug, corpus.config)
    return document_book(document, part.description, part.slug, corpus.config)


def _as_export(maker: Maker) -> Make:
    """The file of an export, of an edition that has one document."""

    def make(corpus: Corpus, _: Part) -> bytes:
        return b"".join(piece for file in maker(corpus) for piece in file.pieces)

    return make


DOWNLOADS = (
    # in the order of the page
    #        format      group       rel            media type                                    made by
    Download("xml", "text", "item", "application/tei+xml", _tei),
    Download("txt", "text", "item", "text/plain", _as_export(plain_text.files)),
    Download("epub", "text", "item", "application/epub+zip", _epub),
    Download("json", "text", "item", "application/json", document_json),
    Download("ris", "citation", "describedby", "application/x-research-info-systems", _as_export(ris.files)),
    Download("bib", "citation", "describedby", "application/x-bibtex", _as_export(bibtex.files)),
    Download(
        "csl.json", "citation", "describedby", "application/vnd.citationstyles.csl+json", _as_export(csl_json.files)
    ),
)


def downloads(corpus: Corpus, part: Part) -> Iterator[tuple[Download, File]]:
    """The files of a document, the only one of its corpus."""
    for download in DOWNLOADS:
        yield download, File(f"doc/{part.slug}.{download.format}", download.make(corpus, part))
