"""What kind of text is it?  One module a genre, found by presence: `GENRE`, `evidence()` and `parse()`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from tei_edition.genres.reading import Reading
from tei_edition.genres.structure import Structure
from tei_edition.model import Evidence, Finding, Line, Severity, Span


class Genre(Protocol):
    """What a genre's module has."""

    GENRE: str

    def evidence(self, reading: Reading) -> Evidence:
        """How strongly title, document type and text speak for the genre."""
        ...

    def parse(self, reading: Reading, lines: tuple[Line, ...]) -> Structure:
        """The structure of the text."""
        ...


# the genre of documents of no genre is parsed like another
PARSED_LIKE = {"other": "report"}
LOW_EVIDENCE = 1.0


@cache
def genres() -> tuple[Genre, ...]:
    """The modules of this package that are genres, by name."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return tuple(cast("Genre", module) for module in modules if hasattr(module, "GENRE"))


def choose(reading: Reading, pinned: str | None) -> tuple[str, Genre, tuple[Evidence, ...], tuple[Finding, ...]]:
    """The genre with the best evidence, or the one that the editor pinned; the evidence for all, best first."""
    by_name = {genre.GENRE: genre for genre in genres()}
    ranked = tuple(sorted((genre.evidence(reading) for genre in genres()), key=lambda found: -found.score))
    if pinned:
        return pinned, by_name[PARSED_LIKE.get(pinned, pinned)], ranked, ()
    best = ranked[0]
    if best.score < LOW_EVIDENCE:
        finding = Finding(
            "G101",
            Severity.WARNING,
            "nothing in title or text shows what kind of document this is",
            hint="it is encoded as paragraphs; pin the genre in edition.yaml: documents: FILE: genre: NAME",
            span=Span(0, 0),
        )
        return "other", by_name["report"], ranked, (finding,)
    return best.name, by_name[best.name], ranked, ()
