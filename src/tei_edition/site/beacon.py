"""BEACON: which people, places and organisations of the authority files an edition has pages for.

A plain list of links, by which portals find an edition: https://gbv.github.io/beaconspec/beacon.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_edition.identifiers import BY_NAME
from tei_edition.site.edition import Edition, File
from tei_edition.site.entities import Entity

FILES = (
    # authority file   name of the list     how those who collect such lists write its addresses
    ("gnd", "beacon.txt", "https://d-nb.info/gnd/"),
    ("wikidata", "beacon-wikidata.txt", "http://www.wikidata.org/entity/"),
)


def files(edition: Edition, folder: str, entities: Sequence[Entity]) -> Iterator[File]:
    """A list for each authority file that somebody in a folder is linked to; none without a `base_url`."""
    if not edition.config.base_url:
        return
    for scheme, name, prefix in FILES:
        links = sorted(_links(scheme, entities))
        if links:
            head = _head(edition, folder, name, prefix)
            yield File(f"{folder}/{name}", "\n".join((*head, "", *links, "")).encode())


def _head(edition: Edition, folder: str, name: str, prefix: str) -> Iterator[str]:
    config = edition.config
    fields = (
        ("FORMAT", "BEACON"),
        ("PREFIX", prefix),
        ("TARGET", f"{config.base_url}{folder}/{{ID}}.html"),
        ("FEED", f"{config.base_url}{folder}/{name}"),
        ("NAME", config.site.title),
        ("INSTITUTION", config.publisher),
        ("TIMESTAMP", config.date or ""),
    )
    return (f"#{key}: {' '.join(value.split())}" for key, value in fields if value)


def _links(scheme: str, entities: Sequence[Entity]) -> Iterator[str]:
    """The identifier, the number of documents, and the name of the page."""
    for entity in entities:
        for known, identifier in entity.identifiers:
            if known == scheme and re.fullmatch(BY_NAME[scheme].shape, identifier):
                yield f"{identifier}|{entity.documents}|{entity.id}"
