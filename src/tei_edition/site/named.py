"""What the page of a document knows of the names in it: where their pages are, and each place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from tei_edition.appearances import Occurrence, occurrences
from tei_edition.description import Kind
from tei_edition.site.edition import Edition, child

WORDS = 6  # on each side of a name
MOST = 12  # occurrences that are shown with the words around them


def entities_of(edition: Edition, at: int) -> Iterator[etree._Element]:
    """An `entity` for each that appears in the document at a place in the order of time."""
    for appearance in edition.entries[at].record.appearances:
        entity = edition.entities.get(appearance)
        made = etree.Element("entity", kind=entity.kind, ref=entity.ref, href=f"../{entity.href}")
        made.set("documents", str(len(entity.seen)))
        if appearance.listed is None:
            made.set("name", entity.name)
        yield made


def add_occurrences(context: etree._Element, root: etree._Element) -> None:
    """Add to each entity how often and where the text names it."""
    found = occurrences(root, MOST, WORDS)
    for entity in context.iterfind("entity"):
        places = found.get((cast(Kind, entity.get("kind", "")), entity.get("ref", "")), ())
        entity.set("times", str(len(places)))
        for n, place in enumerate(places):
            at = child(entity, "at", **{"in": place.block})
            if n < MOST:
                _words(at, place)


def _words(at: etree._Element, place: Occurrence) -> None:
    child(at, "before", place.before)
    child(at, "name", place.name)
    child(at, "after", place.after)
