"""What validators find wrong with a file, as findings in an editor's words; read only when there is something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from lxml import etree

from tei_edition.checks.grammar import Grammar, shipped_grammar
from tei_edition.checks.schema_words import Words, called, in_words
from tei_edition.checks.wellformed import in_brief, line_of
from tei_edition.model import Finding, Place, Severity

if TYPE_CHECKING:
    import xmlschema

MOST_FINDINGS = 200  # findings for one file; what is beyond is only counted
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def in_words_of(
    tree: etree._ElementTree, faults: Sequence[etree._LogEntry], grammar: Grammar | None, file: str
) -> Iterator[Finding]:
    """One finding for each fault, in the validator's order; what it says twice is said once."""
    seen: set[tuple[str, str]] = set()
    for fault in faults:
        # A list of values is refused twice: first a word in it, then the whole.
        attribute = re.match(r"Element '[^']*', attribute '([^']*)'", fault.message)
        key = (fault.path or "", attribute[1] if attribute else fault.message)
        if key not in seen:
            seen.add(key)
            # Beyond the limit faults are only counted: to find an element by its path takes time.
            yield _finding(tree, fault, grammar, file) if len(seen) <= MOST_FINDINGS else REST


def _finding(tree: etree._ElementTree, fault: etree._LogEntry, grammar: Grammar | None, file: str) -> Finding:
    element = _element(tree, fault)
    words = in_words(fault.message, element, grammar)
    return _error(words or Words("T108", f"{called(element)}: {fault.message}"), element, file, fault.message)


def _error(words: Words, element: etree._Element, file: str, raw: str) -> Finding:
    lineage = (element, *element.iterancestors())
    return Finding(
        words.code,
        Severity.ERROR,
        in_brief(words.message),
        in_brief(words.hint),
        xml_id=next((one.get(XML_ID) for one in lineage if one.get(XML_ID)), None),
        tei=Place(file, line_of(element), 1),
        raw=in_brief(raw),
    )


REST = Finding("T109", Severity.NOTE, "more errors", "mend the first ones; many of the rest may follow from them")


def at_most(findings: tuple[Finding, ...], file: str) -> tuple[Finding, ...]:
    """The findings, or the first of them and a note that counts the rest."""
    rest = len(findings) - MOST_FINDINGS
    if rest <= 0:
        return findings
    note = replace(REST, message=f"{rest} more errors in this file are not listed", tei=Place(file, 1, 1))
    return (*findings[:MOST_FINDINGS], note)


def unexplained(tree: etree._ElementTree, faults: Sequence[etree._LogEntry], file: str) -> tuple[Finding, ...]:
    """The one thing that a RELAX NG validation in libxml2 lets us know: roughly where."""
    element = _element(tree, faults[0])
    words = Words(
        "T108",
        f"the file does not match the RELAX NG grammar; the validator points at {called(element)}",
        "the fault can be elsewhere, and there can be more: jing says more (pyjing SCHEMA FILE), an XSD too",
    )
    return (_error(words, element, file, faults[0].message),)


def take_away_xsi(tree: etree._ElementTree, file: str) -> Iterator[Finding]:
    for element in cast(list[etree._Element], WITH_XSI(tree)):
        for name in [str(name) for name in element.attrib if str(name).startswith(XSI)]:
            del element.attrib[name]
            message = f"{called(element)} may not have the attribute `{name.replace(XSI, 'xsi:')}`"
            yield _error(Words("T103", message, "name the schema above <TEI>, in <?xml-model …?>"), element, file, "")


WITH_XSI = etree.XPath("//*[@xsi:*]", namespaces={"xsi": XSI[1:-1]})

XMLSCHEMA = (
    # what the package xmlschema says            how libxml2 says it
    (r"Unexpected child", "Element '': This element is not expected."),
    (
        r"is not complete\. Tag \(?(.*?)\)? expected",
        "Element '': Missing child element(s). Expected is ( {0} ).",
    ),
    (r"'(\S+)' attribute not allowed", "Element '', attribute '{0}': The attribute is not allowed."),
    (r"missing required attribute '(\S+)'", "Element '': The attribute '{0}' is required but missing."),
    (r"^attribute (\S+?)='", "Element '', attribute '{0}': The value is not accepted."),
    (r"character data", "Element '': Character content is not allowed."),
)


def explained(schema: xmlschema.XMLSchema, tree: etree._ElementTree, file: str) -> Iterator[Finding]:
    """Each error of xmlschema, in words, with the path of the element and the validator's reason."""
    seen: set[tuple[str, str]] = set()
    for error in schema.iter_errors(tree):
        reason, path = error.reason or "", error.path or "/"
        alike = next((like.format(*_plain(m)) for says, like in XMLSCHEMA if (m := re.search(says, reason))), "")
        if (path, alike or reason) in seen:  # each type of a union refuses a value once more
            continue
        seen.add((path, alike or reason))
        element = _meant(error, tree)
        words = in_words(alike, element, shipped_grammar()) or Words("T108", f"{called(element)}: {reason}")
        words = words._replace(message=f"{words.message} (at {path})")
        yield _error(words, element, file, reason)


def _plain(match: re.Match[str]) -> tuple[str, ...]:
    """What a message names, as libxml2 lists it: "desc, label" for "'tei:desc' | 'tei:label'"."""
    return tuple(", ".join(re.findall(r"'tei:(\w+)'", group)) or group for group in match.groups())


def _meant(error: xmlschema.XMLSchemaValidationError, tree: etree._ElementTree) -> etree._Element:
    """The element that an error is about; for an unexpected child that child, not its parent."""
    element = error.elem if isinstance(error.elem, etree._Element) else tree.getroot()
    children = [child for child in element if isinstance(child.tag, str)]
    index: int = getattr(error, "index", len(children))
    return children[index] if index < len(children) and "Unexpected child" in (error.reason or "") else element


QUALIFIED = re.compile(r"([/@])([^/@:\[\]()]+:[^/@:\[\]()]+)")  # /t:TEI/xi:include[2]; what a prefix means is elsewhere


def _element(tree: etree._ElementTree, fault: etree._LogEntry) -> etree._Element:
    """The element that a message is about."""
    found = tree.xpath(QUALIFIED.sub(r"\1*[name()='\2']", fault.path)) if fault.path else []
    return next((one for one in cast(list[object], found) if isinstance(one, etree._Element)), tree.getroot())
