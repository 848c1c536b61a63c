"""Lists of who was present at the head of minutes: a heading, and one member a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tei_edition.genres.members import (
    OFFICE_IN_BRACKETS,
    Member,
    is_name,
    member_of,
    surname_alone,
)
from tei_edition.genres.reading import Reading
from tei_edition.model import Block, Head, Item, ItemList, Line, Mark, P, Person, Side, Span
from tei_edition.names import honorific_end, looks_like_person, split_title, without_honorific
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER, any_of

# "From the Albanian side there were present: …", "The delegation of X is comprised of: …", "Participants: …"
LEAD = late(
    r"(?P<lead>.{0,160}?\b(?:there were present|were present|was present|[Aa]ttended by|[Pp]articipating"
    r"|participated|took part|is comprised of"
    r"|are comprised of|consists of|consisted of|is composed of|was composed of|[Pp]articipants|PARTICIPANTS"
    r"|[Pp]resent|PRESENT"
    rf"|[Ii]n attendance|{any_of('participants')})[^:;,.]{{0,60}}):(?P<rest>.*)"
)
LONGEST_LEAD = 400  # characters up to the colon
COMRADES = late(r"(?:[Cc]omrades?|Comrs\.|[Cc]oms?\.|[Cc]des?\.|C\.C\.|CC\.|Messrs\.|Genossen|тт\.|MM\.)\s+")
HEADING = late(
    r"\[?(?:(?:LIST OF |OTHER |KEY )?(?:PARTICIPANTS?|ATTENDEES)|THOSE (?:ATTENDING|PRESENT)|PRESENT|PRINCIPALS"
    r"|IN ATTENDANCE|OTHERS(?: PRESENT)?"
    rf"|{any_of('participants', in_capitals=True)})\]?\s?:?"
)
BULLET = late(r"(?:[•▪◦·*]|[-–—](?= )|\d{1,2}[.)](?= ))\s*")
ABSENT = re.compile(r"(?:Apologies|Absent|Regrets|Excused|Not present|Unable to attend)\b", re.IGNORECASE)
BODY_WORD = late(
    r"\b(?:Staff|Department|Office|Agency|Bureau|Treasury|House|Ministry|Embassy|Delegation|Empire|Kingdom|States"
    r"|Republic|Union)\Z"
)
CAPITAL_HEADING = late(
    r"(?:SUMMARY|AGENDA|DISCUSSION|CONCLUSIONS?|DECISIONS?|MINUTES|PROCEEDINGS|TOPICS?)\b[A-Z &’'-]*:?"
)
MOST_LINES, LONGEST_LINE = 80, 170
ALIGNED = 6  # columns that a name stands further right than the heading in whose line the first name is
HEADING_AND_NAME = re.compile(r"(?P<heading>[A-Z][A-Za-z ]{4,24}:)(?:[ \t]{2,}|\t)(?=\S)")
HEADING_OF_LINES = late(rf"(?P<heading>(?:PARTICIPANTS?|PRESENT|{any_of('participants')})\s?:) +(?=\S)")
SIDE_PHRASE = late(
    r"(?:(?:From|For|On|on) (?:the )?)?(?P<side>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3} (?:side|delegation))"
    r"(?: were| was)?\s?:?"
    r"|(?:From|For) (?P<from>[A-Z]\w+(?: [A-Z]\w+)?):?"
)
# "South: LEE Dong-ho, vice-chairman; HAN Seok-jin, secretary", "(North) KIM Tae-rim, deputy chief; …"
SIDE_AND_MEMBERS = late(r"(?:\((?P<a>[A-Z][\w .]{1,30})\)|(?P<b>[A-Z][\w .]{1,40}):)\s+(?P<rest>[^;]+(?:;[^;]+)+)")
MESSRS = late(r"Messrs\.? ")
BETWEEN_NAMES = late(r",\s*(?:and\s+)?|\s+(?:and|und|et|en|y)\s+")
SHORT_NAME = late(rf"(?:[{UPPER}][\w’'-]*\.? ?){{1,3}}[{UPPER}][\w’'-]+")  # "EH Robinson"
FEWEST_IN_ROW = 3


class Attendance(NamedTuple):
    """The blocks that list who was present, the people in them by side, and how many lines they take."""

    blocks: tuple[Block, ...] = ()
    taken: int = 0
    marks: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()
    sides: tuple[Side, ...] = ()


class _Entry(NamedTuple):
    """A line of the list: its members; a side that it names; or the head of a side alone (no members)."""

    line: Line
    members: tuple[Member, ...] = ()
    side: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it is a line without anybody."""
        return not self.members


def listed(reading: Reading, lines: tuple[Line, ...], side_index: int) -> Attendance | None:
    """A heading ("PARTICIPANTS") and one member a line, perhaps under the heads of sides ("U.S.:", "State")."""
    lines = _with_own_heading(reading, lines)
    head = lines[0]
    match = HEADING.fullmatch(_without_bullet(reading, head)[1])
    lead = None if match else LEAD.fullmatch(reading.of(head))
    has_head = match is not None or (lead is not None and not lead["rest"].strip())
    is_side = SIDE_PHRASE.fullmatch(reading.of(head)) is not None
    if not (has_head or is_side or BULLET.match(reading.of(head))):
        return None
    entries = list(_entries(reading, lines[1:] if has_head else lines))
    while entries and entries[-1].is_head:  # a head of a side without anybody below it is no such head
        entries.pop()
    if not entries or (not has_head and not is_side and not _is_all_bullets(reading, lines, entries)):
        return None
    return _as_lists(reading, head if has_head else None, entries, side_index)


def _with_own_heading(reading: Reading, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with "PARTICIPANTS:" apart from the first name behind it, where the others stand below that name."""
    first = lines[0]
    match = HEADING_AND_NAME.match(reading.of(first))
    if match is None:
        match = HEADING_OF_LINES.match(reading.of(first)) if _go_on_below(reading, lines) else None
        if match is None:
            return lines
    elif len(lines) < 2 or _column(reading, lines[1]) < _column(reading, first) + ALIGNED:
        return lines
    colon, name = first.start + match.end("heading"), first.start + match.end()
    own = (Line(first.start, colon, first.indent, first.blanks), Line(name, first.end, lines[1].indent, 0))
    return (*own, *lines[1:])


def _go_on_below(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether one name stands behind "Participants:" and the next in the line right below it."""
    if len(lines) < 2 or lines[1].blanks or ";" in reading.of(lines[0]):
        return False
    below = reading.of(lines[1])
    if len(below) > LONGEST_LINE or below[-1] in ".:?!" or _ends_list(below):
        return False
    return member_of(reading, Span(lines[1].start, lines[1].end), office_first=False) is not None


def _column(reading: Reading, line: Line) -> int:
    """At which column a line begins; a tab counts as eight."""
    space = reading.text[line.start - line.indent : line.start]
    return line.indent + 7 * space.count("\t")


def _is_all_bullets(reading: Reading, lines: tuple[Line, ...], entries: list[_Entry]) -> bool:
    """A list whose heading the capture lost: its lines, and no others, have bullets, and two of them name somebody."""
    bullets = tuple(itertools.takewhile(lambda line: BULLET.match(reading.of(line)), lines))
    return len(bullets) == len(entries) and sum(not entry.is_head for entry in entries) >= 2


def _entries(reading: Reading, lines: tuple[Line, ...]) -> Iterator[_Entry]:
    """The lines of the list up to the first that is none."""
    for index, line in enumerate(lines[:MOST_LINES]):
        text = _without_bullet(reading, line)[1]
        if line.end - line.start > LONGEST_LINE or not text:
            return
        side, members = _side_and_members(reading, line, text)
        if not index and _stands_alone(reading, lines):
            members = members or _names_in_a_row(reading, line, text)
        if members:
            yield _Entry(line, members, side)
            continue
        if _ends_list(text):
            return
        if _is_side_head(text, line, lines[index + 1 :], reading):
            yield _Entry(line)
            continue
        member = member_of(reading, Span(line.end - len(text), line.end), office_first=False)
        if member is None:
            return
        yield _Entry(line, (member,))


def _side_and_members(reading: Reading, line: Line, text: str) -> tuple[str, tuple[Member, ...]]:
    """ "South: LEE Dong-ho, vice-chairman; HAN Seok-jin, secretary": a side and all of its people in one line."""
    match = SIDE_AND_MEMBERS.fullmatch(text)
    if match is None:
        return "", ()
    at = line.end - len(match["rest"])
    members = []
    for part in re.finditer(r"[^;]+", match["rest"]):
        words = part.group().strip()
        start = at + part.start() + part.group().index(words) if words else at
        member = member_of(reading, Span(start, start + len(words)), office_first=False) if words else None
        if member is None:
            return "", ()
        members.append(member)
    return match["a"] or match["b"], tuple(members)


def _stands_alone(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether the list is one line: below it is a sentence or nothing, so that its commas part names, not offices."""
    if len(lines) == 1:
        return True
    below = lines[1]
    if below.end - below.start > LONGEST_LINE or _ends_list(reading.of(below)):
        return True
    return member_of(reading, Span(below.start, below.end), office_first=False) is None


def _names_in_a_row(reading: Reading, line: Line, text: str) -> tuple[Member, ...]:
    """ "Messrs O. Dahl, L. Prifti and A. Roy": nothing but names, three or more, in one line."""
    led = COMRADES.match(text) or MESSRS.match(text)
    start = line.end - len(text) + (led.end() if led else 0)
    at = start
    found = []
    for match in [*BETWEEN_NAMES.finditer(reading.text, start, line.end), None]:
        part = Span(at, match.start() if match else line.end)
        name = without_honorific(reading.of(part).strip(" ."))
        member = member_of(reading, part, office_first=False) if SHORT_NAME.fullmatch(name) else None
        member = member or (surname_alone(reading, part) if led else None)
        if member is None:
            return ()
        found.append(member)
        at = match.end() if match else line.end
    return tuple(found) if len(found) >= FEWEST_IN_ROW else ()


def _without_bullet(reading: Reading, line: Line) -> tuple[str, str]:
    text = reading.of(line)
    match = BULLET.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def _ends_list(text: str) -> bool:
    """A sentence, another heading of the head, or the first words of the conversation."""
    if re.fullmatch(r"\[?(?:SUBJECTS?|Subjects?|PLACE|DATE|TIME|Place|Date|Time)\]?\b.*", text) or ABSENT.match(text):
        return True
    if OFFICE_IN_BRACKETS.match(text):
        return False
    if CAPITAL_HEADING.fullmatch(text) and not HEADING.fullmatch(text):
        return True
    if text[0] in '[(“"' or (text[-1] in ".!?" and len(text.split()) > 9 and not honorific_end(text)):
        return True
    label, colon, rest = text.partition(": ")  # a turn; but "State: Deputy Secretary Ingersoll" is a member
    return bool(colon and len(label) <= 40 and len(rest.split()) >= 2 and not is_name(rest.partition(",")[0]))


def _is_side_head(text: str, line: Line, following: tuple[Line, ...], reading: Reading) -> bool:
    """ "U.S.:", "United Kingdom:", "State", "OTHER ATTENDEES": a short line that names no person."""
    if HEADING.fullmatch(text) or SIDE_PHRASE.fullmatch(text):
        return True
    if text.endswith(":"):
        return len(text) <= 60 and any(map(str.isalnum, text))
    if len(text) > 30 or re.search(r"[,—(]", text) or not following:
        return False
    is_bullet = BULLET.match(reading.of(line)) is not None
    if is_bullet and following[0].indent > line.indent and BULLET.match(reading.of(following[0])):
        return True  # nested bullets
    title, _ = split_title(text)
    if title or re.match(r"The ", text) or len(text.split()) > 3:
        return False
    entry = reading.lexicon.entry(text)
    is_body = (entry is not None and entry.element != "persName") or BODY_WORD.search(text) is not None
    return is_body or (len(text.split()) == 1 and not looks_like_person(text))


@dataclass(slots=True)
class _Lists:
    """The lists of participants while they are put together, a list for each side."""

    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    sides: list[Side] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    head: Line | None = None

    def close(self) -> None:
        """End the list that is open: its items under its head, or the head alone."""
        span = Span(self.head.start, self.head.end) if self.head else None
        if self.items:
            self.blocks.append(ItemList(tuple(self.items), type="participants", head=span, rule="list of participants"))
        elif span is not None:  # a heading with nothing but sides below it
            self.blocks.append(P(span) if self.blocks else Head(span, "heading of the participants"))
        self.items, self.head = [], None


def _as_lists(reading: Reading, head: Line | None, entries: list[_Entry], side_index: int) -> Attendance:
    lists = _Lists(head=head)
    current: int | None = None
    for entry in entries:
        bullet, text = _without_bullet(reading, entry.line)
        if entry.is_head:
            lists.close()
            lists.head = entry.line
            if HEADING.fullmatch(text):
                current = None
            else:
                current = side_index + len(lists.sides)
                lists.sides.append(Side(_side_named(text)))
            continue
        if entry.side:
            current = side_index + len(lists.sides)
            lists.sides.append(Side(entry.side))
        start = entry.line.start
        label = Span(start, start + len(bullet.rstrip())) if bullet else None
        lists.items.append(Item(Span(start, entry.line.end), label))
        for member in entry.members:
            lists.marks += member.marks
            lists.people.append(member.person._replace(side=current))
    lists.close()
    taken = len(entries) + (head is not None)
    if (
        head is not None
        and entries
        and head.end <= entries[0].line.start
        and not set("\r\n") & set(reading.text[head.end : entries[0].line.start])
    ):
        taken -= 1  # the heading stood in the line of the first name
    return Attendance(tuple(lists.blocks), taken, tuple(lists.marks), tuple(lists.people), tuple(lists.sides))


def _side_named(text: str) -> str:
    """ "From the Czechoslovak side" → "Czechoslovak side"."""
    match = SIDE_PHRASE.fullmatch(text)
    return ((match["side"] or text) if match else text).rstrip(": ")


def is_lead(text: str) -> bool:
    """Whether a line says that people were present and then, behind a colon, who."""
    return ":" in text[:LONGEST_LEAD] and LEAD.fullmatch(text) is not None
