"""YAML as it is written: scalars, lists and keys, each with its line."""

from __future__ import annotations

from typing import NamedTuple

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A single value, as written; `plain` if it stands without quotation marks."""

    text: str
    line: int
    plain: bool = False

    @property
    def is_null(self) -> bool:
        """Nothing stands here (or `~`, `null`)."""
        return self.plain and self.text in _NULLS


class Items(NamedTuple):
    """A YAML sequence."""

    members: tuple[Node, ...]
    line: int


class Pairs(NamedTuple):
    """A YAML mapping, repeated keys included."""

    members: tuple[tuple[Node, Node], ...]
    line: int


Node = Scalar | Items | Pairs

KINDS: dict[type, str] = {Scalar: "a single value", Items: "a list", Pairs: "keys with values"}
"""What each kind of node is called in messages."""


class BrokenYamlError(Exception):
    """What YAML itself cannot mean; line and column count from 1."""

    def __init__(self, line: int, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.column, self.sentence = line, column, sentence
