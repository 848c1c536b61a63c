"""Writes spans of the capture into TEI elements, with their marks, ids and homes.

This is the only place where captured text is cut. White space is reduced on the way; every piece that is written is
recorded with the element that holds it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from tei_edition.model import Mark, Span
from tei_edition.source import normalised, with_single_spaces
from tei_edition.tei.element import XML_ID, Element
from tei_edition.transliteration import number_in_id

# an editorial note stands after the outermost of these, so that the values of data elements stay clean (guidelines §8)
NO_NOTE_INSIDE = frozenset({"date", "persName", "orgName", "placeName", "roleName", "q", "said"})
MISSING_NOTE = "The capture has a note mark here, but not the text of the note."


Written = tuple[Span, Literal["text", "markup", "header"], str, Element]
"""A stretch of the capture, the ledger's zone and reason, and the element in which it stands now."""


class Writer:
    """Everything that is written for one document."""

    def __init__(self, text: str, marks: tuple[Mark, ...], note_numbers: frozenset[str]) -> None:
        self.text = text
        self.written: list[Written] = []
        self.copies: list[tuple[Span, Element]] = []
        self._marks = marks
        self._starts = [mark.span.start for mark in marks]
        self._note_numbers = note_numbers
        self._counts: Counter[str] = Counter()
        self._blocks: list[tuple[int, int, str]] = []  # start, end, id, in source order
        self._after_space = True
        self._notes: list[tuple[str, str, str]] = []  # subtype, target, sentence: waiting for their place
        self._depth_without_notes = 0
        self._zone: Literal["text", "header"] = "text"

    # --- ids ---

    def next_id(self, prefix: str) -> str:
        """The next id of a kind: p-1, p-2, …"""
        self._counts[prefix] += 1
        return f"{prefix}-{self._counts[prefix]}"

    def id_at(self, span: Span) -> str | None:
        """The id of the block in which a span of the text stands."""
        index = bisect_right(self._blocks, (span.start, len(self.text) + 1, "")) - 1
        if index >= 0 and self._blocks[index][1] >= span.end:
            return self._blocks[index][2]
        return None

    # --- text ---

    def block(
        self,
        parent: Element,
        name: str,
        span: Span,
        rule: str,
        *,
        prefix: str | None = None,
        attributes: Iterable[tuple[str, str]] = (),
    ) -> Element:
        """A new element with the text of a span and everything marked in it."""
        stated = dict(attributes)
        if prefix:
            ident = self.next_id(prefix)
            self._blocks.append((*span, ident))
            stated = {XML_ID: ident, **stated}
        element = parent.child(name, stated)
        self.fill(element, span, rule)
        return element

    def remember(self, span: Span, ident: str) -> None:
        """Let a block that holds several elements be found by the position of its text."""
        self._blocks.append((span.start, span.end, ident))

    def fill(self, element: Element, span: Span, rule: str) -> None:
        """Write the text of a span, with its marks, at the end of an element."""
        self._after_space = not element.children  # behind a label the space between stays
        self._content(element, span, bisect_left(self._starts, span.start), rule)
        if self._notes:
            self._place_notes(element)

    @contextmanager
    def notes_behind(self, parent: Element) -> Iterator[None]:
        """Write an element in which no editorial note may stand; those to its words stand behind it, in the parent."""
        self._depth_without_notes += 1
        yield
        self._depth_without_notes -= 1
        self._place_notes(parent)

    def header(self, element: Element, span: Span, reason: str) -> Element:
        """Write a span into a header element, which becomes its home."""
        self._zone = "header"
        self.fill(element, span, reason)
        self._zone = "text"
        return element

    def header_piece(self, element: Element, span: Span, reason: str) -> None:
        """Write a part of a longer header statement behind what the element holds; the space around it stays."""
        self._zone = "header"
        self._after_space = False
        if span.start < span.end:
            self._plain(element, span, reason)
        self._zone = "text"

    def copy(self, element: Element, span: Span) -> Element:
        """Write the words of a span whose home is elsewhere."""
        element.text = self.words(span)
        self.copies.append((span, element))
        return element

    def regenerates(self, span: Span, rule: str, element: Element) -> None:
        """Record that an element stands for a span whose characters its markup regenerates."""
        self.written.append((span, "markup", rule, element))

    def cites(self, span: Span, element: Element) -> None:
        """Record that an element was derived from a span, without its words."""
        self.copies.append((span, element))

    def words(self, span: Span) -> str:
        """The words of a span with white space reduced, as far as XML can carry them."""
        return xml_only(normalised(self.text[span.start : span.end]))

    def _content(self, parent: Element, span: Span, index: int, rule: str) -> int:
        """The text between two positions with the marks in it, from the mark at `index` on; returns the next index."""
        marks, starts = self._marks, self._starts
        at, end = span
        while index < len(marks) and starts[index] < end:
            mark = marks[index]
            index += 1
            if mark.span.end > end or starts[index - 1] < at:
                continue  # runs over the end of its block: no element can hold it
            if at < starts[index - 1]:
                self._plain(parent, Span(at, starts[index - 1]), rule)
            at = mark.span.end
            index = self._mark(parent, mark, index)
        if at < end:
            self._plain(parent, Span(at, end), rule)
        return index

    def _plain(self, parent: Element, span: Span, rule: str) -> None:
        words = with_single_spaces(self.text[span[0] : span[1]])
        if self._zone == "header":  # where no gap stands for what XML cannot carry
            words = xml_only(words)
        if self._after_space and words[:1] == " ":
            words = words[1:]
        if words:
            self._after_space = words[-1] == " "
            parent.add(words)
        self.written.append((span, self._zone, rule, parent))

    # --- marks ---

    def _mark(self, parent: Element, mark: Mark, index: int) -> int:
        match mark.element:
            case "lb":
                self._line_break(parent, mark)
            case "gap":
                self._gap(parent, mark)
            case "space":
                self._captured(parent.child("space", dict(mark.attributes)), mark, "desc")
            case "pb":
                parent.child("pb", dict(mark.attributes))
                self._captured(parent.child("fw", {"type": "pageNum"}), mark)
            case "ref":
                self._note_marker(parent, mark)
            case _:
                index = self._phrase(parent, mark, index)
        if self._notes:
            self._place_notes(parent)
        return index

    def _line_break(self, parent: Element, mark: Mark) -> None:
        if not self._after_space and mark.get("break") != "no":
            parent.add(" ")
        parent.child("lb", dict(mark.attributes))
        self._after_space = True

    def _gap(self, parent: Element, mark: Mark) -> None:
        if self._zone == "header" and parent.name == "idno":  # which holds text alone
            self._regenerated(mark.span, mark, parent)
            return
        is_plain = mark.get("reason") == "obfuscated" and self._zone == "header"
        ident = "" if is_plain else self.next_id("gap")
        element = parent.child("gap", ({XML_ID: ident} if ident else {}) | dict(mark.attributes))
        if mark.get("reason") == "unencodable":
            element.child("desc").text = f"U+{ord(self.text[mark.span.start]):04X}"
            self._regenerated(mark.span, mark, element)
        else:
            self._captured(element, mark, "desc")
        if mark.note:
            self._notes.append(("gap", ident, mark.note))

    def _regenerated(self, span: Span, mark: Mark, element: Element) -> None:
        """Characters that the markup stands for; in the header they only have their home."""
        self.written.append((span, "markup" if self._zone == "text" else "header", mark.rule, element))
        self._after_space = False

    def _captured(self, element: Element, mark: Mark, child: str = "") -> None:
        """The captured wording of a mark, in `desc` or as the element's own text."""
        holder = element.child(child) if child else element
        holder.text = self.words(mark.span)
        self._after_space = False
        self.written.append((mark.span, self._zone, mark.rule, element))

    def _note_marker(self, parent: Element, mark: Mark) -> None:
        number = mark.get("n") or ""
        ident = f"fnref-{number_in_id(number)}"
        self._counts[ident] += 1
        ident += f"-{self._counts[ident]}" if self._counts[ident] > 1 else ""
        element = parent.child("ref", {XML_ID: ident, **dict(mark.attributes)})
        if number in self._note_numbers:
            element.set("target", f"#fn-{number_in_id(number)}")
        else:
            self._notes.append(("missingNote", ident, MISSING_NOTE))
        self._captured(element, mark)

    def _phrase(self, parent: Element, mark: Mark, index: int) -> int:
        """An element around words: a name, a date, a quotation, an editor's bracket."""
        attributes = self._said(mark) if mark.element == "said" else mark.attributes
        element = parent.child(mark.element, dict(attributes))
        hides_notes = mark.element in NO_NOTE_INSIDE
        self._depth_without_notes += hides_notes
        inner = mark.inner or mark.span
        if inner.start > mark.span.start:
            self._regenerated(Span(mark.span.start, inner.start), mark, element)
        index = self._content(element, inner, index, mark.rule)
        if inner.end < mark.span.end:
            self._regenerated(Span(inner.end, mark.span.end), mark, element)
        self._depth_without_notes -= hides_notes
        return index

    def _said(self, mark: Mark) -> Iterable[tuple[str, str]]:
        """The attributes of a `said`: the halves of an interrupted speech point at each other."""
        yield XML_ID, self.next_id("said")
        count = self._counts["said"]
        others = {"next": f"#said-{count + 1}", "prev": f"#said-{count - 1}"}
        for name, value in mark.attributes:
            yield name, others.get(name, value)

    def _place_notes(self, parent: Element) -> None:
        """Set the waiting editorial notes down here, if they may stand here."""
        if self._depth_without_notes:
            return
        for subtype, target, sentence in self._notes:
            attributes = {
                XML_ID: self.next_id("note"),
                "type": "editorial",
                "subtype": subtype,
                "target": f"#{target}",
                "resp": "#resp-edition",
            }
            parent.child("note", attributes).text = sentence
        self._notes.clear()


def xml_only(words: str) -> str:
    """The words without the characters that XML cannot carry (where they stand in the text, a gap says so)."""
    return words if words.isprintable() else "".join(filter(_is_xml, words))


def _is_xml(character: str) -> bool:
    code = ord(character)
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
