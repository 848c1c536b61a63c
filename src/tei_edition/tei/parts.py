"""What all parts of the header are written with: the value they read from, and the elements that recur."""

from __future__ import annotations

from typing import NamedTuple

from tei_edition.citation import Citation
from tei_edition.config import Config
from tei_edition.model import Agent, DateValue, Fact, Mark, Span, Transcription
from tei_edition.tei.element import Element
from tei_edition.tei.writer import Writer, xml_only


class Header(NamedTuple):
    """What the header is written from."""

    transcription: Transcription
    config: Config
    writer: Writer
    ident: str  # TEI/@xml:id
    citation: Citation | None

    def fact(self, name: str) -> Fact | None:
        """The first fact of that name in the capture, or as the editor states it."""
        return self.transcription.capture.fact(name)

    def text(self, span: Span) -> str:
        return self.writer.words(span)


def sub(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new child element; of a name that was read from the capture, what XML can carry."""
    element = parent.child(name, attributes)
    element.text = xml_only(text) if text else text
    return element


def stated(element: Element, fact: Fact | None, header: Header, reason: str) -> Element:
    """The words of a fact: those of the capture, which find their home here, or those of the editor."""
    if fact is not None and fact.span is not None:
        header.writer.header(element, fact.span, reason)
    elif fact is not None:
        element.text = xml_only(fact.value)
        if fact.by_editor:
            element.set("resp", "#resp-editor")
    return element


def date(parent: Element, value: DateValue | None, header: Header) -> None:
    if value is None:
        return
    element = sub(parent, "date", value.text, **dict(value.attributes))
    if value.span is not None:
        header.writer.copy(element, value.span)


def place_name(parent: Element, place: Mark | None, header: Header) -> None:
    if place is not None:
        header.writer.copy(sub(parent, "placeName", ref=f"#{place.ref}"), place.span)


def agent_name(parent: Element, agent: Agent) -> None:
    element = sub(parent, agent.element, agent.text, **({"ref": f"#{agent.ref}"} if agent.ref else {}))
    if agent.cert:
        element.set("cert", agent.cert)


SUBJECTS = ("documentType", "subject", "geographic", "name")


def subjects(header: Header) -> list[Fact]:
    """What the archive says that the document is about: its keywords."""
    capture = header.transcription.capture
    return [fact for name in SUBJECTS for fact in capture.facts_named(name)]


def is_headline(header: Header) -> bool:
    """Whether the title is the text's own headline, so that the archive did not supply it."""
    fact = header.fact("title")
    if fact is None or fact.span is None:
        return False
    start = fact.span.start  # a headline of several lines has a zone for each
    return any(zone.reason == "headline" and zone.span.start == start for zone in header.transcription.capture.zones)
