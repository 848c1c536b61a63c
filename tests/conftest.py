"""What all tests share: `--bless`, a hypothesis profile without the clock, one browser."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from browsing import browser, edition  # fixtures

__all__ = ["browser", "edition"]

settings.register_profile(
    "tei-edition",
    deadline=None,
    max_examples=int(os.environ.get("TEI_EDITION_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tei-edition")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless",
        action="store_true",
        help="write what comes out of the golden captures as what is expected; read it before you commit it",
    )


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))
