"""Entries and forms put into the text of an authority file, whose comments and layout stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from tei_edition.authorities import LISTS, Authority
from tei_edition.registers.exchange.entries import entry_lines, inline, list_lines, scalar

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Further(NamedTuple):
    """What an entry that is there gains: forms, and who decided, if nobody has yet."""

    id: str
    forms: tuple[str, ...]
    decided_by: str = ""


class CannotInsertError(Exception):
    """The layout of the file leaves no safe place."""


class Edit(NamedTuple):
    """A stretch of the text that is replaced; an insertion if it is empty."""

    start: int
    end: int
    text: str


def inserted(text: str, added: Sequence[Authority], further: Iterable[Further]) -> str:
    """The file's text with new entries at the end of their lists and new forms in theirs.

    Raises CannotInsertError where a list is written in one line; the caller compares what comes out.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += ends
    root = yaml.compose(text, _LOADER)
    if not isinstance(root, yaml.MappingNode | None) or (root is not None and root.flow_style):
        raise CannotInsertError
    page = _Page(text, {key.value: (key, value) for key, value in root.value} if root else {})
    edits = [edit for each in further for edit in page.gain(each)]
    new = [(name, [entry for entry in added if entry.kind == kind]) for name, kind, _ in LISTS]
    for name, entries in sorted(new, key=lambda each: not page.has(each[0])):  # new lists come last
        edits += page.append(name, entries) if entries else []
    return _edited(text, edits, ends)


def _edited(text: str, edits: Iterable[Edit], ends: str) -> str:
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):  # stable: forms before the entries after them
        pieces += [text[done : edit.start], edit.text.replace("\n", ends)]
        done = edit.end
    return "".join([*pieces, text[done:]])


class _Page:
    """The text of the file with the places of its lists and entries."""

    def __init__(self, text: str, lists: dict[str, tuple[yaml.Node, yaml.Node]]) -> None:
        self._text, self._lists = text, lists
        self._entries = {
            _values(entry)["id"].value: entry
            for _, listing in lists.values()
            if isinstance(listing, yaml.SequenceNode)
            for entry in listing.value
        }

    def has(self, name: str) -> bool:
        """Whether the file has a list of that name, be it empty."""
        return name in self._lists

    # --- new entries ---

    def append(self, name: str, entries: Sequence[Authority]) -> Iterator[Edit]:
        """The entries at the end of a list, or the list at the end of the file."""
        lines = [line for entry in entries for line in entry_lines(entry)]
        if name not in self._lists:
            yield Edit(len(self._text), len(self._text), _block([f"\n{name}:", *(f"  {line}" for line in lines)]))
            return
        key, listing = self._lists[name]
        if _is_empty(listing):
            yield Edit(key.end_mark.index + 1, listing.end_mark.index, "")
            at, indent = self._after_line(listing.end_mark.index), key.start_mark.column + 2
        elif isinstance(listing, yaml.SequenceNode) and not listing.flow_style:
            at, indent = self._after_line(self._end(listing)), listing.start_mark.column
        else:
            raise CannotInsertError
        yield Edit(at, at, _block(f"{' ' * indent}{line}" for line in lines))

    # --- entries that are there ---

    def gain(self, further: Further) -> Iterator[Edit]:
        """Forms and the word of who decided in the entry that has the id."""
        entry = self._entries[further.id]
        values = _values(entry)
        if further.forms:
            yield self._forms(entry, values, further.forms)
        if further.decided_by:
            yield self._decided_by(entry, values, further.decided_by)

    def _forms(self, entry: yaml.MappingNode, values: dict[str, yaml.Node], forms: tuple[str, ...]) -> Edit:
        listing = values.get("forms")
        if listing is None:
            return self._after(entry, values["name"], list_lines("forms", forms), f"forms: {inline(forms)}")
        if not isinstance(listing, yaml.SequenceNode):
            return Edit(listing.start_mark.index, listing.end_mark.index, f" {inline(forms)}")
        if not listing.value:
            return Edit(listing.start_mark.index, listing.end_mark.index, inline(forms))
        end = self._end(listing.value[-1])
        if listing.flow_style:
            return Edit(end, end, f", {inline(forms)[1:-1]}")
        at = self._after_line(end)
        return Edit(at, at, _block(f"{' ' * listing.start_mark.column}- {scalar(form)}" for form in forms))

    def _decided_by(self, entry: yaml.MappingNode, values: dict[str, yaml.Node], who: str) -> Edit:
        stated = values.get("decided_by")
        if stated is not None:
            return Edit(stated.start_mark.index, stated.end_mark.index, f" {scalar(who)}")
        line = f"decided_by: {scalar(who)}"
        return self._after(entry, entry.value[-1][1], [line], line)

    def _after(self, entry: yaml.MappingNode, value: yaml.Node, lines: Iterable[str], in_line: str) -> Edit:
        """A further key of an entry, after one of its values."""
        end = self._end(value)
        if entry.flow_style:
            return Edit(end, end, f", {in_line}")
        at, indent = self._after_line(end), entry.value[0][0].start_mark.column
        return Edit(at, at, _block(f"{' ' * indent}{line}" for line in lines))

    # --- places ---

    def _end(self, node: yaml.Node) -> int:
        """Where the last sign of a node stands; YAML itself lets a block end after the comments that follow."""
        if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
            return len(self._text[: node.end_mark.index].rstrip()) if node.value else node.end_mark.index
        last = node.value[-1]
        return max(self._end(part) for part in (last if isinstance(last, tuple) else (last,)))

    def _after_line(self, at: int) -> int:
        return self._text.index("\n", at) + 1


def _values(entry: yaml.Node) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in entry.value}


def _is_empty(listing: yaml.Node) -> bool:
    """No value, or a list of nothing; any other text would not have been read."""
    return isinstance(listing, yaml.ScalarNode) or not listing.value


def _block(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
