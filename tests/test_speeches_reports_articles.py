"""Speeches, reports and articles: who speaks, what frames the text, lists, quotations and signs between paragraphs."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

BODY = "The harbour was closed, and all the ships lay in the bay."


def report(*lines: str, title: str = "Report on Trade") -> Encoded:
    return encoded("\n\n".join((title, *lines)))


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Report on Trade", "report"),
        ("Memorandum on Trade", "report"),
        ("Speech by Kim Il Sung on Trade", "speech"),
        ("Radio Address of Enver Hoxha to the People", "speech"),
        ("Statement by the Government", "speech"),
        ("Letter from Enver Hoxha to Kim Il Sung", "letter"),
        ("Telegram from Shtykov to Stalin", "telegram"),
        ("Record of Conversation with Kim Il Sung", "minutes"),
        ("Memorandum of Conversation", "minutes"),
    ],
)
def test_the_title_says_what_kind_of_document_it_is(title: str, genre: str) -> None:
    assert encoded(f"{title}\n\nAugust 5, 1964\n\n{BODY}\n").conversion.genre == genre


def test_what_nothing_describes_is_encoded_as_paragraphs_and_reported() -> None:
    found = encoded(f"{BODY}\n\n{BODY}\n")
    assert found.conversion.genre == "other"
    assert found.codes == ["G101"]
    assert found.shape == ["p", "p"]


@pytest.mark.parametrize(
    "title",
    [
        "Speech by Kim Il Sung at the Congress",
        "Address of Kim Il Sung to the People",
        "Remarks by President Kim Il Sung, May 5, 1964",
        "Address by President Kim Il Sung Before the General Assembly, New York, May 5, 1964",
    ],
)
def test_the_speaker_of_a_speech_stands_in_its_title(title: str) -> None:
    found = report(BODY, title=title)
    assert found.words("//t:author") == ["Kim Il Sung"]
    assert found.words("//t:person[@role='speaker']/t:persName") == ["Kim Il Sung"]


def test_a_government_may_speak_too() -> None:
    found = report(BODY, title="Statement by the Ministry of Foreign Affairs")
    assert found.words("//t:author/t:orgName") == ["Ministry of Foreign Affairs"]
    assert found.count("//t:person") == 0


def test_a_report_has_its_head_and_its_signature() -> None:
    found = report("TOP SECRET", "No. 123", "Tirana, 3 February 1966", BODY, "Petro Dode\nMinister of Trade")
    assert found.shape == ["opener(seg idno dateline)", "p", "closer(signed)"]
    assert found.words("//t:creation/t:date/@when") == ["1966-02-03"]
    assert found.words("//t:author/t:persName/@ref") == ["#pers-petro-dode"]


@pytest.mark.parametrize(
    ("lines", "rend", "labels"),
    [
        (("1. To sow", "2. To reap", "3. To eat"), "numbered", ["1.", "2.", "3."]),
        (("a) To sow", "b) To reap", "c) To eat"), "numbered", ["a)", "b)", "c)"]),
        (("• To sow", "• To reap", "• To eat"), "bulleted", ["•", "•", "•"]),
        (("- To sow", "- To reap", "- To eat"), "bulleted", ["-", "-", "-"]),
    ],
)
def test_short_members_in_order_are_a_list(lines: tuple[str, ...], rend: str, labels: list[str]) -> None:
    found = report("We have tasks:", *lines)
    assert found.words("//t:list/@rend") == [rend]
    assert found.words("//t:item/t:label") == labels


@pytest.mark.parametrize(
    "lines",
    [("1. To sow", "2. To reap"), ("2. To sow", "3. To reap", "4. To eat"), ("1. To sow", "3. To reap", "4. To eat")],
)
def test_other_numbered_lines_are_paragraphs(lines: tuple[str, ...]) -> None:
    found = report("We have tasks:", *lines)
    assert found.count("//t:list") == 0
    assert found.words("//t:div/t:p")[1:] == list(lines)


def test_long_numbered_paragraphs_stay_paragraphs() -> None:
    long = " ".join(["word"] * 30) + "."
    assert report(*(f"{n}. {long}" for n in (1, 2, 3))).count("//t:list") == 0


def test_a_quotation_that_a_colon_introduces_is_a_block() -> None:
    found = report("He wrote:", "“We shall wait.", "“We shall not wait long.”", BODY)
    assert found.words("//t:quote/t:p") == ["“We shall wait.", "“We shall not wait long.”"]


def test_a_sentence_that_begins_with_a_quotation_is_a_paragraph() -> None:
    found = report("He wrote:", "“We shall wait,” and then he left for good.", BODY)
    assert found.count("//t:quote") == 0
    assert found.words("//t:q") == ["“We shall wait,”"]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("* * *", "//t:milestone/@n"),
        ("----", "//t:milestone/@n"),
        ("[Page 2]", "//t:fw[@type='pageNum']"),
        ("- 2 -", "//t:fw[@type='pageNum']"),
        ("[Stamp: received on 5 May]", "//t:figure[@type='stamp']/t:figDesc"),
        ("[seal of the party]", "//t:figure[@type='seal']/t:figDesc"),
    ],
)
def test_signs_between_paragraphs_are_no_paragraphs(line: str, path: str) -> None:
    found = report(BODY, line, BODY)
    assert found.words(path) == [line]
    assert found.count("//t:div/t:p") == 2


@pytest.mark.parametrize("line", ["END", "-0-", "###", "[END]"])
def test_the_last_sign_is_a_trailer(line: str) -> None:
    assert report(BODY, "Petro Dode", line).words("//t:trailer") == [line.strip("[]")]  # brackets are regenerated


KCNA = (
    "July 06, 2025Jul 06, 2025\nKCNA Ministry of Foreign Affairs (EN)\n\nSpokesman Gives Answer\n\n{again}"
    "Date: 23/03/2021 | Source: KCNA (EN) | Read original version at source\n\n"
    "Pyongyang, March 23 (KCNA) -- The ministry spoke.\n\n"
    "More From Ministry of Foreign Affairs (EN)\n\nOther News\n\nJuly 04, 2025\n"
)  # fmt: skip


def test_an_article_has_its_headline_and_the_date_of_its_page() -> None:
    found = encoded(KCNA.format(again=""))
    assert found.conversion.genre == "article"
    assert found.shape == ["head", "p"]
    assert found.words("//t:head") == ["Spokesman Gives Answer"]
    assert found.words("//t:bibl[@type='digital']/t:date[@type='published']/@when") == ["2021-03-23"]
    assert found.count("//t:correspDesc") == 0


def test_a_headline_that_is_repeated_stands_once() -> None:
    assert encoded(KCNA.format(again="")).words("//t:text//t:head") == ["Spokesman Gives Answer"]
    again = KCNA.replace("Pyongyang, March", "Spokesman Gives Answer\n\nPyongyang, March").format(again="")
    assert encoded(again).shape == ["head", "p"]


def test_a_telegram_in_a_telegram_is_a_quotation_of_several_paragraphs() -> None:
    quoted = ("“Comrade Filippov!", "The troops must rest. ‘Two months’ are enough.", "MAO ZEDONG. 15 January 1951”")
    found = report("I transmit the following telegram:", *quoted, "I consider this plan correct.")
    assert found.words("//t:quote/t:p") == list(quoted)
    assert found.words("//t:div/t:p") == ["I transmit the following telegram:", "I consider this plan correct."]


def test_a_quotation_that_nobody_closes_or_that_goes_on_in_the_sentence_is_no_block() -> None:
    assert report("He wrote:", "“We shall wait.", "The harbour is closed.").count("//t:quote") == 0
    assert report("He wrote:", "“We shall wait.", "It is late,” and he left the house.").count("//t:quote") == 0
