"""The pages of people, places and organisations: every mention counted, every sentence found, every link leads."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from editions import PAGES, SAMPLES, built
from tei_edition.appearances import Appearance, appearances, occurrences
from tei_edition.authorities import Kind
from tei_edition.config import Config
from tei_edition.records import record
from tei_edition.render import read_tei
from tei_edition.site import SiteDocument, names
from tei_edition.site.edition import Edition, Entry, Page
from tei_edition.site.entities import FOLDERS, Entities, Entity
from tei_edition.teifile import NS, elements, pointer, text_of

NAMES = "//t:text//t:persName[@ref]|//t:text//t:orgName[@ref]|//t:text//t:placeName[@ref]"


def tei(body: str, header: str = "", lists: str = "", ident: str = "d1") -> bytes:
    """A document of our own with a body, more of a profileDesc, and lists."""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{ident}"><teiHeader><fileDesc><titleStmt>'
        f"<title>{ident}</title></titleStmt></fileDesc><profileDesc>{header}</profileDesc></teiHeader>"
        f"<standOff>{lists}</standOff><text><body>{body}</body></text></TEI>"
    ).encode()


def dated(when: str) -> str:
    return f'<creation><date when="{when}">{when}</date></creation>'


def person(ident: str, name: str, inside: str = "", **attributes: str) -> str:
    stated = "".join(f' {key}="{value}"' for key, value in attributes.items())
    entry = f'<person xml:id="{ident}"{stated}><persName>{escape(name)}</persName>{inside}</person>'
    return f"<listPerson>{entry}</listPerson>"


def letter(ident: str, sender: str, receiver: str, when: str) -> bytes:
    people = "".join(person(each, each.title()) for each in (sender, receiver))
    actions = "".join(
        f'<correspAction type="{act}"><persName ref="#{who}">{who.title()}</persName></correspAction>'
        for act, who in (("sent", sender), ("received", receiver))
    )
    return tei("<p>x</p>", f"{dated(when)}<correspDesc>{actions}</correspDesc>", people, ident)


def site(out: Path, *documents: bytes, **options: str) -> Path:
    """The folder of a site of some documents."""
    built(out, [SiteDocument(f"d{n}", each) for n, each in enumerate(documents)], **options)  # type: ignore[arg-type]
    return out


def opened(path: Path) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(path.read_text("utf-8"))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section(path: Path, act: str) -> str:
    """The words of one of the lists on the page of a name."""
    return " ".join(" ".join(opened(path).get_element_by_id(act).getparent().itertext()).split())


def of(data: bytes) -> dict[str, Appearance]:
    return {each.ref: each for each in appearances(etree.fromstring(data))}


# --- what is read of a document -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_mention_in_the_text_is_counted(sample: Path) -> None:
    root = read_tei(sample).getroot()
    found = elements(root, NAMES)
    mentions = [name for name in found if not elements(name, "ancestor::t:speaker")]
    counted = {each.ref: each.times for each in appearances(root) if each.times}
    assert counted == Counter(name.get("ref") for name in mentions)
    assert {ref: len(places) for (_, ref), places in occurrences(root, 6).items()} == counted


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sentence_has_the_name_in_it_and_stands_in_its_paragraph(sample: Path) -> None:
    root = read_tei(sample).getroot()
    for appearance in appearances(root):
        assert len(appearance.passages) == min(3, appearance.times)
        for passage in appearance.passages:
            before, name, after = passage.parts
            assert name in dict(appearance.forms)
            (block,) = root.xpath("//t:text//*[@xml:id=$id]", id=passage.block, namespaces=NS)
            shown = f"{before.removeprefix('… ')}{name}{after.removesuffix(' …')}"
            assert re.sub(r"\s", "", shown) in re.sub(r"\s", "", text_of(block))


def test_a_long_sentence_is_cut_between_words_on_both_sides() -> None:
    long = "word " * 60
    found = of(tei(f'<p xml:id="p-1">{long}<persName ref="#a">Ann</persName> {long}</p>'))["#a"]
    before, name, after = found.passages[0].parts
    assert (before[:6], name, after[-6:]) == ("… word", "Ann", "word …")
    assert max(len(before), len(after)) <= 93


def test_only_the_sentence_of_the_name_is_told() -> None:
    found = of(tei('<p xml:id="p-1">It rained all day. Then <persName ref="#a">Ann</persName> came. She left.</p>'))
    assert found["#a"].passages[0].sentence == "Then Ann came."


def test_a_gap_does_not_end_the_sentence() -> None:
    place = (
        '<placeName ref="#t">Tirana</placeName>, on August <gap reason="illegible"><desc>[illegible]</desc></gap>, 1973'
    )
    found = of(tei(f'<p xml:id="p-1">{place}</p>'))["#t"]
    assert found.passages[0].sentence == "Tirana, on August [illegible], 1973"


def test_a_name_is_not_counted_where_it_is_the_label_of_a_turn() -> None:
    ann = '<persName ref="#a">Ann</persName>'
    found = of(tei(f'<sp who="#a"><speaker>{ann}:</speaker><p>I saw {ann}.</p></sp>'))["#a"]
    assert (found.turns, found.times) == (1, 1)


def test_a_turn_of_several_is_a_turn_of_each() -> None:
    found = of(tei('<sp who="#a #b"><p>Yes.</p></sp><sp who="#a"><p>No.</p></sp>'))
    assert {ref: each.turns for ref, each in found.items()} == {"#a": 2, "#b": 1}


def test_a_name_that_points_at_several_names_each_of_them() -> None:
    assert set(of(tei('<p><persName ref="#a #b">the Smiths</persName></p>'))) == {"#a", "#b"}


@pytest.mark.parametrize(
    ("stated", "compared"),
    [
        ("#a", "#a"),
        ("people.xml#a", "#a"),
        ("a", "#a"),
        ("https://d-nb.info/gnd/1", "https://d-nb.info/gnd/1"),
        ("", ""),
    ],
)
def test_pointers_are_compared_by_what_they_point_at(stated: str, compared: str) -> None:
    assert pointer(stated) == compared


def test_a_name_of_which_nobody_says_whom_it_names_is_kept_by_its_words() -> None:
    found = of(tei("<p><persName>the  stranger</persName> in <placeName>Ost</placeName></p>"))
    assert set(found) == {"person:the stranger", "place:Ost"}


def test_names_in_notes_of_the_encoding_are_none_of_the_document() -> None:
    assert of(tei('<p>x<note type="editorial">See <persName ref="#a">Ann</persName>.</note></p>')) == {}


def test_what_the_lists_know_of_somebody_is_kept() -> None:
    inside = (
        '<birth when="1908-10-16">1908</birth><death><date notBefore="1985">after 1985</date></death>'
        '<affiliation>Secretary of the <orgName ref="#org-x">X</orgName></affiliation><note>A note.</note>'
        '<idno type="gnd">118540238</idno><idno>https://www.wikidata.org/wiki/Q41117</idno>'
    )
    listed = of(tei('<p><persName ref="#a">Ann</persName></p>', lists=person("a", "Ann Lee", inside, cert="low")))[
        "#a"
    ].listed
    assert listed is not None
    assert listed.born is not None and listed.born.iso == "1908-10-16"
    assert listed.died is not None and listed.died.iso == "1985"
    assert [tuple(office) for office in listed.offices] == [("Secretary of the X", ("#org-x",))]
    assert (listed.names, listed.notes, listed.cert) == (("Ann Lee",), ("A note.",), "low")
    assert listed.identifiers == (("gnd", "118540238"), ("wikidata", "Q41117"))


# --- all documents together ------------------------------------------------------------------------------------


def test_the_same_id_is_the_same_person_under_the_name_that_most_lists_have() -> None:
    spellings = ("Wladyslaw G.", "Władysław G.", "Władysław G.")
    body = '<p><persName ref="#g">Comrade G.</persName></p>'
    entities = Entities.of(appearances(etree.fromstring(tei(body, lists=person("g", name)))) for name in spellings)
    (found,) = entities.kind("person")
    assert (found.name, found.times, found.aliases) == ("Władysław G.", 3, ("Wladyslaw G.",))


def test_different_ids_stay_different_people() -> None:
    body = '<p><persName ref="#a">Ann</persName> and <persName ref="#b">Ann</persName></p>'
    root = etree.fromstring(tei(body, lists=person("a", "Ann") + person("b", "Ann")))
    assert len(Entities.of([appearances(root)]).kind("person")) == 2


def test_an_index_turns_western_names_round_and_leaves_eastern_ones() -> None:
    people = {"a": "Stalin", "b": "Kim Il Sung", "c": "Ri Jong-ok", "d": "Enver Hoxha"}
    body = "".join(f'<p><persName ref="#{each}">x</persName></p>' for each in people)
    root = etree.fromstring(tei(body, lists="".join(person(*each) for each in people.items())))
    found = Entities.of([appearances(root)]).kind("person")
    assert [(each.letter, each.filed) for each in found] == [
        ("H", "Hoxha, Enver"),
        ("K", "Kim Il Sung"),
        ("R", "Ri Jong-ok"),
        ("S", "Stalin"),
    ]


@given(
    st.lists(
        st.sampled_from(["#A", "#a", "#Ä", "#index", "#b", "person:a", "https://d-nb.info/gnd/1", "#--"]), unique=True
    )
)
def test_every_name_has_an_address_of_its_own(refs: list[str]) -> None:
    ids = [each.id for each in Entities.of([[Appearance("person", ref, times=1) for ref in refs]]).kind("person")]
    assert len(set(ids)) == len(refs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ident) and ident != "index" for ident in ids)


# --- the pages --------------------------------------------------------------------------------------------------


def test_the_lists_of_the_pages_add_up_with_the_files(tmp_path: Path) -> None:
    built(tmp_path)
    times = Counter[str]()
    for sample in SAMPLES:
        times.update({each.ref: each.times for each in appearances(read_tei(sample).getroot()) if each.times})
    shown = {}
    for page in (page for folder in FOLDERS.values() for page in (tmp_path / folder).glob("*-*.html")):
        if heading := opened(page).xpath("//h2[@id='named']/small"):
            shown[f"#{page.stem}"] = int(heading[0].text_content().split("\xa0")[0])
    assert shown == times


def test_a_person_wrote_received_spoke_and_is_named(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = tmp_path / "people" / "pers-arben-gjoka.html"
    assert "To Pak Chol 1 August 1973, day illegible Letter from Arben Gjoka to Pak Chol" in section(page, "sent")
    assert "turns" in section(page, "spoke")
    link = opened(page).xpath("//h2[@id='named']/..//a[@class='p']/@href")[-1]
    assert link == f"../doc/{site.slugs['letter']}.html#closer-1"
    assert "From Arben Gjoka 1" in section(tmp_path / "people" / "pers-pak-chol.html", "received")


def test_who_listens_and_says_nothing_is_present(tmp_path: Path) -> None:
    built(tmp_path)
    silent = opened(tmp_path / "people" / "pers-vasil-kodra.html")
    assert silent.xpath("//h2[@id='present']") and not silent.xpath("//h2[@id='spoke']")


def test_a_place_has_the_letters_that_were_written_there(tmp_path: Path) -> None:
    built(tmp_path)
    assert "Letter from Arben Gjoka" in section(tmp_path / "places" / "place-fierza.html", "written")


def test_more_sentences_than_three_are_only_counted(tmp_path: Path) -> None:
    body = "".join(f'<p xml:id="p-{n}">Here <persName ref="#a">Ann</persName> is.</p>' for n in range(1, 8))
    site(tmp_path, tei(body, lists=person("a", "Ann")))
    page = opened(tmp_path / "people" / "a.html")
    assert len(page.xpath("//ul[@class='passages']/li/span")) == 3
    (more,) = page.xpath("//li[@class='more']/a")
    assert (more.text, more.get("href")) == ("and 4 more", "../doc/undated-d1.html#a")


def test_letters_are_counted_by_correspondent(tmp_path: Path) -> None:
    letters = [letter(f"d{n}", "kim", "enver" if n < 3 else "mao", f"196{n}") for n in range(4)]
    site(tmp_path, *letters)
    assert section(tmp_path / "people" / "kim.html", "sent").startswith("Wrote 4 To Enver 3 Mao 1")


def test_the_years_of_a_name_show_their_gaps(tmp_path: Path) -> None:
    site(tmp_path, *(letter(f"d{n}", "kim", "mao", str(year)) for n, year in enumerate((1950, 1952, 1960))))
    bars = [words(bar) for bar in opened(tmp_path / "people" / "kim.html").xpath("//nav[@class='years']//li")]
    assert bars == ["1 document, 1950", "1951", "1 document, 1952", "1953–1959", "1 document, 1960"]


def test_who_is_often_named_together_is_told(tmp_path: Path) -> None:
    def naming(*people: str) -> bytes:
        body = "".join(f'<p><persName ref="#{each}">{each}</persName></p>' for each in people)
        return tei(body, lists="".join(person(each, each.title()) for each in people))

    site(tmp_path, naming("ann", "bob", "eve"), naming("ann", "bob"), naming("ann", "bob"), naming("eve"))
    page = opened(tmp_path / "people" / "ann.html")
    assert [words(each) for each in page.xpath("//ul[@class='near']/li")] == ["Bob in 3 documents"]


def test_the_page_says_how_certain_it_is_who_is_meant(tmp_path: Path) -> None:
    certs = (' cert="medium"', ' cert="low"', "")
    body = "".join(f'<p><persName ref="#a"{cert}>Ann</persName></p>' for cert in certs)
    entry = '<person xml:id="a" resp="#ed"><persName>Ann Lee</persName></person>'
    editor = b'<respStmt xml:id="ed"><resp>Editor</resp><name>Eve Fox</name></respStmt></titleStmt>'
    document = tei(body, f"<particDesc><listPerson>{entry}</listPerson></particDesc>")
    site(tmp_path, document.replace(b"</titleStmt>", editor))
    beware = words(opened(tmp_path / "people" / "a.html").find_class("beware")[0])
    assert beware == "Identified by Eve Fox. 1 × with low certainty, 1 × with medium certainty"


def test_the_certainty_of_an_entry_holds_where_the_text_says_nothing() -> None:
    body = '<p><persName ref="#a" cert="low">Ann</persName> <persName ref="#a">Ann</persName></p>'
    (found,) = Entities.of([appearances(etree.fromstring(tei(body, lists=person("a", "Ann", cert="high"))))]).kind(
        "person"
    )
    assert found.certs == {"low": 1, "high": 1}


def test_authority_files_are_plain_links_and_nothing_else_becomes_one(tmp_path: Path) -> None:
    hostile = ("javascript:alert(1)", "data:text/html,x", 'https://x.org/" onclick="y', "Q1 Q2", "118540238")
    idnos = "".join(f'<idno type="uri">{escape(each)}</idno>' for each in hostile)
    good = ("VIAF", "113230702"), ("wikidata", "https://www.wikidata.org/entity/Q5"), ("gnd", "no")
    idnos += "".join(f'<idno type="{scheme}">{identifier}</idno>' for scheme, identifier in good)
    site(tmp_path, tei('<p><persName ref="#a">Ann</persName></p>', lists=person("a", "Ann", idnos)))
    page = opened(tmp_path / "people" / "a.html")
    assert page.xpath("//aside//a/@href") == ["https://viaf.org/viaf/113230702", "https://www.wikidata.org/entity/Q5"]
    assert "javascript:alert(1)" in page.text_content()


def test_unidentified_names_stand_in_a_list_of_their_own(tmp_path: Path) -> None:
    listed = '<persName ref="#a">Ann</persName>, <persName ref="#gone">Bo</persName>'
    body = f"<p><persName>the stranger</persName>, {listed}</p>"
    site(tmp_path, tei(body, lists=person("a", "Ann") + person("v", "Voice", role="unidentified")))
    index = opened(tmp_path / "people" / "index.html")
    assert [a.text_content() for a in index.find_class("unidentified")[0].iter("a")] == ["Bo", "the stranger"]
    assert [a.text_content() for a in index.xpath("//section[@class='letter']//a")] == ["Ann"]
    assert (tmp_path / "people" / "the-stranger.html").is_file()


def test_an_index_without_names_says_so(tmp_path: Path) -> None:
    site(tmp_path, tei("<p>x</p>"))
    for folder, kind in (("people", "person"), ("orgs", "organisation"), ("places", "place")):
        assert f"name no {kind}." in opened(tmp_path / folder / "index.html").text_content()


def test_the_members_of_a_body_stand_on_its_page(tmp_path: Path) -> None:
    office = '<affiliation>Secretary of the <orgName ref="#org-x">X</orgName></affiliation>'
    body = '<p><persName ref="#a">Ann</persName> of <orgName ref="#org-x">X</orgName></p>'
    lists = person("a", "Ann", office) + '<listOrg><org xml:id="org-x"><orgName>X</orgName></org></listOrg>'
    site(tmp_path, tei(body, lists=lists))
    assert opened(tmp_path / "orgs" / "org-x.html").xpath("//aside//a/@href") == ["../people/a.html"]
    assert opened(tmp_path / "people" / "a.html").xpath("//aside//a/@href") == ["../orgs/org-x.html"]


# --- pages of documents ---------------------------------------------------------------------------------------


def test_a_name_in_the_text_leads_to_its_page_and_knows_its_entry(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = opened(tmp_path / "doc" / f"{site.slugs['letter']}.html")
    name = page.xpath("//*[@id='opener-1']//a[@class='tei-persName']")[0]
    assert (name.get("href"), name.get("data-ref")) == ("../people/pers-pak-chol.html", None)
    entry = page.get_element_by_id("pers-pak-chol")
    assert [words(entry.find(f".//{part}")) for part in ("b", "small", "p[@class='auth']/a")] == [
        "Pak Chol",
        "2 ×",
        "in 3 documents",
    ]


def test_an_entry_unfolds_to_the_words_around_each_name(tmp_path: Path) -> None:
    site = built(tmp_path)
    entry = opened(tmp_path / "doc" / f"{site.slugs['minutes']}.html").get_element_by_id("pers-pak-chol")
    place = entry.find_class("where")[0][0]
    assert words(place) == "20th anniversary of your liberation. Comrade Pak Chol has asked me twice to greet ¶ 4"
    assert place.xpath("a/@href") == ["#p-4"]


def test_of_many_names_some_places_show_only_their_paragraph(tmp_path: Path) -> None:
    body = "".join(f'<p xml:id="p-{n}">a <persName ref="#a">Ann</persName> b</p>' for n in range(1, 41))
    site(tmp_path, tei(body, lists=person("a", "Ann")))
    where = opened(tmp_path / "doc" / "undated-d1.html").get_element_by_id("a").find_class("where")[0]
    assert len(where) == 13
    assert words(where[-1]).startswith("and 28 more ¶ 13 ¶ 14")


def test_a_name_without_an_entry_is_listed_too_and_has_a_page(tmp_path: Path) -> None:
    gnd = "https://d-nb.info/gnd/118540238"
    site(
        tmp_path,
        tei(f'<p xml:id="p-1">By <persName ref="{gnd}">Goethe</persName>, to <persName>a friend</persName>.</p>'),
    )
    page = opened(tmp_path / "doc" / "undated-d1.html")
    assert [a.get("href") for a in page.xpath("//*[@id='p-1']/a[starts-with(@class, 'tei-')]")] == [
        "../people/gnd-118540238.html",
        "../people/a-friend.html",
    ]
    assert [b.text for b in page.xpath("//*[@id='named']//summary/b")] == ["Goethe", "a friend"]
    assert gnd in opened(tmp_path / "people" / "gnd-118540238.html").xpath("//aside//a/@href")


def test_the_page_of_one_document_alone_keeps_its_lists(tmp_path: Path) -> None:
    from tei_edition.render import render_document

    page = lxml_html.document_fromstring(render_document(read_tei(PAGES / "letter.xml")).decode())
    assert page.xpath("//*[@id='opener-1']//a[@class='tei-persName']/@href")[0] == "#pers-pak-chol"
    assert page.get_element_by_id("pers-pak-chol").xpath(".//*[@class='where']/a/@href") == ["#opener-1"]


# --- robustness -----------------------------------------------------------------------------------------------


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "‮evil‬",
    "../../etc/passwd",
    "x" * 3000,
    "'; DROP TABLE",
    "&amp;lt;",
    "index",
    "😀",
    "كيم إيل سونغ",
)


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    body = "".join(
        f'<p xml:id="p-{n}">a <persName>{escape(name)}</persName> <orgName ref="#o{n}">{escape(name)}</orgName></p>'
        for n, name in enumerate(HOSTILE)
    )
    out = site(tmp_path / "out", tei(body))
    pages = sorted(out.rglob("*.html"))
    assert {page.relative_to(out).parts[0] for page in pages} >= {"index.html", "doc", "people", "orgs", "places"}
    for page in pages:
        tree = opened(page)
        assert (
            tree.xpath("//script[not(@src or @type='application/ld+json')] | //img | //@onerror | //@onclick") == []
        ), page
    assert len(list((out / "people").glob("*.html"))) == len(HOSTILE) + 1
    assert sorted(tmp_path.iterdir()) == [out]


T = 'TEI xmlns="http://www.tei-c.org/ns/1.0"'
FOREIGN = (
    f"<{T}/>",
    f'<{T}><text><body><p><persName ref="">x</persName><persName ref="#"/></p></body></text></TEI>',
    '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI><text><body><p><name type="person" ref="#a">A</name> '
    '<rs type="place" ref="x.xml#b">there</rs></p></body></text></TEI></teiCorpus>',
    f"<{T}><teiHeader><profileDesc><particDesc><listPerson>"
    '<person xml:id="a" role="host"/><person xml:id="a" role="guest"><persName/></person></listPerson></particDesc>'
    '</profileDesc></teiHeader><text><body><sp who="#a  #b"><p><persName ref="#a">A</persName></p></sp></body></text>'
    "</TEI>",
    "<html><body>no TEI</body></html>",
)


def test_foreign_files_break_no_page_and_every_link_leads(tmp_path: Path) -> None:
    site(tmp_path, *map(str.encode, FOREIGN))
    assert_links(tmp_path, [page for page in tmp_path.rglob("*.html") if page.name != "index.html"])


def test_every_link_of_the_pages_of_names_leads(tmp_path: Path) -> None:
    built(tmp_path)
    assert_links(tmp_path, tmp_path.rglob("*.html"))


def assert_links(out: Path, pages: Iterable[Path]) -> None:
    later = ("years", "search.html")  # families of pages that come with other changes
    ids = {page: set(opened(page).xpath("//@id")) for page in out.rglob("*.html")}
    for page in pages:
        for link in map(str, opened(page).xpath("//a/@href")):
            target, _, fragment = link.partition("#")
            goal = (page.parent / target).resolve() if target else page
            if link.startswith("http") or goal.relative_to(out.resolve()).parts[0] in later:
                continue
            assert goal.is_file(), (page, link)
            assert not fragment or fragment in ids[goal], (page, link)


def test_two_builds_are_equal_whatever_the_order_and_the_executor(tmp_path: Path) -> None:
    documents = [SiteDocument(f"d{n}", letter(f"d{n}", f"p{n % 7}", f"p{n % 5}", f"19{n:02}")) for n in range(30)]
    built(tmp_path / "a", documents)
    random.Random(1).shuffle(documents)
    with ThreadPoolExecutor(4) as pool:
        built(tmp_path / "b", documents, run=pool.map)
    for path in sorted((tmp_path / "a").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_a_link_list_tells_portals_whom_the_edition_has(tmp_path: Path) -> None:
    idnos = '<idno type="gnd">118540238</idno><idno type="wikidata">Q5879</idno><idno type="gnd">nonsense</idno>'
    document = tei('<p><persName ref="#a">Ann</persName></p>', lists=person("a", "Ann", idnos))
    site(tmp_path / "offline", document)
    assert not list((tmp_path / "offline").rglob("beacon*"))
    site(tmp_path / "online", document, base_url="https://example.org/ed")
    gnd = (tmp_path / "online" / "people" / "beacon.txt").read_text("utf-8").splitlines()
    assert gnd[:3] == [
        "#FORMAT: BEACON",
        "#PREFIX: https://d-nb.info/gnd/",
        "#TARGET: https://example.org/ed/people/{ID}.html",
    ]
    assert gnd[gnd.index("") + 1 :] == ["118540238|1|a"]
    assert (tmp_path / "online" / "people" / "beacon-wikidata.txt").read_text("utf-8").endswith("\nQ5879|1|a\n")


def test_a_page_of_somebody_who_is_gone_goes_too(tmp_path: Path) -> None:
    site(tmp_path, letter("d1", "kim", "mao", "1960"))
    (tmp_path / "people" / "own.html").write_text("<p>of the editor</p>", "utf-8")
    site(tmp_path, letter("d1", "kim", "enver", "1960"))
    assert sorted(page.name for page in (tmp_path / "people").iterdir()) == [
        "enver.html",
        "index.html",
        "kim.html",
        "own.html",
    ]


# --- scale ----------------------------------------------------------------------------------------------------


def large(documents: int, each: int) -> Edition:
    """An edition in which every document names as many people, of whom some are in all."""
    entries, named = [], []
    empty = record(read_tei(tei("<p>x</p>")), "d")
    for n in range(documents):
        refs = [*range(5), *((n * 31 + m * 7) % (documents * 3) + 5 for m in range(each - 5))]
        here = tuple(Appearance("person", f"#p{ref}", times=1, forms=(("x", 1),)) for ref in dict.fromkeys(refs))
        entries.append(Entry(SiteDocument(f"d{n}", b""), replace(empty, ident=f"d{n}"), f"d{n}"))
        named.append(here)
    return Edition(Config(), entries, appearances=named)


def work(documents: int, each: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many names are looked at for who is named together, and of how many bytes the pages are made."""
    looked_at: list[int] = []
    together = Entities.together

    def counted(self: Entities, kind: Kind, at: int) -> Sequence[Entity]:
        found = together(self, kind, at)
        looked_at.append(len(found))
        return found

    monkeypatch.setattr(Entities, "together", counted)
    size = sum(len(page.source) for page in names.files(large(documents, each)) if isinstance(page, Page))
    monkeypatch.setattr(Entities, "together", together)
    return sum(looked_at), size


def test_twice_the_documents_are_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = work(150, 40, monkeypatch), work(300, 40, monkeypatch)
    assert two[0] < 2.3 * one[0]
    assert two[1] < 2.3 * one[1]


def test_twice_the_names_in_a_document_are_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = work(40, 100, monkeypatch), work(40, 200, monkeypatch)
    assert two[0] < 2.3 * one[0]
    assert two[1] < 2.3 * one[1]
