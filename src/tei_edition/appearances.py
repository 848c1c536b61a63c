"""Who and what appears in a document: people, organisations and places, with what they do and where they are named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from lxml import etree

from tei_edition.authorities import Kind
from tei_edition.description import AGENT, PROFILE, RECEIVED, SENT, TITLE
from tei_edition.listed import Listed, listed
from tei_edition.named import KINDS, LISTED, UNKNOWN, entries
from tei_edition.running_text import Mention, RunningText, running_text
from tei_edition.teifile import XML_ID, elements, local_name, pointer, text_of, values

T = TypeVar("T")

MOST_SENTENCES = 3
ROOM = 90  # characters of a sentence on each side of a name

PARTS = (
    # what somebody does           where the header says so
    ("sent", f"{SENT}{AGENT}"),
    ("sent", f"{TITLE}t:author/{AGENT}|{TITLE}t:author[@ref]"),
    ("received", f"{RECEIVED}{AGENT}"),
    ("written", f"{PROFILE}t:creation/t:placeName|{SENT}t:placeName"),
    ("received", f"{RECEIVED}t:placeName"),
)


class Passage(NamedTuple):
    """A sentence with a name in it."""

    block: str  # the id of the paragraph, heading, …; empty if it has none
    sentence: str
    start: int  # of the name in the sentence
    end: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the name, the name, what stands after it."""
        return self.sentence[: self.start], self.sentence[self.start : self.end], self.sentence[self.end :]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person, an organisation or a place in one document."""

    kind: Kind
    ref: str  # "#pers-x" or an address; "person:Voice" where nobody says who that is
    times: int = 0  # in the text, where it is more than the label of a turn
    turns: int = 0
    forms: tuple[tuple[str, int], ...] = ()  # as the text has them, with counts
    certs: tuple[tuple[str, int], ...] = ()  # how certain it is who is meant, where the file says so
    passages: tuple[Passage, ...] = ()  # the first of them
    parts: tuple[str, ...] = ()  # sent, received, written; of a participant the roles
    listed: Listed | None = None

    @property
    def is_present(self) -> bool:
        """Whether somebody listens and says nothing."""
        return not self.turns and "present" in self.parts


class Occurrence(NamedTuple):
    """A place in the text at which something is named, with the words around the name."""

    block: str
    before: str
    name: str
    after: str


# --- what is kept of a document --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    """An appearance while the file is read."""

    kind: Kind
    forms: Counter[str] = field(default_factory=Counter)
    certs: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    parts: dict[str, None] = field(default_factory=dict)
    turns: int = 0


def appearances(root: etree._Element) -> tuple[Appearance, ...]:
    """Everybody and everything that a document names or that takes part in it, in the order of its text."""
    reading = _Reading(root)
    reading.give_parts()
    return tuple(reading.appearance(ref, draft) for (_, ref), draft in reading.drafts.items())


def occurrences(root: etree._Element, words: int) -> dict[tuple[Kind, str], tuple[Occurrence, ...]]:
    """For each that the text names: where, with so many words around each name."""
    reading = _Reading(root)
    return {
        (draft.kind, ref): tuple(_occurrence(mention, reading.text, words) for mention in draft.mentions)
        for (_, ref), draft in reading.drafts.items()
        if draft.mentions
    }


def _occurrence(mention: Mention, text: RunningText, words: int) -> Occurrence:
    start, end = _bare(mention, text)
    before, after = text.within_words(start, end, words)
    return Occurrence(mention.block, before, text.text[start:end], after)


class _Reading:
    """A file as it is read for those who appear in it."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self.text = running_text(root)
        self._entries = {f"#{ident}": entry for ident, entry in entries(root).items()}
        self.drafts: dict[tuple[Kind, str], _Draft] = {}
        self._name_all()

    def _draft(self, ref: str, kind: Kind) -> _Draft:
        if (entry := self._entries.get(ref)) is not None:
            kind = LISTED[local_name(entry)]
        return self.drafts.setdefault((kind, ref), _Draft(kind))

    def _name_all(self) -> None:
        for mention in sorted((*self.text.mentions, *self.text.unlinked)):
            start, end = _bare(mention, self.text)
            if mention.is_label or start >= end:  # turns are counted as turns; a pointer around nothing names nobody
                continue
            form = self.text.text[start:end]
            draft = self._draft(pointer(mention.ref) or f"{mention.kind}:{form}", mention.kind)
            draft.mentions.append(mention)
            draft.forms[form] += 1
            if mention.cert:
                draft.certs[mention.cert] += 1

    def give_parts(self) -> None:
        """Add what they do: write, receive, speak, take part."""
        for part, path in PARTS:
            for agent in elements(self._root, path):
                if draft := self._agent(agent):
                    draft.parts[part] = None
        for who in values(self._root, "t:text//t:sp/@who"):
            for ref in dict.fromkeys(map(pointer, who.split())):
                self._draft(ref, "person").turns += 1
        for entry in elements(self._root, f"{PROFILE}t:particDesc//*[self::t:person or self::t:personGrp][@xml:id]"):
            if roles := entry.get("role", "").split():
                self._draft(f"#{entry.get(XML_ID)}", "person").parts.update(dict.fromkeys(roles))

    def _agent(self, agent: etree._Element) -> _Draft | None:
        kind = KINDS.get(local_name(agent), "person")
        words = text_of(agent)
        ref = pointer(next(iter(agent.get("ref", "").split()), ""))
        if not ref and (not words or words == UNKNOWN):
            return None
        return self._draft(ref or f"{kind}:{words}", kind)

    def appearance(self, ref: str, draft: _Draft) -> Appearance:
        """What is kept of a draft."""
        entry = self._entries.get(ref)
        return Appearance(
            kind=draft.kind,
            ref=ref,
            times=len(draft.mentions),
            turns=draft.turns,
            forms=tuple(draft.forms.items()),
            certs=tuple(sorted(draft.certs.items())),
            passages=tuple(_passage(mention, self.text) for mention in draft.mentions[:MOST_SENTENCES]),
            parts=tuple(draft.parts),
            listed=listed(entry, self._root) if entry is not None else None,
        )


def _bare(mention: Mention, text: RunningText) -> tuple[int, int]:
    """Where a name begins and ends without the white space around it."""
    form = text.text[mention.start : mention.end]
    start = mention.start + len(form) - len(form.lstrip())
    return start, start + len(form.strip())


def _passage(mention: Mention, text: RunningText) -> Passage:
    start, end = _bare(mention, text)
    before, after = text.within_sentence(start, end, ROOM)
    name = text.text[start:end]
    return Passage(mention.block, f"{before}{name}{after}", len(before), len(before) + len(name))
