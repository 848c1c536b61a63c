"""Processes that share the work of a run, and end with the program that started them.

Each of them holds one end of a pipe; the other end is the program's alone. When that closes, because the program was
interrupted or has simply gone, they end at once, but not in the middle of a file or of an answer.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing import Pipe, active_children
from multiprocessing.connection import Connection
from typing import Any

from tei_edition.files import UNDISTURBED

Mapper = Callable[..., Iterable[Any]]
"""`map`, or what does the same by several processes: the order of results is that of the arguments."""

FEW = 24  # documents for which a second process costs more than it gives
MOST_AT_ONCE = 50  # documents that a process is given at a time
PATIENCE = 0.7  # seconds in which a process may end by itself
A_FILE = 0.3  # seconds in which a file or an answer is written


def are_too_few(documents: int, processes: int) -> bool:
    """Whether a process of its own is no help."""
    return processes <= 1 or documents < FEW


@contextmanager
def mapping(processes: int, total: int) -> Iterator[Mapper]:
    """`map`, by several processes if that is worth it."""
    if are_too_few(total, processes):
        yield map
        return
    with shared_out(processes, total) as mapped:
        yield mapped


@contextmanager
def shared_out(processes: int, total: int, begin: Callable[..., None] | None = None, *given: Any) -> Iterator[Mapper]:
    """A `map` by several processes, each of which begins with a call of `begin`.

    Whatever ends the `with` early, ends the processes too: their results are not wanted any more.
    """
    lifeline, ours = Pipe(duplex=False)
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(lifeline, ours, begin, given))
    try:
        yield partial(_mapped, pool, max(1, min(MOST_AT_ONCE, total // (processes * 4))))
        pool.shutdown()
    finally:
        ours.close()
        _await_end()
        pool.shutdown()
        lifeline.close()


def _mapped(
    pool: ProcessPoolExecutor, chunk: int, function: Callable[[Any], Any], todo: Iterable[Any]
) -> Iterator[Any]:
    """As `pool.map`, but what is not wanted any more is never cancelled: when processes end early, Python's own
    thread for them complains of everything that is."""
    rest = iter(todo)
    answers = deque(pool.submit(_work, function, part) for part in iter(lambda: tuple(islice(rest, chunk)), ()))
    while answers:
        yield from answers.popleft().result()


def _await_end() -> None:
    """Wait until the processes have ended; those that cannot hear are ended."""
    deadline = time.monotonic() + PATIENCE
    for process in active_children():
        process.join(max(0.0, deadline - time.monotonic()))
    for process in active_children():
        process.kill()


# --- in a process that works ------------------------------------------------------------------------------------


def _start(lifeline: Connection, ours: Connection, begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """What a process does first. Ctrl-C is not its to answer: the program ends it."""
    ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=_end, daemon=True).start())
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    if begin:
        begin(*given)
    UNDISTURBED.acquire()  # while it waits for work or sends its answer


def _work(function: Callable[[Any], Any], part: tuple[Any, ...]) -> list[Any]:
    UNDISTURBED.release()
    try:
        return [function(each) for each in part]
    finally:
        UNDISTURBED.acquire()


def _end_with(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()  # nothing is ever sent
    _end()


def _end() -> None:
    """End this process between two files."""
    UNDISTURBED.acquire(timeout=A_FILE)
    os._exit(1)
