"""The archive's citation of a document, read for what is certain in it (guidelines §3, citation parsing)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from tei_edition.model import Span
from tei_edition.patterns import late

# "Translated by Enkel Daljani", "Translated for NKIDP by X.", "Obtained by Y and translated by X.",
# "Obtained and translated by X."
CREDIT = re.compile(
    r"(?:\A|[.;,]\s{1,3}|\s{1,3}and\s{1,3})(?P<words>(?:[Oo]btained|[Cc]ontributed|[Pp]rovided|[Tt]ranslated)"
    r"(?: and (?:obtained|contributed|provided|translated))?(?: from (?:the )?[A-Z]\w+)?"
    r"(?: for (?P<body>[^.;]{2,60}?))? by)\s{1,3}"
)
NAMES_END = re.compile(r";|(?<=\w\w)\.(?=\s+\S)")
BETWEEN_NAMES = re.compile(r",?\s{1,3}and\s{1,3}|,\s{1,3}")
QUOTED_TITLE = re.compile(
    r"[\"“](?P<title>[^\"”]{1,400}?),?[\"”],?\s+(?P<date>[^,]{3,30}(?:, \d{4})?),\s+(?P<publisher>[^,]{3,80}?"
    r" Digital Archive),\s+"
)
SENTENCE_END = re.compile(r"\b(?P<word>\w+)\.\s+[A-Z]")
FILE_WORD = late(
    r"(?:D|V|dosje|op|delo|d|f|l|ll|fond|opis|file|box|folder|page|pp?|vol|reel|no|nr|sygn)\b\.?|\d",
    re.IGNORECASE,
)
PAGES = re.compile(
    r",\s+(?P<words>(?:pp?\.|ll?\.)\s*(?P<from>\d{1,5}[rv]?)(?:\s*[-–]\s*(?P<to>\d{1,5}[rv]?))?)\.?\s*\Z"
)
LONE_PLACE = re.compile(r"[A-Z][a-zà-ÿ]{2,}(?: [A-Z][a-zà-ÿ]{2,})?")


class Credit(NamedTuple):
    """Whom the archive thanks: the words ("Translated for NKIDP by"), the names, the body that it was done for."""

    words: Span
    names: tuple[Span, ...]
    body: Span | None = None


class Citation(NamedTuple):
    """Spans of the parts of a citation; None or empty where a part is not certain. `shelfmark` may span commas."""

    span: Span
    title: Span | None = None
    date: Span | None = None
    publisher: Span | None = None
    repository: Span | None = None
    settlement: Span | None = None
    collection: Span | None = None
    shelfmark: Span | None = None
    pages: Span | None = None
    pages_from: str = ""
    pages_to: str = ""
    translated: Span | None = None  # the words "Translated by"
    translators: tuple[Span, ...] = ()
    translated_for: Span | None = None
    contributed: tuple[Credit, ...] = ()  # "Obtained by X", "Contributed by X"


def parse_citation(text: str, span: Span) -> Citation:
    """The parts of the citation that stands at `span` of the text."""
    citation = text[span.start : span.end]
    found: dict[str, Span] = {}
    start = 0
    if match := QUOTED_TITLE.match(citation):
        start = match.end()
        found = {name: Span(*match.span(name)) for name in ("title", "date", "publisher")}
    credits, end, is_last = _credits(citation, start)
    translation = next((credit for credit in credits if "ranslated" in citation[slice(*credit.words)]), None)
    if translation:
        found["translated"] = translation.words
        if translation.body:
            found["translated_for"] = translation.body
    pages_from = pages_to = ""
    if (match := PAGES.search(citation, start, end)) is not None:
        found["pages"] = Span(match.start("words"), _trimmed(citation, match.end()))
        pages_from, pages_to = match["from"], match["to"] or match["from"]
        end = match.start()
    if is_last:
        found |= _holding(citation, start, _trimmed(citation, end), old_form="title" in found)
    by = span.start
    return Citation(
        span=span,
        **{name: _moved(part, by) for name, part in found.items()},
        pages_from=pages_from,
        pages_to=pages_to,
        translators=tuple(_moved(name, by) for name in translation.names) if translation else (),
        contributed=tuple(
            Credit(_moved(credit.words, by), tuple(_moved(name, by) for name in credit.names))
            for credit in credits
            if credit is not translation
        ),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _credits(text: str, start: int) -> tuple[list[Credit], int, bool]:
    """The credits from a position on, where the first begins, and whether no further sentence follows the last."""
    matches = list(CREDIT.finditer(text, start))
    credits = []
    rest = ""
    for match, following in zip_longest(matches, matches[1:]):
        until = following.start() if following else len(text)
        names_end = NAMES_END.search(text, match.end(), until)
        stop = names_end.start() if names_end else until
        rest = text[stop:until]
        body = Span(*match.span("body")) if match["body"] else None
        credits.append(Credit(Span(*match.span("words")), tuple(_names(text, match.end(), stop)), body))
    return credits, matches[0].start() if matches else len(text), not rest.startswith(".") or not rest.strip(" .")


def _trimmed(text: str, end: int) -> int:
    return len(text[:end].rstrip(" .,;"))


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    end = _trimmed(text, end)
    at = start
    for match in BETWEEN_NAMES.finditer(text, start, end):
        yield Span(at, match.start())
        at = match.end()
    if at < end:
        yield Span(at, end)


def _holding(text: str, start: int, end: int, *, old_form: bool) -> dict[str, Span]:
    """Repository, collection and shelfmark: 2 to 5 parts between commas, no further sentence, not "Source: …"."""
    body = text[start:end]
    if not body or body.startswith(("Source:", '"', "“")) or _has_further_sentence(body):
        return {}
    parts: list[Span] = []
    at = start
    for match in re.finditer(r",\s+", body):
        parts.append(Span(at, start + match.start()))
        at = start + match.end()
    parts.append(Span(at, end))
    if not 2 <= len(parts) <= 5 or any(part.start >= part.end for part in parts):
        return {}
    return _old_holding(text, parts) if old_form else _new_holding(text, parts)


def _has_further_sentence(body: str) -> bool:
    """Whether a full stop ends a sentence: not one behind an initial or a file word ("op. Korea")."""
    ends = (match["word"] for match in SENTENCE_END.finditer(body))
    return any(word.isdigit() or (len(word) > 1 and not FILE_WORD.fullmatch(word)) for word in ends)


def _new_holding(text: str, parts: list[Span]) -> dict[str, Span]:
    found = {"repository": parts[0]}
    rest = parts[1:]
    if not FILE_WORD.match(text, rest[0].start):
        found["collection"] = rest[0]
        rest = rest[1:]
    if rest:
        found["shelfmark"] = Span(rest[0].start, rest[-1].end)
    return found


def _old_holding(text: str, parts: list[Span]) -> dict[str, Span]:
    """ "Modern Records Archives, Warsaw, KC PZPR 2263/175-233": the collection's words end where a number begins."""
    found = {"repository": parts[0]}
    rest = parts[1:]
    if LONE_PLACE.fullmatch(text, *rest[0]) and len(rest) > 1:
        found["settlement"] = rest[0]
        rest = rest[1:]
    last = Span(rest[0].start, rest[-1].end)
    number = re.search(r"\d", text[last.start : last.end])
    if number is None:
        found["collection"] = last
        return found
    cut = last.start + number.start()
    words_end = len(text[last.start : cut].rstrip(" ,")) + last.start
    if FILE_WORD.match(text, last.start):  # "fond 0102, opis 6": the words belong to the numbers
        cut = last.start
    elif words_end > last.start:
        found["collection"] = Span(last.start, words_end)
    found["shelfmark"] = Span(cut, last.end)
    return found
