"""What a deposit may hold: the words for its folders and files, for people (README) and for machines (RO-Crate)."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A folder (its path ends with a slash) or a file of a deposit."""

    path: str
    name: str
    about: str
    inside: str = ""  # what a file in the folder is


CONTENTS = (
    Place("captures/", "Captures", "the web pages as plain text, exactly as received", "a web page as plain text"),
    Place(
        "tei/",
        "TEI",
        "each document as TEI P5 (NAME.xml), and where each character of its capture went (NAME.ledger.json)",
        "a document as TEI P5, or its ledger",
    ),
    Place("html/", "Reading edition", "the documents as pages; open html/index.html", "part of the reading edition"),
    Place("schema/", "Schema", "the grammar of the TEI files: RELAX NG, XML Schema, ODD", "the grammar in one form"),
    Place("layouts/", "Layouts", "the layouts of web pages that the edition knows", "a layout of web pages"),
    Place("edition.yaml", "Settings", "the settings of the edition"),
    Place("captures.csv", "Statements", "what the editor states about single documents"),
    Place("authorities.yaml", "Names", "people, organisations and places, with the forms of their names"),
    Place("licences.csv", "Licences", "for each document: licence, rights, source, checksum of its capture"),
    Place("datacite.json", "DataCite record", "the description of the edition in the form of DataCite"),
    Place("ro-crate-metadata.json", "RO-Crate", "the description of every file as linked data (RO-Crate 1.2)"),
    Place("README.md", "Read me", "what is in here, how it was made, how to check it"),
)
PLACES = {place.path: place for place in CONTENTS}
OTHER = Place("", "", "files of the edition", "a file of the edition")


def top(path: str) -> str:
    """The folder or file at the top of the deposit that a path begins with: `tei/`, `edition.yaml`."""
    folder, slash, _ = path.partition("/")
    return folder + slash


def about(path: str) -> str:
    """What a file of a deposit is."""
    place = PLACES.get(top(path), OTHER)
    return place.inside or place.about
