"""Captures that nobody wrote: any number of them, in every layout that the program knows, the same on every machine.

Letters, telegrams, minutes, reports and articles, as they are copied from the pages of archives. Capture n depends on
the seed and on n alone, so that a larger corpus begins with the smaller one.

Usage: python benchmarks/generator.py NUMBER FOLDER [SEED]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from random import Random

WORDS = """
the of and to a in that our your we party government people delegation harbour grain coal tractors agreement visit
comrades friendship struggle country question meeting proposal Ministry trade plan year great new last about between
with for from has been will would should not only but also they he said asked answered received sent built mended road
""".split()
GIVEN = "Ada Ben Chloe Dan Eve Finn Gil Hana Ivo Jan Kai Lena Mara Nils Olga Petro Rosa Stefan Todor Vera".split()
FAMILY = "Ash Birk Croft Dahl Elm Fir Gale Hale Ives Jarl Kerr Lund Marku Novak Olsen Prifti Rask Stoll".split()
KOREAN = ("Kim Ri Pak Choe An Han Kang Jong".split(), "Il Song Yong Chang Man Hyon Chol Tae".split())
PLACES = "Port Elder|Fierza|Northhaven|Low Pier|Quay Town|Pyongyang|Tirana|Sofia|Warsaw".split("|")
PARTIES = "Korean Workers’ Party|Albanian Labor Party|Polish United Workers’ Party|Bulgarian Communist Party".split("|")
MONTHS = "January February March April May June July August September October November December".split()
EXTRAS = (
    # what every fourth sentence has in it
    "[illegible]",
    "[one word illegible]",
    "in [the spring of] 1964",
    "“new roads”",
    "the fir [sic] harbour",
    "on {day}",
    "the {party}",
    "{person}",
    "Comrade {person}",
    "{place}",
)
MEDIAN, SPREAD, SHORTEST, LONGEST = 6_000, 0.75, 800, 60_000  # characters of a body: log-normal, clipped


# --- names, dates, sentences ----------------------------------------------------------------------------------


def person(random: Random) -> str:
    """Somebody, of a Western or of a Korean name."""
    if random.random() < 0.6:
        return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
    family, syllables = KOREAN
    first, second = random.sample(syllables, 2)
    return f"{random.choice(family)} {first} {second}"


def people(random: Random, number: int) -> list[str]:
    """So many different people."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[person(random)] = None
    return list(found)


def day(random: Random) -> str:
    """A date of the last century, as Americans write it."""
    return f"{random.choice(MONTHS)} {random.randint(1, 28):02}, {random.randint(1945, 1991)}"


def sentence(random: Random) -> str:
    """Some words; in every fourth a name, a date or an editor's bracket."""
    words = random.choices(WORDS, k=random.randint(6, 24))
    if random.random() < 0.25:
        extra = random.choice(EXTRAS).format(
            day=day(random), party=random.choice(PARTIES), person=person(random), place=random.choice(PLACES)
        )
        words.insert(random.randint(1, len(words)), extra)
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def paragraph(random: Random, sentences: int) -> str:
    """A paragraph of so many sentences."""
    return " ".join(sentence(random) for _ in range(sentences))


def paragraphs(random: Random, length: int) -> Iterator[str]:
    """Paragraphs of about this length together."""
    size = 0
    while size < length:
        made = paragraph(random, random.randint(1, 9))
        size += len(made) + 2
        yield made


# --- what is written: one document without a page around it ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the page of an archive shows it: its title and what stands in it, a string a paragraph."""

    kind: str
    title: str
    date: str
    body: tuple[str, ...]


def letter(random: Random, length: int) -> Document:
    """A letter with salutation, closing words and signature."""
    sender, addressee = people(random, 2)
    date, place = day(random), random.choice(PLACES)
    salutation = f"{random.choice(('Dear Comrade', 'Honorable Comrade', 'Respected Comrade'))} {addressee},"
    body = (salutation, *paragraphs(random, length), f"With comradely greetings,\n{sender}\n{place}, {date}")
    return Document("Letter", f"Letter from {sender} to {addressee}", date, body)


def telegram(random: Random, length: int) -> Document:
    """A telegram from one party to another."""
    sender, addressee = random.sample(PARTIES, 2)
    title = f"Telegram from the Central Committee of the {sender} to the {addressee}"
    body = (*paragraphs(random, length // 3), f"THE CENTRAL COMMITTEE OF THE {sender.upper()}")
    return Document("Telegram", title, day(random), body)


def minutes(random: Random, length: int) -> Document:
    """Minutes with a list of participants and labelled turns."""
    present = people(random, random.randint(2, 7))
    label = random.choice(("Comrade {}: ", "{}: ", "Com. {}: "))
    turns, size = [], 0
    while size < length:
        speaker = random.choice([each for each in present if not turns or f"{each}: " not in turns[-1][:60]])
        turns.append(label.format(speaker) + paragraph(random, random.randint(1, 6)))
        size += len(turns[-1])
    list_of_present = f"From one side there were present the comrades {', '.join(present[:-1])} and {present[-1]}."
    title = f"Minutes of Conversation between {present[0]} and {present[1]}"
    return Document("Minutes of Conversation", title, day(random), (list_of_present, *turns))


def report(random: Random, length: int) -> Document:
    """The report of an embassy."""
    author, visitor = people(random, 2)
    title = f"Report, Embassy in {random.choice(PLACES)}, ‘On the Visit of {visitor}’"
    return Document("Report", title, day(random), (*paragraphs(random, length), f"{author}\nAmbassador"))


def article(random: Random, length: int) -> Document:
    """An article of a news agency."""
    title = random.choice(("{} Sends Message to {}", "{} Receives Letter from {}", "{} Meets {}"))
    place, date = random.choice(PLACES), day(random)
    first, *rest = paragraphs(random, length // 2)
    body = (f"{place}, {date[:-6]} (KCNA) -- {first}", *rest)
    return Document("Article", title.format(*people(random, 2)), date, body)


# --- where it is copied from ----------------------------------------------------------------------------------


REUSE = (
    "The History and Public Policy Program welcomes reuse of Digital Archive materials for research and educational "
    "purposes. Some documents may be subject to copyright, which is retained by the rights holders in accordance with "
    "US and international copyright laws. When possible, rights holders have been contacted for permission to "
    "reproduce their materials."
)
ENQUIRIES = (
    "To enquire about this document's rights status or request permission for commercial use, please contact the "
    "History and Public Policy Program at [email protected]."
)


def _reference(random: Random, document: Document) -> str:
    archive = random.choice(("AQPPSH, MPP Korese", "AAN, KC PZPR", "BStU", "TsDA, Fond 1-B"))
    return f"{archive}, D {random.randint(1, 40)}, V. {document.date[-4:]}. Translated by {person(random)}"


def wilson_page(random: Random, document: Document) -> str:
    """The page of an archive, with its furniture above and its facts below."""
    between = "\n\n\n" if document.kind.startswith("Minutes") else "\n\n"
    above = (
        f"Skip to content\n\n{document.date}\n\n{document.title}\n\n"
        "This document was made possible with support from Leon Levy Foundation\n\n\n\n"
    )
    below = (
        f"\n\n\n{sentence(random)}\n\nDocument Information\n\nSource\n\n{_reference(random, document)}\n\nRights\n\n"
        f"{REUSE}\n\n{ENQUIRIES}\n\nOriginal Uploaded Date\n\n\n\nType\n\n{document.kind}\n\nLanguage\n\n\n\n"
        "Record ID\n\n\n\nLeon Levy Foundation\n"
    )
    return above + between.join(document.body) + below


def wilson_legacy(random: Random, document: Document) -> str:
    """The older page of the same archive, with a citation above the text."""
    citation = (
        f'"{document.title}," {document.date}, History and Public Policy Program Digital Archive, '
        f"{_reference(random, document)}."
    )
    return (
        f"Search in\n\nDigital Archive International History Declassified\n\n{document.date}\n\n\n{document.title}\n\n"
        f"  • Citation\n\n    get citation\n\n    {sentence(random)}\n    {citation}\n  • share document\n\n\n"
        f"English HTML\n\n{_plain_body(document)}\n"
    )


def wilson_pdf(random: Random, document: Document) -> str:
    """The text of a PDF of that archive, all in one line."""
    return (
        f"Digital Archive digitalarchive.wilsoncenter.org International History Declassified {document.date} "
        f"{document.title} Citation: “{document.title},” {document.date}, Wilson Center Digital Archive, "
        f"{_reference(random, document)}. Summary: {sentence(random)} Credits: This document was made possible with "
        f"support from Leon Levy Foundation. Original Language: Bulgarian Contents: English Translation "
        f"{' '.join(' '.join(document.body).split())}\n"
    )


def kcna_watch(random: Random, document: Document) -> str:
    """An article as an aggregator shows it, with teasers of others below."""
    published = f"{random.randint(1, 28)}/{random.randint(1, 12)}/{random.randint(1998, 2024)}"
    teasers = "\n\n".join(sentence(random) for _ in range(random.randint(4, 30)))
    return (
        f"July 06, 2025Jul 06, 2025\nKCNA Ministry of Foreign Affairs (EN)\n\n{document.title}\n\nDate: {published} | "
        f"Source: Ministry of Foreign Affairs (EN) | Read original version at source\n\n{_plain_body(document)}\n\n"
        f"More From Ministry of Foreign Affairs (EN)\n\n{teasers}\n\nMore Articles\n"
    )


def kcna_co_jp(random: Random, document: Document) -> str:
    """An article as the agency's own site shows it."""
    year = random.randint(1998, 2024)
    return (
        f"calendar>>{random.choice(MONTHS)} {random.randint(1, 28)}. {year} Juche {year - 1911}\n\n{document.title}\n\n"
        f"{_plain_body(document)}\n\nCopyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.\n"
    )


def history_state_gov(random: Random, document: Document) -> str:
    """A page of a printed edition with numbered notes."""
    marks = range(2, 2 + min(len(document.body) // 2, 9))
    body = [
        f"{paragraph}{marks[at] if at < len(marks) else ''}" if paragraph.endswith(".") else paragraph
        for at, paragraph in enumerate(document.body)
    ]
    notes = "\n\n".join(f"{mark}. See {person(random)}’s report of {day(random)}. ↩" for mark in marks)
    box = random.randint(1, 90)
    return (
        f"{random.randint(1, 400)}. {document.title}1\n\n{random.choice(PLACES)}, {document.date}.\n\n"
        + "\n\n".join(body)
        + f"\n\n1. Source: National Archives, RG 59, Box {box}. Secret. ↩\n\n{notes}\n"
    )


def plain(random: Random, document: Document) -> str:
    """The text with its title and nothing around it."""
    return f"{document.title}\n\n{document.date}\n\n{_plain_body(document)}\n"


def _plain_body(document: Document) -> str:
    return "\n\n".join(document.body)


Write = Callable[[Random, int], Document]
Show = Callable[[Random, Document], str]

KINDS: tuple[tuple[int, Write, tuple[Show, ...]], ...] = (
    # of 12  what it is   where it is found; the first is the most frequent
    (4, letter, (wilson_page, wilson_page, wilson_legacy, history_state_gov, plain)),
    (1, telegram, (wilson_page, wilson_page, wilson_legacy, plain)),
    (3, minutes, (wilson_page, wilson_page, wilson_legacy, wilson_pdf, plain)),
    (2, report, (wilson_page, wilson_page, wilson_legacy, wilson_pdf, history_state_gov, plain)),
    (2, article, (kcna_watch, kcna_watch, kcna_co_jp)),
)
_SHARES = [share for share, _, _ in KINDS]


# --- a corpus -------------------------------------------------------------------------------------------------


def capture(number: int, seed: int = 1) -> str:
    """Capture `number` of the corpus with this seed."""
    random = Random(f"{seed}:{number}")
    _, write, pages = random.choices(KINDS, _SHARES)[0]
    length = min(LONGEST, max(SHORTEST, int(exp(random.gauss(log(MEDIAN), SPREAD)))))
    return random.choice(pages)(random, write(random, length))


def captures(number: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """So many captures: the name of the file, and its text."""
    return ((f"{n:07}.txt", capture(n, seed)) for n in range(number))


def write_captures(folder: Path, number: int, seed: int = 1, start: int = 0) -> None:
    """Write captures `start` to `number` into a folder, with an edition.yaml that finds them in its thousands."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "edition.yaml").write_text('title: An edition of many\ncaptures: "*/*.txt"\n', "utf-8")
    (folder / "authorities.yaml").write_text(authorities(), "utf-8")
    for n in range(start, number):
        thousand = folder / f"{n // 1000:04}"
        if n % 1000 == 0 or n == start:
            thousand.mkdir(exist_ok=True)
        (thousand / f"{n:07}.txt").write_bytes(capture(n, seed).encode())


def authorities() -> str:
    """The people and places of the captures, as an authorities.yaml."""
    named = [f"{first} {last}" for first in GIVEN for last in FAMILY]
    persons = [f"  - {{id: pers-{_slug(name)}, name: {name}}}" for name in named]
    places = [f"  - {{id: place-{_slug(name)}, name: {name}, type: settlement}}" for name in PLACES]
    return "\n".join(("people:", *persons, "places:", *places, ""))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def main(number: str, folder: str, seed: str = "1") -> None:
    write_captures(Path(folder), int(number), int(seed))


if __name__ == "__main__":
    main(*sys.argv[1:])
