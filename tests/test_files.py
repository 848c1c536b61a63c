"""Files are written whole or not at all, and never over what somebody edited."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import must_refuse
from tei_edition.errors import UnreadableInput, UnwritableOutput
from tei_edition.files import check_folder, write, write_pieces
from tei_edition.folders import RECORD, OutputFolder


def put(folder: Path, name: str, data: bytes) -> Path:
    with OutputFolder(folder) as output:
        return output.put(name, data)


# --- write --------------------------------------------------------------------------------------------------


def test_a_file_is_written_with_the_folders_that_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "letter.xml"
    assert write(file, b"<TEI/>") is True
    assert file.read_bytes() == b"<TEI/>"
    assert [path.name for path in file.parent.iterdir()] == ["letter.xml"]


def test_a_file_that_has_the_bytes_already_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "letter.xml"
    write(file, b"<TEI/>")
    os.utime(file, ns=(1, 1))
    assert write(file, b"<TEI/>") is False
    assert file.stat().st_mtime_ns == 1


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "letter.xml"
    write(file, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as half:
            half.write(data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnwritableOutput, match=r"letter\.xml: cannot be written: No space left on device"):
        write(file, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"letter.xml": b"old"}


def test_a_file_in_pieces_is_written_whole_or_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "letter.xml"
    assert write_pieces(file, iter([b"<TEI", b"", b"/>"])) is True
    os.utime(file, ns=(1, 1))
    assert write_pieces(file, iter([b"<", b"TEI/>"])) is False
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (b"<TEI/>", 1)
    assert write_pieces(file, iter([])) is True
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"letter.xml": b""}


def test_whoever_fails_to_make_the_pieces_leaves_the_old_file_and_his_own_error(tmp_path: Path) -> None:
    file = tmp_path / "letter.xml"
    write(file, b"old")

    def failing() -> Iterator[bytes]:
        yield b"new"
        raise UnreadableInput("a capture is not there any more")

    with pytest.raises(UnreadableInput):
        write_pieces(file, failing())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"letter.xml": b"old"}


def test_pieces_that_cannot_be_written_are_an_error_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwritableOutput, match="folder: cannot be written"):
        write_pieces(tmp_path / "folder", iter([b"x"]))
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "letter.xml", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_is_no_file_to_write(tmp_path: Path) -> None:
    (tmp_path / "letter.xml").mkdir()
    with pytest.raises(UnwritableOutput) as caught:
        write(tmp_path / "letter.xml", b"x")
    assert caught.value.exit_code == 5
    assert caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["letter.xml"]


def test_a_name_as_long_as_file_systems_allow_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / f"{'é' * 125}.xml"  # 254 bytes
    assert write(file, b"x")
    assert file.read_bytes() == b"x"


# --- where could be written -----------------------------------------------------------------------------------


def test_a_folder_that_can_be_made_is_good(tmp_path: Path) -> None:
    check_folder(tmp_path / "not" / "yet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "tei", "tei/deeper"])
def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(UnwritableOutput, match="is a file, not a folder"):
        check_folder(tmp_path / "output" / below)


def test_a_read_only_folder_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    must_refuse(folder, os.W_OK)
    with pytest.raises(UnwritableOutput, match="is read-only"):
        check_folder(folder / "tei")


# --- the folder that remembers --------------------------------------------------------------------------------


def test_what_the_last_run_wrote_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, "letter.xml", b"first")
    assert put(tmp_path, "letter.xml", b"second") == tmp_path / "letter.xml"
    assert (tmp_path / "letter.xml").read_bytes() == b"second"


def test_a_file_edited_by_hand_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "letter.xml", b"first")
    (tmp_path / "letter.xml").write_bytes(b"edited")
    for data in (b"second", b"third"):
        assert put(tmp_path, "letter.xml", data) == tmp_path / "letter.new.xml"
        assert (tmp_path / "letter.xml").read_bytes() == b"edited"
        assert (tmp_path / "letter.new.xml").read_bytes() == data


def test_who_takes_the_new_file_is_not_asked_again(tmp_path: Path) -> None:
    put(tmp_path, "letter.xml", b"first")
    (tmp_path / "letter.xml").write_bytes(b"edited")
    put(tmp_path, "letter.xml", b"second").replace(tmp_path / "letter.xml")
    assert put(tmp_path, "letter.xml", b"second") == tmp_path / "letter.xml"
    assert put(tmp_path, "letter.xml", b"third") == tmp_path / "letter.xml"
    assert not (tmp_path / "letter.new.xml").exists()


def test_a_document_that_is_called_new_is_not_overwritten_either(tmp_path: Path) -> None:
    put(tmp_path, "letter.xml", b"first")
    put(tmp_path, "letter.new.xml", b"another document")
    (tmp_path / "letter.xml").write_bytes(b"edited")
    assert put(tmp_path, "letter.xml", b"second") == tmp_path / "letter.new.new.xml"
    assert (tmp_path / "letter.new.xml").read_bytes() == b"another document"


@pytest.mark.parametrize("record", [b"", b"{", b"[1]", b"\xff", b'{"letter.xml": 1}'])
def test_a_lost_or_broken_record_never_costs_somebodys_work(tmp_path: Path, record: bytes) -> None:
    put(tmp_path, "letter.xml", b"first")
    (tmp_path / RECORD).write_bytes(record)
    assert put(tmp_path, "letter.xml", b"second") == tmp_path / "letter.new.xml"
    assert (tmp_path / "letter.xml").read_bytes() == b"first"


def test_a_record_is_read_as_it_was_written_and_as_somebody_has_written_it_anew(tmp_path: Path) -> None:
    names = ['a"b.xml', "ä.xml", "\u2028.xml"]
    for name in names:
        put(tmp_path, name, b"first")
    as_written = (tmp_path / RECORD).read_bytes()
    stated = json.loads(as_written)
    assert as_written == json.dumps(stated, indent=1).encode() + b"\n"
    for record in (as_written, json.dumps(stated).encode(), json.dumps(stated, indent=4).encode(), as_written + b"\n"):
        (tmp_path / RECORD).write_bytes(record)
        assert OutputFolder(tmp_path).others(()) == sorted(names)


def test_what_was_written_before_an_interruption_is_remembered(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), OutputFolder(tmp_path) as output:
        output.put("letter.xml", b"first")
        raise KeyboardInterrupt
    assert put(tmp_path, "letter.xml", b"second") == tmp_path / "letter.xml"


def test_a_folder_into_which_nothing_was_written_is_not_made(tmp_path: Path) -> None:
    with OutputFolder(tmp_path / "tei"):
        pass
    assert not (tmp_path / "tei").exists()


def test_a_link_stays_and_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert write(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write(pipe, b"words")
        assert os.read(reader, 10) == b"words"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
