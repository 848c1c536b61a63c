"""A capture with its ledger: what was received, and where each character of it went."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tei_edition.account import Home, cut_at_lines, line_of
from tei_edition.errors import UnreadableInput
from tei_edition.ledger import ZONES, LedgerFile, from_json
from tei_edition.ordinary import read
from tei_edition.site.characters import UNENCODABLE
from tei_edition.site.published import SiteDocument
from tei_edition.source import decode, line_starts

LINE_END = re.compile(r"\r\n|\r|\n")


class Line(NamedTuple):
    """A line of a capture: its words, the characters that end it, and where all of them went."""

    number: int
    words: str
    end: str
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A capture and its ledger."""

    ledger: LedgerFile
    sha256: str  # of the file as it is now
    text: str | None  # None if the file is not the one that the ledger speaks of

    def lines(self) -> tuple[Line, ...]:
        """The lines of the capture; after a last line end there is no further line."""
        text = self.text or ""
        starts = self.ledger.lines
        if len(starts) > 1 and starts[-1] == len(text):
            starts = starts[:-1]
        homes: dict[int, list[Home]] = {}
        for home in cut_at_lines(self.ledger.spans, starts):
            homes.setdefault(line_of(home, starts), []).append(home)
        spans = zip(starts, (*starts[1:], len(text)), strict=True)
        return tuple(_line(n, text[start:end], homes.get(n, [])) for n, (start, end) in enumerate(spans, 1))


def _line(number: int, words: str, homes: list[Home]) -> Line:
    found = LINE_END.search(words)
    end = found[0] if found else ""
    return Line(number, words.removesuffix(end), end, tuple(homes))


def evidence(document: SiteDocument) -> Evidence | None:
    """The evidence for a document; None without capture, and without a ledger that can be relied on."""
    if document.capture is None or document.ledger is None:
        return None
    try:
        capture = document.capture
        data = read(capture) if isinstance(capture, Path) else capture.read_bytes()
        ledger = from_json(read(document.ledger))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (_is_well_formed(ledger) and _is_complete(ledger)):
        return None
    found = hashlib.sha256(data).hexdigest()
    if found != ledger.sha256:
        return Evidence(ledger, found, None)
    text = _text(data, ledger)
    return None if text is None else Evidence(ledger, found, text)


def _is_well_formed(ledger: LedgerFile) -> bool:
    """Whether its words are words that XML can carry, and its numbers numbers."""
    if not (isinstance(ledger.file, str) and isinstance(ledger.totals, dict)):
        return False
    words = [ledger.sha256, ledger.encoding]
    numbers = [ledger.characters, *ledger.lines, *ledger.totals.values()]
    for home in ledger.spans:
        words += (home.zone, home.reason, *home.targets)
        numbers += home.span
    return all(map(_is_writable, words)) and all(type(number) is int for number in numbers)


def _is_writable(word: object) -> bool:
    return isinstance(word, str) and not UNENCODABLE.search(word)


def _is_complete(ledger: LedgerFile) -> bool:
    """Whether each character has one home, in one of the zones that there are, and the totals count them all."""
    totals, at = dict.fromkeys(ZONES, 0), 0
    for home in ledger.spans:
        if home.span.start != at or home.span.end < at or home.zone not in totals:
            return False
        at = home.span.end
        totals[home.zone] += home.span.end - home.span.start
    return at == ledger.characters and totals == ledger.totals


def _text(data: bytes, ledger: LedgerFile) -> str | None:
    """The text of the capture, decoded as it was for the ledger; None if the ledger does not tell of this text."""
    try:
        text = decode(data, ledger.file, encoding=ledger.encoding)[0].text
    except (UnreadableInput, ValueError):  # the latter for what is no name of an encoding
        return None
    return text if len(text) == ledger.characters and line_starts(text) == ledger.lines else None
