"""Tables of people, organisations and places (CSV, TSV, with commas or semicolons) → entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei_edition.authorities import Authorities, Kind
from tei_edition.errors import BadConfiguration
from tei_edition.model import Severity
from tei_edition.registers.exchange.columns import (
    COLUMNS,
    IDENTIFIERS,
    identifier_of,
    office_of,
    parted,
    unshielded,
)
from tei_edition.registers.exchange.drafts import PREFIX, Desk, Draft, assembled
from tei_edition.shapes import Problem, did_you_mean
from tei_edition.tables import NoRow, rows_of
from tei_edition.yamlfile import bad_file

KINDS: dict[str, Kind] = {
    "person": "person",
    "people": "person",
    "persons": "person",
    "organisation": "organisation",
    "organisations": "organisation",
    "organization": "organisation",
    "organizations": "organisation",
    "org": "organisation",
    "place": "place",
    "places": "place",
}
YES = frozenset("yes true 1 x".split())
NO = frozenset(["", "no", "false", "0"])
REMEDY = f"the first row names the columns: {', '.join(COLUMNS)}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its line, and its cells by column."""

    line: int
    cells: dict[str, str]


def from_csv(text: str, desk: Desk) -> Authorities:
    """The entries of a table. Raises BadConfiguration if it has no column of names or is no table."""
    return assembled(list(_drafts(_rows(text, desk), desk)), desk)


# --- the table ------------------------------------------------------------------------------------------------


def _rows(text: str, desk: Desk) -> Iterator[Row]:
    lines = _lines(text, desk.file)
    line, stated = next(lines, (1, []))
    header = [cell.strip().casefold().replace(" ", "_") for cell in stated]
    _check_header(header, line, desk)
    for line, cells in lines:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise _no_table(desk.file, line, f"the row has {len(cells)} cells, the header {len(header)}")
        yield Row(line, dict(zip(header, map(_cell, cells), strict=False)))


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that has any."""
    try:
        yield from rows_of(text)
    except NoRow as fault:
        raise _no_table(file, fault.line, fault.why) from None


def _cell(cell: str) -> str:
    return unshielded(cell.strip())


def _no_table(file: str, line: int, sentence: str) -> BadConfiguration:
    return bad_file(file, [Problem(line, sentence)], REMEDY)


def _check_header(header: list[str], line: int, desk: Desk) -> None:
    if "name" not in header:
        near = next((f"; is it “{name}”?" for name in header if did_you_mean(name, ["name"])), "")
        raise _no_table(desk.file, line, f"there is no column “name”{near}")
    for name in header:
        if header.count(name) > 1 and name:
            raise _no_table(desk.file, line, f"the column “{name}” stands there twice")
        if name and name not in COLUMNS:
            near = did_you_mean(name, COLUMNS) or f"; the columns: {', '.join(COLUMNS)}"
            message = f"the column “{name}” is not known and not taken over{near}"
            desk.report("P215", Severity.WARNING, line, message, "rename the column if it is one of these")


# --- an entry -------------------------------------------------------------------------------------------------


def _drafts(rows: Iterable[Row], desk: Desk) -> Iterator[Draft]:
    for row in rows:
        kind = _kind(row, desk)
        if kind is not None:
            yield _draft(row, kind, desk)


def _kind(row: Row, desk: Desk) -> Kind | None:
    """The kind that the row states, else the one that its id shows."""
    stated = row.cells.get("kind", "").casefold()
    if stated in KINDS:
        return KINDS[stated]
    ident = row.cells.get("id", "")
    shown = next((kind for kind, prefix in PREFIX.items() if ident.startswith(f"{prefix}-")), None)
    if stated or shown is None:
        why = f"“{stated}” is no kind{did_you_mean(stated, KINDS)}" if stated else "the row states no kind"
        desk.report("P210", Severity.ERROR, row.line, f"{why}; it is left out", "person, organisation or place")
        return None
    return shown


def _draft(row: Row, kind: Kind, desk: Desk) -> Draft:
    cell = row.cells.get
    draft = Draft(
        kind,
        cell("name", ""),
        row.line,
        id=cell("id", ""),
        forms=list(parted(cell("forms", ""))),
        type=cell("type", ""),
        ambiguous=_truth(row, desk),
        born=cell("born", ""),
        died=cell("died", ""),
        side=cell("side", ""),
        offices=[office_of(text) for text in parted(cell("offices", ""))],
        note=cell("note", ""),
        decided_by=cell("decided_by", ""),
    )
    for name in IDENTIFIERS:
        if value := cell(name, ""):
            draft.identify(name, value)
    for text in parted(cell("identifiers", "")):
        if found := identifier_of(text):
            draft.identify(*found)
        else:
            desk.unusable(row.line, f"{draft.name}: “{text}” is no identifier", "write it as name:value")
    return draft


def _truth(row: Row, desk: Desk) -> bool:
    stated = row.cells.get("ambiguous", "").casefold()
    if stated not in YES | NO:
        desk.unusable(row.line, f"ambiguous: “{stated}” is neither yes nor no", "taken as no")
    return stated in YES
