"""Reading a TEI file safely: nothing outside it is read, no entity is expanded, and a fault is a finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from lxml import etree

from tei_edition.errors import UnreadableInput
from tei_edition.model import Finding, Place, Severity
from tei_edition.ordinary import read
from tei_edition.patterns import late
from tei_edition.teifile import has_doctype, read_xml

TEI = "{http://www.tei-c.org/ns/1.0}"
NO_XML = late("Document is empty|Start tag expected")

SYNTAX = (
    # what libxml2 says                            what it means                              what to do
    (
        r"tag mismatch: (\S+) line (\d+) and ([\w:.-]+)",
        "<{0}> of line {1} is closed by </{2}>",
        "close <{0}> first",
    ),
    (r"Entity '(\w+)' not defined", "&{0}; is not known in XML", "type the character itself"),
    (r"EntityRef", "a bare & is not allowed", "write &amp; where you mean the character &"),
    (
        r"StartTag: invalid element name",
        "a bare < is not allowed",
        "write &lt; where you mean the character <",
    ),
    (r"Premature end of data in tag (\S+)", "the file ends inside <{0}>", "close it, or get the whole file"),
    (r"Attribute (\S+) redefined", "the attribute `{0}` stands twice", "keep one of them"),
    (r"Extra content at the end", "something follows the end of the document", "remove it"),
    (r"encod|not proper UTF-8", "the encoding is damaged", "save the file as UTF-8"),
    (r"Namespace prefix (\S+)", "the prefix {0}: is not declared", "remove it, or declare its namespace"),
    (
        r"Excessive depth",
        "elements stand more than 256 deep in each other, which is not read",
        "no TEI needs that; look how the file was made",
    ),
    (
        r"amplification|entity reference loop|Entity.*(loop|recurs)",
        "its entities grow without end",
        "remove the DOCTYPE",
    ),
    (r"(an element has more than \S+ attributes)", "{0}, which is not read", "look how the file was made"),
    (
        r"Resource limit|[Hh]uge|too (?:big|long|large)",
        "a name, a comment, a value or a text is longer than programs that read XML take",
        "look how the file was made, and split what is so long",
    ),
    (r"invalid Char|Char 0x\w+ out of", "a control character is not allowed in XML", "remove it"),
)


def parse_tei(path: Path) -> etree._ElementTree | Finding:
    """The file as a tree, or what is wrong: not well-formed (T001), with a DOCTYPE (T002), not TEI (T003).

    Ids may stand twice (the rules report that). `UnreadableInput` if the file cannot be opened.
    """
    try:
        data = read(path)
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            f"{path}: {getattr(error, 'strerror', None) or error}",
            remedy="check the name, and that you may read the file",
        ) from error
    return parse_tei_bytes(data, str(path))


def parse_tei_bytes(data: bytes, file: str) -> etree._ElementTree | Finding:
    """The same for a file that has been read already; `file` is its name in messages."""
    try:
        if has_doctype(data):
            return _doctype(file)
        tree = read_xml(data, file.encode("utf-8", "replace").decode())
    except etree.XMLSyntaxError as error:
        return _not_well_formed(file, error)
    return not_tei(tree, file) or tree


def _doctype(file: str) -> Finding:
    return Finding(
        "T002",
        Severity.ERROR,
        "the file has a document type declaration (DOCTYPE), which can pull in other files; it is not read",
        "remove the line that begins with <!DOCTYPE; TEI P5 does not need it",
        tei=Place(file, 1, 1),
    )


def _not_well_formed(file: str, error: etree.XMLSyntaxError) -> Finding:
    line, column = error.position
    raw = error.msg or "no reason given"
    message, hint = _syntax_in_words(raw)
    place = Place(file, max(line, 1), max(column, 1))
    return Finding("T001", Severity.ERROR, message, hint, tei=place, raw=raw)


def _syntax_in_words(raw: str) -> tuple[str, str]:
    if NO_XML.search(raw):
        return "this is not XML: it does not begin with a tag", "name a TEI file (*.xml), not the capture"
    for pattern, message, hint in SYNTAX:
        if match := re.search(pattern, raw):
            return f"not well-formed XML: {message.format(*match.groups())}", hint.format(*match.groups())
    return f"not well-formed XML: {raw}", "open the file in an XML editor and mend it there"


def not_tei(tree: etree._ElementTree, file: str) -> Finding | None:
    """T003 if the outermost element is not TEI's `TEI`."""
    root = tree.getroot()
    if root.tag == TEI + "TEI":
        return None
    name = str(root.tag).rpartition("}")[2]
    return Finding(
        "T003",
        Severity.ERROR,
        f"the file begins with <{name}>, not with TEI's <TEI>",
        _root_hint(name),
        tei=Place(file, line_of(root), 1),
    )


def in_brief(words: str) -> str:
    """Words for a message: a value or an id of a megabyte is told by how it begins."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


LONGEST = 400


def line_of(element: etree._Element) -> int:
    """The line on which the element begins; 1 if it was not read from a file."""
    return cast(int, element.sourceline) or 1


def _root_hint(name: str) -> str:
    if name == "TEI.2":
        return "this is TEI P4; convert it to P5 first"
    if name.lower() == "tei":
        return f'write <TEI xmlns="{TEI[1:-1]}">'
    return "a TEI file has one <TEI> around everything"
