"""How the program starts: what it loads, and what it keeps of one start for the next."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from program import ROOT
from tei_edition.assets import asset
from tei_edition.authorities import gazetteer, load_authorities

SEED = ROOT / "seeds" / "000_98f4a781b932282a.txt"
PATTERNS = (r"\d+", r"(?i)(?P<word>[a-zà-ž]+)\s(?P<next>\w)", r"(?:a|b)*+c", r"[“”\u0400-\u04ff]", r"(?x) a # b")
KEEPING_ALL = """
import tei_edition.cli.compiled as compiled
compiled.WORTH_WRITING = 1
compiled.keep_compilations()
FILE = compiled.FILE
"""
COUNTING = """
import re._compiler as compiler
anew = compiler._code
count = []
compiler._code = lambda tree, flags: count.append(tree) or anew(tree, flags)
"""


def python(program: str, caches: Path, **more: str) -> str:
    """What a program says whose bytecode, and what it keeps, is in a folder of its own."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env = {**kept, "PYTHONPYCACHEPREFIX": str(caches), **more}
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env, encoding="utf-8"
    ).stdout


def converting(target: Path) -> str:
    """A program that converts a capture and says how many patterns it had to compile."""
    words = ["convert", str(SEED), "-o", str(target), "-q"]
    return f"{COUNTING}from tei_edition.cli.program import main\nmain({words!r})\nprint(len(count))"


def test_the_second_start_compiles_next_to_nothing_and_writes_the_same(tmp_path: Path) -> None:
    first = int(python(converting(tmp_path / "one"), tmp_path / "caches"))
    second = int(python(converting(tmp_path / "two"), tmp_path / "caches"))
    assert first > 200
    assert second < 30  # what Python itself and click compile before a command is known
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_kept_pattern_is_the_pattern(tmp_path: Path) -> None:
    told = (
        "import json, re\n"
        f"for text in {PATTERNS!r}:\n"
        "    found = re.compile(text)\n"
        "    said = [m.groupdict() or m.group() for m in found.finditer('12 Ab cd “Ж” aabc')]\n"
        "    print(json.dumps([found.pattern, found.flags, found.groups, dict(found.groupindex), said, repr(found)]))"
    )
    anew = python(told, tmp_path / "none")
    assert python(KEEPING_ALL + told, tmp_path / "caches") == anew
    assert (
        python(
            COUNTING + KEEPING_ALL + "import json; count.clear()\n" + told + "\nassert not count", tmp_path / "caches"
        )
        == anew
    )
    assert len(anew.splitlines()) == len(PATTERNS)
    assert json.loads(anew.splitlines()[1])[3] == {"word": 1, "next": 2}


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: data.replace(b"a", b"b")])
def test_what_is_kept_but_damaged_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file, first = python(
        KEEPING_ALL + "import re; print(FILE, re.compile('a+').match('aab').group())", tmp_path
    ).split()
    assert first == "aa"
    Path(file).write_bytes(damage(Path(file).read_bytes()))
    assert python(KEEPING_ALL + "import re; print(re.compile('a+').match('aab').group())", tmp_path) == "aa\n"


def test_what_another_python_kept_is_not_taken(tmp_path: Path) -> None:
    other = "import sys; sys.version = '2.7'\n"
    matching = "import re; print(re.compile('a+').match('aab').group(), *count)"
    python(other + KEEPING_ALL + "import re; re.compile('a+')", tmp_path)
    assert python(COUNTING + KEEPING_ALL + "count.clear()\n" + matching, tmp_path).startswith("aa [")
    assert python(COUNTING + KEEPING_ALL + "count.clear()\n" + matching, tmp_path) == "aa\n"


def test_who_wants_no_bytecode_gets_nothing_kept(tmp_path: Path) -> None:
    python(converting(tmp_path / "one"), tmp_path / "caches", PYTHONDONTWRITEBYTECODE="1")
    assert not (tmp_path / "caches").exists()


@pytest.mark.parametrize(("made", "file"), [("places", "gazetteer.json"), ("languages", "languages.json")])
def test_the_program_reads_what_people_edit(made: str, file: str) -> None:
    rows = runpy.run_path(str(ROOT / "scripts" / "make_data.py"))[made]()
    assert json.loads(json.dumps(rows)) == json.loads(asset("data", file).read_bytes()), "run `make data`"


def test_a_place_of_the_program_is_what_its_entry_says() -> None:
    assert gazetteer() == load_authorities(asset("data", "gazetteer.yaml"))
