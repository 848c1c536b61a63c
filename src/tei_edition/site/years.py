"""The chronology: a page of all years, a page for each and for what has no date; and the strip of bars of the index."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise

from lxml import etree

from tei_edition.shelf import places
from tei_edition.site.edition import Edition, Head, Page, child, long_page, page
from tei_edition.site.entries import date, entries, month

MONTHS = tuple(f"{n:02}" for n in range(1, 13))
EMPTY_YEARS = 3  # more in a row share one place

ByYear = Mapping[str, Sequence[int]]  # the places of the documents


def pages(edition: Edition) -> Iterator[Page]:
    """`years/index.html`, `years/1964.html` …, `years/undated.html`; the inputs are described in xslt/site/."""
    found = by_year(edition)
    undated = found.pop("", ())
    chronology = etree.Element("chronology", documents=str(len(edition.entries)), undated=str(len(undated)))
    for bar in strip(found, edition.heads, apart=0):
        bar.extend(_months(found.get(bar.get("n", ""), ()), edition))
        chronology.append(bar)
    yield page("years/index.html", "years.xsl", chronology)
    for before, year, after in _with_neighbours(list(found)):
        made = etree.Element("year", n=year, count=str(len(found[year])))
        made.attrib.update({name: other for name, other in (("prev", before), ("next", after)) if other})
        made.extend(_months(found[year], edition))
        documents = ((each, ()) for each in entries(found[year], edition))
        yield long_page(f"years/{year}.html", "year.xsl", made, documents)
    if undated:
        listed = etree.Element("list", kind="undated", count=str(len(undated)))
        group = etree.Element("group"), entries(undated, edition)
        yield long_page("years/undated.html", "list.xsl", listed, [group])


def by_year(edition: Edition) -> dict[str, Sequence[int]]:
    """The places of the documents of each year; those without one under the empty string."""
    found: dict[str, array[int]] = defaultdict(places)
    for at, each in enumerate(edition.heads):
        found[each.when.year].append(at)
    return dict(sorted(found.items()))


def strip(found: ByYear, heads: Sequence[Head], apart: int = EMPTY_YEARS) -> Iterator[etree._Element]:
    """A bar for each year from the first to the last; more empty years in a row than may stand apart share a place."""
    dated = {int(year): documents for year, documents in found.items() if year}
    if not dated:
        return
    most = max(map(len, dated.values()))
    for first, last in _span(sorted(dated), apart):
        if first in dated:
            share = max(3, round(100 * len(dated[first]) / most))
            yield etree.Element("year", n=f"{first:04}", count=str(len(dated[first])), share=str(share))
        else:
            yield _gap(first, last, dated, heads)


def _span(years: Sequence[int], apart: int) -> Iterator[tuple[int, int]]:
    """Every year from the first to the last, but a long gap as one: (1964, 1964), (1965, 1972), (1973, 1973)."""
    for year, following in pairwise(years):
        yield year, year
        if following - year - 1 > apart:
            yield year + 1, following - 1
        else:
            yield from ((empty, empty) for empty in range(year + 1, following))
    yield years[-1], years[-1]


def _gap(first: int, last: int, dated: Mapping[int, Sequence[int]], heads: Sequence[Head]) -> etree._Element:
    """A year without documents, or several, with the nearest ones before and after."""
    element = etree.Element("year", n=f"{first:04}", count="0")
    if last > first:
        element.set("to", f"{last:04}")
    before, after = _nearest(first, -1, dated), _nearest(last, 1, dated)
    element.set("row", f"{before + 1:04}")  # where the chronology speaks of it
    for near in (heads[dated[before][-1]], heads[dated[after][0]]):
        date(child(element, "near", href=near.page), near.when)
    return element


def _nearest(year: int, step: int, dated: Mapping[int, Sequence[int]]) -> int:
    """The next year with documents, before an empty one or behind it."""
    return next(other for other in count(year, step) if other in dated)


def _months(documents: Sequence[int], edition: Edition) -> Iterator[etree._Element]:
    """The twelve months of a year that has documents, and what has no month."""
    if not documents:
        return
    counts = Counter(month(edition.heads[at].when.iso) for at in documents)
    for name in (*MONTHS, ""):
        yield etree.Element("month", n=name, count=str(counts[name]))


def _with_neighbours(years: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(("", *years), years, (*years[1:], ""), strict=False)
