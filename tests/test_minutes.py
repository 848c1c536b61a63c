"""Minutes: who was present, which words are a speaker's label, whom it names, and what stands between the turns."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded
from tei_edition.genres.variants import variant_findings
from tei_edition.model import Person

TITLE = "Minutes of a Conversation on Trade"
PRESENT = "PARTICIPANTS:\nKim Il Sung, General Secretary\nEnver Hoxha, First Secretary"


def minutes(*lines: str, title: str = TITLE) -> Encoded:
    return encoded("\n\n".join((title, *lines)), genre="minutes")


def turns(one: str, other: str) -> tuple[str, ...]:
    """Two people who speak in turn, three times each."""
    return tuple(f"{label} We {verb}." for verb in ("agree", "see", "hope") for label in (one, other))


def speakers(found: Encoded) -> list[str]:
    return found.words("//t:sp/t:speaker")


# --- labels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Comrade Kim Il Sung:", "Comrade Enver Hoxha:", "Kim Il Sung"),
        ("Kim Il Sung:", "Hoxha:", "Kim Il Sung"),
        ("Cde. Leonid Brezhnev:", "Cde. Dorticos:", "Leonid Brezhnev"),
        ("Mr. C. Vance:", "Mr. Brown:", "C. Vance"),
        ("Ambassador An Yong:", "Minister Dode:", "An Yong"),
        ("M.S. Gorbachev:", "E. Honecker:", "M.S. Gorbachev"),
        ("BREZHNEV:", "DORTICOS:", "BREZHNEV"),
        ("BREZHNEV.", "O. DORTICOS.", "BREZHNEV"),
        ("L. BREZHNEV.", "O. DORTICOS.", "L. BREZHNEV"),
        ("Mr. Vance.—", "Mr. Brown.—", "Vance"),
        ("North (KIM):", "South (LEE):", "KIM"),
        ("[Hoxha]:", "[Kim]:", "Hoxha"),
        ("Hoxha (laughing):", "Kim (angrily):", "Hoxha"),
        ("Comrade [the General Secretary] Enver Hoxha:", "Kim:", "Enver Hoxha"),
        ("K:", "P:", "K"),
        ("RN:", "HAK:", "RN"),
    ],
)
def test_each_style_of_label_begins_a_turn(one: str, other: str, name: str) -> None:
    found = minutes(*turns(one, other))
    assert found.count("//t:sp") == 6
    assert speakers(found)[0] == one.replace("[", "").replace("]", "")  # regenerated from supplied
    assert found.words("//t:sp[1]/t:speaker/descendant::t:persName[1]") == [name]


@pytest.mark.parametrize(
    ("one", "other"), [("Comrade Kim Il Sung:", "Comrade Enver Hoxha:"), ("Comrade Kim Il Sung", "Comrade Enver Hoxha")]
)
def test_a_label_may_have_a_line_to_itself(one: str, other: str) -> None:
    lines = [line for turn in range(3) for label in (one, other) for line in (label, f"We agree to point {turn}.")]
    found = minutes(*lines)
    assert speakers(found) == [one, other] * 3
    assert found.words("//t:sp[1]/t:p") == ["We agree to point 0."]
    assert found.words("//t:salute") == []


def test_a_heading_in_capitals_that_recurs_is_no_label() -> None:
    lines = [line for n in range(3) for line in ("TOP SECRET", f"Page {n} of the minutes.", "AGENDA", "We met.")]
    assert speakers(minutes(*lines)) == []


@pytest.mark.parametrize("lines", [("USSR. The first part.",) * 3, ("BREZHNEV. We agree.", "DORTICOS. We, too.")])
def test_capitals_and_a_full_stop_are_labels_only_where_two_speakers_recur(lines: tuple[str, ...]) -> None:
    assert speakers(minutes(*lines)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Note: this was long.",
        "10:15 They broke off.",
        "10:15: They broke off.",
        "http://x: there is nothing.",
        "Dear Sir: he read from a letter.",
        "Subject: the trade of both countries.",
        "He said what everybody knew: nothing.",
        "First: the harbour.",
        "For example: the harbour.",
        "We have three tasks: to sow, to reap and to eat.",
        "Comrade Mehmet Shehu and I never forget Korea.",
    ],
)
def test_these_words_before_a_colon_are_never_a_label(line: str) -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree.", line, "Hoxha: Good.", line)
    assert speakers(found) == ["Kim Il Sung:", "Hoxha:"]
    assert found.words("//t:sp[1]/t:p") == ["We agree.", line]


def test_questions_and_answers_are_turns_of_nobody_known() -> None:
    found = minutes("Q: How are you?", "A: A good day.", "Q: And they?", "A: Well.")
    assert speakers(found) == ["Q:", "A:", "Q:", "A:"]
    assert found.words("//t:sp/@who") == ["#pers-unknown-1", "#pers-unknown-2"] * 2
    assert set(found.words("//t:sp/@cert")) == {"low"}
    assert found.words("//t:sp/t:p//t:persName") == []


def test_nameless_and_common_speakers_are_unidentified_each_by_their_own() -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree.", "All: Yes!", "Hoxha: Good.", "Speaker 1: No!", "All: Yes!")
    assert found.words("//t:sp/@who")[1::2] == ["#pers-unknown-1", "#pers-unknown-2"]
    assert found.words("//t:sp[5]/@who") == ["#pers-unknown-1"]
    assert found.words("//t:person[contains(@role, 'unidentified')]/t:persName") == ["Speaker 1"]
    assert found.words("//t:personGrp[contains(@role, 'unidentified')]/t:persName") == ["All"]


def test_a_joint_label_names_two_speakers() -> None:
    found = minutes(PRESENT, *turns("Kim Il Sung:", "Hoxha:"), "Comrade Kim and Comrade Hoxha: Long live peace!")
    assert found.words("//t:sp[7]/@who") == ["#pers-kim-il-sung #pers-enver-hoxha"]
    assert found.words("//t:sp[7]/t:speaker/t:persName") == ["Kim", "Hoxha"]


# --- whom a label names ---------------------------------------------------------------------------------------

LISTED = (
    "PARTICIPANTS:\nRichard Nixon, President of the United States\nHenry A. Kissinger, Secretary of State\n"
    "Choe Yong-geon [Choe Yong Gon], Vice Premier\nMr. Peter Rodman, NSC Staff"
)


@pytest.mark.parametrize(
    ("label", "who"),
    [
        ("Richard Nixon:", "#pers-richard-nixon"),
        ("Nixon:", "#pers-richard-nixon"),
        ("NIXON:", "#pers-richard-nixon"),
        ("Mr. Nixon:", "#pers-richard-nixon"),
        ("RN:", "#pers-richard-nixon"),
        ("HAK:", "#pers-henry-a-kissinger"),
        ("R. Nixon:", "#pers-richard-nixon"),
        ("The President:", "#pers-richard-nixon"),
        ("President Nixon:", "#pers-richard-nixon"),
        ("Secretary Kissinger:", "#pers-henry-a-kissinger"),
        ("Comrade Choe:", "#pers-choe-yong-geon"),
        ("Choe Yong Gon:", "#pers-choe-yong-geon"),
    ],
)
def test_a_label_is_resolved_to_a_participant(label: str, who: str) -> None:
    found = minutes(LISTED, f"{label} We agree.", "Peter Rodman: Yes.", f"{label} Good.")
    assert found.words("//t:sp/@who") == [who, "#pers-peter-rodman", who]
    assert found.codes == []


def test_participants_may_be_named_in_the_title_only() -> None:
    found = minutes("Hoxha: We agree.", "Kim: Yes.", title="Conversation between Kim Il Sung and Enver Hoxha")
    assert found.words("//t:sp/@who") == ["#pers-enver-hoxha", "#pers-kim-il-sung"]


def test_a_label_that_fits_two_people_is_a_guess_and_reported() -> None:
    found = minutes(
        "PARTICIPANTS:\nKim Il Sung, General Secretary\nKim Yong Nam, Minister\nEnver Hoxha, First Secretary",
        "Hoxha: We agree.",
        "Kim Yong Nam: We, too.",
        "Hoxha: Good.",
        "Comrade Kim: All of us.",
    )
    assert found.words("//t:sp[4]/@who") == ["#pers-kim-yong-nam"]
    assert found.words("//t:sp[4]/@cert") == ["low"]
    assert found.codes == ["G301"]


def test_two_spellings_of_a_speaker_are_reported_and_kept_apart() -> None:
    found = minutes(*turns("Comrade Hoxha:", "Comrade Hodja:"), "Comrade Kim: Yes.")
    assert found.codes == ["G303"]
    assert len(set(found.words("//t:sp/@who"))) == 3


@pytest.mark.parametrize(
    ("one", "other", "reported"),
    [
        ("Hoxha", "Hodja", True),
        ("Enver Hoxha", "Hodja", True),
        ("Yu Jang-sik", "Ri Jang-sik", True),
        ("Leonid Brezhnev", "Leonid Brezhniev", True),
        ("Gromyko", "Grechko", False),
        ("Kim", "Kin", False),
        ("Kim Il Sung", "Kim Yong Nam", False),
        ("Mao Zedong", "Zhou Enlai", False),
        ("Hoxha", "Enver Hoxha", False),
    ],
)
def test_which_names_may_be_one_person(one: str, other: str, reported: bool) -> None:
    people = (Person("pers-a", (one,), ("speaker",)), Person("pers-b", (other,), ("speaker",)))
    assert bool(variant_findings(people, ())) is reported
    assert variant_findings(people, people) == ()


# --- who was present ------------------------------------------------------------------------------------------

TALK = turns("Kim Il Sung:", "Hoxha:")


@pytest.mark.parametrize(
    ("block", "people"),
    [
        (
            "From the Albanian side there were present: the Head of the Bureau, Manush Myftiu; "
            "the Minister of Trade, Kico Ngjela; and the Envoy, Petro Dode.",
            [("Manush Myftiu", "Head of the Bureau"), ("Kico Ngjela", "Minister of Trade"), ("Petro Dode", "Envoy")],
        ),
        (
            "At the meeting were also present comrades Manush Myftiu, Kico Ngjela and Petro Dode.",
            [("Manush Myftiu", ""), ("Kico Ngjela", ""), ("Petro Dode", "")],
        ),
        ("Participants : comrades Manush Myftiu, Kico Ngjela.", [("Manush Myftiu", ""), ("Kico Ngjela", "")]),
        ("Attended by Coms. Andropov, Iu.V., Grishin, V.V.", [("Andropov, Iu.V.", ""), ("Grishin, V.V.", "")]),
        ("Present C.C. Andropov Y.V.; Gorbachev M.S.;", [("Andropov Y.V.", ""), ("Gorbachev M.S.", "")]),
        ("Present: Andropov Y.V., Gorbachev M.S.", [("Andropov Y.V.", ""), ("Gorbachev M.S.", "")]),
        (
            "PARTICIPANTS:\nPetro Dode, Ambassador\nMr. Peter Rodman, NSC Staff",
            [("Petro Dode", "Ambassador"), ("Peter Rodman", "NSC Staff")],
        ),
        (
            "Present:\nPetro Dode—Ambassador\nKico Ngjela (Minister of Trade)",
            [("Petro Dode", "Ambassador"), ("Kico Ngjela", "Minister of Trade")],
        ),
        (
            "PARTICIPANTS:\nPetro Dode        Ambassador\n\nMr. Peter Rodman      NSC Staff",
            [("Petro Dode", "Ambassador"), ("Peter Rodman", "NSC Staff")],
        ),
        (
            "Participants:\nFrom Seoul\nCHANG Ki-yeong Vice Premier\nLEE Hu-rak Director",
            [("CHANG Ki-yeong", "Vice Premier"), ("LEE Hu-rak", "Director")],
        ),
        (
            "PARTICIPANTS\n[General Secretary] Petro Dode\n[Minister of Trade] Kico Ngjela",
            [("Petro Dode", "General Secretary"), ("Kico Ngjela", "Minister of Trade")],
        ),
        (
            "  • U.S.\n  • Secretary Rusk\n  • Mr. Bundy\n  • Korea\n  • Prime Minister Chung",
            [("Rusk", "Secretary"), ("Bundy", ""), ("Chung", "Prime Minister")],
        ),
    ],
)  # fmt: skip
def test_each_format_of_those_present_is_read(block: str, people: list[tuple[str, str]]) -> None:
    found = minutes(block, *TALK)
    assert found.count("//t:div[@type='participants']") == 1
    present = "//t:particDesc//t:person[@role='present']"
    assert found.words(f"{present}/t:persName[1]") == [name for name, _ in people]
    assert found.words(f"{present}/t:affiliation") == [office for _, office in people if office]
    assert found.words("//t:div[@type='participants']//t:persName[@ref]") == [name for name, _ in people]


def test_the_heads_of_a_list_are_the_sides() -> None:
    found = minutes(
        "Participants:\nFrom Seoul\nCHANG Ki-yeong Vice Premier\nFrom Pyongyang\nPAK Seong-cheol Minister", *TALK
    )
    assert found.words("//t:listPerson[@type='side']/t:head") == ["From Seoul", "From Pyongyang"]
    assert found.words("//t:listPerson[@type='side'][2]/t:person/t:persName") == ["PAK Seong-cheol"]


def test_a_second_romanisation_is_another_form_of_the_name() -> None:
    found = minutes(LISTED, *turns("Nixon:", "Rodman:"))
    assert found.words("//t:person[@xml:id='pers-choe-yong-geon']/t:persName") == ["Choe Yong-geon", "Choe Yong Gon"]


def test_an_interpreter_and_a_recorder_in_the_list_keep_their_roles() -> None:
    found = minutes(
        "PARTICIPANTS:\nKim Il Sung, General Secretary\nAn Yong, Interpreter\nKola Marku, Note-taker", *TALK
    )
    assert found.words("//t:person[@xml:id='pers-an-yong']/@role") == ["present interpreter"]
    assert found.words("//t:person[@xml:id='pers-kola-marku']/@role") == ["present recorder"]


def test_who_is_listed_and_silent_is_present_and_who_speaks_a_speaker() -> None:
    found = minutes(
        "PARTICIPANTS:\nKim Il Sung, General Secretary\nEnver Hoxha, First Secretary\nPetro Dode, Minister", *TALK
    )
    assert found.words("//t:person/@role") == ["speaker", "speaker", "present"]


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Recorded by: Haxhi Kroi", "Haxhi Kroi", "recorder"),
        ("Stenographed by Haxhi Kroi", "Haxhi Kroi", "recorder"),
        ("Interpreter: An Yong", "An Yong", "interpreter"),
    ],
)
def test_the_line_of_the_recorder_names_one(line: str, name: str, role: str) -> None:
    found = minutes(PRESENT, *TALK, line)
    assert found.words("//t:closer/t:seg[@type='recording']/t:persName") == [name]
    assert found.words(f"//t:person[t:persName='{name}']/@role") == [role]


def test_a_name_alone_below_the_minutes_is_the_recorder_by_inference() -> None:
    found = minutes(PRESENT, *TALK, "Haxhi Kroi")
    assert found.words("//t:closer/t:signed/t:persName") == ["Haxhi Kroi"]
    assert found.words("//t:person[@role='recorder']/@cert") == ["medium"]


# --- what stands between the turns ----------------------------------------------------------------------------


def test_a_paragraph_without_label_goes_on_with_the_turn() -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree.", "And we thank you.", "Hoxha: Good.")
    assert found.words("//t:sp[1]/t:p") == ["We agree.", "And we thank you."]


@pytest.mark.parametrize(
    "narrative",
    [
        "Then the conversation continued in the garden.",
        "The meeting ended at noon.",
        "At this point everybody rose.",
        "(Kim Il Sung hands over the list of the books which he has brought with him from Pyongyang to Tirana.)",
    ],
)
def test_narrative_interrupts_a_turn_which_then_goes_on(narrative: str) -> None:
    found = minutes(PRESENT, "Hoxha: We agree.", narrative, "And we thank you.", "Kim: Good.")
    assert found.words("//t:div[@type='conversation']/t:p") == [narrative]
    assert found.words("//t:sp[2]/@prev") == ["#sp-1"]
    assert found.words("//t:sp[2]/@who") == ["#pers-enver-hoxha"]
    assert found.count("//t:sp[2]/t:speaker") == 0


@pytest.mark.parametrize("line", ["Enver Hoxha thanks him.", "Comrade Hoxha leaves the room."])
def test_a_name_with_a_verb_of_reporting_is_narrative_and_reported(line: str) -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree.", line, "Hoxha: Good.")
    assert found.words("//t:div[@type='conversation']/t:p") == [line]
    assert found.codes == ["G302"]


def test_a_name_with_a_verb_is_speech_where_i_and_you_speak() -> None:
    line = "Enver Hoxha asks you for your help, and so do I."
    found = minutes(PRESENT, "Kim Il Sung: We agree.", line, "Hoxha: Good.")
    assert found.words("//t:sp[1]/t:p") == ["We agree.", line]


@pytest.mark.parametrize(
    ("bracket", "kind"),
    [
        ("(laughter)", "delivery"),
        ("[Applause.]", "delivery"),
        ("(Comrade Shehu enters.)", "entrance"),
        ("(He leaves.)", "exit"),
        ("(hands over a book)", "business"),
    ],
)
def test_a_short_bracket_is_a_stage_direction(bracket: str, kind: str) -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree.", bracket, "Hoxha: Good.")
    assert found.words("//t:sp[1]/t:stage") == [bracket]
    assert found.words("//t:sp[1]/t:stage/@type") == [kind]


def test_a_stage_direction_after_narrative_is_no_turn() -> None:
    found = minutes(PRESENT, "Hoxha: We agree.", "The meeting ended at noon.", "[Applause.]", "Kim: Good.")
    assert found.words("//t:div[@type='conversation']/t:stage") == ["[Applause.]"]
    assert found.count("//t:sp") == 2


def test_a_stage_direction_may_stand_inside_a_paragraph() -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree (laughter) and hope.", "Hoxha: Good.")
    assert found.words("//t:sp[1]/t:p/t:stage") == ["(laughter)"]


def test_what_stands_before_the_first_label_is_narrative() -> None:
    found = minutes("The guests were led into the hall.", "They sat down.", *TALK)
    assert found.words("//t:div[@type='conversation']/t:p") == ["The guests were led into the hall.", "They sat down."]


@pytest.mark.parametrize(
    "bracket",
    [
        "(Chinese laugh.)",
        "(Stormy applause. All rise.)",
        "(Prolonged applause)",
        "(Laughter.)",
        "(laughs)",
        "(interrupting)",
        "(Cheers! Everybody rises.)",
    ],
)
def test_round_brackets_that_tell_what_was_heard_are_stage_directions_in_a_turn(bracket: str) -> None:
    found = minutes(PRESENT, f"Kim Il Sung: They are always early. {bracket}", "Hoxha: Good.")
    assert found.words("//t:sp[1]/t:p/t:stage") == [bracket]
    assert found.words("//t:sp[1]/t:p/t:stage/@type") == ["delivery"]


@pytest.mark.parametrize("bracket", ["(the applause of the crowd was long)", "(we laughed)", "(laughter is healthy)"])
def test_a_remark_about_laughter_is_no_stage_direction(bracket: str) -> None:
    found = minutes(PRESENT, f"Kim Il Sung: We were there {bracket} and left.", "Hoxha: Good.")
    assert found.count("//t:stage") == 0


@pytest.mark.parametrize(
    "line", ["(Heiterkeit)", "(Rires.)", "(Beifall)", "(Vifs applaudissements.)", "(Risas.)", "(Смех.)"]
)
def test_laughter_and_applause_of_other_languages_are_delivery(line: str) -> None:
    found = minutes(PRESENT, "Kim Il Sung: We agree.", line, "Hoxha: Good.")
    assert found.words("//t:sp[1]/t:stage/@type") == ["delivery"]


@pytest.mark.parametrize("office", ["Interpreter", "intérprete", "interprète", "Dolmetscher", "переводчик"])
def test_an_interpreter_has_the_role_whatever_the_language(office: str) -> None:
    found = minutes(f"PARTICIPANTS:\nKim Il Sung, General Secretary\nAn Yong, {office}", *TALK)
    assert found.words("//t:person[@xml:id='pers-an-yong']/@role") == ["present interpreter"]


@pytest.mark.parametrize("office", ["Note-taker", "Stenographer", "Protokoll", "Protokollführer", "taquígrafo"])
def test_a_recorder_has_the_role_whatever_the_language(office: str) -> None:
    found = minutes(f"PARTICIPANTS:\nKim Il Sung, General Secretary\nAn Yong, {office}", *TALK)
    assert found.words("//t:person[@xml:id='pers-an-yong']/@role") == ["present recorder"]


def test_a_chief_of_protocol_is_no_recorder() -> None:
    found = minutes("PARTICIPANTS:\nKim Il Sung, General Secretary\nAn Yong, Protokollchef", *TALK)
    assert found.words("//t:person[@xml:id='pers-an-yong']/@role") == ["present"]


def test_a_label_alone_below_those_present_is_no_salutation_that_makes_turns_an_address() -> None:
    found = encoded(
        "Minutes of a conversation\n\nPresent:\n\nAda Ash, Minister\nBen Birk, Secretary"
        "\n\nComrade Ash: We received it.\n\nComrade Birk: I agree. (Laughter)"
        "\n\nComrade Ash: Good.\n\nComrade Birk:\n\nGood."
    )
    assert found.count("//t:sp") == 4
    assert found.count("//t:address") == 0
    assert "E103" not in found.codes


@pytest.mark.parametrize(
    "label",
    [
        "10:15",
        "http://x:",
        "Re:",
        "Dear Sir:",
        "N.B.:",
        "Tel:",
        "E-mail:",
        "Total:",
        "Yes:",
        "No:",
        "Monday:",
        "CHAPTER I:",
        "Gentlemen:",
    ],
)
def test_what_only_has_a_colon_is_no_speaker(label: str) -> None:
    lines = (f"{label} one word.", "Hoxha: We agree.", f"{label} two words.", "Kim: We see.", f"{label} three words.")
    found = minutes(PRESENT, *lines)
    assert set(speakers(found)) <= {"Hoxha:", "Kim:"}


@pytest.mark.parametrize(
    "title",
    [
        "Minutes of the 45th Meeting of the Council, Held at Paris on April 3, 1919, at 11 a.m.",
        "Minutes of the Harbour Council, April 3, 1919, noon",
        "Protokoll der Sitzung vom 3. April 1919, 11 Uhr",
        "Запись беседы товарища Даля, 3 апреля 1919 года",
        "Plenumvergadering, donderdag 3 april 1919, namiddag",
    ],
)
def test_an_hour_or_a_word_for_year_may_follow_the_day_of_a_title(title: str) -> None:
    found = minutes(*turns("Comrade Pak:", "Comrade Dahl:"), title=title)
    assert found.words("//t:creation/t:date/@when") == ["1919-04-03"]


def test_where_the_minutes_of_the_last_meeting_are_read_there_are_minutes() -> None:
    found = encoded(
        "Harbour Society, 1 May 1942\n\nThe minutes of the last meeting were read and approved.\n\nAll went home."
    )
    assert found.conversion.genre == "minutes"
