"""The words of languages (`data/languages/CODE.yaml`): what genres make their patterns of, and what tells a language.

All languages are read at once, so that the French salutation of a document in an English edition is found; which
language a document has is only asked for `xml:lang`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import yaml

from tei_edition.assets import asset

UPPER = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())
"""The capitals of Latin, Greek and Cyrillic, for a class in a regular expression: `[{UPPER}]`."""
WORD = re.compile(r"[^\W\d_]+")
SAMPLE, FEWEST_WORDS = 20_000, 40  # characters that are read; with fewer words nothing is decided
LEAST_SHARE, LEAST_LEAD = 0.2, 1.15  # of function words among all words; against the next language


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its words by kind, as its file lists them."""

    code: str
    name: str
    function_words: frozenset[str]
    months: dict[int, tuple[str, ...]]
    genres: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


KINDS = ("salutations", "valedictions", "honorifics", "articles", "offices", "collective", "questions", "participants")


@cache
def languages() -> tuple[Language, ...]:
    """The languages that have a file, English first."""
    files = sorted(asset("data", "languages").glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(_language(path.stem, yaml.load(path.read_bytes(), loader)) for path in files)


def _language(code: str, stated: dict[str, object]) -> Language:
    def each(value: object) -> tuple[str, ...]:
        return tuple(value.split()) if isinstance(value, str) else tuple(map(str, value or ()))  # type: ignore[call-overload]

    def rows(key: str) -> dict[object, tuple[str, ...]]:
        value = stated.get(key) or {}
        assert isinstance(value, dict)
        return {name: each(words) for name, words in value.items()}

    return Language(
        code,
        str(stated["name"]),
        frozenset(each(stated["function_words"])),
        rows("months"),  # type: ignore[arg-type]
        rows("genres"),  # type: ignore[arg-type]
        {kind: each(stated.get(kind)) for kind in (*KINDS, "no_labels")},
    )


@cache
def listed(kind: str) -> tuple[str, ...]:
    """The words of a kind in all languages, the longest first."""
    found = {word for language in languages() for word in language.words[kind]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def any_of(kind: str, *, in_capitals: bool = False) -> str:
    """A pattern for one of the words of a kind, the longest that fits; with `in_capitals` also for HERR and MR."""
    found = set(listed(kind))
    return _alternatives(found | {word.upper() for word in found} if in_capitals else found)


def any_capitalised(kind: str) -> str:
    """A pattern for one of the words of a kind with a capital, Minister or MINISTER, however the file has it."""
    return _alternatives(form for word in listed(kind) for form in (word[0].upper() + word[1:], word.upper()))


@cache
def genre_words(genre: str) -> re.Pattern[str] | None:
    """The words of all languages with which a title shows a genre; None if there are none."""
    found = {word for language in languages() for word in language.genres.get(genre, ())}
    if not found:
        return None
    return re.compile(rf"\b{_alternatives(found)}\b")


def _alternatives(found: Iterable[str]) -> str:
    """One of the words, the longest first; any white space between the parts of one."""
    longest_first = sorted(set(found), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first) + ")"


# --- which language -------------------------------------------------------------------------------------------


def recognise(text: str) -> str | None:
    """The code of the language that a text is in, by the share of its function words; None if that does not show it."""
    found = WORD.findall(text[:SAMPLE].lower())
    if len(found) < FEWEST_WORDS:
        return None
    counts = Counter(found)
    shares = sorted(
        ((sum(counts[word] for word in language.function_words), language.code) for language in languages()),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= LEAST_SHARE * len(found) and best >= LEAST_LEAD * second else None


def language_name(code: str) -> str:
    """The English name of a language by its code; the code itself if it has no file."""
    return next((language.name for language in languages() if language.code == code), code)
