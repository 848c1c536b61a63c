"""Files that are made of pieces: weighed while they pass, or members of a ZIP file that is the same each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every member of a ZIP file: the earliest that the format knows; no member has a date of its own."""

READABLE = 0o100644 << 16


class Weighed:
    """The pieces of a file; when all have passed, `sha256` and `size` are those of the whole."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._digest = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            self.size += len(piece)
            yield piece

    @property
    def sha256(self) -> str:
        """In hexadecimal digits."""
        return self._digest.hexdigest()


def zip_member(path: str, how: int = ZIP_DEFLATED) -> ZipInfo:
    """What a ZIP file says of a member: nothing of this machine, and nothing of the time."""
    info = ZipInfo(path, FIRST_DAY)
    info.compress_type, info.external_attr, info.create_system = how, READABLE, 3
    return info
