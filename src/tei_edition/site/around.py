"""What surrounds a document in its edition: its neighbours, its correspondence, what was written near to it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.site.edition import Edition, Entry, child
from tei_edition.site.named import entities_of


class Surroundings:
    """What the page of each document says of the others."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def of(self, at: int) -> etree._Element:
        """The `context` of the document at a place in the order of time: input of xslt/edition.xsl."""
        entry = self._edition.entries[at]
        context = etree.Element("context")
        for way, other in self._in_time(at):
            _link(context, "neighbour", other, way=way)
        for file in dict.fromkeys(entry.record.answers):
            if letter := self._edition.by_ident.get(file.removesuffix(".xml")):
                _link(context, "answers", letter, file=file)
        context.extend(entities_of(self._edition, at))
        return context

    def _in_time(self, at: int) -> Iterator[tuple[str, Entry]]:
        entries = self._edition.entries
        if at:
            yield "prev", entries[at - 1]
        if at + 1 < len(entries):
            yield "next", entries[at + 1]


def _link(parent: etree._Element, tag: str, to: Entry, **attributes: str) -> None:
    """A document as pages of documents name it: address, title, date."""
    record = to.record
    child(parent, tag, record.title, href=f"{to.slug}.html", date=record.when.iso, genre=record.genre, **attributes)
