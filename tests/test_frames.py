"""Pages of no known site: what stands around a document there, and what looks like it and is the document's own."""

from __future__ import annotations

import pytest

from encoded import encoded
from readings import document, source
from tei_edition.layouts.engine import sift
from tei_edition.layouts.profiles import load_profiles
from tei_edition.model import Capture

PROFILES = load_profiles()
TEXT = "The quay was closed in the spring of that year, and nobody came to open it before the autumn."


def sifted(*lines: str) -> Capture:
    return sift(source("\n\n".join(lines) + "\n"), PROFILES)


def stated(capture: Capture, name: str) -> list[str]:
    return [fact.value for fact in capture.facts_named(name)]


# --- what a page says of itself -----------------------------------------------------------------------------------

NOTICES = (
    "Watch the video of this sitting",
    "Bekijk de opname van dit debat",
    "Voir la vidéo de la séance",
    "Ver el vídeo del debate",
    "Открыть изображение страницы",
    "Dokumentet är stort, klicka för att läsa det",
    "Bitte hier klicken",
    "Page image",
    "This article contains searchable text which was automatically generated and may contain errors.",
    "Observera att texten är inskannad och fel kan förekomma i dokumentet, som är inskannat.",
    "Previous letter Letters of a Harbour Next letter",
    "Print this letter",
    "• Share",
    "Language: English / Vlorish",
    "You have reached the limit of this archive.",
)


@pytest.mark.parametrize("notice", NOTICES)
def test_what_a_page_says_of_itself_above_a_document_is_left_out(notice: str) -> None:
    assert document(sifted(notice, TEXT, TEXT)) == [TEXT, TEXT]


@pytest.mark.parametrize("notice", NOTICES)
def test_what_a_page_says_of_itself_below_a_document_is_left_out(notice: str) -> None:
    assert document(sifted(TEXT, TEXT, notice)) == [TEXT, TEXT]


def test_short_lines_above_a_link_are_the_pages_and_one_is_the_title() -> None:
    capture = sifted(
        "Harbour Papers", "Verslag van de vergadering van de haven", "Open: 13.30", "Bekijk de video", TEXT
    )
    assert document(capture) == [TEXT]
    assert stated(capture, "title") == ["Verslag van de vergadering van de haven"]
    assert stated(capture, "remark") == ["Harbour Papers", "Open: 13.30"]
    assert "C209" in [finding.code for finding in capture.findings]


def test_a_link_that_recurs_is_left_out_wherever_it_stands() -> None:
    link = "Bekijk de video van deze spreekbeurt"
    assert document(sifted(TEXT, link, TEXT, "De voorzitter:", link, "Wij beginnen.")) == [
        TEXT,
        TEXT,
        "De voorzitter:",
        "Wij beginnen.",
    ]


@pytest.mark.parametrize("label", ["Source", "Quelle", "Fuente", "Källa", "Źródło", "Источник"])
def test_where_a_page_has_the_text_from_is_a_citation(label: str) -> None:
    capture = sifted(TEXT, f"{label}: Prifti, Letters of a Harbour, p. 208.")
    assert document(capture) == [TEXT]
    assert stated(capture, "citation") == [f"{label}: Prifti, Letters of a Harbour, p. 208."]


def test_the_lines_above_the_fields_of_a_page_are_the_pages() -> None:
    capture = sifted(
        "Harbour Letters Harbour Letters", "Lina Prifti to Ola Dahl", "Sender: Prifti", "Recipient: Dahl", TEXT
    )
    assert document(capture) == [TEXT]
    assert stated(capture, "title") == ["Lina Prifti to Ola Dahl"]


@pytest.mark.parametrize(
    ("of_page", "heading", "title"),
    [
        ("Storhavnet - Møte den 3. mai 1950", "Møte den 3. mai 1950", "Storhavnet - Møte den 3. mai 1950"),
        ("1.11.7 (k1985): 9. Hafentag", "9. Hafentag", "9. Hafentag"),
        ("Protokoll 1950:3 Monday the 3rd", "Protokoll 1950:3", "Protokoll 1950:3 Monday the 3rd"),
    ],
)  # fmt: skip
def test_the_title_of_the_page_that_stands_again_as_heading_is_not_in_the_text(
    of_page: str, heading: str, title: str
) -> None:
    capture = sifted(of_page, heading, TEXT, TEXT)
    assert document(capture) == [TEXT, TEXT]
    assert stated(capture, "title") == [title]


@pytest.mark.parametrize("line", ["Ola Dahl", "3 May 1950", "Vlora, 3 May 1950"])
def test_a_name_or_a_day_that_stands_in_the_title_stays_in_the_text(line: str) -> None:
    assert line in document(sifted(f"Harbour Papers: {line}", line, TEXT, TEXT))


@pytest.mark.parametrize(
    "line",
    ["Monday, 3 May, Year 6 | Author: Lina Prifti", "| Author(s) | Lina Prifti |", "3 May 2010 · Translator: Ola Dahl"],
)
def test_pieces_between_bars_that_name_an_author_are_the_pages(line: str) -> None:
    assert document(sifted(line, TEXT)) == [TEXT]


def test_the_fields_of_a_page_may_stand_below_the_document() -> None:
    capture = sifted(TEXT, "Repository: Harbour Archive", "Language: Albanian")
    assert document(capture) == [TEXT]
    assert stated(capture, "repository") == ["Harbour Archive"]


# --- what is the document's own -----------------------------------------------------------------------------------

OWN = (
    # an agenda, and who shall do what
    ("Minutes of the Harbour Council", "1. Apologies", "2. Website", "3. Quay", TEXT),
    (TEXT, "Lina Prifti to write to the school", "Ola Dahl to update the website", "Next meeting on 3 May"),
    # an address, a distribution list, a poem with a refrain
    ("To the Director", "Harbour Office", "Vlora, 3 May 1950", "Dear Mara,", TEXT),
    (TEXT, "Distribution:", "Prifti", "Dahl", "Archive"),
    ("O harbour, harbour", "The ships are gone", TEXT, "O harbour, harbour", "The ships are gone"),
    # a dateline, a mark of secrecy, a speaker
    ("TOP SECRET", "Vlora, 3 May 1950", TEXT),
    (TEXT, "Lina Prifti:", "I have seen the video and read the page.", "Ola Dahl:", "So have I."),
)


@pytest.mark.parametrize("lines", OWN, ids=lambda lines: lines[0][:20])
def test_an_unknown_line_is_text(lines: tuple[str, ...]) -> None:
    title = stated(sifted(*lines), "title")
    assert [line for line in lines if line not in title] == [
        line for line in document(sifted(*lines)) if line not in title
    ]


def test_the_letterhead_above_the_fields_of_an_office_stays_in_the_text() -> None:
    capture = sifted("MINISTRY OF PORTS", "Department of Quays", "Reference: AB 12", "Subject: The quay", TEXT)
    assert document(capture) == ["MINISTRY OF PORTS", "Department of Quays", TEXT]


def test_a_dateline_above_the_fields_stays_in_the_text() -> None:
    capture = sifted("Lina Prifti to Ola Dahl", "Vlora, 3 May [1850]", "Sender: Prifti", "Recipient: Dahl", TEXT)
    assert document(capture) == ["Vlora, 3 May [1850]", TEXT]


# --- what such pages hold -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "Mr. Speaker, the quay",
        "Madame la présidente, le quai",
        "Herr Präsident! Der Kai",
        "Fru talman! Kajen",
        "Wysoka Izbo! Nabrzeże",
    ],
)
def test_who_addresses_the_chair_stands_in_the_line_above(address: str) -> None:
    lines = ("Lina Prifti Vlora Harbour, VB", "Ola Dahl Minister of Ports", "Lina Prifti Vlora Harbour, VB")
    found = encoded("Debate\n\n" + "\n\n".join(f"{line}\n\n{address} is closed.\n\n{TEXT}" for line in lines))
    assert found.words("//t:speaker") == list(lines)


def test_a_salutation_to_a_president_is_no_speech_to_the_chair() -> None:
    found = encoded(f"Letter from Lina Prifti to Ola Dahl\n\nHarbour Office\n\nMr. President, I write.\n\n{TEXT}\n")
    assert found.words("//t:speaker") == []


def test_titles_in_capitals_stand_before_names_in_capitals() -> None:
    labels = ("CHAIRMAN PRIFTI.", "MR. MCDAHL.", "CHAIRMAN PRIFTI.", "MR. MCDAHL.")
    found = encoded("Harbour Conference Transcript\n\n" + "\n\n".join(f"{label} {TEXT}" for label in labels))
    assert found.words("//t:speaker") == list(labels)


def test_a_quality_may_stand_between_an_article_and_an_office() -> None:
    labels = ("De tijdelijke voorzitter:", "De voorzitter:", "De tijdelijke voorzitter:")
    found = encoded("Notulen van de haven\n\n" + "\n\n".join(f"{label}\n\n{TEXT}" for label in labels))
    assert found.words("//t:speaker") == list(labels)


@pytest.mark.parametrize(
    "title",
    [
        "Verslag van de plenaire vergadering van 3 mei 1950",
        "Resoconto stenografico della prima seduta",
        "Sprawozdanie z 3. posiedzenia Portu",
        "Stortingets referat fra møtet",
        "Riksdagens protokoll 1950:3",
    ],
)
def test_an_account_of_a_meeting_is_called_minutes(title: str) -> None:
    assert encoded(f"{title}\n\nPage image\n\n{TEXT}\n").conversion.genre == "minutes"


def test_news_that_an_agency_wired_have_their_headline_in_capitals() -> None:
    found = encoded(f"HARBOUR CLOSED\n\nTHE QUAY IS EMPTY. (Received May 3, 11 a.m.) VLORA, 2nd May. {TEXT}\n")
    assert found.conversion.genre == "article"
    assert found.words("//t:titleStmt/t:title") == ["HARBOUR CLOSED"]


def test_the_issue_of_a_newspaper_above_the_text_makes_it_an_article() -> None:
    found = encoded(f"Vlora Harbour Herald, May 3, 1914, Page 1\n\nPage views left: 0\n\n{TEXT}\n")
    assert found.conversion.genre == "article"
    assert found.words("//t:creation/t:date/@when") == ["1914-05-03"]


@pytest.mark.parametrize("hour", ["at 7:30pm", "at 7.30 p.m.", "um 19 Uhr", "kl. 11.00", "om 13.30 uur", "5:27 P.M."])
def test_the_hour_of_a_meeting_may_stand_behind_the_day_in_its_title(hour: str) -> None:
    found = encoded(f"Minutes of the Harbour Council held on 1st June 2015 {hour}\n\n{TEXT}\n")
    assert found.words("//t:creation/t:date/@when") == ["2015-06-01"]


@pytest.mark.parametrize(
    "sentence", ["Members have asked the ministry, and it may answer.", "You need to see the harbour."]
)
def test_a_sentence_of_a_debate_begins_no_foot_of_the_page(sentence: str) -> None:
    lines = (
        "The Harbour",
        "Mr. Dahl: I ask for order.",
        sentence,
        "Mr. Prifti: I give it, if nobody minds.",
        "Agreed to.",
    )
    capture = sifted(*lines)
    assert [zone.reason for zone in capture.zones if zone.kind in ("chrome", "header")] == []
