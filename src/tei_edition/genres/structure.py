"""What a genre's parser returns: blocks, the names and roles that their position shows, and who takes part."""

from __future__ import annotations

from typing import NamedTuple

from tei_edition.model import (
    Agent,
    Block,
    Correspondence,
    DateValue,
    Finding,
    Mark,
    Person,
    Side,
)


class Structure(NamedTuple):
    """The document's structure; `marks` are those that structure decides (a signature's name, a label's name)."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    participants: tuple[Person, ...] = ()
    sides: tuple[Side, ...] = ()
    authors: tuple[Agent, ...] = ()
    correspondence: Correspondence | None = None
    date: DateValue | None = None  # of the text's own dateline
    place: Mark | None = None
    findings: tuple[Finding, ...] = ()
