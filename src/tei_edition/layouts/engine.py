"""One engine for all layout profiles: `Source` → `Capture`.

A profile says in data which telltales speak for it and which slots the page has above and below the document. The
engine takes the slots in the page's order, each optional; the first line that no slot takes begins the document.
What it returns is a partition: every line of the capture is in exactly one zone, or in several that tile it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from tei_edition.layouts.choosing import LONGEST_TELLTALE, choose, ranked_profiles, seen, start_of
from tei_edition.layouts.fields import Stated, are_surely_of_a_page, stated_above, stated_below
from tei_edition.layouts.frame import Framed, above_fields, framed
from tei_edition.layouts.hallmark import beginning, hallmark
from tei_edition.layouts.slots import Destination, Profile, Slot, Tail
from tei_edition.model import Capture, Fact, Finding, Line, Severity, Source, Span, Zone, ZoneKind
from tei_edition.source import lines as lines_of
from tei_edition.wrapping import as_read, joined


@dataclass(slots=True)
class _Sorting:
    """What has been decided so far while one capture is cut into zones."""

    text: str
    zones: list[Zone] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def send(self, span: Span, goes: Destination) -> None:
        self.zones.append(Zone(span, goes.zone, goes.reason))
        if goes.fact:
            self.facts.append(Fact(goes.fact, seen(self.text[span.start : span.end]), span))


def sift(source: Source, profiles: Iterable[Profile], *, pinned: str | None = None) -> Capture:
    """The capture cut into zones by the profile with the best evidence, or by the one that the editor pinned."""
    profiles = tuple(profiles)
    together = joined(source.text, lines_of(source.text), _furniture(profiles))
    lines = together.lines
    text = as_read(source.text, lines)
    ranked = ranked_profiles(profiles, text, lines)
    profile, findings = choose(profiles, ranked, pinned)
    findings += together.findings
    tail_at = _tail_start(profile, text, lines)
    another_at = _second_page_start(profile, text, lines, tail_at)
    if another_at < len(lines):
        lines, another = lines[:another_at], lines[another_at:]
        tail_at = _tail_start(profile, text, lines)
    else:
        another = ()
    sorting = _Sorting(text, findings=list(findings))
    body_at = _fill_head(profile.head, lines[:tail_at], sorting)
    if body_at == tail_at:  # a title above nothing is no title: only lines that name themselves are furniture
        sorting = _Sorting(text, findings=list(findings))
        named = tuple(slot for slot in profile.head if slot.test.rank == 0 or not slot.goes.fact)
        body_at = _fill_head(named, lines[:tail_at], sorting)
    if not profile.telltales:  # a page of no known site
        _take_frame(lines[body_at:tail_at], sorting)
        taken = {zone.span.start for zone in sorting.zones}
        _take_fields(tuple(line for line in lines[body_at:tail_at] if line.start not in taken), sorting)
    stated = {zone.span.start for zone in sorting.zones}
    between = tuple(line for line in lines[body_at:tail_at] if line.start not in stated)
    body = _document_lines(sorting, lines[:body_at]) + between
    undecided = body[-1:] if profile.summary == "last" and tail_at < len(lines) and len(body) > 1 else ()
    for line in between:
        kind: ZoneKind = "undecided" if line in undecided else "text"
        sorting.zones.append(
            Zone(Span(line.start, line.end), kind, "last paragraph" if line in undecided else "document")
        )
    _fill_tail(profile, lines[tail_at:], sorting)
    body += _document_lines(sorting, lines[tail_at:])
    if another:
        sorting.zones += [Zone(Span(line.start, line.end), "text", ANOTHER) for line in another]
        sorting.findings.append(_second_page(another[0]))
        body += another
    sorting.facts += [Fact(name, value) for name, value in profile.states if not _has(sorting.facts, name)]
    return Capture(
        source=source,
        layout=profile.name,
        zones=tuple(sorted(sorting.zones, key=lambda zone: zone.span)),
        lines=body,
        undecided=undecided,
        facts=tuple(sorting.facts),
        evidence=ranked,
        findings=tuple(sorting.findings),
        genre_hint=profile.genre,
        date_order=profile.dates,
    )


ANOTHER = "another document"


def _second_page_start(profile: Profile, text: str, lines: tuple[Line, ...], foot: int) -> int:
    """Where a line that opens the page stands again behind its foot; the number of lines if it does not."""
    opening = {slot.test.equals for slot in profile.head if slot.test.equals}
    if not opening or profile.tail is None:
        return len(lines)
    behind = range(foot + 1, len(lines))
    return next((at for at in behind if seen(text[lines[at].start : lines[at].end]) in opening), len(lines))


def _second_page(line: Line) -> Finding:
    return Finding(
        "C205",
        Severity.ERROR,
        "a second page begins here: the capture holds two documents",
        hint="put what begins here into a file of its own; until then it is kept behind the first document",
        span=Span(line.start, line.end),
    )


def _furniture(profiles: tuple[Profile, ...]) -> Callable[[str], bool]:
    """Whether a line is one that a profile names word for word, or by its beginning: it never goes on another."""
    tests = [test for profile in profiles for test, _ in profile.telltales]
    for profile in profiles:
        tests += [slot.test for slot in (*profile.head, *(profile.tail.slots if profile.tail else ()))]
    exact = frozenset(test.equals for test in tests if test.equals)
    beginnings = tuple(test.starts for test in tests if test.starts)
    return lambda text: text in exact or text.startswith(beginnings)


# --- slots ----------------------------------------------------------------------------------------------------


def _fill_head(slots: tuple[Slot, ...], lines: tuple[Line, ...], sorting: _Sorting) -> int:
    """Send the page's top lines where their slots say; returns the index of the document's first line."""
    at, before = 0, ""
    for index, line in enumerate(lines):
        taken = _slot_for(slots, at, before, *_texts(sorting.text, lines[index : index + 2]))
        if taken is None:
            return index
        slot = slots[taken]
        _take(slot, line, sorting)
        at, before = taken if slot.many else taken + 1, slot.name
    return len(lines)


def _take_fields(lines: tuple[Line, ...], sorting: _Sorting) -> None:
    """Send the fields that the page states around the document to the header, unless they are all there is."""
    found = stated_above(sorting.text, lines)
    if found and len(found) < len(lines):
        above = lines[: lines.index(found[0].line)]
        if are_surely_of_a_page(found):
            _send_framed(above_fields(sorting.text, above, has_title=_has(sorting.facts, "title")), sorting)
        _send_fields(found, sorting)
        lines = lines[len(above) + len(found) :]
    below = stated_below(sorting.text, lines)
    if len(below) < len(lines):
        _send_fields(below, sorting)


def _send_fields(found: tuple[Stated, ...], sorting: _Sorting) -> None:
    for each in found:
        sorting.send(each.label, Destination("chrome", "field"))
        sorting.send(each.value, Destination("header", "field", each.fact))


def _take_frame(lines: tuple[Line, ...], sorting: _Sorting) -> None:
    """Send what the page says of itself, and what stands outside that, where no word of the document stands."""
    _send_framed(framed(sorting.text, lines, has_title=_has(sorting.facts, "title")), sorting)


def _send_framed(found: tuple[Framed, ...], sorting: _Sorting) -> None:
    for line, zone, reason, fact in found:
        sorting.send(Span(line.start, line.end), Destination(zone, reason, fact))
    remarks = [Span(each.line.start, each.line.end) for each in found if each.fact == "remark"]
    if remarks:
        words = sorting.text[remarks[0].start : remarks[0].end]
        hint = "they are kept in the header as remarks; if they belong to the text, pin another layout"
        message = f"lines around the document are taken for the page’s: {words[:60]}"
        sorting.findings.append(Finding("C209", Severity.WARNING, message, hint, remarks[0]))


def _texts(text: str, lines: tuple[Line, ...]) -> tuple[str, str]:
    """The words of a line and of the one after it, empty at the end."""
    first, *rest = (seen(text[line.start : line.end]) for line in lines)
    return first, rest[0] if rest else ""


def _slot_for(slots: tuple[Slot, ...], at: int, before: str, text: str, following: str) -> int | None:
    """The slot that takes a line: from `at` on the one that names it exactly, else by a pattern, else a free one."""
    free = None
    for index in range(at, len(slots)):
        if slots[index].test.equals == text and _is_in_place(slots[index], slots, before, following):
            return index
    for index in range(at, len(slots)):
        slot = slots[index]
        is_free = slot.test.form == "line"
        if (is_free and free is not None) or not slot.test.accepts(text):
            continue
        if _is_in_place(slot, slots, before, following):
            if not is_free:
                return index
            free = index
    return free


def _is_in_place(slot: Slot, slots: tuple[Slot, ...], before: str, following: str) -> bool:
    """Whether the lines before and after are those between which a slot may take one."""
    if slot.needs and before not in (*slot.needs, slot.name):
        return False
    if slot.unless_next is not None and slot.unless_next.match(following[:LONGEST_TELLTALE]):
        return False
    return not slot.if_next or any(other.name == slot.if_next and other.test.accepts(following) for other in slots)


def _take(slot: Slot, line: Line, sorting: _Sorting) -> None:
    span = Span(line.start, line.end)
    if slot.warning:
        hint = "it is kept in the header as a remark; compare the page"
        sorting.findings.append(Finding("C206", Severity.WARNING, slot.warning, hint, span))
    groups = _groups(slot.test.like, sorting.text, span)
    parts = [(groups[name], goes) for name, goes in slot.parts if name in groups]
    if not parts:
        sorting.send(span, slot.goes)
    in_parts = {name for name, _ in slot.parts}
    for name, part in groups.items():
        if name not in in_parts:
            sorting.facts.append(Fact(name, seen(sorting.text[part.start : part.end]), part))
    if parts:
        _send_parts(span, slot, sorted(parts, key=lambda part: part[0]), sorting)


def _groups(like: re.Pattern[str] | None, text: str, line: Span) -> dict[str, Span]:
    """The named groups of a line's pattern that took words of it, as spans of the capture."""
    # on the line's own text, so that ^ and $ mean the line
    whole = text[line.start : line.end]
    words = seen(whole)
    match = like.fullmatch(words) if like is not None else None
    if match is None:
        return {}
    start = line.start + whole.index(words)
    return {
        name: Span(start + match.start(name), start + match.end(name))
        for name, value in match.groupdict().items()
        if value and value.strip()
    }


def _send_parts(span: Span, slot: Slot, parts: list[tuple[Span, Destination]], sorting: _Sorting) -> None:
    """Each named part of the line to its own destination, what lies between to the slot's."""
    at = span.start
    for (start, end), goes in parts:
        if at < start:
            sorting.send(Span(at, start), slot.goes)
        sorting.send(Span(start, end), goes)
        at = end
    if at < span.end:
        sorting.send(Span(at, span.end), slot.goes)


def _document_lines(sorting: _Sorting, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines of the page's head or foot that belong to the document: an article's headline, notes at the end."""
    zones = sorted(zone.span for zone in sorting.zones if zone.kind == "text")
    return tuple(
        line._replace(start=start, end=end)
        for line in lines
        for start, end in zones[bisect_left(zones, (line.start, 0)) : bisect_left(zones, (line.end, 0))]
    )


def _tail_start(profile: Profile, text: str, lines: tuple[Line, ...]) -> int:
    if profile.tail is None:
        return len(lines)
    least = max(0, len(lines) - profile.tail.within) if profile.tail.within else 0
    if profile.tail.pick == "first" and least < len(lines):
        least = max(least, 1 + _fill_head(profile.head, lines, _Sorting(text)))
    starts = (_opened_by(opening, profile.tail, text, lines, least) for opening in profile.tail.opens)
    found = [start for start in starts if start is not None]
    if not profile.tail.opens:
        found = _slots_to_the_end(profile.tail.slots, text, lines, least)
    if not found:
        return len(lines)
    return min(found) if profile.tail.pick == "first" else found[0]


def _slots_to_the_end(slots: tuple[Slot, ...], text: str, lines: tuple[Line, ...], least: int) -> list[int]:
    """The first line that a slot takes, if slots take at least every other one from there to the end."""
    found: list[int] = []
    taken = left = 0
    for index in range(len(lines) - 1, least - 1, -1):
        words = seen(text[lines[index].start : lines[index].end])
        is_taken = any(slot.test.accepts(words) for slot in slots)
        taken, left = taken + is_taken, left + (not is_taken)
        if is_taken and taken >= left:
            found = [index]
    return found


def _opened_by(opening: re.Pattern[str], tail: Tail, text: str, lines: tuple[Line, ...], least: int) -> int | None:
    """The line with which the tail opens by one of its patterns, not above the line `least`."""
    words, begins = hallmark(opening), beginning(opening)
    if words not in text:
        return None
    fits = (
        index
        for index in _order(len(lines), tail.pick)
        if index >= least
        and text.startswith(begins, lines[index].start)
        and opening.match(start_of(text, lines[index]))
    )
    return next(fits, None)


def _order(count: int, pick: Literal["first", "last"]) -> Iterator[int]:
    return iter(range(count)) if pick == "first" else iter(range(count - 1, -1, -1))


def _fill_tail(profile: Profile, lines: tuple[Line, ...], sorting: _Sorting) -> None:
    """Send the lines below the document where their slots say; a line that fits none is kept as a remark."""
    slots = profile.tail.slots if profile.tail else ()
    at, before = 0, ""
    for index, line in enumerate(lines):
        taken = _slot_for(slots, at, before, *_texts(sorting.text, lines[index : index + 2]))
        if taken is None:
            sorting.send(Span(line.start, line.end), Destination("header", "remark", "remark"))
            sorting.findings.append(_unknown_line(sorting.text, line))
            continue
        slot = slots[taken]
        _take(slot, line, sorting)
        at, before = taken if slot.many else taken + 1, slot.name


def _unknown_line(text: str, line: Line) -> Finding:
    return Finding(
        "C203",
        Severity.WARNING,
        f"a line below the document that the layout does not know: {text[line.start : line.end][:60]}",
        hint="it is kept in the header as a remark; if it belongs to the text, correct the layout profile",
        span=Span(line.start, line.end),
    )


def _has(facts: list[Fact], name: str) -> bool:
    return any(fact.name == name for fact in facts)
