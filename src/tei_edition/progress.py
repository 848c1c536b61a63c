"""How far a long run has come: a bar on a terminal, a plain line now and then elsewhere, nothing for a short run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

SHORT = 1.0  # seconds that nobody minds waiting without a word
FRAME = 0.1  # seconds between two looks of a bar
FIRST_LINE = 10.0  # seconds until the first plain line
LINES = 30.0  # seconds between two of them


class Shown(Protocol):
    """What shows a state to somebody."""

    def show(self, state: State) -> None:
        """Show it."""

    def close(self) -> None:
        """Nothing will come any more."""


@dataclass(slots=True)
class State:
    """How much is done of how much, what was found, and since when."""

    total: int
    doing: str
    now: Callable[[], float] = time.monotonic
    done: int = 0
    found: int = 0
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.now()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return self.now() - self.began

    @property
    def rate(self) -> float:
        """How many are done in a second."""
        return self.done / max(self.seconds, 0.001)

    @property
    def left(self) -> float:
        """Seconds that the rest will take if it goes on like this."""
        return (self.total - self.done) / max(self.rate, 0.001)

    @property
    def line(self) -> str:
        """`converting: 12,400 of 100,000 · 143/s · 310 findings · about 10 min left`"""
        parts = [f"{self.doing}: {self.done:,} of {self.total:,}", _speed(self.rate)]
        if self.found:
            parts.append(f"{self.found:,} {'finding' if self.found == 1 else 'findings'}")
        return " · ".join((*parts, f"about {_span(self.left)} left"))


def _speed(rate: float) -> str:
    return f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"


def _span(seconds: float) -> str:
    """ "40 s", "12 min", "3 h 05 min"."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


class Lines:
    """Plain lines: for a log, a pipe, or CI."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self._next = say, FIRST_LINE

    def show(self, state: State) -> None:
        """A line, if it is time for one."""
        if state.seconds >= self._next and state.done < state.total:
            self._next = state.seconds + LINES
            self._say(state.line)

    def close(self) -> None:
        """Nothing: the summary comes last."""


class Bar:
    """A bar that moves, and goes when all is done; it is drawn by whoever counts, never by a thread of its own."""

    def __init__(self) -> None:
        self._next = SHORT
        self._stop: Callable[[], None] = lambda: None
        self._draw: Callable[[State], None] | None = None

    def show(self, state: State) -> None:
        """Draw it anew, if it is time."""
        if state.seconds < self._next:
            return
        if self._draw is None:
            if state.left < SHORT:
                return
            self._draw = self._started(state)
        self._next = state.seconds + FRAME
        self._draw(state)

    def close(self) -> None:
        """Take the bar away."""
        self._stop()

    def _started(self, state: State) -> Callable[[State], None]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        drawn = (TextColumn("{task.fields[doing]}"), BarColumn(), TextColumn("{task.fields[told]}"))
        bar = Progress(*drawn, console=Console(stderr=True), transient=True, auto_refresh=False)
        task = bar.add_task("", total=state.total, doing=state.doing, told="")
        bar.start()
        self._stop = bar.stop

        def draw(state: State) -> None:
            bar.update(task, completed=state.done, told=state.line.partition(": ")[2])
            bar.refresh()

        return draw


@contextmanager
def shown(state: State, by: Shown) -> Iterator[Callable[[int], None]]:
    """A function to call after each document with the number of its findings."""

    def advance(findings: int) -> None:
        state.done = min(state.done + 1, state.total)
        state.found += findings
        by.show(state)

    try:
        yield advance
    finally:
        by.close()


class Counted:
    """The same as a kind of `map`; a document counts when its results of so many passes are there."""

    def __init__(self, run: Callable[..., Iterable[Any]], advance: Callable[[], None], passes: int) -> None:
        self._run, self._advance, self._passes = run, advance, passes
        self._results = count(1)

    def __call__(self, *given: Any) -> Iterator[Any]:
        """The results, each counted once it is there."""
        return self._counted(self._run(*given))

    def __getattr__(self, name: str) -> Any:
        """A runner can do more than `map`, and what it does with `each` counts too."""
        inner = getattr(self._run, name)
        return (lambda *given: self._counted(inner(*given))) if name == "each" else inner

    def _counted(self, results: Iterable[Any]) -> Iterator[Any]:
        for result in results:
            if next(self._results) % self._passes == 0:
                self._advance()
            yield result
