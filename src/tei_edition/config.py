"""An edition's own settings: `edition.yaml` and `captures.csv` become one frozen `Config`.

Every key is optional; `settings.EDITION` is the reference. What the two files state about a document is the editor's
word and becomes a `Fact` with `by_editor`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Environment
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from tei_edition.bounds import Bounds
from tei_edition.errors import BadConfiguration
from tei_edition.listing import Listing, captures_in, endings, name_key
from tei_edition.ordinary import is_file, is_folder
from tei_edition.settings import AUTHORITIES_FILE, EDITION, EDITION_FILE, LAYOUTS_FOLDER, TABLE_FILE
from tei_edition.shapes import KeyPath, did_you_mean
from tei_edition.shelf import Shelf
from tei_edition.statements import DocumentConfig, by_bare_name, document_faults, merge, stated_documents, table_rows
from tei_edition.yamlfile import YamlFile, parse_yaml, read_yaml

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
    logo: Path | None = None
    statement: str = ""
    start: tuple[str, ...] = ()  # ids or names of the captures to begin with
    capture: Literal["public", "hashes", "none"] = "public"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much; a capture beyond it is refused, or given up."""

    max_bytes: int = 50_000_000
    max_seconds: int = 120
    max_memory: int = 2_000_000_000  # bytes

    @property
    def bounds(self) -> Bounds:
        """What one document may take."""
        return Bounds(self.max_seconds, self.max_memory)


@dataclass(frozen=True, slots=True)
class Checks:
    """Which findings are reported, by code or the beginning of a code, and whether warnings fail the run."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that an edition states about itself, with the defaults filled in."""

    folder: Path = Path()
    title: str = "Edition"
    publisher: str = "unpublished"
    date: str | None = None  # None: unpublished
    base_url: str | None = None  # ends with "/"
    licence: Licence | None = None
    language: str | None = None  # of the documents; None: recognised in each
    editors: tuple[str, ...] = ()
    email: str | None = None  # of the first editor
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
        key = next((each for each in endings(name) if each in self.documents), None)
        key = key or self.bare_names.get(name_key(name), "")
        return self.documents.get(key) or DocumentConfig(name)

    def fingerprint(self) -> str:
        """SHA-256 over the settings, wherever the edition lies.

        The contents of the authority file, of the layout profiles and of the stylesheet are not in it.
        """
        plain = dataclasses.asdict(dataclasses.replace(self, bare_names={}))
        del plain["folder"]
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=self._located)
        return hashlib.sha256(text.encode()).hexdigest()

    def _located(self, path: Path) -> str:
        inside = path.is_relative_to(self.folder)
        return (path.relative_to(self.folder) if inside else path).as_posix()


# --- finding and reading ------------------------------------------------------------------------------------

_REMEDY = "mend these lines; `tei-edition init NEWFOLDER` writes an edition.yaml that explains every key"


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
    if is_folder(where):
        source = _edition_file(where)
        file = read_yaml(source, EDITION, remedy=_REMEDY) if source else parse_yaml("", EDITION_FILE, EDITION)
        return _config(file, where, environ)
    return _config(read_yaml(where, EDITION, remedy=_REMEDY), where.parent, environ)


def _edition_file(folder: Path) -> Path | None:
    found = folder / EDITION_FILE
    if is_file(found):
        return found
    if os.path.lexists(found):
        raise BadConfiguration(f"{found}: this is no file that can be read", remedy="move it away, or mend the link")
    other = found.with_suffix(".yml")
    if is_file(other):
        raise BadConfiguration(f"{other}: the file is called {EDITION_FILE}", remedy=f"rename it to {EDITION_FILE}")
    return None


def capture_files(config: Config) -> Sequence[Path]:
    """The captures of the edition, in the order of their paths; only *.txt, nothing in hidden folders."""
    return Shelf(config.folder / name for name in captures_in(config.folder, config.captures))


# --- edition.yaml -------------------------------------------------------------------------------------------


_NAMED = (
    # key                    what is taken without it, if it is there    what it must be
    (("authorities",), AUTHORITIES_FILE, "file"),
    (("layouts",), LAYOUTS_FOLDER, "folder"),
    (("site", "stylesheet"), None, "file"),
    (("site", "logo"), None, "file"),
)
_KINDS: dict[str, Callable[[Path], bool]] = {"file": is_file, "folder": is_folder}


def _config(file: YamlFile, folder: Path | None, environ: Environment[str, str]) -> Config:
    stated = file.value
    base = folder or Path()
    captures = stated["captures"] or _usual_captures(base)
    listing = Listing(base, captures)
    file.refuse((*_missing_files(file, base), *document_faults(file, listing)))
    documents = stated_documents(file, listing)
    if folder is not None:
        documents = merge(table_rows(base / TABLE_FILE, listing), documents)
    authorities, layouts, stylesheet, logo = (_named(file, folder, path, usual) for path, usual, _ in _NAMED)
    return Config(
        folder=base,
        title=stated["title"],
        publisher=stated["publisher"],
        date=stated["date"] or _epoch_day(environ),
        base_url=_with_slash(stated["base_url"]),
        licence=_licence(stated["licence"]),
        language=stated["language"],
        editors=stated["editors"],
        email=stated["email"],
        captures=captures,
        authorities=authorities,
        layouts=layouts,
        documents=documents,
        bare_names=by_bare_name(documents),
        site=_site(stated["site"], stated["title"], stylesheet, logo),
        limits=Limits(**stated["limits"]),
        check=Checks(**stated["check"]),
    )


def _usual_captures(folder: Path) -> tuple[str, ...]:
    return ("captures/**/*.txt",) if is_folder(folder / "captures") else ("*.txt",)


def _stated(file: YamlFile, path: tuple[str, ...]) -> str | None:
    value: Any = file.value
    for key in path:
        value = value[key]
    return None if value is None else str(value)


def _named(file: YamlFile, folder: Path | None, path: tuple[str, ...], usual: str | None) -> Path | None:
    """The file or folder that a key names; without the key the usual one, if it is there."""
    name = _stated(file, path)
    if folder is None or (name is None and not (usual and os.path.lexists(folder / usual))):
        return None
    return folder / (name or usual or "")


def _missing_files(file: YamlFile, folder: Path) -> Iterator[tuple[KeyPath, str]]:
    for path, _, kind in _NAMED:
        name = _stated(file, path)
        if name is None or _KINDS[kind](folder / name):
            continue
        if os.path.lexists(folder / name):
            yield path, f"“{name}” is no {kind}"
        else:
            yield path, f"“{name}” does not exist{did_you_mean(Path(name).name, _beside(folder / name))}"


def _beside(path: Path) -> list[str]:
    """The names in the folder where something was looked for."""
    try:
        return [each.name for each in path.parent.iterdir()]
    except (OSError, ValueError):
        return []


def _licence(stated: str | dict[str, str] | None) -> Licence | None:
    if stated is None:
        return None
    if isinstance(stated, str):
        return Licence(stated, stated)
    return Licence(stated["target"], stated["text"] or stated["target"])


def _site(stated: dict[str, Any], title: str, stylesheet: Path | None, logo: Path | None) -> Site:
    return Site(
        title=stated["title"] or title,
        language=stated["language"],
        menu=tuple(MenuEntry(**each) for each in stated["menu"]),
        colours=tuple(sorted(stated["colours"].items())),
        stylesheet=stylesheet,
        logo=logo,
        statement=stated["statement"] or "",
        start=tuple(stated["start"]),
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
