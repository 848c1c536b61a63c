"""The parts that the benchmarks share; no test measures time."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
from lxml import etree

from program import ROOT

sys.path.append(str(ROOT / "benchmarks"))

import generator
import measure
import plots
import sections

from tei_edition.config import load_config
from tei_edition.jobs import find_jobs
from tei_edition.layouts.profiles import SHIPPED
from tei_edition.pipeline import convert_file, open_workshop

SVG = "{http://www.w3.org/2000/svg}"


def test_the_captures_are_in_every_layout_and_of_every_kind(tmp_path: Path) -> None:
    generator.write_captures(tmp_path, 120)
    workshop = open_workshop(load_config(tmp_path))
    made = [convert_file(job.path, workshop) for job in find_jobs([str(tmp_path)])]
    assert len(made) == 120
    assert {each.layout for each in made} == set(SHIPPED)
    assert {"letter", "telegram", "minutes", "report", "article"} <= {each.genre for each in made}
    assert [each.name for each in made if not each.is_publishable] == []


def test_a_larger_corpus_begins_with_the_smaller_one(tmp_path: Path) -> None:
    generator.write_captures(tmp_path / "small", 3)
    generator.write_captures(tmp_path / "grown", 3)
    generator.write_captures(tmp_path / "grown", 5, start=3)
    generator.write_captures(tmp_path / "large", 5)
    for path in (tmp_path / "large").rglob("*.*"):
        assert (tmp_path / "grown" / path.relative_to(tmp_path / "large")).read_bytes() == path.read_bytes()
    assert (tmp_path / "small" / "0000" / "0000002.txt").read_text("utf-8") == generator.capture(2)
    assert generator.capture(2) != generator.capture(2, seed=2)


def test_the_growth_is_the_exponent_of_the_power_that_fits() -> None:
    assert measure.exponent([(10, 3.0), (100, 300.0), (1000, 30_000.0)]) == pytest.approx(2)
    assert math.isnan(measure.exponent([(10, 3.0)]))


HUNGRY = """
import sys, time
from pathlib import Path
kept = bytearray(60 * 1024 ** 2)
kept[::4096] = bytes(len(kept[::4096]))
while not Path(sys.argv[1]).exists():
    time.sleep(0.01)
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="memory is read from /proc")
def test_the_memory_of_a_run_is_that_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, usual = tmp_path / "seen", measure._peak

    def peak(pid: int) -> int:
        found = usual(pid)
        if found > 60 * 1024:
            seen.touch()
        return found

    monkeypatch.setattr(measure, "_peak", peak)
    run = measure.run_command((sys.executable, "-c", HUNGRY, str(seen)))
    assert run.coordinator > 60 * 1024
    with pytest.raises(RuntimeError, match="ended with 3"):
        measure.run_command((sys.executable, "-c", "raise SystemExit(3)"))


def test_drawings_are_svg_and_say_their_figures_in_words() -> None:
    lines = etree.fromstring(plots.lines({"a": [(1, 2), (10, 20)], "b": [(1, 3), (10, 40)]}, "documents", "seconds"))
    assert len(lines.findall(SVG + "polyline")) == 2
    bars = etree.fromstring(plots.bars({"read <x>": (1, 0.5), "write": (3, 0)}, ("line", "floor"), "µs"))
    words = [text.text for text in bars.iter(SVG + "text")]
    assert {"read <x>", "1 µs", "0.5 µs", "3 µs", "line", "floor"} <= set(words)


def test_what_was_found_is_the_same_when_it_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "KEPT", tmp_path)
    table = sections.Table(("what", "figure"), (("one", "1"), ("eleven", "11")))
    aim = sections.Aim("growth", 1.2, 1.1)
    section = sections.Section("A title", "Words.", (table,), (sections.Plot("name", "<svg/>", "words"),), (aim,))
    sections.keep("it", section)
    assert sections.kept("it") == section
    assert sections.kept("nothing") is None
    assert sections.plain(table) == "what    figure\none          1\neleven      11"
    assert sections.markdown(table).splitlines()[1] == "| --- | ---: |"
    assert sections.aims_of([section]).rows == (("growth", "1.20", "≤ 1.1", "no"),)
