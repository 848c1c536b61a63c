"""What `edition.yaml` and `captures.csv` may say: each key and fact with its shape, its default and one sentence."""

from __future__ import annotations

import codecs
import re
from pathlib import PureWindowsPath

from tei_edition.codes import codes
from tei_edition.shapes import (
    Boolean,
    ByKind,
    Checked,
    Choice,
    Field,
    Integer,
    IsoDay,
    Mapping,
    MappingOf,
    OneOrMany,
    Sequence,
    Text,
    did_you_mean,
)
from tei_edition.transliteration import ascii_slug

EDITION_FILE = "edition.yaml"
TABLE_FILE = "captures.csv"
AUTHORITIES_FILE = "authorities.yaml"
LAYOUTS_FOLDER = "layouts"

MOST_LISTED = 1000  # editors, patterns, links of a menu

GENRES = ("letter", "telegram", "minutes", "report", "speech", "agreement", "article", "other")

FACTS = {
    # name                what it states
    "title": "the title of the document",
    "date": "the date of the document, as worded",
    "published": "the date on which an article was published",
    "captured": "the date on which the page was visited",
    "uploaded": "the date on which the archive put the document on the web",
    "url": "the address of the page",
    "rights": "the rights statement",
    "recordId": "the archive's number for the record",
    "publisher": "who publishes the page",
    "series": "the site or series that the page belongs to",
    "funder": "who paid for the publication of the document",
    "acknowledgement": "the sentence that thanks the funder",
    "abstract": "the archive's summary",
    "citation": "how the archive wants the document to be cited",
    "author": "who wrote the document",
    "translator": "who translated the document",
    "documentType": "the archive's own word for the kind of document",
    "subject": "a subject heading of the archive",
    "geographic": "a place heading of the archive",
    "name": "a person or organisation heading of the archive",
    "language": "the language of the text in the capture",
    "originalLanguage": "the language that the document was written in",
    "sourceNote": "the note on where the original is kept",
    "documentNumber": "the number of the document in its volume",
    "repository": "the archive or library that keeps the original",
    "collection": "the collection that the original belongs to",
    "shelfmark": "the shelfmark of the original",
    "sender": "who sent the letter or telegram",
    "recipient": "to whom it was sent",
    "place": "where the document was written",
}
"""The statements that a capture, a layout profile or the editor can make about a document."""

REPEATABLE = frozenset(
    {"author", "translator", "funder", "documentType", "subject", "geographic", "name"}
    | {"collection", "sender", "recipient"}
)
"""Facts that may have several values: a list in edition.yaml, values parted by "|" in captures.csv."""

ENCODINGS = (
    *("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-2", "windows-1250", "windows-1251"),
    *("koi8-r", "mac-roman", "cp437", "gb18030", "big5", "shift_jis", "euc-kr", "euc-jp"),
)
"""Encodings to suggest; every text encoding that Python knows is allowed."""
NO_ENCODINGS = frozenset("idna punycode raw-unicode-escape unicode-escape undefined".split())
"""What Python counts among them, and no file is saved in."""


# --- what may stand there -----------------------------------------------------------------------------------


def _matching(what: str, pattern: str) -> Checked:
    fits = re.compile(pattern)
    return Checked(what, lambda text: "" if fits.fullmatch(text) else f"“{text}” is not {what}")


def _id_fault(text: str) -> str:
    """Ids become file names, so they must differ in more than case and suit Windows too."""
    if re.fullmatch(r"con|prn|aux|nul|(com|lpt)[0-9]", text):
        return f"“{text}” is a device name on Windows and cannot name a file"
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,119}", text):
        return ""
    better = ascii_slug(text)[:120]
    hint = f"; did you mean “{better}”?" if better else ""
    return f"“{text}” is no id{hint}; an id has lower-case letters a–z, digits, “-” and “_”, at most 120"


def encoding_fault(text: str) -> str:
    try:
        found = codecs.lookup(text)
        known = getattr(found, "_is_text_encoding", True) and found.name not in NO_ENCODINGS
    except (LookupError, ValueError):
        known = False
    return "" if known else f"“{text}” is no text encoding{did_you_mean(text, ENCODINGS)}"


def _glob_fault(text: str) -> str:
    if PureWindowsPath(text).is_absolute() or text.startswith(("/", "\\")):
        return f"“{text}” is absolute; write it relative to the folder of {EDITION_FILE}"
    if any(len(part.encode()) > 255 for part in text.split("/")) or len(text) > 1000 or text.count("**") > 4:
        return f"“{text}” is too long for a file pattern"
    if re.search(r"[*?\[].*/\.\.(/|$)", text):
        return f"“{text}”: “..” can stand at the beginning only"
    ending = re.search(r"\.([A-Za-z0-9]+)$", text)
    if ending and ending[1].lower() != "txt":
        return f"“{text}” can match no capture; only *.txt files are captures"
    if any("**" in part and part != "**" for part in text.split("/")):
        return f"“{text}”: “**” stands for folders and must stand alone between slashes"
    return ""


def _logo_fault(text: str) -> str:
    kinds = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
    return (
        "" if text.lower().endswith(kinds) else f"“{text}” is no picture that every browser shows ({' '.join(kinds)})"
    )


def _stylesheet_fault(text: str) -> str:
    return "" if text.lower().endswith((".css", ".xsl", ".xslt")) else f"“{text}” is no stylesheet (.css .xsl)"


def _href_fault(text: str) -> str:
    if re.search(r"[\s\x00-\x20]", text):  # browsers leave them out when they look for the scheme
        return f"“{text}” is no link: there is a space in it; write %20"
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", text)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        return f"“{text}” is no link to a page; allowed are http:, https:, mailto: and paths inside the edition"
    return ""


URL = _matching("a web address (https://…)", r"https?://[^\s<>\"{}|\\^`]+")
EMAIL = _matching("an e-mail address", r"[^\s@<>\"]+@[^\s@<>\"]+")
LANGUAGE = _matching("a language code (en, de, pt-BR)", r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SLUG = Checked("an id", _id_fault)
COLOUR = _matching(
    "a CSS colour",
    r"#([0-9A-Fa-f]{3,4}){1,2}|[a-z]+|(rgb|hsl|oklch|oklab)a?\([0-9a-z.%,/ -]+\)"
    r"|light-dark\(#([0-9A-Fa-f]{3,4}){1,2}, ?#([0-9A-Fa-f]{3,4}){1,2}\)",
)


def _code_fault(text: str) -> str:
    if not re.fullmatch(r"[A-Z][0-9]{0,3}", text):
        return f"“{text}” is not a finding code or its beginning (N201, N2, N)"
    known = any(code.startswith(text) for code in codes())
    return "" if known else f"no finding has a code that begins with “{text}”; tei-edition explain codes lists them"


CODE = Checked("a finding code or its beginning (N201, N2, N)", _code_fault)

DOCUMENT = Mapping(
    {
        "id": Field(SLUG, meaning="the id in addresses and file names; default: made from the file name"),
        "layout": Field(SLUG, meaning="the layout profile to read the page with; default: the best match"),
        "genre": Field(Choice(*GENRES), meaning="the kind of document; default: recognised"),
        "encoding": Field(
            Checked("a text encoding", encoding_fault), meaning="the character encoding; default: recognised"
        ),
        "facts": Field(
            MappingOf(OneOrMany(Text()), key=Choice(*FACTS)),
            default={},
            meaning="statements of the editor, by name",
        ),
    }
)

SITE = Mapping(
    {
        "title": Field(Text(), meaning="the title on the pages; default: the edition's title"),
        "language": Field(LANGUAGE, default="en", meaning="the language of the pages around the documents"),
        "menu": Field(
            Sequence(
                Mapping(
                    {
                        "label": Field(Text(), required=True, meaning="the words of the link"),
                        "href": Field(Checked("a link", _href_fault), required=True, meaning="where it leads"),
                    }
                ),
                most=MOST_LISTED,
            ),
            default=(),
            meaning="further links in the head of every page",
        ),
        "colours": Field(
            MappingOf(COLOUR, key=_matching("a colour name (accent, paper, ink)", "[a-z][a-z0-9-]*")),
            default={},
            meaning="colours by name: accent, paper, ink; each becomes the custom property --tei-NAME",
        ),
        "statement": Field(Text(), meaning="what the edition is, in two sentences; stands on the index"),
        "start": Field(
            OneOrMany(Text(), most=MOST_LISTED),
            default=(),
            meaning="the documents to begin with (ids, or the names of their captures); shown first on the index",
        ),
        "logo": Field(
            Checked("a picture", _logo_fault), meaning="the picture beside the title (svg, png, jpg, webp or gif)"
        ),
        "stylesheet": Field(
            Checked("a stylesheet", _stylesheet_fault),
            meaning="a CSS file of one's own, loaded last, or an XSLT (.xsl) on top of ours",
        ),
        "capture": Field(
            Choice("public", "hashes", "none"),
            default="public",
            meaning="what pages show of the captures: their lines (public), checksums (hashes), nothing (none); "
            "a deposit holds them only if public",
        ),
    }
)

LICENCE = Mapping(
    {
        "target": Field(URL, required=True, meaning="the address of the licence"),
        "text": Field(Text(), meaning="the licence in words; default: its address"),
    }
)

EDITION = Mapping(
    {
        "title": Field(Text(), default="Edition", meaning="the title of the edition"),
        "publisher": Field(Text(), default="unpublished", meaning="who publishes the edition"),
        "date": Field(IsoDay(), meaning="the day of publication; default: SOURCE_DATE_EPOCH, else unpublished"),
        "base_url": Field(URL, meaning="the address that the pages will have on the web"),
        "licence": Field(
            ByKind(scalar=URL, mapping=LICENCE), meaning="the licence of the encoding (not of the documents)"
        ),
        "language": Field(LANGUAGE, meaning="the language of the documents; without it, that of each is recognised"),
        "editors": Field(
            OneOrMany(Text(), most=MOST_LISTED), default=(), meaning="the persons responsible for the edition"
        ),
        "email": Field(EMAIL, meaning="the e-mail address of the first editor, for questions about the edition"),
        "captures": Field(
            OneOrMany(Checked("a file pattern", _glob_fault), most=MOST_LISTED),
            meaning="the captures; default: captures/**/*.txt if that folder is there, else *.txt",
        ),
        "authorities": Field(
            Text(),
            meaning=f"the file of people, organisations and places; default: {AUTHORITIES_FILE} if there",
        ),
        "layouts": Field(
            Text(), meaning=f"the folder of one's own layout profiles; default: {LAYOUTS_FOLDER} if there"
        ),
        "documents": Field(MappingOf(DOCUMENT), default={}, meaning="settings for single captures, by file name"),
        "site": Field(SITE, meaning="the reading edition"),
        "limits": Field(
            Mapping(
                {
                    "max_bytes": Field(
                        Integer(1, 10**12), default=50_000_000, meaning="the largest capture that is read"
                    ),
                    "max_seconds": Field(
                        Integer(1, 10**6),
                        default=120,
                        meaning="the time of the processor for one document; one that takes longer is given up",
                    ),
                    "max_memory": Field(
                        Integer(1, 10**15),
                        default=2_000_000_000,
                        meaning="the memory for one document in bytes; one that needs more is given up (on Linux)",
                    ),
                }
            ),
            meaning="what is too much",
        ),
        "check": Field(
            Mapping(
                {
                    "select": Field(
                        OneOrMany(CODE, most=MOST_LISTED), default=(), meaning="report only these findings"
                    ),
                    "ignore": Field(
                        OneOrMany(CODE, most=MOST_LISTED), default=(), meaning="do not report these findings"
                    ),
                    "strict": Field(Boolean(), default=False, meaning="warnings make the run fail"),
                }
            ),
            meaning="the checks",
        ),
    }
)
"""The shape of edition.yaml."""
