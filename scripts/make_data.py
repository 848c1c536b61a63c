"""Make the data that the program reads at every start from the files that people edit; JSON takes a tenth of the time.

gazetteer.yaml → gazetteer.json, languages/*.yaml → languages.json, all in src/tei_edition/data. The same files give the
same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import yaml

from tei_edition.assets import asset
from tei_edition.authorities import Authority, load_authorities

ASSUMED = {each.name: each.default for each in fields(Authority)} | {"kind": "place"}


def places() -> list[dict[str, Any]]:
    """The entries of the gazetteer, without what an entry has anyway."""
    entries = map(asdict, load_authorities(asset("data", "gazetteer.yaml")).entries)
    return [{key: value for key, value in entry.items() if value != ASSUMED[key]} for entry in entries]


def languages() -> list[dict[str, Any]]:
    """What the files of the languages state, English first."""
    files = sorted(asset("data", "languages").glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem))
    return [{"code": path.stem, **yaml.safe_load(path.read_bytes())} for path in files]


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write the rows, a line each."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", "utf-8", newline="\n")


if __name__ == "__main__":
    write(asset("data", "gazetteer.yaml").with_suffix(".json"), places())
    write(asset("data", "languages").with_suffix(".json"), languages())
