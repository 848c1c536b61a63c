"""What a reader takes away of a document: the same as the exports give, with the same ids, and how large it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from lxml import etree
from lxml import html as lxml_html
from pybtex.database import parse_string

from editions import PAGES, SAMPLES, built
from exported import Edition, document, edition, hostile_documents, seeds
from tei_edition.assets import asset
from tei_edition.reading_text import passages, reading_text
from tei_edition.render import read_tei, render_page
from tei_edition.site import SiteDocument
from tei_edition.site.document_json import document_json
from tei_edition.site.downloads import DOWNLOADS
from tei_edition.teifile import XML_ID, T, elements, values

Opened = lxml_html.HtmlElement


def opened(path: Path) -> Opened:
    return lxml_html.document_fromstring(path.read_text("utf-8"))


def doc(out: Path, slug: str, ending: str) -> Path:
    return out / "doc" / f"{slug}.{ending}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds as a site."""
    out = tmp_path_factory.mktemp("site")
    built(out, [SiteDocument(part.description.file, part.data) for part in seeds().parts])
    return out


SLUGS = [part.slug for part in seeds().parts]
one_by_one = pytest.mark.parametrize("slug", SLUGS)


def alone(slug: str) -> Edition:
    """The edition that has one of the seeds only."""
    return Edition([part for part in seeds().parts if part.slug == slug])


# --- the same as the exports ------------------------------------------------------------------------------------


@one_by_one
def test_the_reference_for_reference_managers_is_that_of_the_export(site: Path, slug: str) -> None:
    taken = rispy.loads(doc(site, slug, "ris").read_text("utf-8"))
    assert taken == rispy.loads(alone(slug).text("ris"))
    assert len(taken) == 1 and taken[0]["id"] == slug


@one_by_one
def test_the_reference_for_latex_is_that_of_the_export(site: Path, slug: str) -> None:
    text = doc(site, slug, "bib").read_text("utf-8")
    assert parse_string(text, "bibtex") == parse_string(alone(slug).text("bibtex"), "bibtex")
    assert [entry["ID"] for entry in bibtexparser.loads(text, BibTexParser(common_strings=True)).entries] == [slug]


@one_by_one
def test_the_reference_for_citation_processors_is_that_of_the_export(site: Path, slug: str) -> None:
    items = json.loads(doc(site, slug, "csl.json").read_bytes())
    assert items == json.loads(alone(slug).text("csl-json"))
    assert list(CiteProcJSON(items)) == [slug]


@one_by_one
def test_the_plain_text_is_that_of_the_export(site: Path, slug: str) -> None:
    assert {f"{slug}.txt": doc(site, slug, "txt").read_bytes()} == alone(slug).exported("txt")


@one_by_one
def test_the_json_begins_with_what_the_export_says(site: Path, slug: str) -> None:
    said: dict[str, Any] = json.loads(alone(slug).text("jsonl"))
    taken: dict[str, Any] = json.loads(doc(site, slug, "json").read_bytes())
    assert list(taken)[: len(said)] == list(said)
    assert {key: taken[key] for key in said} == said
    assert set(taken) - set(said) <= {"paragraphs", "speeches", "notes"}


# --- paragraphs, turns, notes -----------------------------------------------------------------------------------


def taken(root: etree._Element) -> dict[str, Any]:
    """A document as JSON."""
    found = edition(root)
    return json.loads(document_json(found.corpus, found.parts[0]))  # type: ignore[no-any-return]


@one_by_one
def test_tei_page_and_json_have_the_same_ids(site: Path, slug: str) -> None:
    json_ids = set()
    whole = json.loads(doc(site, slug, "json").read_bytes())
    for kind in ("paragraphs", "speeches", "notes"):
        json_ids |= {each["id"] for each in whole.get(kind, []) if "id" in each}
    tei_ids = set(values(read_tei(doc(site, slug, "xml")).getroot(), "t:text//@xml:id"))
    page_ids = set(opened(doc(site, slug, "html")).xpath("//@id"))
    assert json_ids
    assert json_ids <= tei_ids & page_ids
    assert {ident for ident in tei_ids if ident.startswith(("p-", "sp-"))} <= json_ids


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_parts_together_are_the_text(path: Path) -> None:
    root = read_tei(path).getroot()
    words = [word for each in passages(root) for word in (*each.label.split(), *each.words.split())]
    assert words == reading_text(root).split()


def test_a_turn_knows_its_speaker_and_its_paragraphs() -> None:
    whole = taken(read_tei(PAGES / "minutes.xml").getroot())
    first = whole["speeches"][0]
    assert first["id"] == "sp-1" and first["speaker"] and first["who"][0].startswith("pers-")
    said = [each for each in whole["paragraphs"] if each.get("speech") == "sp-1" and each["element"] == "p"]
    assert said and [each["id"] for each in said] == first["paragraphs"]
    assert "speaker" not in {each["element"] for each in whole["paragraphs"]}


def test_a_note_is_called_by_its_label_in_the_words_of_its_paragraph() -> None:
    root = document(text="Mud")
    (p,) = elements(root, "t:text//t:p")
    note = etree.SubElement(p, f"{T}note", {XML_ID: "note-1", "place": "foot", "n": "5"})
    note.text, note.tail = "A river.", " and more."
    whole = taken(root)
    assert whole["paragraphs"] == [{"element": "p", "text": "Mud[5] and more."}]
    assert whole["notes"] == [{"id": "note-1", "label": "[5]", "text": "A river."}]


def test_a_note_of_the_edition_says_that_it_is_one() -> None:
    whole = taken(read_tei(PAGES / "letter.xml").getroot())
    (note,) = whole["notes"]
    assert (note["id"], note["type"], note["target"]) == ("note-1", "editorial", "gap-1")
    assert all(note["text"] not in each["text"] for each in whole["paragraphs"])


def test_a_file_from_elsewhere_has_paragraphs_without_ids() -> None:
    whole = taken(document(text="Only words."))
    assert whole["paragraphs"] == [{"element": "p", "text": "Only words."}]
    assert whole.keys().isdisjoint({"speeches", "notes"})


@pytest.mark.parametrize(
    "data",
    [
        b"<x/>",
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI><text><body><p>a</p></body></text></TEI></teiCorpus>',
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>loose <body><sp><speaker/></sp><sp who="#a b"><p/>y</sp>'
        b"</body></text></TEI>",
    ],
)
def test_any_file_from_elsewhere_can_be_taken_away(tmp_path: Path, data: bytes) -> None:
    slug = built(tmp_path, [SiteDocument("d", data)]).slugs["d"]
    assert doc(tmp_path, slug, "xml").read_bytes() == data
    for each in DOWNLOADS:
        assert doc(tmp_path, slug, each.format).is_file()
    assert json.loads(doc(tmp_path, slug, "json").read_bytes())["file"] == "d"


@given(hostile_documents())
def test_whatever_a_document_says_its_json_can_be_read(root: etree._Element) -> None:
    whole = taken(root)
    assert [each.get("id") for each in whole.get("paragraphs", [])] == [
        each.element.get(XML_ID) for each in passages(root)
    ]


# --- on the page ------------------------------------------------------------------------------------------------


def test_the_page_offers_every_file_in_its_group_and_says_how_large_it_is(site: Path) -> None:
    slug = SLUGS[0]
    files = opened(doc(site, slug, "html")).get_element_by_id("files")
    assert [link.get("href") for link in files.iter("a")] == [f"{slug}.{each.format}" for each in DOWNLOADS]
    assert [len(group.findall("li")) for group in files.iter("ul")] == [4, 3]
    for link in files.iter("a"):
        size, unit = link.findtext("small").rsplit(" ", 1)
        assert unit == "KB"
        assert float(size) == pytest.approx((site / "doc" / link.get("href")).stat().st_size / 1024, abs=0.55)


def test_every_file_is_an_alternate_of_the_page_with_its_type(site: Path) -> None:
    slug = SLUGS[0]
    links = opened(doc(site, slug, "html")).xpath("//head/link[starts-with(@rel, 'alternate ')]")
    assert [(link.get("rel"), link.get("type"), link.get("href")) for link in links] == [
        (f"alternate {each.rel}", each.type, f"{slug}.{each.format}") for each in DOWNLOADS
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_format_has_a_label_and_says_what_it_is_for(language: str) -> None:
    (words,) = elements(etree.parse(str(asset("xslt", "labels.xml"))).getroot(), f"language[@xml:lang='{language}']")
    for each in DOWNLOADS:
        assert words.findtext(f"format[@n='{each.format}']")
        assert words.findtext(f"format-about[@n='{each.format}']")
        assert words.findtext(f"files-group[@n='{each.group}']")


SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="tei-edition:parts/common.xsl"/>
<xsl:template match="/*"><html><p>
<xsl:call-template name="size"><xsl:with-param name="bytes" select="@n"/></xsl:call-template>
</p></html></xsl:template>
</xsl:stylesheet>"""


@pytest.mark.parametrize(
    ("size", "english", "german"),
    [
        (0, "0 bytes", "0 Byte"),
        (57, "57 bytes", "57 Byte"),
        (103, "0.1 KB", "0,1 KB"),
        (698, "0.7 KB", "0,7 KB"),
        (1024, "1.0 KB", "1,0 KB"),
        (9_500, "9.3 KB", "9,3 KB"),
        (10_240, "10 KB", "10 KB"),
        (38_020, "37 KB", "37 KB"),
        (1_048_000, "1023 KB", "1023 KB"),
        (1_048_576, "1.0 MB", "1,0 MB"),
        (25_000_000, "23.8 MB", "23,8 MB"),
    ],
)
def test_a_size_is_as_exact_as_one_wants_it_in_the_words_of_the_page(
    tmp_path: Path, size: int, english: str, german: str
) -> None:
    sheet = tmp_path / "size.xsl"
    sheet.write_text(SHEET, "utf-8")
    for language, words in (("en", english), ("de", german)):
        page = render_page(f'<x n="{size}"/>'.encode(), str(sheet), {"lang": language})
        assert lxml_html.document_fromstring(page).text_content().strip() == words
