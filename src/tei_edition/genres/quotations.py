"""Words in quotation marks inside paragraphs: `said` where the sentence says who speaks, else `q`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tei_edition.model import Line, Mark, Span
from tei_edition.names import honorific_end
from tei_edition.patterns import late

QUOTED = re.compile(r"“[^“”\n]{1,1500}”")
VERBS = (
    r"(?:adds?|added|says?|said|asks?|asked|answers?|answered|replies|replied|writes|wrote|remarks?|remarked"
    r"|notes|noted|continues|continued)"
)
# “…,” adds Comrade Enver Hoxha
SPEAKER_AFTER = re.compile(rf",?\s{{1,2}}{VERBS}\s")
# Comrade Petro Dode says, “…”
SPEAKER_BEFORE = late(rf"(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,3}})\s{VERBS}(?:,|:|\sthat)?\s\Z")


def find_quotations(text: str, lines: tuple[Line, ...], names: Iterable[Mark]) -> Iterator[Mark]:
    """The quotations of each line in source order; `next` and `prev` join the halves of an interrupted speech.

    `names` are the names in the text, which tell who speaks.
    """
    persons = {edge: mark for mark in names if mark.element == "persName" for edge in mark.span}
    for line in lines:
        if "“" not in text[line.start : line.end]:
            continue
        previous: tuple[Span, str] | None = None
        found = [Span(*match.span()) for match in QUOTED.finditer(text, line.start, line.end)]
        marks: list[Mark] = []
        for span in found:
            if previous is not None and text[previous[0].end : span.start].strip() == ",":
                marks[-1] = _said(marks[-1].span, previous[1], ("next", ""))
                marks.append(_said(span, previous[1], ("prev", "")))
                previous = None
                continue
            who, attribution = _speaker(text, span, line, persons)
            marks.append(_said(span, who) if who else Mark(span, "q", (), "quotation marks"))
            previous = (attribution, who) if who and attribution.start >= span.end else None
        yield from marks


def _said(span: Span, who: str, part: tuple[str, str] | None = None) -> Mark:
    attributes = (("who", f"#{who}"), *((part,) if part else ()))
    return Mark(span, "said", attributes, "quotation with its speaker named", ref=who)


def _speaker(text: str, span: Span, line: Line, persons: Mapping[int, Mark]) -> tuple[str, Span]:
    """Who speaks, if a person is named beside the quotation, and where the attribution stands."""
    after = SPEAKER_AFTER.match(text, span.end, line.end)
    if after:
        start = honorific_end(text, after.end())
        if start in persons:
            return persons[start].ref, Span(span.end, persons[start].span.end)
    before = SPEAKER_BEFORE.search(text, max(line.start, span.start - 80), span.start)
    if before and before.end("name") in persons:
        return persons[before.end("name")].ref, Span(*before.span())
    return "", span
