"""The project rules: what a grammar cannot say about a TEI file.

Any TEI file may be checked, also one that knows nothing of our conventions: it gets findings, no exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from tei_edition.checks import rules_dates, rules_gaps, rules_header, rules_links, rules_people, rules_text
from tei_edition.checks.rules_index import XML_ID, Breach, Index, index_of
from tei_edition.checks.wellformed import in_brief
from tei_edition.model import Finding, Place, Severity

E, W = Severity.ERROR, Severity.WARNING


class Rule(NamedTuple):
    """A rule: its code, how bad a breach is (unless the function says otherwise), sentence and function."""

    code: str
    severity: Severity
    sentence: str
    breaches: Callable[[Index], Iterator[Breach]]


RULES = (
    Rule("S01", E, "every local pointer resolves", rules_links.resolves),
    Rule("S02", E, "pointers point to the right kind", rules_links.names_its_kind),
    Rule("S03", E, "every sp has a known speaker", rules_people.has_a_speaker),
    Rule("S04", E, "label and speaker agree", rules_people.label_fits_the_speaker),
    Rule("S05", E, "gaps are complete", rules_gaps.gaps_are_complete),
    Rule("S06", E, "illegible, inaudible and lost passages are explained", rules_gaps.gaps_are_explained),
    Rule("S07", E, "editorial notes are well placed", rules_gaps.editorial_notes_are_well_placed),
    Rule("S08", E, "correspDesc is usable", rules_header.correspondence_is_usable),
    Rule("S09", W, "metadata agrees with the text", rules_header.metadata_agrees),
    Rule("S10", E, "a date value fits its text", rules_dates.dates_fit_their_words),
    Rule("S11", E, "no editorial mark is left as text", rules_text.no_mark_left_as_text),
    Rule("S12", W, "no odd characters", rules_text.no_odd_characters),
    Rule("S13", W, "no furniture of the page in the text", rules_text.no_furniture),
    Rule("S14", E, "nothing is empty", rules_text.nothing_is_empty),
    Rule("S15", W, "the title stands once", rules_header.title_stands_once),
    Rule("S16", E, "the summary stands once", rules_text.summary_stands_once),
    Rule("S17", E, "citation, msIdentifier and translator agree", rules_header.citation_agrees),
    Rule("S18", E, "the publication statement is complete", rules_header.publication_is_stated),
    Rule("S19", E, "ids are stable", rules_links.ids_are_stable),
    Rule("S20", E, "note marks and notes belong together", rules_links.note_marks_and_notes),
    Rule("S21", W, "listed entities are used", rules_people.entities_are_used),
    Rule("S22", W, "quotation marks are paired", rules_text.quotation_marks_are_paired),
)


def check_rules(tree: etree._ElementTree, *, layout: str | None = None, file: str | None = None) -> tuple[Finding, ...]:
    """What the project rules have to say about a TEI file, in the order of the rules.

    `layout` names the page layout of the capture, which the TEI does not say (rule S13); `file` is the name
    to show, by default the one from which the tree was parsed.
    """
    root = tree.getroot()
    if root is None:
        return ()
    name = file if file is not None else tree.docinfo.URL or ""
    return tuple(_finding(rule, breach, name, breach.element.sourceline) for rule, breach in _breaches(root, layout))


def _breaches(root: etree._Element, layout: str | None) -> Iterator[tuple[Rule, Breach]]:
    index = index_of(root, layout)
    return ((rule, breach) for rule in RULES for breach in rule.breaches(index))


def _finding(rule: Rule, breach: Breach, file: str, line: object) -> Finding:
    return Finding(
        code=rule.code,
        severity=breach.severity or rule.severity,
        message=in_brief(breach.message),
        hint=in_brief(breach.hint),
        xml_id=_nearest_id(breach.element),
        tei=Place(file, line, 1) if isinstance(line, int) and line > 0 else None,
    )


def _nearest_id(element: etree._Element) -> str | None:
    here = element.get(XML_ID)
    return here or next((found for outer in element.iterancestors() if (found := outer.get(XML_ID))), None)
