"""Checksums of files, of which a run over a large edition takes very many."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tei_edition.ordinary import read
from tei_edition.remote import Remote


def sha256_of(path: Path | Remote | str, *, most_bytes: int | None = None) -> str:
    """The checksum of a file; empty if it cannot be read or is larger than it may be."""
    if isinstance(path, Remote):
        return path.checksum(most_bytes)
    try:
        data = read(path)
    except (OSError, ValueError):
        return ""
    return "" if most_bytes is not None and len(data) > most_bytes else hashlib.sha256(data).hexdigest()
