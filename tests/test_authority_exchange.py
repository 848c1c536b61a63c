"""Authority files as TEI and as tables: what comes in, what is reported, and that nothing changes on a round trip."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition.authorities import LISTS, PLACE_TYPES, Authorities, Authority, Office, form_key, load_authorities
from tei_edition.registers.drafts import Desk
from tei_edition.registers.entries import authorities_text
from tei_edition.registers.from_csv import from_csv
from tei_edition.registers.from_tei import from_tei
from tei_edition.registers.to_csv import to_csv
from tei_edition.registers.to_tei import to_tei
from tei_edition.shapes import NOT_IN_XML

# --- any authorities ------------------------------------------------------------------------------------------

SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff")
TEXTS = st.one_of(
    st.sampled_from(
        ["yes", "null", "=1+1", "'=x", "-", "a|b\\", "Hoxha, Enver", "A [1/2]", "x: y # z", "]]>&<", "007"]
    ),
    st.text(SIGNS, min_size=1, max_size=12),
).map(lambda text: " ".join(NOT_IN_XML.sub("", text).split()) or "x")
DATES = st.sampled_from([None, "1908", "1908-10", "1908-10-16"])
OFFICES = st.builds(Office, TEXTS, DATES, DATES)
NAMES_OF_FILES = st.sampled_from(["wikidata", "viaf", "gnd", "geonames", "isni", "our-file", "a: b", "other"])


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
                    identifiers=tuple(draw(st.dictionaries(NAMES_OF_FILES, TEXTS, max_size=3)).items()),
                    note=draw(st.none() | TEXTS),
                    decided_by=draw(st.none() | TEXTS),
                )
            )
    return Authorities(tuple(entries))


@given(any_authorities())
def test_entries_that_are_written_as_yaml_are_read_as_they_were(tmp_path_factory, authorities) -> None:
    path = tmp_path_factory.mktemp("yaml") / "authorities.yaml"
    path.write_text(authorities_text(authorities, "About this file"), "utf-8")
    assert load_authorities(path) == authorities


@given(any_authorities())
def test_a_table_gives_back_the_entries_that_went_into_it(authorities) -> None:
    desk = Desk("table.csv")
    assert from_csv(to_csv(authorities), desk) == authorities
    assert desk.findings == []


@given(any_authorities())
def test_a_tei_file_gives_back_the_entries_that_went_into_it(authorities) -> None:
    desk = Desk("lists.xml")
    root = etree.fromstring(to_tei(authorities, "A title", "A publisher"))
    assert from_tei(root, desk) == authorities
    assert desk.findings == []
