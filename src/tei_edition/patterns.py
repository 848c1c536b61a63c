"""Regular expressions that are compiled when they are first asked.

Hundreds are made while the program starts, and a document asks few of them: no telegram needs the speakers of minutes.
A list of words in all languages takes Python milliseconds to compile.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first asked; for those that few documents need."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


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
