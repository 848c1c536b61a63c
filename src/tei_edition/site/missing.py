"""The page that a server shows for an address where nothing is."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.site.edition import Edition, Page, page
from tei_edition.site.frame import NOT_FOUND


def pages(_: Edition) -> Iterator[Page]:
    """`404.html`; its links begin at the root of the server, if the edition states its address."""
    yield page(NOT_FOUND, "404.xsl", etree.Element("missing"))
