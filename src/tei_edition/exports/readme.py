"""The page that a deposit opens with: what is in it, how it was made, how to check it."""

from __future__ import annotations

from collections.abc import Collection

from tei_edition import __version__
from tei_edition.config import Config
from tei_edition.exports.contents import CONTENTS, top
from tei_edition.exports.extent import Extent

CHECK = """\
This folder is the payload of a bag (BagIt 1.0). In the folder above it stand the checksums of all files; so any copy
can be checked there, with one of these:

    sha256sum -c manifest-sha256.txt
    python -m bagit --validate .
"""


def readme(config: Config, extent: Extent, names: Collection[str]) -> str:
    """The page; `names` are the files of the deposit."""
    paragraphs = (
        f"# {_line(config.title)}",
        f"{extent.sentence}, as TEI P5. {_publication(config)}",
        "## What is in here",
        _contents(names),
        "## How it was made",
        f"By rule, with tei-edition {__version__}, from plain-text captures of web pages. No character of a document is"
        f" lost or changed. {_withheld(config)}".rstrip(),
        "## Licence and rights",
        _licence(config),
        "## How to check it",
        CHECK.rstrip(),
    )
    return "\n\n".join(paragraphs) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _publication(config: Config) -> str:
    editors = f"Edited by {_line(', '.join(config.editors))}. " if config.editors else ""
    address = f" Its pages on the web: {config.base_url}" if config.base_url else ""
    return f"{editors}Published by {_line(config.publisher)}, {config.date}.{address}"


def _contents(names: Collection[str]) -> str:
    there = set(map(top, names))
    rows = (f"| `{place.path}` | {place.about} |" for place in CONTENTS if place.path in there)
    return "\n".join(("| | |", "|---|---|", *rows))


def _withheld(config: Config) -> str:
    if config.site.capture == "public":
        return ""
    return "The captures may not be published: `licences.csv` and the TEI state their checksums."


def _licence(config: Config) -> str:
    encoding = f"The encoding: {_line(config.licence.text)} ({config.licence.target})." if config.licence else ""
    none = "No licence of the encoding is stated."
    return f"{encoding or none} The documents have rights of their own, which `licences.csv` states for each."
