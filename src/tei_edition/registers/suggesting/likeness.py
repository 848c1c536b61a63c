"""Names that may be one: how alike two of them are, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import ModuleType
from typing import NamedTuple

from tei_edition.authorities import Kind
from tei_edition.errors import MissingExtra
from tei_edition.name_forms import family_name, spelling_key
from tei_edition.registers.suggesting.capitals import title_and_name
from tei_edition.transliteration import ascii_slug

LITTLE = frozenset("of the and for a an de der des du la".split())  # but the Embassy in Korea is not that of Korea
SPELLED_OUT = {"us": "united states", "usa": "united states", "un": "united nations", "uk": "united kingdom"}
LEAST_RATIO: dict[Kind, int] = {
    "person": 78,
    "organisation": 86,
    "place": 84,
}  # of rapidfuzz, before the words are compared
LEAST_WORD = 0.78  # Jaro-Winkler: Hoxha and Hodja have 0.79
LARGEST_BLOCK = 60  # names that share a key; more of them prove nothing
NUMBERS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth north south east west".split())


class Item(NamedTuple):
    """An entity, an entry of authorities.yaml or a candidate, with the names that are compared."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    documents: frozenset[str]
    decided: bool  # by authorities.yaml or the gazetteer


class Likeness(NamedTuple):
    """Two items that may be one; `other` is the better known or the fuller."""

    one: str
    other: str
    score: int
    why: str


class Why(NamedTuple):
    """How alike two names are, of 100, and in what."""

    score: int
    words: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an item in comparable words."""

    item: int
    text: str
    words: tuple[str, ...]

    @property
    def family(self) -> str:
        """The family name, last or (Kim Il Sung) first; empty for a single word."""
        if len(self.words) < 2:
            return ""
        first = ascii_slug(family_name(self.text)).split("-")[0]
        return self.words[0] if first == self.words[0] else self.words[-1]


def rapidfuzz() -> ModuleType:
    """The library that compares spellings. Raises MissingExtra."""
    try:
        import rapidfuzz.distance
        import rapidfuzz.process
    except ImportError:
        raise MissingExtra(
            "likely duplicates are found with rapidfuzz, which is not installed",
            remedy="pip install 'tei-edition[names]'",
        ) from None
    return rapidfuzz


def likenesses(items: Sequence[Item]) -> list[Likeness]:
    """The pairs of items of one kind that may be one, the likeliest first; never two that are decided."""
    library = rapidfuzz()
    best: dict[tuple[int, int], Why] = {}
    for kind in KEYS:
        names = list(_names(items, kind))
        for one, other, why in (*_by_keys(names, kind), *_by_spelling(names, kind, library)):
            pair = (min(one, other), max(one, other))
            if not (items[one].decided and items[other].decided) and why > best.get(pair, Why(0, "")):
                best[pair] = why
    found = [_oriented(items[one], items[other], why) for (one, other), why in best.items()]
    return sorted(found, key=lambda each: (-each.score, each.one, each.other))


def _oriented(one: Item, other: Item, why: Why) -> Likeness:
    """From the less known to the better known: decided, then longer, then in more documents."""
    weak, strong = sorted((one, other), key=_standing)
    shared = len(one.documents & other.documents)
    together = f"; both in {shared} document{'s' if shared > 1 else ''}" if shared else ""
    return Likeness(weak.id, strong.id, min(why.score + (5 if shared else 0), 100), why.words + together)


def _standing(item: Item) -> tuple[bool, bool, int, int, str]:
    words = max(len(_bare(name, item.kind).split()) for name in item.names)
    return (item.decided, words > 1, len(item.documents), words, item.id)


def _bare(name: str, kind: Kind) -> str:
    """The name without titles."""
    return (title_and_name(name)[1] or name) if kind == "person" else name


def _names(items: Sequence[Item], kind: Kind) -> Iterator[_Name]:
    """The names of all items of a kind; where somebody has a full name, the family name alone does not count."""
    for number, item in enumerate(items):
        if item.kind == kind:
            found = {words: bare for name in item.names if (words := tuple(_words(bare := _bare(name, kind), kind)))}
            is_full = kind == "person" and any(len(words) > 1 for words in found)
            yield from (_Name(number, bare, words) for words, bare in found.items() if len(words) > 1 or not is_full)


def _words(text: str, kind: Kind) -> Iterator[str]:
    for word in ascii_slug(text.replace("’", "").replace("'", "").replace(".", " ")).split("-"):
        if kind != "organisation" and word:
            yield word
        elif word and word not in LITTLE:
            yield from SPELLED_OUT.get(word, word).split()


# --- by what they share -----------------------------------------------------------------------------------------

Found = tuple[int, int, Why]


def _by_keys(names: Sequence[_Name], kind: Kind) -> Iterator[Found]:
    """Names that share a key: their words, their letters, family name and initial, initials."""
    for key, why in (*EVERY_KEY, *KEYS[kind]):
        blocks: dict[str, list[_Name]] = defaultdict(list)
        for name in names:
            for value in key(name):
                blocks[value].append(name)
        for block in blocks.values():
            for one, other in combinations(block, 2) if len(block) <= LARGEST_BLOCK else ():
                if one.item != other.item and (found := why(one, other)):
                    yield one.item, other.item, found
    if kind == "person":
        yield from _surnames(names)


def _same_words(one: _Name, other: _Name) -> Why | None:
    return Why(98, "the same words" if one.words == other.words else "the same words in another order")


def _same_letters(one: _Name, other: _Name) -> Why | None:
    return Why(95, "the same letters, divided otherwise") if one.words != other.words else None


def _same_spelling(one: _Name, other: _Name) -> Why | None:
    return Why(93, "one name in two transliterations") if sorted(one.words) != sorted(other.words) else None


def _given_names(one: _Name, other: _Name) -> Why | None:
    """Whether given names agree where both have them: E. and Enver, Walt and Walter, John and John F."""
    if not one.family or one.family != other.family:
        return None
    first, second = (tuple(word for word in name.words if word != name.family) for name in (one, other))
    pairs = list(zip(first, second, strict=False))
    if not pairs or not all(_agree(*pair) for pair in pairs):
        return None
    if any(len(word) == 1 and word != other for pair in pairs for word, other in (pair, pair[::-1])):
        return Why(88, "the same family name, and initials that agree")
    if len(first) != len(second):
        return Why(90, "the same name, one with a further given name")
    return Why(86, "the same family name, and a short form of the given name")


def _agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (long.startswith(short) and (len(short) == 1 or len(short) > 2))


def _initials(one: _Name, other: _Name) -> Why | None:
    short, long = sorted((one, other), key=lambda name: len(name.words))
    fits = len(short.words) == 1 and short.text.isupper() and len(long.words) == len(short.words[0])
    return Why(84, "the initials of the other") if fits else None


def _surnames(names: Sequence[_Name]) -> Iterator[Found]:
    """Single words that are the family name of somebody, unless too many have it."""
    bearers: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        if name.family:
            bearers[name.family].append(name)
    for name in names:
        if len(name.words) == 1:
            others = [other for other in bearers[name.words[0]] if other.item != name.item]
            several = len({other.item for other in others}) > 1
            for other in others[:LARGEST_BLOCK]:
                score, one_of = (70, ", and not of them alone") if several else (80, "")
                yield name.item, other.item, Why(score, f"the family name of “{other.text}”{one_of}")


Key = Callable[[_Name], Iterable[str]]
Reason = Callable[[_Name, _Name], Why | None]
EVERY_KEY: tuple[tuple[Key, Reason], ...] = (
    (lambda name: (" ".join(sorted(name.words)),), _same_words),
    (lambda name: ("".join(name.words),), _same_letters),
)
KEYS: dict[Kind, tuple[tuple[Key, Reason], ...]] = {
    "person": (
        (lambda name: filter(None, (spelling_key(name.text),)), _same_spelling),
        (
            lambda name: {f"{name.family} {word[0]}" for word in name.words if name.family and word != name.family},
            _given_names,
        ),
    ),
    "organisation": (
        (
            lambda name: (name.words[0] if len(name.words) == 1 else "".join(word[0] for word in name.words),),
            _initials,
        ),
    ),
    "place": (),
}


# --- by their spelling ------------------------------------------------------------------------------------------


def _by_spelling(names: Sequence[_Name], kind: Kind, library: ModuleType) -> Iterator[Found]:
    """Names whose letters are nearly the same, word by word: Enver Hoxha and Enver Hodja."""
    long = [name for name in names if kind != "person" or len(name.words) > 1]
    texts = [" ".join(sorted(name.words)) for name in long]
    for n, text in enumerate(texts):
        near = library.process.extract(
            text, texts[n + 1 :], scorer=library.fuzz.ratio, score_cutoff=LEAST_RATIO[kind], limit=None
        )
        for _, ratio, further in near:
            one, other = long[n], long[n + 1 + further]
            if one.item != other.item and one.words != other.words and _are_kin(one, other, library):
                score = round(ratio) - 10
                yield one.item, other.item, Why(score, f"spelled nearly alike: “{one.text}”, “{other.text}”")


def _are_kin(one: _Name, other: _Name, library: ModuleType) -> bool:
    """Whether each word of one has its counterpart in the other, and at most half of them differ."""
    if len(one.words) != len(other.words):
        return False
    differing = [pair for pair in zip(sorted(one.words), sorted(other.words), strict=True) if pair[0] != pair[1]]
    if len(differing) > max(1, len(one.words) // 2):
        return False
    return all(_is_variant(*pair, library) for pair in differing)


def _is_variant(one: str, other: str, library: ModuleType) -> bool:
    short = min(len(one), len(other))
    if short < 4 or {one, other} & NUMBERS or not (one.isalpha() and other.isalpha()):
        return False
    return one[0] == other[0] and library.distance.JaroWinkler.similarity(one, other) >= LEAST_WORD
