"""What the editor states about a document comes before what its page says, and nothing of the page is lost."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

PAGE = """Skip to content

February 03, 1966

Letter from Enver Hoxha to Kim Il Sung

Dear Comrade,

We thank you for the books, and all of us are well.

Enver Hoxha

Document Information

Source

AQPPSH, MPP Korese, D 1, V. 1966. Translated by Enkel Daljani

Rights

The History and Public Policy Program welcomes reuse of Digital Archive materials.

Original Uploaded Date

2011-11-20

Language

Albanian

Record ID

114810
"""


def letter(**facts: str) -> Encoded:
    return encoded(PAGE, **facts)


def test_without_statements_the_page_speaks() -> None:
    found = letter()
    assert found.words("//t:titleStmt/t:title[@resp='#resp-archive']") == ["Letter from Enver Hoxha to Kim Il Sung"]
    assert found.count("//*[@resp='#resp-editor']") == 0


@pytest.mark.parametrize(
    ("fact", "value", "path"),
    [
        ("title", "Hoxha to Kim", "//t:titleStmt/t:title[@resp='#resp-editor']"),
        ("sender", "Mehmet Shehu", "//t:correspAction[@type='sent']/t:persName"),
        ("recipient", "Choe Yong-geon", "//t:correspAction[@type='received']/t:persName"),
        ("repository", "Central State Archive", "//t:msIdentifier/t:repository"),
        ("rights", "In the public domain.", "//t:availability//t:p[contains(., 'domain')]"),
        ("abstract", "Hoxha thanks Kim.", "//t:abstract/t:p"),
        ("place", "Durrës", "//t:correspAction[@type='sent']/t:placeName"),
        ("date", "4 February 1966", "//t:bibl[@type='digital']/t:date[@type='document']"),
    ],
)
def test_a_statement_stands_in_the_place_of_what_the_page_says(fact: str, value: str, path: str) -> None:
    assert letter(**{fact: value}).words(path) == [value]


def test_the_editor_answers_for_the_statements() -> None:
    found = letter(title="Hoxha to Kim")
    assert found.words("//t:respStmt[@xml:id='resp-editor']/t:resp") != []
    assert found.words("//t:titleStmt/t:title/@resp") == ["#resp-editor"]


def test_the_title_of_the_page_is_kept_as_a_note() -> None:
    found = letter(title="Hoxha to Kim")
    assert any("Letter from Enver Hoxha to Kim Il Sung" in note for note in found.words("//t:sourceDesc//t:note"))


@pytest.mark.parametrize("fact", ["title", "date", "rights"])
def test_no_statement_of_the_page_is_lost(fact: str) -> None:
    found = letter(**{fact: "4 February 1966"})
    assert dict(found.conversion.totals)["lost"] == 0
    assert "E101" not in found.codes


def test_who_the_editor_says_wrote_it_is_a_participant() -> None:
    found = letter(sender="Mehmet Shehu")
    assert found.words("//t:person[@role='sender']/t:persName[1]") == ["Mehmet Shehu"]


def test_a_stated_date_that_nobody_can_read_is_reported() -> None:
    assert "D102" in encoded("We agree.", date="foo").codes
    assert "D102" not in encoded("We agree.", date="1973-08").codes


def test_the_author_whom_the_editor_states_is_the_author_of_the_title() -> None:
    page = "Report on the harvest\n\n3 May 1975\n\nThe harvest was good in all parts of the country.\n"
    assert encoded(page, author="Erik Holm").words("//t:titleStmt/t:author/t:persName") == ["Erik Holm"]
