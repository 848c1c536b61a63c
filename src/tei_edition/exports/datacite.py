"""The DataCite record of an edition (Metadata Schema 4): what a repository asks for before it gives a DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tei_edition import __version__
from tei_edition.config import Config
from tei_edition.exports.extent import Extent, often

GUIDELINES = "https://tei-c.org/release/doc/tei-p5-doc/en/html/index.html"
CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>by(?:-nc)?(?:-sa|-nd)?)|publicdomain/zero)/(?P<version>\d\.\d)"
    r"/?(?:(?:deed|legalcode)(?:\.[a-z]+)?)?"
)
FORMATS = ("application/tei+xml", "application/json", "text/plain", "text/html", "text/csv")
METHODS = (
    f"Encoded by rule with tei-edition {__version__} from plain-text captures of web pages. No character of a document"
    " is lost or changed; a ledger beside each TEI file says where each character of its capture went."
)


def record(config: Config, extent: Extent) -> dict[str, Any]:
    """The record without an identifier: the DOI is the repository's to give."""
    stated = {
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Digital edition"},
        "creators": list(_creators(config)),
        "titles": [{"title": config.title}],
        "publisher": {"name": config.publisher},
        "publicationYear": (config.date or "")[:4],
        "subjects": [{"subject": word} for word in dict.fromkeys((*_kinds(extent), *often(extent.keywords)))],
        "contributors": [{"name": name, "contributorType": "Other"} for name in often(extent.translators)],
        "dates": list(_dates(config, extent)),
        "language": config.language or extent.language,
        "relatedIdentifiers": list(_related(config)),
        "sizes": [f"{extent.documents} documents", f"{extent.words} words"],
        "formats": list(FORMATS),
        "rightsList": list(_rights(config)),
        "descriptions": [
            {"description": f"{config.title}: {extent.sentence}, as TEI P5.", "descriptionType": "Abstract"},
            {"description": METHODS, "descriptionType": "Methods"},
        ],
        "geoLocations": [{"geoLocationPlace": place} for place in often(extent.places)],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {name: value for name, value in stated.items() if value}


def _kinds(extent: Extent) -> list[str]:
    return sorted(genre for genre in extent.genres if genre != "other")


def _creators(config: Config) -> Iterator[dict[str, str]]:
    """The editors, else the publisher."""
    yield from map(_person, config.editors)
    if not config.editors:
        yield {"name": config.publisher, "nameType": "Organizational"}


def _person(name: str) -> dict[str, str]:
    """A person; only a name that is written “Smith, Ann” says itself which part is the family's."""
    family, comma, given = (part.strip() for part in name.partition(","))
    parts = {"familyName": family, "givenName": given} if comma and family and given else {}
    return {"name": name, "nameType": "Personal", **parts}


def _dates(config: Config, extent: Extent) -> Iterator[dict[str, str]]:
    yield {"date": config.date or "", "dateType": "Issued"}
    if extent.period:
        yield {"date": extent.period, "dateType": "Other", "dateInformation": "years of the documents"}


def _related(config: Config) -> Iterator[dict[str, str]]:
    if config.base_url:
        yield _relation("IsVariantFormOf", config.base_url)  # the same edition as pages on the web
    yield _relation("IsDocumentedBy", GUIDELINES)


def _relation(relation: str, url: str) -> dict[str, str]:
    return {"relatedIdentifier": url, "relatedIdentifierType": "URL", "relationType": relation}


def _rights(config: Config) -> Iterator[dict[str, str]]:
    if config.licence:
        yield {"rights": config.licence.text, "rightsUri": config.licence.target, **_spdx(config.licence.target)}
    yield {"rights": "The licence is that of the encoding; the rights of each document stand in licences.csv."}


def _spdx(target: str) -> dict[str, str]:
    """The name of a Creative Commons licence in the list that repositories use (`CC-BY-4.0`); of others nothing."""
    found = CREATIVE_COMMONS.fullmatch(target)
    if not found:
        return {}
    name = f"CC-{found['terms'].upper()}" if found["terms"] else "CC0"
    return {
        "rightsIdentifier": f"{name}-{found['version']}",
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
