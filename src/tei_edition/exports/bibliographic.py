"""What the formats of bibliographies share: names in their parts, dates in theirs, addresses, and what has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from tei_edition.datable import When
from tei_edition.description import Description
from tei_edition.exports.table import Corpus, Part
from tei_edition.model import Finding, Place, Severity
from tei_edition.name_forms import family_names_that_stand_first
from tei_edition.named import Named
from tei_edition.names import split_title

DateParts = tuple[int, ...]
"""Year, month and day as far as they are known; nothing for no date."""

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?")
_WORD = re.compile(r"[^\W\d_][\w’'-]+")  # Hoxha, O’Neill, Jong-ok
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")  # N., M.S., J.-P.
_PART = re.compile(f"{_WORD.pattern}|{_INITIALS.pattern}")
_KOREAN = re.compile(r"\w+-[a-z]\w*")  # Jong-ok, but not Joliot-Curie
_FORENAMES_TOO = frozenset({"Jo", "Jon", "Kim"})  # Kim Il Sung, but Kim Philby
_WEB = re.compile(r"https?://\S")
_PLAIN_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"


# --- names ------------------------------------------------------------------------------------------------------


class Name(NamedTuple):
    """A name in its parts; `family` is empty for bodies, and where it is not certain which word it is."""

    whole: str
    family: str = ""
    given: str = ""

    @property
    def inverted(self) -> str:
        """ "Hoxha, Enver", or the whole name."""
        return f"{self.family}, {self.given}" if self.family else self.whole


def name_of(named: Named) -> Name:
    """A name in its parts: as the file marks them, else as the order of the words shows."""
    if named.kind != "person":
        return Name(named.main)
    if named.surname and named.forename:
        return Name(named.main, named.surname, named.forename)
    return person(named.main)


def person(name: str) -> Name:
    """The name of a person in its parts, if the family name is certain: "Enver Hoxha", "Kim Il Sung"."""
    family, comma, given = map(str.strip, name.partition(","))
    words = given.split() if comma else name.split()
    if not all(map(_is_of_a_name, words)) or split_title(given or name)[0]:
        return Name(name)
    if comma:
        return Name(name, family, given) if words and _WORD.fullmatch(family) else Name(name)
    match _place_of_family(words):
        case "first":
            return Name(name, words[0], " ".join(words[1:]))
        case "last":
            return Name(name, words[-1], " ".join(words[:-1]))
        case _:
            return Name(name)


def _is_of_a_name(word: str) -> bool:
    return bool(_PART.fullmatch(word)) and not word[0].islower()


def _place_of_family(words: list[str]) -> str:
    """first, last, or nothing where it is not certain ("Fidel Castro Ruz", "Frédéric Joliot-Curie", "Shtykov")."""
    if not 2 <= len(words) <= 4:
        return ""
    if words[0] in family_names_that_stand_first():
        is_certain = len(words) == 3 or "-" in words[1] or words[0] not in _FORENAMES_TOO
        return "first" if is_certain and len(words) < 4 else ""
    if "-" in words[1]:
        return "first" if _KOREAN.fullmatch(words[1]) else ""
    has_one_forename = all(map(_INITIALS.fullmatch, words[1:-1])) and _WORD.fullmatch(words[-1])
    return "last" if has_one_forename else ""


# --- dates ------------------------------------------------------------------------------------------------------


class Dates(NamedTuple):
    """When something was written: the first and, of a span, the last day, month or year."""

    first: DateParts = ()
    last: DateParts = ()
    is_certain: bool = True


def date_parts(iso: str) -> DateParts:
    """The parts of an ISO date: "1973-08" → (1973, 8); nothing for what is no day, month or year of the calendar."""
    found = _ISO.fullmatch(iso)
    parts = tuple(int(part) for part in found.groups() if part) if found else ()
    try:
        date(*(*parts, 1, 1, 1)[:3])
    except ValueError:
        return ()
    return parts


def dates(when: When) -> Dates:
    """The dates that a TEI date states."""
    stated = dict(when.attributes)
    first, last = (date_parts(stated.get("when") or each) for each in (when.earliest, when.latest))
    is_certain = when.cert in ("", "high") and not stated.keys() & {"notBefore", "notAfter"}
    if first and last and first < last:
        return Dates(first, last, is_certain)
    return Dates(first or last, (), is_certain)


def iso(parts: DateParts) -> str:
    """(1973, 8) → "1973-08"."""
    return "-".join(f"{part:02}" if n else f"{part:04}" for n, part in enumerate(parts))


# --- documents --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """A document as an entry of a bibliography."""

    key: str
    title: str
    authors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    translators: tuple[Name, ...]
    dates: Dates
    page: str  # address of its page in the edition; empty if it has none
    address: str  # the same, else that of the captured page
    archive: str
    location: str  # in the archive
    description: Description

    @property
    def is_press(self) -> bool:
        """Whether it was published in a newspaper or by an agency."""
        return self.description.genre == "article"


def works(corpus: Corpus) -> Iterator[Work]:
    """The entries, in the order of time; what an entry must do without is reported."""
    for part in corpus:
        for finding in _reported(part.description):
            corpus.report(finding)
        yield _work(part, corpus.url(part))


def _work(part: Part, page: str) -> Work:
    d = part.description
    holding = d.holding
    location = ", ".join(filter(None, (*holding.collections, holding.shelfmark, holding.pages)))
    return Work(
        key=part.slug,
        title=d.title or d.file or part.slug,
        authors=tuple(name_of(named) for named in d.authors if not named.is_unknown),
        recipients=tuple(name_of(named) for named in d.recipients if not named.is_unknown),
        translators=tuple(map(person, d.translators)),
        dates=dates(d.when),
        page=page,
        address=page or web_address(d.url),
        archive=holding.repository or holding.institution,
        location=location,
        description=d,
    )


def web_address(text: str) -> str:
    """An address as all programs take it, without spaces, braces or letters beyond ASCII; empty if it is none."""
    return quote(text, safe=_PLAIN_IN_ADDRESSES) if _WEB.match(text) else ""


def _reported(d: Description) -> Iterator[Finding]:
    """What the entry of a document must do without."""
    if not d.title:
        yield _finding(d, "X110", "the document has no title; the entry has the name of the file instead", "add one")
    if (d.when.iso or d.when.latest) and not dates(d.when).first:
        stated = " ".join(f"{name}={value}" for name, value in d.when.attributes)
        message = f"the date of the document ({stated}) is none of the calendar; the entry has no date"
        yield _finding(d, "X111", message, "give it as YYYY-MM-DD, YYYY-MM or YYYY")
    if d.url and not web_address(d.url):
        message = f"“{d.url}” is no web address; the entry has none"
        yield _finding(d, "X112", message, "give it with https:// before it")


def _finding(d: Description, code: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.WARNING, message, hint=hint, tei=Place(f"{d.file}.xml", 1, 1))
