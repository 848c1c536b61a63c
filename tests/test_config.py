"""edition.yaml and captures.csv: every key has a default, every mistake its line and its cure."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tei_edition.assets import asset
from tei_edition.authorities import load_authorities
from tei_edition.config import Config, Licence, Limits, MenuEntry, capture_files, find_config, load_config
from tei_edition.errors import BadConfiguration
from tei_edition.model import Fact
from tei_edition.settings import EDITION, FACTS, REPEATABLE
from tei_edition.shapes import rows
from tei_edition.source import decode
from tei_edition.tei.build import edition_id

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two captures, from which the program is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Dear Comrade,\n", encoding="utf-8")
    return tmp_path


def configured(text: str) -> Config:
    Path("edition.yaml").write_text(text, encoding="utf-8")
    return load_config(Path("edition.yaml"))


def tabulated(text: str, edition: str = "") -> Config:
    Path("captures.csv").write_text(text, encoding="utf-8")
    return configured(edition)


def complaint(text: str) -> str:
    with pytest.raises(BadConfiguration) as caught:
        configured(text)
    assert caught.value.remedy
    return caught.value.message


def table_complaint(text: str) -> str:
    with pytest.raises(BadConfiguration) as caught:
        tabulated(text)
    assert caught.value.remedy
    return caught.value.message


# --- defaults ---------------------------------------------------------------------------------------------


def test_without_any_file_everything_has_its_default(edition: Path) -> None:
    assert load_config(None, environ={}) == Config()
    (edition / "authorities.yaml").touch()
    assert load_config(None, environ={}).authorities is None  # nothing beside the place where one happens to be


def test_an_empty_edition_file_is_as_good_as_none(edition: Path) -> None:
    assert configured("") == load_config(edition.relative_to(edition))
    assert configured("").limits == Limits(max_bytes=50_000_000)


def test_files_with_the_usual_names_are_found_beside(edition: Path) -> None:
    (edition / "authorities.yaml").touch()
    (edition / "layouts").mkdir()
    config = configured("")
    assert config.authorities == Path("authorities.yaml")
    assert config.layouts == Path("layouts")


def test_every_key_is_read(edition: Path) -> None:
    for name in ("people.yaml", "own.css"):
        (edition / name).touch()
    (edition / "profiles").mkdir()
    config = configured(
        """
title: Letters
publisher: The Archive
date: 2026-11-21
base_url: https://example.org/letters
licence: {target: "https://creativecommons.org/licenses/by/4.0/", text: CC BY 4.0}
language: sq
editors: Ann Smith
captures: [a.txt]
authorities: people.yaml
layouts: profiles
documents:
  a.txt:
    id: letter-1
    layout: kcna-watch
    genre: letter
    encoding: windows-1252
    facts: {date: August 1973, translator: [Ann Smith, Bob Brown]}
site:
  title: Letters on the web
  language: de
  menu: [{label: About, href: about.html}]
  colours: {accent: "#7a1f1f", paper: ivory}
  stylesheet: own.css
  capture: hashes
limits: {max_bytes: 1_000}
check: {select: [N, S12], ignore: D101, strict: true}
"""
    )
    assert (config.title, config.publisher, config.date) == ("Letters", "The Archive", "2026-11-21")
    assert config.base_url == "https://example.org/letters/"
    assert config.licence == Licence("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0")
    assert (config.language, config.editors, config.captures) == ("sq", ("Ann Smith",), ("a.txt",))
    assert (config.authorities, config.layouts) == (Path("people.yaml"), Path("profiles"))
    assert config.site.menu == (MenuEntry("About", "about.html"),)
    assert config.site.colours == (("accent", "#7a1f1f"), ("paper", "ivory"))
    assert (config.site.title, config.site.language) == ("Letters on the web", "de")
    assert (config.site.stylesheet, config.site.capture) == (Path("own.css"), "hashes")
    assert config.limits.max_bytes == 1000
    assert (config.check.select, config.check.ignore, config.check.strict) == (("N", "S12"), ("D101",), True)
    document = config.document("a.txt")
    assert (document.id, document.layout) == ("letter-1", "kcna-watch")
    assert (document.genre, document.encoding) == ("letter", "windows-1252")
    assert document.facts == (
        Fact("date", "August 1973", by_editor=True),
        Fact("translator", "Ann Smith", by_editor=True),
        Fact("translator", "Bob Brown", by_editor=True),
    )


def test_a_licence_may_be_just_its_address(edition: Path) -> None:
    url = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert configured(f"licence: {url}").licence == Licence(url, url)


def test_the_pages_bear_the_title_of_the_edition(edition: Path) -> None:
    assert configured("title: Letters").site.title == "Letters"


def test_every_key_and_every_fact_has_its_meaning_in_a_sentence() -> None:
    assert all(row.meaning for row in rows(EDITION))
    assert all(FACTS.values())
    assert set(FACTS) >= REPEATABLE


def test_a_config_travels_to_another_process(edition: Path) -> None:
    config = configured("documents: {a.txt: {genre: letter}}")
    assert pickle.loads(pickle.dumps(config)) == config


def test_lxml_is_not_imported() -> None:
    code = "import sys, tei_edition.config, tei_edition.authorities; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- the date ---------------------------------------------------------------------------------------------


def test_without_a_date_the_edition_is_unpublished(edition: Path) -> None:
    assert configured("").date is None


def test_source_date_epoch_stands_in_for_the_date(edition: Path) -> None:
    assert load_config(edition, environ={"SOURCE_DATE_EPOCH": "1795219199"}).date == "2026-11-20"
    assert load_config(edition, environ={"SOURCE_DATE_EPOCH": "1795219200"}).date == "2026-11-21"
    Path("edition.yaml").write_text("date: 2020-01-31", encoding="utf-8")
    assert load_config(edition, environ={"SOURCE_DATE_EPOCH": "0"}).date == "2020-01-31"


@pytest.mark.parametrize("seconds", ["today", "9" * 30, "1.5"])
def test_source_date_epoch_must_be_a_number_of_seconds(edition: Path, seconds: str) -> None:
    with pytest.raises(BadConfiguration, match=f"SOURCE_DATE_EPOCH: “{seconds}” is no number of seconds"):
        load_config(None, environ={"SOURCE_DATE_EPOCH": seconds})


# --- mistakes in edition.yaml -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "titel: x",
            "edition.yaml:1: titel: this key is not known; did you mean “title”? allowed: title, publisher",
        ),
        ("site:\n  colour: x", "edition.yaml:2: site.colour: this key is not known; did you mean “colours”?"),
        (
            "language: no",
            'edition.yaml:1: language: without quotation marks YAML reads “no” as “false”; write "no"',
        ),
        ("language: English", "edition.yaml:1: language: “English” is not a language code (en, de, pt-BR)"),
        ("date: 2026", "edition.yaml:1: date: “2026” is no date of the form YYYY-MM-DD"),
        ("date: 2026-02-30", "edition.yaml:1: date: “2026-02-30” is not in the calendar"),
        ("base_url: example.org", "edition.yaml:1: base_url: “example.org” is not a web address (https://…)"),
        ("licence: CC BY", "edition.yaml:1: licence: “CC BY” is not a web address"),
        ("licence: {text: CC BY}", "edition.yaml:1: licence.target: this key is missing"),
        (
            "captures: '*.pdf'",
            "edition.yaml:1: captures: “*.pdf” can match no capture; only *.txt files are captures",
        ),
        (
            "captures: /old/*.txt",
            "captures: “/old/*.txt” is absolute; write it relative to the folder of edition.yaml",
        ),
        ("captures: [a.txt, 'x**.txt']", "edition.yaml:1: captures[2]: “x**.txt”: “**” stands for folders"),
        ("authorities: people.yaml", "edition.yaml:1: authorities: “people.yaml” does not exist"),
        ("authorities: editon.yaml", "“editon.yaml” does not exist; did you mean “edition.yaml”?"),
        ("site:\n  stylesheet: own.css", "edition.yaml:2: site.stylesheet: “own.css” does not exist"),
        (
            "site:\n  colours:\n    accent: #7a1f1f",
            "edition.yaml:3: site.colours.accent: there is no value (one that",
        ),
        ("site: {colours: {accent: 'url(x)'}}", "site.colours.accent: “url(x)” is not a CSS colour"),
        (
            "site: {capture: hash}",
            "“hash” is not allowed; did you mean “hashes”? allowed: public, hashes, none",
        ),
        (
            "site: {menu: [{label: x, href: 'javascript:x'}]}",
            "site.menu[1].href: “javascript:x” is no link to a page",
        ),
        (
            "limits: {max_bytes: 0}",
            "limits.max_bytes: 0 is not allowed; expected is a whole number, at least 1",
        ),
        (
            "check: {ignore: [n1]}",
            "check.ignore[1]: “n1” is not a finding code or its beginning (N201, N2, N)",
        ),
        (
            "documents:\n  a.txt:\n    genre: leter",
            "edition.yaml:3: documents.a.txt.genre: “leter” is not allowed; did you mean “letter”? allowed",
        ),
        ("documents:\n  a.txt: {encoding: utf8x}", "“utf8x” is no text encoding; did you mean “utf-8”?"),
        ("documents:\n  a.txt: {encoding: hex}", "documents.a.txt.encoding: “hex” is no text encoding"),
        (
            "documents:\n  a.txt: {id: Letter Nº 1}",
            "edition.yaml:2: documents.a.txt.id: “Letter Nº 1” is no id; did you mean “letter-no-1”?",
        ),
        ("documents:\n  a.txt: {id: aux}", "“aux” is a device name on Windows and cannot name a file"),
        (
            "documents:\n  a.txt: {id: x}\n  b.txt: {id: x}",
            "edition.yaml:3: documents.b.txt.id: “x” is already the id of a.txt",
        ),
        (
            "documents:\n  a.tx: {id: x}",
            "edition.yaml:2: documents.a.tx: there is no such capture; did you mean “a.txt”?",
        ),
        (
            "documents:\n  a.txt: {id: x}\n  ./a.txt: {}",
            "documents../a.txt: this capture stands already on line 2",
        ),
        (
            "documents:\n  a.txt:\n    facts:\n      rigths: x",
            "edition.yaml:4: documents.a.txt.facts.rigths: “rigths” is not allowed; did you mean “rights”?",
        ),
        (
            "documents: {a.txt: {facts: {title: [x, y]}}}",
            "documents.a.txt.facts.title: this fact has one value",
        ),
        ("documents: {a.txt: {facts: {url: x}}}", "documents.a.txt.facts.url: “x” is not a web address"),
    ],
)
def test_a_mistake_is_named_with_its_line_key_path_and_cure(edition: Path, text: str, expected: str) -> None:
    assert expected in complaint(text)


def test_all_mistakes_come_at_once(edition: Path) -> None:
    assert [line.split(":")[1] for line in complaint("titel: x\ndate: x\nlanguage: x\n").split("\n")] == [
        "1",
        "2",
        "3",
    ]


def test_a_number_may_be_an_id(edition: Path) -> None:
    assert configured("documents: {a.txt: {id: 007}}").document("a.txt").id == "007"
    assert edition_id(decode(b"Dear Ada,", "a.txt")[0], pinned="007") == "d-007"  # an xml:id begins with a letter


# --- captures ---------------------------------------------------------------------------------------------


def test_only_text_files_are_captures_and_hidden_folders_are_left_alone(edition: Path) -> None:
    for name in ("notes.md", "C.TXT", ".git/d.txt", "deep/e.txt"):
        (edition / name).parent.mkdir(exist_ok=True)
        (edition / name).touch()
    assert [path.name for path in capture_files(configured(""))] == ["C.TXT", "a.txt", "b.txt"]
    everything = configured("captures: ['*', '**/*']")
    assert [path.as_posix() for path in capture_files(everything)] == [
        "C.TXT",
        "a.txt",
        "b.txt",
        "deep/e.txt",
    ]


def test_a_folder_named_captures_is_taken_with_all_below_it(edition: Path) -> None:
    (edition / "captures" / "1964").mkdir(parents=True)
    (edition / "captures" / "1964" / "x.txt").touch()
    assert list(capture_files(configured(""))) == [Path("captures/1964/x.txt")]
    assert list(capture_files(configured("captures: captures/"))) == [Path("captures/1964/x.txt")]


def test_captures_may_lie_beside_the_folder_of_the_edition(edition: Path) -> None:
    (edition / "site").mkdir()
    (edition / "site" / "edition.yaml").write_text("captures: ../*.txt", encoding="utf-8")
    found = capture_files(load_config(Path("site")))
    assert list(found) == [Path("site/../a.txt"), Path("site/../b.txt")]


# --- captures.csv -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_of_the_table_states_facts_of_a_capture(edition: Path, delimiter: str) -> None:
    table = (
        'file,title,date,translator\na.txt,"Letter, signed; \n2 pages",August 1973,Ann Smith | Bob Brown\nb.txt,,,\n'
    )
    if delimiter != ",":
        table = table.replace(",", delimiter).replace(f"Letter{delimiter}", "Letter,")
    config = tabulated("\ufeff" + table)
    assert [(fact.name, fact.value, fact.by_editor) for fact in config.document("a.txt").facts] == [
        ("title", "Letter, signed; \n2 pages", True),
        ("date", "August 1973", True),
        ("translator", "Ann Smith", True),
        ("translator", "Bob Brown", True),
    ]
    assert config.document("b.txt").facts == ()
    assert config.document("elsewhere.txt").facts == ()


def test_edition_yaml_wins_over_the_table(edition: Path) -> None:
    config = tabulated(
        "file,date,rights\na.txt,1973,All reserved\n",
        "documents: {a.txt: {genre: letter, facts: {date: 1974}}}",
    )
    assert config.document("a.txt").genre == "letter"
    assert [(fact.name, fact.value) for fact in config.document("a.txt").facts] == [
        ("date", "1974"),
        ("rights", "All reserved"),
    ]


def test_empty_rows_and_columns_of_a_spreadsheet_do_no_harm(edition: Path) -> None:
    assert tabulated("file;date;;\r\na.txt;1973;;\r\n;;;\r\n").document("a.txt").facts
    assert tabulated("").documents == {}


def test_a_document_is_found_by_any_path_that_ends_in_its_name(edition: Path) -> None:
    for folder in ("x", "y"):
        (edition / folder).mkdir()
        shutil.copy("a.txt", edition / folder)
    config = tabulated("file,date\nx\\a.txt,1973\n", "captures: ['*/*.txt']\ndocuments: {y/a.txt: {id: y}}")
    assert config.document("x/a.txt").facts[0].value == "1973"
    assert config.document(str(edition / "x" / "a.txt")).facts[0].value == "1973"
    assert config.document(str(edition / "y" / "a.txt")).id == "y"
    assert config.document("a.txt").id is None  # there are two of that name


def test_a_bare_name_will_do_where_only_one_capture_has_it(edition: Path) -> None:
    (edition / "captures").mkdir()
    shutil.copy("a.txt", edition / "captures")
    config = tabulated("file,date\na.txt,1973\n", "documents: {captures/a.txt: {id: x}}")
    for name in ("a.txt", "captures/a.txt", str(edition / "captures" / "a.txt")):
        assert config.document(name).id == "x"
        assert config.document(name).facts[0].value == "1973"


def test_accents_are_compared_however_the_system_stores_them(edition: Path) -> None:
    (edition / "de\u0301p.txt").touch()
    config = tabulated("file,date\nd\u00e9p.txt,1973\n")
    assert config.document("d\u00e9p.txt").facts == config.document("de\u0301p.txt").facts != ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,date\n", "captures.csv:1: the first column is “name”; it must be “file”"),
        (
            "file,rigths\n",
            "captures.csv:1: column 2: the fact “rigths” is not known; did you mean “rights”? allowed: ",
        ),
        ("file,Title\n", "captures.csv:1: column 2: the fact “Title” is not known; did you mean “title”?"),
        (
            "file,date,genre\n",
            "captures.csv:1: column 3: “genre” is no fact; state it in edition.yaml under documents",
        ),
        ("file,date,date\n", "captures.csv:1: column 3: “date” stands already in column 2"),
        (
            "file,date\na.tx,1\n",
            "captures.csv:2: file: “a.tx”: there is no such capture; did you mean “a.txt”?",
        ),
        ("file,date\n\n,1973\n", "captures.csv:3: file: the row names no file"),
        ("file,date\na.txt,1\nb.txt,2\na.txt,3\n", "captures.csv:4: file: “a.txt” stands already on line 2"),
        (
            "file,date\na.txt,August 3, 1973\n",
            "captures.csv:2: the row has 3 cells, the header 2; quote a text that",
        ),
        ('file,date\na.txt,"1\n', "captures.csv:2: this is no CSV row: unexpected end of data"),
        ('file,date\na.txt,"1\n2"\nx.txt,"3\n', "captures.csv:4: this is no CSV row"),
        (
            "file,url\na.txt,example.org\n",
            "captures.csv:2: url: “example.org” is not a web address (https://…)",
        ),
        ("file,title\na.txt,x\x07\n", "captures.csv:2: title: the character U+0007 cannot stand in XML"),
    ],
)
def test_a_mistake_in_the_table_is_named_with_its_line(edition: Path, text: str, expected: str) -> None:
    assert expected in table_complaint(text)


def test_a_table_that_is_not_utf_8_is_refused(edition: Path) -> None:
    Path("captures.csv").write_bytes("file;title\na.txt;Gomułka".encode("windows-1250"))
    with pytest.raises(BadConfiguration, match=r"captures\.csv:2: this file is not UTF-8") as caught:
        load_config(edition)
    assert "spreadsheet" in caught.value.remedy


def test_a_name_that_several_captures_have_needs_its_folder(edition: Path) -> None:
    for folder in ("x", "y"):
        (edition / folder).mkdir()
        shutil.copy("a.txt", edition / folder)
    with pytest.raises(BadConfiguration, match=r"2 captures have that name \(x/a\.txt, y/a\.txt\); write the folder"):
        tabulated("file,date\na.txt,1973\n", "captures: ['*/*.txt']")


# --- finding the file -------------------------------------------------------------------------------------


def test_the_nearest_edition_file_above_is_found(edition: Path) -> None:
    (edition / "deep" / "er").mkdir(parents=True)
    configured("")
    assert find_config(edition / "deep" / "er") == edition / "edition.yaml"
    assert find_config(Path("a.txt")) == edition / "edition.yaml"
    (edition / "deep" / "edition.yaml").touch()
    assert find_config(edition / "deep" / "er") == edition / "deep" / "edition.yaml"


def test_a_wrong_ending_of_its_name_is_pointed_out(edition: Path) -> None:
    (edition / "edition.yml").touch()
    for seek in (find_config, load_config):
        with pytest.raises(BadConfiguration, match=r"edition\.yml: the file is called edition\.yaml"):
            seek(edition)


def test_a_file_that_is_named_must_exist(edition: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"^other\.yaml: there is no such file"):
        load_config(Path("other.yaml"))


# --- the fingerprint --------------------------------------------------------------------------------------


def test_the_fingerprint_does_not_depend_on_the_place(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (edition / "authorities.yaml").touch()
    here = tabulated("file,date\na.txt,1973\n", "title: Letters")
    other = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(edition, other)
    there = load_config(other)
    assert there.folder != here.folder
    assert there.fingerprint() == here.fingerprint()


def test_the_fingerprint_does_not_depend_on_the_order_or_wording_of_the_files(edition: Path) -> None:
    one = tabulated("file,date,rights\na.txt,1973,x\nb.txt,1974,y\n", "title: A\nlanguage: en\n")
    other = tabulated("file;rights;date\nb.txt;y;1974\na.txt;x;1973\n", "language: 'en' # English\ntitle: A")
    assert one.fingerprint() == other.fingerprint()


def test_the_fingerprint_changes_with_every_setting(edition: Path) -> None:
    before = tabulated("file,date\na.txt,1973\nb.txt,1974\n")
    row = tabulated("file,date\na.txt,1973\nb.txt,1975\n")
    site = configured("site: {colours: {accent: red}}")
    publisher = configured("publisher: X")
    assert len({each.fingerprint() for each in (before, row, site, publisher)}) == 4


# --- the seeds --------------------------------------------------------------------------------------------


def test_the_seeds_are_an_edition() -> None:
    config = load_config(SEEDS, environ={})
    assert config.title == "Albania, Poland and Korea: five documents"
    assert (config.publisher, config.date, config.language) == ("tei-edition", "2026-11-21", "en")
    assert config.authorities == SEEDS / "authorities.yaml"
    assert len(capture_files(config)) == 5


# --- the file that `init` writes --------------------------------------------------------------------------


def test_the_template_changes_nothing_but_the_title(edition: Path) -> None:
    template = asset("data", "edition.yaml").read_text(encoding="utf-8")
    assert configured(template) == configured("title: Our edition")


def test_the_template_says_what_each_choice_for_the_captures_means() -> None:
    template = asset("data", "edition.yaml").read_text(encoding="utf-8")
    meaning = next(row for row in rows(EDITION) if row.key == "site.capture").meaning
    for choice in ("public", "hashes", "none"):
        assert f"{choice}: " in template
        assert f"({choice})" in meaning


def test_the_examples_in_the_template_are_valid_and_show_every_key(edition: Path) -> None:
    for name in ("example.txt", "authorities.yaml", "own.css", "logo.svg", "layouts/plain.yaml"):
        (edition / name).parent.mkdir(exist_ok=True)
        (edition / name).touch()
    template = asset("data", "edition.yaml").read_text(encoding="utf-8")
    examples = re.sub(r"(?m)^#(?! \S)", "", template).replace("captures/**/*.txt", "'*.txt'")
    assert configured(examples).document("example.txt").id == "1973-08-letter-hoxha-kim"
    shown = {re.sub(r"[^a-z_].*", "", line.strip(" -{")) for line in examples.split("\n")} | {"href"}
    assert {row.key.rpartition(".")[2] for row in rows(EDITION)} <= shown


# --- hostile settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"title: {'x' * 20_001}\n", "1: title: the text has 20,001 characters; at most 20,000 are possible"),
        (f"editors: [{'Ann,' * 1001}]\n", "1: editors: the list has 1,001 items; at most 1,000 are possible"),
        (f"authorities: {'x' * 300}\n", "1: authorities: “xxx"),
        ("authorities: .\n", "1: authorities: “.” is no file"),
        ("layouts: a.txt\n", "1: layouts: “a.txt” is no folder"),
        ("site: {stylesheet: a.txt}\n", "1: site.stylesheet: “a.txt” is no stylesheet (.css .xsl)"),
        ("site: {menu: [{label: x, href: ' javascript:x'}]}\n", "site.menu[1].href: “ javascript:x” is no link"),
        ('site: {menu: [{label: x, href: "java\\tscript:x"}]}\n', "site.menu[1].href: “java script:x” is no link"),
        ("documents: {a.txt: {encoding: undefined}}\n", "“undefined” is no text encoding"),
        ("documents: {a.txt: {encoding: unicode_escape}}\n", "“unicode_escape” is no text encoding"),
        ("limits: {max_seconds: 99999999999999999999}\n", "limits.max_seconds: 99999999999999999999 is not allowed"),
        ("limits: {max_memory: .inf}\n", "limits.max_memory: “.inf” is not allowed"),
        ("limits: {max_bytes: 1e3}\n", "limits.max_bytes: “1e3” is not allowed"),
        (f"captures: '{'**/' * 300}*.txt'\n", "is too long for a file pattern"),
        ("check: {select: Q}\n", "check.select: no finding has a code that begins with “Q”"),
        ("check: {ignore: [N2, N999]}\n", "check.ignore[2]: no finding has a code that begins with “N999”"),
        ('"\\e[31mtitle": x\n', "1: <U+001B>[31mtitle: this key is not known"),
        ('title: "a\\0b"\n', "1: title: the character U+0000 cannot stand in XML"),
        ('date: "2001\\n01"\n', "1: date: “2001<U+000A>01” is no date"),
        ("site: {<<: {title: x}}\n", "1: site.<<: this key is not known"),
    ],
)
def test_what_nobody_means_is_refused_at_its_line(edition: Path, text: str, expected: str) -> None:
    message = complaint(text)
    assert expected in message
    assert message.isprintable() and len(message) < 1000


def odd_file(path: Path, kind: str) -> None:
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"loop": path.name, "dangling": "nowhere", "device": "/dev/zero"}[kind])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices among its files")
@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "dangling", "device"])
@pytest.mark.parametrize("name", ["edition.yaml", "captures.csv", "authorities.yaml"])
def test_what_is_no_file_stands_for_no_settings_and_keeps_nobody_waiting(edition: Path, name: str, kind: str) -> None:
    odd_file(edition / name, kind)
    with pytest.raises(BadConfiguration) as caught:
        load_authorities(config.authorities) if (config := load_config(edition)).authorities else None
    assert caught.value.message.startswith(f"{edition / name}: ")


def test_a_million_wrong_keys_are_counted_and_not_all_told(edition: Path) -> None:
    lines = complaint("".join(f"k{n}: x\n" for n in range(30_000))).split("\n")
    assert lines[0].startswith("edition.yaml:1: k0: this key is not known")
    assert lines[-1] == "… and 29,975 more"


def test_a_path_that_is_too_long_is_no_settings_file(edition: Path) -> None:
    with pytest.raises(BadConfiguration, match="File name too long"):
        load_config(Path("x" * 300))
