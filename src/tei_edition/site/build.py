"""Writing the reading edition: the records first, then every document, then the pages around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei_edition.config import Config
from tei_edition.files import write
from tei_edition.records import Record, record, slug, slugs
from tei_edition.render import read_tei, render_page
from tei_edition.site import about, documents, index, looks
from tei_edition.site.around import Surroundings
from tei_edition.site.books import write_book
from tei_edition.site.documents import DocumentJob
from tei_edition.site.edition import Edition, Entry, File, Page, SiteDocument
from tei_edition.site.frame import frame
from tei_edition.site.usage import Usage, Use, use_of
from tei_edition.transliteration import ascii_slug

Run = Callable[..., Iterable[object]]
"""`map`, or the `map` of an executor: the order of results must be that of the arguments."""

Family = Callable[[Edition], Iterable[Page | File]]

FAMILIES: tuple[Family, ...] = (
    # what stands around the documents
    index.pages,
    about.pages,
    looks.files,
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    index: Path
    slugs: Mapping[str, str]  # ident → slug
    written: int
    unchanged: int


def build_site(found: Iterable[SiteDocument], out: Path, config: Config, *, run: Run = map) -> Built:
    """Write the pages of an edition below a folder; files that are there already with the same bytes stay untouched.

    `run` may be the `map` of an executor; the texts never stand in memory together.
    Raises UnreadableInput, UnwritableOutput, BadConfiguration (an own stylesheet that cannot run).
    """
    config = replace(config, documents={}, bare_names={})  # a worker needs nothing of single documents
    entries, usage = _entries(list(found), run)
    edition = Edition(config, entries, out, usage)
    around = Surroundings(edition)
    jobs = (DocumentJob(entry, etree.tostring(around.of(at))) for at, entry in enumerate(edition.entries))
    changes = Counter[bool]()
    for written in run(partial(_write_document, out=out, config=config), jobs):
        changes.update(written if isinstance(written, tuple) else ())
    changes.update([write_book(edition)])
    made = (each for family in FAMILIES for each in family(edition))
    changes.update(bool(written) for written in run(partial(_write, out=out, config=config), made))
    names = {entry.record.ident: entry.slug for entry in edition.entries}
    return Built(out / "index.html", names, changes[True], changes[False])


def _entries(found: list[SiteDocument], run: Run) -> tuple[tuple[Entry, ...], Usage]:
    """The documents in the order of time, each with its record and an address of its own; the TEI that they use."""
    sources = {document.ident: document for document in found}
    records, usage = _first_look(run(_look_at, sources.values()))
    records.sort(key=lambda record: record.order)
    wanted = ((record.ident, ascii_slug(sources[record.ident].slug) or slug(record)) for record in records)
    names = slugs(wanted)
    return tuple(Entry(sources[record.ident], record, names[record.ident]) for record in records), usage


class _Look(NamedTuple):
    """What is kept of the first look at a document."""

    record: Record
    use: Use


def _look_at(document: SiteDocument) -> _Look:
    tree = read_tei(document.tei, document.ident)
    return _Look(record(tree, document.ident), use_of(tree.getroot()))


def _first_look(found: Iterable[object]) -> tuple[list[Record], Usage]:
    """The records, and what the documents use together: of a large edition not more."""
    records, usage = [], Usage()
    for look in found:
        if isinstance(look, _Look):
            records.append(look.record)
            usage.add(look.record, look.use)
    return records, usage


def _write_document(job: DocumentJob, *, out: Path, config: Config) -> tuple[bool, ...]:
    """For each file of a document, whether it had to be written."""
    return tuple(write(out / file.path, file.data) for file in documents.files(job, config))


def _write(made: Page | File, *, out: Path, config: Config) -> bool:
    """Whether a page or a file had to be written."""
    data = made.data if isinstance(made, File) else render_page(made.source, made.sheet, frame(config, made.path))
    return write(out / made.path, data)
