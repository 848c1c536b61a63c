# ruff: noqa: E501  (the labels of a debate stay on a line)
"""Labels of debates and hearings as parliaments and courts print them, each in a text that is otherwise made up."""

from __future__ import annotations

import pytest

from encoded import encoded

SAID = "The harbour was closed for a week, and nobody knew why; we asked the ministry, but there was no answer."


@pytest.mark.parametrize(
    "labels",
    [
        ("Presidente. −", "Lina Prifti, rapporteur. −", "Ola Dahl, on behalf of the Harbour Group. −", "Presidente. −"),
        ("President. –", "Lina Prifti (HG). –", "Ola Dahl, par écrit. –", "President. –"),
        ("Mr. L. N. Prifti (Vlora: General) :", "Mr. Chairman:", "Mr. L. N. Prifti:", "Mr. Chairman:"),
        ("Hon LINA PRIFTI (Leader of the Harbour):", "Rt Hon OLA DAHL (Leader—PH First):", "AGNÈS ROY (Deputy Leader—PH First):", "Mr SPEAKER:"),
        ("1. LINA PRIFTI (PH Labour) to the Minister of Ports:", "Hon OLA DAHL (Minister of Ports):", "Lina Prifti:", "Hon OLA DAHL:"),
        ("Lina Prifti (H) (fra salen):", "Presidenten:", "Ola Dahl (FrP) []:", "Presidenten:"),
    ],
)  # fmt: skip
def test_a_label_names_its_speaker(labels: tuple[str, ...]) -> None:
    found = encoded("Debate\n\n" + "\n\n".join(f"{label} {SAID}" for label in labels))
    assert found.words("//t:speaker") == list(labels)


def test_one_speaker_alone_on_the_line_is_enough_where_the_name_recurs() -> None:
    found = encoded("Debate\n\n" + "\n\n".join(["Lina Prifti", SAID] * 3))
    assert found.words("//t:speaker") == ["Lina Prifti"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "There are two ways. − One is the longer.",
        "Lina Prifti, who had come late, saw it. – Nobody else did.",
        "The harbour (closed) :",
        "Rice Harvest",
    ],
)
def test_prose_with_a_dash_or_a_colon_names_no_speaker(line: str) -> None:
    found = encoded(f"Report on Ports\n\n{SAID}\n\n{line}\n\n{SAID}\n\n{line}\n\n{SAID}")
    assert found.words("//t:speaker") == []
