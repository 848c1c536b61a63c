"""Regular expressions of an editor: those that could take for ever are found before they are tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_edition.errors import BadConfiguration
from tei_edition.layouts.profiles import load_profile
from tei_edition.slow_patterns import LONGEST_LINE, reach, slow_pattern


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(.*)*x",
        r"(a|aa)+$",
        r"(a|a)*b",
        r"(?:x(?:.|\w)y)*z",
        r"(\w+\s?)*:",
        r"([^,]*,*)*x",
        r"(?:a+){10}b",
        r"(a{0,30}){0,30}b",
        r"(?=(a+)+$)a",
        r"(.*?,){11}P",
        r".*.*.*.*=.*",
        r".*x.*x.*x.*x.*y",
        r"\s*\s*\s*\s*\s*\s*\s*x",
        "(?:" * 12 + "ab?" + "){4}" * 12,
        "x" * 5000,
    ],
)
def test_a_pattern_that_could_take_for_ever_is_told_from_others(pattern: str) -> None:
    assert slow_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"Name:\s*(.*)",
        r"\s*(.*?)\s*",
        r"(?:[A-Z][a-z]+ )+",
        r"(?:\w+, )*\w+",
        r"[\w’'-]+(?: [\w’'-]+)*",
        r"(?:[^,]*,)*x",
        r"(?:My |Most |Very )*Dear .*",
        r"(?:(?:Mr|Mrs)\. \w+, )*x",
        r"(?P<a>.+), (?P<b>.+), (?P<c>.+)",
        r"\d+ \w+ \d+",
        r".*Archive.*Page.*of.*",
        r"(?P<t>[^|]+)\|(?P<u>[^|]+)\|(?P<v>[^|]+)",
    ],
)
def test_what_editors_write_every_day_is_taken(pattern: str) -> None:
    assert not slow_pattern(pattern)


def test_only_a_pattern_with_few_ways_is_tried_on_a_line_of_any_length() -> None:
    assert reach(r"^Source: .*$") > 10**9
    assert reach(r".*Archive.*Page.*") == LONGEST_LINE


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("evidence:\n  - {like: '(a+)+$'}\n", "2: evidence[1].like"),
        ("head:\n  - slot: x\n    like: '(a+)+$'\n", "3: head[1].like"),
        ("head:\n  - {slot: x, is: X, unless_next: '(a+)+$'}\n", "2: head[1].unless_next"),
        ("tail:\n  opens:\n    - ok\n    - '(a+)+$'\n", "4: tail.opens[2]"),
    ],
)
def test_a_layout_with_such_a_pattern_is_refused_at_its_line(tmp_path: Path, text: str, where: str) -> None:
    profile = tmp_path / "own.yaml"
    profile.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration) as caught:
        load_profile(profile)
    assert caught.value.message.startswith(f"{profile}:{where}: “(a+)+$” could take for ever on some line")
