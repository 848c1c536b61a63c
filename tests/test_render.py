"""The page of a document: its words, its links, its manners towards foreign and hostile files."""

from __future__ import annotations

import itertools
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from long_documents import turns_with_notes
from tei_edition import render
from tei_edition.assets import asset
from tei_edition.errors import BadConfiguration, UnreadableInput
from tei_edition.render import read_tei, render_document

PAGES = Path(__file__).parent / "samples" / "pages"
SAMPLES = sorted(PAGES.glob("*.xml"))
T = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def page(path: Path, **params: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_document(read_tei(path), params=params).decode())


def page_of(body: str, header: str = "", attributes: str = "") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(rendered(body, header, attributes))


def rendered(body: str, header: str = "", attributes: str = "") -> str:
    tei = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}><teiHeader><fileDesc><titleStmt>'
        f"<title>A letter</title></titleStmt></fileDesc>{header}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )
    return render_document(read_tei(tei.encode())).decode()


def text(nodes: list[lxml_html.HtmlElement]) -> str:
    return " ".join(" ".join(node.itertext()) for node in nodes)


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


# --- the words --------------------------------------------------------------------------------------------

BLOCKS = frozenset(
    """
    p head div sp speaker stage item list label cell row table closer opener salute signed
    dateline address addrLine seg postscript trailer byline quote figure figDesc fw milestone
    note idno lb
    """.split()
)


def reading_text(tree: etree._ElementTree) -> str:
    """The text that the Guidelines of the edition (§12) promise to regenerate, with single spaces."""
    parts: list[str] = []

    def walk(node: etree._Element) -> None:
        name = str(node.tag).removeprefix(T)
        if name == "note" and node.get("type") == "editorial":
            return
        if name in {"gap", "space"}:
            parts.append("".join(node.itertext()))
            return
        before, after = delimiters(name, node)
        block = name in BLOCKS and not (
            name in {"seg", "label", "note", "fw", "milestone", "stage"} and inside_paragraph(node)
        )
        parts.append(" " * block + before + (node.get("n", "") if name == "milestone" else "") + (node.text or ""))
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        parts.append(after + " " * block)

    for part in tree.getroot().iterfind(f"{T}text/*"):
        walk(part)
    return " ".join("".join(parts).split())


def delimiters(name: str, node: etree._Element) -> tuple[str, str]:
    if node.get("rend") == "verbatim":
        return "", ""
    unclear = {"label": ("[unclear: ", "]"), "bracket": ("[", "?]"), "query": ("", " [?]")}
    if name == "unclear":
        return unclear.get(node.get("rend", ""), ("", ""))
    return {"supplied": ("[", "]"), "sic": ("", " [sic]")}.get(name, ("", ""))


def inside_paragraph(node: etree._Element) -> bool:
    return any(str(a.tag).removeprefix(T) in {"p", "item", "speaker"} for a in node.iterancestors())


def page_text(root: lxml_html.HtmlElement) -> str:
    """The words of the text areas; what has the class "app" is the page's own."""
    for own in root.xpath("//*[contains(concat(' ', @class, ' '), ' app ')]"):
        own.drop_tree()
    parts: list[str] = []
    for area in root.xpath("//*[@class = 'tei-text']"):
        for event, node in etree.iterwalk(area, events=("start", "end")):
            block = (
                " "
                if node.tag in {"p", "div", "li", "ul", "ol", "br", "td", "th", "figure", "blockquote", "h2", "h4"}
                else ""
            )
            if node.get("class") in {"tei-fw", "tei-milestone"} and node.getparent().tag == "div":
                block = " "
            if event == "start":
                parts.append(block + (node.text or ""))
            else:
                parts.append(block + ((node.tail or "") if node is not area else " "))
    return " ".join("".join(parts).split())


def test_the_words_of_the_page_are_the_words_of_the_document(sample: Path) -> None:
    assert page_text(page(sample)) == reading_text(read_tei(sample))


def test_the_word_test_can_fail() -> None:
    tree = read_tei(PAGES / "letter.xml")
    tree.getroot().find(f".//{T}salute").text = "Dear "  # type: ignore[union-attr]
    assert page_text(page(PAGES / "letter.xml")) != reading_text(tree)


def test_delimiters_come_from_the_markup_or_from_the_source_never_from_both() -> None:
    root = page_of(
        '<p><supplied>a</supplied> <supplied rend="verbatim">(b)</supplied> <sic>c</sic> '
        '<sic rend="verbatim">d (sic)</sic> '
        '<unclear rend="label">e</unclear> <unclear rend="bracket">f</unclear> '
        '<unclear rend="query">g</unclear> '
        '<unclear rend="verbatim">[[h?]]</unclear></p>'
    )
    assert page_text(root) == "[a] (b) c [sic] d (sic) [unclear: e] [f?] g [?] [[h?]]"


PHRASES = st.sampled_from(
    """
    hi q said name persName orgName placeName date seg ref supplied sic unclear del add foreign
    choice corr title
    """.split()
)
INNER = st.recursive(
    st.just(""),
    lambda inner: st.lists(st.tuples(PHRASES, inner), min_size=1, max_size=3).map(
        lambda parts: "".join(f"WORD<{name}>WORD{content}</{name}>WORD" for name, content in parts)
    ),
    max_leaves=8,
)
BLOCK = st.sampled_from(
    """
    p head div sp speaker list item quote table row cell opener closer lg ab figure postscript
    stage
    """.split()
)


@given(st.lists(st.tuples(BLOCK, BLOCK, INNER), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_or_doubled_however_a_foreign_file_nests_its_elements(
    blocks: list[tuple[str, str, str]],
) -> None:
    body = "".join(f"<{outer}>WORD<{inner}>WORD{words}</{inner}></{outer}>" for outer, inner, words in blocks)
    numbers = itertools.count()
    numbered = re.sub("WORD", lambda _: f" w{next(numbers)} ", body)
    found = Counter(re.findall(r"w\d+", text(page_of(numbered).xpath("//*[@id = 'text']"))))
    assert found == Counter(re.findall(r"w\d+", numbered))


# --- ids and links ----------------------------------------------------------------------------------------


def test_every_id_is_unique_and_every_local_link_has_its_goal(sample: Path) -> None:
    root = page(sample)
    ids = Counter(root.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    goals = [unquote(href[1:]) for href in root.xpath("//a/@href") if href.startswith("#")]
    assert [goal for goal in goals if goal not in ids] == []
    assert [name for name in root.xpath("//@aria-labelledby") if name not in ids] == []


def test_every_id_of_the_text_is_a_fragment_of_the_page(sample: Path) -> None:
    expected = {str(name) for name in read_tei(sample).xpath("//*[local-name()='text']//@xml:id")}
    assert expected <= set(page(sample).xpath("//@id"))


def test_a_paragraph_number_is_the_link_to_its_paragraph() -> None:
    number = page(PAGES / "minutes.xml").get_element_by_id("p-12")[0]
    assert (number.text, number.get("href"), number.get("aria-label")) == ("12", "#p-12", "Paragraph 12")


def test_repeated_ids_of_a_foreign_file_become_one_fragment() -> None:
    assert (
        page_of('<p xml:id="a">1</p><p xml:id="a">2</p><p xml:id="notes">3</p>').xpath(
            "count(//*[@id='a' or @id='notes'])"
        )
        == 1
    )


def test_links_do_not_stand_inside_links(sample: Path) -> None:
    assert not re.search(r"<a\b[^>]*>(?:(?!</a>).)*<a\b", render_document(read_tei(sample)).decode(), re.S)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///x",
        "vbscript:x",
        "java&#9;script:alert(1)",
        "javascript&#58;alert(1)",
        "https:",
        "http:javascript://x",
        "//example.org/",
        "\\\\example.org",
        "#nowhere",
    ],
)
def test_a_link_that_could_harm_stays_text(target: str) -> None:
    root = page_of(f'<p><ref target="{target}">words</ref></p>')
    assert root.xpath("//*[@id='text']//a") == []
    assert "words" in text(root.xpath("//*[@id='text']"))


@pytest.mark.parametrize("target", ["https://example.org/a", "HTTP://example.org", "mailto:a@example.org"])
def test_a_link_to_the_web_is_a_link(target: str) -> None:
    assert page_of(f'<p><ref target="{target}">words</ref></p>').xpath("//*[@id='text']//a/@href") == [target]


def test_markup_in_the_words_of_a_document_never_becomes_markup() -> None:
    html = rendered(
        '<p n="&quot;&gt;&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;</p>'
    )
    assert html.count("<script") == html.count("<script src=")
    assert "<img" not in html


def test_the_page_carries_no_inline_script_or_style_and_says_so(sample: Path) -> None:
    root = page(sample)
    assert root.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert [script.get("src") for script in root.iter("script")] == ["js/words.js", "js/edition.js"]
    assert "".join(root.xpath("//script/text()")) == ""
    assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")


# --- head, card, people -----------------------------------------------------------------------------------


def test_the_head_states_date_speakers_and_turns() -> None:
    words = text(page(PAGES / "minutes.xml").find_class("line"))
    assert "25 November 1964" in words
    assert "3 speakers" in words
    assert "6 turns" in words


def test_an_illegible_day_is_said_in_words_and_keeps_out_of_the_citation() -> None:
    root = page(PAGES / "letter.xml")
    assert "August 1973, day illegible" in text(root.find_class("line"))
    assert root.xpath("string(//header[@class='head']//time/@datetime)") == "1973-08"
    assert "illegible" not in text(root.find_class("copy"))


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ('<date when="1970">1970</date>', "1970"),
        ('<date from="1968-05-08" to="1968-05-10">8–10 May</date>', "8 May 1968 – 10 May 1968"),
        ('<date notBefore="1968-03" notAfter="1968-05">spring</date>', "between March 1968 and May 1968"),
        ('<date notAfter="1968-05">before May</date>', "not after May 1968"),
        ("<date>a spring day</date>", "undated; the source has “a spring day”"),
        ('<date when="1970-13-01">odd</date>', "1970-13-01"),
        ("", "Undated"),
    ],
)
def test_dates_are_as_precise_as_the_header_and_no_more(date: str, words: str) -> None:
    root = page_of("<p>x</p>", f"<profileDesc><creation>{date}</creation></profileDesc>")
    assert root.find_class("line")[0][0].text_content() == words


def test_the_card_has_only_rows_that_are_filled_and_says_what_the_source_leaves_out() -> None:
    rows = {
        label.text_content(): label.getnext().text_content()
        for label in page(PAGES / "letter.xml").xpath("//*[@id='card']/dl/dt")
    }
    assert rows["From"] == "Arben Gjoka"
    assert rows["Answers"] == "Pak Chol, 7 July 1973 ¶\xa01"
    assert rows["Held at"] == "Central Archive, Foreign Relations, D 2, V. 1964, pp.\u00a0209–233"
    assert rows["Not recorded in the source"] == "language of the original, record number, upload date"
    assert "Document number" not in rows


def test_people_are_grouped_by_side_with_their_turns() -> None:
    who = page(PAGES / "minutes.xml").get_element_by_id("who")
    assert [head.text_content() for head in who.iter("h3")] == [
        "From the Southern side",
        "The delegation of the Northern Workers’ Party",
        "Also here",
    ]
    assert "3 turns" in text(who.xpath(".//li[@id='who-pers-ri-song-min']"))
    silent = who.xpath("string(.//p[.='Present, did not speak']/following-sibling::ul[1]/li/@id)")
    assert silent == "who-pers-vasil-kodra"
    assert who.xpath("string(.//li[@id='who-pers-petrit-leka']//p[@class='turns']/a/@href)") == "#sp-3"


def test_a_turn_shows_its_speaker_by_letter_and_colour_and_its_label_runs_in() -> None:
    turn = page(PAGES / "minutes.xml").get_element_by_id("sp-1")
    assert turn.get("class") == "tei-sp s3 w3"
    assert turn.find_class("badge")[0].text == "R"  # the family stands first in Ri Song-min
    assert turn.xpath("string(p[1]/b)") == "Comrade Ri Song-min:"


def test_two_speakers_of_one_initial_get_two_letters() -> None:
    people = "".join(
        f'<person xml:id="{i}"><persName>{n}</persName></person>' for i, n in (("a", "Ana Hoxha"), ("b", "Bo Hysa"))
    )
    root = page_of(
        '<sp who="#a"><p>x</p></sp><sp who="#b #a"><p>y</p></sp>',
        f"<profileDesc><particDesc><listPerson>{people}</listPerson></particDesc></profileDesc>",
    )
    assert [badge.text for badge in root.xpath("//*[@class='tei-sp s1 w1' or @class='tei-sp s1 w1 w2']/span")] == [
        "Ho",
        "Hy",
    ]
    assert "2 turns" in text(root.xpath("//li[@id='who-a']"))


# --- notes, signs, names ----------------------------------------------------------------------------------


def test_a_note_mark_leads_to_its_note_and_back() -> None:
    root = page(PAGES / "letter.xml")
    mark = root.get_element_by_id("ref-note-1")
    assert (mark.text, mark.get("href"), mark.get("role")) == ("1", "#note-1", "doc-noteref")
    back = root.get_element_by_id("note-1").xpath(".//a[@role='doc-backlink']")[0]
    assert (back.get("href"), back.get("aria-label")) == ("#ref-note-1", "Back to the text at note 1")


def test_a_printed_mark_whose_note_is_missing_leads_to_our_explanation() -> None:
    root = page(PAGES / "minutes.xml")
    assert root.get_element_by_id("fnref-5").get("href") == "#note-1"
    assert root.get_element_by_id("note-1").xpath("string(.//a/@href)") == "#fnref-5"
    assert root.xpath("//*[@id='ref-note-1']") == []


def test_our_notes_are_told_apart_from_those_of_the_document() -> None:
    root = page(PAGES / "minutes.xml")
    assert root.get_element_by_id("ref-note-2").text == "E1"
    assert root.get_element_by_id("fn-6").xpath("string(.//a[@role='doc-backlink']/@href)") == "#fnref-6"


def test_the_legend_lists_the_signs_that_occur_and_no_others() -> None:
    rows = [row[1].text_content() for row in page(PAGES / "letter.xml").xpath("//*[@id='signs']/ul/li")]
    assert len(rows) == 1
    assert rows[0].startswith("gap: illegible 1\u00a0×")
    assert page(PAGES / "article.xml").xpath("//*[@id='signs']") == []


def test_a_gap_says_what_it_is() -> None:
    gap = page(PAGES / "minutes.xml").get_element_by_id("gap-1")
    assert gap.get("aria-label") == "[two words illegible] – gap: illegible, 2 words"


def test_names_lead_to_the_list_of_names_with_their_paragraphs() -> None:
    root = page(PAGES / "minutes.xml")
    entry = root.get_element_by_id("org-nwp")
    assert entry.find(".//small").text == "2\u00a0×"
    assert entry.xpath(".//*[@class='where']/a/@href") == ["#p-2", "#p-12"]
    assert root.get_element_by_id("p-12").xpath("a[@class='tei-orgName']/@href") == ["#org-nwp"]


# --- foreign files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tei",
    [
        "<a/>",
        "<html><body><p>x</p></body></html>",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text/></TEI>',
        "<TEI.2><teiHeader/><text><body><p>old</p></body></text></TEI.2>",
        '<p xmlns="http://www.tei-c.org/ns/1.0">alone</p>',
        '<!DOCTYPE TEI [<!ENTITY mdash "—">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a&mdash;b</p></body></text></TEI>',
    ],
)
def test_any_xml_gets_a_page(tei: str) -> None:
    words = "".join(etree.fromstring(tei).itertext())
    root = lxml_html.document_fromstring(render_document(read_tei(tei.encode())).decode())
    assert words in text(root.xpath("//main"))


def test_all_texts_of_a_corpus_are_shown() -> None:
    one = "<TEI><teiHeader/><text><body><p>{}</p></body></text></TEI>"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{one.format("first")}{one.format("second")}</teiCorpus>'
    root = lxml_html.document_fromstring(render_document(read_tei(corpus.encode())).decode())
    assert [p.text for p in root.find_class("tei-p")] == ["first", "second"]


def test_an_unknown_element_is_seen_with_its_name() -> None:
    unknown = page_of("<p><app><rdg>CC</rdg></app></p>").find_class("unknown")
    assert [element[0].text for element in unknown] == ["app", "rdg"]


def test_every_element_of_the_schema_has_a_template() -> None:
    schema = etree.parse(str(asset("schemas", "tei_edition.rng")))
    names = {str(name) for name in schema.xpath("//*[local-name()='element']/@name")}
    assert len(names) > 100
    sheets = [asset("xslt", "edition.xsl"), *sorted(asset("xslt", "parts").glob("*.xsl"))]
    patterns = " ".join(str(m) for sheet in sheets for m in etree.parse(str(sheet)).xpath("//@match"))
    assert names - set(re.findall(r"tei:(\w+)", patterns)) == set()


def test_a_file_that_is_not_well_formed_is_named_with_its_line() -> None:
    with pytest.raises(UnreadableInput, match=r"letter\.xml:2: this is not well-formed XML"):
        read_tei(b"<TEI>\n<p></TEI>", "letter.xml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"none\.xml"):
        read_tei(tmp_path / "none.xml")


def test_an_external_entity_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", "utf-8")
    tei = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p xmlns="http://www.tei-c.org/ns/1.0">a&x;b</p>'
    try:
        html = render_document(read_tei(tei.encode()))
    except UnreadableInput:
        return
    assert b"hidden" not in html


# --- own stylesheets --------------------------------------------------------------------------------------

OWN = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
  extension-element-prefixes="exsl">
  <xsl:import href="tei-edition:edition.xsl"/>{}</xsl:stylesheet>"""


def own(tmp_path: Path, templates: str) -> Path:
    path = tmp_path / "own.xsl"
    path.write_text(OWN.format(templates), "utf-8")
    return path


def test_an_own_stylesheet_changes_one_template_and_keeps_the_rest(tmp_path: Path) -> None:
    sheet = own(tmp_path, '<xsl:template match="tei:salute"><p class="mine"><xsl:apply-templates/></p></xsl:template>')
    html = render_document(read_tei(PAGES / "letter.xml"), stylesheet=sheet).decode()
    assert '<p class="mine">Honorable Comrade' in html
    assert "I received with exceptional pleasure" in html


def test_a_stylesheet_that_was_changed_is_read_again(tmp_path: Path) -> None:
    for word in ("first", "and the second"):
        sheet = own(tmp_path, f'<xsl:template match="tei:salute"><p>{word}</p></xsl:template>')
        assert f"<p>{word}</p>" in render_document(read_tei(PAGES / "letter.xml"), stylesheet=sheet).decode()


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("<xsl:stylesheet", "not well-formed"),
        (
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template/></xsl:stylesheet>',
            "XSLT 1.0",
        ),
        (
            OWN.format('<xsl:template match="/"><xsl:message terminate="yes">stop</xsl:message></xsl:template>'),
            "stop",
        ),
        (
            OWN.format('<xsl:template match="/"><exsl:document href="x.txt">x</exsl:document></xsl:template>'),
            "own.xsl",
        ),
    ],
)
def test_a_stylesheet_that_cannot_run_is_a_fault_of_the_configuration(tmp_path: Path, sheet: str, message: str) -> None:
    path = tmp_path / "own.xsl"
    path.write_text(sheet, "utf-8")
    with pytest.raises(BadConfiguration, match=message):
        render_document(read_tei(PAGES / "letter.xml"), stylesheet=path)


def test_a_stylesheet_that_is_not_there_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"none\.xsl"):
        render_document(read_tei(PAGES / "letter.xml"), stylesheet=tmp_path / "none.xsl")


def test_the_stylesheets_work_from_a_folder_with_spaces_and_accents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Édition de Jörg (1) #2 %20"
    shutil.copytree(asset("xslt"), folder / "xslt")
    monkeypatch.setattr(render, "asset", lambda *parts: folder.joinpath(*parts))
    assert b"Back to the text at note 1" in render_document(read_tei(PAGES / "letter.xml"))


# --- languages, weight, speed -----------------------------------------------------------------------------


def languages() -> dict[str, list[tuple[str, str]]]:
    root = etree.parse(str(asset("xslt", "labels.xml"))).getroot()
    return {
        language.get("{http://www.w3.org/XML/1998/namespace}lang", ""): [
            (str(label.tag), label.get("n", "")) for label in language.iterchildren(etree.Element)
        ]
        for language in root
    }


def test_every_language_has_the_same_labels() -> None:
    by_language = languages()
    assert by_language["en"] == by_language["de"]
    assert [label for label, times in Counter(by_language["en"]).items() if times > 1] == [("month", "")]


def test_every_label_that_the_stylesheets_ask_for_exists() -> None:
    known = {name for name, _ in languages()["en"]}
    sheets = "".join(path.read_text("utf-8") for path in sorted(asset("xslt").rglob("*.xsl")))
    assert set(re.findall(r"\$t/([a-z][a-z-]*)", sheets)) <= known


def test_every_unit_that_is_counted_has_its_words() -> None:
    sheets = "".join(path.read_text("utf-8") for path in sorted(asset("xslt").rglob("*.xsl")))
    counted = set(re.findall(r"""name="word" select="'([^']+)'""", sheets)) | set(
        re.findall(r"""unit\[@n = '([^']+)'\]""", sheets)
    )
    assert counted
    assert {("unit", each) for each in counted} <= set(languages()["en"])


def test_a_page_speaks_german() -> None:
    root = page(PAGES / "letter.xml", lang="de")
    assert root.get("lang") == "de"
    assert "August 1973, Tag unleserlich" in text(root.find_class("line"))
    assert root.get_element_by_id("h-notes").text == "Anmerkungen"
    assert root.get_element_by_id("text").get("lang") == "en"


def test_a_language_without_labels_gets_english() -> None:
    assert page(PAGES / "letter.xml", lang="sq").get_element_by_id("h-notes").text == "Notes"


def test_the_same_document_gives_the_same_bytes(sample: Path) -> None:
    assert render_document(read_tei(sample)) == render_document(read_tei(sample))


def test_the_chrome_of_a_page_weighs_less_than_14_kb() -> None:
    assert len(rendered("<p>x</p>")) < 5_000
    sized = render_document(read_tei(PAGES / "article.xml"))
    assert len(sized) < 14_000


def test_ten_thousand_turns_become_one_page() -> None:
    html = render_document(read_tei(turns_with_notes(10_000).encode())).decode()
    assert html.count('id="sp-') == 10_000
    assert 'id="sp-10000"' in html


@pytest.mark.parametrize(
    ("bibl", "rows"), [("<publisher>An Archive</publisher>", 1), ("<idno type='sha256'>0</idno>", 0)]
)
def test_the_captured_page_is_named_only_where_it_is_known(bibl: str, rows: int) -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
        f'<sourceDesc><bibl type="digital">{bibl}</bibl></sourceDesc></fileDesc></teiHeader>'
        "<text><body><p>B</p></body></text></TEI>"
    )
    root = lxml_html.document_fromstring(render_document(read_tei(tei.encode())).decode())
    assert [label.text for label in root.iter("dt")].count("Captured page") == rows


def test_a_word_divided_at_a_line_end_is_one_word_on_the_page() -> None:
    found = rendered('<p xml:id="p-1">The cara-<lb break="no"/>vans came<lb/> late.</p>')
    assert 'cara-<br class="in-source">vans came<br> late.' in found


@pytest.mark.parametrize(
    "words", ["xsltDefaultProcessOneNode: text copy failed", "Failed to evaluate the 'select' expression."]
)
def test_a_page_for_which_there_is_no_memory_is_no_fault_of_the_document(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(*_: object, **__: object) -> None:
        raise etree.XSLTApplyError(words)

    monkeypatch.setattr(render, "_compiled", lambda *_: starved)
    with pytest.raises(MemoryError):
        render_document(read_tei(b"<TEI/>"))
