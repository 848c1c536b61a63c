"""Checks across the documents of an edition: what no file shows by itself."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter

from tei_edition.model import Digest, Finding, Severity
from tei_edition.name_forms import spelling_key
from tei_edition.shelf import sorted_by

Documents = Iterable[tuple[str, Digest]]
"""The names of the TEI files (without .xml) with their digests, in the order of the edition.

Each check goes through them anew, and of very many of them what is compared is sorted on the disk.
"""

ALIKE = 0.6  # of the paragraphs of the longer document
COMMON = 12  # documents that share a paragraph: from here on it is a formula
FEWEST = 2  # paragraphs that a pair must share
PLACE = 32  # bits of the place of a document
NUMBERS = 50_000  # that are sorted in memory


def check_edition(documents: Documents) -> dict[str, tuple[Finding, ...]]:
    """What is wrong between the documents, for each file at which it is told: the later one of a pair."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for check in (same_id, same_document, same_person, answers_later_letter):
        for file, finding in check(documents):
            found[file].append(finding)
    return {file: tuple(findings) for file, findings in found.items()}


Found = Iterator[tuple[str, Finding]]


def same_id(documents: Documents) -> Found:
    """L301: TEI/@xml:id names one document of the edition."""
    idents = ((digest.ident, at, file) for at, (file, digest) in enumerate(documents) if digest.ident)
    again: list[tuple[int, str, str, str]] = []
    for ident, group in groupby(sorted_by(idents), itemgetter(0)):
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


def same_document(documents: Documents) -> Found:
    """C208: nobody captured a document twice."""
    pairs: dict[int, tuple[int, str]] = {}
    for at, first, words in (*_equal(documents), *_alike(documents)):
        pairs.setdefault(at, (first, words))
    if not pairs:
        return
    wanted = {*pairs, *(first for first, _ in pairs.values())}
    known = {at: each for at, each in enumerate(documents) if at in wanted}
    for at, (first, words) in pairs.items():
        yield known[at][0], _captured_twice(known[first], words)


def _equal(documents: Documents) -> list[tuple[int, int, str]]:
    """Documents that have the words, or all longer paragraphs, of an earlier one."""
    found: list[tuple[int, int, int]] = []
    for _, group in groupby(sorted_by(_wholes(documents)), itemgetter(0)):
        (_, first, _), *others = group
        found += ((at, kind, first) for _, at, kind in others)
    return [(at, first, SAME[kind]) for at, kind, first in sorted(found)]


SAME = ("the same words", "the same paragraphs")


def _wholes(documents: Documents) -> Iterator[tuple[bytes, int, int]]:
    """A number for the words of each document and one for its paragraphs, with its place and what is numbered."""
    for at, (_, digest) in enumerate(documents):
        if digest.text:
            yield b"%d" % digest.text, at, 0
        if len(digest.paragraphs) > FEWEST:
            yield b"p" + blake2b(repr(digest.paragraphs).encode(), digest_size=16).digest(), at, 1


def _alike(documents: Documents) -> Iterator[tuple[int, int, str]]:
    """Documents most of whose longer paragraphs are those of an earlier one."""
    numbers = array("L")  # of paragraphs in each document
    holders = ((paragraph << PLACE) + at for at, (_, digest) in enumerate(documents) for paragraph in digest.paragraphs)
    shared: Counter[tuple[int, int]] = Counter()
    for _, group in groupby(sorted_by(holders, at_once=NUMBERS), lambda number: number >> PLACE):
        places = [number % (1 << PLACE) for number in islice(group, COMMON)]
        if 1 < len(places) < COMMON:
            shared.update((one, other) for at, other in enumerate(places) for one in places[:at])
    if shared:
        numbers.extend(len(digest.paragraphs) for _, digest in documents)
    for (one, other), number in sorted(shared.items()):
        longer = max(numbers[one], numbers[other])
        if number >= min(FEWEST, longer) and number >= ALIKE * longer:
            yield other, one, f"{number} of {longer} longer paragraphs are alike"


def _captured_twice(first: tuple[str, Digest], words: str) -> Finding:
    file, digest = first
    return Finding(
        "C208",
        Severity.WARNING,
        f"this seems to be the same document as {file}.xml, “{digest.title[:80]}”: {words}",
        hint="keep the better capture and move the other out of the folder, or leave both if they are two versions",
    )


def same_person(documents: Documents) -> Found:
    """P202: nobody has two ids."""
    names: dict[str, str] = {}
    where: dict[str, str] = {}
    count: Counter[str] = Counter()
    for file, digest in documents:
        for ident, name in digest.people:
            names.setdefault(ident, name)
            where.setdefault(ident, file)
            count[ident] += 1
    alike: dict[str, list[str]] = defaultdict(list)
    for ident, name in names.items():
        if key := spelling_key(name):
            alike[key].append(ident)
    for idents in alike.values():
        first, *others = sorted(idents, key=lambda ident: (-count[ident], ident))
        for other in others:
            yield where[other], _two_ids(other, names[other], first, names[first])


def _two_ids(ident: str, name: str, other: str, other_name: str) -> Finding:
    return Finding(
        "P202",
        Severity.NOTE,
        f"{name} ({ident}) may be {other_name} ({other}), who is in other documents",
        hint="if they are one, list both forms with one id in authorities.yaml (tei-edition names suggest)",
        xml_id=ident,
    )


def answers_later_letter(documents: Documents) -> Found:
    """D301: a letter answers earlier ones."""
    for file, digest in documents:
        for answer in digest.answers:
            precision = min(len(answer.date), len(digest.date))
            if precision and answer.date[:precision] > digest.date[:precision]:
                yield (
                    file,
                    Finding(
                        "D301",
                        Severity.WARNING,
                        f"the letter is dated {digest.date} and answers one of {answer.date}",
                        hint="compare both dates with the page; state the right one in edition.yaml",
                    ),
                )
