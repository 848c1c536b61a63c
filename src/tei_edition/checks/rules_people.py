"""Rules about who speaks and who is listed: turns, labels, lists of persons, organisations, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from tei_edition.checks.regeneration import TEI, tei_names
from tei_edition.checks.rules_index import XML_ID, Breach, Index, plain, quoted
from tei_edition.model import Severity

PERS_NAME = TEI + "persName"
PERSONS = tei_names("person personGrp")
# Page and section marks do not part two turns.
UNSPOKEN = tei_names("pb cb lb fw milestone note")

# --- S03, S04, S21: who speaks ------------------------------------------------------------------------------


def has_a_speaker(index: Index) -> Iterator[Breach]:
    """S03: every turn has a known speaker."""
    participants = {
        identifier
        for entities in index.everywhere("particDesc")
        for person in entities.iter(*PERSONS)
        if (identifier := person.get(XML_ID))
    }
    unidentified = {
        identifier for identifier in participants if "unidentified" in (index.ids[identifier].get("role") or "").split()
    }
    for sp in index.in_text("sp"):
        who = (sp.get("who") or "").split()
        if not who:
            yield Breach(sp, "a turn (sp) does not say who speaks", "add @who with the id of a participant")
        for token in dict.fromkeys(who):
            if token[1:] in unidentified and not sp.get("cert"):
                yield Breach(
                    sp,
                    f"the speaker “{token}” is unidentified, but the turn does not call this uncertain",
                    'add cert="low" to the sp',
                )
            elif not token.startswith("#") or (token[1:] in index.ids and token[1:] not in participants):
                yield Breach(
                    sp,
                    f"sp/@who has “{token}”, which is not a person listed in particDesc",
                    'list the speaker in particDesc/listPerson and point at the entry: who="#pers-…"',
                )


def label_fits_the_speaker(index: Index) -> Iterator[Breach]:
    """S04: the label names the speaker; turns without label are explained."""
    labels_of: dict[etree._Element | None, list[etree._Element]] = defaultdict(list)
    for speaker in index.in_text("speaker"):
        labels_of[speaker.getparent()].append(speaker)
    for sp in index.in_text("sp"):
        labels = labels_of.get(sp, [])
        if not labels and not sp.get("prev") and not sp.get("cert"):
            yield Breach(
                sp,
                "a turn (sp) has no label (speaker) and does not continue an earlier turn",
                "add @prev with the id of the turn that goes on, or @cert if the speaker is inferred",
            )
        if not sp.get("cert"):
            yield from _other_names(sp, labels)
        if not sp.get("prev") and sp.get("who") and _same_speaker(sp, _turn_before(sp)):
            yield Breach(
                sp,
                f"two turns in a row by {quoted((sp.get('who') or '').split())}",
                "look for a label or a narrative paragraph that was missed; if one turn goes on, add @prev",
                Severity.WARNING,
            )


def _other_names(sp: etree._Element, labels: list[etree._Element]) -> Iterator[Breach]:
    who = (sp.get("who") or "").split()
    names = ((label, name) for label in labels for name in label.iter(PERS_NAME))
    for label, name in names:
        reference = (name.get("ref") or "").split()
        if not reference or not who or name.get("cert") or set(reference) & set(who):
            continue
        if not _in_brackets(label, name):
            yield Breach(
                name,
                f"the label names {quoted(reference)}, but sp/@who has {quoted(who)}",
                "make the two agree, or add @cert to the sp",
            )


def _in_brackets(label: etree._Element, name: etree._Element) -> bool:
    """Whether a name is only an aside of the label: "The Secretary (to Mr. Schaufele):"."""
    words = plain(name)
    before = plain(label).partition(words)[0] if words else ""
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")


def _turn_before(sp: etree._Element) -> etree._Element | None:
    before = sp.getprevious()
    while before is not None and (before.tag in UNSPOKEN or not isinstance(before.tag, str)):
        before = before.getprevious()
    return before


def _same_speaker(sp: etree._Element, before: etree._Element | None) -> bool:
    return before is not None and before.tag == sp.tag and before.get("who") == sp.get("who")


def entities_are_used(index: Index) -> Iterator[Breach]:
    """S21: every listed entity is referred to; who is listed as speaker speaks."""
    for name in ("person", "personGrp", "org", "place"):
        for entity in index.everywhere(name):
            identifier = entity.get(XML_ID)
            if identifier and identifier not in index.pointed_at:
                yield Breach(
                    entity,
                    f"{name} “{identifier}” is listed, but nothing refers to it",
                    "tag a mention of it in the text, or take the entry out of the list",
                )
    speakers = {token for sp in index.in_text("sp") for token in (sp.get("who") or "").split()}
    if index.genre == "speech" and not speakers:
        return  # the one speaker of a speech needs no label
    for person in index.everywhere("person"):
        role = (person.get("role") or "").split()
        identifier = person.get(XML_ID)
        if "speaker" in role and f"#{identifier}" not in speakers:
            yield Breach(
                person,
                f"“{identifier}” is listed as a speaker, but has no turn",
                'change @role to "present", or look for a label that was missed',
                Severity.ERROR,
            )
