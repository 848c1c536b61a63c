"""Captures and settings of somebody who means harm, as the program converts them, opened in a real Chromium.

The browser is told to forget the pages' policy (`bypass_csp`), so nothing stands between a fault and its harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html as lxml_html

from browsing import Visit, seen
from program import SEEDS, run
from whole_editions import WholeEdition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = "<script>window.__pwned=1;alert(1)</script>"
HOSTILE = (
    SCRIPT,
    f"</script>{SCRIPT}",
    f"</title>{SCRIPT}",
    "]]>",
    f"<!-- {SCRIPT}",
    f"--> {SCRIPT}",
    '"><img src=x onerror=window.__pwned=1>',
    "'><svg/onload=window.__pwned=1>",
    "&lt;img src=x onerror=window.__pwned=1&gt;",
    '<a href="javascript:window.__pwned=1">click</a>',
    "javascript:window.__pwned=1",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "{{constructor.constructor('window.__pwned=1')()}}",
    "%3Cscript%3Ewindow.__pwned=1%3C/script%3E",
)
ALL = " ".join(HOSTILE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> WholeEdition:
    """The seeds with all that harms in their titles, names, turns, notes, texts, and file names."""
    folder = tmp_path_factory.mktemp("hostile")
    captures = folder / "captures"
    captures.mkdir()
    for n, path in enumerate(sorted(SEEDS.glob("*.txt"))):
        lines = path.read_text("utf-8").split("\n")
        (captures / f"{n}{FILE_NAMES[n]}.txt").write_text("\n".join(map(spoilt, lines)), "utf-8")
    (folder / "authorities.yaml").write_text(yaml.safe_dump(authorities(), allow_unicode=True), "utf-8")
    (folder / "edition.yaml").write_text(yaml.safe_dump(SETTINGS, allow_unicode=True), "utf-8")
    result = run("build", folder, "-o", folder / "out", "-q")
    assert (folder / "out" / "html" / "index.html").is_file(), result.stderr
    return WholeEdition(folder / "out" / "html", folder / "out" / "tei")


FILE_NAMES = (
    "<img src=x onerror=window.__pwned=1>",
    '"onmouseover="window.__pwned=1',
    "'&amp;<b>",
    "javascript:window.__pwned=1",
    "a#b?c=d%3Cscript%3E",
)
SETTINGS = {
    "title": f"Title {ALL}",
    "publisher": f"Publisher {ALL}",
    "editors": [f"Editor {ALL}"],
    "base_url": "https://example.org/x",
    "licence": {"target": "https://example.org/licence", "text": f"Licence {ALL}"},
    "captures": "captures/*.txt",
    "site": {
        "title": f"Site {ALL}",
        "statement": f"Statement {ALL}",
        "menu": [{"label": f"Menu {ALL}", "href": "https://example.org/?a='\"><script>window.__pwned=1</script>"}],
    },
}


def spoilt(line: str) -> str:
    """A line of a capture with something that harms at its end, in the middle of it, or as a part of a name."""
    if not line.strip():
        return line
    at = len(line) % len(HOSTILE)
    for name in ("Enver Hoxha", "Kim Il Sung", "Ri Jong-ok", "Mehmet Shehu"):
        line = line.replace(f"Comrade {name}:", f"Comrade {name} [{HOSTILE[at]}]:")
    words = line.split(" ")
    words.insert(len(words) // 2, HOSTILE[at - 1])
    return f"{' '.join(words)} {HOSTILE[at]}" if len(words) > 4 else line


def authorities() -> dict[str, Any]:
    """Those of seeds/, with harm in names, notes and identifiers."""
    stated: dict[str, Any] = yaml.safe_load((SEEDS / "authorities.yaml").read_text("utf-8"))
    for kind in ("people", "organisations", "places"):
        for n, entry in enumerate(stated[kind]):
            entry["forms"] = [*entry.get("forms", ()), entry["name"]]
            entry["name"] += f" {HOSTILE[n % len(HOSTILE)]}"
            entry["note"] = f"Note {ALL}"
    return stated


@pytest.fixture(scope="module")
def visit(browser: Browser, whole_edition: WholeEdition) -> Iterator[Visit]:
    with Visit(browser, whole_edition.page("index"), bypass_csp=True) as visit:
        visit.answer("/x/", whole_edition.folder)
        yield visit


def test_the_harm_stands_on_the_pages(hostile: WholeEdition) -> None:
    """Else the other tests would find nothing for the wrong reason."""
    words = "".join(lxml_html.document_fromstring(page.read_bytes()).text_content() for page in hostile.pages)
    assert [harm for harm in HOSTILE if harm not in words] == []


def test_no_page_has_an_element_or_a_link_that_its_stylesheet_did_not_make(hostile: WholeEdition) -> None:
    assert sorted({fault for page in hostile.pages for fault in strange(page)}) == []


NEVER = (
    # what no page of ours has, whatever it shows
    "//script[not(@src) and not(@type='application/ld+json')]",
    "//img | //iframe | //object | //embed | //base | //style | //meta[@http-equiv='refresh']",
    "//*[@*[starts-with(name(), 'on')]] | //*[@style]",
    "//@*[contains('href src action formaction poster', name())][re:test(., '^\\s*javascript:', 'i')]/..",
    "//form[@action != 'search.html' and @action != '../search.html' and @action != '/x/search.html']",
)


def strange(page: Path) -> list[str]:
    """The elements of a page that no page of ours has."""
    tree = lxml_html.document_fromstring(page.read_bytes())
    return [
        lxml_html.tostring(each, encoding="unicode", with_tail=False)[:150]
        for path in NEVER
        for each in tree.xpath(path, namespaces={"re": "http://exslt.org/regular-expressions"})
    ]


@pytest.mark.parametrize(
    "harm",
    [
        "<script>1</script>",
        "<img src=x>",
        "<p onclick='x'>a</p>",
        "<a href=' JavaScript:x'>a</a>",
        "<form action='https://example.org/'></form>",
    ],
)
def test_a_strange_element_is_found(tmp_path: Path, harm: str) -> None:
    (tmp_path / "x.html").write_text(f"<main>{harm}</main>", "utf-8")
    assert len(strange(tmp_path / "x.html")) == 1


def test_what_a_page_says_for_machines_can_be_read(hostile: WholeEdition) -> None:
    for page in hostile.pages:
        for script in lxml_html.document_fromstring(page.read_bytes()).xpath("//script[@type='application/ld+json']"):
            assert json.loads(script.text), page.name
    for path in hostile.files:
        if path.suffix == ".json":
            json.loads(path.read_bytes())


@pytest.mark.browser
def test_no_script_of_a_stranger_runs_on_any_page(hostile: WholeEdition, visit: Visit) -> None:
    """Neither on opening a page, nor with harm in its address, nor when all its buttons are pressed."""
    opened: list[str] = []

    def dismissed(dialog: Any) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    visit.page.on("dialog", dismissed)
    address = "?" + "&".join(
        f"{key}=%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E" for key in ("q", "hl", "who", "view", "type")
    )
    page = seen(visit, hostile.pages[0])
    for path in hostile.pages:
        for end in ("", address + "#%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E"):
            visit.go(path.as_uri() + end)
            assert page.evaluate(PRESS) == [None, 0], path.name
            assert [
                each for each in visit.requests if not each.startswith((hostile.folder.as_uri(), "file:///x/"))
            ] == []
    assert opened == []


PRESS = """async () => {
  addEventListener('click', event => event.preventDefault());
  for (const element of document.querySelectorAll('main :is(a, button, summary, label), nav button'))
    for (const kind of ['mouseover', 'focusin', 'click'])
      element.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  await new Promise(requestAnimationFrame);
  const strangers = document.querySelectorAll('[onerror], [onload], main script, main img');
  return [window.__pwned ?? null, strangers.length];
}"""
"""Presses everything; returns what harm was done, and how many elements could do some."""
