"""The built edition in a real Chromium, from the disk: quiet, complete, and never wider than the screen."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

import pytest

from browsing import CONTRAST, SHOWN, Visit, path_of, seen
from editions import built
from long_documents import turns_with_notes
from tei_edition.site import SiteDocument

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
def test_no_page_is_wider_than_the_screen(glance: Visit, edition: Path, name: str, width: int) -> None:
    page = seen(glance, path_of(edition, name), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_builds_the_tree_that_was_written(browser: Browser, edition: Path, name: str) -> None:
    """A parser that had to repair the nesting would move or add elements."""
    path = path_of(edition, name)
    with Visit(browser, path, 1280, script=False) as visit:
        written = path.read_text("utf-8").count("<p ") + path.read_text("utf-8").count("<p>")
        inert = "[...document.querySelectorAll('template')].map(t => t.content.querySelectorAll('p').length)"
        built = visit.page.evaluate("document.querySelectorAll('p').length") + sum(visit.page.evaluate(inert))
        assert built == written
        assert visit.page.evaluate("document.compatMode") == "CSS1Compat"
        assert visit.page.evaluate("document.querySelectorAll('h1, main').length") == 2
        ids = visit.page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_opens(glance: Visit, edition: Path, name: str) -> None:
    page = seen(glance, path_of(edition, name))
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    missing = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => !document.getElementById(id))"
    )
    assert missing == []
    local = {Path(unquote(urlparse(link).path)) for link in links if link.startswith("file:")}
    assert [file for file in local if not file.is_file()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_all_words_stand_out_from_their_ground(glance: Visit, edition: Path, name: str, scheme: str) -> None:
    """WCAG 1.4.3: 4.5 to 1, also for quiet words (numbers, labels, marks)."""
    assert seen(glance, path_of(edition, name), color_scheme=scheme).evaluate(CONTRAST) == []


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
        chrome = (".banner nav", "#display", ".way", ".rail", ".back", "#files", ".foot")
        shown = {selector: visit.page.evaluate(SHOWN, selector) for selector in wanted + chrome}
        assert [selector for selector in shown if shown[selector]] == list(wanted)
        assert visit.page.pdf()[:5] == b"%PDF-"


def test_the_keyboard_reaches_the_text_first(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1280) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.hash") == "#text"
        assert visit.page.evaluate("document.activeElement.getBoundingClientRect().width") > 50


def test_the_display_menu_changes_size_width_and_colours_without_script(browser: Browser, edition: Path) -> None:
    for path in (path_of(edition, "minutes"), path_of(edition, "letter")):
        with Visit(browser, path, 1280, script=False) as visit:
            page = visit.page
            size = "getComputedStyle(document.querySelector('#text')).fontSize"
            before = page.evaluate(f"[{size}, document.querySelector('#p-1').offsetWidth]")
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            page.click("#display > summary")
            for value in ("large", "wide", "dark"):
                page.check(f"#display [value={value}]")
            after = page.evaluate(f"[{size}, document.querySelector('#p-1').offsetWidth]")
            assert (before[0], after[0]) == ("18px", "22px")
            assert after[1] > before[1]
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
            page.check("#display [name=numbers][value=none]")
            assert not page.evaluate(SHOWN, ".n")


def test_names_and_notes_are_marked_or_not(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1280, script=False) as visit:
        page = visit.page
        ground = "getComputedStyle(document.querySelector('#text a.tei-orgName')).backgroundColor"
        before = page.evaluate(ground)
        page.click("#display > summary")
        page.check("#show-names")
        assert page.evaluate(ground) != before
        assert page.evaluate(SHOWN, ".noteref")
        page.uncheck("#show-notes")
        assert not page.evaluate(SHOWN, ".noteref")


def test_the_view_of_the_source_has_its_slips_lines_and_abbreviations(browser: Browser, tmp_path: Path) -> None:
    tei = tmp_path / "draft.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p-1">The <choice><sic>cheif</sic>'
        "<corr>chief</corr></choice> of the <choice><abbr>Dept.</abbr><expan>Department</expan></choice> of "
        'cara-<lb break="no"/>vans</p></body></text></TEI>',
        encoding="utf-8",
    )
    built(tmp_path / "site", [SiteDocument("draft", tei)])
    with Visit(browser, next((tmp_path / "site" / "doc").glob("*.html")), 1280, script=False) as visit:
        page = visit.page
        assert page.inner_text("#p-1").split() == "1 The chief of the Department of cara-vans".split()
        page.click("#display > summary")
        page.check("#display [value=source]")
        assert page.inner_text("#p-1").split() == "1 The cheif of the Dept. of cara- vans".split()


def test_a_turn_that_waits_to_be_drawn_is_found_by_its_address(browser: Browser, tmp_path: Path) -> None:
    tei = tmp_path / "long.xml"
    tei.write_text(turns_with_notes(400), encoding="utf-8")
    built(tmp_path / "site", [SiteDocument("long", tei)])
    path = next((tmp_path / "site" / "doc").glob("*.html"))
    with Visit(browser, path, 1280) as visit:
        visit.page.goto(f"{path.as_uri()}#sp-300")
        top = visit.page.evaluate("document.getElementById('sp-300').getBoundingClientRect().top")
        assert 0 <= top < 200
        visit.page.emulate_media(media="print")
        drawn = "getComputedStyle(document.getElementById('sp-399')).contentVisibility"
        assert visit.page.evaluate(drawn) == "visible"


def test_a_phone_shows_every_fifth_number_and_all_on_demand(browser: Browser, edition: Path) -> None:
    numbers = "[...document.querySelectorAll('#text .n')].filter(n => n.checkVisibility()).map(n => n.textContent)"
    with Visit(browser, path_of(edition, "minutes"), 390, script=False) as visit:
        assert visit.page.evaluate(numbers) == ["1", "5", "10"]
        visit.page.click("#display > summary")
        visit.page.check("#display [name=numbers][value=all]")
        assert len(visit.page.evaluate(numbers)) > 10


def test_all_turns_of_a_speaker_are_chosen_where_the_persons_are_listed(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "minutes"), 1280, script=False) as visit:
        colour = "id => getComputedStyle(document.getElementById(id)).color"
        ink = visit.page.evaluate(colour, "sp-3")
        visit.page.click("#who-pers-petrit-leka label")
        assert visit.page.evaluate(colour, "sp-3") == ink
        assert visit.page.evaluate(colour, "sp-1") != ink


def test_a_long_address_in_the_header_does_not_widen_the_page(browser: Browser, tmp_path: Path) -> None:
    tei = tmp_path / "letter.xml"
    url = f"https://example.org/{'unbroken' * 12}"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><sourceDesc>'
        f'<bibl type="digital"><idno type="url">{url}</idno><idno type="captureFile">{"a" * 60}.txt</idno></bibl>'
        "</sourceDesc></fileDesc></teiHeader><text><body><p>x</p></body></text></TEI>",
        encoding="utf-8",
    )
    built(tmp_path / "site", [SiteDocument("letter", tei)])
    with Visit(browser, next((tmp_path / "site" / "doc").glob("*.html")), 320) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_banner_is_one_line_of_three_rem_on_a_desk(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "letter"), 1280) as visit:
        assert visit.page.evaluate("document.querySelector('.banner').offsetHeight") == 48


def test_paper_is_white_whatever_the_reader_chose(browser: Browser, edition: Path) -> None:
    with Visit(browser, path_of(edition, "letter"), 1000, "dark", script=False) as visit:
        visit.page.click("#display > summary")
        visit.page.check("#display [value=dark]")
        visit.page.emulate_media(media="print")
        colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        assert visit.page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        running = "getComputedStyle(document.documentElement).getPropertyValue('--running')"
        assert visit.page.evaluate(running).strip('"').startswith("Letter from")


def test_a_note_stands_beside_its_line_only_where_the_window_is_wide(browser: Browser, tmp_path: Path) -> None:
    words = "Words of a paragraph that is long enough for several lines. " * 4
    notes = "".join(
        f'<p xml:id="p-{n}">{words}Here<note xml:id="note-{n}">{"A note with its reasons. " * 10}</note> it ends.</p>'
        for n in range(1, 4)
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div>{notes}</div></body></text></TEI>'
    built(tmp_path, [SiteDocument("notes", tei.encode())])
    boxes = """[...document.querySelectorAll('.side')].filter(e => e.checkVisibility()).map(e => {
        const box = e.getBoundingClientRect(), mark = e.previousElementSibling.getBoundingClientRect();
        return [box.left, box.right, box.top, box.bottom, mark.right, mark.top];
    })"""
    with Visit(browser, next((tmp_path / "doc").glob("*.html")), width=1280) as visit:
        page = visit.page
        found = page.evaluate(boxes)
        assert len(found) == 3
        assert all(left > mark and right <= 1280 for left, right, _, _, mark, _ in found)
        assert found[0][2] - found[0][5] < 24
        assert all(after[2] >= before[3] for before, after in pairwise(found))
        page.click("#display > summary")
        page.uncheck("#show-notes")
        assert page.evaluate(boxes) == []
        page.check("#show-notes")
        page.set_viewport_size({"width": 1000, "height": 800})
        assert page.evaluate(boxes) == []


def test_on_paper_the_number_of_a_paragraph_stands_beside_the_badge_of_its_turn(
    browser: Browser, edition: Path
) -> None:
    overlapping = """[...document.querySelectorAll('.tei-sp')].filter(turn => {
        const box = selector => turn.querySelector(selector).getBoundingClientRect();
        return box('.n').right > box('.badge').left;
    }).length"""
    with Visit(browser, path_of(edition, "minutes"), width=700) as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.evaluate(overlapping) == 0
