"""TEI → HTML: runs the shipped stylesheets, or an editor's own on top of them. Works on any TEI P5 file."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei_edition.assets import asset
from tei_edition.checksums import sha256_of
from tei_edition.errors import BadConfiguration, UnreadableInput
from tei_edition.ordinary import read
from tei_edition.stylesheets import with_imports
from tei_edition.teifile import XML_ID, XML_LANG, careful_parser, read_xml

SCHEME = "tei-edition:"
"""An own stylesheet imports ours as `tei-edition:edition.xsl`, wherever the program is installed."""

# While it runs, a stylesheet reads and writes nothing: what it asks for may be an address of the TEI file.
_ACCESS = etree.XSLTAccessControl(  # type: ignore[call-arg]  # lxml-stubs knows no arguments
    read_file=False, write_file=False, create_dir=False, read_network=False, write_network=False
)


NO_FILES = (
    "a stylesheet reads and writes no file while it runs: import what it needs with xsl:import,"
    " and keep a table in a variable (exsl:node-set)"
)
OURS = "tag:tei-edition,2026:xslt"
"""The namespace of the functions that Python adds to XPath for our stylesheets."""

GIVEN = "/xslt/parts/given.xsl"
"""The stylesheet that names what comes from elsewhere; Python puts its own in place of it."""

_SHEET_OF_GIVEN = f"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:te="{OURS}"
    exclude-result-prefixes="te">
  <xsl:variable name="labels" select="te:labels()"/>
  <xsl:variable name="family-names" select="te:family-names()"/>
  <xsl:variable name="context" select="te:context()"/>
</xsl:stylesheet>"""

_now = threading.local()
"""The transformation that runs in this thread: its `sheet`, and the `context`, what it tells of the edition's rest."""

_LABEL = re.compile(r"\$t/{1,2}(\*|[a-z][a-z-]*)")
_INCLUDED = re.compile(r'<xsl:(?:include|import) href="([^"]+)"')


def _labels(_: object) -> list[etree._Element]:
    """`te:labels()`: labels.xml, as far as the stylesheet that runs may ask for it."""
    return [_labels_of(_now.sheet)]


def _family_names(_: object) -> list[etree._Element]:
    """`te:family-names()`: family-names.xml."""
    return [_read_shipped(asset("xslt", "family-names.xml"))]


def _context(_: object) -> list[etree._Element]:
    """`te:context()`: what the page says of the rest of the edition; nothing if it stands alone."""
    return [] if _now.context is None else [_now.context]


_FUNCTIONS = {(OURS, "labels"): _labels, (OURS, "family-names"): _family_names, (OURS, "context"): _context}


@lru_cache(maxsize=8)
def _read_shipped(path: Path) -> etree._Element:
    """The root of an XML file of the program, which a hundred thousand pages need not read again."""
    return etree.parse(str(path), etree.XMLParser(remove_blank_text=True, remove_comments=True)).getroot()


@lru_cache(maxsize=64)
def _labels_of(sheet: Path) -> etree._Element:
    """labels.xml without what a shipped stylesheet does not name: each label is looked for among all that there are."""
    labels = _read_shipped(asset("xslt", "labels.xml"))
    if not _is_shipped(sheet):
        return labels
    asked = {name for text in _sources(sheet) for name in _LABEL.findall(text)}
    if "*" in asked:
        return labels
    labels = deepcopy(labels)
    for label in [each for language in labels for each in language if each.tag not in asked]:
        label.getparent().remove(label)  # type: ignore[union-attr]  # its language
    return labels


def _sources(sheet: Path) -> Iterator[str]:
    """The text of a stylesheet, and of those that it includes."""
    text = sheet.read_text("utf-8")
    yield text
    for href in _INCLUDED.findall(text):
        if (further := sheet.parent / href).is_file():
            yield from _sources(further)


def read_tei(source: Path | bytes, name: str = "") -> etree._ElementTree:
    """The TEI file as a page or an export takes it: nothing that it names is fetched. Raises UnreadableInput.

    Comments and processing instructions are left out, as libxml2 needs the square of the time for many in one element.
    """
    label = name or (str(source) if isinstance(source, Path) else "TEI")
    try:
        data = read(source) if isinstance(source, Path) else source
        tree = read_xml(data, resolve_entities="internal", remove_comments=True, remove_pis=True)
    except OSError as error:
        raise UnreadableInput(f"{label}: cannot be read: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(
            f"{label}:{error.lineno}: this is not well-formed XML: {error.msg}",
            remedy="an XML editor shows the place; tei-edition validate lists everything else",
        ) from error
    _thin_out_namesakes(tree)
    return tree


IDS: Callable[[etree._ElementTree], list[str]] = etree.XPath("//@xml:id", smart_strings=False)  # type: ignore[assignment]
MOST_NAMESAKES = 100


def _thin_out_namesakes(tree: etree._ElementTree) -> None:
    """Take away an id from all elements but the first hundred that have it: a stylesheet that asks for an id is given
    all of them each time."""
    common = {ident for ident, times in Counter(IDS(tree)).items() if times > MOST_NAMESAKES}
    if common:
        seen = Counter[str]()
        for element in tree.iter("*"):
            if (ident := element.get(XML_ID)) in common:
                seen[ident] += 1
                if seen[ident] > MOST_NAMESAKES:
                    del element.attrib[XML_ID]


def render_document(
    tree: etree._ElementTree,
    *,
    params: Mapping[str, str] | None = None,
    context: etree._Element | None = None,
    stylesheet: Path | None = None,
) -> bytes:
    """The page of one document as UTF-8 HTML; `params` are those of xslt/edition.xsl (`lang`, `home`, …).

    `context` is what the page says of the rest of the edition (see xslt/README.md).
    """
    return _transform(tree, stylesheet or asset("xslt", "edition.xsl"), params or {}, context)


def render_page(source: bytes, sheet: str, params: Mapping[str, str]) -> bytes:
    """A page around the documents: what a stylesheet of xslt/site/ makes of its input."""
    made = etree.fromstring(source, careful_parser(huge_tree=True))  # with ids and words of others in it
    return _transform(etree.ElementTree(made), asset("xslt", "site", sheet), params)


def transform(tree: etree._ElementTree, *sheet: str, params: Mapping[str, str] | None = None) -> bytes:
    """What a shipped stylesheet (the path of its file below xslt/) makes of a TEI file. Raises UnreadableInput."""
    return _transform(tree, asset("xslt", *sheet), params or {})


def transformed(
    tree: etree._ElementTree, *sheet: str, params: Mapping[str, str] | None = None
) -> etree._XSLTResultTree:
    """The same as a tree, for a further step; `bytes` of it is what `transform` gives. Raises UnreadableInput."""
    return _result(tree, asset("xslt", *sheet), params or {})


def labels(lang: str) -> etree._Element:
    """The words of the pages in a language, an element each as labels.xml has them; English if there are none in it."""
    spoken = {each.get(XML_LANG): each for each in _read_shipped(asset("xslt", "labels.xml")).iterchildren("language")}
    return spoken.get(lang, spoken["en"])


def _transform(
    tree: etree._ElementTree, sheet: Path, params: Mapping[str, str], context: etree._Element | None = None
) -> bytes:
    return _serialized(_result(tree, sheet, params, context))


def _result(
    tree: etree._ElementTree, sheet: Path, params: Mapping[str, str], context: etree._Element | None = None
) -> etree._XSLTResultTree:
    transform = _compiled(sheet, _state(sheet))
    quoted = {key: etree.XSLT.strparam(value) for key, value in params.items()}
    _now.sheet, _now.context = sheet, context
    try:
        return transform(tree, **quoted)  # type: ignore[arg-type]
    except etree.XSLTApplyError as error:
        if _is_shipped(sheet) and _OUT_OF_MEMORY.search(str(error)):
            raise MemoryError from error
        remedy = NO_FILES if "rights for" in str(error) else ""
        raise _own_fault(sheet)(f"{sheet.name}: the page could not be made: {_why(error)}", remedy=remedy) from error
    finally:
        _now.context = None


def _why(error: etree.XSLTApplyError) -> str:
    """What libxslt says of it; of calls without end lxml repeats only where they were."""
    is_endless = any("infinite" in entry.message for entry in error.error_log)
    return "its templates call each other without end" if is_endless else str(error)


# how libxslt puts it when it gets no more memory: it has no code for that
_OUT_OF_MEMORY = re.compile(r"[Mm]emory|copy(?: \S+)? failed|Failed to (?:copy|create|evaluate)")


def _own_fault(sheet: Path) -> type[BadConfiguration] | type[UnreadableInput]:
    """Whose mistake it is when a transformation fails: of an editor's stylesheet, or of the document."""
    return UnreadableInput if _is_shipped(sheet) else BadConfiguration


@lru_cache(maxsize=64)
def _is_shipped(sheet: Path) -> bool:
    return asset("xslt") in sheet.resolve().parents


def _serialized(result: etree._XSLTResultTree) -> bytes:
    """HTML5 for a page; whatever `xsl:output` asks for if an own stylesheet makes something else."""
    root = result.getroot()
    if root is None or root.tag != "html":
        return bytes(result)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def _state(sheet: Path) -> tuple[str, ...]:
    """What tells that a file, or one that it imports, has changed; those of the program stay as they are."""
    if _is_shipped(sheet):
        return ()
    try:
        sheet.stat()
    except OSError as error:
        raise BadConfiguration(
            f"{sheet}: this stylesheet cannot be read: {error.strerror}",
            remedy="check the path given as --stylesheet or as site: stylesheet in edition.yaml",
        ) from error
    return tuple(map(sha256_of, with_imports(sheet)))


@lru_cache(maxsize=32)
def _compiled(sheet: Path, _state: tuple[str, ...]) -> etree.XSLT:
    """A stylesheet is compiled once a process and again when its file changes."""
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(_Shipped())
    try:
        return etree.XSLT(etree.parse(str(sheet), parser), access_control=_ACCESS, extensions=_FUNCTIONS)
    except etree.XMLSyntaxError as error:
        raise BadConfiguration(f"{sheet}:{error.lineno}: not well-formed: {error.msg}") from error
    except etree.XSLTParseError as error:
        raise BadConfiguration(
            f"{sheet}: this is no stylesheet that XSLT 1.0 can run: {error}",
            remedy="XSLT 2.0 is not spoken here; begin with <xsl:import href='tei-edition:edition.xsl'/>",
        ) from error


class _Shipped(etree.Resolver):
    """Finds `tei-edition:edition.xsl` among the files of the program, and puts in what Python gives to stylesheets."""

    def resolve(self, url: str, public_id: str | None, context: object) -> object:  # type: ignore[override]
        if url.endswith(GIVEN):
            return self.resolve_string(_SHEET_OF_GIVEN, context)  # type: ignore[call-arg]
        if not url.startswith(SCHEME):
            return None
        shipped = asset("xslt").resolve()
        path = (shipped / url.removeprefix(SCHEME)).resolve()
        if shipped not in path.parents or not path.is_file():
            return None  # then libxslt tells the name that nothing has
        return self.resolve_filename(str(path), context)  # type: ignore[attr-defined]
