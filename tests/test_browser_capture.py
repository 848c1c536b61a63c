"""The capture beside the text in a real Chromium: links both ways, states without script, panes, tabs, copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import Visit, seen, until
from program import SEEDS, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = (
    "Letter from Arben Gjoka to Pak Chol\n\nTirana, 6 August 1973\n\n"
    "Dear Comrade <script>document.title = 'taken'</script>,\n\n"
    "We greet you ]]> and \u202eyour friends <img src=x onerror=\"document.title = 'taken'\"> with\xa0joy.\x07  \n\n"
    "With comradely greetings,\n\nArben Gjoka\n"
)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seeds")
    assert run("build", SEEDS, "-o", out).exit_code == 0
    return next((out / "html" / "doc").glob("*minutes*-source.html"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")
    (out / "a.txt").write_text(HOSTILE, "utf-8")
    run("build", out / "a.txt", "-o", out)
    return next((out / "html" / "doc").glob("*-source.html"))


def is_seen(visit: Visit, selector: str) -> bool:
    """Whether an element is within the window."""
    inside = (
        "selector => { const {top, bottom} = document.querySelector(selector).getBoundingClientRect();"
        " return bottom > 0 && top < innerHeight; }"
    )
    return bool(visit.page.evaluate(inside, selector))


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Visit]:
    """As `glance`, for a reader whose browser runs no script."""
    with Visit(browser, "about:blank", script=False) as visit:
        yield visit


@pytest.mark.parametrize("width", [320, 390, 800, 1280, 1920])
@pytest.mark.parametrize("reader", ["glance", "still"])
def test_the_page_is_quiet_and_no_wider_than_the_screen(
    request: pytest.FixtureRequest, minutes: Path, width: int, reader: str
) -> None:
    visit: Visit = request.getfixturevalue(reader)
    assert seen(visit, minutes, width).evaluate("document.documentElement.scrollWidth") <= width
    assert visit.said == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_line_leads_to_its_paragraph_and_back(browser: Browser, minutes: Path, width: int, script: bool) -> None:
    with Visit(browser, minutes, width, script=script) as visit:
        visit.page.click('#l-54 a[href="#p-15"]')
        assert is_seen(visit, "#p-15")
        visit.page.click("#p-15 > .from")
        assert visit.page.url.endswith("#l-54")
        assert is_seen(visit, "#l-54")


def test_states_are_chosen_without_script(browser: Browser, minutes: Path) -> None:
    count = "() => [...document.querySelectorAll('.l')].filter(line => line.checkVisibility()).length"
    with Visit(browser, minutes, 1280, script=False) as visit:
        everything = visit.page.locator(".l").count()
        visit.page.check("#only-furniture")
        furniture = visit.page.locator(".l.is-furniture").count()
        assert visit.page.evaluate(count) == furniture
        visit.page.check("#only-rights")
        assert furniture < visit.page.evaluate(count) < everything


COVERED = """() => [...document.querySelectorAll('#beside .from')].filter(from => {
  const lines = from.getBoundingClientRect(), words = document.createRange();
  const walker = document.createTreeWalker(from.parentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest('.from, .sr')) continue;
    words.selectNodeContents(walker.currentNode);
    if ([...words.getClientRects()].some(({left, right, top, bottom}) =>
      right > lines.left + 1 && left < lines.right - 1 && bottom > lines.top + 1 && top < lines.bottom - 1)
    ) return true;
  }
}).map(from => from.textContent)"""


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_lines_beside_the_text_stand_clear_of_its_words(still: Visit, minutes: Path, width: int) -> None:
    page = seen(still, minutes, width)
    assert page.locator("#beside .from").count() > 20
    assert page.evaluate(COVERED) == []


SHOWN_STATES = """() => [...new Set([...document.querySelectorAll('.l')].filter(line => line.checkVisibility())
  .map(line => line.className.split(/ is-| /)[1]))].sort().join()"""


def test_the_chosen_states_stand_in_the_address_and_back_takes_the_last_away(browser: Browser, minutes: Path) -> None:
    with Visit(browser, minutes, 1280) as visit:
        page = visit.page
        page.check("#only-furniture")
        page.check("#only-rights")
        assert page.url.endswith("-source.html?state=rights&state=furniture")
        assert page.evaluate(SHOWN_STATES) == "furniture,rights"
        page.go_back()
        assert page.url.endswith("?state=furniture")
        assert page.evaluate(SHOWN_STATES) == "furniture"
        assert not page.is_checked("#only-rights")
        page.reload()
        assert page.evaluate(SHOWN_STATES) == "furniture"
        page.uncheck("#only-furniture")
        assert page.url.endswith("-source.html")


def test_states_are_read_from_the_address_and_what_is_none_changes_nothing(browser: Browser, minutes: Path) -> None:
    with Visit(browser, f"{minutes.as_uri()}?state=header&x=1#l-54") as visit:
        assert visit.page.evaluate(SHOWN_STATES) == "header,text"  # the line that the address names is shown, too
        assert is_seen(visit, "#l-54")
        visit.page.check("#only-rights")
        assert visit.page.url.endswith("?state=header&state=rights#l-54")
        visit.go(f"{minutes.as_uri()}?state=<b>&state=__proto__&state=")
        assert visit.page.locator(".states :checked").count() == 0
        assert visit.page.evaluate(SHOWN_STATES).startswith("blank,furniture,header")
        assert visit.said == []


def test_what_belongs_together_is_lit_and_scrolls_together(browser: Browser, minutes: Path) -> None:
    with Visit(browser, minutes, 1280) as visit:
        visit.page.hover("#l-12 .w")
        assert visit.page.evaluate("[...document.querySelectorAll('.lit')].map(each => each.id)") == ["l-12", "p-1"]
        visit.page.hover("#p-2")
        assert visit.page.evaluate("[...document.querySelectorAll('.lit')].map(each => each.id)") == ["l-15", "p-2"]
        visit.page.hover("#l-12 .w")
        visit.page.mouse.wheel(0, 4000)
        until(visit.page, "document.querySelector('#beside').scrollTop > 1000")


def test_the_width_of_the_panes_is_set_by_key(browser: Browser, minutes: Path) -> None:
    width = "document.querySelector('#lines').getBoundingClientRect().width"
    with Visit(browser, minutes, 1280) as visit:
        before = visit.page.evaluate(width)
        visit.page.focus("[role=separator]")
        visit.page.keyboard.press("ArrowRight")
        assert visit.page.get_attribute("[role=separator]", "aria-valuenow") == "52"
        assert visit.page.evaluate(width) > before
        visit.page.keyboard.press("End")
        assert visit.page.get_attribute("[role=separator]", "aria-valuenow") == "80"


def test_on_a_phone_the_panes_are_tabs(browser: Browser, minutes: Path) -> None:
    with Visit(browser, minutes, 390) as visit:
        assert visit.page.is_visible("#lines")
        assert not visit.page.is_visible("#beside")
        visit.page.focus("#tab-lines")
        visit.page.keyboard.press("ArrowRight")
        assert visit.page.is_visible("#beside")
        assert not visit.page.is_visible("#lines")
        assert visit.page.evaluate("document.activeElement.id") == "tab-beside"


def test_a_copy_of_a_line_has_its_characters_and_no_sign(browser: Browser, hostile: Path) -> None:
    with Visit(browser, hostile, 1280) as visit:
        copied = visit.page.evaluate(
            "() => { const selection = getSelection(); selection.selectAllChildren(document.querySelector('#l-7 .w'));"
            " return selection.toString(); }"
        )
        assert copied == HOSTILE.split("\n")[6].replace("\x07", "\ufffd")


def test_nothing_of_a_hostile_capture_happens(browser: Browser, hostile: Path) -> None:
    with Visit(browser, hostile, 1280) as visit:
        assert visit.said == []
        assert visit.page.title() != "taken"
        assert visit.page.locator("img").count() == 0
        isolated = "[...document.querySelectorAll('.w, .c')].every(e => getComputedStyle(e).unicodeBidi === 'isolate')"
        assert visit.page.evaluate(isolated)


def test_a_headline_is_seen_once_on_the_page_of_an_article_and_beside_its_lines(
    browser: Browser, minutes: Path
) -> None:
    width = "document.querySelector('#text .tei-head').getBoundingClientRect().width"
    article, source = sorted(minutes.parent.glob("*-article-*.html"), key=lambda path: "-source" in path.name)
    with Visit(browser, article) as visit:
        assert visit.page.evaluate(width) <= 1
        visit.page.evaluate("location.hash = document.querySelector('#text .tei-head').id")
        until(visit.page, f"{width} > 100")
    with Visit(browser, source) as visit:
        assert visit.page.evaluate(width) > 100
