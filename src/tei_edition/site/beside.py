"""The edited text as it stands beside the lines of its capture: each block leads to the lines that became it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from tei_edition.render import labels

PARTS = frozenset(("text", "notes"))  # ids of what a rendered document shows here; the rest is on its own page
BLOCKS = frozenset("p h2 h3 h4 h5 h6 li div blockquote".split())
TURN = "tei-sp"  # its paragraphs lead to their lines


class Lines(NamedTuple):
    """The numbers of the first and the last line of a capture that became an element of the text."""

    first: int
    last: int


class Beside:
    """The text and the notes of a rendered document; `ids` are those of their elements."""

    def __init__(self, html: etree._ElementTree) -> None:
        self._parts = [part for part in html.iterfind("article/*") if part.get("id") in PARTS]
        self.ids = frozenset(ident for part in self._parts for each in part.iter() if (ident := each.get("id")))

    def pieces(self, became: Mapping[str, Lines], page: str, lang: str) -> Iterator[bytes]:
        """HTML, part by part; what does not stand in it is linked on the document's page.

        The rendered document is used up: a copy of it would cost as much memory as all that is kept for its lines.
        """
        words = labels(lang)
        one, many = words.findtext("line-short", ""), words.findtext("lines-short", "")
        for part in self._parts:
            for link in part.iter("a"):
                href = link.get("href", "")
                if href.startswith("#") and href[1:] not in self.ids:
                    link.set("href", page + href)
            for block in part.iter(*BLOCKS):
                if lines := became.get(block.get("id", "")):
                    _mark(block, lines, one, many)
            yield etree.tostring(part, method="html", encoding="utf-8")


def _mark(block: etree._Element, lines: Lines, one: str, many: str) -> None:
    """Say of a block which lines became it: `one` and `many` are the words for them."""
    block.set("data-first", str(lines.first))
    block.set("data-last", str(lines.last))
    if TURN not in block.get("class", "").split():
        several = lines.last > lines.first
        _lead(block, f"{many}\xa0{lines.first}–{lines.last}" if several else f"{one}\xa0{lines.first}", lines)


def _lead(block: etree._Element, words: str, to: Lines) -> None:
    """Put a link to lines before the first word of a block."""
    link = etree.Element("a", {"class": "from app", "href": f"#l-{to.first}"})
    link.text, link.tail, block.text = words, block.text, None
    block.insert(0, link)
