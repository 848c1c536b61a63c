"""What a page says of itself to search engines and aggregators, as JSON-LD in the words of https://schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from tei_edition.config import Config
from tei_edition.datable import When
from tei_edition.description import Description
from tei_edition.exports.bibliographic import Work, date_parts, iso, web_address
from tei_edition.exports.dublin_core import CONTRIBUTE
from tei_edition.named import Named

Json = str | int | list["Json"] | dict[str, "Json"]

SCHEMA_ORG = "https://schema.org"

TYPES = {
    "letter": "Message",
    "telegram": "Message",
    "minutes": "Report",
    "report": "Report",
    "article": "NewsArticle",
}
OTHER_TYPE = "CreativeWork"
KINDS = {"person": "Person", "organisation": "Organization", "place": "Place"}

ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Signs that could end the script or begin a comment in it, as JSON may write them too."""


# --- pages --------------------------------------------------------------------------------------------------------


def of_document(work: Work, page: str, licence: str, config: Config) -> dict[str, Json]:
    """A document, with the address of its page and of the licence of its encoding."""
    d = work.description
    return {
        "@type": ["ArchiveComponent", type_of(d)],
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
        "license": licence,
    }


def of_edition(config: Config, documents: int, licence: str) -> dict[str, Json]:
    """The edition with so many documents."""
    published: Json = {"@type": "Organization", "name": config.publisher}
    return {
        "@type": ["WebSite", "Collection"],
        "url": config.base_url or "",
        "name": config.site.title,
        "description": config.site.statement,
        "inLanguage": config.site.language,
        "collectionSize": documents,
        "editor": [{"@type": "Person", "name": name} for name in config.editors],
        "publisher": published if config.publisher != Config().publisher else "",
        "datePublished": config.date or "",
        "license": licence,
    }


def of_name(named: Named, page: str, other_forms: Sequence[str]) -> dict[str, Json]:
    """A person, an organisation or a place with the page of its own."""
    return {**_agent(named), "url": page, "alternateName": list(other_forms)}


def type_of(d: Description) -> str:
    """What a document is, in one word."""
    return TYPES.get(d.genre, OTHER_TYPE)


# --- their parts --------------------------------------------------------------------------------------------------


def _agents(found: Iterable[Named]) -> list[Json]:
    return [_agent(each) for each in found if not each.is_unknown]


def _agent(named: Named) -> dict[str, Json]:
    """A person, organisation or place with its addresses in authority files."""
    uris: list[Json] = [uri for uri in map(web_address, named.uris) if uri]
    return {"@type": KINDS[named.kind], "name": named.main, "sameAs": uris}


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


# --- as text ------------------------------------------------------------------------------------------------------


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
