"""Which labels name speakers throughout a document, also those that a paragraph swallowed (guidelines §5)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from tei_edition.genres.labels import (
    COLLECTIVE,
    INITIALS_AND_SURNAME,
    QUESTION_ANSWER,
    SURNAME_AND_INITIALS,
    Form,
    Label,
    Wording,
    is_office_alone,
    is_office_called,
    label_of,
    label_without_colon,
    resolve,
)
from tei_edition.genres.reading import Reading
from tei_edition.genres.roster import Roster, key_of
from tei_edition.model import Line, Span
from tei_edition.names import looks_like_person, split_title
from tei_edition.patterns import late
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import UPPER, any_capitalised
from tei_edition.wordlist import PartOfWords

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
IN_SMALL_LETTERS = re.compile(r"[a-zà-ÿ]+")


def accepted_labels(reading: Reading, lines: tuple[Line, ...], people: Roster) -> dict[int, Label]:
    """The labels that really name speakers, by the start of their line (guidelines §5, what a label is)."""
    candidates = {line.start: label for line in lines if (label := label_of(reading, line)) is not None}
    candidates = {start: label for start, label in candidates.items() if not _is_heading(reading, label)}
    candidates |= _recurring(reading, lines, candidates, people)
    candidates |= addressing(reading, lines)
    if len(candidates) < FEWEST_TURNS:
        return {}
    counts = Counter(label.wording.key for label in candidates.values())
    by_form = {start for start, label in candidates.items() if label.wording.has_strong_form}
    sure = {
        start
        for start, label in candidates.items()
        if resolve(label.words, people)
        or label.form == "addresses"
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
            if candidates[start].wording.has_honorific
            or candidates[start].form == "addresses"
            or resolve(candidates[start].words, people)
            or (_is_office(candidates[start].words) and candidates[start].form == "colon")
            or _recurs_alone(candidates[start], counts[candidates[start].wording.key])
        }
    else:
        accepted = set()
    spoken = {start: label for start, label in candidates.items() if start in accepted}
    return _without_fields(reading, lines, spoken)


def _is_heading(reading: Reading, label: Label) -> bool:
    """ "DEBATE DEL DÍA: LEY DE LOS PUERTOS …": capitals before and behind the colon."""
    if not label.words.isupper():
        return False
    rest = reading.text[label.end : label.end + LONGEST_HEADING].partition("\n")[0]
    return rest.isupper() and len(rest.split()) >= FEWEST_OF_HEADING


FEWEST_OF_HEADING = 4  # words in capitals behind a colon that nobody speaks
LONGEST_HEADING = 300  # characters that are looked at: a long line has many labels


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
    fields |= _names_of_office(reading, lines, labels)
    return {start: label for start, label in labels.items() if start not in fields}


def _names_of_office(reading: Reading, lines: tuple[Line, ...], labels: dict[int, Label]) -> set[int]:
    """Where an office and nothing but a name stand, each time: "President: Lina Prifti" at the head of every part."""
    values: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if (label := labels.get(line.start)) is not None and OFFICE_OR_FIELD.fullmatch(label.words):
            values[label.wording.key].append(reading.text[label.end : line.end].strip(WHITE_SPACE))
    held = {key for key, said in values.items() if all(map(looks_like_person, said))}
    return {start for start, label in labels.items() if label.wording.key in held}


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
        if line.start not in with_colon and (label := label_without_colon(reading, line)) is not None
    }
    if not found:
        return {}
    small = sum(label.form == "small stop" for label in found.values())
    if small * 2 < len(lines):  # words such as "Yes." begin paragraphs too
        found = {start: label for start, label in found.items() if label.form != "small stop"}
    counts = Counter((label.form, label.wording.key) for label in found.values())
    often = RECURS - (counts.total() >= MANY_LABELS or _are_titled(found.values()))
    if not counts or max(counts.values()) < often:
        return {}
    words = _words(reading, lines)
    kept = {
        start: label
        for start, label in found.items()
        if resolve(label.words, people)
        or (label.words in QUESTION_ANSWER and label.form == "stop")
        or (counts[label.form, label.wording.key] >= 2 and (_is_rare_name(label, words) or _is_full(label.wording)))
        or _names_somebody(label)
    }
    # where many begin so, those who speak once do too
    many = {form for form, number in Counter(label.form for label in kept.values()).items() if number >= MANY_TURNS}
    in_capitals = sum(label.form == "stop" and label.words.isupper() for label in found.values())
    if in_capitals >= MANY_LABELS and 2 * in_capitals >= len(lines):  # a working transcript, whoever speaks twice
        many.add("stop")
    kept |= {start: label for start, label in found.items() if label.form in many and _may_speak_once(label, words)}
    keys: dict[Form, set[str]] = defaultdict(set)
    for label in kept.values():
        keys[label.form].add(label.wording.key)
    usual = {form for form, own in keys.items() if len(own) >= 2 and any(counts[form, key] >= often for key in own)}
    if any(_recurs_alone(label, counts[label.form, label.wording.key]) for label in kept.values()):
        usual.add("alone")
    return {start: label for start, label in kept.items() if label.form in usual}


def _are_titled(labels: Iterable[Label]) -> bool:
    """Whether four and more begin with a title and a name in capitals: "CHAIRMAN PRIFTI.", "MR. DAHL." """
    stopped = [label for label in labels if label.form == "stop" and label.words.isupper()]
    return sum(label.wording.has_honorific or bool(split_title(label.words)[0]) for label in stopped) >= MANY_TURNS


def addressing(reading: Reading, lines: tuple[Line, ...]) -> dict[int, Label]:
    """Those who stand, with a party, a constituency or an office, in the line above a speech to the chair, if two do.

    "Lina Prifti Vlora Harbour, Harbour Party" / "Mr. Speaker, the quay is closed."
    """
    found = {}
    for line, below in pairwise(lines):
        words = reading.of(line)
        if len(words) <= LONGEST_LINE_OF_SPEAKER and TO_THE_CHAIR.match(reading.of(below)):
            named = SPEAKER_OF_PARTY.fullmatch(words)
            if named is not None and looks_like_person(named["name"]):
                name = Span(*named.span("name"))
                wording = Wording(len(words), name, named["name"], False, "addresses", None, key_of(words), True, None)
                found[line.start] = Label(line.start, line.start, wording)
    return found if len(found) >= FEWEST_TURNS else {}


LONGEST_LINE_OF_SPEAKER = 120
SPEAKER_OF_PARTY = late(
    rf"(?P<name>[{UPPER}][\w’'.-]+ (?:[{UPPER}]\. )?[{UPPER}][\w’'-]+)(?:[ ,(–-]+[{UPPER}][^.:;!?]{{1,90}})?"
)
# how a speech in a chamber begins, whoever is in the chair
TO_THE_CHAIR = late(
    r"(?:(?:Mr|Mrs|Ms)\.? |Madam(?:e)? )(?:Deputy |Acting )?(?:Speaker|President|Chair(?:man|woman)?)\b"
    r"|(?:Monsieur le |Madame la )[Pp]résidente?\b"
    r"|(?:Sehr (?:geehrter?|verehrter?) )?(?:Herr|Frau) (?:Präsident(?:in)?|Vorsitzender?)\b"
    r"|(?:Señora?|Sr\.|Sra\.|Signora?|Senhora?) [Pp]resident[ea]\b|(?:Mijnheer|Mevrouw) de voorzitter\b"
    r"|(?:Herr|Fru|Ärade) (?:talman|president)\b|(?:Ærede|Hr\.|Fru) (?:president|formand)\b"
    r"|(?:Arvoisa|Herra|Rouva) puhemies\b|Pan(?:ie|i) Marszałku\b|Wysok(?:a|i) (?:Izbo|Sejmie|Senacie)\b"
    r"|(?:Vážený |Vážená )?(?:pane|paní) předsed\w+|Tisztelt (?:Elnök|Ház|Képviselőház)\b"
    r"|(?:Domnule|Doamnă) [Pp]reședinte\b|(?:Poštovan[ia] )?(?:gospod\w+ )?predsjedni\w+\b"
    r"|(?:Уважаем(?:ый|ая) )?(?:господин |госпожа )?[Пп]редседател[ья]\b"
)


def _is_office(words: str) -> bool:
    return is_office_called(words) or is_office_alone(words)


def _recurs_alone(label: Label, times: int) -> bool:
    """Whether an excerpt has one speaker only, whose full name stands three times above what was said."""
    return label.form == "alone" and times >= RECURS and looks_like_person(label.words) and not _is_office(label.words)


def _may_speak_once(label: Label, words: PartOfWords) -> bool:
    """Voices, an office, a rare name with a stop or a title behind or before it or in capitals."""
    if COLLECTIVE.fullmatch(label.words) or label.wording.office is not None or is_office_called(label.words):
        return True
    is_marked = label.form == "stop" or label.wording.has_honorific or _is_alone_in_capitals(label)
    return is_marked and _is_rare_name(label, words)


def _is_alone_in_capitals(label: Label) -> bool:
    """ "LINA PRIFTI" with a line to itself."""
    return label.form == "alone" and label.words.isupper() and looks_like_person(label.words)


def _names_somebody(label: Label) -> bool:
    """Even if only once: an office with a name, initials behind a surname, first and last name in capitals."""
    if " " not in label.words:
        return False
    is_in_capitals = label.words.isupper() and looks_like_person(label.words)
    is_name = is_in_capitals or SURNAME_AND_INITIALS.fullmatch(label.words) is not None
    return is_office_called(label.words) or (label.form == "stop" and is_name)


def _is_full(label: Wording) -> bool:
    """Initials and surname, first and last name, an honorific and a name, or an office."""
    return (
        label.has_honorific
        or is_office_alone(label.words)
        or is_office_called(label.words)
        or INITIALS_AND_SURNAME.fullmatch(label.words) is not None
        or SURNAME_AND_INITIALS.fullmatch(label.words) is not None
        or (label.form == "alone" and looks_like_person(label.words) and not label.words.isupper())
    )


def _words(reading: Reading, lines: tuple[Line, ...]) -> PartOfWords:
    return reading.words.between(lines[0].start, lines[-1].end)


def _is_rare_name(label: Label, words: PartOfWords) -> bool:
    """Somebody who speaks once among many turns: up to three capitalised words that are no words of the language."""
    parts = label.wording.parts_of_name
    return parts is not None and not any(part in words and IN_SMALL_LETTERS.fullmatch(part) for part in parts)
