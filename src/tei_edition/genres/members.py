"""One of those present: a name with an office, in the order and with the brackets that the line has."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei_edition.genres.reading import Reading, person_id, writable
from tei_edition.model import Affiliation, Mark, Person, Span
from tei_edition.names import ORGANISATION_HEAD, honorific_end, looks_like_person, split_title, without_honorific
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER

INITIALS = r"(?:[A-Z][a-z]?\. ?){1,3}"
SURNAME_FIRST = late(rf"[A-Z][\w’'-]+,? {INITIALS}")  # "Andropov, Iu.V.", "Gorbachev M.S."
SECOND_FORM = re.compile(r"(?P<name>[^\[\]]{2,60}?) \[(?P<form>[^\[\]]{2,60})\](?=,|\s|\Z)")  # Choe … [Choe Yong Gon]
OFFICE_IN_BRACKETS = re.compile(r"\[[^\[\]]{2,120}\]\s+(?=[A-Z])")  # "[General Secretary] Kim Il Sung"
BETWEEN = re.compile(  # name, office; name—office; name (office)
    r",\s+|\s{2,}|\t|\s*[—–]\s*|\s+-\s+|\s*\((?=[^()]*\)$)"
)
SMALL_OFFICE = late(
    r"(?:deputy |first |vice[- ]|assistant |under[- ]?|acting |former |chief )*(?:secretary|chairman|chairwoman"
    r"|minister|president|premier|ambassador|director|member|head|chief|general|governor|commander|consul|attaché|counsell?or"
    r"|editor|commissioner|interpreter|translator|note-?taker|recorder|stenographer|advis[eo]r|expert|officer|assistant"
    r"|professor|engineer|reporter|observer|delegate|representative)\b"
)
OFFICE_BEFORE = late(rf"(?:the )?{SMALL_OFFICE.pattern} (?=[A-Z])")  # "the interpreter Ivan Lee"
ROLE_ALONE = late(r"The [A-Z][\w’'-]+(?: (?:of|for|to|and|the|[A-Z][\w’'-]+)){0,6}")
NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|(?<=[a-z.)])\d{1,2})\Z")
ARTICLE = re.compile(r"(?:and\s+)?the\s+", re.IGNORECASE)
RECORDER = late(
    r"note[- ]?taker|recorder|stenograph|\bProtokoll(?:ant|führer)?(?:in)?\b|stenógraf|taquígraf|sténograph|стенограф",
    re.IGNORECASE,
)
INTERPRETER = late(r"interpret(?:er|ing)|int[eé]rpr[eè]te|dolmetscher|переводчи", re.IGNORECASE)


class Member(NamedTuple):
    """A participant as the lists of the header know it, and what is marked in the line that names it."""

    person: Person
    marks: tuple[Mark, ...]


def is_office_alone(reading: Reading, span: Span) -> bool:
    """ "First Secretary" between two commas: the office of the one before."""
    words = reading.of(span).strip(" .,;")
    title, bare = split_title(words)
    return bool(title) and not bare and not title.startswith("The ")


def with_office(member: Member, span: Span, reading: Reading) -> Member:
    """The member with one more office, whose words stand at the span."""
    text = reading.of(span)
    words = text.strip(" .,;")
    start = span.start + text.index(words)
    office = Span(start, start + len(words))
    person = member.person._replace(affiliations=(*member.person.affiliations, Affiliation((office,))))
    return Member(person, (*member.marks, Mark(office, "roleName", (), "office of a participant")))


def surname_alone(reading: Reading, span: Span) -> Member | None:
    """A surname alone or with bare initials, where "comrades" before them all says that these are persons."""
    words = reading.of(span).strip(" .,;")
    if re.fullmatch(rf"(?:[{UPPER}]{{1,3}} )?[{UPPER}][\w’'-]{{2,30}}", words) is None:
        return None
    start = span.start + reading.of(span).index(words)
    end = start + len(words)
    return _made(reading, Span(start, end), Span(end, end))


def member_of(reading: Reading, span: Span, *, office_first: bool) -> Member | None:
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
        return member_of(reading, Span(start + bracket.end(), end), office_first=False)
    if (second := SECOND_FORM.match(stripped)) and is_name(second["name"]) and is_name(second["form"]):
        rest = stripped[second.end() :].lstrip(" ,")
        office = Span(end - len(rest), end)
        member = _made(reading, Span(start, start + second.end("name")), office)
        return member._replace(person=member.person._replace(names=(*member.person.names, writable(second["form"]))))
    if (leading := OFFICE_BEFORE.match(stripped)) and looks_like_person(stripped[leading.end() :]):
        end_of_office = start + len(leading.group().rstrip())
        return _made(reading, Span(start + leading.end(), end), Span(start, end_of_office))
    before, comma, after = stripped.rpartition(",")
    if office_first and comma and is_name(after.strip()) and not _is_name_and_office(before, after.strip()):
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
        if is_name(first):
            return _made(reading, Span(start, start + len(first)), office)
        if cut is not None and cut.group().strip() == ",":
            break  # only the words before the first comma can be a name
        if ROLE_ALONE.fullmatch(first):
            return _made(reading, Span(start, start + len(first)), office)
    organisation, colon, rest = stripped.partition(": ")
    if colon and len(organisation) <= 30:  # "State: Deputy Secretary of State Robert S. Ingersoll"
        return member_of(reading, Span(end - len(rest), end), office_first=False)
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
    return next((at for at in spaces if _is_office(text[at + 1 :]) and looks_like_person(text[:at])), 0)


def _is_office(words: str) -> bool:
    """Whether words begin with an office: "Vice Premier", "head of the 7th department"."""
    return bool(split_title(words)[0]) or SMALL_OFFICE.match(words) is not None


def is_name(words: str) -> bool:
    """Whether words are a person's name: two of them or more, or a title with what may be a surname or with nothing."""
    title, name = split_title(words)
    if title:
        return not name or (
            len(name) <= 50 and name[0].isupper() and len(name.split()) <= 6 and not ORGANISATION_HEAD.search(name)
        )
    return looks_like_person(words) and len(words.split()) >= 2


def _made(reading: Reading, name: Span, office: Span) -> Member:
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
    ref = person_id(reading, shown, title or reading.words_of(office))
    marks = [Mark(name, "persName", (("ref", f"#{ref}"),), "participant", ref=ref)]
    offices = []
    if (title and bare and len(title.split()) > 1) or (title and bare and honorific_end(f"{title} ") <= len(title)):
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
    return Member(person, tuple(sorted(marks, key=lambda mark: mark.span)))


def _without_article(reading: Reading, office: Span) -> Span:
    match = ARTICLE.match(reading.text, office.start, office.end)
    return Span(match.end(), office.end) if match else office
