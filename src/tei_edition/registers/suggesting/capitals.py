"""Runs of capitalised words in a text, as far as they may be names; what stands before them as a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tei_edition.authorities import gazetteer
from tei_edition.names import (
    GENERIC,
    NOT_A_MODIFIER,
    ORGANISATION_HEAD,
    is_organisation,
    split_title,
    title_end,
    without_honorific,
)
from tei_edition.running_text import MASK
from tei_edition.vocabulary import UPPER, any_capitalised, any_of, languages, listed

LEAST_SMALL = 0.4  # share of small letters below which a line is a heading
LONGEST = 5  # words of a name

_WORD = rf"[{UPPER}][\w’'-]*\.?"
_PARTICLE = r"(?:de|von|van|der|den|la|le|du|al|bin|ibn|di|da) "
RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?: (?:{_PARTICLE}){{0,2}}{_WORD})*")
INITIAL = re.compile(rf"[{UPPER}]|(?:[{UPPER}]\.-?)+")
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])?[.,;:]?\Z")
DOTTED = re.compile(r"[A-Z][a-z]{0,5}\.")
SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:;—–…\0“\"(\[•*-] ?)[“\"(\[]?\Z")
HONORIFIC = re.compile(any_of("honorifics", in_capitals=True))
SALUTATIONS = frozenset(listed("salutations")) - frozenset("Comrade Comrades Sir Lord".split())
OFFICE = re.compile(rf"{any_capitalised('offices')}s?")
OF_OFFICES = frozenset("the The of for and in at to Acting Deputy Vice Assistant State Defense".split()) | GENERIC
NATIONAL = re.compile(r"(?:an|ian|ese|ish|i|ic|ch|k|n)s?\Z")

# first names that are little words in some language
NAMES_TOO = frozenset("ali ben bo dan din ed kai nam ole pat per sam una".split())
FUNCTION_WORDS = frozenset(word for language in languages() for word in language.function_words) - NAMES_TOO
# capitalised words that are no part of a personal name
NOT_IN_NAMES = frozenset(
    (
        "Soviet Soviets French Dutch Greek Greeks Welsh Swiss Czech Turk Turks Dane Danes Swede Finn Arab Arabs Jew"
        " Jews Jewish Communist Communists Democrat Democrats Republican Republicans Catholic Christian Muslim Western"
        " Eastern Northern Southern North South East West Central God Lord Bible Christmas Easter Monday Tuesday"
        " Wednesday Thursday Friday Saturday Sunday My Its Is Are Was Be Do Did Has Had Have Not No Yes Who What When"
        " Where Why How Which While Though Although Since Because After Before There Here Then Thus Also Only Such"
        " These Those Some Any All Each Both Many More Most Other Another One Two Three Four Five Six Seven Eight Nine"
        " Ten Letter Telegram Memorandum Document Note Notes Vol Volume Part Section Chapter Page Tab Enclosure Annex"
        " Appendix Paragraph Article Secret Confidential Top Eyes Limdis Nodis Exdis Priority Flash Airgram Ibid See"
        " Cf Foreign Relations Dear Madam Yours Yr Sincerely Ever Faithfully Respectfully Hello Well Oh Ok Okay"
    ).split()
)


class Capitals(NamedTuple):
    """Capitalised words that may be a name; `start` is the place of the bare name in the line."""

    start: int
    name: str
    title: str
    begins: bool  # a sentence: then its first capital proves nothing


def is_heading(line: str) -> bool:
    """Whether a line is in capitals."""
    letters = [sign for sign in line if sign.isalpha()]
    return sum(map(str.islower, letters)) < LEAST_SMALL * len(letters)


def runs(line: str) -> Iterator[Capitals]:
    """The runs of a line that do not go on in a name that is marked up; a run may be one word."""
    for found in RUN.finditer(line):
        if line[max(0, found.start() - 2) : found.start()] == f"{MASK} ":
            continue
        for at, words in _parts(found[0]):
            start, end = found.start() + at, found.start() + at + len(words)
            if line[end : end + 2] == f" {MASK}":
                continue
            title, rest = _from_title(words)
            name = POSSESSIVE.sub("", rest)
            if name[:1].isupper() and len(name.split()) <= LONGEST:
                begins = not title and SENTENCE_BEGINS.search(line[max(0, start - 3) : start]) is not None
                yield Capitals(end - len(rest), name, title, begins)


def _from_title(words: str) -> tuple[str, str]:
    """Title and bare name from the first title on: “Yesterday Mr. Bowie” is Bowie after “Mr.”."""
    at = 0
    while at >= 0:
        title, rest = title_and_name(words[at:])
        if title and rest:
            return title, rest
        at = words.find(" ", at) + 1 or -1
    return title_and_name(words)


def _parts(run: str) -> Iterator[tuple[int, str]]:
    """A run parted where sentences end: "Moscow. The" is two, so is "Rusk’s Department", but not "J. F. Dulles"."""
    start = at = 0
    for word in run.split(" "):
        at += len(word) + 1
        if (word.endswith(".") and not _is_abbreviated(word)) or word.endswith(("’s", "'s", "s’", "s'")):
            yield start, run[start : at - 1]
            start = at
    if start < len(run):
        yield start, run[start:]


def _is_abbreviated(word: str) -> bool:
    is_title = DOTTED.fullmatch(word) and (title_end(word) == len(word) or HONORIFIC.fullmatch(word))
    return INITIAL.fullmatch(word) is not None or bool(is_title)


def title_and_name(words: str) -> tuple[str, str]:
    """Title and bare name: “Mr. Secretary Rusk” is Rusk after “Mr. Secretary”."""
    rest = without_honorific(words)
    while rest and (further := split_title(rest))[0]:
        rest = further[1]
    return words[: len(words) - len(rest)].strip(), rest


def bare_words(name: str) -> list[str]:
    """The words of a name without initials and particles."""
    return [word for word in name.split() if word[0].isupper() and not INITIAL.fullmatch(word)]


def is_no_name(word: str) -> bool:
    """Whether a capitalised word can be no part of a personal name, such as a month, an office, an adjective."""
    bare = word.rstrip(".")
    return (
        len(bare) < 2
        or bare in NOT_IN_NAMES
        or bare in NOT_A_MODIFIER - {"An"}
        or bare in GENERIC
        or bare in _OTHER_WORDS
        or any(map(str.isdigit, bare))
        or (len(bare) > 1 and bare.isupper())
        or is_organisation(bare)
        or ORGANISATION_HEAD.search(bare) is not None
        or OFFICE.fullmatch(bare) is not None
        or any(map(is_national, bare.split("-")))
    )


def is_office(name: str) -> bool:
    """Whether what stands for a name is an office alone: The President, Secretary of State, Vice President."""
    bare = title_and_name(name)[1]
    return all(word in OF_OFFICES or OFFICE.fullmatch(word) or title_end(word) == len(word) for word in bare.split())


def is_odd(name: str) -> bool:
    """Whether something is too long, or too much of a sentence, to be the name of a person."""
    return len(name.split()) > 7 or re.search(r" to the | for | and |[(\[][^)\]]*\Z", name) is not None


def is_national(word: str) -> bool:
    """Whether a word is an adjective of a country: Korean, Albanian, Vietnamese."""
    return word in ("Soviet", "Sino") or (
        len(word) > 4 and word[:4] in _COUNTRIES and NATIONAL.search(word) is not None
    )


_COUNTRIES = frozenset(
    word[:4]
    for entry in gazetteer().entries
    if entry.type == "country"
    for name in entry.names
    for word in name.split()
    if len(word) > 3
)
_OTHER_WORDS = frozenset(
    word.capitalize()
    for language in languages()
    for words in (*language.months.values(), language.function_words)
    for word in words
    if word not in NAMES_TOO
) | frozenset(word for entry in gazetteer().entries for name in entry.names for word in name.split() if " " in name)
