"""What several captures of one site have in common: the lines that recur in the same order, and where the document is.

The captures are compared by the lines of their tops and ends. Lines that recur become *anchors*; what lies between two
anchors differs. The stretch with most of the differing words is the document, what recurs above it is the head of the
page, what recurs below it the foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from tei_edition.dates import read_date
from tei_edition.layouts.slots import DATE_LIKE
from tei_edition.layouts.words import (
    fact_of_label,
    is_own,
    label_in,
    may_be_a_name,
    names_a_document,
    opening_of,
    reason_of,
)
from tei_edition.model import Source
from tei_edition.shapes import NOT_IN_XML
from tei_edition.source import lines, position

TOP, END = 60, 160  # lines that are compared
FEW_ROWS = 4  # a field of a page has no more lines
SHORT, LONG = 80, 200  # characters: a label's value is mostly not longer; a line of the page is seldom longer
DIGITS = re.compile(r"[0-9]+")
OFTEN = 3  # a line that stands so often in one capture is a speaker's label or the like

# What a line has in common with lines of other captures: all its words, a label ("Signature: …"), a known beginning
# ("Posted on …"), all but its numbers ("Document 3 of 40"), or some words at its beginning.
Likeness = Literal["is", "label", "opens", "counted", "begins"]


class Row(NamedTuple):
    """A non-blank line of a capture and its number, from 1."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Page:
    """A capture as its lines."""

    name: str
    rows: tuple[Row, ...]


class Mark(NamedTuple):
    """What lines of several captures have in common."""

    kind: Likeness
    words: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line that recurs, and where: the index of its row by the index of the page."""

    mark: Mark
    at: dict[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of one page between two anchors that it has; -1 and the number of anchors stand for its ends."""

    page: int
    before: int
    after: int
    rows: tuple[Row, ...]

    def __contains__(self, gap: int) -> bool:
        """Whether the rows can stand in the gap above the anchor of that index."""
        return self.before < gap <= self.after


@dataclass(frozen=True, slots=True)
class Common:
    """The frame that pages share: anchors above the document and below it, and what differs between them."""

    pages: tuple[Page, ...]
    anchors: tuple[Anchor, ...]
    stretches: tuple[Stretch, ...]
    top: int  # so many anchors stand above the document
    foot: int  # the index of the first anchor below it
    beside: tuple[Anchor, ...] = ()  # that stand next to the document and are left in it


def page_of(source: Source) -> Page:
    """The lines of a capture."""
    text = source.text
    rows = (Row(text[line.start : line.end], position(text, line.start)[0]) for line in lines(text))
    return Page(source.name, tuple(rows))


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) <= SHORT and (read_date(text) is not None or DATE_LIKE.fullmatch(text) is not None)


def is_prose(text: str) -> bool:
    """Whether a line reads like a paragraph of a document rather than a field of a page."""
    return len(text) > LONG or (len(text) > SHORT and text[-1] in '.!?”"’')


# --- lines that recur -----------------------------------------------------------------------------------------


def common(pages: Sequence[Page]) -> Common:
    """The frame that the pages share; it has no anchor if they share nothing above or below a document."""
    anchors = _without_values(_anchors(pages), pages)
    stretches = tuple(_stretches(anchors, pages))
    return _around_document(Common(tuple(pages), anchors, stretches, 0, len(anchors)))


def _anchors(pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """The lines that recur in the same order, each in a quarter of the pages and at least in two."""
    least = max(2, -(-len(pages) // 4))
    sequences = [list(sequence) for sequence in _recurring(pages, least)]
    order: list[Mark] = []
    for sequence in sorted(sequences, key=len, reverse=True):
        order = _merged(order, [mark for _, mark in sequence])
    places: list[dict[int, int]] = [{} for _ in order]
    for page, sequence in enumerate(sequences):
        for index, at in _alignment(order, [mark for _, mark in sequence]):
            places[index][page] = sequence[at][0]
    found = zip(order, places, strict=True)
    return tuple(Anchor(mark, where) for mark, where in found if len(where) >= least)


def _recurring(pages: Sequence[Page], least: int) -> Iterator[Iterator[tuple[int, Mark]]]:
    """For each page the rows that recur on others, with what they have in common with them."""
    known = [[(index, tuple(_marks(page.rows[index].text))) for index in _looked_at(page)] for page in pages]
    counts = [Counter(mark for _, marks in rows for mark in marks) for rows in known]
    often = {mark for count in counts for mark in count if count[mark] >= OFTEN}
    held = Counter(mark for count in counts for mark in count if mark not in often)
    for rows in known:
        chosen = ((index, _best(marks, held, least)) for index, marks in rows)
        yield ((index, mark) for index, mark in chosen if mark is not None)


def _best(marks: Sequence[Mark], held: Counter[Mark], least: int) -> Mark | None:
    """What the line has in common with the most pages; what states a fact comes before all."""
    good = [mark for mark in marks if held[mark] >= least]
    if good and (good[0].kind == "opens" or (good[0].kind == "label" and fact_of_label(good[0].words))):
        return good[0]
    return max(good, key=lambda mark: held[mark], default=None)


def _looked_at(page: Page) -> Iterator[int]:
    count = len(page.rows)
    yield from range(min(count, TOP))
    yield from range(max(TOP, count - END), count)


def _marks(text: str) -> Iterator[Mark]:
    """What a line may have in common with others, best first; nothing for what must stay in the document."""
    if NOT_IN_XML.search(text) or is_date(text) or is_own(text) or names_a_document(text):
        return
    label, counted, (opening, fact) = label_in(text), _counted(text), opening_of(text)
    if label and fact_of_label(label):
        yield Mark("label", label)
    if fact:
        yield Mark("opens", opening)
    if counted and reason_of(text) == "copyright":  # next year it is another line
        yield Mark("counted", counted)
    yield Mark("is", text)
    if label and len(text) - len(label) <= SHORT and not is_prose(text):
        yield Mark("label", label)
    if opening and not fact:
        yield Mark("opens", opening)
    if counted:
        yield Mark("counted", counted)
    first = " ".join(text.split(" ")[:5])
    if 20 <= len(first) < len(text):
        yield Mark("begins", first)


def _counted(text: str) -> str:
    """The line with U+0000 for every number; empty if it has no number, or hardly anything else."""
    if len(text) > 120 or not DIGITS.search(text) or not re.search(r"[^\W\d_]{3}", text):
        return ""
    return DIGITS.sub("\0", text)


# --- the longest common subsequence ---------------------------------------------------------------------------


def _alignment(first: Sequence[Mark], second: Sequence[Mark]) -> list[tuple[int, int]]:
    """Pairs of indices of a longest common subsequence."""
    table = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        row, below, mark = table[i], table[i + 1], first[i]
        for j in range(len(second) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if mark == second[j] else max(below[j], row[j + 1])
    pairs, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _merged(first: list[Mark], second: list[Mark]) -> list[Mark]:
    """The shortest sequence that holds both in their order."""
    merged, i, j = [], 0, 0
    for at, other in [*_alignment(first, second), (len(first), len(second))]:
        merged += [*first[i:at], *second[j:other], *first[at : at + 1]]
        i, j = at + 1, other + 1
    return merged


# --- what differs ---------------------------------------------------------------------------------------------


def _stretches(anchors: Sequence[Anchor], pages: Sequence[Page]) -> Iterator[Stretch]:
    """What lies between the anchors of each page, from its first line to its last."""
    for number, page in enumerate(pages):
        before, start = -1, 0
        for index, anchor in enumerate(anchors):
            if number in anchor.at:
                yield Stretch(number, before, index, page.rows[start : anchor.at[number]])
                before, start = index, anchor.at[number] + 1
        yield Stretch(number, before, len(anchors), page.rows[start:])


# labels that are links of a menu, too: the link below them is no value
MENUS = frozenset("subject geographic name collection series title".split())


def _without_values(anchors: Sequence[Anchor], pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """The anchors but for values that happen to be the same on all pages: "English" below "Language"."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if not (kept and _is_value_of(anchor, kept[-1], pages)):
            kept.append(anchor)
    return tuple(kept)


def _is_value_of(anchor: Anchor, label: Anchor, pages: Sequence[Page]) -> bool:
    kind, words = anchor.mark
    fact = announces(label)
    if not fact or kind not in ("is", "counted", "begins") or (kind == "is" and fact in MENUS):
        return False
    if fact_of_label(words) or (reason_of(words) and len(words) <= SHORT):
        return False
    below = sum(label.at.get(page) == at - 1 for page, at in anchor.at.items())
    return below * 2 > len(label.at)


def announces(anchor: Anchor) -> str:
    """The fact whose value stands in the next line; empty if the line is no label of its own."""
    return fact_of_label(anchor.mark.words) if anchor.mark.kind == "is" else ""


def is_related(anchor: Anchor) -> bool:
    """Whether other documents are listed below the line."""
    return anchor.mark.kind in ("is", "opens") and reason_of(anchor.mark.words) == "related-documents"


def _is_known(anchor: Anchor) -> bool:
    """Whether the words say that the line belongs to a page."""
    words = anchor.mark.words
    return anchor.mark.kind == "opens" or bool(fact_of_label(words) or (reason_of(words) and len(words) <= SHORT))


# --- where the document is ------------------------------------------------------------------------------------


def _around_document(found: Common) -> Common:
    """With the anchors parted into those above the document and those below it.

    The document is the gap with most words. Where prose stands outside it, with no line in between that surely
    belongs to the page, the document reaches so far.
    """
    gap = _largest_gap(found)
    top = foot = gap
    for stretch in found.stretches:
        if gap in stretch or not any(is_prose(row.text) for row in stretch.rows):
            continue
        between = found.anchors[stretch.after : gap] or found.anchors[gap : stretch.before + 1]
        if not any(map(_is_known, between)):
            top, foot = min(top, stretch.after), max(foot, stretch.before + 1)
    beside: list[Anchor] = []
    while top and _is_doubtful(found, found.anchors[top - 1]):
        top -= 1
        beside.insert(0, found.anchors[top])
    while foot < len(found.anchors) and _may_be_the_documents(found, found.anchors[foot]):
        beside.append(found.anchors[foot])
        foot += 1
    found = _without_alike(replace(found, top=top, foot=foot, beside=tuple(beside)))
    return _without_lists(_with_rare_labels(found))


def _largest_gap(found: Common) -> int:
    """The gap with the most characters that is no field of the page."""
    weights = [0] * (len(found.anchors) + 1)
    for stretch in found.stretches:
        weight = sum(len(row.text) for row in stretch.rows)
        for gap in range(stretch.before + 1, stretch.after + 1):
            weights[gap] += weight
    listed = next((index for index, anchor in enumerate(found.anchors) if is_related(anchor)), len(weights))
    gaps = range(len(weights))
    free = [gap for gap in gaps if not _is_field(found, gap)]
    candidates = [gap for gap in free if gap <= listed] or free or gaps
    if weights[max(candidates, key=weights.__getitem__)] == 0:
        candidates = free or gaps
    exact = Counter(stretch.after for stretch in found.stretches if stretch.before + 1 == stretch.after)
    return max(candidates, key=lambda gap: (weights[gap], exact[gap]))


def _is_field(found: Common, gap: int) -> bool:
    """Whether the gap is the value of the label above it."""
    if gap == 0 or not announces(found.anchors[gap - 1]):
        return False
    return all(len(stretch.rows) <= FEW_ROWS for stretch in found.stretches if stretch.before == gap - 1)


def _is_doubtful(found: Common, anchor: Anchor) -> bool:
    """Whether the line next to the document may be the document's own: "The Embassy reports:"."""
    kind, words = anchor.mark
    if kind == "begins":
        return True
    is_rare = len(anchor.at) < len(found.pages)
    return not _is_known(anchor) and (is_rare or (kind == "is" and words.endswith((":", ",", ".", "!"))))


def _may_be_the_documents(found: Common, anchor: Anchor) -> bool:
    """The same below the document, where a person may have signed all of the letters."""
    is_name = anchor.mark.kind == "is" and may_be_a_name(anchor.mark.words) and not _is_known(anchor)
    return is_name or _is_doubtful(found, anchor)


def _without_alike(found: Common) -> Common:
    """The frame without lines that are alike by chance: two pages of one title, titles that begin alike."""
    above = [at for at in range(found.top) if not _is_chance(found, at) and found.anchors[at].mark.kind != "begins"]
    below = [at for at in range(found.foot, len(found.anchors)) if not _is_chance(found, at)]
    between = range(found.top, found.foot)
    anchors = tuple(found.anchors[at] for at in (*above, *between, *below))
    stretches = tuple(_stretches(anchors, found.pages))
    return replace(found, anchors=anchors, stretches=stretches, top=len(above), foot=len(above) + len(between))


def _with_rare_labels(found: Common) -> Common:
    """The frame with labels that only one page has, if they announce a fact and stand between lines of the page."""
    above = [each for at in range(-1, found.top - 1) for each in _with_rare(found, at)]
    last = list(found.anchors[max(found.top - 1, 0) : found.foot])
    below = [each for at in range(found.foot, len(found.anchors)) for each in _with_rare(found, at)]
    anchors = (*above, *last, *below)
    stretches = tuple(_stretches(anchors, found.pages))
    between = found.foot - found.top
    foot = len(anchors) - len(below)
    return replace(found, anchors=anchors, stretches=stretches, top=foot - between, foot=foot)


def _with_rare(found: Common, at: int) -> list[Anchor]:
    """An anchor (-1: none) and the rare labels below it."""
    return [*found.anchors[max(at, 0) : at + 1], *_rare_labels(found, at)]


def _rare_labels(found: Common, before: int) -> list[Anchor]:
    """The labels that one page alone has below an anchor, in their order."""
    rare: list[tuple[int, Anchor]] = []
    for stretch in found.stretches:
        if stretch.before != before or found.top in stretch:
            continue
        start = found.anchors[before].at[stretch.page] + 1 if before >= 0 else 0
        for offset, row in enumerate(stretch.rows):
            mark = next(_marks(row.text), None)
            if mark and mark.kind in ("is", "label") and fact_of_label(mark.words):
                rare.append((offset, Anchor(mark, {stretch.page: start + offset})))
    marks = Counter(anchor.mark for _, anchor in rare)
    return [anchor for _, anchor in sorted(rare, key=lambda pair: pair[0]) if marks[anchor.mark] == 1]


def _is_chance(found: Common, at: int) -> bool:
    """Whether the pages that lack the line have another one in its place."""
    anchor = found.anchors[at]
    if len(anchor.at) == len(found.pages) or _is_known(anchor):
        return False
    apart = [stretch for stretch in found.stretches if found.top not in stretch]
    lacking = [len(stretch.rows) for stretch in apart if stretch.before < at < stretch.after]
    around = [1 + sum(len(s.rows) for s in apart if s.page == page and at in (s.before, s.after)) for page in anchor.at]
    return bool(lacking) and min(lacking) >= min(around)


def _without_lists(found: Common) -> Common:
    """Below a list of other documents only what surely belongs to the page is an anchor: the list goes on."""
    start = next((at for at in range(found.foot, len(found.anchors)) if is_related(found.anchors[at])), None)
    if start is None:
        return found
    below = tuple(anchor for anchor in found.anchors[start + 1 :] if announces(anchor) or anchor.mark.kind == "label")
    anchors = (*found.anchors[: start + 1], *below)
    return replace(found, anchors=anchors, stretches=tuple(_stretches(anchors, found.pages)))
