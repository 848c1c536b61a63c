# ruff: noqa: E501  (a table stays as it is)
"""Tables: lines in columns that tabs or several spaces part."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoded import Encoded, encoded
from tei_edition.genres import paragraphs
from tei_edition.genres.reading import Reading
from tei_edition.model import Line
from tei_edition.source import lines

WOOL = "Goods           Plan      Delivered\nWool (tons)     1,200     1,150\nHides           40,000    42,300\nHorses          3,000     2,210"


def report(*lines: str) -> Encoded:
    return encoded("\n\n".join(("Report on Trade", *lines)), genre="report")


@pytest.mark.parametrize("text", [WOOL, WOOL.replace("     ", "\t"), WOOL.replace("  ", "\xa0 ")])
def test_lines_in_columns_are_a_table_whose_first_row_names_them(text: str) -> None:
    found = report("The plan was met in part:", text, "Horses were short because of the late spring.")
    assert found.shape == ["p", "table", "p"]
    assert found.words("//t:table/@rows | //t:table/@cols") == ["4", "3"]
    assert found.words("//t:row[@role='label']/t:cell") == ["Goods", "Plan", "Delivered"]
    assert found.words("//t:row[3]/t:cell") == ["Hides", "40,000", "42,300"]


def test_a_table_without_figures_has_no_labels() -> None:
    found = report("Ola Dahl      Bergen\nPer Moe       Oslo\nAnna Lie      Tromsø")
    assert found.count("//t:table/t:row") == 3
    assert found.count("//t:row[@role]") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Wool     1,200\nHides    40,000",  # two rows are no table
        "Wool     1,200\nHides    40,000    42,300\nHorses   3,000",  # rows that do not agree
        "He came.  She went.\n\nThey talked.  Nobody knew.\n\nIt rained.  They stayed.",  # two spaces between sentences
        "\n".join(
            f"{'the harbour was full of boats that could not leave it because of the ice'}  {n}" for n in range(4)
        ),
    ],
)
def test_other_lines_with_wide_spaces_are_paragraphs(text: str) -> None:
    assert report("A report.", text).count("//t:table") == 0


cells = st.lists(st.text("abc 1,.", min_size=1, max_size=9).map(str.strip).filter(bool), min_size=2, max_size=5)


@given(st.lists(cells, min_size=3, max_size=6))
def test_no_cell_is_lost_whatever_stands_in_the_columns(rows: list[list[str]]) -> None:
    found = report("\n".join("   ".join(row) for row in rows))
    assert "E103" not in found.codes


class Unsliced(tuple[Line, ...]):
    """Lines that may be taken one by one only."""

    def __getitem__(self, key: Any) -> Any:
        assert not isinstance(key, slice), "all that follows would be copied at each line"
        return super().__getitem__(key)


def test_a_line_in_two_cells_is_no_reason_to_copy_all_that_follows() -> None:
    """A million characters of words that are parted by empty lines took eight times as long as half of them."""
    text = "coal  12\nA line without cells.\n"
    read = SimpleNamespace(of=lambda line: text[line.start : line.end])
    assert paragraphs._rows(cast(Reading, read), Unsliced(lines(text)), 0) == []
