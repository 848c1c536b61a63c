"""What a site costs beside the conversion of its captures, for an edition of 1,000 documents that nobody wrote.

Prints the seconds of `convert` and of `build`, their ratio (three is the most), and what stands on the disk.
Usage: python benchmarks/site.py [DOCUMENTS [PROCESSES]]
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MOST = 3.0  # the whole build beside the conversion alone
WORDS = (
    "the harbour of our country and its people has this year received ships with coal grain timber letters news".split()
)
FIRST = "Ada Ben Chloe Dan Eve Finn Gil Hana Ivo Jan Kai Lena Mara Nils Olga".split()
LAST = "Ash Birk Croft Dahl Elm Fir Gale Hale Ives Jarl Kerr Lund".split()
PLACES = "Port Elder|Fierza|Northhaven|Low Pier|Quay Town".split("|")
MONTHS = "January February March April May June July August September October November December".split()


def captures(folder: Path, count: int) -> None:
    """So many letters and minutes between 1920 and 1990, the same on every run, with the names of their people."""
    chance = random.Random(2026)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    (folder / "edition.yaml").write_text("title: An edition of many\n", "utf-8")
    (folder / "authorities.yaml").write_text("\n".join(_authorities(people)) + "\n", "utf-8")
    for n in range(count):
        one, other = chance.sample(people, 2)
        day = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(1920, 1990)}"
        made = _minutes if n % 4 == 0 else _letter
        (folder / f"{n:05}.txt").write_text("\n\n".join(made(chance, one, other, day)) + "\n", "utf-8")


def _authorities(people: list[str]) -> Iterator[str]:
    yield "people:"
    yield from (f"  - {{id: pers-{name.lower().replace(' ', '-')}, name: {name}}}" for name in people)
    yield "places:"
    yield from (
        f"  - {{id: place-{name.lower().replace(' ', '-')}, name: {name}, type: settlement}}" for name in PLACES
    )


def _letter(chance: random.Random, one: str, other: str, day: str) -> Iterator[str]:
    yield f"Letter from {one} to {other}"
    yield f"{chance.choice(PLACES)}, {day}"
    yield f"Dear Comrade {other},"
    for _ in range(chance.randint(4, 12)):
        yield _paragraph(chance, chance.choice((one, other)))
    yield "With comradely greetings,"
    yield one


def _minutes(chance: random.Random, one: str, other: str, day: str) -> Iterator[str]:
    yield f"Minutes of a conversation between {one} and {other}, {day}"
    yield f"Present: {one}, {other}."
    for turn in range(chance.randint(12, 40)):
        yield f"Comrade {(one, other)[turn % 2]}: {_paragraph(chance, (one, other)[chance.randint(0, 1)])}"


def _paragraph(chance: random.Random, name: str) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(30, 90))]
    words[len(words) // 2] = f"of {name} in {chance.choice(PLACES)}" + chance.choice(("", "", " [illegible]"))
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def seconds(*words: str) -> float:
    """How long the program takes for these words."""
    started = time.perf_counter()
    result = subprocess.run([sys.executable, "-m", "tei_edition", *words, "-q"], capture_output=True, check=False)
    assert result.returncode in (0, 1), result.stderr.decode()
    return time.perf_counter() - started


def main(count: int, processes: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "captures"
        source.mkdir()
        captures(source, count)
        jobs = ("-j", str(processes))
        alone = seconds("convert", str(source), "-o", str(folder / "tei"), *jobs)
        whole = seconds("build", str(source), "-o", str(folder / "out"), *jobs)
        again = seconds("build", str(source), "-o", str(folder / "out"), *jobs)
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
