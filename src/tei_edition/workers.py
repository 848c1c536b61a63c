"""Processes that share the work of a run, and end with the program that started them.

Each of them holds one end of a pipe; the other end is the program's alone. When that closes, because the program was
interrupted or has simply gone, they end at once, but not in the middle of a file. When one of them dies over a piece of
work, or has to be ended because it takes too long, another takes its place; what two have died over is given up.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Protocol

from tei_edition.bounds import CLOCKS, Lost, Part, Why, in_memory, to_the_death
from tei_edition.files import UNDISTURBED
from tei_edition.garbage import look_for_garbage_seldom

PATIENCE = 0.7  # seconds in which a process may end by itself
A_FILE = 0.3  # seconds in which a file is written
OUT_OF_TIME = frozenset(-name for _, name in CLOCKS)  # how a process ends that took too long
GRACE = 1.0  # seconds: if the whole machine slept, what was asked for comes now


class Reply(Protocol):
    """The results of a part, which are to come."""

    def result(self) -> list[Any]:
        """Wait for them."""


Submit = Callable[[Part], Reply]
"""How to give away a part."""


class _Ended(Exception):
    """A process has ended over its work."""

    def __init__(self, why: Why, words: str = "") -> None:
        super().__init__(why, words)
        self.lost = Lost(why, words)


class _Closed(Exception):
    """The work is not wanted any more."""


class Workers:
    """So many processes, each of which begins with a call of `begin`. To be used in a `with`.

    Whatever ends the `with` early, ends the processes too: their results are not wanted any more.
    """

    def __init__(self, processes: int, begin: Callable[..., None] | None = None, *given: Any) -> None:
        self._beginning = (begin, given)
        self._lifeline, self._ours = Pipe(duplex=False)
        self._queue: SimpleQueue[tuple[Part, Future[list[Any]]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_closed = False
        self._processes: list[BaseProcess] = []
        first = [self._started(get_context()) for _ in range(processes)]  # before there is any thread
        self._threads = [threading.Thread(target=self._serve, args=(each,), daemon=True) for each in first]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._end()

    def submit(self, part: Part) -> Future[list[Any]]:
        """The results of a part to come; a `Lost` stands for each that two processes have died over."""
        future: Future[list[Any]] = Future()
        self._queue.put((part, future))
        return future

    # --- a thread for each process ------------------------------------------------------------------------------

    def _serve(self, worker: _Worker) -> None:
        """Give a process one part after the other; one that has ended has a successor."""
        while (task := self._queue.get()) is not None and not self._is_closed:
            part, future = task
            try:
                answers, worker = self._answers(worker, part)
                future.set_result(answers)
            except Exception as error:  # whatever it is, somebody waits for an answer
                future.set_exception(error)
        worker.dismiss()

    def _answers(self, worker: _Worker, part: Part) -> tuple[list[Any], _Worker]:
        answers: list[Any] = []
        suspect = -1  # over which a process has ended already: it is tried alone
        while (at := len(answers)) < len(part.items):
            rest = part.items[at : at + 1] if at == suspect else part.items[at:]
            try:
                worker.do(part._replace(items=rest))
                for _ in rest:
                    answers.append(worker.answer(part.bounds.by_the_clock))
            except _Ended as end:
                if len(answers) == suspect:
                    answers.append(end.lost)
                else:
                    suspect = len(answers)
                worker = self._started(_afresh())
        return answers, worker

    def _started(self, context: BaseContext) -> _Worker:
        """A process at the beginning of its work."""
        with self._lock:
            if self._is_closed:
                raise _Closed
            here, there = context.Pipe()
            ours = self._ours if context.get_start_method() == "fork" else None  # others inherit nothing
            process = context.Process(  # type: ignore[attr-defined]
                target=_live, args=(self._lifeline, ours, there, *self._beginning), daemon=True
            )
            process.start()
            there.close()
            self._processes.append(process)
        return _Worker(process, here)

    # --- the end ------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Let the processes do what they have, and end."""
        for _each in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _end(self) -> None:
        """End the processes; those that cannot hear are ended."""
        with self._lock:
            self._is_closed = True
            self._ours.close()
        for _each in self._threads:
            self._queue.put(None)
        deadline = time.monotonic() + PATIENCE
        for process in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
        for process in self._processes:
            process.kill()
            process.join()
        for thread in self._threads:
            thread.join()
        self._lifeline.close()


class _Worker:
    """A process as its thread sees it."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self._process, self._pipe = process, pipe
        self._is_ready = False

    def do(self, part: Part) -> None:
        """Give it work. Raises what its beginning raised."""
        if not self._is_ready:
            self.answer(None)
            self._is_ready = True
        try:
            self._pipe.send(part)
        except OSError:
            raise self._end() from None

    def answer(self, seconds: float | None) -> Any:
        """Its next answer; if none comes in time, or none can come any more, it is over with this process."""
        if seconds is not None and not (self._pipe.poll(seconds) or self._pipe.poll(GRACE)):
            self._process.kill()
            self._end()
            raise _Ended("slow")
        try:
            is_good, answer = self._pipe.recv()
        except (EOFError, OSError):
            raise self._end() from None
        if not is_good:
            raise answer
        return answer

    def _end(self) -> _Ended:
        self._process.join(PATIENCE)
        self._process.kill()  # if it has only fallen silent
        self._process.join()
        self._pipe.close()
        code = self._process.exitcode
        return _Ended("slow") if code in OUT_OF_TIME else _Ended("died", _how(code))

    def dismiss(self) -> None:
        """Tell it that there is no work left."""
        with suppress(OSError):
            self._pipe.send(None)
        self._pipe.close()


def _how(code: int | None) -> str:
    """How a process ended, in the words of the system."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _afresh() -> BaseContext:
    """How to start a process while threads of ours are at work: never by a copy of them all."""
    usual = get_context()
    return get_context("spawn") if usual.get_start_method() == "fork" else usual


# --- in a process that works ------------------------------------------------------------------------------------


def _live(
    lifeline: Connection,
    ours: Connection | None,
    pipe: Connection,
    begin: Callable[..., None] | None,
    given: tuple[Any, ...],
) -> None:
    """The life of a process. Ctrl-C is not its to answer: the program ends it."""
    if ours:
        ours.close()
    look_for_garbage_seldom()  # also where a process does not begin as a copy of the program's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=_end, daemon=True).start())
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    with suppress(EOFError, OSError):  # nobody listens any more
        try:
            if begin:
                begin(*given)
        except Exception as error:  # the program tells it
            pipe.send((False, error))
            return
        pipe.send((True, None))
        while (part := pipe.recv()) is not None:
            _work(part, pipe)


def _work(part: Part, pipe: Connection) -> None:
    for item in part.items:
        with in_memory(part.bounds.memory), to_the_death(part.bounds):
            try:
                answer: Any = part.function(item)
                is_good = True
            except Exception as error:  # it is raised where the run is
                answer, is_good = _portable(error), False
        pipe.send((is_good, answer))
        if not is_good:
            return


def _portable(error: Exception) -> Exception:
    """An error that another process can be told."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # what stands in it may be anything
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()  # nothing is ever sent
    _end()


def _end() -> None:
    """End this process between two files."""
    UNDISTURBED.acquire(timeout=A_FILE)
    os._exit(1)
