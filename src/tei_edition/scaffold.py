"""`tei-edition init`: the files of a new edition, with every key explained; nothing that is there is touched."""

from __future__ import annotations

import os
from pathlib import Path

from tei_edition.assets import asset
from tei_edition.errors import UnwritableOutput
from tei_edition.files import check_folder, write
from tei_edition.manner import Manner, quoted
from tei_edition.settings import AUTHORITIES_FILE, EDITION_FILE

TEMPLATES = (EDITION_FILE, AUTHORITIES_FILE)
CAPTURES = "captures"
ABOUT_CAPTURES = "Put your captures here: plain text, one document a file, with names that end in `.txt`.\n"


def start_edition(manner: Manner, folder: Path) -> int:
    """Write the settings, the list of names and a folder for captures; returns the exit code.

    Captures that lie in the folder itself stay where they are found: then there is no folder for them.
    Raises UnwritableOutput if a file of that name is there; then nothing is written.
    """
    check_folder(folder)
    _refuse_what_is_there(folder)
    for name in TEMPLATES:
        write(folder / name, asset("data", name).read_bytes())
    captures = folder / CAPTURES
    if not (has_own := _has_captures(folder)):
        write(captures / "README.md", ABOUT_CAPTURES.encode())
    made = [*TEMPLATES, *([] if has_own else [f"{CAPTURES}/"])]
    manner.say(f"a new edition in {folder.absolute()}: {', '.join(made)}")
    build = "tei-edition build" if folder == Path() else f"tei-edition build {quoted(folder)}"
    manner.next(build if has_own else f"put your captures (*.txt) into {quoted(captures)}, then: {build}")
    return 0


def _refuse_what_is_there(folder: Path) -> None:
    there = [name for name in TEMPLATES if os.path.lexists(folder / name)]
    if there:
        raise UnwritableOutput(
            f"{folder / there[0]}: is there already; nothing is written",
            remedy="name a new folder (tei-edition init NEWFOLDER), and copy from there what you need",
        )
    if os.path.lexists(folder / CAPTURES) and not (folder / CAPTURES).is_dir():
        raise UnwritableOutput(
            f"{folder / CAPTURES}: is a file, not a folder; nothing is written", remedy="name a new folder"
        )


def _has_captures(folder: Path) -> bool:
    """Whether captures have their place already: in the folder `captures`, or beside the settings."""
    if (folder / CAPTURES).is_dir():
        return True
    return folder.is_dir() and any(file.suffix.lower() == ".txt" for file in folder.iterdir())
