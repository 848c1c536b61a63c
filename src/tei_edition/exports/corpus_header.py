"""What the headers of all documents have in common, and the header of a teiCorpus that says it once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei_edition.config import Config
from tei_edition.exports.table import Corpus, Part
from tei_edition.teifile import NSMAP, XML_ID, T, elements, local_name, sub, values

FILE_DESC = "t:teiHeader/t:fileDesc"
ENCODING_DESC = "t:teiHeader/t:encodingDesc"
COMMON = {
    # what may stand once for all documents            where it stands; an element comes before its parts
    "responsibilities": f"{FILE_DESC}/t:titleStmt/*[not(self::t:title or self::t:author)]",
    "date": f"{FILE_DESC}/t:publicationStmt/t:date",
    "availability": f"{FILE_DESC}/t:publicationStmt/t:availability",
    "licence": f"{FILE_DESC}/t:publicationStmt/t:availability/t:licence[../*[not(self::t:licence)]]",
    "declarations": f"{ENCODING_DESC}/*",
    "practice": f"{ENCODING_DESC}/t:editorialDecl/*",
}
NEVER_EMPTY = (f"{ENCODING_DESC}/t:editorialDecl", ENCODING_DESC)
POINTER = re.compile(r"(?<!\S)#(\S+)")

Units = dict[str, dict[bytes, etree._Element]]  # by the keys of COMMON, then by their canonical form


# --- the first walk ---------------------------------------------------------------------------------------------


class Document(NamedTuple):
    """What tells a document from the others."""

    path: Path  # of its file
    slug: str
    ident: str  # TEI/@xml:id

    @classmethod
    def of(cls, part: Part) -> Document:
        """The document that was read."""
        return cls(path_of(part), part.slug, part.root.get(XML_ID, ""))


def path_of(part: Part) -> Path:
    """The path of a document's file; if it is not known where that lies, its name."""
    return part.path if part.path.name else Path(f"{part.description.file}.xml")


@dataclass(slots=True)
class Seen:
    """What a walk over the documents found."""

    common: Units = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    publishers: set[str] = field(default_factory=set)
    words: int = 0


def survey(corpus: Corpus) -> Seen:
    """What the documents have in common; they are looked at one at a time."""
    seen = Seen()
    for part in corpus:
        here = _units(part.root)
        seen.common = _both(seen.common, here) if seen.documents else here
        seen.documents.append(Document.of(part))
        seen.publishers.add(part.description.publisher)
        seen.words += part.description.words
    seen.common = _self_contained(seen.common)
    return seen


def _units(root: etree._Element) -> Units:
    return {name: {_canonical(each): each for each in elements(root, path)} for name, path in COMMON.items()}


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", with_tail=False)


def _both(first: Units, second: Units) -> Units:
    return {name: {form: each for form, each in found.items() if form in second[name]} for name, found in first.items()}


def _self_contained(units: Units) -> Units:
    """Without what points to something that stays in the documents, and without ids that look like prefixed ones."""
    while True:
        ids = {ident for ident in ids_of(units) if "." not in ident}
        kept = {
            name: {form: each for form, each in found.items() if _ids(each) | _targets(each) <= ids}
            for name, found in units.items()
        }
        if kept == units:
            return kept
        units = kept


def ids_of(units: Units) -> set[str]:
    """The ids of what the documents have in common."""
    return {ident for found in units.values() for each in found.values() for ident in _ids(each)}


def _ids(element: etree._Element) -> set[str]:
    return set(values(element, "descendant-or-self::*/@xml:id"))


def _targets(element: etree._Element) -> set[str]:
    return {ident for value in values(element, "descendant-or-self::*/@*") for ident in POINTER.findall(value)}


# --- what a document keeps --------------------------------------------------------------------------------------


def without_common(root: etree._Element, common: Units) -> None:
    """Take out of a document what stands in the header of the corpus."""
    for name, path in COMMON.items():
        for each in elements(root, path):
            if _canonical(each) in common[name]:
                _remove(each)
    for path in NEVER_EMPTY:
        for each in elements(root, f"{path}[not(*)]"):
            _remove(each)


def _remove(element: etree._Element) -> None:
    """Without a trace in the lines of an element that holds elements only."""
    before, parent = element.getprevious(), element.getparent()
    assert parent is not None
    if element.getnext() is None:
        if before is not None:
            before.tail = element.tail
        else:
            parent.text = element.tail
    parent.remove(element)


# --- the header -------------------------------------------------------------------------------------------------


def corpus_header(seen: Seen, config: Config) -> etree._Element:
    """The `teiHeader` of the corpus: the edition, and what holds for all documents."""
    header = etree.Element(T + "teiHeader", nsmap=NSMAP)
    file_desc = sub(header, "fileDesc")
    _title_stmt(file_desc, seen.common, config)
    extent = sub(file_desc, "extent")
    for unit, quantity in (("texts", len(seen.documents)), ("words", seen.words)):
        sub(extent, "measure", f"{quantity:,} {unit}", unit=unit, quantity=str(quantity))
    _publication_stmt(file_desc, seen, config)
    sub(sub(file_desc, "sourceDesc"), "p", "The source of each document stands in its own header.")
    _encoding_desc(header, seen.common)
    _lay_out(header, 1)
    return header


def _add(parent: etree._Element, units: Iterable[etree._Element]) -> None:
    for unit in units:
        parent.append(deepcopy(unit))


def _title_stmt(parent: etree._Element, common: Units, config: Config) -> None:
    element = sub(parent, "titleStmt")
    sub(element, "title", config.title)
    for editor in config.editors:
        sub(element, "editor", editor)
    _add(element, common["responsibilities"].values())


def _publication_stmt(parent: etree._Element, seen: Seen, config: Config) -> None:
    element = sub(parent, "publicationStmt")
    only = next(iter(seen.publishers)) if len(seen.publishers) == 1 else ""
    sub(element, "publisher", only or config.publisher)
    _add(element, seen.common["date"].values())
    _add(element, seen.common["availability"].values())
    licences = _parts(seen.common, "licence", "availability")
    if licences:
        _add(sub(element, "availability"), licences)


def _encoding_desc(parent: etree._Element, common: Units) -> None:
    practice = _parts(common, "practice", "declarations")
    if common["declarations"] or practice:
        element = sub(parent, "encodingDesc")
        _add(element, common["declarations"].values())
        if practice:
            _add(sub(element, "editorialDecl"), practice)


def _parts(common: Units, name: str, whole: str) -> list[etree._Element]:
    """What is common of an element that is not common as a whole."""
    wholes = [id(each) for each in common[whole].values()]
    return [each for each in common[name].values() if id(each.getparent()) not in wholes]


LAID_OUT = ("teiHeader", "fileDesc", "titleStmt", "publicationStmt", "extent", "encodingDesc", "editorialDecl")


def _lay_out(element: etree._Element, level: int) -> None:
    """A line for each child of the elements that hold elements only; the children of documents keep their own."""
    if local_name(element) in LAID_OUT:
        element.text = "\n" + "  " * (level + 1)
        for child in element:
            _lay_out(child, level + 1)
            child.tail = element.text
        element[-1].tail = "\n" + "  " * level
