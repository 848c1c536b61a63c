"""Entries of authorities.yaml as an editor would write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from tei_edition.authorities import LISTS, Authorities, Authority, Office

WIDTH = 110  # columns of a list in one line
TEXT_KEYS = ("born", "died", "side")

# what YAML can mean by nothing but this text, also between brackets
_PLAIN = re.compile(r"[^\W_](?:[\w .()/’‘“”&;'+-]*[\w.()/’”'])?")
_OTHERWISE = re.compile(r"(?:true|false|yes|no|on|off|null|y|n)\Z", re.IGNORECASE)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(text: str) -> str:
    """A text as a YAML value: as it is where that is safe, else in quotation marks."""
    if _PLAIN.fullmatch(text) and not _OTHERWISE.match(text) and not _ESCAPED.search(text):
        return text
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def inline(texts: Iterable[str]) -> str:
    """Texts as a list in one line."""
    return f"[{', '.join(map(scalar, texts))}]"


def entry_lines(entry: Authority, *, to_confirm: bool = False) -> Iterator[str]:
    """The lines of an entry, from its dash on; with `to_confirm` an empty `decided_by` waits for a name."""
    if _is_short(entry) and not to_confirm:
        kind = f", type: {entry.type}" if entry.type else ""
        yield f"- {{id: {entry.id}, name: {scalar(entry.name)}{kind}}}"
        return
    yield f"- id: {entry.id}"
    yield from (f"  {line}" for line in _keys(entry))
    if entry.decided_by or to_confirm:
        yield f"  decided_by: {scalar(entry.decided_by) if entry.decided_by else ''}".rstrip()


def _is_short(entry: Authority) -> bool:
    bare = Authority(entry.id, entry.kind, entry.name, type=entry.type)
    return entry == bare and len(entry.id) + len(entry.name) < WIDTH - 30


def _keys(entry: Authority) -> Iterator[str]:
    yield f"name: {scalar(entry.name)}"
    if entry.type:
        yield f"type: {entry.type}"
    if entry.forms:
        yield from list_lines("forms", entry.forms)
    if entry.ambiguous:
        yield "ambiguous: true"
    for key in TEXT_KEYS:
        if value := getattr(entry, key):
            yield f"{key}: {scalar(value)}"
    if entry.offices:
        yield "offices:"
        yield from (f"  - {_office(office)}" for office in entry.offices)
    if entry.identifiers:
        yield from _identifiers(entry.identifiers)
    if entry.note:
        yield f"note: {scalar(entry.note)}"


def list_lines(key: str, texts: tuple[str, ...]) -> Iterator[str]:
    """A key with its list, in one line if it is short."""
    line = f"{key}: {inline(texts)}"
    if len(line) <= WIDTH:
        yield line
        return
    yield f"{key}:"
    yield from (f"  - {scalar(text)}" for text in texts)


def _office(office: Office) -> str:
    parts = (("office", office.office), ("from", office.start), ("to", office.end))
    return f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in parts if value)}}}"


def _identifiers(identifiers: tuple[tuple[str, str], ...]) -> Iterator[str]:
    line = f"identifiers: {{{', '.join(f'{scalar(key)}: {scalar(value)}' for key, value in identifiers)}}}"
    if len(line) <= WIDTH and not any("\n" in key for key, _ in identifiers):
        yield line
        return
    yield "identifiers:"
    yield from (f"  {scalar(key)}: {scalar(value)}" for key, value in identifiers)


def authorities_text(authorities: Authorities, about: str = "") -> str:
    """A whole file: its comment, then the lists."""
    lines = [f"# {line}".rstrip() for line in about.splitlines()]
    for name, kind, _ in LISTS:
        entries = list(authorities.of(kind))
        if entries:
            lines += ["", f"{name}:"] if lines else [f"{name}:"]
            lines += [f"  {line}" for entry in entries for line in entry_lines(entry)]
    return "".join(f"{line}\n" for line in lines)
