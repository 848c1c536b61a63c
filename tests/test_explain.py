"""`explain` answers why a capture became what it is, and what each finding means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from program import ROOT, SEEDS, TELEGRAM, run
from tei_edition.cli.colours import ZONE, coloured, legend
from tei_edition.codes import codes, entry
from tei_edition.errors import UnreadableInput
from tei_edition.excerpts import columns
from tei_edition.explain import Question, explain

MINUTES = SEEDS / "002_87775c967b2a8326.txt"


def answer(subject: object, width: int = 100, *, in_full: bool = False) -> str:
    return explain(Question(str(subject), width=width, in_full=in_full)).text


# --- a capture ------------------------------------------------------------------------------------------------


def test_a_capture_is_explained_from_its_layout_to_its_last_character() -> None:
    text = answer(TELEGRAM)
    assert text.startswith("001_b1c178d6481c5cf6.txt: 3,009 characters, utf-8\n\nLayout: wilson-page\n")
    assert "         “Skip to content”\n" in text
    assert "\nGenre: telegram\n" in text
    assert re.search(r"^ +1  chrome  navigation +left out +Skip to content$", text, re.MULTILINE)
    assert text.endswith(" white space, 0 lost.\n")


def test_every_line_of_the_capture_is_accounted_for() -> None:
    shown = {int(found[1]) for found in re.finditer(r"^ {2,6}(\d+)  [a-z]+ +\S", answer(MINUTES), re.MULTILINE)}
    lines = MINUTES.read_text("utf-8").splitlines()
    assert shown == {number for number, line in enumerate(lines, 1) if line.strip("\xa0 \t")}


def test_a_paragraph_is_one_row_with_its_own_rule_unless_all_pieces_are_asked_for() -> None:
    row = re.compile(r"^ +12  text    paragraph of participants +p-1 ", re.MULTILINE)
    assert len(row.findall(answer(MINUTES))) == 1
    assert len(row.findall(answer(MINUTES, in_full=True))) > 5


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("subject", [*sorted(SEEDS.glob("*.txt")), f"{MINUTES}#p-1", "T101", "N201", "layouts"])
def test_no_line_is_wider_than_the_terminal(subject: object, width: int) -> None:
    assert max(columns(line) for line in answer(subject, width).splitlines()) <= width


def test_a_row_keeps_to_the_width_with_characters_that_take_two_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("金日成同志 " * 40, "utf-8")
    assert max(columns(line) for line in answer(tmp_path / "a.txt", 80).splitlines()) <= 80


def test_control_characters_of_a_capture_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dear \x1b[31mComrade,\n\nwe \u202egreet you.\n", "utf-8")
    text = answer(tmp_path / "a.txt")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<U+001B>" in text


def test_what_the_editor_pinned_and_stated_is_what_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TELEGRAM.read_bytes())
    settings = tmp_path / "edition.yaml"
    settings.write_text("documents: {a.txt: {facts: {citation: Our own words}}}\n")
    assert "  citation: not used  " in answer(tmp_path / "a.txt")
    settings.write_text("documents: {a.txt: {genre: report, layout: plain}}\n")
    text = answer(tmp_path / "a.txt")
    assert "\nLayout: plain\n" in text
    assert "\nGenre: report\n" in text


# --- one element ----------------------------------------------------------------------------------------------


def test_an_element_is_explained_piece_by_piece() -> None:
    text = answer(f"{MINUTES}#p-1")
    assert text.startswith("#p-1\n  12:1  text: paragraph of participants\n          “From the Albanian side there")
    assert "\nMarked in it\n" in text


def test_a_person_is_explained_by_the_places_where_they_are_named() -> None:
    text = answer(f"{MINUTES}#pers-manush-myftiu")
    assert "Named in\n" in text
    assert "“Manush Myftiu”" in text


def test_an_id_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnreadableInput, match=r"an element with the id “p-1a”; did you mean “p-1") as caught:
        answer(f"{MINUTES}#p-1a")
    assert "p-1, p-2" in caught.value.remedy


def test_a_file_name_may_have_a_number_sign(tmp_path: Path) -> None:
    (tmp_path / "no #5.txt").write_bytes(TELEGRAM.read_bytes())
    assert answer(tmp_path / "no #5.txt").startswith("no #5.txt: ")
    assert answer(tmp_path / "no #5.txt#p-1").startswith("#p-1\n")


# --- what is asked wrongly ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("E20", "neither a capture nor the code of a finding; did you mean “E207”"),
        ("layout", "did you mean “layouts”"),
        ("missing.txt", "missing.txt: there is no such file"),
        ("missing.txt#p-1", "missing.txt: there is no such file"),
        (str(SEEDS), "this is a folder"),
        (str(SEEDS / "edition.yaml"), "this is a .yaml file, not a capture"),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong(subject: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=re.escape(message)) as caught:
        answer(subject)
    assert caught.value.remedy


# --- colour and streams ---------------------------------------------------------------------------------------


ESCAPE = re.compile(r"\x1b\[\d*m")


def test_the_zones_of_a_capture_are_coloured_on_request_and_on_a_terminal_only() -> None:
    plain = run("explain", TELEGRAM)
    assert "\x1b" not in plain.stdout
    in_color = run("explain", TELEGRAM, "--color", "always")
    assert "\x1b[36mheader\x1b[0m" in in_color.stdout
    lines = [ESCAPE.sub("", line) for line in in_color.stdout.splitlines(keepends=True)]
    assert "".join(line for line in lines if line != f"  {ESCAPE.sub('', legend())}\n") == plain.stdout
    assert "\x1b" in run("explain", TELEGRAM, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in run("explain", TELEGRAM, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_the_words_of_a_line_have_the_colour_of_its_zone_and_those_of_the_document_none() -> None:
    text = run("explain", TELEGRAM, "--color", "always").stdout
    assert re.search(
        r"^ +1  \x1b\[90mchrome\x1b\[0m  navigation +left out +\x1b\[90mSkip to content\x1b\[0m$", text, re.M
    )
    assert re.search(r"^ +3  \x1b\[36mheader\x1b\[0m  document date .*  \x1b\[36mOctober 31, 1970\x1b\[0m$", text, re.M)
    rows = [line for line in text.splitlines() if re.match(r" +\d+  \x1b\[32mtext\x1b", line)]
    assert rows
    assert all(row.count("\x1b") == 2 for row in rows)


def test_markup_and_loss_have_a_colour_of_their_own() -> None:
    heads = "   line  zone    why   becomes  words\n"
    table = coloured(f"{heads}      1  markup  mark  note     mud\n      2  lost    x     ?        5\n\nend\n")
    assert "\x1b[33mmarkup\x1b[0m  mark  note     \x1b[33mmud\x1b[0m\n" in table
    assert "\x1b[31mlost\x1b[0m    x     ?        \x1b[31m5\x1b[0m\n\nend\n" in table


def test_a_legend_of_one_line_stands_above_the_rows() -> None:
    lines = ESCAPE.sub("", run("explain", TELEGRAM, "--color", "always").stdout).splitlines()
    at = lines.index("Where every line went")
    assert lines[at + 1] == (
        "  text: the document · markup: an element · header: a fact · chrome: left out · lost: nowhere"
    )
    assert "chrome: left out" not in run("explain", f"{TELEGRAM}#p-1", "--color", "always").stdout


@pytest.mark.parametrize("width", [80, 140])
def test_a_row_in_colour_is_the_row_without_it(width: int) -> None:
    for seed in sorted(SEEDS.glob("*.txt")):
        text = answer(seed, width, in_full=True)
        kept = [line for line in ESCAPE.sub("", coloured(text)).split("\n") if line != f"  {ESCAPE.sub('', legend())}"]
        assert "\n".join(kept) == text


def test_of_an_element_only_the_zone_is_coloured() -> None:
    row = "     12  text    text  p-1  text\n"
    assert ZONE.findall(row) == [("     12  ", "text")]
    assert coloured(row).count("\x1b[32m") == 1
    assert coloured("  12:1  header: title\n") == "  12:1  \x1b[36mheader\x1b[0m: title\n"


def test_a_layout_is_offered_where_none_is_known_and_where_one_does_not_know_a_line(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Home | Search\n\nDear Sir,\n\nI came.\n", "utf-8")
    assert f"next: tei-edition layout new NAME {letter} OTHER.txt (if there is page" in run("explain", letter).stderr
    letter.write_text(f"{TELEGRAM.read_text('utf-8')}\n\nReviewed by {'somebody ' * 30}\n", "utf-8")
    told = run("explain", letter).stderr
    assert told.startswith("next: correct the layout wilson-page, or draft one: tei-edition layout new NAME ")
    assert "explain" in run("explain", TELEGRAM).stderr


def test_the_answer_is_data_and_the_next_question_is_a_message() -> None:
    result = run("explain", "N201")
    assert result.stdout.startswith("N201  a note mark has no note  (warning)\n\nWhy it matters:\n")
    assert result.stderr == "next: tei-edition explain codes (all of them)\n"
    assert run("explain", "N201", "-q").stderr == ""


def test_layouts_and_codes_are_listed() -> None:
    assert re.search(r"^plain +text with no page around it$", answer("layouts"), re.MULTILINE)
    assert [line.split()[0] for line in answer("codes").splitlines()] == list(codes())


# --- every code has its long help -----------------------------------------------------------------------------


def literal_codes() -> set[str]:
    """The codes that stand in the source between quotation marks."""
    sources = (ROOT / "src" / "tei_edition").rglob("*.py")
    return {code for path in sources for code in re.findall(r'"([A-Z]\d{2,3})"', path.read_text("utf-8"))}


def test_the_source_is_read_for_codes() -> None:
    assert {"C101", "E201", "N201", "S01", "T109", "W101"} <= literal_codes()


@pytest.mark.parametrize("code", sorted(literal_codes()))
def test_every_code_of_the_program_is_explained(code: str) -> None:
    known = entry(code)
    assert known is not None, f"{code} is emitted, but data/codes.yaml does not explain it"
    assert known.title
    assert not known.title.endswith(".")
    assert known.severity.split(";")[0] in ("error", "warning", "note")
    assert known.why.endswith(".")
    assert known.mend.endswith(".")
    assert known.bad
    assert known.good


def test_no_code_is_explained_that_the_program_does_not_have() -> None:
    assert set(codes()) <= literal_codes()
