"""XML that others wrote, some of them with ill will: nothing is fetched, nothing grows, and each gets one message."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from lxml import etree, html

from editions import built
from program import LETTER, run
from tei_edition import exporting, render, rendering, validation
from tei_edition.bounds import Bounds, Lost
from tei_edition.checks.rules import check_rules
from tei_edition.checks.rules_links import MOST_COMPARED, MOST_TOLD
from tei_edition.checks.schema import check_xsd
from tei_edition.checks.wellformed import parse_tei_bytes
from tei_edition.errors import BadConfiguration, UnreadableInput
from tei_edition.model import Finding
from tei_edition.registers.exchange.from_tei import read_lists
from tei_edition.render import read_tei, render_document
from tei_edition.site import SiteDocument
from tei_edition.site.metadata import _state
from tei_edition.teifile import (
    MOST_ATTRIBUTES,
    TEI,
    careful_parser,
    careful_pull_parser,
    has_doctype,
    plain,
    read_xml,
)

SECRET = "the secret of this machine"


def tree_of(data: bytes) -> etree._ElementTree:
    tree = parse_tei_bytes(data, "x.xml")
    assert not isinstance(tree, Finding)
    return tree


def tei(body: str = "<p>Words.</p>", doctype: str = "", header: str = "") -> bytes:
    title = f"<teiHeader><fileDesc><titleStmt><title>T</title>{header}</titleStmt></fileDesc></teiHeader>"
    return f"{doctype}<TEI xmlns='{TEI}'>{title}<text><body>{body}</body></text></TEI>".encode()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    return (tmp_path / "secret.txt").as_uri()


@pytest.fixture
def dtd(tmp_path: Path) -> str:
    """A DTD on this machine that shows whether it was read: it gives every TEI an attribute, and words to an entity."""
    (tmp_path / "evil.dtd").write_text(f'<!ATTLIST TEI n CDATA "read"><!ENTITY leak "{SECRET}">', "utf-8")
    return (tmp_path / "evil.dtd").as_uri()


# --- nothing is fetched -----------------------------------------------------------------------------------------


def test_the_file_that_a_doctype_names_is_not_opened(dtd: str) -> None:
    """lxml opens it in spite of load_dtd=False where ids are not collected; /dev/zero would never end."""
    data = tei(doctype=f"<!DOCTYPE TEI SYSTEM '{dtd}'>")
    pulled = careful_pull_parser()
    pulled.feed(data)
    (_, first), *_ = pulled.read_events()
    assert isinstance(first, etree._Element)
    assert first.get("n") is None
    assert etree.fromstring(data, careful_parser()).get("n") is None
    assert read_tei(data).getroot().get("n") is None


def test_the_test_of_the_doctype_can_fail(dtd: str) -> None:
    data = tei(doctype=f"<!DOCTYPE TEI SYSTEM '{dtd}'>")
    assert etree.fromstring(data, etree.XMLParser(load_dtd=True)).get("n") == "read"


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE TEI [<!ENTITY leak SYSTEM '{secret}'>]>",
        "<!DOCTYPE TEI [<!ENTITY leak PUBLIC '-//x//y' '{secret}'>]>",
        "<!DOCTYPE TEI [<!ENTITY % p SYSTEM '{dtd}'> %p;]>",
        "<!DOCTYPE TEI SYSTEM '{dtd}'>",
        "<!DOCTYPE TEI PUBLIC '-//x//y' '{dtd}'>",
        "<!DOCTYPE TEI SYSTEM 'http://127.0.0.1:1/x.dtd'>",
        "<!DOCTYPE TEI [<!ENTITY leak SYSTEM 'http://127.0.0.1:1/x'>]>",
    ],
)
def test_an_entity_that_stands_elsewhere_is_refused_and_no_word_is_lost_in_silence(
    declared: str, dtd: str, secret: str
) -> None:
    data = tei("<p>Words &leak; of it.</p>", declared.format(dtd=dtd, secret=secret))
    for read in (read_tei, lambda data: read_lists(data, Path("x.xml"))):
        with pytest.raises(UnreadableInput, match=r"Entity|failed to load") as told:
            read(data)
        assert SECRET not in told.value.message
    assert isinstance(found := parse_tei_bytes(data, "x.xml"), Finding)
    assert found.code in ("T001", "T002")


def test_an_entity_of_the_file_itself_is_its_words() -> None:
    tree = read_tei(tei("<p>&ada; wrote.</p>", "<!DOCTYPE TEI [<!ENTITY ada 'Ada Ash'>]>"))
    assert "Ada Ash wrote." in plain(tree.getroot())


def test_an_inclusion_is_no_more_than_an_unknown_element(secret: str) -> None:
    include = f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='{secret}'/>"
    data = tei(f"<p>Words {include}</p>")
    assert SECRET.encode() not in render_document(read_tei(data))
    assert not isinstance(parse_tei_bytes(data, "x.xml"), Finding)


# --- nothing grows ----------------------------------------------------------------------------------------------

LAUGHS = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
GROWING = {
    "billion laughs": tei("<p>&a9;</p>", f"<!DOCTYPE TEI [<!ENTITY a0 'ha'>{LAUGHS}]>"),
    "in an attribute": tei("<p n='&a9;'/>", f"<!DOCTYPE TEI [<!ENTITY a0 'ha'>{LAUGHS}]>"),
    "one long one": tei(f"<p>{'&a;' * 50_000}</p>", f"<!DOCTYPE TEI [<!ENTITY a '{'a' * 50_000}'>]>"),
    "a loop": tei("<p>&a;</p>", "<!DOCTYPE TEI [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>"),
}


@pytest.mark.parametrize("data", GROWING.values(), ids=GROWING.keys())
def test_entities_that_grow_beyond_measure_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_tei(data)
    with pytest.raises(UnreadableInput):
        read_lists(data, Path("x.xml"))
    assert isinstance(parse_tei_bytes(data, "x.xml"), Finding)


@pytest.mark.parametrize("far", [False, True])
def test_a_depth_that_no_tei_has_is_told_in_words(far: bool) -> None:
    """Far down too, where a text before it is so long that the usual limits are taken back."""
    before = f"<p>{'word ' * 2_100_000}</p>" if far else ""
    data = tei(f"{before}{'<div>' * 300}<p/>{'</div>' * 300}")
    found = parse_tei_bytes(data, "x.xml")
    assert isinstance(found, Finding)
    assert "256 deep" in found.message
    with pytest.raises(UnreadableInput):
        read_tei(data)


def test_a_text_of_eleven_million_bytes_is_read_where_no_entity_can_have_made_it() -> None:
    data = tei(f"<p>{'word ' * 2_200_000}</p>")
    assert not isinstance(parse_tei_bytes(data, "x.xml"), Finding)
    assert len(plain(read_tei(data).getroot())) > 11_000_000
    with pytest.raises(UnreadableInput):
        read_tei(b"<!DOCTYPE TEI>" + data)


def test_more_attributes_than_an_element_can_have_are_refused() -> None:
    """lxml reads each of them in a time that grows with their number."""
    many = " ".join(f"a{i}='1'" for i in range(MOST_ATTRIBUTES + 1))
    found = parse_tei_bytes(tei(f"<p {many}/>"), "x.xml")
    assert isinstance(found, Finding)
    assert "more than 1,000 attributes" in found.message
    assert read_xml(tei(f"<p {many.rpartition(' ')[0]}/>"))


def test_comments_between_words_leave_one_text_to_the_stylesheet() -> None:
    """libxml2 sorts texts and comments without an element among them in the square of the time."""
    tree = read_tei(tei("<p>wo<!-- x -->rd<?y z?>s</p>"))
    (paragraph,) = tree.getroot().iter(f"{{{TEI}}}p")
    assert (paragraph.text, len(paragraph)) == ("words", 0)


def test_a_doctype_is_seen_in_every_encoding_and_behind_a_long_comment() -> None:
    for encoding in ("utf-8", "utf-16"):
        declared = f"<?xml version='1.0' encoding='{encoding}'?><!-- {'x' * 10_000} --><!DOCTYPE TEI>"
        assert has_doctype((declared + tei().decode()).encode(encoding))
    assert not has_doctype(b"<!-- <!DOCTYPE TEI> -->" + tei())


@pytest.mark.parametrize("date", ["9" * 5000, f"-{'9' * 5000}-01-01", f"{'0' * 20}1970-01-01", f"{10**18}-01-01"])
def test_a_year_of_many_digits_is_a_wrong_value_and_stops_nothing(date: str, tmp_path: Path) -> None:
    """Python makes no number of more than 4,300 digits, and no day of one of more than 18."""
    data = tei(f"<p><date when='{date}'>x</date></p>").replace(
        b"</teiHeader>",
        f"<profileDesc><creation><date when='{date}'/></creation></profileDesc></teiHeader>".encode(),
    )
    assert any(finding.code.startswith("T1") for finding in check_xsd(tree_of(data), "x.xml"))
    check_rules(tree_of(data), file="x.xml")
    assert built(tmp_path, [SiteDocument("a", data), SiteDocument("b", tei())]).lost == {}


def test_a_pointer_that_is_written_a_million_times_is_told_once() -> None:
    tree = tree_of(tei(f"<sp who='{'#a ' * 1_000_000}'><p><persName ref='{'#a ' * 1_000_000}'>x</persName></p></sp>"))
    assert [finding.code for finding in check_rules(tree, file="x.xml")].count("S01") == 2


def test_of_many_pointers_of_one_attribute_some_are_told_and_the_others_counted() -> None:
    refs = " ".join(f"#a{n}" for n in range(MOST_TOLD + 5))
    tree = tree_of(tei(f"<p><persName ref='{refs}'>x</persName> <persName ref='#b'>y</persName></p>"))
    told = [finding.message for finding in check_rules(tree, file="x.xml") if finding.code == "S01"]
    assert len(told) == MOST_TOLD + 1
    assert "5 others" in told[-2]
    assert "others" not in told[-1] + told[0]


def test_the_id_that_was_meant_is_looked_for_among_few_and_short_ones() -> None:
    """A comparison takes the square of the length, and there may be as many pointers as ids."""
    ids = "".join(f"<p xml:id='paragraph-{n}'>x</p>" for n in range(300))
    refs = "".join(f"<ref target='#paragraf-{n}'>x</ref>" for n in range(300))
    body = f"{ids}<p>{refs}<ref target='#{'ab' * 100_000}'>x</ref></p><p xml:id='{'ba' * 100_000}'>x</p>"
    hints = [finding.hint for finding in check_rules(tree_of(tei(body)), file="x.xml") if finding.code == "S01"]
    assert hints[0] == "did you mean “#paragraph-0”?"
    assert sum("did you mean" in hint for hint in hints) == MOST_COMPARED // 300


def test_a_name_with_a_blank_pointer_is_compared_by_its_words() -> None:
    data = tei("<closer><signed><orgName ref=' '>Bureau</orgName></signed></closer>").replace(
        b"</teiHeader>",
        b"<profileDesc><correspDesc><correspAction type='sent'><orgName ref=' '>The Office</orgName></correspAction>"
        b"</correspDesc></profileDesc></teiHeader>",
    )
    assert any("signed" in finding.message for finding in check_rules(tree_of(data), file="x.xml"))


def test_of_many_elements_with_one_id_a_hundred_keep_it() -> None:
    """A stylesheet that asks for an id is given all elements that have it, each time."""
    root = read_tei(tei("<p xml:id='a'>x</p>" * 150 + "<p xml:id='b'>x</p>")).getroot()
    assert root.xpath("count(//@xml:id[. = 'a'])") == 100
    assert root.xpath("count(//@xml:id[. = 'b'])") == 1


# --- one message ------------------------------------------------------------------------------------------------

STRANGE = {
    "nothing": b"",
    "spaces": b" \n ",
    "a text": b"Dear Comrade,\n",
    "NUL": b"\0" * 100,
    "HTML": b"<!DOCTYPE html><html><script>1</script></html>",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "UTF-16 without a mark": tei().decode().encode("utf-16-le"),
    "an encoding that is none": b'<?xml version="1.0" encoding="KLINGON"?>' + tei(),
    "a code point that is none": tei("<p>&#x110000;</p>"),
    "a control": tei("<p>&#1;</p>"),
    "two roots": tei() * 2,
    **{f"the first {end} bytes": tei()[:end] for end in (1, 7, 40, 100, len(tei()) - 1)},
}


@pytest.mark.parametrize("command", ["validate", "render", "export", "import"])
def test_what_is_no_tei_gets_one_message_and_no_page(command: str, tmp_path: Path) -> None:
    arguments = {
        "validate": ("validate",),
        "render": ("render", "-o", tmp_path / "out"),
        "export": ("export", "csv", "--all", "-o", tmp_path / "out/x.csv"),
        "import": ("names", "import", "-o", tmp_path / "out.yaml"),
    }[command]
    for n, (name, data) in enumerate(STRANGE.items()):
        file = tmp_path / f"{n}.xml"
        file.write_bytes(data)
        done = run(*arguments, file, "--format", "json") if command == "validate" else run(*arguments, file)
        assert done.exit_code in (1, 3, 4), (name, done.stderr)
        assert "internal fault" not in done.stderr, name
        assert done.stdout.count('"code"') == 1 or command != "validate", (name, done.stdout)
    assert not list((tmp_path / "out").glob("**/*.*"))


@pytest.mark.parametrize("command", ["validate", "export"])
def test_a_file_on_which_the_program_fails_leaves_the_others_as_ever(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(tree: etree._ElementTree, *words: object) -> object:
        if "Fatal" in plain(tree.getroot()):
            raise KeyError("nobody thought of that")
        return check(tree, *words)

    module, name = (validation, "_checked") if command == "validate" else (exporting, "record")
    check = getattr(module, name)
    monkeypatch.setattr(module, name, fail)
    for name, words in {"a": "Fatal", "b": "Good"}.items():
        (tmp_path / f"{name}.xml").write_bytes(tei(f"<p>{words}</p>"))
    more = ("csv", "--all", "-o", tmp_path / "x.csv") if command == "export" else ()
    done = run(command, *more, tmp_path / "a.xml", tmp_path / "b.xml")
    assert done.exit_code == 1
    assert "E901  tei-edition itself failed on this file: KeyError: 'nobody thought of that'" in done.stderr
    assert "b.xml" in done.stderr if command == "validate" else "1 of 2 documents exported" in done.stderr


def test_elements_with_prefixes_are_told_by_their_place(tmp_path: Path) -> None:
    """The path of an element names its prefix; what that means is told elsewhere in the file."""
    (tmp_path / "x.xml").write_bytes(tei("<p><a:b xmlns:a='urn:a'/></p>").replace(b"<body>", b"<body>\n\n"))
    done = run("validate", tmp_path / "x.xml")
    assert (done.exit_code, "internal fault" in done.stderr) == (1, False)
    assert "x.xml:3" in done.stderr


# --- own stylesheets --------------------------------------------------------------------------------------------

XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'


def sheet(folder: Path, body: str, top: str = "") -> Path:
    path = folder / "own.xsl"
    path.write_text(
        f'<xsl:stylesheet version="1.0" {XSL} xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl">'
        f'{top}<xsl:template match="/"><html>{body}</html></xsl:template></xsl:stylesheet>',
        "utf-8",
    )
    return path


@pytest.mark.parametrize(
    "asked",
    [
        "<xsl:copy-of select=\"document('{secret}')\"/>",
        '<xsl:copy-of select="document(//@target)"/>',
        "<xsl:copy-of select=\"document('http://127.0.0.1:1/x.xml')\"/>",
        '<exsl:document href="{written}">x</exsl:document>',
        '<xsl:document href="{written}">x</xsl:document>',
    ],
)
def test_a_stylesheet_reads_and_writes_no_file_while_it_runs(asked: str, tmp_path: Path) -> None:
    """The address could come from a TEI file of somebody else."""
    (tmp_path / "secret.xml").write_text(f"<x>{SECRET}</x>", "utf-8")
    secret, written = (tmp_path / "secret.xml").as_uri(), tmp_path / "written.html"
    own = sheet(tmp_path, asked.format(secret=secret, written=written))
    with pytest.raises(BadConfiguration, match="rights for") as told:
        render_document(read_tei(tei(f"<p><ref target='{secret}'>x</ref></p>")), stylesheet=own)
    assert "xsl:import" in told.value.remedy
    assert not written.exists()


@pytest.mark.parametrize(
    "href",
    [
        "tei-edition:nothing.xsl",
        "tei-edition:/etc/passwd",
        "tei-edition:../data/codes.yaml",
        "http://127.0.0.1:1/x.xsl",
    ],
)
def test_an_import_that_cannot_be_had_is_a_fault_of_the_settings(href: str, tmp_path: Path) -> None:
    own = sheet(tmp_path, "x", f'<xsl:import href="{href}"/>')
    with pytest.raises(BadConfiguration, match=f"Cannot resolve URI {href}"):
        render_document(read_tei(tei()), stylesheet=own)


ENDLESS = (  # nothing but a signal to the process ends this search
    "<x xmlns:r='http://exslt.org/regular-expressions'>"
    "<xsl:value-of select=\"r:test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')\"/></x>"
)


def test_a_stylesheet_that_never_comes_to_an_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "SECONDS", 1)
    (tmp_path / "a.xml").write_bytes(tei())
    own = sheet(tmp_path, ENDLESS)
    done = run("render", tmp_path / "a.xml", "--stylesheet", own, "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "with this stylesheet this file takes more than 1 seconds" in " ".join(done.stderr.split())
    assert not list((tmp_path / "out").rglob("*.html"))


def test_a_page_over_which_a_process_ends_gets_another_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "render_document", lambda *_, **__: os._exit(9))  # in the first process only
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_bytes(tei())
    assert run("render", tmp_path / "a.xml", tmp_path / "b.xml", "-o", tmp_path / "out").exit_code == 0
    assert {path.name for path in (tmp_path / "out").glob("*.html")} == {"a.html", "b.html"}


def test_a_page_that_is_given_up_is_a_fault_of_the_file_or_of_the_stylesheet_that_was_given() -> None:
    lost, bounds = Lost("died", "SIGSEGV"), Bounds(20, 1)
    pages = rendering.Pages((), Path("out"))
    found = rendering._lost(Path("a.xml"), lost, bounds, pages)
    assert (found.code, found.tei and found.tei.file) == ("E902", "a.xml")
    assert "SIGSEGV" in found.message
    with pytest.raises(BadConfiguration, match=r"own.xsl: a.xml: with this stylesheet this file ends the process"):
        rendering._lost(Path("a.xml"), lost, bounds, replace(pages, stylesheet=Path("own.xsl")))


def test_a_stylesheet_without_end_costs_an_edition_its_pages_and_not_its_end(tmp_path: Path) -> None:
    """Of one document too, for which no other process was needed before."""
    (tmp_path / "edition.yaml").write_text("title: T\nlimits: {max_seconds: 3}\nsite: {stylesheet: own.xsl}\n", "utf-8")
    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    sheet(tmp_path, ENDLESS)
    done = run("build", tmp_path, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "E903" in done.stderr


def test_templates_that_call_each_other_without_end_are_said_to_do_so(tmp_path: Path) -> None:
    again = '<xsl:template name="a"><xsl:call-template name="a"/></xsl:template>'
    own = sheet(tmp_path, '<xsl:call-template name="a"/>', again)
    with pytest.raises(BadConfiguration, match="without end"):
        render_document(read_tei(tei()), stylesheet=own)


# --- what HTML takes -------------------------------------------------------------------------------------------


def page_of(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(render_document(read_tei(data)))


def test_a_day_that_no_calendar_has_is_no_date_for_machines() -> None:
    days = ["1972-02-29", "2000-02-29", "1970", "1970-12", "1970-08-31", "9999", "23:59", "10:15:59"]
    none = ["1970-02-29", "1900-02-29", "1970-04-31", "1970-01-00", "1970-13", "1970-00", "0000", "24:00", "10:60", "x"]
    dates = "".join(f"<date when='{value}'>d</date>" for value in (*days, *none))
    assert page_of(tei(f"<p>{dates}</p>")).xpath("//p/time/@datetime") == days


def test_what_names_no_language_is_no_language_of_the_page() -> None:
    known = ["en", "zh-Hans-CN", "sr-Latn", "mis", "x-foo", "i-klingon", ""]
    none = ["en_US", "x", "a b", "-", "-en", "en-", "en--x", f"de-{'a' * 9}", "1a", "&lt;b&gt;", "e"]
    body = "".join(f"<p xml:lang='{value}'>x</p>" for value in (*none, *known))
    assert page_of(tei(body)).xpath("//*[contains(@class, 'tei-p')]/@lang") == known
    assert page_of(tei().replace(b"<text>", b"<text xml:lang='en_US'>")).xpath("//*[@id = 'text']/@lang") == []


# --- an edition of them -----------------------------------------------------------------------------------------

PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
ODD = ("../../../x", "/etc/x", "a b", "<script>", "CON", "index", "x\\\\y", "\u0662\u0660", '"', "")


def odd(value: str) -> bytes:
    """A TEI file that says the same odd thing wherever a file, an address or an id of the site could come from."""
    said = quoteattr(value)
    header = f"""<teiHeader><fileDesc><titleStmt><title>{escape(value)}</title></titleStmt></fileDesc><profileDesc>
      <creation><date when={said}/></creation><langUsage><language ident={said}/></langUsage>
      <correspDesc><correspAction type="sent"><persName ref={said}>A</persName></correspAction></correspDesc>
      <particDesc><listPerson><person xml:id={said}><persName>A</persName></person></listPerson></particDesc>
      </profileDesc></teiHeader>"""
    body = f"<p xml:id={said}><persName ref={quoteattr('#' + value)}>A</persName> words</p>"
    return f"<TEI xmlns='{TEI}' xml:id={said} xml:lang={said}>{header}<text><body>{body}</body></text></TEI>".encode()


def test_no_value_of_a_foreign_file_leads_out_of_the_folder_or_names_a_file(tmp_path: Path) -> None:
    documents = [SiteDocument(f"d{n}", odd(value)) for n, value in enumerate(ODD)]
    years = ("\u0662\u0660\u0662\u0660", "\u00b2\u00b3\u00b9\u2070", "0000", "99999-01-01", "1970-\u0661\u0661-01")
    documents += [SiteDocument(f"y{n}", odd(value)) for n, value in enumerate(years)]
    done = built(tmp_path / "deep" / "in" / "out", documents)
    assert done.lost == {}
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}
    assert {path.name for path in (tmp_path / "deep" / "in").iterdir()} == {"out"}
    names = {path.name for path in (tmp_path / "deep" / "in" / "out").rglob("*")}
    assert sorted(name for name in names if not PLAIN_NAME.fullmatch(name)) == []


def test_a_thousand_authors_take_a_step_each() -> None:
    """What the head of a page says twice was looked for among all that it says."""
    metas = [("author", f"Author {n}") for n in range(1000)] + [("og:title", "T"), ("DC.title", "T"), ("og:x", "X")]
    head = etree.Element("head")
    _state(head, metas)
    assert len(head) == 1002
    assert [dict(meta.attrib) for meta in head[1000:]] == [
        {"name": "DC.title", "content": "T", "property": "og:title"},
        {"property": "og:x", "content": "X"},
    ]


def test_a_message_tells_how_a_long_value_begins(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_bytes(tei(f"<p n='{'a ' * 50_000}' when='{'b ' * 50_000}'><{'c' * 40_000}/></p>"))
    done = run("validate", tmp_path / "x.xml", "-v")
    assert done.exit_code == 1
    assert max(map(len, done.stderr.splitlines())) < 2_000
