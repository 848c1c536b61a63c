"""A TEI file of others as it is published: a browser that opens it finds nothing to run and nobody to ask.

A browser takes XML of any kind for a page: it applies the stylesheet that stands before it, and runs the scripts of
XHTML, SVG and MathML in it. Pages say what they may load; a TEI file has no place to say so.
"""

from __future__ import annotations

import re

from lxml import etree

from tei_edition.teifile import local_name, read_xml

LIVE = {  # what browsers know by heart
    "html": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "mathml": "http://www.w3.org/1998/Math/MathML",
}
XLINK = "http://www.w3.org/1999/xlink"
IS_LIVE = etree.XPath("boolean(//html:* | //svg:* | //mathml:* | //@xlink:*)", namespaces={**LIVE, "xlink": XLINK})
DECLARED = (b"<!DOCTYPE", b"xml-stylesheet")  # what a browser heeds besides

RUN = ("script", "style", "link", "meta", "base")  # the last three send elsewhere, or load the file again and again
LEADS = re.compile(r"[:<\\]|//")  # an address elsewhere, or a page in a value
WORDS = frozenset("alt alttext class encoding id lang title".split())  # attributes that lead nowhere


def inert(data: bytes, tree: etree._ElementTree) -> bytes:
    """The file, byte for byte, unless there is in it what a browser heeds; then the same file without that.

    Taken away are the DOCTYPE, its entities unfolded, processing instructions, and in elements of XHTML, SVG and MathML
    the scripts, and attributes that run or lead elsewhere. `tree` is the file as a page takes it.
    """
    if not (IS_LIVE(tree) or any(each in data.replace(b"\0", b"") for each in DECLARED)):
        return data
    root = read_xml(data, resolve_entities="internal", remove_pis=True).getroot()
    for element in root.iter("*"):
        _calm(element)
    nodes = (*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings())
    return DECLARATION + b"".join(etree.tostring(node, encoding="utf-8", with_tail=False) + b"\n" for node in nodes)


DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def _calm(element: etree._Element) -> None:
    """Take from an element what a browser runs or follows; in TEI it follows XLink only."""
    is_live = _namespace(element.tag) in LIVE.values()
    if is_live and local_name(element) in RUN:
        element.clear(keep_tail=True)  # type: ignore[call-arg]  # stubs of another lxml
    for name, value in element.items():
        if (is_live or _namespace(name) == XLINK) and _acts(str(name).rpartition("}")[2], str(value)):
            del element.attrib[name]


def _namespace(name: object) -> str:
    return str(name).rpartition("}")[0].removeprefix("{")


def _acts(name: str, value: str) -> bool:
    return name.lower().startswith("on") or (name not in WORDS and bool(LEADS.search(value)))
