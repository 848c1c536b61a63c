"""The program and its commands: parse, call one function, report, pick the exit code.

Everything but click is imported when a command needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from tei_edition import __version__
from tei_edition.cli.interruptions import answered_like_ctrl_c
from tei_edition.cli.names import names
from tei_edition.cli.options import (
    COLOR,
    CONFIG,
    CONVERTING,
    ENCODING,
    JOBS,
    PART,
    PATH,
    QUIET,
    SHARED,
    STAGING,
    TARGET,
    VERBOSE,
    Commands,
    Destination,
    leave,
    manner,
    options,
    output_to,
    output_to_folder_or_url,
)
from tei_edition.errors import TeiEditionError

if TYPE_CHECKING:
    from tei_edition.commands import Run

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
EPILOG = """\b
Exit codes
""" + "\n".join(f"  {code:<4} {words}" for code, words in EXIT_CODES)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="tei-edition", message="%(prog)s %(version)s")
def tei_edition() -> None:
    """Plain-text captures of archival documents → valid TEI P5 → a reading edition.

    \b
    tei-edition init my-letters            the files of a new edition
    tei-edition build seeds -o output      captures to TEI and pages, in one run
    tei-edition serve --open               the same, after every change
    tei-edition convert letter.txt         one capture to TEI; needs no set-up
    tei-edition explain letter.txt         why it became what it is
    tei-edition names suggest              who is named; you confirm it
    tei-edition export csv                 for other programs; also cmif …
    tei-edition COMMAND --help             what a command can do
    """


# --- init -----------------------------------------------------------------------------------------------------


@tei_edition.command(short_help="The files of a new edition, with every key explained.")
@click.argument("folder", required=False, default=Path(), type=PATH, metavar="[DIR]")
@QUIET
def init(folder: Path, quiet: bool) -> None:
    """The files of a new edition, with every key explained: edition.yaml, authorities.yaml, and captures/.

    \b
    tei-edition init my-letters            then fill my-letters/captures
    tei-edition init                       in this folder

    What is there already is never overwritten.
    """
    from tei_edition.manner import Manner
    from tei_edition.scaffold import start_edition

    leave(start_edition(Manner(quiet=quiet), folder))


# --- build and convert ----------------------------------------------------------------------------------------


@tei_edition.command(short_help="The main job: captures to TEI and pages, in one run.")
@click.argument("sources", nargs=-1, metavar="[EDITION|SRC …]")
@output_to_folder_or_url("output", "Where to write tei/, html/ and report.json.")
@STAGING
@options(*CONVERTING, PART, *SHARED)
def build(**stated: Any) -> None:
    """Captures → TEI → checks → reading edition, in one run.

    \b
    tei-edition build                      the edition in this folder
    tei-edition build seeds -o output      the captures of a folder
    tei-edition build -n --strict          only check; for scripts and CI
    tei-edition build -o s3://bucket/letters   and bring it there

    EDITION is a folder with captures (*.txt) or its edition.yaml; SRC a capture, a pattern such as "1964/*.txt", a
    URL of these (s3://bucket/letters, zip://*.txt::letters.zip), or a file NAME.list that names them line by line.
    Who names some captures of an edition builds these, and the pages of the others stay; those of captures that were
    deleted go. With --part, a task of an array job makes its part; the same command without it makes one edition of
    all parts that are done. A file that is as it should be is not written again; TEI that somebody edited is never
    overwritten.
    """
    from tei_edition.commands import build_edition

    _carry_out(build_edition, stated)


@tei_edition.command(short_help="Captures to TEI, with a ledger for each.")
@click.argument("sources", nargs=-1, required=True, metavar="SRC …")
@output_to_folder_or_url("tei", "Where to write; for one capture also a file NAME.xml.")
@STAGING
@options(*CONVERTING, PART, *SHARED)
def convert(**stated: Any) -> None:
    """Captures → TEI, with a ledger beside each that says where every character went.

    \b
    tei-edition convert letter.txt -o letter.xml
    tei-edition convert "captures/*.txt" -o tei
    cat letter.txt | tei-edition convert - > letter.xml

    SRC is a capture, a folder, a pattern, a URL of these (s3://bucket/letters, zip://*.txt::letters.zip), a file
    NAME.list that names them line by line, or - for standard input.
    """
    from tei_edition.commands import convert_captures

    _carry_out(convert_captures, stated)


def _carry_out(command: Callable[[Run], int], stated: dict[str, Any]) -> None:
    """Build or convert into a folder of this machine, or by way of one to a URL."""
    from tei_edition.commands import Run

    way = manner(stated)
    staging = stated.pop("staging")
    if isinstance(stated["output"], Path):
        leave(command(Run(way, **stated)))
        return
    from tei_edition.publishing import published

    url = stated.pop("output")
    leave(published(command, Run(way, output=Path(), **stated), url, staging))


@tei_edition.command(short_help="Build, look at it in the browser, build again on every change.")
@click.argument("sources", nargs=-1, metavar="[EDITION|SRC …]")
@output_to("output", "Where to write tei/, html/ and report.json.")
@CONFIG
@JOBS
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Default: the first free one from 8000; 0: any."
)
@click.option("--open", "open_", is_flag=True, help="Open the edition in the browser.")
@QUIET
@VERBOSE
@COLOR
def serve(sources: tuple[str, ...], port: int | None, open_: bool, **stated: Any) -> None:
    """Build an edition, show it on this machine, and build it again whenever a file of it changes.

    \b
    tei-edition serve --open               the edition in this folder
    tei-edition serve seeds --port 8080

    The open page follows each build and keeps its place; errors are shown on it. Nobody but this machine can see it.
    Needs the extra `serve`: pip install 'tei-edition[serve]'. Ctrl-C ends it.
    """
    from tei_edition.commands import Run
    from tei_edition.serve import Server
    from tei_edition.serve import serve as serve_edition

    shared = {key: stated.pop(key) for key in ("quiet", "verbose", "color")}
    way = manner({**shared, "no_progress": True, "strict": False})
    leave(serve_edition(Server(Run(way, sources, **stated), port, open_)))


# --- validate, render, explain --------------------------------------------------------------------------------


@tei_edition.command(short_help="Is it good TEI? Well-formedness, schema and rules.")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH …")
@click.option("--rng", is_flag=True, help="Check against the RELAX NG schema too, which is what repositories use.")
@click.option("--xsd", is_flag=True, help="Explain errors in more detail, with the path of the element (slower).")
@click.option(
    "--schema",
    type=PATH,
    metavar="FILE",
    help="Check against this .rng or .xsd file instead of our schema and rules.",
)
@options(*SHARED)
def validate(**stated: Any) -> None:
    """Is it good TEI? Well-formedness, schema and rules, for any TEI file or folder of them.

    \b
    tei-edition validate output/tei
    tei-edition validate letter.xml --schema tei_all.rng
    tei-edition validate output/tei --format github   for CI

    Where the ledger of a conversion stands beside a file, findings name the line of the capture too.
    """
    from tei_edition.validation import Grammars, validate_files

    way = manner(stated)
    grammars = Grammars(stated["rng"], stated["xsd"], stated["schema"])
    leave(validate_files(way, stated["paths"], grammars))


@tei_edition.command(short_help="Is everything still there as a build wrote it? By checksums.")
@click.argument("output", required=False, default=Path("output"), type=Destination(), metavar="[OUTPUT|URL]")
@options(*SHARED)
def verify(**stated: Any) -> None:
    """Is everything still there as a build wrote it? Every file is compared with its checksum in MANIFEST.sha256.

    \b
    tei-edition verify                     the folder output
    tei-edition verify /mnt/copy --strict  a file too much is a fault too
    tei-edition verify s3://bucket/letters what was uploaded, file by file

    Names what is changed, missing or too much. `sha256sum -c MANIFEST.sha256` checks the same without this program.
    """
    from tei_edition.verifying import verify as verify_output

    way = manner(stated)
    leave(verify_output(way, **stated))


@tei_edition.command(short_help="TEI to HTML pages.")
@click.argument("sources", nargs=-1, required=True, type=PATH, metavar="TEI …")
@output_to("html", "Where to write the pages.")
@click.option(
    "--stylesheet",
    type=PATH,
    metavar="FILE",
    help="An XSLT 1.0 stylesheet of your own; it can import ours as tei-edition:edition.xsl.",
)
@click.option("--lang", type=click.Choice(("en", "de")), default="en", help="Language of the labels on the page.")
@click.option("-n", "--dry-run", is_flag=True, help="Make the pages, but write nothing.")
@options(*SHARED)
def render(**stated: Any) -> None:
    """TEI → HTML pages, for any TEI P5 file.

    \b
    tei-edition render output/tei -o html
    tei-edition render letter.xml --stylesheet our-house.xsl
    """
    from tei_edition.rendering import Pages, render_files

    way = manner(stated)
    leave(render_files(way, Pages(**stated)))


@tei_edition.command(short_help="Why a capture became what it is; what a finding means.")
@click.argument("subject", metavar="CAPTURE[#ID]|CODE|layouts|codes")
@CONFIG
@click.option("-v", "--verbose", is_flag=True, help="Show every piece of every line, and all evidence.")
@QUIET
@COLOR
def explain(subject: str, config_file: Path | None, verbose: bool, quiet: bool, color: str) -> None:
    """Why a capture became what it is; what a finding means; which layouts and codes there are.

    \b
    tei-edition explain letter.txt         layout, genre, where every line went
    tei-edition explain "letter.txt#p-3"   one element piece by piece
    tei-edition explain N201               what a finding means, how to mend it
    tei-edition explain layouts            the page layouts that are known
    """
    from tei_edition.cli.colours import coloured
    from tei_edition.explain import Question
    from tei_edition.explain import explain as answer
    from tei_edition.manner import Manner, put_out, terminal_width, wants_color

    found = answer(Question(subject, config_file, terminal_width(), in_full=verbose))
    in_color = wants_color(color, err=False)
    put_out(coloured(found.text) if in_color else found.text, color=in_color)
    Manner(quiet=quiet).next(found.next)


# --- export ---------------------------------------------------------------------------------------------------


class Exports(click.Command):
    """The command `export`, whose help lists the formats that there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from tei_edition.exports.table import EXPORTS

        with formatter.section("Exports"):
            formatter.write_dl([(each.name, each.about) for each in EXPORTS])


def _export_name(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The name of an export; a wrong one is answered with the nearest."""
    from tei_edition.exports.table import EXPORTS
    from tei_edition.shapes import did_you_mean

    names = [each.name for each in EXPORTS]
    if value in names:
        return value
    near = did_you_mean(value, names) or f"; there are: {', '.join(names)}"
    raise click.BadParameter(f"“{value}” is no export{near}", ctx, param)


@tei_edition.command(cls=Exports, short_help="TEI to the formats of libraries, aggregators, repositories.")
@click.argument("name", metavar="NAME", callback=_export_name)
@click.argument("sources", nargs=-1, type=PATH, metavar="[TEI …]")
@click.option(
    "-o",
    "--output",
    type=TARGET,
    metavar="FILE|FOLDER|-",
    help="Where to write; - is standard output. Default: output/export.",
)
@CONFIG
@click.option("--all", "everything", is_flag=True, help="Export documents with errors too, not only those without.")
@click.option("-n", "--dry-run", is_flag=True, help="Make everything, but write nothing.")
@options(*SHARED)
def export(**stated: Any) -> None:
    """TEI files → what libraries, aggregators and repositories take.

    \b
    tei-edition export cmif                          of the TEI in output/tei
    tei-edition export csv output/tei -o letters.csv
    tei-edition export jsonl letter.xml -o -         to standard output

    What it says of the edition (publisher, licence, web address) comes from the edition.yaml in or above this folder
    or the folder of the TEI, or from the one named with --config.
    """
    from tei_edition.exporting import Wanted
    from tei_edition.exporting import export as write_export

    way = manner(stated)
    leave(write_export(way, Wanted(**stated)))


# --- layout ---------------------------------------------------------------------------------------------------


@tei_edition.group(cls=Commands, short_help="Draft a layout profile for the pages of a new site.")
def layout() -> None:
    """Page layouts: what on a page is furniture, what states a fact, and what is the document.

    \b
    tei-edition layout new city-archive "letters/*.txt"
    tei-edition explain layouts            the page layouts that are known
    """


@layout.command(short_help="Draft a profile from two or more captures of a site.")
@click.argument("name", metavar="NAME")
@click.argument("sources", nargs=-1, required=True, metavar="CAPTURE …")
@click.option(
    "-o",
    "--output",
    type=TARGET,
    metavar="FILE|-",
    help="Where to write; - is standard output. Default: NAME.yaml in the edition's layouts folder.",
)
@CONFIG
@ENCODING
@QUIET
def new(quiet: bool, **stated: Any) -> None:
    """Draft a layout profile from two or more captures of a site that is not known yet.

    \b
    tei-edition layout new city-archive a.txt b.txt c.txt
    tei-edition layout new city-archive captures -o -   only show it

    Lines that recur at the top and the end of the pages become furniture and labels, lines that differ there become
    values. Every guess is explained in the draft: read it, correct it, and look with explain at what it does.
    A file that is there is never overwritten.
    """
    from tei_edition.drafting import Wish, new_layout
    from tei_edition.manner import Manner

    leave(new_layout(Manner(quiet=quiet), Wish(**stated)))


tei_edition.add_command(names)


# --- the end --------------------------------------------------------------------------------------------------


def complain(message: str, remedy: str, code: int) -> NoReturn:
    """Say what stopped the command and what to do, and leave with an exit code."""
    from tei_edition.legible import visible
    from tei_edition.manner import wants_color

    in_color = wants_color("auto")
    word = click.style("error", fg="red", bold=True)
    lines = "\n       ".join(visible(line) for line in message.split("\n"))
    click.echo(f"{word}: {lines}", err=True, color=in_color)
    if remedy:
        click.echo(f"    hint: {visible(remedy)}", err=True)
    raise SystemExit(code)


def main(args: Sequence[str] | None = None) -> None:
    """Run the program; no traceback for anything that is not its own fault."""
    gc.set_threshold(50_000)  # as `garbage` says, already while modules are loaded: most of that is there to stay
    for stream in (sys.stdout, sys.stderr):
        _speak_unicode(stream)
    try:
        with answered_like_ctrl_c():
            tei_edition.main(args=args, prog_name="tei-edition", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        complain(error.format_message(), f"{context.command_path} --help" if context else "", error.exit_code)
    except TeiEditionError as error:
        complain(error.message, error.remedy, error.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted; every file that was written is whole", err=True)
        raise SystemExit(130) from None
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            complain(f"{str(error.filename)[:60]}…: this name is too long for a file", "choose a shorter name", 2)
        if os.environ.get("TEI_EDITION_TRACEBACK"):
            raise
        complain(
            f"internal fault: {type(error).__name__}: {error}",
            "this is a fault of tei-edition; please report it with the command and the capture"
            " (TEI_EDITION_TRACEBACK=1 shows where)",
            70,
        )


def _speak_unicode(stream: TextIO) -> None:
    """No file name or arrow may stop a command because a terminal or pipe has an old encoding."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
