"""What the program promises for whatever it is given: the property tests and the fuzzers (`fuzz/`) hold it to that.

Each function takes bytes, as a file has them, and fails with an AssertionError (or with what the program raised).
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from lxml import html as lxml_html

from captures import workshop
from corpora import CONFIG
from tei_edition.appearances import appearances
from tei_edition.authorities import load_authorities
from tei_edition.checks.regeneration import characters, normalise, regenerate
from tei_edition.checks.rules import check_rules
from tei_edition.checks.schema import check_xsd, explain_xsd
from tei_edition.checks.wellformed import parse_tei_bytes
from tei_edition.codes import codes
from tei_edition.config import load_config
from tei_edition.description import describe
from tei_edition.digests import digest
from tei_edition.errors import BadConfiguration, TeiEditionError, UnreadableInput
from tei_edition.exports.table import EXPORTS, Corpus, Part
from tei_edition.layouts.profiles import load_profile
from tei_edition.model import Conversion, Finding, Severity
from tei_edition.pipeline import convert
from tei_edition.records import record, slug
from tei_edition.registers.exchange.drafts import Desk
from tei_edition.registers.exchange.from_tei import from_tei, read_lists
from tei_edition.render import render_document
from tei_edition.site import documents
from tei_edition.site.around import Surroundings
from tei_edition.site.documents import DocumentJob
from tei_edition.site.edition import Edition, Entry, File
from tei_edition.site.published import SiteDocument
from tei_edition.source import WHITE_SPACE, decode
from tei_edition.statements import DocumentConfig
from tei_edition.teifile import T

FAULTS = ("E", "T", "S")  # findings that would be faults of the program, never of a capture …
# … but for what a page can do by itself: be two pages, say its summary twice, hide signs in its citation
OF_A_CAPTURE = ("S13", "S16", "S17")
# a mark of doubt whose word stands in another cell, or in brackets without end, stays text behind it
DOUBT = re.compile(r"editorial mark “[\[(](?:sic|\W+[\])])", re.IGNORECASE)
GIVEN_UP = "E103"  # valid and complete, but as plain paragraphs: the structure was not understood
UNENCODABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def desk_folder() -> Path:
    """A folder of this process for what has to be a file."""
    return Path(tempfile.mkdtemp(prefix="tei-edition-promises-"))


# --- captures ---------------------------------------------------------------------------------------------------


def for_capture(data: bytes, *, layout: str | None = None, genre: str | None = None) -> Conversion | None:
    """Hold the conversion of a capture and the pages of its document to all that is promised.

    None if the data are no text, and that is told.
    """
    conversion = for_conversion(data, layout=layout, genre=genre)
    if conversion is not None:
        assert for_conversion(data, layout=layout, genre=genre) == conversion, "a second conversion differs"
        if conversion.tei is not None:
            of_pages(conversion, data)
    return conversion


def for_conversion(data: bytes, *, layout: str | None = None, genre: str | None = None) -> Conversion | None:
    """The same for the conversion alone, which takes a third of the time."""
    try:
        source, findings = decode(data, "capture.txt")
    except UnreadableInput as error:
        told(error)
        return None
    conversion = convert(source, workshop(), DocumentConfig("capture.txt", layout=layout, genre=genre), findings)
    of_conversion(conversion, source.text)
    known(conversion.findings)
    nothing(finding.message for finding in conversion.findings if finding.code == GIVEN_UP)
    return conversion


def faults(conversion: Conversion) -> list[str]:
    """The findings of a conversion that are faults of the program."""
    return [
        f"{finding.code}: {finding.message} {finding.raw}"
        for finding in conversion.findings
        if finding.severity is Severity.ERROR
        and finding.code.startswith(FAULTS)
        and finding.code not in OF_A_CAPTURE
        and not DOUBT.search(finding.message)
    ]


def of_conversion(conversion: Conversion, text: str) -> None:
    """What every conversion must satisfy, checked on its bytes alone."""
    if [finding.code for finding in conversion.findings if finding.severity is Severity.ERROR] == ["C104"]:
        assert conversion.tei is None  # a page without a document: said, and nothing written
        return
    nothing(faults(conversion))
    assert conversion.tei is not None
    assert conversion.ledger is not None
    ledger = json.loads(conversion.ledger)
    ends = [0, *(span["end"] for span in ledger["spans"])]
    assert [span["start"] for span in ledger["spans"]] == ends[:-1]
    assert ends[-1] == len(text) == sum(ledger["totals"].values()) == ledger["source"]["characters"]
    assert ledger["totals"]["lost"] == 0
    for span in ledger["spans"]:
        if span["zone"] == "space":
            assert not text[span["start"] : span["end"]].strip(WHITE_SPACE)
    tree = etree.parse(BytesIO(conversion.tei))
    assert check_xsd(tree) == ()
    words = tree.getroot().find(T + "text")
    assert words is not None
    assert regenerate(words) == normalise(text_of_the_document(ledger, text))


def text_of_the_document(ledger: dict[str, list[dict[str, object]]], text: str) -> str:
    """The characters whose home is the text, with a space for whatever stands between."""
    return "".join(
        text[slice(span["start"], span["end"])]
        if span["zone"] == "text" or (span["zone"] == "markup" and span["targets"])
        else " "
        for span in ledger["spans"]
    )


def nothing(found: Iterable[str]) -> None:
    """Fail with what was found, if anything was."""
    said = "; ".join(found)
    assert not said, said


def known(findings: Iterable[Finding]) -> None:
    """Every code has its long help, and every message is one line of words."""
    for finding in findings:
        assert finding.code in _codes(), f"{finding.code} has no entry in codes.yaml"
        assert finding.message.strip(), finding.code


@cache
def _codes() -> frozenset[str]:
    return frozenset(codes())


def told(error: TeiEditionError) -> None:
    """An error says what is wrong, and nothing of Python."""
    assert error.message.strip()
    assert "Traceback" not in error.message


# --- pages ------------------------------------------------------------------------------------------------------


def of_pages(conversion: Conversion, data: bytes) -> None:
    """The files of a document in the edition: pages that are made, harmless, and have the words of the document."""
    assert conversion.tei is not None and conversion.ledger is not None
    capture, ledger = desk_folder() / "capture.txt", desk_folder() / "capture.ledger.json"
    capture.write_bytes(data)
    ledger.write_bytes(conversion.ledger)
    document = SiteDocument("capture", conversion.tei, capture=capture, ledger=ledger)
    page = files_of(document)[-1]
    exports_of(conversion.tei)
    text = etree.fromstring(conversion.tei).find(T + "text")
    assert text is not None
    shown, expected = words_of_page(html(page.data)), _as_shown(characters(text))
    assert shown == expected, f"the page has other words than the document: {_parting(shown, expected)}"


def files_of(document: SiteDocument) -> list[File]:
    """The files of a document as the site makes them, each looked at; the page comes last."""
    tree = etree.ElementTree(etree.fromstring(document.read(), _AS_IT_STANDS))
    seen = record(tree, document.ident)
    entry = Entry(document, seen, slug(seen))
    edition = Edition(CONFIG, (entry,), appearances=(appearances(tree.getroot()),))
    files = list(documents.files(DocumentJob(entry, etree.tostring(Surroundings(edition).of(0))), CONFIG))
    for file in files:
        readable(file)
    return files


_AS_IT_STANDS = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)


def exports_of(data: bytes) -> None:
    """What becomes of a valid document in every format that is one file or many, each looked at."""
    found: list[Finding] = []
    root = etree.fromstring(data, _AS_IT_STANDS)
    part = Part(root, data, describe(root, "capture"), "capture")
    corpus = Corpus(CONFIG, lambda: iter((part,)), found.append)
    for kind in EXPORTS:
        if not kind.as_whole:
            for file in kind.files(corpus):
                readable(File(file.name, b"".join(file.pieces)))
    known(found)


def readable(file: File) -> None:
    """A file that its readers can read, with nothing in it that could do harm."""
    kind = file.path.rpartition(".")[2]
    if kind == "html":
        page = html(file.data)
        nothing(strange(page))
        for script in page.xpath("//script[@type='application/ld+json']"):
            json.loads(script.text)
    elif kind == "json":
        json.loads(file.data)
    elif kind == "xml":
        etree.fromstring(file.data, _AS_IT_STANDS)
    elif kind == "epub":
        with ZipFile(BytesIO(file.data)) as book:
            for name in book.namelist():
                if name.endswith(("xhtml", "opf", "ncx", "xml")):
                    etree.fromstring(book.read(name))
    else:
        file.data.decode("utf-8")


def html(data: bytes) -> Any:
    """A page as lxml reads it."""
    return lxml_html.document_fromstring(data.decode("utf-8"), parser=lxml_html.HTMLParser(huge_tree=True))


NEVER = (
    # what no page of ours has, whatever it shows
    "//script[not(@src) and not(@type='application/ld+json')]",
    "//img | //iframe | //object | //embed | //base | //style | //meta[@http-equiv='refresh']",
    "//*[@*[starts-with(name(), 'on')]] | //*[@style]",
    "//@*[contains('href src action formaction poster', name())][re:test(., '^\\s*javascript:', 'i')]/..",
    "//form[@action != 'search.html' and @action != '../search.html' and @action != '/x/search.html']",
)


def strange(page: Any) -> list[str]:
    """The elements of a page that no page of ours has."""
    return [
        lxml_html.tostring(each, encoding="unicode", with_tail=False)[:150]
        for path in NEVER
        for each in page.xpath(path, namespaces={"re": "http://exslt.org/regular-expressions"})
    ]


INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)


def words_of_page(page: Any) -> str:
    """The words of the document on its page: all that stands in .tei-text, without what the edition adds."""
    return normalise("".join(piece for area in page.find_class("tei-text") for piece in _shown(area)))


def _shown(area: Any) -> Iterator[str]:
    walker = etree.iterwalk(area, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        inside = event in ("start", "end") and "app" not in node.get("class", "").split()
        apart = " " * (node.tag not in INLINE or node.getparent().tag == "div") if inside else ""
        yield apart
        if event == "start" and inside:
            yield node.text or ""
        elif event == "start":
            walker.skip_subtree()
        if event != "start" and node is not area:
            yield node.tail or ""


def _as_shown(words: str) -> str:
    """Words with the code points of those characters that XML cannot carry, as the pages show them."""
    return normalise(UNENCODABLE.sub(lambda one: f"U+{ord(one[0]):04X}", words))


def _parting(found: str, expected: str) -> str:
    at = next((n for n, pair in enumerate(zip(found, expected, strict=False)) if len(set(pair)) > 1), len(expected))
    return f"“{found[max(0, at - 20) : at + 20]}” for “{expected[max(0, at - 20) : at + 20]}”"


# --- TEI of others ----------------------------------------------------------------------------------------------


def for_tei(data: bytes) -> None:
    """Hold what the program does with a TEI file of others to what is promised: it is told, or it gets a page."""
    tree = parse_tei_bytes(data, "given.xml")
    if isinstance(tree, Finding):
        known([tree])
        return
    found = check_xsd(tree, "given.xml")
    rules = check_rules(tree, file="given.xml")
    known((*found, *rules))
    if not any(finding.severity is Severity.ERROR for finding in (*found, *rules)):
        exports_of(data)
    known(explain_xsd(tree, "given.xml") if found else ())
    digest(tree.getroot())
    readable(File("given.html", render_document(tree, params={"lang": "en", "css": "css/edition.css"})))
    files_of(SiteDocument("given", data))
    desk = Desk("given.xml")
    try:
        from_tei(read_lists(data, Path("given.xml")), desk)
    except (UnreadableInput, BadConfiguration) as error:
        told(error)
    known(desk.findings)


# --- settings ---------------------------------------------------------------------------------------------------


def for_settings(data: bytes) -> None:
    """Hold each reader of a file of settings to what is promised: values, or one error with the lines."""
    for name, read in READERS.items():
        folder = desk_folder() / "settings"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        try:
            read(folder / name)
        except (BadConfiguration, UnreadableInput) as error:
            told(error)
        finally:
            (folder / name).unlink()


def _table(path: Path) -> None:
    load_config(path.parent, environ={})


READERS = {
    "edition.yaml": lambda path: load_config(path, environ={}),
    "authorities.yaml": load_authorities,
    "captures.csv": _table,
    "profile.yaml": load_profile,
}
