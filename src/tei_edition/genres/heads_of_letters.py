"""Where a letter opens on a page that no layout knows: dateline and salutation tell; above are heading and page."""

from __future__ import annotations

import re

from tei_edition.genres.datelines import dateline
from tei_edition.genres.openers import opening
from tei_edition.genres.opening_lines import begins_with_salute, is_salute, is_vocative
from tei_edition.genres.reading import Reading
from tei_edition.genres.who_to_whom import addressed
from tei_edition.model import Line
from tei_edition.names import looks_like_person
from tei_edition.patterns import late

LABEL = late(r"^[^,]*[^\W\d_]:\Z")  # "Mr. DAHL:"; an address goes on in the next line
HIGHEST, NEAR, LONGEST = 14, 4, 160  # lines of a page above the opener; from dateline to salutation; characters
FEWEST_WORDS = 3  # of a heading that names nobody


def opens_at(reading: Reading, lines: tuple[Line, ...], *, is_named: bool = False) -> int | None:
    """Which of the first lines is the dateline above a salutation, or the salutation; None if no letter opens there.

    Where the heading says who wrote to whom (`is_named`) a place and a date are enough.
    """
    for index, line in enumerate(lines[: min(HIGHEST, len(lines) - 1)]):
        text = reading.of(line)
        if len(text) > LONGEST:
            if CITED.search(text):
                continue
            return None
        date = dateline(reading, line)
        if date is not None and date.rest is None and ((is_named and date.place) or _is_saluted(reading, lines, index)):
            return index if date.place else _place_and_date_below(reading, lines, index)
        if LABEL.search(text) and not is_salute(text):
            return None  # who speaks greets those who are present
        if date is None and index and is_salute(text) and not text[-1].isalnum():
            return index
    return None


def _place_and_date_below(reading: Reading, lines: tuple[Line, ...], at: int) -> int:
    """Where a dateline with a place stands below a day, which is the page's then: "Monday, 3 May 2010"."""
    for index in range(at + 1, min(at + NEAR, len(lines))):
        date = dateline(reading, lines[index])
        if date is not None and date.place is not None:
            return index
    return at


def _is_saluted(reading: Reading, lines: tuple[Line, ...], at: int) -> bool:
    """Whether a salutation stands below a dateline, with an address between them at the most."""
    for index in range(at + 1, min(at + 1 + NEAR, len(lines))):
        text = reading.of(lines[index])
        if is_salute(text) or begins_with_salute(text) or is_vocative(reading, lines[index : index + 2]):
            return True
        if len(text) > LONGEST:
            return False
    return False


def heading_above(reading: Reading, at: int) -> int | None:
    """Which line above the opener is the heading: who wrote to whom, else what is called letters, else some words."""
    above = [(index, reading.of(line)) for index, line in enumerate(reading.lines[:at])]
    named = [(len(addressed(text)), index) for index, text in above]
    if any(number for number, _ in named):
        return max(named)[1]
    worded = [index for index, text in above if len(text.split()) >= FEWEST_WORDS and not NO_HEADING.match(text)]
    called = [index for index in worded if CALLED_LETTERS.search(above[index][1])]
    if called or opening(reading, reading.lines).taken > at:  # a letterhead is no heading
        return next(iter(called), None)
    return next((index for index in worded if not looks_like_person(above[index][1])), None)


# what books of letters are called; singular and plural
CALLED_LETTERS = late(
    r"\b(?:Letters?|Correspondence|Briefe?|Briefwechsel|Schreiben|Lettres?|Correspondance|Cartas?|Correspondencia"
    r"|Lettere|Lettera|Carteggio|Epistolario|Brev|Brieven|Listy|Dopisy|Levelek|Письм[оа]|Переписка|Pisma|Letre"
    r"|Correspondência|Epistolae)\b"
)
CITED = re.compile(r" // | ISBN |\bhttps?://")  # a page cites the edition that it shows, at any length
NO_HEADING = late(r".*[\d.:;,|!?]\Z|\W*\d|[(\[|]|.*(?:https?:|www\.)")
# what editors and pages write between a heading and the letter: "Source: …", "First published: …", "____", "383"
OF_EDITION = late(
    r"(?:[\[(] ?)?(?:Source|First [Pp]ublished|Published|Printed|Written|Translated|Transcribed|Manuscript|Original"
    r"|Quelle|Erstdruck|Druck|Überlieferung|Handschrift|Publié|Imprimé|Manuscrit|Fuente|Publicad[oa]|Fonte|Pubblicat[oa]|Bron"
    r"|Gedrukt|Źródło|Rękopis|Druk|Pierwodruk|Pramen|Forrás|Источник|Печатается|Впервые|Källa|Tryckt|Kilde|Trykt)\b.*"
    r"|[\W_]*|.* // .*|.* [—–-] [SСp]\. ?\d+.*|[(\[]?\d{1,5}[)\].]?"
    r"|(?:In|in|à|À|a|A|w|W|v|V|en|En|em|i|I|В|в) [A-ZÀ-ÞŁŚŻА-Я][\w’'-]+(?: [A-Z][\w’'-]+)?"
    r"|.*\b(?:Previous|Next|Back|Home|Contents|Anuncio|Advertisement|Anzeige|Publicité|Pubblicità)\b.*",
    re.DOTALL,
)


def lines_of_edition(reading: Reading, lines: tuple[Line, ...], *, is_named: bool) -> int:
    """How many lines between the heading and the opener are the edition's: "In London" / "Source: …" / "383"."""
    at = opens_at(reading, lines, is_named=is_named)
    if not at or any(LABEL.search(reading.of(line)) for line in lines[:at]):
        return 0
    above = [index for index in range(at) if OF_EDITION.fullmatch(reading.of(lines[index]))]
    above += [index for index in range(at) if dateline(reading, lines[index]) is not None]
    first = max(above, default=-1) + 1
    for start in range(first, at + 1):
        if opening(reading, lines[start:]).taken > at - start:
            return start
        if start < at and _is_sentence(reading.of(lines[start])):
            break
    return 0


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= FEWEST_IN_SENTENCE and text[-1] in ".!?"


FEWEST_IN_SENTENCE = 8  # words
