"""What the program is made with: bounds that are tested, licences that bind nobody, the same package each time."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from program import ROOT


def script(name: str) -> dict[str, Any]:
    """The functions of a script."""
    return runpy.run_path(str(ROOT / "scripts" / f"{name}.py"))


def test_every_dependency_has_two_bounds() -> None:
    lowest = script("lowest")
    bounds = [lowest["bounds"](each) for each in lowest["stated"]()]
    assert len(bounds) > 40
    once = {each.name: each for each in bounds}
    assert [each for each in bounds if once[each.name] != each] == []  # the same wherever it is stated


@pytest.mark.parametrize("requirement", ["lxml", "lxml>=5", "lxml<7", "lxml==6.1", "lxml>=6.1,<=7", "lxml~=6.1"])
def test_a_dependency_without_a_bound_is_refused(requirement: str) -> None:
    with pytest.raises(SystemExit, match="has not the form"):
        script("lowest")["bounds"](requirement)


def test_versions_are_the_same_whatever_zeros_they_end_in() -> None:
    same = script("lowest")["same"]
    assert same("6.1", "6.1.0")
    assert same("2026.1.0", "2026.1")
    assert not same("1.10", "1.1")


def test_an_environment_with_other_versions_is_named_and_one_with_the_lowest_is_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lowest = script("lowest")
    here = {each.name: each.lowest for each in map(lowest["bounds"], lowest["stated"](without=("fuzz",)))}
    lowest["main"].__globals__["version"] = here.__getitem__
    monkeypatch.setattr("sys.argv", ["lowest.py", "--check"])
    with pytest.raises(SystemExit) as well:
        lowest["main"]()
    assert well.value.code is None
    here["lxml"] = "6.2"
    with pytest.raises(SystemExit, match=r"lxml: 6\.2 is installed, not 6\.1"):
        lowest["main"]()


def test_no_licence_of_what_runs_with_the_program_binds_who_passes_it_on() -> None:
    packages = script("licences")["linked"]()
    assert {"lxml", "click", "pagefind", "distributed", "s3fs", "tornado"} <= {each.name for each in packages}
    assert [(each.name, each.licence, each.fault) for each in packages if each.fault] == []


@pytest.mark.parametrize(
    ("licence", "is_good"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND MIT", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("", False),
        ("GPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_that_binds_or_is_not_known_is_a_fault(licence: str, is_good: bool) -> None:
    assert (script("licences")["Licensed"]("x", "1", licence).fault == "") == is_good


def test_an_audit_that_can_ask_nobody_fails() -> None:
    audit = script("audit")
    assert audit["answers"]("http://127.0.0.1:9/")
    assert "search" in audit["extras"]()
    assert "test" not in audit["extras"]()


# --- packages -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[Path]]:
    """Wheel and sdist, built twice, with other seeds, clocks and rights of new files."""
    return _built(tmp_path_factory.mktemp("one"), 0o022), _built(tmp_path_factory.mktemp("other"), 0o077)


def _built(folder: Path, umask: int) -> list[Path]:
    env = os.environ | {"SOURCE_DATE_EPOCH": "1795305600", "PYTHONHASHSEED": str(umask), "TZ": f"X{umask % 12}"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, env=env, umask=umask, check=True, capture_output=True, timeout=60)
    return sorted(folder.iterdir())


def test_what_is_built_twice_is_the_same(packages: tuple[list[Path], list[Path]]) -> None:
    one, other = packages
    assert [path.suffix for path in one] == [".whl", ".gz"]
    assert [path.name for path in one] == [path.name for path in other]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_the_sdist_makes_the_same_wheel(packages: tuple[list[Path], list[Path]], tmp_path: Path) -> None:
    wheel, sdist = packages[0]
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    env = os.environ | {"SOURCE_DATE_EPOCH": "1795305600"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=unpacked, env=env, check=True, capture_output=True, timeout=60)
    assert (tmp_path / "dist" / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_packages_hold_what_is_ours_and_nothing_of_this_machine(packages: tuple[list[Path], list[Path]]) -> None:
    wheel, sdist = packages[0]
    with tarfile.open(sdist) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()] + zipfile.ZipFile(wheel).namelist()
    odd = re.compile(
        r"(^|/)(__pycache__|output(?!/README.md)|\.(?!gitignore$)[^/]*|[^/]*\.(pyc|log|tmp|orig))(/|$)|^/|\.\./"
    )
    assert [name for name in names if odd.search(name)] == []
    assert {"SECURITY.md", "LICENSE", "pyproject.toml", "Makefile"} <= set(names)
