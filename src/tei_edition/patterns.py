"""Regular expressions that are compiled when they are first asked.

Hundreds are made while the program starts, and a document asks few of them: no telegram needs the speakers of minutes.
A list of words in all languages takes Python milliseconds to compile.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cached_property
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first asked; for those that few documents need."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


WORD = re.compile(r"\w+")


def first_words(forms: Iterable[str]) -> frozenset[str]:
    """The words with which these forms begin, as `beginning` compares them: "Yours sincerely" begins with "yours"."""
    return frozenset(match[0].casefold() for form in forms if (match := WORD.match(form)))


def beginning(words: frozenset[str], pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for what begins with one of these words, however it is written, and then with no part of a word.

    A text that begins with another word is no match, and needs no pattern to know that.
    """
    return cast("re.Pattern[str]", _Beginning(words, pattern, flags))


class _Late:
    """Answers as the compiled pattern does, and keeps its methods, so that the next call goes straight to them."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled, name)
        self.__dict__[name] = value
        return value


class _Beginning(_Late):
    """Looks at the first word before the pattern is asked, or made."""

    def __init__(self, words: frozenset[str], pattern: str, flags: int) -> None:
        super().__init__(pattern, flags)
        self._words = words

    def _may_match(self, text: str, start: int, end: int) -> bool:
        word = WORD.match(text, start, end)
        return word is not None and word[0].casefold() in self._words

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.match(text, start, end) if self._may_match(text, start, end) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.fullmatch(text, start, end) if self._may_match(text, start, end) else None
