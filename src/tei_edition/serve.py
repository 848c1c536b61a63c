"""`tei-edition serve`: builds an edition, shows it on this machine, and builds again when something changes.

A document or a setting with an error never ends it: the page in the browser tells what is wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import threading
import traceback
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei_edition.assets import asset
from tei_edition.commands import Run, rebuilt
from tei_edition.errors import MissingExtra, TeiEditionError, WrongUse
from tei_edition.memory import Memory
from tei_edition.model import Finding, Severity

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
PORTS = range(8000, 8020)  # tried in this order if none is asked for
OURS = "_tei-edition"  # the address of what is not part of the edition
LIBRARIES = ("starlette", "uvicorn", "watchfiles")
WATCHED = (".txt", ".yaml", ".yml", ".csv", ".css", ".xsl", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
TOLD = 20  # problems that the page shows
PATIENCE = 0.25  # seconds between two looks at whether a new build is there
SIGN_OF_LIFE = 40  # looks after which a quiet line tells whether the browser is still there


@dataclass(frozen=True, slots=True)
class Server:
    """A request to serve an edition; without a port a free one is taken."""

    run: Run
    port: int | None = None
    open: bool = False


@dataclass(slots=True)
class State:
    """What the last build came to; `number` grows with each."""

    number: int = 0
    problems: list[dict[str, str]] = field(default_factory=list)

    def built(self, problems: Iterable[dict[str, str]]) -> None:
        """Another build is done."""
        self.problems = list(problems)[:TOLD]
        self.number += 1


def serve(server: Server) -> int:
    """Build and serve until Ctrl-C; returns the exit code. Raises MissingExtra, WrongUse."""
    missing = [name for name in LIBRARIES if not find_spec(name)]
    if missing:
        raise MissingExtra(
            f"serving needs {' and '.join(missing)}, which is not installed",
            remedy="pip install 'tei-edition[serve]'; pages of tei-edition build can be opened without a server too",
        )
    import uvicorn

    listener = _listener(server.port)
    run = replace(server.run, memory=Memory())
    state, stop = State(), threading.Event()
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    _build(run, state)
    watcher = threading.Thread(target=_watch, args=(run, state, stop), daemon=True)
    watcher.start()
    run.manner.say(f"serving {address} – builds again when a file changes; Ctrl-C ends it")
    if server.open:
        webbrowser.open(address)
    settings = uvicorn.Config(
        application(run.output / "html", state), log_level="error", timeout_graceful_shutdown=1, lifespan="off"
    )
    try:
        uvicorn.Server(settings).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        watcher.join(timeout=5)
    return 0


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
    try:
        outcome = rebuilt(run)
        state.built(_problem(finding) for finding in outcome.findings if finding.severity is Severity.ERROR)
    except TeiEditionError as error:
        run.manner.say(f"error: {error.message}\n  hint: {error.remedy}")
        state.built([{"where": "", "what": error.message, "hint": error.remedy}])
    except Exception as error:  # the next change may mend it, and the server must be there then
        run.manner.say("".join(traceback.format_exception(error)))
        state.built([{"where": "", "what": f"tei-edition itself failed: {error}", "hint": "please report this"}])


def _problem(finding: Finding) -> dict[str, str]:
    place = finding.capture or finding.tei
    where = f"{place.file}:{place.line}" if place else ""
    return {"where": f"{where} {finding.code}".strip(), "what": finding.message, "hint": finding.hint}


def _watch(run: Run, state: State, stop: threading.Event) -> None:
    from watchfiles import watch

    for _ in watch(*_folders(run), watch_filter=_filter(run), stop_event=stop, yield_on_timeout=False):
        _build(run, state)


def _folders(run: Run) -> list[Path]:
    """Where changes matter: the folders of the sources and of the settings."""
    named = [Path(source) for source in run.sources] + ([run.config_file] if run.config_file else [])
    folders = {path if path.is_dir() else path.parent for path in named or [Path()]}
    return sorted(folder for folder in folders if folder.is_dir()) or [Path()]


def _filter(run: Run) -> Callable[[Any, str], bool]:
    """Whether a changed file is one of the edition's, and not one that a build wrote."""
    output = run.output.resolve()

    def counts(_: Any, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in path.parts[-2:])
        return path.suffix.lower() in WATCHED and not hidden and not path.resolve().is_relative_to(output)

    return counts


# --- serving --------------------------------------------------------------------------------------------------


def application(folder: Path, state: State) -> Starlette:
    """The pages of a folder, to this machine only, each with a script that loads it again after a build."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    class Pages(StaticFiles):
        """Files of the folder; a page that is not there yet is one that waits for the next build."""

        def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
            full, found = super().lookup_path(path)
            is_folder = found is not None and Path(full).is_dir()
            return super().lookup_path(os.path.join(path, "index.html")) if is_folder else (full, found)  # noqa: PTH118

        async def get_response(self, path: str, scope: Any) -> Response:
            full, found = self.lookup_path(path)
            if found is None:
                return HTMLResponse(_waiting(), status_code=404, headers=NOT_KEPT)
            if full.endswith(".html"):
                return HTMLResponse(live(Path(full).read_bytes()), headers=NOT_KEPT)
            return FileResponse(full, headers=NOT_KEPT)

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


NOT_KEPT = {"Cache-Control": "no-store"}


def live(page: bytes) -> bytes:
    """A page that hears of new builds: two files more in its head, and leave to ask this server."""
    head = f'<link rel="stylesheet" href="/{OURS}/live.css"><script src="/{OURS}/live.js" defer></script></head>'
    page = page.replace(b"connect-src 'none'", b"connect-src 'self'", 1)
    return page.replace(b"</head>", head.encode(), 1)


def _waiting() -> bytes:
    return live(asset("xslt", "live", "waiting.html").read_bytes())


async def _events(state: State) -> AsyncIterator[str]:
    """A line at once and one after each build: its number and what is wrong."""
    told = -1
    looks = 0
    while True:
        if state.number != told:
            told = state.number
            yield f"data: {json.dumps({'build': told, 'problems': state.problems})}\n\n"
        elif looks % SIGN_OF_LIFE == 0:
            yield ": still here\n\n"
        looks += 1
        await asyncio.sleep(PATIENCE)
