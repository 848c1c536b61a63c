"""Blocks → `text`: one case for each block, in the order of the schema."""

from __future__ import annotations

from typing import assert_never

from lxml import etree

from tei_edition.model import (
    Address,
    Block,
    Closer,
    Div,
    Figure,
    Footnote,
    Head,
    Item,
    ItemList,
    Milestone,
    Opener,
    P,
    PageBreak,
    Phrase,
    Postscript,
    Quote,
    Sp,
    Span,
    Stage,
    Table,
    Trailer,
    Transcription,
)
from tei_edition.tei.writer import XML_ID, T, Writer


def encode_text(root: etree._Element, transcription: Transcription, writer: Writer) -> etree._Element:
    """`text` with `body` (the document, then its enclosures), and `back` for notes."""
    text = etree.SubElement(root, T + "text")
    body = etree.SubElement(text, T + "body")
    div = etree.SubElement(body, T + "div", {"type": transcription.genre})
    _blocks(div, transcription.blocks or (), writer)
    # beside the document, not in `back`: an enclosure is read with the letter, and notes to it stand behind it
    for enclosure in transcription.enclosures:
        _div(body, enclosure, writer)
    if transcription.notes:
        notes = etree.SubElement(etree.SubElement(text, T + "back"), T + "div", {"type": "notes"})
        if transcription.notes_head is not None:
            _block(notes, transcription.notes_head, writer)
        for note in transcription.notes:
            _footnote(notes, note, writer)
    return text


def _blocks(parent: etree._Element, blocks: tuple[Block, ...], writer: Writer) -> None:
    for block in blocks:
        _block(parent, block, writer)


def _block(parent: etree._Element, block: Block, writer: Writer) -> None:
    match block:
        case Opener():
            _opener(parent, block, writer)
        case Head():
            writer.block(parent, "head", block.span, block.rule, prefix="head")
        case P():
            writer.block(parent, "p", block.span, block.rule, prefix="p")
        case Sp():
            _sp(parent, block, writer)
        case Stage():
            writer.block(parent, "stage", block.span, block.rule, prefix="stage", attributes=(("type", block.type),))
        case ItemList():
            _list(parent, block, writer)
        case Table():
            _table(parent, block, writer)
        case Quote():
            quote = etree.SubElement(parent, T + "quote", {XML_ID: writer.next_id("quote")})
            _blocks(quote, block.paragraphs, writer)
        case Milestone():
            _milestone(parent, block, writer)
        case PageBreak():
            etree.SubElement(parent, T + "pb", {"n": block.number})
            writer.block(parent, "fw", block.span, block.rule, attributes=(("type", "pageNum"),))
        case Figure():
            figure = etree.SubElement(parent, T + "figure", {"type": block.type})
            writer.block(figure, "figDesc", block.span, block.rule)
        case Div():
            _div(parent, block, writer)
        case Closer():
            ident = writer.next_id("closer")
            closer = etree.SubElement(parent, T + "closer", {XML_ID: ident})
            for part in block.parts:
                _phrase(closer, part, writer)
                writer.remember(part.span, ident)
        case Postscript():
            _postscript(parent, block, writer)
        case Trailer():
            writer.block(parent, "trailer", block.span, "end of the document")
        case _:
            assert_never(block)


def _div(parent: etree._Element, block: Div, writer: Writer) -> None:
    _blocks(etree.SubElement(parent, T + "div", {"type": block.type}), block.blocks, writer)


def _opener(parent: etree._Element, block: Opener, writer: Writer) -> None:
    ident = writer.next_id("opener")
    opener = etree.SubElement(parent, T + "opener", {XML_ID: ident})
    for part in block.parts:
        if isinstance(part, Address):
            address = etree.SubElement(opener, T + "address")
            for line in part.lines:
                writer.remember(line, ident)
                writer.block(address, "addrLine", line, part.rule)
        else:
            writer.remember(part.span, ident)
            _phrase(opener, part, writer)


def _phrase(parent: etree._Element, part: Phrase, writer: Writer) -> None:
    attributes = (("type", part.type),) if part.type else ()
    writer.block(parent, part.element, part.span, part.rule, attributes=attributes)


def _sp(parent: etree._Element, block: Sp, writer: Writer) -> None:
    attributes = {XML_ID: writer.next_id("sp"), "who": " ".join(f"#{ident}" for ident in block.who)}
    if block.cert:
        attributes["cert"] = block.cert
    sp = etree.SubElement(parent, T + "sp", attributes)
    if block.continues:
        earlier = sp.getprevious()
        while earlier is not None and earlier.tag != T + "sp":
            earlier = earlier.getprevious()
        if earlier is not None:
            sp.set("prev", f"#{earlier.get(XML_ID)}")
    if block.speaker is not None:
        writer.block(sp, "speaker", block.speaker, block.rule)
    _blocks(sp, block.blocks, writer)


def _table(parent: etree._Element, block: Table, writer: Writer) -> None:
    columns = max(len(row) for row in block.rows)
    sizes = {XML_ID: writer.next_id("table"), "rows": str(len(block.rows)), "cols": str(columns)}
    table = etree.SubElement(parent, T + "table", sizes)
    for index, cells in enumerate(block.rows):
        row = etree.SubElement(table, T + "row", {"role": "label"} if block.has_labels and not index else {})
        for cell in cells:
            writer.block(row, "cell", cell, block.rule)


def _list(parent: etree._Element, block: ItemList, writer: Writer) -> None:
    attributes = {name: value for name, value in (("type", block.type), ("rend", block.rend)) if value}
    element = etree.SubElement(parent, T + "list", {XML_ID: writer.next_id("list"), **attributes})
    if block.head is not None:
        writer.block(element, "head", block.head, block.rule, prefix="head")
    for item in block.items:
        _item(element, item, block.rule, writer)


def _item(parent: etree._Element, item: Item, rule: str, writer: Writer) -> None:
    ident = writer.next_id("item")
    element = etree.SubElement(parent, T + "item", {XML_ID: ident})
    writer.remember(item.span, ident)
    rest = item.span
    if item.label is not None:
        writer.block(element, "label", item.label, "marker of a list")
        rest = Span(item.label.end, item.span.end)
    writer.fill(element, rest, rule)


def _milestone(parent: etree._Element, block: Milestone, writer: Writer) -> None:
    element = etree.SubElement(parent, T + "milestone", {"unit": "section", "n": writer.words(block.span)})
    writer.regenerates(block.span, block.rule, element)


def _postscript(parent: etree._Element, block: Postscript, writer: Writer) -> None:
    postscript = etree.SubElement(parent, T + "postscript")
    if block.label is not None:
        writer.block(postscript, "label", block.label, "postscript")
    _blocks(postscript, block.paragraphs, writer)


def _footnote(parent: etree._Element, note: Footnote, writer: Writer) -> None:
    """A note at the end; its printed number is the label at the start of its first paragraph."""
    ident = f"fn-{note.number}"
    element = etree.SubElement(
        parent, T + "note", {XML_ID: ident, "type": "footnote", "place": "end", "n": note.number}
    )
    for index, paragraph in enumerate(note.paragraphs):
        p = etree.SubElement(element, T + "p")
        if index == 0:
            writer.block(p, "label", note.label, "number of a note")
            writer.remember(Span(note.label.start, paragraph.span.end), ident)
            writer.fill(p, Span(note.label.end, paragraph.span.end), paragraph.rule)
        else:
            writer.fill(p, paragraph.span, paragraph.rule)
