"""The files of one document: its page, and what can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_edition.config import Config
from tei_edition.description import Description, describe
from tei_edition.exports.ebook import document_book
from tei_edition.render import read_tei, render_document
from tei_edition.site.edition import Entry, File, child
from tei_edition.site.frame import frame


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """What a worker needs to make the files of a document."""

    entry: Entry
    context: bytes  # XML: what its page says of other documents


def files(job: DocumentJob, config: Config) -> Iterator[File]:
    """The files of a document; its page comes last, for it tells how large the others are."""
    entry = job.entry
    data = entry.document.read()
    tree = read_tei(data, entry.document.ident)
    description = describe(tree.getroot(), entry.document.ident)
    context = etree.fromstring(job.context)
    book = File(entry.book, document_book(tree, description, entry.slug, config))
    for file in (*_downloads(data, description, entry), book):
        name = file.path.rpartition("/")[2]
        size = f"{max(1, round(len(file.data) / 1024))} KB"
        child(context, "download", href=name, format=name.partition(".")[2], size=size)
        yield file
    own = config.site.stylesheet
    html = render_document(
        tree,
        context=etree.tostring(context, encoding="unicode"),
        params=frame(config, entry.page),
        stylesheet=own if own and own.suffix.lower() != ".css" else None,
    )
    yield File(entry.page, html)


def _downloads(data: bytes, _description: Description, entry: Entry) -> Iterator[File]:
    """What a reader can take away, in the order in which the page offers it."""
    yield File(f"doc/{entry.slug}.xml", data)
