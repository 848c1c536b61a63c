"""The names that are known for a document, in tries by words: what stands at a place of the text, and whom it names.

One trie has the forms as they are listed and their usual variants; two more have the persons' names by what
transliterations have in common. They are built once for all documents; a document's own names stand on top. A form is
found whatever its apostrophes, hyphens, white space and accents, so 10,000 entries cost a word of the text what ten do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from tei_edition.authorities import Authorities, Authority, form_key, gazetteer
from tei_edition.model import Cert
from tei_edition.name_forms import KNOWN_WORDS, Parts, eastern, further_forms, is_other_pinyin, parts_of, plain, western
from tei_edition.names import NameElement, canonical, honorific_end, title_end

ELEMENTS: dict[str, NameElement] = {"person": "persName", "organisation": "orgName", "place": "placeName"}

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
BETWEEN_TOKENS = re.compile(r" *(?:(?<=\w)-(?=\w))?")
NEXT_TOKEN = re.compile(rf"{BETWEEN_TOKENS.pattern}({TOKEN.pattern})")
JOINS = ("-", "'", "-'", " ")  # what may stand between the syllables of one name
SYLLABLE_GOES_ON = ("-", "'")
SYLLABLE_FOLLOWS = re.compile(r"[-']| +[^\W\d_a-z]")  # behind a form that may be the beginning of a longer name
MOST_SYLLABLES = 4
SHORTEST_ALIKE = 8  # letters of a whole name that is found by its transliteration
SHORTEST_SURNAME_ALIKE = 5  # of a surname alone


class Entry(NamedTuple):
    """One form of a name and what it names; of the entries for one form those of the lowest rank count."""

    form: str  # canonical
    ref: str
    element: NameElement
    rule: str
    cert: Cert | None
    rank: int = 0


class Found(NamedTuple):
    """A known form in a text: where it ends, and what it can name (more than one entry: nobody can tell)."""

    end: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry | None:
        """What it names, if that is certain."""
        return self.entries[0] if len(self.entries) == 1 else None


SOMEBODY = ""  # the ref of whoever else may have a name

# the ranks of entries for one form
STATED, GAZETTEER, DERIVED, SPELLED_ALIKE = range(4)

Node = dict[Any, Any]  # word → node; HERE → the entries of the form that ends here
HERE = None


class _Starts(NamedTuple):
    """What begins with a word: a listed form, a Western or an Eastern name spelled alike; or it is a surname."""

    form: bool = False
    western: bool = False
    eastern: bool = False
    surname: bool = False


_NOTHING = _Starts()


class Lexicon:
    """The forms of names that are known for a document; a document's own forms stand on top of the shared ones."""

    def __init__(self, below: Lexicon | None = None) -> None:
        self._forms: Node = {}
        self._western: Node = {}
        self._eastern: Node = {}
        self._surnames: dict[str, dict[str, None]] = {}  # key → ids of the persons who have it
        self._firsts: set[str] = set()  # the keys of all words with which something begins
        self._waiting: dict[str, list[Entry]] = {}  # forms that nobody asked for yet, by the key of their first word
        self._authorities: dict[str, Authority] = {}
        self._starts: dict[str, _Starts | None] = {}  # of the words that were asked for
        self._wholes: dict[str, Found | None] = {}  # of the forms that were asked for
        self._below = below

    # --- building ---

    def add(
        self, form: str, ref: str, element: NameElement, rule: str, cert: Cert | None = None, rank: int = STATED
    ) -> None:
        """Let a form name something, in capitals too; a form that is taken already keeps its first meaning."""
        key, words = _known_as(form)
        if not _may_name(key):
            return
        if rank == STATED and (known := self.entry(key)) is not None and known.rank < DERIVED:
            return
        self._insert(self._forms, words, Entry(key, ref, element, rule, cert, rank))

    def add_when_asked(self, form: str, ref: str, element: NameElement, rule: str, rank: int) -> None:
        """Let a form name something as soon as a text has its first word: few of many places are in one document."""
        key = canonical(form)
        word = TOKEN.match(key)
        if word is not None and _may_name(key):
            self._waiting.setdefault(plain(word[0]), []).append(Entry(key, ref, element, rule, None, rank))

    def add_person(self, name: str, ref: str, rule: str) -> None:
        """Let a full personal name name somebody, with its usual variants and transliterations, and the surname."""
        self.add(name, ref, "persName", rule)
        parts = _parts_without_title(name)
        if parts is None:
            return
        for words, further in _derived(name, ref, rule):
            self._insert(self._forms, words, further)
        entry = Entry(canonical(name), ref, "persName", f"{rule}, transliteration", "medium", SPELLED_ALIKE)
        if sum(map(len, parts.given)) + len(parts.family) >= SHORTEST_ALIKE:
            if parts.is_eastern:
                given = eastern("".join(parts.given))
                self._insert(self._eastern, (eastern(parts.family), given), entry)
                self._insert(self._eastern, (given, eastern(parts.family)), entry)
            else:
                self._insert(self._western, map(western, _tokens(canonical(name))), entry)
        self.add_surname(parts.family, ref)

    def add_shared(self, name: str, ref: str) -> None:
        """Let a name be that of somebody among others: nobody can tell whose it is by the name alone."""
        for one in (ref, SOMEBODY):
            entry = Entry(" ".join(canonical(name).split()), one, "persName", "shared name", "medium")
            self._insert(self._forms, map(plain, _tokens(entry.form)), entry)

    def add_surname(self, surname: str, ref: str) -> None:
        """Let somebody be a candidate wherever the surname stands alone."""
        self._forget()
        for key in {plain(surname), plain(surname.rpartition(" ")[2]), *_alike_key(surname)}:
            self._surnames.setdefault(key, {})[ref] = None
            self._firsts.add(key)

    def describe(self, authority: Authority) -> None:
        """Let an authority's entry be known."""
        self._authorities.setdefault(authority.id, authority)

    def _insert(self, root: Node, keys: Iterable[str], entry: Entry) -> None:
        self._forget()
        node = root
        for key in keys:
            if node is root:
                self._firsts.add(key)
            node = node.setdefault(key, {})
        here: Forms = node.setdefault(HERE, {})
        bearers = here.setdefault(entry.form, {})
        known = bearers.get(entry.ref)
        if known is None or entry.rank < known.rank:
            bearers[entry.ref] = entry

    def _forget(self) -> None:
        """Drop the answers that were remembered: something new is known."""
        self._starts.clear()
        self._wholes.clear()

    # --- asking ---

    @property
    def has_syllables(self) -> bool:
        """Whether there are names of syllables, of which the first may be none by itself: Kim-Il-sung."""
        return bool(self._eastern) or (self._below is not None and self._below.has_syllables)

    def may_begin(self, word: str) -> bool:
        """Whether a name can begin with a word, or be a surname alone; most capitalised words need no further look."""
        if self._below is None:
            return self._starts_of(word) is not None
        return self._below.may_begin(word) or not self._firsts.isdisjoint(_keys(word))

    def _starts_of(self, word: str) -> _Starts | None:
        """What of ours begins with a word; None if nothing does. Words come back, so the answers are remembered."""
        if word in self._starts:
            return self._starts[word]
        if len(self._starts) >= KNOWN_WORDS:
            self._starts.clear()
        keys = _keys(word)
        for entry in self._waiting.pop(keys[0], ()):
            self.add(*entry)
        found = None
        if not self._firsts.isdisjoint(keys):
            found = _Starts(
                keys[0] in self._forms,
                keys[1] in self._western,
                keys[2] in self._eastern,
                any(key in self._surnames for key in (keys[0], *keys[3:])),
            )
        self._starts[word] = found if found and any(found) else None
        return self._starts[word]

    def authority(self, ref: str) -> Authority | None:
        """The authority with an id; None for names that only the document has."""
        return self._authorities.get(ref) or (self._below.authority(ref) if self._below else None)

    def main_form(self, ref: str) -> str:
        """The main form of an authority's name; empty for names that only the document has."""
        authority = self.authority(ref)
        return authority.name if authority else ""

    def kind(self, ref: str) -> str | None:
        """A place's kind as its authority has it."""
        authority = self.authority(ref)
        return authority.type if authority else None

    def called(self, surname: str) -> tuple[str, ...]:
        """The ids of the persons who have a surname, the document's own first; who spell it alike if nobody has."""
        key = self._surname_key(surname)
        return tuple(dict.fromkeys(self._called(key))) if key else ()

    def is_surname(self, word: str) -> bool:
        """Whether anybody is called so."""
        starts = self._starts_of(word)
        return (starts is not None and starts.surname) or (self._below is not None and self._below.is_surname(word))

    def _surname_key(self, surname: str) -> str:
        return next((key for key in (plain(surname), *_alike_key(surname)) if self._has_surname(key)), "")

    def _has_surname(self, key: str) -> bool:
        return key in self._surnames or (self._below is not None and self._below._has_surname(key))

    def _called(self, key: str) -> Iterator[str]:
        yield from self._surnames.get(key, ())
        if self._below is not None:
            yield from self._below._called(key)

    def entry(self, form: str) -> Entry | None:
        """What this form as a whole names; None if nothing or several things."""
        found = self._whole(_known_as(form)[0])
        return found.entry if found is not None else None

    def _whole(self, key: str) -> Found | None:
        """The form that these words are and nothing less; forms come back, so the answers are remembered."""
        if key not in self._wholes:
            if len(self._wholes) >= KNOWN_WORDS:
                self._wholes.clear()
            match = TOKEN.match(key)
            found = self._own_at(key, 0, match[0], match.end()) if match is not None else None
            self._wholes[key] = found if found is not None and found.end == len(key) else None
        own = self._wholes[key]
        return _better(own, self._below._whole(key)) if self._below is not None else own

    def at(self, text: str, start: int) -> Found | None:
        """The longest known form at a place of a canonical text; of equals what the document itself knows."""
        match = TOKEN.match(text, start)
        return self._at(text, start, match[0], match.end()) if match is not None else None

    def _at(self, text: str, start: int, word: str, end: int) -> Found | None:
        """The longest form that begins with a word."""
        own = self._own_at(text, start, word, end)
        return _better(own, self._below._at(text, start, word, end)) if self._below is not None else own

    def _own_at(self, text: str, start: int, word: str, end: int) -> Found | None:
        starts = self._starts_of(word)
        is_syllable = bool(self._eastern) and text.startswith(SYLLABLE_GOES_ON, end)
        if starts is None and not is_syllable:
            return None
        starts = starts or _NOTHING
        best = None
        if starts.form:
            best = _longest(_walk(self._forms, text, word, end, plain), text, start)
        if starts.western:
            best = _longest_alike(_walk(self._western, text, word, end, western), text, start, best)
        if is_syllable or (starts.eastern and (best is None or SYLLABLE_FOLLOWS.match(text, best.end))):
            best = _longest_alike(_syllables(self._eastern, text, start), text, start, best)
        return best


def _better(own: Found | None, shared: Found | None) -> Found | None:
    """The longer of two; of equals the one of lower rank, and of these what the document itself knows."""
    if own is None or shared is None:
        return own or shared
    return max(own, shared, key=lambda found: (found.end, -found.entries[0].rank))


@lru_cache(KNOWN_WORDS)
def _keys(word: str) -> tuple[str, ...]:
    """Under what a word may be known: as it is written, as a Western, an Eastern name, a surname spelled alike."""
    return (plain(word), western(word), eastern(word), *_alike_key(word))


@lru_cache(KNOWN_WORDS)
def _known_as(form: str) -> tuple[str, tuple[str, ...]]:
    """A form with canonical signs, and its words as the trie has them."""
    key = " ".join(canonical(form).split())
    return key, tuple(map(plain, _tokens(key)))


def _may_name(key: str) -> bool:
    """Whether a form begins as a name does."""
    return bool(key) and key[0].isalnum() and not key[0].islower()


@lru_cache(KNOWN_WORDS >> 4)
def _parts_without_title(name: str) -> Parts | None:
    """The parts of a name; None if a title stands in front, too."""
    return None if title_end(name) or honorific_end(name) else parts_of(name)


@lru_cache(KNOWN_WORDS >> 4)
def _derived(name: str, ref: str, rule: str) -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """The other ways to write somebody's name, by their words: the people of one document come back in the next."""
    forms = ((*_known_as(form.words), f"{rule}, {form.rule}") for form in further_forms(name))
    return tuple(
        (words, Entry(key, ref, "persName", how, "medium", DERIVED)) for key, words, how in forms if _may_name(key)
    )


def _alike_key(surname: str) -> tuple[str, ...]:
    """The key of a surname among those that are spelled alike; none for short ones, where too much is alike."""
    return (f"~{western(surname)}",) if len(surname) >= SHORTEST_SURNAME_ALIKE else ()


def _tokens(form: str) -> list[str]:
    """The words and signs of a form, without the hyphens between words."""
    return TOKEN.findall(HYPHEN.sub(" ", form))


Forms = dict[str, dict[str, Entry]]  # the forms that end at a node, for each its bearers by id
End = tuple[int, Forms]


def _walk(node: Node, text: str, word: str, end: int, key: Callable[[str], str]) -> list[End]:
    """The forms of a trie that begin with a word that ends there, the shortest first: their ends and entries."""
    ends: list[End] = []
    while True:
        following: Node | None = node.get(key(word))
        if text.startswith("- ", end) and (rest := DIVIDED.match(text, end)):  # "Hox-\nha": one word at two lines
            whole = node.get(key(word + rest[1]))
            if whole is not None:
                following, end = whole, rest.end()
        if following is None:
            return ends
        node = following
        if HERE in node:
            ends.append((end, node[HERE]))
            if len(node) == 1:
                return ends
        match = NEXT_TOKEN.match(text, end)
        if match is None:
            return ends
        word, end = match[1], match.end()


DIVIDED = re.compile(r"- +([a-z]+)")


def _syllables(root: Node, text: str, start: int) -> Iterator[End]:
    """The names of the trie of syllables that stand at a place: family name and given name, in either order."""
    for first, end in _joined(text, start, JOINS[:-1]):
        node: Node | None = root.get(eastern(first))
        if node is None:
            continue
        between = BETWEEN_TOKENS.match(text, end)
        for second, stop in _joined(text, between.end() if between else end, JOINS):
            following: Node | None = node.get(eastern(second))
            if following is not None and HERE in following:
                yield stop, following[HERE]


def _joined(text: str, at: int, joins: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The word at a place, then it with the next syllable, and so on, as long as only such signs are between them."""
    syllables = ""
    for _ in range(MOST_SYLLABLES):
        match = TOKEN.match(text, at)
        if match is None or not match.group()[0].isalpha():
            return
        syllables += match.group()
        yield syllables, match.end()
        join = next((join for join in joins if text.startswith(join, match.end())), None)
        if join is None:
            return
        at = match.end() + len(join)


def _longest(ends: list[End], text: str, start: int) -> Found | None:
    """The longest form whose letters are those of a name, with its entries of the lowest rank."""
    for end, forms in reversed(ends):
        words = text[start:end]
        fits = [bearers for form, bearers in forms.items() if is_written(form, words)]
        if fits:
            return Found(end, _lowest(fits))
    return None


def _longest_alike(ends: Iterable[End], text: str, start: int, found: Found | None) -> Found | None:
    """The longest name that is spelled alike, if it is longer than what is found already."""
    longer = [end for end in ends if found is None or end[0] > found.end]
    for end, forms in sorted(longer, key=itemgetter(0), reverse=True) if longer else ():
        words = text[start:end]
        fits = [bearers for form, bearers in forms.items() if _is_named(words) and not is_other_pinyin(form, words)]
        if fits:
            return Found(end, _lowest(fits))
    return found


def _lowest(fits: list[dict[str, Entry]]) -> tuple[Entry, ...]:
    """The entries of the lowest rank, one for each bearer."""
    if len(fits) == len(fits[0]) == 1:
        return tuple(fits[0].values())
    lowest = min(entry.rank for bearers in fits for entry in bearers.values())
    found: dict[str, Entry] = {}
    for bearers in fits:
        for ref, entry in bearers.items():
            if entry.rank == lowest:
                found.setdefault(ref, entry)
    return tuple(found.values())


def _is_named(words: str) -> bool:
    """Whether every word begins with a capital, syllables behind a hyphen or an apostrophe apart."""
    return all(part[0].isupper() for part in words.split())


def is_written(form: str, words: str) -> bool:
    """Whether the words of a text can be a way to write a form: its capitals, or all in capitals.

    "KIM IL SUNG", "Kim Il-sung" and "Central Committee Of The ALP" are; "Who" for WHO and "bush" for Bush are not.
    """
    if form == words:
        return True
    if len(form) > 4 and words.isupper() and not form.isupper():
        return True
    own = _tokens(form)
    others = [match for match in TOKEN.finditer(words.replace("- ", "")) if match.group() != "-"]
    return len(own) == len(others) and all(
        _is_word(word, match.group(), match.string[match.start() - 1 : match.start()])
        for word, match in zip(own, others, strict=True)
    )


def _is_word(word: str, written: str, before: str) -> bool:
    if word == written or not word[0].isalpha():
        return True
    if word.isupper() and len(word) > 1:
        return len(word) > 4 and written == word.capitalize()
    if written[0].islower():
        return word[0].islower() or before == "-"
    return not written[1:].isupper() or len(written) == 1


def shared_lexicon(authorities: Authorities) -> Lexicon:
    """The forms of the edition's authorities and of the gazetteer; built once for all documents."""
    lexicon = Lexicon()
    for authority in (*authorities.entries, *gazetteer().entries):
        lexicon.describe(authority)
    for authority in authorities.entries:
        if authority.kind != "person" and not authority.ambiguous:
            for form in authority.names:
                lexicon.add(form, authority.id, ELEMENTS[authority.kind], "authorities")
    bearers = Counter(form_key(form) for person in authorities.of("person") for form in person.names)
    shared = frozenset(form for form, number in bearers.items() if number > 1)
    for person in authorities.of("person"):
        _add_person(lexicon, person, shared)
    for place in gazetteer().entries:
        if not place.ambiguous:
            for form in place.names:
                lexicon.add_when_asked(form, place.id, "placeName", "gazetteer", GAZETTEER)
    return lexicon


def _add_person(lexicon: Lexicon, person: Authority, shared: frozenset[str]) -> None:
    own = {form for form in person.names if form_key(form) in shared}
    for form in person.names:
        if person.ambiguous and (form in own or not own):
            lexicon.add_shared(form, person.id)
        else:
            lexicon.add_person(form, person.id, "authorities")
