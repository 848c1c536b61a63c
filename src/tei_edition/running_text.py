"""The text of a TEI document as one string: its names as spans with what they refer to, its blocks as lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from tei_edition.authorities import Kind
from tei_edition.named import KINDS
from tei_edition.reading_text import TWICE
from tei_edition.teifile import XML_ID, T, elements, is_address

NAMES = {T + tag: kind for tag, kind in KINDS.items()}
LOOSE_NAMES = frozenset((T + "rs", T + "name"))  # @type says of what kind
TYPES: dict[str, Kind] = {
    "person": "person",
    "pers": "person",
    "org": "organisation",
    "organisation": "organisation",
    "place": "place",
}
INLINE = frozenset(
    T + tag
    for tag in (
        "persName orgName placeName name rs roleName date time hi q said quote supplied unclear sic corr choice abbr"
        " expan foreign add del seg ref ptr lb pb anchor term title emph mentioned soCalled num email forename surname"
        " nameLink orig reg damage subst c w pc gap desc space milestone"
    ).split()
)
BREAKS = frozenset((T + "lb", T + "pb", T + "milestone"))
MASKED = frozenset((T + "date", T + "time", T + "fw", T + "gap", T + "space", T + "label", T + "idno", T + "email"))
MASK = "\0"  # stands for each sign of a name or date, so that words beside it are not taken together
CONTEXT = 160  # characters of a sentence that are shown
LONG_WORD = 16


class Mention(NamedTuple):
    """A name in the text."""

    start: int
    end: int
    ref: str  # the id, or the address, of what it names
    kind: Kind
    block: str = ""  # the id of the paragraph, heading, … in which it stands
    cert: str = ""
    is_label: bool = False  # whether it names who speaks next


@dataclass(frozen=True, slots=True)
class RunningText:
    """The text of a document; `masked` is as long, and has none of the names and dates that are marked up."""

    text: str
    masked: str
    mentions: tuple[Mention, ...]
    unlinked: tuple[Mention, ...]  # names of which nobody says whom they name
    ids: tuple[tuple[int, str], ...]  # where elements with an xml:id begin

    def form(self, mention: Mention) -> str:
        """A name as it stands there."""
        return self.text[mention.start : mention.end].strip()

    def place(self, at: int) -> str:
        """The id of the element that a place lies in, or after."""
        return self.ids[found - 1][1] if (found := bisect_right(self.ids, (at, "\U0010ffff"))) else ""

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a name; a long one is cut between words."""
        first, last = self._bounds(start, end)
        room = max(0, CONTEXT - (end - start)) // 2
        left, right = self.text[first:start], self.text[end:last]
        if len(left) > room:
            left = "…" + left[len(left) - room :].partition(" ")[2]
        if len(right) > room:
            right = right[:room].rpartition(" ")[0] + "…"
        return f"{left}{self.text[start:end]}{right}".strip()

    def within_sentence(self, start: int, end: int, room: int) -> tuple[str, str]:
        """What stands before and after a name in its sentence; what is longer than `room` is cut between words."""
        first, last = self._bounds(start, end)
        left, right = self.text[first:start].lstrip(), self.text[end:last].rstrip()
        if len(left) > room:
            left = "… " + left[len(left) - room :].partition(" ")[2]
        if len(right) > room:
            right = right[:room].rpartition(" ")[0] + " …"
        return left, right

    def within_words(self, start: int, end: int, words: int) -> tuple[str, str]:
        """So many words before and after a name, as far as its paragraph has them."""
        room = words * LONG_WORD
        first = max(0, start - room, self.text.rfind("\n", max(0, start - room), start) + 1)
        last = self.text.find("\n", end, end + room)
        left, right = self.text[first:start], self.text[end : last if last >= 0 else end + room]
        before = left.rsplit(maxsplit=words)[-words:] if left.strip() else []
        after = right.split(maxsplit=words)[:words] if right.strip() else []
        space = (" " if left[-1:].isspace() else "", " " if right[:1].isspace() else "")
        return " ".join(before) + space[0], space[1] + " ".join(after)

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence begins and ends, looked for no farther than is shown."""
        earliest, latest = max(0, start - CONTEXT), min(len(self.text), end + CONTEXT)
        first = max(earliest, self.text.rfind("\n", earliest, start) + 1)
        for end_of_one in STOP.finditer(self.text, first, start):
            first = end_of_one.end()
        line = self.text.find("\n", end, latest)
        line = latest if line < 0 else line
        stop = STOP.search(self.text, end, line)
        return first, stop.start() + 1 if stop else line


# not after "Dr." and "Gen."
STOP = re.compile(r"(?<=[a-z0-9)”])(?<![A-Z][a-z])(?<![A-Z][a-z]{2})[.!?] (?=[A-Z“])")


def running_text(root: etree._Element) -> RunningText:
    """The text of a TEI document, as far as somebody wrote it: notes that the encoding added are left out."""
    page = _Page()
    for text in elements(root, "t:text"):
        page.read(text)
    return page.done()


class _Inside(NamedTuple):
    """An element that is being read."""

    start: int
    block: str
    is_label: bool


LEFT_OUT = _Inside(-1, "", False)


class _Page:
    """What is written while the tree is walked through, element by element, without recursion."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._masks: list[tuple[int, int]] = []
        self._mentions: list[Mention] = []
        self._unlinked: list[Mention] = []
        self._ids: list[tuple[int, str]] = []
        self._length = 0
        self._ends_in_space = True

    def read(self, text: etree._Element) -> None:
        """Add the text of an element; of what it says twice (`choice`, `app`) one reading."""
        second = {each for holder, other in TWICE for each in elements(text, f".//t:{holder}/t:{other}")}
        inside: list[_Inside] = [_Inside(0, "", False)]
        walk = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                if _is_added(node) or node in second:
                    walk.skip_subtree()
                    inside.append(LEFT_OUT)
                    continue
                inside.append(self._open(node, inside[-1]))
                self._add(node.text)
            elif event == "end":
                self._close(node, inside.pop())
                self._add(node.tail if node is not text else None)
            else:
                self._add(node.tail)

    def _open(self, element: etree._Element, around: _Inside) -> _Inside:
        if element.tag not in INLINE:
            self._line()
        elif element.tag in BREAKS:
            self._add(" ")
        if ident := element.get(XML_ID):
            self._ids.append((self._length, ident))
        block = ident if ident and element.tag not in INLINE else around.block
        return _Inside(self._length, block, around.is_label or element.tag == T + "speaker")

    def _close(self, element: etree._Element, inside: _Inside) -> None:
        if inside is LEFT_OUT:
            return
        if kind := NAMES.get(element.tag) or _loose_kind(element):
            self._name(element, kind, inside)
        if kind or element.tag in MASKED:
            self._masks.append((inside.start, self._length))
        if element.tag not in INLINE:
            self._line()

    def _name(self, element: etree._Element, kind: Kind, inside: _Inside) -> None:
        refs = (element.get("ref") or element.get("key") or "").split()
        found = self._mentions if refs else self._unlinked
        for ref in refs or [""]:
            where = (inside.block, element.get("cert", ""), inside.is_label)
            found.append(Mention(inside.start, self._length, _target(ref), kind, *where))

    def _add(self, text: str | None) -> None:
        """Words, with every run of white space as one space."""
        words = SPACES.sub(" ", text or "")
        if self._ends_in_space:
            words = words.removeprefix(" ")
        if words:
            self._pieces.append(words)
            self._length += len(words)
            self._ends_in_space = words.endswith(" ")

    def _line(self) -> None:
        if self._pieces and self._pieces[-1] != "\n":
            self._pieces.append("\n")
            self._length += 1
        self._ends_in_space = True

    def done(self) -> RunningText:
        """What was read."""
        text = "".join(self._pieces)
        return RunningText(
            text,
            _masked(text, self._masks),
            tuple(sorted(self._mentions)),
            tuple(sorted(self._unlinked)),
            tuple(self._ids),
        )


SPACES = re.compile(r"\s+")


def _is_added(element: etree._Element) -> bool:
    """Whether a note is the encoder's, not the document's."""
    return element.tag == T + "note" and element.get("type") == "editorial"


def _loose_kind(element: etree._Element) -> Kind | None:
    return TYPES.get(element.get("type", "")) if element.tag in LOOSE_NAMES else None


def _target(ref: str) -> str:
    """What a pointer names: the id after “#”, or the whole address on the web."""
    return ref if is_address(ref) else ref.rpartition("#")[2]


def _masked(text: str, masks: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in sorted(masks):
        if end > done:
            start = max(start, done)
            pieces += [text[done:start], MASK * (end - start)]
            done = end
    return "".join([*pieces, text[done:]])


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the place at which it begins."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
