"""The register of an edition: every person, organisation and place that its TEI files name, with where and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tei_edition.authorities import Authorities, Authority, Kind, form_key
from tei_edition.identifiers import stated_identifier
from tei_edition.named import LISTED
from tei_edition.running_text import Mention, RunningText, running_text
from tei_edition.teifile import XML_ID, elements, text_of, values, words_on

LABEL = 20  # characters around a name that a sentence has at least
ADDRESSED = re.compile(r"\b(?P<he>Mr|Sir|Herr|M)\.? \Z|\b(?P<she>Mrs|Ms|Miss|Madame?|Mme|Lady|Frau)\.? \Z")


class Document(NamedTuple):
    """A TEI file: its tree, its text, its name."""

    root: etree._Element
    text: RunningText
    file: str


def document(tree: etree._ElementTree, file: str) -> Document:
    """A TEI file with its text."""
    return Document(tree.getroot(), running_text(tree.getroot()), file)


class Evidence(NamedTuple):
    """Where a name stands: the file with the id of the element, and the sentence."""

    file: str
    xml_id: str
    sentence: str

    @property
    def place(self) -> str:
        """`letter.xml#p-3`."""
        return f"{self.file}#{self.xml_id}" if self.xml_id else self.file


@dataclass(slots=True)
class Entity:
    """A person, organisation or place with all that the TEI files say of it."""

    id: str
    kind: Kind
    names: Counter[str] = field(default_factory=Counter)  # as the lists of the files have them
    forms: Counter[str] = field(default_factory=Counter)  # as the texts have them
    documents: Counter[str] = field(default_factory=Counter)  # file → mentions; also files that only list it
    turns: int = 0
    sent: int = 0
    received: int = 0
    identifiers: dict[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)  # words → the first file
    genders: dict[str, Evidence] = field(default_factory=dict)  # he, she → where it is addressed so
    kinds: dict[Kind, str] = field(default_factory=dict)  # → the first file
    evidence: dict[str, Evidence] = field(default_factory=dict)  # form → where it stands first

    @property
    def name(self) -> str:
        """The main form: what most lists have first, else the commonest form of the texts."""
        for found in (self.names, self.forms):
            if found:
                return max(found, key=lambda name: (found[name], len(name), name))
        return self.id

    @property
    def mentions(self) -> int:
        """How often the texts name it."""
        return sum(self.forms.values())

    @property
    def weight(self) -> tuple[int, int, str]:
        """Sorts what is in more documents, then what is named more often, to the front."""
        return (-len(self.documents), -self.mentions, self.id)

    def every_name(self) -> Iterator[str]:
        """The main form, then all others, the commonest first, each once."""
        seen = set()
        for name in (self.name, *_by_count(self.names), *_by_count(self.forms)):
            if (key := form_key(name)) not in seen:
                seen.add(key)
                yield name


def _by_count(names: Counter[str]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], name))


@dataclass(slots=True)
class Register:
    """The entities by id, as they are found file by file."""

    entities: dict[str, Entity] = field(default_factory=dict)
    documents: int = 0

    def add(self, document: Document) -> None:
        """Take in a TEI file."""
        root, text, file = document
        self.documents += 1
        for tag, kind in LISTED.items():
            for entry in elements(root, f"(t:teiHeader|t:standOff)//t:{tag}[@xml:id]"):
                self._list(entry, kind, file)
        for mention in text.mentions:
            if text.form(mention):  # a pointer around nothing names nobody
                self._mention(mention, text, file)
        for who in _refs(root, "t:text//t:sp/@who"):
            self._known(who).turns += 1
        for action, key in (("sent", "sent"), ("received", "received")):
            for ident in set(_refs(root, f"t:teiHeader//t:correspAction[@type='{action}']/*/@ref")):
                if ident in self.entities and self.entities[ident].kind != "place":
                    setattr(self.entities[ident], key, getattr(self.entities[ident], key) + 1)

    def _known(self, ident: str, kind: Kind = "person") -> Entity:
        return self.entities.setdefault(ident, Entity(ident, kind))

    def _list(self, entry: etree._Element, kind: Kind, file: str) -> None:
        entity = self._known(entry.get(XML_ID, ""), kind)
        entity.documents[file] += 0
        entity.kinds.setdefault(kind, file)
        names = elements(entry, "t:persName|t:orgName|t:placeName|t:name|t:geogName")
        for name in names[:1]:
            entity.names[text_of(name)] += 1
        for name in names[1:]:
            entity.names[text_of(name)] += 0
        for idno in elements(entry, "t:idno"):
            entity.identifiers.setdefault(*stated_identifier(text_of(idno), idno.get("type", "uri")))
        if side := words_on(entry, "parent::t:listPerson[@type='side']/t:head"):
            entity.sides.setdefault(side, file)

    def _mention(self, mention: Mention, text: RunningText, file: str) -> None:
        entity = self._known(mention.ref, mention.kind)
        entity.documents[file] += 1
        entity.kinds.setdefault(mention.kind, file)
        form = text.form(mention)
        entity.forms[form] += 1
        if form not in entity.evidence or len(entity.evidence[form].sentence) < len(form) + LABEL:
            self._cite(entity, form, _evidence(mention, text, file))
        if mention.kind == "person" and (said := ADDRESSED.search(text.text, max(0, mention.start - 9), mention.start)):
            gender = said.lastgroup or ""
            if gender not in entity.genders:
                entity.genders[gender] = _evidence(mention, text, file)

    @staticmethod
    def _cite(entity: Entity, form: str, evidence: Evidence) -> None:
        """Keep the first sentence with a form that is more than a label or a signature, else the first of those."""
        if form not in entity.evidence or len(evidence.sentence) >= len(form) + LABEL:
            entity.evidence[form] = evidence


def _evidence(mention: Mention, text: RunningText, file: str) -> Evidence:
    return Evidence(file, text.place(mention.start), text.sentence(mention.start, mention.end))


def _refs(root: etree._Element, path: str) -> list[str]:
    return [ref.rpartition("#")[2] for value in values(root, path) for ref in value.split()]


class Known(NamedTuple):
    """What is decided already: the edition's authorities, and below them the shipped gazetteer."""

    authorities: Mapping[str, Authority]
    gazetteer: Mapping[str, Authority]

    @classmethod
    def of(cls, authorities: Authorities, gazetteer: Authorities) -> Known:
        """The entries of both by id."""
        return cls(*({entry.id: entry for entry in each.entries} for each in (authorities, gazetteer)))

    def where(self, ident: str) -> str:
        """Which of the two has an entry; empty if none."""
        return "authorities" if ident in self.authorities else "gazetteer" if ident in self.gazetteer else ""

    def entry(self, ident: str) -> Authority | None:
        """The entry that decides."""
        return self.authorities.get(ident) or self.gazetteer.get(ident)
