"""The commands `tei-edition names …`: whom the TEI files name, and the authority file that says who they are."""

from __future__ import annotations

from typing import Any

import click

from tei_edition.cli.options import (
    COLOR,
    CONFIG,
    ENCODING,
    FORMAT,
    NO_PROGRESS,
    PATH,
    QUIET,
    SHARED,
    STRICT,
    TARGET,
    VERBOSE,
    Commands,
    leave,
    manner,
    options,
)

KIND_OF_NAME = click.option("--kind", type=click.Choice(("person", "organisation", "place")), help="Only these.")
AUTHORITY_FILE = click.option(
    "--authorities",
    type=PATH,
    metavar="FILE",
    help="The authority file, if it is not that of the edition.yaml in or above this folder or that of the TEI.",
)
NAME_DRY_RUN = click.option("-n", "--dry-run", is_flag=True, help="Do everything, but write nothing.")
SPEAKING = (QUIET, VERBOSE, COLOR, NO_PROGRESS, STRICT)  # where no document is read, there are no findings
WITHOUT_FORMAT = tuple(option for option in SHARED if option is not FORMAT)
TEI_SOURCES = click.argument("sources", nargs=-1, type=PATH, metavar="[TEI …]")


@click.group(cls=Commands, short_help="People, organisations, places: list, suggest, accept, import, export.")
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
@options(*WITHOUT_FORMAT)
def list_of_names(sort: str, **stated: Any) -> None:
    """Everybody and everything that the TEI files name: documents, mentions, turns, letters, forms, identifiers.

    \b
    tei-edition names list                 of the TEI in output/tei
    tei-edition names list tei --kind person --sort name
    tei-edition names list --format csv > names.csv
    """
    from tei_edition.naming import Question, list_names

    way = manner(stated)
    leave(list_names(way, Question(by_name=sort == "name", **stated)))


@names.command(short_help="Write entries for you to confirm: new names, likely duplicates, conflicts.")
@TEI_SOURCES
@click.option(
    "-o",
    "--output",
    type=TARGET,
    default="suggestions.yaml",
    metavar="FILE|-",
    help="Where to write; - is standard output. Default: suggestions.yaml. A file that you edited is left as it is.",
)
@AUTHORITY_FILE
@CONFIG
@NAME_DRY_RUN
@options(*SHARED)
def suggest(**stated: Any) -> None:
    """Entries for you to confirm, each with its evidence: names that authorities.yaml does not have, names that the
    texts have outside the markup, likely duplicates, conflicts.

    \b
    tei-edition names suggest              of the TEI in output/tei
    tei-edition names suggest tei -o new-names.yaml

    Nothing changes until you write your name after `decided_by:` of an entry and give the file to names accept.
    Likely duplicates are found with rapidfuzz: pip install 'tei-edition[names]'.
    """
    from tei_edition.naming import Request, suggest_names

    way = manner(stated)
    leave(suggest_names(way, Request(**stated)))


@names.command(short_help="Put what you confirmed into authorities.yaml.")
@click.argument("suggestions", type=PATH, metavar="FILE")
@click.option("--into", type=PATH, metavar="FILE", help="The authority file. Default: the edition's.")
@CONFIG
@NAME_DRY_RUN
@options(*SPEAKING)
def accept(**stated: Any) -> None:
    """Put the confirmed entries (those with `decided_by`) into the authority file, whose comments and layout stay.

    \b
    tei-edition names accept suggestions.yaml
    tei-edition names accept suggestions.yaml --into our/authorities.yaml

    An entry whose id is there already adds its names to that entry's forms. The result is checked before it is written.
    -v lists all that is added; with --strict it is an error (exit code 1) if something confirmed was not taken over.
    """
    from tei_edition.authority_files import Confirmation
    from tei_edition.authority_files import accept as take

    way = manner(stated)
    leave(take(way, Confirmation(**stated)))


@names.command("import", short_help="Make an authority file from TEI lists or a table (CSV).")
@click.argument("file", type=PATH, metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=TARGET,
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
@click.option(
    "-o", "--output", type=TARGET, default="-", metavar="FILE|-", help="Where to write. Default: standard output."
)
@AUTHORITY_FILE
@CONFIG
@NAME_DRY_RUN
@options(*SPEAKING)
def export_names(**stated: Any) -> None:
    """Give the authority file as a TEI file with listPerson, listOrg and listPlace, or as a table.

    \b
    tei-edition names export -o authorities.xml
    tei-edition names export -o authorities.csv    for a spreadsheet

    What is exported, names import takes back as it was.
    """
    from tei_edition.authority_files import Copy, export_authorities

    way = manner(stated)
    leave(export_authorities(way, Copy(**stated)))
