"""Blocks → `text`: one case for each block, in the order of the schema."""

from __future__ import annotations

from typing import assert_never

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
from tei_edition.tei.element import XML_ID, Element
from tei_edition.tei.writer import Writer
from tei_edition.transliteration import number_in_id


def encode_text(text: Element, transcription: Transcription, writer: Writer) -> None:
    """`text` with `body` (the document, then its enclosures), and `back` for notes."""
    body = text.child("body")
    div = body.child("div", {"type": transcription.genre})
    _blocks(div, transcription.blocks or (), writer)
    # beside the document, not in `back`: an enclosure is read with the letter, and notes to it stand behind it
    for enclosure in transcription.enclosures:
        _div(body, enclosure, writer)
    if transcription.notes:
        notes = text.child("back").child("div", {"type": "notes"})
        if transcription.notes_head is not None:
            _block(notes, transcription.notes_head, writer)
        for note in transcription.notes:
            _footnote(notes, note, writer)


def _blocks(parent: Element, blocks: tuple[Block, ...], writer: Writer) -> None:
    for block in blocks:
        _block(parent, block, writer)


def _block(parent: Element, block: Block, writer: Writer) -> None:
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
            quote = parent.child("quote", {XML_ID: writer.next_id("quote")})
            _blocks(quote, block.paragraphs, writer)
        case Milestone():
            _milestone(parent, block, writer)
        case PageBreak():
            parent.child("pb", {"n": block.number})
            writer.block(parent, "fw", block.span, block.rule, attributes=(("type", "pageNum"),))
        case Figure():
            figure = parent.child("figure", {"type": block.type})
            with writer.notes_behind(parent):
                writer.block(figure, "figDesc", block.span, block.rule)
        case Div():
            _div(parent, block, writer)
        case Closer():
            ident = writer.next_id("closer")
            closer = parent.child("closer", {XML_ID: ident})
            for part in block.parts:
                _phrase(closer, part, writer)
                writer.remember(part.span, ident)
        case Postscript():
            _postscript(parent, block, writer)
        case Trailer():
            writer.block(parent, "trailer", block.span, "end of the document")
        case _:
            assert_never(block)


def _div(parent: Element, block: Div, writer: Writer) -> None:
    _blocks(parent.child("div", {"type": block.type}), block.blocks, writer)


def _opener(parent: Element, block: Opener, writer: Writer) -> None:
    ident = writer.next_id("opener")
    opener = parent.child("opener", {XML_ID: ident})
    for part in block.parts:
        if isinstance(part, Address):
            address = opener.child("address")
            for line in part.lines:
                writer.remember(line, ident)
                writer.block(address, "addrLine", line, part.rule)
        else:
            writer.remember(part.span, ident)
            _phrase(opener, part, writer)


def _phrase(parent: Element, part: Phrase, writer: Writer) -> None:
    attributes = (("type", part.type),) if part.type else ()
    writer.block(parent, part.element, part.span, part.rule, attributes=attributes)


def _sp(parent: Element, block: Sp, writer: Writer) -> None:
    attributes = {XML_ID: writer.next_id("sp"), "who": " ".join(f"#{ident}" for ident in block.who)}
    if block.cert:
        attributes["cert"] = block.cert
    if block.continues:
        earlier = next((turn for turn in reversed(parent.children) if turn.name == "sp"), None)
        if earlier is not None:
            attributes["prev"] = f"#{earlier.get(XML_ID)}"
    sp = parent.child("sp", attributes)
    if block.speaker is not None:
        writer.block(sp, "speaker", block.speaker, block.rule)
    _blocks(sp, block.blocks, writer)


def _table(parent: Element, block: Table, writer: Writer) -> None:
    columns = max(len(row) for row in block.rows)
    sizes = {XML_ID: writer.next_id("table"), "rows": str(len(block.rows)), "cols": str(columns)}
    table = parent.child("table", sizes)
    for index, cells in enumerate(block.rows):
        row = table.child("row", {"role": "label"} if block.has_labels and not index else {})
        for cell in cells:
            writer.block(row, "cell", cell, block.rule)


def _list(parent: Element, block: ItemList, writer: Writer) -> None:
    attributes = {name: value for name, value in (("type", block.type), ("rend", block.rend)) if value}
    element = parent.child("list", {XML_ID: writer.next_id("list"), **attributes})
    if block.head is not None:
        writer.block(element, "head", block.head, block.rule, prefix="head")
    for item in block.items:
        _item(element, item, block.rule, writer)


def _item(parent: Element, item: Item, rule: str, writer: Writer) -> None:
    ident = writer.next_id("item")
    element = parent.child("item", {XML_ID: ident})
    writer.remember(item.span, ident)
    rest = item.span
    if item.label is not None:
        writer.block(element, "label", item.label, "marker of a list")
        rest = Span(item.label.end, item.span.end)
    writer.fill(element, rest, rule)


def _milestone(parent: Element, block: Milestone, writer: Writer) -> None:
    element = parent.child("milestone", {"unit": "section", "n": writer.words(block.span)})
    writer.regenerates(block.span, block.rule, element)


def _postscript(parent: Element, block: Postscript, writer: Writer) -> None:
    postscript = parent.child("postscript")
    if block.label is not None:
        writer.block(postscript, "label", block.label, "postscript")
    _blocks(postscript, block.paragraphs, writer)


def _footnote(parent: Element, note: Footnote, writer: Writer) -> None:
    """A note at the end; its printed number is the label at the start of its first paragraph."""
    ident = f"fn-{number_in_id(note.number)}"
    element = parent.child("note", {XML_ID: ident, "type": "footnote", "place": "end", "n": note.number})
    with writer.notes_behind(parent):  # what we note about a note stands behind it, not inside
        for index, paragraph in enumerate(note.paragraphs):
            p = element.child("p")
            if index == 0:
                writer.block(p, "label", note.label, "number of a note")
                writer.remember(Span(note.label.start, paragraph.span.end), ident)
                writer.fill(p, Span(note.label.end, paragraph.span.end), paragraph.rule)
            else:
                writer.fill(p, paragraph.span, paragraph.rule)
