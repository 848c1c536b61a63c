"""Who was present: the paragraphs and lists at the head of minutes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tei_edition.genres.reading import Reading, title_of, writable
from tei_edition.model import Affiliation, Block, Head, Item, ItemList, Line, Mark, P, Person, Side, Span
from tei_edition.names import ORGANISATION_HEAD, PREFIXES, looks_like_person, split_title, without_honorific
from tei_edition.vocabulary import any_of

# "From the Albanian side there were present: …", "The delegation of X is comprised of: …", "Participants: …"
LEAD = re.compile(
    r"(?P<lead>.{0,160}?\b(?:there were present|were present|was present|attended by|participated|took part"
    r"|is comprised of"
    r"|are comprised of|consists of|consisted of|is composed of|was composed of|[Pp]articipants|PARTICIPANTS"
    r"|[Pp]resent|PRESENT"
    r"|[Ii]n attendance)[^:;,.]{0,60}):(?P<rest>.*)"
)
# "Attended by Coms. Andropov, Iu.V., Grishin, V.V.", "At the meeting were also present comrades A, B and C."
PROSE_LEAD = re.compile(
    r"(?P<lead>.{0,120}?\b(?:[Pp]resent|PRESENT|[Aa]ttended by|[Pp]articipated|[Tt]ook part|[Pp]articipants were)) "
    r"(?P<rest>(?:[Cc]omrades|Comrs\.|[Cc]oms\.|[Cc]des\.|C\.C\.|CC\.|Messrs\.)\s.*)"
)
COMRADES = re.compile(r"(?:[Cc]omrades?|Comrs\.|[Cc]oms\.|[Cc]des?\.|C\.C\.|CC\.|Messrs\.)\s+")
INITIALS = r"(?:[A-Z][a-z]?\. ?){1,3}"
SURNAME_FIRST = re.compile(rf"[A-Z][\w’'-]+,? {INITIALS}")  # "Andropov, Iu.V.", "Gorbachev M.S."
SECOND_FORM = re.compile(r"(?P<name>[^\[\]]{2,60}?) \[(?P<form>[^\[\]]{2,60})\](?=,|\s|\Z)")  # Choe … [Choe Yong Gon]
OFFICE_IN_BRACKETS = re.compile(r"\[[^\[\]]{2,120}\]\s+(?=[A-Z])")  # "[General Secretary] Kim Il Sung"
HEADING = re.compile(
    r"\[?(?:(?:LIST OF |OTHER |KEY )?(?:PARTICIPANTS?|ATTENDEES)|THOSE (?:ATTENDING|PRESENT)|PRESENT|PRINCIPALS"
    r"|IN ATTENDANCE|OTHERS(?: PRESENT)?"
    rf"|{any_of('participants', in_capitals=True)})\]?\s?:?"
)
SIDE_NAME = re.compile(
    r"(?:From|On|For) the (?P<side>.{2,60}? side)\b|(?:From|For) (?P<place>[A-Z]\w+(?: [A-Z]\w+)?)\Z"
    r"|(?P<delegation>(?:The )?[Dd]elegation of .{2,160}?)(?= is | are | was | were | consist|\Z)"
)
BULLET = re.compile(r"(?:[•▪◦·*]|[-–—](?= ))\s*")
BETWEEN = re.compile(
    r",\s+|\s{2,}|\t|\s*[—–]\s*|\s+-\s+|\s*\((?=[^()]*\)$)"
)  # name , office; name—office; name (office)
ROLE_ALONE = re.compile(r"The [A-Z][\w’'-]+(?: (?:of|for|to|and|the|[A-Z][\w’'-]+)){0,6}")
NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|(?<=[a-z.)])\d{1,2})\Z")
RECORDER = re.compile(r"note[- ]?taker|recorder|stenographer", re.IGNORECASE)
INTERPRETER = re.compile(r"interpreter|interpreting", re.IGNORECASE)
ABSENT = re.compile(r"(?:Apologies|Absent|Regrets|Excused|Not present|Unable to attend)\b", re.IGNORECASE)
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


TITLE_PEOPLE = re.compile(r"\b(?:between|with|of|and) (?P<people>[A-Z].{2,200})")


def named_in_title(reading: Reading) -> tuple[Person, ...]:
    """The persons of "Conversation between X and Y": whom labels can name where no list says who was present."""
    people = {}
    match = TITLE_PEOPLE.search(title_of(reading.capture))
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
    name = match["side"] or match["place"] or re.sub(r"^The d", "D", match["delegation"])
    return Side(name[0].upper() + name[1:])


def _prose_members(reading: Reading, line: Line, offset: int) -> list[_Member]:
    """ "…: the OFFICE, NAME; OFFICE, NAME; and the OFFICE, NAME.": the last comma stands before the name."""
    start = line.start + offset
    rest = reading.text[start : line.end]
    members = []
    comrades = COMRADES.match(rest.lstrip())
    at = len(rest) - len(rest.lstrip()) + (comrades.end() if comrades else 0)
    separator = _separator(rest[at:])
    for match in [*separator.finditer(rest, at), None]:
        end = match.start() if match else len(rest)
        member = _member(reading, Span(start + at, start + end), office_first=True)
        if member is not None:
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


# --- lists ----------------------------------------------------------------------------------------------------


def _listed(reading: Reading, lines: tuple[Line, ...], side_index: int) -> Attendance | None:
    """A heading ("PARTICIPANTS") and one member a line, perhaps under the heads of sides ("U.S.:", "State")."""
    head = lines[0]
    match = HEADING.fullmatch(_without_bullet(reading, head)[1])
    lead = None if match else LEAD.fullmatch(reading.of(head))
    has_head = match is not None or (lead is not None and not lead["rest"].strip())
    if not has_head and not BULLET.match(reading.of(head)):
        return None
    entries = list(_entries(reading, lines[1:] if has_head else lines))
    while entries and entries[-1][1] is None:  # a head of a side without anybody below it is no such head
        entries.pop()
    if not entries or (not has_head and not _is_all_bullets(reading, lines, entries)):
        return None
    return _as_lists(reading, head if has_head else None, entries, side_index)


def _is_all_bullets(reading: Reading, lines: tuple[Line, ...], entries: list[tuple[Line, _Member | None]]) -> bool:
    """A list whose heading the capture lost: its lines, and no others, have bullets, and two of them name somebody."""
    bullets = tuple(itertools.takewhile(lambda line: BULLET.match(reading.of(line)), lines))
    return len(bullets) == len(entries) and sum(member is not None for _, member in entries) >= 2


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
    if re.fullmatch(r"\[?(?:SUBJECTS?|Subjects?|PLACE|DATE|TIME|Place|Date|Time)\]?:?.*", text) or ABSENT.match(text):
        return True
    if OFFICE_IN_BRACKETS.match(text):
        return False
    if text[0] in '[(“"' or (text[-1] in ".!?" and len(text.split()) > 9):
        return True
    label, colon, rest = text.partition(": ")  # a turn; but "State: Deputy Secretary Ingersoll" is a member
    return bool(colon and len(label) <= 40 and len(rest.split()) >= 2 and not _is_name(rest.partition(",")[0]))


def _is_side_head(text: str, following: tuple[Line, ...], reading: Reading) -> bool:
    """ "U.S.:", "United Kingdom:", "State", "OTHER ATTENDEES": a short line that names no person."""
    if HEADING.fullmatch(text) or re.fullmatch(r"(?:From|For) [A-Z]\w+(?: [A-Z]\w+)?:?", text):
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


def _as_lists(
    reading: Reading, head: Line | None, entries: list[tuple[Line, _Member | None]], side_index: int
) -> Attendance:
    blocks: list[Block] = []
    marks: list[Mark] = []
    people: list[Person] = []
    sides: list[Side] = []
    open_head = head
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
    return Attendance(tuple(blocks), len(entries) + (head is not None), tuple(marks), tuple(people), tuple(sides))


# --- one member -----------------------------------------------------------------------------------------------


def _member(reading: Reading, span: Span, *, office_first: bool) -> _Member | None:
    """A person with an office: "the OFFICE, NAME", "NAME, OFFICE", "TITLE NAME—OFFICE", or an office alone."""
    text = reading.of(span)
    stripped = text.strip(" .,:;")
    if re.search(r"\b[A-Z][a-z]?\Z", stripped) and text[text.index(stripped) + len(stripped) :].startswith("."):
        stripped += "."  # "Gorbachev M.S."
    if NOTE_MARK.search(stripped):
        stripped = NOTE_MARK.sub("", stripped)
    if not stripped:
        return None
    start = span.start + text.index(stripped)
    end = start + len(stripped)
    if SURNAME_FIRST.fullmatch(stripped):
        return _made(reading, Span(start, end), Span(end, end))
    if bracket := OFFICE_IN_BRACKETS.match(stripped):
        return _member(reading, Span(start + bracket.end(), end), office_first=False)
    if (second := SECOND_FORM.match(stripped)) and _is_name(second["name"]) and _is_name(second["form"]):
        rest = stripped[second.end() :].lstrip(" ,")
        office = Span(end - len(rest), end)
        member = _made(reading, Span(start, start + second.end("name")), office)
        return replace(member, person=replace(member.person, names=(*member.person.names, writable(second["form"]))))
    before, comma, after = stripped.rpartition(",")
    if office_first and comma and _is_name(after.strip()) and not _is_name_and_office(before, after.strip()):
        return _made(reading, Span(end - len(after.lstrip()), end), Span(start, start + len(before)))
    # "Acting Chairman, Joint Chiefs of Staff General David C. Jones": an office first, the name at the end
    last = re.search(r"(?:[A-Z][\w’'-]+ )(?:[A-Z]\.? ){0,2}[A-Z][\w’'-]{2,}\Z", stripped)
    title, bare = split_title(before if comma else stripped)
    if comma and title and not bare and not title.startswith("The ") and last:
        office = Span(start, start + len(stripped[: last.start()].rstrip()))
        return _made(reading, Span(start + last.start(), end), office)
    if not comma and (name_end := _before_office(stripped)):
        return _made(reading, Span(start, start + name_end), Span(start + name_end + 1, end))
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


def _is_name_and_office(before: str, after: str) -> bool:
    """ "Todor Dimov" and "Minister of Trade": the other order, although the office could be a title before a name."""
    title, bare = split_title(after)
    return bool(title) and not bare and looks_like_person(before)


def _before_office(text: str) -> int:
    """Where the name ends in "CHANG Ki-yeong Vice Premier", which has no comma; 0 if it is no such line."""
    if split_title(text)[0]:  # "Acting Secretary General Haig"
        return 0
    spaces = [match.start() for match in re.finditer(r" (?=\S)", text)][1:4]
    return next((at for at in spaces if split_title(text[at + 1 :])[0] and looks_like_person(text[:at])), 0)


def _is_name(words: str) -> bool:
    title, name = split_title(words)
    if title:
        return not name or (
            len(name) <= 50 and name[0].isupper() and len(name.split()) <= 6 and not ORGANISATION_HEAD.search(name)
        )
    return looks_like_person(words) and len(words.split()) >= 2


def _made(reading: Reading, name: Span, office: Span) -> _Member:
    """The member, its title outside the name: persName and roleName stand side by side."""
    words = reading.of(name)
    title, bare = split_title(words)
    title_span = Span(name.start, name.start + len(title))
    if title and bare:
        name = Span(name.end - len(bare), name.end)
    elif not title:
        name = Span(name.end - len(without_honorific(words)), name.end)
    office = _without_article(reading, office)
    ends = " .,;" if "(" in reading.of(office) else ") .,;"
    office = Span(office.start, office.start + len(reading.of(office).rstrip(ends)))
    shown = reading.words_of(name)
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
