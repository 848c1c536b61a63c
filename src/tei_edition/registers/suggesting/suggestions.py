"""What a person should decide: entries to confirm with their evidence, what they may be instead, conflicts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tei_edition.authorities import Authority, Kind, form_key
from tei_edition.outcome import counted
from tei_edition.registers.exchange.drafts import PREFIX, fresh_numbers, new_id
from tei_edition.registers.register import Entity, Evidence, Known, Register
from tei_edition.registers.suggesting.candidates import Candidate, Search
from tei_edition.registers.suggesting.capitals import is_odd, is_office, title_and_name
from tei_edition.registers.suggesting.conflicts import Conflict, conflicts
from tei_edition.registers.suggesting.likeness import Item, Likeness, likenesses
from tei_edition.registers.suggesting.surnames import Surname, bearers, unlinked_surnames

MOST_FILES, MOST_FORMS, MOST_CHOICES = 4, 12, 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to confirm, with comments on what it rests, and entries that it may belong to instead."""

    entry: Authority
    comments: tuple[str, ...]
    choices: tuple[tuple[Likeness, Authority], ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """A surname that is not linked: comments on where it stands and who may be meant; the entry, if it is only one."""

    comments: tuple[str, ...]
    entry: Authority | None


@dataclass(slots=True)
class Suggestions:
    """All that a person should decide about."""

    entities: list[Proposal] = field(default_factory=list)
    candidates: list[Proposal] = field(default_factory=list)
    surnames: list[Guess] = field(default_factory=list)
    offices: list[Entity] = field(default_factory=list)  # that stand for a name
    odd: list[Entity] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def choices(self) -> int:
        """How many entries may belong to another."""
        return sum(bool(proposal.choices) for proposal in (*self.entities, *self.candidates))


def suggestions(register: Register, search: Search, known: Known) -> Suggestions:
    """What a person should decide about. Raises MissingExtra without rapidfuzz."""
    found = Suggestions()
    unknown: list[Entity] = []
    for entity in sorted(register.entities.values(), key=lambda entity: entity.weight):
        if not known.where(entity.id):
            _sort(entity, found, unknown)
    listed = [entity for entity in register.entities.values() if known.where(entity.id)]
    surnames = unlinked_surnames(search, bearers([*listed, *unknown], known), _decided(unknown, known))
    candidates = _candidates(search, register, known, {form_key(each.words) for each in surnames})
    likely = likenesses(_items(register, candidates, known))
    desk = _Desk(search, _forms_of(register, candidates, known), _ids(unknown, register))
    drafts = {entity.id: desk.entry(entity) for entity in unknown}
    drafts |= {ident: Authority(ident, each.kind, each.name) for ident, each in candidates.items()}
    targets = drafts | dict(known.gazetteer) | dict(known.authorities)
    choices = _choices(likely, drafts, targets)
    found.entities = [Proposal(drafts[e.id], desk.comments(e), choices.get(e.id, ())) for e in unknown]
    found.candidates = [
        Proposal(drafts[ident], _comments(each), choices.get(ident, ())) for ident, each in candidates.items()
    ]
    found.surnames = [_guess(each, targets) for each in surnames]
    pairs = {frozenset((each.one, each.other)) for each in likely}
    found.conflicts = conflicts(register.entities.values(), known, pairs)
    return found


def _sort(entity: Entity, found: Suggestions, unknown: list[Entity]) -> None:
    if entity.kind == "person" and is_office(entity.name):
        found.offices.append(entity)
    elif entity.kind == "person" and is_odd(entity.name):
        found.odd.append(entity)
    else:
        unknown.append(entity)


def _decided(unknown: Iterable[Entity], known: Known) -> set[str]:
    """The names that entries have, or will have if they are confirmed."""
    return {form_key(name) for entry in known.authorities.values() for name in entry.names} | {
        form_key(name) for entity in unknown for name in entity.every_name()
    }


def _candidates(search: Search, register: Register, known: Known, surnames: set[str]) -> dict[str, Candidate]:
    """The candidates that nothing knows yet, by an id of their own."""
    taken = surnames | {form_key(name) for entity in register.entities.values() for name in entity.every_name()}
    taken |= {
        form_key(name) for each in (known.authorities, known.gazetteer) for e in each.values() for name in e.names
    }
    ids: dict[str, Candidate] = {}
    numbers = fresh_numbers()

    def is_id(ident: str) -> bool:
        return ident in ids or ident in register.entities or bool(known.where(ident))

    for candidate in sorted(search.judged(), key=lambda candidate: candidate.weight):
        if not _is_taken(candidate, taken):
            taken.add(form_key(candidate.name))
            ids[new_id(candidate.kind, candidate.name, is_id, numbers)] = candidate
    return ids


def _is_taken(candidate: Candidate, taken: set[str]) -> bool:
    """Whether the name of a candidate is known already, by itself or with each title that it has."""
    titled = {form_key(f"{title} {candidate.name}") for title in candidate.sighting.titles}
    return form_key(candidate.name) in taken or (bool(titled) and titled <= taken)


# --- what may be one --------------------------------------------------------------------------------------------


def _items(register: Register, candidates: dict[str, Candidate], known: Known) -> list[Item]:
    """All that is compared; of the gazetteer only what the texts name."""
    items = []
    for ident, entity in sorted(register.entities.items()):
        entry = known.entry(ident)
        names = (*(entry.names if entry else ()), *entity.every_name())[: 2 * MOST_FORMS]
        if entity.kind == "person":
            names = tuple(name for name in names if not is_office(name) and not is_odd(name))
        if names:
            items.append(Item(ident, entity.kind, names, frozenset(entity.documents), entry is not None))
    for ident, entry in known.authorities.items():
        if ident not in register.entities:
            items.append(Item(ident, entry.kind, entry.names, frozenset(), True))
    for ident, each in candidates.items():
        items.append(Item(ident, each.kind, (each.name,), frozenset(each.sighting.documents), False))
    return items


def _choices(
    likely: Iterable[Likeness], drafts: dict[str, Authority], targets: dict[str, Authority]
) -> dict[str, tuple[tuple[Likeness, Authority], ...]]:
    """For each proposal the entries that it may belong to, each as it would be with the proposal's names."""
    found: dict[str, list[tuple[Likeness, Authority]]] = defaultdict(list)
    for each in likely:
        if each.one in drafts and each.other in targets and len(found[each.one]) < MOST_CHOICES:
            found[each.one].append((each, _joined(targets[each.other], drafts[each.one])))
    return {ident: tuple(choices) for ident, choices in found.items()}


def _joined(target: Authority, own: Authority) -> Authority:
    """The entry that gains the names of another: its id, its main form, and the forms that it does not have yet."""
    has = {form_key(name) for name in target.names}
    forms = tuple(name for name in own.names if form_key(name) not in has)
    return Authority(target.id, target.kind, target.name, forms)


# --- an entry and its evidence ----------------------------------------------------------------------------------


def _forms_of(register: Register, candidates: dict[str, Candidate], known: Known) -> Counter[tuple[Kind, str]]:
    """How many entities have a form, or a word of it, which then does not tell them apart."""
    owners: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    named = [(e.id, e.kind, tuple(e.every_name())) for e in register.entities.values()]
    named += [(e.id, e.kind, e.names) for e in (*known.authorities.values(), *known.gazetteer.values())]
    named += [(ident, each.kind, (each.name,)) for ident, each in candidates.items()]
    for ident, kind, names in named:
        for name in names:
            for part in {form_key(name).casefold(), *(name.casefold().split() if kind == "person" else ())}:
                owners[kind, part].add(ident)
    return Counter({key: len(ids) for key, ids in owners.items()})


def _ids(unknown: Iterable[Entity], register: Register) -> dict[str, str]:
    """An id of our form for each entity: its own, else one made from its name."""
    ids: dict[str, str] = {}
    taken, numbers = set(register.entities), fresh_numbers()
    for entity in unknown:
        is_ours = re.fullmatch(rf"{PREFIX[entity.kind]}(?:-[a-z0-9]+)+", entity.id)
        ids[entity.id] = entity.id if is_ours else new_id(entity.kind, entity.name, taken.__contains__, numbers)
        taken.add(ids[entity.id])
    return ids


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is known when an entity becomes an entry."""

    search: Search
    owners: Counter[tuple[Kind, str]]
    ids: Mapping[str, str]

    def entry(self, entity: Entity) -> Authority:
        """The entity with the forms that name nobody else."""
        forms = tuple(form for form in self._further(entity) if not self.why_not(entity, form))
        identifiers = tuple((name, value) for name, value in entity.identifiers.items() if name and value)
        return Authority(self.ids[entity.id], entity.kind, entity.name, forms[:MOST_FORMS], identifiers=identifiers)

    def _further(self, entity: Entity) -> Iterator[str]:
        """The other forms; capitals and apostrophes make no further form."""
        seen = {_plain(entity.name)}
        for form in entity.every_name():
            if _plain(form) not in seen:
                seen.add(_plain(form))
                yield form

    def why_not(self, entity: Entity, form: str) -> str:
        """Why a form is not proposed; empty if it is."""
        if entity.kind == "person" and is_office(form):
            return "an office, which may mean others elsewhere"
        if entity.kind == "person" and is_odd(form):
            return "hardly a name"
        if self.owners[entity.kind, form_key(form).casefold()] > 1:
            return "others are called so too"
        return ""

    def comments(self, entity: Entity) -> tuple[str, ...]:
        """Counts, files, a sentence; what is left out and why."""
        lines = [counts(entity)]
        forms = [(form, self.why_not(entity, form)) for form in self._further(entity)]
        lines += [f"not among the forms: “{form}” ({why})" for form, why in forms if why]
        if more := sum(self.search.unlinked(name) for name in (entity.name, *(form for form, why in forms if not why))):
            lines.append(f"also {counted(more, 'time')} in texts where it is not marked up yet")
        if entity.id != self.ids[entity.id]:
            lines.append(f"the TEI files call it “{entity.id}”")
        return (*lines, *_seen(entity))


def _plain(form: str) -> str:
    return form_key(form).casefold().removeprefix("the ")


def counts(entity: Entity) -> str:
    """How often and where an entity is named, in words."""
    named = f"named {counted(entity.mentions, 'time')}" if entity.mentions else "only in the header"
    parts = [
        f"{named} in {counted(len(entity.documents), 'document')}",
        f"{counted(entity.turns, 'turn')}" if entity.turns else "",
        f"{counted(entity.sent, 'letter')} sent" if entity.sent else "",
        f"{counted(entity.received, 'letter')} received" if entity.received else "",
    ]
    return f"{', '.join(filter(None, parts))}: {_files(entity.documents)}"


def _files(documents: Counter[str]) -> str:
    files = sorted(documents, key=lambda file: (-documents[file], file))
    more = len(files) - MOST_FILES
    listed = ", ".join(f"{file} ({documents[file]})" if documents[file] > 1 else file for file in files[:MOST_FILES])
    return listed + (f" … and {more:,} more" if more > 0 else "")


def _seen(entity: Entity) -> Iterator[str]:
    """A sentence with the name, the fullest form of it that the texts have."""
    forms = sorted(entity.evidence, key=lambda form: (-len(title_and_name(form)[1].split()), form))
    for form in forms[:1]:
        yield _quoted(entity.evidence[form])


def _quoted(evidence: Evidence) -> str:
    return f"{evidence.place}: “{evidence.sentence}”"


def _comments(candidate: Candidate) -> tuple[str, ...]:
    seen = candidate.sighting
    where = f"{counted(seen.count, 'time')} in {counted(len(seen.documents), 'document')}"
    return (f"{candidate.why}; {where}: {_files(seen.documents)}", _quoted(seen.evidence))


def _guess(surname: Surname, targets: Mapping[str, Authority]) -> Guess:
    """Who may be meant by a surname; the one who has it gets it as a form."""
    documents = sum((seen.documents for seen in surname.sightings), Counter[str]())
    people = [targets[ident] for ident in surname.bearers if ident in targets]
    shown = " or ".join(f"{entry.name} ({entry.id})" for entry in people[:MOST_CHOICES])
    more = f" or {len(people) - MOST_CHOICES} others" if len(people) > MOST_CHOICES else ""
    comments = (
        f"{surname.counts}; in {counted(len(documents), 'document')}: {_files(documents)}",
        _quoted(surname.sightings[0].evidence),
        f"? may be {shown}{more}",
    )
    only = people[0] if len(people) == 1 and surname.forms else None
    return Guess(comments, only and Authority(only.id, only.kind, only.name, surname.forms))
