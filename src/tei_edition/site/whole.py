"""Building a site: what it takes to make pages is loaded only if there is something to make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tei_edition.config import Config
from tei_edition.runner import Mapper
from tei_edition.shelf import Shelf
from tei_edition.site.published import Built, SiteDocument
from tei_edition.site.standing import Standing, Whole, made_of, standing
from tei_edition.state import State


def build_site(
    found: Iterable[SiteDocument],
    out: Path,
    config: Config,
    *,
    run: Mapper = map,
    state: State | None = None,
    forced: bool = False,
) -> Built:
    """Write the pages of an edition below a folder; files that are there already with the same bytes stay untouched.

    `run` is `map`, or what does the same by several processes; the texts never stand in memory together. With the
    `state` of earlier builds nothing is made again of what has not changed, unless all is `forced`.
    A document that cannot be shown is left out, and told of.
    Raises UnwritableOutput, BadConfiguration (an own stylesheet that cannot run).
    """
    config = replace(config, documents={}, bare_names={})  # a worker needs nothing of single documents
    sources = Shelf(found)
    there = standing(out, state or State(None), config, forced=forced)
    key = _whole_key(sources, there)
    if whole := there.whole(key):
        return Built(out / "index.html", {}, 0, whole.files, (), whole.not_there)
    from tei_edition.site.build import built as made

    there.begin()
    built, digest = made(sources, out, config, run, there)
    if not (built.not_made or built.lost):
        files = built.written + built.unchanged
        there.remember_whole(key, Whole(digest, files, built.not_there))
    return built


def _whole_key(sources: Sequence[SiteDocument], there: Standing) -> str:
    """What a whole site is made of."""
    return there.key_of_many(part for each in sources for part in (each.ident, each.slug, made_of(each)))
