"""Files written whole or not at all, never over somebody's work."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from tei_edition.errors import UnwritableOutput

RECORD = ".tei-edition.json"


def write(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; a file that has these bytes already is left alone (False).

    Raises UnwritableOutput.
    """
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise UnwritableOutput(
            f"{path}: cannot be written: {error.strerror or error}",
            remedy="choose another folder with -o, or free the file",
        ) from error
    return True


class OutputFolder:
    """A folder that remembers what was written into it, so that a file edited by hand is never overwritten."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = self._read_record()

    def _read_record(self) -> dict[str, str]:
        try:
            record = json.loads((self.folder / RECORD).read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(name): str(digest) for name, digest in record.items()} if isinstance(record, dict) else {}

    def is_edited(self, name: str, data: bytes) -> bool:
        """Whether the file there is neither what we would write now nor what we wrote last."""
        try:
            there = (self.folder / name).read_bytes()
        except OSError:
            return False
        return there != data and _digest(there) != self._known.get(name)

    def put(self, name: str, data: bytes) -> Path:
        """Write the file, or `NAME.new.xml` beside one that somebody edited; returns where it stands now."""
        path = self.folder / name
        if self.is_edited(name, data):
            path = path.with_name(f"{path.stem}.new{path.suffix}")
            write(path, data)
            return path
        write(path, data)
        self._known[name] = _digest(data)
        return path

    def close(self) -> None:
        """Write down what was written."""
        record = json.dumps(dict(sorted(self._known.items())), ensure_ascii=False, indent=1)
        write(self.folder / RECORD, record.encode() + b"\n")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
