"""Where the files that come with the program are: schemas, stylesheets, layout profiles, word lists."""

from functools import cache
from pathlib import Path

from tei_edition.errors import TeiEditionError


@cache
def asset(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `asset("schemas", "tei_edition.xsd")`.

    In a wheel `schemas/` and `xslt/` stand beside this module; in a checkout (editable install) two folders up.
    """
    here = Path(__file__).resolve().parent
    for root in (here, here.parents[1]):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise TeiEditionError(
        f"{'/'.join(parts)}: this file of tei-edition is missing",
        remedy="the installation is damaged; install it again: pip install --force-reinstall tei-edition",
    )
