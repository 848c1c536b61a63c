"""Headings: those of a document's parts, its own above the text, what only looks like one; texts that are cut off."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

BODY = (
    "The harbour was closed in the winter of that year, and all the ships lay in the bay, as everybody in the town "
    "could see from the hill."
)
HEADS = "//t:div[@type='section']/t:head"


def report(*lines: str, title: str = "Report on Trade") -> Encoded:
    return encoded("\n\n".join((title, *lines)), genre="report")


# --- sections -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heads",
    [
        ("Article 1", "Article 2", "Article 3"),
        ("ARTICLE I", "ARTICLE II"),
        ("Article 1. Navigation", "Article 2. Dues"),
        ("Art. 1", "Art. 2"),
        ("Artikel 1", "Artikel 2"),
        ("Artículo 1", "Artículo 2"),
        ("Статья 1", "Статья 2"),
        ("§ 1", "§ 2"),
        ("Chapter 1: The Harbour", "Chapter 2: The Bay"),
        ("Part A", "Part B"),
        ("I", "II", "III"),
        ("I.", "II."),
        ("I. The Harbour", "II. The Ships"),
        ("1. The Harbour", "2. The Ships"),
        ("THE HARBOUR", "THE SHIPS OF THE BAY"),
        ("ГАВАНЬ", "КОРАБЛИ"),
    ],
)
def test_headings_of_one_kind_part_a_text_into_sections(heads: tuple[str, ...]) -> None:
    found = report(BODY, *(line for head in heads for line in (head, BODY, BODY)))
    assert found.words(HEADS) == list(heads)
    assert found.shape == ["p", *["div"] * len(heads)]
    assert found.count("//t:div[@type='section'][1]/t:p") == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("Article 1", BODY),  # one heading parts nothing
        ("THE HARBOUR", BODY),
        ("1. The Harbour", "2. The Ships", "3. The Bay", BODY),  # a list
        ("1. The Harbour", BODY, "3. The Ships", BODY),  # numbers that do not ascend one by one
        ("1. The harbour is closed.", BODY, "2. The ships lie in the bay.", BODY),  # sentences
        ("MINISTRY OF TRADE", "HARBOUR DEPARTMENT", "TIRANA", BODY),  # a letterhead
        ("TOP SECRET", BODY, "TOP SECRET", BODY),  # a classification
        ("I. The Harbour", "II. The Ships", BODY),
        ("THE HARBOUR", "It is closed.", "THE SHIPS", "They lie in the bay."),  # nothing long below
        ("Article 1", BODY, "Article 2"),  # nothing below the last
    ],
)
def test_what_only_looks_like_headings_parts_nothing(lines: tuple[str, ...]) -> None:
    found = report(BODY, *lines)
    assert found.words(HEADS) == []
    assert found.count("//t:body//t:div") == 1


def test_numbered_paragraphs_of_an_article_stay_paragraphs() -> None:
    found = report("Article 1", "1. No dues shall be levied.", "2. They are fixed.", "Article 2", "1. It is free.")
    assert found.words(HEADS) == ["Article 1", "Article 2"]
    assert found.words("//t:div[@type='section'][1]/t:p") == ["1. No dues shall be levied.", "2. They are fixed."]


# --- agreements -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Agreement on the Navigation of Lake Varna", "agreement"),
        ("Treaty of Friendship between Illyria and Sabina", "agreement"),
        ("Protocol on the Exchange of Goods", "agreement"),
        ("Joint Communiqué on the Visit of the Delegation", "agreement"),
        ("Resolution of the Central Committee on Trade", "agreement"),
        ("Protocol of the Meeting of the Committee", "minutes"),
    ],
)
def test_what_an_agreement_is_called(title: str, genre: str) -> None:
    found = encoded(f"{title}\n\n{BODY}\n\n{BODY}\n", layout="plain", title=title)
    assert found.conversion.genre == genre


@pytest.mark.parametrize("lead", ["Done at Sabina, in duplicate, on", "Signed in Sabina on", "Concluded at Sabina,"])
def test_an_agreement_is_of_the_day_on_which_it_was_done(lead: str) -> None:
    text = f"Article 1\n\n{BODY}\n\nArticle 2\n\n{BODY}\n\n{lead} 7 June 1911.\n"
    found = encoded(f"AGREEMENT ON NAVIGATION\n\n{text}")
    assert found.conversion.genre == "agreement"
    assert found.words("//t:creation/t:date/@when") == ["1911-06-07"]


def test_headings_of_articles_show_an_agreement() -> None:
    found = encoded(f"{BODY}\n\nArticle 1\n\n{BODY}\n\nArticle 2\n\n{BODY}\n")
    assert found.conversion.genre == "agreement"


# --- the document's own heading -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        ("MINUTES OF CONVERSATION", "between Comrade Radu and Comrade Hwang"),
        ("Report", "on the Visit of the Delegation", "to the Harbour of Varna"),
        ("INFORMATION", "about the Harbour"),
    ],
)
def test_a_heading_of_several_lines_stands_above_the_dateline(heading: tuple[str, ...]) -> None:
    page = ("Skip to content", "November 2, 1979", "Report of the Ministry on its Visit")
    found = encoded("\n\n".join((*page, *heading, "Sofia, 2 November 1979", BODY, BODY)), genre="report")
    assert found.words("//t:div/t:head") == [" ".join(heading)]
    assert found.shape == ["head", "opener(dateline)", "p", "p"]


@pytest.mark.parametrize(
    ("first", "end"),
    [
        ("Protokoll", "\n"),
        ("Protokoll", "\n\n"),
        ("The Harbour of Bergen", "\n\n"),
        ("AGREEMENT", "\n"),
        ("MINUTES OF TALKS", "\n\n"),
    ],
)
def test_the_second_line_of_a_headline_goes_on_from_the_first(first: str, end: str) -> None:
    second = "between the harbour and the town"
    found = encoded(f"{first}{end}{second}\n\n{BODY}\n\n{BODY}\n", genre="report")
    assert found.words("//t:head") == [f"{first} {second}"]
    assert found.words("//t:title") == [f"{first} {second}"] * 2
    assert found.shape == ["head", "p", "p"]
    assert found.codes == []


def test_the_day_with_which_a_headline_ends_is_that_of_the_document() -> None:
    found = encoded(
        f"Niederschrift über die Sitzung am 6. Oktober 1977\n\n{BODY}\n\nSince 3 May of this year it is open.\n"
    )
    assert found.words("//t:creation/t:date/@when") == ["1977-10-06"]
    assert found.words("//t:p/t:date/@when") == ["1977-05-03"]


def test_a_heading_without_dateline_or_address_below_it_is_a_paragraph() -> None:
    found = report("Report", BODY, BODY, title="Report of the Ministry")
    assert found.shape == ["p", "p", "p"]


def test_the_first_line_of_a_document_without_title_is_its_headline() -> None:
    found = encoded(f"The Harbour in Winter\n\n{BODY}\n\n{BODY}\n")
    assert found.words("//t:head") == ["The Harbour in Winter"]
    assert found.words("//t:titleStmt/t:title") == ["The Harbour in Winter"]


@pytest.mark.parametrize(
    "first",
    [
        "The harbour was closed.",  # a sentence
        "We were told the following:",
        "TOP SECRET",
        "Secret – for the members of the committee only",
        "Tirana, 3 February 1966",
        "Enver Hoxha",
        "Harbours",
        "(The first page is missing)",
        "• The harbour",
    ],
)
def test_what_is_no_headline(first: str) -> None:
    found = encoded(f"{first}\n\n{BODY}\n\n{BODY}\n", genre="report")
    assert found.count("//t:head") == 0


def test_the_first_line_of_a_letter_is_no_headline() -> None:
    found = encoded(f"Harbour Office of Bergen\n\nDear Sir,\n\n{BODY}\n\nYours sincerely,\n\nOla Dahl\n")
    assert found.conversion.genre == "letter"
    assert found.count("//t:head") == 0


# --- texts that are cut off -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (("of the talks between both Governments it is said that they went well.", BODY), "begins"),
        ((BODY, "The ships lay in the bay for the whole of the winter, and then they sailed to the"), "ends"),
    ],
)
def test_a_text_that_begins_or_ends_inside_a_sentence_is_reported(lines: tuple[str, ...], what: str) -> None:
    found = report(*lines)
    assert found.codes == ["C207"]
    (finding,) = (finding for finding in found.conversion.findings if finding.code == "C207")
    assert f"the document {what} in the middle of a sentence" in finding.message
    assert finding.span


@pytest.mark.parametrize(
    "last",
    [
        "The ships lay in the bay for the whole of the winter, and then they sailed to the sea.",
        "The ships lay in the bay for the whole of the winter, and then they sailed to the “sea.”1",
        "The ships lay in the bay for the whole of the winter, and then they sailed to …",
        "The harbour of Varna",  # a short line may stand without a full stop
        "Petro Dode",  # a signature
        "Petro Dode\n\nFirst Deputy Chairman of the Council of Ministers of the People’s Republic of Albania",
    ],
)
def test_a_text_that_ends_with_a_sentence_a_short_line_or_a_signature_is_whole(last: str) -> None:
    assert "C207" not in report(BODY, last).codes
