"""What the head of a page tells machines: reference managers, search engines, aggregators, link previews.

All of it comes from the header. It is made of `meta`, `link` and `ld` (JSON-LD), which xslt/parts/machine.xsl copies
into the head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tei_edition.config import Config, Licence
from tei_edition.exports.bibliographic import Work, iso, web_address, works
from tei_edition.exports.table import Corpus
from tei_edition.named import Named
from tei_edition.records import shortened
from tei_edition.site import schema_org, zotero
from tei_edition.site.edition import Edition, child
from tei_edition.site.frame import INDEX, address
from tei_edition.site.schema_org import SCHEMA_ORG, Json, script_json

Meta = tuple[str, str]

SUMMARY = 198  # and two characters that show the cut: what search engines print


# --- a document -------------------------------------------------------------------------------------------------


def of_document(corpus: Corpus, path: str) -> etree._Element:
    """The head of the page of the only document of a corpus, at its address seen from the index."""
    (work,) = works(corpus)
    config = corpus.config
    page, licence = address(config, path), _licence(work.description.licence or config.licence)
    metas = _metas(work, config.site.title, licence)
    return _head(metas, _links(work, page, licence), schema_org.of_document(work, page, licence, config))


def _metas(work: Work, edition_title: str, licence: str) -> Iterator[Meta]:
    d = work.description
    summary = shortened(d.abstract, SUMMARY)
    yield "description", summary
    yield from (("author", name.whole) for name in work.authors)
    yield from _highwire(work, summary)
    yield from zotero.of_document(work)
    yield from _dublin_core(work, licence)
    yield "og:type", "article"
    yield "og:title", work.title
    yield "og:description", summary
    yield "og:site_name", edition_title
    yield "og:url", work.page


def _highwire(work: Work, summary: str) -> Iterator[Meta]:
    """The names of Highwire Press, which reference managers know best."""
    d = work.description
    first, last, is_certain = work.dates
    yield "citation_title", work.title
    if not zotero.needs_roles(work):
        yield from (("citation_author", name.inverted) for name in work.authors)
    if first and is_certain and not last:
        yield "citation_publication_date" if work.is_press else "citation_date", iso(first).replace("-", "/")
    yield "citation_language", d.language
    yield "citation_abstract", d.abstract if d.abstract != summary else ""
    yield "citation_abstract_html_url", work.page


def _dublin_core(work: Work, licence: str) -> Iterator[Meta]:
    d = work.description
    first, last, _ = work.dates
    yield "DC.title", work.title
    yield from (("DC.creator", name.inverted) for name in work.authors)
    yield from (("DC.subject", word) for word in d.keywords)
    yield "DC.date", "/".join(iso(parts) for parts in (first, last) if parts) or d.when.words
    yield "DC.type", d.document_type or (d.genre if d.genre != "other" else "")
    yield "DC.identifier", work.page or d.ident
    yield "DC.source", d.site if work.is_press else d.citation or ", ".join(d.holding.parts)
    yield "DC.coverage", ", ".join(filter(None, (work.archive, work.location)))
    yield "DC.publisher", d.page_publisher if work.is_press else ""
    yield "DC.language", d.language
    yield "DC.rights", licence or (d.rights if len(d.rights) <= SUMMARY else "")  # the page has it all
    yield "DCTERMS.spatial", d.place.main if d.place else ""


def _links(work: Work, page: str, licence: str) -> Iterator[Meta]:
    """What belongs to the page elsewhere; its files and neighbours are links of their own."""
    yield "cite-as", page
    yield "type", f"{SCHEMA_ORG}/AboutPage"
    yield "type", f"{SCHEMA_ORG}/{schema_org.type_of(work.description)}"
    yield "license", licence
    for agent in work.description.authors:
        yield from (("author", uri) for uri in map(web_address, agent.uris[:1]))
    yield "schema.DC", "http://purl.org/dc/elements/1.1/"
    yield "schema.DCTERMS", "http://purl.org/dc/terms/"


# --- other pages ------------------------------------------------------------------------------------------------


def of_edition(edition: Edition) -> etree._Element:
    """The head of the index."""
    config = edition.config
    page, licence = address(config, INDEX), _licence(config.licence)
    summary = shortened(" ".join(config.site.statement.split()), SUMMARY)
    metas = (
        ("description", summary),
        *(("author", name) for name in config.editors),
        ("og:type", "website"),
        ("og:title", config.site.title),
        ("og:description", summary),
        ("og:url", page),
    )
    links = (("cite-as", page), ("license", licence))
    return _head(metas, links, schema_org.of_edition(config, len(edition.entries), licence))


def of_name(config: Config, path: str, named: Named, other_forms: Sequence[str] = ()) -> etree._Element:
    """The head of the page of a person, an organisation or a place."""
    page = address(config, path)
    metas = (("og:type", "profile"), ("og:title", named.main), ("og:url", page))
    return _head(metas, (), schema_org.of_name(named, page, other_forms))


# --- what they share --------------------------------------------------------------------------------------------


def _licence(licence: Licence | None) -> str:
    """The address of a licence of the encoding."""
    return web_address(licence.target) if licence else ""


def _head(metas: Iterable[Meta], links: Iterable[Meta], ld: dict[str, Json]) -> etree._Element:
    """Its statements and links, as far as they say something; the names of Open Graph are properties."""
    head = etree.Element("head")
    _state(head, [(name, plain) for name, content in metas if (plain := " ".join(content.split()))])
    for rel, href in links:
        if href:
            child(head, "link", rel=rel, href=href)
    child(head, "ld", script_json({"@context": SCHEMA_ORG, **ld}))
    return head


def _state(head: etree._Element, metas: Sequence[Meta]) -> None:
    """The statements; what a link preview asks for and the page says already by a name is said with that name."""
    names = {content for name, content in metas if not _is_asked(name)}
    properties = {content: name for name, content in reversed(metas) if _is_asked(name)}
    said: set[str] = set()
    for name, content in metas:
        if _is_asked(name):
            if content not in names or properties[content] != name:
                child(head, "meta", property=name, content=content)
            continue
        meta = child(head, "meta", name=name, content=content)
        if content in properties and content not in said:
            said.add(content)
            meta.set("property", properties[content])


def _is_asked(name: str) -> bool:
    """Whether it is a name of Open Graph, which link previews ask for."""
    return name.startswith("og:")
