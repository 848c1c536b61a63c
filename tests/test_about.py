"""The pages about the edition: right counts, links that lead somewhere, both languages, whatever TEI it has."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from editions import PAGES, SAMPLES, built
from tei_edition.assets import asset
from tei_edition.config import Config, Licence, Site
from tei_edition.records import record
from tei_edition.render import read_tei, render_page
from tei_edition.site import SiteDocument, build_site
from tei_edition.site.usage import Usage, examples, use_of
from test_epub import FOREIGN, HOSTILE

NAMES = ("edition", "encoding", "citing", "licence", "accessibility")
T = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DOCUMENTS = [SiteDocument(path.stem, path) for path in SAMPLES]
ODD = [SiteDocument("hostile", HOSTILE.encode()), SiteDocument("foreign", FOREIGN.encode())]


def about(out: Path, name: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring((out / "about" / f"{name}.html").read_text("utf-8"))


def words(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def number(text: str) -> int:
    return int("".join(sign for sign in text if sign.isdecimal()))


def entries(page: lxml_html.HtmlElement) -> dict[str, lxml_html.HtmlElement]:
    """The entries of elements by name."""
    return {words(entry.find("dt")): entry for entry in page.xpath("//dl[@class='elements']/div")}


# --- the encoding -------------------------------------------------------------------------------------------------


def test_every_element_of_the_edition_is_listed_with_its_count(tmp_path: Path) -> None:
    built(tmp_path)
    roots = [read_tei(path).getroot() for path in SAMPLES]
    counted = Counter(str(part.tag).removeprefix(T) for root in roots for part in root.iter(etree.Element))
    found = entries(about(tmp_path, "encoding"))
    assert {
        name: number(words(entry.find_class("counts")[0]).split("×")[0]) for name, entry in found.items()
    } == counted


def test_every_attribute_is_listed_with_its_count(tmp_path: Path) -> None:
    built(tmp_path)
    counted: Counter[tuple[str, str]] = Counter()
    for path in SAMPLES:
        for part in read_tei(path).getroot().iter(etree.Element):
            name = str(part.tag).removeprefix(T)
            counted.update((name, "@" + str(attribute).replace(XML, "xml:")) for attribute in part.attrib)
    shown = {
        (name, span[0].text_content()): number(str(span[0].tail))
        for name, entry in entries(about(tmp_path, "encoding")).items()
        for span in entry.xpath(".//p[@class='counts']/span")
    }
    assert shown == counted


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_element_of_our_grammar_has_a_gloss_in_both_languages(lang: str) -> None:
    grammar = etree.parse(str(asset("schemas", "tei_edition.rng")))
    names = set(grammar.xpath("//*[local-name()='element']/@name")) - {""}
    labels = etree.parse(str(asset("xslt", "labels.xml"))).getroot()
    glosses = labels.xpath("language[@xml:lang = $lang]//gloss", lang=lang)
    assert names <= {gloss.get("n") for gloss in glosses}
    assert all((gloss.text or "").strip() for gloss in glosses)


def test_an_example_stands_as_in_its_file_and_leads_to_its_passage(tmp_path: Path) -> None:
    site = built(tmp_path)
    entry = entries(about(tmp_path, "encoding"))["sp"]
    assert words(entry.find_class("example")[0].find("code")).startswith("<sp ")
    (link,) = entry.xpath(".//p[@class='example']/a")
    assert link.get("href") == f"../doc/{site.slugs['minutes']}.html#sp-1"


def test_an_example_is_taken_from_the_first_document_in_time_that_has_it_in_its_text() -> None:
    usage, seen = Usage(), []
    for path in reversed(SAMPLES):
        tree = read_tei(path)
        seen.append(record(tree, path.stem))
        usage.add(seen[-1], use_of(tree.getroot()))
    first = min(seen, key=lambda each: each.order)
    assert usage.first["p"] == (False, *first.order)
    assert usage.documents["p"] == len(SAMPLES)


def test_an_example_has_words_if_one_of_the_text_has() -> None:
    text = '<p/><p xml:id="a">two <hi>words</hi></p>'
    tei = f'<TEI xmlns="{T[1:-1]}"><teiHeader><p>head</p></teiHeader><text>{text}</text></TEI>'
    found = examples(etree.fromstring(tei), {"p", "hi", "text"})
    assert (found["p"].words, found["p"].fragment) == ("two words", "a")
    assert (found["hi"].words, found["hi"].fragment) == ("words", "a")
    assert (found["text"].words, found["text"].parts) == ("", ("p", "p"))


def test_the_editorial_rules_are_those_of_the_headers(tmp_path: Path) -> None:
    built(tmp_path)
    page = about(tmp_path, "encoding")
    for path in SAMPLES:
        for rule in read_tei(path).getroot().iter(f"{T}correction"):
            assert " ".join("".join(rule.itertext()).split()) in words(page)


# --- all five pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("documents", [DOCUMENTS, [*DOCUMENTS, *ODD], ODD, []], ids=["samples", "all", "odd", "none"])
def test_every_link_and_every_label_of_the_pages_has_its_goal(
    documents: list[SiteDocument], lang: str, tmp_path: Path
) -> None:
    built(tmp_path, documents, lang=lang)
    for name in NAMES:
        page = about(tmp_path, name)
        ids = Counter(page.xpath("//@id"))
        assert [each for each, times in ids.items() if times > 1] == []
        assert set(page.xpath("//@aria-labelledby")) <= ids.keys()
        for link in page.xpath("//main//a/@href | //div[@class='way']//a/@href"):
            target, _, fragment = str(link).partition("#")
            if target.startswith(("https:", "http:", "mailto:")):
                continue
            goal = (tmp_path / "about" / target).resolve()
            assert goal.is_file(), link
            if fragment:
                assert fragment in lxml_html.document_fromstring(goal.read_text("utf-8")).xpath("//@id"), link


def test_the_pages_speak_german(tmp_path: Path) -> None:
    built(tmp_path, lang="de")
    titles = [words(about(tmp_path, name).find(".//h1")) for name in NAMES]
    assert titles == ["Die Edition", "Die Auszeichnung", "Zitieren", "Lizenz und Rechte", "Barrierefreiheit"]
    assert "ein Absatz" in words(entries(about(tmp_path, "encoding"))["p"])


def test_both_languages_have_the_same_words_to_say() -> None:
    labels = etree.parse(str(asset("xslt", "labels.xml"))).getroot()
    english, german = ([(part.tag, part.get("n")) for part in labels[at].find("about").iter()] for at in (0, 1))
    assert english == german
    sheets = "".join(
        (asset("xslt", "site") / name).read_text("utf-8") for name in ("about.xsl", "citing.xsl", "encoding.xsl")
    )
    assert set(re.findall(r"\$a/([a-z-]+)", sheets)) <= {tag for tag, _ in english}


@pytest.mark.parametrize(("lang", "written"), [("en", "12,345"), ("de", "12.345")])
def test_every_page_writes_a_number_in_the_same_way(lang: str, written: str) -> None:
    pages = (
        (b'<list kind="titles" count="12345"/>', "list.xsl"),
        (b'<about page="edition"><numbers documents="12345"/><made captured="0" others="0"/></about>', "about.xsl"),
        (b'<about page="encoding" documents="99999"><rule kind="p" documents="12345">R</rule></about>', "encoding.xsl"),
        (b'<chronology documents="1"><year n="1964" count="12345" share="100"/></chronology>', "years.xsl"),
    )
    for source, sheet in pages:
        assert written in render_page(source, sheet, {"lang": lang}).decode(), sheet


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_and_the_script_tell_the_same_keys(lang: str, tmp_path: Path) -> None:
    built(tmp_path, lang=lang)
    rows = about(tmp_path, "accessibility").xpath("//table[@class='plain']/tbody/tr")
    told = [("key " + " ".join(words(kbd) for kbd in row.iter("kbd")), words(row.find("td"))) for row in rows]
    script = (tmp_path / "js" / "words.js").read_text("utf-8").removeprefix("const teiWords=").rstrip().rstrip(";")
    assert told == [(key, said) for key, said in json.loads(script).items() if key.startswith("key ")]
    assert len(told) == 11


def test_hostile_words_are_words(tmp_path: Path) -> None:
    built(tmp_path, ODD, title="<script>alert(1)</script>", statement="</p><img src=x>")
    for name in NAMES:
        page = about(tmp_path, name)
        assert page.xpath("//script | //img | //@href[starts-with(., 'javascript')]") == []
    assert "</p><img src=x>" in words(about(tmp_path, "edition"))


def stated(out: Path, **settings: object) -> None:
    config = Config(title="Letters", site=Site(title="Letters"))
    build_site(DOCUMENTS, out, replace(config, **settings))  # type: ignore[arg-type]


def test_the_imprint_says_who_publishes_and_how_to_reach_them(tmp_path: Path) -> None:
    stated(
        tmp_path,
        publisher="House",
        editors=("Ann Smith", "Bo Lee"),
        email="ann@example.org",
        date="2026-11-21",
        base_url="https://example.org/",
        licence=Licence("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    )
    page = about(tmp_path, "edition")
    text = words(page)
    for said in ("House", "Ann Smith and Bo Lee", "21 November 2026", "CC BY 4.0", "https://example.org/"):
        assert said in text
    assert page.xpath("//a[@href='mailto:ann@example.org']")
    assert page.xpath("//a[@href='../edition.epub']")
    assert "Ann Smith and Bo Lee (ed.), Letters, House, 2026, https://example.org/." in words(about(tmp_path, "citing"))
    assert about(tmp_path, "accessibility").xpath("//a[@href='mailto:ann@example.org']")


CORPUS = (
    """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt>
</fileDesc></teiHeader>"""
    + re.sub(r"<\?.*?\?>", "", (PAGES / "minutes.xml").read_text("utf-8"))
    + "</teiCorpus>"
)


@pytest.mark.parametrize("base", [None, "https://example.org/ed/"])
@pytest.mark.parametrize(
    "document", [*DOCUMENTS, *ODD, SiteDocument("corpus", CORPUS.encode())], ids=lambda each: each.ident
)
def test_the_example_is_cited_as_on_its_own_page(document: SiteDocument, base: str | None, tmp_path: Path) -> None:
    site = built(tmp_path, [document], base_url=base)
    page = tmp_path / "doc" / f"{site.slugs[document.ident]}.html"
    own = lxml_html.document_fromstring(page.read_text("utf-8"))
    said = [words(dd) for dd in own.xpath("//section[@id='cite']//dd[@class='copy']")]
    assert [words(dd) for dd in about(tmp_path, "citing").xpath("//main//dd[@class='copy']")] == said
    assert len(said) == (3 if base else 2)


def test_an_unpublished_edition_names_no_publisher(tmp_path: Path) -> None:
    built(tmp_path)
    assert "unpublished" not in words(about(tmp_path, "edition"))


def test_the_numbers_are_those_of_the_documents(tmp_path: Path) -> None:
    built(tmp_path)
    figures = about(tmp_path, "edition").xpath("//dl[@class='figures']/div")
    said = {words(each.find("dt")): words(each.find("dd")) for each in figures}
    turns = sum(len(read_tei(path).getroot().findall(f".//{T}sp")) for path in SAMPLES)
    assert (said["Documents"], said["Period"], said["Turns of speech"]) == ("3", "1964–2021", str(turns))


def test_the_same_statement_of_rights_stands_once_with_its_documents_counted(tmp_path: Path) -> None:
    twice = [SiteDocument(name, PAGES / "letter.xml") for name in ("a", "b")]
    built(tmp_path, [*twice, SiteDocument("foreign", FOREIGN.encode())])
    said = [words(each) for each in about(tmp_path, "licence").find_class("said")]
    assert [each.split(" document")[0] for each in said] == ["2", "1"]
    assert "Nothing is said of rights." in said[1]


def with_rights(*statements: str) -> list[SiteDocument]:
    """The sample letter once for each statement of rights."""
    letter = (PAGES / "letter.xml").read_text("utf-8")
    head, _, rest = letter.partition("<availability")
    opening, _, tail = rest.partition(">")
    _, _, after = tail.partition("</availability>")
    found = (f"{head}<availability{opening}><p>{words}</p></availability>{after}" for words in statements)
    return [SiteDocument(f"d{n}", tei.encode()) for n, tei in enumerate(found)]


ASK = "Reuse is welcome. To ask, write to the archive at"


@pytest.mark.parametrize(
    ("same", "shown"),
    [
        (("Free to use.", "Free  to\n use", "Free to use ."), 1),
        ((f"{ASK} [email protected].", ASK, f"{ASK} [email\u00a0protected]"), 1),
        (("Free to use.", "Free to use for research."), 2),
        ((f"{ASK} a@example.org.", f"{ASK} b@example.org.", ASK), 3),
        (("Reuse is welcome.", ASK), 2),
        (("Free to use?", "Free to use.", "free to use."), 3),
    ],
)
def test_statements_of_rights_are_one_only_if_they_say_the_same(
    same: tuple[str, ...], shown: int, tmp_path: Path
) -> None:
    built(tmp_path, with_rights(*same))
    said = about(tmp_path, "licence").find_class("said")
    assert len(said) == shown
    assert sum(number(words(each.find_class("count")[0])) for each in said) == len(same)
    if shown == 1:
        assert words(said[0].find("blockquote")) in (" ".join(each.split()) for each in same)
        assert len(words(said[0].find("blockquote"))) == max(len(" ".join(each.split())) for each in same)


@pytest.mark.parametrize("policy", ["public", "hashes", "none"])
def test_the_page_of_rights_says_what_is_shown_of_the_captures(policy: str, tmp_path: Path) -> None:
    stated(tmp_path, site=Site(title="Letters", capture=policy))  # type: ignore[arg-type]
    text = words(about(tmp_path, "licence"))
    assert ("are not published" in text) == (policy != "public")
    assert ("checksums" in text) == (policy == "hashes")
