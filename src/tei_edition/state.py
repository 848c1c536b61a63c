"""What earlier runs did, in one file beside what they wrote: only time depends on it, never what is written.

It is a table of rows (kind, name → bytes) of SQLite, which survives the end of the program at any moment. Each row has
a checksum; a row that is not as it was written, or a file that is no such table any more, is as if it had never been.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tei_edition.shelf import Shelf

NAME = ".tei-edition.state"
VERSION = 1  # of the table; what its rows hold is told by their keys

_TABLE = "CREATE TABLE row (kind TEXT, name TEXT, checksum BLOB, data BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID"


class State:
    """The rows of a folder; without a folder none are kept. To be used in a `with`."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / NAME if folder else None
        self._table: sqlite3.Connection | None = None

    def __enter__(self) -> State:
        return self

    def __exit__(self, *_: object) -> None:
        if self._table is not None:
            self._table.close()
            self._table = None

    def get(self, kind: str, name: str) -> bytes | None:
        """What a row holds; None if it is not there or not as it was written."""
        row = _plain(name)
        for data, checksum in self._asked("SELECT data, checksum FROM row WHERE kind = ? AND name = ?", kind, row):
            return data if checksum == _checksum(kind, row, data) else None
        return None

    def names(self, kind: str) -> Sequence[str]:
        """The rows of a kind."""
        return Shelf(_named(row[0]) for row in self._asked("SELECT name FROM row WHERE kind = ? ORDER BY name", kind))

    def put(self, kind: str, name: str, data: bytes) -> None:
        """Write a row, or write it again."""
        row = _plain(name)
        self._changed("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)", kind, row, _checksum(kind, row, data), data)

    def drop(self, kind: str, name: str) -> None:
        """Forget a row."""
        if self.get(kind, name) is not None:
            self._changed("DELETE FROM row WHERE kind = ? AND name = ?", kind, _plain(name))

    def keep_only(self, kind: str, names: Container[str]) -> None:
        """Forget the other rows of a kind."""
        for name in self.names(kind):
            if name not in names:
                self._changed("DELETE FROM row WHERE kind = ? AND name = ?", kind, _plain(name))

    def _asked(self, question: str, *values: str) -> Iterator[tuple[Any, ...]]:
        if self._table is None and (self._file is None or not self._file.is_file()):
            return  # who only asks makes no file
        try:
            yield from self._opened().execute(question, values)
        except (sqlite3.Error, OSError, ValueError) as error:
            self._lost(error)

    def _changed(self, command: str, *values: object) -> None:
        if self._file is None:
            return
        try:
            self._opened().execute(command, values)
        except (sqlite3.Error, OSError) as error:
            self._lost(error)

    def _opened(self) -> sqlite3.Connection:
        if self._table is None:
            assert self._file is not None
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._table = sqlite3.connect(self._file, timeout=1.0, isolation_level=None, check_same_thread=False)
            _prepare(self._table)
        return self._table

    def _lost(self, error: Exception) -> None:
        """What cannot be read is begun anew the next time it is asked; where nothing can be written, nothing is."""
        file = self._file
        if self._table is not None:
            with suppress(sqlite3.Error):
                self._table.close()
            self._table = None
        if file is None or isinstance(error, sqlite3.OperationalError | OSError):
            self._file = None
            return
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                file.with_name(file.name + ending).unlink(missing_ok=True)


def _prepare(table: sqlite3.Connection) -> None:
    """The table of this version; that of another one is emptied."""
    table.execute("PRAGMA synchronous = OFF")  # after a power failure it may be lost, which costs time
    (version,) = table.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    table.execute("PRAGMA journal_mode = WAL")
    table.execute("BEGIN IMMEDIATE")
    table.execute("DROP TABLE IF EXISTS row")
    table.execute(_TABLE)
    table.execute(f"PRAGMA user_version = {VERSION}")
    table.execute("COMMIT")


def _checksum(kind: str, name: str, data: bytes) -> bytes:
    if not isinstance(data, bytes):
        return b""  # of no row that we wrote
    return blake2b(f"{kind}\0{name}\0".encode() + data, digest_size=16).digest()


def _plain(name: str) -> str:
    """Names of files may be no text; those of rows are."""
    return name.encode("utf-8", "surrogateescape").decode("latin-1")


def _named(name: str) -> str:
    return name.encode("latin-1", "replace").decode("utf-8", "surrogateescape")
