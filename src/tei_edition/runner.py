"""Many pieces of work, carried out here or by whoever takes them, with the results in the order of the work.

Work goes out in parts, only so many of them at a time: the next is asked for when the first has come back. So a run
needs no more memory for a million documents than for a thousand, and what is to be done may be a generator.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tei_edition.bounds import Bounds, Lost, Part, attempt, in_memory, in_time

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from tei_edition.workers import Reply, Submit

Mapper = Callable[..., Iterable[Any]]
"""`map`, or what does the same by several processes: the order of results is that of the arguments."""

FEW = 24  # documents for which a second process costs more than it gives
MOST_AT_ONCE = 50  # documents that a process is given at a time
AT_ONCE_ON_CLUSTER = 100  # a task costs the scheduler some milliseconds
AHEAD = 4  # parts for each process that are on their way at a time
AHEAD_ON_CLUSTER = 2  # for hundreds of processes; their results wait in the memory of the program for their turn
UNKNOWN = 1_000_000  # documents that a generator is taken to have
NO_BOUNDS = Bounds()


class Unfinished(RuntimeError):
    """The process of something that all the others need has died, twice."""


class Runner(Protocol):
    """Who carries out the work of a run: `map`, and for documents a `map` that no document can stop."""

    def __call__(self, function: Callable[[Any], Any], todo: Iterable[Any]) -> Iterator[Any]:
        """As `map`."""

    def each(self, function: Callable[[Any], Any], todo: Iterable[Any], bounds: Bounds = NO_BOUNDS) -> Iterator[Any]:
        """As `map`, with a `Lost` in the place of a result that there is not."""


class Here:
    """The runner for few documents: this process. What hangs or dies in a C library, hangs or dies with it."""

    def __call__(self, function: Callable[[Any], Any], todo: Iterable[Any]) -> Iterator[Any]:
        return map(function, todo)

    def each(self, function: Callable[[Any], Any], todo: Iterable[Any], bounds: Bounds = NO_BOUNDS) -> Iterator[Any]:
        for item in todo:
            with in_time(bounds), in_memory(bounds.memory):
                answer = attempt(function, item)
            yield answer


class Elsewhere:
    """The runner that gives the work to others, in parts, and knows what to do when a part does not come back."""

    def __init__(self, submit: Submit, *, at_once: int, ahead: int, deaths: tuple[type[Exception], ...] = ()) -> None:
        self._submit, self._at_once, self._ahead, self._deaths = submit, at_once, ahead, deaths

    def __call__(self, function: Callable[[Any], Any], todo: Iterable[Any]) -> Iterator[Any]:
        for answer in self._done(function, todo, Bounds()):
            if isinstance(answer, Lost):
                raise Unfinished(f"the process ended over its work ({answer.words})")
            yield answer

    def each(self, function: Callable[[Any], Any], todo: Iterable[Any], bounds: Bounds = NO_BOUNDS) -> Iterator[Any]:
        return self._done(partial(attempt, function), todo, bounds)

    def _done(self, function: Callable[[Any], Any], todo: Iterable[Any], bounds: Bounds) -> Iterator[Any]:
        parts = (Part(function, items, bounds) for items in _batched(todo, self._at_once))
        flying: deque[tuple[Part, Reply]] = deque()
        self._launch(parts, flying)
        while flying:
            answers = self._settled(*flying.popleft())
            self._launch(parts, flying)
            yield from answers

    def _launch(self, parts: Iterator[Part], flying: deque[tuple[Part, Reply]]) -> None:
        """Give out as many parts as may be on their way."""
        for part in islice(parts, self._ahead - len(flying)):
            flying.append((part, self._submit(part)))

    def _settled(self, part: Part, future: Reply) -> list[Any]:
        """The results of a part; where it was lost with its process, those of its documents one by one.

        Alone among many, a document may be lost by what another did in the same process; so it gets one more chance,
        with nothing of this part beside it.
        """
        with suppress(*self._deaths):
            return future.result()
        alone = [part._replace(items=(item,)) for item in part.items]
        tried = [(each, self._submit(each)) for each in alone]
        return [self._last_chance(each, future) for each, future in tried]

    def _last_chance(self, part: Part, future: Reply) -> Any:
        for each in (future, None):
            with suppress(*self._deaths):
                return (each or self._submit(part)).result()[0]
        return Lost("died")


def for_each(run: Mapper, function: Callable[[Any], Any], todo: Iterable[Any], bounds: Bounds) -> Iterable[Any]:
    """What a runner does with documents; a mere `map` protects from faults of the program only."""
    each: Callable[..., Iterable[Any]] | None = getattr(run, "each", None)
    if each is not None:
        return each(function, todo, bounds)
    return run(partial(attempt, function), todo)


def _batched(todo: Iterable[Any], number: int) -> Iterator[tuple[Any, ...]]:
    rest = iter(todo)
    return iter(lambda: tuple(islice(rest, number)), ())


# --- who carries it out ---------------------------------------------------------------------------------------


class Way(NamedTuple):
    """How a run is carried out: by how many processes, or by whose cluster or executor."""

    processes: int = 1
    scheduler: str = ""  # the address of a Dask scheduler, or `local`
    executor: Executor | None = None


ONE_PROCESS = Way()


@contextmanager
def runner(way: Way, total: int, begin: Callable[..., None] | None = None, *given: Any) -> Iterator[Runner]:
    """Who carries out so many pieces of work; each process that does begins with a call of `begin`."""
    if way.executor is not None:
        from tei_edition.cluster import submitting

        yield Elsewhere(submitting(way.executor, begin, given), at_once=_share(total, 4), ahead=4 * AHEAD)
    elif way.scheduler:
        from tei_edition.cluster import on_cluster

        with on_cluster(way.scheduler, way.processes, begin, given) as crew:
            at_once = _share(total, crew.processes, AT_ONCE_ON_CLUSTER)
            yield Elsewhere(crew.submit, at_once=at_once, ahead=AHEAD_ON_CLUSTER * crew.processes, deaths=crew.deaths)
    elif total < 2 or total < _enough_for_one():
        if begin:
            begin(*given)
        yield Here()
    else:
        from tei_edition.workers import Workers

        processes = way.processes if total >= FEW else 1
        with ExitStack() as held:
            workers = cache(lambda: held.enter_context(Workers(processes, begin, *given)))  # if there is work
            yield Elsewhere(
                lambda part: workers().submit(part), at_once=_share(total, processes), ahead=AHEAD * processes
            )


def enough_to_be_apart(total: int) -> int:
    """The number of documents, or, of fewer, as many as are given to another process: nothing else ends a stylesheet
    of the editor that never comes to an end."""
    return max(total, _enough_for_one())


def _enough_for_one() -> int:
    """How many documents are worth a process of their own, which protects the run from each of them."""
    from multiprocessing import get_start_method

    return 2 if get_start_method() == "fork" else FEW  # elsewhere it takes half a second to begin


def _share(total: int, processes: int, most: int = MOST_AT_ONCE) -> int:
    """How many documents a process is given at a time, so that all have about as much to do."""
    return max(1, min(most, total // (processes * 4)))
