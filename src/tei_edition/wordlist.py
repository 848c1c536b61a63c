"""The words of a document, read once: dates, the language, labels and names all ask which words it has."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

WORD = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]+")


class WordList:
    """The words of a stretch of text with how often each stands there, as they are written."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text, self._start, self._end = text, start, len(text) if end is None else end
        self.counts = Counter(WORD.findall(text, self._start, self._end))

    def __contains__(self, word: str) -> bool:
        return word in self.counts

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
        return self.between(self._start, min(self._end, self._start + characters))

    def between(self, start: int, end: int) -> WordList:
        """The words of a part of the stretch; of nearly all of it by what is left out."""
        if (start, end) == (self._start, self._end):
            return self
        if 2 * (end - start) < self._end - self._start:
            return WordList(self._text, start, end)
        part = WordList(self._text, start, start)
        part._end = end
        part.counts = self.counts - Counter(WORD.findall(self._text, self._start, start))
        part.counts -= Counter(WORD.findall(self._text, end, self._end))
        return part
