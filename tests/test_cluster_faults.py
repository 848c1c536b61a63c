"""Whatever befalls a cluster under Dask in mid-run: the output is that of an undisturbed run, or a clear end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("Windows sends no signals to single processes", allow_module_level=True)

from elsewhere import zipped
from faults import visible
from program import LETTER, ROOT, run, start, tree

COUNT = 300  # captures; enough that a run can be disturbed
PAGES = 60  # documents of which pages are made
PATIENCE = 180  # seconds
WORKERS = 3
GIVEN_UP_AFTER = "5s"  # how long a worker may be silent


class Cluster:
    """A scheduler and workers as an editor starts them, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self.scheduler = self._started("scheduler", "--host", "127.0.0.1", "--port", "0")
        while not self._file.exists():
            assert self.scheduler.poll() is None, "the scheduler does not start"
            time.sleep(0.05)
        self.workers = [self._started("worker", "--nthreads", "1", "--no-nanny") for _ in range(WORKERS)]
        self.address = _address(self._file)

    def _started(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard", "--scheduler-file", str(self._file)]
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": GIVEN_UP_AFTER,
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
        }
        return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        """End what was started, stopped or not."""
        for process in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


def _address(file: Path) -> str:
    import json

    while True:
        with suppress(ValueError):
            return str(json.loads(file.read_text("utf-8"))["address"])
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Three workers; without Dask the test is skipped, unless it is required."""
    if not find_spec("distributed"):
        if os.environ.get("TEI_EDITION_REQUIRE_CLUSTER") == "1":
            pytest.fail("distributed is not installed, and TEI_EDITION_REQUIRE_CLUSTER=1")
        pytest.skip("distributed is not installed")
    found = Cluster(tmp_path)
    yield found
    found.end()


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for n in range(COUNT):  # none answers another, or it would be written at the end
        words = LETTER.replace("I thank you for your letter of 31 December 1965.", f"This is letter {n}.")
        (folder / f"letter-{n:04}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(captures: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "tei"
    assert run("convert", captures, "-o", out, "-q", "-j", 2).exit_code == 0
    return tree(out)


def disturbed(cluster: Cluster, captures: Path, out: Path, disturb: Callable[[], None]) -> tuple[int, str]:
    """Exit code and words of a run that is disturbed when its first files are there."""
    words = ("convert", captures, "-o", out, "--scheduler", cluster.address, "--no-progress", "-q")
    command = [sys.executable, "-m", "tei_edition", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not any(out.glob("*.xml")):
            time.sleep(0.005)
        assert process.poll() is None, "the run ended before it could be disturbed"
        assert len(list(out.glob("*.xml"))) < COUNT, "all was written before it could be disturbed"
        disturb()
        told = last_words(process)
    return process.returncode, told


def last_words(process: subprocess.Popen[bytes]) -> str:
    """What a run says until its end; one that comes to none is ended."""
    try:
        return process.communicate(timeout=PATIENCE)[1].decode()
    finally:
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_dies_or_stands_still_changes_nothing(
    cluster: Cluster, captures: Path, undisturbed: dict[str, bytes], tmp_path: Path, number: signal.Signals
) -> None:
    code, told = disturbed(cluster, captures, tmp_path / "out", lambda: cluster.workers[0].send_signal(number))
    assert code == 0, told
    assert tree(tmp_path / "out") == undisturbed


def test_a_worker_that_dies_while_it_makes_pages_changes_nothing(
    cluster: Cluster, captures: Path, tmp_path: Path
) -> None:
    some = tmp_path / "some"
    some.mkdir()
    for file in sorted(captures.glob("*.txt"))[:PAGES]:
        (some / file.name).write_bytes(file.read_bytes())
    assert start("build", some, "-o", tmp_path / "expected", "-q").returncode == 0
    command = ("build", some, "-o", tmp_path / "out", "--scheduler", cluster.address, "-q")
    with subprocess.Popen([sys.executable, "-m", "tei_edition", *map(str, command)], stderr=subprocess.PIPE) as process:
        while process.poll() is None and not any((tmp_path / "out").glob("html/doc/*.html")):
            time.sleep(0.005)
        assert process.poll() is None, "the run ended before it could be disturbed"
        cluster.workers[0].kill()
        told = last_words(process)
    assert process.returncode == 0, told
    assert visible(tmp_path / "out") == visible(tmp_path / "expected")


def test_the_workers_of_a_cluster_read_from_an_archive(
    cluster: Cluster, captures: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    some = sorted(captures.glob("*.txt"))[:PAGES]
    folder = tmp_path / "letters"
    folder.mkdir()
    for file in some:
        (folder / file.name).write_bytes(file.read_bytes())
    archive = zipped(folder, tmp_path / "letters.zip")
    told = start("convert", f"zip://*.txt::{archive}", "-o", tmp_path / "out", "--scheduler", cluster.address)
    assert told.returncode == 0, told.stderr.decode()
    found = visible(tmp_path / "out")
    assert {name.partition(".")[0] for name in found} - {"tei_edition"} == {file.stem for file in some}
    assert all(undisturbed[name] == data for name, data in found.items())


def test_all_workers_but_one_may_die(
    cluster: Cluster, captures: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    def disturb() -> None:
        for worker in cluster.workers[1:]:
            worker.kill()

    code, told = disturbed(cluster, captures, tmp_path / "out", disturb)
    assert code == 0, told
    assert tree(tmp_path / "out") == undisturbed


def test_a_scheduler_that_goes_is_told_and_the_same_command_finishes_the_work(
    cluster: Cluster, captures: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    code, told = disturbed(cluster, captures, tmp_path / "out", cluster.scheduler.kill)
    assert code == 4, told
    assert "the scheduler does not answer any more; what was written is whole" in told
    assert "Traceback" not in told
    found = visible(tmp_path / "out")
    assert found, "nothing was written before"
    assert all(undisturbed[name] == data for name, data in found.items())
    assert start("convert", captures, "-o", tmp_path / "out", "-q").returncode == 0
    assert tree(tmp_path / "out") == undisturbed
