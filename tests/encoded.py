"""What the tests of the genres look at: the TEI of a short text, asked by XPath, and what the editor is told."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from captures import workshop
from tei_edition.model import Conversion, Fact
from tei_edition.pipeline import convert
from tei_edition.source import decode, normalised
from tei_edition.statements import DocumentConfig
from tei_edition.teifile import TEI

NAMESPACE = {"t": TEI, "xml": "http://www.w3.org/XML/1998/namespace"}
USUAL = frozenset({"C201", "S08"})  # no page around it; undated: these texts are short


@dataclass(frozen=True)
class Encoded:
    """A document that went through the whole line."""

    conversion: Conversion
    root: etree._Element

    def words(self, path: str) -> list[str]:
        """The words of each element or the value of each attribute that an XPath finds."""
        found = self.root.xpath(path, namespaces=NAMESPACE)
        return [normalised(_own_text(x) if isinstance(x, etree._Element) else str(x)) for x in found]

    def count(self, path: str) -> int:
        """How many nodes an XPath finds."""
        return len(self.root.xpath(path, namespaces=NAMESPACE))

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, without those that every short text has."""
        return [finding.code for finding in self.conversion.findings if finding.code not in USUAL]

    @property
    def shape(self) -> list[str]:
        """The elements of the document's div and what stands in its opener and closer, in order."""
        parts = self.root.xpath("//t:body/t:div[1]/*", namespaces=NAMESPACE)
        names = []
        for part in parts:
            name = etree.QName(part).localname
            inside = [etree.QName(child).localname for child in part] if name in ("opener", "closer") else []
            names.append(f"{name}({' '.join(inside)})" if inside else name)
        return names


def _own_text(element: etree._Element) -> str:
    """The words of an element without the edition's notes."""
    return "".join(element.xpath(".//text()[not(ancestor::t:note[@type='editorial'])]", namespaces=NAMESPACE))


def encoded(text: str, *, genre: str | None = None, layout: str | None = None, **facts: str) -> Encoded:
    """The document of a capture with this text; `facts` are what the editor states about it."""
    source, findings = decode(text.encode("utf-8"), "capture.txt")
    stated = tuple(Fact(name, value, None, by_editor=True) for name, value in facts.items())
    conversion = convert(
        source, workshop(), DocumentConfig("capture.txt", layout=layout, genre=genre, facts=stated), findings
    )
    assert conversion.tei is not None, conversion.findings
    return Encoded(conversion, etree.fromstring(conversion.tei))
