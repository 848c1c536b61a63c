# ruff: noqa: E501  (a row of a table stays on its line)
"""Labels as the records of parliaments, committees, courts and the United Nations print them, and fields that are none."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

SAID = (
    "The harbour was closed for a week, and nobody knew why.",
    "We asked the ministry, but there was no answer to our letter.",
    "I do not know. The ice came early that year.",
    "Then the committee should hear the pilot.",
)


def record(*lines: str) -> Encoded:
    return encoded("\n\n".join(("Minutes of a Meeting on the Harbour", *lines)), genre="minutes")


def in_turn(*labels: str, rounds: int = 2) -> list[str]:
    spoken = [label for _ in range(rounds) for label in labels]
    return [f"{label} {SAID[index % len(SAID)]}" for index, label in enumerate(spoken)]


@pytest.mark.parametrize(
    "labels",
    [
        ("The CHAIRMAN.", "Mr. DRISCOLL.", "Senator COPELAND."),
        ("The PRESIDING OFFICER.", "Mr. BARKLEY.", "Mr. TAFT."),
        ("THE PRESIDENT.", "Q."),
        ("Question.", "Answer."),
        ("Mr. TARABANOV (Bulgaria):", "The PRESIDENT (interpretation from French):"),
        ("Mr. SPEAKER:", "Sir Walter Ormsby (Leeds, Lab.):", "The PRIME MINISTER (Mr. Attlee):"),
        ("Hon. J. G. GARDINER (Minister of Agriculture):", "Mr. COLDWELL:", "Some hon. MEMBERS:"),
        ("BERLINGUER –", "PAJETTA –"),
        ("Gorbachev.", "Ryzhkov."),
        ("The COURT:", "Mr. GIFFARD:", "WITNESS:"),
        ("M. le président.", "Mme Agnès Roy."),
        ("Sr. Presidente (Prifti).-", "Sra. Dahl.-"),
        ("PRESIDENTE.", "PRIFTI (AN)."),
        ("ГОЛОВУЮЧИЙ.", "ІВАНЕНКО А.В."),
        ("ELNÖK:", "SZÉP ANNA külügyminiszter:", "SZABÓ PÁL (MSZP):"),
        ("O Sr. Presidente (José Dias):", "A Sr.ª Ana Dias (PCP):"),
        ("De voorzitter:", "01.02 Wouter Dahl (VB):", "01.03 Ministre Agnès Roy:"),
        ("Präsident Dr. Ola Dahl:", "Lina Prifti (CDU/CSU):"),
        ("Baroness Prifti:", "Lord Dahl of Vlora (Lab):"),
        ("The Under-Secretary of State, Department for Ships (Baroness Prifti) (Con):", "Lord Dahl (LD):"),
        ("Mr. Dahl (Union of Ports) (translated from Russian):", "Mr. Prifti (Albania):"),
    ],
)
def test_each_style_of_a_record_has_its_turns(labels: tuple[str, ...]) -> None:
    found = record(*in_turn(*labels, rounds=3))
    assert found.words("//t:speaker") == list(labels) * 3
    assert len(set(found.words("//t:sp/@who"))) == len(labels)


@pytest.mark.parametrize(
    "labels",
    [
        ("LINA PRIFTI", "OLA DAHL"),
        ("Místopředsedkyně PSP Lina Nová", "Poslanec Petr Malý"),
        ("The Secretary of State for Ships (Mr. Ola Dahl)", "Mr. Prifti"),
    ],
)
def test_a_label_may_have_a_line_to_itself(labels: tuple[str, ...]) -> None:
    found = record(*(line for _ in range(3) for label in labels for line in (label, SAID[0])))
    assert found.words("//t:speaker") == list(labels) * 3


def test_an_office_behind_a_comma_is_of_the_speaker_who_has_said_nothing_yet() -> None:
    found = record(
        *in_turn("PRESIDENTE.", rounds=2), f"OLA DAHL, Ministro per i porti. {SAID[2]}", f"PRESIDENTE. {SAID[3]}"
    )
    assert found.words("//t:speaker")[2] == "OLA DAHL, Ministro per i porti."
    assert found.words("(//t:speaker)[3]/t:persName") == ["OLA DAHL"]


def test_capitals_on_both_sides_of_a_colon_are_a_heading_and_no_turn() -> None:
    found = record(
        *in_turn("PRESIDENTA:", "DAHL:"), "DEBATE DEL DÍA: PROYECTO DE LEY DE LOS PUERTOS", f"DAHL: {SAID[0]}"
    )
    assert found.words("//t:speaker") == ["PRESIDENTA:", "DAHL:"] * 2 + ["DAHL:"]


def test_numbered_questions_and_answers_are_turns() -> None:
    found = record(*(f"{label} {SAID[0]}" for n in range(1, 4) for label in (f"[{n}.] Q.", "THE PRESIDENT.")))
    assert found.count("//t:sp") == 6


def test_numbered_paragraphs_of_the_united_nations_are_turns_where_a_label_follows_the_number() -> None:
    found = record(
        "1. The PRESIDENT (interpretation from French): I call on the representative of Bulgaria.",
        "2. Mr. TARABANOV (Bulgaria): My delegation has asked for this meeting.",
        "3. The complaint is a serious one, and the Council has heard it before.",
        "4. Lord CARADON (United Kingdom): I shall be brief.",
        "5. Mr. TARABANOV (Bulgaria): I thank the representative.",
        "6. The PRESIDENT (interpretation from French): The meeting is closed.",
    )
    assert found.count("//t:sp") == 5
    assert found.words("//t:sp[2]/t:p")[-1].startswith("3. The complaint")
    who = found.words("//t:sp/@who")
    assert who[0] == who[4]
    assert who[1] == who[3]


def test_the_name_in_brackets_behind_an_office_is_who_speaks() -> None:
    found = record(*in_turn("The PRIME MINISTER (Mr. Attlee):", "Mr. SPEAKER:", rounds=3))
    assert found.words("//t:sp[1]/@who") == ["#pers-attlee"]
    assert found.words("//t:person[@xml:id='pers-attlee']/t:affiliation") == ["The PRIME MINISTER"]


def test_an_office_with_and_in_it_is_one_office() -> None:
    found = record(*in_turn("The Minister of Fuel and Power:", "Mr. Haddow:", rounds=3))
    assert len(found.words("//t:sp[1]/@who")[0].split()) == 1


def test_words_with_a_full_stop_in_prose_are_no_labels() -> None:
    found = record("Yes. We waited.", "Snow. It fell for days.", "Yes. They came.", "Snow. It lay deep.", *SAID, *SAID)
    assert found.count("//t:sp") == 0


@pytest.mark.parametrize(
    "field",
    ["Interpreter: Yan Mingfu", "Recorder: Ma Lie", "Chairman: Mr. Benites (Ecuador)", "Interviewer: Tom Peel"],
)
def test_a_field_above_the_first_turn_is_no_turn(field: str) -> None:
    found = record(field, *in_turn("Kim Il Sung:", "Enver Hoxha:"))
    assert found.count("//t:sp") == 4
    assert field.partition(":")[0] not in found.words("//t:particDesc//t:persName")


def test_who_interviews_is_a_speaker_if_he_asks() -> None:
    found = record(*in_turn("INTERVIEWER:", "BARLOW:"))
    assert found.words("//t:speaker") == ["INTERVIEWER:", "BARLOW:"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "The House divided: Ayes, 212; Noes, 143.",
        "Question put, “That the Bill be read.”",
        "Adjourned at six o’clock.",
        "II. On the letter of Comrade Castro",
        "Source: State Archive, box 3. Translated by J. Mallory.",
        "© Harbour Archive",
    ],
)
def test_what_nobody_says_stands_outside_the_turns(line: str) -> None:
    found = record(*in_turn("Mr. Haddow:", "Mr. SPEAKER:"), line)
    assert line not in found.words("//t:sp/t:p")
    assert found.words("//t:sp[last()]/t:p") == [SAID[3]]


def test_a_page_number_behind_the_end_of_a_conversation_is_no_turn() -> None:
    found = record(*in_turn("Mr. Haddow:", "Mr. SPEAKER:"), "The talks ended at noon.", "- 6 -")
    assert found.count("//t:sp") == 4
    assert found.count("//t:pb") == 1
    assert "E103" not in found.codes


def test_a_working_transcript_whose_speakers_speak_once_has_its_turns_and_its_people() -> None:
    found = encoded(
        "Session of the Politburo\n\nTOP SECRET\n\n[working transcript]\n\nSESSION OF THE POLITBURO\n\n31 May 1983\n\n"
        "Chaired by Com. ANTONOV, Iu.V.\nAttended by Coms. Gorshkov, M.S., Grishkin, V.V., Tikhonin, N.A.\n\n"
        + "\n\n".join(
            f"{label} {SAID[0]}"
            for label in ("ANTONOV.", "GRISHKIN.", "TIKHONIN.", "GORSHKOV.", "ANTONOV.", "ALL.", "ANTONOV.")
        ),
        genre="minutes",
    )
    assert found.count("//t:sp") == 7
    assert found.words("//t:particDesc//t:person/t:persName[1]") == [
        "ANTONOV, Iu.V.",
        "Gorshkov, M.S.",
        "Grishkin, V.V.",
        "Tikhonin, N.A.",
    ]


# --- sides -----------------------------------------------------------------------------------------------------


def test_a_side_and_its_people_in_one_sentence() -> None:
    found = record(
        "Chinese side: Zhou Enlai, Qiao Guanhua (vice foreign minister)",
        "Burmese side: U Ba Swe (counselor), Thein Maung",
        *in_turn("Zhou Enlai:", "U Ba Swe:"),
    )
    assert found.words("//t:listPerson[@type='side']/t:head") == ["Chinese side", "Burmese side"]
    assert found.words("//t:listPerson[@type='side'][1]/t:person/t:persName[1]") == ["Zhou Enlai", "Qiao Guanhua"]
    assert found.count("//t:sp") == 4


def test_an_office_between_commas_belongs_to_the_person_before_it() -> None:
    found = record("Present: Todor Zhivkov, First Secretary, and Ivan Bashev.", *in_turn("Zhivkov:", "Bashev:"))
    assert found.words("//t:particDesc//t:person/t:persName[1]") == ["Todor Zhivkov", "Ivan Bashev"]
    assert found.words("//t:person[1]/t:affiliation") == ["First Secretary"]


# --- what stands above -----------------------------------------------------------------------------------------


def test_a_menu_is_left_out_and_the_title_below_it_is_the_title() -> None:
    found = encoded(
        "Home > Debates > 1947\n\nConversation between Ola Dahl and Per Moe\n\n"
        + "\n\n".join(in_turn("Ola Dahl:", "Per Moe:"))
    )
    assert found.words("//t:titleStmt/t:title") == ["Conversation between Ola Dahl and Per Moe"]
    assert "Debates" not in "".join(found.words("//t:text"))
    assert found.count("//t:sp") == 4


def test_the_name_of_a_site_above_the_title_stays_in_the_heading() -> None:
    found = encoded(
        "Digital Harbour Library\n\nConversation between Ola Dahl and Per Moe\n\n"
        + "\n\n".join(in_turn("Ola Dahl:", "Per Moe:"))
    )
    assert found.words("//t:titleStmt/t:title") == ["Conversation between Ola Dahl and Per Moe"]
    assert found.words("//t:body//t:head") == ["Digital Harbour Library Conversation between Ola Dahl and Per Moe"]


def test_the_number_of_a_cable_is_no_year() -> None:
    found = encoded("Telegram on Fish\n\nNO: 1445, February 19, 8 p.m.\n\nThe harbour is closed.")
    assert "1445-02-19" not in found.words("//t:date/@when")


@pytest.mark.parametrize(
    "line", ["Peking, November 22 (Hsinhua)--The harbour is open.", "GARY, Ind., March 21.—The harbour is open."]
)
def test_the_mark_of_a_news_agency_makes_an_article(line: str) -> None:
    assert encoded(f"The Harbour Opens\n\n{line}\n\nAll ships may leave.").conversion.genre == "article"
