"""Rules about gaps and the editorial notes that explain them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.checks.regeneration import tei_names
from tei_edition.checks.rules_index import XML_ID, Breach, Index, children, local_name, plain

GAP_REASONS = frozenset(("illegible", "inaudible", "lost", "redacted", "editorial", "obfuscated", "unencodable"))
EXPLAINED = frozenset(("illegible", "inaudible", "lost"))


def gaps_are_complete(index: Index) -> Iterator[Breach]:
    """S05: a gap says why, who says so, how much, and how the capture reads."""
    for gap in index.in_text("gap"):
        faults = list(_gap_faults(gap))
        if faults:
            yield Breach(
                gap,
                " ".join(("the gap", *filter(None, (gap.get(XML_ID),)), "; ".join(faults))),
                '<gap xml:id="gap-1" reason="illegible" extent="unknown" resp="#resp-inherited">'
                "<desc>[illegible]</desc></gap> is complete",
            )


def _gap_faults(gap: etree._Element) -> Iterator[str]:
    if not gap.get(XML_ID):
        yield "has no xml:id"
    if (gap.get("reason") or "") not in GAP_REASONS:
        yield f"has the reason “{gap.get('reason')}”" if gap.get("reason") else "has no @reason"
    if not gap.get("resp"):
        yield "has no @resp"
    if next(children(gap, "desc"), None) is None:
        yield "has no desc with the captured wording"
    if gap.get("quantity") and not gap.get("unit"):
        yield "has @quantity without @unit"
    if gap.get("quantity") and gap.get("extent"):
        yield "has both @quantity and @extent"
    elif gap.get("extent", "unknown") != "unknown":
        yield f"has extent=“{gap.get('extent')}”, which is for @quantity and @unit to say"


def gaps_are_explained(index: Index) -> Iterator[Breach]:
    """S06: an editorial note tells the reader about each passage that nobody could read or hear."""
    explained = index.targets_of_notes("type", "editorial")
    for gap in index.in_text("gap"):
        identifier = gap.get(XML_ID)
        if identifier and gap.get("reason") in EXPLAINED and f"#{identifier}" not in explained:
            yield Breach(
                gap,
                f"no editorial note explains the {gap.get('reason')} passage {identifier}",
                f'after it add <note type="editorial" subtype="gap" target="#{identifier}" resp="#resp-edition">',
            )


CLEAN = tei_names("date persName orgName placeName name roleName q said note")


def editorial_notes_are_well_placed(index: Index) -> Iterator[Breach]:
    """S07: an editorial note is complete and stands outside names, dates and quotations."""
    for note in index.everywhere("note"):
        if note.get("type") != "editorial":
            continue
        faults = list(_note_faults(note))
        if faults:
            yield Breach(
                note,
                " ".join(("the editorial note", *filter(None, (note.get(XML_ID),)), "; ".join(faults))),
                'it needs xml:id, subtype, target and resp="#resp-edition"; its place is directly after the '
                "outermost name, date or quotation",
            )


def _note_faults(note: etree._Element) -> Iterator[str]:
    if not note.get(XML_ID):
        yield "has no xml:id"
    for name in ("subtype", "target"):
        if not note.get(name):
            yield f"has no @{name}"
    if note.get("resp") != "#resp-edition":
        yield f"has resp=“{note.get('resp')}”" if note.get("resp") else "has no @resp"
    if not plain(note).strip():
        yield "has no text"
    for outer in _outermost(note):
        yield f"stands inside {local_name(outer)}"


def _outermost(note: etree._Element) -> list[etree._Element]:
    return [outer for outer in note.iterancestors() if outer.tag in CLEAN][-1:]
