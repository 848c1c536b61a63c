"""Where did each character of the capture go?  The proof that nothing was lost.

Every character has exactly one home. What the TEI writer reports, with the zones that were dropped and the white space
between, must tile the source; a character that nobody claims is *lost*, and then no TEI is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from tei_edition.model import Home, Source, Span
from tei_edition.patterns import late
from tei_edition.source import WHITE_SPACE, line_starts

ZONES = ("text", "markup", "header", "chrome", "space", "lost")
EXTRA_SPACE = late(f"[{WHITE_SPACE}]{{2,}}")
NOT_SPACE = late(f"[^{WHITE_SPACE}]+(?:[{WHITE_SPACE}]+[^{WHITE_SPACE}]+)*")


class Ledger(NamedTuple):
    """The homes in source order, without hole or overlap, and how many characters each zone has."""

    spans: tuple[Home, ...]
    totals: dict[str, int]

    @property
    def lost(self) -> tuple[Home, ...]:
        """The stretches that nobody claims."""
        return tuple(home for home in self.spans if home.zone == "lost")


class ClaimedTwice(Exception):
    """Two places of the TEI claim the same character: a fault of the program, never of a document."""


def build_ledger(source: Source, homes: Iterable[Home]) -> Ledger:
    """The ledger of a source from the homes that were reported; raises ClaimedTwice when two overlap."""
    text = source.text
    spans: list[Home] = []
    at = 0
    for home in sorted(homes, key=itemgetter(0)):
        (start, end), zone, _, _ = home
        if start < at:
            raise ClaimedTwice(f"{home} begins before {at}")
        if start > at:
            spans += _unclaimed(text, at, start)
        words = text[start:end]
        if zone not in ("text", "header") or (words.isprintable() and words and "  " not in words):
            spans.append(home)
        else:
            spans += _without_extra_space(text, home)
        at = end
    if at < len(text):
        spans += _unclaimed(text, at, len(text))
    totals = dict.fromkeys(ZONES, 0)
    for (start, end), zone, _, _ in spans:
        totals[zone] += end - start
    return Ledger(tuple(spans), totals)


def _unclaimed(text: str, start: int, end: int) -> Iterable[Home]:
    """What nobody claims: white space, or else a loss."""
    if not text[start:end].strip(WHITE_SPACE):
        return (_space(start, end),)
    return _lost(text, start, end)


def _lost(text: str, start: int, end: int) -> Iterable[Home]:
    """What is lost, and the white space around it."""
    at = start
    for match in NOT_SPACE.finditer(text, start, end):
        if at < match.start():
            yield _space(at, match.start())
        yield Home(Span(*match.span()), "lost", "nobody claims it", ())
        at = match.end()
    if at < end:
        yield _space(at, end)


def _space(start: int, end: int) -> Home:
    return Home(Span(start, end), "space", "white space", ())


def _without_extra_space(text: str, home: Home) -> Iterable[Home]:
    """A home without the white space beyond the first of every run, which the encoding reduces to one space."""
    at = home.span.start
    for match in EXTRA_SPACE.finditer(text, *home.span):
        yield home._replace(span=Span(at, match.start() + 1))
        yield Home(Span(match.start() + 1, match.end()), "space", "repeated space", ())
        at = match.end()
    if at < home.span.end:
        yield home._replace(span=Span(at, home.span.end))


def as_json(source: Source, ledger: Ledger) -> bytes:
    """The ledger as the file that stands beside the TEI: one span a line, so that people and diff can read it.

    `lines` are the offsets at which the lines of the capture begin: with them a message can name a line. Bytes that are
    no text in the encoding stand under `undecoded` of the source.
    """
    head = {
        "source": {
            "file": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": len(source.text),
            **({"undecoded": [each._asdict() for each in source.undecoded]} if source.undecoded else {}),
        },
        "totals": ledger.totals,
        "lines": line_starts(source.text),
    }
    opening = ",\n ".join(f"{_json(key)}: {_json(value)}" for key, value in head.items())
    rows = ",\n  ".join(
        [
            f'{{"start": {start}, "end": {end}, {_kind(zone, reason)}, "targets": [{_targets(targets)}]}}'
            for (start, end), zone, reason, targets in ledger.spans
        ]
    )
    whole = f'{{\n {opening},\n "spans": [\n  {rows}\n ]\n}}\n'
    return whole.encode("utf-8", "backslashreplace")  # a name that is no UTF-8 is written as \\udcff


_json = json.JSONEncoder(ensure_ascii=False).encode
_string = json.encoder.encode_basestring


@lru_cache(maxsize=1024)
def _kind(zone: str, reason: str) -> str:
    """What a row of the file says of its span; the same in most documents (a "paragraph" of the "text")."""
    return f'"zone": {_json(zone)}, "reason": {_json(reason)}'


def _targets(targets: tuple[str, ...]) -> str:
    """Where its span stands in the TEI: mostly in one element."""
    return ", ".join(map(_string, targets))


class LedgerFile(NamedTuple):
    """A ledger as it stands beside the TEI."""

    file: str  # the capture: its name, the checksum of its bytes, how they were decoded
    sha256: str
    encoding: str
    characters: int
    totals: dict[str, int]
    lines: tuple[int, ...]  # the offsets at which they begin
    spans: tuple[Home, ...]


def from_json(data: bytes) -> LedgerFile:
    """What `as_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    source = found["source"]
    homes = (
        Home(Span(span["start"], span["end"]), span["zone"], span["reason"], tuple(span["targets"]))
        for span in found["spans"]
    )
    return LedgerFile(
        file=source["file"],
        sha256=source["sha256"],
        encoding=source["encoding"],
        characters=source["characters"],
        totals=found["totals"],
        lines=tuple(found["lines"]),
        spans=tuple(homes),
    )
