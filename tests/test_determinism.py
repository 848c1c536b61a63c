"""The same captures give the same bytes: wherever, whenever, in whatever language and by whomever they are built."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from program import SEEDS, start, tree


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The edition of the seeds, built from the folder above them."""
    out = tmp_path_factory.mktemp("once") / "output"
    return built("seeds", out, cwd=SEEDS.parent, PYTHONHASHSEED="0", TZ="UTC")


def built(*sources: object, cwd: Path, umask: int = 0o022, **env: str) -> dict[str, bytes]:
    *sources, out = sources
    result = start("build", *sources, "-o", out, cwd=cwd, env=env, umask=umask)
    assert result.returncode == 0, result.stderr.decode()
    return tree(Path(str(out)))


def the_same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(expected)
    assert [name for name in found if found[name] != expected[name]] == []


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "COLUMNS": "40"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "FORCE_COLOR": "1", "CI": "true"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda env: "-".join(env),
)
def test_the_surroundings_of_the_process_make_no_difference(
    env: dict[str, str], once: dict[str, bytes], tmp_path: Path
) -> None:
    the_same(built("seeds", tmp_path / "out", cwd=SEEDS.parent, **env), once)


def test_the_working_folder_makes_no_difference(once: dict[str, bytes], tmp_path: Path) -> None:
    the_same(built(SEEDS, tmp_path / "absolute", cwd=tmp_path), once)
    the_same(built(os.path.relpath(SEEDS, tmp_path), tmp_path / "relative", cwd=tmp_path), once)
    the_same(built(tmp_path / "here", cwd=SEEDS), once)
    the_same(built(SEEDS / "edition.yaml", tmp_path / "named", cwd=tmp_path), once)


def test_the_way_to_name_the_captures_makes_no_difference(once: dict[str, bytes], tmp_path: Path) -> None:
    the_same(built("seeds/*.txt", tmp_path / "pattern", cwd=SEEDS.parent), once)
    the_same(built(*sorted(SEEDS.glob("*.txt")), tmp_path / "files", cwd=tmp_path), once)


def test_another_folder_and_another_time_make_no_difference(once: dict[str, bytes], tmp_path: Path) -> None:
    ours = tmp_path / "Über uns" / "captures of today"
    shutil.copytree(SEEDS, ours)
    for path in ours.iterdir():
        os.utime(path, ns=(86_400_000_000_000, 86_400_000_000_000))
    the_same(built(ours, tmp_path / "out", cwd=tmp_path), once)


def test_the_rights_of_new_files_make_no_difference(once: dict[str, bytes], tmp_path: Path) -> None:
    the_same(built("seeds", tmp_path / "out", cwd=SEEDS.parent, umask=0o077), once)


def test_an_old_edition_in_the_output_folder_makes_no_difference(once: dict[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "ours")
    (tmp_path / "ours" / "authorities.yaml").unlink()
    settings = tmp_path / "ours" / "edition.yaml"
    settings.write_text(settings.read_text("utf-8").replace("authorities: ", "# authorities: "), "utf-8")
    first = built(tmp_path / "ours", tmp_path / "out", cwd=tmp_path)
    assert first["tei/002_87775c967b2a8326.xml"] != once["tei/002_87775c967b2a8326.xml"]
    second = built(SEEDS, tmp_path / "out", cwd=tmp_path)
    report = json.loads(second["report.json"])
    assert sorted(report["removed"]) == sorted(
        name.removeprefix("html/") for name in first if name.startswith("html/") and name not in once
    )
    about = dict.fromkeys(("report.json", "MANIFEST.sha256"), b"")  # it tells what the run removed
    the_same(second | about, once | about)
    manifests = [found["MANIFEST.sha256"].splitlines() for found in (second, once)]
    assert {line[66:] for line in set(manifests[0]) ^ set(manifests[1])} == {b"report.json"}
    assert {**report, "removed": []} == json.loads(once["report.json"])


def test_nothing_that_is_written_knows_where_it_was_made(once: dict[str, bytes]) -> None:
    for name, data in once.items():
        for place in (SEEDS.parent, Path.home(), Path.cwd()):
            assert len(place.parts) < 2 or os.fsencode(place) not in data, (name, place)
        assert b"seeds/" not in data, name
