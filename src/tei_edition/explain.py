"""What became of a capture and why: layout, genre, zones, and the rule behind every element."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei_edition.errors import UnreadableInput
from tei_edition.excerpts import visible
from tei_edition.genres.parse import parse
from tei_edition.layouts.engine import sift
from tei_edition.ledger import Ledger, build_ledger
from tei_edition.model import Edition, Evidence, Home, Source
from tei_edition.pipeline import Workshop
from tei_edition.source import position, read_source
from tei_edition.tei.build import edition_id, encode

WIDTH = 72  # of the captured words shown in a row


def explain_capture(path: Path, workshop: Workshop, ident: str = "") -> str:
    """The account of a capture, or of one element of its TEI (`ident`), as plain text.

    Raises UnreadableInput when the file cannot be read or has no element of that id.
    """
    stated = workshop.config.document(str(path))
    source, _ = read_source(path, encoding=stated.encoding)
    capture = sift(source, workshop.profiles, pinned=stated.layout)
    edition = parse(capture, workshop.lexicon, genre=stated.genre)
    encoded = encode(edition, workshop.config, edition_id(source, stated.id))
    ledger = build_ledger(source, encoded.homes)
    lines = _element(source, ledger, edition, ident, path) if ident else _account(source, ledger, edition)
    return "\n".join(lines) + "\n"


def _account(source: Source, ledger: Ledger, edition: Edition) -> Iterator[str]:
    yield f"{visible(source.name)}: {len(source.text):,} characters, {source.encoding}"
    yield ""
    yield f"Layout: {edition.capture.layout}"
    yield from _evidence(edition.capture.evidence)
    yield ""
    yield f"Genre: {edition.genre}"
    yield from _evidence(edition.genre_evidence)
    yield ""
    yield "Where every line went"
    yield f"  {'line':>5}  {'zone':<7} {'why':<34} {'to':<28} words"
    for home in ledger.spans:
        if home.zone != "space":
            line, _ = position(source.text, home.span.start)
            target = home.targets[0].rpartition("/")[2] if home.targets else "left out"
            words = visible(" ".join(source.text[home.span.start : home.span.end].split()))[:WIDTH]
            yield f"  {line:>5}  {home.zone:<7} {home.reason[:34]:<34} {target[:28]:<28} {words}"
    yield ""
    totals = ledger.totals
    yield (
        f"{len(source.text):,} characters: {totals['text']:,} in the text, {totals['markup']:,} replaced by markup, "
        f"{totals['header']:,} in the header, {totals['chrome']:,} page furniture, {totals['space']:,} white space, "
        f"{totals['lost']:,} lost."
    )


def _evidence(ranked: tuple[Evidence, ...]) -> Iterator[str]:
    for evidence in ranked:
        if evidence.score or evidence.reasons:
            yield f"  {evidence.score:>5g}  {evidence.name}"
            yield from (f"         {visible(reason)}" for reason in evidence.reasons)


def _element(source: Source, ledger: Ledger, edition: Edition, ident: str, path: Path) -> Iterator[str]:
    homes = [home for home in ledger.spans if ident in home.targets]
    if not homes:
        known = sorted({target for home in ledger.spans for target in home.targets if "/" not in target})
        raise UnreadableInput(
            f"{path}: its TEI has no element with the id “{ident}” that holds captured text",
            remedy=f"some that it has: {', '.join(known[:12])} …",
        )
    yield f"#{ident}"
    for home in homes:
        yield from _home(source, home)
    start, end = homes[0].span.start, homes[-1].span.end
    marks = [mark for mark in edition.marks if start <= mark.span.start and mark.span.end <= end]
    if marks:
        yield ""
        yield "Marked in it"
    for mark in marks:
        line, column = position(source.text, mark.span.start)
        cert = mark.get("cert") or "stated"
        words = visible(" ".join(source.text[mark.span.start : mark.span.end].split()))[:WIDTH]
        ref = f" → {mark.ref}" if mark.ref else ""
        yield f"  {line}:{column}  {mark.element}{ref}  “{words}”  rule: {mark.rule}; certainty: {cert}"


def _home(source: Source, home: Home) -> Iterator[str]:
    line, column = position(source.text, home.span.start)
    words = visible(" ".join(source.text[home.span.start : home.span.end].split()))[:WIDTH]
    yield f"  {line}:{column}  {home.zone}: {home.reason}  “{words}”"
    for derived in home.targets[1:]:
        yield f"          also read for {derived}"
