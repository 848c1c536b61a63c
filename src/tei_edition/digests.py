"""What an edition has to know of each of its documents to compare them: small values, never the texts themselves."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from lxml import etree

from tei_edition.model import Answer, Digest, Party
from tei_edition.teifile import XML_ID, T, on_path, plain, text_of

SHORTEST, COMPARED = 60, 160  # letters of a paragraph that tells a document; how many of them are compared
MOST_PARAGRAPHS = 64
LEAST_TEXT = 40  # letters of a document that tell it
SHORT = 3_000  # characters of a document that is compared as a whole
NO_LETTER = re.compile(r"[\W_]+")
NO_ASCII_LETTER = bytes(code for code in range(128) if not chr(code).isalnum())
AGENTS = (T + "persName", T + "orgName", T + "name")
DATE = ("when", "from", "notBefore")


def digest(root: etree._Element) -> Digest:
    """The digest of a TEI document."""
    described = tuple(on_path(root, "teiHeader", "profileDesc", "correspDesc"))
    sent = tuple(_actions(described, "sent"))
    return Digest(
        ident=root.get(XML_ID, ""),
        title=_words(on_path(root, "teiHeader", "fileDesc", "titleStmt", "title")),
        date=_date(sent) or _date(on_path(root, "teiHeader", "profileDesc", "creation")),
        sent=_parties(sent),
        received=_parties(_actions(described, "received")),
        answers=tuple(
            Answer(_parties((ref,)), _date((ref,)))
            for description in described
            for ref in on_path(description, "correspContext", "ref")
            if ref.get("type") == "prev"
        ),
        people=tuple(
            (person.get(XML_ID, ""), _words(on_path(person, "persName")))
            for lists in root.iterchildren(T + "teiHeader", T + "standOff")
            for person in lists.iter(T + "person")
        ),
        paragraphs=tuple(sorted(set(_paragraphs(root)))[:MOST_PARAGRAPHS]),
        text=_text(root),
    )


def _actions(described: Iterable[etree._Element], kind: str) -> Iterator[etree._Element]:
    """The sending or the receiving of a letter."""
    actions = (action for description in described for action in on_path(description, "correspAction"))
    return (action for action in actions if action.get("type") == kind)


def _words(found: Iterator[etree._Element]) -> str:
    """The words of the first element; empty if there is none."""
    first = next(found, None)
    return "" if first is None else text_of(first)


def _date(holders: Iterable[etree._Element]) -> str:
    """The ISO date of the first date in the elements that has one, as precise as it is known."""
    dates = [date for holder in holders for date in holder.iterchildren(T + "date")]
    stated = (next((value for date in dates if (value := date.get(name)) is not None), "") for name in DATE)
    return next(filter(None, stated), "")


def _parties(holders: Iterable[etree._Element]) -> tuple[Party, ...]:
    return tuple(
        Party(agent.get("ref", "").lstrip("#"), text_of(agent))
        for holder in holders
        for agent in holder.iterchildren(*AGENTS)
    )


def _paragraphs(root: etree._Element) -> Iterator[int]:
    """A number for each longer paragraph, the same whatever its punctuation and line ends are."""
    for text in root.iterchildren(T + "text"):
        for paragraph in text.iter(T + "p"):
            letters = _letters(plain(paragraph)[: 3 * COMPARED])
            if len(letters) >= SHORTEST:
                yield _number(letters[:COMPARED])


def _text(root: etree._Element) -> int:
    """A number for the letters of a short document."""
    text = next(root.iterchildren(T + "text"), None)
    words = "" if text is None else plain(text)
    letters = _letters(words) if len(words) <= SHORT else ""
    return _number(letters) if len(letters) >= LEAST_TEXT else 0


def _letters(text: str) -> str:
    """The letters and digits of a text, small; most of what goes is ASCII, which goes soonest from bytes."""
    kept = text.encode("utf-8", "surrogatepass").translate(None, NO_ASCII_LETTER)
    letters = kept.decode("utf-8", "surrogatepass")
    return (letters if letters.isalnum() else NO_LETTER.sub("", letters)).lower()


def _number(letters: str) -> int:
    return zlib.crc32(letters.encode("utf-8", "surrogatepass"))
