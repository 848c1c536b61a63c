"""Whether a vulnerability is known of anything that the program runs with; `make audit` installs it all anew for this.

An audit that could ask nobody is no audit: it fails. So the service is first asked of a release that has a known one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
NOT_WITH_THE_PROGRAM = ("test", "lint", "fuzz")
SERVICE = "https://api.osv.dev/v1/query"
KNOWN = {"package": {"name": "pyyaml", "ecosystem": "PyPI"}, "version": "5.3"}  # CVE-2020-14343
NOBODY_ASKED = 2


def extras() -> str:
    """The extras of those who use the program."""
    stated = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    return ",".join(sorted(stated.keys() - set(NOT_WITH_THE_PROGRAM)))


def answers(service: str = SERVICE) -> str:
    """Why the service cannot be relied upon; empty if it tells of a vulnerability that is known."""
    asked = urllib.request.Request(service, json.dumps(KNOWN).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            told = json.load(answer)
    except (OSError, ValueError) as error:  # URLError is an OSError
        return str(getattr(error, "reason", error))
    return "" if told.get("vulns") else "it does not know of CVE-2020-14343"


def main() -> None:
    if sys.argv[1:] == ["--extras"]:
        print(extras())
        return
    if why := answers():
        print(f"not audited: {SERVICE} does not answer as it should ({why})", file=sys.stderr)
        print("hint: nothing is known of the dependencies now; make audit where it can be asked", file=sys.stderr)
        sys.exit(NOBODY_ASKED)
    if sys.argv[1:] == ["--ask"]:
        return
    command = ("pip-audit", "--local", "--strict", "--vulnerability-service", "osv")
    sys.exit(subprocess.run([Path(sys.executable).with_name(command[0]), *command[1:], *sys.argv[1:]]).returncode)


if __name__ == "__main__":
    main()
