"""The static edition: records, addresses, the index, and what a second build leaves alone."""

from __future__ import annotations

import os
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from editions import PAGES, SAMPLES, built
from tei_edition.assets import asset
from tei_edition.datable import When
from tei_edition.errors import UnwritableOutput
from tei_edition.files import write
from tei_edition.name_forms import family_name
from tei_edition.records import SLUG_LENGTH, record, short_body, slug, slugs
from tei_edition.render import read_tei
from tei_edition.site import Built, SiteDocument
from tei_edition.site.looks import squeezed


def build(out: Path, documents: list[SiteDocument] | None = None, title: str = "Four letters", **options: str) -> Built:
    return built(out, documents, title=title, **options)  # type: ignore[arg-type]


def opened(path: Path) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(path.read_text("utf-8"))


def tei(title: str = "A letter", date: str = "", ident: str = "d1") -> bytes:
    creation = f'<creation><date when="{date}">{date}</date></creation>' if date else ""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{ident}"><teiHeader><fileDesc>'
        f"<titleStmt><title>{title}</title>"
        f"</titleStmt></fileDesc><profileDesc>{creation}</profileDesc></teiHeader><text><body><p>x</p></body></text></TEI>"
    ).encode()


# --- records ----------------------------------------------------------------------------------------------


def test_a_record_says_what_the_index_needs() -> None:
    letter = record(read_tei(PAGES / "letter.xml"), "letter")
    assert (letter.genre, letter.sender, letter.receiver, letter.place) == (
        "letter",
        "Arben Gjoka",
        "Pak Chol",
        "Fierza",
    )
    assert letter.when == When("August [illegible], 1973", (("when", "1973-08"),))
    assert (letter.notes, letter.gaps, letter.is_translation, letter.spoken) == (1, 1, True, ())
    assert letter.people == {"pers-arben-gjoka", "pers-pak-chol"}


def test_a_foreign_file_gives_the_record_it_can() -> None:
    bare = record(read_tei(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'), "x")
    assert (bare.title, bare.when.iso, bare.parties) == ("", "", ())
    assert slug(bare) == "undated-x"


def test_long_summaries_are_cut_between_words() -> None:
    long = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><abstract><p>%s</p></abstract></profileDesc></teiHeader></TEI>'
    summary = record(read_tei(long % b" ".join([b"word"] * 90))).summary
    assert len(summary) < 250
    assert summary.endswith("word …")


def test_an_edition_too_large_for_the_memory_has_the_same_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "memory")
    monkeypatch.setattr("tei_edition.shelf.FEW", 1)
    build(tmp_path / "disk")
    assert contents(tmp_path / "disk") == contents(tmp_path / "memory")


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


# --- addresses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Enver Hoxha", "Hoxha"),
        ("Ri Jong-ok", "Ri"),
        ("Kim Il Sung", "Kim"),
        ("Xi Jinping", "Xi"),
        ("Voice", "Voice"),
        ("", ""),
    ],
)
def test_the_family_is_found_at_the_end_of_a_name_that_stands_first_in_the_east(name: str, family: str) -> None:
    assert family_name(name) == family


def test_a_body_is_called_by_what_it_belongs_to() -> None:
    assert short_body("Central Committee of the Albanian Labor Party") == "Albanian Labor Party"
    assert short_body("Department of State") == "Department of State"


def test_an_address_is_made_of_date_type_and_parties() -> None:
    found = {path.stem: slug(record(read_tei(path), path.stem)) for path in SAMPLES}
    assert found == {
        "minutes": "1964-11-25-minutes-gjoka-ri",
        "letter": "1973-08-letter-gjoka-pak",
        "article": "2021-03-23-article-respected-comrade-sends-verbal-message-president",
    }


EMPTY = record(read_tei(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'), "d1")


@given(st.text(), st.text(), st.lists(st.text()), st.text(max_size=30))
def test_an_address_is_short_and_safe_on_every_file_system(
    title: str, genre: str, parties: list[str], date: str
) -> None:
    described = replace(EMPTY.description, title=title, genre=genre, when=When("", (("when", date),)))
    made = slug(replace(EMPTY, description=described, parties=tuple(parties)))
    assert 0 < len(made) <= SLUG_LENGTH
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made == made.strip("-")
    assert made not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@given(
    st.lists(st.tuples(st.uuids().map(str), st.sampled_from(["a", "a-2", "b"])), unique_by=lambda pair: pair[0]),
    st.randoms(),
)
def test_no_two_documents_share_an_address_and_their_order_does_not_matter(wanted, random) -> None:  # type: ignore[no-untyped-def]
    given_slugs = slugs(wanted)
    assert len(set(given_slugs.values())) == len(wanted)
    random.shuffle(wanted)
    assert slugs(wanted) == given_slugs


def test_an_editor_can_choose_the_address(tmp_path: Path) -> None:
    site = build(tmp_path, [SiteDocument("a", tei(), slug="../Gute Briefe/Nr. 1")])
    assert site.slugs == {"a": "gute-briefe-nr-1"}
    assert (tmp_path / "doc" / "gute-briefe-nr-1.html").is_file()


# --- pages ------------------------------------------------------------------------------------------------


def test_a_site_has_an_index_pages_tei_files_and_a_style_sheet(tmp_path: Path) -> None:
    site = build(tmp_path)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    documents = {f"doc/{name}.{kind}" for name in site.slugs.values() for kind in ("html", "xml")}
    assert {"index.html", "css/edition.css", "js/edition.js", *documents} <= there
    assert (tmp_path / "doc" / f"{site.slugs['letter']}.xml").read_bytes() == (PAGES / "letter.xml").read_bytes()


def test_every_link_between_files_has_its_goal(tmp_path: Path) -> None:
    build(tmp_path)
    for page in sorted(tmp_path.rglob("*.html")):
        for link in opened(page).xpath("//a/@href | //link[@rel!='icon']/@href"):
            target, _, fragment = str(link).partition("#")
            if target.startswith(("http:", "https:", "mailto:")):
                continue
            goal = (page.parent / target).resolve() if target else page
            assert goal.is_file(), link
            assert not fragment or fragment in opened(goal).xpath("//@id"), link


def test_neighbours_follow_each_other_in_time(tmp_path: Path) -> None:
    site = build(tmp_path)
    letter = opened(tmp_path / "doc" / f"{site.slugs['letter']}.html")
    previous, following = letter.xpath("//nav[@class='neighbours']/p[starts-with(., 'In time')]/a")
    assert (previous.get("href"), following.get("href")) == (
        f"{site.slugs['minutes']}.html",
        f"{site.slugs['article']}.html",
    )
    assert "25 November 1964" in previous.text_content()


def test_a_page_offers_its_tei_with_the_size(tmp_path: Path) -> None:
    site = build(tmp_path)
    link = opened(tmp_path / "doc" / f"{site.slugs['letter']}.html").xpath("//*[@id='files']//a")[0]
    assert link.get("href") == f"{site.slugs['letter']}.xml"
    assert link.text_content().endswith(" KB")


def test_links_to_cite_carry_the_base_url_of_the_edition(tmp_path: Path) -> None:
    site = build(tmp_path, base_url="https://example.org/ed")
    cited = opened(tmp_path / "doc" / f"{site.slugs['letter']}.html").find_class("copy")[-1].text_content()
    assert cited == f"https://example.org/ed/doc/{site.slugs['letter']}.html"


def test_without_a_base_url_no_path_is_given_to_cite(tmp_path: Path) -> None:
    site = build(tmp_path)
    cite = opened(tmp_path / "doc" / f"{site.slugs['letter']}.html").get_element_by_id("cite")
    assert [label.text for label in cite.iter("dt")] == ["Archival note", "Chicago", "Version"]
    assert "doc/" not in cite.text_content()


# --- the index --------------------------------------------------------------------------------------------


def test_the_index_lists_documents_by_year_and_the_undated_at_the_end(tmp_path: Path) -> None:
    files = [
        SiteDocument("u", tei("Undated")),
        SiteDocument("b", tei("B", "1970-02")),
        SiteDocument("a", tei("A", "1970")),
    ]
    build(tmp_path, files)
    index = opened(tmp_path / "index.html")
    assert [h.text_content() for h in index.get_element_by_id("list").iter("h2")] == ["1970", "Undated"]
    assert [h.text_content() for h in index.get_element_by_id("list").iter("h3")] == ["A", "B", "Undated"]


def test_the_index_says_who_wrote_to_whom_and_what_state_the_text_is_in(tmp_path: Path) -> None:
    build(tmp_path)
    entry = opened(tmp_path / "index.html").xpath("//li[@class='entry'][contains(., 'Letter from')]")[0]
    assert "Arben Gjoka → to Pak Chol" in " ".join(entry.find_class("parties")[0].text_content().split())
    assert [mark.text_content() for mark in entry.find_class("marks")[0]] == [
        "translation",
        "notes",
        "gaps in the text",
    ]
    assert "August 1973, day illegible" in entry.find_class("when")[0].text_content()


def test_the_years_show_their_gaps(tmp_path: Path) -> None:
    build(tmp_path, [SiteDocument(str(year), tei(str(year), str(year))) for year in (1950, 1952, 1960)])
    years = [
        " ".join(li.text_content().split()) for li in opened(tmp_path / "index.html").xpath("//nav[@class='years']//li")
    ]
    empty = ["No document of 1951.1951", "No document of 1953–1959.1953–1959"]
    assert years == ["1 document, 1950", empty[0], "1 document, 1952", empty[1], "1 document, 1960"]


def test_the_numbers_stand_in_the_head_of_the_index(tmp_path: Path) -> None:
    build(tmp_path)
    line = opened(tmp_path / "index.html").find_class("line")[0]
    assert [part.text_content() for part in line] == ["3 documents", "1964–2021", "6 persons"]


def test_an_edition_without_documents_says_so(tmp_path: Path) -> None:
    build(tmp_path, [])
    assert "This edition has no document yet." in opened(tmp_path / "index.html").text_content()


def test_markup_in_titles_never_becomes_markup(tmp_path: Path) -> None:
    build(tmp_path, [SiteDocument("a", tei("&lt;script&gt;alert(1)&lt;/script&gt;"))], title="<img src=x>")
    for page in tmp_path.rglob("*.html"):
        assert opened(page).xpath("//script[not(@src)][not(@type='application/ld+json')] | //img") == []


# --- building ---------------------------------------------------------------------------------------------


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    first = build(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    second = build(tmp_path)
    assert (first.unchanged, second.written, second.unchanged) == (0, 0, first.written)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == times


def test_two_builds_are_equal_whatever_the_order_and_the_executor(tmp_path: Path) -> None:
    build(tmp_path / "a")
    documents = [SiteDocument(path.stem, path) for path in reversed(SAMPLES)]
    with ThreadPoolExecutor(4) as pool:
        built(tmp_path / "b", documents, title="Four letters", run=pool.map)
    for path in sorted((tmp_path / "a").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_writing_leaves_no_temporary_file_and_keeps_usual_permissions(tmp_path: Path) -> None:
    assert write(tmp_path / "x.html", b"1")
    assert not write(tmp_path / "x.html", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]
    beside = tmp_path / "y"
    beside.write_bytes(b"")
    assert (tmp_path / "x.html").stat().st_mode == beside.stat().st_mode


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "doc").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(UnwritableOutput, match=r"doc.*cannot be written"):
        build(tmp_path)


def test_a_broken_tei_file_is_named_and_does_not_stop_the_others(tmp_path: Path) -> None:
    built = build(tmp_path, [SiteDocument("d7", b"<TEI"), SiteDocument("d8", tei())])
    assert built.lost["d7"].why == "unreadable"
    assert built.lost["d7"].words.startswith("d7:1: this is not well-formed XML")
    assert list(built.slugs) == ["d8"]


def test_a_large_edition_does_not_hold_its_texts_in_memory(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    words = "word " * 10_000
    for n in range(40):
        (source / f"{n:02}.xml").write_bytes(tei(date=str(1900 + n)).replace(b"<p>x</p>", f"<p>{words}</p>".encode()))
    documents = [SiteDocument(path.stem, path) for path in sorted(source.iterdir())]

    def peak(some: list[SiteDocument]) -> int:
        tracemalloc.start()
        build(tmp_path / str(len(some)), some)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    build(tmp_path / "before", documents[:1])  # what is compiled and loaded once
    assert peak(documents) < peak(documents[:4]) + 800_000  # the texts of the others have 1.8 MB, each several times


# --- the edition's own links and colours -----------------------------------------------------------------


def test_the_links_of_the_editor_stand_in_the_head_of_every_page(tmp_path: Path) -> None:
    documents = [SiteDocument(path.stem, path) for path in SAMPLES]
    menu = (("About us", "about.html"), ("Archive", "https://example.org/"), ("Trap", "javascript:alert(1)"))
    site = built(tmp_path, documents, title="Letters", menu=menu)
    for page, root in (("index.html", ""), (f"doc/{site.slugs['letter']}.html", "../")):
        links = {a.text: a.get("href") for a in opened(tmp_path / page).xpath("//header[@class='banner']/nav/a")}
        assert dict(list(links.items())[-2:]) == {"About us": f"{root}about.html", "Archive": "https://example.org/"}


def test_the_colours_of_the_editor_stand_in_the_style_sheet(tmp_path: Path) -> None:
    built(tmp_path, [], title="Letters", colours=(("accent", "#003366"),))
    css = (tmp_path / "css" / "edition.css").read_text("utf-8")
    assert css.endswith(":root{--tei-accent:#003366}\n")


# --- the style sheet --------------------------------------------------------------------------------------


def test_the_style_sheet_weighs_less_than_18_kb_and_loads_nothing(tmp_path: Path) -> None:
    build(tmp_path)
    css = (tmp_path / "css" / "edition.css").read_text("utf-8")
    assert len(css.encode()) <= 18 * 1024
    assert "url(" not in css
    assert "@import" not in css


def test_squeezing_changes_nothing_that_a_browser_reads() -> None:
    css = """
    /* a */ a :hover , b > c { color: red !important ; content: "›" / ""; }
    @media (min-width: 4rem) { p { inline-size: calc(1rem + 2px); } }
    """
    assert (
        squeezed(css) == 'a :hover,b>c{color:red!important;content:"›" / ""}'
        "@media (min-width:4rem){p{inline-size:calc(1rem + 2px)}}\n"
    )


def test_the_style_sheet_has_no_physical_directions() -> None:
    css = asset("xslt", "css", "edition.css").read_text("utf-8")
    for word in (
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "text-align: left",
        "text-align: right",
        "float: left",
    ):
        assert word not in css


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_page_that_is_only_readable_is_replaced_as_a_whole(tmp_path: Path) -> None:
    build(tmp_path)
    index = tmp_path / "index.html"
    index.write_text("old", "utf-8")
    index.chmod(0o444)
    build(tmp_path)
    assert "Four letters" in index.read_text("utf-8")


def test_an_own_css_file_is_loaded_last_on_every_page(tmp_path: Path) -> None:
    own = tmp_path / "house.css"
    own.write_text("h1 { color: teal }", encoding="utf-8")
    site = built(tmp_path / "out", title="T", stylesheet=own)
    assert (tmp_path / "out" / "css" / "own.css").read_text(encoding="utf-8") == "h1 { color: teal }"
    for page, root in (("index.html", ""), (f"doc/{site.slugs['letter']}.html", "../")):
        links = [
            link.get("href") for link in opened(tmp_path / "out" / page).iter("link") if link.get("rel") == "stylesheet"
        ]
        assert links[0] == f"{root}css/edition.css"
        assert links[-1] == f"{root}css/own.css"
