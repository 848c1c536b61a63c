"""Addresses in authority files, and the identifiers that they stand for."""

from __future__ import annotations

import re
from typing import NamedTuple


class Registry(NamedTuple):
    """An authority file: how it is called here, how others call it, and what its addresses look like."""

    name: str
    also: tuple[str, ...]
    address: re.Pattern[str]


REGISTRIES = (
    #        name        also called                        its addresses
    Registry("wikidata", ("wd",), re.compile(r"wikidata\.org/(?:entity|wiki)/(Q[0-9]+)")),
    Registry("viaf", (), re.compile(r"viaf\.org/viaf/([0-9]+)")),
    Registry("gnd", ("pnd", "gkd"), re.compile(r"d-nb\.info/gnd/([0-9X-]+)")),
    Registry("geonames", ("geoname",), re.compile(r"geonames\.org/([0-9]+)")),
    Registry("lcnaf", ("lc", "loc", "lccn"), re.compile(r"id\.loc\.gov/authorities/names/(n[a-z]*[0-9]+)")),
    Registry("isni", (), re.compile(r"isni\.org/(?:isni/)?([0-9]{15}[0-9X])")),
    Registry("orcid", (), re.compile(r"orcid\.org/([0-9]{4}(?:-[0-9]{3}[0-9X]){3}|[0-9-]{18}[0-9X])")),
    Registry("tgn", (), re.compile(r"vocab\.getty\.edu/tgn/([0-9]+)")),
    Registry("ulan", (), re.compile(r"vocab\.getty\.edu/ulan/([0-9]+)")),
    Registry("bnf", (), re.compile(r"data\.bnf\.fr/(?:ark:/12148/)?(cb[0-9a-z]+)")),
)
NAMES = {called.casefold(): each.name for each in REGISTRIES for called in (each.name, *each.also)}
UNNAMED = frozenset(["", "uri", "url", "authority", "norm", "normdata", "ref"])  # types that do not say which file
ADDRESS = re.compile(r"https?://[^/]*(?P<rest>.*)\Z", re.DOTALL)


def identifier(value: str, stated: str = "") -> tuple[str, str]:
    """Name and value of an identifier: ("URI", "http://d-nb.info/gnd/118540238") → ("gnd", "118540238").

    An address that no known file has is kept whole, under its stated type or as `uri`.
    """
    for registry in REGISTRIES:
        found = ADDRESS.match(value) and registry.address.search(value)
        if found:
            return registry.name, found[1]
    if stated.casefold() in UNNAMED:
        return "uri", value
    return NAMES.get(stated.casefold(), stated), value
