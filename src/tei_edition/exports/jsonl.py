"""`jsonl`: a line of JSON for each document."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from tei_edition.exports.table import Corpus, File


def files(corpus: Corpus) -> Iterator[File]:
    """One file with a line for each document, in the order of time."""
    yield File("edition.jsonl", _lines(corpus))


def _lines(corpus: Corpus) -> Iterator[bytes]:
    for part in corpus:
        yield json.dumps(dataclasses.asdict(part.description), ensure_ascii=False).encode() + b"\n"
