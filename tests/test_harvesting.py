"""What the site says of itself as a whole: news, addresses, letters, checksums, and a page for what is not there."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from editions import BASE, SAMPLES
from editions import CONFIG as STATED
from exported import add, document, edition
from program import tree
from tei_edition.config import Config
from tei_edition.folders import remove_unchanged
from tei_edition.site import Built, SiteDocument, build_site, sitemap
from tei_edition.teifile import elements, values

CONFIG = replace(STATED, site=replace(STATED.site, title="Letters <of> two & more"))
WITHOUT_ADDRESS = replace(CONFIG, base_url=None)
FEED = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def build(out: Path, config: Config = CONFIG, documents: Iterable[SiteDocument] | None = None) -> Built:
    found = [SiteDocument(path.stem, path) for path in SAMPLES] if documents is None else documents
    return build_site(found, out, config)


def letters(number: int, **stated: Any) -> list[SiteDocument]:
    """Letters of one day a year each."""
    roots = [document(title=f"Letter {n}", date={"when": f"{1900 + n}-05-01"}, **stated) for n in range(number)]
    return [SiteDocument(f"l{n}", etree.tostring(root)) for n, root in enumerate(roots)]


def xml(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes())


def texts(root: etree._Element, path: str, names: dict[str, str]) -> list[str]:
    return [str(each) for each in root.xpath(path, namespaces=names)]  # type: ignore[union-attr]


# --- the feed ---------------------------------------------------------------------------------------------------


def test_the_feed_has_what_atom_asks_for(tmp_path: Path) -> None:
    site = build(tmp_path)
    feed = xml(tmp_path / "feed.xml")
    assert feed.tag == f"{{{FEED['a']}}}feed"
    for element in (feed, *feed.iterfind("a:entry", FEED)):
        for name in ("id", "title", "updated"):  # RFC 4287 §4.1: exactly one of each
            assert len(element.findall(f"a:{name}", FEED)) == 1, name
        assert str(element.findtext("a:id", "", FEED)).startswith(BASE)
        assert element.findtext("a:updated", "", FEED) == "2026-11-21T00:00:00Z"
    ids = texts(feed, "//a:id/text()", FEED)
    assert len(set(ids)) == len(ids) == 1 + len(SAMPLES)
    assert texts(feed, "a:author/a:name/text()", FEED) == ["Ann Smith"]
    assert texts(feed, "a:link[@rel='self']/@href", FEED) == [f"{BASE}feed.xml"]
    assert texts(feed, "a:entry/a:link[@rel='alternate']/@href", FEED) == [
        f"{BASE}doc/{site.slugs[name]}.html" for name in ("article", "letter", "minutes")
    ]
    assert feed.findtext("a:title", "", FEED) == "Letters <of> two & more"


def test_the_feed_has_the_fifty_newest_and_the_undated_last(tmp_path: Path) -> None:
    undated = SiteDocument("u", etree.tostring(document(title="Undated")))
    build(tmp_path, documents=[undated, *letters(60)])
    titles = texts(xml(tmp_path / "feed.xml"), "a:entry/a:title/text()", FEED)
    assert titles == [f"Letter {n}" for n in range(59, 9, -1)]
    build(tmp_path / "few", documents=[undated, *letters(2)])
    assert texts(xml(tmp_path / "few" / "feed.xml"), "a:entry/a:title/text()", FEED)[-1] == "Undated"


def test_what_was_published_later_is_news(tmp_path: Path) -> None:
    late = document(title="Old letter, new here", date={"when": "1850"})
    (description,) = elements(late, "t:teiHeader/t:fileDesc")
    add(description, "publicationStmt/date").set("when", "2027-01-31")
    build(tmp_path, documents=[SiteDocument("late", etree.tostring(late)), *letters(2)])
    feed = xml(tmp_path / "feed.xml")
    assert texts(feed, "a:entry/a:title/text()", FEED)[0] == "Old letter, new here"
    assert texts(feed, "a:updated/text() | a:entry[1]/a:updated/text()", FEED) == ["2027-01-31T00:00:00Z"] * 2


@pytest.mark.parametrize("config", [WITHOUT_ADDRESS, replace(CONFIG, date=None)], ids=["no address", "no date"])
def test_without_address_or_date_there_is_no_feed_and_no_page_promises_one(tmp_path: Path, config: Config) -> None:
    build(tmp_path, config)
    assert not (tmp_path / "feed.xml").exists()
    assert all("feed.xml" not in path.read_text("utf-8") for path in tmp_path.rglob("*.html"))


def test_every_page_leads_to_the_feed(tmp_path: Path) -> None:
    build(tmp_path)
    for path in tmp_path.rglob("*.html"):
        (href,) = lxml_html.document_fromstring(path.read_text("utf-8")).xpath(
            "//link[@type='application/atom+xml']/@href"
        )
        assert href == "/ed/feed.xml" if path.name == "404.html" else (path.parent / href).resolve().is_file()


# --- the map ----------------------------------------------------------------------------------------------------


def test_the_map_has_every_page_once(tmp_path: Path) -> None:
    build(tmp_path)
    pages = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")} - {"404.html", "search.html"}
    locations = texts(xml(tmp_path / "sitemap.xml"), "s:url/s:loc/text()", MAP)
    assert sorted(locations) == sorted(BASE + ("" if page == "index.html" else page) for page in pages)
    assert texts(xml(tmp_path / "sitemap.xml"), "s:url/s:lastmod/text()", MAP) == ["2026-11-21"] * len(pages)


def test_more_addresses_than_a_map_may_have_are_spread_over_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 2)
    build(tmp_path)
    index = xml(tmp_path / "sitemap.xml")
    assert index.tag == f"{{{MAP['s']}}}sitemapindex"
    parts = [each.removeprefix(BASE) for each in texts(index, "s:sitemap/s:loc/text()", MAP)]
    found = [texts(xml(tmp_path / part), "s:url/s:loc/text()", MAP) for part in parts]
    assert all(0 < len(each) <= 2 for each in found)
    assert {f"{BASE}doc/{path.stem}.html" for path in (tmp_path / "doc").glob("*.html")} <= {
        each for part in found for each in part
    }


def test_without_an_address_there_is_no_map(tmp_path: Path) -> None:
    build(tmp_path, WITHOUT_ADDRESS)
    assert not list(tmp_path.glob("sitemap*"))


# --- the letters ------------------------------------------------------------------------------------------------


def test_the_letters_are_described_as_the_export_does(tmp_path: Path) -> None:
    roots = [document(authors=["Kim Il Sung"], recipients=["Gomulka"], date={"when": "1966-02-03"})]
    build(tmp_path, documents=[SiteDocument("l", etree.tostring(roots[0]))])
    assert {"cmif.xml": (tmp_path / "cmif.xml").read_bytes()} == edition(*roots, config=CONFIG).exported("cmif")
    (page,) = (tmp_path / "doc").glob("*.html")
    assert values(xml(tmp_path / "cmif.xml"), "//t:correspDesc/@ref") == [f"{BASE}doc/{page.name}"]


@pytest.mark.parametrize("missing", ["base_url", "date", "licence"])
def test_an_edition_that_does_not_say_what_harvesters_want_has_no_cmif_and_no_error(
    tmp_path: Path, missing: str
) -> None:
    build(tmp_path, replace(CONFIG, **{missing: None}))  # type: ignore[arg-type]
    assert not (tmp_path / "cmif.xml").exists()


def test_an_edition_without_letters_has_no_cmif(tmp_path: Path) -> None:
    build(tmp_path, documents=[SiteDocument("r", etree.tostring(document(genre="report", authors=["X"])))])
    assert not (tmp_path / "cmif.xml").exists()


# --- what is not there ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("config", "root"), [(CONFIG, "/ed/"), (WITHOUT_ADDRESS, "")], ids=["address", "no address"])
def test_the_page_for_nothing_leads_back_from_wherever_it_is_shown(tmp_path: Path, config: Config, root: str) -> None:
    build(tmp_path, config)
    page = lxml_html.document_fromstring((tmp_path / "404.html").read_text("utf-8"))
    links = page.xpath("//a/@href | //link[@rel!='icon']/@href | //form/@action")
    assert {f"{root}index.html", f"{root}search.html", f"{root}css/edition.css"} <= set(links)
    assert all(link.startswith(root) and "://" not in link for link in links)
    assert page.xpath("//link[@rel='canonical']") == []
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"


def test_the_page_for_nothing_speaks_german(tmp_path: Path) -> None:
    build(tmp_path, replace(CONFIG, site=replace(CONFIG.site, language="de")))
    page = lxml_html.document_fromstring((tmp_path / "404.html").read_text("utf-8"))
    assert page.findtext(".//h1") == "Diese Seite gibt es hier nicht"


# --- the manifest -----------------------------------------------------------------------------------------------


def manifest(out: Path) -> dict[str, Any]:
    return json.loads((out / "manifest.json").read_bytes())  # type: ignore[no-any-return]


def test_the_manifest_has_every_file_with_its_checksum_and_size(tmp_path: Path) -> None:
    build(tmp_path)
    there = {name: data for name, data in tree(tmp_path).items() if name != "manifest.json"}
    stated = manifest(tmp_path)
    assert list(stated["files"]) == sorted(there)
    assert stated["files"] == {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in there.items()
    }
    assert (stated["edition"], stated["url"], stated["published"]) == (CONFIG.site.title, BASE, "2026-11-21")


def test_a_second_build_writes_nothing_and_removes_nothing(tmp_path: Path) -> None:
    first, second = build(tmp_path), build(tmp_path)
    assert (second.written, second.unchanged, second.removed) == (0, first.written, ())


def test_every_build_has_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "a")
    with ThreadPoolExecutor(4) as pool:
        build_site([SiteDocument(path.stem, path) for path in reversed(SAMPLES)], tmp_path / "b", CONFIG, run=pool.map)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_the_files_of_a_withdrawn_document_are_gone_after_the_next_build(tmp_path: Path) -> None:
    documents = [SiteDocument(path.stem, path) for path in SAMPLES]
    slugs = build(tmp_path, documents=documents).slugs
    again = build(tmp_path, documents=[each for each in documents if each.ident != "letter"])
    assert again.removed
    assert not list(tmp_path.glob(f"doc/{slugs['letter']}*"))
    assert (tmp_path / "doc" / f"{slugs['minutes']}.html").is_file()
    build(tmp_path / "fresh", documents=[each for each in documents if each.ident != "letter"])
    fresh = tree(tmp_path / "fresh")
    assert {name: data for name, data in tree(tmp_path).items() if not name.startswith("fresh/")} == fresh


def test_what_an_edition_no_longer_has_is_gone_with_its_folder(tmp_path: Path) -> None:
    build(tmp_path, documents=letters(2))
    assert (tmp_path / "cmif.xml").exists() or (tmp_path / "feed.xml").exists()
    build(tmp_path, WITHOUT_ADDRESS, documents=[])
    assert not any((tmp_path / name).exists() for name in ("doc", "feed.xml", "sitemap.xml", "cmif.xml"))
    assert (tmp_path / "index.html").is_file()


def test_a_page_that_somebody_changed_stays(tmp_path: Path) -> None:
    slugs = build(tmp_path, documents=letters(2)).slugs
    changed = tmp_path / "doc" / f"{slugs['l0']}.html"
    changed.write_text("mine", "utf-8")
    (tmp_path / "doc" / "mine.txt").write_text("mine", "utf-8")
    build(tmp_path, documents=letters(2)[1:])
    assert changed.read_text("utf-8") == "mine"
    assert (tmp_path / "doc" / "mine.txt").is_file()
    assert not (tmp_path / "doc" / f"{slugs['l0']}.xml").exists()


@pytest.mark.parametrize(
    "left",
    [
        b"", b"{", b"[]", b"null", b'{"files": []}', b'{"files": {"a": 1}}', b'{"name": "app", "icons": []}', b"\xff",
        b"[" * 99_999,
    ],
    ids=lambda left: str(left[:12]),
)  # fmt: skip
def test_a_manifest_that_is_none_removes_nothing(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(left)
    (tmp_path / "a").write_text("mine", "utf-8")
    assert build(tmp_path, documents=[]).removed == ()
    assert (tmp_path / "a").is_file()
    assert "index.html" in manifest(tmp_path)["files"]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt", "doc/../../outside.txt", "{outside}", "doc//x", "./outside.txt", "..\\outside.txt",
        "C:outside.txt", "", ".", "a\0b", "linked/outside.txt", "link.txt",
    ],
)  # fmt: skip
def test_a_manifest_removes_nothing_outside_the_site(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", "utf-8")
    site = tmp_path / "site"
    site.mkdir()
    for odd in ("C:outside.txt", "..\\outside.txt") if os.name != "nt" else ():
        (site / odd).write_text("mine", "utf-8")
    (site / "linked").symlink_to(tmp_path)
    (site / "link.txt").symlink_to(outside)
    digest = hashlib.sha256(outside.read_bytes()).hexdigest()
    stated = {"files": {name.replace("{outside}", str(outside)): {"sha256": digest, "size": 4}}}
    (site / "manifest.json").write_text(json.dumps(stated), "utf-8")
    assert build(site, documents=[]).removed == ()
    assert outside.read_text("utf-8") == "mine"
    assert (site / "link.txt").is_symlink()


def test_a_folder_goes_only_when_it_is_empty(tmp_path: Path) -> None:
    known = {}
    for name in ("a/b/c.txt", "a/d.txt", "e/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
        known[name] = hashlib.sha256(name.encode()).hexdigest()
    (tmp_path / "e" / "mine.txt").write_text("mine", "utf-8")
    assert remove_unchanged(tmp_path, known) == ("a/b/c.txt", "a/d.txt", "e/f.txt")
    assert list(tree(tmp_path)) == ["e/mine.txt"]
    assert not (tmp_path / "a").exists()
