"""How a very long document scrolls in Chromium: 1,000 turns with their notes, from its head to its end.

Prints when the page is first seen, how long its frames take while it moves, and which tasks keep the reader waiting.
Usage: PYTHONPATH=tests python benchmarks/scrolling.py [TURNS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browsing import FLAGS, chromium
from editions import built
from long_documents import turns_with_notes
from tei_edition.site import SiteDocument

STEP, STEPS = 600, 100  # CSS pixels a turn of the wheel, turns of the wheel
SLOW = 50  # milliseconds: what the Long Tasks API calls long

WATCH = """() => {
  window.frames_ = []; window.tasks = [];
  new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(entry => entry.duration)))
    .observe({type: 'longtask', buffered: true});
  let last = performance.now();
  requestAnimationFrame(function frame(now) {
    window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });
}"""
LOADED = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return {loaded: page.loadEventEnd, paint: paint ? paint.startTime : NaN,
          elements: document.querySelectorAll('*').length, height: document.documentElement.scrollHeight};
}"""


def main(turns: int) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder)
        built(out, [SiteDocument("long", turns_with_notes(turns).encode(), slug="long")])
        path = out / "doc" / "long.html"
        print(f"{turns} turns: {path.stat().st_size / 1024:.0f} KB of HTML")
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for width, what in ((1280, "desk"), (390, "phone")):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(path.as_uri())
            print(f"{what}: {_loading(page)}\n{what}: {_scrolling(page)}")
        browser.close()


def _loading(page: Page) -> str:
    found = page.evaluate(LOADED)
    return (
        f"first seen after {found['paint']:.0f} ms, loaded after {found['loaded']:.0f} ms; "
        f"{found['elements']} elements, {found['height']} px"
    )


def _scrolling(page: Page) -> str:
    """The frames and the long tasks of a reader who turns the wheel to the end, then jumps home."""
    page.evaluate(WATCH)
    page.mouse.move(200, 400)
    for _ in range(STEPS):
        page.mouse.wheel(0, STEP)
        page.wait_for_timeout(16)
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    page.keyboard.press("Home")
    page.wait_for_timeout(300)
    frames, tasks = sorted(page.evaluate("window.frames_")), page.evaluate("window.tasks")
    longest = f", longest {max(tasks):.0f} ms" if tasks else ""
    return (
        f"{len(frames)} frames, median {statistics.median(frames):.0f} ms, 95 % within "
        f"{frames[len(frames) * 95 // 100]:.0f} ms, worst {frames[-1]:.0f} ms; {len(tasks)} tasks "
        f"over {SLOW} ms{longest}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
