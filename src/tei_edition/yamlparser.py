"""YAML text as a tree (yamltree.py), by the events of PyYAML, which is loaded only where there is YAML to read.

Anchors, aliases and tags are refused: a small file cannot unfold into a large one or make objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from tei_edition.patterns import late
from tei_edition.yamltree import BrokenYamlError, Items, Node, Pairs, Scalar

MOST_VALUES = 1_000_000  # keys, values and lists of a file
DEEPEST = 24  # libyaml needs 14 s to refuse 100,000 nested brackets, and its composer crashes on them

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_IN_YAML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def compose(text: str) -> Node:
    """The tree of a YAML text; an empty text is an empty mapping."""
    if stray := _NOT_IN_YAML.search(text):
        before = text[: stray.start()]
        sentence = f"the character U+{ord(stray.group()):04X} may not stand in YAML"
        raise BrokenYamlError(before.count("\n") + 1, len(before) - before.rfind("\n"), sentence)
    try:
        root = _document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text) from None
    return Pairs((), 1) if isinstance(root, Scalar) and root.is_null else root


def _document(events: Iterator[Any]) -> Node:
    root: Node | None = None
    events = _counted(events)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _broken_at(event, "a second document begins here (“---”); a file holds one")
        if isinstance(event, yaml.NodeEvent):
            root = _node(event, events, 0)
    return Scalar("", 1, plain=True) if root is None else root


def _counted(events: Iterator[Any]) -> Iterator[Any]:
    for number, event in enumerate(events):
        if number > MOST_VALUES:
            raise _broken_at(event, f"the file has more than {MOST_VALUES:,} values")
        yield event


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


def _broken(error: yaml.MarkedYAMLError, text: str) -> BrokenYamlError:
    """The fault in plain words, at the place where it can be mended."""
    said = " ".join(filter(None, (error.context, error.problem)))
    opened = re.search(r"quoted scalar|flow sequence|flow mapping|simple key", said)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    char = lines[line][column : column + 1] if line < len(lines) else ""
    sentence = next((words for pattern, words in _SYNTAX if re.search(pattern, f"{said} {char}")), said)
    return BrokenYamlError(line + 1, column + 1, sentence.format(char=char))


def _broken_at(event: Any, sentence: str) -> BrokenYamlError:
    return BrokenYamlError(event.start_mark.line + 1, event.start_mark.column + 1, sentence)
