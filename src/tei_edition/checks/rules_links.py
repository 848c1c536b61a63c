"""Rules about ids and pointers: links, the form and order of ids, note marks and their notes."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from tei_edition.checks.regeneration import TEI, tei_names
from tei_edition.checks.rules_index import (
    XML_ID,
    Breach,
    Index,
    Pointer,
    local_name,
)
from tei_edition.model import Severity

PERSONS = tei_names("person personGrp")
RESPONSIBLE = tei_names("respStmt")
USUAL_ID = 100  # characters; a longer one is not compared with others
MOST_COMPARED = 50_000  # times that two ids are compared in search of the one that was meant: some seconds
MOST_TOLD = 20  # pointers of one attribute that lead nowhere and are told one by one

# what points       attribute   what it must name, as TEI and in words
KINDS = {
    TEI + "persName": ("ref", PERSONS, "a person"),
    TEI + "orgName": ("ref", tei_names("org"), "an organisation (org)"),
    TEI + "placeName": ("ref", tei_names("place"), "a place"),
}


# --- S01, S02: pointers -------------------------------------------------------------------------------------


def resolves(index: Index) -> Iterator[Breach]:
    """S01: every local pointer resolves."""
    usual = [ident for ident in index.ids if len(ident) <= USUAL_ID]
    compared = 0
    for pointer, others in _leading_nowhere(index):
        compared += len(usual)
        looks = compared <= MOST_COMPARED and len(pointer.value) <= USUAL_ID
        also = f"; it is so with {others:,} others of this attribute" if others else ""
        yield Breach(
            pointer.element,
            f"{_attribute(pointer)} points at “{pointer.value}”, but nothing in the file has that id{also}",
            _meant(pointer, usual if looks else ()),
        )


def _leading_nowhere(index: Index) -> Iterator[tuple[Pointer, int]]:
    """Pointers without a goal; the last that is told of an attribute comes with the number of those that are not."""
    lost = (pointer for pointer in index.pointers if pointer.value[1:] not in index.ids)
    for _, of_attribute in groupby(lost, key=lambda pointer: (pointer.element, pointer.attribute)):
        every = list(of_attribute)
        *told, last = every[:MOST_TOLD]
        yield from ((pointer, 0) for pointer in told)
        yield last, len(every) - len(told) - 1


def _meant(pointer: Pointer, ids: Sequence[str]) -> str:
    near = difflib.get_close_matches(pointer.value[1:], ids, n=1)
    return f"did you mean “#{near[0]}”?" if near else "give the element its xml:id, or remove the pointer"


def names_its_kind(index: Index) -> Iterator[Breach]:
    """S02: a name points at an entity of its kind, @resp at a statement of responsibility."""
    for pointer in index.pointers:
        target = index.ids.get(pointer.value[1:])
        if target is None:
            continue
        kind = KINDS.get(pointer.element.tag)
        if pointer.attribute == "resp" and not _is_responsible(target):
            yield Breach(
                pointer.element,
                f"{_attribute(pointer)} points at “{pointer.value}”, a {local_name(target)} and no respStmt",
                "@resp names a respStmt of titleStmt, such as #resp-archive or #resp-edition",
            )
        elif kind and pointer.attribute == kind[0] and target.tag not in kind[1]:
            yield Breach(
                pointer.element,
                f"{_attribute(pointer)} points at “{pointer.value}”, a {local_name(target)}, not {kind[2]}",
                "choose the element that fits the name, or point at the right entry",
            )


def _is_responsible(target: etree._Element) -> bool:
    parent = target.getparent()
    return target.tag in RESPONSIBLE and parent is not None and parent.tag == TEI + "titleStmt"


def _attribute(pointer: Pointer) -> str:
    return f"{local_name(pointer.element)}/@{pointer.attribute}"


# --- S19: ids -----------------------------------------------------------------------------------------------

# element, @type               the form of its ids
FORMS = {
    (TEI + "gap", None): "gap-1",
    (TEI + "said", None): "said-1",
    (TEI + "table", None): "table-1",
    (TEI + "head", None): "head-1",
    (TEI + "list", None): "list-1",
    (TEI + "item", None): "item-1",
    (TEI + "stage", None): "stage-1",
    (TEI + "quote", None): "quote-1",
    (TEI + "opener", None): "opener-1",
    (TEI + "closer", None): "closer-1",
    (TEI + "note", "editorial"): "note-1",
    (TEI + "note", "footnote"): "fn-1",
    (TEI + "ref", "noteMarker"): "fnref-1",
    (TEI + "listPerson", "side"): "side-1",
}
FORMED = frozenset(name for name, _ in FORMS)
# As printed: a number ("5", "60a", "1.2"), a letter, an asterisk; "-2" if it repeats.
PRINTED = re.compile(r"\w[\w.]*(?:-\d+)?")
COUNTED = re.compile(r"[1-9]\d*")


def ids_are_stable(index: Index) -> Iterator[Breach]:
    """S19: ids are unique; p and sp count without holes; other ids have the form of their kind."""
    for element in index.duplicates:
        yield Breach(
            element,
            f"the id “{element.get(XML_ID)}” is given twice",
            "an xml:id names one element of the file; renumber the later one",
        )
    in_notes = {p for note in index.in_text("note") for p in note.iter(TEI + "p")}
    yield from _counts([p for p in index.in_text("p") if p not in in_notes], "p")
    yield from _counts(index.in_text("sp"), "sp")
    yield from _odd_forms(index)


def _counts(elements: Sequence[etree._Element], name: str) -> Iterator[Breach]:
    """The first element whose id is not the next number: those after it would only repeat the complaint."""
    for number, element in enumerate(elements, 1):
        identifier = element.get(XML_ID)
        if identifier != f"{name}-{number}":
            found = f"has the id “{identifier}”" if identifier else "has no id"
            yield Breach(
                element,
                f"{name} number {number} of the text {found}; expected “{name}-{number}”",
                f"{name} are counted through the text from {name}-1 without holes, so that they can be cited",
            )
            return


def _odd_forms(index: Index) -> Iterator[Breach]:
    odd: dict[str, list[etree._Element]] = defaultdict(list)
    for identifier, element in index.ids.items():
        tag = element.tag
        if tag not in FORMED:
            continue
        form = FORMS.get((tag, None)) or FORMS.get((tag, element.get("type")))
        if form is None:
            continue
        stem, hyphen, number = identifier.partition("-")
        pattern = PRINTED if stem in ("fn", "fnref") else COUNTED
        if stem + hyphen != form[:-1] or not pattern.fullmatch(number):
            odd[form].append(element)
    for form, elements in odd.items():
        yield Breach(
            elements[0],
            f"“{elements[0].get(XML_ID)}” is not an id of the form “{form}”"
            + (f" ({len(elements) - 1} more like it)" if elements[1:] else ""),
            "ids have one form for each kind of element, so that other files can point at them",
        )


# --- S20: note marks ----------------------------------------------------------------------------------------

LISTING = tei_names("back body div noteGrp list item")


def note_marks_and_notes(index: Index) -> Iterator[Breach]:
    """S20: a note mark leads to its note, or a note says that it is missing; every footnote is called."""
    missing = index.targets_of_notes("subtype", "missingNote")
    for mark in index.in_text("ref"):
        if mark.get("type") == "noteMarker" and f"#{mark.get(XML_ID)}" not in missing:
            yield from _dead_end(mark, index)
    for note in index.in_text("note"):
        if note.get("type") == "footnote" and _is_collected(note):
            yield from _uncalled(note, index)


def _dead_end(mark: etree._Element, index: Index) -> Iterator[Breach]:
    target = mark.get("target") or ""
    note = index.target(target)
    if note is None and target.startswith("#"):
        return  # S01 tells
    if note is None or (note.tag, note.get("type")) != (TEI + "note", "footnote"):
        yield Breach(
            mark,
            f"the note mark “{mark.get('n') or ''.join(map(str, mark.itertext()))}” leads to no footnote",
            "add @target with the footnote's id, or an editorial note (missingNote) that says it is absent",
        )


def _uncalled(note: etree._Element, index: Index) -> Iterator[Breach]:
    if note.get(XML_ID) not in index.pointed_at:
        yield Breach(
            note,
            f"no mark in the text calls the footnote “{note.get('n') or note.get(XML_ID) or '?'}”",
            "look for its mark (a digit glued to a word) that was taken for text",
            Severity.WARNING,
        )


def _is_collected(note: etree._Element) -> bool:
    """Whether a footnote stands with others, away from its place; one at its place needs no mark."""
    parent = note.getparent()
    return parent is not None and parent.tag in LISTING
