"""Speaker labels: which words at the start of a line name somebody who then speaks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from tei_edition.genres.opening_lines import CLASSIFICATION
from tei_edition.genres.reading import Reading
from tei_edition.genres.roster import Roster, key_of
from tei_edition.model import Line, Person, Span
from tei_edition.names import HONORIFIC, honorific_end, looks_like_person, split_title, without_honorific
from tei_edition.patterns import beginning, first_words, late
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import UPPER, any_of, beginnings, forms_of, listed, small_forms_of

COLON = re.compile(rf"(?P<label>[^:\n]{{1,140}}):(?=[{WHITE_SPACE}]|\Z)")
# "Mr. Prifti (Vlora: General) :", "Lina Prifti (PV) [] :": a colon inside brackets or behind a space
COLON_BEHIND_BRACKETS = re.compile(
    rf"(?P<label>[^:()\[\]\n]{{2,80}}(?:\([^()\n]{{1,80}}\)|\[[^\[\]\n]{{0,60}}\]|[ \xa0])+)\s?:(?=[{WHITE_SPACE}]|\Z)"
)
DASH = re.compile(r"(?P<label>[^:\n]{1,60}?)\.(?:\s?[–—−]|-(?=[ \t\xa0]))")  # "Mr. Vance.—We agree.", "Sr. Prifti.- No"
# "Lina Prifti, on behalf of the group. −", "Ola Dahl, rapporteur. –", "Agnès Roy (S&D), par écrit. –"
DASH_BEHIND_OFFICE = late(
    rf"(?P<name>[{UPPER}][\w’'.-]*(?: (?:[{UPPER}][\w’'.-]*|de|la|van|von|der|du|di|da|del|dos|of"
    rf"|y)){{1,5}}(?: \([^()]{{1,40}}\))?)"
    r"(?:, [^:;!?\n]{3,90}?)?\. ?[–—−](?=\s)"
)
# before a name in capitals: "The CHAIRMAN.", "Mr. DRISCOLL.", "Senator COPELAND."
BEFORE_CAPITALS = (
    r"(?:(?:The|Mr\.|Mrs\.|Miss|Ms\.|Dr\.|MR\.|MRS\.|MISS|MS\.|DR\.|Sir|Lord|Hon\.|Senator|Representative|Delegate"
    r"|General|Admiral|Captain) ){0,2}"
)
CAPITALS_NAME = (
    rf"(?:[{UPPER}]\. ?){{0,3}}(?:Ma?c|[OD][’'])?[{UPPER}][{UPPER}’'-]{{2,30}}"
    rf"(?: [{UPPER}][{UPPER}’'-]{{1,30}}){{0,2}}"
)
STOP = late(  # "BREZHNEV. We agree.", "O. DORTICOS. We, too.", "The CHAIRMAN. By how much?", "Q. And then?"
    rf"(?P<label>(?P<name>{BEFORE_CAPITALS}{CAPITALS_NAME}(?: pro tempore| [{UPPER}]\.[ \xa0]?[{UPPER}]"
    rf"|(?: \([^()]{{1,40}}\))?))(?:, [^.:;!?]{{3,110}})?|{any_of('questions')})\.(?=[ \t\xa0]|\Z)"
)
MAY_STOP = re.compile(rf"{BEFORE_CAPITALS}\w[^a-zà-ÿ\s]|{any_of('questions')}\.")  # most lines need no further look
SMALL_STOP = late(  # "Gorbachev. We must look"
    rf"(?P<label>[{UPPER}][^\W\d_A-Z]{{2,20}})\.(?=[ \t\xa0]+[{UPPER}“\"])"
)
# "Председатель. Слово …", "Le président. La parole …", "The President. We meet …"
OFFICE_STOP = late(rf"(?P<label>[{UPPER}][\w’'-]{{3,24}}(?: [\w’'-]{{2,24}}){{0,3}})\.(?=[ \t\xa0]+[–—(«“\"{UPPER}])")
INITIALS_STOP = late(  # "Иванов И. И. Я думаю", "Prifti L. N. We agree"
    rf"(?P<label>[{UPPER}][\w’'-]{{2,24}} [{UPPER}]\.[ \xa0]?[{UPPER}])\.(?=[ \t\xa0]+[–—(«“\"]?[{UPPER}])"
)
SPACED_DASH = late(  # "BERLINGUER – Welcome"
    rf"(?P<label>{CAPITALS_NAME}(?: \([^()]{{1,40}}\))?) ?[–—](?=[ \t\xa0])"
)
# "2. Mr. TARABANOV (Bulgaria): …" (United Nations), "01.02 Lina Prifti (VB): …", "[3.] Q. Mr. President …"
NUMBER = re.compile(r"(?:\d{1,3}\.|(?P<section>\d{1,2}\.\d{2})|\[\d{1,3}\.?\])[ \t\xa0]+(?=[^\W\d_])")
TITLED_STOP = beginning(  # "M. le président. La parole …", "Mme Agnès Roy, rapporteure de la commission. Avis …"
    first_words("M MM Mme Mlle".split()),
    rf"(?P<label>(?P<name>(?:M\.|MM\.|Mme|Mlle)[ \xa0](?:(?:le|la) [\w’'-]+|l[’']\w+|[{UPPER}][\w’'-]*)"
    rf"(?:[ \xa0][^\W\d_][\w’'-]*){{0,6}}?)(?:, [^.:;!?]{{3,110}})?)\.(?=[ \t\xa0]+[{UPPER}«“\"(\[–—])",
)
# "SZÉP ANNA külügyminiszter", "ANA ILIĆ, potpredsjednica": a name in capitals, then what the person is
CAPITALS_AND_OFFICE = late(
    rf"(?P<name>[{UPPER}]{{2}}[{UPPER}’'-]*(?: [{UPPER}][{UPPER}’'-]+){{1,3}}),? [^\W\d_A-Z][^:]{{2,90}}"
)
# "The Secretary of State for Foreign Affairs (Mr. Ola Dahl)"
OFFICE_AND_NAME = beginning(
    first_words(["The"]),
    rf"The [{UPPER}][^()]{{3,90}} \((?:{HONORIFIC})[{UPPER}][^()]{{2,40}}\)",
)
BRACKETS = re.compile(r"\s?(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])")
EXTRA = re.compile(r"\s?(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])\s?")
COMPASS = frozenset("North South East West".split())
NEVER = frozenset(listed("no_labels"))
COLLECTIVE = beginning(
    first_words("A An Another Unidentified Voice Voices Some Several Many Speaker Korean".split())
    | beginnings("collective"),
    rf"(?:{any_of('collective')}|(?:(?:A|An|Another|Unidentified) )?voices? (?:from|in) .{{2,30}}"
    r"|(?:Some|Several|Many|An) hon(?:ourable|\.)? members?|Speaker \d{1,2}|Korean comrades)",
    re.IGNORECASE,
)
QUESTION_ANSWER = frozenset(listed("questions"))
_SMALL_WORDS = """
of the and de del dels dei della des do dos la las le les du von van der den di da al el els i y e bin ibn for in to
pro tempore
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
BEFORE_OFFICE = re.compile(r"(?:vice|prime|foreign|deputy|acting|first|under|assistant|general|party|presiding) ")
BEHIND_OFFICE = late(
    r"(?: (?:of|for) (?:the )?[A-Z][\w-]+(?:(?: and)? [A-Z][\w-]+){0,2}){0,2}",
    re.IGNORECASE,
)
ARTICLE = late(rf"{any_of('articles')}[ \xa0]?")
ELIDED = late(rf"[dl][’'][{UPPER}]")  # d’Edat

PARTS_OF_NAME = re.compile(r"[\w’'-]+")
INITIALS_AND_SURNAME = late(rf"(?:[{UPPER}]\w?\. ?){{1,3}}[{UPPER}][\w’'-]+")
SURNAME_AND_INITIALS = late(rf"[{UPPER}][\w’'-]+ [{UPPER}]\.[ \xa0]?[{UPPER}]\.?")
# "The Under-Secretary of State (Baroness Prifti)": whoever holds an office, by name
HOLDS = late(rf"\((?:{HONORIFIC}|(?:Baroness|Viscount|Earl|Dame|Sir|Lord|Lady) )[{UPPER}]")
PARTY = late(rf"\([{UPPER}][^()]{{0,60}}\)")  # "Lina Prifti (CDU/CSU)", "Ola Dahl (H)", "Agnès Roy (Vlora: General)"
# "Moe (HP)", "Prifti (Abg. der Hafenpartei)"
PARTY_IN_CAPITALS = late(
    rf"\A[{UPPER}][\w’'-]+ \((?:[{UPPER}][{UPPER}/-]{{1,10}}|(?:Abg|Dep|Sen|MP|MdB|MdL|MdR|MEP)\b[^()]{{0,40}})\)\Z"
)
MOST_WORDS, MOST_WORDS_OF_OFFICE = 8, 14
LONGEST_ALONE = 50  # characters of a label with a line to itself

Form = Literal["colon", "stop", "small stop", "alone", "addresses"]


class Wording(NamedTuple):
    """What a label says wherever it stands; its spans count from its first character."""

    end: int  # behind the colon
    name: Span
    words: str
    has_honorific: bool
    form: Form
    office: Span | None
    key: str  # the words as labels are compared
    has_strong_form: bool
    parts_of_name: tuple[str, ...] | None  # in small letters; None if they are no short name of whole words


class Label(NamedTuple):
    """The words at the start of a line that name its speaker: the whole label, and the bare name in it."""

    start: int
    at: int  # where its words begin: behind the number that may stand in front
    wording: Wording

    @property
    def end(self) -> int:
        """Where it ends, behind its colon."""
        return self.at + self.wording.end

    @property
    def span(self) -> Span:
        """The whole label with its colon."""
        return Span(self.start, self.end)

    @property
    def name(self) -> Span:
        """The bare name."""
        return _moved(self.wording.name, self.at)

    @property
    def office(self) -> Span | None:
        """The office that stands before a name in brackets: "El president (Julià de Jòdar):"."""
        return _moved(self.wording.office, self.at) if self.wording.office else None

    @property
    def form(self) -> Form:
        """What follows the words: a colon, a full stop, or nothing."""
        return self.wording.form

    @property
    def words(self) -> str:
        """What says who it is: the name with its title, without "Comrade" and brackets."""
        return self.wording.words


def label_of(reading: Reading, line: Line) -> Label | None:
    """The label with a colon that a line may begin with: at most 8 words that look like a name, an office, initials."""
    head = reading.text[line.start : min(line.end, line.start + LONGEST_HEAD)]
    if SIGNS_BEHIND.isdisjoint(head):  # no sign that stands behind labels: most lines
        return None
    found = _with_colon(head)
    return Label(line.start, line.start + found[0], found[1]) if found else None


SIGNS_BEHIND = frozenset(":–—−-")
LONGEST_HEAD = 150  # characters at the start of a line in which a label stands
REMEMBERED = 1024  # beginnings of lines: each is asked several times, and few people say much


@lru_cache(REMEMBERED)
def _with_colon(head: str) -> tuple[int, Wording] | None:
    """The label with which a line begins, and where its words do."""
    number = NUMBER.match(head)
    if number is not None and (wording := _before_a_colon(head[number.end() :])) is not None:
        if number["section"]:
            wording = wording._replace(has_strong_form=True)
        return (number.end(), wording) if wording.has_strong_form else None
    wording = _before_a_colon(head)
    return (0, wording) if wording else None


def _before_a_colon(head: str) -> Wording | None:
    match = min(filter(None, (COLON.match(head), DASH.match(head))), key=lambda found: found.end(), default=None)
    if bracketed := COLON_BEHIND_BRACKETS.match(head):
        match = bracketed
    elif (behind := DASH_BEHIND_OFFICE.match(head)) and (wording := _read(behind["name"], behind.end(), "colon")):
        return wording._replace(has_strong_form=True)
    if match is None:
        return None
    label = ASKED.sub("", match["label"].rstrip(" \xa0"))
    named = CAPITALS_AND_OFFICE.fullmatch(label) if label[:2].isupper() else None
    return _read(named["name"] if named else label, match.end(), "colon")


# "LINA PRIFTI (NZ Labour) to the Minister of Ports": whom a question of a parliament is put to
ASKED = late(
    r"(?<=[\w)]) to (?:the )?(?:(?:Prime|Deputy|Associate|Acting) )*(?:Minister|Secretary|Attorney|President|Leader"
    r"|Chair).*"
)


def label_without_colon(reading: Reading, line: Line) -> Label | None:
    """ "BREZHNEV. We agree.", or a name with a line to itself."""
    head = reading.text[line.start : min(line.end, line.start + LONGEST_HEAD)]
    if len(head) > LONGEST_ALONE and "." not in head and "–" not in head and "—" not in head:
        return None
    number = NUMBER.match(head)
    at = number.end() if number else 0
    wording = _without_colon(head[at:])
    return Label(line.start, line.start + at, wording) if wording and (not at or wording.form == "stop") else None


@lru_cache(REMEMBERED)
def _without_colon(head: str) -> Wording | None:
    if match := TITLED_STOP.match(head):
        return _read(match["name"], match.end(), "stop")
    if MAY_STOP.match(head) and (match := STOP.match(head)):
        return _read(match.groupdict().get("name") or match["label"], match.end(), "stop")
    if ("–" in head or "—" in head) and (match := SPACED_DASH.match(head)):
        return _read(match["label"], match.end(), "stop")
    if (match := OFFICE_STOP.match(head)) and is_office_called(match["label"]):
        return _read(match["label"], match.end(), "stop")
    if match := INITIALS_STOP.match(head):
        return _read(match["label"], match.end(), "stop")
    if head.partition(".")[0].isalpha() and (match := SMALL_STOP.match(head)):
        return _read(match["label"], match.end(), "small stop")
    if (
        (len(head) <= LONGEST_ALONE or (head[-1] == ")" and OFFICE_AND_NAME.fullmatch(head)))
        and head[-1] not in ".:,;!?"
        and not CLASSIFICATION.fullmatch(head)
    ):
        return _read(head, len(head), "alone")
    return None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@lru_cache(REMEMBERED)
def _read(label: str, end: int, form: Form) -> Wording | None:
    """The label as if it stood at the beginning of the text."""
    most = MOST_WORDS_OF_OFFICE if _end_of_office(label) or ("(" in label and HOLDS.search(label)) else MOST_WORDS
    if len(BRACKETS.sub("", label).split()) > most or _is_never(label):
        return None
    offset = before = honorific_end(label)
    has_honorific = offset > 0
    bare, offset = _without_extra(label[offset:], offset)
    words = bare.strip()
    if not words or not _looks_like_name(words[0].upper() + words[1:] if has_honorific else words):  # "M. le président"
        return None
    offset += len(bare) - len(bare.lstrip())
    title, name = split_title(words)
    if not title or not name:
        name = words
    start = offset + len(words) - len(name)
    outside = label[before:offset].rstrip(" \xa0([")
    outside = outside.rpartition(" (")[0] or outside
    is_office = (
        is_office_called(outside)
        or is_office_alone(outside)
        or (outside.startswith("The ") and HOLDS.match(label, len(outside.rstrip()) + 1) is not None)
    )
    return Wording(
        end,
        Span(start, start + len(name)),
        words,
        has_honorific,
        form,
        Span(before, before + len(outside)) if is_office else None,
        key_of(words),
        has_honorific
        or is_office
        or _has_strong_form(words)
        or ("(" in label and looks_like_person(words) and PARTY.match(label, label.find("(")) is not None)
        or ("(" in label and PARTY_IN_CAPITALS.search(label) is not None),
        _parts_of_name(label[start : start + len(name)]),
    )


def _parts_of_name(name: str) -> tuple[str, ...] | None:
    """Up to three words of letters alone, in small letters."""
    parts = PARTS_OF_NAME.findall(name)
    is_name = len(parts) <= 3 and all(len(part) > 2 and part.isalpha() for part in parts)
    return tuple(part.lower() for part in parts) if is_name else None


def _without_extra(bare: str, offset: int) -> tuple[str, int]:
    """The name in a label that has brackets, and where it begins."""
    extra = EXTRA.search(bare)
    if extra is None:
        return bare, offset
    inside = extra.start() + len(extra.group()) - len(extra.group().lstrip()) + 1
    words = extra.group().strip()[1:-1]
    before, after = bare[: extra.start()], bare[extra.end() :].strip()
    if extra.start() == 0 and after:  # "Comrade [the General Secretary] Enver Hoxha:"
        return _without_extra(after, offset + len(bare.rstrip()) - len(after))
    if not before or (before in COMPASS and words == words.upper()):  # "[Hoxha]:", "North (KIM):"
        return words, offset + inside
    named = without_honorific(words)
    is_held = before.startswith("The ") and HOLDS.match(f"({words}") is not None
    if (is_office_alone(before) and named != words) or is_held:  # "The PRIME MINISTER (Mr. Attlee):"
        return named, offset + inside + len(words) - len(named)
    if is_office_called(before) and looks_like_person(words):  # "El lletrat major (Antoni Bayona Rocamora):"
        return words, offset + inside
    return before, offset  # "Hoxha (laughing):"


def _is_never(label: str) -> bool:
    words = label.lower().split()
    return not words or words[0].strip(".,") in NEVER or label.lower().strip(". ") in NEVER


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if _is_never(name) or not words[0][0].isupper():
        return False
    if COLLECTIVE.fullmatch(name):
        return True
    if any(character.isdigit() for character in name):
        return False
    if is_office_called(name):
        return True
    return (all(word[0].isupper() or word in SMALL_WORDS for word in words) and name[-1] not in ",;.!?") or (
        re.fullmatch(r"(?:[A-Z]\. ?){1,4}", name) is not None
    )


def _end_of_office(words: str) -> int:
    """Where an office ends as languages with articles call it, "Der Vorsitzende"; 0 if there is none."""
    article = ARTICLE.match(words)
    places = (article.end(), *_behind_quality(words, article.end()), 0) if article else (0,)
    return next((end for at in places for end in forms_of("offices").ends(words, at)), 0)


def _behind_quality(words: str, at: int) -> tuple[int, ...]:
    """Where a word in small letters ends that stands between an article and an office: "De tijdelijke voorzitter"."""
    quality = QUALITY.match(words, at)
    return (quality.end(),) if quality else ()


QUALITY = re.compile(r"[^\W\d_A-Z]{5,18} ")


def is_office_alone(words: str) -> bool:
    """An office and nothing else, however it is written: "The Prime Minister", "Minister of Trade", "DIRECTOR"."""
    bare = words[4:] if words[:4].lower() == "the " else words
    offices = small_forms_of("offices").ends_behind(BEFORE_OFFICE, 2, bare.lower())
    return any(BEHIND_OFFICE.fullmatch(bare, end) for end in offices)


@lru_cache(REMEMBERED)
def is_office_called(words: str) -> bool:
    """An office with what it is an office of: after its first word a quality, after that only names."""
    end = _end_of_office(words.capitalize() if words.isupper() else words)
    rest = words[end:].split() if end else []
    if rest and rest[0][0].islower() and rest[0] not in SMALL_WORDS:
        rest = rest[1:]  # "major", "general"
    return end > 0 and all(word[0].isupper() or word in SMALL_WORDS or ELIDED.match(word) is not None for word in rest)


def _has_strong_form(words: str) -> bool:
    """A title, capitals, initials: "CIA Director Helms", "JOŽE ILC", "M.S. Gorbachev"."""
    return (
        ("." in words and INITIALS_AND_SURNAME.fullmatch(words) is not None)
        or ("." in words and SURNAME_AND_INITIALS.fullmatch(words) is not None)
        or (words == words.upper() and len(words) > 1)
        or is_office_alone(words)
        or is_office_called(words)
        or bool(split_title(words)[0])
    )


def resolve(name: str, people: Roster) -> tuple[Person, ...]:
    """The people whom a label can name; several if it is ambiguous."""
    return people.resolve(name, is_office=is_office_called(name)) if people else ()
