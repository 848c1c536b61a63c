"""`tei-edition serve`: builds an edition, shows it on this machine, and builds again when something changes.

A document or a setting with an error never ends it: the page in the browser tells what is wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import stat
import threading
import traceback
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tei_edition.assets import asset
from tei_edition.commands import Run, named, rebuilt
from tei_edition.corpus import config_for, folder_of
from tei_edition.errors import MissingExtra, TeiEditionError, WrongUse
from tei_edition.jobs import find_jobs
from tei_edition.model import Finding, Severity
from tei_edition.ordinary import is_file
from tei_edition.settings import EDITION_FILE

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

HOST = "127.0.0.1"
PORTS = range(8000, 8020)  # tried in this order if none is asked for
OURS = "_tei-edition"  # the address of what is not part of the edition
LIBRARIES = ("starlette", "uvicorn", "watchfiles")
WATCHED = (".txt", ".yaml", ".yml", ".csv", ".css", ".xsl", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
TOLD = 20  # problems that the page shows
PATIENCE = 0.25  # seconds between two looks at whether a new build is there
GLANCE = 200  # milliseconds after which the first build begins, for by then all folders are watched
FAREWELL = 0.6  # seconds in which the open pages are let go
SIGN_OF_LIFE = 40  # looks after which a quiet line tells whether the browser is still there


@dataclass(frozen=True, slots=True)
class Server:
    """A request to serve an edition; without a port a free one is taken."""

    run: Run
    port: int | None = None
    open: bool = False


@dataclass(slots=True)
class State:
    """What is built, and what the last build came to; `number` grows with each."""

    number: int = 0
    problems: list[dict[str, str]] = field(default_factory=list)
    is_building: bool = False
    is_over: bool = False  # nobody will build any more

    def built(self, problems: Iterable[dict[str, str]]) -> None:
        """Another build is done."""
        self.problems = list(problems)[:TOLD]
        self.number += 1


def serve(server: Server) -> int:
    """Build and serve until Ctrl-C; returns the exit code. Raises MissingExtra, WrongUse, UnreadableInput.

    Ctrl-C between two builds is how it ends; a build that is interrupted is one that is not done (KeyboardInterrupt).
    """
    missing = [name for name in LIBRARIES if not find_spec(name)]
    if missing:
        raise MissingExtra(
            f"serving needs what is not installed: {', '.join(missing)}",
            remedy="pip install 'tei-edition[serve]'; pages of tei-edition build can be opened without a server too",
        )
    import uvicorn

    run = server.run
    _refuse_nothing(run)
    listener = _listener(server.port)
    state = State()
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    settings = uvicorn.Config(
        application(run.output / "html", state), log_level="error", timeout_graceful_shutdown=1, lifespan="off"
    )
    run.manner.say(f"serving {address} – builds again when a file changes; Ctrl-C ends it")
    with _answering(uvicorn.Server(settings), listener, state):
        if server.open:
            webbrowser.open(address)
        try:
            _keep_building(run, state)
        except KeyboardInterrupt:
            if state.is_building:
                raise
            run.manner.say("stopped")
    return 0


def _refuse_nothing(run: Run) -> None:
    """Raises UnreadableInput if there is nothing to build, and no edition either to which captures could be added."""
    if run.config_file or any(_is_edition(Path(source)) for source in named(run)):
        return
    faults = [job.fault for job in find_jobs(named(run))]
    if faults and faults[0] and all(faults):
        raise faults[0]


def _is_edition(path: Path) -> bool:
    return is_file(path / EDITION_FILE) or (path.name == EDITION_FILE and is_file(path))


@contextmanager
def _answering(server: uvicorn.Server, listener: socket.socket, state: State) -> Iterator[None]:
    """Browsers are answered beside the builds, which Ctrl-C interrupts as it does those of `tei-edition build`."""
    answering = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    answering.start()
    try:
        yield
    finally:
        state.is_over = server.should_exit = True
        answering.join(timeout=FAREWELL)


def _listener(port: int | None) -> socket.socket:
    """A socket of this machine only. Raises WrongUse if the port is taken."""
    for candidate in PORTS if port is None else (port,):
        listener = socket.socket()
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen()  # from now on nobody who asks is refused
        except OSError:
            listener.close()
            continue
        return listener
    taken = f"port {port}" if port is not None else f"every port from {PORTS[0]} to {PORTS[-1]}"
    raise WrongUse(f"{taken} is taken by another program", remedy="name another one with --port, or 0 for any free one")


# --- building and watching ------------------------------------------------------------------------------------


def _build(run: Run, state: State) -> None:
    """Build once more; whatever goes wrong is told, here and on the page."""
    state.is_building = True
    try:
        outcome = rebuilt(run)
        state.built(_problem(finding) for finding in outcome.findings if finding.severity is Severity.ERROR)
    except TeiEditionError as error:
        run.manner.say(f"error: {error.message}\n  hint: {error.remedy}")
        state.built([{"where": "", "what": error.message, "hint": error.remedy}])
    except Exception as error:  # the next change may mend it, and the server must be there then
        run.manner.say("".join(traceback.format_exception(error)))
        state.built([{"where": "", "what": f"tei-edition itself failed: {error}", "hint": "please report this"}])
    state.is_building = False


def _problem(finding: Finding) -> dict[str, str]:
    place = finding.capture or finding.tei
    where = f"{place.file}:{place.line}" if place else ""
    return {"where": f"{where} {finding.code}".strip(), "what": finding.message, "hint": finding.hint}


def _keep_building(run: Run, state: State) -> None:
    """Build, and again after each change, until it is interrupted; what is saved during a build is built next."""
    from watchfiles import watch

    folders: list[Path] = []
    try:
        while True:
            folders = _folders(run, folders)
            glances = watch(
                *folders,
                watch_filter=_filter(run),
                rust_timeout=GLANCE,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            )
            for number, changes in enumerate(glances):
                if number and not changes:
                    continue
                _build(run, state)
                if _folders(run, folders) != folders:
                    break  # others matter now; what was saved in them before they are watched is in the next build
    except OSError as error:  # a folder that has just gone, or more of them than the system watches
        run.manner.say(f"error: the folders cannot be watched: {error}\n  hint: start tei-edition serve again")
        _build(run, state)


def _folders(run: Run, before: Sequence[Path] = ()) -> list[Path]:
    """Where changes matter: the folders of captures and settings, and of all files that the settings name.

    As long as the settings or the sources cannot be read, these are the folders from before.
    """
    folders = {folder_of(source) for source in named(run)}
    folders |= {run.config_file.parent} if run.config_file else set()
    for further in (_of_settings, _of_captures):
        try:
            folders |= further(run)
        except TeiEditionError:
            folders |= set(before)
    there = sorted({folder.resolve() for folder in folders if folder.is_dir()})
    return [folder for folder in there if not any(other in folder.parents for other in there)] or [Path().resolve()]


def _of_settings(run: Run) -> set[Path]:
    config = config_for(named(run), run.config_file)
    files = (config.authorities, config.layouts, config.site.stylesheet, config.site.logo)
    return {config.folder, *(path if path.is_dir() else path.parent for path in files if path)}


def _of_captures(run: Run) -> set[Path]:
    return {job.path.parent for job in find_jobs(named(run)) if isinstance(job.path, Path)}


def _filter(run: Run) -> Callable[[Any, str], bool]:
    """Whether a changed file is one of the edition's, and not one that a build wrote."""
    written = [(run.output / name).resolve() for name in ("html", "tei", "report.json")]

    def counts(_: Any, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in path.parts[-2:])
        ours = any(path.resolve().is_relative_to(each) for each in written)
        return path.suffix.lower() in WATCHED and not hidden and not ours

    return counts


# --- serving --------------------------------------------------------------------------------------------------


def application(folder: Path, state: State) -> Starlette:
    """The pages of a folder, to this machine only, each with a script that loads it again after a build."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    class Pages(StaticFiles):
        """Files of the folder; a page that is not there yet is one that waits for the next build."""

        async def check_config(self) -> None:
            """The folder need not be there: it comes with the first build."""

        async def get_response(self, path: str, scope: Any) -> Response:
            if scope["method"] not in ("GET", "HEAD"):
                raise HTTPException(405, headers={"Allow": "GET, HEAD"})
            number = state.number  # before the page is read: a build that ends meanwhile is news to it
            try:
                return self._answer(path, scope["path"], number)
            except (OSError, ValueError):  # gone meanwhile, or no name that a file can have
                return not_there(number)

        def _answer(self, path: str, asked: str, number: int) -> Response:
            full, found = self.lookup_path(path)
            if found is not None and Path(full).is_dir():
                full, found = self.lookup_path(os.path.join(path, "index.html"))  # noqa: PTH118
                if found is not None and not asked.endswith("/"):
                    return RedirectResponse(f"/{quote(Path(path).as_posix())}/", headers=NOT_KEPT)
            if found is None or not stat.S_ISREG(found.st_mode):  # a pipe would be waited for by everybody
                return not_there(number)
            if full.endswith(".html"):
                return HTMLResponse(live(Path(full).read_bytes(), number), headers=NOT_KEPT)
            return FileResponse(full, headers=SEALED if full.lower().endswith(MARKUP) else NOT_KEPT)

    def not_there(number: int) -> Response:
        return HTMLResponse(_waiting(number), status_code=404, headers=NOT_KEPT)

    async def events(_: Request) -> Response:
        return StreamingResponse(_events(state), media_type="text/event-stream", headers=NOT_KEPT)

    def ours_named(name: str) -> Callable[[Request], Response]:
        return lambda _: FileResponse(asset("xslt", "live", name), headers=NOT_KEPT)

    return Starlette(
        routes=[
            Route(f"/{OURS}/events", events),
            *(Route(f"/{OURS}/{name}", ours_named(name)) for name in ("live.css", "live.js")),
            Mount("/", Pages(directory=folder, check_dir=False)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False)],
    )


NOT_KEPT = {  # and taken for nothing else, and shown to no page of another site
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SEALED = {**NOT_KEPT, "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'"}
MARKUP = (".xml", ".svg", ".xhtml")  # which a browser would run scripts of; nothing in them says that it may not


def live(page: bytes, number: int) -> bytes:
    """A page that hears of builds after that number: two files more in its head, and leave to ask this server."""
    script = f'<script src="/{OURS}/live.js?build={number}" defer></script>'
    head = f'<link rel="stylesheet" href="/{OURS}/live.css">{script}</head>'
    page = page.replace(b"connect-src 'none'", b"connect-src 'self'", 1)
    return page.replace(b"</head>", head.encode(), 1)


def _waiting(number: int) -> bytes:
    return live(asset("xslt", "live", "waiting.html").read_bytes(), number)


async def _events(state: State) -> AsyncIterator[str]:
    """A line at once and one after each build: its number and what is wrong."""
    told = -1
    looks = 0
    while not state.is_over:
        if state.number != told:
            told = state.number
            yield f"data: {json.dumps({'build': told, 'problems': state.problems})}\n\n"
        elif looks % SIGN_OF_LIFE == 0:
            yield ": still here\n\n"
        looks += 1
        await asyncio.sleep(PATIENCE)
