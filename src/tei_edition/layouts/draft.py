"""Two or more captures of one site → the draft of a layout profile, with a comment on all that it says.

What recurs is furniture or a label and gets a slot that names it; what stands between is a value, and what it states is
guessed from the label above it or from its form. Every guess says on what it rests, so that an editor can correct it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from tei_edition.dates import find_dates
from tei_edition.errors import UnreadableInput
from tei_edition.layouts.likeness import (
    FEW_ROWS,
    LONG,
    Anchor,
    Common,
    Page,
    Row,
    Stretch,
    announces,
    common,
    is_date,
    is_prose,
    is_related,
)
from tei_edition.layouts.profile_text import Draft, DraftSlot, Key, Telling, draft_text, escaped
from tei_edition.layouts.recognition import fields_of, free_name, one_field, telling_test, test_of, texts_of
from tei_edition.layouts.telltales import COMMON, enough_for, frame_of, opens_of, pick_of, telltales_of, weight_of
from tei_edition.layouts.words import (
    fact_of_label,
    is_own,
    names_a_document,
    opening_of,
    reason_of,
    states_rights,
)
from tei_edition.settings import FACTS, REPEATABLE
from tei_edition.shapes import NOT_IN_XML

LONG_FACTS = frozenset(("abstract", "citation", "rights", "sourceNote", "acknowledgement"))  # of several paragraphs
DATE_FACTS = frozenset(("date", "published", "uploaded", "captured"))


def draft_profile(name: str, captures: Sequence[Page]) -> str:
    """The YAML text of a profile for captures of one site. Raises UnreadableInput if they have no frame in common."""
    pages = tuple({page.rows: page for page in captures}.values())
    if len(pages) < len(captures) and len(pages) == 1:
        raise UnreadableInput(
            "the captures are all the same text: nothing shows what is the page and what the document",
            remedy="name captures of different documents",
        )
    found = common(pages)
    if sum(weight_of(found, anchor) for anchor in frame_of(found)) <= COMMON:
        raise _nothing_in_common()
    if not any(stretch.rows for stretch in found.stretches if found.top in stretch):
        raise UnreadableInput(
            "the captures differ in no line that could be the document",
            remedy="name captures of documents that differ more",
        )
    return draft_text(_Drafting(found).draft(name))


def _nothing_in_common() -> UnreadableInput:
    return UnreadableInput(
        "the captures have no line in common above or below the document that could tell their site from others",
        remedy="name captures of pages of one site, copied whole with their menus and notices;"
        " a text with no page around it needs no layout",
    )


# --- the slots ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Names:
    """Names of slots, each given once."""

    taken: set[str] = field(default_factory=set)

    def give(self, words: str) -> str:
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        name = "-".join(re.findall(r"[a-z0-9]+", plain)[:4])[:40].strip("-") or "line"
        free = free_name(name, self.taken, "-")
        self.taken.add(free)
        return free


class _Drafting:
    """The slots of one draft, made from the top of the page to its foot."""

    def __init__(self, found: Common) -> None:
        self.found = found
        self.names = _Names()
        self.facts: set[str] = set()  # that a slot states
        self.title_gap = _title_gap(found)

    def draft(self, name: str) -> Draft:
        """Everything that the profile will say."""
        found = self.found
        head = [slot for index in range(-1, found.top) for slot in self._place(index)]
        self.names = _Names()  # `needs` looks for a slot in its own section
        tail = [slot for index in range(found.foot, len(found.anchors)) for slot in self._place(index)]
        telltales = telltales_of(found)
        return Draft(
            name=name,
            captures=tuple(page.name for page in found.pages),
            telltales=tuple(
                Telling(telling_test(found, anchor), weight_of(found, anchor), f"{_stands(found, anchor)}.")
                for anchor in telltales
            ),
            enough=enough_for(found, telltales),
            order=_date_order(found),
            head=tuple(head),
            beside=tuple(f"“{anchor.mark.words}” ({_stands(found, anchor)})" for anchor in found.beside),
            opens=opens_of(found),
            pick=pick_of(found),
            tail=tuple(tail),
        )

    def _place(self, index: int) -> Iterator[DraftSlot]:
        """The slot of an anchor, and those of what stands below it."""
        rows = self._below(index)
        if index < 0:
            yield from self._free(index, "", rows)
            return
        anchor = self.found.anchors[index]
        slot = self._anchor(anchor, [group[0] for group in rows if group])
        yield slot
        fact = announces(anchor)
        if is_related(anchor):
            yield self._list(slot)
        elif fact and _fit(fact, rows):
            yield from self._value(index, slot, fact, rows)
        else:
            yield from self._free(index, slot.name, rows)

    def _below(self, index: int) -> list[tuple[Row, ...]]:
        """What each page has below an anchor (-1: at its top); next to the document only its first lines."""
        beside = [stretch for stretch in self.found.stretches if stretch.before == index]
        if index + 1 == self.found.top:
            return [_leading(self.found, stretch) for stretch in beside]
        return [stretch.rows for stretch in beside if self.found.top not in stretch]

    # --- lines that recur

    def _anchor(self, anchor: Anchor, below: Sequence[Row]) -> DraftSlot:
        """The slot of a line that recurs."""
        kind, words = anchor.mark
        stands = _stands(self.found, anchor)
        if kind == "label":
            return self._labelled(anchor, stands)
        if kind == "opens":
            return self._opened(anchor, stands)
        if kind in ("is", "begins") and states_rights(texts_of(self.found, anchor)[0]):
            self.facts.add("rights")
            comments = (f"{stands}.", *_on_value("rights", [], "does it speak of the document, or of the web site?"))
            return DraftSlot(self.names.give("rights"), comments, (test_of(self.found, anchor), ("fact", "rights")))
        texts = set(texts_of(self.found, anchor))
        if kind != "is" and len(texts) > 1 and not reason_of(words):
            return self._nearly_alike(anchor, stands, sorted(texts))
        is_label = bool(below) and (bool(announces(anchor)) or words.endswith(":"))
        what = "its numbers may differ" if kind == "counted" else "a label" if is_label else "page furniture"
        in_head = anchor in self.found.anchors[: self.found.top]
        reason = reason_of(words) or ("empty-field" if announces(anchor) else "navigation" if in_head else "footer")
        name = self.names.give(f"{words} label" if is_label else words.replace("\0", " "))
        goes = (("zone", "chrome"), ("reason", "field-label" if is_label else reason))
        return DraftSlot(name, (f"{stands}; {what}.",), (test_of(self.found, anchor), *goes))

    def _nearly_alike(self, anchor: Anchor, stands: str, texts: list[str]) -> DraftSlot:
        """Lines of which only the beginning or all but the numbers are the same: "Box 3, Folder 12"."""
        what = "only the numbers differ" if anchor.mark.kind == "counted" else "only the beginning is the same"
        name = self.names.give(anchor.mark.words.replace("\0", " "))
        comments = (f"{stands}; {what}.", *_on_value("", texts))
        return DraftSlot(name, comments, (test_of(self.found, anchor), ("fact", "remark")))

    def _labelled(self, anchor: Anchor, stands: str) -> DraftSlot:
        """ "Signature: StA 3/1", or several fields in one line: the label is left out, the value is a fact."""
        texts = texts_of(self.found, anchor)
        pattern, groups = fields_of(texts) or one_field(anchor.mark.words)
        parts, comments = [], [f"{stands}; a label and its value in one line."]
        for group, fact, values in groups:
            parts.append((group, fact or "remark"))
            self.facts.add(fact)
            comments += _on_value(fact, values)
        name = self.names.give(anchor.mark.words)
        keys = (("like", pattern), ("zone", "chrome"), ("reason", "field-label"))
        return DraftSlot(name, tuple(comments), keys, tuple(parts))

    def _opened(self, anchor: Anchor, stands: str) -> DraftSlot:
        """ "Posted on 3 May 2020": a known beginning, and what differs behind it."""
        words = anchor.mark.words
        fact = opening_of(f"{words} x")[1]
        name = self.names.give(words)
        comment = f"{stands}; only the beginning is the same."
        if not fact:
            reason = reason_of(words) or "navigation"
            return DraftSlot(name, (comment,), (("starts", words), ("zone", "chrome"), ("reason", reason)))
        self.facts.add(fact)
        if fact == "acknowledgement":
            return DraftSlot(name, (comment, *_on_value(fact, [])), (("starts", words), ("fact", fact)))
        pattern = rf"^{escaped(words)}\s*(?P<{fact}>.+)$"
        values = [text[len(words) :].strip() for text in texts_of(self.found, anchor)]
        keys = (("like", pattern), ("zone", "chrome"), ("reason", "field-label"))
        return DraftSlot(name, (comment, *_on_value(fact, values)), keys, ((fact, fact),))

    # --- what stands between them

    def _value(self, index: int, label: DraftSlot, fact: str, rows: list[tuple[Row, ...]]) -> Iterator[DraftSlot]:
        """The value below its label; of a fact that has one line, what follows is of another kind."""
        is_last = index + 1 == self.found.top
        in_head = index < self.found.top
        takes_all = (fact in REPEATABLE or fact in LONG_FACTS) and not is_last
        groups = rows if takes_all else [group[:1] for group in rows]
        if is_last and any(len(row.text) > LONG or is_own(row.text) for group in groups for row in group):
            return
        comment = f"Below that label in {sum(map(bool, rows))} of {len(self.found.pages)} captures."
        slot = label
        for slot in self._slots_for(fact, comment, groups, label.name, in_head=in_head):
            yield slot
        if not takes_all:
            yield from self._free(index, slot.name, [group[1:] for group in rows])

    def _slots_for(
        self, fact: str, comment: str, groups: Sequence[Sequence[Row]], needs: str, *, in_head: bool
    ) -> Iterator[DraftSlot]:
        """The slots of a value that may have several lines.

        Below the document one slot takes them all. Above it such a slot could take the document too, if a line that
        stands between is missing: there each line has a slot of its own.
        """
        self.facts.add(fact)
        lines = max(map(len, groups))
        columns = [[group[at] for group in groups if len(group) > at] for at in range(lines)]
        for rows in columns[:FEW_ROWS] if in_head else [list(chain(*columns))]:
            comments = (comment, *_on_value("" if fact == "remark" else fact, [row.text for row in rows]))
            slot = self._taking(fact, comments, rows, needs)
            many: list[Key] = [("many", True)] if lines > 1 and not in_head else []
            yield (slot := replace(slot, keys=(*slot.keys, *many, ("fact", fact))))
            needs, comment = slot.name, "The line below it."

    def _taking(self, words: str, comments: tuple[str, ...], rows: Iterable[Row], needs: str) -> DraftSlot:
        """A slot for lines that have no words in common: dates, or lines that are not much longer than these."""
        texts = [row.text for row in rows]
        if words in DATE_FACTS or (texts and all(map(is_date, texts))):
            keys: tuple[tuple[str, str | int | bool], ...] = (("form", "date"),)
        else:
            longest = max(_room(texts), 250 if words == "title" else 0)
            keys = (("form", "line"), *([] if words in LONG_FACTS else [("longest", longest)]))
        return DraftSlot(self.names.give(_in_words(words)), comments, (*keys, *([("needs", needs)] if needs else [])))

    def _list(self, label: DraftSlot) -> DraftSlot:
        """Other documents that are listed below the line."""
        keys = (("form", "line"), ("needs", label.name), ("many", True))
        goes = (("zone", "chrome"), ("reason", "related-documents"))
        return DraftSlot(
            self.names.give("related"), ("Other documents that the page lists; left out.",), (*keys, *goes)
        )

    def _free(self, index: int, needs: str, rows: list[tuple[Row, ...]]) -> Iterator[DraftSlot]:
        """The title, the date, and lines of which nobody knows what they state, in their order."""
        rows = [group for group in rows if group]
        if index >= self.found.top:
            yield from self._unknown(rows, needs, in_head=False) if rows else ()
            return
        beside = index + 1 == self.found.top
        for at in range(min(FEW_ROWS, max(map(len, rows), default=0))):
            groups = [group for group in rows if len(group) > at]
            column = [group[at] for group in groups]
            fact = self._guess(index, groups, column)
            if beside and not fact:
                return
            if fact:
                # a title must not depend on a date that may be missing; next to the document nothing stands by itself
                is_bound = beside and (fact == "date" or at == 0)
                yield (slot := self._guessed(fact, column, needs if is_bound else "", beside))
                needs = slot.name
            else:
                for slot in self._unknown([(row,) for row in column], needs, in_head=True):
                    yield slot
                    needs = slot.name

    def _guess(self, index: int, groups: list[tuple[Row, ...]], column: list[Row]) -> str:
        """The fact that most lines of a place state, if it is title or date and nothing else states it."""
        if "title" not in self.facts and index + 1 == self.title_gap:
            titles = sum(_title_of(group) is row for group, row in zip(groups, column, strict=True))
            if titles * 2 >= len(column):
                return "title"
        dates = sum(is_date(row.text) for row in column)
        # next to the document a date may be the author's own; one capture alone shows nothing
        if dates * 2 > len(column) and (dates > 1 or index + 1 < self.found.top):
            return "" if "date" in self.facts or _is_labelled(self.found, "date") else "date"
        return ""

    def _guessed(self, fact: str, values: list[Row], needs: str, beside: bool) -> DraftSlot:
        self.facts.add(fact)
        many = f"{len(values)} of {len(self.found.pages)} captures"
        if fact == "date":
            comment, check = f"A line that is a date, in {many}", "is it the date of the document, not of the web page?"
        else:
            comment, check = f"The first short line that differs, in {many}", "is it the title that the archive gives?"
        comments = [_place_words(comment, values), *_on_value(fact, [row.text for row in values], check)]
        if beside:
            comments.append("It stands next to the document. If it is the document's own, say zone: text.")
        slot = self._taking(fact, tuple(comments), values, needs)
        return replace(slot, keys=(*slot.keys, ("fact", fact)))

    def _unknown(self, rows: list[tuple[Row, ...]], needs: str, *, in_head: bool) -> Iterator[DraftSlot]:
        """Lines of which nobody knows what they state."""
        rest = [row for group in rows for row in group]
        is_summary = in_head and any(is_prose(row.text) for row in rest) and "abstract" not in self.facts
        comment = _place_words(f"Lines that differ, in {len(rows)} of {len(self.found.pages)} captures", rest)
        yield from self._slots_for("abstract" if is_summary else "remark", comment, rows, needs, in_head=in_head)


def _fit(fact: str, rows: Iterable[Sequence[Row]]) -> bool:
    """Whether there are values, and dates where the label announces dates."""
    first = [group[0].text for group in rows if group]
    return any(map(is_date, first)) if fact in DATE_FACTS else bool(first)


# --- what a value states --------------------------------------------------------------------------------------


def _on_value(fact: str, values: Sequence[str], check: str = "") -> list[str]:
    """What the comment says of a value: what it states, and what stood there."""
    here = f" Here: {_quoted(values)}." if values else ""
    if not fact or fact not in FACTS:
        return [
            f"check: what do they state? Until you say so, they are kept in the header as a remark. Name a fact, or"
            f" say zone: chrome to leave them out.{here}"
        ]
    return [f"{FACTS[fact][0].upper()}{FACTS[fact][1:]}.{f' check: {check}' if check else ''}{here}"]


def _in_words(fact: str) -> str:
    """ "record id" for recordId."""
    return re.sub("([A-Z])", r" \1", fact)


def _quoted(values: Sequence[str]) -> str:
    different = list(dict.fromkeys(values))
    shown = ", ".join(f"“{value[:40]}{'…' if len(value) > 40 else ''}”" for value in different[:3])
    return f"{shown} …" if len(different) > 3 else shown


def _place_words(comment: str, rows: Sequence[Row]) -> str:
    lines = sorted({row.number for row in rows})
    return f"{comment}, line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:6]))}."


def _stands(found: Common, anchor: Anchor) -> str:
    """ "In 3 of 3 captures, line 1": on what a slot rests."""
    page, at = next(iter(anchor.at.items()))
    numbers = {found.pages[each].rows[row].number for each, row in anchor.at.items()}
    where = f"line {found.pages[page].rows[at].number}"
    if len(numbers) > 1:
        where += f" of {found.pages[page].name}"
    return f"In {len(anchor.at)} of {len(found.pages)} captures, {where}"


def _room(texts: Iterable[str]) -> int:
    """How long a line may be that is like these: half as long again, in round numbers."""
    longest = max(map(len, texts), default=100)
    return max(120, -(-longest * 3 // 2 // 10) * 10)


# --- title and date -------------------------------------------------------------------------------------------


def _leading(found: Common, stretch: Stretch) -> tuple[Row, ...]:
    """The lines above the document that may be the page's: a value, a title, a date; up to the first paragraph."""
    rows: list[Row] = []
    whole = stretch.after >= found.foot  # then the last line is left for the document
    for row in stretch.rows[: min(3, len(stretch.rows) - whole)]:
        if len(row.text) > LONG or is_own(row.text):
            break
        rows.append(row)
    return tuple(rows)


def _is_title(text: str) -> bool:
    if not 3 <= len(text) <= 250 or not re.search(r"[^\W\d_]", text) or is_date(text) or is_own(text):
        return False
    return not NOT_IN_XML.search(text) and not is_prose(text) and text[-1] not in ":,;.!?"


def _is_dateline(text: str) -> bool:
    """ "Tirana, 6 August 1973": the document's own first line, not its title."""
    return bool(find_dates(text)) and not names_a_document(text)


def _title_of(rows: Sequence[Row]) -> Row | None:
    """The first line that may be a title, if nothing but a date stands above it."""
    first = next((row for row in rows if not is_date(row.text)), None)
    return first if first and _is_title(first.text) else None


def _title_gap(found: Common) -> int | None:
    """The gap above the document in which most pages have a line like a title; None if a label names the title."""
    if _is_labelled(found, "title"):
        return None
    counts = [0] * (found.top + 1)
    for stretch in found.stretches:
        gap = stretch.before + 1
        if gap > found.top or (found.top in stretch and gap != found.top):
            continue
        is_field = gap > 0 and bool(announces(found.anchors[gap - 1]))
        rows = (_leading(found, stretch) if gap == found.top else stretch.rows)[is_field:]
        title = _title_of(rows)
        counts[gap] += title is not None and not (gap == found.top and _is_dateline(title.text))
    best = max(range(found.top + 1), key=lambda gap: (counts[gap], -gap))
    return best if counts[best] * 2 >= len(found.pages) else None


def _is_labelled(found: Common, fact: str) -> bool:
    """Whether a label above the document announces the fact."""
    return any(fact_of_label(anchor.mark.words) == fact for anchor in found.anchors[: found.top])


def _date_order(found: Common) -> str:
    """The order of day and month in numeric dates, if some line above or below the document shows it."""
    numeric = re.compile(r"\b([0-9]{1,2})[./-]([0-9]{1,2})[./-](?:[0-9]{4}|[0-9]{2})\b")
    orders = set()
    for stretch in found.stretches:
        for row in () if found.top in stretch else stretch.rows:
            orders |= {_order_of(int(day), int(month)) for day, month in numeric.findall(row.text)}
    for anchor in found.anchors:
        for page, at in anchor.at.items():
            pairs = numeric.findall(found.pages[page].rows[at].text)
            orders |= {_order_of(int(day), int(month)) for day, month in pairs}
    orders.discard("")
    return orders.pop() if len(orders) == 1 else ""


def _order_of(first: int, second: int) -> str:
    if 12 < first <= 31 and second <= 12:
        return "dmy"
    return "mdy" if first <= 12 < second <= 31 else ""
