"""`Transcription` → the TEI file's bytes and the homes of its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from tei_edition.config import Config
from tei_edition.model import Home, Source, Transcription
from tei_edition.tei.body import encode_text
from tei_edition.tei.header import encode_header
from tei_edition.tei.writer import TEI, XML_ID, XML_LANG, T, Writer
from tei_edition.transliteration import ascii_slug

HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="tei_edition.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""
NAMESPACES: Any = {None: TEI}  # the stubs of lxml know no default namespace
HEX_ID = re.compile(r"(?:\A|[_.-])([0-9a-f]{16})\Z")
# elements that hold elements only: their children stand on lines of their own; everything else is one line
CONTAINERS = frozenset(
    T + name
    for name in (
        "TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability sourceDesc msDesc msIdentifier "
        "msContents msItem encodingDesc projectDesc samplingDecl editorialDecl classDecl taxonomy appInfo application "
        "profileDesc langUsage correspDesc correspAction correspContext particDesc listPerson listOrg listPlace "
        "textClass keywords revisionDesc standOff text body back div opener closer address sp list quote postscript "
        "table row figure"
    ).split()
)


class Encoded(NamedTuple):
    """The TEI tree, and where in it each stretch of the capture stands."""

    root: etree._Element
    homes: tuple[Home, ...]


def edition_id(source: Source, pinned: str | None = None) -> str:
    """TEI/@xml:id: the editor's, else `d` and the 16 hex digits of the file name, else a slug, else the SHA-256."""
    if pinned:
        return pinned
    match = HEX_ID.search(source.ident)
    if match:
        return f"d{match.group(1)}"
    name = ascii_slug(source.ident)
    return f"d-{name}" if name else f"d{source.sha256[:16]}"


def encode(transcription: Transcription, config: Config, ident: str) -> Encoded:
    """The TEI of a transcription."""
    numbers = frozenset(note.number for note in transcription.notes)
    writer = Writer(transcription.capture.source.text, transcription.marks, numbers)
    root = etree.Element(T + "TEI", {XML_ID: ident, XML_LANG: transcription.language}, nsmap=NAMESPACES)
    encode_text(root, transcription, writer)
    encode_header(root, transcription, config, writer, ident)
    indent(root)
    return Encoded(root, tuple(_homes(transcription, writer)))


def serialise(root: etree._Element) -> bytes:
    """The tree as the bytes of a file."""
    return HEAD + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


def indent(root: etree._Element) -> None:
    """Line breaks and indentation between elements that hold no text; nothing inside paragraphs is touched."""
    waiting = [(root, 0)]
    while waiting:
        element, level = waiting.pop()
        if not len(element) or not (element.tag in CONTAINERS or element.get("type") == "digital"):
            continue
        inner = "\n" + "  " * (level + 1)
        element.text = inner
        for child in element:
            child.tail = inner
            waiting.append((child, level + 1))
        child.tail = "\n" + "  " * level


def _homes(transcription: Transcription, writer: Writer) -> Iterator[Home]:
    """The home of everything that was written or dropped, with the places that were derived from it."""
    addresses = _Addresses()
    copies: dict[int, list[str]] = {}
    starts = sorted({piece.span.start for piece in writer.written})
    derived = sorted(writer.copies, key=lambda copy: copy[0])
    for piece in writer.written:
        copies.setdefault(piece.span.start, [])
    for span, element in derived:
        for start in _covered(starts, span.start, span.end):
            copies[start].append(addresses.of(element))
    for piece in writer.written:
        home = [addresses.of(piece.element)] if piece.element is not None else []
        others = [target for target in copies.get(piece.span.start, ()) if target not in home]
        yield Home(piece.span, piece.zone, piece.reason, (*home, *dict.fromkeys(others)))
    for zone in (*transcription.capture.zones, *transcription.dropped):
        if zone.kind in ("chrome", "markup"):
            yield Home(zone.span, zone.kind, zone.reason, ())


def _covered(starts: list[int], start: int, end: int) -> list[int]:
    """The pieces that a derived statement rests on: the one in which it begins and those that begin within it."""
    first = max(bisect_right(starts, start) - 1, 0)
    return starts[first : bisect_left(starts, end)]


class _Addresses:
    """How the ledger names an element: its id or the nearest one above it; in the header its path."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, str] = {}
        self._steps: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        """The address of an element."""
        if element not in self._known:
            self._known[element] = self._address(element)
        return self._known[element]

    def _address(self, element: etree._Element) -> str:
        steps: list[etree._Element] = []
        ident = ""
        each: etree._Element | None = element
        while each is not None and each.tag != T + "TEI":
            ident = ident or each.get(XML_ID, "")
            if each.tag in (T + "text", T + "standOff"):
                return ident or "/".join(etree.QName(step).localname for step in reversed([*steps, each]))
            steps.append(each)
            each = each.getparent()
        return "/".join(self._step(step) for step in reversed(steps))

    def _step(self, element: etree._Element) -> str:
        if element not in self._steps:
            parent = element.getparent()
            alike = list(parent.iterchildren(element.tag)) if parent is not None else [element]
            self._steps |= zip(alike, _steps(alike), strict=True)
        return self._steps[element]


def _steps(alike: list[etree._Element]) -> Iterator[str]:
    """One step of a path for each child of one name: the name, told apart from its like by @type or by its number."""
    name = etree.QName(alike[0]).localname
    kinds = Counter(element.get("type") for element in alike)
    for number, element in enumerate(alike, 1):
        kind = element.get("type")
        if len(alike) == 1:
            yield name
        else:
            yield f"{name}[@type='{kind}']" if kind and kinds[kind] == 1 else f"{name}[{number}]"
