"""The files of one document: its page, and what can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_edition.config import Config
from tei_edition.description import describe
from tei_edition.exports.table import Corpus, Part
from tei_edition.render import read_tei, render_document
from tei_edition.site import metadata
from tei_edition.site.downloads import downloads
from tei_edition.site.edition import Entry, File, child
from tei_edition.site.frame import frame


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """What a worker needs to make the files of a document."""

    entry: Entry
    context: bytes  # XML: what its page says of other documents


def files(job: DocumentJob, config: Config) -> Iterator[File]:
    """The files of a document; its page comes last, for it tells how large the others are."""
    part = _read(job.entry)
    corpus = Corpus(config, lambda: iter((part,)), _ignore)
    context = etree.fromstring(job.context)
    for download, file in downloads(corpus, part):
        child(
            context,
            "download",
            format=download.format,
            group=download.group,
            rel=download.rel,
            type=download.type,
            href=file.path.rpartition("/")[2],
            size=str(len(file.data)),
        )
        yield file
    context.append(metadata.of_document(corpus, job.entry.page))
    own = config.site.stylesheet
    html = render_document(
        part.root.getroottree(),
        context=etree.tostring(context, encoding="unicode"),
        params=frame(config, job.entry.page),
        stylesheet=own if own and own.suffix.lower() != ".css" else None,
    )
    yield File(job.entry.page, html)


def _read(entry: Entry) -> Part:
    """The document as exports see it."""
    document = entry.document
    data = document.read()
    root = read_tei(data, document.ident).getroot()
    path = document.tei if isinstance(document.tei, Path) else Path()
    return Part(root, data, describe(root, document.ident), entry.slug, path)


def _ignore(_: object) -> None:
    """What an export reports is told when the edition is exported."""
