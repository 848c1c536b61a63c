"""How long the program takes to answer: its version, its help, and the first document.

Each command is started many times; the best is what it costs, the median what one sees on this machine.

Usage: python benchmarks/startup.py [--full]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measure import PROGRAM, elapsed, environment, middle
from sections import Aim, Scale, Section, Table, alone

SEED = Path(__file__).parent.parent / "seeds" / "000_98f4a781b932282a.txt"
STARTS = 5  # times the runs of the scale


def commands(folder: Path) -> tuple[tuple[str, tuple[str, ...], float], ...]:
    """What is started, and the milliseconds that it may take (0: it is only there to compare)."""
    return (
        ("python -c pass", (sys.executable, "-c", "pass"), 0),
        ("python -c 'import click'", (sys.executable, "-c", "import click"), 0),
        ("python -c 'import lxml.etree'", (sys.executable, "-c", "import lxml.etree"), 0),
        ("tei-edition --version", (*PROGRAM, "--version"), 80),
        ("tei-edition --help", (*PROGRAM, "--help"), 100),
        ("tei-edition convert ONE.txt", (*PROGRAM, "convert", str(SEED), "-o", str(folder), "-q"), 200),
        ("tei-edition build ONE.txt", (*PROGRAM, "build", str(SEED), "-o", str(folder), "-q"), 0),
    )


def milliseconds(command: Sequence[str], folder: Path, times: int) -> list[float]:
    """The starts of a command, the fastest first; one before them fills the caches.

    What a start wrote is taken away before the next one, which would else find that nothing changed.
    """

    def start() -> None:
        subprocess.run(command, env=environment(), capture_output=True, check=True)

    taken = []
    for _ in range(times + 1):
        shutil.rmtree(folder, ignore_errors=True)
        taken += elapsed(start)
    return sorted(seconds * 1000 for seconds in taken[1:])


def measured(scale: Scale) -> Section:
    """The section of docs/performance.md."""
    rows, aims = [], []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "output")
        for name, command, most in commands(output):
            taken = milliseconds(command, output, STARTS * scale.runs)
            rows.append((name, f"{taken[0]:.0f} ms", f"{middle(taken):.0f} ms", f"{most:.0f} ms" if most else "–"))
            if most:
                aims.append(Aim(name, taken[0], most, unit=" ms"))
    text = (
        f"From the start of the process to its end, {STARTS * scale.runs} starts each, files and bytecode in the "
        "caches of the system, and nothing in the output folder. The first rows are what Python and the libraries "
        "need by themselves."
    )
    return Section("Starting", text, (Table(("command", "best", "median", "at most"), tuple(rows)),), aims=tuple(aims))


if __name__ == "__main__":
    sys.exit(alone("startup", __doc__, measured))
