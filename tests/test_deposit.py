"""A deposit is a bag by bagit, a crate by rocrate, a record by datacite, and says nothing that the edition does not."""

from __future__ import annotations

import csv
import hashlib
import importlib.resources
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import quote, urljoin

import bagit
import pytest
from datacite import schema45
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld
from rocrate.rocrate import ROCrate

from program import LETTER, ROOT, SEEDS, run, times, tree
from tei_edition.assets import asset
from tei_edition.config import Config, Licence
from tei_edition.datable import When
from tei_edition.description import describe
from tei_edition.exports import licences
from tei_edition.exports.bag import Entry, escaped
from tei_edition.exports.crate import Crate
from tei_edition.exports.datacite import record
from tei_edition.exports.extent import Extent
from tei_edition.exports.portable import Names, portable
from tei_edition.folders import WholeFolder
from tei_edition.named import Named
from tei_edition.site.downloads import DOWNLOADS

STATED = "title: Our letters\npublisher: City Archive\ndate: 2026-11-21\nlicence: https://creativecommons.org/licenses/by/4.0/\n"

BASE = "https://example.org/crate/"
FILES = 2 + len(
    DOWNLOADS
)  # of a document in the reading edition: its page, that of its capture, what can be taken away


def build(folder: Path, captures: dict[str, str] | None = None, settings: str = STATED) -> Path:
    """An edition with these captures, built; the folder of its TEI."""
    for name, text in (captures or {}).items():
        file = folder / "captures" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "edition.yaml").write_text(settings, "utf-8")
    built = run("build", folder, "-o", folder / "output", "-q")
    assert built.exit_code == 0, built.stderr
    return folder / "output" / "tei"


def deposit(tei: Path, to: Path, *options: object) -> Any:
    """The program's answer to a request for a deposit of an edition."""
    config = ("--config", tei.parents[1] / "edition.yaml") if "--config" not in options else ()
    return run("export", "deposit", tei, "-o", to, *config, *options)


def deposited(folder: Path, captures: dict[str, str], settings: str = STATED) -> Path:
    """The deposit of an edition with these captures, valid for all who check it."""
    answer = deposit(build(folder, captures, settings), folder / "deposit")
    assert answer.exit_code == 0, answer.stderr
    check(folder / "deposit")
    return folder / "deposit"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deposit of the seeds."""
    folder = tmp_path_factory.mktemp("seeds")
    run("build", SEEDS, "-o", folder / "output", "-q")
    answer = run(
        "export", "deposit", folder / "output" / "tei", "-o", folder / "it", "--config", SEEDS / "edition.yaml"
    )
    assert answer.exit_code == 0, answer.stderr
    check(folder / "it")
    return folder / "it"


def entities(folder: Path) -> dict[str, dict[str, Any]]:
    graph = json.loads((folder / "data" / "ro-crate-metadata.json").read_bytes())["@graph"]
    return {entity["@id"]: entity for entity in graph}


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "data" / "licences.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- who checks ----------------------------------------------------------------------------------------------------


def check(folder: Path) -> None:
    """Valid by bagit, by plain checksums, by rocrate, by JSON-LD and by the schema of DataCite."""
    bagit.Bag(str(folder)).validate()
    check_sums(folder)
    check_crate(folder / "data")
    schema45.validator.validate(json.loads((folder / "data" / "datacite.json").read_bytes()))


def check_sums(folder: Path) -> None:
    """The manifests as `sha256sum -c` reads them; every file is in one of them, but the last manifest itself."""
    named = set()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (folder / manifest).read_text("utf-8").splitlines():
            digest, _, name = line.partition("  ")
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
            named.add(name)
    assert tree(folder).keys() - named == {"tagmanifest-sha256.txt"}


def check_crate(data: Path) -> None:
    """Every file is described, nothing is described that is not there, and all of it is linked data."""
    described = {entity.source.relative_to(data).as_posix() for entity in ROCrate(data).data_entities}
    folders = {f"{path.name}" for path in data.iterdir() if path.is_dir()}
    assert described == tree(data).keys() - {"ro-crate-metadata.json"} | folders
    check_linked(json.loads((data / "ro-crate-metadata.json").read_bytes()))


def check_linked(metadata: dict[str, Any]) -> None:
    """JSON-LD drops what the context does not know: so every entity must come back with all that is said of it."""
    stated = {urljoin(BASE, entity["@id"]): len(entity) for entity in metadata["@graph"]}
    assert len(stated) == len(metadata["@graph"]), "an @id stands twice"
    found = jsonld.expand(metadata, {"documentLoader": context, "base": BASE})
    assert {entity["@id"]: len(entity) for entity in found} == stated


def context(url: str, options: object) -> dict[str, Any]:
    """The context of RO-Crate as rocrate brings it, for there is no network."""
    assert url == "https://w3id.org/ro/crate/1.2/context"
    text = importlib.resources.files("rocrate").joinpath("data", "ro-crate.jsonld").read_text("utf-8")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": text}


# --- what is in it -------------------------------------------------------------------------------------------------


def test_the_deposit_of_the_seeds_holds_all_that_the_edition_is(seeds: Path) -> None:
    data = tree(seeds / "data")
    for capture in SEEDS.glob("*.txt"):
        assert data[f"captures/{capture.name}"] == capture.read_bytes()
        assert etree.fromstring(data[f"tei/{capture.stem}.xml"]) is not None
        assert json.loads(data[f"tei/{capture.stem}.ledger.json"])["totals"]["lost"] == 0
    for name in ("tei_edition.rng", "tei_edition.xsd", "xml.xsd", "tei_edition.odd"):
        assert data[f"schema/{name}"] == asset("schemas", name).read_bytes()
    assert data["tei/tei_edition.rng"] == data["schema/tei_edition.rng"]
    assert data["edition.yaml"] == (SEEDS / "edition.yaml").read_bytes()
    assert data["authorities.yaml"] == (SEEDS / "authorities.yaml").read_bytes()
    assert "html/index.html" in data and sum(name.startswith("html/doc/") for name in data) == 5 * FILES


def test_the_schema_in_the_deposit_validates_the_tei_beside_it(seeds: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(seeds / "data" / "schema" / "tei_edition.xsd")))
    for file in (seeds / "data" / "tei").glob("*.xml"):
        schema.assertValid(etree.parse(str(file)))


def test_each_document_says_in_the_crate_what_it_is_and_what_it_was_made_of(seeds: Path) -> None:
    found = entities(seeds)
    letter = found["tei/003_5cdf446f3af968a1.xml"]
    assert letter["name"] == "Letter to Wladyslaw Gomulka from Kim Il Sung"
    assert letter["dateCreated"] == "1966-02-03"
    assert letter["encodingFormat"] == "application/tei+xml"
    assert letter["conformsTo"] == {"@id": "schema/tei_edition.rng"}
    assert letter["isBasedOn"] == {"@id": "captures/003_5cdf446f3af968a1.txt"}
    assert found[letter["author"]["@id"]]["name"] == "Kim Il Sung"
    assert found[letter["recipient"]["@id"]]["name"] == "Wladyslaw Gomulka"
    page = found["html/doc/1966-02-03-letter-kim-gomulka.html"]
    assert page["isBasedOn"] == {"@id": "tei/003_5cdf446f3af968a1.xml"}


def test_the_checksum_of_a_capture_is_that_of_the_tei(seeds: Path) -> None:
    for row in rows(seeds):
        root = etree.parse(str(seeds / "data" / row["file"])).getroot()
        (stated,) = root.xpath("//t:idno[@type='sha256']/text()", namespaces={"t": root.nsmap[None]})
        capture = (seeds / "data" / row["capture_file"]).read_bytes()
        assert stated == row["capture_sha256"] == hashlib.sha256(capture).hexdigest()


def test_the_record_for_datacite_describes_the_edition_and_invents_no_doi(seeds: Path) -> None:
    record = json.loads((seeds / "data" / "datacite.json").read_bytes())
    assert record["titles"] == [{"title": "Albania, Poland and Korea: five documents"}]
    assert record["publicationYear"] == "2026"
    assert {"date": "1964/2021", "dateType": "Other", "dateInformation": "years of the documents"} in record["dates"]
    assert {"geoLocationPlace": "Pyongyang"} in record["geoLocations"]
    assert not {"doi", "identifiers", "prefix", "suffix"} & record.keys()


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/legalcode", "CC-BY-NC-SA-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/licenses/by-sa/3.0/de/", None),
        ("https://example.org/our-licence", None),
    ],
)
def test_a_creative_commons_licence_has_its_name_in_the_record(tmp_path: Path, licence: str, name: str | None) -> None:
    settings = STATED.replace("https://creativecommons.org/licenses/by/4.0/", licence)
    folder = deposited(tmp_path, {"letter.txt": LETTER}, settings)
    rights = json.loads((folder / "data" / "datacite.json").read_bytes())["rightsList"][0]
    assert (rights["rightsUri"], rights.get("rightsIdentifier")) == (licence, name)
    assert entities(folder)["./"]["license"] == {"@id": licence}
    assert rows(folder)[0]["licence"] == licence


def test_the_editors_are_the_creators_and_only_a_comma_parts_their_names(tmp_path: Path) -> None:
    folder = deposited(tmp_path, {"letter.txt": LETTER}, STATED + "editors: [Ann Smith, 'Hoxha, Enver']\n")
    creators = json.loads((folder / "data" / "datacite.json").read_bytes())["creators"]
    assert creators == [
        {"name": "Ann Smith", "nameType": "Personal"},
        {"name": "Hoxha, Enver", "nameType": "Personal", "familyName": "Hoxha", "givenName": "Enver"},
    ]
    found = entities(folder)
    assert [found[author["@id"]]["name"] for author in found["./"]["author"]] == ["Ann Smith", "Hoxha, Enver"]


def test_own_layouts_styles_and_statements_go_along(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.yaml").write_text(
        "about: ours\nevidence:\n  - {is: Our Archive Online, weight: 3}\n", "utf-8"
    )
    (tmp_path / "own.css").write_text("p { color: red }\n", "utf-8")
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "letter.txt").write_text(LETTER, "utf-8")
    (tmp_path / "captures.csv").write_text("file,title\nletter.txt,A letter\n", "utf-8")
    folder = deposited(tmp_path, {}, STATED + "site: {stylesheet: own.css}\n")
    assert {"layouts/ours.yaml", "own.css", "captures.csv"} <= tree(folder / "data").keys()


def test_captures_that_may_not_be_published_are_only_named_with_their_checksums(tmp_path: Path) -> None:
    for choice in ("hashes", "none"):
        folder = deposited(tmp_path / choice, {"letter.txt": LETTER}, STATED + f"site: {{capture: {choice}}}\n")
        assert not (folder / "data" / "captures").exists()
        (row,) = rows(folder)
        assert (row["capture"], row["capture_file"]) == ("letter.txt", "")
        source = entities(folder)[f"#capture-{hashlib.sha256(LETTER.encode()).hexdigest()}"]
        assert source["sha256"] == row["capture_sha256"]
        assert LETTER.encode() not in b"".join(tree(folder).values())


# --- what is told --------------------------------------------------------------------------------------------------


def test_a_capture_that_is_gone_is_reported_and_not_invented(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER, "b.txt": LETTER.replace("August", "May")})
    (tmp_path / "captures" / "a.txt").unlink()
    answer = deposit(tei, tmp_path / "deposit")
    assert answer.exit_code == 0
    assert "X140" in answer.stderr
    assert [name for name in tree(tmp_path / "deposit" / "data") if name.startswith("captures/")] == ["captures/b.txt"]
    check(tmp_path / "deposit")


def test_a_capture_that_has_changed_is_reported_and_left_out(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    (tmp_path / "captures" / "a.txt").write_text(LETTER + " ", "utf-8")
    answer = deposit(tei, tmp_path / "deposit")
    assert "X141" in answer.stderr
    assert not (tmp_path / "deposit" / "data" / "captures").exists()
    check(tmp_path / "deposit")


def test_a_capture_that_was_renamed_is_found_by_its_bytes(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    (tmp_path / "captures" / "a.txt").rename(tmp_path / "captures" / "z.txt")
    answer = deposit(tei, tmp_path / "deposit")
    assert "warning" not in answer.stderr
    (row,) = rows(tmp_path / "deposit")
    assert (row["capture"], row["capture_file"]) == ("a.txt", "captures/z.txt")


def test_the_deposit_has_no_pages_of_documents_as_they_were(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER, "b.txt": LETTER.replace("6 August", "7 August")})
    file = tei / "b.xml"
    file.write_bytes(file.read_bytes().replace(b"We are well", b"We are very well"))
    answer = deposit(tei, tmp_path / "deposit", "--all")
    assert "X144" in answer.stderr
    assert not (tmp_path / "deposit" / "data" / "html").exists()
    check(tmp_path / "deposit")


def test_without_a_reading_edition_the_deposit_says_so(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    shutil.rmtree(tmp_path / "output" / "html")
    answer = deposit(tei, tmp_path / "deposit")
    assert "there is no reading edition" in answer.stderr
    check(tmp_path / "deposit")


def test_pages_of_withdrawn_documents_are_left_out(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER, "secret.txt": LETTER.replace("6 August", "7 August")})
    for file in tei.glob("secret*"):
        file.unlink()
    answer = deposit(tei, tmp_path / "deposit", "-v")
    assert "X145" in answer.stderr
    names = tree(tmp_path / "deposit" / "data")
    assert sum(name.startswith("html/doc/") for name in names) == FILES
    assert "html/edition.epub" not in names  # it has the words of the other, too
    check(tmp_path / "deposit")
    assert listed(tmp_path / "deposit") == {name for name in names if name.startswith("html/")}


def test_a_deposit_with_all_pages_has_the_manifest_of_the_reading_edition(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    deposit(tei, tmp_path / "deposit")
    payload = tree(tmp_path / "deposit" / "data")
    assert payload["html/manifest.json"] == (tei.parent / "html" / "manifest.json").read_bytes()
    assert listed(tmp_path / "deposit") == {name for name in payload if name.startswith("html/")}


def test_the_manifest_in_a_deposit_names_what_the_editor_added_too(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    (tei.parent / "html" / "Häfen?.html").write_text("<p>mine", "utf-8")
    deposit(tei, tmp_path / "deposit")
    payload = tree(tmp_path / "deposit" / "data")
    assert listed(tmp_path / "deposit") == {name for name in payload if name.startswith("html/")}
    assert any("fen" in name for name in listed(tmp_path / "deposit"))


def listed(folder: Path) -> set[str]:
    """The files that the manifest of the reading edition in a deposit names, each as it is there, and itself."""
    name = "html/manifest.json"
    files = json.loads((folder / "data" / name).read_bytes())["files"]
    for path, stated in files.items():
        data = (folder / "data" / "html" / path).read_bytes()
        assert stated == {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    return {f"html/{path}" for path in files} | {name}


@pytest.mark.parametrize("missing", ["date", "publisher"])
def test_an_edition_that_does_not_say_what_it_is_has_no_deposit(tmp_path: Path, missing: str) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    lines = [line for line in STATED.splitlines() if not line.startswith(missing)]
    (tmp_path / "edition.yaml").write_text("\n".join(lines), "utf-8")
    answer = deposit(tei, tmp_path / "deposit")
    assert answer.exit_code == 3
    assert missing in answer.stderr
    assert not (tmp_path / "deposit").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_edition_without_a_licence_says_so_everywhere(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER}, "".join(STATED.splitlines(keepends=True)[:3]))
    answer = deposit(tei, tmp_path / "deposit")
    assert answer.exit_code == 0
    assert "X146" in answer.stderr
    assert "No licence of the encoding is stated" in (tmp_path / "deposit" / "data" / "README.md").read_text("utf-8")
    assert entities(tmp_path / "deposit")["./"]["license"] == {"@id": "licences.csv"}
    check(tmp_path / "deposit")


# --- what must not get in ------------------------------------------------------------------------------------------


def test_hidden_files_links_and_files_from_elsewhere_stay_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(LETTER, "utf-8")
    edition = tmp_path / "edition"
    tei = build(edition, {"a.txt": LETTER.replace("August", "May")}, STATED + "authorities: ../names.yaml\n"[:0])
    (edition / "captures" / "link.txt").symlink_to(outside)
    html = edition / "output" / "html"
    (html / ".git").mkdir()
    (html / ".git" / "config").write_text("secret", "utf-8")
    (html / ".htpasswd").write_text("secret", "utf-8")
    (html / "link.html").symlink_to(outside)
    (html / "away").symlink_to(tmp_path, target_is_directory=True)
    run("build", edition, "-o", edition / "output", "-q")  # also of the link: its TEI has no capture of its own
    answer = deposit(tei, edition / "deposit")
    assert "X142" in answer.stderr
    names = tree(edition / "deposit" / "data").keys()
    assert {name for name in names if "link" in name} == {"tei/link.xml", "tei/link.ledger.json"}
    assert not [name for name in names if name.startswith(("html/.", "html/away")) or "outside" in name]
    check(edition / "deposit")


def test_settings_outside_the_edition_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("people: [{id: pers-a, name: Ann Smith}]\n", "utf-8")
    edition = tmp_path / "edition"
    tei = build(edition, {"a.txt": LETTER}, STATED + "authorities: ../names.yaml\n")
    answer = deposit(tei, edition / "deposit")
    assert "X142" in answer.stderr
    assert "names.yaml" not in tree(edition / "deposit" / "data")


# --- names ---------------------------------------------------------------------------------------------------------

HOSTILE = (
    *(
        "with space.txt",
        "100%.txt",
        "%41.txt",
        "%0A.txt",
        "new\nline.txt",
        "re\rturn.txt",
        "Grüße.txt",
        "Gru\u0308ße.txt",
    ),
    *("CON.txt", "con.b.txt", "-rf.txt", "~home.txt", "a:b?.txt", 'q"uote.txt', "back\\slash.txt", "x" * 240 + ".txt"),
    *(
        "emoji 😀.txt",
        "rtl\u202etxt.txt",
        "LETTER.TXT",
        "letter.txt",
        "ends . .txt",
        "#1.txt",
        "朝鮮.txt",
        "two  spaces.txt",
    ),
)


def test_hostile_names_survive_all_checks(tmp_path: Path) -> None:
    texts = {name: LETTER.replace("6 August", f"{n + 1} August") for n, name in enumerate(HOSTILE)}
    folder = deposited(tmp_path, texts)
    there = [(folder / "data" / row["capture_file"]).read_text("utf-8") for row in rows(folder)]
    assert sorted(there) == sorted(texts.values())


def test_folders_of_captures_stay_folders(tmp_path: Path) -> None:
    folder = deposited(tmp_path, {"1964/a.txt": LETTER, "1965/a.txt": LETTER.replace("August", "May")})
    assert {row["capture_file"] for row in rows(folder)} == {"captures/1964/a.txt", "captures/1965/a.txt"}


@given(st.text(max_size=300) | st.sampled_from(["CON", "con.txt", "Aux .b.txt", "LPT1.xml", "COM¹", "context.txt"]))
def test_a_portable_name_is_a_name_on_all_systems(name: str) -> None:
    plain = portable(name)
    assert portable(plain) == plain
    assert 0 < len(plain.encode()) <= 160
    assert not set(plain) & set('/\\:*?"<>|%\r\n\t\0') and plain.isprintable()
    assert plain == plain.strip() and not plain.startswith(".") and not plain.endswith(".")
    assert plain == unicodedata.normalize("NFC", plain)
    assert not PureWindowsPath(plain).is_reserved()


@given(st.lists(st.text(alphabet="aA%./ ä\u0308", max_size=6), max_size=20))
def test_no_two_files_have_names_that_a_system_takes_for_one(wanted: list[str]) -> None:
    names = Names(["README.md"])
    given_names = [names.free(name).casefold() for name in wanted]
    assert len({*given_names, "readme.md"}) == len(wanted) + 1
    folders = {"/".join(name.split("/")[:n]) for name in given_names for n in range(1, name.count("/") + 1)}
    assert not folders & set(given_names)


def test_alike_names_are_numbered_without_counting_from_two_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    names, looked = Names(), []
    has = Names._has
    monkeypatch.setattr(Names, "_has", lambda self, key: looked.append(key) or has(self, key))
    found = [names.free(("Letter.txt", "letter.txt")[n % 2]) for n in range(1000)]
    assert found[:4] == ["Letter.txt", "letter-2.txt", "Letter-3.txt", "letter-4.txt"]
    assert len({name.casefold() for name in found}) == 1000
    assert len(looked) <= 2000


def test_the_paths_of_a_manifest_are_encoded_as_the_specification_says() -> None:
    assert escaped("data/100%\r\n ä.txt") == "data/100%25%0D%0A ä.txt"


# --- what headers may say ------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
ADDRESS = st.one_of(
    TEXT, TEXT.map("https://{}".format), st.sampled_from(["https://[", "https://d-nb.info/gnd/1"])
).filter(
    lambda url: not re.search(r"[?#]$|\?#", url)  # pyld leaves out parts of an address that are empty
)
NAMED = st.builds(
    Named,
    TEXT,
    st.sampled_from(["person", "organisation", "place"]),
    ref=TEXT,
    name=TEXT,
    uris=st.lists(ADDRESS, max_size=2).map(tuple),
)


@given(title=TEXT, named=NAMED, url=ADDRESS, word=TEXT, date=TEXT)
def test_whatever_a_header_says_the_records_are_valid(title: str, named: Named, url: str, word: str, date: str) -> None:
    document = replace(
        describe(etree.fromstring(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")),
        title=title,
        abstract=word,
        genre=word,
        language=word,
        when=When(date, (("when", date),)),
        authors=(named,),
        recipients=(named,),
        place=named,
        translators=(word,),
        keywords=(word,),
        rights=word,
        licence=Licence(url, word),
        capture_sha256=word,
    )
    crate, extent, config = Crate(), Extent(), Config(title=title, publisher="Archive", date="2026-11-21")
    crate.document("tei/a b.xml", Entry("", 1), document, isBasedOn=crate.withheld(document))
    extent.count(document)
    metadata = json.loads(b"".join(crate.pieces(config, extent)))
    check_linked(metadata)
    assert ROCrate(metadata).dereference("tei/a%20b.xml").get("genre", "") == word
    schema45.validator.validate(json.loads(json.dumps(record(config, extent))))
    written = licences.table([licences.row(document, "tei/a.xml", "")]).decode("utf-8-sig")
    (back,) = csv.DictReader(io.StringIO(written, newline=""))
    assert back["title"] in (title, f"'{title}")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(title: str) -> None:
    document = replace(describe(etree.fromstring(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")), title=title)
    assert f"tei/a.xml,'{title}" in licences.table([licences.row(document, "tei/a.xml", "")]).decode()


def test_a_person_is_called_by_the_address_in_an_authority_file_and_once() -> None:
    crate = Crate()
    hoxha = Named("Enver", "person", "pers-enver-hoxha", "Enver Hoxha", ("https://d-nb.info/gnd/118554123",))
    document = replace(
        describe(etree.fromstring(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")), authors=(hoxha, hoxha)
    )
    crate.document("tei/a.xml", Entry("", 1), document)
    metadata = json.loads(b"".join(crate.pieces(Config(), Extent())))["@graph"]
    people = [entity for entity in metadata if entity["@type"] == "Person"]
    assert people == [{"@id": "https://d-nb.info/gnd/118554123", "@type": "Person", "name": "Enver Hoxha"}]


def people(*documents: tuple[str, Named]) -> list[tuple[str, str]]:
    """Id and name of those who wrote these documents."""
    crate = Crate()
    for path, author in documents:
        bare = describe(etree.fromstring(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"))
        crate.document(path, Entry("", 1), replace(bare, authors=(author,)))
    metadata = json.loads(b"".join(crate.pieces(Config(), Extent())))
    check_linked(metadata)
    return sorted((entity["@id"], entity["name"]) for entity in metadata["@graph"] if entity["@type"] == "Person")


def test_ids_of_foreign_files_mean_somebody_in_their_file_only() -> None:
    ann, bob = (Named(name, "person", "p1") for name in ("Ann Smith", "Bob Brown"))
    assert people(("tei/a.xml", ann), ("tei/b c.xml", bob), ("tei/d.xml", ann), ("tei/a.xml", ann)) == [
        ("#person-a/p1", "Ann Smith"),
        ("#person-b%20c/p1", "Bob Brown"),
        ("#person-d/p1", "Ann Smith"),
    ]


def test_an_office_or_a_single_name_means_somebody_in_its_file_only() -> None:
    for name, ref in (("President", "pers-president"), ("Soviet Ambassador", "pers-soviet-ambassador"), ("Kim", "")):
        there = people(("tei/a.xml", Named(name, "person", ref)), ("tei/b.xml", Named(name, "person", ref)))
        assert there == [(f"#person-{file}/{quote(ref or name)}", name) for file in "ab"]


def test_ids_of_the_edition_mean_the_same_in_all_files_as_long_as_the_name_is_the_same() -> None:
    oneill, other = (Named(name, "person", "pers-ann-oneill") for name in ("Ann O’Neill", "Ann Oneill"))
    assert people(("tei/a.xml", oneill), ("tei/b.xml", oneill), ("tei/c.xml", other), ("tei/d.xml", oneill)) == [
        ("#person-c/pers-ann-oneill", "Ann Oneill"),
        ("#person-pers-ann-oneill", "Ann O’Neill"),
    ]


def test_what_is_called_first_keeps_its_name() -> None:
    crate = Crate()
    for words in ("CC BY 4.0", "another wording"):
        crate.licence("https://creativecommons.org/licenses/by/4.0/", words)
    metadata = json.loads(b"".join(crate.pieces(Config(), Extent())))["@graph"]
    assert "CC BY 4.0" in [entity["name"] for entity in metadata if "creativecommons" in entity["@id"]]


def test_tei_from_elsewhere_is_deposited_as_it_is(tmp_path: Path) -> None:
    tei = build(tmp_path, {"a.txt": LETTER})
    foreign = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt>
    <publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
    <text><body><p>Text</p></body></text></TEI>"""
    (tei / "foreign.xml").write_bytes(foreign)
    assert deposit(tei, tmp_path / "deposit", "--all").exit_code == 0
    assert (tmp_path / "deposit" / "data" / "tei" / "foreign.xml").read_bytes() == foreign
    assert "isBasedOn" not in entities(tmp_path / "deposit")["tei/foreign.xml"]
    check(tmp_path / "deposit")


# --- many, again, over another -------------------------------------------------------------------------------------


def test_two_hundred_letters_are_one_deposit_and_the_same_each_time(tmp_path: Path) -> None:
    texts = {
        f"letter-{n:03}.txt": LETTER.replace("31 December 1965", f"{n % 28 + 1} March {1700 + n}") for n in range(200)
    }
    letters, tei, folder = tmp_path / "captures", tmp_path / "output" / "tei", tmp_path / "deposit"
    letters.mkdir()
    for name, text in texts.items():
        (letters / name).write_text(text, "utf-8")
    (tmp_path / "edition.yaml").write_text(STATED, "utf-8")
    assert run("convert", tmp_path, "-o", tei, "-q").exit_code == 0  # a deposit needs no pages
    assert deposit(tei, folder).exit_code == 0
    check(folder)
    assert len(rows(folder)) == 200
    before, when = tree(folder), times(folder)
    assert deposit(tei, folder).exit_code == 0
    assert times(folder) == when
    assert deposit(tei, tmp_path / "other").exit_code == 0
    assert tree(folder) == tree(tmp_path / "other") == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A small deposit."""
    return deposited(tmp_path, {"a.txt": LETTER})


def test_a_deposit_is_replaced_as_a_whole(standing: Path) -> None:
    tei = build(standing.parent, {"a.txt": LETTER.replace("August", "May"), "b.txt": LETTER})
    for litter in (".DS_Store", "._data", "Thumbs.db", "desktop.ini"):
        (standing / litter).write_bytes(b"seen")
    assert deposit(tei, standing).exit_code == 0
    check(standing)
    assert len(rows(standing)) == 2


def _added(folder: Path) -> None:
    (folder / "data" / "notes.txt").write_text("mine", "utf-8")


def _hidden(folder: Path) -> None:
    (folder / ".zenodo.json").write_text("{}", "utf-8")


def _linked(folder: Path) -> None:
    (folder.parent / "more").mkdir()
    (folder / "data" / "more").symlink_to(folder.parent / "more", target_is_directory=True)


def _changed(folder: Path) -> None:
    (folder / "data" / "datacite.json").write_text("{}", "utf-8")


def _taken(folder: Path) -> None:
    (folder / "data" / "README.md").unlink()


def _foreign(folder: Path) -> None:
    (folder / "bag-info.txt").write_text("Bag-Software-Agent: bagit.py v1.9.0\n", "utf-8")


def _no_bag(folder: Path) -> None:
    for path in folder.glob("*.txt"):
        path.unlink()


@pytest.mark.parametrize("spoil", [_added, _hidden, _linked, _changed, _taken, _foreign, _no_bag])
def test_a_folder_in_which_somebody_has_worked_is_never_replaced(standing: Path, spoil: Any) -> None:
    spoil(standing)
    before = tree(standing)
    answer = deposit(standing.parent / "output" / "tei", standing)
    assert answer.exit_code == 5
    assert str(standing) in answer.stderr
    assert tree(standing) == before


def test_a_file_or_a_link_in_the_place_of_the_deposit_is_refused(standing: Path) -> None:
    (standing.parent / "file").write_text("mine", "utf-8")
    (standing.parent / "link").symlink_to(standing, target_is_directory=True)
    for name in ("file", "link"):
        assert deposit(standing.parent / "output" / "tei", standing.parent / name).exit_code == 5
    check(standing)


def test_a_deposit_that_fails_half_way_leaves_the_old_one_and_nothing_else(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(standing.parent)

    def fail(*args: object) -> str:
        raise OSError("disk full")

    monkeypatch.setattr("tei_edition.exports.readme._contents", fail)
    assert deposit(standing.parent / "output" / "tei", standing).exit_code != 0
    assert tree(standing.parent) == before


def test_if_the_new_folder_cannot_take_the_place_the_old_one_comes_back(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(standing.parent, {"b.txt": LETTER.replace("August", "May")})
    before = tree(standing.parent)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.suffix == ".tmp":
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    assert deposit(standing.parent / "output" / "tei", standing).exit_code == 5
    assert tree(standing.parent) == before


@pytest.mark.parametrize("moved", [".old", ".tmp"], ids=["the-old-away", "the-new-in"])
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
def test_an_interruption_between_the_old_folder_and_the_new_leaves_one_of_them_whole(
    standing: Path, monkeypatch: pytest.MonkeyPatch, moved: str, is_done: bool
) -> None:
    """The old one is moved away (to .old), then the new one (.tmp) takes its place."""
    names, before = {path.name for path in standing.parent.iterdir()}, tree(standing)
    rename = Path.rename
    steps = [moved]

    def interrupted(path: Path, target: Path) -> Path:
        if steps and steps[0] == (path.suffix or target.suffix):
            steps.clear()
            if is_done:
                rename(path, target)
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt), WholeFolder(standing, lambda _: "") as folder:
        folder.fill([("new.txt", [b"new"])])
    assert {path.name for path in standing.parent.iterdir()} == names
    assert tree(standing) == ({"new.txt": b"new"} if moved == ".tmp" and is_done else before)


def test_a_dry_run_is_refused_where_the_real_one_would_be(standing: Path) -> None:
    _added(standing)
    (standing.parent / "file").write_text("mine", "utf-8")
    before = tree(standing.parent)
    for place in (standing, standing.parent / "file", standing.parent / "file" / "deposit"):
        answers = [deposit(standing.parent / "output" / "tei", place, *more) for more in ((), ("--dry-run",))]
        assert [answer.exit_code for answer in answers] == [5, 5]
        assert answers[0].stderr == answers[1].stderr
    assert tree(standing.parent) == before


def test_a_dry_run_writes_nothing(standing: Path) -> None:
    before = tree(standing.parent)
    assert deposit(standing.parent / "output" / "tei", standing.parent / "new", "--dry-run").exit_code == 0
    assert tree(standing.parent) == before


# --- what the page of the documentation says -------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "deposit.md").read_text("utf-8")


def test_the_commands_of_the_page_on_deposits_work_as_they_stand_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (stated,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "my-letters").mkdir()
    (tmp_path / "my-letters" / "letter.txt").write_text(LETTER, "utf-8")
    (tmp_path / "my-letters" / "edition.yaml").write_text(stated, "utf-8")
    for line in "".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)).splitlines():
        program, *words = shlex.split(line)
        if program == "tei-edition":
            answer = run(*words)
            assert answer.exit_code == 0, answer.stderr
            assert "warning" not in answer.stderr
        else:
            subprocess.run([sys.executable, *words], check=True, capture_output=True)
    check(tmp_path / "output" / "export" / "deposit")
    assert "deposit/data/README.md" in zipfile.ZipFile(tmp_path / "letters.zip").namelist()


def test_all_that_a_deposit_holds_stands_on_its_page(seeds: Path) -> None:
    for name in {path.split("/")[0] for path in tree(seeds / "data")} | {path.name for path in seeds.glob("*.txt")}:
        assert name in PAGE
