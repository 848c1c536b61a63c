"""`jsonl`: a line of JSON for each document: what is known of it, and its text.

A key of which nothing is known is not there. The keys and their order are part of what is promised.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tei_edition.datable import When
from tei_edition.description import Description
from tei_edition.exports.table import Corpus, File, Part
from tei_edition.named import Named

Json = str | int | list["Json"] | dict[str, "Json"]


class Key(NamedTuple):
    """A key: its name, what it holds, and how that is found in a description."""

    name: str
    about: str
    value: Callable[[Description], Json]


# --- values -----------------------------------------------------------------------------------------------------


def _date(when: When) -> Json:
    return {
        "iso": when.iso,
        "not_before": when.earliest,
        "not_after": when.latest,
        "certainty": when.cert,
        "words": when.words,
    }


def _agent(named: Named) -> Json:
    return {
        "name": named.main,
        "as": named.text if named.text != named.main else "",
        "kind": named.kind,
        "id": named.ref,
        "uris": list(named.uris),
        "roles": list(named.roles),
        "certainty": named.cert,
    }


def _agents(found: Iterable[Named]) -> Json:
    return [_agent(named) for named in found if not named.is_unknown]


def _place(place: Named | None) -> Json:
    return _agent(place) if place else {}


def _original(d: Description) -> Json:
    return {
        "repository": d.holding.repository,
        "institution": d.holding.institution,
        "settlement": d.holding.settlement,
        "collections": list(d.holding.collections),
        "shelfmark": d.holding.shelfmark,
        "pages": d.holding.pages,
        "citation": d.citation,
    }


def _source(d: Description) -> Json:
    return {
        "url": d.url,
        "site": d.site,
        "publisher": d.page_publisher,
        "published": d.page_published,
        "record_id": d.record_id,
        "document_number": d.document_number,
        "capture": d.capture,
    }


def _licence(d: Description) -> Json:
    return {"url": d.licence.target, "words": d.licence.text} if d.licence else {}


AGENT = "`name`, `as` (worded here, if otherwise), `kind`, `id`, `uris`, `roles`, `certainty`"
KEYS = (
    Key("id", "`xml:id` of the document", lambda d: d.ident),
    Key("file", "name of the TEI file, without .xml", lambda d: d.file),
    Key("title", "title", lambda d: d.title),
    Key("genre", "letter, telegram, minutes, report, speech, agreement, article, other", lambda d: d.genre),
    Key("document_type", "the archive's own word for it", lambda d: d.document_type),
    Key("date", "`iso`, `not_before` and `not_after` (of a span), `certainty`, `words`", lambda d: _date(d.when)),
    Key("place", "where it was written; as a name", lambda d: _place(d.place)),
    Key("authors", f"list of names: {AGENT}", lambda d: _agents(d.authors)),
    Key("senders", "list of names: who sent it", lambda d: _agents(d.senders)),
    Key("recipients", "list of names: to whom it was sent", lambda d: _agents(d.recipients)),
    Key("sent", "date of sending, as `date`", lambda d: _date(d.sent)),
    Key("sent_from", "place of sending; as a name", lambda d: _place(d.sent_from)),
    Key("participants", "list of names: persons who take part, with `roles`", lambda d: _agents(d.participants)),
    Key("mentioned", "list of names: persons who are mentioned", lambda d: _agents(d.mentioned)),
    Key("organisations", "list of names: organisations that are named", lambda d: _agents(d.organisations)),
    Key("places", "list of names: places that are named", lambda d: _agents(d.places)),
    Key("language", "language of the text (BCP 47)", lambda d: d.language),
    Key("original_language", "language of the original, of a translation", lambda d: d.original_language),
    Key("translators", "list of texts", lambda d: list(d.translators)),
    Key("abstract", "the archive's summary", lambda d: d.abstract),
    Key("keywords", "list of texts: the archive's subjects, places, people", lambda d: list(d.keywords)),
    Key(
        "original",
        "`repository`, `institution`, `settlement`, `collections`, `shelfmark`, `pages`, `citation` (verbatim)",
        _original,
    ),
    Key(
        "source",
        "the captured page: `url`, `site`, `publisher`, `published`, `record_id`, `document_number`, `capture`",
        _source,
    ),
    Key("rights", "statement of rights of the source", lambda d: d.rights),
    Key("licence", "of the encoding: `url`, `words`", _licence),
    Key("publisher", "of the encoding", lambda d: d.publisher),
    Key("published", "date of the encoding", lambda d: d.published),
    Key("turns", "number of speaker turns", lambda d: d.turns),
    Key("words", "number of words of `text`", lambda d: d.words),
)
PAGE = ("page", "address of its page in the edition, if edition.yaml states a base_url")
TEXT = ("text", "the reading text, as `txt` has it")
"""The last two keys, which no description has."""


# --- lines ------------------------------------------------------------------------------------------------------


def files(corpus: Corpus) -> Iterator[File]:
    """One file with a line for each document, in the order of time."""
    yield File("edition.jsonl", (f"{_line(corpus, part)}\n".encode() for part in corpus))


def _line(corpus: Corpus, part: Part) -> str:
    return json.dumps(without_the_empty(known(corpus, part)), ensure_ascii=False)


def known(corpus: Corpus, part: Part) -> dict[str, Json]:
    """All keys of a document, in their order; also those of which nothing is known."""
    described = {key.name: key.value(part.description) for key in KEYS}
    return {**described, PAGE[0]: corpus.url(part), TEXT[0]: part.words()}


def without_the_empty(value: Json) -> Json:
    """The value without keys of which nothing is known; a number is known, also 0."""
    match value:
        case dict():
            inner = {key: without_the_empty(each) for key, each in value.items()}
            return {key: each for key, each in inner.items() if each not in ("", [], {})}
        case list():
            return [without_the_empty(each) for each in value]
        case _:
            return value
