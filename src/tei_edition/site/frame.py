"""What all pages of an edition share, as parameters of the stylesheets: title, menu, addresses, language."""

from __future__ import annotations

from urllib.parse import urlsplit

from tei_edition import __version__
from tei_edition.config import Config

INDEX, NOT_FOUND = "index.html", "404.html"
GENERATOR = f"tei-edition {__version__}"


def frame(config: Config, path: str) -> dict[str, str]:
    """The parameters for the page at an address such as `doc/SLUG.html`, seen from the index."""
    root = _root(config, path)
    own = config.site.stylesheet
    return {
        "lang": config.site.language,
        "edition-title": config.site.title,
        "publisher": config.publisher,
        "published": config.date or "",
        "licence": config.licence.target if config.licence else "",
        "licence-words": config.licence.text if config.licence else "",
        "base-url": config.base_url or "",
        "email": config.email or "",
        "generator": GENERATOR,
        "self": path,
        "root": root,
        "home": f"{root}index.html",
        "css": f"{root}css/edition.css",
        "own-css": f"{root}css/own.css" if own and own.suffix.lower() == ".css" else "",
        "logo": f"{root}{logo(config)}" if config.site.logo else "",
        "menu": "\n".join(f"{_line(entry.label)}\t{_line(entry.href)}" for entry in config.site.menu),
    }


def address(config: Config, path: str) -> str:
    """The address of a page on the web; empty if the edition states no base_url. The index has that of the edition."""
    return f"{config.base_url}{'' if path == INDEX else path}" if config.base_url else ""


def _root(config: Config, path: str) -> str:
    """The folder of the edition, seen from the page; a server shows 404.html under any address, whatever its folder."""
    if path == NOT_FOUND and config.base_url:
        return urlsplit(config.base_url).path
    return "../" * path.count("/")


def logo(config: Config) -> str:
    """The address of the logo, seen from the index; empty if there is none."""
    return f"css/logo{config.site.logo.suffix.lower()}" if config.site.logo else ""


def _line(text: str) -> str:
    return " ".join(text.split())
