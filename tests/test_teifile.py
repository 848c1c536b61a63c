"""Reading a TEI tree by paths."""

from __future__ import annotations

from lxml import etree

from tei_edition.teifile import text_of, words_on


def test_the_words_of_an_element_include_what_follows_its_children() -> None:
    root = etree.fromstring("<p>From <b>Ann</b> to <!-- not this -->Bob,\n <b>today</b>.</p>")
    root.tail = "not this"
    assert text_of(root) == "From Ann to Bob, today."
    assert words_on(root, "b") == "Ann"
