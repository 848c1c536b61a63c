"""`dc`: simple Dublin Core of each document (`oai_dc`), for aggregators and repositories that harvest by OAI-PMH."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.config import Config
from tei_edition.exports.bibliographic import Name, Work, iso, name_of, web_address, works
from tei_edition.exports.table import Corpus, File

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
CONTRIBUTE = frozenset({"speaker", "interpreter", "recorder"})  # roles; who is only present adds nothing

Element = tuple[str, str]


def files(corpus: Corpus) -> Iterator[File]:
    """A file for each document."""
    for work in works(corpus):
        yield File(f"{work.key}.xml", (_document(work, corpus),))


def _document(work: Work, corpus: Corpus) -> bytes:
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    for name, value in _elements(work, corpus):
        if value:
            etree.SubElement(root, f"{{{DC}}}{name}").text = value
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _elements(work: Work, corpus: Corpus) -> Iterator[Element]:
    """What is said of a document, in the order of the fifteen elements."""
    d = work.description
    yield "title", work.title
    yield from (("creator", name.inverted) for name in work.authors)
    yield from (("subject", word) for word in d.keywords)
    yield "description", d.abstract
    yield from (("description", f"To: {name.whole}") for name in work.recipients)
    yield "publisher", d.publisher
    yield from (("contributor", name.inverted) for name in _contributors(work))
    yield "date", "/".join(iso(parts) for parts in (work.dates.first, work.dates.last) if parts)
    yield "type", "Text"  # of the vocabulary of the DCMI
    yield "type", d.document_type or (d.genre if d.genre != "other" else "")
    yield "format", "application/tei+xml"
    yield "identifier", work.page or d.ident
    yield "source", d.citation or ", ".join(d.holding.parts)
    yield "source", web_address(d.url)
    yield "language", d.language
    yield "relation", corpus.config.title if corpus.config.title != Config().title else ""
    yield "coverage", d.place.main if d.place else ""
    yield "rights", d.rights
    yield from (("rights", words) for words in ((d.licence.text, d.licence.target) if d.licence else ()))


def _contributors(work: Work) -> Iterator[Name]:
    """Who translated, spoke, interpreted or kept the record; an author is one already."""
    spoke = (name_of(named) for named in work.description.participants if CONTRIBUTE.intersection(named.roles))
    for name in dict.fromkeys((*work.translators, *spoke)):
        if name not in work.authors:
            yield name
