"""How often Python looks for garbage in the processes of the program."""

from __future__ import annotations

import gc

SELDOM = 50_000  # objects made and not freed; Python's own 700 are there several times in every document


def look_for_garbage_seldom() -> None:
    """Let Python look seldom for what only points at itself: a document leaves next to nothing of that kind.

    What is made of one document is free as soon as it is written; without this, the trees and spans of a long one
    would be gone through hundreds of times while they grow (1 MB of minutes: a tenth of the time).
    """
    gc.set_threshold(SELDOM)
