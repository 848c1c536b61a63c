"""What closes a document: valediction, signature, office, dateline, recorder; and what follows the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tei_edition.editorial import OFFICE
from tei_edition.genres.closing_lines import (
    BY_ORDER,
    LONG,
    POSSESSIVE_ALONE,
    SHORT,
    Style,
    is_valediction,
    kinds_of,
    taken_leave_in_one,
)
from tei_edition.genres.datelines import Dateline, dateline, line_breaks
from tei_edition.genres.paragraphs import sign
from tei_edition.genres.reading import Reading
from tei_edition.genres.signatures import (
    LETTER_SPACED,
    OWN,
    own_name,
    recorder_of,
    signature,
    signer,
)
from tei_edition.model import Closer, Line, Mark, P, Phrase, Postscript, Span, Trailer
from tei_edition.names import looks_like_person, without_honorific
from tei_edition.source import WHITE_SPACE

POSTSCRIPT = re.compile(
    r"(?:P\.[ -]?[SD]\.?:?|PS[.:]?|Post-?[ ]?[Ss]cript(?:um)?[.:]?|Nachschrift[.:]?|Dopisek[.:]?"
    r"|N\.B\.:?)(?P<after>\s|\Z|[–—-])"
)
TRAILER = re.compile(r"(?:\[?(?:END|End|-0-|-30-|###|The end)\]?\.?|\* ?\* ?\*|#{3,})")

CLOSER_LINES = {
    # kind           what it is                    type of its seg
    "recording": ("line of the recorder", "recording"),
    "distribution": ("line of the distribution", "distribution"),
    "enclosed": ("what is enclosed", "enclosures"),
    "copies": ("number of copies", "copyNote"),
}
FOLLOWERS = {
    "name": "office",
    "signed": "office",
    "organisation": "office",
    "salute": "more",
    "distribution": "listed",
    "enclosed": "listed",
    "copies": "copies",
}
CLOSING_LINES = 12


class Closing(NamedTuple):
    """What stands after the last paragraph: the closer and what it says. `start`: its first line's index."""

    start: int
    closer: Closer | None = None
    marks: tuple[Mark, ...] = ()
    signers: tuple[Mark, ...] = ()
    offices: tuple[tuple[str, Span], ...] = ()  # id of a signer, office
    dateline: Dateline | None = None
    recorders: tuple[tuple[Mark, str], ...] = ()  # the name in a line of the recorder, "recorder" or "interpreter"
    postscript: Postscript | None = None
    trailer: Trailer | None = None


def closing(
    reading: Reading,
    lines: tuple[Line, ...],
    style: Style,
    expected: frozenset[str] = frozenset(),
    addressed: frozenset[str] = frozenset(),
) -> Closing:
    """The closer of a document: as many lines at its end as all read as valediction, signature, office, …

    `expected` are the words of the sender's name in the title, `addressed` those of the addressee's: under a letter an
    address or another's name may follow.
    """
    trailer = _trailer(reading, lines)
    end = len(lines) - bool(trailer)
    postscript, above = _labelled_postscript(reading, lines, end)
    found = _found(reading, lines[:above], style, expected)
    if found is None:  # a postscript needs a signature above it; without one it is a paragraph
        return Closing(end, trailer=trailer)
    start, kinds = found
    kinds = _without_addressee(reading, lines[start:], kinds, expected, addressed - expected)
    after = start + len(kinds)
    paragraphs = tuple(P(Span(line.start, line.end), "after the signature") for line in lines[after:above])
    if paragraphs:
        label = postscript.label if postscript else None
        more = _labelled(postscript) if postscript else ()
        postscript = Postscript(None, (*paragraphs, *more)) if label is None or more else postscript
    return _closing(reading, lines, start, kinds, postscript, trailer)


def _trailer(reading: Reading, lines: tuple[Line, ...]) -> Trailer | None:
    """ "END" as the last line, below words of the document."""
    is_one = _first_words(reading, lines) < len(lines) - 1 and TRAILER.fullmatch(reading.of(lines[-1])) is not None
    return Trailer(Span(lines[-1].start, lines[-1].end)) if is_one else None


def _found(
    reading: Reading, lines: tuple[Line, ...], style: Style, expected: frozenset[str] = frozenset()
) -> tuple[int, list[str]] | None:
    """Where the closer begins, and what each of its lines is."""
    found = _at_the_end(reading, lines, style)
    return _above_an_address(reading, lines, found, expected) if style == "letter" else found


def _above_an_address(
    reading: Reading, lines: tuple[Line, ...], found: tuple[int, list[str]] | None, expected: frozenset[str]
) -> tuple[int, list[str]] | None:
    """The closer of a letter: what ends it, or a valediction and signature with an address or more words below."""
    is_signed = found is not None and _is_signed_by(reading, lines, found, expected)
    if found is not None and is_signed and "salute" in found[1]:
        return found
    higher = _in_the_middle(reading, lines)
    if found is not None and is_signed:
        return higher if higher and expected and _is_signed_by(reading, lines, higher, expected) else found
    plain = found if found and _is_plain(found[1], expected) else None
    return higher or plain or _where_the_sender_signs(reading, lines, expected)


def _without_addressee(
    reading: Reading, lines: tuple[Line, ...], kinds: list[str], expected: frozenset[str], addressed: frozenset[str]
) -> list[str]:
    """The closing lines up to the addressee's name below the signature, which begins an address and signs nothing."""
    for index, kind in enumerate(kinds):
        words = set(re.findall(r"\w{3,}", reading.of(lines[index]).lower()))
        is_below = bool({"name", "signed"} & set(kinds[:index]))
        if not is_below and index and expected and not words & expected:  # nobody signed the copy
            is_below = looks_like_person(without_honorific(reading.of(lines[index]).rstrip(" .,")))
        if kind == "name" and is_below and words & addressed:
            return kinds[:index]
    return kinds


SIGNED = frozenset({"name", "signed", "organisation", "lead", "date and signer"})
LAST_LINES = 60  # at the end of a text, in which somebody may take leave


def is_taken_leave(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether the text ends with a complimentary close and a signature."""
    short = (line for line in lines[-LAST_LINES:] if line.end - line.start <= LONG)
    if not any(is_valediction(words) or OWN.fullmatch(words) for words in map(reading.of, short)):
        return False
    _, above = _labelled_postscript(reading, lines, len(lines) - bool(_trailer(reading, lines)))
    found = _found(reading, lines[:above], "letter")
    if found is None or SIGNED.isdisjoint(found[1]):
        return False
    start, kinds = found
    return "salute" in kinds or any(own_name(reading.of(line)) for line in lines[start : start + len(kinds)])


def _labelled(postscript: Postscript) -> tuple[P, ...]:
    """A labelled postscript as paragraphs, where other lines stand between it and the signature."""
    first, *rest = postscript.paragraphs
    start = postscript.label.start if postscript.label else first.span.start
    return (P(Span(start, first.span.end), "postscript"), *rest)


def _labelled_postscript(reading: Reading, lines: tuple[Line, ...], end: int) -> tuple[Postscript | None, int]:
    for at in range(end - 1, max(0, end - 6), -1):
        match = POSTSCRIPT.match(reading.of(lines[at]))
        if match:
            if match["after"].strip():  # "P.S.—Pray do not": nothing parts the label from the words
                spans = (Span(line.start, line.end) for line in lines[at:end])
                return Postscript(None, tuple(P(span, "postscript") for span in spans)), at
            label = Span(lines[at].start, lines[at].start + match.start("after"))
            first = Span(label.end, lines[at].end)
            text = reading.of(first)
            first = Span(first.start + len(text) - len(text.lstrip()), first.end)
            paragraphs = [P(first)] if first.start < first.end else []
            paragraphs += [P(Span(line.start, line.end)) for line in lines[at + 1 : end]]
            if paragraphs:
                return Postscript(label, tuple(paragraphs)), at
    return None, end


# --- where it stands ------------------------------------------------------------------------------------------


def _at_the_end(reading: Reading, lines: tuple[Line, ...], style: Style) -> tuple[int, list[str]] | None:
    """The longest run of closing lines that ends the text."""
    end = len(lines)
    first = max(_first_words(reading, lines) + 1, end - CLOSING_LINES)
    for index in range(end - 1, first - 1, -1):
        if lines[index].end - lines[index].start > LONG:
            first = index + 1
            break
    for start in range(first, end):
        kinds = kinds_of(reading, lines[start:end], style)
        if kinds:
            return start, kinds
    return None


def _is_signed_by(
    reading: Reading, lines: tuple[Line, ...], found: tuple[int, list[str]], expected: frozenset[str]
) -> bool:
    start, kinds = found
    words = " ".join(reading.of(line) for line in lines[start : start + len(kinds)])
    words += " " + LETTER_SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), words)
    return not expected or bool(expected & set(re.findall(r"\w+", words.lower())))


def _is_plain(kinds: list[str], expected: frozenset[str]) -> bool:
    """Whether a closer that does not name the expected sender is one all the same: it has more than a name."""
    return not expected or len(set(kinds)) > 1 or kinds[0] != "name"


def _in_the_middle(reading: Reading, lines: tuple[Line, ...]) -> tuple[int, list[str]] | None:
    """A valediction and a signature with more below them: an address, a postscript without label."""
    least = max(_first_words(reading, lines), len(lines) - 40)
    for start in range(len(lines) - 1, least, -1):
        if not _is_valediction(reading, lines[start]):
            continue
        if start - 1 > least and _is_valediction(reading, lines[start - 1]):
            continue  # "I am, my dear Helga," / "your old friend"
        for end in range(min(len(lines), start + 6), start, -1):
            kinds = kinds_of(reading, lines[start:end], "letter")
            if kinds and not {"name", "signed", "together"}.isdisjoint(kinds):
                return start, kinds
    return None


def _where_the_sender_signs(
    reading: Reading, lines: tuple[Line, ...], expected: frozenset[str]
) -> tuple[int, list[str]] | None:
    """A line that is nothing but the sender's name as the title has it, with a valediction above it or none."""
    least = max(_first_words(reading, lines), len(lines) - CLOSING_LINES)
    for at in range(len(lines) - 1, least, -1):
        text = reading.of(lines[at])
        words = re.findall(r"\w{3,}", without_honorific(text).lower())
        if len(text) <= SHORT and words and (expected.issuperset(words) or _is_nickname(words, expected)):
            start = at
            while start - 1 > least and at - start < 3 and _closes(reading, lines[start - 1]):
                start -= 1
            while start < at and (kinds := kinds_of(reading, lines[start : at + 1], "letter")) is None:
                start += 1
            return (start, kinds) if start < at and kinds else (at, ["name"])
    return None


def _is_nickname(words: list[str], expected: frozenset[str]) -> bool:
    """ "Willie" for Willa, "Theo" for Theodor: one word that begins as a name of the sender does."""
    return len(words) == 1 and any(len(name) > 3 and words[0][:3] == name[:3] for name in expected)


def _closes(reading: Reading, line: Line) -> bool:
    return _is_valediction(reading, line) or POSSESSIVE_ALONE.fullmatch(reading.of(line)) is not None


def _is_valediction(reading: Reading, line: Line) -> bool:
    return line.end - line.start <= SHORT and is_valediction(reading.of(line))


def _first_words(reading: Reading, lines: tuple[Line, ...]) -> int:
    """The first line that is a paragraph: a closer needs one above it."""
    spans = (Span(line.start, line.end) for line in lines)
    return next((index for index, span in enumerate(spans) if sign(reading.of(span), span) is None), len(lines))


# --- what it says ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    parts: list[Phrase] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    signers: list[Mark] = field(default_factory=list)
    offices: list[tuple[str, Span]] = field(default_factory=list)
    date: Dateline | None = None
    recorders: list[tuple[Mark, str]] = field(default_factory=list)


def _closing(
    reading: Reading,
    lines: tuple[Line, ...],
    start: int,
    kinds: list[str],
    postscript: Postscript | None,
    trailer: Trailer | None,
) -> Closing:
    said = _Parts()
    at = 0
    while at < len(kinds):
        end = at + 1
        follower = FOLLOWERS.get(kinds[at])
        if kinds[at] == "lead" and end < len(kinds):
            follower = FOLLOWERS.get(kinds[end])
            end += 1
        while end < len(kinds) and kinds[end] == follower:
            end += 1
        _say(reading, said, kinds[at], lines[start + at : start + end])
        at = end
    return Closing(
        start,
        Closer(tuple(said.parts)),
        tuple(said.marks),
        tuple(said.signers),
        tuple(said.offices),
        said.date,
        tuple(said.recorders),
        postscript,
        trailer,
    )


def _say(reading: Reading, said: _Parts, kind: str, lines: tuple[Line, ...]) -> None:
    """One part of the closer: a line, or a name with its offices, or a valediction over several lines."""
    whole = Span(lines[0].start, lines[-1].end)
    own = own_name(reading.of(lines[0])) if kind == "name" else 0
    if own:
        _leave(said, Span(whole.start, whole.start + own))
        lines = (lines[0]._replace(start=whole.start + own), *lines[1:])
        whole = Span(lines[0].start, whole.end)
    if kind in ("name", "signed", "organisation", "lead"):
        name, *offices = lines[1:] if kind == "lead" else lines
        _sign(reading, said, Span(name.start, name.end), "name" if kind == "lead" else kind)
        said.parts.append(Phrase(whole, "signed", "signature"))
        if kind == "lead" and not BY_ORDER.fullmatch(reading.of(lines[0])):
            _hold_office(said, Span(lines[0].start, lines[0].end), "office above the signature")
        if offices:
            _hold_office(said, Span(offices[0].start, whole.end), "office under the signature")
        said.marks += line_breaks(lines)
    elif kind == "together":
        match = taken_leave_in_one(reading.of(whole))
        assert match is not None
        signed = Span(whole.start + match.start("name"), whole.end)
        salute = Span(whole.start, whole.start + len(match.string[: match.start("name")].rstrip(WHITE_SPACE)))
        said.parts.append(Phrase(salute, "salute", "complimentary close"))
        _sign(reading, said, signed, "name")
        said.parts.append(Phrase(signed, "signed", "signature behind the complimentary close"))
    elif kind in ("dateline", "date and signer"):
        date = dateline(reading, lines[0])
        assert date is not None
        said.date = said.date or date
        said.parts.append(Phrase(date.span, "dateline", "dateline below the text"))
        said.marks += date.marks
        if date.rest:
            _sign(reading, said, date.rest, "name")
            said.parts.append(Phrase(date.rest, "signed", "signature in capitals after the date"))
    elif kind in CLOSER_LINES:
        rule, type_ = CLOSER_LINES[kind]
        said.parts.append(Phrase(whole, "seg", rule, type_))
        said.marks += line_breaks(lines)
        if kind == "recording" and (recorder := recorder_of(reading, whole)) is not None:
            said.marks.append(recorder[0])
            said.recorders.append(recorder)
    elif kind == "number":
        said.parts.append(Phrase(whole, "idno", "number below the signature", "documentNumber"))
    else:
        said.parts.append(Phrase(whole, "salute", "complimentary close"))
        said.marks += line_breaks(lines)


def _leave(said: _Parts, before: Span) -> None:
    """ "Dein" in "Dein Ola" takes leave; it ends the valediction in the lines above it, if there is one."""
    said.parts.append(Phrase(before, "salute", "complimentary close before the name"))


def _hold_office(said: _Parts, office: Span, rule: str) -> None:
    """The words are the office of the last who signed."""
    said.marks.append(Mark(office, "roleName", (), rule))
    said.offices += [(said.signers[-1].ref, office)] if said.signers else []


def _sign(reading: Reading, said: _Parts, span: Span, kind: str) -> None:
    found = signer(reading.of(span)) if kind == "name" else None
    whole, span = span, Span(span.start + found[0], span.start + found[1]) if found else span
    name = signature(reading, span, kind)
    if name is None:
        return
    said.marks.append(name)
    said.signers.append(name)
    before = reading.text[whole.start : span.start].rstrip(" :–—(/")
    if before:  # "Head of the Trade Mission: S. Birulin"
        _hold_office(said, Span(whole.start, whole.start + len(before)), "office before the name")
    elif found and span.end < whole.end and OFFICE.search(reading.text, span.end, whole.end):  # "P. Stevens, Consul."
        after = reading.text[span.end : whole.end].lstrip(" ,")
        _hold_office(said, Span(whole.end - len(after), whole.end), "office behind the name")
