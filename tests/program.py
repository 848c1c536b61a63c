"""How the tests start the program: inside this process, or, where streams and start-up matter, as a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tei_edition.cli.program import main

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
TELEGRAM = SEEDS / "001_b1c178d6481c5cf6.txt"

LETTER = """Letter from Enver Hoxha to Kim Il Sung

Tirana, 6 August 1973

Dear Comrade Kim Il Sung,

I thank you for your letter of 31 December 1965. We are well and wish you the same.

With comradely greetings,

Enver Hoxha
"""


def run(*words: object, stdin: bytes = b"", env: Mapping[str, str | None] | None = None) -> Result:
    """The program with these words, in this process: `exit_code`, `stdout`, `stderr`."""
    if words[:1] == ("build",):
        _compile_everything()

    return _run([str(word) for word in words], stdin, env)


def _run(words: list[str], stdin: bytes = b"", env: Mapping[str, str | None] | None = None) -> Result:
    @click.command()
    def program() -> None:
        main(words)

    return CliRunner().invoke(program, [], input=stdin, env=env)


@cache
def _compile_everything() -> None:
    """Build a letter in this process once: processes that are copies of it need not compile schema and stylesheets."""
    with tempfile.TemporaryDirectory() as folder:
        capture = Path(folder, "letter.txt")
        capture.write_text(LETTER, "utf-8")
        _run(["build", str(capture), "-o", str(Path(folder, "output")), "-q"])


def start(
    *words: object, cwd: Path | None = None, env: Mapping[str, str] | None = None, stdin: bytes = b"", umask: int = -1
) -> subprocess.CompletedProcess[bytes]:
    """The same as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tei_edition", *map(str, words)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=stdin,
        capture_output=True,
        umask=umask,
        timeout=60,
        check=False,
    )


def hears_signals() -> None:
    """For a process that is about to start: whoever runs the tests may have told its children to ignore signals.

    Shells ignore Ctrl-C behind `&`, and `nohup` ignores SIGHUP.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def must_refuse(path: Path, mode: int) -> None:
    """Skip the test where modes do not hold (root may do anything); `.ci/run` takes that right from root."""
    if not os.access(path, mode):
        return
    if os.environ.get("TEI_EDITION_REQUIRE_MODES") == "1":
        pytest.fail("modes do not hold for this user, and TEI_EDITION_REQUIRE_MODES=1")
    pytest.skip("this user may do anything (root): modes do not hold")


def letters(folder: Path, count: int) -> list[Path]:
    """So many captures, each a little different."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"letter-{n:03}.txt" for n in range(1, count + 1)]
    for n, file in enumerate(files, 1):
        file.write_text(LETTER.replace("31 December 1965", f"{n % 28 + 1} March {1900 + n}"), "utf-8")
    return files


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, but for what tells of the runs."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}


def times(folder: Path) -> dict[str, int]:
    """When every file below a folder was last written; what tells of the runs is written each time."""
    return {str(path): path.stat().st_mtime_ns for path in _files(folder)}


def _files(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / "timings.json")
    return [path for path in files if not path.name.startswith(".tei-edition.state")]
