"""`tei-edition init`: the files of a new edition, nothing overwritten, and a clear way on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from program import LETTER, run, tree
from tei_edition.assets import asset
from tei_edition.authorities import AUTHORITIES, load_authorities
from tei_edition.config import load_config
from tei_edition.shapes import rows


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_init_writes_the_files_of_an_edition_and_says_what_comes_next() -> None:
    result = run("init", "my letters")
    assert (result.exit_code, result.stdout) == (0, "")
    assert set(tree(Path("my letters"))) == {"edition.yaml", "authorities.yaml", "captures/README.md"}
    assert 'next: put your captures (*.txt) into "my letters/captures", then: tei-edition build' in result.stderr
    assert load_config(Path("my letters")).title == "Our edition"


def test_a_new_edition_has_no_captures_yet_and_then_it_can_be_built() -> None:
    run("init", "letters")
    empty = run("build", "letters")
    assert empty.exit_code == 4
    assert "letters: there are no captures here (captures/**/*.txt)" in empty.stderr
    assert "put the captures there as .txt files" in empty.stderr
    Path("letters/captures/letter.txt").write_text(LETTER, "utf-8")
    assert run("build", "letters").exit_code == 0


def test_init_without_a_folder_means_this_one() -> None:
    result = run("init")
    assert result.exit_code == 0
    assert Path("edition.yaml").is_file()
    assert result.stderr.endswith("into captures, then: tei-edition build\n")


@pytest.mark.parametrize("name", ["edition.yaml", "authorities.yaml"])
def test_init_overwrites_nothing(name: str) -> None:
    Path(name).write_text("# mine\n")
    result = run("init")
    assert result.exit_code == 5
    assert f"error: {name}: is there already; nothing is written" in result.stderr
    assert "hint: name a new folder" in result.stderr
    assert tree(Path()) == {name: b"# mine\n"}


def test_init_refuses_a_file_in_the_place_of_a_folder() -> None:
    Path("captures").write_text("mine")
    assert run("init").exit_code == 5
    assert run("init", "captures").exit_code == 5
    assert tree(Path()) == {"captures": b"mine"}


def test_captures_that_are_there_already_are_still_found() -> None:
    Path("letter.txt").write_text(LETTER, "utf-8")
    result = run("init")
    assert set(tree(Path())) == {"letter.txt", "edition.yaml", "authorities.yaml"}
    assert result.stderr.endswith("next: tei-edition build\n")
    assert run("build").exit_code == 0


def test_the_examples_in_the_list_of_names_are_valid_and_show_every_key() -> None:
    template = asset("data", "authorities.yaml").read_text(encoding="utf-8")
    Path("empty.yaml").write_text(template, encoding="utf-8")
    assert load_authorities(Path("empty.yaml")).entries == ()
    Path("full.yaml").write_text(re.sub(r"(?m)^#(?! \S)", "", template), encoding="utf-8")
    assert len(load_authorities(Path("full.yaml")).entries) == 3
    explained = set(re.findall(r"[a-z_]+(?=:)", template))
    assert {row.key.rpartition(".")[2] for row in rows(AUTHORITIES)} <= explained
