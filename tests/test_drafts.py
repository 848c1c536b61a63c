"""`tei-edition layout new`: captures of an unknown site become a layout profile that reads them and their like."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captures import captures, has_words
from program import SEEDS, must_refuse, run, tree
from readings import document, facts, source
from tei_edition.errors import UnreadableInput
from tei_edition.layouts.draft import draft_profile
from tei_edition.layouts.engine import sift
from tei_edition.layouts.likeness import page_of
from tei_edition.layouts.profile_text import scalar
from tei_edition.layouts.profiles import load_profile, load_profiles, parse_profile
from tei_edition.layouts.slots import Profile
from tei_edition.model import Capture
from tei_edition.settings import FACTS
from tei_edition.yamlparser import compose
from tei_edition.yamltree import Pairs, Scalar

PROFILES = load_profiles()


def drafted(*texts: str) -> str:
    return draft_profile("ours", [page_of(source(text, f"{n}.txt")) for n, text in enumerate(texts, 1)])


def profile_of(*texts: str) -> Profile:
    return parse_profile(drafted(*texts), "ours")


def read(text: str, profile: Profile) -> Capture:
    return sift(source(text), (profile, *PROFILES))


def page(*lines: str) -> str:
    return "\n\n".join(line for line in lines if line) + "\n"


# --- the page of a city archive, with menu, breadcrumbs and labels ---------------------------------------------

MILL = (
    "Dear Mr. Kowal,",
    "The mill has been standing still since Tuesday. The wheel is broken in two places and nobody can mend it.",
    "Yours truly,",
    "Ivo Senn",
)
SEEDS_OF_MAY = (
    "Dear Mr. Kowal,",
    "I have received your letter of 2 May and thank you for the seeds. The oats were drowned in last week's rain.",
    "Please send the account before the end of the month.",
    "Ivo Senn",
)
HARBOUR = (
    "To the Mayor",
    "The harbour is open again. Three ships have come in with salt, one with timber; their captains want silver.",
    "We ask for instructions.",
    "Mara Tull",
)
BRIDGE = ("Gentlemen,", "The council has decided to build a bridge, of stone this time.", "Jon Vey")


def archive_page(
    title: str,
    date: str,
    body: tuple[str, ...],
    *,
    signature: str = "",
    description: str = "",
    language: str = "German",
    number: str,
) -> str:
    return page(
        "Skip to content",
        "City Archive of Tarnow",
        "Collections",
        "Search",
        f"Home > Letters > {date[-4:]}",
        title,
        signature and f"Signature: {signature}",
        f"Date: {date}",
        *body,
        description and "Description",
        description,
        "Rights",
        "Free for research. Please name the City Archive of Tarnow.",
        "Language",
        language,
        "Record ID",
        number,
        "© 2024 City Archive of Tarnow",
        "Cookie settings",
    )


ARCHIVE = (
    archive_page(
        "Letter from Ivo Senn to Jan Kowal", "4 June 1903", SEEDS_OF_MAY,
        signature="StA 12/3", description="Ivo Senn thanks for seeds.", number="1037",
    ),
    archive_page("Letter from Ivo Senn to Jan Kowal", "17 July 1904", MILL, signature="StA 12/4", number="1074"),
    archive_page(
        "Mara Tull reports on the harbour", "30 May 1911", HARBOUR, description="Ships and salt.", number="1111"
    ),
)  # fmt: skip
UNSEEN_IN_THE_ARCHIVE = archive_page(
    "Jon Vey asks for the price of lime", "1 March 1912", BRIDGE,
    signature="StA 13/1", description="A bridge of stone.", language="Polish", number="1148",
)  # fmt: skip


@pytest.mark.parametrize(("text", "body"), [*zip(ARCHIVE, (SEEDS_OF_MAY, MILL, HARBOUR), strict=True)])
def test_the_draft_knows_its_captures_and_leaves_them_just_their_document(text: str, body: tuple[str, ...]) -> None:
    capture = read(text, profile_of(*ARCHIVE))
    assert capture.layout == "ours"
    assert document(capture) == list(body)
    assert [finding.code for finding in capture.findings] == []


def test_the_draft_reads_a_page_that_it_has_not_seen() -> None:
    capture = read(UNSEEN_IN_THE_ARCHIVE, profile_of(*ARCHIVE))
    assert capture.layout == "ours"
    assert document(capture) == list(BRIDGE)
    assert facts(capture) == {
        "title": ["Jon Vey asks for the price of lime"],
        "shelfmark": ["StA 13/1"],
        "date": ["1 March 1912"],
        "abstract": ["A bridge of stone."],
        "rights": ["Free for research. Please name the City Archive of Tarnow."],
        "originalLanguage": ["Polish"],
        "recordId": ["1148"],
    }


def test_a_missing_field_is_no_other_field() -> None:
    capture = read(ARCHIVE[1], profile_of(*ARCHIVE))
    assert "abstract" not in facts(capture)
    assert facts(capture)["date"] == ["17 July 1904"]
    assert facts(capture)["rights"] == ["Free for research. Please name the City Archive of Tarnow."]


def test_two_captures_are_enough_and_their_order_is_nothing() -> None:
    for texts in (ARCHIVE[::2], ARCHIVE[::-2]):
        assert document(read(UNSEEN_IN_THE_ARCHIVE, profile_of(*texts))) == list(BRIDGE)


def test_half_of_the_page_is_still_recognised_and_another_site_is_not() -> None:
    profile = profile_of(*ARCHIVE)
    rows = UNSEEN_IN_THE_ARCHIVE.split("\n\n")
    assert read("\n\n".join(rows[:12]), profile).layout == "ours"
    other = page("Skip to content", "Search", *HARBOUR, "Rights", "Language", "Record ID", "Cookie settings")
    assert read(other, profile).layout != "ours"
    for seed in sorted(SEEDS.glob("*.txt")):
        assert read(seed.read_text("utf-8"), profile).layout != "ours"


# --- a blog of a museum: no head but title and date, tags and links below --------------------------------------


def blog_page(title: str, date: str, body: tuple[str, ...], posted: str, *tags: str) -> str:
    return page(
        title, date, *body, f"Posted on {posted}", "Museum of the Tarnow Railway", *(("Tags", *tags) if tags else ()),
        "Previous post", "Next post", "Contact | Imprint", "Related", f"All about {title.lower()}",
    )  # fmt: skip


ENGINE = ("We have bought an engine.", "It is black and loud and was nearly lost on its way here, as you have heard.")
VIADUCT = ("The viaduct is done.", "It has cost twice what was said, and the council is not pleased with it at all.")
STRIKE = ("Nobody works today.", "The men want an hour less and a penny more, and they will have to get it, I fear.")
BLOG = (
    blog_page("The first engine", "4 May 1871", ENGINE, "3 May 2020", "trains", "steam"),
    blog_page("A viaduct for the railway", "1 June 1871", VIADUCT, "14 May 2020", "bridges"),
    blog_page("The strike", "9 June 1871", STRIKE, "21 May 2020"),
)


def test_title_and_date_above_the_document_are_read_without_any_label() -> None:
    profile = profile_of(*BLOG)
    for text, body in zip(BLOG, (ENGINE, VIADUCT, STRIKE), strict=True):
        assert document(read(text, profile)) == list(body)
    unseen = blog_page("A tunnel", "2 July 1872", MILL, "30 May 2020", "tunnels", "stone", "water")
    capture = read(unseen, profile)
    assert (capture.layout, document(capture)) == ("ours", list(MILL))
    assert facts(capture) == {
        "title": ["A tunnel"],
        "date": ["2 July 1872"],
        "published": ["30 May 2020"],
        "subject": ["tunnels", "stone", "water"],
    }


# --- pages like those that are known ---------------------------------------------------------------------------


def wilson_page(title: str, date: str, body: tuple[str, ...], source: str, number: str, kind: str = "Letter") -> str:
    return page(
        "Skip to content", date, title, "This document was made possible with support from The Harbour Fund", *body,
        f"{body[-1]} writes about {title.lower()}.", "Document Information", "Source", source, "Rights",
        "The History and Public Policy Program welcomes reuse of Digital Archive materials.",
        "Original Uploaded Date", "June 5, 2012", "Type", kind, "Language", "German", "Record ID", number,
    )  # fmt: skip


WILSON = (
    wilson_page("Letter from Ivo Senn to Jan Kowal", "June 4, 1903", SEEDS_OF_MAY, "State Archive, 3", "114810"),
    wilson_page("Mara Tull reports", "May 30, 1911", HARBOUR, "State Archive, 4", "114811", "Report"),
    wilson_page("Letter from Ivo Senn on the Mill", "July 17, 1904", MILL, "State Archive, Box 12", "114812"),
)


def test_a_page_that_is_known_is_drafted_as_its_shipped_profile_has_it() -> None:
    profile = profile_of(*WILSON)
    shipped = {profile.name: profile for profile in PROFILES}["wilson-page"]
    for text in WILSON:
        mine = sift(source(text), (profile,), pinned="ours")
        theirs = sift(source(text), (shipped,), pinned="wilson-page")
        assert document(mine) == document(theirs)
        known = {
            name: values for name, values in facts(theirs).items() if name not in ("series", "publisher", "funder")
        }
        assert facts(mine) == known


def german_page(
    title: str, signature: str, date: str, summary: str, body: tuple[str, ...], *keywords: str, box: int
) -> str:
    lines = (
        "Zum Inhalt springen", "Startseite", "Stadtarchiv Musterhausen", f"Karton {box}, Mappe {box + 2}", "Titel",
        title,
        "Signatur", signature, "Datum", date, "Regest", summary, "Volltext", *body, "Schlagworte", *keywords, "Sprache",
        "Deutsch", "Zitierweise", f"Stadtarchiv Musterhausen, {signature}", "Impressum", "© 2023 Stadt Musterhausen",
    )  # fmt: skip
    return "\n".join(lines) + "\n"


WEBER = ("Hochgeehrte Herren,", "die Brücke ist fort, und niemand weiß, wann wir eine neue haben werden.", "Hans Weber")
FISCHE = ("In diesem Jahr sind die Fische ausgeblieben.", "Niemand weiß, warum; man sagt, es liege an der Brücke.")
GERMAN = (
    german_page(
        "Schreiben des Bürgermeisters", "StA 4/12", "3. Mai 1711", "Der Bürgermeister bittet um Steine.", WEBER,
        "Brücken", "Handel", box=3,
    ),
    german_page("Der Fischfang", "StA 5/1", "1. Juni 1712", "Der Fang ist schlecht. " * 9, FISCHE, "Fischerei", box=12),
)  # fmt: skip


def test_a_german_page_in_single_lines_is_drafted_too() -> None:
    capture = read(GERMAN[1], profile_of(*GERMAN))
    assert document(capture) == list(FISCHE)
    assert facts(capture) == {
        "remark": ["Karton 12, Mappe 14"],
        "title": ["Der Fischfang"],
        "shelfmark": ["StA 5/1"],
        "date": ["1. Juni 1712"],
        "abstract": [("Der Fang ist schlecht. " * 9).strip()],
        "subject": ["Fischerei"],
        "originalLanguage": ["Deutsch"],
        "citation": ["Stadtarchiv Musterhausen, StA 5/1"],
    }


@pytest.mark.parametrize("texts", [ARCHIVE, WILSON, GERMAN])
def test_no_line_that_differs_is_left_out(texts: tuple[str, ...]) -> None:
    """But the rest of a line whose beginning all pages have, such as the way to the page (Home > Letters > 1903)."""
    counts = Counter(line for text in texts for line in set(text.splitlines()) if line)
    for text in texts:
        capture = read(text, profile_of(*texts))
        left_out = [text[slice(*zone.span)] for zone in capture.zones if zone.kind == "chrome"]
        assert [line for line in left_out if counts[line] == 1 and not line.startswith("Home >")] == []


def test_fields_in_one_line_become_facts_of_their_own() -> None:
    pages = [
        page(
            "Harbour Watch", title, f"Date: {date} | Source: {paper} | Read more", *body, f"More From {paper}",
            "The Mill Is Open", "The mill was opened yesterday by the Minister in the presence of many, who had bread.",
        )
        for title, date, paper, body in (
            ("Grain Ships Leave", "23/03/2021", "Harbour News", HARBOUR),
            ("New Bridge Built", "04/05/2021", "Council News", VIADUCT),
        )
    ]  # fmt: skip
    capture = read(pages[0], profile_of(*pages))
    assert document(capture) == list(HARBOUR)
    assert facts(capture) == {"title": ["Grain Ships Leave"], "date": ["23/03/2021"], "publisher": ["Harbour News"]}
    assert capture.date_order == "dmy"


# --- what belongs to the document stays there -------------------------------------------------------------------


def test_a_signature_above_the_foot_stays_in_the_document_and_is_mentioned() -> None:
    text = drafted(*ARCHIVE[:2])
    assert "check: these lines recur next to the document" in text
    assert "“Ivo Senn” (In 2 of 2 captures" in text.replace("\n# ", " ")
    assert document(read(ARCHIVE[1], profile_of(*ARCHIVE[:2])))[-1] == "Ivo Senn"


@pytest.mark.parametrize(
    "line",
    ["Dear Sir,", "TOP SECRET", "To: Comrade Filippov", "[signature]", "The harbour is closed.", "P.S.", "- 3 -"],
)
def test_a_line_of_the_document_that_recurs_is_no_furniture(line: str) -> None:
    texts = [
        page("City Archive of Tarnow", "Search", title, line, *body[1:], line, body[1], "Privacy", "Cookie settings")
        for title, body in (("The mill", MILL), ("The harbour", HARBOUR), ("The seeds", SEEDS_OF_MAY))
    ]
    for text, body in zip(texts, (MILL, HARBOUR, SEEDS_OF_MAY), strict=True):
        capture = read(text, profile_of(*texts))
        assert document(capture) == [line, *body[1:], line, body[1]]


def test_a_label_that_one_capture_has_is_a_label_for_all() -> None:
    capture = read(UNSEEN_IN_THE_ARCHIVE, profile_of(ARCHIVE[0], ARCHIVE[2]))
    assert facts(capture)["shelfmark"] == ["StA 13/1"]


def test_two_documents_of_one_title_have_a_title() -> None:
    assert [facts(read(text, profile_of(*ARCHIVE)))["title"] for text in ARCHIVE] == [
        ["Letter from Ivo Senn to Jan Kowal"],
        ["Letter from Ivo Senn to Jan Kowal"],
        ["Mara Tull reports on the harbour"],
    ]
    same = [text.replace("Letter from Ivo Senn to Jan Kowal", "About the upper field") for text in ARCHIVE]
    assert facts(read(same[0], profile_of(*same)))["title"] == ["About the upper field"]


# --- the file --------------------------------------------------------------------------------------------------


def test_every_key_and_slot_of_a_draft_is_explained_and_says_on_what_it_rests() -> None:
    lines = drafted(*ARCHIVE).splitlines()
    for number, line in enumerate(lines):
        is_key = re.match(r"(about|evidence|enough|head|tail|#states|#dates):|  (opens|from|slots):", line)
        if is_key or re.match(r" +- [{s]", line):
            assert lines[number - 1].lstrip().startswith("# "), line
        if re.match(r" +- (\{slot|slot:|\{is|\{like|\{starts)", line):
            above = "\n".join(lines[max(0, number - 6) : number])
            assert re.search(r"# .*\d of 3 captures", above), line


def test_what_a_draft_offers_behind_a_number_sign_is_valid_without_it() -> None:
    text = re.sub(r"(?m)^#(?=states:|  publisher:|  repository:|dates:)", "", drafted(*ARCHIVE))
    profile = parse_profile(text, "ours")
    assert dict(profile.states) == {"publisher": "Our Archive", "repository": "Our Archive"}
    assert profile.dates == "dmy"
    assert len(text) == len(drafted(*ARCHIVE)) - 4


def test_a_guess_is_marked_and_shows_what_stood_there() -> None:
    text = drafted(*ARCHIVE).replace("\n  # ", " ")
    assert "check: is it the title that the archive gives? Here: “Letter from Ivo Senn to Jan Kowal”, “Mara" in text
    assert "In 2 of 3 captures, line 13; a label and its value in one line." in text


def test_all_that_a_draft_states_is_a_fact_that_the_program_knows() -> None:
    for texts in (ARCHIVE, BLOG, WILSON):
        profile = profile_of(*texts)
        slots = (*profile.head, *(profile.tail.slots if profile.tail else ()))
        stated = {goes.fact for slot in slots for goes in (slot.goes, *(goes for _, goes in slot.parts)) if goes.fact}
        assert stated <= {*FACTS, "remark"}


def test_the_lines_of_a_draft_are_no_wider_than_a_page() -> None:
    for texts in (ARCHIVE, BLOG, WILSON):
        assert max(map(len, drafted(*texts).splitlines())) <= 160


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_is_written_so_that_yaml_reads_it(text: str) -> None:
    root = compose(f"key: {{a: {scalar(text)}, b: 1}}")
    assert isinstance(root, Pairs)
    ((_, value),) = root.members
    assert isinstance(value, Pairs)
    (_, found), _ = value.members
    assert isinstance(found, Scalar)
    assert found.text == text
    assert not (found.plain and found.text.lower() in ("yes", "no", "null", "true", "false"))


# --- any captures ----------------------------------------------------------------------------------------------


def is_drafted_or_refused(texts: list[str]) -> None:
    pages = [page_of(source(text, f"{n}\n.txt")) for n, text in enumerate(texts)]
    try:
        text = draft_profile("ours", pages)
    except UnreadableInput as error:
        assert error.message
        assert error.remedy
        return
    profile = parse_profile(text, "ours")
    assert profile.enough >= 1
    for each in texts:
        sift(source(each), (profile,), pinned="ours")


@given(st.lists(captures.filter(has_words), min_size=2, max_size=4))
def test_any_captures_give_a_valid_draft_or_a_reason_why_not(texts: list[str]) -> None:
    is_drafted_or_refused(texts)


@given(
    frame=st.lists(captures.filter(has_words), min_size=2, max_size=2),
    bodies=st.lists(captures.filter(has_words), min_size=2, max_size=4),
)
def test_any_frame_around_any_documents_gives_a_valid_draft(frame: list[str], bodies: list[str]) -> None:
    is_drafted_or_refused([f"{frame[0]}\n\n{body}\n\n{frame[1]}" for body in bodies])


ODD_LINES = (
    "Date:", "Date: [x] | (y)", "Date: | |", "yes", "~", "null", "- a", "{a: b}", "# c", "a: b", "'", '"', "\\", "©",
    "© 2024 (x)", "\x85x\x85y", "a\xa0b", "\ufeffa", "x\u2028y", "\U000e0001 tag tag tag", "Title: x", "More From *",
    "Source", "Posted on ?", "^$.*+?{}[]|()", "[[a]] && b -- c ~~ d || e", "a" * 700, "12 comments", "7 comments",
    "é" * 30, "Home > x", "Related", "Language", "3 May 1951", "4/23/1951", "Record ID: 5", "Record ID: 7",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(ODD_LINES), min_size=3, max_size=14), min_size=2, max_size=3))
def test_odd_lines_that_recur_give_a_valid_draft(rows: list[list[str]]) -> None:
    is_drafted_or_refused(["\n\n".join([*lines[:7], "x" * 300, *lines[7:]]) + "\n" for lines in rows])


def test_a_telltale_that_stands_on_all_captures_is_found_in_long_ones_too() -> None:
    long = [
        text.replace("\n\n" + MILL[1], "".join(f"\n\nLine {n} of the mill." for n in range(900))) for text in ARCHIVE
    ]
    assert read(long[1], profile_of(*long)).layout == "ours"


# --- captures of which nothing can be drafted -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ((page(*MILL), page(*HARBOUR)), "the captures have no line in common above or below the document"),
        ((page("Date: 3 May", *MILL), page("Date: 4 May", *HARBOUR)), "no line in common"),
        ((ARCHIVE[0], ARCHIVE[0]), "the captures are all the same text"),
        (
            (page("Our archive", "Imprint", "Privacy"), page("Our archive", "Imprint"), page("Our archive", "Privacy")),
            "differ in no line",
        ),
    ],
)
def test_captures_without_a_common_page_are_refused_with_a_way_on(texts: tuple[str, ...], message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        drafted(*texts)
    assert caught.value.remedy


# --- the command -------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three captures of the city archive, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate(ARCHIVE, 1):
        Path(f"{number}.txt").write_text(text, "utf-8")
    return tmp_path


def test_the_draft_is_written_where_the_edition_finds_it_and_tried_on_every_capture(site: Path) -> None:
    result = run("layout", "new", "city-archive", "1.txt", "2.txt", "3.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"city-archive: drafted from 3 captures → {Path('layouts/city-archive.yaml')}",
        "1.txt: 11 lines left out, 7 in the header, 4 in the text; title “Letter from Ivo Senn to Jan Kowal”;"
        " date “4 June 1903”",
        "2.txt: 10 lines left out, 6 in the header, 4 in the text; title “Letter from Ivo Senn to Jan Kowal”;"
        " date “17 July 1904”",
        "3.txt: 11 lines left out, 6 in the header, 4 in the text; title “Mara Tull reports on the harbour”;"
        " date “30 May 1911”",
        f"next: read {Path('layouts/city-archive.yaml')}, then: tei-edition explain 1.txt",
    ]
    assert load_profile(Path("layouts/city-archive.yaml")).name == "city-archive"
    Path("4.txt").write_text(UNSEEN_IN_THE_ARCHIVE, "utf-8")
    assert "\nLayout: city-archive\n" in run("explain", "4.txt").stdout
    assert run("convert", "4.txt").exit_code == 0


def test_captures_may_be_named_by_folder_or_pattern(site: Path) -> None:
    for number, given_as in enumerate((".", "*.txt")):
        assert run("layout", "new", f"a{number}", given_as, "-q").exit_code == 0
    assert sorted(path.name for path in Path("layouts").iterdir()) == ["a0.yaml", "a1.yaml"]


def test_the_edition_says_where_its_layouts_are(site: Path) -> None:
    Path("own").mkdir()
    Path("edition.yaml").write_text("layouts: own\n")
    assert run("layout", "new", "city-archive", "1.txt", "2.txt").exit_code == 0
    assert Path("own/city-archive.yaml").is_file()
    Path("other").mkdir()
    Path("other/edition.yaml").write_text("title: Other\n")
    result = run("layout", "new", "city-archive", "1.txt", "2.txt", "--config", Path("other/edition.yaml"))
    assert Path("other/layouts/city-archive.yaml").is_file()
    assert f"tei-edition explain 1.txt --config {Path('other/edition.yaml')}" in result.stderr


def test_a_draft_elsewhere_comes_with_the_place_where_it_takes_effect(site: Path) -> None:
    shown = run("layout", "new", "city-archive", "1.txt", "2.txt", "-o", "-")
    assert parse_profile(shown.stdout, "city-archive").head
    assert f"to use it, save it as {Path('layouts/city-archive.yaml')}\n" in shown.stderr
    result = run("layout", "new", "city-archive", "1.txt", "2.txt", "-o", "drafts/mine.yaml")
    assert Path("drafts/mine.yaml").read_text("utf-8") == shown.stdout
    assert "to use it, save it as" in result.stderr
    assert not Path("layouts").exists()


def test_without_an_edition_a_layout_holds_for_its_folder_only(site: Path) -> None:
    Path("more").mkdir()
    Path("3.txt").rename("more/3.txt")
    assert "for the captures in that folder only" in run("layout", "new", "a", "1.txt", "2.txt", "more/3.txt").stderr
    Path("edition.yaml").write_text("title: Ours\n")
    assert "folder only" not in run("layout", "new", "b", "1.txt", "2.txt", "more/3.txt").stderr


@pytest.mark.parametrize("words", [(), ("-o", "layouts/city-archive.yaml"), ("-o", "layouts")])
def test_a_file_that_is_there_is_never_overwritten(site: Path, words: tuple[str, ...]) -> None:
    Path("layouts").mkdir()
    Path("layouts/city-archive.yaml").write_text("about: mine\n")
    before = tree(site)
    result = run("layout", "new", "city-archive", "1.txt", "2.txt", *words)
    assert result.exit_code == 5
    assert "is there already; nothing is written" in result.stderr
    assert "hint: choose another NAME, or write the draft elsewhere with -o FILE" in result.stderr
    assert tree(site) == before


def test_a_folder_that_cannot_be_written_is_exit_code_5(site: Path) -> None:
    Path("layouts").mkdir(mode=0o500)
    try:
        must_refuse(Path("layouts"), os.W_OK)
        assert run("layout", "new", "city-archive", "1.txt", "2.txt").exit_code == 5
    finally:
        Path("layouts").chmod(0o700)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("City Archive", "1.txt", "2.txt"), 2, "such as city-archive"),
        (("../x", "1.txt", "2.txt"), 2, "is no name for a layout"),
        (("con", "1.txt", "2.txt"), 2, "is no name for a layout"),
        (("x" * 61, "1.txt", "2.txt"), 2, "at most 60"),
        (("plain", "1.txt", "2.txt"), 2, "“plain” is the name of a layout that tei-edition has"),
        (("a", "1.txt"), 4, "1.txt: one capture does not show what is the page"),
        (("a", "1.txt", "./1.txt"), 4, "one capture does not show"),
        (("a", "1.txt", "nix.txt"), 4, "nix.txt: there is no such file or folder"),
        (("a", "1.txt", "empty.txt"), 4, "empty.txt: the file is empty"),
        (("a", "1.txt", "picture.txt"), 4, "this is a PNG image, not a text file"),
        (("a", "1.txt", "letter.txt"), 4, "the captures have no line in common"),
        (("a", "1.txt", "2.txt", "--config", "nix.yaml"), 3, "nix.yaml: there is no such file"),
        (("a",), 2, "Missing argument 'CAPTURE"),
    ],
)
def test_what_cannot_be_drafted_is_one_message(site: Path, words: tuple[str, ...], code: int, message: str) -> None:
    Path("empty.txt").write_bytes(b"")
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    Path("letter.txt").write_text(page(*HARBOUR), "utf-8")
    result = run("layout", "new", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "\n    hint: " in result.stderr
    assert not Path("layouts").exists()


def test_a_draft_that_does_not_win_is_reported_with_the_layout_that_does(site: Path) -> None:
    for number, text in enumerate(WILSON, 1):
        Path(f"w{number}.txt").write_text(text, "utf-8")
    result = run("layout", "new", "ours", "w1.txt", "w2.txt", "w3.txt")
    assert result.exit_code == 0
    assert result.stderr.count("warning: wilson-page is taken here, not the draft (evidence 13 against") == 3
    assert "hint: if the draft is better, give its telltales more weight; else you need no new layout" in result.stderr


def test_the_same_captures_give_the_same_draft() -> None:
    assert drafted(*ARCHIVE) == drafted(*ARCHIVE)
