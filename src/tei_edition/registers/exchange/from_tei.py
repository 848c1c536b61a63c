"""`listPerson`, `listOrg` and `listPlace` of any TEI file → entries."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from tei_edition.authorities import Authorities, Kind, Office
from tei_edition.checks.wellformed import line_of
from tei_edition.errors import UnreadableInput
from tei_edition.identifiers import stated_identifier
from tei_edition.name_forms import parts_of, plain
from tei_edition.registers.exchange.drafts import Desk, Draft, assembled
from tei_edition.shapes import IsoDate
from tei_edition.teifile import XML_ID, T, elements, is_address, local_name, read_xml, text_of, words_on

ENTRIES: dict[str, Kind] = {"person": "person", "org": "organisation", "place": "place"}
NAMES = frozenset("persName orgName placeName geogName name".split())
PLACE_NAMES = {  # names of places that say of what type it is
    "country": "country",
    "settlement": "settlement",
    "region": "region",
    "geogName": "feature",
}
SETTLEMENTS = frozenset("city town village municipality hamlet ville stadt ort".split())
OFFICES = frozenset("occupation affiliation socecStatus".split())
NOT_CONTENT = frozenset("listPerson listOrg listPlace place person org linkGrp listRelation".split())
IDENTITIES = ("sameAs", "ref", "key")  # attributes that say who somebody is
REFERENCES = ("corresp", "source")  # and those that may point at anything: a citation is no identity
MAIN, VARIANT = "main", "variant"  # types of names that our own export writes
SIDE, AMBIGUOUS, DECIDED = "side", "ambiguous", "decidedBy"  # and of statements
AS_WRITTEN = (MAIN, VARIANT)
MAIN_TYPES = (MAIN, "reg", "preferred", "pref", "full")  # of the main form, the surest first
PARTS = ("forename", "nameLink", "surname", "genName")
SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]*")  # En-lai has two such, Anna-Maria is of other words


def read_lists(data: bytes, file: Path) -> etree._Element:
    """The root of a TEI file that has such lists; nothing that it names is fetched. Raises UnreadableInput."""
    try:
        root = read_xml(data, resolve_entities="internal").getroot()
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(
            f"{file}:{error.lineno}: this is not well-formed XML: {error.msg}",
            remedy="an XML editor shows the place; a table must be called .csv or .tsv",
        ) from error
    if not root.tag.startswith(T):
        raise UnreadableInput(f"{file}: this is XML, but not TEI P5", remedy="name a TEI file or a table (.csv)")
    return root


def from_tei(root: etree._Element, desk: Desk) -> Authorities:
    """The entries of all lists in a TEI file."""
    for each in filter(_is_left, root.iter(f"{T}personGrp", f"{T}relation", f"{T}event")):
        desk.left(line_of(each), f"<{_tag(each)}> {each.get(XML_ID) or each.get('name', '')}".rstrip())
    return assembled([_draft(entry, desk) for entry in root.iter(f"{T}person", f"{T}org", f"{T}place")], desk)


def _is_left(element: etree._Element) -> bool:
    """Whether this is an entry of a list that the program does not keep."""
    holder = element.getparent()
    return element.tag != f"{T}event" or (holder is not None and holder.tag == f"{T}listEvent")


# --- an entry -------------------------------------------------------------------------------------------------


def _draft(entry: etree._Element, desk: Desk) -> Draft:
    draft = Draft(ENTRIES[_tag(entry)], "", line_of(entry), id=entry.get(XML_ID, ""))
    draft.type = _type_of(entry, draft.kind)
    draft.side = words_on(entry, "parent::t:listPerson[@type='side']/t:head")
    _names(entry, draft, desk)
    _pointers(entry, draft, desk)
    for child in entry.iterchildren(f"{T}*"):
        READERS.get(_tag(child), _left)(child, draft, desk)
    return draft


def _names(entry: etree._Element, draft: Draft, desk: Desk) -> None:
    """The main form of the name and the others, each once."""
    children = [child for child in entry.iterchildren(f"{T}*") if _is_name(child, draft.kind)]
    children.sort(key=_precedence)  # stable: the order of the file decides among equals
    found: list[str] = []
    for child in children:
        found += _forms(child, draft, desk)
    draft.name = next(iter(found), "")
    draft.forms = list(dict.fromkeys(found[1:]))


def _is_name(child: etree._Element, kind: Kind) -> bool:
    return _tag(child) in NAMES or (kind == "place" and _tag(child) in PLACE_NAMES)


def _precedence(name: etree._Element) -> int:
    stated = name.get("type", "")
    if stated in MAIN_TYPES:
        return MAIN_TYPES.index(stated)
    return len(MAIN_TYPES) + (1 if stated else 0)


def _forms(name: etree._Element, draft: Draft, desk: Desk) -> Iterator[str]:
    """The forms that a name element gives: in the order of speech, and as it stands if that differs."""
    _pointers(name, draft, desk)
    for role in elements(name, ".//t:roleName"):
        draft.offices.append(_dated(role, text_of(role)))
    for note in elements(name, ".//t:note"):
        desk.left(line_of(note), f"a note within a name: “{text_of(note)}”")
    written = _written(name)
    if draft.kind == "person" and name.get("type") not in AS_WRITTEN:
        yield from filter(None, dict.fromkeys((_spoken(name, written.strip(" ,;")), written.strip(" ,;"))))
    elif written:
        yield written


def _written(name: etree._Element) -> str:
    """The words of a name without titles and notes; parts that nothing separates get a space between them."""
    inner = copy.deepcopy(name)
    for each in inner.iterdescendants(f"{T}*"):
        if _tag(each) in ("roleName", "note"):
            each.text = None
            del each[:]
        each.tail = each.tail or " "
    return text_of(inner)


def _spoken(name: etree._Element, written: str) -> str:
    """A name as people say it: “Hoxha, Enver” is turned round, “Kim, Il Sung” is Kim Il Sung."""
    given, link, family, generation = (" ".join(map(text_of, elements(name, f".//t:{tag}"))) for tag in PARTS)
    if given and family:
        is_turned = _tag(next(name.iter(f"{T}surname", f"{T}forename"))) == "surname"
    else:
        family, comma, given = written.partition(", ")
        is_turned = bool(comma) and "," not in given and len(family.split()) <= 3
    if not is_turned:
        return written
    if not link and _stands_first(family, given):
        return f"{family} {given}"
    return " ".join(filter(None, (given, link, family, generation)))


def _stands_first(family: str, given: str) -> bool:
    """Whether a family name is said first, as in Korean and Chinese: Kim Il Sung, Zhou En-lai, but Anna-Maria Chen."""
    parts = parts_of(f"{family} {given}")
    if parts is None or not parts.is_eastern or parts.family != family:
        return False
    return len(parts.given) == 1 or all(SYLLABLE.fullmatch(plain(syllable)) for syllable in parts.given)


def _pointers(element: etree._Element, draft: Draft, desk: Desk) -> None:
    """The addresses in authority files that attributes give; what else they point at is reported."""
    for attribute in (*IDENTITIES, *REFERENCES):
        for value in element.get(attribute, "").split():
            if not is_address(value):
                continue
            name, identifier = stated_identifier(value)
            if attribute in IDENTITIES or (attribute == "corresp" and name != "uri"):
                draft.identify(name, identifier)
            else:
                desk.left(line_of(element), f"@{attribute} of <{_tag(element)}>: “{value}”")


# --- what stands in an entry ----------------------------------------------------------------------------------


def _date_of(key: str) -> Callable[[etree._Element, Draft, Desk], None]:
    def read(element: etree._Element, draft: Draft, desk: Desk) -> None:
        setattr(draft, key, getattr(draft, key) or _date(element, draft, desk))
        for other in element.iterchildren(f"{T}*"):
            if _tag(other) != "date":
                desk.left(line_of(other), f"<{_tag(other)}> in <{_tag(element)}> of {draft.name}: “{text_of(other)}”")

    return read


def _date(element: etree._Element, draft: Draft, desk: Desk) -> str:
    """A date by its attributes, else by its words if they are a date of our form."""
    dated = next(iter(elements(element, "self::*[@when or @when-iso]|t:date[@when or @when-iso]")), None)
    if dated is not None:
        return dated.get("when") or dated.get("when-iso") or ""
    spans = elements(element, "descendant-or-self::*[@notBefore or @from or @notAfter or @to]")
    for span in spans[:1]:
        first, last = span.get("notBefore") or span.get("from"), span.get("notAfter") or span.get("to")
        if first and last and first[:4] == last[:4]:
            return first[:4]
        desk.unusable(
            line_of(span),
            f"{draft.name}: <{_tag(element)}> is known only as {first or '…'} to {last or '…'}",
            "left empty; authorities.yaml takes a day, month or year",
        )
    words = text_of(element)
    if words and not spans and not len(element):
        if not IsoDate().test(words):
            return words
        desk.unusable(line_of(element), f"{draft.name}: <{_tag(element)}> “{words}” has no @when", "left empty")
    return ""


def _identity(element: etree._Element, draft: Draft, desk: Desk) -> None:
    value = text_of(element) or element.get("target", "")
    stated = element.get("n", "") if element.get("type") == "other" else element.get("type", "")
    for each in elements(element, "t:idno"):
        _identity(each, draft, desk)
    if value and not len(element):
        draft.identify(*stated_identifier(value, stated))


def _state(element: etree._Element, draft: Draft, desk: Desk) -> None:
    if element.get("type") == "office":
        _office(element, draft, desk)
    else:
        _left(element, draft, desk)


def _office(element: etree._Element, draft: Draft, desk: Desk) -> None:
    words = text_of(element)
    if element.get("type") == SIDE and not draft.side:
        draft.side = words
    elif words:
        draft.offices.append(_dated(element, words))


def _dated(element: etree._Element, words: str) -> Office:
    return Office(words, element.get("from") or element.get("notBefore"), element.get("to") or element.get("notAfter"))


def _note(element: etree._Element, draft: Draft, desk: Desk) -> None:
    words = text_of(element)
    if element.get("type") == AMBIGUOUS:
        draft.ambiguous = True
    elif element.get("type") == DECIDED:
        draft.decided_by = words
    else:
        draft.note = " ".join(filter(None, (draft.note, words)))


def _name(element: etree._Element, draft: Draft, desk: Desk) -> None:
    """Names have been read; of a person, other words for places are no names."""
    if not _is_name(element, draft.kind):
        _left(element, draft, desk)


def _left(element: etree._Element, draft: Draft, desk: Desk) -> None:
    if _tag(element) not in NOT_CONTENT:
        words = text_of(element) or " ".join(f"@{name}={element.get(name)}" for name in map(str, element.attrib))
        desk.left(line_of(element), f"<{_tag(element)}> of {draft.name}: “{words[:120]}”")


READERS: dict[str, Callable[[etree._Element, Draft, Desk], None]] = {
    **dict.fromkeys((*NAMES, *PLACE_NAMES), _name),
    **dict.fromkeys(OFFICES, _office),
    "birth": _date_of("born"),
    "death": _date_of("died"),
    "idno": _identity,
    "ptr": _identity,
    "state": _state,
    "note": _note,
    "desc": _note,
}


def _type_of(entry: etree._Element, kind: Kind) -> str:
    """Of a place: its type as stated, else as its name's element shows."""
    stated = entry.get("type", "")
    if kind != "place" or stated:
        return "settlement" if stated.casefold() in SETTLEMENTS else stated
    shown = (PLACE_NAMES[_tag(child)] for child in entry.iterchildren(f"{T}*") if _tag(child) in PLACE_NAMES)
    return next(shown, "")


def _tag(element: etree._Element) -> str:
    return local_name(element)
