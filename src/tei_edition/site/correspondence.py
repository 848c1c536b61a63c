"""Who wrote to whom: a matrix of senders and addressees, a picture of it, and the letters of each sender."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2, sqrt

from lxml import etree

from tei_edition.named import Named
from tei_edition.records import slugs
from tei_edition.shelf import places
from tei_edition.site.edition import Edition, Group, Page, child, long_page, page
from tei_edition.site.entries import listed
from tei_edition.transliteration import ascii_slug

SHOWN = 24
"""Of more people no table can be read; the others stand in a list of pairs."""

NOBODY = ""
"""Stands for whoever sent or received a letter of which the header does not say it."""


@dataclass(frozen=True)
class Correspondence:
    """The letters and telegrams of an edition by sender and addressee; a letter to several counts for each of them."""

    letters: int
    names: Mapping[str, str]  # by the id of a person or, without one, by the name
    pairs: Mapping[tuple[str, str], Sequence[int]]  # the places of the letters

    @cached_property
    def people(self) -> list[str]:
        """Everybody, the busiest first."""
        counts = Counter[str]()
        for (sender, receiver), letters in self.pairs.items():
            counts[sender] += len(letters)
            counts[receiver] += len(letters)
        return sorted(counts, key=lambda key: (key == NOBODY, -counts[key], self.names[key], key))

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """What stands for each in addresses."""
        return slugs((key, ascii_slug(name) or "unknown") for key, name in self.names.items())

    @cached_property
    def by_sender(self) -> Mapping[str, list[str]]:
        """To whom each wrote, the most frequent first."""
        receivers: dict[str, list[str]] = defaultdict(list)
        for sender, receiver in sorted(self.pairs, key=lambda pair: (-len(self.pairs[pair]), pair)):
            receivers[sender].append(receiver)
        return receivers

    def count(self, sender: str, receiver: str) -> int:
        """How many letters one wrote to another."""
        return len(self.pairs.get((sender, receiver), ()))

    def page(self, sender: str) -> str:
        """The address of the letters of a sender."""
        return f"correspondence/{self.slugs[sender]}.html"

    def address(self, sender: str, receiver: str) -> str:
        """The address of the letters of one to another."""
        return f"{self.page(sender)}#to-{self.slugs[receiver]}"


def correspondence(edition: Edition) -> Correspondence:
    """The letters and telegrams of an edition."""
    names: dict[str, str] = {}
    pairs: dict[tuple[str, str], array[int]] = defaultdict(places)
    sent = 0
    for at, entry in enumerate(edition.entries):
        described = entry.record.description
        if not described.is_correspondence:
            continue
        sent += 1
        senders, receivers = map(_known, (described.senders, described.recipients))
        for key, name in (*senders.items(), *receivers.items()):
            names.setdefault(key, name)
        for sender in senders:
            for receiver in receivers:
                pairs[sender, receiver].append(at)
    return Correspondence(sent, names, pairs)


def _known(agents: Sequence[Named]) -> dict[str, str]:
    return {agent.ref or agent.main: agent.main for agent in agents if not agent.is_unknown} or {NOBODY: ""}


def pages(edition: Edition) -> Iterator[Page]:
    """`correspondence.html` and `correspondence/SENDER.html`; nothing if there are no letters."""
    found = correspondence(edition)
    if found.letters:
        yield page("correspondence.html", "correspondence.xsl", _overview(found))
        for sender in found.by_sender:
            yield _letters_of(sender, found, edition)


def _letters_of(sender: str, found: Correspondence, edition: Edition) -> Page:
    """What one person wrote, by addressee; the input is described in xslt/site/list.xsl."""
    receivers = found.by_sender[sender]
    count = len({letter for receiver in receivers for letter in found.pairs[sender, receiver]})
    made = etree.Element("list", kind="sender", id=sender, name=found.names[sender], count=str(count))
    return long_page(found.page(sender), "list.xsl", made, _by_receiver(sender, found, edition, count))


def _by_receiver(sender: str, found: Correspondence, edition: Edition, count: int) -> Iterator[Group]:
    for receiver in found.by_sender[sender]:
        group = etree.Element("group", id=f"to-{found.slugs[receiver]}")
        child(group, "receiver", found.names[receiver])
        yield group, listed(found.pairs[sender, receiver], edition, count)


# --- the matrix -------------------------------------------------------------------------------------------


def _overview(found: Correspondence) -> etree._Element:
    """Input of xslt/site/correspondence.xsl."""
    shown = found.people[:SHOWN]
    people = len(found.people) - (NOBODY in found.names)
    made = etree.Element("correspondence", letters=str(found.letters), people=str(people), shown=str(len(shown)))
    in_table = set(shown)
    columns = [key for key in shown if any(found.count(sender, key) for sender in shown)]
    for key in columns:
        child(made, "column", found.names[key])
    for sender in shown:
        if any(found.count(sender, key) for key in columns):
            made.append(_row(sender, columns, found))
    for sender, receivers in found.by_sender.items():
        for receiver in receivers:
            if not {sender, receiver} <= in_table:
                made.append(_pair(sender, receiver, found))
    if people > 2:
        made.append(_network([key for key in shown if key != NOBODY], found))
    return made


def _row(sender: str, columns: Sequence[str], found: Correspondence) -> etree._Element:
    count = sum(found.count(sender, receiver) for receiver in found.by_sender[sender])
    others = count - sum(found.count(sender, receiver) for receiver in columns)
    row = etree.Element("row", href=found.page(sender), count=str(count), others=str(others))
    child(row, "name", found.names[sender])
    for receiver in columns:
        if count := found.count(sender, receiver):
            child(row, "cell", found.names[receiver], count=str(count), href=found.address(sender, receiver))
        else:
            child(row, "cell")
    return row


def _pair(sender: str, receiver: str, found: Correspondence) -> etree._Element:
    pair = etree.Element("pair", count=str(found.count(sender, receiver)), href=found.address(sender, receiver))
    child(pair, "from", found.names[sender])
    child(pair, "to", found.names[receiver])
    return pair


# --- the picture ------------------------------------------------------------------------------------------

WIDTH, STEP, RADIUS, LONGEST = 720, 26, 130, 30
"""Of the picture: its width, the height of a line, how far people stand from its middle, the letters of a name."""


def _network(people: Sequence[str], found: Correspondence) -> etree._Element:
    """The people on the two sides of an oval, the busiest at its top, so that names stand below each other."""
    joined = {key for first, second, _ in _edges(people, found) for key in (first, second)}
    people = [key for key in people if key in joined]
    lines = (len(people) + 1) // 2
    height = lines * STEP
    places = {key: _place(n, lines) for n, key in enumerate(people)}
    made = etree.Element("network", width=str(WIDTH), height=str(height + STEP))
    for first, second, count in _edges(people, found):
        (x1, y1), (x2, y2) = places[first], places[second]
        bend = (WIDTH // 2, (y1 + y2) // 2)
        child(made, "edge", d=f"M{x1} {y1}Q{bend[0]} {bend[1]} {x2} {y2}", width=f"{1 + log2(count):.1f}")
    for n, key in enumerate(people):
        x, y = places[key]
        child(made, "node", _short(found.names[key]), x=str(x), y=str(y), side="left" if n % 2 == 0 else "right")
    return made


def _short(name: str) -> str:
    """A name that the picture has room for."""
    return name if len(name) <= LONGEST else name[:LONGEST].rstrip() + "…"


def _place(n: int, lines: int) -> tuple[int, int]:
    """Left and right in turn, from top to bottom."""
    line = n // 2
    from_middle = 2 * (line + 0.5) / lines - 1
    out = round(RADIUS * (0.35 + 0.65 * sqrt(1 - from_middle**2)))
    return WIDTH // 2 + (-out if n % 2 == 0 else out), round((line + 1) * STEP)


def _edges(people: Sequence[str], found: Correspondence) -> Iterator[tuple[str, str, int]]:
    """Who exchanged letters, in either direction, and how many."""
    order = {key: n for n, key in enumerate(people)}
    counts = Counter[tuple[str, str]]()
    for (sender, receiver), letters in found.pairs.items():
        if sender in order and receiver in order and sender != receiver:
            first, second = sorted((sender, receiver), key=order.__getitem__)
            counts[first, second] += len(letters)
    for first, second in sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]])):
        yield first, second, counts[first, second]
