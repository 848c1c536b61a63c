"""`cmif`: the letters and telegrams in the Correspondence Metadata Interchange Format 1.1, for correspSearch.

The format is the TEI Correspondence SIG's (https://github.com/TEI-Correspondence-SIG/CMIF). Its documentation asks for
more than its schema: what it says of names, dates, identifiers and licences is kept here too.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from lxml import etree

from tei_edition.config import Config
from tei_edition.datable import When
from tei_edition.description import Description
from tei_edition.errors import BadConfiguration
from tei_edition.exports.table import Corpus, File
from tei_edition.model import Finding, Place, Severity
from tei_edition.named import UNKNOWN, Named
from tei_edition.settings import EDITION_FILE
from tei_edition.teifile import NSMAP, XML_ID, T, sub

NAME = "cmif.xml"

LICENCES = (
    # what its address begins with                   its address                                         its sentence
    (
        "creativecommons.org/licenses/by/4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "This file is licensed under the terms of the Creative Commons License CC-BY 4.0",
    ),
    (
        "creativecommons.org/publicdomain/zero/1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "This file is licensed under the terms of the Creative Commons License CC0 1.0",
    ),
)
AUTHORITY_FILES = {
    # authority file   its addresses
    "GND": r"d-nb\.info/gnd/[\dX-]+",
    "VIAF": r"(www\.)?viaf\.org/viaf/\d+",
    "LC": r"(www\.)?id\.loc\.gov/(authorities|rwo)/([a-z]+/)?[a-z]+\d+",
    "BnF": r"(data|catalogue)\.bnf\.fr/([a-z]{2}/)?(ark:/12148/cb\d+\w|\d+/\w+)",
    "NDL": r"id\.ndl\.go\.jp/auth/(ndlna|ndlsh|entity)/\w+",
    "Wikidata": r"(www\.)?wikidata\.org/(entity|wiki)/Q\d+",
    "GeoNames": r"((www|sws)\.)?geonames\.org/\d+(/[\w.-]*)?",
    "ISNI": r"(www\.)?isni\.org/isni/\d{15}[\dX]",
    "ULAN": r"vocab\.getty\.edu/(page/)?ulan/\d+",
    "TGN": r"vocab\.getty\.edu/(page/)?tgn/\d+",
}
PREFERRED = {
    # one identifier is given of each: the first of these that the lists of the edition have
    "person": ("GND", "VIAF", "LC", "BnF", "NDL", "Wikidata", "ISNI", "ULAN"),
    "organisation": ("GND", "VIAF", "LC", "BnF", "NDL", "Wikidata", "ISNI", "ULAN"),
    "place": ("GeoNames", "GND", "VIAF", "LC", "BnF", "NDL", "Wikidata", "TGN"),
}
ELEMENTS = {"person": "persName", "organisation": "orgName", "place": "placeName"}
GENRES = ("letter", "telegram")  # minutes, reports and the press were sent to nobody
DATINGS = (("when",), ("from", "to"), ("notBefore", "notAfter"))  # of these TEI allows one


def files(corpus: Corpus) -> Iterator[File]:
    """One file with a correspDesc for each letter and telegram. Raises BadConfiguration."""
    document = cmif(corpus)
    data = etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    yield File(NAME, [data])


def cmif(corpus: Corpus) -> etree._Element:
    """The whole file. Raises BadConfiguration if the edition does not state what harvesters ask for."""
    config = corpus.config
    base_url, licence = _required(config)
    ident = _uuid(base_url)
    root = etree.Element(T + "TEI", nsmap=NSMAP)
    header = sub(root, "teiHeader")
    _file_desc(header, config, base_url, licence, ident)
    _profile_desc(header, corpus, ident)
    sub(sub(sub(root, "text"), "body"), "p")
    return root


# --- what the edition must state --------------------------------------------------------------------------------


def _required(config: Config) -> tuple[str, tuple[str, str]]:
    """The address of the edition, and address and sentence of the licence. Raises BadConfiguration."""
    licence = _licence(config)
    missing = [
        f"{key}: {what}"
        for key, what, is_stated in (
            ("base_url", "the file and each letter need an address on the web", config.base_url),
            ("publisher", "who is to be named as the origin of the data", config.publisher != Config().publisher),
            ("date", "the day of publication, which never comes from the clock", config.date),
            ("editors", "whom to ask about the file", config.editors),
            ("licence", "correspSearch and others take only CC BY 4.0 or CC0 1.0", licence),
        )
        if not is_stated
    ]
    if config.base_url and licence and not missing:
        return config.base_url, licence
    lines = "\n".join(f"  {line}" for line in missing)
    raise BadConfiguration(
        f"a CMIF file needs what {EDITION_FILE} does not state:\n{lines}",
        remedy=f"state it in {EDITION_FILE}, the licence as: {' or: '.join(address for _, address, _ in LICENCES)}",
    )


def _licence(config: Config) -> tuple[str, str] | None:
    """Address and sentence of the edition's licence, if harvesters take it."""
    if config.licence is None:
        return None
    for beginning, address, sentence in LICENCES:
        forms = rf"https?://(www\.)?{re.escape(beginning)}(/((deed|legalcode)(\.[\w-]+)?)?)?"
        if re.fullmatch(forms, config.licence.target):
            return address, sentence
    return None


def _uuid(base_url: str) -> str:
    """The id of the edition: a UUID that begins with a letter, as an xml:id must; always the same for its address."""
    numbered = (str(uuid.uuid5(uuid.NAMESPACE_URL, f"{base_url}{NAME}#{n}")) for n in count())
    return next(each for each in numbered if each[0].isalpha())


# --- about the file ---------------------------------------------------------------------------------------------


def _file_desc(parent: etree._Element, config: Config, base_url: str, licence: tuple[str, str], ident: str) -> None:
    element = sub(parent, "fileDesc")
    title_stmt = sub(element, "titleStmt")
    sub(title_stmt, "title", config.title)
    for editor in config.editors:
        _editor(title_stmt, editor, config.email if editor == config.editors[0] else None)
    publication_stmt = sub(element, "publicationStmt")
    sub(publication_stmt, "publisher", config.publisher)
    sub(publication_stmt, "idno", base_url + NAME, type="url")
    sub(publication_stmt, "date", when=config.date or "")
    sub(sub(publication_stmt, "availability"), "licence", licence[1], target=licence[0])
    bibl = sub(sub(element, "sourceDesc"), "bibl", f"{config.title}. {config.publisher}. ", type="online")
    bibl.set(XML_ID, ident)
    sub(bibl, "ref", base_url, target=base_url)


def _editor(parent: etree._Element, name: str, address: str | None) -> None:
    editor = sub(parent, "editor", name)
    if address:
        editor.text = f"{name} "
        sub(editor, "email", address)


# --- the letters ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Identified:
    """Kind and name of everybody and every place that was described, and whether an identifier was found for it."""

    named: dict[tuple[str, str], bool] = field(default_factory=dict)

    def see(self, named: Named, identifier: str) -> None:
        key = (named.kind, named.main)
        self.named[key] = self.named.get(key, False) or bool(identifier)

    @property
    def without(self) -> list[str]:
        return sorted(name for (_, name), has_one in self.named.items() if not has_one)


def _profile_desc(parent: etree._Element, corpus: Corpus, ident: str) -> None:
    element = sub(parent, "profileDesc")
    seen = _Identified()
    for part in corpus:
        if part.description.genre in GENRES and _says_something(part.description):
            _corresp_desc(element, part.description, corpus.url(part), ident, seen)
            continue
        corpus.left_out.add(part.slug)
        if part.description.genre in GENRES:
            corpus.report(_left_out(part.description))
    _tell(corpus, seen, letters=len(element))


def _says_something(description: Description) -> bool:
    """Whether anybody is named or a date known; a letter of nobody to nobody at no time helps no search."""
    is_named = any(not agent.is_unknown for agent in (*description.senders, *description.recipients))
    return is_named or _date(description.sent) is not None


def _corresp_desc(parent: etree._Element, letter: Description, url: str, ident: str, seen: _Identified) -> None:
    element = sub(parent, "correspDesc", source=f"#{ident}", ref=url)
    sent = sub(element, "correspAction", type="sent")
    _agents(sent, letter.senders, seen)
    if letter.sent_from is not None:
        _named(sent, letter.sent_from, seen)
    if (dated := _date(letter.sent)) is not None:
        sent.append(dated)
    _agents(sub(element, "correspAction", type="received"), letter.recipients, seen)


def _agents(action: etree._Element, agents: tuple[Named, ...], seen: _Identified) -> None:
    """Everybody who sent or received it; if nobody is known, CMIF's word for that, and no identifier."""
    known = {(agent.kind, agent.ref, agent.main): agent for agent in agents if not agent.is_unknown}
    for agent in known.values():
        _named(action, agent, seen)
    if not known:
        sub(action, "persName", UNKNOWN)


def _named(action: etree._Element, named: Named, seen: _Identified) -> None:
    element = sub(action, ELEMENTS[named.kind], named.main)
    identifier = _identifier(named)
    if identifier:
        element.set("ref", identifier)
    if named.cert == "low":  # CMIF knows no other certainty
        element.set("cert", "low")
    seen.see(named, identifier)


def _identifier(named: Named) -> str:
    """The address in the authority file that is preferred for its kind; empty if it has none."""
    for name in PREFERRED[named.kind]:
        address = re.compile(rf"https?://{AUTHORITY_FILES[name]}/?", re.ASCII)
        if (found := next(filter(address.fullmatch, named.uris), None)) is not None:
            return found
    return ""


def _date(when: When) -> etree._Element | None:
    """`date` without words; nothing if no year is known."""
    stated = {name: day for name, value in when.attributes if (day := _day(value))}
    kept = next((family for family in DATINGS if stated.keys() & {*family}), ())
    if not kept:
        return None
    attributes = {name: stated[name] for name in kept if name in stated}
    if ("cert", "low") in when.attributes:
        attributes["cert"] = "low"
    return etree.Element(T + "date", attributes)


def _day(value: str) -> str:
    """The day, month or year of an ISO date (without the time of day); empty if it is none of these."""
    found = re.match(r"(\d{4})(-\d\d)?(-\d\d)?(?=T|$)", value, re.ASCII)
    if found is None:
        return ""
    year, month, day = found.groups()
    try:
        date.fromisoformat(f"{year}{month or '-01'}{day or '-01'}")
    except ValueError:
        return ""
    return found[0]


# --- what is told -----------------------------------------------------------------------------------------------


def _left_out(letter: Description) -> Finding:
    return Finding(
        "X120",
        Severity.WARNING,
        f"this {letter.genre} is left out: neither sender nor addressee nor date is known",
        hint=f"state sender, recipient or date as facts in {EDITION_FILE}, and convert it again",
        tei=Place(f"{letter.file}.xml", 1, 1),
    )


def _tell(corpus: Corpus, seen: _Identified, *, letters: int) -> None:
    if not letters:
        corpus.report(Finding("X122", Severity.WARNING, "there is no letter or telegram: the file describes nothing"))
    if without := seen.without:
        listed = ", ".join(without[:5]) + (" …" if len(without) > 5 else "")
        message = f"{len(without)} of {len(seen.named)} correspondents and places have no identifier: {listed}"
        hint = "state GND, VIAF or GeoNames numbers as identifiers in authorities.yaml; searches go by them"
        corpus.report(Finding("X121", Severity.NOTE, message, hint=hint))
