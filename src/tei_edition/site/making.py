"""How the text of a document came about: what its TEI file is, and what became of the lines of its capture."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.site.edition import SiteDocument

STATES = (
    # what a character of the capture became; the first that holds for one of its characters holds for a line
    ("text", ("text", "markup")),
    ("header", ("header",)),
    ("dropped", ("chrome", "lost")),
)
STATE_OF = {zone: state for state, zones in STATES for zone in zones}
ORDER = [state for state, _ in STATES]


def making(document: SiteDocument, tei: bytes) -> Iterator[etree._Element]:
    """What the page of a document says of its making: `version`, and `ledger` if there is one."""
    yield etree.Element("version", sha256=hashlib.sha256(tei).hexdigest())
    if ledger := _read(document.ledger):
        counted = lines(ledger)
        yield etree.Element("ledger", {state: str(number) for state, number in counted.items()})


def lines(ledger: Mapping[str, Any]) -> dict[str, int]:
    """How many lines the capture has, and how many of them went into the text, only into the header, or nowhere."""
    starts: list[int] = ledger["lines"]
    state: dict[int, str] = {}
    for span in ledger["spans"]:
        if (now := STATE_OF.get(span["zone"])) is None:
            continue
        for line in range(bisect_right(starts, span["start"]) - 1, bisect_right(starts, span["end"] - 1)):
            state[line] = min(state.get(line, now), now, key=ORDER.index)
    found = Counter(state.values())
    return {"lines": len(starts), **{name: found[name] for name in ORDER}}


def _read(path: Path | None) -> Mapping[str, Any]:
    """The ledger beside a TEI file; nothing if there is none or it is not one of ours."""
    try:
        found = json.loads(path.read_bytes()) if path else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and {"lines", "spans"} <= found.keys() else {}
