"""Which layout a capture has: the evidence of its telltales for each profile."""

from __future__ import annotations

from collections import defaultdict

from tei_edition.layouts.slots import LineTest, Profile
from tei_edition.model import Evidence, Finding, Line, Severity, Span

# lines in which telltales are looked for: pages frame a document, not interrupt it
HEAD_WINDOW, TAIL_WINDOW = 40, 160
LONGEST_TELLTALE = 1500  # characters of a line that are looked at: a whole page may stand in one line


def ranked_profiles(profiles: tuple[Profile, ...], text: str, lines: tuple[Line, ...]) -> tuple[Evidence, ...]:
    """The evidence for each profile, best first; of equals, the one that stands first in the table."""
    window = lines if len(lines) <= HEAD_WINDOW + TAIL_WINDOW else lines[:HEAD_WINDOW] + lines[-TAIL_WINDOW:]
    texts = [start_of(text, line) for line in window]
    page = _Page(texts)
    found = [_evidence(profile, page) for profile in profiles]
    return tuple(sorted(found, key=lambda evidence: -evidence.score))


class _Page:
    """The lines in which telltales are looked for, and ways to ask all of them at once."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.exact = frozenset(texts)
        self.whole = "\n".join(texts)
        self.beginning_with: dict[str, list[str]] = defaultdict(list)  # a sign
        for text in texts:
            self.beginning_with[text[0]].append(text)

    def has(self, test: LineTest) -> bool:
        """Whether a line fits; a pattern is tried only where its words stand."""
        if test.equals:
            return test.equals in self.exact
        if begins := test.beginning:
            likely = [text for text in self.beginning_with.get(begins[0], ()) if text.startswith(begins)]
        else:
            words = test.hallmark
            likely = [text for text in self.texts if words in text] if words in self.whole else []
        return any(map(test.accepts, likely))


def _evidence(profile: Profile, page: _Page) -> Evidence:
    score, reasons = 0, []
    for test, weight in profile.telltales:
        if page.has(test):
            score += weight
            reasons.append(test.wording)
    return Evidence(profile.name, score if score >= profile.enough else 0, tuple(reasons))


def choose(
    profiles: tuple[Profile, ...], ranked: tuple[Evidence, ...], pinned: str | None
) -> tuple[Profile, list[Finding]]:
    by_name = {profile.name: profile for profile in profiles}
    if pinned:
        return by_name[pinned], []
    best = ranked[0]
    if best.score == 0:
        finding = Finding(
            "C201",
            Severity.NOTE,
            "no layout is recognised: the whole capture is taken as the document",
            hint="if there is page furniture in it, draft a layout of its site (tei-edition layout new) or pin one",
            span=Span(0, 0),
        )
        return by_name["plain"], [finding]
    rivals = [evidence.name for evidence in ranked[1:] if evidence.score == best.score]
    if rivals:
        finding = Finding(
            "C202",
            Severity.WARNING,
            f"two layouts fit equally well: {best.name} (taken) and {', '.join(rivals)}",
            hint="pin the right one in edition.yaml: documents: FILE: layout: NAME",
            span=Span(0, 0),
        )
        return by_name[best.name], [finding]
    return by_name[best.name], []


def seen(text: str) -> str:
    """A line without what nobody sees at its ends: controls, marks of direction, a byte order mark within the file.

    The page is recognised by what its readers see; the characters stay where they are.
    """
    if text[:1].isprintable() and text[-1:].isprintable():
        return text
    shown = "".join(character if character.isprintable() else " " for character in text)
    return text[len(shown) - len(shown.lstrip()) : len(shown.rstrip())] or text


def start_of(text: str, line: Line) -> str:
    return seen(text[line.start : min(line.end, line.start + LONGEST_TELLTALE)])
