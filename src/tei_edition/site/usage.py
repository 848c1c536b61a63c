"""What TEI an edition really uses: its elements and attributes, counted while the records are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tei_edition.records import Record
from tei_edition.teifile import XML_ID, T, elements, text_of

DECLARATIONS = "t:teiHeader/t:encodingDesc/*[not(self::t:appInfo or self::t:classDecl)]"
XML = "{http://www.w3.org/XML/1998/namespace}"
LONGEST = 90  # letters of an example


class Use(NamedTuple):
    """What one document uses; names are those of TEI, any other has its namespace in braces."""

    elements: Counter[str]
    in_text: frozenset[str]  # the elements that stand in the text, not only in the header
    attributes: Counter[tuple[str, str]]  # by element and attribute
    declarations: tuple[tuple[str, str], ...]  # the editorial rules: name of the element, its words


def use_of(root: etree._Element) -> Use:
    """The elements, attributes and editorial rules of a TEI file."""
    parts = list(root.iter(etree.Element))
    tags = Counter(part.tag for part in parts)
    attributes = Counter((part.tag, attribute) for part in parts for attribute in part.keys())  # noqa: SIM118 (no dict)
    in_text = {part.tag for text in elements(root, ".//t:text") for part in text.iter(etree.Element)}
    return Use(
        Counter({_name(tag): count for tag, count in tags.items()}),
        frozenset(map(_name, in_text)),
        Counter({(_name(tag), _plain(attribute)): count for (tag, attribute), count in attributes.items()}),
        tuple(_declarations(root)),
    )


def _declarations(root: etree._Element) -> Iterator[tuple[str, str]]:
    """One a declaration; an editorialDecl is made of several."""
    for each in elements(root, DECLARATIONS):
        parts = elements(each, "*[not(self::t:p)]") if each.tag == f"{T}editorialDecl" else []
        for part in parts or [each]:
            if words := text_of(part):
                yield _name(part.tag), words


def _name(tag: object) -> str:
    return str(tag).removeprefix(T)


def _plain(attribute: object) -> str:
    """xml:id as one writes it."""
    return str(attribute).replace(XML, "xml:")


@dataclass(slots=True)
class Usage:
    """What all documents use together; grows with the names, not with the documents."""

    elements: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)  # in how many an element stands
    in_text: set[str] = field(default_factory=set)
    attributes: Counter[tuple[str, str]] = field(default_factory=Counter)
    declarations: Counter[tuple[str, str]] = field(default_factory=Counter)  # in how many documents
    first: dict[str, tuple[bool, str, str]] = field(
        default_factory=dict
    )  # the earliest document with it, best in its text

    def add(self, record: Record, use: Use) -> None:
        """Count one more document."""
        self.elements.update(use.elements)
        self.documents.update(use.elements.keys())
        self.in_text |= use.in_text
        self.attributes.update(use.attributes)
        self.declarations.update(set(use.declarations))
        for name in use.elements:
            here = (name not in use.in_text, *record.order)
            self.first[name] = min(self.first.get(name, here), here)

    def attributes_of(self, element: str) -> list[tuple[str, int]]:
        """Its attributes with their counts, the most frequent first."""
        found = [(attribute, n) for (owner, attribute), n in self.attributes.items() if owner == element]
        return sorted(found, key=lambda each: (-each[1], each[0]))


# --- examples -----------------------------------------------------------------------------------------------------

WITH_FRAGMENT = frozenset(f"{T}{name}" for name in "p head sp div item opener closer".split())


class Example(NamedTuple):
    """An element as it stands in a document: attributes, then words or, where it has none of its own, its parts."""

    attributes: tuple[tuple[str, str], ...]
    words: str
    parts: tuple[str, ...]
    fragment: str  # the id of the passage; empty for elements of the header


def examples(root: etree._Element, wanted: set[str]) -> dict[str, Example]:
    """The first of each of the wanted elements, rather one in the text and with words than any other."""
    found: dict[str, tuple[int, etree._Element]] = {}
    for element in root.iter(etree.Element):
        name = _name(element.tag)
        if name in wanted and found.get(name, (0, element))[0] < (rank := _rank(element)):
            found[name] = (rank, element)
    return {name: _example(element) for name, (_, element) in found.items()}


def _rank(element: etree._Element) -> int:
    """How good an example an element is: 1 in the header, 2 in the text, 3 in the text and not empty."""
    if next(element.iterancestors(f"{T}text"), None) is None:
        return 1
    return 3 if len(element) or (element.text or "").strip() else 2


def _example(element: etree._Element) -> Example:
    words = text_of(element)
    own = [element.text, *(part.tail for part in element)]
    has_words = any((text or "").strip() for text in own)
    parts = [] if has_words else [_name(part.tag) for part in element if isinstance(part.tag, str)]
    attributes = tuple((_plain(str(name)), _short(str(value))) for name, value in element.attrib.items())
    return Example(attributes, _short(words) if has_words else "", tuple(parts), _fragment(element))


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def _fragment(element: etree._Element) -> str:
    """The id of the passage that an element stands in."""
    if next(element.iterancestors(f"{T}text"), None) is None:
        return ""
    around = (each for each in (element, *element.iterancestors()) if each.tag in WITH_FRAGMENT)
    return next((ident for each in around if (ident := each.get(XML_ID))), "")
