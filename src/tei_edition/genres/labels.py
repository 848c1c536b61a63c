"""Speaker labels: which words at the start of a line name somebody who then speaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from tei_edition.genres.openers import CLASSIFICATION
from tei_edition.genres.reading import Reading
from tei_edition.genres.roster import Roster, key_of
from tei_edition.model import Line, Person, Span
from tei_edition.names import HONORIFIC, looks_like_person, split_title, without_honorific
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import UPPER, any_capitalised, any_of, listed
from tei_edition.wordlist import WordList

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
OFFICE_ALONE = re.compile(
    r"(?:The )?(?:(?:Vice|Prime|Foreign|Deputy|Acting|First|Under|Assistant|General|Party|Presiding) ){0,2}"
    rf"{any_capitalised('offices')}"
    r"(?: of (?:the )?[A-Z][\w-]+(?:(?: and)? [A-Z][\w-]+){0,2})?",
    re.IGNORECASE,
)
# "El president de la Mesa d’Edat", "Der Vorsitzende", "Predsednik": an office as languages with articles call it
OFFICE_CALLED = re.compile(rf"(?:(?:{any_of('articles')}[ \xa0]?)?{any_of('offices')})(?!\w)")
ELIDED = re.compile(rf"[dl][’'][{UPPER}]")  # d’Edat
# the head of minutes: "Interpreter: Yan Mingfu", "Duration: 45 minutes"
_WORD_OF_FIELD = rf"(?:[{UPPER}\d(][^\s!?]*|of|the|de|and|von|minutes|hours)"
FIELD_VALUE = re.compile(rf"{_WORD_OF_FIELD}(?:[ \t\xa0]+{_WORD_OF_FIELD}){{0,7}}")
OFFICE_OR_FIELD = re.compile(
    rf"(?:The )?(?:{any_capitalised('offices')}|Interviewer|Interviewee|Recorder|Note-?taker|Stenographer"
    r"|Translator|Secretary|Chair|Host|Moderator|Rapporteur|Duration|Venue|Classified|Tape)(?: \w+)?",
    re.IGNORECASE,
)

MANY_TURNS = 4
MANY_LABELS = 6  # with so many, one that stands twice is enough
RECURS = 3  # how often a label without a colon must stand at the start of a line
PARTS_OF_NAME = re.compile(r"[\w’'-]+")
IN_SMALL_LETTERS = re.compile(r"[a-zà-ÿ]+")
INITIALS_AND_SURNAME = re.compile(rf"(?:[{UPPER}]\w?\. ?){{1,3}}[{UPPER}][\w’'-]+")
MOST_WORDS, MOST_WORDS_OF_OFFICE = 8, 14

Form = Literal["colon", "stop", "small stop", "alone"]


@dataclass(frozen=True, slots=True)
class Label:
    """The words at the start of a line that name its speaker: the whole label, and the bare name in it."""

    span: Span
    name: Span
    words: str  # what says who it is: the name with its title, without "Comrade" and brackets
    has_honorific: bool
    form: Form = "colon"
    office: Span | None = None  # that stands before a name in brackets: "El president (Julià de Jòdar):"


def label_of(reading: Reading, line: Line) -> Label | None:
    """The label with a colon that a line may begin with: at most 8 words that look like a name, an office, initials."""
    head = reading.text[line.start : min(line.end, line.start + 100)]
    number = NUMBER.match(head)
    if number is not None and (label := _with_colon(line.start + number.end(), head[number.end() :])) is not None:
        numbered = replace(label, span=Span(line.start, label.span.end))
        return numbered if _has_strong_form(numbered) else None
    return _with_colon(line.start, head)


def _with_colon(at: int, head: str) -> Label | None:
    match = min(filter(None, (COLON.match(head), DASH.match(head))), key=lambda found: found.end(), default=None)
    return _made(at, match["label"], match.end(), "colon") if match else None


def _label_without_colon(reading: Reading, line: Line) -> Label | None:
    """ "BREZHNEV. We agree.", or a name with a line to itself."""
    head = reading.text[line.start : min(line.end, line.start + 100)]
    if match := STOP.match(head) or SPACED_DASH.match(head):
        return _made(line.start, match["label"], match.end(), "stop")
    if match := SMALL_STOP.match(head):
        return _made(line.start, match["label"], match.end(), "small stop")
    if line.end - line.start <= 50 and head[-1] not in ".:,;!?" and not CLASSIFICATION.fullmatch(head):
        return _made(line.start, head, len(head), "alone")
    return None


def _made(at: int, label: str, end: int, form: Form) -> Label | None:
    found = _read(label, end, form)
    return found and replace(
        found,
        span=_moved(found.span, at),
        name=_moved(found.name, at),
        office=_moved(found.office, at) if found.office else None,
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=1024)  # few people say much
def _read(label: str, end: int, form: Form) -> Label | None:
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
    office = Span(before, before + len(outside)) if is_office else None
    return Label(Span(0, end), Span(start, start + len(name)), words, honorific is not None, form, office)


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
    counts = Counter(key_of(label.words) for label in candidates.values())
    by_form = {start for start, label in candidates.items() if _has_strong_form(label)}
    sure = {
        start
        for start, label in candidates.items()
        if resolve(label.words, people)
        or (counts[key_of(label.words)] >= 2 and (start in by_form or len(label.words.split()) <= 4))
        or (label.words in QUESTION_ANSWER and sum(counts[key_of(words)] for words in QUESTION_ANSWER) >= 3)
    }
    strong = sure | by_form
    if len(sure) >= MANY_TURNS:
        words = _words(reading, lines)
        strong |= {start for start, label in candidates.items() if _is_rare_name(reading, label, words)}
    if len(strong) >= 3 and len({key_of(candidates[start].words) for start in strong}) >= 2:
        accepted = strong | {start for start, label in candidates.items() if COLLECTIVE.fullmatch(label.words)}
    elif len(sure) >= 2:
        accepted = {
            start for start in sure if candidates[start].has_honorific or resolve(candidates[start].words, people)
        }
    else:
        accepted = set()
    spoken = {start: label for start, label in candidates.items() if start in accepted}
    return _without_fields(reading, lines, spoken)


def _without_fields(reading: Reading, lines: tuple[Line, ...], labels: dict[int, Label]) -> dict[int, Label]:
    """The labels without those above the first turn that are fields of the head: "Interpreter: Yan Mingfu".

    A field occurs once, and its value is a few words with capitals and no sentence.
    """
    counts = Counter(key_of(label.words) for label in labels.values())
    fields = set()
    for line in lines:
        label = labels.get(line.start)
        if label is None:
            continue
        value = reading.text[label.span.end : line.end].strip(WHITE_SPACE)
        if (
            counts[key_of(label.words)] > 1
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
NO_END = "".join(rf"(?<!{word}\.)" for word in _ABBREVIATED.split())
# where a sentence begins: not behind "Mr." or "M.S."
INNER = re.compile(
    rf"(?:(?<=[a-zà-ÿ0-9]{{3}}\.)|(?<=\b[A-Z][a-z]{{2}}\.){NO_END}|(?<=[!?…])|(?<=[.!?…][”\"’')\]]))"
    rf"\s+(?=[{UPPER}\[])"
)


def parted_at_labels(reading: Reading, lines: tuple[Line, ...], people: Roster) -> tuple[Line, ...]:
    """The lines, cut before each label that a paragraph swallowed: "… again. Comrade Pak: Thank you."

    Cut is at the beginning of a sentence, before the label of somebody who speaks elsewhere or is a participant; in a
    text without any label at the start of a line before every label with an honorific, an office or initials.
    """
    known = {key_of(label.words) for label in accepted_labels(reading, lines, people).values()}
    cuts = [_cuts(reading, line, known, people) for line in lines]
    if not any(cuts):
        return lines
    parted = tuple(piece for line, at in zip(lines, cuts, strict=True) for piece in _parted(reading, line, at))
    accepted = accepted_labels(reading, parted, people)
    return tuple(
        piece
        for line, at in zip(lines, cuts, strict=True)
        for piece in _parted(reading, line, [start for start in at if start in accepted])
    )


def _cuts(reading: Reading, line: Line, known: set[str], people: Roster) -> list[int]:
    """Where labels inside a line begin."""
    if reading.text.find(":", line.start, line.end) == -1:
        return []
    found: list[int] = []
    own = label_of(reading, line)
    spoken = own.span.end if own else line.start
    for match in INNER.finditer(reading.text, line.start, line.end):
        if match.end() < spoken or reading.text.find(":", match.end(), min(line.end, match.end() + 90)) == -1:
            continue
        label = label_of(reading, Line(match.end(), line.end, 0, 0))
        if label is None:
            continue
        if known:
            is_label = key_of(label.words) in known or len(resolve(label.words, people)) == 1
        else:
            is_label = _has_strong_form(label)
        if is_label:
            found.append(match.end())
            spoken = label.span.end
    return found


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
    small = sum(label.form == "small stop" for label in found.values())
    if small * 2 < len(lines):  # words such as "Yes." begin paragraphs too
        found = {start: label for start, label in found.items() if label.form != "small stop"}
    counts = Counter((label.form, key_of(label.words)) for label in found.values())
    often = RECURS - (counts.total() >= MANY_LABELS)
    if not counts or max(counts.values()) < often:
        return {}
    words = _words(reading, lines)
    kept = {
        start: label
        for start, label in found.items()
        if resolve(label.words, people)
        or (label.words in QUESTION_ANSWER and label.form == "stop")
        or (counts[label.form, key_of(label.words)] >= 2 and (_is_rare_name(reading, label, words) or _is_full(label)))
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
        and (label.form == "stop" or label.has_honorific)
        and (_is_rare_name(reading, label, words) or COLLECTIVE.fullmatch(label.words) is not None)
    }
    keys: dict[Form, set[str]] = defaultdict(set)
    for label in kept.values():
        keys[label.form].add(key_of(label.words))
    usual = {form for form, own in keys.items() if len(own) >= 2 and any(counts[form, key] >= often for key in own)}
    return {start: label for start, label in kept.items() if label.form in usual}


def _is_full(label: Label) -> bool:
    """Initials and surname, first and last name, an honorific and a name, or an office."""
    return (
        label.has_honorific
        or OFFICE_ALONE.fullmatch(label.words) is not None
        or INITIALS_AND_SURNAME.fullmatch(label.words) is not None
        or (label.form == "alone" and looks_like_person(label.words) and not label.words.isupper())
    )


def _words(reading: Reading, lines: tuple[Line, ...]) -> WordList:
    return reading.words.between(lines[0].start, lines[-1].end)


def _is_rare_name(reading: Reading, label: Label, words: WordList) -> bool:
    """Somebody who speaks once among many turns: up to three capitalised words that are no words of the language."""
    names = PARTS_OF_NAME.findall(reading.of(label.name))
    return len(names) <= 3 and all(
        len(name) > 2 and name.isalpha() and not (name.lower() in words and IN_SMALL_LETTERS.fullmatch(name.lower()))
        for name in names
    )


def _has_strong_form(label: Label) -> bool:
    """An honorific or title, capitals, initials: "Comrade X", "CIA Director Helms", "JOŽE ILC", "M.S. Gorbachev"."""
    words = label.words
    return (
        label.has_honorific
        or label.office is not None
        or INITIALS_AND_SURNAME.fullmatch(words) is not None
        or (words == words.upper() and len(words) > 1)
        or OFFICE_ALONE.fullmatch(words) is not None
        or _is_office_called(words)
        or bool(split_title(words)[0])
    )


def resolve(name: str, people: Roster) -> tuple[Person, ...]:
    """The people whom a label can name; several if it is ambiguous."""
    return people.resolve(name, is_office=_is_office_called(name))
