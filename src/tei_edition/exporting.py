"""`tei-edition export`: the TEI files of an edition in the formats of other programs."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from lxml import etree

from tei_edition.bounds import Lost, attempt
from tei_edition.checks.rules import check_rules
from tei_edition.checks.schema import check_xsd
from tei_edition.checks.wellformed import parse_tei, parse_tei_bytes
from tei_edition.config import Config, find_config, load_config
from tei_edition.description import describe
from tei_edition.errors import UnreadableInput, WrongUse
from tei_edition.exports.table import EXPORTS, Corpus, Export, File, Part
from tei_edition.files import check_folder, write_pieces
from tei_edition.folders import ExportFolder, WholeFolder
from tei_edition.manner import Manner, put_out_pieces
from tei_edition.model import Finding, Place, Severity
from tei_edition.ordinary import is_folder, read
from tei_edition.outcome import counted, failing, tally, went_to
from tei_edition.own_files import OwnFiles
from tei_edition.records import Record, record, slug, slugs
from tei_edition.teifile import XML_ID
from tei_edition.transliteration import ascii_slug
from tei_edition.validation import cannot_read, is_unreadable, tei_files, without_result


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for an export; `everything`: also documents with errors."""

    name: str
    sources: tuple[Path, ...] = ()  # without any: what `tei-edition build` wrote
    output: str | None = None  # a file, a folder, or - for standard output
    config_file: Path | None = None
    everything: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class _Found:
    """The documents that go into the export, and what is to be told of the others."""

    files: list[tuple[Path, str]] = field(default_factory=list)  # in the order of time, with their slugs
    places: dict[str, str] = field(default_factory=dict)  # name of a file → its path, where only one has that name
    findings: list[Finding] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)

    def report(self, finding: Finding) -> None:
        """What an export, which knows only the name of a file, found in it; shown with the path of the file."""
        if finding.tei:
            path = self.places.get(finding.tei.file, finding.tei.file)
            finding = replace(finding, tei=finding.tei._replace(file=path))
        self.findings.append(finding)


def export(manner: Manner, wanted: Wanted) -> int:
    """Write an export; returns the exit code. Raises WrongUse, UnreadableInput, UnwritableOutput, MissingExtra."""
    kind = next(each for each in EXPORTS if each.name == wanted.name)
    target = _target(kind, wanted)
    if target is None and manner.format != "human":
        raise WrongUse(
            f"the {manner.format} of the findings and the export cannot both go to standard output",
            remedy="write the export to a file with -o FILE, or the findings with --report FILE",
        )
    sources = wanted.sources or (_built(kind),)
    stated_in = wanted.config_file or _settings(sources)
    config = load_config(stated_in)
    own = OwnFiles(config, stated_in)
    if target is not None:
        own.refuse(target)
    found = _documents(manner, wanted, sources, config)
    own.add(map(Path, found.looked_at), "one of the TEI files")
    if target is not None:  # again, now that the TEI files are known
        own.refuse(target)
    corpus = Corpus(config, lambda: _walk(found.files), found.report)
    where = went_to(None, dry_run=wanted.dry_run)
    if found.files and wanted.dry_run:
        _try(kind, corpus, target, own)
    elif found.files:
        gone = _write(kind, corpus, target, own)
        where = went_to(target) + (f", {gone:,} of earlier documents removed" if gone else "")
    manner.show(found.findings, found.looked_at)
    exported = len(found.files) - len(corpus.left_out)
    documents = f"{exported:,} of {counted(len(found.looked_at), 'document')} exported"
    manner.say(f"{documents} as {kind.name}{tally(found.findings, hides_notes=manner.hides_notes)}{where}")
    is_strict = manner.strict or config.check.strict
    has_failed = any(finding.severity in failing(strict=is_strict) for finding in found.findings)
    return 4 if any(map(is_unreadable, found.findings)) else int(has_failed)


def _built(kind: Export) -> Path:
    """The folder of TEI that is taken if none is named. Raises UnreadableInput if it is not there."""
    folder = Path("output", "tei")
    if not folder.is_dir():
        raise UnreadableInput(
            f"there is no folder {folder.as_posix()} here, and no TEI is named",
            remedy=f"make it first (tei-edition build), or name the TEI: tei-edition export {kind.name} FOLDER",
        )
    return folder


def _settings(sources: Sequence[Path]) -> Path | None:
    """The file of settings of the working folder, else of the folder of the TEI files."""
    folders = (Path(), *(source if is_folder(source) else source.parent for source in sources))
    return next(filter(None, map(find_config, folders)), None)


def _target(kind: Export, wanted: Wanted) -> Path | None:
    """Where to write: the file of an export of one file, the folder of another; None for standard output.

    Raises WrongUse, UnwritableOutput.
    """
    if wanted.output == "-":
        if not kind.file:
            raise WrongUse(
                f"{kind.name} is a folder of files, which cannot go to standard output", remedy="name a folder with -o"
            )
        return None
    path = _path(kind, wanted.output)
    check_folder(path.parent if kind.file else path)
    return path


def _path(kind: Export, output: str | None) -> Path:
    """What -o names; a file goes into a folder that is there or whose name ends with a slash."""
    if output is None:
        return Path("output", "export", kind.file or kind.name)
    path = Path(output)
    is_folder = path.is_dir() or output.endswith(("/", os.sep))
    return path / kind.file if kind.file and is_folder else path


# --- which documents --------------------------------------------------------------------------------------------


def _documents(manner: Manner, wanted: Wanted, sources: Sequence[Path], config: Config) -> _Found:
    """The TEI files without an error, in the order of time; the others are reported and left out."""
    paths, faults = tei_files(sources)
    found = _Found(looked_at=[str(path) for path in paths] + [str(path) for path, _ in faults])
    found.findings += [cannot_read(path, error) for path, error in faults]
    pinned = {document.id for document in config.documents.values() if document.id}
    entries, stated = [], {}
    with manner.progress_of(len(paths), "exporting") as advance:
        for path in paths:
            advance()
            entry = attempt(partial(_entry, found=found, everything=wanted.everything), path)
            if isinstance(entry, Lost):
                found.findings.append(without_result(path, entry))
            elif entry is not None:
                of_path, ident = entry
                entries.append((of_path, path))
                stated[str(path)] = ascii_slug(ident) if ident in pinned else ""
    entries.sort(key=lambda entry: entry[0].order)
    # of two documents that want one address the same gets it as on the site, where they go by the names of their files
    names = slugs((f"{path.stem}\t{path}", stated[str(path)] or slug(entry)) for entry, path in entries)
    found.files = [(path, names[f"{path.stem}\t{path}"]) for _, path in entries]
    namesakes = Counter(path.name for path, _ in found.files)
    found.places = {path.name: str(path) for path, _ in found.files if namesakes[path.name] == 1}
    return found


def _entry(path: Path, found: _Found, *, everything: bool) -> tuple[Record, str] | None:
    """The record of a document and its id; nothing if it is reported and left out."""
    tree = _readable(path, found)
    if tree is None:
        return None
    if not everything and (errors := _errors(tree, path)):
        found.findings += errors
        return None
    return record(tree, str(path)), tree.getroot().get(XML_ID, "")


def _readable(path: Path, found: _Found) -> etree._ElementTree | None:
    try:
        tree = parse_tei(path)
    except UnreadableInput as error:
        found.findings.append(cannot_read(path, error))
        return None
    if isinstance(tree, Finding):
        found.findings.append(tree)
        return None
    return tree


def _errors(tree: etree._ElementTree, path: Path) -> list[Finding]:
    """The errors for which a document is left out, with one that says so."""
    found = (*check_xsd(tree, str(path)), *check_rules(tree, file=str(path)))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if not errors:
        return []
    left_out = Finding(
        "X101",
        Severity.WARNING,
        "the document is left out of the export, because it has errors",
        hint="mend them, or export it as it is with --all",
        tei=Place(str(path), 1, 1),
    )
    return [*errors, left_out]


def _walk(files: Sequence[tuple[Path, str]]) -> Iterator[Part]:
    """The documents, read again one by one. Raises UnreadableInput if one is not there any more."""
    for path, name in files:
        try:
            data = read(path)
        except OSError as error:
            raise _changed(path, error.strerror or str(error)) from error
        tree = parse_tei_bytes(data, str(path))
        if isinstance(tree, Finding):
            raise _changed(path, tree.message)
        yield Part(tree.getroot(), data, describe(tree.getroot(), path.stem), name, path)


def _changed(path: Path, what: str) -> UnreadableInput:
    return UnreadableInput(f"{path}: changed while it was exported: {what}", remedy="export again")


# --- writing ----------------------------------------------------------------------------------------------------


def _write(kind: Export, corpus: Corpus, target: Path | None, own: OwnFiles) -> int:
    """Write the files piece by piece; returns how many of an earlier run were taken away. Raises WrongUse."""
    if target is None:
        for file in kind.files(corpus):
            put_out_pieces(file.pieces)
    elif kind.file:
        for file in kind.files(corpus):
            write_pieces(target, file.pieces)
    elif kind.as_whole:
        with WholeFolder(target, kind.kept) as whole:
            whole.fill((file.name, file.pieces) for file in kind.files(corpus))
    else:
        with ExportFolder(target, kind.name) as folder:
            for file in _allowed(kind, corpus, folder, own):
                folder.put(file.name, file.pieces)
            return folder.sweep()
    return 0


def _try(kind: Export, corpus: Corpus, target: Path | None, own: OwnFiles) -> None:
    """Make the pieces for what they report; refused is what would be when they are written. Raises WrongUse."""
    files = kind.files(corpus)
    if target is not None and kind.as_whole:
        WholeFolder(target, kind.kept).check()
    elif target is not None and not kind.file:
        files = _allowed(kind, corpus, ExportFolder(target, kind.name), own)
    for file in files:
        deque(file.pieces, maxlen=0)


def _allowed(kind: Export, corpus: Corpus, folder: ExportFolder, own: OwnFiles) -> Iterator[File]:
    """The files for a folder, each after a look at what stands in its place."""
    for file in kind.files(corpus):
        own.refuse(folder.path / file.name, was_exported=folder.knows(file.name))
        yield file
