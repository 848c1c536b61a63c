"""Make docs/reference.md from the shapes of the files, the layouts and the finding codes of the program.

python scripts/make_reference.py
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tei_edition.authorities import AUTHORITIES
from tei_edition.codes import codes, entry
from tei_edition.exports import jsonl, spreadsheet
from tei_edition.exports.table import EXPORTS
from tei_edition.layouts.profiles import PROFILE, load_profiles
from tei_edition.settings import EDITION, FACTS, REPEATABLE
from tei_edition.shapes import Mapping, Row, rows

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
KEYS = ("key", "value", "default", "meaning")
ZONES = (
    ("chrome", "page furniture, which is left out of the TEI"),
    ("header", "what states a fact about the document; goes into the TEI header"),
    ("text", "the document itself"),
    ("markup", "a sign that the TEI expresses by an element instead"),
)
INTRODUCTION = """\
# Reference

Every key, fact and code. This page is made from the program (`python scripts/make_reference.py`); do not edit it.

In a key, `[]` stands for every item of a list, and `…` for a name that you choose. A key in **bold** must be there if
the key above it is; all others may be left out.

- [edition.yaml](#editionyaml)
- [Facts: captures.csv, and `facts` in edition.yaml](#facts)
- [Layout profiles](#layout-profiles)
- [authorities.yaml](#authoritiesyaml)
- [Exports](#exports), [columns of csv](#columns-of-csv), [keys of jsonl](#keys-of-jsonl)
- [Finding codes](#finding-codes)
"""
EDITION_YAML = """\
The settings of an edition, beside its captures. `tei-edition init FOLDER` writes one that explains every key.
"""
FACTS_ARE = """\
What you know better than the program. In `captures.csv` the first column is `file`, and every other column has the
name of a fact; several values in one cell are parted by `|`. In `edition.yaml` facts stand under `documents`, and
several values are a list.
"""
PROFILES = """\
A YAML file in the folder `layouts/` beside your `edition.yaml`; its file name is the name of the layout. Each line of a
page is offered to the slots of `head` from above and to those of `tail` below; a slot takes the line that passes its
test (`is`, `starts`, `like` or `form`). What no slot takes is the document. `tei-edition layout new NAME CAPTURE …`
drafts one from two or more captures, with comments.
"""
SLOTS = """\
`tail.slots[]` has the same keys as `head[]`.
"""
REASONS = """\
The zones, and the reasons that the shipped layouts give for them. A reason is a word of your choice; the ledger and
`tei-edition explain FILE` show it.
"""
NAMES = """\
People, organisations and places, with every form of their names. `tei-edition init FOLDER` writes an empty one with
examples.
"""
EXPORTS_ARE = """\
`tei-edition export NAME` writes TEI files in a format of other programs; [exports](exports.md) tells how to use it.
"""
COLUMNS = """\
Several values in one cell are parted by `; `. A value that begins like a formula (`=`, `+`, `-`, `@`) has an apostrophe
before it. The file is UTF-8 with a byte order mark (`utf-8-sig` in Python), with commas and CRLF.
"""
JSON_KEYS = """\
A line for each document. A key of which nothing is known is not there.
"""
CODES = """\
`tei-edition explain CODE` says why a finding matters and how to mend it, with examples. An error keeps a document out
of the reading edition; a warning wants a look; a note is shown with `-v`.
"""


def reference() -> str:
    """The page."""
    parts = (
        INTRODUCTION,
        "## edition.yaml\n",
        EDITION_YAML,
        table(KEYS, keys(EDITION)),
        "## Facts\n",
        FACTS_ARE,
        table(("fact", "what it states", "several"), facts()),
        "## Layout profiles\n",
        PROFILES,
        table(KEYS, keys(PROFILE, without="tail.slots[].")),
        SLOTS,
        REASONS,
        table(("zone", "what it is", "reasons"), zones()),
        "## authorities.yaml\n",
        NAMES,
        table(KEYS, keys(AUTHORITIES)),
        "## Exports\n",
        EXPORTS_ARE,
        table(("name", "what it is", "file"), exports()),
        "### Columns of csv\n",
        COLUMNS,
        table(("column", "what stands in it"), [(f"`{name}`", about) for name, about in columns()]),
        "### Keys of jsonl\n",
        JSON_KEYS,
        table(("key", "what it holds"), [(f"`{name}`", about) for name, about in json_keys()]),
        "## Finding codes\n",
        CODES,
        table(("code", "severity", "what was found (S: the rule that is broken)"), findings()),
    )
    return "\n".join(parts)


def keys(shape: Mapping, without: str = "\0") -> Iterator[tuple[str, ...]]:
    """A row for each key of a file."""
    for row in rows(shape):
        if not row.key.startswith(without):
            key = f"**`{row.key}`**" if row.required else f"`{row.key}`"
            yield key, row.what, default_of(row), row.meaning


def default_of(row: Row) -> str:
    """What holds without the key; nothing if its meaning says so."""
    if row.default in (None, "", (), {}):
        return ""
    return str(row.default).lower() if isinstance(row.default, bool) else str(row.default)


def facts() -> Iterator[tuple[str, ...]]:
    """A row for each fact."""
    for name, meaning in FACTS.items():
        yield f"`{name}`", meaning, "yes" if name in REPEATABLE else ""


def zones() -> Iterator[tuple[str, ...]]:
    """A row for each zone, with the reasons that occur."""
    reasons: dict[str, set[str]] = defaultdict(set)
    for profile in load_profiles():
        for slot in (*profile.head, *(profile.tail.slots if profile.tail else ())):
            for goes in (slot.goes, *(goes for _, goes in slot.parts)):
                reasons[str(goes.zone)].add(goes.reason)
    for zone, meaning in ZONES:
        yield f"`{zone}`", meaning, ", ".join(sorted(filter(None, reasons[zone])))


def exports() -> Iterator[tuple[str, ...]]:
    """A row for each export."""
    for export in EXPORTS:
        yield f"`{export.name}`", export.about, f"`{export.file}`" if export.file else "a folder"


def columns() -> Iterator[tuple[str, str]]:
    """A row for each column of csv."""
    yield from ((column.name, column.about) for column in spreadsheet.COLUMNS)
    yield spreadsheet.PAGE


def json_keys() -> Iterator[tuple[str, str]]:
    """A row for each key of jsonl."""
    yield from ((key.name, key.about) for key in jsonl.KEYS)
    yield from (jsonl.PAGE, jsonl.TEXT)


def findings() -> Iterator[tuple[str, ...]]:
    """A row for each code."""
    for code in codes():
        if known := entry(code):
            yield code, known.severity, known.title


def table(heads: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *body]
    return "".join(f"| {' | '.join(map(escaped, line))} |\n" for line in lines)


def escaped(cell: str) -> str:
    """A text that ends no cell and opens no element."""
    return cell.replace("|", r"\|").replace("<", "&lt;")


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
