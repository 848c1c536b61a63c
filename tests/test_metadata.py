"""What the heads of pages tell machines: Zotero, search engines, aggregators, link previews."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from pyld import jsonld

from editions import BASE, CONFIG, PAGES, built
from exported import document, hostile_documents
from tei_edition.config import Config, Licence
from tei_edition.datable import When
from tei_edition.named import Named
from tei_edition.site import SiteDocument, build_site, metadata
from tei_edition.site.schema_org import TYPES as SCHEMA_TYPES
from tei_edition.site.schema_org import edtf, script_json
from tei_edition.site.zotero import TYPES as ZOTERO_TYPES


def page_of(out: Path, root: etree._Element, config: Config = CONFIG) -> str:
    """The page of a document."""
    site = build_site([SiteDocument("d", etree.tostring(root))], out, config)
    return (out / "doc" / f"{site.slugs['d']}.html").read_text("utf-8")


def letter(**stated: Any) -> etree._Element:
    usual: dict[str, Any] = {
        "title": "Letter to Gomulka",
        "authors": ["Kim Il Sung"],
        "recipients": ["Wladyslaw Gomulka"],
        "translators": ["Vojtech Mastny"],
        "date": {"when": "1966-02-03"},
        "date_words": "3 February 1966",
        "place": "Pyongyang",
        "abstract": "About help.",
        "repository": "Modern Records Archives",
        "collection": "KC PZPR",
        "shelfmark": "2263/175",
        "ident": "d1",
    }
    return document(**{**usual, **stated})


class Head(HTMLParser):
    """The metas, links and data blocks of a page, read as a browser reads them, not by the library that wrote them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.blocks: list[str] = []
        self.scripts: list[dict[str, str]] = []
        self.tags: list[str] = []
        self._is_ld = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "meta" and "content" in stated:
            names = (*stated.get("name", "").split(), *stated.get("property", "").split())
            self.metas += [(name, stated["content"]) for name in names]
        if tag == "link":
            self.links.append(stated)
        if tag == "script":
            self.scripts.append(stated)
            self._is_ld = stated.get("type") == "application/ld+json"
            self.blocks += [""] if self._is_ld else []

    def handle_endtag(self, tag: str) -> None:
        self._is_ld = self._is_ld and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._is_ld:
            self.blocks[-1] += data

    def all(self, name: str) -> list[str]:
        return [content for key, content in self.metas if key == name]

    def href(self, rel: str) -> str:
        return next((link["href"] for link in self.links if link["rel"] == rel), "")

    @property
    def ld(self) -> dict[str, Any]:
        (block,) = self.blocks
        return json.loads(block)  # type: ignore[no-any-return]


# --- Zotero -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("letter", "letter"),
        ("telegram", "letter"),
        ("minutes", "manuscript"),
        ("report", "report"),
        ("speech", "presentation"),
        ("agreement", "manuscript"),
        ("article", "newspaperArticle"),
        ("other", "manuscript"),
        ("", "document"),
    ],
)
def test_zotero_is_told_what_it_is(tmp_path: Path, genre: str, kind: str) -> None:
    head = Head(page_of(tmp_path, document(genre=genre)))
    assert head.all("z:itemType") == [kind]


def zotero(head: Head) -> dict[str, Any]:
    """What Zotero's translator “Embedded Metadata” makes of a page, as far as this is its documented behaviour."""
    first = dict(reversed(head.metas))
    (kind,) = head.all("z:itemType")
    highwire = [("author", name) for name in head.all("citation_author")]
    roles = {"letter": ("author", "contributor", "recipient"), "presentation": ("presenter", "contributor")}
    creators: list[tuple[str, str]] = []
    for role in roles.get(kind, ("author", "contributor", "translator")):
        prefix = "bib" if role in ("author", "contributor") else "z"
        names = head.all(f"{prefix}:{role}s") or (head.all("DC.creator") if role == "author" else [])
        creators += [(role, name) for name in names]
    return {
        "type": kind,
        "title": first["citation_title"],
        "date": first.get("citation_publication_date") or first.get("citation_date") or first.get("DC.date", ""),
        "creators": [(role, *cleaned(name)) for role, name in highwire or creators],
        "location": first.get("DC.coverage", ""),
        "publication": first.get("DC.source", ""),
        "abstract": first.get("citation_abstract") or first.get("og:description", ""),
    }


def cleaned(name: str) -> tuple[str, str]:
    """Zotero.Utilities.cleanAuthor: last and first name; without a comma it cuts at the last space."""
    has_comma = "," in name
    name = name.strip(" ,./[]:")
    parts = re.split(", ?", name) if has_comma else list(reversed(name.rsplit(" ", 1)))
    return parts[0], parts[1] if len(parts) > 1 else ""


def test_zotero_gets_sender_recipient_and_translator_of_a_letter(tmp_path: Path) -> None:
    assert zotero(Head(page_of(tmp_path, letter()))) == {
        "type": "letter",
        "title": "Letter to Gomulka",
        "date": "1966/02/03",
        "creators": [
            ("author", "Kim", "Il Sung"),
            ("contributor", "Mastny", "Vojtech"),
            ("recipient", "Gomulka", "Wladyslaw"),
        ],
        "location": "Modern Records Archives, KC PZPR, 2263/175",
        "publication": "Modern Records Archives, KC PZPR, 2263/175",
        "abstract": "About help.",
    }


@pytest.mark.parametrize(
    ("stated", "creators"),
    [
        ({"genre": "report", "authors": ["Enver Hoxha"]}, [("author", "Hoxha", "Enver")]),
        ({"genre": "report", "authors": ["Shtykov"]}, [("author", "Shtykov", "")]),
        (
            {"genre": "report", "bodies": ["Ministry of Foreign Affairs"]},
            [("author", "Ministry of Foreign Affairs", "")],
        ),
        (
            {"genre": "minutes", "authors": ["Fidel Castro Ruz"], "translators": ["Ann Smith"]},
            [("author", "Fidel Castro Ruz", ""), ("translator", "Smith", "Ann")],
        ),
        (
            {"genre": "speech", "authors": ["Enver Hoxha"], "translators": ["Ann Smith"]},
            [("presenter", "Hoxha", "Enver"), ("contributor", "Smith", "Ann")],
        ),
        ({"genre": "article"}, []),
    ],
)
def test_zotero_cuts_no_name_that_is_whole(
    tmp_path: Path, stated: dict[str, Any], creators: list[tuple[str, str, str]]
) -> None:
    assert zotero(Head(page_of(tmp_path, document(**stated))))["creators"] == creators


def test_an_author_alone_is_named_as_reference_managers_know_it(tmp_path: Path) -> None:
    head = Head(page_of(tmp_path, document(genre="report", authors=["Enver Hoxha"])))
    assert head.all("citation_author") == ["Hoxha, Enver"]
    assert head.all("author") == ["Enver Hoxha"]


def test_a_newspaper_is_where_an_article_appeared(tmp_path: Path) -> None:
    head = Head(page_of(tmp_path, document(genre="article", site="Rodong Sinmun", date={"when": "2021-03-23"})))
    found = zotero(head)
    assert (found["type"], found["publication"]) == ("newspaperArticle", "Rodong Sinmun")
    assert head.all("citation_publication_date") == ["2021/03/23"]


@pytest.mark.parametrize(
    ("date", "stated"),
    [
        ({"when": "1973-08"}, ("1973/08", "1973-08")),
        ({"when": "1973", "cert": "medium"}, ("", "1973")),
        ({"from": "1968-05-08", "to": "1968-05-10"}, ("", "1968-05-08/1968-05-10")),
        ({"when": "1973-02-30"}, ("", "some day")),
        ({}, ("", "some day")),
    ],
)
def test_only_a_certain_date_is_given_as_one(tmp_path: Path, date: dict[str, str], stated: tuple[str, str]) -> None:
    head = Head(page_of(tmp_path, letter(date=date, date_words="some day")))
    assert ("".join(head.all("citation_date")), "".join(head.all("DC.date"))) == stated


# --- descriptions -----------------------------------------------------------------------------------------------


def test_the_description_is_the_summary_cut_at_a_word(tmp_path: Path) -> None:
    abstract = " ".join(f"long-word-{n}" for n in range(60))
    head = Head(page_of(tmp_path, letter(abstract=abstract)))
    (description,) = head.all("description")
    assert len(description) <= 200
    assert abstract.startswith(description.removesuffix(" …") + " ")
    assert head.all("og:description") == [description]
    assert head.all("citation_abstract") == [abstract]


def test_a_short_summary_is_said_once_to_each(tmp_path: Path) -> None:
    head = Head(page_of(tmp_path, letter()))
    assert head.all("description") == head.all("og:description") == ["About help."]
    assert head.all("citation_abstract") == []


def test_a_page_that_stands_alone_still_has_its_summary() -> None:
    from tei_edition.render import read_tei, render_document

    head = Head(render_document(read_tei(PAGES / "minutes.xml")).decode())
    assert head.all("description")
    assert head.blocks == []


# --- links ------------------------------------------------------------------------------------------------------


def test_a_page_knows_its_address_its_licence_and_what_it_is(tmp_path: Path) -> None:
    page = f"{BASE}doc/1966-02-03-letter-kim-gomulka.html"
    head = Head(page_of(tmp_path, letter()))
    assert head.href("canonical") == head.href("cite-as") == head.ld["url"] == page
    assert head.all("og:url") == head.all("citation_abstract_html_url") == head.all("DC.identifier") == [page]
    assert head.href("license") == CONFIG.licence.target  # type: ignore[union-attr]
    assert [link["href"] for link in head.links if link["rel"] == "type"] == [
        "https://schema.org/AboutPage",
        "https://schema.org/Message",
    ]
    assert {head.href("schema.DC"), head.href("schema.DCTERMS")} == {
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
    }


def test_what_is_said_twice_stands_once_and_an_unused_vocabulary_not_at_all(tmp_path: Path) -> None:
    page = page_of(tmp_path, document(title="Letter to Gomulka", abstract="About help."))
    assert page.count('content="About help."') == 1
    assert '<meta name="citation_title" content="Letter to Gomulka" property="og:title">' in page
    assert Head(page).href("schema.DCTERMS") == ""


@pytest.mark.parametrize("target", ["All rights reserved", "javascript:alert(1)"])
def test_a_licence_that_is_no_address_is_no_link(tmp_path: Path, target: str) -> None:
    page = page_of(tmp_path, letter(), replace(CONFIG, licence=Licence(target, target)))
    for text in (page, (tmp_path / "index.html").read_text("utf-8")):
        head = Head(text)
        assert head.href("license") == ""
        assert "license" not in head.ld


def test_the_address_of_the_index_is_that_of_the_edition(tmp_path: Path) -> None:
    page_of(tmp_path, letter())
    head = Head((tmp_path / "index.html").read_text("utf-8"))
    assert head.href("canonical") == head.href("cite-as") == head.ld["url"] == BASE
    assert head.ld["@type"] == ["WebSite", "Collection"]
    assert (head.ld["collectionSize"], head.ld["editor"]["name"]) == (1, "Ann Smith")
    assert head.all("description") == ["All letters."]


def test_neighbours_in_time_are_links_of_the_head(tmp_path: Path) -> None:
    site = built(tmp_path)
    head = Head((tmp_path / "doc" / f"{site.slugs['letter']}.html").read_text("utf-8"))
    assert (head.href("prev"), head.href("next")) == (f"{site.slugs['minutes']}.html", f"{site.slugs['article']}.html")


def test_without_a_base_url_no_page_has_an_address(tmp_path: Path) -> None:
    built(tmp_path)
    for path in tmp_path.rglob("*.html"):
        head = Head(path.read_text("utf-8"))
        assert not any(head.href(rel) for rel in ("canonical", "cite-as")), path
        assert not any(head.all(name) for name in ("og:url", "citation_abstract_html_url")), path
        for block in head.blocks:
            assert "url" not in json.loads(block), path
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {"404.html", "manifest.json"}
    assert not any((tmp_path / name).exists() for name in ("feed.xml", "sitemap.xml", "cmif.xml"))


# --- JSON-LD ----------------------------------------------------------------------------------------------------

CONTEXT = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}


def expanded(ld: dict[str, Any]) -> dict[str, Any]:
    """What a JSON-LD processor reads, without fetching the context from schema.org."""
    assert ld.pop("@context") == "https://schema.org"
    (node,) = jsonld.expand({"@context": CONTEXT, **ld})
    return node  # type: ignore[no-any-return]


def named(node: dict[str, Any], key: str) -> list[str]:
    return [each["https://schema.org/name"][0]["@value"] for each in node[f"https://schema.org/{key}"]]


def test_the_letter_is_described_for_search_engines(tmp_path: Path) -> None:
    ld = Head(page_of(tmp_path, letter())).ld
    assert ld["@type"] == ["ArchiveComponent", "Message"]
    assert ld["dateCreated"] == "1966-02-03"
    assert ld["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "Modern Records Archives"}
    assert ld["itemLocation"] == "KC PZPR, 2263/175"
    assert {"@type": "PropertyValue", "propertyID": "shelfmark", "value": "2263/175"} in ld["identifier"]
    assert ld["isPartOf"] == {"@type": "Collection", "name": "Letters", "url": BASE}
    node = expanded(ld)
    assert node["@type"] == ["https://schema.org/ArchiveComponent", "https://schema.org/Message"]
    assert named(node, "sender") == ["Kim Il Sung"]
    assert named(node, "recipient") == ["Wladyslaw Gomulka"]
    assert named(node, "translator") == ["Vojtech Mastny"]


def test_people_have_their_addresses_in_authority_files(tmp_path: Path) -> None:
    root = letter()
    for name in root.iter("{*}correspAction"):
        name[0].set("ref", f"https://www.wikidata.org/entity/Q{len(name[0].text or '')}")
    ld = Head(page_of(tmp_path, root)).ld
    assert ld["sender"]["sameAs"] == "https://www.wikidata.org/entity/Q11"
    assert expanded(ld)["https://schema.org/recipient"][0]["https://schema.org/sameAs"] == [
        {"@id": "https://www.wikidata.org/entity/Q17"}
    ]


def test_speakers_are_contributors_and_a_headline_is_no_name(tmp_path: Path) -> None:
    site = built(tmp_path)
    heads = {name: Head((tmp_path / "doc" / f"{slug}.html").read_text("utf-8")).ld for name, slug in site.slugs.items()}
    assert heads["minutes"]["@type"][1] == "Report"
    assert {each["@type"] for each in heads["minutes"]["contributor"]} == {"Person"}
    assert heads["article"]["@type"][1] == "NewsArticle"
    assert heads["article"]["headline"].startswith("Respected Comrade")
    assert "name" not in heads["article"]


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ({}, ""),
        ({"when": "1966-02-03"}, "1966-02-03"),
        ({"when": "1966-02-03T10:00:00"}, "1966-02-03"),
        ({"when": "1973-08", "cert": "high"}, "1973-08"),
        ({"when": "1973", "cert": "low"}, "1973?"),
        ({"from": "1968-05-08", "to": "1968-05-10"}, "1968-05-08/1968-05-10"),
        ({"from": "1968"}, "1968/.."),
        ({"to": "1968"}, "../1968"),
        ({"notBefore": "1968-05", "notAfter": "1969"}, "[1968-05..1969]"),
        ({"notAfter": "1969"}, "[..1969]"),
        ({"notBefore": "1968", "cert": "medium"}, "[1968?..]"),
        ({"when": "1973-02-30"}, ""),
    ],
)
def test_a_vague_date_is_written_as_edtf(stated: dict[str, str], written: str) -> None:
    assert edtf(When("", tuple(stated.items()))) == written


def test_every_genre_that_has_a_type_for_search_engines_has_one_for_zotero() -> None:
    assert SCHEMA_TYPES.keys() <= ZOTERO_TYPES.keys()


def test_a_name_has_a_head_of_its_own() -> None:
    person = Named("Hoxha", "person", "pers-hoxha", "Enver Hoxha", ("https://d-nb.info/gnd/118707273", "x:y"))
    head = metadata.of_name(CONFIG, "people/pers-hoxha.html", person, ("Hoxha", "Comrade Enver"))
    ld = json.loads(head.findtext("ld") or "")
    assert (ld["@type"], ld["name"], ld["url"]) == ("Person", "Enver Hoxha", f"{BASE}people/pers-hoxha.html")
    assert ld["sameAs"] == "https://d-nb.info/gnd/118707273"
    assert ld["alternateName"] == ["Hoxha", "Comrade Enver"]


# --- hostile documents ------------------------------------------------------------------------------------------

TRAPS = (
    "</script><script>alert(1)</script><!--<script> --> ]]> &lt;/script&gt; \u2028\u2029 \" ' \\ "
    "<img src=x onerror=alert(1)>"
)


def test_no_word_of_a_document_ends_the_script(tmp_path: Path) -> None:
    names = {"title", "abstract", "repository", "collection", "shelfmark", "place", "date_words"}
    root = letter(**dict.fromkeys(names, TRAPS), authors=[TRAPS], recipients=[TRAPS], translators=[TRAPS])
    page = page_of(tmp_path, root)
    head = Head(page)
    assert [script.get("type") or script.get("src") for script in head.scripts] == [
        "../js/words.js",
        "../js/edition.js",
        "application/ld+json",
    ]
    assert "img" not in head.tags
    said = " ".join(TRAPS.split())
    assert expanded(head.ld)["https://schema.org/name"] == [{"@value": said}]
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert not set(block) & set("<>&\u2028\u2029")
    assert head.all("citation_title") == [said]


@given(hostile_documents())
def test_whatever_a_document_says_its_head_can_be_read(root: etree._Element) -> None:
    from exported import edition

    found = edition(root, config=CONFIG)
    head = metadata.of_document(found.corpus, f"doc/{found.parts[0].slug}.html")
    ld = head.findtext("ld") or ""
    assert not set(ld) & set("<>&\u2028\u2029")
    read = json.loads(ld)
    assert read["@type"][0] == "ArchiveComponent"
    expanded(read)
    for link in head.iter("link"):
        assert str(link.get("href")).startswith(("http://", "https://"))
    for meta in head.iter("meta"):
        assert " ".join(str(meta.get("content")).split()) == meta.get("content") != ""
    assert all(len(str(meta.get("content"))) <= 200 for meta in head.iter("meta") if meta.get("name") == "description")


@given(st.lists(st.text(min_size=1), min_size=2))
def test_json_in_a_script_says_the_same(words: list[str]) -> None:
    written = script_json(list(words))
    assert json.loads(written) == words
    assert not set(written) & set("<>&\u2028\u2029")


def test_the_page_of_a_hostile_document_has_one_head(tmp_path: Path) -> None:
    page = page_of(tmp_path, letter(title=TRAPS))
    parsed = lxml_html.document_fromstring(page)
    assert len(parsed.xpath("//head")) == 1
    assert parsed.xpath("//body//meta | //body//link") == []
