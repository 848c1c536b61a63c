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

    def go(self, path: Path | str) -> None:
        """Open a further page in the same context, and forget what was asked and said."""
        self.requests.clear()
        self.said.clear()
        self.page.goto(path.as_uri() if isinstance(path, Path) else path)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
