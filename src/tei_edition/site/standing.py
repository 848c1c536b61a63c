"""What of a site stands there already: a file is made again only if what it is made of changed, or it was touched.

What a page is made of is one checksum over all that shapes it; beside it the state keeps the checksums of the files
that came of it. A file whose bytes are not those is made again, whatever its time says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tei_edition.bounds import Bounds
from tei_edition.checksums import all_stand, sha256_of
from tei_edition.config import Checks, Config, Limits
from tei_edition.ordinary import read
from tei_edition.own_program import looks, program
from tei_edition.packed import packed, unpacked
from tei_edition.remote import Origin
from tei_edition.site.published import SiteDocument, Written
from tei_edition.state import State
from tei_edition.stylesheets import with_imports

LOOK, MADE, SITE = "look", "made", "site"  # kinds of rows
KEY = 32
MANIFEST = "manifest.json"
NAME, SHA256 = '  "', '   "sha256": "'  # what the lines of a file begin with in it


class Whole(NamedTuple):
    """A site that was written to its end."""

    manifest: str  # the checksum of manifest.json, which has those of all other files
    files: int
    not_there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What earlier builds wrote into the folder of a site; `forced` to make all of it again."""

    out: Path
    state: State
    shared: str  # what all files are made of
    bounds: Bounds  # of the work on one document
    forced: bool = False

    def key(self, *parts: str | bytes) -> str:
        """A checksum over what something is made of."""
        return _key(self.shared, *parts)

    def key_of_many(self, parts: Iterable[str | bytes]) -> str:
        """The same of very many parts."""
        return _key_of(chain((self.shared,), parts))

    def known(self, kind: str, name: str, key: str) -> bytes | None:
        """What is remembered under a name, if it is of this key."""
        data = None if self.forced else self.state.get(kind, name)
        return data[KEY:] if data is not None and data[:KEY] == key.encode() else None

    def remember(self, kind: str, name: str, key: str, data: bytes) -> None:
        """Remember something under a name, and its key with it."""
        self.state.put(kind, name, key.encode() + data)

    def files(self, name: str, key: str) -> tuple[Written, ...]:
        """The files that were made of what has this key; whether they still are there, `stand` says."""
        data = self.known(MADE, name, key)
        return _files(data) if data is not None else ()

    def remember_files(self, name: str, key: str, files: Sequence[Written]) -> None:
        """Remember the files that were made of what has this key."""
        self.remember(MADE, name, key, packed(tuple(each._replace(is_new=False) for each in files)))

    def left(self, addresses: Container[str]) -> Iterator[tuple[str, str]]:
        """The checksums of files that builds made of what is none of these pages and files any more."""
        rows = (self.state.get(MADE, name) for name in self.state.names(MADE) if name not in addresses)
        return ((each.path, each.sha256) for data in rows if data for each in _files(data[KEY:]))

    # --- the whole -------------------------------------------------------------------------------------------------

    def whole(self, key: str) -> Whole | None:
        """The site as it was written to its end, if it was made of what has this key and each file is as it was."""
        data = self.known(SITE, "", key)
        try:
            whole = unpacked(Whole, data) if data is not None else None
        except ValueError:
            return None
        if whole is None or sha256_of(self.out / MANIFEST) != whole.manifest:
            return None
        return whole if all_stand(self.out, stated(self.out / MANIFEST)) else None

    def begin(self) -> None:
        """From now on the site is not whole, until somebody says so."""
        self.state.drop(SITE, "")

    def remember_whole(self, key: str, whole: Whole) -> None:
        """Remember that the site was written to its end."""
        self.remember(SITE, "", key, packed(whole))


def _files(data: bytes) -> tuple[Written, ...]:
    try:
        return unpacked(tuple[Written, ...], data)
    except ValueError:
        return ()


def stand(out: Path, files: Iterable[Written]) -> bool:
    """Whether files are there with the bytes that were written."""
    folder = str(out)  # joining paths as text takes a fifth of the time, and there are very many
    return all(sha256_of(f"{folder}/{each.path}") == each.sha256 for each in files)


def stated(manifest: Path) -> Iterator[tuple[str, str]]:
    """The paths and checksums of a manifest as we write it, line by line, for there may be very many."""
    name = ""
    with suppress(OSError, ValueError), manifest.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(NAME):
                name = line[len(NAME) : -len('": {\n')]
                name = json.loads(f'"{name}"') if "\\" in name else name
            elif line.startswith(SHA256):
                yield name, line[len(SHA256) :][:64]


def checksums(path: Path) -> dict[str, str]:
    """The checksums of a manifest by path; nothing if it is not there or none of ours."""
    try:
        files = json.loads(read(path))["files"]
        return {str(name): str(stated["sha256"]) for name, stated in files.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


# --- what things are made of ------------------------------------------------------------------------------------


def standing(out: Path, state: State, config: Config, *, forced: bool = False) -> Standing:
    """What stands in a folder, for a build with these settings."""
    site = config.site
    own = [*with_imports(site.stylesheet), *((site.logo,) if site.logo else ())]
    said = replace(config, limits=Limits(), check=Checks()).fingerprint()  # the others show on no page
    shared = _key(program(), looks(), said, *(f"{path.name} {sha256_of(path)}" for path in own))
    return Standing(out, state, shared, config.limits.bounds, forced)


def made_of(document: SiteDocument) -> str:
    """A checksum over the files of a document: its TEI, its ledger, its capture."""
    return document.made_of or _key(*map(_digest, (document.tei, document.ledger, document.capture)))


def of_checksums(capture: str, tei: str, ledger: str) -> str:
    """The same of the checksums of these files."""
    return _key(tei, ledger, capture)


def _digest(file: Origin | bytes | None) -> str:
    if isinstance(file, bytes):
        return hashlib.sha256(file).hexdigest()
    return sha256_of(file) if file is not None else ""


def _key(*parts: str | bytes) -> str:
    return _key_of(parts)


def _key_of(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:KEY]
