"""Layout profiles: YAML files → `Profile`, checked, with line numbers in every complaint.

Those that come with the program are checked when `make data` makes layouts.json of them, and read from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tei_edition.assets import asset
from tei_edition.errors import BadConfiguration
from tei_edition.layouts.slots import Destination, LineTest, Profile, Slot, Tail, Telltale
from tei_edition.model import ZoneKind
from tei_edition.patterns import late
from tei_edition.settings import FACTS, SLUG
from tei_edition.shapes import (
    Boolean,
    Choice,
    Field,
    Integer,
    KeyPath,
    Mapping,
    MappingOf,
    OneOrMany,
    Regex,
    Sequence,
    Text,
    did_you_mean,
)
from tei_edition.slow_patterns import ANY_LENGTH, overlapping_group, reach, slow_pattern
from tei_edition.yamlfile import YamlFile, parse_yaml, read_yaml

SHIPPED = (
    "wilson-page",
    "wilson-legacy",
    "wilson-pdf",
    "kcna-watch",
    "kcna-co-jp",
    "history-state-gov",
    "plain",
)  # of two that fit equally well, the first is taken
GENRES = ("letter", "telegram", "minutes", "report", "speech", "agreement", "article", "other")
STATEMENTS = (*FACTS, "donor", "remark")
ZONES = ("chrome", "header", "text", "markup")

_REMEDY = "the README shows a whole profile (A new page layout)"
_TEST = {
    "is": Field(Text(), meaning="the line is exactly this"),
    "starts": Field(Text(), meaning="the line begins with this"),
    "like": Field(Regex(), meaning="a regular expression that fits the whole line; named groups become facts"),
}
_DESTINATION = {
    "zone": Field(Choice(*ZONES), meaning="where it goes; header if a fact is named, else chrome"),
    "reason": Field(Text(), meaning="why, in one word, for the ledger and the list of what was left out"),
    "fact": Field(Choice(*STATEMENTS), meaning="the header statement that the line makes"),
}
_SLOT = Mapping(
    {
        "slot": Field(Text(), required=True, meaning="the name of the place on the page"),
        **_TEST,
        "form": Field(
            Choice("date", "line", "button"),
            meaning="date: the line is a date; button: a link of any page; line: any line that no other slot names",
        ),
        "longest": Field(Integer(1), 2000, meaning="the most characters that a line of form `line` has"),
        "many": Field(Boolean(), False, meaning="the slot takes several lines"),
        "needs": Field(
            OneOrMany(Text()), (), meaning="one of these slots must have taken the line before: a label for its value"
        ),
        "warning": Field(Text(), "", meaning="what the editor is told when the slot takes a line"),
        "unless_next": Field(Regex(), meaning="a pattern of the next line with which the slot takes nothing"),
        "if_next": Field(Text(), "", meaning="the slot that the next line must fit: a title before its date"),
        **_DESTINATION,
        "parts": Field(
            MappingOf(Mapping(_DESTINATION, "where the named group goes")),
            meaning="named groups of `like` that go somewhere of their own",
        ),
    },
    "a slot of the page",
)
PROFILE = Mapping(
    {
        "about": Field(Text(), "", meaning="the layout in words"),
        "evidence": Field(
            Sequence(Mapping({**_TEST, "weight": Field(Integer(1, 10), 1, meaning="how much it counts")})),
            (),
            meaning="telltale lines that speak for this layout",
        ),
        "enough": Field(Integer(0), 3, meaning="the least sum of weights with which the layout may be taken"),
        "states": Field(
            MappingOf(Text(), key=Choice(*STATEMENTS)),
            meaning="facts that every page of this site has without saying so",
        ),
        "head": Field(Sequence(_SLOT), (), meaning="the top of the page, in its order; each slot is optional"),
        "summary": Field(Choice("last"), meaning="last: the last paragraph may be the archive's summary"),
        "tail": Field(
            Mapping(
                {
                    "opens": Field(
                        Sequence(Regex()), (), meaning="lines with which the foot begins; none: all that its slots take"
                    ),
                    "from": Field(Choice("first", "last"), "last", meaning="which of the lines that fit"),
                    "within": Field(Integer(0), 0, meaning="among how many of the last lines; 0: anywhere"),
                    "slots": Field(Sequence(_SLOT), (), meaning="the foot of the page, in its order"),
                }
            ),
            meaning="the foot of the page",
        ),
        "genre": Field(Choice(*GENRES), meaning="the genre that documents on this page have"),
        "dates": Field(Choice("dmy", "mdy"), meaning="the order of day and month in numeric dates"),
    },
    "a layout profile",
)


def load_profile(path: Path) -> Profile:
    """The profile in a YAML file; raises BadConfiguration with the lines that are wrong."""
    if fault := SLUG.test(path.stem):
        raise BadConfiguration(f"{path}: the name of the file is that of the layout: {fault}", remedy="rename the file")
    return _own_profile(path.stem, read_yaml(path, PROFILE, remedy=_REMEDY))


def stated_profile(path: Path) -> dict[str, Any]:
    """What the YAML file of a profile states, checked, as plain data."""
    return _checked(read_yaml(path, PROFILE, remedy=_REMEDY))


def parse_profile(text: str, name: str) -> Profile:
    """The profile that a YAML text states, under a name; raises BadConfiguration with the lines that are wrong."""
    return _own_profile(name, parse_yaml(text, f"{name}.yaml", PROFILE, remedy=_REMEDY))


def _own_profile(name: str, file: YamlFile) -> Profile:
    """The profile of an editor, whose patterns must come to an end on every line; those of ours are known to."""
    value = _checked(file)
    file.refuse(
        (path, f"“{pattern}” could take for ever on some line: {fault}")
        for path, pattern in _patterns(value)
        if (fault := slow_pattern(pattern)) and pattern not in _tried()
    )
    file.refuse((path, fault) for path, row in _slots_with_patterns(value) for fault in _group_faults(row))
    for _, rows in _sections(value):
        for row in rows:
            row["reach"] = reach(row["like"]) if row["like"] else ANY_LENGTH
    return _profile(name, value)


def _slots_with_patterns(value: dict[str, Any]) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    for path, rows in _sections(value):
        yield from (((*path, n, "like"), row) for n, row in enumerate(rows) if "slot" in row and row["like"])


def _group_faults(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the named groups: each is a fact or has a part, and a word of the line is in one of them."""
    parts = row["parts"] or {}
    named = re.compile(row["like"]).groupindex
    for name in named:
        if name not in parts and name not in STATEMENTS:
            yield f"the group “{name}” is no fact{did_you_mean(name, STATEMENTS)}; say under parts where it goes"
    for name in parts:
        if name not in named:
            yield f"there is no group “{name}” for its part"
    if inner := overlapping_group(row["like"]):
        yield f"the group “{inner}” stands in another one, or only looks ahead; each word of a line goes to one place"


def _patterns(value: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """The regular expressions of a profile, and where they stand."""
    for path, rows in _sections(value):
        for index, row in enumerate(rows):
            yield from (((*path, index, key), row[key]) for key in ("like", "unless_next") if row.get(key))
    for index, pattern in enumerate((value["tail"] or {}).get("opens", ())):
        yield ("tail", "opens", index), pattern


def _sections(value: dict[str, Any]) -> tuple[tuple[KeyPath, tuple[dict[str, Any], ...]], ...]:
    """The lists of a profile whose rows are tests of lines."""
    return (
        (("head",), value["head"]),
        (("evidence",), value["evidence"]),
        (("tail", "slots"), (value["tail"] or {}).get("slots", ())),
    )


def _checked(file: YamlFile) -> dict[str, Any]:
    _refuse_empty_tests(file)
    _refuse_unknown_slots(file)
    return file.value


def _profile(name: str, value: dict[str, Any]) -> Profile:
    order = value["dates"]
    tail = value["tail"]
    return Profile(
        name=name,
        about=value["about"],
        telltales=tuple(_telltale(row) for row in value["evidence"]),
        enough=value["enough"],
        head=tuple(_slot(row, order) for row in value["head"]),
        tail=Tail(
            opens=tuple(map(late, tail["opens"])),
            pick=tail["from"],
            within=tail["within"],
            slots=tuple(_slot(row, order) for row in tail["slots"]),
        )
        if tail
        else None,
        summary=value["summary"],
        states=tuple((value["states"] or {}).items()),
        genre=value["genre"],
        dates=order,
    )


def load_profiles(own_folder: Path | None = None) -> tuple[Profile, ...]:
    """The editor's own profiles first, then the shipped ones; an own one of the same name replaces a shipped one."""
    own: tuple[Profile, ...] = ()
    if own_folder is not None:
        own = tuple(load_profile(path) for path in profile_files(own_folder))
    names = {profile.name for profile in own}
    return own + tuple(profile for profile in _shipped() if profile.name not in names)


def profile_files(folder: Path) -> list[Path]:
    """The profiles in a folder of one's own, without the hidden files that systems leave there.

    Raises BadConfiguration if the folder cannot be read.
    """
    try:
        there = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise BadConfiguration(
            f"{folder}: cannot be read: {error.strerror or error}", remedy="check that you may read this folder"
        ) from error
    wrong = [path for path in there if path.suffix == ".yml"]
    if wrong:
        raise BadConfiguration(f"{wrong[0]}: the name of a layout ends in .yaml", remedy="rename the file")
    return [path for path in there if path.suffix == ".yaml"]


@cache
def _shipped() -> tuple[Profile, ...]:
    return tuple(_profile(each["name"], each) for each in _stated())


@cache
def _stated() -> Any:
    return json.loads(asset("data", "layouts.json").read_bytes())


def _tried() -> set[str]:
    """The patterns that come with the program, which an editor's profile may take over."""
    return {pattern for each in _stated() for _, pattern in _patterns(each)}


def profile_named(profiles: tuple[Profile, ...], name: str, where: str) -> Profile:
    """The profile of that name; raises BadConfiguration that lists the names there are."""
    for profile in profiles:
        if profile.name == name:
            return profile
    raise BadConfiguration(
        f"{where}: there is no layout “{name}”; there are: {', '.join(p.name for p in profiles)}",
        remedy="correct the name, or put a profile of that name into the edition's layouts folder",
    )


def _test(row: dict[str, Any], order: Any = None) -> LineTest:
    return LineTest(
        equals=row["is"] or "",
        starts=row["starts"] or "",
        like=late(row["like"]) if row["like"] else None,
        form=row.get("form"),
        longest=row.get("longest") or 2000,
        reach=row.get("reach", ANY_LENGTH),
        order=order,
    )


def _telltale(row: dict[str, Any]) -> Telltale:
    return _test(row), row["weight"]


def _slot(row: dict[str, Any], order: Any) -> Slot:
    return Slot(
        name=row["slot"],
        test=_test(row, order),
        goes=_destination(row, row["slot"]),
        parts=tuple((name, _destination(part, name)) for name, part in (row["parts"] or {}).items()),
        many=row["many"],
        needs=tuple(row["needs"]),
        if_next=row["if_next"],
        warning=row["warning"],
        unless_next=late(row["unless_next"]) if row["unless_next"] else None,
    )


def _destination(row: dict[str, Any], name: str) -> Destination:
    zone: ZoneKind = row["zone"] or ("header" if row["fact"] else "chrome")
    return Destination(zone, row["reason"] or row["fact"] or name, row["fact"])


def _refuse_unknown_slots(file: YamlFile) -> None:
    """`needs` and `if_next` name slots of the same section."""
    tail = (file.value["tail"] or {}).get("slots", ())
    sections: list[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]] = [
        (("head",), file.value["head"]),
        (("tail", "slots"), tail),
    ]
    for path, rows in sections:
        names = {row["slot"] for row in rows}
        file.refuse(
            ((*path, index, key), f"there is no slot “{name}” here; there are: {', '.join(sorted(names))}")
            for index, row in enumerate(rows)
            for key, wanted in (("needs", row["needs"]), ("if_next", (row["if_next"],)))
            for name in wanted
            if name and name not in names
        )


def _refuse_empty_tests(file: YamlFile) -> None:
    """A slot without any test would take every line."""
    file.refuse(
        ((*path, index), "a test is missing: one of is, starts, like, form")
        for path, rows in _sections(file.value)
        for index, row in enumerate(rows)
        if not any(row.get(key) for key in ("is", "starts", "like", "form"))
    )
