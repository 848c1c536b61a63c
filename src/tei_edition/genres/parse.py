"""`Capture` → `Edition`: the genre is chosen and read, then names, quotations and note marks are found in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tei_edition.dates import day_findings
from tei_edition.editorial import find_editorial
from tei_edition.genres import choose
from tei_edition.genres.abstract import is_abstract
from tei_edition.genres.enclosures import split_enclosures
from tei_edition.genres.notes import footnotes, note_marks
from tei_edition.genres.quotations import find_quotations
from tei_edition.genres.reading import Reading, preferred_date, read
from tei_edition.genres.structure import Structure
from tei_edition.model import (
    Affiliation,
    Agent,
    Block,
    Capture,
    Div,
    Edition,
    Entity,
    Figure,
    Finding,
    Flow,
    Footnote,
    Line,
    Mark,
    P,
    PageBreak,
    Person,
    Severity,
    Sp,
    Span,
    Stage,
)
from tei_edition.names import PREFIXES, Lexicon, find_names, own_names, surname
from tei_edition.nesting import nest

WORDS = re.compile(r"[^ ]+")
UNREADABLE = ("obfuscated", "unencodable")  # gaps without which a character cannot be written


def parse(capture: Capture, shared: Lexicon, *, genre: str | None = None) -> Edition:
    """The document as TEI thinks of it; `genre` is what the editor pinned."""
    reading = read(capture, Lexicon(shared))
    chosen, module, evidence, findings = choose(reading, genre)
    lines, abstract = _without_abstract(reading)
    notes, above = footnotes(reading, lines)
    enclosures, own = split_enclosures(reading, above)
    structure = module.parse(reading, own)
    lexicon = _with_own_names(reading, structure, lines)
    marks, mark_findings = _marks(reading, structure, enclosures, notes, lines, lexicon)
    people = _with_offices(reading, structure, marks)
    facts_abstract = tuple(fact.span for fact in capture.facts_named("abstract") if fact.span)
    participants = tuple(person for person in people if person.roles)
    correspondence = structure.correspondence
    return Edition(
        capture=capture,
        genre=chosen,
        genre_evidence=evidence,
        blocks=structure.blocks,
        notes=notes,
        enclosures=enclosures,
        marks=marks,
        abstract=facts_abstract or abstract,
        abstract_cert="medium" if abstract and not facts_abstract else None,
        participants=participants,
        sides=structure.sides,
        mentioned=tuple(person for person in people if not person.roles),
        organisations=tuple(_entities(reading, "orgName", marks, _agents(structure))),
        places=tuple(_entities(reading, "placeName", marks, ())),
        correspondence=correspondence,
        authors=structure.authors,
        creation=preferred_date(structure.date, reading.page_date),
        creation_place=structure.place,
        dropped=structure.dropped,
        findings=(
            *findings,
            *reading.findings,
            *day_findings(reading.text, reading.dates),
            *structure.findings,
            *mark_findings,
        ),
    )


def as_paragraphs(edition: Edition, fault: Finding) -> Edition:
    """The same document as plain paragraphs, for a structure that cannot be written as valid TEI."""
    lines = [line for line in edition.capture.lines if Span(line.start, line.end) not in edition.abstract]
    kept = tuple(mark for mark in edition.marks if mark.element == "email" or mark.get("reason") in UNREADABLE)
    return replace(
        edition,
        blocks=tuple(P(Span(line.start, line.end), "paragraph, for want of a valid structure") for line in lines),
        notes=(),
        enclosures=(),
        marks=kept,
        participants=(),
        sides=(),
        mentioned=(),
        organisations=(),
        places=(),
        correspondence=None,
        authors=(),
        creation_place=None,
        dropped=(),
        findings=(*edition.findings, _given_up(fault)),
    )


def _given_up(fault: Finding) -> Finding:
    return Finding(
        "E103",
        Severity.WARNING,
        f"the structure that was found could not be written ({fault.message}): the text is encoded as plain paragraphs",
        hint="nothing is lost; please report this with the capture",
        span=Span(0, 0),
        raw=fault.raw,
    )


def _without_abstract(reading: Reading) -> tuple[tuple[Line, ...], tuple[Span, ...]]:
    """The document's lines, and the archive's summary if the last paragraph is one."""
    for line in reading.capture.undecided:
        above = tuple(other for other in reading.lines if other != line)
        if is_abstract(reading, line, above):
            return above, (Span(line.start, line.end),)
    return reading.lines, ()


def _agents(structure: Structure) -> tuple[Agent, ...]:
    correspondence = structure.correspondence
    return (*correspondence.sent, *correspondence.received) if correspondence else ()


# --- names ----------------------------------------------------------------------------------------------------


def _with_own_names(reading: Reading, structure: Structure, lines: tuple[Line, ...]) -> Lexicon:
    """The forms that this document adds: its participants, its organisations by full name and abbreviation."""
    lexicon = reading.lexicon
    named = [person for person in structure.participants if "unidentified" not in person.roles]
    for person in named:
        for name in person.names:
            if len(name) > 1:  # the label "K:" does not make every K of the text a name
                lexicon.add(name, person.id, "persName", "participant")
    surnames: dict[str, list[Person]] = {}
    for person in named:
        surnames.setdefault(surname(person.names[0]), []).append(person)
    for name, people in surnames.items():
        if name and len(people) == 1:
            lexicon.add(name, people[0].id, "persName", "surname of a participant", "medium")
    for agent in _agents(structure):
        lexicon.add(agent.text, agent.ref, agent.element, "sender or addressee")
    for name_mark in structure.marks:
        if name_mark.element == "placeName":
            lexicon.add(reading.of(name_mark.span), name_mark.ref, "placeName", "place of the dateline")
    if lines:
        _add_own_names(reading, lexicon, lines[0].start, lines[-1].end)
    return lexicon


def _add_own_names(reading: Reading, lexicon: Lexicon, start: int, end: int) -> None:
    body = reading.text[start:end]
    for own in own_names(body):
        name = body[own.span.start : own.span.end]
        entry = lexicon.entry(name)
        ref = entry.ref if entry else reading.entity_id(name, PREFIXES[own.element])
        element = entry.element if entry else own.element
        lexicon.add(name, ref, element, "full name in the document")
        if own.abbreviation:
            lexicon.add(own.abbreviation, ref, element, "abbreviation introduced in the document")


def _entities(reading: Reading, element: str, marks: Iterable[Mark], agents: Iterable[Agent]) -> Iterator[Entity]:
    """The organisations or places that are referred to, with the forms that occur, the main form first."""
    forms: dict[str, list[str]] = {}
    for agent in agents:
        if agent.element == element:
            forms.setdefault(agent.ref, []).append(agent.text)
    for mark in marks:
        if mark.element == element:
            forms.setdefault(mark.ref, []).append(" ".join(reading.of(mark.span).split()))
    for ref in sorted(forms):
        main = reading.lexicon.main_form(ref)
        found = forms[ref]
        fullest = max(found, key=len)
        yield Entity(ref, tuple(_distinct([main or fullest, *found])), reading.lexicon.kind(ref))


def _distinct(forms: list[str]) -> Iterator[str]:
    """The forms without those that differ only in case, apostrophes or an article."""
    seen = set()
    for form in forms:
        key = re.sub(r"^the ", "", form.lower().replace("’", "'"))
        if key not in seen:
            seen.add(key)
            yield form


# --- marks ----------------------------------------------------------------------------------------------------


def _marks(
    reading: Reading,
    structure: Structure,
    enclosures: tuple[Div, ...],
    notes: tuple[Footnote, ...],
    lines: tuple[Line, ...],
    lexicon: Lexicon,
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """All marks of the text, nested: of structure, editors' brackets, dates, names, quotations, note marks."""
    if not lines:
        return nest(_in_header(reading)), ()
    names = _names(reading, structure, lines, lexicon)
    markers, findings = note_marks(reading, lines, notes)
    quotations = find_quotations(reading.text, lines, lexicon)
    editorial = [_dated_by_gap(mark, structure, reading) for mark in reading.editorial]
    elsewhere = {note.label for note in notes} | set(_brackets((*structure.blocks, *enclosures)))
    labels = tuple(_labels(structure.blocks))
    editorial = [_in_label(mark, labels) for mark in editorial if mark.span not in elsewhere]
    numbers = {note.number for note in notes}
    found = [*editorial, *markers, *reading.dates, *quotations, *names]
    structural = [_in_label(mark, labels) for mark in structure.marks]
    every = nest([*structural, *_outside(_between(reading, lines), found), *_in_header(reading)])
    uncalled = tuple(
        _missing_note(mark)
        for mark in every
        if mark.element == "ref" and mark.get("type") == "noteMarker" and mark.get("n") not in numbers
    )
    return every, (*findings, *uncalled)


def _brackets(blocks: Iterable[Block | Flow | Stage]) -> Iterator[Span]:
    """The brackets that are blocks of their own: stage directions, stamps, page numbers."""
    for block in blocks:
        if isinstance(block, Stage | Figure | PageBreak):
            yield block.span
        elif isinstance(block, Div | Sp):
            yield from _brackets(block.blocks)


def _labels(blocks: Iterable[Block | Flow | Stage]) -> Iterator[Span]:
    """The labels of all turns."""
    for block in blocks:
        if isinstance(block, Div):
            yield from _labels(block.blocks)
        elif isinstance(block, Sp) and block.speaker is not None:
            yield block.speaker


def _in_label(mark: Mark, labels: tuple[Span, ...]) -> Mark:
    """A stage direction in a label ("Hoxha (laughing):") is a `seg`, because `speaker` holds no `stage`."""
    if mark.element != "stage":
        return mark
    at = bisect_right(labels, mark.span) - 1  # labels stand in the order of the text
    inside = at >= 0 and mark.span.end <= labels[at].end
    return replace(mark, element="seg", attributes=(("type", "delivery"),)) if inside else mark


def _names(reading: Reading, structure: Structure, lines: tuple[Line, ...], lexicon: Lexicon) -> list[Mark]:
    """All known names; in an address or signature also those that run over the ends of lines."""
    start, end = lines[0].start, lines[-1].end
    joined = _joined_lines(structure)
    marks = [
        replace(mark, span=Span(mark.span.start + start, mark.span.end + start))
        for mark in find_names(reading.plain[start:end], lexicon)
    ]
    marks = _outside(joined, marks)
    for span in joined:
        places = [match.span() for match in WORDS.finditer(reading.plain, *span)]
        words = " ".join(reading.plain[a:b] for a, b in places)
        offsets = [offset for a, b in places for offset in range(a, b + 1)]  # one for the space behind each word
        for mark in find_names(words, lexicon):
            whole = Span(offsets[mark.span.start], offsets[mark.span.end - 1] + 1)
            marks.append(replace(mark, span=whole))
    return marks


def _joined_lines(structure: Structure) -> list[Span]:
    """The stretches of several lines that are one phrase: an office in an address, a signature."""
    breaks = [mark.span for mark in structure.marks if mark.element == "lb"]
    return sorted(
        mark.span
        for mark in structure.marks
        if mark.element == "roleName" and any(mark.span.start < one.start and one.end < mark.span.end for one in breaks)
    )


def _between(reading: Reading, lines: tuple[Line, ...]) -> list[Span]:
    """The parts of the page that stand between lines of the document: an article's date line."""
    start, end = lines[0].start, lines[-1].end
    return [
        zone.span
        for zone in reading.capture.zones
        if zone.kind in ("header", "chrome") and start <= zone.span.start < end
    ]


def _outside(spans: list[Span], marks: list[Mark]) -> list[Mark]:
    """The marks that touch none of the spans."""
    if not spans:
        return marks
    return [
        mark for mark in marks if not any(mark.span.start < span.end and span.start < mark.span.end for span in spans)
    ]


def _in_header(reading: Reading) -> list[Mark]:
    """What is marked in the page's own statements: hidden addresses and characters that XML cannot carry."""
    marks = []
    for fact in reading.capture.facts:
        if fact.span is not None and (fact.name == "rights" or not fact.value.isprintable()):
            at = fact.span.start
            found, _ = find_editorial(fact.value)
            marks += [
                replace(mark, span=Span(mark.span.start + at, mark.span.end + at))
                for mark in found
                if mark.element == "email" or mark.get("reason") in ("obfuscated", "unencodable")
            ]
    return marks


def _dated_by_gap(mark: Mark, structure: Structure, reading: Reading) -> Mark:
    """A gap inside the document's own date says what follows from it."""
    date = structure.date
    if not mark.note or date is None or date.span is None or not date.span.start <= mark.span.start < date.span.end:
        return mark
    precision = {4: "by year only", 7: "by month only"}.get(len(date.key))
    return replace(mark, note=f"{mark.note} The document is dated {precision}.") if precision else mark


def _missing_note(mark: Mark) -> Finding:
    return Finding(
        "N201",
        Severity.WARNING,
        f"note mark without a note: the capture has no note {mark.get('n')}",
        hint="kept as a note mark; compare the source for the text of the note (tei-edition explain N201)",
        span=mark.span,
    )


# --- people ---------------------------------------------------------------------------------------------------


def _with_offices(reading: Reading, structure: Structure, marks: tuple[Mark, ...]) -> tuple[Person, ...]:
    """Participants and mentioned persons, with the offices that brackets give them ("[Chairman of …] Mehmet Shehu")."""
    people = {person.id: person for person in structure.participants}
    forms: dict[str, list[str]] = {}
    for mark in marks:
        if mark.element == "persName":
            forms.setdefault(mark.ref, []).append(" ".join(reading.of(mark.span).split()))
    previous = structure.correspondence.previous if structure.correspondence else ()
    for letter in previous:
        if letter.sender and letter.sender.element == "persName":
            forms.setdefault(letter.sender.ref, []).append(letter.sender.text)
    for ref in sorted(set(forms) - set(people)):
        people[ref] = Person(ref, (forms[ref][0],))
    for ref, office in _bracketed_offices(reading, marks):
        person = people[ref]
        people[ref] = replace(person, affiliations=(*person.affiliations, Affiliation((office,))))
    return tuple(_named_and_sided(reading, person, forms.get(person.id, []), structure) for person in people.values())


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


def _named_and_sided(reading: Reading, person: Person, found: list[str], structure: Structure) -> Person:
    main = reading.lexicon.main_form(person.id)
    names = tuple(_distinct([*([main] if main else []), *person.names, *found]))
    # a surname alone is a way to refer to somebody, not another name
    full = tuple(name for name in names if name == names[0] or name not in names[0].split()) or names
    side, cert = person.side, person.cert
    if side is None and person.roles and structure.sides and person.affiliations:
        side = _side_of_office(reading, person, structure)
        cert = "medium" if side is not None else cert
    return replace(person, names=full, side=side, cert=cert)


def _side_of_office(reading: Reading, person: Person, structure: Structure) -> int | None:
    """The side whose party or state an office names: by the words that only this side's offices have."""
    words_of_side: list[set[str]] = [set(_capitals(side.head)) for side in structure.sides]
    for other in structure.participants:
        if other.side is not None:
            for affiliation in other.affiliations:
                for span in affiliation.spans:
                    words_of_side[other.side] |= set(_capitals(reading.of(span)))
    office = {
        word
        for affiliation in person.affiliations
        for span in affiliation.spans
        for word in _capitals(reading.of(span))
    }
    scores = []
    for index, words in enumerate(words_of_side):
        others = set().union(*(other for at, other in enumerate(words_of_side) if at != index))
        scores.append(len(office & (words - others)))
    best = max(scores)
    return scores.index(best) if best and scores.count(best) == 1 else None


def _capitals(text: str) -> list[str]:
    return re.findall(r"\b[A-Z]\w+", text)
