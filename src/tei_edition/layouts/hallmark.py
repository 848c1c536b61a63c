"""The words that every line which fits a pattern has in it: where they are missing, nobody need try the pattern."""

from __future__ import annotations

import re
from functools import lru_cache

from tei_edition.patterns import late

# what a pattern consists of: an escaped sign, a set, a repetition, the edge of a group, any other sign
ESCAPED = r"\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|\d+|.)"
SET = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
PIECES = late(rf"(?P<escaped>{ESCAPED})|{SET}|(?P<again>[*+?]|\{{\d*,?\d*\}})|(?P<edge>[()])|(?s:.)")
NOT_ITSELF = frozenset(".^$|")
OTHERWISE_SPELT = re.compile(r"\(\?[aLmsu]*[ix]")  # flags stand at the beginning


def hallmark(pattern: re.Pattern[str]) -> str:
    """The longest run of letters and signs outside all groups; empty if there is none, or if case does not matter.

    "Citation: " for `^.{0,700}\\bCitation: .*$`.
    """
    return "" if OTHERWISE_SPELT.match(pattern.pattern) else _longest_run(pattern.pattern)


@lru_cache(maxsize=512)
def _longest_run(pattern: str) -> str:
    runs, depth = [""], 0
    for piece in PIECES.finditer(pattern):
        sign = _sign(piece)
        if piece["edge"]:
            depth += 1 if sign == "(" else -1
        if sign == "|" and not depth and not piece["escaped"]:
            return ""
        if piece["again"]:
            runs[-1:] = [runs[-1][:-1], ""]  # the sign before it may be missing
        elif depth or piece["edge"] or len(sign) != 1 or (sign in NOT_ITSELF and not piece["escaped"]):
            runs.append("")
        else:
            runs[-1] += sign
    return max(runs, key=len)


@lru_cache(maxsize=512)
def beginning(pattern: re.Pattern[str]) -> str:
    """The letters and signs with which every line that fits a pattern begins; empty if that cannot be told.

    "Copyright (C) KOREA NEWS SERVICE" for `^Copyright \\(C\\) KOREA NEWS SERVICE.*$`.
    """
    if not hallmark(pattern):
        return ""
    found = ""
    for piece in PIECES.finditer(pattern.pattern.removeprefix("^")):
        if piece["again"]:
            return found[:-1]
        sign = _sign(piece)
        if piece["edge"] or len(sign) != 1 or (sign in NOT_ITSELF and not piece["escaped"]):
            break
        found += sign
    return found


def _sign(piece: re.Match[str]) -> str:
    """The sign that a piece stands for; of a class, an anchor or a set its spelling."""
    spelling = piece[0]
    return spelling[1] if piece["escaped"] and not spelling[1].isalnum() else spelling
