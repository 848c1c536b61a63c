"""Heads that offices write: memoranda, cables, fields of a page, notes of when a telegram came."""

from __future__ import annotations

import pytest

from encoded import encoded

BODY = "The harbour was closed for a week, and nobody knew why; we asked the ministry, but there was no answer."
CABLE = (
    "R 121530Z MAY 75\nFM AMEMBASSY VLORA\nTO SECSTATE WASHDC PRIORITY 1234\nINFO AMEMBASSY BERGEN\n"
    "C O N F I D E N T I A L VLORA 0123\nE.O. 11652: GDS\nTAGS: PFOR\nSUBJECT: HARBOUR DUES"
)


@pytest.mark.parametrize(
    "head",
    [
        "MEMORANDUM FOR THE PRESIDENT\n\nFROM: Lina Prifti\n\nSUBJECT: Harbour dues",
        "MEMORANDUM\n\nTO:\tOla Dahl\nFROM:\tLina Prifti\nDATE:\tMay 3, 1950\nRE:\tHarbour dues",
        "TO: Mr. Ola Dahl\n\nTHROUGH: Mr. Per Moe\n\nFROM: Lina Prifti, Director of Ports\n\nSUBJECT: Dues\n\nDATE:"
        " 3 May 1950",
        "OFFICE OF PORTS\n\nMay 3, 1950\n\nMEMORANDUM FOR: The Minister\n\nFROM: Ola Dahl\n\nSUBJECT: Dues",
    ],
)
def test_the_head_of_a_memorandum_makes_a_report(head: str) -> None:
    assert encoded(f"{head}\n\n{BODY}\n\n{BODY}").conversion.genre == "report"


def test_a_memorandum_names_its_day_and_subject() -> None:
    found = encoded(
        f"MEMORANDUM\n\nTO:\tOla Dahl\nFROM:\tLina Prifti\nDATE:\tMay 3, 1950\nRE:\tDues\n\n{BODY}\n\n{BODY}"
    )
    assert found.words("//t:creation/t:date/@when") == ["1950-05-03"]
    assert found.words("//t:opener/t:seg[@type='subject']") == ["RE: Dues"]


def test_a_cable_says_by_whom_to_whom_and_when_it_was_sent() -> None:
    found = encoded(f"{CABLE}\n\n1. {BODY.upper()}\n\n2. {BODY.upper()}\n\nPRIFTI")
    assert found.conversion.genre == "telegram"
    assert found.words("//t:creation/t:date/@when") == ["1975-05-12"]
    assert found.words("//t:opener/t:address/t:addrLine")[0] == "FM AMEMBASSY VLORA"
    assert found.count("//t:div/t:p") == 2


def test_a_telegram_may_have_number_place_and_hour_in_one_line() -> None:
    found = encoded(f"No. 123. Vlora, May 3, 1950, 3 p.m.\n\n[Received 4:10 p.m.]\n\n{BODY}\n\nPrifti")
    assert found.conversion.genre == "telegram"
    assert found.words("//t:correspAction/t:placeName") == ["Vlora"]


def test_a_surname_in_capitals_behind_the_day_signs_and_keeps_the_full_stop() -> None:
    found = encoded(
        f"Ciphered Telegram No. 345\n\nFrom Vlora\n\nTop Secret\n\nTo Comrade Dahl.\n\n{BODY}\n\n3 May 1950. PRIFTI"
    )
    assert found.words("//t:closer/t:dateline") == ["3 May 1950."]
    assert found.words("//t:closer/t:signed") == ["PRIFTI"]
    assert "E103" not in found.codes


def test_fields_of_a_page_go_to_the_header() -> None:
    page = "Sender: Lina Prifti\nRecipient: Ola Dahl\nDate: 3 May 1850\nPlace: Vlora\nRepository: Harbour Archive"
    found = encoded(f"{page}\n\nMy dear Dahl,\n\n{BODY}\n\nEver yours,\n\nL. Prifti")
    assert found.words("//t:correspAction/t:persName") == ["Lina Prifti", "Ola Dahl"]
    assert found.words("//t:correspAction/t:placeName") == ["Vlora"]
    assert found.words("//t:creation/t:date/@when") == ["1850-05-03"]
    assert found.shape[0] == "opener(salute)"


def test_fields_of_a_memorandum_stay_in_the_text() -> None:
    found = encoded(f"Date: 3 May 1850\nSubject: Harbour dues\nTo: Ola Dahl\n\n{BODY}\n\n{BODY}")
    assert "Subject: Harbour dues" in " ".join(found.words("//t:text"))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("29 Septr, 1842—", "1842-09-29"),
        ("Janry 5, 1790", "1790-01-05"),
        ("12 10ber 1701", "1701-12-12"),
        ("3 Xbre 1768", "1768-12-03"),
        ("9. Octbr. 1814", "1814-10-09"),
    ],
)
def test_months_are_read_as_older_hands_shortened_them(written: str, day: str) -> None:
    found = encoded(f"Lina Prifti to Ola Dahl\n\nVlora, {written}\n\nDear Sir,\n\n{BODY}")
    assert found.words("//t:creation/t:date/@when") == [day]
    assert found.words("//t:dateline/t:placeName") == ["Vlora"]


@pytest.mark.parametrize(
    ("lines", "place", "day"),
    [
        ("Vlora, 22\nMay 1956", "Vlora", "1956-05-22"),
        ("<Vlora, 22. Mai 1956>", "Vlora", "1956-05-22"),
        ("Harbour, | Vlora Court, | 22 May 1956.", "Harbour, | Vlora Court", "1956-05-22"),
        ("Vlora bot. Garden\n\n22/5/1956.", "Vlora bot. Garden", "1956-05-22"),
        ("Vlora, dimanche minuit [22 mai 1956].", "Vlora", "1956-05-22"),
        ("(No. 32.)\n\nVlora, 22 May 1956", "Vlora", "1956-05-22"),
    ],
)
def test_where_and_when_may_stand_in_two_lines_and_in_brackets(lines: str, place: str, day: str) -> None:
    found = encoded(f"Lina Prifti to Ola Dahl\n\n{lines}\n\n{BODY}\n\n{BODY}")
    assert found.words("//t:dateline/t:placeName") == [place]
    assert found.words("//t:correspAction/t:date/@when") == [day]


def test_a_place_above_the_day_of_the_week_is_where_the_letter_was_written() -> None:
    found = encoded(
        f"To Ola Dahl [23 October 1857]\n\nUpper Vlora Hill\n\nFriday Evening\n\nMy dear Dahl\n\n{BODY}\n\nL. Prifti"
    )
    assert found.words("//t:opener/t:dateline") == ["Upper Vlora Hill Friday Evening"]
    assert found.words("//t:correspAction/t:placeName") == ["Upper Vlora Hill"]
    assert found.words("//t:correspAction/t:date/@when") == ["1857-10-23"]


def test_the_sender_and_the_office_may_stand_above_the_dateline() -> None:
    found = encoded(
        f"Lina Prifti\n\nGovernor of the Ports, etc., etc.\n\nVlora, 7 April 1818.\n\nDear Sir,\n\n{BODY}\n\nPrifti"
    )
    assert found.shape[0] == "opener(address dateline salute)"
    assert found.words("//t:dateline/t:placeName") == ["Vlora"]


def test_a_correspondence_between_two_is_by_the_first() -> None:
    title = "Correspondance entre Lina Prifti et Ola Dahl (22 janvier 1939)"
    found = encoded(f"{title}\n\nVlora, le 22 janvier 1939\n\nExcellence,\n\n{BODY}")
    assert found.words("//t:correspAction/t:persName") == ["Lina Prifti", "Ola Dahl"]


@pytest.mark.parametrize(
    "salutation", ["Zia Carissima", "Amico dilettissimo,", "Vir clarissime", "Käre Ola,", "Rakas Ola!"]
)
def test_a_salutation_of_any_language_opens_a_letter(salutation: str) -> None:
    found = encoded(f"Vlora, 13 Giugno 1864.\n\n{salutation}\n\n{BODY}\n\nLina Prifti")
    assert found.words("//t:opener/t:salute") == [salutation]


def test_an_office_with_nothing_but_a_name_speaks_no_turn() -> None:
    turns = f"Presidenten: {BODY}\n\nOla Dahl (HP): {BODY}\n\nPresidenten: {BODY}\n\nOla Dahl (HP): {BODY}"
    found = encoded(f"Debate\n\nPresident: Lina Prifti\n\nPresident: Lina Prifti\n\n{turns}")
    assert found.words("//t:speaker") == ["Presidenten:", "Ola Dahl (HP):"] * 2


def test_a_field_of_a_page_without_words_states_nothing() -> None:
    page = "July 06, 2025Jul 06, 2025\nKCNA Ministry of Foreign Affairs (EN)\nHome | About | Kim Il Sung"
    fields = "Date: 23/03/2021 | Source:   | Read original version at source"
    found = encoded(f"{page}\nLetter from Lina Prifti to Ola Dahl\n{fields}\nthe \n")
    assert "" not in found.words("//t:orgName")
    assert "S14" not in found.codes
