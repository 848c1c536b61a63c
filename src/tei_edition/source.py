"""Bytes → `Source`: a capture's text exactly as received, and positions in it as people count them."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import PurePath
from typing import NoReturn

from tei_edition.errors import UnreadableInput
from tei_edition.guessing import CONTROLS, escaped, guessed, is_utf8, wide
from tei_edition.model import Finding, Line, Severity, Source, Span, Undecoded
from tei_edition.ordinary import read
from tei_edition.remote import Origin, Remote

# guidelines §1: the white space that the encoding reduces to one space (not Python's \s, which has U+001C–001F)
WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
SPACES = re.compile(f"[{WHITE_SPACE}]+")

BYTE_ORDER_MARKS = (  # the longer ones first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (  # bytes at a place, of files that are often saved as .txt by mistake
    (0, b"\x89PNG\r\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"%PDF-1.", "a PDF file"),
    (0, b"%PDF-2.", "a PDF file"),
    (0, b"PK\x03\x04", "a ZIP archive (or a .docx, .odt or .epub file)"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh91AY&SY", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"SQLite format 3\x00", "a database"),
    (0, b"{\\rtf", "a Rich Text file"),
)
# characters that XML 1.0 cannot carry
UNENCODABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
ENCODED_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
OTHER_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), "\n")
FEEDS, LINE_ENDS, NEAR = " \t\x0b\x0c\xa0", ("", "\r", "\n"), 40
NAMED = 5  # bytes or characters that a finding names


def read_source(
    path: Origin, *, encoding: str | None = None, most_bytes: int | None = None
) -> tuple[Source, tuple[Finding, ...]]:
    """The capture in a file; `encoding` is what the editor declares for files that are not UTF-8.

    Raises UnreadableInput when the file cannot be read, is larger than `most_bytes`, or is not text.
    """
    if isinstance(path, Remote):
        return decode(path.read(most_bytes), path.name, encoding=encoding, shown_as=str(path))
    try:
        if not path.is_file():
            raise UnreadableInput(
                f"{path}: {'this is no ordinary file' if path.exists() else 'there is no such file'}",
                remedy="name a text file (.txt)",
            )
        if most_bytes is not None and path.stat().st_size > most_bytes:
            raise UnreadableInput(
                f"{path}: the file has {path.stat().st_size:,} bytes, more than the limit of {most_bytes:,}",
                remedy="if it is one document, raise limits: max_bytes in edition.yaml",
            )
        data = read(path, most_bytes)
        if most_bytes is not None and len(data) > most_bytes:
            raise UnreadableInput(
                f"{path}: the file grows while it is read, and has more than {most_bytes:,} bytes",
                remedy="wait until it is whole",
            )
    except OSError as error:
        raise UnreadableInput(
            f"{path}: cannot be read: {error.strerror or error}",
            remedy="check the name and the permissions of the file",
        ) from error
    return decode(data, path.name, encoding=encoding, shown_as=str(path))


def decode(
    data: bytes, name: str, *, encoding: str | None = None, shown_as: str = ""
) -> tuple[Source, tuple[Finding, ...]]:
    """Bytes as text: by byte order mark, else strictly UTF-8, else as declared, else guessed (with a finding).

    Bytes that are no text in the encoding are kept: each as a character U+DC00 + byte, which XML cannot carry and for
    which a gap stands in the TEI, and as it was in `Source.undecoded`.
    """
    shown_as = shown_as or name
    reading = _reading_of(data, shown_as, encoding)
    text = reading.text
    if not text.strip(WHITE_SPACE):
        raise UnreadableInput(
            f"{shown_as}: the file is empty: it has no text to encode",
            remedy="copy the text of the page again, or remove the file",
        )
    source = Source(
        name=name,
        ident=PurePath(name).stem or name,
        text=text,
        encoding=reading.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        undecoded=reading.undecoded,
    )
    return source, tuple(_findings(reading))


@dataclass(frozen=True, slots=True)
class Reading:
    """The bytes of a file, read in an encoding; `guess` says why, where nothing told the encoding."""

    text: str
    encoding: str
    undecoded: tuple[Undecoded, ...] = ()
    guess: str = ""


def _reading_of(data: bytes, name: str, declared: str | None) -> Reading:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if _is_marked_by_mistake(data[len(mark) :], encoding):
                return _read(data, "utf-8")
            return _read_as(data, encoding, name, "its byte order mark says so", len(mark))
    _refuse_other_formats(data, name)
    if declared and _is_wide(declared):
        return _read_as(data, declared, name, "--encoding says so")
    if encoding := wide(data):
        return replace(_read(data, encoding), guess="it has no byte order mark")
    _refuse_binary(data, name)
    try:
        return _utf8(data, declared)
    except UnicodeDecodeError as error:
        not_utf8 = f"byte {error.start + 1:,} (0x{data[error.start]:02X}) is not UTF-8"
    if declared:
        return _read_as(data, declared, name, "--encoding says so")
    return _guessed(data, name, not_utf8)


def _utf8(data: bytes, declared: str | None) -> Reading:
    """Strictly UTF-8; what is ASCII may be what was declared, or have the escapes of ISO-2022."""
    text = data.decode("utf-8")
    if not data.isascii():
        return Reading(text, "utf-8")
    if declared:
        reading = _read(data, declared) if _is_known(declared) else None
        return reading if reading and not reading.undecoded and reading.text != text else Reading(text, "utf-8")
    if encoding := escaped(data):
        return replace(_read(data, encoding), guess="it has the escape sequences of that encoding")
    return Reading(text, "utf-8")


def _is_marked_by_mistake(data: bytes, encoding: str) -> bool:
    """Whether what follows the mark of UTF-16 is plain ASCII: then the two bytes are damage, and no mark."""
    return encoding.startswith("utf-16") and len(data) > 7 and data.isascii() and 0 not in data


def _is_wide(encoding: str) -> bool:
    return _is_known(encoding) and codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def _is_known(encoding: str) -> bool:
    try:
        return bool(getattr(codecs.lookup(encoding), "_is_text_encoding", True))
    except LookupError:
        return False


def _read_as(data: bytes, encoding: str, name: str, why: str, mark: int = 0) -> Reading:
    """The bytes in the encoding that somebody states; refused if more than one byte in twenty contradicts it."""
    if not _is_known(encoding):
        raise UnreadableInput(
            f"{name}: the encoding “{encoding}” is not known",
            remedy="use a name such as utf-8 or windows-1252",
        )
    reading = _read(data, encoding, mark)
    if sum(len(each.hex) // 2 for each in reading.undecoded) * 20 > len(data) - mark:
        raise UnreadableInput(
            f"{name}: byte {reading.undecoded[0].byte + 1} is not {encoding} ({why})",
            remedy="save the capture as UTF-8, or name its encoding with --encoding",
        )
    return reading


def _read(data: bytes, encoding: str, mark: int = 0) -> Reading:
    """The bytes behind the mark in an encoding; those that are no text in it are kept."""
    kept: list[tuple[int, bytes]] = []
    token = _KEPT.set(kept)
    try:
        text = data[mark:].decode(encoding, KEPT)
    finally:
        _KEPT.reset(token)
    if not kept:
        return Reading(text, encoding)
    undecoded = []
    places = (match.start() for match in SURROGATE.finditer(text))
    for start, found in kept:
        place = next(places, len(text))
        undecoded.append(Undecoded(place, mark + start, found.hex()))
        for _ in range(len(_as_characters(found, encoding)) - 1):
            next(places, None)
    return Reading(text, encoding, tuple(undecoded))


def _keep(error: UnicodeError) -> tuple[str, int]:
    """The error handler of codecs: what is no text in an encoding as characters that stand for it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    found = _damage(error)
    if (kept := _KEPT.get()) is not None:
        kept.append((error.start, found))
    return _as_characters(found, error.encoding), error.start + len(found)


def _damage(error: UnicodeDecodeError) -> bytes:
    """The bytes that an error is about: a surrogate whole, else a byte, in UTF-32 four."""
    data, start = error.object, error.start
    encoding = error.encoding.lower().replace("_", "-")
    if encoding.startswith("utf-16"):
        return data[start : start + 2]
    if encoding.startswith("utf-32"):
        return data[start : start + 4]
    if encoding in ("utf-8", "utf8") and ENCODED_SURROGATE.match(data, start):
        return data[start : start + 3]
    return data[start : start + 1]


def _as_characters(found: bytes, encoding: str) -> str:
    """A surrogate as itself; any other byte as U+DC00 + byte."""
    try:
        text = found.decode(encoding, "surrogatepass")
    except (UnicodeDecodeError, LookupError):
        text = ""
    return text if len(text) == 1 and SURROGATE.match(text) else "".join(chr(0xDC00 + byte) for byte in found)


KEPT = "tei_edition.kept"
_KEPT: ContextVar[list[tuple[int, bytes]] | None] = ContextVar("kept", default=None)
codecs.register_error(KEPT, _keep)


def _refuse_other_formats(data: bytes, name: str) -> None:
    kind = next((kind for at, start, kind in SIGNATURES if data.startswith(start, at)), None)
    if kind:
        _refuse(kind, name)


def _refuse_binary(data: bytes, name: str) -> None:
    """Refuse what has more control characters than any text: a tenth, or a twentieth where it is not UTF-8."""
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls * 50 > len(data) and (
        data.count(0) * 10 > len(data) or (controls * 20 > len(data) and not is_utf8(data))
    ):
        _refuse("a binary file", name)


def _refuse(kind: str, name: str) -> NoReturn:
    raise UnreadableInput(
        f"{name}: this is {kind}, not a text file",
        remedy="copy the text of the page into a .txt file and save it as UTF-8",
    )


def _guessed(data: bytes, name: str, not_utf8: str) -> Reading:
    """The likeliest reading of bytes that are not UTF-8; UTF-8 with its damaged bytes if none is credible."""
    encoding = guessed(data)
    if encoding and encoding != "utf-8":
        return replace(_read(data, encoding), guess=not_utf8)
    reading = _read(data, "utf-8")
    if not encoding and len(reading.undecoded) * 4 > len(data):
        raise UnreadableInput(
            f"{name}: this is not text in any encoding that tei-edition knows ({not_utf8})",
            remedy="save the capture as UTF-8, or name its encoding with --encoding",
        )
    return reading


def _findings(reading: Reading) -> Iterator[Finding]:
    """What an editor must know of how a file was read."""
    if reading.guess:
        yield Finding(
            "C102",
            Severity.WARNING,
            f"the encoding was guessed: {reading.encoding} ({reading.guess})",
            hint="save the capture as UTF-8, or name its encoding with --encoding, so that nothing rests on a guess",
            span=Span(0, 0),
        )
    if reading.undecoded:
        yield _undecoded(reading)
    if UNENCODABLE.search(reading.text):
        yield from _unencodable(reading)


def _undecoded(reading: Reading) -> Finding:
    """The bytes that are no text: how many, and where the first ones stand."""
    found = reading.undecoded
    named = ", ".join(f"byte {each.byte + 1:,} (0x{each.hex.upper()})" for each in found[:NAMED])
    more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
    return Finding(
        "C105",
        Severity.WARNING,
        f"bytes that are no text in {reading.encoding}: {named}{more}",
        hint="a gap stands for each, and the ledger keeps them; compare the original, or name another --encoding",
        span=Span(found[0].start, found[0].start + 1),
    )


def _unencodable(reading: Reading) -> Iterator[Finding]:
    """The characters of the text that XML cannot carry, but for those that stand for a byte."""
    bytes_at = {each.start for each in reading.undecoded}
    places: dict[str, list[int]] = {}
    for match in UNENCODABLE.finditer(reading.text):
        if match.start() not in bytes_at and not _is_page_break(reading.text, match.start()):
            places.setdefault(match.group(), []).append(match.start())
    if not places:
        return
    named = ", ".join(
        f"U+{ord(character):04X}" + (f" ({len(at):,} times)" if len(at) > 1 else "")
        for character, at in sorted(places.items())[:NAMED]
    )
    more = f" and {len(places) - NAMED} others" if len(places) > NAMED else ""
    first = min(at[0] for at in places.values())
    yield Finding(
        "C106",
        Severity.WARNING,
        f"characters that XML cannot carry: {named}{more}",
        hint="in the text a gap names each; titles and names are given without them; compare the original",
        span=Span(first, first + 1),
    )


def _is_page_break(text: str, at: int) -> bool:
    """Whether a form feed stands at the beginning or end of a line, where it is white space and no word is near."""
    if text[at] not in "\x0b\x0c":
        return False
    before = text[max(0, at - NEAR) : at].rstrip(FEEDS)[-1:]
    return before in LINE_ENDS or text[at : at + NEAR].lstrip(FEEDS)[:1] in LINE_ENDS


def normalised(text: str) -> str:
    """The text with every run of white space as one space and none at its ends (guidelines §1)."""
    return with_single_spaces(text).strip(" ")


def with_single_spaces(text: str) -> str:
    """The text with every run of white space as one space."""
    return text if text.isprintable() and "  " not in text else SPACES.sub(" ", text)


def lines(text: str) -> tuple[Line, ...]:
    """The non-blank lines, each without the white space around it."""
    found: list[Line] = []
    blanks = at = 0
    for raw in _with_line_feeds(text).split("\n"):
        stripped = raw.strip(WHITE_SPACE)
        if stripped:
            indent = len(raw) - len(raw.lstrip(WHITE_SPACE))
            found.append(Line(at + indent, at + indent + len(stripped), indent, blanks))
            blanks = 0
        else:
            blanks += 1
        at += len(raw) + 1
    return tuple(found)


def _with_line_feeds(text: str) -> str:
    """The text, as long as it is, with a line feed at the end of each line.

    Lines end with \\n, \\r\\n or \\r; where none does, with what Unicode and the machines of IBM have for it.
    """
    if "\r" in text:
        return text.replace("\r\n", " \n").replace("\r", "\n")
    if "\n" in text or not any(chr(end) in text for end in OTHER_LINE_ENDS):
        return text
    return text.translate(OTHER_LINE_ENDS)


@lru_cache(maxsize=8)
def line_starts(text: str) -> tuple[int, ...]:
    """The offsets at which lines begin."""
    text = _with_line_feeds(text)
    return (0, *islice(accumulate(len(line) + 1 for line in text.split("\n")), text.count("\n")))


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1, in code points) of an offset."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
