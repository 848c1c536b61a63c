"""Speaker labels: which words before a colon name somebody who then speaks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tei_edition.genres.reading import Reading
from tei_edition.model import Line, Person, Span
from tei_edition.names import HONORIFIC, canonical, split_title, without_honorific

LABEL = re.compile(r"(?P<label>[^:\n]{1,90}):(?=\s|\Z)")
EXTRA = re.compile(r"\s?(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])\s?")
NEVER = frozenset(
    (
        "to from date dated subject note notes source sources present participants agenda first firstly second "
        "secondly third thirdly finally re ref reference references cc copy copies p.s ps page place time title "
        "summary comment comments conclusion conclusions action annex attachment enclosure translation classification "
        "distribution example however therefore namely namely, i.e e.g text result results question answer warning "
        "attention remark remarks location addressees addressee signed drafted approved information questions "
        "proposals draft translator translator's interpretation interpreter's topic topics issue issues point points "
        "item items task tasks contents introduction appendix"
    ).split()
)
COLLECTIVE = re.compile(
    r"(?:All|Everyone|Everybody|Together|Voices?|A voice|Voices? from .{2,30}|Speaker \d{1,2}|Delegates?|Both"
    r"|Both sides|Korean comrades)",
    re.IGNORECASE,
)
QUESTION_ANSWER = frozenset({"Q", "A", "Question", "Answer"})
SMALL_WORDS = frozenset("of the and de la le du von van der den di da al el bin ibn for in to".split())
OFFICE_ALONE = re.compile(
    r"(?:The )?(?:(?:Vice|Prime|Foreign|Deputy|Acting|First|Under|Assistant|General|Party) ){0,2}"
    r"(?:President|Secretary|Minister|Chairman|Chairwoman|Premier|Ambassador|General|Marshal|King|Queen"
    r"|Chancellor|Speaker|Interpreter|Senator|Governor|Director|Admiral|Colonel)"
    r"(?: of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
)


MANY_TURNS = 10
LOWER_CASE = re.compile(r"\b[a-zà-ÿ]{3,}\b")


@dataclass(frozen=True, slots=True)
class Label:
    """The words before a colon at the start of a line: the whole label with its colon, and the bare name in it."""

    span: Span
    name: Span
    words: str
    has_honorific: bool


def label_of(reading: Reading, line: Line) -> Label | None:
    """The label that a line may begin with: at most 8 words that look like a name, an office or initials."""
    head = reading.text[line.start : min(line.end, line.start + 100)]
    if ":" not in head:
        return None
    match = LABEL.match(head)
    if match is None:
        return None
    label = match["label"]
    if len(label.split()) > 8:
        return None
    honorific = HONORIFIC.match(label)
    bare = label[honorific.end() :] if honorific else label
    offset = len(label) - len(bare)
    extra = EXTRA.search(bare)
    if extra is not None:
        after = bare[extra.end() :].strip()
        # "Comrade [the General Secretary] Enver Hoxha:" has its name after the bracket, "North (KIM):" before it
        bare, offset = (after, len(label) - len(after)) if extra.start() == 0 else (bare[: extra.start()], offset)
    name = bare.strip()
    if not name or not _looks_like_name(name):
        return None
    start = line.start + offset + (len(bare) - len(bare.lstrip()))
    return Label(
        Span(line.start, line.start + match.end()),
        Span(start, start + len(name)),
        name,
        honorific is not None,
    )


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if words[0].lower().strip(".,") in NEVER or name.lower().strip(".") in NEVER:
        return False
    if not words[0][0].isupper() or any(character.isdigit() for character in name.replace("Speaker ", "")):
        return False
    return (all(word[0].isupper() or word in SMALL_WORDS for word in words) and name[-1] not in ",;.!?") or (
        re.fullmatch(r"(?:[A-Z]\. ?){1,4}", name) is not None
    )


def accepted_labels(reading: Reading, lines: tuple[Line, ...], people: tuple[Person, ...]) -> dict[int, Label]:
    """The labels that really name speakers, by the start of their line (guidelines §5, what a label is)."""
    candidates = {line.start: label for line in lines if (label := label_of(reading, line)) is not None}
    counts = Counter(_key(label.words) for label in candidates.values())
    by_form = {start for start, label in candidates.items() if _has_strong_form(label)}
    sure = {
        start
        for start, label in candidates.items()
        if resolve(reading, label.words, people)
        or (counts[_key(label.words)] >= 2 and (start in by_form or len(label.words.split()) <= 4))
        or (label.words in QUESTION_ANSWER and counts["q"] + counts["question"] >= 2)
    }
    strong = sure | by_form
    if len(sure) >= MANY_TURNS:
        language = frozenset(LOWER_CASE.findall(reading.text, lines[0].start, lines[-1].end))
        strong |= {start for start, label in candidates.items() if _is_rare_name(label, language)}
    if len(strong) >= 3 and len({_key(candidates[start].words) for start in strong}) >= 2:
        accepted = strong | {start for start, label in candidates.items() if COLLECTIVE.fullmatch(label.words)}
    elif len(sure) >= 2:
        accepted = {
            start
            for start in sure
            if candidates[start].has_honorific or resolve(reading, candidates[start].words, people)
        }
    else:
        accepted = set()
    return {start: label for start, label in candidates.items() if start in accepted}


def _is_rare_name(label: Label, language: frozenset[str]) -> bool:
    """Somebody who speaks once among many turns: one or two capitalised words that are no words of the language."""
    words = label.words.split()
    return len(words) <= 2 and all(len(w) > 2 and w.isalpha() and w.lower() not in language for w in words)


def _has_strong_form(label: Label) -> bool:
    """An honorific or title, or capitals: "Comrade X", "CIA Director Helms", "JOŽE ILC", "The President"."""
    words = label.words
    return (
        label.has_honorific
        or (words == words.upper() and len(words) > 1)
        or OFFICE_ALONE.fullmatch(words) is not None
        or bool(split_title(words)[0])
    )


def _by_office(reading: Reading, title: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """ "The President", "Secretary": who is listed under these words, else those whose office begins with them."""
    wanted = _key(title).removeprefix("the ")
    listed = tuple(p for p in people if any(_key(form).removeprefix("the ") == wanted for form in p.names))
    if listed:
        return listed[:1]
    return tuple(
        person
        for person in people
        for affiliation in person.affiliations[:1]
        if _key(reading.of(affiliation.spans[0])).removeprefix("the ").startswith(wanted)
    )


def _key(words: str) -> str:
    return canonical(words).lower()


def resolve(reading: Reading, name: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people whom a label can name: by full name, else by surname, else by initials; several if it is ambiguous."""
    title, bare = split_title(name)
    if title and not bare:
        return _by_office(reading, title, people)
    wanted = _key(without_honorific(bare))
    full = tuple(person for person in people if any(_key(form) == wanted for form in person.names))
    if full:
        return full
    by_surname = tuple(
        person for person in people if any(_key(form).split()[-1:] == wanted.split()[-1:] for form in person.names)
    )
    if by_surname and len(wanted.split()) == 1:
        return by_surname
    letters = wanted.replace(".", "").replace(" ", "")
    if len(letters) <= 3 and name == name.upper():
        return tuple(
            person
            for person in people
            if any("".join(word[0] for word in _key(form).split()) == letters for form in person.names)
        )
    return ()
