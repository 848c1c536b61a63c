"""How the text of the edition differs from the capture: nothing else differs, as the ledger proves."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from lxml import etree

from tei_edition.account import Home
from tei_edition.site.characters import SINGLE, UNENCODABLE
from tei_edition.site.evidence import Line
from tei_edition.source import WHITE_SPACE
from tei_edition.teifile import T

KINDS = (
    # in the order of the page
    "lost",
    "unencodable",
    "markup",
    "divided",
    "one-space",
    "reduced",
    "boundary",
    "left-out",
)


class Difference(NamedTuple):
    """What stands in the capture, and what became of it: a row of KINDS, which has its label in labels.xml."""

    kind: str
    before: str
    reason: str


class Joint(NamedTuple):
    """A word that the capture divides at the end of a line: what stands before and after the division."""

    before: str
    after: str


def joints(text: etree._Element) -> frozenset[Joint]:
    """The words that `lb break="no"` holds together."""
    breaks = (node for node in text.iter(f"{T}lb") if node.get("break") == "no")
    return frozenset(Joint(_last_word(_words_before(node)), _first_word(node.tail or "")) for node in breaks)


def _words_before(node: etree._Element) -> str:
    previous, parent = node.getprevious(), node.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _last_word(words: str) -> str:
    return (words.split() or [""])[-1]


def _first_word(words: str) -> str:
    return (words.split() or [""])[0]


def differences(lines: tuple[Line, ...], joined: Set[Joint]) -> dict[Difference, list[int]]:
    """Each difference with the lines in which it stands, a line as often as it has it, in the order of KINDS."""
    found: dict[Difference, list[int]] = {}
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        for difference in _of_line(line, after, joined):
            found.setdefault(difference, []).append(line.number)
    return dict(sorted(found.items(), key=lambda row: KINDS.index(row[0].kind)))


def _of_line(line: Line, after: Line | None, joined: Set[Joint]) -> Iterator[Difference]:
    written = line.words + line.end
    offset = line.homes[0].span.start if line.homes else 0
    for home in line.homes:
        words = written[home.span.start - offset : home.span.end - offset]
        match home.zone:
            case "chrome":
                yield Difference("left-out", "", home.reason)
            case "space" if words == "\n" and line.end == "\r\n":
                pass  # told with its carriage return
            case "space" if home.reason == "repeated space":
                yield Difference("reduced", words, home.reason)
            case "space":
                yield Difference("boundary", words, home.reason)
            case "markup" if UNENCODABLE.search(words):
                yield Difference("unencodable", words, home.reason)
            case "markup":
                yield Difference("markup", words, home.reason)
            case "lost":
                yield Difference("lost", words, home.reason)
            case _:
                yield from _within(home, words, line, after, joined)


def _within(home: Home, words: str, line: Line, after: Line | None, joined: Set[Joint]) -> Iterator[Difference]:
    """The white space of a stretch of text that is no plain space: each becomes one."""
    for found in SINGLE.finditer(words):
        if found[0] in "\r\n" and after and Joint(_last_word(line.words), _first_word(after.words)) in joined:
            yield Difference("divided", line.end, "word divided at a line end")
        elif found[0] in WHITE_SPACE:
            yield Difference("one-space", line.end if found[0] == "\r" else found[0], "white space")
