"""The words of the capture come back from the XML alone (guidelines §12)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from long_documents import paragraphs
from tei_edition.checks.regeneration import WHITE_SPACE, normalise, regenerate

SAMPLES = Path(__file__).parent / "samples"
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def read(body: str) -> str:
    return regenerate(etree.fromstring(f"<text {NS}><body>{body}</body></text>"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<p>One.<!-- a comment --> Two.<?pi?></p>", "One. Two."),
        ("<p>a <gap reason='illegible'><desc>[illegible]</desc></gap>, 1973</p>", "a [illegible], 1973"),
        ("<p>a<gap reason='unencodable'><desc>U+0000</desc></gap>b</p>", "a\x00b"),
        ("<p>a<gap reason='unencodable'><desc>U+FFFE U+D800</desc></gap>b</p>", "a\ufffe\ud800b"),
        ("<p>name: <space><desc>[blank]</desc></space></p>", "name: [blank]"),
        ("<p>Comrade <supplied>General Secretary</supplied> Hoxha</p>", "Comrade [General Secretary] Hoxha"),
        ("<p>wor<supplied>ker</supplied>s</p>", "wor[ker]s"),
        ("<p><supplied rend='verbatim'>[ x ]</supplied></p>", "[ x ]"),
        ("<p>for <sic>fir</sic>.</p>", "for fir [sic]."),
        ("<p><sic rend='verbatim'>fir</sic> (sic)</p>", "fir (sic)"),
        ("<p><unclear rend='label'>x</unclear></p>", "[unclear: x]"),
        ("<p><unclear rend='bracket'>x</unclear></p>", "[x?]"),
        ("<p><unclear rend='query'>x</unclear></p>", "x [?]"),
        ("<p><unclear rend='verbatim'>[[x?]]</unclear> and <unclear>y</unclear></p>", "[[x?]] and y"),
        ("<p>one<lb/>two</p>", "one two"),
        ("<p>one<pb n='2'/>two</p>", "onetwo"),
        ("<p>one</p><milestone unit='section' n='* * *'/><p>two</p>", "one * * * two"),
        ("<p>one <pb n='2'/><fw type='pageNum'>[Page 2]</fw>, two</p>", "one [Page 2], two"),
        ("<p>a<note type='editorial'>ours<gap/></note>, b</p>", "a, b"),
        ("<p>a<note type='translator'>[Translator's note: x]</note></p>", "a[Translator's note: x]"),
        ("<sp><speaker>A <seg type='delivery'>(loud)</seg>:</speaker><p>B</p></sp>", "A (loud): B"),
        ("<sp><stage>(wry)</stage><p>He <stage>(softly)</stage>: yes</p></sp>", "(wry) He (softly): yes"),
        ("<closer><signed>X</signed><seg>Y</seg><note type='editorial'>z</note></closer>", "X Y"),
        ("<list><head>Present</head><item><label>1.</label> A</item><item>B</item></list>", "Present 1. A B"),
        ("<table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>", "a b c"),
        ("<p>the text:<list><item>x</item></list>goes on</p>", "the text: x goes on"),
        ("<figure><figDesc>[stamp]</figDesc></figure><p>x</p>", "[stamp] x"),
    ],
)  # fmt: skip
def test_markup_gives_back_what_the_capture_reads(body: str, words: str) -> None:
    assert read(body) == words


def test_notes_at_the_end_are_text_and_front_matter_is_not() -> None:
    back = "<back><div><note><p>5 b</p></note></div></back>"
    text = f"<text {NS}><front><p>no</p></front><body><p>a</p></body>{back}</text>"
    assert regenerate(etree.fromstring(text)) == "a 5 b"


def test_an_element_can_be_read_alone_without_its_tail() -> None:
    tree = etree.fromstring(f"<p {NS}>a <sic>b</sic> c</p>")
    assert regenerate(tree[0]) == "b [sic]"


def test_the_letter_reads_as_it_was_captured() -> None:
    text = etree.parse(SAMPLES / "letter.xml").getroot().find("{*}text")
    assert text is not None
    assert regenerate(text) == (
        "To: Mara Tull Minister of Harbours of the Island Dear Minister, Thank you for your letter of "
        "July 7, 1973. * * * We met again on 24.VII.73, on 30/07/1973 and in 1971–72.[Translator's note: he "
        "means the conference.] "
        "With greetings Ivo Senn Engineer Port Elder, on August [illegible], 1973"
    )


def test_a_deep_tree_is_read_without_recursion() -> None:
    root = inner = etree.Element("{http://www.tei-c.org/ns/1.0}seg")
    for _ in range(5_000):
        inner = etree.SubElement(inner, "{http://www.tei-c.org/ns/1.0}seg")
    inner.text = "deep"
    assert regenerate(root) == "deep"


def test_a_long_text_is_read_to_its_end() -> None:
    words = regenerate(etree.fromstring(paragraphs(100_000)))
    assert words == " ".join(["Words of a fir [sic]."] * 100_000)


# --- white space --------------------------------------------------------------------------------------------

SPACES = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
NEAR = "\x1c\x1d\x1e\x1f\u200b\u180e\ufeff\xad"
TEXTS = st.text(st.one_of(st.sampled_from(SPACES + NEAR), st.characters()))


def test_exactly_the_white_space_of_the_guidelines_is_normalised() -> None:
    found = {chr(code) for code in range(0x110000) if WHITE_SPACE.match(chr(code))}
    assert found == set(SPACES)
    assert {character for character in found | set(NEAR) if normalise(character) == ""} == set(SPACES)


@given(TEXTS)
def test_normalised_text_is_normalised(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_normalising_keeps_every_character_that_is_no_white_space(text: str) -> None:
    kept = [character for character in text if character not in SPACES]
    assert [character for character in normalise(text) if character != " "] == kept


@given(TEXTS)
def test_normalised_text_has_single_spaces_and_none_at_its_ends(text: str) -> None:
    words = normalise(text)
    assert words == words.strip(" ")
    assert "  " not in words
    assert not set(words) & set(SPACES) - {" "}
