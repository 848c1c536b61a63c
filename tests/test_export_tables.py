"""`csv` and `jsonl`: what is known of each document, as rows and as lines."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import clevercsv
import pytest
from hypothesis import given
from lxml import etree

from exported import BASE, Edition, add, document, edition, hostile_editions, seeds, words
from tei_edition.assets import asset
from tei_edition.description import describe
from tei_edition.exports.jsonl import KEYS, PAGE, TEXT
from tei_edition.exports.spreadsheet import COLUMNS, FORMULA, safe
from tei_edition.exports.spreadsheet import PAGE as PAGE_COLUMN
from tei_edition.reading_text import reading_text


def rows(found: Edition) -> list[dict[str, str]]:
    """The rows as Python's reader gives them."""
    return list(csv.DictReader(io.StringIO(found.exported("csv")["edition.csv"].decode("utf-8-sig"), newline="")))


def lines(found: Edition) -> list[dict[str, Any]]:
    return [json.loads(line) for line in found.text("jsonl").split("\n")[:-1]]


# --- csv --------------------------------------------------------------------------------------------------------


def test_a_row_says_what_the_header_of_the_letter_says() -> None:
    row = rows(seeds(BASE))[3]
    assert {name: value for name, value in row.items() if value and name not in ("abstract", "rights")} == {
        "id": "d98f4a781b932282a",
        "file": "file-3",
        "title": "Letter from Enver Hoxha to Kim Il Sung",
        "genre": "letter",
        "date": "1973-08",
        "date_words": "August 1973",
        "place": "Tirana",
        "senders": "Enver Hoxha",
        "recipients": "Kim Il Sung",
        "authors": "Enver Hoxha",
        "participants": "Enver Hoxha; Kim Il Sung",
        "organisations": row["organisations"],
        "places": row["places"],
        "language": "en",
        "translators": "Enkel Daljani",
        "repository": "AQPPSH",
        "collection": "MPP Korese",
        "shelfmark": "D 1, V. 1973",
        "citation": "AQPPSH, MPP Korese, D 1, V. 1973. Translated by Enkel Daljani",
        "site": "Digital Archive",
        "capture": "000_98f4a781b932282a.txt",
        "turns": "0",
        "words": str(len(reading_text(seeds().parts[3].root).split())),
        "page": f"{BASE}doc/1973-08-letter-hoxha-kim.html",
    }


def test_a_span_of_time_has_its_two_ends() -> None:
    row = rows(edition(document(date={"notBefore": "1968-05-01", "notAfter": "1968-05-10", "cert": "medium"})))[0]
    found = [row[name] for name in ("date", "not_before", "not_after", "date_certainty")]
    assert found == ["1968-05-01", "1968-05-01", "1968-05-10", "medium"]


def test_the_file_opens_in_excel_with_its_accents() -> None:
    data = edition(document(title="Łódź, 조선")).exported("csv")["edition.csv"]
    assert data.startswith(b"\xef\xbb\xbffile,id,title,")
    assert data.count(b"\n") == data.count(b"\r\n") == 2


@pytest.mark.parametrize("begin", FORMULA)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(begin: str) -> None:
    assert safe(f"{begin}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("begin", FORMULA)
def test_the_page_that_saves_a_table_knows_the_same_signs(begin: str) -> None:
    script = asset("xslt", "js", "results.js").read_text("utf-8")
    signs = (
        next(line for line in script.splitlines() if line.startswith("const cell "))
        .partition("/^[")[2]
        .partition("]/")[0]
    )
    assert re.match(f"[{signs}]", begin)


def test_no_value_of_a_cell_begins_a_formula() -> None:
    row = rows(edition(document(title='=HYPERLINK("x")', authors=["-1", "Kim", "@SUM(A1)"], place="Tirana - 1")))[0]
    assert row["title"] == '\'=HYPERLINK("x")'
    assert row["authors"] == "'-1; Kim; '@SUM(A1)"
    assert row["place"] == "Tirana - 1"


def test_every_column_has_a_name_of_its_own_and_is_explained() -> None:
    names = [column.name for column in COLUMNS]
    assert len({*names, PAGE_COLUMN[0]}) == len(names) + 1
    assert all(column.about for column in COLUMNS)


@given(hostile_editions)
def test_any_document_is_one_row_for_every_reader(found: Edition) -> None:
    text = found.exported("csv")["edition.csv"].decode("utf-8-sig")
    first = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    second = list(clevercsv.reader(io.StringIO(text, newline=""), delimiter=",", quotechar='"', escapechar=""))
    assert first == second
    assert len(first) == len(found.parts) + 1
    assert {len(row) for row in first} == {len(COLUMNS) + 1}
    for part, row in zip(found.parts, first[1:], strict=True):
        assert row[2] == safe(words(part.description.title))
        assert not any(cell.startswith(FORMULA) for cell in row)


# --- jsonl ------------------------------------------------------------------------------------------------------


def test_a_line_says_what_the_header_of_the_letter_says_and_its_text() -> None:
    line = lines(seeds(BASE))[1]
    assert line["date"] == {"iso": "1966-02-03", "words": "3 February 1966"}
    assert line["senders"] == [{"name": "Kim Il Sung", "kind": "person", "id": "pers-kim-il-sung"}]
    assert line["participants"][1]["roles"] == ["addressee"]
    assert line["original"]["settlement"] == "Warsaw"
    assert line["page"] == f"{BASE}doc/1966-02-03-letter-kim-gomulka.html"
    assert line["text"].startswith("To Comrade Wladyslaw Gomulka\nFirst Secretary")
    assert len(line["text"].split()) == line["words"]


def test_people_have_their_addresses_in_authority_files_and_how_they_are_named_here() -> None:
    root = document(authors=["E. Hoxha"])
    author = root.find(".//{*}author/{*}persName")
    assert author is not None
    author.set("ref", "#p")
    author.set("cert", "medium")
    person = add(root, "standOff/listPerson/person")
    person.set("{http://www.w3.org/XML/1998/namespace}id", "p")
    add(person, "persName", "Enver Hoxha")
    add(person, "idno", "https://d-nb.info/gnd/118774735")
    assert lines(edition(root))[0]["authors"] == [
        {
            "name": "Enver Hoxha",
            "as": "E. Hoxha",
            "kind": "person",
            "id": "p",
            "uris": ["https://d-nb.info/gnd/118774735"],
            "certainty": "medium",
        }
    ]


def test_an_agent_without_a_reference_is_not_taken_for_an_entry_without_an_id() -> None:
    root = document(authors=["Enver Hoxha"])
    add(root, "standOff/listPerson/person/persName", "Somebody Else")
    assert lines(edition(root))[0]["authors"] == [{"name": "Enver Hoxha", "kind": "person"}]


@pytest.mark.parametrize(
    ("targets", "genre"),
    [
        (["#genre-letter"], "letter"),
        (["#cat7"], ""),
        (["#cat7", "#genre-report"], "report"),
        (["http://x.org/genres.xml#t #genre-report"], "report"),
        (["#genre-novel"], ""),
        (["#my-genre-letter"], ""),
        (["other.xml#genre-letter"], ""),
        ([""], ""),
    ],
)
def test_a_genre_is_one_of_ours_or_none(targets: list[str], genre: str) -> None:
    root = document(genre="letter")
    classes = root.find(".//{*}textClass")
    assert classes is not None
    category = classes[0]
    classes.remove(category)
    for target in targets:
        category = etree.SubElement(classes, category.tag)
        category.set("target", target)
    assert describe(root).genre == genre


def test_the_parts_of_a_name_are_words_of_their_own() -> None:
    name = "<persName><surname>Moss</surname><forename>Bob</forename></persName>"
    inside = "<persName>E<hi>n</hi>ver <surname>Hox</surname>, <roleName>Sir</roleName><addName>X</addName></persName>"
    root = etree.fromstring(
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/>
        <author>{name}</author><author>{inside}</author>
        <respStmt><resp key="trl"/>{name}</respStmt></titleStmt></fileDesc></teiHeader>
        <standOff><listPerson><person xml:id="a">{name}</person></listPerson></standOff></TEI>"""
    )
    found = describe(root)
    assert [each.text for each in found.authors] == ["Moss Bob", "Enver Hox, Sir X"]
    assert [each.main for each in found.mentioned] == ["Moss Bob"]
    assert found.translators == ("Moss Bob",)


def test_what_is_not_known_has_no_key() -> None:
    bare = edition(document(title="", genre="other", language="", text=""))
    assert lines(bare) == [{"file": "file-0", "genre": "other", "turns": 0, "words": 0}]


def test_keys_keep_their_order_and_are_explained() -> None:
    order = [*(key.name for key in KEYS), PAGE[0], TEXT[0]]
    for line in lines(seeds(BASE)):
        assert list(line) == [name for name in order if name in line]
    assert all(key.about for key in KEYS)


def empty(value: object) -> bool:
    """Whether there is anything empty in a value."""
    match value:
        case dict():
            return not value or any(map(empty, value.values()))
        case list():
            return not value or any(map(empty, value))
        case _:
            return value in ("", None)


@given(hostile_editions)
def test_any_document_is_one_line_without_an_empty_key(found: Edition) -> None:
    data = lines(found)
    assert len(data) == len(found.parts)
    assert not any(map(empty, data))
    for part, line in zip(found.parts, data, strict=True):
        assert line.get("title", "") == part.description.title
        assert line.get("text", "") == reading_text(part.root)
        assert [each["name"] for each in line.get("authors", [])] == [
            author.main for author in part.description.authors if not author.is_unknown
        ]


# --- txt --------------------------------------------------------------------------------------------------------


@given(hostile_editions)
def test_any_document_is_a_text_file_of_its_own(found: Edition) -> None:
    files = found.exported("txt")
    assert len(files) == len(found.parts)
    for part in found.parts:
        assert files[f"{part.slug}.txt"].decode() == reading_text(part.root) + "\n"
