"""Marks that call notes, notes that nobody calls, and enclosures."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

MARKS = "//t:body//t:ref[@type='noteMarker']"


def report(*lines: str) -> Encoded:
    return encoded("\n\n".join(("Report on Trade", *lines)))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("The mud5 came.", ["5 See above."]),
        ("The harbour was closed.5 Then it rained.", ["5 See above."]),
        ("It was closed in 1957,5 and then opened.", ["5 See above."]),
        ("See telegram 1589.5 It is long.", ["5. See above."]),
        ("The mill was built in 19575 and burnt.", ["5 See above."]),
        ("They wrote to NATO5 at once.", ["5 See above."]),
        ("He said: “We shall wait.”5 Then he left.", ["5 See above."]),
        ("The harbour (in the south)5 was closed.", ["5) See above."]),
        ("The WPK[5] met.", ["[5] See above."]),
        ("It was closed on August 14.5 Then it rained.", ["5 See above."]),
    ],
)
def test_a_mark_is_glued_to_a_word_its_punctuation_or_a_figure(text: str, notes: list[str]) -> None:
    found = report(text, *notes)
    assert found.words(f"{MARKS}/@n") == ["5"]
    assert found.words(f"{MARKS}/@target") == ["#fn-5"]
    assert found.words("//t:back//t:note/t:p") == notes
    assert found.codes == []


@pytest.mark.parametrize(
    "text",
    [
        "CO2 rose.",
        "No5 is lost.",
        "We need 6-700,000 tons.",
        "The MiG21 came.",
        "It was closed on August 14.58 and after.",
    ],
)
def test_without_notes_in_the_capture_a_figure_is_no_mark(text: str) -> None:
    assert report(text).words(MARKS) == []


def test_a_figure_behind_a_figure_is_a_mark_only_if_the_order_of_the_notes_says_so() -> None:
    text = "The mill was closed in 1589,57 the port on August 14.58 and then the mud59 came."
    assert report(text, "57 See above.", "58 Ibid.", "59 Ibid.").words(f"{MARKS}/@n") == ["57", "58", "59"]
    assert report(text, "1 See above.", "2 Ibid.", "3 Ibid.").words(f"{MARKS}/@n") == ["59"]


def test_marks_follow_the_order_of_the_notes() -> None:
    text = "In 1956,1 in 1957,2 in May3 and later there were 3 harbours and 2 mills."
    assert report(text, "1 See above.", "2 Ibid.", "3 Ibid.").words(f"{MARKS}/@n") == ["1", "2", "3"]


def test_a_mark_whose_note_is_missing_says_so() -> None:
    found = report("It is the owner that pulls the donkey out of the mud5.")
    assert found.words(f"{MARKS}/@target") == []
    assert found.words("//t:note[@subtype='missingNote']/@target") == ["#fnref-5"]
    assert found.codes == ["N201"]


def test_a_note_that_nothing_calls_is_kept_and_reported() -> None:
    found = report("The harbour was closed.1 Then it rained.2 So it is.", "1 See above.", "2 Ibid.", "3 Ibid.")
    assert found.words("//t:note[@type='footnote']/@n") == ["1", "2", "3"]
    assert "N202" in found.codes


@pytest.mark.parametrize("heading", ["Notes", "Footnotes:", "ENDNOTES"])
def test_numbered_lines_under_their_heading_are_notes(heading: str) -> None:
    found = report("The harbour was closed.", heading, "1 See above.", "2 Ibid.")
    assert found.words("//t:note[@type='footnote']/@n") == ["1", "2"]


def test_numbered_lines_that_nothing_calls_are_no_notes() -> None:
    found = report("We have three tasks.", "1. To sow.", "2. To reap.", "3. To eat.")
    assert found.count("//t:note[@type='footnote']") == 0
    assert found.words("//t:list/t:item/t:label") == ["1.", "2.", "3."]


def test_a_page_of_an_edition_has_its_source_note_in_the_header() -> None:
    found = encoded(
        "12. Telegram From the Embassy in Korea to the Department of State1\n\n"
        "[Page 610] Seoul, June 3, 1964, 10 a.m.\n\nThe harbour was closed.2\n\nBerger\n\n"
        "1. Source: National Archives, Box 1. Secret. ↩\n\n2. See above. ↩\n"
    )
    assert found.conversion.layout == "history-state-gov"
    assert found.words("//t:note[@type='source']") == ["Source: National Archives, Box 1. Secret."]
    assert found.words("//t:idno[@type='documentNumber']") == ["12"]
    assert found.words(f"{MARKS}/@target") == ["#fn-2"]
    assert found.words("//t:opener/t:dateline/t:pb/@n") == ["610"]


@pytest.mark.parametrize(
    "heading", ["Enclosure", "Enclosure 1", "ATTACHMENT", "Annex A", "[Attachment]", "Tab B", "Appendix II"]
)
def test_an_enclosure_begins_with_its_heading(heading: str) -> None:
    found = report("We send the list.", heading, "The list of books")
    assert found.words("//t:div[@type='enclosure']/t:head") == [heading.strip("[]")]  # brackets are regenerated
    assert found.words("//t:div[@type='enclosure']/t:p") == ["The list of books"]


def test_each_enclosure_is_a_part_of_its_own() -> None:
    found = report("We send the lists.", "Annex A", "The first list", "Annex B", "The second list")
    assert found.words("//t:div[@type='enclosure']/t:p") == ["The first list", "The second list"]


def test_a_heading_with_nothing_below_it_is_no_enclosure() -> None:
    assert report("We send the lists.", "Annex A", "Annex B", "The list").words("//t:div/@type") == ["report"]


def test_notes_stand_behind_the_enclosures() -> None:
    found = report(
        "We send the list.1 It is long.", "Enclosure", "The list of books.2 All of them.", "1 See above.", "2 Ibid."
    )
    assert found.words("//t:div[@type='enclosure']//t:ref/@n") == ["2"]
    assert found.words("//t:back//t:note/@n") == ["1", "2"]


# --- Roman numbers, headings, what is no note -----------------------------------------------------------------


def test_notes_may_have_roman_numbers_in_brackets() -> None:
    found = report(
        "The harbour[i] was closed.[ii] So was the mill[iii] and the port.[iv]",
        "[i] See above.",
        "[ii] Ibid.",
        "[iii] Not printed.",
        "[iv] Ibid.",
    )
    assert found.words("//t:note[@type='footnote']/@n") == ["i", "ii", "iii", "iv"]
    assert found.words("//t:note[@type='footnote']/t:p/t:label") == ["[i]", "[ii]", "[iii]", "[iv]"]
    assert found.words(f"{MARKS}/@target") == ["#fn-i", "#fn-ii", "#fn-iii", "#fn-iv"]
    assert found.codes == []


def test_roman_numbers_that_do_not_ascend_are_no_notes() -> None:
    found = report("The harbour[i] was closed.[ii]", "[ii] Ibid.", "[i] See above.")
    assert found.words("//t:note[@type='footnote']/@n") in ([], ["i"])  # only the last can end a row
    assert "[ii] Ibid." in " ".join(found.words("//t:body//t:p"))


@pytest.mark.parametrize("heading", ["Notes", "Notes:", "Footnotes", "NOTES", "Endnotes:"])
def test_the_heading_of_the_notes_is_the_head_of_their_division(heading: str) -> None:
    found = report("The harbour was closed.1 Then it rained.2", heading, "1 See above.", "2 Ibid.")
    assert found.words("//t:back/t:div[@type='notes']/t:head") == [heading]
    assert found.words("//t:body//t:p") == ["The harbour was closed.1 Then it rained.2"]


def test_notes_without_a_heading_have_no_head() -> None:
    found = report("The harbour was closed.1 Then it rained.2", "1 See above.", "2 Ibid.")
    assert found.count("//t:div[@type='notes']") == 1
    assert found.count("//t:div[@type='notes']/t:head") == 0


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_numbers_of_copies_for_people_are_no_notes(dash: str) -> None:
    copies = [f"1 {dash} Cde. Gromyko", f"2 {dash} Cde. Molotov", f"3 {dash} file"]
    found = report("The harbour was closed.1 Then it rained.2 So it is.3", "Petro Dode", *copies)
    assert found.count("//t:note[@type='footnote']") == 0
    assert copies[0] in " ".join(found.words("//t:body/t:div/*"))


def test_what_the_edition_notes_about_a_note_stands_behind_it() -> None:
    found = report("The WPK[1] met.", "Notes", "[1] It met in [illegible], see [7].")
    assert found.words("//t:back/t:div/t:note/@type") == ["footnote", "editorial", "editorial"]
    assert found.words("//t:note[@type='editorial']/@target") == ["#gap-1", "#fnref-7"]
    assert found.count("//t:note//t:note") == 0
    assert "S07" not in found.codes
