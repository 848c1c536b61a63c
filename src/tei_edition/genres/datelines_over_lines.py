"""Datelines that a page or a hand sets in two lines: the place above the day, a day above its month."""

from __future__ import annotations

from tei_edition.dates import read_date
from tei_edition.genres.datelines import HOUSES, Dateline, dateline, day_of_week
from tei_edition.genres.reading import Reading
from tei_edition.model import Line, Mark, Span
from tei_edition.names import PREFIXES
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER


def over_two_lines(reading: Reading, lines: tuple[Line, ...]) -> Dateline | None:
    """A dateline whose place has a line of its own: "Vlora, Albania," / "July 29, 1939"; "Vlora, 22" / "May 1956"."""
    if len(lines) < 2:
        return None
    first, last = reading.of(lines[0]), reading.of(lines[1])
    if BEGINS_DATE.fullmatch(first) and not lines[1].blanks and len(last) <= LONGEST_REST_OF_DATE:
        return _over_two_parts(reading, lines)
    of_week = day_of_week(reading, lines[1])
    ends = first.endswith(",") and not lines[1].blanks
    is_place = _is_place_alone(reading, lines[0]) or (
        of_week is not None and CAPITALS_ALONE.fullmatch(first) is not None
    )
    if not ends and not (len(first) <= LONGEST_PLACE and is_place):
        return None
    if of_week is not None:
        return _with_place(reading, lines, of_week)
    below = dateline(reading, lines[1])
    if below is None or below.place is not None or below.rest is not None:
        return None
    both = dateline(reading, lines[0]._replace(end=lines[1].end))
    return both if both and both.place else _with_place(reading, lines, below)


def _over_two_parts(reading: Reading, lines: tuple[Line, ...]) -> Dateline | None:
    """A dateline whose day ends one line and whose month and year are the next: "Vlora, 22" / "May 1956"."""
    place, _, day = reading.of(lines[0]).rpartition(", ")
    value = read_date(f"{day} {reading.of(lines[1])}".rstrip("."))
    if value is None:
        return None
    start, end = lines[0].end - len(day), lines[1].end
    date = Mark(Span(start, end), "date", value.attributes, "day, month and year over two lines")
    ref = reading.entity_id(place, PREFIXES["placeName"])
    span = Span(lines[0].start, lines[0].start + len(place))
    named = Mark(span, "placeName", (("ref", f"#{ref}"),), "place of the dateline", ref=ref)
    return Dateline(Span(lines[0].start, end), date, named, None)


BEGINS_DATE = late(rf"[{UPPER}][\w’'. -]{{2,40}}, \d{{1,2}}(?:st|nd|rd|th|\.)?")  # "Vlora, 22"
CAPITALS_ALONE = late(rf"[{UPPER}][\w’'-]+(?:,? [{UPPER}][\w’'.-]+){{0,4}}[.,]?")  # "Upper Vlora Hill"
LONGEST_REST_OF_DATE, LONGEST_PLACE = 24, 60
PLACE_ALONE = late(
    rf"(?=.*\b(?:Gardens?|Street|St\.|Road|Square|House|Hall|Hotel|Castle|Court|College|Lodge|Villa|Embassy|Legation"
    rf"|Consulate|Office|Department|Ministry|Headquarters|Palace|Camp|{HOUSES})(?!\w))"
    rf"(?P<place>(?:\d{{1,4}}[a-z]?,? )?[{UPPER}][\w’'.&-]*(?:,? [\w’'.&-]+){{0,6}})[.,]?"
)


def _is_place_alone(reading: Reading, line: Line) -> bool:
    """Whether a line is a place that is known, or a house or garden with no full stop of a sentence."""
    text = reading.of(line).rstrip(".,; ")
    entry = reading.lexicon.entry(text)
    if entry is not None:
        return entry.element == "placeName"
    return PLACE_ALONE.fullmatch(text) is not None and sum(word[0].islower() for word in text.split()) <= 2


ENDS_WITH_INITIALS = late(rf"(?<=[{UPPER}]\.)[{UPPER}]\.\Z")  # "14 Harbour Square, S.W."


def _with_place(reading: Reading, lines: tuple[Line, ...], below: Dateline) -> Dateline | None:
    """The dateline of both lines, whose place is the whole of the first."""
    words_of_place = reading.of(lines[0]).rstrip(",; ")
    if not ENDS_WITH_INITIALS.search(words_of_place):
        words_of_place = words_of_place.rstrip(".")
    place = Span(lines[0].start, lines[0].start + len(words_of_place))
    ref = reading.entity_id(reading.of(place), PREFIXES["placeName"])
    mark = Mark(place, "placeName", (("ref", f"#{ref}"),), "place above the date", ref=ref)
    return below._replace(span=Span(lines[0].start, lines[1].end), place=mark)
