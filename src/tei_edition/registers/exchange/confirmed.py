"""What an editor confirmed: entries with `decided_by`, and what they add to an authority file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tei_edition.authorities import (
    AUTHORITIES,
    LISTS,
    Authorities,
    Authority,
    Kind,
    Office,
    form_key,
    identifier_faults,
    load_authorities,
)
from tei_edition.errors import BadConfiguration
from tei_edition.registers.exchange.insertion import Further
from tei_edition.shapes import KeyPath
from tei_edition.yamlfile import read_yaml

REMEDY = "correct these lines; an entry counts as soon as its decided_by has a name"


@dataclass(slots=True)
class Decisions:
    """What the confirmed entries change: new entries, forms for known ones, what cannot be added, what still waits."""

    added: dict[str, Authority] = field(default_factory=dict)
    further: dict[str, Further] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    confirmed: int = 0
    waiting: int = 0

    @property
    def forms(self) -> int:
        """How many forms known entries gain."""
        return sum(len(each.forms) for each in self.further.values())

    def upon(self, known: Authorities) -> Authorities:
        """The entries of an authority file with what was decided."""
        grown = (_grown(entry, self.further.get(entry.id)) for entry in known.entries)
        entries = (*grown, *self.added.values())
        return Authorities(tuple(each for _, kind, _ in LISTS for each in entries if each.kind == kind))


def _grown(entry: Authority, further: Further | None) -> Authority:
    if further is None:
        return entry
    return entry._replace(
        forms=(*entry.forms, *further.forms), decided_by=entry.decided_by or further.decided_by or None
    )


def decisions(path: Path, known: Authorities) -> Decisions:
    """What a file of suggestions adds. Raises BadConfiguration if it is not valid, or a form would name two."""
    file = read_yaml(path, AUTHORITIES, remedy=REMEDY)
    stated = [((name, n), _entry(kind, each)) for name, kind, _ in LISTS for n, each in enumerate(file.value[name])]
    confirmed = [(at, entry) for at, entry in stated if entry.decided_by]
    file.refuse((*_clashes(confirmed, known), *identifier_faults(file)))
    there = {entry.id: entry for entry in known.entries}
    found = Decisions(confirmed=len(confirmed), waiting=len(stated) - len(confirmed))
    for at, entry in confirmed:
        _decide(found, entry, there, f"{path}:{file.line(*at)}")
    return found


def _entry(kind: Kind, stated: dict[str, Any]) -> Authority:
    offices = (Office(each["office"], each["from"], each["to"]) for each in stated.get("offices", ()))
    plain = {key: value for key, value in stated.items() if key not in ("offices", "identifiers")}
    return Authority(kind=kind, **plain, offices=tuple(offices), identifiers=tuple(stated["identifiers"].items()))


def _clashes(confirmed: Iterable[tuple[KeyPath, Authority]], known: Authorities) -> Iterator[tuple[KeyPath, str]]:
    """Forms that would name two entries."""
    owners = {(entry.kind, form_key(name)): entry.id for entry in known.entries for name in entry.names}
    for at, entry in confirmed:
        for name in entry.names:
            owner = owners.setdefault((entry.kind, form_key(name)), entry.id)
            if owner != entry.id:
                yield at, f"“{name}” names {owner} already, so it cannot name {entry.id} too"


def _decide(found: Decisions, entry: Authority, known: Mapping[str, Authority], where: str) -> None:
    there = found.added.get(entry.id) or known.get(entry.id)
    if there is None:
        found.added[entry.id] = _once(entry)
        return
    so_far = found.further.get(entry.id, Further(entry.id, ()))
    taken = {form_key(name) for name in (*there.names, *so_far.forms)}
    forms = tuple(name for name in _once(entry).names if form_key(name) not in taken)
    if entry.id in found.added:
        found.added[entry.id] = there._replace(forms=(*there.forms, *forms))
    elif forms or (entry.decided_by and not there.decided_by):
        who = "" if there.decided_by else so_far.decided_by or entry.decided_by or ""
        found.further[entry.id] = Further(entry.id, (*so_far.forms, *forms), who)
    found.left += _not_taken(entry, there, where)


def _once(entry: Authority) -> Authority:
    """The entry with each form once."""
    forms = {form_key(form): form for form in (entry.name, *entry.forms)}
    return entry._replace(forms=tuple(forms.values())[1:])


def _not_taken(entry: Authority, there: Authority, where: str) -> Iterator[str]:
    """What the confirmed entry says beyond forms, and the known one does not."""
    for key in ("type", "born", "died", "side", "note", "offices", "identifiers"):
        value = getattr(entry, key)
        if value and value != getattr(there, key):
            yield f"{where}: {key} of {entry.id} is not taken over: the entry is there already; edit it by hand"


def checked(text: str, path: Path) -> Authorities:
    """The entries of a text that is to become the file at a path. Raises BadConfiguration, with that path."""
    with TemporaryDirectory() as folder:
        draft = Path(folder, path.name)
        draft.write_bytes(text.encode())
        try:
            return load_authorities(draft)
        except BadConfiguration as error:
            raise BadConfiguration(error.message.replace(str(draft), str(path)), remedy=error.remedy) from None
