"""How the records of sittings begin: who opens them, when, and the minutes of the last one."""

from __future__ import annotations

import itertools
import re

from tei_edition.genres.reading import Reading, date_value
from tei_edition.model import DateValue, Line
from tei_edition.patterns import late

# how the record of a sitting begins
CALLED_TO_ORDER = late(
    r"(?:[Mm]eeting|[Ss]itting|[Ss]ession|[Cc]onference) (?:was |is )?(?:called to order|opened|declared open"
    r"|resumed|began)\b"
    r"|\b(?:House|Senate|Assembly|Council|Committee|Subcommittee|Sub-Committee|Board|Parliament|Congress|Diet|Court|Society"
    r"|Commission|Tribunal|Synod) (?:of [^.,;]{3,60} )?(?:met|convened|reconvened|assembled|resumed|sat) (?:at|in|on"
    r"|pursuant|again|for)\b"
    r"|\bin the [Cc]hair\b|\btook the [Cc]hair\b|\bPRAYERS\b|\bordered to stand part of the Bill\b"
    r"|\b(?:Chairman|Presiding|Chair|Vorsitz|Vorsitzender|Présidence|Preside|Presidencia|Presidenza|Presidência|Voorzitter"
    r"|Председательств\w+|Przewodnicz\w+|Předsed\w+|Ordförande|Dirigent|Ordstyrer)\s?(?:de M\. |: ?)(?:[A-ZÀ-ÞА-Я])"
    r"|[Ss]éance est ouverte|[Ss]itzung (?:wird|wurde|ist) .{0,40}eröffnet|[Bb]eginn(?: der Sitzung)?:? \d"
    r"|[Ss]e abre la sesión"
    r"|[Ss]eduta (?:inizia|comincia|è aperta)|[Dd]eclaro aberta|[Aa]berta a sessão|[Oo]pening van de vergadering"
    r"|[Vv]ergadering (?:wordt|werd|is) geopend"
    r"|Aanvang \d|[Зз]аседание (?:открыто|открывает|начал)|[Pp]oczątek posiedzenia|[Oo]twieram posiedzenie"
    r"|[Ss]chůze (?:byla )?zahájena|[Ss]chůzi zahájil|[Mm]øtet ble (?:satt|åpnet)|[Mm]ødet (?:blev )?åbnet"
    r"|[Ss]ammanträdet öppnades"
    r"|[Kk]okous avattiin|[Ss]jednica (?:je )?(?:počela|otvorena)"
)
# the first business of a council or society
READ_AND_PASSED = late(
    r"\bminutes of (?:\w+ ){1,4}(?:meeting|session|council)s?\b.{0,60}"
    r"\b(?:read|approved|confirmed|adopted|passed|past)\b",
    re.IGNORECASE,
)
FIRST_BUSINESS = 12  # lines in which it stands


LONGEST_OPENING = 300  # characters of a paragraph in which it would stand
# a part of each way to say so: most paragraphs have none
OPENING_SIGNS = (
    *"eeting itting ession onference House Senate ssembly ouncil ommittee Board Parliament ongress Diet Court".split(),
    *"Society Commission Tribunal Synod hair PRAYERS Bill Presid Vorsitz Présid Voorzitter Председательств".split(),
    *"Przewodnicz Předsed Ordförande Dirigent Ordstyrer éance itzung eginn sesión eduta aberta".split(),
    *"pening ergadering Aanvang аседание oczątek Otwieram otwieram chůz øtet ødet ammanträdet okous jednica".split(),
)


def called_to_order(text: str) -> str:
    """The words of a line that say that a sitting was opened; empty if none do."""
    first = text[:LONGEST_OPENING]
    if not any(sign in first for sign in OPENING_SIGNS):
        return ""
    match = CALLED_TO_ORDER.search(first)
    return match.group() if match else ""


def are_read_and_passed(text: str) -> bool:
    """Whether a line says that the minutes of the last meeting were read and passed."""
    return "minutes of" in text.lower() and READ_AND_PASSED.search(text) is not None


HELD = late(
    r"(?:HC|HL) Deb(?:ates?)? |(?:Meeting )?(?:Held|HELD|held) (?:at|in|on)\b|Meeting of\b"
    r"|(?:The )?[Mm]eeting (?:was )?held\b"
)


def held(reading: Reading, lines: tuple[Line, ...]) -> DateValue | None:
    """The date of "Held at the Town Hall, Bergen, on Tuesday, 9 November 1926" above the list of those present."""
    for line in lines:
        dates = [mark for mark in reading.dates_in(line.start, line.end) if mark.attributes]
        if len(dates) == 1 and HELD.match(reading.of(line)):
            return date_value(reading, dates[0])
    return None


def dated_above(reading: Reading, lines: tuple[Line, ...]) -> DateValue | None:
    """The one day that short lines above the first turn name: "Dated: May 3, 1946", "w dniu 3 maja 2005 r."."""
    if reading.page_date is not None:
        return None
    above = itertools.takewhile(lambda line: line.end - line.start <= LONGEST_DATED, lines[:MOST_DATED])
    marks = [
        mark
        for line in above
        for mark in reading.dates_in(line.start, line.end)
        if len(mark.get("when") or "") == len("1956-05-03")
    ]
    return date_value(reading, marks[0]) if marks and len({mark.get("when") for mark in marks}) == 1 else None


MOST_DATED, LONGEST_DATED = 10, 200  # lines at the top that may say the day, and their characters
