"""Entries → a TEI file with `listPerson`, `listOrg` and `listPlace`."""

from __future__ import annotations

import re

from lxml import etree

from tei_edition.authorities import Authorities, Authority, Kind
from tei_edition.registers.exchange.from_tei import AMBIGUOUS, DECIDED, MAIN, SIDE, VARIANT
from tei_edition.teifile import TEI, XML_ID

T = f"{{{TEI}}}"
ELEMENTS: tuple[tuple[Kind, str, str, str], ...] = (
    # kind         the list      an entry  its names
    ("person", "listPerson", "person", "persName"),
    ("organisation", "listOrg", "org", "orgName"),
    ("place", "listPlace", "place", "placeName"),
)
AMBIGUOUS_MEANS = "Its names mean something else too; only datelines are linked with it."


def to_tei(authorities: Authorities, title: str, publisher: str) -> bytes:
    """The entries in a TEI file of their own; at least one is needed, because TEI knows no empty lists."""
    root = etree.Element(T + "TEI", nsmap={None: TEI})  # type: ignore[dict-item]
    _header(root, title, publisher)
    stand_off = etree.SubElement(root, T + "standOff")
    for kind, listing, tag, name in ELEMENTS:
        entries = tuple(authorities.of(kind))
        if entries:
            parent = etree.SubElement(stand_off, T + listing)
            for entry in entries:
                _entry(etree.SubElement(parent, T + tag), entry, name)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _header(root: etree._Element, title: str, publisher: str) -> None:
    description = _sub(_sub(root, "teiHeader"), "fileDesc")
    _sub(_sub(description, "titleStmt"), "title", title)
    publication = _sub(description, "publicationStmt")
    _sub(publication, "publisher", publisher)
    _sub(_sub(description, "sourceDesc"), "p", "The authority file of the edition, authorities.yaml.")


def _entry(element: etree._Element, entry: Authority, name: str) -> None:
    """In the order that TEI asks of organisations and places: names, dates and offices, notes, identifiers."""
    element.set(XML_ID, entry.id)
    if entry.type:
        element.set("type", entry.type)
    _sub(element, name, entry.name, type=MAIN)
    for form in entry.forms:
        _sub(element, name, form, type=VARIANT)
    _life(element, entry)
    if entry.kind != "place":
        _identifiers(element, entry)
    _notes(element, entry)
    if entry.kind == "place":
        _identifiers(element, entry)


def _life(element: etree._Element, entry: Authority) -> None:
    if entry.born:
        _sub(element, "birth", when=entry.born)
    if entry.died:
        _sub(element, "death", when=entry.died)
    for office in entry.offices:
        dates = {"from": office.start, "to": office.end}
        _sub(element, "occupation", office.office, **{key: value for key, value in dates.items() if value})
    if entry.side:
        _sub(element, "affiliation", entry.side, type=SIDE)


def _identifiers(element: etree._Element, entry: Authority) -> None:
    for name, value in entry.identifiers:
        if re.fullmatch(r"[\w.-]+", name) and name != "other":
            _sub(element, "idno", value, type=name)
        else:
            _sub(element, "idno", value, type="other", n=name)


def _notes(element: etree._Element, entry: Authority) -> None:
    if entry.note:
        _sub(element, "note", entry.note)
    if entry.ambiguous:
        _sub(element, "note", AMBIGUOUS_MEANS, type=AMBIGUOUS)
    if entry.decided_by:
        _sub(element, "note", entry.decided_by, type=DECIDED)


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, T + tag, attributes)
    element.text = text or None
    return element
