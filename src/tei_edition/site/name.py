"""The page of a person, an organisation or a place: who wrote, received, spoke, was present, and is named where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from lxml import etree

from tei_edition.appearances import Appearance
from tei_edition.datable import When
from tei_edition.identifiers import uri
from tei_edition.named import Named
from tei_edition.shelf import Chosen, places
from tei_edition.site import metadata
from tei_edition.site.edition import Edition, Group, Head, Page, child, long_page
from tei_edition.site.entities import Entity, Seen
from tei_edition.site.named import authority
from tei_edition.site.years import strip
from tei_edition.teifile import TEI

# what somebody does in a document, in the order of the page, and how that is told from an appearance
LISTS: tuple[tuple[str, Callable[[Appearance], bool]], ...] = (
    ("sent", lambda here: "sent" in here.parts),
    ("written", lambda here: "written" in here.parts),
    ("received", lambda here: "received" in here.parts),
    ("spoke", lambda here: here.turns > 0),
    ("named", lambda here: here.times > 0),
    ("present", lambda here: here.is_present),
    ("recorded", lambda here: not {"recorder", "interpreter"}.isdisjoint(here.parts)),
)

SENTENCES = (
    # of so many documents in a list   each shows so many sentences
    (60, 3),
    (400, 1),
)
LONG_LIST = 40  # documents; a longer list folds by year
NEAREST, LEAST_SHARED = 8, 2  # who else is often named: how many, in how many documents at least
MOST_DOCUMENTS = 200  # that are looked at for it
CERTAINTIES = ("low", "medium", "high")


def page_of(edition: Edition, entity: Entity) -> Page:
    """The page at its own address."""
    return long_page(entity.href, "name.xsl", _entity(edition, entity), _groups(edition, entity))


def _entity(edition: Edition, entity: Entity) -> etree._Element:
    made = etree.Element("entity", kind=entity.kind, documents=str(entity.documents), times=str(entity.times))
    made.set("identified", str(int(entity.is_identified)))
    made.append(metadata.of_name(edition.config, entity.href, _named(entity), (*entity.forms, *entity.aliases)))
    child(made, "name", entity.name)
    for form, count in sorted(entity.forms.items(), key=lambda each: -each[1]):
        child(made, "form", form, n=str(count))
    for alias in entity.aliases:
        child(made, "alias", alias)
    _facts(made, entity, edition)
    _certainty(made, entity)
    made.extend(_years(edition, entity.places))
    return made


def _groups(edition: Edition, entity: Entity) -> Iterator[Group]:
    """The lists of its documents, then who belongs to it and who is named with it."""
    everywhere = entity.seen
    for of, belongs in LISTS:
        rows = places()
        rows.extend(row for row, each in enumerate(everywhere) if belongs(each.appearance))
        if rows:
            seen = Chosen(everywhere, rows)
            yield _list(of, seen, edition), _documents(of, seen, edition)
    yield from ((each, ()) for each in _members(entity, edition))
    for other, shared in _nearest(edition, entity):
        yield _other("near", other, shared), ()


def _named(entity: Entity) -> Named:
    addresses = (uri(scheme, identifier) for scheme, identifier in entity.identifiers)
    return Named(entity.name, entity.kind, uris=tuple(filter(None, addresses)))


def _facts(made: etree._Element, entity: Entity, edition: Edition) -> None:
    """Dates, type, offices, notes and authority files, as the lists of the TEI files have them."""
    for event, when in (("born", entity.born), ("died", entity.died)):
        if when:
            _date(child(made, event), when)
    if entity.type:
        child(made, "type", n=entity.type)
    for office, count in entity.offices.items():
        bodies = [body for ref in office.bodies if (body := edition.entities.by_key.get(("organisation", ref)))]
        named = child(made, "office", office.words or ", ".join(body.name for body in bodies), n=str(count))
        if len(bodies) == 1:
            named.set("href", f"../{bodies[0].href}")
    for note in entity.notes:
        child(made, "note", note)
    for scheme, identifier in entity.identifiers:
        authority(made, scheme, identifier)


def _date(parent: etree._Element, when: When) -> None:
    date = child(parent, f"{{{TEI}}}date", when.words)
    date.attrib.update(dict(when.attributes))


def _certainty(made: etree._Element, entity: Entity) -> None:
    """How certain it is that the texts mean this one, and who says so."""
    certs = entity.certs
    for cert in CERTAINTIES:
        if certs[cert]:
            child(made, "certainty", cert=cert, n=str(certs[cert]))
    for name in entity.responsible:
        child(made, "by", name)


def _years(edition: Edition, places: Iterable[int]) -> Iterator[etree._Element]:
    """The strip of the years of some documents; its gaps are no links, for the edition may have documents there."""
    found: dict[str, list[int]] = defaultdict(list)
    for at in places:
        found[edition.heads[at].when.year].append(at)
    for bar in strip(found, edition.heads):
        if "row" in bar.attrib:
            del bar.attrib["row"]
        yield bar


# --- lists of documents -----------------------------------------------------------------------------------------


def _list(of: str, seen: Sequence[Seen], edition: Edition) -> etree._Element:
    listed = etree.Element("list", of=of, documents=str(len(seen)))
    if of == "spoke":
        listed.set("times", str(sum(each.appearance.turns for each in seen)))
    if of == "named":
        listed.set("times", str(sum(each.appearance.times for each in seen)))
    if of in ("sent", "received"):
        _correspondents(listed, of, seen, edition)
    return listed


def _documents(of: str, seen: Sequence[Seen], edition: Edition) -> Iterator[etree._Element]:
    """The documents of a list; those of a long one in their years."""
    sentences = next((most for documents, most in SENTENCES if len(seen) <= documents), 0)
    for year, group in groupby(((each, edition.heads[each.at]) for each in seen), lambda row: row[1].when.year):
        some = [_document(of, each, head, sentences) for each, head in group]
        if len(seen) > LONG_LIST:
            holder = etree.Element("year", n=year or "0", documents=str(len(some)))
            holder.extend(some)
            yield holder
        else:
            yield from some


def _document(of: str, seen: Seen, head: Head, sentences: int) -> etree._Element:
    here = seen.appearance
    made = etree.Element("document", href=f"../{head.page}")
    if head.genre:
        made.set("genre", head.genre)
    child(made, "title", head.title)
    _date(made, head.when)
    if of == "spoke":
        made.set("turns", str(here.turns))
    if of == "named":
        made.set("times", str(here.times))
        made.set("entry", here.ref.removeprefix("#") if here.listed else "named")
        for passage in here.passages[:sentences]:
            sentence = child(made, "passage", **{"in": passage.block})
            for tag, words in zip(("before", "mark", "after"), passage.parts, strict=True):
                child(sentence, tag, words)
    return made


def _correspondents(listed: etree._Element, of: str, seen: Sequence[Seen], edition: Edition) -> None:
    """With whom letters were exchanged, and how many."""
    other = "received" if of == "sent" else "sent"
    found = Counter[Entity]()
    for at, itself in seen:
        appearances = edition.appearances[at]
        others = (each for each in appearances if other in each.parts and each.kind != "place")
        found.update({edition.entities.get(each): 1 for each in others if each.ref != itself.ref})
    for entity, count in sorted(found.items(), key=lambda each: (-each[1], each[0].order)):
        listed.append(_other("with", entity, count))


# --- relations ----------------------------------------------------------------------------------------------------


def _members(entity: Entity, edition: Edition) -> Iterator[etree._Element]:
    """The people who belong to an organisation, as the lists say."""
    members = edition.entities.members.get(entity.ref, ()) if entity.kind == "organisation" else ()
    return (_other("member", member) for member in members)


def _nearest(edition: Edition, entity: Entity) -> list[tuple[Entity, int]]:
    """Who else is named most often in the same documents; of very many documents only some are looked at."""
    if entity.documents < LEAST_SHARED:
        return []
    found = Counter[Entity]()
    for at in islice(entity.places, MOST_DOCUMENTS):
        found.update(edition.entities.together(entity.kind, at))
    del found[entity]
    often = (each for each in found.items() if each[1] >= LEAST_SHARED and each[0].is_identified)
    return sorted(often, key=lambda each: (-each[1], each[0].documents, each[0].order))[:NEAREST]


def _other(tag: str, other: Entity, documents: int = 0) -> etree._Element:
    """Somebody or something else, with the address of its page as another such page names it."""
    made = etree.Element(tag, href=f"../{other.href}")
    made.text = other.name
    if documents:
        made.set("n", str(documents))
    return made
