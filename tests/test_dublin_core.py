"""`dc`: simple Dublin Core as OAI-PMH carries it, checked against the grammar of its schema."""

from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

from exported import BASE, Edition, document, edition, hostile_editions, seeds
from tei_edition.config import Config
from tei_edition.exports.dublin_core import DC, OAI_DC

ELEMENTS = """
title creator subject description publisher contributor date type format identifier source language relation coverage
rights
""".split()

# The grammar of http://www.openarchives.org/OAI/2.0/oai_dc.xsd, written from the OAI-PMH specification: any of the
# fifteen elements, in any order and number; each is text, with a language if need be.
OF_THE_ROOT = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:dc="{DC}"
    targetNamespace="{OAI_DC}" elementFormDefault="qualified">
  <xs:import namespace="{DC}" schemaLocation="dc.xsd"/>
  <xs:element name="dc"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    {"".join(f'<xs:element ref="dc:{name}"/>' for name in ELEMENTS)}
  </xs:choice></xs:complexType></xs:element>
</xs:schema>"""
OF_THE_ELEMENTS = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{DC}" targetNamespace="{DC}">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
  <xs:complexType name="text"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute ref="xml:lang"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  {"".join(f'<xs:element name="{name}" type="text"/>' for name in ELEMENTS)}
</xs:schema>"""
OF_XML = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
</xs:schema>"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("schema")
    for name, text in (("oai_dc.xsd", OF_THE_ROOT), ("dc.xsd", OF_THE_ELEMENTS), ("xml.xsd", OF_XML)):
        (folder / name).write_text(text)
    return etree.XMLSchema(etree.parse(folder / "oai_dc.xsd"))


def records(found: Edition) -> dict[str, dict[str, list[str]]]:
    """The elements of each file, by their names."""
    read: dict[str, dict[str, list[str]]] = {}
    for name, data in found.exported("dc").items():
        root = etree.fromstring(data)
        assert root.tag == f"{{{OAI_DC}}}dc"
        elements = read.setdefault(name, {})
        for element in root:
            assert element.tag.startswith(f"{{{DC}}}")
            elements.setdefault(etree.QName(element).localname, []).append(element.text or "")
    return read


def test_the_letter_has_what_aggregators_ask_for() -> None:
    letter = records(seeds(BASE))["1966-02-03-letter-kim-gomulka.xml"]
    assert {name: texts for name, texts in letter.items() if name not in ("description", "source")} == {
        "title": ["Letter to Wladyslaw Gomulka from Kim Il Sung"],
        "creator": ["Kim, Il Sung"],
        "publisher": ["tei-edition"],
        "contributor": ["Mastny, Vojtech"],
        "date": ["1966-02-03"],
        "type": ["Text", "letter"],
        "format": ["application/tei+xml"],
        "identifier": [f"{BASE}doc/1966-02-03-letter-kim-gomulka.html"],
        "language": ["en"],
        "relation": ["Albania, Poland and Korea: five documents"],
        "coverage": ["Pyongyang"],
        "rights": ["The captured page has no rights statement."],
    }
    assert letter["description"][1] == "To: Wladyslaw Gomulka"
    assert letter["source"] == [seeds().parts[1].description.citation]


def test_who_speaks_interprets_or_keeps_the_record_contributes_and_who_is_present_does_not() -> None:
    minutes = records(seeds())["1964-11-25-minutes-hoxha-ri.xml"]
    assert "creator" not in minutes
    assert minutes["contributor"] == ["Daljani, Enkel", "Hoxha, Enver", "Shehu, Mehmet", "Ri, Jong-ok", "Kroi, Haxhi"]
    assert minutes["type"] == ["Text", "Minutes of Conversation"]


def test_the_title_of_an_edition_that_has_none_is_no_relation() -> None:
    (bare,) = records(edition(document(), config=Config())).values()
    assert "relation" not in bare
    assert bare["title"] == ["A letter"]


def test_a_span_of_time_is_an_interval() -> None:
    (bare,) = records(edition(document(date={"from": "1968-05-08", "to": "1968-05-10"}))).values()
    assert bare["date"] == ["1968-05-08/1968-05-10"]


def test_the_files_of_the_seeds_are_valid(schema: etree.XMLSchema) -> None:
    for data in seeds(BASE).exported("dc").values():
        schema.assertValid(etree.fromstring(data))


def test_the_schema_of_the_test_refuses_what_is_no_dublin_core(schema: etree.XMLSchema) -> None:
    assert not schema.validate(etree.fromstring(f"<dc xmlns='{OAI_DC}'><author xmlns='{DC}'>x</author></dc>"))
    assert not schema.validate(etree.fromstring(f"<dc xmlns='{OAI_DC}'><title xmlns='{DC}'><b/></title></dc>"))


@given(found=hostile_editions)
def test_any_document_is_one_valid_record(found: Edition, schema: etree.XMLSchema) -> None:
    files = found.exported("dc")
    assert list(files) == [f"{part.slug}.xml" for part in found.parts]
    for part, data, record in zip(found.parts, files.values(), records(found).values(), strict=True):
        schema.assertValid(etree.fromstring(data))
        assert record["title"] == [part.description.title or part.description.file]
        assert all(text for texts in record.values() for text in texts)
