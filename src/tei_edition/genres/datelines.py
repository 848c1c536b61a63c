"""Lines that state where and when."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from tei_edition.genres.paragraphs import words
from tei_edition.genres.reading import Reading
from tei_edition.model import (
    Line,
    Mark,
    Span,
)
from tei_edition.names import PREFIXES
from tei_edition.patterns import beginning, first_words, late
from tei_edition.vocabulary import UPPER, any_of

OF = r"(?:(?:de|del|de la|da|do|dos|di|sur|am|an der|upon) )?"  # inside the name of a place
PLACE = late(
    rf"(?P<place>[{UPPER}][\w’'.-]+(?: {OF}[{UPPER}][\w’'.-]+){{0,3}}(?:,(?: \|)? (?:[{UPPER}][\w’'.-]+"
    rf" ?){{1,3}}){{0,2}})"
    r"(?P<after>,|\b|(?<=\.)(?=\s|\Z))"
)
HOUSES = (
    r"Park|Square|Street|Terrace|Crescent|Road|Avenue|Club|Parsonage|Barracks|Cottage|Grange|Manor|Chambers|Temple|Inn|Arms"
    r"|Observatory|Museum|Institution|Institute|Admiralty|Treasury|Schloß|Schloss|Gasthof|Château|Palais|Palazzo|Casa|Quinta"
    r"|Hacienda|Convento|Hof|Haus|Gut|Pfarrhaus|Zamek|Dwór"
)
# "Department of State, Washington", "Legation of the United States, Paris": the house before the place
HOUSE_NAMED = late(
    r"[^,\d]*\b(?:Department|Legation|Embassy|Consulate|Consul|Ministry|Office|Mansion|House|Headquarters|Palace|Hotel"
    r"|Court|Camp|College|University|Castle|Hall|Gardens?|Villa|Lodge|Priory|Rectory|Vicarage|Abbey|Ministère|Ministerium"
    rf"|Ambassade|Légation|Cuartel|{HOUSES})\b"
)
HOUSE = late(
    rf"[{UPPER}][\w’'.-]*(?: (?:of|the|de|la|du|for|general|[{UPPER}][\w’'.-]*)){{0,7}},(?: \|)? (?=[{UPPER}][\w’'.-]+)"
)
# "Cablegram 91 TIRANA, 27 July 1945", "Letter WASHINGTON, 3 January 1944": what it is, before where and when
_SENT_AS = "No Nr Telegram Cablegram Cable Letter Despatch Dispatch Airgram"
SENT_AS = beginning(
    first_words(_SENT_AS.split()),
    r"(?:(?:TELEGRAM|CABLEGRAM|CABLE|LETTER|DESPATCH|DISPATCH|AIRGRAM|Telegram|Cablegram|Cable|Letter|Despatch|Dispatch"
    r"|Airgram)(?: (?:N[or]\.? ?)?[A-Z]{0,4}-?\d[\w/.-]{0,10}| [A-Z][a-z]+ \d{1,4})?|N[or]\.? ?\d[\w/.-]{0,10})"
    r"(?: \(extracts?\))?[.,]? "
    rf"(?=[{UPPER}][\w’'.-]+(?: [{UPPER}][\w’'.-]+){{0,2}}, )",
)
CLASSIFIED = late(  # "CONFIDENTIAL [Vlora], June 15, 1961"
    r"(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED|PERSONAL|PRIVATE|STRICTLY CONFIDENTIAL|VERTRAULICH"
    rf"|GEHEIM|STRENG VERTRAULICH|CONFIDENTIEL|CONFIDENCIAL|RISERVATO)"
    rf"(?: AND (?:PERSONAL|CONFIDENTIAL))?[.,]? (?=\[?[{UPPER}])"
)
IN = late(
    rf"[\[<⟨(“„«\"]?(?:À|A|En|In|At|Zu|Te|Em|W|We|V|Ve|I) (?=[{UPPER}])|[\[<⟨(“„«\"]"
)  # "A Paris, ce 3 mars", "[Washington,] May 4, 1942"
# "Sunday evening"
WEEKDAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?|morning|afternoon|evening|night|noon"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Abends?|Morgens?|früh|Nachts?|(?:Nach)?mittags?"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|soir|matin|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|Mon|Tue|Wed|Thurs?|Fri|Sat|Sun|midnight|eve|minuit|midi|nuit|après-midi|medianoche|mañana|tarde|noche|Mitternacht"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|mattina|sera|notte|mezzanotte|mezzogiorno"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|manhã|noite|(?:maan|dins|woens|donder|vrij|zater|zon)dag|avond|ochtend"
    r"|(?:mån|tis|ons|tors|fre|lör|sön)dag|(?:man|tirs|tors|fre|lør|søn)dag|kväll|afton|aften|kveld"
    r"|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pondělí|úterý|středa|čtvrtek|pátek|neděle|večer"
    r"|hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap|luni|marți|miercuri|joi|vineri|sâmbătă|duminică"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|утро|утром|вечер|вечером|ночь|ночью|полночь)"
)
PART_OF_MONTH = (
    r"(?:early|mid|middle|late|end|beginning|Anfang|Mitte|Ende|début|mi|fin|principios|mediados|fines|inizio|metà|fine"
    r"|początek|połowa|koniec|začátek|polovina|konec|начало|середина|конец|begin|midden|eind|början|mitten|slutet)"
)
DATE_WORDS = re.compile(
    rf"(?:(?:{any_of('before_dates')}|{WEEKDAY}|{PART_OF_MONTH}|года|г)(?!\w)|[“”„\"]|–|-|—|[,.:;()\[\]<>⟨⟩|~/\s])*",
    re.IGNORECASE,
)
WEEKDAY_LAST = late(rf"(?:,? (?:{WEEKDAY}|{PART_OF_MONTH}))+[,. ]*\Z", re.IGNORECASE)  # "Bern, Freitag, 17. Mai 1878"
FIGURES = late(r"[\dIVX]{1,4}[./][\dIVX]{1,4}[./]\d{2,4}")
SURNAME_LINE = late(rf"(?:[{UPPER}]\. ?){{0,3}}[{UPPER}][\w’'-]{{2,20}}")
# what begins like a dateline and names no place: "Meeting of 4 March 1961", "Sent: 14.10.50"
_NO_PLACES = """
Sent Received Date Dated Meeting Session Year Report Minutes Copy Time Place From To Telegram Letter No Typed Draft
Conference Lecture Hearing Speech Interview Debate Protocol Held Sitting Volume Vol Record Gazette
Bulletin Debates
"""
NO_PLACES = frozenset(_NO_PLACES.split())
PAGE_MARK = re.compile(r"\[(?:(?:Page|page|p\.) [^\[\]]{1,8}|\d{1,3})\]\s*")  # also of a note: "[1] Seoul, June 3"
# ", 2155Z.", ", 7 p.m.", ", 1:45–2:35 p.m.": the hour in a telegram's dateline
HOUR = late(
    r"[\s,;.—–-]*(?:(?:[^\W\d_]{3,8} )?(?:um )?\d{1,2}(?:[:.]\d\d|[½¼¾])? ?(?:Uhr|heures?|h)\.?(?: [^\W\d_]{2,10}\.?)?"
    r"|(?:at )?\d{1,2}(?:[:.]\d\d)?(?:\s?[–-]\s?\d{1,2}(?:[:.]\d\d)?)?\s?(?:a\.? ?m\.?|p\.? ?m\.?|noon"
    r"|o’clock|hours|hrs)?|\d{4}Z?|noon|midnight)"
    r"(?:\s?[–-]\s?\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.))?(?: (?:local time|EST|EDT|GMT|Moscow time))?[\s.,;]*"
)


DAY_OF_WEEK = late(rf"(?:{WEEKDAY}[,.]? ?){{1,3}}[.,;]?", re.IGNORECASE)  # "Friday Evening"


class Dateline(NamedTuple):
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
    if not DATE_WORDS.fullmatch(reading.text[place.span.end : date.span.start] if place else before):
        return None
    after = WORD_OF_YEAR.sub("", after)
    rest = after.strip(" .,;:)]>⟩|–—-")
    if not rest or DATE_WORDS.fullmatch(rest) or HOUR.fullmatch(after):
        return Dateline(Span(line.start, line.end), date, place, None)
    signer = after.lstrip(" .,;")
    if (entry := reading.lexicon.entry(rest)) is not None and entry.element == "placeName" and place is None:
        start = line.end - len(signer)  # "24 March 1950, Pyongyang"
        name = Span(start, start + len(rest))
        place = Mark(name, "placeName", (("ref", f"#{entry.ref}"),), "place of the dateline", ref=entry.ref)
        return Dateline(Span(line.start, line.end), date, place, None)
    start = line.end - len(signer)
    end = line.start + len(reading.text[line.start : start].rstrip())
    if end < start and _is_signer(signer, reading.of(date.span)):
        return Dateline(Span(line.start, end), date, place, Span(start, line.end))
    return None


WORD_OF_YEAR = re.compile(r"\A\s?(?:года|году|г|гг|року|р|roku|r|god|год)\.?(?=\W)")  # "22 мая 1891 г. Москва"
SHORTEST_IN_CAPITALS = 4  # letters of a surname behind a date: "3 May 1950. PRIFTI"


def day_of_week(reading: Reading, line: Line) -> Dateline | None:
    """The dateline that a line is which names but the day of the week: "Friday Evening"."""
    text = reading.of(line)
    if len(text) > LONGEST_DAY_OF_WEEK or DAY_OF_WEEK.fullmatch(text) is None:
        return None
    span = Span(line.start, line.start + len(text.rstrip(" .,;")))
    return Dateline(Span(line.start, line.end), Mark(span, "date", (), "day of the week"), None, None)


LONGEST_DAY_OF_WEEK = 40


def _is_signer(text: str, date: str) -> bool:
    """Capitals after a date ("31 October 1970 THE ALBANIAN LABOR PARTY"), any surname after figures ("24.III.50 X")."""
    in_capitals = text == text.upper() and text[:1].isalpha()
    return (in_capitals and (words(text) >= 2 or (len(text) >= SHORTEST_IN_CAPITALS and text.isalpha()))) or (
        FIGURES.fullmatch(date) is not None and SURNAME_LINE.fullmatch(text) is not None
    )


def _place(reading: Reading, start: int, before: str) -> Mark | None:
    if DATE_WORDS.fullmatch(before):
        return None
    for above in (CLASSIFIED, SENT_AS, IN):
        if match := above.match(before):
            start, before = start + match.end(), before[match.end() :]
    if HOUSE_NAMED.match(before) and (
        house := HOUSE.match(before)
    ):  # "Legation of the United States, Paris, May 5, 1864"
        start, before = start + house.end(), before[house.end() :]
    known = _known_place(reading, start, before)
    if known is not None:
        return known
    match = PLACE.match(before)
    if match is None:
        return None
    name = WEEKDAY_LAST.sub("", match["place"]).rstrip(",. ")
    if words(name) > 1 and name.split()[-1].lower() in ("on", "the", "date"):
        name = name.rsplit(" ", 1)[0]
    if not NO_PLACES.isdisjoint(re.findall(r"\w+", name)) or before[len(name) : len(name) + 1] == ":":
        return None
    ref = reading.entity_id(name, PREFIXES["placeName"])
    return Mark(Span(start, start + len(name)), "placeName", (("ref", f"#{ref}"),), "place of the dateline", ref=ref)


def _known_place(reading: Reading, start: int, before: str) -> Mark | None:
    """The words before the date if they name a place that is known: "Dar es Salaam", "Stratford-upon-Avon"."""
    name = before.rstrip(" ,.;–—-\xa0")
    entry = reading.lexicon.entry(name)
    if entry is None or entry.element != "placeName":
        return None
    attributes = (("ref", f"#{entry.ref}"),)
    return Mark(Span(start, start + len(name)), "placeName", attributes, "place of the dateline", ref=entry.ref)


def line_breaks(lines: tuple[Line, ...]) -> list[Mark]:
    """An `lb` for every line end of the capture between these lines."""
    return [
        Mark(Span(one.end, following.start), "lb", (), "line end of the capture")
        for one, following in itertools.pairwise(lines)
    ]
