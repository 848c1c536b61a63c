"""The capture's words read back from the XML alone: the contract of the encoding guidelines, §12.

What `regenerate` returns must equal the normalised document lines of the capture, character by character: it
is the second proof, beside the ledger, that nothing of a document is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tei_edition.patterns import late

TEI = "{http://www.tei-c.org/ns/1.0}"

# The white space of guidelines §1. `str.split()` knows the same characters and U+001C to U+001F besides.
WHITE_SPACE = late("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_CODE_POINT = re.compile(r"U\+([0-9A-Fa-f]{4,6})")


def tei_names(words: str) -> frozenset[str]:
    """The names of TEI elements as lxml spells them, from local names with spaces between."""
    return frozenset(TEI + name for name in words.split())


NOTE, GAP, TEXT = TEI + "note", TEI + "gap", TEI + "text"
PARTS = tei_names("body back group")  # of `text`, whose words are those of the capture

# Elements that stand on lines of their own wherever they stand …
BLOCKS = tei_names(
    "ab address addrLine argument back body byline cell closer dateline div epigraph head item l lg list "
    "opener p postscript row salute signed sp speaker table trailer"
)
# … and those whose children do, whatever they are (a stage in a turn, a seg in a closer, a figure in a div).
CONTAINERS = tei_names("address back body closer div front group list opener postscript row sp table text")


def normalise(text: str) -> str:
    """The text with each run of white space (guidelines §1) as one space and none at the ends."""
    return " ".join(words_of(text))


def words_of(text: str) -> list[str]:
    """What stands between runs of white space (guidelines §1)."""
    if "\x1c" in text or "\x1d" in text or "\x1e" in text or "\x1f" in text:
        return WHITE_SPACE.sub(" ", text).strip(" ").split(" ")
    return text.split()


def regenerate(element: etree._Element) -> str:
    """The normalised words of a `text` element (its body and back), or of any other element, as captured."""
    return normalise(characters(element))


def characters(element: etree._Element) -> str:
    """The same with all the white space that there is, and more of it where blocks begin and end."""
    if element.tag != TEXT:
        return "".join(pieces(element, _delimiters, is_left_out))
    return " ".join(["".join(pieces(part, _delimiters, is_left_out)) for part in element if part.tag in PARTS])


def pieces(
    root: etree._Element,
    around: Callable[[etree._Element], tuple[str, str]],
    leaves_out: Callable[[etree._Element], bool],
) -> list[str]:
    """The strings of an element in order, with what stands around the content of each element in it.

    One walk, without recursion, so depth does not matter.
    """
    found: list[str] = []
    add = found.append
    open_ends: list[str] = []  # what stands behind the elements that are not closed yet
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            before, after = around(node)
            add(before)
            open_ends.append(after)
            if leaves_out(node):
                walker.skip_subtree()
            else:
                add(node.text or "")
            continue
        if event == "end":
            add(open_ends.pop())
        if node is not root:
            add(node.tail or "")
    return found


def is_left_out(node: etree._Element) -> bool:
    """Whether the content of an element is none of the capture's words: the edition's own note, a code point."""
    tag = node.tag
    return (tag == NOTE and node.get("type") == "editorial") or (tag == GAP and is_unencodable(node))


def is_unencodable(node: etree._Element) -> bool:
    """Whether this stands for characters that XML cannot carry."""
    return node.tag == GAP and node.get("reason") == "unencodable"


def _delimiters(node: etree._Element) -> tuple[str, str]:
    """What the capture reads before and after the content of an element."""
    space = " " if is_block(node) else ""
    if node.tag not in DELIMITERS:
        return space, space
    before, after = editorial_signs(node)
    return space + before, after + space


def editorial_signs(node: etree._Element) -> tuple[str, str]:
    """The signs that an element stands for, "[" and "]" of `supplied`; nothing if they are kept as text."""
    regenerated = DELIMITERS.get(node.tag)
    return regenerated(node) if regenerated is not None and not _is_verbatim(node) else ("", "")


def _is_verbatim(node: etree._Element) -> bool:
    return "verbatim" in node.get("rend", "").split()


def is_block(node: etree._Element) -> bool:
    """Whether an element stands on lines of its own."""
    if node.tag in BLOCKS:
        return True
    parent = node.getparent()
    return parent is not None and parent.tag in CONTAINERS


def _gap(node: etree._Element) -> tuple[str, str]:
    """The characters that XML cannot carry, named in the desc of an unencodable gap ("U+0000")."""
    if not is_unencodable(node):
        return "", ""
    codes = (int(code, 16) for code in _CODE_POINT.findall("".join(map(str, node.itertext()))))
    return "".join(chr(code) for code in codes if code <= 0x10FFFF), ""


def _unclear(node: etree._Element) -> tuple[str, str]:
    for word in node.get("rend", "").split():
        if word in UNCLEAR:
            return UNCLEAR[word]
    return "", ""


# @rend of unclear       what the capture reads around the doubtful words
UNCLEAR = {
    "label": ("[unclear: ", "]"),
    "bracket": ("[", "?]"),
    "query": ("", " [?]"),
}

# element                what is regenerated before and after its content, unless rend="verbatim"
DELIMITERS: dict[str, Callable[[etree._Element], tuple[str, str]]] = {
    TEI + "supplied": lambda _: ("[", "]"),
    TEI + "sic": lambda _: ("", " [sic]"),
    TEI + "unclear": _unclear,
    TEI + "gap": _gap,
    TEI + "lb": lambda _: (" ", ""),
    TEI + "milestone": lambda node: (node.get("n", ""), ""),
}
