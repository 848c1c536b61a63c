"""What a run converts: which captures, under which names, with whose settings, in which order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from program import LETTER, letters
from tei_edition import corpus, pipeline
from tei_edition.config import Config
from tei_edition.corpus import Job, config_for, convert_all, find_jobs
from tei_edition.errors import BadConfiguration, UnreadableInput, WrongUse
from tei_edition.model import Conversion, Severity
from tei_edition.runner import FEW, Way


def touch(folder: Path, *names: str) -> list[Path]:
    files = [folder / name for name in names]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(LETTER, "utf-8")
    return files


def names(*sources: object) -> list[str]:
    return [job.path.name for job in find_jobs([str(source) for source in sources])]


# --- which captures -------------------------------------------------------------------------------------------


def test_a_folder_means_its_text_files_and_nothing_else(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a.TXT", "edition.yml.bak", "letter.xml", "notes.md")
    (tmp_path / "folder.txt").mkdir()
    assert names(tmp_path) == ["a.TXT", "b.txt"]


def test_an_edition_says_itself_which_its_captures_are(tmp_path: Path) -> None:
    touch(tmp_path, "1964/a.txt", "1970/b.txt", "c.txt")
    (tmp_path / "edition.yaml").write_text("captures: 1964/*.txt\n")
    assert names(tmp_path) == ["a.txt"]
    assert names(tmp_path / "edition.yaml") == ["a.txt"]


def test_a_pattern_means_the_captures_that_match(tmp_path: Path) -> None:
    touch(tmp_path, "1964/a.txt", "1970/b.txt", "1970/b.xml")
    assert names(tmp_path / "*/*.txt") == ["a.txt", "b.txt"]
    assert names(tmp_path / "**/b*") == ["b.txt"]


def test_a_capture_that_is_named_twice_is_converted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = touch(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    assert names("a.txt", file, "./a.txt", tmp_path, "*.txt") == ["a.txt"]


def test_a_file_name_with_the_signs_of_a_pattern_is_a_file_name(tmp_path: Path) -> None:
    (file,) = touch(tmp_path, "a[1].txt")
    assert names(file) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("empty", r"empty: there are no captures here \(\*\.txt\)"),
        ("missing.txt", "missing.txt: there is no such file or folder"),
        ("x*.txt", r"x\*.txt: no capture matches this pattern"),
        ("*.xml", r"no capture matches this pattern \(1 other files match; only \*.txt are captures\)"),
        ("letter.xml", "letter.xml: this is a .xml file, not a capture"),
        ("a" * 5000, "cannot be read: File name too long"),
    ],
)
def test_a_source_without_captures_is_refused_with_a_remedy(tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.xml").write_text("<TEI/>")
    with pytest.raises(UnreadableInput, match=message) as caught:
        find_jobs([str(tmp_path / source)])
    assert caught.value.remedy


def test_a_folder_with_captures_further_below_says_how_to_name_them(tmp_path: Path) -> None:
    touch(tmp_path, "1964/a.txt")
    with pytest.raises(UnreadableInput) as caught:
        find_jobs([str(tmp_path)])
    (pattern,) = re.findall('"(.*)"', caught.value.remedy)
    assert names(pattern) == ["a.txt"]


def test_a_source_without_captures_does_not_stop_the_others(tmp_path: Path) -> None:
    (good,) = touch(tmp_path, "good.txt")
    jobs = find_jobs([str(tmp_path / "missing.txt"), str(good), str(tmp_path / "x*.txt")])
    assert [bool(job.fault) for job in jobs] == [True, False, True]
    first, second, third = convert_all(jobs, Config())
    assert first.unreadable
    assert third.unreadable
    assert second.tei
    assert [(f.code, f.message) for f in first.findings] == [("C101", "there is no such file or folder")]


# --- under which names ----------------------------------------------------------------------------------------


def test_two_captures_of_one_name_get_different_names_and_a_finding(tmp_path: Path) -> None:
    files = touch(tmp_path, "1964/letter.txt", "1970/Letter.txt", "1973/letter-2.txt", "1980/LETTER.txt")
    jobs = find_jobs([str(file) for file in files])
    assert [job.ident for job in jobs] == ["letter", "Letter-2", "letter-2-2", "LETTER-3"]
    assert [[f.code for f in job.findings] for job in jobs] == [[], ["C103"], ["C103"], ["C103"]]
    assert len({job.ident.casefold() for job in jobs}) == 4


def test_names_that_macos_takes_for_the_same_are_the_same(tmp_path: Path) -> None:
    files = touch(tmp_path, "1/caf\u00e9.txt", "2/cafe\u0301.txt")
    first, second = find_jobs([str(file) for file in files])
    assert first.ident == "caf\u00e9"
    assert second.ident == "cafe\u0301-2"


def test_a_hundred_thousand_captures_of_one_name_are_named_at_once() -> None:
    jobs = list(corpus._named(Job(Path(str(n), "source.txt")) for n in range(100_000)))
    assert jobs[-1].ident == "source-100000"


# --- with whose settings --------------------------------------------------------------------------------------


def test_the_edition_is_found_above_a_capture_a_folder_and_a_pattern(tmp_path: Path) -> None:
    (file,) = touch(tmp_path, "captures/1964/a.txt")
    (tmp_path / "edition.yaml").write_text("title: Ours\n")
    for source in (file, file.parent, tmp_path / "captures/*/*.txt", tmp_path / "captures/missing.txt", tmp_path):
        assert config_for([str(source)], None).title == "Ours"


def test_the_file_that_is_named_comes_first(tmp_path: Path) -> None:
    (file,) = touch(tmp_path, "a.txt")
    (tmp_path / "edition.yaml").write_text("title: Ours\n")
    (tmp_path / "other.yaml").write_text("title: Other\n")
    assert config_for([str(file)], tmp_path / "other.yaml").title == "Other"
    with pytest.raises(BadConfiguration, match=r"nix\.yaml"):
        config_for([str(file)], tmp_path / "nix.yaml")


def test_captures_of_two_editions_are_not_mixed(tmp_path: Path) -> None:
    touch(tmp_path, "one/a.txt", "two/b.txt")
    for name in ("one", "two"):
        (tmp_path / name / "edition.yaml").write_text(f"title: {name}\n")
    with pytest.raises(WrongUse, match="belong to several editions"):
        config_for([str(tmp_path / "one"), str(tmp_path / "two")], None)


def test_a_broken_edition_is_named_as_seen_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "ours/a.txt")
    (tmp_path / "ours" / "edition.yaml").write_text("titel: x\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadConfiguration) as caught:
        config_for(["ours"], None)
    assert caught.value.message.startswith("ours/edition.yaml:1: titel: this key is not known")


# --- in which order -------------------------------------------------------------------------------------------


def test_several_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    letters(tmp_path, FEW + 6)
    (tmp_path / "letter-010.txt").write_bytes(b"")
    jobs = find_jobs([str(tmp_path), str(tmp_path / "missing.txt")])
    one = list(convert_all(jobs, Config()))
    assert list(convert_all(jobs, Config(), way=Way(2))) == one
    assert [conversion.ident for conversion in one] == [job.ident for job in jobs]


def test_who_stops_early_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    letters(tmp_path, FEW + 6)
    conversions = convert_all(find_jobs([str(tmp_path)]), Config(), way=Way(2))
    assert next(conversions).ident == "letter-001"
    conversions.close()
    assert list(conversions) == []


def test_a_fault_of_the_program_stops_one_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters(tmp_path, 3)
    convert_file = pipeline.convert_file

    def failing(path: Path, *args: object, **more: object) -> Conversion:
        if path.stem == "letter-002":
            raise KeyError("a slip\nof ours")
        return convert_file(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "convert_file", failing)
    first, second, third = convert_all(find_jobs([str(tmp_path)]), Config())
    assert first.tei
    assert third.tei
    assert second.tei is None
    (finding,) = second.findings
    assert (finding.code, finding.severity) == ("E901", Severity.ERROR)
    assert "KeyError: 'a slip\\nof ours'" in finding.message
    assert finding.raw.startswith("test_corpus.py:")
    assert str(Path(__file__).parent) not in finding.raw
