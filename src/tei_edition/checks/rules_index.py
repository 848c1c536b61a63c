"""What the project rules ask of a TEI file, collected once: ids, pointers, elements by name, the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from tei_edition.checks.regeneration import TEI, regenerate, tei_names
from tei_edition.model import Severity

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = frozenset(("who", "ref", "resp", "source", "target", "corresp", "next", "prev", "toWhom", "scheme"))
GENRES = frozenset(("letter", "telegram", "minutes", "report", "speech", "agreement", "article", "other"))


class Pointer(NamedTuple):
    """One token of a pointing attribute."""

    element: etree._Element
    attribute: str
    value: str


class Breach(NamedTuple):
    """A place where a rule is broken; `severity` only where it differs from the rule's own."""

    element: etree._Element
    message: str
    hint: str
    severity: Severity | None = None


@dataclass(frozen=True)
class Index:
    """A TEI tree as the rules see it; lists are in document order. Made by `index_of`."""

    root: etree._Element
    layout: str | None
    texts: tuple[etree._Element, ...]  # the outermost `text` elements; of a fragment the fragment itself
    elements_of_text: dict[str, list[etree._Element]]  # by name
    other_elements: dict[str, list[etree._Element]]  # those outside `texts`
    ids: dict[str, etree._Element]  # the first element that has the id
    duplicates: tuple[etree._Element, ...]  # elements whose id an earlier one has
    pointers: tuple[Pointer, ...]  # those that begin with "#"

    def everywhere(self, name: str) -> Sequence[etree._Element]:
        """All elements of a local name."""
        return (*self.other_elements.get(TEI + name, ()), *self.in_text(name))

    def in_text(self, name: str) -> Sequence[etree._Element]:
        """The elements of a local name inside `text`."""
        return self.elements_of_text.get(TEI + name, ())

    def targets_of_notes(self, attribute: str, value: str) -> set[str]:
        """The pointers ("#gap-1") of all notes inside `text` that have the attribute value."""
        return {
            pointer
            for note in self.in_text("note")
            if note.get(attribute) == value
            for pointer in (note.get("target") or "").split()
        }

    def target(self, pointer: str) -> etree._Element | None:
        """The element that a local pointer ("#p-1") names."""
        return self.ids.get(pointer[1:]) if pointer.startswith("#") else None

    @cached_property
    def words(self) -> str:
        """Every character inside `text`, notes and descriptions included: to ask whether a rule matters."""
        return "".join(plain(text) for text in self.texts)

    @cached_property
    def paragraphs(self) -> tuple[tuple[etree._Element, str], ...]:
        """Each `p` of `text` with its characters as they stand."""
        return tuple((p, plain(p)) for p in self.in_text("p"))

    @cached_property
    def pointed_at(self) -> frozenset[str]:
        """The ids that a pointer outside the lists of persons, organisations and places names."""
        lists = (*self.everywhere("particDesc"), *self.everywhere("standOff"))
        listed = {element for entities in lists for element in entities.iter("*")}
        return frozenset([pointer.value[1:] for pointer in self.pointers if pointer.element not in listed])

    @cached_property
    def genre(self) -> str | None:
        """The genre that the header, or else the first division, names."""
        for reference in self.everywhere("catRef"):
            for token in (reference.get("target") or "").split():
                if token.startswith("#genre-"):
                    return token.removeprefix("#genre-")
        return next((kind for div in self.in_text("div") if (kind := div.get("type")) in GENRES), None)


WHOLE_FILES = tei_names("TEI teiCorpus")
TEXT = TEI + "text"


def index_of(root: etree._Element, layout: str | None = None) -> Index:
    """The index of a TEI tree: one pass over its elements and their attributes."""
    texts = _outermost_texts(root)
    outside: dict[str, list[etree._Element]] = defaultdict(list)
    inside: dict[str, list[etree._Element]] = defaultdict(list)
    ids: dict[str, etree._Element] = {}
    duplicates: list[etree._Element] = []
    pointers: list[Pointer] = []
    starts = set(texts)
    ends = {after for text in texts if (after := _first_after(text)) is not None}
    lists = inside if root in starts else outside
    for element in root.iter("*"):
        tag = element.tag
        if tag == TEXT and element in starts:
            lists = inside
        elif ends and element in ends:
            lists = outside
        lists[tag].append(element)
        attributes: Any = element.items()  # strings; the stubs also allow bytes
        for name, value in attributes:
            if name in POINTERS:
                for token in dict.fromkeys(value.split()):  # which may be written a million times
                    if token[0] == "#":
                        pointers.append(Pointer(element, name, token))
            elif name == XML_ID and ids.setdefault(value, element) is not element:
                duplicates.append(element)
    return Index(root, layout, texts, inside, outside, ids, tuple(duplicates), tuple(pointers))


def _outermost_texts(root: etree._Element) -> tuple[etree._Element, ...]:
    if root.tag not in WHOLE_FILES:
        return (root,)
    found = root.iter(TEXT)
    return tuple(text for text in found if (above := text.getparent()) is not None and above.tag in WHOLE_FILES)


def _first_after(element: etree._Element) -> etree._Element | None:
    """The element that follows in document order when the whole of an element is over."""
    here: etree._Element | None = element
    while here is not None:
        following = next(here.itersiblings("*"), None)
        if following is not None:
            return following
        here = here.getparent()
    return None


def plain(element: etree._Element) -> str:
    """The characters of an element as they stand, markup taken away."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def reading(element: etree._Element) -> str:
    """The normalised words of an element as the capture reads, editorial notes left out."""
    return regenerate(element)


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_inside(element: etree._Element, names: frozenset[str]) -> bool:
    """Whether an ancestor has one of the names."""
    return any(ancestor.tag in names for ancestor in element.iterancestors())


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of a local name."""
    return element.iterchildren(TEI + name)


def quoted(values: Iterable[str]) -> str:
    """Values for a message: "a", "b"."""
    return ", ".join(f"“{value}”" for value in values)
