"""The package of an e-book (OPF): what it is, which files it has, in which order they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks lrc mzn nqo ps sd syr ug ur yi".split())
ACCESS = (
    # what is said of the access to a book          for every book of ours: text, headings, order, no picture
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityHazard", "none"),
)


class Agent(NamedTuple):
    """A person or body, with the MARC code of what it did."""

    name: str
    role: str


class Item(NamedTuple):
    """A file of XHTML in a book; one that is not read is only there for the reading system."""

    href: str
    id: str
    properties: str = ""
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a book says of itself; what is not known is empty."""

    identifier: str
    title: str
    languages: tuple[str, ...]  # the first is that of most of it
    modified: str
    creators: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    publisher: str = ""
    published: str = ""
    created: str = ""  # the document
    rights: str = ""
    source: str = ""
    description: str = ""
    collection: str = ""  # of which the book is a part


def package(about: Metadata, items: Iterable[Item]) -> bytes:
    """The file package.opf; the items in the order of reading."""
    items = tuple(items)
    root = etree.Element(f"{{{OPF}}}package", {"version": "3.0", "unique-identifier": "id"}, nsmap={None: OPF})  # type: ignore[dict-item]
    root.set(XML_LANG, about.languages[0])
    _metadata(root, about)
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    _add(manifest, "item", {"id": "css", "href": "epub.css", "media-type": "text/css"})
    for item in items:
        stated = {"id": item.id, "href": item.href, "media-type": "application/xhtml+xml"}
        _add(manifest, "item", {**stated, "properties": item.properties})
    is_rtl = about.languages[0].split("-")[0].lower() in RIGHT_TO_LEFT
    spine = _add(root, "spine", {"page-progression-direction": "rtl" if is_rtl else ""})
    for item in items:
        if item.is_read:
            _add(spine, "itemref", {"idref": item.id})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _metadata(root: etree._Element, about: Metadata) -> None:
    """In the order of the specification: what every book has, people, the rest."""
    at = etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC})
    _dc(at, "identifier", about.identifier, id="id")
    _dc(at, "title", about.title)
    for language in about.languages:
        _dc(at, "language", language)
    _meta(at, "dcterms:modified", about.modified)
    for tag, agents in (("creator", about.creators), ("contributor", about.contributors)):
        for n, agent in enumerate(agents, 1):
            _dc(at, tag, agent.name, id=f"{tag}-{n}")
            _meta(at, "role", agent.role, refines=f"#{tag}-{n}", scheme="marc:relators")
    for tag in ("publisher", "description", "rights", "source"):
        _dc(at, tag, getattr(about, tag))
    _dc(at, "date", about.published)
    _meta(at, "dcterms:created", about.created)
    if about.collection:
        _meta(at, "belongs-to-collection", about.collection, id="collection")
        _meta(at, "collection-type", "set", refines="#collection")
    for name, value in ACCESS:
        _meta(at, name, value)


def _dc(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    if text.strip():
        etree.SubElement(parent, f"{{{DC}}}{tag}", attributes).text = " ".join(text.split())


def _meta(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    if text.strip():
        _add(parent, "meta", {"property": name, **attributes}).text = " ".join(text.split())


def _add(parent: etree._Element, tag: str, attributes: dict[str, str]) -> etree._Element:
    return etree.SubElement(parent, f"{{{OPF}}}{tag}", {name: value for name, value in attributes.items() if value})
