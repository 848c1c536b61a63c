"""Files are read to their end, and nobody waits for what has none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tei_edition.authorities import load_authorities
from tei_edition.checks.wellformed import parse_tei
from tei_edition.checksums import sha256_of
from tei_edition.errors import BadConfiguration, UnreadableInput, UnwritableOutput
from tei_edition.files import write
from tei_edition.ordinary import is_file, is_folder, read
from tei_edition.source import read_source

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices among its files")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe into which nobody writes, and from which nobody reads."""
    path = tmp_path / "letter.txt"
    os.mkfifo(path)
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"words")
    assert read(tmp_path / "a") == b"words"


def test_no_more_is_read_of_a_file_that_grows_than_may_be(tmp_path: Path) -> None:
    endless = tmp_path / "a"
    with endless.open("wb") as file:
        file.truncate(300_000_000)
    assert len(read(endless, 1000)) < 100_000_000


def test_a_pipe_a_folder_and_a_device_are_no_files(pipe: Path) -> None:
    for path in (pipe, pipe.parent, Path("/dev/zero")):
        with pytest.raises(OSError, match=r"this is (no ordinary file|a folder)"):
            read(path)
        assert sha256_of(path) == ""


def test_a_pipe_that_a_shell_has_connected_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"<TEI/>")
    os.close(writer)
    try:
        assert read(f"/dev/fd/{reader}") == b"<TEI/>"
    finally:
        os.close(reader)


def test_nobody_waits_for_a_pipe_that_is_named_as_a_capture_a_tei_file_or_settings(pipe: Path) -> None:
    with pytest.raises(UnreadableInput, match="this is no ordinary file"):
        read_source(pipe)
    with pytest.raises(UnreadableInput, match="this is no ordinary file"):
        parse_tei(pipe)
    with pytest.raises(BadConfiguration, match="this is no ordinary file"):
        load_authorities(pipe)


def test_a_pipe_from_which_nobody_reads_cannot_be_written(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_edition.files.PATIENCE", 0.01)
    with pytest.raises(UnwritableOutput, match="nobody reads"):
        write(pipe, b"words")


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "a\0b"])
def test_under_a_name_that_no_system_takes_there_is_nothing(name: str) -> None:
    assert not is_file(name) and not is_folder(name)
