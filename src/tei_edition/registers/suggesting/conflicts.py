"""What cannot all be right: one form for two, two people under one id, sides and addresses that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei_edition.authorities import form_key
from tei_edition.registers.register import Entity, Known
from tei_edition.registers.suggesting.capitals import is_office, title_and_name
from tei_edition.transliteration import ascii_slug

MOST_NAMED = 4  # files and forms that a sentence lists


class Conflict(NamedTuple):
    """A sentence for the editor, and where the evidence is."""

    id: str
    sentence: str
    evidence: tuple[str, ...]


def conflicts(entities: Iterable[Entity], known: Known, likely: set[frozenset[str]]) -> list[Conflict]:
    """The conflicts by id; forms of two that are likely to be one (`likely`) are suggested elsewhere."""
    entities = sorted(entities, key=lambda entity: entity.id)
    found = [*_one_form(entities, likely)]
    for entity in entities:
        found += (*_no_word_shared(entity, known), *_sides(entity), *_genders(entity), *_kinds(entity))
    return found


def _one_form(entities: Iterable[Entity], likely: set[frozenset[str]]) -> Iterator[Conflict]:
    """A form that names one entity here and another there."""
    owners: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        for form in {form_key(form): form for form in entity.forms}:
            owners[entity.kind, form].append(entity)
    for (_, form), several in sorted(owners.items()):
        ids = [entity.id for entity in several]
        if len(ids) > 1 and not is_office(form) and not _all_likely(ids, likely):
            places = tuple(f"{entity.id}: {_where(entity, form)}" for entity in several)
            yield Conflict(ids[0], f"“{form}” names {_and(ids)}", places)


def _all_likely(ids: list[str], likely: set[frozenset[str]]) -> bool:
    return all(frozenset((one, other)) in likely for n, one in enumerate(ids) for other in ids[n + 1 :])


def _where(entity: Entity, form: str) -> str:
    evidence = next(entity.evidence[each] for each in entity.forms if form_key(each) == form)
    return f"{evidence.place} “{evidence.sentence}”"


def _no_word_shared(entity: Entity, known: Known) -> Iterator[Conflict]:
    """Forms that have no word in common, although nobody has decided that they are one."""
    decided = known.entry(entity.id)
    if entity.kind != "person" or decided is not None:
        return
    forms = [form for form in entity.forms if not is_office(form)]
    words = {form: _words(form) for form in forms}
    main = max(forms, key=lambda form: (len(words[form]), entity.forms[form], form), default="")
    odd = sorted(form for form in forms if words[form] and not _shares(words[form], words[main]))
    if odd:
        places = tuple(f"{entity.evidence[form].place} “{entity.evidence[form].sentence}”" for form in odd[:MOST_NAMED])
        listed = ", ".join(f"“{form}”" for form in odd[:MOST_NAMED])
        yield Conflict(entity.id, f"“{main}” and {listed} have no word in common, and one id", places)


def _words(form: str) -> frozenset[str]:
    return frozenset(filter(None, ascii_slug(title_and_name(form)[1]).split("-")))


def _shares(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a word is the same, or begins alike: Hoxha and HOXHA’S, Sid and Sidney."""
    return any(one[:3] == other[:3] for one in some for other in others)


def _sides(entity: Entity) -> Iterator[Conflict]:
    """Lists of participants that put somebody on sides that have no word in common."""
    sides = list(entity.sides)
    if len(sides) > 1 and not any(_capitals(sides[0]) & _capitals(side) for side in sides[1:]):
        places = tuple(f"{file}: {side}" for side, file in list(entity.sides.items())[:MOST_NAMED])
        yield Conflict(entity.id, "stands on different sides", places)


def _capitals(text: str) -> set[str]:
    """The capitalised words and their initials, so that United States and U.S. have something in common."""
    words = [word for word in text.replace(".", "").split() if word[0].isupper()]
    spelled = "".join(word[0] for word in words if not word.isupper())
    return {word for word in (*words, spelled) if len(word) > 1}


def _genders(entity: Entity) -> Iterator[Conflict]:
    if len(entity.genders) > 1:
        places = tuple(f"{each.place} “{each.sentence}”" for _, each in sorted(entity.genders.items()))
        yield Conflict(entity.id, "is addressed as a man here and as a woman there", places)


def _kinds(entity: Entity) -> Iterator[Conflict]:
    if len(entity.kinds) > 1:
        places = tuple(f"{file}: {kind}" for kind, file in entity.kinds.items())
        yield Conflict(entity.id, f"is {_and([f'a {kind}' for kind in entity.kinds])} under one id", places)


def _and(words: list[str]) -> str:
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"
