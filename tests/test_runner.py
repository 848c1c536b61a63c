"""Who carries out the work of a run: in order, no more at a time than is needed, and no document stops the others."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from multiprocessing import active_children, get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import unruly
from program import LETTER, ROOT, letters, run, start, tree
from tei_edition import corpus, pipeline, workers
from tei_edition.bounds import Bounds, Lost
from tei_edition.cluster import Awaited
from tei_edition.config import Config, Limits
from tei_edition.corpus import convert_all
from tei_edition.errors import UnreadableInput, UnwritableOutput
from tei_edition.jobs import Job, find_jobs, in_part
from tei_edition.model import Conversion
from tei_edition.runner import AHEAD, FEW, NO_BOUNDS, Here, Unfinished, Way, runner
from tei_edition.site import build
from unruly import WRONG, double

HERE, TWO = Way(1), Way(2)
NUMBERS = range(40)
DOUBLED = [2 * number for number in NUMBERS]
TIGHT = Bounds(seconds=0.3, memory=400_000_000)
needs_dask = pytest.mark.skipif(not find_spec("distributed"), reason="distributed is not installed")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux watches over memory")
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals")


def carried(way: Way, function: Callable[[int], int], bounds: Bounds = NO_BOUNDS) -> list[Any]:
    with runner(way, len(NUMBERS)) as run:
        return list(run.each(function, iter(NUMBERS), bounds))


def all_but(lost: Lost) -> list[Any]:
    return [lost if number == WRONG else 2 * number for number in NUMBERS]


# --- the same, in order, a little at a time ---------------------------------------------------------------------


@pytest.mark.parametrize("way", [HERE, TWO, Way(4)])
def test_results_come_in_the_order_of_the_work(way: Way) -> None:
    assert carried(way, double) == DOUBLED
    with runner(way, len(NUMBERS)) as run:
        assert list(run(double, NUMBERS)) == DOUBLED
        assert list(run(double, ())) == []
    assert active_children() == []


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_carries_the_work(kind: type[Executor]) -> None:
    with kind(2) as executor:
        assert carried(Way(executor=executor), double) == DOUBLED


def test_no_more_is_asked_for_than_is_on_its_way() -> None:
    asked: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            asked.append(len(asked))
            yield asked[-1]

    with runner(TWO, FEW) as run:
        results = run.each(double, endless())
        assert [next(results) for _ in range(100)] == [2 * n for n in range(100)]
        most = (2 * AHEAD + 1) * (FEW // 8)
        assert len(asked) <= 100 + most
        results.close()


# --- what goes wrong at one document ----------------------------------------------------------------------------


@pytest.mark.parametrize("way", [HERE, TWO])
def test_a_fault_of_the_program_costs_one_document(way: Way) -> None:
    results = carried(way, unruly.stumbling)
    lost = results[WRONG]
    assert (lost.why, lost.words) == ("failed", "KeyError: 'a slip'")
    assert lost.raw.startswith("unruly.py:")
    assert results == all_but(lost)


@not_on_windows
@pytest.mark.parametrize("way", [HERE, TWO])
@pytest.mark.parametrize(("function", "words"), [(unruly.shot, "SIGKILL"), (unruly.leaving, "exit code 7")])
def test_a_document_that_kills_its_process_costs_one_document(
    way: Way, function: Callable[[int], int], words: str
) -> None:
    assert carried(way, function) == all_but(Lost("died", words))


@pytest.mark.parametrize("way", [HERE, TWO])
@pytest.mark.parametrize("function", [unruly.dreaming, unruly.stuck])
def test_a_document_that_never_ends_is_ended(way: Way, function: Callable[[int], int]) -> None:
    assert carried(way, function, TIGHT) == all_but(Lost("slow"))


@not_on_windows
@pytest.mark.parametrize("way", [HERE, TWO])
def test_a_document_that_waits_for_the_processor_is_not_given_up(way: Way) -> None:
    assert carried(way, unruly.waiting, Bounds(seconds=1)) == DOUBLED


@on_linux
@pytest.mark.parametrize("way", [HERE, TWO])
def test_a_document_that_eats_memory_gets_no_more(way: Way) -> None:
    assert carried(way, unruly.greedy, TIGHT) == all_but(Lost("memory"))
    assert carried(way, unruly.greedy) == [1_000_000_000 if n == WRONG else 2 * n for n in NUMBERS]


@not_on_windows
def test_a_process_that_somebody_else_killed_costs_nothing(tmp_path: Path) -> None:
    assert carried(TWO, unruly.once(tmp_path / "killed")) == DOUBLED
    assert (tmp_path / "killed").exists()


@not_on_windows
@on_linux
def test_a_run_without_other_processes_ends_what_it_can() -> None:
    here = Here()
    for function, why in ((unruly.dreaming, "slow"), (unruly.stuck, "slow"), (unruly.greedy, "memory")):
        assert list(here.each(function, NUMBERS, TIGHT)) == all_but(Lost(why))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", [HERE, TWO])
def test_what_is_wrong_for_every_document_stops_the_run(way: Way) -> None:
    with pytest.raises(UnwritableOutput, match="the disk is full"):
        carried(way, unruly.nowhere_to_write)
    assert active_children() == []


@not_on_windows
def test_what_all_the_others_need_is_never_left_out() -> None:
    with pytest.raises(Unfinished, match="SIGKILL"), runner(TWO, len(NUMBERS)) as run:
        list(run(unruly.shot, NUMBERS))
    with pytest.raises(KeyError, match="a slip"), runner(TWO, len(NUMBERS)) as run:
        list(run(unruly.stumbling, NUMBERS))


def test_no_thread_or_process_is_left_behind() -> None:
    before = threading.active_count()
    with runner(TWO, FEW) as run:
        next(iter(run.each(double, NUMBERS)))
    assert threading.active_count() == before
    assert active_children() == []


# --- captures ---------------------------------------------------------------------------------------------------


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    folder = tmp_path / "captures"
    letters(folder, FEW + 6)
    (folder / "letter-003.txt").write_bytes("Café\n\nà la carte".encode("windows-1252"))
    (folder / "letter-005.txt").write_bytes(b"")
    (folder / "edition.yaml").write_text("documents: {letter-007.txt: {facts: {title: Ours}}}\n")
    return folder


def test_whoever_carries_it_out_the_conversions_are_the_same(captures: Path) -> None:
    config = corpus.config_for([str(captures)], None)
    jobs = find_jobs([str(captures), str(captures / "missing.txt")])
    serial = list(convert_all(jobs, config))
    assert b"Ours" in (serial[6].tei or b"")
    for way in (TWO, Way(4)):
        assert list(convert_all(iter(jobs), config, way=way)) == serial
    for executor in (ThreadPoolExecutor(3), ProcessPoolExecutor(2)):
        with executor:
            assert list(convert_all(jobs, config, way=Way(executor=executor))) == serial


@pytest.fixture
def unruly_letter(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], int]], None]:
    """Makes the work on the second letter go wrong, in every process."""
    convert_file = pipeline.convert_file

    def wrong(function: Callable[[int], int]) -> None:
        def convert(path: Path, *args: Any, **more: Any) -> Conversion:
            function(WRONG if path.stem == "letter-002" else 0)
            return convert_file(path, *args, **more)

        monkeypatch.setattr(pipeline, "convert_file", convert)
        monkeypatch.setattr(workers, "_afresh", partial(get_context, "fork"))

    return wrong


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What becomes of all letters if nothing goes wrong."""
    folder = tmp_path_factory.mktemp("undisturbed")
    letters(folder, FEW)
    run("convert", folder, "-o", folder / "tei", "-q")
    return tree(folder / "tei")


@not_on_windows
@on_linux
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("function", "code", "said", "exit_code"),
    [
        (unruly.shot, "E902", "ends the process that works on it (SIGKILL); nothing was written for it", 70),
        (unruly.stuck, "E903", "takes more than 1 seconds; nothing was written for it", 1),
        (unruly.greedy, "E904", "needs more than 400,000,000 bytes of memory; nothing was written for it", 1),
    ],
)
def test_a_document_that_is_given_up_is_told_and_the_others_are_as_ever(
    tmp_path: Path,
    unruly_letter: Callable[[Callable[[int], int]], None],
    function: Callable[[int], int],
    code: str,
    said: str,
    exit_code: int,
    jobs: int,
    undisturbed: dict[str, bytes],
) -> None:
    letters(tmp_path, FEW)
    (tmp_path / "edition.yaml").write_text("limits: {max_seconds: 1, max_memory: 400_000_000}\n")
    unruly_letter(function)
    result = run("convert", tmp_path, "-o", tmp_path / "out", "-j", jobs)
    assert result.exit_code == exit_code
    assert f"letter-002.txt:1:1  error {code}" in result.stderr
    assert said in result.stderr
    assert run("explain", code).stdout.startswith(code)
    expected = dict(undisturbed)
    for name in ("letter-002.xml", "letter-002.ledger.json", ".tei-edition.json"):
        del expected[name]
    found = tree(tmp_path / "out")
    del found[".tei-edition.json"]
    assert found == expected


@pytest.fixture(scope="module")
def pages_of_the_others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages of all letters but one, built undisturbed."""
    folder = tmp_path_factory.mktemp("others")
    letters(folder, FEW)
    (folder / "letter-002.txt").unlink()
    run("build", folder, "-o", folder / "output", "-q")
    return tree(folder / "output/html")


@pytest.mark.usefixtures("with_search")
@not_on_windows
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("step", "function", "code", "said", "exit_code"),
    [
        ("files", unruly.stumbling, "E901", "KeyError: 'a slip'", 70),
        ("files", unruly.shot, "E902", "(SIGKILL); the edition has no page of it", 70),
        ("record", unruly.stuck, "E903", "more than 1 seconds; the edition has no page of it", 1),
    ],
)
def test_a_document_whose_page_cannot_be_made_is_told_and_the_site_is_that_of_the_others(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    function: Callable[[int], int],
    code: str,
    said: str,
    exit_code: int,
    jobs: int,
    pages_of_the_others: dict[str, bytes],
) -> None:
    letters(tmp_path / "all", FEW)
    (tmp_path / "all" / "edition.yaml").write_text("limits: {max_seconds: 1}\n")
    owner = build if step == "record" else build.documents
    usual = getattr(owner, step)

    def wrong(first: Any, second: Any) -> Any:
        ident = second if step == "record" else first.entry.record.ident
        function(WRONG if ident == "letter-002" else 0)
        return usual(first, second)

    monkeypatch.setattr(owner, step, wrong)
    monkeypatch.setattr(workers, "_afresh", partial(get_context, "fork"))
    result = run("build", tmp_path / "all", "-o", tmp_path / "out", "-j", jobs)
    assert result.exit_code == exit_code, result.stderr
    assert f"letter-002.txt:1:1  error {code}" in result.stderr
    assert said in result.stderr
    assert (tmp_path / "out/tei/letter-002.xml").exists()
    assert tree(tmp_path / "out/html") == pages_of_the_others


# --- parts of a corpus ------------------------------------------------------------------------------------------


def test_all_parts_together_are_the_whole_under_the_same_names(tmp_path: Path) -> None:
    for folder in ("1964", "1965"):
        letters(tmp_path / folder, 8)
    sources = [str(tmp_path / "1964"), str(tmp_path / "1965")]
    whole = find_jobs(sources)
    assert whole[-1].ident == "letter-008-2"
    parts = [in_part(whole, number, 3) for number in (1, 2, 3)]
    assert sorted(job.ident for part in parts for job in part) == sorted(job.ident for job in whole)
    run("convert", *sources, "-o", tmp_path / "whole", "-q")
    for number in (1, 2, 3):
        result = run("convert", *sources, "-o", tmp_path / "parts" / str(number), "--part", f"{number}/3")
        assert f"{len(parts[number - 1])} documents" in result.stderr
    together = {name.partition("/")[2]: data for name, data in tree(tmp_path / "parts").items()}
    expected = tree(tmp_path / "whole")
    del together[".tei-edition.json"], expected[".tei-edition.json"]
    assert together == expected


def test_a_capture_stays_in_its_part_whatever_comes_beside_it(tmp_path: Path) -> None:
    letters(tmp_path, 9)
    part = {job.ident for job in in_part(find_jobs([str(tmp_path)]), 1, 3)}
    (tmp_path / "a-new-one.txt").write_text(LETTER, "utf-8")
    assert {job.ident for job in in_part(find_jobs([str(tmp_path)]), 1, 3)} - {"a-new-one"} == part


def test_a_part_without_captures_is_no_success(tmp_path: Path) -> None:
    letters(tmp_path, 1)
    jobs = find_jobs([str(tmp_path)])
    filled = [number for number in range(1, 101) if any_in(jobs, number)]
    assert len(filled) == 1
    empty = filled[0] % 100 + 1
    result = run("convert", tmp_path, "-o", tmp_path / "out", "--part", f"{empty}/100")
    assert (result.exit_code, "none of the 1 captures falls into this part" in result.stderr) == (4, True)


def any_in(jobs: Sequence[Job], number: int) -> bool:
    try:
        return bool(in_part(jobs, number, 100))
    except UnreadableInput:
        return False


@pytest.mark.parametrize("part", ["0/4", "5/4", "2", "a/b", "1/4/4", "-1/4"])
def test_what_is_no_part_is_refused(tmp_path: Path, part: str) -> None:
    letters(tmp_path, 1)
    result = run("convert", tmp_path, "--part", part)
    assert result.exit_code == 2
    assert "2/8 is the second of eight" in result.stderr


# --- a cluster --------------------------------------------------------------------------------------------------

# Dask would give up every process that dies, before its successor has begun; left to itself it does after 15 seconds
IMPATIENT = {"DASK_DISTRIBUTED__DEPLOY__LOST_WORKER_TIMEOUT": "0s"}
ON_DASK = """
import unruly
from tei_edition.bounds import Bounds
from tei_edition.runner import Way, runner

if __name__ == "__main__":
    with runner(Way(2, "local"), 40) as run:
        for function in (unruly.double, unruly.shot, unruly.stuck, unruly.greedy):
            print(list(run.each(function, range(40), Bounds(2, 400_000_000))))
"""


@needs_dask
def test_a_cluster_gives_the_same_conversions(captures: Path, tmp_path: Path) -> None:
    run("convert", captures, "-o", tmp_path / "here", "-q")
    result = start("convert", "captures", "-o", "dask", "--scheduler", "local", "-j", 2, cwd=tmp_path)
    assert result.returncode == 4, result.stderr.decode()  # the empty one
    assert tree(tmp_path / "dask") == tree(tmp_path / "here")


@needs_dask
@on_linux
def test_a_cluster_finds_the_document_that_kills_its_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(ON_DASK)
    env = {**os.environ, **IMPATIENT, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))}
    answer = subprocess.run([sys.executable, script], env=env, capture_output=True, text=True, timeout=120, check=True)
    expected = [DOUBLED, all_but(Lost("died")), all_but(Lost("died")), all_but(Lost("memory"))]
    assert answer.stdout.splitlines() == [str(each) for each in expected]


def test_nobody_waits_for_what_a_cluster_that_is_gone_has_forgotten() -> None:
    client, reply = SimpleNamespace(status="closed"), Future[list[Any]]()
    with pytest.raises(CancelledError):
        Awaited(reply, client).result()
    reply.set_result([1])
    assert Awaited(reply, client).result() == [1]


@pytest.mark.skipif(bool(find_spec("distributed")), reason="distributed is installed")
def test_without_dask_the_extra_is_named(tmp_path: Path) -> None:
    letters(tmp_path, 1)
    result = run("convert", tmp_path, "-o", tmp_path / "out", "--scheduler", "local")
    assert result.exit_code == 6
    assert "pip install 'tei-edition[cluster]'" in result.stderr


def test_the_limits_of_the_settings_hold_for_each_document() -> None:
    assert Config().limits.bounds == Bounds(120, 2_000_000_000)
    assert Limits(max_seconds=5, max_memory=1000).bounds == Bounds(5, 1000)
