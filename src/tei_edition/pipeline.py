"""The line for one document: capture → TEI, ledger and findings. The only place that knows the whole of it."""

from __future__ import annotations

from typing import NamedTuple

from tei_edition.authorities import Authorities, load_authorities
from tei_edition.checks.losslessness import check_losslessness
from tei_edition.checks.rules import check_rules
from tei_edition.checks.schema import check_xsd
from tei_edition.config import Config
from tei_edition.digests import digest
from tei_edition.errors import UnreadableInput
from tei_edition.genres.parse import as_paragraphs, parse, without_marks
from tei_edition.layouts.engine import sift
from tei_edition.layouts.profiles import load_profiles, profile_named
from tei_edition.layouts.slots import Profile
from tei_edition.ledger import Ledger, as_json, build_ledger
from tei_edition.lexicon import Lexicon, shared_lexicon
from tei_edition.model import Capture, Conversion, Finding, Place, Severity, Source, Span, Transcription
from tei_edition.remote import Origin
from tei_edition.report import locate
from tei_edition.source import read_source
from tei_edition.statements import DocumentConfig
from tei_edition.tei.build import edition_id, encode
from tei_edition.tei.element import serialise
from tei_edition.teifile import T, Written, read_back


class Workshop(NamedTuple):
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


def convert_file(
    path: Origin,
    workshop: Workshop,
    *,
    stated: DocumentConfig | None = None,
    encoding: str | None = None,
    ident: str = "",
) -> Conversion:
    """The conversion of a file; one that cannot be read gives a conversion with that finding and nothing else.

    `stated` is what the editor states about it, if the settings of the workshop do not say so; `ident` the name of its
    outputs where that is not the file's own, because another file has it.
    """
    stated = stated or workshop.config.document(str(path))
    try:
        source, findings = read_source(
            path, encoding=encoding or stated.encoding, most_bytes=workshop.config.limits.max_bytes
        )
    except UnreadableInput as error:
        return unreadable(path, error)
    return convert(source._replace(ident=ident or source.ident), workshop, stated, findings, shown_as=str(path))


def unreadable(path: Origin, error: UnreadableInput) -> Conversion:
    """What is left of a capture that cannot be read: one finding."""
    finding = Finding(
        "C101",
        Severity.ERROR,
        error.message.removeprefix(f"{path}: "),
        hint=error.remedy,
        capture=Place(str(path), 1, 1),
    )
    return Conversion(path.stem, path.name, None, None, (finding,), unreadable=True)


class Worked(NamedTuple):
    """Everything on the line for one document, for those who want to see how it came about."""

    capture: Capture
    transcription: Transcription
    tei: Written
    ledger: Ledger
    faults: tuple[Finding, ...]  # for which nothing may be written


def convert(
    source: Source,
    workshop: Workshop,
    stated: DocumentConfig | None = None,
    findings: tuple[Finding, ...] = (),
    *,
    shown_as: str = "",
) -> Conversion:
    """A capture as TEI with its ledger and findings; the same input gives the same bytes."""
    worked = work(source, workshop, stated)
    found = (*findings, *worked.capture.findings, *worked.transcription.findings, *worked.faults)
    if not worked.faults:
        found += check_rules(worked.tei.tree, layout=worked.capture.layout, file=f"{source.ident}.xml")
    return Conversion(
        ident=source.ident,
        name=source.name,
        tei=None if worked.faults else worked.tei.data,
        ledger=None if worked.faults else as_json(source, worked.ledger),
        findings=locate(found, source.text, shown_as or source.name),
        layout=worked.capture.layout,
        genre=worked.transcription.genre,
        totals=tuple(worked.ledger.totals.items()),
        digest=None if worked.faults else digest(worked.tei.root),
    )


def work(source: Source, workshop: Workshop, stated: DocumentConfig | None = None) -> Worked:
    """The line: source → capture → transcription → TEI, with its proofs.

    A structure that cannot be written as valid TEI is given up for plain paragraphs, and that is reported.
    """
    stated = stated or DocumentConfig(source.name)
    capture = sift(source, workshop.profiles, pinned=stated.layout)
    capture = capture._replace(facts=(*stated.facts, *capture.facts))  # the editor's word before the page's
    transcription = parse(capture, workshop.lexicon, genre=stated.genre, language=workshop.config.language)
    worked = _encoded(source, workshop.config, transcription, stated.id)
    if not capture.lines:
        return worked._replace(faults=(_NO_DOCUMENT,))
    if not worked.faults:
        return worked
    paragraphs = as_paragraphs(transcription, worked.faults[0])
    for simpler in (paragraphs, without_marks(paragraphs)):
        plain = _encoded(source, workshop.config, simpler, stated.id)
        if not plain.faults:
            return plain
    return worked


_NO_DOCUMENT = Finding(
    "C104",
    Severity.ERROR,
    "there is no document in this capture, only the page around it; nothing is written",
    hint="copy the page again; if the text is there, the layout profile takes it for furniture (tei-edition explain)",
    span=Span(0, 0),
)


def _too_large(tei: Written, capture: Capture) -> tuple[Finding, ...]:
    """What is said of a document whose TEI the usual programs would refuse to read; mostly one endless paragraph."""
    if tei.is_readable:
        return ()
    longest = max(capture.lines, key=lambda line: line.end - line.start, default=Span(0, 0))
    return (
        Finding(
            "C107",
            Severity.ERROR,
            f"this document is too large for programs that read XML: its longest paragraph has "
            f"{longest.end - longest.start:,} characters",
            hint="break that line where the original begins a paragraph, or divide the capture: "
            "10,000,000 bytes of text without markup, and 256 elements in one another, are the most",
            span=Span(longest.start, longest.start + 1),
        ),
    )


def _encoded(source: Source, config: Config, transcription: Transcription, ident: str | None) -> Worked:
    encoded = encode(transcription, config, edition_id(source, ident))
    ledger = build_ledger(source, encoded.homes)
    tei = read_back(serialise(encoded.root))
    text = next(tei.root.iterchildren(T + "text"))
    faults = (
        *_too_large(tei, transcription.capture),
        *check_losslessness(source, ledger, text),
        *check_xsd(tei.tree, f"{source.ident}.xml"),
    )
    return Worked(transcription.capture, transcription, tei, ledger, faults)
