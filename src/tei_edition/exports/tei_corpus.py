"""`tei-corpus`: all documents in one teiCorpus; what their headers have in common stands once, in its own header.

The documents are walked over twice, once to see what they have in common and once to write them, one at a time. Ids
are unique in a document only, so each is prefixed by that of its TEI (`d1234.p-1`), and every pointer to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_edition.exports.corpus_header import Seen, corpus_header, ids_of, path_of, survey, without_common
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
    ids = _Ids.of(corpus, seen)
    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element(T + "teiCorpus", nsmap=NSMAP):
            out.write("\n  ", corpus_header(seen, corpus.config), "\n")
            for part in corpus:
                without_common(part.root, seen.common)
                _prefix_ids(part.root, ids.prefixes[part.slug], ids, path_of(part).parent)
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


@dataclass(frozen=True, slots=True)
class _Ids:
    """How the documents are named in the corpus, and the ids that stand in its header."""

    prefixes: Mapping[str, str]  # by slug
    of_files: dict[str, str]  # the same by path, for links from one document to another
    common: frozenset[str]

    @classmethod
    def of(cls, corpus: Corpus, seen: Seen) -> _Ids:
        """Each document has its own id, unless it has none or another has it too."""
        given = slugs((slug, (ident or f"d-{slug}").replace(".", "-")) for _, slug, ident in seen.documents)
        for path, slug, ident in seen.documents:
            if ident and ident != given[slug]:
                corpus.report(_renamed(path.name, ident, given[slug]))
        of_files = {_whole(path): given[slug] for path, slug, _ in seen.documents}
        return cls(given, of_files, frozenset(ids_of(seen.common)))


def _renamed(file: str, ident: str, given: str) -> Finding:
    return Finding(
        "X123",
        Severity.NOTE,
        f"in the corpus this document has the id {given}, not {ident}",
        hint="give each TEI file an xml:id of its own, without a full stop",
        tei=Place(file, 1, 1),
    )


def _whole(path: str | Path) -> str:
    """A path that is the same however it is written; links are not followed."""
    return os.path.abspath(path)  # noqa: PTH100


def _prefix_ids(root: etree._Element, prefix: str, ids: _Ids, folder: Path) -> None:
    """Make the ids of a document unique in the corpus, and let all pointers follow; the file lies in that folder."""
    new = {ident: f"{prefix}.{ident}" for ident in values(root, ".//@xml:id")}
    new[root.get(XML_ID, prefix)] = prefix

    def followed(match: re.Match[str]) -> str:
        return _followed(match[0], new, ids, folder)

    for element in root.iter(etree.Element):
        for name in element.attrib:
            value = element.get(name, "")
            if name == XML_ID:
                element.set(name, new[value])
            elif name not in NO_POINTERS and ("#" in value or ".xml" in value):
                element.set(name, re.sub(r"\S+", followed, value))
    root.set(XML_ID, prefix)


def _followed(word: str, new: Mapping[str, str], ids: _Ids, folder: Path) -> str:
    """A word of an attribute: a pointer to an id of the document or of another one in its new form, else as it is."""
    file, _, ident = word.partition("#")
    if not file:
        return f"#{new.get(ident, ident)}"
    other = ids.of_files.get(_whole(os.path.join(folder, unquote(file))))  # noqa: PTH118 (a word may be no path)
    if other is None:
        return word
    if not ident:
        return f"#{other}"
    return f"#{ident}" if ident in ids.common else f"#{other}.{ident}"
