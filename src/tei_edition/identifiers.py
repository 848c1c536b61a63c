"""The files of names that libraries and projects keep: how their identifiers look, and where each one's page is."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple


class Scheme(NamedTuple):
    """An authority file: its key in authorities.yaml, the shape of its identifiers, and their addresses."""

    name: str
    shape: str
    address: str  # what stands before the identifier
    example: str
    about: str
    also: tuple[str, ...] = ()  # how others call it
    paths: str = ""  # what others write in the address instead, as a pattern


SCHEMES = (
    #      key         shape of an identifier     before it in its address            example       its name
    Scheme(
        "wikidata", r"Q[1-9][0-9]{0,11}", "https://www.wikidata.org/entity/", "Q41117", "Wikidata", ("wd",), "wiki/"
    ),
    Scheme("viaf", r"[1-9][0-9]{0,21}", "https://viaf.org/viaf/", "113230702", "VIAF"),
    Scheme(
        "gnd",
        r"[0-9]{7,9}[0-9X]|[0-9]{1,8}-[0-9X]",
        "https://d-nb.info/gnd/",
        "119033364",
        "GND",
        ("pnd", "gkd"),
    ),
    Scheme("geonames", r"[1-9][0-9]{0,8}", "https://www.geonames.org/", "3183875", "GeoNames", ("geoname",)),
    Scheme(
        "loc",
        r"n[bors]?[0-9]{8,10}",
        "https://id.loc.gov/authorities/names/",
        "n80076765",
        "the names of the Library of Congress",
        ("lc", "lcnaf", "lccn"),
    ),
    Scheme("bnf", r"cb[0-9]{8}[0-9a-z]", "https://data.bnf.fr/ark:/12148/", "cb11896963b", "BnF"),
    Scheme("isni", r"[0-9]{15}[0-9X]", "https://isni.org/isni/", "0000000080451935", "ISNI"),
    Scheme("orcid", r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "https://orcid.org/", "0000-0002-1825-0097", "ORCID"),
    Scheme("ulan", r"500[0-9]{6}", "http://vocab.getty.edu/ulan/", "500115588", "Getty ULAN"),
    Scheme("tgn", r"[17][0-9]{6}", "http://vocab.getty.edu/tgn/", "7011781", "Getty TGN"),
    Scheme("uri", r"https?://[^\s<>\"{}|\\^`]+", "", "https://example.org/people/7", "an address"),
)
BY_NAME = {scheme.name: scheme for scheme in SCHEMES}
NAMES = {called: scheme.name for scheme in SCHEMES for called in (scheme.name, *scheme.also)}
WEB = re.compile(BY_NAME["uri"].shape)
UNNAMED = frozenset(["", "uri", "url", "authority", "norm", "normdata", "ref"])  # types that do not say which file
NEAR = 0.85  # how much a misspelt key is like the right one; `local` is not `loc`
START = re.compile(r"https?://(?:www\.)?")


def scheme_of(name: str) -> Scheme | None:
    """The authority file that a key stands for, also of a second identifier in it (`wikidata-2`); None if unknown."""
    return BY_NAME.get(name) or BY_NAME.get(re.sub(r"-\d+\Z", "", name))


def fault(name: str, identifier: str) -> str:
    """What is wrong with an identifier, in a sentence; of a file that is not known only a misspelt name is."""
    scheme = scheme_of(name)
    if scheme is None:
        near = difflib.get_close_matches(name.casefold(), BY_NAME, n=1, cutoff=NEAR)
        return f"“{name}” is no file of names that is known; did you mean “{near[0]}”?" if near else ""
    if re.fullmatch(scheme.shape, identifier):
        return ""
    known, inside = stated_identifier(identifier)
    hint = (
        f"did you mean “{inside}”?"
        if known == scheme.name and inside != identifier
        else f"it looks like {scheme.example}"
    )
    return f"“{identifier}” is no identifier of {scheme.about}; {hint}"


def uri(name: str, identifier: str) -> str:
    """The address of an identifier; empty where none is known."""
    if scheme := scheme_of(name):
        return scheme.address + identifier
    return identifier if WEB.fullmatch(identifier) else ""


def stated_identifier(value: str, stated: str = "") -> tuple[str, str]:
    """Key and identifier that others state: ("http://d-nb.info/gnd/119033364", "URI") → ("gnd", "119033364").

    An address that no known file has is kept whole, under its stated type or as `uri`.
    """
    value = value.strip()
    for scheme in SCHEMES:
        if (found := _in_address(scheme, value)) is not None:
            return scheme.name, found
    if stated.casefold() in UNNAMED:
        return "uri", value
    return NAMES.get(stated.casefold(), stated), value


def _in_address(scheme: Scheme, value: str) -> str | None:
    """The identifier in an address of a file, however the address begins and ends."""
    if not scheme.address or not START.match(value):
        return None
    host, _, path = START.sub("", scheme.address).partition("/")
    paths = "|".join(filter(None, (re.escape(path), scheme.paths)))
    where = re.compile(rf"https?://(?:www\.)?{re.escape(host)}/(?:{paths})({scheme.shape})(?:/[^/]*)?")
    match = where.fullmatch(value)
    return match[1] if match else None
