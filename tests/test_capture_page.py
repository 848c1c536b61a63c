"""The page of a capture: every line with one state, every character there, every difference told."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from editions import SAMPLES
from encoded import encoded
from program import SEEDS, run
from tei_edition import render
from tei_edition.config import Config, Site
from tei_edition.exports.ebook import rendered
from tei_edition.ledger import as_json, build_ledger, from_json
from tei_edition.model import Home, Source, Span
from tei_edition.records import record, slugs
from tei_edition.render import read_tei
from tei_edition.site import SiteDocument, capture, looks
from tei_edition.site.capture import capture_page
from tei_edition.site.characters import spell
from tei_edition.site.differences import Difference, Joint, differences, joints
from tei_edition.site.documents import DocumentJob, files
from tei_edition.site.edition import Entry
from tei_edition.site.evidence import Line, evidence
from tei_edition.site.states import STATES, account, state
from tei_edition.source import decode

IDENTS = sorted(path.stem for path in SEEDS.glob("*.txt"))
LINE_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r", "none": ""}
TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p-1">x</p></body></text></TEI>'


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seeds")
    assert run("build", SEEDS, "-o", out).exit_code == 0
    return out


def opened(data: bytes) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(data.decode("utf-8"))


def page_of(seeds: Path, ident: str) -> lxml_html.HtmlElement:
    document = SiteDocument(ident, seeds / "tei" / f"{ident}.xml")
    found = [
        page for page in (seeds / "html" / "doc").glob("*-source.html") if f"{ident}.txt" in page.read_text("utf-8")
    ]
    assert len(found) == 1, document
    return opened(found[0].read_bytes())


def document_of(tmp_path: Path, text: str, homes: tuple[Home, ...] = (), tei: bytes = TEI) -> SiteDocument:
    """A document whose ledger has these homes; nobody claims the rest."""
    capture, ledger = tmp_path / "a.txt", tmp_path / "a.ledger.json"
    capture.write_bytes(text.encode())
    source, _ = decode(capture.read_bytes(), "a.txt")
    ledger.write_bytes(as_json(source, build_ledger(source, homes)))
    return SiteDocument("a", tei, capture=capture, ledger=ledger)


def made(document: SiteDocument, **site: str) -> lxml_html.HtmlElement | None:
    tree = read_tei(document.read(), "a")
    found = evidence(document)
    if found is None:
        return None
    entry = Entry(document, record(tree, "a"), "a")
    config = Config(site=Site(**site))  # type: ignore[arg-type]
    file = capture_page(entry, tree, rendered(tree, "a", config), account(found, tree), config)
    return None if file is None else opened(file.data)


def pages_of(document: SiteDocument, **site: str) -> dict[str, lxml_html.HtmlElement]:
    """The pages of a document and of its capture, as they stand in the edition."""
    entry = Entry(document, record(read_tei(document.read(), "a"), "a"), "a")
    made = files(DocumentJob(entry, b"<context/>"), Config(site=Site(**site)))  # type: ignore[arg-type]
    return {file.path: opened(file.data) for file in made if file.path.endswith(".html")}


def counted_lines(page: lxml_html.HtmlElement) -> list[str]:
    """The number of lines, and how many have each state, as the page of a document or of its capture says it."""
    of_document = page.xpath("//*[@id='made']//dt[. = 'Lines of the capture']/following-sibling::dd[1]")
    if of_document:
        return re.split(r" in all: |, ", of_document[0].text_content().strip())
    of_capture = page.xpath("//p[@class='totals']/br/preceding-sibling::*")
    if not of_capture:
        return []
    return [each.text_content().removesuffix(":").removesuffix(" lines").removesuffix(" line") for each in of_capture]


def lines_of(page: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return list(page.find_class("l"))


def captured(page: lxml_html.HtmlElement) -> str:
    """The text of the capture, from what the page has of its lines."""
    usual = next((code.text for code in page.xpath("//*[@id='check']//dd/code") if code.text in LINE_ENDS), "none")
    return "".join(_words(line.find_class("w")[0]) + _end(line, str(usual)) for line in lines_of(page))


def _words(element: lxml_html.HtmlElement) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += [_hidden(child), child.tail or ""]
    return "".join(parts)


def _hidden(element: lxml_html.HtmlElement) -> str:
    text = element.text or ""
    return chr(int(element.get("data-c")[2:], 16)) if text == "\ufffd" else text


def _end(line: lxml_html.HtmlElement, usual: str) -> str:
    found = line.find_class("end")
    return LINE_ENDS[found[0].get("data-end") if found else usual]


# --- seeds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ident", IDENTS)
def test_every_character_of_a_seed_stands_on_its_page(seeds: Path, ident: str) -> None:
    assert captured(page_of(seeds, ident)) == (SEEDS / f"{ident}.txt").read_bytes().decode("utf-8")


@pytest.mark.parametrize("ident", IDENTS)
def test_every_line_has_one_state_by_letter_and_word_and_the_totals_are_those_of_the_ledger(
    seeds: Path, ident: str
) -> None:
    page = page_of(seeds, ident)
    lines = lines_of(page)
    states = [str(line.get("class")).removeprefix("l is-") for line in lines]
    assert set(states) <= set(STATES)
    assert all(line.find_class("st")[0].text and line.find_class("sr")[0].text for line in lines)
    said = " ".join(page.find_class("totals")[0].text_content().split())
    ledger = json.loads((seeds / "tei" / f"{ident}.ledger.json").read_text("utf-8"))
    assert said.startswith(f"{len(lines)} lines: ")
    assert "0 undecided." in said
    assert f"{ledger['source']['characters']:,} characters: {ledger['totals']['text']:,} in the text" in said
    assert said.endswith(f"{ledger['totals']['space']:,} white space, 0 lost.")
    counts = Counter(states)
    shown = {box.get("id"): int(box.getparent().find("small").text) for box in page.xpath("//input[@type='checkbox']")}
    assert shown == {f"only-{name}": count for name, count in counts.items()}


@pytest.mark.parametrize("ident", IDENTS)
def test_lines_and_paragraphs_link_to_each_other_and_to_the_document(seeds: Path, ident: str) -> None:
    page = page_of(seeds, ident)
    ids = set(page.xpath("//@id"))
    document = next(iter(page.xpath("//nav//li[2]/a/@href")))
    there = set(opened((seeds / "html" / "doc" / document).read_bytes()).xpath("//@id"))
    for href in page.xpath("//main//a/@href"):
        name, _, fragment = href.partition("#")
        assert fragment in (there if name == document else ids) or not name.endswith(".html"), href
    for paragraph in page.xpath("//*[@id='beside']//*[@data-first]"):
        first = page.get_element_by_id(f"l-{paragraph.get('data-first')}")
        assert paragraph.get("id") in first.get("data-to").split()
    assert page.xpath("//*[@id='beside']//a[contains(@class, 'from')]")


def test_the_page_of_the_document_links_to_its_capture(seeds: Path) -> None:
    for page in (seeds / "html" / "doc").glob("*.html"):
        if not page.stem.endswith("-source"):
            links = opened(page.read_bytes()).xpath("//*[@id='made']//a/@href")
            assert f"{page.stem}-source.html" in links


def test_two_builds_are_the_same(seeds: Path, tmp_path: Path) -> None:
    assert run("build", SEEDS, "-o", tmp_path, "-j", "2").exit_code == 0
    for page in (seeds / "html" / "doc").glob("*-source.html"):
        assert (tmp_path / "html" / "doc" / page.name).read_bytes() == page.read_bytes()


# --- characters -----------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sets(st.integers(0, 80), max_size=6))
def test_any_text_stands_whole_on_its_page(tmp_path_factory: pytest.TempPathFactory, text: str, cuts: set[int]) -> None:
    text = f"Some words that nobody mistakes for a picture or a program, {text}"
    assume(text.count("\0") <= len(text.encode()) // 50)
    zones = ("text", "header", "chrome", "markup")
    stops = sorted(cut for cut in cuts if cut < len(text))
    homes = tuple(
        Home(Span(start, end), zones[n % 4], "a rule", ("p-1",) if zones[n % 4] == "text" else ())  # type: ignore[arg-type]
        for n, (start, end) in enumerate(itertools.pairwise(stops))
    )
    page = made(document_of(tmp_path_factory.mktemp("any"), text, homes))
    assert page is not None
    assert captured(page) == text
    assert len({line.get("id") for line in lines_of(page)}) == len(lines_of(page))


def test_a_sign_is_set_without_a_look_at_those_before_it() -> None:
    """lxml counts all children of an element to say how many there are, which took minutes for a line of tabs."""
    assert looks_at_children("\ta" * 40) == looks_at_children("\ta")


def looks_at_children(words: str) -> int:
    """How often somebody asks for the number of something while the words get their signs."""
    asked = 0

    def count(_: FrameType, event: str, function: object) -> None:
        nonlocal asked
        asked += event == "c_call" and function is len

    sys.setprofile(count)
    try:
        spell(etree.Element("words"), words)
    finally:
        sys.setprofile(None)
    return asked


def test_what_nobody_sees_has_a_sign_and_stays_what_it_is() -> None:
    words = spell(etree.Element("words"), "  a\xa0b\u202ec\x07d  e ")
    signs = [(c.get("as"), c.text) for c in words]
    assert signs == [("␣␣", "  "), ("⍽", "\xa0"), ("U+202E", "\u202e"), ("U+0007", "\ufffd"), ("␣␣", "  "), ("␣", " ")]
    assert "".join(map(str, words.itertext())) == "  a\xa0b\u202ec\ufffdd  e "


def test_a_hostile_capture_stays_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> ]]> &amp; \u202e <a href='javascript:x'>\n\x00"
    page = made(document_of(tmp_path, f"Some words that are long enough for a text of its own kind.\n{hostile}"))
    assert page is not None
    assert captured(page).endswith(hostile)
    assert [script.get("src") for script in page.iter("script")] == ["../js/capture.js"]
    assert page.xpath("//a[starts-with(@href, 'javascript')] | //@style | //@onclick") == []
    assert all(line.find_class("w")[0].get("dir") == "auto" for line in lines_of(page))


# --- states ---------------------------------------------------------------------------------------------------


def line(words: str, *homes: tuple[int, int, str, str]) -> Line:
    return Line(1, words, "", tuple(Home(Span(a, b), zone, "why", (to,) if to else ()) for a, b, zone, to in homes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (line(" \xa0", (0, 2, "space", "")), "blank"),
        (line("abc", (0, 3, "text", "p-1")), "text"),
        (line("abc", (0, 3, "text", "fn-1")), "note"),
        (line("abc", (0, 3, "header", "teiHeader/profileDesc/abstract/p")), "summary"),
        (line("abc", (0, 3, "header", "teiHeader/fileDesc/publicationStmt/availability/p[1]")), "rights"),
        (line("abc", (0, 3, "header", "teiHeader/fileDesc/titleStmt/title")), "header"),
        (line("abc", (0, 3, "chrome", "")), "furniture"),
        (line("abcd", (0, 1, "chrome", ""), (1, 4, "text", "p-1")), "text"),
        (line("abcd", (0, 3, "text", "p-1"), (3, 4, "lost", "")), "undecided"),
        (line("abc"), "undecided"),
    ],
)
def test_the_state_of_a_line_is_that_of_most_of_it(found: Line, expected: str) -> None:
    assert state(found, {"fn-1"}) == expected


# --- differences ----------------------------------------------------------------------------------------------


def test_equal_differences_are_one_row_with_all_their_lines() -> None:
    lines = tuple(
        Line(n, "a [b]\t", "\n", (
            Home(Span(0, 2), "text", "paragraph", ("p-1",)),
            Home(Span(2, 3), "markup", "bracket", ("p-1",)),
            Home(Span(3, 4), "text", "paragraph", ("p-1",)),
            Home(Span(4, 5), "markup", "bracket", ("p-1",)),
            Home(Span(5, 7), "space", "white space", ()),
        ))
        for n in (1, 2)
    )  # fmt: skip
    found = differences(lines, frozenset())
    assert found == {
        Difference("markup", "[", "bracket"): [1, 2],
        Difference("markup", "]", "bracket"): [1, 2],
        Difference("boundary", "\t\n", "white space"): [1, 2],
    }


def test_a_word_that_the_capture_divides_is_told_apart_from_a_line_that_ends() -> None:
    text = "The work was done by the com-\nmittee in the\nold town, and it was good."
    joined = joints(encoded(f"Report on the Mills\n\n{text}\n", genre="report").root)
    assert joined == {Joint("com-", "mittee")}
    words = text.split("\n")
    lines = [Line(n, line, "\n", ()) for n, line in enumerate(words, 1)]
    whole = [
        line._replace(homes=(Home(Span(0, len(line.words) + 1), "text", "paragraph", ("p-1",)),)) for line in lines
    ]
    found = differences(tuple(whole[:2]), joined)
    assert [(row.kind, numbers) for row, numbers in found.items()] == [("divided", [1]), ("one-space", [2])]


def test_lines_that_are_made_some_at_a_time_are_those_that_are_made_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"Line {n}\n" for n in range(321))
    document = document_of(tmp_path, text, (Home(Span(0, len(text)), "text", "paragraph", ("p-1",)),))
    at_once = made(document)
    monkeypatch.setattr(capture, "AT_ONCE", 2)
    bit_by_bit = made(document)
    assert at_once is not None and bit_by_bit is not None
    assert captured(bit_by_bit) == text
    assert etree.tostring(bit_by_bit) == etree.tostring(at_once)


def test_no_step_of_the_page_holds_all_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []

    def watched(
        tree: etree._ElementTree, sheet: Path, params: Mapping[str, str], context: etree._Element | None
    ) -> Any:
        there = [tree.getroot(), *(() if context is None else (context,))]
        seen.append((sheet.name, sum(len(list(each.iter("line", "li"))) for each in there)))
        return result(tree, sheet, params, context)

    result = render._result
    monkeypatch.setattr(
        render, "_result", lambda tree, sheet, params, context=None: watched(tree, sheet, params, context)
    )
    assert made(document_of(tmp_path, "x\n" * 9_000)) is not None
    assert {name for name, _ in seen} >= {"capture.xsl", "lines.xsl"}
    assert 0 < max(count for _, count in seen) <= 1_000


def test_words_that_look_like_the_place_of_the_lines_are_words(tmp_path: Path) -> None:
    mark = "<lines></lines><beside></beside>"
    tei = TEI.replace(
        b"<text>",
        b"<teiHeader><fileDesc><titleStmt><title>&lt;lines>&lt;/lines></title></titleStmt></fileDesc></teiHeader><text>",
    )
    page = made(document_of(tmp_path, f"{mark}\n", tei=tei), title=mark)
    assert page is not None
    assert captured(page) == f"{mark}\n"
    assert page.find_class("home")[0].text_content() == mark
    assert list(page.iter("lines", "beside")) == []


# --- what an edition may want ---------------------------------------------------------------------------------


def test_what_an_editor_corrected_is_told_with_both_readings_and_its_line(tmp_path: Path) -> None:
    changed = b"<choice><sic>recieved</sic><corr>received</corr></choice>"
    document = document_of(
        tmp_path,
        "A title\nrecieved\n",
        (Home(Span(8, 16), "text", "paragraph", ("p-1",)),),
        TEI.replace(b">x<", b">" + changed + b"<"),
    )
    page = made(document)
    assert page is not None
    row = page.xpath("//*[@id='differences']//tbody/tr")[0]
    assert [cell.text_content() for cell in row[:2]] == ["recieved", "received"]
    assert row[-1].xpath("a/@href") == ["#l-2"]


def test_with_hashes_the_page_has_totals_and_checksum_but_no_line(tmp_path: Path) -> None:
    page = made(document_of(tmp_path, "Words of a secret\nthat are not shown.\n"), capture="hashes")
    assert page is not None
    assert lines_of(page) == []
    assert "secret" not in page.text_content()
    assert page.find_class("totals")[0].text_content().startswith("2 lines")
    assert len(page.find_class("hash")) == 1
    assert list(page.iter("script")) == []


def test_a_file_that_is_not_the_one_of_the_ledger_is_not_shown(tmp_path: Path) -> None:
    document = document_of(tmp_path, "Words as they were.\n")
    assert document.capture is not None
    document.capture.write_text("Words as they are.\n", "utf-8")
    page = made(document)
    assert page is not None
    assert lines_of(page) == []
    assert "is not the one from which this text was made" in page.text_content()
    assert len({code.text for code in page.find_class("hash")}) == 2


def test_without_capture_or_ledger_or_wish_there_is_no_page(tmp_path: Path) -> None:
    document = document_of(tmp_path, "Words.\n")
    assert made(document, capture="none") is None
    assert made(SiteDocument("a", TEI, capture=document.capture)) is None
    assert made(SiteDocument("a", TEI, ledger=document.ledger)) is None
    assert made(SiteDocument("a", TEI, capture=tmp_path / "gone.txt", ledger=document.ledger)) is None


# --- one count for all pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("ident", IDENTS)
def test_the_pages_of_a_seed_and_of_its_capture_count_the_same_lines(seeds: Path, ident: str) -> None:
    page = page_of(seeds, ident)
    document = next(iter(page.xpath("//nav//li[2]/a/@href")))
    said = counted_lines(opened((seeds / "html" / "doc" / document).read_bytes()))
    assert said == counted_lines(page)
    assert said[0] == str(len(lines_of(page)))


@pytest.mark.parametrize("capture", ["public", "hashes", "none"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_pages_of_a_sample_and_of_its_capture_count_the_same_lines(
    tmp_path: Path, sample: Path, capture: str
) -> None:
    text = "Some words about it, and\na line of text. Then\n\na title\nHome\n"
    homes = (
        Home(Span(0, 20), "header", "rule", ("teiHeader/fileDesc/titleStmt/title",)),
        Home(Span(20, 45), "text", "paragraph", ("p-1",)),
        Home(Span(47, 54), "text", "paragraph", ("p-1",)),
        Home(Span(55, 59), "chrome", "link", ()),
    )
    pages = pages_of(document_of(tmp_path, text, homes, sample.read_bytes()), capture=capture)
    said = counted_lines(pages["doc/a.html"])
    assert said == ["5", "2 text", "1 header data", "1 page furniture", "1 blank", "0 undecided"]
    if capture == "none":
        assert list(pages) == ["doc/a.html"]
    else:
        assert counted_lines(pages["doc/a-source.html"]) == said


def test_the_lines_of_a_file_that_is_not_the_one_of_the_ledger_are_not_counted(tmp_path: Path) -> None:
    document = document_of(tmp_path, "Words as they were.\n")
    assert document.capture is not None
    document.capture.write_text("Words as they are.\n", "utf-8")
    assert [counted_lines(page) for page in pages_of(document).values()] == [[], []]


# --- broken ledgers -------------------------------------------------------------------------------------------

WORDS = "Words, and\nmore words.\n"
WITH_HEADER = TEI.replace(
    b"<text>",
    b"<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/></publicationStmt>"
    b"<sourceDesc><p>B</p></sourceDesc></fileDesc></teiHeader><text>",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def with_ledger(tmp_path: Path, data: bytes) -> SiteDocument:
    document = document_of(tmp_path, WORDS, tei=WITH_HEADER)
    assert document.ledger is not None
    document.ledger.write_bytes(data)
    return document


def written(tmp_path: Path) -> Any:
    document = document_of(tmp_path, WORDS, (Home(Span(0, 10), "text", "paragraph", ("p-1",)),))
    assert document.ledger is not None
    return json.loads(document.ledger.read_bytes())


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in a JSON value: what it is in, and its key or number there."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


@pytest.mark.parametrize(
    "ledger",
    [
        "",
        "{}",
        "null",
        '{"lines": [0], "spans": [{"zone": "text"}]}',
        '{"lines": 3, "spans": []}',
        '{"lines": [0], "spans": [null]}',
        "[" * 200_000,
        '{"source":' * 200_000,
    ],
    ids=lambda ledger: ledger[:40] or "empty",
)
def test_a_broken_ledger_costs_the_page_of_the_capture_and_no_more(tmp_path: Path, ledger: str) -> None:
    pages = pages_of(with_ledger(tmp_path, ledger.encode()))
    assert list(pages) == ["doc/a.html"]
    assert counted_lines(pages["doc/a.html"]) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lines", [0, 5, 11, 23]),
        ("lines", [0.0, 11, 23]),
        ("lines", [False, 11, 23]),
        ("totals", {}),
        ("spans", []),
        ("spans", [{"start": 0, "end": 23, "zone": "text", "reason": "\x07", "targets": ["p-1"]}]),
        ("spans", [{"start": 0, "end": 23, "zone": "elsewhere", "reason": "", "targets": []}]),
    ],
    ids=str,
)
def test_a_ledger_with_one_false_statement_is_none(tmp_path: Path, key: str, value: object) -> None:
    ledger = written(tmp_path)
    assert evidence(with_ledger(tmp_path, json.dumps(ledger).encode())) is not None
    assert evidence(with_ledger(tmp_path, json.dumps(ledger | {key: value}).encode())) is None


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_ledger_is_none(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    assert evidence(with_ledger(tmp_path_factory.mktemp("broken"), data)) is None


@settings(max_examples=200)
@given(st.data())
def test_with_any_value_anywhere_in_a_ledger_the_pages_are_made_and_agree(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    ledger = written(folder)
    parent, key = data.draw(st.sampled_from(list(places(ledger))))
    parent[key] = data.draw(JSON | st.sampled_from(["\ud800", "\0", "hex", "idna", "punycode", -1, 10**9, "chrome"]))
    counts = [counted_lines(page) for page in pages_of(with_ledger(folder, json.dumps(ledger).encode())).values()]
    assert all(count == counts[0] for count in counts)


@pytest.mark.parametrize("encoding", ["\0", "undefined", "hex", "idna", "utf-16", "\ud800", "windows-1252"])
def test_an_encoding_is_that_of_the_text_or_there_is_no_evidence(tmp_path: Path, encoding: str) -> None:
    data = f"Café: {WORDS}".encode("windows-1252")
    ledger = written(tmp_path)
    document = with_ledger(tmp_path, b"")
    assert document.capture is not None
    document.capture.write_bytes(data)
    rest = {"start": 0, "end": len(data), "zone": "text", "reason": "all", "targets": ["p-1"]}
    ledger["source"] |= {"encoding": encoding, "sha256": hashlib.sha256(data).hexdigest(), "characters": len(data)}
    ledger |= {"lines": [0, 17, 29], "spans": [rest], "totals": ledger["totals"] | {"text": len(data), "space": 0}}
    ledger["totals"]["lost"] = 0
    assert document.ledger is not None
    document.ledger.write_text(json.dumps(ledger), "utf-8")
    assert (evidence(document) is not None) == (encoding == "windows-1252")


def test_a_ledger_is_read_as_it_was_written() -> None:
    source = Source("a.txt", "a", "One line.\r\nAnother.", "utf-8", "0" * 64)
    ledger = build_ledger(source, [Home(Span(0, 9), "text", "paragraph", ("p-1",))])
    found = from_json(as_json(source, ledger))
    assert (found.spans, found.totals, found.lines, found.characters) == (ledger.spans, ledger.totals, (0, 11), 19)


def test_no_document_takes_the_address_of_the_capture_of_another() -> None:
    given = slugs([("1", "a-source"), ("2", "a")])
    assert {f"{slug}-source" for slug in given.values()}.isdisjoint(given.values())


def test_the_script_of_the_page_is_small() -> None:
    assert len(looks.script("capture.js")) <= 4096
    assert re.search(r"innerHTML|eval|fetch", looks.script("capture.js").decode()) is None
