"""Suggestions as the YAML that an editor confirms, in the shape of authorities.yaml; all evidence is in comments."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator

from tei_edition.authorities import LISTS, Kind
from tei_edition.outcome import counted
from tei_edition.registers.exchange.entries import entry_lines
from tei_edition.registers.suggesting.suggestions import Guess, Proposal, Suggestions, counts

WIDTH = 116
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")

HEAD = """\
Names to decide about, found in {documents}.

Each entry says where the name stands and why it is proposed. Where you agree, correct the entry as you like (name,
forms, dates, identifiers) and write your name or initials after decided_by: — only those entries are taken over.
Where an entry may be the same as another, the other stands above it behind “#”: if they are one, delete these “#”
and confirm that one instead. What you do not touch changes nothing. Then:

  {accept}
"""
SEAL = "# checksum of the above, so that a later run sees whether somebody has edited it: "


def as_yaml(found: Suggestions, documents: int, accept: str) -> str:
    """The file that an editor confirms."""
    head = HEAD.format(documents=counted(documents, "document"), accept=accept)
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    for name, kind, _ in LISTS:
        lines += _list(name, kind, found)
    lines += _remarks(found)
    return _sealed("".join(f"{line}\n" for line in lines))


def _sealed(text: str) -> str:
    return f"{text}\n{SEAL}{hashlib.sha256(text.encode()).hexdigest()[:16]}\n"


def is_untouched(data: bytes) -> bool:
    """Whether a file is a sheet that nobody has changed since it was written; line ends do not count."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return text == _sealed(text.rpartition(f"\n{SEAL}")[0])


def _list(name: str, kind: Kind, found: Suggestions) -> Iterator[str]:
    entities = [each for each in found.entities if each.entry.kind == kind]
    candidates = [each for each in found.candidates if each.entry.kind == kind]
    surnames = found.surnames if kind == "person" else []
    if not entities and not candidates and not surnames:
        return
    yield from ("", f"{name}:")
    for title, proposals in (
        ("in the TEI files, but not in authorities.yaml", entities),
        ("in the texts, but not marked up", candidates),
    ):
        if proposals:
            yield from ("", f"  # ----- {title} ({len(proposals):,}) -----")
            for proposal in proposals:
                yield from _proposal(proposal)
    if surnames:
        yield from ("", f"  # ----- surnames that are not linked ({len(surnames):,}) -----")
        for guess in surnames:
            yield from _guess(guess)


def _guess(guess: Guess) -> Iterator[str]:
    yield ""
    for comment in guess.comments[:-1]:
        yield from _comment(comment)
    yield from _comment(guess.comments[-1] + (": if so, confirm" if guess.entry else ": only the documents say who"))
    if guess.entry:
        yield from (f"  #{line}" for line in entry_lines(guess.entry, to_confirm=True))


def _proposal(proposal: Proposal) -> Iterator[str]:
    yield ""
    for comment in proposal.comments:
        yield from _comment(comment)
    for likeness, entry in proposal.choices:
        yield from _comment(f"? perhaps {entry.name} ({likeness.score} of 100: {likeness.why}); then confirm instead:")
        yield from (f"  #{line}" for line in entry_lines(entry, to_confirm=True))
    yield from (f"  {line}" for line in entry_lines(proposal.entry, to_confirm=True))


def _comment(text: str, indent: str = "  ") -> list[str]:
    """A comment, wrapped; nothing in it can end it or be anything else."""
    plain = CONTROL.sub(" ", text)
    return textwrap.wrap(
        plain,
        WIDTH,
        initial_indent=f"{indent}# ",
        subsequent_indent=f"{indent}#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _remarks(found: Suggestions) -> Iterator[str]:
    """What no entry can mend: conflicts, offices in the place of names, names that are none."""
    if found.conflicts:
        yield from ("", f"# ----- conflicts: these cannot all be right ({len(found.conflicts):,}) -----")
        for conflict in found.conflicts:
            yield from ("", *_comment(f"{conflict.id}: {conflict.sentence}", ""))
            yield from (line for place in conflict.evidence for line in _comment(f"  {place}", ""))
    for title, entities in (
        ("offices in the place of names; who held them, only the documents say", found.offices),
        ("hardly names; look at the captures", found.odd),
    ):
        if entities:
            yield from ("", f"# ----- {title} ({len(entities):,}) -----")
            yield from (line for each in entities for line in _comment(f"{each.id}: {each.name}: {counts(each)}", ""))
