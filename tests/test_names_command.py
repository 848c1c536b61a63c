"""`tei-edition names list`, `suggest` and `accept`: from TEI files to entries that a person confirmed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from program import ROOT, SEEDS, run, start
from tei_edition import running_text as running_text_module
from tei_edition.authorities import AUTHORITIES, Authorities, Authority, load_authorities
from tei_edition.excerpts import columns
from tei_edition.registers.exchange.confirmed import checked
from tei_edition.registers.exchange.entries import authorities_text
from tei_edition.registers.exchange.insertion import Further, inserted
from tei_edition.registers.register import Known, Register, document
from tei_edition.registers.suggesting.candidates import Search
from tei_edition.registers.suggesting.capitals import is_office, runs, title_and_name
from tei_edition.registers.suggesting.likeness import Item, likenesses
from tei_edition.registers.suggesting.sheet import as_yaml
from tei_edition.registers.suggesting.suggestions import suggestions
from tei_edition.registers.table import as_text, rows
from tei_edition.running_text import running_text
from tei_edition.shapes import NOT_IN_XML
from tei_edition.yamlfile import parse_yaml
from test_authority_exchange import any_authorities

NS = "http://www.tei-c.org/ns/1.0"


def tei(folder: Path, name: str, body: str, lists: str = "", header: str = "") -> Path:
    """A small TEI file."""
    folder.mkdir(parents=True, exist_ok=True)
    stand_off = f"<standOff>{lists}</standOff>" if lists else ""
    path = folder / f"{name}.xml"
    path.write_text(
        f'<TEI xmlns="{NS}"><teiHeader>{header}</teiHeader>{stand_off}<text><body>{body}</body></text></TEI>', "utf-8"
    )
    return path


def person(ident: str, *names: str) -> str:
    forms = "".join(f"<persName>{name}</persName>" for name in names)
    return f'<listPerson><person xml:id="{ident}">{forms}</person></listPerson>'


def says(ident: str, name: str) -> str:
    return f'<p xml:id="p-1">Then <persName ref="#{ident}">{name}</persName> rose and spoke of the harvest.</p>'


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of the seeds."""
    folder = tmp_path_factory.mktemp("seeds")
    assert run("convert", SEEDS, "-o", folder, "-q").exit_code == 0
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- help -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["list", "suggest", "accept", "import", "export"])
def test_every_help_begins_with_examples_and_fits_a_narrow_terminal(command: str) -> None:
    text = run("names", command, "--help", env={"COLUMNS": "80"}).stdout
    assert 0 < text.index(f"\n  tei-edition names {command}") < text.index("\nOptions:")
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("command", ["list", "suggest", "accept", "import", "export"])
def test_every_command_can_be_quiet_verbose_plain_and_strict(command: str) -> None:
    text = run("names", command, "--help").stdout
    assert all(flag in text for flag in ("-q, --quiet", "-v, --verbose", "--color", "--no-progress", "--strict"))
    assert ("--report" in text) == (command in ("list", "suggest", "import"))


@pytest.mark.parametrize("command", [("list", "--format", "json"), ("suggest", "-o", "-")])
def test_what_is_wrong_with_the_files_is_reported_as_json_too(here: Path, command: tuple[str, ...]) -> None:
    tei(here / "tei", "a", says("pers-ann", "Ann"))
    (here / "tei" / "b.xml").write_text("<TEI", "utf-8")
    told = run("names", *command, "tei", "--report", "report.json", "--no-progress", "-v")
    assert told.exit_code == 1
    assert [each["code"] for each in json.loads((here / "report.json").read_text("utf-8"))["findings"]] == ["T001"]
    assert "pers-ann" in told.stdout


# --- the text of a document -----------------------------------------------------------------------------------


def test_the_text_is_read_block_by_block_without_the_notes_of_the_encoding() -> None:
    root = etree.fromstring(
        f'<TEI xmlns="{NS}"><text><body><head>A  letter</head><p xml:id="p-1">To <persName ref="#a">Ann<!-- x -->e'
        '</persName> on <date>3 May</date>,<lb/>Bob.<note type="editorial">Not his.</note></p></body></text></TEI>'
    )
    text = running_text(root)
    assert text.text == "A letter\nTo Anne on 3 May, Bob.\n"
    assert text.masked == "A letter\nTo \0\0\0\0 on \0\0\0\0\0, Bob.\n"
    assert [(text.form(each), each.ref, text.place(each.start)) for each in text.mentions] == [("Anne", "a", "p-1")]


def test_a_sentence_of_evidence_is_cut_between_words_and_not_after_a_title() -> None:
    before = "He had heard it said very often in those long and quiet years before the war that "
    root = etree.fromstring(
        f'<TEI xmlns="{NS}"><text><p>Nothing. {before}Dr. <persName ref="#x">Gibbon</persName> knew. All.</p></text>'
        "</TEI>"
    )
    text = running_text(root)
    (mention,) = text.mentions
    sentence = text.sentence(mention.start, mention.end)
    assert sentence.endswith("Dr. Gibbon knew.")
    assert sentence.startswith("…")


class Watched:
    """A pattern that notes how much text it was asked to look at."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.looked = pattern, 0

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        self.looked += end - start
        return self.pattern.finditer(text, start, end)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.looked += end - start
        return self.pattern.search(text, start, end)


def test_a_sentence_is_looked_for_near_its_name_however_long_the_line(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = Watched(running_text_module.STOP)
    monkeypatch.setattr(running_text_module, "STOP", stop)
    many = 300
    body = "".join(f'then Mr. <persName ref="#pers-x-{n % 2}">Xerxes</persName> and ' for n in range(many))
    register = Register()
    register.add(document(etree.parse(tei(here, "a", f"<p>{body}</p>")), "a.xml"))
    assert register.entities["pers-x-0"].genders["he"].sentence.startswith("then Mr. Xerxes and then Mr. Xerxes")
    assert stop.looked < 10 * running_text_module.CONTEXT


def test_of_what_is_said_twice_one_reading_is_counted(here: Path) -> None:
    choice = "<choice><sic>Hoxa</sic><corr>Hoxha</corr></choice>"
    tei(here / "tei", "a", f'<p>So <persName ref="#pers-h">{choice}</persName> spoke to Mr. {choice}.</p>')
    (row,) = json.loads(run("names", "list", "tei", "--format", "json").stdout)
    assert row["forms"] == {"Hoxha": 1}
    assert "“So Hoxha spoke to Mr. Hoxha.”" in suggested(here / "tei")


@given(st.text(st.sampled_from("Ab. \n\0’“-Mr"), max_size=60))
def test_the_runs_of_a_line_stand_where_they_say(line: str) -> None:
    for run_ in runs(line):
        assert line[run_.start : run_.start + len(run_.name)] == run_.name


@pytest.mark.parametrize(
    ("words", "title", "name"),
    [
        ("Mr. Secretary Rusk", "Mr. Secretary", "Rusk"),
        ("Comrade Ri Jong-ok", "Comrade", "Ri Jong-ok"),
        ("Deputy Secretary of Defense James Schlesinger", "Deputy Secretary of Defense", "James Schlesinger"),
        ("Enver Hoxha", "", "Enver Hoxha"),
    ],
)
def test_titles_are_parted_from_names(words: str, title: str, name: str) -> None:
    assert title_and_name(words) == (title, name)


@pytest.mark.parametrize("office", ["The President", "Vice President", "Secretary of State", "The Attorney General"])
def test_an_office_is_no_name(office: str) -> None:
    assert is_office(office)


@pytest.mark.parametrize("name", ["Rusk", "President Ford", "VLADIMIR KORUN", "Spain"])
def test_a_name_is_no_office(name: str) -> None:
    assert not is_office(name)


# --- list -----------------------------------------------------------------------------------------------------


def test_the_list_counts_documents_mentions_turns_and_letters(seeds: Path) -> None:
    told = run("names", "list", seeds, "--authorities", SEEDS / "authorities.yaml", "--format", "json")
    assert told.exit_code == 0
    rows = {row["id"]: row for row in json.loads(told.stdout)}
    hoxha = rows["pers-enver-hoxha"]
    roots = [etree.parse(str(path)).getroot() for path in sorted(seeds.glob("*.xml"))]

    def count(path: str) -> int:
        return sum(int(root.xpath(f"count({path})", namespaces={"t": NS})) for root in roots)

    assert hoxha["mentions"] == count("//t:text//t:persName[@ref='#pers-enver-hoxha']")
    assert hoxha["turns"] == count("//t:text//t:sp[@who='#pers-enver-hoxha']")
    sent = count("//t:correspAction[@type='sent'][t:persName/@ref='#pers-enver-hoxha']")
    assert (hoxha["sent"], hoxha["known"], hoxha["kind"]) == (sent, "authorities", "person")
    assert rows["org-polish-united-workers-party"]["documents"] == 0  # in authorities.yaml only


def test_the_table_fits_the_terminal_and_shows_ids_whole(seeds: Path) -> None:
    told = run("names", "list", seeds, "--authorities", SEEDS / "authorities.yaml", env={"COLUMNS": "72"})
    lines = told.stdout.splitlines()
    assert max(map(len, lines)) <= 72
    assert "org-albanian-labor-party-foreign-affairs-directorate" in told.stdout
    assert "in authorities.yaml, but in no document (1):" in lines


def test_the_list_as_csv_and_by_name_and_kind(seeds: Path) -> None:
    told = run("names", "list", seeds, "--format", "csv", "--sort", "name", "--kind", "person")
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    names = [row["name"].casefold() for row in rows]
    assert names == sorted(names)
    assert {row["kind"] for row in rows} == {"person"}


def test_the_list_as_csv_runs_no_formula_and_has_the_line_ends_of_csv(here: Path) -> None:
    tei(here / "tei", "a", says("pers-x", "＝1+1"))
    told = start("names", "list", "tei", "--format", "csv", cwd=here)
    lines = told.stdout.split(b"\r\n")
    assert lines[0].startswith(b"id,kind,name,")  # a program that reads it from a pipe wants no byte order mark
    assert "pers-x,person,'＝1+1,1,".encode() in lines[1]
    assert b"\n" not in b"".join(lines)


def test_only_the_unused_entries_on_demand(seeds: Path) -> None:
    told = run("names", "list", seeds, "--authorities", SEEDS / "authorities.yaml", "--unused")
    assert "org-polish-united-workers-party  " in told.stdout
    assert "pers-enver-hoxha" not in told.stdout


def test_a_reference_to_another_file_or_the_web_is_an_entity_too(here: Path) -> None:
    body = (
        '<p><persName ref="people.xml#p7">Ann</persName> and <rs type="person" ref="https://example.org/b">Bob</rs></p>'
    )
    tei(here / "tei", "a", body)
    rows = json.loads(run("names", "list", "tei", "--format", "json").stdout)
    assert {row["id"]: row["forms"] for row in rows} == {"p7": {"Ann": 1}, "https://example.org/b": {"Bob": 1}}


def test_a_broken_file_is_told_and_the_others_are_listed(here: Path) -> None:
    tei(here / "tei", "a", says("pers-ann", "Ann"))
    (here / "tei" / "b.xml").write_text("<TEI", "utf-8")
    told = run("names", "list", "tei")
    assert told.exit_code == 1
    assert "pers-ann" in told.stdout
    assert "T001" in told.stderr
    assert "there is no authorities.yaml yet" in told.stderr


@pytest.mark.parametrize("command", ["list", "suggest"])
def test_without_tei_files_the_editor_is_told_how_to_make_them(here: Path, command: str) -> None:
    told = run("names", command)
    assert told.exit_code == 4
    assert "tei-edition build" in told.stderr
    assert list(here.iterdir()) == []


# --- suggest --------------------------------------------------------------------------------------------------


def suggested(folder: Path, *more: object) -> str:
    told = run("names", "suggest", folder, "-o", "-", *more)
    assert told.exit_code == 0, told.stderr
    return told.stdout


def test_suggestions_have_the_shape_of_authorities_and_nothing_is_confirmed(seeds: Path, here: Path) -> None:
    text = suggested(seeds, "--authorities", tmp_empty(here))
    entries = checked(text, Path("suggestions.yaml"))
    assert "pers-enver-hoxha" in {entry.id for entry in entries.entries}
    assert {entry.decided_by for entry in entries.entries} == {None}


def tmp_empty(folder: Path) -> Path:
    (folder / "none.yaml").write_text("people: []\n", "utf-8")
    return folder / "none.yaml"


def test_what_authorities_or_gazetteer_know_is_not_suggested(seeds: Path) -> None:
    text = suggested(seeds, "--authorities", SEEDS / "authorities.yaml")
    assert "\n  - id: pers-enver-hoxha" not in text
    assert "place-tirana" not in text


def test_an_entry_says_where_its_name_stands(here: Path) -> None:
    tei(here / "tei", "a", says("pers-ann-smith", "Ann Smith"))
    text = suggested(here / "tei")
    assert "# named 1 time in 1 document: a.xml" in text
    assert "# a.xml#p-1: “Then Ann Smith rose and spoke of the harvest.”" in text
    assert "  - id: pers-ann-smith\n    name: Ann Smith\n    decided_by:\n" in text


def test_names_outside_the_markup_are_found_by_title_and_by_recurring(here: Path) -> None:
    body = (
        "<p>Yesterday Mr. Bowie came to see John Kraft. In the evening John Kraft left by train. Cold War days, said"
        " the cold man after the war. May was wet. The Korean People saw it.</p>"
    )
    tei(here / "tei", "a", body)
    text = suggested(here / "tei")
    ids = [line.split()[-1] for line in text.splitlines() if line.startswith("  - id: ")]
    assert ids == ["pers-john-kraft", "pers-bowie"]
    assert "# after “Mr.”; 1 time in 1 document: a.xml" in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Dear Nick. Ever yours.", "a salutation is no title"),
        ("Summer Rain fell here. Summer Rain fell there. Summer Rain fell.", "a sentence begins with a capital"),
        ("We saw Cold Harbour, then Cold Harbour again; a cold harbour.", "words that are written small elsewhere"),
        ("He met the Korean Delegation and the Korean Delegation left.", "an adjective and a body"),
        ("On Good Friday Easter Monday was meant by Easter Monday.", "days"),
        ("A SHORT HEADING MR. SMITH", "a line in capitals"),
        ('Here Mr. John <persName ref="#pers-a">Archer</persName> sat.', "it goes on in the markup"),
    ],
)
def test_a_capital_alone_makes_no_name(here: Path, text: str, why: str) -> None:
    tei(here / "tei", "a", f"<p>{text}</p>")
    assert "not marked up (" not in suggested(here / "tei"), why


def test_a_form_that_others_have_too_is_not_proposed(here: Path) -> None:
    body = says("pers-ann-smith", "Ann Smith") + says("pers-ann-smith", "Smith") + says("pers-bob-smith", "Bob Smith")
    tei(here / "tei", "a", body + says("pers-eve-kay", "Eve Kay") + says("pers-eve-kay", "Kay"))
    text = suggested(here / "tei")
    assert "# not among the forms: “Smith” (others are called so too)" in text
    assert {entry.name: entry.forms for entry in checked(text, Path("s.yaml")).entries} == {
        "Ann Smith": (),
        "Bob Smith": (),
        "Eve Kay": ("Kay",),
    }


def test_an_abbreviation_that_recurs_is_perhaps_a_body_with_these_initials(here: Path) -> None:
    organisation = '<listOrg><org xml:id="org-nac"><orgName>North Atlantic Council</orgName></org></listOrg>'
    tei(
        here / "tei",
        "a",
        "<p>So the NAC met, the NAC sat and the NAC rose, see POL 33 and POL 34, POL 35.</p>",
        organisation,
    )
    text = suggested(here / "tei")
    assert "? perhaps North Atlantic Council (89 of 100: the initials of the other; both in 1 document)" in text
    assert "  #- id: org-nac\n  #  name: North Atlantic Council\n  #  forms: [NAC]\n  #  decided_by:\n" in text
    assert "org-pol" not in text


# --- surnames that are not linked ---

NIXON = "people:\n  - {id: pers-richard-nixon, name: Richard M. Nixon}\n"


def unlinked(folder: Path, text: str, listed: str = NIXON) -> str:
    """The section of the suggestions on surnames, without the rest."""
    (folder / "authorities.yaml").write_text(listed, "utf-8")
    tei(folder / "tei", "a", f'<p xml:id="p-1">{text}</p>')
    whole = suggested(folder / "tei")
    parse_yaml(whole, "suggestions.yaml", AUTHORITIES)
    assert "not marked up (" not in whole
    return whole.partition("surnames that are not linked")[2].partition("# checksum")[0]


def test_a_surname_outside_the_markup_may_be_an_entry_that_is_there(here: Path) -> None:
    section = unlinked(here, "Then Mr. Nixon rose, and Mr. Nixon sat. But Nixon was late.")
    assert "# “Mr. Nixon” 2 times, “Nixon” 1 time; in 1 document: a.xml (3)" in section
    assert "# a.xml#p-1: “Then Mr. Nixon rose, and Mr. Nixon sat.”" in section
    assert "# ? may be Richard M. Nixon (pers-richard-nixon): if so, confirm" in section
    entry = "id: pers-richard-nixon\n  #  name: Richard M. Nixon\n  #  forms: [Mr. Nixon]\n  #  decided_by:\n"
    assert f"\n  #- {entry}" in section


def test_a_surname_that_is_confirmed_becomes_a_form_and_is_not_asked_again(here: Path) -> None:
    section = unlinked(here, "Then Mr. Nixon rose.")
    lines = [line.replace("  #", "  ") for line in section.splitlines() if line[2:5] in ("#- ", "#  ")]
    (here / "s.yaml").write_text("\n".join(["people:", *lines]) + " AB\n", "utf-8")
    assert run("names", "accept", "s.yaml").exit_code == 0
    (entry,) = load_authorities(here / "authorities.yaml").entries
    assert entry.forms == ("Mr. Nixon",)
    assert unlinked(here, "Then Mr. Nixon rose.", (here / "authorities.yaml").read_text("utf-8")) == ""


def test_a_surname_of_several_is_asked_without_an_entry(here: Path) -> None:
    two = NIXON + "  - {id: pers-pat-nixon, name: Pat Nixon}\n"
    section = unlinked(here, "Then Mr. Nixon rose.", two)
    assert "may be Richard M. Nixon (pers-richard-nixon) or Pat Nixon (pers-pat-nixon): only the documents" in section
    assert "decided_by" not in section


def test_of_a_man_and_a_woman_of_one_surname_nobody_is_the_only_one(here: Path) -> None:
    section = unlinked(here, "Then Mr. Nixon and Mrs. Nixon rose.")
    assert "may be Richard M. Nixon (pers-richard-nixon): only the documents say who" in section
    assert "decided_by" not in section


def test_somebody_whom_only_the_texts_name_may_be_meant_too(here: Path) -> None:
    section = unlinked(here, 'So <persName ref="#pers-dean-rusk">Dean Rusk</persName> and Secretary Rusk.', "people:\n")
    assert "#- id: pers-dean-rusk\n  #  name: Dean Rusk\n  #  forms: [Secretary Rusk]\n" in section


@pytest.mark.parametrize(
    ("text", "listed", "why"),
    [
        ('Mr. <persName ref="#pers-richard-nixon">Nixon</persName>', NIXON, "it is marked up"),
        ("They met Pat Nixon.", NIXON, "it is part of another name"),
        ("Then Nixon rose.", NIXON.replace("}", ", forms: [Nixon]}"), "it is a form already"),
        ("A hall. Hall was cold.", NIXON.replace("Nixon", "Hall"), "it is a word"),
        ("Then Kim rose.", NIXON.replace("Richard M. Nixon", "Kim Il Sung"), "there are too many Kims"),
    ],
)
def test_what_is_no_open_surname_is_not_asked(here: Path, text: str, listed: str, why: str) -> None:
    assert unlinked(here, text, listed) == "", why


def test_of_a_name_that_is_seen_once_and_proves_nothing_no_sentence_is_kept(here: Path) -> None:
    search = Search()
    search.add(
        document(etree.parse(tei(here, "a", "<p>So the Green Apple fell. Mr. Bowie saw A. Smith.</p>")), "a.xml")
    )
    assert set(search.people.often) == {"Bowie", "A. Smith"}
    search.add(document(etree.parse(tei(here, "b", "<p>So the Green Apple fell.</p>")), "b.xml"))
    assert search.people.often["Green Apple"].documents == {"a.xml": 1, "b.xml": 1}
    assert search.unlinked("Green Apple") == 2


PAIRS = (
    # one                  the other                why
    ("Enver Hoxha", "Enver Hodja", "one name in two transliterations"),
    ("Mao Zedong", "Mao Tse-tung", "one name in two transliterations"),
    ("Janos Kadar", "Janos Kader", "spelled nearly alike"),
    ("E. Hoxha", "Enver Hoxha", "initials that agree"),
    ("Kim Il Sung", "Il Sung Kim", "in another order"),
    ("Ri Jong-ok", "Ri Jongok", "divided otherwise"),
    ("Walt Rostow", "Walter Rostow", "a short form of the given name"),
    ("William Bundy", "William P. Bundy", "a further given name"),
    ("Secretary Rusk", "Dean Rusk", "the family name of “Dean Rusk”"),
    ("Kim", "Kim Il Sung", "the family name of “Kim Il Sung”"),
)
STRANGERS = (
    ("William P. Bundy", "William H. Bundy"),
    ("John Brown", "John Crown"),
    ("Robert Kennedy", "Edward Kennedy"),
    ("Enver", "Enver Hoxha"),
)


def items(*names: str, kind: str = "person", decided: bool = False) -> list[Item]:
    return [Item(f"x-{n}", kind, (name,), frozenset(), decided) for n, name in enumerate(names)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "other", "why"), PAIRS)
def test_two_names_that_may_be_one_person_are_found_and_explained(one: str, other: str, why: str) -> None:
    (found,) = likenesses(items(one, other))
    assert why in found.why


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_two_names_that_are_two_people_are_left_alone(one: str, other: str) -> None:
    assert likenesses(items(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Department of Defense", "Defense Department", True),
        ("US Government", "Government of the United States", True),
        ("Korean Worker’s Party", "Korean Workers’ Party", True),
        ("Embassy in Korea", "Embassy of Korea", False),
        ("Albanian Labor Party", "Central Committee of the Albanian Labor Party", False),
        ("Communist Party of China", "Communist Party of Cuba", False),
    ],
)
def test_bodies_are_compared_by_their_words(one: str, other: str, alike: bool) -> None:
    assert bool(likenesses(items(one, other, kind="organisation"))) == alike


def test_two_entries_that_somebody_decided_are_never_suggested_to_be_one() -> None:
    assert likenesses(items("Enver Hoxha", "Enver Hodja", decided=True)) == []


def test_a_likely_duplicate_is_a_choice_that_the_editor_makes(here: Path) -> None:
    tei(here / "tei", "a", says("pers-enver-hoxha", "Enver Hoxha"))
    tei(here / "tei", "b", says("pers-enver-hodja", "Enver Hodja"))
    assert run("names", "suggest", "tei").exit_code == 0
    text = (here / "suggestions.yaml").read_text("utf-8")
    assert {entry.id for entry in checked(text, Path("s.yaml")).entries} == {"pers-enver-hodja", "pers-enver-hoxha"}
    head, _, choice = text.partition("  #- id: ")
    lines = choice.split("\n", 4)
    chosen = "\n".join(["  - id: " + lines[0], *(line.replace("  #", "  ") for line in lines[1:4])])
    (here / "suggestions.yaml").write_text(f"{head}{chosen} AB\n{lines[4]}", "utf-8")
    assert run("names", "accept", "suggestions.yaml").exit_code == 0
    (entry,) = load_authorities(here / "authorities.yaml").entries
    assert set(entry.names) == {"Enver Hoxha", "Enver Hodja"}


def test_conflicts_are_told(here: Path) -> None:
    lists = person("pers-jones", "Jones")
    tei(here / "tei", "a", '<p>Mr. <persName ref="#pers-jones">Jones</persName> came.</p>', lists)
    tei(here / "tei", "b", '<p>Mrs. <persName ref="#pers-jones">Jones</persName> left.</p>', lists)
    tei(
        here / "tei",
        "c",
        '<p>So <persName ref="#pers-k">Ann Kay</persName>, <persName ref="#pers-k">Bob</persName></p>',
    )
    tei(here / "tei", "d", '<p><persName ref="#pers-m">Max</persName> <orgName ref="#pers-m">Max</orgName></p>')
    side = (
        '<profileDesc><particDesc><listPerson type="side"><head>{}</head><person xml:id="pers-s"><persName>Sam Sung'
        "</persName></person></listPerson></particDesc></profileDesc>"
    )
    tei(here / "tei", "e", "<p/>", header=side.format("The Albanian side"))
    tei(here / "tei", "f", "<p/>", header=side.format("From Korea"))
    text = suggested(here / "tei")
    assert "pers-jones: is addressed as a man here and as a woman there" in text
    assert "pers-k: “Ann Kay” and “Bob” have no word in common, and one id" in text
    assert "pers-m: is a person and a organisation under one id" in text
    assert "pers-s: stands on different sides" in text


def test_hostile_names_cannot_leave_their_comments(here: Path) -> None:
    name = "Ann&#x2028;#]: - {x} &#x7F;&#x202E;&#x85;people:"
    tei(here / "tei", "a", says("pers-ann", name), person("pers-ann", name))
    (entry,) = checked(suggested(here / "tei"), Path("s.yaml")).entries
    assert entry.id == "pers-ann"


ANYTHING = st.text(
    st.sampled_from("AbC de.’#:-[]{}\n\u2028\u202e\U0001f600Æ Mr ") | st.characters(exclude_categories=("Cs", "Cc")),
    max_size=40,
).map(lambda text: NOT_IN_XML.sub("", text))


@example([("persName", "0" * 26 + "\xad\u0bce\u0e5c\u0e5c\u0e5c\u0e5c\u1a9a\u20f1\u2d26㉐", "0000000", "")])
@given(
    st.lists(st.tuples(st.sampled_from(("persName", "orgName", "placeName")), ANYTHING, ANYTHING, ANYTHING), max_size=6)
)
def test_whatever_the_texts_hold_the_suggestions_can_be_read(mentions: list[tuple[str, str, str, str]]) -> None:
    root = etree.Element(f"{{{NS}}}TEI")
    body = etree.SubElement(root, f"{{{NS}}}text")
    for tag, ref, name, after in mentions:
        paragraph = etree.SubElement(body, f"{{{NS}}}p")
        paragraph.text = f"Mr. {after}"
        mention = etree.SubElement(paragraph, f"{{{NS}}}{tag}", ref=f"#{ref}")
        mention.text, mention.tail = name, f" {after} Mr. {after}"
    register, search = Register(), Search()
    for file in ("a.xml", "b.xml"):
        read = document(root.getroottree(), file)
        register.add(read)
        search.add(read)
    text = as_yaml(suggestions(register, search, Known({}, {})), 2, "accept")
    parse_yaml(text, "suggestions.yaml", AUTHORITIES)
    table = as_text(rows(register, Known({}, {})), [], 80)
    assert max(map(columns, table.splitlines()), default=0) <= 80


def test_a_file_that_an_editor_has_edited_is_left_as_it_is(here: Path) -> None:
    tei(here / "tei", "a", says("pers-ann-smith", "Ann Smith"))
    assert run("names", "suggest", "tei").exit_code == 0
    edited = (here / "suggestions.yaml").read_text("utf-8").replace("decided_by:\n", "decided_by: AB\n")
    (here / "suggestions.yaml").write_text(edited, "utf-8")
    told = run("names", "suggest", "tei")
    assert (here / "suggestions.yaml").read_text("utf-8") == edited
    assert (here / "suggestions.new.yaml").is_file()
    assert "was edited" in told.stderr
    assert names_in(here) == ["suggestions.new.yaml", "suggestions.yaml", "tei"]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_suggestions_that_nobody_touched_are_written_anew_and_nothing_else_is(here: Path, ends: str) -> None:
    tei(here / "tei", "a", says("pers-ann-smith", "Ann Smith"))
    assert run("names", "suggest", "tei").exit_code == 0
    sheet = here / "suggestions.yaml"
    sheet.write_bytes(sheet.read_bytes().replace(b"\n", ends.encode()))
    tei(here / "tei", "b", says("pers-bob-brown", "Bob Brown"))
    assert run("names", "suggest", "tei").exit_code == 0
    assert "pers-bob-brown" in sheet.read_text("utf-8")
    assert names_in(here) == ["suggestions.yaml", "tei"]


@pytest.mark.parametrize("edit", ["people:\n  - {id: pers-x, name: X}\n", "# ours\n", ""])
def test_two_sheets_that_editors_have_edited_are_both_left(here: Path, edit: str) -> None:
    tei(here / "tei", "a", says("pers-ann-smith", "Ann Smith"))
    for name in ("suggestions.yaml", "suggestions.new.yaml"):
        (here / name).write_text(edit, "utf-8")
    told = run("names", "suggest", "tei")
    assert told.exit_code == 5
    assert "both are left as they are" in told.stderr
    assert (here / "suggestions.yaml").read_text("utf-8") == (here / "suggestions.new.yaml").read_text("utf-8") == edit


def test_without_rapidfuzz_the_extra_is_named(here: Path) -> None:
    tei(here / "tei", "a", says("pers-ann", "Ann"))
    (here / "rapidfuzz.py").write_text("raise ImportError\n", "utf-8")
    path = os.pathsep.join([str(here), str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    told = start("names", "suggest", "tei", cwd=here, env={"PYTHONPATH": path})
    assert told.returncode == 6
    assert b"pip install 'tei-edition[names]'" in told.stderr


def test_the_same_files_give_the_same_suggestions(seeds: Path) -> None:
    assert suggested(seeds) == suggested(seeds)


# --- accept ---------------------------------------------------------------------------------------------------

OURS = """\
# Our people. Do not sort!
people:
  - {id: pers-enver-hoxha, name: Enver Hoxha, forms: [Hoxha]}  # the first
  - id: pers-ramiz-alia   # written out
    name: Ramiz Alia
    forms:
      - Alia  # alone

  # the end of the people

places: []
"""
CONFIRMED = """\
people:
  - {id: pers-enver-hoxha, name: Enver Hodja, decided_by: AB}
  - {id: pers-ramiz-alia, name: Ramiz Alia, forms: ["Alia, Ramiz"], decided_by: AB}
  - id: pers-haxhi-kroi
    name: Haxhi Kroi
    decided_by: AB
  - id: pers-nobody
    name: Nobody
    decided_by:
organisations:
  - {id: org-alp, name: "Party: of Labor", decided_by: AB}
places:
  - {id: place-tirana, name: Tirana, type: settlement, decided_by: AB}
"""
GROWN = """\
# Our people. Do not sort!
people:
  - {id: pers-enver-hoxha, name: Enver Hoxha, forms: [Hoxha, Enver Hodja], decided_by: AB}  # the first
  - id: pers-ramiz-alia   # written out
    name: Ramiz Alia
    forms:
      - Alia  # alone
      - "Alia, Ramiz"
    decided_by: AB
  - id: pers-haxhi-kroi
    name: Haxhi Kroi
    decided_by: AB

  # the end of the people

places:
  - id: place-tirana
    name: Tirana
    type: settlement
    decided_by: AB

organisations:
  - id: org-alp
    name: "Party: of Labor"
    decided_by: AB
"""


@pytest.fixture
def edition(here: Path) -> Path:
    """A folder with an authority file and confirmed suggestions."""
    (here / "authorities.yaml").write_text(OURS, "utf-8")
    (here / "suggestions.yaml").write_text(CONFIRMED, "utf-8")
    return here


def test_what_is_confirmed_is_added_and_comments_and_layout_stay(edition: Path) -> None:
    told = run("names", "accept", "suggestions.yaml")
    assert told.exit_code == 0
    assert (edition / "authorities.yaml").read_text("utf-8") == GROWN
    assert "3 new entries, 2 further forms → authorities.yaml" in told.stderr
    assert "1 entry without decided_by: not taken" in told.stderr


def test_accepting_twice_changes_nothing(edition: Path) -> None:
    run("names", "accept", "suggestions.yaml")
    before = (edition / "authorities.yaml").read_bytes()
    told = run("names", "accept", "suggestions.yaml")
    assert (told.exit_code, (edition / "authorities.yaml").read_bytes()) == (0, before)
    assert "has all 5 confirmed entries already" in told.stderr


def test_windows_line_ends_and_the_byte_order_mark_stay(edition: Path) -> None:
    before = b"\xef\xbb\xbf" + OURS.replace("\n", "\r\n").encode()
    (edition / "authorities.yaml").write_bytes(before)
    assert run("names", "accept", "suggestions.yaml").exit_code == 0
    expected = GROWN.replace("\n", "\r\n").encode()
    assert (edition / "authorities.yaml").read_bytes() == b"\xef\xbb\xbf" + expected


def test_without_an_authority_file_one_is_begun(edition: Path) -> None:
    (edition / "authorities.yaml").unlink()
    assert run("names", "accept", "suggestions.yaml").exit_code == 0
    assert len(load_authorities(edition / "authorities.yaml").entries) == 5


def test_the_template_of_init_can_be_added_to(here: Path) -> None:
    assert run("init", "mine").exit_code == 0
    (here / "suggestions.yaml").write_text(CONFIRMED, "utf-8")
    template = (here / "mine" / "authorities.yaml").read_text("utf-8")
    assert run("names", "accept", "suggestions.yaml", "--into", "mine/authorities.yaml").exit_code == 0
    assert (here / "mine" / "authorities.yaml").read_text("utf-8").startswith(template)
    assert len(load_authorities(here / "mine" / "authorities.yaml").entries) == 5


LAYOUTS = (
    "",
    "# only a comment\n",
    "people:\n",
    "people:   # nobody yet\nplaces:\n",
    "people: ~\n",
    "people: null # nobody\n",
    "people: []\n",
    "people: [\n]\n",
    "people: [] # nobody",
    "people:\n- {id: pers-a, name: A}",
    "---\npeople:\n    - id: pers-a\n      name: A\n      forms: []\n      note: |\n        A.\n\n        B.\n\n# z\n",
    "people:\n  -\n    name: A\n    forms:\n    - Å\n    id: pers-a\n",
    "people:\n  - id: pers-a\n    name: 'A'\n    decided_by:\n    forms:\n      [Aa,\n       Ab,]\n# x\nplaces:\n",
    "people:\n  - {id: pers-a,\n     name: A}\n  # - {id: pers-z, name: Z}\n",
)


@pytest.mark.parametrize("text", LAYOUTS)
def test_any_layout_is_added_to_in_place(here: Path, text: str) -> None:
    path = here / "authorities.yaml"
    path.write_text(text, "utf-8")
    before = load_authorities(path)
    forms = "  - {id: pers-a, name: A, forms: [“Ä”], decided_by: AB}\n" if before.entries else ""
    new = "  - {id: pers-b, name: B, decided_by: AB}\nplaces:\n  - {id: place-c, name: C, decided_by: AB}\n"
    (here / "suggestions.yaml").write_text(f"people:\n{forms}{new}", "utf-8")
    assert run("names", "accept", "suggestions.yaml").exit_code == 0
    assert not (here / "authorities.new.yaml").exists()
    found = load_authorities(path)
    assert [entry.id for entry in found.entries][-2:] == ["pers-b", "place-c"]
    assert not before.entries or "“Ä”" in found.entries[0].forms
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in path.read_text("utf-8").splitlines() if "#" in line] == comments


ONE_LINE = "people: [{id: pers-a, name: A}]  # short\n"


def test_a_list_in_one_line_becomes_a_new_file_beside_the_old(edition: Path) -> None:
    (edition / "authorities.yaml").write_text(ONE_LINE, "utf-8")
    told = run("names", "accept", "suggestions.yaml")
    assert (told.exit_code, (edition / "authorities.yaml").read_text("utf-8")) == (1, ONE_LINE)
    assert len(load_authorities(edition / "authorities.new.yaml").entries) == 6
    assert "\nauthorities.yaml: stays as it is, because its lists cannot be added to safely" in told.stderr
    assert "put authorities.new.yaml in its place" in told.stderr
    assert "tei-edition build" not in told.stderr
    assert run("names", "accept", "suggestions.yaml").exit_code == 1  # again: nothing else to be lost


@pytest.mark.parametrize("mode", [(), ("-n",)])
def test_decisions_in_a_new_file_beside_the_old_are_never_written_over(edition: Path, mode: tuple[str, ...]) -> None:
    (edition / "authorities.yaml").write_text(ONE_LINE, "utf-8")
    run("names", "accept", "suggestions.yaml")
    before = (edition / "authorities.new.yaml").read_bytes()
    (edition / "more.yaml").write_text("people:\n  - {id: pers-ed-eff, name: Ed Eff, decided_by: AB}\n", "utf-8")
    told = run("names", "accept", "more.yaml", *mode)
    assert (told.exit_code, (edition / "authorities.new.yaml").read_bytes()) == (5, before)
    assert "authorities.new.yaml: is there already; nothing is written" in told.stderr
    assert "put it in the place of authorities.yaml" in told.stderr
    (edition / "authorities.new.yaml").replace(edition / "authorities.yaml")
    assert run("names", "accept", "more.yaml").exit_code == 0
    ids = {entry.id for entry in load_authorities(edition / "authorities.yaml").entries}
    assert {"pers-a", "pers-haxhi-kroi", "pers-ed-eff"} <= ids


def test_a_form_that_names_somebody_else_stops_everything(edition: Path) -> None:
    text = CONFIRMED.replace("name: Haxhi Kroi", "name: Hoxha")
    (edition / "suggestions.yaml").write_text(text, "utf-8")
    told = run("names", "accept", "suggestions.yaml")
    assert (told.exit_code, (edition / "authorities.yaml").read_text("utf-8")) == (3, OURS)
    assert "suggestions.yaml:4: people[3]: “Hoxha” names pers-enver-hoxha already" in told.stderr


def test_what_an_entry_that_is_there_cannot_take_is_told(edition: Path) -> None:
    entry = "people:\n  - {id: pers-enver-hoxha, name: Enver Hoxha, born: 1908, decided_by: AB}\n"
    (edition / "suggestions.yaml").write_text(entry, "utf-8")
    told = run("names", "accept", "suggestions.yaml")
    assert "suggestions.yaml:2: born of pers-enver-hoxha is not taken over" in told.stderr


def test_strict_fails_if_something_confirmed_is_not_taken_over(edition: Path) -> None:
    entry = "people:\n  - {id: pers-enver-hoxha, name: Enver Hodja, born: 1908, decided_by: AB}\n"
    (edition / "suggestions.yaml").write_text(entry, "utf-8")
    assert run("names", "accept", "suggestions.yaml", "--strict").exit_code == 1
    assert "Enver Hodja" in (edition / "authorities.yaml").read_text("utf-8")


def test_all_that_is_added_is_listed_on_demand(edition: Path) -> None:
    entries = "".join(f"  - {{id: pers-x-{n}, name: X {n}, decided_by: AB}}\n" for n in range(30))
    (edition / "suggestions.yaml").write_text(f"people:\n{entries}", "utf-8")
    assert "and 10 more (-v shows them)" in run("names", "accept", "suggestions.yaml", "-n").stderr
    assert "  new: pers-x-29  X 29\n" in run("names", "accept", "suggestions.yaml", "-n", "-v").stderr


def test_two_choices_for_one_new_entry_become_one_entry(edition: Path) -> None:
    entries = (
        "people:\n  - {id: pers-x, name: Ann Ex, decided_by: AB}\n"
        "  - {id: pers-x, name: Ann Ex, forms: [Ex], decided_by: AB}\n"
    )
    (edition / "suggestions.yaml").write_text(entries, "utf-8")
    assert run("names", "accept", "suggestions.yaml").exit_code == 0
    added = load_authorities(edition / "authorities.yaml").get("pers-x")
    assert added is not None
    assert added.forms == ("Ex",)


def test_a_dry_run_writes_nothing(edition: Path) -> None:
    told = run("names", "accept", "suggestions.yaml", "-n")
    assert (edition / "authorities.yaml").read_text("utf-8") == OURS
    assert "nothing written" in told.stderr


def test_nothing_confirmed_says_what_to_do(edition: Path) -> None:
    (edition / "suggestions.yaml").write_text("people:\n  - {id: pers-a, name: A}\n", "utf-8")
    told = run("names", "accept", "suggestions.yaml")
    assert told.exit_code == 0
    assert "nothing is confirmed" in told.stderr


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (None, 4, "there is no such file"),
        (
            "people:\n  - {id: pers-a, nam: A}\n",
            3,
            "suggestions.yaml:2: people[1].nam: this key is not known; did you mean",
        ),
        ("people: [", 3, "not valid YAML"),
    ],
)
def test_a_wrong_file_of_suggestions_is_refused(edition: Path, text: str | None, code: int, said: str) -> None:
    (edition / "suggestions.yaml").unlink()
    if text is not None:
        (edition / "suggestions.yaml").write_text(text, "utf-8")
    told = run("names", "accept", "suggestions.yaml")
    assert told.exit_code == code
    assert said in told.stderr


@given(any_authorities(), st.data())
def test_what_is_inserted_into_any_file_of_ours_is_what_was_decided(known: Authorities, data: st.DataObject) -> None:
    added = tuple(
        Authority(f"{entry.id}-new", entry.kind, f"{entry.name} the new", ("Ñ: a, [b]",) if n == 0 else ())
        for n, entry in enumerate(known.entries)
        if data.draw(st.booleans())
    )
    further = {entry.id: Further(entry.id, (f"{entry.id} #1", "- x" + entry.id), "") for entry in known.entries[::2]}
    grown = tuple(e._replace(forms=(*e.forms, *further[e.id].forms)) if e.id in further else e for e in known.entries)
    text = inserted(authorities_text(known, "About"), added, further.values())
    kinds = ("person", "organisation", "place")
    expected = sorted((*grown, *added), key=lambda entry: kinds.index(entry.kind))
    assert checked(text, Path("authorities.yaml")) == Authorities(tuple(expected))


def test_the_whole_way_from_captures_to_a_confirmed_authority_file(here: Path) -> None:
    """What docs/names.md tells an editor to type."""
    (here / "captures").mkdir()
    capture = (SEEDS / "003_5cdf446f3af968a1.txt").read_bytes()
    (here / "captures" / "letter.txt").write_bytes(capture)
    assert run("build", "captures", "-q").exit_code == 0
    assert run("names", "suggest").exit_code == 0
    text = (here / "suggestions.yaml").read_text("utf-8")
    confirmed = text.replace("    name: Kim Il Sung\n    decided_by:", "    name: Kim Il Sung\n    decided_by: AB")
    assert confirmed != text
    (here / "suggestions.yaml").write_text(confirmed, "utf-8")
    assert run("names", "accept", "suggestions.yaml").exit_code == 0
    (entry,) = load_authorities(here / "authorities.yaml").entries
    assert (entry.id, entry.decided_by) == ("pers-kim-il-sung", "AB")
