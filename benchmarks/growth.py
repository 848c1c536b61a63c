"""How the time of a conversion grows with the length of the document.

Every kind of document, ordinary and hostile, is made in lengths from 10 KB on and goes through the whole line. The
table shows characters per second and the growth: the exponent between the two longest, near 1 where twice the text
takes twice the time.

Usage: python benchmarks/growth.py [--full] [-j JOBS] [KIND …]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import plots
from growing_documents import HOSTILE, KINDS
from measure import exponent, processor_seconds
from sections import LONG, SHORT, Aim, Plot, Scale, Section, Table, keep, show

from tei_edition.config import Config
from tei_edition.garbage import look_for_garbage_seldom
from tei_edition.pipeline import Workshop, convert, open_workshop
from tei_edition.source import decode

LENGTHS = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
LONGEST_HOSTILE = 1_000_000
MOST_GROWTH = 1.1
SUPERLINEAR = 1.15  # an exponent above it is marked
MOST_SECONDS = 60.0  # a length that would take longer is left out
BEST_OF = 0.5  # seconds that the shorter documents are converted again for


@dataclass(frozen=True, slots=True)
class Timing:
    """One conversion: characters of the document and seconds of the processor."""

    characters: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of document with its timings, the shortest first."""

    kind: str
    timings: tuple[Timing, ...]

    @property
    def growth(self) -> float:
        """The exponent between the two longest documents."""
        if len(self.timings) < 2:
            return 0.0
        return exponent([(timing.characters, timing.seconds) for timing in self.timings[-2:]])


def timings(make: Callable[[int], str], lengths: Iterable[int], workshop: Workshop) -> Iterator[Timing]:
    """A timing for each length, up to the one that would take too long."""
    known: list[Timing] = []
    for length in lengths:
        if _expected(known, length) > MOST_SECONDS:
            return
        known.append(_timing(make(length), workshop))
        yield known[-1]


def _expected(known: list[Timing], length: int) -> float:
    """The seconds for a length if the time goes on growing as it did."""
    if not known:
        return 0.0
    last = known[-1]
    growth = max(1.0, Row("", tuple(known)).growth)
    return last.seconds * (length / last.characters) ** growth


def _timing(text: str, workshop: Workshop) -> Timing:
    source, _ = decode(text.encode(), "document.txt")
    spent, best = 0.0, float("inf")
    while spent == 0.0 or spent + best < BEST_OF:
        taken = processor_seconds(lambda: convert(source, workshop))
        spent, best = spent + taken, min(best, taken)
    return Timing(len(text), best)


# --- the section ----------------------------------------------------------------------------------------------


def cells(row: Row, columns: int) -> tuple[str, ...]:
    """The cells of a row: characters per second for each length, then the growth."""
    speeds = [f"{timing.characters / timing.seconds:,.0f}" for timing in row.timings]
    speeds += ["–"] * (columns - len(speeds))
    return row.kind, *speeds, f"{row.growth:.2f}{' ←' if row.growth > SUPERLINEAR else ''}"


def measured(scale: Scale, kinds: Sequence[str] = (), jobs: int = 0) -> Section:
    """The section of docs/performance.md; if nobody says how many, the hostile kinds are measured by half the cores."""
    jobs = jobs or (max(1, (os.cpu_count() or 1) // 2) if scale.hostile else 1)
    wanted = [kind for kind in (KINDS | HOSTILE if scale.hostile or kinds else KINDS) if not kinds or kind in kinds]
    ordinary = tuple(LENGTHS[name] for name in scale.lengths)
    hostile = tuple(length for length in ordinary if length <= LONGEST_HOSTILE)
    with ProcessPoolExecutor(jobs) as pool:
        rows = list(pool.map(row, wanted, [ordinary if kind in KINDS else hostile for kind in wanted]))
    table = Table(("document", *scale.lengths, "growth"), tuple(cells(each, len(scale.lengths)) for each in rows))
    shown = {each.kind: [(timing.characters, timing.seconds) for timing in each.timings] for each in rows[: len(KINDS)]}
    plot = Plot("growth", plots.lines(shown, "characters", "seconds"), "seconds by length of a document")
    worst = _steepest(rows)
    steepest = _steepest([each for each in rows if each.kind in KINDS] or rows)
    aim = Aim(f"growth with the length of a document: {steepest.kind}", steepest.growth, MOST_GROWTH)
    text = (
        "Characters per second of the processor through the line (capture → TEI, ledger, checks). *Growth* is the "
        "exponent between the two longest documents of a row: 1 means that twice the text takes twice the time; above "
        f"{SUPERLINEAR} it is marked with ←. The first rows are ordinary documents, the others, if they were measured, "
        "what is hostile to rules: one piece of text over and over. A dash is a length that was not tried. "
        f"The steepest row: {worst.kind}, {worst.growth:.2f}."
    )
    return Section("Longer documents", text, (table,), (plot,), (aim,))


def _steepest(rows: Sequence[Row]) -> Row:
    return max(rows, key=lambda each: each.growth)


def row(kind: str, lengths: tuple[int, ...]) -> Row:
    """The timings of a kind."""
    look_for_garbage_seldom()  # as all processes of the program do
    return Row(kind, tuple(timings((KINDS | HOSTILE)[kind], lengths, open_workshop(Config()))))


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description="How the time of a conversion grows with the length of the document.")
    options.add_argument("kinds", nargs="*", help="kinds of documents; all, if none is named")
    options.add_argument("--full", action="store_true", help="10 MB for the ordinary kinds, and the hostile ones")
    options.add_argument("-j", "--jobs", type=int, default=0, help="so many kinds at once, which costs some speed")
    chosen = options.parse_args(arguments)
    section = measured(LONG if chosen.full else SHORT, chosen.kinds, chosen.jobs)
    show(section)
    if not chosen.kinds:
        keep("growth", section)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
