"""The dates that a TEI file states (att.datable): their words, their attributes, and what follows from these."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tei_edition.teifile import elements, text_of

DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter", "cert")


@dataclass(frozen=True, slots=True)
class When:
    """A date as the file states it: its words, and the attributes of the TEI date."""

    words: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def iso(self) -> str:
        """The earliest day, month or year that is meant; empty for undated documents."""
        stated = dict(self.attributes)
        return stated.get("when") or stated.get("from") or stated.get("notBefore") or ""

    @property
    def earliest(self) -> str:
        """Where a span of time begins; empty for one date."""
        stated = dict(self.attributes)
        return stated.get("from") or stated.get("notBefore") or ""

    @property
    def latest(self) -> str:
        """Where a span of time ends; empty for one date."""
        stated = dict(self.attributes)
        return stated.get("to") or stated.get("notAfter") or ""

    @property
    def cert(self) -> str:
        """high, medium or low; empty if the document itself says so."""
        return dict(self.attributes).get("cert", "")

    @property
    def year(self) -> str:
        """Four digits, or nothing."""
        year = self.iso[:4]
        return year if len(year) == 4 and year.isascii() and year.isdecimal() else ""


def when_on(root: etree._Element, *paths: str) -> When:
    """The first date on the paths, in their order."""
    for path in paths:
        for date in elements(root, path)[:1]:
            stated = ((name, date.get(name, "")) for name in DATE_ATTRIBUTES)
            return When(text_of(date), tuple((name, value) for name, value in stated if value))
    return When()
