"""YAML files are checked against a shape; every mistake is named with its line, its key path and a cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tei_edition import yamlfile, yamlparser
from tei_edition.errors import BadConfiguration
from tei_edition.shapes import (
    Boolean,
    ByKind,
    Choice,
    Field,
    Integer,
    IsoDate,
    IsoDay,
    Mapping,
    MappingOf,
    Number,
    OneOrMany,
    Regex,
    Sequence,
    Text,
    did_you_mean,
    rows,
)
from tei_edition.yamlfile import MOST_BYTES, parse_yaml, read_utf8, read_yaml

LETTER = Mapping(
    {
        "title": Field(Text(), meaning="the title"),
        "genre": Field(Choice("letter", "telegram"), default="letter", meaning="the kind"),
        "day": Field(IsoDay()),
        "when": Field(IsoDate()),
        "copies": Field(Integer(1, 9)),
        "weight": Field(Number(0, 1)),
        "urgent": Field(Boolean(), default=False),
        "pattern": Field(Regex()),
        "copy_to": Field(Sequence(Text())),
        "subjects": Field(OneOrMany(Text()), default=()),
        "facts": Field(MappingOf(Text(), key=Choice("date", "rights")), default={}),
        "pages": Field(Mapping({"first": Field(Integer(), default=1), "last": Field(Integer())})),
        "archive": Field(ByKind(scalar=Text(), mapping=Mapping({"name": Field(Text(), required=True)}))),
    }
)


def read(text: str) -> dict[str, Any]:
    return parse_yaml(text, "letter.yaml", LETTER, remedy="look again").value


def complaint(text: str) -> str:
    with pytest.raises(BadConfiguration) as caught:
        read(text)
    assert caught.value.remedy == "look again"
    return caught.value.message


def test_an_empty_file_has_all_defaults() -> None:
    for text in ("", "\n\n", "# only a remark\n", "---\n", "{}"):
        value = read(text)
        assert value["genre"] == "letter"
        assert value["pages"] == {"first": 1, "last": None}
        assert value["title"] is None


def test_an_empty_value_counts_as_left_out() -> None:
    assert read("title:\ngenre: ~\n") == read("")


def test_values_come_in_the_type_of_their_shape() -> None:
    value = read(
        "day: 2026-11-21\nwhen: 1973-08\ncopies: 3\nweight: 0.5\nurgent: yes\npattern: '^[0-9]{2} '\n"
        "copy_to: [A, B]\nsubjects: Korea\nfacts: {date: x}\npages: {last: 9}\narchive: {name: AQPPSH}\n"
    )
    assert (value["day"], value["when"]) == ("2026-11-21", "1973-08")
    assert (value["copies"], value["weight"], value["urgent"]) == (3, 0.5, True)
    assert value["pattern"] == "^[0-9]{2} "  # the space at its end counts
    assert (value["copy_to"], value["subjects"]) == (("A", "B"), ("Korea",))
    assert (value["facts"], value["pages"]) == ({"date": "x"}, {"first": 1, "last": 9})
    assert value["archive"] == {"name": "AQPPSH"}


@pytest.mark.parametrize("written", ["007", "1e3", "0x1F", "12:30:00", "2026-11-21", "1_000", "3.10"])
def test_numbers_and_dates_stay_text_where_text_is_expected(written: str) -> None:
    assert read(f"title: {written}")["title"] == written


def test_a_text_over_several_lines_ends_without_line_break() -> None:
    assert read("title: |\n  Letter\n  to Kim\n\ngenre: letter")["title"] == "Letter\nto Kim"
    assert read("title: >\n  Letter\n  to Kim\n")["title"] == "Letter to Kim"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\ntitel: x",
            "letter.yaml:2: titel: this key is not known; did you mean “title”? allowed: title, genre, day,",
        ),
        ("zzz: x", "letter.yaml:1: zzz: this key is not known; allowed: title, genre,"),
        (
            "genre: leter",
            "letter.yaml:1: genre: “leter” is not allowed; did you mean “letter”? allowed: letter, telegram",
        ),
        ("genre: opera", "letter.yaml:1: genre: “opera” is not allowed; allowed: letter, telegram"),
        ("genre: LETTER", "did you mean “letter”?"),
        ("title: no", 'letter.yaml:1: title: without quotation marks YAML reads “no” as “false”; write "no"'),
        ("title: On", 'YAML reads “On” as “true”; write "On"'),
        ("title: [a]", "letter.yaml:1: title: a text is expected, not a list"),
        ("title: {a: b}", "letter.yaml:1: title: a text is expected, not keys with values"),
        ('title: ""', "letter.yaml:1: title: there is no value"),
        ('title: "a\\x07"', "letter.yaml:1: title: the character U+0007 cannot stand in XML"),
        ("day: 2026-11", "letter.yaml:1: day: “2026-11” is no date of the form YYYY-MM-DD"),
        ("day: 21.11.2026", "“21.11.2026” is no date of the form YYYY-MM-DD"),
        ("when: 2026-02-30", "letter.yaml:1: when: “2026-02-30” is not in the calendar"),
        ("when: 2026-13", "“2026-13” is not in the calendar"),
        ("copies: ten", "copies: “ten” is not allowed; expected is a whole number, at least 1, at most 9"),
        ("copies: 10", "copies: 10 is not allowed; expected is a whole number, at least 1, at most 9"),
        ("copies: 1.5", "copies: “1.5” is not allowed; expected is a whole number"),
        ("weight: [1]", "weight: a list is not allowed; expected is a number, at least 0, at most 1"),
        ("urgent: maybe", "urgent: “maybe” is not allowed; write true or false, without quotes"),
        ('urgent: "true"', "urgent: “true” is not allowed; write true or false, without quotes"),
        (
            "pattern: '(a'",
            "pattern: “(a” is no regular expression: missing ), unterminated subpattern at char",
        ),
        ("pattern: '[[a]'", "pattern: “[[a]” is no regular expression: Possible nested set"),
        ("copy_to: A", "letter.yaml:1: copy_to: a list is expected, not a single value; write [A]"),
        ("copy_to:\n- A\n- [B]", "letter.yaml:3: copy_to[2]: a text is expected, not a list"),
        ("copy_to:\n- A\n-\n", "letter.yaml:3: copy_to[2]: there is no value"),
        ("subjects: []", "letter.yaml:1: subjects: the list needs 1 or more items"),
        (
            "facts:\n  rigths: x",
            "letter.yaml:2: facts.rigths: “rigths” is not allowed; did you mean “rights”?",
        ),
        ("facts:\n  date: #1\n", "one that begins with “#” needs quotation marks, else it is a comment"),
        ("facts: x", "letter.yaml:1: facts: keys with values are expected, not a single value"),
        ("pages: 3", "pages: keys with values are expected, not a single value; allowed: first, last"),
        ("archive: [a]", "archive: a text, or keys with values is expected, not a list"),
        ("archive: {}", "letter.yaml:1: archive.name: this key is missing; it is a text"),
        ("title: a\ngenre: letter\ntitle: b", "letter.yaml:3: title: this key stands already on line 1"),
        ("[a]: b", "letter.yaml:1: a key is a single value, not a list"),
        ("- a", "letter.yaml:1: keys with values are expected, not a list; allowed: title, genre"),
        ("only words", "letter.yaml:1: keys with values are expected, not a single value; allowed: title"),
    ],
)
def test_a_mistake_is_named_with_its_line_key_path_and_cure(text: str, expected: str) -> None:
    assert expected in complaint(text)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a: b", "letter.yaml:1:"),
        ("title: a: b", "text with “: ” needs quotation marks"),
        (
            "title: 'a\n",
            "letter.yaml:1:8: this is not valid YAML: a quotation mark is opened here and not closed",
        ),
        ('title: "Letters" to Kim', "letter.yaml:1:18: this is not valid YAML: a key is expected here"),
        (
            "title: a\ncopy_to: [a\ngenre: b",
            "letter.yaml:2:10: this is not valid YAML: the list that “[” opens",
        ),
        ("pages: {a: b\n", "letter.yaml:1:8: this is not valid YAML: what “{” opens here is not closed"),
        ("pages:\n\tfirst: 1", "letter.yaml:2:1: this is not valid YAML: a tab stands here"),
        ("title: @home", "letter.yaml:1:8: this is not valid YAML: a value may not begin with “@”"),
        ("title: a\ngenre\nday: b", "letter.yaml:2:1: this is not valid YAML: this line has no colon"),
        ("copy_to:\n- a\n b: c", "this is not valid YAML: "),
        (
            "title: a\ngenre: \x07",
            "letter.yaml:2:8: this is not valid YAML: the character U+0007 may not stand",
        ),
        ("title: a\n---\ntitle: b", "letter.yaml:2:1: this is not valid YAML: a second document begins here"),
        (
            "title: *here",
            "letter.yaml:1:8: this is not valid YAML: “*here” stands for another part of the file",
        ),
        ("title: &here x", "“&here” marks a part of the file for repetition, which is not supported"),
        ("title: !!python/name:os.system x", "is a YAML tag, which is not supported"),
        ("title: " + "[" * 5000, "letter.yaml:1:32: this is not valid YAML: more than 24 levels deep"),
    ],
)
def test_broken_yaml_is_explained_in_plain_words_with_line_and_column(
    text: str, expected: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamlparser, "_LOADER", getattr(yaml, loader))  # not every machine has libyaml
    assert expected in complaint(text)


def test_all_mistakes_of_a_file_come_in_one_message_in_its_order() -> None:
    message = complaint("copies: 0\ngenre: leter\nfacts: {date: x, dates: y}\ntitel: x\n")
    assert [line.split(": ")[0:2] for line in message.split("\n")] == [
        ["letter.yaml:1", "copies"],
        ["letter.yaml:2", "genre"],
        ["letter.yaml:3", "facts.dates"],
        ["letter.yaml:4", "titel"],
    ]


def test_a_message_does_not_grow_without_end() -> None:
    lines = complaint("".join(f"key{n}: x\n" for n in range(100))).split("\n")
    assert len(lines) == yamlfile.MOST_PROBLEMS + 1
    assert lines[-1] == "… and 75 more"


def test_the_line_of_every_stated_value_is_known() -> None:
    file = parse_yaml("title: a\ncopy_to:\n  - b\n  - c\nfacts:\n  date: d\n", "letter.yaml", LETTER)
    assert file.line("copy_to") == 2
    assert file.line("copy_to", 1) == 4
    assert file.line("facts", "date") == 6
    assert file.line("facts", "date", "deeper") == 6
    assert file.states("title")
    assert not file.states("genre")


def test_a_fault_that_no_shape_sees_is_reported_at_its_line() -> None:
    file = parse_yaml("title: a\ncopy_to: [b]\n", "letter.yaml", LETTER, remedy="look again")
    file.refuse(())
    with pytest.raises(BadConfiguration, match=r"^letter\.yaml:2: copy_to\[1\]: nobody$"):
        file.refuse([(("copy_to", 0), "nobody")])


def test_a_file_is_named_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.yaml").write_text("titel: a", encoding="utf-8")
    with pytest.raises(BadConfiguration, match=r"^letter\.yaml:1: titel: "):
        read_yaml(Path("letter.yaml"), LETTER)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "letter.yaml"
    path.write_bytes("title: é".encode("utf-8-sig"))
    assert read_yaml(path, LETTER).value["title"] == "é"


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "letter.yaml"
    path.write_bytes("genre: letter\ntitle: Gomułka é".encode("iso-8859-2"))
    with pytest.raises(BadConfiguration, match=r"letter\.yaml:2: this file is not UTF-8 \(byte B3\)") as caught:
        read_yaml(path, LETTER)
    assert "UTF-8" in caught.value.remedy


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"nowhere\.yaml: there is no such file"):
        read_yaml(tmp_path / "nowhere.yaml", LETTER)
    with pytest.raises(BadConfiguration, match="cannot be read"):
        read_yaml(tmp_path, LETTER)


def test_only_a_near_miss_is_suggested() -> None:
    assert did_you_mean("Letter", ["letter"]) == "; did you mean “letter”?"
    assert did_you_mean("xyz", ["letter"]) == ""


def test_a_shape_can_be_listed_for_the_reference() -> None:
    listed = {row.key: row for row in rows(LETTER)}
    assert listed["genre"].what == "one of: letter, telegram"
    assert listed["genre"].default == "letter"
    assert listed["pages.first"].default == 1
    assert listed["archive.name"].required


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail_in_another_way(text: str) -> None:
    try:
        read(text)
    except BadConfiguration as error:
        assert error.message.startswith("letter.yaml:")


@given(st.dictionaries(st.sampled_from(["title", "copy_to"]), st.text(st.characters(codec="utf-8"), min_size=1)))
def test_a_text_that_yaml_writes_is_read_back_as_it_was(value: dict[str, str]) -> None:
    shape = Mapping({"title": Field(Text()), "copy_to": Field(Text())})
    try:
        read_back = parse_yaml(yaml.safe_dump(value, default_style='"'), "t.yaml", shape).value
    except BadConfiguration as error:
        assert "cannot stand in XML" in error.message or "there is no value" in error.message
    else:
        assert {key: text for key, text in read_back.items() if text is not None} == value


def test_a_file_with_a_million_values_is_refused_where_it_is_too_much() -> None:
    with pytest.raises(BadConfiguration, match="the file has more than 1,000,000 values") as caught:
        read("titles: [" + "a," * 1_000_001 + "]")
    assert ":1:2000002: " in caught.value.message


def test_a_file_of_many_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(BadConfiguration, match="50,000,001 bytes"):
        read_utf8(path)
