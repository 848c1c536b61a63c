"""The command line: parse, call one function, report, pick the exit code. Only this module and `manner` print.

Everything but click is imported when a command needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from tei_edition import __version__
from tei_edition.errors import TeiEditionError

if TYPE_CHECKING:
    from tei_edition.manner import Manner

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
Command = Callable[..., Any]
Option = Callable[[Command], Command]


# --- what all commands share ----------------------------------------------------------------------------------

QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
COLOR = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    help="Colours; auto: on a terminal, unless NO_COLOR is set.",
)
CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings of the edition, if it is not the edition.yaml in or above the folder of the captures.",
)
SHARED = (
    QUIET,
    click.option(
        "-v", "--verbose", is_flag=True, help="Say everything: each document, each finding, the tools' own words."
    ),
    COLOR,
    click.option("--no-progress", is_flag=True, help="Draw no progress bar."),
    click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="human",
        help="Form of the findings: for people (on standard error), or for programs (on standard output).",
    ),
    click.option(
        "--report",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write the findings into this file as JSON too.",
    ),
    click.option("--strict", is_flag=True, help="Fail (exit code 1) on warnings too, not only on errors."),
)


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The encoding, if it is one; a wrong name is answered with the nearest."""
    import codecs

    if value is None:
        return None
    try:
        if getattr(codecs.lookup(value), "_is_text_encoding", True):
            return value
    except (LookupError, ValueError):
        pass
    from tei_edition.settings import ENCODINGS
    from tei_edition.shapes import did_you_mean

    raise click.BadParameter(f"“{value}” is no text encoding{did_you_mean(value, ENCODINGS)}", ctx, param)


ENCODING = click.option(
    "--encoding",
    metavar="NAME",
    callback=_encoding,
    help="Encoding of captures that are not UTF-8, such as windows-1252. Default: guessed, with a warning.",
)
CONVERTING = (
    CONFIG,
    ENCODING,
    click.option(
        "-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Work with N processes. Default: 1."
    ),
    click.option("-n", "--dry-run", is_flag=True, help="Convert and check, but write no TEI and no page."),
    click.option("--fail-fast", is_flag=True, help="Stop at the first document that has an error."),
)


def options(*wanted: Option) -> Option:
    """Several options at once, in the order in which the help shows them."""

    def with_options(command: Command) -> Command:
        for option in reversed(wanted):
            command = option(command)
        return command

    return with_options


def output_to(folder: str, what: str) -> Option:
    """The option that says where to write, with the folder that is taken without it."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=Path(folder),
        metavar="FOLDER",
        help=f"{what} Default: {folder}.",
    )


def manner(stated: dict[str, Any]) -> Manner:
    """The shared flags as one value; they are taken out of the command's options."""
    from tei_edition.manner import Manner, wants_color

    return Manner(
        quiet=stated.pop("quiet"),
        verbose=stated.pop("verbose"),
        color=wants_color(stated.pop("color")),
        progress=not stated.pop("no_progress"),
        format=stated.pop("format_"),
        report=stated.pop("report"),
        strict=stated.pop("strict"),
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
@click.version_option(__version__, prog_name="tei-edition", message="%(prog)s %(version)s")
def tei_edition() -> None:
    """Plain-text captures of archival documents → valid TEI P5 → a reading edition.

    \b
    tei-edition init my-letters            the files of a new edition
    tei-edition build seeds -o output      captures to TEI and pages, in one run
    tei-edition convert letter.txt         one capture to TEI; needs no set-up
    tei-edition explain letter.txt         why it became what it is
    tei-edition COMMAND --help             what a command can do
    """


# --- init -----------------------------------------------------------------------------------------------------


@tei_edition.command(short_help="The files of a new edition, with every key explained.")
@click.argument("folder", required=False, default=Path(), type=click.Path(path_type=Path), metavar="[DIR]")
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
@output_to("output", "Where to write tei/, html/ and report.json.")
@options(*CONVERTING, *SHARED)
def build(**stated: Any) -> None:
    """Captures → TEI → checks → reading edition, in one run.

    \b
    tei-edition build                      the edition in this folder
    tei-edition build seeds -o output      the captures of a folder
    tei-edition build -n --strict          only check; for scripts and CI

    EDITION is a folder with captures (*.txt) or its edition.yaml; SRC a capture or a pattern such as "1964/*.txt".
    A file that is as it should be is not written again, and TEI that somebody edited by hand is never overwritten.
    """
    from tei_edition.commands import Run, build_edition

    way = manner(stated)
    leave(build_edition(Run(way, **stated)))


@tei_edition.command(short_help="Captures to TEI, with a ledger for each.")
@click.argument("sources", nargs=-1, required=True, metavar="SRC …")
@output_to("tei", "Where to write; for one capture also a file NAME.xml.")
@options(*CONVERTING, *SHARED)
def convert(**stated: Any) -> None:
    """Captures → TEI, with a ledger beside each that says where every character went.

    \b
    tei-edition convert letter.txt -o letter.xml
    tei-edition convert "captures/*.txt" -o tei
    cat letter.txt | tei-edition convert - > letter.xml

    SRC is a capture, a folder, a pattern, or - for standard input.
    """
    from tei_edition.commands import Run, convert_captures

    way = manner(stated)
    leave(convert_captures(Run(way, **stated)))


# --- validate, render, explain --------------------------------------------------------------------------------


@tei_edition.command(short_help="Is it good TEI? Well-formedness, schema and rules.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH …")
@click.option("--rng", is_flag=True, help="Check against the RELAX NG schema too, which is what repositories use.")
@click.option("--xsd", is_flag=True, help="Explain errors in more detail, with the path of the element (slower).")
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
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


@tei_edition.command(short_help="TEI to HTML pages.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TEI …")
@output_to("html", "Where to write the pages.")
@click.option(
    "--stylesheet",
    type=click.Path(path_type=Path),
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
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[TEI …]")
@click.option(
    "-o", "--output", metavar="FILE|FOLDER|-", help="Where to write; - is standard output. Default: output/export."
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


# --- names ----------------------------------------------------------------------------------------------------

KIND_OF_NAME = click.option("--kind", type=click.Choice(("person", "organisation", "place")), help="Only these.")
AUTHORITY_FILE = click.option(
    "--authorities",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The authority file, if it is not that of the edition.yaml in or above this folder or that of the TEI.",
)
NAME_DRY_RUN = click.option("-n", "--dry-run", is_flag=True, help="Do everything, but write nothing.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only errors and warnings.")
TEI_SOURCES = click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[TEI …]")


@tei_edition.group(cls=Commands, short_help="People, organisations, places: list, suggest, accept, import, export.")
def names() -> None:
    """People, organisations and places: whom the TEI files name, and the authority file that says who they are.

    \b
    tei-edition names list                 who is named, and how often
    tei-edition names suggest              write entries for you to confirm
    tei-edition names accept suggestions.yaml
    tei-edition names import people.xml    from TEI or a table

    Nothing is merged and nothing becomes an entry without a person who says so.
    """


@names.command("list", short_help="Everybody and everything that the TEI files name, with counts.")
@TEI_SOURCES
@KIND_OF_NAME
@click.option(
    "--sort",
    type=click.Choice(("frequency", "name")),
    default="frequency",
    help="By the number of documents (the default), or by name.",
)
@click.option("--unused", is_flag=True, help="Only the entries of authorities.yaml that no document names.")
@click.option(
    "--format",
    "format",
    type=click.Choice(("human", "json", "csv")),
    default="human",
    help="A table for people (the default), or data for programs.",
)
@AUTHORITY_FILE
@CONFIG
@QUIET
@COLOR
def list_of_names(quiet: bool, color: str, sort: str, **stated: Any) -> None:
    """Everybody and everything that the TEI files name: documents, mentions, turns, letters, forms, identifiers.

    \b
    tei-edition names list                 of the TEI in output/tei
    tei-edition names list tei --kind person --sort name
    tei-edition names list --format csv > names.csv
    """
    from tei_edition.manner import Manner, wants_color
    from tei_edition.naming import Question, list_names

    leave(list_names(Manner(quiet=quiet, color=wants_color(color)), Question(by_name=sort == "name", **stated)))


@names.command(short_help="Write entries for you to confirm: new names, likely duplicates, conflicts.")
@TEI_SOURCES
@click.option(
    "-o",
    "--output",
    default="suggestions.yaml",
    metavar="FILE|-",
    help="Where to write; - is standard output. Default: suggestions.yaml. A file that you edited is left as it is.",
)
@AUTHORITY_FILE
@CONFIG
@NAME_DRY_RUN
@QUIET
@COLOR
def suggest(quiet: bool, color: str, **stated: Any) -> None:
    """Entries for you to confirm, each with its evidence: names that authorities.yaml does not have, names that the
    texts have outside the markup, likely duplicates, conflicts.

    \b
    tei-edition names suggest              of the TEI in output/tei
    tei-edition names suggest tei -o new-names.yaml

    Nothing changes until you write your name after `decided_by:` of an entry and give the file to names accept.
    Likely duplicates are found with rapidfuzz: pip install 'tei-edition[names]'.
    """
    from tei_edition.manner import Manner, wants_color
    from tei_edition.naming import Request, suggest_names

    leave(suggest_names(Manner(quiet=quiet, color=wants_color(color)), Request(**stated)))


@names.command(short_help="Put what you confirmed into authorities.yaml.")
@click.argument("suggestions", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="FILE", help="The authority file. Default: the edition's."
)
@CONFIG
@NAME_DRY_RUN
@QUIET
def accept(quiet: bool, **stated: Any) -> None:
    """Put the confirmed entries (those with `decided_by`) into the authority file, whose comments and layout stay.

    \b
    tei-edition names accept suggestions.yaml
    tei-edition names accept suggestions.yaml --into our/authorities.yaml

    An entry whose id is there already adds its names to that entry's forms. The result is checked before it is written.
    """
    from tei_edition.authority_files import Confirmation
    from tei_edition.authority_files import accept as take
    from tei_edition.manner import Manner

    leave(take(Manner(quiet=quiet), Confirmation(**stated)))


@names.command("import", short_help="Make an authority file from TEI lists or a table (CSV).")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "-o",
    "--output",
    default="authorities.yaml",
    metavar="FILE|-",
    help="Where to write; - is standard output. Default: authorities.yaml. A file that is there is never overwritten.",
)
@click.option("--decided-by", metavar="NAME", help="Who answers for entries that do not say who decided.")
@ENCODING
@NAME_DRY_RUN
@options(*SHARED)
def import_names(**stated: Any) -> None:
    """Make an authority file from listPerson, listOrg and listPlace of a TEI file, or from a table.

    \b
    tei-edition names import personography.xml
    tei-edition names import people.csv -o imported.yaml

    A table has a row for each entry and names its columns in the first: kind, id, name, forms (parted by |), type,
    born, died, side, offices, wikidata, viaf, gnd, geonames, identifiers, note, decided_by. What cannot be taken over
    is reported with its line (-v shows all of it).
    """
    from tei_edition.authority_files import Foreign, import_file

    way = manner(stated)
    leave(import_file(way, Foreign(**stated)))


@names.command("export", short_help="Give the authority file as TEI or as a table (CSV).")
@click.option(
    "--to", type=click.Choice(("tei", "csv")), help="The form. Default: as the name of the file says, else tei."
)
@click.option("-o", "--output", default="-", metavar="FILE|-", help="Where to write. Default: standard output.")
@AUTHORITY_FILE
@CONFIG
@NAME_DRY_RUN
@QUIET
def export_names(quiet: bool, **stated: Any) -> None:
    """Give the authority file as a TEI file with listPerson, listOrg and listPlace, or as a table.

    \b
    tei-edition names export -o authorities.xml
    tei-edition names export -o authorities.csv    for a spreadsheet

    What is exported, names import takes back as it was.
    """
    from tei_edition.authority_files import Copy, export_authorities
    from tei_edition.manner import Manner

    leave(export_authorities(Manner(quiet=quiet), Copy(**stated)))


# --- colours --------------------------------------------------------------------------------------------------

ZONES = (
    # zone      colour of its name    of the words    what became of it
    ("text", "green", "", "the document"),
    ("markup", "yellow", "yellow", "an element"),
    ("header", "cyan", "cyan", "a fact"),
    ("chrome", "bright_black", "bright_black", "left out"),
    ("lost", "red", "red", "nowhere"),
)
NAME_COLOURS = {zone: colour for zone, colour, _, _ in ZONES}
WORD_COLOURS = {zone: colour for zone, _, colour, _ in ZONES}
ZONE = re.compile(rf"^( +\d+(?::\d+)?  )({'|'.join(NAME_COLOURS)})\b", re.MULTILINE)
WORDS = re.compile(r"^ +line  zone +why +becomes +(?=words$)")


def coloured(text: str) -> str:
    """The text with the names of zones in their colours; in the table of lines the words too, below a legend."""
    lines, at = [], 0
    for line in text.split("\n"):
        if heads := WORDS.match(line):
            at = heads.end()
            lines.append(f"  {legend()}")
        elif not line:
            at = 0
        lines.append(_coloured_row(line, at))
    return "\n".join(lines)


def legend() -> str:
    """What the colours mean, in one line."""
    return " · ".join(f"{click.style(zone, fg=colour)}: {meaning}" for zone, colour, _, meaning in ZONES)


def _coloured_row(row: str, at: int) -> str:
    """A row with its zone in colour; from the column `at` on, if there is one, its words too."""
    found = ZONE.match(row)
    if found is None:
        return row
    between, words = (row[found.end() : at], row[at:]) if at else (row[found.end() :], "")
    colour = WORD_COLOURS[found[2]]
    shown = click.style(words, fg=colour) if words and colour else words
    return found[1] + click.style(found[2], fg=NAME_COLOURS[found[2]]) + between + shown


# --- the end --------------------------------------------------------------------------------------------------


def leave(code: int) -> None:
    """Leave with an exit code."""
    if code:
        raise SystemExit(code)


def complain(message: str, remedy: str, code: int) -> NoReturn:
    """Say what stopped the command and what to do, and leave with an exit code."""
    from tei_edition.excerpts import visible
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
    for stream in (sys.stdout, sys.stderr):
        _speak_unicode(stream)
    try:
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
