"""Headings that editors of letters print: a number, one name, a place; and the lines of a page above them."""

from __future__ import annotations

import pytest

from encoded import encoded
from tei_edition.genres.who_to_whom import addressed, who_to_whom

BODY = "The harbour was closed for a week, and nobody knew why; we asked the ministry, but there was no answer."
SENT, RECEIVED = "//t:correspAction[@type='sent']/t:persName", "//t:correspAction[@type='received']/t:persName"


@pytest.mark.parametrize(
    ("heading", "sender", "receiver"),
    [
        ("405. À OLA DAHL.", "", "OLA DAHL"),
        ("248. A Ola Dahl.", "", "Ola Dahl"),
        ("92. Di Lina Prifti.", "Lina Prifti", ""),
        ("458. An Ola Dahl in Bruck am Brenner", "", "Ola Dahl"),
        ("[12] An Dahl", "", "Dahl"),
        ("Brief 34: An Ola Dahl", "", "Ola Dahl"),
        ("To Dr. Ola Dahl, in Bergen:", "", "Dr. Ola Dahl"),
        ("Aan de Voorzitter van de Haven", "", "de Voorzitter van de Haven"),
        ("To Ola Dahl   Aug. 18511", "", "Ola Dahl"),
        ("Prifti to Ola Dahl   7 September 1865", "Prifti", "Ola Dahl"),
        ("Count de Prifti to Sir Ola Dahl. (Received August 5.)", "Count de Prifti", "Sir Ola Dahl"),
        ("(1234) No. 56. Lina Prifti to Ola Dahl.", "Lina Prifti", "Ola Dahl"),
        ("President Prifti's response to Dr. Dahl", "President Prifti", "Dr. Dahl"),
        ("Lina Prifti to Ola Dahl [Extract]", "Lina Prifti", "Ola Dahl"),
    ],
)
def test_a_heading_of_printed_letters_says_who_wrote_or_to_whom(heading: str, sender: str, receiver: str) -> None:
    named = addressed(heading)
    assert (named.get("sender", ""), named.get("receiver", "")) == (sender, receiver)


@pytest.mark.parametrize(
    "heading",
    [
        "12. Introduction to Philosophy",
        "Visit to Ola Dahl, 7 September 1865",
        "Road to Damascus, 5 May 1990",
        "From the Diary of Ambassador Dahl",
        "To the Workers of the World",
        "From Vlora to Bergen",
    ],
)
def test_a_heading_that_only_looks_so_names_nobody(heading: str) -> None:
    assert not addressed(heading)


def test_a_numbered_heading_with_an_article_needs_an_opener_below() -> None:
    assert not who_to_whom("2. A Good Day")
    assert encoded(f"2. A Good Day\n\n{BODY}\n\n{BODY}").conversion.genre == "other"
    assert encoded(f"2. A Ola Dahl\n\nVlora 20 Agosto 1819\n\n{BODY}").conversion.genre == "letter"


def test_lines_of_the_page_above_the_heading_are_kept_in_the_header() -> None:
    page = f"Letters of a Harbour, volume 3\n\n258\n\n405. À OLA DAHL.\n\nVlora, samedi [2 juillet 1853].\n\n{BODY}"
    found = encoded(page)
    assert found.words("//t:text//t:head") == ["405. À OLA DAHL."]
    assert found.words(f"{RECEIVED}") == ["OLA DAHL"]
    assert "Letters of a Harbour, volume 3" in found.words("//t:sourceDesc//t:note[@type='annotation']")
    assert "C209" in found.codes


def test_an_address_below_a_dateline_is_no_heading() -> None:
    found = encoded(f"Vlora, 3 May 1850\n\nTo Dr. Ola Dahl\n\nDear Sir,\n\n{BODY}\n\nYours truly,\n\nLina Prifti")
    assert found.words("//t:text//t:head") == []
    assert "C209" not in found.codes


# --- lines of any page ------------------------------------------------------------------------------------------

MINUTES = "Minutes of the Harbour Committee, 3 May 1950"


@pytest.mark.parametrize(
    "line",
    ["Back to results", "Drucken", "Page 3 of 12", "Télécharger", "Следующий документ", "Start . Back . Next", "Zpět"],
)
def test_a_link_above_or_below_the_document_is_no_text_of_it(line: str) -> None:
    found = encoded(f"{line}\n\n{MINUTES}\n\n{BODY}\n\n{BODY}\n\n{line}")
    assert line not in found.words("//t:text//t:p | //t:text//t:head")
    assert found.words("//t:titleStmt/t:title") == [MINUTES]


@pytest.mark.parametrize(
    "line",
    [
        "Volume 4",
        "Letters of a Harbour, volume 3",
        "No. 12 NAI XYZ AB 45/6/30",
        "61. XYZ/1234-40",
        "Box 3, Folder 12",
    ],
)
def test_volume_and_shelfmark_above_the_document_are_kept_in_the_header(line: str) -> None:
    found = encoded(f"{line}\n\n{MINUTES}\n\n{BODY}\n\n{BODY}")
    assert found.words("//t:titleStmt/t:title") == [MINUTES]
    assert found.words("//t:sourceDesc//t:note[@type='annotation']") == [line]


@pytest.mark.parametrize(
    "line", ["Box 3 was found in the cellar.", "Volume 4 says nothing of it.", "Text", "Translation"]
)
def test_words_of_the_document_are_not_taken_for_the_page(line: str) -> None:
    found = encoded(f"{line}\n\n{BODY}\n\n{BODY}")
    assert line in " ".join(found.words("//t:text"))


@pytest.mark.parametrize(
    "line",
    ["Please cite as “P-12,” in Letters of a Harbour", "https://example.org/letters/12", "Last updated: 3 May 2019"],
)
def test_notes_stay_notes_above_a_line_of_the_page(line: str) -> None:
    found = encoded(f"To Ola Dahl, 3 May 1850\n\n{BODY}1\n\n{BODY}\n\nLina Prifti\n\n1. Of Vlora.\n\n{line}")
    assert found.words("//t:back//t:note/t:p") == ["1. Of Vlora."]


def test_a_page_of_few_lines_keeps_its_document() -> None:
    found = encoded(f"Print\n\n405. À OLA DAHL.\n\nVlora, 3 May 1850\n\n{BODY}")
    assert BODY in found.words("//t:text//t:p")


def test_a_title_that_names_only_the_sender_is_no_letter_to_the_sender() -> None:
    found = encoded(f"Nr. 19 BRIEF VAN DE HAVENMEESTER\n\nVlora, 29 mei 2017\n\n{BODY}\n\n{BODY}")
    assert found.words("//t:correspAction[@type='sent']/*[self::t:persName or self::t:orgName]") == ["DE HAVENMEESTER"]


def test_a_section_of_a_book_is_no_title() -> None:
    page = "Section A - Visit of Mr. Ola Dahl to Vlora, June 13-18, 1961\n\n61. XYZ/1234-40"
    found = encoded(
        f"{page}\n\nMemorandum from Secretary of Ports to Mayor\n\nCONFIDENTIAL [Vlora], June 15, 1961\n\n{BODY}"
    )
    assert found.words("//t:titleStmt/t:title") == ["Memorandum from Secretary of Ports to Mayor"]
    assert found.words("//t:dateline//t:placeName") == ["Vlora"]
    assert found.words("//t:creation/t:date/@when") == ["1961-06-15"]


def test_an_address_below_an_unsigned_letter_signs_nothing() -> None:
    found = encoded(
        f"President Prifti's response to Dr. Dahl\n\nOctober 19, 1939\n\nMy dear Professor:\n\n{BODY}\n\n"
        "Please accept my sincere thanks.\n\nDr. Ola Dahl,\nOld Harbour Road,\nNew Vlora."
    )
    assert found.words("//t:closer/t:signed") == []
    assert found.words("//t:correspAction/t:persName") == ["President Prifti", "Dahl"]


def test_a_letter_may_be_signed_with_one_initial() -> None:
    found = encoded(f"To Ola Dahl, 3 May 1777\n\nDear Sir,\n\n{BODY}\n\nV.")
    assert found.words("//t:closer/t:signed") == ["V."]


def test_a_heading_of_many_dots_is_read_in_time() -> None:
    assert addressed("Contents " + ". " * 120 + "5 May 1850") == {}
    assert addressed("To Ola Dahl " + "." * 200 + "x 5 May 1850") == {}
