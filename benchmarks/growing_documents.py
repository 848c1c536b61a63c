"""Documents of any length for `growth.py`: ordinary kinds from the sentences of `generator.py`, and what is hostile to
rules.

The same kind and length give the same text on every machine.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, cycle
from random import Random

from generator import WORDS, paragraph, sentence

Make = Callable[[int], str]

PEOPLE = ["Kim Il Sung", "Enver Hoxha", "Ri Jong-ok", "Mehmet Shehu", "Janos Kadar", "Marta Olsen", "Pak Song Chol"]
EXTRAS = [
    "October 31, 1970",
    "[illegible]",
    "in [the spring of] 1964",
    "Albanian Labor Party",
    "“new roads”",
    "Pyongyang",
]
TITLES = {
    "letter": "Letter from Enver Hoxha to Kim Il Sung",
    "minutes": "Minutes of a Conversation between Kim Il Sung and Enver Hoxha",
}


def filled(pieces: Iterator[str], length: int, between: str) -> str:
    """So many pieces that the text has about this length."""
    kept, size = [], 0
    while size < length:
        kept.append(next(pieces))
        size += len(kept[-1]) + len(between)
    return between.join(kept)


def letter(length: int) -> str:
    """A letter with long paragraphs."""
    random = Random("letter")
    body = filled((paragraph(random, random.randint(4, 20)) for _ in count()), length, "\n\n")
    return f"Dear Comrade Kim Il Sung,\n\n{body}\n\nWith comradely greetings,\nEnver Hoxha\nTirana, October 31, 1970\n"


def turn(random: Random) -> str:
    """A turn of minutes with its label."""
    return f"Comrade {random.choice(PEOPLE)}: {paragraph(random, random.randint(1, 6))}"


PRESENT = f"From one side there were present the comrades {', '.join(PEOPLE[:-1])} and {PEOPLE[-1]}."


def minutes(length: int) -> str:
    """Minutes with a list of participants and turns."""
    random = Random("minutes")
    turns = filled((turn(random) for _ in count()), length, "\n\n")
    return f"{TITLES['minutes']}\n\n{PRESENT}\n\n{turns}\n"


def minutes_in_one_line(length: int) -> str:
    """The same with all turns run together in one line."""
    random = Random("minutes")
    turns = filled((turn(random) for _ in count()), length, " ")
    return f"{TITLES['minutes']}\n\n{PRESENT} {turns}\n"


def wrapped_report(length: int) -> str:
    """A report whose lines are broken at 72 columns, paragraphs parted by an empty line."""
    random = Random("report")
    pieces = (textwrap.fill(paragraph(random, random.randint(3, 12)), 72) for _ in count())
    body = filled(pieces, length, "\n\n")
    return f"Report of the Embassy in Pyongyang\n\n{body}\n"


def page_with_notes(length: int) -> str:
    """A page of history.state.gov: numbered heading, note marks in the text, notes at the end."""
    random = Random("notes")
    marks = count(2)
    long = max(5, length // 150_000)  # sentences in a paragraph, so that no number has four figures
    body = filled((f"{paragraph(random, long)}{next(marks)}" for _ in count()), length * 9 // 10, "\n\n")
    notes = "\n\n".join(f"{n}. {sentence(random)} ↩" for n in range(2, next(marks)))
    return (
        "211. Memorandum From the Embassy Counselor (Marlow) to the Department of State1\n\n"
        f"Seoul, June 3, 1964.\n\n{body}\n\n1. Source: National Archives, RG 59, Box 12. Secret. ↩\n\n{notes}\n"
    )


def compact_page(length: int) -> str:
    """A page of the Wilson Center as it comes without empty lines."""
    random = Random("compact")
    body = filled((paragraph(random, random.randint(2, 8)) for _ in count()), length, "\n")
    return (
        f"Skip to content\nOctober 31, 1970\n{TITLES['letter']}\n{body}\nEnver Hoxha\nDocument Information\nSource\n"
        "AQPPSH, MPP Korese, V. 1970, D 1. Translated by Enkel Daljani\nOriginal Uploaded Date\nType\nLetter\n"
        "Language\nRecord ID\n"
    )


def crowded(length: int) -> str:
    """Paragraphs that are little but brackets, dates, names and quotations."""
    random = Random("crowded")
    pieces = (" ".join(random.choices(EXTRAS + PEOPLE + WORDS[:8], k=40)) + "." for _ in count())
    return filled(pieces, length, "\n\n")


def name(number: int) -> str:
    """A name of two words, another one for each number."""
    syllables = "ba de ki lo mu na pe ri so tu".split()
    given, family = ("".join(syllables[int(digit)] for digit in f"{part:03}") for part in (number % 100, number // 100))
    return f"{given.capitalize()} {family.capitalize()}k"


def many_speakers(length: int) -> str:
    """Minutes in which each turn is somebody else's."""
    random = Random("speakers")
    turns = filled((f"Comrade {name(n)}: {sentence(random)}" for n in count()), length, "\n\n")
    return f"{TITLES['minutes']}\n\n{turns}\n"


def many_labels(length: int) -> str:
    """Minutes with labels in capitals and full stops, each three times."""
    random = Random("labels")
    turns = (f"{name(n // 3).split()[1].upper()}. {sentence(random)}" for n in count())
    return f"{TITLES['minutes']}\n\n{filled(turns, length, chr(10))}\n"


def many_participants(length: int) -> str:
    """Minutes with a list of participants that never ends, and a turn for each."""
    random = Random("participants")
    half = length // 2
    listed = filled((f"the Secretary of Trade, {name(n)}" for n in count()), half, "; ")
    turns = filled((f"Comrade {name(n)}: {sentence(random)}" for n in count()), half, "\n\n")
    return f"{TITLES['minutes']}\n\nFrom the Albanian side there were present: {listed}.\n\n{turns}\n"


def many_paragraphs_of_participants(length: int) -> str:
    """Minutes with paragraph upon paragraph that lists who was present."""
    pieces = (
        f"From the {name(n).split()[0]} side there were present: the Secretary of Trade, {name(n)}." for n in count()
    )
    return f"{TITLES['minutes']}\n\n{filled(pieces, length, chr(10) * 2)}\n\nComrade Kim: Yes.\n\nComrade Pak: No.\n"


def many_organisations(length: int) -> str:
    """Bodies that all begin with the same word, each named twice."""
    pieces = (f"the Central Committee of the {name(n // 2)} Party met," for n in count())
    return f"Report\n\n{filled(pieces, length, ' ')}.\n"


def stage_directions(length: int) -> str:
    """Minutes in which something happens in each turn, in brackets."""
    random = Random("stage")
    pieces = (f"{turn(random)}\n\n[He laughs for a long while.]\n\n{sentence(random)}" for _ in count())
    return f"{TITLES['minutes']}\n\n{PRESENT}\n\n{filled(pieces, length, chr(10) * 2)}\n"


def bracketed_offices(length: int) -> str:
    """One person with the same office again and again, in brackets before the name."""
    return f"Report\n\n{filled((f'[Chairman of the Party] {person}' for person in cycle(PEOPLE)), length, ' and ')}.\n"


def note_marks(length: int) -> str:
    """Marks of notes in brackets, each with its note at the end."""
    marks = " ".join(f"word [{n}]" for n in range(1, length // 30))
    notes = "\n".join(f"[{n}] See the road." for n in range(1, length // 30))
    return f"Report\n\n{marks}\n\n{notes}\n"


def note_marks_without_notes(length: int) -> str:
    """Marks of notes in brackets, and not one note."""
    return f"Report\n\n{filled((f'word [{n}]' for n in count(1)), length, ' ')}\n"


def nested(length: int) -> str:
    """Brackets in brackets in brackets."""
    return f"Report\n\n{'[word ' * (length // 8)}{'?]' * (length // 8)}\n"


def many_enclosures(length: int) -> str:
    """A letter that encloses letters, each of somebody else."""
    pieces = (
        f"Enclosure No. {n}\n\nLetter from {name(n)} to Ben Birk\n\nDear Comrade,\n\nYes.\n\n{name(n)}"
        for n in count(1)
    )
    return filled(pieces, length, "\n\n")


def unknown_foot(length: int) -> str:
    """A page with line upon line below the document that its layout does not know."""
    random = Random("foot")
    return f"{compact_page(1000)}{filled((sentence(random) for _ in count()), length, chr(10))}\n"


KINDS: dict[str, Make] = {
    "letter": letter,
    "minutes": minutes,
    "minutes in one line": minutes_in_one_line,
    "hard-wrapped report": wrapped_report,
    "page with notes": page_with_notes,
    "compact page": compact_page,
    "brackets, dates, names": crowded,
}


def repeated(piece: str, length: int) -> str:
    """The piece over and over, as the first line and as the last; the x makes it a document whatever the piece is."""
    half = piece * (length // len(piece) // 2)
    return f"{half}\nx\n{half}x"


PIECES = {
    "spaces": " ",
    "spaces and letters": "a    ",
    "spaces before line ends": "a" + " " * 400 + "\n",
    "letters": "a",
    "words": "the road is long and ",
    "capital letters": "A",
    "capitals": "Kim Il ",
    "words in capitals": "THE PARTY OF ",
    "capitals and full stops": "K. I. ",
    "one number": "1",
    "digits": "1950 ",
    "digits and full stops": "1.1.",
    "words and note marks": "road5. ",
    "months": "May ",
    "months glued": "MayJune",
    "days and months": "31 May ",
    "dates in figures": "10/14/50 ",
    "seasons": "spring of ",
    "colons": ":",
    "labels without line ends": "Kim: ",
    "labels": "K: x\n",
    "labels alone": "Kim Il Sung:\n",
    "labels of some": "".join(f"Comrade {a}{b}o: yes\n" for a in "BDKLM" for b in ("al", "in", "er", "os", "um")),
    "opening brackets": "[",
    "closing brackets": "]",
    "unclosed brackets": "a [b c ",
    "unclosed brackets by line": "[the road is long\n",
    "brackets": "[x?] ",
    "long brackets": "[" + "x" * 500,
    "bracketed dates": "[illegible] August ",
    "doubts": "[?]",
    "sic": "fir [sic] ",
    "round brackets": "(",
    "unclosed round brackets": "(sic, laughter ",
    "quotation marks": "“",
    "straight quotation marks": '"',
    "quotations": "“x” ",
    "quotations by line": "“x\n",
    "tildes": "~~",
    "tildes and letters": "~~x",
    "black": "█ ",
    "nulls": "a\x00b" + "c" * 300,
    "hyphens": "-",
    "hyphens and letters": "a-",
    "hyphens and capitals": "A-",
    "apostrophes and capitals": "A’",
    "full stops": ". . ",
    "marks of all kinds": "!)- ",
    "hyphen line ends": "the long-\nroad is har-\n",
    "page marks": "the road is long and it is not yet mended\n[Page 12]\nbut it will be so\n",
    "page numbers": "- 12 -\n",
    "section breaks": "* * *\n",
    "bullets": "• the road\n",
    "numbered lines": "1. x\n",
    "notes": "1. See the road. ↩\n",
    "headings": "ARTICLE 1\nThe road.\n",
    "salutations": "Dear Comrade,\n",
    "signatures": "With greetings,\nEnver Hoxha\n",
    "datelines": "Tirana, October 31, 1970\n",
    "commas": "a, ",
    "semicolons": "Kim Il Sung, Premier; ",
    "participants": "Present: Kim Il Sung, Premier;\n",
    "question marks": "is it?",
    "addresses": "[email protected] ",
    "empty lines": "a\n\n\n\n",
    "many sections": "II. The Harbour\n" + "The road is long and ends at the harbour. " * 3 + "\n",
    "enclosures": "Enclosure 1\nThe road.\n",
    "presidents": "The Deputy Foreign Minister ",
    "line ends": "\n",
    "returns": "x\r",
    "tabs": "the\troad\t",
    "spaces that keep words together": "the\xa0road\xa0",
    "no spaces that one sees": "the\u200broad\u00ad",
    "directions": "\u202eroad\u202c ",
    "line ends of other systems": "the road\x85is\u2028long\x0c",
    "accents": "\u0301",
    "letters with accents": "a\u0301",
    "pictures": "\U0001f469\u200d\U0001f469\u200d\U0001f467 ",
    "Chinese": "我们收到了你的来信，非常感谢。",
    "Korean": "우리는 편지를 받았습니다. ",
    "Arabic": "شكرا جزيلا على رسالتك ",
    "brackets in brackets": "[a (b “c ” ) ] ",
    "brackets that cross": "[a “b ] c” (d [e) f] ",
    "editorial marks of all kinds": "teh [sic] wrod [?] in [the spring of] 1964 [word?] [illegible]. ",
    "hyphen line ends and marks": "The har-\nbour and the sic [sic] word-\nless.\n\n",
    "words parted by empty lines": "har-\n\nbour\n\n",
    "cells": "coal\t12\t14\n",
    "cells with bars": "| coal | 12 |\n",
    "headers": "FROM: Ada\nTO: Ben\nSUBJECT: the road\nREF: 1\n\n",
    "addresses of houses": "12 High Street\nPort Elder\n\n",
    "copies": "cc: Ada Ash\n\n",
    "postscripts": "P.S. The road.\n\n",
    "questions and answers": "Question: x?\n\nAnswer: y.\n\n",
    "titles": "Letter from Ada Ash to Ben Birk\n\n",
    "pages": "Document Information\nSource\nOriginal Uploaded Date\nType\nLetter\nLanguage\nRecord ID\nRoad.\n",
    "pages of an agency": "Pyongyang, May 3 (KCNA) -- The road.\n\n",
    "markup": "<b>&lt;x&gt; ]]> <!-- -->",
    "struck out": "~~no~~ ",
}


def named(piece: str, length: int) -> str:
    """A letter between people of a Western and an Eastern name, with the piece over and over in one line."""
    head = "Letter from Enver Hoxha to Kim Il Sung\n\nTirana, 3 February 1966\n\nDear Comrade,\n\n"
    return f"{head}{piece * (length // len(piece))}\n"


CROWDS: dict[str, Make] = {
    "many speakers": many_speakers,
    "many labels": many_labels,
    "many participants": many_participants,
    "many lists of participants": many_paragraphs_of_participants,
    "many organisations": many_organisations,
    "stage directions": stage_directions,
    "offices in brackets": bracketed_offices,
    "unknown lines at the foot": unknown_foot,
    "note marks": note_marks,
    "note marks without notes": note_marks_without_notes,
    "nested brackets": nested,
    "many enclosures": many_enclosures,
    "surnames": partial(named, "Mr. Hoxha met Hodja, and Mary Hoxha. Then Comrade Kim "),
    "syllables": partial(named, "Kim-Il-"),
    "syllables with apostrophes": partial(named, "K'i-m'I l'"),
    "titles before a surname": partial(named, "Deputy Minister of State for Minister of State Hoxha "),
}
HOSTILE = CROWDS | {kind: partial(repeated, piece) for kind, piece in PIECES.items()}
