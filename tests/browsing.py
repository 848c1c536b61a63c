"""A real Chromium for the tests: the browser, and a visit to a page with all that it asked for and said.

Needs playwright and Chromium (`TEI_EDITION_CHROMIUM` says where, else it is looked for). Without them the
tests are skipped, unless TEI_EDITION_REQUIRE_BROWSER=1 asks for a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from editions import built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def chromium() -> str | None:
    """The browser to use: the one that is named, else the first on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("TEI_EDITION_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def without_browser(reason: str) -> NoReturn:
    if os.environ.get("TEI_EDITION_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and TEI_EDITION_REQUIRE_BROWSER=1")
    pytest.skip(f"{reason}: the pages are not tried in a browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without_browser("playwright is not installed")
    path = chromium()
    if path is None:
        without_browser("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small edition: the pages of the samples. Nobody writes into it."""
    out = tmp_path_factory.mktemp("édition à lire")
    built(out, title="Three documents of a friendship", statement="A letter, minutes, an article.")
    return out


@pytest.fixture(scope="session")
def glance(browser: Browser) -> Iterator[Visit]:
    """One window for all tests that only look at pages (`seen`) and touch nothing: a new one costs half a second."""
    with Visit(browser, "about:blank") as visit:
        yield visit


def path_of(edition: Path, name: str) -> Path:
    """The index, or the page of the document whose address has a word in it."""
    if name == "index.html":
        return edition / name
    found = sorted((edition / "doc").glob(f"*{name}*.html"))
    return next(path for path in found if not path.stem.endswith("-source"))


class Visit:
    """A page opened from the disk (or from an address), with everything it asked for and said."""

    def __init__(
        self,
        browser: Browser,
        path: Path | str,
        width: int = 1280,
        scheme: str = "light",
        script: bool = True,
        **options: Any,  # of the browser's context: has_touch=True, forced_colors="active" …
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            **options,
        )
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        self.go(path)

    def answer(self, root: str, folder: Path) -> None:
        """Give a file of the folder for what is asked from a root: what a server does with "/edition/css/x.css"."""
        self.context.route(
            f"file://{root}**",
            lambda route: route.fulfill(path=folder / route.request.url.removeprefix(f"file://{root}")),
        )

    def go(self, path: Path | str) -> None:
        """Open a further page in the same context, and forget what was asked and said."""
        self.requests.clear()
        self.said.clear()
        self.page.goto(path.as_uri() if isinstance(path, Path) else path)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def seen(visit: Visit, path: Path | str, width: int = 1280, height: int = 900, **media: Any) -> Page:
    """A page as one sees it at a width; `media` as for `emulate_media`."""
    usual = {"media": "screen", "color_scheme": "light", "reduced_motion": "reduce", "forced_colors": "none"}
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.page.emulate_media(**usual | media)
    visit.go(path)
    return visit.page


SHOWN = """selector => [...document.querySelectorAll(selector)]
  .some(element => element.checkVisibility({contentVisibilityAuto: true}))"""
"""Whether any element of a selector can be seen."""

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
    if (!words || !e.checkVisibility() || e.closest('.sr, .skip, body > a, svg')) continue;
    const back = ground(e), part = opacity(e);
    const fore = rgba(getComputedStyle(e).color).map((v, i) => v * part + back[i] * (1 - part));
    const [dark, bright] = [light(fore), light(back)].sort((x, y) => x - y);
    const ratio = (bright + .05) / (dark + .05);
    if (ratio < 4.5) weak.push(`${e.className || e.tagName}: ${words} ${ratio.toFixed(2)}`);
  }
  return weak;
}"""
"""The words that stand out less than 4.5 to 1 from their ground."""

CLIPPED = """label => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  if (!element.checkVisibility() || style.clipPath !== 'none' || style.display === 'inline') return false;
  if (!['hidden', 'clip'].includes(style.overflowX) || (label && !element.textContent.match(label))) return false;
  return element.scrollWidth > element.clientWidth + 1;
}).map(element => element.outerHTML.slice(0, 120))"""
"""The elements that hide a part of their words; only those with a label that matches, if one is given."""


def until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until an expression of JavaScript holds; unlike `wait_for_function` where the page forbids `eval`, too."""
    for _ in range(1200):
        if page.evaluate(holds, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {holds}")
