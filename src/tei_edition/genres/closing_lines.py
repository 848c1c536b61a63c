"""What a line at the end of a document is: valediction, signature, office, dateline, line of the recorder, …"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from tei_edition.editorial import OFFICE
from tei_edition.genres.datelines import dateline
from tei_edition.genres.opening_lines import DISTRIBUTION, NUMBER, REMEMBERED, is_salute
from tei_edition.genres.reading import Reading
from tei_edition.genres.signatures import (
    LONE_SURNAME,
    NAMELESS,
    OWN,
    SIGNED_BY,
    bare_name,
    is_office,
    may_sign,
    signer,
    without_mark,
)
from tei_edition.model import Line
from tei_edition.names import LONGEST_NAME, is_organisation, looks_like_person
from tei_edition.patterns import beginning, first_words, late
from tei_edition.vocabulary import UPPER, any_of, beginnings, small_forms_of

Style = Literal["letter", "telegram", "minutes", "report"]

# the first words of the valedictions that follow
_ENGLISH = """
And But Please accept believe With Your Yrs Yours Yr Very Most Respectfully Sincerely Truly Faithfully Cordially
Affectionately Gratefully Best Kind Kindest Warm Warmest I In Ever Always Believe
"""
_GERMAN = "Mit In Ihr Ihre Dein Deine Euer Euere"
_FRENCH = "Avec Recevez Agréez Croyez Veuillez Soyez Je"
# how letters end: "With communist greetings", "Yours sincerely", "I am my dear Mrs. Hall", "Ever your affectionate"
ENGLISH_VALEDICTION = beginning(
    first_words(_ENGLISH.split()),
    r"(?:(?:(?:And|But) )?(?:Please )?(?:accept|believe me)\b|With\b.{0,60}\b(?:greetings?|regards?|respects?"
    r"|wishes|esteem|consideration|affection|love|salutes?|thanks)\b"
    r"|Y(?:ou)?rs?\b(?! (?:letter|message|telegram|proposal|government|party|people|country|position|view|note"
    r"|question))"
    r"|(?:Very |Most )?(?:Respectfully|Sincerely|Truly|Faithfully|Cordially|Affectionately|Gratefully)\b"
    r"|Best (?:regards|wishes)\b|(?:Kind|Kindest|Warm|Warmest) (?:personal )?regards\b"
    r"|I (?:am|remain|have the honou?r to (?:be|remain))\b.{0,60}\b(?:dear|yours|sir|servant|friend|madam|lord)\b"
    r"|I have the honou?r to (?:be|remain),?\Z|I (?:am|remain),? (?:etc|&c)\b|In haste\b"
    r"|I (?:am|remain),?\Z|I (?:beg|have) to remain\b|(?:Ever|Always|Believe me)[, ].{0,40}\byours?\b).{0,120}",
    re.IGNORECASE,
)
GERMAN_VALEDICTION = beginning(
    first_words(_GERMAN.split()),
    r"(?:Mit\b.{0,50}\b(?:Gr(?:ü|ue)(?:ß|ss)(?:en)?|Hochachtung|Hochschätzung|Verehrung|Ergebenheit|Freundschaft"
    r"|Achtung)\b"
    r"|In (?:[a-zäöü]+ ){0,3}(?:Freundschaft|Liebe|Verehrung|Treue|Hochachtung|Ergebenheit)\b"
    r"|(?:Ihr|Dein|Euer)e? (?:(?:ganz|sehr|stets|so|immer) ){0,2}(?:ergeben|gehorsam|dankbar|treu|aufrichtig|anhänglich"
    r"|verbunden|zugetan|getreu)\w*\b).{0,120}",
    re.IGNORECASE,
)
FRENCH_VALEDICTION = beginning(
    first_words(_FRENCH.split()),
    r"(?:(?:Avec|Recevez|Agréez|Croyez|Veuillez|Soyez|Je (?:vous prie|suis|reste|demeure))\b.{0,90}\b(?:sentiments?"
    r"|respects?|considération|amitiés?|dévouée?s?|salutations|affection|hommages?|serviteur|reconnaissance)\b).{0,120}",
    re.IGNORECASE,
)
VALEDICTIONS = (ENGLISH_VALEDICTION, GERMAN_VALEDICTION, FRENCH_VALEDICTION)
LONGEST_BEHIND = 120  # characters behind a valediction that is listed
TAKING_LEAVE = first_words(f"{_ENGLISH} {_GERMAN} {_FRENCH}".split()) | beginnings("valedictions")
POSSESSIVE_ALONE = beginning(  # "Ihr" / "O. Dahl"
    first_words("Your Yours Su Tu Ton Tuo Suo".split()) | beginnings("possessives"),
    rf"(?:{any_of('possessives')}|Yours?|Su|Tu|Ton|Tuo|Suo),?",
)
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
ENCLOSED = re.compile(
    r"(?:Encl(?:osures?|s)?|Attachments?|Anlagen?|Annexes?)\b\.?(?:\s?\(\d{1,2}\))?\s?:?(?: .{1,120})?"
)
SHORT, LONG = 90, 170


INITIALS_ALONE = late(rf"[{UPPER}]\.(?: ?[{UPPER}]\.){{0,3}}")  # "V.", "L. N. P."


@lru_cache(REMEMBERED)
def is_valediction(text: str) -> bool:
    """ "With communist greetings," alone on its line."""
    if NO_VALEDICTION.search(text):
        return False
    if any(pattern.fullmatch(text) for pattern in VALEDICTIONS):
        return True
    listed = small_forms_of("valedictions").ends(text.lower(), 0)
    return any(len(text) <= end + LONGEST_BEHIND for end in listed)


NO_VALEDICTION = late(r": \S|\. \. \.|\.\.\.")  # "your . . . letter: see no. 12" is a note of an editor


def begins_with_valediction(text: str) -> bool:
    """Whether a line takes leave, however it goes on."""
    return any(pattern.match(text) for pattern in VALEDICTIONS) or any(
        small_forms_of("valedictions").ends(text.lower(), 0)
    )


def kinds_of(reading: Reading, lines: tuple[Line, ...], style: Style) -> list[str] | None:
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
    if style == "letter" and not after and INITIALS_ALONE.fullmatch(text):
        return "name"
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
TOGETHER = beginning(
    TAKING_LEAVE,
    rf"(?P<salute>.{{4,70}}?)(?:(?:,| \||;|—|–| -)\s*(?=[{UPPER}])|\s+(?={any_of('possessives')}\s))"
    rf"(?P<name>(?:{any_of('possessives')}\s+(?:[^\W\d_A-Z]\w*\s+){{0,2}})?"
    rf"(?:[{UPPER}]\. ?){{0,3}}[{UPPER}][\w’'-]*(?:\.? [{UPPER}][\w’'-]*){{0,3}})\.?",
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
