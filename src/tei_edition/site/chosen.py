"""Where a reader may begin: the documents that the editor chose (`site: start` in edition.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from tei_edition.listing import name_key
from tei_edition.shapes import did_you_mean
from tei_edition.site.edition import Edition, Entry

SHOWN = 3


def chosen(edition: Edition) -> list[Entry]:
    """The first three of the chosen documents that are in the edition, each once."""
    known = _by_name(edition)
    found = (known.get(_key(name)) for name in edition.config.site.start)
    places = list(dict.fromkeys(at for at in found if at is not None))[:SHOWN]
    return [edition.entries[at] for at in places]


def not_there(edition: Edition) -> Iterator[str]:
    """What the editor chose and is no document of the edition, in sentences."""
    known = _by_name(edition)
    for name in edition.config.site.start:
        if _key(name) not in known:
            yield f"“{name}” is no document of this edition{did_you_mean(name, known)}"


def _by_name(edition: Edition) -> dict[str, int]:
    """Their places by all that an editor may call documents: address, file, id, capture with and without its ending."""
    known: dict[str, int] = {}
    if not edition.config.site.start:
        return known
    for at, each in enumerate(edition.entries):
        described = each.record.description
        stem = PurePath(described.capture).stem
        for name in (each.slug, each.record.ident, described.ident, described.capture, stem):
            if name:
                known.setdefault(name_key(name), at)
    return known


def _key(name: str) -> str:
    """A capture may be named with its folder."""
    return name_key(name).rpartition("/")[2]
