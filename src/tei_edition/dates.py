"""Dates as written → the attributes of a TEI `date`: as precise as the text is, never guessed.

The scan runs over the whole text once. It looks for month names, then reads around each; numeric dates and years
follow. A date whose year is not written stays without attributes, unless the text says "of this year".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from tei_edition.model import DateValue, Finding, Mark, Severity, Span
from tei_edition.patterns import late
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import languages
from tei_edition.wordlist import WordList

Attributes = tuple[tuple[str, str], ...]
Order = Literal["dmy", "mdy"]

S = r"[ \t\xa0]{1,3}"
ORDINAL = r"(?:st|nd|rd|th|d|h|t)?"  # "14h", "1t": as hands of the 19th century wrote them
YEAR = r"(?:1[4-9]|20)[0-9]{2}"  # not \d, which knows the figures of every script
DAYS = rf"(?P<day>[0-9]{{1,2}}){ORDINAL}(?:[ \xa0]?[–—-][ \xa0]?(?P<to>[0-9]{{1,2}})(?![0-9]){ORDINAL})?"
GAP = r"(?P<gap>\[[^\[\]\n]{0,60}\])"
# where the day may begin: not inside a number or word; behind a dash if a month or a year stands before it
DAY_BEGINS = r"(?<![\w.,:/])(?:(?<![–—-])|(?<=[^\W\d][–—-])|(?<=[0-9]{4}[–—-]))"
# "[illegible] August", "8–10 May", "the 3rd of February", "13.June", "1972 April", "early May": before a month's name
BEFORE = re.compile(
    rf"{DAY_BEGINS}(?:{DAYS}(?:{S}(?:of|de))?(?P<stop>[.,])?(?:{S})?(?P<opens>\[)?|(?P<year>{YEAR})[.,]?{S}|{GAP}{S}(?:of{S})?"
    rf"|(?P<part>[Ee]arly|[Mm]id|[Mm]iddle{S}of|[Ll]ate|[Bb]eginning{S}of|[Ee]nd{S}of)(?:{S}|-))\Z"
)
AFTER_DAY = r"(?:(?<=[0-9])|(?<=[0-9][hdt])|(?<=[0-9](?:st|nd|rd|th)))"  # "12. 1818", but not "in May. 1956 was"
# " 31, 1970", " 1973", " [illegible], 1973", ".1951", " 23 of this year", ", 23, 1964", " 12. 1818": what may follow
AFTER = re.compile(
    rf"(?:(?:{S}|,{S}(?=\d{{1,2}},?{S}{YEAR}))(?:{DAYS}(?![\d:])|(?!\[{YEAR}\]){GAP}))?"
    rf"(?:(?:,{S}|{S}(?:(?:of|de){S})?|,|(?<=\.)|{AFTER_DAY}\.{S})(?P<open>\[)?(?P<year>{YEAR})(?(open)\]|(?![\d/]))"
    rf"|,?{S}(?:of{S})?(?P<relative>this|last|the{S}same){S}year\b)?"
)
NUMERIC = late(r"[0-9]{1,2}([./-])(?:[0-9]{1,2}|[IVX]{1,4})\1(?:[0-9]{4}|[0-9]{2})(?![\w/]|[.-]\d)")
SPACED = late(
    r"[0-9]{1,2}\.[ \xa0](?:[0-9]{1,2}|[IVX]{1,4})\.[ \xa0](?P<year>[0-9]{4})(?![\w/]|[.-]\d)"
)  # "8. 12. 1998"
SHORT_YEAR = late(rf"[,.]?{S}['’]?(?P<short>[0-9]{{2}})(?![\w/%]|[.,:]\d)")  # "11. März 92"
ISO = re.compile(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}(?![\w-])")
BARE_YEAR = re.compile(rf"{YEAR}(?![\w%/–-]|[.,:]\d)")
INSTANT = frozenset("inst ult instant ultimo instimo ultant".split())
INST = late(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|d)[ \xa0](?P<month>inst|ult)(?:(?:ant|imo)\b|\b\.?)")
YEAR_LEADS = frozenset(
    "in since until till by before after during from of year early late mid spring summer autumn winter fall".split()
)
YEAR_UNITS = re.compile(
    r"[ \xa0](?:tons|tonnes|men|people|kg|km|hectares|dollars|soldiers|copies|miles|feet|tanks|years|pounds)\b"
)
# a winter is of two years, and which two only an editor can say
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
SEASON = re.compile(rf"\b(?P<season>{'|'.join(SEASONS)})(?:{S}of)?{S}\Z", re.IGNORECASE)
THIRDS = {
    "early": (1, 10),
    "beginning": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
}
ROMAN = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
YEARS_BEFORE, YEARS_AFTER = 40, 5  # how far from the document a year of two figures may lie


NUMBERED = re.compile(r"\bN[oOº][.:]?[ \xa0]?\Z")  # "NO: 1445, February 19" is a number before a day


# "5 7ber 1714", "le 3 8bre 1768": September is the seventh month of the Romans
NUMBERED_MONTHS = {f"{number - 2}b{end}": number for number in (9, 10, 11, 12) for end in ("er", "re", "ris", "r")}


@cache
def _months() -> dict[str, int]:
    """The month names of every language, as capitalised, as listed and in capitals."""
    numbers = dict(NUMBERED_MONTHS)
    for language in languages():
        for number, names in language.months.items():
            for name in names:
                for form in (name, name.upper(), name.capitalize()):
                    numbers.setdefault(form, number)
    return numbers


def _names_of_months(text: str, words: WordList) -> Iterable[re.Match[str]]:
    """Where months are named, in the order of the text; what its words do not tell is sought for each name."""
    found = [match for name in NUMBERED_MONTHS & words.counts.keys() for match in _named(name).finditer(text)]
    months = _months().keys()
    for name in (months & words.counts.keys()) | (months & words.beside_figures.keys()):
        if name[0].isupper() and name not in words.beside_figures:
            at_words = (_named(name).match(text, at - words.start) for at in words.places[name])
            found += [match for match in at_words if match]
        else:
            found += _named(name).finditer(text)
    return sorted(found, key=lambda match: match.start())


@cache
def _named(month: str) -> re.Pattern[str]:
    """A month's name as a word, perhaps with a full stop; nothing in front, so that the search skips to its letters.

    A colon is one where the year follows: "9. Aug: 1814".
    """
    return re.compile(rf"{month}(?![^\W\d_])(?:\.|:(?=[ \xa0]{YEAR}\b))?")


def find_dates(
    text: str,
    *,
    year: int | None = None,
    month: int | None = None,
    order: Order | None = None,
    words: WordList | None = None,
) -> tuple[Mark, ...]:
    """All dates of a text in source order, as `date` marks.

    `year` and `month` are the document's own, for "of this year" and "the 3rd inst."; `order` is that of numeric
    dates where the layout knows it; `words` are those of the text, if they have been read as a part of a longer one.
    """
    words = words or WordList(text)
    found = list(_with_month_names(text, year, words))
    years: list[Mark] = []
    if words.numbers:
        numbers = [(start - words.start, end - words.start) for start, end in words.numbers]
        found += [*_numeric(text, numbers, year, order), *_iso(text, numbers)]
        years += _bare_years(text, numbers)
        if "Juche" in text:
            found += _juche(text)
        found += _of_cables(text, words)
        if not INSTANT.isdisjoint(words.counts):
            found += _instant(text, year, month)
    if years:
        taken = {offset for mark in found for offset in range(mark.span.start, mark.span.end)}
        found += (mark for mark in years if mark.span.start not in taken)
    return tuple(_without_overlap(found))


LONGEST_DATE = 60  # characters of a field that is a date
REMEMBERED = 1024  # fields: the date of a page is read more than once


def read_date(text: str, *, order: Order | None = None) -> DateValue | None:
    """The date that a whole line or field states ("February 03, 1966", "1955"), or None if it states none."""
    wanted = text.strip(WHITE_SPACE).rstrip(".")
    return _read_date(wanted, order) if len(wanted) <= LONGEST_DATE else None


@lru_cache(REMEMBERED)
def _read_date(wanted: str, order: Order | None) -> DateValue | None:
    if re.fullmatch(rf"{YEAR}(?:-(?:0[1-9]|1[0-2]))?", wanted):
        return DateValue(None, wanted, (("when", wanted),))
    for mark in find_dates(wanted, order=order):
        if mark.span == (0, len(wanted)) and mark.attributes:
            return DateValue(None, wanted, mark.attributes)
    return None


def day_findings(text: str, marks: Iterable[Mark]) -> tuple[Finding, ...]:
    """Dates that look complete but do not exist (February 30): kept as text, reported."""
    return tuple(
        Finding(
            "D101",
            Severity.WARNING,
            f"there is no such day: {text[mark.span.start : mark.span.end]}",
            hint="the words stay as they are and get no @when; compare the source",
            span=mark.span,
        )
        for mark in marks
        if mark.element == "date" and mark.rule == "impossible date"
    )


# --- month names ----------------------------------------------------------------------------------------------


def _with_month_names(text: str, year: int | None, words: WordList) -> Iterator[Mark]:
    for match in _names_of_months(text, words):
        start, end = match.span()
        if start and (text[start - 1].isalpha() or text[start - 1] in "_'’"):
            continue
        before = BEFORE.search(text, max(0, start - 40), start)
        after = AFTER.match(text, end)
        if after is None:
            continue
        month = _months()[match.group().rstrip(".:")]
        mark = _month_date(text, month, match, before, after, year)
        if mark:
            yield mark


def _month_date(
    text: str,
    month: int,
    name: re.Match[str],
    before: re.Match[str] | None,
    after: re.Match[str],
    document_year: int | None,
) -> Mark | None:
    if before is not None and before["year"] and NUMBERED.search(text, max(0, before.start() - 8), before.start()):
        before = None
    if before is not None and before["opens"] and not (after["year"] and text[after.end() : after.end() + 1] == "]"):
        before = None
    day_before = before is not None and before["day"] is not None
    if day_before and after["day"]:  # "5 March 12 men": the number after is not part of the date
        after = AFTER.match(text, name.end(), name.end()) or after
    if after["gap"] and not _is_gap_word(after["gap"]):  # "August [5], 1973": a note mark is no part of a date
        after = AFTER.match(text, name.end(), name.end()) or after
    dated = before if day_before else after
    start = before.start() if before else name.start()
    # a month's name that ends a sentence is not followed by its full stop; "Sept. 5" is
    end = after.end() if after.end() > name.end() else name.start() + len(name.group().rstrip(".:"))
    if before is not None and before["opens"]:  # "5 [March 1859]"
        end += 1
    assert dated is not None
    day, to_day = dated["day"], dated["to"]
    has_gap = (before is not None and before["gap"] is not None) or after["gap"] is not None
    if before is not None and before["year"] and (not day or after["year"]):
        start = name.start()  # "in 1972 April showers": year, month, day or nothing
    if not (day or after["year"] or has_gap or after["relative"]):
        return None  # "May I …", "in August": no date without a day or a year
    year, cert = _year(before, after, document_year)
    if year is None and day_before and (short := _short_year(text, end, document_year)):
        year, cert, end = document_year, "medium", short.end()
    if before is not None and day_before and before["stop"] and not year:
        return None  # "We counted 5. May I …"
    part = before["part"] if before else None
    if has_gap and before is not None and before["gap"] and not _is_gap_word(before["gap"]):
        start = name.start()
    attributes, rule = _attributes(year, month, day, to_day, part)
    if attributes and cert:
        attributes = (*attributes, ("cert", cert))
    return Mark(Span(start, end), "date", attributes, rule)


OF_CABLE = late(
    r"(?P<day>[0-3][0-9])[0-2][0-9][0-5][0-9]Z?[ ](?P<month>[A-Z]{3})[A-Z]?[ ](?P<year>(?:19|20)?[0-9]{2})(?![0-9])"
)
FIRST_CABLES = 40  # "75" is 1975, "12" 2012


def _of_cables(text: str, words: WordList) -> Iterator[Mark]:
    """ "121530Z MAY 75": day, hour and minute, month and year in the head of a cable."""
    if not any(len(word) == len("121530Z") and word.endswith("Z") for word in words.with_figures):
        return
    for match in OF_CABLE.finditer(text):
        month = _months().get(match["month"])
        if month is None:
            continue
        year = int(match["year"])
        year += 0 if year > 99 else 1900 if year >= FIRST_CABLES else 2000
        attributes, rule = _attributes(year, month, match["day"], None, None)
        yield Mark(Span(*match.span()), "date", attributes, rule)


def _short_year(text: str, at: int, document_year: int | None) -> re.Match[str] | None:
    """The last two figures of the document's own year behind a day and a month: "11. März 92"."""
    short = SHORT_YEAR.match(text, at)
    return short if short and document_year and int(short["short"]) == document_year % 100 else None


def _is_gap_word(bracket: str) -> bool:
    return bool(re.search(r"illegible|unreadable|missing|torn|\.\.\.|…|blank|lost", bracket, re.IGNORECASE))


def _year(
    before: re.Match[str] | None, after: re.Match[str], document_year: int | None
) -> tuple[int | None, str | None]:
    if after["year"]:
        return int(after["year"]), None
    if before is not None and before["year"] and after["day"]:
        return int(before["year"]), None
    if after["relative"] and document_year:
        return document_year - (after["relative"] == "last"), "medium"
    return None, None


def _attributes(
    year: int | None, month: int, day: str | None, to_day: str | None, part: str | None
) -> tuple[Attributes, str]:
    if year is None:
        return (), "date without a year"
    if part and not day:
        first, last = THIRDS[part.split()[0].lower()]
        last = min(last, monthrange(year, month)[1])
        return (
            ("notBefore", f"{year}-{month:02}-{first:02}"),
            ("notAfter", f"{year}-{month:02}-{last:02}"),
        ), "part of a month"
    if day is None:
        return (("when", f"{year}-{month:02}"),), "month and year"
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        return (), "impossible date"
    if to_day and not int(day) < int(to_day) <= monthrange(year, month)[1]:
        return (), "range of days over the end of a month"
    if to_day:
        return (
            ("from", f"{year}-{month:02}-{int(day):02}"),
            ("to", f"{year}-{month:02}-{int(to_day):02}"),
        ), "range of days"
    return (("when", f"{year}-{month:02}-{int(day):02}"),), "day, month and year"


# --- numbers --------------------------------------------------------------------------------------------------


def _numeric(text: str, numbers: Iterable[tuple[int, int]], year: int | None, order: Order | None) -> Iterator[Mark]:
    for start, end in numbers:
        if end - start > 2 or text[end : end + 1] not in "./-":
            continue
        if start and (text[start - 1].isalnum() or text[start - 1] in "./-"):
            continue
        match = NUMERIC.match(text, start)
        if match is None and (spaced := SPACED.match(text, start)):  # by custom the day stands first
            days = _possible_days(re.sub(r"[ \xa0]", "", spaced.group()), year)
            if days:
                yield Mark(Span(*spaced.span()), "date", _numeric_value(days, spaced.group(), "dmy"), "numeric date")
            continue
        if match is None:
            continue
        days = _possible_days(match.group(), year)
        if not days:
            if len(match.group().rpartition(match[1])[2]) == 4:
                yield Mark(Span(*match.span()), "date", (), "impossible date")
            continue  # "10.45.20" numbers a paragraph
        yield Mark(Span(*match.span()), "date", _numeric_value(days, match.group(), order), "numeric date")


def _possible_days(written: str, year: int | None) -> dict[Order, tuple[int, int, int]]:
    """Year, month and day for each order of reading that gives a day of the calendar."""
    first, second, third = re.split(r"[./-]", written)
    full_year = int(third) if len(third) == 4 else _near(int(third), year)
    if second in ROMAN:
        orders: dict[Order, tuple[int, int]] = dict.fromkeys(("dmy", "mdy"), (int(first), ROMAN[second]))
    elif second.isdigit():
        orders = {"dmy": (int(first), int(second)), "mdy": (int(second), int(first))}
    else:
        return {}
    return {
        order: (full_year or 0, month, day)
        for order, (day, month) in orders.items()
        if _is_day(full_year or 2000, month, day) and (full_year is None or 1400 <= full_year < 2100)
    }


def _numeric_value(days: dict[Order, tuple[int, int, int]], written: str, order: Order | None) -> Attributes:
    """The day, if only one reading is possible (guidelines §4) and its century is known; else no attributes."""
    readings = {day for name, day in days.items() if order in (None, name)}
    if len(readings) != 1:
        return ()
    ((year, month, day),) = readings
    if not year:
        return ()
    certainty: Attributes = () if written[-4:].isdigit() else (("cert", "medium"),)
    return (("when", f"{year}-{month:02}-{day:02}"), *certainty)


def _near(two_figures: int, year: int | None) -> int | None:
    """The year that two figures mean in a document of that year, if it lies near enough."""
    if year is None:
        return None
    fits = (century + two_figures for century in range(1400, 2100, 100))
    return next((found for found in fits if year - YEARS_BEFORE <= found <= year + YEARS_AFTER), None)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _iso(text: str, numbers: Iterable[tuple[int, int]]) -> Iterator[Mark]:
    for start, end in numbers:
        match = ISO.match(text, start) if end - start == 4 and text[end : end + 1] == "-" else None
        if match is None or _inside_word(text, start):
            continue
        year, month, day = map(int, match.group().split("-"))
        if _is_day(year, month, day):
            yield Mark(Span(*match.span()), "date", (("when", match.group()),), "ISO date")


JUCHE = "day of the Juche era"
JUCHE_DAY = late(r"Juche ?(?P<year>[0-9]{2,3})[.,] ?(?P<month>[0-9]{1,2})\. ?(?P<day>[0-9]{1,2})(?![0-9])")


def _juche(text: str) -> Iterator[Mark]:
    """ "Juche111.9.25.": North Korea counts the years from 1912."""
    for match in JUCHE_DAY.finditer(text):
        year, month, day = 1911 + int(match["year"]), int(match["month"]), int(match["day"])
        if _is_day(year, month, day) and year < 2100:
            yield Mark(Span(*match.span()), "date", (("when", f"{year}-{month:02}-{day:02}"),), JUCHE)


def _instant(text: str, year: int | None, month: int | None) -> Iterator[Mark]:
    """ "the 3rd inst.", "the 28th ult.": a day of the document's month, or of the one before."""
    for match in INST.finditer(text):
        if _inside_word(text, match.start()):
            continue
        value: Attributes = ()
        if year and month:
            back = match["month"] == "ult"
            of_year, of_month = (year - 1, 12) if back and month == 1 else (year, month - back)
            if _is_day(of_year, of_month, int(match["day"])):
                value = (("when", f"{of_year}-{of_month:02}-{int(match['day']):02}"), ("cert", "medium"))
        yield Mark(Span(*match.span()), "date", value, "day of this or last month")


def _bare_years(text: str, numbers: Iterable[tuple[int, int]]) -> Iterator[Mark]:
    """ "In 1956", "spring of 1968": a year after a word that leads to years."""
    for start, end in numbers:
        if end - start != 4 or not start or text[start - 1] not in " \xa0":
            continue
        match = BARE_YEAR.match(text, start)
        if match is None or YEAR_UNITS.match(text, end):
            continue
        season = SEASON.search(text, max(0, start - 16), start)
        lead = text[max(0, start - 12) : start].split()
        if season:
            first, last = SEASONS[season["season"].lower()]
            months = (("notBefore", f"{match.group()}-{first:02}"), ("notAfter", f"{match.group()}-{last:02}"))
            yield Mark(Span(season.start(), end), "date", months, "season")
        elif lead and lead[-1].strip("(“\"'").lower() in YEAR_LEADS:
            yield Mark(Span(start, end), "date", (("when", match.group()),), "year")


def _inside_word(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "./-–$£#№")


def _without_overlap(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks in source order; of two that overlap, the one that begins first, and of those the longer."""
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span.start >= end:
            yield mark
            end = mark.span.end
