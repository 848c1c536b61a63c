"""What a site costs beside the conversion of its captures, for an edition of 1,000 documents that nobody wrote.

Prints the seconds of `convert` and of `build`, their ratio (three is the most), and what stands on the disk.
Usage: python benchmarks/sites.py [DOCUMENTS [PROCESSES]]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from generator import write_captures
from measure import run_program

MOST = 3.0  # the whole build beside the conversion alone


def main(count: int, processes: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "captures"
        write_captures(source, count)
        jobs = ("-q", "-j", str(processes))
        alone = run_program("convert", str(source), "-o", str(folder / "tei"), *jobs).seconds
        whole = run_program("build", str(source), "-o", str(folder / "out"), *jobs).seconds
        again = run_program("build", str(source), "-o", str(folder / "out"), *jobs).seconds
        files = [path for path in (folder / "out" / "html").rglob("*") if path.is_file()]
        kinds = Counter(path.suffix for path in files).most_common()
        print(f"{count} documents, {processes} process{'es' * (processes > 1)}")
        print(f"convert {alone:.1f} s · build {whole:.1f} s · built again {again:.1f} s")
        print(f"a build takes {whole / alone:.2f} × as long as the conversion (at most {MOST})")
        sizes = [path.stat().st_size for path in files]
        print(f"{len(files)} files, {sum(sizes) / 1024**2:.1f} MB: " + ", ".join(f"{n} {kind}" for kind, n in kinds))
        index = (folder / "out" / "html" / "index.html").stat().st_size
        print(f"index {index / 1024:.0f} KB, largest file {max(sizes) / 1024:.0f} KB")
        return int(whole / alone > MOST)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [1000, 1][len(given) :])))
