"""Treaties, agreements, protocols, joint communiqués, resolutions and decrees: articles, and who signed for whom."""

from __future__ import annotations

import re

from tei_edition.genres.reading import Reading, date_value, speaks, weigh
from tei_edition.genres.report import parse as parse_report
from tei_edition.genres.structure import Structure
from tei_edition.model import Evidence, Line

GENRE = "agreement"
EVIDENCE = (
    speaks(
        "title",
        r"^(?:\d+\. )?(?:the )?(?:\w+ ){0,4}(?:agreement|treaty|protocol|convention|pact|accord|resolution"
        r"|joint (?:communiqué|communique|statement|declaration)|decree|charter|armistice)\b"
        r"(?! of (?:the )?(?:\w+ )?(?:meeting|conversation|talks))",
        4.5,
    ),
    speaks("type", r"^(?:agreement|treaty|protocol|resolution|decree|convention)", 4),
)
ARTICLE = re.compile(r"(?:ARTICLE|Article|Art\.|Artikel|Artículo|Статья)\s(?:\d{1,3}|[IVXLC]{1,7})\b.{0,80}")
LONGEST_HEADING = 100  # characters
DONE = re.compile(r"(?:Done|DONE|Signed|Concluded|Adopted) (?:at|in|on)\b")
LAST = 12  # lines at the end in which place and day of the signing are looked for


def evidence(reading: Reading) -> Evidence:
    """What speaks for an agreement: the title, the archive's document type, numbered articles."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    short = (line for line in reading.lines if line.end - line.start <= LONGEST_HEADING)
    articles = sum(ARTICLE.fullmatch(reading.of(line)) is not None for line in short)
    if articles >= 2:
        score, reasons = score + 3, (*reasons, f"{articles} headings of articles")
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The agreement's articles and signatures; the day on which it was "done"."""
    structure = parse_report(reading, lines)
    if structure.date is not None:
        return structure
    for line in lines[-LAST:]:
        dates = [mark for mark in reading.dates_in(line.start, line.end) if mark.attributes]
        if DONE.match(reading.of(line)) and dates:
            return structure._replace(date=date_value(reading, dates[0]))
    return structure
