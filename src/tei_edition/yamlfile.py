"""YAML that remembers its lines and is checked against a declared shape.

Reading gives plain values, or one `BadConfiguration` with all that is wrong with the file, each with its line and key
path.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from tei_edition.errors import BadConfiguration
from tei_edition.legible import in_one_line
from tei_edition.ordinary import read
from tei_edition.shapes import KeyPath, Mapping, Problem, Sheet, dotted
from tei_edition.yamltree import BrokenYamlError, Node, Pairs

MOST_PROBLEMS = 25
MOST_BYTES = 50_000_000


class YamlFile(NamedTuple):
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
        if problems := [Problem(self.line(*path), f"{dotted(path)}: {sentence}") for path, sentence in faults]:
            raise bad_file(self.name, problems, self.remedy)


def _composed(text: str) -> Node:
    """The tree of a YAML text. An edition without settings needs no parser, which takes longer to load than to use."""
    if not text:
        return Pairs((), 1)
    from tei_edition.yamlparser import compose

    return compose(text)


def parse_yaml(text: str, name: str, shape: Mapping, *, remedy: str = "") -> YamlFile:
    """A YAML text in the declared shape; `name` is what messages call it. Raises `BadConfiguration`."""
    sheet = Sheet()
    try:
        root = _composed(text)
    except BrokenYamlError as error:
        where = f"{name}:{error.line}:{error.column}"
        raise BadConfiguration(
            f"{where}: this is not valid YAML: {in_one_line(error.sentence)}", remedy=remedy
        ) from None
    value = shape.read(root, (), sheet)
    if sheet.problems or value is None:
        raise bad_file(name, sheet.problems, remedy, more=sheet.more)
    return YamlFile(name, value, sheet.lines, remedy)


def read_yaml(path: Path, shape: Mapping, *, remedy: str = "") -> YamlFile:
    """A YAML file in the declared shape; messages name it by the path as given. Raises `BadConfiguration`."""
    return parse_yaml(read_utf8(path), str(path), shape, remedy=remedy)


def read_utf8(path: Path) -> str:
    """The text of a configuration file, which must be UTF-8 (with or without byte order mark)."""
    try:
        there = path.stat()
        if there.st_size > MOST_BYTES:
            _unreadable(path, f"it has {there.st_size:,} bytes, more than {MOST_BYTES:,}")
        data = read(path)
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


def bad_file(name: str, problems: Iterable[Problem], remedy: str, more: int = 0) -> BadConfiguration:
    """One error for everything wrong in a file, a line each, in the order of the file; `more` are only counted."""
    ordered = sorted(set(problems))
    shown = [f"{name}:{line}: {in_one_line(sentence)}" for line, sentence in ordered[:MOST_PROBLEMS]]
    more += len(ordered) - len(shown)
    return BadConfiguration("\n".join([*shown, *([f"… and {more:,} more"] if more else [])]), remedy=remedy)
