"""Editions at a URL: only what changed is sent, the manifest comes last, and what was interrupted is finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from elsewhere import SECRET, Bucket, Gate
from program import LETTER, letters, must_refuse, run, start, tree
from tei_edition import publishing
from tei_edition.depot import UPLOADING, Depot
from tei_edition.errors import UnwritableOutput
from tei_edition.fixity import MANIFEST
from tei_edition.manner import Manner
from tei_edition.publishing import bring, usual_staging

EDITION = "memory://editions/letters"


@pytest.fixture
def depot() -> Iterator[Depot]:
    """A depot in the memory of this process."""
    fsspec = pytest.importorskip("fsspec")
    yield Depot.to_write(EDITION)
    fsspec.filesystem("memory").rm("/", recursive=True)


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    letters(tmp_path / "captures", 3)
    return tmp_path / "captures"


def there(depot: Depot) -> dict[str, bytes]:
    """Every file of a depot with its bytes, hidden ones too."""
    return {name: depot.read(name) or b"" for name in depot.md5s()}


def seen(folder: Path) -> dict[str, bytes]:
    """What a reader of a folder sees."""
    return {name: data for name, data in tree(folder).items() if "/." not in f"/{name}"}


def build(captures: Path, staging: Path, *words: object, url: str = EDITION) -> str:
    result = run("build", captures, "-o", url, "--staging", staging, *words)
    assert result.exit_code == 0, result.stderr
    return result.stderr


# --- what is brought --------------------------------------------------------------------------------------------


def test_what_stands_at_a_url_is_what_a_folder_would_have(captures: Path, tmp_path: Path, depot: Depot) -> None:
    told = build(captures, tmp_path / "staging")
    run("build", captures, "-o", tmp_path / "out", "-q")
    assert there(depot) == seen(tmp_path / "out")
    assert f"{len(there(depot))} files uploaded → {EDITION}" not in told  # the manifest itself is not counted
    assert f"{len(there(depot)) - 1} files uploaded → {EDITION}" in told


def test_a_second_run_sends_nothing(
    captures: Path, tmp_path: Path, depot: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(captures, tmp_path / "staging")
    for changing in ("put", "put_bytes", "remove"):
        monkeypatch.setattr(Depot, changing, lambda *_: pytest.fail("something was changed"))
    assert f"nothing to upload; everything is there → {EDITION}" in build(captures, tmp_path / "staging")


def test_only_what_changed_is_sent_and_what_is_gone_goes(captures: Path, tmp_path: Path, depot: Depot) -> None:
    build(captures, tmp_path / "staging")
    depot.put_bytes("tei/ours.txt", b"somebody's own")
    (captures / "letter-002.txt").unlink()
    told = build(captures, tmp_path / "staging")
    assert there(depot) == {**seen(tmp_path / "staging"), "tei/ours.txt": b"somebody's own"}
    assert "files removed →" in told
    sent = int(told.rpartition("\n")[0].rpartition("\n")[2].split(" ")[0])
    assert 0 < sent < len(there(depot))


def test_another_machine_goes_on_where_the_first_stopped(captures: Path, tmp_path: Path, depot: Depot) -> None:
    build(captures, tmp_path / "staging")
    assert "nothing to upload" in build(captures, tmp_path / "another")
    (captures / "letter-002.txt").unlink()
    build(captures, tmp_path / "third")
    assert not [name for name in there(depot) if "letter-002" in name]


def test_converted_files_are_brought_too(captures: Path, tmp_path: Path, depot: Depot) -> None:
    result = run("convert", captures, "-o", EDITION, "--staging", tmp_path / "staging")
    assert result.exit_code == 0, result.stderr
    run("convert", captures, "-o", tmp_path / "out", "-q")
    assert {**seen(tmp_path / "out"), MANIFEST: b""} == {**there(depot), MANIFEST: b""}
    assert "nothing to upload" in run("convert", captures, "-o", EDITION, "--staging", tmp_path / "staging").stderr


def test_a_dry_run_sends_nothing(captures: Path, tmp_path: Path, depot: Depot) -> None:
    build(captures, tmp_path / "staging", "-n")
    assert there(depot) == {}
    assert not (tmp_path / "staging").exists()


def test_a_file_url_is_a_folder(captures: Path, tmp_path: Path) -> None:
    assert run("build", captures, "-o", f"file://{tmp_path}/out", "-q").exit_code == 0
    assert (tmp_path / "out" / "html" / "index.html").exists()


def test_the_staging_folder_of_a_url_is_always_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    found = usual_staging("s3://archive/letters/")
    assert found == usual_staging("s3://archive/letters")
    assert found.name.startswith("s3-archive-letters-")
    assert found != usual_staging("s3://archive/letters2")


# --- interruptions ----------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The end of the program at some moment."""


@pytest.mark.parametrize("moment", range(6))
def test_whatever_interrupts_an_upload_the_same_command_finishes_it(
    captures: Path, tmp_path: Path, depot: Depot, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    build(captures, tmp_path / "staging")
    (captures / "letter-002.txt").unlink()
    (captures / "letter-001.txt").write_text(LETTER.replace("Tirana", "Durres"), "utf-8")
    monkeypatch.setattr(publishing, "MANY", 4)
    steps = iter(range(100))
    for changing in ("put", "remove"):
        usual = getattr(Depot, changing)

        def killed(self: Depot, files: list[object], usual: object = usual) -> None:
            if next(steps) == moment:
                raise Killed
            usual(self, files)  # type: ignore[operator]

        monkeypatch.setattr(Depot, changing, killed)
    with pytest.raises(Killed):
        build(captures, tmp_path / "staging")
    monkeypatch.undo()
    found = there(depot)
    assert (MANIFEST in found) == (moment < 2)  # with a manifest, everything is as it says
    if moment >= 2:
        assert UPLOADING in found
        assert run("verify", EDITION).exit_code == 4
    else:
        assert "as they were written" in run("verify", EDITION).stderr
    build(captures, tmp_path / "another")  # whoever finishes it
    run("build", captures, "-o", tmp_path / "out", "-q")
    assert there(depot) == seen(tmp_path / "out")


def test_a_build_that_was_cut_short_is_not_uploaded(captures: Path, tmp_path: Path, depot: Depot) -> None:
    (captures / "letter-002.txt").write_bytes(b"")
    result = run("build", captures, "-o", EDITION, "--staging", tmp_path / "staging", "--fail-fast")
    assert "nothing was uploaded" in result.stderr
    assert there(depot) == {}


def test_what_is_sent_is_not_changed_by_another_run(captures: Path, tmp_path: Path, depot: Depot) -> None:
    from tei_edition.lock import locked

    build(captures, tmp_path / "staging")
    with locked(tmp_path / "staging"):
        assert start("build", captures, "-o", EDITION, "--staging", tmp_path / "staging").returncode == 5


# --- verify -----------------------------------------------------------------------------------------------------


def test_verify_finds_what_was_changed_at_a_url(captures: Path, tmp_path: Path, depot: Depot) -> None:
    build(captures, tmp_path / "staging")
    assert run("verify", EDITION).exit_code == 0
    depot.put_bytes("html/index.html", b"changed")
    depot.remove(["tei/letter-001.xml"])
    depot.put_bytes("html/more.html", b"more")
    told = run("verify", EDITION)
    assert told.exit_code == 1
    for code, name in (("E203", "html/index.html"), ("E204", "tei/letter-001.xml"), ("E205", "html/more.html")):
        assert any(f"{EDITION}/{name}" in row and code in row for row in told.stderr.splitlines()), told.stderr


def test_verify_without_a_manifest_says_what_it_means(depot: Depot) -> None:
    told = run("verify", EDITION)
    assert (told.exit_code, "there is no MANIFEST.sha256 here" in told.stderr) == (4, True)


# --- a bucket ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("with_search")
def test_an_edition_in_a_bucket_is_that_of_a_folder(captures: Path, tmp_path: Path, bucket: Bucket) -> None:
    command = ("build", captures, "-o", "s3://archive/editions/letters")
    env = {**bucket.env, "XDG_CACHE_HOME": str(tmp_path / "caches")}
    assert start(*command, env=env).returncode == 0
    run("build", captures, "-o", tmp_path / "out", "-q")
    assert bucket.files("editions/letters") == seen(tmp_path / "out")
    assert bucket.kind("editions/letters/html/index.html") == "text/html"
    before = bucket.times("editions/letters")
    again = start(*command, env=env)
    assert b"nothing to upload" in again.stderr
    assert bucket.times("editions/letters") == before
    assert start("verify", "s3://archive/editions/letters", env=env).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals")
@pytest.mark.usefixtures("with_search")
def test_a_killed_upload_into_a_bucket_is_finished(captures: Path, tmp_path: Path, bucket: Bucket, gate: Gate) -> None:
    letters(captures, 12)
    command = [sys.executable, "-m", "tei_edition", "build", str(captures), "-o", "s3://archive/letters", "-q"]
    command += ["--staging", str(tmp_path / "staging")]
    gate.shut_after(5)
    process = subprocess.Popen(command, env={**os.environ, **bucket.env})
    assert gate.is_shut.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    gate.open()
    left = bucket.files("letters")
    assert MANIFEST not in left and UPLOADING in left
    expected = tree(tmp_path / "staging")
    assert all(data == expected[name] for name, data in left.items() if name != UPLOADING)
    assert start(*command[3:], env=bucket.env).returncode == 0
    run("build", captures, "-o", tmp_path / "out", "-q")
    assert bucket.files("letters") == seen(tmp_path / "out")


def test_what_is_there_already_after_an_interruption_is_not_sent_again(
    captures: Path, tmp_path: Path, bucket: Bucket
) -> None:
    command = ("build", captures, "-o", "s3://archive/letters", "--staging", tmp_path / "staging")
    start(*command, env=bucket.env)
    manifest = bucket.files("letters")[MANIFEST]
    unknown = b"".join(b"0" * 64 + row[64:] for row in manifest.splitlines(keepends=True))
    bucket.put({f"letters/{UPLOADING}": unknown})
    bucket.remove(f"letters/{MANIFEST}", "letters/html/index.html")
    again = start(*command, env=bucket.env)
    assert b"1 file uploaded" in again.stderr, again.stderr.decode()
    assert start("verify", "s3://archive/letters", env=bucket.env).returncode == 0


def test_a_bucket_that_is_not_there_is_told_before_any_work(captures: Path, tmp_path: Path, bucket: Bucket) -> None:
    for env in ({}, {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}):
        result = start("build", captures, "-o", "s3://none/x", "--staging", tmp_path / "s", env={**bucket.env, **env})
        told = result.stderr.decode()
        assert (result.returncode, len(told.splitlines())) == (5, 2), told
        assert "s3://none/x: " in told and SECRET not in told
        assert not (tmp_path / "s").exists()


def test_a_depot_that_takes_nothing_any_more_is_told(
    captures: Path, tmp_path: Path, depot: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(captures, tmp_path / "staging", "-q")
    (captures / "letter-002.txt").unlink()

    def full(*_: object, **__: object) -> None:
        raise PermissionError("a long story with credentials in it")

    monkeypatch.setattr(type(depot._system), "put", full)
    result = run("build", captures, "-o", EDITION, "--staging", tmp_path / "staging")
    assert result.exit_code == 5
    assert f"{EDITION}: no access" in result.stderr and "story" not in result.stderr
    assert MANIFEST in there(depot)


# --- where nothing is written -----------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["zip://edition.zip", "https://example.org/edition", "gs://archive/x", "sftp://host/x"])
def test_nothing_is_written_to_other_urls(captures: Path, tmp_path: Path, url: str) -> None:
    result = run("build", captures, "-o", url, "--staging", tmp_path / "staging")
    assert result.exit_code in (2, 6), result.stderr
    assert not (tmp_path / "staging").exists()


def test_one_file_at_a_url_is_refused(captures: Path) -> None:
    result = run("convert", captures / "letter-001.txt", "-o", "memory://a/letter.xml")
    assert (result.exit_code, "names one file" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("render", "x.xml", "-o", "s3://key:word@archive/letters"),
        ("serve", ".", "-o", "s3://archive/letters"),
        ("export", "csv", "x.xml", "-o", "s3://archive/letters.csv"),
        ("names", "suggest", "-o", "s3://archive/suggestions.yaml"),
        ("names", "list", "s3://archive/letters"),
        ("validate", "s3://archive/letters"),
        ("build", ".", "--config", "s3://archive/edition.yaml"),
    ],
    ids=" ".join,
)
def test_a_command_that_takes_no_url_says_so(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, "a URL; only build, convert and verify take one" in result.stderr) == (2, True)
    assert "word" not in result.stderr


def test_a_file_url_is_a_path_everywhere(captures: Path, tmp_path: Path) -> None:
    run("convert", captures, "-o", tmp_path / "tei", "-q")
    target = (tmp_path / "letters.csv").as_uri()
    assert run("export", "csv", (tmp_path / "tei").as_uri(), "-o", target).exit_code == 0
    assert (tmp_path / "letters.csv").stat().st_size > 0


def test_a_staging_folder_that_cannot_be_written_is_told(captures: Path, tmp_path: Path, depot: Depot) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    must_refuse(tmp_path / "locked", os.W_OK)
    result = run("build", captures, "-o", EDITION, "--staging", tmp_path / "locked" / "staging")
    assert result.exit_code == 5


def test_bringing_an_empty_folder_brings_a_manifest_only(tmp_path: Path, depot: Depot) -> None:
    assert bring(Manner(), tmp_path, depot) == f"0 files uploaded → {EDITION}"
    assert there(depot) == {MANIFEST: b""}
    with pytest.raises(UnwritableOutput):
        Depot(EDITION).put([(tmp_path / "none", "x")])
