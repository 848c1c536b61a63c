"""How the time of a conversion grows with the length of the document: `make bench`, after the bounds.

Every kind of document, ordinary and hostile, is made in lengths from 10 KB on and goes through the whole line. The
table shows characters per second and the growth: the exponent between the two longest, near 1 where twice the text
takes twice the time. `--full` adds 10 MB for the ordinary kinds, `--write` puts the table into docs/performance.md,
names choose kinds. For eyes: no test measures time.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import log
from pathlib import Path

from growing_documents import HOSTILE, KINDS

from tei_edition.config import Config
from tei_edition.pipeline import Workshop, convert, open_workshop
from tei_edition.source import decode

LENGTHS = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
LONGEST = {"10 MB": 10_000_000}
SUPERLINEAR = 1.15  # an exponent above it is marked
MOST_SECONDS = 60.0  # a length that would take longer is left out
BEST_OF = 0.5  # seconds that the shorter documents are converted again for
REPORT = Path(__file__).parent.parent / "docs" / "performance.md"


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
        shorter, longer = self.timings[-2:]
        return log(longer.seconds / shorter.seconds) / log(longer.characters / shorter.characters)


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
        start = time.process_time()
        convert(source, workshop)
        taken = max(time.process_time() - start, 1e-6)
        spent, best = spent + taken, min(best, taken)
    return Timing(len(text), best)


# --- the table ------------------------------------------------------------------------------------------------


def line(row: Row, columns: int) -> tuple[str, ...]:
    """The cells of a row: characters per second for each length, then the growth."""
    speeds = [f"{timing.characters / timing.seconds:,.0f}" for timing in row.timings]
    speeds += ["–"] * (columns - len(speeds))
    return row.kind, *speeds, f"{row.growth:.2f}{' ←' if row.growth > SUPERLINEAR else ''}"


def report(heads: tuple[str, ...], rows: list[Row]) -> str:
    """The page docs/performance.md."""
    cells = [line(row, len(heads) - 2) for row in rows]
    table = [heads, ("---", *["---:"] * (len(heads) - 1)), *cells]
    return REPORT_TEXT.format(
        version=platform.python_version(),
        cores=os.cpu_count(),
        superlinear=SUPERLINEAR,
        table="\n".join(f"| {' | '.join(cells)} |" for cells in table),
    )


REPORT_TEXT = """# How fast, and how it grows

Characters per second through the whole line (capture → TEI, ledger, checks), on one core of a machine with {cores}
cores under Python {version}. *Growth* is the exponent between the two longest documents of a row: 1 means that twice
the text takes twice the time; above {superlinear} it is marked with ←. The first rows are ordinary documents, the
others what is hostile to rules: one piece of text over and over. A dash is a length that was not tried.

`python benchmarks/growth.py --full --write -j 4` wrote this page; `make bench` prints the table without 10 MB.

{table}
"""


def row(kind: str, lengths: tuple[int, ...]) -> Row:
    """The timings of a kind; printed as soon as they are known."""
    made = Row(kind, tuple(timings((KINDS | HOSTILE)[kind], lengths, open_workshop(Config()))))
    show(line(made, len(LENGTHS | LONGEST)))
    return made


def show(cells: tuple[str, ...]) -> None:
    print("".join(f"{cell:>12}" if at else f"{cell:28}" for at, cell in enumerate(cells)), flush=True)


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description="How the time of a conversion grows with the length of the document.")
    options.add_argument("kinds", nargs="*", help="kinds of documents; all, if none is named")
    options.add_argument("--full", action="store_true", help="10 MB for the ordinary kinds, too")
    options.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    options.add_argument("-j", "--jobs", type=int, default=1, help="so many kinds at once, which costs some speed")
    chosen = options.parse_args(arguments)
    heads = ("document", *LENGTHS, *LONGEST, "growth")
    show(heads)
    kinds = [kind for kind in KINDS | HOSTILE if not chosen.kinds or kind in chosen.kinds]
    longer = LENGTHS | LONGEST if chosen.full else LENGTHS
    lengths = [tuple((longer if kind in KINDS else LENGTHS).values()) for kind in kinds]
    with ProcessPoolExecutor(chosen.jobs) as pool:
        rows = list(pool.map(row, kinds, lengths))
    if chosen.write:
        REPORT.write_text(report(heads, rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
