# ruff: noqa: E501  (a row of a table stays on its line)
"""The reading text: all words of the TEI in their order, parted as one reads them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from lxml import etree

from captures import captures, converted, has_words
from exported import hostile_editions, seeds
from program import ROOT
from tei_edition.checks.regeneration import WHITE_SPACE, normalise, regenerate
from tei_edition.reading_text import UNREADABLE, reading_text
from tei_edition.shapes import NOT_IN_XML
from tei_edition.teifile import TEI

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*/expected.xml"))


def read(body: str, back: str = "") -> str:
    return reading_text(
        etree.fromstring(f"<TEI xmlns='{TEI}'><text><body>{body}</body><back>{back}</back></text></TEI>")
    )


def captured(root: etree._Element) -> str:
    """The words of the TEI text, with the sign for those characters that no text file should have."""
    text = root.find(f"{{{TEI}}}text")
    assert text is not None
    return normalise(NOT_IN_XML.sub(lambda one: " " if WHITE_SPACE.match(one[0]) else UNREADABLE, regenerate(text)))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>One.</p>\n  <p>Two\n  words.</p>", "One.\n\nTwo words."),
        ("<p>a<!-- c --><?pi?>b</p>", "ab"),
        ("<opener><address><addrLine>To X</addrLine><addrLine>Minister</addrLine></address><salute>Dear X,</salute></opener>",
         "To X\nMinister\n\nDear X,"),
        ("<closer><signed>Enver Hoxha <lb/>First Secretary</signed><dateline>Tirana</dateline></closer>",
         "Enver Hoxha\nFirst Secretary\n\nTirana"),
        ("<sp><speaker>Comrade Hoxha:</speaker><p>Yes.</p><p>No.</p></sp>", "Comrade Hoxha: Yes.\n\nNo."),
        ("<sp><speaker>A:</speaker><stage>(laughs)</stage><p>Yes.</p></sp>", "A: (laughs)\n\nYes."),
        ("<postscript><label>P.S.</label><p>More.</p></postscript>", "P.S. More."),
        ("<list><head>Present</head><item><label>1.</label> A</item><item>B<list><item>c</item></list></item></list><p>x</p>",
         "Present\n1. A\nB\nc\n\nx"),
        ("<list><item><p>a</p><p>b</p></item><item><p>c</p></item></list>", "a\nb\nc"),
        ("<p>the text:<list><item>x</item></list>goes on</p>", "the text:\nx\ngoes on"),
        ("<table><head>T</head><row><cell>a</cell><cell><p>b</p><p>c</p></cell></row><row><!-- c --><cell>d</cell><cell/><cell>e</cell></row></table>",
         "T\na\tb c\nd\t\te"),
        ("<p>on <gap reason='illegible'><desc>[illegible]</desc></gap><note type='editorial'>ours</note> August</p>",
         "on [illegible] August"),
        ("<p>a<gap reason='unencodable'><desc>U+0000 U+D800 U+001D</desc></gap>b</p>", "a\ufffd\ufffd\ufffdb"),
        ("<p>for <sic>fir</sic>, <supplied>not</supplied> <unclear rend='bracket'>x</unclear></p>", "for fir [sic], [not] [x?]"),
        ("<p>one <pb n='2'/><fw type='pageNum'>[Page 2]</fw>, two</p>", "one [Page 2], two"),
        ("<p/><div><head/></div>", ""),
    ],
)  # fmt: skip
def test_the_text_is_parted_as_it_is_read(body: str, words: str) -> None:
    assert read(body) == words


def test_footnotes_stand_last() -> None:
    back = "<div type='notes'><note place='end'><p><label>5.</label> b</p></note><note><p>6. c</p></note></div>"
    assert read("<p>a<ref>5</ref></p>", back) == "a5\n\n5. b\n\n6. c"


def test_footnotes_among_the_words_of_a_file_from_elsewhere_are_called_and_stand_last() -> None:
    body = (
        "<p>a<note place='foot'>b <note place='foot'>c</note></note>, d<note type='footnote' n='*'>e</note></p><p>f</p>"
    )
    assert read(body) == "a[1], d[*]\n\nf\n\n[1] b [2]\n\n[2] c\n\n[*] e"


def test_of_what_a_file_from_elsewhere_says_twice_one_is_read() -> None:
    choice = "<choice><sic>fir</sic><corr>for</corr></choice> <choice><abbr>Dr</abbr><expan>Doctor</expan></choice>"
    assert read(f"<p>{choice} <app><lem>x</lem><rdg>y</rdg></app></p>") == "for Doctor x"


def test_the_front_of_a_file_from_elsewhere_is_read_and_a_file_without_text_is_empty() -> None:
    front = "<text><front><titlePage>T</titlePage></front><body><p>a</p></body></text>"
    assert reading_text(etree.fromstring(f"<TEI xmlns='{TEI}'>{front}</TEI>")) == "T\n\na"
    assert reading_text(etree.fromstring(f"<TEI xmlns='{TEI}'/>")) == ""


def test_the_letter_of_the_seeds_reads_as_a_letter() -> None:
    paragraphs = reading_text(seeds().parts[3].root).split("\n\n")
    assert paragraphs[:2] == [
        "To: Comrade Kim Il Sung\nGeneral Secretary of the Central Committee of\nThe Korean Workers’ Party",
        "Honorable Comrade Kim Il Sung,",
    ]
    assert paragraphs[-1] == "Tirana, on August [illegible], 1973"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_every_word_of_the_golden_documents_is_read_in_its_order(path: object) -> None:
    root = etree.parse(str(path)).getroot()
    assert normalise(reading_text(root)) == captured(root)


@given(captures.filter(has_words))
def test_every_word_of_any_document_is_read_in_its_order(text: str) -> None:
    tei = converted(text).tei
    if tei is not None:
        root = etree.fromstring(tei)
        found = reading_text(root)
        assert normalise(found) == captured(root)
        assert not re.search(r" \n|\n |\n\n\n|\t\n|^\s|\s$", found)


@given(hostile_editions)
def test_the_words_of_any_file_are_read(edition: object) -> None:
    for part in edition.parts:  # type: ignore[attr-defined]
        assert normalise(reading_text(part.root)) == captured(part.root)
