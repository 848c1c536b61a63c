"""People, organisations and places that an edition knows: `authorities.yaml` and the shipped gazetteer."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tei_edition.assets import asset
from tei_edition.identifiers import BY_NAME, fault
from tei_edition.shapes import Boolean, Checked, Choice, Field, IsoDate, KeyPath, Mapping, MappingOf, Sequence, Text
from tei_edition.transliteration import ascii_slug
from tei_edition.yamlfile import YamlFile, read_yaml

Kind = Literal["person", "organisation", "place"]

LISTS: tuple[tuple[str, Kind, str], ...] = (
    # list in the file  kind            how its ids begin
    ("people", "person", "pers"),
    ("organisations", "organisation", "org"),
    ("places", "place", "place"),
)

MOST_FORMS = 1000  # of a name; also offices of a person
PLACE_TYPES = ("country", "settlement", "region", "feature")


# --- the values ---------------------------------------------------------------------------------------------


class Office(NamedTuple):
    """An office that a person held; the dates are as precise as known (ISO 8601)."""

    office: str
    start: str | None = None
    end: str | None = None


class Authority(NamedTuple):
    """A person, organisation or place, with every form of its name that the texts use."""

    id: str
    kind: Kind
    name: str
    forms: tuple[str, ...] = ()  # without the name itself
    type: str | None = None  # of a place
    ambiguous: bool = False  # its names mean something else too (Jordan, Chad): for datelines only
    born: str | None = None
    died: str | None = None
    offices: tuple[Office, ...] = ()
    side: str | None = None  # the delegation or party that the person speaks for
    identifiers: tuple[tuple[str, str], ...] = ()  # such as ("wikidata", "Q…")
    note: str | None = None
    decided_by: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its other forms."""
        return (self.name, *self.forms)


class Authorities(NamedTuple):
    """The entries in the order of their file."""

    entries: tuple[Authority, ...] = ()

    def of(self, kind: Kind) -> Iterator[Authority]:
        """The entries of one kind."""
        return (each for each in self.entries if each.kind == kind)

    def get(self, ident: str) -> Authority | None:
        """The entry with that id."""
        return next((each for each in self.entries if each.id == ident), None)


_APOSTROPHES = str.maketrans(dict.fromkeys("'‘’ʼʻ`´′", "’"))


def form_key(form: str) -> str:
    """A form as it is compared: apostrophes alike, runs of white space as one space, composed letters."""
    return " ".join(unicodedata.normalize("NFC", form).translate(_APOSTROPHES).split())


# --- the file -----------------------------------------------------------------------------------------------


def _id_shape(prefix: str) -> Checked:
    def fault(text: str) -> str:
        if re.fullmatch(rf"{prefix}-[a-z0-9]+(-[a-z0-9]+)*", text):
            return ""
        words = ascii_slug(text).split("-")
        better = "-".join([prefix, *(words[1:] if words[:1] == [prefix] else words)])
        return f"“{text}” is no id of this list; did you mean “{better}”? allowed: {prefix}- and a–z, 0–9, “-”"

    return Checked(f"an id ({prefix}-…)", fault)


def _common(prefix: str) -> dict[str, Field]:
    return {
        "id": Field(_id_shape(prefix), required=True, meaning="the id, unique in the file; never changed later"),
        "name": Field(Text(), required=True, meaning="the main form of the name; it is matched like the others"),
        "forms": Field(Sequence(Text(), most=MOST_FORMS), default=(), meaning="every other form that the texts use"),
        "ambiguous": Field(
            Boolean(),
            default=False,
            meaning="the names mean something else too: a place is found in datelines only; of people who share a name "
            "the one is meant whose dates fit",
        ),
        "note": Field(Text(), meaning="a remark for readers"),
        "identifiers": Field(
            MappingOf(Text()),
            default={},
            meaning=f"ids in other files of names: {', '.join(BY_NAME)}, or any other with its own name",
        ),
        "decided_by": Field(Text(), meaning="who decided that these forms mean this entry"),
    }


_OFFICE = Mapping(
    {
        "office": Field(Text(), required=True, meaning="the office in words"),
        "from": Field(IsoDate(), meaning="since when"),
        "to": Field(IsoDate(), meaning="until when"),
    }
)

_PERSON = Mapping(
    {
        **_common("pers"),
        "born": Field(IsoDate(), meaning="the date of birth"),
        "died": Field(IsoDate(), meaning="the date of death"),
        "side": Field(Text(), meaning="the delegation or party that the person speaks for"),
        "offices": Field(Sequence(_OFFICE, most=MOST_FORMS), default=(), meaning="the offices held"),
    }
)
_ORGANISATION = Mapping(_common("org"))
_PLACE = Mapping({**_common("place"), "type": Field(Choice(*PLACE_TYPES), meaning="the kind of place")})

AUTHORITIES = Mapping(
    {
        "people": Field(Sequence(_PERSON), default=(), meaning="persons"),
        "organisations": Field(Sequence(_ORGANISATION), default=(), meaning="parties, offices, committees …"),
        "places": Field(Sequence(_PLACE), default=(), meaning="countries, settlements, regions, features"),
    }
)
"""The shape of authorities.yaml."""

_REMEDY = "mend these lines; an entry needs an id and a name: - {id: pers-ann-smith, name: Ann Smith}"


def load_authorities(path: Path) -> Authorities:
    """The entries of an authority file. Raises `BadConfiguration` with everything that is wrong with it."""
    file = read_yaml(path, AUTHORITIES, remedy=_REMEDY)
    file.refuse((*_clashes(file), *identifier_faults(file), *_reversed_dates(file)))
    return Authorities(tuple(_authority(kind, each) for name, kind, _ in LISTS for each in file.value[name]))


@cache
def gazetteer() -> Authorities:
    """The places that come with the program: countries, cities, regions by their English names.

    They are written in gazetteer.yaml; gazetteer.json is made of it (`make data`) and read in a tenth of the time.
    """
    rows = json.loads(asset("data", "gazetteer.json").read_bytes())
    return Authorities(
        tuple(Authority(**{**row, "kind": "place", "forms": tuple(row.get("forms", ()))}) for row in rows)
    )


def _authority(kind: Kind, stated: dict[str, Any]) -> Authority:
    offices = (Office(each["office"], each["from"], each["to"]) for each in stated.get("offices", ()))
    return Authority(
        id=stated["id"],
        kind=kind,
        name=stated["name"],
        forms=stated["forms"],
        type=stated.get("type"),
        ambiguous=stated["ambiguous"],
        born=stated.get("born"),
        died=stated.get("died"),
        offices=tuple(offices),
        side=stated.get("side"),
        identifiers=tuple(stated["identifiers"].items()),
        note=stated["note"],
        decided_by=stated["decided_by"],
    )


def identifier_faults(file: YamlFile) -> Iterator[tuple[KeyPath, str]]:
    """Identifiers that do not look like those of their file."""
    for listed, _, _ in LISTS:
        for n, entry in enumerate(file.value[listed]):
            for name, identifier in entry["identifiers"].items():
                if complaint := fault(name, identifier):
                    yield (listed, n, "identifiers", name), complaint


def _reversed_dates(file: YamlFile) -> Iterator[tuple[KeyPath, str]]:
    """People who died before they were born, offices that ended before they began."""
    for n, person in enumerate(file.value["people"]):
        if is_before(person["died"], person["born"]):
            yield ("people", n, "died"), f"{person['died']} is before the birth in {person['born']}"
        for at, office in enumerate(person["offices"]):
            if is_before(office["to"], office["from"]):
                yield ("people", n, "offices", at, "to"), f"{office['to']} is before {office['from']}, when it began"


def is_before(end: str | None, start: str | None) -> bool:
    """Whether one ISO date is before another, as far as both are precise."""
    precision = min(len(end or ""), len(start or ""))
    return bool(end and start) and (end or "")[:precision] < (start or "")[:precision]


_TWO = "if both are called so, state ambiguous: true for both"


def _clashes(file: YamlFile) -> Iterator[tuple[KeyPath, str]]:
    """Ids and forms that are claimed twice in a list."""
    for listed, _, _ in LISTS:
        ids: dict[str, KeyPath] = {}
        forms: dict[str, KeyPath] = {}
        in_capitals: dict[str, KeyPath] = {}  # forms of several words, which are found in capitals too
        for n, entry in enumerate(file.value[listed]):
            here: KeyPath = (listed, n)
            if (first := ids.setdefault(entry["id"], (*here, "id"))) != (*here, "id"):
                yield (*here, "id"), f"“{entry['id']}” is already the id on line {file.line(*first)}"
            for path, form in _forms(here, entry):
                first = forms.setdefault(form_key(form), path)
                if first == path and " " in form:
                    first = in_capitals.setdefault(form_key(form).casefold(), path)
                    first = path if first[:2] == here else first
                if first == path:
                    continue
                other = file.value[listed][first[1]]
                if first[:2] == here:
                    yield path, f"“{form}” is already a form of this entry on line {file.line(*first)}"
                elif not (entry["ambiguous"] and other["ambiguous"]):
                    yield path, f"“{form}” is already a form of {other['id']} on line {file.line(*first)}; {_TWO}"


def _forms(here: KeyPath, entry: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    yield (*here, "name"), entry["name"]
    yield from (((*here, "forms", n), form) for n, form in enumerate(entry["forms"]))
