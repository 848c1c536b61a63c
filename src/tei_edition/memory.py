"""What one process remembers between runs: the conversions of captures that have not changed since."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tei_edition.config import Config
from tei_edition.corpus import Job
from tei_edition.model import Conversion

Key = tuple[Path, str, str]


class Memory:
    """The last conversion of each capture; another setting, authority or layout profile makes all of them stale."""

    def __init__(self) -> None:
        self._shape = ""
        self._known: dict[Key, Conversion] = {}  # packed

    def converted(
        self, todo: Sequence[Job], config: Config, convert: Callable[[Sequence[Job]], Generator[Conversion]]
    ) -> Generator[Conversion]:
        """The conversions in the order of the jobs; only captures that changed are converted."""
        shape = _shape(config)
        if shape != self._shape:
            self._shape, self._known = shape, {}
        keys = [(job.path, job.ident, _digest(job.path)) for job in todo]
        wanted = [job for job, key in zip(todo, keys, strict=True) if key not in self._known]
        known, self._known = self._known, {}
        with closing(convert(wanted)) as fresh:  # whoever stops here, stops them too
            for key in keys:
                if key in known:
                    self._known[key] = known[key]
                    yield _unpacked(known[key])
                    continue
                conversion = next(fresh)
                if _is_read(key):
                    self._known[key] = _packed(conversion)
                yield conversion


def _is_read(key: Key) -> bool:
    return key[2] != ""


def _packed(conversion: Conversion) -> Conversion:
    """The same with its TEI and ledger in little room, for an edition may have thousands of them."""
    return replace(conversion, tei=_smaller(conversion.tei), ledger=_smaller(conversion.ledger))


def _unpacked(conversion: Conversion) -> Conversion:
    return replace(conversion, tei=_larger(conversion.tei), ledger=_larger(conversion.ledger))


def _smaller(data: bytes | None) -> bytes | None:
    return None if data is None else zlib.compress(data)


def _larger(data: bytes | None) -> bytes | None:
    return None if data is None else zlib.decompress(data)


def _shape(config: Config) -> str:
    """What shapes every conversion: the settings and the files that they name."""
    layouts = sorted(config.layouts.rglob("*.yaml")) if config.layouts else []
    files = [path for path in (config.authorities, *layouts) if path]
    return "\n".join((config.fingerprint(), *(f"{path}\t{_digest(path)}" for path in files)))


def _digest(path: Path) -> str:
    """What tells whether a file changed; nothing for one that cannot be read, which is tried again each time."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
