"""A document as JSON: what `tei-edition export jsonl` says of it, and its text in parts, by the ids of TEI and page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from lxml import etree

from tei_edition.exports.jsonl import Json, known, without_the_empty
from tei_edition.exports.table import Corpus, Part
from tei_edition.reading_text import Passage, passages
from tei_edition.teifile import XML_ID, T, elements, local_name, text_of, values, words_on

SPEAKER = T + "speaker"
_JSON = json.JSONEncoder(ensure_ascii=False).encode


def document_json(corpus: Corpus, part: Part) -> bytes:
    """The document; a key of which nothing is known is not there."""
    read = list(passages(part.root))
    paragraphs = [each for each in read if not each.label and each.element.tag != SPEAKER]
    parts: dict[str, Json] = {
        "paragraphs": [_paragraph(each) for each in paragraphs],
        "speeches": list(_speeches(part.root, paragraphs)),  # `turns` says how many there are
        "notes": [*(_note(each) for each in read if each.label), *_notes_of_the_edition(part.root)],
    }
    return f"{_written(without_the_empty({**known(corpus, part), **parts}))}\n".encode()


def _written(whole: Json) -> str:
    """Each key on a line; of a list of objects, each of these too."""
    match whole:
        case dict():
            return "{\n" + ",\n".join(f" {_JSON(key)}: {_written_value(each)}" for key, each in whole.items()) + "\n}"
        case _:
            return _JSON(whole)


def _written_value(value: Json) -> str:
    match value:
        case [dict(), *_]:
            return "[\n  " + ",\n  ".join(map(_JSON, value)) + "\n ]"
        case _:
            return _JSON(value)


def _paragraph(passage: Passage) -> Json:
    """Also a heading, a list, a closer: `element` says which."""
    element = passage.element
    turn = element.getparent()
    return {
        "id": element.get(XML_ID, ""),
        "element": local_name(element),
        "speech": turn.get(XML_ID, "") if turn is not None and turn.tag == T + "sp" else "",
        "text": passage.words,
    }


def _speeches(root: etree._Element, paragraphs: Sequence[Passage]) -> Iterator[Json]:
    """Who speaks, as printed and by id, and the paragraphs of the turn."""
    held: dict[etree._Element | None, list[Json]] = {}
    for passage in paragraphs:
        if ident := passage.element.get(XML_ID, ""):
            held.setdefault(passage.element.getparent(), []).append(ident)
    for turn in elements(root, "t:text//t:sp"):
        yield {
            "id": turn.get(XML_ID, ""),
            "speaker": words_on(turn, "t:speaker"),
            "who": [ref.removeprefix("#") for refs in values(turn, "@who") for ref in refs.split()],
            "paragraphs": held.get(turn, []),
        }


def _note(note: Passage) -> Json:
    """`label` is what stands for it in the words of the paragraphs."""
    return {"id": note.element.get(XML_ID, ""), "label": note.label, "text": note.words}


def _notes_of_the_edition(root: etree._Element) -> Iterator[Json]:
    """Notes that are no words of the document; `target` is what they are about."""
    for note in elements(root, "t:text//t:note[@type='editorial']"):
        target = note.get("target", "").removeprefix("#")
        yield {"id": note.get(XML_ID, ""), "type": "editorial", "target": target, "text": text_of(note)}
