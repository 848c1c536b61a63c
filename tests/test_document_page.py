"""The parts of a document page: menu, card, speakers, signs, notes, citation, making, what is near."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

import pytest
from lxml import etree
from lxml import html as lxml_html

from editions import PAGES
from tei_edition.render import read_tei, render_document
from tei_edition.site.frame import GENERATOR

OWN = ("text", "notes", "named", "who")  # what grows with the document


def shown(tei: Path | bytes, context: str = "", **params: str) -> lxml_html.HtmlElement:
    html = render_document(read_tei(tei), context=etree.fromstring(f"<context>{context}</context>"), params=params)
    return lxml_html.document_fromstring(html.decode())


def sample(name: str, context: str = "", **params: str) -> lxml_html.HtmlElement:
    return shown(PAGES / f"{name}.xml", context, **params)


def body(words: str, profile: str = "", attributes: str = "", **params: str) -> lxml_html.HtmlElement:
    tei = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}><teiHeader><fileDesc><titleStmt><title>A</title>'
        f"</titleStmt></fileDesc><profileDesc>{profile}</profileDesc></teiHeader><text><body>{words}</body></text></TEI>"
    )
    return shown(tei.encode(), **params)


def words(nodes: list[lxml_html.HtmlElement]) -> str:
    return " ".join(" ".join(node.text_content() for node in nodes).split())


def card(root: lxml_html.HtmlElement) -> dict[str, str]:
    return {dt.text_content(): words(of_row(dt)) for dt in root.xpath("//*[@id='card']/dl/dt")}


def of_row(dt: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """What a list of terms says of one of them."""
    return list(itertools.takewhile(lambda each: each.tag == "dd", dt.itersiblings()))


def told(root: lxml_html.HtmlElement, section: str, label: str) -> str:
    """What a section of the page says in the row with a label."""
    return words([dd for dt in root.xpath(f"//*[@id='{section}']//dt[. = '{label}']") for dd in of_row(dt)])


# --- frame ------------------------------------------------------------------------------------------------


def test_every_choice_of_the_display_menu_has_a_name_and_one_choice_holds() -> None:
    menu = body("<p><choice><sic>a</sic><corr>b</corr></choice></p>").get_element_by_id("display")
    radios = menu.xpath(".//input[@type='radio']")
    assert {radio.get("name") for radio in radios} == {"view", "numbers", "size", "width", "theme"}
    for name in {radio.get("name") for radio in radios}:
        assert [radio.get("name") for radio in radios if radio.get("checked") is not None].count(name) == 1
    assert menu.xpath("string(.//input[@name='view' and @checked]/@value)") == "reading"
    marks = sample("minutes").get_element_by_id("display")
    assert marks.xpath("string(.//input[@name='names']/@id)") == "show-names"
    assert marks.xpath(".//input[@name='notes']/@checked")
    assert all(words([field.find("legend")]) for field in (*menu.iter("fieldset"), *marks.iter("fieldset")))


def test_what_a_page_has_not_cannot_be_marked_and_equal_views_say_so() -> None:
    bare = body("<p>x</p>").get_element_by_id("display")
    assert bare.xpath(".//input[@type='checkbox' or @name='view']") == []
    assert "nothing is corrected or expanded" in bare.text_content()
    corrected = body("<p><choice><sic>a</sic><corr>b</corr></choice></p>").get_element_by_id("display")
    assert corrected.xpath(".//input[@name='view']/@value") == ["reading", "source"]
    assert "nothing is corrected" not in corrected.text_content()


def test_the_breadcrumb_leads_through_the_year() -> None:
    frame = {"home": "../index.html", "root": "../"}
    years = "//nav[@class='crumbs']//li[2]/a/@href"
    assert sample("minutes", **frame).xpath(years) == ["../years/1964.html"]
    assert body("<p/>", **frame).xpath(years) == ["../index.html#undated"]
    odd = '<creation><date when="-0044-03-15">Ides</date></creation>'
    assert body("<p/>", odd, **frame).xpath(years) == ["../index.html#undated"]


def test_neighbours_in_time_and_in_the_correspondence_stand_in_rows_of_their_own() -> None:
    rows = sample(
        "letter",
        '<neighbour way="prev" in="time" href="a.html" date="1964-11">A</neighbour>'
        '<neighbour way="next" in="correspondence" href="b.html">B</neighbour>',
    )
    assert rows.xpath("//nav[@class='neighbours']/p/text()") == ["In time", "In this correspondence"]
    assert rows.xpath("//link[@rel='prev' or @rel='next']/@href") == ["a.html"]
    assert words(rows.xpath("//a[@class='next']")) == "Undated B"


def test_the_foot_leads_to_licence_accessibility_and_imprint() -> None:
    foot = sample("letter", home="../index.html", root="../", published="2026-11-21", generator=GENERATOR)
    assert foot.xpath("//footer//a/@href") == [
        "../about/licence.html",
        "../about/accessibility.html",
        "../about/edition.html",
    ]
    assert f"Edition of 21 November 2026. Made with {GENERATOR}. This page makes no" in words(foot.xpath("//footer"))
    assert sample("letter").xpath("//footer//a") == []


# --- head and card ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "sorted_as"),
    [
        ('<date when="1973-08">August 1973</date>', "sorted as 1 August 1973"),
        ('<date when="1970">1970</date>', "sorted as 1 January 1970"),
        ('<date from="1968-05-08" to="1968-05-10">8–10 May</date>', "sorted as 8 May 1968"),
        ('<date when="1968-05-08">8 May</date>', ""),
        ("<date>a spring day</date>", ""),
    ],
)
def test_a_vague_date_says_where_it_is_sorted(date: str, sorted_as: str) -> None:
    root = body("<p/>", f"<creation>{date}</creation>")
    assert root.xpath("string(//*[@class='line']//@title)") == sorted_as
    assert words(root.xpath("//*[@id='card']//dd/small")).strip("()") == sorted_as


def test_a_gap_in_the_dateline_explains_a_vague_date_of_the_header() -> None:
    dateline = '<opener><dateline><date when="1973-08">August <gap reason="illegible"/> 1973</date></dateline></opener>'
    root = body(dateline, '<creation><date when="1973-08">August 1973</date></creation>')
    assert words(root.find_class("line")) == "August 1973, day illegible about 1 min to read"


def test_the_card_tells_the_language_of_the_original_from_that_of_the_translation() -> None:
    languages = "<langUsage><language>English (translation)</language><language>Albanian</language></langUsage>"
    assert card(body("<p/>", languages))["Written in"] == "Albanian"
    assert card(body("<p/>", languages))["Language"] == "English (translation)"
    assert "Language" not in card(body("<p/>", "<langUsage><language>French</language></langUsage>"))


def test_the_card_names_the_answer() -> None:
    root = sample("letter", '<answered-by href="b.html" date="1973-09-01">Letter back</answered-by>')
    assert card(root)["Answered by"] == "1 September 1973 Letter back"


def test_a_name_leads_to_its_own_page_where_it_has_one() -> None:
    entity = '<entity ref="#pers-petrit-leka" href="../people/petrit-leka.html"/>'
    assert sample("minutes", entity).xpath("//li[@id='who-pers-petrit-leka']/p[1]/a/@href") == [
        "../people/petrit-leka.html"
    ]


# --- speakers ---------------------------------------------------------------------------------------------


def test_all_turns_of_a_speaker_are_chosen_at_the_list_of_persons_too() -> None:
    root = sample("minutes")
    [label] = root.xpath("//li[@id='who-pers-petrit-leka']//label")
    assert root.get_element_by_id(label.get("for")).get("value") == "pers-petrit-leka"
    assert "pers-petrit-leka" in root.xpath("//fieldset[@id='filter']//input[@type='checkbox']/@value")


def test_the_badge_of_a_long_turn_carries_the_name() -> None:
    people = (
        "<particDesc><listPerson><person xml:id='a'><persName>Ana Gjoka</persName></person></listPerson></particDesc>"
    )
    root = body(f"<sp who='#a'><p>{'word ' * 500}</p></sp><sp who='#a'><p>No.</p></sp>", people)
    assert [words(badge.xpath("i")) for badge in root.xpath("//*[@id='text']//span[@aria-hidden]")] == ["Gjoka", ""]


# --- signs and notes --------------------------------------------------------------------------------------


def test_a_correction_is_read_and_its_source_stands_ready() -> None:
    root = body("<p>The <choice><sic>cheif</sic><corr>chief</corr></choice> came.</p>")
    choice = root.find_class("tei-choice")[0]
    assert choice.get("title") == "in the source: cheif"
    assert words(choice.find_class("tei-corr")) == "chief"
    assert words(choice.xpath("span[@class='in-source app']")) == "cheif"
    assert [words([row[0]]) for row in root.xpath("//*[@id='signs']/ul/li")] == ["chief"]


@pytest.mark.parametrize(
    "readings", ["<unclear>a</unclear><unclear>bc</unclear>", "<corr>a</corr><orig>b</orig><seg>c</seg>"]
)
def test_a_choice_of_other_things_is_shown_as_a_whole(readings: str) -> None:
    assert words(body(f"<p><choice>{readings}</choice></p>").find_class("tei-choice")) == "abc"


@pytest.mark.parametrize(
    ("tei", "said"),
    [
        ("<del>a</del>", "[crossed out:]"),
        ("<add>a</add>", "[inserted:]"),
        ('<hi rend="underline">a</hi>', "[underlined:]"),
    ],
)
def test_lines_through_and_under_words_are_said_to_those_who_cannot_see_them(tei: str, said: str) -> None:
    text = body(f"<p>{tei}</p>").get_element_by_id("text")
    assert [words([each]) for each in text.xpath(".//span[@class='sr app']")] == [said]


def test_notes_of_several_kinds_say_whose_they_are() -> None:
    both = body('<p>x<note type="translator">T</note> y<note type="editorial">E</note></p>').get_element_by_id("notes")
    assert [kind.text for kind in both.iter("small")] == ["Translator", "Edition"]
    one = body('<p>x<note type="translator">T</note> y<note type="translator">E</note></p>').get_element_by_id("notes")
    assert list(one.iter("small")) == []


def test_a_text_written_from_the_right_is_set_from_the_right() -> None:
    assert body("<p/>", attributes='xml:lang="ar-EG"').get_element_by_id("text").get("dir") == "rtl"
    assert body("<p/>", attributes='xml:lang="en"').get_element_by_id("text").get("dir") == "ltr"


# --- citing, making, nearby -------------------------------------------------------------------------------


def test_the_version_names_day_program_and_checksum() -> None:
    root = sample("letter", '<version sha256="0a1b"/>', published="2026-11-21", generator="tei-edition 1.2")
    assert told(root, "cite", "Version") == (
        "edition of 21 November 2026, tei-edition 1.2; SHA-256 of the TEI file 0a1b"
    )


def test_the_making_counts_the_lines_of_the_capture() -> None:
    counts = {"text": 1208, "header": 3, "note": 0, "furniture": 2, "blank": 7, "undecided": 0}
    states = "".join(f'<state n="{name}" count="{count}"/>' for name, count in counts.items())
    root = sample("letter", f'<ledger lines="1220">{states}</ledger>')
    assert told(root, "made", "Lines of the capture") == (
        "1,220 in all: 1,208 text, 3 header data, 2 page furniture, 7 blank, 0 undecided"
    )


def test_an_error_is_reported_by_mail_with_the_name_of_the_document_and_nothing_of_its_words() -> None:
    frame = {"email": "ann&co@example.org", "self": "doc/1973-08-letter-gjoka-pak.html", "home": "../index.html"}
    root = sample("letter", '<capture href="1973-08-letter-gjoka-pak-source.html"/>', **frame)
    capture, rules, report = root.xpath("//p[@class='evidence']/a/@href")
    assert rules == "about/encoding.html"
    assert capture == "1973-08-letter-gjoka-pak-source.html"
    url = urlparse(report)
    assert (url.scheme, unquote(url.path)) == ("mailto", "ann&co@example.org")
    assert parse_qs(url.query) == {"subject": ["Error in 1973-08-letter-gjoka-pak"]}
    assert sample("letter").find_class("evidence") == []


def test_a_hostile_name_stays_inside_the_subject() -> None:
    frame = {"email": "a@b.c", "self": "doc/a&body=b#c.html"}
    [report] = sample("letter", **frame).xpath("//p[@class='evidence']/a/@href")
    assert report == "mailto:a@b.c?subject=Error%20in%20a%26body%3Db%23c"


def test_what_is_near_is_listed_by_reason_with_date_and_title() -> None:
    near = "".join(f'<nearby why="{why}" href="{why}.html" date="1973">T</nearby>' for why in ("names", "time"))
    section = sample("letter", near).get_element_by_id("nearby")
    assert [head.text for head in section.iter("h3")] == [
        "The nearest within 30 days",
        "Naming three or more of the same persons",
    ]
    assert [words([item]) for item in section.iter("li")] == ["1973 T", "1973 T"]
    assert sample("letter").xpath("//*[@id='nearby']") == []


# --- weight -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["article", "letter", "minutes"])
def test_what_surrounds_text_and_lists_weighs_less_than_14_kb(name: str) -> None:
    context = '<version sha256="0"/><neighbour way="prev" in="time" href="a.html" date="1970">Title</neighbour>' * 2
    html = render_document(
        read_tei(PAGES / f"{name}.xml"),
        context=etree.fromstring(f"<context>{context}</context>"),
        params={"home": "../index.html", "root": "../", "edition-title": "An edition"},
    )
    root = lxml_html.document_fromstring(html.decode())
    grown = [part for id_ in OWN for part in root.xpath("//*[@id=$id]", id=id_)]
    assert (
        len(html) - sum(len(lxml_html.tostring(part, encoding="utf-8", with_tail=False)) for part in grown) < 14 * 1024
    )


def test_the_running_title_of_a_printed_page_is_the_dated_title() -> None:
    assert re.match(r"Letter .*, August 1973, day illegible$", sample("letter").get("data-running", ""))


HEADLINE = '<head xml:id="head-1">A</head><p>It begins.</p>'


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        (HEADLINE, False),
        (f"<p>Before.</p>{HEADLINE}", True),
        (HEADLINE.replace(">A<", ">B<"), True),
        (HEADLINE.replace("</head>", "<note>Whose?</note></head>"), True),
    ],
)
def test_a_headline_that_is_the_title_is_not_seen_twice_and_stays_a_word_of_the_text(text: str, is_seen: bool) -> None:
    root = body(f"<div>{text}</div>")
    (head,) = root.xpath("//*[@id='text']//*[@id='head-1']")
    assert head.get("class") == ("tei-head" if is_seen else "tei-head sr")


NOTE = '<note xml:id="note-{0}" xml:lang="sq">On <persName ref="#x">{0}</persName>.</note>'


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (f"<p>One.{NOTE.format(1)}</p><p>Another.{NOTE.format(2)}</p>", ["1 On 1.", "2 On 2."]),
        (f"<p>Two{NOTE.format(1)} of them.{NOTE.format(2)}</p>", []),
        (f"<p>A long one.{NOTE.format('very ' * 60)}</p>", []),
        (f"<list><item>None{NOTE.format(1)}</item></list>", []),
    ],
)
def test_a_short_note_alone_in_its_paragraph_stands_beside_its_line_for_the_eye_only(
    text: str, beside: list[str]
) -> None:
    root = body(f"<div>{text}</div>")
    found = root.find_class("side")
    assert [words([each]) for each in found] == beside
    assert all(
        (each.get("class"), each.get("aria-hidden"), each.get("lang")) == ("side app", "true", "sq") for each in found
    )
    assert not any(each.xpath(".//@id | .//a") for each in found)
    assert len(root.xpath("//section[@id='notes']//li")) == text.count("<note")


def test_a_name_says_whom_it_means_where_its_address_does_not() -> None:
    entity = '<entity ref="#{0}" href="../people/{1}.html"/>'
    root = sample("minutes", entity.format("pers-petrit-leka", "leka") + entity.format("org-nwp", "org-nwp"))
    said = {a.get("href"): a.get("data-ref") for a in root.xpath("//a[@class='tei-persName' or @class='tei-orgName']")}
    assert said["../people/leka.html"] == "pers-petrit-leka"
    assert said["../people/org-nwp.html"] is None
