"""`tei-edition names list` and `suggest`: who and what the TEI files name, and what a person should decide about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tei_edition.authorities import Authorities, gazetteer, load_authorities
from tei_edition.authority_files import authority_file, config_near, put_beside
from tei_edition.checks.wellformed import parse_tei
from tei_edition.errors import UnreadableInput
from tei_edition.manner import Manner, put_out, put_out_pieces, quoted, terminal_width
from tei_edition.model import Finding
from tei_edition.outcome import counted, went_to
from tei_edition.registers.register import Document, Known, Register, document
from tei_edition.registers.suggesting.sheet import as_yaml, is_untouched
from tei_edition.registers.table import Row, as_csv, as_json, as_text, rows, unused
from tei_edition.validation import cannot_read, is_unreadable, tei_files

if TYPE_CHECKING:
    from tei_edition.registers.suggesting.suggestions import Suggestions

USUAL = Path("output", "tei")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know of the names in TEI files."""

    sources: tuple[Path, ...] = ()
    kind: str | None = None
    format: str = "human"
    by_name: bool = False
    unused: bool = False
    authorities: Path | None = None
    config_file: Path | None = None


@dataclass(slots=True)
class Reading:
    """The TEI files that a command reads, and what is wrong with some of them."""

    files: list[Path]
    findings: list[Finding]

    @property
    def code(self) -> int:
        """The exit code: 4 if a file could not be read, 1 if one is no good TEI."""
        return 4 if any(map(is_unreadable, self.findings)) else int(bool(self.findings))

    def documents(self) -> Iterator[Document]:
        """Each file that can be read; what is wrong with the others becomes a finding."""
        for path in self.files:
            try:
                tree = parse_tei(path)
            except UnreadableInput as error:
                self.findings.append(cannot_read(path, error))
                continue
            if isinstance(tree, Finding):
                self.findings.append(tree)
            else:
                yield document(tree, path.name)


def reading_of(sources: Sequence[Path]) -> Reading:
    """The TEI files of the sources. Raises UnreadableInput if there are none."""
    if not sources and not USUAL.exists():
        raise UnreadableInput(
            f"{USUAL}: there is no such folder",
            remedy="make the TEI files first (tei-edition build), or name them: tei-edition names list FOLDER",
        )
    files, faults = tei_files(tuple(sources) or (USUAL,))
    return Reading(files, [cannot_read(path, error) for path, error in faults])


def known_of(sources: Sequence[Path], authorities: Path | None, config_file: Path | None) -> tuple[Known, Path]:
    """What is decided already, and the authority file that says so, whether it is there yet or not."""
    folders = [source if source.is_dir() else source.parent for source in sources]
    file = authority_file(authorities, config_near(config_file, *folders))
    entries = load_authorities(file) if authorities or file.exists() else Authorities()
    return Known.of(entries, gazetteer()), file


# --- list -------------------------------------------------------------------------------------------------------


def list_names(manner: Manner, question: Question) -> int:
    """Show the register of the TEI files; returns the exit code. Raises UnreadableInput, BadConfiguration."""
    known, file = known_of(question.sources, question.authorities, question.config_file)
    reading = reading_of(question.sources)
    register = Register()
    with manner.progress_of(len(reading.files), "reading") as step:
        for each in reading.documents():
            register.add(each)
            step()
    absent = _of_kind(unused(register, known), question.kind)
    found = [] if question.unused else _of_kind(rows(register, known, by_name=question.by_name), question.kind)
    manner.show(reading.findings, list(map(str, reading.files)))
    _show(found, absent, question)
    news = sum(not row.known for row in found)
    if question.format == "human" and not question.unused:
        manner.say(f"{_counted(found)} in {counted(register.documents, 'document')} · {news:,} not in {file}")
        _tell_of_absence(manner, file)
    if news:
        manner.next("tei-edition names suggest")
    return reading.code


def _tell_of_absence(manner: Manner, file: Path) -> None:
    if not file.exists():
        manner.say(f"    hint: there is no {file} yet; another file or edition is named with --authorities or --config")


def _counted(found: Sequence[Row]) -> str:
    """ "271 people, 102 organisations, 187 places"."""
    kinds = (("person", "person", "people"), ("organisation", "organisation", ""), ("place", "place", ""))
    return ", ".join(
        counted(number, one, many) for kind, one, many in kinds if (number := sum(row.kind == kind for row in found))
    )


def _of_kind(found: list[Row], kind: str | None) -> list[Row]:
    return [row for row in found if kind in (None, row.kind)]


def _show(found: list[Row], absent: list[Row], question: Question) -> None:
    if question.format == "csv":
        put_out_pieces([as_csv([*found, *absent]).encode()])  # its line ends are the same on every system
    elif question.format == "json":
        put_out(as_json([*found, *absent]))
    else:
        put_out(as_text(found, absent, terminal_width()))


# --- suggest ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants suggested, and where to write it; `-` is standard output."""

    sources: tuple[Path, ...] = ()
    output: str = "suggestions.yaml"
    authorities: Path | None = None
    config_file: Path | None = None
    dry_run: bool = False


def suggest_names(manner: Manner, request: Request) -> int:
    """Write what a person should decide about; returns the exit code.

    A file that somebody edited is left, and a new one beside it. Raises UnreadableInput, MissingExtra …
    """
    from tei_edition.registers.suggesting.candidates import Search
    from tei_edition.registers.suggesting.likeness import rapidfuzz
    from tei_edition.registers.suggesting.suggestions import suggestions
    from tei_edition.registers.suggesting.surnames import listed_surnames

    rapidfuzz()  # before anything is read
    known, file = known_of(request.sources, request.authorities, request.config_file)
    reading = reading_of(request.sources)
    register, search = Register(), Search(listed_surnames(known))
    with manner.progress_of(len(reading.files), "reading") as step:
        for each in reading.documents():
            register.add(each)
            search.add(each)
            step()
    found = suggestions(register, search, known)
    target = None if request.output == "-" else Path(request.output)
    accept = f"tei-edition names accept {quoted(target or 'suggestions.yaml')} --into {quoted(file)}"
    text = as_yaml(found, register.documents, accept)
    manner.show(reading.findings, list(map(str, reading.files)))
    written = _put(text, target, dry_run=request.dry_run)
    _tell(manner, found, register.documents, went_to(written, dry_run=request.dry_run))
    _tell_of_absence(manner, file)
    if written and written != target:
        manner.say(f"{target}: was edited, and is left as it is; compare the two")
    manner.next(f"write your name after decided_by: where you agree, then: {accept}")
    return reading.code


def _put(text: str, target: Path | None, *, dry_run: bool) -> Path | None:
    if target is None:
        put_out(text)
        return None
    return put_beside(target, text.encode(), is_untouched, dry_run=dry_run)


def _tell(manner: Manner, found: Suggestions, documents: int, where: str) -> None:
    parts = (
        counted(len(found.entities), "entry", "entries") + " of the TEI to confirm",
        counted(len(found.candidates), "name") + " not marked up",
        counted(len(found.surnames), "surname") + " not linked",
        counted(found.choices, "likely duplicate"),
        counted(len(found.conflicts), "conflict"),
    )
    manner.say(f"{counted(documents, 'document')}: {' · '.join(parts)}{where}")
