"""What holds for every page and file of a site: valid, linked, complete, light, and the same on every build."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from lxml import etree
from lxml import html as lxml_html

from corpora import GOLD, needs_gold
from jing import JAVA
from program import ROOT, SEEDS
from promises import words_of_page
from tei_edition.checks.regeneration import normalise, regenerate
from tei_edition.config import load_config
from tei_edition.site import build_site
from tei_edition.teifile import XML_ID, T
from whole_editions import BASE, DOCUMENTS, PAGE_TYPES, WholeEdition, converted

KB = 1024


@cache
def opened(path: Path) -> Any:
    """A page as lxml reads it."""
    return lxml_html.document_fromstring(path.read_bytes().decode())


@cache
def ids(path: Path) -> Counter[str]:
    """How often each id occurs in a page or an XML file."""
    if path.suffix == ".html":
        return Counter(map(str, opened(path).xpath("//@id")))
    return Counter(map(str, etree.parse(path).xpath("//@xml:id | //@id")))


# --- the kinds of page ------------------------------------------------------------------------------------


def test_every_page_is_of_a_kind_that_is_known(whole_edition: WholeEdition) -> None:
    """A new family of pages gets a row in PAGE_TYPES, and with it all tests of pages."""
    known = {path for _, pattern in PAGE_TYPES for path in whole_edition.folder.glob(pattern)}
    folders = {path.parent for path in known} - {whole_edition.folder}
    assert [path for path in whole_edition.pages if path not in known and path.parent not in folders] == []


# --- HTML that is valid -----------------------------------------------------------------------------------


def checker() -> Path:
    """The Nu HTML checker: TEI_EDITION_VNU names its jar, or npm has put it where .ci/run does."""
    named = os.environ.get("TEI_EDITION_VNU", "")
    jar = Path(named) if named else ROOT / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if jar.is_file() and shutil.which("java"):
        return jar
    reason = "the Nu HTML checker is not there (npm install --prefix .tools vnu-jar) or Java is not"
    if os.environ.get("TEI_EDITION_REQUIRE_VNU") == "1":
        pytest.fail(f"{reason}, and TEI_EDITION_REQUIRE_VNU=1")
    pytest.skip(f"{reason}: nobody looks whether the HTML is valid")


@pytest.mark.java
def test_every_page_is_valid_html(whole_edition: WholeEdition) -> None:
    found = invalid(whole_edition.folder, checker())
    assert not found, "\n".join(found)


@pytest.mark.java
def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html lang="en"><title>x</title><search popover></search><p><ul><li id="a"><li id="a"></ul>'
    (tmp_path / "x.html").write_text(page, "utf-8")
    assert any("Duplicate ID" in line for line in invalid(tmp_path, checker()))


NO_FAULTS = re.compile(
    # what the checker says, and why it does not count
    r"Resource violates Content Security Policy \(meta tag\)"  # it knows no self on a disk; browsers do
    r"|Inline script violates Content Security Policy .*application/ld\+json"  # data, which no browser runs
    r"|The “list” role is unnecessary for element “[uo]l”"  # Safari forgets that a list without marks is one
    r"|The first occurrence of"  # goes with another message
)


def invalid(folder: Path, jar: Path) -> list[str]:
    """What the checker says of all pages below a folder; one line for each thing, with the pages that have it."""
    words = (
        *JAVA,
        "-jar",
        str(jar),
        "--skip-non-html",
        "--stdout",
        "--format",
        "json",
        "--exit-zero-always",
        str(folder),
    )
    result = subprocess.run(words, capture_output=True, check=True, timeout=120)
    found: dict[str, list[str]] = {}
    for message in json.loads(result.stdout)["messages"]:
        what = f"{message['message']} {message.get('extract', '')!r}"
        if not NO_FAULTS.match(what):
            found.setdefault(what, []).append(f"{Path(unquote(message['url'])).name}:{message.get('lastLine')}")
    return [f"{what} ({len(places)}×: {', '.join(places[:3])})" for what, places in found.items()]


# --- links and ids ----------------------------------------------------------------------------------------


def test_every_id_of_a_page_is_unique(whole_edition: WholeEdition) -> None:
    twice = {(page.name, each) for page in whole_edition.pages for each, count in ids(page).items() if count > 1}
    assert twice == set()


def test_every_link_of_every_file_leads_to_something(whole_edition: WholeEdition) -> None:
    found = sorted(dead_links(whole_edition.folder, whole_edition.pages))
    assert not found, "\n".join(found)


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text(
        '<p id="é"><a href="#%C3%A9">1</a><a href="#b">2</a><a href="y.html">3</a><a href=".">4</a>', "utf-8"
    )
    assert sorted(dead_links(tmp_path, (page,))) == ["x.html: #b", "x.html: .", "x.html: y.html"]


ATTRIBUTES = "//@href | //@src | //@action | //@poster | //@data-href | //@data-src | //blockquote/@cite | //q/@cite"
REFERENCES = (
    "//@for | //@popovertarget | //@list | //@form | //@aria-labelledby | //@aria-describedby | //@aria-controls"
)


def dead_links(folder: Path, pages: tuple[Path, ...]) -> Iterator[str]:
    """The links of pages that lead to no file, or to a fragment that the file has not."""
    for page in pages:
        for link in sorted(set(map(str, opened(page).xpath(ATTRIBUTES)))):
            if not _leads(page, link, folder):
                yield f"{page.relative_to(folder).as_posix()}: {link}"
        named = {each for value in opened(page).xpath(REFERENCES) for each in str(value).split()}
        yield from (
            f"{page.relative_to(folder).as_posix()}: {each} (as an id)" for each in sorted(named - set(ids(page)))
        )


def _leads(page: Path, link: str, folder: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in ("http", "https", "mailto") or link == "data:,"  # no icon
    path = unquote(parts.path)
    if page.name == "404.html":  # it is shown at any address, so its own links begin at the root
        goal = (folder / path.removeprefix(BASE)).resolve() if path.startswith(BASE) else page
    else:
        goal = (page.parent / path).resolve() if path else page.resolve()
    if not goal.is_file() or not goal.resolve().is_relative_to(folder.resolve()):
        return False
    if not parts.fragment or goal.suffix not in (".html", ".xml"):
        return True
    return unquote(parts.fragment) in ids(goal) or parts.fragment == "top"


def test_the_addresses_in_feeds_and_maps_are_those_of_files(whole_edition: WholeEdition) -> None:
    """Sitemap, feed, manifest and JSON name pages by the address of the edition."""
    base, missing = f"https://example.org{BASE}", []
    for path in whole_edition.files:
        if path.suffix in (".xml", ".json", ".html", ".ris", ".bib"):
            for found in re.findall(rf"{re.escape(base)}[^\s\"'<>\\{{}}?#,)]*", path.read_bytes().decode()):
                goal = whole_edition.folder / unquote(found.removeprefix(base)).rstrip(".;")
                if not (goal.is_file() or goal == whole_edition.folder):
                    missing.append(f"{path.name}: {found}")
    assert sorted(set(missing)) == []


FRAGMENTS = frozenset(T + name for name in "p sp note gap head list table quote closer opener".split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paragraph_turn_note_and_gap_can_be_linked_under_its_id(whole_edition: WholeEdition, name: str) -> None:
    page = whole_edition.page(name)
    wanted = {
        element.get(XML_ID)
        for element in etree.parse(page.with_suffix(".xml")).iterfind(f"{T}text//*[@{XML_ID}]")
        if element.tag in FRAGMENTS
    }
    assert wanted - set(ids(page)) == set()
    assert wanted - _epub_ids(page.with_suffix(".epub"), wanted) == set()


def _epub_ids(path: Path, otherwise: set[str]) -> set[str]:
    """The ids in the pages of an EPUB; without one, whatever is wanted."""
    if not path.is_file():
        return otherwise
    with ZipFile(path) as book:
        pages = [book.read(each) for each in book.namelist() if each.endswith(("html", "xhtml"))]
    return {str(each) for page in pages for each in etree.fromstring(page).xpath("//@id")}


# --- words ------------------------------------------------------------------------------------------------


def words_of_tei(path: Path) -> str:
    """The words of all texts of a TEI file, as they were captured."""
    return normalise(" ".join(regenerate(text) for text in etree.parse(path).getroot().iterfind(f".//{T}text")))


def words_of_capture(capture: Path, ledger: Path) -> str:
    """What of the capture is text by the ledger, or a sign that the encoding gives back."""
    text, pieces = capture.read_bytes().decode(), []
    for span in json.loads(ledger.read_bytes())["spans"]:
        words = text[span["start"] : span["end"]]
        # the number of a heading is regenerated nowhere (checks.losslessness)
        kept = span["zone"] in ("text", "space") or (span["zone"] == "markup" and span["targets"])
        pieces.append(words if kept else " ")
    return normalise("".join(pieces))


@pytest.fixture(scope="module")
def of_seeds(whole_edition: WholeEdition) -> list[tuple[Path, Path, Path]]:
    return triples(SEEDS, whole_edition.tei, whole_edition.folder)


@pytest.fixture(scope="module")
def of_gold(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path, Path]]:
    folder = tmp_path_factory.mktemp("gold")
    build_site(converted(Path(GOLD), folder / "tei"), folder / "html", load_config(None))
    return triples(Path(GOLD), folder / "tei", folder / "html")


def triples(captures: Path, tei: Path, site: Path) -> list[tuple[Path, Path, Path]]:
    """Each capture of a folder with its TEI file and its page."""
    pages = {
        page.with_suffix(".xml").read_bytes(): page
        for page in (site / "doc").glob("*.html")
        if page.with_suffix(".xml").is_file()
    }
    files = [(capture, tei / f"{capture.stem}.xml") for capture in sorted(captures.glob("*.txt"))]
    return [(capture, file, pages[file.read_bytes()]) for capture, file in files if file.is_file()]


def differing(found: list[tuple[Path, Path, Path]]) -> list[str]:
    """The captures whose page, TEI and text lines have not the same words; and where they part."""
    faults = []
    for capture, tei, page in found:
        expected = words_of_tei(tei)
        others = (
            ("page", words_of_page(opened(page))),
            ("capture", words_of_capture(capture, tei.with_suffix(".ledger.json"))),
        )
        faults += [
            f"{capture.name}: {what}: {_parting(words, expected)}" for what, words in others if words != expected
        ]
    return faults


def _parting(found: str, expected: str) -> str:
    at = next((n for n, pair in enumerate(zip(found, expected, strict=False)) if len(set(pair)) > 1), len(expected))
    return f"{found[max(0, at - 20) : at + 20]!r} for {expected[max(0, at - 20) : at + 20]!r}"


def test_page_tei_and_capture_of_a_seed_have_the_same_words(of_seeds: list[tuple[Path, Path, Path]]) -> None:
    assert len(of_seeds) == 5
    assert differing(of_seeds) == []


@needs_gold
def test_page_tei_and_capture_have_the_same_words(of_gold: list[tuple[Path, Path, Path]]) -> None:
    assert differing(of_gold) == []


def test_a_word_too_many_is_found(of_seeds: list[tuple[Path, Path, Path]], tmp_path: Path) -> None:
    capture, tei, page = of_seeds[0]
    shutil.copy(tei.with_suffix(".ledger.json"), tmp_path / "x.ledger.json")
    (tmp_path / "x.xml").write_bytes(tei.read_bytes().replace(b"exceptional pleasure", b"pleasure"))
    assert len(differing([(capture, tmp_path / "x.xml", page)])) == 2


# --- weight -----------------------------------------------------------------------------------------------

BUDGET = (
    # files                    KB
    ("css/edition.css", 18),
    ("css/pages.css", 10),
    ("js/edition.js", 16),
    ("js/common.js js/search.js", 12),
    ("js/common.js js/facets.js", 8),
    ("js/capture.js", 4),
)

MATTER = (
    # what a document brings with it, and its page therefore does not answer for
    "//*[contains(concat(' ', @class, ' '), ' tei-text ')]",
    "//section[@id='notes']",
    "//*[@id='named']",
    "//*[@id='who']",
    "//*[@id='contents']",
    "//*[contains(concat(' ', @class, ' '), ' summary ')]",
)


@pytest.mark.parametrize(("name", "most"), BUDGET)
def test_a_style_sheet_or_script_keeps_its_budget(whole_edition: WholeEdition, name: str, most: int) -> None:
    assert weight(whole_edition, *name.split()) <= most * KB


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_surrounds_a_document_weighs_less_than_14_kb(whole_edition: WholeEdition, name: str) -> None:
    """The page without the matter of its document; with its style sheet and script less than 48 KB."""
    frame = chrome(whole_edition.page(name))
    assert frame <= 14 * KB
    assert frame + weight(whole_edition, "css/edition.css", "js/edition.js") <= 48 * KB


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_reader_loads_besides_the_document_weighs_less_than_60_kb(
    whole_edition: WholeEdition, name: str
) -> None:
    looks = weight(whole_edition, "css/edition.css", "css/print.css", "js/words.js", "js/edition.js")
    assert chrome(whole_edition.page(name)) + looks <= 60 * KB


def weight(whole_edition: WholeEdition, *files: str) -> int:
    """The bytes of files together."""
    return sum((whole_edition.folder / each).stat().st_size for each in files)


def chrome(page: Path) -> int:
    """The bytes of a page that are none of its document's matter."""
    tree = lxml_html.document_fromstring(page.read_bytes().decode())
    for element in [each for path in MATTER for each in tree.xpath(path)]:
        element.drop_tree() if element.getparent() is not None else None
    return len(etree.tostring(tree, method="html", encoding="utf-8"))


# --- the same every time ----------------------------------------------------------------------------------

BUILD = """
import sys
from pathlib import Path
from tei_edition.runner import Way, runner
from tei_edition.site import build_site
from whole_editions import converted, sample_documents, settings
tei, out, jobs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
documents = [*sample_documents(), *converted(Path("seeds"), tei)]
with runner(Way(jobs), 100) as run:
    build_site(documents[:: -1 if jobs > 1 else 1], out, settings(), run=run)
"""


def test_another_seed_clock_order_and_number_of_processes_give_the_same_bytes(
    whole_edition: WholeEdition, tmp_path: Path
) -> None:
    env = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40"}
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    words = (sys.executable, "-c", BUILD, str(tmp_path / "tei"), str(tmp_path / "html"), "2")
    subprocess.run(words, env=env, cwd=ROOT, check=True, timeout=120)
    assert digests(tmp_path / "html") == digests(whole_edition.folder)


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder with the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
