"""Every character has one home: the homes tile the capture; what nobody claims is lost, what two claim raises."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.ledger import ZONES, ClaimedTwice, as_json, build_ledger
from tei_edition.model import Home, Source, Span
from tei_edition.source import WHITE_SPACE


def source(text: str) -> Source:
    data = text.encode("utf-8", "surrogatepass")
    return Source("a capture.txt", "a capture", text, "utf-8", hashlib.sha256(data).hexdigest())


def home(start: int, end: int, zone: str = "text") -> Home:
    return Home(Span(start, end), zone, "paragraph", ("p-1",))  # type: ignore[arg-type]


def test_what_nobody_claims_is_lost_but_for_white_space() -> None:
    ledger = build_ledger(source(" One. \n\nTwo three.\n"), [home(1, 5)])
    assert [(one.span, one.zone) for one in ledger.spans] == [
        ((0, 1), "space"),
        ((1, 5), "text"),
        ((5, 8), "space"),
        ((8, 18), "lost"),
        ((18, 19), "space"),
    ]
    assert [one.span for one in ledger.lost] == [(8, 18)]
    assert ledger.totals == {"text": 4, "markup": 0, "header": 0, "chrome": 0, "space": 5, "lost": 10}


def test_repeated_white_space_inside_a_text_is_space_and_the_first_of_it_text() -> None:
    ledger = build_ledger(source("One \xa0\n two."), [home(0, 11)])
    assert [(one.span, one.zone, one.reason) for one in ledger.spans] == [
        ((0, 4), "text", "paragraph"),
        ((4, 7), "space", "repeated space"),
        ((7, 11), "text", "paragraph"),
    ]


def test_repeated_white_space_of_a_dropped_line_goes_with_it() -> None:
    ledger = build_ledger(source("Skip  to  content"), [home(0, 17, "chrome")])
    assert [one.zone for one in ledger.spans] == ["chrome"]


@pytest.mark.parametrize("homes", [[home(0, 4), home(3, 6)], [home(0, 6), home(2, 3)], [home(0, 2), home(0, 2)]])
def test_a_character_that_two_places_claim_raises(homes: list[Home]) -> None:
    with pytest.raises(ClaimedTwice):
        build_ledger(source("One two three"), homes)


def test_the_file_has_the_form_that_others_read() -> None:
    capture = source("Önè.\r\n[sic] 조선")
    written = as_json(capture, build_ledger(capture, [home(0, 4), home(6, 11, "markup"), home(12, 14, "header")]))
    assert json.loads(written) == {
        "source": {
            "file": "a capture.txt",
            "sha256": capture.sha256,
            "encoding": "utf-8",
            "characters": 14,
        },
        "totals": {"text": 4, "markup": 5, "header": 2, "chrome": 0, "space": 3, "lost": 0},
        "lines": [0, 6],
        "spans": [
            {"start": 0, "end": 4, "zone": "text", "reason": "paragraph", "targets": ["p-1"]},
            {"start": 4, "end": 6, "zone": "space", "reason": "white space", "targets": []},
            {"start": 6, "end": 11, "zone": "markup", "reason": "paragraph", "targets": ["p-1"]},
            {"start": 11, "end": 12, "zone": "space", "reason": "white space", "targets": []},
            {"start": 12, "end": 14, "zone": "header", "reason": "paragraph", "targets": ["p-1"]},
        ],
    }
    assert written.endswith(b"}\n")
    assert len(written.splitlines()) == 12  # one span a line


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, list[Home]]:
    """A text and homes that do not overlap, in any order."""
    text = draw(st.text(st.characters() | st.sampled_from(WHITE_SPACE + "\x1c\r\n"), max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    homes = [home(a, b, draw(st.sampled_from(("text", "markup", "header", "chrome")))) for a, b in spans]
    return text, draw(st.permutations(homes))


@given(claims())
def test_any_homes_tile_the_capture_and_the_totals_sum_to_its_length(claim: tuple[str, list[Home]]) -> None:
    text, homes = claim
    ledger = build_ledger(source(text), homes)
    at = 0
    for one in ledger.spans:
        assert one.span.start == at < one.span.end
        at = one.span.end
    assert at == len(text)
    assert tuple(ledger.totals) == ZONES
    assert sum(ledger.totals.values()) == len(text)


@given(claims())
def test_a_character_is_lost_if_and_only_if_nobody_claims_it(claim: tuple[str, list[Home]]) -> None:
    text, homes = claim
    claimed = {at for one in homes for at in range(*one.span)}
    ledger = build_ledger(source(text), homes)
    lost = {at for one in ledger.lost for at in range(*one.span)}
    assert {at for at, sign in enumerate(text) if at not in claimed and sign not in WHITE_SPACE} <= lost
    assert lost.isdisjoint(claimed)
    assert all(
        text[one.span.start] not in WHITE_SPACE and text[one.span.end - 1] not in WHITE_SPACE for one in ledger.lost
    )
    for one in ledger.spans:
        if one.zone == "space":
            assert not text[slice(*one.span)].strip(WHITE_SPACE)


@given(claims())
def test_the_file_says_what_the_ledger_says(claim: tuple[str, list[Home]]) -> None:
    text, homes = claim
    capture = source(text)
    ledger = build_ledger(capture, homes)
    read = json.loads(as_json(capture, ledger).decode("utf-8", "surrogatepass"))
    assert [(span["start"], span["end"], span["zone"]) for span in read["spans"]] == [
        (*one.span, one.zone) for one in ledger.spans
    ]
    assert read["totals"] == ledger.totals
    assert read["source"]["characters"] == len(text)
