"""Two or more captures of one site → the draft of a layout profile, with a comment on all that it says.

What recurs is furniture or a label and gets a slot that names it; what stands between is a value, and what it states is
guessed from the label above it or from its form. Every guess says on what it rests, so that an editor can correct it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, takewhile

from tei_edition.dates import find_dates
from tei_edition.errors import UnreadableInput
from tei_edition.layouts.engine import HEAD_WINDOW, TAIL_WINDOW
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
from tei_edition.layouts.words import (
    fact_of_label,
    is_own,
    label_in,
    names_a_document,
    opening_of,
    reason_of,
    states_rights,
)
from tei_edition.settings import FACTS, REPEATABLE
from tei_edition.shapes import NOT_IN_XML

LONG_FACTS = frozenset(("abstract", "citation", "rights", "sourceNote", "acknowledgement"))  # of several paragraphs
LONGEST_IS, BEGINNING = 100, 70  # characters; of longer lines the beginning is enough to know them
DATE_FACTS = frozenset(("date", "published", "uploaded", "captured"))
FEW_TELLTALES, MOST_TELLTALES = 3, 8
FEW_WORDS = 3  # a longer telltale is hardly found on another site
COMMON = 1  # the weight of a line that other sites have, too
SEPARATOR = re.compile(r" [|·•] ")


def draft_profile(name: str, captures: Sequence[Page]) -> str:
    """The YAML text of a profile for captures of one site. Raises UnreadableInput if they have no frame in common."""
    pages = tuple({page.rows: page for page in captures}.values())
    if len(pages) < len(captures) and len(pages) == 1:
        raise UnreadableInput(
            "the captures are all the same text: nothing shows what is the page and what the document",
            remedy="name captures of different documents",
        )
    found = common(pages)
    if sum(_weight(found, anchor) for anchor in _frame(found)) <= COMMON:
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
        free = _free_name(name, self.taken, "-")
        self.taken.add(free)
        return free


def _free_name(name: str, taken: Container[str], sign: str = "") -> str:
    """The name, with a number if it is taken."""
    return next(each for each in chain([name], (f"{name}{sign}{n}" for n in count(2))) if each not in taken)


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
        telltales = _telltales(found)
        return Draft(
            name=name,
            captures=tuple(page.name for page in found.pages),
            telltales=tuple(
                Telling(_telling_test(found, anchor), _weight(found, anchor), f"{_stands(found, anchor)}.")
                for anchor in telltales
            ),
            enough=_enough(found, telltales),
            order=_date_order(found),
            head=tuple(head),
            beside=tuple(f"“{anchor.mark.words}” ({_stands(found, anchor)})" for anchor in found.beside),
            opens=_opens(found),
            pick=_pick(found),
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
        if kind in ("is", "begins") and states_rights(_texts(self.found, anchor)[0]):
            self.facts.add("rights")
            comments = (f"{stands}.", *_on_value("rights", [], "does it speak of the document, or of the web site?"))
            return DraftSlot(self.names.give("rights"), comments, (_test(self.found, anchor), ("fact", "rights")))
        reason = reason_of(words)
        is_label = bool(announces(anchor)) or (words.endswith(":") and bool(below))
        if kind in ("counted", "begins"):
            comment = (
                f"{stands}; {'its numbers may differ' if kind == 'counted' else 'only the beginning is the same'}."
            )
        else:
            comment = f"{stands}; {'a label' if is_label else 'page furniture'}."
        reason = "field-label" if is_label else reason or "navigation"
        if self.found.anchors.index(anchor) >= self.found.foot and reason == "navigation" and not reason_of(words):
            reason = "footer"
        name = self.names.give(f"{words} label" if is_label else words.replace("\0", " "))
        return DraftSlot(name, (comment,), (_test(self.found, anchor), ("zone", "chrome"), ("reason", reason)))

    def _labelled(self, anchor: Anchor, stands: str) -> DraftSlot:
        """ "Signature: StA 3/1", or several fields in one line: the label is left out, the value is a fact."""
        texts = _texts(self.found, anchor)
        pattern, groups = _fields(texts) or _one_field(anchor.mark.words)
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
        values = [text[len(words) :].strip() for text in _texts(self.found, anchor)]
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


def _texts(found: Common, anchor: Anchor) -> list[str]:
    """The lines of an anchor, one from each page that has it."""
    return [found.pages[page].rows[at].text for page, at in anchor.at.items()]


def _fit(fact: str, rows: Iterable[Sequence[Row]]) -> bool:
    """Whether there are values, and dates where the label announces dates."""
    first = [group[0].text for group in rows if group]
    return any(map(is_date, first)) if fact in DATE_FACTS else bool(first)


def _test(found: Common, anchor: Anchor) -> tuple[str, str]:
    """The key and value that fit the lines of an anchor: is, starts or like."""
    kind, words = anchor.mark
    if kind == "counted":
        return "like", f"^{escaped(words).replace(chr(0), '[0-9]+')}$"
    if kind == "begins":
        words = _beginning(_texts(found, anchor))
    elif kind != "is":
        return "starts", words
    if kind == "is" and len(words) <= LONGEST_IS:
        return "is", words
    return "starts", words[:BEGINNING].rsplit(" ", 1)[0].rstrip() if len(words) > BEGINNING else words


def _beginning(texts: Sequence[str]) -> str:
    """The words with which all of the lines begin."""
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*(text.split(" ") for text in texts), strict=False))
    return " ".join(words[0] for words in alike).rstrip()


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


# --- fields in one line ---------------------------------------------------------------------------------------

Group = tuple[str, str, list[str]]  # the group's name, the fact, the values


def _one_field(label: str) -> tuple[str, list[Group]]:
    fact = fact_of_label(label)
    return rf"^{escaped(label)}\s*(?P<{fact or 'value'}>.+)$", [(fact or "value", fact, [])]


def _fields(texts: Sequence[str]) -> tuple[str, list[Group]] | None:
    """The pattern of lines such as "Date: 1/2/2013 | Source: KCNA | Read more", and its named groups."""
    signs = [SEPARATOR.findall(text) for text in texts]
    if any(each != signs[0] for each in signs):
        return None
    columns = list(zip(*(SEPARATOR.split(text) for text in texts), strict=True))
    groups: list[Group] = []
    pattern = ""
    for number, column in enumerate(columns):
        sign = signs[0][number] if number < len(signs[0]) else ""
        pattern += _field(column, sign.strip(), groups) + escaped(sign)
    found = re.compile(f"^{pattern}$")
    return (f"^{pattern}$", groups) if all(found.fullmatch(text) for text in texts) else None


def _field(column: Sequence[str], sign: str, groups: list[Group]) -> str:
    """The pattern of one field; a value becomes a named group."""
    labels = {label_in(text) for text in column}
    label = labels.pop() if len(labels) == 1 else ""
    if len(set(column)) == 1 and not fact_of_label(label):
        return escaped(column[0])
    values = [text[len(label) :].strip() for text in column]
    fact = fact_of_label(label) or ("published" if all(map(is_date, values)) else "")
    if fact == "citation" and (sign or groups):
        fact = "publisher"  # beside other fields "Source" is short: the paper, the agency
    names = {name for name, _, _ in groups}
    group = _free_name(fact or "value", names)
    groups.append((group, fact, values))
    inside = rf"[^{escaped(sign)}]+?" if sign else ".+"
    return (rf"{escaped(label)}\s*" if label else "") + rf"(?P<{group}>{inside})"


# --- by what the page is known --------------------------------------------------------------------------------


def _frame(found: Common) -> tuple[Anchor, ...]:
    return (*found.anchors[: found.top], *found.anchors[found.foot :])


def _telltales(found: Common) -> tuple[Anchor, ...]:
    """The lines by which a page is known, in its order: of those on most pages the ones that no other site has."""
    frame = _frame(found)
    seen = [anchor for anchor in frame if _is_seen(found, anchor)] or list(frame)
    most = max(len(anchor.at) for anchor in seen)
    steady = [anchor for anchor in seen if len(anchor.at) == most]
    if len(steady) < FEW_TELLTALES:
        steady = seen
    best = sorted(steady, key=lambda anchor: (-len(anchor.at), -_weight(found, anchor)))
    own = [anchor for anchor in best if _weight(found, anchor) > COMMON][:MOST_TELLTALES]
    if len(own) < FEW_TELLTALES:
        own += [anchor for anchor in best if _weight(found, anchor) == COMMON][: MOST_TELLTALES // 2]
    return tuple(anchor for anchor in frame if anchor in own)


def _is_seen(found: Common, anchor: Anchor) -> bool:
    """Whether the line stands where telltales are looked for, and is no paragraph."""
    for page, at in anchor.at.items():
        rows = found.pages[page].rows
        if len(rows[at].text) > 600 or HEAD_WINDOW <= at < len(rows) - TAIL_WINDOW:
            return False
    return True


def _telling_test(found: Common, anchor: Anchor) -> tuple[str, str]:
    """The test of a telltale: of a label the whole line, if it has several fields."""
    fields = _fields(_texts(found, anchor)) if anchor.mark.kind == "label" else None
    return ("like", fields[0]) if fields and len(fields[1]) > 1 else _test(found, anchor)


def _weight(found: Common, anchor: Anchor) -> int:
    """How much a line says for its site: little if other sites have it, too ("Search", "Source", "Share this page")."""
    kind, words = anchor.mark
    if kind == "label" and _telling_test(found, anchor)[0] == "like":
        return 3
    if fact_of_label(words) or len(words) < 8 or reason_of(words) not in ("", "copyright"):
        return COMMON
    return 3 if kind == "is" and len(words.split()) > FEW_WORDS else 2


def _enough(found: Common, telltales: Sequence[Anchor]) -> int:
    """The weight that any half of the telltales has; all of the captures have it, common lines alone do not."""
    weights = sorted(_weight(found, anchor) for anchor in telltales)
    half = sum(weights[: (len(weights) + 1) // 2])
    usual = weights.count(COMMON)
    own = half if usual == len(weights) else max(half, usual + 1)
    on_pages = (sum(_weight(found, a) for a in telltales if page in a.at) for page in range(len(found.pages)))
    return max(1, min(own, *on_pages))


# --- where the foot begins ------------------------------------------------------------------------------------


def _opens(found: Common) -> tuple[str, ...]:
    """A pattern for each line that recurs below the document, in its order."""
    patterns = {"is": "^{}$", "starts": "^{}", "like": "{}"}
    tests = (_test(found, anchor) for anchor in found.anchors[found.foot :])
    return tuple(
        dict.fromkeys(patterns[key].format(value if key == "like" else escaped(value)) for key, value in tests)
    )


def _pick(found: Common) -> str:
    """Whether the first or the last line that fits is where the foot begins, on most of the pages."""
    opens = [re.compile(pattern) for pattern in _opens(found)]
    right = {"last": 0, "first": 0}
    for number, page in enumerate(found.pages):
        below = [anchor.at[number] for anchor in found.anchors[found.foot :] if number in anchor.at]
        fits = ([at for at, row in enumerate(page.rows) if pattern.match(row.text)] for pattern in opens)
        lines = next(filter(None, fits), [])
        if below and lines:
            right["first"] += lines[0] == below[0]
            right["last"] += lines[-1] == below[0]
    return "first" if right["first"] > right["last"] else "last"
