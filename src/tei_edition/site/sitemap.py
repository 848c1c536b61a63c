"""`sitemap.xml`: the addresses of all pages, for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tei_edition.site.edition import Edition, File
from tei_edition.site.frame import NOT_FOUND, address
from tei_edition.site.published import Written

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NSMAP: Any = {None: NAMESPACE}  # the stubs of lxml know no default namespace
NAME = "sitemap.xml"
MOST_ADDRESSES = 50_000  # addresses of one file
NOT_LISTED = frozenset({NOT_FOUND, "search.html"})


def files(edition: Edition, written: Iterable[Written]) -> Iterator[File]:
    """One file, or one that lists further ones; none if the edition does not state its address."""
    config = edition.config
    if not config.base_url:
        return
    pages = sorted(each.path for each in written if each.path.endswith(".html") and each.path not in NOT_LISTED)
    addresses = [address(config, path) for path in pages]
    if len(addresses) <= MOST_ADDRESSES:
        yield _file(NAME, "urlset", "url", addresses, config.date)
        return
    parts = {
        f"sitemap-{at // MOST_ADDRESSES + 1}.xml": addresses[at : at + MOST_ADDRESSES]
        for at in range(0, len(addresses), MOST_ADDRESSES)
    }
    for name, some in parts.items():
        yield _file(name, "urlset", "url", some, config.date)
    yield _file(NAME, "sitemapindex", "sitemap", [address(config, name) for name in parts], config.date)


def _file(name: str, tag: str, row: str, addresses: Iterable[str], date: str | None) -> File:
    root = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=NSMAP)
    for each in addresses:
        element = etree.SubElement(root, f"{{{NAMESPACE}}}{row}")
        etree.SubElement(element, f"{{{NAMESPACE}}}loc").text = each
        if date:
            etree.SubElement(element, f"{{{NAMESPACE}}}lastmod").text = date
    return File(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")
