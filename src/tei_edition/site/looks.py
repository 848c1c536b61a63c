"""How the pages look and what helps them along: the shipped style sheets and scripts, and the edition's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tei_edition.assets import asset
from tei_edition.files import write
from tei_edition.ordinary import read
from tei_edition.render import labels
from tei_edition.site.edition import Edition, File
from tei_edition.site.frame import logo

STYLES = ("edition.css", "print.css", "pages.css", "lists.css", "capture.css")
CONST = "const "
NAMES = {"js": "{}", "key": "key {}"}  # what the script calls a label
SCRIPTS = ("edition.js", "common.js", "search.js", "facets.js", "results.js", "capture.js")


def files(edition: Edition) -> Iterator[File]:
    """The style sheets with the edition's colours, the scripts, the edition's own style sheet and logo."""
    site = edition.config.site
    for name in STYLES:
        yield File(f"css/{name}", style(name, site.colours if name == "edition.css" else ()))
    yield File("js/words.js", words(site.language))
    for name in SCRIPTS:
        yield File(f"js/{name}", script(name))
    if site.stylesheet is not None and site.stylesheet.suffix.lower() == ".css":
        yield File("css/own.css", read(site.stylesheet))
    if site.logo is not None:
        yield File(logo(edition.config), read(site.logo))


def words(lang: str) -> bytes:
    """A script that has the words which `edition.js` says: the labels `js` and `key` of a language, else of English."""
    said = {NAMES[each.tag].format(each.get("n")): each.text for each in labels(lang).iterchildren(*NAMES)}
    return f"const teiWords={json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def write_looks(out: Path, lang: str) -> None:
    """What the page of a document needs, below a folder."""
    write(out / "js" / "words.js", words(lang))
    for name in STYLES[:2]:
        write(out / "css" / name, style(name))
    write(out / "js" / "edition.js", script("edition.js"))


def style(name: str, colours: Sequence[tuple[str, str]] = ()) -> bytes:
    """A shipped style sheet, with an edition's own colours at its end."""
    css = asset("xslt", "css", name).read_text("utf-8")
    own = "".join(f"--tei-{name}: {value};" for name, value in colours)
    return squeezed(f"{css} :root {{ {own} }}" if own else css).encode()


def squeezed(css: str) -> str:
    """A style sheet without comments and the white space that only its authors need."""
    plain = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", css)
    return re.sub(r" ?([{};,>]) ?|(:) | (!)", r"\1\2\3", " ".join(plain.split())).replace(";}", "}") + "\n"


def script(name: str) -> bytes:
    """A shipped script without the lines and the spaces that only its authors need."""
    lines = (line.strip() for line in asset("xslt", "js", name).read_text("utf-8").splitlines())
    return joined(declared(tightened(line) for line in lines if line and not line.startswith("//"))).encode()


def declared(lines: Iterable[str]) -> list[str]:
    """The lines of a script, with one declaration of all constants that follow each other."""
    made: list[str] = []
    for line in lines:
        if made and made[-1].startswith(CONST) and made[-1].endswith(";") and line.startswith(CONST):
            made[-1] = f"{made[-1][:-1]},{line.removeprefix(CONST)}"
        else:
            made.append(line)
    return made


def joined(lines: Iterable[str]) -> str:
    """The lines of a script; what ends open or in a semicolon goes on in the same line; what closes needs no line."""
    return re.sub(r";?\n(?=[})\]])|(?<=[{(\[,;])\n", "", "\n".join(lines)) + "\n"


_LITERAL_OR_SIGN = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`"""  # strings stay as they are
    r"""|(?:^|(?<=[(,=:!&|?{;>])|(?<=[(,=:!&|?{;>] ))/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/)"""  # so do patterns
    r"""| ?([=<>&|?:,;{}()\[\]!]) ?| ([+*-]) (?![+-])"""
)


def tightened(line: str) -> str:
    """A line of a script without the spaces around its signs; strings and patterns stay as they are."""
    return _LITERAL_OR_SIGN.sub(lambda found: found[1] or found[2] or found[3], line)
