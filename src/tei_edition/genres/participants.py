"""Who was present: the paragraphs and lists at the head of minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tei_edition.genres.reading import Reading
from tei_edition.model import Affiliation, Block, Item, ItemList, Line, Mark, P, Person, Side, Span
from tei_edition.names import PREFIXES, looks_like_person, without_honorific

LEAD = re.compile(
    r"(?P<lead>.{0,160}?\b(?:there were present|were present|was present|attended by|participated|took part"
    r"|is comprised of|are comprised of|consists of"
    r"|consisted of|is composed of|was composed of|[Pp]articipants|PARTICIPANTS|[Pp]resent|PRESENT"
    r"|[Ii]n attendance)[^:;,.]{0,60}):(?P<rest>.*)"
)
SIDE_NAME = re.compile(
    r"(?:From|On|For) the (?P<side>.{2,60}? side)\b|(?P<delegation>(?:The )?[Dd]elegation of .{2,160}?)(?= is "
    r"| are | was | were | consist|\Z)"
)
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Attendance:
    """The blocks that list who was present, the people in them by side, and how many lines they take."""

    blocks: tuple[Block, ...] = ()
    taken: int = 0
    marks: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()
    sides: tuple[Side, ...] = ()


def attendance(reading: Reading, lines: tuple[Line, ...]) -> Attendance:
    """The list of participants with which the lines begin; empty if they begin with anything else."""
    blocks: list[Block] = []
    marks: list[Mark] = []
    people: list[Person] = []
    sides: list[Side] = []
    at = 0
    while at < len(lines):
        match = LEAD.fullmatch(reading.of(lines[at]))
        if match is None:
            break
        side = _side(match["lead"])
        index = len(sides) if side else None
        if match["rest"].strip():
            members, taken = _prose(reading, lines[at], match.start("rest")), 1
            block: Block = P(Span(lines[at].start, lines[at].end), "paragraph of participants")
        else:
            members, taken = _one_per_line(reading, lines, at + 1)
            block = _list(lines[at : at + taken])
        if not members:
            break
        sides += [side] if side else []
        blocks.append(block)
        for member in members:
            marks += member.marks
            people.append(replace(member.person, side=index))
        at += taken
    return Attendance(tuple(blocks), at, tuple(marks), tuple(people), tuple(sides))


def _side(lead: str) -> Side | None:
    match = SIDE_NAME.search(lead)
    if match is None:
        return None
    name = match["side"] or re.sub(r"^The d", "D", match["delegation"])
    return Side(name[0].upper() + name[1:])


@dataclass(frozen=True, slots=True)
class _Member:
    person: Person
    marks: tuple[Mark, ...]


def _prose(reading: Reading, line: Line, offset: int) -> list[_Member]:
    """ "…: the OFFICE, NAME; OFFICE, NAME; and the OFFICE, NAME.": the last comma stands before the name."""
    start = line.start + offset
    rest = reading.text[start : line.end]
    separator = re.compile(r";\s*(?:and\s+)?") if ";" in rest else re.compile(r",\s*(?:and\s+)?|\s+and\s+")
    members = []
    at = 0
    for match in [*separator.finditer(rest), None]:
        end = match.start() if match else len(rest)
        member = _member(reading, Span(start + at, start + end))
        if member is not None:
            members.append(member)
        at = match.end() if match else end
    return members


def _one_per_line(reading: Reading, lines: tuple[Line, ...], at: int) -> tuple[list[_Member], int]:
    members = []
    first = at
    while at < len(lines) and at - first < MOST_LINES:
        line = lines[at]
        if line.end - line.start > 160 or (at > first and line.blanks > lines[first].blanks + 1):
            break
        member = _member(reading, Span(line.start, line.end))
        if member is None:
            break
        members.append(member)
        at += 1
    return members, at - first + 1


def _list(lines: tuple[Line, ...]) -> ItemList:
    head, *items = lines
    return ItemList(
        tuple(Item(Span(line.start, line.end)) for line in items),
        type="participants",
        head=Span(head.start, head.end),
        rule="list of participants",
    )


def _member(reading: Reading, span: Span) -> _Member | None:
    """A name with its office: "the OFFICE, NAME", "NAME, OFFICE", or the name alone."""
    text = reading.of(span)
    stripped = text.strip(" .,:")
    start = span.start + text.index(stripped) if stripped else span.start
    before, comma, after = stripped.rpartition(",")
    if comma and _is_name(after):
        name, office = _last(start, stripped, after), Span(start, start + len(before))
    elif comma and _is_name(stripped.partition(",")[0]):
        first, _, rest = stripped.partition(",")
        name = Span(start, start + len(first))
        office_start = start + len(stripped) - len(rest.lstrip())
        office = Span(office_start, start + len(stripped))
    elif _is_name(stripped):
        name, office = Span(start, start + len(stripped)), Span(start, start)
    else:
        return None
    name = _bare(reading, name)
    office = _without_article(reading, office)
    words = reading.of(name)
    ref = reading.entity_id(words, PREFIXES["persName"])
    marks = [Mark(name, "persName", (("ref", f"#{ref}"),), "participant", ref=ref)]
    if office.start < office.end:
        marks.append(Mark(office, "roleName", (), "office of a participant"))
    affiliations = (Affiliation((office,)),) if office.start < office.end else ()
    return _Member(Person(ref, (words,), ("present",), affiliations), tuple(marks))


def _is_name(text: str) -> bool:
    return looks_like_person(without_honorific(text.strip()))


def _last(start: int, whole: str, part: str) -> Span:
    end = start + len(whole)
    return Span(end - len(part.lstrip()), end)


def _bare(reading: Reading, name: Span) -> Span:
    text = reading.of(name)
    return Span(name.end - len(without_honorific(text)), name.end)


def _without_article(reading: Reading, office: Span) -> Span:
    match = re.compile(r"(?:and\s+)?the\s+", re.IGNORECASE).match(reading.text, office.start, office.end)
    return Span(match.end(), office.end) if match else office
