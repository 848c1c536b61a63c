"""`Capture` → `Transcription`: the genre is chosen and read, then names, quotations and note marks are found."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.dates import day_findings, read_date
from tei_edition.genres import choose
from tei_edition.genres.abstract import is_abstract
from tei_edition.genres.correspondence import agent
from tei_edition.genres.enclosures import split_enclosures
from tei_edition.genres.entities import agents_of, entities, people_of, with_own_names
from tei_edition.genres.headline import below_headline, split_headline, with_headline, with_title
from tei_edition.genres.marks import all_marks
from tei_edition.genres.notes import Notes, footnotes
from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading, fact_value, preferred_date, read
from tei_edition.genres.structure import Structure
from tei_edition.lexicon import Lexicon
from tei_edition.model import (
    Agent,
    Capture,
    Div,
    Finding,
    Line,
    Mark,
    P,
    Severity,
    Sp,
    Span,
    Transcription,
)
from tei_edition.patterns import late
from tei_edition.vocabulary import SAMPLE, UNKNOWN, language_code, language_of

CORRESPONDENCE = ("letter", "telegram")
ANOTHER = "another document"  # the reason of zones, as the layout's engine gives it
UNREADABLE = ("obfuscated", "unencodable")  # gaps without which a character cannot be written
EDITORIAL = frozenset(("gap", "space", "sic", "unclear", "supplied", "del", "email"))  # which any paragraph can hold


def parse(capture: Capture, shared: Lexicon, *, genre: str | None = None, language: str | None = None) -> Transcription:
    """The document as TEI thinks of it; `genre` is what the editor pinned, `language` what the edition states."""
    reading = with_title(read(capture, Lexicon(shared)))
    chosen, module, evidence, findings = choose(reading, genre)
    if chosen not in CORRESPONDENCE:  # a letter begins with an address
        reading = with_headline(reading)
    capture = reading.capture
    lines, another = _without_another(reading)
    lines, abstract = _without_abstract(reading._replace(lines=lines))
    # the notes of a document stand behind its text in the TEI: with another one behind them they would change places
    below = below_headline(reading, lines)
    notes, above, notes_head = Notes((), below) if another else footnotes(reading, below)
    headed = split_headline(reading, (*lines[: len(lines) - len(below)], *above))
    enclosures, own = split_enclosures(reading, headed.lines)
    if another:
        enclosures += (Div("enclosure", paragraph_blocks(reading, another)),)
    structure = module.parse(reading, own)
    lexicon = with_own_names(reading, structure, lines)
    marks, mark_findings = all_marks(reading, structure, enclosures, notes, (*lines, *another), lexicon)
    people = people_of(reading, structure, marks)
    facts_abstract = tuple(fact.span for fact in capture.facts_named("abstract") if fact.span)
    participants = tuple(person for person in people if person.roles)
    correspondence = structure.correspondence
    spoken, language_findings = _language(reading, language)
    return Transcription(
        capture=capture,
        language=spoken,
        genre=chosen,
        genre_evidence=evidence,
        blocks=(headed.head, *structure.blocks) if headed.head else structure.blocks,
        notes=notes,
        notes_head=notes_head,
        enclosures=enclosures,
        marks=marks,
        abstract=facts_abstract or abstract,
        abstract_cert="medium" if abstract and not facts_abstract else None,
        participants=participants,
        sides=structure.sides,
        mentioned=tuple(person for person in people if not person.roles),
        organisations=tuple(entities(reading, "orgName", marks, agents_of(structure))),
        places=tuple(entities(reading, "placeName", (*marks, *_only_in_title(structure)), ())),
        correspondence=correspondence,
        authors=structure.authors or _stated_authors(reading),
        creation=preferred_date(structure.date, reading.page_date),
        creation_place=structure.place,
        dropped=headed.dropped,
        findings=(
            *findings,
            *language_findings,
            *reading.findings,
            *_unreadable_dates(capture),
            *day_findings(reading.text, reading.dates),
            *structure.findings,
            *mark_findings,
            *_cut_off(reading, structure, own),
        ),
    )


def _only_in_title(structure: Structure) -> tuple[Mark, ...]:
    """The place of writing, which the title may say and nothing in the text."""
    return (structure.place,) if structure.place is not None and structure.place not in structure.marks else ()


def _stated_authors(reading: Reading) -> tuple[Agent, ...]:
    """Who wrote the document, as the editor states it."""
    stated = (fact for fact in reading.capture.facts_named("author") if fact.by_editor)
    return tuple(agent(reading, fact.value) for fact in stated)


def _language(reading: Reading, of_edition: str | None) -> tuple[str, tuple[Finding, ...]]:
    """The language that the editor states for the document, else for the edition, else that of the text's words."""
    stated = language_code(fact_value(reading.capture, "language")) or of_edition
    if stated:
        return stated, ()
    lines = reading.lines
    found = language_of(reading.words.first(SAMPLE)) if lines else None
    if found != UNKNOWN:
        return found or "en", ()
    finding = Finding(
        "G102",
        Severity.NOTE,
        "the language of this document is none of those that the program has words for",
        hint="state it: documents: FILE: facts: {language: xx}; salutations and headings of it may stay paragraphs",
        span=Span(lines[0].start, lines[0].end),
    )
    return UNKNOWN, (finding,)


# "… again.12", read from its end: forwards, each mark of a long row would begin a search of its own
ENDS_WITH_NOTE_MARK = late(r"\d{1,3}+\W*?[.!?…:;”\"’')\]*–—-]")
LONG = 60  # characters of a paragraph that ought to end with a full stop


def _cut_off(reading: Reading, structure: Structure, lines: tuple[Line, ...]) -> Iterator[Finding]:
    """What looks as if the capture had lost the beginning of the first paragraph or the end of the last."""
    if not lines:
        return
    first, last = lines[0], lines[-1]
    if reading.of(first)[0].islower():
        yield _torn(first, "begins", "its first words may be missing: pages often drop a centred heading")
    text = reading.of(last)
    is_running = isinstance(structure.blocks[-1], P | Sp | Div) if structure.blocks else False
    if is_running and len(text) > LONG and text[-1].isalnum() and not ENDS_WITH_NOTE_MARK.match(text[::-1]):
        yield _torn(last, "ends", "the capture may have been cut off")


def _torn(line: Line, what: str, why: str) -> Finding:
    return Finding(
        "C207",
        Severity.NOTE,
        f"the document {what} in the middle of a sentence: {why}",
        hint="compare the page, and copy it again if something is missing",
        span=Span(line.start, line.end),
    )


def _unreadable_dates(capture: Capture) -> tuple[Finding, ...]:
    """Dates that the editor states and that nobody can read as dates."""
    return tuple(
        Finding(
            "D102",
            Severity.WARNING,
            f"the date “{fact.value}” that the edition states for this document cannot be read",
            hint="write it as 1973-08-31, 1973-08, 1973 or “31 August 1973” in edition.yaml or captures.csv",
            span=Span(0, 0),
        )
        for name in ("date", "published", "captured", "uploaded")
        for fact in capture.facts_named(name)
        if fact.by_editor and read_date(fact.value) is None
    )


def as_paragraphs(transcription: Transcription, fault: Finding) -> Transcription:
    """The same document as plain paragraphs, for a structure that cannot be written as valid TEI."""
    lines = [line for line in transcription.capture.lines if Span(line.start, line.end) not in transcription.abstract]
    kept = tuple(mark for mark in transcription.marks if mark.element in EDITORIAL)
    return transcription._replace(
        blocks=tuple(P(Span(line.start, line.end), "paragraph, for want of a valid structure") for line in lines),
        notes=(),
        notes_head=None,
        enclosures=(),
        marks=kept,
        participants=(),
        sides=(),
        mentioned=(),
        organisations=(),
        places=(),
        correspondence=None,
        authors=(),
        creation_place=None,
        dropped=(),
        findings=(*transcription.findings, _given_up(fault)),
    )


def without_marks(transcription: Transcription) -> Transcription:
    """The same without the marks of editors, but for those that stand for what cannot be written."""
    kept = tuple(mark for mark in transcription.marks if mark.element == "email" or mark.get("reason") in UNREADABLE)
    return transcription._replace(marks=kept)


def _given_up(fault: Finding) -> Finding:
    return Finding(
        "E103",
        Severity.WARNING,
        f"the structure that was found could not be written ({fault.message}): the text is encoded as plain paragraphs",
        hint="nothing is lost; please report this with the capture",
        span=Span(0, 0),
        raw=fault.raw,
    )


def _without_another(reading: Reading) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The document's own lines, and those of another document whose page stands behind this one's."""
    first = min((zone.span.start for zone in reading.capture.zones if zone.reason == ANOTHER), default=None)
    if first is None:
        return reading.lines, ()
    own = tuple(line for line in reading.lines if line.start < first)
    return own, reading.lines[len(own) :]


def _without_abstract(reading: Reading) -> tuple[tuple[Line, ...], tuple[Span, ...]]:
    """The document's lines, and the archive's summary if the last paragraph is one."""
    for line in reading.capture.undecided:
        above = tuple(other for other in reading.lines if other != line)
        if is_abstract(reading, line, above):
            return above, (Span(line.start, line.end),)
    return reading.lines, ()
