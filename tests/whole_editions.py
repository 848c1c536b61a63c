"""An edition with every kind of document and of page, and what kinds of page there are.

The documents are the samples, and the captures of seeds/ as the program converts them, with their ledgers.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from program import SEEDS, run
from tei_edition.config import Config, Licence, MenuEntry, load_config
from tei_edition.site import SiteDocument, build_site

SAMPLES = Path(__file__).parent / "samples"

PAGE_TYPES = (
    # what it is               where it lies; the first that is found stands for its kind
    ("index", "index.html"),
    ("letter", "doc/letter.html"),
    ("answer", "doc/reply.html"),
    ("telegram", "doc/telegram.html"),
    ("minutes", "doc/minutes.html"),
    ("conference", "doc/conference.html"),
    ("long minutes", "doc/1964-11-25-minutes*.html"),
    ("report", "doc/report.html"),
    ("article", "doc/article.html"),
    ("every sign", "doc/signs.html"),
    ("from right to left", "doc/hebrew.html"),
    ("foreign TEI", "doc/foreign.html"),
    ("undated", "doc/undated.html"),
    ("capture", "doc/*-source.html"),
    ("years", "years/index.html"),
    ("year", "years/1*.html"),
    ("people", "people/index.html"),
    ("person", "people/pers-*.html"),
    ("places", "places/index.html"),
    ("place", "places/place-*.html"),
    ("organisations", "orgs/index.html"),
    ("organisation", "orgs/org-*.html"),
    ("newest first", "newest.html"),
    ("undated documents", "years/undated.html"),
    ("type of document", "types/*.html"),
    ("language", "languages/*.html"),
    ("archive", "archives/*.html"),
    ("correspondence", "correspondence.html"),
    ("correspondent", "correspondence/*.html"),
    ("titles", "titles.html"),
    ("search", "search.html"),
    ("about the edition", "about/edition.html"),
    ("encoding", "about/encoding.html"),
    ("accessibility", "about/accessibility.html"),
    ("licence", "about/licence.html"),
    ("citing", "about/citing.html"),
    ("not found", "404.html"),
)
BASE = "/harbours/"  # where the edition lies on the web; the page of what is not found asks for its files from there
NAMES = tuple(name for name, _ in PAGE_TYPES)
DOCUMENTS = NAMES[NAMES.index("letter") : NAMES.index("capture")]


@dataclass(frozen=True)
class WholeEdition:
    """A site, and the folder of the TEI files and ledgers it was made from."""

    folder: Path
    tei: Path

    @cached_property
    def files(self) -> tuple[Path, ...]:
        return tuple(sorted(path for path in self.folder.rglob("*") if path.is_file()))

    @cached_property
    def pages(self) -> tuple[Path, ...]:
        return tuple(path for path in self.files if path.suffix == ".html")

    def found(self, name: str) -> Path | None:
        """The page that stands for its kind, if there is one."""
        pattern = dict(PAGE_TYPES)[name]
        here = (path for path in sorted(self.folder.glob(pattern)) if path.suffix == ".html")
        return next((path for path in here if name == "capture" or not path.stem.endswith("-source")), None)

    def page(self, name: str) -> Path:
        """The page that stands for its kind."""
        path = self.found(name)
        assert path is not None, f"{name}: the site has no such page ({dict(PAGE_TYPES)[name]})"
        return path


def settings() -> Config:
    """The settings of seeds/, with something at every place where an editor can say something."""
    config = load_config(SEEDS)
    site = replace(
        config.site,
        title="Harbours and other matters",
        statement="Documents of every kind. None of the invented ones was ever written.",
        menu=(MenuEntry("Licence text", "about/licence.html"), MenuEntry("The archive", "https://example.org/archive")),
        start=("letter", "002_87775c967b2a8326"),
        capture="public",
    )
    return replace(
        config,
        title="Harbours and other matters",
        publisher="Testing House",
        date="2026-11-21",
        base_url=f"https://example.org{BASE}",
        licence=Licence("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        editors=("Ann Smith", "Bob Brown"),
        email="ann@example.org",
        site=site,
    )


def sample_documents() -> Iterator[SiteDocument]:
    """The samples, each at an address that is its name."""
    for folder in ("pages", "kinds"):
        for path in sorted((SAMPLES / folder).glob("*.xml")):
            yield SiteDocument(path.stem, path, slug=path.stem)


def converted(captures: Path, tei: Path) -> Iterator[SiteDocument]:
    """The captures of a folder, converted into another one."""
    result = run("convert", captures, "-o", tei, "-q")
    assert result.exit_code in (0, 1), result.stderr
    for path in sorted(captures.glob("*.txt")):
        if (tei / f"{path.stem}.xml").is_file():
            yield SiteDocument(path.stem, tei / f"{path.stem}.xml", "", path, tei / f"{path.stem}.ledger.json")


@pytest.fixture(scope="session")
def whole_edition(tmp_path_factory: pytest.TempPathFactory) -> WholeEdition:
    """One edition for all tests, in whatever process they run; nobody writes into it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "whole"
    edition = WholeEdition(folder / "html", folder / "tei")
    try:
        folder.mkdir()
    except FileExistsError:  # another process makes it
        wait_for(folder / "made")
        return edition
    documents = [*sample_documents(), *converted(SEEDS, edition.tei)]
    build_site(documents, edition.folder, settings())
    (folder / "made").touch()
    return edition


def wait_for(file: Path) -> None:
    for _ in range(1200):
        if file.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{file} never came")
