"""Captures for the property tests: what hypothesis puts together from the pieces that real captures are made of."""

from __future__ import annotations

import os
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from tei_edition.config import Config
from tei_edition.model import Conversion
from tei_edition.pipeline import Workshop, convert, open_workshop
from tei_edition.source import decode

EXAMPLES = int(os.environ.get("TEI_EDITION_EXAMPLES", "60"))
"""How many examples a property that runs the whole line gets; `make fuzz` asks for thousands."""

many_examples = settings(max_examples=EXAMPLES, deadline=None)


@cache
def workshop() -> Workshop:
    """The workshop of an edition without any file of its own."""
    return open_workshop(Config())


def converted(text: str, name: str = "capture.txt", *, layout: str | None = None) -> Conversion:
    """The conversion of a text, as if it had been read from a file of that name."""
    source, findings = decode(text.encode("utf-8"), name)
    at = workshop()
    return convert(source, at, at.config.document(name) if layout is None else _pinned(name, layout), findings)


def _pinned(name: str, layout: str):  # type: ignore[no-untyped-def]
    from tei_edition.config import DocumentConfig

    return DocumentConfig(name, layout=layout)
