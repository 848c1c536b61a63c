"""The account of the lines of a capture: what became of each, by which rule; for the terminal and for the pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from tei_edition.model import Home, Span

__all__ = ["Home", "by_line", "cut_at_lines", "destination", "line_of", "reasons"]


def line_of(home: Home, starts: Sequence[int]) -> int:
    """The number of the line in which a home begins; `starts` are the offsets at which lines begin."""
    return bisect_right(starts, home.span.start)


def by_line(homes: Iterable[Home], starts: Sequence[int]) -> Iterator[tuple[int, list[Home]]]:
    """The number of a line with the pieces of it that went to one element of the text, or to one other zone.

    A home stands with the line in which it begins.
    """

    def place(home: Home) -> tuple[int, str]:
        line = line_of(home, starts)
        return line, destination([home]) if home.zone in ("text", "markup") else home.zone

    return ((line, list(pieces)) for (line, _), pieces in groupby(homes, place))


def cut_at_lines(homes: Iterable[Home], starts: Sequence[int]) -> Iterator[Home]:
    """The homes, each cut where a line begins."""
    for home in homes:
        at, line = home.span.start, line_of(home, starts)
        while line < len(starts) and starts[line] < home.span.end:
            yield home._replace(span=Span(at, starts[line]))
            at = starts[line]
            line += 1
        yield home._replace(span=Span(at, home.span.end))


def reasons(pieces: Iterable[Home], inner: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The reasons with their zones, that of most characters first; marks `inner` to a block after all others."""
    weights: Counter[tuple[bool, str, str]] = Counter()
    for home in pieces:
        weights[home.reason in inner, home.reason, home.zone] += home.span.end - home.span.start
    ranked = sorted(weights.items(), key=lambda weighed: (weighed[0][0], -weighed[1]))
    return [(why, zone) for (_, why, zone), _ in ranked]


def destination(pieces: Sequence[Home]) -> str:
    """The id of the element, or the name of the innermost element of the header that has all of the pieces."""
    paths = [home.targets[0].split("/") for home in pieces if home.targets]
    if not paths:
        return "left out"
    shared = [steps[0] for steps in takewhile(lambda steps: len(set(steps)) == 1, zip(*paths, strict=False))]
    return (shared or paths[0])[-1].partition("[")[0]
