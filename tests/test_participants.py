# ruff: noqa: E501  (a paragraph stays on its line)
"""Who was present: sides in one line, under phrases and in nested bullets; columns; prose; titles; what is no list."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

PRESENT = "//t:particDesc//t:person"
SIDES = "//t:listPerson[@type='side']"
People = list[tuple[str, str]]


def minutes(block: str, *, title: str = "Minutes of a Conversation on Trade", labels: tuple[str, str]) -> Encoded:
    turns = (f"{label}: We {verb}." for verb in ("agree", "see", "hope") for label in labels)
    return encoded("\n\n".join((title, block, *turns)), genre="minutes")


def people(found: Encoded, within: str = PRESENT) -> People:
    names = found.words(f"{within}/t:persName[1]")
    offices = [" + ".join(found.words(f"({within})[{n}]/t:affiliation")) for n in range(1, found.count(within) + 1)]
    return list(zip(names, offices, strict=True))


def sides(found: Encoded) -> dict[str, list[str]]:
    heads = found.words(f"{SIDES}/t:head")
    return {head: found.words(f"{SIDES}[{n}]/t:person/t:persName") for n, head in enumerate(heads, 1)}


# --- sides ----------------------------------------------------------------------------------------------------

TWO_SIDES = {"Dimov": ["Todor Dimov", "Ivan Petrov"], "Pak": ["Pak Song-jin", "Lee Hak-su"]}


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("From the Czechoslovak side", "From the Korean side", ("Czechoslovak side", "Korean side")),
        ("From the Czechoslovak side:", "From the Korean side:", ("Czechoslovak side", "Korean side")),
        ("On the Bulgarian side:", "On the Korean side:", ("Bulgarian side", "Korean side")),
        ("On the Bulgarian side were:", "On the Korean side were:", ("Bulgarian side", "Korean side")),
        ("For the Bulgarian delegation:", "For the Korean delegation:", ("Bulgarian delegation", "Korean delegation")),
        ("Bulgarian side:", "Korean side:", ("Bulgarian side", "Korean side")),
        ("From Sofia", "From Pyongyang", ("From Sofia", "From Pyongyang")),
    ],
)
@pytest.mark.parametrize("heading", ["PARTICIPANTS:\n", ""])
def test_a_side_phrase_heads_the_people_below_it(one: str, other: str, names: tuple[str, str], heading: str) -> None:
    block = (
        f"{heading}{one}\nTodor Dimov, Minister of Trade\nIvan Petrov, Envoy\n\n"
        f"{other}\nPak Song-jin, Minister of Trade\nLee Hak-su, Envoy"
    )
    found = minutes(block, labels=("Dimov", "Pak"))
    assert sides(found) == dict(zip(names, TWO_SIDES.values(), strict=True))
    assert found.words("//t:list[@type='participants']/t:head") == [one, other]
    assert found.words("//t:sp/@who")[:2] == ["#pers-todor-dimov", "#pers-pak-song-jin"]


@pytest.mark.parametrize(
    ("south", "north"),
    [
        ("South: {}", "North: {}"),
        ("(South) {}", "(North) {}"),
        ("South Side: {}", "North Side: {}"),
    ],
)
def test_a_side_and_all_its_people_may_stand_in_one_line(south: str, north: str) -> None:
    one = south.format("LEE Dong-ho, vice-chairman; HAN Seok-jin, secretary")
    other = north.format("KIM Pyong-su, vice-chairman; YUN Chang-il, secretary")
    found = minutes(f"Attendees:\n{one}\n{other}", labels=("South (LEE)", "North (KIM)"))
    assert list(sides(found).values()) == [["LEE Dong-ho", "HAN Seok-jin"], ["KIM Pyong-su", "YUN Chang-il"]]
    assert people(found)[:2] == [("LEE Dong-ho", "vice-chairman"), ("HAN Seok-jin", "secretary")]
    assert found.words("//t:list[@type='participants']/t:item") == [one, other]
    assert found.words("//t:sp/@who")[:2] == ["#pers-lee-dong-ho", "#pers-kim-pyong-su"]


@pytest.mark.parametrize(
    "line",
    [
        "Harbour: the dredging of the bay; the price of cod; the lamps",
        "Harbour: Todor Dimov, Minister of Trade; the price of cod",
    ],
)
def test_a_line_with_semicolons_in_which_one_part_names_nobody_is_no_side(line: str) -> None:
    found = minutes(f"PARTICIPANTS:\n{line}", labels=("Comrade Dimov", "Comrade Pak"))
    assert found.count(SIDES) == 0


def test_nested_bullets_are_sides_with_their_people() -> None:
    block = (
        "  • PARTICIPANTS\n    • Japan\n      • Foreign Minister Kenji Aoyama\n      • Hideo Sakata, Director General\n"
        "    • U.S.\n      • Ambassador Robert Ingles\n      • Philip Dorn, Economic Counselor"
    )
    found = minutes(block, labels=("Aoyama", "Ingles"))
    assert sides(found) == {"Japan": ["Kenji Aoyama", "Hideo Sakata"], "U.S.": ["Robert Ingles", "Philip Dorn"]}
    assert people(found) == [
        ("Kenji Aoyama", "Foreign Minister"),
        ("Hideo Sakata", "Director General"),
        ("Robert Ingles", "Ambassador"),
        ("Philip Dorn", "Economic Counselor"),
    ]
    assert found.words("//t:item/t:label") == ["•"] * 4


# --- lists ----------------------------------------------------------------------------------------------------


def test_columns_that_begin_behind_their_heading_are_a_list() -> None:
    pad = " " * 16
    block = f"PARTICIPANTS:   Chairman Liu Peng\n{pad}Hsu Li-ming, Assistant Minister\n\n{pad}Mr. George Abbott\n{pad}Winston Pratt, Notetaker"
    found = minutes(block, labels=("Chairman Liu", "Mr. Abbott"))
    assert found.words("//t:list[@type='participants']/t:head") == ["PARTICIPANTS:"]
    assert people(found) == [
        ("Liu Peng", "Chairman"),
        ("Hsu Li-ming", "Assistant Minister"),
        ("George Abbott", ""),
        ("Winston Pratt", "Notetaker"),
    ]
    assert found.count("//t:div[@type='participants']//t:item") == 4


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (
            "Todor Dimov, Ivan Petrov, Pak Song-jin and Lee Hak-su",
            ["Todor Dimov", "Ivan Petrov", "Pak Song-jin", "Lee Hak-su"],
        ),
        ("T. Dimov, I. Petrov and S. Pak", ["T. Dimov", "I. Petrov", "S. Pak"]),
        ("Messrs T Dimov, I Petrov, SJ Pak", ["T Dimov", "I Petrov", "SJ Pak"]),
    ],
)
def test_names_in_one_line_below_their_heading_are_each_present(row: str, names: list[str]) -> None:
    found = minutes(f"Members Present\n\n{row}", labels=("Mr. Dimov", "Mr. Pak"))
    assert [name for name, _ in people(found)] == names


def test_offices_behind_a_name_are_no_persons_where_each_person_has_a_line() -> None:
    block = "Members Present\n\nTodor Dimov, Country Director, Soviet Affairs\n\nPak Song-jin"
    found = minutes(block, labels=("Mr. Dimov", "Mr. Pak"))
    assert [name for name, _ in people(found)] == ["Todor Dimov", "Pak Song-jin"]


@pytest.mark.parametrize("heading", ["Participants:", "PARTICIPANTS:", "Present:", "Anwesend:"])
def test_a_heading_with_one_name_behind_it_is_a_list_if_the_next_name_stands_right_below(heading: str) -> None:
    block = f"{heading} The Secretary\nMr. Todor Dimov, Ambassador of Bulgaria\nMr. Pak Song-jin, EUR"
    found = minutes(block, labels=("Mr. Dimov", "Mr. Pak"))
    assert [name for name, _ in people(found)][1:] == ["Todor Dimov", "Pak Song-jin"]
    assert found.words("//t:list[@type='participants']/t:item")[0] == "The Secretary"


def test_a_heading_with_one_name_behind_it_is_no_column_if_the_next_line_stands_at_the_margin() -> None:
    found = minutes("PARTICIPANTS:   Liu Peng\nGeorge Abbott", labels=("Comrade Liu", "Comrade Abbott"))
    assert found.count("//t:list[@type='participants']") == 0


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Participants:\n1. Todor Dimov, Minister of Trade\n2. Pak Song-jin, Ambassador",
            [("Todor Dimov", "Minister of Trade"), ("Pak Song-jin", "Ambassador")],
        ),
        (
            "Present:\n1) Todor Dimov—Minister of Trade\n2) Pak Song-jin—Ambassador",
            [("Todor Dimov", "Minister of Trade"), ("Pak Song-jin", "Ambassador")],
        ),
        (
            "Participants:\nTodor Dimov head of the 7th department\nPak Song-jin deputy minister of trade",
            [("Todor Dimov", "head of the 7th department"), ("Pak Song-jin", "deputy minister of trade")],
        ),
        (
            "Participants:\nTodor Dimov Minister of Trade\nPak Song-jin Vice Premier",
            [("Todor Dimov", "Minister of Trade"), ("Pak Song-jin", "Vice Premier")],
        ),
    ],
)  # fmt: skip
def test_members_may_be_numbered_and_their_offices_stand_without_a_comma(block: str, expected: People) -> None:
    found = minutes(block, labels=("Dimov", "Pak"))
    assert people(found) == expected
    assert found.count("//t:list[@type='participants']/t:item") == 2


# --- prose ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Present were Todor Dimov, Pak Song-jin and Lee Hak-su.", ["Todor Dimov", "Pak Song-jin", "Lee Hak-su"]),
        ("Also present were Todor Dimov and Pak Song-jin.", ["Todor Dimov", "Pak Song-jin"]),
        (
            "Taking part in the talks on the Bulgarian side were Todor Dimov and Pak Song-jin.",
            ["Todor Dimov", "Pak Song-jin"],
        ),
        ("Participating were: Todor Dimov and Pak Song-jin.", ["Todor Dimov", "Pak Song-jin"]),
        ("Participants: comrades Dimov, Pak and Lee.", ["Dimov", "Pak", "Lee"]),
        ("Present: Comrades Dimov, Pak, Lee", ["Dimov", "Pak", "Lee"]),
        ("Attended by Comrades Todor Dimov, Pak Song-jin.", ["Todor Dimov", "Pak Song-jin"]),
    ],
)
def test_those_present_may_be_told_in_a_sentence(block: str, expected: list[str]) -> None:
    found = minutes(block, labels=("Comrade Dimov", "Comrade Pak"))
    assert found.words(f"{PRESENT}/t:persName[1]") == expected
    assert found.words("//t:div[@type='participants']/t:p") == [block]
    assert found.words("//t:div[@type='participants']//t:persName") == expected


def test_the_side_of_a_sentence_is_that_of_its_people() -> None:
    found = minutes(
        "Taking part in the talks on the Bulgarian side were Todor Dimov and Ivan Petrov.\n\n"
        "Taking part in the talks on the Korean side were Pak Song-jin and Lee Hak-su.",
        labels=("Comrade Dimov", "Comrade Pak"),
    )
    assert sides(found) == {
        "Bulgarian side": ["Todor Dimov", "Ivan Petrov"],
        "Korean side": ["Pak Song-jin", "Lee Hak-su"],
    }


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Present: the Minister of Trade, Todor Dimov; the Ambassador, Pak Song-jin.",
            [("Todor Dimov", "Minister of Trade"), ("Pak Song-jin", "Ambassador")],
        ),
        (
            "Present: Todor Dimov, Minister of Trade; Pak Song-jin, Ambassador.",
            [("Todor Dimov", "Minister of Trade"), ("Pak Song-jin", "Ambassador")],
        ),
    ],
)
def test_name_and_office_stand_in_either_order_in_prose(block: str, expected: People) -> None:
    assert people(minutes(block, labels=("Dimov", "Pak"))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Present were many people from the villages and their dogs.",
        "Taking part in all this was hard for us.",
        "Present was nobody.",
    ],
)
def test_a_sentence_that_names_nobody_lists_nobody(sentence: str) -> None:
    found = minutes(sentence, labels=("Comrade Dimov", "Comrade Pak"))
    assert found.count("//t:div[@type='participants']") == 0


# --- titles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Minutes of Conversation between Todor Dimov and Pak Song-jin",
        "Minutes of the Conversation between Comrade Todor Dimov and Comrade Pak Song-jin",
        "Memorandum of Conversation between Minister Todor Dimov and Ambassador Pak Song-jin",
        "Record of Conversation of Todor Dimov with Pak Song-jin",
    ],
)
def test_a_title_names_those_whom_labels_call_by_their_surname(title: str) -> None:
    talk = "\n\n".join(("Comrade Dimov: We agree.", "Comrade Pak: Good.", "Comrade Dimov: Let us drink."))
    found = encoded(f"{title}\n\n{talk}", genre="minutes")
    assert found.words("//t:sp/@who") == ["#pers-todor-dimov", "#pers-pak-song-jin", "#pers-todor-dimov"]


def test_an_office_in_small_letters_before_a_name_is_no_part_of_it() -> None:
    found = encoded(
        "Minutes of a Conversation on Trade\n\nPresent: comrades Todor Dimov, Pak Song-jin and the interpreter Ivan Lee.\n\n"
        "Dimov: We agree.\n\nPak: We, too.\n\nDimov: Good.\n\nPak: Good.",
        genre="minutes",
    )
    assert found.words("//t:particDesc//t:person/t:persName[1]") == ["Todor Dimov", "Pak Song-jin", "Ivan Lee"]
    assert found.words("//t:person[3]/@role") == ["present interpreter"]
