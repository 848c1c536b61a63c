"""YAML that remembers its lines and is checked against a declared shape.

The shape of a file is a value: `Mapping({"title": Field(Text(), meaning="…")})`. Reading gives plain values
(str, int, float, bool, tuple, dict), or one `BadConfiguration` with all that is wrong with the file, each
with its line and key path. Scalars are taken as written: `2026-11-21` and `007` stay text where text is
expected. Anchors, aliases and tags are refused: a small file cannot unfold into a large one or make objects.
"""

from __future__ import annotations

import difflib
import functools
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import yaml

from tei_edition.errors import BadConfiguration

KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and places in lists counted from 0."""

DEEPEST = 24  # libyaml needs 14 s to refuse 100,000 nested brackets, and its composer crashes on them
MOST_PROBLEMS = 25

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML file can hold."""
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# --- the tree as written ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as written; `plain` if it stands without quotation marks."""

    text: str
    line: int
    plain: bool = False

    @property
    def is_null(self) -> bool:
        """Nothing stands here (or `~`, `null`)."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Items:
    """A YAML sequence."""

    members: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A YAML mapping, repeated keys included."""

    members: tuple[tuple[Node, Node], ...]
    line: int


Node = Scalar | Items | Pairs

_KINDS: dict[type, str] = {Scalar: "a single value", Items: "a list", Pairs: "keys with values"}


class _BrokenYamlError(Exception):
    """What YAML itself cannot mean; line and column count from 1."""

    def __init__(self, line: int, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.column, self.sentence = line, column, sentence


def _compose(text: str) -> Node:
    """The tree of a YAML text; an empty text is an empty mapping."""
    if stray := _NOT_IN_YAML.search(text):
        before = text[: stray.start()]
        sentence = f"the character U+{ord(stray.group()):04X} may not stand in YAML"
        raise _BrokenYamlError(before.count("\n") + 1, len(before) - before.rfind("\n"), sentence)
    try:
        root = _document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text) from None
    return Pairs((), 1) if isinstance(root, Scalar) and root.is_null else root


def _document(events: Iterator[Any]) -> Node:
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _broken_at(event, "a second document begins here (“---”); a file holds one")
        if isinstance(event, yaml.NodeEvent):
            root = _node(event, events, 0)
    return Scalar("", 1, plain=True) if root is None else root


def _node(event: Any, events: Iterator[Any], depth: int) -> Node:
    line = event.start_mark.line + 1
    _refuse_references(event)
    if depth > DEEPEST:
        raise _broken_at(event, f"more than {DEEPEST} levels deep")
    if isinstance(event, yaml.ScalarEvent):
        text = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        return Scalar(text, line, plain=not event.style and event.tag is None)
    nodes = tuple(_members(events, depth))
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(nodes, line)
    return Pairs(tuple(zip(nodes[::2], nodes[1::2], strict=True)), line)


def _members(events: Iterator[Any], depth: int) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield _node(event, events, depth + 1)


def _refuse_references(event: Any) -> None:
    """No part of the file stands for another, and nothing is made but text, lists and keys."""
    sign = ""
    if isinstance(event, yaml.AliasEvent):
        sign = f"“*{event.anchor}” stands for another part of the file"
    elif event.anchor is not None:
        sign = f"“&{event.anchor}” marks a part of the file for repetition"
    elif event.tag not in (None, "!", "tag:yaml.org,2002:str"):
        sign = f"“{event.tag}” is a YAML tag"
    if sign:
        raise _broken_at(event, f"{sign}, which is not supported; if it is text, put it in quotation marks")


_SYNTAX = (
    # YAML's own words                     what an editor can do about it
    (r"\t|\\t", "a tab stands here; YAML is indented with spaces"),
    (r"cannot start any token", "a value may not begin with “{char}”; put it in quotation marks"),
    (r"mapping values are not", "a colon or indentation too many; text with “: ” needs quotation marks"),
    (r"quoted scalar", "a quotation mark is opened here and not closed"),
    (r"flow sequence", "the list that “[” opens here is not closed, or a comma is missing in it"),
    (r"flow mapping", "what “{{” opens here is not closed, or a comma is missing in it"),
    (r"block (collection|sequence)", "the list breaks off here; items begin with “- ”, equally indented"),
    (r"block mapping", "a key is expected here; the indentation changes, or text follows a quotation mark"),
    (r"simple key", "this line has no colon; a key is followed by “: ”"),
)


def _broken(error: yaml.MarkedYAMLError, text: str) -> _BrokenYamlError:
    """The fault in plain words, at the place where it can be mended."""
    said = " ".join(filter(None, (error.context, error.problem)))
    opened = re.search(r"quoted scalar|flow sequence|flow mapping|simple key", said)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    char = lines[line][column : column + 1] if line < len(lines) else ""
    sentence = next((words for pattern, words in _SYNTAX if re.search(pattern, f"{said} {char}")), said)
    return _BrokenYamlError(line + 1, column + 1, sentence.format(char=char))


def _broken_at(event: Any, sentence: str) -> _BrokenYamlError:
    return _BrokenYamlError(event.start_mark.line + 1, event.start_mark.column + 1, sentence)


# --- what is wrong, and where -------------------------------------------------------------------------------


class Problem(NamedTuple):
    """Something wrong in a file, in one sentence."""

    line: int
    sentence: str


def dotted(path: KeyPath) -> str:
    """A key path as people read it, `people[2].name`: places in lists count from 1."""
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """ "; did you mean “letter”?" for a near miss (case does not matter), else nothing."""
    folded = {each.casefold(): each for each in allowed}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean “{folded[near[0]]}”?" if near else ""


def bad_file(name: str, problems: Iterable[Problem], remedy: str) -> BadConfiguration:
    """One error for everything wrong in a file, a line each, in the order of the file."""
    ordered = sorted(set(problems))
    shown = [f"{name}:{line}: {sentence}" for line, sentence in ordered[:MOST_PROBLEMS]]
    more = len(ordered) - len(shown)
    return BadConfiguration("\n".join([*shown, *([f"… and {more} more"] if more else [])]), remedy=remedy)


class Sheet:
    """What the shapes write down while they read a file: the problems, and the line of every value."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[KeyPath, int] = {}

    def complain(self, node: Node, path: KeyPath, sentence: str) -> None:
        """Note a problem of the value at that key path."""
        self.problems.append(Problem(node.line, f"{dotted(path)}: {sentence}" if path else sentence))


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


@dataclass(frozen=True, slots=True)
class Text:
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
            return f"{self.what} is expected, not {_KINDS[type(node)]}"
        if node.is_null or not node.text.strip():
            return "there is no value (one that begins with “#” needs quotation marks, else it is a comment)"
        if node.plain and node.text.lower() in _TRUTHS:
            truth = str(_TRUTHS[node.text.lower()]).lower()
            return f'without quotation marks YAML reads “{node.text}” as “{truth}”; write "{node.text}"'
        if stray := NOT_IN_XML.search(node.text):
            return f"the character U+{ord(stray.group()):04X} cannot stand in XML"
        return ""


def _scalar(node: Node) -> str:
    assert isinstance(node, Scalar)
    return node.text


@dataclass(frozen=True, slots=True)
class Checked:
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
            near = did_you_mean(text, self.allowed)
            listed = f"{'' if near else ';'} allowed: {', '.join(self.allowed)}"
            sheet.complain(node, path, f"“{text}” is not allowed{near}{listed}")
        return text if text in self.allowed else None


@dataclass(frozen=True, slots=True)
class Boolean:
    """true or false (also yes, no)."""

    what: str = "true or false"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> bool | None:
        """The truth value."""
        if isinstance(node, Scalar) and node.plain and node.text.lower() in _TRUTHS:
            return _TRUTHS[node.text.lower()]
        sheet.complain(node, path, f"{_as_found(node)} is not allowed; write true or false, without quotes")
        return None


@dataclass(frozen=True, slots=True)
class Number:
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
        pattern = r"[+-]?[0-9][0-9_]*" if self.whole else r"[+-]?[0-9][0-9_]*(\.[0-9]+)?"
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
        return _KINDS[type(node)]
    return "an empty value" if node.is_null else f"“{node.text}”"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values of one shape, as a tuple."""

    item: Shape
    least: int = 0

    @property
    def what(self) -> str:
        """What it lists."""
        return f"a list; each item {self.item.what}"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> tuple[Any, ...] | None:
        """The values in order."""
        if not isinstance(node, Items):
            hint = f"; write [{node.text}]" if isinstance(node, Scalar) and not node.is_null else ""
            sheet.complain(node, path, f"a list is expected, not {_KINDS[type(node)]}{hint}")
            return None
        if len(node.members) < self.least:
            sheet.complain(node, path, f"the list needs {self.least} or more items")
        return tuple(_read(self.item, each, (*path, n), sheet) for n, each in enumerate(node.members))


@dataclass(frozen=True, slots=True)
class ByKind:
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
            sheet.complain(node, path, f"{self.what} is expected, not {_KINDS[type(node)]}")
            return None
        return shape.read(node, path, sheet)


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """One value or a list of them; always a tuple."""

    item: Shape

    @property
    def what(self) -> str:
        """The shape of one value."""
        return f"{self.item.what}, or a list of such"

    def read(self, node: Node, path: KeyPath, sheet: Sheet) -> tuple[Any, ...] | None:
        """The values in order."""
        if isinstance(node, Items):
            return Sequence(self.item, least=1).read(node, path, sheet)
        return (self.item.read(node, path, sheet),)


@dataclass(frozen=True, slots=True)
class Field:
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


@dataclass(frozen=True, slots=True)
class Mapping:
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
            found = _KINDS[type(node)]
            sheet.complain(node, path, f"keys with values are expected, not {found}; allowed: {self._known()}")
            return None
        values = self.defaults()
        stated = set()
        for key, key_node, value in _entries(node, path, sheet):
            here = (*path, key)
            if key not in self.fields:
                near = did_you_mean(key, self.fields) or ";"
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
            sheet.complain(node, path, f"keys with values are expected, not {_KINDS[type(node)]}")
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
            sheet.complain(key, path, f"a key is a single value, not {_KINDS[type(key)]}")
        elif key.text in seen:
            sheet.complain(key, (*path, key.text), f"this key stands already on line {seen[key.text]}")
        else:
            seen[key.text] = key.line
            sheet.lines[(*path, key.text)] = key.line
            yield key.text, key, value


# --- files --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that has the declared shape: its plain value, and the line of every value that it states."""

    name: str
    value: dict[str, Any]
    lines: dict[KeyPath, int]
    remedy: str = ""

    def states(self, *path: str | int) -> bool:
        """Whether the file itself has the key (a default does not count)."""
        return path in self.lines

    def line(self, *path: str | int) -> int:
        """The line of the value at a key path, or of the nearest key above it."""
        return next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 1)

    def refuse(self, faults: Iterable[tuple[KeyPath, str]]) -> None:
        """Raise one `BadConfiguration` for faults that no shape can see; do nothing if there are none."""
        problems = [Problem(self.line(*path), f"{dotted(path)}: {sentence}") for path, sentence in faults]
        if problems:
            raise bad_file(self.name, problems, self.remedy)


def parse_yaml(text: str, name: str, shape: Mapping, *, remedy: str = "") -> YamlFile:
    """A YAML text in the declared shape; `name` is what messages call it. Raises `BadConfiguration`."""
    sheet = Sheet()
    try:
        root = _compose(text)
    except _BrokenYamlError as error:
        where = f"{name}:{error.line}:{error.column}"
        raise BadConfiguration(f"{where}: this is not valid YAML: {error.sentence}", remedy=remedy) from None
    value = shape.read(root, (), sheet)
    if sheet.problems or value is None:
        raise bad_file(name, sheet.problems, remedy)
    return YamlFile(name, value, sheet.lines, remedy)


def read_yaml(path: Path, shape: Mapping, *, remedy: str = "") -> YamlFile:
    """A YAML file in the declared shape; messages name it by the path as given. Raises `BadConfiguration`."""
    return parse_yaml(read_utf8(path), str(path), shape, remedy=remedy)


def read_utf8(path: Path) -> str:
    """The text of a configuration file, which must be UTF-8 (with or without byte order mark)."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadConfiguration(f"{path}: there is no such file", remedy="check the path") from None
    except OSError as error:
        _unreadable(path, error.strerror or str(error))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadConfiguration(
            f"{path}:{line}: this file is not UTF-8 (byte {data[error.start]:02X})",
            remedy="save it in your editor or spreadsheet with the encoding UTF-8",
        ) from None


def _unreadable(path: Path, reason: str) -> NoReturn:
    remedy = "check that it is a file, and that you may read it"
    raise BadConfiguration(f"{path}: cannot be read: {reason}", remedy=remedy)


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
