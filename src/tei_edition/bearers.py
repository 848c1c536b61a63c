"""Whom a surname alone, or initials, can mean.

That is the one candidate whom the document names in full, or who held the office in the title then. If nobody or more
than one fits, the name stays text, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei_edition.authorities import Authority
from tei_edition.lexicon import Lexicon
from tei_edition.mentions import Doubtful, name_mark
from tei_edition.model import Finding, Mark, Severity
from tei_edition.name_forms import family_names_that_stand_first, plain


class Circumstances(NamedTuple):
    """What helps to tell whom a surname means."""

    lexicon: Lexicon
    named: frozenset[str]  # in full in the document, participants included
    participants: frozenset[str]
    senders: frozenset[str] = frozenset()  # of a letter, who do not speak of themselves as Comrade or Mr.
    rivals: frozenset[str] = frozenset()  # surnames that the document gives to somebody who is not listed
    year: str = ""  # of the document


def decide(doubtful: Iterable[Doubtful], known: Circumstances) -> tuple[list[Mark], tuple[Finding, ...]]:
    """The names of which one bearer is left, as marks, and a note on each of the others, once for each name."""
    doubtful = list(doubtful)
    marks = []
    open_: dict[str, tuple[Doubtful, tuple[str, ...]]] = {}
    families = _families(doubtful)
    decisions: dict[tuple[object, ...], _Decision] = {}
    for each in doubtful:
        key = (each.words, each.title, each.refs)
        if key not in decisions:
            decisions[key] = _decision(each, known, is_family=plain(each.words) in families)
        decision = decisions[key]
        if decision.rule:
            marks.append(name_mark(each.span, "persName", decision.refs[0], decision.rule, "medium"))
        elif decision.refs:
            open_.setdefault(plain(each.words), (each, decision.refs))
    return marks, tuple(_unclear(each, refs, known.lexicon) for each, refs in open_.values())


def born_by_then(marks: Iterable[Mark], lexicon: Lexicon, year: str) -> Iterator[Mark]:
    """The marks without those of people who were born after the document was written."""
    for mark in marks:
        if mark.element != "persName" or not _is_born_after(lexicon.authority(mark.ref), year):
            yield mark


class _Decision(NamedTuple):
    """Who is left, and the rule by which it is the only one; without a rule nobody can tell."""

    refs: tuple[str, ...]
    rule: str = ""


def _decision(each: Doubtful, known: Circumstances, *, is_family: bool) -> _Decision:
    """Who is meant by a surname or by initials."""
    people = _candidates(each, known)
    in_office = [ref for ref in people if _held(known.lexicon.authority(ref), each.title, known.year)]
    if len(in_office) == 1:
        return _Decision((in_office[0],), "the one person of that name who held the office then")
    if each.words.rpartition(" ")[2] in family_names_that_stand_first() and each.is_surname:
        # there are too many Kims to take one who is only listed for the one who is meant
        people = [ref for ref in people if ref in known.named]
    named = [ref for ref in people if ref in known.named]
    is_open = is_family or (each.is_surname and plain(each.words) in known.rivals)
    if len(named) == 1 and not is_open and _may_be_called(named[0], each, known):
        if named[0] in known.participants and each.is_surname:
            return _Decision((named[0],), "surname of a participant")
        return _Decision((named[0],), "short name of a person named in full in the document")
    alive = [ref for ref in people if not _had_died(known.lexicon.authority(ref), known.year)] or people
    if not named and len(each.refs) > 1 and len(alive) == 1:
        return _Decision((alive[0],), "the one person of that name whose dates fit")
    return _Decision(tuple(people))


def _candidates(each: Doubtful, known: Circumstances) -> list[str]:
    """Who can be meant: born by then, not the sender of the letter, in no office that the title contradicts."""
    refs = each.refs or known.lexicon.called(each.words.rpartition(" ")[2])
    people = [(ref, known.lexicon.authority(ref)) for ref in refs if not (each.title and ref in known.senders)]
    return [
        ref
        for ref, person in people
        if not _is_born_after(person, known.year) and not _is_contradicted(person, each.title, known.year)
    ]


def _may_be_called(ref: str, each: Doubtful, known: Circumstances) -> bool:
    """Whether "Mrs. Hoxha" can be somebody: only who takes part in the document; else it may be the wife."""
    return _address(each.title) not in ("wife", "daughter") or ref in known.participants


ADDRESSED = (
    # how somebody is addressed        whom that excludes
    (("mr.", "mr", "herr", "m.", "sir"), "man"),
    (("mrs.", "mrs", "mme.", "mme", "frau", "lady"), "wife"),
    (("miss",), "daughter"),
)


def _address(title: str) -> str:
    """Of several people with one surname, which: the man, the wife or the daughter; empty for other titles."""
    last = title.lower().rpartition(" ")[2]
    return next((who for words, who in ADDRESSED if last in words), "")


def _families(doubtful: list[Doubtful]) -> set[str]:
    """The surnames that the document gives to more than one of a family: "Mr. Hall" and "Mrs. Hall"."""
    addressed: dict[str, set[str]] = {}
    for each in doubtful:
        if who := _address(each.title):
            addressed.setdefault(plain(each.words), set()).add(who)
    return {name for name, members in addressed.items() if len(members) > 1}


def holders(lexicon: Lexicon, surname: str, title: str, year: str) -> tuple[str, ...]:
    """The ids of those who are called so and held, in that year, the office that a title names."""
    return tuple(ref for ref in lexicon.called(surname) if _held(lexicon.authority(ref), title, year))


def _is_born_after(person: Authority | None, year: str) -> bool:
    return bool(person and person.born and year and person.born[:4] > year)


def _had_died(person: Authority | None, year: str) -> bool:
    return bool(person and person.died and year and person.died[:4] < year)


def _held(person: Authority | None, title: str, year: str) -> bool:
    """Whether somebody held, in that year, the office that a title names."""
    wanted = _office_words(title)
    return bool(person and wanted and year) and any(
        wanted <= _office_words(office.office)
        and (office.start or "")[:4] <= year <= ((office.end or "")[:4] or "9999")
        for office in person.offices  # type: ignore[union-attr]
        if office.start or office.end
    )


def _is_contradicted(person: Authority | None, title: str, year: str) -> bool:
    """Whether somebody's listed offices do not have the one that a title names, or only later."""
    wanted = _office_words(title)
    if person is None or not wanted or not person.offices:
        return False
    return not any(
        wanted & _office_words(office.office) and (not year or (office.start or "")[:4] <= year)
        for office in person.offices
    )


NO_OFFICE = frozenset("the of for and mr. mr mrs. mrs miss ms. dr. dr comrade comrades cde cde. herr frau".split())


def _office_words(title: str) -> frozenset[str]:
    """The words that say which office it is: none in "Mr." and "Comrade"."""
    return frozenset(title.lower().replace(",", " ").split()) - NO_OFFICE


def _unclear(each: Doubtful, left: tuple[str, ...], lexicon: Lexicon) -> Finding:
    names = [f"{lexicon.main_form(ref) or ref} ({ref})" for ref in left]
    shown = " or ".join(names[:3]) + (f" or {len(names) - 3} others" if len(names) > 3 else "")
    return Finding(
        "P201",
        Severity.NOTE,
        f"“{each.words}” may be {shown}; it is not tagged",
        hint="if you know who is meant, list the form as it stands with that person in authorities.yaml",
        span=each.span,
    )
