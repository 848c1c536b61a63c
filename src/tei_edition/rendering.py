"""`tei-edition render`: TEI files → pages, without an edition around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tei_edition.errors import BadConfiguration, UnreadableInput, WrongUse
from tei_edition.files import check_folder, write
from tei_edition.manner import Manner, quoted
from tei_edition.model import Finding, Place, Severity
from tei_edition.outcome import went_to
from tei_edition.validation import cannot_read, is_unreadable, tei_files


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
    for file in files:
        page = _page(file, pages)
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
