"""Entries as a foreign file has them → entries of authorities.yaml; what does not fit is reported, never dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from tei_edition.authorities import LISTS, PLACE_TYPES, Authorities, Authority, Kind, Office, form_key, is_before
from tei_edition.identifiers import WEB, fault, stated_identifier
from tei_edition.model import Finding, Place, Severity
from tei_edition.shapes import NOT_IN_XML, IsoDate, did_you_mean
from tei_edition.transliteration import ascii_slug

PREFIX: dict[Kind, str] = {kind: prefix for _, kind, prefix in LISTS}
LOCAL = "local"  # the identifier that keeps the id of the foreign file


@dataclass(slots=True)
class Draft:
    """An entry of a foreign file; nothing in it has been checked."""

    kind: Kind
    name: str
    line: int = 1
    id: str = ""
    forms: list[str] = field(default_factory=list)
    type: str = ""
    ambiguous: bool = False
    born: str = ""
    died: str = ""
    side: str = ""
    offices: list[Office] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    decided_by: str = ""

    def identify(self, name: str, value: str) -> None:
        """Add an identifier; a second of the same name is numbered."""
        if (name, value) in self.identifiers:
            return
        taken = {known for known, _ in self.identifiers}
        free = next(each for each in numbered(name, count(2)) if each not in taken)
        self.identifiers.append((free, value))


class Desk:
    """Where the entries of one file are looked through: `report` collects what its editor should know."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def report(self, code: str, severity: Severity, line: int, message: str, hint: str = "") -> None:
        """Note a finding at a line of the file."""
        self.findings.append(Finding(code, severity, message, hint=hint, tei=Place(self.file, line, 1)))

    def left(self, line: int, what: str) -> None:
        """Note that authorities.yaml has no place for something."""
        self.report("P211", Severity.NOTE, line, f"not taken over: {what}", "authorities.yaml has no place for it")

    def unusable(self, line: int, what: str, hint: str) -> None:
        """Note a value that is not what it should be."""
        self.report("P213", Severity.WARNING, line, what, hint)


Numbers = defaultdict[str, Iterator[int]]


def fresh_numbers() -> Numbers:
    """For each name the numbers that nobody has taken yet, from 2 on."""
    return defaultdict(lambda: count(2))


def numbered(name: str, numbers: Iterable[int]) -> Iterator[str]:
    """name, name-2, name-3, …"""
    yield name
    yield from (f"{name}-{n}" for n in numbers)


def assembled(drafts: Sequence[Draft], desk: Desk) -> Authorities:
    """The entries, with ids and forms that are unique as authorities.yaml wants them."""
    named = [draft for draft in drafts if _is_named(draft, desk)]
    for draft in named:
        _check_values(draft, desk)
    _give_ids(named, desk)
    _part_names(named, desk)
    _part_forms(named, desk)
    return Authorities(tuple(map(_entry, sorted(named, key=lambda draft: list(PREFIX).index(draft.kind)))))


def _entry(draft: Draft) -> Authority:
    return Authority(
        id=draft.id,
        kind=draft.kind,
        name=draft.name,
        forms=tuple(draft.forms),
        type=draft.type or None,
        ambiguous=draft.ambiguous,
        born=draft.born or None,
        died=draft.died or None,
        offices=tuple(draft.offices),
        side=draft.side or None,
        identifiers=tuple(draft.identifiers),
        note=draft.note or None,
        decided_by=draft.decided_by or None,
    )


def _is_named(draft: Draft, desk: Desk) -> bool:
    if draft.name:
        return True
    who = f" (id “{draft.id}”)" if draft.id else ""
    desk.report(
        "P210", Severity.ERROR, draft.line, f"this {draft.kind}{who} has no name and is left out", "give it a name"
    )
    return False


# --- values ---------------------------------------------------------------------------------------------------


def _check_values(draft: Draft, desk: Desk) -> None:
    _check_characters(draft, desk)
    for key in ("born", "died"):
        setattr(draft, key, _date(getattr(draft, key), key, draft, desk))
    if is_before(draft.died, draft.born):
        what = f"{draft.name}: the death in {draft.died} is before the birth in {draft.born}"
        desk.unusable(draft.line, what, "left empty; state the right year")
        draft.died = ""
    draft.offices = [_office(office, draft, desk) for office in draft.offices]
    draft.identifiers = [_identifier(name, value, draft, desk) for name, value in draft.identifiers]
    if draft.type and draft.kind != "place":
        desk.left(draft.line, f"the type “{draft.type}” of a {draft.kind}")
        draft.type = ""
    elif draft.type and draft.type not in PLACE_TYPES:
        near = did_you_mean(draft.type, PLACE_TYPES) or "; there are: " + ", ".join(PLACE_TYPES)
        desk.unusable(draft.line, f"{draft.name}: “{draft.type}” is no type of a place{near}", "left empty")
        draft.type = ""
    if draft.kind != "person":
        _refuse_personal(draft, desk)


def _check_characters(draft: Draft, desk: Desk) -> None:
    """Take out what no XML file can hold, wherever it stands."""

    def clean(text: str) -> str:
        if stray := NOT_IN_XML.search(text):
            sign = f"U+{ord(stray[0]):04X}"
            desk.unusable(draft.line, f"{draft.name}: the character {sign} cannot stand in XML", "taken out")
        return NOT_IN_XML.sub("", text)

    for key in ("name", "type", "born", "died", "side", "note", "decided_by"):
        setattr(draft, key, clean(getattr(draft, key)))
    draft.forms = [clean(form) for form in draft.forms]
    draft.offices = [each._replace(office=clean(each.office)) for each in draft.offices]
    draft.identifiers = [(clean(name), clean(value)) for name, value in draft.identifiers]


def _identifier(name: str, value: str, draft: Draft, desk: Desk) -> tuple[str, str]:
    """An identifier as authorities.yaml has it; one that does not look like one of its file is kept under `local`."""
    if WEB.fullmatch(value):
        known, identifier = stated_identifier(value)
        if known != "uri":
            name, value = known, identifier
    if why := fault(name, value):
        desk.unusable(draft.line, f"{draft.name}: {why}", f"kept as local: “{name} {value}”")
        return LOCAL, f"{name} {value}"
    return name, value


def _date(value: str, what: str, draft: Draft, desk: Desk) -> str:
    fault = IsoDate().test(value) if value else ""
    if fault:
        desk.unusable(draft.line, f"{draft.name}, {what}: {fault}", "left empty; state it as precisely as it is known")
    return "" if fault else value


def _office(office: Office, draft: Draft, desk: Desk) -> Office:
    start, end = (_date(value or "", office.office, draft, desk) or None for value in (office.start, office.end))
    if is_before(end, start):
        what = f"{draft.name}, {office.office}: {end} is before {start}, when it began"
        desk.unusable(draft.line, what, "left empty; state the right year")
        end = None
    return Office(office.office, start, end)


def _refuse_personal(draft: Draft, desk: Desk) -> None:
    empty: tuple[tuple[str, object], ...] = (("born", ""), ("died", ""), ("side", ""), ("offices", []))
    for key, nothing in empty:
        if getattr(draft, key):
            desk.left(draft.line, f"“{key}” of a {draft.kind}")
            setattr(draft, key, nothing)


# --- ids ------------------------------------------------------------------------------------------------------


def _give_ids(drafts: Iterable[Draft], desk: Desk) -> None:
    """Ids of our form: the file's own where they have it, else from the name; the file's own is kept beside."""
    drafts = list(drafts)
    taken: set[str] = set()
    numbers = fresh_numbers()
    for draft in drafts:
        if _is_ours(draft) and draft.id not in taken:
            taken.add(draft.id)
        elif draft.id:
            draft.identify(LOCAL, draft.id)
            draft.id = ""
    for draft in drafts:
        if not draft.id:
            draft.id = new_id(draft.kind, draft.name, taken.__contains__, numbers)
            taken.add(draft.id)
            _tell_of_id(draft, desk)


def _is_ours(draft: Draft) -> bool:
    return re.fullmatch(rf"{PREFIX[draft.kind]}(-[a-z0-9]+)+", draft.id) is not None


def _tell_of_id(draft: Draft, desk: Desk) -> None:
    old = next((value for name, value in reversed(draft.identifiers) if name.startswith(LOCAL)), "")
    if old:
        sentence = f"“{old}” becomes {draft.id}; the old id is kept as the identifier “{LOCAL}”"
        desk.report("P212", Severity.NOTE, draft.line, sentence)


def new_id(kind: Kind, name: str, is_taken: Callable[[str], bool], numbers: Numbers) -> str:
    """An id made from a name, numbered if it is taken."""
    slug = "-".join(filter(None, (PREFIX[kind], ascii_slug(name) or "unnamed")))
    return next(free for free in numbered(slug, numbers[slug]) if not is_taken(free))


# --- names and forms ------------------------------------------------------------------------------------------


def _part_names(drafts: Iterable[Draft], desk: Desk) -> None:
    """Two entries cannot have one name: the later one is told apart by its dates, or by a number."""
    owners: dict[tuple[Kind, str], Draft] = {}
    numbers = fresh_numbers()
    for draft in drafts:
        key = (draft.kind, form_key(draft.name))
        first = owners.setdefault(key, draft)
        if first is draft:
            continue
        old, life = draft.name, "–".join(filter(None, (draft.born[:4], draft.died[:4])))
        distinct = (f"{old} ({mark})" for mark in chain(filter(None, [life]), numbers[f"{draft.kind} {old}"]))
        draft.name = next(name for name in distinct if (draft.kind, form_key(name)) not in owners)
        owners[draft.kind, form_key(draft.name)] = draft
        desk.report(
            "P214",
            Severity.WARNING,
            draft.line,
            f"“{old}” is the name of {first.id} too; this one is called “{draft.name}”",
            f"texts that say “{old}” mean {first.id}; are the two one, or does another form tell them apart?",
        )


def _part_forms(drafts: Sequence[Draft], desk: Desk) -> None:
    """A form that another entry has already is left with that one."""
    owners = {(draft.kind, form_key(draft.name)): draft for draft in drafts}
    for draft in drafts:
        kept: list[str] = []
        for form in draft.forms:
            owner = owners.setdefault((draft.kind, form_key(form)), draft)
            if owner is not draft:
                message = f"the form “{form}” of {draft.id} stays with {owner.id}, which has it already"
                desk.report("P214", Severity.WARNING, draft.line, message, "a form can name one entry only")
            elif form_key(form) not in {form_key(name) for name in (draft.name, *kept)}:
                kept.append(form)
        draft.forms = kept
