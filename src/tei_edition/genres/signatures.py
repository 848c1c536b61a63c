"""Signatures: what a line must be to be one, and where the name and the office are in it."""

from __future__ import annotations

import re
from functools import lru_cache

from tei_edition.editorial import OFFICE
from tei_edition.genres.members import SMALL_OFFICE
from tei_edition.genres.reading import Reading
from tei_edition.model import Mark, Span
from tei_edition.names import (
    ORGANISATION_HEAD,
    PREFIXES,
    NameElement,
    is_organisation,
    looks_like_person,
    split_title,
    without_honorific,
)
from tei_edition.patterns import beginning, late
from tei_edition.vocabulary import UPPER, any_of, beginnings, capitalised_forms_of

RECORDER = late(  # "Recorded by: X", "Interpreter: X"
    r"(?P<what>[A-Z][\w -]{3,40}?)(?: by:?|:) (?P<name>[A-Z][^,;:()]{2,50}?)(?:[,;.(].*)?"
)
SIGNED_BY = re.compile(
    r"[\[(]?(?:signed|signature|sgd\.?|gez\.?|gezeichnet|signé|firmado|fdo\.|firmato|f\.to|podp\.|podpis|podepsán|getekend|get\.|w\.g\."
    r"|undertecknad|sign\.|assinado|semnat|aláírás|подп\.|подпись|подписал)[\])]?:? |\(-\) ?|/-/ ?|/s/ ?"
    r"|\[(?:signature|signed)\] ?",
    re.IGNORECASE,
)
# "Dein alter Ola", "Your Helga"; but not "Your Excellency"
RANKS = (
    r"(?!Excel|Exzell|Majest|Highness|Hon|Lordship|Grace|Eminence|Holiness|Durchlaucht|Hoheit|Señoría|Alt|Gov|Émin|Emin"
    r"|Maest|Santi|Sant[aà]|Signor|Grâce)"
)
OWN = beginning(
    beginnings("possessives"),
    rf"{any_of('possessives')}(?: (?!to |for )[^\W\d_A-Z]\w*){{0,3}} {RANKS}"
    rf"(?P<name>(?:[{UPPER}]\. ?){{0,3}}[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'.-]*){{0,2}})",
)
NAME_IN_BRACKETS = re.compile(r"\((?P<name>[^()]{3,50})\)|/(?P<name2>[^/]{3,50})/")  # "(V. IVASHIN)", "/A. PUZANOV/"
NAME_AND_OFFICE = re.compile(r"(?P<name>[^,]{3,50}), (?P<office>.{3,100})")
OFFICE_AND_NAME = re.compile(r"(?P<office>.{3,100}?)(?:: | – | — )(?P<name>.{3,50})")
NAMELESS = re.compile(r"\[{1,2}(?:illegible |unreadable )?signatures?(?: illegible)?\]{1,2}", re.IGNORECASE)
LETTER_SPACED = re.compile(r"(?:[A-Z]\.? )?(?:[A-Z] ){3,20}[A-Z]")  # "S H T Y K O V"
LONE_SURNAME = late(r"(?:[A-Z][\w’'-]{1,20}|(?:[A-Z] ){3,20}[A-Z])(?: \[[^\[\]]{2,40}\])?")
SIGNATURE_AFTER_VALEDICTION = re.compile(r"[A-Z][^?!:;]{0,48}")
NOTE_MARK = re.compile(r"(?<=[a-z.])(?:\[\d{1,3}\]|\d{1,2})\Z")  # behind a signature: "John Foster Dulles5"
LOWER_CASE_OFFICE = late(rf"(?:of|for|and|to|in|at) |{SMALL_OFFICE.pattern}")
INITIAL_FIRST = re.compile(rf"[{UPPER}]\. ")
INITIAL_LAST = re.compile(r"(?:\A|[ .])[A-Z]\.\Z")  # "E. H."
NUMBERED = re.compile(r"\d{2}|\d/|/\d")  # a shelfmark, an address, a telephone
REMEMBERED = 1024  # lines that may be signatures: each is asked more than once
MOST_SMALL_WORDS = 3  # of a signature
RANK_ALONE = late(
    r"(?:(?:(?:Maj|Brig|Lt|Col|Gen|Capt|Adm|Sgt|Cpl|Pte|Comdg|Comdr)\.?|Major|General|Colonel|Captain|Lieutenant|Commander"
    r"|Esq\.|M\.P\.|R\.N\.|U\.S\.A\.|U\.S\.N\.)[ ,]*){1,4}(?:Commanding)?"
)


SHORT_FIRST_NAME = late(
    r"\A(?P<short>Alex|Ant|Ben|Benj|Chas|Cha|Danl|Dan|Edm|Edw|Edwd|Fredk|Gab|Geo|Go|Gouv|Hen|Jas|Jno|Jon|Jos|Nat|Nathl|Nich|Pat"
    r"|Richd|Rich|Rob|Robt|Sam|Saml|Th|Tho|Thos|Theo|Tim|Wm|Will):(?= ?[A-Z])"
)  # "Th: Dahl", "Geo: Prifti"


def own_name(text: str) -> int:
    """Where the name begins in "Dein alter Ola", 0 if a line is none such."""
    match = OWN.fullmatch(without_mark(text).rstrip(" ,."))
    return match.start("name") if match else 0


def may_sign(text: str) -> bool:
    """Whether a short line under a valediction can be a signature: "Lina", "your Helga", but no sentence."""
    text = SHORT_FIRST_NAME.sub(r"\g<short>.", text)
    small = sum(word[0].islower() for word in text.split())
    return (
        SIGNATURE_AFTER_VALEDICTION.fullmatch(text) is not None
        and text[-1] != ","
        and small <= MOST_SMALL_WORDS
        and not is_title(text.rstrip("."))
        and not NUMBERED.search(text)
    )


@lru_cache(REMEMBERED)
def signer(text: str) -> tuple[int, int] | None:
    """Where the name is in a line that is a signature: a name, "P. Stevens, Consul.", "Head of Mission: S. Birulin"."""
    bare = SHORT_FIRST_NAME.sub(r"\g<short>.", without_mark(text).rstrip(" ,"))
    if match := OWN.fullmatch(bare):
        return match.span("name")
    if looks_like_person(bare_name(bare)) and not is_title(bare):
        return 0, len(bare)
    match = NAME_IN_BRACKETS.fullmatch(bare)
    if match and looks_like_person(match["name"] or match["name2"]):
        return match.span("name" if match["name"] else "name2")
    match = NAME_AND_OFFICE.fullmatch(bare)
    if match and looks_like_person(bare_name(match["name"])) and OFFICE.match(match["office"]):
        return match.span("name")
    match = OFFICE_AND_NAME.fullmatch(bare)
    if match and OFFICE.search(match["office"]) and looks_like_person(bare_name(match["name"])):
        return match.span("name")
    return None


def bare_name(name: str) -> str:
    """The name without "Comrade"; but nobody signs as Monsieur, so that "M. Shehu" keeps its initial."""
    return name if INITIAL_FIRST.match(name) else without_honorific(name)


def is_title(text: str) -> bool:
    """An office and no name."""
    title, bare = split_title(text)
    return bool(title) and not bare


def without_mark(text: str) -> str:
    """A signature without the number of a note and the dash behind it."""
    bare = text.rstrip(" -–—")
    return NOTE_MARK.sub("", bare) if bare[-1:].isdigit() or bare.endswith("]") else bare


def is_office(text: str) -> bool:
    """Whether a line near a signature is the signer's office or rank: "Consul General", "for the Central Committee"."""
    return (
        len(text) <= 130
        and (text[0].isupper() or LOWER_CASE_OFFICE.match(text) is not None)
        and text[-1] not in "?!:;"
        and (text[-1] != "." or len(text) < 60)
        and bool(
            SMALL_OFFICE.match(text)
            or RANK_ALONE.fullmatch(text)
            or OFFICE.search(text)
            or any(capitalised_forms_of("offices").ends(text, 0))  # in all languages
            or ORGANISATION_HEAD.search(text)
            or re.search(r"\b(?:of|for) the\b", text)
        )
    )


def recorder_of(reading: Reading, line: Span) -> tuple[Mark, str] | None:
    """The name in "Recorded by: X" or "Interpreter: X", and what X did."""
    match = RECORDER.fullmatch(reading.of(line))
    bare = bare_name(match["name"]) if match else ""
    if match is None or not looks_like_person(bare):
        return None
    end = line.start + match.end("name")
    ref = reading.entity_id(bare, PREFIXES["persName"])
    mark = Mark(Span(end - len(bare), end), "persName", (("ref", f"#{ref}"),), "name of the recorder", ref=ref)
    return mark, "interpreter" if match["what"].lower().startswith("interpret") else "recorder"


def signature(reading: Reading, span: Span, kind: str) -> Mark | None:
    """The name in a signature line, without "(signed)", honorific and note mark."""
    text = reading.of(span)
    if NAMELESS.fullmatch(text):
        return None
    match = SIGNED_BY.match(text)
    start = span.start + (match.end() if match else 0)
    bare = bare_name(reading.text[start : span.end].lstrip("/( "))
    start = span.end - len(bare)
    first, comma, rest = bare.partition(", ")
    if comma and OFFICE.match(rest):  # "J. Olsen, Chairman"
        bare = first
    name = re.sub(r" \[[^\[\]]*\]\Z", "", without_mark(bare)).rstrip(" ,;:])-–—/")
    name = name if INITIAL_LAST.search(name) else name.rstrip(" .")
    if not any(map(str.isalpha, re.sub(r"\[[^\[\]]*\]?", "", name))):  # "/s/ [illegible]"
        return None
    is_body = kind == "organisation" or is_organisation(name.title())
    element: NameElement = "orgName" if is_body else "persName"
    if LETTER_SPACED.fullmatch(name):
        ref = reading.entity_id(name.replace(" ", "").title(), PREFIXES[element])
        return Mark(Span(start, start + len(name)), element, (("ref", f"#{ref}"),), "letter-spaced signature", ref=ref)
    known = re.sub(r"^(?:THE|The) ", "", name) if element == "orgName" else name
    ref = reading.entity_id(known, PREFIXES[element])
    return Mark(Span(start, start + len(name)), element, (("ref", f"#{ref}"),), "signature", ref=ref)
