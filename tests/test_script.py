"""The script of the pages as it is shipped: light, and silent but for the words of the labels."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from tei_edition.assets import asset
from tei_edition.site.looks import declared, joined, script, squeezed, tightened

SOURCE = asset("xslt", "js", "edition.js").read_text("utf-8")
LABELS = etree.parse(str(asset("xslt", "labels.xml")))


def test_the_script_weighs_less_than_16_kb() -> None:
    assert len(script("edition.js")) <= 16 * 1024


def test_what_the_style_sheet_has_for_the_script_weighs_less_than_3_kb() -> None:
    css = asset("xslt", "css", "edition.css").read_text("utf-8")
    assert len(squeezed(css.partition("/* with script */")[2]).encode()) <= 3 * 1024


def test_every_word_that_the_script_says_stands_in_the_labels() -> None:
    said = set(re.findall(r'\bword\("([^"]+)"', SOURCE)) | set(re.findall(r'copy\(.*, "([a-z-]+-?copied)"\)', SOURCE))
    for language in LABELS.getroot():
        labels = {label.get("n") for label in language.findall("js")}
        assert said <= labels
        assert all(label.text for label in language.findall("js"))


def test_the_script_makes_no_markup_of_words_and_sets_no_style_that_the_page_forbids() -> None:
    for dangerous in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert dangerous not in SOURCE


@pytest.mark.parametrize(
    ("line", "shorter"),
    [
        ('const a = { b: "c = d", e: [1, 2] };', 'const a={b:"c = d",e:[1,2]};'),
        ('say("it\\" = ", \' = \', ` = ${x}`);', 'say("it\\" = ",\' = \',` = ${x}`);'),
        ("text.replace(/ ?[/ ] = /g, (all) => all);", "text.replace(/ ?[/ ] = /g,(all)=>all);"),
        ("const half = (a + b) / 2 - c / 4;", "const half=(a+b)/ 2-c / 4;"),
        ("const sum = a + +b - -c + d++ * 2;", "const sum=a + +b - -c+d++*2;"),
        ("if (a > 1 && !b) return c ?? d;", "if(a>1&&!b)return c??d;"),
    ],
)
def test_a_line_of_a_script_loses_only_the_spaces_around_its_signs(line: str, shorter: str) -> None:
    assert tightened(line) == shorter


def test_a_statement_without_a_semicolon_keeps_its_line() -> None:
    lines = ("if(a){", "b();", "c", "++d", "e(", "f,", "g", ");", "}", "h")
    assert joined(lines) == "if(a){b();c\n++d\ne(f,g)}\nh\n"


def test_constants_that_follow_each_other_are_declared_together() -> None:
    lines = ("const a=1;", "const b=()=>{c;};", "const d=[", "1];", "const e=2;", "f();", "let g;", "const h=3;")
    assert declared(lines) == ["const a=1,b=()=>{c;},d=[", "1];", "const e=2;", "f();", "let g;", "const h=3;"]
