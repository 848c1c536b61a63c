"""Places that are not on this machine, for the tests: a real server for S3 on the loopback, and archives."""

from __future__ import annotations

import math
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Lock
from typing import Any, NamedTuple, cast

import pytest

SECRET = "a-secret-that-nobody-may-read"


class Bucket:
    """A bucket on a server for S3 that speaks over the network, if only over 127.0.0.1."""

    def __init__(self, endpoint: str) -> None:
        self.env = {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "editor",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        self.name = "archive"
        self._client = _client(endpoint)
        self._client.create_bucket(Bucket=self.name)

    def put(self, files: Mapping[str, bytes]) -> None:
        for key, data in files.items():
            self._client.put_object(Bucket=self.name, Key=key, Body=data)

    def put_all(self, folder: Path, prefix: str) -> None:
        """All files of a folder, below a prefix."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        self.put({f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files})

    def remove(self, *keys: str) -> None:
        for key in keys:
            self._client.delete_object(Bucket=self.name, Key=key)

    def files(self, prefix: str) -> dict[str, bytes]:
        """Everything below a prefix."""
        return {key.removeprefix(f"{prefix}/"): self._got(key)["Body"].read() for key in self._keys(prefix)}

    def times(self, prefix: str) -> dict[str, Any]:
        """When each file was written last."""
        return {key: self._got(key)["LastModified"] for key in self._keys(prefix)}

    def kind(self, key: str) -> str:
        """What the server says a file is, to a browser."""
        return str(self._got(key)["ContentType"])

    def _got(self, key: str) -> Any:
        return self._client.get_object(Bucket=self.name, Key=key)

    def _keys(self, prefix: str) -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{prefix}/")
        return [each["Key"] for page in pages for each in page.get("Contents", ())]


def _client(endpoint: str) -> Any:
    import boto3

    keys = {"aws_access_key_id": "editor", "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=endpoint, **keys)


class Gate:
    """Stands before a server: after so many files it takes no more, until it is opened."""

    def __init__(self, app: Any) -> None:
        self._app, self._counting = app, Lock()
        self.is_shut = Event()
        self.open()

    def open(self) -> None:
        self._left: float = math.inf
        self.is_shut.clear()

    def shut_after(self, files: int) -> None:
        self._left = files

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "PUT" and not self._admits():
            start_response("503 Service Unavailable", [("Retry-After", "1")])
            return []
        return cast(Iterable[bytes], self._app(environ, start_response))

    def _admits(self) -> bool:
        with self._counting:
            self._left -= 1
            if self._left < 0:
                self.is_shut.set()
            return self._left >= 0


class Server(NamedTuple):
    """A server for S3."""

    url: str
    gate: Gate


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server for S3; without moto and s3fs the test is skipped, unless they are required."""
    missing = [name for name in ("moto", "s3fs", "flask") if not find_spec(name)]
    if missing and os.environ.get("TEI_EDITION_REQUIRE_S3") == "1":
        pytest.fail(f"{', '.join(missing)} not installed, and TEI_EDITION_REQUIRE_S3=1")
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    from moto.server import ThreadedMotoServer

    threaded = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    threaded.start()
    assert threaded._server
    threaded._server.app = gate = Gate(threaded._server.app)
    host, port = threaded.get_host_and_port()
    yield Server(f"http://{host}:{port}", gate)
    threaded.stop()


@pytest.fixture
def bucket(server: Server) -> Bucket:
    """An empty bucket."""
    import urllib.request

    urllib.request.urlopen(urllib.request.Request(f"{server.url}/moto-api/reset", method="POST")).close()
    return Bucket(server.url)


@pytest.fixture
def gate(server: Server) -> Iterator[Gate]:
    """The gate of the server with the bucket, open again after the test."""
    yield server.gate
    server.gate.open()


def zipped(folder: Path, archive: Path) -> Path:
    """All files of a folder in an archive."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    return archive
