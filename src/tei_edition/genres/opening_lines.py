"""What a line above the first paragraph is: salutation, classification, number, subject, head of a cable, …"""

from __future__ import annotations

import re
from functools import lru_cache

from tei_edition.genres.reading import Reading
from tei_edition.model import Line
from tei_edition.names import HONORIFIC
from tei_edition.patterns import beginning, first_words, late
from tei_edition.vocabulary import UPPER, listed, small_forms_of

BEFORE_SALUTATION = re.compile(r"(?:my|most|highly|very|own)\s+")
BEHIND_SALUTATION = late(
    r"(?:[^.?:!,]|\b(?:Mr|Mrs|Ms|Dr|Messrs"
    r"|St|Gen|Sir|Rev|Prof|Hr|Hrn|Frl|Fr|Mme|Mlle|Sr|Sra|Vd|Ud|u|l|lb|v)\.){0,80}"
    r"(?:, [^.?:!,]{1,40}){0,2}[,:!.]?(?:\s?[-–—])?",
    re.IGNORECASE,
)
_CLASSES = """
classification top secret confidential strictly unclassified restricted limited most eyes very urgent immediate flash
priority out plain us niact personal private
"""
CLASSIFICATION = beginning(
    first_words(_CLASSES.split()),
    r"(?:(?:CLASSIFICATION|Classification)\s?: ?)?(?:(?:TOP )?SECRET|CONFIDENTIAL|(?:Top )?Secret|Confidential"
    r"|Strictly (?:confidential|secret)|UNCLASSIFIED|Unclassified|RESTRICTED|LIMITED OFFICIAL USE"
    r"|MOST (?:SECRET|IMMEDIATE)|EYES ONLY|(?:MOST |VERY |Very )?(?:URGENT|Urgent)|IMMEDIATE|FLASH|PRIORITY"
    r"|Out of turn)(?:[ ;/,–-].{0,60})?[.!]?"
    # small capitals of print, which a capture has as small letters: "top secret", "secret" / "us urgent-priority"
    r"|(?:(?:top |most |strictly )?secret|(?:strictly )?confidential|restricted|unclassified|plain|priority"
    r"|(?:us )?urgent|niact|personal|private|(?:most )?immediate)"
    r"(?:[ ,;–-]+(?:(?:and )?(?:personal|priority|urgent|niact|secret)))*",
)
COPY_NOTE = re.compile(r"(?:Copy (?:no\.?|nr\.?|№)|Copy #|Ex\. ?No\.?|Copy)\s?\d{1,4}\.?|\d{1,3} copies", re.IGNORECASE)
NUMBER = re.compile(
    r"\[?(?:N[or](?:\.\s?|\s)|№\s?|N[º°]\.?\s?)[\w/.-]{1,20}\]?|[A-Z]{1,4}[–-]\d{1,4}(?:[–/-]\d{1,4})?"
)  # "No. 425.]", "A–103"
# "Sent by wire on 24 March 1950. Received in Moscow on 25 March 1950."
TRANSMISSION = re.compile(
    r"(?:Sent|Received|Transmitted|Dispatched|Reported)(?:(?: (?:by|in|from|at) \w+)? on|\s?:) \d[^?!]{4,120}"
    r"|[\[(]?(?:Received|Rec’d|Rec'd|Recd\.?|Sent|Despatched|Dispatched)(?: (?:at"
    r"|in) [A-Z][\w ]{2,30})?:? [^\[\]?!]{3,60}[\])]?"
)
SENT_AS_ALONE = re.compile(  # "[Telegram]", "(Telegram—Translation.)", "Telegram."
    r"[\[(](?:[\w-]+ ){0,2}(?:Telegram|Cablegram|Cable|Télégramme|Telegramm|Telegrama|Telegraphic|By telegraph"
    r"|Télégraphique"
    r"|Par télégraphe|Telegraphisch|Telegrafisch|Telegramma|Telegrafico|Per telegrafo|Wire|Radiogram|Paraphrase)"
    r"(?:[ .,:;–—-]{1,3}[\w-]{1,20}){0,3}\.?[\])]|(?:Telegram|Cablegram|Télégramme|Telegramm|Telegrama)\.",
    re.IGNORECASE,
)
DISTRIBUTION = beginning(
    first_words("cc c Copies Copy Distribution".split()),
    r"(?:cc|c\.c\.|Copies to|Copy to|Distribution(?: list)?|Copies)(?:\s?:| ?[-–] ?\d{1,3} copies\s?:).{0,200}",
    re.IGNORECASE,
)
SUBJECT_HEAD = re.compile(r"(?:• )?\[?(?:SUBJECTS?|Subjects?)\]?:?")
SUBJECT = re.compile(
    r"(?:SUBJECTS?|Subjects?|SUBJ|Subj|Re|RE|TOPIC|Topic|Betreff|Betrifft|Betr\.|BETREFF|Objet|OBJET|Asunto|ASUNTO|Oggetto"
    r"|OGGETTO|Assunto|Betreft|Onderwerp|Ämne|Emne|Dotyczy|Věc|Tárgy|Тема|О содержании)\s?:\s+.{2,240}"
)
# "THROUGH: Mr. Dahl", "VIA: …", "INFO AMEMBASSY VLORA": who else gets it, or through whose hands it goes
THROUGH = re.compile(
    r"(?:THROUGH|Through|THRU|Thru|VIA|Via|ATTN|Attn|ATTENTION|Attention|INFO|Info|CC|Cc|BCC|COPY|REPEATED TO"
    r"|Repeated to)"
    r"\s?[:.]\s+.{2,160}|INFO [A-Z].{2,160}"
)
# what stands in the head of a cable: precedence and time, captions, tags
CABLE_HEAD = late(
    r"(?:[A-Z] ){0,3}(?:(?:FLASH|IMMEDIATE|PRIORITY|ROUTINE|NIACT) )?\d{6}Z [A-Z]{3} \d{2,4}.{0,40}"
    r"|(?:[A-Z] ){5,}[A-Z](?:[ /].{0,80})?|(?:UNCLASSIFIED|UNCLAS|CONFIDENTIAL|SECRET"
    r"|LIMITED OFFICIAL USE)[ /][A-Z0-9 /.-]{2,60}"
    r"|(?:E\. ?O\.|EO) ?\d{5}\s?:.{0,80}|(?:TAGS?|REFS?|REFTEL|PASS|DEPT PASS|EXDIS|NODIS|LIMDIS|STADIS|NOFORN"
    r"|ZFF-?\d)\b.{0,120}"
    r"|(?:DE|ZNR|ZNY|BT|ZZ|OO|PP|RR) [A-Z0-9 /#-]{2,60}|BT"
)


LONGEST_SALUTE, LONGEST_VOCATIVE = 110, 50  # characters
REMEMBERED = 1024  # short lines: those above and below the text are asked again and again


def is_salute(text: str) -> bool:
    """ "Dear Comrade," alone on its line."""
    return len(text) <= LONGEST_SALUTE and _is_salute(text)


# "Zia Carissima", "Amico dilettissimo", "Vir clarissime": the adjective behind the noun
VOCATIVE = late(
    rf"(?:[{UPPER}]\w+ (?:mio |mia |e )?){{1,3}}[\w]*(?:issim[oaei]|ísim[oa]|íssim[oa])s?(?: (?:mio|mia|amico"
    rf"|signore|domine|amice))?[,!:.]?"
)


@lru_cache(REMEMBERED)
def _is_salute(text: str) -> bool:
    salutations = small_forms_of("salutations").ends_behind(BEFORE_SALUTATION, 3, text.lower())
    if not any(BEHIND_SALUTATION.fullmatch(text, end) for end in salutations):
        return len(text) <= LONGEST_VOCATIVE and VOCATIVE.fullmatch(text) is not None
    # "Comrade Hoxha leaves the room." is none; "Dear Sir." is one
    return text[-1] in ",:!-–—" or (len(text.split()) <= 6 and (text[-1] != "." or "dear" in text.lower()))


CALLED = late(rf"{HONORIFIC}(?:[{UPPER}]\.? )?[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?[,!:]")


def is_called(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether "Mr Dahl," stands alone above a paragraph, below a dateline; an address goes on in the next line."""
    return len(lines) == 2 and bool(CALLED.fullmatch(reading.of(lines[0])) and lines[1].blanks)


MOST_BEFORE_COLON = 4  # words: more are a label or an address
FEWEST_BELOW, LONGEST_CALL, MOST_WORDS = 60, 60, 7  # characters of a paragraph; of words that call somebody; words
NO_LABELS = frozenset(listed("no_labels")) | frozenset(word.lower() for word in listed("participants"))
CALL = late(rf"[{UPPER}][^.?:;!\d()\[\]|]*[^\W\d_][,!:]")


def is_vocative(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Whether a few words of any kind with a comma or a mark of exclamation stand alone above a paragraph.

    Below a dateline that is a salutation: "Sonitschka," / "Mi amigo querido:".
    """
    if len(lines) < 2 or lines[0].end - lines[0].start > LONGEST_CALL:
        return False
    text, below = reading.of(lines[0]), reading.of(lines[1])
    words = text.split()
    if CALL.fullmatch(text) is None or len(words) > MOST_WORDS or NO_CALL.match(text):
        return False
    if text.endswith("!") and len(words) > 1 and not words[0].endswith(","):
        return False  # "Harbour closed!"; but "Lina, mein Kind!"
    is_colon = text.endswith(":")
    if is_colon and (not 1 < len(words) <= MOST_BEFORE_COLON or "," in text or words[0].lower() in NO_LABELS):
        return False
    return len(below) >= FEWEST_BELOW and len(below) > len(text) and (is_colon or not below[0].isdigit())


NO_CALL = late(
    r"(?:For|To|From|Für|Pour|Para|Al|A|À|Aan|Till|Til|Following|Copy|Signed|Present|Participants?|Subject|An|At|In|Re|No"
    r"|The|Received|Sent)\b"
)


def begins_with_salute(text: str) -> bool:
    """ "Mój drogi Olu. Nie wiem …": a salutation of any language that runs into the first paragraph."""
    lower = text[: LONGEST_SALUTE * 2].lower()
    ends = small_forms_of("salutations").ends_behind(BEFORE_SALUTATION, 3, lower)
    return any(CALL_GOES_ON.match(text, end) for end in ends)


CALL_GOES_ON = late(r"[^.?:!,\d]{0,50}[,:!.](?:\s|\s?[–—-]|\Z)")
RUN_IN = re.compile(
    r"(?:(?:My|Most|Very|Dear|own)\s+){0,3}(?:dear|dearest|Dear|Dearest) [^.?:!,]{2,60}[,:!](?=[\s—–-])"
)


def has_run_in_salute(text: str) -> bool:
    """ "My dear Charlotte,—Your letter …": a salutation that runs into the first paragraph, where it stays."""
    return RUN_IN.match(text) is not None


def opener_kind(text: str) -> str | None:
    """What kind of line in the head of a document a line is: its class, its number, its subject; None if none."""
    if CLASSIFICATION.fullmatch(text):
        return "classification"
    if COPY_NOTE.fullmatch(text):
        return "copyNote"
    if NUMBER.fullmatch(text):
        return "documentNumber"
    if SUBJECT.fullmatch(text):
        return "subject"
    if DISTRIBUTION.fullmatch(text) or THROUGH.fullmatch(text):
        return "distribution"
    return None
