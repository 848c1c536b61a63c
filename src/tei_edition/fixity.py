"""`MANIFEST.sha256`: the checksum of every file that the builds of an edition wrote, in the form of `sha256sum -c`.

It is made from the journal of the run and from the manifest before it, line by line and sorted, so it needs no more
memory for a million files than for five; what has not been written again is not read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from heapq import merge
from itertools import chain, groupby, islice
from pathlib import Path

from tei_edition.files import bring_to_disk, write_pieces
from tei_edition.journal import checksum, escaped_name, forget, is_row, line, named, notes, rows
from tei_edition.ordinary import opened
from tei_edition.patterns import late
from tei_edition.shelf import sorted_by

MANIFEST = "MANIFEST.sha256"
UNKNOWN = "0" * 64
TEI_NAME = late(r'^ ("(?:[^"\\]|\\.)+"): "')  # as `folders` writes its record
SITE_NAME = re.compile(r'^  ("(?:[^"\\]|\\.)+"): \{$')  # as html/manifest.json is written
FEW = 20  # files that a run writes although nothing has changed


def seal(output: Path) -> None:
    """Bring what a build wrote to the disk, write the manifest of it last, and forget the journal of the run.

    Raises UnwritableOutput.
    """
    bring_to_disk(output / os.fsdecode(named(row)) for path in notes(output) for row in rows(path))
    if not _says_all(output):
        write_pieces(output / MANIFEST, _merged(output))
        bring_to_disk((output / MANIFEST, output))
    forget(output)


def _says_all(output: Path) -> bool:
    """Whether the manifest that is there has all that was written, and names no file that is gone.

    That is worth asking only where next to nothing was written: elsewhere it takes as long as to write it anew.
    """
    noted = set(islice((row for path in notes(output) for row in rows(path)), FEW + 1))
    if len(noted) > FEW:
        return False
    there = os.fsencode(output)
    try:
        with (output / MANIFEST).open("rb") as lines:
            for row in lines:
                noted.discard(row)
                if not (is_row(row) and os.path.isfile(b"%s/%s" % (there, named(row)))):  # noqa: PTH113 (very many)
                    return False
    except OSError:
        return False
    return not noted


def _merged(output: Path) -> Iterator[bytes]:
    """The lines of the new manifest: what was written last under each name, of the files that are there."""
    there = os.fsencode(output)
    known = (output / MANIFEST).is_file()
    before = rows(output / MANIFEST) if known else sorted_by(_recorded(output), escaped_name)
    noted = sorted_by((row for path in notes(output) for row in rows(path)), escaped_name)
    both = merge(((row, False) for row in before), ((row, True) for row in noted), key=_by_name)
    for name, group in groupby(both, _by_name):
        found = list(group)
        own = named(found[0][0])
        path = b"%s/%s" % (there, own)
        if os.path.isfile(path) and name != MANIFEST.encode():  # noqa: PTH113 (very many)
            counting = [row for row, is_new in found if is_new or len(found) == 1]
            yield line(_last({checksum(row).decode() for row in counting}, path), own)


def _by_name(row: tuple[bytes, bool]) -> bytes:
    return escaped_name(row[0])


def _last(sha256s: set[str], path: bytes) -> str:
    """The checksum under which a file was written; where that is not certain, that which it has now."""
    return digest_of(path) if len(sha256s) > 1 or UNKNOWN in sha256s else sha256s.pop()


def _recorded(output: Path) -> Iterator[bytes]:
    """What earlier builds wrote here by their other records, for where the manifest is lost."""
    of_tei = tuple(_keys(output / "tei" / ".tei-edition.json", TEI_NAME))
    of_ledgers = (f"{name.removesuffix('.xml')}.ledger.json" for name in of_tei)
    yield from (line(UNKNOWN, os.fsencode(f"tei/{name}")) for name in (*of_tei, *of_ledgers, "tei_edition.rng"))
    of_site = chain(_keys(output / "html" / "manifest.json", SITE_NAME), ("manifest.json",))
    yield from (line(UNKNOWN, os.fsencode(f"html/{name}")) for name in of_site)
    yield line(UNKNOWN, b"report.json")


def _keys(path: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    """The names in a record of ours, line by line, for it may be large."""
    if path.is_file():
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            yield from (str(json.loads(found[1])) for each in lines if (found := pattern.match(each)))


def digest_of(path: Path | str | bytes) -> str:
    """The SHA-256 of a file, of which only a piece at a time stands in memory. Raises OSError."""
    with os.fdopen(opened(path), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
