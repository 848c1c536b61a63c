"""Lists of captures: a text file `NAME.list` with a capture, a folder, a pattern or a URL in each line.

A line that begins with `#` is a comment. What is no URL and no full path is meant as seen from the folder of the list.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePosixPath

from tei_edition.errors import UnreadableInput
from tei_edition.ordinary import is_file, read
from tei_edition.remote import Remote, below, is_url, local_path

ENDING = ".list"
MOST_BYTES = 2_000_000_000  # of a list: some ten million captures
REMEDY = "write a capture, a folder, a pattern or a URL into each line, as UTF-8"


def is_list(source: str) -> bool:
    """Whether a source is a list of captures."""
    return source.partition("::")[0].lower().endswith(ENDING) and (is_url(source) or is_file(source))


def named_in(source: str) -> list[str]:
    """What a list names, in its order. Raises UnreadableInput."""
    try:
        data = Remote(source).read(MOST_BYTES) if is_url(source) else read(source)
    except OSError as error:
        raise UnreadableInput(f"{source}: cannot be read: {error.strerror or error}", remedy=REMEDY) from error
    if b"\0" in data:
        raise UnreadableInput(f"{source}: cannot be read: this is no UTF-8", remedy=REMEDY)
    # names may hold what else ends lines, and be no UTF-8
    lines = re.split("\r?\n|\r", data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape"))
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise UnreadableInput(f"{source}: there are no captures in this list", remedy=REMEDY)
    if inner := next((name for name in found if name.lower().endswith(ENDING)), ""):
        raise UnreadableInput(f"{source}: a list cannot name another list ({inner})", remedy="name both to the program")
    return [_seen_from(source, name) for name in found]


def _seen_from(source: str, name: str) -> str:
    if is_url(name):
        return local_path(name)
    if not is_url(source):
        return str(Path(source).parent / name)
    head, _, rest = source.partition("::")
    protocol, _, path = head.partition("://")
    inner = str(PurePosixPath(path).parent / name)
    return below(f"{protocol}://" + (f"::{rest}" if rest else ""), inner)
