"""Documents as people have them, with no page around: nothing leaves the text, nobody is put where he was not."""

from __future__ import annotations

from lxml import etree

from encoded import encoded
from tei_edition.checks.regeneration import regenerate
from tei_edition.teifile import T

LETTER = """
                              Hotel Bristol
                              Christiania
                              14 March 1920

Dr. Margarete Weiss
Institute of Plant Physiology
Berlin

Dear Dr. Weiss,

Your letter reached me only yesterday.

Yours sincerely,

Ernst Halvorsen
"""

MINUTES = """MINUTES OF THE THIRD MEETING OF THE HARBOUR COMMITTEE

Held at the Town Hall, Bergen, on Tuesday, 9 November 1926, at 10.30 a.m.

Present:
Mr. J. Olsen, Chairman
Mrs. A. Berg, Treasurer
Miss L. Strand, Secretary (minutes)

Apologies: Mr. K. Lie

Mr. Olsen: We have two tenders. May I ask the Treasurer?

Mrs. Berg: The second is lower.

Mr. Olsen: Is anybody against it?

[No objections were raised.]

Resolved: That the second tender be accepted.

3. Next meeting

It was fixed for 7 December 1926.

The meeting rose at 12.15 p.m.

(signed) J. Olsen, Chairman
(signed) L. Strand, Secretary
"""


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_letter_without_any_page_keeps_its_head_and_knows_who_wrote_to_whom() -> None:
    tei = encoded(LETTER).root
    opener = tei.find(f".//{T}opener")
    assert [child.tag.removeprefix(T) for child in opener] == ["address", "dateline", "address", "salute"]
    assert [words(line) for line in opener.iter(T + "addrLine")] == [
        "Hotel Bristol",
        "Christiania",
        "Dr. Margarete Weiss",
        "Institute of Plant Physiology",
        "Berlin",
    ]
    actions = {action.get("type"): words(action[0]) for action in tei.iter(T + "correspAction")}
    assert actions == {"sent": "Ernst Halvorsen", "received": "Margarete Weiss"}
    assert tei.find(f".//{T}creation/{T}date").get("when") == "1920-03-14"


def test_the_date_above_a_salutation_stays_in_the_text() -> None:
    text = "Letter from A. Hal to B. Weiss\n\n14 March 1920\n\nDear Dr. Weiss,\n\nYour letter came.\n\nErnst Hal\n"
    tei = encoded(text).root
    assert regenerate(tei.find(T + "text")).startswith("14 March 1920 Dear Dr. Weiss,")


def test_the_date_at_the_end_of_a_title_is_no_part_of_the_addressees_name() -> None:
    tei = encoded(
        "Letter from Ernst Halvorsen to Dr. Margarete Weiss, 14 March 1920\n\nDear Dr. Weiss,\n\nIt came.\n"
    ).root
    received = tei.find(f".//{T}correspAction[@type='received']/{T}persName")
    assert received.text == "Margarete Weiss"
    assert tei.find(f".//{T}correspAction[@type='sent']/{T}date").get("when") == "1920-03-14"


def test_minutes_keep_their_own_title_as_head_and_take_their_date_from_where_they_were_held() -> None:
    tei = encoded(MINUTES).root
    assert words(tei.find(f".//{T}body/{T}div/{T}head")) == "MINUTES OF THE THIRD MEETING OF THE HARBOUR COMMITTEE"
    assert words(tei.find(f".//{T}titleStmt/{T}title")) == "MINUTES OF THE THIRD MEETING OF THE HARBOUR COMMITTEE"
    assert tei.find(f".//{T}creation/{T}date").get("when") == "1926-11-09"


def test_somebody_who_sent_apologies_was_not_present() -> None:
    people = {words(person[0]): person.get("role") for person in encoded(MINUTES).root.iter(T + "person")}
    assert people == {"J. Olsen": "speaker", "A. Berg": "speaker", "L. Strand": "present"}


def test_what_is_resolved_after_the_last_turn_is_in_nobodys_mouth() -> None:
    turns = [words(turn) for turn in encoded(MINUTES).root.iter(T + "sp")]
    assert turns[-1] == "Mr. Olsen: Is anybody against it? [No objections were raised.]"
    assert len(turns) == 3


def test_a_stage_direction_is_no_stage_direction_within_itself() -> None:
    assert not encoded(MINUTES).root.findall(f".//{T}stage//{T}stage")


def test_a_telegram_that_says_so_is_one() -> None:
    head = "TELEGRAM\n\nSECRET\nFrom: Sofia\nTo: Foreign Office\nDate: 5 September 1944\n\n"
    text = f"{head}They broke off relations.\n\nHOWARD\n"
    tei = encoded(text).root
    assert tei.find(f".//{T}body/{T}div").get("type") == "telegram"
    assert words(tei.find(f".//{T}signed")) == "HOWARD"


def test_cipher_groups_that_nobody_could_read_are_gaps() -> None:
    tei = encoded("War [1 group undecypherable] within hours, [group corrupt] he said to [? Stalin] of it.").root
    assert [gap.get("reason") for gap in tei.find(T + "text").iter(T + "gap")] == ["illegible", "illegible"]
    assert words(tei.find(f".//{T}unclear")) == "[? Stalin]"


def test_a_hotel_is_not_the_city_after_which_it_is_called() -> None:
    tei = encoded("We met at the Hotel Bristol and in Warsaw Street, then in Warsaw.").root
    assert [words(name) for name in tei.find(T + "text").iter(T + "placeName")] == ["Warsaw"]
