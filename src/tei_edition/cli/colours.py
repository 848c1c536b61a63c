"""The colours in which `explain` shows what became of the lines of a capture."""

from __future__ import annotations

import re

import click

ZONES = (
    # zone      colour of its name    of the words    what became of it
    ("text", "green", "", "the document"),
    ("markup", "yellow", "yellow", "an element"),
    ("header", "cyan", "cyan", "a fact"),
    ("chrome", "bright_black", "bright_black", "left out"),
    ("lost", "red", "red", "nowhere"),
)
NAME_COLOURS = {zone: colour for zone, colour, _, _ in ZONES}
WORD_COLOURS = {zone: colour for zone, _, colour, _ in ZONES}
ZONE = re.compile(rf"^( +\d+(?::\d+)?  )({'|'.join(NAME_COLOURS)})\b", re.MULTILINE)
WORDS = re.compile(r"^ +line  zone +why +becomes +(?=words$)")


def coloured(text: str) -> str:
    """The text with the names of zones in their colours; in the table of lines the words too, below a legend."""
    lines, at = [], 0
    for line in text.split("\n"):
        if heads := WORDS.match(line):
            at = heads.end()
            lines.append(f"  {legend()}")
        elif not line:
            at = 0
        lines.append(_coloured_row(line, at))
    return "\n".join(lines)


def legend() -> str:
    """What the colours mean, in one line."""
    return " · ".join(f"{click.style(zone, fg=colour)}: {meaning}" for zone, colour, _, meaning in ZONES)


def _coloured_row(row: str, at: int) -> str:
    """A row with its zone in colour; from the column `at` on, if there is one, its words too."""
    found = ZONE.match(row)
    if found is None:
        return row
    between, words = (row[found.end() : at], row[at:]) if at else (row[found.end() :], "")
    colour = WORD_COLOURS[found[2]]
    shown = click.style(words, fg=colour) if words and colour else words
    return found[1] + click.style(found[2], fg=NAME_COLOURS[found[2]]) + between + shown
