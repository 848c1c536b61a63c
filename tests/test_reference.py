"""docs/reference.md says what the program knows now."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from typing import cast

import pytest

from program import ROOT
from tei_edition.codes import codes
from tei_edition.settings import FACTS


@pytest.fixture(scope="module")
def made() -> str:
    script = runpy.run_path(str(ROOT / "scripts" / "make_reference.py"))
    return cast(Callable[[], str], script["reference"])()


def test_the_reference_is_current(made: str) -> None:
    there = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert there == made, "make it again: python scripts/make_reference.py"


def test_the_reference_has_every_fact_and_code_and_the_values_of_zone_and_form(made: str) -> None:
    assert all(f"| `{fact}` |" in made for fact in FACTS)
    assert all(f"| {code} |" in made for code in codes())
    assert "| `head[].form` | one of: date, line, button |" in made
    assert "| `head[].zone` | one of: chrome, header, text, markup |" in made
    assert "navigation" in made.partition("| `chrome` |")[2].partition("\n")[0]


def test_the_readme_leads_to_the_reference() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for section in ("## Your own captures", "## A new page layout"):
        assert "docs/reference.md" in readme.partition(section)[2].partition("\n## ")[0]
