"""Words of others in a message: nothing of them acts on a terminal, and nobody has to read all of them."""

from __future__ import annotations

import re

# What a terminal or the bidirectional algorithm acts on, and what nobody sees.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
LONG_QUOTATION = re.compile("“([^”]{200})[^”]{20,}”")


def visible(text: str) -> str:
    """The text with control characters, bidirectional marks and the like as <U+001B>; a tab as a space."""
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\t", " "))


def in_one_line(sentence: str) -> str:
    """A sentence in one line of bearable length, whatever it quotes."""
    return visible(LONG_QUOTATION.sub(r"“\1…”", sentence))
