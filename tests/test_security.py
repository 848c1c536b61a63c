"""What SECURITY.md promises: each promise has its tests, each limit its number; the broadest are tried here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import html as lxml_html

from program import LETTER, ROOT, SEEDS
from tei_edition import serve, yamlparser
from tei_edition.config import Limits, load_config
from tei_edition.errors import BadConfiguration
from whole_editions import WholeEdition

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file has which number")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


# --- the page itself ----------------------------------------------------------------------------------------------


@cache
def known() -> frozenset[str]:
    """The names of all tests."""
    found = (re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.M) for path in ROOT.glob("tests/test_*.py"))
    return frozenset(name for names in found for name in names)


def promises() -> list[tuple[str, list[str]]]:
    """The promises of SECURITY.md, each with the tests that it names: the rows of the table of its section."""
    (section,) = re.findall(r"^## What is promised\n(.*?)^## ", SECURITY, re.M | re.S)
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [(row[0].strip(), re.findall(r"`(test_\w+)`", row[-1])) for row in rows[2:]]


def test_every_promise_names_tests_that_there_are() -> None:
    assert len(promises()) > 10
    assert [promise for promise, proofs in promises() if not proofs] == []
    assert set(re.findall(r"\btest_\w+", SECURITY)) - known() == set()


def test_a_promise_without_a_test_would_be_seen() -> None:
    assert "test_that_nobody_wrote" not in known()
    assert {"test_every_promise_names_tests_that_there_are"} <= known()


def test_the_limits_are_those_of_the_settings() -> None:
    stated = dict(re.findall(r"`(max_\w+)` \(([\d,]+) ", SECURITY))
    assert {name: int(number.replace(",", "")) for name, number in stated.items()} == {
        name: getattr(Limits(), name) for name in Limits.__slots__
    }


# --- no network, and no file elsewhere ----------------------------------------------------------------------------

OVERHEARD = """
import os, sys
heard = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGED = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
ASKED = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request"}
PROGRAMS = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"}

def listen(event, words):
    if event == "open" and not isinstance(words[0], int) and words[2] & WRITING:
        tell("wrote", os.path.abspath(os.fsdecode(words[0])))
    elif event in CHANGED:
        tell("wrote", path_of(words[0], words[-1]))
        tell("wrote", path_of(words[1], words[-1])) if event in ("os.rename", "os.link", "os.symlink") else None
    elif event in ASKED:
        tell("asked", repr(words))
    elif event in PROGRAMS:
        tell("began", os.fsdecode(words[0]))

def path_of(path, folder):
    # files are also named by a number, or below a folder that is
    if isinstance(path, int):
        return os.readlink(f"/proc/self/fd/{path}")
    base = os.readlink(f"/proc/self/fd/{folder}") if isinstance(folder, int) and folder > 2 else ""
    return os.path.abspath(os.path.join(base, os.fsdecode(path)))

def tell(what, whom):
    os.write(heard, f"{what}\\t{whom}\\n".encode("utf-8", "surrogateescape"))

sys.addaudithook(listen)
from tei_edition.__main__ import main
main()
"""


def overheard(folder: Path, *words: object) -> list[tuple[str, str]]:
    """What the program did with files, the network and other programs, in all of its processes."""
    log = folder / "heard"
    log.touch()
    env = os.environ | {"TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder / "home")}
    (folder / "tmp").mkdir(exist_ok=True)
    command = [sys.executable, "-c", OVERHEARD, log, *words]
    run = subprocess.run(list(map(str, command)), cwd=folder, env=env, capture_output=True, text=True, timeout=60)
    assert run.returncode in (0, 1, 4), run.stderr
    lines = log.read_text("utf-8", "surrogateescape").splitlines()
    return sorted({(what, whom) for what, _, whom in (line.partition("\t") for line in lines)})


HOSTILE = """Letter from http://127.0.0.1:9/a to ../../outside

https://127.0.0.1:9/fetch.xsl <!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"> ![](http://127.0.0.1:9/x.png)
<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?> <xi:include href="/etc/passwd"/> ${jndi:ldap://127.0.0.1:9/}
"""


@on_linux
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_asks_nobody_and_writes_into_its_output_only(tmp_path: Path, jobs: int) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for name, text in {"a": LETTER, "..": HOSTILE, "b": HOSTILE}.items():
        (captures / f"{name}.txt").write_text(text, "utf-8")
    done = overheard(tmp_path, "build", captures, "-o", tmp_path / "out", "-j", jobs, "-q")
    assert any(what == "wrote" and whom.endswith("/out/html/index.html") for what, whom in done)
    assert outside(done, tmp_path / "out", tmp_path / "tmp") == []
    assert list((tmp_path / "tmp").iterdir()) == []


@on_linux
def test_tei_of_others_makes_the_program_ask_nobody_and_write_nowhere_else(tmp_path: Path) -> None:
    """Whatever a file names: a DTD, a stylesheet, an inclusion, a schema, another address for itself."""
    tei = tmp_path / "tei"
    tei.mkdir()
    (tei / "others.xml").write_text(OTHERS, "utf-8")
    (tei / "dtd.xml").write_text(f'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">{OTHERS}', "utf-8")
    (tmp_path / "secret").write_text("a secret", "utf-8")
    for words in (
        ("validate", tei),
        ("render", tei, "-o", tmp_path / "out"),
        ("export", "txt", tei, "-o", tmp_path / "out" / "txt"),
    ):
        done = overheard(tmp_path, *words)
        assert outside(done, tmp_path / "out", tmp_path / "tmp") == []
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file() and b"a secret" in path.read_bytes()]


OTHERS = """<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>
<?xml-model href="http://127.0.0.1:9/x.rng"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:base="http://127.0.0.1:9/" xml:id="..-..-outside"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://127.0.0.1:9/x.xsd"
 xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader><fileDesc><titleStmt><title>../../outside</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p><xi:include href="../secret" parse="text"/><ref target="http://127.0.0.1:9/">a</ref>
<graphic url="http://127.0.0.1:9/x.png"/></p></body></text></TEI>"""


def outside(done: list[tuple[str, str]], *folders: Path) -> list[tuple[str, str]]:
    """What was done elsewhere than in these folders; devices are not files."""
    here = (*(f"{folder}{os.sep}" for folder in folders), "/dev/")
    pagefind = ("began", sys.executable)  # of the search
    return [each for each in done if each != pagefind and not (each[0] == "wrote" and f"{each[1]}/".startswith(here))]


@on_linux
def test_whoever_asks_or_writes_elsewhere_would_be_heard(tmp_path: Path) -> None:
    told = overheard(tmp_path, "convert", SEEDS, "-o", tmp_path / "there", "-q")
    assert {what for what, _ in outside(told, tmp_path / "out")} == {"wrote"}
    served = overheard(tmp_path, "convert", "https://127.0.0.1:9/a.txt", "-o", tmp_path / "there")
    assert "asked" in {what for what, _ in served}


# --- pages, settings, the server ----------------------------------------------------------------------------------


def test_every_page_states_what_it_may_load(whole_edition: WholeEdition) -> None:
    path = "//head/meta[@http-equiv = 'Content-Security-Policy']/@content"
    policies = {tuple(lxml_html.parse(str(page)).xpath(path)) for page in whole_edition.pages}
    assert {len(found) for found in policies} == {1}
    for (policy,) in policies:
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert (rules["default-src"], rules["base-uri"]) == ("'none'", "'none'")
        own = {"'none'", "'self'", "data:", "'wasm-unsafe-eval'", "/harbours/css/", "/harbours/js/"}
        assert {source for sources in rules.values() for source in sources.split()} <= own, policy
        assert "data:" not in rules["script-src"]


@pytest.mark.parametrize(
    "text", ["title: &a x\ncolours: *a", "title: !!python/object/apply:os.system [x]", "<<: {a: b}"]
)
def test_anchors_aliases_and_tags_of_yaml_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text(text, "utf-8")
    with pytest.raises(BadConfiguration):
        load_config(tmp_path)
    assert issubclass(yamlparser._LOADER, (yamlparser.yaml.SafeLoader, getattr(yamlparser.yaml, "CSafeLoader", ())))


def test_the_server_listens_on_this_machine_only() -> None:
    with serve._listener(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
