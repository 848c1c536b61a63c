"""Speakers whose names differ by a letter or two, or by the family name only: reported, never merged."""

from __future__ import annotations

import itertools

from tei_edition.model import Finding, Person, Severity, Span
from tei_edition.names import canonical, without_honorific

FEWEST_LETTERS, MOST_CHANGES = 5, 2
MOST_SPEAKERS = 400  # who are compared, each with each: more people than any assembly lets speak in one sitting


def variant_findings(speakers: tuple[Person, ...], listed: tuple[Person, ...]) -> tuple[Finding, ...]:
    """A note for each pair of the first speakers who may be one person; two who are both listed as present are two."""
    known = {person.id for person in listed}
    named = [(person, _names(person)) for person in speakers if "unidentified" not in person.roles]
    return tuple(
        _finding(one, other)
        for (one, names), (other, others) in itertools.combinations(named[:MOST_SPEAKERS], 2)
        if not (one.id in known and other.id in known)
        and any(_alike(a, b) for a, b in itertools.product(names, others))
    )


def _names(person: Person) -> list[list[str]]:
    """The words of each name."""
    return [canonical(without_honorific(name)).lower().split() for name in person.names]


def _alike(a: list[str], b: list[str]) -> bool:
    """ "Hoxha" and "Hodja", "Enver Hoxha" and "Hodja", "Yu Jang-sik" and "Ri Jang-sik"."""
    if len(a) == len(b) > 1:
        apart = [pair for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
        return len(apart) == 1 and (_nearly_same(*apart[0]) or (a[0] != b[0] and max(map(len, a[1:])) > 3))
    if min(len(a), len(b)) > 1:
        return False
    short, full = (a, b) if len(a) <= len(b) else (b, a)
    return short[0] not in full and any(_nearly_same(short[0], word) for word in full)


def _nearly_same(one: str, other: str) -> bool:
    """Whether at most two letters differ, not the first one."""
    if min(len(one), len(other)) < FEWEST_LETTERS or one[0] != other[0] or abs(len(one) - len(other)) > MOST_CHANGES:
        return False
    return _changes(one[:30], other[:30]) <= MOST_CHANGES


def _changes(one: str, other: str) -> int:
    """The least number of letters to insert, drop or replace."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, facing in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != facing)))
    return row[-1]


def _finding(one: Person, other: Person) -> Finding:
    return Finding(
        "G303",
        Severity.NOTE,
        f"two speakers may be one person: “{one.names[0]}” and “{other.names[0]}”",
        hint="they are kept apart; if they are one, give that person both forms in authorities.yaml",
        span=Span(0, 0),
    )
