"""Python looks for garbage seldom, in the program and in each process that works for it, and nowhere else."""

from __future__ import annotations

import gc
import subprocess
import sys

from tei_edition.bounds import Bounds
from tei_edition.garbage import SELDOM
from tei_edition.workers import Part, Workers


def threshold(_: object) -> int:
    return gc.get_threshold()[0]


def test_a_process_that_works_looks_for_garbage_seldom() -> None:
    with Workers(1) as workers:
        assert workers.submit(Part(threshold, (None,), Bounds())).result() == [SELDOM]


def test_who_uses_the_line_from_python_keeps_his_own_settings() -> None:
    code = "import gc, tei_edition.pipeline, tei_edition.corpus; print(gc.get_threshold()[0])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(found.stdout) < SELDOM


def test_the_program_looks_for_garbage_seldom_from_the_start() -> None:
    code = (
        "import gc; from tei_edition.cli.program import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\nprint(gc.get_threshold()[0])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(found.stdout.split()[-1]) == SELDOM
