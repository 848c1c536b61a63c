"""`profileDesc`: what the document is about, when it arose, who took part."""

from __future__ import annotations

from tei_edition.model import Person, PreviousLetter
from tei_edition.tei.element import XML_ID, Element
from tei_edition.tei.lists import persons
from tei_edition.tei.parts import Header, agent_name, date, place_name, stated, sub, subjects
from tei_edition.tei.writer import xml_only
from tei_edition.vocabulary import language_code, language_name


def profile_desc(parent: Element, header: Header) -> None:
    """`profileDesc`: what the document is about, when it arose, who took part."""
    transcription = header.transcription
    element = sub(parent, "profileDesc")
    _abstract(element, header)
    place = header.fact("place")
    if transcription.creation is not None or transcription.creation_place is not None or place is not None:
        creation = sub(element, "creation")
        date(creation, transcription.creation, header)
        if place is not None:
            stated(sub(creation, "placeName"), place, header, "place")
        else:
            place_name(creation, transcription.creation_place, header)
    _lang_usage(element, header)
    _corresp_desc(element, header)
    _partic_desc(element, header)
    _text_class(element, header)


def _abstract(parent: Element, header: Header) -> None:
    transcription = header.transcription
    stated = [fact for fact in transcription.capture.facts_named("abstract") if fact.by_editor]
    if stated:
        element = sub(parent, "abstract", resp="#resp-editor")
        for fact in stated:
            sub(element, "p", fact.value)
        return
    if not transcription.abstract:
        return
    element = sub(parent, "abstract", resp="#resp-archive", source="#src-capture")
    if transcription.abstract_cert:
        element.set("cert", transcription.abstract_cert)
    for span in transcription.abstract:
        header.writer.header(sub(element, "p"), span, "abstract")


def _lang_usage(parent: Element, header: Header) -> None:
    code = header.transcription.language
    name = language_name(code)
    translated = header.fact("translator") is not None or bool(header.citation and header.citation.translators)
    element = sub(parent, "langUsage")
    sub(element, "language", f"{name} (translation)" if translated else name, ident=code)
    if (original := header.fact("originalLanguage")) is not None:
        of_original = language_code(original.value)
        if of_original and of_original != code:
            stated(sub(element, "language", ident=of_original), original, header, "original language")


def _corresp_desc(parent: Element, header: Header) -> None:
    """`correspDesc` of letters and telegrams."""
    correspondence = header.transcription.correspondence
    if correspondence is None:
        return
    element = sub(parent, "correspDesc")
    sent = sub(element, "correspAction", type="sent")
    for agent in correspondence.sent:
        agent_name(sent, agent)
    stated_place = header.fact("place")
    if correspondence.place is None and stated_place is not None:
        named = sub(sent, "placeName")
        if stated_place.span is not None:  # its home is `creation`
            header.writer.copy(named, stated_place.span)
        else:
            stated(named, stated_place, header, "place")
    else:
        place_name(sent, correspondence.place, header)
    date(sent, correspondence.date, header)
    received = sub(element, "correspAction", type="received")
    for agent in correspondence.received:
        agent_name(received, agent)
    if correspondence.previous:
        context = sub(element, "correspContext")
        for letter in correspondence.previous:
            _previous(context, letter, header)


def _previous(parent: Element, letter: PreviousLetter, header: Header) -> None:
    ref = sub(parent, "ref", type="prev", cert="medium")
    if (ident := header.writer.id_at(letter.span)) is not None:
        ref.set("source", f"#{ident}")
    ref.text = "From " if letter.sender is not None else "Earlier letter of "
    if letter.sender is not None:
        agent_name(ref, letter.sender)
        ref.children[-1].tail = ", "
    date(ref, letter.date, header)


def _partic_desc(parent: Element, header: Header) -> None:
    """`particDesc`: who takes part, by sides."""
    transcription = header.transcription
    if not transcription.participants:
        return
    outer = sub(sub(parent, "particDesc"), "listPerson", type="participants")
    by_side: dict[int | None, list[Person]] = {}
    for person in transcription.participants:
        by_side.setdefault(person.side, []).append(person)
    for index, side in enumerate(transcription.sides):
        if members := by_side.get(index):
            listing = sub(outer, "listPerson", **{XML_ID: f"side-{index + 1}"}, type="side")
            if words := xml_only(side.head).strip():
                sub(listing, "head", words)
            persons(listing, members, header)
    persons(outer, by_side.get(None, ()), header)


def _text_class(parent: Element, header: Header) -> None:
    """Genre and the archive's own keywords."""
    element = sub(parent, "textClass")
    sub(element, "catRef", scheme="#tax-genre", target=f"#genre-{header.transcription.genre}")
    if terms := subjects(header):
        keywords = sub(element, "keywords", resp="#resp-archive")
        for fact in terms:
            stated(sub(keywords, "term", type=fact.name), fact, header, fact.name)
