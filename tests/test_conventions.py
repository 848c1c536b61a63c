"""Editorial conventions: each block of `conventions.md` goes through the whole line and must give its TEI.

Who does not program adds a block: a heading, the captured text, and the elements that must come out of it.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from captures import converted
from tei_edition.editorial import CONVENTIONS
from tei_edition.model import Conversion
from tei_edition.teifile import TEI, XML_ID, T

FILE = Path(__file__).with_name("conventions.md")
BLOCK = re.compile(
    r"^### (?P<title>[^\n]+)\n\n```text\n(?P<text>.*?)\n```\n\n```xml\n(?P<tei>.*?)\n```\n"
    r"(?:\nReports (?P<codes>[^\n]+)\n)?",
    re.MULTILINE | re.DOTALL,
)
WITHOUT_PAGE = frozenset({"C201"})  # "no layout is recognised": these captures have no page around them


class Block(NamedTuple):
    """A convention with an example."""

    title: str
    text: str
    tei: str
    codes: list[str]


def blocks() -> list[Block]:
    written = FILE.read_text(encoding="utf-8")
    return [
        Block(match["title"], match["text"], match["tei"], re.findall(r"[A-Z]\d+", match["codes"] or ""))
        for match in BLOCK.finditer(written)
    ]


def canonical(xml: str) -> str:
    """The elements in one form, whatever the order of attributes and the line breaks between words."""
    tree = etree.parse(BytesIO(f'<div xmlns="{TEI}">{xml}</div>'.encode()), etree.XMLParser(remove_comments=True))
    for element in tree.iter():
        element.text = re.sub(r"\s+", " ", element.text or "")
        element.tail = re.sub(r"\s+", " ", element.tail or "")
    for block in tree.getroot():
        block.text, block.tail = (block.text or "").lstrip(), "\n"
    tree.getroot().text = "\n"
    return etree.tostring(tree, method="c14n").decode()


def paragraphs(conversion: Conversion) -> str:
    """The blocks of the document and, behind them, its notes, without the numbers of paragraphs."""
    assert conversion.tei is not None, [finding.message for finding in conversion.findings]
    root = etree.fromstring(conversion.tei)
    (div,) = root.iterfind(f"{T}text/{T}body/{T}div")
    found = [*div, *root.iterfind(f"{T}text/{T}back/{T}div/*")]
    for paragraph in root.iter(T + "p"):
        paragraph.attrib.pop(XML_ID, None)
    return "".join(etree.tostring(element, encoding="unicode", with_tail=False) for element in found)


# blocks that the program does not satisfy yet; when it does, the strict xfail says so
NOT_YET: dict[str, str] = {}


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(
            block, id=block.title, marks=pytest.mark.xfail(block.title in NOT_YET, reason=NOT_YET.get(block.title, ""))
        )
        for block in blocks()
    ],
)
def test_a_convention_becomes_its_tei(block: Block) -> None:
    found = converted(block.text, layout="plain", genre="report")
    assert canonical(paragraphs(found)) == canonical(block.tei)
    assert [finding.code for finding in found.findings if finding.code not in WITHOUT_PAGE] == block.codes


def test_every_block_of_the_file_is_read() -> None:
    written = FILE.read_text(encoding="utf-8")
    titles = re.findall(r"^### (.+)$", written, re.MULTILINE)
    assert [block.title for block in blocks()] == titles
    assert len(set(titles)) == len(titles)


def test_every_row_of_the_table_of_conventions_has_an_example() -> None:
    inside = [match for block in blocks() for match in re.findall(r"\[+([^\[\]]+)\]+|\(([^()]+)\)", block.text)]
    words = [(square or round).strip() for square, round in inside]
    unused = [row.name for row in CONVENTIONS if not any(row.pattern.fullmatch(word) for word in words)]
    assert unused == []


def test_a_hidden_address_in_the_header_is_a_gap_that_nobody_has_to_explain() -> None:
    found = converted(
        "Skip to content\n\nAugust 1973\n\nThe Harbour\n\nThe harbour was open.\n\nDocument Information\n\n"
        "To enquire about this document's rights status write to [email\xa0protected].\n"
    )
    assert found.tei is not None
    (email,) = etree.fromstring(found.tei).iter(T + "email")
    assert etree.tostring(email, encoding="unicode", with_tail=False) == (
        f'<email xmlns="{TEI}"><gap reason="obfuscated" extent="unknown" resp="#resp-edition">'
        "<desc>[email protected]</desc></gap></email>"
    )
