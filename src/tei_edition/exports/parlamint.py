"""`parlamint`: documents with turns for corpus linguists, as the ParlaMint corpora encode debates (`u`, `seg`)."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.errors import UnreadableInput
from tei_edition.exports.table import Corpus, File
from tei_edition.model import Finding, Place, Severity
from tei_edition.render import transform


def files(corpus: Corpus) -> Iterator[File]:
    """A file for each document that has turns."""
    made = without = 0
    for part in corpus:
        if not part.description.turns:
            without += 1
            corpus.left_out.add(part.slug)
            continue
        try:
            data = transform(part.root.getroottree(), "exports", "parlamint.xsl")
        except UnreadableInput as fault:
            corpus.report(_left_out(part.description.file, fault))
            corpus.left_out.add(part.slug)
            continue
        made += 1
        yield File(f"{part.slug}.xml", [data])
    if without:
        corpus.report(_without_turns(without, made))


def _left_out(file: str, fault: UnreadableInput) -> Finding:
    return Finding(
        "X125",
        Severity.WARNING,
        "the document is left out: its turns could not be converted",
        hint="tei-edition validate finds what is unusual in it",
        tei=Place(f"{file}.xml", 1, 1),
        raw=fault.message,
    )


def _without_turns(without: int, made: int) -> Finding:
    if not made:
        hint = "only minutes and conversations whose speakers were recognised have any"
        return Finding("X124", Severity.WARNING, "no document has turns: there is nothing to write", hint=hint)
    documents = "document has" if without == 1 else "documents have"
    return Finding("X124", Severity.NOTE, f"{without:,} {documents} no turns and no file in this export")
