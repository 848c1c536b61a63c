"""Ctrl-C, `kill` and sudden death: the program ends at once, its processes with it, and every file is whole."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from multiprocessing import active_children
from pathlib import Path
from typing import IO

import pytest

from program import LETTER, hears_signals, tree
from tei_edition import serve
from tei_edition.runner import FEW, Way, runner

if os.name == "nt":
    pytest.skip("Windows sends no signals to single processes", allow_module_level=True)

COUNT = 500  # captures; enough that a run can be interrupted
LINE = "interrupted; every file that was written is whole"


class Running:
    """The program at work with processes of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.out = folder / "out"
        self.log: IO[str] = (folder / "log").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "tei_edition", *words, "-o", str(self.out)]
        self.process = subprocess.Popen(
            command, cwd=folder, stderr=self.log, start_new_session=True, preexec_fn=hears_signals
        )

    def awaits(self, what: Callable[[], object]) -> None:
        """Wait until something is there, while the program runs."""
        for _ in range(3000):
            if what():
                return
            assert self.process.poll() is None, self.said()
            time.sleep(0.01)
        raise AssertionError(self.said())

    def others(self) -> list[int]:
        """The processes of the program but the first."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True)
        rows = (line.split() for line in listed.stdout.splitlines())
        found = [int(row[0]) for row in rows if int(row[1]) == self.process.pid and not row[2].startswith("Z")]
        return [pid for pid in found if pid != self.process.pid]

    def sent(self, number: signal.Signals, *, to_all: bool = False) -> int:
        """Send a signal, to all its processes as a terminal does; returns the exit code."""
        (os.killpg if to_all else os.kill)(self.process.pid, number)
        return self.process.wait(timeout=30)

    def said(self) -> str:
        self.log.flush()
        return Path(self.log.name).read_text("utf-8")

    def unfinished(self) -> list[str]:
        """Temporary files, but for those of the first process, which may have had no time to take them away."""
        found = (path.name for path in self.out.rglob(".*.tmp"))
        return [name for name in found if not name.endswith(f".{self.process.pid}.tmp")]

    def is_alone(self) -> bool:
        for _ in range(1000):
            if not self.others():
                return True
            time.sleep(0.01)
        return False


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts the program in a folder with an edition of many captures."""
    captures = tmp_path / "captures"
    captures.mkdir()
    words = LETTER.replace("I thank you for your letter of 31 December 1965. ", "")
    for n in range(COUNT):
        (captures / f"letter-{n}.txt").write_text(words.replace("6 August 1973", f"{n % 28 + 1} March 1973"), "utf-8")
    started: list[Running] = []

    def start(*arguments: str) -> Running:
        started.append(Running(tmp_path, *arguments))
        return started[0]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        each.log.close()


@pytest.mark.parametrize(
    ("number", "jobs", "to_all"),
    [
        (signal.SIGINT, "1", True),
        (signal.SIGINT, "2", True),
        (signal.SIGTERM, "1", False),
        (signal.SIGTERM, "2", True),
        (signal.SIGHUP, "2", False),
    ],
)
def test_an_interruption_leaves_whole_files_that_the_next_run_knows(
    running: Callable[..., Running], number: signal.Signals, jobs: str, *, to_all: bool
) -> None:
    program = running("convert", "captures", "-j", jobs)
    program.awaits(lambda: list(program.out.glob("*.xml")))
    assert program.sent(number, to_all=to_all) == 130
    assert program.others() == []
    assert program.said().strip() == LINE
    written = tree(program.out)
    assert 0 < len([name for name in written if name.endswith(".xml")]) < COUNT
    assert not any(name.endswith(".tmp") for name in written)
    assert set(json.loads(written[".tei-edition.json"])) == {name for name in written if name.endswith(".xml")}


def test_pages_in_the_making_are_written_whole_or_not_at_all(running: Callable[..., Running]) -> None:
    program = running("build", "captures", "-j", "2")
    program.awaits(lambda: list(program.out.glob("html/doc/*.html")))
    assert program.sent(signal.SIGINT, to_all=True) == 130
    assert program.others() == []
    assert program.said().strip() == LINE
    assert not list(program.out.rglob(".*.tmp"))
    assert len(list(program.out.glob("html/doc/*.html"))) < 0.8 * COUNT


@pytest.mark.parametrize("there", ["tei/*.xml", "html/doc/*.html"])
def test_no_process_outlives_a_program_that_is_killed(running: Callable[..., Running], there: str) -> None:
    program = running("build", "captures", "-j", "2")
    program.awaits(lambda: list(program.out.glob(there)))
    assert len(program.others()) == 2
    assert program.sent(signal.SIGKILL) == -signal.SIGKILL
    assert program.is_alone()
    assert program.unfinished() == []


@pytest.mark.skipif(not all(map(find_spec, serve.LIBRARIES)), reason=f"{serve.LIBRARIES} are not all installed")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_a_server_that_is_ended_during_a_build_takes_its_processes_with_it(
    running: Callable[..., Running], number: signal.Signals, code: int
) -> None:
    program = running("serve", "captures", "--port", "0", "-j", "2")
    program.awaits(lambda: list(program.out.glob("tei/*.xml")))
    assert program.sent(number) == code
    assert program.is_alone()
    assert program.unfinished() == []
    said = program.said().split("\n", 1)
    assert re.match(r"serving http://127\.0\.0\.1:\d+/ ", said[0])
    assert said[1].strip() == ("" if number == signal.SIGKILL else LINE)


def for_ever(_: object) -> None:
    """Work that hears nothing: a search that never ends, and nothing else of the process runs meanwhile."""
    re.match(r"(a+)+b", "a" * 60)


def test_a_process_that_hears_nothing_is_ended_all_the_same() -> None:
    with pytest.raises(KeyboardInterrupt), runner(Way(2), FEW) as mapped:
        results = iter(mapped(for_ever, range(FEW)))
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        next(results)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    assert active_children() == []
