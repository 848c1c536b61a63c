"""Does the time of the scanners grow with the text only?  `python benchmarks/linear.py` prints N, 4 N and the factor.

A factor near 4 is linear, near 16 quadratic. No test measures time: this is for eyes, after a change of a pattern
(`bounds.py` holds long documents to a bound).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from growing_documents import PIECES
from measure import processor_seconds

from tei_edition.citation import parse_citation
from tei_edition.config import Config
from tei_edition.dates import find_dates, read_date
from tei_edition.editorial import find_editorial
from tei_edition.model import Mark, Span
from tei_edition.nesting import nest
from tei_edition.pipeline import convert, open_workshop
from tei_edition.source import decode, lines, normalised, position


def marks_of(text: str) -> None:
    """Many marks that cross."""
    count = len(text) // 20
    nest(Mark(Span(at, at + 5 + at % 7), ("q", "date", "persName", "gap")[at % 4]) for at in range(count))


def whole_line() -> Callable[[str], object]:
    workshop = open_workshop(Config())
    return lambda text: convert(decode((text + "\nx").encode(), "a.txt")[0], workshop)


SCANNERS: dict[str, Callable[[str], object]] = {
    "find_dates": lambda text: find_dates(text, year=1950, month=5),
    "read_date": read_date,
    "find_editorial": find_editorial,
    "lines": lines,
    "position": lambda text: position(text, len(text)),
    "normalised": normalised,
    "parse_citation": lambda text: parse_citation(text, Span(0, len(text))),
    "nest": marks_of,
    "convert": whole_line(),
}


def main(characters: int = 20_000) -> None:
    for scanner, run in SCANNERS.items():
        for name, piece in PIECES.items():
            text = piece * (characters // len(piece))
            one, four = (processor_seconds(partial(run, each), 3) for each in (text, text * 4))
            factor = four / max(one, 1e-9)
            if four > 0.02:
                remark = "  <-- more than linear?" if factor > 7 else ""
                print(
                    f"{scanner:15} {name:25} {one * 1000:9.1f} ms {four * 1000:9.1f} ms  × {factor:4.1f}{remark}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
