"""By what a page is known and where its foot begins: telltales with their weights, and lines that open the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_edition.layouts.choosing import HEAD_WINDOW, TAIL_WINDOW
from tei_edition.layouts.likeness import Anchor, Common
from tei_edition.layouts.profile_text import escaped
from tei_edition.layouts.recognition import telling_test, test_of
from tei_edition.layouts.words import fact_of_label, reason_of

FEW_TELLTALES, MOST_TELLTALES = 3, 8
FEW_WORDS = 3  # a longer telltale is hardly found on another site
COMMON = 1  # the weight of a line that other sites have, too


def frame_of(found: Common) -> tuple[Anchor, ...]:
    """All lines that recur above and below the document."""
    return (*found.anchors[: found.top], *found.anchors[found.foot :])


def telltales_of(found: Common) -> tuple[Anchor, ...]:
    """The lines by which a page is known, in its order: of those on most pages the ones that no other site has."""
    frame = frame_of(found)
    seen = [anchor for anchor in frame if _is_seen(found, anchor)] or list(frame)
    most = max(len(anchor.at) for anchor in seen)
    steady = [anchor for anchor in seen if len(anchor.at) == most]
    if len(steady) < FEW_TELLTALES:
        steady = seen
    different = {telling_test(found, anchor): anchor for anchor in reversed(steady)}.values()
    best = sorted(different, key=lambda anchor: (-len(anchor.at), -weight_of(found, anchor)))
    own = [anchor for anchor in best if weight_of(found, anchor) > COMMON][:MOST_TELLTALES]
    if len(own) < FEW_TELLTALES:
        own += [anchor for anchor in best if weight_of(found, anchor) == COMMON][: MOST_TELLTALES // 2]
    return tuple(anchor for anchor in frame if anchor in own)


def _is_seen(found: Common, anchor: Anchor) -> bool:
    """Whether the line stands where telltales are looked for, and is no paragraph."""
    for page, at in anchor.at.items():
        rows = found.pages[page].rows
        if len(rows[at].text) > 600 or HEAD_WINDOW <= at < len(rows) - TAIL_WINDOW:
            return False
    return True


def weight_of(found: Common, anchor: Anchor) -> int:
    """How much a line says for its site: little if other sites have it, too ("Search", "Source", "Share this page")."""
    kind, words = anchor.mark
    if kind == "label" and telling_test(found, anchor)[0] == "like":
        return 3
    if fact_of_label(words) or len(words) < 8 or reason_of(words) not in ("", "copyright"):
        return COMMON
    return 3 if kind == "is" and len(words.split()) > FEW_WORDS else 2


def enough_for(found: Common, telltales: Sequence[Anchor]) -> int:
    """The weight that any half of the telltales has; all of the captures have it, common lines alone do not."""
    weights = sorted(weight_of(found, anchor) for anchor in telltales)
    half = sum(weights[: (len(weights) + 1) // 2])
    usual = weights.count(COMMON)
    own = half if usual == len(weights) else max(half, usual + 1)
    on_pages = (sum(weight_of(found, a) for a in telltales if page in a.at) for page in range(len(found.pages)))
    return max(1, min(own, *on_pages))


# --- where the foot begins ------------------------------------------------------------------------------------


def opens_of(found: Common) -> tuple[str, ...]:
    """A pattern for each line that recurs below the document, in its order."""
    tests = (test_of(found, anchor) for anchor in found.anchors[found.foot :])
    return tuple(dict.fromkeys(_pattern(key, value) for key, value in tests))


def _pattern(key: str, value: str) -> str:
    return value if key == "like" else f"^{escaped(value)}{'$' if key == 'is' else ''}"


def pick_of(found: Common) -> str:
    """Whether the first or the last line that fits is where the foot begins, on most of the pages."""
    opens = [re.compile(pattern) for pattern in opens_of(found)]
    right = {"last": 0, "first": 0}
    for number, page in enumerate(found.pages):
        below = [anchor.at[number] for anchor in found.anchors[found.foot :] if number in anchor.at]
        fits = ([at for at, row in enumerate(page.rows) if pattern.match(row.text)] for pattern in opens)
        lines = next(filter(None, fits), [])
        if below and lines:
            right["first"] += lines[0] == below[0]
            right["last"] += lines[-1] == below[0]
    return "first" if right["first"] > right["last"] else "last"
