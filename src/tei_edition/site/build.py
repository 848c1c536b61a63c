"""Writing the reading edition: the records first, then every document, then the pages around them."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, assert_never

from lxml import etree

from tei_edition.appearances import Appearance, appearances
from tei_edition.bounds import Lost
from tei_edition.cards import Cards
from tei_edition.config import Config
from tei_edition.files import write, write_pieces
from tei_edition.packed import packed, unpacked
from tei_edition.packing import Weighed
from tei_edition.records import Record, record, slug, slugs
from tei_edition.render import read_tei, render_page
from tei_edition.runner import Mapper, for_each
from tei_edition.shelf import Chosen, Shelf, Sorter, places
from tei_edition.site import (
    about,
    books,
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
from tei_edition.site.chosen import not_there
from tei_edition.site.documents import DocumentJob
from tei_edition.site.edition import Edition, Entry, Fault, File, Made, Page, Stream, Zip, input_of, lines_of
from tei_edition.site.frame import frame
from tei_edition.site.published import Built, SiteDocument, Written
from tei_edition.site.standing import KEY, LOOK, MADE, MANIFEST, Standing, made_of, stand
from tei_edition.site.usage import Usage, Use, use_of
from tei_edition.transliteration import ascii_slug

UNKEYED = "-" * KEY  # of files that are made each time
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


def built(
    sources: Sequence[SiteDocument], out: Path, config: Config, run: Mapper, there: Standing
) -> tuple[Built, str]:
    """What a build did, and the checksum of the manifest. A document that cannot be shown is left out, and told of."""
    lost: dict[str, Lost] = {}
    edition = _edition(sources, out, config, run, there, lost)
    written = Shelf(_documents(edition, run, there, lost))
    not_shown = [entry.slug for entry in edition.entries if entry.record.ident in lost]
    if not_shown:  # the pages of the others would lead to theirs: all again
        again, sha256 = built(Shelf(each for each in sources if each.ident not in lost), out, config, run, there)
        patterns = (f"{slug}{ending}" for slug in not_shown for ending in (".*", "-source.html"))
        begun = (f"doc/{path.name}" for pattern in patterns for path in (out / "doc").glob(pattern))
        manifest.remove_unnamed(out, (*(each.path for each in written), *begun))
        return replace(again, lost={**lost, **again.lost}), sha256
    checksums = Cards((each.path, each.sha256) for each in written if each.path.endswith((".xml", ".epub")))
    written.append(_book(edition, checksums, run, there))
    faults: list[Fault] = []
    for families in (FAMILIES, LAST):
        edition = edition.with_made(Cards((each.path, each.size) for each in written if not _is_of_document(each)))
        made = _without(faults, (each for family in families for each in family(edition)))
        written.extend(_others(made, checksums, run, config, there))
    written.extend([_put(out, file) for file in sitemap.files(edition, written)])
    kept = (each.path for each in written if each.path.endswith(".html") or not _is_of_document(each))
    addresses = Cards((path, 1) for path in chain(kept, (MANIFEST,)))
    # before the new manifest takes the place of the old one
    removed = manifest.sweep(out, written, there.left(addresses))
    whole = _put_pieces(out, MANIFEST, manifest.pieces(edition, written))
    written.append(whole)
    slugs_of = Cards((entry.record.ident, entry.slug) for entry in edition.entries)
    changed = sum(each.is_new for each in written)
    there.state.keep_only(LOOK, slugs_of)
    there.state.keep_only(MADE, addresses)
    done = Built(
        out / "index.html",
        slugs_of,
        changed,
        len(written) - changed,
        removed,
        tuple(not_there(edition)),
        tuple(fault.sentence for fault in faults),
        lost,
    )
    return done, whole.sha256


def _without(faults: list[Fault], found: Iterable[Made | Fault]) -> Iterator[Made]:
    """What is to be written; the faults among it go into their list."""
    for each in found:
        if isinstance(each, Fault):
            faults.append(each)
        else:
            yield each


def _edition(
    sources: Sequence[SiteDocument], out: Path, config: Config, run: Mapper, there: Standing, lost: dict[str, Lost]
) -> Edition:
    """The documents in the order of time, each with its record and an address of its own; the TEI that they use."""
    usage, appearances = Usage(), Shelf[Sequence[Appearance]]()
    seen = Shelf[tuple[SiteDocument, Record]]()
    order, wanted = Sorter[tuple[tuple[str, str], int]](), Shelf[tuple[str, str]]()
    for source, look in zip(sources, _looks(sources, run, there), strict=True):
        if isinstance(look, Lost):
            lost[source.ident] = look
            continue
        order.add((look.record.order, len(seen)))
        wanted.append((source.ident, ascii_slug(source.slug) or slug(look.record)))
        usage.add(look.record, look.use)
        appearances.append(look.appearances)
        seen.append((source, look.record))
    in_time = places()
    in_time.extend(at for _, at in order)
    given = slugs(wanted)
    entries = Shelf(Entry(source, record, given[source.ident]) for source, record in Chosen(seen, in_time))
    return Edition(config, entries, out, usage, appearances=Chosen(appearances, in_time))


class _Look(NamedTuple):
    """What is kept of the first look at a document."""

    record: Record
    appearances: tuple[Appearance, ...]
    use: Use


def _look_at(document: SiteDocument) -> _Look:
    tree = read_tei(document.tei, document.ident)
    root = tree.getroot()
    return _Look(record(tree, document.ident), appearances(root), use_of(root))


def _looks(sources: Sequence[SiteDocument], run: Mapper, there: Standing) -> Iterator[_Look | Lost]:
    """A look at each document, as it is remembered or with its TEI read again."""
    keys = Shelf(there.key(each.ident, made_of(each)) for each in sources)
    is_known = bytearray(
        there.known(LOOK, each.ident, key) is not None for each, key in zip(sources, keys, strict=True)
    )
    unknown = (each for each, known in zip(sources, is_known, strict=True) if not known)
    fresh = iter(for_each(run, _look_at, unknown, there.bounds))
    for each, key, known in zip(sources, keys, is_known, strict=True):
        if not known:
            look = next(fresh)
            if not isinstance(look, Lost):
                there.remember(LOOK, each.ident, key, packed(look))
            yield look
        else:
            yield _remembered(each, key, there)


def _remembered(document: SiteDocument, key: str, there: Standing) -> _Look:
    data = there.known(LOOK, document.ident, key)
    try:
        return unpacked(_Look, data) if data is not None else _look_at(document)
    except ValueError:
        return _look_at(document)


# --- writing --------------------------------------------------------------------------------------------------


def _documents(edition: Edition, run: Mapper, there: Standing, lost: dict[str, Lost]) -> Iterator[Written]:
    """The files of all documents, which now stand there."""
    around = Surroundings(edition)
    begun = deque[tuple[str, str]]()  # of those that are on their way the names, and what they are made of

    def jobs() -> Iterator[DocumentJob]:
        for at, entry in enumerate(edition.entries):
            context = etree.tostring(around.of(at))
            key = there.key(entry.document.ident, entry.slug, made_of(entry.document), context)
            begun.append((entry.document.ident, key))
            yield DocumentJob(entry, context, there.files(entry.page, key))

    for files in for_each(run, partial(_write_document, out=edition.out, config=edition.config), jobs(), there.bounds):
        ident, key = begun.popleft()
        if isinstance(files, Lost):
            lost[ident] = files
            continue
        page = files[-1].path
        if any(each.is_new for each in files) or not there.files(page, key):
            there.remember_files(page, key, files)
        yield from files


def _write_document(job: DocumentJob, *, out: Path, config: Config) -> tuple[Written, ...]:
    """The files of a document, written if they do not stand there."""
    if job.standing and stand(out, job.standing):
        return job.standing
    return tuple(_put(out, file) for file in documents.files(job, config))


def _is_of_document(written: Written) -> bool:
    return written.path.startswith("doc/")


def _book(edition: Edition, checksums: Mapping[str, str], run: Mapper, there: Standing) -> Written:
    """The book of the edition, which now stands there."""
    key = there.key_of_many(books.made_of(edition, checksums))
    files = there.files(books.BOOK, key)
    if files and stand(edition.out, files):
        return files[0]
    made: Written
    (made,) = run(partial(books.write_book, out=edition.out, config=edition.config), (books.contents(edition),))
    there.remember_files(books.BOOK, key, (made,))
    return made


class _Task(NamedTuple):
    """A file of the site to be made, unless it stands there as it was made of the same."""

    made: Page | File | Zip
    standing: tuple[Written, ...]


def _others(
    found: Iterable[Made], checksums: Mapping[str, str], run: Mapper, config: Config, there: Standing
) -> Iterator[Written]:
    """Pages and other files of the site, which now stand there; `checksums` are of what stood there before them."""
    keys: dict[str, str] = {}

    streams: list[Written] = []

    def tasks() -> Iterator[_Task]:
        for made in found:
            if isinstance(made, Stream):
                streams.append(_put_pieces(there.out, made.path, made.pieces))
                continue
            if key := _key_of(made, checksums, there):
                keys[made.path] = key
            yield _Task(made, there.files(made.path, key) if key else ())

    for written in run(partial(_write, out=there.out, config=config), tasks()):
        key = keys.pop(written.path, UNKEYED)
        if written.is_new or (key != UNKEYED and not there.files(written.path, key)):
            there.remember_files(written.path, key, (written,))
        yield written
    for written in streams:
        if written.is_new:
            there.remember_files(written.path, UNKEYED, (written,))
        yield written


def _key_of(made: Page | File | Zip, checksums: Mapping[str, str], there: Standing) -> str:
    """What a file is made of; nothing for one whose bytes are there already."""
    match made:
        case Page(path, sheet, source):
            return there.key(path, sheet, source)
        case Zip(path, folder, names):
            within = folder.relative_to(there.out).as_posix()
            parts = (f"{name} {checksums[f'{within}/{name}']}" for name in lines_of(names))
            return there.key_of_many(chain((path,), parts))
        case File():
            return ""
        case _:
            assert_never(made)


def _write(task: _Task, *, out: Path, config: Config) -> Written:
    """A page or another file of the site, written if it does not stand there."""
    made = task.made
    if task.standing and stand(out, task.standing):
        return task.standing[0]
    if isinstance(made, Zip):
        return _put_pieces(out, made.path, zipped.pieces(made))
    data = made.data if isinstance(made, File) else render_page(input_of(made), made.sheet, frame(config, made.path))
    return _put(out, File(made.path, data))


def _put(out: Path, file: File) -> Written:
    is_new = write(out / file.path, file.data)
    return Written(file.path, hashlib.sha256(file.data).hexdigest(), len(file.data), is_new)


def _put_pieces(out: Path, path: str, pieces: Iterable[bytes]) -> Written:
    whole = Weighed(pieces)
    is_new = write_pieces(out / path, whole)
    return Written(path, whole.sha256, whole.size, is_new)
