"""Whether the last paragraph above the page's foot is the archive's summary: it has no label, so its words decide."""

from __future__ import annotations

import re

from tei_edition.genres.closing_lines import RECORDING, begins_with_valediction
from tei_edition.genres.datelines import dateline
from tei_edition.genres.labels import label_of
from tei_edition.genres.opening_lines import DISTRIBUTION
from tei_edition.genres.reading import Reading, title_of
from tei_edition.genres.signatures import SIGNED_BY
from tei_edition.mentions import CAPITAL
from tei_edition.model import Line
from tei_edition.names import looks_like_person
from tei_edition.patterns import late

FEWEST_WORDS, MOST_WORDS = 6, 150
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
PERSONAL = re.compile(r"\b(?:I|we|you|my|our|your|me|us|ours|yours)\b")
# archives summarise in the present tense: "Enver Hoxha addresses …", "The report discusses …"
PRESENT_TENSE = late(
    r"\b(?:address|discuss|describ|report|send|express|laud|prais|offer|comment|note|request|ask|thank|inform"
    r"|summar|outlin|provid|give|present|explain|review"
    r"|criticiz|criticis|complain|agree|propos|suggest|state|say|tell|warn|urge|call|meet|talk|speak|recount"
    r"|relat|detail|contain|includ|cover|analy[sz]|assess|argu|claim|reveal"
    r"|show|indicat|accus|condemn|congratulat|invit|announc|declar|assert|stress|emphasi[sz]|reassur|confirm"
    r"|convey|transmit|writ|respond|repl|reiterat|recommend|examin|consider|debat|exchang"
    r"|focus|touch|deal|concern|mention|highlight|advocat|demand|seek|welcom|appeal|pledge|promis|support|oppos"
    r"|reject|refus|accept|approv|instruct|order|negotiat|assur|insist|criticis|answer|brief|remind|clarif|underlin"
    r"|not|portray|elaborat|enumerat|list|evaluat|trac|compar|bring|go over|meet)(?:e?s|ies|e|y)?\b"
    r"|\b(?:is|are|was|were) \w+ed\b"
)
# "A letter to X from Y containing …", "Report on …": a summary without a verb
NOUN_PHRASE = late(
    r"(?:An? |The )?(?:\w+ ){0,3}?(?:[Rr]eport|[Ll]etter|[Tt]elegram|[Mm]emorandum|[Rr]ecord|[Mm]inutes|[Aa]ccount"
    r"|[Ss]ummary|[Dd]escription|[Nn]otes|[Cc]onversation|[Mm]essage|[Ss]peech|[Ss]tatement|[Dd]iscussion|[Aa]nalysis|[Tt]ranscript"
    r"|[Dd]ocument|[Nn]ote) (?:on|of|from|to|by|about|between|with|in which|that|containing|concerning|regarding)\b"
)
COMMON_CAPITALS = frozenset("The A An In On At It This That He She They His Her Their And But For To Of".split())


def is_abstract(reading: Reading, line: Line, above: tuple[Line, ...]) -> bool:
    """A third-person sentence in the present tense that shares a name with the title or the text (guidelines §10)."""
    text = reading.of(line)
    count = len(text.split())
    if not FEWEST_WORDS <= count <= MOST_WORDS or text[-1] not in ".”\"'’)" or not text[0].isalpha():
        return False
    if any(pattern.match(text) for pattern in (RECORDING, DISTRIBUTION, SIGNED_BY)) or begins_with_valediction(text):
        return False
    if looks_like_person(text) or dateline(reading, line) or label_of(reading, line):
        return False
    outside_quotes = QUOTED.sub("", text)
    if PERSONAL.search(outside_quotes):
        return False
    if not (PRESENT_TENSE.search(outside_quotes) or NOUN_PHRASE.match(text)):
        return False
    return bool(_names(text) & _names(title_of(reading.capture) + " " + _sample(reading, above)))


def _names(text: str) -> set[str]:
    return {match.group() for match in CAPITAL.finditer(text)} - COMMON_CAPITALS


def _sample(reading: Reading, lines: tuple[Line, ...]) -> str:
    """Enough of the text to meet its names."""
    return reading.text[lines[0].start : min(lines[-1].end, lines[0].start + 4000)] if lines else ""
