# ruff: noqa: E501  (a paragraph stays on its line)
"""Labels that a paragraph swallowed, labels alone or with a dash, those who speak once, initials, offices."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

TITLE = "Minutes of a Conversation on Trade"


def minutes(*lines: str, title: str = TITLE) -> Encoded:
    return encoded("\n\n".join((title, *lines)), genre="minutes")


def turns(found: Encoded) -> list[tuple[str, str]]:
    """Each turn as its label and its words."""
    return [
        (" ".join(found.words(f"(//t:sp)[{n}]/t:speaker")), " ".join(found.words(f"(//t:sp)[{n}]/t:p")))
        for n in range(1, found.count("//t:sp") + 1)
    ]


# --- labels inside paragraphs ---------------------------------------------------------------------------------


def test_a_label_that_a_paragraph_swallowed_begins_a_turn() -> None:
    found = minutes(
        "Comrade Dimov: We are glad to see you again. Comrade Pak: Thank you. We have seen the fair.",
        "Comrade Dimov: We can deliver the machines.",
        "Comrade Pak: We agree.",
    )
    assert turns(found) == [
        ("Comrade Dimov:", "We are glad to see you again."),
        ("Comrade Pak:", "Thank you. We have seen the fair."),
        ("Comrade Dimov:", "We can deliver the machines."),
        ("Comrade Pak:", "We agree."),
    ]


@pytest.mark.parametrize("end", [".", "!", "?", "…", ".”", "!)"])
def test_a_label_inside_a_paragraph_stands_behind_the_end_of_a_sentence(end: str) -> None:
    found = minutes(
        "Comrade Dimov: We agree.",
        f"Comrade Pak: We have seen the fair{end} Comrade Dimov: Good.",
        "Comrade Pak: Let us begin.",
    )
    assert [label for label, _ in turns(found)] == ["Comrade Dimov:", "Comrade Pak:"] * 2


def test_a_text_that_is_one_line_is_parted_at_labels_with_honorifics() -> None:
    found = minutes(
        "Comrade Dimov: We are glad to see you. I hope that you have rested. Comrade Pak: Thank you. Plovdiv is beautiful. "
        "Comrade Dimov: We can deliver the machines. Comrade Pak: I agree."
    )
    assert turns(found) == [
        ("Comrade Dimov:", "We are glad to see you. I hope that you have rested."),
        ("Comrade Pak:", "Thank you. Plovdiv is beautiful."),
        ("Comrade Dimov:", "We can deliver the machines."),
        ("Comrade Pak:", "I agree."),
    ]


def test_a_surname_of_three_letters_ends_a_sentence_and_an_abbreviation_none() -> None:
    found = minutes(
        "Comrade Dimov: We thank Ivan Lee. Comrade Pak: We thank Gen. Ivanov: he has come. Comrade Dimov: Good.",
        "Comrade Pak: We agree.",
        "Ivanov: Good.",
        "Ivanov: We, too.",
    )
    assert [label for label, _ in turns(found)] == [
        "Comrade Dimov:",
        "Comrade Pak:",
        "Comrade Dimov:",
        "Comrade Pak:",
        "Ivanov:",
        "Ivanov:",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "We asked Mr. Pak: he said nothing.",
        "We have spoken with Comrade Pak: he agrees.",
        "He said “Comrade Pak: wait” and left.",
        "There is one question. Harbours: which of them are open?",
        "There is one question. The most important of all: who pays?",
        "They have three tasks. First: to sow.",
        "We know. Note: this is all.",
        "We have known them all. Comrade Zhou: a great man. Comrade Zhou: a great man.",
    ],
)
def test_these_words_inside_a_paragraph_begin_no_turn(words: str) -> None:
    found = minutes("Comrade Dimov: We agree.", f"Comrade Pak: {words}", "Comrade Dimov: Good.", "Comrade Pak: Good.")
    assert turns(found)[1] == ("Comrade Pak:", words)
    assert found.count("//t:sp") == 4


def test_a_text_that_is_one_line_is_not_parted_at_other_words() -> None:
    found = minutes(
        "Comrade Dimov: We are glad to see you. Harbours: they are closed. Comrade Pak: Thank you. Harbours: they are open. "
        "Comrade Dimov: Good. Comrade Pak: I agree."
    )
    assert [label for label, _ in turns(found)] == ["Comrade Dimov:", "Comrade Pak:"] * 2


@pytest.mark.parametrize(
    "label",
    ["Mr. Vance:", "M.S. Gorbachev:", "Comrade M. S. Pak:", "Comrade [the General Secretary] Enver Hoxha:", "Hoxha (laughs. He rises):"],
)  # fmt: skip
def test_a_label_is_not_cut_at_the_stops_in_it(label: str) -> None:
    found = minutes(f"{label} We agree.", "Comrade Lee: Yes.", f"{label} Good.", "Comrade Lee: Let us begin.")
    assert turns(found)[0] == (label.replace("[", "").replace("]", ""), "We agree.")
    assert found.count("//t:sp") == 4


# --- labels alone on their line -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Comrade Gheorghe Radu:", "Comrade Hwang Jang-su:"),
        ("The President", "Secretary Kissinger"),
        ("The President:", "The Prime Minister:"),
        ("Gheorghe Radu", "Hwang Jang-su"),
        ("Mr. Vance", "Mr. Brown"),
        ("BREZHNEV", "DORTICOS"),
    ],
)
def test_a_name_or_office_alone_on_its_line_is_a_label_where_it_recurs(one: str, other: str) -> None:
    lines = [line for n in range(3) for label in (one, other) for line in (label, f"We agree to the point {n} of it.")]
    found = minutes(*lines)
    assert [label for label, _ in turns(found)] == [one, other] * 3
    assert len(set(found.words("//t:sp/@who"))) == 2


def test_a_short_line_that_recurs_beside_only_one_speaker_is_no_label() -> None:
    found = minutes(*(line for n in range(3) for line in ("The President", f"We agree to the point {n} of it.")))
    assert turns(found) == []


def test_a_dash_parts_a_label_from_the_words() -> None:
    found = minutes(
        *(f"{label}.— We {verb}." for verb in ("agree", "see", "hope") for label in ("Mr. Vance", "Mr. Brown"))
    )
    assert turns(found)[0] == ("Mr. Vance.—", "We agree.")
    assert found.count("//t:sp") == 6


def test_a_label_that_a_dash_glues_to_the_words_stays_in_the_paragraph() -> None:
    found = minutes(
        *(f"{label}.—We {verb}." for verb in ("agree", "see", "hope") for label in ("Mr. Vance", "Mr. Brown"))
    )
    assert turns(found)[0] == ("", "Mr. Vance.—We agree.")
    assert found.words("//t:sp/@who")[:2] == ["#pers-vance", "#pers-brown"]
    assert found.words("//t:sp[1]/t:p/t:persName") == ["Vance"]


# --- those who speak once -------------------------------------------------------------------------------------

MANY = [f"{label} We {verb}." for verb in ("agree", "see", "hope") for label in ("Sobolev:", "Grachev:")]


def test_who_speaks_once_among_many_has_a_turn() -> None:
    found = minutes(*MANY, "Zueva: Arrest him!", "Sobolev: Quiet.")
    assert turns(found)[6] == ("Zueva:", "Arrest him!")


def test_who_speaks_once_among_few_has_none() -> None:
    found = minutes("Sobolev: We agree.", "Sobolev: We see.", "Zueva: Arrest him!")
    assert [label for label, _ in turns(found) if label.startswith("Zueva")] == []


def test_a_word_of_the_language_before_a_colon_is_nobody_who_speaks_once() -> None:
    found = minutes(*MANY, "Bread: it is late, and the bread is bad.", "Sobolev: Quiet.")
    assert "Bread:" not in [label for label, _ in turns(found)]


# --- whom a label names ---------------------------------------------------------------------------------------

LISTED = "PARTICIPANTS:\nRichard Nixon, President\nHenry Kissinger, Secretary of State\nDeng Xiaoping, Vice Premier"


@pytest.mark.parametrize(
    ("label", "who"),
    [
        ("N:", "#pers-richard-nixon"),
        ("K:", "#pers-henry-kissinger"),
        ("D:", "#pers-deng-xiaoping"),  # no surname begins with it, one first name does
        ("RN:", "#pers-richard-nixon"),
    ],
)
def test_initials_name_the_only_participant_who_has_them(label: str, who: str) -> None:
    found = minutes(LISTED, f"{label} We agree.", "Kissinger: Yes.", f"{label} Good.")
    assert found.words("//t:sp/@who")[0] == who


def test_initials_that_two_participants_have_name_neither() -> None:
    listed = "PARTICIPANTS:\nRichard Nixon, President\nPaul Nitze, Adviser\nHenry Kissinger, Secretary of State"
    found = minutes(listed, "N: We agree.", "Kissinger: Yes.", "N: Good.")
    assert found.words("//t:sp/@who")[0] not in ("#pers-richard-nixon", "#pers-paul-nitze")


@pytest.mark.parametrize(
    ("title", "labels", "names", "words"),
    [
        (
            "Zapisnik seje",
            ("PREDSEDNIK MAG. ANTON KOVAČ:", "ANA ZUPAN:"),
            None,
            "Spoštovani, to je vprašanje, ki ga moramo danes rešiti, ker je za vse nas in za vlado zelo pomembno.",
        ),
        (
            "Acta de la sesión",
            ("La presidenta (Ana Torres Vega):", "El señor ministro (Luis Gil Mora):"),
            ["Ana Torres Vega", "Luis Gil Mora"],
            "Señorías, no estamos de acuerdo con el proyecto que está sobre la mesa, y hay que decirlo hoy.",
        ),
        (
            "Protokoll der Sitzung",
            ("Der Präsident (Karl Lindner):", "Die Vizepräsidentin (Anna Weber):"),
            ["Karl Lindner", "Anna Weber"],
            "Meine Damen und Herren, wir haben die Frage des Hafens noch nicht geklärt, und das ist ein Problem.",
        ),
    ],
)
def test_offices_of_parliaments_in_other_languages_are_labels(
    title: str, labels: tuple[str, str], names: list[str] | None, words: str
) -> None:
    found = encoded("\n\n".join((title, *(f"{label} {words}" for _ in range(3) for label in labels))), genre="minutes")
    assert [label for label, _ in turns(found)] == [*labels] * 3
    assert len(set(found.words("//t:sp/@who"))) == 2
    if names:
        assert found.words("//t:particDesc//t:person/t:persName") == names
        assert found.count("//t:particDesc//t:person/t:affiliation") == 2
