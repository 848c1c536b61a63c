"""What a line of a capture is: each has exactly one state; all pages that count lines count these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from lxml import etree

from tei_edition.account import Home
from tei_edition.site.evidence import Evidence, Line
from tei_edition.source import WHITE_SPACE
from tei_edition.teifile import XML_ID, T

STATES = (
    # in the order of the page; where two have the same share of a line, the first counts
    "text",
    "header",
    "note",
    "summary",
    "rights",
    "furniture",
    "blank",
    "undecided",
)
PARTS_OF_THE_HEADER = (
    # what stands in the path of the header element   the state
    ("/abstract", "summary"),
    ("/availability", "rights"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A capture line by line, each line with its state; without lines if its file is not that of the ledger."""

    evidence: Evidence
    lines: tuple[Line, ...]
    states: tuple[str, ...]  # of the lines, in their order

    @property
    def totals(self) -> dict[str, int]:
        """How many lines have each state, in the order of the page."""
        found = Counter(self.states)
        return {name: found[name] for name in STATES}


def account(evidence: Evidence, tree: etree._ElementTree) -> Account:
    """The account of a capture from which the text of a TEI file was made."""
    lines = evidence.lines() if evidence.text is not None else ()
    inside = (node for note in tree.iter(f"{T}note") for node in note.iter(etree.Element))
    notes = {ident for node in inside if (ident := node.get(XML_ID))}
    return Account(evidence, lines, tuple(state(line, notes) for line in lines))


def counted(tag: str, counts: Mapping[str, int]) -> Iterator[etree._Element]:
    """An element for each count: `<state n="text" count="57"/>`."""
    return (etree.Element(tag, n=name, count=str(count)) for name, count in counts.items())


def state(line: Line, notes: Set[str]) -> str:
    """The state of a line: that of most of its characters, but undecided if one of them has no home.

    `notes` are the ids of the notes and of what they contain.
    """
    if not line.words.strip(WHITE_SPACE):
        return "blank"
    shares: Counter[str] = Counter()
    for home in line.homes:
        shares[_state(home, notes)] += home.span.end - home.span.start
    del shares["blank"]
    if not shares or shares["undecided"]:
        return "undecided"
    return max(shares, key=lambda name: (shares[name], -STATES.index(name)))


def _state(home: Home, notes: Set[str]) -> str:
    match home.zone:
        case "text" | "markup":
            return "note" if not notes.isdisjoint(home.targets) else "text"
        case "header":
            parts = (name for part, name in PARTS_OF_THE_HEADER if any(part in to for to in home.targets))
            return next(parts, "header")
        case "chrome":
            return "furniture"
        case "space":
            return "blank"
        case _:
            return "undecided"
