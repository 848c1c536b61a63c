"""The words of a document as one reads them: paragraphs, lists, tables and turns in plain text.

They are the words that the document has in the TEI (`checks.regeneration`), in their order; only what parts them is
chosen here. A document from elsewhere may say a thing twice (`choice`, `app`) or have its footnotes among the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from tei_edition.checks.regeneration import (
    WHITE_SPACE,
    editorial_signs,
    is_block,
    is_left_out,
    is_unencodable,
    pieces,
    tei_names,
)
from tei_edition.teifile import elements

# Signs that no XML file can hold, so none of them is a word of the text.
PARAGRAPH, LINE, CELL = "\x1d", "\x1e", "\x1f"
_SIGN = f"{WHITE_SPACE.pattern[1:-2]}{PARAGRAPH}{LINE}{CELL}"
_SPACE = re.compile(f"(?! [^{_SIGN}])[{_SIGN}]+")
"""White space, but for the space between two words, which is as it should be."""

CELLS, BREAK, LABELS = tei_names("cell"), tei_names("lb"), tei_names("label speaker")
# what begins a line, rather than a paragraph:  wherever it stands; whatever stands there; a list in running text
LINES = tei_names("addrLine item l row")
HOLDERS_OF_LINES = tei_names("address item lg list table")
LISTS, RUNNING_TEXT = tei_names("list"), tei_names("item p")

# what only holds paragraphs, and whatever else stands beside them
HOLDERS = tei_names("text group front body back div div1 div2 div3 div4 div5 div6 div7 sp")

UNREADABLE = "\ufffd"  # for a character that XML cannot carry, which would do harm in a text file too

TWICE = (
    # what is said twice                   what is not read
    ("choice[t:corr or t:reg or t:expan]", "*[not(self::t:corr or self::t:reg or self::t:expan)]"),
    ("app[t:lem]", "*[not(self::t:lem)]"),
)
CALLED = ".//t:note[@place='foot' or @place='bottom' or @place='end' or @type='footnote' or @type='endnote']"


def reading_text(root: etree._Element) -> str:
    """The document as plain text, without a line break at its end; footnotes stand last."""
    return "\n\n".join(filter(None, map(_text, elements(root, "t:text"))))


def _text(text: etree._Element) -> str:
    """A text with the notes that are called in it at its end."""
    reader = _Reader.of(text)
    foot = (f"{label} {reader.read_note(note)}" for note, label in reader.notes.items())
    return "\n\n".join(filter(None, (reader.read(text), *foot)))


class Passage(NamedTuple):
    """A paragraph, or whatever stands beside paragraphs (a heading, a list, a closer), or a note that is called."""

    element: etree._Element
    words: str
    label: str = ""  # of a note: what calls it in the words of the others, with its brackets


def passages(root: etree._Element) -> Iterator[Passage]:
    """The reading text in its parts, each with its element; those without words are left out."""
    for text in elements(root, "t:text"):
        reader = _Reader.of(text)
        yield from (Passage(element, words) for element in _held(text) if (words := reader.read(element)))
        yield from (Passage(note, reader.read_note(note), label) for note, label in reader.notes.items())


def _held(text: etree._Element) -> Iterator[etree._Element]:
    """The elements that divisions and turns hold."""
    walker = etree.iterwalk(text, events=("start",))
    for _, node in walker:
        if node.tag not in HOLDERS:
            walker.skip_subtree()
            yield node


@dataclass(frozen=True, slots=True)
class _Reader:
    """How elements are read: what is left out, and which notes are only called, by a label."""

    second: Set[etree._Element]
    notes: Mapping[etree._Element, str]
    itself: etree._Element | None = None  # the note that is read

    @classmethod
    def of(cls, text: etree._Element) -> _Reader:
        """A reader of a text and all that is in it."""
        second = {each for holder, other in TWICE for each in elements(text, f".//t:{holder}/t:{other}")}
        called = (note for note in elements(text, CALLED) if not is_block(note))
        return cls(second, {note: f"[{note.get('n') or n}]" for n, note in enumerate(called, 1)})

    def read_note(self, note: etree._Element) -> str:
        """The words of a note that is called."""
        return replace(self, itself=note).read(note)

    def read(self, element: etree._Element) -> str:
        """The words of an element."""
        return _SPACE.sub(_white_space, "".join(pieces(element, self._around, self._leaves_out))).strip()

    def _leaves_out(self, node: etree._Element) -> bool:
        return is_left_out(node) or node in self.second or self._is_called(node)

    def _is_called(self, node: etree._Element) -> bool:
        return node in self.notes and node is not self.itself

    def _around(self, node: etree._Element) -> tuple[str, str]:
        if self._is_called(node):
            return self.notes[node], ""
        if node in self.second:
            return "", ""
        if node.tag in BREAK:
            return LINE, ""
        before, after = editorial_signs(node)
        if is_unencodable(node):
            before = "".join(" " if WHITE_SPACE.match(character) else UNREADABLE for character in before)
        if not is_block(node):
            return before, after
        sign = _break(node)
        ends_line = node.tag not in LABELS and sign != CELL
        return (" " if _follows_label(node) else sign) + before, after + (sign if ends_line else " ")


def _break(node: etree._Element) -> str:
    """What parts an element that stands on lines of its own from its neighbours."""
    parent = node.getparent()
    holder = parent.tag if parent is not None else ""
    if node.tag in CELLS:
        return CELL if _before(node) is not None else " "
    if holder in CELLS:
        return " "
    if node.tag in LINES or holder in HOLDERS_OF_LINES or (node.tag in LISTS and holder in RUNNING_TEXT):
        return LINE
    return PARAGRAPH


def _follows_label(node: etree._Element) -> bool:
    """Whether it goes on the line of a label: what a speaker says, a postscript after "P.S."."""
    before = _before(node)
    return before is not None and before.tag in LABELS and is_block(before)


def _before(node: etree._Element) -> etree._Element | None:
    """The element that stands before another in the same one."""
    return next(node.itersiblings("{*}*", preceding=True), None)


def _white_space(run: re.Match[str]) -> str:
    """What a run of white space becomes: the strongest break in it, and a tab for each cell that begins after it."""
    signs = run.group()
    tabs = "\t" * re.split(f"[{PARAGRAPH}{LINE}]", signs)[-1].count(CELL)
    if PARAGRAPH in signs:
        return "\n\n" + tabs
    return "\n" + tabs if LINE in signs else tabs or " "
