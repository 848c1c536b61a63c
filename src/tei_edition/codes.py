"""The long help of findings: why a code matters, a bad and a good example, how to mend it.

The texts stand in `data/codes.yaml`, which is read only when somebody asks.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tei_edition.assets import asset


class CodeEntry(NamedTuple):
    """What is known about a code; `bad` and `good` are lines of TEI or of a capture, and may be empty."""

    code: str
    title: str
    severity: str  # "error", "warning", or both with the condition
    why: str
    bad: str
    good: str
    mend: str


def codes() -> tuple[str, ...]:
    """Every code that has an entry, in order."""
    return tuple(sorted(_entries()))


def entry(code: str) -> CodeEntry | None:
    """What is known about a code, upper or lower case; None if it has no entry."""
    return _entries().get(code.strip().upper())


@cache
def _entries() -> dict[str, CodeEntry]:
    import yaml  # only for those who ask

    rows = yaml.safe_load(asset("data", "codes.yaml").read_text(encoding="utf-8"))
    return {code: _entry(code, row) for code, row in rows.items()}


def _entry(code: str, row: dict[str, str]) -> CodeEntry:
    texts = {key: str(row.get(key, "")).rstrip("\n") for key in ("title", "severity", "why", "bad", "good", "mend")}
    return CodeEntry(code=code, **texts)
