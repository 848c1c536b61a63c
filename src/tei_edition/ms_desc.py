"""Where the original of a document is kept, as the msDesc of its header says it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tei_edition.teifile import elements, texts, words_on


@dataclass(frozen=True, slots=True)
class Holding:
    """The archive and the way to the original in it, as far as the header says it."""

    settlement: str = ""
    institution: str = ""
    repository: str = ""
    collections: tuple[str, ...] = ()
    shelfmark: str = ""
    pages: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What is known of it, from the archive down to the pages."""
        found = (self.repository, self.institution, self.settlement, *self.collections, self.shelfmark, self.pages)
        return tuple(filter(None, found))


def holding(root: etree._Element) -> Holding:
    """Where the first msDesc of the header says that it is."""
    found = elements(root, "t:teiHeader/t:fileDesc/t:sourceDesc/t:msDesc")
    if not found:
        return Holding()
    ms = found[0]
    return Holding(
        settlement=words_on(ms, "t:msIdentifier/t:settlement"),
        institution=words_on(ms, "t:msIdentifier/t:institution"),
        repository=words_on(ms, "t:msIdentifier/t:repository"),
        collections=texts(ms, "t:msIdentifier/t:collection"),
        shelfmark=words_on(ms, "t:msIdentifier/t:idno"),
        pages=words_on(ms, ".//t:locus"),
    )
