"""`export tei-corpus`: all documents in one file, their common header once, every id unique, no word changed.

Settings (environment): TEI_ALL_RNG, the path of tei_all.rng; TEI_EDITION_GOLD, a folder of captures.
"""

# ruff: noqa: E501  (XML)

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpora import Exported, gold, needs_gold, seeds
from jing import TEI_ALL, java, needs_java, needs_tei_all, refused_by_jing
from program import run
from tei_edition.exports.tei_corpus import files

TEI = "http://www.tei-c.org/ns/1.0"
T = f"{{{TEI}}}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

SOURCES = [pytest.param(seeds, id="seeds"), pytest.param(gold, id="gold", marks=needs_gold)]


def tei(ident: str = "d1", *, header: str = "", text: str = '<p xml:id="p-1">Words.</p>', notice: str = "") -> bytes:
    named = f' xml:id="{ident}"' if ident else ""
    return f"""<TEI xmlns="{TEI}"{named}><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
        <publicationStmt><publisher>House</publisher>{notice}</publicationStmt><sourceDesc><p>Paper</p></sourceDesc>
      </fileDesc>{header}</teiHeader><text><body>{text}</body></text></TEI>""".encode()


def written(documents: Exported) -> bytes:
    (file,) = files(documents.corpus)
    assert file.name == "corpus.xml"
    return b"".join(file.pieces)


def corpus(*documents: bytes) -> etree._Element:
    return etree.fromstring(written(Exported({f"file-{n}": data for n, data in enumerate(documents, 1)})))


def common(root: etree._Element) -> list[str]:
    """The elements of the header of the corpus that are deeper than its statements."""
    (header,) = root.iterfind(T + "teiHeader")
    return [etree.QName(each).localname for each in header.iterfind(f"{T}encodingDesc//")]


def pointers(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name not in ("n", "rend"):
                yield from re.findall(r"(?<!\S)#(\S+)", value)


# --- validity ---------------------------------------------------------------------------------------------------


@java
@needs_java
@needs_tei_all
@pytest.mark.parametrize("source", SOURCES)
def test_tei_accepts_the_corpus(source: object, tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    path.write_bytes(written(source()))
    assert refused_by_jing(Path(TEI_ALL), [path]) == {}


@pytest.mark.parametrize("source", SOURCES)
def test_every_id_is_unique_and_every_pointer_leads_to_one(source: object) -> None:
    root = etree.fromstring(written(source()))  # lxml refuses an id that stands twice
    ids = [each.get(ID) for each in root.iter(etree.Element) if each.get(ID)]
    assert len(ids) == len(set(ids)) > 100
    assert set(pointers(root)) - set(ids) == set()


# --- nothing is lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES)
def test_a_document_taken_out_of_the_corpus_is_the_same(source: object) -> None:
    documents = source()
    root = etree.fromstring(written(documents))
    taken = {each.get(ID): each for each in root.iterfind(T + "TEI")}
    for data in documents.documents.values():
        original = etree.fromstring(data)
        own = taken.pop(original.get(ID))
        for part in ("text", "standOff", "teiHeader/profileDesc", "teiHeader/fileDesc/sourceDesc"):
            assert canonical(own, part, own.get(ID)) == canonical(original, part)
        assert statements(own, own.get(ID)) | statements(root) >= statements(original)
    assert taken == {}


def canonical(root: etree._Element, path: str, prefix: str | None = None) -> list[bytes]:
    """The elements on a path without the prefix of their ids."""
    found = root.iterfind("/".join(T + step for step in path.split("/")))
    forms = [etree.tostring(each, method="c14n", with_tail=False) for each in found]
    return [form.replace(f'"{prefix}.'.encode(), b'"').replace(f"#{prefix}.".encode(), b"#") for form in forms]


def statements(root: etree._Element, prefix: str | None = None) -> set[bytes]:
    """What stands anywhere in the header and has no child elements."""
    leaves = root.find(T + "teiHeader").iter(etree.Element)
    forms = [etree.tostring(each, method="c14n", with_tail=False) for each in leaves if len(each) == 0]
    return {form.replace(f'"{prefix}.'.encode(), b'"').replace(f"#{prefix}.".encode(), b"#") for form in forms}


def test_the_documents_are_written_one_at_a_time() -> None:
    documents = Exported({f"file-{n}": tei(f"d{n}") for n in range(1, 4)})
    walked: list[str] = []
    plain = documents.parts

    def watched() -> Iterator[object]:
        for part in plain():
            walked.append(part.slug)
            yield part

    documents.parts = watched  # type: ignore[method-assign]
    (file,) = files(documents.corpus)
    seen = [(walked.copy(), piece.count(b"<TEI ")) for piece in file.pieces]
    once = ["file-1", "file-2", "file-3"]
    assert seen == [
        ([*once, "file-1"], 1),
        ([*once, "file-1", "file-2"], 1),
        ([*once, *once], 1),
        ([*once, *once], 0),
    ]


# --- what stands once -------------------------------------------------------------------------------------------

PRACTICE = "<editorialDecl><correction><p>None.</p></correction><hyphenation><p>{}</p></hyphenation></editorialDecl>"
TAXONOMY = '<classDecl><taxonomy xml:id="tax"><category xml:id="genre-letter"><catDesc>Letter</catDesc></category></taxonomy></classDecl>'


def test_what_is_the_same_in_all_headers_stands_once() -> None:
    header = f"<encodingDesc>{TAXONOMY}{PRACTICE.format('None.')}</encodingDesc>"
    root = corpus(tei("d1", header=header), tei("d2", header=header))
    assert common(root) == "classDecl taxonomy category catDesc editorialDecl correction p hyphenation p".split()
    assert list(root.iterfind(f"{T}TEI/{T}teiHeader/{T}encodingDesc")) == []


def test_of_a_declaration_that_differs_the_documents_keep_what_differs() -> None:
    root = corpus(*(tei(f"d{n}", header=f"<encodingDesc>{PRACTICE.format(n)}</encodingDesc>") for n in (1, 2)))
    assert common(root) == ["editorialDecl", "correction", "p"]
    kept = list(root.iterfind(f"{T}TEI/{T}teiHeader/{T}encodingDesc/{T}editorialDecl"))
    assert [[etree.QName(child).localname for child in each] for each in kept] == [["hyphenation"], ["hyphenation"]]


def test_a_licence_stands_once_and_rights_stay_with_their_documents() -> None:
    licence = '<licence target="https://creativecommons.org/licenses/by/4.0/"><p>CC BY</p></licence>'
    notices = [f'<availability status="restricted"><p>Rights {n}</p>{licence}</availability>' for n in (1, 2)]
    root = corpus(*(tei(f"d{n}", notice=notice) for n, notice in enumerate(notices, 1)))
    assert len(list(root.iter(T + "licence"))) == 1
    assert root.find(f"{T}teiHeader//{T}licence") is not None
    assert ["".join(each.itertext()) for each in root.iterfind(f"{T}TEI//{T}availability")] == ["Rights 1", "Rights 2"]
    # … and if there is nothing but the licence, the whole statement stands once, with its status
    root = corpus(*(tei(f"d{n}", notice=f'<availability status="free">{licence}</availability>') for n in (1, 2)))
    assert [each.get("status") for each in root.iter(T + "availability")] == ["free"]
    # … but of different statuses each stays
    notices = [f'<availability status="{status}">{licence}</availability>' for status in ("free", "unknown")]
    root = corpus(*(tei(f"d{n}", notice=notice) for n, notice in enumerate(notices, 1)))
    assert [len(each) for each in root.iter(T + "availability")] == [1, 1]


def test_what_points_into_a_document_stays_in_it() -> None:
    header = '<encodingDesc><projectDesc><p>See <ref target="#p-1">here</ref></p></projectDesc></encodingDesc>'
    root = corpus(tei("d1", header=header), tei("d2", header=header))
    assert common(root) == []
    assert [each.get("target") for each in root.iter(T + "ref")] == ["#d1.p-1", "#d2.p-1"]


def test_pointers_to_what_stands_once_lead_there() -> None:
    header = f'<encodingDesc>{TAXONOMY}</encodingDesc><profileDesc><textClass><catRef scheme="#tax" target="#genre-letter"/></textClass></profileDesc>'
    root = corpus(tei("d1", header=header), tei("d2", header=header))
    assert [(each.get("scheme"), each.get("target")) for each in root.iter(T + "catRef")] == [
        ("#tax", "#genre-letter"),
        ("#tax", "#genre-letter"),
    ]
    # … but a taxonomy that one document does not have stays where it is
    root = corpus(tei("d1", header=header), tei("d2"))
    assert [each.get("target") for each in root.iter(T + "catRef")] == ["#d1.genre-letter"]


# --- ids --------------------------------------------------------------------------------------------------------


def test_ids_and_pointers_are_prefixed_and_words_are_not() -> None:
    text = '<p xml:id="p-1">#p-1 <ref target="#p-1 #d1 #nowhere other.xml#p-1">x</ref><milestone unit="section" n="#p-1"/></p>'
    (document,) = corpus(tei("d1", text=text)).iterfind(T + "TEI")
    paragraph = document.find(f".//{T}body/{T}p")
    assert paragraph.get(ID) == "d1.p-1"
    assert paragraph.text == "#p-1 "
    assert paragraph.find(T + "ref").get("target") == "#d1.p-1 #d1 #nowhere other.xml#p-1"
    assert paragraph.find(T + "milestone").get("n") == "#p-1"


def test_links_between_documents_stay_inside_the_corpus() -> None:
    header = f"<encodingDesc>{TAXONOMY}</encodingDesc>"
    text = '<p><ref target="file-2.xml"/><ref target="file-2.xml#p-1 #p-1"/><ref target="file-2.xml#tax"/><ref target="https://x.org/file-2.xml"/></p>'
    root = corpus(tei("d1", header=header, text=text), tei("d2", header=header))
    assert [each.get("target") for each in root.iter(T + "ref")] == [
        "#d2",
        "#d2.p-1 #p-1",  # there is no p-1 in the first
        "#tax",
        "https://x.org/file-2.xml",
    ]


def test_a_link_leads_to_the_document_in_the_folder_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    links = "letter.xml#x ./letter.xml ../a/letter.xml#x ../b/letter.xml#x ../b/../a/letter.xml no.xml#x a%20b.xml#x"
    for folder in ("a", "b"):
        Path(folder).mkdir()
        for name in ("letter", "other"):
            text = f'<p xml:id="x"><ref target="{links}"/></p>'
            Path(folder, f"{name}.xml").write_bytes(tei(f"{folder}-{name}", text=text))
    Path("a", "a b.xml").write_bytes(tei("spaced", text='<p xml:id="x"/>'))
    assert run("export", "tei-corpus", "a", "./b", "--all", "-q", "-o", "corpus.xml").exit_code == 0
    root = etree.parse("corpus.xml").getroot()
    found = {each.get(ID): each.find(f".//{T}ref") for each in root.iterfind(T + "TEI")}
    rest = "#a-letter.x #b-letter.x #a-letter no.xml#x"
    assert found["a-other"].get("target") == f"#a-letter.x #a-letter {rest} #spaced.x"
    assert found["b-other"].get("target") == f"#b-letter.x #b-letter {rest} a%20b.xml#x"


def test_documents_of_one_id_or_of_none_are_told_apart() -> None:
    documents = Exported({"a": tei("letter"), "b": tei("letter"), "c": tei(""), "d": tei("x.y")})
    root = etree.fromstring(written(documents))
    assert [each.get(ID) for each in root.iterfind(T + "TEI")] == ["letter", "letter-2", "d-c", "x-y"]
    assert documents.codes == ["X123", "X123"]


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_bytes(tei("a"))
    Path("b.xml").write_bytes(tei("b"))
    assert run("export", "tei-corpus", "a.xml", "b.xml", "--all", "-q").exit_code == 0
    first = Path("output/export/corpus.xml").read_bytes()
    assert run("export", "tei-corpus", "b.xml", "a.xml", "--all", "-q").exit_code == 0
    assert Path("output/export/corpus.xml").read_bytes() == first
    assert len(etree.fromstring(first).findall(T + "TEI")) == 2


HOSTILE = st.text(
    st.sampled_from("a é<>&\"'#.{}%\\=+-@]\u202e😀\n") | st.characters(exclude_categories=("Cs", "Cc")), max_size=60
)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=3))
def test_whatever_the_documents_say_is_the_same_in_the_corpus(said: list[tuple[str, str, str]]) -> None:
    documents = []
    for n, (title, words, attribute) in enumerate(said):
        root = etree.fromstring(tei(f"d{n}", header="<encodingDesc><projectDesc><p/></projectDesc></encodingDesc>"))
        root.find(f".//{T}title").text = title
        root.find(f".//{T}projectDesc/{T}p").text = title
        root.find(f".//{T}body/{T}p").text = words
        root.find(f".//{T}body/{T}p").set("rend", attribute)
        documents.append(etree.tostring(root))
    made = list(corpus(*documents).iterfind(T + "TEI"))
    taken = [
        (each.findtext(f".//{T}title"), each.findtext(f".//{T}body/{T}p"), each.find(f".//{T}body/{T}p").get("rend"))
        for each in made
    ]
    before = [etree.fromstring(data) for data in documents]
    assert taken == [
        (each.findtext(f".//{T}title"), each.findtext(f".//{T}body/{T}p"), each.find(f".//{T}body/{T}p").get("rend"))
        for each in before
    ]
