"""Work for processes that are not ours: those of an executor, or of a cluster under a Dask scheduler.

Such a process knows nothing of the run, so a part brings along how to begin, the folder from which its paths are seen,
and the version of the program that made it.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import chdir, contextmanager
from functools import partial
from typing import Any, NamedTuple

from tei_edition import __version__
from tei_edition.bounds import Part, in_memory, to_the_death
from tei_edition.errors import MissingExtra, UnreadableInput, WrongUse
from tei_edition.workers import Submit

LOCAL = "local"
PATIENCE = 20  # seconds in which a scheduler must answer, and have a worker
# for a scheduler of our own
OURS = {
    "distributed.scheduler.allowed-failures": 1,  # how often a part is tried again whose process died
    "distributed.comm.timeouts.connect": "10s",
    # after so long Dask gives up a process that has died, even if its successor is only just being started
    "distributed.deploy.lost-worker-timeout": "365 days",
}


class Crew(NamedTuple):
    """The processes of a cluster: how to give them work, how many there are, how their death is told."""

    submit: Submit
    processes: int
    deaths: tuple[type[Exception], ...]


class Beginning(NamedTuple):
    """What a process does before a part; `begin` must know itself whether it has been called for this run."""

    begin: Callable[..., None] | None
    given: tuple[Any, ...]
    folder: str
    version: str = __version__
    is_expendable: bool = False  # whether the process may be ended, because another takes its place


def submitting(
    executor: Executor, begin: Callable[..., None] | None, given: tuple[Any, ...], *, is_expendable: bool = False
) -> Submit:
    """How to give parts to an executor; whether its processes may be ended, because others take their place."""
    beginning = Beginning(begin, given, os.getcwd(), is_expendable=is_expendable)  # noqa: PTH109
    return partial(_submitted, executor, beginning)


def _submitted(executor: Executor, beginning: Beginning, part: Part) -> Future[list[Any]]:
    return executor.submit(worked, beginning, part)


# --- in a process that works ------------------------------------------------------------------------------------

_ONE_AT_A_TIME = threading.RLock()  # parts in threads of one process: what they share, they use in turn


def worked(beginning: Beginning, part: Part) -> list[Any]:
    """The results of a part, in a process of somebody else's."""
    _check(beginning)
    with _ONE_AT_A_TIME, _in_folder(beginning.folder):
        if beginning.begin:
            beginning.begin(*beginning.given)
        return [_answer(part, item, is_expendable=beginning.is_expendable) for item in part.items]


def _check(beginning: Beginning) -> None:
    if beginning.version != __version__:
        raise WrongUse(
            f"a worker has tei-edition {__version__}, this is {beginning.version}",
            remedy="install the same version everywhere",
        )
    if not os.path.isdir(beginning.folder):  # noqa: PTH112
        raise UnreadableInput(
            f"{beginning.folder}: a worker of the cluster cannot see this folder",
            remedy="work in a folder that all machines have under the same name",
        )


@contextmanager
def _in_folder(folder: str) -> Iterator[None]:
    """Where the run is, so that its paths mean the same here."""
    if folder == os.getcwd():  # noqa: PTH109
        yield
        return
    with chdir(folder):
        yield


def _answer(part: Part, item: Any, *, is_expendable: bool) -> Any:
    with in_memory(part.bounds.memory):
        if not is_expendable:
            return part.function(item)
        with to_the_death(part.bounds):
            return part.function(item)


# --- Dask -------------------------------------------------------------------------------------------------------


class Awaited(NamedTuple):
    """Results that are to come from a cluster; a client that has given up its scheduler forgets some of them."""

    reply: Any  # a Future
    client: Any

    def result(self) -> list[Any]:
        """Wait for them as long as there is a scheduler. Raises CancelledError."""
        while not wait([self.reply], timeout=1).done:
            if self.client.status == "closed":
                raise CancelledError
        answers: list[Any] = self.reply.result()
        return answers


@contextmanager
def on_cluster(
    scheduler: str, processes: int, begin: Callable[..., None] | None, given: tuple[Any, ...]
) -> Iterator[Crew]:
    """The processes of a Dask scheduler: the one at an address, or for `local` one of our own with so many processes.

    Raises MissingExtra, WrongUse.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise MissingExtra(
            "--scheduler needs Dask, which is not installed", remedy="pip install 'tei-edition[cluster]'"
        ) from error
    for name in ("distributed", "distributed.client"):  # the program tells itself what there is to tell
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with _address(scheduler, processes) as address, _answering(Client, address) as client:
        given_away = submitting(client.get_executor(pure=False), begin, given, is_expendable=True)
        if scheduler == LOCAL:
            client.run(_be_deaf_to_ctrl_c)
        try:
            yield Crew(lambda part: Awaited(given_away(part), client), len(client.nthreads()), (KilledWorker,))
        except CancelledError as error:
            raise UnreadableInput(
                f"--scheduler {scheduler}: the scheduler does not answer any more; what was written is whole",
                remedy="start it again, and give the same command again",
            ) from error


@contextmanager
def _address(scheduler: str, processes: int) -> Iterator[str]:
    """Where the scheduler is; one of our own ends with the run."""
    if scheduler != LOCAL:
        yield scheduler
        return
    import dask
    from distributed import LocalCluster

    cluster_of: Callable[..., Any] = LocalCluster
    quiet = {"silence_logs": logging.CRITICAL, "dashboard_address": None}
    with (
        dask.config.set(OURS),
        cluster_of(n_workers=processes, threads_per_worker=1, processes=True, **quiet) as cluster,
    ):
        yield cluster.scheduler_address


def _be_deaf_to_ctrl_c() -> None:
    """It is the program's to answer, which ends its cluster."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answering(client_of: Callable[..., Any], address: str) -> Any:
    """A client of a scheduler that answers and has workers. Raises WrongUse."""
    try:
        client = client_of(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
        return client
    except (OSError, ValueError) as error:
        raise WrongUse(
            f"--scheduler {address}: {error or 'there is no worker'}",
            remedy="start `dask scheduler` and `dask worker ADDRESS`, and give the address that it says; or `local`",
        ) from error
