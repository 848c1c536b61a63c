"""The files of one document: its page, and what can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from tei_edition.config import Config
from tei_edition.exports.ebook import rendered
from tei_edition.exports.table import Corpus, Part, untold
from tei_edition.reading_text import reading_text
from tei_edition.render import read_tei, render_document
from tei_edition.site import metadata
from tei_edition.site.capture import capture_page
from tei_edition.site.downloads import Download, downloads
from tei_edition.site.edition import Entry, File
from tei_edition.site.evidence import evidence
from tei_edition.site.frame import frame
from tei_edition.site.inert import inert
from tei_edition.site.making import making
from tei_edition.site.named import add_occurrences
from tei_edition.site.published import Written
from tei_edition.site.states import account
from tei_edition.teifile import careful_parser


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """What a worker needs to make the files of a document."""

    entry: Entry
    context: bytes  # XML: what its page says of other documents
    standing: tuple[Written, ...] = ()  # the files as an earlier build wrote them of the same


def files(job: DocumentJob, config: Config) -> Iterator[File]:
    """The files of a document; its page comes last, for it tells how large the others are."""
    entry = job.entry
    data = entry.document.read()
    tree = read_tei(data, entry.document.ident)
    context = etree.fromstring(job.context, careful_parser(huge_tree=True))
    add_occurrences(context, tree.getroot())
    for each in _beside_the_page(entry, data, tree, config):
        if isinstance(each, File):
            yield each
        else:
            context.append(each)
    own = config.site.stylesheet
    page = render_document(
        tree,
        context=context,
        params=frame(config, entry.page),
        stylesheet=own if own and own.suffix.lower() != ".css" else None,
    )
    yield File(entry.page, page)


def _beside_the_page(
    entry: Entry, data: bytes, tree: etree._ElementTree, config: Config
) -> Iterator[File | etree._Element]:
    """The other files of a document, and what its page says of them and of how the text was made.

    What they are made of (the account of each line, the text as HTML) is let go before the page is made.
    """
    text = reading_text(tree.getroot())
    description = replace(entry.record.description, words=len(text.split()))
    found = evidence(entry.document)
    capture = account(found, tree) if found else None
    tei = inert(data, tree)
    yield from making(tei, capture)
    html = rendered(tree, entry.slug, config)
    part = Part(tree.getroot(), tei, description, entry.slug, text=text, rendered=html)
    corpus = Corpus(config, lambda: iter((part,)), untold)
    for download, file in downloads(corpus, part):
        yield _offered(download, file)
        yield file
    yield metadata.of_document(corpus, entry.page)
    if capture and (source := capture_page(entry, tree, html, capture, config)):
        yield etree.Element("capture", href=source.path.rpartition("/")[2])
        yield source


def _offered(download: Download, file: File) -> etree._Element:
    """What the page says of a file."""
    return etree.Element(
        "download",
        format=download.format,
        group=download.group,
        rel=download.rel,
        type=download.type,
        href=file.path.rpartition("/")[2],
        size=str(len(file.data)),
    )
