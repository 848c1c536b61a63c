"""`encodingDesc`: how this file was made, and what was left out."""

from __future__ import annotations

from functools import lru_cache

from tei_edition import __version__
from tei_edition.tei.element import XML_ID, Element, markup
from tei_edition.tei.indentation import indent
from tei_edition.tei.parts import Header, sub

LEVEL = 2  # of `encodingDesc`: in `teiHeader`, which is in `TEI`

GENRES = (
    ("letter", "Letter"),
    ("telegram", "Telegram, cable or greeting message"),
    ("minutes", "Minutes, notes or memorandum of a conversation or meeting, with or without turns"),
    ("report", "Report or memorandum"),
    ("speech", "Speech or statement by one speaker"),
    ("agreement", "Treaty, agreement, protocol, resolution or decree"),
    ("article", "News report or press statement"),
    ("other", "Genre not recognised"),
)
LEFT_OUT = (
    # reason of a dropped zone, what the header says of it, whether with an example in quotation marks
    ("navigation", "navigation", True),
    ("section-label", "section labels", True),
    ("version-label", "the label of the version shown", True),
    ("field-label", "labels of record fields", False),
    ("empty-field", "labels of empty record fields", False),
    ("repeated-date", "a second copy of a date", False),
    ("repeated-headline", "a second copy of the headline", False),
    ("related-articles", "beginnings of related articles", False),
)
DIVIDED = (
    {"eol": "all"},
    'Words that the capture divides at the end of a line keep their hyphen; lb break="no" follows it.',
)
EDITORIAL: tuple[tuple[str, dict[str, str], str], ...] = (
    # element        attributes                                        what the paragraph says
    (
        "correction",
        {"status": "unknown", "method": "markup"},
        "Nothing is corrected. Apparent slips of the capture or of the translation stand unmarked; only a word that "
        "the capture itself marks “[sic]” is encoded with sic.",
    ),
    (
        "normalization",
        {"method": "silent"},
        "No-break and repeated spaces, trailing spaces and blank lines are reduced to single spaces. No other "
        "character is changed.",
    ),
    ("quotation", {"marks": "all"}, "Quotation marks are kept as characters inside q or said."),
    ("hyphenation", {"eol": "none"}, "The capture has no end-of-line hyphenation."),
    (
        "segmentation",
        {},
        "Each non-empty paragraph of the capture is one paragraph, unless it belongs to an address, a salutation, a "
        "signature, a dateline, a list or a heading.",
    ),
    (
        "interpretation",
        {},
        'Names, dates and roles are tagged by rule. cert="medium" or "low" marks an interpretation that rests on '
        "weaker evidence; no cert attribute means that it is stated in the capture.",
    ),
    (
        "stdVals",
        {},
        "Dates in attributes follow ISO 8601 in the Gregorian calendar and are never more precise than the text.",
    ),
)


def encoding_desc(parent: Element, header: Header) -> None:
    """`encodingDesc`: how this file was made."""
    is_divided = any(mark.element == "lb" and mark.get("break") == "no" for mark in header.transcription.marks)
    parent.child("encodingDesc").markup = _written(left_out(header), is_divided=is_divided)


@lru_cache(maxsize=64)
def _written(kept: str, *, is_divided: bool) -> str:
    """What stands in every file of which this was kept, and in which words are divided at line ends or are not."""
    element = Element("encodingDesc")
    sub(
        sub(element, "projectDesc"),
        "p",
        "Plain-text captures of archival documents from web pages, encoded by rule as TEI P5 for a reading edition.",
    )
    sub(sub(element, "samplingDecl"), "p", kept)
    declaration = sub(element, "editorialDecl")
    for name, attributes, words in EDITORIAL:
        if name == "hyphenation" and is_divided:
            attributes, words = DIVIDED
        sub(sub(declaration, name, **attributes), "p", words)
    taxonomy = sub(sub(element, "classDecl"), "taxonomy", **{XML_ID: "tax-genre"})
    sub(
        taxonomy,
        "desc",
        "Document genre, assigned by rule from the title, the archive's document type and the layout.",
    )
    for genre, words in GENRES:
        sub(sub(taxonomy, "category", **{XML_ID: f"genre-{genre}"}), "catDesc", words)
    application = sub(sub(element, "appInfo"), "application", ident="tei-edition", version=__version__)
    sub(application, "label", "tei-edition")
    indent(element, LEVEL)
    return markup(element)


def left_out(header: Header) -> str:
    """What kinds of page furniture are not in the file, with one example of each kind that has fixed words."""
    transcription = header.transcription
    dropped = [zone for zone in (*transcription.capture.zones, *transcription.dropped) if zone.kind == "chrome"]
    kinds = []
    for reason, words, with_example in LEFT_OUT:
        example = next((zone for zone in dropped if zone.reason == reason), None)
        if example is not None:
            kinds.append(f"{words} (“{header.text(example.span)}”)" if with_example else words)
    known = {reason for reason, _, _ in LEFT_OUT}
    donor, funder = header.fact("donor"), header.fact("funder")
    if donor is not None and funder is not None and donor.value == funder.value:
        kinds.append("the repeated name of the funder")
    kinds += sorted({zone.reason.replace("-", " ") for zone in dropped if zone.reason not in known})
    if not kinds:
        return "The whole text of the document is kept. Nothing is left out."
    listed = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else kinds[0]
    return f"The whole text of the document is kept. Left out: {listed}."
