"""Which encoding the bytes of a capture most likely have, where nothing says so.

A reading of the bytes is as good as its letters are usual: each language has the letters that it uses beyond ASCII and
the encodings in which people saved it. A table, so that an editor can see why a guess came out as it did, and so that
a language is added by a row. Nothing is trained, and the same bytes give the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

SAMPLE = 6_000  # bytes of lines that are not ASCII: enough to know the encoding of a long capture
WINDOW = 100_000  # characters that tell whether a reading as UTF-16 is text
CREDIBLE = 0.35  # below that, a reading is no better than chance
SURE = 0.5  # above that, a reading is right although the bytes are ASCII too


class Language(NamedTuple):
    """The letters that a language uses beyond ASCII: the frequent ones, the others, and where they were saved."""

    name: str
    frequent: str
    others: str
    encodings: tuple[str, ...]


WESTERN = ("windows-1252", "iso-8859-15", "macintosh", "cp850", "cp437")
NORDIC = ("windows-1252", "iso-8859-15", "macintosh", "cp850", "cp865")
CENTRAL = ("windows-1250", "iso-8859-2", "cp852", "mac-latin2")
CYRILLIC = ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic", "koi8-u")
BALTIC = ("windows-1257", "iso-8859-13", "iso-8859-4", "cp775")

# where quotation marks and dashes were saved without any letter
WITHOUT_LETTERS = ("utf-8", "windows-1252", "macintosh")

# Of two that fit equally well the first is taken.
LANGUAGES = (
    Language("French", "éèàêçùôîâ", "ûëïœæÉÀÈÊÇÔÎÂŒ", WESTERN),
    Language("German", "üäöß", "ÜÄÖ", WESTERN),
    Language("Spanish", "óíáéñú", "üÁÉÍÓÚÑ¿¡", WESTERN),
    Language("Portuguese", "ãçáéíóõêâú", "àôÁÉÍÓÚÃÕÇÂÊ", WESTERN),
    Language("Italian", "àèòùìé", "ÀÈÉÌÒÙ", WESTERN),
    Language("Swedish", "äåö", "éÅÄÖ", NORDIC),
    Language("Danish and Norwegian", "øåæ", "éØÅÆ", NORDIC),
    Language("Albanian", "ëç", "ËÇ", WESTERN),
    Language("Icelandic", "ðáíóæöéúýþ", "ÁÍÓÆÖÉÚÝÞ", ("windows-1252", "mac-iceland", "cp861")),
    Language("Polish", "łąęśżóćńź", "ŁĄĘŚŻÓĆŃŹ", CENTRAL),
    Language("Czech", "íáéěřýžčšů", "úňťďóÍÁÉĚŘÝŽČŠÚŇŤĎ", CENTRAL),
    Language("Slovak", "áíéžčýšú", "ľťňäôďóĺŕÁÍÉŽČÝŠÚĽŤŇĎ", CENTRAL),
    Language("Hungarian", "éáöóőíüűú", "ÉÁÖÓŐÍÜŰÚ", CENTRAL),
    Language("Croatian and Slovene", "čšžćđ", "ČŠŽĆĐ", CENTRAL),
    Language("Romanian", "ăîâşţ", "ĂÎÂŞŢ", CENTRAL),
    Language("Turkish", "ışüöçğ", "İŞÜÖÇĞâîû", ("windows-1254", "iso-8859-9", "cp857", "mac-turkish")),
    Language("Lithuanian", "ėųšįžūąčę", "ĖŲŠĮŽŪĄČĘ", BALTIC),
    Language("Latvian", "āīēšņūžļčķģ", "ĀĪĒŠŅŪŽĻČĶĢ", BALTIC),
    Language("Russian", "оеаинтсрвлкм", "дпуяыьгзбчйхжшюцщэфъёОЕАИНТСРВЛКМДПУЯГЗБЧХЖШЮЦЩЭФ", CYRILLIC),
    Language("Ukrainian", "оаниіверткс", "длмупяьзбгйчхжюшцщєїґфОАНИІВЕРТКСДЛМУПЯЗБГЙЧХЖЮШЦЩЄЇФ", CYRILLIC),
    Language("Bulgarian and Serbian", "аоиетнрсвлкпм", "дзъгбуячжхшщцйюфьјљњћђџАОИЕТНРСВЛКПМДЗГБУЯЧЖХШЩЦЮФЈ", CYRILLIC),
    Language(
        "Greek",
        "αοιετσνηυρπκμ",
        "λωςγίάόέήθύώδχβφξζψϊΐϋΑΟΙΕΤΣΝΗΥΡΠΚΜΛΩΓΆΌΈΉΊΘΔΧΒΦΞΖΨ",
        ("windows-1253", "iso-8859-7", "cp737", "mac-greek"),
    ),
    Language("Hebrew", "יוהלאםרתבמש", "נדחקפעןגסכטזצךףץ", ("windows-1255", "iso-8859-8", "cp862")),
    Language("Arabic", "االنميوترعب", "هفدسكقلحجىةأصشطخذزضءغئثظإآؤ،؟", ("windows-1256", "iso-8859-6", "cp864")),
    Language("Thai", "านรอกเงมยลวดทสตะ", "ปบคหแจพชขใไโผัิีึืุู่้์็ำณธภถซศญ", ("cp874",)),
    Language(
        "Chinese",
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好"
        "都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把"
        "法此实回二理美点月明其全工己情部正名定问力机给等很业最间新因重走电四第相次东政海口使教西再平真世气信北少关并内加化"
        "由却代军产入先山五水万市别总书比住员九性通目华报立命张件安表原期常感金何更反合放系计利受光王及今京各任至清",
        "毛泽志革党社斯谢谈阶级战朝鲜苏联共委席部长收非",
        ("gb18030",),
    ),
    Language(
        "Chinese, traditional",
        "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可里後小麼心多天而能"
        "好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意"
        "進把法此實回二理美點月明其全工己情部正名定問力機給等很業最間新因重走電四第相次東政海口使教西再平真世氣信北少關並"
        "內加化由卻代軍產入先山五水萬市別總書比住員九性通目華報立命張件安表原期常感金何更反合放系計利受光王及今京各任",
        "毛澤志革黨社斯謝談階級戰朝鮮蘇聯共委席收非",
        ("big5", "cp950", "big5hkscs", "gb18030"),
    ),
    Language(
        "Korean",
        "이다는에의가을고하지로사한도기를은서리나어인시자정대일해그있수라들아과게보부적으전주상것조동여우국제화스장원공선"
        "구당성신위니안만비생계년면반체관경북남민방세무",
        "김령친편받습감월평양명혁군중",
        ("euc-kr", "cp949", "johab"),
    ),
    Language(
        "Japanese",
        "のにはをたがでとしれさあるいるもかなことらてりっくきまそおけすよつんやせどうえみめわろだじごべげばぎずほちひふねむゆへア"
        "イウエオカキクケコサシスセソタチツテトナニネノハヒフホマミムメモヤユラリルレロワンー",
        "日本人一国大年中会事者上月東京同時分出見行前生後手地方十二三四五六七八九手紙",
        ("cp932", "euc-jp"),
    ),
)
PUNCTUATION = frozenset(
    "“”‘’„‚«»‹›–—…•·°§©®™€£½¼¾²³ªº№\xa0\xad、。，：；？！（）「」『』《》【】・〜～　０１２３４５６７８９×÷"
)
INSIDE_WORDS = frozenset("’·\xad\xa0・、。，：；？！（）「」『』《》【】　")
# how likely people used it, where the letters fit equally well
HABITS = {
    "macintosh": 0.95,
    "cp850": 0.96,
    "cp437": 0.95,
    "cp865": 0.94,
    "iso-8859-15": 0.99,
    "iso-8859-2": 0.99,
    "cp864": 0.8,
    "johab": 0.9,
    "cp862": 0.9,
    "cp861": 0.9,
    "cp737": 0.95,
    "mac-latin2": 0.9,
    "mac-iceland": 0.9,
    "mac-turkish": 0.9,
    "mac-greek": 0.9,
    "mac-cyrillic": 0.95,
    "koi8-u": 0.98,
}
ESCAPES = (  # what an encoding that is ASCII begins other characters with, and whether plain text has it too
    (b"\x1b$B", "iso2022_jp", False),
    (b"\x1b$@", "iso2022_jp", False),
    (b"\x1b$)C", "iso2022_kr", False),
    (b"~{", "hz", True),
    (b"+", "utf-7", True),
)
EBCDIC = ("cp037", "cp500")  # of the machines of IBM; they differ in the brackets
BYTE = re.compile("[\udc80-\udcff]")  # what stands for one that is no text
CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b")) + b"\x7f"
LETTERS = "etaoinshrdlu"  # the commonest
COMMON = frozenset(f" \n\r\t,.0123456789{LETTERS}、。，　")


def wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, known from where NUL bytes stand; empty if it is neither.

    Every second byte of such a file is a control character, or it is not UTF-8 at all: a stray NUL makes no UTF-16.
    """
    nuls = data.count(0)
    if not nuls:
        return ""
    if nuls * 2 >= len(data):
        for encoding in ("utf-32-le", "utf-32-be"):
            if _common(data, encoding, 4) > 0:
                return encoding
    least = 0.0
    if (len(data) - len(data.translate(None, CONTROLS))) * 5 < len(data):
        if is_utf8(data):
            return ""
        least = 0.03
    found = {encoding: _common(data, encoding, 2) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(found, key=lambda encoding: found[encoding])
    return best if found[best] > least else ""


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are strictly UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _common(data: bytes, encoding: str, width: int) -> float:
    """The share of the commonest characters in a reading; 0 if it is no text, as more than one in fifty shows."""
    try:
        text = data[: len(data) - len(data) % width].decode(encoding)[:WINDOW]
    except UnicodeDecodeError:
        return 0.0
    found = Counter(text)
    odd = sum(
        count
        for character, count in found.items()
        if character not in "\t\n\x0b\x0c\r" and unicodedata.category(character) in ("Cc", "Cn", "Co")
    )
    if odd * 50 > len(text):
        return 0.0
    return sum(count for character, count in found.items() if character in COMMON) / max(1, len(text))


def escaped(data: bytes) -> str:
    """An encoding that is ASCII but for its escape sequences (ISO-2022, HZ and UTF-7 of old mail); else empty."""
    for escape, encoding, is_usual in ESCAPES:
        if escape in data:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not is_usual or _is_credible(text):
                return encoding
    return ""


def _is_credible(text: str) -> bool:
    """Whether what is beyond ASCII is usual in a language: the "+12345678" of a telephone is two signs of nowhere."""
    sample = "\n".join(islice((line for line in text.split("\n") if not line.isascii()), SAMPLE))[:SAMPLE]
    return any(_usual(sample, language) > SURE for language in LANGUAGES)


def _ebcdic(data: bytes) -> str:
    """EBCDIC, known from its space, which is the @ of ASCII; the one with more square brackets. Else empty."""
    sample = data[:WINDOW]
    spaces = sample.count(b"@")
    if spaces * 25 < len(sample) or sample.count(b" ") * 10 > spaces:
        return ""
    if sum(map(sample.decode(EBCDIC[0]).lower().count, LETTERS)) * 4 < len(sample):
        return ""
    return max(EBCDIC, key=lambda encoding: sum(map(sample.decode(encoding).count, "[]")))


def guessed(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8: "utf-8" if few are damaged, "" if none is credible."""
    if ebcdic := _ebcdic(data):
        return ebcdic
    sample = _sample(data)
    best, found = CREDIBLE, ""
    for language in (None, *LANGUAGES):
        for encoding in language.encodings if language else ("utf-8",):
            text = sample.decode(encoding, "tei_edition.kept")
            if encoding not in WITHOUT_LETTERS and _weights(language).keys().isdisjoint(text):
                continue  # signs alone are no evidence: 0xFF is a space in DOS and an apostrophe in Riga
            value = _usual(text, language) * HABITS.get(encoding, 1.0)
            if value > best + 1e-9:
                best, found = value, encoding
    return found


def _sample(data: bytes) -> bytes:
    """The lines that are not ASCII, as many as tell the encoding."""
    kept = bytearray()
    for line in data.split(b"\n"):
        if not line.isascii():
            kept += line[:SAMPLE] + b"\n"
        if len(kept) > SAMPLE:
            break
    return bytes(kept[:SAMPLE])


@cache
def _weights(language: Language | None) -> dict[str, float]:
    return dict.fromkeys(language.others, 0.7) | dict.fromkeys(language.frequent, 1.0) if language else {}


def _usual(text: str, language: Language | None) -> float:
    """How usual the characters beyond ASCII are in a language, between 1 (all are) and less than 0."""
    weights = _weights(language)
    total, value = 0, 0.0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character < "\x80":
            continue
        total += 1
        if language is None:  # no other encoding gives the sequences of UTF-8 by chance
            width = 1 if BYTE.match(character) else len(character.encode("utf-8", "surrogatepass"))
            total += width - 1
            value += -1.0 if width == 1 else width
        elif character in PUNCTUATION and character not in weights:
            inside = before.isalpha() and after.isalpha() and character not in INSIDE_WORDS
            value += -0.5 if inside else 0.9
        elif character.isalpha():
            value += _letter(before, character, after, weights.get(character), language)
        elif character in weights:
            value += weights[character]
        else:
            value += -1.5 if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") else -1.0
    return value / max(1, total)


def _letter(before: str, character: str, after: str, weight: float | None, language: Language) -> float:
    """How usual a letter is where it stands."""
    if before.islower() and character.isupper():
        return -1.0
    if weight is None:
        return 0.4 if character >= "\u3400" and language.frequent[0] >= "\u3041" and character < "\uff00" else -0.5
    is_latin = character < "\u0250"
    if not is_latin and (_is_ascii_letter(before) or _is_ascii_letter(after)) and character < "\u3000":
        return -0.5
    return weight * 0.5 if is_latin and not before.isalpha() and not after.isalpha() else weight


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
