"""Where a letter opens on a page that no layout knows: dateline and salutation, and what stands above them."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded
from tei_edition.genres.who_to_whom import addressed, who_to_whom

BODY = "The harbour was closed for a week, and nobody knew why; we asked the ministry, but there was no answer."
HAFEN = "Der Hafen ist seit einer Woche geschlossen, und niemand weiß warum; wir fragten, es kam keine Antwort."
SENT, RECEIVED = "//t:correspAction[@type='sent']", "//t:correspAction[@type='received']"
HEAD, SALUTE, REMARK = "//t:text//t:head", "//t:opener/t:salute", "//t:sourceDesc//t:note[@type='annotation']"


def sent_from(found: Encoded) -> list[str]:
    return found.words(f"{SENT}/t:placeName")


def days_of(found: Encoded) -> list[str]:
    return found.words(f"{SENT}/t:date/@when")


# --- lines of a page above and below the heading --------------------------------------------------------------------


def test_a_heading_with_both_names_stands_below_the_lines_of_a_page() -> None:
    found = encoded(
        f"Digitale Hafenbibliothek\n\nLina Prifti an Ola Dahl\n\nVlora, den 3. Mai 1850\n\nBester!\n\n{HAFEN}"
    )
    assert found.words(HEAD) == ["Lina Prifti an Ola Dahl"]
    assert "Digitale Hafenbibliothek" in found.words(REMARK)
    assert found.words(SALUTE) == ["Bester!"]


def test_what_an_edition_writes_between_heading_and_letter_is_kept_in_the_header() -> None:
    page = "Prifti-Dahl Correspondence 1868\n\nPrifti To Dahl\nIn Bergen\n\nSource: Works, Volume 43, p. 55;"
    found = encoded(f"{page}\n\n[Vlora,] 2 July 1868\n\nDear Ola,\n\n{BODY}\n\nL. P.")
    assert found.conversion.genre == "letter"
    assert found.words(HEAD) == ["Prifti To Dahl"]
    assert {"In Bergen", "Source: Works, Volume 43, p. 55;"} <= set(found.words(REMARK))
    assert sent_from(found) == ["Vlora"]
    assert found.words(f"{SENT}/t:persName") == ["Prifti"]  # whose initials are below the letter
    assert found.words(f"{RECEIVED}/t:persName") == ["Dahl"]


def test_letters_of_a_person_are_by_that_person() -> None:
    for line in ("Lina Prifti", "Selected Works of Lina Prifti"):
        found = encoded(f"{line}\n\n1871 - 1919\n\nBriefe vom Hafen\n\n____\n\nVlora, 6. Mai 1917.\n\nOla,\n\n{HAFEN}")
        assert found.words(HEAD) == ["Briefe vom Hafen"]
        assert found.words(f"{SENT}/t:persName[@cert='low']") == ["Lina Prifti"]
        assert found.words(f"{RECEIVED}/t:persName") == ["Ola"]


def test_the_day_of_a_page_is_not_the_day_of_the_letter_that_its_heading_has() -> None:
    page = "Monday, 3 May 2010\n\nBrev 14 till Ola Dahl 3 maj 1850"
    below = "Brev 14 till Ola Dahl 3 maj 1850\n\nMonday, 3 May 2010"
    for head in (page, below):
        found = encoded(f'{head}\n\n"Bergen 3 maj 1850\n\nBäste Herr Dahl.\n\n{BODY}\n\nLina Prifti')
        assert days_of(found) == ["1850-05-03"]
        assert sent_from(found) == ["Bergen"]
        assert found.words(f"{RECEIVED}/t:persName") == ["Ola Dahl"]


def test_a_letterhead_is_no_heading() -> None:
    found = encoded(
        f"Harbour Office of Bergen\n\nBergen, 3 May 1950\n\nDear Sir,\n\n{BODY}\n\nYours truly,\n\nOla Dahl"
    )
    assert found.words(HEAD) == []


def test_a_long_title_says_who_wrote_to_whom_before_it_says_about_what() -> None:
    what = "zum Vorschlag einer gemeinschaftlichen Verwaltung der Häfen und der Leuchttürme an beiden Küsten des Meeres"
    title = f"3. Mai 1950: Offizielles Schreiben des Ministers Dahl an die Bürgermeisterin Prifti {what}, {what}"
    found = encoded(f"{title}\n\nSehr geehrte Frau Präsidentin,\n\n{HAFEN}\n\ngez. Dahl")
    assert found.words(HEAD) == [title]
    assert found.words(f"{RECEIVED}/t:persName") == ["die Bürgermeisterin Prifti"]


@pytest.mark.parametrize("heading", ["Hamnens protokoll 1976/77:1", "Harbour Papers 1976/77, No. 1"])
def test_a_greeting_below_a_speaker_is_no_opener_of_a_letter(heading: str) -> None:
    page = f"{heading}\n\nMåndagen den 4 oktober\n\nKl. 11.00\n\nHerr\nDAHL:\n\nDear comrades!\n\n{BODY}\n\n{BODY}"
    found = encoded(page)
    assert found.conversion.genre != "letter"
    assert "C209" not in found.codes


# --- salutations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Ola,", "Amico mio,", "Mi amigo querido:", "Bester!", "Ola, mein liebes Kind!"])
def test_a_few_words_between_dateline_and_paragraph_are_a_salutation(words: str) -> None:
    found = encoded(f"Vlora, 3 May 1850\n\n{words}\n\n{BODY}\n\n{BODY}")
    assert found.conversion.genre == "letter"
    assert found.words(SALUTE) == [words]


@pytest.mark.parametrize(
    "words",
    ["Present:", "In the chair: Mr. Dahl", "Harbour closed!", "Following from the Minister begins:", "1. Ships,"],
)
def test_a_label_or_a_headline_below_a_dateline_is_no_salutation(words: str) -> None:
    assert encoded(f"Vlora, 3 May 1850\n\n{words}\n\n{BODY}\n\n{BODY}").words(SALUTE) == []


def test_who_is_called_above_the_salutation_got_the_letter() -> None:
    found = encoded(f"Vlora, 15 de marzo de 1819.\n\nSeñor don Ola Dahl.\n\nMi amigo querido:\n\n{BODY}\n\nLina Prifti")
    assert found.words(f"{RECEIVED}/t:persName") == ["Ola Dahl"]
    assert found.words("//t:opener//t:addrLine") == ["Señor don Ola Dahl."]


@pytest.mark.parametrize(
    ("line", "place", "when"),
    [
        ("3 мая 1850 г. Москва.", "Москва", "1850-05-03"),
        ("[Vlora, Anfang Mai 1850.]", "Vlora", "1850-05"),
        ("Lima y julio 4 de 1821.", "Lima", "1821-07-04"),
        ("“Vlora, 3 May 1850", "Vlora", "1850-05-03"),
    ],
)
def test_a_dateline_names_place_and_day_in_any_order(line: str, place: str, when: str) -> None:
    found = encoded(f"{line}\n\nDear Ola,\n\n{BODY}\n\nLina Prifti")
    assert (sent_from(found), days_of(found)) == ([place], [when])


# --- headings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "sender", "receiver"),
    [
        ("Prifti To Dahl", "Prifti", "Dahl"),
        ("Lina Prifti do O. Dahla w Bergen", "Lina Prifti", "O. Dahla"),
        ("Прифти — Далю О. К., 3 мая 1850.", "Прифти", "Далю О. К"),
        ("Ciphered Telegram No. 709, Dahl [Marku] to Prifti, for Ann Grey", "Dahl [Marku]", "Prifti"),
        ("Telegram, Dahl to Cde. Prifti [Marku]", "Dahl", "Cde. Prifti [Marku]"),
        ("12. О. К. ДАЛЮ", "", "О. К. Далю"),
        ("Brev 14 till Ola Dahl 3 maj 1850", "", "Ola Dahl"),
    ],
)
def test_above_an_opener_a_heading_may_name_both_by_surname(heading: str, sender: str, receiver: str) -> None:
    named = addressed(heading)
    assert (named.get("sender", ""), named.get("receiver", "")) == (sender, receiver)
    assert not who_to_whom(heading) or sender == "Lina Prifti"


@pytest.mark.parametrize(
    "page",
    [
        f"Workers to Strike\n\nVLORA, 3 May 1950\n\nHarbour closed!\n\n{BODY}",
        f"Harbour News\n\nVLORA, 3 May 1950\n\n{BODY}\n\n{BODY}",
        f"An Introduction to Harbours\n\nVlora, 3 May 1950\n\n{BODY}\n\n{BODY}",
        f"Minutes of the Harbour Committee\n\nVlora, 3 May 1950\n\nPresent:\n\nOla Dahl\n\nLina Prifti\n\n1. {BODY}",
        f"Speech by Ola Dahl at the Congress of Ports\n\nVlora, 3 May 1950\n\nDear comrades!\n\n{BODY}\n\n{BODY}",
        f"Report on the Harbour\n\nVlora, 3 May 1950\n\nMr President,\n\n{BODY}",
        f"From Vlora to Bergen\n\n{BODY}\n\n{BODY}",
    ],
)
def test_what_is_no_letter_does_not_become_one(page: str) -> None:
    assert encoded(page).conversion.genre != "letter"
