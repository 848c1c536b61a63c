"""Which letter of the edition answers which: "your letter of 31 December 1965" becomes a pointer to that document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml import etree

from tei_edition.model import Answer, Digest, Party
from tei_edition.name_forms import plain
from tei_edition.names import without_honorific
from tei_edition.shelf import Chosen, places
from tei_edition.tei.element import HEAD
from tei_edition.teifile import careful_parser, elements

KNOWN_PARTIES = 1 << 14
DAY = len("1965-12-31")
REFS = "t:teiHeader/t:profileDesc/t:correspDesc/t:correspContext/t:ref[@type='prev']"


def answered(digests: Sequence[tuple[str, Digest]]) -> dict[str, tuple[str, ...]]:
    """For each file that answers letters: the file of each of these letters, or nothing where the edition has it not.

    A letter is the one that is meant if its day agrees, its sender is whom this letter is addressed to, and, where
    several would do, its addressee is the sender of this letter. The letters are gone through three times.
    """
    by_day = {answer.date: places() for _, digest in digests for answer in digest.answers if len(answer.date) == DAY}
    for at, (_, digest) in enumerate(digests):
        if digest.date in by_day and (digest.sent or digest.received):
            by_day[digest.date].append(at)

    def letters(day: str) -> Sequence[tuple[str, Digest]]:
        return Chosen(digests, by_day.get(day, ()))

    return {
        file: tuple(_letter(file, digest, answer, letters(answer.date)) for answer in digest.answers)
        for file, digest in digests
        if digest.answers
    }


def _letter(file: str, digest: Digest, answer: Answer, letters: Iterable[tuple[str, Digest]]) -> str:
    writers = answer.sent or digest.received
    meant = [
        (other, letter)
        for other, letter in letters
        if other != file and _share(letter.sent, writers) and (not digest.date or letter.date <= digest.date)
    ]
    if len(meant) > 1:
        meant = [(other, letter) for other, letter in meant if _share(letter.received, digest.sent)]
    return meant[0][0] if len(meant) == 1 else ""


def _share(ones: tuple[Party, ...], others: tuple[Party, ...]) -> bool:
    """Whether somebody is among both, by id or by name."""
    return not _keys(ones).isdisjoint(_keys(others))


@lru_cache(KNOWN_PARTIES)
def _keys(parties: tuple[Party, ...]) -> frozenset[str]:
    """By what senders or addressees are compared: their ids, their names without titles."""
    ids = {f"#{party.ref}" for party in parties if party.ref}
    names = {plain(without_honorific(party.name)).replace(".", "") for party in parties}
    return frozenset(ids | names - {"", "unknown"})


def pointing(tei: bytes, targets: Sequence[str]) -> bytes:
    """A TEI file in which the references to earlier letters point at the files of these letters, where there are."""
    if not any(targets):
        return tei
    root = etree.fromstring(tei, careful_parser(huge_tree=True))
    for ref, target in zip(elements(root, REFS), targets, strict=True):
        if target:
            ref.set("target", target)
    return HEAD.encode() + etree.tostring(root, encoding="utf-8") + b"\n"
