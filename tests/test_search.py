"""The search page: plain words without an index, and with one the paragraphs that have the words."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from editions import SAMPLES, built
from tei_edition.commands import Run, built_edition
from tei_edition.errors import TeiEditionError
from tei_edition.manner import Manner
from tei_edition.records import record
from tei_edition.render import read_tei
from tei_edition.site import SiteDocument, search
from tei_edition.site.edition import Entry
from tei_edition.teifile import elements, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.usefixtures("with_search")
LETTER = next(path for path in SAMPLES if path.stem == "letter")
needs_pagefind = pytest.mark.skipif(not find_spec("pagefind"), reason="Pagefind is not installed")


def test_without_pagefind_the_page_says_so_and_leads_to_the_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "find_spec", lambda _: None)
    built(tmp_path)
    page = lxml_html.document_fromstring((tmp_path / "search.html").read_text("utf-8"))
    assert "There is no full-text index" in page.text_content()
    assert "people/index.html" in page.xpath("//section//a/@href")
    assert page.xpath("//script") == []
    assert not (tmp_path / "pagefind").exists()


@needs_pagefind
def test_the_table_knows_every_document_and_the_index_has_no_interface_of_its_own(tmp_path: Path) -> None:
    site = built(tmp_path)
    table = json.loads((tmp_path / "pagefind" / "documents.json").read_text("utf-8"))
    assert {row["href"] for row in table.values()} == {f"doc/{name}.html" for name in site.slugs.values()}
    assert [path.name for path in (tmp_path / "pagefind").glob("*ui*")] == []


@needs_pagefind
def test_the_index_is_the_same_in_every_run_whatever_languages_there_are(tmp_path: Path) -> None:
    for n in range(3):
        documents = [SiteDocument(path.stem, path) for path in SAMPLES]
        letter = LETTER.read_bytes()
        documents += [
            SiteDocument(lang, letter.replace(b'xml:lang="en"', f'xml:lang="{lang}"'.encode())) for lang in ("de", "fr")
        ]
        built(tmp_path / str(n), documents)
    first = {path.name: path.read_bytes() for path in (tmp_path / "0" / "pagefind").rglob("*.*")}
    for n in (1, 2):
        assert {path.name: path.read_bytes() for path in (tmp_path / str(n) / "pagefind").rglob("*.*")} == first


NOTED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p xml:id="p-1">In the mud<ref type="noteMarker" target="#fn-1">5</ref>, they said.<ref type="noteMarker">[6]</ref>The
<hi>end</hi><ref type="noteMarker">7</ref> is <ref target="#p-1">near</ref><note xml:id="n-1">or <hi>far</hi>
</note>.</p>
<p xml:id="p-2">Without<note>a name</note></p>
<table xml:id="t-1"><row><cell>One</cell><cell>two<lb/>th<lb break="no"/>ree</cell></row></table>
<note xml:id="fn-1" n="5"><p>Not <ref type="noteMarker">8</ref>clay.</p></note></body></text></TEI>"""


def test_the_index_has_the_words_without_note_marks_and_every_note_by_itself() -> None:
    document = SiteDocument("a", NOTED.encode())
    staged = search._staged(Entry(document, record(read_tei(document.tei, "a"), "a"), "a"))
    assert staged is not None
    assert [(p.get("id"), p.text) for p in staged.iter("p")] == [
        ("p-1", "In the mud, they said. The end is near."),
        ("n-1", "or far"),
        ("p-2", "Without a name"),
        ("t-1", "One two three"),
        ("fn-1", "Not clay."),
    ]


WITH_WORDS = " or ".join(f"self::t:{name}" for name in "p head opener closer note item table".split())


def test_no_word_of_a_sample_is_missing_from_the_index() -> None:
    for path in SAMPLES:
        tree = read_tei(path)
        staged = search._staged(Entry(SiteDocument(path.stem, path), record(tree, path.stem), "a"))
        assert staged is not None
        for mark in list(tree.iter("{*}ref")):
            if mark.get("type") == "noteMarker":
                mark.text = ""
        blocks = elements(tree.getroot(), f"t:text//*[@xml:id][{WITH_WORDS}]")
        strings = {"".join(words.split()) for block in blocks for words in block.itertext()}
        assert [each for each in sorted(strings) if each not in "".join(text_of(staged).split())] == []


@needs_pagefind
def test_an_edition_without_a_word_has_no_index(tmp_path: Path) -> None:
    built(tmp_path, [SiteDocument("a", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')])
    assert "There is no full-text index" in (tmp_path / "search.html").read_text("utf-8")


@needs_pagefind
def test_a_pagefind_that_fails_is_named_with_a_cure(tmp_path: Path) -> None:
    with pytest.raises(TeiEditionError, match="the index for the search could not be made"):
        search._run_pagefind(tmp_path / "there is no such folder", tmp_path / "made")


def without_its_index(tmp_path: Path) -> str:
    """What the editor is told of a site that is whole but for the index."""
    site = built(tmp_path)
    assert "There is no full-text index" in (tmp_path / "search.html").read_text("utf-8")
    assert {"index.html", "manifest.json", "404.html"} <= {path.name for path in tmp_path.iterdir()}
    assert not (tmp_path / "pagefind").exists()
    (told,) = site.not_made
    return told


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "not enough memory"),
        ("import sys; sys.exit('no such index')", "no such index"),
        ("", "wrote what cannot be read"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_a_pagefind_that_fails_costs_the_index_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, told: str
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pagefind.py").write_text(does, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    monkeypatch.setattr(search, "find_spec", lambda _: True)
    assert told in without_its_index(tmp_path / "html")


def test_an_index_of_an_earlier_build_goes_with_a_pagefind_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TeiEditionError("the index for the search could not be made: x", remedy="y")

    built(tmp_path)
    monkeypatch.setattr(search, "find_spec", lambda _: True)
    monkeypatch.setattr(search, "_run_pagefind", fail)
    assert without_its_index(tmp_path) == "the index for the search could not be made: x; y"


def test_the_editor_is_warned_of_an_index_that_could_not_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TeiEditionError("the index for the search could not be made: x", remedy="y")

    monkeypatch.setattr(search, "find_spec", lambda _: True)
    monkeypatch.setattr(search, "_run_pagefind", fail)
    (tmp_path / "a.txt").write_text("Letter from Jane Roe to John Doe\n\nParis, 6 August 1973\n\nDear John,\n\nYes.\n")
    outcome, _, index = built_edition(Run(Manner(quiet=True), (str(tmp_path / "a.txt"),), tmp_path / "output"))
    assert [finding.code for finding in outcome.findings].count("W111") == 1
    assert index is not None
    assert index.is_file()
    assert "W111" in (tmp_path / "output" / "report.json").read_text("utf-8")


# --- in the browser ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The samples, and one of them in German, on a server of this machine."""
    out = tmp_path_factory.mktemp("search")
    german = LETTER.read_bytes().replace(b'xml:lang="en"', b'xml:lang="de"')
    built(out, [*(SiteDocument(path.stem, path) for path in SAMPLES), SiteDocument("brief", german)])

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def asked(browser: Browser, address: str, query: str) -> tuple[Page, list[str]]:
    from playwright.sync_api import expect

    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/search.html?{query}")
    expect(page.locator("#state")).not_to_contain_text("JavaScript")
    page.wait_for_load_state("networkidle")
    return page, said


@needs_pagefind
@pytest.mark.browser
def test_a_hit_leads_to_its_paragraph_with_the_words_to_mark(browser: Browser, address: str) -> None:
    page, said = asked(browser, address, "q=message")
    assert said == []
    assert "have “message”" in page.inner_text("#state")
    href = page.get_attribute("#found .quoted a", "href") or ""
    path, _, fragment = href.partition("#")
    assert "?hl=message" in path
    assert fragment
    assert page.locator("#found .quoted a[href*='#p-']").count()
    assert page.inner_text("#found mark").lower().startswith("message")
    page.close()


@needs_pagefind
@pytest.mark.browser
def test_documents_in_every_language_are_found(browser: Browser, address: str) -> None:
    page, _ = asked(browser, address, "q=letter")
    languages = page.evaluate("[...document.querySelectorAll('#narrow a')].map(a => a.textContent)")
    assert {"English", "German"} <= set(languages)
    page.close()


@needs_pagefind
@pytest.mark.browser
def test_a_search_is_narrowed_by_links_that_the_back_key_undoes(browser: Browser, address: str) -> None:
    from playwright.sync_api import expect

    page, _ = asked(browser, address, "q=letter")
    whole = page.inner_text("#state")
    page.click("#narrow a")
    expect(page.locator("#state")).not_to_have_text(whole)
    assert "genre=" in page.url or "language=" in page.url
    page.go_back()
    expect(page.locator("#state")).to_have_text(whole)
    page.close()


@needs_pagefind
@pytest.mark.browser
def test_words_that_nobody_wrote_and_markup_in_the_address_are_only_words(browser: Browser, address: str) -> None:
    page, said = asked(browser, address, "q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&who=%3Cb%3Ex")
    assert page.evaluate("document.querySelectorAll('main img, main b').length") == 0
    assert said == []
    page.close()


@needs_pagefind
@pytest.mark.browser
def test_signs_that_mean_something_to_a_script_are_shown_as_they_were_asked(browser: Browser, address: str) -> None:
    page, _ = asked(browser, address, "q=zzz%24%26%24%60")
    assert "zzz$&$`" in page.inner_text("#state")
    page.close()


@needs_pagefind
@pytest.mark.browser
def test_a_word_that_no_document_has_is_in_no_document(browser: Browser, address: str) -> None:
    page, _ = asked(browser, address, "q=messagexqzvw")
    assert "No document has" in page.inner_text("#state")
    assert page.locator("#found li").count() == 0
    page.close()


@needs_pagefind
@pytest.mark.browser
def test_from_a_disk_the_page_says_what_it_cannot_do(browser: Browser, tmp_path: Path) -> None:
    built(tmp_path)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "search.html").as_uri() + "?q=letter")
    assert "needs a web server" in page.inner_text("#state")
    assert said == []
    page.close()
