"""What belongs to the editor, and no export may overwrite, however its path is spelled."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from tei_edition.config import Config, capture_files
from tei_edition.errors import WrongUse
from tei_edition.settings import EDITION_FILE, TABLE_FILE


class OwnFiles:
    """The files from which an edition is made; `stated_in` is the file of its settings, if it has one."""

    def __init__(self, config: Config, stated_in: Path | None) -> None:
        self._config, self._stated_in = config, stated_in
        self._files: dict[object, str] = {}  # what they are, by all that tells a file from others
        for path, what in (
            (config.folder / EDITION_FILE, "the settings of the edition"),
            (stated_in, "the settings of the edition"),
            (config.folder / TABLE_FILE, "the table of what you state about single documents"),
            (config.authorities, "the file of names"),
            (config.site.stylesheet, "the stylesheet of the edition"),
        ):
            if path is not None:
                self.add([path], what)

    def add(self, paths: Iterable[Path], what: str) -> None:
        """Protect these files too."""
        for path in paths:
            self._files.update(dict.fromkeys(_names_of(path), what))

    def refuse(self, path: Path, *, was_exported: bool = False) -> None:
        """Raises WrongUse if an export must not write there; an exported text is no capture, wherever it lies."""
        if what := self._what(path, was_exported=was_exported):
            raise WrongUse(f"{path} is {what}, which an export never overwrites", remedy="choose another -o")

    def _what(self, path: Path, *, was_exported: bool) -> str:
        names = _names_of(path)
        if (found := next((name for name in names if name in self._files), None)) is not None:
            return self._files[found]
        if self._config.layouts and _whole(path).is_relative_to(_whole(self._config.layouts)):
            return "in the folder of the layouts"
        may_be_capture = path.suffix.lower() == ".txt" and not was_exported
        is_capture = may_be_capture and any(name in self._captures for name in names)
        return "a capture of the edition" if is_capture else ""

    @cached_property
    def _captures(self) -> set[object]:
        """Only of an edition that says what it is: without settings every text in the working folder would be one."""
        captures = capture_files(self._config) if self._stated_in else ()
        return {name for path in captures for name in _names_of(path)}


def _whole(path: Path) -> Path:
    """The path without links; one that leads nowhere, because links lead to each other, as far as it goes."""
    return Path(os.path.realpath(path))


def _names_of(path: Path) -> tuple[object, ...]:
    """The path without links, and, if a file is there, what tells it from all others."""
    whole = _whole(path)
    try:
        there = whole.stat()
    except OSError:
        return (whole,)
    return (whole, (there.st_dev, there.st_ino))
