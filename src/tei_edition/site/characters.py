"""The characters of a capture that nobody sees, or that act on those beside them, with a sign that shows them."""

from __future__ import annotations

import re

from lxml import etree

from tei_edition.legible import HIDDEN
from tei_edition.source import WHITE_SPACE

SIGNS = {
    " ": "␣",
    "\t": "⇥",
    "\n": "⏎",
    "\r": "␍",
    "\xa0": "⍽",
}
# what has no ink and is not in the table of what acts on a terminal: fillers, selectors of variants, tags
UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff\U000e0000-\U000e0fff"
OTHER_SPACE = WHITE_SPACE.replace(" ", "")
SINGLE = re.compile(f"{HIDDEN.pattern}|[{UNSEEN}{OTHER_SPACE}]")
# a space is odd at the ends of a line and beside another; then a whole run of them gets its signs at once
ODD = re.compile(rf"\A +| {{2,}}| +\Z|{SINGLE.pattern}")
ANY_SPACE = re.compile(f" +|{SINGLE.pattern}")
UNENCODABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


def spell(parent: etree._Element, text: str, odd: re.Pattern[str] = ODD) -> etree._Element:
    """The element with a text at its end, in which odd characters are `<c as="SIGN">CHARACTER</c>`.

    A character that XML cannot carry is U+FFFD there; its sign is its code point.
    """
    at, before = 0, parent[-1] if len(parent) else None
    for match in odd.finditer(text):
        _append(parent, before, text[at : match.start()])
        found = match[0]
        before = etree.SubElement(parent, "c", {"as": _sign(found)})
        before.text = UNENCODABLE.sub(REPLACEMENT, found)
        at = match.end()
    _append(parent, before, text[at:])
    return parent


def _sign(found: str) -> str:
    return "".join(SIGNS.get(character) or f"U+{ord(character):04X}" for character in found)


def _append(parent: etree._Element, before: etree._Element | None, words: str) -> None:
    """Put words behind the last child; it is handed over because lxml would count all children to find it."""
    if before is not None:
        before.tail = words or None
    elif words:
        parent.text = words
