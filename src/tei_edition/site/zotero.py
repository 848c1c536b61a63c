"""What Zotero takes from the head of a page: its translator "Embedded Metadata" decides what stands here.

`z:itemType` says what it is, `dc:coverage` becomes the location in the archive, `dc:type` the type of a letter or
report, the first `dc:source` the newspaper. A single `citation_author` makes it forget recipients and translators, and
it cuts a name without a comma at its last space; `bib:authors` and `z:…` know better (see `_creators`).
"""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.exports.bibliographic import Name, Work

TYPES = {
    # what Zotero makes of it; as in `ris`, what an archive keeps and nobody published is a manuscript
    "letter": "letter",
    "telegram": "letter",
    "minutes": "manuscript",
    "report": "report",
    "speech": "presentation",
    "agreement": "manuscript",
    "article": "newspaperArticle",
    "other": "manuscript",
}
UNKNOWN_TYPE = "document"  # a file from elsewhere, which says nothing of it
ROLES = {
    # item type    authors         translators; where Zotero has no such role, they have helped
    "letter": ("bib:authors", "bib:contributors"),
    "presentation": ("z:presenters", "bib:contributors"),
}
OTHER_ROLES = ("bib:authors", "z:translators")


def item_type(genre: str) -> str:
    """What Zotero makes of a document of a genre."""
    return TYPES.get(genre, UNKNOWN_TYPE)


def of_document(work: Work) -> Iterator[tuple[str, str]]:
    """What no other vocabulary says: the type of the item, and everybody in a role where that is needed."""
    kind = item_type(work.description.genre)
    yield "z:itemType", kind
    if needs_roles(work):
        yield from _creators(work, kind)


def needs_roles(work: Work) -> bool:
    """Whether `citation_author` would cost anything: other people, or the whole of a name."""
    return bool(work.recipients or work.translators) or any(_would_be_cut(name) for name in work.authors)


def _would_be_cut(name: Name) -> bool:
    return not name.family and " " in name.whole


def _creators(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    """Everybody in the role that Zotero knows; a comma at the end of a name keeps it whole."""
    authors, translators = ROLES.get(kind, OTHER_ROLES)
    recipients = work.recipients if kind == "letter" else ()
    for role, names in ((authors, work.authors), ("z:recipients", recipients), (translators, work.translators)):
        yield from ((role, f"{name.whole}," if _would_be_cut(name) else name.inverted) for name in names)
