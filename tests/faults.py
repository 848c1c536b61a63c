"""Experiments with faults: a run is disturbed, and what it leaves is compared with that of an undisturbed one.

`test_faults.py` does them with few captures, `scripts/try_faults.py` with many.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random

from program import hears_signals, letters, tree

INTERRUPTED = "interrupted; every file that was written is whole"
ABOUT_THE_RUN = ("report.json", "MANIFEST.sha256")  # tells what this run did; the manifest has its checksum
NOT_ENOUGH = 40_000  # bytes that a file may have where the disk is full
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "America/St_Johns", "COLUMNS": "40"},
)


class Different(AssertionError):
    """What a disturbed run left is not what it should be."""


class NotHere(Exception):
    """This experiment can not be done on this machine, or by this user."""


@dataclass
class Run:
    """A run of the program that can be disturbed."""

    process: subprocess.Popen[bytes]
    log: Path
    began: float = field(default_factory=time.monotonic)

    @property
    def is_over(self) -> bool:
        """Whether it has ended by itself."""
        return self.process.poll() is not None

    @property
    def said(self) -> str:
        """What it has told until now."""
        return self.log.read_text("utf-8")

    def ended(self, seconds: float = 600) -> int:
        """Wait for its end; returns the exit code."""
        return self.process.wait(seconds)

    def sent(self, number: signal.Signals, *, to_all: bool = False) -> int:
        """Send a signal, to all of its processes as a terminal does; returns the exit code."""
        if not self.is_over:
            (os.killpg if to_all else os.kill)(self.process.pid, number)
        return self.ended()


@dataclass
class Laboratory:
    """Captures, and what an undisturbed build makes of them."""

    folder: Path
    count: int
    jobs: int = 2
    seed: int = 0

    @cached_property
    def random(self) -> Random:
        """The same choices each time."""
        return Random(self.seed)

    @cached_property
    def captures(self) -> Path:
        """So many letters; some answer others, and are written when all are known."""
        folder = self.folder / "captures"
        files = letters(folder, self.count)
        for n, file in enumerate(files[::7]):
            answer = f"I thank you for your letter of {n % 28 + 1} March {1900 + n}. "
            file.write_text(file.read_text("utf-8").replace("We are well", f"{answer}We are well"), "utf-8")
        return folder

    @cached_property
    def undisturbed(self) -> dict[str, bytes]:
        """The files of a build that nothing disturbs; `seconds` is how long it took."""
        out = self.folder / "undisturbed"
        run = self.start(out, "-j", "1")
        must(run.ended() == 0, f"an undisturbed build must succeed:\n{run.said}")
        self.seconds = time.monotonic() - run.began
        return tree(out)

    seconds: float = 0.0

    def start(
        self,
        out: Path,
        *words: object,
        captures: Path | None = None,
        prepare: Callable[[], None] = lambda: None,
        **env: str,
    ) -> Run:
        """Begin a build into a folder, as a process that hears Ctrl-C."""

        def before() -> None:
            hears_signals()
            prepare()

        log = self.folder / f"{out.name}.log"
        words = words if "-j" in words else (*words, "-j", self.jobs)
        command = [sys.executable, "-m", "tei_edition", "build", captures or self.captures, "-o", out, "-q", *words]
        with log.open("wb") as told:
            process = subprocess.Popen(
                list(map(str, command)),
                env={**os.environ, **env},
                stdout=told,
                stderr=told,
                start_new_session=True,
                preexec_fn=before,
            )
        return Run(process, log)

    def some_time(self) -> float:
        """A moment in the life of a run, chosen at random."""
        return self.random.uniform(0.05, 0.95) * self.seconds

    def await_files(self, run: Run, out: Path, pattern: str, number: int = 1) -> None:
        """Wait until a run has written so many files."""
        while not run.is_over and len(list(out.glob(pattern))) < number:
            time.sleep(0.005)
        must(not run.is_over, f"the run ended before it could be disturbed:\n{run.said}")

    def finish(self, out: Path, expected: dict[str, bytes] | None = None, captures: Path | None = None) -> None:
        """The same command again: it ends well, and what is there is what an undisturbed run makes."""
        run = self.start(out, captures=captures)
        must(run.ended() == 0, f"the run after the fault must succeed:\n{run.said}")
        must_be_the_same(tree(out), expected or self.undisturbed)

    def must_be_whole(self, out: Path) -> None:
        """What stands there now is a part of what an undisturbed run makes, and no file is a half."""
        for name, data in visible(out).items():
            must(data == self.undisturbed.get(name), f"{name} is not what an undisturbed run writes")


def must(is_so: bool, what: str) -> None:
    if not is_so:
        raise Different(what)


def must_be_the_same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """The same files with the same bytes, hidden ones too."""
    must(not found.keys() ^ expected.keys(), f"not in both: {sorted(found.keys() ^ expected.keys())[:5]}")
    changed = [name for name in found if found[name] != expected[name]]
    must(not changed, f"other bytes in {changed[:5]}")


def visible(out: Path) -> dict[str, bytes]:
    """The files that a reader of the folder sees: neither temporary ones nor the program's own notes."""
    paths = (path.relative_to(out).as_posix() for path in out.rglob("*"))  # a killed run may still have a moment
    seen = sorted(path for path in paths if not re.search(r"(?:^|/)\.", path) and (out / path).is_file())
    return {path: (out / path).read_bytes() for path in seen if path != "timings.json"}


# --- the experiments ------------------------------------------------------------------------------------------


def other_surroundings(lab: Laboratory) -> str:
    """Hash seed, time zone, locale, rights of new files, and number of processes make no difference."""
    for number, env in enumerate(SURROUNDINGS):
        out = lab.folder / f"surroundings-{number}"
        run = lab.start(out, "-j", number + 1, prepare=lambda: os.umask(0o077) and None, **env)
        must(run.ended() == 0, run.said)
        must_be_the_same(tree(out), lab.undisturbed)
        shutil.rmtree(out)
    return f"{len(SURROUNDINGS)} surroundings"


def order_of_names(lab: Laboratory) -> str:
    """In which order the captures are named makes no difference."""
    files = sorted(lab.captures.glob("*.txt"))
    lab.random.shuffle(files)
    out = lab.folder / "order"
    run = lab.start(out, *files[1:], captures=files[0])
    must(run.ended() == 0, run.said)
    found = tree(out)
    about = dict.fromkeys(ABOUT_THE_RUN, b"")  # the report tells of the captures in the order in which they are named
    must_be_the_same(found | about, lab.undisturbed | about)
    return f"{len(files):,} names shuffled"


def killed(lab: Laboratory, times: int, in_a_row: int = 1) -> str:
    """`kill -9` at any moment leaves whole files, and the same command finishes the work."""
    hit = found = 0
    for number in range(0, times, in_a_row):
        out = lab.folder / f"killed-{number}"
        for _ in range(min(in_a_row, times - number)):
            run = lab.start(out)
            time.sleep(lab.some_time())
            hit += run.sent(signal.SIGKILL) == -signal.SIGKILL
            lab.must_be_whole(out) if out.exists() else None
            found += len(visible(out))
        lab.finish(out)
        shutil.rmtree(out)
    return f"{hit} of {times} runs killed, {found:,} files left by them, all whole"


def interrupted(lab: Laboratory, number: signal.Signals, times: int = 1) -> str:
    """Ctrl-C and its like: one line, 130, whole files only, nothing temporary."""
    out = lab.folder / f"interrupted-{number.name}"
    for at in range(times):
        run = lab.start(out)
        lab.await_files(run, out, ("html/doc/*.html", "tei/*.xml")[at % 2])
        time.sleep(lab.random.uniform(0, 0.2) * lab.seconds)
        is_late = run.is_over
        code = run.sent(number, to_all=number == signal.SIGINT)
        must(is_late or code == 130, f"exit code {code} after {number.name}:\n{run.said}")
        must(is_late or run.said.strip() == INTERRUPTED, run.said)
        lab.must_be_whole(out)
        must(not list(out.rglob(".*.tmp")), "a temporary file is left")
    lab.finish(out)
    shutil.rmtree(out)
    return f"{times} times"


def no_room(lab: Laboratory) -> str:
    """A disk that takes no more: one message, 5, whole files only."""
    out = lab.folder / "no-room"
    run = lab.start(out, prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (NOT_ENOUGH, NOT_ENOUGH)))
    must(run.ended() == 5, f"exit code {run.process.returncode}:\n{run.said}")
    must_say_once(run, "cannot be written: File too large")
    lab.must_be_whole(out)
    must(not list(out.rglob(".*.tmp")), "a temporary file is left")
    lab.finish(out)
    shutil.rmtree(out)
    return "exit code 5"


def read_only(lab: Laboratory) -> str:
    """An output that takes nothing: one message, 5, before any work; also if it takes nothing any more."""
    out = lab.folder / "read-only"
    out.mkdir(mode=0o555)
    if os.access(out, os.W_OK):
        raise NotHere("this user may do anything (root): modes do not hold")
    run = lab.start(out)
    must(run.ended() == 5, f"exit code {run.process.returncode}:\n{run.said}")
    must_say_once(run, "is read-only")
    must(not list(out.iterdir()), "something was written")
    out.chmod(0o755)
    run = lab.start(out)
    lab.await_files(run, out, "html/doc/*.html")
    (out / "html" / "doc").chmod(0o555)
    must(run.ended() == 5, f"exit code {run.process.returncode}:\n{run.said}")
    must_say_once(run, "cannot be written: Permission denied")
    (out / "html" / "doc").chmod(0o755)
    lab.must_be_whole(out)
    lab.finish(out)
    shutil.rmtree(out)
    return "exit code 5, before and in the middle"


def two_at_once(lab: Laboratory) -> str:
    """The second run into a folder refuses and names the first, which goes on."""
    out = lab.folder / "both"
    first = lab.start(out)
    lab.await_files(first, out, "tei/*.xml")
    second = lab.start(lab.folder / "link-to-both", captures=None) if _linked(lab, out) else first
    must(second.ended() == 5, f"exit code {second.process.returncode}:\n{second.said}")
    must_say_once(second, f"another run (process {first.process.pid} on ")
    must(first.ended() == 0, first.said)
    must_be_the_same(tree(out), lab.undisturbed)
    shutil.rmtree(out)
    return "exit code 5 for the second"


def _linked(lab: Laboratory, out: Path) -> bool:
    (lab.folder / "link-to-both").symlink_to(out)
    return True


def input_lost(lab: Laboratory) -> str:
    """Captures that go or change in the middle of a run: no fault of the program, and the next run is as if new."""
    ours = lab.folder / "changing"
    shutil.copytree(lab.captures, ours)
    out = lab.folder / "changing-out"
    run = lab.start(out, captures=ours)
    lab.await_files(run, out, "tei/*.xml")
    files = sorted(ours.glob("*.txt"))
    for file in files[:: max(1, len(files) // 10)]:
        file.unlink()
    for file in files[1 :: max(1, len(files) // 10)]:
        file.write_text(file.read_text("utf-8").replace("We are well", "We are very well"), "utf-8")
    code = run.ended()
    must(code in (0, 1, 4), f"exit code {code}:\n{run.said}")
    must("internal fault" not in run.said and "Traceback" not in run.said, run.said)
    again = lab.start(out, captures=ours)
    must(again.ended() == 0, again.said)
    anew = lab.folder / "changed-anew"
    fresh = lab.start(anew, captures=ours)
    must(fresh.ended() == 0, fresh.said)
    gone = {file.stem for file in files if not file.is_file()}
    found, expected = (_without(gone, tree(folder)) for folder in (out, anew))
    must_be_the_same(found, expected)
    for folder in (ours, out, anew):
        shutil.rmtree(folder)
    return f"exit code {code} in the disturbed run, {len(gone)} captures gone"


def _without(gone: set[str], files: dict[str, bytes]) -> dict[str, bytes]:
    """Without the TEI of captures that are gone, which stays until the editor takes it away, and what tells of it."""
    told = {*ABOUT_THE_RUN, "tei/.tei-edition.json"}
    kept = {f"tei/{name}{ending}" for name in gone for ending in (".xml", ".ledger.json")}
    return {name: data for name, data in files.items() if name not in told | kept}


def damaged(lab: Laboratory) -> str:
    """`verify` names what was changed, is missing, or is too much."""
    out = lab.folder / "damaged"
    must(lab.start(out).ended() == 0, "an undisturbed build must succeed")
    names = sorted(name for name in visible(out) if name.startswith("html/doc/") and name.endswith(".html"))
    changed, missing = lab.random.sample(names, 2)
    with (out / changed).open("r+b") as file:
        file.seek(lab.random.randrange((out / changed).stat().st_size))
        file.write(b"\0")
    (out / missing).unlink()
    (out / "html" / "more.html").write_bytes(b"")
    told = subprocess.run(
        [sys.executable, "-m", "tei_edition", "verify", out], capture_output=True, text=True, check=False
    )
    must(told.returncode == 1, told.stderr)
    for code, name in (("E203", changed), ("E204", missing), ("E205", "html/more.html")):
        must(bool(re.search(rf"{re.escape(name)}\S*  \w+ {code}", told.stderr)), told.stderr)
    shutil.rmtree(out)
    return "changed, missing and extra files named"


def must_say_once(run: Run, what: str) -> None:
    """One message with these words, and nothing else but its hint."""
    lines = [line for line in run.said.splitlines() if not line.startswith("    ")]
    must(len(lines) == 1 and what in lines[0] and "Traceback" not in run.said, f"{what}? It said:\n{run.said}")


def each(times: int, in_a_row: int) -> Iterator[tuple[str, Callable[[Laboratory], str]]]:
    """All experiments with their names."""
    yield from (
        ("other surroundings", other_surroundings),
        ("another order of names", order_of_names),
        ("killed at random", lambda lab: killed(lab, times, in_a_row)),
        ("SIGINT", lambda lab: interrupted(lab, signal.SIGINT, max(1, times // 5))),
        ("SIGTERM", lambda lab: interrupted(lab, signal.SIGTERM, max(1, times // 5))),
        ("SIGHUP", lambda lab: interrupted(lab, signal.SIGHUP)),
        ("no room on the disk", no_room),
        ("two runs at once", two_at_once),
        ("captures go and change", input_lost),
        ("damaged output", damaged),
    )
    yield "read-only output", read_only
