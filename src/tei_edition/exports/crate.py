"""RO-Crate 1.2: what the files of a deposit are, who made them and what they are based on, as linked data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from tei_edition import __version__
from tei_edition.authorities import LISTS
from tei_edition.config import Config
from tei_edition.description import Description
from tei_edition.exports.bag import Entry
from tei_edition.exports.contents import OTHER, PLACES, about, top
from tei_edition.exports.extent import Extent, often
from tei_edition.named import Named
from tei_edition.names import split_title

NAME = "ro-crate-metadata.json"
LICENCES = "licences.csv"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
SOFTWARE, PUBLISHER, ENCODING = "#tei-edition", "#publisher", "#encoding"
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]+")
MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "css": "text/css",
    "csv": "text/csv",
    "epub": "application/epub+zip",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "odd": "application/tei+xml",
    "ris": "application/x-research-info-systems",
    "rnc": "application/relax-ng-compact-syntax",
    "txt": "text/plain",
    "yaml": "application/yaml",
}  # of the rest: XML of some kind
OWN_IDS = tuple(f"{begin}-" for _, _, begin in LISTS)
KINDS = {"person": "Person", "organisation": "Organization", "place": "Place"}

Reference = dict[str, str]


def iri(path: str) -> str:
    """A path as an @id: letters of all scripts stay, the signs of ASCII that addresses cannot hold are encoded."""
    return re.sub(r"[\x00-\x7f]+", lambda run: quote(run[0], safe="/()+,"), path)


def is_web_address(text: str) -> bool:
    """Whether this is an address that linked data can use as a name."""
    try:
        return WEB_ADDRESS.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:  # "https://[" makes urlsplit fail
        return False


class Crate:
    """The entities of a crate; each is written down once, as the line that it will be."""

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}
        self._parts: dict[str, list[Reference]] = {}  # by what stands at the top: a folder or a file
        self._main_names: dict[str, str] = {}  # of people, organisations and places, by their ids in the edition

    # --- what is told while the files pass -----------------------------------------------------------------------

    def file(self, path: str, entry: Entry, name: str = "", **stated: Any) -> Reference:
        """A file of the deposit."""
        usual = {"description": about(path), "encodingFormat": _media_type(path)}
        reference = self._entity(
            iri(path),
            ["File", "CreativeWork"],
            name=name or path,
            contentSize=str(entry.size),
            sha256=entry.sha256,
            **{**usual, **{key: value for key, value in stated.items() if value}},
        )
        self._parts.setdefault(top(path), []).append(reference)
        return reference

    def document(self, path: str, entry: Entry, document: Description, **stated: Any) -> Reference:
        """A TEI file, with what its header says of the document."""
        when = dict(document.when.attributes)
        return self.file(
            path,
            entry,
            document.title,
            encodingFormat="application/tei+xml",
            description=document.abstract,
            genre=document.genre,
            inLanguage=document.language,
            dateCreated=when.get("when", ""),
            temporalCoverage="/".join(filter(None, (when.get("from"), when.get("to")))),
            author=self._agents(document.authors or document.senders, path),
            recipient=self._agents(document.recipients, path),
            mentions=self._agents((*document.participants, *document.mentioned, *document.organisations), path),
            translator=self._agents((Named(name, "person") for name in document.translators), path),
            locationCreated=self._agents((document.place,) if document.place else (), path),
            keywords=list(document.keywords),
            license=self.licence(document.licence.target, document.licence.text) if document.licence else None,
            copyrightNotice=document.rights,
            **stated,
        )

    def withheld(self, document: Description) -> Reference:
        """A capture that is not in the deposit: only its name and its checksum are."""
        return self._entity(
            f"#capture-{quote(document.capture_sha256, safe='')}",
            "CreativeWork",
            name=document.capture,
            sha256=document.capture_sha256,
            description="The capture is not in this deposit.",
        )

    def licence(self, target: str, text: str) -> Reference | str:
        """A licence by its address; one without an address in its own words."""
        if not is_web_address(target):
            return text or target
        return self._entity(target, "CreativeWork", name=text or target, description=text or target, url=target)

    def _agents(self, named: Iterable[Named], path: str = "") -> list[Reference]:
        known = (self._agent(each, path) for each in named if each.main and not each.is_unknown)
        return list({each["@id"]: each for each in known}.values())

    def _agent(self, named: Named, path: str) -> Reference:
        """A person, an organisation or a place: by its address in an authority file, else by its id in the edition.

        An id that may mean somebody else in another file stands behind the name of its file.
        """
        addresses = [uri for uri in named.uris if is_web_address(uri)]
        ident = addresses[0] if addresses else self._local(named, PurePosixPath(path).stem)
        return self._entity(ident, KINDS[named.kind], name=named.main, sameAs=addresses[1:])

    def _local(self, named: Named, file: str) -> str:
        word = named.ref or named.main
        owner = self._main_names.setdefault(word, named.main) if _is_of_the_edition(named) else ""
        parts = (word,) if owner == named.main or not file else (file, word)
        return f"#{named.kind}-{'/'.join(quote(part, safe='') for part in parts)}"

    def _entity(self, ident: str, kind: str | list[str], **stated: Any) -> Reference:
        if ident not in self._lines:
            full = {"@id": ident, "@type": kind, **{name: _single(value) for name, value in stated.items() if value}}
            self._lines[ident] = json.dumps(full, ensure_ascii=False)
        return {"@id": ident}

    # --- the file ------------------------------------------------------------------------------------------------

    def pieces(self, config: Config, extent: Extent) -> Iterator[bytes]:
        """The metadata file, when all others have passed."""
        self._entity(NAME, "CreativeWork", about={"@id": "./"}, conformsTo={"@id": SPECIFICATION})
        self._root(config, extent)
        lines = sorted(self._lines.items(), key=lambda line: (line[0] != NAME, line[0] != "./"))
        yield f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n'.encode()
        yield ",\n".join(line for _, line in lines).encode()
        yield b"\n]}\n"

    def _root(self, config: Config, extent: Extent) -> None:
        publisher = self._entity(PUBLISHER, "Organization", name=config.publisher, url=config.base_url)
        editors = self._agents(Named(name, "person") for name in config.editors)
        licence = config.licence and self.licence(config.licence.target, config.licence.text)
        self._entity(
            "./",
            "Dataset",
            name=config.title,
            description=f"{config.title}: {extent.sentence}, as TEI P5.",
            datePublished=config.date,
            license=licence or {"@id": LICENCES},
            publisher=publisher,
            author=editors or publisher,
            url=config.base_url,
            inLanguage=config.language or extent.language,
            temporalCoverage=extent.period,
            keywords=often(extent.keywords),
            hasPart=[reference for path, parts in self._parts.items() for reference in self._top(path, parts)],
            mentions=self._provenance(),
        )

    def _top(self, path: str, parts: list[Reference]) -> list[Reference]:
        """What stands at the top of the deposit: a folder with its files, or a file."""
        if not path.endswith("/"):
            return parts
        place = PLACES.get(path, OTHER)
        return [self._entity(iri(path), "Dataset", name=place.name or path, description=place.about, hasPart=parts)]

    def _provenance(self) -> Reference:
        """That the TEI was made of the captures by this program."""
        # a SoftwareApplication must have a web address, and the program has none that it could name
        software = self._entity(SOFTWARE, "CreativeWork", name="tei-edition", version=__version__)
        source = {"@id": "captures/"} if "captures/" in self._parts else None
        return self._entity(
            ENCODING,
            "CreateAction",
            name="Encoding of the captures by rule",
            instrument=software,
            object=source,
            result={"@id": "tei/"},
        )


def _is_of_the_edition(named: Named) -> bool:
    """Whether an id, or a name without one, means the same in all files: not p1, a president, or some Kim."""
    if named.ref and not named.ref.startswith(OWN_IDS):
        return False
    return named.kind != "person" or len(split_title(named.main)[1].split()) > 1


def _single(value: Any) -> Any:
    """A list of one is its one: so RO-Crate has it."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _media_type(path: str) -> str:
    return MEDIA_TYPES.get(path.rpartition(".")[2].lower(), "application/xml")
