"""Names as ids, addresses and file names: lower-case ASCII words joined by hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 200  # characters of the text that count
REMEMBERED = 4096  # names, which come back from document to document
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
HEX_ID = re.compile(r"(?:\A|[_.-])([0-9a-f]{16})\Z")


@lru_cache(REMEMBERED)
def ascii_slug(text: str) -> str:
    """The text as lower-case ASCII words joined by hyphens, other scripts transliterated; empty if nothing is left.

    "Łódź" → "lodz", "Иван Петров" → "ivan-petrov", "毛泽东" → "mao-ze-dong".
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = "".join(letter if letter.isascii() else _transliterated(letter) for letter in text)
    return NOT_IN_SLUG.sub("-", text.lower()).strip("-")


SIGNS = {"*": "asterisk", "†": "dagger", "‡": "diesis", "§": "section", "¶": "paragraph"}


def number_in_id(number: str) -> str:
    """The number of a note as part of an id: 3 and ３ → "3", * → "asterisk", ** → "asterisk2"."""
    sign = SIGNS.get(number[:1], "sign")
    return ascii_slug(number) or (sign if len(number) == 1 else f"{sign}{len(number)}")


def id_of_name(name: str) -> str:
    """The id of a document of that name: `d` and the 16 hex digits at its end, else `d-` and a slug; or nothing."""
    if match := HEX_ID.search(name):
        return f"d{match[1]}"
    slug = ascii_slug(name)
    return f"d-{slug}" if slug else ""


def _transliterated(letter: str) -> str:
    """A letter in ASCII; where it stands for a syllable or a word, a word of its own."""
    written = in_ascii(letter)
    return f"{written} " if len(written) > 1 and written[0].isupper() and not letter.isupper() else written


def in_ascii(text: str) -> str:
    """The text in ASCII: "Władysław" → "Wladyslaw", "Хрущев" → "Khrushchev".

    The tables of all scripts are opened only for what is more than Latin letters with accents.
    """
    if all(letter.isascii() or "À" <= letter <= "ɏ" for letter in text):
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
        if bare.isascii():
            return bare
    from anyascii import anyascii

    return anyascii(text)
