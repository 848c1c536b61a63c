"""How the benchmarks take time and memory, and what they say of the machine."""

from __future__ import annotations

import math
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = (sys.executable, "-m", "tei_edition")
SOURCES = Path(__file__).parent.parent / "src"
POLL = 0.05  # seconds between two looks at the memory of a run


def processor_seconds(run: Callable[[], object], times: int = 1) -> float:
    """The least of so many runs in this process, in seconds of the processor: what other programs do, counts less."""
    best = math.inf
    for _ in range(times):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return max(best, 1e-9)


def elapsed(run: Callable[[], object], times: int = 1) -> list[float]:
    """The seconds of so many runs on the clock, the fastest first."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return sorted(taken)


@dataclass(frozen=True, slots=True)
class Cost:
    """The best of several runs: seconds on the clock, and of all processors, this process and what it started."""

    seconds: float
    processor: float


def cost(run: Callable[[], object], times: int) -> Cost:
    """What so many runs cost at best."""
    seconds, processor = [], []
    for _ in range(times):
        before, start = os.times(), time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
        processor.append(sum(os.times()[:4]) - sum(before[:4]))
    return Cost(min(seconds), min(processor))


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The growth: the exponent of the power that fits the points best (least squares of the logarithms)."""
    if len(points) < 2:
        return math.nan
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    at, cost = (statistics.fmean(column) for column in zip(*logs, strict=True))
    return sum((x - at) * (y - cost) for x, y in logs) / sum((x - at) ** 2 for x, _ in logs)


# --- other processes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finished:
    """A run of a command: seconds on the clock and of all its processors, and the most memory of it and of each of its
    workers, in KB."""

    seconds: float
    processor: float
    code: int
    said: str
    coordinator: int = 0
    workers: tuple[int, ...] = field(default=())


def environment() -> dict[str, str]:
    """What our program is started with: the sources beside the benchmarks, and bytecode kept as usual."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(filter(None, (str(SOURCES), kept.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}


def run_program(*words: str, codes: tuple[int, ...] = (0, 1)) -> Finished:
    """A run of the program with its memory; raises RuntimeError if it ends with another exit code."""
    return run_command((*PROGRAM, *words), codes=codes)


def run_command(command: Sequence[str], *, codes: tuple[int, ...] = (0,)) -> Finished:
    """A run of a command with its memory, watched in /proc; without that (not Linux) the memory is 0."""
    start, before = time.perf_counter(), os.times()
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        peaks: dict[int, int] = {}
        while True:
            try:
                said = process.communicate(timeout=POLL)[1]
                break
            except subprocess.TimeoutExpired:
                for pid in (process.pid, *_children(process.pid)):
                    peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
    seconds, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    if process.returncode not in codes:
        print(f"{' '.join(map(str, command))}: {said[-2000:]}", file=sys.stderr)  # not for the page: it names folders
        raise RuntimeError(f"a run of the program ended with {process.returncode}")
    own = peaks.pop(process.pid, 0)
    return Finished(seconds, processor, process.returncode, said, own, tuple(sorted(peaks.values())))


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []


def _peak(pid: int) -> int:
    """The most memory that a process had until now, in KB."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


# --- the machine ----------------------------------------------------------------------------------------------


def machine() -> str:
    """The machine in a sentence."""
    from lxml import etree

    lxml, libxml2 = (".".join(map(str, version[:3])) for version in (etree.LXML_VERSION, etree.LIBXML_VERSION))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3 if hasattr(os, "sysconf") else 0
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}; "
        f"Python {platform.python_version()}, lxml {lxml}, libxml2 {libxml2}"
    )


def load() -> str:
    """How busy the machine is: the processes that wished to run in the last minute, besides ours."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()
