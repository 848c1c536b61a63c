"""Files that lie elsewhere: in a bucket, in an archive, behind a web address; named by the URLs that fsspec knows.

A URL comes from the editor only, from the command line or from a list of captures, never from a document. What may be
one stands in a table; nothing in it opens a shell or runs code. fsspec and what it needs are imported when a URL is
really opened.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tei_edition.errors import MissingExtra, TeiEditionError, UnreadableInput, WrongUse


class Protocol(NamedTuple):
    """What is before `://`: which package knows it, how one gets that, and whether we write there."""

    package: str
    remedy: str = ""
    is_written: bool = False


PROTOCOLS = {
    # before ://   needs                what brings it                                  an edition may be written there
    "file": Protocol("", "", is_written=True),
    "memory": Protocol("fsspec", "pip install fsspec", is_written=True),
    "zip": Protocol("fsspec", "pip install fsspec"),
    "s3": Protocol("s3fs", "pip install 'tei-edition[s3]'", is_written=True),
    "gs": Protocol("gcsfs", "pip install gcsfs"),
    "az": Protocol("adlfs", "pip install adlfs"),
    "https": Protocol("aiohttp", "pip install aiohttp fsspec"),
}
ARCHIVES = ("zip",)  # zip://letter.txt::s3://bucket/letters.zip: a file within a file
URL = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::(?=.*://))", re.DOTALL)
MAGIC = re.compile(r"[*?\[]")
SECRET = re.compile(r"(?<=://)[^/]*@|\?.*", re.DOTALL)  # a user with a password, a signature
CHECKSUMS = ("ETag", "etag", "md5Hash", "content_md5")  # under which servers tell that a file has changed

_CREDENTIALS = (
    "credentials come from the environment or the files of AWS (AWS_PROFILE, AWS_ACCESS_KEY_ID and its like); "
    "ask for the right, or name another place"
)
_NETWORK = "check the network, and AWS_ENDPOINT_URL if the server is none of Amazon's; then give the same command again"
FAULTS = (
    # the package and its word for it                 what it means                          what to do
    ("builtins", "FileNotFoundError", "there is no such bucket, folder or file", "check the address"),
    ("builtins", "NotADirectoryError", "there is no such bucket, folder or file", "check the address"),
    ("builtins", "IsADirectoryError", "this is a folder", "name a file in it"),
    ("builtins", "PermissionError", "no access", _CREDENTIALS),
    ("botocore.exceptions", "NoCredentialsError", "there are no credentials", _CREDENTIALS),
    ("botocore.exceptions", "PartialCredentialsError", "the credentials are not complete", _CREDENTIALS),
    ("botocore.exceptions", "ProfileNotFound", "there is no such profile of credentials", _CREDENTIALS),
    ("botocore.exceptions", "ParamValidationError", "this is no name of a bucket or file", "check the address"),
    ("botocore.exceptions", "ClientError", "the server refuses this", _CREDENTIALS),
    ("botocore.exceptions", "BotoCoreError", "the server cannot be reached", _NETWORK),
    ("aiohttp", "ClientResponseError", "the server refuses this", "check the address"),
    ("aiohttp", "ClientError", "the server cannot be reached", _NETWORK),
    ("gcsfs.retry", "HttpError", "the server refuses this", "check the address and your rights"),
    ("azure.core.exceptions", "AzureError", "the server refuses this", "check the address and your rights"),
    ("zipfile", "BadZipFile", "this is no ZIP archive, or a damaged one", "make the archive again"),
    ("builtins", "TimeoutError", "the server does not answer", _NETWORK),
    ("builtins", "ConnectionError", "the server cannot be reached", _NETWORK),
)


def is_url(name: object) -> bool:
    """Whether a name is a URL, not a path: `s3://bucket/letters`, `zip://*.txt::letters.zip`."""
    return bool(URL.match(str(name)))


def has_magic(url: str) -> bool:
    """Whether a URL is a pattern."""
    return bool(MAGIC.search(url.partition("::")[0]))


def shown(url: str) -> str:
    """A URL without what may be a secret in it."""
    return "::".join(SECRET.sub("", link) for link in url.split("::"))


def local_path(url: str) -> str:
    """The path that a `file://` URL names; any other name as it is."""
    if url.startswith("file://") and "::" not in url:
        path = url.removeprefix("file://").removeprefix("localhost")
        return path[1:] if re.match(r"/[A-Za-z]:[/\\]", path) else path
    return url


# --- a file elsewhere -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remote:
    """A file elsewhere, and what its server has told of it when it was looked for."""

    url: str
    size: int = -1  # in bytes; unknown before it is looked for
    version: str = ""  # what the server calls its bytes, if it has a word for that

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePosixPath(self.url.partition("::")[0].partition("://")[2]).name

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """The ending of the name."""
        return PurePosixPath(self.name).suffix

    def read(self, most_bytes: int | None = None) -> bytes:
        """Its bytes. Raises UnreadableInput, also if there are more than it may have."""
        with reached(self.url):
            system, path = opened(self.url)
            size = self.size if self.size >= 0 else int(system.info(path).get("size") or 0)
            if most_bytes is not None and size > most_bytes:
                raise _too_large(self.url, size, most_bytes)
            data: bytes = system.cat_file(path)
        if most_bytes is not None and len(data) > most_bytes:  # it has grown meanwhile
            raise _too_large(self.url, len(data), most_bytes)
        return data

    def read_bytes(self) -> bytes:
        """The same without a limit, as of a file of this machine."""
        return self.read()

    def checksum(self, most_bytes: int | None = None) -> str:
        """What tells its bytes from others: the server's word for them, else their SHA-256; empty if it cannot be had.

        So the program that only wants to know whether anything has changed need not read a bucket.
        """
        if self.version and (most_bytes is None or self.size <= most_bytes):
            return self.version
        try:
            return sha256(self.read(most_bytes)).hexdigest()
        except UnreadableInput:
            return ""


Origin = Path | Remote
"""Where a capture comes from."""


def _too_large(url: str, size: int, most_bytes: int) -> UnreadableInput:
    return UnreadableInput(
        f"{url}: the file has {size:,} bytes, more than the limit of {most_bytes:,}",
        remedy="if it is one document, raise limits: max_bytes in edition.yaml",
    )


# --- what a URL names -------------------------------------------------------------------------------------------


def files_at(url: str) -> list[Remote]:
    """The text files that a URL names, sorted: a file, those of a folder, or those that a pattern matches.

    As in a folder of this machine: all below `captures/` if there is one, else those in it; none that are hidden.
    Raises UnreadableInput, MissingExtra, WrongUse.
    """
    with reached(url):
        system, path = opened(url)
        system.invalidate_cache()
        if has_magic(url):
            found = _matching(system, path)
        elif (info := _info(system, path))["type"] == "directory":
            found = _in_folder(system, path)
        else:
            return [_remote(url, path, info)]
    endings = (".txt", "") if has_magic(url) else (".txt",)  # who writes a pattern means names without ending too
    files = (name for name in sorted(found) if PurePosixPath(name).suffix.lower() in endings)
    return [_remote(url, name, found[name]) for name in files]


def _matching(system: Any, pattern: str) -> dict[str, dict[str, Any]]:
    """The files that a pattern matches; hidden ones only if it says so."""
    found = _details(system.glob(pattern, detail=True))
    return found if "/." in f"/{pattern}" else {name: info for name, info in found.items() if "/." not in f"/{name}"}


def _in_folder(system: Any, path: str) -> dict[str, dict[str, Any]]:
    inner = f"{path.rstrip('/')}/captures".lstrip("/") if path.strip("/") else "captures"
    inner = f"/{inner}" if path.startswith("/") else inner
    if system.isdir(inner):
        below = _details(system.find(inner, detail=True))
        return {name: info for name, info in below.items() if "/." not in name[len(inner) :]}
    here = _details({each["name"]: each for each in system.ls(path, detail=True)})
    return {name: info for name, info in here.items() if not PurePosixPath(name).name.startswith(".")}


def _info(system: Any, path: str) -> dict[str, Any]:
    """What there is to tell of a file or folder; the whole of an archive or bucket is a folder."""
    if not path.strip("/"):
        return {"type": "directory"}
    found: dict[str, Any] = system.info(path)
    return found


def _details(found: Any) -> dict[str, dict[str, Any]]:
    return {name: info for name, info in dict(found).items() if info["type"] == "file"}


def _remote(url: str, path: str, info: dict[str, Any]) -> Remote:
    version = next((f"{key}:{info[key]}" for key in CHECKSUMS if info.get(key)), "")
    return Remote(below(url, path), int(info.get("size") or 0), version.replace('"', ""))


def below(url: str, path: str) -> str:
    """The URL of a path within the same bucket, archive or server."""
    head, *rest = url.split("::")
    protocol = head.partition("://")[0]
    first = path if path.startswith(f"{protocol}://") else f"{protocol}://{path.lstrip('/')}"
    return "::".join((first, *rest))


def deeper(url: str) -> str:
    """The pattern of all captures at any depth below a folder."""
    head, *rest = url.split("::")
    return "::".join((f"{head if head.endswith('://') else head.rstrip('/') + '/'}**/*.txt", *rest))


def matches(url: str, source: str) -> bool:
    """Whether a file belongs to what a folder or a pattern names, so that it must be there as long as it exists."""
    head, *rest = source.split("::")
    one, *others = url.split("::")
    if rest != others:
        return False
    if has_magic(source):
        from fsspec.utils import glob_translate

        return bool(re.match(glob_translate(head), one))
    folder = head.rstrip("/")
    return one.startswith(f"{folder}/captures/") or one.rpartition("/")[0].rstrip("/") == folder.rstrip("/")


# --- what opens it ----------------------------------------------------------------------------------------------


def allowed(url: str, *, to: str = "") -> None:
    """Raise WrongUse if a URL is none that we open, or write `to`; MissingExtra if a package is missing."""
    from importlib.util import find_spec

    links = url.split("::")
    for number, link in enumerate(links):
        protocol, found, rest = link.partition("://")
        if not found and number == len(links) - 1 and number:
            continue  # zip://letter.txt::letters.zip
        known = PROTOCOLS.get(protocol)
        if known is None or (number < len(links) - 1 and protocol not in ARCHIVES):
            raise WrongUse(
                f"{shown(url)}: files are not taken from {protocol}:// here",
                remedy=f"there are: {', '.join(f'{each}://' for each in PROTOCOLS)}; copy the files to this machine",
            )
        if protocol not in (*ARCHIVES, "file", "memory") and ("@" in rest.partition("/")[0] or "?" in _head(link)):
            raise WrongUse(
                f"{shown(url)}: a password or a signature has no place in an address, which is told to readers",
                remedy="credentials belong into the environment",
            )
        if known.package and not (find_spec("fsspec") and find_spec(known.package)):
            raise MissingExtra(
                f"{shown(url)}: {protocol}:// needs the package {known.package}, which is not installed",
                remedy=known.remedy,
            )
    if to and not PROTOCOLS[links[0].partition("://")[0]].is_written:
        places = ", ".join(f"{name}://" for name, each in PROTOCOLS.items() if each.is_written)
        raise WrongUse(
            f"{to} {shown(url)}: nothing is written there",
            remedy=f"name a folder of this machine, and copy it; or write to {places}",
        )


def _head(link: str) -> str:
    """What may hold a signature: patterns have a question mark too, but no web address is a pattern."""
    return link if link.startswith("https://") else ""


def opened(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it. Raises WrongUse, MissingExtra."""
    allowed(url)
    from fsspec.core import url_to_fs

    head, *rest = url.split("::")
    protocol, _, path = head.partition("://")
    if protocol in ARCHIVES:
        return _archive("::".join((f"{protocol}://", *map(local_path, rest))), os.getpid()), path.strip("/")
    system, path = url_to_fs(url)
    return system, path


@lru_cache(maxsize=8)
def _archive(root: str, process: int) -> Any:
    """An archive with its table of contents, which is read once; copies of a process must not share its open file."""
    from fsspec.core import url_to_fs

    return url_to_fs(root)[0]


def begin_anew() -> None:
    """Open archives again: between two runs they may have changed."""
    _archive.cache_clear()


# --- what can go wrong ------------------------------------------------------------------------------------------


@contextmanager
def reached(url: str, kind: type[TeiEditionError] = UnreadableInput) -> Iterator[None]:
    """What libraries say of a place elsewhere, in our words, and never with what they know of credentials."""
    try:
        yield
    except tuple(_kinds()) as error:
        message, remedy = _told(error)
        raise kind(f"{shown(url)}: {message}", remedy=remedy) from error


def _kinds() -> Iterable[type[BaseException]]:
    """The errors of the table; a package that is not loaded has raised none."""
    yield OSError
    for module, name, *_ in FAULTS:
        if module in sys.modules:
            yield getattr(sys.modules[module], name)


def _told(error: BaseException) -> tuple[str, str]:
    for module, name, message, remedy in FAULTS:
        if module in sys.modules and isinstance(error, getattr(sys.modules[module], name)):
            return message, remedy
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be reached: {reason or type(error).__name__}", _NETWORK
