"""Captures by URL: what is found, what comes of it is the same as from a folder, and what is wrong is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from elsewhere import SECRET, Bucket, zipped
from program import LETTER, letters, run, start, tree
from tei_edition import remote
from tei_edition.errors import MissingExtra, UnreadableInput, WrongUse
from tei_edition.jobs import find_jobs
from tei_edition.remote import Remote, is_url, matches

ON_THE_LINE = pytest.mark.parametrize("jobs", [1, 3])


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """Letters at two depths, one of them empty, and files that are no captures."""
    folder = tmp_path / "captures"
    letters(folder, 26)
    letters(folder / "1964", 2)
    (folder / "letter-005.txt").write_bytes(b"")
    (folder / "notes.md").write_text("no capture")
    (folder / ".hidden.txt").write_text(LETTER)
    return folder


def converted(tmp_path: Path, *sources: object, **env: str) -> dict[str, bytes]:
    """What a run as a process of its own makes of these captures."""
    out = tmp_path / f"out-{len(list(tmp_path.glob('out-*')))}"
    result = start("convert", *sources, "-o", out, "-q", cwd=tmp_path, env=env)
    assert result.returncode == 4, result.stderr.decode()  # one is empty
    assert b"letter-005.txt: " in result.stderr or b"letter-005.txt" in result.stderr
    return tree(out)


# --- what a URL names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("s3://bucket/letters", True),
        ("zip://*.txt::letters.zip", True),
        ("filecache::s3://bucket/letters", True),
        ("letters", False),
        ("C:\\letters\\a.txt", False),
        ("odd::name.txt", False),
    ],
)
def test_a_url_is_told_from_a_path(name: str, is_one: bool) -> None:
    assert is_url(name) is is_one


def test_a_file_url_is_the_path(captures: Path) -> None:
    assert list(find_jobs([f"file://{captures}"])) == list(find_jobs([str(captures)]))
    assert list(find_jobs([f"file://{captures}/letter-00?.txt"])) == list(find_jobs([f"{captures}/letter-00?.txt"]))


@pytest.mark.parametrize("url", ["zip://{}::{}", "zip://{}::file://{}"])
def test_what_is_found_in_an_archive_is_what_is_found_in_a_folder(captures: Path, tmp_path: Path, url: str) -> None:
    archive = zipped(captures, tmp_path / "letters.zip")
    for pattern in ("", "*.txt", "**/*.txt", "letter-00?.txt", "letter-001.txt", "1964", "1964/*"):
        there = find_jobs([str(captures / pattern)])
        assert [(job.ident, len(job.findings)) for job in find_jobs([url.format(pattern, archive)])] == [
            (job.ident, len(job.findings)) for job in there
        ]


def test_what_is_found_in_memory_is_what_is_found_in_a_folder(captures: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.put(str(captures), "/found", recursive=True)
    try:
        assert [job.ident for job in find_jobs(["memory://found"])] == [job.ident for job in find_jobs([str(captures)])]
    finally:
        memory.rm("/found", recursive=True)


def test_a_folder_elsewhere_with_captures_in_it_is_that_of_an_edition(tmp_path: Path) -> None:
    letters(tmp_path / "edition" / "captures" / "1964", 2)
    letters(tmp_path / "edition" / "captures" / ".old", 1)
    (tmp_path / "edition" / "readme.txt").write_text("no capture")
    archive = zipped(tmp_path / "edition", tmp_path / "edition.zip")
    assert [str(job.path) for job in find_jobs([f"zip://::{archive}"])] == [
        f"zip://captures/1964/letter-00{n}.txt::{archive}" for n in (1, 2)
    ]


def test_a_file_belongs_to_the_folder_or_pattern_that_names_it() -> None:
    url = "s3://archive/letters/1964/a.txt"
    assert matches(url, "s3://archive/letters/1964")
    assert matches(url, "s3://archive/letters/1964/")
    assert matches(url, "s3://archive/letters/**/*.txt")
    assert not matches(url, "s3://archive/letters")
    assert not matches(url, "s3://archive/letters/1965/*.txt")
    assert not matches(url, "s3://archive/letters/1964/b.txt")
    assert matches("zip://a.txt::one.zip", "zip://::one.zip")
    assert not matches("zip://a.txt::one.zip", "zip://*.txt::other.zip")


# --- lists ------------------------------------------------------------------------------------------------------


def test_a_list_names_captures_folders_patterns_and_urls(captures: Path, tmp_path: Path) -> None:
    archive = zipped(captures / "1964", tmp_path / "1964.zip")
    names = (
        "# the first",
        "captures/letter-001.txt",
        "",
        "captures/letter-00[23].txt",
        f"zip://letter-002.txt::{archive}",
    )
    (tmp_path / "some.list").write_text("\n".join(names), "utf-8")
    found = find_jobs([str(tmp_path / "some.list")])
    assert [job.ident for job in found] == ["letter-001", "letter-002", "letter-003", "letter-002-2"]


def test_a_list_in_an_archive_names_what_lies_beside_it(captures: Path, tmp_path: Path) -> None:
    (captures / "1964" / "all.list").write_text("letter-001.txt\n../letter-001.txt\n")
    archive = zipped(captures, tmp_path / "letters.zip")
    (job,) = find_jobs([f"zip://1964/all.list::{archive}"])[:1]
    assert str(job.path) == f"zip://1964/letter-001.txt::{archive}"


def test_a_list_without_captures_or_with_another_list_is_told(tmp_path: Path) -> None:
    for text, said in (("# nothing\n", "no captures in this list"), ("other.list", "cannot name another list")):
        (tmp_path / "bad.list").write_text(text)
        result = run("convert", tmp_path / "bad.list", "-o", tmp_path / "out")
        assert (result.exit_code, said in result.stderr) == (4, True)


# --- the same as from a folder ----------------------------------------------------------------------------------


@ON_THE_LINE
def test_an_archive_gives_what_its_files_give(captures: Path, tmp_path: Path, jobs: int) -> None:
    archive = zipped(captures, tmp_path / "letters.zip")
    expected = converted(tmp_path, "captures/**/*.txt", "-j", jobs)
    assert converted(tmp_path, f"zip://**/*.txt::{archive}", "-j", jobs) == expected


@ON_THE_LINE
def test_a_bucket_gives_what_its_files_give(captures: Path, tmp_path: Path, bucket: Bucket, jobs: int) -> None:
    bucket.put_all(captures, "letters")
    bucket.put({"letters.zip": zipped(captures, tmp_path / "letters.zip").read_bytes()})
    expected = converted(tmp_path, "captures/**/*.txt", "-j", jobs)
    for url in ("s3://archive/letters/**/*.txt", "zip://**/*.txt::s3://archive/letters.zip"):
        assert converted(tmp_path, url, "-j", jobs, **bucket.env) == expected


def test_pages_of_a_bucket_are_those_of_its_files(captures: Path, tmp_path: Path, bucket: Bucket) -> None:
    bucket.put_all(captures, "letters")
    (tmp_path / "edition.yaml").write_text("{captures: [captures/*.txt], title: Letters}")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "edition.yaml").write_text("{captures: ['*.txt'], title: Letters}")
    assert start("build", "-o", "here", cwd=tmp_path).returncode == 4
    result = start("build", "s3://archive/letters", "-o", "there", cwd=tmp_path / "elsewhere", env=bucket.env)
    assert result.returncode == 4, result.stderr.decode()
    assert tree(tmp_path / "elsewhere" / "there" / "html") == tree(tmp_path / "here" / "html")


def test_a_second_run_over_a_bucket_reads_only_what_has_changed(tmp_path: Path, bucket: Bucket) -> None:
    letters(tmp_path / "captures", 4)
    bucket.put_all(tmp_path / "captures", "letters")
    command = ("convert", "s3://archive/letters", "-o", "out", "-v")
    assert start(*command, cwd=tmp_path, env=bucket.env).returncode == 0
    again = start(*command, cwd=tmp_path, env=bucket.env)
    assert b"4 unchanged" in again.stderr, again.stderr.decode()
    bucket.put({"letters/letter-002.txt": LETTER.replace("Tirana", "Durres").encode()})
    bucket.remove("letters/letter-003.txt")
    last = start(*command, cwd=tmp_path, env=bucket.env)
    assert b"letter-002.xml" in last.stderr and b"capture changed" in last.stderr, last.stderr.decode()
    assert b"2 unchanged" in last.stderr
    assert not (tmp_path / "out" / "letter-003.xml").exists()


def test_who_names_one_capture_of_a_bucket_keeps_the_others(tmp_path: Path, bucket: Bucket) -> None:
    letters(tmp_path / "captures", 3)
    bucket.put_all(tmp_path / "captures", "letters")
    start("build", "s3://archive/letters", "-o", "out", cwd=tmp_path, env=bucket.env)
    start("build", "s3://archive/letters/letter-001.txt", "-o", "out", cwd=tmp_path, env=bucket.env)
    assert len(list((tmp_path / "out" / "tei").glob("*.xml"))) == 3


def test_a_capture_elsewhere_is_explained(captures: Path, tmp_path: Path) -> None:
    archive = zipped(captures, tmp_path / "letters.zip")
    result = run("explain", f"zip://letter-001.txt::{archive}#p-1")
    assert (result.exit_code, "p-1" in result.stdout) == (0, True), result.stderr
    whole = run("explain", f"zip://letter-001.txt::{archive}")
    assert whole.stdout == run("explain", captures / "letter-001.txt").stdout


# --- what is wrong ----------------------------------------------------------------------------------------------


def test_a_capture_that_is_too_large_is_not_read(tmp_path: Path, bucket: Bucket) -> None:
    (tmp_path / "edition.yaml").write_text("limits: {max_bytes: 1000}\n")
    bucket.put({"letters/a.txt": LETTER.encode(), "letters/b.txt": b"x" * 1001})
    result = start("convert", "s3://archive/letters", "-o", "out", cwd=tmp_path, env=bucket.env)
    assert result.returncode == 4
    assert b"the file has 1,001 bytes, more than the limit of 1,000" in result.stderr
    assert (tmp_path / "out" / "a.xml").exists()


def test_a_capture_that_grows_meanwhile_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1001)
    archive = zipped(tmp_path, tmp_path / "a.zip")
    with pytest.raises(UnreadableInput, match="more than the limit"):
        Remote(f"zip://a.txt::{archive}", size=5).read(1000)


NOT_THERE = (
    (
        "s3://no-such-bucket/letters",
        "there is no such bucket, folder or file",
    ),
    ("s3://archive/nothing", "there is no such bucket, folder or file"),
    ("s3://archive/letters/*.txt.gz", "no capture matches this pattern"),
    ("s3://archive/letters/deep", 'name them with a pattern: "s3://archive/letters/deep/**/*.txt"'),
    ("zip://b.txt::s3://archive/letters/a.txt", "this is no ZIP archive"),
    ("s3://archive/letters/deep/er/page.html", "this is a .html file, not a capture"),
)
SOME = {"letters/a.txt": LETTER.encode(), "letters/deep/er/page.html": b"<p>"}


@pytest.mark.parametrize(("url", "said"), NOT_THERE)
def test_what_is_not_there_is_told(tmp_path: Path, bucket: Bucket, url: str, said: str) -> None:
    bucket.put(SOME)
    alone = start("convert", url, "-o", "out", cwd=tmp_path, env=bucket.env)
    assert (alone.returncode, said in alone.stderr.decode()) == (4, True), alone.stderr.decode()


def test_whatever_is_not_there_the_others_go_on(tmp_path: Path, bucket: Bucket) -> None:
    bucket.put(SOME)
    urls = [url for url, _ in NOT_THERE]
    all_of_them = start("convert", *urls, "s3://archive/letters/a.txt", "-o", "out", cwd=tmp_path, env=bucket.env)
    told = all_of_them.stderr.decode()
    assert all_of_them.returncode == 4, told
    assert [said for _, said in NOT_THERE if said not in told] == [], told
    assert (tmp_path / "out" / "a.xml").exists()


def test_a_capture_that_goes_meanwhile_costs_only_itself(tmp_path: Path, bucket: Bucket) -> None:
    bucket.put({"letters/a.txt": LETTER.encode()})
    (tmp_path / "gone.list").write_text("s3://archive/letters/a.txt\ns3://archive/letters/gone.txt\n")
    result = start("convert", "gone.list", "-o", "out", cwd=tmp_path, env=bucket.env)
    assert result.returncode == 4
    assert b"s3://archive/letters/gone.txt:1:1  error C101" in result.stderr, result.stderr.decode()
    assert (tmp_path / "out" / "a.xml").exists()


def test_a_server_that_is_gone_is_told_without_any_secret(tmp_path: Path, bucket: Bucket) -> None:
    env = {**bucket.env, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
    result = start("convert", "s3://archive/letters", "-o", "out", cwd=tmp_path, env=env)
    told = result.stderr.decode()
    assert result.returncode == 4
    assert "s3://archive/letters: the server cannot be reached" in told, told
    assert len(told.splitlines()) == 2
    assert SECRET not in told


def test_without_credentials_the_environment_is_named(tmp_path: Path, bucket: Bucket) -> None:
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "HOME": str(tmp_path)}
    result = start("convert", "s3://archive/letters", "-o", "out", cwd=tmp_path, env={**bucket.env, **nobody})
    told = result.stderr.decode()
    assert result.returncode == 4
    assert "credentials" in told and "AWS_PROFILE" in told, told


@pytest.mark.parametrize("url", ["ssh://host/a.txt", "filecache::s3://a/b", "github://a:b@/c", "s3://a/b::zip://c.zip"])
def test_what_is_not_in_the_table_is_never_opened(tmp_path: Path, url: str) -> None:
    result = run("convert", url, "-o", tmp_path / "out")
    assert (result.exit_code, "are not taken from" in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize("url", [f"https://me:{SECRET}@host/a.txt", f"https://host/a.txt?X-Amz-Signature={SECRET}"])
def test_a_secret_in_an_address_is_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    result = run("convert", url, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert SECRET not in result.stderr + result.stdout


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra) as missing:
        remote.files_at("s3://archive/letters")
    assert (missing.value.exit_code, missing.value.remedy) == (6, "pip install 'tei-edition[s3]'")


def test_a_url_in_a_capture_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        LETTER.replace("Dear", "s3://archive/letters zip://x::y.zip file:///etc/passwd\n\nDear")
    )
    result = start("build", tmp_path, "-o", tmp_path / "out", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert result.returncode == 0
    assert b"fsspec" not in result.stderr


def test_nothing_of_it_is_loaded_for_files_of_this_machine(captures: Path) -> None:
    program = (
        "import sys; from tei_edition.jobs import find_jobs\n"
        "assert find_jobs(sys.argv[1:])\n"
        "print('fsspec' in sys.modules)"
    )
    command = [sys.executable, "-c", program, f"file://{captures}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_protocols_that_are_refused_raise_wrong_use() -> None:
    with pytest.raises(WrongUse, match="nothing is written there"):
        remote.allowed("zip://edition.zip", to="-o")
