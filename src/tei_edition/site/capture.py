"""The page of the capture beside the text: every line as received, what became of it, and every difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from lxml import etree

from tei_edition.account import Home, destination, reasons
from tei_edition.assets import asset
from tei_edition.config import Config
from tei_edition.render import render_document
from tei_edition.site.beside import Beside, Lines
from tei_edition.site.characters import ANY_SPACE, REPLACEMENT, UNENCODABLE, spell
from tei_edition.site.differences import Difference, differences, joints
from tei_edition.site.edition import Entry, File, child
from tei_edition.site.evidence import Evidence, Line
from tei_edition.site.frame import frame
from tei_edition.site.states import Account, counted

BLOCK = 50  # lines in one list: a browser lays out only the lists that are near to the window
END_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "": "none"}


def capture_page(
    entry: Entry, tree: etree._ElementTree, html: etree._ElementTree, account: Account, config: Config
) -> File | None:
    """`doc/SLUG-source.html`, with the text as the rendered document has it; None where the edition wants none."""
    if config.site.capture == "none":
        return None
    path, page = f"doc/{entry.slug}-source.html", f"{entry.slug}.html"
    if account.evidence.text is None:
        capture = _of_another_file(account.evidence)
    else:
        capture = _totals(account)
        if config.site.capture == "public":
            _add_lines(capture, account, Beside(html), page, config.site.language)
            capture.extend(_difference(*row) for row in differences(account.lines, joints(tree.getroot())).items())
    capture.set("page", page)
    root = etree.Element("context")
    root.append(capture)
    data = render_document(
        tree,
        context=root,
        params=frame(config, path),
        stylesheet=asset("xslt", "site", "capture.xsl"),
    )
    return File(path, data)


def _file(found: Evidence) -> etree._Element:
    """The `capture` of xslt/site/capture.xsl with what identifies the file, and no more."""
    ledger = found.ledger
    name = UNENCODABLE.sub(REPLACEMENT, ledger.file)
    capture = etree.Element("capture", file=name, sha256=ledger.sha256, encoding=ledger.encoding)
    capture.set("characters", str(ledger.characters))
    return capture


def _of_another_file(found: Evidence) -> etree._Element:
    """What can be said when the file is not the one that the ledger speaks of."""
    capture = _file(found)
    capture.set("found", found.sha256)
    return capture


def _totals(account: Account) -> etree._Element:
    """The file, and how many of its lines and characters went where; nothing of its text."""
    capture = _file(account.evidence)
    capture.set("lines", str(len(account.lines)))
    capture.set("end", _usual_end(account.lines))
    capture.extend(counted("state", account.totals))
    capture.extend(counted("zone", account.evidence.ledger.totals))
    return capture


def _add_lines(capture: etree._Element, account: Account, text: Beside, page: str, lang: str) -> None:
    """Add every line, what it became, and the text beside them."""
    became = _destinations(account.lines)
    capture.extend(_blocks(account, capture.get("end", ""), text.ids))
    for ident, lines in became.items():
        child(capture, "became", id=ident, first=str(lines.first), last=str(lines.last))
    capture.append(text.element(became, page, lang))


def _usual_end(lines: Iterable[Line]) -> str:
    """How most lines end."""
    ends = Counter(line.end for line in lines if line.end)
    return END_NAMES[max(ends, key=lambda end: ends[end])] if ends else ""


# --- lines ------------------------------------------------------------------------------------------------------


def _blocks(account: Account, usual: str, shown: Set[str]) -> Iterator[etree._Element]:
    """The lines in lists; `shown` are the ids of the text beside them."""
    lines, states = account.lines, account.states
    for start in range(0, len(lines), BLOCK):
        block = etree.Element("block")
        for line, name in zip(lines[start : start + BLOCK], states[start : start + BLOCK], strict=True):
            block.append(_line(line, name, usual, shown))
        block.set("first", str(start + 1))
        block.set("last", str(start + len(block)))
        yield block


def _line(line: Line, state: str, usual: str, shown: Set[str]) -> etree._Element:
    element = etree.Element("line", n=str(line.number), state=state)
    if END_NAMES[line.end] != usual:
        element.set("end", END_NAMES[line.end])
    spell(child(element, "words"), line.words)
    if state != "blank":
        for zone, pieces in _pieces(line):
            piece = child(element, "piece", zone=zone)
            for why, _ in reasons(pieces):
                child(piece, "reason", why)
            for target in dict.fromkeys(_targets(zone, pieces)):
                _add_target(piece, target, target in shown)
    return element


def _add_target(piece: etree._Element, target: str, is_shown: bool) -> None:
    """An element of the header by its path, one of the text by its id, with a link if the page shows it."""
    if "/" in target:
        child(piece, "to", target)
    else:
        child(piece, "to", id=target, href=f"#{target}" if is_shown else "")


def _pieces(line: Line) -> Iterator[tuple[str, list[Home]]]:
    """The pieces of a line that went to one element of the text or to one other zone, with their zone."""
    pieces: dict[tuple[str, str], list[Home]] = {}
    for home in line.homes:
        if home.zone != "space":
            zone = "text" if home.zone == "markup" and home.targets else home.zone
            pieces.setdefault((zone, destination([home]) if zone == "text" else ""), []).append(home)
    return ((zone, homes) for (zone, _), homes in pieces.items())


def _targets(zone: str, pieces: list[Home]) -> Iterator[str]:
    """The element of the text in which they stand, or all elements of the header that have them."""
    return (target for home in pieces for target in (home.targets[:1] if zone == "text" else home.targets))


def _destinations(lines: Iterable[Line]) -> dict[str, Lines]:
    """For each element of the text, the first and the last line that went into it."""
    found: dict[str, list[int]] = {}
    for line in lines:
        for home in line.homes:
            for target in home.targets[: home.zone in ("text", "markup")]:
                found.setdefault(target, [line.number, 0])[1] = line.number
    return {ident: Lines(first, last) for ident, (first, last) in found.items()}


# --- differences --------------------------------------------------------------------------------------------


def _difference(difference: Difference, lines: list[int]) -> etree._Element:
    element = etree.Element("difference", kind=difference.kind, count=str(len(lines)))
    child(element, "reason", difference.reason)
    spell(child(element, "before"), difference.before, ANY_SPACE)
    for number in dict.fromkeys(lines):
        child(element, "in", n=str(number))
    return element
