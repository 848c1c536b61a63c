"""The static edition: a page for each document, the index of all, and the files that they need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from lxml import etree

from tei_edition import __version__
from tei_edition.assets import asset
from tei_edition.files import write
from tei_edition.records import Record, record, slug, slugs
from tei_edition.render import read_tei, render_document, render_index
from tei_edition.teifile import TEI
from tei_edition.transliteration import ascii_slug

Run = Callable[..., Iterable[object]]
"""`map`, or the `map` of an executor: the order of results must be that of the arguments."""


@dataclass(frozen=True, slots=True)
class SiteDocument:
    """A document to publish; a path is read when needed, so a large edition does not fill the memory."""

    ident: str
    tei: Path | bytes
    slug: str = ""  # what the editor wants in the address; empty: made from the record


@dataclass(frozen=True, slots=True)
class Site:
    """What a build did."""

    index: Path
    slugs: Mapping[str, str]  # ident → slug
    written: int
    unchanged: int


# --- building ---------------------------------------------------------------------------------------------


def build_site(
    documents: Iterable[SiteDocument],
    out: Path,
    *,
    title: str,
    lang: str = "en",
    statement: str = "",
    base_url: str = "",
    menu: Sequence[tuple[str, str]] = (),
    colours: Sequence[tuple[str, str]] = (),
    stylesheet: Path | None = None,
    own_css: Path | None = None,
    run: Run = map,
) -> Site:
    """Write `index.html`, `doc/SLUG.html`, `doc/SLUG.xml`, `css/edition.css`; equal files stay untouched.

    `stylesheet` is an XSLT on top of ours, `own_css` a CSS file that is loaded last.
    `menu` has labels and addresses (counted from the index), `colours` names (`accent`, `paper`) and CSS colours.
    `run` may be the `map` of an executor; the texts never stand in memory together.
    Raises UnreadableInput, UnwritableOutput, BadConfiguration (an own stylesheet that cannot run).
    """
    sources = {document.ident: document for document in documents}
    entries = sorted(_records(run(_record_of, sources.values())), key=lambda entry: entry.order)
    names = slugs((entry.ident, ascii_slug(sources[entry.ident].slug) or slug(entry)) for entry in entries)
    common = {
        "lang": lang,
        "edition-title": title,
        "base-url": f"{base_url.rstrip('/')}/" if base_url else "",
        "generator": f"tei-edition {__version__}",
        "own-css": "css/own.css" if own_css else "",
        "menu": "\n".join("\t".join(" ".join(part.split()) for part in entry) for entry in menu),
    }
    pages = (
        _Page(
            sources[entry.ident],
            out,
            names[entry.ident],
            {**_neighbours(entries, names, at), "letters": _letters(entry, names)},
        )
        for at, entry in enumerate(entries)
    )
    changes = Counter[bool]()
    for written in run(partial(_write_page, common=common, stylesheet=stylesheet), pages):
        changes.update(written if isinstance(written, tuple) else ())
    index = out / "index.html"
    changes[write(index, render_index(_index(entries, names, statement), params=common))] += 1
    changes[write_css(out, colours)] += 1
    if own_css is not None:
        changes[write(out / "css" / "own.css", own_css.read_bytes())] += 1
    return Site(index, names, changes[True], changes[False])


def write_css(out: Path, colours: Sequence[tuple[str, str]] = ()) -> bool:
    """Put `css/edition.css` with an edition's own colours below a folder; False if it is there already."""
    css = asset("xslt", "css", "edition.css").read_text("utf-8")
    own = "".join(f"--tei-{name}: {value};" for name, value in colours)
    return write(out / "css" / "edition.css", squeezed(f"{css} :root {{ {own} }}" if own else css).encode())


def squeezed(css: str) -> str:
    """A style sheet without comments and the white space that only its authors need."""
    plain = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", css)
    return re.sub(r" ?([{};,]) ?|(:) ", r"\1\2", " ".join(plain.split())).replace(";}", "}") + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    document: SiteDocument
    out: Path
    slug: str
    around: Mapping[str, str]  # parameters that tell of other documents


def _record_of(document: SiteDocument) -> Record:
    return record(read_tei(document.tei, document.ident), document.ident)


def _records(found: Iterable[object]) -> Iterator[Record]:
    return (item for item in found if isinstance(item, Record))


def _neighbours(entries: Sequence[Record], names: Mapping[str, str], at: int) -> dict[str, str]:
    """The documents before and after in time, as parameters of the page."""
    found = {}
    for way, place in (("prev", at - 1), ("next", at + 1)):
        if 0 <= place < len(entries):
            entry = entries[place]
            found[f"{way}-href"] = f"{names[entry.ident]}.html"
            found[f"{way}-title"] = entry.title
            found[f"{way}-date"] = entry.when.iso
    return found


def _letters(entry: Record, names: Mapping[str, str]) -> str:
    """The pages of the letters that a document answers: a line each, the TEI file and its page, a tab between them."""
    files = ((file, names.get(file.removesuffix(".xml"))) for file in dict.fromkeys(entry.answers))
    return "".join(f"{file}\t{name}.html\n" for file, name in files if name)


def _write_page(page: _Page, *, common: Mapping[str, str], stylesheet: Path | None) -> tuple[bool, bool]:
    """The TEI file and its page; for each, whether it had to be written."""
    tei = page.document.tei
    data = tei if isinstance(tei, bytes) else tei.read_bytes()
    own = {
        "home": "../index.html",
        "root": "../",
        "css": "../css/edition.css",
        "own-css": f"../{common['own-css']}" if common["own-css"] else "",
        "self": f"doc/{page.slug}.html",
        "tei-href": f"{page.slug}.xml",
        "tei-size": f"{max(1, round(len(data) / 1024))} KB",
    }
    tree = read_tei(data, page.document.ident)
    html = render_document(tree, params={**common, **own, **page.around}, stylesheet=stylesheet)
    folder = page.out / "doc"
    return write(folder / f"{page.slug}.xml", data), write(folder / f"{page.slug}.html", html)


# --- the index --------------------------------------------------------------------------------------------


def _index(entries: Sequence[Record], names: Mapping[str, str], statement: str) -> etree._ElementTree:
    """The input of xslt/site/index.xsl."""
    years = sorted(int(entry.when.year) for entry in entries if entry.when.year)
    people = frozenset[str]().union(*(entry.people for entry in entries))
    site = etree.Element("site", documents=str(len(entries)), people=str(len(people)))
    if years:
        site.set("first-year", f"{years[0]:04}")
        site.set("last-year", f"{years[-1]:04}")
    _child(site, "statement", statement)
    site.extend(_years(Counter(years)))
    site.extend(_entry(entry, names[entry.ident]) for entry in entries)
    return etree.ElementTree(site)


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


def _entry(entry: Record, name: str) -> etree._Element:
    element = etree.Element("document", href=f"doc/{name}.html", year=entry.when.year, genre=entry.genre)
    element.set("notes", str(int(bool(entry.notes))))
    element.set("gaps", str(int(bool(entry.gaps))))
    element.set("translation", str(int(entry.is_translation)))
    _child(element, "title", entry.title)
    date = _child(element, f"{{{TEI}}}date", entry.when.words)
    if date is not None:
        date.attrib.update(dict(entry.when.attributes))
    _child(element, "from", entry.sender)
    _child(element, "to", entry.receiver)
    _child(element, "place", entry.place)
    _child(element, "summary", entry.summary)
    return element


def _child(parent: etree._Element, tag: str, text: str) -> etree._Element | None:
    if not text:
        return None
    child = etree.SubElement(parent, tag)
    child.text = text
    return child
