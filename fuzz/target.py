"""One fuzzer, which libFuzzer drives through atheris: `python fuzz/target.py captures FOUND CORPUS -max_total_time=60`.

What breaks a promise is written into the folder FOUND, each different fault once, and fuzzing goes on. Only what ends
the process (a crash in C, a run that never ends, all memory taken) ends it.
"""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import atheris
from hypothesis import HealthCheck, given, settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

with atheris.instrument_imports(include=["tei_edition"]):
    import promises
    from odd_captures import pages
    from pieces import CAPTURES, SETTINGS, TEI

GENERATED = 200  # pages put together by hypothesis
PAGES_OF = 8  # every eighth capture is converted twice, and its pages are made, which takes three times as long


def for_capture(data: bytes) -> None:
    """Hold a capture to what is promised, some of them to all of it; of the same bytes always to the same."""
    (promises.for_conversion if zlib.crc32(data) % PAGES_OF else promises.for_capture)(data)


TARGETS: dict[str, tuple[Callable[[bytes], object], Callable[[bytes, int, int], bytes]]] = {
    # what is fuzzed    what holds for it          how it is changed
    "captures": (for_capture, CAPTURES.changed),
    "tei": (promises.for_tei, TEI.changed),
    "settings": (promises.for_settings, SETTINGS.changed),
}
IN_PIECES = 0.7  # of all changes; libFuzzer makes the rest, byte by byte


def main(name: str, found: Path, corpus: Path, options: list[str]) -> None:
    """Fuzz until libFuzzer's options say stop."""
    hold, change = TARGETS[name]
    found.mkdir(parents=True, exist_ok=True)
    if name == "captures":
        _add_pages(corpus)
    warnings.simplefilter("error")

    def once(data: bytes) -> None:
        try:
            hold(data)
        except Exception as error:  # whatever it is, it is what we look for
            _keep(found, data, error)

    def changed(data: bytes, most: int, seed: int) -> bytes:
        return change(data, most, seed) if seed % 100 < 100 * IN_PIECES else atheris.Mutate(data, most)

    atheris.Setup([sys.argv[0], str(corpus), *options], once, custom_mutator=changed)
    atheris.Fuzz()


def _add_pages(corpus: Path) -> None:
    """Add pages that hypothesis puts together, others each time: documents of each genre in each layout."""

    @settings(max_examples=GENERATED, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(pages())
    def add(page: str) -> None:
        data = page.encode("utf-8")
        (corpus / f"page-{zlib.crc32(data):08x}").write_bytes(data)

    add()


def _keep(found: Path, data: bytes, error: Exception) -> None:
    """Write down what broke a promise, unless the same fault at the same place has been seen with no more bytes."""
    steps = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(step.filename).name}:{step.lineno}" for step in steps if ROOT.as_posix() in step.filename]
    words = re.sub(r"“.*?”|\W+|\d+", " ", str(error), flags=re.S)[:80] if isinstance(error, AssertionError) else ""
    name = f"{type(error).__name__}-{hashlib.sha1(repr((words, places[-2:])).encode()).hexdigest()[:8]}"
    file = found / f"{name}.bin"
    if file.exists() and file.stat().st_size <= len(data):
        return
    is_new = not file.exists()
    file.write_bytes(data)
    story = "".join(traceback.format_exception(error))
    (found / f"{name}.txt").write_text(story, "utf-8", "backslashreplace")
    if is_new:
        print(f"FOUND {name}: {type(error).__name__}: {str(error)[:200]!r}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
