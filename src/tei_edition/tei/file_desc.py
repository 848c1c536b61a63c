"""`fileDesc`: what this file is, who is responsible for what, where the document comes from."""

from __future__ import annotations

from tei_edition.citation import Citation
from tei_edition.dates import read_date
from tei_edition.legible import visible
from tei_edition.model import Fact, Span
from tei_edition.tei.element import XML_ID, Element
from tei_edition.tei.parts import Header, agent_name, is_headline, stated, sub, subjects

MONTHS = "January February March April May June July August September October November December".split()


def file_desc(parent: Element, header: Header) -> None:
    """`fileDesc`: what this file is and where it comes from."""
    element = sub(parent, "fileDesc")
    title_stmt(element, header)
    publication_stmt(element, header)
    source_desc(element, header)


def title_stmt(parent: Element, header: Header) -> None:
    """`titleStmt`: title, author, funder, and who is responsible for what."""
    element = sub(parent, "titleStmt")
    _main_title(element, header)
    for author in header.transcription.authors:
        agent_name(sub(element, "author"), author)
    _funder(element, header)
    _translators(element, header)
    _archive(element, header)
    if any(("resp", "#resp-inherited") in mark.attributes for mark in header.transcription.marks):
        stmt = sub(element, "respStmt", **{XML_ID: "resp-inherited"})
        sub(stmt, "resp", "Editorial brackets found in the capture")
        sub(stmt, "name", "translator or archive, not distinguished")
    if any(fact.by_editor for fact in header.transcription.capture.facts):
        stmt = sub(element, "respStmt", **{XML_ID: "resp-editor"})
        sub(stmt, "resp", "Statements of the edition")
        for editor in header.config.editors:
            sub(stmt, "persName", editor)
        if not header.config.editors:
            sub(stmt, "orgName", header.config.publisher)
    stmt = sub(element, "respStmt", **{XML_ID: "resp-edition"})
    sub(stmt, "resp", "Automatic encoding")
    sub(stmt, "name", "tei-edition", type="software")


def _main_title(parent: Element, header: Header) -> None:
    fact = header.fact("title")
    title = sub(parent, "title", type="main")
    if fact is not None and is_headline(header):
        header.writer.copy(title, fact.span or Span(0, 0))
        return
    title.set("resp", "#resp-archive")
    if fact is None and header.citation and header.citation.title:
        header.writer.copy(title, header.citation.title)
    else:
        stated(title, fact, header, "title")
    if not title.text and not title.children:
        title.text = header.transcription.capture.source.ident
        title.set("resp", "#resp-edition")


def _funder(parent: Element, header: Header) -> None:
    donor, funder = header.fact("donor"), header.fact("funder")
    if donor is None and funder is None:
        return
    name = sub(sub(parent, "funder"), "orgName")
    if donor is not None and (funder is None or donor.value == funder.value):
        stated(name, donor, header, "donor")
        if funder is not None and funder.span is not None:
            header.writer.cites(funder.span, name)
        return
    if funder is not None and funder.span is not None:
        header.writer.copy(name, funder.span)
    elif funder is not None:
        name.text = funder.value
    if donor is not None:
        stated(sub(sub(parent, "funder"), "orgName"), donor, header, "donor")


def _translators(parent: Element, header: Header) -> None:
    citation = header.citation
    translators = list(header.transcription.capture.facts_named("translator"))
    if translators:
        stmt = sub(parent, "respStmt", **{XML_ID: "resp-translator"})
        sub(stmt, "resp", "Translated by", key="trl")
        for fact in translators:
            stated(sub(stmt, "persName"), fact, header, "translator")
        return
    if citation is None:
        return
    if citation.translators and citation.translated is not None:
        stmt = sub(parent, "respStmt", **{XML_ID: "resp-translator"})
        header.writer.cites(citation.translated, sub(stmt, "resp", "Translated by", key="trl"))
        if citation.translated_for is not None:
            header.writer.copy(sub(stmt, "name"), citation.translated_for)
        for translator in citation.translators:
            header.writer.copy(sub(stmt, "persName"), translator)
    for credit in citation.contributed:  # "Obtained by X", "Contributed by X"
        stmt = sub(parent, "respStmt")
        words = header.text(credit.words)
        header.writer.cites(credit.words, sub(stmt, "resp", words[0].upper() + words[1:]))
        for name in credit.names:
            header.writer.copy(sub(stmt, "persName"), name)


def _archive(parent: Element, header: Header) -> None:
    """The archive, if anything in the file is its statement."""
    given = ["title"] if not is_headline(header) else []
    given += ["abstract"] if header.transcription.abstract else []
    if not given and subjects(header):
        given = ["keywords"]
    if not given:
        return
    stmt = sub(parent, "respStmt", **{XML_ID: "resp-archive"})
    sub(stmt, "resp", f"{', '.join(given).capitalize()} and publication on the web")
    publisher = header.fact("publisher")
    if publisher is None:
        sub(stmt, "name", "the publisher of the captured page, which the capture does not name")
    elif publisher.span is not None:
        header.writer.copy(sub(stmt, "orgName"), publisher.span)
    else:
        sub(stmt, "orgName", publisher.value)


def publication_stmt(parent: Element, header: Header) -> None:
    """`publicationStmt`: who publishes this encoding, when, under which terms of the source."""
    element = sub(parent, "publicationStmt")
    config = header.config
    sub(element, "publisher", config.publisher)
    if config.date:
        sub(element, "date", in_words(config.date), when=config.date)
    sub(element, "idno", header.ident, type="edition")
    availability(element, header)


def in_words(iso: str) -> str:
    """ "2026-11-21" → "21 November 2026"."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    return " ".join(part for part in (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if part)


def availability(parent: Element, header: Header) -> None:
    """`availability`: the source's statement of rights verbatim, then the licence of this encoding."""
    element = sub(parent, "availability")
    statements = list(header.transcription.capture.facts_named("rights"))
    element.set("status", "restricted" if statements else "unknown")
    for fact in statements:
        p = stated(sub(element, "p"), fact, header, "rights")
        if fact.value.rstrip().endswith(" at"):  # seeds/002: "please contact … at", the address lost without a trace
            p.add(" ")
            sub(
                sub(p, "email"),
                "gap",
                reason="obfuscated",
                extent="unknown",
                resp="#resp-edition",
                cert="medium",
            )
    if not statements:
        sub(element, "p", "The captured page has no rights statement.")
    licence = header.config.licence
    if licence is not None:
        sub(sub(element, "licence", target=licence.target), "p", f"Licence of this encoding: {licence.text}")


def source_desc(parent: Element, header: Header) -> None:
    """`sourceDesc`: the captured page, the archive's citation, the document in its archive."""
    element = sub(parent, "sourceDesc")
    _digital(element, header)
    if header.citation is not None:
        _citation(element, header, header.citation)
    elif (fact := header.fact("citation")) is not None:
        stated(sub(element, "bibl", **{XML_ID: "src-citation"}, type="citation"), fact, header, "citation")
    _ms_desc(element, header, header.citation)


def _digital(parent: Element, header: Header) -> None:
    capture = header.transcription.capture
    bibl = sub(parent, "bibl", **{XML_ID: "src-capture"}, type="digital")
    title, citation = header.fact("title"), header.citation
    span = title.span if title else citation.title if citation else None
    if span is not None:
        header.writer.copy(sub(bibl, "title", level="a"), span)
    elif title is not None:
        sub(bibl, "title", title.value, level="a")
    if (series := header.fact("series")) is not None:
        stated(sub(bibl, "title", level="s"), series, header, "series")
    if (author := header.fact("author")) is not None:
        stated(sub(bibl, "author"), author, header, "author")
    if (publisher := header.fact("publisher")) is not None:
        holder = sub(bibl, "publisher")
        stated(sub(holder, "orgName") if publisher.span else holder, publisher, header, "publisher")
    for fact_name, date_type in (
        ("date", "document"),
        ("published", "published"),
        ("captured", "captured"),
        ("uploaded", "uploaded"),
    ):
        if (fact := header.fact(fact_name)) is not None:
            _date_of_fact(bibl, fact, date_type, header)
    for fact in capture.facts_named("acknowledgement"):
        stated(sub(bibl, "note", type="acknowledgement"), fact, header, "acknowledgement")
    for fact in capture.facts_named("sourceNote"):
        stated(sub(bibl, "note", type="source"), fact, header, "source note")
    for fact in capture.facts_named("remark"):
        stated(sub(bibl, "note", type="annotation"), fact, header, "remark")
    for name, idno in (("documentNumber", "documentNumber"), ("recordId", "recordId"), ("url", "url")):
        if (fact := header.fact(name)) is not None:
            stated(sub(bibl, "idno", type=idno), fact, header, name)
    sub(bibl, "idno", _xml_safe(capture.source.name), type="captureFile")
    sub(bibl, "idno", capture.source.sha256, type="sha256")


def _xml_safe(name: str) -> str:
    return visible(name)


def _date_of_fact(parent: Element, fact: Fact, date_type: str, header: Header) -> None:
    value = read_date(fact.value, order=header.transcription.capture.date_order)
    attributes = dict(value.attributes) if value else {}
    stated(sub(parent, "date", type=date_type, **attributes), fact, header, f"{date_type} date")


def _citation(parent: Element, header: Header, citation: Citation) -> None:
    """The citation verbatim, its certain parts tagged (in the old form, which names them in order)."""
    bibl = sub(parent, "bibl", **{XML_ID: "src-citation"}, type="citation")
    parts: list[tuple[Span, str, dict[str, str]]] = []
    if citation.title and citation.date and citation.publisher:
        value = read_date(header.text(citation.date))
        parts += [
            (citation.title, "title", {}),
            (citation.date, "date", dict(value.attributes) if value else {}),
            (citation.publisher, "publisher", {}),
        ]
    if citation.pages:
        attributes = {"unit": "page", "from": citation.pages_from, "to": citation.pages_to}
        parts.append((citation.pages, "biblScope", attributes))
    at = citation.span.start
    for span, name, attributes in parts:
        header.writer.header_piece(bibl, Span(at, span.start), "citation")
        header.writer.header(sub(bibl, name, **attributes), span, "citation")
        at = span.end
    header.writer.header_piece(bibl, Span(at, citation.span.end), "citation")


def _ms_desc(parent: Element, header: Header, citation: Citation | None) -> None:
    """The document in its archive, as far as the editor or the citation names it."""
    if header.fact("repository") is not None:
        ms_identifier = sub(sub(parent, "msDesc", **{XML_ID: "src-ms"}), "msIdentifier")
        for name in ("repository", "collection", "shelfmark"):
            for fact in header.transcription.capture.facts_named(name):
                holder = sub(ms_identifier, "idno", type=name) if name == "shelfmark" else sub(ms_identifier, name)
                stated(holder, fact, header, name)
        return
    if citation is None or citation.repository is None:
        return
    ms_desc = sub(parent, "msDesc", **{XML_ID: "src-ms"})
    ms_identifier = sub(ms_desc, "msIdentifier")
    for span, name, attributes in (
        (citation.settlement, "settlement", {}),
        (citation.repository, "repository", {}),
        (citation.collection, "collection", {}),
        (citation.shelfmark, "idno", {"type": "shelfmark"}),
    ):
        if span is not None:
            header.writer.copy(sub(ms_identifier, name, **attributes), span)
    if citation.pages is not None:
        item = sub(sub(ms_desc, "msContents"), "msItem")
        locus = sub(item, "locus", **{"from": citation.pages_from, "to": citation.pages_to})
        header.writer.copy(locus, citation.pages)
        header.writer.copy(sub(item, "title"), citation.title or citation.span)
