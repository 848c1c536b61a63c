"""BagIt 1.0 (RFC 8493): a folder of files with their checksums, so that every later copy can be checked."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tei_edition import __version__
from tei_edition.exports.table import File
from tei_edition.packing import Weighed

DECLARATION, INFO, MANIFEST, TAG_MANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
AGENT = "Bag-Software-Agent: tei-edition "
LITTER = re.compile(r"\.ds_store|\._.*|thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
"""What macOS and Windows leave in a folder that somebody looks into."""
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}  # in the paths of a manifest, and no others (RFC 8493 §2.1.3)


class Entry(NamedTuple):
    """What the manifest says of a file."""

    sha256: str
    size: int  # in bytes


class Bag:
    """A bag in the making: the checksums are taken while the bytes of the payload pass through to their file."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}  # by name below data/

    def packed(self, file: File) -> File:
        """A file of the payload; its entry is there once its pieces have been read."""
        return File(f"data/{file.name}", self._weighed(file))

    def _weighed(self, file: File) -> Iterator[bytes]:
        pieces = Weighed(file.pieces)
        yield from pieces
        self.entries[file.name] = Entry(pieces.sha256, pieces.size)

    def tags(self, info: Mapping[str, str]) -> Iterator[File]:
        """The files that make a bag of the payload, when all of it has passed."""
        size = sum(entry.size for entry in self.entries.values())
        stated = {**info, "Payload-Oxum": f"{size}.{len(self.entries)}"}
        tags = {
            DECLARATION: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            INFO: f"{AGENT}{__version__}\n".encode() + b"".join(_tag(*each) for each in sorted(stated.items())),
            MANIFEST: _manifest((f"data/{name}", entry.sha256) for name, entry in self.entries.items()),
        }
        tags[TAG_MANIFEST] = _manifest((name, hashlib.sha256(data).hexdigest()) for name, data in tags.items())
        yield from (File(name, (data,)) for name, data in tags.items())


def _tag(name: str, value: str) -> bytes:
    return f"{name}: {' '.join(value.split())}\n".encode()


def _manifest(sums: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {escaped(name)}\n" for name, digest in sorted(sums)).encode()


def escaped(name: str) -> str:
    """A path as a manifest writes it."""
    return "".join(ESCAPES.get(sign, sign) for sign in name)


# --- a bag that is there ------------------------------------------------------------------------------------------


def kept(folder: Path) -> str:
    """Why a folder must not be replaced: it is no bag of ours, or somebody has worked in it; empty if it may be."""
    try:
        if not (folder / INFO).read_bytes().startswith(AGENT.encode()):
            return "this is a bag of another program"
        listed = {**_listed(folder / TAG_MANIFEST), **_listed(folder / MANIFEST)}
    except (OSError, ValueError):
        return "this folder is no deposit of tei-edition"
    there = {name: path for name, path in _files(folder) if name != TAG_MANIFEST}
    for name in sorted(listed.keys() | there.keys()):
        if name not in listed:
            return f"somebody has added {name}"
        if name not in there:
            return f"somebody has taken {name} away"
        if sha256_of(there[name]) != listed[name]:
            return f"somebody has changed {name}"
    return ""


def _listed(manifest: Path) -> dict[str, str]:
    """The checksums of a manifest, by path as it stands there: the paths of our bags have nothing to decode."""
    lines = (line.partition("  ") for line in manifest.read_text("utf-8").splitlines())
    return {name: digest for digest, _, name in lines}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder that somebody may have put there on purpose, by path in it; a linked folder is one."""
    for at, folders, names in os.walk(folder):
        for path in (Path(at, name) for name in (*names, *folders)):
            if (path.is_symlink() or not path.is_dir()) and not LITTER.fullmatch(path.name):
                yield path.relative_to(folder).as_posix(), path


def sha256_of(path: Path) -> str:
    """The checksum of a file; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
