"""What goes into a site and what comes of it: data only, and nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tei_edition.bounds import Lost
from tei_edition.errors import UnreadableInput
from tei_edition.remote import Origin


@dataclass(frozen=True, slots=True)
class SiteDocument:
    """A document to publish; a path is read when needed, so a large edition does not fill the memory."""

    ident: str
    tei: Path | bytes
    slug: str = ""  # what the editor wants in the address; empty: made from the record
    capture: Origin | None = None  # as it was received
    ledger: Path | None = None  # where each of its characters went
    made_of: str = ""  # a checksum over these files, if somebody has looked at them already

    def read(self) -> bytes:
        """The bytes of the TEI file. Raises UnreadableInput."""
        try:
            return self.tei if isinstance(self.tei, bytes) else self.tei.read_bytes()
        except OSError as error:
            raise UnreadableInput(f"{self.tei!s}: cannot be read: {error.strerror}") from error


class Written(NamedTuple):
    """A file of the site that stands there now."""

    path: str
    sha256: str
    size: int  # in bytes
    is_new: bool  # whether it had to be written; false if it stood there with the same bytes


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    index: Path
    slugs: Mapping[str, str]  # ident → slug; empty if everything stood there
    written: int
    unchanged: int
    removed: tuple[str, ...] = ()  # files of an earlier build that belong to nothing any more
    not_there: tuple[str, ...] = ()  # what the editor chose to begin with and is no document, in sentences
    not_made: tuple[str, ...] = ()  # what the site goes without, in sentences
    lost: Mapping[str, Lost] = field(default_factory=dict)  # ident → why the site goes without this document
