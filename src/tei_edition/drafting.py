"""`tei-edition layout new`: captures of a site that is not known → the draft of a layout profile, tried on them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tei_edition.config import Config, find_config
from tei_edition.corpus import config_for
from tei_edition.errors import UnreadableInput, UnwritableOutput, WrongUse
from tei_edition.files import check_folder, write
from tei_edition.jobs import find_jobs
from tei_edition.layouts.draft import draft_profile
from tei_edition.layouts.engine import sift
from tei_edition.layouts.likeness import page_of
from tei_edition.layouts.profiles import SHIPPED, load_profiles, parse_profile
from tei_edition.layouts.slots import Profile
from tei_edition.legible import visible
from tei_edition.manner import Manner, put_out, quoted
from tei_edition.model import Capture, Source
from tei_edition.remote import Origin
from tei_edition.settings import EDITION_FILE, LAYOUTS_FOLDER, SLUG
from tei_edition.source import position, read_source

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """A layout that somebody wants drafted: its name, captures of the site, and where to write (`-`: to the screen)."""

    name: str
    sources: tuple[str, ...]
    output: str | None = None
    config_file: Path | None = None
    encoding: str | None = None


def new_layout(manner: Manner, wish: Wish) -> int:
    """Draft the profile, write it, and say what it makes of each capture; returns the exit code.

    Raises WrongUse, UnreadableInput or UnwritableOutput; then nothing is written.
    """
    _refuse_name(wish.name)
    config = config_for(wish.sources, wish.config_file)
    target = _target(wish, config)
    others = tuple(profile for profile in load_profiles(config.layouts) if profile.name != wish.name)
    captures = list(_captures(wish, config))
    text = draft_profile(wish.name, [page_of(source) for _, source in captures])
    draft = parse_profile(text, wish.name)
    if target is None:
        put_out(text)
    else:
        write(target, text.encode())
        manner.say(f"{wish.name}: drafted from {len(captures)} captures → {target}")
    for path, source in captures:
        for line in _account(path, source, draft, others):
            manner.say(line)
    for line in _to_use(wish, config, target):
        manner.say(line)
    manner.next(_next(wish, target, captures[0][0]))
    return 0


# --- what is wished -------------------------------------------------------------------------------------------


def _refuse_name(name: str) -> None:
    if name in SHIPPED:
        raise WrongUse(
            f"“{name}” is the name of a layout that tei-edition has; your own would take its place",
            remedy=f"choose another name, such as our-{name}",
        )
    if re.fullmatch(rf"[a-z0-9][a-z0-9-]{{0,{LONGEST_NAME - 1}}}", name) and not SLUG.test(name):
        return
    raise WrongUse(
        f"“{visible(name)}” is no name for a layout",
        remedy=f"use small letters a–z, digits and hyphens, at most {LONGEST_NAME}, such as {_better(name)}",
    )


def _better(name: str) -> str:
    better = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return better if better and not SLUG.test(better) and better not in SHIPPED else "city-archive"


def _target(wish: Wish, config: Config) -> Path | None:
    """The file to write, which must not be there; None for standard output."""
    if wish.output == "-":
        return None
    file = Path(wish.output) if wish.output else _layouts(config) / f"{wish.name}.yaml"
    if os.path.lexists(file):
        raise UnwritableOutput(
            f"{file}: is there already; nothing is written",
            remedy="choose another NAME, or write the draft elsewhere with -o FILE and compare the two",
        )
    check_folder(file.parent)
    return file


def _layouts(config: Config) -> Path:
    """The folder of the edition's own layouts, whether it is there yet or not."""
    return config.layouts or config.folder / LAYOUTS_FOLDER


def _captures(wish: Wish, config: Config) -> Iterator[tuple[Origin, Source]]:
    """The captures, read; raises UnreadableInput for the first that cannot be, and if there are fewer than two."""
    jobs = find_jobs(wish.sources)
    fault = next((job.fault for job in jobs if job.fault), None)
    if fault:
        raise fault
    if len(jobs) < 2:
        raise UnreadableInput(
            f"{jobs[0].path}: one capture does not show what is the page and what the document",
            remedy="name two or more captures of the same site, of different documents",
        )
    for job in jobs:
        stated = config.document(str(job.path))
        encoding = wish.encoding or stated.encoding
        yield job.path, read_source(job.path, encoding=encoding, most_bytes=config.limits.max_bytes)[0]


# --- what the draft makes of the captures ---------------------------------------------------------------------


def _account(path: Origin, source: Source, draft: Profile, others: tuple[Profile, ...]) -> Iterator[str]:
    """What the draft makes of a capture, and what is amiss."""
    profiles = (draft, *others)
    capture, taken = sift(source, profiles, pinned=draft.name), sift(source, profiles)
    counts = Counter(_kinds(capture))
    lines = f"{counts['chrome']} lines left out, {counts['header']} in the header, {counts['text']} in the text"
    said = "".join(f"; {name} “{_short(fact.value)}”" for name in ("title", "date") if (fact := capture.fact(name)))
    yield f"{path}: {lines}{said}"
    if not capture.lines:
        yield "    warning: nothing is left for the document"
        yield "    hint: correct the slots of the draft: one of them takes the lines of the document"
    if taken.layout != draft.name:
        scores = {evidence.name: evidence.score for evidence in taken.evidence}
        yield f"    warning: {taken.layout} is taken here, not the draft ({_against(scores, taken.layout, draft.name)})"
        yield "    hint: if the draft is better, give its telltales more weight; else you need no new layout"
    elif any(finding.code == "C202" for finding in taken.findings):
        yield "    warning: another layout fits equally well"
        yield "    hint: give a telltale of the draft more weight"


def _against(scores: dict[str, float], taken: str, draft: str) -> str:
    return f"evidence {scores[taken]:g} against {scores[draft]:g}"


def _short(value: str) -> str:
    return visible(value if len(value) <= 50 else f"{value[:49]}…")


def _kinds(capture: Capture) -> Iterator[str]:
    """For each line of a capture what it is: text, header or chrome; a line in parts counts as the best of them."""
    best: dict[int, str] = {}
    order = ("chrome", "header", "text")
    for zone in capture.zones:
        kind = zone.kind if zone.kind in order else "text"
        line, _ = position(capture.source.text, zone.span.start)
        best[line] = max(best.get(line, "chrome"), kind, key=order.index)
    return iter(best.values())


# --- what comes next ------------------------------------------------------------------------------------------


def _to_use(wish: Wish, config: Config, target: Path | None) -> Iterator[str]:
    """What is still to do so that the draft is taken."""
    folder = _layouts(config)
    if target is None or target.parent.absolute() != folder.absolute() or target.name != f"{wish.name}.yaml":
        yield f"to use it, save it as {folder / f'{wish.name}.yaml'}"
        return
    if wish.config_file is None and find_config(config.folder) is None and _folders(wish) > 1:
        yield (
            f"note: without an {EDITION_FILE} the layouts of {config.folder} hold for the captures in that folder only"
            " (tei-edition init writes one)"
        )


def _folders(wish: Wish) -> int:
    return len({job.path.parent.absolute() for job in find_jobs(wish.sources) if isinstance(job.path, Path)})


def _next(wish: Wish, target: Path | None, capture: Origin) -> str:
    config = f" --config {quoted(wish.config_file)}" if wish.config_file else ""
    read = f"read {quoted(target)}, then: " if target else ""
    return f"{read}tei-edition explain {quoted(capture)}{config}"
