"""`teiHeader` and `standOff`: one function for each element, in the order of the schema (guidelines §3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from tei_edition import __version__
from tei_edition.citation import Citation, parse_citation
from tei_edition.config import Config
from tei_edition.dates import read_date
from tei_edition.model import Agent, DateValue, Edition, Entity, Fact, Mark, Person, PreviousLetter, Span
from tei_edition.tei.writer import XML_ID, T, Writer

LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "ru": "Russian",
    "pl": "Polish",
    "sq": "Albanian",
    "ko": "Korean",
    "zh": "Chinese",
    "ja": "Japanese",
    "ca": "Catalan",
    "sl": "Slovene",
    "cs": "Czech",
    "hu": "Hungarian",
    "nl": "Dutch",
    "la": "Latin",
}
GENRES = (
    ("letter", "Letter"),
    ("telegram", "Telegram, cable or greeting message"),
    ("minutes", "Minutes, notes or memorandum of a conversation or meeting, with or without turns"),
    ("report", "Report or memorandum"),
    ("speech", "Speech or statement by one speaker"),
    ("agreement", "Treaty, agreement, protocol, resolution or decree"),
    ("article", "News report or press statement"),
    ("other", "Genre not recognised"),
)
LEFT_OUT = (
    # reason of a dropped zone, what the header says of it, whether with an example in quotation marks
    ("navigation", "navigation", True),
    ("section-label", "section labels", True),
    ("version-label", "the label of the version shown", True),
    ("field-label", "labels of record fields", False),
    ("empty-field", "labels of empty record fields", False),
    ("repeated-date", "a second copy of a date", False),
    ("repeated-headline", "a second copy of the headline", False),
    ("related-articles", "beginnings of related articles", False),
)
EDITORIAL: tuple[tuple[str, dict[str, str], str], ...] = (
    # element        attributes                                        what the paragraph says
    (
        "correction",
        {"status": "unknown", "method": "markup"},
        "Nothing is corrected. Apparent slips of the capture or of the translation stand unmarked; only a word that "
        "the capture itself marks “[sic]” is encoded with sic.",
    ),
    (
        "normalization",
        {"method": "silent"},
        "No-break and repeated spaces, trailing spaces and blank lines are reduced to single spaces. No other "
        "character is changed.",
    ),
    ("quotation", {"marks": "all"}, "Quotation marks are kept as characters inside q or said."),
    ("hyphenation", {"eol": "none"}, "The capture has no end-of-line hyphenation."),
    (
        "segmentation",
        {},
        "Each non-empty paragraph of the capture is one paragraph, unless it belongs to an address, a salutation, a "
        "signature, a dateline, a list or a heading.",
    ),
    (
        "interpretation",
        {},
        'Names, dates and roles are tagged by rule. cert="medium" or "low" marks an interpretation that rests on '
        "weaker evidence; no cert attribute means that it is stated in the capture.",
    ),
    (
        "stdVals",
        {},
        "Dates in attributes follow ISO 8601 in the Gregorian calendar and are never more precise than the text.",
    ),
)
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Header:
    """What the header is written from."""

    edition: Edition
    config: Config
    writer: Writer
    ident: str  # TEI/@xml:id
    citation: Citation | None

    def fact(self, name: str) -> Fact | None:
        """The first fact of that name in the capture, or as the editor states it."""
        return self.edition.capture.fact(name)

    def text(self, span: Span) -> str:
        return self.writer.words(span)


def sub(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new child element."""
    element = etree.SubElement(parent, T + name, attributes)
    element.text = text
    return element


def encode_header(root: etree._Element, edition: Edition, config: Config, writer: Writer, ident: str) -> None:
    """`teiHeader` as the first child of the root; `standOff` after it, if there is anybody in it."""
    fact = edition.capture.fact("citation")
    citation = parse_citation(edition.capture.source.text, fact.span) if fact and fact.span else None
    header = Header(edition, config, writer, ident, citation)
    element = etree.Element(T + "teiHeader")
    root.insert(0, element)
    file_desc(element, header)
    encoding_desc(element, header)
    profile_desc(element, header)
    revision_desc(element, header)
    _unused_statements(element, header)
    stand_off = stand_off_of(header)
    if len(stand_off):
        root.insert(1, stand_off)


def _unused_statements(parent: etree._Element, header: Header) -> None:
    """What the page states and no other element took (the editor knows better, or it stands twice): never lost."""
    written = sorted(piece.span.start for piece in header.writer.written)
    bibl = next(element for element in parent.iter(T + "bibl") if element.get("type") == "digital")
    edition = header.edition
    stated = [(zone.span, zone.reason) for zone in edition.capture.zones if zone.kind == "header"]
    for span, reason in [*stated, *((span, "abstract") for span in edition.abstract)]:
        if bisect_left(written, span.start) == bisect_left(written, span.end):
            header.writer.header(sub(bibl, "note", type="annotation"), span, f"{reason}: not used")
            written = sorted([*written, span.start])


# --- fileDesc -------------------------------------------------------------------------------------------------


def file_desc(parent: etree._Element, header: Header) -> None:
    """`fileDesc`: what this file is and where it comes from."""
    element = sub(parent, "fileDesc")
    title_stmt(element, header)
    publication_stmt(element, header)
    source_desc(element, header)


def title_stmt(parent: etree._Element, header: Header) -> None:
    """`titleStmt`: title, author, funder, and who is responsible for what."""
    element = sub(parent, "titleStmt")
    _main_title(element, header)
    for author in header.edition.authors:
        _agent(sub(element, "author"), author)
    _funder(element, header)
    _translators(element, header)
    _archive(element, header)
    if any(("resp", "#resp-inherited") in mark.attributes for mark in header.edition.marks):
        stmt = sub(element, "respStmt", **{XML_ID: "resp-inherited"})
        sub(stmt, "resp", "Editorial brackets found in the capture")
        sub(stmt, "name", "translator or archive, not distinguished")
    if any(fact.by_editor for fact in header.edition.capture.facts):
        stmt = sub(element, "respStmt", **{XML_ID: "resp-editor"})
        sub(stmt, "resp", "Statements of the edition")
        for editor in header.config.editors:
            sub(stmt, "persName", editor)
        if not header.config.editors:
            sub(stmt, "orgName", header.config.publisher)
    stmt = sub(element, "respStmt", **{XML_ID: "resp-edition"})
    sub(stmt, "resp", "Automatic encoding")
    sub(stmt, "name", "tei-edition", type="software")


def _main_title(parent: etree._Element, header: Header) -> None:
    fact = header.fact("title")
    title = sub(parent, "title", type="main")
    if fact is not None and is_headline(header):
        header.writer.copy(title, fact.span or Span(0, 0))
        return
    title.set("resp", "#resp-archive")
    if fact is None and header.citation and header.citation.title:
        header.writer.copy(title, header.citation.title)
    else:
        _stated(title, fact, header, "title")
    if not title.text and len(title) == 0:
        title.text = header.edition.capture.source.ident
        title.set("resp", "#resp-edition")


def is_headline(header: Header) -> bool:
    """Whether the title is the text's own headline, so that the archive did not supply it."""
    fact = header.fact("title")
    return fact is not None and any(
        zone.reason == "headline" and zone.span == fact.span for zone in header.edition.capture.zones
    )


def _stated(element: etree._Element, fact: Fact | None, header: Header, reason: str) -> etree._Element:
    """The words of a fact: those of the capture, which find their home here, or those of the editor."""
    if fact is not None and fact.span is not None:
        header.writer.header(element, fact.span, reason)
    elif fact is not None:
        element.text = fact.value
        if fact.by_editor:
            element.set("resp", "#resp-editor")
    return element


def _funder(parent: etree._Element, header: Header) -> None:
    donor, funder = header.fact("donor"), header.fact("funder")
    if donor is None and funder is None:
        return
    name = sub(sub(parent, "funder"), "orgName")
    if donor is not None and (funder is None or donor.value == funder.value):
        _stated(name, donor, header, "donor")
        if funder is not None and funder.span is not None:
            header.writer.cites(funder.span, name)
        return
    if funder is not None and funder.span is not None:
        header.writer.copy(name, funder.span)
    elif funder is not None:
        name.text = funder.value
    if donor is not None:
        _stated(sub(sub(parent, "funder"), "orgName"), donor, header, "donor")


def _translators(parent: etree._Element, header: Header) -> None:
    citation = header.citation
    stated = list(header.edition.capture.facts_named("translator"))
    if stated:
        stmt = sub(parent, "respStmt", **{XML_ID: "resp-translator"})
        sub(stmt, "resp", "Translated by", key="trl")
        for fact in stated:
            _stated(sub(stmt, "persName"), fact, header, "translator")
        return
    if citation is None or not citation.translators or citation.translated is None:
        return
    stmt = sub(parent, "respStmt", **{XML_ID: "resp-translator"})
    words = header.text(citation.translated)
    resp = sub(stmt, "resp", words[0].upper() + words[1:], key="trl")
    header.writer.cites(citation.translated, resp)
    if citation.translated_for is not None:
        header.writer.copy(sub(stmt, "name"), citation.translated_for)
    for translator in citation.translators:
        header.writer.copy(sub(stmt, "persName"), translator)


def _archive(parent: etree._Element, header: Header) -> None:
    """The archive, if anything in the file is its statement."""
    edition = header.edition
    if is_headline(header) and not edition.abstract:
        return
    stmt = sub(parent, "respStmt", **{XML_ID: "resp-archive"})
    what = "Title, abstract and publication on the web" if edition.abstract else "Title and publication on the web"
    sub(stmt, "resp", what)
    publisher = header.fact("publisher")
    if publisher is None:
        sub(stmt, "name", "the publisher of the captured page, which the capture does not name")
    elif publisher.span is not None:
        header.writer.copy(sub(stmt, "orgName"), publisher.span)
    else:
        sub(stmt, "orgName", publisher.value)


def publication_stmt(parent: etree._Element, header: Header) -> None:
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


def availability(parent: etree._Element, header: Header) -> None:
    """`availability`: the source's statement of rights verbatim, then the licence of this encoding."""
    element = sub(parent, "availability")
    statements = list(header.edition.capture.facts_named("rights"))
    element.set("status", "restricted" if statements else "unknown")
    for fact in statements:
        p = _stated(sub(element, "p"), fact, header, "rights")
        if fact.value.rstrip().endswith(" at"):  # seeds/002: "please contact … at", the address lost without a trace
            _last_text(p, " ")
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


def _last_text(element: etree._Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def source_desc(parent: etree._Element, header: Header) -> None:
    """`sourceDesc`: the captured page, the archive's citation, the document in its archive."""
    element = sub(parent, "sourceDesc")
    _digital(element, header)
    if header.citation is not None:
        _citation(element, header, header.citation)
    elif (fact := header.fact("citation")) is not None:
        _stated(sub(element, "bibl", **{XML_ID: "src-citation"}, type="citation"), fact, header, "citation")
    _ms_desc(element, header, header.citation)


def _digital(parent: etree._Element, header: Header) -> None:
    capture = header.edition.capture
    bibl = sub(parent, "bibl", **{XML_ID: "src-capture"}, type="digital")
    title, citation = header.fact("title"), header.citation
    span = title.span if title else citation.title if citation else None
    if span is not None:
        header.writer.copy(sub(bibl, "title", level="a"), span)
    elif title is not None:
        sub(bibl, "title", title.value, level="a")
    if (series := header.fact("series")) is not None:
        _stated(sub(bibl, "title", level="s"), series, header, "series")
    if (author := header.fact("author")) is not None:
        _stated(sub(bibl, "author"), author, header, "author")
    if (publisher := header.fact("publisher")) is not None:
        holder = sub(bibl, "publisher")
        _stated(sub(holder, "orgName") if publisher.span else holder, publisher, header, "publisher")
    for fact_name, date_type in (
        ("date", "document"),
        ("published", "published"),
        ("captured", "captured"),
        ("uploaded", "uploaded"),
    ):
        if (fact := header.fact(fact_name)) is not None:
            _date_of_fact(bibl, fact, date_type, header)
    for fact in capture.facts_named("acknowledgement"):
        _stated(sub(bibl, "note", type="acknowledgement"), fact, header, "acknowledgement")
    for fact in capture.facts_named("sourceNote"):
        _stated(sub(bibl, "note", type="source"), fact, header, "source note")
    for fact in capture.facts_named("remark"):
        _stated(sub(bibl, "note", type="annotation"), fact, header, "remark")
    for name, idno in (("documentNumber", "documentNumber"), ("recordId", "recordId"), ("url", "url")):
        if (fact := header.fact(name)) is not None:
            _stated(sub(bibl, "idno", type=idno), fact, header, name)
    sub(bibl, "idno", _xml_safe(capture.source.name), type="captureFile")
    sub(bibl, "idno", capture.source.sha256, type="sha256")


def _xml_safe(name: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def _date_of_fact(parent: etree._Element, fact: Fact, date_type: str, header: Header) -> None:
    value = read_date(fact.value, order=header.edition.capture.date_order)
    attributes = dict(value.attributes) if value else {}
    _stated(sub(parent, "date", type=date_type, **attributes), fact, header, f"{date_type} date")


def _citation(parent: etree._Element, header: Header, citation: Citation) -> None:
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


def _ms_desc(parent: etree._Element, header: Header, citation: Citation | None) -> None:
    """The document in its archive, as far as the editor or the citation names it."""
    if header.fact("repository") is not None:
        ms_identifier = sub(sub(parent, "msDesc", **{XML_ID: "src-ms"}), "msIdentifier")
        for name in ("repository", "collection", "shelfmark"):
            for fact in header.edition.capture.facts_named(name):
                holder = sub(ms_identifier, "idno", type=name) if name == "shelfmark" else sub(ms_identifier, name)
                _stated(holder, fact, header, name)
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


# --- encodingDesc ---------------------------------------------------------------------------------------------


def encoding_desc(parent: etree._Element, header: Header) -> None:
    """`encodingDesc`: how this file was made."""
    element = sub(parent, "encodingDesc")
    sub(
        sub(element, "projectDesc"),
        "p",
        "Plain-text captures of archival documents from web pages, encoded by rule as TEI P5 for a reading edition.",
    )
    sub(sub(element, "samplingDecl"), "p", left_out(header))
    declaration = sub(element, "editorialDecl")
    for name, attributes, words in EDITORIAL:
        sub(sub(declaration, name, **attributes), "p", words)
    taxonomy = sub(sub(element, "classDecl"), "taxonomy", **{XML_ID: "tax-genre"})
    sub(
        taxonomy,
        "desc",
        "Document genre, assigned by rule from the title, the archive's document type and the layout.",
    )
    for genre, words in GENRES:
        sub(sub(taxonomy, "category", **{XML_ID: f"genre-{genre}"}), "catDesc", words)
    application = sub(sub(element, "appInfo"), "application", ident="tei-edition", version=__version__)
    sub(application, "label", "tei-edition")


def left_out(header: Header) -> str:
    """What kinds of page furniture are not in the file, with one example of each kind that has fixed words."""
    edition = header.edition
    dropped = [zone for zone in (*edition.capture.zones, *edition.dropped) if zone.kind == "chrome"]
    kinds = []
    for reason, words, with_example in LEFT_OUT:
        example = next((zone for zone in dropped if zone.reason == reason), None)
        if example is not None:
            kinds.append(f"{words} (“{header.text(example.span)}”)" if with_example else words)
    known = {reason for reason, _, _ in LEFT_OUT}
    donor, funder = header.fact("donor"), header.fact("funder")
    if donor is not None and funder is not None and donor.value == funder.value:
        kinds.append("the repeated name of the funder")
    kinds += sorted({zone.reason.replace("-", " ") for zone in dropped if zone.reason not in known})
    if not kinds:
        return "The whole text of the document is kept. Nothing is left out."
    listed = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else kinds[0]
    return f"The whole text of the document is kept. Left out: {listed}."


# --- profileDesc ----------------------------------------------------------------------------------------------


def profile_desc(parent: etree._Element, header: Header) -> None:
    """`profileDesc`: what the document is about, when it arose, who took part."""
    edition = header.edition
    element = sub(parent, "profileDesc")
    _abstract(element, header)
    place = header.fact("place")
    if edition.creation is not None or edition.creation_place is not None or place is not None:
        creation = sub(element, "creation")
        _date(creation, edition.creation, header)
        if place is not None:
            _stated(sub(creation, "placeName"), place, header, "place")
        else:
            _place(creation, edition.creation_place, header)
    _lang_usage(element, header)
    _corresp_desc(element, header)
    _partic_desc(element, header)
    _text_class(element, header)


def _abstract(parent: etree._Element, header: Header) -> None:
    edition = header.edition
    stated = [fact for fact in edition.capture.facts_named("abstract") if fact.by_editor]
    if stated:
        element = sub(parent, "abstract", resp="#resp-editor")
        for fact in stated:
            sub(element, "p", fact.value)
        return
    if not edition.abstract:
        return
    element = sub(parent, "abstract", resp="#resp-archive", source="#src-capture")
    if edition.abstract_cert:
        element.set("cert", edition.abstract_cert)
    for span in edition.abstract:
        header.writer.header(sub(element, "p"), span, "abstract")


def _date(parent: etree._Element, value: DateValue | None, header: Header) -> None:
    if value is None:
        return
    element = sub(parent, "date", value.text, **dict(value.attributes))
    if value.span is not None:
        header.writer.copy(element, value.span)


def _place(parent: etree._Element, place: Mark | None, header: Header) -> None:
    if place is not None:
        header.writer.copy(sub(parent, "placeName", ref=f"#{place.ref}"), place.span)


def _lang_usage(parent: etree._Element, header: Header) -> None:
    code = header.config.language
    name = LANGUAGES.get(code, code)
    translated = header.fact("translator") is not None or bool(header.citation and header.citation.translators)
    element = sub(parent, "langUsage")
    sub(element, "language", f"{name} (translation)" if translated else name, ident=code)
    if (original := header.fact("originalLanguage")) is not None:
        codes = {words: code for code, words in LANGUAGES.items()}
        if original.value in codes and original.value != name:
            _stated(sub(element, "language", ident=codes[original.value]), original, header, "original language")


def _agent(parent: etree._Element, agent: Agent) -> None:
    element = sub(parent, agent.element, agent.text, ref=f"#{agent.ref}")
    if agent.cert:
        element.set("cert", agent.cert)


def _corresp_desc(parent: etree._Element, header: Header) -> None:
    """`correspDesc` of letters and telegrams."""
    correspondence = header.edition.correspondence
    if correspondence is None:
        return
    element = sub(parent, "correspDesc")
    sent = sub(element, "correspAction", type="sent")
    for agent in correspondence.sent:
        _agent(sent, agent)
    _place(sent, correspondence.place, header)
    _date(sent, correspondence.date, header)
    received = sub(element, "correspAction", type="received")
    for agent in correspondence.received:
        _agent(received, agent)
    if correspondence.previous:
        context = sub(element, "correspContext")
        for letter in correspondence.previous:
            _previous(context, letter, header)


def _previous(parent: etree._Element, letter: PreviousLetter, header: Header) -> None:
    ref = sub(parent, "ref", type="prev", cert="medium")
    if (ident := header.writer.id_at(letter.span)) is not None:
        ref.set("source", f"#{ident}")
    ref.text = "Earlier letter"
    if letter.sender is not None:
        ref.text = "From "
        _agent(ref, letter.sender)
        ref[-1].tail = ", "
    else:
        ref.text += " of "
    _date(ref, letter.date, header)


def _partic_desc(parent: etree._Element, header: Header) -> None:
    """`particDesc`: who takes part, by sides."""
    edition = header.edition
    if not edition.participants:
        return
    outer = sub(sub(parent, "particDesc"), "listPerson", type="participants")
    for index, side in enumerate(edition.sides):
        members = [person for person in edition.participants if person.side == index]
        if members:
            listing = sub(outer, "listPerson", **{XML_ID: f"side-{index + 1}"}, type="side")
            sub(listing, "head", side.head)
            _persons(listing, members, header)
    _persons(outer, (person for person in edition.participants if person.side is None), header)


def _persons(parent: etree._Element, people: Iterable[Person], header: Header) -> None:
    for person in people:
        element = sub(parent, "person", **{XML_ID: person.id})
        if person.roles:
            element.set("role", " ".join(person.roles))
        if person.cert:
            element.set("cert", person.cert)
        for name in person.names:
            sub(element, "persName", name)
        for affiliation in person.affiliations:
            office = sub(element, "affiliation")
            if (ident := header.writer.id_at(affiliation.spans[0])) is not None:
                office.set("source", f"#{ident}")
            header.writer.copy(office, affiliation.spans[0])


def _text_class(parent: etree._Element, header: Header) -> None:
    """Genre and the archive's own keywords."""
    element = sub(parent, "textClass")
    sub(element, "catRef", scheme="#tax-genre", target=f"#genre-{header.edition.genre}")
    capture = header.edition.capture
    terms = [
        (name, fact) for name in ("documentType", "subject", "geographic", "name") for fact in capture.facts_named(name)
    ]
    if terms:
        keywords = sub(element, "keywords", resp="#resp-archive")
        for name, fact in terms:
            _stated(sub(keywords, "term", type=name), fact, header, name)


def revision_desc(parent: etree._Element, header: Header) -> None:
    """`revisionDesc`: nobody has proofread it yet."""
    element = sub(parent, "revisionDesc", status="draft")
    when = {"when": header.config.date} if header.config.date else {}
    words = "Encoded from the capture by rule; not yet proofread."
    sub(element, "change", words, **when, who="#resp-edition")


# --- standOff -------------------------------------------------------------------------------------------------


def stand_off_of(header: Header) -> etree._Element:
    """`standOff`: persons who are only mentioned, organisations, places."""
    edition = header.edition
    element = etree.Element(T + "standOff")
    if edition.mentioned:
        _persons(sub(element, "listPerson", type="mentioned"), edition.mentioned, header)
    for list_name, entry_name, name_element, entities in (
        ("listOrg", "org", "orgName", edition.organisations),
        ("listPlace", "place", "placeName", edition.places),
    ):
        if entities:
            listing = sub(element, list_name)
            for entity in entities:
                _entity(listing, entry_name, name_element, entity)
    return element


def _entity(parent: etree._Element, entry_name: str, name_element: str, entity: Entity) -> None:
    element = sub(parent, entry_name, **{XML_ID: entity.id})
    if entity.type:
        element.set("type", entity.type)
    for name in entity.names:
        sub(element, name_element, name)
