"""Corpora for the tests of exports: of TEI texts, of captures, or the TEI files of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_edition.config import Config, Licence
from tei_edition.exports.description import describe
from tei_edition.exports.table import Corpus, Part
from tei_edition.model import Finding

CONFIG = Config(
    title="Letters & <telegrams>",
    publisher="Testing House",
    date="2026-11-21",
    base_url="https://example.org/edition/",
    licence=Licence("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    editors=("Ann Smith", "Bob Brown"),
    email="ann@example.org",
)


@dataclass
class Exported:
    """A corpus, and what an export tells of it."""

    documents: dict[str, bytes]  # by file name without .xml, which serves as slug too
    config: Config = CONFIG
    findings: list[Finding] = field(default_factory=list)

    @property
    def corpus(self) -> Corpus:
        return Corpus(self.config, self.parts, self.findings.append)

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    def parts(self) -> Iterator[Part]:
        for name, data in self.documents.items():
            root = etree.fromstring(data, etree.XMLParser(collect_ids=False, huge_tree=True))
            yield Part(root, data, describe(root, name), name)


def of_files(paths: Iterable[Path], config: Config = CONFIG) -> Exported:
    """The corpus of TEI files."""
    return Exported({path.stem: path.read_bytes() for path in sorted(paths)}, config)
