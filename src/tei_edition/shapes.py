"""What a configuration file may say, as a value: `Mapping({"title": Field(Text(), meaning="…")})`.

A shape reads a tree of YAML to plain values (str, int, float, bool, tuple, dict) and notes every problem with its line
and key path. Scalars are taken as written: `2026-11-21` and `007` stay text where text is expected.
"""

from __future__ import annotations

import difflib
import functools
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from tei_edition.patterns import late
from tei_edition.yamltree import KINDS, Items, Node, Pairs, Scalar

KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and places in lists counted from 0."""

_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
NOT_IN_XML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that no XML file can hold."""
LONGEST_TEXT = 20_000  # characters; what is longer is a document, and XML readers refuse 10,000,000
LONGEST_MEANT = 200  # characters of a word that may be another one misspelt
MOST_NOTED, MOST_HINTS = 1000, 50  # problems of a file; of the first ones somebody may have meant something else


# --- what is wrong, and where -------------------------------------------------------------------------------


class Problem(NamedTuple):
    """Something wrong in a file, in one sentence."""

    line: int
    sentence: str


def dotted(path: KeyPath) -> str:
    """A key path as people read it, `people[2].name`: places in lists count from 1."""
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{_cut(key)}" for key in path).removeprefix(".")


def _cut(key: str) -> str:
    return key if len(key) <= 80 else f"{key[:79]}…"


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """ "; did you mean “letter”?" for a near miss (case does not matter), else nothing."""
    folded = {each.casefold(): each for each in allowed} if len(word) <= LONGEST_MEANT else {}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean “{folded[near[0]]}”?" if near else ""


class Sheet:
    """What the shapes write down while they read a file: the problems, and the line of every value."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.more = 0  # problems that are only counted
        self.lines: dict[KeyPath, int] = {}
        self._hints = MOST_HINTS

    def complain(self, node: Node, path: KeyPath, sentence: str) -> None:
        """Note a problem of the value at that key path."""
        if len(self.problems) >= MOST_NOTED:
            self.more += 1
            return
        self.problems.append(Problem(node.line, f"{dotted(path)}: {sentence}" if path else sentence))

    def near(self, word: str, allowed: Iterable[str]) -> str:
        """The hint of `did_you_mean`, for the first words that are wrong."""
        self._hints -= 1
        return did_you_mean(word, allowed) if self._hints >= 0 else ""


# --- shapes -------------------------------------------------------------------------------------------------


class Shape(Protocol):
    """What may stand at a place; `read` returns the plain value, or None after a complaint."""

    @property
    def what(self) -> str:
        """The shape in an editor's words."""
        ...

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> Any:
        """The value of the node."""
        ...


class Text(NamedTuple):
    """Text, as written; never empty. Spaces at its ends count only inside quotation marks."""

    what: str = "a text"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> str | None:
        """The text; numbers and dates count as text, but not YAML's words for true and false."""
        complaint = self._complaint(node)
        if complaint:
            sheet.complain(node, path, complaint)
            return None
        return _scalar(node)

    def _complaint(self, node: Node) -> str:
        if not isinstance(node, Scalar):
            return f"{self.what} is expected, not {KINDS[type(node)]}"
        if node.is_null or not node.text.strip():
            return "there is no value (one that begins with “#” needs quotation marks, else it is a comment)"
        if node.plain and node.text.lower() in _TRUTHS:
            truth = str(_TRUTHS[node.text.lower()]).lower()
            return f'without quotation marks YAML reads “{node.text}” as “{truth}”; write "{node.text}"'
        if len(node.text) > LONGEST_TEXT:
            return f"the text has {len(node.text):,} characters; at most {LONGEST_TEXT:,} are possible"
        if stray := NOT_IN_XML.search(node.text):
            return f"the character U+{ord(stray.group()):04X} cannot stand in XML"
        return ""


def _scalar(node: Node) -> str:
    assert isinstance(node, Scalar)
    return node.text


class Checked(NamedTuple):
    """A text that passes a test; `test` returns what is wrong with it, or an empty string."""

    what: str
    test: Callable[[str], str]

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> str | None:
        """The text, if the test finds no fault."""
        text = Text(self.what).read(node, path, sheet)
        complaint = self.test(text) if text is not None else ""
        if complaint:
            sheet.complain(node, path, complaint)
        return None if complaint else text


def IsoDate() -> Checked:  # noqa: N802 (a shape, like its neighbours)
    """A day, month or year: 2026-11-21, 2026-11, 2026."""
    return Checked("a date (YYYY-MM-DD, YYYY-MM or YYYY)", functools.partial(_date_fault, parts=(1, 2, 3)))


def IsoDay() -> Checked:  # noqa: N802
    """A day: 2026-11-21."""
    return Checked("a day (YYYY-MM-DD)", functools.partial(_date_fault, parts=(3,)))


def _date_fault(text: str, parts: tuple[int, ...]) -> str:
    form = "YYYY-MM-DD" if parts == (3,) else "YYYY-MM-DD, YYYY-MM or YYYY"
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) or text.count("-") + 1 not in parts:
        return f"“{text}” is no date of the form {form}"
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return f"“{text}” is not in the calendar"
    return ""


def Regex() -> Checked:  # noqa: N802
    """A regular expression (Python's `re`)."""
    return Checked("a regular expression", _regex_fault)


def _regex_fault(text: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python warns of "[[" and the like, which will change their meaning
            re.compile(text)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        return f"“{text}” is no regular expression: {error.msg}{where}"
    except (OverflowError, RecursionError, Warning) as error:
        return f"“{text}” is no regular expression: {error}"
    return ""


class Choice:
    """One of a closed list of words."""

    __slots__ = ("allowed",)

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed

    @property
    def what(self) -> str:
        """The list."""
        return f"one of: {', '.join(self.allowed)}"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> str | None:
        """The word."""
        if isinstance(node, Scalar) and node.text in self.allowed:
            return node.text
        text = Text(self.what).read(node, path, sheet)
        if text is not None and text not in self.allowed:
            near = sheet.near(text, self.allowed)
            listed = f"{'' if near else ';'} allowed: {', '.join(self.allowed)}"
            sheet.complain(node, path, f"“{text}” is not allowed{near}{listed}")
        return text if text in self.allowed else None


class Boolean(NamedTuple):
    """true or false (also yes, no)."""

    what: str = "true or false"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> bool | None:
        """The truth value."""
        if isinstance(node, Scalar) and node.plain and node.text.lower() in _TRUTHS:
            return _TRUTHS[node.text.lower()]
        sheet.complain(node, path, f"{_as_found(node)} is not allowed; write true or false, without quotes")
        return None


class Number(NamedTuple):
    """A number within bounds, whole or decimal."""

    least: float | None = None
    most: float | None = None
    whole: bool = False

    @property
    def what(self) -> str:
        """Its kind and bounds."""
        bounds = (
            (f"at least {self.least:,}" if self.least is not None else ""),
            (f"at most {self.most:,}" if self.most is not None else ""),
        )
        return ", ".join(filter(None, ("a whole number" if self.whole else "a number", *bounds)))

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> int | float | None:
        """The number; `50_000_000` may be written so."""
        pattern = r"[+-]?[0-9]+(_[0-9]+)*" if self.whole else r"[+-]?[0-9]+(_[0-9]+)*(\.[0-9]+)?"
        found = node.text if isinstance(node, Scalar) else ""
        if len(found) > 30 or not re.fullmatch(pattern, found):
            sheet.complain(node, path, f"{_as_found(node)} is not allowed; expected is {self.what}")
            return None
        number = int(found) if self.whole else float(found)
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            sheet.complain(node, path, f"{found} is not allowed; expected is {self.what}")
            return None
        return number


def Integer(least: int | None = None, most: int | None = None) -> Number:  # noqa: N802
    """A whole number within bounds."""
    return Number(least, most, whole=True)


def _as_found(node: Node) -> str:
    if not isinstance(node, Scalar):
        return KINDS[type(node)]
    return "an empty value" if node.is_null else f"“{node.text}”"


class Sequence(NamedTuple):
    """A list of values of one shape, as a tuple."""

    item: Shape
    least: int = 0
    most: int | None = None

    @property
    def what(self) -> str:
        """What it lists."""
        return f"a list; each item {self.item.what}"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> tuple[Any, ...] | None:
        """The values in order."""
        if not isinstance(node, Items):
            hint = f"; write [{_cut(node.text)}]" if isinstance(node, Scalar) and not node.is_null else ""
            sheet.complain(node, path, f"a list is expected, not {KINDS[type(node)]}{hint}")
            return None
        if len(node.members) < self.least:
            sheet.complain(node, path, f"the list needs {self.least} or more items")
        if self.most is not None and len(node.members) > self.most:
            sheet.complain(node, path, f"the list has {len(node.members):,} items; at most {self.most:,} are possible")
            return None
        return tuple(_read(self.item, each, (*path, n), sheet) for n, each in enumerate(node.members))


class ByKind(NamedTuple):
    """A different shape for a single value, a list, or keys with values."""

    scalar: Shape | None = None
    sequence: Shape | None = None
    mapping: Shape | None = None

    @property
    def what(self) -> str:
        """The shapes that are possible."""
        return ", or ".join(each.what for each in (self.scalar, self.sequence, self.mapping) if each)

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> Any:
        """The value, in the shape of its kind."""
        shapes = {Scalar: self.scalar, Items: self.sequence, Pairs: self.mapping}
        shape = shapes[type(node)]
        if shape is None:
            sheet.complain(node, path, f"{self.what} is expected, not {KINDS[type(node)]}")
            return None
        return shape.read(node, path, sheet)


class OneOrMany(NamedTuple):
    """One value or a list of them; always a tuple."""

    item: Shape
    most: int | None = None

    @property
    def what(self) -> str:
        """The shape of one value."""
        return f"{self.item.what}, or a list of such"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> tuple[Any, ...] | None:
        """The values in order."""
        if isinstance(node, Items):
            return Sequence(self.item, least=1, most=self.most).read(node, path, sheet)
        return (self.item.read(node, path, sheet),)


class Field(NamedTuple):
    """A key of a mapping: the shape of its value, what holds without it, and its meaning in one sentence."""

    shape: Shape
    default: Any = None
    required: bool = False
    meaning: str = ""

    def absent(self) -> Any:
        """The value that holds without the key; a mapping of optional keys has its own defaults."""
        if self.default is None and isinstance(self.shape, Mapping) and not self.shape.required:
            return self.shape.defaults()
        return self.default


class Mapping(NamedTuple):
    """Known keys, as a dict in which each has its value or its default; an empty value counts as none."""

    fields: dict[str, Field]
    what: str = "keys with values"

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that may not be missing."""
        return tuple(key for key, each in self.fields.items() if each.required)

    def defaults(self) -> dict[str, Any]:
        """The values without any key."""
        return {key: each.absent() for key, each in self.fields.items()}

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> dict[str, Any] | None:
        """The values by key."""
        if not isinstance(node, Pairs):
            found = KINDS[type(node)]
            sheet.complain(node, path, f"keys with values are expected, not {found}; allowed: {self._known()}")
            return None
        values = self.defaults()
        stated = set()
        for key, key_node, value in _entries(node, path, sheet):
            here = (*path, key)
            if key not in self.fields:
                near = sheet.near(key, self.fields) or ";"
                sheet.complain(key_node, here, f"this key is not known{near} allowed: {self._known()}")
            elif not (isinstance(value, Scalar) and value.is_null):
                stated.add(key)
                values[key] = _read(self.fields[key].shape, value, here, sheet)
        for key in self.required:
            if key not in stated:
                what = self.fields[key].shape.what
                sheet.complain(node, (*path, key), f"this key is missing; it is {what}")
        return values

    def _known(self) -> str:
        return ", ".join(self.fields)


@dataclass(frozen=True, slots=True)
class MappingOf:
    """Free keys, each with a value of one shape, as a dict; `key` is the shape of the keys."""

    value: Shape
    key: Shape = field(default_factory=Text)

    @property
    def what(self) -> str:
        """What stands under the keys."""
        return f"keys with values; each value {self.value.what}"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> dict[str, Any] | None:
        """The values by key."""
        if not isinstance(node, Pairs):
            sheet.complain(node, path, f"keys with values are expected, not {KINDS[type(node)]}")
            return None
        values = {}
        for key, key_node, value in _entries(node, path, sheet):
            name = self.key.read(key_node, (*path, key), sheet)
            values[name or key] = _read(self.value, value, (*path, key), sheet)
        return values


def _read(shape: Shape, node: Node, path: KeyPath, sheet: Sheet) -> Any:
    sheet.lines.setdefault(path, node.line)
    return shape.read(node, path, sheet)


def _entries(node: Pairs, path: KeyPath, sheet: Sheet) -> Iterator[tuple[str, Scalar, Node]]:
    """Key and value of each pair; complains of repeated keys and of keys that are no single value."""
    seen: dict[str, int] = {}
    for key, value in node.members:
        if not isinstance(key, Scalar):
            sheet.complain(key, path, f"a key is a single value, not {KINDS[type(key)]}")
        elif key.text in seen:
            sheet.complain(key, (*path, key.text), f"this key stands already on line {seen[key.text]}")
        else:
            seen[key.text] = key.line
            sheet.lines[(*path, key.text)] = key.line
            yield key.text, key, value


# --- the shape as a table -----------------------------------------------------------------------------------


class Row(NamedTuple):
    """A key of a file as the reference lists it."""

    key: str
    what: str
    default: Any
    required: bool
    meaning: str


def rows(shape: Shape, under: str = "") -> Iterator[Row]:
    """Every key of a shape with its meaning, for the reference and for `init`; free keys are written `…`."""
    match shape:
        case Mapping(fields=fields):
            for key, each in fields.items():
                here = f"{under}.{key}".removeprefix(".")
                yield Row(here, each.shape.what, each.default, each.required, each.meaning)
                yield from rows(each.shape, here)
        case MappingOf(value=value):
            yield from rows(value, f"{under}.…")
        case Sequence(item=item) | OneOrMany(item=item):
            yield from rows(item, f"{under}[]")
        case ByKind(scalar=_, sequence=sequence, mapping=mapping):
            for each_shape in filter(None, (sequence, mapping)):
                yield from rows(each_shape, under)
        case _:
            return
