"""How a whole run grows with the number of documents, what memory it needs, and what more processes give.

Every corpus is built by the command line into an empty folder and built again without a change. Memory is the most
that the coordinating process, and the largest of its workers, ever had.

Usage: python benchmarks/corpora.py [--full]     corpora of 1,000 to 100,000 captures: some hours
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import plots
from generator import write_captures
from measure import Finished, exponent, run_program
from sections import Aim, Plot, Scale, Section, Table, alone

MOST_GROWTH, MOST_AGAIN, MOST_MEMORY, LEAST_SPEED_UP = 1.05, 0.02, 1.2, 3.0


@dataclass(frozen=True, slots=True)
class Built:
    """A corpus of so many documents, built and built again."""

    documents: int
    first: Finished
    again: Finished
    written: int  # bytes


def built(captures: Path, documents: int, processes: int) -> Built:
    """Build the captures twice; what was written goes away again."""
    with tempfile.TemporaryDirectory(dir=captures.parent) as out:
        words = ("build", str(captures), "-o", out, "-q", "-j", str(processes))
        first, again = run_program(*words), run_program(*words)
        return Built(documents, first, again, _size(Path(out)))


def _size(folder: Path) -> int:
    return sum(entry.stat().st_size for entry in folder.rglob("*") if entry.is_file())


def measured(scale: Scale) -> Section:
    """The section of docs/performance.md."""
    most = min(os.cpu_count() or 1, max(scale.processes))
    with tempfile.TemporaryDirectory() as folder:
        captures = Path(folder) / "captures"
        runs, written = [], 0
        for documents in _that_fit(scale.corpora, Path(folder)):
            write_captures(captures, documents, start=written)
            written = documents
            runs.append(built(captures, documents, most))
        growth = exponent([(run.documents, run.first.processor) for run in runs])
        shutil.rmtree(captures)
        write_captures(captures, scale.scaling)
        by_processes = {number: _converted(captures, number) for number in scale.processes}
    memory = runs[-1].first.coordinator / (runs[0].first.coordinator or 1)
    return Section(
        "A corpus",
        _text(runs, most, growth, scale.scaling),
        (_of_corpora(runs), _of_processes(by_processes, scale.scaling)),
        (
            Plot(
                "corpora",
                plots.lines(
                    {
                        "first run": [(run.documents, run.first.seconds) for run in runs],
                        "second run": [(run.documents, run.again.seconds) for run in runs],
                    },
                    "documents",
                    "seconds",
                ),
                "seconds of the first and of the second run by the number of documents",
            ),
        ),
        (
            Aim("growth with the number of documents (exponent)", growth, MOST_GROWTH),
            Aim("memory of the coordinator, largest beside smallest corpus", memory, MOST_MEMORY, unit=" ×"),
            Aim("second run beside the first", runs[-1].again.seconds / runs[-1].first.seconds, MOST_AGAIN, unit=" ×"),
            *(
                Aim("4 processes beside one", _speed_up(by_processes, 4), LEAST_SPEED_UP, least=True, unit=" ×")
                for _ in (1,)
                if 4 in by_processes
            ),
        ),
    )


ROOM = 220_000  # bytes on the disk that a built document takes, with its captures


def _that_fit(corpora: tuple[int, ...], folder: Path) -> list[int]:
    """The corpora for which there is room on the disk."""
    free = shutil.disk_usage(folder).free
    return [number for number in corpora if number * ROOM < free] or [corpora[0]]


def _converted(captures: Path, processes: int) -> Finished:
    with tempfile.TemporaryDirectory(dir=captures.parent) as out:
        return run_program("build", str(captures), "-o", out, "-q", "-j", str(processes))


def _speed_up(runs: dict[int, Finished], processes: int) -> float:
    return runs[1].seconds / runs[processes].seconds


def _text(runs: list[Built], processes: int, growth: float, scaling: int) -> str:
    return (
        f"`tei-edition build` of generated captures with -j {processes}: TEI, ledgers, the whole reading edition and "
        "its downloads. The second run finds everything as it should be. Memory is the resident set at its largest. "
        f"The time of all processors grows with the number of documents to the power of {growth:.2f} (fitted). The "
        "second table shows "
        f"{scaling:,} documents with 1, 2 … processes."
    )


def _of_corpora(runs: list[Built]) -> Table:
    times = ("first run", "processors", "documents/s", "second run", "of the first")
    heads = ("documents", *times, "coordinator", "worker", "written")
    rows = [
        (
            f"{run.documents:,}",
            f"{run.first.seconds:,.1f} s",
            f"{run.first.processor:,.1f} s",
            f"{run.documents / run.first.seconds:,.0f}",
            f"{run.again.seconds:,.1f} s",
            f"{run.again.seconds / run.first.seconds:.1%}",
            _memory(run.first.coordinator),
            _memory(max(run.first.workers, default=0)),
            f"{run.written / 1024**2:,.0f} MB",
        )
        for run in runs
    ]
    return Table(heads, tuple(rows))


def _of_processes(runs: dict[int, Finished], documents: int) -> Table:
    rows = [
        (
            str(number),
            f"{run.seconds:,.1f} s",
            f"{documents / run.seconds:,.0f}",
            f"{_speed_up(runs, number):.2f}",
            _memory(run.coordinator),
            _memory(max(run.workers, default=0)),
        )
        for number, run in runs.items()
    ]
    return Table(("processes", "time", "documents/s", "times as fast", "coordinator", "worker"), tuple(rows))


def _memory(kilobytes: int) -> str:
    return f"{kilobytes / 1024:,.0f} MB" if kilobytes else "–"


if __name__ == "__main__":
    sys.exit(alone("corpora", __doc__, measured))
