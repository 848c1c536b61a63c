"""`tei-edition serve`: builds, shows, builds again; nothing in a capture or a setting ends it."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import until
from program import hears_signals, run
from tei_edition import serve
from tei_edition.commands import Run
from tei_edition.config import load_config
from tei_edition.errors import MissingExtra, UnreadableInput, WrongUse
from tei_edition.manner import Manner

if TYPE_CHECKING:
    from playwright.sync_api import Browser


needs_server = pytest.mark.skipif(
    not all(map(find_spec, serve.LIBRARIES)), reason=f"{', '.join(serve.LIBRARIES)} are not all installed"
)
LETTER = "Letter from Jane Roe to John Doe\n\nParis, 6 August 1973\n\nDear John,\n\n{}\n\nYours,\n\nJane Roe\n"
SETTINGS = "title: Two letters\ndate: 2026-11-21\ncaptures: '*.txt'\n"


class Served:
    """The program as an editor starts it, on a free port."""

    def __init__(self, folder: Path, output: str = "output") -> None:
        self.folder = folder
        self.log = (folder.parent / "log").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "tei_edition", "serve", str(folder), "--port", "0"]
        self.process = subprocess.Popen(
            [*command, "-o", str(folder / output)],
            stderr=self.log,
            env={**os.environ, "COLUMNS": "200"},
            preexec_fn=None if os.name == "nt" else hears_signals,
        )
        self.port = int(self.awaited(r"http://127\.0\.0\.1:(\d+)/")[1])
        self.address = f"http://127.0.0.1:{self.port}/"

    def built(self, times: int = 1) -> None:
        """Wait until so many builds are done."""
        self.awaited(" built in ", times)

    def told(self) -> str:
        self.log.flush()
        return Path(self.log.name).read_text(encoding="utf-8")

    def awaited(self, pattern: str, times: int = 1) -> re.Match[str]:
        """The last match in what the program said, as soon as there are so many of them."""
        for _ in range(600):
            found = list(re.finditer(pattern, self.told()))
            if len(found) >= times:
                return found[-1]
            assert self.process.poll() is None, self.told()
            time.sleep(0.1)
        raise AssertionError(f"{pattern} never came: {self.told()}")

    def asked(self, path: str, host: str = "", method: str = "GET") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=bool(host))
        if host:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, answer.getheader("Location") or body

    def header(self, path: str, name: str) -> str | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("HEAD", path)
        value = connection.getresponse().getheader(name)
        connection.close()
        return value

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=20)
        self.log.close()
        return code

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            self.log.close()


def an_edition(folder: Path) -> Path:
    """A letter and settings in a folder."""
    (folder / "edition.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "a.txt").write_text(LETTER.format("\n\n".join(f"Line {n} of it." for n in range(80))), encoding="utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "letters"
    folder.mkdir()
    running = Served(an_edition(folder))
    yield running
    running.kill()


@needs_server
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_a_change_is_built_and_ctrl_c_ends_it_in_peace(served: Served) -> None:
    served.built()
    status, page = served.asked("/")
    assert status == 200
    assert "Two letters" in page
    (served.folder / "edition.yaml").write_text(SETTINGS.replace("Two", "Three"), encoding="utf-8")
    served.built(2)
    assert "Three letters" in served.asked("/index.html")[1]
    assert served.end() == 0
    assert "Traceback" not in Path(served.log.name).read_text(encoding="utf-8")


@needs_server
def test_nobody_gets_what_is_not_a_page_of_the_edition(served: Served) -> None:
    served.built()
    secret = served.folder / "output" / "html" / "link.txt"
    if os.name != "nt":
        secret.symlink_to(served.folder / "edition.yaml")
        os.mkfifo(secret.with_name("pipe.html"))
    outside = (
        "/../../edition.yaml",
        "/%2e%2e/%2e%2e/edition.yaml",
        "/..%2f..%2fedition.yaml",
        "/link.txt",
        "/pipe.html",
    )
    for path in (*outside, "/doc", "/%00", f"/{'a' * 300}", f"/people/{'a' * 300}.html"):
        status, body = served.asked(path)
        assert (path, status) == (path, 404)
        assert "title: Two letters" not in body
    assert "Traceback" not in served.told()
    assert served.asked("/", host="evil.example")[0] == 400
    assert served.asked("/", host=f"localhost:{served.port}")[0] == 200


@needs_server
@pytest.mark.parametrize("name", ["nope", "empty", "a.xml", "*.nothing"])
def test_what_is_no_edition_is_not_served(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_edition.serve._listener", lambda _: pytest.fail("it listens"))
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.xml").write_text("<TEI/>", encoding="utf-8")
    done = run("serve", tmp_path / name, "-o", tmp_path / "out")
    assert done.exit_code == 4
    assert done.stderr.startswith(f"error: {tmp_path / name}: ")
    assert not (tmp_path / "out").exists()


@needs_server
def test_an_edition_that_has_no_captures_yet_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "edition.yaml").write_text("title: Soon\n", encoding="utf-8")

    def listening(_: int | None) -> None:
        raise WrongUse("it listens")

    monkeypatch.setattr("tei_edition.serve._listener", listening)
    assert "it listens" in run("serve", tmp_path).stderr


@needs_server
def test_a_folder_is_answered_with_the_address_of_its_list(served: Served) -> None:
    served.built()
    assert served.asked("/people") == (307, "/people/")
    assert served.asked("//people") == (307, "/people/")
    assert served.asked("/people/")[0] == 200


@needs_server
def test_who_wants_more_than_to_read_is_refused(served: Served) -> None:
    served.built()
    assert {served.asked("/index.html", method=method)[0] for method in ("POST", "PUT", "DELETE", "OPTIONS")} == {405}
    assert served.asked("/index.html", method="HEAD") == (200, "")


@needs_server
def test_what_is_served_runs_nowhere_else_and_a_tei_file_runs_nothing(served: Served) -> None:
    """A browser runs scripts of XHTML that stand in any XML; another site could load lists."""
    served.built()
    for path in ("/index.html", "/js/facets.js", "/sitemap.xml", "/none"):
        assert served.header(path, "X-Content-Type-Options") == "nosniff"
        assert served.header(path, "Cross-Origin-Resource-Policy") == "same-origin"
        assert served.header(path, "Access-Control-Allow-Origin") is None
    (tei,) = (served.folder / "output" / "html" / "doc").glob("*.xml")
    assert "sandbox" in (served.header(f"/doc/{tei.name}", "Content-Security-Policy") or "")


@needs_server
def test_an_edition_that_is_its_own_output_folder_is_built_again(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    served = Served(an_edition(tmp_path / "letters"), output=".")
    try:
        served.built()
        (served.folder / "edition.yaml").write_text(SETTINGS.replace("Two", "Three"), encoding="utf-8")
        served.built(2)
    finally:
        served.kill()


def in_a_thread(keep_building: Callable[[], None]) -> None:
    """Build until the builds leave with SystemExit, but not for ever."""

    def building() -> None:
        with suppress(SystemExit):
            keep_building()

    builder = threading.Thread(target=building, daemon=True)
    builder.start()
    builder.join(timeout=30)


@needs_server
def test_what_is_saved_during_the_first_build_is_built_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(Manner(quiet=True), (str(an_edition(tmp_path)),), tmp_path / "output")
    titles = []

    def build(*_: object) -> None:
        titles.append(load_config(tmp_path).title)
        if len(titles) > 1:
            raise SystemExit
        (tmp_path / "edition.yaml").write_text(SETTINGS.replace("Two", "Three"), encoding="utf-8")

    monkeypatch.setattr(serve, "_build", build)
    in_a_thread(lambda: serve._keep_building(run, serve.State()))
    assert titles == ["Two letters", "Three letters"]


@needs_server
def test_folders_that_a_new_setting_names_are_watched_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, styles = tmp_path / "letters", tmp_path / "styles"
    folder.mkdir()
    styles.mkdir()
    (styles / "own.css").write_text("p {}", encoding="utf-8")
    run = Run(Manner(quiet=True), (str(an_edition(folder)),), folder / "output")
    builds = []

    def build(*_: object) -> None:
        builds.append(1)
        match len(builds):
            case 1:  # its folder is not watched yet
                styled = f"{SETTINGS}site:\n  stylesheet: ../styles/own.css\n"
                (folder / "edition.yaml").write_text(styled, encoding="utf-8")
            case 2:
                (styles / "own.css").write_text("q {}", encoding="utf-8")
            case 3:
                raise SystemExit

    monkeypatch.setattr(serve, "_build", build)
    in_a_thread(lambda: serve._keep_building(run, serve.State()))
    assert len(builds) == 3


@needs_server
def test_a_page_is_there_while_the_first_build_runs(tmp_path: Path) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")], "query_string": b""}
    answer = serve.application(tmp_path / "html", serve.State())(scope, receive, send)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser of other tests has a loop running in this thread
        elsewhere.submit(asyncio.run, answer).result()
    assert sent[0]["status"] == 404
    assert b"There is no page here yet" in sent[1]["body"]
    assert b"live.js?build=0" in sent[1]["body"]


@needs_server
@pytest.mark.browser
def test_the_open_page_follows_a_build_and_keeps_its_place(served: Served, browser: Browser) -> None:
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.goto(served.address)
    page.click("main h3 a")
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    capture = served.folder / "a.txt"
    capture.write_text(capture.read_text(encoding="utf-8").replace("Line 0 of it", "Line nought"), encoding="utf-8")
    expect(page.locator("#text")).to_contain_text("Line nought", timeout=60_000)
    until(page, "scrollY > 700")
    page.close()


@needs_server
@pytest.mark.browser
def test_errors_are_shown_on_the_page_and_go_when_they_are_mended(served: Served, browser: Browser) -> None:
    from playwright.sync_api import expect

    page = browser.new_page()
    page.goto(served.address)
    (served.folder / "edition.yaml").write_text("tilte: <b>Two</b>\n", encoding="utf-8")
    expect(page.locator("#tei-live")).to_contain_text("tilte", timeout=60_000)
    assert page.locator("#tei-live b").count() == 0
    (served.folder / "edition.yaml").write_text(SETTINGS, encoding="utf-8")
    expect(page.locator("#tei-live")).to_have_count(0, timeout=60_000)
    (served.folder / "b.txt").write_bytes(b"")
    expect(page.locator("#tei-live")).to_contain_text("b.txt", timeout=60_000)
    page.goto(served.address + "not-there.html")
    expect(page.locator("h1")).to_have_text("There is no page here yet")
    page.close()


# --- the parts --------------------------------------------------------------------------------------------


def test_the_folders_of_all_that_an_edition_names_are_watched(tmp_path: Path) -> None:
    edition, shared = tmp_path / "edition", tmp_path / "shared"
    for folder in (edition / "captures" / "1973", shared / "looks", tmp_path / "profiles"):
        folder.mkdir(parents=True)
    (edition / "captures" / "1973" / "a.txt").write_text(LETTER.format("a"), encoding="utf-8")
    (shared / "people.yaml").write_text("people: []\n", encoding="utf-8")
    (shared / "looks" / "own.css").write_text("p {}", encoding="utf-8")
    (edition / "edition.yaml").write_text(
        "authorities: ../shared/people.yaml\nlayouts: ../profiles\nsite:\n  stylesheet: ../shared/looks/own.css\n",
        encoding="utf-8",
    )
    wanted = [edition, tmp_path / "profiles", shared]
    for source in (edition, edition / "captures" / "1973", edition / "captures" / "**" / "*.txt"):
        assert serve._folders(Run(Manner(), (str(source),), tmp_path / "output")) == wanted


def test_settings_that_cannot_be_read_leave_the_watched_folders_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition" / "edition.yaml").write_text("tilte: x\n", encoding="utf-8")
    run = Run(Manner(), (str(tmp_path / "edition"),), tmp_path / "output")
    (tmp_path / "looks").mkdir()
    assert serve._folders(run, [tmp_path / "looks"]) == [tmp_path / "edition", tmp_path / "looks"]


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="starlette, uvicorn, watchfiles") as caught:
        serve.serve(serve.Server(Run(Manner(quiet=True), (), tmp_path)))
    assert "pip install 'tei-edition[serve]'" in caught.value.remedy


def test_what_is_not_there_is_not_served_but_told(tmp_path: Path) -> None:
    run = Run(Manner(quiet=True), (str(tmp_path / "nowhere"),), tmp_path / "output")
    with pytest.raises(UnreadableInput, match="nowhere: there is no such file or folder"):
        serve.serve(serve.Server(run))


def test_a_port_that_is_taken_is_named() -> None:
    listener = serve._listener(0)
    listener.listen()
    with pytest.raises(WrongUse, match=r"port \d+ is taken"):
        serve._listener(listener.getsockname()[1])
    listener.close()


def test_what_a_build_writes_starts_no_other_build(tmp_path: Path) -> None:
    counts = serve._filter(Run(Manner(), (str(tmp_path),), tmp_path / "output"))
    assert counts(None, str(tmp_path / "a.txt"))
    assert counts(None, str(tmp_path / "layouts" / "my.yaml"))
    assert not counts(None, str(tmp_path / "output" / "html" / "css" / "own.css"))
    counts = serve._filter(Run(Manner(), (str(tmp_path),), tmp_path))
    assert counts(None, str(tmp_path / "a.txt"))
    assert not counts(None, str(tmp_path / "html" / "css" / "own.css"))
    assert not counts(None, str(tmp_path / ".a.txt.swp"))
    assert not counts(None, str(tmp_path / ".git" / "x.txt"))


def test_a_served_page_may_ask_this_server_and_nobody_else() -> None:
    page = b"<head><meta content=\"connect-src 'none'\"></head><p>connect-src 'none' &lt;/head></p>"
    changed = serve.live(page, 3)
    assert changed.count(b"connect-src 'self'") == 1
    assert changed.count(b"live.js?build=3") == 1
    assert changed.endswith(b"<p>connect-src 'none' &lt;/head></p>")
