"""What editors of letters write around the names in a heading: a number, a day, "extract", when it was received."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tei_edition.dates import find_dates
from tei_edition.genres.datelines import WEEKDAY
from tei_edition.patterns import late
from tei_edition.source import normalised

_CALLED = (
    r"(?:LETTER|Letter|BRIEF|Brief|LETTRE|Lettre|CARTA|Carta|LETTERA|Lettera|LIST|List|DOPIS|Dopis|BREV|Brev"
    r"|EPISTOLA|Epistola|EPISTLE|DOCUMENT|Document|Doc|DOKUMENT|Dokument|TELEGRAM|Telegram|ПИСЬМО|Письмо)"
)
_FIGURES = r"(?:\d{1,5}[a-z*]?|[IVXLCDM]{2,9})"
# "405. ", "[12] ", "(1234) No. 56. ", "LETTER CVIII.—", "Nr. 19 ", "Brief 34: "
NUMBER = late(
    rf"(?:\(\d{{1,6}}\) ?)?(?:(?:{_CALLED}\.? )?(?:N[or]s?\.?|N[°º]\.?|№|Núm\.?|[Čč]\.) ?{_FIGURES}[.:)]?"
    rf"|{_CALLED}\.? (?:{_FIGURES}|[IVX])[.:)]?|{_FIGURES}[.)]|\[{_FIGURES}\]|\({_FIGURES}\)) ?(?:[–—:-]+ ?)?(?=\S)"
)
DAY_FIRST = late(  # "1756-12-28, ", "3 May 1859: ", "May 3, 1859. "
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4})(?:[,.:;]| [–—-]) (?=\w)"
)
REFERENCE = late(  # "(18-1)", "(Received August 5.)", "[Extract]", "(Abschrift)"
    r"[.,]?(?: |[ .]?[–—-]{1,2} ?)(?:\([^()]{0,40}\d[^()]{0,40}\)|[\[(](?:Extracts?|Excerpts?|Copy|Draft|Fragment"
    r"|Translation|Telegraphic"
    r"|Telegram|Confidential|Private|Secret|Undated|Postcard|Auszug|Entwurf|Abschrift|Konzept|Postkarte|Telegramm"
    r"|Extrait|Copie|Brouillon|Minute|Télégramme|Carte postale|Estratto|Frammento|Minuta|Copia|Borrador|Extracto"
    r"|Fragmento|Telegrama|Afschrift|Concept|Odpis|Brulion)\.?[\])])\.?\Z",
    re.IGNORECASE,
)
PARTS_BEHIND = late(r"\s?;(?=[^;]*\d).*\Z", re.DOTALL)  # "; DOI: 10.1215/x; CL 15: 107"
NOTE_AT_YEAR = late(r"(?<= (?:1[4-9]|20)\d\d)\d{1,2}\Z")  # "To Lina Prifti Aug. 18511"
# what joins the day to the names before it
BEFORE_DAY = late(
    rf"(?:[,.;:\[(<–—-]|(?:^| )(?:dated|of|on|vom|du|del?|le|am|den|van|z|ze|dne|dat(?:um|iert)?\.?"
    rf"|{WEEKDAY})(?![^\W\d_])|\s)+\Z",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """A heading without what an editor wrote around the names."""

    words: str
    is_numbered: bool
    is_led: bool  # by a day
    is_dated: bool


@lru_cache(256)
def heading(title: str) -> Heading:
    """The names in a heading, and whether a number and a day stood with them."""
    words = NOTE_AT_YEAR.sub("", PARTS_BEHIND.sub("", normalised(title).replace("( ", "(")))
    number = None if DAY_FIRST.match(words) else NUMBER.match(words)  # "8. Mai 1950: …" is not number 8
    words = words[number.end() :].lstrip(" ,") if number else words
    led = DAY_FIRST.match(words)
    words = REFERENCE.sub("", words[led.end() :] if led else words).rstrip(" .:")
    bare = _without_day(words) if any(map(str.isdigit, words)) else words
    return Heading(bare, number is not None, led is not None, led is not None or bare != words)


def _without_day(words: str) -> str:
    """The words before a day at their end: "To Lina Prifti, Vlora, Monday, 3 May 1859"."""
    for mark in find_dates(words):
        if mark.attributes and not words[mark.span.end :].strip(" .,;:)]>?"):
            return BEFORE_DAY.sub("", words[: mark.span.start]).rstrip(" ,")
    return words
