"""Reports and memoranda; also the fall-back for texts of no other genre: paragraphs with what frames them."""

from __future__ import annotations

from tei_edition.genres.closers import closing
from tei_edition.genres.correspondence import agent_of_mark
from tei_edition.genres.openers import opening
from tei_edition.genres.reading import Reading, date_value, speaks, weigh
from tei_edition.genres.sections import sectioned
from tei_edition.genres.structure import Structure
from tei_edition.model import Block, Evidence, Line
from tei_edition.patterns import late

GENRE = "report"
EVIDENCE = (
    speaks(
        "title",
        r"^(?:\d+\. )?(?:\w+ ){0,3}(?:report|memorandum|information|analysis|assessment|summary|note)\b",
        3,
    ),
    speaks("title", r"\breport\b", 1),
    speaks("type", r"^(?:report|memorandum|summary)", 4),
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for a report: the title; a little always, so that it is the fall-back."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    if is_memorandum(reading):
        score, reasons = score + 2.5, (*reasons, "it has the head of a memorandum")
    return Evidence(GENRE, score + 0.5, reasons)


MEMORANDUM = late(
    r"(?:MEMORANDUM|Memorandum|MEMO|Memo|AIDE-M[ÉE]MOIRE|Aktennotiz|AKTENNOTIZ|Vermerk|VERMERK|Notiz)(?: (?:FOR|TO"
    r"|for|to)\b.{0,100})?\s?:?.{0,60}"
)
FIELD = late(r"(?P<label>TO|To|FROM|From|SUBJECT|Subject|RE|Re|DATE|Date|THROUGH|Through|VIA|Via|CC|cc|Cc)\s?:\s")


def is_memorandum(reading: Reading) -> bool:
    """Whether the text is headed so, or by to whom and from whom it goes, its subject and its day."""
    head = [reading.of(line) for line in reading.lines[:HEAD]]
    if any(len(text) <= LONGEST_HEADING and MEMORANDUM.fullmatch(text) for text in head[:MOST_ABOVE]):
        return True
    fields = {match["label"].upper() for text in head if (match := FIELD.match(text))}
    return {"TO", "FROM"} <= fields and len(fields) >= FEWEST_FIELDS


HEAD, MOST_ABOVE, FEWEST_FIELDS, LONGEST_HEADING = 12, 5, 4, 140


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The report's head, paragraphs, signature and notes."""
    head = opening(reading, lines)
    rest = lines[head.taken :]
    foot = closing(reading, rest, "report")
    blocks: list[Block] = [head.opener] if head.opener else []
    blocks += sectioned(reading, rest[: foot.start])
    blocks += [block for block in (foot.closer, foot.postscript, foot.trailer) if block is not None]
    dateline = head.dateline or foot.dateline
    return Structure(
        blocks=tuple(blocks),
        marks=(*head.marks, *foot.marks),
        authors=tuple(agent_of_mark(reading, mark) for mark in foot.signers),
        date=date_value(reading, dateline.date) if dateline and dateline.date.attributes else None,
        place=dateline.place if dateline else None,
    )
