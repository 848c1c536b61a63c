"""`tei-edition export`: the TEI files of an edition in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_edition.checks.rules import check_rules
from tei_edition.checks.schema import check_xsd
from tei_edition.checks.wellformed import parse_tei
from tei_edition.config import Config, find_config, load_config
from tei_edition.errors import UnreadableInput, WrongUse
from tei_edition.exports.description import describe
from tei_edition.exports.table import EXPORTS, Corpus, Export, File, Part
from tei_edition.files import WholeFolder, check_folder, write
from tei_edition.manner import Manner
from tei_edition.model import Finding, Place, Severity
from tei_edition.outcome import counted, tally
from tei_edition.records import record, slug, slugs
from tei_edition.teifile import XML_ID
from tei_edition.transliteration import ascii_slug
from tei_edition.validation import cannot_read, tei_files


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for an export; `everything`: also documents with errors."""

    name: str
    sources: tuple[Path, ...]
    output: str | None = None  # a file, a folder, or - for standard output
    config_file: Path | None = None
    everything: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class _Found:
    """The documents that go into the export, and what is to be told of the others."""

    files: list[tuple[Path, str]] = field(default_factory=list)  # in the order of time, with their slugs
    findings: list[Finding] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    unreadable: bool = False


def export(manner: Manner, wanted: Wanted) -> int:
    """Write an export; returns the exit code. Raises WrongUse, UnreadableInput, UnwritableOutput, MissingExtra."""
    kind = next(each for each in EXPORTS if each.name == wanted.name)
    config = _config(wanted)
    target = _target(kind, wanted.output)
    found = _documents(wanted, config)
    corpus = Corpus(config, lambda: _walk(found.files), found.findings.append)
    made = _write(kind, corpus, target, dry_run=wanted.dry_run) if found.files else 0
    manner.show(found.findings, found.looked_at)
    where = " (dry run: nothing written)" if wanted.dry_run else f" → {target}" if made and target else ""
    documents = f"{len(found.files):,} of {counted(len(found.looked_at), 'document')} exported"
    manner.say(f"{documents} as {kind.name}{tally(found.findings, hides_notes=manner.hides_notes)}{where}")
    failing = {Severity.ERROR, Severity.WARNING} if manner.strict else {Severity.ERROR}
    return 4 if found.unreadable else int(any(finding.severity in failing for finding in found.findings))


def _config(wanted: Wanted) -> Config:
    """The settings that are named, else those of the working folder or of the folder of the TEI files."""
    if wanted.config_file is not None:
        return load_config(wanted.config_file)
    folders = (Path(), *(source if source.is_dir() else source.parent for source in wanted.sources))
    return load_config(next(filter(None, map(find_config, folders)), None))


def _target(kind: Export, output: str | None) -> Path | None:
    """Where to write: the file of an export of one file, the folder of another; None for standard output."""
    if output == "-":
        if not kind.file:
            raise WrongUse(
                f"{kind.name} is a folder of files, which cannot go to standard output", remedy="name a folder with -o"
            )
        return None
    if output is None:
        return Path("output", "export", kind.file or kind.name)
    path = Path(output)
    return path / kind.file if kind.file and path.is_dir() else path


# --- which documents --------------------------------------------------------------------------------------------


def _documents(wanted: Wanted, config: Config) -> _Found:
    """The TEI files without an error, in the order of time; the others are reported and left out."""
    paths, faults = tei_files(wanted.sources)
    found = _Found(looked_at=[str(path) for path in paths] + [str(path) for path, _ in faults])
    found.findings += [cannot_read(path, error) for path, error in faults]
    pinned = {document.id for document in config.documents.values() if document.id}
    entries, stated = [], {}
    for path in paths:
        tree = _readable(path, found)
        if tree is None:
            continue
        if not wanted.everything and (errors := _errors(tree, path)):
            found.findings += errors
            continue
        ident = tree.getroot().get(XML_ID, "")
        entries.append((record(tree, str(path)), path))
        stated[str(path)] = ascii_slug(ident) if ident in pinned else ""
    entries.sort(key=lambda entry: entry[0].order)
    names = slugs((str(path), stated[str(path)] or slug(entry)) for entry, path in entries)
    found.files = [(path, names[str(path)]) for _, path in entries]
    found.unreadable = any(finding.code == "C101" for finding in found.findings)
    return found


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
    for path, name in files:
        data = path.read_bytes()
        root = etree.fromstring(data, _PARSER)
        yield Part(root, data, describe(root, path.stem), name, path)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)


# --- writing ----------------------------------------------------------------------------------------------------


def _write(kind: Export, corpus: Corpus, target: Path | None, *, dry_run: bool) -> int:
    """How many files were made."""
    if kind.as_whole and target is not None and not dry_run:
        with WholeFolder(target, kind.kept) as folder:
            return sum(folder.put(file.name, file.pieces) for file in kind.files(corpus))
    if target is not None and not dry_run:
        check_folder(target.parent if kind.file else target)
    made = 0
    for file in kind.files(corpus):
        _put(file, target if kind.file or target is None else target / file.name, dry_run=dry_run)
        made += 1
    return made


def _put(file: File, path: Path | None, *, dry_run: bool) -> None:
    data = b"".join(file.pieces)
    if dry_run:
        return
    if path is not None:
        write(path, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
