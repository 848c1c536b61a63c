"""The front page: what the edition is, where to begin, its years, and its documents, oldest or newest first."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.site import metadata
from tei_edition.site.chosen import chosen
from tei_edition.site.edition import Edition, Page, child, page
from tei_edition.site.entries import MANY, entry
from tei_edition.site.narrowing import WAYS, choices
from tei_edition.site.years import ByYear, by_year, strip

SHOWN = 20
"""Of an edition of more than MANY documents the front page lists the first, and `newest.html` the last of these."""

DOWNLOADS = (
    # address         what it is (a label)
    ("edition.epub", "download-epub"),
    ("tei.zip", "download-tei"),
    ("cmif.xml", "download-cmif"),
)
CITING = "about/citing.html"
FURTHER_WAYS = (
    # address               its label
    ("years/index.html", "chronology"),
    ("titles.html", "titles"),
    ("people/index.html", "people"),
    ("places/index.html", "places"),
    ("orgs/index.html", "organisations"),
    ("correspondence.html", "correspondence"),
    ("years/undated.html", "undated-documents"),
)


def pages(edition: Edition) -> Iterator[Page]:
    """`index.html`, oldest first, and `newest.html`; the input is described in xslt/site/index.xsl."""
    yield page("index.html", "index.xsl", _front(edition, "oldest"))
    if edition.entries:
        yield page("newest.html", "index.xsl", _front(edition, "newest"))


def _front(edition: Edition, first: str) -> etree._Element:
    site = etree.Element("site", first=first, documents=str(len(edition.entries)), people=str(len(edition.people)))
    found = by_year(edition)
    if years := sorted(filter(None, found)):
        site.set("first-year", years[0])
        site.set("last-year", years[-1])
        site.set("years", str(len(years)))
    if edition.config.site.statement:
        child(site, "statement", edition.config.site.statement)
    site.append(metadata.of_edition(edition))
    for editor in edition.config.editors:
        child(site, "editor", editor)
    if CITING in edition.made:
        site.set("citing", CITING)
    if begin := chosen(edition):
        child(site, "start").extend(entry(each, edition.config) for each in begin)
    site.extend(strip(found, edition.heads))
    if found.get(""):
        child(site, "undated", count=str(len(found[""])))
    site.append(_narrow(edition))
    for address, label in DOWNLOADS:
        if size := edition.made.get(address):
            child(site, "download", href=address, label=label, size=str(size))
    _list(site, edition, found, first)
    return site


def _narrow(edition: Edition) -> etree._Element:
    """The ways to fewer documents."""
    narrow = etree.Element("narrow")
    for way in WAYS:
        for choice in choices(edition, way):
            child(narrow, "choice", of=way.kind, n=choice.value, href=choice.address, count=str(choice.documents))
    for address, label in FURTHER_WAYS:
        if address in edition.made:
            child(narrow, "way", href=address, label=label)
    return narrow


def _list(site: etree._Element, edition: Edition, found: ByYear, first: str) -> None:
    """The documents in the order of the page; undated ones always stand last."""
    undated = found.get("", ())
    dated = sorted((at for year, places in found.items() if year for at in places), reverse=first != "oldest")
    ordered = [*dated, *undated]
    if len(ordered) > MANY:
        site.set("shown", str(SHOWN))
        ordered = ordered[:SHOWN]
    site.extend(entry(edition.entries[at], edition.config) for at in ordered)
