"""`export parlamint`: turns as utterances, every word in its place.

Settings (environment): TEI_ALL_RNG, the path of tei_all.rng; TEI_EDITION_GOLD, a folder of captures;
TEI_EDITION_MUTANTS, how many documents are generated from the schema (a quarter of it, default 300).
"""

# ruff: noqa: E501  (XML)

from __future__ import annotations

import os
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpora import Exported, gold, needs_gold, seeds
from grammar_documents import Maker
from jing import TEI_ALL, java, needs_java, needs_tei_all, refused_by_jing
from program import SEEDS, run
from tei_edition.checks.grammar import shipped_grammar
from tei_edition.exports.parlamint import files

TEI = "http://www.tei-c.org/ns/1.0"
T = f"{{{TEI}}}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
COUNT = int(os.environ.get("TEI_EDITION_MUTANTS", "1200")) // 4


def tei(*blocks: str, header: str = "<encodingDesc><p/></encodingDesc>", back: str = "") -> bytes:
    """A TEI file whose body has one division of these blocks."""
    return f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/></publicationStmt>
      <sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader>
      <text><body><div>{"".join(blocks)}</div></body>{back}</text></TEI>""".encode()


def sp(*blocks: str, who: str = "#a", label: str = "A:") -> str:
    return f'<sp who="{who}"><speaker>{label}</speaker>{"".join(blocks)}</sp>'


def made(data: bytes) -> etree._Element:
    (file,) = files(Exported({"document": data}).corpus)
    assert file.name == "document.xml"
    return etree.fromstring(b"".join(file.pieces))


def converted(documents: Exported) -> list[tuple[etree._Element, etree._Element]]:
    """Each document that has turns, and what became of it."""
    given_ones = [etree.fromstring(data) for data in documents.documents.values()]
    with_turns = [root for root in given_ones if root.find(f"{T}text//{T}sp") is not None]
    results = [etree.fromstring(b"".join(file.pieces)) for file in files(documents.corpus)]
    return list(zip(with_turns, results, strict=True))


@cache
def generated() -> Exported:
    """Documents that the schema allows, with everything that it allows in them, and turns."""
    maker = Maker(shipped_grammar(), random.Random(1973))
    found = {}
    while len(found) < COUNT:
        root = maker.document().getroot()
        if root.find(f"{T}text//{T}sp") is not None:
            found[f"{len(found):05}"] = etree.tostring(root)
    return Exported(found)


def text(root: etree._Element) -> str:
    return "".join(map(str, root.find(T + "text").itertext(etree.Element)))


def body(root: etree._Element) -> list[str]:
    """The sections and their content: names with types, and words."""
    shown = []
    for section in root.find(f"{T}text/{T}body"):
        shown.append(f"[{section.get('type')}]")
        for each in section:
            shown += [line(each)] if each.tag != T + "u" else [line(each, ""), *map(line, each)]
    return shown


def line(element: etree._Element, words: str | None = None) -> str:
    said = " ".join("".join(element.itertext()).split()) if words is None else words
    kind = element.get("type", "")
    return " ".join(filter(None, [etree.QName(element).localname + (f".{kind}" if kind else ""), said]))


SOURCES = [
    pytest.param(seeds, id="seeds"),
    pytest.param(gold, id="gold", marks=needs_gold),
    pytest.param(generated, id="generated"),
]


# --- whole documents --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES)
def test_no_word_is_lost_or_moved(source: object) -> None:
    pairs = converted(source())
    assert pairs
    for before, after in pairs:
        assert "".join(text(after).split()) == "".join(text(before).split())
        if source is not generated:  # whose blocks stand beside each other without a space
            assert text(after).split() == text(before).split()


@pytest.mark.parametrize("source", SOURCES)
def test_every_id_stays(source: object) -> None:
    for before, after in converted(source()):
        there = {each.get(ID) for each in after.iter(etree.Element)}
        assert {each.get(ID) for each in before.iter(etree.Element)} <= there


@pytest.mark.parametrize("source", SOURCES)
def test_every_turn_is_an_utterance_of_its_speaker(source: object) -> None:
    for before, after in converted(source()):
        turns = [(each.get(ID), each.get("who"), each.get("prev")) for each in before.iter(T + "sp")]
        assert [(each.get(ID), each.get("who"), each.get("prev")) for each in after.iter(T + "u")] == turns
        assert {each.getparent().tag for each in after.iter(T + "u")} == {T + "div"}
        flat = after.find(T + "text")
        etree.strip_elements(flat, T + "figure", T + "fw", T + "gap", T + "space")  # which are copied as they are
        assert (
            list(flat.iter(*(T + name for name in "sp speaker stage p list item table row cell quote".split()))) == []
        )


@java
@needs_java
@needs_tei_all
def test_tei_accepts_all_of_them(tmp_path: Path) -> None:
    sources = [seeds, generated] + ([gold] if os.environ.get("TEI_EDITION_GOLD") else [])
    paths = []
    for source in sources:
        for number, (_, after) in enumerate(converted(source())):
            paths.append(tmp_path / f"{source.__name__}-{number}.xml")
            paths[-1].write_bytes(etree.tostring(after))
    assert len(paths) > COUNT
    assert refused_by_jing(Path(TEI_ALL), paths) == {}


def test_the_roles_of_the_speakers_are_explained_in_the_header() -> None:
    ((_, after),) = converted(seeds())
    ids = {each.get(ID) for each in after.iter(T + "category")}
    pointed = {token.removeprefix("#") for each in after.iter(T + "u") for token in each.get("ana", "").split()}
    assert pointed == {"role-speaker"} <= ids


# --- one thing at a time ----------------------------------------------------------------------------------------


def test_a_turn_is_a_note_and_an_utterance_of_segments() -> None:
    assert body(made(tei("<p>Before.</p>", sp("<p>One.</p>", "<p>Two.</p>")))) == [
        "[debateSection]",
        "note.narrative Before.",
        "note.speaker A:",
        "u",
        "seg One.",
        "seg Two.",
    ]


def test_lists_tables_and_quotations_in_a_turn_are_flattened() -> None:
    blocks = (
        "<list><head>Points</head><item><label>1.</label> One<list><item>a</item><item>b</item></list></item><item>Two</item></list>",
        "<table><row><cell>x</cell><cell>y</cell></row><row><cell>z</cell></row></table>",
        "<quote><p>First.</p><p>Second.</p></quote>",
        "<quote>Words.</quote>",
        "<p>So <quote><p>he</p><p>said</p></quote></p>",
    )
    assert body(made(tei(sp(*blocks))))[3:] == [
        "seg Points",
        "seg 1. One a b",
        "seg Two",
        "seg x y",
        "seg z",
        "seg First.",
        "seg Second.",
        "seg Words.",
        "seg So he said",
    ]


@pytest.mark.parametrize(
    ("stage", "shown"),
    [
        ('<stage type="delivery">(laughter)</stage>', "vocal.laughter (laughter)"),
        ('<stage type="delivery">[Applause]</stage>', "kinesic.applause [Applause]"),
        ('<stage type="delivery">(interrupting)</stage>', "vocal (interrupting)"),
        ('<stage type="entrance">(Enters Hoxha)</stage>', "incident.entering (Enters Hoxha)"),
        ('<stage type="exit">(Leaves)</stage>', "incident.leaving (Leaves)"),
        ('<stage type="business">[Takes out the draft]</stage>', "incident.action [Takes out the draft]"),
        ('<stage type="setting">[At night]</stage>', "note.stage [At night]"),
        ("<stage>[Later]</stage>", "note.stage [Later]"),
        (
            '<stage type="delivery">[<gap reason="illegible"><desc>illegible</desc></gap> laughs]</stage>',
            "note.stage [illegible laughs]",
        ),
    ],
)
def test_a_stage_direction_is_what_happens_moves_or_sounds(stage: str, shown: str) -> None:
    assert body(made(tei(sp("<p>One.</p>", stage))))[-1] == shown  # in a turn
    assert body(made(tei(sp("<p>One.</p>"), stage)))[-1] == shown  # between turns
    inside = made(tei(sp(f"<p>One {stage} two.</p>"))).find(f".//{T}seg")
    assert [line(each) for each in inside][:1] == [shown]  # in a paragraph


def test_gaps_names_and_editorial_marks_stay() -> None:
    words = '<gap reason="illegible"/><persName ref="#a">A</persName> <supplied reason="explanation">b</supplied><note type="editorial">c</note>'
    segment = made(tei(sp(f"<p>{words}</p>"))).find(f".//{T}seg")
    assert [etree.QName(each).localname for each in segment] == ["gap", "persName", "supplied", "note"]


def test_parts_without_turns_are_comment_sections() -> None:
    data = tei(
        "<head>Minutes</head><div><p>Present: A, B.</p></div>",
        f"<div><p>They met.</p>{sp('<p>Hello.</p>')}</div>",
        "<closer><signed>A</signed> <signed>B</signed></closer>",
        back='<back><div type="notes"><note place="end"><p>A note.</p></note></div></back>',
    )
    assert body(made(data)) == [
        "[commentSection]",
        "head Minutes",
        "[commentSection]",
        "note.narrative Present: A, B.",
        "[debateSection]",
        "note.narrative They met.",
        "note.speaker A:",
        "u",
        "seg Hello.",
        "[commentSection]",
        "note.closer A B",
        "[commentSection]",
        "note A note.",
    ]


def test_words_of_neighbouring_blocks_do_not_run_together() -> None:
    data = tei("<opener><salute>Dear</salute><dateline>Tirana</dateline></opener>", sp("<p>x</p>"))
    assert body(made(data))[1] == "note.opener Dear Tirana"


def test_what_the_header_says_of_the_speakers_is_pointed_to() -> None:
    people = """<encodingDesc><p/></encodingDesc><profileDesc><particDesc><listPerson>
      <person xml:id="a" role="speaker recorder"/><person xml:id="b" role="speaker interpreter"/>
      <person xml:id="c" role="somebody-else"/><person xml:id="d"/></listPerson></particDesc></profileDesc>"""
    turns = [sp("<p>x</p>", who=who) for who in ("#a", "#a #b", "#c", "#d", "#nobody")]
    assert [each.get("ana") for each in made(tei(*turns, header=people)).iter(T + "u")] == [
        "#role-speaker #role-recorder",
        "#role-speaker #role-interpreter #role-recorder",
        None,
        None,
        None,
    ]


def test_a_header_without_encoding_description_gets_one() -> None:
    header = made(tei(sp("<p>x</p>"), header="")).find(T + "teiHeader")
    assert [etree.QName(each).localname for each in header] == ["fileDesc", "encodingDesc"]


def test_a_turn_inside_another_block_is_a_turn() -> None:
    assert body(made(tei(f"<quote>He wrote: {sp('<p>x</p>')}</quote>"))) == [
        "[debateSection]",
        "note He wrote:",
        "note.speaker A:",
        "u",
        "seg x",
    ]


def test_documents_without_turns_are_counted_and_not_written(tmp_path: Path) -> None:
    documents = Exported({"a": tei("<p>x</p>"), "b": tei(sp("<p>x</p>")), "c": tei("<p>x</p>")})
    assert [file.name for file in files(documents.corpus)] == ["b.xml"]
    assert [(each.code, each.severity, each.message) for each in documents.findings] == [
        ("X124", "note", "2 documents have no turns and no file in this export")
    ]
    documents = Exported({"a": tei("<p>x</p>")})
    assert list(files(documents.corpus)) == []
    assert [(each.code, each.severity) for each in documents.findings] == [("X124", "warning")]


def test_a_document_on_which_the_stylesheet_fails_does_not_stop_the_others() -> None:
    deep = "<q>" * 1900 + "x" + "</q>" * 1900
    documents = Exported({"deep": tei(sp(f"<p>{deep}</p>")), "flat": tei(sp("<p>x</p>"))})
    assert [file.name for file in files(documents.corpus)] == ["flat.xml"]
    assert documents.codes == ["X125"]


def test_the_command_writes_a_folder(tmp_path: Path) -> None:
    assert run("convert", SEEDS, "-o", tmp_path / "tei", "-q").exit_code == 0
    assert run("export", "parlamint", tmp_path / "tei", "-o", tmp_path / "out", "-q").exit_code == 0
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "1964-11-25-minutes-hoxha-ri.xml"
    assert file.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI ')


HOSTILE = st.text(
    st.sampled_from("a é<>&\"'#.{}%\\=+-@]\u202e😀\n") | st.characters(exclude_categories=("Cs", "Cc")), max_size=60
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_is_said_is_said(label: str, words: str, outside: str) -> None:
    root = etree.fromstring(tei("<p/> ", sp(" <p/>")))
    root.find(f".//{T}speaker").text = label
    root.find(f".//{T}sp/{T}p").text = words
    root.find(f".//{T}div/{T}p").text = outside
    assert text(made(etree.tostring(root))).split() == text(root).split()
