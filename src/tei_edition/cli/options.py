"""What all commands share: their options, how they speak, and how a wrong name is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tei_edition.manner import Manner

FORMATS = ("human", "json", "sarif", "junit", "github")
Command = Callable[..., Any]
Option = Callable[[Command], Command]


class PathHere(click.Path):
    """A path of this machine; of an empty one (`-o "$UNSET"`) nobody can know what it means."""

    def __init__(self, path_type: type[str | Path] = Path) -> None:
        super().__init__(path_type=path_type, readable=False)  # who reads says what cannot be read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("an empty name is no name of a file or folder", param, ctx)
        if isinstance(value, str) and "://" in value:
            from tei_edition.remote import is_url, local_path, shown

            if is_url(value := local_path(value)):
                self.fail(f"{shown(value)}: a URL; only build, convert and verify take one", param, ctx)
        return super().convert(value, param, ctx)


PATH = PathHere()
TARGET = PathHere(str)  # a file, or - for standard output
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
    type=PATH,
    metavar="FILE",
    help="The settings of the edition, if it is not the edition.yaml in or above the folder of the captures.",
)
VERBOSE = click.option(
    "-v", "--verbose", is_flag=True, help="Say everything: each document, each finding, the tools' own words."
)
NO_PROGRESS = click.option("--no-progress", is_flag=True, help="Draw no progress bar.")
FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="human",
    help="Form of the findings: for people (on standard error), or for programs (on standard output).",
)
REPORT = click.option(
    "--report",
    type=PATH,
    metavar="FILE",
    help="Write the findings into this file as JSON too.",
)
STRICT = click.option("--strict", is_flag=True, help="Fail (exit code 1) on warnings too, not only on errors.")
SHARED = (QUIET, VERBOSE, COLOR, NO_PROGRESS, FORMAT, REPORT, STRICT)


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The encoding, if it is one; a wrong name is answered with the nearest."""
    if value is None:
        return None
    from tei_edition.settings import encoding_fault

    if complaint := encoding_fault(value):
        raise click.BadParameter(complaint, ctx, param)
    return value


ENCODING = click.option(
    "--encoding",
    metavar="NAME",
    callback=_encoding,
    help="Encoding of captures that are not UTF-8, such as windows-1252. Default: guessed, with a warning.",
)


def _cores() -> int:
    """How many processes can really work at a time here."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=_cores,
    metavar="N",
    help="Work with N processes. Default: for few captures one, for many as many as there are cores.",
)


def _scheduler(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """An address that can be one: of others Dask asks the network for long."""
    if value in ("", "local") or re.fullmatch(r"[a-z]+://\S+|[^\s:/]+:[0-9]{1,5}|\[[0-9a-f:]+\]:[0-9]{1,5}", value):
        return value
    raise click.BadParameter(f"“{value}” is no address of a scheduler (tcp://127.0.0.1:8786), nor local", ctx, param)


SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS|local",
    default="",
    callback=_scheduler,
    help="Work with the processes of a Dask cluster: the address of its scheduler, or local for one on this machine.",
)


def _part(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """The number of a part and of how many it is."""
    if value is None:
        return None
    number, slash, of = value.partition("/")
    if slash and len(value) < 40 and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return int(number), int(of)
    raise click.BadParameter(f"“{value}” is no part of a whole; 2/8 is the second of eight", ctx, param)


PART = click.option(
    "--part",
    metavar="I/N",
    callback=_part,
    help="Only the I-th of N parts of the captures, as for an array job; all parts together are the whole.",
)
CONVERTING = (
    CONFIG,
    ENCODING,
    JOBS,
    SCHEDULER,
    click.option("-n", "--dry-run", is_flag=True, help="Convert and check, but write no TEI and no page."),
    click.option("--force", is_flag=True, help="Convert everything again, whether it changed or not."),
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
        type=PATH,
        default=Path(folder),
        metavar="FOLDER",
        help=f"{what} Default: {folder}.",
    )


class Destination(PathHere):
    """A folder of this machine, or a URL: `s3://bucket/edition`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from tei_edition.remote import is_url, local_path

        if isinstance(value, str) and is_url(value := local_path(value)):
            return value
        return super().convert(value, param, ctx)


STAGING = click.option(
    "--staging",
    type=PATH,
    metavar="FOLDER",
    help="Where the files for an output URL are made and kept. Default: a folder among the caches of this user.",
)


def output_to_folder_or_url(folder: str, what: str) -> Option:
    """The same for what may be brought to a URL."""
    return click.option(
        "-o",
        "--output",
        type=Destination(),
        default=Path(folder),
        metavar="FOLDER|URL",
        help=f"{what} Default: {folder}.",
    )


def manner(stated: dict[str, Any]) -> Manner:
    """The shared flags as one value; they are taken out of the command's options, which need not have all of them.

    Raises WrongUse if the report would take the place of a file that is none.
    """
    from tei_edition.manner import Manner, check_report, wants_color

    check_report(stated.get("report"))
    return Manner(
        quiet=stated.pop("quiet"),
        verbose=stated.pop("verbose"),
        color=wants_color(stated.pop("color")),
        progress=not stated.pop("no_progress"),
        format=stated.pop("format_", "human"),
        report=stated.pop("report", None),
        strict=stated.pop("strict"),
    )


class Commands(click.Group):
    """The group of commands, in the order in which they are needed; a wrong name is answered with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            import difflib

            near = difflib.get_close_matches(args[0], self.commands, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else f" There are: {', '.join(self.commands)}."
            ctx.fail(f"No such command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)


def leave(code: int) -> None:
    """Leave with an exit code."""
    if code:
        raise SystemExit(code)
