"""Titles that say no more than who wrote to whom: they tell a letter or telegram, and both correspondents."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded
from tei_edition.genres.who_to_whom import surnames_of, who_to_whom

BODY = "The harbour was closed for a week, and nobody knew why; we asked the ministry, but there was no answer."
SENT, RECEIVED = "//t:correspAction[@type='sent']/t:persName", "//t:correspAction[@type='received']/t:persName"


def headed(title: str, *lines: str) -> Encoded:
    return encoded("\n\n".join((title, *lines, BODY, BODY)))


@pytest.mark.parametrize(
    ("title", "sender", "receiver"),
    [
        ("Lina Prifti to Ola Dahl, 19 July [1872]", "Lina Prifti", "Ola Dahl"),
        ("Lina Prifti an Ola Dahl, 23. 5. 1891", "Lina Prifti", "Ola Dahl"),
        ("Lina Prifti an Ola Dahl, Bern, Freitag, 17. Mai 1878", "Lina Prifti", "Ola Dahl"),
        ("Lina Prifti an Ola Dahl, s.l., [1857?]", "Lina Prifti", "Ola Dahl"),
        ("Lina Prifti to Ola Dahl, Dordrecht, late March 1877", "Lina Prifti", "Ola Dahl"),
        ("To Ola Dahl from Lina Prifti, 27 August 1793", "Lina Prifti", "Ola Dahl"),
        ("From Lina Prifti to Ola Dahl, 28 November 1795", "Lina Prifti", "Ola Dahl"),
        ("De Lina Prifti à Ola Dahl, 3 mars 1885", "Lina Prifti", "Ola Dahl"),
        ("De Gaulle à Ola Dahl, 3 mars 1945", "De Gaulle", "Ola Dahl"),
        ("Lina Prifti an Ola Dahl in Prag", "Lina Prifti", "Ola Dahl"),
        ("Lina Prifti an Ola Dahl in Prag. Vlora, Montag, 11. Juli 1814 (Nr. 1b)", "Lina Prifti", "Ola Dahl"),
        ("Lina Prifti an Ola Dahl (18-10222)", "Lina Prifti", "Ola Dahl"),
        ("1756-12-28, de Lina [Lina Marie Prifti] à Ola d'Aulnoy.", "Lina", "Ola d'Aulnoy"),
        ("28 December 1756: Lina Prifti to Ola Dahl", "Lina Prifti", "Ola Dahl"),
        ("LP TO OLA A. DAHL ; 29 September 1842; DOI: 10.1000/lt-18; CL 15: 107", "LP", "OLA A. DAHL"),
        ("Lina Prifti's letter to Ola Dahl, dated August 1796", "Lina Prifti", "Ola Dahl"),
        ("Letter of Lina Prifti to Ola Dahl, 3 May 1850", "Lina Prifti", "Ola Dahl"),
        ("Extract from a handwritten letter from Lina Prifti to Ola Dahl", "Lina Prifti", "Ola Dahl"),
        ("Extract from a despatch from Lina Prifti to Ola Dahl", "Lina Prifti", "Ola Dahl"),
        ("Tsar to Sultan, July 29, 1:00 A. M.", "Tsar", "Sultan"),
        ("À OLA DAHL, À PARIS", "", "OLA DAHL"),
        ("To Ola Dahl   23 December 1862", "", "Ola Dahl"),
        ("To O. N. Dahl 5 [March 1859]", "", "O. N. Dahl"),
        ("CCXII. TO MR. DAHL", "", "MR. DAHL"),
        (
            "Secretary of State for Ships to High Commissioner in United Kingdom",
            "Secretary of State for Ships",
            "High Commissioner in United Kingdom",
        ),
        ("LETTER CVIII.—TO OLA DAHL, September 19, 1785", "", "OLA DAHL"),
        ("Mr. Dahl to Mr. Prifti", "Mr. Dahl", "Mr. Prifti"),
        ("President Dahl to Prime Minister Prifti", "President Dahl", "Prime Minister Prifti"),
        (
            "The Consul General at Vlora (Dahl) to the Secretary of State",
            "The Consul General at Vlora (Dahl)",
            "the Secretary of State",
        ),
        (
            "47. The Ambassador to Korea (Dahl) to the Department of State",
            "The Ambassador to Korea (Dahl)",
            "the Department of State",
        ),
        (
            "The King of the Belgians to the Princess Victoria",
            "The King of the Belgians",
            "the Princess Victoria",
        ),
    ],
)
def test_a_title_names_sender_and_addressee_by_name_or_by_office(title: str, sender: str, receiver: str) -> None:
    named = who_to_whom(title)
    assert (named.get("sender", ""), named.get("receiver", "")) == (sender, receiver)


@pytest.mark.parametrize(
    "title",
    [
        "Ola Dahl to Visit Tirana",
        "Minister to Head Committee",
        "President Goes to Congress",
        "The Road to Vlora",
        "Address to the Nation",
        "From Poverty to Power",
        "The Secretary of State to Secure Peace",
        "Prime Minister Prifti Returns to Tirana",
        "Tribute to Ola Dahl, 3 May 1950",
        "UN to Send Troops, 3 May 1990",
        "Memorandum From Ola Dahl of the Staff to the Secretary of State",
    ],
)
def test_a_headline_with_to_in_it_names_no_correspondents(title: str) -> None:
    assert who_to_whom(title) == {}


def test_two_surnames_are_correspondents_only_where_somebody_wrote() -> None:
    assert surnames_of("3. DAHL TO PRIFTI") == {"sender": "DAHL", "receiver": "PRIFTI"}
    assert surnames_of("Route to Vlora") == {}
    found = headed("Dahl to Prifti", "Cablegram 632 TIRANA, 1 October 1946")
    assert (found.words(SENT), found.words(RECEIVED)) == (["Dahl"], ["Prifti"])
    assert found.words("//t:catRef/@target") == ["#genre-telegram"]
    assert found.words("//t:correspAction[@type='sent']/t:placeName") == ["TIRANA"]


def test_a_letter_without_a_page_around_it_is_one_by_its_title() -> None:
    found = headed("Lina Prifti an Ola Dahl, 23. 5. 1891", "Lieber Herr Doktor!")
    assert found.words("//t:titleStmt/t:title[1]") == ["Lina Prifti an Ola Dahl, 23. 5. 1891"]
    assert found.words("//t:catRef/@target") == ["#genre-letter"]
    assert (found.words(SENT), found.words(RECEIVED)) == (["Lina Prifti"], ["Ola Dahl"])
    assert found.words("//t:creation/t:date/@when") == ["1891-05-23"]


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Airgram From the Embassy in Albania to the Department of State", "telegram"),
        ("Note From the Embassy of Albania to the Department of State", "letter"),
        ("78. LETTER TO OLA DAHL", "letter"),
    ],
)
def test_what_an_office_sends_is_known_by_its_name(title: str, genre: str) -> None:
    found = headed(title, "A–103", "Tirana, May 4, 1972.")
    assert found.words("//t:catRef/@target") == [f"#genre-{genre}"]
    assert found.words("//t:opener/t:idno") == ["A–103"]
    assert found.words("//t:dateline") == ["Tirana, May 4, 1972."]


@pytest.mark.parametrize(
    ("title", "place", "day"),
    [
        ("Lina Prifti an Ola Dahl, Bern, Freitag, 17. Mai 1878", ["Bern"], ["1878-05-17"]),
        ("Lina Prifti an Ola Dahl in Prag. Vlora, Montag, 11. Juli 1814 (Nr. 1b)", ["Vlora"], ["1814-07-11"]),
        ("Lina Prifti to Ola Dahl, The Hague, late March 1877", ["The Hague"], []),
        ("Lina Prifti an Ola Dahl, s.l., Freitag, 17. Mai 1878", [], ["1878-05-17"]),
    ],
)
def test_a_letter_without_a_dateline_has_place_and_day_from_its_title(
    title: str, place: list[str], day: list[str]
) -> None:
    found = headed(title, "Lieber Herr Doktor!")
    assert found.words("//t:correspAction[@type='sent']/t:placeName") == place
    assert found.words("//t:correspAction[@type='sent']/t:date/@when") == day


@pytest.mark.parametrize(
    ("title", "receiver"),
    [
        ("Lettre de Lina Prifti à Ola Dahl, 3 mars 1740", "Ola Dahl"),
        ("Brief von Lina Prifti an Ola Dahl vom 4. Mai 1905", "Ola Dahl"),
        ("Carta de Lina Prifti a Ola Dahl del 3 de junio de 1826", "Ola Dahl"),
    ],
)
def test_a_day_behind_the_addressee_is_no_part_of_the_name_in_any_language(title: str, receiver: str) -> None:
    assert headed(title).words(RECEIVED) == [receiver]


def test_a_title_in_capitals_with_a_stop_is_one_above_a_dateline() -> None:
    found = headed("TELEGRAM TO GENERAL PRIFTI.", "Washington, April 6, 1862.")
    assert found.words("//t:body//t:head") == ["TELEGRAM TO GENERAL PRIFTI."]
    assert found.words(RECEIVED) == ["GENERAL PRIFTI"]
    assert found.words("//t:dateline") == ["Washington, April 6, 1862."]


def test_a_name_in_a_title_of_capitals_is_written_as_the_text_writes_it() -> None:
    found = headed("LETTER TO LINA PRIFTI.", "Tirana, April 6, 1962", "Dear Lina Prifti,")
    assert found.words(RECEIVED) == ["Lina Prifti"]


def test_the_mark_of_a_note_is_no_part_of_the_title() -> None:
    found = headed("President Dahl to Prime Minister Prifti1", "Tirana, 4 March 1944.")
    assert found.words("//t:titleStmt/t:title[1]") == ["President Dahl to Prime Minister Prifti"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Vlora, September 24, 1949—3 p. m.",),
        ("[Vlora, September 24, 1949]", f"425. Reference is made to your note. {BODY}"),
    ],
)
def test_what_has_an_hour_or_a_number_is_sent_by_wire(lines: tuple[str, ...]) -> None:
    found = headed("The Consul General at Vlora (Dahl) to the Secretary of State", *lines)
    assert found.words("//t:catRef/@target") == ["#genre-telegram"]


def test_the_file_of_a_printed_telegram_is_its_source() -> None:
    title = "The Consul General at Vlora (Dahl) to the Secretary of State"
    found = encoded(f"700F.01/9–2449: Telegram\n\n{title}\n\nsecret\n\nVlora, September 24, 1949—3 p. m.\n\n{BODY}")
    assert found.words("//t:titleStmt/t:title[1]") == [title]
    assert found.words("//t:catRef/@target") == ["#genre-telegram"]
    assert found.words("//t:opener/t:seg[@type='classification']") == ["secret"]


@pytest.mark.parametrize(
    "above", ["August-December 1842", "No. 572 DDA/AB8/B/XVIII", "Wednesday, November 18, 2020", "DCXXX"]
)
def test_a_line_of_the_page_above_a_title_leaves_title_and_dateline_what_they_are(above: str) -> None:
    found = encoded(f"{above}\n\nLina Prifti to Ola Dahl\n\nVlora, 3 May 1842\n\n{BODY}\n\n{BODY}\n")
    assert found.words("//t:titleStmt/t:title") == ["Lina Prifti to Ola Dahl"]
    assert (found.words(SENT), found.words(RECEIVED)) == (["Lina Prifti"], ["Ola Dahl"])
    assert found.words("//t:correspAction/t:placeName") == ["Vlora"]


def test_a_place_in_brackets_is_no_part_of_the_addressees_name() -> None:
    found = headed("Letter from Lina Prifti to Ola Dahl (Vlora)", "Tirana, 17 July 1940")
    assert found.words(RECEIVED) == ["Ola Dahl"]


def test_an_hour_in_the_title_tells_a_telegram() -> None:
    assert (
        headed("Lina Prifti to Ola Dahl, July 29, 1914, 1:00 A. M.", "Vlora, 29 July 1914").conversion.genre
        == "telegram"
    )


def test_two_surnames_in_german_are_correspondents_above_a_dateline() -> None:
    found = headed("Prifti an Dahl", "Wien, 4. April 1928", "Lieber Freund!")
    assert (found.words(SENT), found.words(RECEIVED)) == (["Prifti"], ["Dahl"])
    assert headed("Erinnerung an Dahl").conversion.genre == "other"
