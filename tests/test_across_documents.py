"""What the documents of an edition say about each other: replies find their letters, and doubles are noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from program import run, times, tree
from tei_edition.checks.edition import check_edition
from tei_edition.model import Answer, Digest, Party
from tei_edition.replies import answered, pointing

HOXHA, KIM = Party("pers-enver-hoxha", "Enver Hoxha"), Party("pers-kim-il-sung", "Kim Il Sung")

FIRST = """Letter from Kim Il Sung to Enver Hoxha

Pyongyang, 31 December 1965

Dear Comrade Enver Hoxha,

We wish you a happy new year, you and all the comrades of the Central Committee, and we hope to hear from you soon.

The delegation that was with us in autumn has told us much about the progress of your country, and we were glad of it.

Kim Il Sung
"""
ANSWER = """Letter from Enver Hoxha to Kim Il Sung

Tirana, 3 February 1966

Dear Comrade Kim Il Sung,

I thank you for your letter of 31 December 1965. We are well and wish you the same in the name of all the comrades.

Our delegation will come to you in spring as it was agreed, and it will bring you the books that you have asked for.

Enver Hoxha
"""


def edition(folder: Path, **captures: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in captures.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def built(folder: Path, *words: str) -> tuple[Path, str]:
    """The output folder of a build, and what was said."""
    result = run("build", folder, "-o", folder / "out", "-v", *words)
    assert result.exit_code in (0, 1), result.stderr
    return folder / "out", result.stderr


# --- replies ----------------------------------------------------------------------------------------------------


def test_a_reply_points_at_the_letter_that_it_answers(tmp_path: Path) -> None:
    out, _ = built(edition(tmp_path, b_answer=ANSWER, a_first=FIRST))
    ref = etree.parse(out / "tei" / "b_answer.xml").find(".//{*}correspContext/{*}ref")
    assert ref is not None
    assert ref.get("target") == "a_first.xml"
    assert run("validate", out / "tei").exit_code == 0


def test_the_page_of_a_reply_links_to_the_page_of_the_letter(tmp_path: Path) -> None:
    out, _ = built(edition(tmp_path, b_answer=ANSWER, a_first=FIRST))
    page = next((out / "html" / "doc").glob("1966*.xml")).with_suffix(".html")
    (link,) = etree.HTML(page.read_bytes()).xpath("//dd/a[contains(., '31 December 1965')]/@href")
    assert (page.parent / link).is_file()


def test_without_the_letter_a_reply_points_nowhere(tmp_path: Path) -> None:
    out, _ = built(edition(tmp_path, b_answer=ANSWER))
    ref = etree.parse(out / "tei" / "b_answer.xml").find(".//{*}correspContext/{*}ref")
    assert ref is not None
    assert ref.get("target") is None


def test_a_second_build_writes_no_reply_again(tmp_path: Path) -> None:
    folder = edition(tmp_path, b_answer=ANSWER, a_first=FIRST)
    out, _ = built(folder)
    before = times(out)
    built(folder)
    assert times(out) == before


def test_several_processes_find_the_same_letters(tmp_path: Path) -> None:
    captures = {f"c{n:02}": FIRST.replace("31 December", f"{n} November") for n in range(1, 28)}
    one = edition(tmp_path / "one", b=ANSWER, a=FIRST, **captures)
    two = edition(tmp_path / "two", b=ANSWER, a=FIRST, **captures)
    run("build", one, "-o", tmp_path / "1")
    run("build", two, "-o", tmp_path / "2", "-j", "2")
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def letter(date: str, sent: Party, received: Party, *answers: Answer) -> Digest:
    return Digest("d", "", date, (sent,), (received,), answers, (), ())


REPLY = letter("1966-02-03", HOXHA, KIM, Answer((KIM,), "1965-12-31"))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([letter("1965-12-31", KIM, HOXHA)], "l0"),
        ([letter("1965-12-31", Party("", "Kim Il Sung"), HOXHA)], "l0"),  # the same name without an id
        ([letter("1965-12-31", HOXHA, KIM)], ""),  # another sender
        ([letter("1965-12-30", KIM, HOXHA)], ""),  # another day
        ([letter("1965-12", KIM, HOXHA)], ""),  # a day is not known
        ([letter("1965-12-31", KIM, Party("", "Mao")), letter("1965-12-31", KIM, HOXHA)], "l1"),
        ([letter("1965-12-31", KIM, HOXHA), letter("1965-12-31", KIM, HOXHA)], ""),  # nobody can tell
        ([], ""),
    ],
)
def test_only_the_one_letter_that_fits_is_meant(others: list[Digest], expected: str) -> None:
    documents = [("reply", REPLY), *((f"l{n}", other) for n, other in enumerate(others))]
    assert answered(documents) == {"reply": (expected,)}


def test_a_letter_whose_sender_is_unknown_is_nobodys_letter() -> None:
    unknown = Party("", "Unknown")
    reply = letter("1966-02-03", HOXHA, unknown, Answer((), "1965-12-31"))
    assert answered([("reply", reply), ("l", letter("1965-12-31", unknown, HOXHA))]) == {"reply": ("",)}


def test_a_file_that_answers_nothing_stays_as_it_is() -> None:
    assert pointing(b"no XML at all", ("", "")) == b"no XML at all"


# --- checks -----------------------------------------------------------------------------------------------------


def codes(documents: dict[str, Digest]) -> list[tuple[str, str]]:
    return [(file, each.code) for file, found in check_edition(list(documents.items())).items() for each in found]


def digest(ident: str, *paragraphs: int, people: tuple[tuple[str, str], ...] = ()) -> Digest:
    return Digest(ident, "Title", "1965", (), (), (), people, paragraphs)


def test_two_documents_of_one_id_are_an_error() -> None:
    assert codes({"a": digest("d1"), "b": digest("d2"), "c": digest("d1")}) == [("c", "L301")]


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5), True),
        ((1, 2, 3, 4, 5), (1, 2, 3, 9, 8), True),
        ((1, 2, 3, 4, 5), (1, 2, 7, 9, 8), False),
        ((1, 2), (1, 2, 3, 4, 5, 6), False),  # an excerpt
        ((1,), (1,), True),
        ((), (), False),
    ],
)
def test_documents_that_are_mostly_alike_are_told(one: tuple[int, ...], other: tuple[int, ...], is_told: bool) -> None:
    expected = [("b", "C208")] if is_told else []
    assert codes({"a": digest("d1", *one), "b": digest("d2", *other)}) == expected


def test_however_many_copies_there_are_all_but_the_first_are_told() -> None:
    copies = {f"f{n:02}": digest(f"d{n}", 1, 2, 3) for n in range(40)}
    assert codes(copies) == [(f"f{n:02}", "C208") for n in range(1, 40)]


def test_short_documents_are_compared_as_a_whole(tmp_path: Path) -> None:
    short = "Telegram from Ann Grey to Bob Hall\n\nStop all work at once and come home, we need you here. Grey\n"
    _, said = built(edition(tmp_path, a=short, b=short.replace("home, we", "home -- we"), c=short.replace("all", "no")))
    assert said.count("C208") == 1
    assert "b.txt:1:1  warning C208" in said


def test_a_formula_that_many_documents_share_makes_no_doubles() -> None:
    assert codes({f"f{n}": digest(f"d{n}", 1) for n in range(20)}) == []


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("Enver Hoxha", "Enver Hodja", True),
        ("Enver Hoxha", "Hoxha Enver", True),
        ("Kim Il Sung", "Kim Il-sung", True),
        ("Mao Zedong", "Mao Tse-tung", True),
        ("Enver Hoxha", "Nexhmije Hoxha", False),
        ("E. Hoxha", "E. Hodja", False),
        ("Hoxha", "Hodja", False),
    ],
)
def test_one_person_under_two_ids_is_told(one: str, other: str, is_told: bool) -> None:
    documents = {"a": digest("d1", people=(("pers-1", one),)), "b": digest("d2", people=(("pers-2", other),))}
    assert codes(documents) == ([("b", "P202")] if is_told else [])
    assert codes({"a": digest("d1", people=(("pers-1", one),)), "b": digest("d2", people=(("pers-1", other),))}) == []


@pytest.mark.parametrize(
    ("date", "answers", "is_told"),
    [
        ("1966-02-03", "1966-12-31", True),
        ("1966-02-03", "1965-12-31", False),
        ("1966", "1966-12-31", False),
        ("", "1965", False),
    ],
)
def test_a_letter_that_answers_a_later_one_is_told(date: str, answers: str, is_told: bool) -> None:
    found = codes({"a": letter(date, HOXHA, KIM, Answer((KIM,), answers))})
    assert found == ([("a", "D301")] if is_told else [])


def test_the_editor_hears_of_a_document_that_is_there_twice(tmp_path: Path) -> None:
    copy = ANSWER.replace("3 February", "4 February")
    _, said = built(edition(tmp_path, a=FIRST, b=ANSWER, c=copy))
    assert "c.txt:1:1  warning C208  this seems to be the same document as b.xml, “Letter from Enver Hoxha" in said


def test_an_edition_can_do_without_a_check_across_documents(tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text("check: {ignore: [C208]}", "utf-8")
    _, said = built(edition(tmp_path, b=ANSWER, c=ANSWER))
    assert "C208" not in said


def test_validate_compares_the_files_too(tmp_path: Path) -> None:
    out, _ = built(edition(tmp_path, a=FIRST))
    (out / "tei" / "copy.xml").write_bytes((out / "tei" / "a.xml").read_bytes())
    result = run("validate", out / "tei")
    assert result.exit_code == 1
    assert (
        f"{out / 'tei' / 'copy.xml'}:1:1  error L301  the id d-a is that of {out / 'tei' / 'a'}.xml too"
        in result.stderr
    )
    assert "C208" in result.stderr
    assert run("validate", out / "tei" / "a.xml").exit_code == 0


def test_tei_of_a_capture_that_is_gone_is_told_until_it_is_deleted(tmp_path: Path) -> None:
    folder = edition(tmp_path, a=FIRST, b=ANSWER)
    out, said = built(folder)
    assert "E202" not in said
    (folder / "b.txt").unlink()
    (out / "tei" / ".tei-edition.state").unlink()  # nobody knows any more of which edition it is
    (out / "tei" / "mine.xml").write_text("<TEI/>", "utf-8")  # nobody wrote this but the editor
    _, said = built(folder)
    assert said.count("E202") == 1
    assert f"{out / 'tei' / 'b.xml'}:1:1  warning E202  this is the TEI of a capture that is not there any more" in said
    (out / "tei" / "b.xml").unlink()
    assert "E202" not in built(folder)[1]
    assert "E202" not in run("build", folder / "a.txt", "-o", out, "-v").stderr
