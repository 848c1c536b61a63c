"""Who was present, as the head of minutes tells it: in lists, in paragraphs, in the title."""

from __future__ import annotations

import re

from tei_edition.genres.members import (
    INITIALS,
    SURNAME_FIRST,
    Member,
    is_office_alone,
    member_of,
    surname_alone,
    with_office,
)
from tei_edition.genres.participant_lists import COMRADES, LEAD, MOST_LINES, Attendance, listed
from tei_edition.genres.reading import Reading, title_of
from tei_edition.model import Head, Line, P, Person, Side, Span
from tei_edition.names import PREFIXES, looks_like_person, split_title, without_honorific
from tei_edition.patterns import late

# "Attended by Coms. Andropov, Iu.V., Grishin, V.V.", "At the meeting were also present comrades A, B and C."
PROSE_LEAD = late(
    r"(?P<lead>.{0,120}?\b(?:[Pp]resent|PRESENT|[Aa]ttended by|[Cc]haired by|[Pp]resided over by|[Pp]articipated"
    r"|[Tt]ook part|[Pp]articipants were)) "
    r"(?P<rest>(?:[Cc]omrades?|Comrs\.|[Cc]oms?\.|[Cc]des?\.|C\.C\.|CC\.|Messrs\.|Mr\.)\s.*)"
    # "Present were A, B and C.", "Taking part in the talks on the Bulgarian side were A and B."
    r"|(?P<lead2>(?:Also )?(?:[Pp]resent|[Tt]aking part|[Pp]articipating|[Aa]ttending)\b.{0,90}?"
    r"\b(?:was|were)(?: also)?:?) (?P<rest2>[A-Z(].+)"
)
SIDE_NAME = late(
    r"(?:From|[Oo]n|For) the (?P<side>.{2,60}? side)\b|(?:From|For) (?P<place>[A-Z]\w+(?: [A-Z]\w+)?)\Z"
    r"|(?P<delegation>(?:The )?[Dd]elegation of .{2,160}?)(?= is | are | was | were | consist|\Z)"
)


def attendance(reading: Reading, lines: tuple[Line, ...]) -> Attendance:
    """The list of participants with which the lines begin; empty if they begin with anything else."""
    found: list[Attendance] = []
    taken = sides = 0
    while taken < len(lines):
        rest = lines[taken : taken + MOST_LINES + 2]  # no list is longer, with its heading
        more = listed(reading, rest, sides) or _in_prose(reading, rest, sides)
        if more is None:
            break
        found.append(more)
        taken, sides = taken + more.taken, sides + len(more.sides)
    blocks = [block for part in found for block in part.blocks]
    return Attendance(
        # only what comes first can be a heading of them all
        (*blocks[:1], *(P(block.span) if isinstance(block, Head) else block for block in blocks[1:])),
        taken,
        tuple(mark for part in found for mark in part.marks),
        tuple(person for part in found for person in part.people),
        tuple(side for part in found for side in part.sides),
    )


# "Minutes of Conversation between X and Y", "Conversation of X with Y": rather than what follows any other "of"
TITLE_PEOPLE = (
    re.compile(r"\bbetween (?P<people>[A-Z].{2,200})"),
    re.compile(r"\b(?:[Cc]onversation|[Tt]alk|[Mm]eeting|[Ii]nterview)s? of (?P<people>[A-Z].{2,200} with .{2,200})"),
    re.compile(r"\bwith (?P<people>[A-Z].{2,200})"),
    re.compile(r"\b(?:of|and) (?P<people>[A-Z].{2,200})"),
)


def named_in_title(reading: Reading) -> tuple[Person, ...]:
    """The persons of "Conversation between X and Y": whom labels can name where no list says who was present."""
    people = {}
    title = title_of(reading.capture)
    match = next((found for pattern in TITLE_PEOPLE if (found := pattern.search(title))), None)
    for part in re.split(r", | and | with ", match["people"]) if match else ():
        bare = without_honorific(split_title(without_honorific(part.strip()))[1])
        entry = reading.lexicon.entry(bare)
        if looks_like_person(bare) and (entry is None or entry.element == "persName"):
            ref = reading.entity_id(bare, PREFIXES["persName"])
            people[ref] = Person(ref, (bare,), ("speaker",))
    return tuple(people.values())


# --- paragraphs -----------------------------------------------------------------------------------------------


def _in_prose(reading: Reading, lines: tuple[Line, ...], side_index: int) -> Attendance | None:
    """A paragraph that names them all: "From the Albanian side there were present: the OFFICE, NAME; …"."""
    line = lines[0]
    text = reading.of(line)
    match = LEAD.fullmatch(text) or PROSE_LEAD.fullmatch(text)
    if match is None:
        return _of_one_side(reading, line, text, side_index)
    second = "2" if match.groupdict().get("rest2") else ""
    if not match[f"rest{second}"].strip():
        return None
    members = _prose_members(reading, line, match.start(f"rest{second}"))
    if len(members) < (2 if second else 1):
        return None
    side = _side(match[f"lead{second}"])
    index = side_index if side else None
    return Attendance(
        (P(Span(line.start, line.end), "paragraph of participants"),),
        1,
        tuple(mark for member in members for mark in member.marks),
        tuple(member.person._replace(side=index) for member in members),
        (side,) if side else (),
    )


SIDE_AND_NAMES = late(
    r"(?:(?:On|From|For) (?:the )?)?(?P<side>(?:[A-Z][\w.’'-]+ ){1,3}(?:[Ss]ide|SIDE|[Dd]elegation|DELEGATION))\s?: "
    r"(?P<rest>.+)"
    r"|For (?:the )?(?P<body>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]+){0,3})\s?: (?P<of_body>.+)"
)


def _of_one_side(reading: Reading, line: Line, text: str, side_index: int) -> Attendance | None:
    """ "Chinese side: Zhou Enlai, Qiao Guanhua (vice foreign minister)": a side and nothing but its people."""
    match = SIDE_AND_NAMES.fullmatch(text)
    if match is None:
        return None
    group = "rest" if match["rest"] else "of_body"
    rest = match[group].rstrip(".")
    parts = [part for part in re.split(r"[,;](?![^()]*\))|\band\b", rest) if part.strip()]
    members = _prose_members(reading, line, match.start(group))
    if len(members) * 2 < len(parts) or re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]", rest):
        return None
    return Attendance(
        (P(Span(line.start, line.end), "paragraph of participants"),),
        1,
        tuple(mark for member in members for mark in member.marks),
        tuple(member.person._replace(side=side_index) for member in members),
        (Side(match["side"] or match["body"]),),
    )


def _side(lead: str) -> Side | None:
    match = SIDE_NAME.search(lead)
    if match is None:
        return None
    name = match["side"] or match["place"] or re.sub(r"^The d", "D", match["delegation"])
    return Side(name[0].upper() + name[1:])


def _prose_members(reading: Reading, line: Line, offset: int) -> list[Member]:
    """ "…: the OFFICE, NAME; OFFICE, NAME; and the OFFICE, NAME.": the last comma stands before the name."""
    start = line.start + offset
    rest = reading.text[start : line.end]
    members: list[Member] = []
    comrades = COMRADES.match(rest.lstrip())
    at = len(rest) - len(rest.lstrip()) + (comrades.end() if comrades else 0)
    surnames = comrades is not None  # "comrades Dimov, Pak and Lee"
    separator = _separator(rest[at:])
    for match in [*separator.finditer(rest, at), None]:
        end = match.start() if match else len(rest)
        part = Span(start + at, start + end)
        if members and is_office_alone(reading, part):
            members[-1] = with_office(members[-1], part, reading)
        elif member := member_of(reading, part, office_first=True) or (
            surname_alone(reading, part) if surnames else None
        ):
            members.append(member)
        at = match.end() if match else end
    return members


def _separator(rest: str) -> re.Pattern[str]:
    """What stands between two of those present."""
    if ";" in rest:
        return re.compile(r";\s*(?:and\s+)?")
    if SURNAME_FIRST.match(rest):  # the comma in "Andropov, Iu.V." parts no one
        return re.compile(rf",\s+(?:and\s+)?(?!{INITIALS}(?:[,;]|\Z|and\b))|\s+and\s+")
    return re.compile(r",\s*(?:and\s+)?|\s+and\s+")
