"""Entries → a table for spreadsheets."""

from __future__ import annotations

from tei_edition.authorities import Authorities, Authority
from tei_edition.registers.exchange.columns import COLUMNS, IDENTIFIERS, identifier_text, joined, office_text, table


def to_csv(authorities: Authorities) -> str:
    """A row for each entry, below a row that names the columns."""
    found = map(_cells, authorities.entries)
    return table(COLUMNS, ([cells.get(column, "") for column in COLUMNS] for cells in found))


def _cells(entry: Authority) -> dict[str, str]:
    own, others = _identifiers(entry)
    return {
        "kind": entry.kind,
        "id": entry.id,
        "name": entry.name,
        "forms": joined(entry.forms),
        "type": entry.type or "",
        "ambiguous": "yes" if entry.ambiguous else "",
        "born": entry.born or "",
        "died": entry.died or "",
        "side": entry.side or "",
        "offices": joined(map(office_text, entry.offices)),
        **dict(own),
        "identifiers": joined(identifier_text(name, value) for name, value in others),
        "note": entry.note or "",
        "decided_by": entry.decided_by or "",
    }


def _identifiers(entry: Authority) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Those that have columns of their own, and the others; both together in the order of the entry."""
    own: list[tuple[str, str]] = []
    order = iter(IDENTIFIERS)
    for name, value in entry.identifiers:
        if name not in order:  # looks on from where the last one was found
            break
        own.append((name, value))
    return own, list(entry.identifiers[len(own) :])
