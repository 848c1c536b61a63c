"""Rules about the header: correspondence, title, citation and shelfmark, publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from tei_edition.checks.regeneration import TEI, normalise, tei_names
from tei_edition.checks.rules_dates import MACHINE_READABLE, extent_in_days
from tei_edition.checks.rules_index import (
    WHOLE_FILES,
    XML_ID,
    Breach,
    Index,
    children,
    is_inside,
    local_name,
    plain,
    quoted,
    reading,
)
from tei_edition.model import Severity

CORRESPONDENCE = frozenset(("letter", "telegram"))
AGENTS = tei_names("persName orgName")
FRAMES = tei_names("opener closer")
BACK = tei_names("back")

# --- S08, S09: correspondence -------------------------------------------------------------------------------


def correspondence_is_usable(index: Index) -> Iterator[Breach]:
    """S08: letters and telegrams say who wrote to whom; nothing else has a correspDesc."""
    for description in index.everywhere("correspDesc"):
        if index.genre is not None and index.genre not in CORRESPONDENCE:
            yield Breach(
                description,
                f"a document of the genre “{index.genre}” has a correspDesc",
                "only letters and telegrams are correspondence; harvesters (CMIF) would count this one",
            )
        sent = _actions(description, "sent")
        if len(sent) != 1:
            yield Breach(
                description,
                f"correspDesc has {len(sent) or 'no'} sent actions; expected one",
                'one <correspAction type="sent"> names the sender, the place and the date',
            )
        if not _actions(description, "received"):
            yield Breach(
                description,
                "correspDesc has no received action",
                'name the addressee in <correspAction type="received">',
            )
        for action in sent:
            yield from _sender_and_date(action)


def _sender_and_date(sent: etree._Element) -> Iterator[Breach]:
    if not any(plain(agent).strip() for agent in sent.iterchildren(*AGENTS)):
        yield Breach(sent, "nobody is named as sender", "add the sender as persName or orgName")
    dates = list(children(sent, "date"))
    if not dates:
        yield Breach(
            sent,
            "the letter is undated",
            "there are undated letters; if the page or the text gives a date, add it",
            Severity.WARNING,
        )
    for date in dates:
        if not any(date.get(name) for name in MACHINE_READABLE):
            yield Breach(
                date,
                f"the date “{normalise(plain(date))}” of the letter is for people only",
                "add @when (1973-08), or @notBefore and @notAfter; without a year leave the date out",
            )


def _actions(description: etree._Element, kind: str) -> list[etree._Element]:
    return [action for action in children(description, "correspAction") if action.get("type") == kind]


def metadata_agrees(index: Index) -> Iterator[Breach]:
    """S09: date and sender of the header are those of dateline and signature."""
    for description in index.everywhere("correspDesc"):
        for sent in _actions(description, "sent"):
            yield from _other_date(sent, index)
            yield from _other_sender(sent, index)


def _other_date(sent: etree._Element, index: Index) -> Iterator[Breach]:
    lines = [line for line in index.in_text("dateline") if not is_inside(line, BACK)]
    stated = [date for line in lines for date in line.iter(TEI + "date") if extent_in_days(date)]
    for date in children(sent, "date"):
        extent = extent_in_days(date)
        if extent and stated and not any(_overlap(extent, extent_in_days(other)) for other in stated):
            yield Breach(
                date,
                f"the letter is dated “{normalise(plain(date))}” in the header, "
                f"but {quoted(normalise(plain(other)) for other in stated)} in its dateline",
                "decide which is right; the header follows the text where the text is as precise",
            )


def _overlap(one: tuple[str, str], other: tuple[str, str] | None) -> bool:
    return other is not None and one[0] <= other[1] and other[0] <= one[1]


def _other_sender(sent: etree._Element, index: Index) -> Iterator[Breach]:
    signers = [
        name
        for signed in index.in_text("signed")
        if is_inside(signed, FRAMES) and not is_inside(signed, BACK)
        for name in signed.iter(*AGENTS)
        if name.get("ref")
    ]
    senders = [name for name in sent.iterchildren(*AGENTS) if name.get("ref")]
    if signers and senders and not _share_a_party(signers, senders, index):
        yield Breach(
            sent,
            f"the header gives {quoted(normalise(plain(name)) for name in senders)} as sender, "
            f"but {quoted(normalise(plain(name)) for name in signers)} signed",
            "decide who wrote; a secretary, or a party for its committee, may sign for the sender",
        )


def _share_a_party(signers: list[etree._Element], senders: list[etree._Element], index: Index) -> bool:
    """Whether two names mean one sender: the same entry, or one organisation's name within the other's."""
    if set(_refs(signers)) & set(_refs(senders)):
        return True
    theirs = _organisations(senders, index)
    return any(a in b or b in a for a in _organisations(signers, index) for b in theirs)


def _refs(names: Iterable[etree._Element]) -> Iterator[str]:
    return (ref for name in names for ref in (name.get("ref") or "").split())


def _organisations(names: list[etree._Element], index: Index) -> set[str]:
    """What the organisations among some names are called, here and in their entries."""
    named = [name for name in names if name.tag == TEI + "orgName"]
    entries = {entry for ref in _refs(named) if (entry := index.target(ref)) is not None}
    forms = (*named, *(form for entry in entries for form in entry.iter(TEI + "orgName")))
    return {normalise(plain(form)).casefold() for form in forms} - {""}


# --- S15: the title -----------------------------------------------------------------------------------------


def title_stands_once(index: Index) -> Iterator[Breach]:
    """S15: one main title; the archive's is not in the text, the text's own is its headline."""
    for statement in _of_the_file(index, "titleStmt"):
        titles = [title for title in children(statement, "title") if title.get("type", "main") == "main"]
        if len(titles) != 1:
            yield Breach(
                statement,
                f"{len(titles) or 'no'} main titles; expected one",
                'mark one title as type="main" and others as type="sub"',
            )
        elif titles[0].get("resp") == "#resp-archive":
            yield from _repeated_title(titles[0], index)
        elif not titles[0].get("resp"):
            yield from _title_without_headline(titles[0], index)


def _of_the_file(index: Index, name: str) -> Iterator[etree._Element]:
    """The statements of a teiHeader about its own file, not those about a source (biblFull)."""
    for description in index.everywhere("fileDesc"):
        yield from children(description, name)


def _repeated_title(title: etree._Element, index: Index) -> Iterator[Breach]:
    words = normalise(plain(title))
    heads = ((head, plain(head)) for head in index.in_text("head"))
    for element, characters in (*heads, *index.paragraphs):
        if words and len(characters) >= len(words) and words in _readings(element, characters, words):
            yield Breach(
                element,
                f"the archive's title “{words}” stands in the text as {local_name(element)} too",
                "if the document has this heading itself, take @resp from the title; else drop it here",
            )


def _title_without_headline(title: etree._Element, index: Index) -> Iterator[Breach]:
    words = normalise(plain(title))
    if words and not any(words in _readings(head, plain(head), words) for head in index.in_text("head")):
        yield Breach(
            title,
            f"the title “{words}” counts as the text's own headline, but no head of the text reads so",
            'if the archive gave the title, add resp="#resp-archive"; else mark the headline as head',
        )


def _readings(element: etree._Element, characters: str, like: str) -> tuple[str, ...]:
    """How an element reads, with its note marks and without them, if it may read like the words at all."""
    if not characters.lstrip().startswith(like[:1]):
        return ()
    marks = [mark for mark in element.iter(TEI + "ref") if mark.get("type") == "noteMarker"]
    words = reading(element)
    ends = "".join(plain(mark) for mark in marks)
    return (words, words.removesuffix(ends).rstrip()) if ends else (words,)


# --- S17: citation, shelfmark, translator -------------------------------------------------------------------

TRANSLATED = re.compile(r"\btranslated\b[^.]{0,80}?\bby\s+\w", re.IGNORECASE)
NAMES = tei_names("persName orgName name")
EDITOR = "#resp-editor"  # what the editor states need not be in the archive's citation


def citation_agrees(index: Index) -> Iterator[Breach]:
    """S17: where the original is kept and who translated it are worded as in the citation."""
    citations = [bibl for bibl in index.everywhere("bibl") if bibl.get("type") == "citation"]
    words = " ".join(normalise(plain(citation)) for citation in citations)
    if not citations:
        return
    for identifier in index.everywhere("msIdentifier"):
        for part in identifier.iterchildren(TEI + "*"):
            if part.get("resp") != EDITOR and normalise(plain(part)) not in words:
                yield Breach(
                    part,
                    f"{local_name(part)} “{normalise(plain(part))}” is not in the citation",
                    "copy the words of the citation, in their order; nothing is expanded",
                )
    if TRANSLATED.search(words):
        yield from _translator(citations[0], words, index)


def _translator(citation: etree._Element, words: str, index: Index) -> Iterator[Breach]:
    statements = [
        statement
        for statement in index.everywhere("respStmt")
        if any(resp.get("key") == "trl" for resp in children(statement, "resp"))
    ]
    if not statements:
        yield Breach(
            citation,
            "the citation names a translator, but the header does not",
            'add respStmt with <resp key="trl">Translated by</resp> and the name',
        )
    for name in (name for statement in statements for name in statement.iterchildren(*NAMES)):
        if name.get("resp") != EDITOR and normalise(plain(name)) not in words:
            yield Breach(
                name,
                f"the translator “{normalise(plain(name))}” is not in the citation",
                "copy the name as the citation gives it",
            )


# --- S18: publication ---------------------------------------------------------------------------------------


def publication_is_stated(index: Index) -> Iterator[Breach]:
    """S18: the file says under what conditions it is published, and its own number."""
    for statement in _of_the_file(index, "publicationStmt"):
        yield from _availability(statement)
        yield from _number(statement)


def _availability(statement: etree._Element) -> Iterator[Breach]:
    availability = next(children(statement, "availability"), None)
    status = None if availability is None else availability.get("status")
    if availability is None or not status:
        yield Breach(
            statement if availability is None else availability,
            "the file does not say whether it may be used (availability/@status)",
            'state it: status="free", "restricted" or "unknown"',
        )
    elif status == "free" and not any(lic.get("target") for lic in availability.iter(TEI + "licence")):
        yield Breach(
            availability,
            "the file counts as free, but names no licence",
            'add <licence target="…"> with the licence\'s address, or another @status',
        )


def _number(statement: etree._Element) -> Iterator[Breach]:
    numbers = [normalise(plain(idno)) for idno in children(statement, "idno") if idno.get("type") == "edition"]
    root = next(statement.iterancestors(*WHOLE_FILES), None)
    identifier = None if root is None else root.get(XML_ID)
    if not numbers or identifier is None or set(numbers) != {identifier}:
        yield Breach(
            statement,
            f"idno type=“edition” is {quoted(numbers) or 'missing'}, TEI/@xml:id "
            + (f"“{identifier}”" if identifier else "missing"),
            "both are the number of the document in the edition and must be the same",
        )
