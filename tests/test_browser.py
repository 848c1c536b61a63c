"""The built edition in a real Chromium, from the disk: quiet, complete, and never wider than the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

import pytest

from browsing import Visit, path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = ("index.html", "minutes", "letter", "article")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_the_disk_without_a_word_or_a_request_outside(
    browser: Browser, edition: Path, name: str
) -> None:
    path = path_of(edition, name)
    with Visit(browser, path, 1280) as visit:
        inside = tuple((edition / folder).as_uri() for folder in ("css", "js"))
        assert visit.said == []
        assert visit.requests[0] == path.as_uri()
        assert all(request.startswith(inside) for request in visit.requests[1:])
        margin = "getComputedStyle(document.body).margin + getComputedStyle(document.body).fontFamily"
        assert visit.page.evaluate(margin).startswith("0pxsystem-ui")


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_screen(browser: Browser, edition: Path, name: str, width: int) -> None:
    with Visit(browser, path_of(edition, name), width) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_builds_the_tree_that_was_written(browser: Browser, edition: Path, name: str) -> None:
    """A parser that had to repair the nesting would move or add elements."""
    path = path_of(edition, name)
    with Visit(browser, path, 1280) as visit:
        written = path.read_text("utf-8").count("<p ") + path.read_text("utf-8").count("<p>")
        assert visit.page.evaluate("document.querySelectorAll('p').length") == written
        assert visit.page.evaluate("document.compatMode") == "CSS1Compat"
        assert visit.page.evaluate("document.querySelectorAll('h1, main').length") == 2
        ids = visit.page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_opens(browser: Browser, edition: Path, name: str) -> None:
    path = path_of(edition, name)
    with Visit(browser, path, 1280) as visit:
        links = visit.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        missing = visit.page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
            ".filter(id => !document.getElementById(id))"
        )
    assert missing == []
    local = {Path(unquote(urlparse(link).path)) for link in links if link.startswith("file:")}
    assert [file for file in local if not file.is_file()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_all_words_stand_out_from_their_ground(browser: Browser, edition: Path, name: str, scheme: str) -> None:
    """WCAG 1.4.3: 4.5 to 1, also for quiet words (numbers, labels, marks)."""
    with Visit(browser, path_of(edition, name), 1280, scheme) as visit:
        assert visit.page.evaluate(CONTRAST) == []


def test_a_chosen_speaker_stands_out_without_script(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1280, script=True) as visit:
        page = visit.page
        colour = "id => getComputedStyle(document.getElementById(id)).color"
        ink = page.evaluate(colour, "sp-2")
        page.check("#f1")
        assert page.evaluate(colour, "sp-2") == ink
        assert page.evaluate(colour, "sp-1") != ink
        page.check("#f3")
        assert page.evaluate(colour, "sp-1") == ink


def test_card_and_people_fold_on_a_phone_and_stand_open_on_a_desk(browser: Browser, edition: Path) -> None:
    visible = "() => document.querySelector('#card dl').checkVisibility({contentVisibilityAuto: true})"
    for width, shown in ((390, False), (1280, True)):
        with Visit(browser, path_of(edition, "letter"), width) as visit:
            assert visit.page.evaluate(visible) is shown


def test_a_paragraph_in_the_address_is_lit(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "letter"), 1280) as visit:
        ground = "() => getComputedStyle(document.getElementById('p-2')).backgroundColor"
        before = visit.page.evaluate(ground)
        visit.page.click("#p-2 > .n")
        assert visit.page.url.endswith("#p-2")
        assert visit.page.evaluate(ground) != before


def test_the_printed_document_has_its_notes_and_no_navigation(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1000) as visit:
        visit.page.emulate_media(media="print")
        wanted = ("#notes", "#signs", "#card dl", "#who ul", ".n", "#text")
        chrome = (".banner nav", ".way", ".rail", ".back", "#files")
        shown = {selector: visit.page.evaluate(SHOWN, selector) for selector in wanted + chrome}
        assert [selector for selector in shown if shown[selector]] == list(wanted)
        assert visit.page.pdf()[:5] == b"%PDF-"


def test_the_keyboard_reaches_the_text_first(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1280) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.hash") == "#text"
        assert visit.page.evaluate("document.activeElement.getBoundingClientRect().width") > 50


SHOWN = """selector => [...document.querySelectorAll(selector)]
  .some(element => element.checkVisibility({contentVisibilityAuto: true}))"""

CONTRAST = """() => {
  const linear = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = text => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = rgba(getComputedStyle(e).backgroundColor);
      if (c[3] > 250) return c;
    }
    return [255, 255, 255];
  };
  const opacity = e => e ? getComputedStyle(e).opacity * opacity(e.parentElement) : 1;
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim().slice(0, 30), e = walker.currentNode.parentElement;
    if (!words || !e.checkVisibility() || e.closest('.sr, .skip, svg')) continue;
    const back = ground(e), part = opacity(e);
    const fore = rgba(getComputedStyle(e).color).map((v, i) => v * part + back[i] * (1 - part));
    const [dark, bright] = [light(fore), light(back)].sort((x, y) => x - y);
    const ratio = (bright + .05) / (dark + .05);
    if (ratio < 4.5) weak.push(`${e.className || e.tagName}: ${words} ${ratio.toFixed(2)}`);
  }
  return weak;
}"""
