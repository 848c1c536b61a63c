"""What one document may take, of time and memory, and what is told when there is no result for it.

The time is that of the processor: on a busy machine a document takes no more of it than on an idle one, and is given
up on neither. By the clock it may take IDLE times as long, so that one that waits for ever is ended too.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NamedTuple, NoReturn

from tei_edition.errors import BadConfiguration, UnreadableInput, UnwritableOutput

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

PAGE = resource.getpagesize() if resource else 0
IDLE = 5
# the clocks of the system, and the signals by which it tells that they have run down; Windows has none
CLOCKS = tuple(
    (getattr(signal, clock), getattr(signal, name))
    for clock, name in (("ITIMER_PROF", "SIGPROF"), ("ITIMER_REAL", "SIGALRM"))
    if hasattr(signal, clock)
)
OURS_TO_STOP = (BadConfiguration, UnwritableOutput)  # what is wrong for every document


class Bounds(NamedTuple):
    """Seconds of the processor and bytes of memory for one piece of work; None: as much as it likes."""

    seconds: float | None = None
    memory: int | None = None

    @property
    def by_the_clock(self) -> float | None:
        """Seconds after which it is over in any case; where nobody can tell those of the processor, the same."""
        return self.seconds and self.seconds * (IDLE if CLOCKS else 1)


UNBOUND = Bounds()


class Part(NamedTuple):
    """Pieces of work that a process is given at a time."""

    function: Callable[[Any], Any]
    items: tuple[Any, ...]
    bounds: Bounds = Bounds()


Why = Literal["failed", "unreadable", "died", "slow", "memory"]


class Lost(NamedTuple):
    """Why there is no result for a piece of work.

    The program failed at it, it cannot be read, its process died, or it took too long or too much memory.
    """

    why: Why
    words: str = ""  # of the fault, or how the process ended
    raw: str = ""  # where in the program


class TooSlow(Exception):
    """The time for a piece of work is over."""


def attempt(function: Callable[[Any], Any], item: Any) -> Any:
    """What the function returns, or why it returns nothing; what is wrong for every document is raised."""
    try:
        return function(item)
    except OURS_TO_STOP:
        raise
    except UnreadableInput as error:
        return Lost("unreadable", error.message)
    except TooSlow:
        return Lost("slow")
    except MemoryError:
        return Lost("memory")
    except Exception as error:  # one document must never stop the others
        import traceback

        where = traceback.extract_tb(error.__traceback__)[-1]
        words = re.sub(r"\s+", " ", str(error))[:200]
        place = f"{Path(where.filename).name}:{where.lineno} in {where.name}"
        return Lost("failed", f"{type(error).__name__}: {words}", place)


# --- where nobody else can end the work ------------------------------------------------------------------------


@contextmanager
def in_time(bounds: Bounds) -> Iterator[None]:
    """Raise TooSlow in this process when the time is over, as soon as Python runs.

    Only where signals can be had for it: in the main thread, and not on Windows.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or any(signal.getsignal(name) is not signal.SIG_DFL for _, name in CLOCKS):
        yield
        return
    for _, name in CLOCKS:
        signal.signal(name, _raise)
    try:
        with to_the_death(bounds):
            yield
    finally:
        for _, name in CLOCKS:
            signal.signal(name, signal.SIG_DFL)


def _raise(*_: object) -> NoReturn:
    raise TooSlow


@contextmanager
def to_the_death(bounds: Bounds) -> Iterator[None]:
    """End this process when the time is over, whatever it does: the system's signals need no Python."""
    for (clock, _), seconds in zip(CLOCKS, (bounds.seconds, bounds.by_the_clock), strict=False):
        signal.setitimer(clock, seconds or 0)  # 0: it does not run
    try:
        yield
    finally:
        for clock, _ in CLOCKS:
            signal.setitimer(clock, 0)


@contextmanager
def in_memory(more: int | None) -> Iterator[None]:
    """Let this process have so many bytes more than now, where the system can watch over that (not macOS, Windows)."""
    if more is None or resource is None or (now := _address_space()) is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = min(each for each in (now + more, soft, hard) if each != resource.RLIM_INFINITY)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int | None:
    """Bytes of address space of this process, if the system tells."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 (as fast as can be)
            return int(file.read().split()[0]) * PAGE
    except OSError:
        return None
