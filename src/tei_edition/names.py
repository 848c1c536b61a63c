"""What names of people and organisations look like: titles and honorifics, full names, abbreviations, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from tei_edition.model import Span
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER, any_of, capitalised_forms_of, forms_in_capitals_too
from tei_edition.wordlist import WordList

NameElement = Literal["persName", "orgName", "placeName"]
PREFIXES: dict[NameElement, str] = {"persName": "pers-", "orgName": "org-", "placeName": "place-"}

REMEMBERED = 4096  # names that were parted: a speaker's comes back with each turn
LONGEST_PERSON = 50  # characters of a person's name
LONGEST_NAME = 120  # characters of an organisation's name on a line of its own

ALIKE = (("'", "’‘ʼ`´"), (" ", "\xa0\n\r\t\u202f"))


def canonical(text: str) -> str:
    """The text with all apostrophes and white space alike; as long as the text, so that positions agree."""
    if text.isascii() and text.isprintable():  # most names
        return text
    for sign, others in ALIKE:  # str.translate would look each character up
        for other in others:
            text = text.replace(other, sign)
    return text


# --- the document's own names ---------------------------------------------------------------------------------

ORGANISATION_HEADS = frozenset(
    (
        "Party Committee Ministry Department Embassy Council Commission Congress Government Bureau Academy University "
        "Institute Organization Organisation Association Agency Bank Assembly Parliament Federation Foundation "
        "Directorate Secretariat Presidium Politburo League Consulate Legation Society Company Corporation"
    ).split()
)
ORGANISATION_HEAD = re.compile(rf"(?:{'|'.join(sorted(ORGANISATION_HEADS))})\b")
MODIFIERS = re.compile(r"(?:(?:[A-Z][\w’'-]*|\d{1,3}(?:st|nd|rd|th)) ){1,6}\Z")
CAPITALISED = r"[A-Z][\w’'-]*"
COMPLEMENT = late(
    rf"(?: (?:of|for) (?:the )?{CAPITALISED}(?: {CAPITALISED}){{0,4}}){{1,3}}"
    # "Ministry of Trade and Industry", but not "Bureau of the ALP and First Vice Chairman"
    rf"(?:,? and (?!First|Vice|Deputy|Chair|Minister|Secretary|Member|President|Director|Ambassador|Candidate|Head"
    rf"|General){CAPITALISED}"
    rf"(?! {CAPITALISED}))?"
)
NOT_A_MODIFIER = frozenset(
    "The A An This That Our Your Their His Her In On At By From To For And But If When As Of With".split()
)
# words that say of what kind a body is, not which one it is: "Central Committee" alone names nobody
GENERIC = frozenset(
    (
        "Central Executive Political Supreme National State General Party Regional Provincial District Local First "
        "Second New Great Council Committee Department Government Commission Bureau Congress Parliament Assembly "
        "Presidium Secretariat Ministry Embassy Organization Society"
    ).split()
)
ABBREVIATED = re.compile(r" \((?P<abbreviation>[A-Z][A-Za-z]{1,7})\)")
SPELLED_OUT = late(r"\b(?:[A-Z][\w’'-]*|of|the|and|for|on)(?: (?:[A-Z][\w’'-]*|of|the|and|for|on)){1,9}\Z")
LONGEST_SPELLED_OUT = 200  # characters of the words before an abbreviation
COUNTRY_WORDS = re.compile(r"\b(?:Republic|Kingdom|Union of|States of|Federation of|Empire)\b")


class OwnName(NamedTuple):
    """A full name that the document itself gives, with the abbreviation that it introduces, if any."""

    span: Span
    element: NameElement
    abbreviation: str = ""


def own_names(text: str, heads: Iterable[re.Match[str]] | None = None) -> Iterator[OwnName]:
    """Organisations and countries by the document's own full names: "X (ALP)", "Central Committee of the X Party".

    `heads` are the words of the text that may be the head of such a name, if they have been looked for.
    """
    for match in ABBREVIATED.finditer(text):
        end = match.start()
        words = SPELLED_OUT.search(text, max(0, end - LONGEST_SPELLED_OUT), end)
        full = _spelled_out(words.group(), match["abbreviation"]) if words else ""
        if full:
            element: NameElement = "placeName" if COUNTRY_WORDS.search(full) else "orgName"
            yield OwnName(Span(end - len(full), end), element, match["abbreviation"])
    for match in ORGANISATION_HEAD.finditer(text) if heads is None else heads:
        span = _organisation(text, match)
        if span:
            yield OwnName(span, "orgName")


def heads_among(words: WordList, text: str, start: int) -> list[re.Match[str]] | None:
    """The words of a document that may be the head of a name in a text, which stands in it from `start` on.

    None if that cannot be told from the words, because one of them has an underscore in it.
    """
    if "_" in text:
        return None
    end = start + len(text)
    found = (at for word in ORGANISATION_HEADS & words.counts.keys() for at in words.places[word] if start <= at < end)
    return [match for at in sorted(found) if (match := ORGANISATION_HEAD.match(text, at - start))]


def _spelled_out(words: str, abbreviation: str) -> str:
    """The last words whose capitals spell the abbreviation; empty if none do."""
    parts = words.split(" ")
    wanted = abbreviation.upper()
    for first in range(len(parts) - 1, -1, -1):
        tail = parts[first:]
        capitals = "".join(part[0] for part in tail if part[0].isupper())
        if capitals == wanted and parts[first][0].isupper():
            return " ".join(tail)
        if len(capitals) > len(wanted):
            return ""
    return ""


def _may_modify(text: str, start: int) -> bool:
    """Whether the word right before a place has a capital or a figure: most have none."""
    if text[start - 1 : start] != " ":
        return False
    word = text[max(0, start - 80) : start - 1].rpartition(" ")[2]
    return word != word.lower() or (not word.isalpha() and any(map(str.isdigit, word)))


def _organisation(text: str, head: re.Match[str]) -> Span | None:
    """The whole name around "Party", "Committee" …: capitalised words before it, "of the X" after it."""
    start, end = head.span()
    if start and text[start - 1].isalnum():
        return None
    before = MODIFIERS.search(text, max(0, start - 80), start) if _may_modify(text, start) else None
    after = COMPLEMENT.match(text, end) if text.startswith((" of ", " for "), end) else None
    if before is None and after is None:
        return None
    words = before.group().split() if before else []
    if before and before.start() and text[before.start() - 1].isalnum():
        words = words[1:]
    while words and words[0] in NOT_A_MODIFIER:
        words = words[1:]
    if after:
        end = after.end()
    if text.startswith(" “", end) or not set(words + text[head.end() : end].split()) - GENERIC - {
        "of",
        "the",
        "for",
    }:
        return None  # "the Commission of the UN “for …”" goes on; "the Central Committee" says not of whom
    if words:
        start -= len(" ".join(words)) + 1
    return Span(start, end)


# --- persons' names -------------------------------------------------------------------------------------------

HONORIFIC = rf"(?:{any_of('honorifics', in_capitals=True)}\s+)+"  # inside a pattern
SPACE = re.compile(r"\s+")
PERSON_NAME = late(
    rf"[{UPPER}](?:[\w’'-]*\.?|\.(?:[ -]?[{UPPER}]\.)*)(?: (?:[{UPPER}](?:[\w’'-]*\.?|\.(?:[{UPPER}]\.){{1,2}})"
    rf"|de|von|van|der|la|le|du|al|bin|ibn|di|da)){{0,5}}"
)


# words that stand before a name and say what somebody is: "Deputy Secretary of Defense James Schlesinger"; besides them
# the offices of all languages
RANK = late(
    r"(?:Secretary(?:-designate)?(?: of (?:State|Defense|the Treasury|Commerce|Agriculture|Labor"
    r"|the Interior))?(?: for [A-Z]\w+ Affairs)?"
    r"|Under ?[Ss]ecretary|UnderSecretary|Secy\.?|FonSec|FonMin|PriMin|President(?:-elect)?|Premier|Chancellor"
    r"|Chairman|Chairwoman|Minister(?: of [A-Z]\w+(?: Affairs)?)?"
    r"|Prime Minister|Ambassador(?:-designate)?|Amb\.?|Chargé|Consul|Counselor|Counsellor|Attorney General"
    r"|Attaché|Governor|Senator|Sen\.|Congressman|Congresswoman|Representative"
    r"|Alderman|Councillor|Canon|Rep\.|Admiral|Adm\.|General|Gen\.|Marshal|Colonel|Col\.|Captain|Capt\.|Major|Maj\.|Lieutenant|Lt\."
    r"|Commander|Brigadier|Director(?: of Central Intelligence)?|Legal Advis[eo]r|Advis[eo]r"
    r"|Judge|Justice|King|Queen|Prince|Princess|Emperor|Shah|Sultan|Pope|Cardinal|Archbishop|Bishop|Father"
    r"|Reverend|Count(?:ess)?|Baron(?:ess)?|Viscount(?:ess)?|Earl|Duke|Duchess|Marquess|Dame|Lord|Lady|Sir|Dr\.?|Doctor|Prof\.?|Professor|Mr\.?|Mrs\.?|Ms\.?|Miss|Messrs\.?"
    r"|M\.|Mme\.?|Madame|Comrades?|Cde\.?|Com\.)(?= |\Z)"
)
QUALITY = late(
    r"(?:Acting|Deputy|Vice|First|Second|Third|Assistant|Asst\.?|Special|Senior|Chief|Former|Foreign|Defense|Finance|Prime"
    r"|Soviet|British|Korean|Chinese|French|German|Japanese|American|CIA|NSC|U\.S\.|His Excellency|Her Excellency) "
)


def title_end(text: str, at: int = 0) -> int:
    """Where the title ends that stands at a place; the place itself if none stands there."""
    end = at
    begins = at + len("The ") if text.startswith("The ", at) else at
    while (behind := _end_of_rank(text, begins)) is not None:
        end = behind
        if end == len(text):
            break
        begins = end + 1  # behind the space
    return end


def _end_of_rank(text: str, at: int) -> int | None:
    """Where one rank ends, with what may stand before it: "Acting Deputy Secretary"."""
    begins = [at]
    while quality := QUALITY.match(text, begins[-1]):
        begins.append(quality.end())
    for begin in reversed(begins):  # "Prime Minister", but "Prime" may be all that is left of a title
        if rank := RANK.match(text, begin):
            return rank.end()
        for end in capitalised_forms_of("offices").ends(text, begin):
            if end == len(text) or text[end] == " ":
                return end
    return None


@lru_cache(REMEMBERED)
def split_title(words: str) -> tuple[str, str]:
    """Title and bare name: "Acting Secretary Ball" → ("Acting Secretary", "Ball"); the name may be empty."""
    end = title_end(words)
    return words[:end], words[end:].strip() if end else words


def honorific_end(text: str, at: int = 0) -> int:
    """Where the honorifics end that stand at a place, with the space behind them; the place itself if none do."""
    honorifics = forms_in_capitals_too("honorifics")
    while spaces := next(filter(None, (SPACE.match(text, end) for end in honorifics.ends(text, at))), None):
        at = spaces.end()
    return at


def without_honorific(name: str) -> str:
    """The bare name: "Comrade Ri Jong-ok" → "Ri Jong-ok"."""
    return name[honorific_end(name) :]


def looks_like_person(text: str) -> bool:
    """Whether a short line can be nothing but a personal name."""
    return len(text) <= LONGEST_PERSON and _looks_like_person(text)


@lru_cache(REMEMBERED)
def _looks_like_person(text: str) -> bool:
    words = text.split()
    return (
        1 < len(words) <= 5
        and PERSON_NAME.fullmatch(text) is not None
        and not any(map(str.isdigit, text))
        and not ORGANISATION_HEAD.search(text)
        and words[0] not in NOT_A_MODIFIER - {"An"}  # An Yong
    )


# bodies that ORGANISATION_HEAD leaves out because people are called so too, and the addresses of cables
BODY = re.compile(
    r"\b(?:Conference|Mission|Delegation|Headquarters|Command|Office|Service|Station|Posts?|Red Cross|Board|Union"
    r"|Library|Museum|Hospital|Trust|Fund|Archives?|Court|Railways?|Ltd|Inc|AMEMBASSY|AMCONSUL|SECSTATE|EMBASSY"
    r"|CONSULATE|DEPT|USUN|CINC[A-Z]*)\b"
)


def is_organisation(text: str) -> bool:
    """Whether a sender or addressee is a body rather than a person."""
    return bool(ORGANISATION_HEAD.search(text) or BODY.search(text))
