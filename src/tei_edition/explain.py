"""`tei-edition explain`: what became of a capture and why; what a code means; which layouts and codes there are."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tei_edition.account import by_line, destination, reasons
from tei_edition.codes import CodeEntry, codes, entry
from tei_edition.corpus import config_for
from tei_edition.errors import UnreadableInput
from tei_edition.excerpts import columns, fitting
from tei_edition.jobs import of_right_kind
from tei_edition.ledger import Ledger
from tei_edition.legible import visible
from tei_edition.manner import quoted
from tei_edition.model import Evidence, Home, Mark, Source, Span, Transcription
from tei_edition.ordinary import is_file, is_folder
from tei_edition.pipeline import Workshop, open_workshop, work
from tei_edition.remote import Origin, Remote, begin_anew, is_url, local_path
from tei_edition.shapes import did_you_mean
from tei_edition.source import line_starts, position, read_source
from tei_edition.vocabulary import language_name

NARROW = 100  # columns; below it the words get more of the room


@dataclass(frozen=True, slots=True)
class Explanation:
    """A text for people, and what they may want to ask next."""

    text: str
    next: str


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants explained, and on how wide a terminal; `in_full` shows every piece of every line."""

    subject: str
    config_file: Path | None = None
    width: int = 100
    in_full: bool = False


def explain(question: Question) -> Explanation:
    """The answer for CAPTURE, CAPTURE#id, a code, `codes` or `layouts`. Raises UnreadableInput for anything else."""
    path, ident = _capture_and_id(question.subject)
    if path is not None:
        return _explained_capture(path, ident, question)
    if question.subject == "layouts":
        return Explanation(_layouts(question), "tei-edition explain CAPTURE (which one was taken, and why)")
    if question.subject == "codes":
        return Explanation(_codes(), "tei-edition explain N201 (or another code)")
    known = entry(question.subject)
    if known is None:
        raise _unknown(question.subject)
    return Explanation(_code(known, min(question.width, NARROW)), "tei-edition explain codes (all of them)")


def _capture_and_id(subject: str) -> tuple[Origin | None, str]:
    """CAPTURE or CAPTURE#id; a file name may have a # itself."""
    if is_url(subject := local_path(subject)):
        url, _, ident = subject.rpartition("#")
        return Remote(url or subject), ident if url else ""
    if is_file(subject):
        return Path(subject), ""
    name, _, ident = subject.rpartition("#")
    return (Path(name), ident) if name and is_file(name) else (None, "")


def _unknown(subject: str) -> UnreadableInput:
    path = Path(subject.partition("#")[0])
    if is_folder(path):
        return UnreadableInput(f"{path}: this is a folder", remedy="name one capture in it")
    if path.suffix or len(path.parts) > 1:
        return UnreadableInput(f"{path}: there is no such file", remedy="check the name")
    near = did_you_mean(subject, (*codes(), "layouts", "codes"))
    return UnreadableInput(
        f"{subject}: neither a capture nor the code of a finding{near}",
        remedy="name a .txt file or a code; tei-edition explain codes lists the codes",
    )


def _code(known: CodeEntry, width: int) -> str:
    """The long help of a code; examples keep their lines, the rest is wrapped."""
    fill = partial(textwrap.fill, width=width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    sections = (
        ("Why it matters", fill(known.why)),
        ("Bad", textwrap.indent(known.bad, "  ")),
        ("Good", textwrap.indent(known.good, "  ")),
        ("How to mend it", fill(known.mend)),
    )
    body = "".join(f"\n{heading}:\n{text}\n" for heading, text in sections if text)
    return f"{known.code}  {known.title}  ({known.severity})\n{body}"


# --- lists ----------------------------------------------------------------------------------------------------


def _layouts(question: Question) -> str:
    workshop = open_workshop(config_for((".",), question.config_file))
    wide = max(len(profile.name) for profile in workshop.profiles)
    return "".join(f"{profile.name:<{wide}}  {visible(profile.about)}\n" for profile in workshop.profiles)


def _codes() -> str:
    known = (entry(code) for code in codes())
    return "".join(f"{found.code:<5} {found.title}\n" for found in known if found)


# --- a capture ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Worked:
    """Everything that was decided about a capture."""

    path: Origin
    source: Source
    transcription: Transcription
    ledger: Ledger


def _explained_capture(path: Origin, ident: str, question: Question) -> Explanation:
    of_right_kind(path)
    worked = _worked(path, open_workshop(config_for((str(path),), question.config_file)))
    if ident:
        lines = _element(worked, ident, question.width)
        following = f"tei-edition explain {quoted(path)} (the whole of it)"
    else:
        lines = _account(worked, question)
        following = _after_account(worked)
    return Explanation("\n".join(lines) + "\n", following)


def _after_account(worked: _Worked) -> str:
    """One element in detail; a layout of one's own, where none is known or it does not know all lines of the page."""
    capture = worked.transcription.capture
    draft = f"tei-edition layout new NAME {quoted(worked.path)} OTHER.txt"
    if capture.layout == "plain" and any(finding.code == "C201" for finding in capture.findings):
        return f"{draft} (if there is page furniture in the text: drafts a layout of its site)"
    if any(finding.code == "C203" for finding in capture.findings):
        return f"correct the layout {capture.layout}, or draft one: {draft} (it does not know all lines below the text)"
    return f"tei-edition explain {quoted(f'{worked.path}#p-1')} (every piece of one element)"


def _worked(path: Origin, workshop: Workshop) -> _Worked:
    begin_anew()
    stated = workshop.config.document(str(path))
    source, _ = read_source(path, encoding=stated.encoding, most_bytes=workshop.config.limits.max_bytes)
    worked = work(source, workshop, stated)
    return _Worked(path, source, worked.transcription, worked.ledger)


def _account(worked: _Worked, question: Question) -> Iterator[str]:
    source, transcription, totals = worked.source, worked.transcription, worked.ledger.totals
    yield f"{visible(source.name)}: {len(source.text):,} characters, {source.encoding}"
    yield ""
    yield f"Layout: {transcription.capture.layout}"
    yield from _evidence(transcription.capture.evidence, transcription.capture.layout, question)
    yield ""
    yield f"Genre: {transcription.genre}"
    yield from _evidence(transcription.genre_evidence, transcription.genre, question)
    yield ""
    yield f"Language: {language_name(transcription.language)} ({transcription.language})"
    yield ""
    yield "Where every line went"
    homes = [home for home in worked.ledger.spans if home.zone != "space"]
    inner = frozenset(mark.rule for mark in transcription.marks)
    rows = [_row(source, [home], inner) for home in homes] if question.in_full else _by_line(source, homes, inner)
    yield from _table(rows, question.width)
    yield ""
    yield f"{len(source.text):,} characters: {totals['text']:,} in the text, {totals['markup']:,} replaced by markup,"
    yield f"{totals['header']:,} in the header, {totals['chrome']:,} left out as page furniture,"
    yield f"{totals['space']:,} white space, {totals['lost']:,} lost."


def _evidence(ranked: Iterable[Evidence], taken: str, question: Question) -> Iterator[str]:
    """What spoke for the one that was taken; of the others only how much, unless everything is asked for."""
    for evidence in ranked:
        if not (evidence.score or evidence.reasons):
            continue
        yield f"  {evidence.score:>5g}  {evidence.name}"
        if evidence.name == taken or question.in_full:
            yield from (f"         {fitting(visible(reason), question.width - 9)}" for reason in evidence.reasons)


# --- where every line went ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A stretch of a line of the capture, and what became of it."""

    line: int
    zone: str
    why: str
    to: str
    words: str


def _by_line(source: Source, homes: Sequence[Home], inner: frozenset[str]) -> list[_Row]:
    """A row for each line of the capture; the pieces of a line that went into one element of the text share a row."""
    return [_row(source, pieces, inner) for _, pieces in by_line(homes, line_starts(source.text))]


def _row(source: Source, pieces: Sequence[Home], inner: frozenset[str]) -> _Row:
    why, zone = reasons(pieces, inner)[0]
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return _Row(position(source.text, span.start)[0], zone, why, destination(pieces), _words(source, span))


def _table(rows: Sequence[_Row], width: int) -> Iterator[str]:
    why = min(max([3, *(columns(row.why) for row in rows)]), 22 if width < NARROW else 30)
    to = min(max([7, *(columns(row.to) for row in rows)]), 12 if width < NARROW else 16)
    room = max(width - (7 + 2 + 6 + 2 + why + 2 + to + 2), 16)
    yield f"  {'line':>5}  {'zone':<6}  {'why':<{why}}  {'becomes':<{to}}  words"
    for row in rows:
        cells = f"{fitting(row.why, why):<{why}}  {fitting(row.to, to):<{to}}  {fitting(row.words, room)}"
        yield f"  {row.line:>5}  {row.zone:<6}  {cells}"


def _words(source: Source, span: Span) -> str:
    return visible(" ".join(source.text[span.start : span.end].split()))


# --- one element ----------------------------------------------------------------------------------------------


def _element(worked: _Worked, ident: str, width: int) -> Iterator[str]:
    """The pieces that went into an element, and what is marked in them; or where somebody is named."""
    homes = [home for home in worked.ledger.spans if ident in home.targets]
    named = [mark for mark in worked.transcription.marks if mark.ref == ident]
    if not homes and not named:
        raise _no_such_element(worked, ident)
    yield f"#{ident}"
    for home in homes:
        line, column = position(worked.source.text, home.span.start)
        yield f"  {line}:{column}  {home.zone}: {home.reason}"
        yield f"          “{fitting(_words(worked.source, home.span), width - 12)}”"
        others = (target for target in home.targets if target != ident)
        yield from (f"          also read for {fitting(target, width - 24)}" for target in others)
    inside = [mark for mark in worked.transcription.marks if any(_holds(home.span, mark.span) for home in homes)]
    yield from _marks("Marked in it", inside, worked, width)
    yield from _marks("Named in", named, worked, width)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _marks(heading: str, marks: Sequence[Mark], worked: _Worked, width: int) -> Iterator[str]:
    if marks:
        yield ""
        yield heading
    for mark in marks:
        line, column = position(worked.source.text, mark.span.start)
        ref = f" → {mark.ref}" if mark.ref else ""
        yield fitting(f"  {line}:{column}  {mark.element}{ref}", width)
        yield f"          “{fitting(_words(worked.source, mark.span), width - 12)}”"
        yield fitting(f"          rule: {mark.rule}; certainty: {mark.get('cert') or 'stated'}", width)


def _no_such_element(worked: _Worked, ident: str) -> UnreadableInput:
    known = list(dict.fromkeys(target for home in worked.ledger.spans for target in home.targets if "/" not in target))
    near = did_you_mean(ident, (*known, *(mark.ref for mark in worked.transcription.marks if mark.ref)))
    return UnreadableInput(
        f"{worked.path}: no captured text went into an element with the id “{ident}”{near}",
        remedy=f"some ids that it has: {', '.join(known[:8])} …",
    )
