"""Writing the reading edition: the records first, then every document, then the pages around them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from tei_edition.appearances import appearances, shared
from tei_edition.bounds import Bounds, Lost
from tei_edition.config import Config
from tei_edition.files import write, write_pieces
from tei_edition.packing import Weighed
from tei_edition.records import Record, record, slug, slugs
from tei_edition.render import read_tei, render_page
from tei_edition.runner import Mapper, for_each
from tei_edition.site import (
    about,
    cmif,
    correspondence,
    documents,
    facets,
    feed,
    index,
    looks,
    manifest,
    missing,
    names,
    narrowing,
    search,
    sitemap,
    years,
    zipped,
)
from tei_edition.site.around import Surroundings
from tei_edition.site.books import write_book
from tei_edition.site.chosen import not_there
from tei_edition.site.documents import DocumentJob
from tei_edition.site.edition import Edition, Entry, Fault, File, Made, SiteDocument, Written, Zip
from tei_edition.site.frame import frame
from tei_edition.site.usage import Usage, Use, use_of
from tei_edition.transliteration import ascii_slug

Family = Callable[[Edition], Iterable[Made | Fault]]

FAMILIES: tuple[Family, ...] = (
    # what stands around the documents
    years.pages,
    narrowing.pages,
    correspondence.pages,
    names.files,
    facets.files,
    search.files,
    missing.pages,
    feed.files,
    cmif.files,
    about.pages,
    zipped.files,
    looks.files,
)
LAST: tuple[Family, ...] = (
    # what tells of the others: `edition.made` is what stands in the folder by now
    index.pages,
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    index: Path
    slugs: Mapping[str, str]  # ident → slug
    written: int
    unchanged: int
    removed: tuple[str, ...] = ()  # files of an earlier build that belong to nothing any more
    not_there: tuple[str, ...] = ()  # what the editor chose to begin with and is no document, in sentences
    not_made: tuple[str, ...] = ()  # what the site goes without, in sentences
    lost: Mapping[str, Lost] = field(default_factory=dict)  # ident → why the site goes without this document


def build_site(found: Iterable[SiteDocument], out: Path, config: Config, *, run: Mapper = map) -> Built:
    """Write the pages of an edition below a folder; files that are there already with the same bytes stay untouched.

    `run` is `map`, or what does the same by several processes; the texts never stand in memory together.
    A document that cannot be shown is left out, and told of.
    Raises UnwritableOutput, BadConfiguration (an own stylesheet that cannot run).
    """
    config = replace(config, documents={}, bare_names={})  # a worker needs nothing of single documents
    bounds = config.limits.bounds
    found = list(found)
    lost: dict[str, Lost] = {}
    entries, usage = _entries(found, run, bounds, lost)
    edition = Edition(config, entries, out, usage)
    around = Surroundings(edition)
    jobs = (_job(entry, around.of(at)) for at, entry in enumerate(edition.entries))
    results = for_each(run, partial(_write_document, out=out, config=config), jobs, bounds)
    idents = (entry.record.ident for entry in edition.entries)
    written = list(chain.from_iterable(_not_lost(results, idents, lost)))
    not_shown = [entry.slug for entry in edition.entries if entry.record.ident in lost]
    if not_shown:  # the pages of the others would lead to theirs: all again
        built = build_site([each for each in found if each.ident not in lost], out, config, run=run)
        patterns = (f"{slug}{ending}" for slug in not_shown for ending in (".*", "-source.html"))
        begun = (f"doc/{path.name}" for pattern in patterns for path in (out / "doc").glob(pattern))
        manifest.remove_unnamed(out, (*(each.path for each in written), *begun))
        return replace(built, lost={**lost, **built.lost})
    written.append(write_book(edition))
    faults: list[Fault] = []
    for families in (FAMILIES, LAST):
        edition = edition.with_made({each.path: each.size for each in written})
        made = _without(faults, (each for family in families for each in family(edition)))
        written += run(partial(_write, out=out, config=config), made)
    written += [_put(out, file) for file in sitemap.files(edition, written)]
    removed = manifest.sweep(out, written)  # before the new manifest takes the place of the old one
    written.append(_put(out, manifest.file(edition, written)))
    slugs_of = {entry.record.ident: entry.slug for entry in edition.entries}
    changed = sum(each.is_new for each in written)
    return Built(
        out / "index.html",
        slugs_of,
        changed,
        len(written) - changed,
        removed,
        tuple(not_there(edition)),
        tuple(fault.sentence for fault in faults),
        lost,
    )


def _not_lost(results: Iterable[Any], idents: Iterable[str], lost: dict[str, Lost]) -> Iterator[Any]:
    """The results that there are; what is lost goes into its list, under the name of the document."""
    for ident, result in zip(idents, results, strict=False):
        if isinstance(result, Lost):
            lost[ident] = result
        else:
            yield result


def _without(faults: list[Fault], found: Iterable[Made | Fault]) -> Iterator[Made]:
    """What is to be written; the faults among it go into their list."""
    for each in found:
        if isinstance(each, Fault):
            faults.append(each)
        else:
            yield each


def _job(entry: Entry, context: etree._Element) -> DocumentJob:
    """What a worker gets of a document: who appears in it stands in the context already."""
    record = replace(entry.record, appearances=())
    return DocumentJob(replace(entry, record=record), etree.tostring(context))


def _entries(
    found: list[SiteDocument], run: Mapper, bounds: Bounds, lost: dict[str, Lost]
) -> tuple[tuple[Entry, ...], Usage]:
    """The documents in the order of time, each with its record and an address of its own; the TEI that they use."""
    sources = {document.ident: document for document in found}
    looks = for_each(run, _look_at, sources.values(), bounds)
    records, usage = _first_look(_not_lost(looks, sources, lost))
    records.sort(key=lambda record: record.order)
    wanted = ((record.ident, ascii_slug(sources[record.ident].slug) or slug(record)) for record in records)
    given = slugs(wanted)
    return tuple(Entry(sources[record.ident], record, given[record.ident]) for record in records), usage


class _Look(NamedTuple):
    """What is kept of the first look at a document."""

    record: Record
    use: Use


def _look_at(document: SiteDocument) -> _Look:
    tree = read_tei(document.tei, document.ident)
    root = tree.getroot()
    return _Look(replace(record(tree, document.ident), appearances=appearances(root)), use_of(root))


def _first_look(found: Iterable[_Look]) -> tuple[list[Record], Usage]:
    """The records, which share what they have in common, and what the documents use together."""
    records, usage = [], Usage()
    known: dict[object, object] = {}
    for look in found:
        records.append(replace(look.record, appearances=shared(look.record.appearances, known)))
        usage.add(look.record, look.use)
    return records, usage


# --- writing --------------------------------------------------------------------------------------------------


def _write_document(job: DocumentJob, *, out: Path, config: Config) -> tuple[Written, ...]:
    """The files of a document, written."""
    return tuple(_put(out, file) for file in documents.files(job, config))


def _write(made: Made, *, out: Path, config: Config) -> Written:
    """A page or another file of the site, written."""
    if isinstance(made, Zip):
        return _put_pieces(out, made)
    data = made.data if isinstance(made, File) else render_page(made.source, made.sheet, frame(config, made.path))
    return _put(out, File(made.path, data))


def _put(out: Path, file: File) -> Written:
    is_new = write(out / file.path, file.data)
    return Written(file.path, hashlib.sha256(file.data).hexdigest(), len(file.data), is_new)


def _put_pieces(out: Path, made: Zip) -> Written:
    archive = Weighed(zipped.pieces(made))
    is_new = write_pieces(out / made.path, archive)
    return Written(made.path, archive.sha256, archive.size, is_new)
