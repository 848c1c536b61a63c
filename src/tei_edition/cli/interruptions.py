"""What ends a command from outside: Ctrl-C and its like."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

LIKE_CTRL_C = (
    # signal       who sends it
    "SIGTERM",  # `kill`, a service that is stopped, a machine that is shut down
    "SIGHUP",  # a terminal window that is closed; under `nohup` it stays ignored
    "SIGBREAK",  # Ctrl-Break on Windows
)


@contextmanager
def answered_like_ctrl_c() -> Iterator[None]:
    """These signals interrupt a command as Ctrl-C does, so that every file is whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    named = [getattr(signal, name) for name in LIKE_CTRL_C if hasattr(signal, name)]
    ours = [each for each in named if signal.getsignal(each) is signal.SIG_DFL]
    for each in ours:
        signal.signal(each, _interrupt)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
