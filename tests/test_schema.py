"""The schema: a true subset of TEI, the same in RELAX NG and XML Schema, and explained in an editor's words.

Settings (environment): TEI_ALL_RNG, the path of the TEI Consortium's tei_all.rng, without which the tests that compare
with it are skipped; TEI_EDITION_MUTANTS, how many spoiled documents and how many generated ones (default 1,200).
"""

# ruff: noqa: E501  (tables of messages, XML)

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from grammar_documents import SAMPLES, Maker, counterexample, fits, mutants
from jing import TEI_ALL, java, needs_java, needs_tei_all, refused_by_jing
from tei_edition.assets import asset
from tei_edition.checks import schema as checks
from tei_edition.checks.grammar import Attribute, Data, Value, read_grammar, shipped_grammar, values
from tei_edition.checks.schema_words import INSTEAD, WRAPPERS
from tei_edition.checks.wellformed import line_of
from tei_edition.errors import BadConfiguration, UnreadableInput
from tei_edition.model import Finding, Place, Severity

COUNT = int(os.environ.get("TEI_EDITION_MUTANTS", "1200"))
SCHEMAS = asset("schemas")
SCRIPT = Path(__file__).parents[1] / "scripts" / "make_schemas.py"
MAKER = Maker(shipped_grammar(), random.Random(1973))

ODD = "{http://www.tei-c.org/ns/1.0}"


def xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "tei_edition.xsd")))


def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(SCHEMAS / "tei_edition.rng")))


@cache
def all_mutants() -> list[tuple[str, etree._ElementTree]]:
    each = COUNT // len(SAMPLES)
    return [mutant for seed, text in enumerate(SAMPLES.values()) for mutant in mutants(text, each, seed)]


@cache
def generated() -> list[etree._ElementTree]:
    return [MAKER.document() for _ in range(COUNT)]


def written(trees: list[etree._ElementTree], folder: Path) -> list[Path]:
    files = [folder / f"{number:05}.xml" for number in range(len(trees))]
    for file, tree in zip(files, trees, strict=True):
        file.write_bytes(etree.tostring(tree, encoding="utf-8"))
    return files


# --- what it accepts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_a_good_document_is_accepted_by_both_schemas(name: str) -> None:
    tree = checks.parse_tei_bytes(SAMPLES[name], name)
    assert not isinstance(tree, Finding)
    assert checks.check_xsd(tree) == ()
    assert checks.check_rng(tree) == ()


def test_the_samples_use_every_element_of_the_schema() -> None:
    used = {e.tag.removeprefix(ODD) for text in SAMPLES.values() for e in etree.fromstring(text).iter()}
    assert set(shipped_grammar().content) - used == set()


def test_every_element_has_a_name_that_a_sentence_can_use() -> None:
    names = shipped_grammar().documentation
    assert len(names) == 124
    assert [name for name, words in names.items() if not re.match(r"(a|an|the) \w", words)] == []


def test_xsd_and_rng_agree_on_every_mutant() -> None:
    by_xsd, by_rng = xsd(), rng()
    verdicts = [(story, by_xsd.validate(tree), by_rng.validate(tree)) for story, tree in all_mutants()]
    assert len(verdicts) >= 500
    assert [verdict for verdict in verdicts if verdict[1] != verdict[2]] == []
    refused = sum(not accepted for _, accepted, _ in verdicts)
    assert len(verdicts) / 3 < refused < len(verdicts)  # else the mutants test nothing


def test_xsd_and_rng_accept_what_the_grammar_generates() -> None:
    by_xsd, by_rng = xsd(), rng()
    refused = [etree.tostring(tree) for tree in generated() if not (by_xsd.validate(tree) and by_rng.validate(tree))]
    assert refused == []


def test_the_generated_documents_show_every_element_and_attribute() -> None:
    grammar = shipped_grammar()
    assert generated()
    shown = {name for name in MAKER.used if name in grammar.content or "/@" in name}
    there = {f"{name}/@{attribute}" for name in grammar.content for attribute in grammar.attributes[name]}
    assert there | set(grammar.content) == shown


# --- a true subset of TEI -----------------------------------------------------------------------------------


@needs_tei_all
def test_every_content_model_lies_inside_that_of_tei_all() -> None:
    ours = shipped_grammar()
    theirs = read_grammar(Path(TEI_ALL), only=ours.content)
    wider = {name: counterexample(content, theirs.content[name]) for name, content in ours.content.items()}
    assert {name: children for name, children in wider.items() if children is not None} == {}


@needs_tei_all
def test_every_attribute_takes_only_what_tei_all_takes() -> None:
    ours = shipped_grammar()
    theirs = read_grammar(Path(TEI_ALL), only=ours.content)
    for name, attributes in ours.attributes.items():
        assert theirs.required[name] <= ours.required[name]
        for attribute, pattern in attributes.items():
            assert fits(pattern, theirs.attributes[name][attribute]), (name, attribute)


def test_a_content_model_that_is_too_wide_is_noticed() -> None:
    ours = shipped_grammar()
    assert counterexample(ours.content["p"], ours.content["p"]) is None
    assert counterexample(ours.content["item"], ours.content["p"]) == ("p",)
    assert counterexample(ours.content["div"], ours.content["body"]) == ()
    assert not fits(Data("string"), Data("NCName"))
    assert not fits(Value("two words"), Data("token", (r"[^\p{C}\p{Z}]+",)))


@java
@needs_java
@needs_tei_all
def test_tei_all_accepts_every_mutant_and_every_generated_document_that_we_accept(tmp_path: Path) -> None:
    by_rng = rng()
    good = [etree.fromstring(text).getroottree() for text in SAMPLES.values()]
    accepted = [tree for _, tree in all_mutants() if by_rng.validate(tree)]
    files = written([*good, *accepted, *generated()], tmp_path)
    assert len(files) >= 1000
    assert refused_by_jing(Path(TEI_ALL), files) == {}


@java
@needs_java
def test_jing_gives_the_same_verdict_on_mutants_as_libxml2(tmp_path: Path) -> None:
    by_xsd = xsd()
    trees = [tree for _, tree in all_mutants()]
    files = written(trees, tmp_path)
    by_libxml2 = {file for file, tree in zip(files, trees, strict=True) if not by_xsd.validate(tree)}
    by_jing = refused_by_jing(SCHEMAS / "tei_edition.rng", files)
    assert set(by_jing) == by_libxml2


# --- the files belong together ------------------------------------------------------------------------------


@java
@needs_java
def test_rng_and_xsd_are_what_the_grammar_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    for made in ("tei_edition.rng", "tei_edition.xsd", "xml.xsd"):
        shipped = (SCHEMAS / made).read_text(encoding="utf-8").splitlines()
        assert (tmp_path / made).read_text(encoding="utf-8").splitlines() == shipped, f"{made}: run {SCRIPT.name}"


def odd() -> etree._ElementTree:
    return etree.parse(str(SCHEMAS / "tei_edition.odd"))


def test_the_odd_includes_the_elements_of_the_grammar() -> None:
    included = [name for ref in odd().iter(ODD + "moduleRef") for name in ref.get("include", "").split()]
    assert sorted(included) == sorted(shipped_grammar().content)


def test_the_odd_closes_the_same_value_lists_as_the_grammar() -> None:
    grammar = shipped_grammar()
    in_odd = {
        (spec.get("ident"), att.get("ident")): {item.get("ident") for item in att.iter(ODD + "valItem")}
        for spec in odd().iter(ODD + "elementSpec")
        for att in spec.iter(ODD + "attDef")
        if att.find(ODD + "valList") is not None
    }
    in_grammar = {
        (name, attribute): set(values(pattern))
        for name, attributes in grammar.attributes.items()
        for attribute, pattern in attributes.items()
        if values(pattern) and attribute != "cert"  # on every element, as in TEI
    }
    assert in_odd == in_grammar


def test_the_odd_deletes_the_attributes_that_the_grammar_does_not_have() -> None:
    grammar = shipped_grammar()
    for spec in odd().iter(ODD + "elementSpec"):
        deleted = {a.get("ident") for a in spec.iter(ODD + "attDef") if a.get("mode") == "delete"}
        assert not deleted & set(grammar.attributes[spec.get("ident", "")])


@java
@needs_java
@needs_tei_all
def test_the_odd_is_valid_tei(tmp_path: Path) -> None:
    copy = tmp_path / "odd.xml"
    copy.write_bytes((SCHEMAS / "tei_edition.odd").read_bytes())
    assert refused_by_jing(Path(TEI_ALL), [copy]) == {}


def test_no_content_depends_on_an_attribute() -> None:
    assert all(not isinstance(content, Attribute) for content in shipped_grammar().content.values())


# --- messages -----------------------------------------------------------------------------------------------


def spoiled(old: str, new: str, name: str = "letter") -> etree._ElementTree:
    text = SAMPLES[name].decode()
    assert old in text
    tree = checks.parse_tei_bytes(text.replace(old, new, 1).encode(), f"{name}.xml")
    assert not isinstance(tree, Finding)
    return tree


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


MESSAGES = (
    # in the sample                   instead                      code    message, hint
    ("<item>south</item>", "<p>south</p>", "T101", "a paragraph (p) may not stand directly in a list", "wrap it in item"),
    ("</closer>", "</closer><p>x</p>", "T101", "a paragraph (p) may not stand here in a division (div), after a closer", "here may stand: postscript"),
    ("<item>south</item>", "<lg/>", "T107", "<lg> is not among the 124 elements of the schema", "write p with lb"),
    ("<item>south</item>", "<itme/>", "T107", "<itme> is not among", "did you mean item?"),
    ("<item>south</item>", "<x xmlns=''/>", "T107", "<x> is not an element of TEI (its namespace is “none”)", "remove it"),
    ("<head>Fields</head>", "Fields", "T106", "text may not stand directly in a list: “Fields”", "wrap it in item"),
    ("<lb/>", "<lb>x</lb>", "T106", "a line break (lb) must be empty, but holds “x”", "behind it"),
    ("<label>tei-edition</label>", "", "T102", "a program (application) is empty; it needs one of: desc, label", "add it"),
    ("<resp>Title and summary</resp>", "", "T102", "after the name of an organisation (orgName) it needs one of: resp", "add it"),
    (' ident="tei-edition"', "", "T104", "a program (application) has no `ident`", 'add ident="…"'),
    ('reason="lost"', 'reason="lots"', "T105", "`reason` on gap has the value “lots”, which is not one of: editorial,", "did you mean lost?"),
    ('role="addressee unidentified"', 'role="addressee sendr"', "T105", "`role` on person has the value", "did you mean sender?"),
    ('reason="lost"', 'raeson="lost"', "T103", "a gap may not have the attribute `raeson`", "did you mean reason?"),
    ('<p xml:id="p-1"', '<p id="p-1"', "T103", "a paragraph (p) may not have the attribute `id`", "did you mean xml:id?"),
    ('when="1964-05"', 'when="1964-5"', "T105", "which is not a date like 1973, 1973-08 or 1973-08-03", "did you mean 1964-05?"),
    ('when="1964-05"', 'when="1964-05-00"', "T105", "which is not a date", "did you mean 1964-05?"),
    ('when="1964-05-01"', 'when="1964-02-30"', "T105", "which is not a date", "there is no such day"),
    ('when="09:30:00"', 'when="9.30"', "T105", "`when` on time has the value “9.30”, which is not a time like 09:30:00", ""),
    ('xml:id="p-1"', 'xml:id="1"', "T105", "`xml:id` on p has the value “1”, which is not an id", ""),
    ('target="#fn-1"', 'target="{a}"', "T105", "which is not a pointer without spaces", ""),
    ("<salute>Dear", '<salute xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="1">Dear', "T103", "`xsi:nil`", "xml-model"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "message", "hint"), MESSAGES)
def test_an_error_is_told_in_an_editors_words(old: str, new: str, code: str, message: str, hint: str) -> None:
    tree = spoiled(old, new)
    finding = only(checks.check_xsd(tree))
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert message in finding.message
    assert hint in finding.hint
    assert code in checks.CODES


def test_hints_name_only_elements_that_there_are() -> None:
    there = set(shipped_grammar().content)
    assert set(WRAPPERS) <= there
    assert not set(INSTEAD) & there


@pytest.mark.parametrize(("old", "new", "code", "message", "hint"), MESSAGES)
def test_xmlschema_is_told_in_the_same_words_with_the_path(
    old: str, new: str, code: str, message: str, hint: str
) -> None:
    findings = checks.explain_xsd(spoiled(old, new))
    assert (code, True) in [(finding.code, message in finding.message) for finding in findings]
    assert all("(at /TEI/" in finding.message or "xsi:" in finding.message for finding in findings)


def test_a_finding_says_where_it_is_and_what_the_validator_said() -> None:
    tree = spoiled('reason="lost"', 'reason="lots"')
    finding = only(checks.check_xsd(tree))
    lost = next(gap for gap in tree.iter(ODD + "gap") if gap.get("reason") == "lots")
    assert finding.tei == Place("letter.xml", line_of(lost), 1)
    assert finding.xml_id == "p-1"
    assert "facet 'enumeration'" in finding.raw
    assert checks.check_xsd(tree, "other.xml")[0].tei == Place("other.xml", line_of(lost), 1)


def test_a_line_beyond_65535_is_told() -> None:
    tree = spoiled("<trailer>END", "\n" * 70_000 + "<trailer><lg/>END")
    finding = only(checks.check_xsd(tree))
    assert finding.tei is not None
    assert finding.tei.line > 70_000


def test_a_list_of_pointers_that_is_wrong_is_told_once() -> None:
    assert len(checks.check_xsd(spoiled('target="#fn-1"', 'target="#fn-1 a#b#c {x}"'))) == 1


def test_more_than_200_errors_are_counted() -> None:
    findings = checks.check_xsd(spoiled("<item>south</item>", "<item>" + "<gap reason='x'/>" * 500 + "</item>"))
    assert len(findings) == 201
    assert (findings[-1].code, findings[-1].severity) == ("T109", Severity.NOTE)
    assert findings[-1].message.startswith("300 more errors")


def test_a_second_id_is_left_to_the_rules() -> None:
    tree = spoiled('xml:id="p-2"', 'xml:id="p-1"')
    assert checks.check_xsd(tree) == checks.check_rng(tree) == ()


def test_a_part_of_tei_is_no_tei_file() -> None:
    tree = etree.fromstring('<p xmlns="http://www.tei-c.org/ns/1.0">x</p>').getroottree()
    assert only(checks.check_xsd(tree)).code == only(checks.check_rng(tree)).code == "T003"
    assert only(checks.explain_xsd(tree)).code == "T003"


def test_checking_changes_nothing_in_the_tree() -> None:
    tree = spoiled("<salute>Dear", '<salute xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="1">Dear')
    before = etree.tostring(tree)
    checks.check_xsd(tree)
    checks.check_rng(tree)
    assert etree.tostring(tree) == before


# --- other schemas ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tei_edition.rng", "tei_edition.xsd"])
def test_an_own_schema_accepts_and_refuses(name: str) -> None:
    assert checks.check_with(spoiled("south", "west"), SCHEMAS / name) == ()
    finding = only(checks.check_with(spoiled('reason="lost"', 'reason="lots"'), SCHEMAS / name))
    assert finding.code == ("T105" if name.endswith("xsd") else "T108")
    assert finding.tei is not None
    assert finding.raw


def test_an_own_xsd_tells_what_it_expected() -> None:
    finding = only(checks.check_with(spoiled("<item>south</item>", "<p/>"), SCHEMAS / "tei_edition.xsd"))
    assert "item" in finding.hint


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.rnc", "start = empty", "a schema is a .rng or a .xsd file"),
        ("a.rng", "<grammar/>", "not a schema that can be used"),
        ("a.xsd", "not XML", "not a schema that can be used"),
        ("a.xsd", None, "there is no such schema file"),
    ],
)
def test_what_is_no_schema_is_refused(tmp_path: Path, name: str, content: str | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadConfiguration, match=says) as error:
        checks.check_with(spoiled("south", "west"), tmp_path / name)
    assert error.value.remedy


# --- reading a file -----------------------------------------------------------------------------------------


BROKEN = (
    # the file                                        code    message
    ("<TEI><p></TEI>", "T001", "<p> of line 1 is closed by </TEI>"),
    ("<TEI>A & B</TEI>", "T001", "a bare & is not allowed"),
    ("<TEI>&nbsp;</TEI>", "T001", "&nbsp; is not known in XML"),
    ("<TEI>1 < 2</TEI>", "T001", "a bare < is not allowed"),
    ("<TEI><p>", "T001", "the file ends inside <"),
    ('<p n="1" n="2"/>', "T001", "the attribute `n` stands twice"),
    ("<TEI/><TEI/>", "T001", "something follows the end"),
    ("", "T001", "this is not XML"),
    ("Dear Comrade,", "T001", "this is not XML"),
    ("<tei:TEI/>", "T001", "the prefix tei: is not declared"),
    ("<TEI>\x01</TEI>", "T001", "a control character is not allowed"),
    ("<!DOCTYPE TEI [<!ENTITY a 'b'>]><TEI>&a;</TEI>", "T002", "DOCTYPE"),
    ('<!DOCTYPE TEI SYSTEM "tei.dtd"><TEI/>', "T002", "DOCTYPE"),
    ("<TEI/>", "T003", "begins with <TEI>, not with TEI's <TEI>"),
    ("<TEI.2/>", "T003", "begins with <TEI.2>"),
    ("<html/>", "T003", "begins with <html>"),
)


@pytest.mark.parametrize(("text", "code", "message"), BROKEN)
def test_a_file_that_cannot_be_read_as_tei_is_a_finding(tmp_path: Path, text: str, code: str, message: str) -> None:
    path = tmp_path / "broken.xml"
    path.write_text(text, encoding="utf-8")
    finding = checks.parse_tei(path)
    assert isinstance(finding, Finding)
    assert finding.code == code
    assert message in finding.message
    assert finding.hint
    assert finding.tei is not None
    assert (finding.tei.file, finding.tei.line) == (str(path), 1)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere\.xml"):
        checks.parse_tei(tmp_path / "nowhere.xml")


def test_damaged_bytes_are_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "latin.xml"
    path.write_bytes("<TEI>é</TEI>".encode("latin-1"))
    finding = checks.parse_tei(path)
    assert isinstance(finding, Finding)
    assert "the encoding is damaged" in finding.message


def test_an_element_of_another_namespace_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "foreign.xml"
    inclusion = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x"/>'
    path.write_bytes(SAMPLES["letter"].replace(b"</p>", inclusion * 2 + b"</p>", 1))
    tree = checks.parse_tei(path)
    assert not isinstance(tree, Finding)
    found = checks.check_rng(tree, str(path))
    assert any("include" in finding.message and finding.tei for finding in found), found


def test_entities_cannot_blow_up_the_reader(tmp_path: Path) -> None:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    path = tmp_path / "bomb.xml"
    path.write_text(f"<!DOCTYPE TEI [<!ENTITY e0 'x'>{levels}]><TEI n='&e11;'>&e11;</TEI>", encoding="utf-8")
    finding = checks.parse_tei(path)
    assert isinstance(finding, Finding)
    assert finding.code in ("T001", "T002")


def test_a_file_is_read_with_its_repeated_ids(tmp_path: Path) -> None:
    path = tmp_path / "twice.xml"
    path.write_bytes(SAMPLES["letter"].replace(b'xml:id="p-2"', b'xml:id="p-1"'))
    tree = checks.parse_tei(path)
    assert not isinstance(tree, Finding)
    assert checks.explain_xsd(path) == ()
