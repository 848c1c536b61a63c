"""A capture with its ledger: what was received, and where each character of it went."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import NamedTuple

from tei_edition.account import Home, cut_at_lines, line_of
from tei_edition.errors import UnreadableInput
from tei_edition.ledger import LedgerFile, from_json
from tei_edition.site.edition import SiteDocument
from tei_edition.source import decode

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
    """The evidence for a document; None without capture or ledger. Raises UnreadableInput for a broken ledger."""
    if document.capture is None or document.ledger is None:
        return None
    try:
        data, ledger = document.capture.read_bytes(), from_json(document.ledger.read_bytes())
    except OSError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(
            f"{document.ledger}: this is not the ledger of a capture: {error}",
            remedy="remove it and build again: tei-edition writes it anew",
        ) from error
    found = hashlib.sha256(data).hexdigest()
    return Evidence(ledger, found, _text(data, ledger) if found == ledger.sha256 else None)


def _text(data: bytes, ledger: LedgerFile) -> str | None:
    """The text of the capture, decoded as it was for the ledger; None if that is not the same text."""
    try:
        text = decode(data, ledger.file, encoding=ledger.encoding)[0].text
    except UnreadableInput:
        return None
    return text if len(text) == ledger.characters else None
