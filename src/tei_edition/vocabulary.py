"""The words of languages (`data/languages/CODE.yaml`): what genres make their patterns of, and what tells a language.

All languages are read at once, so that the French salutation of a document in an English edition is found; which
language a document has is only asked for `xml:lang`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from tei_edition.assets import asset
from tei_edition.patterns import WORD, first_words, late
from tei_edition.wordlist import WordList

UPPER = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())
"""The capitals of Latin, Greek and Cyrillic, for a class in a regular expression: `[{UPPER}]`."""
SAMPLE, FEWEST_WORDS = 20_000, 12  # characters that are read; with fewer words nothing is decided
MANY_WORDS = 40  # with fewer the lead must be clear
LEAST_SHARE, LEAST_LEAD, CLEAR_LEAD = 0.2, 1.15, 1.6  # of function words among all words; against the next language


class Language(NamedTuple):
    """A language with its words by kind, as its file lists them."""

    code: str
    name: str
    function_words: frozenset[str]
    months: dict[int, tuple[str, ...]]
    genres: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


KINDS = """
salutations valedictions honorifics articles offices collective questions no_labels participants from to before_dates
closing_formulas possessives
""".split()


@cache
def languages() -> tuple[Language, ...]:
    """The languages that have a file, English first; read from languages.json, which is made of them (`make data`)."""
    stated = json.loads(asset("data", "languages.json").read_bytes())
    return tuple(_language(each["code"], each) for each in stated)


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
        {int(str(number)): words for number, words in rows("months").items()},
        rows("genres"),  # type: ignore[arg-type]
        {kind: each(stated.get(kind)) for kind in KINDS},
    )


@cache
def listed(kind: str) -> tuple[str, ...]:
    """The words of a kind in all languages, the longest first."""
    found = {word for language in languages() for word in language.words[kind]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def beginnings(kind: str) -> frozenset[str]:
    """The first words of a kind in all languages, as `patterns.beginning` asks for them."""
    return first_words(listed(kind))


class Forms:
    """Words to look for at a place of a text: by their first words in a table, where a pattern would try them all."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = defaultdict(list)
        for form in sorted(set(forms), key=lambda form: (-len(form), form)):
            self._by_first[WORD.match(form)[0]].append(form.split())  # type: ignore[index]

    def ends(self, text: str, at: int) -> Iterator[int]:
        """Where those end that begin at a place, the longest first; none within a word."""
        word = WORD.match(text, at)
        for parts in self._by_first.get(word[0], ()) if word else ():
            end = at + sum(map(len, parts)) + len(parts) - 1
            if text[at:end].split() == parts and not WORD.match(text, end):
                yield end

    def ends_behind(self, before: re.Pattern[str], most: int, text: str) -> Iterator[int]:
        """The same at the beginning of a text, for forms with so many words before them at the most: "My dear"."""
        begins = [0]
        while len(begins) <= most and (match := before.match(text, begins[-1])):
            begins.append(match.end())
        for begin in reversed(begins):
            yield from self.ends(text, begin)


@cache
def forms_of(kind: str) -> Forms:
    """The words of a kind as they are listed."""
    return Forms(listed(kind))


@cache
def small_forms_of(kind: str) -> Forms:
    """The words of a kind in small letters, for a text in small letters: where capitals do not matter, nor ß and SS."""
    return Forms(form.lower() for form in _in_capitals_too(kind))


@cache
def forms_in_capitals_too(kind: str) -> Forms:
    """The words of a kind as they are listed, and HERR and MR."""
    return Forms(_in_capitals_too(kind))


@cache
def capitalised_forms_of(kind: str) -> Forms:
    """The words of a kind with a capital, Minister or MINISTER, however the file has it."""
    return Forms(_capitalised(kind))


def _capitalised(kind: str) -> Iterator[str]:
    return (form for word in listed(kind) for form in (word[0].upper() + word[1:], word.upper()))


def _in_capitals_too(kind: str) -> set[str]:
    # but "s." is súdruh and "S." an initial
    return set(listed(kind)) | {word.upper() for word in listed(kind) if len(word) > 2}


def any_of(kind: str, *, in_capitals: bool = False) -> str:
    """A pattern for one of the words of a kind, the longest that fits; with `in_capitals` also for HERR and MR."""
    return _alternatives(_in_capitals_too(kind) if in_capitals else listed(kind))


def any_capitalised(kind: str) -> str:
    """A pattern for one of the words of a kind with a capital, Minister or MINISTER, however the file has it."""
    return _alternatives(_capitalised(kind))


@cache
def title_words(genre: str) -> re.Pattern[str] | None:
    """What shows a genre in a title of any language; None if no language has words for it."""
    is_letter = genre in ("letter", "telegram")
    found = [
        _alternatives(_also_in_capitals(own)) + _before_a_name(language) if is_letter else _alternatives(own)
        for language in languages()
        if (own := language.genres.get(genre))
    ]
    return re.compile(rf"\b(?:{'|'.join(found)})(?!\w)") if found else None


def _before_a_name(language: Language) -> str:
    """ "Brief von", "Brief an": the words that lead to sender or addressee, where the language has any."""
    leads = language.words["from"] + language.words["to"]
    return rf"\s{_alternatives(_also_in_capitals(leads))}" if leads else ""


@cache
def titles_of_letters() -> tuple[re.Pattern[str], ...]:
    """ "Brief von X an Y", "Lettre à Y de X": patterns with the groups `sender` and `receiver`."""
    return tuple(
        late(
            rf"(?:[\w’'-]+ ){{0,3}}{_alternatives(leads)} "
            rf"{one} (?P<{first}>.{{2,200}}?) {other} (?P<{second}>.{{2,320}})"
        )
        for language in languages()
        if (leads := language.genres.get("letter", ()) + language.genres.get("telegram", ()))
        and language.words["from"]
        and language.words["to"]
        for sender in [_alternatives(language.words["from"])]
        for receiver in [_alternatives(language.words["to"])]
        for one, first, other, second in (
            (sender, "sender", receiver, "receiver"),
            (receiver, "receiver", sender, "sender"),
        )
    )


@cache
def titles_of_one() -> tuple[re.Pattern[str], ...]:
    """ "Brief an Y", "BRIEF VAN X": patterns with the group `sender` or `receiver`, for titles that name only one."""
    return tuple(
        re.compile(
            rf"(?:[\w’'.-]+ ){{0,3}}{_alternatives(_also_in_capitals(leads))} {_alternatives(_also_in_capitals(words))}"
            rf" (?P<{role}>(?:(?i:de|den|der|dem|die|das|la|le|el|il|het) )?[{UPPER}].{{1,200}})"
        )
        for language in languages()
        if (leads := language.genres.get("letter", ()) + language.genres.get("telegram", ()))
        for role, words in (("sender", language.words["from"]), ("receiver", language.words["to"]))
        if words
    )


def _also_in_capitals(words: Iterable[str]) -> set[str]:
    found = set(words)
    return found | {word.upper() for word in found}


def _alternatives(found: Iterable[str]) -> str:
    """One of the words, the longest first; any white space between the parts of one."""
    longest_first = sorted(set(found), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first) + ")"


# --- which language -------------------------------------------------------------------------------------------


REMEMBERED = 256  # names of languages: what the pages of an archive say
UNKNOWN = "und"  # of BCP 47: undetermined


def recognise(text: str) -> str | None:
    """The code of the language that a text is in, by its beginning."""
    return language_of(WordList(text[:SAMPLE]))


def language_of(words: WordList) -> str | None:
    """The code of the language that words are of, by the share of its function words.

    UNKNOWN if it is none of ours, None if there are too few words to say.
    """
    whole = words.counts.total() - sum(words.counts[word] for word in words.with_figures)
    number = whole + words.beside_figures.total()
    if number < FEWEST_WORDS:
        return None
    shares = _function_words_in(words)
    (best, code), (second, _) = sorted(((shares[own.code], own.code) for own in languages()), reverse=True)[:2]
    if number < MANY_WORDS:
        return code if best >= LEAST_SHARE * number and best >= CLEAR_LEAD * second else None
    return code if best >= LEAST_SHARE * number and best >= LEAST_LEAD * second else UNKNOWN


def _function_words_in(words: WordList) -> dict[str, int]:
    """How many of the words, however they are written, are function words of each language, by its code."""
    known, counts = _function_words(), words.counts
    found: dict[str, int] = defaultdict(int)
    small = [(word, counts[word]) for word in known.keys() & counts.keys()]
    capitalised = [(lower, counts[word]) for word in counts if (lower := word.lower()) != word and lower in known]
    beside_figures = [
        (lower, count) for word, count in words.beside_figures.items() if (lower := word.lower()) in known
    ]
    for word, count in chain(small, capitalised, beside_figures):
        for code in known[word]:
            found[code] += count
    return found


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """The function words of all languages, each with the codes of those that have it."""
    codes: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in language.function_words:
            codes[word] = (*codes.get(word, ()), language.code)
    return codes


# languages of originals that have no words here
FURTHER = {
    "ar": "Arabic",
    "fa": "Persian",
    "he": "Hebrew",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "mn": "Mongolian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """The English name of a language by its code ("pt-BR" is Portuguese); the code itself if nobody knows it."""
    return _names().get(code) or _names().get(code.partition("-")[0]) or code


@lru_cache(REMEMBERED)
def language_code(name: str) -> str | None:
    """The code of a language by its English name or its code; None if nobody knows it."""
    wanted = name.strip().lower()
    return next((code for code, known in _names().items() if wanted in (code, known.lower())), None)


@cache
def _names() -> dict[str, str]:
    return {language.code: language.name for language in languages()} | FURTHER | {UNKNOWN: "Undetermined"}
