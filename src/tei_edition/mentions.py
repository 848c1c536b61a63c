"""Where people, organisations and places are named in a text.

The text is read once, from capital to capital, and at each the longest known form wins, unless what stands around it
shows that it is a part of another name. What can name several people, and surnames that stand alone, are left to be
decided when all is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tei_edition.lexicon import SYLLABLE_GOES_ON, Lexicon
from tei_edition.model import Cert, Mark, Span
from tei_edition.name_forms import plain
from tei_edition.surroundings import (
    GOES_ON,
    PARTICLE_BEFORE,
    SHORTEST_SURNAME,
    Line,
    belongs_to_the_word_before,
    can_stand_bare,
    is_part_of_more,
    title_before,
)
from tei_edition.wordlist import PartOfWords, Places, WordList, places

CAPITAL = re.compile(r"\b[^\W_a-z]\w*")
LONGEST_WORD = 60  # letters of a word that may be a name


class Doubtful(NamedTuple):
    """A name that more than one person may bear: a surname alone, initials that fit several (`refs`)."""

    span: Span
    words: str
    title: str  # in front of it: "President", "Comrade"
    refs: tuple[str, ...] = ()  # of a surname: all who are called so

    @property
    def is_surname(self) -> bool:
        """Whether it is a surname without a given name or initials."""
        return not self.refs


@dataclass(slots=True)
class Mentions:
    """What is named in a text: certain marks, names to be decided, surnames that somebody else has there."""

    marks: list[Mark]
    doubtful: list[Doubtful]
    rivals: set[str]


Beginning = tuple[int, str]
"""A word with which a name may begin: where it stands, and the word."""


def beginnings(text: str, lexicon: Lexicon, words: Places) -> list[Beginning]:
    """The words of a canonical text with which a known name may begin; its other capitals need no further look."""
    found: list[Beginning] = []
    has_syllables = lexicon.has_syllables
    for word, starts in words.items():
        if len(word) > LONGEST_WORD:
            continue
        if lexicon.may_begin(word):
            found += [(start, word) for start in starts]
        elif has_syllables:
            length = len(word)
            found += [(start, word) for start in starts if text.startswith(SYLLABLE_GOES_ON, start + length)]
    return sorted(found)


def find_names(text: str, lexicon: Lexicon, words: WordList | PartOfWords | None = None) -> Mentions:
    """Every mention of a known name in a text whose apostrophes and spaces are canonical; longest match.

    `words` are those of the whole document; without them the text is the document.
    """
    found = Mentions([], [], set())
    line = Line(text, words or WordList(text))
    add_names(found, line, beginnings(text, lexicon, places(text)), lexicon)
    return found


def add_names(found: Mentions, line: Line, words: Iterable[Beginning], lexicon: Lexicon, offset: int = 0) -> None:
    """Find the names of a line, which stands in its text from `offset` on, where they may begin."""
    text = line.text
    end = 0
    for start, word in words:
        start -= offset
        if start < end:
            continue
        named = lexicon.at(text, start)
        if named is not None and not is_part_of_more(line, start, named):
            end = named.end
            span = Span(offset + start, offset + end)
            if entry := named.entry:
                found.marks.append(name_mark(span, entry.element, entry.ref, entry.rule, entry.cert))
            else:
                refs = tuple(each.ref for each in named.entries if each.ref)
                found.doubtful.append(Doubtful(span, text[start:end], "", refs))
        elif lexicon.is_surname(word):
            _surname_alone(line, start, word, found, offset)


def name_mark(span: Span, element: str, ref: str, rule: str, cert: Cert | None) -> Mark:
    """A name in the text with whom it names, by which rule, and how certain that is."""
    certainty = (("cert", cert),) if cert else ()
    return Mark(span, element, (("ref", f"#{ref}"), *certainty), f"name: {rule}", ref=ref)


def _surname_alone(line: Line, start: int, word: str, found: Mentions, offset: int) -> None:
    """A capitalised word that is somebody's surname, with the title before it, if it is no part of another name."""
    text, end = line.text, start + len(word)
    if (word.isupper() and len(word) < SHORTEST_SURNAME) or GOES_ON.match(text, end):
        return
    if particle := PARTICLE_BEFORE.search(text, max(0, start - 16), start):
        start = particle.start()
    title = title_before(text, start)
    if not title and belongs_to_the_word_before(line, start):
        found.rivals.add(plain(word))
    elif title or can_stand_bare(line, word, start):
        found.doubtful.append(Doubtful(Span(offset + start, offset + end), text[start:end], title))
