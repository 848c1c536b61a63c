"""The command line as an editor meets it: what it says, where, with which exit code, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from program import LETTER, SEEDS, TELEGRAM, must_refuse, run, start, times, tree
from tei_edition import pipeline
from tei_edition.cli.program import EXIT_CODES, tei_edition
from tei_edition.model import Conversion

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
NOISE = bytes((n * 89 + n // 7 * 31) % 256 for n in range(5000))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, with nothing set that changes how the program talks."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "SOURCE_DATE_EPOCH", "TEI_EDITION_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def capture(name: str = "letter.txt", data: bytes = LETTER.encode()) -> Path:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def in_one_message(text: str) -> None:
    """One `error:` with a hint, and nothing of Python."""
    assert text.startswith("error: ")
    assert text.count("error: ") == 1
    assert text.count("\n    hint: ") == 1
    assert "Traceback" not in text


# --- inputs that cannot be converted --------------------------------------------------------------------------

BAD = {
    "empty": (b"", "the file is empty: it has no text to encode"),
    "white": (b" \n\t\r\n\xc2\xa0\n", "the file is empty: it has no text to encode"),
    "picture": (PNG, "this is a PNG image, not a text file"),
    "noise": (NOISE, "a text file|not text"),
}


@pytest.mark.parametrize("kind", sorted(BAD))
@pytest.mark.parametrize("command", ["build", "convert"])
def test_a_file_that_is_no_capture_is_one_finding_and_the_others_are_converted(command: str, kind: str) -> None:
    data, message = BAD[kind]
    capture("captures/bad.txt", data)
    capture("captures/good.txt")
    result = run(command, "captures", "-o", "out")
    assert result.exit_code == 4
    assert re.search(rf"^captures/bad\.txt:1:1  error C101  .*({message})", result.stderr, re.MULTILINE)
    assert "2 documents · 1 clean · 1 with 1 error · 1 not written · " in result.stderr
    names = {Path(name).name for name in tree(Path("out"))}
    assert {"good.xml", "good.ledger.json"} <= names
    assert not any(name.startswith("bad") for name in names)
    assert result.stdout == ""


def test_a_file_that_nobody_may_read_is_one_finding() -> None:
    capture("captures/locked.txt").chmod(0)
    capture("captures/good.txt")
    must_refuse(Path("captures/locked.txt"), os.R_OK)
    result = run("convert", "captures", "-o", "out")
    assert result.exit_code == 4
    assert "captures/locked.txt:1:1  error C101  cannot be read: Permission denied" in result.stderr
    assert Path("out/good.xml").is_file()


@pytest.mark.parametrize("command", ["build", "convert"])
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.txt", "missing.txt: there is no such file or folder"),
        ("missing", "missing: there is no such file or folder"),
        ("empty", "empty: there are no captures here (*.txt)"),
        ("folder.txt", "folder.txt: there are no captures here (*.txt)"),
        ("x*.txt", "x*.txt: no capture matches this pattern"),
        ("letter.xml", "letter.xml: this is a .xml file, not a capture"),
        ("page.html", "page.html: this is a .html file, not a capture"),
    ],
)
def test_a_source_without_captures_is_one_message(command: str, source: str, message: str) -> None:
    Path("empty").mkdir()
    Path("folder.txt").mkdir()
    capture("letter.xml")
    capture("page.html")
    before = tree(Path())
    result = run(command, source, "-o", "out")
    assert (result.exit_code, result.stdout) == (4, "")
    in_one_message(result.stderr)
    assert f"error: {message}" in result.stderr
    assert tree(Path()) == before


def test_a_folder_that_is_called_like_a_capture_is_no_capture() -> None:
    capture("captures/good.txt")
    Path("captures/folder.txt").mkdir()
    result = run("convert", "captures")
    assert (result.exit_code, sorted(path.name for path in Path("tei").glob("*.xml"))) == (0, ["good.xml"])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("edition.yaml", "title: [a\n", "captures/edition.yaml:1:8: this is not valid YAML"),
        ("edition.yaml", "titel: x\n", "captures/edition.yaml:1: titel: this key is not known; did you mean “title”?"),
        ("edition.yaml", "\nlanguage: 12\n", "captures/edition.yaml:2: language: “12” is not a language code"),
        ("edition.yaml", "documents: {letter.txt: {layout: nix}}\n", "nix"),
        ("edition.yml", "title: x\n", "the file is called edition.yaml"),
        ("layouts/ours.yaml", "zonnes: 3\n", "captures/layouts/ours.yaml:1: zonnes: this key is not known"),
        ("authorities.yaml", "peopel: []\n", "captures/authorities.yaml:1: peopel: this key is not known"),
        ("captures.csv", "file,titel\n", "captures/captures.csv:1: column 2: the fact “titel” is not known"),
    ],
)
@pytest.mark.parametrize("command", ["build", "convert"])
def test_broken_settings_stop_the_command_before_anything_is_written(
    command: str, name: str, text: str, message: str
) -> None:
    capture("captures/letter.txt")
    capture(f"captures/{name}", text.encode())
    result = run(command, "captures", "-o", "out")
    assert (result.exit_code, result.stdout) == (3, "")
    in_one_message(result.stderr)
    assert message in result.stderr
    assert not Path("out").exists()


def test_settings_that_are_named_must_be_there() -> None:
    capture()
    result = run("convert", "letter.txt", "--config", "nix.yaml")
    assert result.exit_code == 3
    in_one_message(result.stderr)


def test_the_edition_of_named_settings_is_built() -> None:
    capture("ours/letter.txt")
    capture("ours/edition.yaml", b"title: Ours\n")
    for words in (["--config", "ours/edition.yaml"], ["ours/edition.yaml"], ["ours"]):
        result = run("build", *words, "-o", f"out-{len(words)}")
        assert (result.exit_code, "1 document · 1 clean" in result.stderr) == (0, True), result.stderr


# --- outputs that cannot be written ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "convert"])
def test_an_output_folder_that_is_a_file_is_refused_before_anything_is_done(command: str) -> None:
    capture()
    Path("out").write_text("mine")
    for out in ("out", "out/deeper"):
        result = run(command, "letter.txt", "-o", out)
        assert result.exit_code == 5
        in_one_message(result.stderr)
        assert "is a file, not a folder" in result.stderr
    assert Path("out").read_text() == "mine"


def test_a_read_only_output_folder_is_refused() -> None:
    capture()
    Path("out").mkdir(mode=0o555)
    must_refuse(Path("out"), os.W_OK)
    for command in ("build", "convert"):
        result = run(command, "letter.txt", "-o", "out")
        assert result.exit_code == 5
        in_one_message(result.stderr)
        assert "is read-only" in result.stderr


def test_a_report_that_cannot_be_written_is_exit_code_5() -> None:
    capture()
    result = run("convert", "letter.txt", "--report", "letter.txt/report.json")
    assert result.exit_code == 5
    assert "letter.txt/report.json: cannot be written" in result.stderr


def test_one_file_can_be_named_as_output_but_not_for_two_captures() -> None:
    capture()
    assert run("convert", "letter.txt", "-o", "made/first.xml").exit_code == 0
    assert {"first.xml", "first.ledger.json"} <= set(tree(Path("made")))
    capture("other.txt")
    result = run("convert", "letter.txt", "other.txt", "-o", "second.xml")
    assert result.exit_code == 2
    in_one_message(result.stderr)
    assert not Path("second.xml").exists()


# --- wrong use ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["biuld"], "No such command `biuld`. Did you mean `build`?", "tei-edition --help"),
        (["frobnicate"], "There are: init, build,", "tei-edition --help"),
        (["build", "--strikt"], "Did you mean", "tei-edition build --help"),
        (["convert"], "Missing argument 'SRC", "tei-edition convert --help"),
        (["build", "-j", "0"], "0 is not in the range x>=1", "tei-edition build --help"),
        (["build", "--format", "xml"], "'xml' is not one of", "tei-edition build --help"),
        (["convert", "a.txt", "--encoding", "klingon"], "“klingon” is no text encoding", "tei-edition convert --help"),
        (["convert", "a.txt", "--encoding", "rot13"], "“rot13” is no text encoding", "tei-edition convert --help"),
        (["convert", "a.txt", "--encoding", "windows-1525"], "did you mean “windows-1252”?", "convert --help"),
        (["convert", "-", "a.txt"], "standard input (-) cannot be mixed with files", "name either"),
        (["convert", "-", "--format", "json"], "standard output carries the TEI", "--report FILE"),
    ],
)
def test_wrong_use_is_one_message_with_a_way_on(words: list[str], message: str, hint: str) -> None:
    capture("a.txt")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    in_one_message(result.stderr)
    assert message in result.stderr
    assert hint in result.stderr.rpartition("hint: ")[2]


def test_without_a_command_the_help_is_shown() -> None:
    result = start()
    assert result.returncode == 2
    assert b"Usage: tei-edition" in result.stderr


# --- help -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *tei_edition.commands])
def test_every_help_shows_examples_before_options_and_explains_every_option(command: str) -> None:
    text = run(*filter(None, [command]), "--help", env={"COLUMNS": "80"}).stdout
    assert text == run(*filter(None, [command]), "-h", env={"COLUMNS": "80"}).stdout
    assert 0 < text.index(f"\n  tei-edition {command}") < text.index("\nOptions:")
    options = re.findall(r"^  (-.*?)(?:  +(\S.*))?\n(?: {20,}(\S.*))?", text.partition("\nOptions:")[2], re.MULTILINE)
    assert options
    assert all(near or below for _, near, below in options)
    assert max(map(len, text.splitlines())) <= 80


def test_the_help_lists_every_exit_code() -> None:
    text = run("--help").stdout
    assert all(re.search(rf"^  +{code} +{re.escape(words)}$", text, re.MULTILINE) for code, words in EXIT_CODES)


def test_no_short_help_is_cut_off() -> None:
    assert "..." not in run("--help", env={"COLUMNS": "80"}).stdout.partition("\nCommands:")[2]


def test_the_version_is_a_name_and_a_number() -> None:
    assert re.fullmatch(r"tei-edition \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "--help"], ["explain", "--help"]])
def test_help_loads_click_and_nothing_heavy(words: list[str]) -> None:
    code = (
        f"import sys; from tei_edition.__main__ import main\ntry: main({words!r})\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('lxml', 'yaml', 'rich', 'xmlschema', 'concurrent', 'multiprocessing')"
        " or name.startswith('tei_edition.')], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"'([\w.]+)'", result.stderr))
    command_line = {name for name in loaded if name.startswith("tei_edition.cli")}
    assert loaded - command_line == {"tei_edition.__main__", "tei_edition.errors"}


# --- how it talks ---------------------------------------------------------------------------------------------


def test_messages_go_to_standard_error_and_nothing_to_standard_output() -> None:
    result = start("build", SEEDS, "-o", "out")
    assert (result.returncode, result.stdout) == (0, b"")
    text = result.stderr.decode()
    assert "warning N201  " in text
    assert re.search(
        r"^5 documents · 4 clean · 1 with \d+ warnings? · built in \d+\.\d s → out/html/index\.html$", text, re.M
    )
    assert text.endswith(f"tei-edition explain {SEEDS / '000_98f4a781b932282a.txt'}\n")


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
@pytest.mark.parametrize("command", ["build", "convert"])
def test_a_form_for_programs_goes_to_standard_output_alone(command: str, form: str) -> None:
    result = start(command, SEEDS, "-o", "out", "--format", form)
    text = result.stdout.decode("utf-8")
    assert "N201" in text
    assert "N201" not in result.stderr.decode("utf-8")
    match form:
        case "json":
            assert json.loads(text)["counts"]["error"] == 0
        case "sarif":
            assert json.loads(text)["version"] == "2.1.0"
        case "junit":
            suite = ElementTree.fromstring(text)
            assert suite.get("tests") == "5"
            assert all(case.get("name", "").startswith(str(SEEDS)) for case in suite.iter("testcase"))
        case _:
            assert all(line.startswith("::") for line in text.splitlines())


def test_a_clean_run_gives_programs_a_whole_document_too() -> None:
    capture()
    assert json.loads(run("convert", "letter.txt", "--format", "json").stdout)["counts"]["warning"] == 0
    assert ElementTree.fromstring(run("convert", "letter.txt", "--format", "junit").stdout).get("tests") == "1"


def test_quiet_says_nothing_but_errors() -> None:
    assert run("build", SEEDS, "-q").stderr == ""
    capture("captures/bad.txt", b"")
    capture("captures/good.txt")
    text = run("convert", "captures", "-q").stderr
    assert text.startswith("captures/bad.txt:1:1  error C101  ")
    assert len(text.splitlines()) == 2


def test_verbose_says_what_became_of_each_document() -> None:
    capture("captures/bad.txt", b"")
    capture("captures/good.txt")
    lines = run("convert", "captures", "-v").stderr.splitlines()
    assert "captures/bad.txt: not converted" in lines
    assert any(re.fullmatch(r"captures/good\.txt → good\.xml  \(layout \S+, genre letter\)", line) for line in lines)


def test_identical_findings_are_folded_and_unfolded_by_verbose() -> None:
    for n in range(1, 10):
        capture(f"captures/{n}.txt", b"")
    capture("captures/good.txt")
    assert "6 more like this" in run("convert", "captures").stderr
    assert run("convert", "captures", "-v").stderr.count("error C101") == 9


def test_colour_is_for_terminals_unless_it_is_asked_for() -> None:
    words = ("convert", "letter.txt", "empty.txt")
    capture()
    capture("empty.txt", b"")
    plain = run(*words)
    assert "\x1b" not in plain.stderr
    for env, option in (({"FORCE_COLOR": "1"}, "auto"), ({"NO_COLOR": "1"}, "always")):
        assert "\x1b[1;31merror\x1b[0m" in run(*words, "--color", option, env=env).stderr
    for env, option in (({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto"), ({"FORCE_COLOR": "1"}, "never")):
        assert "\x1b" not in run(*words, "--color", option, env=env).stderr
    assert "\x1b[31m" in run("convert", "nix.txt", env={"FORCE_COLOR": "1"}).stderr
    assert "\x1b" not in run("convert", "nix.txt", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stderr


def test_lines_keep_to_the_width_that_is_stated() -> None:
    found = run("build", SEEDS, env={"COLUMNS": "60"}).stderr.partition("5 documents")[0].splitlines()
    assert max(len(line) for line in found if line.startswith(" ")) <= 60


def test_a_report_takes_the_place_of_a_report_only() -> None:
    Path("edition.yaml").write_text("title: Ours\n", "utf-8")
    result = run("build", SEEDS, "-o", "out", "--report", "edition.yaml")
    assert result.exit_code == 2
    assert "this file is no report, and would be lost" in result.stderr
    assert Path("edition.yaml").read_text("utf-8") == "title: Ours\n"
    for _ in range(2):
        assert run("build", SEEDS, "-o", "out", "-q", "--report", "report.json").exit_code == 0


def test_the_report_file_has_the_findings_beside_what_people_read() -> None:
    result = run("build", SEEDS, "--report", "made/report.json")
    assert "warning N201" in result.stderr
    assert [f["code"] for f in json.loads(Path("made/report.json").read_bytes())["findings"]].count("N201") == 1


def test_no_old_encoding_of_a_pipe_stops_a_command() -> None:
    result = start("explain", TELEGRAM, env={"PYTHONIOENCODING": "iso-8859-1"})
    assert result.returncode == 0
    assert "“Skip to content”" in result.stdout.decode("utf-8")


def test_a_reader_who_stops_reading_stops_nothing_else() -> None:
    command = [sys.executable, "-m", "tei_edition", "explain", str(TELEGRAM)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read().decode()
    assert process.returncode == 0
    assert "Error" not in complaint
    assert "Exception" not in complaint


# --- exit codes -----------------------------------------------------------------------------------------------


def test_warnings_fail_only_if_they_are_told_to() -> None:
    assert run("build", SEEDS, "-n").exit_code == 0
    assert run("build", SEEDS, "-n", "--strict").exit_code == 1
    shutil.copytree(SEEDS, "ours")
    settings = Path("ours/edition.yaml")
    settings.write_text(settings.read_text("utf-8").replace("strict: false", "strict: true"), "utf-8")
    assert run("build", "ours", "-n").exit_code == 1


def test_what_the_edition_ignores_is_neither_shown_nor_counted() -> None:
    capture("ours/a.txt", (SEEDS / "002_87775c967b2a8326.txt").read_bytes())
    capture("ours/edition.yaml", b"check: {ignore: [N, S, G, C, H, D], strict: true}\n")
    result = run("convert", "ours")
    assert result.exit_code == 0
    assert "1 document · 1 clean · converted" in result.stderr


def test_a_fault_of_the_program_in_a_document_is_exit_code_70(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object, **more: object) -> Conversion:
        raise KeyError("slip")

    monkeypatch.setattr(pipeline, "convert_file", failing)
    capture()
    result = run("convert", "letter.txt")
    assert result.exit_code == 70
    assert "E901" in result.stderr
    assert "please report" in result.stderr
    assert not Path("tei").exists()


def test_a_fault_of_the_program_elsewhere_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(sources: object) -> None:
        raise KeyError("slip")

    monkeypatch.setattr("tei_edition.commands.find_jobs", failing)
    capture()
    result = run("convert", "letter.txt")
    assert result.exit_code == 70
    in_one_message(result.stderr)
    assert "internal fault: KeyError: 'slip'" in result.stderr


# --- standard input -------------------------------------------------------------------------------------------


def test_a_capture_on_standard_input_comes_out_as_tei() -> None:
    result = start("convert", "-", stdin=TELEGRAM.read_bytes())
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b"<?xml version='1.0' encoding='UTF-8'?>") or result.stdout.startswith(b"<?xml")
    assert ElementTree.fromstring(result.stdout).tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert tree(Path()) == {}


@pytest.mark.parametrize(("stdin", "message"), [(b"", "the file is empty"), (PNG, "a PNG image")])
def test_nothing_comes_out_of_standard_input_that_is_no_capture(stdin: bytes, message: str) -> None:
    result = run("convert", "-", stdin=stdin)
    assert (result.exit_code, result.stdout) == (4, "")
    assert re.match(rf"-:1:1  error C101  .*{message}", result.stderr)


def test_standard_input_has_the_limit_of_files() -> None:
    capture("edition.yaml", b"limits: {max_bytes: 100}\n")
    result = run("convert", "-", stdin=LETTER.encode())
    assert (result.exit_code, result.stdout) == (4, "")
    assert "there are more than 100 bytes" in result.stderr


def test_a_dry_run_of_standard_input_has_only_findings() -> None:
    result = run("convert", "-", "-n", "--format", "json", stdin=LETTER.encode())
    assert (result.exit_code, json.loads(result.stdout)["counts"]["error"]) == (0, 0)


# --- validate -------------------------------------------------------------------------------------------------

NO_TITLE = b'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader/>\n<text><body><p>x</p></body></text></TEI>'


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of the five seeds."""
    folder = tmp_path_factory.mktemp("converted") / "tei"
    assert run("convert", SEEDS, "-o", folder).exit_code == 0
    return folder


def test_what_the_program_makes_of_the_seeds_is_valid_by_every_grammar(converted: Path) -> None:
    result = run("validate", converted, "--rng", "--xsd")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "5 files checked · 5 valid" in result.stderr
    assert f"next: tei-edition render {converted} -o html\n" in result.stderr
    schema = converted / "tei_edition.rng"
    assert run("validate", converted, "--schema", schema).exit_code == 0


@pytest.mark.skipif("TEI_ALL_RNG" not in os.environ, reason="TEI_ALL_RNG does not say where tei_all.rng is")
def test_what_the_program_makes_of_the_seeds_is_valid_by_tei_all(converted: Path) -> None:
    result = run("validate", converted, "--schema", os.environ["TEI_ALL_RNG"])
    assert result.exit_code == 0, result.stderr


def test_a_finding_names_the_line_of_the_tei_and_of_the_capture(converted: Path) -> None:
    shutil.copytree(converted, "tei")
    file = Path("tei/001_b1c178d6481c5cf6.xml")
    file.write_bytes(file.read_bytes().replace(b'<p xml:id="p-2">', b'<p xml:id="p-2" wen="x">'))
    result = run("validate", "tei", "--format", "json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["code"], finding["xml_id"]) == ("T103", "p-2")
    assert finding["tei"]["file"] == str(file)
    assert b'xml:id="p-2" wen' in file.read_bytes().splitlines()[finding["tei"]["line"] - 1]
    words = TELEGRAM.read_text("utf-8").splitlines()[finding["line"] - 1][finding["column"] - 1 :]
    paragraph = re.search(r'<p xml:id="p-2"[^>]*>(.*?)</p>', file.read_text("utf-8"), re.DOTALL)
    assert paragraph
    assert re.sub(r"<[^>]*>|\s+", " ", paragraph[1]).split()[:3] == words.split()[:3]
    shown = run("validate", file).stderr
    assert shown.startswith(f"001_b1c178d6481c5cf6.txt:{finding['line']}:{finding['column']}  error T103  ")
    assert f"also {file}:{finding['tei']['line']} (#p-2)" in shown


@pytest.mark.parametrize("ledger", [b"", b"{}", b'{"spans": 1}', b"[]", b"\xff"])
def test_a_broken_ledger_beside_a_file_is_as_good_as_none(ledger: bytes) -> None:
    capture("a.xml", NO_TITLE)
    capture("a.ledger.json", ledger)
    assert run("validate", "a.xml").stderr.startswith("a.xml:")


@pytest.mark.parametrize(
    ("data", "code"),
    [(LETTER.encode(), "T001"), (PNG, "T001"), (b"", "T001"), (b"<html/>", "T003"), (NO_TITLE, "T102")],
)
def test_a_file_that_is_no_good_tei_is_an_error_with_a_line(data: bytes, code: str) -> None:
    capture("a.xml", data)
    result = run("validate", "a.xml")
    assert result.exit_code == 1
    assert re.search(rf"^a\.xml:\d+:\d+  error {code}  ", result.stderr, re.MULTILINE)
    assert "1 file checked · 0 valid · " in result.stderr
    assert "next:" not in result.stderr


@pytest.mark.parametrize(("path", "words"), [("empty", "no TEI files"), ("nix.xml", "no such file or folder")])
def test_nothing_checked_is_never_a_success(path: str, words: str) -> None:
    Path("empty").mkdir()
    result = run("validate", path)
    assert (result.exit_code, result.stdout) == (4, "")
    in_one_message(result.stderr)
    assert words in result.stderr


def test_a_file_that_is_missing_does_not_keep_the_others_from_being_checked(converted: Path) -> None:
    result = run("validate", "nix.xml", converted)
    assert result.exit_code == 4
    assert "nix.xml:1:1  error C101  there is no such file or folder" in result.stderr
    assert "5 files checked · 5 valid · 1 error" in result.stderr


def test_an_own_schema_must_be_a_schema() -> None:
    capture("a.xml", NO_TITLE)
    for name, data in (("a.txt", b""), ("a.rng", b"<x/>"), ("a.xsd", b"no")):
        capture(name, data)
        result = run("validate", "a.xml", "--schema", name)
        assert result.exit_code == 3
        in_one_message(result.stderr)
    assert run("validate", "a.xml", "--schema", "nix.rng").exit_code == 3


def test_with_xsd_an_error_has_the_path_of_its_element() -> None:
    capture("a.xml", NO_TITLE)
    assert "/TEI/teiHeader" in re.sub(r"tei:|\[1\]", "", run("validate", "a.xml", "--xsd").stderr)


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_validate_reports_in_every_form(form: str) -> None:
    capture("a.xml", NO_TITLE)
    result = run("validate", "a.xml", "--format", form, "--report", "report.json")
    assert result.exit_code == 1
    assert "T102" in result.stdout
    assert "T102" not in result.stderr
    assert "T102" in Path("report.json").read_text("utf-8")


# --- render ---------------------------------------------------------------------------------------------------


def test_tei_files_become_pages_with_their_style(converted: Path) -> None:
    result = run("render", converted, "-o", "html")
    assert result.exit_code == 0
    assert "5 of 5 pages made → html\nnext: open html/000_98f4a781b932282a.html in a browser\n" in result.stderr
    assert sorted(tree(Path("html")))[:2] == ["000_98f4a781b932282a.html", "001_b1c178d6481c5cf6.html"]
    assert Path("html/css/edition.css").is_file()
    assert b'href="css/edition.css"' in Path("html/000_98f4a781b932282a.html").read_bytes()
    before = times(Path("html"))
    assert run("render", converted, "-o", "html").exit_code == 0
    assert times(Path("html")) == before


def test_two_tei_files_of_one_name_become_two_pages(converted: Path) -> None:
    for name in ("one/a.xml", "two/A.xml"):
        capture(name, (converted / "001_b1c178d6481c5cf6.xml").read_bytes())
    assert run("render", "one", "two").exit_code == 0
    assert {"a.html", "A-2.html"} <= set(tree(Path("html")))


def test_what_is_no_tei_gets_no_page_and_the_others_do(converted: Path) -> None:
    capture("tei/bad.xml", b"<TEI>\n<p></TEI>")
    capture("tei/good.xml", (converted / "001_b1c178d6481c5cf6.xml").read_bytes())
    result = run("render", "tei")
    assert result.exit_code == 1
    assert re.match(r"tei/bad\.xml:2:\d+  error T001  not well-formed XML", result.stderr)
    assert "1 of 2 pages made → html" in result.stderr
    looks = {"edition.css", "print.css", "words.js", "edition.js"}
    assert {Path(name).name for name in tree(Path("html"))} == {"good.html", *looks}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nix.xml"], 4),
        (["empty"], 4),
        (["a.txt"], 1),
        (["good.xml", "--stylesheet", "nix.xsl"], 3),
        (["good.xml", "--stylesheet", "a.txt"], 3),
        (["good.xml", "-o", "a.txt"], 5),
        (["good.xml", "a.txt", "-o", "page.html"], 2),
        (["good.xml", "-n"], 0),
    ],
)
def test_nothing_is_written_when_no_page_can_be_made(converted: Path, words: list[str], code: int) -> None:
    Path("empty").mkdir()
    capture("a.txt")
    capture("good.xml", (converted / "001_b1c178d6481c5cf6.xml").read_bytes())
    before = tree(Path())
    result = run("render", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert "Traceback" not in result.stderr
    assert tree(Path()) == before


def test_one_page_can_be_named(converted: Path) -> None:
    assert run("render", converted / "001_b1c178d6481c5cf6.xml", "-o", "made/page.html").exit_code == 0
    assert set(tree(Path("made"))) == {"page.html", "css/edition.css", "css/print.css", "js/words.js", "js/edition.js"}


# --- names of files -------------------------------------------------------------------------------------------


def test_a_next_command_can_be_typed_with_spaces_in_names() -> None:
    capture("my letters/letter 1.txt")
    result = run("build", "my letters", "-o", "my output")
    assert 'open "my output/html/index.html" in a browser' in result.stderr
    assert 'tei-edition explain "my letters/letter 1.txt"' in result.stderr


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="file names are text there")
def test_a_file_name_that_is_no_text_stops_nothing() -> None:
    name = os.fsdecode(b"captures/caf\xe9.txt")
    capture(name)
    capture("captures/empty\udce9.txt", b"")
    for words in (["-o", "out"], ["-o", "out", "--format", "json"], ["-o", "out", "--format", "junit"]):
        result = start("build", "captures", *words)
        assert result.returncode == 4, result.stderr
        assert b"Traceback" not in result.stderr
    assert Path(os.fsdecode(b"out/tei/caf\xe9.xml")).is_file()


# --- what is shown and what is only counted -------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "convert"])
def test_notes_are_counted_and_shown_with_v(command: str) -> None:
    capture()
    brief = run(command, "letter.txt")
    assert "C201" not in brief.stderr
    assert " · 1 note, -v shows it · " in brief.stderr
    full = run(command, "letter.txt", "-v")
    assert "note C201" in full.stderr
    assert " · 1 note · " in full.stderr
    as_json = run(command, "letter.txt", "--format", "json")
    assert [finding["code"] for finding in json.loads(as_json.stdout)["findings"]] == ["C201"]
    assert " · 1 note · " in as_json.stderr


def test_notes_on_standard_input_are_counted_too() -> None:
    assert run("convert", "-", stdin=LETTER.encode()).stderr == "1 note, -v shows it\n"


def test_without_a_document_to_publish_no_index_is_named() -> None:
    capture("captures/picture.txt", PNG)
    capture("captures/empty.txt", b"")
    result = run("build", "captures")
    assert result.exit_code == 4
    assert "2 documents · 0 clean · 2 with 2 errors · 2 not written · built in " in result.stderr
    assert "index.html" not in result.stderr
    assert not Path("output/html").exists()


def test_a_picture_is_no_xml_in_one_sentence() -> None:
    Path("pic.png").write_bytes(PNG)
    result = run("validate", "pic.png")
    assert result.exit_code == 1
    assert "pic.png:1:1  error T001  this is not XML: it does not begin with a tag\n" in result.stderr
    assert "well-formed" not in result.stderr


def test_a_new_conversion_beside_an_edited_file_is_taken_only_by_name() -> None:
    capture()
    run("convert", "letter.txt")
    edited = Path("tei/letter.xml")
    edited.write_bytes(edited.read_bytes().replace(b"</TEI>", b"<!-- mine --></TEI>"))
    run("convert", "letter.txt")
    assert Path("tei/letter.new.xml").is_file()
    assert "1 file checked" in run("validate", "tei").stderr
    assert "1 file checked" in run("validate", "tei/letter.new.xml").stderr
    run("render", "tei", "-o", "pages")
    assert sorted(path.name for path in Path("pages").glob("*.html")) == ["letter.html"]
    assert "1 of 1 pages made" in run("render", "tei/letter.new.xml", "-o", "pages").stderr


def test_a_document_whose_own_name_ends_in_new_is_not_left_out() -> None:
    capture("captures/letter.txt")
    capture("captures/letter.new.txt", LETTER.replace("August", "July").encode())
    run("convert", "captures")
    assert "2 files checked" in run("validate", "tei").stderr


# --- hostile names and places --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "convert"])
def test_a_folder_that_nobody_may_read_is_told_and_the_others_go_on(command: str) -> None:
    capture()
    closed = capture("closed/letter-2.txt").parent
    Path("edition.yaml").write_text("captures: '**/*.txt'\n")
    closed.chmod(0)
    try:
        must_refuse(closed, os.R_OK)
        for source in (".", "**/*.txt"):
            result = run(command, source, "-o", "out")
            assert result.exit_code == 4
            assert "closed: this folder cannot be read" in result.stderr
            assert "1 clean" in result.stderr
    finally:
        closed.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
def test_a_name_that_is_no_text_is_written_everywhere_as_what_it_is() -> None:
    capture("\x1b[31m\udcff.txt")
    result = run("build", ".", "-o", "out")
    assert result.exit_code == 0
    assert "\x1b" not in result.stderr
    assert "<U+001B>[31m<U+DCFF>.txt" in result.stderr
    (ledger,) = Path("out/tei").glob("*.ledger.json")
    assert json.loads(ledger.read_text("utf-8"))["source"]["file"] == "\x1b[31m\udcff.txt"
    (tei,) = Path("out/tei").glob("*[31m*.xml")
    assert '<idno type="captureFile">&lt;U+001B&gt;[31m&lt;U+DCFF&gt;.txt</idno>' in tei.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("command", ["validate", "render", "export csv", "names list", "explain", "convert"])
def test_nobody_waits_for_a_pipe(command: str) -> None:
    os.mkfifo("pipe.xml" if command not in ("explain", "convert") else "pipe.txt")
    (pipe,) = Path().glob("pipe.*")
    result = run(*command.split(), pipe)
    assert result.exit_code == 4
    assert result.stderr.count("error") >= 1 and "Traceback" not in result.stderr
    assert "this is no ordinary file" in result.stderr or command == "explain"


@pytest.mark.parametrize(
    "command", ["build -o", "convert letter.txt -o", "build --config", "render x.xml -o", "verify"]
)
def test_an_empty_name_is_wrong_use(command: str) -> None:
    capture()
    result = run(*command.split(), "")
    assert result.exit_code == 2
    assert "an empty name" in result.stderr


def test_links_in_a_circle_are_no_output_folder() -> None:
    capture()
    Path("out").symlink_to("out")
    result = run("build", ".", "-o", "out")
    assert result.exit_code == 5
    in_one_message(result.stderr)


def test_what_can_be_no_address_of_a_scheduler_is_wrong_use() -> None:
    capture()
    assert run("convert", "letter.txt", "--scheduler", "nope").exit_code == 2
