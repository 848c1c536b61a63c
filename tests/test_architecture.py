"""The line of design.md §3, read from the imports: they point down only, and heavy things come late."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tei_edition
from program import SEEDS

PACKAGE = Path(tei_edition.__file__).parent

# From top to bottom; modules of one row may import each other, every other import points down. A folder's modules are
# one entry but for those that are named.
ORDER = (
    ("__main__",),
    ("cli",),
    (
        "authority_files",
        "commands",
        "drafting",
        "explain",
        "exporting",
        "naming",
        "publishing",
        "rendering",
        "scaffold",
        "serve",
        "verifying",
    ),
    ("writing",),
    ("manner", "validation"),
    ("parts",),
    ("earlier",),
    ("corpus",),
    ("jobs",),
    ("site",),
    ("exports", "registers"),
    ("pipeline",),
    ("tei", "render", "records", "replies", "report", "outcome", "own_files"),
    ("appearances",),
    ("description", "listed"),
    ("running_text",),
    ("datable", "ms_desc", "named", "reading_text"),
    ("checks", "genres", "layouts.draft", "layouts.profiles"),
    ("layouts.telltales",),
    ("layouts.recognition",),
    ("layouts.likeness", "layouts.profile_text"),
    ("layouts.engine",),
    ("layouts.choosing", "layouts.fields", "layouts.frame"),
    ("layouts.slots",),
    ("layouts.words",),
    ("layouts.hallmark",),
    ("bearers", "digests"),
    ("mentions",),
    ("surroundings",),
    ("lexicon",),
    ("account", "citation", "editorial", "dates", "names", "nesting", "ledger", "excerpts"),
    ("name_forms",),
    ("config",),
    ("authorities", "statements", "source", "vocabulary", "wrapping"),
    ("capture_lists",),
    ("identifiers",),
    ("listing", "settings"),
    ("codes", "yamlfile"),
    ("shapes",),
    ("slow_patterns",),
    ("yamlparser",),
    ("yamltree",),
    ("folders",),
    ("fixity", "lock"),
    ("runner",),
    ("cluster",),
    ("workers",),
    ("files", "own_program"),
    ("bounds", "journal", "progress"),
    ("cards", "checksums", "packed", "pile", "shelf", "state", "stylesheets"),
    ("depot",),
    ("remote",),
    (
        "assets",
        "garbage",
        "guessing",
        "model",
        "ordinary",
        "packing",
        "patterns",
        "tables",
        "teifile",
        "transliteration",
        "wordlist",
    ),
    ("errors", "legible"),
    ("__init__",),
)

# what a part must not know, although it stands above it
FORBIDDEN = (
    ("layouts", "genres"),  # a layout does not know what kind of text its document is
    ("genres", "layouts"),
    ("genres", "tei"),  # from here on only TEI counts …
    ("genres", "checks"),
    ("checks", "genres"),  # … and nothing looks back
    ("checks", "tei"),
    ("checks", "config"),
    ("render", "model"),
    ("render", "genres"),
    ("render", "tei"),
    ("site", "model"),
    ("site", "genres"),
    ("site", "tei"),
    ("exports", "genres"),  # an export knows TEI and the edition's settings, nothing of how the TEI was made
    ("exports", "tei"),
    ("exports", "pipeline"),
    ("registers", "genres"),
    ("registers", "tei"),
    ("registers", "pipeline"),
    ("model", "assets"),
    ("tei", "genres"),
    ("tei", "layouts"),
)

# who may import what is not ours; `late`: only inside a function
MAY_IMPORT = {
    "lxml": {"tei", "checks", "render", "records", "site", "pipeline", "validation", "exports", "exporting"}
    | {"teifile", "digests", "replies", "registers", "description", "reading_text", "appearances"}
    | {"datable", "ms_desc", "named", "listed", "running_text"},
    "xmlschema": {"checks.faults", "checks.schema"},
    "rich": {"progress"},
    "click": {"cli", "manner"},
    "anyascii": {"transliteration"},
    "yaml": {"yamlparser", "codes", "registers.exchange.insertion"},
    "rapidfuzz": {"registers.suggesting.likeness"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "watchfiles": {"serve"},
    "fsspec": {"remote"},
    "dask": {"cluster"},
    "distributed": {"cluster"},
}
LATE = ("xmlschema", "rich", "rapidfuzz", "starlette", "uvicorn", "watchfiles")
LATE += ("dask", "distributed", "fsspec")
MAY_PRINT = {"manner", "commands"}  # `manner` is the manner of speaking of the command line


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


FILES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
MODULES = sorted(FILES)


@cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of what is imported anywhere below a node."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case ast.ImportFrom():
                raise AssertionError("imports name the whole path")


def own_imports(module: str) -> set[str]:
    """The modules of ours that a module imports."""
    found = set()
    for name in imported(trees()[module]):
        if name.startswith("tei_edition."):
            inner = name.removeprefix("tei_edition.")
            while inner and inner not in trees():
                inner = inner.rpartition(".")[0]
            found.add(inner or "__init__")
    return found - {module}


def is_in(module: str, part: str) -> bool:
    return module == part or module.startswith(part + ".")


def row(module: str) -> int:
    """The row of the order in which a module stands: the most particular entry counts."""
    fits = [(len(part), index) for index, parts in enumerate(ORDER) for part in parts if is_in(module, part)]
    assert fits, f"{module} has no place in the order of the modules: give it one"
    return max(fits)[1]


def top_level(tree: ast.Module) -> Iterator[str]:
    """What is imported as soon as the module is."""
    for node in tree.body:
        is_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if not is_for_types and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from imported(node)


def test_every_entry_of_the_order_exists() -> None:
    entries = [part for parts in ORDER for part in parts]
    assert [part for part in entries if not any(is_in(module, part) for module in MODULES) and part != "__init__"] == []
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    if not module:
        return
    inside = module.partition(".")[0]
    up = {other for other in own_imports(module) if row(other) < row(module) and not is_in(other, inside)}
    assert up == set()


@pytest.mark.parametrize(("part", "other"), FORBIDDEN)
def test_a_part_does_not_know_what_is_none_of_its_business(part: str, other: str) -> None:
    knows = {
        (module, known)
        for module in MODULES
        if is_in(module, part)
        for known in own_imports(module)
        if is_in(known, other)
    }
    assert knows == set()


def test_no_two_modules_import_each_other() -> None:
    found = {module: own_imports(module) for module in MODULES}
    waiting = dict(found)
    while waiting:  # take away what imports nothing that is still there, until nothing is left
        free = {module for module, others in waiting.items() if not others & waiting.keys()}
        assert free, f"a circle of imports among {sorted(waiting)}"
        waiting = {module: others for module, others in waiting.items() if module not in free}


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_only_the_named_parts_import_a_library(library: str) -> None:
    importers = {module for module in MODULES if any(is_in(name, library) for name in imported(trees()[module]))}
    strangers = {module for module in importers if not any(is_in(module, part) for part in MAY_IMPORT[library])}
    assert strangers == set()


@pytest.mark.parametrize("library", LATE)
def test_what_few_runs_need_is_imported_when_it_is_needed(library: str) -> None:
    assert [module for module in MODULES if any(is_in(name, library) for name in top_level(trees()[module]))] == []


def test_the_help_answers_without_any_heavy_library() -> None:
    program = (
        "import sys, tei_edition.cli.program\n"
        "print(*sorted({'lxml', 'xmlschema', 'rich', 'yaml'} & sys.modules.keys()))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


# what a run of one document does not need, as long as nothing is wrong with it
NOT_FOR_ONE_DOCUMENT = (
    *("asyncio", "concurrent.futures", "csv", "email", "http", "importlib.metadata", "logging", "multiprocessing"),
    *("pickle", "secrets", "socket", "ssl", "subprocess", "tempfile", "traceback", "urllib.request", "xml.etree"),
    *LATE,
    *("anyascii", "jsonschema", "pagefind"),
    *("tei_edition.checks.faults", "tei_edition.checks.grammar", "tei_edition.checks.schema_words"),
    *("tei_edition.cluster", "tei_edition.exports", "tei_edition.registers", "tei_edition.render"),
    *("tei_edition.serve", "tei_edition.site", "tei_edition.workers"),
)


def test_one_document_is_converted_without_what_only_others_need(tmp_path: Path) -> None:
    program = (
        "import sys; from tei_edition.__main__ import main\n"
        f"main(['convert', {str(SEEDS / '000_98f4a781b932282a.txt')!r}, '-o', {str(tmp_path / 'tei')!r}, '-q'])\n"
        "print(*sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = answer.stdout.split()
    assert "tei_edition.pipeline" in loaded
    assert [name for name in loaded if any(is_in(name, other) for other in NOT_FOR_ONE_DOCUMENT)] == []


def test_only_the_command_line_prints() -> None:
    def prints(tree: ast.Module) -> bool:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if (
                    name == "print"
                    or name in ("click.echo", "click.secho")
                    or name.startswith(("sys.stdout.", "sys.stderr."))
                ):
                    return not name.endswith(".isatty")
        return False

    assert {module for module in MODULES if prints(trees()[module])} <= {"cli.program", *MAY_PRINT}


def test_the_model_is_data_only() -> None:
    names = {name.partition(".")[0] for name in imported(trees()["model"])}
    assert names <= {"__future__", "collections", "dataclasses", "enum", "typing"}


def test_no_module_catches_every_exception() -> None:
    """But what carries out the work on a document, which must not stop the others, the threads that answer for a
    process, the server, which must be there when the next change mends it, and the last words of the program."""
    catchers = {
        module
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    }
    assert catchers <= {"bounds", "workers", "serve", "cli.program"}


JOINT = re.compile(r"""(?<!match=)"[^"]*//t(?:ei)?:[^"]*\|[^"]*//t(?:ei)?:[^"]*(?=")""")


@pytest.mark.parametrize("folder, ending", [("src/tei_edition", "py"), ("xslt", "xsl")])
def test_no_path_joins_what_a_long_document_has_many_of(folder: str, ending: str) -> None:
    """libxml2 compares each node of one set with each of the other: 30,000 paragraphs and some heads took two minutes.

    One walk over all elements with a test of their names gives the same set.
    """
    texts = {
        path: path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / folder).rglob(f"*.{ending}"))
    }
    assert texts
    assert [(path.name, found[0]) for path, text in texts.items() for found in JOINT.finditer(text)] == []
