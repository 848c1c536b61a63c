"""Lists of captures: a text file `NAME.list` with a capture, a folder, a pattern or a URL in each line.

A line that begins with `#` is a comment. What is no URL and no full path is meant as seen from the folder of the list.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tei_edition.errors import UnreadableInput
from tei_edition.remote import Remote, below, is_url, local_path

ENDING = ".list"
MOST_BYTES = 2_000_000_000  # of a list: some ten million captures
REMEDY = "write a capture, a folder, a pattern or a URL into each line, as UTF-8"


def is_list(source: str) -> bool:
    """Whether a source is a list of captures."""
    return source.partition("::")[0].lower().endswith(ENDING) and (is_url(source) or Path(source).is_file())


def named_in(source: str) -> list[str]:
    """What a list names, in its order. Raises UnreadableInput."""
    try:
        data = Remote(source).read(MOST_BYTES) if is_url(source) else Path(source).read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "this is no UTF-8"
        raise UnreadableInput(f"{source}: cannot be read: {reason}", remedy=REMEDY) from error
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
