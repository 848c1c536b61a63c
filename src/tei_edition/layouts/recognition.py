"""How a line that recurs is known again: its words, its beginning, or a pattern with a named group for every value."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import chain, count, takewhile

from tei_edition.layouts.likeness import Anchor, Common, is_date
from tei_edition.layouts.profile_text import escaped
from tei_edition.layouts.words import fact_of_label, label_in

LONGEST_IS, BEGINNING = 100, 70  # characters; of longer lines the beginning is enough to know them
SEPARATOR = re.compile(r" [|·•] ")


def texts_of(found: Common, anchor: Anchor) -> list[str]:
    """The lines of an anchor, one from each page that has it."""
    return [found.pages[page].rows[at].text for page, at in anchor.at.items()]


def test_of(found: Common, anchor: Anchor) -> tuple[str, str]:
    """The key and value that fit the lines of an anchor: is, starts or like."""
    kind, words = anchor.mark
    if kind == "counted":
        return "like", f"^{escaped(words).replace(chr(0), '[0-9]+')}$"
    if kind == "begins":
        words = _beginning(texts_of(found, anchor))
    elif kind != "is":
        return "starts", words
    if kind == "is" and len(words) <= LONGEST_IS:
        return "is", words
    return "starts", _shortened(words)


def _shortened(words: str) -> str:
    """So much of a long line that it is known by it, cut between words where there is one to cut at."""
    if len(words) <= BEGINNING:
        return words
    whole = words[:BEGINNING].rsplit(" ", 1)[0].rstrip()
    return whole if len(whole) > BEGINNING // 2 else words[:BEGINNING].rstrip()


def _beginning(texts: Sequence[str]) -> str:
    """The words with which all of the lines begin."""
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*(text.split(" ") for text in texts), strict=False))
    return " ".join(words[0] for words in alike).rstrip()


def telling_test(found: Common, anchor: Anchor) -> tuple[str, str]:
    """The test of a telltale: of a label the whole line, if it has several fields."""
    fields = fields_of(texts_of(found, anchor)) if anchor.mark.kind == "label" else None
    return ("like", fields[0]) if fields and len(fields[1]) > 1 else test_of(found, anchor)


def free_name(name: str, taken: Container[str], sign: str = "") -> str:
    """The name, with a number if it is taken."""
    return next(each for each in chain([name], (f"{name}{sign}{n}" for n in count(2))) if each not in taken)


# --- fields in one line ---------------------------------------------------------------------------------------

Group = tuple[str, str, list[str]]  # the group's name, the fact, the values


def one_field(label: str) -> tuple[str, list[Group]]:
    """The pattern of a label and its value, with the named group."""
    fact = fact_of_label(label)
    return rf"^{escaped(label)}\s*(?P<{fact or 'value'}>.+)$", [(fact or "value", fact, [])]


def fields_of(texts: Sequence[str]) -> tuple[str, list[Group]] | None:
    """The pattern of lines such as "Date: 1/2/2013 | Source: KCNA | Read more", and its named groups."""
    signs = [SEPARATOR.findall(text) for text in texts]
    if any(each != signs[0] for each in signs):
        return None
    columns = list(zip(*(SEPARATOR.split(text) for text in texts), strict=True))
    groups: list[Group] = []
    pattern = ""
    for number, column in enumerate(columns):
        sign = signs[0][number] if number < len(signs[0]) else ""
        pattern += _field(column, sign.strip(), groups) + escaped(sign)
    found = re.compile(f"^{pattern}$")
    return (f"^{pattern}$", groups) if all(found.fullmatch(text) for text in texts) else None


def _field(column: Sequence[str], sign: str, groups: list[Group]) -> str:
    """The pattern of one field; a value becomes a named group."""
    labels = {label_in(text) for text in column}
    label = labels.pop() if len(labels) == 1 else ""
    if len(set(column)) == 1 and not fact_of_label(label):
        return escaped(column[0])
    values = [text[len(label) :].strip() for text in column]
    fact = fact_of_label(label) or ("published" if all(map(is_date, values)) else "")
    if fact == "citation" and (sign or groups):
        fact = "publisher"  # beside other fields "Source" is short: the paper, the agency
    names = {name for name, _, _ in groups}
    group = free_name(fact or "value", names)
    groups.append((group, fact, values))
    inside = rf"[^{escaped(sign)}]+?" if sign else ".+"
    return (rf"{escaped(label)}\s*" if label else "") + rf"(?P<{group}>{inside})"
