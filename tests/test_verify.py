"""The manifest has the checksum of all that builds wrote, and `verify` finds what has become of it since."""

from __future__ import annotations

import json
import os
import subprocess
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import which

import pytest

from program import SEEDS, letters, run, tree
from tei_edition.files import write
from tei_edition.fixity import MANIFEST, seal
from tei_edition.journal import FOLDER, journal, line, named, rows
from tei_edition.manner import Manner
from tei_edition.shelf import Sorter
from tei_edition.verifying import verify

ODD_NAMES = ("a-b.xml", "a/b.xml", "a b.xml", "back\\slash.xml", "new\nline.xml", "ü.xml", "a.xml", "\\n.xml")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An edition of three letters."""
    letters(tmp_path / "captures", 3)
    assert run("build", tmp_path / "captures", "-o", tmp_path / "out").exit_code == 0
    return tmp_path / "out"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder whose files have odd names."""
    with journal(tmp_path):
        for name in ODD_NAMES:
            write(tmp_path / "tei" / name, name.encode())
        seal(tmp_path)
    return tmp_path


def told(*words: object) -> list[tuple[str, str]]:
    """The codes that verify tells, with the files."""
    result = run("verify", *words, "--format", "json")
    return [(each["code"], Path(each["file"]).name) for each in json.loads(result.stdout)["findings"]]


# --- the manifest ---------------------------------------------------------------------------------------------


def test_everything_that_a_build_wrote_is_in_the_manifest(out: Path) -> None:
    listed = {named(row).decode(): row[:64].decode() for row in rows(out / MANIFEST)}
    there = tree(out)
    assert {name for name in there if not Path(name).name.startswith(".")} - {MANIFEST} == set(listed)
    assert {name: sha256(there[name]).hexdigest() for name in listed} == listed
    assert not (out / FOLDER).exists()


@pytest.mark.skipif(which("sha256sum") is None, reason="there is no sha256sum")
def test_sha256sum_reads_the_manifest_also_of_odd_names(out: Path, odd: Path) -> None:
    for folder in (out, odd):
        told = subprocess.run(["sha256sum", "--strict", "-c", MANIFEST], cwd=folder, capture_output=True, check=True)
        assert told.stdout.count(b": OK\n") == len((folder / MANIFEST).read_bytes().splitlines())


def test_the_lines_are_sorted_and_a_name_can_be_read_back(odd: Path) -> None:
    found = list(rows(odd / MANIFEST))
    assert found == sorted(found, key=lambda row: row.lstrip(b"\\")[66:])
    assert {named(row).decode() for row in found} == {f"tei/{name}" for name in ODD_NAMES}
    assert verify(Manner(quiet=True), odd) == 0


def test_many_lines_are_sorted_on_the_disk_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"tei/{n}.xml" for n in range(100)]
    made = []
    for room in (7, 50_000):
        monkeypatch.setattr(Sorter.__init__, "__defaults__", (None, room))
        folder = tmp_path / str(room)
        Random(room).shuffle(names)
        with journal(folder):
            for name in names:
                write(folder / name, b"before")
                write(folder / name, name.encode())
            seal(folder)
        made.append((folder / MANIFEST).read_bytes())
    assert made[0] == made[1]


def test_what_is_not_written_again_stays_in_the_manifest_and_what_is_gone_goes(tmp_path: Path) -> None:
    for names, gone in ((("a", "b", "c"), ""), (("b",), "c")):
        with journal(tmp_path):
            for name in names:
                write(tmp_path / "tei" / name, f"{name}{gone}".encode())
            if gone:
                (tmp_path / "tei" / gone).unlink()
            seal(tmp_path)
    assert (tmp_path / MANIFEST).read_bytes() == line(sha256(b"a").hexdigest(), b"tei/a") + line(
        sha256(b"bc").hexdigest(), b"tei/b"
    )


def test_a_manifest_that_was_lost_is_made_anew(out: Path) -> None:
    before = (out / MANIFEST).read_bytes()
    (out / MANIFEST).unlink()
    (out / "html" / "foreign.txt").write_bytes(b"")
    with journal(out):
        seal(out)
    assert (out / MANIFEST).read_bytes() == before


def test_an_unchanged_edition_has_an_unchanged_manifest(out: Path) -> None:
    before = (out / MANIFEST).read_bytes()
    assert run("build", out.parent / "captures", "-o", out).exit_code == 0
    assert (out / MANIFEST).read_bytes() == before


# --- verify ---------------------------------------------------------------------------------------------------


def test_a_folder_as_it_was_written_is_verified(out: Path) -> None:
    result = run("verify", out)
    assert result.exit_code == 0
    number = len((out / MANIFEST).read_bytes().splitlines())
    assert result.stderr == f"{number} files checked · {number} as they were written\n"
    assert run("verify", out / MANIFEST).exit_code == 0


def test_what_is_changed_missing_and_too_much_is_named(out: Path) -> None:
    (out / "html" / "index.html").write_bytes(b"x")
    (out / "report.json").unlink()
    (out / "tei" / "more.xml").write_bytes(b"x")
    (out / "notes.txt").write_bytes(b"")  # outside the folders of the edition
    (out / "html" / ".hidden").write_bytes(b"")
    result = run("verify", out)
    assert result.exit_code == 1
    assert told(out) == [("E203", "index.html"), ("E204", "report.json"), ("E205", "more.xml")]
    assert "files checked" in result.stderr.splitlines()[-1]


def test_a_file_too_much_is_a_fault_only_if_asked(out: Path) -> None:
    (out / "html" / "more.html").write_bytes(b"x")
    assert told(out) == [("E205", "more.html")]
    assert run("verify", out).exit_code == 0
    assert run("verify", out, "--strict").exit_code == 1


def test_files_of_odd_names_are_not_too_much(odd: Path) -> None:
    (odd / "tei" / "a+b.xml").write_bytes(b"")
    assert told(odd) == [("E205", "a+b.xml")]


def test_a_folder_in_the_place_of_a_file_is_unreadable(out: Path) -> None:
    (out / "report.json").unlink()
    (out / "report.json").mkdir()
    assert told(out) == [("C101", "report.json")]
    assert run("verify", out).exit_code == 4


@pytest.mark.parametrize("row", [b"", b"x", b"12  tei/a.xml", b"Z" * 64 + b"  a", b"0" * 64 + b"  "])
def test_a_damaged_line_is_told_with_its_number(out: Path, row: bytes) -> None:
    data = (out / MANIFEST).read_bytes().splitlines(keepends=True)
    (out / MANIFEST).write_bytes(b"".join([data[0], row + b"\n", *data[1:]]))
    result = run("verify", out, "--format", "json")
    found = json.loads(result.stdout)["findings"]
    assert [(each["code"], each["line"]) for each in found if each["code"] != "E205"] == [("E206", 2)]
    assert result.exit_code == 1


def test_a_build_that_has_not_ended_is_told(out: Path) -> None:
    (out / FOLDER).mkdir()
    assert told(out) == [("E207", MANIFEST)]
    assert run("verify", out).exit_code == 1


@pytest.mark.parametrize("data", [None, b""])
def test_without_a_manifest_nothing_can_be_verified(out: Path, data: bytes | None) -> None:
    (out / MANIFEST).unlink() if data is None else (out / MANIFEST).write_bytes(data)
    result = run("verify", out)
    assert result.exit_code == 4
    assert result.stderr.startswith("error: ")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_nobody_waits_for_a_pipe_in_the_place_of_the_manifest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    done = run("verify", tmp_path)
    assert (done.exit_code, "cannot be read" in done.stderr) == (4, True)


def test_an_output_that_is_not_there_cannot_be_verified(tmp_path: Path) -> None:
    assert run("verify", tmp_path / "nothing").exit_code == 4


def test_the_memory_for_checking_does_not_grow_with_the_files(tmp_path: Path) -> None:
    peak(tmp_path / "first", 40)  # which imports what is needed
    assert peak(tmp_path / "many", 4000) < peak(tmp_path / "few", 400) + 100_000


def peak(folder: Path, count: int) -> int:
    """How much memory Python needs to verify a folder of so many files."""
    (folder / "tei").mkdir(parents=True)
    (folder / MANIFEST).write_bytes(b"".join(empty_files(folder, count)))
    tracemalloc.start()
    try:
        assert verify(Manner(quiet=True), folder) == 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def empty_files(folder: Path, count: int) -> Iterator[bytes]:
    nothing = sha256(b"").hexdigest()
    for n in range(count):
        name = f"tei/{n:06}.xml"
        (folder / name).touch()
        yield line(nothing, os.fsencode(name))


# --- the report -----------------------------------------------------------------------------------------------


def test_the_report_counts_and_the_time_stands_beside_it(tmp_path: Path) -> None:
    assert run("build", SEEDS, "-o", tmp_path).exit_code == 0
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["codes"] == {"N201": 1}
    totals = report["totals"]
    assert (totals["documents"], totals["written"], totals["published"], totals["clean"]) == (5, 5, 5, 4)
    assert sum(totals["layouts"].values()) == sum(totals["genres"].values()) == 5
    assert totals["characters"]["lost"] == 0
    timings = json.loads((tmp_path / "timings.json").read_bytes())
    assert list(timings["stages"]) == ["convert", "pages", "report", "manifest"]
    assert timings["documents"] == 5
    assert timings["seconds"] >= sum(timings["stages"].values()) * 0.9
    assert timings["documents_per_second"] > 0
    assert "second" not in (tmp_path / "report.json").read_text("utf-8")
    assert b"timings.json" not in (tmp_path / MANIFEST).read_bytes()
