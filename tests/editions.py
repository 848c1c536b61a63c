"""Editions to look at: documents of the samples, built as `tei-edition build` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tei_edition.config import Config, Licence, MenuEntry, Site
from tei_edition.site import Built, SiteDocument, build_site

PAGES = Path(__file__).parent / "samples" / "pages"
SAMPLES = sorted(PAGES.glob("*.xml"))

# an edition that states everything
BASE = "https://edition.example/ed/"
CONFIG = Config(
    title="Letters",
    publisher="City Archive",
    date="2026-11-21",
    base_url=BASE,
    editors=("Ann Smith",),
    licence=Licence("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    site=Site(title="Letters", statement="All letters."),
)


def built(
    out: Path,
    documents: Iterable[SiteDocument] | None = None,
    *,
    title: str = "Letters",
    statement: str = "",
    lang: str = "en",
    base_url: str | None = None,
    menu: Sequence[tuple[str, str]] = (),
    colours: Sequence[tuple[str, str]] = (),
    stylesheet: Path | None = None,
    run: Callable[..., Iterable[object]] = map,
) -> Built:
    """The site of some documents (the samples) below a folder."""
    site = Site(
        title=title,
        language=lang,
        statement=statement,
        menu=tuple(MenuEntry(*entry) for entry in menu),
        colours=tuple(colours),
        stylesheet=stylesheet,
    )
    found = [SiteDocument(path.stem, path) for path in SAMPLES] if documents is None else documents
    return build_site(
        found, out, Config(title=title, base_url=base_url and f"{base_url.rstrip('/')}/", site=site), run=run
    )
