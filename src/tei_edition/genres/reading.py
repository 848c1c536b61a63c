"""What every genre reads from: the document's lines with everything that the scanners found in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from tei_edition.bearers import holders
from tei_edition.dates import find_dates, read_date
from tei_edition.editorial import find_editorial
from tei_edition.lexicon import Lexicon
from tei_edition.model import Capture, DateValue, Finding, Line, Mark, Span
from tei_edition.names import PREFIXES, canonical
from tei_edition.patterns import late
from tei_edition.source import UNENCODABLE, normalised
from tei_edition.transliteration import ascii_slug
from tei_edition.vocabulary import title_words
from tei_edition.wordlist import WordList
from tei_edition.wrapping import as_read

HEAD = 600  # characters in which a dateline above the text stands


class Reading(NamedTuple):
    """The document's lines, and the dates and editorial marks in them, before anybody decides what the lines are."""

    capture: Capture
    text: str
    plain: str  # the text with apostrophes and white space alike, same positions
    lines: tuple[Line, ...]
    words: WordList
    lexicon: Lexicon
    dates: tuple[Mark, ...]
    editorial: tuple[Mark, ...]
    page_date: DateValue | None
    findings: tuple[Finding, ...]
    date_starts: tuple[int, ...] = ()

    @property
    def year(self) -> str:
        """The year of the document: the page's, else that of the first date at its head; empty if there is none."""
        if self.page_date is not None and self.page_date.key:
            return self.page_date.key[:4]
        head = self.dates_in(0, self.lines[0].start + HEAD) if self.lines else ()
        return next((when[:4] for mark in head if (when := mark.get("when"))), "")

    def of(self, span: tuple[int, ...]) -> str:
        """The captured text of a span or line."""
        return self.text[span[0] : span[1]]

    def words_of(self, span: tuple[int, ...]) -> str:
        """The words of a span as the header names them: single spaces, no character that XML cannot carry."""
        return writable(self.of(span))

    def dates_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """The dates between two positions."""
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def editorial_at(self, span: Span) -> Iterator[Mark]:
        """The editorial marks of exactly this stretch."""
        first = bisect_left(self.editorial, span.start, key=lambda mark: mark.span.start)
        behind = bisect_left(self.editorial, span.start + 1, key=lambda mark: mark.span.start)
        return (mark for mark in self.editorial[first:behind] if mark.span == span)

    def entity_id(self, name: str, prefix: str) -> str:
        """The id of whom a name names: the authority's if one has this form, else a slug of the name."""
        entry = self.lexicon.entry(name)
        if entry is not None and entry.ref.startswith(prefix):
            return entry.ref
        return own_id(name, prefix)


def own_id(name: str, prefix: str) -> str:
    """The id of whom only the document knows: a slug of the name."""
    return prefix + (ascii_slug(name) or f"unnamed-{sha256(name.encode()).hexdigest()[:8]}")


def person_id(reading: Reading, name: str, office: str = "") -> str:
    """The id of a person whom a name names, with the office that stands with it.

    A surname is that of the one person of the authorities who held the office then; else it has an id of its own.
    """
    entry = reading.lexicon.entry(name)
    if entry is None and office and " " not in name:
        held = holders(reading.lexicon, name, office, reading.year)
        if len(held) == 1:
            return held[0]
    return reading.entity_id(name, PREFIXES["persName"])


def writable(words: str) -> str:
    """The words with single spaces, without characters that XML cannot carry."""
    return UNENCODABLE.sub("", normalised(words))


def read(capture: Capture, lexicon: Lexicon) -> Reading:
    """The document's lines with their dates and editorial marks."""
    text = as_read(capture.source.text, capture.lines)
    plain = canonical(text)
    page_date = document_date(capture)
    start, end = (capture.lines[0].start, capture.lines[-1].end) if capture.lines else (0, 0)
    body, words = text[start:end], WordList(plain, start, end)
    key = page_date.key if page_date and page_date.key else ""
    year, month = (int(part) if part else None for part in (key[:4], key[5:7]))
    dates = _moved(find_dates(body, year=year, month=month, order=capture.date_order, words=words), start)
    editorial, findings = find_editorial(body)
    return Reading(
        capture=capture,
        text=text,
        plain=plain,
        lines=capture.lines,
        words=words,
        lexicon=lexicon,
        dates=dates,
        editorial=_moved(editorial, start),
        page_date=page_date,
        findings=tuple(_moved_finding(finding, start) for finding in findings),
        date_starts=tuple(mark.span.start for mark in dates),
    )


def document_date(capture: Capture) -> DateValue | None:
    """The date that the page gives to the document (not that of the visit)."""
    for name in ("date", "published"):
        fact = capture.fact(name)
        if fact is not None:
            value = read_date(fact.value, order=capture.date_order)
            if value is not None:
                return DateValue(fact.span, fact.value, value.attributes)
    return _date_of_title(title_of(capture))


BEHIND_DAY = late(  # "…, 11. Juli 1814 (Nr. 1b)", "…, April 3, 1919, at 11 a.m.", "…, 5 марта 1956 года"
    r"\s*\((?:No|Nr|N°|n°)\.? ?\w{1,6}\)\Z"
    r"|,? (?:(?:at|um|à|om|kl\.?|alle|a las|às|o godz\.?|v|în|ora|orele|в|о) )?"
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.? ?m\.?|[AP]\.? ?M\.?|noon|Uhr|heures?|uur|horas|ore|h\.?)"
    r"|\d{1,2}[:.]\d\d)\W*\Z"
    r"|,? (?:at |in the )?(?:noon|midnight|morning|afternoon|evening|namiddag|voormiddag|avond|vormittags|nachmittags"
    r"|abends|matin|après-midi|soir|mañana|tarde|noche)\W*\Z|\s?(?:года|року|roku|[гр])\.?\W*\Z"
)


def _date_of_title(title: str) -> DateValue | None:
    """The date with which a title ends: "Minutes of the Harbour Committee, 9 November 1926"."""
    dates = find_dates(title) if any(map(str.isdigit, title)) else ()
    for mark in reversed(dates):
        if mark.attributes and not BEHIND_DAY.sub("", title[mark.span.end :]).strip(" ,.;)]"):
            return DateValue(None, title[mark.span.start : mark.span.end], mark.attributes)
    return None


def date_value(reading: Reading, mark: Mark) -> DateValue:
    """A date in the text as a value for the header."""
    return DateValue(mark.span, reading.of(mark.span), mark.attributes)


def preferred_date(own: DateValue | None, page: DateValue | None) -> DateValue | None:
    """The date of the text's own dateline if it is as precise as the page's and without a gap, else the page's."""
    if own is None or page is None:
        return own or page
    if len(own.key) == len(page.key):
        return page if "[" in own.text else own
    return own if len(own.key) > len(page.key) else page


def _moved(marks: tuple[Mark, ...], by: int) -> tuple[Mark, ...]:
    if not by:
        return marks
    return tuple(
        mark._replace(
            span=Span(mark.span.start + by, mark.span.end + by),
            inner=Span(mark.inner.start + by, mark.inner.end + by) if mark.inner else None,
        )
        for mark in marks
    )


def _moved_finding(finding: Finding, by: int) -> Finding:
    span = finding.span
    if span is None:
        return finding
    return Finding(finding.code, finding.severity, finding.message, finding.hint, Span(span.start + by, span.end + by))


class Speaks(NamedTuple):
    """A row of evidence for a genre: where to look (title, type, text), for what, and how much it counts."""

    where: str
    pattern: re.Pattern[str]
    weight: float


def speaks(where: str, pattern: str, weight: float) -> Speaks:
    """A row of evidence."""
    return Speaks(where, late(pattern, re.IGNORECASE), weight)


WORD_OF_TITLE = 4.0  # what a word like "Niederschrift" in the title counts


def weigh(reading: Reading, genre: str, rows: tuple[Speaks, ...]) -> tuple[float, tuple[str, ...]]:
    """The sum of what speaks for a genre in title and document type, and its reasons in words."""
    texts = {
        "title": title_of(reading.capture),
        "type": fact_value(reading.capture, "documentType"),
    }
    score, reasons = 0.0, []
    for row in rows:
        text = texts[row.where]
        if text and (match := row.pattern.search(text)):
            score += row.weight
            reasons.append(f"{row.where}: “{match.group().strip()}”")
    words = title_words(genre)
    if not score and words and (match := words.search(texts["title"])):
        score, reasons = WORD_OF_TITLE, [f"title: “{match.group()}”"]
    return score, tuple(reasons)


def fact_value(capture: Capture, name: str) -> str:
    """The value of a fact, or empty."""
    fact = capture.fact(name)
    return fact.value if fact else ""


QUOTED_TITLE = re.compile(r"[\"“](?P<title>[^\"”]{3,400}?),?[\"”]")


def title_of(capture: Capture) -> str:
    """The title of the page, else the quoted part of the citation."""
    title = fact_value(capture, "title")
    if title:
        return title
    match = QUOTED_TITLE.match(fact_value(capture, "citation"))
    return match["title"] if match else ""
