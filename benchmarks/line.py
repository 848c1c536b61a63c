"""What each stage of the line costs for one document, against the least that lxml must spend on the same documents.

The stages are taken apart by clocks around the functions that the line calls; what no clock covers is shown as the
rest. The floor builds the same trees from nothing, validates, serialises and transforms them with the same schema and
the same stylesheet, and writes the same bytes: no text is analysed. Line and floor run in turn, in one process. Both
have the stylesheet as the program compiles it, with its labels at hand: read for each page, as a stylesheet by itself
has to, they would make the floor half as high again.

Usage: python benchmarks/line.py [--full]
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import plots
from generator import write_captures
from lxml import etree
from sections import ROOT, Aim, Plot, Scale, Section, Table, alone

from tei_edition.assets import asset
from tei_edition.config import load_config
from tei_edition.files import write
from tei_edition.garbage import look_for_garbage_seldom
from tei_edition.model import Conversion
from tei_edition.pipeline import Workshop, convert_file, open_workshop
from tei_edition.render import read_tei, render_document

STAGES = (
    # stage      functions of the line            what they do
    ("read", ("pipeline.read_source",)),  # bytes → text
    ("sift", ("pipeline.sift",)),  # which part of the page is the document
    ("parse", ("pipeline.parse",)),  # what the parts of the text are
    ("encode", ("pipeline.encode", "pipeline.read_back")),  # TEI tree
    ("ledger", ("pipeline.build_ledger", "pipeline.as_json")),  # where every character went
    ("prove", ("pipeline.check_losslessness",)),  # nothing lost
    ("validate", ("pipeline.check_xsd",)),  # the grammar
    ("rules", ("pipeline.check_rules",)),  # what a grammar cannot say
    ("serialise", ("pipeline.serialise",)),
    ("report", ("pipeline.locate", "pipeline.digest")),  # places of findings; what is compared between documents
)
PAGES = ("render", "write")
ANALYSIS = ("sift", "parse")
FLOOR = {  # the stages that the floor has, and to which of the line's they answer
    "read": ("read",),
    "build": ("encode",),
    "validate": ("validate",),
    "serialise": ("serialise",),
    "transform": ("render",),
    "write": ("write",),
}
PROCESSOR = "processor"  # seconds that the processor worked, in which a busy machine does not count
MOST_LINE, MOST_ANALYSIS = 2.0, 80.0
KB = 1024

Spec = tuple[str, dict[str, str], str | None, str | None, list[Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The captures, their workshop, and what the floor is to make again."""

    name: str
    captures: tuple[Path, ...]
    workshop: Workshop
    specs: tuple[Spec, ...]
    capture_kb: float
    tei_kb: float


class Clock:
    """The seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def add(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time goes to the stage."""

        def run(*args: Any, **more: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **more)
            finally:
                self.add(stage, time.perf_counter() - start)

        return run


@contextmanager
def clocks(clock: Clock) -> Iterator[None]:
    """Clocks around the functions of the line; one that there is no more is left out, and counted as the rest."""
    placed = []
    for stage, names in STAGES:
        for name in names:
            module, _, function = name.rpartition(".")
            owner = import_module(f"tei_edition.{module}")
            if hasattr(owner, function):
                placed.append((owner, function, getattr(owner, function)))
                setattr(owner, function, clock.timed(stage, getattr(owner, function)))
    try:
        yield
    finally:
        for owner, function, own in placed:
            setattr(owner, function, own)


# --- the line and the floor -----------------------------------------------------------------------------------


def line(corpus: Corpus, folder: Path) -> dict[str, float]:
    """The seconds of each stage and of the processor, for all documents: capture → TEI, ledger, page, all written."""
    clock = Clock()
    start, before = time.perf_counter(), time.process_time()
    with clocks(clock):
        for at, path in enumerate(corpus.captures):
            conversion = convert_file(path, corpus.workshop)
            _finish(conversion, folder / f"{at}", clock)
    whole = time.perf_counter() - start
    rest = max(0.0, whole - sum(clock.seconds.values()))
    return {**clock.seconds, "rest": rest, "whole": whole, PROCESSOR: time.process_time() - before}


def _finish(conversion: Conversion, target: Path, clock: Clock) -> None:
    """Render and write, as a build does it, but without the edition around the page."""
    if conversion.tei is None:
        return
    start = time.perf_counter()
    page = render_document(read_tei(conversion.tei))
    rendered = time.perf_counter()
    write(target.with_suffix(".xml"), conversion.tei)
    write(target.with_suffix(".ledger.json"), conversion.ledger or b"")
    write(target.with_suffix(".html"), page)
    clock.add("render", rendered - start)
    clock.add("write", time.perf_counter() - rendered)


def floor(corpus: Corpus, folder: Path, schema: etree.XMLSchema, sheet: etree.XSLT) -> dict[str, float]:
    """The same for the steps that no program on lxml can do without."""
    clock = Clock()
    read, make = clock.timed("read", Path.read_bytes), clock.timed("build", _build)
    validate, serialise = clock.timed("validate", schema.validate), clock.timed("serialise", _serialised)
    transform, put = clock.timed("transform", lambda tree: bytes(sheet(tree))), clock.timed("write", _put)
    start, before = time.perf_counter(), time.process_time()
    for at, (path, spec) in enumerate(zip(corpus.captures, corpus.specs, strict=True)):
        read(path).decode("utf-8", "replace")
        tree = etree.ElementTree(make(spec))
        validate(tree)
        put(folder / f"{at}", serialise(tree), transform(tree))
    return {**clock.seconds, "whole": time.perf_counter() - start, PROCESSOR: time.process_time() - before}


def _put(target: Path, tei: bytes, page: bytes) -> None:
    target.with_suffix(".xml").write_bytes(tei)
    target.with_suffix(".html").write_bytes(page)


def _serialised(tree: etree._ElementTree) -> bytes:
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _spec(element: etree._Element) -> Spec:
    inner = [_spec(each) for each in element if isinstance(each.tag, str)]
    return (str(element.tag), {str(k): str(v) for k, v in element.attrib.items()}, element.text, element.tail, inner)


def _build(spec: Spec) -> etree._Element:
    root = etree.Element(spec[0], spec[1], nsmap={None: "http://www.tei-c.org/ns/1.0"})
    _fill(root, spec)
    return root


def _fill(element: etree._Element, spec: Spec) -> None:
    element.text, element.tail = spec[2], spec[3]
    for each in spec[4]:
        _fill(etree.SubElement(element, each[0], each[1]), each)


def stylesheet() -> etree.XSLT:
    """The stylesheet of the page, compiled as the program does it."""
    from tei_edition import render

    sheet = asset("xslt", "edition.xsl")
    return render._compiled(sheet, render._state(sheet))


# --- the section ----------------------------------------------------------------------------------------------


def opened(name: str, folder: Path) -> Corpus:
    """The captures of a folder that become TEI, with what the floor makes of them."""
    config = load_config(folder)
    workshop = open_workshop(config)
    found = [(path, convert_file(path, workshop).tei) for path in sorted(folder.rglob("*.txt"))]
    made = [(path, tei) for path, tei in found if tei is not None]
    return Corpus(
        name,
        tuple(path for path, _ in made),
        workshop,
        tuple(_spec(etree.fromstring(tei)) for _, tei in made),
        sum(path.stat().st_size for path, _ in made) / KB,
        sum(len(tei) for _, tei in made) / KB,
    )


def in_turn(corpus: Corpus, runs: int) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """So many runs of line and floor, one after the other, each into an empty folder; the first is thrown away."""
    look_for_garbage_seldom()  # as all processes of the program do
    schema = etree.XMLSchema(etree.parse(str(asset("schemas", "tei_edition.xsd"))))
    sheet = stylesheet()
    lines, floors = [], []
    for _ in range(runs + 1):
        for measured, run in ((lines, line), (floors, lambda *given: floor(*given, schema, sheet))):
            with tempfile.TemporaryDirectory() as folder:
                gc.collect()
                measured.append(run(corpus, Path(folder)))
    return lines[1:], floors[1:]


Pairs = dict[str, tuple[float, float]]


def compared(corpus: Corpus, runs: int) -> tuple[Table, Pairs, float, float]:
    """The table of a corpus, line and floor by stage, their ratio, and the analysis in µs per KB of capture."""
    lines, floors = in_turn(corpus, runs)
    ours, least = _best(lines), _best(floors)
    count = len(corpus.captures)
    answers = {stage: floor_stage for floor_stage, stages in FLOOR.items() for stage in stages}
    stages = [*(stage for stage, _ in STAGES), *PAGES, "rest"]
    rows = []
    for stage in [*stages, "whole", PROCESSOR]:
        against = stage if stage in ("whole", PROCESSOR) else answers.get(stage, "")
        rows.append(_row(stage, ours.get(stage, 0.0), least.get(against), corpus, count))
    heads = ("stage", "µs/KB of capture", "µs/KB of TEI", "ms/document", "floor, µs/KB of TEI", "ratio")
    ratio = ours["whole"] / least["whole"]
    analysis = sum(ours.get(stage, 0.0) for stage in ANALYSIS) * 1e6 / corpus.capture_kb
    scale = 1e6 / corpus.tei_kb
    pairs = {stage: (ours.get(stage, 0.0) * scale, least.get(answers.get(stage, ""), 0.0) * scale) for stage in stages}
    return Table(heads, tuple(rows)), pairs, ratio, analysis


def _best(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The fastest run: on a machine that does other things too, it says best what the work costs."""
    return min(runs, key=lambda run: run["whole"])


def _row(stage: str, seconds: float, least: float | None, corpus: Corpus, count: int) -> tuple[str, ...]:
    return (
        stage,
        f"{seconds * 1e6 / corpus.capture_kb:,.1f}",
        f"{seconds * 1e6 / corpus.tei_kb:,.1f}",
        f"{seconds * 1e3 / count:.2f}",
        f"{least * 1e6 / corpus.tei_kb:,.1f}" if least is not None else "–",
        f"{seconds / least:.2f}" if least else "–",
    )


def measured(scale: Scale) -> Section:
    """The section of docs/performance.md."""
    tables, drawn, aims, told = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "captures"
        write_captures(made, scale.documents)
        for name, path in (("generated captures", made), ("the captures in seeds/", ROOT / "seeds")):
            corpus = opened(name, path)
            table, pairs, ratio, analysis = compared(corpus, scale.runs)
            tables.append(table)
            drawn.append(pairs)
            told.append(
                f"{name}, {len(corpus.captures)} documents, {corpus.capture_kb:,.0f} KB of capture, "
                f"{corpus.tei_kb:,.0f} KB of TEI"
            )
            aims.append(Aim(f"whole line, {name}", ratio, MOST_LINE, unit=" × the floor"))
            aims.append(Aim(f"text analysis (sift, parse), {name}", analysis, MOST_ANALYSIS, unit=" µs/KB"))
    plot = Plot("stages", plots.bars(drawn[0], ("the line", "the floor"), "µs"), "µs per KB of TEI by stage")
    text = (
        "Where the time of a document goes, in one process, and the least that any program on lxml must spend on the "
        "same documents: the same trees built by `SubElement`, validated by the same schema, transformed by the same "
        f"stylesheet, the same bytes written. The best of {scale.runs} runs each, line and floor in turn. The last row "
        "is the time of the processor alone, on which other work of the machine tells little. The drawing shows µs per "
        f"KB of TEI. First table: {told[0]}. Second table: {told[1]}."
    )
    return Section("One document, stage by stage", text, tuple(tables), (plot,), tuple(aims))


if __name__ == "__main__":
    sys.exit(alone("line", __doc__, measured))
