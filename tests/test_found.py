"""What the fuzzers have found (`make fuzz`), kept so that it is found no more."""

from __future__ import annotations

import pytest
import yaml

import promises
from program import ROOT

FOUND = ROOT / "tests" / "found"
LIST = FOUND / "what_it_broke.yaml"
BROKE: dict[str, str] = yaml.safe_load(LIST.read_text("utf-8"))
HOLDS = {
    "captures": promises.for_capture,
    "tei": promises.for_tei,
    "settings": promises.for_settings,
}


@pytest.mark.parametrize("name", sorted(BROKE))
def test_what_was_found_once_keeps_the_promises_now(name: str) -> None:
    HOLDS[name.partition("/")[0]]((FOUND / name).read_bytes())


def test_every_file_that_was_found_has_a_line_that_says_what_it_broke() -> None:
    there = {path.relative_to(FOUND).as_posix() for path in FOUND.rglob("*") if path.is_file() and path != LIST}
    assert there == set(BROKE)
    assert all(BROKE.values())
