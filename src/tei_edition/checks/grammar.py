"""A RELAX NG grammar as values: what an element is made of, and what may come next.

The reader understands the XML form of grammars whose elements are one `define` each, as those of ours and of
the TEI Consortium are. What may come next is the derivative of a pattern (Brzozowski 1964): what is left of
it once an element has been read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from tei_edition.assets import asset

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
TEXT = "#text"  # the letter that stands for text in a content model


# --- patterns: what a grammar is made of --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Something that cannot be."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, also none."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """A certain word."""

    value: str


@dataclass(frozen=True, slots=True)
class Data:
    """A datatype with its regular expressions."""

    type: str
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words separated by white space."""

    item: Pattern


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute and what it can hold."""

    name: str
    value: Pattern


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: frozenset[Pattern]


@dataclass(frozen=True, slots=True)
class Group:
    """One after the other."""

    first: Pattern
    then: Pattern


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """Once or several times."""

    item: Pattern


Pattern: TypeAlias = (
    Empty | NotAllowed | Text | Element | Value | Data | Tokens | Attribute | Choice | Group | OneOrMore
)


def choice(*patterns: Pattern) -> Pattern:
    """One of the patterns; what cannot be is left out."""
    options: set[Pattern] = set()
    for pattern in patterns:
        options |= pattern.options if isinstance(pattern, Choice) else {pattern}
    options.discard(NotAllowed())
    if len(options) > 1:
        return Choice(frozenset(options))
    return options.pop() if options else NotAllowed()


def group(*patterns: Pattern) -> Pattern:
    """The patterns one after the other, nested to the right, so that equal sequences are equal values."""
    nothing: Pattern = Empty()
    return reduce(_before, reversed(patterns), nothing)


def _before(then: Pattern, first: Pattern) -> Pattern:
    match first, then:
        case (NotAllowed(), _) | (_, NotAllowed()):
            return NotAllowed()
        case Empty(), _:
            return then
        case _, Empty():
            return first
        case Group(a, b), _:
            return Group(a, _before(then, b))
        case _:
            return Group(first, then)


def one_or_more(pattern: Pattern) -> Pattern:
    """The pattern once or several times."""
    return pattern if isinstance(pattern, (Empty, NotAllowed, Text, OneOrMore)) else OneOrMore(pattern)


# --- reading a grammar --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grammar:
    """The elements of a grammar: for each its content model, its attributes and what it is."""

    content: dict[str, Pattern]
    attributes: dict[str, dict[str, Pattern]]
    required: dict[str, frozenset[str]]
    documentation: dict[str, str]


@cache
def shipped_grammar() -> Grammar:
    """The grammar that comes with the program."""
    return read_grammar(asset("schemas", "tei_edition.rng"))


def read_grammar(path: Path, only: Iterable[str] | None = None) -> Grammar:
    """Read a grammar in XML form; `only`: as if there were no other elements than these."""
    reader = _Reader(path, None if only is None else frozenset(only))
    return reader.grammar()


class _Reader:
    def __init__(self, path: Path, only: frozenset[str] | None) -> None:
        root = etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()
        self.defines = {define.get("name", ""): define for define in root.iter(RNG + "define")}
        self.only = only
        self.known: dict[str, Pattern] = {}

    def grammar(self) -> Grammar:
        found = {e.get("name", ""): (d, e) for d in self.defines.values() for e in d.findall(RNG + "element")}
        wanted = {name: pair for name, pair in found.items() if name and (self.only is None or name in self.only)}
        split = {name: attributes_apart(self.children(element)) for name, (_, element) in wanted.items()}
        return Grammar(
            content={name: content for name, (content, _) in split.items()},
            attributes={
                name: {a.name: a.value for a in attributes_of(attributes)} for name, (_, attributes) in split.items()
            },
            required={name: required_of(attributes) for name, (_, attributes) in split.items()},
            documentation={name: define.findtext(DOCUMENTATION, "") for name, (define, _) in wanted.items()},
        )

    def children(self, node: etree._Element) -> Pattern:
        return group(*(self.pattern(child) for child in node if str(child.tag).startswith(RNG)))

    def pattern(self, node: etree._Element) -> Pattern:
        match node.tag.removeprefix(RNG):
            case "group":
                return self.children(node)
            case "choice":
                return choice(*(self.pattern(child) for child in node))
            case "optional":
                return choice(Empty(), self.children(node))
            case "zeroOrMore":
                return choice(Empty(), one_or_more(self.children(node)))
            case "oneOrMore":
                return one_or_more(self.children(node))
            case "ref":
                return self.ref(node.get("name", ""))
            case "attribute" if node.get("name"):
                value = self.children(node)
                return Attribute(node.get("name", ""), Text() if isinstance(value, Empty) else value)
            case "list":
                return Tokens(self.children(node))
            case "value":
                return Value(node.text or "")
            case "data":
                facets = node.findall(RNG + "param")
                return Data(node.get("type", ""), tuple(p.text or "" for p in facets if p.get("name") == "pattern"))
            case "text":
                return Text()
            case "empty":
                return Empty()
            case _:  # interleave, name classes: only in parts of tei_all that no element of ours has
                return NotAllowed()

    def ref(self, name: str) -> Pattern:
        if name not in self.known:
            self.known[name] = self.resolve(name)
        return self.known[name]

    def resolve(self, name: str) -> Pattern:
        elements = self.defines[name].findall(RNG + "element")
        if not elements:
            return self.children(self.defines[name])
        named = elements[0].get("name", "")
        return Element(named) if self.only is None or named in self.only else NotAllowed()


def attributes_apart(pattern: Pattern) -> tuple[Pattern, Pattern]:
    """Content and attributes of an element; an error if a grammar makes one depend on the other."""
    match pattern:
        case Attribute():
            return Empty(), pattern
        case Group(first, then):
            (content, attributes), (content2, attributes2) = attributes_apart(first), attributes_apart(then)
            return group(content, content2), group(attributes, attributes2)
        case Choice(options) if any(True for option in options for _ in attributes_of(option)):
            assert all(attributes_apart(option)[0] == Empty() for option in options), pattern
            return Empty(), pattern
        case _:
            assert not any(True for _ in attributes_of(pattern)), pattern
            return pattern, Empty()


def attributes_of(pattern: Pattern) -> Iterator[Attribute]:
    """The attributes in a pattern."""
    match pattern:
        case Attribute():
            yield pattern
        case Group(first, then):
            yield from attributes_of(first)
            yield from attributes_of(then)
        case Choice(options):
            for option in options:
                yield from attributes_of(option)
        case OneOrMore(item):
            yield from attributes_of(item)


def required_of(attributes: Pattern) -> frozenset[str]:
    """The attributes that must be there."""
    match attributes:
        case Attribute(name):
            return frozenset({name})
        case Group(first, then):
            return required_of(first) | required_of(then)
        case _:
            return frozenset()


# --- what may come next? ------------------------------------------------------------------------------------


@cache
def nullable(pattern: Pattern) -> bool:
    """Whether the pattern accepts nothing at all."""
    match pattern:
        case Empty() | Text():
            return True
        case Choice(options):
            return any(map(nullable, options))
        case Group(first, then):
            return nullable(first) and nullable(then)
        case OneOrMore(item):
            return nullable(item)
        case _:
            return False


@cache
def letters(pattern: Pattern) -> frozenset[str]:
    """What can come first: names of elements, or text."""
    match pattern:
        case Text():
            return frozenset({TEXT})
        case Element(name):
            return frozenset({name})
        case Choice(options):
            return frozenset[str]().union(*map(letters, options))
        case Group(first, then):
            return letters(first) | (letters(then) if nullable(first) else frozenset())
        case OneOrMore(item):
            return letters(item)
        case _:
            return frozenset()


@cache
def after(pattern: Pattern, letter: str) -> Pattern:
    """What must follow once this element (or text) has been read: the derivative of the pattern."""
    match pattern:
        case Text() if letter == TEXT:
            return pattern
        case Element(name) if letter == name:
            return Empty()
        case Choice(options):
            return choice(*(after(option, letter) for option in options))
        case Group(first, then):
            rest = group(after(first, letter), then)
            return choice(rest, after(then, letter)) if nullable(first) else rest
        case OneOrMore(item):
            return group(after(item, letter), choice(Empty(), pattern))
        case _:
            return NotAllowed()


def values(pattern: Pattern) -> frozenset[str]:
    """The words of a closed list; none if the list is open."""
    match pattern:
        case Value(word):
            return frozenset({word})
        case Choice(options):
            return frozenset[str]().union(*map(values, options))
        case Tokens(item) | OneOrMore(item):
            return values(item)
        case _:
            return frozenset()


def all_letters(pattern: Pattern) -> frozenset[str]:
    """Everything that a content model can hold anywhere: names of elements, and text."""
    match pattern:
        case Group(first, then):
            return all_letters(first) | all_letters(then)
        case Choice(options):
            return frozenset[str]().union(*map(all_letters, options))
        case OneOrMore(item):
            return all_letters(item)
        case _:
            return letters(pattern)
