"""Rules about the words of the text: editorial marks, odd characters, furniture, emptiness, quotation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei_edition.checks.regeneration import TEI, normalise, tei_names
from tei_edition.checks.rules_index import (
    Breach,
    Index,
    children,
    local_name,
    plain,
    reading,
)
from tei_edition.model import Severity

# --- S11: editorial marks left as text ----------------------------------------------------------------------

# What an editor or a web page put where words are missing or doubtful.
UNREAD = "illegible|inaudible|unreadable|unintelligible"
MARK = re.compile(
    rf"\[(?:page )?(?:{UNREAD}|unclear|sic|torn|\?)(?!\w)[^\[\]]{{0,40}}\]?"
    r"|\[(?:one|two|three|four|five|several|few|\d+) (?:words?|lines?|letters?|characters?|pages?) "
    rf"(?:{UNREAD})\]?"
    r"|\[(?:missing page|text cut off|page missing|excised|redacted|deleted|blank)\]"
    r"|\[\s?(?:\.\s?\.\s?\.|…)\s?\]"
    rf"|\((?:{UNREAD}|sic)!?\)"
    r"|\[email[ \xa0]protected\]",
    re.IGNORECASE,
)
OBFUSCATED = re.compile(r"\[email[ \xa0]protected\]")
CAPTURED = tei_names("desc figDesc")
COPIES = tei_names("title")  # in a header: the headline once more, as plain words for lists


def no_mark_left_as_text(index: Index) -> Iterator[Breach]:
    """S11: editorial marks are markup, but for descriptions, editorial notes and verbatim elements."""
    if MARK.search(index.words):
        for text in index.texts:
            yield from _marks(text, MARK)
    for header in index.everywhere("teiHeader"):
        if "protected]" in plain(header):
            yield from (breach for breach in _marks(header, OBFUSCATED) if breach.element.tag not in COPIES)


def _marks(root: etree._Element, pattern: re.Pattern[str]) -> Iterator[Breach]:
    for node, string, is_tail in _strings(root):
        found = pattern.search(string)
        if not found:
            continue
        element = node.getparent() if is_tail else node
        if element is None or _keeps_wording(element) or (is_tail and _is_verbatim_sic(node)):
            continue
        yield Breach(
            element,
            f"the editorial mark “{normalise(found[0])}” stands as plain text",
            "encode it (gap, sic, unclear, supplied …), so that readers and machines can tell it from the "
            "words of the document",
            None if found[0][-1] in ")]" else Severity.WARNING,  # "[unclear: ": nothing says where it ends
        )


def _strings(root: etree._Element) -> Iterator[tuple[etree._Element, str, bool]]:
    """Each stretch of text with a bracket, after the node that it begins (False) or follows (True)."""
    for node in root.iter():
        text, tail = node.text, node.tail
        if text and ("[" in text or "(" in text) and isinstance(node.tag, str):
            yield node, text, False
        if tail and ("[" in tail or "(" in tail) and node is not root:
            yield node, tail, True


def _keeps_wording(element: etree._Element) -> bool:
    """Whether an element holds captured wording or words of ours: descriptions, editorial notes, verbatim."""
    return any(
        outer.tag in CAPTURED
        or (outer.get("rend") and "verbatim" in (outer.get("rend") or "").split())
        or (outer.tag == TEI + "note" and outer.get("type") == "editorial")
        for outer in (element, *element.iterancestors())
    )


def _is_verbatim_sic(element: etree._Element) -> bool:
    """Whether the words after an element may be its own mark: "(sic)" stays as text after a verbatim sic."""
    return element.tag == TEI + "sic" and "verbatim" in (element.get("rend") or "").split()


# --- S12: odd characters ------------------------------------------------------------------------------------

ODD = re.compile(
    "[\x80-\x9f\xa0\xad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ue000-\uf8ff"
    "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)

ASCII = bytes(range(128))


def no_odd_characters(index: Index) -> Iterator[Breach]:
    """S12: characters that nobody sees or that mean nothing outside one font; one finding for each."""
    counts = Counter(ODD.findall(_beyond_ascii(plain(index.root))))
    holders = _first_holders(index.root) if counts else {}
    for character, number in counts.items():
        name = unicodedata.name(character, "without a name")
        yield Breach(
            holders[character],
            f"the character U+{ord(character):04X} ({name}) occurs "
            + ("once" if number == 1 else f"{number} times, first here"),
            "it is kept; compare the original, since such characters often come from a faulty copy",
        )


def _beyond_ascii(text: str) -> str:
    """The characters that are not ASCII: few in most texts, so that the search among them costs little."""
    return text.encode("utf-8", "surrogatepass").translate(None, ASCII).decode("utf-8", "surrogatepass")


def _first_holders(root: etree._Element) -> dict[str, etree._Element]:
    """For each odd character the element in which it stands first."""
    holders: dict[str, etree._Element] = {}
    for element in root.iter("*"):
        for string in (element.text, *(child.tail for child in element)):
            for character in ODD.findall(string or ""):
                holders.setdefault(character, element)
    return holders


# --- S13: furniture of the page -----------------------------------------------------------------------------

# words that no letter has, wherever they stand
NOTICES = (
    "Read original version at source",
    "ADD SEARCH FILTER",
    "CITATION SHARE DOWNLOAD",
    "VIEW DOCUMENT IN",
    "International History Declassified",
    "This document was made possible with support from",
    "welcomes reuse of Digital Archive materials",
)
# words that a letter may have in a sentence
LABELS = (
    "Skip to content",
    "Document Information",
    "Record ID",
    "Original Uploaded Date",
    "get citation",
    "share document",
)
CHROME = (*NOTICES, *LABELS)
CHROME_LINES = frozenset(("Search in", "• Citation", "English HTML", "More Articles", "Related Documents"))
LONGEST_LINE = 100  # characters, the white space before and after it included
FURNITURE = re.compile("|".join(map(re.escape, (*CHROME, *sorted(CHROME_LINES)))))  # one search for all of them


def no_furniture(index: Index) -> Iterator[Breach]:
    """S13: labels and links of the web page are not text; an error where they cannot be.

    A letter may speak of a record ID: within a sentence such words are a warning, as all are where the layout is not
    known.
    """
    is_unknown = index.layout in (None, "plain")
    if not FURNITURE.search(index.words):
        return
    for text in index.texts:
        for element in text.iter(TEI + "*"):
            own = element.text or ""
            strings = (own, *(child.tail or "" for child in element)) if len(element) else (own,)
            found = None
            if any(map(FURNITURE.search, strings)):
                found = next((words for words in CHROME for string in strings if words in string), None)
            if found is None and len(own) < LONGEST_LINE and normalise(own) in CHROME_LINES:
                found = normalise(own)
            if found is not None:
                is_alone = found not in LABELS or own.lstrip(" \n•").startswith(found)
                yield Breach(
                    element,
                    f"“{found}” looks like a part of the web page, not of the document",
                    "if so, the layout profile should name it as chrome; if not, ignore this",
                    Severity.ERROR if is_alone and not is_unknown else Severity.WARNING,
                )


# --- S14, S16, S22: empty elements, repeated summary, quotation marks ---------------------------------------

FILLED = tei_names(
    "p head speaker item q persName orgName placeName name roleName date signed salute dateline addrLine "
    "title desc note supplied"
)
FILLINGS = tei_names("gap space figure graphic media formula g")


def nothing_is_empty(index: Index) -> Iterator[Breach]:
    """S14: an element that presents words has words, or stands for some that are missing."""
    for element in index.root.iter(*FILLED):
        if (element.text and not element.text.isspace()) or not _is_empty(element):
            continue
        yield Breach(
            element,
            f"{local_name(element)} is empty",
            "leave the element out; where words are missing, put a gap into it",
        )


def _is_empty(element: etree._Element) -> bool:
    if (element.tag == TEI + "note" and element.get("type") == "editorial") or plain(element).strip():
        return False  # an editorial note without words is the business of S07
    return next(element.iter(*FILLINGS), None) is None


def summary_stands_once(index: Index) -> Iterator[Breach]:
    """S16: the archive's summary is not a paragraph of the text as well."""
    abstracts = index.everywhere("abstract")
    summaries = {normalise(plain(part)) for abstract in abstracts for part in (abstract, *children(abstract, "p"))}
    summaries.discard("")
    beginnings = tuple({summary.split(" ", 1)[0] for summary in summaries})
    for p, words in index.paragraphs:
        if beginnings and words.lstrip().startswith(beginnings) and reading(p) in summaries:
            yield Breach(
                p,
                f"the paragraph “{_short(normalise(words))}” is also the archive's summary (abstract)",
                "keep it where it belongs: in the text if the document says it, else in the header",
            )


def quotation_marks_are_paired(index: Index) -> Iterator[Breach]:
    """S22: each paragraph closes the quotation marks that it opens, unless the quotation runs on."""
    if "“" not in index.words:  # without an opening mark it is the Swedish use: ” on both sides
        return
    running = False
    following = [*(words for _, words in index.paragraphs[1:]), ""]
    for (p, words), after in zip(index.paragraphs, following, strict=False):
        excess = 0 if "„" in words else words.count("“") - words.count("”")  # in „German use“ the “ closes
        closes = running and excess == -1
        running = excess == 1 and _goes_on(after)
        if excess and not running and not closes:
            yield Breach(
                p,
                f"{words.count('“')} opening (“) and {words.count('”')} closing (”) quotation marks",
                "look for a mark that the capture lost; a quotation that runs over paragraphs is no mistake",
            )


def _goes_on(following: str) -> bool:
    """Whether a paragraph takes up a quotation: opens it again, or closes it without having opened one."""
    return following.lstrip().startswith("“") or following.count("”") == following.count("“") + 1


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
