"""`Transcription` → the TEI file's bytes and the homes of its characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from tei_edition.config import Config
from tei_edition.model import Home, Source, Transcription
from tei_edition.tei.body import encode_text
from tei_edition.tei.element import XML_ID, XML_LANG, Element
from tei_edition.tei.header import encode_header
from tei_edition.tei.indentation import indent
from tei_edition.tei.writer import Writer
from tei_edition.teifile import TEI
from tei_edition.transliteration import id_of_name


class Encoded(NamedTuple):
    """The TEI tree, and where in it each stretch of the capture stands."""

    root: Element
    homes: tuple[Home, ...]


def edition_id(source: Source, pinned: str | None = None) -> str:
    """TEI/@xml:id: the editor's, else `d` and the 16 hex digits of the file name, else a slug, else the SHA-256."""
    if pinned:
        return pinned if pinned[0].isalpha() else f"d-{pinned}"  # an xml:id begins with a letter
    return id_of_name(source.ident) or f"d{source.sha256[:16]}"


def encode(transcription: Transcription, config: Config, ident: str) -> Encoded:
    """The TEI of a transcription."""
    numbers = frozenset(note.number for note in transcription.notes)
    writer = Writer(transcription.capture.source.text, transcription.marks, numbers)
    root = Element("TEI", {"xmlns": TEI, XML_ID: ident, XML_LANG: transcription.language})
    header = root.child("teiHeader")
    encode_text(root.child("text"), transcription, writer)
    stand_off = encode_header(header, transcription, config, writer, ident)
    if stand_off.children:
        root.children.insert(1, stand_off)
    _name_by_path(header)
    indent(root)
    return Encoded(root, tuple(_homes(transcription, writer)))


def _homes(transcription: Transcription, writer: Writer) -> Iterator[Home]:
    """The home of everything that was written or dropped, with the places that were derived from it."""
    copies = _copies(writer)
    for span, zone, reason, element in writer.written:
        targets: tuple[str, ...] = (element.address,)
        if span.start in copies:
            targets = tuple(dict.fromkeys((*targets, *copies[span.start])))
        yield Home(span, zone, reason, targets)
    for dropped in (*transcription.capture.zones, *transcription.dropped):
        if dropped.kind in ("chrome", "markup"):
            yield Home(dropped.span, dropped.kind, dropped.reason, ())


def _copies(writer: Writer) -> dict[int, list[str]]:
    """The addresses of what was derived from a piece, by the offset at which the piece begins.

    A derived statement rests on the piece in which it begins and on those that begin within it.
    """
    starts = sorted({span.start for span, _, _, _ in writer.written})
    copies: dict[int, list[str]] = {}
    for span, element in sorted(writer.copies, key=itemgetter(0)):
        first = max(bisect_right(starts, span.start) - 1, 0)
        for start in starts[first : bisect_left(starts, span.end)]:
            copies.setdefault(start, []).append(element.address)
    return copies


def _name_by_path(element: Element) -> None:
    """Let the ledger name everything in an element of the header by its path, whatever ids it has."""
    alike: dict[str, list[Element]] = {}
    for child in element.children:
        alike.setdefault(child.name, []).append(child)
    for children in alike.values():
        for child, step in zip(children, _steps(children), strict=True):
            child.address = f"{element.address}/{step}"
            if child.children:
                _name_by_path(child)


def _steps(alike: list[Element]) -> Iterator[str]:
    """One step of a path for each child of one name: the name, told apart from its like by @type or by its number."""
    name = alike[0].name
    if len(alike) == 1:
        yield name
        return
    kinds = Counter(element.get("type") for element in alike)
    for number, element in enumerate(alike, 1):
        kind = element.get("type")
        yield f"{name}[@type='{kind}']" if kind and kinds[kind] == 1 else f"{name}[{number}]"
