"""Layout profiles: which part of a capture is the document, and where every other line goes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captures import bodies, captures, has_words
from readings import document, facts, source
from tei_edition.errors import BadConfiguration
from tei_edition.layouts.choosing import seen
from tei_edition.layouts.engine import sift
from tei_edition.layouts.hallmark import beginning, hallmark
from tei_edition.layouts.profiles import SHIPPED, load_profile, load_profiles, profile_named
from tei_edition.layouts.slots import Profile
from tei_edition.model import Capture
from tei_edition.source import WHITE_SPACE

PROFILES = load_profiles()


def sifted(text: str, profiles: tuple[Profile, ...] = PROFILES, *, pinned: str | None = None) -> Capture:
    return sift(source(text), profiles, pinned=pinned)


def reasons(capture: Capture, kind: str) -> list[str]:
    return [zone.reason for zone in capture.zones if zone.kind == kind]


def codes(capture: Capture) -> list[str]:
    return [finding.code for finding in capture.findings]


# --- the shipped profiles ---------------------------------------------------------------------------------------

NEW_SITE = """\
Skip to content

May 3, 1951

Letter from Ivo Senn to Mara Tull

This document was made possible with support from The Harbour Fund

Dear Mara,

The harbour is open.

Ivo Senn

Ivo Senn tells Mara Tull that the harbour is open.

Author(s):

Senn, Ivo

Associated Topics

Harbours

Document Information

Source

State Archive, Harbours, Box 3. Translated by Jon Vey

Rights

The History and Public Policy Program welcomes reuse of Digital Archive materials.

Original Uploaded Date

June 5, 2012

Type

Letter

Language

German

Record ID

114810

The Harbour Fund
"""


def test_a_page_of_the_new_wilson_site_gives_its_facts_and_its_document() -> None:
    capture = sifted(NEW_SITE)
    assert capture.layout == "wilson-page"
    assert document(capture)[:3] == ["Dear Mara,", "The harbour is open.", "Ivo Senn"]
    assert facts(capture) | {"series": [], "publisher": []} == {
        "date": ["May 3, 1951"],
        "title": ["Letter from Ivo Senn to Mara Tull"],
        "acknowledgement": ["This document was made possible with support from The Harbour Fund"],
        "funder": ["The Harbour Fund"],
        "author": ["Senn, Ivo"],
        "subject": ["Harbours"],
        "citation": ["State Archive, Harbours, Box 3. Translated by Jon Vey"],
        "rights": ["The History and Public Policy Program welcomes reuse of Digital Archive materials."],
        "uploaded": ["June 5, 2012"],
        "documentType": ["Letter"],
        "originalLanguage": ["German"],
        "recordId": ["114810"],
        "donor": ["The Harbour Fund"],
        "series": [],
        "publisher": [],
    }
    assert reasons(capture, "chrome")[0] == "navigation"
    assert codes(capture) == []


@pytest.mark.parametrize(
    "day",
    ["30 February 1951", "February 30th, 1951", "31 June 0000", "May 10000", "31.6.1951", "٣ May ١٩٥١", "30.II.1951"],
)
def test_a_date_that_cannot_be_is_still_the_date_of_its_page(day: str) -> None:
    capture = sifted(NEW_SITE.replace("May 3, 1951", day))
    assert facts(capture)["date"] == [day]
    assert document(capture) == document(sifted(NEW_SITE))


def test_a_line_of_nothing_that_xml_can_carry_is_no_title() -> None:
    capture = sifted(NEW_SITE.replace("Letter from Ivo Senn to Mara Tull", "\x1c\x01"))
    assert "title" not in facts(capture)
    assert document(capture)[0] == "\x1c\x01"


def test_the_last_paragraph_above_the_foot_is_left_to_the_genre() -> None:
    capture = sifted(NEW_SITE)
    (line,) = capture.undecided
    assert capture.source.text[line.start : line.end] == "Ivo Senn tells Mara Tull that the harbour is open."
    assert line in capture.lines


def test_a_page_of_the_old_wilson_site_has_its_citation_above_the_document() -> None:
    citation = (
        "“Letter from Ivo Senn,” May 03, 1951, History and Public Policy Program Digital Archive, State Archive, 3."
    )
    capture = sifted(
        "Search in\nDigital Archive International History Declassified\nMay 03, 1951\nLETTER FROM IVO SENN\n"
        f"• Citation\nget citation\n    Ivo Senn reports.\n{citation}\n• share document\nEnglish HTML\n\n"
        "Dear Mara,\n\nThe harbour is open.\n"
    )
    assert capture.layout == "wilson-legacy"
    assert document(capture) == ["Dear Mara,", "The harbour is open."]
    assert facts(capture)["date"] == ["May 03, 1951"]
    assert facts(capture)["title"] == ["LETTER FROM IVO SENN"]
    assert facts(capture)["abstract"] == ["Ivo Senn reports."]
    assert facts(capture)["citation"] == [citation]
    assert codes(capture) == []


def test_an_article_of_kcna_watch_keeps_its_headline_and_loses_the_related_articles() -> None:
    capture = sifted(
        "July 06, 2025Jul 06, 2025\nKCNA Harbours (EN)\n\nThe Harbour Is Open\n\n"
        "Date: 04/03/2021 | Source: KCNA (EN) | Read original version at source\n\n"
        "Tirana, March 4.\n\nThe harbour is open.\n\nMore From KCNA (EN)\n\nThe Mill Is Open\n\nJuly 04, 2025\n"
    )
    assert capture.layout == "kcna-watch"
    assert (capture.genre_hint, capture.date_order) == ("article", "dmy")
    assert document(capture) == ["The Harbour Is Open", "Tirana, March 4.", "The harbour is open."]
    assert facts(capture) == {
        "captured": ["July 06, 2025"],
        "series": ["KCNA Harbours (EN)"],
        "title": ["The Harbour Is Open"],
        "published": ["04/03/2021"],
        "publisher": ["KCNA (EN)"],
    }
    assert reasons(capture, "chrome") == ["repeated-date", *["field-label"] * 3, *["related-articles"] * 3]


def test_a_page_of_history_state_gov_parts_the_number_from_the_title_and_keeps_its_notes() -> None:
    capture = sifted(
        "211. Telegram From the Embassy in Albania to the Department of State1\n\nTirana, May 3, 1951.\n\n"
        "The harbour is open.2\n\n1. Source: Department of State, Central Files, 3. Secret. ↩\n\n2. Not printed. ↩\n"
    )
    assert capture.layout == "history-state-gov"
    assert document(capture) == ["Tirana, May 3, 1951.", "The harbour is open.2", "2. Not printed. ↩"]
    assert facts(capture)["title"] == ["Telegram From the Embassy in Albania to the Department of State"]
    assert facts(capture)["documentNumber"] == ["211"]
    assert facts(capture)["sourceNote"] == ["Source: Department of State, Central Files, 3. Secret."]


def test_a_document_without_a_page_is_all_document_and_says_so() -> None:
    capture = sifted("Dear Mara,\n\nThe harbour is open.\n\nIvo Senn\n")
    assert capture.layout == "plain"
    assert document(capture) == ["Dear Mara,", "The harbour is open.", "Ivo Senn"]
    assert codes(capture) == ["C201"]


PDF = (
    "Digital Archive digitalarchive.wilsoncenter.org International History Declassified May 03, 1951 "
    "Letter from Ivo Senn to Mara Tull Citation: “Letter from Ivo Senn to Mara Tull,” May 03, 1951, "
    "Wilson Center Digital Archive, State Archive, 3. Summary: Ivo Senn says that the harbour is open. "
    "Credits: This document was made possible with support from The Harbour Fund. Original Language: "
    "German Contents: English Translation Dear Mara, the harbour is open."
)


def test_the_text_of_a_pdf_in_one_line_is_parted_at_the_labels_of_its_page() -> None:
    capture = sifted(PDF + "\n")
    assert capture.layout == "wilson-pdf"
    assert document(capture) == ["Dear Mara, the harbour is open."]
    assert facts(capture) | {"series": [], "publisher": []} == {
        "date": ["May 03, 1951"],
        "title": ["Letter from Ivo Senn to Mara Tull"],
        "citation": [
            "“Letter from Ivo Senn to Mara Tull,” May 03, 1951, Wilson Center Digital Archive, State Archive, 3."
        ],
        "abstract": ["Ivo Senn says that the harbour is open."],
        "acknowledgement": ["This document was made possible with support from The Harbour Fund."],
        "originalLanguage": ["German"],
        "series": [],
        "publisher": [],
    }
    assert codes(capture) == []


@pytest.mark.parametrize(
    "part",
    [
        "Digital Archive digitalarchive.wilsoncenter.org International History Declassified ",
        "May 03, 1951 Letter",
        "Credits: This document was made possible with support from The Harbour Fund. ",
        "Original Language: German ",
    ],
)
def test_a_pdf_in_one_line_may_lack_parts_of_its_page(part: str) -> None:
    capture = sifted(PDF.replace(part, "Letter" if part.endswith("Letter") else "", 1) + "\n")
    assert capture.layout == "wilson-pdf"
    assert document(capture) == ["Dear Mara, the harbour is open."]
    assert facts(capture)["title"] == ["Letter from Ivo Senn to Mara Tull"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("calendar>>September 9. 2013 Juche 102", "September 9. 2013"),
        ("[Sept.9.2013 Juche102]", "Sept.9.2013"),
    ],
)
def test_an_article_of_kcna_co_jp_has_a_day_a_headline_and_a_copyright(head: str, day: str) -> None:
    foot = "Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved."
    capture = sifted(f"{head}\n\nThe Harbour Is Open\n\nTirana, September 9 (KCNA) -- It is open.\n\n{foot}\n")
    assert (capture.layout, capture.genre_hint) == ("kcna-co-jp", "article")
    assert document(capture) == ["The Harbour Is Open", "Tirana, September 9 (KCNA) -- It is open."]
    assert facts(capture) == {
        "published": [day],
        "title": ["The Harbour Is Open"],
        "rights": [foot],
        "series": ["Korean Central News Agency"],
    }
    assert codes(capture) == []


def test_a_second_page_in_the_capture_is_an_error_and_kept_behind_the_first() -> None:
    second = NEW_SITE.replace("Ivo Senn", "Per Moe").replace("The harbour is open", "The mill is closed")
    capture = sifted(NEW_SITE + second)
    assert codes(capture) == ["C205"]
    assert facts(capture)["title"] == ["Letter from Ivo Senn to Mara Tull"]
    own = [zone for zone in capture.zones if zone.reason == "another document"]
    assert own[0].span.start == len(NEW_SITE)
    assert document(capture)[-len(own) :] == [capture.source.text[slice(*zone.span)] for zone in own]
    assert "The mill is closed." in document(capture)


def test_the_words_of_a_pages_top_inside_a_document_begin_no_second_page() -> None:
    capture = sifted(NEW_SITE.replace("The harbour is open.\n\nIvo", "The harbour is open.\n\nSkip to content\n\nIvo"))
    assert codes(capture) == []
    assert "Skip to content" in document(capture)


@pytest.mark.parametrize("top", ["Skip to content\n\n", ""])
def test_the_summary_of_another_document_above_the_page_is_a_remark_and_reported(top: str) -> None:
    summary = "A report by the Hungarian Embassy on the rice harvest in the DPRK in 1968."
    capture = sifted(f"{summary}\n\n" + NEW_SITE.replace("Skip to content\n\n", top))
    assert codes(capture) == ["C206"]
    assert facts(capture)["remark"] == [summary]
    assert facts(capture)["title"] == ["Letter from Ivo Senn to Mara Tull"]
    assert summary not in document(capture)


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("Type\n\nLetter", "Type\n\nPostcard with a View", "documentType"),
        ("Language\n\nGerman", "Language\n\nSwiss German", "originalLanguage"),
        ("The Harbour Fund\n", "Friends of the Harbour of Bergen\n", "donor"),
    ],
)
def test_what_stands_below_a_label_of_the_foot_is_its_value_whatever_its_words(old: str, new: str, fact: str) -> None:
    head, _, foot = NEW_SITE.rpartition(old)
    capture = sifted(head + new + foot)
    assert facts(capture)[fact] == [new.strip().rpartition("\n")[2]]
    assert codes(capture) == []


def test_a_donor_follows_the_number_of_the_record_or_its_empty_label() -> None:
    assert facts(sifted(NEW_SITE.replace("114810\n\n", "")))["donor"] == ["The Harbour Fund"]


def test_a_capture_of_one_line_is_all_text() -> None:
    line = "Letter from Ivo Senn to Mara Tull"
    for text in (line, f"{line}\n", f"\n\n{line}\n\n"):
        capture = sifted(text)
        assert document(capture) == [line]
        assert facts(capture) == {}


@pytest.mark.parametrize("words", ["Skip to content", "Skip to main content", "Jump to content"])
def test_a_page_of_a_site_that_nobody_knows_loses_the_link_that_skips_its_menu(words: str) -> None:
    capture = sifted(f"{words}\n\nThe Harbour of Bergen\n\nThe harbour is open.\n", pinned="plain")
    assert document(capture) == ["The harbour is open."]
    assert facts(capture)["title"] == ["The Harbour of Bergen"]
    assert reasons(capture, "chrome") == ["navigation"]


def test_a_series_line_and_notes_without_full_stop_are_known_on_history_state_gov() -> None:
    series = "Foreign Relations of the United States, 1951, Volume VII, Korea"
    capture = sifted(
        f"{series}\n\n211. Telegram From the Embassy in Albania to the Department of State\n\nThe harbour is open.2\n\n"
        "1 Source: Department of State, Central Files, 3. Secret.\n\n2 Not printed.\n"
    )
    assert capture.layout == "history-state-gov"
    assert facts(capture)["series"] == [series]
    assert facts(capture)["sourceNote"] == ["Source: Department of State, Central Files, 3. Secret."]
    assert document(capture) == ["The harbour is open.2", "2 Not printed."]


def test_every_shipped_profile_has_a_test_here() -> None:
    tested = {"wilson-page", "wilson-legacy", "wilson-pdf", "kcna-watch", "kcna-co-jp", "history-state-gov", "plain"}
    assert set(SHIPPED) == tested == {profile.name for profile in PROFILES}


def test_only_plain_is_taken_without_any_evidence() -> None:
    assert [profile.name for profile in PROFILES if profile.enough == 0] == ["plain"]


# --- lines that fit no slot -----------------------------------------------------------------------------------


def test_an_unknown_line_below_the_document_is_kept_and_reported() -> None:
    text = NEW_SITE + "\nSomething " + "that nobody has ever seen on this page " * 5 + "\n"
    capture = sifted(text)
    (finding,) = capture.findings
    assert finding.code == "C203"
    assert finding.span
    words = text[slice(*finding.span)]
    assert words.startswith("Something that nobody")
    assert facts(capture)["remark"] == [words]
    assert next(zone.kind for zone in capture.zones if zone.span == finding.span) == "header"


def test_an_unknown_line_above_the_document_begins_the_document() -> None:
    unknown = "Subscribe to " + "our newsletter " * 40
    capture = sifted(NEW_SITE.replace("This document was made", f"{unknown}\n\nThis document was made"))
    assert document(capture)[0] == unknown.strip()
    assert any(line.startswith("This document was made possible") for line in document(capture))


def test_missing_parts_of_a_page_do_not_shift_the_others() -> None:
    lines = [
        line for line in NEW_SITE.splitlines() if line not in ("Skip to content", "May 3, 1951", "Rights", "Source")
    ]
    capture = sifted("\n".join(lines))
    assert facts(capture)["title"] == ["Letter from Ivo Senn to Mara Tull"]
    assert facts(capture)["citation"] == ["State Archive, Harbours, Box 3. Translated by Jon Vey"]
    assert facts(capture)["recordId"] == ["114810"]


def test_a_slot_takes_one_line_unless_it_takes_many(folder: Path) -> None:
    text = "Harbour Archive\n\nHarbour Archive\n\nThe harbour is open.\n"
    written(folder, "one", OWN)
    assert document(sifted(text, load_profiles(folder))) == ["Harbour Archive", "The harbour is open."]
    written(folder, "one", OWN.replace("}\n", ", many: true}\n").replace("weight: 3, many: true", "weight: 3"))
    assert document(sifted(text, load_profiles(folder))) == ["The harbour is open."]


# --- which profile -------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


OWN = "evidence:\n  - {is: Harbour Archive, weight: 3}\nhead:\n  - {slot: site, is: Harbour Archive}\n"


def test_a_tie_is_a_warning_that_names_both_and_the_first_is_taken(folder: Path) -> None:
    written(folder, "first", OWN)
    written(folder, "second", OWN)
    capture = sifted("Harbour Archive\n\nThe harbour is open.\n", load_profiles(folder))
    assert capture.layout == "first"
    (finding,) = capture.findings
    assert finding.code == "C202"
    assert "first (taken) and second" in finding.message


def test_more_evidence_wins_whatever_the_order(folder: Path) -> None:
    written(folder, "a", OWN)
    written(folder, "b", OWN.replace("weight: 3", "weight: 4"))
    capture = sifted("Harbour Archive\n\nThe harbour is open.\n", load_profiles(folder))
    assert (capture.layout, codes(capture)) == ("b", [])
    assert [(evidence.name, evidence.score) for evidence in capture.evidence[:2]] == [("b", 4), ("a", 3)]
    assert capture.evidence[0].reasons == ("“Harbour Archive”",)


def test_less_evidence_than_enough_is_none(folder: Path) -> None:
    written(folder, "a", OWN + "enough: 4\n")
    assert sifted("Harbour Archive\n\nThe harbour is open.\n", load_profiles(folder)).layout == "plain"


def test_the_editor_can_pin_a_layout_against_the_evidence() -> None:
    capture = sifted(NEW_SITE, pinned="plain")
    assert (capture.layout, codes(capture)) == ("plain", [])
    assert "Document Information" in document(capture)


def test_an_own_profile_replaces_the_shipped_one_of_its_name(folder: Path) -> None:
    written(folder, "kcna-watch", OWN)
    profiles = load_profiles(folder)
    assert [profile.name for profile in profiles].count("kcna-watch") == 1
    assert profile_named(profiles, "kcna-watch", "here").telltales[0][0].equals == "Harbour Archive"


def test_a_layout_that_does_not_exist_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(BadConfiguration) as caught:
        profile_named(PROFILES, "wilson", "documents.a.txt.layout")
    assert "documents.a.txt.layout: there is no layout “wilson”; there are: wilson-page" in caught.value.message
    assert caught.value.remedy


def test_a_slot_may_need_one_of_several_before_it(folder: Path) -> None:
    written(
        folder,
        "mine",
        "evidence:\n  - {is: Harbour Archive, weight: 3}\nhead:\n  - {slot: site, is: Harbour Archive}\n"
        "  - {slot: menu, is: Menu}\n  - {slot: title, form: line, needs: [site, menu], fact: title}\n",
    )
    profiles = load_profiles(folder)
    for top in ("Harbour Archive", "Harbour Archive\n\nMenu"):
        assert facts(sifted(f"{top}\n\nOn Cod\n\nThe harbour is open.\n", profiles))["title"] == ["On Cod"]
    assert facts(sifted("Cod\n\nOn Cod\n\nIt is open.\n", profiles, pinned="mine")) == {}


def test_a_slot_may_warn_the_editor(folder: Path) -> None:
    written(folder, "mine", OWN.replace("Archive}\n", "Archive, fact: remark, warning: look at this line}\n"))
    capture = sifted("Harbour Archive\n\nThe harbour is open.\n", load_profiles(folder))
    (finding,) = capture.findings
    assert (finding.code, finding.message) == ("C206", "look at this line")
    assert finding.span == (0, len("Harbour Archive"))


def test_a_group_that_takes_no_words_states_nothing(folder: Path) -> None:
    slot = "head:\n  - {slot: a, like: '(?P<title>)Harbour (?P<date>.*)', fact: rights}\n"
    written(folder, "mine", OWN.partition("head:")[0] + slot)
    capture = sifted("Harbour Archive\n\nThe harbour is open.\n", load_profiles(folder))
    assert facts(capture) == {"date": ["Archive"], "rights": ["Harbour Archive"]}


def test_a_line_as_long_as_a_document_fits_no_pattern_that_has_many_ways(folder: Path) -> None:
    slot = "head:\n  - {slot: a, like: '(?:Harbour ?)*Archive.*x.*y.*', zone: chrome, many: true}\n"
    written(folder, "mine", OWN.partition("head:")[0] + slot)
    short, long = "Harbour Archivexy", "Harbour Archive" + "x" * 100_000
    assert document(sifted(f"Harbour Archive\n\n{short}\n\n{long}\n", load_profiles(folder)))[-1] == long


def test_a_folder_of_layouts_that_cannot_be_read_is_refused(folder: Path) -> None:
    (folder / "closed").write_text("", encoding="utf-8")
    with pytest.raises(BadConfiguration, match="closed: cannot be read: Not a directory"):
        load_profiles(folder / "closed")


def test_what_a_system_leaves_in_the_folder_is_no_profile(folder: Path) -> None:
    (folder / "._mine.yaml").write_bytes(b"\x00\x05\x16\x07")
    assert [profile.name for profile in load_profiles(folder)] == list(SHIPPED)


@pytest.mark.parametrize("name", ["our archive.yaml", "Own.yaml", "con.yaml", "own.yml", "own\udcff.yaml"])
def test_a_profile_needs_a_name_by_which_it_can_be_called(folder: Path, name: str) -> None:
    (folder / name).write_text(OWN, encoding="utf-8")
    with pytest.raises(BadConfiguration, match="name"):
        load_profiles(folder)


# --- profiles that are wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("about: x\nevidnce: []\n", 2, "did you mean “evidence”?"),
        ("head:\n  - {slot: a, is: A}\n  - {slot: b, is: B, zone: rihgts}\n", 3, "is not"),
        ("head:\n  - {slot: a, is: A, zone: hedaer}\n", 2, "did you mean “header”?"),
        ("head:\n  - {is: A}\n", 2, "slot"),
        ("head:\n  - {slot: a, zone: chrome}\n", 2, "a test is missing: one of is, starts, like, form"),
        ("evidence:\n  - {weight: 2}\n", 2, "a test is missing"),
        ("head:\n  - {slot: a, like: '(open'}\n", 2, ""),
        ("head:\n  - {slot: a, form: dat}\n", 2, "did you mean “date”?"),
        ("genre: lettre\n", 1, "did you mean “letter”?"),
        ("tail:\n  slts: []\n", 2, "did you mean “slots”?"),
        ("head:\n  - {slot: a, is: A}\n  - {slot: b, form: line, needs: c}\n", 3,
         "there is no slot “c” here; there are: a, b"),
        ("enough: three\n", 1, ""),
        ("- a list\n", 1, ""),
        ("states:\n  titel: x\n", 2, "did you mean “title”?"),
        ("head:\n  - {slot: a, is: A, fact: titel}\n", 2, "did you mean “title”?"),
        ("head:\n  - {slot: a, like: '(?P<titel>A)'}\n", 2, "the group “titel” is no fact; did you mean “title”?"),
        ("head:\n  - {slot: a, like: 'A', parts: {x: {fact: date}}}\n", 2, "there is no group “x” for its part"),
        ("head:\n  - {slot: a, like: '(?P<title>A(?P<date>B))'}\n", 2, "the group “date” stands in another one"),
        ("head:\n  - {slot: a, like: '(?=(?P<title>A)).*'}\n", 2, "the group “title” stands in another one, or only"),
    ],
)  # fmt: skip
def test_a_wrong_profile_is_refused_with_file_line_and_cure(folder: Path, text: str, line: int, message: str) -> None:
    path = written(folder, "mine", text)
    with pytest.raises(BadConfiguration) as caught:
        load_profile(path)
    assert f"mine.yaml:{line}: " in caught.value.message
    assert message in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b", "\x00", "\u202e", "\xad", "\x1b", "\ue000"])
def test_a_page_is_recognised_by_what_its_readers_see(unseen: str) -> None:
    plain = sifted(NEW_SITE)
    disturbed = sifted(NEW_SITE.replace("May 3, 1951", f"{unseen}May 3, 1951", 1).replace("Rights", f"Rights{unseen}"))
    assert [zone.reason for zone in disturbed.zones] == [zone.reason for zone in plain.zones]
    assert [fact.value for fact in disturbed.facts_named("date")] == ["May 3, 1951"]


# --- any text --------------------------------------------------------------------------------------------------


def tiles(capture: Capture) -> None:
    text = capture.source.text
    end = 0
    for zone in capture.zones:
        assert end <= zone.span.start < zone.span.end <= len(text)
        assert not text[end : zone.span.start].strip(WHITE_SPACE)
        assert zone.reason
        end = zone.span.end
    assert not text[end:].strip(WHITE_SPACE)
    # the lines of the document are exactly the zones that are text or not decided yet
    own = [zone.span for zone in capture.zones if zone.kind in ("text", "undecided")]
    assert [(line.start, line.end) for line in capture.lines] == own
    assert set(capture.undecided) <= set(capture.lines)
    for fact in capture.facts:  # the ends of joined lines are read as spaces
        assert fact.span is None or flat(seen(text[slice(*fact.span)])) == flat(fact.value)


def flat(words: str) -> str:
    return "".join(" " if character in WHITE_SPACE else character for character in words)


@pytest.mark.parametrize("pinned", [None, *SHIPPED])
@given(text=captures.filter(has_words))
def test_zones_tile_any_capture_under_any_profile(pinned: str | None, text: str) -> None:
    tiles(sifted(text, pinned=pinned))


SLOTS = st.fixed_dictionaries(
    {"slot": st.sampled_from(("a", "b", "c")), "zone": st.sampled_from(("chrome", "header", "text"))},
    optional={
        "is": st.sampled_from(("END", "P.S.", "Enver Hoxha", "TOP SECRET")),
        "form": st.sampled_from(("date", "line")),
        "many": st.booleans(),
        "longest": st.integers(1, 60),
        "fact": st.sampled_from(("title", "date", "remark")),
    },
).filter(lambda slot: "is" in slot or "form" in slot)


@given(
    text=bodies(),
    head=st.lists(SLOTS, max_size=4),
    foot=st.lists(SLOTS, max_size=4),
    opens=st.sampled_from(("END", "P\\.S\\.", ".*", "nothing")),
    pick=st.sampled_from(("first", "last")),
)
def test_zones_tile_any_document_under_profiles_that_nobody_would_write(
    tmp_path_factory: pytest.TempPathFactory, text: str, head: object, foot: object, opens: str, pick: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.yaml"
    profile = {"head": head, "summary": "last", "tail": {"opens": [opens], "from": pick, "slots": foot}}
    path.write_text(json.dumps(profile), encoding="utf-8")  # JSON is YAML, too
    if has_words(text):
        tiles(sifted(text, (load_profile(path), *PROFILES), pinned="odd"))


def test_a_copyright_and_a_menu_below_a_text_without_a_page_are_no_part_of_it() -> None:
    capture = sifted(
        "Dear Mara,\n\nThe harbour is open.\n\nIvo Senn\n\n© Harbour Archive 2011\n\nPrevious | Next | Home\n"
    )
    assert capture.layout == "plain"
    assert document(capture) == ["Dear Mara,", "The harbour is open.", "Ivo Senn"]
    assert facts(capture)["rights"] == ["© Harbour Archive 2011"]
    assert reasons(capture, "chrome") == ["navigation"]


def test_a_copyright_high_above_the_end_does_not_take_the_text_away() -> None:
    lines = ["© Harbour Archive 2011", *(f"Line {n} of the text stands here." for n in range(9))]
    assert document(sifted("\n\n".join(lines))) == lines


# --- the words without which no line fits a pattern ---------------------------------------------------------------

HALLMARKS = (
    # pattern                                  words                its beginning
    (r"^.{0,700}\bCitation: .*$", "Citation: ", ""),
    (r"^\d{1,3} \| Read more$", " | Read more", ""),
    (r"^(?:Home|Menu)\b.*$", "", ""),
    (r"^Home$|^Menu$", "", ""),
    (r"^Juche ?\d+$", "Juche", "Juche"),
    (r"^x{0,2}yz+$", "y", ""),
    (r"^[\]a]bc\xa0de\.$", "de.", ""),
    (r"(?i)^home$", "", ""),
    (r"^© \(Kim\) .*$", "© (Kim) ", "© (Kim) "),
)


@pytest.mark.parametrize(("pattern", "words", "begins"), HALLMARKS)
def test_a_pattern_is_tried_only_where_its_words_stand(pattern: str, words: str, begins: str) -> None:
    assert (hallmark(re.compile(pattern)), beginning(re.compile(pattern))) == (words, begins)


@given(text=captures)
def test_no_line_fits_a_pattern_without_its_words(text: str) -> None:
    patterns = [test.like for profile in PROFILES for test, _ in profile.telltales if test.like]
    patterns += [opening for profile in PROFILES if profile.tail for opening in profile.tail.opens]
    for line in text.splitlines():
        fitting = [pattern for pattern in patterns if pattern.match(line)]
        assert all(hallmark(pattern) in line and line.startswith(beginning(pattern)) for pattern in fitting)


def test_a_button_above_speeches_makes_them_no_foot_of_the_page() -> None:
    page = "Motion\n\nSpeakers\n\nTranscript\n\nThe Chairman: We begin.\n\nMr. Dahl: I ask for order.\n\nAgreed to.\n"
    assert reasons(sifted(page), "header") == []
