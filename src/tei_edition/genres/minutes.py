"""Minutes, notes and memoranda of conversations: who was present, turns, narrative between them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, TypeGuard

from tei_edition.genres.closers import Closing, closing
from tei_edition.genres.labelling import parted_at_labels
from tei_edition.genres.labels import Label, label_of, resolve
from tei_edition.genres.openers import Opening, opening
from tei_edition.genres.paragraphs import paragraph_blocks, sign
from tei_edition.genres.participant_lists import Attendance, is_lead
from tei_edition.genres.participants import attendance, named_in_title
from tei_edition.genres.reading import Reading, date_value, speaks, weigh
from tei_edition.genres.roster import Roster
from tei_edition.genres.sittings import FIRST_BUSINESS, are_read_and_passed, called_to_order, dated_above, held
from tei_edition.genres.speakers import label_marks, speaker_of
from tei_edition.genres.structure import Structure
from tei_edition.genres.variants import variant_findings
from tei_edition.model import (
    Block,
    DateValue,
    Div,
    Evidence,
    Finding,
    Flow,
    ItemList,
    Line,
    Mark,
    P,
    Person,
    Quote,
    Severity,
    Sp,
    Span,
    Stage,
    Table,
)
from tei_edition.names import without_honorific
from tei_edition.patterns import late
from tei_edition.source import WHITE_SPACE
from tei_edition.vocabulary import any_of

GENRE = "minutes"
EVIDENCE = (
    speaks(
        "title",
        r"\b(?:minutes|notes|record|transcript|stenogram|memorandum|memoranda|summary|report|account"
        r"|protocol)\b.{0,40}\b(?:conversation|meeting|talks?|discussion|session|negotiations|reception)s?\b",
        6,
    ),
    speaks("title", r"\b(?:conversation|meeting|talk)s? (?:between|with|of)\b", 4),
    speaks("title", r"\b(?:minutes|stenographic|transcript|verbatim)\b", 4),
    speaks("title", r"^(?:[\w-]+ ){0,4}meeting(?:,| no\b| \d|\Z)", 2),
    speaks(
        "title",
        r"\b(?:debates?|hansard|proceedings|hearings?|testimony|sittings?|plenary|oral answers"
        r"|questions for oral answer"
        r"|questions of the day|official report|votes and proceedings|parliamentary|examination of|inquest"
        r"|court martial"
        r"|(?:committee|council|board|assembly|senate|congress|house|chamber|diet|cabinet|society|parish) (?:meeting"
        r"|session|minutes)"
        r"|constituent assembly|inquiry|committee stage|second reading|third reading|—\s?committee)\b",
        2.5,
    ),
    speaks("type", r"\b(?:minutes|conversation|meeting|transcript)\b", 4),
    # "Verslag van de plenaire vergadering", "Resoconto stenografico della seduta": an account of a meeting
    speaks(
        "title",
        r"\b(?:verslag|protokoll?e?t?|plenarprotokoll|niederschrift|referat|compte[ -]rendu|procès[ -]verbal|acta"
        r"|verbale|resoconto|ata|diario|diário|sprawozdanie|protokół|zápis|zápisnica|jegyzőkönyve?|zapisnik|pöytäkirja"
        r"|proces-verbal|stenogram\w*|протокол|стенограмма|стенографический отч[её]т)\b.{0,50}"
        r"\b(?:vergadering|\w*sitzung|besprechung|séance|réunion|session|sesión|reunión|seduta|riunione|sessão"
        r"|reunião|samman(?:träde|trädet)|möte|møte|møde|posiedzeni\w+|zasedání|schůze|ülés\w*|sjednic\w+"
        r"|istun\w+|ședinț\w+|şedinţ\w+|заседани\w+|совещани\w+)",
        5,
    ),
)
STAGE_WORDS = 12
# what an editor says about the text, and nobody did while it was spoken
EDITORS_WORD = late(
    r"[\[(]?(?:Omitted|Here follows?|(?:The )?(?:[Rr]emainder|[Rr]est) of|Source:|Note:|Translat|Editor"
    r"|Not (?:printed|declassified))"
)
MOST_LINES_OF_HEADING, LONGEST_HEADING = 6, 160
REPORTING_VERBS = late(
    r"(?:asks?|asked|thanks|thanked|raises|raised|leaves|left|proposes|proposed|invites|invited|reads|read)\b"
)
FORMULA = late(
    r"(?:The (?:\w+ )?(?:meeting|conversation|talks?|session|sitting|reception|committee|audience"
    r"|interview) (?:then |thereupon )?"
    r"(?:ended|was|began|concluded|lasted|rose|closed|adjourned|broke up|finished|terminated)\b"
    r"|Then the conversation continued|At this point|After the (?:break|recess|interval)|With this,? the"
    rf"|{any_of('closing_formulas')})"
)
# "Resolved: That …", "3. Next meeting": what follows is nobody's turn until the next label
CLOSES_TURN = late(
    r"(?:(?:It was )?(?:Resolved|RESOLVED|Decided|DECIDED|DECISION|Carried|CARRIED)\b"
    r"|(?:\d{1,2}|[IVX]{1,4})\.\s+[A-Z][^.!?:;]{2,70}\Z"
    # what a page or an office adds at the end
    r"|Source: |(?:Transcribed|Translated|Typed) by |©|Copyright\b|END OF\b|Cite this|Filed [Uu]nder|Back to |NOTE: )"
)
FIRST_OR_SECOND_PERSON = re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)
QUOTED = re.compile(r"“[^“”]*”")
BRACKETED = re.compile(r"\([^()]*\)[.]?|\[[^\[\]]*\][.]?")


def evidence(reading: Reading) -> Evidence:
    """What speaks for minutes: the title, a list of those present, labels of speakers that recur."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    nobody = Roster(reading)
    labels = len(parted_at_labels(reading, reading.lines, nobody).labels)
    if labels >= 3:
        score, reasons = score + 3, (*reasons, f"{labels} paragraphs begin with the label of a speaker")
    if any(is_lead(reading.of(line)) for line in reading.lines[:8]):
        score, reasons = score + 1.5, (*reasons, "a list of those present")
    opening_words = (words for line in reading.lines[:FIRST_BUSINESS] if (words := called_to_order(reading.of(line))))
    if words := next(opening_words, ""):
        score, reasons = score + 3, (*reasons, f"it was opened: “{words}”")
    if any(are_read_and_passed(reading.of(line)) for line in reading.lines[:FIRST_BUSINESS]):
        score, reasons = score + 3, (*reasons, "the minutes of the last meeting were read")
    return Evidence(GENRE, score, reasons)


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """Participants, conversation and closer."""
    lines, turns = parted_at_labels(reading, lines, Roster(reading))
    # before the first turn: "Comrade Kim Il Sung:" alone on its line is no salutation here
    head = opening(reading, _before_the_turns(lines, turns))
    lines = lines[head.taken :]
    above, present = _attendance(reading, lines)
    rest = lines[above + present.taken :]
    subject = opening(reading, _before_the_turns(rest, turns)) if present.blocks else Opening()
    if subject.taken == len(rest):  # an opener needs something below it
        subject = Opening()
    rest = rest[subject.taken :]
    foot = closing(reading, rest, "minutes")
    body = rest[: foot.start]
    titled = named_in_title(reading)
    listed = Roster(reading, present.people)
    known = Roster(reading, (*present.people, *(p for p in titled if not resolve(p.names[0], listed))))
    body, labels = parted_at_labels(reading, body, known)
    talk = _conversation(reading, body, labels, known)
    actions = _actions(reading, body) if labels else ()
    blocks: list[Block] = [head.opener] if head.opener else []
    if present.blocks:
        blocks += paragraph_blocks(reading, lines[:above])
        blocks.append(Div("participants", present.blocks))
    if present.blocks or labels:
        conversation = (*((subject.opener,) if subject.opener else ()), *talk.blocks)
        blocks += [Div("conversation", conversation)] if talk.blocks else []
    else:
        blocks += talk.blocks
    blocks += [block for block in (foot.closer, foot.postscript, foot.trailer) if block is not None]
    dateline = head.dateline or foot.dateline
    return Structure(
        blocks=tuple(blocks),
        marks=(*head.marks, *present.marks, *subject.marks, *talk.marks, *actions, *foot.marks),
        participants=_people(reading, present.people, talk.speakers, foot),
        sides=present.sides,
        date=_date(reading, head, lines, foot),
        place=dateline.place if dateline else None,
        findings=(*talk.findings, *variant_findings(talk.speakers, present.people)),
    )


def _before_the_turns(lines: tuple[Line, ...], turns: Mapping[int, Label]) -> tuple[Line, ...]:
    return tuple(itertools.takewhile(lambda line: line.start not in turns, lines))


def _date(reading: Reading, head: Opening, lines: tuple[Line, ...], foot: Closing) -> DateValue | None:
    """The date above the text, else of "Held on …"; that beside the signature only where there is no other."""
    if head.dateline and head.dateline.date.attributes:
        return date_value(reading, head.dateline.date)
    day = held(reading, lines[:3]) or dated_above(reading, lines)
    if day or reading.page_date or not foot.dateline or not foot.dateline.date.attributes:
        return day
    return date_value(reading, foot.dateline.date)


def _attendance(reading: Reading, lines: tuple[Line, ...]) -> tuple[int, Attendance]:
    """Who was present, and how many lines of a heading stand above the list."""
    for above in range(min(MOST_LINES_OF_HEADING + 1, len(lines))):
        present = attendance(reading, lines[above:])
        if present.blocks:
            return above, present
        if lines[above].end - lines[above].start > LONGEST_HEADING or label_of(reading, lines[above]):
            break
    return 0, Attendance()


# --- the conversation -----------------------------------------------------------------------------------------


class _Talk(NamedTuple):
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    speakers: tuple[Person, ...]
    findings: tuple[Finding, ...]


def _conversation(reading: Reading, lines: tuple[Line, ...], labels: dict[int, Label], present: Roster) -> _Talk:
    first = next((index for index, line in enumerate(lines) if line.start in labels), len(lines))
    blocks: list[Block] = list(paragraph_blocks(reading, lines[:first]))
    marks: list[Mark] = []
    heard = Roster(reading)
    unidentified: dict[str, Person] = {}
    findings: list[Finding] = []
    for label, group in _turns(lines[first:], labels):
        speaker = speaker_of(reading, label, present, heard, unidentified)
        findings += [speaker.finding] if speaker.finding else []
        for person in speaker.people:
            heard.add(person)
        marks += label_marks(reading, label, speaker)
        turn = Sp(
            tuple(person.id for person in speaker.people),
            label.span,
            (),
            "turn: label of a speaker",
            speaker.cert,
        )
        spoken = _after_label(reading, label, group)
        if spoken and spoken[0].start == label.end:
            # "Mr. Vance.—We agree.": nothing parts the label from the words, so it stays in the paragraph
            spoken = group
            turn = turn._replace(speaker=None, rule="turn: label that runs into the words", cert=turn.cert or "high")
        said = paragraph_blocks(reading, spoken)
        if not any(_has_words(block) for block in said):
            blocks += [P(label.span, "label without a turn"), *said]
            continue
        for kind, part in _parts(reading, spoken, present):
            if kind == "speech" and turn.continues and not any(_is_speech(reading, line) for line in part):
                for block in paragraph_blocks(reading, part):
                    blocks.append(_stage(reading, block.span) if _is_stage(block, reading) else block)
            elif kind == "speech":
                paragraphs = said if len(part) == len(spoken) else paragraph_blocks(reading, part)
                words = _speech(reading, paragraphs)
                blocks.append(Sp(turn.who, turn.speaker, words, turn.rule, turn.cert, turn.continues))
                turn = Sp(turn.who, None, (), "turn goes on after narrative", turn.cert, continues=True)
            else:
                blocks += [P(Span(line.start, line.end), "narrative between turns") for line in part]
                findings += [_narrative_finding(line) for line in part if kind == "reported"]
    spoke = {who for block in blocks if isinstance(block, Sp) for who in block.who}  # a label without words is no turn
    speakers = tuple(person for person in heard.people if person.id in spoke)
    return _Talk(tuple(blocks), tuple(marks), speakers, tuple(findings))


def _is_speech(reading: Reading, line: Line) -> bool:
    """Whether a line holds words that somebody may have spoken: no stage direction, page mark, section break."""
    span = Span(line.start, line.end)
    return sign(reading.of(span), span) is None and not _is_stage(P(span), reading)


def _has_words(block: Flow) -> bool:
    return isinstance(block, P | ItemList | Quote | Table)


def _turns(lines: tuple[Line, ...], labels: dict[int, Label]) -> Iterator[tuple[Label, tuple[Line, ...]]]:
    """Each label with the lines up to the next one."""
    starts = [index for index, line in enumerate(lines) if line.start in labels]
    for start, end in pairwise([*starts, len(lines)]):
        yield labels[lines[start].start], lines[start:end]


def _after_label(reading: Reading, label: Label, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a turn without its label; the first is gone if the label stands alone on its line."""
    first = lines[0]
    if label.end >= first.end:
        return lines[1:]
    spoken = reading.text[label.end : first.end]
    start = first.end - len(spoken.lstrip(WHITE_SPACE))
    return (Line(start, first.end, 0, first.blanks), *lines[1:])


def _parts(reading: Reading, lines: tuple[Line, ...], present: Roster) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Runs of speech, of narrative, and of narrative that only a rule of doubt recognised ("reported")."""
    run: list[Line] = []
    kind = "speech"
    closed = False
    for index, line in enumerate(lines):
        closed = closed or (index > 0 and CLOSES_TURN.match(reading.of(line)) is not None)
        this = "speech" if index == 0 else "narrative" if closed else _line_kind(reading, line, present)
        if this != kind and run:
            yield kind, tuple(run)
            run = []
        kind = this
        run.append(line)
    if run:
        yield kind, tuple(run)


def _line_kind(reading: Reading, line: Line, present: Roster) -> str:
    """Whether a paragraph without label goes on with the turn or tells what happened (guidelines §5, narrative)."""
    text = reading.of(line)
    if text[0] in "[(" and BRACKETED.fullmatch(text) and (len(text.split()) > STAGE_WORDS or EDITORS_WORD.match(text)):
        return "narrative"
    if FORMULA.match(text):
        return "narrative"
    bare = without_honorific(text)
    names = present.names_and_surnames if bare != text else present.names  # "Comrade Hoxha thanks …"
    if any(REPORTING_VERBS.match(bare, length + 1) for length in names.at_the_start_of(bare)):
        return "speech" if FIRST_OR_SECOND_PERSON.search(QUOTED.sub("", text)) else "reported"
    return "speech"


def _speech(reading: Reading, said: tuple[Flow, ...]) -> tuple[Flow | Stage, ...]:
    """The paragraphs of a turn; a short one in brackets is a stage direction, but a turn needs words, too."""
    staged = tuple(_stage(reading, block.span) if _is_stage(block, reading) else block for block in said)
    return said if all(isinstance(block, Stage) for block in staged) else staged


def _is_stage(block: Flow, reading: Reading) -> TypeGuard[P]:
    if not isinstance(block, P):
        return False
    text = reading.of(block.span)
    if (
        text[0] not in "[("
        or not BRACKETED.fullmatch(text)
        or len(text.split()) > STAGE_WORDS
        or EDITORS_WORD.match(text)
    ):
        return False
    # "[illegible]" and "[???]" alone are gaps, "[Translator’s note: …]" a note
    return any(map(str.isalnum, text)) and all(
        mark.element in ("supplied", "stage") for mark in reading.editorial_at(block.span)
    )


STAGE_TYPES = (
    (re.compile(r"enters?|arriv|joins|comes in", re.IGNORECASE), "entrance"),
    (re.compile(r"leaves?|exits?|goes out|departs", re.IGNORECASE), "exit"),
    (
        late(
            r"laugh|applau|smil|interrupt|pause|silence|nods|quiet|loud|heiterkeit|gelächter|beifall|\brires?\b|\brisas?\b"
            r"|aplauso|смех|аплодисмент",
            re.IGNORECASE,
        ),
        "delivery",
    ),
)


def _stage(reading: Reading, span: Span) -> Stage:
    text = reading.of(span)
    kind = next((kind for pattern, kind in STAGE_TYPES if pattern.search(text)), "business")
    return Stage(span, kind)


# "[to Colby]", "[takes out the draft]", "[pointing on the chart]", "[The President left the room.]"
ACTION = late(
    r"(?:[Tt]o (?:[A-Z][\w.]+ ?){1,3}:?|(?:\w+ly )?[a-z]+ing\b.*|(?:takes?|points?|hands?|reads?|shows?|laughs?|turns?"
    r"|looks?|refers?|nods?|gestures?"
    r"|whispers?|leaves?|enters?|gives?|picks?|smiles?|stands?|rises?|continues?|interrupts?|holds?|pauses?"
    r"|draws?|opens?) .*|[A-Z].*\s.*\s.*[.!])",
    re.DOTALL,
)


def _actions(reading: Reading, lines: tuple[Line, ...]) -> tuple[Mark, ...]:
    """Brackets inside turns that tell what was done while somebody spoke, not what a word means."""
    if not lines:
        return ()
    start, end = lines[0].start, lines[-1].end
    marks = []
    for mark in reading.editorial:
        if mark.element == "supplied" and start <= mark.span.start < end:
            words = reading.of(mark.inner or mark.span)
            if EDITORS_WORD.match(words):
                continue
            if ACTION.fullmatch(words):
                kind = next((kind for pattern, kind in STAGE_TYPES if pattern.search(words)), "business")
                marks.append(Mark(mark.span, "stage", (("type", kind),), "bracket: action"))
    return tuple(marks)


def _narrative_finding(line: Line) -> Finding:
    return Finding(
        "G302",
        Severity.NOTE,
        "taken as narrative between turns, because it begins with a participant’s name and a verb of reporting",
        hint="if these words were spoken, they belong to the turn before",
        span=Span(line.start, line.end),
    )


# --- speakers -------------------------------------------------------------------------------------------------


def _people(
    reading: Reading, present: tuple[Person, ...], speakers: tuple[Person, ...], foot: Closing
) -> tuple[Person, ...]:
    """Everybody who took part, in the order of the list of those present, then of first speech, then the recorder."""
    spoke = {person.id for person in speakers}
    people = {person.id: _who_spoke(person) if person.id in spoke else person for person in present}
    for person in speakers:
        people.setdefault(person.id, person)
    for name, role in foot.recorders:
        people.setdefault(name.ref, Person(name.ref, (reading.words_of(name.span),), (role,)))
    for signer in foot.signers:
        if signer.element == "persName":
            person = Person(signer.ref, (reading.words_of(signer.span),), ("recorder",), cert="medium")
            people.setdefault(signer.ref, person)
    return tuple(people.values())


def _who_spoke(person: Person) -> Person:
    """A participant as a speaker, which implies that they were present; an interpreter or recorder stays one."""
    return person._replace(roles=("speaker", *(role for role in person.roles if role not in ("present", "speaker"))))
