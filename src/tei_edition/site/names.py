"""The indexes of people, organisations and places, and beside each the pages of those who stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from tei_edition.authorities import Kind
from tei_edition.site import beacon
from tei_edition.site.edition import Edition, File, Page, child, page
from tei_edition.site.entities import FOLDERS, Entity
from tei_edition.site.name import page_of


def files(edition: Edition) -> Iterator[Page | File]:
    """An index, a page for each and the links for others, of people, organisations and places."""
    for kind, folder in FOLDERS.items():
        entities = edition.entities.kind(kind)
        yield page(f"{folder}/index.html", "names.xsl", _index(edition, kind, entities))
        for entity in entities:
            yield page_of(edition, entity)
        yield from beacon.files(edition, folder, entities)


def _index(edition: Edition, kind: Kind, entities: Sequence[Entity]) -> etree._Element:
    names = etree.Element("names", kind=kind, count=str(len(entities)))
    for other, folder in FOLDERS.items():
        count = sum(1 for each_kind, _ in edition.entities.by_key if each_kind == other)
        child(names, "kind", n=other, folder=folder, count=str(count))
    for state, identified in (("identified", True), ("unidentified", False)):
        listed = [entity for entity in entities if entity.is_identified is identified]
        if listed:
            group = child(names, "list", of=state, count=str(len(listed)))
            for letter, some in groupby(sorted(listed, key=lambda each: (not each.letter, each.order)), _letter):
                letters = child(group, "letter", n=letter)
                for entity in some:
                    _line(letters, entity)
    return names


def _letter(entity: Entity) -> str:
    return entity.letter


def _line(parent: etree._Element, entity: Entity) -> None:
    line = child(parent, "entity", entity.filed, href=f"{entity.id}.html", documents=str(entity.documents))
    if entity.times:
        line.set("times", str(entity.times))
    for event, when in (("born", entity.born), ("died", entity.died)):
        if when and when.year:
            line.set(event, when.year)
    if entity.type:
        line.set("type", entity.type)
