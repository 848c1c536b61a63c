"""News reports and press statements: a headline and paragraphs."""

from __future__ import annotations

from tei_edition.dates import JUCHE
from tei_edition.genres.openers import opening
from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading, date_value, speaks, weigh
from tei_edition.genres.structure import Structure
from tei_edition.model import DateValue, Evidence, Line
from tei_edition.patterns import late

GENRE = "article"
EVIDENCE = (
    speaks("title", r"\b(?:press (?:statement|release|conference)|communiqué|news)\b", 3),
    speaks("type", r"^(?:article|press)", 4),
)


AGENCY = late(  # "Peking, November 22 (Hsinhua)--", "GARY, Ind., March 21.—"
    r"[A-Z][\w .’'-]{2,30}(?:, [A-Z][\w.]{1,12})?, [A-Z][a-z]{2,8}\.? \d{1,2}"
    r"(?:, \d{4})?\.?(?: \((?:TASS|Xinhua|Hsinhua|AP|UPI|UP|AFP"
    r"|Reuters?|KCNA|ADN|MTI|ČTK|PAP|BTA|ATA|Tanjug|NCNA|ANSA|[A-Z]{2,6})\)"
    r"[ .]{0,2}(?:--|[–—-])?|\.? ?(?:--|—))"
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for an article: a page of news, a headline, the document type."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    if reading.capture.genre_hint == GENRE:
        score, reasons = score + 8, (*reasons, f"pages of the layout {reading.capture.layout} hold articles")
    for line in reading.lines[:6]:
        if match := AGENCY.match(reading.of(line)):
            return Evidence(GENRE, score + 3, (*reasons, f"the text begins with “{match.group().strip()}”"))
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The dateline and the paragraphs; the headline has been read before (`headline.py`)."""
    head = opening(reading, lines[:1])
    if head.dateline is None:
        return Structure(
            blocks=paragraph_blocks(reading, lines), date=None if reading.page_date else _by_juche(reading, lines)
        )
    date = date_value(reading, head.dateline.date) if head.dateline.date.attributes else None
    opener = (head.opener,) if head.opener else ()
    blocks = (*opener, *paragraph_blocks(reading, lines[head.taken :]))
    return Structure(blocks=blocks, marks=head.marks, date=date, place=head.dateline.place)


def _by_juche(reading: Reading, lines: tuple[Line, ...]) -> DateValue | None:
    """The day in "(Juche111.9.25.)", with which the agency ends its articles."""
    for line in lines[-3:]:
        for mark in reading.dates_in(line.start, line.end):
            if mark.rule == JUCHE:
                return date_value(reading, mark)
    return None
