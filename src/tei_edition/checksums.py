"""Checksums of files, of which a run over a large edition takes very many."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from threading import Event, Lock

from tei_edition.ordinary import read
from tei_edition.remote import Remote

THREADS = 4  # that read files at a time
AT_ONCE = 50  # files that each of them takes


def sha256_of(path: Path | Remote | str, *, most_bytes: int | None = None) -> str:
    """The checksum of a file; empty if it cannot be read or is larger than it may be."""
    if isinstance(path, Remote):
        return path.checksum(most_bytes)
    try:
        data = read(path)
    except (OSError, ValueError):
        return ""
    return "" if most_bytes is not None and len(data) > most_bytes else hashlib.sha256(data).hexdigest()


def all_stand(folder: Path, files: Iterable[tuple[str, str]]) -> bool:
    """Whether all files of a folder have their checksums: paths with slashes, and what was written under them.

    Several threads read them, for the system gives bytes and Python adds them up without waiting for each other.
    """
    from concurrent.futures import ThreadPoolExecutor

    place, rest, taking, is_other = str(folder), iter(files), Lock(), Event()

    def look() -> bool:
        while not is_other.is_set():
            with taking:
                some = list(islice(rest, AT_ONCE))
            if not some:
                return True
            if any(sha256_of(f"{place}/{path}") != digest for path, digest in some):
                is_other.set()
        return False

    with ThreadPoolExecutor(THREADS) as threads:
        looks = [threads.submit(look) for _ in range(THREADS)]
    return all(each.result() for each in looks)
