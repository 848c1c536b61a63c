"""Corpora for the tests of exports: of TEI texts, of captures, or the TEI files of a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from program import SEEDS, run
from tei_edition.config import Config, Licence
from tei_edition.description import describe
from tei_edition.exports.table import Corpus, Part
from tei_edition.model import Finding

GOLD = os.environ.get("TEI_EDITION_GOLD", "")
needs_gold = pytest.mark.skipif(not GOLD, reason="TEI_EDITION_GOLD does not say where captures are")

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


@cache
def seeds() -> Exported:
    """The five documents of seeds/, converted."""
    return _converted(SEEDS)


@cache
def gold() -> Exported:
    """The captures of TEI_EDITION_GOLD, converted."""
    return _converted(Path(GOLD))


def _converted(captures: Path) -> Exported:
    with tempfile.TemporaryDirectory() as folder:
        run("convert", captures, "-o", folder, "-q")
        return Exported({path.stem: path.read_bytes() for path in sorted(Path(folder).glob("*.xml"))})
