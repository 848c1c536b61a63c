"""What a reader must find in the five captures that the project starts from."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.checks.regeneration import normalise, regenerate
from tei_edition.config import load_config
from tei_edition.model import Conversion
from tei_edition.pipeline import convert_file, open_workshop
from tei_edition.teifile import TEI, XML_ID, T

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
LETTER, TELEGRAM, MINUTES, OLD_PAGE, ARTICLE = NAMES
# the lines of each capture that are the document itself (1-based, as in an editor)
DOCUMENT = {
    LETTER: [(9, 54)],
    TELEGRAM: [(14, 22)],
    MINUTES: [(12, 147)],
    OLD_PAGE: [(19, 48)],
    ARTICLE: [(4, 4), (8, 20)],
}


@cache
def converted(name: str) -> Conversion:
    return convert_file(SEEDS / f"{name}.txt", open_workshop(load_config(SEEDS)))


def tei(name: str) -> etree._Element:
    data = converted(name).tei
    assert data is not None
    return etree.fromstring(data)


def found(name: str, path: str) -> list[str]:
    return [
        str(x) if not isinstance(x, etree._Element) else " ".join("".join(x.itertext()).split())
        for x in tei(name).xpath(path, namespaces={"t": TEI})
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_seed_is_the_lines_of_its_document_character_by_character(name: str) -> None:
    lines = (SEEDS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    document = "\n".join("\n".join(lines[first - 1 : last]) for first, last in DOCUMENT[name])
    assert regenerate(tei(name).find(T + "text")) == normalise(document)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_seed_is_lost(name: str) -> None:
    ledger = json.loads(converted(name).ledger or b"{}")
    assert ledger["totals"]["lost"] == 0
    assert sum(ledger["totals"].values()) == len((SEEDS / f"{name}.txt").read_text(encoding="utf-8"))


def test_the_minutes_have_25_turns_by_three_speakers_of_two_sides() -> None:
    turns = Counter(found(MINUTES, "//t:sp/@who"))
    assert turns == {"#pers-ri-jong-ok": 11, "#pers-enver-hoxha": 10, "#pers-mehmet-shehu": 4}
    people = found(MINUTES, "//t:particDesc//t:person/@xml:id")
    assert {who.removeprefix("#") for who in turns} <= set(people)
    assert found(MINUTES, "//t:listPerson[@type='side']/@xml:id") == ["side-1", "side-2"]
    assert sum(len(turn.findall(T + "p")) > 1 for turn in tei(MINUTES).iter(T + "sp")) == 6


def test_the_minutes_keep_what_the_translator_supplied_and_the_note_mark_without_note() -> None:
    assert len(found(MINUTES, "//t:supplied")) == 3
    assert found(MINUTES, "//t:ref[@type='noteMarker']/@n") == ["5"]
    mark = tei(MINUTES).find(f".//{T}ref[@type='noteMarker']")
    assert mark.getnext().get("subtype") == "missingNote"
    assert mark.getnext().get("target") == f"#{mark.get(XML_ID)}"


def test_the_interrupted_speech_is_one_speech_in_two_halves() -> None:
    assert found(MINUTES, "//t:said/@who") == ["#pers-enver-hoxha", "#pers-enver-hoxha", "#pers-petro-dode"]
    assert found(MINUTES, "//t:said/@next | //t:said/@prev") == ["#said-2", "#said-1"]


def test_the_letter_is_dated_by_month_because_nobody_could_read_the_day() -> None:
    assert found(LETTER, "//t:closer//t:date/@when") == ["1973-08"]
    assert found(LETTER, "//t:closer//t:gap/t:desc") == ["[illegible]"]
    note = tei(LETTER).find(f".//{T}note[@subtype='gap']")
    assert note.getparent().tag == T + "dateline"  # after the date, not inside it
    assert note.get("target") == "#gap-1"
    assert found(LETTER, "//t:creation/t:date") == ["August 1973"]


def test_letters_and_the_telegram_say_who_wrote_to_whom_and_the_article_does_not() -> None:
    parties = "//t:correspAction[@type='{}']/*[self::t:persName or self::t:orgName]"
    assert [(found(name, parties.format("sent")), found(name, parties.format("received"))) for name in NAMES] == [
        (["Enver Hoxha"], ["Kim Il Sung"]),
        (["Central Committee of the Albanian Labor Party"], ["5th Congress of the Korean Workers’ Party"]),
        ([], []),
        (["Kim Il Sung"], ["Wladyslaw Gomulka"]),
        ([], []),
    ]


def test_every_seed_is_of_the_genre_that_an_archivist_would_name() -> None:
    assert [converted(name).genre for name in NAMES] == ["letter", "telegram", "minutes", "letter", "article"]
