"""The values that travel along the line: data only, no input, no output, no plans.

A value holds *spans* of the captured text, not strings, so that nothing can be tidied by accident and every node
knows where it comes from. Names are those of the TEI Guidelines. (Annotations are values here, not words as elsewhere:
a named tuple compiles the words of each field, which costs more than the class.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

Cert = Literal["high", "medium", "low"]
"""How sure a rule is; absent (None) when the capture itself states the thing."""


class Span(NamedTuple):
    """A stretch of the captured text, half-open, in code points."""

    start: int
    end: int


# --- findings -------------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """error: cannot be published; warning: can be, but look; note: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A position in a file; line and column count from 1, columns in code points."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell the editor: what, where, why it matters, and what to do."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    span: Span | None = None  # in the capture's text
    xml_id: str | None = None  # the nearest TEI element that has an id
    capture: Place | None = None
    tei: Place | None = None
    excerpt: str = ""  # the line of the capture (or of the TEI), for people
    raw: str = ""  # the tool's own words, shown with -v


# --- the source and its partition -----------------------------------------------------------------------------


class Undecoded(NamedTuple):
    """Bytes of a capture that are no text in its encoding: the place of what stands for them, and what they are."""

    start: int  # in the text
    byte: int  # in the file, from 0
    hex: str


class Source(NamedTuple):
    """A capture as received: the decoded text exactly as it stands (no repair of line ends or spaces)."""

    name: str  # file name, as given
    ident: str  # the stem that names what is written for it
    text: str
    encoding: str
    sha256: str  # of the bytes
    undecoded: tuple[Undecoded, ...] = ()


class Line(NamedTuple):
    """A non-blank line without the white space around it."""

    start: int
    end: int
    indent: int  # characters of white space before it
    blanks: int  # blank lines before it


class Fact(NamedTuple):
    """A statement for the header, as worded in the capture, with the rule that read it.

    `span` is where it stands; None when the editor states it (`edition.yaml`, `captures.csv`) or a profile knows it.
    """

    name: str
    value: str
    span: Span | None = None
    by_editor: bool = False


ZoneKind = Literal["text", "header", "chrome", "markup", "undecided"]


class Zone(NamedTuple):
    """A part of the capture with one destination; `reason` says in one word why (`navigation`, `title`, `body`…)."""

    span: Span
    kind: ZoneKind
    reason: str


class Evidence(NamedTuple):
    """How strongly something speaks for a layout or a genre, and the words that an editor can check."""

    name: str
    score: float
    reasons: tuple[str, ...]


class Capture(NamedTuple):
    """The source cut into zones that tile its non-blank text, with the facts read from them."""

    source: Source
    layout: str
    zones: tuple[Zone, ...]
    lines: tuple[Line, ...]  # the lines of the document itself, undecided ones included
    undecided: tuple[Line, ...]  # lines of `lines` that may be the archive's summary; the genre decides
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    genre_hint: str | None = None
    date_order: Literal["dmy", "mdy"] | None = None  # of numeric dates on pages of this layout

    def fact(self, name: str) -> Fact | None:
        """The first fact of that name."""
        for fact in self.facts:
            if fact.name == name:
                return fact
        return None

    def facts_named(self, name: str) -> Iterator[Fact]:
        """All facts of that name, in source order."""
        return (fact for fact in self.facts if fact.name == name)


# --- the text: marks inside paragraphs ------------------------------------------------------------------------


class Mark(NamedTuple):
    """An element inside a block: what stretch it wraps, as which TEI element, by which rule.

    Marks are held beside the blocks and nested when the TEI is written (`nesting.nest`); `inner` is the part of the
    span that stays as text, when delimiters around it are regenerated from the markup (guidelines §12).
    """

    span: Span
    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    inner: Span | None = None
    note: str = ""  # sentence of the editorial note that explains it; empty: none
    ref: str = ""  # id of the person, organisation or place that a name names

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return next((value for key, value in self.attributes if key == name), None)


# --- the text: blocks -----------------------------------------------------------------------------------------


class P(NamedTuple):
    """A paragraph."""

    span: Span
    rule: str = "paragraph"


class Head(NamedTuple):
    """A heading that belongs to the text."""

    span: Span
    rule: str = "heading"


class Phrase(NamedTuple):
    """A part of an opener or closer: `element` is dateline, salute, signed, idno or seg."""

    span: Span
    element: Literal["dateline", "salute", "signed", "idno", "seg"]
    rule: str
    type: str | None = None


class Address(NamedTuple):
    """An address block; each line of it becomes an `addrLine`."""

    lines: tuple[Span, ...]
    rule: str = "address"


class Opener(NamedTuple):
    """What stands before a letter's first paragraph."""

    parts: tuple[Phrase | Address, ...]


class Closer(NamedTuple):
    """What stands after a letter's last paragraph."""

    parts: tuple[Phrase, ...]


class Stage(NamedTuple):
    """Something that happened, or how something was said, noted between or in turns."""

    span: Span
    type: str
    rule: str = "stage direction"


class Item(NamedTuple):
    """A member of a list."""

    span: Span
    label: Span | None = None


class ItemList(NamedTuple):
    """A list; becomes `list`."""

    items: tuple[Item, ...]
    rend: Literal["numbered", "bulleted"] | None = None
    type: str | None = None
    head: Span | None = None
    rule: str = "list"


class Quote(NamedTuple):
    """A block quotation: paragraphs that begin with a quotation mark, marks kept."""

    paragraphs: tuple[P, ...]
    rule: str = "block quotation"


class Milestone(NamedTuple):
    """Asterisks or the like between blocks."""

    span: Span
    rule: str = "section break"


class PageBreak(NamedTuple):
    """A page number alone on its line; becomes `pb` and `fw`."""

    span: Span
    number: str
    rule: str = "page number"


class Figure(NamedTuple):
    """A stamp or seal described in brackets."""

    span: Span
    type: str
    rule: str = "stamp"


class Sp(NamedTuple):
    """A speaker's turn: its label and its paragraphs. Without a label it continues an earlier turn (`prev`)."""

    who: tuple[str, ...]
    speaker: Span | None
    blocks: "tuple[Flow | Stage, ...]"
    rule: str
    cert: Cert | None = None
    continues: bool = False


class Postscript(NamedTuple):
    """What follows the signature, introduced by "P.S."."""

    label: Span | None
    paragraphs: tuple[P, ...]


class Trailer(NamedTuple):
    """ "END", "* * *" as the last line."""

    span: Span


class Div(NamedTuple):
    """A part of the document."""

    type: str
    blocks: "tuple[Block, ...]"


class Footnote(NamedTuple):
    """A note printed at the end of the capture; `number` as printed ("5", "60a")."""

    label: Span
    number: str
    paragraphs: tuple[P, ...]


class Table(NamedTuple):
    """Lines in columns: the cells of each row; `has_labels` says that the first row names the columns."""

    rows: tuple[tuple[Span, ...], ...]
    has_labels: bool = False
    rule: str = "columns"


Flow = P | ItemList | Quote | Milestone | PageBreak | Figure | Table
"""What running text consists of, inside a turn and outside."""

Block = Flow | Opener | Head | Sp | Stage | Div | Closer | Postscript | Trailer


# --- people, organisations, places ----------------------------------------------------------------------------


class Affiliation(NamedTuple):
    """An office as worded in the text."""

    spans: tuple[Span, ...]


class Known(NamedTuple):
    """What the edition's authority file says of somebody or something: other files' addresses by their key, dates."""

    identifiers: tuple[tuple[str, str], ...] = ()  # ("wikidata", "https://www.wikidata.org/entity/Q…")
    born: str | None = None
    died: str | None = None


class Person(NamedTuple):
    """Somebody who takes part in the communication or is mentioned; `names`: main form first."""

    id: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    side: int | None = None  # index in Transcription.sides
    cert: Cert | None = None
    is_group: bool = False  # "All", "Korean comrades": several who speak as one
    known: Known = Known()


class Side(NamedTuple):
    """A delegation or party to a conversation."""

    head: str


class Entity(NamedTuple):
    """An organisation or a place; `type` is a place's kind (country, settlement, region, feature)."""

    id: str
    names: tuple[str, ...]
    type: str | None = None
    known: Known = Known()


# --- the whole document ---------------------------------------------------------------------------------------


class DateValue(NamedTuple):
    """A date as worded, with its normalised reading: the attributes of a TEI `date` (`when`, `notBefore`, …)."""

    span: Span | None
    text: str
    attributes: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The earliest day, month or year that it can mean, as ISO 8601; empty if no year is known."""
        values = dict(self.attributes)
        return values.get("when") or values.get("from") or values.get("notBefore") or ""


class Agent(NamedTuple):
    """A sender or addressee: `ref` names the person or organisation; `element` is persName or orgName.

    `name` is the name alone where the text has an office with it: "Wilson" of "Secretary of Defense (Wilson)".
    """

    element: Literal["persName", "orgName"]
    text: str
    ref: str
    cert: Cert | None = None
    name: str = ""

    @property
    def bare(self) -> str:
        """The name without an office."""
        return self.name or self.text


class PreviousLetter(NamedTuple):
    """An earlier letter of the correspondence that the text answers."""

    sender: Agent | None
    date: DateValue
    span: Span


class Correspondence(NamedTuple):
    """Who wrote to whom, when and where: letters and telegrams only."""

    sent: tuple[Agent, ...]
    received: tuple[Agent, ...]
    date: DateValue | None
    place: Mark | None  # the placeName of the dateline
    previous: tuple[PreviousLetter, ...] = ()


class Transcription(NamedTuple):
    """The document as TEI thinks of it."""

    capture: Capture
    language: str  # a code of BCP 47, "und" if it is not recognised
    genre: str
    genre_evidence: tuple[Evidence, ...]
    blocks: tuple[Block, ...]  # the content of the document's one div
    notes: tuple[Footnote, ...]
    notes_head: Head | None
    enclosures: tuple[Div, ...]
    marks: tuple[Mark, ...]  # in source order
    abstract: tuple[Span, ...]
    abstract_cert: Cert | None
    participants: tuple[Person, ...]
    sides: tuple[Side, ...]
    mentioned: tuple[Person, ...]
    organisations: tuple[Entity, ...]
    places: tuple[Entity, ...]
    correspondence: Correspondence | None
    authors: tuple[Agent, ...]
    creation: DateValue | None
    creation_place: Mark | None
    dropped: tuple[Zone, ...]  # text that the genre recognised as a repetition (a second headline)
    findings: tuple[Finding, ...]


class Home(NamedTuple):
    """Where one stretch of the capture went: `zone` is a key of the ledger's totals, `target` an id or header path."""

    span: Span
    zone: Literal["text", "markup", "header", "chrome", "space", "lost"]
    reason: str
    targets: tuple[str, ...]


class Party(NamedTuple):
    """A sender or addressee: the id in the lists, empty if there is none, and the name."""

    ref: str
    name: str


class Answer(NamedTuple):
    """A letter that a document answers: who sent it, as far as stated, and its ISO date."""

    sent: tuple[Party, ...]
    date: str


class Digest(NamedTuple):
    """What has to be known of a document to compare it with the others of its edition."""

    ident: str  # TEI/@xml:id
    title: str
    date: str  # ISO, as precise as it is known
    sent: tuple[Party, ...]
    received: tuple[Party, ...]
    answers: tuple[Answer, ...]
    people: tuple[tuple[str, str], ...]  # id and main form
    paragraphs: tuple[int, ...]  # a number for each longer paragraph
    text: int = 0  # a number for the words of a short document; 0 for a long one


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a run returns for one capture: small and picklable. `tei` is None when nothing may be written."""

    ident: str
    name: str
    tei: bytes | None
    ledger: bytes | None
    findings: tuple[Finding, ...]
    layout: str = ""
    genre: str = ""
    totals: tuple[tuple[str, int], ...] = ()  # of the ledger: characters by zone
    unreadable: bool = False
    digest: Digest | None = None

    @property
    def is_publishable(self) -> bool:
        """Whether the file may go into site and exports: written, and without an error."""
        return self.tei is not None and all(finding.severity is not Severity.ERROR for finding in self.findings)
