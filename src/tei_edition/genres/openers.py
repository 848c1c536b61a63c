"""What stands before the first paragraph: classification, dateline, address, salutation, subject."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei_edition.genres.datelines import Dateline, dateline, line_breaks
from tei_edition.genres.datelines_over_lines import LONGEST_PLACE, over_two_lines
from tei_edition.genres.opening_lines import (
    CABLE_HEAD,
    SENT_AS_ALONE,
    SUBJECT_HEAD,
    TRANSMISSION,
    begins_with_salute,
    is_called,
    is_salute,
    is_vocative,
    opener_kind,
)
from tei_edition.genres.paragraphs import BULLET, words
from tei_edition.genres.reading import Reading
from tei_edition.model import (
    Address,
    Line,
    Mark,
    Opener,
    Phrase,
    Span,
)
from tei_edition.names import (
    HONORIFIC,
    PREFIXES,
    NameElement,
    honorific_end,
    is_organisation,
    looks_like_person,
    without_honorific,
)
from tei_edition.patterns import beginning, late
from tei_edition.vocabulary import UPPER, any_capitalised, beginnings


class Opening(NamedTuple):
    """What stands before the first paragraph: the opener, how many lines it takes, what it says."""

    opener: Opener | None = None
    taken: int = 0
    marks: tuple[Mark, ...] = ()
    addressee: Mark | None = None
    office: Span | None = None
    dateline: Dateline | None = None
    sender: Mark | None = None  # as the head names it: "From: X"


ADDRESSEE = re.compile(
    r"(?:MEMORANDUM |Memorandum )?(?:FOR|For) ?: *(?=[A-Z])|(?:MEMORANDUM|Memorandum) (?:FOR|for|TO|to) (?:THE "
    r"|the )?(?=[A-Z])"
    r"|(?:MEMORANDUM |Memorandum )?(?:To|TO)(?:\s?:|(?= (?:the )?[A-Z]))\s*(?:the (?=[A-Z]))?"
    rf"|(?:An (?:den|die|das)|Aan (?:de|het|den)|Al|Alla|À la|Au|Aux|A la|Ao|À|Till|Til) (?=[{UPPER}])"
)
ADDRESSEE_WITH_TITLE = beginning(
    beginnings("to"),
    # "An Herrn Dr. Weiss", "Al señor General Dahl:", "A S. E. el Gran Mariscal"
    rf"{any_capitalised('to')}\s+(?=(?:den |die |el |la |le |los |las )?(?:{HONORIFIC}|S\. ?[EM]\. "
    r"|Su Excelencia|Gran Mariscal|señor|General|Präsidium|Zentralkomitee))",
)
SENDER = re.compile(r"(?:From|FROM|Von|De|Van|Da|VON)\s?:\s*|FM (?=[A-Z]{4})")
SENDER_BELOW = re.compile(r"(?:From|FROM|Von|Van|Från|Fra) (?:the |den |der |de )?(?=[A-Z])")  # below "To the Premier"


HIGHEST_OPENER = 20  # lines


def opening(reading: Reading, lines: tuple[Line, ...]) -> Opening:
    """The opener of a letter, telegram or report: classification, dateline, address, salutation, in any order."""
    parts: list[Phrase | Address] = []
    marks: list[Mark] = []
    addressee = office = date = sender = None
    at = 0
    while at < min(len(lines), HIGHEST_OPENER):
        line = lines[at]
        text, span = reading.of(line), Span(line.start, line.end)
        if SUBJECT_HEAD.fullmatch(text) and at + 1 < len(lines):
            end = _subject_end(reading, lines, at + 1)
            whole = Span(line.start, lines[end - 1].end)
            parts.append(Phrase(whole, "seg", "subject under its heading", "subject"))
            marks += line_breaks(lines[at:end])
            at = end
        elif SENT_AS_ALONE.fullmatch(text) or (parts and TRANSMISSION.fullmatch(text)):
            parts.append(Phrase(span, "seg", "how it was sent"))
            at += 1
        elif CABLE_HEAD.fullmatch(text) and (parts or _is_head_of_cable(reading, lines[at + 1 : at + 4])):
            sent = next((mark for mark in reading.dates_in(line.start, line.end) if mark.attributes), None)
            if date is None and sent is not None:
                date = Dateline(span, sent, None, None)
                parts.append(Phrase(span, "dateline", "day and hour of a cable"))
                marks.append(sent)
            else:
                parts.append(Phrase(span, "seg", "head of a cable"))
            at += 1
        elif (kind := opener_kind(text)) and not (date is None and _is_classified_dateline(reading, line)):
            parts.append(Phrase(span, "idno" if kind == "documentNumber" else "seg", f"opener: {kind}", kind))
            at += 1
        elif (is_salute(text) or (date and _is_salute_below(reading, lines[at : at + 2]))) and not _salute_follows(
            reading, text, lines[at + 1 : at + 5]
        ):
            addressee = addressee or _addressee_above(reading, parts, text)
            marks += [addressee] if addressee and addressee not in marks else []
            parts.append(Phrase(span, "salute", "salutation"))
            at += 1
            break
        elif date is None and (date := dateline(reading, line)) is not None and date.rest is None:
            parts.append(Phrase(span, "dateline", "dateline above the text"))
            marks += date.marks
            at += 1
        elif date is None and (date := over_two_lines(reading, lines[at : at + 2])) is not None:
            parts.append(Phrase(date.span, "dateline", "place and date above the text"))
            marks += [*date.marks, *line_breaks(lines[at : at + 2])]
            at += 2
        elif (match := ADDRESSEE.match(text) or ADDRESSEE_WITH_TITLE.match(text)) and addressee is None:
            block = _address(reading, lines, at, match.end())
            if block is None:
                break
            address, addressee, office, extra, at = block
            parts.append(address)
            marks += extra
        elif match := SENDER.match(text) or (SENDER_BELOW.match(text) if _follows_address(parts, text) else None):
            parts.append(Address((span,), "sender in the head"))
            named = _agent_marks(reading, Span(line.start + match.end(), line.end), "sender in the head")
            sender = sender or (named[0] if named else None)
            marks += named
            at += 1
        elif not parts and (end := _end_of_sender(reading, lines)):
            parts.append(
                Address(tuple(Span(one.start, one.end) for one in lines[:end]), "sender and office above the dateline")
            )
            named = _agent_marks(reading, Span(line.start, line.end), "sender above the dateline")
            sender = named[0] if named else None
            marks += named
            at = end
        elif date is None and _stands_above_dateline(reading, lines[at : at + 2]):
            parts.append(Phrase(span, "seg", "line above the dateline"))
            at += 1
        elif date and addressee is None and (called := _called_in_address(reading, lines[at : at + 3])):
            parts.append(Address((span,), "addressee above the salutation"))
            addressee = called
            marks.append(called)
            at += 1
        elif end := _letterhead_end(reading, lines, at):
            block_lines = tuple(Span(one.start, one.end) for one in lines[at:end])
            parts.append(Address(block_lines, "lines above the salutation"))
            at = end
        else:
            break
    if not parts:
        return Opening()
    return Opening(Opener(tuple(parts)), at, tuple(marks), addressee, office, date, sender)


def _is_salute_below(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether a line below the dateline calls somebody: "Mr Dahl,", "Bäste Herr Dahl.", "Sonitschka,"."""
    text = reading.of(lines[0])
    is_whole = text.endswith(".") and len(text.split()) <= FEW_WORDS and is_salute(f"{text[:-1]},")
    return is_whole or is_called(reading, lines) or is_vocative(reading, lines)


def _called_in_address(reading: Reading, lines: tuple[Line, ...]) -> Mark | None:
    """Whom "Señor don Pedro Dahl." names, where the salutation follows: "Mi amigo querido:"."""
    text = reading.of(lines[0])
    title = honorific_end(text)
    if len(lines) < 2 or not title or text[-1] in ",!:?" or len(text) > LONGEST_PLACE:
        return None
    below = reading.of(lines[1])
    if not (is_salute(below) or begins_with_salute(below) or is_vocative(reading, lines[1:])):
        return None
    return next(iter(_agent_marks(reading, Span(lines[0].start, lines[0].end))), None)


def _is_classified_dateline(reading: Reading, line: Line) -> bool:
    """ "CONFIDENTIAL [Vlora], June 15, 1961"."""
    found = dateline(reading, line)
    return found is not None and found.place is not None and found.rest is None


def _is_head_of_cable(reading: Reading, following: tuple[Line, ...]) -> bool:
    """Whether "FM …" or "TO …" stands below the first line of a cable."""
    return any(re.match(r"(?:FM|TO|INFO) [A-Z]", reading.of(line)) for line in following)


def _end_of_sender(reading: Reading, lines: tuple[Line, ...]) -> int:
    """How many lines above a dateline name the sender and an office: "Lina Prifti" / "Governor of the Ports"."""
    if not looks_like_person(reading.of(lines[0])):
        return 0
    for end in range(1, min(MOST_OF_SENDER, len(lines) - 1)):
        date = dateline(reading, lines[end])
        if date is not None:
            return end if date.place is not None and end > 1 else 0
        if lines[end].end - lines[end].start > LONGEST_OFFICE or OFFICES.search(reading.of(lines[end])) is None:
            return 0
    return 0


MOST_OF_SENDER, LONGEST_OFFICE = 4, 150
OFFICES = late(
    rf"\b(?:{any_capitalised('offices')}|Jefe|Comandante|Commander|Governor|Gouverneur|Gobernador|Général|Colonel|Bishop)\b"
)
IN_BRACKETS = re.compile(
    r"[\[(][^\[\]()]{2,60}[\])]\.?(?: ?[\[(][^\[\]()]{2,40}[\])])?"
)  # "(No. 32.)", "(12/3) (Copy)"


def _stands_above_dateline(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether a few words of an editor stand between heading and dateline: "(No. 32.)", "Partly printed." """
    if len(lines) < 2 or len(text := reading.of(lines[0])) > LONGEST_PLACE or text[-1] in ":;?!,":
        return False
    date = dateline(reading, lines[1])
    if date is None or date.place is None or date.rest is not None:
        return False
    return IN_BRACKETS.fullmatch(text) is not None or (len(text.split()) <= FEW_WORDS and text[-1] == ".")


FEW_WORDS = 6


def _follows_address(parts: list[Phrase | Address], text: str) -> bool:
    """Whether a short line stands right below an address: "To the Premier" / "From the Minister of Ports"."""
    return len(text) <= LONGEST_PLACE and bool(parts) and isinstance(parts[-1], Address)


def _addressee_above(reading: Reading, parts: list[Phrase | Address], salutation: str) -> Mark | None:
    """The name with which the address above a salutation begins, if the salutation has it too: "Dear Dr. Weiss,"."""
    addresses = [part for part in parts if isinstance(part, Address)]
    if not addresses:
        return None
    name = next(iter(_agent_marks(reading, addresses[-1].lines[0])), None)
    words_of_name = set(reading.of(name.span).split()) if name else set()
    return name if words_of_name & set(re.findall(r"[\w’'-]{3,}", salutation)) else None


def _salute_follows(reading: Reading, text: str, following: tuple[Line, ...]) -> bool:
    """Whether "Señor Secretario de Estado" is the address, because "Señor Secretario:" is the salutation below it."""
    below = (reading.of(line) for line in following[:3])
    if text[-1].isalnum() and any(is_salute(line) and not line[-1].isalnum() for line in below):
        return True
    if text[-1] in ",!:" or not following:
        return False
    return is_vocative(reading, following[:2]) or begins_with_salute(reading.of(following[0]))


LETTER = re.compile(r"[^\W\d_]")
HIGHEST_HEAD = 12  # lines above a salutation: the sender's address, a date, the addressee's


def _letterhead_end(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """Where an address that no rule names ends, if a salutation is below it and only short lines between; else 0."""
    head = lines[at : at + HIGHEST_HEAD]
    salutation = next((index for index, line in enumerate(head) if is_salute(reading.of(line))), 0)
    if not salutation or any(not _is_short(reading.of(line)) for line in head[:salutation]):
        return 0
    end = at + 1
    while end < at + salutation and not lines[end].blanks and dateline(reading, lines[end]) is None:
        end += 1
    return end


def _is_short(text: str) -> bool:
    return len(text) <= 80 and text[-1] not in "!?:" and text[0] not in "([" and len(text.split()) <= 12


def _subject_end(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """Where the subject below its heading ends: one line, or all that have bullets."""
    end = at
    while end < len(lines) and BULLET.match(reading.of(lines[end])) and not _is_heading(reading.of(lines[end])):
        if end > at and lines[end].blanks > lines[at].blanks:
            break  # an empty line parts the next list from it
        end += 1
    return max(end, at + 1)


def _is_heading(text: str) -> bool:
    """ "• PRINCIPALS": a bullet that begins the next part."""
    words_only = re.sub(r"\W", "", text)
    return len(words_only) > 3 and words_only.isupper() and len(text.split()) <= 4


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
        if len(text) > 110 or text[-1] in ".!?:" or not LETTER.search(text) or _goes_on(reading, lines[end]):
            break
        if over_two_lines(reading, lines[end : end + 2]):
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
        or opener_kind(text) is not None
        or SENDER.match(text) is not None
        or SENDER_BELOW.match(text) is not None
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
        looks_like_person(name) or (honorific_end(text) and name[0].isupper() and words(name) <= 4)
    ):
        return []
    ref = reading.entity_id(name, PREFIXES[element])
    return [Mark(Span(start, start + len(name)), element, (("ref", f"#{ref}"),), rule, ref=ref)]
