"""How far a long run has come, told to eyes and to logs; a short run says nothing."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator

import pytest

from tei_edition import progress
from tei_edition.manner import Manner
from tei_edition.model import Finding, Severity
from tei_edition.progress import Bar, Counted, Lines, State, shown


class Clock:
    """A time that goes on when it is told to."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def lines_of(total: int, seconds: float, findings: Callable[[int], int] = lambda n: 0) -> list[str]:
    """The plain lines of a run that takes so long for each document."""
    clock, said = Clock(), list[str]()
    with shown(State(total, "converting", clock), Lines(said.append)) as advance:
        for n in range(total):
            clock.time += seconds
            advance(findings(n))
    return said


def test_a_short_run_says_nothing() -> None:
    assert lines_of(100, 0.09) == []


def test_a_long_run_says_a_line_now_and_then() -> None:
    assert lines_of(1600, 0.0625, lambda n: n % 2) == [
        "converting: 160 of 1,600 · 16/s · 80 findings · about 2 min left",
        "converting: 640 of 1,600 · 16/s · 320 findings · about 60 s left",
        "converting: 1,120 of 1,600 · 16/s · 560 findings · about 30 s left",
    ]


@pytest.mark.parametrize(
    ("done", "seconds", "line"),
    [
        (1, 20.0, "converting: 1 of 9,000 · 0.1/s · about 50 h 00 min left"),
        (4500, 30.0, "converting: 4,500 of 9,000 · 150/s · about 30 s left"),
        (4500, 900.0, "converting: 4,500 of 9,000 · 5.0/s · about 15 min left"),
    ],
)
def test_speed_and_time_are_told_in_round_numbers(done: int, seconds: float, line: str) -> None:
    clock = Clock()
    state = State(9000, "converting", clock, done=done)
    clock.time += seconds
    assert state.line == line


def test_one_finding_is_no_findings() -> None:
    assert "1 finding ·" in State(9, "converting", Clock(), done=1, found=1).line


class Runner:
    """A kind of `map` that can do more."""

    at_once = 50

    def __call__(self, function: Callable[[int], str], todo: range) -> Iterator[str]:
        return map(function, todo)

    def each(self, function: Callable[[int], str], todo: range, bounds: str) -> Iterator[str]:
        return (f"{function(item)} {bounds}" for item in todo)


def test_a_document_counts_when_all_its_results_are_there() -> None:
    counted: list[int] = []
    run = Counted(Runner(), lambda: counted.append(1), passes=2)
    assert list(run(str, range(3))) == ["0", "1", "2"]
    assert len(counted) == 1
    assert list(run.each(str, range(3), "s")) == ["0 s", "1 s", "2 s"]
    assert len(counted) == 3
    assert run.at_once == 50
    assert not hasattr(Counted(map, run, passes=2), "each")


def test_more_results_than_documents_are_no_more_than_all() -> None:
    state = State(2, "making pages", Clock())
    with shown(state, Lines(print)) as advance:
        for _ in range(5):
            advance(0)
    assert state.done == 2


# --- on a terminal --------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """From now on somebody looks at what is told."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    for name in ("CI", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    return terminal


def drawn_by_a_run(monkeypatch: pytest.MonkeyPatch, total: int, seconds: float) -> str:
    terminal, clock = on_terminal(monkeypatch), Clock()
    with shown(State(total, "converting", clock), Bar()) as advance:
        for _ in range(total):
            clock.time += seconds
            advance(1)
    return terminal.getvalue()


def test_a_bar_tells_speed_findings_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    drawn = drawn_by_a_run(monkeypatch, 1024, 0.015625)
    assert "converting" in drawn
    assert "64 of 1,024 · 64/s · 64 findings · about 15 s left" in drawn
    assert "\x1b[2K" in drawn  # and it goes at the end


def test_a_bar_is_not_drawn_for_what_is_soon_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn_by_a_run(monkeypatch, 100, 0.015) == ""


# --- which of the two -----------------------------------------------------------------------------------------


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a manner chooses to show progress with."""
    choices: list[str] = []
    monkeypatch.setattr(progress, "Bar", lambda: choices.append("bar") or Bar())  # type: ignore[func-returns-value]
    monkeypatch.setattr(progress, "Lines", lambda say: choices.append("lines") or Lines(say))  # type: ignore[func-returns-value]
    return choices


def told_of(manner: Manner, total: int = 100) -> None:
    with manner.progress_of(total) as advance:
        advance()
        advance([Finding("N201", Severity.WARNING, "words")])


def test_eyes_get_a_bar_and_logs_get_lines(chosen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    told_of(Manner())
    monkeypatch.setenv("CI", "true")
    told_of(Manner())
    monkeypatch.delenv("CI")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    told_of(Manner())
    assert chosen == ["bar", "lines", "lines"]


@pytest.mark.parametrize("manner", [Manner(quiet=True), Manner(progress=False)], ids=["quiet", "no-progress"])
def test_who_wants_silence_gets_it(manner: Manner, chosen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    told_of(manner)
    assert (chosen, terminal.getvalue()) == ([], "")


def test_few_documents_need_no_progress(chosen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    told_of(Manner(), 19)
    assert chosen == []
