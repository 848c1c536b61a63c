"""`manifest.json`: the checksum and the size of every file of the site, so that every copy of it can be checked.

By the manifest of the last build the next one knows which files belong to nothing any more, such as the pages of a
document that was withdrawn, and takes them away; what somebody has changed since then stays.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from tei_edition.checksums import sha256_of
from tei_edition.folders import remove_unchanged
from tei_edition.journal import checksum, named, notes, rows
from tei_edition.site.edition import Edition, File
from tei_edition.site.frame import GENERATOR
from tei_edition.site.published import Written
from tei_edition.site.standing import MANIFEST, checksums


def file(edition: Edition, written: Iterable[Written]) -> File:
    """The manifest of what was written; it does not name itself."""
    config = edition.config
    about = {"edition": config.site.title, "url": config.base_url, "published": config.date, "generator": GENERATOR}
    files = {each.path: {"sha256": each.sha256, "size": each.size} for each in sorted(written)}
    data = {**{key: value for key, value in about.items() if value}, "files": files}
    return File(MANIFEST, json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def sweep(out: Path, written: Iterable[Written], left: Mapping[str, str]) -> tuple[str, ...]:
    """Remove what only earlier builds wrote: the last one, and those that were interrupted, which `left` files.

    Returns the addresses. Raises UnwritableOutput.
    """
    made = {each.path.casefold() for each in written} | {MANIFEST}  # some systems know no capital letters
    known = {**left, **checksums(out / MANIFEST)}
    begun = dict(_begun(out, made))
    gone = {path: digest for path, digest in known.items() if path.casefold() not in made}
    return tuple(sorted({*remove_unchanged(out, gone), *remove_unchanged(out, begun)}))


def _begun(out: Path, made: Container[str]) -> Iterator[tuple[str, str]]:
    """The other files that the journal names, if they are as they were written: those of runs that were cut short."""
    for row in (row for path in notes(out.parent) for row in rows(path)):
        folder, _, name = os.fsdecode(named(row)).partition("/")
        digest = checksum(row).decode()
        if folder == out.name and name.casefold() not in made and sha256_of(out / name) == digest:
            yield name, digest


def remove_unnamed(out: Path, names: Iterable[str]) -> None:
    """Remove what a run wrote before it knew that its manifest would not name it. Raises UnwritableOutput."""
    known = {name.casefold() for name in checksums(out / MANIFEST)}
    left = [name for name in names if name.casefold() not in known and (out / name).is_file()]
    remove_unchanged(out, {name: sha256_of(out / name) for name in left})
