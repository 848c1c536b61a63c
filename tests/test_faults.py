"""Whatever disturbs a run: whole files only, the documented exit code, and the next run finishes the work."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("Windows sends no signals to single processes", allow_module_level=True)

from faults import Laboratory, NotHere, each

ELSEWHERE = "other surroundings"  # test_determinism.py has them, test_build.py two processes
EXPERIMENTS = {name: experiment for name, experiment in each(times=3, in_a_row=1) if name != ELSEWHERE}


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Laboratory:
    lab = Laboratory(tmp_path_factory.mktemp("laboratory"), count=30)
    assert lab.undisturbed
    return lab


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=[name.replace(" ", "-") for name in EXPERIMENTS])
def test_a_disturbed_run_leaves_what_an_undisturbed_one_would(
    laboratory: Laboratory, experiment: Callable[[Laboratory], str]
) -> None:
    try:
        assert experiment(laboratory)
    except NotHere as reason:
        if os.environ.get("TEI_EDITION_REQUIRE_MODES") == "1":
            raise
        pytest.skip(str(reason))


def test_the_experiments_see_a_half_file(laboratory: Laboratory, tmp_path: Path) -> None:
    name = next(name for name in laboratory.undisturbed if name.endswith(".xml"))
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(laboratory.undisturbed[name][:-1])
    with pytest.raises(AssertionError, match="is not what an undisturbed run writes"):
        laboratory.must_be_whole(tmp_path)
