"""What a benchmark found: sentences, tables and plots, for the terminal and for docs/performance.md."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".bench"  # what the last run of each benchmark found


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows; the first column is words, the others are figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing (see plots.py), its name, and what it shows in words."""

    name: str
    svg: str
    shows: str


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached: `most` or `least`, and what was measured."""

    what: str
    measured: float
    bound: float
    least: bool = False
    unit: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether the figure is on the right side."""
        return self.measured >= self.bound if self.least else self.measured <= self.bound


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    title: str
    text: str
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    aims: tuple[Aim, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: the short run for every day, the long one for the page."""

    documents: int  # of the stages
    runs: int
    corpora: tuple[int, ...]
    processes: tuple[int, ...]
    scaling: int  # documents of the comparison of processes
    lengths: tuple[str, ...]  # of growing documents
    hostile: bool


SHORT = Scale(100, 3, (100, 300, 1_000), (1, 2), 300, ("10 KB", "100 KB", "1 MB"), False)
LONG = Scale(400, 5, (1_000, 10_000, 100_000), (1, 2, 4), 2_000, ("10 KB", "100 KB", "1 MB", "10 MB"), True)


# --- as text --------------------------------------------------------------------------------------------------


def plain(table: Table) -> str:
    """The table for the terminal."""
    rows = (table.heads, *table.rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join((first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest))).rstrip()


def markdown(table: Table) -> str:
    """The table for the page."""
    rule = ("---", *["---:"] * (len(table.heads) - 1))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (table.heads, rule, *table.rows))


def aims_of(sections: Sequence[Section]) -> Table:
    """All aims, reached or not."""
    rows = [
        (
            aim.what,
            f"{aim.measured:,.2f}{aim.unit}",
            f"{'≥' if aim.least else '≤'} {aim.bound:g}{aim.unit}",
            "yes" if aim.is_reached else "no",
        )
        for section in sections
        for aim in section.aims
    ]
    return Table(("what", "measured", "aim", "reached"), tuple(rows))


def show(section: Section) -> None:
    """Print a section."""
    print(f"\n{section.title}\n{'=' * len(section.title)}\n\n{section.text}\n")
    for table in section.tables:
        print(f"{plain(table)}\n")
    if section.aims:
        print(f"{plain(aims_of([section]))}\n", flush=True)


# --- kept between runs ----------------------------------------------------------------------------------------


def keep(name: str, section: Section) -> None:
    """Remember what a benchmark found, so that the page can be made of the last run of each."""
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{name}.json").write_text(json.dumps(asdict(section), ensure_ascii=False, indent=1), "utf-8")


def kept(name: str) -> Section | None:
    """What the last run of a benchmark found, if there was one."""
    path = KEPT / f"{name}.json"
    if not path.is_file():
        return None
    found = json.loads(path.read_text("utf-8"))
    return Section(
        found["title"],
        found["text"],
        tuple(Table(tuple(each["heads"]), tuple(map(tuple, each["rows"]))) for each in found["tables"]),
        tuple(Plot(**each) for each in found["plots"]),
        tuple(Aim(**each) for each in found["aims"]),
    )


def alone(name: str, about: str | None, measured: Callable[[Scale], Section]) -> int:
    """A benchmark by itself: measure, print, remember."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--full", action="store_true", help="as much as for docs/performance.md")
    section = measured(LONG if options.parse_args().full else SHORT)
    show(section)
    keep(name, section)
    return 0
