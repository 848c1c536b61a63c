"""`bibtex`, `ris` and `csl-json`: read back by the libraries that others read them with."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pybtex.database import BibliographyData, parse_string

from csl_schema import CSL_DATA
from exported import BASE, Edition, document, edition, hostile_editions, seeds, values, words
from tei_edition.datable import When
from tei_edition.exports.bibliographic import Name, date_parts, dates, iso, person, web_address, works
from tei_edition.exports.bibtex import ESCAPES

KIM_TO_GOMULKA = "1966-02-03-letter-kim-gomulka"


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Enver Hoxha", "Hoxha, Enver"),
        ("Kim Il Sung", "Kim, Il Sung"),
        ("Ri Jong-ok", "Ri, Jong-ok"),
        ("Ryom Jong-ok", "Ryom, Jong-ok"),
        ("Zhou Enlai", "Zhou, Enlai"),
        ("N. Khrushchev", "Khrushchev, N."),
        ("M.S. Gorbachev", "Gorbachev, M.S."),
        ("John F. Kennedy", "Kennedy, John F."),
        ("George H. W. Bush", "Bush, George H. W."),
        ("Jean-Paul Sartre", "Sartre, Jean-Paul"),
        ("Eugene O’Neill", "O’Neill, Eugene"),
        ("Иван Петров", "Петров, Иван"),
        ("Hoxha, Enver", "Hoxha, Enver"),
        ("King, Martin Luther", "King, Martin Luther"),
    ],
)
def test_a_family_name_that_is_certain_stands_first(name: str, inverted: str) -> None:
    assert person(name).inverted == inverted


@pytest.mark.parametrize(
    "name",
    [
        "Shtykov", "Kim Philby", "Fidel Castro Ruz", "Frédéric Joliot-Curie", "Ludwig van Beethoven", "Ambassador Jiao",
        "Comrade Hoxha", "Enver Hoxha, First Secretary", "Hoxha, First Secretary", "Jiao [Ruoyu]", "毛泽东",
        "Kim and Hoxha", "", ",", "Hoxha,", ", Enver", "Kim Il Sung {x}", "Unknown 1", "Mr. Vance", "Shehu, Jr.",
    ],
)  # fmt: skip
def test_a_name_whose_family_is_not_certain_stays_whole(name: str) -> None:
    assert person(name) == Name(name)


def marked(surname: str, forename: str) -> etree._Element:
    """A document by somebody whose name is marked in its parts, with nothing between them."""
    root = document(authors=[""])
    author = root.find(".//{*}author/{*}persName")
    assert author is not None
    for tag, text in (("forename", forename), ("surname", surname)):
        etree.SubElement(author, author.tag.replace("persName", tag)).text = text
    return root


def test_a_family_name_that_the_file_marks_is_certain() -> None:
    (work,) = works(edition(marked("van Beethoven", "Ludwig")).corpus)
    assert work.authors[0].inverted == "van Beethoven, Ludwig"
    assert work.authors[0].whole == "Ludwig van Beethoven"


@given(values)
def test_no_name_loses_a_word(name: str) -> None:
    found = person(name)
    assert found.whole == name
    if found.family:
        assert sorted(f"{found.given} {found.family}".split()) == sorted(name.replace(",", " ").split())


# --- dates and addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "first", "last", "is_certain"),
    [
        ({}, (), (), True),
        ({"when": "1966-02-03"}, (1966, 2, 3), (), True),
        ({"when": "1966-02-03T10:00:00"}, (1966, 2, 3), (), True),
        ({"when": "1966", "cert": "medium"}, (1966,), (), False),
        ({"when": "1966", "cert": "high"}, (1966,), (), True),
        ({"from": "1968-05-08", "to": "1968-05-10"}, (1968, 5, 8), (1968, 5, 10), True),
        ({"from": "1968-05-08", "to": "1968-05-08"}, (1968, 5, 8), (), True),
        ({"notBefore": "1968-05", "notAfter": "1969"}, (1968, 5), (1969,), False),
        ({"notBefore": "1968"}, (1968,), (), False),
        ({"notAfter": "1968"}, (1968,), (), False),
        ({"when": "1973-02-30"}, (), (), True),
        ({"when": "--08-01"}, (), (), True),
        ({"when": "0000"}, (), (), True),
        ({"when": "٢٠٢٠"}, (), (), True),
    ],
)  # fmt: skip
def test_a_date_is_a_day_or_a_span_of_the_calendar(
    stated: dict[str, str], first: tuple[int, ...], last: tuple[int, ...], is_certain: bool
) -> None:
    assert dates(When("", tuple(stated.items()))) == (first, last, is_certain)


@given(st.dates())
def test_every_day_comes_back(day: Any) -> None:
    assert iso(date_parts(day.isoformat())) == day.isoformat()


def test_an_address_has_only_signs_that_all_programs_take() -> None:
    assert web_address("https://a.example/{b}|ü c?x=1&y=%20#z") == "https://a.example/%7Bb%7D%7C%C3%BC%20c?x=1&y=%20#z"
    assert web_address("javascript:alert(1)") == web_address("a.example") == web_address("https://") == ""


def test_what_an_entry_must_do_without_is_reported() -> None:
    found = edition(document(title="", date={"when": "1973-02-30"}, url="a.example"), document())
    found.text("ris")
    assert found.codes == ["X110", "X111", "X112"]
    assert {finding.tei.file for finding in found.findings if finding.tei} == {"file-0.xml"}


def test_a_date_of_which_only_the_certainty_is_stated_is_no_fault() -> None:
    found = edition(document(date={"cert": "low"}, date_words="undated"))
    found.text("ris")
    assert found.codes == []


def test_the_page_of_the_edition_is_cited_rather_than_the_captured_one() -> None:
    here, there = document(url="https://archive.example/1"), document(url="https://archive.example/2")
    assert [work.address for work in works(edition(here, there).corpus)] == [
        "https://archive.example/1",
        "https://archive.example/2",
    ]
    (work, *_) = works(seeds(BASE).corpus)
    assert work.address == work.page == f"{BASE}doc/1964-11-25-minutes-hoxha-ri.html"


# --- bibtex -----------------------------------------------------------------------------------------------------


def bibtex(found: Edition) -> BibliographyData:
    return parse_string(found.text("bibtex"), "bibtex")


def bibtex_of_another(found: Edition) -> list[dict[str, str]]:
    """The entries as bibtexparser reads them."""
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    return bibtexparser.loads(found.text("bibtex"), parser).entries


def test_the_letter_is_an_entry_with_its_archive() -> None:
    entry = bibtex(seeds(BASE)).entries[KIM_TO_GOMULKA]
    assert entry.type == "misc"
    assert [(name.last_names, name.first_names, name.middle_names) for name in entry.persons["author"]] == [
        (["Kim"], ["Il"], ["Sung"])
    ]
    fields = {key: value for key, value in entry.fields.items() if key != "abstract"}
    assert fields == {
        "title": "{Letter to Wladyslaw Gomulka from Kim Il Sung}",
        "date": "1966-02-03",
        "year": "1966",
        "month": "February",
        "translator": "Mastny, Vojtech",
        "howpublished": "Modern Records Archives, Warsaw, KC PZPR, 2263/175-233, pp. 209-233",
        "type": "letter",
        "language": "en",
        "url": f"{BASE}doc/{KIM_TO_GOMULKA}.html",
        "note": "To Wladyslaw Gomulka. Dated 3 February 1966",
    }


def test_a_body_is_one_name_and_press_an_article() -> None:
    entries = bibtex(seeds()).entries
    (author,) = entries["1970-10-31-telegram-albanian-labor-party-korean-workers-party"].persons["author"]
    assert author.last_names == ["{Central Committee of the Albanian Labor Party}"]
    press = entries["2021-03-23-article-respected-comrade-kim-jong-un-sends-verbal-message"]
    assert (press.type, press.fields["journal"]) == ("article", "KCNA Ministry of Foreign Affairs (EN)")


def test_a_span_that_is_not_certain_says_so() -> None:
    found = edition(document(date={"notBefore": "1968-05-08", "notAfter": "1968-05-10"}, date_words="early May"))
    (entry,) = bibtex_of_another(found)
    assert (entry["date"], entry["year"], entry["month"]) == ("1968-05-08?/1968-05-10?", "1968", "May")
    assert entry["note"] == "Dated early May"


def test_no_sign_of_tex_means_anything() -> None:
    (entry,) = bibtex(edition(document(abstract="\\ { } ~ ^ % # $ & _ }}"))).entries.values()
    assert entry.fields["abstract"] == (
        r"\textbackslash{} \textbraceleft{} \textbraceright{} \textasciitilde{} \textasciicircum{} \% \# \$ \& \_ "
        r"\textbraceright{}\textbraceright{}"
    )


def unescaped(value: str) -> str:
    """What TeX prints."""
    for sign, written in sorted(ESCAPES.items(), key=lambda item: -len(str(item[1]))):
        value = value.replace(str(written), chr(sign) if chr(sign) != "\\" else "\0")
    return value.replace("\0", "\\")


@pytest.mark.parametrize(
    ("surname", "forename"),
    [
        ("Lee and Jones, III, x", "Ann"),
        ("Lee", "Ann and others"),
        ("And", "Ann"),
        ("others", "and"),
        ("a {b} and", "c, d"),
        ("\\", "}{"),
    ],
)
def test_a_marked_name_is_one_name_whatever_its_parts_hold(surname: str, forename: str) -> None:
    found = edition(marked(surname, forename))
    (entry,) = bibtex(found).entries.values()
    (person,) = entry.persons["author"]
    read = [" ".join(names) for names in (person.last_names, person.first_names + person.middle_names)]
    assert [unescaped(each.removeprefix("{").removesuffix("}")) for each in read] == [surname, forename]
    assert len(bibtex_of_another(found)) == 1


def test_a_marked_name_of_plain_words_has_no_braces() -> None:
    (person,) = next(iter(bibtex(edition(marked("van der O’Neill-Smith", "Émile J.-P."))).entries.values())).persons[
        "author"
    ]
    assert (person.prelast_names, person.last_names) == (["van", "der"], ["O’Neill-Smith"])
    assert person.first_names + person.middle_names == ["Émile", "J.-P."]


@given(values, values)
def test_any_marked_name_is_one_name(surname: str, forename: str) -> None:
    found = edition(marked(surname, forename))
    (entry,) = bibtex(found).entries.values()
    (work,) = works(found.corpus)
    assert len(entry.persons.get("author", ())) == len(work.authors)


@given(hostile_editions)
def test_any_document_is_one_entry_for_two_readers_of_bibtex(found: Edition) -> None:
    first, second = bibtex(found), bibtex_of_another(found)
    assert [entry["ID"] for entry in second] == list(first.entries) == [part.slug for part in found.parts]
    for part, entry, other in zip(found.parts, first.entries.values(), second, strict=True):
        d = part.description
        assert unescaped(entry.fields["title"][1:-1]) == (words(d.title) or d.file)
        assert words(unescaped(other["title"].removeprefix("{").removesuffix("}"))) == (words(d.title) or d.file)
        assert unescaped(entry.fields.get("abstract", "")) == d.abstract
        assert len(entry.persons.get("author", ())) == len([a for a in d.authors if not a.is_unknown])


# --- ris --------------------------------------------------------------------------------------------------------


def ris(found: Edition) -> list[dict[str, Any]]:
    return rispy.loads(found.text("ris"), skip_unknown_tags=False)


def test_the_letter_is_personal_communication_to_its_recipient() -> None:
    entry = ris(seeds(BASE))[1]
    assert {key: value for key, value in entry.items() if key not in ("abstract", "notes")} == {
        "type_of_reference": "PCOMM",
        "id": KIM_TO_GOMULKA,
        "authors": ["Kim, Il Sung"],
        "secondary_authors": ["Gomulka, Wladyslaw"],
        "subsidiary_authors": ["Mastny, Vojtech"],
        "title": "Letter to Wladyslaw Gomulka from Kim Il Sung",
        "year": "1966",
        "date": "1966/02/03/",
        "place_published": "Pyongyang",
        "type_of_work": "letter",
        "name_of_database": "Modern Records Archives, Warsaw",
        "accession_number": "KC PZPR, 2263/175-233, pp. 209-233",
        "language": "en",
        "urls": [f"{BASE}doc/{KIM_TO_GOMULKA}.html"],
    }
    assert [entry["type_of_reference"] for entry in ris(seeds())] == ["MANSCPT", "PCOMM", "PCOMM", "PCOMM", "NEWS"]


@pytest.mark.parametrize(
    ("when", "written"), [("1973-08", "1973/08//"), ("1973", "1973///"), ("1973-08-01", "1973/08/01/")]
)
def test_the_slashes_of_a_date_say_what_is_not_known(when: str, written: str) -> None:
    (entry,) = ris(edition(document(date={"when": when})))
    assert (entry["year"], entry["date"]) == ("1973", written)


def test_what_the_numbers_do_not_say_of_a_date_is_a_note() -> None:
    (entry,) = ris(edition(document(date={"from": "1968-05", "to": "1968-06"}, date_words="May and June 1968")))
    assert entry["notes"] == ["Date: May and June 1968"]


def test_no_value_ends_an_entry_of_ris() -> None:
    (entry,) = ris(edition(document(language="en\r\nER  - \r\n\r\nTY  - GEN")))
    assert entry["language"] == "en ER - TY - GEN"


@given(hostile_editions)
def test_any_document_is_one_entry_of_ris(found: Edition) -> None:
    entries = ris(found)
    assert [entry["id"] for entry in entries] == [part.slug for part in found.parts]
    for part, entry in zip(found.parts, entries, strict=True):
        d = part.description
        assert words(entry["title"]) == (words(d.title) or d.file)
        assert len(entry.get("authors", [])) == len([a for a in d.authors if not a.is_unknown])
        assert "unknown_tag" not in entry


# --- csl-json ---------------------------------------------------------------------------------------------------


def csl(found: Edition) -> list[dict[str, Any]]:
    items = json.loads(found.exported("csl-json")["edition.csl.json"])
    jsonschema.validate(items, CSL_DATA)
    return list(items)


def cited(items: list[dict[str, Any]]) -> list[str]:
    """The bibliography that citeproc-py makes, in the style that it ships."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(each) for each in bibliography.bibliography()]


def test_the_letter_is_an_item_of_csl() -> None:
    item = csl(seeds(BASE))[1]
    assert {key: value for key, value in item.items() if key not in ("abstract", "note")} == {
        "id": KIM_TO_GOMULKA,
        "type": "personal_communication",
        "title": "Letter to Wladyslaw Gomulka from Kim Il Sung",
        "author": [{"family": "Kim", "given": "Il Sung"}],
        "recipient": [{"family": "Gomulka", "given": "Wladyslaw"}],
        "translator": [{"family": "Mastny", "given": "Vojtech"}],
        "issued": {"date-parts": [[1966, 2, 3]]},
        "genre": "letter",
        "event-place": "Pyongyang",
        "archive": "Modern Records Archives",
        "archive_location": "KC PZPR, 2263/175-233, pp. 209-233",
        "archive-place": "Warsaw",
        "language": "en",
        "URL": f"{BASE}doc/{KIM_TO_GOMULKA}.html",
    }


def test_a_date_that_is_not_certain_is_circa_and_one_without_numbers_in_words() -> None:
    found = csl(
        edition(
            document(date={"notBefore": "1968-05", "notAfter": "1969"}),
            document(date={"when": "1968", "cert": "low"}),
            document(date_words="in spring"),
            document(),
        )
    )
    assert [item.get("issued") for item in found] == [
        {"date-parts": [[1968, 5], [1969]], "circa": True},
        {"date-parts": [[1968]], "circa": True},
        {"literal": "in spring"},
        None,
    ]


def test_nothing_that_is_printed_is_italics() -> None:
    said = "a <i>b</i> < c <img>"
    root = document(
        title=said,
        genre="article",
        authors=[said],
        bodies=[said],
        translators=[said],
        date_words=said,
        place=said,
        abstract=said,
        keywords=[said],
        site=said,
        repository=said,
        collection=said,
    )
    (item,) = csl(edition(root, marked("<i>Lee</i>", "<b>Ann</b>")))[:1]
    assert item["title"] == item["container-title"] == "a <\u2060i>b<\u2060/i> < c <img>"
    (_, other) = csl(edition(root, marked("<i>Lee</i>", "<b>Ann</b>")))
    assert other["author"] == [{"family": "<\u2060i>Lee<\u2060/i>", "given": "<\u2060b>Ann<\u2060/b>"}]
    assert "<i>" not in json.dumps(item)
    assert "<i>" not in cited([item])[0]


def test_an_edition_without_documents_is_an_empty_list() -> None:
    assert csl(edition()) == []


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported")
def test_a_citation_processor_cites_the_seeds() -> None:
    found = cited(csl(seeds(BASE)))
    assert len(found) == 5
    assert any("Kim, I.S." in line and "1966" in line for line in found)


@given(hostile_editions)
def test_any_document_is_one_valid_item_of_csl(found: Edition) -> None:
    items = csl(found)
    assert [item["id"] for item in items] == [part.slug for part in found.parts]
    for part, item in zip(found.parts, items, strict=True):
        d = part.description
        assert item["title"].replace("\u2060", "") == (d.title.replace("\u2060", "") or d.file)
        assert len(item.get("author", [])) == len([a for a in d.authors if not a.is_unknown])
