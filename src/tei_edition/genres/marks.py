"""Everything that is marked inside the text, brought together and nested."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from tei_edition.bearers import Circumstances, born_by_then, decide
from tei_edition.editorial import find_editorial
from tei_edition.genres.notes import note_marks
from tei_edition.genres.quotations import find_quotations
from tei_edition.genres.reading import Reading
from tei_edition.genres.structure import Structure
from tei_edition.lexicon import Lexicon
from tei_edition.mentions import Beginning, Mentions, add_names, beginnings, find_names
from tei_edition.model import (
    Address,
    Block,
    Closer,
    Div,
    Figure,
    Finding,
    Flow,
    Footnote,
    Line,
    Mark,
    Opener,
    PageBreak,
    Phrase,
    Severity,
    Sp,
    Span,
    Stage,
)
from tei_edition.nesting import nest
from tei_edition.source import UNENCODABLE
from tei_edition.surroundings import MOST_READ
from tei_edition.surroundings import Line as LineOfNames
from tei_edition.wrapping import page_numbers, soft_breaks

WORDS = re.compile(r"[^ ]+")


def all_marks(
    reading: Reading,
    structure: Structure,
    enclosures: tuple[Div, ...],
    notes: tuple[Footnote, ...],
    lines: tuple[Line, ...],
    lexicon: Lexicon,
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """All marks of the text, nested: of structure, editors' brackets, dates, names, quotations, note marks."""
    if not lines:
        return nest(_in_header(reading)), ()
    names, unclear = _names(reading, structure, lines, lexicon, is_one_letter=not enclosures)
    markers, findings = note_marks(reading, lines, notes, _numbers(structure.blocks))
    quotations = find_quotations(reading.text, lines, names)
    editorial = [_dated_by_gap(mark, structure, reading) for mark in reading.editorial]
    elsewhere = {note.label for note in notes} | set(_brackets((*structure.blocks, *enclosures)))
    turns = tuple(_turns(structure.blocks))
    labels = [turn.speaker for turn in turns if turn.speaker is not None]
    phrases = sorted((*labels, *_address_lines((*structure.blocks, *enclosures))))
    names = _of_speakers(names, turns)
    editorial = [_in_phrase(mark, phrases) for mark in editorial if mark.span not in elsewhere]
    breaks = [
        Mark(span, "lb", (("break", "no"),), "word divided at a line end")
        for span in soft_breaks(reading.capture.source.text, lines)
    ]
    pages = [
        Mark(span, "pb", (("n", number),), "page number in a sentence")
        for span, number in page_numbers(reading.capture.source.text, lines)
    ]
    numbers = {note.number for note in notes}
    found = [*editorial, *breaks, *pages, *markers, *reading.dates, *quotations, *names]
    structural = [_in_phrase(mark, phrases) for mark in structure.marks if not _is_block(mark, elsewhere)]
    every = nest([*structural, *_outside(_between(reading, lines), found), *_in_header(reading)])
    uncalled = tuple(
        _missing_note(mark)
        for mark in every
        if mark.element == "ref" and mark.get("type") == "noteMarker" and mark.get("n") not in numbers
    )
    return every, (*findings, *uncalled, *unclear)


def _brackets(blocks: Iterable[Block | Flow | Stage]) -> Iterator[Span]:
    """The brackets that are blocks of their own: stage directions, stamps, page numbers."""
    for block in blocks:
        if isinstance(block, Stage | Figure | PageBreak):
            yield block.span
        elif isinstance(block, Div | Sp):
            yield from _brackets(block.blocks)


def _turns(blocks: Iterable[Block | Flow | Stage]) -> Iterator[Sp]:
    """All turns, in the order of the text."""
    for block in blocks:
        if isinstance(block, Div):
            yield from _turns(block.blocks)
        elif isinstance(block, Sp):
            yield block


def _of_speakers(names: list[Mark], turns: tuple[Sp, ...]) -> list[Mark]:
    """The names without those in a label that name somebody else than who speaks: the label has been read already."""
    labelled = [(turn.speaker, turn.who) for turn in turns if turn.speaker is not None]
    starts = [label.start for label, _ in labelled]

    def is_right(mark: Mark) -> bool:
        at = bisect_right(starts, mark.span.start) - 1
        return at < 0 or mark.span.start >= labelled[at][0].end or mark.ref in labelled[at][1]

    return [mark for mark in names if mark.element != "persName" or is_right(mark)]


def _numbers(blocks: Iterable[Block | Flow | Stage]) -> list[Span]:
    """The numbers of the document ("No. 123"), which are figures and no more."""
    holders = (block for block in blocks if isinstance(block, Opener | Closer))
    return [
        part.span for holder in holders for part in holder.parts if isinstance(part, Phrase) and part.element == "idno"
    ]


def _address_lines(blocks: Iterable[Block | Flow | Stage]) -> Iterator[Span]:
    """The lines of all addresses."""
    for block in blocks:
        if isinstance(block, Div):
            yield from _address_lines(block.blocks)
        elif isinstance(block, Opener):
            yield from (line for part in block.parts if isinstance(part, Address) for line in part.lines)


def _in_phrase(mark: Mark, phrases: list[Span]) -> Mark:
    """A stage direction in a label ("Hoxha (laughing):") is a `seg`: neither `speaker` nor `addrLine` holds `stage`."""
    if mark.element != "stage":
        return mark
    at = bisect_right(phrases, mark.span.start, key=lambda phrase: phrase.start) - 1
    inside = at >= 0 and mark.span.end <= phrases[at].end
    return mark._replace(element="seg", attributes=(("type", "delivery"),)) if inside else mark


def _names(
    reading: Reading, structure: Structure, lines: tuple[Line, ...], lexicon: Lexicon, *, is_one_letter: bool
) -> tuple[list[Mark], tuple[Finding, ...]]:
    """All known names; in an address or signature also those that run over the ends of lines."""
    joined = _joined_lines(structure)
    start, end = lines[0].start, lines[-1].end
    small = reading.words.between(start, min(end, start + MOST_READ))
    found = Mentions([], [], set())
    words = (word for word in beginnings(reading.plain, lexicon, reading.words.places) if start <= word[0] < end)
    for line, words_of_line in _by_line(reading.lines, words):
        text = reading.plain[line.start : line.end]
        add_names(found, LineOfNames(text, small), words_of_line, lexicon, line.start)
    marks = _outside(joined, found.marks)
    for span in joined:
        places = [match.span() for match in WORDS.finditer(reading.plain, *span)]
        joined_words = " ".join(reading.plain[a:b] for a, b in places)
        offsets = [offset for a, b in places for offset in range(a, b + 1)]  # one for the space behind each word
        for mark in find_names(joined_words, lexicon, small).marks:
            whole = Span(offsets[mark.span.start], offsets[mark.span.end - 1] + 1)
            marks.append(mark._replace(span=whole))
    year = structure.date.key[:4] if structure.date and structure.date.key else reading.year
    marks = list(born_by_then(marks, lexicon, year))
    participants = frozenset(person.id for person in structure.participants)
    known = Circumstances(
        lexicon=lexicon,
        named=participants | {mark.ref for mark in marks if mark.element == "persName"},
        participants=participants,
        senders=frozenset(person.id for person in structure.participants if is_one_letter and "sender" in person.roles),
        rivals=frozenset(found.rivals),
        year=year,
    )
    read = {mark.span for mark in structure.marks if mark.element == "persName"}
    decided, findings = decide((each for each in found.doubtful if each.span not in read), known)
    return [*marks, *_outside(joined, decided)], findings


def _by_line(lines: tuple[Line, ...], words: Iterator[Beginning]) -> Iterator[tuple[Line, list[Beginning]]]:
    """The lines in which names may begin, each with the words that do; none of what stands between lines."""
    word = next(words, None)
    for line in lines:
        own = []
        while word is not None and word[0] < line.end:
            if word[0] >= line.start:
                own.append(word)
            word = next(words, None)
        if own:
            yield line, own


def _joined_lines(structure: Structure) -> list[Span]:
    """The stretches of several lines that are one phrase: an office in an address, a signature."""
    breaks = [mark.span for mark in structure.marks if mark.element == "lb"]
    return sorted(
        mark.span
        for mark in structure.marks
        if mark.element == "roleName" and any(mark.span.start < one.start and one.end < mark.span.end for one in breaks)
    )


def _between(reading: Reading, lines: tuple[Line, ...]) -> list[Span]:
    """The parts of the page that stand between lines of the document: an article's date line."""
    start, end = lines[0].start, lines[-1].end
    return [
        zone.span
        for zone in reading.capture.zones
        if zone.kind in ("header", "chrome") and start <= zone.span.start < end
    ]


def _outside(spans: list[Span], marks: list[Mark]) -> list[Mark]:
    """The marks that touch none of the spans."""
    if not spans:
        return marks
    return [
        mark for mark in marks if not any(mark.span.start < span.end and span.start < mark.span.end for span in spans)
    ]


# what a page states in whole sentences, in which it may hide an address
IN_SENTENCES = frozenset(("rights", "remark", "sourceNote", "acknowledgement", "abstract", "citation"))


def _in_header(reading: Reading) -> list[Mark]:
    """What is marked in the page's own statements: hidden addresses and characters that XML cannot carry."""
    marks = []
    for fact in reading.capture.facts:
        if fact.span is None:
            continue
        at = fact.span.start
        words = reading.capture.source.text[at : fact.span.end]  # the value is without what nobody sees
        if fact.name in IN_SENTENCES or UNENCODABLE.search(words):
            found, _ = find_editorial(words)
            marks += [
                mark._replace(span=Span(mark.span.start + at, mark.span.end + at))
                for mark in found
                if mark.element == "email" or mark.get("reason") in ("obfuscated", "unencodable")
            ]
    return marks


def _dated_by_gap(mark: Mark, structure: Structure, reading: Reading) -> Mark:
    """A gap inside the document's own date says what follows from it."""
    date = structure.date
    if not mark.note or date is None or date.span is None or not date.span.start <= mark.span.start < date.span.end:
        return mark
    precision = {4: "by year only", 7: "by month only"}.get(len(date.key))
    return mark._replace(note=f"{mark.note} The document is dated {precision}.") if precision else mark


def _is_block(mark: Mark, elsewhere: set[Span]) -> bool:
    """Whether a stage direction inside a turn is a block of its own already."""
    return mark.element == "stage" and mark.span in elsewhere


def _missing_note(mark: Mark) -> Finding:
    return Finding(
        "N201",
        Severity.WARNING,
        f"note mark without a note: the capture has no note {mark.get('n')}",
        hint="kept as a note mark; compare the source for the text of the note (tei-edition explain N201)",
        span=mark.span,
    )
