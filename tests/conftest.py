"""What all tests share: `--bless`, a hypothesis profile without the clock, one browser."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from browsing import browser, edition, glance
from elsewhere import bucket, gate, server
from whole_editions import whole_edition

__all__ = ["browser", "bucket", "edition", "gate", "glance", "server", "whole_edition"]  # fixtures


@pytest.fixture(autouse=True)
def no_index_of_words(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Builds in this process make the index of the search, half a second each, only in tests that ask `with_search`."""
    if "with_search" not in request.fixturenames:
        monkeypatch.setattr("tei_edition.site.search.find_spec", lambda _: None)


@pytest.fixture
def with_search() -> None:
    """For a test whose editions have the index of the search too."""


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
