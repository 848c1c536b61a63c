"""`manifest.json`: the checksum and the size of every file of the site, so that every copy of it can be checked.

By the manifest of the last build the next one knows which files belong to nothing any more, such as the pages of a
document that was withdrawn, and takes them away; what somebody has changed since then stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tei_edition.folders import remove_unchanged
from tei_edition.site.edition import Edition, File, Written
from tei_edition.site.frame import GENERATOR

NAME = "manifest.json"


def file(edition: Edition, written: Iterable[Written]) -> File:
    """The manifest of what was written; it does not name itself."""
    config = edition.config
    about = {"edition": config.site.title, "url": config.base_url, "published": config.date, "generator": GENERATOR}
    files = {each.path: {"sha256": each.sha256, "size": each.size} for each in sorted(written)}
    data = {**{key: value for key, value in about.items() if value}, "files": files}
    return File(NAME, json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def sweep(out: Path, written: Iterable[Written]) -> tuple[str, ...]:
    """Remove what only the last build wrote; returns the addresses. Raises UnwritableOutput."""
    made = {each.path.casefold() for each in written} | {NAME}  # some systems know no capital letters
    known = checksums(out / NAME)
    return remove_unchanged(out, {path: digest for path, digest in known.items() if path.casefold() not in made})


def checksums(path: Path) -> dict[str, str]:
    """The checksums of a manifest by path; nothing if it is not there or none of ours."""
    try:
        files = json.loads(path.read_bytes())["files"]
        return {str(name): str(stated["sha256"]) for name, stated in files.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}
