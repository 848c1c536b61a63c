"""The search page, and its index by Pagefind where that extra is installed (`tei-edition[search]`).

Pagefind reads a small page for each document, with the ids of its paragraphs, and writes the index in pieces that a
browser loads as it needs them. Its own filters are not used: their files differ from run to run.
"""

from __future__ import annotations

import gzip
import json
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from tei_edition.cards import Cards
from tei_edition.checks.regeneration import is_block, pieces, tei_names
from tei_edition.errors import TeiEditionError
from tei_edition.render import read_tei
from tei_edition.shelf import Shelf, sorted_by
from tei_edition.site.edition import Edition, Entry, Fault, File, Page, Stream, page
from tei_edition.teifile import XML_ID, XML_LANG, T, text_of

FOLDER = "pagefind"
TABLE = "documents.json"
# of what Pagefind writes: not its own user interface
NEEDED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "index/*", "fragment/*")
NOT_MADE = "the index for the search could not be made"
REMEDY = (
    "install Pagefind again (pip install --force-reinstall 'tei-edition[search]'), or uninstall it: "
    "the pages say what there is instead"
)
BLOCKS = tei_names("p head opener closer note item table")
NOTE, APART = f"{T}note", tei_names("cell label lb note")


def files(edition: Edition) -> Iterator[Page | File | Stream | Fault]:
    """`search.html`, which says in plain words what there is, and the index if Pagefind can make it."""
    place = ""
    if edition.entries and find_spec("pagefind"):
        try:
            for file in _index(edition):
                place = f"{FOLDER}/"
                yield file
        except TeiEditionError as error:
            yield Fault(f"{error.message}; {error.remedy}")
    yield page("search.html", "search.xsl", etree.Element("search", index=place))


def _index(edition: Edition) -> Iterator[File | Stream]:
    """The files of the index, all or none. Raises TeiEditionError if Pagefind fails."""
    with tempfile.TemporaryDirectory() as folder:
        stage, made = Path(folder, "site"), Path(folder, "made")
        for entry in edition.entries:
            path = stage / entry.page
            path.parent.mkdir(parents=True, exist_ok=True)
            if (staged := _staged(entry)) is not None:
                path.write_bytes(etree.tostring(staged, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"))
        if not any(stage.rglob("*.html")):
            return
        _run_pagefind(stage, made)
        rows = Shelf(_rows(edition, made))
        for name in sorted_by(f"{path.relative_to(made)}" for pattern in NEEDED for path in made.glob(pattern)):
            path = made / name
            data = path.read_bytes()
            if path.name == "pagefind-entry.json":
                data = json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False).encode()
            yield File(f"{FOLDER}/{path.relative_to(made).as_posix()}", data)
        yield Stream(f"{FOLDER}/{TABLE}", _table(rows))


def _run_pagefind(site: Path, output: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(output)]
    try:
        answer = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise TeiEditionError(f"{NOT_MADE}: Pagefind cannot be started: {error.strerror}", remedy=REMEDY) from error
    if answer.returncode < 0:
        raise TeiEditionError(
            f"{NOT_MADE}: Pagefind was ended by signal {-answer.returncode} ({signal.strsignal(-answer.returncode)})",
            remedy="probably there was not enough memory; build where there is more, or uninstall Pagefind",
        )
    if answer.returncode:
        said = (answer.stderr or answer.stdout).decode("utf-8", "replace")
        told = said.strip().splitlines()[-1:] or ["it says nothing"]
        raise TeiEditionError(f"{NOT_MADE}: {told[0]}", remedy=REMEDY)


def _staged(entry: Entry) -> etree._Element | None:
    """A page with the words of a document for Pagefind: its title, then every block under its id; None without any."""
    root = read_tei(entry.document.tei, entry.document.ident).getroot()
    html = etree.Element("html", lang=_language(root))
    body = etree.SubElement(html, "body")
    etree.SubElement(body, "h1").text = entry.record.title
    for element in blocks(root):
        block = etree.SubElement(body, "p", id=element.get(XML_ID, ""))
        block.text = _words(element)
    return html if text_of(body) else None


def _language(root: etree._Element) -> str:
    """The language of a document; Pagefind names its files by it, so it is one that can be no path."""
    stated = root.get(XML_LANG, "").lower()
    return stated if LANGUAGE.fullmatch(stated) else "und"


LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,8}")  # zh-hant-tw


def blocks(root: etree._Element) -> Iterator[etree._Element]:
    """What can be found: blocks with an id. XPath would need hours to put 200,000 of several names in order."""
    for text in root.iterchildren(f"{T}text"):
        yield from (element for element in text.iter(*BLOCKS) if XML_ID in element.attrib)


def _words(block: etree._Element) -> str:
    """What can be found in a block: no mark of a note, and no note that is a block of its own."""
    found = pieces(block, _around, lambda node: _is_apart(node) and node is not block)
    return " ".join("".join(found).split())


def _is_apart(node: etree._Element) -> bool:
    is_mark = node.tag == f"{T}ref" and node.get("type") == "noteMarker"
    return is_mark or (node.tag == NOTE and XML_ID in node.attrib)


def _around(node: etree._Element) -> tuple[str, str]:
    """What keeps words apart: "mud5." becomes "mud.", but "mud.5The" two words."""
    if _is_apart(node):
        return "", " " if (node.tail or "")[:1].isalnum() else ""
    parts = is_block(node) or (node.tag in APART and node.get("break") != "no")
    return (" ", " ") if parts else ("", "")


def _table(rows: Iterable[str]) -> Iterator[bytes]:
    """What the search page knows of each document before it loads its words: by the names that Pagefind gives them."""
    begin = "{"
    for row in rows:
        yield f"{begin}{row}".encode()
        begin = ","
    yield b"}" if begin == "," else b"{}"


def _rows(edition: Edition, made: Path) -> Iterator[str]:
    """The rows of the table. Raises TeiEditionError if Pagefind wrote what it never wrote before."""
    by_page = Cards((f"/{entry.page}", at) for at, entry in enumerate(edition.heads))
    try:
        for path in sorted_by((made / "fragment").iterdir()):
            words = gzip.decompress(path.read_bytes())
            fragment = json.loads(words[words.index(b"{") :])
            row = _row(edition.entries[by_page[fragment["url"]]])
            yield f"{_json(path.name.partition('.')[0])}:{_json(row)}"
    except (OSError, EOFError, ValueError, KeyError) as error:
        told = f"{NOT_MADE}: Pagefind wrote what cannot be read ({error})"
        raise TeiEditionError(told, remedy=REMEDY) from error


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _row(entry: Entry) -> dict[str, object]:
    described = entry.record.description
    named = (*described.senders, *described.recipients, *described.participants, *described.mentioned)
    return {
        "href": entry.page,
        "title": entry.record.title,
        "date": entry.record.when.iso,
        "genre": entry.record.genre,
        "language": described.language,
        "people": sorted({who.main for who in named if who.kind == "person" and not who.is_unknown}),
        "place": entry.record.place,
    }
