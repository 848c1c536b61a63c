"""The command `tei-edition export`: which documents, where to, what it says, how it leaves."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import LETTER, ROOT, SEEDS, must_refuse, run, start, times, tree
from tei_edition.errors import UnreadableInput
from tei_edition.exporting import Wanted, export
from tei_edition.exports.table import EXPORTS, Corpus, File
from tei_edition.manner import Manner

FOREIGN = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>From elsewhere</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Words.</p></body></text></TEI>"""

STATED = """publisher: House
date: 2026-11-21
base_url: https://example.org/
editors: Ann Smith
licence: https://creativecommons.org/licenses/by/4.0/
"""  # what the most demanding export, cmif, asks for


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of the seeds."""
    folder = tmp_path_factory.mktemp("built")
    assert run("build", SEEDS, "-o", folder, "-q").exit_code == 0
    return folder / "tei"


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- where to ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EXPORTS, ids=lambda kind: kind.name)
def test_every_export_of_the_seeds_is_written_and_the_second_time_left_alone(
    kind: object, built: Path, working: Path
) -> None:
    name = kind.name  # type: ignore[attr-defined]
    (working / "edition.yaml").write_text(STATED, "utf-8")
    first = run("export", name, built)
    assert (first.exit_code, first.stdout) == (0, "")
    where = working / "output" / "export"
    number = {"cmif": 3, "parlamint": 1}.get(name, 5)  # letters and telegrams, documents with turns
    assert f"{number} of 5 documents exported as {name} " in first.stderr
    assert f" → {Path('output', 'export')}" in first.stderr
    before, when = tree(where), times(where)
    assert before
    assert run("export", name, built).exit_code == 0
    assert (tree(where), times(where)) == (before, when)


def test_without_names_what_build_wrote_is_exported(working: Path) -> None:
    assert run("build", SEEDS, "-q").exit_code == 0
    assert run("export", "csv").exit_code == 0
    assert (working / "output" / "export" / "edition.csv").is_file()


def test_where_nothing_was_built_the_remedy_says_what_to_do(working: Path) -> None:
    answer = run("export", "csv")
    assert answer.exit_code == 4
    assert "there is no folder output/tei here" in answer.stderr
    assert "tei-edition build" in answer.stderr
    assert "tei-edition export csv FOLDER" in answer.stderr


def test_a_folder_without_tei_is_no_success(working: Path) -> None:
    assert run("export", "csv", working).exit_code == 4
    assert run("export", "csv", "nowhere.xml").exit_code == 4
    assert tree(working) == {}


@pytest.mark.parametrize(
    ("output", "file"),
    [
        ("letters.csv", "letters.csv"),
        ("new/folder/letters.csv", "new/folder/letters.csv"),
        ("there", "there/edition.csv"),
        ("new/", "new/edition.csv"),
    ],
)
def test_a_file_goes_where_o_says(output: str, file: str, built: Path, working: Path) -> None:
    (working / "there").mkdir()
    assert run("export", "csv", built, "-o", output).exit_code == 0
    assert list(tree(working)) == [file]


def test_a_folder_format_goes_into_the_folder_and_removes_nothing_of_others(built: Path, working: Path) -> None:
    (working / "texts").mkdir()
    (working / "texts" / "mine.txt").write_text("mine")
    assert run("export", "txt", built, "-o", "texts").exit_code == 0
    assert len(tree(working / "texts")) == 6
    assert (working / "texts" / "mine.txt").read_text() == "mine"


@pytest.fixture
def letters(built: Path, working: Path) -> Path:
    """The TEI of three documents in a folder of their own, one of them minutes with turns."""
    folder = working / "tei"
    folder.mkdir()
    for name in sorted(built.glob("*.xml"))[:3]:
        (folder / name.name).write_bytes(name.read_bytes())
    return folder


@pytest.mark.parametrize("name", ["txt", "dc"])
def test_a_document_that_is_gone_leaves_the_folder_and_nothing_else_does(
    name: str, letters: Path, working: Path
) -> None:
    assert run("export", name, letters, "-o", "there").exit_code == 0
    all_three = sorted((working / "there").iterdir())
    assert len(all_three) == 3
    added = working / "there" / f"added.{name}"
    added.write_text("mine")
    (working / "there" / ".hidden").write_text("mine")
    next(letters.iterdir()).unlink()
    answer = run("export", name, letters, "-o", "there")
    assert "1 of earlier documents removed" in answer.stderr
    there = sorted(path for path in (working / "there").iterdir() if path.name not in (added.name, ".hidden"))
    assert len(there) == 2 and set(there) < set(all_three)
    assert (working / "there" / ".hidden").exists() and added.read_text() == "mine"
    assert "removed" not in run("export", name, letters, "-o", "there").stderr


def test_what_somebody_has_changed_stays_in_the_folder(letters: Path, working: Path) -> None:
    run("export", "txt", letters, "-o", "texts")
    for path in (working / "texts").iterdir():
        path.write_text("mine")
    for path in sorted(letters.iterdir())[1:]:
        path.unlink()
    assert "removed" not in run("export", "txt", letters, "-o", "texts").stderr
    assert sorted(path.read_text() == "mine" for path in (working / "texts").iterdir()) == [False, True, True]


def test_two_formats_in_one_folder_do_not_remove_each_other(letters: Path, working: Path) -> None:
    for name in ("txt", "dc", "txt", "dc"):
        assert "removed" not in run("export", name, letters, "-o", ".").stderr
    assert len(list(working.glob("*.txt"))) == len(list(working.glob("*.xml"))) == 3


def test_a_record_that_names_files_elsewhere_removes_none(letters: Path, working: Path) -> None:
    (working / "mine.txt").write_text("mine")
    run("export", "txt", letters, "-o", "texts")
    digest = hashlib.sha256(b"mine").hexdigest()
    (working / ".texts.txt.tei-edition.json").write_text(
        json.dumps({"../mine.txt": digest, str(working / "mine.txt"): digest})
    )
    run("export", "txt", letters, "-o", "texts")
    assert (working / "mine.txt").exists()


def test_a_dry_run_removes_nothing(letters: Path, working: Path) -> None:
    run("export", "txt", letters, "-o", "texts")
    next(letters.iterdir()).unlink()
    before = tree(working)
    assert run("export", "txt", letters, "-o", "texts", "-n").exit_code == 0
    assert tree(working) == before


def test_a_file_that_stands_where_the_folder_should_be_is_kept(built: Path, working: Path) -> None:
    (working / "texts").write_text("mine")
    answer = run("export", "txt", built, "-o", "texts")
    assert answer.exit_code == 5
    assert "is a file, not a folder" in answer.stderr
    assert tree(working) == {"texts": b"mine"}


def test_a_locked_folder_is_told_before_any_document_is_read(built: Path, working: Path) -> None:
    locked = working / "locked"
    locked.mkdir(mode=0o500)
    must_refuse(locked, os.W_OK)
    assert run("export", "csv", built, "-o", locked / "x.csv").exit_code == 5


def test_a_tei_file_is_never_overwritten(built: Path, working: Path) -> None:
    letter = working / "letter.xml"
    letter.write_bytes(next(built.glob("003*.xml")).read_bytes())
    before = tree(working)
    answer = run("export", "csv", letter, "-o", working / "." / "letter.xml")
    assert answer.exit_code == 2
    assert "never overwrites" in answer.stderr
    letter.rename(working / "1966-02-03-letter-kim-gomulka.xml")
    assert run("export", "dc", working, "-o", working).exit_code == 2
    assert list(tree(working).values()) == list(before.values())


EDITION = "authorities: names.yaml\nlayouts: ours\nsite: {stylesheet: own.css}\n"


@pytest.mark.parametrize("options", [(), ("-n",)], ids=["real", "dry"])
@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("csv", "captures.csv"),
        ("csv", "./captures/../captures.csv"),
        ("csv", "link.csv"),
        ("jsonl", "edition.yaml"),
        ("bibtex", "names.yaml"),
        ("ris", "own.css"),
        ("csv", "captures/letter.txt"),
        ("csv", "ours/new.csv"),
        ("txt", "ours"),
        ("txt", "captures"),
        ("deposit", "ours/deposit"),
    ],
)
def test_no_file_from_which_the_edition_is_made_is_overwritten(
    name: str, output: str, options: tuple[str, ...], built: Path, working: Path
) -> None:
    (working / "ours").mkdir()
    (working / "captures").mkdir()
    for file in ("letter", "1966-02-03-letter-kim-gomulka"):
        (working / "captures" / f"{file}.txt").write_text(LETTER, "utf-8")
    (working / "captures.csv").write_text("file,title\nletter.txt,A letter\n")
    (working / "link.csv").symlink_to("captures.csv")
    (working / "names.yaml").write_text("people: []\n")
    (working / "own.css").write_text("")
    (working / "edition.yaml").write_text(EDITION + STATED)
    before = tree(working)
    letter = next(built.glob("003*.xml"))
    answer = run("export", name, letter, "-o", output, *options)
    assert answer.exit_code == 2
    assert "which an export never overwrites" in answer.stderr
    assert tree(working) == before


def test_the_table_of_statements_is_safe_before_there_is_one_and_without_settings(built: Path, working: Path) -> None:
    assert run("export", "csv", built, "-o", "captures.csv").exit_code == 2
    assert tree(working) == {}


def test_an_exported_text_is_no_capture_even_where_captures_are(built: Path, working: Path) -> None:
    (working / "edition.yaml").write_text("captures: '**/*.txt'\n")
    for _ in range(2):
        assert run("export", "txt", built).exit_code == 0


def test_without_settings_a_text_in_the_working_folder_is_no_capture(built: Path, working: Path) -> None:
    for _ in range(2):
        assert run("export", "csv", built, "-o", "table.txt").exit_code == 0


def test_a_dry_run_makes_everything_and_writes_nothing(built: Path, working: Path) -> None:
    for name in ("csv", "txt"):
        answer = run("export", name, built, "-n", "-o", "new/place")
        assert (answer.exit_code, answer.stdout) == (0, "")
        assert "(dry run: nothing written)" in answer.stderr
    assert tree(working) == {}


def test_documents_that_would_have_one_name_have_two(built: Path, working: Path) -> None:
    for folder in ("a", "b"):
        (working / folder).mkdir()
        (working / folder / "letter.xml").write_bytes(next(built.glob("003*.xml")).read_bytes())
    assert run("export", "txt", "a", "b", "-o", "texts").exit_code == 0
    assert sorted(tree(working / "texts")) == [
        "1966-02-03-letter-kim-gomulka-2.txt",
        "1966-02-03-letter-kim-gomulka.txt",
    ]


# --- standard output --------------------------------------------------------------------------------------------


def test_data_goes_to_standard_output_and_words_to_standard_error(built: Path, working: Path) -> None:
    run("export", "csv", built, "-o", "x.csv")
    answer = start("export", "csv", built, "-o", "-")
    assert answer.returncode == 0
    assert answer.stdout == (working / "x.csv").read_bytes()
    assert answer.stderr.decode().splitlines() == ["5 of 5 documents exported as csv"]


def test_a_reader_who_stops_reading_is_no_fault(built: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tei_edition", "export", "jsonl", built, "-o", "-"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None and program.stderr is not None
        program.stdout.close()
        said = program.stderr.read().decode()
    assert (program.returncode, said.splitlines()) == (0, ["5 of 5 documents exported as jsonl"])


def test_a_folder_of_files_cannot_go_to_standard_output(built: Path) -> None:
    answer = run("export", "txt", built, "-o", "-")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "name a folder with -o" in answer.stderr


def test_findings_for_programs_and_data_do_not_mix(built: Path, working: Path) -> None:
    answer = run("export", "csv", built, "-o", "-", "--format", "json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    answer = run("export", "csv", built, "--format", "json")
    assert (answer.exit_code, json.loads(answer.stdout)["findings"]) == (0, [])


# --- which documents --------------------------------------------------------------------------------------------


def test_a_document_with_errors_is_left_out_and_the_others_go(built: Path, working: Path) -> None:
    (working / "foreign.xml").write_text(FOREIGN)
    (working / "broken.xml").write_text("<TEI>")
    answer = run("export", "csv", built, "foreign.xml", "broken.xml", "-o", "x.csv")
    assert answer.exit_code == 1
    assert "5 of 7 documents exported" in answer.stderr
    assert "X101" in answer.stderr and "T001" in answer.stderr
    assert "From elsewhere" not in (working / "x.csv").read_text()


def test_with_all_a_document_goes_as_it_is(working: Path) -> None:
    (working / "foreign.xml").write_text(FOREIGN)
    assert run("export", "csv", "foreign.xml", "--all", "-o", "x.csv").exit_code == 0
    assert "From elsewhere" in (working / "x.csv").read_text()


def test_where_no_document_is_good_nothing_is_written(working: Path) -> None:
    (working / "foreign.xml").write_text(FOREIGN)
    answer = run("export", "csv", "foreign.xml", "-o", "x.csv")
    assert answer.exit_code == 1
    assert "0 of 1 document exported" in answer.stderr
    assert "→" not in answer.stderr.splitlines()[-1]
    assert not (working / "x.csv").exists()


def test_a_warning_fails_only_a_strict_run(working: Path) -> None:
    (working / "foreign.xml").write_text(FOREIGN.replace("From elsewhere", ""))
    words = ("export", "ris", "foreign.xml", "--all", "-o", "x.ris")
    answer = run(*words)
    assert (answer.exit_code, "foreign.xml:1:1  warning X110" in answer.stderr) == (0, True)
    assert run(*words, "--strict").exit_code == 1
    (working / "edition.yaml").write_text("check:\n  strict: true\n")
    assert run(*words).exit_code == 1


def test_the_settings_are_those_in_the_folder_or_the_ones_that_are_named(built: Path, working: Path) -> None:
    (working / "edition.yaml").write_text("base_url: https://edition.example/\n")
    run("export", "csv", built, "-o", "x.csv")
    assert "https://edition.example/doc/1966-02-03-letter-kim-gomulka.html" in (working / "x.csv").read_text("utf-8")
    run("export", "csv", built, "-o", "x.csv", "--config", SEEDS / "edition.yaml")
    assert "edition.example" not in (working / "x.csv").read_text("utf-8")
    assert run("export", "csv", built, "--config", "nowhere.yaml").exit_code == 3


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    answer = run("export", "bibtec")
    assert answer.exit_code == 2
    assert "did you mean “bibtex”" in answer.stderr


def test_every_export_has_a_row_on_the_page_about_exports() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [kind.name for kind in EXPORTS if f"| [`{kind.name}`](#" not in page] == []


# --- whole files ------------------------------------------------------------------------------------------------


def test_a_document_that_vanishes_meanwhile_leaves_the_old_file(
    built: Path, working: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = working / "letter.xml"
    letter.write_bytes(next(built.glob("003*.xml")).read_bytes())
    (working / "edition.csv").write_text("old")

    def vanishing(corpus: Corpus) -> Iterator[File]:
        letter.unlink()
        return iter([File("edition.csv", (part.data for part in corpus))])

    monkeypatch.setattr("tei_edition.exports.spreadsheet.files", vanishing)
    with pytest.raises(UnreadableInput, match=r"letter\.xml: changed while it was exported"):
        export(Manner(quiet=True), Wanted("csv", (letter,), str(working / "edition.csv")))
    assert tree(working) == {"edition.csv": b"old"}


def test_a_large_edition_is_written_piece_by_piece(built: Path, working: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second document is asked for, the first is not in memory any more but in the file."""
    sizes = []

    def watched(corpus: Corpus) -> Iterator[File]:
        yield File("edition.csv", pieces(corpus))

    def pieces(corpus: Corpus) -> Iterator[bytes]:
        for _ in corpus:
            sizes.append(sum(path.stat().st_size for path in working.glob(".*.tmp")))
            yield b"x" * 1_000_000

    monkeypatch.setattr("tei_edition.exports.spreadsheet.files", watched)
    export(Manner(quiet=True), Wanted("csv", (built,), str(working / "edition.csv")))
    assert sizes == [0, 1_000_000, 2_000_000, 3_000_000, 4_000_000]
    assert [path.name for path in working.iterdir()] == ["edition.csv"]


def test_the_address_of_a_document_is_that_of_its_page_on_the_site(working: Path) -> None:
    folder = working / "captures"
    folder.mkdir()
    for name in ("a", "a-2", "a-10", "b"):  # one date, one title: they want one address
        (folder / f"{name}.txt").write_text(LETTER.replace("We are well", f"We are {name}"), "utf-8")
    run("build", folder, "-o", working / "output")
    run("export", "txt", "-o", "texts")
    texts = sorted((working / "texts").iterdir())
    assert len(texts) == 4
    for text in texts:
        (words,) = re.findall(r"We are \S+", text.read_text("utf-8"))
        page = working / "output" / "html" / "doc" / f"{text.stem}.xml"
        assert f"{words} and" in page.read_text("utf-8")
