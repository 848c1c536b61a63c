"""The page of the capture beside the text: every line as received, what became of it, and every difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from io import BytesIO
from itertools import islice

from lxml import etree

from tei_edition.account import Home, destination, reasons
from tei_edition.assets import asset
from tei_edition.config import Config
from tei_edition.render import render_document, transformed
from tei_edition.site.beside import Beside, Lines
from tei_edition.site.characters import ANY_SPACE, REPLACEMENT, UNENCODABLE, spell
from tei_edition.site.differences import Difference, differences, joints
from tei_edition.site.edition import Entry, File, child
from tei_edition.site.evidence import Evidence, Line
from tei_edition.site.frame import frame
from tei_edition.site.states import Account, counted
from tei_edition.teifile import XML_ID, T

BLOCK = 50  # lines in one list: a browser lays out only the lists that are near to the window
AT_ONCE = 4  # lists: with more of them each takes longer, for what is freed lies far apart
END_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "": "none"}


def capture_page(
    entry: Entry, tree: etree._ElementTree, html: etree._ElementTree, account: Account, config: Config
) -> File | None:
    """`doc/SLUG-source.html`, with the text as the rendered document has it; None where the edition wants none.

    The rendered document is used up.
    """
    if config.site.capture == "none":
        return None
    path = f"doc/{entry.slug}-source.html"
    if account.evidence.text is None:
        return File(path, _rendered(_of_another_file(account.evidence), entry, tree, config))
    if config.site.capture != "public":
        return File(path, _rendered(_totals(account), entry, tree, config))
    return File(path, _with_lines(entry, tree, html, account, config))


def _rendered(capture: etree._Element, entry: Entry, tree: etree._ElementTree, config: Config) -> bytes:
    """The page, without lines and text."""
    capture.set("page", f"{entry.slug}.html")
    context = etree.Element("context")
    context.append(capture)
    params = frame(config, f"doc/{entry.slug}-source.html")
    return render_document(tree, context=context, params=params, stylesheet=asset("xslt", "site", "capture.xsl"))


def _with_lines(
    entry: Entry, tree: etree._ElementTree, html: etree._ElementTree, account: Account, config: Config
) -> bytes:
    """The page with every line, what it became, and the text beside them."""
    page, lang = f"{entry.slug}.html", config.site.language
    became = _destinations(account.lines)
    before, between, after = _around_lines(_rendered(_compared(account, became, tree), entry, tree, config))
    text = Beside(html)
    data = BytesIO()
    data.write(before)
    data.writelines(_lists(account, text.ids, page, lang))
    data.write(between)
    data.writelines(text.pieces(became, page, lang))
    data.write(after)
    return data.getvalue()


def _around_lines(page: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before the lines, between them and the text beside them, and after it."""
    before, _, rest = page.partition(b"<lines></lines>")  # no word of a document is written like that: "<" is "&lt;"
    between, _, after = rest.partition(b"<beside></beside>")
    return before, between, after


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


def _compared(account: Account, became: Mapping[str, Lines], tree: etree._ElementTree) -> etree._Element:
    """The totals, how text and capture differ, and in which lines stands what editors changed."""
    capture = _totals(account)
    capture.set("shown", "lines")
    for ident in dict.fromkeys(_with_choices(tree)):
        if lines := became.get(ident):
            child(capture, "became", id=ident, first=str(lines.first))
    capture.extend(_difference(*row) for row in differences(account.lines, joints(tree.getroot())).items())
    return capture


def _with_choices(tree: etree._ElementTree) -> Iterator[str]:
    """The id of the innermost element that has one, around each place where editors give two readings."""
    for choice in tree.iter(f"{T}choice"):
        yield next((ident for each in choice.iterancestors() if (ident := each.get(XML_ID))), "")


def _usual_end(lines: Iterable[Line]) -> str:
    """How most lines end."""
    ends = Counter(line.end for line in lines if line.end)
    return END_NAMES[max(ends, key=lambda end: ends[end])] if ends else ""


# --- lines ------------------------------------------------------------------------------------------------------


def _lists(account: Account, shown: Set[str], page: str, lang: str) -> Iterator[bytes]:
    """The lines as HTML, a list after the other; `shown` are the ids of the text beside them.

    A few lists are made at a time: those of a long capture would fill the memory.
    """
    blocks = _blocks(account, shown)
    while some := list(islice(blocks, AT_ONCE)):
        lines = etree.Element("lines", page=page)
        if len(account.lines) > BLOCK:
            lines.set("several", "yes")
        lines.extend(some)
        made = transformed(etree.ElementTree(lines), "site", "lines.xsl", params={"lang": lang})
        yield etree.tostring(made, method="html", encoding="utf-8").removeprefix(b"<div>").removesuffix(b"</div>")


def _blocks(account: Account, shown: Set[str]) -> Iterator[etree._Element]:
    """The lines in lists; `shown` are the ids of the text beside them."""
    lines, states, usual = account.lines, account.states, _usual_end(account.lines)
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
