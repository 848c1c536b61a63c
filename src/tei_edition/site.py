"""The static edition: a page for each document, the index of all, and the files that they need."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import count, groupby
from pathlib import Path

from lxml import etree

from tei_edition import __version__
from tei_edition.assets import asset
from tei_edition.errors import UnwritableOutput
from tei_edition.render import read_tei, render_document, render_index

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NS = {"t": TEI}

SLUG_LENGTH = 72
"""Easy to read, and with `doc/` and `.html` far from the 255 bytes that file systems allow."""

AGENTS = frozenset(f"{{{TEI}}}{name}" for name in ("persName", "orgName", "name"))
DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter", "cert")

Run = Callable[..., Iterable[object]]
"""`map`, or the `map` of an executor: the order of results must be that of the arguments."""


@dataclass(frozen=True, slots=True)
class SiteDocument:
    """A document to publish; a path is read when needed, so a large edition does not fill the memory."""

    ident: str
    tei: Path | bytes
    slug: str = ""  # what the editor wants in the address; empty: made from the record


@dataclass(frozen=True, slots=True)
class When:
    """The date of a document as its header states it: words and the attributes of the TEI date."""

    words: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def iso(self) -> str:
        """The earliest day, month or year that is meant; empty for undated documents."""
        values = dict(self.attributes)
        return values.get("when") or values.get("from") or values.get("notBefore") or ""

    @property
    def year(self) -> str:
        """Four digits, or nothing."""
        year = self.iso[:4]
        return year if len(year) == 4 and year.isdecimal() else ""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the index: what a reader wants to know before opening the document."""

    ident: str
    title: str
    genre: str
    when: When
    sender: str
    receiver: str
    place: str
    summary: str
    parties: tuple[str, ...]  # who names the document in its address, in short forms
    people: frozenset[str]  # ids of the persons who take part or are mentioned
    turns: int
    has_notes: bool
    has_gaps: bool
    is_translation: bool

    @property
    def order(self) -> tuple[str, str]:
        """Documents stand in the order of time, undated ones last."""
        return (self.when.iso or "~", self.ident)


@dataclass(frozen=True, slots=True)
class Site:
    """What a build did."""

    index: Path
    slugs: Mapping[str, str]  # ident → slug
    written: int
    unchanged: int


# --- the record of a document -----------------------------------------------------------------------------


def record(tree: etree._ElementTree, ident: str = "") -> Record:
    """What the index says about a TEI file; a foreign file gives what it has."""
    root = tree.getroot()
    genre = (_values(root, "t:teiHeader//t:textClass/t:catRef/@target") or [""])[0].removeprefix("#genre-")
    sent, received = _agents(root, "sent"), _agents(root, "received")
    return Record(
        ident=ident or root.get(XML_ID, ""),
        title=_words(root, "t:teiHeader//t:titleStmt/t:title[not(@type='sub')]"),
        genre=genre,
        when=_when(root),
        sender=", ".join(sent),
        receiver=", ".join(received),
        place=_words(
            root,
            "t:teiHeader//t:creation/t:placeName | t:teiHeader//t:correspAction[@type='sent']/t:placeName",
        ),
        summary=_shortened(_words(root, "t:teiHeader/t:profileDesc/t:abstract")),
        parties=_parties(root, sent, received),
        people=frozenset(_values(root, "(t:teiHeader|t:standOff)//t:person/@xml:id")),
        turns=len(_elements(root, "t:text//t:sp")),
        has_notes=bool(_elements(root, "(t:text//t:note)[1]")),
        has_gaps=bool(_elements(root, "(t:text//t:gap)[1]")),
        is_translation=bool(_elements(root, "t:teiHeader//t:respStmt[t:resp/@key='trl']")),
    )


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=NS)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


def _values(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=NS)
    return [str(value) for value in found] if isinstance(found, list) else []


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _words(root: etree._Element, path: str) -> str:
    """The text of the first element on the path."""
    found = _elements(root, path)
    return _text(found[0]) if found else ""


def _shortened(text: str, length: int = 240) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _agents(root: etree._Element, action: str) -> list[str]:
    found = _elements(root, f"t:teiHeader//t:correspAction[@type='{action}']/*")
    return [_text(agent) for agent in found if agent.tag in AGENTS]


def _when(root: etree._Element) -> When:
    """The date of creation, else of sending, else the one that the archive gives."""
    for path in (
        "t:teiHeader/t:profileDesc/t:creation/t:date",
        "t:teiHeader//t:correspAction[@type='sent']/t:date",
        "t:teiHeader//t:sourceDesc/t:bibl/t:date[@type='document']",
    ):
        for date in _elements(root, path)[:1]:
            named = ((name, date.get(name, "")) for name in DATE_ATTRIBUTES)
            return When(_text(date), tuple((name, value) for name, value in named if value))
    return When()


# --- parties and slugs ------------------------------------------------------------------------------------


def _parties(root: etree._Element, sent: Sequence[str], received: Sequence[str]) -> tuple[str, ...]:
    """Sender and addressee; of a conversation the main speaker of each side; else nobody."""
    if sent or received:
        persons = set(map(_text, _elements(root, "t:teiHeader//t:correspAction/t:persName")))
        return tuple(
            family_name(names[-1]) if names[-1] in persons else short_body(names[-1])
            for names in (sent, received)
            if names
        )
    return tuple(map(family_name, _main_speakers(root)))


def _main_speakers(root: etree._Element) -> list[str]:
    turns = Counter(ref for who in _values(root, "t:text//t:sp/@who") for ref in who.split()[:1])
    lists = _elements(root, "t:teiHeader//t:particDesc//t:listPerson[@type='side']")
    sides = [best for side in lists if (best := _busiest(_elements(side, "t:person"), turns)) is not None]
    everybody = _elements(root, "t:teiHeader//t:particDesc//t:person")
    spoke = [person for person in everybody if turns[f"#{person.get(XML_ID)}"]]
    top = sorted(spoke, key=lambda person: -turns[f"#{person.get(XML_ID)}"])[:2]
    chosen = sides[:3] if len(sides) > 1 else top
    return [name for person in chosen if (name := _words(person, "t:persName"))]


def _busiest(persons: Sequence[etree._Element], turns: Counter[str]) -> etree._Element | None:
    spoke = [person for person in persons if turns[f"#{person.get(XML_ID)}"]]
    return max(spoke, key=lambda person: turns[f"#{person.get(XML_ID)}"], default=None)


@cache
def _families() -> frozenset[str]:
    """Family names that stand first; the stylesheets read the same file."""
    return frozenset(str(etree.parse(str(asset("xslt", "family-names.xml"))).xpath("string(/*)")).split())


def family_name(name: str) -> str:
    """ "Enver Hoxha" → "Hoxha"; "Ri Jong-ok" → "Ri"; "Kim Il Sung" → "Kim"."""
    words = name.split()
    if not words:
        return ""
    first = words[0] in _families() or (len(words) > 1 and "-" in words[1])
    return words[0] if first else words[-1]


def short_body(name: str) -> str:
    """ "Central Committee of the Albanian Labor Party" → "Albanian Labor Party"."""
    return name.rsplit(" of the ", 1)[-1]


_LITTLE = frozenset(
    ["a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


def slug(record: Record) -> str:
    """The document in addresses: date, type, parties or the title's words (`1964-11-25-minutes-hoxha-ri`)."""
    named = [part for party in record.parties if (part := _ascii(party))]
    title = [word for word in _ascii(record.title).split("-") if word and word not in _LITTLE][:8]
    date = _ascii(record.when.iso.split("T")[0]) or "undated"
    parts = [date, _ascii(record.genre), *(named or title or [_ascii(record.ident)])]
    return _bounded("-".join(filter(None, parts)))


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _bounded(name: str) -> str:
    """Not longer than SLUG_LENGTH, cut between words."""
    return name if len(name) <= SLUG_LENGTH else name[: SLUG_LENGTH + 1].rsplit("-", 1)[0][:SLUG_LENGTH]


def slugs(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """(ident, slug) pairs → for each ident a slug of its own, in whatever order they come."""
    taken: set[str] = set()
    given: dict[str, str] = {}
    for ident, name in sorted(wanted):
        given[ident] = next(free for free in _numbered(name) if free not in taken)
        taken.add(given[ident])
    return given


def _numbered(name: str) -> Iterator[str]:
    """name, name-2, name-3, …"""
    yield name
    for n in count(2):
        yield f"{name}-{n}"


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
    run: Run = map,
) -> Site:
    """Write `index.html`, `doc/SLUG.html`, `doc/SLUG.xml`, `css/edition.css`; equal files stay untouched.

    `menu` has labels and addresses (counted from the index), `colours` names (`accent`, `paper`) and CSS colours.
    `run` may be the `map` of an executor; the texts never stand in memory together.
    Raises UnreadableInput, UnwritableOutput, BadConfiguration (an own stylesheet that cannot run).
    """
    sources = {document.ident: document for document in documents}
    entries = sorted(_records(run(_record_of, sources.values())), key=lambda entry: entry.order)
    names = slugs((entry.ident, _ascii(sources[entry.ident].slug) or slug(entry)) for entry in entries)
    common = {
        "lang": lang,
        "edition-title": title,
        "base-url": f"{base_url.rstrip('/')}/" if base_url else "",
        "generator": f"tei-edition {__version__}",
        "menu": "\n".join("\t".join(" ".join(part.split()) for part in entry) for entry in menu),
    }
    pages = (
        _Page(sources[entry.ident], out, names[entry.ident], _neighbours(entries, names, at))
        for at, entry in enumerate(entries)
    )
    changes = Counter[bool]()
    for written in run(partial(_write_page, common=common, stylesheet=stylesheet), pages):
        changes.update(written if isinstance(written, tuple) else ())
    index = out / "index.html"
    changes[write(index, render_index(_index(entries, names, statement), params=common))] += 1
    changes[write_css(out, colours)] += 1
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
    neighbours: Mapping[str, str]


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


def _write_page(page: _Page, *, common: Mapping[str, str], stylesheet: Path | None) -> tuple[bool, bool]:
    """The TEI file and its page; for each, whether it had to be written."""
    tei = page.document.tei
    data = tei if isinstance(tei, bytes) else tei.read_bytes()
    own = {
        "home": "../index.html",
        "root": "../",
        "css": "../css/edition.css",
        "self": f"doc/{page.slug}.html",
        "tei-href": f"{page.slug}.xml",
        "tei-size": f"{max(1, round(len(data) / 1024))} KB",
    }
    tree = read_tei(data, page.document.ident)
    html = render_document(tree, params={**common, **own, **page.neighbours}, stylesheet=stylesheet)
    folder = page.out / "doc"
    return write(folder / f"{page.slug}.xml", data), write(folder / f"{page.slug}.html", html)


def write(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; a file that has these bytes already is left alone (False)."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise UnwritableOutput(
            f"{path}: cannot be written: {error.strerror}",
            remedy="choose another folder with -o, or free the file",
        ) from error
    return True


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
    element.set("notes", str(int(entry.has_notes)))
    element.set("gaps", str(int(entry.has_gaps)))
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
