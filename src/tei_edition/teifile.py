"""A TEI tree, whatever program wrote it: its elements, values and words by paths, its pointers, new elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, cast

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
    is_readable: bool = True  # by programs that keep the limits of libxml2: a text of 10,000,000 bytes, a depth of 256

    @property
    def root(self) -> etree._Element:
        """The outermost element."""
        return self.elements[0]


def read_back(data: bytes) -> Written:
    """What stands in a file of our own, even where other programs would refuse it."""
    try:
        return _written(data, _OWN_FILES)
    except etree.XMLSyntaxError:
        return _written(data, _HUGE_FILES)._replace(is_readable=False)


def _written(data: bytes, parser: etree.XMLParser) -> Written:
    root = etree.fromstring(data, parser)
    return Written(data, root.getroottree(), tuple(root.iter()))


_OWN_FILES, _HUGE_FILES = (
    etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=huge)
    for huge in (False, True)
)


# --- reading ----------------------------------------------------------------------------------------------------


_Parser = TypeVar("_Parser", etree.XMLParser, etree.XMLPullParser)


class _Nothing(etree.Resolver):
    """Gives an empty file for whatever a document names. Without it, `collect_ids=False` lets libxml2 open the file
    that a DOCTYPE names, in spite of `load_dtd=False`: another file of this machine, or one that never ends."""

    def resolve(self, url: str, public_id: str | None, context: object) -> object:  # type: ignore[override]
        return self.resolve_string("<!-- nothing is fetched -->", context)  # type: ignore[call-arg]


GUARDED: Any = {"no_network": True, "load_dtd": False, "collect_ids": False}


def careful_parser(**options: Any) -> etree.XMLParser:
    """A parser for XML of others: it opens no file and no address, and ids may stand twice."""
    return _guarded(etree.XMLParser(**{"resolve_entities": False, **GUARDED, **options}))


def read_xml(data: bytes, name: str = "", **options: Any) -> etree._ElementTree:
    """The tree of a file that others wrote. Raises XMLSyntaxError.

    libxml2 refuses texts and values of more than 10,000,000 bytes and elements more than 256 deep in each other. Only
    the first is taken back, and only where no entity can make a text longer than the file.
    """
    try:
        tree = etree.fromstring(data, careful_parser(**options), base_url=name).getroottree()
    except etree.XMLSyntaxError as error:
        if not TOO_LONG.search(error.msg or "") or has_doctype(data):
            raise
        tree = etree.fromstring(data, careful_parser(huge_tree=True, **options), base_url=name).getroottree()
        if IS_DEEP(tree):
            raise _refused("Excessive depth") from error
    if HAS_MANY_ATTRIBUTES(tree):  # of which each takes as long to read as there are others
        raise _refused(f"an element has more than {MOST_ATTRIBUTES:,} attributes")
    return tree


def _refused(why: str) -> etree.XMLSyntaxError:
    return etree.XMLSyntaxError(why, None, 1, 1)  # type: ignore[call-arg, arg-type]  # stubs of another lxml


TOO_LONG = re.compile(r"Resource limit|[Hh]uge|too (?:big|long|large)")
MOST_ATTRIBUTES = 1000
IS_DEEP = etree.XPath("boolean(//*[not(*)][count(ancestor::*) > 255])")
HAS_MANY_ATTRIBUTES = etree.XPath(f"boolean(//*[@*[{MOST_ATTRIBUTES + 1}]])")


def has_doctype(data: bytes) -> bool:
    """Whether a DOCTYPE stands before the first element; reads no further than that element."""
    parser = careful_pull_parser()
    for start in range(0, len(data), PROLOG_STEP):
        parser.feed(data[start : start + PROLOG_STEP])
        for _, root in parser.read_events():
            return cast(etree._Element, root).getroottree().docinfo.internalDTD is not None
    return False


PROLOG_STEP = 4096  # bytes read at a time in search of a DOCTYPE


def careful_pull_parser() -> etree.XMLPullParser:
    """The same for a file that comes piece by piece; it tells where elements begin."""
    return _guarded(etree.XMLPullParser(("start",), resolve_entities=False, **GUARDED))


def _guarded(parser: _Parser) -> _Parser:
    parser.resolvers.add(_Nothing())
    return parser


# --- asking -----------------------------------------------------------------------------------------------------


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


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace.

    `etree.QName` refuses "x:b", the name of an element whose prefix nobody declares; libxml2 lets some pass.
    """
    return str(element.tag).rpartition("}")[2]


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
