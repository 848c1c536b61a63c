"""The heading that a page shows as part of the text: an article's headline, the title of minutes."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from tei_edition.dates import find_dates, read_date
from tei_edition.genres.article import WIRED
from tei_edition.genres.correspondence import WORKS_OF
from tei_edition.genres.datelines import SENT_AS, dateline
from tei_edition.genres.heads_of_letters import CITED, heading_above, lines_of_edition, opens_at
from tei_edition.genres.labels import label_of
from tei_edition.genres.openers import opening
from tei_edition.genres.opening_lines import CLASSIFICATION, has_run_in_salute, is_salute
from tei_edition.genres.reading import Reading, read, title_of
from tei_edition.genres.title_parts import DAY_FIRST, NUMBER
from tei_edition.genres.who_to_whom import addressed, surnames_of, who_to_whom
from tei_edition.model import Fact, Finding, Head, Line, Severity, Span, Zone
from tei_edition.names import looks_like_person
from tei_edition.patterns import late
from tei_edition.source import normalised
from tei_edition.vocabulary import title_words, titles_of_letters


def below_headline(reading: Reading, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without those at their top that are the headline."""
    headline = {zone.span.start for zone in reading.capture.zones if zone.reason == "headline"}
    height = next((index for index, line in enumerate(lines) if line.start not in headline), len(lines))
    return lines[height:]


NO_LETTERS = ("minutes", "speech")
GENRES = ("letter", "telegram", "minutes", "report", "speech")
AGAIN_WITHIN = 3  # lines after the headline in which its repetition is page furniture


class Headed(NamedTuple):
    """The headline, the lines below it, and a repetition of it that is left out."""

    head: Head | None
    lines: tuple[Line, ...]
    dropped: tuple[Zone, ...] = ()


# the end of a sentence somewhere, a bracket, a bullet
NO_HEADLINE = late(
    r"(?:THIS|This) (?:DOCUMENT|document|IS|is)\b|.*(?:[.,:;!?][”\"’')]?\d{0,3}\Z|[a-z)][.!?]\d{0,2} [A-Z])|[(\[•*–—-]",
    re.DOTALL,
)
SHORTEST, LONGEST = 8, 200


def with_title(reading: Reading) -> Reading:
    """The reading of a document whose page states no title, with the line at the top whose words are a title's:

    "Brief von X an Y", "Acta de la reunión", "CONVERSATION BETWEEN …"; the name of a site may stand above it.
    """
    if len(reading.lines) < 2:
        return reading
    if title_of(reading.capture):
        return _without_edition(_headed(reading) if _goes_on_below(reading) else reading)
    for index, line in enumerate(reading.lines[: ABOVE_TITLE + 1]):
        text = MARK_OF_TITLE.sub("", reading.of(line))
        if index + 1 < len(reading.lines) and (
            _is_title(text) or _names_both(reading, index) or _is_heading(reading, index)
        ):
            are_volumes = index and all(_is_of_volume(reading.of(above)) for above in reading.lines[:index])
            names_both = index and len(who_to_whom(text)) == 2
            if are_volumes or names_both or _are_parted(reading, index):
                below = _without_page_above(reading, index)
                return _without_edition(_headed(below, index - (len(reading.lines) - len(below.lines))))
            return _without_edition(_headed(reading, index))
        if BRACKETED.fullmatch(text):
            continue
        if len(text) > LONGEST_ABOVE or dateline(reading, line) or is_salute(text):
            break
    at = _heading_of_letter(reading)
    if at is None:
        opener = opens_at(reading, reading.lines)
        at = heading_above(reading, opener) if opener else None
    if at is None:
        return reading
    below = _without_page_above(reading, at)
    return _without_edition(_headed(below, at - (len(reading.lines) - len(below.lines))))


def _are_parted(reading: Reading, at: int) -> bool:
    """Whether fields of a page stand between a line and those above it, which are the page's then too."""
    pairs = itertools.pairwise(reading.lines[: at + 1])
    return any(reading.text[one.end : following.start].strip() for one, following in pairs)


def _without_edition(reading: Reading) -> Reading:
    """The reading without what an edition wrote between the heading and the opener of a letter."""
    lines = below_headline(reading, reading.lines)
    if len(lines) == len(reading.lines):
        return reading  # a layout knew the title, and what stands below it
    title = title_of(reading.capture)
    if any(words.search(title) for words in map(title_words, NO_LETTERS) if words):
        return reading  # who speaks at a meeting greets those who are present
    is_named = len(addressed(title)) == 2
    number = lines_of_edition(reading, lines, is_named=is_named) if lines else 0
    return _without_lines(reading, lines[:number], "below-the-heading") if number else reading


def _heading_of_letter(reading: Reading) -> int | None:
    """Which line among the first says who wrote to whom, or to whom above an opener: "405. À LINA PRIFTI." """
    is_dated = False
    for index, line in enumerate(reading.lines[: min(MOST_ABOVE_LETTER, len(reading.lines) - 1)]):
        text = reading.of(line)
        if len(text) > LONGEST and _is_long_title(text) and _opens_below(reading, index):
            return index
        if len(text) <= LONGEST and who_to_whom(text) and (not is_dated or len(who_to_whom(text)) == 2):
            return index
        if not is_dated and len(text) <= LONGEST and addressed(text) and _opens_below(reading, index):
            return index
        if CITED.search(text):
            continue
        if len(text) > LONGEST_LINE_OF_PAGE or is_salute(text):
            return None
        date = dateline(reading, line)
        is_dated = is_dated or (date is not None and date.place is not None)
    return None


LONGEST_TITLE = 320  # characters of a title that says what the letter is about


def _is_long_title(text: str) -> bool:
    """ "3. Mai 1950: Schreiben des Bürgermeisters Dahl an Frau Prifti zum Vorschlag …": no sentence, however long."""
    if len(text) > LONGEST_TITLE or text.endswith("."):
        return False
    words = DAY_FIRST.sub("", text, count=1)
    return any(pattern.match(words) for pattern in titles_of_letters())


MOST_ABOVE_LETTER = 10  # lines of a page above the heading of a letter
NEAR_OPENER = 4  # lines below the heading in which the letter opens


def _opens_below(reading: Reading, at: int) -> bool:
    """Whether a dateline or a salutation stands right below a line, short lines apart."""
    for line in reading.lines[at + 1 : at + 1 + NEAR_OPENER]:
        text = reading.of(line)
        if is_salute(text) or dateline(reading, line) is not None or has_run_in_salute(text):
            return True
        if len(text) > LONGEST_ABOVE and not CITED.search(text):
            return False
    return False


def _of_page(reading: Reading, line: Line, *, is_dated: bool) -> Fact:
    """What a line above the heading states: the day of the letter, if nothing else does, or nothing that we know."""
    words = reading.words_of(line)
    is_day = not is_dated and reading.page_date is None and read_date(words) is not None
    return Fact("date" if is_day else "remark", words, Span(line.start, line.end))


def _without_page_above(reading: Reading, at: int) -> Reading:
    """The reading whose lines above the heading are kept in the header: the page wrote them."""
    own = next((index for index in range(at) if CLASSIFICATION.fullmatch(reading.of(reading.lines[index]))), at)
    own = next((index for index in range(own) if BRACKETED.fullmatch(reading.of(reading.lines[index]))), own)
    heading = reading.of(reading.lines[at])
    return _without_lines(reading, reading.lines[:own], "above-the-heading", heading) if own else reading


def _without_lines(reading: Reading, lines: tuple[Line, ...], where: str, heading: str = "") -> Reading:
    """The reading whose header keeps lines of the page as remarks; a day among them if the heading has none."""
    above = {line.start: line for line in lines}
    capture = reading.capture
    zones = tuple(
        zone._replace(kind="header", reason=where) if zone.span.start in above else zone for zone in capture.zones
    )
    is_dated = any(mark.attributes for mark in find_dates(heading))
    remarks = tuple(_of_page(reading, line, is_dated=is_dated) for line in lines)
    finding = Finding(
        "C209",
        Severity.WARNING,
        f"lines {where.replace('-', ' ')} are taken for the page’s: {remarks[0].value[:60]}",
        hint="they are kept in the header as remarks; if they belong to the text, pin the title in edition.yaml",
        span=remarks[0].span,
    )
    capture = capture._replace(
        zones=zones,
        facts=(*capture.facts, *remarks),
        lines=tuple(line for line in reading.lines if line.start not in above),
        findings=(*capture.findings, finding),
    )
    return read(capture, reading.lexicon)


def _goes_on_below(reading: Reading) -> bool:
    """Whether the layout found the first line of a headline only: "AGREEMENT" / "between the Government of …"."""
    first = Span(reading.lines[0].start, reading.lines[0].end)
    is_first = any(zone.reason == "headline" and zone.span == first for zone in reading.capture.zones)
    return is_first and len(reading.lines) > 2 and _continues(reading.of(reading.lines[1]))


MARK_OF_TITLE = late(r"(?:(?<=[a-z)])\d{1,2}|(?<=[a-z)0-9])\[\d{1,2}\])\Z")  # "… to Prime Minister Prifti1"
BRACKETED = re.compile(r"\[[^\[\]]{3,60}\]")  # "[Enclosure 2—Translation]"
ABOVE_TITLE, LONGEST_ABOVE = 4, 120  # lines that may stand above the title, and how long they are


def _is_heading(reading: Reading, at: int) -> bool:
    """Whether a title with a full stop stands above an opener: "TELEGRAM TO GENERAL PRIFTI." / "Tirana, April 6"."""
    text, below = reading.of(reading.lines[at]), reading.lines[at + 1]
    return (
        text.endswith(".")
        and _is_title(text[:-1])
        and (is_salute(reading.of(below)) or dateline(reading, below) is not None)
    )


def _names_both(reading: Reading, at: int) -> bool:
    """Whether surnames stand above what says that somebody sent it: "Prifti to Dahl" / "Cablegram 632 TIRANA, …"."""
    text, below = reading.of(reading.lines[at]), reading.lines[at + 1]
    date = dateline(reading, below) if surnames_of(text) else None
    return date is not None and (SENT_AS.match(reading.of(below)) is not None or (" an " in text and bool(date.place)))


LONGEST_LINE_OF_PAGE = 140


OF_VOLUME = late(  # "Letters of a Harbour, volume 3", "Section A - The Harbour": a part of the book, no document
    r".{3,120}\b(?:[Vv]olume|VOLUME|[Vv]ol\.|[Bb]and|Bd\.|[Tt]ome|[Tt]omo|[Tt]om|[Тт]ом) ?(?:\d|[IVX]+\b)"
    r"|(?:Section|SECTION|Chapter|CHAPTER|Part|PART|Kapitel|KAPITEL|Abschnitt|Teil|Chapitre|CHAPITRE|Capítulo|Capitolo|Rozdział"
    r"|Глава|Раздел) (?:[A-Z]|\d{1,3}|[IVX]{1,6})(?:\Z| ?[.:–—-])|\d{1,4}\. (?=.*\d)[A-Z]{2,8}[/ -]"
)


def _is_of_volume(text: str) -> bool:
    """Whether a line is the book’s or the series’: "Letters of a Harbour, volume 3", "Works of Lina Prifti"."""
    return OF_VOLUME.match(text) is not None or WORKS_OF.fullmatch(text) is not None


def _is_title(text: str) -> bool:
    if len(text) > LONGEST or OF_VOLUME.match(text):
        return False
    if any(pattern.fullmatch(text) for pattern in titles_of_letters()) or who_to_whom(text):
        return True
    own = text[body.end() :] if (body := BODY_FIRST.match(text) or NUMBER.match(text)) else text
    return not NO_HEADLINE.match(text) and (
        ENGLISH_TITLE.fullmatch(own) is not None or any(words.match(own) for words in map(title_words, GENRES) if words)
    )


BODY_FIRST = late(r"[^\W\d_][^–—|:-]{2,60} [–—|:-] (?=\S)")  # "Harbour Committee – Minutes of …"


# what a document calls itself with its parties, subject or day
ENGLISH_TITLE = late(
    r"(?:\d{1,4}\. )?(?:(?:Extracts?|Excerpts?|Copy|Draft|Translation|Summary|Text|Part) (?:from"
    r"|of) )?(?:\w+ ){0,4}(?:Minutes|MINUTES|Conversation|CONVERSATION|Meeting|MEETING|Talks?|TALKS?"
    r"|Record|RECORD|Transcript|TRANSCRIPT|Interview|INTERVIEW|Speech|SPEECH|Address|ADDRESS|Protocol|PROTOCOL"
    r"|Letter|LETTER|Telegram|TELEGRAM|Report|REPORT|Memorandum|MEMORANDUM|Replies|REPLIES|Hearing|HEARING"
    r"|Airgram|AIRGRAM|Cable|CABLE|Despatch|Dispatch|Message|MESSAGE|Note|NOTE|Aide-Mémoire|Remarks|REMARKS)s? "
    r"(?:of|OF|between|BETWEEN|with|WITH|to|TO|from|FROM|From|on|ON|by|BY) .{3,160}"
)


def with_headline(reading: Reading) -> Reading:
    """The reading of a document without any title, with its first line as headline if it reads like one.

    That is a line of some words without a final stop, an empty line below it, that is no date and no person's name.
    """
    lines = reading.lines
    if title_of(reading.capture) or len(lines) < 2 or not (lines[1].blanks or _begins_text(reading, lines[1])):
        return reading
    text = reading.of(lines[0])
    if not SHORTEST <= len(text) <= LONGEST or len(text.split()) < 2:
        return reading
    if NO_HEADLINE.match(text) and not _ends_with_day(reading, lines[0]):
        return reading
    is_wired = WIRED.match(reading.of(lines[1])) is not None
    is_name = looks_like_person(text) and not text.upper().startswith("THE ") and not is_wired
    if CLASSIFICATION.fullmatch(text) or dateline(reading, lines[0]) or is_name:
        return reading
    return _headed(reading)


def _begins_text(reading: Reading, line: Line) -> bool:
    """Whether a line right below a heading is a whole paragraph or a turn, where a page has no empty lines."""
    text = reading.of(line)
    if not text[0].isupper():
        return False
    return len(text) >= LEAST_PARAGRAPH or label_of(reading, line) is not None


LEAST_PARAGRAPH = 160  # characters that no line of a page wrapped by hand has


def _ends_with_day(reading: Reading, line: Line) -> bool:
    """Whether words of some number end with a day: "3. posiedzenie Senatu, dzień 3 (17 stycznia 2020 r.)"."""
    dates = [mark for mark in reading.dates_in(line.start, line.end) if mark.get("when")]
    if len(dates) != 1 or len(reading.text[line.start : dates[0].span.start].split()) < FEWEST_WORDS:
        return False
    return END_OF_DAY.fullmatch(reading.text, dates[0].span.end, line.end) is not None


FEWEST_WORDS = 3  # before the day with which a title ends
END_OF_DAY = late(r"(?:\s?(?:r|g|a|г|р|god|года|год|року|roku)\.?)?[\s.)\]]*")


def _headed(reading: Reading, at: int = 0) -> Reading:
    """The reading with its first lines as the document's headline; the title is the one `at` which it begins.

    As it was, if something of the page stands between these lines.
    """
    if any(_is_cut_off(reading, index) for index in range(1, at + 1)):
        return reading
    capture = reading.capture
    height = at + 1
    while height < min(HIGHEST, len(reading.lines) - 1) and _is_next_line_of_it(reading, height):
        height += 1
    headline = Span(reading.lines[at].start, reading.lines[height - 1].end)
    zones = tuple(
        zone._replace(reason="headline")
        if zone.kind == "text" and reading.lines[0].start <= zone.span.start < headline.end
        else zone
        for zone in capture.zones
    )
    words = Span(headline.start, headline.start + len(MARK_OF_TITLE.sub("", reading.of(headline))))
    title = Fact("title", reading.words_of(words), words)
    facts = tuple(fact for fact in capture.facts if fact.span is None or fact.span.start != headline.start)
    # read again: a title may end with the day of the document
    return read(capture._replace(zones=zones, facts=(*facts, title)), reading.lexicon)


def _is_next_line_of_it(reading: Reading, at: int) -> bool:
    """Whether a line goes on with the heading above it, with nothing of the page between the two."""
    return not _is_cut_off(reading, at) and _continues(reading.of(reading.lines[at]))


def _is_cut_off(reading: Reading, at: int) -> bool:
    """Whether something of the page stands between a line and the one above it."""
    return bool(reading.text[reading.lines[at - 1].end : reading.lines[at].start].strip())


# "MINUTES OF CONVERSATION" / "between Comrade X and Comrade Y"; "of the talks" where the capture lost the first words
CALLS_ITSELF = late(
    r"(?:[\w’'-]+ ){0,4}(?:MINUTES|TELEGRAM|CABLE|REPORT|MEMORANDUM|RECORD|NOTES?|JOURNAL|PROTOCOL|TRANSCRIPT|STENOGRAM"
    r"|INFORMATION|Minutes|Telegram|Report|Memorandum|Record|Notes|Journal|Protocol|Transcript|Stenogram|Stenographic)\b.*"
)
GOES_ON = late(r"(?:of|between|about|on|with|for|from|to|in|at)\b(?! ?:).*", re.IGNORECASE)
HIGHEST = 4  # lines of a heading


def _own_heading(reading: Reading, lines: tuple[Line, ...]) -> int:
    """How many lines at the top are the document's heading; 0 unless a dateline, classification or address follows."""
    height = 0
    for line in lines[:HIGHEST]:
        text = reading.of(line)
        pattern = GOES_ON if height else CALLS_ITSELF
        is_part = len(text) <= LONGEST and text[-1] not in ".:;!?," and pattern.fullmatch(text) is not None
        if not is_part or dateline(reading, line) is not None:
            break
        height += 1
    return height if height and opening(reading, lines[height:]).taken else 0


def _continues(text: str) -> bool:
    """ "between the Government of …": the second line of a heading."""
    return (
        len(text) <= LONGEST and text[-1] not in ".:;!?," and text[0].islower() and GOES_ON.fullmatch(text) is not None
    )


def split_headline(reading: Reading, lines: tuple[Line, ...]) -> Headed:
    """The headline, if the layout found one and there is text below it, or the document's own heading."""
    if len(lines) < 2:
        return Headed(None, lines)
    zones = {zone.span.start for zone in reading.capture.zones if zone.reason == "headline"}
    height = next((index for index, line in enumerate(lines) if line.start not in zones), len(lines))
    first = Span(lines[0].start, lines[max(height, 1) - 1].end)
    if not height or height == len(lines):
        height = _own_heading(reading, lines)
        head = Head(Span(first.start, lines[height - 1].end), "heading of the document") if height else None
        return Headed(head, lines[height:])
    words = normalised(reading.of(first))
    again = [line for line in lines[height : height + AGAIN_WITHIN] if normalised(reading.of(line)) == words]
    return Headed(
        Head(first, "headline"),
        tuple(line for line in lines[height:] if line not in again),
        tuple(Zone(Span(line.start, line.end), "chrome", "repeated-headline") for line in again),
    )
