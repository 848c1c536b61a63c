"""`tei-corpus`: all documents in one teiCorpus; what their headers have in common stands once, in its own header.

The documents are walked over twice, once to see what they have in common and once to write them, one at a time. Ids
are unique in a document only, so each is prefixed by that of its TEI (`d1234.p-1`), and every pointer to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from tei_edition.exports.corpus_header import POINTER, Seen, corpus_header, survey, without_common
from tei_edition.exports.table import Corpus, File
from tei_edition.model import Finding, Place, Severity
from tei_edition.records import slugs
from tei_edition.teifile import NSMAP, XML_ID, T, values

NO_POINTERS = frozenset({"n", "rend"})  # attributes that hold words of the document


def files(corpus: Corpus) -> Iterator[File]:
    """One file, in pieces of a document each."""
    yield File("corpus.xml", _pieces(corpus))


def _pieces(corpus: Corpus) -> Iterator[bytes]:
    seen = survey(corpus)
    prefixes = _prefixes(corpus, seen)
    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element(T + "teiCorpus", nsmap=NSMAP):
            out.write("\n  ", corpus_header(seen, corpus.config), "\n")
            for part in corpus:
                without_common(part.root, seen.common)
                _prefix_ids(part.root, prefixes[part.slug])
                out.write(part.root, "\n")
                out.flush()
                yield _drained(buffer)
    yield _drained(buffer) + b"\n"


def _drained(buffer: BytesIO) -> bytes:
    data = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return data


# --- ids --------------------------------------------------------------------------------------------------------


def _prefixes(corpus: Corpus, seen: Seen) -> dict[str, str]:
    """The id of each document in the corpus, by its slug: its own, unless it has none or another has it too."""
    given = slugs((slug, (ident or f"d-{slug}").replace(".", "-")) for _, slug, ident in seen.names)
    for file, slug, ident in seen.names:
        if ident and ident != given[slug]:
            corpus.report(_renamed(file, ident, given[slug]))
    return given


def _renamed(file: str, ident: str, given: str) -> Finding:
    return Finding(
        "X123",
        Severity.NOTE,
        f"in the corpus this document has the id {given}, not {ident}",
        hint="give each TEI file an xml:id of its own, without a full stop",
        tei=Place(f"{file}.xml", 1, 1),
    )


def _prefix_ids(root: etree._Element, prefix: str) -> None:
    """Make the ids of a document unique in the corpus, and let its pointers follow; others are left as they are."""
    new = {ident: f"{prefix}.{ident}" for ident in values(root, ".//@xml:id")}
    new[root.get(XML_ID, prefix)] = prefix

    def pointing(match: re.Match[str]) -> str:
        return f"#{new.get(match[1], match[1])}"

    for element in root.iter(etree.Element):
        for name in element.attrib:
            value = element.get(name, "")
            if name == XML_ID:
                element.set(name, new[value])
            elif "#" in value and name not in NO_POINTERS:
                element.set(name, POINTER.sub(pointing, value))
    root.set(XML_ID, prefix)
