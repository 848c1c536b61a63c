"""The draft of a layout profile as YAML with its comments; `layouts/profiles.py` reads what is written here."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Value = str | int | bool
Key = tuple[str, Value]
WIDTH = 116
PLAIN = re.compile(r"[^\W\d_](?:[\w ()./’+-]*[\w)])?")
TRUTHS = frozenset("y n yes no true false on off null".split())


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """A slot with the comment above it; `parts` are named groups of its pattern with their facts."""

    name: str
    comments: tuple[str, ...]
    keys: tuple[Key, ...]
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A telltale: its test, its weight, and on what it rests."""

    test: tuple[str, str]
    weight: int
    comment: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a drafted profile says."""

    name: str
    captures: tuple[str, ...]
    telltales: tuple[Telling, ...]
    enough: int
    order: str  # of day and month; empty if no date shows it
    head: tuple[DraftSlot, ...]
    beside: tuple[str, ...]  # lines that recur next to the document and are left in it
    opens: tuple[str, ...]
    pick: str  # first, last
    tail: tuple[DraftSlot, ...]


_ABOUT = (
    "A draft of the layout “{name}”, made from {count} captures: {captures}.",
    "Each line of a capture goes to the slot that fits it; every slot is optional, and a line above the foot that fits"
    " none begins the document. Read the draft once from top to bottom: what is guessed is marked “check:”. Then see"
    " with `tei-edition explain CAPTURE` where every line goes. All keys: docs/reference.md, Layout profiles.",
)
_EVIDENCE = (
    "By what a page of this site is recognised. Delete a line that other sites have, too; weight (1 to 10) says how"
    " much a line counts."
)
_ALL_COMMON = (
    "check: other sites may have all of these lines, too. Is there one that only this site has? Add it, with weight: 3."
)
_ENOUGH = "So much weight is needed to take this layout: about half of the lines above."
_STATES = (
    "What every page of this site says about its documents without words. Delete each “#” to state it; a shelfmark is"
    " used only where the repository is known."
)
_DATES = (
    "The order of day and month in dates such as 4/3/2021 (dmy or mdy), as a line of the captures shows it.",
    "The order of day and month in dates such as 4/3/2021: dmy or mdy. The captures do not show it.",
)
_HEAD = (
    "The top of the page, in its order. zone says where a line goes: chrome is left out, header makes a statement (the"
    " fact) in the TEI header, text belongs to the document."
)
_NO_HEAD = "Nothing recurs above the document. If the page has something there, give it slots here (head)."
_BESIDE = (
    "check: these lines recur next to the document and may be its own words, so they are left in it: {lines}. If one"
    " belongs to the page, give it a slot above or below (and below a pattern in opens)."
)
_TAIL = "The foot of the page."
_OPENS = (
    "It begins at a line that fits the first of these patterns; if no line does, at one that fits the second, and so"
    " on. All of these lines recur below the document."
)
_FROM = "Which line, if several fit: the first or the last of them."
_NO_TAIL = "Nothing recurs below the document. If the page has something there, give it a foot here (tail)."


def draft_text(draft: Draft) -> str:
    """The file."""
    return "\n".join([*_top(draft), "", *_known_by(draft), "", *_head(draft), "", *_tail(draft)]) + "\n"


def _top(draft: Draft) -> Iterator[str]:
    names = ", ".join(draft.captures[:6]) + (" …" if len(draft.captures) > 6 else "")
    yield from _comment(_ABOUT[0].format(name=draft.name, count=len(draft.captures), captures=names))
    yield from _comment(_ABOUT[1])
    yield ""
    yield from _comment("The layout in your words; `tei-edition explain layouts` shows them.")
    yield f"about: {scalar(f'Pages like that of {draft.captures[0]}')}"


def _known_by(draft: Draft) -> Iterator[str]:
    yield from _comment(_EVIDENCE)
    yield "evidence:"
    for telling in draft.telltales:
        yield from _comment(telling.comment, 2)
        yield f"  - {_flow((telling.test, ('weight', telling.weight)))}"
    if all(telling.weight == 1 for telling in draft.telltales):
        yield from _comment(_ALL_COMMON, 2)
    yield from _comment(_ENOUGH)
    yield f"enough: {draft.enough}"
    yield ""
    yield from _comment(_STATES)
    yield "#states:"
    yield "#  publisher: Our Archive"
    yield "#  repository: Our Archive"
    yield ""
    yield from _comment(_DATES[0] if draft.order else _DATES[1])
    yield f"dates: {draft.order}" if draft.order else "#dates: dmy"


def _head(draft: Draft) -> Iterator[str]:
    yield from _comment(_HEAD if draft.head else _NO_HEAD)
    if draft.head:
        yield "head:"
        yield from _slots(draft.head, 2)
    if draft.beside:
        yield ""
        yield from _comment(_BESIDE.format(lines=", ".join(draft.beside)))


def _tail(draft: Draft) -> Iterator[str]:
    if not draft.opens:
        yield from _comment(_NO_TAIL)
        return
    yield from _comment(_TAIL)
    yield "tail:"
    yield from _comment(_OPENS, 2)
    yield "  opens:"
    yield from (f"    - {scalar(pattern)}" for pattern in draft.opens)
    yield from _comment(_FROM, 2)
    yield f"  from: {draft.pick}"
    yield from _comment("What stands there, in its order.", 2)
    yield "  slots:"
    yield from _slots(draft.tail, 4)


def _slots(slots: Sequence[DraftSlot], indent: int) -> Iterator[str]:
    """A line for each slot; one with parts has a line for each key."""
    space = " " * indent
    for slot in slots:
        for comment in slot.comments:
            yield from _comment(comment, indent)
        keys: tuple[Key, ...] = (("slot", slot.name), *slot.keys)
        if not slot.parts:
            yield f"{space}- {_flow(keys)}"
            continue
        for number, (key, value) in enumerate(keys):
            yield f"{space}{'  ' if number else '- '}{key}: {scalar(value)}"
        yield f"{space}  parts:"
        yield from (f"{space}    {group}: {{fact: {fact}}}" for group, fact in slot.parts)


def _flow(keys: Sequence[Key]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in keys) + "}"


def _comment(words: str, indent: int = 0) -> list[str]:
    """The words as lines of comment, with nothing in them that YAML or a terminal would act on."""
    lead = f"{' ' * indent}# "
    shown = "".join(sign if sign.isprintable() else _code_point(sign) for sign in words.replace("\xa0", " "))
    return textwrap.wrap(shown, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)


def _code_point(sign: str) -> str:
    return f"<U+{ord(sign):04X}>"


def scalar(value: Value) -> str:
    """A value as YAML takes it inside brackets: plain, in quotation marks, or with escapes for what nobody sees."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if PLAIN.fullmatch(value) and value.isprintable() and value.lower() not in TRUTHS:
        return value
    if value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(map(_in_double_quotes, value)) + '"'


def _in_double_quotes(sign: str) -> str:
    if sign in '\\"':
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def escaped(text: str) -> str:
    """The text as part of a regular expression that fits just it; spaces stay as they are, so that one can read it."""
    return re.sub(r"[\\.^$*+?{}\[\]|()]", r"\\\g<0>", text)
