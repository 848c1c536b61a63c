"""Checks across the documents of an edition: what no file shows by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import count, groupby, islice
from operator import itemgetter
from typing import Protocol

from tei_edition.model import Digest, Finding, Severity
from tei_edition.name_forms import spelling_key
from tei_edition.shelf import Shelf, Sorter

ALIKE = 0.6  # of the paragraphs of the longer document
COMMON = 12  # documents that share a paragraph: from here on it is a formula
FEWEST = 2  # paragraphs that a pair must share
PLACE = 32  # bits of the place of a document
NUMBERS = 50_000  # that are sorted in memory

Found = Iterator[tuple[str, Finding]]


def check_edition(documents: Iterable[tuple[str, Digest]]) -> dict[str, tuple[Finding, ...]]:
    """What is wrong between the documents, for each file at which it is told: the later one of a pair.

    They come in the order of the edition: the names of the TEI files (without .xml) with their digests.
    """
    between = Between()
    for file, digest in documents:
        between.see(file, digest)
    return between.found()


class Between:
    """What is wrong between documents that pass one after the other; of very many, what is compared is on the disk."""

    def __init__(self) -> None:
        self._checks: tuple[_Check, ...] = (SameId(), SameDocument(), SamePerson(), AnswersLaterLetter())

    def see(self, file: str, digest: Digest) -> None:
        """One more document."""
        for check in self._checks:
            check.see(file, digest)

    def found(self) -> dict[str, tuple[Finding, ...]]:
        """What is wrong, for each file at which it is told: the later one of a pair."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for check in self._checks:
            for file, finding in check.found():
                found[file].append(finding)
        return {file: tuple(findings) for file, findings in found.items()}


class _Check(Protocol):
    def see(self, file: str, digest: Digest) -> None:
        """One more document."""

    def found(self) -> Found:
        """What is wrong, and at which file it is told."""


class SameId:
    """L301: TEI/@xml:id names one document of the edition."""

    def __init__(self) -> None:
        self._idents = Sorter[tuple[str, int, str]]()
        self._at = count()

    def see(self, file: str, digest: Digest) -> None:
        """One more document."""
        if digest.ident:
            self._idents.add((digest.ident, next(self._at), file))

    def found(self) -> Found:
        """What is told at each document whose id another has."""
        again: list[tuple[int, str, str, str]] = []
        for ident, group in groupby(self._idents, itemgetter(0)):
            (_, _, first), *others = group
            again += ((at, file, ident, first) for _, at, file in others if file != first)
        for _, file, ident, other in sorted(again):
            yield (
                file,
                Finding(
                    "L301",
                    Severity.ERROR,
                    f"the id {ident} is that of {other}.xml too",
                    hint="give one of them an id of its own: documents: FILE: {id: …} in edition.yaml",
                ),
            )


SAME = ("the same words", "the same paragraphs")


class SameDocument:
    """C208: nobody captured a document twice."""

    def __init__(self) -> None:
        self._named = Shelf[tuple[str, str, int]]()  # the file, the title, and how many paragraphs there are
        self._wholes = Sorter[tuple[bytes, int, int]]()  # a number for all words or paragraphs, place, which of SAME
        self._paragraphs = Sorter[int](at_once=NUMBERS)  # their numbers, with the place of the document

    def see(self, file: str, digest: Digest) -> None:
        """One more document."""
        at = len(self._named)
        self._named.append((file, digest.title, len(digest.paragraphs)))
        if digest.text:
            self._wholes.add((b"%d" % digest.text, at, 0))
        if len(digest.paragraphs) > FEWEST:
            number = blake2b(repr(digest.paragraphs).encode(), digest_size=16).digest()
            self._wholes.add((b"p" + number, at, 1))
        for paragraph in digest.paragraphs:
            self._paragraphs.add((paragraph << PLACE) + at)

    def found(self) -> Found:
        """What is told at each document that is there already."""
        told: set[int] = set()
        for at, first, words in (*self._equal(), *self._alike()):
            if at not in told:
                told.add(at)
                yield self._named[at][0], _captured_twice(self._named[first], words)

    def _equal(self) -> Iterator[tuple[int, int, str]]:
        """Documents that have the words, or all longer paragraphs, of an earlier one."""
        found: list[tuple[int, int, int]] = []
        for _, group in groupby(self._wholes, itemgetter(0)):
            (_, first, _), *others = group
            found += ((at, which, first) for _, at, which in others)
        return ((at, first, SAME[which]) for at, which, first in sorted(found))

    def _alike(self) -> Iterator[tuple[int, int, str]]:
        """Documents most of whose longer paragraphs are those of an earlier one."""
        shared: Counter[tuple[int, int]] = Counter()
        for _, group in groupby(self._paragraphs, lambda number: number >> PLACE):
            places = [number % (1 << PLACE) for number in islice(group, COMMON)]
            if 1 < len(places) < COMMON:
                shared.update((one, other) for at, other in enumerate(places) for one in places[:at])
        for (one, other), number in sorted(shared.items()):
            longer = max(self._named[at][2] for at in (one, other))
            if number >= min(FEWEST, longer) and number >= ALIKE * longer:
                yield other, one, f"{number} of {longer} longer paragraphs are alike"


def _captured_twice(first: tuple[str, str, int], words: str) -> Finding:
    file, title, _ = first
    return Finding(
        "C208",
        Severity.WARNING,
        f"this seems to be the same document as {file}.xml, “{title[:80]}”: {words}",
        hint="keep the better capture and move the other out of the folder, or leave both if they are two versions",
    )


class SamePerson:
    """P202: nobody has two ids."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._where: dict[str, str] = {}
        self._count: Counter[str] = Counter()

    def see(self, file: str, digest: Digest) -> None:
        """One more document."""
        for ident, name in digest.people:
            self._names.setdefault(ident, name)
            self._where.setdefault(ident, file)
            self._count[ident] += 1

    def found(self) -> Found:
        """What is told at the first document with the rarer id."""
        alike: dict[str, list[str]] = defaultdict(list)
        for ident, name in self._names.items():
            if key := spelling_key(name):
                alike[key].append(ident)
        for idents in alike.values():
            first, *others = sorted(idents, key=lambda ident: (-self._count[ident], ident))
            for other in others:
                yield self._where[other], _two_ids(other, self._names[other], first, self._names[first])


def _two_ids(ident: str, name: str, other: str, other_name: str) -> Finding:
    return Finding(
        "P202",
        Severity.NOTE,
        f"{name} ({ident}) may be {other_name} ({other}), who is in other documents",
        hint="if they are one, list both forms with one id in authorities.yaml (tei-edition names suggest)",
        xml_id=ident,
    )


class AnswersLaterLetter:
    """D301: a letter answers earlier ones."""

    def __init__(self) -> None:
        self._found: list[tuple[str, Finding]] = []

    def see(self, file: str, digest: Digest) -> None:
        """One more document."""
        for answer in digest.answers:
            precision = min(len(answer.date), len(digest.date))
            if precision and answer.date[:precision] > digest.date[:precision]:
                finding = Finding(
                    "D301",
                    Severity.WARNING,
                    f"the letter is dated {digest.date} and answers one of {answer.date}",
                    hint="compare both dates with the page; state the right one in edition.yaml",
                )
                self._found.append((file, finding))

    def found(self) -> Found:
        """What is told at each letter that answers a later one."""
        return iter(self._found)
