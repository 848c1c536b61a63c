"""The words of TEI elements, whatever stands among them."""

from __future__ import annotations

from lxml import etree

from tei_edition.named import entries
from tei_edition.teifile import TEI, text_of, value_on, words_on


def test_words_after_an_inner_element_are_words_of_the_outer() -> None:
    title = etree.fromstring("<title>Letter from <name>Hoxha</name> to <name>Kim</name>, August</title>")
    assert text_of(title) == "Letter from Hoxha to Kim, August"


def test_comments_instructions_and_what_follows_an_element_are_none_of_its_words() -> None:
    root = etree.fromstring("<p>\n <name>Enver<!-- sic -->\n Hoxha<?pi?></name>, Tirana</p>")
    assert text_of(root[0]) == "Enver Hoxha"


def test_what_is_not_there_has_no_words_and_no_value() -> None:
    root = etree.fromstring(f"<TEI xmlns='{TEI}'/>")
    assert (words_on(root, "t:title"), value_on(root, "t:title/@type")) == ("", "")


def test_of_two_entries_with_one_id_the_first_counts_and_one_without_an_id_is_none() -> None:
    lists = "<person xml:id='p'><persName>A</persName></person><person xml:id='p'/><place/><org xml:id='o'/>"
    parser = etree.XMLParser(collect_ids=False)
    found = entries(etree.fromstring(f"<TEI xmlns='{TEI}'><standOff>{lists}</standOff></TEI>", parser))
    assert {ident: text_of(entry) for ident, entry in found.items()} == {"p": "A", "o": ""}
