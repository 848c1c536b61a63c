"""Make the data that the program reads at every start from the files that people edit; JSON takes a tenth of the time.

gazetteer.yaml → gazetteer.json, languages/*.yaml → languages.json, layouts/*.yaml → layouts.json,
xslt/family-names.xml → family-names.json, all in src/tei_edition/data. The same files give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from tei_edition.assets import asset
from tei_edition.authorities import Authority, load_authorities
from tei_edition.layouts.profiles import SHIPPED, stated_profile

ASSUMED = Authority._field_defaults | {"kind": "place"}


def places() -> list[dict[str, Any]]:
    """The entries of the gazetteer, without what an entry has anyway."""
    entries = [entry._asdict() for entry in load_authorities(asset("data", "gazetteer.yaml")).entries]
    return [{key: value for key, value in entry.items() if value != ASSUMED.get(key)} for entry in entries]


def languages() -> list[dict[str, Any]]:
    """What the files of the languages state, English first."""
    files = sorted(asset("data", "languages").glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem))
    return [{"code": path.stem, **yaml.safe_load(path.read_bytes())} for path in files]


def layouts() -> list[dict[str, Any]]:
    """What the shipped layout profiles state, in the order in which they are tried."""
    return [{"name": name, **stated_profile(asset("layouts", f"{name}.yaml"))} for name in SHIPPED]


def family_names() -> list[str]:
    """The family names that stand first."""
    return "".join(ElementTree.parse(asset("xslt", "family-names.xml")).getroot().itertext()).split()


def write(path: Path, rows: Iterable[object]) -> None:
    """Write the rows, a line each."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", "utf-8", newline="\n")


if __name__ == "__main__":
    write(asset("data", "gazetteer.yaml").with_suffix(".json"), places())
    write(asset("data", "languages").with_suffix(".json"), languages())
    write(asset("data") / "layouts.json", layouts())
    write(asset("data") / "family-names.json", family_names())
