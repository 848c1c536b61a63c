"""`tei-edition names accept`, `import`, `export`: authority files from editors, TEI and tables, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tei_edition.authorities import Authorities, Authority, load_authorities
from tei_edition.config import Config, find_config, load_config
from tei_edition.errors import BadConfiguration, UnreadableInput, UnwritableOutput, WrongUse
from tei_edition.files import check_folder, write
from tei_edition.manner import Manner, put_out, put_out_pieces
from tei_edition.model import Place
from tei_edition.ordinary import read
from tei_edition.outcome import counted, failing, tally, went_to
from tei_edition.registers.exchange.confirmed import Decisions, checked, decisions
from tei_edition.registers.exchange.drafts import Desk
from tei_edition.registers.exchange.entries import authorities_text
from tei_edition.registers.exchange.from_csv import from_csv
from tei_edition.registers.exchange.from_tei import from_tei, read_lists
from tei_edition.registers.exchange.insertion import CannotInsertError, inserted
from tei_edition.registers.exchange.to_csv import to_csv
from tei_edition.registers.exchange.to_tei import to_tei
from tei_edition.settings import AUTHORITIES_FILE
from tei_edition.source import decode
from tei_edition.tables import BYTE_ORDER_MARK
from tei_edition.yamlfile import read_utf8

MOST_SHOWN = 20  # entries that a message lists
FORMATS = ("tei", "csv")


def config_near(config_file: Path | None, *folders: Path) -> Config:
    """The settings that are named, else those in or above the working folder or one of the folders."""
    if config_file is not None:
        return load_config(config_file)
    return load_config(next(filter(None, map(find_config, (Path(), *folders))), None))


def authority_file(stated: Path | None, config: Config) -> Path:
    """The authority file that is named, else the edition's, whether it is there yet or not."""
    return stated or config.authorities or config.folder / AUTHORITIES_FILE


# --- accept -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A file of suggestions that somebody has confirmed, and the authority file that is to have them."""

    suggestions: Path
    into: Path | None = None
    config_file: Path | None = None
    dry_run: bool = False


def accept(manner: Manner, wish: Confirmation) -> int:
    """Put what is confirmed into the authority file; returns the exit code. Raises BadConfiguration, then unchanged."""
    if not wish.suggestions.is_file():
        raise UnreadableInput(
            f"{wish.suggestions}: there is no such file", remedy="make it first: tei-edition names suggest"
        )
    target = authority_file(wish.into, config_near(wish.config_file))
    known = load_authorities(target) if target.exists() else Authorities()
    found = decisions(wish.suggestions, known)
    adds, code = bool(found.added or found.further), 0
    if adds:
        code = _take(manner, found, known, target, dry_run=wish.dry_run)
    elif found.confirmed:
        manner.say(f"{target}: has all {counted(found.confirmed, 'confirmed entry', 'confirmed entries')} already")
    else:
        manner.say(f"{wish.suggestions}: nothing is confirmed; write your name after decided_by: where you agree")
    for line in found.left:
        manner.say(f"    {line}")
    if found.waiting:
        manner.say(f"{counted(found.waiting, 'entry', 'entries')} without decided_by: not taken")
    if adds and not code and not wish.dry_run:
        manner.next("tei-edition build")
    return code or int(manner.strict and bool(found.left))


def _take(manner: Manner, found: Decisions, known: Authorities, target: Path, *, dry_run: bool) -> int:
    """Write what was decided; the exit code is 1 if it had to go into a new file beside the old."""
    grown = _inserted(read_utf8(target) if target.exists() else "", found, known, target)
    written = target if grown is not None else target.with_name(f"{target.stem}.new{target.suffix}")
    if grown is None:
        grown = authorities_text(found.upon(known), f"The entries of {target.name} with what was confirmed.")
        checked(grown, target)
        _refuse_another(written, grown, f"put it in the place of {target.name}, or move it away; then accept again")
    has_mark = target.exists() and target.read_bytes().startswith(BYTE_ORDER_MARK.encode())
    if not dry_run:
        write(written, ((BYTE_ORDER_MARK if has_mark and written == target else "") + grown).encode())
    _tell(manner, found, went_to(written, dry_run=dry_run))
    if written == target:
        return 0
    manner.say(f"{target}: stays as it is, because its lists cannot be added to safely; the new file has all of it")
    manner.say(f"    hint: compare the two (comments are not in the new one), and put {written.name} in its place")
    return 1


def _refuse_another(target: Path, text: str, remedy: str) -> None:
    """Raise UnwritableOutput if there is a file already that says something else."""
    if target.exists() and (not target.is_file() or target.read_bytes() != text.encode()):
        raise UnwritableOutput(f"{target}: is there already; nothing is written", remedy=remedy)


def _inserted(text: str, found: Decisions, known: Authorities, target: Path) -> str | None:
    """The file's text with what was decided; None if it would not say that, or cannot be done."""
    try:
        grown = inserted(text, tuple(found.added.values()), found.further.values())
        return grown if checked(grown, target) == found.upon(known) else None
    except (CannotInsertError, BadConfiguration):
        return None


def _tell(manner: Manner, found: Decisions, where: str) -> None:
    lines = [f"  new: {entry.id}  {_names(entry)}" for entry in found.added.values()]
    lines += [f"  {each.id}  also: {', '.join(each.forms)}" for each in found.further.values() if each.forms]
    shown = lines if manner.verbose else lines[:MOST_SHOWN]
    for line in shown:
        manner.say(line)
    if more := len(lines) - len(shown):
        manner.say(f"  … and {more:,} more (-v shows them)")
    entries = counted(len(found.added), "new entry", "new entries")
    manner.say(f"{entries}, {counted(found.forms, 'further form')}{where}")


def _names(entry: Authority) -> str:
    return entry.name + (f" (also {', '.join(entry.forms)})" if entry.forms else "")


# --- import -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file with people, organisations and places to be taken over."""

    file: Path
    output: str
    decided_by: str | None = None
    encoding: str | None = None
    dry_run: bool = False


def import_file(manner: Manner, wish: Foreign) -> int:
    """Write an authority file from a TEI file or a table; returns the exit code.

    Raises UnreadableInput, BadConfiguration, and UnwritableOutput if the file to be written is there already.
    """
    target = None if wish.output == "-" else Path(wish.output)
    desk = Desk(str(wish.file))
    entries = _signed(_read(wish, desk), wish.decided_by)
    manner.show(desk.findings, [desk.file])
    if not entries.entries:
        raise UnreadableInput(
            f"{wish.file}: there is no person, organisation or place in it that could be taken over",
            remedy="TEI needs listPerson, listOrg or listPlace with entries, a table the columns kind and name",
        )
    text = authorities_text(entries, f"People, organisations and places, taken over from {wish.file.name}.")
    checked(text, target or Path(AUTHORITIES_FILE))
    if not wish.dry_run:
        _put(text, target)
    taken = counted(len(entries.entries), "entry", "entries")
    found = tally(desk.findings, hides_notes=manner.hides_notes)
    manner.say(f"{taken} taken over{found}{went_to(target, dry_run=wish.dry_run)}")
    return int(any(finding.severity in failing(strict=manner.strict) for finding in desk.findings))


def _read(wish: Foreign, desk: Desk) -> Authorities:
    try:
        data = read(wish.file)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        raise UnreadableInput(f"{wish.file}: {reason}", remedy="name a TEI file (.xml) or a table (.csv)") from error
    if _is_xml(data):
        return from_tei(read_lists(data, wish.file), desk)
    source, findings = decode(data, wish.file.name, encoding=wish.encoding, shown_as=str(wish.file))
    desk.findings += [replace(each, span=None, tei=Place(desk.file, 1, 1)) for each in findings]
    return from_csv(source.text, desk)


def _is_xml(data: bytes) -> bool:
    """Whether the first sign is “<”, in UTF-8 or UTF-16."""
    return data[:100].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _signed(entries: Authorities, decided_by: str | None) -> Authorities:
    """The entries, those of which nobody has decided yet in the name of the one who takes them over."""
    return Authorities(tuple(each._replace(decided_by=each.decided_by or decided_by) for each in entries.entries))


def _put(text: str, target: Path | None) -> None:
    if target is None:
        put_out(text)
        return
    check_folder(target.parent)
    remedy = "write it with -o imported.yaml --decided-by NAME; then names accept imported.yaml adds it"
    _refuse_another(target, text, remedy)
    write(target, text.encode())


# --- export -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """An authority file that somebody wants as TEI or as a table; `-` is standard output."""

    to: str | None = None
    output: str = "-"
    authorities: Path | None = None
    config_file: Path | None = None
    dry_run: bool = False


def export_authorities(manner: Manner, wish: Copy) -> int:
    """Write the authority file in another form; returns the exit code. Raises WrongUse, UnreadableInput."""
    config = config_near(wish.config_file)
    file = authority_file(wish.authorities, config)
    entries = load_authorities(file)
    form = wish.to or _form_of(wish.output)
    if not entries.entries:
        raise UnreadableInput(f"{file}: there is no entry to export", remedy="tei-edition names suggest proposes some")
    title = f"{config.title}: people, organisations and places"
    data = to_csv(entries).encode() if form == "csv" else to_tei(entries, title, config.publisher)
    if wish.output == "-":
        put_out_pieces([data])
        return 0
    target = Path(wish.output)
    if target.exists() and target.samefile(file):
        raise WrongUse(f"{target}: is the authority file itself", remedy="name another file with -o")
    mark = BYTE_ORDER_MARK if form == "csv" else ""  # without it spreadsheets take UTF-8 for something else
    written = put_beside(target, mark.encode() + data, dry_run=wish.dry_run)
    exported = counted(len(entries.entries), "entry", "entries")
    manner.say(f"{exported} exported as {form}{went_to(written, dry_run=wish.dry_run)}")
    if written != target:
        manner.say(f"{target}: is there already and says something else, so it is left as it is; compare the two")
    return 0


def _form_of(output: str) -> str:
    suffix = Path(output).suffix.lower()
    return "csv" if suffix == ".csv" else "tei"


def put_beside(target: Path, data: bytes, is_ours: Callable[[bytes], bool] = lambda _: False, *, dry_run: bool) -> Path:
    """Where the data stand now: in a file beside the target if that says something else and is not as we left it.

    Raises UnwritableOutput if the file beside it is somebody's too.
    """
    check_folder(target.parent)
    beside = target.with_name(f"{target.stem}.new{target.suffix}")
    free = (path for path in (target, beside) if not path.exists() or _may_replace(path, data, is_ours))
    if (path := next(free, None)) is None:
        raise UnwritableOutput(
            f"{target}: is there already, and so is {beside.name}; both are left as they are",
            remedy="move one of them away, or name another file with -o",
        )
    if not dry_run:
        write(path, data)
    return path


def _may_replace(path: Path, data: bytes, is_ours: Callable[[bytes], bool]) -> bool:
    if not path.is_file():
        return False
    there = read(path)
    return there == data or is_ours(there)
