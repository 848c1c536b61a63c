"""Golden folders: a capture, and the TEI and ledger that somebody has read and approved.

`tests/golden/NAME/source.txt` (or `seeds/NAME.txt`) is converted; `pytest --bless` writes what came out. An
`edition.yaml` in the folder is its configuration, else that of the seeds.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_edition.config import load_config
from tei_edition.pipeline import convert_file, open_workshop

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
FOLDERS = sorted(folder for folder in (HERE / "golden").iterdir() if folder.is_dir())


def source_of(folder: Path) -> Path:
    own = folder / "source.txt"
    return own if own.exists() else SEEDS / f"{folder.name}.txt"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_capture_becomes_the_tei_that_was_approved(folder: Path, bless: bool) -> None:
    config = load_config(folder if (folder / "edition.yaml").exists() else SEEDS)
    conversion = convert_file(source_of(folder), open_workshop(config))
    assert conversion.tei is not None, conversion.findings
    assert conversion.ledger is not None
    findings = "".join(f"{finding.code} {finding.severity} {finding.message}\n" for finding in conversion.findings)
    for name, found in (
        ("expected.xml", conversion.tei),
        ("expected.ledger.json", conversion.ledger),
        ("expected.findings.txt", findings.encode()),
    ):
        path = folder / name
        if bless:
            path.write_bytes(found)
        assert found.decode() == path.read_text(encoding="utf-8"), f"{path}: read the difference, then pytest --bless"


def test_every_seed_has_a_golden_folder() -> None:
    assert {path.stem for path in SEEDS.glob("*.txt")} <= {folder.name for folder in FOLDERS}
