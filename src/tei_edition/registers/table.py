"""The register as a person reads it on a terminal, and as programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tei_edition.authorities import Kind
from tei_edition.excerpts import columns, fitting
from tei_edition.legible import visible
from tei_edition.registers.exchange.columns import table
from tei_edition.registers.register import Entity, Known, Register

HEADS = (("person", "people"), ("organisation", "organisations"), ("place", "places"))
NUMBERS = (
    # head   what is counted
    ("docs", "documents"),
    ("named", "mentions"),
    ("turns", "turns"),
    ("sent", "sent"),
    ("recd", "received"),
)
LEAST_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Row:
    """An entity as the list shows it."""

    id: str
    kind: Kind
    name: str
    documents: int
    mentions: int
    turns: int
    sent: int
    received: int
    known: str  # authorities, gazetteer, or nothing
    identifiers: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, int], ...]  # as the texts have them, the commonest first


def rows(register: Register, known: Known, *, by_name: bool = False) -> list[Row]:
    """A row for each entity, kind by kind, the most frequent (or the first of the alphabet) first."""
    kinds = [kind for kind, _ in HEADS]
    found = sorted(register.entities.values(), key=lambda entity: entity.weight)
    if by_name:
        found.sort(key=lambda entity: _row(entity, known).name.casefold())
    return [_row(entity, known) for entity in sorted(found, key=lambda entity: kinds.index(entity.kind))]


def unused(register: Register, known: Known) -> list[Row]:
    """The entries of authorities.yaml that no document names."""
    entries = (entry for ident, entry in known.authorities.items() if ident not in register.entities)
    return [
        Row(entry.id, entry.kind, entry.name, 0, 0, 0, 0, 0, "authorities", entry.identifiers, ()) for entry in entries
    ]


def _row(entity: Entity, known: Known) -> Row:
    entry = known.entry(entity.id)
    stated = dict(entry.identifiers) if entry else {}
    return Row(
        id=entity.id,
        kind=entity.kind,
        name=entry.name if entry else entity.name,
        documents=len(entity.documents),
        mentions=entity.mentions,
        turns=entity.turns,
        sent=entity.sent,
        received=entity.received,
        known=known.where(entity.id),
        identifiers=tuple((entity.identifiers | stated).items()),
        forms=tuple(sorted(entity.forms.items(), key=lambda form: (-form[1], form[0]))),
    )


# --- for programs -----------------------------------------------------------------------------------------------


def as_json(found: Iterable[Row]) -> str:
    """A list of objects."""
    return json.dumps([_object(row) for row in found], ensure_ascii=False, indent=1) + "\n"


def _object(row: Row) -> dict[str, object]:
    values = {name: getattr(row, name) for name in Row.__dataclass_fields__}
    return {**values, "identifiers": dict(row.identifiers), "forms": dict(row.forms)}


def as_csv(found: Iterable[Row]) -> str:
    """A table; several values of a cell are parted by “|”."""
    return table(Row.__dataclass_fields__, map(_cells, found))


def _cells(row: Row) -> list[str | int]:
    plain = [getattr(row, name) for name in Row.__dataclass_fields__][:-2]
    return [*plain, "|".join(f"{name}:{value}" for name, value in row.identifiers), _forms(row, " | ")]


def _forms(row: Row, between: str) -> str:
    return between.join(f"{form} ({count})" for form, count in row.forms)


# --- for people -------------------------------------------------------------------------------------------------

STATUS = {"authorities": "", "gazetteer": "gaz", "": "new"}
LEGEND = "new: not in authorities.yaml   gaz: only in the program’s own gazetteer"


def as_text(found: Sequence[Row], absent: Sequence[Row], width: int) -> str:
    """A table for each kind: numbers, name and id, and below them the other forms; at the end what is not named."""
    lines: list[str] = []
    for kind, plural in HEADS:
        listed = [row for row in found if row.kind == kind]
        if listed:
            lines += [*_section(listed, plural, max(width, LEAST_WIDTH)), ""]
    if any(STATUS[row.known] for row in found):
        lines += [LEGEND]
    if absent:
        lines += [f"in authorities.yaml, but in no document ({len(absent):,}):"]
        lines += [fitting(f"  {row.id}  {visible(row.name)}", width) for row in absent]
    return "".join(f"{line}\n" for line in lines)


def _section(listed: Sequence[Row], plural: str, width: int) -> Iterator[str]:
    used = [(head, key) for head, key in NUMBERS if any(getattr(row, key) for row in listed)]
    heads = "".join(f"{head:>{len(head) + 2}}" for head, _ in used)
    status = any(STATUS[row.known] for row in listed)
    indent = len(heads) + (5 if status else 0) + 2
    yield f"{heads}{'     ' if status else ''}  {plural} ({len(listed):,})"
    for row in listed:
        numbers = "".join(f"{getattr(row, key) or '·':>{len(head) + 2}}" for head, key in used)
        first = f"{numbers}{f'  {STATUS[row.known]:<3}' if status else ''}  {visible(row.name)}"
        others = ", ".join(f"{visible(form)} {count}" for form, count in row.forms if form != row.name)
        marks = ", ".join(f"{name} {visible(value)}" for name, value in row.identifiers)
        ident = fitting(visible(row.id), width)
        if columns(first) + columns(ident) + 2 <= width:
            yield f"{first}  {ident}"
        else:
            yield fitting(first, width)
            yield f"{' ' * max(0, min(indent + 2, width - columns(ident)))}{ident}"
        yield from (fitting(f"{' ' * (indent + 2)}{line}", width) for line in (others, marks) if line)
