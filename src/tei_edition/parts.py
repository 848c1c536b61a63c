"""Parts of an edition that tasks of an array job have made, each in a folder of its own, and how they become one.

`build --part 3/200 -o output` writes into `output/parts/3-of-200`; `build -o output` takes over what is done there. A
part leaves open which letter answers which, for it does not know the others; so nothing has to be converted again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tei_edition.earlier import Earlier
from tei_edition.files import write
from tei_edition.folders import OutputFolder
from tei_edition.jobs import Job
from tei_edition.lock import locked

FOLDER = "parts"


def folder_of_part(output: Path, number: int, of: int) -> Path:
    """Where a part of an edition is made."""
    return output / FOLDER / f"{number}-of-{of}"


def folders_of_parts(output: Path) -> list[Path]:
    """The parts that there are."""
    return sorted(path for path in (output / FOLDER).glob("*-of-*") if path.is_dir())


def join(part: Earlier, whole: Earlier, todo: Iterable[Job]) -> int:
    """Take over into the whole what is done in a part and is not done there; returns how many documents.

    Raises UnwritableOutput if somebody is still at work on the part.
    """
    wanted = {job.ident: job for job in todo}
    with locked(part.folder), OutputFolder(whole.folder) as output:
        names = (name for name in part.documents() if name in wanted and not _is_joined(name, part, whole))
        return sum(_taken_over(wanted[name], part, whole, output) for name in names)


def _is_joined(name: str, part: Earlier, whole: Earlier) -> bool:
    here, there = whole.done(name), part.done(name)
    return bool(here and there and here.made_of == there.made_of)


def _taken_over(job: Job, part: Earlier, whole: Earlier, output: OutputFolder) -> bool:
    """Write what a part made of a job, unless it is not up to date, or somebody edited what stands in its place."""
    look, done = part.look(job), part.done(job.ident)
    if look.why or done is None or not whole.look(job).why:
        return False
    conversion = part.with_files(job)
    if conversion.tei is not None and conversion.ledger is not None:
        if output.is_edited(f"{job.ident}.xml", conversion.tei):
            return False
        output.put(f"{job.ident}.xml", conversion.tei)
        write(whole.folder / f"{job.ident}.ledger.json", conversion.ledger)
    whole.remember(job, look, conversion, dict(done.files), done.letters)
    return True
