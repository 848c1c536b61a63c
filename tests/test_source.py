"""Bytes become text exactly as received; what is not text is refused with the cure."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.errors import UnreadableInput
from tei_edition.source import WHITE_SPACE, decode, line_starts, lines, normalised, position, read_source

LETTER = "Tirana, 3 février 1966\r\n\r\nDear Comrade Kim Il Sung – “조선”\n"


def refused(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(UnreadableInput) as caught:
        decode(data, "a.txt", encoding=encoding)
    assert caught.value.remedy
    return caught.value.message


# --- encodings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    source, findings = decode(mark + LETTER.encode(encoding), "a.txt", encoding="windows-1252")
    assert (source.text, source.encoding, findings) == (LETTER, encoding, ())


def test_utf_8_is_read_as_it_stands() -> None:
    data = LETTER.encode()
    source, findings = decode(data, "000_98f4.txt")
    assert (source.text, source.encoding, findings) == (LETTER, "utf-8", ())
    assert (source.name, source.ident) == ("000_98f4.txt", "000_98f4")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_the_declared_encoding_counts_where_the_bytes_are_not_utf_8() -> None:
    data = "Wałęsa – Gdańsk".encode("windows-1250")
    source, findings = decode(data, "a.txt", encoding="windows-1250")
    assert (source.text, source.encoding, findings) == ("Wałęsa – Gdańsk", "windows-1250", ())


def test_utf_8_comes_before_what_is_declared() -> None:
    source, _ = decode("Tirana – février".encode(), "a.txt", encoding="windows-1252")
    assert (source.text, source.encoding) == ("Tirana – février", "utf-8")


def test_a_guessed_encoding_is_reported_with_its_name_and_the_first_wrong_byte() -> None:
    text = "Les délégations se sont réunies le 3 février 1966 et ont parlé de la coopération. " * 4
    source, (finding,) = decode(text.encode("windows-1252"), "a.txt")
    assert source.text == text
    assert finding.code == "C102"
    assert source.encoding in finding.message
    assert "byte 6 (0xE9) is not UTF-8" in finding.message
    assert finding.hint


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"caf\xe9", "utf-9", "the encoding “utf-9” is not known"),
        (b"caf\xe9", "ascii", "byte 4 is not ascii (--encoding says so)"),
        (b"caf\xe9", "base64", "the encoding “base64” is not known"),
        (codecs.BOM_UTF8 + b"caf\xe9", None, "byte 7 is not utf-8 (its byte order mark says so)"),
        (codecs.BOM_UTF16_LE + b"abc", None, "is not utf-16-le (its byte order mark says so)"),
    ],
)
def test_bytes_that_do_not_fit_their_encoding_are_refused(data: bytes, encoding: str | None, message: str) -> None:
    assert message in refused(data, encoding)


# --- other formats ----------------------------------------------------------------------------------------------


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), "<w/>")  # the same bytes in every process of a test run
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + b"JFIF" * 9, "a JPEG image"),
        (b"GIF89a" + b"x" * 20, "a GIF image"),
        (b"%PDF-1.7\n" + b"text " * 9, "a PDF file"),
        (zipped(), "a ZIP archive"),
        (gzip.compress(b"text", mtime=0), "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 9, "an old Word or Excel file"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"{\\rtf1\\ansi Dear Comrade}", "a Rich Text file"),
        (bytes(range(256)) * 4 + bytes(200), "a binary file"),
    ],
)
def test_another_format_is_refused_by_its_name(data: bytes, kind: str) -> None:
    assert f"this is {kind}" in refused(data)


@pytest.mark.parametrize("title", ["%PDF-files in archives", "GIF8 is no image", "PK", "MZ", "BZh"])
def test_a_title_that_begins_like_a_format_is_text(title: str) -> None:
    assert decode(f"{title}\n\nDear Comrade".encode(), "a.txt")[0].text.startswith(title)


def test_single_nul_characters_do_not_make_a_text_binary() -> None:
    text = "Dear Comrade\x00, " + "we thank you. " * 20
    assert decode(text.encode(), "a.txt")[0].text == text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\xa0\u3000\u2028".encode(), codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    assert "the file is empty" in refused(data)


# --- files ------------------------------------------------------------------------------------------------------


def test_a_file_is_read_whole_and_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a letter.v2.txt"
    path.write_bytes(LETTER.encode())
    source, findings = read_source(path)
    assert (source.text, source.name, source.ident, findings) == (LETTER, "a letter.v2.txt", "a letter.v2", ())


def test_what_is_no_file_or_too_large_is_refused_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 2000, encoding="utf-8")
    for wrong, limit, message in (
        (tmp_path, None, "this is no ordinary file"),
        (tmp_path / "b.txt", None, "there is no such file"),
        (path, 1999, "the file has 2,000 bytes, more than the limit of 1,999"),
    ):
        with pytest.raises(UnreadableInput, match=message) as caught:
            read_source(wrong, most_bytes=limit)
        assert caught.value.message.startswith(f"{wrong}: ")
        assert caught.value.remedy
    assert read_source(path, most_bytes=2000)[0].text == "x" * 2000


# --- lines and positions ------------------------------------------------------------------------------------------


def test_lines_end_with_any_of_the_three_line_ends() -> None:
    text = "\n  One \r\n\r\n\xa0\rtwo\rthree\x0bfour\u2028five"
    found = lines(text)
    assert [text[line.start : line.end] for line in found] == ["One", "two", "three\x0bfour\u2028five"]
    assert [(line.indent, line.blanks) for line in found] == [(2, 1), (0, 2), (0, 0)]


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_where_no_line_ends_as_usual_other_line_ends_count(end: str) -> None:
    text = f"One{end}{end} two{end}three"
    assert [text[line.start : line.end] for line in lines(text)] == ["One", "two", "three"]
    assert [line.blanks for line in lines(text)] == [0, 1, 0]
    assert position(text, text.index("three")) == (4, 1)


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2)), (7, (3, 4)), (8, (4, 1)), (9, (4, 2))],
)
def test_a_position_counts_lines_and_characters_from_one(offset: int, place: tuple[int, int]) -> None:
    assert position("a𝔸\n\rbé\r\nc", offset) == place


def test_white_space_is_that_of_the_guidelines_and_no_control_character() -> None:
    assert normalised(" a\t\n\xa0b\u3000c\u200a") == "a b c"
    assert normalised("a\x1cb\x1f\u200bc\ufeff") == "a\x1cb\x1f\u200bc\ufeff"
    assert set(WHITE_SPACE) == {chr(code) for code in range(0x110000) if chr(code).isspace()} - set("\x1c\x1d\x1e\x1f")


texts = st.text(st.characters() | st.sampled_from("\r\n \xa0\x0b\x1c\u2028ab"), max_size=80)


@given(texts)
def test_the_lines_of_any_text_hold_all_its_words_in_order(text: str) -> None:
    found = lines(text)
    end = 0
    for line in found:
        assert end <= line.start < line.end <= len(text)
        assert not text[end : line.start].strip(WHITE_SPACE)
        assert text[line.start] not in WHITE_SPACE
        assert text[line.end - 1] not in WHITE_SPACE
        assert not set("\r\n") & set(text[line.start : line.end])
        end = line.end
    assert not text[end:].strip(WHITE_SPACE)


@given(texts, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = position(text, offset)
    assert line_starts(text)[line - 1] + column - 1 == offset


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_are_refused(data: bytes) -> None:
    try:
        source, findings = decode(data, "a.txt")
    except UnreadableInput as error:
        assert error.remedy
        return
    assert source.text.strip(WHITE_SPACE)
    assert {finding.code for finding in findings} <= {"C102", "C105", "C106"}


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_any_text_comes_back_as_it_was_saved(text: str, encoding: str) -> None:
    try:
        source, _ = decode(text.encode(encoding), "a.txt")
    except UnreadableInput as error:
        assert not text.strip(WHITE_SPACE + "\ufeff") or "\0" in text or "this is" in error.message
        return
    assert source.text == (text.removeprefix("\ufeff") if encoding == "utf-8" else text)
