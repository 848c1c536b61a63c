"""`ris`: the documents as a bibliography for Zotero, EndNote and Citavi.

The format is a tag and a value a line, so a library to write it would only hide the table below. It knows no escapes:
a value is one line, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_edition.exports.bibliographic import DateParts, Name, Work, works
from tei_edition.exports.table import Corpus, File

# genre → type. What is kept in an archive and was never published is a manuscript: of a "generic" work (GEN) Zotero
# makes a journal article. RIS has no type for speeches and treaties, and a HEAR is one of a legislature.
TYPES = {
    "letter": "PCOMM",
    "telegram": "PCOMM",
    "report": "RPRT",
    "article": "NEWS",
    "minutes": "MANSCPT",
    "speech": "MANSCPT",
    "agreement": "MANSCPT",
    "other": "MANSCPT",
}
UNKNOWN_TYPE = "GEN"  # a file from elsewhere, which says nothing of it
LINE_END = "\r\n"

Tag = tuple[str, str]


def files(corpus: Corpus) -> Iterator[File]:
    """One file with an entry for each document, in the order of time."""
    yield File("edition.ris", (_entry(work).encode() for work in works(corpus)))


def _entry(work: Work) -> str:
    d = work.description
    tags = (
        ("TY", TYPES.get(d.genre, UNKNOWN_TYPE)),
        ("ID", work.key),
        *_each("AU", _names(work.authors)),
        *_each("A2", _names(work.recipients if d.is_correspondence else ())),
        *_each("A4", _names(work.translators)),
        ("TI", work.title),
        ("T2", d.site if work.is_press else ""),
        ("PB", d.page_publisher if work.is_press else ""),
        ("PY", f"{work.dates.first[0]:04}" if work.dates.first else ""),
        ("DA", _day(work.dates.first)),
        ("CY", d.place.main if d.place else ""),
        ("M3", d.document_type or d.genre),
        ("DB", ", ".join(filter(None, (work.archive, d.holding.settlement)))),
        ("AN", work.location),
        ("LA", d.language),
        ("UR", work.address),
        ("AB", d.abstract),
        *_each("KW", d.keywords),
        *_each("N1", _notes(work)),
    )
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value)
    return LINE_END.join((*lines, "ER  - ", "", ""))


def _each(tag: str, values: Iterable[str]) -> Iterator[Tag]:
    return ((tag, value) for value in values)


def _names(names: Iterable[Name]) -> Iterator[str]:
    return (name.inverted for name in names)


def _day(parts: DateParts) -> str:
    """(1973, 8) → "1973/08//": year, month, day and further words, parted by slashes; nothing for no date."""
    written = [f"{part:02}" if n else f"{part:04}" for n, part in enumerate(parts)]
    return "/".join((*written, "", "", "")[:4]) if parts else ""


def _notes(work: Work) -> Iterator[str]:
    """What no tag can say: the citation, and the date in words where the numbers do not tell all of it."""
    if work.description.citation:
        yield work.description.citation
    if work.description.when.words and (work.dates.last or not work.dates.is_certain or not work.dates.first):
        yield f"Date: {work.description.when.words}"
