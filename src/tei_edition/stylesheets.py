"""An own stylesheet with the files that it is made of: what it imports or reads shapes the pages as it does itself."""

from __future__ import annotations

import re
from pathlib import Path

SHIPPED = "tei-edition:"
NAMED_FILE = re.compile(r"""\b(?:href\s*=|document\s*\()\s*["']([^"'{}]+)["']""")


def with_imports(sheet: Path | None) -> list[Path]:
    """An own stylesheet and all files beside it that it names, and so on."""
    found: dict[Path, None] = {}
    waiting = [sheet] if sheet else []
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found[path] = None
        if path.suffix.lower() != ".css":
            named = NAMED_FILE.findall(path.read_bytes().decode("utf-8", "replace"))
            waiting += [path.parent / name for name in named if not name.startswith(SHIPPED)]
    return list(found)
