"""Bytes that nothing explains are read by their letters, and what is no text is kept or refused."""

from __future__ import annotations

import codecs
import json
import math
import struct

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from captures import workshop
from tei_edition.errors import UnreadableInput
from tei_edition.guessing import EBCDIC, LANGUAGES, guessed
from tei_edition.pipeline import convert
from tei_edition.source import UNENCODABLE, decode

# a language       where it was saved, a letter in it
LETTERS = (
    (
        "windows-1252 iso-8859-1 iso-8859-15 cp850 cp437 macintosh",
        "Genève, le 3 février 1966\n\nChère Hélène,\n\nLes délégations ont parlé de la coopération.\n",
    ),
    (
        "windows-1252 iso-8859-1 cp850 cp437 macintosh",
        "Köln, den 3. März 1970\n\nSehr geehrte Frau Müller,\n\nwir danken für die schönen Grüße und hören gern.\n",
    ),
    (
        "windows-1250 iso-8859-2 cp852",
        "Gdańsk, 3 maja 1970 roku\n\nDrogi Towarzyszu Gomułka,\n\nOtrzymałem Wasz list i dziękuję. Życzę szczęścia.\n",
    ),
    (
        "windows-1250 iso-8859-2 cp852",
        "Praha, 3. května 1970\n\nVážený soudruhu Nováčku,\n\nděkuji Vám za dopis. Příští týden přijedeme.\n",
    ),
    (
        "windows-1251 koi8-r iso-8859-5 cp866 mac-cyrillic",
        "Москва, 3 мая 1970 года\n\nДорогой товарищ Петров!\n\nПолучил ваше письмо и благодарю вас за него.\n",
    ),
    (
        "windows-1253 iso-8859-7",
        "Αθήνα, 3 Μαΐου 1970\n\nΑγαπητέ σύντροφε,\n\nΈλαβα την επιστολή σας και σας ευχαριστώ.\n".replace("Ά", "Α"),
    ),
    ("windows-1254 iso-8859-9", "İstanbul, 3 Mayıs 1970\n\nSayın Yıldız,\n\nMektubunuzu aldım, teşekkür ederim.\n"),
    ("windows-1255 iso-8859-8", "ירושלים, 3 במאי 1970\n\nחבר יקר,\n\nקיבלתי את מכתבך ואני מודה לך.\n"),
    ("windows-1256 iso-8859-6", "القاهرة، 3 مايو 1970\n\nعزيزي الرفيق،\n\nشكرا جزيلا على رسالتك.\n"),
    ("gb18030 gbk", "北京，1950年10月1日\n\n金日成同志：\n\n我们收到了你的来信，非常感谢。\n\n毛泽东\n"),
    ("big5 gb18030", "北京，1950年10月1日\n\n金日成同志：\n\n我們收到了你的來信，非常感謝。\n\n毛澤東\n"),
    ("euc-kr cp949", "평양, 1950년 10월 1일\n\n친애하는 동지, 우리는 편지를 받았습니다. 감사합니다.\n"),
    ("shift-jis euc-jp iso2022-jp", "東京、一九五〇年十月一日\n\nお手紙をありがとうございました。お伝えください。\n"),
    (
        "cp037 cp500",
        "Tirana, 3 February 1966\n\nDear Comrade Kim,\n\nwe have [as you know] received it [sic].\n\nHoxha\n",
    ),
    ("utf-7 utf-16-le", "Köln, den 3. März 1970\n\nSehr geehrte Frau Müller,\n\nwir danken für die Grüße.\n"),
    ("utf-7 hz", "北京，1950年10月1日\n\n金日成同志：\n\n我们收到了你的来信，非常感谢。\n\n毛泽东\n"),
    ("utf-7", "Москва, 3 мая 1970 года\n\nДорогой товарищ Петров!\n"),
    ("utf-16-le utf-16-be utf-32-le utf-32-be", "Tirana, 3 February 1966\r\n\r\nDear Comrade Kim – “조선”\r\n"),
    ("utf-16-le utf-16-be utf-32-le utf-32-be", "Москва, 3 мая 1970 года\n\nДорогой товарищ Петров!\n"),
    ("utf-16-le utf-16-be utf-32-le utf-32-be", "北京，1950年10月1日\n\n金日成同志：\n\n我们收到了一封你的来信。\n"),
)


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for names, text in LETTERS for name in names.split()])
def test_a_letter_is_read_as_it_was_written_and_the_guess_is_told(encoding: str, text: str) -> None:
    source, (finding,) = decode(text.encode(encoding), "a.txt")
    assert source.text == text
    assert finding.code == "C102"
    assert source.encoding in finding.message


def test_every_encoding_of_the_table_is_one_that_python_knows() -> None:
    for language in LANGUAGES:
        for encoding in language.encodings:
            codecs.lookup(encoding)


def test_quotation_marks_and_dashes_alone_tell_the_encoding() -> None:
    text = "The “harbour” of our country – which you’ve seen – has received ships…"
    source, _ = decode(text.encode("windows-1252"), "a.txt")
    assert source.text == text


def test_square_brackets_tell_which_ebcdic_it_is() -> None:
    text = "The harbour [illegible] of our country has this year received ships [sic].\n"
    for encoding in ("cp037", "cp500"):
        source, _ = decode(text.encode(encoding), "a.txt")
        assert (source.text, source.encoding) == (text, encoding)


def test_at_signs_before_a_damaged_byte_are_no_spaces_of_ebcdic() -> None:
    assert decode(b"@" * 200 + b"\xff", "a.txt")[0].encoding not in EBCDIC


@pytest.mark.parametrize(
    "text",
    [
        "Call +12345678 or +44-20, or write C++; A+B- is a grade.",
        "Fees: 1+1-2 and +ADw-script+AD4-",
        "See ~{home~} and ~~ and ~{",
        "a ~{} b",
        "@@@@@@@@@@@@@@@@@@@@",
        "+++",
    ],
)
def test_signs_of_other_encodings_in_plain_ascii_are_text(text: str) -> None:
    source, findings = decode(text.encode(), "a.txt")
    assert (source.text, source.encoding, findings) == (text, "utf-8", ())


# --- what is declared ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["iso2022-jp", "utf-16-be", "utf-32-le", "windows-1251", "gb18030"])
def test_what_the_editor_declares_is_no_guess(encoding: str) -> None:
    text = "товарищ Мао: 東京 1950"
    source, findings = decode(text.encode(encoding, "ignore"), "a.txt", encoding=encoding)
    assert (source.text, source.encoding) == (text.encode(encoding, "ignore").decode(encoding), encoding)
    assert findings == ()


# --- damage -------------------------------------------------------------------------------------------------------


def test_bytes_that_are_no_text_are_told_with_their_place_and_kept() -> None:
    data = "Tirana – février: the harbour".encode() + b"\xff\xfe of our " + "été\n".encode()
    source, (finding,) = decode(data, "a.txt")
    assert source.text == "Tirana – février: the harbour\udcff\udcfe of our été\n"
    assert finding.code == "C105"
    assert "byte 33 (0xFF), byte 34 (0xFE)" in finding.message
    assert [(each.byte, each.hex) for each in source.undecoded] == [(32, "ff"), (33, "fe")]


def test_the_ledger_keeps_the_bytes_and_gaps_stand_for_them() -> None:
    source, findings = decode("Ada Ash – Ben\n\nThe har".encode() + b"\x80bour.", "a.txt")
    conversion = convert(source, workshop(), None, findings)
    assert conversion.tei is not None and conversion.ledger is not None
    assert b'reason="unencodable"' in conversion.tei
    assert b"<desc>U+DC80</desc></gap>bour." in conversion.tei
    undecoded = json.loads(conversion.ledger.decode("utf-8", "surrogatepass"))["source"]["undecoded"]
    assert undecoded == [{"start": 22, "byte": 24, "hex": "80"}]


def test_half_a_surrogate_pair_is_named_in_every_unicode_encoding() -> None:
    text = "The harbour \ud800 of our country \udfff has this year received ships with coal, with wood, and with grain "
    text += "from the ports of the south."
    for encoding in ("utf-8", "utf-16-le", "utf-32-be"):
        source, findings = decode(text.encode(encoding, "surrogatepass"), "a.txt", encoding=encoding)
        assert source.text == text
        assert len(source.undecoded) == 2
        assert "C105" in [finding.code for finding in findings]


def test_bytes_that_no_language_uses_make_no_encoding() -> None:
    source, (finding,) = decode(b"The harbour of our country\xff has this year\xff\n\n\xff received ships.\n", "a.txt")
    assert source.encoding == "utf-8"
    assert (finding.code, len(source.undecoded)) == ("C105", 3)


def test_the_last_byte_of_a_truncated_file_is_kept() -> None:
    data = codecs.BOM_UTF16_LE + ("Dear Comrade, " * 9).encode("utf-16-le") + b"x"
    source, (finding,) = decode(data, "a.txt")
    assert source.text == "Dear Comrade, " * 9 + "\udc78"
    assert finding.code == "C105"


def test_a_byte_order_mark_before_plain_ascii_is_damage() -> None:
    source, (finding,) = decode(codecs.BOM_UTF16_LE + b"Dear Comrade Kim Il Sung", "a.txt")
    assert source.text == "\udcff\udcfeDear Comrade Kim Il Sung"
    assert "byte 1 (0xFF)" in finding.message


def test_a_declared_encoding_is_not_given_up_for_one_wrong_byte() -> None:
    data = ("친애하는 동지, 우리는 편지를 받았습니다. " * 3).encode("euc-kr") + b"\xff."
    source, (finding,) = decode(data, "a.txt", encoding="euc-kr")
    assert source.text.endswith(". \udcff.")
    assert f"byte {len(data) - 1} (0xFF)" in finding.message


def test_characters_that_xml_cannot_carry_are_counted_and_named() -> None:
    source, (finding,) = decode("A\x00bc\x00, \ufffe: the harbour of our country".encode(), "a.txt")
    assert finding.code == "C106"
    assert finding.message == "characters that XML cannot carry: U+0000 (2 times), U+FFFE"
    assert finding.span is not None and finding.span.start == 1
    assert len(UNENCODABLE.findall(source.text)) == 3


def test_a_page_break_between_lines_is_white_space() -> None:
    assert decode(b"The harbour\n\x0c\nof our country.\x0c\n\x0cIt rained.\n", "a.txt")[1] == ()
    assert [finding.code for finding in decode(b"The har\x0cbour of our country.", "a.txt")[1]] == ["C106"]


@given(st.text(min_size=30), st.binary(min_size=1, max_size=3), st.integers(0, 30))
def test_every_byte_of_a_damaged_file_is_in_the_text_or_beside_it(text: str, damage: bytes, at: int) -> None:
    data = text[:at].encode("utf-8", "replace") + damage + text[at:].encode("utf-8", "replace")
    try:
        source, findings = decode(data, "a.txt")
    except UnreadableInput as error:
        assert error.remedy
        return
    assume(source.encoding == "utf-8" and data[:3] != codecs.BOM_UTF8)
    kept = bytearray()
    for each in source.undecoded:
        assert data[each.byte : each.byte + len(each.hex) // 2].hex() == each.hex
        kept += bytes.fromhex(each.hex)
    assert bool(kept) == any(finding.code == "C105" for finding in findings)
    strict = "".join(c for c in source.text if not "\ud800" <= c <= "\udfff")
    assert len(strict.encode()) + len(kept) == len(data)


# --- no text at all -----------------------------------------------------------------------------------------------

BINARY = {
    "sound": b"".join(struct.pack("<h", int(9000 * math.sin(i / 9) + 400 * math.sin(i * i))) for i in range(4000)),
    "numbers": b"".join(struct.pack("<I", i * 7) for i in range(3000)),
    "fractions": b"".join(struct.pack("<d", math.sin(i)) for i in range(3000)),
    "noise": b"".join(struct.pack("<I", i * 2654435761 % 2**32) for i in range(3000)),
    "a tar archive": b"letter.txt".ljust(257, b"\0")
    + b"ustar  \0".ljust(255, b"\0")
    + b"Dear Comrade".ljust(512, b"\0"),
}


@pytest.mark.parametrize("kind", BINARY)
def test_what_is_no_text_is_refused_with_the_cure(kind: str) -> None:
    with pytest.raises(UnreadableInput, match=r"not a text file|not text in any encoding") as caught:
        decode(BINARY[kind], "a.txt")
    assert caught.value.remedy


def test_bytes_of_all_encodings_in_turn_are_no_credible_text() -> None:
    assert guessed(bytes(60 + (i * 2654435761 >> 7) % 140 for i in range(6000))) == ""
