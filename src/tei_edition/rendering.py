"""`tei-edition render`: TEI files → pages, without an edition around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tei_edition.bounds import Bounds, Lost, Part, attempt
from tei_edition.config import Limits
from tei_edition.errors import BadConfiguration, UnreadableInput, WrongUse
from tei_edition.files import check_folder, write
from tei_edition.manner import Manner, quoted
from tei_edition.model import Finding, Place, Severity
from tei_edition.outcome import went_to
from tei_edition.validation import cannot_read, is_unreadable, tei_files, without_result


@dataclass(frozen=True, slots=True)
class Pages:
    """A request for pages of TEI files."""

    sources: tuple[Path, ...]
    output: Path
    stylesheet: Path | None = None
    lang: str = "en"
    dry_run: bool = False


def render_files(manner: Manner, pages: Pages) -> int:
    """TEI files → HTML pages with their style sheet; returns the exit code."""
    from tei_edition.site.looks import write_looks

    if pages.stylesheet is not None and not pages.stylesheet.is_file():
        raise BadConfiguration(f"{pages.stylesheet}: there is no such stylesheet", remedy="check the name")
    files, faults = tei_files(pages.sources)
    pages, names = _page_names(files, pages)
    if not pages.dry_run:
        check_folder(pages.output)
    findings = [cannot_read(path, error) for path, error in faults]
    written: list[Path] = []
    for file, page in _made(files, pages):
        if isinstance(page, Finding):
            findings.append(page)
            continue
        written.append(pages.output / names[file])
        if not pages.dry_run:
            write(written[-1], page)
    if written and not pages.dry_run:
        write_looks(pages.output, pages.lang)
    manner.show(findings, [str(file) for file in (*files, *(path for path, _ in faults))])
    where = went_to(pages.output if written else None, dry_run=pages.dry_run)
    manner.say(f"{len(written):,} of {len(files):,} pages made{where}")
    if written and not findings and not pages.dry_run:
        manner.next(f"open {quoted(written[0])} in a browser")
    return 4 if any(map(is_unreadable, findings)) else int(bool(findings))


def _made(files: Sequence[Path], pages: Pages) -> Iterator[tuple[Path, bytes | Finding]]:
    """Each file with its page, or why there is none.

    Pages are made by another process, which can be ended: nothing else stops a stylesheet that never comes to an end.
    Raises BadConfiguration.
    """
    from tei_edition.workers import Workers

    make = partial(attempt, partial(_page, pages=pages))
    with Workers(1) as workers:
        for file in files:
            bounds = _bounds(file)
            (page,) = workers.submit(Part(make, (file,), bounds)).result()
            yield file, _lost(file, page, bounds, pages) if isinstance(page, Lost) else page


SECONDS = 20  # for the page of a small file, which usually takes less than one
SECONDS_OF_MEGABYTE = 10


def _bounds(file: Path) -> Bounds:
    """What a page may take: the longer the file, the more."""
    try:
        size = file.stat().st_size
    except OSError:
        size = 0
    return Bounds(SECONDS + SECONDS_OF_MEGABYTE * size // 1_000_000, Limits().max_memory)


def _lost(file: Path, lost: Lost, bounds: Bounds, pages: Pages) -> Finding:
    """What is told of a page that there is not; it may be the fault of an own stylesheet. Raises BadConfiguration."""
    told = without_result(file, lost, bounds)
    if pages.stylesheet is not None and lost.why in ("died", "slow", "memory"):
        raise BadConfiguration(
            f"{pages.stylesheet}: {file}: with this stylesheet {told.message}",
            remedy="look for a template that calls itself, or for loops in loops; a page takes less than a second",
        )
    return told


def _page(file: Path, pages: Pages) -> bytes | Finding:
    """The page of a TEI file, or why there is none."""
    from tei_edition.checks.wellformed import not_tei, parse_tei
    from tei_edition.render import read_tei, render_document

    try:
        tree = parse_tei(file)
    except UnreadableInput as error:
        return cannot_read(file, error)
    try:
        if isinstance(tree, Finding) and tree.code != "T002":  # a foreign file may have a DOCTYPE
            return tree
        tree = read_tei(file)
        if wrong_root := not_tei(tree, str(file)):
            return wrong_root
        params = {"lang": pages.lang, "css": "css/edition.css"}
        return render_document(tree, params=params, stylesheet=pages.stylesheet)
    except UnreadableInput as error:
        return Finding("W101", Severity.ERROR, error.message, hint=error.remedy, tei=Place(str(file), 1, 1))


def _page_names(files: Sequence[Path], pages: Pages) -> tuple[Pages, dict[Path, str]]:
    """A name of its own for the page of each file; of one file it may be the name that -o gives."""
    if pages.output.suffix.lower() in (".html", ".htm") and not pages.output.is_dir():
        if len(files) > 1:
            raise WrongUse(
                f"-o {pages.output} names one file, but there are {len(files)} TEI files",
                remedy="name a folder with -o",
            )
        return replace(pages, output=pages.output.parent), dict.fromkeys(files, pages.output.name)
    taken: dict[str, int] = {}
    names = {}
    for file in files:
        name, key = file.stem, file.stem.casefold()
        while name.casefold() in taken:
            taken[key] += 1
            name = f"{file.stem}-{taken[key]}"
        taken[name.casefold()] = 1
        names[file] = f"{name}.html"
    return pages, names
