"""Captures and settings of somebody who means harm, as the program converts them, opened in a real Chromium.

The browser is told to forget the pages' policy (`bypass_csp`), so nothing stands between a fault and its harm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html as lxml_html

import promises
from browsing import Visit, seen
from editions import built
from program import SEEDS, run
from tei_edition.assets import asset
from tei_edition.site import SiteDocument
from tei_edition.teifile import TEI
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


def test_every_page_has_one_policy_which_allows_no_inline_script_and_no_other_address(hostile: WholeEdition) -> None:
    waiting = asset("xslt", "live", "waiting.html")
    for page in (*hostile.pages, waiting):
        (policy,) = lxml_html.document_fromstring(page.read_bytes()).xpath(POLICY)
        stated = {words.split()[0]: words.split()[1:] for words in policy.split(";")}
        assert stated["default-src"] == ["'none'"], page.name
        assert {source for sources in stated.values() for source in sources} <= ALLOWED, page.name
        assert stated["style-src"] == ["'self'"], page.name


POLICY = "/html/head/meta[@http-equiv='Content-Security-Policy']/@content"
ALLOWED = {"'none'", "'self'", "data:", "'wasm-unsafe-eval'"}


def strange(page: Path) -> list[str]:
    """The elements of a page that no page of ours has."""
    return promises.strange(promises.html(page.read_bytes()))


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
    """Neither on opening a page, nor with harm in its address, nor when all its buttons are pressed.

    A page without a script of ours reads no address.
    """
    opened: list[str] = []

    def dismissed(dialog: Any) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    visit.page.on("dialog", dismissed)
    address = "?" + "&".join(
        f"{key}=%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E" for key in ("q", "hl", "who", "view", "type")
    )
    address += "#%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E"
    page = seen(visit, hostile.pages[0])
    with_script = [path for path in hostile.pages if b"<script src=" in path.read_bytes()]
    assert {path.parent.name for path in with_script} > {"html", "doc", "years"}
    for path in hostile.pages:
        for end in ("", address) if path in with_script else ("",):
            visit.go(path.as_uri() + end)
            assert page.evaluate(PRESS) == [None, 0], path.name
            assert [
                each for each in visit.requests if not each.startswith((hostile.folder.as_uri(), "file:///x/"))
            ] == []
    assert opened == []


HTML, XLINK = "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink"
DO = "window.__pwned=1"
ADDRESSES = (
    f"javascript:{DO}",
    f" JaVaScRiPt:{DO}",
    f"java&#9;script:{DO}",
    f"javascript&#58;{DO}",
    "file:///etc/passwd",
)
ADDRESSES += (
    "data:text/html;base64,PHNjcmlwdD4=",
    f"vbscript:{DO}",
    f"feed:javascript:{DO}",
    "//example.org/x",
    "http:x",
)
POINTING = (
    '<ref target="{}">a</ref> <ptr target="{}"/> <persName ref="{}">B</persName> <graphic url="{}"/> <media url="{}"/>'
    '<note target="{}" source="{}">c</note> <quote source="{}">d</quote> <pb facs="{}"/> <date when="{}">e</date>'
)
ELEMENTS = f"""
  <p><script>{DO}</script><img src="x" onerror="{DO}"/><iframe src="javascript:{DO}"/><style>*{{}}</style></p>
  <p xmlns:h="{HTML}"><h:script>{DO}</h:script><h:img src="x" onerror="{DO}"/><h:a href="javascript:{DO}">x</h:a>
    <h:base href="http://example.org/"/><h:meta http-equiv="refresh" content="0"/><h:form action="x"/></p>
  <figure><svg xmlns="http://www.w3.org/2000/svg" onload="{DO}"><script>{DO}</script><a xlink:href="javascript:{DO}"
    xmlns:xlink="{XLINK}"><text>x</text></a>
    <foreignObject><b xmlns="{HTML}" onload="{DO}"/></foreignObject></svg></figure>
  <p style="position:fixed" rend="x onclick={DO}" onclick="{DO}" class="x" id="main"
    xml:lang="&quot; onclick=&quot;{DO}" xml:base="javascript:{DO}//">x
    <?php --&gt; <script>{DO}</script>?><!-- </p><script>{DO}</script> --></p>"""


def foreign() -> bytes:
    """A TEI file of others with all that a browser runs, as elements, attributes and addresses, in header and text."""
    addresses = "".join(f"<p>{POINTING.replace('{}', each)}</p>" for each in ADDRESSES)
    sources = "".join(f"<bibl><ref target='{each}'>s</ref><idno type='URL'>{each}</idno></bibl>" for each in ADDRESSES)
    senders = "".join(
        f"<correspAction type='sent'><persName ref='{each}'>B</persName></correspAction>" for each in ADDRESSES
    )
    header = f"""<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><availability>
      <licence target="{ADDRESSES[0]}">L</licence></availability></publicationStmt><sourceDesc>{sources}</sourceDesc>
      </fileDesc>
      <profileDesc><correspDesc>{senders}</correspDesc><particDesc><listPerson>
      <person xml:id="pp" sameAs="{ADDRESSES[0]}"><persName>B</persName>
      <idno type="GND">{ADDRESSES[0]}</idno><idno type="URL">{ADDRESSES[0]}</idno></person></listPerson></particDesc>
      </profileDesc>"""
    text = f"<p><persName ref='#pp'>B</persName></p>{ELEMENTS}{addresses}"
    return f"<TEI xmlns='{TEI}'><teiHeader>{header}</teiHeader><text><body>{text}</body></text></TEI>".encode()


@pytest.fixture(scope="module")
def edition_of_foreign(tmp_path_factory: pytest.TempPathFactory) -> WholeEdition:
    folder = tmp_path_factory.mktemp("foreign")
    assert built(folder / "html", [SiteDocument("a", foreign())], base_url="https://example.org/x").lost == {}
    return WholeEdition(folder / "html", folder)


def test_nothing_of_a_foreign_file_becomes_an_element_or_an_address_that_runs(edition_of_foreign: WholeEdition) -> None:
    assert sorted({fault for page in edition_of_foreign.pages for fault in strange(page)}) == []
    for page in edition_of_foreign.pages:
        for href in lxml_html.document_fromstring(page.read_bytes()).xpath("//a/@href"):
            assert re.match(r"https?://|mailto:|[^:]*$", href), (page.name, href)
            assert not href.startswith("//"), page.name


@pytest.mark.browser
def test_no_script_of_a_foreign_file_runs_on_any_page(edition_of_foreign: WholeEdition, visit: Visit) -> None:
    for path in edition_of_foreign.pages:
        visit.go(path.as_uri())
        assert visit.page.evaluate(PRESS) == [None, 0], path.name
    assert [each for each in visit.requests if not each.startswith("file:")] == []


@pytest.mark.browser
def test_a_tei_file_of_a_stranger_runs_nothing_when_it_is_opened(
    edition_of_foreign: WholeEdition, visit: Visit
) -> None:
    """A browser runs the scripts of XHTML and SVG in any XML."""
    (tei,) = (edition_of_foreign.folder / "doc").glob("*.xml")
    visit.go(tei.as_uri())
    assert visit.page.evaluate("window.__pwned ?? null") is None
    assert [each for each in visit.requests if each.startswith(("http", "data"))] == []


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
