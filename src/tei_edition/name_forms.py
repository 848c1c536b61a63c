"""How one name can be written: initials, the order of its parts, hyphens, and the spellings of transliteration.

Two words are *alike* when two usual ways to write one name in Latin letters lead to them. There are two such keys: one
for names from Cyrillic, Albanian and German spellings (Hoxha and Hodja, Khrushchev and Chruschtschow), one for Korean
and Chinese syllables (Chou En-lai and Zhou Enlai, Pak Chŏng-hŭi and Park Jung-hui).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tei_edition.assets import asset
from tei_edition.transliteration import in_ascii

KNOWN_WORDS = 1 << 16  # whose keys are remembered; a capital word comes back again and again

# --- the keys of a word -----------------------------------------------------------------------------------------


@lru_cache(KNOWN_WORDS)
def plain(word: str) -> str:
    """The word in small ASCII letters: "Władysław" → "wladyslaw", "Хрущев" → "khrushchev"."""
    return (word if word.isascii() else in_ascii(word)).lower()


# the first row that fits counts; the right side are signs of our own, not sounds
WESTERN = (
    # as it is written                   the same in all
    (r"schtsch|shtsh|shch|chtch|szcz", "sc"),
    (r"dsch|dzh|xh|dj|gj", "dz"),
    (r"tsch|tch|tsh|cz|ch(?!r)", "c"),
    (r"sch|sh|sz", "s"),
    (r"zh", "z"),
    (r"kh|ch", "h"),
    (r"[yji]*[eo](?:ff|v|w)\Z", "ov"),
    (r"sk(?:i[yji]?|y[ij]?)\Z", "ski"),
    (r"w", "v"),
    (r"ts|tz", "c"),
    (r"e[yj]e", "ee"),
    (r"[yj](?=[aeou])", "i"),
    (r"ae", "a"),
    (r"oe", "o"),
    (r"ue", "u"),
)
_WESTERN = re.compile("|".join(f"({pattern})" for pattern, _ in WESTERN))


@lru_cache(KNOWN_WORDS)
def western(word: str) -> str:
    """What the spellings of a word in Western transliterations have in common."""
    return _WESTERN.sub(lambda match: WESTERN[(match.lastindex or 1) - 1][1], plain(word))


# Korean family names as they are spelled; the first of a row stands for all. Ri and Yu are two names, but captures
# take one for the other (Ri and Yi, Ryu and Yu), so the given name has to tell.
SURNAMES = """
ri li lee yi rhee rhi rih yu ryu yoo you lyu ryoo
pak park bak
choe choi
chong jong jung chung cheong jeong
kang gang
no ro roh noh
im rim lim yim
an ahn
kim gim
paek baek paik
o oh
ho heo hur huh
so seo suh
yang ryang
ku koo gu
cho jo
chang jang
chon jon jeon chun
sin shin
mun moon
""".strip().splitlines()
_SURNAMES = {spelling: row.split()[0] for row in SURNAMES for spelling in row.split()}

EASTERN = (
    # as it is written         the same in all
    (r"hs|sh|x", "s"),
    (r"zh|ch|ts|tz|[jqczj]", "c"),
    (r"(?<!n)g", "k"),
    (r"b", "p"),
    (r"d", "t"),
    (r"r", "l"),
    (r"eo|o(?=ng)", "u"),
    (r"eu|oo|wu|w(?=u)", "u"),
    (r"ae", "e"),
    (r"ie[nh]|ian", "ie"),
    (r"yi", "i"),
    (r"(?<=[ei])h(?![aeiou])", ""),
    (r"ee", "i"),
)
_EASTERN = re.compile("|".join(f"({pattern})" for pattern, _ in EASTERN))


@lru_cache(KNOWN_WORDS)
def eastern(syllables: str) -> str:
    """What the spellings of Korean or Chinese syllables in Latin letters have in common; a family name is one key."""
    letters = re.sub(r"[^a-z]", "", plain(syllables))
    letters = _SURNAMES.get(letters, letters)
    return _EASTERN.sub(lambda match: EASTERN[(match.lastindex or 1) - 1][1], letters)


# --- the parts of a name ----------------------------------------------------------------------------------------


@cache
def family_names_that_stand_first() -> frozenset[str]:
    """Korean, Chinese and Vietnamese family names as captures spell them; the stylesheets read the same in XML."""
    return frozenset(json.loads(asset("data", "family-names.json").read_bytes()))


class Parts(NamedTuple):
    """The parts of a personal name, and whether the family name stands first (Kim Il Sung)."""

    family: str
    given: tuple[str, ...]
    is_eastern: bool


PARTICLES = frozenset("de von van der den la le du al el bin ibn di da dos zu ter af av".split())
GENERATIONS = frozenset("Jr Jr. Sr Sr. II III IV".split())


@lru_cache(KNOWN_WORDS >> 4)
def parts_of(name: str) -> Parts | None:
    """The parts of a name; None where there is only one word, or it looks like no personal name."""
    family, comma, rest = name.partition(", ")
    words = [*rest.split(), *family.split()] if comma else name.split()
    words = [word for word in words if word not in GENERATIONS]
    if not 2 <= len(words) <= 6 or not all(word[0].isupper() or word in PARTICLES for word in words):
        return None
    if _is_eastern(words):
        syllables = [syllable for word in words[1:] for syllable in word.split("-")]
        return Parts(words[0], tuple(syllables), True)
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return Parts(" ".join(words[first:]), tuple(words[:first]), False)


def _is_eastern(words: list[str]) -> bool:
    if any(word.endswith(".") for word in words):
        return False
    known = words[0].replace("’", "").replace("'", "") in family_names_that_stand_first()
    hyphened = re.fullmatch(r"[^\W\d_]{1,7}-[a-zà-ÿŏŭ]{1,7}", words[1]) is not None
    return len(words) <= 3 and (known or (hyphened and len(words) == 2 and len(words[0]) <= 6))


class Form(NamedTuple):
    """A way to write a name, with the rule that leads to it."""

    words: str
    rule: str


def further_forms(name: str) -> Iterator[Form]:
    """Other usual ways to write a person's name: initials, parts left out, the order turned.

    "Nikita Sergeyevich Khrushchev" → "Nikita Khrushchev", "N. S. Khrushchev", "Khrushchev, N. S." …
    """
    parts = parts_of(name)
    if parts is None:
        return
    yield from _eastern_forms(parts) if parts.is_eastern else _western_forms(parts)


def _eastern_forms(parts: Parts) -> Iterator[Form]:
    family, syllables = parts.family, parts.given
    joined = syllables[0] + "".join(map(str.lower, syllables[1:]))
    spaced = " ".join(syllables)
    if len(syllables) > 1:
        yield Form(f"{family} {joined}", "syllables joined")
    yield Form(f"{spaced} {family}", "family name last")
    yield Form(f"{joined} {family}", "family name last")
    yield Form(f"{family}, {spaced}", "family name first")


def _western_forms(parts: Parts) -> Iterator[Form]:
    family, given = parts.family, parts.given
    full = " ".join(given)
    initials = [f"{word[0]}." for word in given]
    if len(given) > 1:
        yield Form(f"{given[0]} {family}", "middle name left out")
        yield Form(f"{' '.join((given[0], *initials[1:]))} {family}", "initials")
    for short in dict.fromkeys((" ".join(initials), initials[0])):
        if short != full:
            yield Form(f"{short} {family}", "initials")
            yield Form(f"{family}, {short}", "initials, family name first")
    yield Form(f"{family}, {full}", "family name first")
    if not any(word.endswith(".") for word in given):
        yield Form(f"{family} {full}", "family name first")


def spelling_key(name: str) -> str:
    """What the spellings of one full name have in common, whatever the order of its parts; empty if there is no
    given name, or only initials."""
    parts = parts_of(name)
    if parts is None or all(len(word.rstrip(".")) == 1 for word in parts.given):
        return ""
    if parts.is_eastern:
        return f"{eastern(parts.family)} {eastern(''.join(parts.given))}"
    return " ".join(sorted(map(western, (*parts.given, *parts.family.split()))))


def family_name(name: str) -> str:
    """ "Enver Hoxha" → "Hoxha"; "Ri Jong-ok" → "Ri"; "Kim Il Sung" → "Kim"; of a single word that word."""
    words = name.split()
    if not words:
        return ""
    first = words[0] in family_names_that_stand_first() or (len(words) > 1 and "-" in words[1])
    return words[0] if first else words[-1]


PINYIN = re.compile(r"[bdqxz]|(?<!n)g")  # Wade-Giles has none of them


def is_other_pinyin(name: str, written: str) -> bool:
    """Whether both are written in pinyin, which tells b from p and zh from ch, and differ: Xiaoping and Xiaobing."""
    parts = parts_of(name)
    if parts is None or not parts.is_eastern:
        return False
    one, other = (re.sub(r"[^a-z]", "", plain(words)) for words in (name, written))
    return bool(PINYIN.search(one) and PINYIN.search(other)) and sorted(one) != sorted(other)
