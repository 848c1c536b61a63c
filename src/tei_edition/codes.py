"""The long help of findings: why a code matters, a bad and a good example, how to mend it.

The texts stand in `data/codes.yaml`, which is read only when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tei_edition.assets import asset


@dataclass(frozen=True, slots=True)
class CodeEntry:
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


def explain_code(code: str) -> str | None:
    """The long help of a code as plain text, ending in a newline; None if the code has no entry."""
    known = entry(code)
    if known is None:
        return None
    sections = (
        ("Why it matters", known.why),
        ("Bad", known.bad),
        ("Good", known.good),
        ("How to mend it", known.mend),
    )
    body = "".join(f"\n{heading}:\n{_indented(text)}\n" for heading, text in sections if text)
    return f"{known.code}  {known.title}  ({known.severity})\n{body}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.rstrip("\n").split("\n"))


@cache
def _entries() -> dict[str, CodeEntry]:
    import yaml  # only for those who ask

    rows = yaml.safe_load(asset("data", "codes.yaml").read_text(encoding="utf-8"))
    return {code: _entry(code, row) for code, row in rows.items()}


def _entry(code: str, row: dict[str, str]) -> CodeEntry:
    texts = {key: str(row.get(key, "")).rstrip("\n") for key in ("title", "severity", "why", "bad", "good", "mend")}
    return CodeEntry(code=code, **texts)
