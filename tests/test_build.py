"""`build`: captures become TEI, ledgers, a report and a reading edition, and a second run changes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from program import LETTER, SEEDS, TELEGRAM, letters, run, start, times, tree
from tei_edition.config import load_config
from tei_edition.model import Conversion, Finding, Place, Severity
from tei_edition.outcome import Document, Outcome, counted_notes, names_in, report_json, summary
from tei_edition.shelf import Shelf

NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the five seeds; tests that change it work on a copy."""
    out = tmp_path_factory.mktemp("built") / "output"
    result = run("build", SEEDS, "-o", out)
    assert result.exit_code == 0, result.stderr
    return out


def report(out: Path) -> dict[str, object]:
    found = json.loads((out / "report.json").read_bytes())
    assert isinstance(found, dict)
    return found


def edited(file: Path, old: bytes = b"</p>", new: bytes = b" (mine)</p>") -> bytes:
    """Edit a file by hand; returns its new bytes."""
    data = file.read_bytes().replace(old, new, 1)
    file.write_bytes(data)
    return data


# --- the edition of the five seeds ----------------------------------------------------------------------------


def test_every_seed_becomes_tei_a_ledger_and_a_page(built: Path) -> None:
    files = set(tree(built))
    assert {f"tei/{name}.xml" for name in NAMES} <= files
    assert {f"tei/{name}.ledger.json" for name in NAMES} <= files
    assert {"html/index.html", "html/css/edition.css", "report.json", "tei/tei_edition.rng"} <= files
    pages = {name for name in files if re.fullmatch(r"html/doc/[a-z0-9-]+(?<!-source)\.html", name)}
    assert len(pages) == len(NAMES) == 5
    assert {name.replace(".html", ".xml") for name in pages} <= files
    assert {name.replace(".html", "-source.html") for name in pages} <= files


def test_no_character_of_a_seed_is_lost(built: Path) -> None:
    for name in NAMES:
        ledger = json.loads((built / "tei" / f"{name}.ledger.json").read_bytes())
        text = (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")
        assert ledger["totals"]["lost"] == 0
        assert sum(ledger["totals"].values()) == ledger["source"]["characters"] == len(text)
        spans = [(span["start"], span["end"]) for span in ledger["spans"]]
        assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
        assert spans[-1][1] == len(text)


def test_the_report_has_every_document_with_what_was_found(built: Path) -> None:
    found = report(built)
    documents = found["documents"]
    assert isinstance(documents, list)
    assert [document["ident"] for document in documents] == NAMES
    for document in documents:
        assert document["capture"] == f"{document['ident']}.txt"
        assert document["written"] is document["published"] is True
        assert document["layout"]
        assert document["genre"]
        assert document["characters"]["lost"] == 0
    assert [document["genre"] for document in documents] == ["letter", "telegram", "minutes", "letter", "article"]
    assert isinstance(found["counts"], dict)
    assert found["counts"]["error"] == 0
    (mark,) = [f for f in found["findings"] if f["code"] == "N201"]  # type: ignore[attr-defined]
    assert (mark["file"], mark["line"]) == ("002_87775c967b2a8326.txt", 69)
    assert documents[2]["findings"]["N201"] == 1


def test_the_index_leads_to_every_page(built: Path) -> None:
    index = (built / "html" / "index.html").read_text("utf-8")
    documents = (built / "html").glob("doc/*.xml")
    linked = set(re.findall(r'href="(doc/[^"#]+\.html)"', index))
    assert linked == {path.relative_to(built / "html").with_suffix(".html").as_posix() for path in documents}
    assert load_config(SEEDS).site.title in index


def test_the_published_tei_is_the_tei_that_was_written(built: Path) -> None:
    written = {path.read_bytes() for path in (built / "tei").glob("*.xml")}
    assert {path.read_bytes() for path in (built / "html" / "doc").glob("*.xml")} == written


def test_the_captures_are_not_touched(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, "ours")
    before, then = tree(Path("ours")), times(Path("ours"))
    run("build", "ours")
    assert (tree(Path("ours")), times(Path("ours"))) == (before, then)


# --- a second run ---------------------------------------------------------------------------------------------


def test_a_second_run_changes_no_file(built: Path) -> None:
    shutil.copytree(built, "output")
    for path in Path("output").rglob("*"):
        os.utime(path, ns=(1_000_000_000, 1_000_000_000))
    before, then = tree(Path("output")), times(Path("output"))
    assert run("build", SEEDS).exit_code == 0
    assert tree(Path("output")) == before
    assert times(Path("output")) == then


def edition_of_letters() -> None:
    """An edition in this folder, two of whose captures have the same name."""
    Path("edition.yaml").write_text("title: Letters\n", "utf-8")
    letters(Path("captures"), 3)
    letters(Path("captures/b"), 1)
    result = run("build", ".")
    assert result.exit_code == 0, result.stderr


def published() -> set[str]:
    """The documents that the index leads to, by the names of their TEI; no other has pages."""
    index = Path("output/html/index.html").read_text("utf-8")
    linked = {Path(name).stem for name in re.findall(r'href="(doc/[^"#]+\.html)"', index)}
    there = {path.stem for path in Path("output/html/doc").glob("*.html")}
    assert linked == {name for name in there if not name.endswith("-source")}
    idents = {path.read_bytes(): path.stem for path in Path("output/tei").glob("*.xml")}
    return {idents[Path(f"output/html/doc/{name}.xml").read_bytes()] for name in linked}


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (["captures/letter-002.txt"], 3),
        (["captures/letter-00[23].txt"], 2),
        (["captures/letter-001.txt", "captures/b"], 2),
        (["captures/b"], 3),
    ],
)
def test_a_build_of_some_captures_leaves_the_edition_as_it_is(asked: list[str], kept: int) -> None:
    edition_of_letters()
    before = tree(Path("output"))
    result = run("build", *asked)
    assert result.exit_code == 0
    after = tree(Path("output"))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"report.json", "MANIFEST.sha256"}  # it has the checksum of the report
    assert f" · {kept} others kept as they were · " in result.stderr
    assert "removed" not in result.stderr
    assert "E202" not in result.stderr
    assert len(report(Path("output"))["kept"]) == kept  # type: ignore[arg-type]


def test_one_capture_that_changed_is_built_among_the_others() -> None:
    edition_of_letters()
    file = Path("captures/letter-002.txt")
    file.write_text(file.read_text("utf-8").replace("We are well", "We are very well"), "utf-8")
    assert run("build", file).exit_code == 0
    after = tree(Path("output"))
    assert run("build", ".").exit_code == 0
    whole = tree(Path("output"))
    assert {name for name in after if after[name] != whole.get(name)} == {"report.json", "MANIFEST.sha256"}
    assert b"very well" in after["tei/letter-002.xml"]


def test_an_answer_that_is_built_alone_still_points_at_its_letter() -> None:
    folder = Path("captures")
    letters(folder, 1)
    letter = "Letter from Kim Il Sung to Enver Hoxha\n\nPyongyang, 1 March 1972\n\nDear Comrade,\n\nYes.\n\nKim\n"
    (folder / "letter.txt").write_text(letter, "utf-8")
    (folder / "answer.txt").write_text(LETTER.replace("31 December 1965", "1 March 1972"), "utf-8")
    run("build", folder)
    before = Path("output/tei/answer.xml").read_bytes()
    assert b'target="letter.xml"' in before
    run("build", folder / "answer.txt")
    assert Path("output/tei/answer.xml").read_bytes() == before


@pytest.mark.parametrize("again", [["."], ["captures"], ["captures/**/*.txt"], ["captures/letter-001.txt"]])
def test_the_files_of_a_capture_that_was_deleted_go_and_that_is_told(again: list[str]) -> None:
    edition_of_letters()
    Path("captures/letter-002.txt").unlink()
    result = run("build", *again)
    assert "E202" not in result.stderr
    assert " · 1 TEI file removed · " in result.stderr
    assert not list(Path("output/tei").glob("letter-002.*"))
    assert published() == {"letter-001", "letter-001-2", "letter-003"}
    removed = report(Path("output"))["removed"]
    assert isinstance(removed, list)
    assert f" · {sum(name.endswith('.html') for name in removed)} pages removed · " in result.stderr
    assert {name.rpartition(".")[2] for name in removed} >= {"html", "xml", "json", "epub"}
    assert not any((Path("output/html") / name).exists() for name in removed)
    again_told = run("build", *again)
    assert "removed" not in again_told.stderr
    assert report(Path("output"))["removed"] == []


def test_tei_of_a_deleted_capture_that_somebody_edited_stays_and_is_told() -> None:
    edition_of_letters()
    Path("captures/letter-002.txt").unlink()
    mine = edited(Path("output/tei/letter-002.xml"))
    for _ in range(2):
        result = run("build", ".")
        assert "letter-002.xml:1:1  warning E202" in result.stderr
        assert "TEI file removed" not in result.stderr
        assert Path("output/tei/letter-002.xml").read_bytes() == mine
        assert published() == {"letter-001", "letter-001-2", "letter-003"}


def test_a_capture_that_is_not_built_yet_is_no_fault_of_a_build_of_another() -> None:
    edition_of_letters()
    shutil.rmtree("output")
    result = run("build", "captures/letter-003.txt")
    assert "E202" not in result.stderr
    assert "kept" not in result.stderr
    assert published() == {"letter-003"}
    assert run("build", "captures/letter-002.txt").exit_code == 0
    assert published() == {"letter-002", "letter-003"}


def test_a_kept_document_with_an_error_is_told_and_not_published() -> None:
    edition_of_letters()
    edited(Path("output/tei/letter-003.xml"), b"<p ", b"<q ")
    result = run("build", "captures/letter-002.txt")
    assert result.exit_code == 1
    assert "output/tei/letter-003.xml:" in result.stderr
    assert published() == {"letter-001", "letter-001-2", "letter-002"}


def test_a_dry_run_writes_nothing_and_says_so() -> None:
    result = run("build", SEEDS, "-n", "-o", "output")
    assert result.exit_code == 0
    assert "5 documents · " in result.stderr
    assert "(dry run: nothing written)\n" in result.stderr
    assert run("convert", SEEDS, "--dry-run").exit_code == 0
    assert tree(Path()) == {}
    assert not Path("output").exists()


def test_what_changed_in_a_capture_changes_its_tei_and_nothing_else() -> None:
    letters(Path("captures"), 3)
    run("build", "captures")
    then = times(Path("output/tei"))
    file = Path("captures/letter-002.txt")
    file.write_text(file.read_text("utf-8").replace("We are well", "We are very well"), "utf-8")
    assert run("build", "captures").exit_code == 0
    changed = {Path(name).name for name, when in times(Path("output/tei")).items() if then[name] != when}
    assert changed == {"letter-002.xml", "letter-002.ledger.json", ".tei-edition.json"}
    assert b"very well" in Path("output/tei/letter-002.xml").read_bytes()


# --- what somebody edited -------------------------------------------------------------------------------------


def test_tei_edited_by_hand_is_kept_reported_and_published(built: Path) -> None:
    shutil.copytree(built, "output")
    name = NAMES[1]
    file = Path(f"output/tei/{name}.xml")
    ours = file.read_bytes()
    mine = edited(file)
    for _ in range(2):
        result = run("build", SEEDS)
        assert result.exit_code == 0
        assert f"{TELEGRAM}:1:1  warning E201  {name}.xml was edited by hand and is kept; the new" in result.stderr
        assert file.read_bytes() == mine
        assert Path(f"output/tei/{name}.new.xml").read_bytes() == ours
        assert Path(f"output/tei/{name}.new.ledger.json").is_file()
        assert mine in {path.read_bytes() for path in Path("output/html/doc").glob("*.xml")}
    assert [f["code"] for f in report(Path("output"))["findings"]].count("E201") == 1  # type: ignore[attr-defined]


def test_who_deletes_the_edited_file_gets_the_new_one(built: Path) -> None:
    shutil.copytree(built, "output")
    file = Path(f"output/tei/{NAMES[1]}.xml")
    ours = file.read_bytes()
    edited(file)
    run("build", SEEDS)
    file.unlink()
    result = run("build", SEEDS)
    assert "E201" not in result.stderr
    assert file.read_bytes() == ours


@pytest.mark.parametrize(("old", "new", "code"), [(b"</p>", b"</q>", "T001"), (b"<p ", b'<p wen="1" ', "T103")])
def test_edited_tei_with_an_error_is_kept_but_not_published(built: Path, old: bytes, new: bytes, code: str) -> None:
    shutil.copytree(built, "output")
    file = Path(f"output/tei/{NAMES[1]}.xml")
    mine = edited(file, old, new)
    result = run("build", SEEDS)
    assert result.exit_code == 1
    assert re.search(rf"error {code}  ", result.stderr)
    assert file.read_bytes() == mine
    assert "output" not in json.dumps(report(Path("output")))
    assert {document["ident"]: document["published"] for document in report(Path("output"))["documents"]} == {  # type: ignore[attr-defined]
        name: name != NAMES[1] for name in NAMES
    }
    index = Path("output/html/index.html").read_text("utf-8")
    assert len(set(re.findall(r'href="(doc/[^"#]+\.html)"', index))) == 4


# --- many documents -------------------------------------------------------------------------------------------


def test_two_processes_write_the_same_bytes_and_say_the_same_in_the_same_order() -> None:
    letters(Path("captures"), 34)
    Path("captures/letter-007.txt").write_bytes(b"")
    said = []
    for jobs in ("1", "2"):
        result = start("build", "captures", "-j", jobs, "-o", f"out-{jobs}", "-v")
        assert result.returncode == 4
        said.append(re.sub(rf"built in .*|out-{jobs}", "", result.stderr.decode()))
    assert said[0] == said[1]
    assert said[0].count(" → letter-") == 33
    assert tree(Path("out-1")) == tree(Path("out-2"))


def test_captures_of_one_name_become_different_documents_and_a_finding() -> None:
    for folder, name, how in (("1964", "letter.txt", "merry"), ("1970", "Letter.TXT", "busy")):
        Path("captures", folder).mkdir(parents=True)
        Path("captures", folder, name).write_text(LETTER.replace("well", how), "utf-8")
    result = run("build")
    assert result.exit_code == 0
    assert "captures/1970/Letter.TXT:1:1  warning C103  another capture has the same name" in result.stderr
    assert "2 documents · 1 clean · 1 with 1 warning · 2 notes, -v shows them · built in " in result.stderr
    assert b"We are merry" in Path("output/tei/letter.xml").read_bytes()
    assert b"We are busy" in Path("output/tei/Letter-2.xml").read_bytes()
    assert len(list(Path("output/html/doc").glob("*-source.html"))) == 2
    assert [document["capture"] for document in report(Path("output"))["documents"]] == [  # type: ignore[attr-defined]
        "captures/1964/letter.txt",
        "captures/1970/Letter.TXT",
    ]


def test_fail_fast_stops_at_the_first_error_and_leaves_the_edition_as_it_was() -> None:
    letters(Path("captures"), 4)
    Path("captures/letter-002.txt").write_bytes(b"")
    result = run("build", "captures", "--fail-fast")
    assert result.exit_code == 4
    assert "2 documents · 1 clean · 1 with 1 error · 1 not written · stopped at the first error, 2 not looked at" in (
        result.stderr
    )
    assert {path.name for path in Path("output").rglob("*.xml")} == {"letter-001.xml"}
    assert not Path("output/html").exists()
    assert not Path("output/report.json").exists()


def test_without_fail_fast_all_documents_are_looked_at() -> None:
    letters(Path("captures"), 4)
    Path("captures/letter-002.txt").write_bytes(b"")
    result = run("build", "captures")
    assert result.exit_code == 4
    assert (
        "4 documents · 3 clean · 1 with 1 error · 1 not written · 3 notes, -v shows them · built in " in result.stderr
    )
    assert len(list(Path("output/html/doc").glob("*-source.html"))) == 3


def test_an_edition_of_which_nothing_can_be_published_has_no_index() -> None:
    Path("captures").mkdir()
    Path("captures/a.txt").write_bytes(b"")
    Path("captures/b.txt").write_bytes(b"\n")
    result = run("build", "captures")
    assert result.exit_code == 4
    assert set(tree(Path("output"))) == {"report.json", "MANIFEST.sha256"}
    assert "→" not in result.stderr.splitlines()[-1]


def test_menu_and_colours_of_the_edition_reach_its_pages() -> None:
    letters(Path("captures"), 1)
    Path("edition.yaml").write_text(
        "site: {title: Our letters, menu: [{label: About us, href: about.html}], colours: {accent: '#123456'}}\n"
    )
    assert run("build").exit_code == 0
    index = Path("output/html/index.html").read_text("utf-8")
    assert re.search(r'<a [^>]*href="about\.html"[^>]*>About us</a>', index)
    assert "Our letters" in index
    assert "--tei-accent:#123456" in Path("output/html/css/edition.css").read_text("utf-8")


# --- how a run is summed up -----------------------------------------------------------------------------------


def document(name: str, *severities: Severity, unreadable: bool = False) -> Document:
    findings = tuple(Finding("N201", severity, "x", capture=Place(name, 1, 1)) for severity in severities)
    written = None if unreadable else b"written"
    return Document(Path(name), Conversion(name, name, written, None, findings, unreadable=unreadable))


ERROR, WARNING, NOTE = Severity


@pytest.mark.parametrize(
    ("documents", "words"),
    [
        ([()], "1 document · 1 clean"),
        ([()] * 4 + [(WARNING, WARNING)], "5 documents · 4 clean · 1 with 2 warnings"),
        ([(NOTE,), (WARNING, NOTE)], "2 documents · 1 clean · 1 with 1 warning"),
        ([(WARNING, ERROR), (WARNING,)], "2 documents · 0 clean · 1 with 1 warning · 1 with 1 error"),
    ],
)
def test_the_summary_counts_documents_by_the_worst_that_was_found(
    documents: list[tuple[Severity, ...]], words: str
) -> None:
    outcome = Outcome(Shelf(document(f"{n}.txt", *found) for n, found in enumerate(documents)), seconds=0.84)
    assert summary(outcome, "built", " → out") == f"{words} · built in 0.8 s → out"


def test_the_summary_counts_notes_and_says_how_to_see_them() -> None:
    noted = Outcome(Shelf([document("a", NOTE), document("b", NOTE, WARNING)]))
    notes = counted_notes(noted.findings, hidden=True)
    assert notes == "2 notes, -v shows them"
    assert summary(noted, "built", "", notes).startswith("2 documents · 1 clean · 1 with 1 warning · 2 notes, -v shows")
    assert counted_notes([*document("a", NOTE).conversion.findings], hidden=True) == "1 note, -v shows it"
    assert counted_notes(noted.findings, hidden=False) == "2 notes"
    assert counted_notes((), hidden=True) == ""


def test_an_unreadable_input_weighs_more_than_an_error_and_an_error_more_than_a_warning() -> None:
    warned, wrong, lost = document("a", WARNING), document("b", ERROR), document("c", ERROR, unreadable=True)
    assert Outcome(Shelf([warned])).code(strict=False) == 0
    assert Outcome(Shelf([warned])).code(strict=True) == 1
    assert Outcome(Shelf([warned, wrong])).code(strict=False) == 1
    assert Outcome(Shelf([warned, wrong, lost])).code(strict=False) == 4
    assert Outcome(Shelf([document("d", NOTE)])).code(strict=True) == 0


def test_captures_are_named_as_seen_from_the_edition_or_from_what_they_have_in_common() -> None:
    inside = [Path("ours/1964/a.txt"), Path("ours/b.txt").absolute()]
    assert [*map(names_in(Path("ours"), inside), inside)] == ["1964/a.txt", "b.txt"]
    outside = [Path("one/a.txt"), Path("two/b.txt")]
    assert [*map(names_in(Path("ours"), outside), outside)] == ["one/a.txt", "two/b.txt"]
    assert names_in(Path("ours"), [Path("one/a.txt")])(Path("one/a.txt")) == "a.txt"


def test_a_report_with_a_file_name_that_is_no_text_can_be_written() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    text = b"".join(report_json(Outcome(Shelf([document(name, ERROR)])), Path())).decode()
    assert json.loads(text.encode("utf-8"))["documents"][0]["capture"]


def test_the_tei_is_what_a_parser_of_another_maker_reads(built: Path) -> None:
    for path in (built / "tei").glob("*.xml"):
        assert ElementTree.parse(path).getroot().tag == f"{TEI}TEI"


def test_a_capture_with_a_very_long_name_is_written_under_a_shorter_one(tmp_path: Path) -> None:
    folder = tmp_path / "captures"
    folder.mkdir()
    for name in ("a" * 240, "a" * 241, "short"):
        (folder / f"{name}.txt").write_text(LETTER, "utf-8")
    assert run("build", folder, "-o", tmp_path / "out").exit_code == 0
    names = [path.name for path in (tmp_path / "out" / "tei").glob("*.xml")]
    assert len(names) == 3
    assert max(map(len, names)) <= 210


def test_an_output_whose_name_is_too_long_is_refused(tmp_path: Path) -> None:
    run("build", SEEDS, "-o", tmp_path / "out", "-q")
    result = run("export", "csv", tmp_path / "out" / "tei", "-o", tmp_path / f"{'a' * 300}.csv")
    assert result.exit_code in (2, 5)
    assert "internal fault" not in result.stderr
