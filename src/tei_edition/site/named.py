"""What the page of a document knows of the names in it: where their pages are, and each place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from tei_edition.appearances import Occurrence, occurrences
from tei_edition.authorities import Kind
from tei_edition.identifiers import WEB, fault, scheme_of, uri
from tei_edition.site.edition import Edition, child
from tei_edition.site.entities import Entity

WORDS = 6  # on each side of a name
MOST_PLACES = (
    # of so many names in a document   each shows so many places with the words around it
    (40, 12),
    (120, 3),
    (400, 2),
)


def entities_of(edition: Edition, at: int) -> Iterator[etree._Element]:
    """An `entity` for each that appears in the document at a place in the order of time."""
    for appearance in edition.appearances[at]:
        entity = edition.entities.get(appearance)
        made = etree.Element("entity", kind=entity.kind, ref=entity.ref, href=f"../{entity.href}")
        made.set("documents", str(entity.documents))
        if appearance.listed is None:
            made.set("name", entity.name)
        if dates := _dates(entity):
            made.set("dates", dates)
        for scheme, identifier in entity.identifiers:
            authority(made, scheme, identifier)
        yield made


def _dates(entity: Entity) -> str:
    """1908–1985, as far as both years are known."""
    born, died = (when.year if when else "" for when in (entity.born, entity.died))
    return f"{born}–{died}" if born and died else ""


def authority(parent: etree._Element, scheme: str, identifier: str) -> None:
    """An identifier in an authority file, with its address if it looks as those of that file do."""
    known = scheme_of(scheme)
    link = child(parent, "authority", identifier, scheme=known.name if known else scheme)
    address = "" if fault(scheme, identifier) else uri(scheme, identifier)
    if WEB.fullmatch(address):
        link.set("href", address)


def add_occurrences(context: etree._Element, root: etree._Element) -> None:
    """Add to each entity how often and where the text names it."""
    found = occurrences(root, WORDS)
    total = sum(map(len, found.values()))
    most = next((most for names, most in MOST_PLACES if total <= names), 1)
    for entity in context.iterfind("entity"):
        places = found.get((cast(Kind, entity.get("kind", "")), entity.get("ref", "")), ())
        entity.set("times", str(len(places)))
        for n, place in enumerate(places):
            at = child(entity, "at", **{"in": place.block})
            if n < most:
                _words(at, place)


def _words(at: etree._Element, place: Occurrence) -> None:
    child(at, "before", place.before)
    child(at, "name", place.name)
    child(at, "after", place.after)
