"""Regular expressions that an editor writes: whether one may take for ever on some line, and why.

Python's `re` tries all ways in which a pattern could fit before it gives up. How many there are is read off the
pattern; the answer may be too strict where sets of signs overlap only in rare ones, never too lax for what is common.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations, starmap
from math import factorial
from typing import Any, NamedTuple

LONGEST_PATTERN = 4000  # characters
LONGEST_LINE = 1500  # characters of a line on which a pattern with many ways is tried
MOST_WAYS = 10**9
FEW = 4  # repetitions that are looked at one by one
MOST_PIECES = 2000
LONGEST_SPACE = 200  # spaces in a row
ENDLESS = 10**6
ANY_LENGTH = sys.maxsize


_parser: Any = importlib.import_module("re._parser")  # what `re` itself reads patterns with
_SAMPLE = "".join(map(chr, range(32, 127))) + "\t\n\r\xa0äßéÄ–—‘’“”…·•©ЖжΩω٣中字"
_NONE: frozenset[str] = frozenset()


class TooManyWaysError(Exception):
    """A pattern that may take for ever; says what in it is why."""


class Piece(NamedTuple):
    """A stretch of a pattern: the signs that it takes, the fewest and the most of them."""

    signs: frozenset[str]
    least: int = 1
    most: int = 1
    beginning: frozenset[str] | None = None  # the signs with which it can begin, if not all
    is_double: bool = False  # the same text fits in two ways

    @property
    def first(self) -> frozenset[str]:
        """The signs with which it can begin."""
        return self.signs if self.beginning is None else self.beginning

    @property
    def choices(self) -> int:
        """Between how many lengths it can choose; runs of spaces are short."""
        return min(self.most, LONGEST_SPACE if "".join(self.signs).isspace() else ENDLESS) - self.least


def slow_pattern(pattern: str) -> str:
    """Why a pattern may take for ever on a line of a page; empty if it does not."""
    if len(pattern) > LONGEST_PATTERN:
        return f"it has {len(pattern):,} characters; at most {LONGEST_PATTERN:,} are read"
    try:
        ways = _most_ways(pattern, LONGEST_LINE)
    except TooManyWaysError as error:
        return str(error)
    return "" if ways <= MOST_WAYS else "several of its repetitions can take the same characters of a line"


def reach(pattern: str) -> int:
    """The longest line on which a pattern is to be tried: any, unless the ways would be too many."""
    try:
        return ANY_LENGTH if _most_ways(pattern, ENDLESS) <= MOST_WAYS else LONGEST_LINE
    except TooManyWaysError:  # of our own, and known to come to an end
        return ANY_LENGTH


def overlapping_group(pattern: str) -> str:
    """The name of a group that stands in another one with a name, or only looks ahead or behind; empty if none does."""
    names = {number: name for name, number in re.compile(pattern).groupindex.items()}
    return next(_overlapping(_parser.parse(pattern), names, is_inside=False), "")


def _overlapping(parsed: Any, names: dict[int, str], *, is_inside: bool) -> Iterator[str]:
    if isinstance(parsed, tuple) and len(parsed) == 2 and str(parsed[0]) == "SUBPATTERN":
        name = names.get(parsed[1][0], "")
        if name and is_inside:
            yield name
        yield from _overlapping(parsed[1][3], names, is_inside=is_inside or bool(name))
    elif isinstance(parsed, tuple | list | _parser.SubPattern):
        looks = isinstance(parsed, tuple) and bool(parsed) and str(parsed[0]) in ("ASSERT", "ASSERT_NOT")
        for each in parsed:
            yield from _overlapping(each, names, is_inside=is_inside or looks)


def _most_ways(pattern: str, line: int) -> float:
    read = _Reading(pattern)
    return max(_ways(pieces, line) for pieces in (read.pieces, *read.beside))


def _ways(pieces: list[Piece], line: int) -> float:
    """In how many ways the pieces can share a line of so many signs: the chain of repetitions that has most."""
    best: list[tuple[float, int]] = []  # for each piece: the ways up to it, and how many repetitions have a part in it
    most = 1.0
    for at, piece in enumerate(pieces):
        choices = min(piece.choices, line)
        ways, links = (float(choices), 1) if choices else (0.0, 0)
        for before in range(at - 1, -1, -1) if choices else ():
            if not best[before][1] or not (between := _shared(pieces[before : at + 1])):
                continue
            chained = best[before][0] * max(1, choices / between)
            if chained > ways:
                ways, links = chained, best[before][1] + 1
        best.append((ways, links))
        if links and not _is_rest(pieces, at):
            most = max(most, ways / factorial(links))
    return most


def _shared(chain: list[Piece]) -> int:
    """How far apart two repetitions are at least that can take the same signs, what is between them too; 0: cannot."""
    first, *middle, last = chain
    if not first.signs & last.first or any(each.least and not each.signs & first.signs for each in middle):
        return 0
    return max(1, sum(each.least for each in middle))


def _is_rest(pieces: list[Piece], at: int) -> bool:
    """Whether a repetition takes all that is left of a line, whatever it is."""
    return pieces[at].most >= ENDLESS and len(pieces[at].signs) >= len(_SAMPLE) - 2 and at == len(pieces) - 1


# --- the pieces of a pattern --------------------------------------------------------------------------------------


class _Reading:
    """A pattern as pieces; what only looks ahead or behind is beside them."""

    def __init__(self, pattern: str) -> None:
        self.beside: list[list[Piece]] = []
        self._all = frozenset(_SAMPLE) | frozenset(pattern)
        self._ignores_case = bool(re.compile(pattern).flags & re.IGNORECASE)
        self.pieces = self._sequence(_parser.parse(pattern))

    def _sequence(self, parsed: Iterable[Any]) -> list[Piece]:
        pieces: list[Piece] = []
        for operation, argument in parsed:
            pieces += self._pieces(str(operation), argument)
            if len(pieces) > MOST_PIECES:
                raise TooManyWaysError("its repetitions unfold into too many")
        return pieces

    def _pieces(self, operation: str, argument: Any) -> list[Piece]:
        match operation:
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeated(*argument, is_final=operation.startswith("POSS"))
            case "SUBPATTERN":
                return self._sequence(argument[3])
            case "ATOMIC_GROUP":
                return [_whole(self._sequence(argument))]
            case "BRANCH":
                return self._either([self._sequence(each) for each in argument[1]])
            case "GROUPREF_EXISTS":
                return self._either([self._sequence(each or ()) for each in argument[1:]])
            case "ASSERT" | "ASSERT_NOT":
                self.beside.append(self._sequence(argument[1]))
                return []
            case "GROUPREF":
                return [Piece(self._all, 0, ENDLESS)]
            case "AT" | "FAILURE":
                return []
        return [Piece(self._signs(operation, argument))]

    def _either(self, branches: list[list[Piece]]) -> list[Piece]:
        """One of several: each is looked at for itself, and all are one piece of the whole."""
        self.beside += branches
        wholes = [_whole(each) for each in branches]
        least, most = min(each.least for each in wholes), max(each.most for each in wholes)
        signs, beginning = (_NONE.union(*each) for each in zip(*((w.signs, w.first) for w in wholes), strict=True))
        is_double = any(starmap(_may_both_fit, combinations(branches, 2))) or any(each.is_double for each in wholes)
        return [Piece(signs, least, most, beginning, is_double)]

    def _repeated(self, least: int, most: int, parsed: Any, *, is_final: bool) -> list[Piece]:
        most = min(int(most), ENDLESS)  # what is not limited has a number of its own
        inside = self._sequence(parsed)
        if len(inside) == 1 and inside[0].least == inside[0].most and len(list(_alternatives(parsed))) == 1:
            (piece,) = inside
            return [Piece(piece.signs, piece.least * least, min(piece.most * most, ENDLESS))]
        if most <= FEW:
            optional = [Piece(each.signs, 0, each.most) for each in inside]
            return inside * least + optional * (most - least)
        if not is_final and not self._is_clear(parsed):
            raise TooManyWaysError(
                "a repetition stands in another, and nothing says where one ends and the next begins"
            )
        whole = _whole(inside)
        return [Piece(whole.signs, whole.least * least, min(whole.most * most, ENDLESS), whole.first)]

    def _is_clear(self, parsed: Any) -> bool:
        """Whether text can be taken apart into repetitions of this in one way only."""
        branches = [self._sequence(each) for each in _alternatives(parsed)]
        return all(starmap(_differ, combinations(branches, 2))) and all(_is_marked_off(each) for each in branches)

    def _signs(self, operation: str, argument: Any) -> frozenset[str]:
        match operation:
            case "LITERAL":
                return self._cased(chr(argument))
            case "NOT_LITERAL":
                return self._all - {chr(argument)}
            case "ANY":
                return self._all - {"\n"}
            case "RANGE":
                return self._cased(*(each for each in self._all if argument[0] <= ord(each) <= argument[1]))
            case "CATEGORY":
                return frozenset(each for each in self._all if _is_in(str(argument), each))
            case "IN":
                parts = [(str(kind), value) for kind, value in argument]
                found = _NONE.union(*(self._signs(kind, value) for kind, value in parts if kind != "NEGATE"))
                return self._all - found if parts[0][0] == "NEGATE" else found
        return self._all

    def _cased(self, *signs: str) -> frozenset[str]:
        return frozenset(form for each in signs for form in ((each, each.swapcase()) if self._ignores_case else each))


def _is_in(category: str, sign: str) -> bool:
    found = {"DIGIT": sign.isdigit(), "SPACE": sign.isspace(), "WORD": sign.isalnum() or sign == "_"}
    name = category.removeprefix("CATEGORY_").removeprefix("UNI_")
    return not found[name[4:]] if name.startswith("NOT_") else found[name]


def _whole(pieces: list[Piece]) -> Piece:
    """Pieces as one: the signs of all of them."""
    least, most = sum(each.least for each in pieces), sum(each.most for each in pieces)
    return Piece(
        _NONE.union(*(each.signs for each in pieces)),
        least,
        min(most, ENDLESS),
        _beginning(pieces),
        any(each.is_double for each in pieces),
    )


def _alternatives(parsed: Any) -> Iterator[Any]:
    """What may stand for one another in a group that is nothing but that; else the one thing that stands there."""
    if len(parsed) == 1 and str(parsed[0][0]) == "SUBPATTERN":
        yield from _alternatives(parsed[0][1][3])
    elif len(parsed) == 1 and str(parsed[0][0]) == "BRANCH":
        for each in parsed[0][1][1]:
            yield from _alternatives(each)
    else:
        yield parsed


def _beginning(pieces: list[Piece]) -> frozenset[str]:
    """The signs with which it can begin."""
    found = _NONE
    for each in pieces:
        found |= each.first
        if each.least:
            break
    return found


def _differ(one: list[Piece], other: list[Piece]) -> bool:
    """Whether a sign tells at once which of the two it is, as far as they have signs one by one."""
    for at, (this, that) in enumerate(zip(one, other, strict=False)):
        if not this.least == this.most == that.least == that.most == 1:
            return not _beginning(one[at:]) & _beginning(other[at:])
        if not this.signs & that.signs:
            return True
    return False


def _may_both_fit(one: list[Piece], other: list[Piece]) -> bool:
    """Whether a text may be either of the two."""
    first, second = _whole(one), _whole(other)
    are_of_other_length = first.most < second.least or second.most < first.least
    return not are_of_other_length and not _differ(one, other)


def _is_marked_off(pieces: list[Piece]) -> bool:
    """Whether it has always the same length, or a sign at one end that no repetition in it takes."""
    free = [each for each in pieces if each.least != each.most]
    taken = _NONE.union(*(each.signs for each in free))
    ends = [each for each in (*pieces[:1], *pieces[-1:]) if each.least]
    if not pieces or any(each.is_double for each in pieces):
        return False
    return not free or any(not each.signs & taken for each in ends)
