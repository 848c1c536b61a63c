"""Every kind of page in a real Chromium: for all readers, in every light, at every width, with script and without."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import CLIPPED, CONTRAST, Visit, seen, without_browser
from whole_editions import BASE, DOCUMENTS, NAMES, WholeEdition

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def desk(browser: Browser, whole_edition: WholeEdition) -> Iterator[Visit]:
    """A reader whose browser runs scripts."""
    with Visit(browser, whole_edition.page("index")) as visit:
        visit.answer(BASE, whole_edition.folder)
        yield visit


@pytest.fixture(scope="module")
def still(browser: Browser, whole_edition: WholeEdition) -> Iterator[Visit]:
    """A reader whose browser runs none."""
    with Visit(browser, whole_edition.page("index"), script=False) as visit:
        visit.answer(BASE, whole_edition.folder)
        yield visit


# --- axe --------------------------------------------------------------------------------------------------

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")  # the rules that ask for colours; dark pages differ in nothing else


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which axe-playwright-python brings."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        without_browser("axe-playwright-python is not installed")
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


DESK, PHONE = 1280, 320


@pytest.mark.parametrize(("reader", "in_the_dark"), [("desk", DESK), ("still", PHONE)])
@every_page
def test_axe_finds_nothing(
    whole_edition: WholeEdition, request: Any, axe: str, name: str, reader: str, in_the_dark: int
) -> None:
    """WCAG 2.2 AA and best practice, with and without script, on a desk and on a phone.

    The dark colours are those of the same elements: with script they are seen on a desk, without on a phone.
    """
    page = seen(request.getfixturevalue(reader), whole_edition.page(name))
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for width, scheme, rules in ((DESK, "light", TAGS), (PHONE, "light", TAGS), (in_the_dark, "dark", COLOURS)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for finding in findings(page, rules):
            found.setdefault(finding, []).append(f"{width} {scheme}")
    assert not found, "\n".join(f"{finding} ({', '.join(at)})" for finding, at in found.items())


def test_axe_runs_without_script_too(still: Visit, axe: str, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<!DOCTYPE html><title>x</title><main><h1>x</h1><img src=x></main>", "utf-8")
    page = seen(still, tmp_path / "x.html")
    page.evaluate(axe)
    assert page.evaluate("matchMedia('(scripting: none)').matches")
    assert {finding.split(":")[0] for finding in findings(page, TAGS)} == {"html-has-lang", "image-alt"}


def findings(page: Page, rules: tuple[str, ...]) -> list[str]:
    """What axe finds: the rule, the element, what is wrong with it.

    A page without script runs no timer; those that axe sets are run by hand.
    """
    page.evaluate(RUN, list(rules))
    for _ in range(1000):
        found: list[str] | None = page.evaluate(TURN)
        if found is not None:
            return found
    raise AssertionError("axe comes to no end")


RUN = """rules => {
  window.jobs = []; window.found = null;
  window.setTimeout = (job, _, ...given) => window.jobs.push(() => job(...given));
  axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false, iframes: false}).then(
    result => window.found = result.violations.flatMap(({id, nodes}) => nodes.map(node =>
      `${id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').slice(1).join('; ')}`)),
    error => window.found = [`axe: ${error}`]);
}"""
TURN = "() => { for (const job of window.jobs.splice(0)) job(); return window.found; }"


# --- quiet, from the disk ---------------------------------------------------------------------------------


@every_page
def test_a_page_says_nothing_and_asks_for_nothing_outside_its_folder(
    whole_edition: WholeEdition, desk: Visit, name: str
) -> None:
    path = whole_edition.page(name)
    inside = whole_edition.folder.as_uri() if name != "not found" else "file://"
    for address in (path.as_uri(), f"{path.as_uri()}?q=a&hl=the&who=x&view=source#nowhere"):
        seen(desk, address).wait_for_load_state("load")
        assert desk.said == []
        assert [each for each in desk.requests if not each.startswith(inside)] == []


# --- every width, every setting ---------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["desk", "still"])
@every_page
def test_nothing_moves_sideways_at_400_percent(
    whole_edition: WholeEdition, request: Any, name: str, reader: str
) -> None:
    """WCAG 1.4.10: a window of 1280 × 1024 px enlarged four times; what stays in place leaves half of it free."""
    page = seen(request.getfixturevalue(reader), whole_edition.page(name), width=320, height=256)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("scrollTo(0, 600)")
    assert page.evaluate(IN_PLACE) <= 128


@every_page
def test_words_keep_their_contrast_in_the_colours_of_the_system(
    whole_edition: WholeEdition, still: Visit, name: str
) -> None:
    page = seen(still, whole_edition.page(name), forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(CONTRAST) == []


@every_page
def test_nothing_moves_for_a_reader_who_wants_rest(whole_edition: WholeEdition, desk: Visit, name: str) -> None:
    page = seen(desk, whole_edition.page(name), reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


@every_page
def test_whatever_has_the_focus_shows_it(whole_edition: WholeEdition, desk: Visit, name: str) -> None:
    page = seen(desk, whole_edition.page(name))
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)  # type: ignore[arg-type]
        assert page.evaluate(WITHOUT_RING) == []


@pytest.mark.parametrize("name", ["index", "answer", "conference", "capture", "person", "search"])
def test_the_keyboard_goes_through_a_page_without_script_in_its_order(
    whole_edition: WholeEdition, still: Visit, name: str
) -> None:
    """Every stop is seen, none is covered, none is left out, and the last leads out of the page."""
    page = seen(still, whole_edition.page(name), width=1280)
    stops: int = page.evaluate(STOPS)
    visited: list[int] = []
    covered = []
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if at is None or at["n"] in visited:
            break
        visited.append(at["n"])
        covered += [] if at["seen"] else [at["what"]]
    assert covered == []
    assert visited == sorted(visited)
    assert (
        page.evaluate(
            "visited => window.stops.filter((e, n) => !visited.includes(n) && e.type !== 'radio').length", visited
        )
        == 0
    )


IN_PLACE = """() => [...document.querySelectorAll('body *')].reduce((sum, element) => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const sticks = style.position === 'sticky' && box.width > 160 && (style.top !== 'auto' || style.bottom !== 'auto');
  const stays = sticks || style.position === 'fixed';
  const within = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  return stays && element.checkVisibility() && style.clipPath === 'none' ? sum + Math.max(0, within) : sum;
}, 0)"""

MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  const lasts = times => times.split(',').some(time => parseFloat(time) > .01);
  return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration))
    || style.scrollBehavior === 'smooth';
}).map(element => element.outerHTML.slice(0, 80))"""

TABBABLE = """[...document.querySelectorAll(
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex]:not([tabindex^="-"])'
)].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('[inert]'))"""

WITHOUT_RING = (
    "() => "
    + TABBABLE
    + """.filter(element => {
  element.focus({focusVisible: true, preventScroll: true});
  const holder = element.closest('label') || element;
  return ![element, holder].map(e => getComputedStyle(e))
    .some(({outlineStyle, outlineWidth}) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
}).map(element => element.outerHTML.slice(0, 80))"""
)

STOPS = f"() => {{ window.stops = {TABBABLE}; return window.stops.length; }}"
AT = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getClientRects()[0], middle = (from, to, most) => (Math.max(0, from) + Math.min(most, to)) / 2;
  const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight);
  const top = document.elementFromPoint(x, y);
  const seen = top && (e.contains(top) || top.contains(e) || top.closest('label')?.control === e);
  return {n: window.stops.indexOf(e), seen: !!seen, what: e.outerHTML.slice(0, 100)};
}"""


# --- paper ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_printed_document_has_all_its_words_and_notes(whole_edition: WholeEdition, still: Visit, name: str) -> None:
    page = seen(still, whole_edition.page(name), width=680)
    page.emulate_media(media="print")
    assert page.evaluate(CLIPPED, None) == []
    printed = squeezed(printed_words(page))
    words = {
        squeezed(word)
        for area in page.query_selector_all(".tei-text, #notes")
        for word in area.evaluate(OWN_WORDS).split()
    }
    assert len(words) > 5
    assert {word for word in words if word not in printed and word[::-1] not in printed} == set()


def printed_words(page: Page) -> str:
    """What a reader of the PDF can copy from it."""
    from pypdf import PdfReader

    return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


def squeezed(words: str) -> str:
    """Words as they can be found again whatever the line breaks, ligatures, and the order of signs beside them."""
    for ligature, letters in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        words = words.replace(ligature, letters)
    return re.sub(r"[\W_]+", "", words)


OWN_WORDS = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), words = [];
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (holder.checkVisibility() && !holder.closest('.app, .sr, .back, .n')) words.push(walker.currentNode.data);
  }
  return words.join(' ');
}"""
