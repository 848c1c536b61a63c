"""What a run converts: which captures, under which names, with whose settings, in which order."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program import LETTER, letters
from tei_edition import jobs, pipeline
from tei_edition.config import Config
from tei_edition.corpus import config_for, convert_all
from tei_edition.errors import BadConfiguration, UnreadableInput, WrongUse
from tei_edition.jobs import Job, find_jobs
from tei_edition.model import Conversion, Severity
from tei_edition.runner import FEW, Way
from tei_edition.source import decode
from tei_edition.tei.build import edition_id
from tei_edition.transliteration import id_of_name

SOURCE = decode(b"Dear Ada,", "a.txt")[0]


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


def test_names_of_which_the_same_id_is_made_get_different_ids(tmp_path: Path) -> None:
    touch(tmp_path, "a b.txt", "a-b.txt", "Ä-b.txt", "a-b-2.txt")
    jobs = find_jobs([str(tmp_path)])
    assert len({edition_id(SOURCE._replace(ident=job.ident)) for job in jobs}) == 4
    assert [len(job.findings) for job in jobs] == [0, 0, 1, 1]


def test_names_as_long_as_file_systems_allow_get_ids_of_their_own(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{'x' * 240}{sign}.txt" for sign in "abc"), *(f"{'x' * n}.txt" for n in (178, 179, 180, 181)))
    idents = [job.ident for job in find_jobs([str(tmp_path)])]
    assert len({edition_id(SOURCE._replace(ident=ident)) for ident in idents}) == len(idents) == 7
    assert max(len(f".{ident}.ledger.json.tmp") for ident in idents) < 255


@pytest.mark.parametrize("name", ["CON.txt", "nul.txt", "Aux.txt", "com1.txt", "lpt9.x.txt"])
def test_no_file_is_written_under_the_name_of_a_device(tmp_path: Path, name: str) -> None:
    (job,) = find_jobs([str(path) for path in touch(tmp_path, name)])
    assert job.ident == f"{Path(name).stem}-1"
    assert [finding.code for finding in job.findings] == ["C103"]


def test_what_is_no_capture_takes_no_name_from_one(tmp_path: Path) -> None:
    (capture,) = touch(tmp_path, "a.txt")
    missing, found = find_jobs([str(tmp_path / "gone" / "a.txt"), str(capture)])
    assert missing.fault and not found.fault
    assert (found.ident, found.findings) == ("a", ())


@given(
    st.lists(
        st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12),
        min_size=1,
        max_size=12,
    )
)
def test_no_two_captures_share_a_file_or_an_id_whatever_they_are_called(stems: list[str]) -> None:
    named = jobs._named(Job(Path(f"{n}/{stem}.txt")) for n, stem in enumerate(stems))
    idents = [job.ident for job in named]
    assert len({jobs._key(ident) for ident in idents}) == len(stems)
    ids = [id_of_name(ident) for ident in idents if id_of_name(ident)]
    assert len(set(ids)) == len(ids)


def test_an_empty_name_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    (capture,) = touch(tmp_path, "a.txt")
    empty, found = find_jobs(["", str(capture)])
    assert "an empty name" in str(empty.fault) and not found.fault


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_that_lead_back_to_a_folder_end_no_search(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "in/b.txt")
    for name in ("up", "again", "once-more"):
        (tmp_path / "in" / name).symlink_to("..")
    assert names(tmp_path / "**" / "*.txt") == ["a.txt", "b.txt"]
    (tmp_path / "edition.yaml").write_text("captures: '**/*.txt'\n")
    assert names(tmp_path) == ["a.txt", "b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among its files")
def test_a_pipe_a_folder_and_a_broken_link_with_the_name_of_a_capture_are_none(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to("nowhere")
    assert names(tmp_path) == names(tmp_path / "*.txt") == ["a.txt"]


@pytest.mark.parametrize("stem", [" a ", "-a", "a\nb", "\x1b[31m", "a\udcff", "[a]", "x" * 251])
@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
def test_a_name_may_hold_what_the_system_allows(tmp_path: Path, stem: str) -> None:
    name = f"{stem}.txt"
    touch(tmp_path, name)
    for source in (tmp_path, tmp_path / name, tmp_path / "*.txt"):
        (job,) = find_jobs([str(source)])
        assert job.path.name == name and not job.findings


def test_a_list_may_name_what_the_system_allows(tmp_path: Path) -> None:
    touch(tmp_path, "a b.txt", "a\u2028b.txt", "a\udcff.txt")
    lines = b"\xef\xbb\xbf# captures\r\n\r\na b.txt\r\n" + "a\u2028b.txt\n".encode() + b"a\xff.txt\n  \nmissing.txt"
    (tmp_path / "all.list").write_bytes(lines)
    jobs = find_jobs([str(tmp_path / "all.list")])
    assert [job.path.name for job in jobs if not job.fault] == ["a b.txt", "a\u2028b.txt", "a\udcff.txt"]
    assert [str(job.fault) for job in jobs if job.fault] == [
        f"{tmp_path / 'missing.txt'}: there is no such file or folder"
    ]


@pytest.mark.parametrize("data", [b"", b"# nothing\n", "a.txt\n".encode("utf-16"), b"\0\0"])
def test_a_list_that_names_nothing_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "all.list").write_bytes(data)
    with pytest.raises(UnreadableInput, match=r"all\.list: "):
        find_jobs([str(tmp_path / "all.list")])


def test_thirty_thousand_captures_of_one_name_are_named_at_once() -> None:
    named = list(jobs._named(Job(Path(str(n), "source.txt")) for n in range(30_000)))
    assert named[-1].ident == "source-30000"


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
