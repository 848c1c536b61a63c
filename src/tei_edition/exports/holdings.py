"""What lies beside the TEI of an edition and belongs into its deposit: captures, pages, settings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Set
from pathlib import Path

from tei_edition.config import Config, capture_files
from tei_edition.errors import UnreadableInput
from tei_edition.exports.bag import sha256_of
from tei_edition.settings import EDITION_FILE, TABLE_FILE

PIECE = 1 << 20


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time. Raises UnreadableInput."""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise UnreadableInput(
            f"{path}: cannot be read: {error.strerror or error}", remedy="check the permissions of the file"
        ) from error


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file belongs to the folder: below it, not hidden, and no step of the way is a link."""
    if not path.is_relative_to(folder):
        return False
    parts = path.relative_to(folder).parts
    if any(part.startswith(".") for part in parts):  # also ".."
        return False
    return path.is_file() and not any(folder.joinpath(*parts[: n + 1]).is_symlink() for n in range(len(parts)))


class Captures:
    """The captures of an edition by their checksums: a capture is what has the bytes that the TEI was made of."""

    def __init__(self, config: Config) -> None:
        self.folder = config.folder
        self._by_sum: dict[str, list[Path]] = {}
        self._names: set[str] = set()
        for path in capture_files(config):
            self._by_sum.setdefault(sha256_of(path), []).append(path)
            self._names.add(path.name)

    def find(self, name: str, sha256: str) -> Path | None:
        """The capture with that checksum; of several, one that has the name too."""
        found = self._by_sum.get(sha256, []) if sha256 else []
        return min(found, key=lambda path: (not is_inside(path, self.folder), path.name != name), default=None)

    def knows(self, name: str) -> bool:
        """Whether a capture of the edition has that name, whatever its bytes."""
        return name in self._names


WHOLE = "edition.epub"  # of the reading edition: has the words of all its documents
MANIFEST = "manifest.json"  # of the reading edition: names all its files


class Pages:
    """The reading edition beside a folder of TEI files: `html` beside `tei`, as `tei-edition build` leaves them."""

    def __init__(self, tei: Path) -> None:
        self.folder = tei.absolute().parent / "html"
        self.index = self.folder / "index.html"
        documents = sorted((self.folder / "doc").glob("*.xml")) if self.index.is_file() else []
        self.slugs = {sha256_of(path): path.stem for path in documents if path.with_suffix(".html").is_file()}
        self._all = {path.stem for path in documents}

    def files(self, wanted: Set[str]) -> Iterator[tuple[str, Path]]:
        """The files of the reading edition by path in it, without pages of documents but those with these slugs.

        Without its manifest too, which is another one where pages are left out.
        """
        unwanted = self._all - wanted
        for at, folders, names in os.walk(self.folder):
            folders.sort()
            for path in (Path(at, name) for name in sorted(names)):
                inside = path.relative_to(self.folder)
                slug = inside.name.split(".")[0].removesuffix("-source")  # or the page of its capture
                is_other = inside.parts[0] == "doc" and slug in unwanted
                is_told_apart = inside.as_posix() == MANIFEST or (unwanted and inside.as_posix() == WHOLE)
                if not (is_other or is_told_apart) and is_inside(path, self.folder):
                    yield inside.as_posix(), path

    def manifest(self) -> dict[str, object]:
        """What the manifest says of the edition, and the files that it names; nothing without a manifest of ours."""
        path = self.folder / MANIFEST
        try:
            stated = json.loads(path.read_bytes()) if is_inside(path, self.folder) else {}
        except (OSError, ValueError, RecursionError):
            return {}
        return stated if isinstance(stated, dict) and "files" in stated else {}

    def others(self, wanted: Set[str]) -> int:
        """How many pages belong to other documents."""
        return len(self._all - wanted)


def settings(config: Config) -> Iterator[Path]:
    """The files that the editor wrote: the settings, the tables of documents and names, own layouts and styles."""
    yield from (config.folder / name for name in (EDITION_FILE, TABLE_FILE))
    if config.authorities:
        yield config.authorities
    if config.layouts:
        yield from sorted(config.layouts.rglob("*.yaml"))
    if config.site.stylesheet:
        yield config.site.stylesheet
