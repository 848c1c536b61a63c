"""An archive's citation is read for what is certain in it; the rest stays as it is written."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.citation import Citation, Credit, parse_citation
from tei_edition.model import Span


def parts(text: str, citation: Citation) -> dict[str, object]:
    """The parts as words."""

    def words(value: object) -> object:
        match value:
            case Span():
                return text[slice(*value)]
            case Citation() | Credit():
                return {name: words(each) for name, each in value._asdict().items() if each}
            case tuple():
                return [words(each) for each in value]
            case _:
                return value

    found = words(citation)
    assert isinstance(found, dict)
    found.pop("span", None)
    return found


NEW = {"repository": "AQPPSH", "collection": "MPP Korese"}
PROGRAM = "History and Public Policy Program Digital Archive"
OLD = f"“Notes,” August 04, 1969, {PROGRAM}, "
HEAD = {"title": "Notes", "date": "August 04, 1969", "publisher": PROGRAM}
BY = {"translated": "Translated by", "translators": ["Enkel Daljani"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # --- the new form ---
        ("AQPPSH, MPP Korese, D 1, V. 1973. Translated by Enkel Daljani", {**NEW, "shelfmark": "D 1, V. 1973", **BY}),
        ("AQPPSH, MPP Korese, V. 1970, D 1. Translated by Enkel Daljani.", {**NEW, "shelfmark": "V. 1970, D 1", **BY}),
        ("AQPPSH, D 1, V. 1973", {"repository": "AQPPSH", "shelfmark": "D 1, V. 1973"}),
        ("AQPPSH, MPP Korese", NEW),
        (
            "RGANI, f. 3, op. 1, d. 2, ll. 5-7v. Translated from Russian by James F. Person.",
            {
                "repository": "RGANI",
                "shelfmark": "f. 3, op. 1, d. 2",
                "pages": "ll. 5-7v",
                "pages_from": "5",
                "pages_to": "7v",
                "translated": "Translated from Russian by",
                "translators": ["James F. Person"],
            },
        ),
        # --- who obtained and translated it ---
        (
            "PA AA, MfAA, C 1025/73. Obtained and translated by Bernd Schaefer.",
            {
                "repository": "PA AA",
                "collection": "MfAA",
                "shelfmark": "C 1025/73",
                "translated": "Obtained and translated by",
                "translators": ["Bernd Schaefer"],
            },
        ),
        (
            "AQPPSH, D 1. Obtained by Ana Lalaj and translated for NKIDP by Enkel Daljani and Ina Mema.",
            {
                "repository": "AQPPSH",
                "shelfmark": "D 1",
                "translated": "translated for NKIDP by",
                "translators": ["Enkel Daljani", "Ina Mema"],
                "translated_for": "NKIDP",
                "contributed": [{"words": "Obtained by", "names": ["Ana Lalaj"]}],
            },
        ),
        (
            "AQPPSH, D 1. Translated by Enkel Daljani. Contributed by Ana Lalaj.",
            {
                "repository": "AQPPSH",
                "shelfmark": "D 1",
                **BY,
                "contributed": [{"words": "Contributed by", "names": ["Ana Lalaj"]}],
            },
        ),
        ("AQPPSH, D 1. Translated by Enkel Daljani; edited by X", {"repository": "AQPPSH", "shelfmark": "D 1", **BY}),
        # --- the older form ---
        (
            f"{OLD}Modern Records Archives, Warsaw, KC PZPR 2263/175-233. Translated by Enkel Daljani",
            {
                **HEAD,
                "repository": "Modern Records Archives",
                "settlement": "Warsaw",
                "collection": "KC PZPR",
                "shelfmark": "2263/175-233",
                **BY,
            },
        ),
        (
            f"{OLD}AVPRF, fond 0102, opis 6, delo 10, pp. 5-7.",
            {
                **HEAD,
                "repository": "AVPRF",
                "shelfmark": "fond 0102, opis 6, delo 10",
                "pages": "pp. 5-7",
                "pages_from": "5",
                "pages_to": "7",
            },
        ),
        # --- not certain: only the citation itself ---
        ("Source: AQPPSH, MPP Korese, D 1.", {}),
        ("AQPPSH", {}),
        ("A, B, C, D, E, F", {}),
        ("A, , B", {}),
        ("See AQPPSH, D 1. The copy is in Tirana, V. 1973.", {}),
        ("AQPPSH, D 1. Translated by Enkel Daljani. The original is lost.", BY),
        ("“Notes, AQPPSH, D 1", {}),
        ("", {}),
    ],
)
def test_the_parts_that_are_certain_are_found(text: str, expected: dict[str, object]) -> None:
    assert parts(text, parse_citation(text, Span(0, len(text)))) == expected


WORDS = ("AQPPSH", "D 1", "V. 1973", ", ", ". ", "; ", "Translated by ", "and", "Obtained by ", "“", ",” ",
         "Digital Archive", "pp. 5-7", "1969", " ", "for NKIDP", "Source:", "X Y", "Tirana", "fond", ".")  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)).map("".join) | st.text(), st.text(max_size=5))
def test_any_citation_gives_parts_that_lie_in_it(text: str, before: str) -> None:
    whole = Span(len(before), len(before) + len(text))
    citation = parse_citation(before + text + "after", whole)
    spans = [value for value in citation if isinstance(value, Span)]
    spans += [*citation.translators, *(name for credit in citation.contributed for name in credit.names)]
    for span in spans:
        assert whole.start <= span.start <= span.end <= whole.end
    holding = [citation.repository, citation.settlement, citation.collection, citation.shelfmark, citation.pages]
    there = [span for span in holding if span]
    assert there == sorted(there)
    assert all(span.start < span.end for span in there)
    assert all(one.end <= other.start for one, other in itertools.pairwise(there))
