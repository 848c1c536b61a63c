"""How the fuzzers change what they are given: whole lines and tags, and pieces that mean something to the program.

libFuzzer changes bytes; of a hundred such changes ninety make noise, which the first reader turns away.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from captures import BRACKETS, DATES, FRAME_LINES, LABELS, LINE_ENDS, NAMES, NEW_SITE_TAIL, OLD_SITE_HEAD, SPACES, WORDS
from odd_captures import ENCODINGS, LAYOUTS, ODD_CHARACTERS, ODD_DATES, ODD_LABELS, ODD_MARKS

Units = list[str]
MENDED, ENCODED = 0.8, 0.05  # how many of all changed texts are mended, or in another encoding than UTF-8


class Splicer(NamedTuple):
    """Changes texts of one kind: cuts them into units, and moves, drops, doubles or replaces some of them."""

    unit: re.Pattern[str]
    pieces: tuple[str, ...]
    values: re.Pattern[str]  # a place inside a unit where a piece may stand instead
    odd: tuple[str, ...]
    mended: Callable[[bytes], bytes] | None = None  # what readers would turn away at once, as something they read

    def changed(self, data: bytes, most: int, seed: int) -> bytes:
        """The data with some changes, at most so long; the same seed makes the same changes."""
        chance = random.Random(seed)
        units = self.unit.findall(data.decode("utf-8", "replace")) or [""]
        for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
            chance.choice(CHANGES)(units, self, chance)
        text = "".join(units)
        if self.mended and chance.random() < MENDED:
            return self.mended(text.encode("utf-8", "replace"))[:most]
        encoding = chance.choice(ENCODINGS) if chance.random() < ENCODED else "utf-8"
        return text.encode(encoding, "replace")[:most]


def _insert(units: Units, splicer: Splicer, chance: random.Random) -> None:
    units.insert(chance.randint(0, len(units)), chance.choice(splicer.pieces))


def _drop(units: Units, _: Splicer, chance: random.Random) -> None:
    if len(units) > 1:
        at = chance.randrange(len(units))
        del units[at : at + chance.choice((1, 1, 2, 5))]
        units or units.append("")


def _double(units: Units, _: Splicer, chance: random.Random) -> None:
    at = chance.randrange(len(units))
    some = units[at : at + chance.choice((1, 1, 2, 4))]
    place = chance.randint(0, len(units))
    units[place:place] = some * chance.choice((1, 1, 1, 3))


def _swap(units: Units, _: Splicer, chance: random.Random) -> None:
    one, other = chance.randrange(len(units)), chance.randrange(len(units))
    units[one], units[other] = units[other], units[one]


def _value(units: Units, splicer: Splicer, chance: random.Random) -> None:
    at = chance.randrange(len(units))
    places = [found.span() for found in splicer.values.finditer(units[at])]
    if places:
        start, end = chance.choice(places)
        units[at] = units[at][:start] + chance.choice(splicer.pieces + splicer.odd) + units[at][end:]


def _odd(units: Units, splicer: Splicer, chance: random.Random) -> None:
    at = chance.randrange(len(units))
    place = chance.randint(0, len(units[at]))
    units[at] = units[at][:place] + chance.choice(splicer.odd) + units[at][place:]


def _cut(units: Units, _: Splicer, chance: random.Random) -> None:
    at = chance.randrange(len(units))
    start = chance.randint(0, len(units[at]))
    units[at] = units[at][:start] + units[at][chance.randint(start, len(units[at])) :]


CHANGES: tuple[Callable[[Units, Splicer, random.Random], None], ...] = (
    _insert, _insert, _drop, _double, _swap, _value, _value, _odd, _cut,
)  # fmt: skip


# --- captures ---------------------------------------------------------------------------------------------------

PAGE_LINES = tuple(line for page in LAYOUTS.values() for rows in page for line in rows)
CAPTURES = Splicer(
    re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+"),
    (
        *(f"{line}\n" for line in (*FRAME_LINES, *PAGE_LINES, *filter(None, (*NEW_SITE_TAIL, *OLD_SITE_HEAD)))),
        *(f"{label} {word}\n" for label in (*LABELS, *ODD_LABELS) for word in WORDS[:3]),
        *LINE_ENDS,
    ),
    re.compile(r"[^\s,.;:]+"),
    (*ODD_CHARACTERS, *ODD_MARKS, *ODD_DATES, *BRACKETS, *DATES, *NAMES, *LABELS, *SPACES),
)

# --- TEI of others ----------------------------------------------------------------------------------------------

ELEMENTS = (
    "TEI teiHeader fileDesc titleStmt title author editor respStmt resp name publicationStmt publisher date idno "
    "availability licence sourceDesc bibl msDesc msIdentifier profileDesc creation langUsage language textClass catRef "
    "keywords term abstract particDesc listPerson person persName surname forename listOrg org orgName listPlace place "
    "placeName correspDesc correspAction correspContext ref encodingDesc classDecl taxonomy category catDesc "
    "revisionDesc change text front body back group div div1 div2 head p ab opener closer dateline salute signed "
    "address addrLine postscript label sp speaker stage u seg note gap desc space supplied sic corr choice orig reg "
    "abbr expan unclear add del subst q quote said foreign hi emph list item table row cell figure graphic figDesc pb "
    "lb cb fw milestone anchor ptr l lg bibl cit app lem rdg standOff teiCorpus facsimile surface zone egXML"
).split()
ATTRIBUTES = (
    "xml:id xml:lang xml:base xml:space n type subtype rend rendition style when from to notBefore notAfter cert resp "
    "ref key target who corresp sameAs next prev ana facs place reason quantity unit extent cols rows role url scheme "
    "ident source calendar hand level status break ed part xmlns xmlns:xi xsi:schemaLocation"
).split()
VALUES = (
    *(
        "",
        " ",
        "x",
        "#x",
        "#",
        "##",
        "#pers-x #pers-y",
        "people.xml#x",
        "1968",
        "1968-05",
        "1968-02-30",
        "0000",
        "10000",
    ),
    *(
        "-0044",
        "1968-05-05T10:15:00Z",
        "P1D",
        "javascript:alert(1)",
        " JavaScript:x",
        "data:text/html,x",
        "http://[::1",
    ),
    *(
        "https://example.org/",
        "mailto:a@b",
        "../../etc/passwd",
        "file:///etc/passwd",
        "en",
        "xx-invalid-tag-",
        "x-klingon",
    ),
    *(
        "high",
        "1",
        "-1",
        "99999999999999999999",
        "1e9",
        "NaN",
        "\t\n",
        "&#x202e;",
        "é",
        "조선",
        "a" * 300,
        "verbatim",
        "label",
    ),
)


def _well_formed(data: bytes) -> bytes:
    """XML whose tags match and which ends, as far as libxml2 can make it so."""
    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:  # nothing is left of it
        return data
    return data if root is None else etree.tostring(root, encoding="utf-8")


TEI = Splicer(
    re.compile(r"<!--.*?-->|<[^<>]*>|[^<]+|<", re.S),
    (
        *(f"<{name}>" for name in ELEMENTS),
        *(f"</{name}>" for name in ELEMENTS),
        *(f"<{name}/>" for name in ELEMENTS),
        *(f"<{name}>x</{name}>" for name in ELEMENTS),
        *(f'<{name} {attribute}="{VALUES[n % len(VALUES)]}">x</{name}>' for name in ELEMENTS
          for n, attribute in enumerate(ATTRIBUTES)),
        *(f' {attribute}="{value}"' for attribute in ATTRIBUTES for value in VALUES),
        *("<!-- x -->", "<?x y?>", "<?xml-stylesheet href='x'?>", "<![CDATA[<b>]]>", "<!DOCTYPE TEI>", "&#0;", "&x;"),
        *("<x xmlns='y'>z</x>", "<x:y xmlns:x='z'/>", "<xi:include href='x' xmlns:xi='http://www.w3.org/2001/XInclude'/>"),
        *("<p/>" * 50, "<div>" * 50, "<list><item>" * 20),
    ),
    re.compile(r'(?<=")[^"]*(?=")|[^\s<>"]+'),
    (*VALUES, *(mark for mark in ODD_MARKS if mark.isascii()), *ODD_CHARACTERS),
    _well_formed,
)  # fmt: skip

# --- settings ---------------------------------------------------------------------------------------------------

KEYS = (
    "title publisher date base_url licence target text language editors email captures authorities layouts documents "
    "id layout genre encoding facts site menu label href colours stylesheet logo statement start capture limits "
    "max_bytes max_seconds max_memory check select ignore strict people organisations places name forms born died "
    "offices office side identifiers note decided_by type ambiguous about evidence is starts like weight enough states "
    "head slot form longest many needs warning unless_next if_next parts zone reason fact tail from opens within slots "
    "summary dates file url rights sender recipient wikidata viaf gnd geonames"
).split()
STATED = (
    *("true", "no", "~", "null", "''", '""', '"x', "[", "]", "[x]", "[[x]]", "{", "{x: y}", "- x", "- - x", "-", "? x"),
    *("|", "|\n  x", ">-\n  x", "&a x", "*a", "<<: *a", "!!python/object:os.system x", "!x y", "# x", "@x", "`x`"),
    *("%x", "---", "...", "\t", "1", "-1", "1_000", "1e5", "0x10", "0o7", "9" * 40, ".inf", ".nan", "1968-02-30"),
    *(
        "2026-11-21",
        "'*.txt'",
        "'**/*.txt'",
        "'[*.txt'",
        "../x.txt",
        "/x.txt",
        "C:x.txt",
        "'((((a*)*)*)*)'",
        "'(?P<x>'",
    ),
    *("'^(a+)+$'", "'['", "x.css", "https://example.org", "javascript:x", "'#fff'", "en", "letter", "utf-8", "rot13"),
    *("S01", "S", "x" * 500, '"\\ud800"', '"\\0"', "\ufeff", "\u2028", "조선", ",", ";", "|", '"a ""b"" c"', "a,b\n"),
)
SETTINGS = Splicer(
    re.compile(r"[^\n]*\n|[^\n]+"),
    (
        *(f"{indent}{key}: {STATED[(n + len(indent)) % len(STATED)]}\n" for indent in ("", "  ", "    ")
          for n, key in enumerate(KEYS)),
        *(f"  - {key}: x\n" for key in KEYS),
        *(f"{value}\n" for value in STATED),
        *(f"{one},{other}\n" for one, other in zip(KEYS, reversed(KEYS), strict=True)),
    ),
    re.compile(r"[^\s:,\[\]{}-]+"),
    (*STATED, *KEYS, *ODD_CHARACTERS),
)  # fmt: skip
