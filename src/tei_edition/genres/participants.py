"""Who was present: the paragraphs and lists at the head of minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tei_edition.genres.reading import Reading
from tei_edition.model import Affiliation, Block, Head, Item, ItemList, Line, Mark, P, Person, Side, Span
from tei_edition.names import ORGANISATION_HEAD, PREFIXES, looks_like_person, split_title, without_honorific

# "From the Albanian side there were present: …", "The delegation of X is comprised of: …", "Participants: …"
LEAD = re.compile(
    r"(?P<lead>.{0,160}?\b(?:there were present|were present|was present|attended by|participated|took part"
    r"|is comprised of"
    r"|are comprised of|consists of|consisted of|is composed of|was composed of|[Pp]articipants|PARTICIPANTS"
    r"|[Pp]resent|PRESENT"
    r"|[Ii]n attendance)[^:;,.]{0,60}):(?P<rest>.*)"
)
HEADING = re.compile(
    r"\[?(?:(?:LIST OF |OTHER |KEY )?(?:PARTICIPANTS?|ATTENDEES)|THOSE (?:ATTENDING|PRESENT)|PRESENT|PRINCIPALS"
    r"|IN ATTENDANCE|OTHERS(?: PRESENT)?"
    r"|Participants?|Present|Attendees|Those [Pp]resent|In attendance|Others present|OBSERVERS|STAFF)\]?:?"
)
SIDE_NAME = re.compile(
    r"(?:From|On|For) the (?P<side>.{2,60}? side)\b|(?P<delegation>(?:The )?[Dd]elegation of .{2,160}?)(?= is "
    r"| are | was | were | consist|\Z)"
)
BULLET = re.compile(r"(?:[•▪◦·*]|[-–—](?= ))\s*")
BETWEEN = re.compile(r",\s+|\s*[—–]\s*|\s+-\s+|\s*\((?=[^()]*\)$)")  # name , office; name—office; name (office)
ROLE_ALONE = re.compile(r"The [A-Z][\w’'-]+(?: (?:of|for|to|and|the|[A-Z][\w’'-]+)){0,6}")
NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|(?<=[a-z.)])\d{1,2})\Z")
RECORDER = re.compile(r"note[- ]?taker|recorder|stenographer", re.IGNORECASE)
INTERPRETER = re.compile(r"interpreter|interpreting", re.IGNORECASE)
MOST_LINES, LONGEST_LINE = 80, 170


@dataclass(frozen=True, slots=True)
class Attendance:
    """The blocks that list who was present, the people in them by side, and how many lines they take."""

    blocks: tuple[Block, ...] = ()
    taken: int = 0
    marks: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class _Member:
    person: Person
    marks: tuple[Mark, ...]


def attendance(reading: Reading, lines: tuple[Line, ...]) -> Attendance:
    """The list of participants with which the lines begin; empty if they begin with anything else."""
    found = Attendance()
    while found.taken < len(lines):
        rest = lines[found.taken :]
        more = _listed(reading, rest, len(found.sides)) or _in_prose(reading, rest, len(found.sides))
        if more is None:
            break
        found = Attendance(
            found.blocks + more.blocks,
            found.taken + more.taken,
            found.marks + more.marks,
            found.people + more.people,
            found.sides + more.sides,
        )
    return found


# --- paragraphs -----------------------------------------------------------------------------------------------


def _in_prose(reading: Reading, lines: tuple[Line, ...], side_index: int) -> Attendance | None:
    """A paragraph that names them all: "From the Albanian side there were present: the OFFICE, NAME; …"."""
    line = lines[0]
    match = LEAD.fullmatch(reading.of(line))
    if match is None or not match["rest"].strip():
        return None
    members = _prose_members(reading, line, match.start("rest"))
    if not members:
        return None
    side = _side(match["lead"])
    index = side_index if side else None
    return Attendance(
        (P(Span(line.start, line.end), "paragraph of participants"),),
        1,
        tuple(mark for member in members for mark in member.marks),
        tuple(replace(member.person, side=index) for member in members),
        (side,) if side else (),
    )


def _side(lead: str) -> Side | None:
    match = SIDE_NAME.search(lead)
    if match is None:
        return None
    name = match["side"] or re.sub(r"^The d", "D", match["delegation"])
    return Side(name[0].upper() + name[1:])


def _prose_members(reading: Reading, line: Line, offset: int) -> list[_Member]:
    """ "…: the OFFICE, NAME; OFFICE, NAME; and the OFFICE, NAME.": the last comma stands before the name."""
    start = line.start + offset
    rest = reading.text[start : line.end]
    separator = re.compile(r";\s*(?:and\s+)?") if ";" in rest else re.compile(r",\s*(?:and\s+)?|\s+and\s+")
    members = []
    at = 0
    for match in [*separator.finditer(rest), None]:
        end = match.start() if match else len(rest)
        member = _member(reading, Span(start + at, start + end), office_first=True)
        if member is not None:
            members.append(member)
        at = match.end() if match else end
    return members


# --- lists ----------------------------------------------------------------------------------------------------


def _listed(reading: Reading, lines: tuple[Line, ...], side_index: int) -> Attendance | None:
    """A heading ("PARTICIPANTS") and one member a line, perhaps under the heads of sides ("U.S.:", "State")."""
    head = lines[0]
    match = HEADING.fullmatch(_without_bullet(reading, head)[1])
    lead = None if match else LEAD.fullmatch(reading.of(head))
    if match is None and (lead is None or lead["rest"].strip()):
        return None
    entries = list(_entries(reading, lines[1:]))
    while entries and entries[-1][1] is None:  # a head of a side without anybody below it is no such head
        entries.pop()
    if not entries:
        return None
    return _as_lists(reading, head, entries, side_index)


def _entries(reading: Reading, lines: tuple[Line, ...]) -> Iterator[tuple[Line, _Member | None]]:
    """The members; the head of a side comes with None."""
    for index, line in enumerate(lines[:MOST_LINES]):
        text = _without_bullet(reading, line)[1]
        if line.end - line.start > LONGEST_LINE or not text or _ends_list(text):
            return
        if _is_side_head(text, lines[index + 1 :], reading):
            yield line, None
            continue
        start = line.end - len(text)
        member = _member(reading, Span(start, line.end), office_first=False)
        if member is None:
            return
        yield line, member


def _without_bullet(reading: Reading, line: Line) -> tuple[str, str]:
    text = reading.of(line)
    match = BULLET.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def _ends_list(text: str) -> bool:
    """A sentence, another heading of the head, or the first words of the conversation."""
    if re.fullmatch(r"\[?(?:SUBJECTS?|Subjects?|PLACE|DATE|TIME|Place|Date|Time)\]?:?.*", text):
        return True
    if text[0] in '[(“"' or (text[-1] in ".!?" and len(text.split()) > 9):
        return True
    label, colon, rest = text.partition(": ")  # a turn; but "State: Deputy Secretary Ingersoll" is a member
    return bool(colon and len(label) <= 40 and len(rest.split()) >= 2 and not _is_name(rest.partition(",")[0]))


def _is_side_head(text: str, following: tuple[Line, ...], reading: Reading) -> bool:
    """ "U.S.:", "United Kingdom:", "State", "OTHER ATTENDEES": a short line that names no person."""
    if HEADING.fullmatch(text):
        return True
    if text.endswith(":"):
        return len(text) <= 60
    if len(text) > 30 or re.search(r"[,—(]", text) or not following:
        return False
    title, _ = split_title(text)
    if title or re.match(r"The ", text) or len(text.split()) > 3:
        return False
    entry = reading.lexicon.entry(text)
    is_body = entry is not None and entry.element != "persName"
    return is_body or (len(text.split()) == 1 and not looks_like_person(text))


def _as_lists(reading: Reading, head: Line, entries: list[tuple[Line, _Member | None]], side_index: int) -> Attendance:
    blocks: list[Block] = []
    marks: list[Mark] = []
    people: list[Person] = []
    sides: list[Side] = []
    open_head: Line | None = head
    items: list[Item] = []

    def close() -> None:
        nonlocal items, open_head
        if items:
            span = Span(open_head.start, open_head.end) if open_head else None
            blocks.append(ItemList(tuple(items), type="participants", head=span, rule="list of participants"))
        elif open_head is not None:  # a heading with nothing but sides below it
            blocks.append(
                Head(Span(open_head.start, open_head.end), "heading of the participants")
                if not blocks
                else P(Span(open_head.start, open_head.end))
            )
        items, open_head = [], None

    current: int | None = None
    for line, member in entries:
        bullet, text = _without_bullet(reading, line)
        if member is None:
            close()
            open_head = line
            if HEADING.fullmatch(text):
                current = None
            else:
                current = side_index + len(sides)
                sides.append(Side(text.rstrip(": ")))
            continue
        label = Span(line.start, line.start + len(bullet.rstrip())) if bullet else None
        items.append(Item(Span(line.start, line.end), label))
        marks += member.marks
        people.append(replace(member.person, side=current))
    close()
    return Attendance(tuple(blocks), len(entries) + 1, tuple(marks), tuple(people), tuple(sides))


# --- one member -----------------------------------------------------------------------------------------------


def _member(reading: Reading, span: Span, *, office_first: bool) -> _Member | None:
    """A person with an office: "the OFFICE, NAME", "NAME, OFFICE", "TITLE NAME—OFFICE", or an office alone."""
    text = reading.of(span)
    stripped = text.strip(" .,:;")
    if NOTE_MARK.search(stripped):
        stripped = NOTE_MARK.sub("", stripped)
    if not stripped:
        return None
    start = span.start + text.index(stripped)
    end = start + len(stripped)
    before, comma, after = stripped.rpartition(",")
    if office_first and comma and _is_name(after.strip()):
        return _made(reading, Span(end - len(after.lstrip()), end), Span(start, start + len(before)))
    # "Acting Chairman, Joint Chiefs of Staff General David C. Jones": an office first, the name at the end
    last = re.search(r"(?:[A-Z][\w’'-]+ )(?:[A-Z]\.? ){0,2}[A-Z][\w’'-]{2,}\Z", stripped)
    title, bare = split_title(before if comma else stripped)
    if comma and title and not bare and not title.startswith("The ") and last:
        office = Span(start, start + len(stripped[: last.start()].rstrip()))
        return _made(reading, Span(start + last.start(), end), office)
    for cut in [*BETWEEN.finditer(stripped), None]:
        first = stripped[: cut.start()] if cut else stripped
        office = Span(start + cut.end(), end) if cut else Span(end, end)
        if _is_name(first):
            return _made(reading, Span(start, start + len(first)), office)
        if cut is not None and cut.group().strip() == ",":
            break  # only the words before the first comma can be a name
        if ROLE_ALONE.fullmatch(first):
            return _made(reading, Span(start, start + len(first)), office)
    organisation, colon, rest = stripped.partition(": ")
    if colon and len(organisation) <= 30:  # "State: Deputy Secretary of State Robert S. Ingersoll"
        return _member(reading, Span(end - len(rest), end), office_first=False)
    return None


def _is_name(words: str) -> bool:
    title, name = split_title(words)
    if title:
        return not name or (
            len(name) <= 50 and name[0].isupper() and len(name.split()) <= 6 and not ORGANISATION_HEAD.search(name)
        )
    return looks_like_person(words) and len(words.split()) >= 2


def _made(reading: Reading, name: Span, office: Span) -> _Member | None:
    """The member, its title outside the name: persName and roleName stand side by side."""
    words = reading.of(name)
    title, bare = split_title(words)
    title_span = Span(name.start, name.start + len(title))
    if title and bare:
        name = Span(name.end - len(bare), name.end)
    elif not title:
        name = Span(name.end - len(without_honorific(words)), name.end)
    office = _without_article(reading, office)
    office = Span(office.start, office.start + len(reading.of(office).rstrip(") .,;")))
    shown = reading.of(name)
    ref = reading.entity_id(shown, PREFIXES["persName"])
    marks = [Mark(name, "persName", (("ref", f"#{ref}"),), "participant", ref=ref)]
    offices = []
    if (title and bare and len(title.split()) > 1) or (
        title and bare and not re.fullmatch(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Comrade)\.?", title)
    ):
        offices.append(title_span)
    if office.start < office.end:
        offices.append(office)
    marks += [Mark(span, "roleName", (), "office of a participant") for span in offices]
    words_of_office = " ".join(reading.of(span) for span in offices)
    roles = (
        ("recorder",)
        if RECORDER.search(words_of_office)
        else ("interpreter",)
        if INTERPRETER.search(words_of_office)
        else ()
    )
    person = Person(ref, (shown,), ("present", *roles), tuple(Affiliation((span,)) for span in offices))
    return _Member(person, tuple(sorted(marks, key=lambda mark: mark.span)))


def _without_article(reading: Reading, office: Span) -> Span:
    match = re.compile(r"(?:and\s+)?the\s+", re.IGNORECASE).match(reading.text, office.start, office.end)
    return Span(match.end(), office.end) if match else office
