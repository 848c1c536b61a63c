"""Telegrams, cables and greeting messages: like letters, with a head of their own."""

from __future__ import annotations

import re

from tei_edition.genres.datelines import dateline
from tei_edition.genres.letter import parse_correspondence
from tei_edition.genres.reading import Reading, speaks, title_of, weigh
from tei_edition.genres.report import is_memorandum
from tei_edition.genres.structure import Structure
from tei_edition.genres.who_to_whom import who_to_whom
from tei_edition.model import Evidence, Line
from tei_edition.patterns import late

GENRE = "telegram"
EVIDENCE = (
    speaks("title", r"^(?:\d+\. )?(?:\w+ ){0,4}(?:telegram|telegraph|cable|cablegram|airgram)\b", 6),
    speaks("title", r"\b(?:telegram|cable|ciphered telegram)\b", 3),
    speaks("type", r"^(?:telegram|cable)", 4),
)


HEAD = 4  # lines at the top in which a telegram calls itself one
FROM_OR_TO = re.compile(r"(FROM|FM|TO)\b(?: ?:)? ?[A-Z]")  # "FM AMEMBASSY TASHKENT", "TO: SECSTATE WASHDC"
HEADING = re.compile(
    r"(?:(?:CIPHERED |CODED |OPEN |Ciphered |Coded |Incoming |Outgoing |INCOMING |OUTGOING )?(?:TELEGRAM|CABLE"
    r"|CABLEGRAM|Telegram|Cable|Cablegram|TÉLÉGRAMME|Télégramme|TELEGRAMM|Telegramm|TELEGRAMA|Telegrama|Шифр?о?телеграмма|ТЕЛЕГРАММА"
    r"|Телеграмма|Telegraphic|TELEGRAPHIC|Télégraphique|Par télégraphe|Telegraphisch|Telegrafisch|Telegramma|TELEGRAMMA"
    r"|Telegrafico|Radiogram|RADIOGRAM|Marconigram|Fernschreiben|FERNSCHREIBEN|Drahtbericht|Depesza|DEPESZA|Szyfrogram"
    r"|SZYFROGRAM|Távirat|TÁVIRAT|Brzojav|BRZOJAV|Шифровка|ШИФРОВКА|Депеша|ДЕПЕША))\b"
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for a telegram: the title and the archive's document type."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    if who_to_whom(title_of(reading.capture)) and (how := _sent_by_wire(reading)):
        score, reasons = score + 4, (*reasons, f"the title names who wrote to whom, and {how}")
    stops = sum(reading.of(line).count(" STOP") for line in reading.lines[:60]) if " STOP" in reading.text else 0
    if stops >= 3:
        score, reasons = score + 3, (*reasons, f"“STOP” stands {stops} times between sentences")
    heads = [match.group(1).upper() for line in reading.lines[:14] if (match := FROM_OR_TO.match(reading.of(line)))]
    if {"TO", "F"} <= {"F" if head.startswith("F") else head for head in heads} and not is_memorandum(reading):
        score, reasons = score + 2.5, (*reasons, "it is headed by whom it comes from and to whom it goes")
    if cabled := next((text for line in reading.lines[:12] if (text := reading.of(line)) and CABLED.match(text)), ""):
        score, reasons = score + 2.5, (*reasons, f"it begins as cables do: “{cabled[:40]}”")
    elif not title_of(reading.capture) and _sent_by_wire(reading) and not is_memorandum(reading):
        score, reasons = score + 1.5, (*reasons, _sent_by_wire(reading))
    for line in reading.lines[:HEAD]:
        if line.end - line.start <= 80 and (match := HEADING.match(reading.of(line).lstrip("[("))):
            return Evidence(GENRE, score + 4, (*reasons, f"the text is headed “{match.group()}”"))
    return Evidence(GENRE, score, reasons)


CABLED = late(  # "R 121530Z MAY 75", "Following for Secretary from Ambassador", "For the Premier from Dahl"
    r"(?:[A-Z] ){0,3}(?:(?:FLASH|IMMEDIATE|PRIORITY|ROUTINE) )?\d{6}Z [A-Z]{3} \d\d|FM [A-Z]{3,}"
    r"|Following (?:for|from|is|personal|telegram|message)\b.{0,80}"
    r"|(?:Personal )?[Ff]or (?:the )?[A-Z][\w ]{2,40} from (?:the )?[A-Z][\w ]{2,40}\."
    r"|(?:Repeated|Addressed|Sent) to [A-Z][\w ,]{2,60}[.,] (?:repeated|No)"
)
HOUR = late(r"\d ?(?:[Aa]\.? ?M\.|[Pp]\.? ?M\.|a\. ?m|p\. ?m|noon|midnight)|\b(?:noon|midnight)\b|\b\d{4}Z\b")
SERIAL = late(r"\d{1,5}\. \S|(?:Number|No\.) \d{1,5}[,.] (?:[Pp]ersonal|[Tt]op|[Mm]ost|[Ss]ecret)")


def _sent_by_wire(reading: Reading) -> str:
    """What tells a telegram from a letter where neither has a name: the hour in its dateline, its serial number."""
    if HOUR.search(title_of(reading.capture)):
        return "the title has an hour"
    for line in reading.lines[:8]:
        date = dateline(reading, line)
        if date is not None and HOUR.search(reading.text, date.date.span.end, line.end):
            return "its dateline has an hour"
        if line.end - line.start > 40 and SERIAL.match(reading.of(line)):
            return "its text begins with its number"
    return ""


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The telegram's head, text and signature; who sent it to whom."""
    return parse_correspondence(reading, lines, "telegram")
