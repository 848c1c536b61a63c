"""Blocks that all genres share: paragraphs, lists, quotations, openers, closers, notes at the end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tei_edition.genres.reading import Reading
from tei_edition.model import (
    Address,
    Figure,
    Flow,
    Item,
    ItemList,
    Line,
    Mark,
    Milestone,
    Opener,
    P,
    PageBreak,
    Phrase,
    Quote,
    Span,
)
from tei_edition.names import (
    HONORIFIC,
    PREFIXES,
    NameElement,
    is_organisation,
    looks_like_person,
    without_honorific,
)

# --- kinds of lines -------------------------------------------------------------------------------------------

SALUTE = re.compile(
    r"(?:(?:My|Most|Highly|Very)\s+){0,3}(?:Dear(?:est)?|Esteemed|Honou?red|Honou?rable|Respected|Beloved"
    r"|Excellency|Your (?:Excellency"
    r"|Majesty|Highness|Honou?r)|Comrades?|Gentlemen|Sirs?|Madam|Friends?)\b(?:[^.?:!,]|\b(?:Mr|Mrs|Ms|Dr|Messrs"
    r"|St|Gen|Sir|Rev|Prof)\.){0,80}"
    r"(?:, [^.?:!,]{1,40}){0,2}[,:!.]?(?:\s?[-–—])?",
    re.IGNORECASE,
)
CLASSIFICATION = re.compile(
    r"(?:(?:CLASSIFICATION|Classification)\s?: ?)?(?:(?:TOP )?SECRET|CONFIDENTIAL|(?:Top )?Secret|Confidential"
    r"|Strictly (?:confidential|secret)|UNCLASSIFIED|Unclassified|RESTRICTED|LIMITED OFFICIAL USE"
    r"|EYES ONLY)(?:[ ;/,–-].{0,60})?[.!]?"
)
COPY_NOTE = re.compile(r"(?:Copy (?:no\.?|nr\.?|№)|Copy #|Ex\. ?No\.?|Copy)\s?\d{1,4}\.?|\d{1,3} copies", re.IGNORECASE)
NUMBER = re.compile(r"(?:N[or](?:\.\s?|\s)|№\s?|N[º°]\.?\s?)[\w/.-]{1,20}")
# "Sent by wire on 24 March 1950. Received in Moscow on 25 March 1950."
TRANSMISSION = re.compile(
    r"(?:Sent|Received|Transmitted|Dispatched)(?: by \w+| in \w+| from \w+| at \w+)? on \d[^?!]{4,120}"
)
DISTRIBUTION = re.compile(
    r"(?:cc|c\.c\.|Copies to|Copy to|Distribution(?: list)?|Copies)(?:\s?:| ?[-–] ?\d{1,3} copies\s?:).{0,200}",
    re.IGNORECASE,
)
SUBJECT_HEAD = re.compile(r"(?:• )?\[?(?:SUBJECTS?|Subjects?)\]?:?")
SUBJECT = re.compile(r"(?:SUBJECT|Subject|Re|RE)\s?: .{2,240}")
SECTION_BREAK = re.compile(r"(?:\*\s?){3,10}|(?:[-–—_]\s?){3,60}|\*")
PAGE_NUMBER = re.compile(r"(?:[-–—]\s?(?P<a>\d{1,4})\s?[-–—]|\[?[Pp]age (?P<b>\d{1,4})\]?)")
STAMP = re.compile(r"\[(?:[^\[\]]{0,60}\b)?(?P<kind>stamp|seal|coat of arms)\b[^\[\]]{0,600}\]", re.IGNORECASE)
BULLET = re.compile(r"[•▪◦‣·*]\s+|[-–—]\s+")
NUMBERED = re.compile(r"\(?(?P<n>\d{1,3}|[a-z])[.)]\s+")
OPENS_QUOTATION = ("“", "«", "„", '"')


def is_salute(text: str) -> bool:
    """ "Dear Comrade," alone on its line."""
    return len(text) <= 110 and SALUTE.fullmatch(text) is not None and (text[-1] in ",:!-–—" or len(text.split()) <= 6)


def words(text: str) -> int:
    """How many words a line has."""
    return len(text.split())


# --- datelines ------------------------------------------------------------------------------------------------

PLACE = re.compile(
    r"(?P<place>[A-Z][\w’'.-]+(?:(?: [A-Z][\w’'.-]+){0,3}(?:, (?:[A-Z][\w’'.-]+ ?){1,3}){0,1}))(?P<after>,|\b)"
)
DATE_WORDS = re.compile(r"(?:date|dated|on|the|in|this|at|of|and|–|-|[,.:;()\s])*", re.IGNORECASE)
FIGURES = re.compile(r"[\dIVX]{1,4}[./][\dIVX]{1,4}[./]\d{2,4}")
SURNAME_LINE = re.compile(r"(?:[A-Z]\. ?){0,3}[A-Z][\w’'-]{2,20}")
# ", 2155Z.", ", 7 p.m.", ", 1:45–2:35 p.m.": the hour in a telegram's dateline
PAGE_MARK = re.compile(r"\[(?:Page|page|p\.) [^\[\]]{1,8}\]\s*")
HOUR = re.compile(
    r"[\s,;.—–-]*(?:(?:at )?\d{1,2}(?:[:.]\d\d)?(?:\s?[–-]\s?\d{1,2}(?:[:.]\d\d)?)?\s?(?:a\.?m\.?|p\.?m\.?|noon"
    r"|o’clock|hours|hrs)?|\d{4}Z?|noon|midnight)"
    r"(?:\s?[–-]\s?\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.))?(?: (?:local time|EST|EDT|GMT|Moscow time))?[\s.,;]*"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that states where and when: its marks, and what follows the date in the same line (a signer)."""

    span: Span
    date: Mark
    place: Mark | None
    rest: Span | None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (self.place, self.date) if self.place else (self.date,)


def dateline(reading: Reading, line: Line) -> Dateline | None:
    """The dateline that a line is ("Tirana, on August [illegible], 1973"), or None."""
    if line.end - line.start > 160:
        return None
    found = reading.dates_in(line.start, line.end)
    if len(found) != 1:
        return None
    date = found[0]
    start = line.start
    if page := PAGE_MARK.match(reading.text, start, line.end):  # "[Page 26] Seoul, June 3, 1964"
        start = page.end()
    before, after = reading.text[start : date.span.start], reading.text[date.span.end : line.end]
    place = _place(reading, start, before)
    if not DATE_WORDS.fullmatch(before[len(reading.of(place.span)) :] if place else before):
        return None
    rest = after.strip(" .,;)")
    if not rest or DATE_WORDS.fullmatch(rest) or HOUR.fullmatch(after):
        return Dateline(Span(line.start, line.end), date, place, None)
    signer = after.lstrip(" .,;")
    if (entry := reading.lexicon.entry(rest)) is not None and entry.element == "placeName" and place is None:
        start = line.end - len(signer)  # "24 March 1950, Pyongyang"
        name = Span(start, start + len(rest))
        place = Mark(name, "placeName", (("ref", f"#{entry.ref}"),), "place of the dateline", ref=entry.ref)
        return Dateline(Span(line.start, line.end), date, place, None)
    if _is_signer(signer, reading.of(date.span)):
        start = line.end - len(signer)
        return Dateline(Span(line.start, date.span.end), date, place, Span(start, line.end))
    return None


def _is_signer(text: str, date: str) -> bool:
    """Capitals after a date ("31 October 1970 THE ALBANIAN LABOR PARTY"), any surname after figures ("24.III.50 X")."""
    in_capitals = text == text.upper() and text[:1].isalpha()
    return (in_capitals and words(text) >= 2) or (
        FIGURES.fullmatch(date) is not None and SURNAME_LINE.fullmatch(text) is not None
    )


def _place(reading: Reading, start: int, before: str) -> Mark | None:
    if DATE_WORDS.fullmatch(before):
        return None
    match = PLACE.match(before)
    if match is None:
        return None
    name = match["place"].rstrip(",. ")
    if words(name) > 1 and name.split()[-1].lower() in ("on", "the", "date"):
        name = name.rsplit(" ", 1)[0]
    ref = reading.entity_id(name, PREFIXES["placeName"])
    return Mark(Span(start, start + len(name)), "placeName", (("ref", f"#{ref}"),), "place of the dateline", ref=ref)


# --- openers --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first paragraph: the opener, how many lines it takes, what it says."""

    opener: Opener | None = None
    taken: int = 0
    marks: tuple[Mark, ...] = ()
    addressee: Mark | None = None
    office: Span | None = None
    dateline: Dateline | None = None
    sender: Mark | None = None  # as the head names it: "From: X"


ADDRESSEE = re.compile(r"(?:To|TO)(?:\s?:|(?= [A-Z]))\s*")
SENDER = re.compile(r"(?:From|FROM)\s?:\s*")


def opening(reading: Reading, lines: tuple[Line, ...]) -> Opening:
    """The opener of a letter, telegram or report: classification, dateline, address, salutation, in any order."""
    parts: list[Phrase | Address] = []
    marks: list[Mark] = []
    addressee = office = date = sender = None
    at = 0
    while at < min(len(lines), 14):
        line = lines[at]
        text, span = reading.of(line), Span(line.start, line.end)
        if SUBJECT_HEAD.fullmatch(text) and at + 1 < len(lines):
            end = _subject_end(reading, lines, at + 1)
            whole = Span(line.start, lines[end - 1].end)
            parts.append(Phrase(whole, "seg", "subject under its heading", "subject"))
            marks += line_breaks(lines[at:end])
            at = end
        elif parts and TRANSMISSION.fullmatch(text):
            parts.append(Phrase(span, "seg", "how it was sent"))
            at += 1
        elif kind := _opener_kind(text):
            parts.append(Phrase(span, "idno" if kind == "documentNumber" else "seg", f"opener: {kind}", kind))
            at += 1
        elif is_salute(text):
            parts.append(Phrase(span, "salute", "salutation"))
            at += 1
            break
        elif date is None and (date := dateline(reading, line)) is not None and date.rest is None:
            parts.append(Phrase(span, "dateline", "dateline above the text"))
            marks += date.marks
            at += 1
        elif (match := ADDRESSEE.match(text)) and addressee is None:
            block = _address(reading, lines, at, match.end())
            if block is None:
                break
            address, addressee, office, extra, at = block
            parts.append(address)
            marks += extra
        elif match := SENDER.match(text):
            parts.append(Address((span,), "sender in the head"))
            named = _agent_marks(reading, Span(line.start + match.end(), line.end), "sender in the head")
            sender = sender or (named[0] if named else None)
            marks += named
            at += 1
        elif _is_letterhead(reading, lines, at):
            parts.append(Address((span,), "line above the salutation"))
            at += 1
        else:
            break
    if not parts:
        return Opening()
    return Opening(Opener(tuple(parts)), at, tuple(marks), addressee, office, date, sender)


def _is_letterhead(reading: Reading, lines: tuple[Line, ...], at: int) -> bool:
    """A short line that no rule knows, with a salutation close below it."""
    text = reading.of(lines[at])
    return (
        len(text) <= 80
        and text[-1] not in ".!?:"
        and text[0] not in "(["
        and any(is_salute(reading.of(line)) for line in lines[at + 1 : at + 4])
        and all(line.end - line.start <= 80 for line in lines[at : at + 2])
    )


def _subject_end(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """Where the subject below its heading ends: one line, or all that have bullets."""
    end = at
    while end < len(lines) and BULLET.match(reading.of(lines[end])) and not _is_heading(reading.of(lines[end])):
        end += 1
    return max(end, at + 1)


def _is_heading(text: str) -> bool:
    """ "• PRINCIPALS": a bullet that begins the next part."""
    words_only = re.sub(r"\W", "", text)
    return len(words_only) > 3 and words_only.isupper() and len(text.split()) <= 4


def _opener_kind(text: str) -> str | None:
    if CLASSIFICATION.fullmatch(text):
        return "classification"
    if COPY_NOTE.fullmatch(text):
        return "copyNote"
    if NUMBER.fullmatch(text):
        return "documentNumber"
    if SUBJECT.fullmatch(text):
        return "subject"
    if DISTRIBUTION.fullmatch(text):
        return "distribution"
    return None


def _address(
    reading: Reading, lines: tuple[Line, ...], at: int, label: int
) -> tuple[Address, Mark | None, Span | None, list[Mark], int] | None:
    """The addressee's lines up to the salutation or a longer paragraph: one addrLine for name, one for office."""
    first = lines[at]
    if first.end - first.start > 140:
        return None
    end = at + 1
    while end < len(lines) and end - at < 6:
        text = reading.of(lines[end])
        if len(text) > 110 or text[-1] in ".!?:" or _goes_on(reading, lines[end]):
            break
        end += 1
    is_block = end < len(lines) and (_goes_on(reading, lines[end]) or lines[end].end - lines[end].start > 110)
    if not is_block:
        end = at + 1
    name_span = Span(first.start, first.end)
    marks = _agent_marks(reading, Span(first.start + label, first.end))
    addressee = marks[0] if marks else None
    if end == at + 1:
        return Address((name_span,)), addressee, None, marks, end
    where: tuple[Span, ...] = ()
    entry = reading.lexicon.entry(reading.of(lines[end - 1]))
    after = end
    if entry is not None and entry.element == "placeName" and end > at + 2:  # the office, then "Pyongyang"
        end -= 1
        where = (Span(lines[end].start, lines[end].end),)
    office = Span(lines[at + 1].start, lines[end - 1].end)
    marks += [Mark(office, "roleName", (), "office of the addressee"), *line_breaks(lines[at + 1 : end])]
    return Address((name_span, office, *where)), addressee, office, marks, after


def _goes_on(reading: Reading, line: Line) -> bool:
    """Whether the head goes on with something other than the addressee's office."""
    text = reading.of(line)
    return (
        is_salute(text)
        or _opener_kind(text) is not None
        or SENDER.match(text) is not None
        or dateline(reading, line) is not None
    )


def _agent_marks(reading: Reading, span: Span, rule: str = "addressee") -> list[Mark]:
    """The bare name in "Comrade Kim Il Sung" as persName, or a body as orgName."""
    text = reading.of(span).rstrip(" .,:;")
    bare = without_honorific(text)
    start = span.start + len(text) - len(bare)
    name = bare.split(",")[0]
    start, name = start + len(name) - len(name.removeprefix("The ")), name.removeprefix("The ")
    if not name:
        return []
    element: NameElement = "orgName" if is_organisation(name) else "persName"
    if element == "persName" and not (
        looks_like_person(name) or (HONORIFIC.match(text) and name[0].isupper() and words(name) <= 4)
    ):
        return []
    ref = reading.entity_id(name, PREFIXES[element])
    return [Mark(Span(start, start + len(name)), element, (("ref", f"#{ref}"),), rule, ref=ref)]


def line_breaks(lines: tuple[Line, ...]) -> list[Mark]:
    """An `lb` for every line end of the capture between these lines."""
    return [
        Mark(Span(one.end, following.start), "lb", (), "line end of the capture")
        for one, following in itertools.pairwise(lines)
    ]


# --- paragraphs -----------------------------------------------------------------------------------------------


def paragraph_blocks(reading: Reading, lines: tuple[Line, ...]) -> tuple[Flow, ...]:
    """The lines as paragraphs, lists, block quotations, section breaks, page numbers and stamps."""
    return tuple(_blocks(reading, lines))


def _blocks(reading: Reading, lines: tuple[Line, ...]) -> Iterator[Flow]:
    at = 0
    while at < len(lines):
        line = lines[at]
        text, span = reading.of(line), Span(line.start, line.end)
        first = text[0]
        if first in "*-–—_[Pp" and (block := sign(text, span)):
            yield block
            at += 1
            continue
        if (BULLET.match(text) or NUMBERED.match(text)) and (members := _list_members(reading, lines, at)):
            yield _list(reading, lines[at : at + members])
            at += members
            continue
        if first in OPENS_QUOTATION and at and (paragraphs := _quoted(reading, lines, at)):
            yield Quote(tuple(P(Span(one.start, one.end), "quoted paragraph") for one in lines[at : at + paragraphs]))
            at += paragraphs
            continue
        yield P(span)
        at += 1


def sign(text: str, span: Span) -> Milestone | PageBreak | Figure | None:
    """Asterisks, a page number or a stamp, if a line is nothing else."""
    if len(text) <= 60 and SECTION_BREAK.fullmatch(text):
        return Milestone(span)
    if len(text) <= 12 and (match := PAGE_NUMBER.fullmatch(text)):
        return PageBreak(span, match["a"] or match["b"])
    if text[0] == "[" and (match := STAMP.fullmatch(text)):
        return Figure(span, "seal" if match["kind"].lower() == "seal" else "stamp")
    return None


def _list_members(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """How many lines from here on are members of one list: at least 3, each of at most 25 words; else 0."""
    bulleted = BULLET.match(reading.of(lines[at])) is not None
    count, expected = 0, None
    for line in lines[at:]:
        text = reading.of(line)
        match = (BULLET if bulleted else NUMBERED).match(text)
        if match is None or words(text) > 26:
            break
        if not bulleted:
            marker = match["n"]
            if expected is None and marker not in ("1", "a"):
                return 0
            if expected is not None and marker != expected:
                break
            expected = str(int(marker) + 1) if marker.isdigit() else chr(ord(marker) + 1)
        count += 1
    return count if count >= 3 else 0


def _list(reading: Reading, lines: tuple[Line, ...]) -> ItemList:
    bulleted = BULLET.match(reading.of(lines[0])) is not None
    items = []
    for line in lines:
        text = reading.of(line)
        match = (BULLET if bulleted else NUMBERED).match(text)
        assert match is not None
        items.append(Item(Span(line.start, line.end), Span(line.start, line.start + len(match.group().rstrip()))))
    return ItemList(tuple(items), "bulleted" if bulleted else "numbered")


def _quoted(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """How many paragraphs a block quotation has that a colon introduces: each begins with a quotation mark."""
    if not reading.of(lines[at - 1]).endswith(":"):
        return 0
    mark = reading.of(lines[at])[0]
    closing = {"“": "”", "«": "»", "„": "“", '"': '"'}[mark]
    for count, line in enumerate(lines[at : at + 40], 1):
        text = reading.of(line)
        if text[0] != mark:
            return 0
        if closing in text[1:]:
            # words after the closing mark belong to the sentence around it, so this is no block quotation
            return count if len(text) - text.rindex(closing) <= 3 else 0
    return 0
