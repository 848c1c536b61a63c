"""Everything that docs/performance.md says, measured and written: `make bench` (minutes), `make bench-full` (hours).

A benchmark that cannot run says why on the page, and the others go on. What the last run of each found is kept in
.bench/, so that one can be measured again without the others.

Usage: python benchmarks/performance.py [--full | --corpora N …] [NAME …]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from measure import load, machine
from sections import KEPT, LONG, ROOT, SHORT, Scale, Section, aims_of, keep, kept, markdown, show

PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "pictures"
BENCHMARKS = (
    # module      what it measures
    "startup",  # version, help, first document
    "line",  # the stages of one document against the floor
    "peers",  # pandoc, trafilatura, jing
    "growth",  # longer documents
    "corpora",  # more documents, more processes, memory, second run
)
HEAD = """# How fast, and how it grows

What a run costs, on one machine, as ratios wherever something can be set beside it. `make bench` measures all of it in
some minutes and writes this page anew, `make bench-full` does it with large corpora and hostile documents. Every
benchmark runs alone too (`benchmarks/README.md`), and the captures are made by a generator: nobody wrote them.

{machine}
"""


def measured(name: str, scale: Scale) -> Section:
    """The section of a benchmark; if it fails, one that says why."""
    run: Callable[[Scale], Section] = import_module(name).measured
    busy, start = load(), time.perf_counter()
    try:
        section = run(scale)
    except Exception as error:  # the others go on
        return Section(name, f"Not measured: {type(error).__name__}: {str(error)[:500]}")
    how = "the short run" if scale is SHORT else "in full"
    taken = time.perf_counter() - start
    note = f"\n\n({how.capitalize()}: {taken:,.0f} s, begun at a load of {busy} on {os.cpu_count()} cores.)"
    return replace(section, text=section.text + note)


def page(sections: Sequence[Section]) -> str:
    """docs/performance.md."""
    parts = [HEAD.format(machine=f"Measured on: {machine()}."), "## What is to be reached\n"]
    parts.append(f"{markdown(aims_of(sections))}\n")
    for section in sections:
        parts.append(f"## {section.title}\n\n{_wrapped(section.text)}\n")
        parts += [f"{markdown(table)}\n" for table in section.tables]
        parts += [f"![{plot.shows}](pictures/performance-{plot.name}.svg)\n" for plot in section.plots]
    return "\n".join(parts)


def _wrapped(text: str) -> str:
    import textwrap

    return "\n\n".join(textwrap.fill(each, 118, break_long_words=False) for each in text.split("\n\n"))


def write_page(sections: Sequence[Section]) -> None:
    """Write the page and its drawings."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for plot in (plot for section in sections for plot in section.plots):
        (PICTURES / f"performance-{plot.name}.svg").write_text(plot.svg, "utf-8")
    PAGE.write_text(page(sections), "utf-8")


def main(arguments: Sequence[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME", help=", ".join(BENCHMARKS))
    options.add_argument("--full", action="store_true", help="large corpora, hostile documents, more runs")
    options.add_argument(
        "--corpora", type=int, nargs="+", metavar="N", help="in full, but with corpora of so many captures"
    )
    chosen = options.parse_args(arguments)
    scale = LONG if chosen.full or chosen.corpora else SHORT
    if chosen.corpora:
        scale = replace(scale, corpora=tuple(chosen.corpora))
    for name in chosen.names or BENCHMARKS:
        section = measured(name, scale)
        show(section)
        keep(name, section)
        write_page([found for each in BENCHMARKS if (found := kept(each))])
    print(f"written: {PAGE.relative_to(ROOT)}; kept: {KEPT.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
