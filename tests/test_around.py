"""What the page of a document says of the others: neighbours, answers, what is near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from editions import PAGES
from tei_edition.config import Config
from tei_edition.records import Record, record
from tei_edition.render import read_tei
from tei_edition.site import SiteDocument
from tei_edition.site.around import MOST_NEARBY, Surroundings, day_of, parties
from tei_edition.site.edition import Edition, Entry

ANN, BO, CY = '<persName ref="#ann">Ann</persName>', '<persName ref="#bo">Bo</persName>', "<persName>Cy</persName>"


def letter(date: str, sender: str = ANN, receiver: str = BO, people: Sequence[str] = (), answers: str = "") -> bytes:
    listed = "".join(f'<person xml:id="{name}"><persName>{name}</persName></person>' for name in people)
    context = f'<correspContext><ref type="prev" target="{answers}.xml"/></correspContext>' if answers else ""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        f'</fileDesc><profileDesc><creation><date when="{date}"/></creation><correspDesc><correspAction type="sent">'
        f'{sender}</correspAction><correspAction type="received">{receiver}</correspAction>{context}</correspDesc>'
        f"</profileDesc></teiHeader><standOff><listPerson>{listed}</listPerson></standOff>"
        "<text><body><p>Words.</p></body></text></TEI>"
    ).encode()


def edition(letters: Iterable[bytes]) -> Edition:
    """Documents a, b, c, … in the order given."""
    records: list[Record] = [
        record(etree.ElementTree(etree.fromstring(tei)), chr(ord("a") + n)) for n, tei in enumerate(letters)
    ]
    entries = tuple(Entry(SiteDocument(each.ident, b""), each, each.ident) for each in records)
    return Edition(Config(), entries, appearances=[()] * len(entries))


def said(letters: Sequence[bytes], at: int, kind: str) -> list[str]:
    """The documents that the page of one names, by an XPath of its context."""
    context = Surroundings(edition(letters)).of(at)
    return [str(href).removesuffix(".html") for href in context.xpath(f"{kind}/@href")]


def test_a_correspondence_goes_both_ways_and_leaves_out_the_letters_of_others() -> None:
    letters = [
        letter("1950-01-01"),
        letter("1951-01-01", CY, BO),
        letter("1952-01-01", BO, ANN),
        letter("1953-01-01", ANN, BO),
    ]
    assert said(letters, 2, "neighbour[@in='correspondence']") == ["a", "d"]
    assert said(letters, 2, "neighbour[@in='time']") == ["b", "d"]
    assert said(letters, 1, "neighbour[@in='correspondence']") == []


def test_correspondents_without_an_id_agree_by_their_names() -> None:
    other = "<persName> CY </persName>"
    assert said([letter("1950", CY, BO), letter("1951", BO, other)], 0, "neighbour[@in='correspondence']") == ["b"]


def test_nobody_corresponds_with_the_unknown() -> None:
    unknown = "<name>Unknown</name>"
    [entry] = edition([letter("1950", unknown, BO)]).entries
    assert parties(entry.record) == frozenset()


def test_a_letter_names_those_that_answer_it() -> None:
    letters = [letter("1950-01-01"), letter("1950-02-01", answers="a"), letter("1950-03-01", answers="a")]
    assert said(letters, 0, "answered-by") == ["b", "c"]
    assert said(letters, 1, "answers") == ["a"]
    assert said(letters, 1, "answered-by") == []


def test_near_in_time_are_those_within_thirty_days_and_not_those_of_the_year() -> None:
    dates = ("1950", "1950-01-01", "1950-01-20", "1950-02-19", "1950-03", "1951-01-01", "", "soon")
    letters = [letter(date) for date in dates]
    assert said(letters, 2, "nearby[@why='time']") == ["b", "d"]
    assert said(letters, 3, "nearby[@why='time']") == ["c", "e"]
    assert said(letters, 0, "nearby[@why='time']") == []
    assert said(letters, 7, "nearby[@why='time']") == []


def test_near_by_names_are_those_that_share_three_persons() -> None:
    letters = [
        letter("1950", people=("w", "x", "y", "z")),
        letter("1960", people=("x", "y", "z")),
        letter("1970", people=("x", "y")),
    ]
    assert said(letters, 0, "nearby[@why='names']") == ["b"]
    assert said(letters, 2, "nearby[@why='names']") == []


def test_of_many_that_are_near_the_nearest_are_named() -> None:
    letters = [letter(f"1950-01-{day:02}", people="xyz") for day in range(1, 24)]
    for why in ("time", "correspondents", "names"):
        named = said(letters, 11, f"nearby[@why='{why}']")
        assert len(named) == MOST_NEARBY
        assert set(named) <= set("ijkmno")


def test_a_vague_date_counts_as_its_first_day() -> None:
    assert day_of("1973-08") == day_of("1973-08-01")
    assert day_of("1973-08-02T10:00") == (day_of("1973-08-01") or 0) + 1
    assert [day_of(odd) for odd in ("", "1973", "-0044-03-15", "1973-13", "1973-02-30", "August")] == [None] * 6


# --- the making -------------------------------------------------------------------------------------------


def test_the_samples_have_surroundings() -> None:
    trees = [etree.tostring(read_tei(path)) for path in sorted(PAGES.glob("*.xml"))]
    assert said(trees, 1, "neighbour") == ["a", "c"]
