"""`tei.zip`: all TEI files of the edition in one, the same bytes for the same files."""

from __future__ import annotations

from collections.abc import Iterator
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from tei_edition.packing import zip_member
from tei_edition.shelf import sorted_by
from tei_edition.site.edition import Edition, Zip, lines_of, squeezed


def files(edition: Edition) -> Iterator[Zip]:
    """The TEI of every document as it stands beside its page; nothing for an edition without documents."""
    if edition.entries:
        names = sorted_by(f"{each.slug}.xml" for each in edition.entries)
        yield Zip("tei.zip", edition.out / "doc", squeezed(names))


def pieces(made: Zip) -> Iterator[bytes]:
    """The bytes of a ZIP file, one file in memory at a time."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name in lines_of(made.names):
            archive.writestr(zip_member(f"tei/{name}"), (made.folder / name).read_bytes())
            yield sink.taken()
    yield sink.taken()


class _Sink(RawIOBase):
    """What was written since it was last taken."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
