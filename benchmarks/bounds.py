"""Long documents against the time that each may take: `make bench`. Fails (exit code 1) if one takes longer.

The bounds are seconds of the processor, about twice what the machine of 2026 needs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from lxml import etree
from measure import processor_seconds

from long_documents import mixed_paragraphs, paragraphs, turns, turns_with_notes
from tei_edition.checks.regeneration import regenerate
from tei_edition.checks.rules import check_rules
from tei_edition.render import read_tei, render_document
from tei_edition.site.characters import spell
from tei_edition.site.search import blocks


def main() -> int:
    long_text = etree.fromstring(paragraphs(100_000).encode())
    long_minutes = etree.ElementTree(etree.fromstring(turns(40_000).encode()))
    page = turns_with_notes(10_000).encode()
    mixed = etree.fromstring(mixed_paragraphs(100_000).encode())
    bounds: tuple[tuple[str, float, Callable[[], object]], ...] = (
        ("the words of 100,000 paragraphs", 3, lambda: regenerate(long_text)),
        ("the rules on 40,000 turns", 4, lambda: check_rules(long_minutes)),
        ("the signs of a line of 200,000 tabs", 3, lambda: spell(etree.Element("words"), "a\t" * 200_000)),
        ("what is searched in 200,000 blocks", 3, lambda: list(blocks(mixed))),
        ("a page of 10,000 turns with notes", 5, lambda: render_document(read_tei(page))),
    )
    slow = 0
    for what, bound, run in bounds:
        taken = processor_seconds(run)
        slow += taken >= bound
        print(f"{what:40} {taken:6.2f} s  at most {bound} s{'  <-- too slow' if taken >= bound else ''}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
