"""Authority files as tables: the columns, and how a cell holds what a single text cannot."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from tei_edition.authorities import Office
from tei_edition.exports.spreadsheet import FORMULA

COLUMNS = {
    # column        what stands in it
    "kind": "person, organisation or place",
    "id": "the id; made from the name where it is missing",
    "name": "the main form of the name",
    "forms": "the other forms, parted by “|”",
    "type": "of a place: country, settlement, region, feature",
    "ambiguous": "yes, if the names mean something else too",
    "born": "date of birth",
    "died": "date of death",
    "side": "the delegation or party that a person speaks for",
    "offices": "offices parted by “|”, each with its dates in brackets: Premier [1948/1972]",
    "wikidata": "identifier",
    "viaf": "identifier",
    "gnd": "identifier",
    "geonames": "identifier",
    "identifiers": "further identifiers, parted by “|”: isni:0000000121032683",
    "note": "a remark for readers",
    "decided_by": "who decided that these forms mean this entry",
}
IDENTIFIERS = ("wikidata", "viaf", "gnd", "geonames")

_PARTS = re.compile(r"((?:[^|\\]|\\.|\\\Z)*)(?:\||\Z)", re.DOTALL)
_DATES = re.compile(r"(?P<office>.*?)\s*\[(?P<start>[^\[\]/]*)/(?P<end>[^\[\]/]*)\]\s*", re.DOTALL)
_NAMED = re.compile(r"(?P<name>(?:[^:\\]|\\.)+):(?P<value>.+)", re.DOTALL)


def shielded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before “=”, “+”, “-”, “@” and their like."""
    return f"'{cell}" if _is_like_a_formula(cell) else cell


def unshielded(cell: str) -> str:
    """The cell without the apostrophe that shields it."""
    return cell[1:] if cell.startswith("'") and _is_like_a_formula(cell) else cell


def _is_like_a_formula(cell: str) -> bool:
    """Whether a cell begins like a formula, shielded or not: then the apostrophe that comes back is ours."""
    return cell.lstrip("'").startswith(FORMULA)


def table(header: Iterable[str], rows: Iterable[Iterable[str | int]]) -> str:
    """A table as RFC 4180 has it: commas, CRLF, and no cell that is a formula."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(header)
    writer.writerows([shielded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return page.getvalue()


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell, parted by “|”."""
    return "|".join(re.sub(r"([|\\])", r"\\\1", text) for text in texts)


def parted(cell: str) -> Iterator[str]:
    """The texts of a cell; empty ones do not count."""
    for part in _PARTS.findall(cell):
        text = re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip()
        if text:
            yield text


def office_text(office: Office) -> str:
    """An office with its dates: “Premier [1948/1972]”."""
    if office.start or office.end or _DATES.fullmatch(office.office):
        return f"{office.office} [{office.start or ''}/{office.end or ''}]"
    return office.office


def office_of(text: str) -> Office:
    """The office that a text names, with its dates."""
    if match := _DATES.fullmatch(text):
        return Office(match["office"], match["start"].strip() or None, match["end"].strip() or None)
    return Office(text)


def identifier_text(name: str, value: str) -> str:
    """An identifier with the name of the file in which it holds: “isni:0000000121032683”."""
    return re.sub(r"([:\\])", r"\\\1", name) + f":{value}"


def identifier_of(text: str) -> tuple[str, str] | None:
    """Name and value of such an identifier; None if the text is none."""
    match = _NAMED.fullmatch(text)
    return (re.sub(r"\\(.)", r"\1", match["name"], flags=re.DOTALL), match["value"]) if match else None
