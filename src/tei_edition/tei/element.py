"""An element of TEI while it is being written, and the bytes that become of it.

Plain Python: to make such a tree, to write it out and to read it back takes two thirds of the time in which lxml makes
one piece by piece. And whoever checks the tree that was read back has checked what stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="tei_edition.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""
XML_ID, XML_LANG = "xml:id", "xml:lang"

# how what is escaped is written in a text, and in the value of an attribute
TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
VALUE = TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
IN_VALUE = re.compile('[&<>"\t\n\r]')


class Element:
    """An element with its attributes (names as they are written: `xml:id`), what it holds, and what follows it.

    It does not know what holds it, but how the ledger names it: by its id or the nearest one above, else by its path.
    """

    __slots__ = ("address", "attributes", "children", "ident", "markup", "name", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str] | None = None, address: str = "", ident: str = "") -> None:
        self.name = name
        self.attributes = attributes or {}
        self.address = address
        self.ident = ident
        self.children: list[Element] = []
        self.text: str | None = None
        self.tail: str | None = None
        self.markup = ""  # of an element that is written already, because many files have the same

    def child(self, name: str, attributes: dict[str, str] | None = None) -> Element:
        """A new element at the end of this one."""
        ident = (attributes.get(XML_ID) if attributes else None) or self.ident
        address = ident or (f"{self.address}/{name}" if self.address else name)
        child = Element(name, attributes, address, ident)
        self.children.append(child)
        return child

    def add(self, words: str) -> None:
        """Put words behind all that it holds."""
        if self.children:
            last = self.children[-1]
            last.tail = last.tail + words if last.tail else words
        else:
            self.text = self.text + words if self.text else words

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
    return f"{HEAD}{markup(root)}\n".encode()


def markup(element: Element) -> str:
    """An element and what it holds, written."""
    pieces: list[str] = []
    _write(element, pieces.append)
    return "".join(pieces)


def _write(element: Element, add: Callable[[str], None]) -> None:
    name, text, children, tail = element.name, element.text, element.children, element.tail
    if element.markup:
        add(element.markup)
    else:
        add(f"<{name}")
        for key, value in element.attributes.items():
            add(f' {key}="{value.translate(VALUE) if IN_VALUE.search(value) else value}"')
        if text is None and not children:
            add("/>")
        elif not children:
            add(f">{_escaped(text or '')}</{name}>")
        else:
            add(f">{_escaped(text or '')}")
            for child in children:
                _write(child, add)
            add(f"</{name}>")
    if tail:
        add(_escaped(tail))


def _escaped(text: str) -> str:
    """A text as it is written; to look for four signs takes half the time of one pattern."""
    return text.translate(TEXT) if "&" in text or "<" in text or ">" in text or "\r" in text else text
