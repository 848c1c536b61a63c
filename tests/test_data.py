"""The data that the program reads is what people edit."""

from __future__ import annotations

import json
import runpy

import pytest

from program import ROOT
from tei_edition.assets import asset
from tei_edition.authorities import gazetteer, load_authorities


@pytest.mark.parametrize(
    ("made", "file"),
    [
        ("places", "gazetteer.json"),
        ("languages", "languages.json"),
        ("layouts", "layouts.json"),
        ("family_names", "family-names.json"),
    ],
)
def test_the_program_reads_what_people_edit(made: str, file: str) -> None:
    rows = runpy.run_path(str(ROOT / "scripts" / "make_data.py"))[made]()
    assert json.loads(json.dumps(rows)) == json.loads(asset("data", file).read_bytes()), "run `make data`"


def test_a_place_of_the_program_is_what_its_entry_says() -> None:
    assert gazetteer() == load_authorities(asset("data", "gazetteer.yaml"))
