"""Pages in a language that nobody speaks: no word without label, none that is clipped, none that runs the wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import CLIPPED, Visit, seen
from tei_edition.assets import asset
from translated import translated_site
from whole_editions import BASE, NAMES, WholeEdition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

every_page = pytest.mark.parametrize("name", NAMES)

STYLES = sorted(asset("xslt", "css").glob("*.css"))

SAME_IN_ALL_LANGUAGES = frozenset(
    """
    TEI XML HTML JSON CSL RIS BibTeX EPUB ZIP CSV CMIF Atom RSS KB MB Wikidata VIAF GND GeoNames DOI URL SHA UTF XSLT
    Zotero correspSearch WCAG Creative Commons CC BY Esc Tab Enter Ctrl Alt tei edition sic
    """.split()
)


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> WholeEdition:
    folder = tmp_path_factory.mktemp("pseudo")
    return WholeEdition(translated_site(folder, "en"), folder / "tei")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> WholeEdition:
    folder = tmp_path_factory.mktemp("arabic")
    return WholeEdition(translated_site(folder, "ar"), folder / "tei")


@pytest.fixture(scope="module")
def visit(browser: Browser, whole_edition: WholeEdition) -> Iterator[Visit]:
    with Visit(browser, whole_edition.page("index")) as visit:
        visit.answer(BASE, whole_edition.folder)  # style sheets are the same in all languages
        yield visit


@pytest.mark.browser
@every_page
def test_every_word_of_a_page_is_a_label_or_a_word_of_its_document(
    pseudo: WholeEdition, visit: Visit, name: str
) -> None:
    page = seen(visit, pseudo.page(name))
    said: list[tuple[str, str]] = page.evaluate(WORDS)
    found = sorted({f"{word} in “{text[:70]}”" for text, _ in said for word in untranslated(text, pseudo)})
    assert not found, "\n".join(found)
    assert any("[" in text for text, _ in said)


def untranslated(text: str, edition: WholeEdition) -> list[str]:
    """The words in our letters that are no address, no file name and no name of a format."""
    for address in (
        r"(https?://|mailto:)\S+",
        r"\S+@\S+",
        r"[\w./#-]+\.(html|xml|txt|json|ris|bib|epub|zip|csv|yaml)\b",
    ):
        text = re.sub(address, " ", text)
    found = re.findall(r"(?<![\w-])[A-Za-z][A-Za-z-]+(?![\w])", text)
    slugs = {page.stem for page in edition.pages}
    return [word for word in found if word not in slugs and not set(word.split("-")) <= SAME_IN_ALL_LANGUAGES]


def test_a_word_without_label_is_found() -> None:
    none = WholeEdition(Path(), Path())
    object.__setattr__(none, "pages", ())
    assert untranslated("[ñøŧęş] of the δοψ 12 KB, https://example.org/a, seed.txt, TEI", none) == ["of", "the"]


@pytest.mark.browser
@every_page
def test_no_label_is_clipped(pseudo: WholeEdition, visit: Visit, name: str) -> None:
    page = seen(visit, pseudo.page(name))
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CLIPPED, r"[ąđęłñøřşŧ]{2}") == []
        assert page.evaluate(NARROW_FIELDS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@every_page
def test_a_page_from_right_to_left_stands_as_one_reads_it(arabic: WholeEdition, visit: Visit, name: str) -> None:
    page = seen(visit, arabic.page(name))
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("getComputedStyle(document.querySelector('h1, .home')).textAlign") in ("start", "right")


@pytest.mark.browser
def test_a_text_runs_in_its_own_direction_whatever_that_of_the_page(
    arabic: WholeEdition, whole_edition: WholeEdition, visit: Visit
) -> None:
    direction = "getComputedStyle(document.querySelector('.tei-text p')).direction"
    for edition, name, expected in (
        (arabic, "letter", "ltr"),
        (whole_edition, "from right to left", "rtl"),
        (whole_edition, "letter", "ltr"),
    ):
        assert seen(visit, edition.page(name)).evaluate(direction) == expected


PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|scroll-margin|scroll-padding|inset)-(left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|width|height|(min|max)-(width|height)|border-(top|bottom)-(left|right)-radius)\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)"
)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_rule_of_a_style_sheet_knows_left_from_right(path: Path) -> None:
    assert physical(path.read_text("utf-8")) == []


def physical(css: str) -> list[str]:
    """The declarations that do not turn with the direction of the script; what a query asks for may stay."""
    without = re.sub(r"/\*.*?\*/|@(media|container|page)[^{]*\{", "", css, flags=re.DOTALL)
    return [match[0] for match in PHYSICAL.finditer(re.sub(r"@page[^}]*\}", "", without))]


def test_a_physical_rule_is_found() -> None:
    css = "@media (min-width: 4rem) { a { margin-left: 0; max-inline-size: 1px; } } b { float: right; height: 1px }"
    assert physical(css) == ["margin-left:", "float: right", "height:"]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_says_no_word(path: Path) -> None:
    assert [
        words
        for words in re.findall(r"content:([^;}]*)", path.read_text("utf-8"))
        if re.search(r'"[^"]*[a-z]{2}', words)
    ] == []


WORDS = """() => {
  const found = [[document.title, 'title']];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && !node.parentElement.closest('script, style, code, kbd, samp')) found.push([node.data, '']);
  }
  for (const name of 'aria-label aria-description aria-roledescription aria-valuetext title alt placeholder'.split(' '))
    for (const element of document.querySelectorAll(`[${name}]:not(.Z3988)`))
      found.push([element.getAttribute(name), name]);
  for (const element of document.querySelectorAll('[type=submit], [type=button]')) found.push([element.value, 'value']);
  return found;
}"""

NARROW_FIELDS = """() => {
  const ruler = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll('input[placeholder], button')].filter(element => {
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || style.clipPath !== 'none') return false;
    if (element.localName === 'button') return element.scrollWidth > element.clientWidth + 1;
    ruler.font = style.font;
    const room = element.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    return ruler.measureText(element.placeholder).width > room + 1;
  }).map(element => element.outerHTML.slice(0, 120));
}"""
