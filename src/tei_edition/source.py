"""Bytes → `Source`: a capture's text exactly as received, and positions in it as people count them."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import PurePath

from tei_edition.errors import UnreadableInput
from tei_edition.model import Finding, Line, Severity, Source, Span
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
SIGNATURES = (  # the first bytes of files that are often saved as .txt by mistake
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or a .docx, .odt or .epub file)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a Rich Text file"),
)


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
    """Bytes as text: by byte order mark, else strictly UTF-8, else as declared, else guessed (with a finding)."""
    shown_as = shown_as or name
    text, used, findings = _text_of(data, shown_as, encoding)
    if not text.strip(WHITE_SPACE):
        raise UnreadableInput(
            f"{shown_as}: the file is empty: it has no text to encode",
            remedy="copy the text of the page again, or remove the file",
        )
    source = Source(
        name=name,
        ident=PurePath(name).stem or name,
        text=text,
        encoding=used,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return source, findings


def _text_of(data: bytes, name: str, declared: str | None) -> tuple[str, str, tuple[Finding, ...]]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name, "its byte order mark says so"), encoding, ()
    _refuse_other_formats(data, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        not_utf8 = f"byte {error.start + 1} (0x{data[error.start]:02X}) is not UTF-8"
    if declared:
        return _decoded(data, declared, name, "--encoding says so"), declared, ()
    return _guessed(data, name, not_utf8)


def _decoded(data: bytes, encoding: str, name: str, why: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise UnreadableInput(
            f"{name}: the encoding “{encoding}” is not known",
            remedy="use a name such as utf-8 or windows-1252",
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name}: byte {error.start + 1} is not {encoding} ({why})",
            remedy="save the capture as UTF-8, or name its encoding with --encoding",
        ) from error


def _refuse_other_formats(data: bytes, name: str) -> None:
    kind = next((kind for start, kind in SIGNATURES if data.startswith(start)), None)
    if kind is None and data.count(0) > len(data) // 50:
        kind = "a binary file"
    if kind:
        raise UnreadableInput(
            f"{name}: this is {kind}, not a text file",
            remedy="copy the text of the page into a .txt file and save it as UTF-8",
        )


def _guessed(data: bytes, name: str, not_utf8: str) -> tuple[str, str, tuple[Finding, ...]]:
    from charset_normalizer import from_bytes  # 30 ms to import, and most captures are UTF-8

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableInput(
            f"{name}: this is not text in any encoding that tei-edition knows ({not_utf8})",
            remedy="save the capture as UTF-8, or name its encoding with --encoding",
        )
    finding = Finding(
        "C102",
        Severity.WARNING,
        f"the encoding was guessed: {best.encoding} ({not_utf8})",
        hint="save the capture as UTF-8, or name its encoding with --encoding, so that nothing rests on a guess",
        span=Span(0, 0),
    )
    return data.decode(best.encoding), best.encoding, (finding,)


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
    for raw in text.replace("\r\n", " \n").replace("\r", "\n").split("\n"):  # as long as the text
        stripped = raw.strip(WHITE_SPACE)
        if stripped:
            indent = len(raw) - len(raw.lstrip(WHITE_SPACE))
            found.append(Line(at + indent, at + indent + len(stripped), indent, blanks))
            blanks = 0
        else:
            blanks += 1
        at += len(raw) + 1
    return tuple(found)


@lru_cache(maxsize=8)
def line_starts(text: str) -> tuple[int, ...]:
    """The offsets at which lines begin; \\n, \\r\\n and a lone \\r end a line."""
    if "\r" in text:
        return (0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text)))
    return (0, *islice(accumulate(len(line) + 1 for line in text.split("\n")), text.count("\n")))


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1, in code points) of an offset."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
