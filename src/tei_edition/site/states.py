"""What a line of a capture is: each has exactly one state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from tei_edition.account import Home
from tei_edition.site.evidence import Line
from tei_edition.source import WHITE_SPACE

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
