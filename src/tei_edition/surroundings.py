"""What stands around a name and shows that it is part of another: a title, an initial, a further name, a thing."""

from __future__ import annotations

import re
from functools import cache, cached_property

from tei_edition.lexicon import DERIVED, Entry, Found
from tei_edition.name_forms import PARTICLES, family_names_that_stand_first
from tei_edition.names import BODY, ORGANISATION_HEAD, honorific_end, title_end
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER, languages
from tei_edition.wordlist import PartOfWords, WordList

LONGER_WORD = re.compile(r"[^\W\d_]{5,}")
HEADING, MOSTLY = 300, 0.8  # characters that are looked at; share of longer words with a capital
MOST_READ = 500_000  # characters of a document in which words in small letters are looked for


class Line:
    """A line in which names are looked for, and the words of its document.

    A word that the document has in small letters, too, is no name at the start of a sentence.
    """

    def __init__(self, text: str, words: WordList | PartOfWords) -> None:
        self.text = text
        self.words = words

    def has_small(self, word: str) -> bool:
        """Whether the document has a word in small letters, too."""
        return word in self.words and word[0] <= "ÿ"

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is no sentence and nearly all longer words begin with a capital: "Kim Jong Un Sends Message"."""
        if self.text.rstrip().endswith((".", "!", "?", ":", ";", ",")):
            return False
        found: list[str] = LONGER_WORD.findall(self.text[:HEADING])
        return sum(word[0].isupper() for word in found) > MOSTLY * len(found)


@cache
def function_words() -> frozenset[str]:
    """Words of all languages that are no names although they begin a sentence: but, when, in."""
    return frozenset(word for language in languages() for word in language.function_words)


# --- names inside other names -----------------------------------------------------------------------------------

# a house, a street, a newspaper or a treaty that has a city's name
CALLED_BEFORE = tuple(
    f"{word} "
    for word in (
        "Hotel Hôtel Café Restaurant Villa Grand Radio SS HMS USS New Lake Mount Mt. Port Fort Cape St. Saint"
    ).split()
)
CALLED_AFTER = re.compile(
    r" (?:Street|Road|Avenue|Hotel|Square|House|Hall|Gate|Bridge|Station|Museum|Castle|Post|Times|Herald|Tribune|Radio"
    r"|Review|Gazette|Telegraph|Star|Globe|Pact|Treaty|Commune|Wall|University|College|Institute|Airport|Airlines"
    r"|Airways|Bank|Stock Exchange|Company|Corporation|Steel|Motors|Club|Orchestra|Philharmonic|Opera|Dynamo|United)\b"
)
# what is called after a person
NAMESAKE_OF = re.compile(
    r"(?:Order of|[Ss]hip|[Ss]teamer|USS|SS|HMS|MV|Avenue|[Rr]ue|[Vv]ia|[Cc]alle|[Pp]remio|[Pp]rix|[Uu]lica|[Uu]litsa)"
    r" [“\"]?\Z"
)
NAMESAKE = late(
    r"[’'”\"]? (?:University|College|Institute|Institution|Academy|School|Library|Museum|Foundation|Prize|Award|Medal"
    r"|Order|Street|Avenue|Boulevard|Road|Square|Park|Stadium|Bridge|Airport|Station|Plant|Factory|Works|Mine|Combine"
    r"|Complex|Mill|Shipyard|Farm|Collective|Cooperative|Co-operative|Brigade|Division|Regiment|Battalion|Youth|League"
    r"|Pioneers|House|Hall|Hospital|Theat(?:re|er)|Palace|Club|Society|Committee|Commission|Plan|Doctrine|Line|Act"
    r"|Amendment|Memorial|Mausoleum|Motor|Motors|Company|Corporation|Bros|Brothers|Bank|Center|Centre|Administration"
    r"|Mountains?|Peak|Bay|Island|Islands|Canal|Dam|Harbou?r|[Tt]rail)\b"
)
# "Mrs. Lestock Wilson" is not Lestock Peach Wilson
OF_HER_HUSBAND = ("Mrs. ", "Mrs ", "Mme. ", "Mme ", "Lady ")
SAME_NAME_AGAIN = re.compile(r",? (?:Jr|Sr|II|III|IV|the (?:[EÉ]lder|[Yy]ounger)|(?:Junior|Senior))\b")
INITIAL_BEFORE = late(rf"(?<!\w)[{UPPER}]\. ?\Z")
LISTED = late(r"(?:\A|[;:•(–—-] ?|\d[.)] )\Z")
CAPITAL_AFTER = re.compile(rf" [{UPPER}][\w’'-]*")
PREPOSITION_BEFORE = late(
    r"\b(?:in|at|from|to|of|near|for|via|with|between|into|through|towards?|by|on|over|against|outside|inside|around"
    r"|leave|left|reach|reached|visit|visited) (?:the )?\Z"
)
WORDS_IN_CAPITALS = frozenset(["us", "aid", "am", "go", "act", "it"])  # and the function words of English


def is_part_of_more(line: Line, start: int, named: Found) -> bool:
    """Whether a word goes on ("Korea" in "Korea-wide"), or the name is only a part of another one."""
    text, at = line.text, named.end
    following = text[at : at + 2]
    if following[:1].isalnum() or (following[:1] == "-" and following[1:].islower()):
        return True
    entry = named.entries[0]
    if _is_word_in_capitals(text, start, at):
        return True
    if entry.element == "persName":
        return _is_somebody_else(line, start, at, entry) or _is_a_thing(text, start, at)
    return entry.element == "placeName" and _is_no_place(line, start, at, entry)


def _is_word_in_capitals(text: str, start: int, at: int) -> bool:
    """ "TELL US WHO WILL COME": an abbreviation that is a word of a text in capitals."""
    word = text[start:at]
    return (
        word.isupper()
        and (word.lower() in WORDS_IN_CAPITALS or word.lower() in languages()[0].function_words)
        and text[max(0, start - 20) : at + 20].isupper()
    )


def _is_a_thing(text: str, start: int, at: int) -> bool:
    """A plant, a ship, an order that is called after somebody."""
    return NAMESAKE.match(text, at) is not None or NAMESAKE_OF.search(text, max(0, start - 12), start) is not None


def _is_somebody_else(line: Line, start: int, at: int, entry: Entry) -> bool:
    """ "I. V. Stalin" for V. Stalin, "Henry Ford II" for Henry Ford, "George Washington Carver"."""
    text = line.text
    if SAME_NAME_AGAIN.match(text, at) or _goes_on_with_a_name(line, start, at):
        return True
    initial = INITIAL_BEFORE.search(text, max(0, start - 3), start)
    if initial is not None and (initial.start() > 0 or entry.rank >= DERIVED):
        return True
    if entry.rule.endswith("family name first") and not LISTED.search(text, max(0, start - 3), start):
        return True
    if entry.rank >= DERIVED or " " not in entry.form:
        is_hers = bool(entry.rank) and text.endswith(OF_HER_HUSBAND, 0, start)
        return is_hers or (not title_before(text, start) and belongs_to_the_word_before(line, start))
    return False


def _goes_on_with_a_name(line: Line, start: int, at: int) -> bool:
    """Whether a further name follows that is no title: never in a heading or a text in capitals."""
    text = line.text
    following = CAPITAL_AFTER.match(text, at)
    if following is None or text[start:at].isupper() or line.is_heading:
        return False
    has_title = max(title_end(text, at + 1), honorific_end(text, at + 1)) > at + 1
    return not has_title and not following.group().isupper()


KIND_BEFORE = tuple(
    f"{word} "
    for word in (
        "Embassy embassy Amconsul Consulate Legation Mission Deptel Embtel Station North South East West Northern "
        "Southern Eastern Western Central Greater Inner Outer Upper Lower Communist Socialist Soviet Nationalist Free "
        "Red Radio People’s People's Democratic"
    ).split()
)


def _is_no_place(line: Line, start: int, at: int, entry: Entry) -> bool:
    """ "Mr. Washington", "Denzel Washington", "Sofia Loren", the Hotel Tirana, the New York Times."""
    if entry.rule not in ("gazetteer", "authorities"):
        return False
    text = line.text
    if text[start - 1 : start] == "-":  # "the DPRK-China Treaty" names both
        return False
    if not _may_end_title(text, start) and not text[at + 1 : at + 2].isupper():  # "in Tirana."
        return False
    if text.endswith(CALLED_BEFORE, 0, start) or CALLED_AFTER.match(text, at):
        return True
    if text[start:at].isupper() or text.endswith(KIND_BEFORE, 0, start):
        return False
    if title_before(text, start):
        return True
    if _follows_a_name(line, start):
        return True
    after = None if line.is_heading else CAPITAL_AFTER.match(text, at)
    return (
        after is not None
        and not PREPOSITION_BEFORE.search(text, max(0, start - 24), start)
        and not (ORGANISATION_HEAD.match(text, at + 1) or BODY.match(text, at + 1) or title_end(text, at + 1) > at + 1)
        and not after.group().isupper()
    )


def _follows_a_name(line: Line, start: int) -> bool:
    """Whether a capitalised word within the sentence stands right before, which is no title and no opening word."""
    before = _word_before(line.text, start)
    if before is None or ORGANISATION_HEAD.fullmatch(before[1]) or BODY.fullmatch(before[1]):
        return False
    begins = SENTENCE_START.search(line.text, max(0, before.start() - 6), before.start()) is not None
    return not begins and belongs_to_the_word_before(line, start)


# --- titles and the words before --------------------------------------------------------------------------------

CAPITALS_BEFORE = re.compile(rf"(?:(?:[{UPPER}][\w’'.-]*|of|for|the) ){{1,8}}\Z")
LONGEST_TITLE = 80  # characters
PARTICLE_BEFORE = late(rf"\b(?:(?:{'|'.join(sorted(PARTICLES))}) ){{1,2}}\Z")
WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
GOES_ON = late(rf" ?[{UPPER}]|-\w| [IVX]+\b")
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
# surnames that are words: first in a sentence they are rather the word
COMMON_WORDS = frozenset(
    (
        "Abbot Baker Ball Banks Bell Best Bird Bishop Black Bond Brook Brooks Brown Bush Butler Carpenter Case "
        "Castle Chase Church Clay Cook Cross Day Dean Drake Early Farmer Field Fields Fish Fisher Forest Fox Frost "
        "Gardener Gates Glass Good Gore Grant Gray Green Grey Hall Hand Hart Head Hill Hope House Hunt Hunter Judge "
        "King Knight Lake Lamb Land Lane Law Little Long Love Low Major Marsh Mason May Miller Moon Noble North "
        "Page Park Parks Pike Pope Porter Post Power Powers Price Prince Read Rice Rich Rivers Rose Rush Sharp "
        "Shepherd Short Small Smart Smith Snow South Spring Steel Stone Strong Summers Swift Taylor Temple Turner "
        "Wall Ward Waters Weaver Wells West Wheeler White Will Wise Wolf Wood Woods Worth Young"
    ).split()
)
OF_A_PLACE = late(
    r"\b(?:Bishop|Archbishop|Earl|Duke|Duchess|Lord|Marquess|Viscount|Baron|Count|Countess|King|Queen|Prince|Princess"
    r"|Mayor|Dean|Abbot) of \Z"
)
SHORTEST_SURNAME = 4  # letters of one that stands without a title


def title_before(text: str, start: int) -> str:
    """The title or honorific that ends right before a place: "Comrade", "Acting Secretary of State"."""
    if not _may_end_title(text, start):
        return ""
    before = CAPITALS_BEFORE.search(text, max(0, start - LONGEST_TITLE), start)
    if before is None:
        return ""
    words = before.group().split()
    suffixes = (" ".join(words[at:]) for at in range(len(words)))
    return next((title for title in suffixes if is_title(title)), "")


def _may_end_title(text: str, start: int) -> bool:
    """Whether the word right before a place has a capital or stands inside titles: most have none."""
    if start < 2 or text[start - 1] != " ":
        return False
    word = text[max(0, start - LONGEST_TITLE) : start - 1].rpartition(" ")[2]
    return word != word.lower() or word.endswith(("of", "for", "the"))


def is_title(words: str) -> bool:
    """Whether words are a title or an honorific and nothing else."""
    if words and title_end(words) == len(words):
        return True
    return honorific_end(f"{words} ") > len(words)


def _word_before(text: str, start: int) -> re.Match[str] | None:
    """The word that stands right before a place."""
    if start < 2 or text[start - 1] != " ":
        return None
    return WORD_BEFORE.search(text, max(0, start - 30, text.rfind(" ", 0, start - 1) + 1), start)


def belongs_to_the_word_before(line: Line, start: int) -> bool:
    """ "Mary Hoxha", "J. Hoxha": the surname of somebody else; "But Hoxha" is none."""
    text = line.text
    if text[max(0, start - 2) : start] == ". " and text[max(0, start - 4) : start - 3] in ("", " ", ".", "("):
        return text[max(0, start - 3) : start - 2].isupper()
    before = _word_before(text, start)
    if before is None or not before[1][0].isupper() or before[1] in OPENING_WORDS:
        return False
    word = before[1].lower()
    return word in PARTICLES or (word not in function_words() and not line.has_small(word))


def can_stand_bare(line: Line, word: str, start: int) -> bool:
    """Whether a word without a title may be a surname: not short, and no word of the language there."""
    text = line.text
    if len(word) < SHORTEST_SURNAME or word in family_names_that_stand_first():
        return False
    if text.endswith(("The ", "A ", "An "), 0, start) or OF_A_PLACE.search(text, max(0, start - 16), start):
        return False
    begins = SENTENCE_START.search(text, max(0, start - 6), start) is not None
    return not (begins and (word in COMMON_WORDS or line.has_small(word.lower())))
