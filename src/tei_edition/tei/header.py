"""`teiHeader` and `standOff` (guidelines §3): one module for each part, in the order of the schema."""

from __future__ import annotations

from bisect import bisect_left

from tei_edition.citation import parse_citation
from tei_edition.config import Config
from tei_edition.model import Transcription
from tei_edition.tei.element import Element
from tei_edition.tei.encoding_desc import encoding_desc
from tei_edition.tei.file_desc import file_desc
from tei_edition.tei.lists import stand_off_of
from tei_edition.tei.parts import Header, sub
from tei_edition.tei.profile_desc import profile_desc
from tei_edition.tei.writer import Writer


def encode_header(
    element: Element, transcription: Transcription, config: Config, writer: Writer, ident: str
) -> Element:
    """Fill the `teiHeader`; returns the `standOff` that belongs to it, empty if there is nobody in it."""
    fact = transcription.capture.fact("citation")
    citation = parse_citation(transcription.capture.source.text, fact.span) if fact and fact.span else None
    header = Header(transcription, config, writer, ident, citation)
    file_desc(element, header)
    encoding_desc(element, header)
    profile_desc(element, header)
    revision_desc(element, header)
    _unused_statements(element, header)
    return stand_off_of(header)


def _unused_statements(parent: Element, header: Header) -> None:
    """What the page states and no other element took (the editor knows better, or it stands twice): never lost."""
    written = sorted(span.start for span, _, _, _ in header.writer.written)
    described = (each for part in parent.children_named("fileDesc") for each in part.children_named("sourceDesc"))
    bibl = next(each for part in described for each in part.children_named("bibl") if each.get("type") == "digital")
    transcription = header.transcription
    stated = [(zone.span, zone.reason) for zone in transcription.capture.zones if zone.kind == "header"]
    for span, reason in [*stated, *((span, "abstract") for span in transcription.abstract)]:
        if bisect_left(written, span.start) == bisect_left(written, span.end):
            header.writer.header(sub(bibl, "note", type="annotation"), span, f"{reason}: not used")
            written = sorted([*written, span.start])


def revision_desc(parent: Element, header: Header) -> None:
    """`revisionDesc`: nobody has proofread it yet."""
    element = sub(parent, "revisionDesc", status="draft")
    when = {"when": header.config.date} if header.config.date else {}
    words = "Encoded from the capture by rule; not yet proofread."
    sub(element, "change", words, **when, who="#resp-edition")
