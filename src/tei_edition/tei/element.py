"""An element of TEI while it is being written, and the bytes that become of it.

Plain Python: to make such a tree, to write it out and to read it back takes two thirds of the time in which lxml makes
one piece by piece. And whoever checks the tree that was read back has checked what stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="tei_edition.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""
XML_ID, XML_LANG = "xml:id", "xml:lang"
MUST_BE_ESCAPED = re.compile('[&<>"\t\n\r]')
IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
IN_ATTRIBUTES = IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


class Element:
    """An element with its attributes (names as they are written: `xml:id`), what it holds, and what follows it."""

    __slots__ = ("attributes", "children", "markup", "name", "parent", "tail", "text")

    def __init__(
        self, name: str, attributes: dict[str, str] | None = None, parent: Element | None = None, markup: str = ""
    ) -> None:
        self.name = name
        self.attributes = attributes or {}
        self.parent = parent
        self.children: list[Element] = []
        self.text: str | None = None
        self.tail: str | None = None
        self.markup = markup  # of an element that is written already, because many files have the same

    def child(self, name: str, attributes: dict[str, str] | None = None, markup: str = "") -> Element:
        """A new element at the end of this one."""
        child = Element(name, attributes, self, markup)
        self.children.append(child)
        return child

    def insert(self, index: int, child: Element) -> None:
        """Put an element before the one that is the `index`th so far."""
        child.parent = self
        self.children.insert(index, child)

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.attributes.get(name)

    def set(self, name: str, value: str) -> None:
        """Give an attribute its value."""
        self.attributes[name] = value

    def children_named(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)


def serialise(root: Element) -> bytes:
    """The bytes of a file: what lxml would write of the same tree."""
    pieces = [HEAD]
    _write(root, pieces)
    pieces.append("\n")
    return "".join(pieces).encode("utf-8")


def markup(element: Element) -> str:
    """An element and what it holds, written."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: Element, pieces: list[str]) -> None:
    name, text = element.name, element.text
    if element.markup:
        pieces.append(element.markup)
    else:
        pieces.append(f"<{name}{_attributes(element)}" if element.attributes else f"<{name}")
        if text is None and not element.children:
            pieces.append("/>")
        else:
            pieces.append(">")
            if text:
                pieces.append(text.translate(IN_TEXT) if MUST_BE_ESCAPED.search(text) else text)
            for child in element.children:
                _write(child, pieces)
            pieces.append(f"</{name}>")
    if element.tail:
        pieces.append(element.tail.translate(IN_TEXT) if MUST_BE_ESCAPED.search(element.tail) else element.tail)


def _attributes(element: Element) -> str:
    return "".join(
        [
            f' {name}="{value.translate(IN_ATTRIBUTES) if MUST_BE_ESCAPED.search(value) else value}"'
            for name, value in element.attributes.items()
        ]
    )
