"""`make fuzz`: all fuzzers side by side for some time, and what they did: `python fuzz/run.py --seconds 300`.

Corpus and finds are kept in `.fuzz/`. What was found the last time is tried first; what breaks nothing any more is
gone from there then. A case that was mended belongs into `tests/found/`, with a line that says what it broke.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".fuzz"
LONGEST = 4096  # bytes of what is tried; longer ones take longer and find no more
MOST_SECONDS, MOST_MEGABYTES = 60, 3000  # for one of them
BEGINNINGS = {
    # what is fuzzed    what the corpus begins with
    "captures": ("seeds/*.txt", "tests/golden/*/source.txt", "tests/found/captures/*"),
    "tei": ("tests/samples/**/*.xml", "tests/golden/*/expected.xml", "tests/found/tei/*"),
    "settings": ("seeds/*.yaml", "src/tei_edition/*/*.yaml", "tests/found/settings/*"),
}


class Ran(NamedTuple):
    """What came of one fuzzer."""

    name: str
    executions: int
    seconds: int
    found: tuple[Path, ...]
    died: str = ""  # how the process ended, if not as it should


def main() -> int:
    """Run the fuzzers that are named, or all; the exit code is 1 if one of them has found something."""
    parser = argparse.ArgumentParser(description="Look for captures, TEI and settings that break what is promised.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(BEGINNINGS)} (default: all)")
    parser.add_argument("--seconds", type=int, default=300, help="how long (default: %(default)s)")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(BEGINNINGS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(BEGINNINGS)}")
    if find_spec("atheris") is None:
        print("atheris is not installed: pip install -e '.[fuzz]' (it runs on Linux only)", file=sys.stderr)
        return 6
    started = [(name, start(name, wanted.seconds)) for name in wanted.names or BEGINNINGS]
    every = [told(ended(name, process)) for name, process in started]
    print(f"{sum(ran.executions for ran in every):,} executions in all")
    return int(any(ran.found or ran.died for ran in every))


def start(name: str, seconds: int) -> subprocess.Popen[bytes]:
    """A fuzzer in a process of its own."""
    corpus, found = prepared(name)
    options = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={MOST_SECONDS}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
    )
    with (FOLDER / f"{name}.log").open("wb") as log:
        words = [sys.executable, str(ROOT / "fuzz" / "target.py"), name, str(found), str(corpus), *options]
        return subprocess.Popen(words, stdout=log, stderr=log, cwd=ROOT)


def prepared(name: str) -> tuple[Path, Path]:
    """The folders for the corpus of a fuzzer, with what it begins with, and for its finds, empty."""
    corpus, found = FOLDER / "corpus" / name, FOLDER / "found" / name
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for path in found.iterdir():
        if path.suffix == ".txt":  # the story of a find
            path.unlink()
        else:
            path.replace(corpus / path.name)
    for pattern in BEGINNINGS[name]:
        for path in sorted(ROOT.glob(pattern)):
            for n, piece in enumerate(pieces(path.read_bytes())):
                (corpus / f"{path.parent.name}-{path.stem}-{n}").write_bytes(piece)
    return corpus, found


def pieces(data: bytes) -> Iterator[bytes]:
    """A file that is short, or the beginning and the end of a longer one, and both without what stands between."""
    if len(data) <= LONGEST:
        yield data
    else:
        head, foot = data[: LONGEST // 3], data[-LONGEST // 3 :]
        yield from (head, foot, head + foot)


def ended(name: str, process: subprocess.Popen[bytes]) -> Ran:
    """What a fuzzer did, when it is done."""
    code = process.wait()
    log = (FOLDER / f"{name}.log").read_text("utf-8", "replace")
    executed = re.findall(r"^stat::number_of_executed_units: *(\d+)|^#(\d+)", log, re.M)
    seconds = re.search(r"^Done \d+ runs in (\d+) second", log, re.M)
    found = sorted(path for path in (FOLDER / "found" / name).iterdir() if path.suffix != ".txt")
    return Ran(
        name,
        int(next(filter(None, executed[-1]))) if executed else 0,
        int(seconds[1]) if seconds else 0,
        tuple(found),
        "" if seconds and code == 0 else f"its process ended with {code}, see .fuzz/{name}.log",
    )


def told(ran: Ran) -> Ran:
    """Say what a fuzzer did."""
    print(f"{ran.name}: {ran.executions:,} executions in {ran.seconds} s, {len(ran.found)} found {ran.died}".rstrip())
    for path in ran.found:
        print(f"    {path.relative_to(ROOT)}")
    return ran


if __name__ == "__main__":
    sys.exit(main())
