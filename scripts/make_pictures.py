"""Take pictures of every kind of page of the edition of seeds/, for docs/pictures/.

Desktop and phone, light and dark: run `make pictures` when the pages have changed. Pillow makes the files small.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from browsing import FLAGS, chromium

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
MOST = 2_500_000  # bytes, altogether

PAGES = (
    # name of the picture    the page; of several the first
    ("index", "index.html"),
    ("letter", "doc/*-letter-hoxha-*.html"),
    ("telegram", "doc/*-telegram-*.html"),
    ("minutes", "doc/*-minutes-*.html"),
    ("article", "doc/*-article-*.html"),
    ("capture", "doc/*-minutes-*-source.html"),
    ("year", "years/1964.html"),
    ("years", "years/index.html"),
    ("people", "people/index.html"),
    ("person", "people/pers-enver-hoxha.html"),
    ("place", "places/place-albania.html"),
    ("organisation", "orgs/org-albanian-labor-party.html"),
    ("correspondence", "correspondence*.html"),
    ("search", "search.html"),
    ("about", "about/edition.html"),
    ("encoding", "about/encoding.html"),
)
SCREENS = (
    # name       width  height
    ("desktop", 1280, 900),
    ("phone", 390, 844),
)
SCHEMES = ("light", "dark")
COLOURS = 64  # text on paper needs no more


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        words = ("build", str(ROOT / "seeds"), "-o", folder, "-q")
        subprocess.run([sys.executable, "-m", "tei_edition", *words], check=True)
        take(Path(folder) / "html")
    sizes = [path.stat().st_size for path in PICTURES.glob("*.png")]
    print(f"{len(sizes)} pictures, {sum(sizes) / 1e6:.2f} MB (at most {MOST / 1e6} MB)")
    return int(sum(sizes) > MOST)


def take(site: Path) -> None:
    """All pictures of a site."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for screen, width, height in SCREENS:
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name, pattern in PAGES:
                    if path := the_page(site, pattern):
                        page.goto(path.as_uri())
                        picture = PICTURES / f"{name}-{screen}-{scheme}.png"
                        picture.write_bytes(small(page.screenshot(animations="disabled")))
                page.close()
        browser.close()


def the_page(site: Path, pattern: str) -> Path | None:
    """The first page that fits; a capture only where one is asked for."""
    found = sorted(site.glob(pattern), key=lambda path: (path.stem.endswith("-source"), path))
    return next(iter(found), None)


def small(picture: bytes) -> bytes:
    """The same picture in those of its colours that fill most of it."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    colours = sorted(image.getcolors(maxcolors=1 << 24) or (), reverse=True)[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in colours for part in colour])
    made = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
