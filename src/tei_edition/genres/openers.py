"""What stands before the first paragraph: classification, dateline, address, salutation, subject."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tei_edition.genres.datelines import Dateline, dateline, line_breaks
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
from tei_edition.patterns import beginning, first_words, late
from tei_edition.vocabulary import UPPER, any_capitalised, beginnings, small_forms_of

BEFORE_SALUTATION = re.compile(r"(?:my|most|highly|very|own)\s+")
BEHIND_SALUTATION = late(
    r"(?:[^.?:!,]|\b(?:Mr|Mrs|Ms|Dr|Messrs"
    r"|St|Gen|Sir|Rev|Prof|Hr|Hrn|Frl|Fr|Mme|Mlle|Sr|Sra|Vd|Ud|u|l|lb|v)\.){0,80}"
    r"(?:, [^.?:!,]{1,40}){0,2}[,:!.]?(?:\s?[-–—])?",
    re.IGNORECASE,
)
_CLASSES = """
classification top secret confidential strictly unclassified restricted limited most eyes very urgent immediate flash
priority out plain us niact personal private
"""
CLASSIFICATION = beginning(
    first_words(_CLASSES.split()),
    r"(?:(?:CLASSIFICATION|Classification)\s?: ?)?(?:(?:TOP )?SECRET|CONFIDENTIAL|(?:Top )?Secret|Confidential"
    r"|Strictly (?:confidential|secret)|UNCLASSIFIED|Unclassified|RESTRICTED|LIMITED OFFICIAL USE"
    r"|MOST (?:SECRET|IMMEDIATE)|EYES ONLY|(?:MOST |VERY |Very )?(?:URGENT|Urgent)|IMMEDIATE|FLASH|PRIORITY"
    r"|Out of turn)(?:[ ;/,–-].{0,60})?[.!]?"
    # small capitals of print, which a capture has as small letters: "top secret", "secret" / "us urgent-priority"
    r"|(?:(?:top |most |strictly )?secret|(?:strictly )?confidential|restricted|unclassified|plain|priority"
    r"|(?:us )?urgent|niact|personal|private|(?:most )?immediate)"
    r"(?:[ ,;–-]+(?:(?:and )?(?:personal|priority|urgent|niact|secret)))*",
)
COPY_NOTE = re.compile(r"(?:Copy (?:no\.?|nr\.?|№)|Copy #|Ex\. ?No\.?|Copy)\s?\d{1,4}\.?|\d{1,3} copies", re.IGNORECASE)
NUMBER = re.compile(
    r"\[?(?:N[or](?:\.\s?|\s)|№\s?|N[º°]\.?\s?)[\w/.-]{1,20}\]?|[A-Z]{1,4}[–-]\d{1,4}(?:[–/-]\d{1,4})?"
)  # "No. 425.]", "A–103"
# "Sent by wire on 24 March 1950. Received in Moscow on 25 March 1950."
TRANSMISSION = re.compile(
    r"(?:Sent|Received|Transmitted|Dispatched|Reported)(?:(?: (?:by|in|from|at) \w+)? on|\s?:) \d[^?!]{4,120}"
    r"|\[(?:Received|Rec’d|Rec'd|Recd\.?) [^\[\]]{3,60}\]"
)
SENT_AS_ALONE = re.compile(  # "[Telegram]", "(Telegram—Translation.)", "Telegram."
    r"[\[(](?:[\w-]+ ){0,2}(?:Telegram|Cablegram|Cable|Télégramme|Telegramm|Telegrama)"
    r"(?:[ .,:;–—-]{1,3}[\w-]{1,20}){0,3}\.?[\])]|(?:Telegram|Cablegram|Télégramme|Telegramm|Telegrama)\.",
    re.IGNORECASE,
)
DISTRIBUTION = beginning(
    first_words("cc c Copies Copy Distribution".split()),
    r"(?:cc|c\.c\.|Copies to|Copy to|Distribution(?: list)?|Copies)(?:\s?:| ?[-–] ?\d{1,3} copies\s?:).{0,200}",
    re.IGNORECASE,
)
SUBJECT_HEAD = re.compile(r"(?:• )?\[?(?:SUBJECTS?|Subjects?)\]?:?")
SUBJECT = re.compile(r"(?:SUBJECT|Subject|Re|RE)\s?: .{2,240}")


LONGEST_SALUTE = 110  # characters
REMEMBERED = 1024  # short lines: those above and below the text are asked again and again


def is_salute(text: str) -> bool:
    """ "Dear Comrade," alone on its line."""
    return len(text) <= LONGEST_SALUTE and _is_salute(text)


@lru_cache(REMEMBERED)
def _is_salute(text: str) -> bool:
    salutations = small_forms_of("salutations").ends_behind(BEFORE_SALUTATION, 3, text.lower())
    if not any(BEHIND_SALUTATION.fullmatch(text, end) for end in salutations):
        return False
    # "Comrade Hoxha leaves the room." is none; "Dear Sir." is one
    return text[-1] in ",:!-–—" or (len(text.split()) <= 6 and (text[-1] != "." or "dear" in text.lower()))


CALLED = late(rf"{HONORIFIC}(?:[{UPPER}]\.? )?[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?[,!:]")


def _is_called(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether "Mr Dahl," stands alone above a paragraph, below a dateline; an address goes on in the next line."""
    return len(lines) == 2 and bool(CALLED.fullmatch(reading.of(lines[0])) and lines[1].blanks)


RUN_IN = re.compile(
    r"(?:(?:My|Most|Very|Dear|own)\s+){0,3}(?:dear|dearest|Dear|Dearest) [^.?:!,]{2,60}[,:!](?=[\s—–-])"
)


def has_run_in_salute(text: str) -> bool:
    """ "My dear Charlotte,—Your letter …": a salutation that runs into the first paragraph, where it stays."""
    return RUN_IN.match(text) is not None


class Opening(NamedTuple):
    """What stands before the first paragraph: the opener, how many lines it takes, what it says."""

    opener: Opener | None = None
    taken: int = 0
    marks: tuple[Mark, ...] = ()
    addressee: Mark | None = None
    office: Span | None = None
    dateline: Dateline | None = None
    sender: Mark | None = None  # as the head names it: "From: X"


ADDRESSEE = re.compile(r"(?:To|TO)(?:\s?:|(?= [A-Z]))\s*")
ADDRESSEE_WITH_TITLE = beginning(
    beginnings("to"),
    # "An Herrn Dr. Weiss", "Al señor General Dahl:", "A S. E. el Gran Mariscal"
    rf"{any_capitalised('to')}\s+(?=(?:den |die |el |la |le |los |las )?(?:{HONORIFIC}|S\. ?[EM]\. "
    r"|Su Excelencia|Gran Mariscal|señor|General|Präsidium|Zentralkomitee))",
)
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
        elif SENT_AS_ALONE.fullmatch(text) or (parts and TRANSMISSION.fullmatch(text)):
            parts.append(Phrase(span, "seg", "how it was sent"))
            at += 1
        elif kind := _opener_kind(text):
            parts.append(Phrase(span, "idno" if kind == "documentNumber" else "seg", f"opener: {kind}", kind))
            at += 1
        elif (is_salute(text) or (date and _is_called(reading, lines[at : at + 2]))) and not _salute_follows(
            reading, text, lines[at + 1 : at + 4]
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
        elif date is None and (date := _over_two_lines(reading, lines[at : at + 2])) is not None:
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
        elif match := SENDER.match(text):
            parts.append(Address((span,), "sender in the head"))
            named = _agent_marks(reading, Span(line.start + match.end(), line.end), "sender in the head")
            sender = sender or (named[0] if named else None)
            marks += named
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


def _over_two_lines(reading: Reading, lines: tuple[Line, ...]) -> Dateline | None:
    """A dateline whose place has a line of its own, with a comma behind it: "Vlora, Albania," / "July 29, 1939"."""
    if len(lines) < 2 or lines[1].blanks or not reading.of(lines[0]).endswith(","):
        return None
    below = dateline(reading, lines[1])
    if below is None or below.place is not None or below.rest is not None:
        return None
    both = dateline(reading, lines[0]._replace(end=lines[1].end))
    return both if both and both.place else None


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
    below = (reading.of(line) for line in following)
    return text[-1].isalnum() and any(is_salute(line) and not line[-1].isalnum() for line in below)


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
        if len(text) > 110 or text[-1] in ".!?:" or not LETTER.search(text) or _goes_on(reading, lines[end]):
            break
        if _over_two_lines(reading, lines[end : end + 2]):
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
        looks_like_person(name) or (honorific_end(text) and name[0].isupper() and words(name) <= 4)
    ):
        return []
    ref = reading.entity_id(name, PREFIXES[element])
    return [Mark(Span(start, start + len(name)), element, (("ref", f"#{ref}"),), rule, ref=ref)]
