"""XML that others wrote, some of them with ill will: nothing is fetched, nothing grows, and each gets one message."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from lxml import etree

from editions import built
from program import run
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
