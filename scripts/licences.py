"""The licences of all that runs with the program: its dependencies, theirs, and those of the extras for its users.

Fails if one of them is missing here, states no licence, or has one that would bind those who pass the program on.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
NOT_WITH_THE_PROGRAM = ("test", "lint", "fuzz")
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|MPL|Mozilla Public|PSF|Python-2\.0|Python Software Foundation|HPND|Zlib|Unlicense|CC0)"
)
BINDING = re.compile(r"(?<!Lesser )(?<!Library )\b(?:A?GPL|(?:Affero )?General Public License)", re.IGNORECASE)


class Licensed(NamedTuple):
    """A package with the licences that it states; the first line of a whole text is enough."""

    name: str
    version: str
    licence: str

    @property
    def fault(self) -> str:
        """What is the matter with its licence; empty if nothing is."""
        if not self.licence:
            return "states no licence"
        if BINDING.search(self.licence):
            return "binds those who pass the program on"
        return "" if PERMISSIVE.search(self.licence) else "is not known to be permissive"


def required() -> list[Requirement]:
    """What the program and its extras for readers ask for."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    extras = [rows for name, rows in project["optional-dependencies"].items() if name not in NOT_WITH_THE_PROGRAM]
    return [Requirement(row) for rows in (project["dependencies"], *extras) for row in rows]


def linked() -> list[Licensed]:
    """The packages that are required, and those that they require, by name. Raises PackageNotFoundError."""
    waiting, found = required(), {}
    while waiting:
        asked = waiting.pop()
        extras = tuple(sorted(asked.extras)) or ("",)
        if asked.marker and not any(asked.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        package = distribution(asked.name)
        name = re.sub(r"[-_.]+", "-", package.name).lower()
        if (name, extras) in found:
            continue
        found[name, extras] = Licensed(name, package.version, licence_of(package))
        waiting += [each for each in map(Requirement, package.requires or ()) if _holds(each, extras)]
    return sorted(set(found.values()))


def _holds(requirement: Requirement, extras: tuple[str, ...]) -> bool:
    """Whether a requirement counts here, with these extras; its own condition has been asked then."""
    holds = requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras)
    requirement.marker = None
    return holds


def licence_of(package: Distribution) -> str:
    """The licence that a package states: as an expression, in its classifiers, or in words."""
    stated = package.metadata
    classifiers = [each.rpartition(" :: ")[2] for each in stated.get_all("Classifier") or () if "License ::" in each]
    own = (stated.get("License") or "").strip().partition("\n")[0][:80]
    return stated.get("License-Expression") or ", ".join(sorted(set(classifiers))) or own


def main() -> None:
    try:
        packages = linked()
    except PackageNotFoundError as missing:
        raise SystemExit(f"{missing} is not installed: pip install -e '.[test]', then again") from missing
    width = max(len(f"{each.name} {each.version}") for each in packages)
    for each in packages:
        print(f"{f'{each.name} {each.version}':{width}}  {each.licence}", end=f"  ! {each.fault}\n" * bool(each.fault))
        print(end="" if each.fault else "\n")
    sys.exit(any(each.fault for each in packages))


if __name__ == "__main__":
    main()
