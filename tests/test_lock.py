"""One run at a time in a folder; what a dead one left is taken over and taken away."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from program import LETTER, run, start
from tei_edition import lock
from tei_edition.errors import UnwritableOutput
from tei_edition.files import write
from tei_edition.folders import OutputFolder
from tei_edition.journal import FOLDER, forget, journal
from tei_edition.lock import LOCK, holder, locked, sweep

HOLD = """
import sys, time
from pathlib import Path
from tei_edition.lock import locked
with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    time.sleep(60)
"""


def another(folder: Path) -> subprocess.Popen[str]:
    """A process that has locked a folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "locked\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def a_dead_one() -> int:
    """The number of a process that has lived."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_second_run_names_the_first(tmp_path: Path) -> None:
    first = another(tmp_path)
    try:
        with pytest.raises(UnwritableOutput) as caught, locked(tmp_path):
            pytest.fail("two have the folder")
    finally:
        ended(first)
    assert f"another run (process {first.pid} on {socket.gethostname()}, since 2" in caught.value.message
    assert caught.value.exit_code == 5
    assert caught.value.remedy


def test_what_a_killed_run_locked_is_free(tmp_path: Path) -> None:
    first = another(tmp_path)
    ended(first)
    assert holder(tmp_path).pid == first.pid
    with locked(tmp_path):
        assert holder(tmp_path).pid == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_has_the_folder_may_ask_for_it_again(tmp_path: Path) -> None:
    with locked(tmp_path):
        with locked(tmp_path / "." / "x" / ".."):
            pass
        assert (tmp_path / LOCK).is_file()


@pytest.mark.parametrize("record", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1}'])
def test_a_lock_that_says_nothing_stops_nobody(tmp_path: Path, record: str) -> None:
    (tmp_path / LOCK).write_text(record, "utf-8")
    with locked(tmp_path):
        pass
    assert not (tmp_path / LOCK).exists()


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / "a" / "b"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_where_the_system_knows_no_locks_the_record_must_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def unknown(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    first = another(tmp_path)
    try:
        with pytest.raises(UnwritableOutput, match="another run"), locked(tmp_path):
            pass
    finally:
        ended(first)
    with locked(tmp_path):
        pass


# --- what was left --------------------------------------------------------------------------------------------


def test_temporary_files_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead, living = a_dead_one(), os.getppid()
    (tmp_path / "html" / "doc").mkdir(parents=True)
    names = {
        f".letter.xml.{dead}.tmp": True,
        f"html/doc/.letter.html.{dead}.tmp": True,
        f".letter.xml.{living}.tmp": False,
        f"letter.{dead}.tmp": False,
        ".letter.tmp": False,
        "letter.xml": False,
    }
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    assert sweep(tmp_path, "html") == 2
    assert {name: (tmp_path / name).exists() for name in names} == {name: not goes for name, goes in names.items()}


def test_the_next_run_takes_away_what_a_killed_one_left(tmp_path: Path) -> None:
    dead = a_dead_one()
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    out = tmp_path / "out"
    (out / "tei").mkdir(parents=True)
    (out / LOCK).write_text(json.dumps({"pid": dead, "host": "x", "since": "y", "boot": ""}), "utf-8")
    (out / "tei" / f".letter.xml.{dead}.tmp").write_bytes(b"<TE")
    assert run("build", tmp_path / "letter.txt", "-o", out).exit_code == 0
    assert not list(out.rglob(".*.tmp"))
    assert not list(out.rglob(LOCK))


def test_after_a_power_cut_nothing_is_taken_as_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for boot, stays in (("this", True), ("another", False), ("", False)):
        (tmp_path / "tei").mkdir(exist_ok=True)
        memory = tmp_path / "tei" / ".tei-edition.state"
        memory.write_bytes(b"")
        (tmp_path / LOCK).write_text(json.dumps({"pid": 1, "host": "x", "since": "y", "boot": boot}), "utf-8")
        monkeypatch.setattr(lock, "_boot", lambda: "this")
        with locked(tmp_path, "tei"):
            assert memory.exists() is stays


def test_what_a_killed_run_wrote_is_not_taken_for_somebodys_work(tmp_path: Path) -> None:
    with locked(tmp_path), journal(tmp_path):
        write(tmp_path / "tei" / "letter.xml", b"first")
        write(tmp_path / "html" / "page.xml", b"no TEI")
    assert (tmp_path / FOLDER).is_dir()  # the record of the folder was never written
    with OutputFolder(tmp_path / "tei") as output:
        assert output.put("letter.xml", b"second").name == "letter.xml"
    record = json.loads((tmp_path / "tei" / ".tei-edition.json").read_bytes())
    assert list(record) == ["letter.xml"]
    forget(tmp_path)


def test_a_build_refuses_while_another_is_at_work_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    first = another(tmp_path / "out")
    try:
        for command in ("build", "convert"):
            told = start(command, tmp_path / "letter.txt", "-o", tmp_path / "out")
            assert told.returncode == 5
            assert told.stderr.decode().splitlines()[0].endswith(" is writing here")
            assert [path.name for path in (tmp_path / "out").iterdir()] == [LOCK]
        assert start("build", "-n", tmp_path / "letter.txt", "-o", tmp_path / "out").returncode == 0
    finally:
        ended(first)
