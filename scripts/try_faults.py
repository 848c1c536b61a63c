"""Disturb builds of many captures in every way that we know, and see whether the next run makes up for it.

PYTHONPATH=tests python scripts/try_faults.py [CAPTURES] [KILLS]

The same experiments are tests, with few captures (tests/test_faults.py). Exit code 1 if one of them fails.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from faults import Laboratory, NotHere, each

MANY, KILLS, IN_A_ROW = 1000, 20, 5


def main(count: int = MANY, kills: int = KILLS) -> int:
    """Do the experiments and print a line for each; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        lab = Laboratory(Path(folder), count)
        files = len(lab.undisturbed)
        print(f"{count:,} captures, {files:,} files, {lab.seconds:.1f} s undisturbed with one process", flush=True)
        failed = sum(not _passes(lab, *experiment) for experiment in each(kills, IN_A_ROW))
        return int(failed > 0)


def _passes(lab: Laboratory, name: str, experiment: object) -> bool:
    began = time.monotonic()
    try:
        assert callable(experiment)
        told, passed = f"passed: {experiment(lab)}", True
    except NotHere as reason:
        told, passed = f"not done: {reason}", True
    except AssertionError as error:
        told, passed = f"FAILED: {error}", False
    print(f"{name:<24} {told} ({time.monotonic() - began:.0f} s)", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
