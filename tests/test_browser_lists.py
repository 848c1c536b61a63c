"""The lists in a real Chromium: choosing without script by pages, with script by several qualities at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import CONTRAST, Visit, seen, until
from editions import built
from letters import SAMPLE, letter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", 'say "=1", please')
LISTS = (
    "index.html",
    "newest.html",
    "titles.html",
    "correspondence.html",
    "correspondence/agron.html",
    "years/index.html",
    "years/1964.html",
    "years/undated.html",
    "types/letter.html",
    "languages/en.html",
    "archives/state-archive.html",
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lists")
    speech = (letter(f"x{n}", "1980", title=title, genre="speech") for n, title in enumerate(FORMULAS))
    built(out, (*SAMPLE, *speech), title="Letters", statement="Ten letters. All are short.")
    return out


@pytest.fixture
def index(browser: Browser, edition: Path) -> Iterator[Page]:
    with Visit(browser, edition / "index.html", 1280) as visit:
        visit.page.wait_for_selector(".sum:not(:empty)")
        yield visit.page
        assert visit.said == []


def shown(page: Page) -> list[str]:
    """The titles that a reader sees in the list or the table."""
    titles = "links => links.filter(a => a.checkVisibility()).map(a => a.textContent.trim())"
    return list(page.eval_on_selector_all("#list :is(.entry, td) a", titles))


def chips(page: Page) -> list[str]:
    return page.locator(".chips button").all_inner_texts()


def number_at(page: Page, facet: str, value: str) -> str:
    return page.locator(f"[data-facet={facet}] li:has(input[value='{value}']) small").text_content() or ""


def ask(page: Page, query: str) -> None:
    page.goto(page.url.partition("?")[0] + query)
    page.wait_for_selector(".sum:not(:empty)")


# --- choosing ---------------------------------------------------------------------------------------------


def test_a_quality_narrows_the_list_and_stands_in_the_address(index: Page) -> None:
    assert len(shown(index)) == 10
    index.check("[data-facet=type] input[value=letter]")
    assert shown(index) == ["A month that nobody knows", "The first", "An answer", "Nobody knows when"]
    assert index.url.endswith("index.html?type=letter")
    assert index.inner_text(".sum") == "4 of 10 documents"
    assert index.get_attribute(".sum", "role") == "status"


def test_numbers_are_those_that_a_further_choice_would_give(index: Page) -> None:
    ask(index, "?from=Agron")
    assert number_at(index, "from", "Bora") == "1"  # or: another sender adds to the list
    assert number_at(index, "to", "Bora") == "2"  # and: another facet takes away
    assert number_at(index, "type", "report") == "0"
    assert index.is_disabled("[data-facet=type] input[value=report]")
    assert index.locator("[data-facet=type] li").count() == 3  # nothing is hidden


def test_qualities_of_the_text_are_asked_for_together(index: Page) -> None:
    ask(index, "?text=notes")
    assert shown(index) == ["Zeal"]
    assert number_at(index, "text", "gaps") == "0"
    ask(index, "?text=gaps")
    assert shown(index) == ["An answer"]


def test_back_takes_the_last_choice_away(index: Page) -> None:
    index.check("[data-facet=type] input[value=letter]")
    index.locator("[data-facet=place] summary").click()
    index.check("[data-facet=place] input[value=Vlora]")
    assert shown(index) == ["The first"]
    index.go_back()
    assert len(shown(index)) == 4
    index.go_back()
    assert len(shown(index)) == 10
    assert not index.is_checked("[data-facet=type] input[value=letter]")


def test_chips_name_what_is_chosen_and_remove_it(index: Page) -> None:
    ask(index, "?type=letter&from=Agron&since=1964&until=1964")
    assert chips(index) == ["Type: Letter", "Sender: Agron", "1964", "Clear all"]
    index.get_by_role("button", name="Remove: Sender: Agron").click()
    assert chips(index) == ["Type: Letter", "1964", "Clear all"]
    assert index.evaluate("document.activeElement.textContent") == "Type: Letter"
    index.get_by_role("button", name="Clear all").click()
    assert chips(index) == []
    assert index.url.endswith("index.html")
    assert len(shown(index)) == 10


def test_years_are_chosen_by_numbers_and_by_sliders(index: Page) -> None:
    index.fill("input[type=number][name=since]", "1966")
    index.press("input[type=number][name=since]", "Enter")
    index.evaluate(
        "() => { const slider = document.querySelector('[type=range][name=until]');"
        " slider.value = 1970; slider.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    assert shown(index) == ["An answer", "Zeal"]
    assert index.url.endswith("?since=1966&until=1970")


def test_an_empty_answer_names_what_is_nearest(index: Page) -> None:
    ask(index, "?since=1967&until=1967")
    assert index.inner_text(".sum") == "0 of 10 documents. No document of 1967. Nearest: 3 February 1966, October 1970."
    links = index.eval_on_selector_all(".sum a", "links => links.map(a => [a.textContent, a.href])")
    assert [words for words, _ in links] == ["3 February 1966", "October 1970"]
    assert all(Path(to.removeprefix("file://")).is_file() for _, to in links)
    ask(index, "?type=nothing-like-this")
    assert index.inner_text(".sum") == "0 of 10 documents. No document fits."
    assert index.locator(".sum a").count() == 0


def test_the_nearest_documents_are_those_that_have_the_other_qualities(index: Page) -> None:
    ask(index, "?since=1967&until=1967&type=letter")
    assert index.inner_text(".sum") == "0 of 10 documents. No document of 1967. Nearest: 3 February 1966."
    index.click(".sum a")
    assert index.title() == "An answer, 3 February 1966 – Letters"


def test_an_address_from_a_stranger_breaks_nothing(index: Page) -> None:
    ask(index, "?type=<img src=x>&since=abc&sort=nonsense&view=nonsense&from=__proto__")
    assert index.locator("main img").count() == 0
    assert index.inner_text(".sum").startswith("0 of 10 documents")
    assert index.input_value("select[name=sort]") == "date"
    assert index.get_attribute("[data-view='']", "aria-pressed") == "true"


# --- order, table, taking away ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "first"),
    [("-date", "=1+1"), ("title", "@SUM(A1)"), ("-words", "Zeal"), ("from", "A month that nobody knows")],
)
def test_the_list_stands_in_the_order_that_is_asked_for(index: Page, order: str, first: str) -> None:
    index.select_option("select[name=sort]", order)
    assert f"sort={order}" in index.url
    if order == "-date":
        assert shown(index)[-1] == "Nobody knows when"
        assert set(shown(index)[:5]) == set(FORMULAS)
    elif order == "title":
        answer, zeal = shown(index).index("An answer"), shown(index).index("Zeal")
        assert answer < zeal
    else:
        assert shown(index)[0] == first


def test_a_table_is_sorted_by_its_heads(index: Page) -> None:
    index.get_by_role("button", name="Table").click()
    index.get_by_role("button", name="Words").click()
    assert index.get_attribute("th[data-sort=words]", "aria-sort") == "ascending"
    index.get_by_role("button", name="Words").click()
    assert index.get_attribute("th[data-sort=words]", "aria-sort") == "descending"
    assert shown(index)[0] == "Zeal"
    assert index.url.endswith("?view=table&sort=-words")


def test_box_and_heads_tell_the_same_order(index: Page) -> None:
    ask(index, "?view=table")
    heads = index.locator("th button")
    offered = index.eval_on_selector_all("select[name=sort] option", "options => options.map(each => each.value)")
    assert heads.count() == 7
    for n in range(heads.count()):
        for way in ("descending", "ascending") if n == 0 else ("ascending", "descending"):
            heads.nth(n).click()
            head = index.locator("th").nth(n)
            assert head.get_attribute("aria-sort") == way
            chosen = index.input_value("select[name=sort]")
            assert chosen == ("-" if way == "descending" else "") + (head.get_attribute("data-sort") or "")
            offered.remove(chosen)
    assert offered == []
    index.select_option("select[name=sort]", "-place")
    assert index.get_attribute("th[data-sort=place]", "aria-sort") == "descending"


def saved(page: Page, kind: str) -> str:
    with page.expect_download() as download:
        page.click(f"[data-format={kind}]")
    return download.value.path().read_text("utf-8-sig")


def test_the_chosen_documents_can_be_taken_away_as_a_table_that_is_no_formula(index: Page) -> None:
    ask(index, "?type=speech")
    head, *rows = csv.reader(StringIO(saved(index, "csv")))
    assert head == ["Date", "Type", "Title", "Sender", "Addressee", "Place", "Words", "Address"]
    assert [row[2] for row in rows] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", 'say "=1", please']
    assert {(row[0], row[1]) for row in rows} == {("1980", "Speech")}


def test_the_chosen_documents_can_be_taken_away_as_ris(index: Page) -> None:
    ask(index, "?place=Vlora")
    lines = saved(index, "ris").split("\n")
    wanted = ("TY  - PCOMM", "AU  - Agron", "A2  - Bora", "TI  - The first", "DA  - 1964/11/25/", "DB  - State Archive")
    assert [line for line in lines if line in wanted] == list(wanted)
    assert lines.count("ER  - ") == 1


# --- pages ------------------------------------------------------------------------------------------------


def test_a_list_chooses_among_its_own_documents(browser: Browser, edition: Path) -> None:
    with Visit(browser, edition / "years" / "1964.html", 1280) as visit:
        visit.page.click(".choose")
        visit.page.wait_for_selector(".sum:not(:empty)")
        assert visit.page.inner_text(".sum") == "2 of 2 documents"
        visit.page.select_option("select[name=sort]", "title")
        links = visit.page.eval_on_selector_all(".results a", "links => links.map(a => a.href)")
        assert all(Path(link.removeprefix("file://")).is_file() for link in links)
        assert visit.said == []


def test_without_script_the_index_narrows_by_links(browser: Browser, edition: Path) -> None:
    with Visit(browser, edition / "index.html", 1280, script=False) as visit:
        visit.page.click("text=Reports")
        assert visit.page.title() == "Reports – Letters"
        assert visit.page.locator(".entry").all_inner_texts()[0].startswith("October 1970")
        assert not visit.page.locator("form.facets").is_visible()


def test_on_a_phone_the_open_panel_says_how_many_fit_and_leads_to_them(browser: Browser, edition: Path) -> None:
    with Visit(browser, edition / "index.html", 390) as visit:
        visit.page.wait_for_selector(".sum:not(:empty)", state="attached")
        visit.page.click(".fold > summary")
        visit.page.check("[data-facet=type] input[value=letter]")
        tally = visit.page.locator(".tally")
        assert tally.inner_text() == "4 of 10 documents · show"
        visit.page.evaluate("document.querySelector('.facets').scrollIntoView()")
        at = tally.bounding_box()
        assert at is not None
        assert at["y"] + at["height"] <= 900  # it is within the window, wherever the end of the panel is
        tally.click()
        assert not tally.is_visible()
        assert visit.page.evaluate("document.activeElement.id") == "list"
        until(visit.page, "Math.abs(document.querySelector('.found').getBoundingClientRect().top) < 100")
        visit.page.set_viewport_size({"width": 1280, "height": 900})
        assert not tally.is_visible()  # the results stand beside the panel


PIXELS = """async ([bytes, x]) => {
  const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.canvas.width = image.width;
  canvas.canvas.height = image.height;
  canvas.drawImage(image, 0, 0);
  return canvas.getImageData(x < 0 ? image.width + x : x, 3, 1, 1).data.join();
}"""
"""The colour of a picture near its upper edge, so far from its left or, if negative, its right."""


def ends(page: Page) -> tuple[str, str]:
    """The colours at both ends of the table's frame."""
    picture = [list(page.locator(".results .scroll").screenshot())]
    return (page.evaluate(PIXELS, [*picture, 1]), page.evaluate(PIXELS, [*picture, -2]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_wide_table_shows_at_which_end_it_goes_on(browser: Browser, edition: Path, scheme: str) -> None:
    with Visit(browser, edition / "index.html", 390, scheme) as visit:
        page = visit.page
        ask(page, "?view=table")
        page.evaluate("document.querySelector('.results .scroll').scrollIntoView()")
        plain, shaded = ends(page)
        assert plain != shaded
        page.evaluate("document.querySelector('.results .scroll').scrollLeft = 9999")
        assert ends(page)[0] != plain
        assert ends(page)[1] == plain


def test_every_frame_that_scrolls_is_reached_by_key_and_has_a_name(browser: Browser, edition: Path) -> None:
    for name, selector in (("index.html", ".results .scroll"), ("correspondence.html", ".scroll:has(.matrix)")):
        with Visit(browser, edition / name, 390) as visit:
            if name == "index.html":
                ask(visit.page, "?view=table")
            frame = visit.page.locator(selector)
            frame.focus()
            assert visit.page.evaluate("s => document.activeElement.matches(s)", selector)
            assert frame.get_attribute("tabindex") == "0"  # a browser may not think of it by itself
            assert frame.get_attribute("role") == "region"
            assert frame.get_attribute("aria-label") in ("Table", "Who wrote to whom")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_wider_than_the_screen(glance: Visit, edition: Path, name: str, width: int) -> None:
    assert seen(glance, edition / name, width).evaluate("document.documentElement.scrollWidth") <= width
    assert glance.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LISTS)
def test_all_words_of_a_list_stand_out(glance: Visit, edition: Path, name: str, scheme: str) -> None:
    assert seen(glance, edition / name, color_scheme=scheme).evaluate(CONTRAST) == []


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_each_id_once_and_one_heading_and_its_links_open(glance: Visit, edition: Path, name: str) -> None:
    page = seen(glance, edition / name)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    links = page.evaluate("[...document.querySelectorAll('main a[href], .way a[href]')].map(a => a.href)")
    files = {link.partition("#")[0].partition("?")[0].removeprefix("file://") for link in links}
    assert [file for file in files if not Path(file).is_file()] == []


def test_a_printed_list_has_its_entries_and_no_tools(browser: Browser, edition: Path) -> None:
    with Visit(browser, edition / "index.html", 1000) as visit:
        visit.page.wait_for_selector(".sum:not(:empty)")
        visit.page.emulate_media(media="print")
        count = "selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).length"
        assert visit.page.evaluate(count, ".entry h3") == 10
        assert [s for s in (".tools", ".narrow", ".years", "main .find") if visit.page.evaluate(count, s)] == []
