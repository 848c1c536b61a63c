"""The archive's citation of a document, read for what is certain in it (guidelines §3, citation parsing)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei_edition.model import Span

# "Translated by Enkel Daljani", "Translated for NKIDP by X.", "Obtained by Y and translated by X."
TRANSLATED = re.compile(
    r"(?:[.;,]\s+|\A)(?P<sentence>(?:(?P<obtained>(?:Obtained"
    r"|Contributed)(?: and translated)?(?: for (?P<for2>[^.;]{2,60}?))? by (?P<giver>[^.;]{3,80}?))"
    r"(?:[.;]\s+"
    r"|\s+and\s+))?(?P<translated>[Tt]ranslated(?: from [A-Z]\w+)?(?: for (?P<body>[^.;]{2,60}?))? by"
    r" (?P<names>[^;]{3,100}?)))\.?\s*\Z"
)
QUOTED_TITLE = re.compile(
    r"[\"“](?P<title>[^\"”]{3,400}?),?[\"”],?\s+(?P<date>[^,]{3,30}(?:, \d{4})?),\s+(?P<publisher>[^,]{3,80}?"
    r" Digital Archive),\s+"
)
FILE_WORD = re.compile(
    r"(?:D|V|dosje|op|delo|d|f|l|ll|fond|opis|file|box|folder|page|pp?|vol|reel|no|nr|sygn)\b\.?|\d",
    re.IGNORECASE,
)
PAGES = re.compile(r",\s+(?:pp?\.|ll?\.)\s*(?P<from>\d{1,5}[rv]?)(?:\s*[-–]\s*(?P<to>\d{1,5}[rv]?))?\.?\s*\Z")
LONE_PLACE = re.compile(r"[A-Z][a-zà-ÿ]{2,}(?: [A-Z][a-zà-ÿ]{2,})?")


@dataclass(frozen=True, slots=True)
class Citation:
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


def parse_citation(text: str, span: Span) -> Citation:
    """The parts of the citation that stands at `span` of the text."""
    citation = text[span.start : span.end]
    found: dict[str, Span] = {}
    end = len(citation)
    translators: tuple[Span, ...] = ()
    if match := TRANSLATED.search(citation):
        end = match.start()
        found["translated"] = _span(match, "translated", until=match.start("names"))
        translators = tuple(_names(citation, *match.span("names")))
        if match["body"]:
            found["translated_for"] = Span(*match.span("body"))
    start = 0
    if match := QUOTED_TITLE.match(citation):
        start = match.end()
        found |= {name: Span(*match.span(name)) for name in ("title", "date", "publisher")}
    pages_from = pages_to = ""
    if (match := PAGES.search(citation, start, end)) is not None:
        found["pages"] = Span(
            match.start() + len(match.group()) - len(match.group().lstrip(", ")),
            _trimmed(citation, match.end()),
        )
        pages_from, pages_to = match["from"], match["to"] or match["from"]
        end = match.start()
    found |= _holding(citation, start, _trimmed(citation, end), old_form="title" in found)
    moved = {name: Span(span.start + part.start, span.start + part.end) for name, part in found.items()}
    return Citation(
        span=span,
        **moved,
        pages_from=pages_from,
        pages_to=pages_to,
        translators=tuple(Span(span.start + a, span.start + b) for a, b in translators),
    )


def _span(match: re.Match[str], name: str, *, until: int) -> Span:
    start = match.start(name)
    return Span(start, start + len(match.string[start:until].rstrip()))


def _trimmed(text: str, end: int) -> int:
    return len(text[:end].rstrip(" .,;"))


def _names(text: str, start: int, end: int) -> list[Span]:
    end = len(text[:end].rstrip(" ."))
    spans, at = [], start
    for match in re.finditer(r",? and |, ", text[start:end]):
        spans.append(Span(at, start + match.start()))
        at = start + match.end()
    return [*spans, Span(at, end)]


def _holding(text: str, start: int, end: int, *, old_form: bool) -> dict[str, Span]:
    """Repository, collection and shelfmark: 2 to 5 parts between commas, no further sentence, not "Source: …"."""
    body = text[start:end]
    if not body or body.startswith("Source:") or re.search(r"[a-z]{2}\. [A-Z]", body):
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
    if words_end > last.start:
        found["collection"] = Span(last.start, words_end)
    found["shelfmark"] = Span(cut, last.end)
    return found
