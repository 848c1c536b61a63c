"""How a command talks: findings and data to standard output as asked, messages and progress to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_edition.errors import UnwritableOutput
from tei_edition.legible import visible

if TYPE_CHECKING:
    from tei_edition.model import Finding

MANY = 20  # documents; fewer are done before anybody could read how many there are


@dataclass(frozen=True, slots=True)
class Manner:
    """Quiet or verbose, in colour or not, for people or machines."""

    quiet: bool = False
    verbose: bool = False
    color: bool = False
    progress: bool = True
    format: str = "human"
    report: Path | None = None
    strict: bool = False

    def say(self, text: str) -> None:
        """A line for people, on standard error."""
        if not self.quiet:
            click.echo("\n".join(map(visible, text.split("\n"))), err=True)

    @property
    def hides_notes(self) -> bool:
        """Whether notes are only counted: people see them with -v, programs always."""
        return self.format == "human" and not self.verbose

    def next(self, command: str) -> None:
        """What is worth doing next, after a success."""
        if self.format == "human":
            self.say(f"next: {command}")

    def show(self, findings: Iterable[Finding], files: Iterable[str] = ()) -> None:
        """The findings in the chosen form; as JSON into the report file too. `files` are all that were looked at.

        They may be gone through several times.
        """
        from tei_edition.report import FORMATS, human_blocks, render_json, render_junit

        if self.report is not None:
            from tei_edition.files import write

            write(self.report, render_json(findings).encode())
        if self.format == "human":
            shown = filter(self._shows, findings)
            for block in human_blocks(shown, color=self.color, width=terminal_width(), verbose=self.verbose):
                click.echo(block, err=True, nl=False, color=self.color)
        elif self.format == "junit":
            put_out(render_junit(findings, files))
        else:
            put_out(FORMATS[self.format](findings))

    def _shows(self, finding: Finding) -> bool:
        if self.quiet:
            return finding.severity == "error"
        return not (self.hides_notes and finding.severity == "note")

    @contextmanager
    def progress_of(self, total: int, doing: str = "converting") -> Iterator[Callable[..., None]]:
        """A function to call after each document, with its findings if it has any; it says how far a long run is."""
        if self.quiet or not self.progress or total < MANY:
            yield lambda findings=(): None
            return
        from tei_edition.progress import Bar, Lines, State, shown

        is_for_eyes = sys.stderr.isatty() and not os.environ.get("CI")
        with shown(State(total, doing), Bar() if is_for_eyes else Lines(self.say)) as advance:
            yield lambda findings=(): advance(sum(map(self._shows, findings)))


def check_report(report: Path | None) -> None:
    """Raise WrongUse if a report would take the place of somebody's file: an earlier report begins as JSON does."""
    from tei_edition.errors import WrongUse

    if report is None or not report.is_file() or report.is_symlink():
        return
    with report.open("rb") as file:
        if file.read(1) not in (b"", b"{"):
            raise WrongUse(f"--report {report}: this file is no report, and would be lost", remedy="name another file")


def put_out(text: str, *, color: bool = False) -> None:
    """Data, on standard output; a reader who stops reading (`| head`) is no fault."""
    with _until_nobody_reads():
        click.echo(text, nl=False, color=color)
        sys.stdout.flush()


def put_out_pieces(pieces: Iterable[bytes]) -> None:
    """The same for the bytes of a file, as they are made."""
    with _until_nobody_reads():
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()


@contextmanager
def _until_nobody_reads() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it ends
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or str(error)
        raise UnwritableOutput(f"standard output cannot be written: {reason}", remedy="write to a file") from error


def terminal_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 100 without a terminal."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def wants_color(choice: str, *, err: bool = True) -> bool:
    """Whether to colour: as asked, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stderr if err else sys.stdout).isatty()


def quoted(path: object) -> str:
    """A file name as a shell takes it: in quotation marks if it has a space or a sign in it."""
    name = str(path)
    plain = name and all(sign.isalnum() or sign in "/\\.:_-+,@%~" for sign in name)
    return name if plain else f'"{name}"'
