"""The rows of a table as spreadsheets write it: comma, semicolon or tab parts the cells."""

from __future__ import annotations

from collections.abc import Iterator

BYTE_ORDER_MARK = "\ufeff"  # at the start of a table, or Excel takes UTF-8 for Windows-1252


class NoRow(ValueError):
    """A line that is no row of a table: its number, counted from 1, and what is wrong with it."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that has any; a spreadsheet writes empty rows too. Raises NoRow."""
    import csv
    import io

    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise NoRow(line, f"this is no CSV row: {error}") from None
        if any(cell.strip() for cell in cells):
            yield line, cells
