"""Findings as people and machines read them: one order, five formats. Nothing here prints.

`locate` (from `excerpts`) gives findings their place in the capture first.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tei_edition import __version__
from tei_edition.codes import entry
from tei_edition.excerpts import columns, cut, locate, stretch_of
from tei_edition.legible import HIDDEN, visible
from tei_edition.model import Finding, Place, Severity
from tei_edition.shelf import Shelf, sorted_by

__all__ = [
    "FORMATS",
    "PROGRAM",
    "as_object",
    "human_blocks",
    "in_order",
    "locate",
    "place_of",
    "render_github",
    "render_human",
    "render_json",
    "render_junit",
    "render_sarif",
    "visible",
]

SHOWN = 3  # of identical findings, before they are folded
LONGEST_ID = 200  # characters of an id that are shown

# --- order --------------------------------------------------------------------------------------------------


def place_of(finding: Finding) -> Place | None:
    """Where to look first: in the capture if the finding knows, else in the TEI."""
    return finding.capture or finding.tei


def in_order(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings by file, line, column and code: the same on every run."""
    return sorted_by(findings, _position)


def _position(finding: Finding) -> tuple[object, ...]:
    place = place_of(finding) or Place("", 0, 0)
    return (*place, finding.code, finding.severity, finding.message, finding.xml_id or "")


# --- for people ---------------------------------------------------------------------------------------------

COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
DIM = "2"


def render_human(findings: Iterable[Finding], *, color: bool, width: int, verbose: bool) -> str:
    """The findings as a terminal shows them; `verbose` unfolds identical ones and adds raw messages."""
    return "".join(human_blocks(findings, color=color, width=width, verbose=verbose))


def human_blocks(findings: Iterable[Finding], *, color: bool, width: int, verbose: bool) -> Iterator[str]:
    """The same one after the other."""
    ordered = Shelf(in_order(findings))
    alike = Counter((finding.code, finding.message) for finding in ordered)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in ordered:
        kind = (finding.code, finding.message)
        seen[kind] += 1
        if verbose or seen[kind] <= SHOWN:
            yield _block(finding, _Style(color, max(width, 40), verbose))
        elif seen[kind] == SHOWN + 1:
            yield f"    {finding.code}  {alike[kind] - SHOWN} more like this\n"


@dataclass(frozen=True, slots=True)
class _Style:
    color: bool
    width: int
    verbose: bool

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text


def _block(finding: Finding, style: _Style) -> str:
    place = place_of(finding)
    where = f"{visible(place.file)}:{place.line}:{place.column}  " if place else ""
    severity = style.paint(finding.severity.value, COLOURS[finding.severity])
    parts = [f"{where}{severity} {finding.code}  {visible(finding.message)}"]
    if finding.excerpt and place:
        parts.extend(_gutter(finding.excerpt, place, style))
    if also := _also(finding):
        parts.append(f"    {style.paint(also, DIM)}")
    if finding.hint:
        parts.extend(_wrapped("hint: ", finding.hint, style))
    if finding.raw and style.verbose:
        parts.extend(_wrapped("raw: ", finding.raw, style))
    return "\n".join(parts) + "\n"


def _gutter(excerpt: str, place: Place, style: _Style) -> Iterator[str]:
    number = str(place.line)
    room = style.width - len(number) - 4
    if "\n" in excerpt and columns(excerpt.partition("\n")[0]) > room:
        excerpt = cut(stretch_of(excerpt), room)
    line, _, carets = excerpt.partition("\n")
    yield f" {style.paint(f'{number} │', DIM)} {visible(line)}"
    if carets:
        bar = style.paint(" " * len(number) + " │", DIM)
        yield f" {bar} {style.paint(carets, COLOURS[Severity.NOTE])}"


def _also(finding: Finding) -> str:
    """The place in the TEI, when the capture's is shown first, and the element's id."""
    identifier = f"#{visible(finding.xml_id)[:LONGEST_ID]}" if finding.xml_id else ""
    if finding.capture and finding.tei:
        also = f"also {visible(finding.tei.file)}:{finding.tei.line}"
        return f"{also} ({identifier})" if identifier else also
    return f"in {identifier}" if identifier else ""


def _wrapped(label: str, text: str, style: _Style) -> list[str]:
    return textwrap.wrap(
        visible(label + text.replace("\n", " ")),
        style.width,
        initial_indent="    ",
        subsequent_indent="    " + " " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )


# --- for machines -------------------------------------------------------------------------------------------


PROGRAM = {"name": "tei-edition", "version": __version__}


def render_json(findings: Iterable[Finding]) -> str:
    """One JSON object: the program, how many findings of each severity, the findings."""
    ordered = list(in_order(findings))
    counts = Counter(finding.severity for finding in ordered)
    return _json(
        {
            "program": PROGRAM,
            "counts": {severity.value: counts[severity] for severity in Severity},
            "findings": [as_object(finding) for finding in ordered],
        }
    )


def as_object(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    place = place_of(finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "span": list(finding.span) if finding.span else None,
        "xml_id": finding.xml_id,
        "tei": finding.tei._asdict() if finding.tei else None,
        "excerpt": finding.excerpt,
        "raw": finding.raw,
    }


def _json(value: object) -> str:
    """JSON for people and machines: letters as they are, what is hidden as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return HIDDEN.sub(lambda c: c[0] if c[0] == "\n" else f"\\u{ord(c[0]):04x}", text) + "\n"


def render_sarif(findings: Iterable[Finding]) -> str:
    """SARIF 2.1.0, as code scanning services read it."""
    ordered = list(in_order(findings))
    codes = sorted({finding.code for finding in ordered})
    driver = {"name": "tei-edition", "version": __version__, "rules": [_sarif_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, codes.index(finding.code)) for finding in ordered],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str) -> dict[str, Any]:
    known = entry(code)
    if known is None:
        return {"id": code}
    return {"id": code, "shortDescription": {"text": known.title}, "fullDescription": {"text": known.why}}


def _sarif_result(finding: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
    }
    if place := place_of(finding):
        result["locations"] = [_sarif_location(place)]
    if finding.capture and finding.tei:
        result["relatedLocations"] = [_sarif_location(finding.tei)]
    return result


def _sarif_location(place: Place) -> dict[str, Any]:
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}


def _uri(file: str) -> str:
    path = file.replace("\\", "/")
    if re.match(r"[A-Za-z]:/", path):
        return "file:///" + path[:2] + quote(path[2:])
    return ("file://" if path.startswith("/") else "") + quote(path.encode("utf-8", "surrogateescape"))


def _message(finding: Finding) -> str:
    return finding.message + (f"\nhint: {finding.hint}" if finding.hint else "")


def render_junit(findings: Iterable[Finding], files: Iterable[str] = ()) -> str:
    """JUnit XML: one test case for each file; errors are its failure, warnings and notes its output."""
    from xml.etree import ElementTree  # the standard library's, as only checks and tei may need lxml

    by_file: dict[str, list[Finding]] = defaultdict(list, {file: [] for file in files})
    for finding in in_order(findings):
        place = place_of(finding)
        by_file[place.file if place else ""].append(finding)
    failed = sum(any(f.severity is Severity.ERROR for f in found) for found in by_file.values())
    counts: dict[str, str] = {"tests": str(len(by_file)), "failures": str(failed), "errors": "0"}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "tei-edition", **counts})
    for file, found in sorted(by_file.items()):
        case = ElementTree.SubElement(suite, "testcase", classname="tei-edition", name=_xml_text(file or "?"))
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        others = [finding for finding in found if finding.severity is not Severity.ERROR]
        if errors:
            about = {"type": errors[0].code, "message": _xml_text(errors[0].message)}
            ElementTree.SubElement(case, "failure", about).text = _xml_text(_plain(errors))
        if others:
            ElementTree.SubElement(case, "system-out").text = _xml_text(_plain(others))
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _plain(findings: Iterable[Finding]) -> str:
    return render_human(findings, color=False, width=100, verbose=True)


def _xml_text(text: str) -> str:
    """What XML can carry; the rest is shown as code points."""
    return re.sub("[\ufffe\uffff]", "\ufffd", "\n".join(visible(line) for line in text.split("\n")))


GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    return "".join(_command(finding) for finding in in_order(findings))


def _command(finding: Finding) -> str:
    place = place_of(finding)
    properties = {"title": f"tei-edition {finding.code}"}
    if place:
        properties = {
            "file": place.file,
            "line": str(max(place.line, 1)),
            "col": str(max(place.column, 1)),
            **properties,
        }
    listed = ",".join(f"{name}={_github_property(value)}" for name, value in properties.items())
    return f"::{GITHUB[finding.severity]} {listed}::{_github_data(_message(finding))}\n"


def _github_data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


# --format                what writes it
FORMATS: dict[str, Callable[[Iterable[Finding]], str]] = {
    "json": render_json,
    "sarif": render_sarif,
    "junit": render_junit,
    "github": render_github,
}
