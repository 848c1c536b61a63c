"""The index: all documents of an edition by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from tei_edition.site.edition import Edition, Page, child, page
from tei_edition.site.entries import entry


def pages(edition: Edition) -> Iterator[Page]:
    """`index.html`; the input is described in xslt/site/index.xsl."""
    records = [each.record for each in edition.entries]
    years = sorted(int(record.when.year) for record in records if record.when.year)
    people = frozenset[str]().union(*(record.people for record in records))
    site = etree.Element("site", documents=str(len(records)), people=str(len(people)))
    if years:
        site.set("first-year", f"{years[0]:04}")
        site.set("last-year", f"{years[-1]:04}")
    if edition.config.site.statement:
        child(site, "statement", edition.config.site.statement)
    site.extend(_years(Counter(years)))
    site.extend(entry(each, edition.config) for each in edition.entries)
    yield page("index.html", "index.xsl", site)


def _years(counts: Counter[int]) -> Iterator[etree._Element]:
    """A bar for each year; more than three empty years in a row share one place."""
    if not counts:
        return
    most = max(counts.values())
    for full, group in groupby(range(min(counts), max(counts) + 1), key=lambda year: year in counts):
        span = list(group)
        if full or len(span) < 4:
            for year in span:
                share = max(6, round(100 * counts[year] / most))
                yield etree.Element("year", n=f"{year:04}", count=str(counts[year]), share=str(share))
        else:
            yield etree.Element("year", n=f"{span[0]:04}", to=f"{span[-1]:04}", count="0")
