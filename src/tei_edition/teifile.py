"""A TEI tree, whatever program wrote it: its elements, values and words by paths, its pointers, new elements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NS = {"t": TEI}
T = f"{{{TEI}}}"
NSMAP: Any = {None: TEI}  # what a new root declares; the stubs of lxml know no default namespace


class Written(NamedTuple):
    """A TEI file that was just made: its bytes, and the tree that was read back from them."""

    data: bytes
    tree: etree._ElementTree
    elements: tuple[etree._Element, ...]  # held, or lxml would make the object of each anew in every walk

    @property
    def root(self) -> etree._Element:
        """The outermost element."""
        return self.elements[0]


def read_back(data: bytes) -> Written:
    """What stands in a file of our own."""
    root = etree.fromstring(data, _OWN_FILES)
    return Written(data, root.getroottree(), tuple(root.iter()))


_OWN_FILES = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)


@lru_cache(maxsize=512)
def _compiled(path: str) -> etree.XPath:
    """A path is read once a process: there are some hundreds of them, each asked of every document."""
    return etree.XPath(path, namespaces=NS, smart_strings=False)


def elements(node: etree._Element, path: str) -> list[etree._Element]:
    """The elements on a path; `t:` stands for the namespace of TEI."""
    found = _compiled(path)(node)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def values(node: etree._Element, path: str) -> list[str]:
    """The values of the attributes (or text nodes) on a path."""
    found = _compiled(path)(node)
    return [str(value) for value in found] if isinstance(found, list) else []


def value_on(node: etree._Element, path: str) -> str:
    """The first value on a path; empty if there is none."""
    return next(iter(values(node, path)), "")


def on_path(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements on a path of plain names, each a child of the one before; much sooner found than by XPath."""
    name, *rest = names
    for child in node.iterchildren(T + name):
        if rest:
            yield from on_path(child, *rest)
        else:
            yield child


def plain(element: etree._Element) -> str:
    """The characters of an element as they stand, markup taken away."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def text_of(element: etree._Element) -> str:
    """The words of an element, with single spaces; comments are no words."""
    return " ".join(plain(element).split())


def words_on(node: etree._Element, path: str) -> str:
    """The words of the first element on a path; empty if there is none."""
    found = elements(node, path)
    return text_of(found[0]) if found else ""


def sub(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new TEI element at the end of another."""
    element = etree.SubElement(parent, T + name, attributes)
    element.text = text or None
    return element


def texts(node: etree._Element, path: str) -> tuple[str, ...]:
    """The words of each element on a path that has some."""
    return tuple(filter(None, map(text_of, elements(node, path))))


def is_address(ref: str) -> bool:
    """Whether a pointer leads to the web."""
    return ref.startswith(("http://", "https://"))


def pointer(ref: str) -> str:
    """A pointer as it is compared with others: "people.xml#x" and "x" are "#x", an address is itself."""
    return ref if not ref or is_address(ref) else f"#{ref.rpartition('#')[2]}"
