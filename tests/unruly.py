"""Work that goes wrong at one number, in every way that there is."""

from __future__ import annotations

import os
import re
import signal
import time
from functools import partial
from pathlib import Path

from tei_edition.errors import UnwritableOutput

WRONG = 13


def double(number: int) -> int:
    return 2 * number


def stumbling(number: int) -> int:
    if number == WRONG:
        raise KeyError("a slip")
    return double(number)


def shot(number: int) -> int:
    if number == WRONG:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(number)


def leaving(number: int) -> int:
    if number == WRONG:
        os._exit(7)
    return double(number)


def dreaming(number: int) -> int:
    """Hangs, and Python knows."""
    while number == WRONG:
        time.sleep(0.01)
    return double(number)


def waiting(number: int) -> int:
    """Takes no time but by the clock, as on a machine that has other things to do."""
    if number == WRONG:
        time.sleep(1.5)
    return double(number)


def stuck(number: int) -> int:
    """Hangs in C, and nothing else of the process runs meanwhile."""
    if number == WRONG:
        re.match(r"(a+)+b", "a" * 60)
    return double(number)


def greedy(number: int) -> int:
    if number == WRONG:
        return len(bytes(1_000_000_000))
    return double(number)


def shot_once(number: int, *, mark: Path) -> int:
    """Dies the first time only, as a process does that the system ends because it needs its memory for another."""
    if number == WRONG and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double(number)


def once(mark: Path) -> partial[int]:
    return partial(shot_once, mark=mark)


def nowhere_to_write(number: int) -> int:
    if number == WRONG:
        raise UnwritableOutput("the disk is full", remedy="make room")
    return double(number)
