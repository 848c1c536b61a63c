"""Dates become values exactly as precise as they are written; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captures import DATES, prose
from tei_edition.dates import Order, day_findings, find_dates, read_date
from tei_edition.model import Mark


def shown(text: str, marks: tuple[Mark, ...]) -> list[str]:
    """Each date as `words → attributes`."""
    return [
        f"{text[mark.span.start : mark.span.end]} → {' '.join('='.join(pair) for pair in mark.attributes)}".strip()
        for mark in marks
    ]


# what the capture reads                what becomes of it (the document is of June 1973)
TABLE = [
    # --- guidelines §4 ---
    ("in August 1973", "August 1973 → when=1973-08"),
    ("[illegible] August", "[illegible] August →"),
    ("[illegible] August 1973", "[illegible] August 1973 → when=1973-08"),
    ("on August [illegible], 1973", "August [illegible], 1973 → when=1973-08"),
    ("early May 1968", "early May 1968 → notBefore=1968-05-01 notAfter=1968-05-10"),
    ("mid-May 1968", "mid-May 1968 → notBefore=1968-05-11 notAfter=1968-05-20"),
    ("late February 1968", "late February 1968 → notBefore=1968-02-21 notAfter=1968-02-29"),
    ("end of May 1968", "end of May 1968 → notBefore=1968-05-21 notAfter=1968-05-31"),
    ("beginning of June 1950", "beginning of June 1950 → notBefore=1950-06-01 notAfter=1950-06-10"),
    ("middle of June 1950", "middle of June 1950 → notBefore=1950-06-11 notAfter=1950-06-20"),
    ("8–10 May 1968", "8–10 May 1968 → from=1968-05-08 to=1968-05-10"),
    ("May 8-10, 1968", "May 8-10, 1968 → from=1968-05-08 to=1968-05-10"),
    # --- a year in brackets, spaces between figures, the last two figures of a year ---
    ("19 July [1972]", "19 July [1972] → when=1972-07-19"),
    ("3. Juli [1978]", "3. Juli [1978] → when=1978-07-03"),
    ("5 [March 1959]", "5 [March 1959] → when=1959-03-05"),
    ("5 [March 1959, or so]", "March 1959 → when=1959-03"),
    ("den 9. Aug: 1814", "9. Aug: 1814 → when=1814-08-09"),
    ("on 5 May: 12 ships", "5 May →"),
    ("den 8. 12. 1968", "8. 12. 1968 → when=1968-12-08"),
    ("den 11. März 73", "11. März 73 → when=1973-03-11 cert=medium"),
    ("on 11 March 44 ships", "11 March →"),
    ("spring 1968", "spring 1968 → notBefore=1968-03 notAfter=1968-05"),
    ("in the spring of 1968", "spring of 1968 → notBefore=1968-03 notAfter=1968-05"),
    ("since June 23 of this year", "June 23 of this year → when=1973-06-23 cert=medium"),
    ("on 23 June this year", "23 June this year → when=1973-06-23 cert=medium"),
    ("on June 23 of last year", "June 23 of last year → when=1972-06-23 cert=medium"),
    ("your letter of the 3rd inst.", "3rd inst. → when=1973-06-03 cert=medium"),
    ("your letter of the 28th ult.", "28th ult. → when=1973-05-28 cert=medium"),
    ("despatch of the 29th ultimo", "29th ultimo → when=1973-05-29 cert=medium"),
    ("letter of the 5th instant", "5th instant → when=1973-06-05 cert=medium"),
    ("the 5th institute",),
    ("of the 31st ult. and the 31st inst.", "31st ult. → when=1973-05-31 cert=medium", "31st inst. →"),
    ("on 7 July", "7 July →"),
    ("in 1956", "1956 → when=1956"),
    ("Since 1945, we", "1945 → when=1945"),
    ("8/23/1983", "8/23/1983 → when=1983-08-23"),
    ("04/03/2005", "04/03/2005 →"),
    ("03/03/2005", "03/03/2005 → when=2005-03-03"),
    # --- captures.md ---
    ("3 February 1966", "3 February 1966 → when=1966-02-03"),
    ("February 03, 1966", "February 03, 1966 → when=1966-02-03"),
    ("JUNE 25, 1950", "JUNE 25, 1950 → when=1950-06-25"),
    ("Sept. 5, 1950", "Sept. 5, 1950 → when=1950-09-05"),
    ("the 3rd of February, 1966", "3rd of February, 1966 → when=1966-02-03"),
    ("1972 April 4", "1972 April 4 → when=1972-04-04"),
    ("13.June.1951", "13.June.1951 → when=1951-06-13"),
    ("13.VI.1951", "13.VI.1951 → when=1951-06-13"),
    ("10/14/50", "10/14/50 → when=1950-10-14 cert=medium"),
    ("13.10.50", "13.10.50 → when=1950-10-13 cert=medium"),
    ("24.III.50", "24.III.50 → when=1950-03-24 cert=medium"),
    ("12.10.50", "12.10.50 →"),
    ("1950-05-10", "1950-05-10 → when=1950-05-10"),
    ("3 février 1966", "3 février 1966 → when=1966-02-03"),
    ("5 de mayo de 1950", "5 de mayo de 1950 → when=1950-05-05"),
    ("12 May 1950–14 May 1950", "12 May 1950 → when=1950-05-12", "14 May 1950 → when=1950-05-14"),
    ("28 February–2 March 1968", "28 February →", "2 March 1968 → when=1968-03-02"),
    ("29 February 2000", "29 February 2000 → when=2000-02-29"),
    # --- as hands of the 19th century wrote them; as agencies do ---
    ("29h. May 1842", "29h. May 1842 → when=1842-05-29"),
    ("Oct 29h. 1842", "Oct 29h. 1842 → when=1842-10-29"),
    ("14h. 1845",),
    ("May 14h. 1845", "May 14h. 1845 → when=1845-05-14"),
    ("Feby 12. 1818. Thursday", "Feby 12. 1818 → when=1818-02-12"),
    ("Jany 1t. 1820", "Jany 1t. 1820 → when=1820-01-01"),
    ("Sept 3d. 1805", "Sept 3d. 1805 → when=1805-09-03"),
    ("October, 23, 1964", "October, 23, 1964 → when=1964-10-23"),
    ("September 9. 2013", "September 9. 2013 → when=2013-09-09"),
    ("(Juche111.9.25.)", "Juche111.9.25 → when=2022-09-25"),
    ("Juche 102. 9. 5", "Juche 102. 9. 5 → when=2013-09-05"),
    ("Juche111.13.25",),
    ("Juche999.9.25",),
    ("in Juche 111",),
    # --- no such day, or not sure which ---
    ("February 30, 1966", "February 30, 1966 →"),
    ("29 February 1900", "29 February 1900 →"),
    ("31.4.1950", "31.4.1950 →"),
    ("28–2 May 1968", "28–2 May 1968 →"),
    ("15.10.10", "15.10.10 →"),  # 1910 or 2010: both too far from the document
    ("May 10/14/1950", "May 10 →"),  # of two readings that overlap the first counts
    # --- no dates ---
    ("May I ask you",),
    ("We counted 5. May I ask you",),
    ("in August",),
    ("March on Pyongyang",),
    ("in 1956 tons of rice",),
    ("1956 men",),
    ("$1956 in page 1956",),
    ("the 1950s",),
    ("1951–52",),
    ("version 10.45.20",),
    ("1950-13-10",),
    ("August [5], 1973",),
    ("in June-like weather",),
    ("Mayor Marchand in Decembrist Augustow",),
    ("١٩٥٠ ٢٥.٦.١٩٥٠ in 19٥٠",),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dates"), [(text, dates) for text, *dates in TABLE])
def test_a_date_is_as_precise_as_it_is_written(text: str, dates: list[str]) -> None:
    assert shown(text, find_dates(text, year=1973, month=6)) == dates


def test_the_month_before_january_is_that_of_the_year_before() -> None:
    assert shown("the 28th ult.", find_dates("the 28th ult.", year=1973, month=1)) == [
        "28th ult. → when=1972-12-28 cert=medium"
    ]


@pytest.mark.parametrize("text", ["June 23 of this year", "the 3rd inst.", "10/14/50", "24.III.50", "13.6.51"])
def test_without_the_documents_year_nothing_is_inferred(text: str) -> None:
    assert [mark.attributes for mark in find_dates(text)] == [()]


@pytest.mark.parametrize(
    ("text", "order", "attributes"),
    [
        ("04/03/2005", "dmy", (("when", "2005-03-04"),)),
        ("04/03/2005", "mdy", (("when", "2005-04-03"),)),
        ("23/03/2021", "dmy", (("when", "2021-03-23"),)),
        ("23/03/2021", "mdy", ()),  # the page's order gives no day, and another order would be a guess
        ("24.III.1950", "mdy", (("when", "1950-03-24"),)),  # a Roman figure is the month in every order
    ],
)
def test_a_numeric_date_follows_the_order_of_its_page(text: str, order: Order, attributes: object) -> None:
    assert [mark.attributes for mark in find_dates(text, order=order)] == [attributes]


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("February 03, 1966", (("when", "1966-02-03"),)),
        ("August 1973", (("when", "1973-08"),)),
        ("1955", (("when", "1955"),)),
        ("March 23, 1950.", (("when", "1950-03-23"),)),
        ("Spring 1968", (("notBefore", "1968-03"), ("notAfter", "1968-05"))),
        ("February 30, 1966", None),
        ("March 23", None),
        ("\x1fAugust 1973", None),  # a control character is no white space
        ("\xa0August 1973\u2003", (("when", "1973-08"),)),
        ("March 23, 1950 and more", None),
        ("", None),
        ("1955" + " " * 80, (("when", "1955"),)),
    ],
)
def test_a_line_is_a_date_only_as_a_whole(text: str, attributes: object) -> None:
    found = read_date(text)
    assert (found.attributes if found else None) == attributes


def test_a_day_that_does_not_exist_is_reported_with_its_place() -> None:
    text = "On February 30, 1966 and 31.4.1950 we met, and on May 3, 1966 again."
    found = day_findings(text, find_dates(text))
    assert [finding.code for finding in found] == ["D101", "D101"]
    assert [text[slice(*finding.span)] for finding in found if finding.span] == ["February 30, 1966", "31.4.1950"]


def is_iso(value: str) -> bool:
    """Whether XML Schema and the calendar accept it."""
    if not re.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?", value):
        return False
    date.fromisoformat((value + "-01-01")[:10])
    return True


PIECES = (*DATES, "1950", "31", "of", "May", "June", "[", "]", "5", ".", ",", "-", "–", "/", " ", " ", "XII", "inst.",
          "spring", "early", "this year", "İ", "²", "٣", "\n")  # fmt: skip
texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",))), prose(), st.lists(st.sampled_from(PIECES)).map("".join)
)


@given(texts, st.sampled_from([None, 1400, 1950, 2099]), st.sampled_from([None, 1, 12]), st.sampled_from([None, "dmy"]))
def test_the_dates_of_any_text_lie_in_it_in_order_with_valid_values(
    text: str, year: int | None, month: int | None, order: Order | None
) -> None:
    end = 0
    for mark in find_dates(text, year=year, month=month, order=order):
        assert end <= mark.span.start < mark.span.end <= len(text)
        assert text[mark.span.start : mark.span.end].strip()
        assert len(dict(mark.attributes)) == len(mark.attributes)
        for name, value in mark.attributes:
            assert name in ("when", "from", "to", "notBefore", "notAfter", "cert")
            assert value == "medium" if name == "cert" else is_iso(value)
        end = mark.span.end
    read_date(text)
