"""What a layout profile is: telltales of a page, and its slots above and below the document."""

from __future__ import annotations

import re
import sys
from typing import Literal, NamedTuple

from tei_edition.dates import Order, read_date
from tei_edition.layouts.hallmark import beginning, hallmark
from tei_edition.layouts.words import is_button
from tei_edition.model import ZoneKind
from tei_edition.source import UNENCODABLE

# archives put dates into their date field that no document can have: "November 11, 1111" for an unknown one
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
DATE_LIKE = re.compile(
    r"[A-Z][a-z]{2,8} \d{1,2}, \d{3,5}|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}"
    # "30 February 1970", "31st June, 1970", "February 0000", "31.6.1970", "30.II.1970"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH},? \d{{1,5}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{1,5}}"
    r"|\d{1,2}\.(?:\d{1,2}|[IVX]{1,5})\.\d{1,5}"
)
Form = Literal["date", "line", "button"]
Telltale = tuple["LineTest", int]


class LineTest(NamedTuple):
    """What a line must be: exactly `equals`, begin with `starts`, match `like` wholly, or have a `form`.

    A line that is longer than `longest` is none of the form `line`, one that is longer than `reach` matches no `like`.
    """

    equals: str = ""
    starts: str = ""
    like: re.Pattern[str] | None = None
    form: Form | None = None
    longest: int = 2000
    order: Order | None = None
    reach: int = sys.maxsize

    def accepts(self, text: str) -> bool:
        """Whether the line fits."""
        if self.equals:
            return text == self.equals
        if self.starts:
            return text.startswith(self.starts)
        if self.like is not None:
            return len(text) <= self.reach and self.like.fullmatch(text) is not None
        if self.form == "date":
            return read_date(text, order=self.order) is not None or DATE_LIKE.fullmatch(text) is not None
        if self.form == "button":
            return is_button(text)
        return len(text) <= self.longest and (text.isprintable() or bool(UNENCODABLE.sub("", text)))

    @property
    def rank(self) -> int:
        """How closely the test names its line: 0 exactly, 1 by its beginning or form, 2 not at all (any line)."""
        return 0 if self.equals else 2 if self.form == "line" else 1

    @property
    def hallmark(self) -> str:
        """Words without which a line does not fit."""
        return hallmark(self.like) if self.like is not None else self.equals or self.starts

    @property
    def beginning(self) -> str:
        """Words with which every line begins that fits; empty if that cannot be told."""
        return beginning(self.like) if self.like is not None else self.equals or self.starts

    @property
    def wording(self) -> str:
        """The test in words, for `explain`."""
        if self.like is not None:
            return f"a line like {self.like.pattern}"
        return f"“{self.equals or self.starts + ' …'}”"


class Destination(NamedTuple):
    """Where a line, or a part of one, goes."""

    zone: ZoneKind
    reason: str
    fact: str | None = None


class Slot(NamedTuple):
    """A place on the page: which line fits it and where that line goes."""

    name: str
    test: LineTest
    goes: Destination
    parts: tuple[tuple[str, Destination], ...] = ()  # named groups that go somewhere of their own
    many: bool = False
    needs: tuple[str, ...] = ()  # one of these slots must have taken the line before: a label for its value
    if_next: str = ""  # the slot that the next line must fit: a title before its date
    unless_next: re.Pattern[str] | None = None  # the next line that forbids it: a salutation below a date
    warning: str = ""  # what the editor is told when it takes a line


class Tail(NamedTuple):
    """The foot of the page: what opens it, and its slots."""

    opens: tuple[re.Pattern[str], ...]  # none: the first line that one of its slots takes
    pick: Literal["first", "last"]
    slots: tuple[Slot, ...]
    within: int = 0  # among how many of the last lines it may begin; 0: anywhere


class Profile(NamedTuple):
    """The layout of one kind of page, as its YAML file says."""

    name: str
    about: str
    telltales: tuple[Telltale, ...]
    enough: int
    head: tuple[Slot, ...] = ()
    tail: Tail | None = None
    summary: Literal["last"] | None = None
    states: tuple[tuple[str, str], ...] = ()
    genre: str | None = None
    dates: Order | None = None
