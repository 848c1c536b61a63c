"""The program speaking another language: every label in other letters, so that a word without label stands out.

Labels become `[ŧęxŧ]`, or Arabic letters for a page from right to left; the words of the documents become Greek.
Stylesheets read their labels beside themselves, so a copy of the program is made, and runs as a process of its own.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from program import ROOT, SEEDS
from tei_edition.site import SiteDocument, build_site
from whole_editions import converted, sample_documents, settings

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GREEK = str.maketrans(string.ascii_letters, "αβψδεφγηιξκλμνοπϙρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩϚΧΥΖ")
ALPHABETS = {
    # language    its letters
    "en": str.maketrans(string.ascii_letters, "ąƀçđęƒğħįĵķłɱñøþɋřşŧųṽŵẋÿžĄƁÇĐĘƑĞĦĮĴĶŁṀÑØÞɊŘŞŦŲṼŴẊŸŽ"),
    "ar": str.maketrans(string.ascii_letters, "ابپتثجچحخدذرزژسشصضطظعغفقكل" * 2),
}
KEPT = ("captureFile", "sha256", "edition", "URL")  # @type of what a program reads, not a person


def translated_site(folder: Path, language: str) -> Path:
    """The site of the samples and seeds in Greek letters, under labels of another alphabet."""
    program = folder / "program"
    shutil.copytree(ROOT / "src", program / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for each in ("xslt", "schemas"):
        shutil.copytree(ROOT / each, program / each)
    translate(program / "xslt" / "labels.xml", language)
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(program / "src"), str(ROOT / "tests")])}
    subprocess.run([sys.executable, __file__, str(folder), language], env=env, check=True, timeout=120)
    return folder / "html"


def translate(labels: Path, language: str) -> None:
    """Give the file of labels a language that nobody speaks, made of the English one."""
    tree = etree.parse(labels)
    (english,) = tree.xpath("//language[@xml:lang = 'en']")
    other = copy.deepcopy(english)
    other.set(XML_LANG, language)
    for node in other.iter():
        if isinstance(node.tag, str):
            node.text = label(node.text, language)
            node.tail = label(node.tail, language)
            for name in {"label", "title", "many"}.intersection(node.keys()):
                node.set(name, label(node.get(name), language) or "")
    english.addnext(other)
    if language == "en":
        english.getparent().remove(english)
    tree.write(labels, encoding="utf-8")


def label(text: str | None, language: str) -> str | None:
    """The words of a label in other letters, in brackets; white space stays."""
    words = (text or "").strip()
    return text.replace(words, f"[{words.translate(ALPHABETS[language])}]") if text and words else text


def greek_documents(folder: Path) -> Iterator[SiteDocument]:
    """All documents with their words in Greek letters, and their captures and ledgers."""
    (folder / "tei").mkdir()
    for document in [*sample_documents(), *converted(SEEDS, folder / "english")]:
        made = folder / "tei" / f"{document.ident}.xml"
        made.write_bytes(in_greek(document.read()))
        if document.capture is None or document.ledger is None:
            yield replace(document, tei=made)
            continue
        capture, ledger = made.with_suffix(".txt"), made.with_suffix(".ledger.json")
        capture.write_text(document.capture.read_bytes().decode().translate(GREEK), "utf-8", newline="")
        stated = json.loads(document.ledger.read_bytes())
        stated["source"] |= {"file": capture.name, "sha256": hashlib.sha256(capture.read_bytes()).hexdigest()}
        ledger.write_text(json.dumps(stated, ensure_ascii=False), "utf-8")
        yield replace(document, tei=made, capture=capture, ledger=ledger)


def in_greek(tei: bytes) -> bytes:
    """A TEI file, with all that a person reads in it in Greek letters."""
    tree = etree.fromstring(tei)
    for node in tree.iter():
        if isinstance(node.tag, str) and node.get("type") not in KEPT:
            node.text = node.text and node.text.translate(GREEK)
        node.tail = node.tail and node.tail.translate(GREEK)
    return etree.tostring(tree, encoding="utf-8")


def build(folder: Path, language: str) -> None:
    """What the copy of the program does."""
    stated = settings()
    words = {name: getattr(stated, name).translate(GREEK) for name in ("title", "publisher")}
    site = replace(
        stated.site,
        language=language,
        title=stated.site.title.translate(GREEK),
        statement=stated.site.statement.translate(GREEK),
        menu=tuple(replace(entry, label=entry.label.translate(GREEK)) for entry in stated.site.menu),
    )
    editors = tuple(name.translate(GREEK) for name in stated.editors)
    config = replace(stated, **words, site=site, editors=editors, authorities=None)
    build_site(greek_documents(folder), folder / "html", config)


if __name__ == "__main__":
    build(Path(sys.argv[1]), sys.argv[2])
