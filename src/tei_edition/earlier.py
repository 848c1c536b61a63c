"""What earlier runs made of each document, of what, and whether it still stands there as it was written.

A document is done if the bytes of its capture, and everything else it was made of, are the same as then, and its files
have the bytes that were written. Times of files never count.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from tei_edition.checksums import sha256_of
from tei_edition.config import Checks, Config, Limits, Site
from tei_edition.errors import UnreadableInput
from tei_edition.jobs import Job
from tei_edition.model import Conversion, Finding, Place
from tei_edition.own_program import program
from tei_edition.packed import packed, unpacked
from tei_edition.remote import Origin, Remote, is_url, matches
from tei_edition.state import State
from tei_edition.statements import DocumentConfig

DOCUMENT = "document"

# what a document is made of, in the order in which it is told   what is said if it is not the same any more
PARTS = (
    ("capture", "capture changed"),
    ("name", "the capture was another file"),
    ("encoding", "--encoding changed"),
    ("statements", "statements about this document changed"),
    ("settings", "settings changed"),
    ("authorities", "authorities changed"),
    ("layouts", "layout profiles changed"),
    ("program", "program changed"),
)
NEW, FORCED, UNREADABLE, UNCHANGED = "new", "--force", "capture cannot be read", "unchanged"
LETTERS = "a letter that it answers changed"
OUR_FAULTS = ("E9", "C101")  # the next run may have better luck
MISSING, CHANGED = "output missing", "output changed"


class Done(NamedTuple):
    """A document that a run has written: of what, and into which files."""

    made_of: tuple[tuple[str, str], ...]  # PARTS
    files: tuple[tuple[str, str], ...]  # the name of each file in the folder, and its checksum; none without TEI
    letters: tuple[str, ...]  # the files that its references to earlier letters point at
    capture: str  # seen from the folder
    edition: str  # the folder of the edition, seen from there


class TakenOver(NamedTuple):
    """A document that stands there as a run wrote it."""

    done: Done
    conversion: Conversion  # without its files, and with all findings of its own


class Look(NamedTuple):
    """What was seen of a job before the work begins: its bytes, and why it is to be done (empty: it is done)."""

    capture: str  # the checksum; empty if it cannot be read
    why: str
    row: bytes = b""  # what is known of it, if it is done


class Earlier:
    """The documents that earlier runs wrote into a folder, for a run with these settings."""

    def __init__(
        self,
        state: State,
        folder: Path,
        config: Config,
        encoding: str | None,
        *,
        forced: bool,
        sources: Iterable[str] = (),
    ) -> None:
        self._state, self.folder, self._config = state, folder, config
        self._encoding, self._forced = encoding, forced
        self.sources = tuple(filter(is_url, sources))
        self.edition = _seen_from(folder, config.folder)

    def look(self, job: Job) -> Look:
        """What a job is made of, and why it has to be done."""
        is_file = not job.fault and (isinstance(job.path, Remote) or job.path.is_file())  # a pipe can be read only once
        digest = sha256_of(job.path, most_bytes=self._config.limits.max_bytes) if is_file else ""
        if not digest:
            return Look("", UNREADABLE)
        if self._forced:
            return Look(digest, FORCED)
        row = self._state.get(DOCUMENT, job.ident)
        why = self._why(self._made_of(job, digest), row) if row is not None else NEW
        return Look(digest, why, row or b"" if not why else b"")

    def _why(self, made_of: Mapping[str, str], row: bytes) -> str:
        head = row.partition(b"\n")[0]
        if head.startswith(packed((made_of,))[:-1]):  # as nearly all are; it takes a tenth of the time to see that
            files: list[list[str]] = json.loads(head)[1]
            return next(filter(None, (self._fault(*file) for file in files)), "")
        done = _done(row)
        if done is None:
            return NEW
        before = dict(done.made_of)
        for part, said in PARTS:
            if made_of[part] != before.get(part):
                return _versions(before.get(part, ""), made_of[part]) or said if part == "program" else said
        return next(filter(None, (self._fault(*file) for file in done.files)), "")

    def _fault(self, name: str, digest: str) -> str:
        there = sha256_of(f"{self.folder}/{name}")
        return "" if there == digest else f"{CHANGED if there else MISSING}: {name}"

    def _made_of(self, job: Job, digest: str) -> dict[str, str]:
        stated = self._config.document(str(job.path))
        return {
            "capture": digest,
            "name": f"{job.path.name}\t{job.ident}",
            "encoding": self._encoding or "",
            "statements": _digest_of(replace(stated, name="")),
            **self._shared,
        }

    @cached_property
    def _shared(self) -> dict[str, str]:
        """What all documents are made of."""
        config = self._config
        bare = replace(config, documents={}, bare_names={}, site=Site(), limits=Limits(), check=Checks(), captures=())
        layouts = sorted(config.layouts.glob("*.yaml")) if config.layouts else []
        return {
            "settings": replace(bare, authorities=None, layouts=None).fingerprint(),
            "authorities": sha256_of(config.authorities) if config.authorities else "",
            "layouts": digest_of_files(layouts),
            "program": program(),
        }

    # --- what is known of a document ---------------------------------------------------------------------------

    def done(self, ident: str) -> Done | None:
        """What was done for the document of this name."""
        row = self._state.get(DOCUMENT, ident)
        return _done(row) if row is not None else None

    def taken_over(self, job: Job, row: bytes | None = None) -> TakenOver | None:
        """The same with the findings as a run tells them that converts the job; `row` if somebody has it already."""
        row = row or self._state.get(DOCUMENT, job.ident)
        if row is None:
            return None
        head, _, rest = row.partition(b"\n")
        try:
            done, conversion = unpacked(Done, head), unpacked(Conversion, rest)
        except ValueError:
            return None
        found = (_named(finding, "", str(job.path)) for finding in conversion.findings)
        tei = b"written" if done.files else None
        return TakenOver(done, replace(conversion, tei=tei, findings=(*job.findings, *found)))

    def documents(self) -> Sequence[str]:
        """The names of all documents that something was done for."""
        return self._state.names(DOCUMENT)

    def points(self, job: Job) -> bool:
        """Whether what stands there points at letters that it answers."""
        done = self.done(job.ident)
        return done is None or any(done.letters)

    def with_files(self, job: Job) -> Conversion:
        """The conversion of a job that is done, with the bytes of its files. Raises UnreadableInput."""
        taken = self.taken_over(job)
        assert taken is not None
        if not taken.done.files:
            return taken.conversion
        try:
            tei, ledger = ((self.folder / name).read_bytes() for name, _ in taken.done.files)
        except OSError as error:
            raise UnreadableInput(f"{self.folder}: cannot be read: {error.strerror or error}") from error
        return replace(taken.conversion, tei=tei, ledger=ledger)

    def still_stands(self, job: Job) -> TakenOver | None:
        """The same for a job that nobody asks for, if its files are as they were written."""
        taken = self.taken_over(job)
        return taken if taken and not any(self._fault(*file) for file in taken.done.files) else None

    def remember(
        self, job: Job, look: Look, conversion: Conversion, files: Mapping[str, str], letters: Iterable[str]
    ) -> None:
        """Note that a document is done, unless its capture is not any more the one that was looked at."""
        is_fit = look.capture and not any(finding.code.startswith(OUR_FAULTS) for finding in conversion.findings)
        if not is_fit or conversion.unreadable or sha256_of(job.path) != look.capture:
            self.forget(job.ident)
            return
        own = conversion.findings[len(job.findings) :]
        bare = replace(
            conversion, tei=None, ledger=None, findings=tuple(_named(each, str(job.path), "") for each in own)
        )
        made_of = tuple(self._made_of(job, look.capture).items())
        capture = _seen_from(self.folder, job.path)
        done = Done(made_of, tuple(files.items()), tuple(letters), capture, self.edition)
        self._state.put(DOCUMENT, job.ident, packed(done) + b"\n" + packed(bare))

    def forget(self, ident: str) -> None:
        """Nothing is known of the document of this name any more."""
        self._state.drop(DOCUMENT, ident)

    def is_withdrawn(self, done: Done, *, whole: bool) -> bool:
        """Whether nobody wants a document any more that is not in this run: its capture was deleted, or, where the
        run knows the `whole` edition, is no part of it."""
        if is_url(done.capture):
            return any(matches(done.capture, source) for source in self.sources)
        there = Path(os.path.normpath(self.folder / done.capture))
        is_deleted = there.parent.is_dir() and not os.path.lexists(there)
        return is_deleted or (whole and done.edition == self.edition)


def _done(row: bytes) -> Done | None:
    try:
        return unpacked(Done, row.partition(b"\n")[0])
    except ValueError:
        return None


@lru_cache(64)
def _digest_of(stated: DocumentConfig) -> str:
    """A checksum over what is stated of a document; of most of them that is nothing."""
    return hashlib.sha256(repr(stated).encode("utf-8", "replace")).hexdigest()


def _named(finding: Finding, file: str, other: str) -> Finding:
    """The same finding with another name for the capture."""
    place = finding.capture
    return replace(finding, capture=Place(other, *place[1:])) if place and place.file == file else finding


def _versions(before: str, now: str) -> str:
    old, new = before.partition(" ")[0], now.partition(" ")[0]
    return f"program {old} → {new}" if old != new and old else ""


def _seen_from(folder: Path, path: Origin) -> str:
    if isinstance(path, Remote):
        return str(path)
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return os.path.abspath(path)  # noqa: PTH100 (keeps symbolic links)


def digest_of_files(files: Iterable[Path]) -> str:
    """One checksum for several files."""
    return hashlib.sha256("\n".join(f"{path.name}\t{sha256_of(path)}" for path in files).encode()).hexdigest()
