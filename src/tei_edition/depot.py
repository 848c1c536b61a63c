"""A folder elsewhere into which an edition is brought: each file whole or not at all, by its name in the folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tei_edition.errors import UnreadableInput, UnwritableOutput
from tei_edition.remote import allowed, opened, reached, shown

UPLOADING = ".tei-edition.uploading"  # there as long as files are on their way
MANY = 100  # files that are sent or removed at a time


class Depot:
    """What stands below a URL."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        with reached(self.url, UnwritableOutput):
            self._system, self._root = opened(self.url)
            self._system.invalidate_cache()

    @classmethod
    def to_write(cls, url: str) -> Depot:
        """One that can be written. Raises WrongUse, MissingExtra, UnwritableOutput."""
        allowed(url, to="-o")
        depot = cls(url)
        if bucket := depot._root.partition("/")[0]:
            with reached(depot.url, UnwritableOutput):
                if not depot._system.exists(bucket):  # or so some versions say of an empty one
                    depot._system.ls(bucket)
        return depot

    def shown(self, name: str) -> str:
        """The whole address of a file."""
        return f"{shown(self.url)}/{name}"

    @property
    def is_unfinished(self) -> bool:
        """Whether files are on their way, or were when somebody was interrupted."""
        return self.read(UPLOADING) is not None

    def read(self, name: str) -> bytes | None:
        """A file; None if it is not there. Raises UnreadableInput."""
        with reached(self.shown(name)):
            try:
                data: bytes = self._system.cat_file(self._path(name))
            except FileNotFoundError:
                return None
        return data

    def digest(self, name: str) -> str:
        """The SHA-256 of a file. Raises FileNotFoundError, UnreadableInput."""
        data = self.read(name)
        if data is None:
            raise FileNotFoundError(name)
        return hashlib.sha256(data).hexdigest()

    def files(self, folder: str) -> Iterator[str]:
        """The names of all files below a folder, but for hidden ones."""
        return (name for name in self._found(folder) if "/." not in f"/{name}")

    def md5s(self, folder: str = "") -> dict[str, str]:
        """The files below a folder with what the server calls their bytes: often their MD5."""
        return {name: str(info.get("ETag", "")).strip('"') for name, info in self._found(folder).items()}

    def put(self, files: Sequence[tuple[Path, str]]) -> None:
        """Send files, several at once. Raises UnwritableOutput."""
        with reached(self.url, UnwritableOutput):
            here, there = [str(path) for path, _ in files], [self._path(name) for _, name in files]
            self._system.put(here, there)

    def put_bytes(self, name: str, data: bytes) -> None:
        """Send a file that stands nowhere. Raises UnwritableOutput."""
        with reached(self.shown(name), UnwritableOutput):
            self._system.pipe_file(self._path(name), data)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files; those that are not there any more are no fault. Raises UnwritableOutput."""
        with reached(self.url, UnwritableOutput):
            for name in names:
                try:
                    self._system.rm_file(self._path(name))
                except FileNotFoundError:
                    continue

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _found(self, folder: str) -> dict[str, dict[str, Any]]:
        root = self._path(folder).rstrip("/")
        with reached(self.shown(folder)):
            try:
                found = self._system.find(root, detail=True)
            except FileNotFoundError:
                return {}
        start = len(self._path(""))
        return {name[start:]: info for name, info in sorted(found.items())}


def manifest_of(depot: Depot, name: str) -> bytes:
    """The manifest of what stands elsewhere. Raises UnreadableInput if there is none."""
    data = depot.read(name)
    if data is None:
        raise UnreadableInput(
            f"{shown(depot.url)}: there is no {name} here",
            remedy="an edition gets it when all of it is there; tei-edition build -o URL writes it",
        )
    return data
