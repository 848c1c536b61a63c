"""Rule S10: the normalised value of a date says what its words say, and no more.

The rule speaks up only where it understands the words: one beside a number that is neither a month nor in the
vocabulary of dates may be a month in a language that the table does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from tei_edition.checks.date_words import Words, read_words
from tei_edition.checks.regeneration import GAP, NOTE, TEI, is_unencodable, normalise, tei_names
from tei_edition.checks.rules_index import Breach, Index, is_inside, plain

MACHINE_READABLE = ("when", "notBefore", "notAfter", "from", "to")
FIRST_YEAR = 1400

_VALUE = re.compile(r"(?P<year>-?\d{4,9}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?=$|T|Z|[+-]\d\d:)")


# --- what the attributes say --------------------------------------------------------------------------------


class Value(NamedTuple):
    """A date attribute taken apart; what it does not say is None."""

    year: int | None
    month: int | None
    day: int | None


@lru_cache(maxsize=1024)
def read_value(value: str | None) -> Value | None:
    """The parts of "1973-08"; None for what is no date (a time, a form that the grammar refuses)."""
    found = _VALUE.match(value.strip()) if value else None
    if not found:
        return None
    year, month, day = found["year"], found["month"], found["day"]
    return Value(None if year == "-" else int(year), int(month) if month else None, int(day) if day else None)


def extent_in_days(date: etree._Element) -> tuple[str, str] | None:
    """The first and the last day that a date can mean, as ISO 8601; None without a machine-readable year."""
    first = read_value(date.get("when") or date.get("from") or date.get("notBefore"))
    last = read_value(date.get("when") or date.get("to") or date.get("notAfter"))
    known = [value for value in (first, last) if value and value.year is not None]
    if not known:
        return None
    start, end = "0000", "9999"
    if first in known and first:
        start = f"{first.year:04}-{first.month or 1:02}-{first.day or 1:02}"
    if last in known and last:
        end = f"{last.year:04}-{last.month or 12:02}-{last.day or 31:02}"
    return start, end


# --- S10 ----------------------------------------------------------------------------------------------------

UNDATED = tei_names("revisionDesc")


def dates_fit_their_words(index: Index) -> Iterator[Breach]:
    """S10: a date attribute agrees with the words, is no finer than they are, and lies in a likely year."""
    last_year = _year_of_publication(index)
    for date in index.everywhere("date"):
        stated: Any = date.items()  # strings; the stubs also allow bytes
        given = dict(stated)
        values = {name: value for name in MACHINE_READABLE if name in given and (value := read_value(given[name]))}
        if not values or is_inside(date, UNDATED):
            continue
        yield from _unlikely(date, values, last_year)
        text = normalise(_own_words(date))
        if text and not date.get("calendar") and not date.get("datingMethod"):
            yield from _misfit(date, text, values)


def _year_of_publication(index: Index) -> int | None:
    for statement in index.everywhere("publicationStmt"):
        for date in statement.iterchildren(TEI + "date"):
            value = read_value(date.get("when"))
            if value and value.year:
                return value.year
    return None


def _own_words(date: etree._Element) -> str:
    words = plain(date)
    for other in date.iter(NOTE, GAP) if len(date) else ():
        if other.tag == NOTE or is_unencodable(other):
            words = words.replace(plain(other), " ", 1)
    return words


def _unlikely(date: etree._Element, values: dict[str, Value], last_year: int | None) -> Iterator[Breach]:
    for name, value in values.items():
        if value.year is not None and (value.year < FIRST_YEAR or (last_year and value.year > last_year)):
            yield Breach(
                date,
                f"{name}=“{date.get(name)}” is not a likely year for this document",
                f"expected a year from {FIRST_YEAR}"
                + (f" to {last_year}, the year of this edition (publicationStmt/date)" if last_year else ""),
            )


def _misfit(date: etree._Element, text: str, values: dict[str, Value]) -> Iterator[Breach]:
    words = read_words(text)
    inferred = date.get("cert") is not None
    faults: list[str] = []
    if "when" in values:
        faults = list(_contradictions(values["when"], words, inferred))
        if not inferred and words.understood:
            faults = faults or list(_finer(values["when"], words))
    elif words.years:
        faults = [
            f"{value.year} is not a year that it names"
            for value in values.values()
            if value.year is not None and not _year_in_reach(value.year, words)
        ]
    for fault in faults[:1]:
        shown = " ".join(f"{name}=“{date.get(name)}”" for name in values)
        yield Breach(
            date,
            f"the date “{text}” does not bear out {shown}: {fault}",
            "correct the value; a part that is inferred and not in the words needs @cert",
        )


def _contradictions(value: Value, words: Words, inferred: bool) -> Iterator[str]:
    """What the words state otherwise. An inferred value may be reckoned from the date that the words give."""
    if inferred and words.relative:
        return
    if value.year is not None and words.years and value.year not in words.years:
        yield f"the year is {' or '.join(map(str, sorted(words.years)[:3]))}"
    if value.month is not None and words.months and words.understood and value.month not in words.months:
        yield f"the month is {' or '.join(map(str, sorted(words.months)))}"


def _finer(value: Value, words: Words) -> Iterator[str]:
    """The first part of a value that the words do not give; each number of the words counts once."""
    left = list(words.numbers)
    if value.day is not None and not _take(value.day, left):
        yield f"the day {value.day} is not in it"
    if value.month is not None and not words.months and not _take(value.month, left):
        yield f"the month {value.month} is not in it"
    if value.year is not None and not words.years and not _take(value.year % 100, left):
        yield f"the year {value.year} is not in it"


def _take(number: int, numbers: list[int]) -> bool:
    if number not in numbers:
        return False
    numbers.remove(number)
    return True


def _year_in_reach(year: int, words: Words) -> bool:
    """Whether a limit of a range lies among the years of the words; "after 1945" may begin with 1946."""
    margin = 1 if words.relative else 0
    first, last = min(words.years), max(words.years)
    if first - margin <= year <= last + margin:
        return True
    return year > last and year // 100 == last // 100 and year % 100 in words.numbers  # "from 1964 to '65"
