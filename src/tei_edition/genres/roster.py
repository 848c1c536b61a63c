"""The people whom a speaker's label can name, found by their names, initials and offices without asking each."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from tei_edition.genres.reading import Reading
from tei_edition.model import Person
from tei_edition.names import canonical, split_title, without_honorific

INITIALS = re.compile(r"(?:[^\W\d_]\. ?){1,3}")


def key_of(words: str) -> str:
    """The words as labels are compared: apostrophes, white space and case alike."""
    return canonical(words).lower()


class Roster:
    """People in their order: those who are listed as present, or those who have spoken so far."""

    def __init__(self, reading: Reading, people: Iterable[Person] = ()) -> None:
        self._reading = reading
        self._all: list[Person] = []
        self._people: dict[str, Person] = {}
        self._order: dict[str, int] = {}
        self._named: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._offices: list[tuple[str, int, Person]] = []  # sorted
        self._resolved: dict[str, tuple[Person, ...]] = {}  # labels that were asked for
        for person in people:
            self._put(person)

    def add(self, person: Person) -> None:
        """Let somebody be known, unless somebody with that id is known already."""
        if person.id not in self._people:
            self._put(person)

    def _put(self, person: Person) -> None:
        self._resolved.clear()
        number = len(self._all)
        self._all.append(person)
        self._order.setdefault(person.id, number)
        self._people.setdefault(person.id, person)
        for key in dict.fromkeys(key for form in person.names for key in _keys(key_of(form))):
            self._named[key].append(person)
        for affiliation in person.affiliations[:1]:
            office = key_of(self._reading.of(affiliation.spans[0])).removeprefix("the ")
            insort(self._offices, (office, number, person), key=lambda entry: entry[:2])

    def __bool__(self) -> bool:
        return bool(self._all)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody once, by id."""
        return tuple(self._people.values())

    def latest(self, found: tuple[Person, ...]) -> Person:
        """Of some people the one who came last; the first of them if none is here."""
        here = [person for person in found if self._people.get(person.id) == person]
        return max(here, key=lambda person: self._order[person.id], default=found[0])

    @cached_property
    def names(self) -> Forms:
        """The names of the people."""
        return Forms(name for person in self._all for name in person.names)

    @cached_property
    def names_and_surnames(self) -> Forms:
        """The names, and the last word of each, which may stand behind "Comrade"."""
        return Forms(form for name in self.names.forms for form in (name, *name.split()[-1:]))

    # --- whom a label can name ---

    def resolve(self, name: str, *, is_office: bool) -> tuple[Person, ...]:
        """The people whom a label can name: by full name, else by surname, else by initials; several if ambiguous."""
        known = self._resolved.get(name)
        if known is None:
            known = self._resolved[name] = self._find(name, is_office=is_office)
        return known

    def _find(self, name: str, *, is_office: bool) -> tuple[Person, ...]:
        title, bare = split_title(name)
        if is_office and not (title and bare[:1].isupper()):
            return self._by_office(name)
        if title and not bare:
            return self._by_office(title)
        wanted = key_of(without_honorific(bare))
        words = wanted.split()
        if full := self._by("name", wanted):
            return full
        if len(words) == 1 and (by_surname := self._by("last word", *words)):
            return by_surname
        if family_first := self._by("first word", wanted):  # "Comrade Kim:" for Kim Il Sung
            return family_first
        first, _, last = wanted.rpartition(" ")
        if INITIALS.fullmatch(first):  # "E. Honecker:" for Erich Honecker
            return self._by("initial", first[0], last)
        letters = wanted.replace(".", "").replace(" ", "")
        return self._by_initials(letters) if len(letters) <= 3 and name == name.upper() else ()

    def _by(self, *key: str) -> tuple[Person, ...]:
        return tuple(self._named.get(key, ()))

    def _by_office(self, title: str) -> tuple[Person, ...]:
        """ "The President", "Secretary": who is listed under these words, else those whose office begins with them."""
        wanted = key_of(title).removeprefix("the ")
        if listed := self._by("office as name", wanted):
            return listed[:1]
        first = bisect_left(self._offices, wanted, key=lambda entry: entry[0])
        behind = bisect_left(self._offices, wanted + "\U0010ffff", key=lambda entry: entry[0])
        return tuple(person for _, _, person in sorted(self._offices[first:behind], key=lambda entry: entry[1]))

    def _by_initials(self, letters: str) -> tuple[Person, ...]:
        """ "RN" for Richard Nixon; "K" for the only one of them whose surname, or else first name, begins so."""
        full = self._by("initials", letters)
        if full or len(letters) > 1:
            return full
        for which in ("letter of the last word", "letter of the first word"):
            if found := self._by(which, letters):
                return found if len(found) == 1 else ()
        return ()


def _keys(form: str) -> Iterator[tuple[str, ...]]:
    """What a form of a name can be found by."""
    yield "name", form
    yield "office as name", form.removeprefix("the ")
    words = form.split()
    if not words:
        return
    yield "last word", words[-1]
    for word in form.replace(",", " ").split()[:1]:
        yield "first word", word
    # "Erich Honecker", or "Honecker, E."
    family_first = words[0].endswith(",") or words[-1].endswith(".")
    surname, given = (words[0].rstrip(","), words[-1]) if family_first else (words[-1], words[0])
    yield "initial", given[0], surname
    yield "initials", "".join(word[0] for word in words)
    yield "letter of the last word", words[-1][0]
    yield "letter of the first word", words[0][0]


class Forms:
    """Forms of names, to ask which of them a text begins with."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = tuple(dict.fromkeys(forms))
        self._known = frozenset(self.forms)
        self._lengths = sorted({len(form) for form in self._known})

    def at_the_start_of(self, text: str) -> Iterator[int]:
        """The lengths of the forms with which a text begins."""
        return (length for length in self._lengths if text[:length] in self._known)
