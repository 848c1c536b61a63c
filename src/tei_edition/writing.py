"""The TEI files of an edition, written as they come; letters that answer others are written when all are known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tei_edition.checks.edition import Between
from tei_edition.checksums import sha256_of
from tei_edition.config import Config
from tei_edition.earlier import LETTERS, Earlier, Look, TakenOver
from tei_edition.errors import UnreadableInput
from tei_edition.files import remove, write
from tei_edition.folders import OutputFolder
from tei_edition.jobs import Job
from tei_edition.ledger import from_json
from tei_edition.model import Conversion, Digest, Finding, Place, Severity
from tei_edition.outcome import Document, Outcome
from tei_edition.settings import EDITION_FILE
from tei_edition.shelf import Shelf
from tei_edition.validation import Grammars, cannot_read, looked_at, validated


class Kept(NamedTuple):
    """A document of the edition that the run was not asked for, as an earlier one left it."""

    job: Job
    faults: tuple[Finding, ...]  # for which it cannot be published
    digest: Digest | None


def kept(others: Iterable[Job], folder: Path, earlier: Earlier) -> list[Kept]:
    """Those of the other captures whose TEI is there."""
    return [_kept(job, path, earlier) for job in others if (path := folder / f"{job.ident}.xml").is_file()]


def _kept(job: Job, path: Path, earlier: Earlier) -> Kept:
    taken = earlier.still_stands(job)
    if taken and taken.conversion.is_publishable:
        return Kept(job, (), taken.conversion.digest)
    try:
        looked = looked_at(path, Grammars(), str(path))
    except UnreadableInput as error:
        return Kept(job, (cannot_read(path, error),), None)
    faults = (finding for finding in looked.findings if finding.severity is Severity.ERROR)
    return Kept(job, tuple(faults), looked.digest)


Convert = Callable[[Iterable[Job]], Iterable[Conversion]]


class Documents:
    """What becomes of the conversions of a run: written, reported, and compared with each other at the end.

    Those `beside` them are compared too, and stay as they are. Without an output folder (a dry run) nothing is written.
    """

    def __init__(
        self,
        outcome: Outcome,
        config: Config,
        output: OutputFolder | None,
        earlier: Earlier,
        beside: Iterable[Kept] = (),
    ) -> None:
        self._outcome = outcome
        self._between = Between()
        self._letters = Shelf[tuple[str, Digest]]()  # those that are compared with what others answer
        for each in beside:
            self._see(each.job.ident, each.digest)
        self._config = config
        self._output = output
        self._earlier = earlier
        self._answers = Shelf[tuple[int, _Answer]]()  # with its place: what answers letters, not yet written
        self._standing = Shelf[tuple[int, _Standing]]()  # the same of what stands there already

    def _see(self, ident: str, digest: Digest | None) -> None:
        """Compare a document with the others."""
        if digest is None:
            return
        self._between.see(ident, digest)
        if digest.answers or digest.sent or digest.received:
            self._letters.append((ident, digest._replace(people=(), paragraphs=())))

    def add(self, job: Job, look: Look, conversion: Conversion) -> None:
        """Write a document, or keep it until its letters are known."""
        self._see(job.ident, conversion.digest)
        if conversion.tei is not None and conversion.digest is not None and conversion.digest.answers:
            self._answers.append((len(self._outcome.documents), _Answer(job, look, conversion)))
            document = Document(job.path, _slim(conversion), look.why)
        else:
            document = self._written(job, look, conversion)
        self._outcome.documents.append(document)

    def take_over(self, job: Job, look: Look, taken: TakenOver) -> None:
        """A document that stands there as an earlier run wrote it."""
        done, conversion = taken
        self._see(job.ident, conversion.digest)
        if self._output is not None and done.files:
            name = f"{job.ident}.xml"
            self._output.stands(name, dict(done.files)[name])
        conversion = replace(conversion, findings=tuple(selected(conversion.findings, self._config)))
        if conversion.digest is not None and conversion.digest.answers:
            self._standing.append((len(self._outcome.documents), _Standing(job, look, done.letters)))
        checksums = (look.capture, *(digest for _, digest in done.files))
        self._outcome.documents.append(Document(job.path, _slim(conversion), checksums=checksums))
        self._outcome.unchanged += 1

    def finish(self, convert: Convert) -> None:
        """Write what is left, with pointers to the letters that it answers, and tell what is wrong between them.

        `convert` makes those anew that stand there with pointers to other letters.
        """
        documents = self._outcome.documents
        if self._answers or self._standing:
            self._answer(convert)
        if found := self._between.found():
            for at, document in enumerate(documents):
                if more := found.get(document.conversion.ident, ()):
                    documents[at] = self._with(document, more)

    def leave_open(self) -> None:
        """Write what answers letters without pointers to them: who has only a part of an edition does not know all."""
        for at, (job, look, conversion) in self._answers:
            unknown = ("",) * len(conversion.digest.answers) if conversion.digest else ()
            self._outcome.documents[at] = self._written(job, look, conversion, unknown)

    def _answer(self, convert: Convert) -> None:
        """Write what answers letters of the edition."""
        from tei_edition.replies import answered

        letters = {
            name: tuple(f"{letter}.xml" if letter else "" for letter in found)
            for name, found in answered(self._letters).items()
        }
        self._answer_anew(letters, convert)
        for at, (job, look, conversion) in self._answers:
            self._outcome.documents[at] = self._answering(job, look, conversion, letters)

    def _answer_anew(self, letters: Mapping[str, tuple[str, ...]], convert: Convert) -> None:
        """What stands there and answers other letters now is converted after all."""
        changed = Shelf((at, it) for at, it in self._standing if letters.get(it.job.ident, ()) != it.letters)
        if not changed:
            return
        jobs = Shelf(it.job for _, it in changed)
        without = _without_pointers(jobs, convert, self._earlier)
        for (at, (job, look, _)), conversion in zip(changed, without, strict=True):
            self._outcome.unchanged -= 1
            self._answers.append((at, _Answer(job, look._replace(why=LETTERS), conversion)))

    def _answering(
        self, job: Job, look: Look, conversion: Conversion, letters: Mapping[str, tuple[str, ...]]
    ) -> Document:
        from tei_edition.replies import pointing

        targets = letters.get(conversion.ident, ())
        if conversion.tei is None:
            return self._written(job, look, conversion)
        return self._written(job, look, replace(conversion, tei=pointing(conversion.tei, targets)), targets)

    def _with(self, document: Document, more: Iterable[Finding]) -> Document:
        here = Place(document.file, 1, 1)
        told = selected((replace(finding, capture=here) for finding in more), self._config)
        conversion = document.conversion
        return replace(document, conversion=replace(conversion, findings=(*conversion.findings, *told)))

    def _written(self, job: Job, look: Look, conversion: Conversion, letters: Iterable[str] = ()) -> Document:
        shown = replace(conversion, findings=tuple(selected(conversion.findings, self._config)))
        if self._output is None:
            return Document(job.path, _slim(shown), look.why)
        name = f"{conversion.ident}.xml"
        if (before := self._earlier.done(conversion.ident)) and before.files:
            self._output.learn(name, dict(before.files)[name])
        digests = {file: hashlib.sha256(data).hexdigest() for file, data in _files(conversion).items()}
        if not digests and _is_removed(conversion.ident, self._output, self._earlier):
            self._outcome.withdrawn.append(conversion.ident)
        # whatever ends the program now, the next one knows what is ours
        self._earlier.remember(job, look, conversion, digests, letters)
        written = _write(self._output, job, shown)
        is_ours = len(written.findings) == len(shown.findings)
        if not is_ours:  # somebody edited the file: what was written is not what stands there
            self._earlier.forget(job.ident)
        return Document(job.path, _slim(written), look.why, (look.capture, *digests.values()) if is_ours else ())


def _without_pointers(jobs: Iterable[Job], convert: Convert, earlier: Earlier) -> Iterator[Conversion]:
    """Documents without pointers to letters: what stands there without any need not be converted for that."""
    converted = iter(convert(Shelf(job for job in jobs if earlier.points(job))))
    for job in jobs:
        yield next(converted) if earlier.points(job) else earlier.with_files(job)


class _Answer(NamedTuple):
    """A letter that answers others, and is not yet written."""

    job: Job
    look: Look
    conversion: Conversion


class _Standing(NamedTuple):
    """A letter that answers others and stands there, with the files that it points at."""

    job: Job
    look: Look
    letters: tuple[str, ...]


def _files(conversion: Conversion) -> dict[str, bytes]:
    """The files of a document by their names."""
    if conversion.tei is None or conversion.ledger is None:
        return {}
    return {f"{conversion.ident}.xml": conversion.tei, f"{conversion.ident}.ledger.json": conversion.ledger}


def _slim(conversion: Conversion) -> Conversion:
    """What is kept of a conversion when its files are written."""
    return replace(conversion, tei=conversion.tei and b"written", ledger=None, digest=None)


def selected(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """The findings that the edition wants to see; errors are always among them."""
    check = config.check
    for finding in findings:
        is_wanted = not check.select or any(finding.code.startswith(code) for code in check.select)
        is_ignored = any(finding.code.startswith(code) for code in check.ignore)
        if finding.severity is Severity.ERROR or (is_wanted and not is_ignored):
            yield finding


# --- what is not wanted any more ------------------------------------------------------------------------------


def withdraw(outcome: Outcome, output: OutputFolder, earlier: Earlier, *, whole: bool) -> None:
    """Take away the TEI and the ledgers of documents that are not in this run and that nobody wants any more.

    Only what a run wrote and nobody has touched since goes. Of a run that does not know the `whole` edition, only what
    belongs to captures that were deleted.
    """
    idents = chain((each.conversion.ident for each in outcome.documents), outcome.kept)
    for name in output.others(f"{ident}.xml" for ident in idents):
        ident = name.removesuffix(".xml")
        done = earlier.done(ident)
        if done and earlier.is_withdrawn(done, whole=whole) and _is_removed(ident, output, earlier):
            outcome.withdrawn.append(ident)
            earlier.forget(ident)
        else:
            outcome.left.append(name)


def _is_removed(ident: str, output: OutputFolder, earlier: Earlier) -> bool:
    """Remove the files of a document if nobody has touched its TEI since it was written."""
    done = earlier.done(ident)
    is_removed = output.remove(f"{ident}.xml")
    ledger = output.folder / f"{ident}.ledger.json"
    if is_removed and (sha256_of(ledger) in dict(done.files).values() if done else _is_ledger(ledger)):
        remove(ledger)
    return is_removed


def _is_ledger(path: Path) -> bool:
    try:
        from_json(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def of_captures_that_are_gone(names: Iterable[str], config: Config, folder: Path) -> Iterator[Finding]:
    """What earlier runs left in the folder of the TEI, and is of no capture of the edition."""
    left = (
        Finding(
            "E202",
            Severity.WARNING,
            "this is the TEI of a capture that is not there any more; exports and validate still take it",
            hint="delete it with its ledger, or put the capture back; another edition wants another folder (-o)",
            tei=Place(str(folder / name), 1, 1),
        )
        for name in names
    )
    yield from selected(left, config)


def of_documents_to_begin_with(not_there: Iterable[str], config: Config) -> Iterator[Finding]:
    """What edition.yaml wants at the beginning of the index although the edition does not have it."""
    missing = (
        Finding(
            "W110",
            Severity.WARNING,
            f"site: start: {sentence}",
            hint="name a capture, or the last part of the address of a document without .html",
            capture=Place(str(config.folder / EDITION_FILE), 1, 1),
        )
        for sentence in not_there
    )
    yield from selected(missing, config)


def of_what_the_site_lacks(not_made: Iterable[str], config: Config, folder: Path) -> Iterator[Finding]:
    """What could not be made of the pages, although all the others were."""
    lacking = (
        Finding(
            "W111",
            Severity.WARNING,
            sentence,
            hint="all the other pages are made; search.html leads to the lists instead",
            tei=Place(str(folder / "search.html"), 1, 1),
        )
        for sentence in not_made
    )
    yield from selected(lacking, config)


def _write(output: OutputFolder, job: Job, conversion: Conversion) -> Conversion:
    """Write the TEI and its ledger; a TEI file that somebody edited stays, and the new one stands beside it."""
    if conversion.tei is None or conversion.ledger is None:
        return conversion
    name = f"{conversion.ident}.xml"
    path = output.put(name, conversion.tei)
    write(output.folder / f"{path.stem}.ledger.json", conversion.ledger)
    if path.name == name:
        return conversion
    kept = Finding(
        "E201",
        Severity.WARNING,
        f"{name} was edited by hand and is kept; the new conversion is {path.name} beside it",
        hint="compare the two, keep one under the old name, and delete the other",
        capture=Place(str(job.path), 1, 1),
    )
    # what is published is the edited file, so it is the one that must be good
    found = validated(output.folder / name, Grammars(), name)
    return replace(conversion, findings=(*conversion.findings, kept, *found))
