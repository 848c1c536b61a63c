"""Runs after the first: only what changed is done again, and all is as a first run would have written it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from program import LETTER, letters, run, times, tree
from tei_edition import files, state
from tei_edition.config import Config, load_config
from tei_edition.corpus import convert_all
from tei_edition.earlier import Earlier
from tei_edition.jobs import Job
from tei_edition.model import Place, Severity
from tei_edition.packed import packed, unpacked
from tei_edition.site import build, documents
from tei_edition.site.edition import File
from tei_edition.state import State

OUT = Path("output")
STATE = OUT / "tei" / ".tei-edition.state"
SEQUENCES = max(3, int(os.environ.get("TEI_EDITION_EXAMPLES", "60")) // 50)
FIRST = "Letter from Kim Il Sung to Enver Hoxha\n\nPyongyang, 31 December 1965\n\nDear Comrade,\n\nYes.\n\nKim\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def an_edition() -> None:
    """Four letters, one of which answers another."""
    letters(Path("captures"), 2)
    Path("captures/first.txt").write_text(FIRST, "utf-8")
    Path("captures/answer.txt").write_text(LETTER, "utf-8")
    Path("edition.yaml").write_text("title: Letters\n", "utf-8")


def built(*words: object) -> str:
    """What a build says, in detail."""
    result = run("build", ".", "-v", *words)
    assert result.exit_code in (0, 1, 4), result.stderr
    return result.stderr


def reasons(said: str) -> dict[str, str]:
    """For each document that was written why it was; unchanged ones are left out."""
    found = re.findall(r"^\S*?([\w-]+)\.txt → \S+  \(layout [^;]*?(?:; (.*))?\)$", said, re.MULTILINE)
    return {name: why or "new" for name, why in found if why != "unchanged"}


def everything(out: Path) -> dict[str, bytes]:
    """What was written, but for what the report says of the run."""
    found = {name: data for name, data in tree(out).items() if not name.endswith(".tei-edition.lock")}
    if "report.json" in found:
        report = json.loads(found["report.json"])
        found["report.json"] = json.dumps({**report, "removed": []}).encode()
        rows = found["MANIFEST.sha256"].splitlines()
        found["MANIFEST.sha256"] = b"\n".join(row for row in rows if not row.endswith(b"  report.json"))
    return found


def differing(out: Path) -> set[str]:
    """The files that are not as a build into an empty folder writes them."""
    shutil.rmtree("fresh", ignore_errors=True)
    run("build", ".", "-o", "fresh")
    fresh, found = everything(Path("fresh")), everything(out)
    return {name for name in fresh.keys() | found.keys() if fresh.get(name) != found.get(name)}


# --- what is done again, and why ------------------------------------------------------------------------------


def test_nothing_is_done_again_if_nothing_changed() -> None:
    an_edition()
    assert reasons(built()) == dict.fromkeys(("answer", "first", "letter-001", "letter-002"), "new")
    before, then, remembered = tree(OUT), times(OUT), STATE.read_bytes()
    said = built()
    assert reasons(said) == {}
    assert " · 4 unchanged · " in said
    assert tree(OUT) == before
    assert times(OUT) == then
    assert STATE.read_bytes() == remembered


def test_no_document_is_opened_for_an_unchanged_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    an_edition()
    built()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("nothing has to be made")

    monkeypatch.setattr("tei_edition.pipeline.open_workshop", never)
    monkeypatch.setattr("tei_edition.site.build.built", never)
    assert " · 4 unchanged · " in built()


def test_a_run_tells_the_findings_of_what_it_does_not_do_again() -> None:
    an_edition()
    Path("captures/empty.txt").write_text("\n", "utf-8")
    Path("captures/broken.txt").write_text(LETTER.replace("We are well", "We are well[5] mud5. [illegible"), "utf-8")

    def findings(said: str) -> str:
        return re.sub(r"; (?:new|unchanged)|· \d+ unchanged |built in .*", "", said)

    first = run("build", ".", "-v", "--report", "first.json")
    again = run("build", ".", "-v", "--report", "again.json")
    assert again.exit_code == first.exit_code
    assert findings(again.stderr) == findings(first.stderr)
    assert Path("first.json").read_bytes() == Path("again.json").read_bytes()
    assert differing(OUT) == set()


def test_findings_name_the_capture_as_this_run_names_it() -> None:
    an_edition()
    run("convert", "captures/letter-001.txt", "-v")
    whole = Path("captures").absolute()
    said = run("convert", whole / "letter-001.txt", "-v").stderr
    assert f"{whole / 'letter-001.txt'}:1:1  note C201" in said
    assert "1 unchanged" in said


Change = Callable[[], object]


def replaced(file: str, old: str, new: str) -> Change:
    return lambda: Path(file).write_text(Path(file).read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("change", "words", "told"),
    [
        (replaced("captures/letter-001.txt", "well", "ill"), (), {"letter-001": "capture changed"}),
        (replaced("edition.yaml", "Letters", "More"), (), "settings changed"),
        (lambda: Path("edition.yaml").write_text("site: {language: de}\ntitle: Letters"), (), {}),
        (lambda: Path("edition.yaml").write_text("check: {ignore: [C201]}\ntitle: Letters"), (), {}),
        (
            lambda: Path("edition.yaml").write_text("documents: {first.txt: {genre: report}}\ntitle: Letters"),
            (),
            {"first": "statements about this document changed", "answer": "a letter that it answers changed"},
        ),
        (lambda: Path("authorities.yaml").write_text("people: []\n"), (), "authorities changed"),
        (lambda: Path("layouts").mkdir(), (), {}),
        (Path(OUT / "tei/first.xml").unlink, (), {"first": "output missing: first.xml"}),
        (
            lambda: Path(OUT / "tei/first.ledger.json").write_text("{}"),
            (),
            {"first": "output changed: first.ledger.json"},
        ),
        (lambda: None, ("--encoding", "utf-8"), "--encoding changed"),
        (lambda: None, ("--force",), "--force"),
    ],
)
def test_the_program_says_why_a_document_is_done_again(
    change: Change, words: tuple[str, ...], told: str | dict[str, str]
) -> None:
    an_edition()
    built()
    change()
    if isinstance(told, str):
        told = dict.fromkeys(("answer", "first", "letter-001", "letter-002"), told)
    assert reasons(built(*words)) == told
    if not words:
        assert differing(OUT) == set()


def test_another_version_of_the_program_does_everything_again(monkeypatch: pytest.MonkeyPatch) -> None:
    an_edition()
    monkeypatch.setattr("tei_edition.earlier.program", lambda: "0.0.1 abc")
    built()
    monkeypatch.setattr("tei_edition.earlier.program", lambda: "0.0.2 def")
    assert set(reasons(built()).values()) == {"program 0.0.1 → 0.0.2"}
    monkeypatch.setattr("tei_edition.earlier.program", lambda: "0.0.2 abc")
    assert set(reasons(built()).values()) == {"program changed"}


def test_a_letter_whose_answer_was_written_before_it_came_is_linked() -> None:
    an_edition()
    Path("captures/first.txt").rename("first.txt")
    built()
    assert b"first.xml" not in Path("output/tei/answer.xml").read_bytes()
    Path("first.txt").rename("captures/first.txt")
    assert reasons(built()) == {"first": "new", "answer": "a letter that it answers changed"}
    assert b'target="first.xml"' in Path("output/tei/answer.xml").read_bytes()
    Path("captures/first.txt").rename("captures/other.txt")
    assert reasons(built())["answer"] == "a letter that it answers changed"
    assert b'target="other.xml"' in Path("output/tei/answer.xml").read_bytes()
    assert differing(OUT) == set()


def test_a_capture_that_changes_while_it_is_converted_is_converted_again() -> None:
    an_edition()
    job = Job(Path("captures/first.txt"), "first")
    config = load_config(Path())
    with State(OUT) as remembered:
        earlier = Earlier(remembered, OUT, config, None, forced=False)
        look = earlier.look(job)
        (conversion,) = convert_all([job], config)
        replaced("captures/first.txt", "Yes", "No")()
        earlier.remember(job, look, conversion, {}, ())
        replaced("captures/first.txt", "No", "Yes")()
        assert earlier.look(job).why == "new"


# --- captures that are gone -----------------------------------------------------------------------------------


def test_convert_takes_away_what_it_wrote_of_a_capture_that_was_deleted() -> None:
    an_edition()
    run("convert", "captures")
    Path("captures/letter-001.txt").unlink()
    result = run("convert", "captures/letter-002.txt", "-v")
    assert "letter-001.xml: removed, for there is no such document any more" in result.stderr
    left = {path.name for path in Path("tei").glob("*.*")}
    assert not any(name.startswith("letter-001") for name in left)
    assert {"letter-002.xml", "first.xml", "answer.xml"} <= left


def test_a_build_of_another_edition_takes_nothing_away_that_has_captures() -> None:
    an_edition()
    built()
    letters(Path("others"), 1)
    Path("others/letter-001.txt").rename("others/other.txt")
    result = run("build", "others/other.txt", "--config", "others", "-v")
    assert "removed, for" not in result.stderr
    assert Path("output/tei/first.xml").is_file()


def test_tei_that_cannot_be_written_any_more_is_taken_away() -> None:
    an_edition()
    built()
    Path("captures/first.txt").write_text("\n", "utf-8")
    assert "first.xml: removed" in built()
    assert not list(OUT.glob("tei/first.*"))
    assert differing(OUT) == set()


def test_what_somebody_edited_is_never_taken_over_as_ours() -> None:
    an_edition()
    built()
    file = Path("output/tei/first.xml")
    file.write_bytes(file.read_bytes().replace(b"Yes.", b"Yes, mine."))
    for _ in range(2):
        assert "E201" in built()
        assert b"Yes, mine." in file.read_bytes()
        assert any(b"Yes, mine." in path.read_bytes() for path in OUT.glob("html/doc/*.html"))
    Path("output/tei/first.new.xml").replace(file)
    assert "E201" not in built()
    assert "first" not in reasons(built())


# --- the state ------------------------------------------------------------------------------------------------


def test_a_row_is_there_again_and_one_that_was_touched_is_not(tmp_path: Path) -> None:
    with State(tmp_path) as rows:
        rows.put("kind", "näme", b"data")
        rows.put("kind", "other", b"data")
    table = sqlite3.connect(tmp_path / state.NAME)
    table.execute("UPDATE row SET data = ? WHERE name = 'other'", (b"date",))
    table.commit()
    table.close()
    with State(tmp_path) as rows:
        assert rows.get("kind", "näme") == b"data"
        assert rows.get("kind", "other") is None
        assert rows.get("other", "näme") is None
        assert list(rows.names("kind")) == ["näme", "other"]
        rows.keep_only("kind", ["other"])
        assert list(rows.names("kind")) == ["other"]


def test_nothing_is_kept_without_a_folder_and_nobody_who_only_asks_makes_a_file(tmp_path: Path) -> None:
    with State(None) as rows:
        rows.put("kind", "name", b"data")
        assert rows.get("kind", "name") is None
    with State(tmp_path) as rows:
        assert rows.get("kind", "name") is None
    assert not list(tmp_path.iterdir())


def spoiled(how: str) -> None:
    data = STATE.read_bytes()
    match how:
        case "cut":
            STATE.write_bytes(data[: len(data) // 2])
        case "empty":
            STATE.write_bytes(b"")
        case "no table":
            STATE.write_bytes(b"this is something else" * 100)
        case "zeros":
            STATE.write_bytes(data[:8192] + bytes(len(data) - 8192))
        case "folder":
            STATE.unlink()
            STATE.mkdir()
        case _:
            STATE.unlink()


@pytest.mark.parametrize("how", ["cut", "empty", "no table", "zeros", "folder", "gone"])
def test_a_state_that_is_spoiled_costs_time_and_nothing_else(how: str) -> None:
    an_edition()
    built()
    spoiled(how)
    replaced("captures/letter-001.txt", "well", "ill")()
    built()
    assert differing(OUT) == set()
    built()
    assert differing(OUT) == set()


# --- any sequence of changes ----------------------------------------------------------------------------------


def changes(chance: random.Random) -> Iterator[Change]:
    """Changes of an edition and of what was written, without end."""
    names = ["letter-001", "letter-002", "first", "answer", "new"]

    def capture() -> Path:
        return Path(f"captures/{chance.choice(names)}.txt")

    def add() -> None:
        capture().write_text(chance.choice((LETTER, FIRST)).replace("Yes", chance.choice("abc")), "utf-8")

    def take() -> None:
        if len(list(Path("captures").glob("*.txt"))) > 1:
            capture().unlink(missing_ok=True)

    def rename() -> None:
        if (one := capture()).is_file():
            one.replace(capture())

    def touch_output() -> None:
        found = [
            path for path in sorted(OUT.rglob("*")) if path.is_file() and path.suffix in (".html", ".json", ".zip")
        ]
        found = [path for path in found if path.parent.name != "tei" or path.name.endswith(".ledger.json")]
        if found:
            path = chance.choice([path for path in found if path.name != "manifest.json"])
            path.write_bytes(path.read_bytes()[:-3] + b"xyz")
            run("build", ".")  # if its document goes before, it stays: somebody edited it

    def lose_output() -> None:
        found = [path for path in sorted(OUT.rglob("*.*")) if path.is_file() and not path.name.startswith(".")]
        if found:
            chance.choice(found).unlink()

    def lose_state() -> None:
        run("build", ".")  # if captures go while there is no state, nobody knows whose their TEI is (E202)
        if STATE.is_file():
            spoiled(chance.choice(("cut", "zeros", "gone")))
            run("build", ".")

    every: tuple[Change, ...] = (
        add,
        add,
        take,
        rename,
        touch_output,
        lose_output,
        lose_state,
        lambda: Path("edition.yaml").write_text(f"title: {chance.choice('ABC')}\n"),
        lambda: Path("edition.yaml").write_text(f"site: {{capture: {chance.choice(['none', 'hashes'])}}}\n"),
        lambda: Path("authorities.yaml").write_text(
            f"people: [{{id: pers-x, name: {chance.choice(['Enver Hoxha', 'Kim Il Sung'])}}}]\n"
        ),
    )
    while True:
        yield chance.choice(every)


def interrupted(after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends as many files were written."""
    left = after

    def replace(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return original(self, target)

    original = Path.replace
    with monkeypatch.context() as patched:
        patched.setattr(files.Path, "replace", replace)
        run("build", ".")


@pytest.mark.usefixtures("with_search")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what an interruption leaves open
@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_changes_a_build_gives_what_a_first_build_gives(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    an_edition()
    sequence = changes(chance)
    for step in range(6):
        for _ in range(chance.randint(1, 3)):
            next(sequence)()
        if chance.random() < 0.4:
            interrupted(chance.randint(0, 40), monkeypatch)
            next(sequence)()
        run("build", ".", *(["-j", "2"] if step == 3 else []))
        assert differing(OUT) == set(), f"step {step}"


# --- pages ----------------------------------------------------------------------------------------------------


def test_only_pages_that_say_something_else_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    an_edition()
    run("build", ".")
    made: list[str] = []
    made_files, rendered = documents.files, build.render_page

    def files_of(job: documents.DocumentJob, config: Config) -> Iterator[File]:
        made.append(job.entry.record.ident)
        return made_files(job, config)

    def page_of(source: bytes, sheet: str, params: dict[str, str]) -> bytes:
        made.append(params["self"])
        return rendered(source, sheet, params)

    monkeypatch.setattr(
        "tei_edition.runner._enough_for_one", lambda: 100
    )  # what a process of its own does, is not seen
    monkeypatch.setattr(documents, "files", files_of)
    monkeypatch.setattr(build, "render_page", page_of)
    run("build", ".")
    assert made == []
    replaced("captures/letter-001.txt", "well and", "very well and")()
    run("build", ".")
    assert "letter-001" in made
    assert not {"letter-002", "first", "answer", "years/index.html"} & set(made)
    made.clear()
    Path(OUT / "html/years/index.html").write_text("mine", "utf-8")
    run("build", ".")
    assert made == ["years/index.html"]
    assert differing(OUT) == set()


def test_an_own_stylesheet_and_what_it_imports_count(tmp_path: Path) -> None:
    an_edition()
    transform = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"'
    own = f'<xsl:stylesheet {transform}><xsl:import href="tei-edition:edition.xsl"/><xsl:import href="part.xsl"/>'
    Path("own.xsl").write_text(f"{own}</xsl:stylesheet>", "utf-8")
    part = (
        '<xsl:stylesheet {}><xsl:template match="/" priority="9"><html>part {}</html></xsl:template></xsl:stylesheet>'
    )
    Path("part.xsl").write_text(part.format(transform, "one"), "utf-8")
    Path("edition.yaml").write_text("site: {stylesheet: own.xsl}\n", "utf-8")
    run("build", ".")
    Path("part.xsl").write_text(part.format(transform, "two"), "utf-8")
    assert reasons(built()) == {}
    assert differing(OUT) == set()
    assert any(b"part two" in path.read_bytes() for path in OUT.glob("html/doc/*.html"))


# --- values as bytes --------------------------------------------------------------------------------------------


class Pair(NamedTuple):
    """Values of all kinds that rows hold."""

    name: str
    number: int | None
    kind: Severity
    counts: Counter[tuple[str, str]]
    names: frozenset[str]
    places: tuple[Place, ...]
    numbers: dict[str, int]


def test_what_is_packed_comes_back_and_anything_else_is_refused() -> None:
    counts = Counter({("p", "n"): 2})
    pair = Pair("\udcff", None, Severity.NOTE, counts, frozenset("ab"), (Place("a", 1, 2),), {"a": 1})
    assert unpacked(Pair, packed(pair)) == pair
    for spoiled_bytes in (b"", b"{", b"[]", b'["a"]', packed(pair).replace(b'"note"', b'"nothing"'), packed(7)):
        with pytest.raises(ValueError, match="no <class"):
            unpacked(Pair, spoiled_bytes)
    with pytest.raises(TypeError, match="object cannot be packed"):
        packed(object())
