"""Where people, organisations and places are named in a text, and whom a surname alone can mean.

The text is read once, from capital to capital, and at each the longest known form wins. What can name several people,
and surnames that stand alone, are decided when all is read: they name the one candidate whom the document names in
full, or the one who held the office in the title then. If nobody or more than one fits, they stay text, and a note
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from tei_edition.authorities import Authority
from tei_edition.lexicon import Found, Lexicon
from tei_edition.model import Cert, Finding, Mark, Severity, Span
from tei_edition.name_forms import PARTICLES, family_names_that_stand_first, plain
from tei_edition.names import HONORIFIC, TITLE
from tei_edition.vocabulary import UPPER, languages

CAPITAL = re.compile(r"\b[^\W_a-z]\w*")
SMALL_WORD = re.compile(r"\b[a-zà-ÿ]\w*")


class Doubtful(NamedTuple):
    """A name that more than one person may bear: a surname alone, initials that fit several (`refs`)."""

    span: Span
    words: str
    title: str  # in front of it: "President", "Comrade"
    refs: tuple[str, ...] = ()  # of a surname: all who are called so

    @property
    def is_surname(self) -> bool:
        """Whether it is a surname without a given name or initials."""
        return not self.refs


@dataclass(slots=True)
class Mentions:
    """What is named in a text: certain marks, and names to be decided."""

    marks: list[Mark]
    doubtful: list[Doubtful]


class SmallWords:
    """The words that a document has in small letters too, so that they are no names at the start of a sentence."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(SMALL_WORD.findall(self._text))

    def __contains__(self, word: str) -> bool:
        return word in self._words


class Line(NamedTuple):
    """A line in which names are looked for, and the small words of its document."""

    text: str
    words: SmallWords


def find_names(text: str, lexicon: Lexicon, words: SmallWords | None = None) -> Mentions:
    """Every mention of a known name in a text whose apostrophes and spaces are canonical; longest match.

    `words` are those of the whole document; without them the text is the document.
    """
    found = Mentions([], [])
    line = Line(text, words or SmallWords(text))
    end = 0
    for match in CAPITAL.finditer(text):
        start = match.start()
        if start < end:
            continue
        named = lexicon.at(text, start)
        if named is not None and not _is_part_of_more(text, start, named):
            end = named.end
            if entry := named.entry:
                found.marks.append(_mark(Span(start, end), entry.element, entry.ref, entry.rule, entry.cert))
            else:
                refs = tuple(each.ref for each in named.entries if each.ref)
                found.doubtful.append(Doubtful(Span(start, end), text[start:end], "", refs))
        elif named is None and (alone := _surname_alone(line, match, lexicon)) is not None:
            found.doubtful.append(alone)
    return found


def _mark(span: Span, element: str, ref: str, rule: str, cert: Cert | None) -> Mark:
    certainty = (("cert", cert),) if cert else ()
    return Mark(span, element, (("ref", f"#{ref}"), *certainty), f"name: {rule}", ref=ref)


# --- names inside other names -----------------------------------------------------------------------------------

# a house, a street, a newspaper or a treaty that has a city's name
CALLED_BEFORE = re.compile(r"(?:Hotel|Hôtel|Café|Restaurant|Villa|Grand|Radio|SS|HMS|USS) \Z")
CALLED_AFTER = re.compile(
    r" (?:Street|Road|Avenue|Hotel|Square|House|Hall|Gate|Bridge|Station|Museum|Castle|Post|Times|Herald|Tribune|Radio"
    r"|Review|Gazette|Telegraph|Star|Globe|Pact|Treaty|Commune|Wall|University|College|Institute|Airport|Airlines"
    r"|Airways|Bank|Stock Exchange|Company|Corporation|Steel|Motors|Club|Orchestra|Philharmonic|Opera|Dynamo|United)\b"
)
# what is called after a person
NAMESAKE = re.compile(
    r"[’'”\"]? (?:University|College|Institute|Institution|Academy|School|Library|Museum|Foundation|Prize|Award|Medal"
    r"|Order|Street|Avenue|Boulevard|Road|Square|Park|Stadium|Bridge|Airport|Station|Plant|Factory|Works|Mine|Combine"
    r"|Complex|Mill|Shipyard|Farm|Collective|Cooperative|Co-operative|Brigade|Division|Regiment|Battalion|Youth|League"
    r"|Pioneers|House|Hall|Hospital|Theat(?:re|er)|Palace|Club|Society|Committee|Commission|Plan|Doctrine|Line|Act"
    r"|Amendment|Memorial|Mausoleum|Motor|Motors|Company|Corporation|Bros|Brothers|Bank|Center|Centre|Administration"
    r"|Mountains?|Peak|Bay|Island|Islands|Canal|Dam|Harbou?r)\b"
)


# "Mrs. Lestock Wilson" is not Lestock Peach Wilson
OF_HER_HUSBAND = ("Mrs. ", "Mrs ", "Mme. ", "Mme ", "Lady ")


def _is_part_of_more(text: str, start: int, named: Found) -> bool:
    """Whether a word goes on ("Korea" in "Korea-wide"), or the name is only a part of another one."""
    at = named.end
    following = text[at : at + 2]
    if following[:1].isalnum() or (following[:1] == "-" and following[1:].islower()):
        return True
    entry = named.entries[0]
    if entry.element == "persName" and entry.rank and text.endswith(OF_HER_HUSBAND, 0, start):
        return True
    if entry.element == "placeName" and entry.rule in ("gazetteer", "authorities"):
        before = CALLED_BEFORE.search(text, max(0, start - 12), start)
        is_joined = text[start - 1 : start] == "-"  # "the DPRK-China Treaty" names both
        return before is not None or (not is_joined and CALLED_AFTER.match(text, at) is not None)
    return entry.element == "persName" and NAMESAKE.match(text, at) is not None


# --- surnames alone ---------------------------------------------------------------------------------------------

CAPITALS_BEFORE = re.compile(rf"(?:(?:[{UPPER}][\w’'.-]*|of|for|the) ){{1,8}}\Z")
LONGEST_TITLE = 80  # characters
PARTICLE_BEFORE = re.compile(rf"\b(?:(?:{'|'.join(sorted(PARTICLES))}) ){{1,2}}\Z")
WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
GOES_ON = re.compile(rf" ?[{UPPER}]|-\w| [IVX]+\b")
SENTENCE_START = re.compile(r"(?:\A|[.!?:…]['”\")\]]* +|[“\"(\[])\Z")
OPENING_WORDS = frozenset(
    (
        "After Afterwards Again Also Although Because Before Both Consequently Even Finally First Further "
        "Furthermore Hence Here How However Indeed Instead Last Later Likewise Meanwhile Moreover Nevertheless Next "
        "Now Obviously Once Only Otherwise Perhaps Second Should Since So Somehow Soon Still Then There Therefore "
        "Though Through Thus Today Tomorrow Tonight Unless Until What Whenever Where Whereas Whereupon Whether Which "
        "While Why Yesterday Yet"
    ).split()
)
SHORTEST_SURNAME = 4  # letters of one that stands without a title


def _surname_alone(line: Line, match: re.Match[str], lexicon: Lexicon) -> Doubtful | None:
    """A capitalised word that is somebody's surname, with the title before it; None if it is part of another name."""
    text, word, start = line.text, match.group(), match.start()
    if (
        not lexicon.is_surname(word)
        or (word.isupper() and len(word) < SHORTEST_SURNAME)
        or GOES_ON.match(text, match.end())
    ):
        return None
    if particle := PARTICLE_BEFORE.search(text, max(0, start - 16), start):
        start = particle.start()
    title = _title_before(text, start)
    if not title and (_belongs_to_the_word_before(line, start) or not _can_stand_bare(line, word, start)):
        return None
    return Doubtful(Span(start, match.end()), text[start : match.end()], title)


def _title_before(text: str, start: int) -> str:
    """The title or honorific that ends right before a place: "Comrade", "Acting Secretary of State"."""
    before = CAPITALS_BEFORE.search(text, max(0, start - LONGEST_TITLE), start)
    if before is None:
        return ""
    words = before.group().split()
    suffixes = (" ".join(words[at:]) for at in range(len(words)))
    return next((title for title in suffixes if _is_title(title)), "")


def _is_title(words: str) -> bool:
    whole = TITLE.match(words)
    if whole is not None and whole.end() == len(words):
        return True
    honorific = HONORIFIC.match(f"{words} ")
    return honorific is not None and honorific.end() > len(words)


def _belongs_to_the_word_before(line: Line, start: int) -> bool:
    """ "Mary Hoxha", "J. Hoxha": the surname of somebody else; "But Hoxha" is none."""
    text = line.text
    if text[max(0, start - 2) : start] == ". " and text[max(0, start - 4) : start - 3] in ("", " ", ".", "("):
        return text[max(0, start - 3) : start - 2].isupper()
    before = WORD_BEFORE.search(text, max(0, start - 30), start)
    if before is None or not before[1][0].isupper() or before[1] in OPENING_WORDS:
        return False
    word = before[1].lower()
    return word not in function_words() and word not in line.words


def _can_stand_bare(line: Line, word: str, start: int) -> bool:
    """Whether a word without a title may be a surname: not short, not first in a sentence if it is a word otherwise."""
    if len(word) < SHORTEST_SURNAME or word in family_names_that_stand_first():
        return False
    begins = SENTENCE_START.search(line.text, max(0, start - 6), start) is not None
    return not (begins and word.lower() in line.words)


@cache
def function_words() -> frozenset[str]:
    """Words of all languages that are no names although they begin a sentence: but, when, in."""
    return frozenset(word for language in languages() for word in language.function_words)


# --- who is meant -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What helps to tell whom a surname means: who is named in full in the document, and its year."""

    lexicon: Lexicon
    named: frozenset[str]
    participants: frozenset[str]
    senders: frozenset[str] = frozenset()  # of a letter, who do not speak of themselves as Mr. or Mrs.
    year: str = ""


def decide(doubtful: Iterable[Doubtful], known: Circumstances) -> tuple[list[Mark], tuple[Finding, ...]]:
    """The names of which one bearer is left, as marks, and a note on each of the others, once for each name."""
    doubtful = list(doubtful)
    marks = []
    open_: dict[str, tuple[Doubtful, tuple[str, ...]]] = {}
    families = _families(doubtful)
    known_candidates: dict[tuple[object, ...], tuple[str, ...]] = {}
    for each in doubtful:
        key = (each.words, each.title, each.refs)
        if key not in known_candidates:
            known_candidates[key] = _candidates(each, known)
        left = known_candidates[key]
        if plain(each.words) not in families and (mark := _decided(each, left, known)):
            marks.append(mark)
        elif left:
            open_.setdefault(plain(each.words), (each, left))
    return marks, tuple(_unclear(each, left, known.lexicon) for each, left in open_.values())


ADDRESSED = (
    # how somebody is addressed        whom that excludes
    (("mr.", "mr", "herr", "m.", "sir"), "man"),
    (("mrs.", "mrs", "mme.", "mme", "frau", "lady"), "wife"),
    (("miss",), "daughter"),
)


def _address(title: str) -> str:
    """Of several people with one surname, which: the man, the wife or the daughter; empty for other titles."""
    last = title.lower().rpartition(" ")[2]
    return next((who for words, who in ADDRESSED if last in words), "")


def _families(doubtful: list[Doubtful]) -> set[str]:
    """The surnames that the document gives to more than one of a family: "Mr. Hall" and "Mrs. Hall"."""
    addressed: dict[str, set[str]] = {}
    for each in doubtful:
        if who := _address(each.title):
            addressed.setdefault(plain(each.words), set()).add(who)
    return {name for name, members in addressed.items() if len(members) > 1}


def _decided(each: Doubtful, left: tuple[str, ...], known: Circumstances) -> Mark | None:
    present = [ref for ref in left if ref in known.named] or left
    if len(present) != 1:
        return None
    ref = present[0]
    if ref in known.participants and each.is_surname:
        return _mark(each.span, "persName", ref, "surname of a participant", "medium")
    if ref in known.named:
        return _mark(each.span, "persName", ref, "short name of a person named in full in the document", "medium")
    if each.title and _held(known.lexicon.authority(ref), each.title, known.year):
        return _mark(each.span, "persName", ref, "the one person of that name who held the office then", "medium")
    if len(each.refs) > 1:
        return _mark(each.span, "persName", ref, "the one person of that name whose dates fit", "medium")
    return None


def _candidates(each: Doubtful, known: Circumstances) -> tuple[str, ...]:
    """Who can be meant: born by then, in that office; of several those who lived then."""
    refs = each.refs or known.lexicon.called(each.words.rpartition(" ")[2])
    if each.is_surname and each.words in family_names_that_stand_first():
        # there are too many Kims to take the only one in a list for the one who is meant
        refs = tuple(ref for ref in refs if ref in known.named)
    people = [(ref, known.lexicon.authority(ref)) for ref in refs]
    born = [(ref, person) for ref, person in people if not _is_born_after(person, known.year)]
    if _address(each.title):
        born = [(ref, person) for ref, person in born if ref not in known.senders]
    in_office = [(ref, person) for ref, person in born if _held(person, each.title, known.year)] or born
    if len(in_office) > 1:
        in_office = [(ref, person) for ref, person in in_office if not _had_died(person, known.year)] or in_office
    return tuple(ref for ref, _ in in_office)


def holders(lexicon: Lexicon, surname: str, title: str, year: str) -> tuple[str, ...]:
    """The ids of those who are called so and held, in that year, the office that a title names."""
    return tuple(ref for ref in lexicon.called(surname) if _held(lexicon.authority(ref), title, year))


def _is_born_after(person: Authority | None, year: str) -> bool:
    return bool(person and person.born and year and person.born[:4] > year)


def _had_died(person: Authority | None, year: str) -> bool:
    return bool(person and person.died and year and person.died[:4] < year)


def _held(person: Authority | None, title: str, year: str) -> bool:
    """Whether somebody held, in that year, the office that a title names."""
    if person is None or not title or not year:
        return False
    wanted = set(title.lower().split()) - {"the", "of", "mr.", "comrade"}
    return any(
        wanted <= set(office.office.lower().replace(",", " ").split())
        and (office.start or "")[:4] <= year <= ((office.end or "")[:4] or "9999")
        for office in person.offices
        if wanted and (office.start or office.end)
    )


def _unclear(each: Doubtful, left: tuple[str, ...], lexicon: Lexicon) -> Finding:
    names = [f"{lexicon.main_form(ref) or ref} ({ref})" for ref in left]
    shown = " or ".join(names[:3]) + (f" or {len(names) - 3} others" if len(names) > 3 else "")
    return Finding(
        "P201",
        Severity.NOTE,
        f"“{each.words}” may be {shown}; it is not tagged",
        hint="if you know who is meant, list the form as it stands with that person in authorities.yaml",
        span=each.span,
    )
