"""The command line: parse, call one function, report, pick the exit code. Only this module prints.

Everything but click is imported when a command needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tei_edition import __version__
from tei_edition.errors import TeiEditionError

if TYPE_CHECKING:
    from tei_edition.model import Finding

EXIT_CODES = (
    (0, "done"),
    (1, "errors in documents (with --strict also warnings)"),
    (2, "wrong use"),
    (3, "configuration not valid or not found"),
    (4, "input missing or unreadable"),
    (5, "output not writable"),
    (6, "an optional extra is missing"),
    (70, "internal fault"),
    (130, "interrupted"),
)
FORMATS = ("human", "json", "sarif", "junit", "github")
Command = TypeVar("Command", bound=Callable[..., Any])


# --- what all commands share ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command talks: quiet or verbose, in colour or not, for people or machines."""

    quiet: bool = False
    verbose: bool = False
    color: bool = False
    progress: bool = True
    format: str = "human"
    report: Path | None = None
    strict: bool = False

    def say(self, text: str) -> None:
        """A line for people, on stderr."""
        if not self.quiet and self.format == "human":
            click.echo(text, err=True)

    def show(self, findings: Sequence[Finding], files: Sequence[str] = ()) -> None:
        """The findings in the chosen format; JSON into the report file too."""
        from tei_edition.report import FORMATS as WRITERS
        from tei_edition.report import render_human, render_json, render_junit

        if self.report is not None:
            from tei_edition.files import write

            write(self.report, render_json(findings).encode())
        if self.format == "human":
            shown = [finding for finding in findings if not self.quiet or finding.severity == "error"]
            text = render_human(shown, color=self.color, width=terminal_width(), verbose=self.verbose)
            click.echo(text, err=True, nl=False, color=self.color or None)
        elif self.format == "junit":
            click.echo(render_junit(findings, files), nl=False)
        else:
            click.echo(WRITERS[self.format](findings), nl=False)


def terminal_width() -> int:
    """Columns of the terminal, or what COLUMNS says."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def wants_color(choice: str) -> bool:
    """Whether to colour: as asked, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stderr.isatty()


def shared_options(command: Command) -> Command:
    """The flags that every command has."""
    for option in reversed(
        (
            click.option("-q", "--quiet", is_flag=True, help="Only errors."),
            click.option("-v", "--verbose", is_flag=True, help="Everything, with the tools' own messages."),
            click.option(
                "--color",
                type=click.Choice(("auto", "always", "never")),
                default="auto",
                help="Colour messages.",
            ),
            click.option("--no-progress", is_flag=True, help="No progress bar."),
            click.option("--format", "format_", type=click.Choice(FORMATS), default="human", help="Form of findings."),
            click.option("--report", type=click.Path(path_type=Path), help="Write the findings as JSON here too."),
            click.option("--strict", is_flag=True, help="Warnings fail, too."),
        )
    ):
        command = option(command)
    return command


def manner(options: dict[str, Any]) -> Manner:
    """The shared flags as one value; they are taken out of the command's options."""
    return Manner(
        quiet=options.pop("quiet"),
        verbose=options.pop("verbose"),
        color=wants_color(options.pop("color")),
        progress=not options.pop("no_progress"),
        format=options.pop("format_"),
        report=options.pop("report"),
        strict=options.pop("strict"),
    )


class Commands(click.Group):
    """The group of commands, in the order in which they are needed; a wrong name is answered with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        import difflib

        if args and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else f" There are: {', '.join(self.commands)}."
            ctx.fail(f"No such command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)


EPILOG = """\b
Exit codes
""" + "\n".join(f"  {code:<4} {words}" for code, words in EXIT_CODES)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="tei-edition")
def tei_edition() -> None:
    """Plain-text captures of archival documents → valid TEI P5 → a reading edition.

    \b
    tei-edition build seeds -o output      captures to TEI and pages, in one run
    tei-edition convert letter.txt         one capture to TEI; needs no set-up
    tei-edition explain letter.txt         why it became what it is
    """


# --- build and convert ----------------------------------------------------------------------------------------


@tei_edition.command()
@click.argument("sources", nargs=-1, metavar="[EDITION|SRC …]")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("output"), help="Folder to write to.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="The edition's edition.yaml.")
@click.option("--encoding", help="Encoding of captures that are not UTF-8.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help="Processes to work with.")
@click.option("-n", "--dry-run", is_flag=True, help="Convert and check, but write nothing.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first document with an error.")
@shared_options
def build(**options: Any) -> None:
    """Captures → TEI → checks → reading edition, in one run.

    \b
    tei-edition build                      the edition in this folder
    tei-edition build seeds -o output      the captures of a folder
    """
    from tei_edition.commands import Run, build_edition

    way = manner(options)
    finish(build_edition(Run(way, **options)), way)


@tei_edition.command()
@click.argument("sources", nargs=-1, required=True, metavar="SRC …")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("tei"), help="Folder to write to.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="The edition's edition.yaml.")
@click.option("--encoding", help="Encoding of captures that are not UTF-8.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help="Processes to work with.")
@click.option("-n", "--dry-run", is_flag=True, help="Convert and check, but write nothing.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first document with an error.")
@shared_options
def convert(**options: Any) -> None:
    """Captures → TEI and a ledger for each. SRC is a file, a folder, a pattern, or - for standard input.

    \b
    tei-edition convert letter.txt -o tei
    tei-edition convert "captures/*.txt" -o tei
    cat letter.txt | tei-edition convert - > letter.xml
    """
    from tei_edition.commands import Run, convert_captures

    way = manner(options)
    finish(convert_captures(Run(way, **options)), way)


# --- validate, render, explain --------------------------------------------------------------------------------


@tei_edition.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH …")
@click.option("--rng", is_flag=True, help="Check against the RELAX NG schema too.")
@click.option("--xsd", is_flag=True, help="Explain schema errors by xmlschema (slower, with more detail).")
@click.option("--schema", type=click.Path(path_type=Path), help="Check against this RELAX NG or XSD file instead.")
@shared_options
def validate(**options: Any) -> None:
    """Is it good TEI? Well-formedness, schema and rules, for any TEI file or folder of them.

    \b
    tei-edition validate output/tei
    tei-edition validate letter.xml --schema tei_all.rng
    """
    from tei_edition.commands import validate_files

    way = manner(options)
    finish(validate_files(way, **options), way)


@tei_edition.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TEI …")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("html"), help="Folder to write to.")
@click.option("--stylesheet", type=click.Path(path_type=Path), help="An XSLT of your own on top of ours.")
@click.option("--lang", type=click.Choice(("en", "de")), default="en", help="Language of labels.")
@shared_options
def render(**options: Any) -> None:
    """TEI → HTML pages.

    \b
    tei-edition render output/tei -o html
    tei-edition render letter.xml --stylesheet our-house.xsl
    """
    from tei_edition.commands import render_files

    way = manner(options)
    finish(render_files(way, **options), way)


@tei_edition.command()
@click.argument("subject", metavar="CAPTURE[#ID]|CODE|layouts")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="The edition's edition.yaml.")
@shared_options
def explain(**options: Any) -> None:
    """Why a capture became what it is; what a finding means; which layouts there are.

    \b
    tei-edition explain letter.txt
    tei-edition explain "letter.txt#p-3"
    tei-edition explain N201
    tei-edition explain layouts
    """
    from tei_edition.commands import explain_subject

    manner(options)
    click.echo(explain_subject(options["subject"], options["config_file"]), nl=False)


# --- the end --------------------------------------------------------------------------------------------------


def finish(code: int, way: Manner) -> None:
    """Leave with an exit code."""
    if code:
        raise SystemExit(code)


def complain(error: TeiEditionError) -> NoReturn:
    """Say what stopped the command and what to do, and leave with its code."""
    from tei_edition.excerpts import visible

    lines = [visible(line) for line in error.message.split("\n")]
    word = click.style("error", fg="red", bold=True) if wants_color("auto") else "error"
    click.echo(f"{word}: " + "\n".join(lines), err=True)
    if error.remedy:
        click.echo(f"    hint: {visible(error.remedy)}", err=True)
    raise SystemExit(error.exit_code)


def main(args: Sequence[str] | None = None) -> None:
    """Run the program; no traceback for anything that is not its own fault."""
    try:
        tei_edition.main(args=args, prog_name="tei-edition", standalone_mode=False)
    except click.exceptions.Abort:
        _interrupted()
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    except TeiEditionError as error:
        complain(error)
    except KeyboardInterrupt:
        _interrupted()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except Exception as error:
        click.echo(
            f"internal fault: {type(error).__name__}: {error}\n"
            "    hint: this is a fault of tei-edition; please report it with the command and the capture"
            " (TEI_EDITION_TRACEBACK=1 shows where)",
            err=True,
        )
        if os.environ.get("TEI_EDITION_TRACEBACK"):
            raise
        raise SystemExit(70) from error


def _interrupted() -> NoReturn:
    click.echo("interrupted; what is written is whole", err=True)
    raise SystemExit(130)
