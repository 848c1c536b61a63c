"""What a long authorities.yaml costs: the same documents with 10, 100, 1,000 and 10,000 entries (`make bench`).

The documents name people, organisations and places of the shortest list, which all lists have, in full, by initials and
by surname, and others that are in none but share their given names and family names with thousands. So every list gives
about the same TEI. Fails (exit code 1) if the longest takes more than 1.3 times as long as the shortest.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path
from random import Random

from measure import processor_seconds

from tei_edition.config import Config
from tei_edition.pipeline import Workshop, convert, open_workshop
from tei_edition.source import decode

ENTRIES = (10, 100, 1_000, 10_000)
MOST = 1.3
DOCUMENTS, SENTENCES = 40, 60
GIVEN = (
    "Anna Bruno Clara David Emma Fritz Grace Henry Irma Jakob Karin Louis Marta Niels Olga Peter Rosa Stefan".split()
)
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xo zy dra ste kro bli".split()
FAMILIES = "Kim Ri Pak Choe Mao Deng Zhou Wang".split()


def people(random: Random) -> str:
    if random.random() < 0.15:
        given = "-".join(random.sample(["il", "song", "jong", "ok", "yong", "nam", "chol", "su"], 2))
        return f"{random.choice(FAMILIES)} {given.capitalize()}{random.choice(['', 'g', 'k', 'n'])}"
    initial = f"{random.choice('ABCDEFGHJKLMNPRSTW')}. " if random.random() < 0.4 else ""
    return f"{random.choice(GIVEN)} {initial}{coined(random)}"


def coined(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=3)).capitalize() + random.choice(["", "son", "sky", "mann", "ev"])


def organisations(random: Random) -> str:
    return f"{random.choice(['Institute', 'Committee', 'Bank', 'Union'])} of {coined(random)} and {coined(random)}"


def places(random: Random) -> str:
    return coined(random) + random.choice(["ville", "burg", "grad"])


LISTS = (
    (people, "people", "pers", 0.7),
    (organisations, "organisations", "org", 0.2),
    (places, "places", "place", 0.1),
)


def entries(number: int) -> dict[str, list[str]]:
    """So many different names, by list; a longer list begins with the shorter one."""
    random = Random(7)
    found: dict[str, dict[str, None]] = {}
    for make, listed, _, share in LISTS:
        names = found.setdefault(listed, {})
        while len(names) < number * share:
            names[make(random)] = None
    return {listed: list(names) for listed, names in found.items()}


def authorities(number: int, folder: Path) -> Path:
    """An authorities.yaml of so many entries."""
    named = entries(number)
    lines = []
    for _, listed, prefix, _ in LISTS:
        lines.append(f"{listed}:")
        lines += [f'  - {{id: {prefix}-n{n}, name: "{name}"}}' for n, name in enumerate(named[listed])]
    path = folder / f"authorities-{number}.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def documents() -> list[str]:
    """Texts that name entries which all lists have, and people, organisations and places that none has."""
    random = Random(11)
    listed = list(entries(ENTRIES[0]).values())
    unknown = [[make(random) for _ in range(500)] for make, *_ in LISTS]
    return [
        "Report on the situation\n\n3 May 1975\n\n"
        + "\n\n".join(_sentence(random, random.choice((listed, unknown))) for _ in range(SENTENCES))
        for _ in range(DOCUMENTS)
    ]


def _sentence(random: Random, named: list[list[str]]) -> str:
    person, body, place = map(random.choice, named)
    surname = person.split()[-1]
    return (
        f"On that day {person} of the {body} went to {place}, where the others had been waiting for the answer. Then "
        f"Mr. {surname} and Comrade {random.choice(FAMILIES)} told them that nothing was decided, and that "
        f"{person[0]}. {surname} would write to them as soon as there was news from the capital, which all awaited."
    )


def seconds(texts: list[str], workshop: Workshop) -> float:
    """The least of five runs, in seconds of the processor."""
    sources = [decode(text.encode(), f"report-{n}.txt")[0] for n, text in enumerate(texts)]

    def run() -> None:
        for source in sources:
            convert(source, workshop)

    return processor_seconds(run, 5)


def main() -> int:
    texts = documents()
    characters = sum(map(len, texts))
    print(f"{DOCUMENTS} reports, {characters:,} characters")
    print(f"{'entries':>8} {'loaded in':>10} {'converted in':>13} {'ratio':>6}")
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in ENTRIES:
            path = authorities(number, Path(folder))
            config = Config(authorities=path)
            loaded = processor_seconds(lambda config=config: open_workshop(config))
            workshop = open_workshop(config)
            gc.freeze()  # as corpus.py does it
            taken = seconds(texts, workshop)
            first = first or taken
            print(f"{number:8,} {loaded:8.2f} s {taken:11.2f} s {taken / first:6.2f}", flush=True)
    return int(taken > MOST * first)


if __name__ == "__main__":
    sys.exit(main())
