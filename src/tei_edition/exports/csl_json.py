"""`csl-json`: the documents as items of the Citation Style Language, for Zotero, Pandoc and citation processors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from tei_edition.exports.bibliographic import Dates, Name, Work, works
from tei_edition.exports.table import Corpus, File

# genre → type of CSL 1.0.2. Minutes are a record that was never published: a manuscript, not the event of that name.
TYPES = {
    "letter": "personal_communication",
    "telegram": "personal_communication",
    "minutes": "manuscript",
    "report": "report",
    "speech": "speech",
    "agreement": "treaty",
    "article": "article-newspaper",
}
OTHER_TYPE = "document"

_RICH_TEXT = re.compile(r"<(?=/?(?:i|b|sc|sub|sup|span)\b)")
"""What a processor takes for italics and the like. CSL has no escapes: a word joiner keeps it text."""

Json = str | bool | int | list["Json"] | dict[str, "Json"]


def files(corpus: Corpus) -> Iterator[File]:
    """One file with the list of the items, in the order of time."""
    yield File("edition.csl.json", _pieces(map(_item, works(corpus))))


def _pieces(items: Iterable[Json]) -> Iterator[bytes]:
    """A JSON list, item by item."""
    before = b"[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False, indent=1).encode()
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _item(work: Work) -> Json:
    d = work.description
    known: dict[str, Json] = {
        "id": work.key,
        "type": TYPES.get(d.genre, OTHER_TYPE),
        "title": work.title,
        "author": _names(work.authors),
        "recipient": _names(work.recipients if d.is_correspondence else ()),
        "translator": _names(work.translators),
        "issued": _issued(work.dates, d.when.words),
        "genre": d.document_type or (d.genre if d.genre != "other" else ""),
        "container-title": d.site if work.is_press else "",
        "publisher": d.page_publisher if work.is_press else "",
        "event-place": d.place.main if d.place else "",
        "archive": work.archive,
        "archive_location": work.location,
        "archive-place": d.holding.settlement,
        "language": d.language,
        "abstract": d.abstract,
        "keyword": ", ".join(d.keywords),
        "URL": work.address,
        "note": d.citation,
    }
    return {key: _plain(value) for key, value in known.items() if value}


def _plain(value: Json) -> Json:
    """A value in which no word, name or date is taken for italics."""
    match value:
        case str():
            return _RICH_TEXT.sub("<\u2060", value)
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value


def _names(names: Iterable[Name]) -> Json:
    return [{"family": name.family, "given": name.given} if name.family else {"literal": name.whole} for name in names]


def _issued(dates: Dates, words: str) -> Json:
    """The date in its parts; in words only if it has none, since a processor prints either."""
    if not dates.first:
        return {"literal": words} if words else {}
    parts: list[Json] = [list(each) for each in (dates.first, dates.last) if each]
    return {"date-parts": parts} if dates.is_certain else {"date-parts": parts, "circa": True}
