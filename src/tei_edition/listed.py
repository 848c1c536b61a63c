"""What the lists of a file (listPerson, listOrg, listPlace) say of those whom it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from tei_edition.datable import When, when_on
from tei_edition.identifiers import stated_identifier
from tei_edition.teifile import elements, is_address, local_name, pointer, text_of, values, words_on

MOST_NOTES, LONGEST_NOTE = 3, 400  # notes of an entry, characters of a note


class Office(NamedTuple):
    """An office or a membership, with the bodies that it names."""

    words: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists of a file say of somebody."""

    names: tuple[str, ...] = ()  # the main form first
    type: str = ""  # of a place
    born: When | None = None
    died: When | None = None
    offices: tuple[Office, ...] = ()
    notes: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()  # authority file and identifier, as identifiers.py has them
    cert: str = ""
    resp: str = ""  # who says so, in words
    is_unidentified: bool = False


def listed(entry: etree._Element, root: etree._Element) -> Listed:
    """What an entry says of itself."""
    names = elements(entry, "t:persName|t:orgName|t:placeName|t:name|t:geogName|t:settlement|t:country|t:region")
    bare = Listed(
        names=tuple(dict.fromkeys(filter(None, map(text_of, names)))),
        type=entry.get("type", "") if local_name(entry) == "place" else "",
        identifiers=tuple(dict.fromkeys(_identifiers(entry))),
        cert=entry.get("cert", ""),
        resp=_responsible(entry, root),
        is_unidentified="unidentified" in entry.get("role", "").split(),
    )
    if len(names) == len(entry):
        return bare
    return replace(
        bare,
        born=_event(entry, "birth"),
        died=_event(entry, "death"),
        offices=tuple(_offices(entry)),
        notes=tuple(_notes(entry)),
    )


def _event(entry: etree._Element, tag: str) -> When | None:
    found = when_on(entry, f"t:{tag}[@when or @from or @notBefore or @to or @notAfter]", f"t:{tag}/t:date", f"t:{tag}")
    return found if found.words or found.attributes else None


def _offices(entry: etree._Element) -> Iterator[Office]:
    for office in elements(entry, "t:affiliation|t:occupation|t:roleName|t:state[@type='office']"):
        refs = values(office, "@ref|.//t:orgName/@ref")
        bodies = tuple(dict.fromkeys(pointer(ref) for value in refs for ref in value.split()))
        if (words := text_of(office)[:LONGEST_NOTE]) or bodies:
            yield Office(words, bodies)


def _notes(entry: etree._Element) -> Iterator[str]:
    for note in elements(entry, "t:note[not(@type='decidedBy' or @type='ambiguous')]|t:desc")[:MOST_NOTES]:
        words = text_of(note)
        yield words if len(words) <= LONGEST_NOTE else words[:LONGEST_NOTE].rpartition(" ")[0] + " …"


def _identifiers(entry: etree._Element) -> Iterator[tuple[str, str]]:
    for idno in elements(entry, ".//t:idno[not(t:idno)]"):
        if words := text_of(idno):
            yield stated_identifier(words, idno.get("type", ""))
    for value in values(entry, "@ref|@sameAs|t:persName/@ref|t:orgName/@ref|t:placeName/@ref"):
        yield from (stated_identifier(ref) for ref in value.split() if is_address(ref))


def _responsible(entry: etree._Element, root: etree._Element) -> str:
    """The name of whoever says who it is."""
    ident = entry.get("resp", "").partition(" ")[0].removeprefix("#")
    if not ident or "'" in ident or '"' in ident:
        return ""
    return words_on(root, f"t:teiHeader//*[@xml:id='{ident}']/*[self::t:name or self::t:persName or self::t:orgName]")
