"""What the editor states about single captures, in `edition.yaml` and in `captures.csv`: the editor's word."""

from __future__ import annotations

import dataclasses
import itertools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tei_edition.listing import Listing
from tei_edition.model import Fact
from tei_edition.settings import DOCUMENT, EDITION_FILE, FACTS, REPEATABLE, URL
from tei_edition.shapes import LONGEST_TEXT, NOT_IN_XML, KeyPath, Problem, did_you_mean
from tei_edition.tables import NoRow, rows_of
from tei_edition.yamlfile import YamlFile, bad_file, read_utf8

_TABLE_REMEDY = f"the first column is “file”, every other a fact, a row a capture; the facts: {', '.join(FACTS)}"


@dataclass(frozen=True, slots=True)
class DocumentConfig:
    """What the editor states about one capture; `name` is the file as the edition names it."""

    name: str
    id: str | None = None
    layout: str | None = None
    genre: str | None = None
    encoding: str | None = None
    facts: tuple[Fact, ...] = ()


# --- documents in edition.yaml -------------------------------------------------------------------------------


def document_faults(file: YamlFile, listing: Listing) -> Iterator[tuple[KeyPath, str]]:
    """What no shape can see under `documents`: captures that are not there, the same id or capture twice."""
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    for name, stated in file.value["documents"].items():
        path: KeyPath = ("documents", name)
        if fault := listing.fault(name):
            yield path, fault
        if (other := names.setdefault(listing.path(name), name)) != name:
            yield path, f"this capture stands already on line {file.line('documents', other)}"
        if stated["id"] and (other := ids.setdefault(stated["id"], name)) != name:
            yield (*path, "id"), f"“{stated['id']}” is already the id of {other}"
        for fact, values in stated["facts"].items():
            yield from (((*path, "facts", fact), fault) for fault in _value_faults(fact, values))


def stated_documents(file: YamlFile, listing: Listing) -> dict[str, DocumentConfig]:
    """What edition.yaml states about single captures, by path in the folder."""
    documents = {}
    for name, stated in file.value["documents"].items():
        path = listing.path(name)
        facts = tuple(_facts(stated["facts"].items()))
        documents[path] = DocumentConfig(**{**stated, "name": path, "facts": facts})
    return documents


def by_bare_name(documents: Iterable[str]) -> dict[str, str]:
    """Bare file name → path, where only one of the documents has the name."""
    bare: dict[str, list[str]] = {}
    for path in documents:
        bare.setdefault(path.rpartition("/")[2], []).append(path)
    return {name: paths[0] for name, paths in bare.items() if len(paths) == 1}


def _value_faults(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if len(values) > 1 and name not in REPEATABLE:
        yield f"this fact has one value; several are possible for: {', '.join(sorted(REPEATABLE))}"
    if name == "url":
        yield from filter(None, map(URL.test, values))


def _facts(stated: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Fact]:
    """The facts in the order of `FACTS`, so that the order of keys and columns does not matter."""
    values = dict(stated)
    for name in FACTS:
        yield from (Fact(name, value, by_editor=True) for value in values.get(name, ()))


def merge(table: dict[str, DocumentConfig], documents: dict[str, DocumentConfig]) -> dict[str, DocumentConfig]:
    """Both files' documents; for a fact that both state, edition.yaml wins."""
    merged = dict(table)
    for name, document in documents.items():
        row = table.get(name, DocumentConfig(name))
        own = {fact.name for fact in document.facts}
        facts = (*document.facts, *(fact for fact in row.facts if fact.name not in own))
        ordered = sorted(facts, key=lambda fact: tuple(FACTS).index(fact.name))
        merged[name] = dataclasses.replace(document, facts=tuple(ordered))
    return merged


# --- captures.csv -------------------------------------------------------------------------------------------


def table_rows(path: Path, listing: Listing) -> dict[str, DocumentConfig]:
    """The rows of captures.csv by capture; comma, semicolon or tab part the cells. No file, no rows."""
    if not os.path.lexists(path):
        return {}
    problems: list[Problem] = []
    rows = _rows(read_utf8(path), problems)
    line, header = next(rows, (1, ["file"]))
    header = header[: max(n for n, name in enumerate(header, 1) if name)]  # a spreadsheet may end rows with ";;"
    problems.extend(Problem(line, fault) for fault in _header_faults(header))
    documents: dict[str, DocumentConfig] = {}
    lines: dict[str, int] = {}
    for line, cells in () if problems else rows:
        name = listing.path(cells[0])
        problems.extend(Problem(line, fault) for fault in _row_faults(header, cells, listing))
        if cells[0] and (other := lines.setdefault(name, line)) != line:
            problems.append(Problem(line, f"file: “{cells[0]}” stands already on line {other}"))
        documents[name] = DocumentConfig(name, facts=tuple(_facts(_cells(header, cells))))
    if problems:
        raise bad_file(str(path), problems, _TABLE_REMEDY)
    return documents


def _rows(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row, up to the first that is none, which is a problem."""
    try:
        for line, cells in rows_of(text):
            yield line, [cell.strip() for cell in cells]
    except NoRow as fault:
        problems.append(Problem(fault.line, fault.why))


def _header_faults(header: list[str]) -> Iterator[str]:
    if header[0] != "file":
        yield f"the first column is “{header[0]}”; it must be “file”"
    for n, name in enumerate(header[1:], 2):
        if name in DOCUMENT.fields:
            yield f"column {n}: “{name}” is no fact; state it in {EDITION_FILE} under documents"
        elif name not in FACTS:
            near = did_you_mean(name, FACTS) or ";"
            yield f"column {n}: the fact “{name}” is not known{near} allowed: {', '.join(FACTS)}"
        elif name in header[: n - 1]:
            yield f"column {n}: “{name}” stands already in column {header.index(name) + 1}"


def _row_faults(header: list[str], cells: list[str], listing: Listing) -> Iterator[str]:
    if not cells[0]:
        yield "file: the row names no file"
    elif fault := listing.fault(cells[0]):
        yield f"file: “{cells[0]}”: {fault}"
    if any(cells[len(header) :]):
        yield f"the row has {len(cells)} cells, the header {len(header)}; quote a text that holds a delimiter"
    for name, values in _cells(header, cells):
        yield from (f"{name}: {fault}" for fault in _value_faults(name, values))
        yield from (
            f"{name}: the text has {len(value):,} characters; at most {LONGEST_TEXT:,} are possible"
            for value in values
            if len(value) > LONGEST_TEXT
        )
        for stray in itertools.chain.from_iterable(map(NOT_IN_XML.findall, values)):
            yield f"{name}: the character U+{ord(stray):04X} cannot stand in XML"


def _cells(header: list[str], cells: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fact name and values of each cell that is not empty."""
    for name, cell in zip(header[1:], cells[1:], strict=False):
        values = cell.split("|") if name in REPEATABLE else [cell]
        kept = tuple(value.strip() for value in values if value.strip())
        if kept:
            yield name, kept
