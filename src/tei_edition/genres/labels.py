"""Speaker labels: which words at the start of a line name somebody who then speaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from tei_edition.genres.openers import CLASSIFICATION
from tei_edition.genres.reading import Reading
from tei_edition.genres.roster import Roster, key_of
from tei_edition.model import Line, Person, Span
from tei_edition.names import HONORIFIC, looks_like_person, split_title, without_honorific
from tei_edition.patterns import late
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import UPPER, any_capitalised, any_of, listed
from tei_edition.wordlist import PartOfWords

COLON = re.compile(rf"(?P<label>[^:\n]{{1,90}}):(?=[{WHITE_SPACE}]|\Z)")
DASH = re.compile(r"(?P<label>[^:\n]{1,60}?)\.\s?[–—]")  # "Mr. Vance.—We agree."
# before a name in capitals: "The CHAIRMAN.", "Mr. DRISCOLL.", "Senator COPELAND."
BEFORE_CAPITALS = (
    r"(?:(?:The|Mr\.|Mrs\.|Miss|Ms\.|Dr\.|Sir|Lord|Hon\.|Senator|Representative|Delegate|General|Admiral"
    r"|Captain) ){0,2}"
)
CAPITALS_NAME = rf"(?:[{UPPER}]\. ?){{0,3}}[{UPPER}][{UPPER}’'-]{{2,30}}(?: [{UPPER}][{UPPER}’'-]{{1,30}}){{0,2}}"
STOP = re.compile(  # "BREZHNEV. We agree.", "O. DORTICOS. We, too.", "The CHAIRMAN. By how much?", "Q. And then?"
    rf"(?P<label>{BEFORE_CAPITALS}{CAPITALS_NAME}|{any_of('questions')})\.(?=[ \t\xa0]|\Z)"
)
SMALL_STOP = re.compile(  # "Gorbachev. We must look"
    rf"(?P<label>[{UPPER}][^\W\d_A-Z]{{2,20}})\.(?=[ \t\xa0]+[{UPPER}“\"])"
)
SPACED_DASH = re.compile(  # "BERLINGUER – Welcome"
    rf"(?P<label>{CAPITALS_NAME}(?: \([^()]{{1,40}}\))?) ?[–—](?=[ \t\xa0])"
)
NUMBER = re.compile(r"\d{1,3}\.[ \t\xa0]+(?=[^\W\d_])")  # "2. Mr. TARABANOV (Bulgaria): …" (United Nations)
EXTRA = re.compile(r"\s?(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])\s?")
COMPASS = frozenset("North South East West".split())
NEVER = frozenset(listed("no_labels"))
COLLECTIVE = re.compile(
    rf"(?:{any_of('collective')}|(?:(?:A|An|Another|Unidentified) )?voices? (?:from|in) .{{2,30}}"
    r"|(?:Some|Several|Many|An) hon(?:ourable|\.)? members?|Speaker \d{1,2}|Korean comrades)",
    re.IGNORECASE,
)
QUESTION_ANSWER = frozenset(listed("questions"))
_SMALL_WORDS = """
of the and de del dels dei della des do dos la las le les du von van der den di da al el els i y e bin ibn for in to
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
OFFICE_ALONE = late(
    r"(?:The )?(?:(?:Vice|Prime|Foreign|Deputy|Acting|First|Under|Assistant|General|Party|Presiding) ){0,2}"
    rf"{any_capitalised('offices')}"
    r"(?: of (?:the )?[A-Z][\w-]+(?:(?: and)? [A-Z][\w-]+){0,2})?",
    re.IGNORECASE,
)
# "El president de la Mesa d’Edat", "Der Vorsitzende", "Predsednik": an office as languages with articles call it
OFFICE_CALLED = late(rf"(?:(?:{any_of('articles')}[ \xa0]?)?{any_of('offices')})(?!\w)")
ELIDED = late(rf"[dl][’'][{UPPER}]")  # d’Edat
# the head of minutes: "Interpreter: Yan Mingfu", "Duration: 45 minutes"
_WORD_OF_FIELD = rf"(?:[{UPPER}\d(][^\s!?]*|of|the|de|and|von|minutes|hours)"
FIELD_VALUE = late(rf"{_WORD_OF_FIELD}(?:[ \t\xa0]+{_WORD_OF_FIELD}){{0,7}}")
OFFICE_OR_FIELD = late(
    rf"(?:The )?(?:{any_capitalised('offices')}|Interviewer|Interviewee|Recorder|Note-?taker|Stenographer"
    r"|Translator|Secretary|Chair|Host|Moderator|Rapporteur|Duration|Venue|Classified|Tape)(?: \w+)?",
    re.IGNORECASE,
)

FEWEST_TURNS, MANY_TURNS = 2, 4
MANY_LABELS = 6  # with so many, one that stands twice is enough
RECURS = 3  # how often a label without a colon must stand at the start of a line
PARTS_OF_NAME = re.compile(r"[\w’'-]+")
IN_SMALL_LETTERS = re.compile(r"[a-zà-ÿ]+")
INITIALS_AND_SURNAME = late(rf"(?:[{UPPER}]\w?\. ?){{1,3}}[{UPPER}][\w’'-]+")
MOST_WORDS, MOST_WORDS_OF_OFFICE = 8, 14
LONGEST_ALONE = 50  # characters of a label with a line to itself

Form = Literal["colon", "stop", "small stop", "alone"]


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
    if ":" not in head and "–" not in head and "—" not in head:  # no sign that stands behind labels: most lines
        return None
    found = _with_colon(head)
    return Label(line.start, line.start + found[0], found[1]) if found else None


LONGEST_HEAD = 100  # characters at the start of a line in which a label stands
REMEMBERED = 1024  # beginnings of lines: each is asked several times, and few people say much


@lru_cache(REMEMBERED)
def _with_colon(head: str) -> tuple[int, Wording] | None:
    """The label with which a line begins, and where its words do."""
    number = NUMBER.match(head)
    if number is not None and (wording := _before_a_colon(head[number.end() :])) is not None:
        return (number.end(), wording) if wording.has_strong_form else None
    wording = _before_a_colon(head)
    return (0, wording) if wording else None


def _before_a_colon(head: str) -> Wording | None:
    match = min(filter(None, (COLON.match(head), DASH.match(head))), key=lambda found: found.end(), default=None)
    return _read(match["label"], match.end(), "colon") if match else None


def _label_without_colon(reading: Reading, line: Line) -> Label | None:
    """ "BREZHNEV. We agree.", or a name with a line to itself."""
    head = reading.text[line.start : min(line.end, line.start + LONGEST_HEAD)]
    if len(head) > LONGEST_ALONE and "." not in head and "–" not in head and "—" not in head:
        return None
    wording = _without_colon(head)
    return Label(line.start, line.start, wording) if wording else None


@lru_cache(REMEMBERED)
def _without_colon(head: str) -> Wording | None:
    if match := STOP.match(head) or SPACED_DASH.match(head):
        return _read(match["label"], match.end(), "stop")
    if match := SMALL_STOP.match(head):
        return _read(match["label"], match.end(), "small stop")
    if len(head) <= LONGEST_ALONE and head[-1] not in ".:,;!?" and not CLASSIFICATION.fullmatch(head):
        return _read(head, len(head), "alone")
    return None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@lru_cache(REMEMBERED)
def _read(label: str, end: int, form: Form) -> Wording | None:
    """The label as if it stood at the beginning of the text."""
    called = OFFICE_CALLED.match(label)
    if len(label.split()) > (MOST_WORDS_OF_OFFICE if called else MOST_WORDS) or _is_never(label):
        return None
    honorific = HONORIFIC.match(label)
    offset = honorific.end() if honorific else 0
    before = offset
    bare, offset = _without_extra(label[offset:], offset)
    words = bare.strip()
    if not words or not _looks_like_name(words):
        return None
    offset += len(bare) - len(bare.lstrip())
    title, name = split_title(words)
    if not title or not name:
        name = words
    start = offset + len(words) - len(name)
    outside = label[before:offset].rstrip(" \xa0([")
    outside = outside.rpartition(" (")[0] or outside
    is_office = _is_office_called(outside) or OFFICE_ALONE.fullmatch(outside) is not None
    return Wording(
        end,
        Span(start, start + len(name)),
        words,
        honorific is not None,
        form,
        Span(before, before + len(outside)) if is_office else None,
        key_of(words),
        honorific is not None or is_office or _has_strong_form(words),
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
    if OFFICE_ALONE.fullmatch(before) and named != words:  # "The PRIME MINISTER (Mr. Attlee):"
        return named, offset + inside + len(words) - len(named)
    if _is_office_called(before) and looks_like_person(words):  # "El lletrat major (Antoni Bayona Rocamora):"
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
    if _is_office_called(name):
        return True
    return (all(word[0].isupper() or word in SMALL_WORDS for word in words) and name[-1] not in ",;.!?") or (
        re.fullmatch(r"(?:[A-Z]\. ?){1,4}", name) is not None
    )


@lru_cache(REMEMBERED)
def _is_office_called(words: str) -> bool:
    """An office with what it is an office of: after its first word a quality, after that only names."""
    called = OFFICE_CALLED.match(words)
    rest = words[called.end() :].split() if called else []
    if called and rest and rest[0][0].islower() and rest[0] not in SMALL_WORDS:
        rest = rest[1:]  # "major", "general"
    return called is not None and all(
        word[0].isupper() or word in SMALL_WORDS or ELIDED.match(word) is not None for word in rest
    )


# --- which of them are speakers -------------------------------------------------------------------------------


def accepted_labels(reading: Reading, lines: tuple[Line, ...], people: Roster) -> dict[int, Label]:
    """The labels that really name speakers, by the start of their line (guidelines §5, what a label is)."""
    candidates = {line.start: label for line in lines if (label := label_of(reading, line)) is not None}
    candidates |= _recurring(reading, lines, candidates, people)
    if len(candidates) < FEWEST_TURNS:
        return {}
    counts = Counter(label.wording.key for label in candidates.values())
    by_form = {start for start, label in candidates.items() if label.wording.has_strong_form}
    sure = {
        start
        for start, label in candidates.items()
        if resolve(label.words, people)
        or (counts[label.wording.key] >= 2 and (start in by_form or len(label.words.split()) <= 4))
        or (label.words in QUESTION_ANSWER and sum(counts[key_of(words)] for words in QUESTION_ANSWER) >= 3)
    }
    strong = sure | by_form
    if len(sure) >= MANY_TURNS:
        words = _words(reading, lines)
        strong |= {start for start, label in candidates.items() if _is_rare_name(label, words)}
    if len(strong) >= 3 and len({candidates[start].wording.key for start in strong}) >= 2:
        accepted = strong | {start for start, label in candidates.items() if COLLECTIVE.fullmatch(label.words)}
    elif len(sure) >= FEWEST_TURNS:
        accepted = {
            start
            for start in sure
            if candidates[start].wording.has_honorific or resolve(candidates[start].words, people)
        }
    else:
        accepted = set()
    spoken = {start: label for start, label in candidates.items() if start in accepted}
    return _without_fields(reading, lines, spoken)


def _without_fields(reading: Reading, lines: tuple[Line, ...], labels: dict[int, Label]) -> dict[int, Label]:
    """The labels without those above the first turn that are fields of the head: "Interpreter: Yan Mingfu".

    A field occurs once, and its value is a few words with capitals and no sentence.
    """
    counts = Counter(label.wording.key for label in labels.values())
    fields = set()
    for line in lines:
        label = labels.get(line.start)
        if label is None:
            continue
        value = reading.text[label.end : line.end].strip(WHITE_SPACE)
        if (
            counts[label.wording.key] > 1
            or not FIELD_VALUE.fullmatch(value)
            or not OFFICE_OR_FIELD.fullmatch(label.words)
        ):
            break
        fields.add(line.start)
    return {start: label for start, label in labels.items() if start not in fields}


# --- labels inside paragraphs ---------------------------------------------------------------------------------

# three letters with a full stop that end no sentence: "Gen. Pak:", but "… and Ivan Lee. Comrade Pak:"
_ABBREVIATED = """
Abg Adm Amb Cde Col Com Cpt Dep Fig Gen Gov Hon Mag Maj Min Mrs Nos Rev Sec Sen Sgt Sig Tov Vol
"""
NO_END = "".join(rf"(?<!{word}\.\s)" for word in _ABBREVIATED.split())
# where a sentence begins: not behind "Mr." or "M.S."
INNER = late(
    rf"\s(?:(?<=[a-zà-ÿ0-9]{{3}}\.\s)|(?<=\b[A-Z][a-z]{{2}}\.\s){NO_END}|(?<=[!?…]\s)|(?<=[.!?…][”\"’')\]]\s))"
    rf"\s*(?=[{UPPER}\[])"
)


class Parted(NamedTuple):
    """Lines that no label stands inside of, and the labels with which they begin."""

    lines: tuple[Line, ...]
    labels: dict[int, Label]


NEAR = 90  # characters from the beginning of a sentence to the colon behind a label


def parted_at_labels(reading: Reading, lines: tuple[Line, ...], people: Roster) -> Parted:
    """The lines, cut before each label that a paragraph swallowed: "… again. Comrade Pak: Thank you."

    Cut is at the beginning of a sentence, before the label of somebody who speaks elsewhere or is a participant; in a
    text without any label at the start of a line before every label with an honorific, an office or initials.
    """
    labels = accepted_labels(reading, lines, people)
    known = {label.wording.key for label in labels.values()}
    cuts = [_cuts(reading, line, known, people) for line in lines]
    if not any(cuts):
        return Parted(lines, labels)
    parted = tuple(piece for line, at in zip(lines, cuts, strict=True) for piece in _parted(reading, line, at))
    accepted = accepted_labels(reading, parted, people)
    if all(start in accepted for at in cuts for start in at):
        return Parted(parted, accepted)
    parted = tuple(
        piece
        for line, at in zip(lines, cuts, strict=True)
        for piece in _parted(reading, line, [start for start in at if start in accepted])
    )
    return Parted(parted, accepted_labels(reading, parted, people))


def _cuts(reading: Reading, line: Line, known: set[str], people: Roster) -> list[int]:
    """Where labels inside a line begin."""
    if reading.text.find(":", line.start, line.end) == -1:
        return []
    found: list[int] = []
    own = label_of(reading, line)
    spoken = own.end if own else line.start
    if own and reading.text.find(":", spoken, line.end) == -1:  # no colon but its own: most turns
        return []
    for start in _sentences_with_colon(reading.text, spoken, line.end):
        label = label_of(reading, Line(start, line.end, 0, 0)) if start >= spoken else None
        if label is None:
            continue
        if known:
            is_label = label.wording.key in known or len(resolve(label.words, people)) == 1
        else:
            is_label = label.wording.has_strong_form
        if is_label:
            found.append(start)
            spoken = label.end
    return found


def _sentences_with_colon(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin that have a colon soon; of the text only what stands before a colon is looked at."""
    at = start
    colon = text.find(":", start, end)
    while colon != -1:
        first = max(at, colon - NEAR)
        while first > at and text[first - 1].isspace():  # the sentence begins behind all of the white space
            first -= 1
        for match in INNER.finditer(text, first, colon):
            if match.end() > colon - NEAR:
                yield match.end()
        at = colon
        colon = text.find(":", colon + 1, end)


def _parted(reading: Reading, line: Line, at: list[int]) -> Iterator[Line]:
    for start, following in pairwise([line.start, *at, line.end]):
        end = start + len(reading.text[start:following].rstrip(WHITE_SPACE))
        yield line._replace(start=start, end=end) if start == line.start else Line(start, end, 0, 0)


def _recurring(
    reading: Reading, lines: tuple[Line, ...], with_colon: dict[int, Label], people: Roster
) -> dict[int, Label]:
    """Labels without a colon, if one of them recurs and there are two: a capture has them throughout or not at all."""
    found = {
        line.start: label
        for line in lines
        if line.start not in with_colon and (label := _label_without_colon(reading, line)) is not None
    }
    if not found:
        return {}
    small = sum(label.form == "small stop" for label in found.values())
    if small * 2 < len(lines):  # words such as "Yes." begin paragraphs too
        found = {start: label for start, label in found.items() if label.form != "small stop"}
    counts = Counter((label.form, label.wording.key) for label in found.values())
    often = RECURS - (counts.total() >= MANY_LABELS)
    if not counts or max(counts.values()) < often:
        return {}
    words = _words(reading, lines)
    kept = {
        start: label
        for start, label in found.items()
        if resolve(label.words, people)
        or (label.words in QUESTION_ANSWER and label.form == "stop")
        or (counts[label.form, label.wording.key] >= 2 and (_is_rare_name(label, words) or _is_full(label.wording)))
    }
    # where many begin so, those who speak once do too
    many = {form for form, number in Counter(label.form for label in kept.values()).items() if number >= MANY_TURNS}
    in_capitals = sum(label.form == "stop" and label.words.isupper() for label in found.values())
    if in_capitals >= MANY_LABELS and 2 * in_capitals >= len(lines):  # a working transcript, whoever speaks twice
        many.add("stop")
    kept |= {
        start: label
        for start, label in found.items()
        if label.form in many
        and (label.form == "stop" or label.wording.has_honorific)
        and (_is_rare_name(label, words) or COLLECTIVE.fullmatch(label.words) is not None)
    }
    keys: dict[Form, set[str]] = defaultdict(set)
    for label in kept.values():
        keys[label.form].add(label.wording.key)
    usual = {form for form, own in keys.items() if len(own) >= 2 and any(counts[form, key] >= often for key in own)}
    return {start: label for start, label in kept.items() if label.form in usual}


def _is_full(label: Wording) -> bool:
    """Initials and surname, first and last name, an honorific and a name, or an office."""
    return (
        label.has_honorific
        or OFFICE_ALONE.fullmatch(label.words) is not None
        or INITIALS_AND_SURNAME.fullmatch(label.words) is not None
        or (label.form == "alone" and looks_like_person(label.words) and not label.words.isupper())
    )


def _words(reading: Reading, lines: tuple[Line, ...]) -> PartOfWords:
    return reading.words.between(lines[0].start, lines[-1].end)


def _is_rare_name(label: Label, words: PartOfWords) -> bool:
    """Somebody who speaks once among many turns: up to three capitalised words that are no words of the language."""
    parts = label.wording.parts_of_name
    return parts is not None and not any(part in words and IN_SMALL_LETTERS.fullmatch(part) for part in parts)


def _has_strong_form(words: str) -> bool:
    """A title, capitals, initials: "CIA Director Helms", "JOŽE ILC", "M.S. Gorbachev"."""
    return (
        INITIALS_AND_SURNAME.fullmatch(words) is not None
        or (words == words.upper() and len(words) > 1)
        or OFFICE_ALONE.fullmatch(words) is not None
        or _is_office_called(words)
        or bool(split_title(words)[0])
    )


def resolve(name: str, people: Roster) -> tuple[Person, ...]:
    """The people whom a label can name; several if it is ambiguous."""
    return people.resolve(name, is_office=_is_office_called(name)) if people else ()
