# ruff: noqa: E501  (a paragraph stays on its line)
"""Captures that break their lines: paragraphs are joined, sentences run over page marks, divided words stay legible."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captures import bodies, converted
from encoded import encoded
from tei_edition.checks.regeneration import normalise, regenerate
from tei_edition.source import lines
from tei_edition.wrapping import as_read, joined

PARAGRAPHS = (
    "The committee met in the town hall on the evening of the first day, and those who had come from the islands spoke of "
    "the winter, of the boats that were lost, and of the price that the merchants pay for cod.",
    "Nobody had expected so many. The chairman said that he would write to the ministry at once, since the mail steamer "
    "leaves tomorrow and the next one only after Christmas, if the ice allows it at all.",
    "He read the letter aloud. There was no answer to it, and after a while the members went home through the snow.",
)


def wrapped(*paragraphs: str, width: int = 66, indent: str = "", between: str = "\n\n") -> str:
    return between.join(textwrap.fill(p, width, initial_indent=indent, break_on_hyphens=False) for p in paragraphs)


@pytest.mark.parametrize("width", [48, 60, 66, 72, 80, 100])
def test_the_lines_of_a_wrapped_paragraph_are_one_paragraph(width: int) -> None:
    found = encoded(f"Report on the Harbour\n\n{wrapped(*PARAGRAPHS, width=width)}")
    assert found.words("//t:body//t:p") == list(PARAGRAPHS)
    assert "C204" in found.codes


@pytest.mark.parametrize("style", [{"between": "\n", "indent": "    "}, {"between": "\n"}])
def test_wrapped_paragraphs_without_empty_lines_end_where_a_line_is_short_or_the_next_indented(style: dict) -> None:
    found = encoded(f"Report on the Harbour\n\n{wrapped(*PARAGRAPHS, **style)}")
    assert found.words("//t:body//t:p") == list(PARAGRAPHS)


def test_a_capture_with_an_empty_line_after_every_line_has_paragraphs_all_the_same() -> None:
    text = (
        wrapped(*PARAGRAPHS, width=60).replace("\n\n", "\n\n\n").replace("\n", "\n\n").replace("\n\n\n\n\n\n", "\n\n\n")
    )
    found = encoded(f"Report on the Harbour\n\n\n{text}")
    assert found.words("//t:body//t:p") == list(PARAGRAPHS)


def test_turns_of_a_wrapped_conversation_stay_turns() -> None:
    turns = [
        f"{label}: {words}" for label, words in zip(("Kim Il Sung", "Enver Hoxha") * 2, PARAGRAPHS * 2, strict=False)
    ]
    for between in ("\n", "\n\n"):
        found = encoded(f"Minutes of a Conversation\n\n{wrapped(*turns, between=between)}")
        assert found.words("//t:speaker") == ["Kim Il Sung:", "Enver Hoxha:", "Kim Il Sung:", "Enver Hoxha:"]
        assert found.words("//t:sp/t:p") == [PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[0]]


def test_the_address_and_the_closer_of_a_wrapped_letter_keep_their_lines() -> None:
    letter = "\n\n".join(
        (
            "Letter from Ola Dahl to Per Moe",
            "Bergen, 9 November 1926",
            "Dear Mr. Moe,",
            wrapped(*PARAGRAPHS),
            "Yours sincerely,\nOla Dahl\nChairman of the Harbour Committee",
        )
    )
    found = encoded(letter)
    assert found.shape == ["opener(dateline salute)", "p", "p", "p", "closer(salute signed)"]
    assert found.words("//t:signed/t:roleName") == ["Chairman of the Harbour Committee"]


def test_a_list_and_a_poem_are_not_wrapped_text() -> None:
    verses = "The boats went out\nwhen it was dark\nand no one knew\nhow far they were"
    for text in (verses, "Present were\nOla Dahl, chairman\nPer Moe, secretary\nAnna Lie, member"):
        found = encoded(f"{PARAGRAPHS[0]}\n\n{text}", layout="plain", genre="report")
        assert found.words("//t:body//t:p") == [PARAGRAPHS[0], *text.split("\n")]
        assert "C204" not in found.codes


def test_a_word_divided_at_a_line_end_keeps_its_hyphen_and_is_one_word() -> None:
    text = wrapped(*PARAGRAPHS).replace("islands", "is-\nlands").replace("merchants", "mer-\nchants")
    found = encoded(f"Report on the Harbour\n\n{text}")
    assert found.words("//t:lb/@break") == ["no", "no"]
    assert "from the is-lands spoke" in found.words("//t:body//t:p[1]")[0]
    assert found.words("//t:hyphenation/@eol") == ["all"]
    assert normalise(text) in regenerate(found.root.xpath("//*[local-name()='text']")[0])


@pytest.mark.parametrize("mark", ["[Page 610]", "[page two]", "- 3 -", "– 12 –"])
def test_a_sentence_runs_on_over_a_page_mark(mark: str) -> None:
    text = "He said that the boats which had been lost in the winter were a very\n\n{}\n\nheavy blow to all of the islands."
    found = encoded(f"Report on the Harbour\n\n{text.format(mark)}\n\n{PARAGRAPHS[1]}")
    assert found.count("//t:body//t:p") == 2
    assert found.count("//t:body//t:p[1]/t:pb") == 1
    assert found.words("//t:p[1]/t:fw") == [mark]


def test_a_page_mark_between_two_paragraphs_parts_them() -> None:
    found = encoded(f"Report on the Harbour\n\n{PARAGRAPHS[0]}\n\n- 3 -\n\n{PARAGRAPHS[1]}")
    assert found.words("//t:body//t:p") == list(PARAGRAPHS[:2])


def test_a_bracket_over_several_lines_is_one_mark() -> None:
    stamp = "[faded image of a stamp: General Department\nNo. 4125\n11 August 1955]"
    found = encoded(f"Report on the Harbour\n\n{PARAGRAPHS[0]}\n\n{stamp}\n\n{PARAGRAPHS[1]}")
    assert found.count("//t:figure[@type='stamp']") == 1
    assert found.count("//t:body//t:p") == 2


def test_names_and_dates_are_found_over_the_ends_of_wrapped_lines() -> None:
    last = (
        "On the last day of the meeting, which was Friday the 3 February 1966, Comrade Enver Hoxha came from Tirana and "
        "thanked the Central Committee of the Workers’ Party of Korea for the books."
    )
    for width in range(58, 74):
        found = encoded(f"Report on the Harbour\n\n{wrapped(*PARAGRAPHS, last, width=width)}")
        assert found.words("//t:p//t:date/@when") == ["1966-02-03"], width
        assert found.words("//t:p//t:orgName") == ["Central Committee of the Workers’ Party of Korea"], width
        assert found.words("//t:p//t:placeName") == ["Tirana"], width


@given(bodies())
def test_joined_lines_hold_every_character_of_the_lines(text: str) -> None:
    before = lines(text)
    after = joined(text, before, lambda _: False).lines
    assert [line.start for line in after] == sorted(line.start for line in after)
    covered = [(line.start, line.end) for line in after]
    assert all(any(start <= line.start and line.end <= end for start, end in covered) for line in before)
    assert len(as_read(text, after)) == len(text)


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=8), st.integers(40, 100))
def test_wrapping_changes_no_word_of_a_document(paragraphs: list[str], width: int) -> None:
    flat = converted("\n\n".join(("Report on the Harbour", *paragraphs)))
    broken = converted("\n\n".join(("Report on the Harbour", wrapped(*paragraphs, width=width))))
    assert flat.tei is not None
    assert broken.tei is not None
    body = [tei.partition(b"<body>")[2] for tei in (flat.tei, broken.tei)]
    assert body[0] == body[1]
