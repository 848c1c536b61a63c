"""Whom the label of a turn names: a participant, somebody who spoke before, or a new person."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei_edition.genres.labels import COLLECTIVE, QUESTION_ANSWER, Label, resolve
from tei_edition.genres.reading import Reading, person_id, writable
from tei_edition.genres.roster import Roster
from tei_edition.model import Affiliation, Cert, Finding, Mark, Person, Severity, Span
from tei_edition.names import honorific_end, split_title, without_honorific
from tei_edition.patterns import late

ONE_OF_MANY = late(r"(?:A )?voice\b.*|Speaker \d+|Delegate|Zuruf|Voix|Voce|Голос\b.*", re.IGNORECASE)
AND = re.compile(r"\s+(?:and|&)\s+")


class Speaker(NamedTuple):
    """Whom a label names."""

    people: tuple[Person, ...]
    cert: Cert | None
    finding: Finding | None = None


def speaker_of(
    reading: Reading, label: Label, present: Roster, heard: Roster, unidentified: dict[str, Person]
) -> Speaker:
    """Whom the label names: a participant, somebody who spoke before, or a new person."""
    if COLLECTIVE.fullmatch(label.words) or label.words in QUESTION_ANSWER:
        return Speaker((_unidentified(label.words, unidentified),), "low")
    people: list[Person] = []
    cert: Cert | None = None
    finding = None
    for name in _each(label.words, present, heard):
        found = resolve(name, present) or resolve(name, heard)
        if len(found) == 1:
            people.append(found[0])
        elif found:
            people.append(heard.latest(found))
            cert = "low"
            finding = _ambiguous(label, found)
        else:
            title, bare = split_title(without_honorific(name))
            bare = writable(bare or name)
            offices = (Affiliation((label.office,)),) if label.office else ()
            ref = person_id(reading, bare, title or (reading.of(label.office) if label.office else ""))
            people.append(Person(ref, (bare,), ("speaker",), offices))
    return Speaker(tuple(people), cert, finding)


def _each(words: str, present: Roster, heard: Roster) -> list[str]:
    """The names of a joint label; "The Minister of Fuel and Power" is one."""
    parts = AND.split(words)
    if len(parts) == 1:
        return parts
    title, bare = split_title(parts[0])
    is_office = bool(title) and (not bare or bare[0].islower())
    known = all(
        honorific_end(part) or split_title(part)[0] or resolve(part, present) or resolve(part, heard)
        for part in parts[1:]
    )
    return [words] if is_office and not known else parts


def _unidentified(words: str, known: dict[str, Person]) -> Person:
    """ "All", "Speaker 2", "Q": somebody without a name, the same one each time."""
    name = writable(words)
    ident = f"pers-unknown-{len(known) + 1}"
    is_group = COLLECTIVE.fullmatch(words) is not None and ONE_OF_MANY.fullmatch(words) is None
    return known.setdefault(name, Person(ident, (name,), ("unidentified", "speaker"), is_group=is_group))


def _ambiguous(label: Label, found: tuple[Person, ...]) -> Finding:
    names = ", ".join(person.names[0] for person in found)
    return Finding(
        "G301",
        Severity.WARNING,
        f"the label “{label.words}” fits several people: {names}",
        hint="the turn was given to the last of them who spoke (cert=low); correct @who if that is wrong",
        span=label.span,
    )


def label_marks(reading: Reading, label: Label, speaker: Speaker) -> list[Mark]:
    """The bare names in the label, one for each person of a joint label."""
    marks, at = [], label.name.start
    names = AND.split(reading.of(label.name)) if len(speaker.people) > 1 else [reading.of(label.name)]
    for person, name in zip(speaker.people, names, strict=False):
        bare = split_title(without_honorific(name))[1] or name
        start = reading.text.index(name, at) + len(name) - len(bare)
        at = start + len(bare)
        attributes = (("ref", f"#{person.id}"), *((("cert", speaker.cert),) if speaker.cert else ()))
        if "unidentified" not in person.roles:
            marks.append(Mark(Span(start, at), "persName", attributes, "name in a speaker’s label", ref=person.id))
    return marks
