"""Folders into which a program writes again and again, and never over somebody's work."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path, PurePath
from types import TracebackType

from tei_edition.cards import Cards
from tei_edition.errors import UnwritableOutput
from tei_edition.files import check_folder, faults_at, remove, write, write_pieces
from tei_edition.journal import forget, journal, unfinished
from tei_edition.lock import locked
from tei_edition.ordinary import is_file, opened, read
from tei_edition.packing import Weighed
from tei_edition.shelf import Shelf, sorted_by

RECORD = ".tei-edition.json"


class OutputFolder:
    """A folder that remembers what was written into it, so that a file edited by hand is never overwritten.

    To be used in a `with`, in which the folder is ours alone: what was written is written down at its end, also after
    an interruption; of a run that was killed the journal tells.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = _read_record(folder / RECORD)
        self._guard = ExitStack()

    def __enter__(self) -> OutputFolder:
        with ExitStack() as guard:
            guard.enter_context(locked(self.folder))
            guard.enter_context(journal(self.folder))
            self._remember(unfinished(self.folder))
            self._guard = guard.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._write_record()
        except UnwritableOutput as fault:
            if error is None:  # or what has been the matter before is what must be told
                self._guard.__exit__(type(fault), fault, fault.__traceback__)
                raise
        if error is None:
            forget(self.folder)
        self._guard.__exit__(kind, error, trace)

    def _remember(self, cut_short: Mapping[str, Iterable[str]]) -> None:
        """What runs that were killed have written, or were going to, is ours too; not what was to stand beside."""
        for name, digests in cut_short.items():
            is_beside = name.endswith(".new.xml") and f"{name.removesuffix('.new.xml')}.xml" in cut_short
            if name.endswith(".xml") and not is_beside:
                self._known[name] = " ".join(dict.fromkeys((*self._known.get(name, "").split(), *digests)))

    def _write_record(self) -> None:
        there = Shelf(name for name in sorted_by(self._known) if is_file(f"{self.folder}/{name}"))
        if there:
            write_pieces(self.folder / RECORD, _as_json((name, self._known[name]) for name in there))

    def knows(self, name: str) -> bool:
        """Whether a run wrote the file under the name of a document."""
        return name in self._known

    def others(self, names: Iterable[str]) -> list[str]:
        """The files that earlier runs wrote here, but for those with these names."""
        wanted = Cards((name, 1) for name in names)
        return sorted(name for name in self._known if name not in wanted and (self.folder / name).is_file())

    def is_edited(self, name: str, data: bytes) -> bool:
        """Whether the file there is neither what we would write now nor what we wrote last."""
        try:
            there = read(self.folder / name)
        except OSError:
            return False
        return there != data and _digest(there) not in self._known.get(name, "").split()

    def learn(self, name: str, digest: str) -> None:
        """That a run wrote a file with this checksum, although it had no time to write that down here."""
        if digest not in (known := self._known.get(name, "")).split():
            self._known[name] = f"{known} {digest}".strip()

    def stands(self, name: str, digest: str) -> None:
        """That a file is there with this checksum, as a run wrote it."""
        self._known[name] = digest

    def remove(self, name: str) -> bool:
        """Remove a file that is as it was written last; whether there was one. Raises UnwritableOutput."""
        path = self.folder / name
        is_plain = PurePath(name).name == name and path.is_file() and not path.is_symlink()
        if not is_plain or _digest(path.read_bytes()) not in self._known.get(name, "").split():
            return False
        remove(path)
        del self._known[name]
        return True

    def put(self, name: str, data: bytes) -> Path:
        """Write the file, or `NAME.new.xml` beside one that somebody edited; returns where it stands now."""
        if self.is_edited(name, data):
            name = self._beside(name)
            write(self.folder / name, data)
        else:
            # an interruption may come before or after the file is there: until it is, both states are ours
            self._known[name] = f"{self._known.get(name, '')} {_digest(data)}".strip()
            write(self.folder / name, data)
            self._known[name] = _digest(data)
        return self.folder / name

    def _beside(self, name: str) -> str:
        """NAME.new.xml, unless that is a document of its own."""
        path = PurePath(name)
        beside = f"{path.stem}.new{path.suffix}"
        return self._beside(beside) if beside in self._known else beside


class ExportFolder:
    """A folder of files from which those that the last run wrote, and this one does not, can be swept.

    To be used in a `with`: at its end, also after an interruption, what was written is remembered in a file beside the
    folder, never in it, for the folder may be published. Where none can be written, nothing is swept the next time.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        whole = Path(os.path.abspath(path))  # noqa: PTH100 (a name also for "." and "..")
        self._record = whole.parent / f".{whole.name}.{kind}{RECORD}"
        self._known = _read_record(self._record)
        self._written: dict[str, str] = {}

    def __enter__(self) -> ExportFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._known or self._written:
            with suppress(UnwritableOutput):
                write_pieces(self._record, _as_json(sorted({**self._known, **self._written}.items())))

    def knows(self, name: str) -> bool:
        """Whether an earlier run wrote the file."""
        return name in self._known

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file. Raises UnwritableOutput."""
        weighed = Weighed(pieces)
        write_pieces(self.path / name, weighed)
        self._written[name] = weighed.sha256

    def sweep(self) -> int:
        """Remove what only earlier runs wrote; what somebody has changed since stays. Returns how many were removed."""
        gone = [
            name for name, digest in self._known.items() if name not in self._written and self._is_ours(name, digest)
        ]
        with faults_at(self.path):
            for name in gone:
                (self.path / name).unlink()
        self._known = Cards()
        return len(gone)

    def _is_ours(self, name: str, digest: str) -> bool:
        path = self.path / name
        is_inside = PurePath(name).name == name  # also if somebody has edited the record
        return is_inside and path.is_file() and not path.is_symlink() and _digest(path.read_bytes()) == digest


def remove_unchanged(folder: Path, known: Mapping[str, str]) -> tuple[str, ...]:
    """Remove the files below a folder that still have the checksums by which they are known, by path with slashes.

    Folders that become empty go with them; anything else is left alone. Returns the paths of what was removed, sorted.
    Raises UnwritableOutput.
    """
    gone = tuple(sorted(name for name, digest in known.items() if _is_plainly_inside(folder, name, digest)))
    ours = [folder / name for name in gone]
    with faults_at(folder):
        for path in ours:
            path.unlink()
    for parent in sorted({parent for path in ours for parent in _between(folder, path)}, reverse=True):
        with suppress(OSError):  # something else is in it
            parent.rmdir()
    return gone


def _is_plainly_inside(folder: Path, name: str, digest: str) -> bool:
    """Whether the way to a file never leaves the folder, and the file is as it was; a record may have been edited."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or set(part) & {"\\", ":", "\0"} for part in parts):
        return False
    path = folder.joinpath(*parts)
    with suppress(OSError):
        is_plain = not any(step.is_symlink() for step in (path, *_between(folder, path)))
        return is_plain and path.is_file() and _digest(path.read_bytes()) == digest
    return False


def _between(folder: Path, path: Path) -> Iterator[Path]:
    """The folders from that of a file up to another folder, without this one."""
    return (parent for parent in path.parents if folder in parent.parents)


class WholeFolder:
    """A folder that stands there complete or not at all; `kept` says why one that is there may not be replaced.

    To be used in a `with`: everything is written beside its place and takes it at the end, unless something failed or
    the same is there already. Raises UnwritableOutput.
    """

    def __init__(self, folder: Path, kept: Callable[[Path], str]) -> None:
        self._shown, self._kept = folder, kept
        self._folder = Path(os.path.abspath(folder))  # noqa: PTH100 (a name also for "." and "..")
        self._beside = self._folder.with_name(f".{self._folder.name[:60]}.{os.getpid()}.tmp")
        self._old = self._beside.with_suffix(".old")

    def check(self) -> None:
        """Raise UnwritableOutput if the folder cannot be written or must not be replaced."""
        check_folder(self._folder.parent)
        if os.path.lexists(self._folder) and (why := self._why_kept()):
            raise UnwritableOutput(f"{self._shown}: {why}", remedy="name another folder with -o, or move this one away")

    def __enter__(self) -> WholeFolder:
        self.check()
        with faults_at(self._shown):
            self._beside.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with faults_at(self._shown):
                    self._take_place()
        finally:
            shutil.rmtree(self._beside, ignore_errors=True)

    def fill(self, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        """Write the files of the folder, each before the next is asked for."""
        for name, pieces in files:
            with faults_at(self._shown):
                path = self._beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.writelines(pieces)

    def _why_kept(self) -> str:
        if self._folder.is_symlink() or not self._folder.is_dir():
            return "this is no folder"
        return self._kept(self._folder) if any(self._folder.iterdir()) else ""

    def _take_place(self) -> None:
        if not os.path.lexists(self._folder):
            self._beside.rename(self._folder)
            return
        if _same(filecmp.dircmp(self._beside, self._folder, ignore=[])):
            return
        try:
            self._folder.rename(self._old)
            self._beside.rename(self._folder)
        finally:  # also after an interruption between the two, and before the first
            if self._beside.exists() and self._old.exists():
                self._old.rename(self._folder)
            shutil.rmtree(self._old, ignore_errors=True)


def _same(folders: filecmp.dircmp[str]) -> bool:
    """Whether two folders have the same files with the same bytes."""
    left, right = Path(folders.left), Path(folders.right)
    _, changed, unreadable = filecmp.cmpfiles(left, right, folders.common_files, shallow=False)
    differing = (folders.left_only, folders.right_only, folders.common_funny, changed, unreadable)
    return not any(differing) and all(map(_same, folders.subdirs.values()))


def _read_record(path: Path) -> Cards[str]:
    try:
        with os.fdopen(opened(path), "rb") as lines:
            return Cards(_entries(lines))
    except OSError:
        return Cards()
    except ValueError:  # not as we write it
        return _read_record_of_others(path)


def _entries(lines: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """The entries of a record as we write it, one in each line. Raises ValueError if it is another."""
    rest = iter(lines)
    if next(rest, b"") != b"{\n":
        raise ValueError
    for line in rest:
        if line == b"}\n":
            break
        ((name, digest),) = json.loads(b"{%s}" % line.rstrip(b",\n")).items()
        yield str(name), str(digest)
    else:
        raise ValueError
    if next(rest, b""):
        raise ValueError


def _read_record_of_others(path: Path) -> Cards[str]:
    """A record that somebody has edited: it is read as a whole."""
    try:
        record = json.loads(read(path))
    except (OSError, ValueError):
        return Cards()
    return Cards({str(name): str(digest) for name, digest in record.items()} if isinstance(record, dict) else {})


def _as_json(record: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The entries of a record, sorted, as `json` writes them."""
    begin = "{\n"
    for name, digest in record:
        yield f"{begin} {json.dumps(name)}: {json.dumps(digest)}".encode()
        begin = ",\n"
    yield b"\n}\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
