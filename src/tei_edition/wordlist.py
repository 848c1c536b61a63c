"""The words of a document, read once: dates, the language, labels and names all ask which words it has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property

WORD = re.compile(r"\w+")
# a word that begins with no small letter of ASCII: of what may be a capital it is asked behind it whether it is one, so
# that the search skips small letters; the class says what is not in it, as a range up to U+10FFFF takes 4 ms to compile
CAPITALISED = re.compile(r"[^\x00-/:-@\[-\x7f](?<=\w)(?<!\w.)\w*", re.DOTALL)
FIGURES, FIGURES_OF_ALL_SCRIPTS = re.compile(r"[0-9]+"), re.compile(r"\d+")
LETTERS = re.compile(r"[^\W\d_]+")


# a space for every sign of ASCII that belongs to no word; the bytes of other letters stay as they are
ONLY_WORDS = bytes(code if code > 127 or WORD.match(chr(code)) else 32 for code in range(256))


def counted(text: str) -> Counter[str]:
    """The words of a text with how often each stands there.

    Signs are blanked in the bytes of the text, which can then be split: half the time of looking for each word.
    """
    blanked = text.encode("utf-8", "surrogatepass").translate(ONLY_WORDS).decode("utf-8", "surrogatepass")
    counts = Counter(blanked.split())
    for glued in [word for word in counts if not word.isascii()]:  # “ and — may still be part of it
        number = counts.pop(glued)
        for word in WORD.findall(glued):
            counts[word] += number
    return counts


Places = dict[str, list[int]]
"""Words, and where each of them stands."""


def places(text: str, start: int = 0, end: int | None = None) -> Places:
    """Where the words of a text stand that begin with a capital or a figure."""
    found: Places = defaultdict(list)
    for match in CAPITALISED.finditer(text, start, len(text) if end is None else end):
        found[match[0]].append(match.start())
    return found


class WordList:
    """The words of a stretch of text with how often each stands there, as they are written."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text, self.start, self.end = text, start, len(text) if end is None else end
        self.counts = counted(text[self.start : self.end])
        self._parts: dict[tuple[int, int], PartOfWords] = {}

    def __contains__(self, word: str) -> bool:
        return word in self.counts

    @cached_property
    def places(self) -> Places:
        """Where those of the words stand that begin with a capital or a figure."""
        return places(self.text, self.start, self.end)

    @cached_property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Where figures stand in the text."""
        words = self.with_figures
        if all(map(str.isdecimal, words)):
            return tuple(sorted((at, at + len(word)) for word in words for at in self.places[word]))
        figures = FIGURES if all(map(str.isascii, words)) else FIGURES_OF_ALL_SCRIPTS
        return tuple([match.span() for match in figures.finditer(self.text, self.start, self.end)])

    @cached_property
    def with_figures(self) -> tuple[str, ...]:
        """What is no word of letters alone: 1970, 31st, road5."""
        return tuple(word for word in self.counts if not word.isalpha())

    @cached_property
    def beside_figures(self) -> Counter[str]:
        """The letters that stand beside figures, as in "31st" or "5May"."""
        found: Counter[str] = Counter()
        for word in self.with_figures:
            for letters in LETTERS.findall(word):
                found[letters] += self.counts[word]
        return found

    def first(self, characters: int) -> WordList:
        """The words in the first characters of the stretch."""
        is_all = self.end - self.start <= characters
        return self if is_all else WordList(self.text, self.start, self.start + characters)

    def between(self, start: int, end: int) -> PartOfWords:
        """The words of a part of the stretch."""
        part = self._parts.get((start, end))
        if part is None:
            part = self._parts[start, end] = PartOfWords(self, start, end)
        return part


class PartOfWords:
    """Which words stand in a part of a stretch; of nearly all of it what is outside is read, not what is inside."""

    def __init__(self, whole: WordList, start: int, end: int) -> None:
        is_most = 2 * (end - start) >= whole.end - whole.start
        self._counts = whole.counts if is_most else counted(whole.text[start:end])
        self._outside = Counter[str]()
        if is_most:
            self._outside.update(counted(whole.text[whole.start : start]))
            self._outside.update(counted(whole.text[end : whole.end]))

    def __contains__(self, word: str) -> bool:
        return self._counts.get(word, 0) > self._outside.get(word, 0)
