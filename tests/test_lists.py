"""The pages of lists: years, types, languages, archives, titles, letters; what they count and where they lead."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
from lxml import html as lxml_html

from editions import built
from letters import SAMPLE, letter
from tei_edition.config import Config, Site
from tei_edition.datable import When
from tei_edition.site import SiteDocument, build_site
from tei_edition.site.entries import MANY
from tei_edition.site.facets import COLUMNS, span


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lists")
    built(out, SAMPLE, title="Letters", base_url="https://example.org/ed")
    return out


def opened(path: Path) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(path.read_text("utf-8"))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def titles(page: lxml_html.HtmlElement) -> list[str]:
    """The documents that a page lists, without script."""
    return [words(a) for a in page.xpath("//li[contains(@class, 'entry')][not(ancestor::template)]//a")]


def built_with(out: Path, documents: Sequence[SiteDocument], **site: object) -> Path:
    settings = Config(title="Letters", site=replace(Site(title="Letters"), **site))  # type: ignore[arg-type]
    build_site(documents, out, settings)
    return out


# --- years ------------------------------------------------------------------------------------------------


def test_a_year_lists_its_documents_by_month(edition: Path) -> None:
    page = opened(edition / "years" / "1964.html")
    assert [h.text_content() for h in page.iter("h2")] == ["Month not known", "November"]
    assert titles(page) == ["A month that nobody knows", "The first"]


def test_the_months_of_a_year_say_how_many_they_have(edition: Path) -> None:
    table = opened(edition / "years" / "1964.html").find_class("one")[0]
    assert [words(th) for th in table.iter("th")][-3:] == ["Oct", "Nov", "Dec"]
    assert [words(td) for td in table.iter("td")] == [*["–"] * 10, "1", "–"]
    assert words(opened(edition / "years" / "1964.html").xpath("//p[a/@href='#m']")[0]) == "Month not known 1"


def test_a_year_leads_to_the_nearest_years_that_have_documents(edition: Path) -> None:
    page = opened(edition / "years" / "1966.html")
    assert page.xpath("//nav[@class='neighbours']//a/@href") == ["1964.html", "1970.html"]


def test_the_chronology_counts_every_document_once(edition: Path) -> None:
    page = opened(edition / "years" / "index.html")
    months = [int(words(td)) for td in page.xpath("//td[@class='month'][a]")]
    years = [int(words(td)) for td in page.xpath("//td[@class='all']")]
    undated = int(words(page.xpath("//p[@class='undated']/small")[0]))
    assert sum(years) + undated == len(SAMPLE)
    assert sum(months) == sum(years)


def test_years_without_documents_say_what_is_nearest(edition: Path) -> None:
    rows = opened(edition / "years" / "index.html").xpath("//tr[@class='none']")
    assert words(rows[0].find("td")) == "No document of 1965. Nearest: 25 November 1964, 3 February 1966."
    assert words(rows[1].find("td")) == "No document of 1967–1969. Nearest: 3 February 1966, October 1970."
    assert rows[0].xpath(".//a/@href")[1].startswith("../doc/1966-02-03")


def test_undated_documents_have_a_page_of_their_own(edition: Path) -> None:
    assert titles(opened(edition / "years" / "undated.html")) == ["Nobody knows when"]


def test_without_undated_documents_there_is_no_page_of_them(tmp_path: Path) -> None:
    built(tmp_path, SAMPLE[:2])
    assert not (tmp_path / "years" / "undated.html").exists()


# --- narrowing --------------------------------------------------------------------------------------------


def test_the_index_leads_to_the_documents_of_each_type_language_and_archive(edition: Path) -> None:
    index = opened(edition / "index.html")
    listed = [words(li) for li in index.xpath("//aside[@class='narrow']//ul[not(@class)]/li")]
    assert listed == [
        "Letters 4 documents",
        "Reports 1 document",
        "English 4 documents",
        "Albanian 1 document",
        "State Archive 2 documents",
        "Museum <of> & letters 1 document",
    ]


def test_a_number_beside_a_choice_is_that_of_the_documents_behind_it(edition: Path) -> None:
    for li in opened(edition / "index.html").xpath("//aside[@class='narrow']//ul[not(@class)]/li"):
        page = opened(edition / li.xpath("a/@href")[0])
        assert len(titles(page)) == int(li.xpath("small/text()")[0])


def test_titles_stand_in_the_order_of_the_alphabet_without_articles(edition: Path) -> None:
    page = opened(edition / "titles.html")
    assert titles(page) == ["An answer", "The first", "A month that nobody knows", "Nobody knows when", "Zeal"]
    assert [h.text_content() for h in page.iter("h2")] == ["A", "F", "M", "N", "Z"]


def test_newest_first_is_a_page_and_undated_documents_stand_last_in_both(edition: Path) -> None:
    oldest, newest = (titles(opened(edition / name)) for name in ("index.html", "newest.html"))
    assert oldest == ["A month that nobody knows", "The first", "An answer", "Zeal", "Nobody knows when"]
    assert newest == ["Zeal", "An answer", "The first", "A month that nobody knows", "Nobody knows when"]


def test_archives_with_like_names_have_pages_of_their_own(tmp_path: Path) -> None:
    built(tmp_path, [letter("a", archive="Archiv/1"), letter("b", archive="Archiv 1"), letter("c", archive="中")])
    assert len(list((tmp_path / "archives").iterdir())) == 3


@pytest.mark.parametrize("count", [MANY, MANY + 1])
def test_every_document_is_reached_without_script(tmp_path: Path, count: int) -> None:
    documents = [letter(f"d{n}", f"19{n % 90 + 10}-05" if n % 7 else "", genre="") for n in range(count)]
    site = built(tmp_path, documents)
    seen, waiting = set(), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.startswith(("people/", "search", "places/", "orgs/")):
            continue
        seen.add(page)
        if not page.startswith("doc/"):
            folder = (tmp_path / page).parent
            for link in opened(tmp_path / page).xpath("//a/@href[not(ancestor::template)]"):
                goal = (folder / str(link).partition("#")[0]).resolve()
                if goal.suffix == ".html" and ":" not in link:
                    waiting.append(goal.relative_to(tmp_path.resolve()).as_posix())
    assert {f"doc/{slug}.html" for slug in site.slugs.values()} <= seen


def test_of_a_large_edition_the_index_shows_the_years_and_the_beginning(tmp_path: Path) -> None:
    built(tmp_path, [letter(f"d{n:03}", f"{1900 + n // 10}") for n in range(MANY + 1)])
    index, newest = (opened(tmp_path / name) for name in ("index.html", "newest.html"))
    assert titles(index) == [f"d{n:03}" for n in range(20)]
    assert titles(newest)[0] == f"d{MANY:03}"
    counts = [words(small) for small in index.xpath("//ul[@class='many-years']//small")]
    assert sum(int(each.split()[0]) for each in counts) == MANY + 1
    assert index.get_element_by_id("y1905") is not None  # documents lead there


# --- who wrote to whom ------------------------------------------------------------------------------------


def test_the_table_of_letters_counts_each_once_and_leads_to_them(edition: Path) -> None:
    page = opened(edition / "correspondence.html")
    head = [words(th) for th in page.xpath("//thead//th")]
    rows = {words(tr.find("th")): [words(td) for td in tr.iter("td")] for tr in page.xpath("//tbody/tr")}
    assert head == ["Sender", "Agron", "Bora", "unknown", "In all"]
    assert rows == {"Agron": ["", "2", "", "2"], "Bora": ["1", "", "", "1"], "Chen": ["", "", "1", "1"]}
    for link in page.xpath("//tbody//td/a"):
        path, _, anchor = link.get("href").partition("#")
        section = opened(edition / path).get_element_by_id(anchor)
        assert len(section.xpath(".//li[@class='entry']")) == int(words(link))


def test_a_letter_to_several_counts_for_each_and_stands_once_in_the_sum_of_its_sender(tmp_path: Path) -> None:
    document = letter("a", sender="Agron", receiver="Bora")
    assert isinstance(document.tei, bytes)
    both = document.tei.replace(b"<persName>Bora</persName>", b"<persName>Bora</persName><persName>Chen</persName>")
    built(tmp_path, [SiteDocument("a", both)])
    assert [words(td) for td in opened(tmp_path / "correspondence.html").xpath("//tbody//td")] == ["1", "1", "2"]
    page = opened(tmp_path / "correspondence" / "agron.html")
    assert words(page.find_class("line")[0]) == "1 document"
    assert [h.text_content() for h in page.iter("h2")] == ["to Bora", "to Chen"]


def test_an_edition_without_letters_has_no_table_of_them(tmp_path: Path) -> None:
    built(tmp_path, [letter("a", genre="report")])
    assert not (tmp_path / "correspondence.html").exists()
    assert "correspondence.html" not in (tmp_path / "index.html").read_text("utf-8")


def test_of_very_many_people_every_pair_stands_in_the_table_or_in_the_list(tmp_path: Path) -> None:
    pairs = Counter((f"P{n % 40:02}", f"P{(n * 7 + 1) % 40:02}") for n in range(100))
    documents = [
        letter(f"{sender}{receiver}{n}", sender=sender, receiver=receiver)
        for (sender, receiver), count in pairs.items()
        for n in range(count)
    ]
    built(tmp_path, documents)
    page = opened(tmp_path / "correspondence.html")
    table = [int(words(a)) for a in page.xpath("//tbody//td/a[contains(@href, '#')]")]
    listed = [int(words(a).split()[0]) for a in page.xpath("//ul[@class='pairs']//a")]
    assert (sum(table) + sum(listed), len(table) + len(listed)) == (100, len(pairs))
    for row in page.xpath("//tbody/tr"):
        *cells, total = (int(words(td) or 0) for td in row.iter("td"))
        assert sum(cells) == total
    assert len(page.xpath("//svg//text")) <= 24


# --- the front page ---------------------------------------------------------------------------------------


def test_the_editor_chooses_where_to_begin(tmp_path: Path) -> None:
    out = built_with(tmp_path, SAMPLE, start=("c", "captures/a.txt", "nobody", "d", "b", "c"))
    start = opened(out / "index.html").find_class("start")[0]
    assert [words(a) for a in start.iter("a")] == ["An answer", "Zeal", "A month that nobody knows"]


def test_what_the_editor_chose_and_is_not_there_is_told(tmp_path: Path) -> None:
    settings = Config(site=Site(start=("1964-11-25-letter-agron-boro", "c")))
    told = build_site(SAMPLE, tmp_path, settings).not_there
    assert told == (
        "“1964-11-25-letter-agron-boro” is no document of this edition; did you mean “1964-11-25-letter-agron-bora”?",
    )


def test_the_edition_can_be_cited(tmp_path: Path) -> None:
    settings = Config(
        title="T", publisher="The Press", date="2026-11-21", editors=("A. B.", "C. D."), base_url="https://example.org/"
    )
    build_site(SAMPLE, tmp_path, replace(settings, site=Site(title="Letters")))
    cited = words(opened(tmp_path / "index.html").xpath("//*[@id='cite']/p")[0])
    assert cited == "Letters. Edited by A. B., C. D. The Press, 21 November 2026. https://example.org/"


def test_only_files_that_are_there_are_offered(edition: Path) -> None:
    links = opened(edition / "index.html").xpath("//*[@id='take']//a/@href")
    assert "tei.zip" in links
    assert all((edition / str(link)).is_file() for link in links)


def test_the_zip_file_has_every_document_and_the_same_bytes_each_time(edition: Path, tmp_path: Path) -> None:
    data = (edition / "tei.zip").read_bytes()
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        there = {Path(name).name: archive.read(name) for name in archive.namelist()}
    assert there == {path.name: path.read_bytes() for path in (edition / "doc").glob("*.xml")}
    built(tmp_path, tuple(reversed(SAMPLE)), title="Letters", base_url="https://example.org/ed")
    assert (tmp_path / "tei.zip").read_bytes() == data


# --- machines, scripts, hostile words ---------------------------------------------------------------------


def test_every_entry_can_be_taken_into_zotero(edition: Path) -> None:
    spans = opened(edition / "index.html").find_class("Z3988")
    first = parse_qs(spans[1].get("title", ""))
    assert len(spans) == len(SAMPLE)
    assert first["rft.type"] == ["letter"]
    assert first["rft.title"] == ["The first"]
    assert first["rft.creator"] == ["Agron"]
    assert first["rft.date"] == ["1964-11-25"]
    assert first["rft.identifier"] == ["https://example.org/ed/doc/1964-11-25-letter-agron-bora.html"]


def documents_of(out: Path) -> dict[str, list[list[object]]]:
    script = (out / "js" / "documents.js").read_text("utf-8")
    assert script.startswith("const teiDocuments={")
    found = json.loads(script.removeprefix("const teiDocuments="))
    assert isinstance(found, dict)
    return found


def test_the_script_knows_the_documents_in_the_order_of_time(edition: Path) -> None:
    found = documents_of(edition)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found["documents"]]
    assert [row["title"] for row in rows][-2:] == ["Zeal", "Nobody knows when"]
    assert [row["date"] for row in rows] == ["1964", "1964-11-25", "1966-02-03", "1970-10", ""]
    assert [row["gaps"] for row in rows] == [0, 0, 1, 0, 0]
    assert [found["people"][n][1] for n in rows[1]["from"]] == ["Agron"]  # type: ignore[attr-defined]
    assert rows[4]["to"] == []


@pytest.mark.parametrize(
    ("attributes", "text", "short"),
    [
        ({"when": "1964-11-25"}, "x", "1964-11-25"),
        ({"when": "1973-08"}, "August [illegible], 1973", "1973-08?"),
        ({"from": "1964", "to": "1966"}, "x", "1964/1966"),
        ({"notBefore": "1964", "notAfter": "1966"}, "x", "1964..1966"),
        ({"notBefore": "1964"}, "x", "1964.."),
        ({"notAfter": "1966"}, "x", "..1966"),
        ({}, "in spring 1111", "=in spring 1111"),
        ({}, "", ""),
    ],
)
def test_a_date_is_told_to_the_script_in_few_signs(attributes: dict[str, str], text: str, short: str) -> None:
    assert span(When(text, tuple(attributes.items()))) == short


HOSTILE = '</script><script>alert("1")</script><img src=x onerror=alert(2)>'


def test_hostile_words_stay_words_on_every_list(tmp_path: Path) -> None:
    built(tmp_path, [letter("a", "1964", title=HOSTILE, sender=HOSTILE, archive=HOSTILE, place=HOSTILE, language="x")])
    for page in tmp_path.rglob("*.html"):
        tree = opened(page)
        assert tree.xpath("//script[not(@src or @type='application/ld+json')] | //img | //@onerror") == []
    assert HOSTILE in titles(opened(tmp_path / "titles.html"))
    assert documents_of(tmp_path)["documents"][0][1] == HOSTILE


def test_foreign_files_without_anything_are_listed(tmp_path: Path) -> None:
    built(tmp_path, [SiteDocument("x", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')])
    assert titles(opened(tmp_path / "titles.html")) == ["Untitled document"]
    assert titles(opened(tmp_path / "years" / "undated.html")) == ["Untitled document"]


def test_every_list_speaks_the_language_of_the_edition(tmp_path: Path) -> None:
    built(tmp_path, SAMPLE, lang="de")
    assert words(opened(tmp_path / "types" / "letter.html").find(".//h1")) == "Briefe"  # type: ignore[arg-type]
    assert words(opened(tmp_path / "languages" / "sq.html").find(".//h1")) == "Dokumente auf Albanisch"  # type: ignore[arg-type]
    assert "Kein Dokument von 1965. Am nächsten:" in words(opened(tmp_path / "years" / "index.html"))


def test_the_scripts_of_lists_weigh_less_than_8_kb_each(edition: Path) -> None:
    shared = (edition / "js" / "common.js").read_bytes()
    for name in ("facets.js", "results.js"):
        script = shared + (edition / "js" / name).read_bytes()
        assert len(script) <= 8 * 1024
        assert b"innerHTML" not in script
