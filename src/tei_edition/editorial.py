"""What the brackets of translators and archives mean: a table of conventions, and the scanner that applies it.

The order of the rows is their precedence. The wording of every mark stays in the TEI; delimiters are regenerated from
the markup for five exact forms only (guidelines §8, §12), any other form keeps them as text and says `verbatim`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tei_edition.model import Finding, Mark, Severity, Span
from tei_edition.patterns import late
from tei_edition.source import UNENCODABLE, WHITE_SPACE

INHERITED = ("resp", "#resp-inherited")
EDITION = ("resp", "#resp-edition")
VERBATIM = ("rend", "verbatim")

# a pair does not reach over an empty line: no mark crosses the end of a paragraph
WITHIN = r"(?:[^\[\]\n]|\n(?![^\S\n]*\n)){0,600}"
SQUARE = re.compile(rf"\[\[{WITHIN}\]\]|\[{WITHIN}\]")
# round brackets mean something else nearly always: only these words make them editorial
ROUND = late(
    r"\((?:sic!?|\?|illegible|unreadable|inaudible|unintelligible|illegible signature|signature illegible"
    r"|\w{1,8} (?:words?|lines?|pages?) (?:illegible|unreadable|inaudible|unintelligible|missing)"
    r"|page torn|torn page|page missing|missing page|text cut off|excised|redacted|blank|\.\.\.|…"
    r"|[^()\[\]\n]{0,60}\bnot declassified|unclear(?:: ?[^()\[\]\n]{1,200})?"
    r"|(?:translator|editor)[’']s note:[^()\[\]\n]{1,400}|(?:handwritten|in the margin|crossed out):[^()\[\]\n]{1,400}"
    r"|(?:[a-z-]+ ){0,3}(?:laughter|laughs?|laughing|applause|cheers|interrupting|interrupts)(?:[.!][^()\n]{0,40})?)\)",
    re.IGNORECASE,
)
BLACKED_OUT = re.compile(r"█+(?:[ \xa0]?█+)*")
SPACE_IN_LINE = "".join(sorted(set(WHITE_SPACE) - set("\n\x0b\x0c\r\x85\u2028\u2029")))
STRUCK = re.compile(r"~~(?P<text>[^~\n]{1,300})~~")
NUMBER_OF_NOTE = re.compile(r"\d{1,3}[.)]")
ENDS_WORD = late(rf"[{WHITE_SPACE}\[\]()~█]")
LONGEST_WORD = 80  # characters
ONE_BRACKET = re.compile(r"[\[\]]")
# what is an editor's mark even where somebody forgot a bracket: "[illegible", "[two words illegible)", "illegible]"
UNREAD_WORDS = (
    r"(?:\w{1,8} (?:words?|lines?|letters?|characters?|pages?) )?(?:illegible|inaudible|unreadable|unintelligible)"
)
OPENED = late(rf"\[(?P<words>{UNREAD_WORDS}|sic|torn|unclear(?!:)|\?)(?:\)|(?!\w))", re.IGNORECASE)
LONGEST_UNREAD = 40  # characters before the bracket
CLOSED = late(rf"(?<!\w)(?P<words>{UNREAD_WORDS})\]\Z", re.IGNORECASE)
ENCODABLE = re.compile(f"[^{UNENCODABLE.pattern[1:]}*")  # all of most texts; quicker to read

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
UNITS = {"word": "word", "line": "line", "character": "char", "letter": "char", "page": "page"}
# an exact number only: not "less than 1 line", "about two words", "1-1/2 lines"
QUANTITY = late(
    r"(?<![^\s(])(?<!than )(?<!about )(?<!nearly )(?<!almost )(?<!over )(?<!under )(?<!least )(?<!approximately )"
    r"(?P<number>\d{1,3}|" + "|".join(NUMBERS) + r")\s+(?P<unit>word|line|character|letter|page)s?\b",
    re.IGNORECASE,
)
OFFICE = late(
    r"\b(?:Secretary|Chairman|Chairwoman|Minister|President|Premier|Ambassador|Director|Member|Head|Deputy|Vice|Chief"
    r"|General|Marshal|Governor|Commander|Consul|Attaché|Counsellor|Counselor|Editor|Commissioner|Candidate)\b"
)


REMEMBERED = 1024  # wordings of brackets: editors have few, and use them again and again


class Bracket(NamedTuple):
    """A bracketed passage: its whole span, what stands inside, and whether the delimiters are single square ones."""

    text: str  # of the whole document
    span: Span
    inner: Span
    square: bool

    @property
    def square_signs(self) -> int:
        """How many of its delimiters are square: none in "(sic)", four in "[[…]]"."""
        return self.span.end - self.span.start - len(self.wording) if self.text[self.span.start] == "[" else 0

    @property
    def wording(self) -> str:
        """What stands inside, without the delimiters."""
        return self.text[self.inner.start : self.inner.end]

    @property
    def captured(self) -> str:
        """The whole bracket."""
        return self.text[self.span.start : self.span.end]

    @property
    def words(self) -> Span:
        """What stands inside, without the white space at its ends."""
        start = self.inner.end - len(self.wording.lstrip(WHITE_SPACE))
        return Span(start, max(start, self.inner.start + len(self.wording.rstrip(WHITE_SPACE))))

    @property
    def cuts_a_word(self) -> bool:
        """Whether a letter is glued to it: wor[ker]s, [T]he, F[oreign]."""
        before, after = self.text[self.span.start - 1 : self.span.start], self.text[self.span.end : self.span.end + 1]
        return before.isalpha() or after.isalpha()


Action = Callable[[Bracket, "re.Match[str]"], tuple[Mark, ...]]


class Convention(NamedTuple):
    """A row of the table: what the editor sees, as a pattern for the words inside the brackets, and what it becomes."""

    name: str
    pattern: re.Pattern[str]
    action: Action


# --- actions: one for each element ----------------------------------------------------------------------------


def gap(reason: str, why: str = "", agent: str = "") -> Action:
    """`gap` with the captured wording in `desc`; `why` begins the editorial note, empty for none."""

    def action(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
        size = _size(bracket.wording)
        by_agent = (("agent", agent),) if agent else ()
        note = f"The capture reads “{bracket.captured}” here: {why}" if why else ""
        attributes = (("reason", reason), *size, *by_agent, INHERITED)
        return (Mark(bracket.span, "gap", attributes, f"bracket: {reason}", note=note),)

    return action


@lru_cache(REMEMBERED)
def _size(wording: str) -> tuple[tuple[str, str], ...]:
    """How much is missing, where the words say it exactly."""
    quantity = QUANTITY.search(wording)
    if quantity is None:
        return (("extent", "unknown"),)
    number = quantity["number"].lower()
    return (("unit", UNITS[quantity["unit"].lower()]), ("quantity", str(NUMBERS.get(number, number))))


def blank(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """A space left open in the document."""
    return (Mark(bracket.span, "space", (("extent", "unknown"), INHERITED), "bracket: blank"),)


def obfuscated_address(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """An e-mail address that the page hid from robots."""
    attributes = (("reason", "obfuscated"), ("extent", "unknown"), EDITION)
    return (
        Mark(bracket.span, "email", (), "hidden e-mail address"),
        Mark(bracket.span, "gap", attributes, "hidden e-mail address"),
    )


def sic(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """The word before "[sic]", which somebody found strange; "(sic)" and the like stay as text behind it."""
    word = _word_before(bracket)
    if word is None:  # nothing stands before it: what was found strange is not certain
        return (Mark(bracket.span, "sic", (INHERITED, ("cert", "low"), VERBATIM), "bracket: sic"),)
    attributes = (INHERITED, ("cert", "medium"))
    if bracket.captured == "[sic]" and _is_space(bracket.text[word.end : bracket.span.start]):
        return (Mark(Span(word.start, bracket.span.end), "sic", attributes, "bracket: sic", word),)
    return (Mark(word, "sic", (*attributes, VERBATIM), "bracket: sic"),)


def _word_before(bracket: Bracket) -> Span | None:
    """The word before a bracket, on its line, without the quotation mark or parenthesis that opens before it."""
    text, end = bracket.text, bracket.span.start
    while end and text[end - 1] in SPACE_IN_LINE:
        end -= 1
    if "\t" in text[end : bracket.span.start]:  # the word stands in another cell of a table
        return None
    opened = text.rfind("[", max(0, end - LONGEST_UNREAD), end)
    if opened >= 0 and "]" not in text[opened:end] and OPENED.match(text, opened):  # "[illegible[sic]]"
        return None
    last = text[max(0, end - LONGEST_WORD) : end].rpartition(" ")[2]
    word = ENDS_WORD.split(last)[-1].lstrip("“‘„«\"'")
    is_word = any(map(str.isalnum, word)) and not word.endswith((":", "—", "–", "−"))  # a label is in no doubt
    if NUMBER_OF_NOTE.fullmatch(word) and text[end - len(word) - 1 : end - len(word)] in ("", "\n", "\r"):
        return None  # "3. [sic]" as a note
    return Span(end - len(word), end) if is_word else None


def _is_space(text: str) -> bool:
    """Whether it is white space that the encoding reduces to the one space before "[sic]" and "[?]"."""
    return bool(text) and not text.strip(WHITE_SPACE)


def unclear(rend: str) -> Action:
    """A reading that somebody doubted: [unclear: x], [x?], x [?]."""
    forms = {"label": "[unclear: {}]", "bracket": "[{}?]"}

    def action(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
        inner = Span(*match.span("text"))
        words = bracket.text[inner.start : inner.end]
        exact = bracket.square and bracket.captured == forms[rend].format(words) and words == words.strip()
        attributes = _unclear_attributes(rend, exact)
        return (Mark(bracket.span, "unclear", attributes, "bracket: unclear", inner if exact else None),)

    return action


def _unclear_attributes(rend: str, exact: bool) -> tuple[tuple[str, str], ...]:
    return (("reason", "illegible"), ("rend", rend if exact else "verbatim"), ("cert", "low"), INHERITED)


def doubted_word(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """ "x [?]": the doubt concerns the word before."""
    word = _word_before(bracket)
    if word is None:
        return (Mark(bracket.span, "unclear", _unclear_attributes("query", False), "bracket: doubt"),)
    exact = bracket.captured == "[?]" and _is_space(bracket.text[word.end : bracket.span.start])
    span = Span(word.start, bracket.span.end)
    attributes = _unclear_attributes("query", exact)
    return (Mark(span, "unclear", attributes, "bracket: doubtful word", word if exact else None),)


def note(type: str) -> Action:
    """A remark in brackets; the whole bracket stays as the note's text."""

    def action(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
        return (Mark(bracket.span, "note", (("place", "inline"), ("type", type)), f"bracket: {type}’s note"),)

    return action


def deleted(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """Words crossed out in the document."""
    return (Mark(bracket.span, "del", (("rend", "strikethrough"), INHERITED), "bracket: crossed out"),)


def added(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """Words inserted in the document."""
    return (Mark(bracket.span, "add", (("place", "unspecified"), INHERITED), "bracket: inserted"),)


def note_marker(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """ "[5]", "[a]": a mark that calls a note; but a letter that completes a word is none: colo[u]r, [t]he."""
    if match["n"].isalpha() and bracket.text[bracket.span.end : bracket.span.end + 1].isalpha():
        return restored(bracket, match)
    attributes = (("type", "noteMarker"), ("n", match["n"]), ("cert", "high"))
    return (Mark(bracket.span, "ref", attributes, "note mark in brackets"),)


def page(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """ "[Page 610]", "[page two]" inside a sentence."""
    words = (match["n"] or "").lower()
    number = str(NUMBERS.get(words, words))
    attributes = (("n", number),) if number else ()
    return (Mark(bracket.span, "pb", attributes, "page mark in brackets"),)


def delivery(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """ "[laughter]": how something was said."""
    return (Mark(bracket.span, "stage", (("type", "delivery"),), "bracket: delivery"),)


def restored(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """Letters or a word that the document lacks: wor[ker]s, [not]."""
    return _supplied(bracket, "omitted-in-original")


def gloss(bracket: Bracket, match: re.Match[str]) -> tuple[Mark, ...]:
    """Words that explain or complete the sentence; an office among them is a roleName too."""
    if bracket.cuts_a_word and " " not in bracket.wording:
        return restored(bracket, match)
    marks = _supplied(bracket, "explanation")
    if marks and OFFICE.search(bracket.wording) and " " in bracket.wording:
        return (*marks, Mark(marks[0].inner or marks[0].span, "roleName", (), "office in brackets"))
    return marks


def _supplied(bracket: Bracket, reason: str) -> tuple[Mark, ...]:
    attributes = (("reason", reason), INHERITED)
    exact = bracket.square and bracket.wording == bracket.wording.strip()
    if exact:
        return (Mark(bracket.span, "supplied", attributes, f"bracket: {reason}", bracket.inner),)
    return (Mark(bracket.span, "supplied", (*attributes, VERBATIM), f"bracket: {reason}"),)


def _pattern(words: str) -> re.Pattern[str]:
    return late(words, re.IGNORECASE | re.DOTALL)


UNREAD = "the translator or the archive left the passage unread."
UNHEARD = "the words could not be heard."
LOST = "this part of the document is lost."
CONVENTIONS = (
    # what the editor sees               what stands inside the brackets (the whole of it)          what it becomes
    Convention("hidden e-mail address", _pattern(r"email\sprotected"), obfuscated_address),
    Convention("sic", _pattern(r"sic!{0,3}\??\.?"), sic),
    Convention("doubtful word before", _pattern(r"\?{1,3}"), doubted_word),
    Convention("note mark", _pattern(r"(?P<n>(?-i:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})|\*{1,3}|†)"), note_marker),
    Convention(
        "note of the translator",
        _pattern(r"(?:translator|trans)(?:[’']s)?\.?(?: note)?:.*"),
        note("translator"),
    ),
    Convention("note of the editor", _pattern(r"(?:editor|ed)(?:[’']s)?\.?(?: note)?:.*"), note("editor")),
    Convention("emphasis", _pattern(r"emphasis (?:added|in (?:the )?original).*"), note("editor")),
    Convention(
        "handwriting, margin",
        _pattern(
            r"(?:handwritten|hand-written|in the margin|margin|marginal note|note in (?:the )?margin|typed"
            r"|signature)\b.*:.*"
        ),
        note("annotation"),
    ),
    Convention(
        "handwritten note",
        _pattern(r"(?:handwritten|marginal) (?:note|comment|remark)s?(?: .*)?"),
        note("annotation"),
    ),
    Convention("crossed out", _pattern(r"(?:crossed|struck) out: ?.+"), deleted),
    Convention("inserted", _pattern(r"(?:inserted|added)(?: by hand)?: ?.+"), added),
    Convention("unclear, labelled", _pattern(r"unclear: ?(?P<text>.+)"), unclear("label")),
    Convention("redacted", _pattern(r".{0,80}\bnot declassified\b.{0,40}"), gap("redacted")),
    Convention(
        "excised",
        _pattern(r"(?:.{0,40} )?(?:excised|redacted|deleted|sanitized|sanitised)\.?"),
        gap("redacted"),
    ),
    Convention(
        "illegible",
        _pattern(
            r"(?:.{0,60}\W)?(?:illegible|unreadable|(?:un|in)dec[iy]ph?er(?:able|ed)|corrupt(?:ed)?(?: groups?)?"
            r"|not legible"
            r"|unclear)(?:\W.{0,60})?"
        ),
        gap("illegible", UNREAD),
    ),
    Convention(
        "inaudible",
        _pattern(r"(?:.{0,60}\W)?(?:inaudible|unintelligible)(?:\W.{0,60})?"),
        gap("inaudible", UNHEARD),
    ),
    Convention("torn", _pattern(r"(?:.{0,40} )?torn(?: .{0,40})?"), gap("lost", LOST, "tearing")),
    Convention("garbled", _pattern(r"garbled?(?: .{0,30})?"), gap("illegible", UNREAD)),
    Convention(
        "missing",
        _pattern(
            r"(?:missing .{1,40}|.{1,40} (?:is |are )?(?:missing|cut off|lost|burnt|burned|damaged)|missing"
            r"|page cut|damaged)"
        ),
        gap("lost", LOST),
    ),
    Convention("blank", _pattern(r"(?:left )?blank(?: (?:space|line|page)s?)?"), blank),
    Convention("omission", _pattern(r"(?:\. ?){2,5}…?\.?|\.?…\.?|---+"), gap("editorial")),
    # a longer one tells what was left out, which readers want in the text
    Convention("omission in words", _pattern(r"omitted here (?:is|are|was|were)\b.{0,130}"), gap("editorial")),
    Convention("where it stands", _pattern(r"source: .*"), note("editor")),
    Convention("page", _pattern(r"(?:page|p\.) ?(?P<n>\d{1,4}|[ivxlc]{1,6}|)|page break(?P<_>)"), page),
    Convention("page in words", _pattern(r"page (?P<n>one|two|three|four|five|six|seven|eight|nine|ten)"), page),
    Convention(
        "delivery",
        _pattern(
            r"(?:.{0,30} )?(?:laughter|laughs?|laughing|chuckles?|applause|cheers|smiles|smiling|pauses?"
            r"|interrupting|interrupts)(?:[.!].{0,40})?"
        ),
        delivery,
    ),
    Convention("doubtful reading, question mark before", _pattern(r"\?\s?(?P<text>[^?]{1,200})"), unclear("bracket")),
    Convention("doubtful reading", _pattern(r"(?P<text>[^?]{1,200})\?"), unclear("bracket")),
    Convention("restored word or letters", _pattern(r"(?-i:[a-z]{1,12}|I)"), restored),
    Convention("gloss", _pattern(r"(?=.*[^\W\d_])(?:.|\n)+"), gloss),
)


# --- the scanner ----------------------------------------------------------------------------------------------


def find_editorial(text: str) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """The editorial marks of a text in source order, and what nobody could classify."""
    marks: list[Mark] = []
    findings: list[Finding] = []
    brackets = tuple(_brackets(text))
    for bracket in brackets:
        found = _classify(bracket)
        marks += found
        if not found:
            findings.append(_unknown(bracket.span, f"a bracket that no convention explains: {bracket.captured[:60]}"))
    for at in _unpaired(text, brackets):
        torn = _with_one_bracket(text, at)
        marks += _classify(torn) if torn else ()
        findings.append(_taken(torn) if torn else _left(text, at))
    marks += _signs(text)
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))), tuple(findings)


def _brackets(text: str) -> Iterator[Bracket]:
    if "[" in text:
        for match in SQUARE.finditer(text):
            width = 2 if match.group().startswith("[[") else 1
            span = Span(*match.span())
            yield Bracket(text, span, Span(span.start + width, span.end - width), width == 1)
    if "(" in text:
        for match in ROUND.finditer(text):
            span = Span(*match.span())
            yield Bracket(text, span, Span(span.start + 1, span.end - 1), False)


def _classify(bracket: Bracket) -> tuple[Mark, ...]:
    words = bracket.words
    convention = _convention(bracket.text[words.start : words.end])
    match = convention.pattern.fullmatch(bracket.text, *words) if convention else None
    return convention.action(bracket, match) if convention and match else ()


@lru_cache(REMEMBERED)
def _convention(words: str) -> Convention | None:
    """The first convention that explains the words of a bracket."""
    return next((each for each in CONVENTIONS if each.pattern.fullmatch(words)), None)


def _signs(text: str) -> Iterator[Mark]:
    """Signs that are no brackets: blacked-out passages, strike-through, characters that XML cannot carry."""
    if "█" in text:
        for match in BLACKED_OUT.finditer(text):
            redacted = (("reason", "redacted"), ("extent", "unknown"), INHERITED)
            yield Mark(Span(*match.span()), "gap", redacted, "blacked out")
    if "~~" in text:
        for match in STRUCK.finditer(text):
            yield Mark(Span(*match.span()), "del", (("rend", "strikethrough verbatim"), INHERITED), "struck through")
    encodable = ENCODABLE.match(text)
    for match in UNENCODABLE.finditer(text, encodable.end() if encodable else 0):
        attributes = (("reason", "unencodable"), ("extent", "unknown"), EDITION)
        yield Mark(Span(*match.span()), "gap", attributes, "character that XML cannot carry")


def has_signs(text: str) -> bool:
    """Whether a passage is blacked out or struck through, or has a character that XML cannot carry."""
    return next(_signs(text), None) is not None


def _unpaired(text: str, brackets: tuple[Bracket, ...]) -> Iterable[int]:
    """The offsets of square brackets that belong to no pair: one that nobody closed, or one around other brackets."""
    if text.count("[") + text.count("]") == sum(bracket.square_signs for bracket in brackets):
        return ()
    paired = {
        at
        for bracket in brackets
        for at in (*range(bracket.span.start, bracket.inner.start), *range(bracket.inner.end, bracket.span.end))
    }
    return (match.start() for match in ONE_BRACKET.finditer(text) if match.start() not in paired)


def _with_one_bracket(text: str, at: int) -> Bracket | None:
    """The editor's mark that begins or ends with the bracket, where its words alone show what it is."""
    opens = text[at] == "["
    match = OPENED.match(text, at) if opens else CLOSED.search(text, max(0, at - LONGEST_UNREAD), at + 1)
    return Bracket(text, Span(*match.span()), Span(*match.span("words")), False) if match else None


def _unknown(span: Span, message: str) -> Finding:
    return Finding(
        "N301",
        Severity.WARNING,
        message,
        hint="it stays in the text as it is; if it recurs, please report what it means, so that the program learns it",
        span=span,
    )


def _left(text: str, at: int) -> Finding:
    around = " ".join(text[max(0, at - 20) : at + 30].split())
    return _unknown(Span(at, at + 1), f"a bracket without its partner, or around other brackets: … {around} …")


def _taken(bracket: Bracket) -> Finding:
    return Finding(
        "N301",
        Severity.WARNING,
        f"an editor's mark that wants a bracket: {bracket.captured}",
        hint="its words show what it is, so it is encoded as if the bracket were there; compare the source",
        span=bracket.span,
    )
