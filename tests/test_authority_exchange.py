"""Authority files as TEI and as tables: what comes in, what is reported, and that nothing changes on a round trip."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jing import TEI_ALL, java, needs_java, needs_tei_all, refused_by_jing
from program import run, start
from tei_edition.authorities import LISTS, PLACE_TYPES, Authorities, Authority, Office, form_key, load_authorities
from tei_edition.errors import BadConfiguration
from tei_edition.registers.exchange import drafts
from tei_edition.registers.exchange.columns import shielded, unshielded
from tei_edition.registers.exchange.drafts import Desk
from tei_edition.registers.exchange.entries import authorities_text
from tei_edition.registers.exchange.from_csv import from_csv
from tei_edition.registers.exchange.from_tei import from_tei
from tei_edition.registers.exchange.to_csv import to_csv
from tei_edition.registers.exchange.to_tei import to_tei
from tei_edition.shapes import NOT_IN_XML

# --- any authorities ------------------------------------------------------------------------------------------

SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff")
TEXTS = st.one_of(
    st.sampled_from(
        [
            "yes",
            "null",
            "=1+1",
            "'=x",
            "＝1",
            "'＋1",
            "-",
            "a|b\\",
            "Hoxha, Enver",
            "A [1/2]",
            "x: y # z",
            "]]>&<",
            "007",
        ]
    ),
    st.text(SIGNS, min_size=1, max_size=12),
).map(lambda text: " ".join(NOT_IN_XML.sub("", text).split()) or "x")
DATES = st.sampled_from([None, "1908", "1908-10", "1908-10-16"])
OFFICES = st.builds(Office, TEXTS, DATES, DATES)
IDENTIFIERS = st.tuples(st.sampled_from(["our-file", "a: b", "other"]), TEXTS) | st.sampled_from(
    [("wikidata", "Q1"), ("viaf", "22"), ("gnd", "1-2"), ("geonames", "3"), ("isni", "0000000080451935")]
)


@st.composite
def any_authorities(draw: st.DrawFn) -> Authorities:
    entries = []
    for _, kind, prefix in LISTS:
        names = draw(st.lists(TEXTS, max_size=9, unique_by=form_key))
        for number in range(0, len(names), 3):
            is_person = kind == "person"
            entries.append(
                Authority(
                    id=f"{prefix}-{number}",
                    kind=kind,
                    name=names[number],
                    forms=tuple(names[number + 1 : number + 3]),
                    type=draw(st.sampled_from([None, *PLACE_TYPES])) if kind == "place" else None,
                    ambiguous=draw(st.booleans()),
                    born=draw(DATES) if is_person else None,
                    died=draw(DATES) if is_person else None,
                    offices=tuple(draw(st.lists(OFFICES, max_size=2))) if is_person else (),
                    side=draw(st.none() | TEXTS) if is_person else None,
                    identifiers=tuple(dict(draw(st.lists(IDENTIFIERS, max_size=3))).items()),
                    note=draw(st.none() | TEXTS),
                    decided_by=draw(st.none() | TEXTS),
                )
            )
    return Authorities(tuple(entries))


@given(any_authorities())
def test_entries_that_are_written_as_yaml_are_read_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, authorities: Authorities
) -> None:
    path = tmp_path_factory.mktemp("yaml") / "authorities.yaml"
    path.write_text(authorities_text(authorities, "About this file"), "utf-8")
    assert load_authorities(path) == authorities


@given(any_authorities())
def test_a_table_gives_back_the_entries_that_went_into_it(authorities: Authorities) -> None:
    desk = Desk("table.csv")
    assert from_csv(to_csv(authorities), desk) == authorities
    assert desk.findings == []


@given(any_authorities())
def test_a_tei_file_gives_back_the_entries_that_went_into_it(authorities: Authorities) -> None:
    desk = Desk("lists.xml")
    root = etree.fromstring(to_tei(authorities, "A title", "A publisher"))
    assert from_tei(root, desk) == authorities
    assert desk.findings == []


# --- with other programs --------------------------------------------------------------------------------------

EVERYTHING = """\
people:
  - id: pers-ann-smith
    name: Ann Smith
    forms: [A. Smith, Mrs. Smith]
    born: 1901
    died: 1980-02-29
    side: The visitors
    ambiguous: true
    offices: [{office: Envoy, from: 1950, to: 1952-03}]
    identifiers: {wikidata: Q1, our list: "7"}
    note: Not the <novelist>.
    decided_by: Bob Brown
organisations:
  - {id: org-x, name: "=X", note: A club., identifiers: {gnd: 1-2}, ambiguous: true, decided_by: B}
places:
  - {id: place-x, name: X, type: region, note: A valley., identifiers: {geonames: "3"}, ambiguous: true}
"""


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    path = tmp_path / "authorities.yaml"
    path.write_text(EVERYTHING, "utf-8")
    return path


@java
@needs_java
@needs_tei_all
def test_the_exported_tei_is_valid_against_tei_all(tmp_path: Path, everything: Path) -> None:
    target = tmp_path / "lists.xml"
    assert run("names", "export", "--authorities", everything, "-o", target).exit_code == 0
    assert refused_by_jing(Path(TEI_ALL), [target]) == {}


def test_the_exported_table_is_read_by_the_csv_module_and_holds_no_formula(tmp_path: Path, everything: Path) -> None:
    target = tmp_path / "names.csv"
    assert run("names", "export", "--authorities", everything, "-o", target).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["pers-ann-smith", "org-x", "place-x"]
    assert rows[0]["forms"] == "A. Smith|Mrs. Smith"
    assert rows[0]["offices"] == "Envoy [1950/1952-03]"
    assert (rows[0]["wikidata"], rows[0]["identifiers"]) == ("Q1", "our list:7")
    assert rows[1]["name"] == "'=X"


@pytest.mark.parametrize("form", ["tei", "csv"])
def test_what_is_exported_is_imported_as_it_was(tmp_path: Path, everything: Path, form: str) -> None:
    copy, back = tmp_path / f"copy.{form}", tmp_path / "back.yaml"
    assert run("names", "export", "--authorities", everything, "--to", form, "-o", copy).exit_code == 0
    assert run("names", "import", copy, "-o", back).exit_code == 0
    assert load_authorities(back) == load_authorities(everything)


def test_a_table_that_somebody_edited_is_not_exported_over(tmp_path: Path, everything: Path) -> None:
    copy = tmp_path / "copy.csv"
    run("names", "export", "--authorities", everything, "-o", copy)
    copy.write_text("kind,name\nperson,Mine\n", "utf-8")
    assert run("names", "export", "--authorities", everything, "-o", copy).exit_code == 0
    assert copy.read_text("utf-8") == "kind,name\nperson,Mine\n"
    assert (tmp_path / "copy.new.csv").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["authorities.yaml", "copy.csv", "copy.new.csv"]


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "'=1", "''＝"]
)
def test_a_cell_that_a_spreadsheet_may_run_is_shielded_and_comes_back(cell: str) -> None:
    assert shielded(cell) == f"'{cell}"
    assert unshielded(shielded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "’", "'", "'tis", "Ann", "1=1", " =1"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert shielded(cell) == unshielded(cell) == cell


def test_an_exported_table_has_the_line_ends_of_csv_and_in_a_file_the_byte_order_mark(
    tmp_path: Path, everything: Path
) -> None:
    run("names", "export", "--authorities", everything, "-o", tmp_path / "copy.csv")
    written = (tmp_path / "copy.csv").read_bytes()
    told = start("names", "export", "--authorities", everything, "--to", "csv")
    assert written == b"\xef\xbb\xbf" + told.stdout
    assert told.stdout.startswith(b"kind,id,name,")
    assert told.stdout.count(b"\r\n") == told.stdout.count(b"\n") == 4


def test_an_export_never_takes_the_place_of_the_authority_file(everything: Path) -> None:
    told = run("names", "export", "--authorities", everything, "-o", everything)
    assert (told.exit_code, everything.read_text("utf-8")) == (2, EVERYTHING)


# --- TEI as projects have it ----------------------------------------------------------------------------------


def tei(lists: str) -> etree._Element:
    return etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{lists}</standOff></TEI>')


def person(content: str, attributes: str = "") -> tuple[Authority, Desk]:
    desk = Desk("people.xml")
    (entry,) = from_tei(tei(f"<listPerson>\n<person{attributes}>{content}</person></listPerson>"), desk).entries
    return entry, desk


@pytest.mark.parametrize(
    ("written", "name", "forms"),
    [
        ("<persName>Enver Hoxha</persName>", "Enver Hoxha", ()),
        ("<persName>Hoxha, Enver</persName>", "Enver Hoxha", ("Hoxha, Enver",)),
        (
            "<persName><surname>Hoxha</surname>, <forename>Enver</forename></persName>",
            "Enver Hoxha",
            ("Hoxha, Enver",),
        ),
        (
            "<persName><surname>Hoxha</surname><forename>Enver</forename></persName>",
            "Enver Hoxha",
            ("Hoxha Enver",),
        ),
        ("<persName>\n<surname>Kim</surname>\n<forename>Il Sung</forename>\n</persName>", "Kim Il Sung", ()),
        (
            "<persName><forename>Hans</forename> <nameLink>von</nameLink> <surname>Berg</surname></persName>",
            "Hans von Berg",
            (),
        ),
        ("<persName>Sartre, Jean-Paul</persName>", "Jean-Paul Sartre", ("Sartre, Jean-Paul",)),
        ("<persName>Kim, Il Sung</persName>", "Kim Il Sung", ("Kim, Il Sung",)),
        ("<persName>Zhou, En-lai</persName>", "Zhou En-lai", ("Zhou, En-lai",)),
        ("<persName>Mao, Zedong</persName>", "Mao Zedong", ("Mao, Zedong",)),
        (
            "<persName><surname>Chen</surname>, <forename>Anna-Maria</forename></persName>",
            "Anna-Maria Chen",
            ("Chen, Anna-Maria",),
        ),
        (
            "<persName><surname>Berg</surname>, <forename>Karl-Heinz</forename> <nameLink>von</nameLink></persName>",
            "Karl-Heinz von Berg",
            ("Berg, Karl-Heinz von",),
        ),
        ('<persName type="alt">Comrade E.</persName><persName type="reg">Enver</persName>', "Enver", ("Comrade E.",)),
        ('<persName type="main">Smith, John</persName>', "Smith, John", ()),
        ("<name>Ann</name><persName>Anne</persName>", "Ann", ("Anne",)),
    ],
)
def test_names_are_taken_in_the_order_of_speech_and_as_they_stand(written: str, name: str, forms: object) -> None:
    entry, _ = person(written)
    assert (entry.name, entry.forms) == (name, forms)


@pytest.mark.parametrize(
    ("attributes", "content"),
    [
        ("", '<idno type="GND">118553631</idno>'),
        ("", '<idno type="PND">118553631</idno>'),
        ("", '<idno type="URI">http://d-nb.info/gnd/118553631</idno>'),
        ("", "<idno>https://d-nb.info/gnd/118553631</idno>"),
        (' sameAs="http://d-nb.info/gnd/118553631"', ""),
        (' corresp="https://d-nb.info/gnd/118553631"', ""),
        ("", '<persName ref="http://d-nb.info/gnd/118553631">E. H.</persName>'),
        ("", '<ptr target="http://d-nb.info/gnd/118553631"/>'),
    ],
)
def test_an_identifier_is_found_wherever_projects_put_it(attributes: str, content: str) -> None:
    entry, _ = person(f"<persName>Enver Hoxha</persName>{content}", attributes)
    assert entry.identifiers == (("gnd", "118553631"),)


@pytest.mark.parametrize("attribute", ["source", "corresp"])
def test_what_an_entry_cites_is_not_who_it_is(attribute: str) -> None:
    address = "https://example.org/book"
    entry, desk = person("<persName>Ann</persName>", f' {attribute}="{address}"')
    assert entry.identifiers == ()
    assert [each.message for each in desk.findings] == [f"not taken over: @{attribute} of <person>: “{address}”"]


def test_the_source_of_an_entry_is_no_identifier_even_if_an_authority_file_is_cited() -> None:
    entry, _ = person('<persName source="https://d-nb.info/gnd/118553631">Ann</persName>')
    assert entry.identifiers == ()


def test_an_address_that_no_known_file_has_is_kept_whole() -> None:
    entry, _ = person('<persName>Ann</persName><idno type="URI">https://example.org/people/7</idno>')
    assert entry.identifiers == (("uri", "https://example.org/people/7"),)


def test_a_foreign_id_is_kept_beside_the_new_one() -> None:
    entry, desk = person("<persName>Enver Hoxha</persName>", ' xml:id="p001"')
    assert (entry.id, entry.identifiers) == ("pers-enver-hoxha", (("local", "p001"),))
    assert [finding.code for finding in desk.findings] == ["P212"]


def test_life_dates_offices_sides_and_notes_are_taken_over() -> None:
    content = (
        '<persName><roleName from="1944">Premier</roleName> Enver Hoxha</persName>'
        '<birth><date when="1908-10-16"/></birth><death>1985</death><note>One.</note><note>Two.</note>'
        '<occupation>Teacher</occupation><state type="office" to="1953">Minister of War</state>'
    )
    root = tei(f'<listPerson type="side"><head>Albania</head><person>{content}</person></listPerson>')
    (entry,) = from_tei(root, Desk("people.xml")).entries
    assert (entry.name, entry.born, entry.died, entry.side) == ("Enver Hoxha", "1908-10-16", "1985", "Albania")
    assert entry.offices == (
        Office("Premier", "1944"),
        Office("Teacher"),
        Office("Minister of War", None, "1953"),
    )
    assert entry.note == "One. Two."


@pytest.mark.parametrize(
    ("content", "code", "line", "said"),
    [
        ("<nationality>Albanian</nationality>", "P211", 2, "<nationality> of Ann: “Albanian”"),
        ('<birth when="1901"><placeName>Vlora</placeName></birth>', "P211", 2, "<placeName> in <birth> of Ann"),
        ("<death>around 1900</death>", "P213", 2, "<death> “around 1900” has no @when"),
        ('<death notBefore="1571" notAfter="1580"/>', "P213", 2, "only as 1571 to 1580"),
        ('<birth when="1901-13"/>', "P213", 2, "“1901-13” is not in the calendar"),
    ],
)
def test_what_has_no_place_is_reported_with_its_line(content: str, code: str, line: int, said: str) -> None:
    _, desk = person(f"<persName>Ann</persName>{content}")
    (finding,) = desk.findings
    assert (finding.code, finding.tei) == (code, ("people.xml", line, 1))
    assert said in finding.message


def test_relations_and_groups_are_reported() -> None:
    desk = Desk("people.xml")
    from_tei(
        tei('<listPerson><person><persName>A</persName></person><personGrp xml:id="g1"/></listPerson>'),
        desk,
    )
    assert [finding.message for finding in desk.findings] == ["not taken over: <personGrp> g1"]


def test_two_people_of_one_name_are_two_entries_and_the_editor_is_told() -> None:
    desk = Desk("people.xml")
    one = '<person><persName>John Smith</persName><birth when="{}"/></person>'
    entries = from_tei(tei(f"<listPerson>{one.format(1801)}{one.format(1855)}</listPerson>"), desk).entries
    assert [entry.name for entry in entries] == ["John Smith", "John Smith (1855)"]
    assert [entry.id for entry in entries] == ["pers-john-smith", "pers-john-smith-2"]
    assert [finding.code for finding in desk.findings] == ["P214"]


def test_many_of_one_name_are_numbered_without_counting_from_the_start_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(drafts, "form_key", lambda form: asked.append(form) or form_key(form))
    many = 300
    entries, _ = table("kind,name\nperson,John Smith (3)\n" + "person,John Smith\n" * many)
    expected = ["John Smith (3)", "John Smith", *(f"John Smith ({n})" for n in range(2, many + 2) if n != 3)]
    assert [entry.name for entry in entries.entries] == expected
    assert len(asked) < 10 * many


def test_places_and_organisations_are_taken_from_anywhere() -> None:
    desk = Desk("lists.xml")
    root = tei(
        '<listOrg><org xml:id="org-alp"><orgName>ALP</orgName><desc>A party.</desc></org></listOrg>'
        '<listPlace><place type="city"><placeName>Tirana</placeName></place><place><country>Albania</country></place>'
        "</listPlace>"
    )
    found = [(each.id, each.name, each.type, each.note) for each in from_tei(root, desk).entries]
    assert found == [
        ("org-alp", "ALP", None, "A party."),
        ("place-tirana", "Tirana", "settlement", None),
        ("place-albania", "Albania", "country", None),
    ]


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret", "utf-8")
    people = tmp_path / "people.xml"
    people.write_text(
        f'<!DOCTYPE TEI [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]><TEI xmlns="http://www.tei-c.org/ns/1.0">'
        "<standOff><listPerson><person><persName>A &s;</persName></person></listPerson></standOff></TEI>",
        "utf-8",
    )
    told = run("names", "import", people, "-o", "-")
    assert "a secret" not in told.output


# --- tables ---------------------------------------------------------------------------------------------------


def table(text: str) -> tuple[Authorities, list[str]]:
    desk = Desk("names.csv")
    entries = from_csv(text, desk)
    return entries, [f"{each.tei.line if each.tei else 0} {each.code} {each.message}" for each in desk.findings]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_parted_by_commas_semicolons_or_tabs(delimiter: str) -> None:
    rows = (("Kind", "Name", "Forms", "Wikidata"), ("Person", "Ann Smith", "A. Smith | Mrs. Smith", "Q1"))
    entries, told = table("\r\n".join(delimiter.join(row) for row in rows))
    assert told == []
    assert entries.entries == (
        Authority(
            "pers-ann-smith",
            "person",
            "Ann Smith",
            ("A. Smith", "Mrs. Smith"),
            identifiers=(("wikidata", "Q1"),),
        ),
    )


def test_the_faults_of_a_table_are_told_with_their_lines() -> None:
    entries, told = table(
        "kind,name,borne,born,type,identifiers\n"
        "person,Ann,,1901-13,,isni\n"
        "\n"
        "persn,Bob,,,,\n"
        "person,,,,,\n"
        "place,Tirana,,,setlement,\n"
    )
    assert [entry.name for entry in entries.entries] == ["Ann", "Tirana"]
    assert told == [
        "1 P215 the column “borne” is not known and not taken over; did you mean “born”?",
        "2 P213 Ann: “isni” is no identifier",
        "4 P210 “persn” is no kind; did you mean “person”?; it is left out",
        "5 P210 this person has no name and is left out",
        "2 P213 Ann, born: “1901-13” is not in the calendar",
        "6 P213 Tirana: “setlement” is no type of a place; did you mean “settlement”?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,nam\nperson,Ann\n", "names.csv:1: there is no column “name”; is it “nam”?"),
        ("name,kind,name\nA,person,B\n", "names.csv:1: the column “name” stands there twice"),
        ("kind,name\nperson,Ann,Bob\n", "names.csv:2: the row has 3 cells, the header 2"),
        ('kind,name\nperson,"Ann\n', "names.csv:2: this is no CSV row"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        table(text)
    assert said in caught.value.message


@given(st.text(SIGNS | st.sampled_from(',;|"\n\t'), max_size=80))
def test_no_table_stops_the_import_with_a_fault_of_ours(text: str) -> None:
    with contextlib.suppress(BadConfiguration):
        from_csv(f"kind,name,forms,born,offices,identifiers\nperson,{text}\n", Desk("names.csv"))


def test_the_kind_may_be_shown_by_the_id() -> None:
    entries, told = table("id,name\norg-alp,ALP\n")
    assert (entries.entries[0].kind, told) == ("organisation", [])


def test_a_table_in_an_old_encoding_is_read_as_declared(tmp_path: Path) -> None:
    names, target = tmp_path / "names.csv", tmp_path / "out.yaml"
    names.write_bytes("kind;name\nperson;Müller\n".encode("windows-1252"))
    assert run("names", "import", names, "-o", target, "--encoding", "windows-1252").exit_code == 0
    assert load_authorities(target).entries[0].name == "Müller"


# --- the command ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("none.csv", None, 4, "there is no such file"),
        ("empty.csv", "", 4, "the file is empty"),
        ("only-header.csv", "kind,name\n", 4, "there is no person, organisation or place"),
        ("bad.xml", "<TEI><person>", 4, "not well-formed XML"),
        ("other.xml", "<people/>", 4, "not TEI P5"),
        ("noname.csv", "a,b\n1,2\n", 3, "there is no column “name”"),
    ],
)
def test_a_wrong_file_is_refused_in_plain_words(
    tmp_path: Path, name: str, content: str | None, code: int, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    target = tmp_path / "authorities.yaml"
    told = run("names", "import", tmp_path / name, "-o", target)
    assert (told.exit_code, target.exists()) == (code, False)
    assert said in told.stderr


def test_an_authority_file_that_is_there_is_never_overwritten(tmp_path: Path, everything: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("kind,name\nperson,Ann\n", "utf-8")
    told = run("names", "import", names, "-o", everything)
    assert (told.exit_code, everything.read_text("utf-8")) == (5, EVERYTHING)
    assert "names accept" in told.stderr


def test_an_import_that_somebody_answers_for_is_accepted_into_an_authority_file(
    tmp_path: Path, everything: Path
) -> None:
    names, imported = tmp_path / "names.csv", tmp_path / "imported.yaml"
    names.write_text("kind,name\nperson,Bob\n", "utf-8")
    assert run("names", "import", names, "-o", imported, "--decided-by", "AB").exit_code == 0
    assert run("names", "accept", imported, "--into", everything).exit_code == 0
    added = load_authorities(everything).get("pers-bob")
    assert added is not None
    assert added.decided_by == "AB"


def test_an_empty_authority_file_cannot_be_exported(tmp_path: Path) -> None:
    (tmp_path / "authorities.yaml").write_text("people: []\n", "utf-8")
    told = run("names", "export", "--authorities", tmp_path / "authorities.yaml")
    assert (told.exit_code, told.stdout) == (4, "")


def test_addresses_in_a_table_become_identifiers_and_wrong_ones_are_reported_and_kept() -> None:
    desk = Desk("names.csv")
    found = from_csv(
        "kind,name,born,died,wikidata,viaf\nperson,Ann Grey,1935,1899,http://www.wikidata.org/entity/Q585,Q\n",
        desk,
    )
    (entry,) = found.entries
    assert entry.identifiers == (("wikidata", "Q585"), ("local", "viaf Q"))
    assert (entry.born, entry.died) == ("1935", None)
    assert [each.tei and each.tei.line for each in desk.findings if each.code == "P213"] == [2, 2]
