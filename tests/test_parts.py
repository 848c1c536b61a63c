"""An edition that tasks of an array job have made in parts: the build that joins them converts nothing again."""

from __future__ import annotations

from pathlib import Path

import pytest

from program import LETTER, SEEDS, letters, run, start, tree
from tei_edition import commands
from tei_edition.jobs import Job
from tei_edition.lock import locked

PARTS = 4
FIRST = """Letter from Kim Il Sung to Enver Hoxha

Pyongyang, 31 December 1965

Dear Comrade Enver Hoxha,

We wish you well.

With comradely greetings,

Kim Il Sung
"""


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """Letters, some of which answer others; one cannot be read."""
    folder = tmp_path / "captures"
    files = letters(folder, 16)
    files[0].write_text(FIRST, "utf-8")
    for file in files[1:12:2]:
        file.write_text(LETTER, "utf-8")
    (folder / "letter-015.txt").write_bytes(b"")
    return folder


def in_parts(captures: Path, out: Path, *words: object) -> None:
    """What the tasks of an array job do, in any order."""
    for number in (3, 1, 4, 2):
        result = run("build", captures, "-o", out, "--part", f"{number}/{PARTS}", *words)
        assert result.exit_code in (0, 4), result.stderr


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are converted from now on."""
    names: list[str] = []
    usual = commands.convert_all

    def noted(todo: list[Job], **given: object) -> object:
        names.extend(job.ident for job in todo)
        return usual(todo, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(commands, "convert_all", noted)
    return names


def test_joined_parts_are_the_edition_that_one_build_makes(
    captures: Path, tmp_path: Path, converted: list[str]
) -> None:
    in_parts(captures, tmp_path / "parts-first")
    converted.clear()
    run("build", captures, "-o", tmp_path / "parts-first")
    assert converted == ["letter-015"]  # which cannot be read
    run("build", captures, "-o", tmp_path / "at-once")
    expected = tree(tmp_path / "at-once")
    assert b'target="letter-001.xml"' in expected["tei/letter-002.xml"]
    found = {name: data for name, data in tree(tmp_path / "parts-first").items() if not name.startswith("parts/")}
    assert found == expected


def test_a_second_joining_build_does_nothing(captures: Path, tmp_path: Path, converted: list[str]) -> None:
    in_parts(captures, tmp_path / "out")
    run("build", captures, "-o", tmp_path / "out")
    before = tree(tmp_path / "out")
    converted.clear()
    again = run("build", captures, "-o", tmp_path / "out")
    assert converted == ["letter-015"]
    assert "15 unchanged" in again.stderr, again.stderr
    assert tree(tmp_path / "out") == before


def test_what_changes_after_the_parts_is_made_anew_and_stays(
    captures: Path, tmp_path: Path, converted: list[str]
) -> None:
    in_parts(captures, tmp_path / "out")
    run("build", captures, "-o", tmp_path / "out")
    (captures / "letter-002.txt").write_text(LETTER.replace("Tirana", "Durres"), "utf-8")
    (captures / "letter-003.txt").unlink()
    converted.clear()
    run("build", captures, "-o", tmp_path / "out")
    assert converted == ["letter-002", "letter-015"]
    converted.clear()
    run("build", captures, "-o", tmp_path / "out")
    assert converted == ["letter-015"]
    assert b"Durres" in (tmp_path / "out/tei/letter-002.xml").read_bytes()
    assert not (tmp_path / "out/tei/letter-003.xml").exists()


def test_a_part_that_is_done_again_does_only_what_changed_and_is_joined(
    captures: Path, tmp_path: Path, converted: list[str]
) -> None:
    in_parts(captures, tmp_path / "out")
    run("build", captures, "-o", tmp_path / "out")
    (captures / "letter-002.txt").write_text(LETTER.replace("Tirana", "Durres"), "utf-8")
    converted.clear()
    in_parts(captures, tmp_path / "out")
    assert sorted(converted) == ["letter-002", "letter-015"]
    converted.clear()
    run("build", captures, "-o", tmp_path / "out")
    assert converted == ["letter-015"]
    assert b"Durres" in (tmp_path / "out/tei/letter-002.xml").read_bytes()


def test_a_task_that_did_not_come_to_its_end_costs_only_its_part(
    captures: Path, tmp_path: Path, converted: list[str]
) -> None:
    in_parts(captures, tmp_path / "out")
    part = tmp_path / "out" / "parts" / "2-of-4"
    missing = sorted(path.stem for path in part.glob("*.xml"))
    for path in part.glob("*.xml"):
        path.unlink()
    converted.clear()
    run("build", captures, "-o", tmp_path / "out")
    assert sorted({*converted}) == sorted({*missing, "letter-015"})


def test_tei_that_somebody_edited_stays_when_parts_are_joined(captures: Path, tmp_path: Path) -> None:
    run("build", captures, "-o", tmp_path / "out")
    edited = tmp_path / "out/tei/letter-002.xml"
    edited.write_bytes(edited.read_bytes().replace(b"Tirana", b"Tirane"))
    words = edited.read_bytes()
    in_parts(captures, tmp_path / "out")
    told = run("build", captures, "-o", tmp_path / "out")
    assert edited.read_bytes() == words
    assert "E201" in told.stderr


def test_a_part_on_which_somebody_works_is_waited_for_in_words(captures: Path, tmp_path: Path) -> None:
    in_parts(captures, tmp_path / "out")
    with locked(tmp_path / "out/parts/1-of-4"):
        answer = start("build", captures, "-o", tmp_path / "out")
    assert b"parts/1-of-4: another run" in answer.stderr


def test_parts_use_the_names_of_the_whole_edition(tmp_path: Path) -> None:
    for year in ("1964", "1965"):
        letters(tmp_path / "captures" / year, 4)
    (tmp_path / "edition.yaml").write_text("title: Two years\n")
    for number in (1, 2):
        assert run("build", tmp_path, "-o", tmp_path / "out", "--part", f"{number}/2").exit_code == 0
    found = {path.stem for path in (tmp_path / "out/parts").rglob("*.xml")}
    assert found == {f"letter-00{n}{more}" for n in (1, 2, 3, 4) for more in ("", "-2")}


def test_parts_cannot_be_made_at_a_url(captures: Path, tmp_path: Path) -> None:
    result = run("build", captures, "-o", "memory://edition", "--part", "1/2", "--staging", tmp_path / "staging")
    assert (result.exit_code, "name a folder with -o that all tasks see" in result.stderr) == (2, True)


@pytest.mark.parametrize("part", [f"1/{'9' * 5000}", "\u00b2/\u00b3", "0/2", "3/2", "1", "/", ""])
def test_what_is_no_part_of_a_whole_is_refused(part: str) -> None:
    """Python makes no number of more than 4,300 digits."""
    done = run("build", SEEDS, "--part", part)
    assert (done.exit_code, "is no part of a whole" in done.stderr) == (2, True)
