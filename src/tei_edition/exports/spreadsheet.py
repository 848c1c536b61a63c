"""`csv`: a row for each document, for spreadsheets and data frames.

RFC 4180 (commas, CRLF), in UTF-8 with the byte order mark, without which Excel takes the file for Windows-1252.
A cell comes from a page on the web, and a spreadsheet runs what begins like a formula; such a value gets an apostrophe
before it, as the OWASP recommends.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tei_edition.description import Description
from tei_edition.exports.table import Corpus, File, Part
from tei_edition.named import Named
from tei_edition.tables import BYTE_ORDER_MARK

BETWEEN_VALUES = "; "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a value begins that a spreadsheet may take for a formula (OWASP, CSV injection)."""

Cell = str | int | Iterable[str]


class Column(NamedTuple):
    """A column: its name, what stands in it, and how that is found in a description."""

    name: str
    about: str
    cell: Callable[[Description], Cell]


def _names(found: Iterable[Named]) -> Iterator[str]:
    return (named.main for named in found if not named.is_unknown)


def _place(place: Named | None) -> str:
    return place.main if place else ""


COLUMNS = (
    Column("file", "name of the TEI file, without .xml", lambda d: d.file),
    Column("id", "`xml:id` of the document", lambda d: d.ident),
    Column("title", "title", lambda d: d.title),
    Column("genre", "letter, telegram, minutes, report, speech, agreement, article, other", lambda d: d.genre),
    Column("document_type", "the archive's own word for it", lambda d: d.document_type),
    Column("date", "day, month or year (ISO 8601); of a span its first", lambda d: d.when.iso),
    Column("date_words", "the date as the source words it", lambda d: d.when.words),
    Column("not_before", "earliest date, of a span", lambda d: d.when.earliest),
    Column("not_after", "latest date, of a span", lambda d: d.when.latest),
    Column("date_certainty", "high, medium, low; empty: the source says so", lambda d: d.when.cert),
    Column("place", "where it was written", lambda d: _place(d.place)),
    Column("senders", "who sent it", lambda d: _names(d.senders)),
    Column("recipients", "to whom it was sent", lambda d: _names(d.recipients)),
    Column("authors", "who wrote it", lambda d: _names(d.authors)),
    Column("participants", "persons who take part: sender, addressee, speakers, …", lambda d: _names(d.participants)),
    Column("mentioned", "persons who are mentioned", lambda d: _names(d.mentioned)),
    Column("organisations", "organisations that are named", lambda d: _names(d.organisations)),
    Column("places", "places that are named", lambda d: _names(d.places)),
    Column("language", "language of the text (BCP 47)", lambda d: d.language),
    Column("original_language", "language of the original, of a translation", lambda d: d.original_language),
    Column("translators", "who translated it", lambda d: d.translators),
    Column("keywords", "the archive's subjects, places, people", lambda d: d.keywords),
    Column("abstract", "the archive's summary", lambda d: d.abstract),
    Column("repository", "archive that keeps the original", lambda d: d.holding.repository or d.holding.institution),
    Column("settlement", "town of the archive", lambda d: d.holding.settlement),
    Column("collection", "fonds or collection", lambda d: d.holding.collections),
    Column("shelfmark", "shelfmark", lambda d: d.holding.shelfmark),
    Column("pages", "pages in the file", lambda d: d.holding.pages),
    Column("citation", "the archive's citation, verbatim", lambda d: d.citation),
    Column("record_id", "number of the record at the archive", lambda d: d.record_id),
    Column("document_number", "number in a printed volume", lambda d: d.document_number),
    Column("url", "address of the captured page", lambda d: d.url),
    Column("site", "site or series of the captured page", lambda d: d.site),
    Column("rights", "statement of rights of the source", lambda d: d.rights),
    Column("licence", "address of the licence of the encoding", lambda d: d.licence.target if d.licence else ""),
    Column("capture", "file name of the capture", lambda d: d.capture),
    Column("turns", "number of speaker turns", lambda d: d.turns),
    Column("words", "number of words of the text", lambda d: d.words),
)
PAGE = ("page", "address of its page in the edition, if edition.yaml states a base_url")
"""The last column, which no description has."""


def files(corpus: Corpus) -> Iterator[File]:
    """One file with a row for each document, in the order of time, below the names of the columns."""
    yield File("edition.csv", _lines(corpus))


def _lines(corpus: Corpus) -> Iterator[bytes]:
    yield (BYTE_ORDER_MARK + _line([*(column.name for column in COLUMNS), PAGE[0]])).encode()
    for part in corpus:
        yield _line(row(corpus, part)).encode()


def row(corpus: Corpus, part: Part) -> list[str | int]:
    """The cells of a document."""
    cells = [_cell(column.cell(part.description)) for column in COLUMNS]
    return [*cells, _cell(corpus.url(part))]


def _cell(value: Cell) -> str | int:
    match value:
        case int():
            return value
        case str():
            return safe(" ".join(value.split()))
        case _:
            return safe(BETWEEN_VALUES.join(safe(" ".join(each.split())) for each in value))


def safe(value: str) -> str:
    """The value, with an apostrophe before what a spreadsheet would run."""
    return f"'{value}" if value.startswith(FORMULA) else value


def _line(cells: Iterable[str | int]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()
