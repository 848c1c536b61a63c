"""Dates as written → the attributes of a TEI `date`: as precise as the text is, never guessed.

The scan runs over the whole text once. It looks for month names, then reads around each; numeric dates and years
follow. A date whose year is not written stays without attributes, unless the text says "of this year".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

import yaml

from tei_edition.assets import asset
from tei_edition.model import DateValue, Finding, Mark, Severity, Span

Attributes = tuple[tuple[str, str], ...]
Order = Literal["dmy", "mdy"]

S = r"[ \t\xa0]{1,3}"
ORDINAL = r"(?:st|nd|rd|th|d)?"
YEAR = r"(?:1[4-9]|20)\d\d"
# "[illegible] August", "8–10 May", "the 3rd of February", "early May": what may stand before a month's name
BEFORE = re.compile(
    rf"(?<![\w.,:/–-])(?:(?P<day>\d{{1,2}}){ORDINAL}(?:\s?[–—-]\s?(?P<to>\d{{1,2}}){ORDINAL})?(?:{S}of)?[.,]?{S}"
    rf"|(?P<gap>\[[^\[\]\n]{{0,60}}\]){S}(?:of{S})?"
    rf"|(?P<part>[Ee]arly|[Mm]id|[Mm]iddle{S}of|[Ll]ate|[Bb]eginning{S}of|[Ee]nd{S}of)(?:{S}|-))\Z"
)
# " 31, 1970", " 1973", " [illegible], 1973", " 23 of this year": what may stand after it
AFTER = re.compile(
    rf"(?:{S}(?:(?P<day>\d{{1,2}})(?![\d:]){ORDINAL}(?:\s?[–—-]\s?(?P<to>\d{{1,2}})(?!\d){ORDINAL})?"
    rf"|(?P<gap>\[[^\[\]\n]{{0,60}}\])))?"
    rf"(?:(?:,{S}|{S}(?:of{S})?|,)(?P<year>{YEAR})(?![\d/])|{S}of{S}(?P<relative>this|last|the{S}same){S}year\b)?"
)
NUMERIC = re.compile(r"\d{1,2}([./-])(?:\d{1,2}|[IVX]{1,4})\1(?:\d{4}|\d{2})(?![\w/]|[.-]\d)")
ISO = re.compile(rf"{YEAR}-\d\d-\d\d(?![\w-])")
BARE_YEAR = re.compile(rf"{YEAR}(?![\w%/-]|[.,:]\d)")
INST = re.compile(r"\d{1,2}(?:st|nd|rd|th)[ \xa0](?:inst|ult)\b\.?")
YEAR_LEADS = frozenset(
    "in since until till by before after during from of year early late mid spring summer autumn winter fall".split()
)
YEAR_UNITS = re.compile(
    r"[ \xa0](?:tons|tonnes|men|people|kg|km|hectares|dollars|soldiers|copies|miles|feet|tanks|years|pounds)\b"
)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
THIRDS = {
    "e": (1, 10),
    "b": (1, 10),
    "m": (11, 20),
    "l": (21, 31),
}  # by the first letter of early, mid, late, …
ROMAN = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}


class _Months(NamedTuple):
    pattern: re.Pattern[str]
    numbers: dict[str, int]


@cache
def _months() -> _Months:
    """The month names of every language in data/months.yaml, as capitalised, as listed and in capitals."""
    numbers: dict[str, int] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for rows in yaml.load(asset("data", "months.yaml").read_bytes(), loader).values():
        for number, names in rows.items():
            for name in names:
                for form in (name, name.upper(), name.capitalize()):
                    numbers.setdefault(form, number)
    names_longest_first = sorted(numbers, key=lambda name: (-len(name), name))
    # no look-behind in front: the regular expression then skips to the first letters of months in C
    return _Months(re.compile(rf"(?:{'|'.join(map(re.escape, names_longest_first))})(?![^\W\d_])\.?"), numbers)


def find_dates(text: str, *, year: int | None = None, order: Order | None = None) -> tuple[Mark, ...]:
    """All dates of a text in source order, as `date` marks.

    `year` is the document's own, for "of this year"; `order` that of numeric dates where the layout knows it.
    """
    found = [
        *_with_month_names(text, year),
        *_numeric(text, year, order),
        *_iso(text),
        *_instant(text),
    ]
    taken = {offset for mark in found for offset in range(mark.span.start, mark.span.end)}
    found += [mark for mark in _bare_years(text) if mark.span.start not in taken]
    return tuple(_without_overlap(found))


def read_date(text: str, *, order: Order | None = None) -> DateValue | None:
    """The date that a whole line or field states ("February 03, 1966", "1955"), or None if it states none."""
    wanted = text.strip().rstrip(".")
    if len(wanted) > 60:
        return None
    if re.fullmatch(YEAR, wanted):
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


def _with_month_names(text: str, year: int | None) -> Iterator[Mark]:
    pattern, numbers = _months()
    for match in pattern.finditer(text):
        start, end = match.span()
        if start and (text[start - 1].isalpha() or text[start - 1] in "_'’"):
            continue
        before = BEFORE.search(text, max(0, start - 40), start)
        after = AFTER.match(text, end)
        if after is None:
            continue
        month = numbers[match.group().rstrip(".")]
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
    day_before = before is not None and before["day"] is not None
    if day_before and after["day"]:  # "5 March 12 men": the number after is not part of the date
        after = AFTER.match(text, name.end(), name.end()) or after
    dated = before if day_before else after
    start = before.start() if before else name.start()
    # a month's name that ends a sentence is not followed by its full stop; "Sept. 5" is
    end = after.end() if after.end() > name.end() else name.start() + len(name.group().rstrip("."))
    assert dated is not None
    day, to_day = dated["day"], dated["to"]
    has_gap = (before is not None and before["gap"] is not None) or after["gap"] is not None
    if not (day or after["year"] or has_gap or after["relative"]):
        return None  # "May I …", "in August": no date without a day or a year
    year, cert = _year(after, document_year)
    part = before["part"] if before else None
    if has_gap and before is not None and before["gap"] and not _is_gap_word(before["gap"]):
        start = name.start()
    attributes, rule = _attributes(year, month, day, to_day, part)
    if attributes and cert:
        attributes = (*attributes, ("cert", cert))
    return Mark(Span(start, end), "date", attributes, rule)


def _is_gap_word(bracket: str) -> bool:
    return bool(re.search(r"illegible|unreadable|missing|torn|\.\.\.|…|blank|lost", bracket, re.IGNORECASE))


def _year(after: re.Match[str], document_year: int | None) -> tuple[int | None, str | None]:
    if after["year"]:
        return int(after["year"]), None
    if after["relative"] and document_year:
        return document_year - (after["relative"] == "last"), "medium"
    return None, None


def _attributes(
    year: int | None, month: int, day: str | None, to_day: str | None, part: str | None
) -> tuple[Attributes, str]:
    if year is None:
        return (), "date without a year"
    if part and not day:
        first, last = THIRDS[part[0].lower()]
        last = min(last, monthrange(year, month)[1])
        return (
            ("notBefore", f"{year}-{month:02}-{first:02}"),
            ("notAfter", f"{year}-{month:02}-{last:02}"),
        ), "part of a month"
    if day is None:
        return (("when", f"{year}-{month:02}"),), "month and year"
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        return (), "impossible date"
    if to_day and int(day) < int(to_day) <= monthrange(year, month)[1]:
        return (
            ("from", f"{year}-{month:02}-{int(day):02}"),
            ("to", f"{year}-{month:02}-{int(to_day):02}"),
        ), "range of days"
    return (("when", f"{year}-{month:02}-{int(day):02}"),), "day, month and year"


# --- numbers --------------------------------------------------------------------------------------------------


def _numeric(text: str, year: int | None, order: Order | None) -> Iterator[Mark]:
    for match in NUMERIC.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "./-"):
            continue
        first, second, third = re.split(r"[./-]", match.group())
        value = _numeric_value(first, second, third, year, order)
        yield Mark(Span(*match.span()), "date", value, "numeric date")


def _numeric_value(first: str, second: str, third: str, year: int | None, order: Order | None) -> Attributes:
    """The day, if only one reading is possible (guidelines §4); else no attributes."""
    if len(third) == 2 and year is None:
        return ()
    century_known = int(third) if len(third) == 4 else _nearest(int(third), year or 0)
    if not 1400 <= century_known < 2100:
        return ()
    certainty: Attributes = () if len(third) == 4 else (("cert", "medium"),)
    if second in ROMAN:
        readings = {(int(first), ROMAN[second])}
    else:
        a, b = int(first), int(second)
        readings = {"dmy": {(a, b)}, "mdy": {(b, a)}}.get(order or "", {(a, b), (b, a)})
    valid = sorted(
        (day, month) for day, month in readings if 1 <= month <= 12 and 1 <= day <= monthrange(century_known, month)[1]
    )
    if len(valid) != 1:
        return ()
    day, month = valid[0]
    return (("when", f"{century_known}-{month:02}-{day:02}"), *certainty)


def _nearest(two_digits: int, year: int) -> int:
    return min((century + two_digits for century in range(1400, 2100, 100)), key=lambda value: abs(value - year))


def _iso(text: str) -> Iterator[Mark]:
    for match in ISO.finditer(text):
        year, month, day = map(int, match.group().split("-"))
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] and not _inside_word(text, match.start()):
            yield Mark(Span(*match.span()), "date", (("when", match.group()),), "ISO date")


def _instant(text: str) -> Iterator[Mark]:
    """ "the 3rd inst.": the month is that of the letter, which only an editor can confirm; tagged without a value."""
    for match in INST.finditer(text):
        if not _inside_word(text, match.start()):
            yield Mark(Span(*match.span()), "date", (), "day of this or last month")


def _bare_years(text: str) -> Iterator[Mark]:
    """ "In 1956": a year after a word that leads to years."""
    for match in BARE_YEAR.finditer(text):
        start, end = match.span()
        lead = text[max(0, start - 12) : start].split()
        if not lead or _inside_word(text, start) or text[start - 1] not in " \xa0" or YEAR_UNITS.match(text, end):
            continue
        word = lead[-1].strip("(“\"'").lower()
        if word in SEASONS:
            first, last = SEASONS[word]
            span_start = text.lower().rindex(word, 0, start)
            yield Mark(
                Span(span_start, end),
                "date",
                (("notBefore", f"{match.group()}-{first:02}"), ("notAfter", f"{match.group()}-{last:02}")),
                "season",
            )
        elif word in YEAR_LEADS:
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
