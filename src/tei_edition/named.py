"""Whom and what a header names: people, organisations and places, with what the lists of the file say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tei_edition.authorities import Kind
from tei_edition.teifile import XML_ID, T, elements, is_address, local_name, text_of, texts

KINDS: dict[str, Kind] = {"persName": "person", "orgName": "organisation", "placeName": "place"}
LISTED: dict[str, Kind] = {"person": "person", "personGrp": "person", "org": "organisation", "place": "place"}
PARTS_OF_NAMES = "surname forename nameLink genName roleName addName".split()
UNKNOWN = "Unknown"  # what stands in correspDesc for an agent whom nothing names


@dataclass(frozen=True, slots=True)
class Named:
    """A person, organisation or place as a header names it, with what the lists of the file say of it."""

    text: str  # as it stands where it is named
    kind: Kind
    ref: str = ""  # the id of its entry in the lists; empty if it has none
    name: str = ""  # the main form of the name in the lists
    uris: tuple[str, ...] = ()  # its addresses in authority files, as the editor ordered them
    cert: str = ""  # high, medium, low; empty if the document itself says so
    roles: tuple[str, ...] = ()  # of a participant: sender, addressee, speaker, present, interpreter, recorder
    surname: str = ""  # where the file marks it
    forename: str = ""

    @property
    def main(self) -> str:
        """The main form of the name, else the name as it stands."""
        return self.name or self.text

    @property
    def is_unknown(self) -> bool:
        """Whether this only says that nobody knows who it was."""
        return not self.ref and self.text == UNKNOWN


def entries(root: etree._Element) -> dict[str, etree._Element]:
    """The entries of a file's lists by id; of several with one id, which is an error, the first."""
    found: dict[str, etree._Element] = {}
    for entry in elements(root, f"(t:teiHeader|t:standOff)//*[{' or '.join(f'self::t:{tag}' for tag in LISTED)}]"):
        if ident := entry.get(XML_ID):
            found.setdefault(ident, entry)
    return found


class Lists:
    """The lists of a file, for those whom its header names."""

    def __init__(self, root: etree._Element) -> None:
        self._entries = entries(root)

    def on(self, root: etree._Element, path: str) -> Iterator[Named]:
        """Whom the elements on a path name."""
        return (self._named(element) for element in elements(root, path) if text_of(element))

    def _named(self, element: etree._Element) -> Named:
        tag = local_name(element)
        inner = element
        if tag == "author":
            inner = next(iter(elements(element, "t:persName|t:orgName|t:name")), element)
            tag = local_name(inner)
        ref = inner.get("ref", "")
        entry = self._entries.get(ref.removeprefix("#"))
        outside = (ref,) if is_address(ref) else ()
        return Named(
            text=name_of(inner),
            kind=KINDS.get(tag, "person"),
            ref=ref.removeprefix("#") if ref.startswith("#") else "",
            name=_main(entry),
            uris=(*outside, *_uris(entry)),
            cert=inner.get("cert", ""),
            surname=_part_of_name("surname", inner, entry),
            forename=_part_of_name("forename", inner, entry),
        )

    def listed(self, root: etree._Element, path: str) -> Iterator[Named]:
        """The entries of lists."""
        for entry in elements(root, path):
            if not (main := _main(entry)):
                continue
            kind, ident = LISTED[local_name(entry)], entry.get(XML_ID, "")
            roles = tuple(entry.get("role", "").split())
            parts = (_part_of_name(part, entry, entry) for part in ("surname", "forename"))
            yield Named(main, kind, ident, main, _uris(entry), entry.get("cert", ""), roles, *parts)


def _main(entry: etree._Element | None) -> str:
    names = elements(entry, "t:persName|t:orgName|t:placeName|t:name") if entry is not None else []
    return name_of(names[0]) if names else ""


def _part_of_name(part: str, named: etree._Element, entry: etree._Element | None) -> str:
    """The surname or the forenames as the name marks them, else as the lists do."""
    marked = texts(named, f"t:{part}") or (texts(entry, f"t:persName[1]/t:{part}") if entry is not None else ())
    return " ".join(marked)


def _uris(entry: etree._Element | None) -> tuple[str, ...]:
    """The addresses among the identifiers of an entry."""
    found: Iterable[str] = texts(entry, "t:idno") if entry is not None else ()
    return tuple(uri for uri in found if is_address(uri))


def name_of(element: etree._Element) -> str:
    """The words of a name; parts that nothing separates get a space between them."""
    inner = deepcopy(element)
    for part in inner.iterdescendants(*(T + part for part in PARTS_OF_NAMES)):
        part.tail = part.tail or " "
    return text_of(inner)
