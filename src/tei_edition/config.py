"""An edition's own settings: `edition.yaml` and `captures.csv` become one frozen `Config`.

Every key is optional; `EDITION` is the reference: each key with its shape, its default and one sentence.
What the two files state about a document is the editor's word and becomes a `Fact` with `by_editor`.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
import hashlib
import io
import itertools
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Environment
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import Any, Literal

from tei_edition.errors import BadConfiguration
from tei_edition.model import Fact
from tei_edition.yamlfile import (
    NOT_IN_XML,
    Boolean,
    ByKind,
    Checked,
    Choice,
    Field,
    Integer,
    IsoDay,
    KeyPath,
    Mapping,
    MappingOf,
    OneOrMany,
    Problem,
    Sequence,
    Text,
    YamlFile,
    bad_file,
    did_you_mean,
    parse_yaml,
    read_utf8,
    read_yaml,
)

EDITION_FILE = "edition.yaml"
TABLE_FILE = "captures.csv"
AUTHORITIES_FILE = "authorities.yaml"
LAYOUTS_FOLDER = "layouts"

GENRES = ("letter", "telegram", "minutes", "report", "speech", "agreement", "article", "other")

FACTS = {
    # name                what it states
    "title": "the title of the document",
    "date": "the date of the document, as worded",
    "published": "the date on which an article was published",
    "captured": "the date on which the page was visited",
    "uploaded": "the date on which the archive put the document on the web",
    "url": "the address of the page",
    "rights": "the rights statement",
    "recordId": "the archive's number for the record",
    "publisher": "who publishes the page",
    "series": "the site or series that the page belongs to",
    "funder": "who paid for the publication of the document",
    "acknowledgement": "the sentence that thanks the funder",
    "abstract": "the archive's summary",
    "citation": "how the archive wants the document to be cited",
    "author": "who wrote the document",
    "translator": "who translated the document",
    "documentType": "the archive's own word for the kind of document",
    "subject": "a subject heading of the archive",
    "geographic": "a place heading of the archive",
    "name": "a person or organisation heading of the archive",
    "language": "the language of the text in the capture",
    "originalLanguage": "the language that the document was written in",
    "sourceNote": "the note on where the original is kept",
    "documentNumber": "the number of the document in its volume",
    "repository": "the archive or library that keeps the original",
    "collection": "the collection that the original belongs to",
    "shelfmark": "the shelfmark of the original",
    "sender": "who sent the letter or telegram",
    "recipient": "to whom it was sent",
    "place": "where the document was written",
}
"""The statements that a capture, a layout profile or the editor can make about a document."""

REPEATABLE = frozenset(
    {"author", "translator", "funder", "documentType", "subject", "geographic", "name"}
    | {"collection", "sender", "recipient"}
)
"""Facts that may have several values: a list in edition.yaml, values parted by "|" in captures.csv."""

ENCODINGS = (
    *("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-2", "windows-1250", "windows-1251"),
    *("koi8-r", "mac-roman", "cp437", "gb18030", "big5", "shift_jis", "euc-kr", "euc-jp"),
)
"""Encodings to suggest; every text encoding that Python knows is allowed."""


# --- what may stand there -----------------------------------------------------------------------------------


def _matching(what: str, pattern: str) -> Checked:
    fits = re.compile(pattern)
    return Checked(what, lambda text: "" if fits.fullmatch(text) else f"“{text}” is not {what}")


def _slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens that a text comes down to; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _id_fault(text: str) -> str:
    """Ids become file names, so they must differ in more than case and suit Windows too."""
    if re.fullmatch(r"con|prn|aux|nul|(com|lpt)[0-9]", text):
        return f"“{text}” is a device name on Windows and cannot name a file"
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,119}", text):
        return ""
    better = _slug(text)[:120]
    hint = f"; did you mean “{better}”?" if better else ""
    return f"“{text}” is no id{hint}; an id has lower-case letters a–z, digits, “-” and “_”, at most 120"


def _encoding_fault(text: str) -> str:
    try:
        known = getattr(codecs.lookup(text), "_is_text_encoding", True)
    except (LookupError, ValueError):
        known = False
    return "" if known else f"“{text}” is no text encoding{did_you_mean(text, ENCODINGS)}"


def _glob_fault(text: str) -> str:
    if PureWindowsPath(text).is_absolute() or text.startswith(("/", "\\")):
        return f"“{text}” is absolute; write it relative to the folder of {EDITION_FILE}"
    ending = re.search(r"\.([A-Za-z0-9]+)$", text)
    if ending and ending[1].lower() != "txt":
        return f"“{text}” can match no capture; only *.txt files are captures"
    if any("**" in part and part != "**" for part in text.split("/")):
        return f"“{text}”: “**” stands for folders and must stand alone between slashes"
    return ""


def _href_fault(text: str) -> str:
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", text)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        return f"“{text}” is no link to a page; allowed are http:, https:, mailto: and paths inside the edition"
    return ""


URL = _matching("a web address (https://…)", r"https?://[^\s<>\"{}|\\^`]+")
LANGUAGE = _matching("a language code (en, de, pt-BR)", r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SLUG = Checked("an id", _id_fault)
COLOUR = _matching("a CSS colour", r"#([0-9A-Fa-f]{3,4}){1,2}|[a-z]+|(rgb|hsl|oklch|oklab)a?\([0-9a-z.%,/ -]+\)")
CODE = _matching("a finding code or its beginning (N201, N2, N)", r"[A-Z][0-9]{0,3}")

DOCUMENT = Mapping(
    {
        "id": Field(SLUG, meaning="the id in addresses and file names; default: made from the file name"),
        "layout": Field(SLUG, meaning="the layout profile to read the page with; default: the best match"),
        "genre": Field(Choice(*GENRES), meaning="the kind of document; default: recognised"),
        "encoding": Field(
            Checked("a text encoding", _encoding_fault), meaning="the character encoding; default: recognised"
        ),
        "facts": Field(
            MappingOf(OneOrMany(Text()), key=Choice(*FACTS)),
            default={},
            meaning="statements of the editor, by name",
        ),
    }
)

SITE = Mapping(
    {
        "title": Field(Text(), meaning="the title on the pages; default: the edition's title"),
        "language": Field(LANGUAGE, default="en", meaning="the language of the pages around the documents"),
        "menu": Field(
            Sequence(
                Mapping(
                    {
                        "label": Field(Text(), required=True, meaning="the words of the link"),
                        "href": Field(Checked("a link", _href_fault), required=True, meaning="where it leads"),
                    }
                )
            ),
            default=(),
            meaning="further links in the head of every page",
        ),
        "colours": Field(
            MappingOf(COLOUR, key=_matching("a colour name (accent, paper)", "[a-z][a-z0-9-]*")),
            default={},
            meaning="colours by name; each becomes the custom property --tei-NAME",
        ),
        "stylesheet": Field(Text(), meaning="a CSS file of one's own, loaded last, or an XSLT (.xsl) on top of ours"),
        "capture": Field(
            Choice("public", "hashes", "none"),
            default="public",
            meaning="not yet in effect: whether the captured text will be shown, only its checksum, or nothing",
        ),
    }
)

LICENCE = Mapping(
    {
        "target": Field(URL, required=True, meaning="the address of the licence"),
        "text": Field(Text(), meaning="the licence in words; default: its address"),
    }
)

EDITION = Mapping(
    {
        "title": Field(Text(), default="Edition", meaning="the title of the edition"),
        "publisher": Field(Text(), default="unpublished", meaning="who publishes the edition"),
        "date": Field(IsoDay(), meaning="the day of publication; default: SOURCE_DATE_EPOCH, else unpublished"),
        "base_url": Field(URL, meaning="the address that the pages will have on the web"),
        "licence": Field(
            ByKind(scalar=URL, mapping=LICENCE), meaning="the licence of the encoding (not of the documents)"
        ),
        "language": Field(LANGUAGE, default="en", meaning="the language of the documents"),
        "editors": Field(OneOrMany(Text()), default=(), meaning="the persons responsible for the edition"),
        "captures": Field(
            OneOrMany(Checked("a file pattern", _glob_fault)),
            meaning="the captures; default: captures/**/*.txt if that folder is there, else *.txt",
        ),
        "authorities": Field(
            Text(),
            meaning=f"the file of people, organisations and places; default: {AUTHORITIES_FILE} if there",
        ),
        "layouts": Field(
            Text(), meaning=f"the folder of one's own layout profiles; default: {LAYOUTS_FOLDER} if there"
        ),
        "documents": Field(MappingOf(DOCUMENT), default={}, meaning="settings for single captures, by file name"),
        "site": Field(SITE, meaning="the reading edition"),
        "limits": Field(
            Mapping({"max_bytes": Field(Integer(1), default=50_000_000, meaning="the largest capture that is read")}),
            meaning="what is too much",
        ),
        "check": Field(
            Mapping(
                {
                    "select": Field(OneOrMany(CODE), default=(), meaning="report only these findings"),
                    "ignore": Field(OneOrMany(CODE), default=(), meaning="do not report these findings"),
                    "strict": Field(Boolean(), default=False, meaning="warnings make the run fail"),
                }
            ),
            meaning="the checks",
        ),
    }
)
"""The shape of edition.yaml."""


# --- the values ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the encoding."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link in the head of every page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Site:
    """How the reading edition looks."""

    title: str = "Edition"
    language: str = "en"
    menu: tuple[MenuEntry, ...] = ()
    colours: tuple[tuple[str, str], ...] = ()
    stylesheet: Path | None = None
    capture: Literal["public", "hashes", "none"] = "public"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much; a capture beyond it is refused."""

    max_bytes: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Checks:
    """Which findings are reported, by code or the beginning of a code, and whether warnings fail the run."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class DocumentConfig:
    """What the editor states about one capture; `name` is the file as the edition names it."""

    name: str
    id: str | None = None
    layout: str | None = None
    genre: str | None = None
    encoding: str | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that an edition states about itself, with the defaults filled in."""

    folder: Path = Path()
    title: str = "Edition"
    publisher: str = "unpublished"
    date: str | None = None  # None: unpublished
    base_url: str | None = None  # ends with "/"
    licence: Licence | None = None
    language: str = "en"
    editors: tuple[str, ...] = ()
    captures: tuple[str, ...] = ("*.txt",)
    authorities: Path | None = None
    layouts: Path | None = None
    documents: dict[str, DocumentConfig] = field(default_factory=dict, hash=False)  # by path in the folder
    bare_names: dict[str, str] = field(default_factory=dict, hash=False)  # of documents: name → path
    site: Site = Site()
    limits: Limits = Limits()
    check: Checks = Checks()

    def document(self, name: str) -> DocumentConfig:
        """What the editor states about a capture: named by its path, or by its name if only one has it."""
        key = next((each for each in _endings(name) if each in self.documents), None)
        key = key or self.bare_names.get(_key(name), "")
        return self.documents.get(key) or DocumentConfig(name)

    def fingerprint(self, name: str | None = None) -> str:
        """SHA-256 over the settings, wherever the edition lies; with a name, over what shapes that TEI file.

        The contents of the authority file, of the layout profiles and of the stylesheet are not in it.
        """
        documents = self.documents if name is None else {}
        plain = dataclasses.asdict(dataclasses.replace(self, documents=documents, bare_names={}))
        del plain["folder"]
        if name is not None:
            del plain["site"], plain["captures"], plain["check"]
            plain["documents"] = dataclasses.asdict(self.document(name))
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=self._located)
        return hashlib.sha256(text.encode()).hexdigest()

    def _located(self, path: Path) -> str:
        inside = path.is_relative_to(self.folder)
        return (path.relative_to(self.folder) if inside else path).as_posix()


def _key(name: str) -> str:
    """A file name in the one form that is compared: with "/" and composed letters (macOS has them apart)."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")


def _endings(name: str) -> Iterator[str]:
    """The path and each shorter ending of it: a/b/c.txt, b/c.txt, c.txt."""
    parts = _key(name).split("/")
    return ("/".join(parts[n:]) for n in range(len(parts)))


# --- finding and reading ------------------------------------------------------------------------------------

_REMEDY = "mend these lines; `tei-edition init NEWFOLDER` writes an edition.yaml that explains every key"
_TABLE_REMEDY = f"the first column is “file”, every other a fact, a row a capture; the facts: {', '.join(FACTS)}"


def find_config(start: Path) -> Path | None:
    """The `edition.yaml` of the folder (or of the file's folder), or of the nearest folder above it."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (found := _edition_file(folder)) is not None:
            return found
    return None


def load_config(where: Path | None = None, *, environ: Environment[str, str] = os.environ) -> Config:
    """The settings of an edition, from its folder or its `edition.yaml`; without either: the defaults.

    A folder needs no `edition.yaml`; a file that is named must exist. Raises `BadConfiguration`.
    """
    if where is None:
        return _config(parse_yaml("", EDITION_FILE, EDITION), None, environ)
    if where.is_dir():
        source = _edition_file(where)
        file = read_yaml(source, EDITION, remedy=_REMEDY) if source else parse_yaml("", EDITION_FILE, EDITION)
        return _config(file, where, environ)
    return _config(read_yaml(where, EDITION, remedy=_REMEDY), where.parent, environ)


def _edition_file(folder: Path) -> Path | None:
    found = folder / EDITION_FILE
    if found.is_file():
        return found
    other = found.with_suffix(".yml")
    if other.is_file():
        raise BadConfiguration(f"{other}: the file is called {EDITION_FILE}", remedy=f"rename it to {EDITION_FILE}")
    return None


def capture_files(config: Config) -> tuple[Path, ...]:
    """The captures of the edition, in the order of their paths; only *.txt, nothing in hidden folders."""
    return tuple(config.folder / name for name in _listed(config.folder, config.captures))


def _listed(folder: Path, patterns: Iterable[str]) -> list[str]:
    found = set()
    for pattern in patterns:
        for path in folder.glob(_expanded(folder, pattern)):
            relative = path.relative_to(folder)
            hidden = any(part.startswith(".") and part != ".." for part in relative.parts)
            if not hidden and path.suffix.lower() == ".txt" and path.is_file():
                found.add(relative.as_posix())
    return sorted(found)


def _expanded(folder: Path, pattern: str) -> str:
    """A folder means all that is in it; a file pattern finds A.TXT too."""
    if (folder / pattern).is_dir():
        pattern = f"{pattern.rstrip('/')}/**/*.txt"
    return re.sub(r"\.txt$", ".[tT][xX][tT]", pattern, flags=re.IGNORECASE)


# --- edition.yaml -------------------------------------------------------------------------------------------


_NAMED = (
    # key                    what is taken without it, if it is there
    (("authorities",), AUTHORITIES_FILE),
    (("layouts",), LAYOUTS_FOLDER),
    (("site", "stylesheet"), None),
)


def _config(file: YamlFile, folder: Path | None, environ: Environment[str, str]) -> Config:
    stated = file.value
    base = folder or Path()
    captures = stated["captures"] or _usual_captures(base)
    listing = _Listing(base, captures)
    file.refuse((*_missing_files(file, base), *_document_faults(file, listing)))
    documents = _documents(file, listing)
    if folder is not None:
        documents = _merged(_table(base / TABLE_FILE, listing), documents)
    authorities, layouts, stylesheet = (_named(file, folder, path, usual) for path, usual in _NAMED)
    return Config(
        folder=base,
        title=stated["title"],
        publisher=stated["publisher"],
        date=stated["date"] or _epoch_day(environ),
        base_url=_with_slash(stated["base_url"]),
        licence=_licence(stated["licence"]),
        language=stated["language"],
        editors=stated["editors"],
        captures=captures,
        authorities=authorities,
        layouts=layouts,
        documents=documents,
        bare_names=_bare_names(documents),
        site=_site(stated["site"], stated["title"], stylesheet),
        limits=Limits(**stated["limits"]),
        check=Checks(**stated["check"]),
    )


def _usual_captures(folder: Path) -> tuple[str, ...]:
    return ("captures/**/*.txt",) if (folder / "captures").is_dir() else ("*.txt",)


def _stated(file: YamlFile, path: tuple[str, ...]) -> str | None:
    value: Any = file.value
    for key in path:
        value = value[key]
    return None if value is None else str(value)


def _named(file: YamlFile, folder: Path | None, path: tuple[str, ...], usual: str | None) -> Path | None:
    """The file or folder that a key names; without the key the usual one, if it is there."""
    name = _stated(file, path)
    if folder is None or (name is None and not (usual and (folder / usual).exists())):
        return None
    return folder / (name or usual or "")


def _missing_files(file: YamlFile, folder: Path) -> Iterator[tuple[KeyPath, str]]:
    for path, _ in _NAMED:
        name = _stated(file, path)
        if name is not None and not (folder / name).exists():
            beside = (folder / name).parent
            there = [each.name for each in beside.iterdir()] if beside.is_dir() else []
            yield path, f"“{name}” does not exist{did_you_mean(Path(name).name, there)}"


def _licence(stated: str | dict[str, str] | None) -> Licence | None:
    if stated is None:
        return None
    if isinstance(stated, str):
        return Licence(stated, stated)
    return Licence(stated["target"], stated["text"] or stated["target"])


def _site(stated: dict[str, Any], title: str, stylesheet: Path | None) -> Site:
    return Site(
        title=stated["title"] or title,
        language=stated["language"],
        menu=tuple(MenuEntry(**each) for each in stated["menu"]),
        colours=tuple(sorted(stated["colours"].items())),
        stylesheet=stylesheet,
        capture=stated["capture"],
    )


def _with_slash(url: str | None) -> str | None:
    return url and url.rstrip("/") + "/"


def _epoch_day(environ: Environment[str, str]) -> str | None:
    """The day of SOURCE_DATE_EPOCH (seconds since 1970, UTC), the convention for reproducible builds."""
    seconds = environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise BadConfiguration(
            f"SOURCE_DATE_EPOCH: “{seconds}” is no number of seconds since 1970",
            remedy=f"set it to a number such as 1795219200, or state `date` in {EDITION_FILE}",
        ) from None


# --- the documents ------------------------------------------------------------------------------------------


class _Listing:
    """The captures of the edition by every ending of their paths; looks into the folder only when asked."""

    def __init__(self, folder: Path, patterns: tuple[str, ...]) -> None:
        self._folder, self._patterns = folder, patterns
        self._hints = 5  # looking for a near miss among 100,000 names takes a second

    @cached_property
    def _known(self) -> dict[str, list[str]]:
        known: dict[str, list[str]] = {}
        for path in _listed(self._folder, self._patterns):
            for ending in _endings(path):
                known.setdefault(ending, []).append(_key(path))
        return known

    def path(self, name: str) -> str:
        """The path of the one capture that has the name (if it is a path, only that one); else the name."""
        found = self._known.get(_key(name), [])
        return found[0] if len(found) == 1 else _key(name)

    def fault(self, name: str) -> str:
        """Why a name does not name exactly one capture."""
        found = self._known.get(_key(name), [])
        if len(found) > 1 and _key(name) not in found:
            return f"{len(found)} captures have that name ({', '.join(found)}); write the folder too"
        return "" if found else f"there is no such capture{self._near(_key(name))}"

    def _near(self, name: str) -> str:
        self._hints -= 1
        likely = (each for each in self._known if abs(len(each) - len(name)) <= 2)
        return did_you_mean(name, likely) if self._hints >= 0 else ""


def _document_faults(file: YamlFile, listing: _Listing) -> Iterator[tuple[KeyPath, str]]:
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    for name, stated in file.value["documents"].items():
        path: KeyPath = ("documents", name)
        if fault := listing.fault(name):
            yield path, fault
        if (other := names.setdefault(listing.path(name), name)) != name:
            yield path, f"this capture stands already on line {file.line('documents', other)}"
        if stated["id"] and (other := ids.setdefault(stated["id"], name)) != name:
            yield (*path, "id"), f"“{stated['id']}” is already the id of {other}"
        for fact, values in stated["facts"].items():
            yield from (((*path, "facts", fact), fault) for fault in _value_faults(fact, values))


def _documents(file: YamlFile, listing: _Listing) -> dict[str, DocumentConfig]:
    documents = {}
    for name, stated in file.value["documents"].items():
        path = listing.path(name)
        facts = tuple(_facts(stated["facts"].items()))
        documents[path] = DocumentConfig(**{**stated, "name": path, "facts": facts})
    return documents


def _bare_names(documents: Iterable[str]) -> dict[str, str]:
    """Bare file name → path, where only one of the documents has the name."""
    bare: dict[str, list[str]] = {}
    for path in documents:
        bare.setdefault(path.rpartition("/")[2], []).append(path)
    return {name: paths[0] for name, paths in bare.items() if len(paths) == 1}


def _value_faults(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if len(values) > 1 and name not in REPEATABLE:
        yield f"this fact has one value; several are possible for: {', '.join(sorted(REPEATABLE))}"
    if name == "url":
        yield from filter(None, map(URL.test, values))


def _facts(stated: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Fact]:
    """The facts in the order of `FACTS`, so that the order of keys and columns does not matter."""
    values = dict(stated)
    for name in FACTS:
        yield from (Fact(name, value, by_editor=True) for value in values.get(name, ()))


def _merged(table: dict[str, DocumentConfig], documents: dict[str, DocumentConfig]) -> dict[str, DocumentConfig]:
    """Both files' documents; for a fact that both state, edition.yaml wins."""
    merged = dict(table)
    for name, document in documents.items():
        row = table.get(name, DocumentConfig(name))
        own = {fact.name for fact in document.facts}
        facts = (*document.facts, *(fact for fact in row.facts if fact.name not in own))
        ordered = sorted(facts, key=lambda fact: tuple(FACTS).index(fact.name))
        merged[name] = dataclasses.replace(document, facts=tuple(ordered))
    return merged


# --- captures.csv -------------------------------------------------------------------------------------------


def _table(path: Path, listing: _Listing) -> dict[str, DocumentConfig]:
    """The rows of captures.csv by capture; comma, semicolon or tab part the cells. No file, no rows."""
    if not path.is_file():
        return {}
    problems: list[Problem] = []
    rows = _rows(read_utf8(path), problems)
    line, header = next(rows, (1, ["file"]))
    header = header[: max(n for n, name in enumerate(header, 1) if name)]  # a spreadsheet may end rows with ";;"
    problems.extend(Problem(line, fault) for fault in _header_faults(header))
    documents: dict[str, DocumentConfig] = {}
    lines: dict[str, int] = {}
    for line, cells in () if problems else rows:
        name = listing.path(cells[0])
        problems.extend(Problem(line, fault) for fault in _row_faults(header, cells, listing))
        if cells[0] and (other := lines.setdefault(name, line)) != line:
            problems.append(Problem(line, f"file: “{cells[0]}” stands already on line {other}"))
        documents[name] = DocumentConfig(name, facts=tuple(_facts(_cells(header, cells))))
    if problems:
        raise bad_file(str(path), problems, _TABLE_REMEDY)
    return documents


def _rows(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that has any; a spreadsheet writes empty rows too."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(Problem(line, f"this is no CSV row: {error}"))
            return
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _header_faults(header: list[str]) -> Iterator[str]:
    if header[0] != "file":
        yield f"the first column is “{header[0]}”; it must be “file”"
    for n, name in enumerate(header[1:], 2):
        if name in DOCUMENT.fields:
            yield f"column {n}: “{name}” is no fact; state it in {EDITION_FILE} under documents"
        elif name not in FACTS:
            near = did_you_mean(name, FACTS) or ";"
            yield f"column {n}: the fact “{name}” is not known{near} allowed: {', '.join(FACTS)}"
        elif name in header[: n - 1]:
            yield f"column {n}: “{name}” stands already in column {header.index(name) + 1}"


def _row_faults(header: list[str], cells: list[str], listing: _Listing) -> Iterator[str]:
    if not cells[0]:
        yield "file: the row names no file"
    elif fault := listing.fault(cells[0]):
        yield f"file: “{cells[0]}”: {fault}"
    if any(cells[len(header) :]):
        yield f"the row has {len(cells)} cells, the header {len(header)}; quote a text that holds a delimiter"
    for name, values in _cells(header, cells):
        yield from (f"{name}: {fault}" for fault in _value_faults(name, values))
        for stray in itertools.chain.from_iterable(map(NOT_IN_XML.findall, values)):
            yield f"{name}: the character U+{ord(stray):04X} cannot stand in XML"


def _cells(header: list[str], cells: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fact name and values of each cell that is not empty."""
    for name, cell in zip(header[1:], cells[1:], strict=False):
        values = cell.split("|") if name in REPEATABLE else [cell]
        kept = tuple(value.strip() for value in values if value.strip())
        if kept:
            yield name, kept
