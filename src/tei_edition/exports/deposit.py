"""`deposit`: a folder for a repository, a BagIt bag whose payload is an RO-Crate, with all that the edition is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

from tei_edition.assets import asset
from tei_edition.config import Config
from tei_edition.errors import BadConfiguration
from tei_edition.exports import crate, datacite, licences
from tei_edition.exports.bag import Bag, kept
from tei_edition.exports.extent import Extent
from tei_edition.exports.holdings import MANIFEST, Captures, Pages, is_inside, pieces, settings
from tei_edition.exports.portable import Names
from tei_edition.exports.readme import readme
from tei_edition.exports.table import Corpus, File, Part
from tei_edition.model import Finding, Place, Severity
from tei_edition.settings import EDITION, EDITION_FILE

__all__ = ["files", "kept"]

README, LICENCES, RECORD = "README.md", "licences.csv", "datacite.json"
RELAX_NG = "tei_edition.rng"
SCHEMA = tuple(
    f"schema/{name}" for name in ("tei_edition.odd", "tei_edition.rnc", RELAX_NG, "tei_edition.xsd", "xml.xsd")
)
BESIDE_TEI = f"tei/{RELAX_NG}"  # where the TEI files themselves look for their grammar
RESERVED = (README, LICENCES, RECORD, crate.NAME, BESIDE_TEI, *SCHEMA)
OUTSIDE = "the file is left out of the deposit: it is hidden, a link, or outside the folder of the edition"


def files(corpus: Corpus) -> Iterator[File]:
    """The payload, then its checksums. Raises BadConfiguration if the edition does not say what it is."""
    refuse_undescribed(corpus.config)
    yield from _Deposit(corpus).files()


def refuse_undescribed(config: Config) -> None:
    """No repository takes an edition without a date and a publisher, and neither can be guessed."""
    missing = ["date"] if not config.date else []
    missing += ["publisher"] if config.publisher == EDITION.fields["publisher"].default else []
    if missing:
        raise BadConfiguration(
            f"a deposit needs the {' and the '.join(missing)} of the edition, and no {EDITION_FILE} states it",
            remedy=f"state it there; if the {EDITION_FILE} lies elsewhere, name it with --config",
        )


class _Deposit:
    """A deposit in the making: what is learned of the files while they pass goes into the papers at the end.

    Each file must be read before the next is asked for.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus, self._config = corpus, corpus.config
        self._bag, self._crate, self._extent = Bag(), crate.Crate(), Extent()
        self._names = Names(RESERVED)
        self._captures = Captures(corpus.config)
        self._deposited: dict[Path, str] = {}  # captures, with their names in the deposit
        self._rows: list[licences.Row] = []
        self._documents: dict[str, crate.Reference] = {}  # by the checksum of the TEI
        self._folders: set[Path] = set()  # of the TEI files

    def files(self) -> Iterator[File]:
        """Everything, in the order in which it must be made."""
        for part in self._corpus:
            yield from self._document(part)
        yield from self._pages()
        for name in (BESIDE_TEI, *SCHEMA):
            yield from self._made(name, asset("schemas", Path(name).name).read_bytes())
        yield from self._settings()
        yield from self._papers()
        yield from self._bag.tags(
            {
                "Source-Organization": self._config.publisher,
                "External-Description": f"{self._config.title}: {self._extent.sentence}",
                "Bagging-Date": self._config.date or "",
            }
        )

    # --- documents -----------------------------------------------------------------------------------------------

    def _document(self, part: Part) -> Iterator[File]:
        """The capture, the TEI and its ledger."""
        name = self._free(f"tei/{part.path.stem}.xml", part.path)
        capture = yield from self._capture(part)
        yield self._bag.packed(File(name, (part.data,)))
        self._account(part, name, capture)
        ledger = part.path.with_name(f"{part.path.stem}.ledger.json")
        if is_inside(ledger, part.path.parent):
            beside = f"{name.removesuffix('.xml')}.ledger.json"
            yield from self._copied(beside, ledger, about={"@id": crate.iri(name)})

    def _capture(self, part: Part) -> Generator[File, None, str]:
        """The capture, if it may be published and is there as it was; returns its name in the deposit."""
        document = part.description
        if self._config.site.capture != "public" or not (document.capture or document.capture_sha256):
            return ""
        path = self._captures.find(document.capture, document.capture_sha256)
        if path is None:
            self._tell_missing(part)
            return ""
        if not is_inside(path, self._config.folder):
            self._tell("X142", Severity.WARNING, OUTSIDE, "copy it into the folder of the edition", path)
            return ""
        if path not in self._deposited:
            wanted = path.relative_to(self._config.folder).as_posix().removeprefix("captures/")
            name = self._free(f"captures/{wanted}", path)
            url = document.url if crate.is_web_address(document.url) else ""
            yield from self._copied(name, path, url=url)
            self._deposited[path] = name
        return self._deposited[path]

    def _tell_missing(self, part: Part) -> None:
        name, hint = part.description.capture, "put the capture back as it was, or build the edition again"
        if self._captures.knows(name):
            message = f"the capture {name} has changed since the TEI was made of it; it is left out of the deposit"
            self._tell("X141", Severity.WARNING, message, hint, part.path)
        else:
            message = f"the capture {name} is not among the captures of the edition; the deposit goes without it"
            self._tell("X140", Severity.WARNING, message, hint, part.path)

    def _account(self, part: Part, name: str, capture: str) -> None:
        """Take note of a TEI file for the papers."""
        document = part.description
        source = {"@id": crate.iri(capture)} if capture else None
        if not capture and document.capture_sha256:
            source = self._crate.withheld(document)
        about = self._crate.document(
            name,
            self._bag.entries[name],
            document,
            isBasedOn=source,
            conformsTo={"@id": SCHEMA[2]} if _declares_schema(part) else None,
            url=self._corpus.url(part),
        )
        self._documents[hashlib.sha256(part.data).hexdigest()] = about
        self._folders.add(part.path.parent)
        self._rows.append(licences.row(document, name, capture))
        self._extent.count(document)

    # --- what lies beside them -----------------------------------------------------------------------------------

    def _pages(self) -> Iterator[File]:
        """The reading edition, if it shows the very TEI files of the deposit."""
        pages = Pages(min(self._folders))
        known = {pages.slugs[digest]: tei for digest, tei in self._documents.items() if digest in pages.slugs}
        if len(known) < len(self._documents):
            there = "the reading edition does not show the documents as they are now" if pages.slugs else ""
            message = f"{there or 'there is no reading edition beside the TEI files'}; the deposit goes without it"
            self._tell("X144", Severity.WARNING, message, "build the edition again", pages.index)
            return
        if others := pages.others(known.keys()):
            message = f"{others:,} pages of the reading edition belong to no document of the deposit and are left out"
            self._tell(
                "X145",
                Severity.NOTE,
                message,
                "if they were withdrawn, build again: that removes them",
                pages.index,
            )
        before = set(self._bag.entries)
        for inside, path in pages.files(known.keys()):
            tei = known.get(path.stem) if inside == f"doc/{path.stem}.html" else None
            yield from self._copied(self._free(f"html/{inside}", path), path, isBasedOn=tei)
        yield from self._manifest(pages, [name for name in self._bag.entries if name not in before])

    def _manifest(self, pages: Pages, names: Iterable[str]) -> Iterator[File]:
        """The manifest of the reading edition, which names the files that are in the deposit."""
        if about := pages.manifest():
            files = {name.removeprefix("html/"): self._bag.entries[name]._asdict() for name in sorted(names)}
            yield from self._made(f"html/{MANIFEST}", _json({**about, "files": files}))

    def _settings(self) -> Iterator[File]:
        """The editor's own files, where they stand in the edition."""
        for path in filter(Path.is_file, settings(self._config)):
            if is_inside(path, self._config.folder):
                yield from self._copied(self._free(path.relative_to(self._config.folder).as_posix(), path), path)
            else:
                self._tell("X142", Severity.WARNING, OUTSIDE, "copy it into the folder of the edition", path)

    def _papers(self) -> Iterator[File]:
        """What people and machines read first."""
        self._tell_undescribed()
        yield from self._made(LICENCES, licences.table(self._rows))
        yield from self._made(RECORD, _json(datacite.record(self._config, self._extent)))
        names = (*self._bag.entries, README, crate.NAME)
        yield from self._made(README, readme(self._config, self._extent, names).encode())
        yield self._bag.packed(File(crate.NAME, self._crate.pieces(self._config, self._extent)))

    def _tell_undescribed(self) -> None:
        stated = {"title": self._config.title != EDITION.fields["title"].default, "licence": self._config.licence}
        for key in (key for key, value in stated.items() if not value):
            message = f"the edition states no {key}, and repositories ask for it"
            self._tell("X146", Severity.WARNING, message, f"state `{key}`", self._config.folder / EDITION_FILE)

    # --- one file ------------------------------------------------------------------------------------------------

    def _made(self, name: str, data: bytes) -> Iterator[File]:
        yield self._bag.packed(File(name, (data,)))
        self._crate.file(name, self._bag.entries[name])

    def _copied(self, name: str, path: Path, **stated: Any) -> Iterator[File]:
        yield self._bag.packed(File(name, pieces(path)))
        self._crate.file(name, self._bag.entries[name], **stated)

    def _free(self, wanted: str, source: Path) -> str:
        """A name in the deposit; the editor is told of one that had to change."""
        found = self._names.free(wanted)
        if found != wanted:
            hint = "not all systems take its own name, or another file has it"
            self._tell("X143", Severity.NOTE, f"the file is called {found} in the deposit", hint, source)
        return found

    def _tell(self, code: str, severity: Severity, message: str, hint: str, file: Path) -> None:
        self._corpus.report(Finding(code, severity, message, hint=hint, tei=Place(str(file), 1, 1)))


def _declares_schema(part: Part) -> bool:
    """Whether the file says that it is written by our grammar."""
    before = part.root.itersiblings(preceding=True)
    return any(getattr(node, "target", "") == "xml-model" and RELAX_NG in (node.text or "") for node in before)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
