"""The wheel holds all that the program needs: installed into an empty environment, it works in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from program import ROOT, SEEDS, TELEGRAM, tree

CHECKED_OUT = ("schemas", "xslt")
"""Folders of the checkout that go into the package."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel, and borrows its dependencies from this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    # one path in a .pth file: the .pth of an editable install in that folder is not read again
    places = dict.fromkeys(sysconfig.get_paths()[kind] for kind in ("purelib", "platlib"))
    variables = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", scheme="venv", vars=variables))
    (site / "dependencies.pth").write_text("\n".join(places))
    programs = Path(sysconfig.get_path("scripts", scheme="venv", vars=variables))
    python = programs / ("python.exe" if os.name == "nt" else "python")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run(
        [*command, "--disable-pip-version-check", "--ignore-installed", str(wheel)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return programs


def at(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """A program of the environment, in an empty folder and without this checkout in sight."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(list(map(str, words)), cwd=folder, env=env, capture_output=True, text=True, timeout=60)


def test_the_wheel_has_every_file_that_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "tei_edition"
    own = [path for path in package.rglob("*") if path.suffix in (".py", ".yaml") or path.name == "py.typed"]
    wanted = {f"tei_edition/{path.relative_to(package).as_posix()}" for path in own}
    for folder in CHECKED_OUT:
        wanted |= {
            f"tei_edition/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }
    assert wanted - names == set()
    assert {"tei_edition/py.typed", "tei_edition/data/codes.yaml", "tei_edition/layouts/plain.yaml"} <= wanted


def test_the_wheel_has_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"tei_edition"}
    assert [name for name in names if "__pycache__" in name or "tests" in name or "seeds" in name] == []
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_program_that_runs_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    result = at(tmp_path, installed / "python", "-c", "import tei_edition; print(tei_edition.__file__)")
    assert result.returncode == 0, result.stderr
    assert Path(result.stdout.strip()).is_relative_to(installed.parent)


def test_an_installed_program_converts_a_capture_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    result = at(tmp_path, installed / "tei-edition", "convert", TELEGRAM)
    assert result.returncode == 0, result.stderr
    assert {f"tei/{TELEGRAM.stem}.xml", f"tei/{TELEGRAM.stem}.ledger.json"} <= set(tree(tmp_path))


def test_an_installed_program_does_all_that_the_checkout_does(installed: Path, tmp_path: Path) -> None:
    for python, out in ((installed / "python", "installed"), (Path(sys.executable), "checkout")):
        result = at(tmp_path, python, "-m", "tei_edition", "build", SEEDS, "-o", out)
        assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "installed") == tree(tmp_path / "checkout")
    for words in (["validate", "installed/tei", "--rng", "--xsd"], ["render", "installed/tei"], ["explain", "N201"]):
        result = at(tmp_path, installed / "tei-edition", *words)
        assert result.returncode == 0, result.stderr
