"""People, organisations and places: the file's own checks, the gazetteer, and the entries of the seeds."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from tei_edition.authorities import (
    PLACE_TYPES,
    Authorities,
    Authority,
    Office,
    form_key,
    gazetteer,
    load_authorities,
)
from tei_edition.errors import BadConfiguration
from tei_edition.identifiers import SCHEMES, Scheme, fault, stated_identifier, uri

SEEDS = Path(__file__).parents[1] / "seeds"


def loaded(folder: Path, text: str) -> Authorities:
    path = folder / "authorities.yaml"
    path.write_text(text, encoding="utf-8")
    return load_authorities(path)


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(BadConfiguration) as caught:
        loaded(folder, text)
    assert caught.value.remedy
    return caught.value.message.replace(f"{folder}/", "")


# --- the file ---------------------------------------------------------------------------------------------


def test_an_empty_file_has_no_entries(tmp_path: Path) -> None:
    assert loaded(tmp_path, "people:\nplaces: []\n") == Authorities()


def test_every_key_of_an_entry_is_read(tmp_path: Path) -> None:
    entries = loaded(
        tmp_path,
        """
people:
  - id: pers-ann-smith
    name: Ann Smith
    forms: [A. Smith, Mrs. Smith]
    born: 1901
    died: 1980-02-29
    side: The visitors
    offices: [{office: Envoy, from: 1950, to: 1952-03}]
    identifiers: {wikidata: Q1}
    note: Not the novelist.
    decided_by: Bob Brown
organisations: [{id: org-x-cc, name: CC of the X}]
places: [{id: place-jordan, name: Jordan, type: country, ambiguous: true}]
""",
    )
    person, organisation, place = entries.entries
    assert person == Authority(
        id="pers-ann-smith",
        kind="person",
        name="Ann Smith",
        forms=("A. Smith", "Mrs. Smith"),
        born="1901",
        died="1980-02-29",
        offices=(Office("Envoy", "1950", "1952-03"),),
        side="The visitors",
        identifiers=(("wikidata", "Q1"),),
        note="Not the novelist.",
        decided_by="Bob Brown",
    )
    assert person.names == ("Ann Smith", "A. Smith", "Mrs. Smith")
    assert (organisation.kind, organisation.forms) == ("organisation", ())
    assert (place.type, place.ambiguous) == ("country", True)
    assert list(entries.of("place")) == [place]
    assert entries.get("org-x-cc") is organisation
    assert entries.get("org-y") is None
    assert hash(entries)  # lexicons are cached by it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "place: []",
            "authorities.yaml:1: place: this key is not known; did you mean “places”? allowed: people",
        ),
        ("people: {id: x}", "authorities.yaml:1: people: a list is expected, not keys with values"),
        (
            "people:\n- name: Ann",
            "authorities.yaml:2: people[1].id: this key is missing; it is an id (pers-…)",
        ),
        ("people:\n- id: pers-a", "authorities.yaml:2: people[1].name: this key is missing; it is a text"),
        (
            "people:\n- id: org-a\n  name: A",
            "authorities.yaml:2: people[1].id: “org-a” is no id of this list; did you mean “pers-org-a”?",
        ),
        (
            "places:\n- {id: place-Côte, name: C}",
            "“place-Côte” is no id of this list; did you mean “place-cote”?",
        ),
        (
            "places:\n- {id: place-a, name: A, type: city}",
            "authorities.yaml:2: places[1].type: “city” is not allowed; ",
        ),
        (
            "places:\n- {id: place-a, name: A, type: contry}",
            "did you mean “country”? allowed: country, settlement",
        ),
        (
            "places:\n- {id: place-no, name: No}",
            "places[1].name: without quotation marks YAML reads “No” as “false”",
        ),
        (
            "places:\n- {id: place-a, name: A, ambiguous: perhaps}",
            "“perhaps” is not allowed; write true or false",
        ),
        (
            "people:\n- id: pers-a\n  name: A\n  fromes: [B]",
            "authorities.yaml:4: people[1].fromes: this key is not known; did you mean “forms”?",
        ),
        (
            "people:\n- {id: pers-a, name: A, forms: B}",
            "people[1].forms: a list is expected, not a single value; write [B]",
        ),
        (
            "people:\n- {id: pers-a, name: A, born: 1901-02-30}",
            "people[1].born: “1901-02-30” is not in the calendar",
        ),
        (
            "people:\n- {id: pers-a, name: A, offices: [{from: 1950}]}",
            "people[1].offices[1].office: this key is missing",
        ),
        (
            "people:\n- {id: pers-a, name: A, born: 1935, died: 1899}",
            "authorities.yaml:2: people[1].died: 1899 is before the birth in 1935",
        ),
        (
            "people:\n- {id: pers-a, name: A, offices: [{office: X, from: 1950-03, to: 1949}]}",
            "people[1].offices[1].to: 1949 is before 1950-03, when it began",
        ),
        (
            "people:\n- id: pers-a\n  name: A\n- id: pers-a\n  name: B",
            "authorities.yaml:4: people[2].id: “pers-a” is already the id on line 2",
        ),
        (
            "people:\n- id: pers-a\n  name: Ann\n- id: pers-b\n  name: Bob\n  forms:\n  - Bobby\n  - Ann",
            "authorities.yaml:8: people[2].forms[2]: “Ann” is already a form of pers-a on line 3",
        ),
        (
            "organisations:\n- id: org-a\n  name: Workers’ Party\n  forms:\n  - X\n  - Workers'  Party",
            "authorities.yaml:6: organisations[1].forms[2]: “Workers'  Party” is already a form of this",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_key_path_and_cure(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in complaint(tmp_path, text)


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        ("{wikidata: q42}", "identifiers.wikidata: “q42” is no identifier of Wikidata; it looks like Q41117"),
        ("{wikidata: https://www.wikidata.org/wiki/Q42}", "Wikidata; did you mean “Q42”?"),
        ("{viaf: 0012}", "“0012” is no identifier of VIAF"),
        ("{gnd: 11903336X4Z}", "“11903336X4Z” is no identifier of GND"),
        ("{geonames: Tirana}", "“Tirana” is no identifier of GeoNames; it looks like 3183875"),
        ("{orcid: 0000-0002-1825}", "is no identifier of ORCID"),
        ("{uri: example.org/7}", "is no identifier of an address"),
        (
            "{wikidta: Q42}",
            "“wikidta” is no file of names that is known; did you mean “wikidata”?",
        ),
        ("{viaf-2: 0012}", "“0012” is no identifier of VIAF"),
    ],
)
def test_an_identifier_of_the_wrong_shape_is_named_with_an_example(
    tmp_path: Path, identifiers: str, expected: str
) -> None:
    message = complaint(tmp_path, f"people:\n- id: pers-a\n  name: A\n  identifiers: {identifiers}")
    assert message.startswith("authorities.yaml:4: people[1].identifiers.")
    assert expected in message


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_the_example_of_every_authority_file_is_one_of_its_identifiers(scheme: Scheme) -> None:
    assert fault(scheme.name, scheme.example) == ""
    address = uri(scheme.name, scheme.example)
    assert stated_identifier(address) == (scheme.name, scheme.example)
    if scheme.name != "uri":
        assert stated_identifier(address.replace("https:", "http:") + "/") == (scheme.name, scheme.example)


def test_a_file_that_is_not_known_has_any_identifier(tmp_path: Path) -> None:
    (person,) = loaded(
        tmp_path, "people: [{id: pers-a, name: A, identifiers: {our list: 7, viaf-2: 22, local: p001}}]"
    ).entries
    assert person.identifiers == (("our list", "7"), ("viaf-2", "22"), ("local", "p001"))


def test_capitals_do_not_make_another_name(tmp_path: Path) -> None:
    twice = "people:\n- {id: pers-a, name: Henry Caldwell}\n- {id: pers-b, name: HENRY CALDWELL}"
    assert "“HENRY CALDWELL” is already a form of pers-a on line 2" in complaint(tmp_path, twice)
    once = "places: [{id: place-a, name: Korean Peninsula, forms: [Korean peninsula]}, {id: place-us, name: US}]"
    assert len(loaded(tmp_path, once).entries) == 2


def test_two_people_of_one_name_are_told_so(tmp_path: Path) -> None:
    twice = "people:\n- {id: pers-a, name: John Smith%s}\n- {id: pers-b, name: John Smith%s}"
    assert complaint(tmp_path, twice % ("", "")) == (
        "authorities.yaml:3: people[2].name: “John Smith” is already a form of pers-a on line 2; "
        "if both are called so, state ambiguous: true for both"
    )
    assert complaint(tmp_path, twice % (", ambiguous: true", ""))
    assert len(loaded(tmp_path, twice % (", ambiguous: true", ", ambiguous: true")).entries) == 2


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    message = complaint(
        tmp_path, "people:\n- {id: pers-a, name: A}\n- {id: pers-a, name: B}\n- {id: pers-c, name: A}\n"
    )
    assert [line.split(":")[1] for line in message.split("\n")] == ["3", "4"]


def test_a_person_and_a_place_may_share_a_form(tmp_path: Path) -> None:
    shared = "people: [{id: pers-l, name: Lincoln}]\nplaces: [{id: place-l, name: Lincoln}]"
    assert len(loaded(tmp_path, shared).entries) == 2


def test_apostrophes_and_white_space_are_alike_in_a_form() -> None:
    assert form_key("Workers'\n Party") == form_key("Workers’ Party")
    assert form_key("KWP") != form_key("Kwp")


# --- the gazetteer ----------------------------------------------------------------------------------------


def test_the_gazetteer_knows_the_places_of_diplomatic_papers() -> None:
    forms = {form: each.id for each in gazetteer().entries for form in each.names}
    assert forms["DPRK"] == forms["North Korea"] == "place-dprk"
    assert forms["USSR"] == forms["Soviet Union"]
    assert forms["USA"] == forms["United States of America"] == "place-usa"
    assert forms["Peking"] == forms["Beijing"]
    assert {"GDR", "FRG", "PRC", "UK", "Far East", "Edgeworthstown", "Panmunjom", "Washington"} < forms.keys()


def test_the_gazetteer_has_places_only_with_ascii_ids_and_a_type() -> None:
    for each in gazetteer().entries:
        assert each.kind == "place"
        assert re.fullmatch(r"place-[a-z0-9-]+", each.id)
        assert each.type in PLACE_TYPES
        assert not each.identifiers


def test_no_form_of_the_gazetteer_is_a_plain_word() -> None:
    for each in gazetteer().entries:
        for form in each.names:
            assert form[0].isupper() or form[0].isdigit(), form
    certain = {form for each in gazetteer().entries if not each.ambiguous for form in each.names}
    assert not certain & {
        "Reading",
        "Bath",
        "Nice",
        "Mobile",
        "Georgia",
        "Jordan",
        "Chad",
        "US",
        "York",
        "Tours",
    }


def test_the_lists_of_the_gazetteer_are_in_order() -> None:
    """Whoever adds a place finds its line; each commented part is sorted by name."""
    text = (Path(__file__).parents[1] / "src/tei_edition/data/gazetteer.yaml").read_text(encoding="utf-8")
    names = re.compile(r"(?m)^  (?:# (?P<part>.*)|- \{id: [^,]*, name: (?P<name>[^,}]*))")
    parts: list[list[str]] = []
    for match in names.finditer(text):
        if match["part"]:
            parts.append([])
        else:
            parts[-1].append(_sort_key(match["name"]))
    assert len(parts) > 5
    for part in parts:
        assert all(one <= other for one, other in pairwise(part))


def _sort_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


# --- the seeds --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds() -> Authorities:
    return load_authorities(SEEDS / "authorities.yaml")


def test_every_form_listed_for_the_seeds_occurs_in_one_of_them(seeds: Authorities) -> None:
    texts = [form_key(path.read_text(encoding="utf-8")).casefold() for path in sorted(SEEDS.glob("*.txt"))]
    for each in seeds.entries:
        for form in each.names:
            whole = re.compile(rf"(?<!\w){re.escape(form_key(form).casefold())}(?!\w)")
            assert any(map(whole.search, texts)), f"{each.id}: {form}"


def test_the_seeds_have_the_ids_of_the_example_encoding(seeds: Authorities) -> None:
    assert {each.id for each in seeds.entries} > {
        "pers-kim-il-sung",
        "org-albanian-labor-party",
        "org-albanian-labor-party-cc",
        "org-korean-workers-party",
        "org-korean-workers-party-congress-5",
        "place-dprk",
        "place-korea",
        "place-south-korea",
        "place-china",
        "place-south-east-asia",
    }


def test_the_places_of_the_seeds_agree_with_the_gazetteer(seeds: Authorities) -> None:
    forms = {form_key(form): each for each in gazetteer().entries for form in each.names}
    for place in seeds.of("place"):
        for known in (forms[form_key(form)] for form in place.names if form_key(form) in forms):
            assert (known.id, known.type) == (place.id, place.type)


def test_the_seeds_state_no_life_dates_and_no_identifiers(seeds: Authorities) -> None:
    assert not any(each.born or each.died or each.identifiers for each in seeds.entries)
