"""The pages about the edition: what it is, how it is encoded, how to cite it, whose rights it has, who can use it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from tei_edition.render import read_tei
from tei_edition.site.books import BOOK
from tei_edition.site.edition import Edition, Entry, Page, child, page
from tei_edition.site.usage import Example, examples
from tei_edition.teifile import elements

MOST_STATEMENTS = 40
"""So many statements of rights are shown word for word; others stand on the pages of their documents."""
MOST_RULES = 5  # wordings of one editorial rule
HEADER = "/t:TEI/t:teiHeader | /t:teiCorpus/t:teiHeader | /t:teiCorpus/t:TEI[1]/t:teiHeader"  # as xslt/edition.xsl
STOPS, HIDDEN = " .,;:", "[email protected]"  # at the end of a statement of rights: "… at [email protected]."


def pages(edition: Edition) -> Iterator[Page]:
    """The five pages; their input is described in the stylesheets in xslt/site/."""
    yield page("about/edition.html", "about.xsl", _edition(edition))
    yield page("about/encoding.html", "encoding.xsl", _encoding(edition))
    yield page("about/citing.html", "citing.xsl", _citing(edition))
    yield page("about/licence.html", "about.xsl", _licence(edition))
    yield page("about/accessibility.html", "about.xsl", _about("accessibility", edition))


def _about(name: str, edition: Edition) -> etree._Element:
    """What all five know: the name of the page, and how to reach the editors."""
    return etree.Element("about", {"page": name, **({"email": edition.config.email} if edition.config.email else {})})


# --- the edition --------------------------------------------------------------------------------------------------


def _edition(edition: Edition) -> etree._Element:
    made = _about("edition", edition)
    config, counted, genres, years = edition.config, Counter[str](), Counter[str](), set[str]()
    for record in (entry.record for entry in edition.entries):
        counted.update(turn=record.description.turns, note=record.notes, gap=record.gaps)
        counted["captured"] += bool(record.description.capture)
        genres[record.genre] += 1
        years.add(record.when.year)
    if config.site.statement:
        child(made, "statement", config.site.statement)
    for name in config.editors:
        child(made, "editor", name)
    numbers = child(made, "numbers", documents=str(len(edition.entries)))
    if known := sorted(filter(None, years)):
        numbers.attrib.update({"first-year": known[0], "last-year": known[-1]})
    counted["named-person"] = len(edition.people)
    for what in ("named-person", "turn", "note", "gap"):
        if counted[what]:
            child(numbers, "number", of=what, n=str(counted[what]))
    for genre, times in genres.most_common():
        child(numbers, "genre", name=genre or "other", n=str(times))
    captured = counted["captured"]
    child(made, "made", captured=str(captured), others=str(len(edition.entries) - captured))
    if (edition.out / BOOK).is_file():
        child(made, "book", href=BOOK, size=str((edition.out / BOOK).stat().st_size))
    return made


# --- its encoding -------------------------------------------------------------------------------------------------


class _Sample(NamedTuple):
    """An example, and the document that it is taken from."""

    entry: Entry
    example: Example


def _encoding(edition: Edition) -> etree._Element:
    made = _about("encoding", edition)
    usage, samples = edition.usage, _samples(edition)
    made.set("documents", str(len(edition.entries)))
    made.set("elements", str(len(usage.elements)))
    for place, names in (("text", usage.in_text), ("header", usage.elements.keys() - usage.in_text)):
        group = child(made, "group", place=place)
        for name in sorted(names, key=lambda name: (name.lower(), name)):
            group.append(_element(edition, name, samples))
    for (kind, words), documents in _rules(usage.declarations):
        child(made, "rule", words, kind=kind, documents=str(documents))
    return made


def _element(edition: Edition, name: str, samples: dict[str, _Sample]) -> etree._Element:
    """The entry of an element of TEI or, with its namespace, of another vocabulary."""
    usage = edition.usage
    namespace, _, local = name.rpartition("}")
    stated = {"name": local, "ns": namespace.lstrip("{")}
    made = etree.Element("element", {key: value for key, value in stated.items() if value})
    made.set("n", str(usage.elements[name]))
    made.set("documents", str(usage.documents[name]))
    for attribute, times in usage.attributes_of(name):
        child(made, "attribute", name=attribute.rpartition("}")[2], n=str(times))
    if name in samples:
        made.append(_sample(*samples[name]))
    return made


def _sample(entry: Entry, example: Example) -> etree._Element:
    made = etree.Element("example", href=f"../{entry.page}", fragment=example.fragment, date=entry.record.when.iso)
    for name, value in example.attributes:
        child(made, "attribute", name=name.rpartition("}")[2]).text = value
    for part in example.parts[:3]:
        child(made, "part", name=part.rpartition("}")[2])
    if len(example.parts) > 3:
        child(made, "more")
    child(made, "words", example.words)
    child(made, "title", entry.record.title)
    return made


def _samples(edition: Edition) -> dict[str, _Sample]:
    """An example of each element, from the first document in time that has it; few documents are read again."""
    wanted = defaultdict[str, set[str]](set)
    for name, (_, _, ident) in edition.usage.first.items():
        wanted[ident].add(name)
    found: dict[str, _Sample] = {}
    for ident, names in sorted(wanted.items()):
        entry = edition.entries[edition.by_ident[ident]]
        root = read_tei(entry.document.tei, ident).getroot()
        found.update((name, _Sample(entry, example)) for name, example in examples(root, names).items())
    return found


def _rules(declarations: Counter[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], int]]:
    """The editorial rules by kind, of each the most frequent wordings."""
    ordered = sorted(declarations.items(), key=lambda each: (each[0][0], -each[1], each[0][1]))
    for _, same in groupby(ordered, key=lambda each: each[0][0]):
        yield from list(same)[:MOST_RULES]


# --- citing, licence ----------------------------------------------------------------------------------------------


def _citing(edition: Edition) -> etree._Element:
    """With the first document as the example."""
    made = _about("citing", edition)
    for name in edition.config.editors:
        child(made, "editor", name)
    for entry in edition.entries[:1]:
        root = read_tei(entry.document.tei, entry.document.ident).getroot()
        child(made, "document", href=entry.page).extend(elements(root, HEADER)[-1:])
    return made


def _licence(edition: Edition) -> etree._Element:
    made = _about("licence", edition)
    made.set("capture", edition.config.site.capture)
    licences, said = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    fullest: dict[tuple[str, str], tuple[int, int]] = {}  # how long a statement is, and the place of its document
    for at, of in enumerate(entry.record.description for entry in edition.entries):
        licences[(of.licence.target, of.licence.text) if of.licence else ("", "")] += 1
        key = of.availability, _core(of.rights)
        said[key] += 1
        if len(of.rights) > fullest.get(key, (-1, at))[0]:
            fullest[key] = len(of.rights), at
    for (target, text), n in _by_count(licences):
        child(made, "licence", text, target=target, n=str(n))
    statements = list(_by_count(said))
    for (status, core), n in statements[:MOST_STATEMENTS]:
        entry = edition.entries[fullest[status, core][1]]
        stated = child(made, "rights", entry.record.description.rights, status=status, n=str(n))
        stated.append(_document(entry))
    if len(statements) > MOST_STATEMENTS:
        child(made, "more", n=str(len(statements) - MOST_STATEMENTS))
    return made


def _core(statement: str) -> str:
    """What a statement of rights says: two with the same core are one statement, and no others are.

    White space and the stops at its end say nothing. Nor does an e-mail address there that the captured page hides:
    some captures have the words for it, others break off before them.
    """
    return " ".join(statement.split()).rstrip(STOPS).removesuffix(HIDDEN).rstrip(STOPS)


def _document(entry: Entry) -> etree._Element:
    made = etree.Element("document", href=f"../{entry.page}")
    made.text = entry.record.title
    return made


def _by_count(counted: Counter[tuple[str, str]]) -> Iterable[tuple[tuple[str, str], int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))
