"""Findings are located in the capture and shown to people and machines, always in the same order."""

from __future__ import annotations

import json
import random
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.excerpts import columns
from tei_edition.legible import HIDDEN
from tei_edition.model import Finding, Place, Severity, Span
from tei_edition.report import (
    locate,
    render_github,
    render_human,
    render_json,
    render_junit,
    render_sarif,
)

ERROR, WARNING, NOTE = Severity


def finding(code: str = "N201", span: Span | None = None, **more: object) -> Finding:
    values: dict[str, object] = {
        "severity": WARNING,
        "message": "note mark without a note",
        "hint": "look",
        **more,
    }
    return Finding(code=code, span=span, **values)  # type: ignore[arg-type]


def located(text: str, start: int, end: int) -> Finding:
    (found,) = locate([finding(span=Span(start, end))], text, "a.txt")
    return found


def human(*findings: Finding, width: int = 100, verbose: bool = False, color: bool = False) -> str:
    return render_human(findings, color=color, width=width, verbose=verbose)


# --- locate -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "line", "column"),
    [
        ("abc", 0, 1, 1),
        ("a\nb", 2, 2, 1),
        ("a\r\nb", 3, 2, 1),
        ("a\rb", 2, 2, 1),
        ("a\r\r\nbc", 5, 3, 2),
        ("a\u2028b\x85c", 4, 3, 1),  # where there is no other line end
        ("a\u2028b\nc", 4, 2, 1),
        ("𝔸𝔹c", 2, 1, 3),
        ("", 0, 1, 1),
        ("ab", 99, 1, 3),
        ("a\r\nb", 2, 1, 2),
    ],
)
def test_lines_end_with_lf_crlf_or_a_lone_cr_else_as_unicode_says(
    text: str, start: int, line: int, column: int
) -> None:
    assert located(text, start, start + 1).capture == Place("a.txt", line, column)


def test_a_finding_without_span_is_left_as_it_is() -> None:
    without = finding(tei=Place("a.xml", 3, 1))
    assert locate([without], "text", "a.txt") == (without,)


def test_an_excerpt_has_carets_under_the_span() -> None:
    assert located("one\ntwo three\nfour", 8, 13).excerpt == "two three\n    ^^^^^"


def test_a_long_line_is_cut_to_a_window_with_the_caret_in_place() -> None:
    words = "lorem ipsum " * 20
    found = located(words + "MUD5 " + words, len(words), len(words) + 4)
    line, carets = found.excerpt.split("\n")
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert len(line) <= 90
    assert line[carets.index("^") : len(carets)] == "MUD5"


def test_a_caret_stands_right_under_wide_and_combined_characters() -> None:
    line, carets = located("金日成 e\u0301 X", 7, 8).excerpt.split("\n")
    assert columns(line[: line.index("X")]) == carets.index("^")


TEXTS = st.text(st.one_of(st.sampled_from("\r\n\t \x1b\u202ea金"), st.characters()), max_size=300)


@given(TEXTS, st.integers(0, 320), st.integers(0, 320))
def test_a_place_leads_back_to_its_span(text: str, start: int, length: int) -> None:
    found = located(text, start, start + length)
    assert found.capture is not None
    usual, unusual = r"\r\n|\r|\n", r"[\x85\u2028\u2029]"
    lines = re.split(usual if re.search(usual, text) else unusual, text)
    line = lines[found.capture.line - 1]
    assert 1 <= found.capture.column <= len(line) + 1
    if start < len(text) and text[start] not in "\r\n\x85\u2028\u2029":
        assert line[found.capture.column - 1] == text[start]
    shown, carets = found.excerpt.split("\n")
    assert not HIDDEN.search(shown)
    assert re.fullmatch(r" *\^+", carets)
    before = carets.count(" ")
    if start < len(text) and text[start].isascii() and text[start].isprintable():
        assert any(columns(shown[:i]) == before and shown[i] == text[start] for i in range(len(shown)))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=600), st.data())
def test_an_excerpt_is_never_wider_than_a_terminal(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    line, carets = located(text, start, start + data.draw(st.integers(1, 50))).excerpt.split("\n")
    assert max(len(line), len(carets)) <= 90
    assert line[carets.index("^")] == text[start]


# --- for people ---------------------------------------------------------------------------------------------


def test_a_finding_reads_as_the_manual_shows_it() -> None:
    found = located("one\nout of the mud5. This", 17, 18)
    assert human(found) == (
        "a.txt:2:14  warning N201  note mark without a note\n"
        " 2 │ out of the mud5. This\n"
        "   │              ^\n"
        "    hint: look\n"
    )


def test_the_place_in_the_tei_is_shown_too() -> None:
    found = finding(capture=Place("a.txt", 2, 4), tei=Place("a.xml", 12, 1), xml_id="p-3")
    assert "\n    also a.xml:12 (#p-3)\n" in human(found)


def test_a_finding_about_the_tei_alone_points_there() -> None:
    shown = human(finding(tei=Place("a.xml", 12, 1), xml_id="p-3", hint=""))
    assert shown == "a.xml:12:1  warning N201  note mark without a note\n    in #p-3\n"


def test_a_finding_without_place_is_one_line() -> None:
    assert human(finding(hint="")) == "warning N201  note mark without a note\n"


def test_identical_findings_are_folded_after_three() -> None:
    many = [finding(capture=Place("a.txt", n, 1)) for n in range(1, 15)]
    shown = human(*many)
    assert shown.count("note mark without a note") == 3
    assert shown.endswith("N201  11 more like this\n")
    assert human(*many, verbose=True).count("note mark without a note") == 14


def test_raw_messages_stand_behind_verbose() -> None:
    assert "raw: cvc-1" not in human(finding(raw="cvc-1"))
    assert "    raw: cvc-1\n" in human(finding(raw="cvc-1"), verbose=True)


def test_colours_only_add_to_the_text() -> None:
    found = located("mud5.", 3, 4)
    colored = human(found, color=True)
    assert "\x1b[1;33mwarning\x1b[0m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == human(found)


def test_a_capture_cannot_drive_the_terminal() -> None:
    text = "x \x1b]0;owned\x07 \u202eevil\u2066 \x9b31m"
    found = located(text, 2, 3)
    shown = human(finding(message=text, hint=text, raw=text, capture=Place(text, 1, 1)), found, verbose=True)
    assert not HIDDEN.search(shown.replace("\n", ""))
    assert "<U+001B>]0;owned<U+0007> <U+202E>evil" in shown


def test_a_narrow_terminal_gets_a_shorter_excerpt() -> None:
    words = "lorem ipsum " * 30
    shown = human(located(words + "MUD5", len(words), len(words) + 4), width=50)
    _, line, carets, _ = shown.rstrip("\n").split("\n")
    assert len(line) <= 50
    assert line[carets.index("^") : len(carets)] == "MUD5"


MIXED = [
    finding("S01", severity=ERROR, tei=Place("b.xml", 3, 1), message="x"),
    finding("N201", capture=Place("a.txt", 10, 1)),
    finding("C001", capture=Place("a.txt", 9, 7), severity=NOTE),
    finding("C002", capture=Place("a.txt", 9, 7), severity=ERROR, tei=Place("a.xml", 1, 1)),
    finding("G001"),
]


@pytest.mark.parametrize("write", [human, *(render_json, render_sarif, render_junit, render_github)])
def test_the_order_of_findings_does_not_depend_on_their_arrival(write: object) -> None:
    shuffled = random.Random(1).sample(MIXED, len(MIXED))
    if write is human:
        assert human(*shuffled) == human(*MIXED)
    else:
        assert write(shuffled) == write(MIXED)  # type: ignore[operator]


def test_findings_come_by_file_line_column_and_code() -> None:
    assert re.findall(r"[A-Z]\d{2,}", human(*MIXED)) == ["G001", "C001", "C002", "N201", "S01"]


# --- for machines -------------------------------------------------------------------------------------------


def test_json_carries_every_value() -> None:
    found = located("out of the mud5.", 14, 15)
    report = json.loads(render_json([found]))
    assert report["counts"] == {"error": 0, "warning": 1, "note": 0}
    assert report["findings"] == [
        {
            "code": "N201",
            "severity": "warning",
            "message": "note mark without a note",
            "hint": "look",
            "file": "a.txt",
            "line": 1,
            "column": 15,
            "span": [14, 15],
            "xml_id": None,
            "tei": None,
            "excerpt": "out of the mud5.\n              ^",
            "raw": "",
        }
    ]


def test_json_hides_nothing_and_loses_nothing() -> None:
    text = "\x1b \u202e \x9b \u2028 \ud800 \ufeff é"
    written = render_json([finding(message=text)])
    assert not HIDDEN.search(written.replace("\n", ""))
    assert json.loads(written)["findings"][0]["message"] == text


def test_sarif_names_rules_places_and_levels() -> None:
    report = json.loads(render_sarif([*MIXED, finding(capture=Place("my files/ä.txt", 0, 0))]))
    (run,) = report["runs"]
    assert (report["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    last = run["results"][-1]["locations"][0]["physicalLocation"]
    assert last["artifactLocation"]["uri"] == "my%20files/%C3%A4.txt"
    assert last["region"] == {"startLine": 1, "startColumn": 1}
    assert run["tool"]["driver"]["rules"][rules.index("S01")]["shortDescription"]["text"]


def test_junit_has_a_case_for_each_file_also_for_clean_ones() -> None:
    suites = ElementTree.fromstring(render_junit(MIXED, files=["clean.xml"]))
    assert suites.attrib == {"tests": "4", "failures": "2", "errors": "0"}
    cases = {case.get("name"): [child.tag for child in case] for case in suites.iter("testcase")}
    assert cases == {
        "?": ["system-out"],
        "a.txt": ["failure", "system-out"],
        "b.xml": ["failure"],
        "clean.xml": [],
    }


def test_junit_is_well_formed_whatever_a_capture_holds() -> None:
    root = ElementTree.fromstring(render_junit([finding(severity=ERROR, message="\x00\x1b<&\ud800\uffff", hint="]]>")]))
    assert root.get("failures") == "1"


def test_github_commands_cannot_be_forged() -> None:
    forged = finding(message="100%\n::error::x", capture=Place("a,b:c.txt", 4, 2), hint="")
    assert render_github([forged]) == (
        "::warning file=a%2Cb%3Ac.txt,line=4,col=2,title=tei-edition N201::100%25%0A::error::x\n"
    )


def test_a_report_without_findings_is_still_a_report() -> None:
    assert human() == ""
    assert render_github([]) == ""
    assert json.loads(render_json([]))["findings"] == []
    assert json.loads(render_sarif([]))["runs"][0]["results"] == []
    assert ElementTree.fromstring(render_junit([])).get("tests") == "0"
