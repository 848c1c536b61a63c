"""What is written of a tree of elements is what lxml would write of the same tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition.tei.element import XML_ID, Element, serialise
from tei_edition.teifile import TEI, T, read_back

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
WORDS |= st.text("a &<>\"'\r\n\t")


def written(words: str, value: str) -> bytes:
    """A document with words in every place that can have some."""
    root = Element("TEI", {"xmlns": TEI})
    paragraph = root.child("p", {"n": value})
    paragraph.text = words
    inner = paragraph.child("hi", {XML_ID: "hi-1", "n": value})
    inner.tail = words
    return serialise(root)


@given(WORDS, WORDS)
def test_any_words_come_back_from_a_file(words: str, value: str) -> None:
    paragraph, inner = read_back(written(words, value)).elements[1:]
    assert ((paragraph.text or ""), (inner.tail or ""), paragraph.get("n"), inner.get("n")) == (
        words,
        words,
        value,
        value,
    )


@given(WORDS, WORDS)
def test_a_file_has_the_bytes_that_lxml_would_write(words: str, value: str) -> None:
    data = written(words, value)
    assert data.endswith(etree.tostring(read_back(data).root, encoding="utf-8") + b"\n") or not words


def test_a_file_tells_whether_other_programs_read_it() -> None:
    """They refuse what is nested deeper than 256; text without end takes longer to try."""
    assert read_back(b"<p>" * 200 + b"</p>" * 200).is_readable
    beyond = read_back(b"<p>" * 300 + b"</p>" * 300)
    assert not beyond.is_readable
    assert len(beyond.elements) == 300


def test_an_element_without_words_is_not_one_that_was_given_none() -> None:
    root = Element("p")
    root.child("lb")
    root.child("desc").text = ""
    assert serialise(root).endswith(b"<p><lb/><desc></desc></p>\n")


def test_the_ledger_names_an_element_by_the_nearest_id_or_by_its_path() -> None:
    body = Element("TEI").child("text").child("body")
    paragraph = body.child("p", {XML_ID: "p-1"})
    assert body.child("trailer").address == "text/body/trailer"
    assert paragraph.child("hi").child("date").address == "p-1"


def test_what_was_written_beforehand_stands_as_it_is() -> None:
    root = Element("TEI", {"xmlns": TEI})
    root.child("encodingDesc").markup = "<encodingDesc><p>by rule</p></encodingDesc>"
    (words,) = read_back(serialise(root)).root.iter(T + "p")
    assert words.text == "by rule"
