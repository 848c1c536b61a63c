"""What the head of a page tells machines: reference managers, search engines, aggregators, link previews.

All of it comes from the header. It is made of `meta`, `link` and `ld` (JSON-LD, https://schema.org), which
xslt/parts/machine.xsl copies into the head.

Zotero reads it with its translator "Embedded Metadata", whose rules decide what stands here:
`z:itemType` says what it is, `dc:coverage` becomes the location in the archive, `dc:type` the type of a letter or
report, the first `dc:source` the newspaper. A single `citation_author` makes it forget recipients and translators, and
it cuts a name without a comma at its last space; `bib:authors` and `z:…` know better (see `_zotero_creators`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tei_edition.config import Config
from tei_edition.description import Description, Named, When
from tei_edition.exports.bibliographic import Name, Work, date_parts, iso, web_address, works
from tei_edition.exports.dublin_core import CONTRIBUTE
from tei_edition.exports.table import Corpus
from tei_edition.records import shortened
from tei_edition.site.edition import Edition, child
from tei_edition.site.frame import address

Json = str | int | list["Json"] | dict[str, "Json"]
Meta = tuple[str, str]

SCHEMA_ORG = "https://schema.org"
SUMMARY = 198  # and two characters that show the cut: what search engines print

ZOTERO_TYPES = {
    # what Zotero makes of it; as in `ris`, what an archive keeps and nobody published is a manuscript
    "letter": "letter",
    "telegram": "letter",
    "minutes": "manuscript",
    "report": "report",
    "speech": "presentation",
    "agreement": "manuscript",
    "article": "newspaperArticle",
    "other": "manuscript",
}
UNKNOWN_ZOTERO_TYPE = "document"  # a file from elsewhere, which says nothing of it
ZOTERO_ROLES = {
    # item type    authors         translators; where Zotero has no such role, they have helped
    "letter": ("bib:authors", "bib:contributors"),
    "presentation": ("z:presenters", "bib:contributors"),
}
OTHER_ZOTERO_ROLES = ("bib:authors", "z:translators")

SCHEMA_TYPES = {
    "letter": "Message",
    "telegram": "Message",
    "minutes": "Report",
    "report": "Report",
    "article": "NewsArticle",
}
OTHER_SCHEMA_TYPE = "CreativeWork"
SCHEMA_KINDS = {"person": "Person", "organisation": "Organization", "place": "Place"}

ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Signs that could end the script or begin a comment in it, as JSON may write them too."""


# --- a document -------------------------------------------------------------------------------------------------


def of_document(corpus: Corpus, path: str) -> etree._Element:
    """The head of the page of the only document of a corpus, at its address seen from the index."""
    (work,) = works(corpus)
    config = corpus.config
    head = etree.Element("head")
    for name, content in _metas(work, config):
        _meta(head, name, content)
    for rel, href in _links(work, config, path):
        _link(head, rel, href)
    _ld(head, _document_ld(work, config, path))
    return head


def _metas(work: Work, config: Config) -> Iterator[Meta]:
    d = work.description
    summary = shortened(d.abstract, SUMMARY)
    yield "description", summary
    yield from (("author", name.whole) for name in work.authors)
    yield from _highwire(work, summary)
    yield from _zotero(work)
    yield from _dublin_core(work, config)
    yield "og:type", "article"
    yield "og:title", work.title
    yield "og:description", summary
    yield "og:site_name", config.site.title
    yield "og:url", work.page


def _highwire(work: Work, summary: str) -> Iterator[Meta]:
    """The names of Highwire Press, which reference managers know best."""
    d = work.description
    first, last, is_certain = work.dates
    yield "citation_title", work.title
    if not _needs_roles(work):
        yield from (("citation_author", name.inverted) for name in work.authors)
    if first and is_certain and not last:
        yield "citation_publication_date" if work.is_press else "citation_date", iso(first).replace("-", "/")
    yield "citation_language", d.language
    yield "citation_abstract", d.abstract if d.abstract != summary else ""
    yield "citation_abstract_html_url", work.page


def _needs_roles(work: Work) -> bool:
    """Whether `citation_author` would cost anything: other people, or the whole of a name."""
    return bool(work.recipients or work.translators) or any(_would_be_cut(name) for name in work.authors)


def _would_be_cut(name: Name) -> bool:
    return not name.family and " " in name.whole


def _zotero(work: Work) -> Iterator[Meta]:
    kind = ZOTERO_TYPES.get(work.description.genre, UNKNOWN_ZOTERO_TYPE)
    yield "z:itemType", kind
    if _needs_roles(work):
        yield from _zotero_creators(work, kind)


def _zotero_creators(work: Work, kind: str) -> Iterator[Meta]:
    """Everybody in the role that Zotero knows; a comma at the end of a name keeps it whole."""
    authors, translators = ZOTERO_ROLES.get(kind, OTHER_ZOTERO_ROLES)
    recipients = work.recipients if kind == "letter" else ()
    for role, names in ((authors, work.authors), ("z:recipients", recipients), (translators, work.translators)):
        yield from ((role, f"{name.whole}," if _would_be_cut(name) else name.inverted) for name in names)


def _dublin_core(work: Work, config: Config) -> Iterator[Meta]:
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
    yield "DC.rights", _licence(d, config) or (d.rights if len(d.rights) <= SUMMARY else "")  # the page has it all
    yield "DCTERMS.spatial", d.place.main if d.place else ""


def _links(work: Work, config: Config, path: str) -> Iterator[Meta]:
    """What belongs to the page elsewhere; its files and neighbours are links of their own."""
    yield "cite-as", address(config, path)
    yield "type", f"{SCHEMA_ORG}/AboutPage"
    yield "type", f"{SCHEMA_ORG}/{_schema_type(work.description)}"
    yield "license", _licence(work.description, config)
    for agent in work.description.authors:
        yield from (("author", uri) for uri in map(web_address, agent.uris[:1]))
    yield "schema.DC", "http://purl.org/dc/elements/1.1/"
    yield "schema.DCTERMS", "http://purl.org/dc/terms/"


def _licence(d: Description, config: Config) -> str:
    """The address of the licence of the encoding."""
    licence = d.licence or config.licence
    return web_address(licence.target) if licence else ""


# --- JSON-LD ----------------------------------------------------------------------------------------------------


def _document_ld(work: Work, config: Config, path: str) -> dict[str, Json]:
    d = work.description
    page = address(config, path)
    return {
        "@type": ["ArchiveComponent", _schema_type(d)],
        "url": page,
        "headline" if work.is_press else "name": work.title,
        "author": _agents(d.authors) if not d.senders else [],
        "sender": _agents(d.senders),
        "recipient": _agents(d.recipients),
        "contributor": _agents(_contributors(d)),
        "translator": [{"@type": "Person", "name": name} for name in d.translators],
        "dateCreated": edtf(d.when),
        "locationCreated": _agents((d.place,) if d.place else ()),
        "inLanguage": d.language,
        "genre": d.document_type or d.genre,
        "keywords": list(d.keywords),
        "holdingArchive": _archive(d),
        "itemLocation": work.location,
        "identifier": _identifiers(d),
        "isPartOf": {"@type": "Collection", "name": config.site.title, "url": config.base_url or ""},
        "isBasedOn": web_address(d.url),
        "license": _licence(d, config),
    }


def _schema_type(d: Description) -> str:
    return SCHEMA_TYPES.get(d.genre, OTHER_SCHEMA_TYPE)


def _agents(found: Iterable[Named]) -> list[Json]:
    return [agent_ld(each) for each in found if not each.is_unknown]


def agent_ld(named: Named) -> dict[str, Json]:
    """A person, organisation or place with its addresses in authority files."""
    uris: list[Json] = [uri for uri in map(web_address, named.uris) if uri]
    return {"@type": SCHEMA_KINDS[named.kind], "name": named.main, "sameAs": uris}


def _contributors(d: Description) -> Iterator[Named]:
    """Who spoke, interpreted or kept the record; whoever wrote or received it is named already."""
    known = {named.main for named in (*d.authors, *d.senders, *d.recipients)}
    return (named for named in d.participants if CONTRIBUTE.intersection(named.roles) and named.main not in known)


def _archive(d: Description) -> Json:
    holding = d.holding
    if not (name := holding.repository or holding.institution):
        return {}
    above = holding.institution if holding.institution != name else ""
    return {
        "@type": "ArchiveOrganization",
        "name": name,
        "parentOrganization": {"@type": "Organization", "name": above} if above else "",
        "address": {"@type": "PostalAddress", "addressLocality": holding.settlement} if holding.settlement else "",
    }


def _identifiers(d: Description) -> list[Json]:
    stated = (
        ("shelfmark", d.holding.shelfmark),
        ("recordId", d.record_id),
        ("documentNumber", d.document_number),
        ("xml:id", d.ident),
    )
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in stated if value]


def edtf(when: When) -> str:
    """A date as ISO 8601, a vague one in its extension EDTF: 1973-08?, 1968-05-08/1968-05-10, [1968..1970]."""
    mark = "" if when.cert in ("", "high") else "?"
    stated = {name: f"{day}{mark}" for name, value in when.attributes if (day := iso(date_parts(value)))}
    if "when" in stated:
        return stated["when"]
    if stated.keys() & {"from", "to"}:
        return f"{stated.get('from', '..')}/{stated.get('to', '..')}"
    if stated.keys() & {"notBefore", "notAfter"}:
        return f"[{stated.get('notBefore', '')}..{stated.get('notAfter', '')}]"
    return ""


# --- other pages ------------------------------------------------------------------------------------------------


def of_edition(edition: Edition) -> etree._Element:
    """The head of the index."""
    config = edition.config
    head = etree.Element("head")
    statement = config.site.statement
    licence = web_address(config.licence.target) if config.licence else ""
    for name, content in (
        ("description", shortened(" ".join(statement.split()), SUMMARY)),
        *(("author", name) for name in config.editors),
        ("og:type", "website"),
        ("og:title", config.site.title),
        ("og:description", shortened(" ".join(statement.split()), SUMMARY)),
        ("og:url", address(config, "index.html")),
    ):
        _meta(head, name, content)
    for rel, href in (("cite-as", address(config, "index.html")), ("license", licence)):
        _link(head, rel, href)
    published: Json = {"@type": "Organization", "name": config.publisher}
    _ld(
        head,
        {
            "@type": ["WebSite", "Collection"],
            "url": config.base_url or "",
            "name": config.site.title,
            "description": statement,
            "inLanguage": config.site.language,
            "collectionSize": len(edition.entries),
            "editor": [{"@type": "Person", "name": name} for name in config.editors],
            "publisher": published if config.publisher != Config().publisher else "",
            "datePublished": config.date or "",
            "license": licence,
        },
    )
    return head


def of_name(config: Config, path: str, named: Named, other_forms: Sequence[str] = ()) -> etree._Element:
    """The head of the page of a person, an organisation or a place."""
    head = etree.Element("head")
    page = address(config, path)
    for name, content in (("og:type", "profile"), ("og:title", named.main), ("og:url", page)):
        _meta(head, name, content)
    _ld(head, {**agent_ld(named), "url": page, "alternateName": list(other_forms)})
    return head


# --- elements ---------------------------------------------------------------------------------------------------


def _meta(head: etree._Element, name: str, content: str) -> None:
    """A statement, if it says something; the names of Open Graph are properties."""
    if plain := " ".join(content.split()):
        child(head, "meta", **{"property" if name.startswith("og:") else "name": name, "content": plain})


def _link(head: etree._Element, rel: str, href: str) -> None:
    if href:
        child(head, "link", rel=rel, href=href)


def _ld(head: etree._Element, value: dict[str, Json]) -> None:
    child(head, "ld", script_json({"@context": SCHEMA_ORG, **value}))


def script_json(value: Json) -> str:
    """JSON that may stand in a script: nothing in it ends the script; without keys of which nothing is known."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _plain(value: Json) -> Json:
    """The value without empty parts; a list of one is that one."""
    match value:
        case dict():
            inner = {key: _plain(each) for key, each in value.items()}
            return {key: each for key, each in inner.items() if each not in ("", [], {})}
        case list():
            several = [plain for each in value if (plain := _plain(each)) not in ("", [], {})]
            return several[0] if len(several) == 1 else several
        case _:
            return value
