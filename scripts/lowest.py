"""The lowest version of each dependency that pyproject.toml allows, as constraints for an installer; `make lowest`.

With `--check` it says instead which of them the environment that runs it has in another version, and fails if any.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
LEFT_OUT = ("fuzz",)  # extras that `make lowest` does not install: what no test of it uses
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?>=(?P<lowest>[\d.]+),<(?P<above>[\d.]+)")


class Bounds(NamedTuple):
    """What of a dependency may be installed."""

    name: str
    lowest: str
    above: str


def stated(pyproject: Path = PYPROJECT, without: Collection[str] = ()) -> Iterator[str]:
    """All requirements of the project: of the program, of each extra (but some), and of what builds it."""
    data = tomllib.loads(pyproject.read_text("utf-8"))
    yield from data["build-system"]["requires"]
    yield from data["project"]["dependencies"]
    for name, extra in data["project"]["optional-dependencies"].items():
        yield from extra if name not in without else ()


def bounds(requirement: str) -> Bounds:
    """The bounds of a requirement, which must have both."""
    if not (found := REQUIREMENT.fullmatch(requirement)):
        raise SystemExit(f"pyproject.toml: {requirement} has not the form name>=lowest,<above")
    return Bounds(found["name"].lower(), found["lowest"], found["above"])


def same(one: str, other: str) -> bool:
    """Whether two versions are the same but for zeros at their end."""
    return re.sub(r"(\.0+)+$", "", one) == re.sub(r"(\.0+)+$", "", other)


def others() -> Iterator[str]:
    """The dependencies that are here in another version than the lowest."""
    for each in sorted(set(map(bounds, stated(without=LEFT_OUT)))):
        try:
            here = version(each.name)
        except PackageNotFoundError:
            here = "none"
        if not same(here, each.lowest):
            yield f"{each.name}: {here} is installed, not {each.lowest}"


def main() -> None:
    if sys.argv[1:] == ["--check"]:
        raise SystemExit("\n".join(others()) or None)
    print("\n".join(f"{each.name}=={each.lowest}" for each in sorted(set(map(bounds, stated())))))


if __name__ == "__main__":
    main()
