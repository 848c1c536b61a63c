"""`export cmif`: letters for correspSearch, held to the schema of CMIF, its Schematron and what its manual says.

Settings (environment): TEI_EDITION_CMIF, the folder of cmi-customization.rng and cmif.sch, without which the tests that
validate are skipped; TEI_EDITION_GOLD, a folder of captures.
"""

# ruff: noqa: E501  (tables of XPath)

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from saxonche import PySaxonProcessor, PyXdmNode

from corpora import CONFIG, GOLD, Exported, gold, needs_gold, seeds
from jing import java, needs_java, refused_by_jing
from program import run
from tei_edition.config import Config, Licence
from tei_edition.errors import BadConfiguration
from tei_edition.exports.cmif import cmif, files

CMIF = Path(os.environ.get("TEI_EDITION_CMIF", ""))
RNG = CMIF / "cmi-customization.rng"
needs_cmif = pytest.mark.skipif(not RNG.is_file(), reason="TEI_EDITION_CMIF does not say where the schema of CMIF is")

TEI = "http://www.tei-c.org/ns/1.0"
T = f"{{{TEI}}}"
SAXON = PySaxonProcessor(license=False)


# --- letters to export ------------------------------------------------------------------------------------------


def letter(
    sent: str = "<persName>Enver Hoxha</persName>",
    received: str = "<persName>Kim Il Sung</persName>",
    *,
    genre: str = "letter",
    lists: str = "",
) -> bytes:
    """A TEI file with these correspActions and lists."""
    return f"""<TEI xmlns="{TEI}" xml:id="d1"><teiHeader><fileDesc>
        <titleStmt><title>Letter</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
      </fileDesc><profileDesc><correspDesc>
        <correspAction type="sent">{sent}</correspAction><correspAction type="received">{received}</correspAction>
        <correspContext><ref type="prev">From <persName>Kim Il Sung</persName>, <date when="1965"/></ref></correspContext>
      </correspDesc><textClass><catRef target="#genre-{genre}"/></textClass></profileDesc></teiHeader>
      <standOff>{lists}</standOff><text><body><p/></body></text></TEI>""".encode()


def exported(*documents: bytes, config: Config = CONFIG) -> Exported:
    return Exported({f"letter-{n}": document for n, document in enumerate(documents, 1)}, config)


def made(*documents: bytes, config: Config = CONFIG) -> etree._Element:
    """The CMIF of TEI files, written and read again."""
    return written(exported(*documents, config=config))


def written(letters: Exported) -> etree._Element:
    (file,) = files(letters.corpus)
    assert file.name == "cmif.xml"
    return etree.fromstring(b"".join(file.pieces))


def action(root: etree._Element, kind: str = "sent") -> list[tuple[str, str, dict[str, str]]]:
    """Name, words and attributes of what the first correspAction of a type says."""
    (found,) = root.find(f".//{T}correspDesc").iterfind(f"{T}correspAction[@type='{kind}']")
    return [(etree.QName(each).localname, each.text or "", dict(each.attrib)) for each in found]


RICH = (
    letter(
        '<persName ref="#pers-enver-hoxha" cert="low">Cde. Hoxha</persName><orgName>The &lt;Party&gt;</orgName>'
        '<placeName ref="#place-tirana">Tirana</placeName><date from="1973-08-06" to="1973-08-08" cert="low">6–8 August</date>',
        lists='<listPerson><person xml:id="pers-enver-hoxha"><persName>Enver Hoxha</persName>'
        "<idno>http://viaf.org/viaf/44297390</idno><idno>https://d-nb.info/gnd/118704974</idno></person></listPerson>"
        '<listPlace><place xml:id="place-tirana"><placeName>Tirana</placeName>'
        "<idno>https://d-nb.info/gnd/4106233-4</idno><idno>https://www.geonames.org/3183875</idno></place></listPlace>",
    ),
    letter("<persName>Unknown</persName>", '<orgName>Ministry</orgName><date when="1956-02"/>', genre="telegram"),
)

PLAIN = (
    letter(
        '<persName cert="low">Enver Hoxha</persName><date from="1973-08-06" to="1973-08-08"/>',
        "<orgName>Ministry</orgName>",
    ),
    letter(),
)


# --- the schema -------------------------------------------------------------------------------------------------


def sources() -> list[object]:
    return [
        pytest.param(seeds, id="seeds"),
        pytest.param(lambda: exported(*RICH), id="rich"),
        pytest.param(gold, id="gold", marks=needs_gold),
    ]


@pytest.mark.parametrize("source", sources())
@needs_cmif
def test_the_schema_of_cmif_accepts_it(source: Callable[[], Exported]) -> None:
    grammar = etree.RelaxNG(etree.parse(str(RNG)))
    assert grammar.validate(written(source())), grammar.error_log


@java
@needs_java
@needs_cmif
def test_jing_accepts_it_too(tmp_path: Path) -> None:
    given_files = [tmp_path / "seeds.xml", tmp_path / "rich.xml"]
    for path, source in zip(given_files, (seeds(), exported(*RICH)), strict=True):
        path.write_bytes(etree.tostring(written(source)))
    if GOLD:
        given_files.append(tmp_path / "gold.xml")
        given_files[-1].write_bytes(etree.tostring(written(gold())))
    assert refused_by_jing(RNG, given_files) == {}


@pytest.mark.parametrize("source", sources())
@needs_cmif
def test_the_schematron_of_cmif_has_nothing_to_say(source: Callable[[], Exported]) -> None:
    assert schematron(written(source())) == []


@needs_cmif
def test_the_schematron_finds_what_it_is_for() -> None:
    root = made(*RICH)
    root.find(f".//{T}correspDesc").set("source", "#elsewhere")
    root.find(f".//{T}correspAction[@type='received']").set("type", "sent")
    root.find(f".//{T}correspAction/{T}date").attrib.clear()
    assert [said[1:6] for said in schematron(root)] == ["E0002", "E0003", "E0004"]


def schematron(root: etree._Element) -> list[str]:
    """What cmif.sch, which speaks XPath 2, says against a file."""
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    document = SAXON.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
    said = []
    for rule in etree.parse(str(CMIF / "cmif.sch")).iter(f"{sch}rule"):
        for node in nodes(document, f"//{rule.get('context')}"):
            said += [
                " ".join("".join(each.itertext()).split())
                for each in rule.iter(f"{sch}assert")
                if not holds(node, each.get("test", ""))
            ]
    return said


def nodes(document: PyXdmNode, path: str) -> list[PyXdmNode]:
    processor = SAXON.new_xpath_processor()
    processor.declare_namespace("tei", TEI)
    processor.set_context(xdm_item=document)
    return list(processor.evaluate(path) or ())


def holds(node: PyXdmNode, test: str) -> bool:
    """Whether an XPath 2 is true of a node; names without prefix are TEI's."""
    processor = SAXON.new_xpath_processor()
    processor.declare_namespace("tei", TEI)
    processor.declare_namespace("", TEI)
    processor.set_context(xdm_item=node)
    return bool(processor.effective_boolean_value(test))


# --- what the manual says and no schema checks ------------------------------------------------------------------

HTTP = "'^https?://[^\\s#]+$'"
AUTHORITIES = "'^https?://(d-nb\\.info/gnd/|viaf\\.org/viaf/|id\\.loc\\.gov/|data\\.bnf\\.fr/|www\\.wikidata\\.org/entity/|www\\.geonames\\.org/|isni\\.org/|vocab\\.getty\\.edu/)'"

RULES = {
    "a title and an editor": "normalize-space(//titleStmt/title) and //editor and (every $e in //editor satisfies normalize-space($e/text()[1]))",
    "an editor's address is an e-mail address": "every $e in //email satisfies matches($e, '^[^\\s@]+@[^\\s@]+$')",
    "the order of publicationStmt": "deep-equal(//publicationStmt/*/local-name(), ('publisher', 'idno', 'date', 'availability'))",
    "the file's own address": f"//publicationStmt/idno[@type = 'url'][matches(., {HTTP})]",
    "a free licence": "//licence/@target = ('https://creativecommons.org/licenses/by/4.0/', 'https://creativecommons.org/publicdomain/zero/1.0/')",
    "the kind of edition": "//sourceDesc/bibl/@type = ('online', 'hybrid', 'print')",
    "the id of the edition is a UUID": "matches(//bibl/@xml:id, '^[a-f][0-9a-f]{7}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')",
    "each letter names its edition": "every $d in //correspDesc satisfies $d/@source = concat('#', //bibl/@xml:id)",
    "each letter has its page": f"every $d in //correspDesc satisfies matches($d/@ref, {HTTP})",
    "no two letters have one page": "count(distinct-values(//correspDesc/@ref)) = count(//correspDesc)",
    "sent once, received once": "every $d in //correspDesc satisfies deep-equal($d/correspAction/@type/string(), ('sent', 'received'))",
    "a name on both sides": "every $a in //correspAction satisfies $a/(persName | orgName)[normalize-space()]",
    "nobody known is Unknown": "every $n in //persName[. = 'Unknown'] satisfies not($n/@*) and count($n/../(persName | orgName)) = 1",
    "only names, places and dates": "every $e in //correspAction/* satisfies local-name($e) = ('persName', 'orgName', 'placeName', 'date') and not($e/*)",
    "identifiers of authority files": f"every $r in //correspAction/*/@ref satisfies matches($r, {AUTHORITIES})",
    "one date of an action": "every $a in //correspAction satisfies count($a/date) <= 1",
    "a date has a value": "every $d in //date satisfies $d/(@when | @from | @to | @notBefore | @notAfter)",
    "a date is a day, month or year": "every $v in //correspAction/date/(@* except @cert) satisfies $v castable as xs:date or $v castable as xs:gYearMonth or $v castable as xs:gYear",
    "a date has neither time nor zone": "every $v in //correspAction/date/(@* except @cert) satisfies matches($v, '^\\d{4}(-\\d\\d(-\\d\\d)?)?$')",
    "one kind of dating": "every $d in //date satisfies count(($d[@when], $d[@from | @to], $d[@notBefore | @notAfter])) = 1",
    "only low certainty": "every $c in //@cert satisfies $c = 'low'",
    "nothing that CMIF has not": "empty(//msDesc | //langUsage | //rs | //correspContext | //correspDesc/@key | //correspDesc/@xml:id | //correspDesc//@key)",
}


def broken_rules(root: etree._Element) -> list[str]:
    document = SAXON.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
    return [name for name, test in RULES.items() if not holds(document, test)]


def at(path: str) -> Callable[[etree._Element], etree._Element]:
    def find(root: etree._Element) -> etree._Element:
        return next(root.iterfind(".//" + "/".join(T + step for step in path.split("/"))))

    return find


def without(path: str) -> Callable[[etree._Element], None]:
    def spoil(root: etree._Element) -> None:
        element = at(path)(root)
        element.getparent().remove(element)

    return spoil


def with_attribute(path: str, name: str, value: str) -> Callable[[etree._Element], None]:
    return lambda root: at(path)(root).set(name, value)


def with_words(path: str, words: str) -> Callable[[etree._Element], None]:
    def spoil(root: etree._Element) -> None:
        at(path)(root).text = words

    return spoil


def with_child(path: str, name: str, **attributes: str) -> Callable[[etree._Element], None]:
    def spoil(root: etree._Element) -> None:
        etree.SubElement(at(path)(root), T + name, attributes).text = "x"

    return spoil


def one_page_for_all(root: etree._Element) -> None:
    first, second = root.iter(T + "correspDesc")
    second.set("ref", first.get("ref", ""))


XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
MUTANTS: list[tuple[str, Callable[[etree._Element], None]]] = [
    ("a title and an editor", with_words("titleStmt/title", "")),
    ("a title and an editor", with_words("titleStmt/editor", "")),
    ("an editor's address is an e-mail address", with_words("editor/email", "ann at example.org")),
    (
        "the order of publicationStmt",
        lambda root: at("publicationStmt")(root).insert(0, at("publicationStmt/date")(root)),
    ),
    ("the file's own address", with_words("publicationStmt/idno", "cmif.xml")),
    ("a free licence", with_attribute("licence", "target", "https://creativecommons.org/licenses/by-nc/4.0/")),
    ("the kind of edition", with_attribute("bibl", "type", "digital")),
    ("the id of the edition is a UUID", with_attribute("bibl", XML_ID, "edition")),
    ("each letter names its edition", with_attribute("correspDesc", "source", "#other")),
    ("each letter has its page", lambda root: at("correspDesc")(root).attrib.pop("ref")),
    ("no two letters have one page", one_page_for_all),
    ("sent once, received once", without("correspAction")),
    ("sent once, received once", with_attribute("correspAction", "type", "received")),
    ("a name on both sides", with_words("correspAction/orgName", " ")),
    ("a name on both sides", without("correspAction/orgName")),
    ("nobody known is Unknown", with_words("correspAction/persName", "Unknown")),
    ("only names, places and dates", with_child("correspAction", "note")),
    ("only names, places and dates", with_child("correspAction/persName", "surname")),
    ("identifiers of authority files", with_attribute("correspAction/persName", "ref", "#pers-enver-hoxha")),
    ("identifiers of authority files", with_attribute("correspAction/persName", "ref", "https://example.org/hoxha")),
    ("one date of an action", with_child("correspAction", "date", when="1973")),
    ("a date has a value", lambda root: at("correspAction/date")(root).attrib.clear()),
    ("a date is a day, month or year", with_attribute("correspAction/date", "from", "1973-02-30")),
    ("a date has neither time nor zone", with_attribute("correspAction/date", "from", "1973-08-06Z")),
    ("one kind of dating", with_attribute("correspAction/date", "when", "1973-08-06")),
    ("only low certainty", with_attribute("correspAction/persName", "cert", "medium")),
    ("nothing that CMIF has not", with_attribute("correspDesc", "key", "12")),
    ("nothing that CMIF has not", with_attribute("correspDesc", XML_ID, "letter-1")),
    ("nothing that CMIF has not", with_child("profileDesc", "langUsage")),
    ("nothing that CMIF has not", with_child("correspDesc", "correspContext")),
]


@pytest.mark.parametrize("source", sources())
def test_it_keeps_what_the_manual_of_cmif_asks_for(source: Callable[[], Exported]) -> None:
    assert broken_rules(written(source())) == []


@pytest.mark.parametrize(("rule", "spoil"), MUTANTS)
def test_a_file_that_breaks_a_rule_of_the_manual_is_noticed(rule: str, spoil: Callable[[etree._Element], None]) -> None:
    root = made(*PLAIN)
    assert broken_rules(root) == []
    spoil(root)
    assert rule in broken_rules(root)


def test_every_rule_of_the_manual_has_a_file_that_breaks_it() -> None:
    assert {rule for rule, _ in MUTANTS} == set(RULES)


# --- who, when, where -------------------------------------------------------------------------------------------


def test_names_stand_in_the_main_form_of_the_lists_with_the_preferred_identifier() -> None:
    assert action(made(*RICH)) == [
        ("persName", "Enver Hoxha", {"ref": "https://d-nb.info/gnd/118704974", "cert": "low"}),
        ("orgName", "The <Party>", {}),
        ("placeName", "Tirana", {"ref": "https://www.geonames.org/3183875"}),
        ("date", "", {"from": "1973-08-06", "to": "1973-08-08", "cert": "low"}),
    ]


@pytest.mark.parametrize(
    ("uri", "is_taken"),
    [
        ("http://d-nb.info/gnd/118704974", True),
        ("https://d-nb.info/gnd/4106233-X", True),
        ("https://viaf.org/viaf/44297390/", True),
        ("http://id.loc.gov/authorities/names/n50034079", True),
        ("https://data.bnf.fr/ark:/12148/cb11907966z", True),
        ("https://id.loc.gov/authorities/n80076765", True),
        ("https://data.bnf.fr/en/11896963/karl_marx", True),
        ("https://id.ndl.go.jp/auth/ndlna/00448996", True),
        ("http://www.wikidata.org/entity/Q9685", True),
        ("https://isni.org/isni/000000008045193X", True),
        ("http://vocab.getty.edu/ulan/500115588", True),
        ("https://www.geonames.org/3183875", False),  # of places only
        ("https://example.org/hoxha", False),
        ("https://en.wikipedia.org/wiki/Enver_Hoxha", False),
        ("https://d-nb.info/gnd/", False),
        ("https://evil.example/https://d-nb.info/gnd/1", False),
        ("http://www.wikidata.org/entity/Q1 onclick", False),
    ],
)
def test_only_addresses_of_authority_files_identify(uri: str, is_taken: bool) -> None:
    lists = f'<listPerson><person xml:id="p"><persName>A</persName><idno>{uri}</idno></person></listPerson>'
    ((_, _, attributes),) = action(made(letter('<persName ref="#p">A</persName>', lists=lists)))
    assert attributes == ({"ref": uri} if is_taken else {})


@pytest.mark.parametrize("cert", ["medium", "high", "unknown"])
def test_certainty_that_is_not_low_is_not_told(cert: str) -> None:
    root = made(letter(f'<persName cert="{cert}">A</persName><date when="1973" cert="{cert}"/>'))
    assert action(root) == [("persName", "A", {}), ("date", "", {"when": "1973"})]


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ('when="1973-08-06"', {"when": "1973-08-06"}),
        ('when="1973-08"', {"when": "1973-08"}),
        ('when="1973"', {"when": "1973"}),
        ('when="1973-08-06T09:30:00"', {"when": "1973-08-06"}),
        ('notBefore="1968-03" notAfter="1968-05-31"', {"notBefore": "1968-03", "notAfter": "1968-05-31"}),
        ('from="1973-08-06"', {"from": "1973-08-06"}),
        ('when="1973" notBefore="1973-08"', {"when": "1973"}),
        ('when="August" notAfter="1973"', {"notAfter": "1973"}),
        ('when="1973-02-30"', None),
        ('when="--08-06"', None),
        ('when="-0044-03-15"', None),
        ('when="1973-8"', None),
        ('when="١٩٧٣"', None),
        ("", None),
    ],
)
def test_a_date_is_as_precise_as_cmif_can_say(stated: str, kept: dict[str, str] | None) -> None:
    found = action(made(letter(f"<persName>A</persName><date {stated}>then</date>")))[1:]
    assert found == ([("date", "", kept)] if kept else [])


def test_nobody_known_is_unknown_without_an_identifier() -> None:
    root = made(letter('<persName>Unknown</persName><date when="1973"/>', ""))
    assert action(root, "received") == [("persName", "Unknown", {})]
    # … and nobody is described twice, nor beside somebody known as unknown
    root = made(letter("<persName>Unknown</persName><persName>A</persName><persName>A</persName>"))
    assert action(root) == [("persName", "A", {})]


def test_two_senders_of_one_name_are_two() -> None:
    people = "".join(f'<person xml:id="p{n}"><persName>Kim Il</persName></person>' for n in (1, 2))
    named = '<persName ref="#p1">Kim</persName><persName ref="#p2">Kim</persName><persName ref="#p1">K.</persName>'
    root = made(letter(named, lists=f"<listPerson>{people}</listPerson>"))
    assert action(root) == [("persName", "Kim Il", {})] * 2


@pytest.mark.parametrize("genre", ["minutes", "report", "speech", "agreement", "article", "other", ""])
def test_what_is_no_letter_never_gets_in(genre: str) -> None:
    told = exported(letter(genre=genre))
    assert list(written(told).iter(T + "correspDesc")) == []
    assert told.codes == ["X122"]


def test_a_letter_of_which_nothing_is_known_is_left_out_and_reported() -> None:
    told = exported(letter("<persName>Unknown</persName>", ""), letter("", '<date when="1973"/>'), letter())
    assert [each.get("ref") for each in written(told).iter(T + "correspDesc")] == [
        "https://example.org/edition/doc/letter-3.html"
    ]
    assert told.codes == ["X120", "X120", "X121"]
    assert told.findings[0].tei is not None and told.findings[0].tei.file == "letter-1.xml"


def test_a_letter_of_unknown_people_with_a_date_is_described() -> None:
    told = exported(letter('<date when="1973"/>', ""))
    assert action(written(told)) == [("persName", "Unknown", {}), ("date", "", {"when": "1973"})]
    assert told.codes == []


def test_those_without_an_identifier_are_counted_once() -> None:
    told = exported(*RICH, letter())
    written(told)
    (note,) = told.findings
    assert note.code == "X121"
    assert note.message.startswith(
        "3 of 5 correspondents and places have no identifier: Kim Il Sung, Ministry, The <Party>"
    )


# --- what the edition states ------------------------------------------------------------------------------------


def test_a_program_that_knows_only_cmif_reads_the_edition() -> None:
    root = made(*RICH)
    assert root.findtext(f".//{T}titleStmt/{T}title") == "Letters & <telegrams>"
    assert [editor.text for editor in root.iter(T + "editor")] == ["Ann Smith ", "Bob Brown"]
    assert [email.text for email in root.iter(T + "email")] == ["ann@example.org"]
    assert root.findtext(f".//{T}publicationStmt/{T}publisher") == "Testing House"
    assert root.findtext(f".//{T}publicationStmt/{T}idno") == "https://example.org/edition/cmif.xml"
    assert root.find(f".//{T}publicationStmt/{T}date").get("when") == "2026-11-21"
    assert "".join(root.find(f".//{T}bibl").itertext()).endswith("Testing House. https://example.org/edition/")


def test_the_id_of_the_edition_stays_when_letters_are_added() -> None:
    ids = {root.find(f".//{T}bibl").get(XML_ID) for root in (made(RICH[0]), made(*RICH))}
    assert len(ids) == 1
    other = replace(CONFIG, base_url="https://example.org/other/")
    assert made(config=other).find(f".//{T}bibl").get(XML_ID) not in ids


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        ("http://creativecommons.org/licenses/by/4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", "https://creativecommons.org/licenses/by/4.0/"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", None),
        ("https://creativecommons.org/licenses/by/3.0/", None),
        ("https://creativecommons.org/licenses/by/4.0.evil/", None),
    ],
)
def test_only_free_licences_are_delivered(stated: str, taken: str | None) -> None:
    config = replace(CONFIG, licence=Licence(stated, "a licence"))
    if taken is None:
        with pytest.raises(BadConfiguration, match="licence: correspSearch and others take only CC BY"):
            cmif(exported(config=config).corpus)
    else:
        assert made(config=config).find(f".//{T}licence").get("target") == taken


def test_all_that_the_edition_must_state_is_named_at_once() -> None:
    with pytest.raises(BadConfiguration) as refused:
        cmif(exported(*RICH, config=Config()).corpus)
    for key in ("base_url", "publisher", "date", "editors", "licence"):
        assert f"\n  {key}: " in refused.value.message
    assert "https://creativecommons.org/licenses/by/4.0/" in refused.value.remedy


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.xml").write_bytes(RICH[0])
    refused = run("export", "cmif", "letter.xml", "--all")
    assert refused.exit_code == 3
    assert "base_url: the file and each letter need an address" in refused.stderr
    Path("edition.yaml").write_text(
        "title: Letters\npublisher: House\ndate: 2026-11-21\nbase_url: https://example.org\neditors: Ann\n"
        "email: ann@example.org\nlicence: https://creativecommons.org/licenses/by/4.0/\n"
    )
    assert run("export", "cmif", "letter.xml", "--all").exit_code == 0
    root = etree.parse("output/export/cmif.xml").getroot()
    assert root.findtext(f".//{T}idno") == "https://example.org/cmif.xml"
    assert root.findtext(f".//{T}email") == "ann@example.org"


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text("email: ann at example.org\n")
    result = run("export", "cmif", tmp_path, "--config", tmp_path / "edition.yaml")
    assert result.exit_code == 3
    assert "“ann at example.org” is not an e-mail address" in result.stderr


# --- against the TEI --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", sources())
def test_each_letter_says_what_its_tei_says(source: Callable[[], Exported]) -> None:
    """The TEI is asked by XPath 2 of Saxon, the CMIF by ElementTree."""
    letters = source()
    described = {each.get("ref"): each for each in written(letters).iter(T + "correspDesc")}
    expected = {f"https://example.org/edition/doc/{name}.html": said for name, said in of_tei(letters)}
    assert {ref: of_cmif(each) for ref, each in described.items()} == expected


Said = dict[str, tuple[str, ...]]


def of_cmif(description: etree._Element) -> Said:
    sent, received = description
    return {
        "from": tuple(each.text or "" for each in sent if each.tag in (T + "persName", T + "orgName")),
        "to": tuple(each.text or "" for each in received if each.tag in (T + "persName", T + "orgName")),
        "place": tuple(each.text or "" for each in sent.iter(T + "placeName")),
        "date": tuple(
            value for each in sent.iter(T + "date") for name, value in sorted(each.items()) if name != "cert"
        ),
    }


MAIN = "for $n in {path} return normalize-space((root($n)//id(substring($n/@ref, 2))/(persName | orgName | placeName), //*[@xml:id = substring($n/@ref, 2)]/(persName | orgName | placeName), $n)[1])"


def of_tei(letters: Exported) -> Iterator[tuple[str, Said]]:
    for name, data in letters.documents.items():
        document = SAXON.parse_xml(xml_text=data.decode())
        if not holds(document, "//catRef/@target = ('#genre-letter', '#genre-telegram')"):
            continue
        sent = "//correspDesc/correspAction[@type = 'sent']"
        yield (
            name,
            {
                "from": strings(document, MAIN.format(path=f"{sent}/(persName | orgName)")) or ("Unknown",),
                "to": strings(document, MAIN.format(path="//correspAction[@type = 'received']/(persName | orgName)"))
                or ("Unknown",),
                "place": strings(document, MAIN.format(path=f"{sent}/placeName")),
                "date": strings(document, f"sort({sent}/date/(@* except @cert), (), name#1) ! string()"),
            },
        )


def strings(document: PyXdmNode, path: str) -> tuple[str, ...]:
    processor = SAXON.new_xpath_processor()
    processor.declare_namespace("", TEI)
    processor.set_context(xdm_item=document)
    return tuple(item.string_value for item in processor.evaluate(path) or ())


def test_the_same_letters_give_the_same_bytes() -> None:
    def data(documents: Exported) -> bytes:
        return b"".join(piece for file in files(documents.corpus) for piece in file.pieces)

    assert data(exported(*RICH)) == data(exported(*RICH))


HOSTILE = st.text(
    st.sampled_from("a é<>&\"'{}%\\=+-@]\u202e\u200b😀\n") | st.characters(exclude_categories=("Cs", "Cc")), max_size=80
)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_whatever_a_header_says_comes_out_as_words(name: str, when: str, uri: str, main: str) -> None:
    root = etree.fromstring(
        letter(
            '<persName ref="#p"/><date/>',
            lists='<listPerson><person xml:id="p"><persName/><idno/></person></listPerson>',
        )
    )
    person, idno = root.find(f".//{T}person/{T}persName"), root.find(f".//{T}idno")
    sender, dated = root.find(f".//{T}correspAction/{T}persName"), root.find(f".//{T}correspAction/{T}date")
    sender.text, person.text, idno.text = name, main, uri
    dated.set("when", when)
    sender.set("cert", uri)
    result = made(etree.tostring(root))
    assert broken_rules(result) == []
    words = " ".join(name.split())
    known = " ".join(main.split()) or words
    assert action(result)[0][1] == (known if words else "Unknown")


def test_what_the_how_to_page_says_to_state_is_enough(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "cmif.md").read_text("utf-8")
    (tmp_path / "edition.yaml").write_text(page.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    (tmp_path / "letter.xml").write_bytes(RICH[0])
    result = run("export", "cmif", tmp_path / "letter.xml", "--all", "-o", tmp_path / "cmif.xml")
    assert result.exit_code == 0
    assert broken_rules(etree.parse(tmp_path / "cmif.xml").getroot()) == []
