"""`standOff` and the lists of persons, organisations and places."""

from __future__ import annotations

from collections.abc import Iterable

from tei_edition.model import Entity, Known, Person
from tei_edition.tei.element import XML_ID, Element
from tei_edition.tei.parts import Header, sub


def persons(parent: Element, people: Iterable[Person], header: Header) -> None:
    for person in people:
        element = sub(parent, "personGrp" if person.is_group else "person", **{XML_ID: person.id})
        if person.roles:
            element.set("role", " ".join(person.roles))
        if person.cert:
            element.set("cert", person.cert)
        for name in person.names:
            sub(element, "persName", name)
        for event, date in (("birth", person.known.born), ("death", person.known.died)):
            if date:
                sub(element, event, when=date)
        for affiliation in person.affiliations:
            office = sub(element, "affiliation")
            if (ident := header.writer.id_at(affiliation.spans[0])) is not None:
                office.set("source", f"#{ident}")
            header.writer.copy(office, affiliation.spans[0])
        _identifiers(element, person.known)


def stand_off_of(header: Header) -> Element:
    """`standOff`: persons who are only mentioned, organisations, places."""
    transcription = header.transcription
    element = Element("standOff", address="standOff")
    if transcription.mentioned:
        persons(sub(element, "listPerson", type="mentioned"), transcription.mentioned, header)
    for list_name, entry_name, name_element, entities in (
        ("listOrg", "org", "orgName", transcription.organisations),
        ("listPlace", "place", "placeName", transcription.places),
    ):
        if entities:
            listing = sub(element, list_name)
            for entity in entities:
                _entity(listing, entry_name, name_element, entity)
    return element


def _entity(parent: Element, entry_name: str, name_element: str, entity: Entity) -> None:
    element = sub(parent, entry_name, **{XML_ID: entity.id})
    if entity.type:
        element.set("type", entity.type)
    for name in entity.names:
        sub(element, name_element, name)
    _identifiers(element, entity.known)


def _identifiers(parent: Element, known: Known) -> None:
    for name, address in known.identifiers:
        sub(parent, "idno", address, type=name)
