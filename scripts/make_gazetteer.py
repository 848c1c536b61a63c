"""Make src/tei_edition/data/gazetteer.json of gazetteer.yaml: the places as the program reads them at every start."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from tei_edition.assets import asset
from tei_edition.authorities import Authority, load_authorities

ASSUMED = {each.name: each.default for each in fields(Authority)} | {"kind": "place"}


def main() -> None:
    source = asset("data", "gazetteer.yaml")
    rows = [
        json.dumps({key: value for key, value in asdict(each).items() if value != ASSUMED[key]}, ensure_ascii=False)
        for each in load_authorities(source).entries
    ]
    inner = ",\n".join(rows)
    source.with_suffix(".json").write_text(f"[\n{inner}\n]\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
