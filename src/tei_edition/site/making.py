"""How the text of a document came about: what its TEI file is, and what became of the lines of its capture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from tei_edition.site.states import Account, counted


def making(tei: bytes, account: Account | None) -> Iterator[etree._Element]:
    """What the page of a document says of its making: `version`, and `ledger` if its lines can be counted."""
    yield etree.Element("version", sha256=hashlib.sha256(tei).hexdigest())
    if account and account.lines:
        ledger = etree.Element("ledger", lines=str(len(account.lines)))
        ledger.extend(counted("state", account.totals))
        yield ledger
