# ruff: noqa: E501  (a hostile file stays as it is)
"""E-books: their words and ids are those of the TEI, and every reading system can open them, whatever a file holds."""

from __future__ import annotations

import io
import itertools
import random
import re
from collections import Counter
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from editions import PAGES, SAMPLES, built
from epub_checker import complaints, needs_epubcheck
from exported import edition
from exported import seeds as edition_of_seeds
from jing import java
from tei_edition.assets import asset
from tei_edition.config import Config, Site
from tei_edition.description import describe
from tei_edition.exports.ebook import chapter, document_book, modified, rendered
from tei_edition.render import read_tei, transform
from tei_edition.site import SiteDocument
from test_render import BLOCK, PHRASES, reading_text

T = "{http://www.tei-c.org/ns/1.0}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
NS = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}

HOSTILE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="nav" xml:lang="klingon language"><teiHeader><fileDesc><titleStmt>
<title>]]&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title><author>&lt;b&gt;</author></titleStmt>
<publicationStmt><publisher>&amp;nbsp;</publisher><date when="soon">soon</date>
<availability><licence target="javascript:alert(1)">no</licence></availability></publicationStmt>
<sourceDesc><p>x</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="1964-13-45">never</date></creation><abstract><p>&lt;img src=x onerror=y&gt;</p></abstract>
<langUsage><language ident="x_y">none</language></langUsage></profileDesc></teiHeader>
<text><front><p xml:id="front">front</p></front><body xml:id="text"><div xml:id="notes" xml:lang="--"><head/>
<head xml:id="h1">A <note>noted <list><item>list</item></list></note> head</head>
<p xml:id="ref-endnote-1">one<note n="1">a note <note>in a note</note></note></p>
<p><ref target="javascript:alert(1)">a</ref><ref target="http://[::1">b</ref><ref target="https://ex ample.org/%zz">c</ref>
<ref target="#nowhere">d</ref><ref target="../people/index.html">e</ref><ref target="https://example.org/a?b=c&amp;d=%20e#f">f</ref>
<ref target="mailto:a@example.org">g</ref><ref target="HTTP://Example.ORG">h</ref><ref target="#h1">i<ref target="#h1">j</ref></ref>
<ref target="https://1.2.3.999/">k</ref><ref target="data:text/html,x">l</ref><ref target="https://example.org/100%">m</ref></p>
<table><head>T</head><row><cell cols="2.5" rows="many"><p>x</p></cell>text</row>text<p>no row</p><row/></table><table/>
<list>text<item>x</item><p>no item</p><list/></list><p><list><item><table><row><cell>deep</cell></row></table></item></list></p>
<hi rend="bold"><p>in bold</p></hi><q><quote><p>in q</p></quote></q><persName><p>x</p></persName><figure><figDesc><p>y</p></figDesc></figure>
<sp><speaker><p>who</p></speaker><p>what</p></sp><cell>alone</cell><item>alone</item><row><cell>r</cell></row><figDesc>alone</figDesc>
<date when="1964-02-31">d</date><time when="25:99">t</time><gap reason="&quot;&gt;"/><gap><desc>[…]</desc></gap><lb/><pb n="&lt;1&gt;"/>
<seg xml:lang="">none</seg><seg xml:lang="ar">عربي</seg><p><floatingText><body><p>f</p></body></floatingText></p>
<foreign xml:lang="toolonglanguage-x">z</foreign><svg xmlns="http://www.w3.org/2000/svg"><script>alert(2)</script></svg>
</div></body></text></TEI>"""
FOREIGN = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Words.</p></body></text></TEI>'
ARABIC = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ar"><teiHeader><fileDesc><titleStmt><title>رسالة</title>
</titleStmt></fileDesc></teiHeader><text xml:lang="ar"><body><p xml:id="p-1">سلام</p></body></text></TEI>"""


def opened(data: bytes) -> ZipFile:
    return ZipFile(io.BytesIO(data))


def book_of(tei: str | Path, slug: str = "d", **settings: str) -> ZipFile:
    return opened(bytes_of(tei, slug, **settings))


def bytes_of(tei: str | Path, slug: str = "d", **settings: str) -> bytes:
    tree = read_tei(tei if isinstance(tei, Path) else tei.encode())
    config = Config(site=Site(title="Letters"), **settings)  # type: ignore[arg-type]
    return document_book(rendered(tree, slug, config), describe(tree.getroot(), "d"), slug, config)


def chapter_of(tei: str | Path) -> etree._Element:
    return etree.fromstring(chapter(rendered(read_tei(tei if isinstance(tei, Path) else tei.encode()), "d", Config())))


def package(book: ZipFile) -> etree._Element:
    return etree.fromstring(book.read("EPUB/package.opf"))


def described(book: ZipFile, path: str) -> list[str]:
    return [str(found.text) for found in package(book).iterfind(f".//{path}", NS)]


def words(root: etree._Element) -> str:
    """The words of the text and of the printed notes; what has the class "app" is the book's own."""
    for own in root.xpath("//*[contains(concat(' ', @class, ' '), ' app ')]"):
        own.text, own[:] = "", []
    blocks = {f"{XHTML}{name}" for name in "p div li ul ol br td th tr figure blockquote aside h2 h3 h4 h5 h6".split()}
    parts: list[str] = []
    for area in root.xpath("//*[@class = 'tei-text']"):
        for event, node in etree.iterwalk(area, events=("start", "end")):
            is_line = node.get("class") in {"tei-fw", "tei-milestone"} and node.getparent().tag == f"{XHTML}div"
            space = " " if node.tag in blocks or is_line or "block" in node.get("class", "").split() else ""
            after = (node.tail or "") if node is not area else " "
            parts.append(space + (node.text or "") if event == "start" else space + after)
    return " ".join("".join(parts).split())


# --- the words and the ids ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_words_of_the_book_are_the_words_of_the_document(sample: Path) -> None:
    assert words(chapter_of(sample)) == reading_text(read_tei(sample))


@pytest.mark.parametrize("part", edition_of_seeds().parts, ids=lambda part: part.slug)
def test_the_words_and_the_fragments_of_the_seeds_are_in_their_books(part) -> None:  # type: ignore[no-untyped-def]
    root = chapter_of(part.data.decode())
    expected = {str(name) for name in part.root.xpath("//*[local-name()='text']//@xml:id")}
    assert expected
    assert expected <= set(root.xpath("//@id"))
    assert words(root) == reading_text(part.root.getroottree())


@pytest.mark.parametrize("tei", [*SAMPLES, HOSTILE, FOREIGN, ARABIC], ids=lambda tei: getattr(tei, "stem", ""))
def test_every_id_is_there_once_and_every_link_leads_into_the_book_or_to_the_web(tei: str | Path) -> None:
    root = chapter_of(tei)
    ids = Counter(root.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    for href in root.xpath("//@href[not(parent::h:link)]", namespaces=NS):
        assert (
            href[1:] in ids if href.startswith("#") else href.lower().startswith(("https://", "http://", "mailto:"))
        ), href


def test_no_word_of_a_hostile_file_is_lost_and_none_becomes_markup() -> None:
    root = chapter_of(HOSTILE)
    source = etree.fromstring(HOSTILE)
    wanted = Counter(" ".join(source.xpath("//*[local-name()='body']//text()")).split())
    found = Counter(" ".join(map(str, root.itertext())).split())
    assert not {word for word in wanted - found if len(word) > 1}
    assert root.xpath("//h:script | //h:img", namespaces=NS) == []
    assert root.xpath("//@href[contains(., 'script')]") == []


def test_no_word_is_lost_or_doubled_however_a_file_nests_its_elements() -> None:
    for tei in odd_documents():
        numbers = itertools.count()
        numbered = re.sub("WORD", lambda _, numbers=numbers: f" w{next(numbers)} ", tei)  # type: ignore[misc]
        found = re.findall(r"w\d+", " ".join(chapter_of(numbered).xpath("//*[@id = 'text']//text()")))
        assert Counter(found) == Counter(re.findall(r"w\d+", numbered))


def test_a_note_opens_where_its_mark_is_touched() -> None:
    root = chapter_of(PAGES / "letter.xml")
    mark = root.xpath("//h:a[@role='doc-noteref']", namespaces=NS)[0]
    note = root.xpath("//h:aside[@id = $id]", namespaces=NS, id=mark.get("href")[1:])[0]
    assert (mark.get(f"{OPS}type"), note.get(f"{OPS}type"), note.get("role")) == ("noteref", "footnote", "doc-footnote")
    back = note.xpath(".//h:a[@role='doc-backlink']", namespaces=NS)[0]
    assert root.xpath("//*[@id = $id]", id=back.get("href")[1:])


def test_a_book_has_nothing_to_click_that_a_page_has() -> None:
    root = chapter_of(PAGES / "minutes.xml")
    tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert not tags & {"script", "input", "button", "details", "summary", "svg", "nav", "form", "label"}


def test_what_a_page_shows_only_in_another_view_is_not_in_the_book() -> None:
    page = '<span class="app in-source">b</span><br class="in-source"/><abbr>c</abbr><br/><i aria-hidden="true">d</i>'
    made = etree.fromstring(f'<chapter title="t" lang="en"><article><p>a{page}</p></article></chapter>')
    root = etree.fromstring(transform(etree.ElementTree(made), "epub", "xhtml.xsl"))
    (paragraph,) = root.iter(f"{XHTML}p")
    assert "".join(paragraph.itertext()) == "ac"
    assert [etree.QName(part).localname for part in paragraph] == ["abbr", "br"]


# --- the book -----------------------------------------------------------------------------------------------------


def test_the_type_stands_first_and_as_it_is_and_no_file_has_a_time_of_its_own() -> None:
    book = book_of(PAGES / "letter.xml")
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", ZIP_STORED, b"application/epub+zip")
    assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert bytes_of(PAGES / "letter.xml") == bytes_of(PAGES / "letter.xml")


def test_a_book_says_who_wrote_when_and_who_translated() -> None:
    book = book_of(PAGES / "letter.xml", base_url="https://edition.example/", date="2026-11-21", editors=("Ann Smith",))
    assert described(book, "d:identifier") == ["https://edition.example/doc/d.html"]
    assert described(book, "d:creator") == ["Arben Gjoka"]
    assert described(book, "d:contributor") == ["Ana Example", "Ann Smith"]
    assert described(book, "d:date") == ["2026-11-21"]
    assert described(book, "o:meta[@property='dcterms:modified']") == ["2026-11-21T00:00:00Z"]
    assert described(book, "o:meta[@property='dcterms:created']") == ["1973-08"]
    assert described(book, "o:meta[@property='role']") == ["aut", "trl", "edt"]
    assert described(book, "o:meta[@property='belongs-to-collection']") == ["Letters"]


@pytest.mark.parametrize(
    ("days", "stated"),
    [
        (("2026-11-21",), "2026-11-21T00:00:00Z"),
        (("1999",), "1999-01-01T00:00:00Z"),
        ((None, "2020-05"), "2020-05-01T00:00:00Z"),
        (("soon", "", None), "1980-01-01T00:00:00Z"),
    ],
)
def test_a_book_without_a_date_asks_no_clock(days: tuple[str | None, ...], stated: str) -> None:
    assert modified(*days) == stated


def test_a_book_in_arabic_is_read_from_the_right() -> None:
    book = book_of(ARABIC)
    assert package(book).find("o:spine", NS).get("page-progression-direction") == "rtl"  # type: ignore[union-attr]
    text = chapter_of(ARABIC).xpath("//*[@id='text']")[0]
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")
    assert package(book_of(FOREIGN)).find("o:spine", NS).get("page-progression-direction") is None  # type: ignore[union-attr]


def test_the_contents_lead_to_the_parts_of_the_document() -> None:
    book = book_of(PAGES / "minutes.xml")
    chapter = etree.fromstring(book.read("EPUB/doc/d.xhtml"))
    links = etree.fromstring(book.read("EPUB/nav.xhtml")).xpath("//h:a/@href", namespaces=NS)
    assert {"doc/d.xhtml#text", "doc/d.xhtml#notes"} <= set(links)
    assert {link.partition("#")[2] for link in links} <= set(chapter.xpath("//@id"))


def test_the_style_leaves_colours_and_sizes_to_the_reader() -> None:
    css = asset("xslt", "css", "epub.css").read_text("utf-8")
    assert not re.search(
        r"#[0-9a-f]{3}|rgb|color:(?! inherit)|background|url\(|@import|-left|-right|: (left|right)", css
    )
    assert not re.search(r"[\d.]+(pt|rem)\b|(font-size|line-height): [\d.]+px", css)


# --- the book of the edition --------------------------------------------------------------------------------------


def test_the_edition_is_one_book_in_the_order_of_time(tmp_path: Path) -> None:
    site = built(tmp_path, title="Three letters", statement="What this is.")
    with ZipFile(tmp_path / "edition.epub") as book:
        spine = [item.get("idref") for item in package(book).iterfind("o:spine/o:itemref", NS)]
        assert spine == ["title", "nav", "d1", "d2", "d3", "colophon"]
        nav = etree.fromstring(book.read("EPUB/nav.xhtml"))
        toc = nav.xpath("//h:nav[1]//h:a/@href", namespaces=NS)
        names = [f"doc/{site.slugs[ident]}.xhtml" for ident in ("minutes", "letter", "article")]
        assert [link for link in dict.fromkeys(toc) if link.startswith("doc/")] == names
        for name in names:
            with ZipFile(tmp_path / name.replace(".xhtml", ".epub")) as own:
                assert own.read(f"EPUB/{name}") == book.read(f"EPUB/{name}")
        assert "What this is." in book.read("EPUB/title.xhtml").decode()


def test_the_export_and_the_site_make_the_same_book(tmp_path: Path) -> None:
    seeds = edition_of_seeds()
    built(tmp_path, [SiteDocument(f"{n:04}", part.data) for n, part in enumerate(seeds.parts)])
    exported = edition(*(part.root for part in seeds.parts), config=Config(title="Letters", site=Site(title="Letters")))
    assert exported.exported("epub")["edition.epub"] == (tmp_path / "edition.epub").read_bytes()


def test_a_page_offers_its_book(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = (tmp_path / "doc" / f"{site.slugs['letter']}.html").read_text("utf-8")
    assert f'href="{site.slugs["letter"]}.epub"' in page


# --- what EPUBCheck says ------------------------------------------------------------------------------------------


def nested(chance: random.Random, phrases: list[str], blocks: list[str], depth: int = 0) -> str:
    """A document whose elements stand in each other as no schema allows."""
    names = blocks if depth < 2 else blocks + phrases * 2
    parts = []
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(names)
        inner = nested(chance, phrases, blocks, depth + 1) if depth < 4 and chance.random() < 0.7 else "WORD"
        parts.append(f"WORD<{name}>{inner}</{name}>")
    return "".join(parts)


def odd_documents() -> list[str]:
    chance = random.Random(1964)
    phrases, blocks = list(PHRASES.elements), list(BLOCK.elements)  # type: ignore[attr-defined]
    head, foot = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>', "</body></text></TEI>"
    return [f"{head}{nested(chance, phrases, blocks)}{foot}" for _ in range(40)]


@java
@needs_epubcheck
@pytest.mark.parametrize("lang", ["en", "de"])
def test_epubcheck_finds_nothing_in_an_edition_with_hostile_and_foreign_files(lang: str, tmp_path: Path) -> None:
    """In German with the seeds; their book is that of the export, so that Java need not be started once more."""
    odd = [HOSTILE, FOREIGN, ARABIC, *(odd_documents() if lang == "en" else ())]
    documents = [SiteDocument(path.stem, path) for path in SAMPLES]
    documents += [SiteDocument(part.slug, part.data) for part in edition_of_seeds().parts if lang == "de"]
    documents += [SiteDocument(f"odd-{n}", tei.encode()) for n, tei in enumerate(odd)]
    built(
        tmp_path,
        documents,
        title="<b>&amp; ]]>",
        statement="</p><script>",
        lang=lang,
        base_url="https://edition.example",
    )
    assert complaints(tmp_path / "edition.epub") == []


@java
@needs_epubcheck
def test_epubcheck_finds_nothing_in_the_book_of_a_document(tmp_path: Path) -> None:
    """Of a hostile one; the chapters of the others stand in the books of editions."""
    (tmp_path / "book.epub").write_bytes(bytes_of(HOSTILE))
    assert complaints(tmp_path / "book.epub") == []


@java
@needs_epubcheck
def test_epubcheck_finds_nothing_in_an_edition_without_documents(tmp_path: Path) -> None:
    built(tmp_path, [])
    assert complaints(tmp_path / "edition.epub") == []
