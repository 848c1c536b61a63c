"""The two proofs that nothing was lost: the ledger's, and that of the XML alone (guidelines §12)."""

from __future__ import annotations

from lxml import etree

from tei_edition.checks.regeneration import characters, normalise, words_of
from tei_edition.ledger import Ledger
from tei_edition.model import Finding, Severity, Source, Span

REPORT_IT = "this is a fault of tei-edition: please report it with the capture"


def check_losslessness(source: Source, ledger: Ledger, text: etree._Element) -> tuple[Finding, ...]:
    """What of the capture is lost (E101), or reads differently in the TEI's `text` (E102)."""
    return (*_lost(ledger), *_changed(source, ledger, text))


def _lost(ledger: Ledger) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "E101",
            Severity.ERROR,
            f"{home.span.end - home.span.start} characters of the capture would be lost; nothing is written",
            hint=REPORT_IT,
            span=home.span,
        )
        for home in ledger.lost
    )


def _changed(source: Source, ledger: Ledger, text: etree._Element) -> tuple[Finding, ...]:
    captured, encoded = _characters_of_the_text(source, ledger), characters(text)
    if words_of(captured) == words_of(encoded):
        return ()
    expected, found = normalise(captured), normalise(encoded)
    at = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    return (
        Finding(
            "E102",
            Severity.ERROR,
            f"the text of the TEI differs from the capture at “{expected[at : at + 40]}”; nothing is written",
            hint=REPORT_IT,
            span=Span(0, 0),
            raw=f"the TEI has “{found[at : at + 40]}”",
        ),
    )


def _characters_of_the_text(source: Source, ledger: Ledger) -> str:
    """The characters that went into the text, or that its markup regenerates; a space for whatever stands between."""
    text = source.text
    return "".join(
        [
            # a heading's number is regenerated nowhere
            text[start:end] if zone == "text" or (zone == "markup" and targets) else " "
            for (start, end), zone, _, targets in ledger.spans
        ]
    )
