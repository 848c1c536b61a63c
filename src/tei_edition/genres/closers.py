"""What closes a document: valediction, signature, office, dateline, recorder; and what follows the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from tei_edition.editorial import OFFICE
from tei_edition.genres.datelines import Dateline, dateline, line_breaks
from tei_edition.genres.openers import DISTRIBUTION, NUMBER, REMEMBERED, is_salute
from tei_edition.genres.paragraphs import sign
from tei_edition.genres.reading import Reading
from tei_edition.genres.signatures import (
    LETTER_SPACED,
    LONE_SURNAME,
    NAMELESS,
    OWN,
    SIGNED_BY,
    bare_name,
    is_office,
    may_sign,
    own_name,
    recorder_of,
    signature,
    signer,
    without_mark,
)
from tei_edition.model import Closer, Line, Mark, P, Phrase, Postscript, Span, Trailer
from tei_edition.names import (
    LONGEST_NAME,
    is_organisation,
    looks_like_person,
    without_honorific,
)
from tei_edition.patterns import late
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import UPPER, any_of

Style = Literal["letter", "telegram", "minutes", "report"]

# how letters end: "With communist greetings", "Yours sincerely", "I am my dear Mrs. Hall", "Ever your affectionate"
VALEDICTION = re.compile(
    r"(?:(?:And )?(?:Please )?(?:accept|believe me)\b|With\b.{0,60}\b(?:greetings?|regards?|respects?"
    r"|wishes|esteem|consideration|affection|love|salutes?|thanks)\b"
    r"|Y(?:ou)?rs?\b(?! (?:letter|message|telegram|proposal|government|party|people|country|position|view|note"
    r"|question))"
    r"|(?:Very |Most )?(?:Respectfully|Sincerely|Truly|Faithfully|Cordially|Affectionately|Gratefully)\b"
    r"|Best (?:regards|wishes)\b|(?:Kind|Kindest|Warm|Warmest) (?:personal )?regards\b"
    r"|I (?:am|remain|have the honou?r to (?:be|remain))\b.{0,60}\b(?:dear|yours|sir|servant|friend|madam|lord)\b"
    r"|I have the honou?r to (?:be|remain),?\Z|I (?:am|remain),? (?:etc|&c)\b|In haste\b"
    r"|I (?:am|remain),?\Z|I (?:beg|have) to remain\b|(?:Ever|Always|Believe me)[, ].{0,40}\byours?\b"
    r"|Mit\b.{0,50}\b(?:Gr(?:ü|ue)(?:ß|ss)(?:en)?|Hochachtung|Hochschätzung|Verehrung|Ergebenheit|Freundschaft"
    r"|Achtung)\b"
    r"|In (?:[a-zäöü]+ ){0,3}(?:Freundschaft|Liebe|Verehrung|Treue|Hochachtung|Ergebenheit)\b"
    r"|(?:Ihr|Dein|Euer)e? (?:(?:ganz|sehr|stets|so|immer) ){0,2}(?:ergeben|gehorsam|dankbar|treu|aufrichtig|anhänglich"
    r"|verbunden|zugetan|getreu)\w*\b"
    r"|(?:Avec|Recevez|Agréez|Croyez|Veuillez|Soyez|Je (?:vous prie|suis|reste|demeure))\b.{0,90}\b(?:sentiments?"
    r"|respects?|considération|amitiés?|dévouée?s?|salutations|affection|hommages?|serviteur|reconnaissance)\b"
    rf"|{any_of('valedictions')}(?!\w)).{{0,120}}",
    re.IGNORECASE,
)
POSSESSIVE_ALONE = late(rf"(?:{any_of('possessives')}|Yours?|Su|Tu|Ton|Tuo|Suo),?")  # "Ihr" / "O. Dahl"
RECORDING = re.compile(
    r"(?:(?:Recorded|Transcribed|Interpreted|Typed|Stenographed|Taken down|Written down|Noted|Note[sd]? taken"
    r"|Minutes taken|Drafted|Prepared|Compiled)\b"
    r"|Stenograph|Note[- ]?taker|Interpreter:|Recorder:|Secretary:)[^?!]{0,110}"
)
COPIES = late(  # "Two copies printed. Nº 2 to file.", "1 - Stalin"
    r"N[oº°][.º]? ?\d{1,2} (?:to|for) .{2,40}|(?:\w+|\d{1,3}) cop(?:y|ies) (?:printed|made|typed|prepared)\b.{0,80}"
    r"|\d{1,2} ?[-–.)] ?(?:to )?[A-Z№N].{1,50}",
    re.IGNORECASE,
)
BY_ORDER = late(  # "By order of the Minister", "For the Government of X:"
    r"(?:(?:By (?:order|direction|authority) of|For and on behalf of|On behalf of|For|Im Auftrag|Für|Pour|Por orden de"
    r"|P\.o\. de|За)\b ?(?:the |den |die |das |le |la |el )?(?:[A-Z\u0400-\u042f].{0,80})?|p\.p\.):?"
)
SMALL_IN_TITLES = re.compile(r"\b(?:Of|The|For|And|In|To)\b")
POSTSCRIPT = re.compile(r"(?:P\.[ -]?S\.?:?|PS[.:]?|Postscript[.:]?|N\.B\.:?)(?P<after>\s|\Z|[–—-])")
ENCLOSED = re.compile(
    r"(?:Encl(?:osures?|s)?|Attachments?|Anlagen?|Annexes?)\b\.?(?:\s?\(\d{1,2}\))?\s?:?(?: .{1,120})?"
)
TRAILER = re.compile(r"(?:\[?(?:END|End|-0-|-30-|###|The end)\]?\.?|\* ?\* ?\*|#{3,})")

CLOSER_LINES = {
    # kind           what it is                    type of its seg
    "recording": ("line of the recorder", "recording"),
    "distribution": ("line of the distribution", "distribution"),
    "enclosed": ("what is enclosed", "enclosures"),
    "copies": ("number of copies", "copyNote"),
}
FOLLOWERS = {
    "name": "office",
    "signed": "office",
    "organisation": "office",
    "salute": "more",
    "distribution": "listed",
    "enclosed": "listed",
    "copies": "copies",
}
CLOSING_LINES = 12
SHORT, LONG = 90, 170


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands after the last paragraph: the closer and what it says. `start`: its first line's index."""

    start: int
    closer: Closer | None = None
    marks: tuple[Mark, ...] = ()
    signers: tuple[Mark, ...] = ()
    offices: tuple[tuple[str, Span], ...] = ()  # id of a signer, office
    dateline: Dateline | None = None
    recorders: tuple[tuple[Mark, str], ...] = ()  # the name in a line of the recorder, "recorder" or "interpreter"
    postscript: Postscript | None = None
    trailer: Trailer | None = None


def closing(
    reading: Reading,
    lines: tuple[Line, ...],
    style: Style,
    expected: frozenset[str] = frozenset(),
    addressed: frozenset[str] = frozenset(),
) -> Closing:
    """The closer of a document: as many lines at its end as all read as valediction, signature, office, …

    `expected` are the words of the sender's name in the title, `addressed` those of the addressee's: under a letter an
    address or another's name may follow.
    """
    trailer = _trailer(reading, lines)
    end = len(lines) - bool(trailer)
    postscript, above = _labelled_postscript(reading, lines, end)
    found = _found(reading, lines[:above], style, expected)
    if found is None:  # a postscript needs a signature above it; without one it is a paragraph
        return Closing(end, trailer=trailer)
    start, kinds = found
    kinds = _without_addressee(reading, lines[start:], kinds, addressed - expected)
    after = start + len(kinds)
    paragraphs = tuple(P(Span(line.start, line.end), "after the signature") for line in lines[after:above])
    if paragraphs:
        label = postscript.label if postscript else None
        more = _labelled(postscript) if postscript else ()
        postscript = Postscript(None, (*paragraphs, *more)) if label is None or more else postscript
    return _closing(reading, lines, start, kinds, postscript, trailer)


def _trailer(reading: Reading, lines: tuple[Line, ...]) -> Trailer | None:
    """ "END" as the last of several lines."""
    is_one = len(lines) > 1 and TRAILER.fullmatch(reading.of(lines[-1])) is not None
    return Trailer(Span(lines[-1].start, lines[-1].end)) if is_one else None


def _found(
    reading: Reading, lines: tuple[Line, ...], style: Style, expected: frozenset[str] = frozenset()
) -> tuple[int, list[str]] | None:
    """Where the closer begins, and what each of its lines is."""
    found = _at_the_end(reading, lines, style)
    return _above_an_address(reading, lines, found, expected) if style == "letter" else found


def _above_an_address(
    reading: Reading, lines: tuple[Line, ...], found: tuple[int, list[str]] | None, expected: frozenset[str]
) -> tuple[int, list[str]] | None:
    """The closer of a letter: what ends it, or a valediction and signature with an address or more words below."""
    is_signed = found is not None and _is_signed_by(reading, lines, found, expected)
    if found is not None and is_signed and "salute" in found[1]:
        return found
    higher = _in_the_middle(reading, lines)
    if found is not None and is_signed:
        return higher if higher and expected and _is_signed_by(reading, lines, higher, expected) else found
    plain = found if found and _is_plain(found[1], expected) else None
    return higher or plain or _where_the_sender_signs(reading, lines, expected)


def _without_addressee(
    reading: Reading, lines: tuple[Line, ...], kinds: list[str], addressed: frozenset[str]
) -> list[str]:
    """The closing lines up to the addressee's name below the signature, which begins an address and signs nothing."""
    for index, kind in enumerate(kinds):
        words = set(re.findall(r"\w{3,}", reading.of(lines[index]).lower()))
        if kind == "name" and {"name", "signed"} & set(kinds[:index]) and words & addressed:
            return kinds[:index]
    return kinds


@lru_cache(REMEMBERED)
def is_valediction(text: str) -> bool:
    """ "With communist greetings," alone on its line."""
    return VALEDICTION.fullmatch(text) is not None


SIGNED = frozenset({"name", "signed", "organisation", "lead", "date and signer"})
LAST_LINES = 60  # at the end of a text, in which somebody may take leave


def is_taken_leave(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether the text ends with a complimentary close and a signature."""
    short = (line for line in lines[-LAST_LINES:] if line.end - line.start <= LONG)
    if not any(is_valediction(words) or OWN.fullmatch(words) for words in map(reading.of, short)):
        return False
    _, above = _labelled_postscript(reading, lines, len(lines) - bool(_trailer(reading, lines)))
    found = _found(reading, lines[:above], "letter")
    if found is None or SIGNED.isdisjoint(found[1]):
        return False
    start, kinds = found
    return "salute" in kinds or any(own_name(reading.of(line)) for line in lines[start : start + len(kinds)])


def _labelled(postscript: Postscript) -> tuple[P, ...]:
    """A labelled postscript as paragraphs, where other lines stand between it and the signature."""
    first, *rest = postscript.paragraphs
    start = postscript.label.start if postscript.label else first.span.start
    return (P(Span(start, first.span.end), "postscript"), *rest)


def _labelled_postscript(reading: Reading, lines: tuple[Line, ...], end: int) -> tuple[Postscript | None, int]:
    for at in range(end - 1, max(0, end - 6), -1):
        match = POSTSCRIPT.match(reading.of(lines[at]))
        if match:
            if match["after"].strip():  # "P.S.—Pray do not": nothing parts the label from the words
                spans = (Span(line.start, line.end) for line in lines[at:end])
                return Postscript(None, tuple(P(span, "postscript") for span in spans)), at
            label = Span(lines[at].start, lines[at].start + match.start("after"))
            first = Span(label.end, lines[at].end)
            text = reading.of(first)
            first = Span(first.start + len(text) - len(text.lstrip()), first.end)
            paragraphs = [P(first)] if first.start < first.end else []
            paragraphs += [P(Span(line.start, line.end)) for line in lines[at + 1 : end]]
            if paragraphs:
                return Postscript(label, tuple(paragraphs)), at
    return None, end


# --- where it stands ------------------------------------------------------------------------------------------


def _at_the_end(reading: Reading, lines: tuple[Line, ...], style: Style) -> tuple[int, list[str]] | None:
    """The longest run of closing lines that ends the text."""
    end = len(lines)
    first = max(_first_words(reading, lines) + 1, end - CLOSING_LINES)
    for index in range(end - 1, first - 1, -1):
        if lines[index].end - lines[index].start > LONG:
            first = index + 1
            break
    for start in range(first, end):
        kinds = _kinds(reading, lines[start:end], style)
        if kinds:
            return start, kinds
    return None


def _is_signed_by(
    reading: Reading, lines: tuple[Line, ...], found: tuple[int, list[str]], expected: frozenset[str]
) -> bool:
    start, kinds = found
    words = " ".join(reading.of(line) for line in lines[start : start + len(kinds)])
    words += " " + LETTER_SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), words)
    return not expected or bool(expected & set(re.findall(r"\w+", words.lower())))


def _is_plain(kinds: list[str], expected: frozenset[str]) -> bool:
    """Whether a closer that does not name the expected sender is one all the same: it has more than a name."""
    return not expected or len(set(kinds)) > 1 or kinds[0] != "name"


def _in_the_middle(reading: Reading, lines: tuple[Line, ...]) -> tuple[int, list[str]] | None:
    """A valediction and a signature with more below them: an address, a postscript without label."""
    least = max(_first_words(reading, lines), len(lines) - 40)
    for start in range(len(lines) - 1, least, -1):
        if not _is_valediction(reading, lines[start]):
            continue
        if start - 1 > least and _is_valediction(reading, lines[start - 1]):
            continue  # "I am, my dear Helga," / "your old friend"
        for end in range(min(len(lines), start + 6), start, -1):
            kinds = _kinds(reading, lines[start:end], "letter")
            if kinds and not {"name", "signed", "together"}.isdisjoint(kinds):
                return start, kinds
    return None


def _where_the_sender_signs(
    reading: Reading, lines: tuple[Line, ...], expected: frozenset[str]
) -> tuple[int, list[str]] | None:
    """A line that is nothing but the sender's name as the title has it, with a valediction above it or none."""
    least = max(_first_words(reading, lines), len(lines) - CLOSING_LINES)
    for at in range(len(lines) - 1, least, -1):
        text = reading.of(lines[at])
        words = re.findall(r"\w{3,}", without_honorific(text).lower())
        if len(text) <= SHORT and words and (expected.issuperset(words) or _is_nickname(words, expected)):
            start = at
            while start - 1 > least and at - start < 3 and _closes(reading, lines[start - 1]):
                start -= 1
            while start < at and (kinds := _kinds(reading, lines[start : at + 1], "letter")) is None:
                start += 1
            return (start, kinds) if start < at and kinds else (at, ["name"])
    return None


def _is_nickname(words: list[str], expected: frozenset[str]) -> bool:
    """ "Willie" for Willa, "Theo" for Theodor: one word that begins as a name of the sender does."""
    return len(words) == 1 and any(len(name) > 3 and words[0][:3] == name[:3] for name in expected)


def _closes(reading: Reading, line: Line) -> bool:
    return _is_valediction(reading, line) or POSSESSIVE_ALONE.fullmatch(reading.of(line)) is not None


def _is_valediction(reading: Reading, line: Line) -> bool:
    return line.end - line.start <= SHORT and is_valediction(reading.of(line))


def _first_words(reading: Reading, lines: tuple[Line, ...]) -> int:
    """The first line that is a paragraph: a closer needs one above it."""
    spans = (Span(line.start, line.end) for line in lines)
    return next((index for index, span in enumerate(spans) if sign(reading.of(span), span) is None), len(lines))


def _kinds(reading: Reading, lines: tuple[Line, ...], style: Style) -> list[str] | None:
    """What each line is, if every line is something that closes a document; None if one is not."""
    kinds: list[str] = []
    for index, line in enumerate(lines):
        kind = _kind(reading, line, kinds, lines[index + 1 :], style)
        if kind is None:
            return None
        kinds.append(kind)
    signs = {"name", "together", "organisation", "signed", "recording", "date and signer", "salute"}
    return kinds if kinds[0] not in ("office", "more", "listed") and signs & set(kinds) else None


def _kind(reading: Reading, line: Line, before: list[str], after: tuple[Line, ...], style: Style) -> str | None:
    text = reading.of(line)
    if len(text) > LONG:
        return None
    last = before[-1] if before else ""
    date = dateline(reading, line)
    if date is not None:
        return "date and signer" if date.rest else "dateline"
    if RECORDING.fullmatch(text):
        return "recording"
    if DISTRIBUTION.fullmatch(text):
        return "distribution"
    if last in ("distribution", "enclosed", "listed") and _is_listed(text):
        return "listed"
    if last and ENCLOSED.fullmatch(text):
        return "enclosed"
    if last and NUMBER.fullmatch(text):
        return "number"
    if last and COPIES.fullmatch(text):
        return "copies"
    if style == "letter" and taken_leave_in_one(text) and not _is_named_below(reading, after):
        return "together"
    if style == "letter" and not after and OWN.fullmatch(without_mark(text).rstrip(" ,.")):
        return "name"  # "Dein Ola" as the last line
    if style != "minutes" and is_valediction(text) and not (len(text) > SHORT and text.endswith(".")):
        return "more" if last == "more" or (last == "salute" and text[0].islower()) else "salute"
    if (SIGNED_BY.match(text) and len(text) <= SHORT) or NAMELESS.fullmatch(text):
        return "signed"
    if last in ("name", "office", "organisation", "signed") and is_office(text):
        return "office"
    if POSSESSIVE_ALONE.fullmatch(text) and (last in ("salute", "more") or _is_named_below(reading, after)):
        return "more" if last else "salute"  # "Ihr" / "O. Dahl"
    if last in ("salute", "more") and is_salute(text):
        return "more"  # "I have the honour to be, / My Lord, / your obedient servant"
    if _is_lead(reading, text, after):
        return "lead"
    if signer(text) is not None:
        return "name"
    if last in ("salute", "more") and len(text) <= 50:
        if may_sign(text) and not _continues(reading, after):
            return "name"
        return "more" if text[-1] not in ".?!:" else None
    if (
        style in ("telegram", "letter")
        and last in ("", "dateline")
        and all(_is_office_note(reading, other) for other in after)
        and LONE_SURNAME.fullmatch(without_mark(text))
    ):
        return "name"
    if style != "minutes" and text == text.upper() and is_organisation(text.title()) and len(text) <= LONGEST_NAME:
        return "organisation"
    return None


# "Ever yours, O. Dahl", "Your loving brother, Ola", "Most truly yours | O. Dahl", "Gott befohlen Deine Lina"
TOGETHER = late(
    rf"(?P<salute>.{{4,70}}?)(?:(?:,| \||;|—|–| -)\s*(?=[{UPPER}])|\s+(?={any_of('possessives')}\s))"
    rf"(?P<name>(?:{any_of('possessives')}\s+(?:[^\W\d_A-Z]\w*\s+){{0,2}})?"
    rf"(?:[{UPPER}]\. ?){{0,3}}[{UPPER}][\w’'-]*(?:\.? [{UPPER}][\w’'-]*){{0,3}})\.?"
)
NO_SIGNER = late(
    r"(?:(?:my |My )?(?:dear |Dear )?(?:Sirs?|Madam|Gentlemen|Lord|Lady|Mr|Mrs|Miss|Dr|Monsieur|Madame|Herr|Frau|Your"
    r"|Votre|Euer|Señor|Excellency|Yours?|Ever|Believe|Always|Very|Most|With|In|The)\b)"
)


@lru_cache(REMEMBERED)
def taken_leave_in_one(text: str) -> re.Match[str] | None:
    """A valediction and a signature in one line; groups `salute` and `name`."""
    match = TOGETHER.fullmatch(text) if len(text) <= SHORT else None
    if match is None or not is_valediction(match["salute"]) or NO_SIGNER.match(match["name"]):
        return None
    return None if is_organisation(match["name"]) else match


def _is_named_below(reading: Reading, after: tuple[Line, ...]) -> bool:
    """Whether the next line signs: "I am, dear Mr. Hall, Yours truly," / "John Roe"."""
    return bool(after) and after[0].end - after[0].start <= SHORT and signer(reading.of(after[0])) is not None


def _is_office_note(reading: Reading, line: Line) -> bool:
    """A line that stands below a signature: a date, and what an office adds: copies, numbers, who typed it."""
    text = reading.of(line)
    return dateline(reading, line) is not None or any(
        pattern.fullmatch(text) for pattern in (RECORDING, DISTRIBUTION, COPIES, NUMBER)
    )


def _is_listed(text: str) -> bool:
    """A name or body on a list of copies or enclosures: "Ministry of Commerce (1)", "1x Minister", "1. Map"."""
    return len(text) <= SHORT and text[-1] not in "?!:;" and re.match(r"[A-Z\d•–-]", text) is not None


def _is_lead(reading: Reading, text: str, after: tuple[Line, ...]) -> bool:
    """ "By order of the Minister", "Head of the Political Section": above the name of who signs."""
    if not after or len(text) > SHORT:
        return False
    below = reading.of(after[0])
    is_signature = SIGNED_BY.match(below) is not None or looks_like_person(bare_name(without_mark(below)))
    if not is_signature:
        return False
    words = SMALL_IN_TITLES.sub(lambda small: small.group().lower(), text.title()) if text.isupper() else text
    is_office = OFFICE.search(words) is not None
    return BY_ORDER.fullmatch(text) is not None or (
        is_office and text[-1] not in ".,;?!" and signer(words) is None and not looks_like_person(words)
    )


def _continues(reading: Reading, after: tuple[Line, ...]) -> bool:
    """Whether the valediction goes on in the next line: "& affectionately" / "Maria Edgeworth"."""
    return bool(after) and (
        looks_like_person(reading.of(after[0])) or re.match(r"[a-z&]", reading.of(after[0])) is not None
    )


# --- what it says ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    parts: list[Phrase] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    signers: list[Mark] = field(default_factory=list)
    offices: list[tuple[str, Span]] = field(default_factory=list)
    date: Dateline | None = None
    recorders: list[tuple[Mark, str]] = field(default_factory=list)


def _closing(
    reading: Reading,
    lines: tuple[Line, ...],
    start: int,
    kinds: list[str],
    postscript: Postscript | None,
    trailer: Trailer | None,
) -> Closing:
    said = _Parts()
    at = 0
    while at < len(kinds):
        end = at + 1
        follower = FOLLOWERS.get(kinds[at])
        if kinds[at] == "lead" and end < len(kinds):
            follower = FOLLOWERS.get(kinds[end])
            end += 1
        while end < len(kinds) and kinds[end] == follower:
            end += 1
        _say(reading, said, kinds[at], lines[start + at : start + end])
        at = end
    return Closing(
        start,
        Closer(tuple(said.parts)),
        tuple(said.marks),
        tuple(said.signers),
        tuple(said.offices),
        said.date,
        tuple(said.recorders),
        postscript,
        trailer,
    )


def _say(reading: Reading, said: _Parts, kind: str, lines: tuple[Line, ...]) -> None:
    """One part of the closer: a line, or a name with its offices, or a valediction over several lines."""
    whole = Span(lines[0].start, lines[-1].end)
    own = own_name(reading.of(lines[0])) if kind == "name" else 0
    if own:
        _leave(said, Span(whole.start, whole.start + own))
        lines = (lines[0]._replace(start=whole.start + own), *lines[1:])
        whole = Span(lines[0].start, whole.end)
    if kind in ("name", "signed", "organisation", "lead"):
        name, *offices = lines[1:] if kind == "lead" else lines
        _sign(reading, said, Span(name.start, name.end), "name" if kind == "lead" else kind)
        said.parts.append(Phrase(whole, "signed", "signature"))
        if kind == "lead" and not BY_ORDER.fullmatch(reading.of(lines[0])):
            _hold_office(said, Span(lines[0].start, lines[0].end), "office above the signature")
        if offices:
            _hold_office(said, Span(offices[0].start, whole.end), "office under the signature")
        said.marks += line_breaks(lines)
    elif kind == "together":
        match = taken_leave_in_one(reading.of(whole))
        assert match is not None
        signed = Span(whole.start + match.start("name"), whole.end)
        salute = Span(whole.start, whole.start + len(match.string[: match.start("name")].rstrip(WHITE_SPACE)))
        said.parts.append(Phrase(salute, "salute", "complimentary close"))
        _sign(reading, said, signed, "name")
        said.parts.append(Phrase(signed, "signed", "signature behind the complimentary close"))
    elif kind in ("dateline", "date and signer"):
        date = dateline(reading, lines[0])
        assert date is not None
        said.date = said.date or date
        said.parts.append(Phrase(date.span, "dateline", "dateline below the text"))
        said.marks += date.marks
        if date.rest:
            _sign(reading, said, date.rest, "name")
            said.parts.append(Phrase(date.rest, "signed", "signature in capitals after the date"))
    elif kind in CLOSER_LINES:
        rule, type_ = CLOSER_LINES[kind]
        said.parts.append(Phrase(whole, "seg", rule, type_))
        said.marks += line_breaks(lines)
        if kind == "recording" and (recorder := recorder_of(reading, whole)) is not None:
            said.marks.append(recorder[0])
            said.recorders.append(recorder)
    elif kind == "number":
        said.parts.append(Phrase(whole, "idno", "number below the signature", "documentNumber"))
    else:
        said.parts.append(Phrase(whole, "salute", "complimentary close"))
        said.marks += line_breaks(lines)


def _leave(said: _Parts, before: Span) -> None:
    """ "Dein" in "Dein Ola" takes leave; it ends the valediction in the lines above it, if there is one."""
    said.parts.append(Phrase(before, "salute", "complimentary close before the name"))


def _hold_office(said: _Parts, office: Span, rule: str) -> None:
    """The words are the office of the last who signed."""
    said.marks.append(Mark(office, "roleName", (), rule))
    said.offices += [(said.signers[-1].ref, office)] if said.signers else []


def _sign(reading: Reading, said: _Parts, span: Span, kind: str) -> None:
    found = signer(reading.of(span)) if kind == "name" else None
    whole, span = span, Span(span.start + found[0], span.start + found[1]) if found else span
    name = signature(reading, span, kind)
    if name is None:
        return
    said.marks.append(name)
    said.signers.append(name)
    before = reading.text[whole.start : span.start].rstrip(" :–—(/")
    if before:  # "Head of the Trade Mission: S. Birulin"
        _hold_office(said, Span(whole.start, whole.start + len(before)), "office before the name")
    elif found and span.end < whole.end and OFFICE.search(reading.text, span.end, whole.end):  # "P. Stevens, Consul."
        after = reading.text[span.end : whole.end].lstrip(" ,")
        _hold_office(said, Span(whole.end - len(after), whole.end), "office behind the name")
