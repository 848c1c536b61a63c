"""Nothing is lost or changed, whatever the capture: the ledger tiles it, the XML alone gives its words back.

`make properties` runs these properties with thousands of examples.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given

from captures import captures, converted, has_words, workshop
from promises import of_conversion
from tei_edition import pipeline
from tei_edition.model import Severity
from tei_edition.pipeline import convert_file
from tei_edition.source import read_source
from tei_edition.teifile import read_back

GOLD = os.environ.get("TEI_EDITION_GOLD", "")


# a line of the page between two lines that read like one heading
@example(
    "Letter from Enver Hoxha to Kim Il Sung\nDate: 23/03/2021 | Source: KCNA (EN) | Read original version at source\n"
    "of \n\nJuly 04, 2025\n"
)
@given(captures.filter(has_words))
def test_no_capture_loses_or_changes_a_character(text: str) -> None:
    of_conversion(converted(text), text)


@given(captures.filter(has_words))
def test_the_same_capture_gives_the_same_bytes(text: str) -> None:
    first, second = converted(text), converted(text)
    assert first.tei == second.tei
    assert first.ledger == second.ledger
    assert first.findings == second.findings


@pytest.mark.parametrize("genre", ["letter", "telegram", "minutes", "report", "article", "speech", "other"])
@given(text=captures.filter(has_words))
def test_no_genre_loses_a_character_of_a_capture_that_is_none_of_its_kind(genre: str, text: str) -> None:
    of_conversion(converted(text, layout="plain", genre=genre), text)


# the smallest captures that once went wrong, each with what happened
ONCE_WRONG = [
    ("[illeg\x01ible]", "a character that XML cannot carry inside a gap's wording"),
    ("[Handwritten: agr\x01eed]", "the same inside a note"),
    ("On August [laughter], 1973 we met.", "a stage direction inside a date"),
    ("In Kim Il Sung [sic] we trust.", "a name that “sic” crossed"),
    ("Kim\no\na thank Kim r a [ic].\nDocument Information", "a bracket in the archive's summary"),
    ("***\n[signature]", "a closer needs a block before it"),
    ("(laughter)\nComrade", "a stage direction in an addrLine"),
    ("K:\nK:\n*\nPresident:", "a turn needs words: a milestone is none"),
    ("No2\n2 s", "a note mark in an idno"),
    ("present:An Y\nCopy no3", "the line of participants is lost (E101)"),
    ("Comrade[y]:\x1f\nKim:\nNorth(KIM):", "a control character behind a label"),
    (
        "Minutes of a Meeting\n\nMr. Vance.—Yes.\n\nMr. Rusk.—No.\n\nMr. Vance.—Good.",
        "a label that runs into the words",
    ),
    (
        "A\nDocument Information\nSource\n“Letter,” May 3, 1951, Wilson Center Digital Archive, \x01SRE.\nRecord ID",
        "a control character in the archive's citation",
    ),
    ("Search in\nget citation\n\x01", "a fact with a character that XML cannot carry is written past the writer"),
]


@pytest.mark.parametrize("text", [text for text, _ in ONCE_WRONG])
def test_a_capture_that_once_went_wrong_keeps_its_promise(text: str) -> None:
    found = converted(text)
    of_conversion(found, text)
    assert "E103" not in [finding.code for finding in found.findings]  # nor is its structure given up


@pytest.mark.skipif(not GOLD, reason="TEI_EDITION_GOLD does not name a folder of captures")
def test_the_captures_of_scholarly_editions_keep_the_promise() -> None:
    paths = sorted(Path(GOLD).glob("*.txt"))
    assert paths
    for path in paths:
        found = convert_file(path, workshop())
        of_conversion(found, read_source(path)[0].text)
        assert "E103" not in [finding.code for finding in found.findings], path.name


def test_what_other_programs_could_not_read_is_refused_with_its_longest_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """They take 10,000,000 bytes of text at most; to make so many takes too long here."""
    monkeypatch.setattr(pipeline, "read_back", lambda data: read_back(data)._replace(is_readable=False))
    conversion = converted("Short.\n\n" + "A long paragraph. " * 20 + "\n\nShort.\n")
    assert (conversion.tei, conversion.ledger) == (None, None)
    (fault,) = [finding for finding in conversion.findings if finding.severity is Severity.ERROR]
    assert (fault.code, fault.capture and fault.capture.line) == ("C107", 3)
    assert "359 characters" in fault.message
