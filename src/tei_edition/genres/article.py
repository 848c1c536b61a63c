"""News reports and press statements: a headline and paragraphs."""

from __future__ import annotations

from tei_edition.dates import JUCHE, find_dates
from tei_edition.genres.openers import opening
from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading, date_value, speaks, title_of, weigh
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
    head = [reading.of(line) for line in reading.lines[:6]]
    if match := next((found for text in head if (found := AGENCY.match(text))), None):
        return Evidence(GENRE, score + 3, (*reasons, f"the text begins with “{match.group().strip()}”"))
    if wired := next((found for text in head[:3] if (found := WIRED.match(text))), None):
        score, reasons = score + 2, (*reasons, f"news of a day and place: “{wired['place']}”")
    stated = [title_of(reading.capture), *(fact.value for fact in reading.capture.facts_named("remark"))]
    if paper := next((text for text in stated if NEWSPAPER.search(text) and ISSUE.search(text)), ""):
        score, reasons = score + 2.5, (*reasons, f"the page names the issue of a newspaper: “{paper}”")
    short = [text for text in head if len(text) <= LONGEST_LINE_OF_PAPER]
    if byline := next((text for text in short if BYLINE.fullmatch(text)), ""):
        score, reasons = score + 2, (*reasons, f"somebody wrote it for a paper: “{byline}”")
    if paper := next((text for text in short if NEWSPAPER.search(text)), ""):
        score, reasons = score + 1.5, (*reasons, f"a newspaper is named above it: “{paper}”")
    return Evidence(GENRE, score, reasons)


# "THE TOWN IS TAKEN. (Received May 3, 11 a.m.) TIRANA, 2nd May. It is stated …": what an agency wired to a paper
WIRED = late(
    r"(?:[A-Z][A-Z .,’'-]{5,120}[.!] )?(?:\((?:Received|By \w+|From) [^()]{3,60}\) ?)?"
    r"(?P<place>[A-Z][A-Z .’'-]{2,30}), (?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})"
    r"\.(?: ?[—–-]+)? (?=[A-Z])"
)
# "May 3, 1914, Page 1", "3 mai 1914, page 2": a day and a page or a number
ISSUE = late(
    r"\d{4}.{0,30}\b(?:[Pp]age|[Pp]p?\.|[Ss]eite|S\.|[Pp]ágina|[Pp]agina|[Ss]ida|[Ss]ide|[Ss]trona|[Ss]ivu) ?\d"
    r"|\b(?:Volume|Vol\.|Issue|No\.|Nr\.|Numéro|Número|Jahrgang|Jg\.)[^\d]{0,10}[\dIVXLC]+.{0,60}\d{4}"
)
LONGEST_LINE_OF_PAPER = 90
BYLINE = late(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af) (?:[A-ZÀ-Þ][\w’'.-]+ ?){2,4}(?:,.{3,60})?"
    r"|\(?(?:From|BY|By) (?:our|OUR) (?:own|special|Special|Own|OWN|SPECIAL).{0,10} (?:[Cc]orrespondent"
    r"|CORRESPONDENT|[Rr]eporter).{0,30}"
    r"|(?:Special to|Exclusive to|Staff [Ww]riter|By (?:the )?(?:Associated Press|United Press|Reuters?)"
    r"|\(?Reuters?\)?|\(?AP\)?).{0,40}"
    r"|(?:Von unserem|De notre|De nuestro|Dal nostro|Van onze) .{3,60}"
)
NEWSPAPER = late(
    r"\b(?:Times|Herald|Gazette|Tribune|Daily \w+|Newspaper|Courier|Chronicle|Observer|Guardian|Examiner|Sun-Times"
    r"|Inquirer"
    r"|Zeitung|Nachrichten|Tageblatt|Anzeiger|Rundschau|Presse|Kurier|Volksblatt|Gazeta|Pravda|Izvestia|Trybuna"
    r"|Le Monde|Le Figaro"
    r"|L’Humanité|Le Temps|La Nación|El País|La Prensa|El Mercurio|Corriere|La Stampa|L’Unità|Courant|Handelsblad"
    r"|Dagblad"
    r"|Tidning(?:en)?|Dagblad(?:et)?|Tidende|Aftonblad(?:et)?|Sanomat|Rudé právo|Népszabadság|Scînteia|Borba"
    r"|Politika)\b"
    r"|\b(?:Правда|Известия|Красная звезда|Труд)\b"
)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The dateline and the paragraphs; the headline has been read before (`headline.py`)."""
    head = opening(reading, lines[:1])
    if head.dateline is None:
        return Structure(
            blocks=paragraph_blocks(reading, lines),
            date=None if reading.page_date else _by_juche(reading, lines) or _of_paper(reading),
        )
    date = date_value(reading, head.dateline.date) if head.dateline.date.attributes else None
    opener = (head.opener,) if head.opener else ()
    blocks = (*opener, *paragraph_blocks(reading, lines[head.taken :]))
    return Structure(blocks=blocks, marks=head.marks, date=date, place=head.dateline.place)


def _of_paper(reading: Reading) -> DateValue | None:
    """The one day with a year in the short lines at the top: "Vlora Herald, May 3, 1950", "~ 1885"."""
    for name in ("title", "remark"):
        for fact in reading.capture.facts_named(name):
            days = find_dates(fact.value) if NEWSPAPER.search(fact.value) and ISSUE.search(fact.value) else ()
            if len(days) == 1 and days[0].attributes:
                return DateValue(None, fact.value[days[0].span.start : days[0].span.end], days[0].attributes)
    short = [line for line in reading.lines[:6] if line.end - line.start <= LONGEST_LINE_OF_PAPER]
    marks = [mark for line in short for mark in reading.dates_in(line.start, line.end) if mark.attributes]
    return date_value(reading, marks[0]) if marks and len({mark.attributes for mark in marks}) == 1 else None


def _by_juche(reading: Reading, lines: tuple[Line, ...]) -> DateValue | None:
    """The day in "(Juche111.9.25.)", with which the agency ends its articles."""
    for line in lines[-3:]:
        for mark in reading.dates_in(line.start, line.end):
            if mark.rule == JUCHE:
                return date_value(reading, mark)
    return None
