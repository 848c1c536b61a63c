"""What an edition has to know of each of its documents to compare them: small values, never the texts themselves."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from tei_edition.model import Answer, Digest, Party
from tei_edition.teifile import NS, XML_ID, elements, text_of, value_on, words_on

SHORTEST, COMPARED = 60, 160  # letters of a paragraph that tells a document; how many of them are compared
MOST_PARAGRAPHS = 64
LEAST_TEXT = 40  # letters of a document that tell it
SHORT, MOST_PIECES = 3_000, 600  # characters and pieces of text of a document that is compared as a whole
NO_LETTER = re.compile(r"[\W_]+")
AGENTS = "*[self::t:persName or self::t:orgName or self::t:name]"
DATE = ("when", "from", "notBefore")


def digest(root: etree._Element) -> Digest:
    """The digest of a TEI document."""
    correspondence = "t:teiHeader/t:profileDesc/t:correspDesc/"
    return Digest(
        ident=root.get(XML_ID, ""),
        title=words_on(root, "t:teiHeader/t:fileDesc/t:titleStmt/t:title"),
        date=_date(root, f"{correspondence}t:correspAction[@type='sent']/t:date")
        or _date(root, "t:teiHeader/t:profileDesc/t:creation/t:date"),
        sent=_parties(root, f"{correspondence}t:correspAction[@type='sent']/{AGENTS}"),
        received=_parties(root, f"{correspondence}t:correspAction[@type='received']/{AGENTS}"),
        answers=tuple(
            Answer(_parties(ref, AGENTS), _date(ref, "t:date"))
            for ref in elements(root, f"{correspondence}t:correspContext/t:ref[@type='prev']")
        ),
        people=tuple(
            (person.get(XML_ID, ""), words_on(person, "t:persName"))
            for person in elements(root, "(t:teiHeader|t:standOff)//t:person")
        ),
        paragraphs=tuple(sorted(set(_paragraphs(root)))[:MOST_PARAGRAPHS]),
        text=_text(root),
    )


def _date(node: etree._Element, path: str) -> str:
    """The ISO date of the first element on a path, as precise as it is known."""
    return next((value for name in DATE if (value := value_on(node, f"{path}/@{name}"))), "")


def _parties(node: etree._Element, path: str) -> tuple[Party, ...]:
    return tuple(Party(agent.get("ref", "").lstrip("#"), text_of(agent)) for agent in elements(node, path))


def _paragraphs(root: etree._Element) -> Iterator[int]:
    """A number for each longer paragraph, the same whatever its punctuation and line ends are."""
    for paragraph in root.iterfind("t:text//t:p", NS):
        letters = NO_LETTER.sub("", "".join(map(str, paragraph.itertext()))[: 3 * COMPARED]).lower()
        if len(letters) >= SHORTEST:
            yield _number(letters[:COMPARED])


def _text(root: etree._Element) -> int:
    """A number for the letters of a short document."""
    body = root.find("t:text", NS)
    pieces = "".join(islice(map(str, body.itertext()), MOST_PIECES)) if body is not None else ""
    if len(pieces) > SHORT:
        return 0
    letters = NO_LETTER.sub("", pieces).lower()
    return _number(letters) if len(letters) >= LEAST_TEXT else 0


def _number(letters: str) -> int:
    return zlib.crc32(letters.encode("utf-8", "surrogatepass"))
