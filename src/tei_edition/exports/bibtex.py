"""`bibtex`: the documents as a bibliography for LaTeX, for BibTeX and biblatex alike.

UTF-8, which every program of the last ten years reads; only the signs that mean something to TeX are escaped, braces by
words, because BibTeX counts even those that have a backslash before them. `date` is read by biblatex and says all that
is known; `year` and `month` are for BibTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei_edition.exports.bibliographic import Dates, Name, Work, iso, works
from tei_edition.exports.table import Corpus, File

ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%#$&_"},
    }
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
PLAIN = re.compile(r"(?:[^\W\d_]|['’.-])+")  # of names: van, O’Neill-Smith, J.-P.

Field = tuple[str, str]


def files(corpus: Corpus) -> Iterator[File]:
    """One file with an entry for each document, in the order of time."""
    yield File("edition.bib", (_entry(work).encode() for work in works(corpus)))


def _entry(work: Work) -> str:
    kind = "article" if work.is_press and work.description.site else "misc"
    lines = (f"  {name} = {value}" for name, value in _fields(work) if value)
    body = ",\n".join((work.key, *lines))
    return f"@{kind}{{{body}\n}}\n\n"


def _fields(work: Work) -> Iterator[Field]:
    d = work.description
    dates = work.dates
    yield "author", _names(work.authors)
    yield "title", f"{{{_text(work.title)}}}"  # twice in braces: its capitals are those of names
    yield "journal", _text(d.site if work.is_press else "")
    yield "date", _text(_date(dates))
    yield "year", _text(f"{dates.first[0]:04}" if dates.first else "")
    yield "month", MONTHS[dates.first[1] - 1] if len(dates.first) > 1 else ""
    yield "howpublished", _text(", ".join(d.holding.parts))
    yield "type", _text(d.document_type or ("" if d.genre in ("article", "other") else d.genre))
    yield "translator", _names(work.translators)
    yield "language", _text(d.language)
    yield "url", f"{{{work.address}}}" if work.address else ""  # verbatim: nothing in it is escaped
    yield "abstract", _text(d.abstract)
    yield "keywords", _text(", ".join(word.replace(",", " ") for word in d.keywords))
    yield "note", _text(". ".join(_notes(work)))


def _text(value: str) -> str:
    """A value in braces, whatever signs it has; nothing for nothing."""
    return f"{{{' '.join(value.split()).translate(ESCAPES)}}}" if value else ""


def _names(names: tuple[Name, ...]) -> str:
    return f"{{{' and '.join(map(_name, names))}}}" if names else ""


def _name(name: Name) -> str:
    """ "Hoxha, Enver", or a whole in braces of its own, so that neither `and` nor a comma in it means anything."""
    if not name.family:
        return _text(name.whole)
    return f"{_part(name.family)}, {_part(name.given)}"


def _part(words: str) -> str:
    """The family or given names; in braces too if the file marks something else as such."""
    return words if all(map(_is_plain, words.split())) else _text(words)


def _is_plain(word: str) -> bool:
    return bool(PLAIN.fullmatch(word)) and word.casefold() not in ("and", "others")


def _date(dates: Dates) -> str:
    """1968-05-08, 1968-05-08/1968-05-10; a question mark (EDTF) where it is not certain."""
    return "/".join(iso(parts) + ("" if dates.is_certain else "?") for parts in (dates.first, dates.last) if parts)


def _notes(work: Work) -> Iterator[str]:
    """Who received it, and the date in words where a classic style would not tell it."""
    if work.recipients and work.description.is_correspondence:
        yield f"To {' and '.join(name.whole for name in work.recipients)}"
    first, last, is_certain = work.dates
    if work.description.when.words and (last or not is_certain or len(first) not in (1, 2)):
        yield f"Dated {work.description.when.words}"
