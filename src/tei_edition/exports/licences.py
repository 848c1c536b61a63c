"""The table `licences.csv` of a deposit: for each document its licence, its rights and where it comes from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from tei_edition.description import Description
from tei_edition.exports.spreadsheet import safe
from tei_edition.tables import BYTE_ORDER_MARK


class Row(NamedTuple):
    """What is stated of a document."""

    file: str  # the TEI file in the deposit
    title: str
    licence: str  # of the encoding: its address
    licence_text: str
    availability: str  # of the source: free, restricted, unknown
    rights: str  # the statement of the source
    url: str  # of the page
    capture: str  # as it was called when the TEI was made
    capture_sha256: str
    capture_file: str  # the capture in the deposit; empty if it is not there


def row(document: Description, file: str, capture_file: str) -> Row:
    """The row of a document."""
    licence = document.licence
    return Row(
        file=file,
        title=document.title,
        licence=licence.target if licence else "",
        licence_text=licence.text if licence else "",
        availability=document.availability,
        rights=document.rights,
        url=document.url,
        capture=document.capture,
        capture_sha256=document.capture_sha256,
        capture_file=capture_file,
    )


def table(rows: Iterable[Row]) -> bytes:
    """The table as CSV, written like the export `csv`."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows(tuple(map(safe, each)) for each in (Row._fields, *rows))
    return f"{BYTE_ORDER_MARK}{sheet.getvalue()}".encode()
