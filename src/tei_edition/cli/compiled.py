"""What Python compiles anew whenever it starts, kept from the last time: regular expressions, methods of dataclasses.

Half of the time until the first document went into it. What is kept stands beside Python's own bytecode and is as
trustworthy: it is found by the very text that was compiled, so it cannot be out of date, and another Python begins
anew. Where the folder cannot be written, or Python may write no bytecode, everything is as without
it.
"""

from __future__ import annotations

import atexit
import builtins
import dataclasses
import importlib.util
import marshal
import os
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

FILE = Path(importlib.util.cache_from_source(str(Path(__file__).with_name("kept_compilations.py"))))
PYTHON = f"{sys.version} {sys.byteorder}"
WORTH_WRITING = 20  # new compilations; fewer are made as fast as they are written
MOST = 4_000  # compilations that are kept
LONGEST = 20_000  # characters of a text; one expression for 10,000 names is the affair of one edition


class Kept:
    """Compiled things by the texts that they were compiled from."""

    def __init__(self, found: dict[Any, bytes]) -> None:
        self._found = found  # packed one by one: a start unpacks only what it needs
        self._used: dict[Any, bytes] = {}

    def of(self, text: str, flags: int | None, make: Callable[[], Any]) -> Any:
        """What is kept of a text, or is made now."""
        key = text, flags
        packed = self._found.get(key) or self._used.get(key)
        made = marshal.loads(packed) if packed else make()
        if len(text) <= LONGEST and len(self._used) < MOST:
            self._used[key] = packed or marshal.dumps(made)
        return made

    def write(self) -> None:
        """Keep everything for the next start, if much of it is new; if it is too much, only what this run used."""
        if len(self._used.keys() - self._found.keys()) < WORTH_WRITING or sys.dont_write_bytecode:
            return
        everything = self._found | self._used
        data = marshal.dumps((PYTHON, everything if len(everything) <= MOST else self._used))
        beside = FILE.with_name(f"{os.getpid()}-{FILE.name}")
        try:
            FILE.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_checksum(data) + data)
            beside.replace(FILE)
        except OSError:  # then the next start is as slow as this one
            with suppress(OSError):
                beside.unlink()


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")


def keep_compilations() -> None:
    """From now on take what earlier starts compiled, and keep what is new when the program ends."""
    if hasattr(dataclasses, "exec"):  # it does already
        return
    kept = Kept(_read())
    atexit.register(kept.write)
    _keep_patterns(kept)
    _keep_methods(kept)


def _read() -> dict[Any, bytes]:
    """What earlier starts kept; nothing if it is not there, is damaged, or is another Python's."""
    try:
        data = FILE.read_bytes()
        if _checksum(data[4:]) != data[:4]:
            return {}
        python, found = marshal.loads(data[4:])
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if python == PYTHON else {}


def _keep_patterns(kept: Kept) -> None:
    """Let `re` take patterns from what is kept: their code for the matching engine, which is most of the work."""
    try:
        from _sre import compile as engine  # type: ignore[import-not-found]
        from re import _compiler, _parser  # type: ignore[attr-defined]

        compile_anew, code_of, parse = _compiler.compile, _compiler._code, _parser.parse
    except (ImportError, AttributeError):  # a Python that is made in another way
        return

    def parts(pattern: str, flags: int) -> tuple[Any, ...]:
        tree = parse(pattern, flags)
        code = array("I", code_of(tree, flags)).tobytes()
        names: list[str | None] = [None] * tree.state.groups
        for name, number in tree.state.groupdict.items():
            names[number] = name
        return flags | tree.state.flags, code, tree.state.groups - 1, tree.state.groupdict, tuple(names)

    def compiled(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str) or flags & re.DEBUG:
            return compile_anew(pattern, flags)
        found, code, *groups = kept.of(pattern, int(flags), lambda: parts(pattern, flags))
        return engine(pattern, found, array("I", code).tolist(), *groups)

    _compiler.compile = compiled


def _keep_methods(kept: Kept) -> None:
    """Let `dataclasses` take the code of the methods that it writes from what is kept."""

    def execute(text: str, *places: Any) -> None:
        code = kept.of(text, None, lambda: compile(text, "<string>", "exec", dont_inherit=True))
        builtins.exec(code, *places)

    dataclasses.exec = execute  # type: ignore[attr-defined]
