"""What script adds to the page of a document, in a real Chromium and from the disk: notes and names where they stand,
citations, speakers, words that were searched, keys. Nothing of it is needed to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest

from browsing import Visit, path_of, until
from editions import PAGES, SAMPLES, built
from tei_edition.site import SiteDocument

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE = 390
MARK = "#p-5 .noteref >> nth=0"
NAME = "#p-4 a.tei-persName >> text=Pak Chol"


@pytest.fixture
def minutes(browser: Browser, edition: Path) -> Iterator[Page]:
    """The page of a conversation on a desk; it says nothing on the console."""
    with Visit(browser, path_of(edition, "minutes")) as visit:
        yield clipboard(visit.page)
        assert visit.said == []


def clipboard(page: Page) -> Page:
    """A page whose clipboard we can read, as `copied`."""
    page.evaluate("""() => Object.defineProperty(navigator, "clipboard", {configurable: true,
        value: {writeText: async text => { window.copied = text; }}})""")
    return page


def copied(page: Page) -> str:
    until(page, "window.copied !== undefined")
    return str(page.evaluate("const text = window.copied; delete window.copied; text"))


def address(edition: Path, query: str, name: str = "minutes") -> str:
    return path_of(edition, name).as_uri() + query


def focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def in_sight(page: Page, selector: str) -> bool:
    return bool(
        page.evaluate(
            "selector => { const box = document.querySelector(selector).getBoundingClientRect();"
            "return box.bottom > 0 && box.top < innerHeight; }",
            selector,
        )
    )


# --- notes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_on_a_note_mark_opens_the_note_and_esc_returns_to_the_mark(minutes: Page, key: str) -> None:
    minutes.focus(MARK)
    minutes.keyboard.press(key)
    assert focused(minutes, ".pop[role=doc-footnote]")
    assert minutes.get_attribute(".pop", "aria-label") == "Note 5"
    assert "no text of a note 5" in minutes.inner_text(".pop")
    assert minutes.locator(".pop .back").count() == 0
    assert minutes.get_attribute(MARK, "aria-expanded") == "true"
    minutes.keyboard.press("Escape")
    assert minutes.locator(".pop").count() == 0
    assert focused(minutes, ".noteref")
    assert minutes.get_attribute(MARK, "aria-expanded") is None
    assert "#" not in minutes.url


def test_tab_leads_through_an_open_note_and_on_to_the_text(minutes: Page) -> None:
    minutes.focus(MARK)
    minutes.keyboard.press("Enter")
    for expected in (".pop [data-do=close]", ".pop a[href='#note-1']", "#p-6 > .n"):
        minutes.keyboard.press("Tab")
        assert focused(minutes, expected)
    assert minutes.locator(".pop").count() == 0


def test_a_click_opens_a_note_below_its_line_and_one_outside_closes_it(minutes: Page) -> None:
    minutes.click(MARK)
    mark, note = minutes.locator(MARK).bounding_box(), minutes.locator(".pop").bounding_box()
    assert mark and note
    assert note["y"] >= mark["y"] + mark["height"]
    assert note["width"] <= 28 * 16 and note["height"] <= 0.4 * 900
    minutes.click("#p-14", position={"x": 200, "y": 5})
    assert minutes.locator(".pop").count() == 0


def test_only_one_note_is_open_and_its_mark_closes_it_again(minutes: Page) -> None:
    minutes.click(MARK)
    minutes.click("#p-3 a.tei-persName >> nth=0")
    assert minutes.locator(".pop").count() == 1
    minutes.click("#fnref-6")
    assert minutes.inner_text(".pop").count("[6]") == 1
    assert "Fifth Plenum" in minutes.inner_text(".pop")
    minutes.click("#fnref-6")
    assert minutes.locator(".pop").count() == 0


def test_the_link_of_an_open_note_leads_to_the_list(minutes: Page) -> None:
    minutes.click(MARK)
    minutes.click(".pop >> text=in the list")
    assert minutes.url.endswith("#note-1")
    assert minutes.locator(".pop").count() == 0
    assert in_sight(minutes, "#note-1")


@pytest.mark.parametrize("of", [MARK, NAME])
def test_a_pointer_that_rests_on_a_mark_or_name_sees_it_without_taking_the_focus(minutes: Page, of: str) -> None:
    minutes.hover(of)
    minutes.wait_for_selector(".pop")
    assert focused(minutes, "body")
    minutes.hover(".pop")
    minutes.wait_for_timeout(500)
    assert minutes.locator(".pop").count() == 1
    minutes.keyboard.press("Escape")
    assert minutes.locator(".pop").count() == 0


def test_a_pointer_that_goes_away_takes_the_preview_with_it(minutes: Page) -> None:
    minutes.hover(MARK)
    minutes.wait_for_selector(".pop")
    minutes.mouse.move(5, 5)
    minutes.wait_for_selector(".pop", state="detached")


def test_the_focus_alone_opens_nothing(minutes: Page) -> None:
    for of in (MARK, NAME):
        minutes.focus(of)
        minutes.wait_for_timeout(500)
        assert minutes.locator(".pop").count() == 0


# --- names and signs ------------------------------------------------------------------------------------------

OWN_PAGE = (
    """link => { link.setAttribute("href", "../people/pers-pak-chol.html"); link.dataset.ref = "pers-pak-chol"; }"""
)
NO_PAGE = """link => { link.setAttribute("href", "#pers-pak-chol"); delete link.dataset.ref; }"""


@pytest.mark.parametrize("own_page", [True, False])
def test_a_click_on_a_name_shows_who_it_is(minutes: Page, own_page: bool) -> None:
    name = minutes.locator("#p-4 a.tei-persName").last
    name.evaluate(OWN_PAGE if own_page else NO_PAGE)
    name.click()
    assert minutes.get_attribute(".pop", "aria-label") == "Pak Chol"
    words = minutes.inner_text(".pop")
    assert "also Comrade Pak" in words
    assert "named 1 × here" in words.replace("\xa0", " ")
    assert minutes.locator(".pop a[href='#pers-pak-chol']").count() == 1
    assert minutes.locator(".pop-foot a[href='../people/pers-pak-chol.html']").count() == own_page
    assert "people" not in minutes.url


def test_a_name_that_the_keyboard_reaches_has_a_button_for_its_card(minutes: Page) -> None:
    minutes.locator("#p-4 > .n").focus()
    minutes.keyboard.press("Tab")
    name = minutes.evaluate("document.activeElement.textContent")
    button = minutes.locator("#text [data-do=card]")
    assert (button.get_attribute("aria-label"), button.inner_text()) == (f"About {name}", "▾")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    minutes.keyboard.press("Tab")
    assert focused(minutes, "[data-do=card]")
    minutes.keyboard.press("Enter")
    assert focused(minutes, ".pop")
    assert button.count() == 0
    minutes.keyboard.press("Escape")
    assert minutes.evaluate("document.activeElement.textContent") == name


def test_the_button_of_a_name_goes_with_the_focus_and_into_no_copy(minutes: Page) -> None:
    height = minutes.evaluate("document.body.scrollHeight")
    minutes.keyboard.press("Tab")
    minutes.locator("#text a.tei-persName").nth(1).focus()
    assert minutes.locator("[data-do=card]").count() == 1
    assert minutes.evaluate("document.body.scrollHeight") == height
    minutes.evaluate("getSelection().selectAllChildren(document.querySelector('#text'))")
    assert "▾" not in minutes.evaluate("getSelection().toString()")
    minutes.keyboard.press("c")
    assert "▾" not in copied(minutes)
    minutes.keyboard.press("Shift+Tab")
    assert not focused(minutes, "[data-do=card]")
    minutes.locator("#p-1").click(position={"x": 2, "y": 2})
    assert minutes.locator("[data-do=card]").count() == 0


def test_the_card_of_a_participant_has_the_role_and_leads_on_to_the_next_place(minutes: Page) -> None:
    minutes.click("#p-3 a.tei-persName >> nth=0")
    assert "General Secretary of the Southern Labour Party" in minutes.inner_text(".pop")
    minutes.click(".pop [data-do=next]")
    assert minutes.locator(".pop").count() == 0
    assert minutes.evaluate("document.activeElement.textContent") == "Gjoka"


def test_enter_follows_the_link_of_a_name_and_alt_enter_shows_the_card(minutes: Page) -> None:
    minutes.focus(NAME)
    minutes.keyboard.press("Alt+Enter")
    assert focused(minutes, ".pop[role=dialog]")
    minutes.keyboard.press("Escape")
    assert focused(minutes, "a.tei-persName")
    minutes.keyboard.press("Enter")
    minutes.wait_for_url("**pers-pak-chol**")
    assert minutes.locator(".pop").count() == 0


def test_a_click_with_ctrl_is_the_browsers_own(minutes: Page) -> None:
    with minutes.context.expect_page() as opened:
        minutes.click(NAME, modifiers=["Control"])
    assert "pers-pak-chol" in opened.value.url
    assert minutes.locator(".pop").count() == 0


def test_a_gap_says_why(minutes: Page) -> None:
    minutes.focus("#gap-1")
    minutes.keyboard.press("Enter")
    assert "gap: illegible, 2 words" in minutes.inner_text(".pop")
    assert minutes.locator(".pop a[href='#signs']").inner_text() == "Signs used on this page"
    minutes.keyboard.press("Escape")
    assert focused(minutes, "#gap-1")
    minutes.click("#p-4 .tei-unclear")
    assert "doubtful reading" in minutes.inner_text(".pop")


# --- paragraphs and citations -----------------------------------------------------------------------------------


def test_the_number_of_a_paragraph_opens_its_menu_and_sets_the_address(minutes: Page) -> None:
    minutes.click("#p-7 > .n")
    assert minutes.url.endswith("#p-7")
    assert focused(minutes, ".pop[role=dialog]")
    minutes.click(".pop >> text=Copy link")
    assert copied(minutes) == minutes.url
    assert focused(minutes, "#p-7 > .n")
    minutes.keyboard.press("Enter")
    minutes.click(".pop >> text=Copy citation with ¶ 7")
    assert copied(minutes).endswith("in Three documents of a friendship (2026), ¶ 7.")
    minutes.click("#p-7 > .n")
    minutes.click(".pop >> text=Copy text and citation")
    words, _, citation = copied(minutes).partition("\n— ")
    assert words == "“The dam at Fierza will give to [sic] much water. [Translator’s note: a play on words.]”"
    assert citation.startswith("“Notes from a Meeting")
    assert minutes.evaluate("history.length") == 3


def test_a_citation_with_an_address_leads_to_the_paragraph(browser: Browser, tmp_path: Path) -> None:
    built(tmp_path, base_url="https://letters.example.org")
    with Visit(browser, path_of(tmp_path, "minutes")) as visit:
        clipboard(visit.page).click("#p-7 > .n")
        visit.page.click(".pop >> text=Copy citation")
        assert copied(visit.page).endswith("gjoka-ri.html#p-7.")


def test_the_menu_of_a_paragraph_leads_to_the_capture_and_to_whoever_mends_errors(minutes: Page) -> None:
    minutes.evaluate("""() => {
        const link = href => Object.assign(document.createElement("a"), {href});
        document.querySelector(".evidence").append(
            link("minutes-source.html"), link("mailto:a@b.example?subject=minutes"));
    }""")
    minutes.click("#p-7 > .n")
    hrefs = minutes.locator(".pop-menu a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == [
        "minutes-source.html#p-7",
        "mailto:a@b.example?subject=minutes%20%C2%B6%207",
    ]


def test_y_copies_the_citation_of_the_paragraph_in_sight_and_says_so(minutes: Page) -> None:
    minutes.evaluate("document.getElementById('p-6').scrollIntoView()")
    minutes.evaluate("scrollBy(0, -20)")
    minutes.keyboard.press("y")
    assert ", ¶ " in copied(minutes)
    minutes.wait_for_selector("[role=status] >> text=Citation copied")
    minutes.goto(minutes.url.split("#")[0] + "#p-8")
    minutes.keyboard.press("y")
    assert copied(minutes).endswith(", ¶ 8.")


def test_without_a_clipboard_the_old_command_copies(minutes: Page) -> None:
    minutes.evaluate("""() => {
        Object.defineProperty(navigator, "clipboard", {value: undefined});
        document.execCommand = () => { window.copied = document.activeElement.value; return true; };
    }""")
    minutes.click("#p-7 > .n")
    minutes.click(".pop >> text=Copy link")
    assert copied(minutes).endswith("#p-7")
    assert focused(minutes, "#p-7 > .n")
    assert minutes.locator("textarea").count() == 0


SELECT = """([from, to]) => {
    const last = id => document.getElementById(id).lastChild;
    getSelection().setBaseAndExtent(document.getElementById(from), 0, last(to), last(to).length);
}"""


def test_selected_words_can_be_copied_with_their_citation(minutes: Page) -> None:
    minutes.evaluate(SELECT, ["p-6", "p-7"])
    minutes.click("text=Copy with citation (¶ 6–7)")
    words, _, citation = copied(minutes).partition("\n— ")
    assert words.startswith(
        "“Our peoples, though they are far from each other, are [two words illegible] closely linked"
    )
    assert "hard times.\nThe dam" in words
    assert citation.endswith(", ¶ 6–7.")
    minutes.wait_for_selector(".tool", state="detached")
    minutes.evaluate(SELECT, ["p-9", "p-9"])
    minutes.keyboard.press("c")
    assert copied(minutes).startswith("“Comrade Ri Song-min: Thank you.”\n— ")
    # three clicks select to the very beginning of what follows
    minutes.evaluate(
        "getSelection().setBaseAndExtent(document.getElementById('p-9'), 0, document.getElementById('p-10'), 0)"
    )
    minutes.keyboard.press("c")
    assert copied(minutes).endswith(", ¶ 9.")
    minutes.evaluate("getSelection().empty()")
    minutes.wait_for_selector(".tool", state="detached")


def test_each_string_of_the_citation_has_a_button(minutes: Page) -> None:
    strings = minutes.locator("#cite .copy").all_inner_texts()
    buttons = minutes.locator("#cite [data-do=copy]")
    assert buttons.count() == len(strings) > 1
    for at, string in enumerate(strings):
        buttons.nth(at).click()
        assert copied(minutes) == string


# --- speakers -------------------------------------------------------------------------------------------------


def test_a_chosen_speaker_stands_in_the_address_and_the_keys_lead_through_the_turns(minutes: Page) -> None:
    minutes.check("#filter [value=pers-ri-song-min]")
    assert minutes.url.endswith("?who=pers-ri-song-min")
    assert [minutes.inner_text(f".chip {part}") for part in ("b", "small")] == ["Ri Song-min", "3 of 6 turns"]
    for expected in ("sp-1", "sp-4", "sp-5", "sp-5"):
        minutes.keyboard.press("]")
        assert minutes.evaluate("document.activeElement.closest('.tei-sp').id") == expected
        assert in_sight(minutes, f"#{expected}")
    assert "turn 3 of 3" in minutes.inner_text(".chip")
    minutes.keyboard.press("[")
    assert minutes.evaluate("document.activeElement.closest('.tei-sp').id") == "sp-4"
    minutes.click(".chip >> text=›")
    assert "turn 3 of 3" in minutes.inner_text(".chip")
    minutes.click(".chip [aria-label=Clear]")
    assert minutes.locator(".chip").count() == 0
    assert "?" not in minutes.url


def test_an_address_chooses_speakers_and_back_returns_to_it(browser: Browser, edition: Path) -> None:
    query = "?who=pers-arben-gjoka&who=pers-petrit-leka"
    with Visit(browser, address(edition, query)) as visit:
        page = visit.page
        assert page.locator("#filter :checked").count() == 2
        assert "Arben Gjoka, Petrit Leka" in page.inner_text(".chip")
        page.click(".rail a[href='#cite']")
        page.uncheck("#f1")
        assert page.locator("#filter :checked").count() == 1
        page.go_back()
        assert page.url.endswith(f"{query}#cite")
        until(page, "document.querySelectorAll('#filter :checked').length === 2")
        page.go_back()
        assert page.url.endswith(query)
        assert visit.said == []


# --- words that were searched ---------------------------------------------------------------------------------


def test_searched_words_are_marked_whatever_their_accents_and_case(browser: Browser, edition: Path) -> None:
    with Visit(browser, address(edition, "?hl=COMRÁDE+fierza")) as visit:
        page = visit.page
        plain = page.evaluate("document.getElementById('text').textContent.replaceAll(' ', '')")
        marks = page.locator("#text mark")
        assert {words.lower() for words in marks.all_inner_texts()} == {"comrade", "fierza"}
        assert page.locator("#text .app mark").count() == 0
        assert [page.inner_text(f".hits {part}") for part in ("b", "small")] == [
            "“COMRÁDE fierza”",
            f"1 of {marks.count()}",
        ]
        page.keyboard.press("n")
        assert marks.nth(1).get_attribute("class") == "hit now"
        page.keyboard.press("Shift+N")
        page.keyboard.press("Shift+N")
        assert marks.last.get_attribute("class") == "hit now"
        assert f"{marks.count()} of {marks.count()}" in page.inner_text(".hits")
        page.keyboard.press("Escape")
        assert page.locator("mark, .hits").count() == 0
        assert page.evaluate("document.getElementById('text').textContent.replaceAll(' ', '')") == plain
        assert "hl" not in page.url
        assert visit.said == []


def test_numbers_and_badges_beside_the_text_are_no_hits(browser: Browser, edition: Path) -> None:
    with Visit(browser, address(edition, "?hl=1+2+r")) as visit:
        assert visit.page.locator("#text mark").count() > 3
        assert visit.page.locator(".app mark").count() == 0


def test_a_hit_of_the_paragraph_in_the_address_is_the_current_one(browser: Browser, edition: Path) -> None:
    with Visit(browser, address(edition, "?hl=gjoka#p-13")) as visit:
        assert visit.page.evaluate("document.querySelector('.now').closest('.tei-sp').id") == "sp-6" or (
            visit.page.evaluate("document.querySelector('.now').closest('[id]').id") == "p-13"
        )
        assert in_sight(visit.page, "#p-13")


@pytest.mark.parametrize(("query", "found"), [("zebra", 0), ("omrade", 0), ("(", None), ("%FF%ZZ", 0), ("", None)])
def test_words_that_the_text_has_not_are_named_and_nothing_breaks(
    browser: Browser, edition: Path, query: str, found: int | None
) -> None:
    with Visit(browser, address(edition, f"?hl={query}")) as visit:
        assert visit.page.locator("mark").count() == 0
        bar = visit.page.locator(".hits")
        assert bar.count() == (found is not None)
        assert found is None or "not in this text" in bar.inner_text()
        assert visit.said == []


# --- keys -----------------------------------------------------------------------------------------------------


def test_keys_lead_from_paragraph_to_paragraph_and_to_the_top(minutes: Page) -> None:
    for expected in ("p-1", "p-2", "p-3"):
        minutes.keyboard.press("j")
        assert focused(minutes, f"#{expected} > .n")
    minutes.keyboard.press("k")
    assert focused(minutes, "#p-2 > .n")
    minutes.keyboard.press("t")
    until(minutes, "scrollY === 0")


def test_a_dialog_lists_the_keys_and_switches_them_off_for_good(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes")) as visit:
        page = visit.page
        page.keyboard.press("?")
        assert page.locator("dialog kbd").all_inner_texts()[:4] == ["j", "k", "]", "["]
        page.uncheck("dialog input")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        until(page, "document.activeElement.matches('body, .foot *, #display *')")
        page.reload()
        for key in ("j", "?", "/"):
            page.keyboard.press(key)
        assert focused(page, "body") and page.locator("dialog").count() == 0
        # the button remains for those without keys, and the keys can come back
        if page.locator("#display").count():
            page.click("#display > summary")
        page.click("[data-do='?']")
        page.check("dialog input")
        page.click("dialog [data-do=close]")
        page.keyboard.press("t")
        page.keyboard.press("j")
        assert focused(page, "#p-1 > .n")
        assert visit.said == []


def test_keys_are_letters_where_somebody_types_or_holds_a_modifier(minutes: Page) -> None:
    minutes.keyboard.press("/")
    assert focused(minutes, "#q")
    minutes.keyboard.type("jyt?")
    assert minutes.input_value("#q") == "jyt?"
    assert minutes.locator("dialog").count() == 0
    minutes.evaluate("document.activeElement.blur()")
    minutes.keyboard.press("Alt+j")
    assert focused(minutes, "body")


def corrected(name: str) -> SiteDocument:
    """A sample in whose first paragraph a word is corrected."""
    first = '<p xml:id="p-1">'
    text = (PAGES / f"{name}.xml").read_text("utf-8")
    return SiteDocument(name, text.replace(first, f"{first}<choice><sic>a</sic><corr>b</corr></choice> ", 1).encode())


def test_what_the_display_menu_holds_is_remembered_and_the_address_wins(browser: Browser, tmp_path: Path) -> None:
    edition = tmp_path
    built(edition, [corrected("minutes"), corrected("letter")])
    with Visit(browser, path_of(edition, "minutes")) as visit:
        page = visit.page
        page.keyboard.press("d")
        assert focused(page, "#display[open] > summary")
        page.check("#display [name=theme][value=dark]")
        page.uncheck("#display [name=notes]")
        page.check("#display [name=view][value=source]")
        assert "?view=source" in page.url
        page.keyboard.press("Escape")
        assert focused(page, "#display:not([open]) > summary")
        visit.go(path_of(edition, "letter"))
        assert page.is_checked("#display [name=theme][value=dark]")
        assert page.is_checked("#display [name=view][value=source]")
        visit.go(address(edition, "?view=reading"))
        assert page.is_checked("#display [name=view][value=reading]")
        assert not page.is_checked("#display [name=notes]")
        assert visit.said == []


# --- phone, print, folded parts -----------------------------------------------------------------------------------


def test_on_a_touch_screen_notes_and_names_are_sheets_at_its_foot(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), PHONE, has_touch=True, is_mobile=True) as visit:
        page = visit.page
        for of in (MARK, NAME):
            # at the foot of the screen, where the sheet would cover it
            page.locator(of).evaluate("mark => { mark.scrollIntoView({block: 'end'}); scrollBy(0, 60); }")
            page.tap(of)
            box = page.locator(".pop").bounding_box()
            assert box
            assert box["width"] >= PHONE / 2
            assert round(box["y"] + box["height"]) == 900
            until(
                page,
                "mark => mark.getBoundingClientRect().bottom"
                " <= document.querySelector('.pop').getBoundingClientRect().top",
                arg=page.locator(of).element_handle(),
            )
            page.tap(".pop [data-do=close]")
            assert page.locator(".pop").count() == 0
        assert visit.said == []


def test_a_phone_has_a_bar_of_four_ways_and_a_desk_has_none(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), PHONE) as visit:
        page = visit.page
        assert page.locator(".phone a").all_inner_texts() == ["Contents", "Speakers", "Notes", "Cite"]
        ways = {"Contents": "nav li a[href='#notes']", "Speakers": "#f1", "Notes": "#notes", "Cite": "#cite"}
        for label, goal in ways.items():
            page.click(f".phone >> text={label}")
            until(
                page,
                "selector => { const goal = document.querySelector(selector);"
                "const box = goal.getBoundingClientRect(); return goal.checkVisibility({contentVisibilityAuto: true})"
                " && box.top < innerHeight && box.bottom > 0; }",
                arg=goal,
            )
        page.set_viewport_size({"width": 1280, "height": 900})
        assert not page.is_visible(".phone")
    with Visit(browser, path_of(edition, "article"), PHONE) as visit:
        assert "Speakers" not in visit.page.locator(".phone a").all_inner_texts()


def test_what_is_folded_around_the_goal_of_an_address_opens(browser: Browser, edition: Path) -> None:
    with Visit(browser, address(edition, "#who-pers-vasil-kodra"), PHONE) as visit:
        assert visit.page.evaluate("document.getElementById('who').open")
        assert in_sight(visit.page, "#who-pers-vasil-kodra")
        visit.page.evaluate("location.hash = '#%E0%A4%A'")
        visit.page.evaluate("location.hash = '#f1'")
        until(visit.page, "document.getElementById('f1').closest('details').open")
        assert visit.said == []


def test_an_entry_that_a_link_leads_to_unfolds(minutes: Page) -> None:
    minutes.evaluate("""() => {
        const details = document.createElement("details"), entry = document.getElementById("pers-pak-chol");
        details.append(...entry.childNodes);
        entry.append(details);
    }""")
    minutes.evaluate("location.hash = '#pers-pak-chol'")
    minutes.wait_for_selector("#pers-pak-chol > details[open]")


def test_paper_shows_nothing_of_the_script(minutes: Page) -> None:
    minutes.check("#f1")
    minutes.click(MARK)
    minutes.emulate_media(media="print")
    made = ".pop, .say, .dock, .phone, [data-do]"
    assert minutes.locator(made).count() > 4
    assert [element for element in minutes.locator(made).all() if element.is_visible()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_the_script_adds_is_no_wider_than_a_small_phone(browser: Browser, edition: Path, scheme: str) -> None:
    with Visit(browser, address(edition, "?hl=comrade&who=pers-arben-gjoka"), 320, scheme) as visit:
        for of in (MARK, NAME, "#p-5 > .n"):
            visit.page.click(of)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
        small = visit.page.evaluate("""() => [...document.querySelectorAll("[data-do], .pop-menu a, .phone a")]
            .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())
            .filter(box => box.width < 24 || box.height < 24).length""")
        assert small == 0


# --- long and hostile documents ---------------------------------------------------------------------------------

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>
<person xml:id="pers-a"><persName>{name}</persName></person><person xml:id="pers-b"><persName>Ben</persName></person>
</listPerson></particDesc></profileDesc></teiHeader><text><body><div>{turns}</div></body></text></TEI>"""

COUNT_LISTENERS = """(() => {
    window.listeners = [];
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
        window.listeners.push([type, this === document || this === window]);
        return add.call(this, type, ...rest);
    };
})()"""


def edition_of(out: Path, **words: Any) -> Path:
    built(out, [SiteDocument("document", TEI.format(**words).encode())], title=str(words["title"]))
    return next((out / "doc").glob("*.html"))


def test_a_thousand_turns_have_no_listener_of_their_own(browser: Browser, tmp_path: Path) -> None:
    turns = "".join(
        f'<sp xml:id="sp-{n}" who="#pers-{"ab"[n % 2]}"><speaker>Speaker:</speaker><p xml:id="p-{n}">Turn {n}, said by '
        f'<persName ref="#pers-a">Ana</persName>.</p></sp>'
        for n in range(1, 1001)
    )
    path = edition_of(tmp_path, title="A long day", name="Ana", turns=turns)
    with Visit(browser, path) as visit:
        page = visit.page
        page.add_init_script(COUNT_LISTENERS)
        visit.go(f"{path.as_uri()}?who=pers-a&hl=turn")
        listeners = page.evaluate("window.listeners")
        assert all(on_the_page for _, on_the_page in listeners)
        assert len(listeners) == len({kind for kind, _ in listeners}) <= 16
        assert "500 of 1000 turns" in page.inner_text(".chip")
        assert "1 of 1000" in page.inner_text(".hits")
        page.keyboard.press("Shift+N")
        assert in_sight(page, "#p-1000")
        page.keyboard.press("[")
        assert page.evaluate("document.activeElement.closest('.tei-sp').matches('.w1')")
        page.click("#sp-998 a.tei-persName")
        assert "named 1000 × here" in page.inner_text(".pop").replace("\xa0", " ")
        assert visit.said == []


HOSTILE = '<img src=x onerror="window.evil=1"></template><script>window.evil=1</script>\' " $& % &amp; \u202e'


def test_hostile_words_stay_words_wherever_the_script_shows_them(browser: Browser, tmp_path: Path) -> None:
    evil = escape(HOSTILE)
    attribute = escape(HOSTILE, {'"': "&quot;"})
    turns = f"""<sp xml:id="sp-1" who="#pers-a"><speaker>{evil}:</speaker><p xml:id="p-1">Words of <persName
        ref="#pers-a">{evil}</persName><note xml:id="note-1">{evil}</note> and
        <gap reason="{attribute}"><desc>{evil}</desc></gap></p></sp>
        <sp xml:id="sp-2" who="#pers-b"><p xml:id="words">A paragraph with an id of ours.</p></sp>"""
    path = edition_of(tmp_path, title=evil, name=evil, turns=turns)
    with Visit(browser, path) as visit:
        page = clipboard(visit.page)
        assert page.locator(".phone a").first.inner_text() == "Contents"
        page.check("#f1")
        page.keyboard.press("]")
        for of in (".noteref", "a.tei-persName", "#p-1 .tei-gap", "#p-1 > .n"):
            page.click(of)
            shown = page.locator(".pop")
            assert shown.count() == 1
            if of != "#p-1 > .n":
                assert "onerror" in shown.inner_text()
                page.keyboard.press("Escape")
        page.click(".pop >> text=Copy text")
        assert "<img src=x onerror=" in copied(page)
        visit.go(f"{path.as_uri()}?hl=%3Cimg%20src%3Dx%20onerror%3D1%3E&who=%3Cimg%3E#%3Cimg%3E")
        assert "<img src=x" in page.inner_text(".hits")
        assert page.locator("img, article script").count() == 0
        assert page.evaluate("window.evil") is None
        assert visit.said == []


def test_a_page_without_header_ids_or_people_is_as_quiet(browser: Browser, tmp_path: Path) -> None:
    bare = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Only words.</p></body></text></TEI>'
    built(tmp_path, [SiteDocument("bare", bare)])
    with Visit(browser, next((tmp_path / "doc").glob("*.html"))) as visit:
        for key in "jk][nNycdt?":
            visit.page.keyboard.press(key)
        assert visit.page.locator("dialog").count() == 1
        assert visit.said == []


def test_the_words_of_the_script_are_those_of_the_language(browser: Browser, tmp_path: Path) -> None:
    built(tmp_path, [SiteDocument(path.stem, path) for path in SAMPLES], lang="de")
    with Visit(browser, path_of(tmp_path, "minutes"), PHONE) as visit:
        assert visit.page.locator(".phone a").all_inner_texts() == ["Inhalt", "Sprecher", "Anmerkungen", "Zitieren"]
        visit.page.click(MARK)
        assert "in der Liste" in visit.page.inner_text(".pop")
        assert visit.page.get_attribute(".pop", "lang") == "de"
