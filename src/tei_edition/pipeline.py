"""The line for one document: capture → TEI, ledger and findings. The only place that knows the whole of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei_edition.authorities import Authorities, load_authorities
from tei_edition.checks.regeneration import normalise, regenerate
from tei_edition.checks.rules import check_rules
from tei_edition.checks.schema import check_xsd
from tei_edition.config import Config, DocumentConfig
from tei_edition.errors import UnreadableInput
from tei_edition.genres.parse import parse
from tei_edition.layouts.engine import Profile, sift
from tei_edition.layouts.profiles import load_profiles, profile_named
from tei_edition.ledger import Ledger, as_json, build_ledger
from tei_edition.model import Capture, Conversion, Finding, Place, Severity, Source, Span
from tei_edition.names import Lexicon, shared_lexicon
from tei_edition.report import locate
from tei_edition.source import read_source
from tei_edition.tei.build import Encoded, edition_id, encode, serialise
from tei_edition.tei.writer import T


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all documents of an edition need, loaded once: configuration, layout profiles, names."""

    config: Config
    profiles: tuple[Profile, ...]
    lexicon: Lexicon


def open_workshop(config: Config) -> Workshop:
    """The workshop of an edition; raises BadConfiguration when one of its files is not valid."""
    authorities = load_authorities(config.authorities) if config.authorities else Authorities()
    profiles = load_profiles(config.layouts)
    for name, document in config.documents.items():
        if document.layout:
            profile_named(profiles, document.layout, f"documents.{name}.layout")
    return Workshop(config, profiles, shared_lexicon(authorities))


def convert_file(path: Path, workshop: Workshop, *, encoding: str | None = None) -> Conversion:
    """The conversion of a file; one that cannot be read gives a conversion with that finding and nothing else."""
    stated = workshop.config.document(str(path))
    try:
        source, findings = read_source(
            path, encoding=encoding or stated.encoding, most_bytes=workshop.config.limits.max_bytes
        )
    except UnreadableInput as error:
        return unreadable(path, error)
    return convert(source, workshop, stated, findings, shown_as=str(path))


def unreadable(path: Path, error: UnreadableInput) -> Conversion:
    """What is left of a capture that cannot be read: one finding."""
    finding = Finding(
        "C101",
        Severity.ERROR,
        error.message.removeprefix(f"{path}: "),
        hint=error.remedy,
        capture=Place(str(path), 1, 1),
    )
    return Conversion(path.stem, path.name, None, None, (finding,), unreadable=True)


def convert(
    source: Source,
    workshop: Workshop,
    stated: DocumentConfig | None = None,
    findings: tuple[Finding, ...] = (),
    *,
    shown_as: str = "",
) -> Conversion:
    """A capture as TEI with its ledger and findings; the same input gives the same bytes."""
    stated = stated or DocumentConfig(source.name)
    capture = _with_statements(sift(source, workshop.profiles, pinned=stated.layout), stated)
    edition = parse(capture, workshop.lexicon, genre=stated.genre)
    encoded = encode(edition, workshop.config, edition_id(source, stated.id))
    ledger = build_ledger(source, encoded.homes)
    losses = (*_lost(ledger), *_changed(source, ledger, encoded))
    tei = serialise(encoded.root)
    found = (*findings, *capture.findings, *edition.findings, *losses)
    found += _checked(tei, capture, encoded, f"{source.ident}.xml")
    located = locate(found, source.text, shown_as or source.name)
    refused = bool(losses) or any(f.code.startswith("T") and f.severity is Severity.ERROR for f in found)
    return Conversion(
        ident=source.ident,
        name=source.name,
        tei=None if refused else tei,
        ledger=None if refused else as_json(source, ledger),
        findings=located,
        layout=capture.layout,
        genre=edition.genre,
        totals=tuple(ledger.totals.items()),
    )


def _with_statements(capture: Capture, stated: DocumentConfig) -> Capture:
    """The capture with what the editor states about it, which comes before what the page says."""
    if not stated.facts:
        return capture
    return replace(capture, facts=(*stated.facts, *capture.facts))


def _lost(ledger: Ledger) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "E101",
            Severity.ERROR,
            f"{home.span.end - home.span.start} characters of the capture would be lost; nothing is written",
            hint="this is a fault of tei-edition: please report it with the capture",
            span=home.span,
        )
        for home in ledger.lost
    )


def _changed(source: Source, ledger: Ledger, encoded: Encoded) -> tuple[Finding, ...]:
    """The second proof, on the XML alone: its text must be the capture's (guidelines §12)."""
    kept = "".join(
        source.text[home.span.start : home.span.end]
        if home.zone == "text" or (home.zone == "markup" and home.targets)  # a heading's number is regenerated nowhere
        else " "
        for home in ledger.spans
    )
    text = encoded.root.find(T + "text")
    assert text is not None
    expected, found = normalise(kept), regenerate(text)
    if expected == found:
        return ()
    at = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    return (
        Finding(
            "E102",
            Severity.ERROR,
            f"the text of the TEI differs from the capture at “{expected[at : at + 40]}”; nothing is written",
            hint="this is a fault of tei-edition: please report it with the capture",
            span=Span(0, 0),
            raw=f"the TEI has “{found[at : at + 40]}”",
        ),
    )


def _checked(tei: bytes, capture: Capture, encoded: Encoded, file: str) -> tuple[Finding, ...]:
    """The verdict of grammar and rules; if there is anything to say, on the file's own lines."""
    tree = etree.ElementTree(encoded.root)
    if not check_xsd(tree) and not check_rules(tree, layout=capture.layout):
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    tree = etree.ElementTree(etree.fromstring(tei, parser))
    return (*check_xsd(tree, file), *check_rules(tree, layout=capture.layout, file=file))
