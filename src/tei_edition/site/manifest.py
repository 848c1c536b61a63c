"""`manifest.json`: the checksum and the size of every file of the site, so that every copy of it can be checked.

By the manifest of the last build the next one knows which files belong to nothing any more, such as the pages of a
document that was withdrawn, and takes them away; what somebody has changed since then stays.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from pathlib import Path

from tei_edition.checksums import sha256_of
from tei_edition.folders import remove_unchanged
from tei_edition.journal import checksum, named, notes, rows
from tei_edition.shelf import sorted_by
from tei_edition.site.edition import Edition
from tei_edition.site.frame import GENERATOR
from tei_edition.site.published import Written
from tei_edition.site.standing import MANIFEST, checksums, stated


def pieces(edition: Edition, written: Iterable[Written]) -> Iterator[bytes]:
    """The manifest of what was written, file by file; it does not name itself."""
    config = edition.config
    about = {"edition": config.site.title, "url": config.base_url, "published": config.date, "generator": GENERATOR}
    begin = "{\n"
    for key, value in about.items():
        if value:
            yield f'{begin} "{key}": {_json(value)}'.encode()
            begin = ",\n"
    begin += ' "files": {\n'
    for each in sorted_by(written, attrgetter("path")):
        stated = f'   "sha256": "{each.sha256}",\n   "size": {each.size}'
        yield f"{begin}  {_json(each.path)}: {{\n{stated}\n  }}".encode()
        begin = ",\n"
    yield b"\n }\n}\n"


_json = json.JSONEncoder(ensure_ascii=False).encode


def sweep(out: Path, written: Iterable[Written], left: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Remove what only earlier builds wrote: the last one, and those that were interrupted, which `left` files.

    Returns the addresses. Raises UnwritableOutput.
    """
    gone = dict(_others(chain(left, stated(out / MANIFEST)), written))
    begun = {path: digest for path, digest in _others(_begun(out), written) if sha256_of(out / path) == digest}
    return tuple(sorted({*remove_unchanged(out, gone), *remove_unchanged(out, begun)}))


def _others(known: Iterable[tuple[str, str]], written: Iterable[Written]) -> Iterator[tuple[str, str]]:
    """Of paths with checksums those of which none was written, the last of each path last.

    They are compared as some systems do that know no capital letters.
    """
    ours = sorted_by(each.path.casefold() for each in written)
    theirs = sorted_by(enumerate(known), lambda each: (each[1][0].casefold(), each[0]))
    both = merge(((path, None) for path in ours), ((each[0].casefold(), each) for _, each in theirs), key=itemgetter(0))
    for path, group in groupby(both, itemgetter(0)):
        found = [each for _, each in group]
        if found[0] is not None and path != MANIFEST:
            yield from filter(None, found)


def _begun(out: Path) -> Iterator[tuple[str, str]]:
    """The files that the journal names: also those of runs that were cut short."""
    for row in (row for path in notes(out.parent) for row in rows(path)):
        folder, _, name = os.fsdecode(named(row)).partition("/")
        if folder == out.name:
            yield name, checksum(row).decode()


def remove_unnamed(out: Path, names: Iterable[str]) -> None:
    """Remove what a run wrote before it knew that its manifest would not name it. Raises UnwritableOutput."""
    known = {name.casefold() for name in checksums(out / MANIFEST)}
    left = [name for name in names if name.casefold() not in known and (out / name).is_file()]
    remove_unchanged(out, {name: sha256_of(out / name) for name in left})
