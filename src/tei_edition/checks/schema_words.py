"""A validator's words in an editor's words.

The shipped grammar knows what an element is called ("a paragraph") and what it may hold; with that and the
message of libxml2 we can say what is wrong, where, and what to do.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from lxml import etree

from tei_edition.checks.grammar import TEXT, Grammar, after, all_letters, letters, shipped_grammar, values

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MANY = 12  # names in a hint; more do not help

# Elements of TEI that are left out on purpose, and what to write instead.
INSTEAD = {
    "ab": "write p",
    "app": "variant readings are not encoded; write a note",
    "choice": "nothing is corrected or expanded; write the captured words, or a note",
    "corr": "nothing is corrected; write sic around the captured word",
    "reg": "nothing is normalised; write the captured words",
    "orig": "write the captured words alone",
    "abbr": "write the captured words alone",
    "expan": "nothing is expanded; write the captured words",
    "l": "write p with lb at the line ends",
    "lg": "write p with lb at the line ends",
    "u": "write sp with speaker and p",
    "graphic": "captures have no images; write figure with figDesc",
    "surname": "write the whole name in persName",
    "forename": "write the whole name in persName",
    "rs": "write persName, orgName, placeName or name",
    "country": "write placeName",
    "num": "write the number as text",
    "measure": "write it as text",
    "biblStruct": "write bibl",
    "listBibl": "write bibl, one after the other",
    "div1": "write div",
    "div2": "write div",
    "emph": "write hi",
    "ptr": "write ref with target",
}

# What can stand between an element (or text) and its parent, most likely first.
WRAPPERS = (
    *("item", "cell", "row", "addrLine", "address", "opener", "closer", "persName", "orgName", "placeName"),
    *("term", "language", "catDesc", "figDesc", "title", "p", "desc", "repository", "msContents", "msItem"),
)

# What a value must look like, by attribute.
DATE = "a date like 1973, 1973-08 or 1973-08-03"
POINTER = "a pointer without spaces, like #p-12 or https://example.org/"
FORMS = {
    "xml:id": "an id: a letter first, then letters, digits, “-”, “_” or “.”, no spaces",
    "xml:lang": "a language tag like en or sr-Latn",
    "ident": "a language tag like en or sr-Latn",
    **dict.fromkeys(("when", "from", "to", "notBefore", "notAfter"), DATE),
    **dict.fromkeys(("ref", "who", "resp", "source", "target", "scheme", "prev", "next"), POINTER),
    **dict.fromkeys(("rows", "cols", "usage"), "a whole number like 3"),
    "quantity": "a number like 3 or 1.5",
    "version": "a version like 0.1.0 or 2b3: digits, then letters, at most four parts",
}
FORMS_ON = {  # attributes that are something else on these elements
    ("application", "ident"): "a name without spaces",
    **{("time", name): "a time like 09:30:00" for name in ("when", "from", "to")},
    **{(name, edge): "one word without spaces" for name in ("locus", "biblScope") for edge in ("from", "to")},
}


class Words(NamedTuple):
    """A translated message: its code, what is wrong, what to do."""

    code: str
    message: str
    hint: str = ""


# --- translation --------------------------------------------------------------------------------------------


def in_words(raw: str, element: etree._Element, grammar: Grammar | None) -> Words | None:
    """A message of libxml2 about an element in an editor's words; None if we do not know its kind.

    `grammar` is the one that was checked against, None if it is not ours; then we know less about what to do.
    """
    what = re.sub(r"^Element '[^']*'(?:, attribute '[^']*')?: ", "", raw)
    named = re.match(r"Element '[^']*', attribute '([^']*)'", raw)
    if named and "is not allowed" in what:
        return _attribute_not_allowed(element, _short(named[1]), grammar)
    if named:
        return _value_not_allowed(element, _short(named[1]), what, grammar)
    if missing := re.search(r"attribute '([^']+)' is required", what):
        name = _short(missing[1])
        return Words("T104", f"{called(element)} has no `{name}`, which it must have", f'add {name}="…"')
    if "This element is not expected" in what:
        return _misplaced(element, what, grammar)
    if "Missing child element" in what:
        return _incomplete(element, what, grammar)
    if "haracter content" in what:
        return _text_not_allowed(element, grammar)
    if "Element content is not allowed" in what:
        return Words("T101", f"{called(element)} may hold no elements", "move them out, behind it")
    return None


def called(element: etree._Element | str) -> str:
    """An element as a person would say it: "a paragraph (p)"."""
    name = element if isinstance(element, str) else _local(element)
    words = shipped_grammar().documentation.get(name, "").partition(":")[0]
    if not words:
        return f"<{name}>"
    return words if name in words.split() else f"{words} ({name})"


def _misplaced(element: etree._Element, what: str, grammar: Grammar | None) -> Words:
    name, parent = _local(element), element.getparent()
    if element.tag != TEI + name:
        namespace = str(element.tag).removesuffix(name)[1:-1]
        message = f"<{name}> is not an element of TEI (its namespace is “{namespace or 'none'}”)"
        return Words("T107", message, "remove it, or the xmlns that it carries")
    if grammar and name not in grammar.content:
        return _unknown(element, grammar)
    if parent is None:
        return Words("T101", f"{called(element)} may not be the outermost element")
    if grammar and name not in _children(parent, grammar):
        hint = _wrapper_hint(parent, name, grammar) or _characteristic(parent, grammar)
        return Words("T101", f"{called(element)} may not stand directly in {called(parent)}", hint)
    before = next(element.itersiblings("{*}*", preceding=True), None)
    where = "as the first thing" if before is None else f"after {called(before)}"
    expected = _names(_expected(parent, before, what, grammar))
    hint = f"here may stand: {expected}" if expected else "nothing may follow here; move it elsewhere"
    return Words("T101", f"{called(element)} may not stand here in {called(parent)}, {where}", hint)


def _unknown(element: etree._Element, grammar: Grammar) -> Words:
    name, parent = _local(element), element.getparent()
    message = f"<{name}> is not among the {len(grammar.content)} elements of the schema"
    near = frozenset[str]() if parent is None else _children(parent, grammar)
    hint = INSTEAD.get(name) or _did_you_mean(name, near) or _did_you_mean(name, grammar.content)
    return Words("T107", message, hint or "write another element, or plain text")


def _incomplete(element: etree._Element, what: str, grammar: Grammar | None) -> Words:
    last = next(element.iterchildren("{*}*", reversed=True), None)
    expected = _expected(element, last, what, grammar)
    needs = called(expected[0]) if len(expected) == 1 else f"one of: {_names(expected)}"
    if last is None:
        return Words("T102", f"{called(element)} is empty; it needs {needs}", "add it, or leave out the empty element")
    return Words("T102", f"{called(element)} is not complete; after {called(last)} it needs {needs}", "add it")


def _text_not_allowed(element: etree._Element, grammar: Grammar | None) -> Words:
    texts = (element.text, *(child.tail for child in element))
    stray = " ".join(next((text for text in texts if text and text.strip()), "").split())
    shown = stray if len(stray) <= 40 else stray[:39] + "…"
    if grammar and not _children(element, grammar):
        return Words("T106", f"{called(element)} must be empty, but holds “{shown}”", "move the text out, behind it")
    hint = _wrapper_hint(element, TEXT, grammar) if grammar else ""
    message = f"text may not stand directly in {called(element)}: “{shown}”"
    return Words("T106", message, hint or "put it into one of the elements there, or remove it")


def _attribute_not_allowed(element: etree._Element, attribute: str, grammar: Grammar | None) -> Words:
    known = grammar.attributes.get(_local(element), {}) if grammar else {}
    message = f"{called(element)} may not have the attribute `{attribute}`"
    if f"xml:{attribute}" in known:
        return Words("T103", message, f"did you mean xml:{attribute}?")
    hint = _did_you_mean(attribute, known) or (f"it may have: {_names(sorted(known))}" if known else "remove it")
    return Words("T103", message, hint)


def _value_not_allowed(element: etree._Element, attribute: str, what: str, grammar: Grammar | None) -> Words:
    name = _local(element)
    value = element.get(attribute.replace("xml:", XML), "")
    has = f"`{attribute}` on {name} has the value “{value}”"
    allowed = _allowed(name, attribute, what, grammar)
    if allowed:
        wrong = next((word for word in value.split() if word not in allowed), value)
        return Words("T105", f"{has}, which is not one of: {', '.join(allowed)}", _did_you_mean(wrong, allowed))
    if grammar is None:
        return Words("T105", f"{has}: {what}")
    form = FORMS_ON.get((name, attribute)) or FORMS.get(attribute, "one word without spaces")
    return Words("T105", f"{has}, which is not {form}", _mended(value) if form == DATE else "")


# --- parts of sentences -------------------------------------------------------------------------------------


def _allowed(element: str, attribute: str, what: str, grammar: Grammar | None) -> tuple[str, ...]:
    """The closed list of values of an attribute; empty if there is none."""
    if grammar:
        return tuple(sorted(values(grammar.attributes[element][attribute])))
    return tuple(re.findall(r"'([^']*)'", what.partition("the set {")[2]))


def _mended(value: str) -> str:
    """A hint for a date that lacks zeros ("1973-8") or gives an unknown day or month as 00."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", value.strip())
    if match is None:
        return "write the year first, and only what is known; the words of the text stay as they are"
    guess = "-".join(part.zfill(2) for part in match.groups() if part is not None and int(part))
    return f"did you mean {guess}?" if guess != value else "there is no such day"


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    by_lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), by_lower, n=1)
    return f"did you mean {by_lower[close[0]]}?" if close else ""


def _expected(
    parent: etree._Element, before: etree._Element | None, what: str, grammar: Grammar | None
) -> tuple[str, ...]:
    """What may stand in the parent after one of its children (None: as the first thing).

    libxml2 lists it too, but ten names at most, and some that are no longer possible.
    """
    if grammar is None:
        listed = re.sub(r"\{[^}]*\}", "", what.partition("Expected is")[2])
        return tuple(re.findall(r"[\w.-]+", listed.removeprefix(" one of")))
    pattern = grammar.content[_local(parent)]
    read = [] if before is None else [before, *before.itersiblings("{*}*", preceding=True)]
    for child in reversed(read):
        pattern = after(pattern, _local(child))
    return tuple(_rarest_first(letters(pattern) - {TEXT}, grammar))


def _wrapper_hint(parent: etree._Element, child: str, grammar: Grammar) -> str:
    """Which element should stand between the parent and a child, or text."""
    possible = (name for name in WRAPPERS if name in _children(parent, grammar))
    name = next((name for name in possible if child in all_letters(grammar.content[name])), "")
    return f"wrap it in {name}" if name else ""


def _characteristic(parent: etree._Element, grammar: Grammar) -> str:
    """A hint at what the parent may hold."""
    children = _children(parent, grammar)
    if children:
        return f"there may stand: {_names(_rarest_first(children, grammar))}"
    return "only text may stand there" if letters(grammar.content[_local(parent)]) else "it must be empty"


def _children(element: etree._Element, grammar: Grammar) -> frozenset[str]:
    content = grammar.content.get(_local(element))
    return all_letters(content) - {TEXT} if content else frozenset()


def _rarest_first(names: Iterable[str], grammar: Grammar) -> list[str]:
    """Names of elements, those first that few others may hold: they say most about a place."""
    common = _frequency() if grammar is shipped_grammar() else Counter[str]()
    return sorted(names, key=lambda name: (common[name], name))


@cache
def _frequency() -> Counter[str]:
    return Counter(name for content in shipped_grammar().content.values() for name in all_letters(content))


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    more = [f"and {len(listed) - MANY} more"] if len(listed) > MANY else []
    return ", ".join(listed[:MANY] + more)


def _local(element: etree._Element) -> str:
    return _short(str(element.tag))  # a QName refuses "x:b", which libxml2 lets pass now and then


def _short(name: str) -> str:
    """A name without its namespace; `xml:` stays."""
    return name.replace(XML, "xml:").rpartition("}")[2]
