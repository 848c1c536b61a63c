"""The files of names that libraries and projects keep: how their identifiers look, and where each one's page is."""

from __future__ import annotations

import re
from typing import NamedTuple


class Scheme(NamedTuple):
    """An authority file: its key in authorities.yaml, the shape of its identifiers, their addresses, an example."""

    name: str
    shape: str
    address: str  # {} stands for the identifier
    example: str
    about: str


SCHEMES = (
    #      key         shape of an identifier                address                                    example
    Scheme("wikidata", r"Q[1-9][0-9]{0,11}", "https://www.wikidata.org/entity/{}", "Q41117", "Wikidata"),
    Scheme("viaf", r"[1-9][0-9]{0,21}", "https://viaf.org/viaf/{}", "113230702", "VIAF"),
    Scheme(
        "gnd",
        r"[0-9]{7,9}[0-9X]|[0-9]{1,7}-[0-9X]|[0-9]{8}-[0-9X]",
        "https://d-nb.info/gnd/{}",
        "119033364",
        "GND of the German National Library",
    ),
    Scheme("geonames", r"[1-9][0-9]{0,8}", "https://www.geonames.org/{}", "3183875", "GeoNames"),
    Scheme(
        "loc",
        r"(?:n|nb|nr|no|ns|sh)[0-9]{8,10}",
        "https://id.loc.gov/authorities/{}",
        "n80076765",
        "Library of Congress",
    ),
    Scheme("bnf", r"cb[0-9]{8}[0-9a-z]", "https://data.bnf.fr/ark:/12148/{}", "cb11896963b", "BnF"),
    Scheme("isni", r"[0-9]{15}[0-9X]", "https://isni.org/isni/{}", "0000000080451935", "ISNI"),
    Scheme("orcid", r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "https://orcid.org/{}", "0000-0002-1825-0097", "ORCID"),
    Scheme("ulan", r"500[0-9]{6}", "http://vocab.getty.edu/ulan/{}", "500115588", "Getty ULAN"),
    Scheme("tgn", r"[17][0-9]{6}", "http://vocab.getty.edu/tgn/{}", "7011781", "Getty TGN"),
    Scheme("uri", r"https?://[^\s<>\"{}|\\^`]+", "{}", "https://example.org/people/7", "an address of any file"),
    Scheme("local", r"\S.{0,199}", "", "P-0007", "a number of the project’s own, without an address"),
)
BY_NAME = {scheme.name: scheme for scheme in SCHEMES}


def fault(name: str, identifier: str) -> str:
    """What is wrong with an identifier, in a sentence; empty if nothing is."""
    scheme = BY_NAME[name]
    if re.fullmatch(scheme.shape, identifier):
        return ""
    inside = _inside(scheme, identifier)
    hint = f"did you mean “{inside}”?" if inside else f"it looks like {scheme.example}"
    return f"“{identifier}” is no identifier of {scheme.about}; {hint}"


def _inside(scheme: Scheme, text: str) -> str:
    """The identifier at the end of an address: https://www.wikidata.org/wiki/Q41117 → Q41117."""
    last = text.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
    return last if last != text and re.fullmatch(scheme.shape, last) else ""


def uri(name: str, identifier: str) -> str:
    """The address of an identifier; the identifier itself where its file has no addresses."""
    return BY_NAME[name].address.format(identifier) if BY_NAME[name].address else identifier


def identified(address: str) -> tuple[str, str]:
    """The key and the identifier that an address stands for: ("wikidata", "Q41117"); ("uri", address) for any other."""
    plain = re.sub(r"^https?://(?:www\.)?", "", address.strip()).rstrip("/")
    for scheme in SCHEMES:
        host = re.sub(r"^https?://(?:www\.)?", "", scheme.address).partition("/")[0]
        last = plain.rsplit("/", 1)[-1]
        if scheme.address not in ("", "{}") and plain.startswith(host) and re.fullmatch(scheme.shape, last):
            return scheme.name, last
    return "uri", address.strip()
