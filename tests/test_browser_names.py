"""The pages of names and the names of a document in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import CONTRAST, Visit, path_of, seen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = (
    "people/index.html",
    "places/index.html",
    "orgs/index.html",
    "people/pers-pak-chol.html",
    "places/place-fierza.html",
)
SMALL = """() => [...document.querySelectorAll('main a, main summary')].filter(a => a.checkVisibility())
  .map(a => [a.textContent, a.getBoundingClientRect()]).filter(([, box]) => box.height < 24).map(([words]) => words)"""


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_names_is_never_wider_than_the_screen(glance: Visit, edition: Path, page: str, width: int) -> None:
    assert seen(glance, edition / page, width).evaluate("document.documentElement.scrollWidth") <= width
    assert glance.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_all_words_of_a_page_of_names_stand_out(glance: Visit, edition: Path, page: str, scheme: str) -> None:
    shown = seen(glance, edition / page, color_scheme=scheme)
    assert shown.evaluate(CONTRAST) == []
    assert shown.evaluate(SMALL) == []


def test_a_name_leads_to_its_page_and_from_there_back_to_its_paragraph(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1280, script=False) as visit:
        visit.page.click("#p-4 > a.tei-persName")
        assert visit.page.locator("h1").inner_text() == "Pak Chol"
        visit.page.click(".passages a >> nth=0")
        assert visit.page.url.endswith("#p-4")


def test_an_entry_in_the_address_is_unfolded(browser: Browser, edition: Path) -> None:
    shown = "() => document.querySelector('#org-nwp .where').checkVisibility({contentVisibilityAuto: true})"
    with Visit(browser, path_of(edition, "minutes"), 1280, script=False) as visit:
        assert not visit.page.evaluate(shown)
        visit.page.goto(f"{visit.page.url}#org-nwp")
        assert visit.page.evaluate(shown)
