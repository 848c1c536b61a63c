"""Who and what is named: the forms that the document adds, its people with their offices, organisations, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tei_edition.genres.reading import Reading, own_id
from tei_edition.genres.structure import Structure
from tei_edition.identifiers import scheme_of, uri
from tei_edition.lexicon import DERIVED, Lexicon
from tei_edition.model import (
    Affiliation,
    Agent,
    Entity,
    Known,
    Line,
    Mark,
    Person,
    Span,
)
from tei_edition.names import PREFIXES, heads_among, own_names
from tei_edition.surroundings import is_title


def agents_of(structure: Structure) -> tuple[Agent, ...]:
    correspondence = structure.correspondence
    return (*correspondence.sent, *correspondence.received) if correspondence else ()


def with_own_names(reading: Reading, structure: Structure, lines: tuple[Line, ...]) -> Lexicon:
    """The forms that this document adds: its participants, its organisations by full name and abbreviation."""
    lexicon = reading.lexicon
    for person in structure.participants:
        if "unidentified" not in person.roles and not person.is_group:
            for name in person.names:
                _add_participant(lexicon, name, person.id)
    for agent in filter(lambda agent: agent.ref, agents_of(structure)):
        if agent.element == "orgName" or " " in agent.text:  # a person's single name is a participant's surname
            lexicon.add(agent.text, agent.ref, agent.element, "sender or addressee")
    for name_mark in structure.marks:
        if name_mark.element == "placeName":
            lexicon.add(reading.of(name_mark.span), name_mark.ref, "placeName", "place of the dateline")
    if lines:
        _add_own_names(reading, lexicon, lines[0].start, lines[-1].end)
    return lexicon


def _add_participant(lexicon: Lexicon, name: str, ref: str) -> None:
    """A participant's name as a form; one of a single word as a surname, an office ("President:") not at all."""
    if " " in name:
        lexicon.add_person(name, ref, "participant")
    elif len(name) > 1 and not is_title(name):  # the label "K:" does not make every K of the text a name
        lexicon.add_surname(name, ref)


def _add_own_names(reading: Reading, lexicon: Lexicon, start: int, end: int) -> None:
    body = reading.text[start:end]
    heads = heads_among(reading.words, body, start)
    found = ((body[own.span.start : own.span.end], own) for own in own_names(body, heads))
    once = {(name, own.element, own.abbreviation): own for name, own in found}
    for (name, *_), own in once.items():
        entry = lexicon.entry(name)
        ref = entry.ref if entry else own_id(name, PREFIXES[own.element])
        element = entry.element if entry else own.element
        if entry is None or entry.rank >= DERIVED:
            lexicon.add(name, ref, element, "full name in the document")
        if own.abbreviation:
            lexicon.add(own.abbreviation, ref, element, "abbreviation introduced in the document")


def entities(reading: Reading, element: str, marks: Iterable[Mark], agents: Iterable[Agent]) -> Iterator[Entity]:
    """The organisations or places that are referred to, with the forms that occur, the main form first."""
    forms: dict[str, list[str]] = {}
    for agent in agents:
        if agent.element == element:
            forms.setdefault(agent.ref, []).append(agent.text)
    for mark in marks:
        if mark.element == element:
            forms.setdefault(mark.ref, []).append(_form(reading, mark))
    for ref in sorted(forms):
        main = reading.lexicon.main_form(ref)
        found = forms[ref]
        fullest = max(found, key=len)
        yield Entity(
            ref, tuple(distinct_forms([main or fullest, *found])), reading.lexicon.kind(ref), _known(reading, ref)
        )


def _known(reading: Reading, ref: str) -> Known:
    """What the authority file says of an id."""
    authority = reading.lexicon.authority(ref)
    if authority is None:
        return Known()
    identified = tuple(_idno(name, identifier) for name, identifier in authority.identifiers)
    return Known(identified, authority.born, authority.died)


def _idno(name: str, identifier: str) -> tuple[str, str]:
    """The type and the text of an `idno`: the address in a known file, else what the project calls its number."""
    address = uri(name, identifier)
    if address:
        scheme = scheme_of(name)
        return (scheme.name if scheme else "uri"), address
    return "local", identifier if name == "local" else f"{name}: {identifier}"


def _form(reading: Reading, mark: Mark) -> str:
    """A name as it stands in the text, whole where a line end divides it."""
    words = " ".join(reading.of(mark.span).split())
    return DIVIDED.sub("-", words) if "- " in words else words


DIVIDED = re.compile(r"(?<=\w)- (?=[^\W\d_])")


def distinct_forms(forms: list[str]) -> Iterator[str]:
    """The forms without those that differ only in case, apostrophes or an article."""
    seen = set()
    for form in dict.fromkeys(forms):
        key = form.lower().replace("’", "'").removeprefix("the ")
        if key not in seen:
            seen.add(key)
            yield form


def people_of(reading: Reading, structure: Structure, marks: tuple[Mark, ...]) -> tuple[Person, ...]:
    """Participants and mentioned persons, with the offices that brackets give them ("[Chairman of …] Mehmet Shehu")."""
    people = {person.id: person for person in structure.participants}
    forms: dict[str, list[str]] = {}
    for mark in marks:
        if mark.element == "persName":
            forms.setdefault(mark.ref, []).append(_form(reading, mark))
    previous = structure.correspondence.previous if structure.correspondence else ()
    for letter in previous:
        if letter.sender and letter.sender.element == "persName":
            forms.setdefault(letter.sender.ref, []).append(letter.sender.text)
    for ref in sorted(set(forms) - set(people)):
        people[ref] = Person(ref, (forms[ref][0],))
    offices: dict[str, list[Affiliation]] = {}
    for ref, office in _bracketed_offices(reading, marks):
        offices.setdefault(ref, []).append(Affiliation((office,)))
    for ref, more in offices.items():
        people[ref] = people[ref]._replace(affiliations=(*people[ref].affiliations, *more))
    sides = _words_of_sides(reading, structure)
    listed = (_on_listed_side(reading, person, structure) for person in people.values())
    return tuple(_named_and_sided(reading, person, forms.get(person.id, []), sides) for person in listed)


def _on_listed_side(reading: Reading, person: Person, structure: Structure) -> Person:
    """The person on the side that the authorities state, if the document has it and does not say otherwise."""
    authority = reading.lexicon.authority(person.id)
    if authority is None or not authority.side or not person.roles or person.side is not None:
        return person
    heads = [side.head.casefold() for side in structure.sides]
    stated = authority.side.casefold()
    return person._replace(side=heads.index(stated)) if stated in heads else person


def _bracketed_offices(reading: Reading, marks: tuple[Mark, ...]) -> Iterator[tuple[str, Span]]:
    """Each office that a bracket puts before a name, with the id of the person named."""
    names = {mark.span.start: mark for mark in marks if mark.element == "persName"}
    for mark in marks:
        if mark.rule == "office in brackets":
            after = mark.span.end + 1  # the closing bracket
            while after < len(reading.text) and reading.text[after] in " \xa0":
                after += 1
            if after in names:
                yield names[after].ref, mark.span


def _named_and_sided(reading: Reading, person: Person, found: list[str], sides: dict[str, int]) -> Person:
    main = reading.lexicon.main_form(person.id)
    # the label "RN:" is a way to refer to somebody, not another name
    found = [form for form in found if len(form) > 3 or form != form.upper()]
    names = tuple(distinct_forms([*([main] if main else []), *person.names, *found]))
    # a surname alone is a way to refer to somebody, not another name
    full = tuple(name for name in names if name == names[0] or name not in names[0].split()) or names
    side, cert = person.side, person.cert
    if side is None and person.roles and sides and person.affiliations:
        side = _side_of_office(reading, person, sides)
        cert = "medium" if side is not None else cert
    return person._replace(names=full, side=side, cert=cert, known=_known(reading, person.id))


def _words_of_sides(reading: Reading, structure: Structure) -> dict[str, int]:
    """The words by which a side is known: those of its party or state that only this side's offices have."""
    sides: dict[str, set[int]] = {}
    heads = [(word, index) for index, side in enumerate(structure.sides) for word in _capitals(side.head)]
    offices = [
        (word, person.side)
        for person in structure.participants
        if person.side is not None
        for word in _office(reading, person)
    ]
    for word, side in (*heads, *offices):
        sides.setdefault(word, set()).add(side)
    return {word: side for word, (side, *others) in sides.items() if not others}


def _side_of_office(reading: Reading, person: Person, sides: dict[str, int]) -> int | None:
    """The side whose party or state an office names, if it names one more than any other."""
    scores = Counter(sides[word] for word in _office(reading, person) if word in sides)
    (best, score), (_, second) = (*scores.most_common(2), (0, 0), (0, 0))[:2]
    return best if score > second else None


def _office(reading: Reading, person: Person) -> set[str]:
    """The capitalised words of somebody's offices."""
    return {
        word
        for affiliation in person.affiliations
        for span in affiliation.spans
        for word in _capitals(reading.of(span))
    }


def _capitals(text: str) -> list[str]:
    return re.findall(r"\b[A-Z]\w+", text)
