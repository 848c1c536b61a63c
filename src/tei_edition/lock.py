"""One run at a time in a folder: the second one is told of the first, and what a dead one left is taken over."""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from tei_edition.errors import UnwritableOutput
from tei_edition.files import check_folder, faults_at
from tei_edition.journal import FOLDER
from tei_edition.ordinary import read

LOCK = ".tei-edition.lock"
FAR = 1 << 40  # the byte that is locked on Windows, where nobody could read those that say who it is
PATIENCE = 3.0  # seconds that the processes of a run that was killed are given to end
GLANCE = 0.05  # seconds between two looks at whether they have
MEMORY = ".tei-edition.state*"  # by which the next run knows what is done
TEMPORARY = re.compile(r"\..*\.(?P<pid>\d{1,10})\.tmp", re.DOTALL)  # `.letter.xml.4711.tmp`, as `files` names them

_ours: set[str] = set()  # the folders that this process has locked


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is writing into a folder, and since when."""

    pid: int = 0
    host: str = ""
    since: str = ""
    boot: str = ""

    def __str__(self) -> str:
        if not self.pid:
            return "another run"
        return f"another run (process {self.pid} on {self.host}, since {self.since.replace('T', ' ')})"

    @property
    def is_dead(self) -> bool:
        """Whether it is certain that this process does not live any more."""
        return bool(self.pid) and self.host == platform.node() and not _lives(self.pid)


@contextmanager
def locked(folder: Path, *inner: str) -> Iterator[None]:
    """Have a folder for oneself. What a run that was cut short left half-written in it is taken away first, also
    anywhere below these inner folders.

    The lock is the system's: it ends with the process, however that ends. The file that is locked says who has it; it
    goes with the run, and stays where a run that has begun to write was cut short.
    Raises UnwritableOutput, also if another run is there.
    """
    if (place := os.path.realpath(folder)) in _ours:
        yield
        return
    check_folder(folder)
    with faults_at(folder):
        made = _make(folder)
        descriptor = _acquired(folder)
    is_done = False
    _ours.add(place)
    try:
        with faults_at(folder):
            if os.fstat(descriptor).st_size:
                _clear_after(holder(folder), folder, *inner)
            _say_who(descriptor)
        yield
        is_done = True
    finally:
        _ours.discard(place)
        if is_done or not (folder / FOLDER).exists():
            _release(folder, descriptor, made)
        else:  # something may have been left, which the next run takes away
            os.close(descriptor)


def holder(folder: Path) -> Holder:
    """Who has locked a folder last, as far as its lock says."""
    try:
        stated = json.loads(read(folder / LOCK))
        return Holder(int(stated["pid"]), *(str(stated[key]) for key in ("host", "since", "boot")))
    except (OSError, ValueError, LookupError, TypeError):
        return Holder()


def _clear_after(last: Holder, folder: Path, *inner: str) -> None:
    """Take away what a run that was cut short left.

    If the machine itself went down, files may be empty that were written already, and what remembers them is wrong.
    """
    sweep(folder, *inner)
    if not last.boot or last.boot != _boot():
        for place in (folder, *(folder / name for name in inner)):
            for path in place.glob(MEMORY):
                path.unlink()


def _boot() -> str:
    """What tells one start of the machine from another; empty where the system does not say."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return ""


def sweep(folder: Path, *inner: str) -> int:
    """Remove the temporary files that dead processes left in a folder, and anywhere below inner ones; how many."""
    with os.scandir(folder) as own:
        names = chain((entry.path for entry in own), *(_files_below(f"{folder}/{name}") for name in inner))
        found = [Path(name) for name in names if TEMPORARY.fullmatch(name.rpartition(os.sep)[2])]
    left = [path for path in found if path.is_file() and not _lives(int(path.name.split(".")[-2]))]
    for path in left:
        with suppress(OSError):
            path.unlink()
    return len(left)


def _files_below(folder: str) -> Iterator[str]:
    """All files below a folder, one after the other, for there may be very many."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path)
            else:
                yield entry.path


# --- the lock of the system -------------------------------------------------------------------------------------


def _acquired(folder: Path) -> int:
    """The file of the lock, locked. Raises UnwritableOutput if another run has it.

    The processes of a run that was killed may have a moment more to live than it had; they are waited for.
    """
    deadline = time.monotonic() + PATIENCE
    while (descriptor := _tried(folder)) is None:
        first = holder(folder)
        if (first.pid and not first.is_dead) or time.monotonic() > deadline:
            raise UnwritableOutput(
                f"{folder}: {first} is writing here",
                remedy="wait until it has ended, or name another folder with -o",
            )
        time.sleep(GLANCE)
    return descriptor


def _tried(folder: Path) -> int | None:
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    is_ours = False
    try:
        is_ours = _lock(folder, descriptor) and _is_still(folder / LOCK, descriptor)
    finally:
        if not is_ours:
            os.close(descriptor)
    return descriptor if is_ours else None


def _lock(folder: Path, descriptor: int) -> bool:
    """Take the lock if nobody has it; where the system knows none, what the file says must do."""
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP):
            raise
        first = holder(folder)
        return first.pid in (0, os.getpid()) or first.is_dead
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file that is locked is the one that the next run will find."""
    with suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    return False


def _say_who(descriptor: int) -> None:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    data = json.dumps(asdict(Holder(os.getpid(), platform.node(), since, _boot()))).encode() + b"\n"
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)


def _release(folder: Path, descriptor: int, made: Iterable[Path]) -> None:
    """Give the folder free; it goes too if it was made for a run that had nothing to write."""
    with suppress(OSError):
        if os.name == "nt":  # an open file cannot be removed there
            os.ftruncate(descriptor, 0)
            os.close(descriptor)
            (folder / LOCK).unlink()
        else:
            (folder / LOCK).unlink()
            os.close(descriptor)
    for each in made:  # the inmost first
        with suppress(OSError):  # something is in it
            each.rmdir()


def _lives(pid: int) -> bool:
    """Whether there is a process of this number; where nobody can tell, there is."""
    if os.name == "nt":
        return _lives_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _lives_on_windows(pid: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    process = kernel.OpenProcess(0x100000, False, pid)  # SYNCHRONIZE
    if not process:
        return bool(kernel.GetLastError() == 5)  # it is there, but not ours
    try:
        return bool(kernel.WaitForSingleObject(process, 0) == 0x102)  # WAIT_TIMEOUT: it has not ended
    finally:
        kernel.CloseHandle(process)


def _make(folder: Path) -> list[Path]:
    """Make a folder with those above it; returns the new ones, the inmost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing
