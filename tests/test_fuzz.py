"""Files that nobody would write, put together by hypothesis: whatever comes, the promises are kept (`promises.py`).

`make properties` tries thousands of them, and `make fuzz` looks for such that reach new lines of the program.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import promises
from captures import converted, has_words
from jing import TEI_ALL, java, needs_java, needs_tei_all, refused_by_jing
from odd_captures import KINDS, LAYOUTS, files, pages
from pieces import CAPTURES, SETTINGS, TEI, Splicer
from program import ROOT, SEEDS

EXAMPLES = settings.default.max_examples  # type: ignore[union-attr]  # as conftest.py says
some = settings(max_examples=max(1, EXAMPLES // 6))
SEEDS_OF_CHANGES = st.integers(0, 2**32 - 1)


@given(files())
def test_the_bytes_of_any_file_are_converted_as_promised_or_turned_away(data: bytes) -> None:
    promises.for_conversion(data)


@pytest.mark.parametrize("layout", LAYOUTS)
@some
@given(data=st.data())
def test_a_document_on_the_page_of_each_layout_keeps_the_promises(layout: str, data: st.DataObject) -> None:
    promises.for_conversion(data.draw(pages(layout)).encode() or b"x")


@pytest.mark.parametrize("genre", KINDS)
@some
@given(data=st.data())
def test_a_document_of_each_genre_keeps_the_promises_and_has_its_page(genre: str, data: st.DataObject) -> None:
    promises.for_capture(data.draw(pages(genre=genre)).encode() or b"x")


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"plain"}))
def test_the_pages_of_each_layout_are_often_taken_for_it(layout: str) -> None:
    """Else the test above would try the plain layout only."""
    found: list[str] = []

    @settings(max_examples=25, derandomize=True, database=None)
    @given(pages(layout))
    def look(text: str) -> None:
        if has_words(text):
            found.append(converted(text).layout)

    look()
    assert found.count(layout) > len(found) / 5, found


@java
@needs_java
@needs_tei_all
def test_jing_takes_what_they_become_for_tei(tmp_path: Path) -> None:
    @some
    @given(pages())
    def write(text: str) -> None:
        tei = converted(text).tei if has_words(text) else None
        if tei is not None:
            (tmp_path / f"{len(list(tmp_path.iterdir()))}.xml").write_bytes(tei)

    write()
    written = sorted(tmp_path.iterdir())
    assert written
    assert refused_by_jing(Path(TEI_ALL), written) == {}


# --- changed files ----------------------------------------------------------------------------------------------


def _some_files(*patterns: str) -> st.SearchStrategy[bytes]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return st.sampled_from(found).map(Path.read_bytes)


def changed(splicer: Splicer, *patterns: str) -> st.SearchStrategy[bytes]:
    """Files of the project with a few lines, tags or words out of place."""
    return st.builds(lambda data, seed: splicer.changed(data, 20_000, seed), _some_files(*patterns), SEEDS_OF_CHANGES)


@given(changed(CAPTURES, "tests/golden/*/source.txt"))
def test_a_changed_capture_keeps_the_promises(data: bytes) -> None:
    promises.for_conversion(data)


@given(changed(TEI, "tests/samples/*.xml", "tests/samples/*/*.xml"))
def test_changed_tei_is_judged_and_shown_whatever_it_has_become(data: bytes) -> None:
    promises.for_tei(data)


@given(changed(SETTINGS, "seeds/*.yaml", "src/tei_edition/layouts/*.yaml"))
def test_changed_settings_are_read_or_refused_with_their_lines(data: bytes) -> None:
    promises.for_settings(data)


def test_the_same_seed_makes_the_same_changes() -> None:
    data = (SEEDS / "edition.yaml").read_bytes()
    assert SETTINGS.changed(data, 4096, 7) == SETTINGS.changed(data, 4096, 7) != SETTINGS.changed(data, 4096, 8)


@given(st.binary(max_size=60), SEEDS_OF_CHANGES)
def test_anything_can_be_changed(data: bytes, seed: int) -> None:
    for splicer in (CAPTURES, TEI, SETTINGS):
        assert len(splicer.changed(data, 100, seed)) <= 100


# --- the promises can be broken -----------------------------------------------------------------------------------


def test_a_lost_word_breaks_the_promise() -> None:
    conversion = converted("A word is lost here.")
    assert conversion.tei is not None
    promises.of_conversion(conversion, "A word is lost here.")
    with pytest.raises(AssertionError):
        promises.of_conversion(conversion, "A word more is lost here.")


def test_a_page_with_other_words_is_found() -> None:
    page = promises.html(b"<div class='tei-text'><p>One <b>two</b><i class='app'>4</i></p><p>three</p></div><p>x</p>")
    assert promises.words_of_page(page) == "One two three"
